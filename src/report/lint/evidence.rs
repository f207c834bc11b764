//! Remarks on what the figures rest on.

use super::{Said, View};
use crate::study::lint::{Later, MUCH_UNKNOWN, Passage, RequirementAndScore, Unknown};

impl View<'_> {
    pub(super) fn requirements_and_scores(&self, figures: &[RequirementAndScore]) -> Said {
        let words = self.words;
        let one = |figure: &RequirementAndScore| {
            let requirement = &self.problem.requirements[figure.requirement];
            let (name, id, n) =
                (&self.problem.names[figure.name], &requirement.id, figure.alternatives);
            let effect = match requirement.excludes {
                true => words.pick("which excludes", "die uitsluit"),
                false => words.pick("which flags", "die een aandachtspunt geeft"),
            };
            if figure.leaves == [figure.name] {
                return words.pick(
                    format!("`{name}` is tested by `{id}` ({effect}) and scored as well (competing alternatives: {n})"),
                    format!(
                        "`{name}` wordt getoetst door de eis `{id}` ({effect}) en ook gescoord (te rangschikken alternatieven: {n})"
                    ),
                );
            }
            let leaves = self.leaves(&figure.leaves);
            words.pick(
                format!("`{name}` is tested by `{id}` ({effect}) and shifts {leaves} (competing alternatives: {n})"),
                format!("`{name}` wordt getoetst door de eis `{id}` ({effect}) en verschuift {leaves} (te rangschikken alternatieven: {n})"),
            )
        };
        let figures = self.some(figures.iter().map(one), "; ");
        self.said(
            [
                format!("Figures that feed both a gate and a score: {figures}."),
                format!("Cijfers die zowel in een eis als in een score meespelen: {figures}."),
            ],
            [
                "one fact counts twice, in who may take part or is flagged and in how they score, and a doubt about it hits both.",
                "één feit telt dubbel: het bepaalt mee wat wordt gerangschikt of een aandachtspunt krijgt, én hoe dat scoort; twijfel erover treft beide.",
            ],
            [
                "see that both are meant: the gate for what is needed at least, the score for what comes above it; else drop one.",
                "ga na of beide bedoeld zijn: de eis voor wat minstens nodig is, de score voor wat daarboven ligt; laat anders een van beide vallen.",
            ],
        )
    }

    pub(super) fn passages(&self, passages: &[Passage]) -> Said {
        let words = self.words;
        let one = |passage: &Passage| {
            let (id, n, share) = (&passage.passage, passage.inputs, words.percent(passage.share));
            let name = words.inside(self.problem, passage.alternative);
            words.pick(
                format!("`{id}` (inputs: {n}; up to {share} of the weight of {name})"),
                format!("`{id}` (gegevens: {n}; tot {share} van het gewicht van {name})"),
            )
        };
        let all = self.some(passages.iter().map(one), ", ");
        let first = passages.first().map_or("", |first| &first.passage);
        self.said(
            [format!("Passages on which much rests: {all}."), format!("Passages waarop veel steunt: {all}.")],
            [
                "read otherwise, one passage moves all of that at once: these judgements are no separate evidence.",
                "wie zo'n passage anders leest, verschuift al die oordelen tegelijk: ze onderbouwen elkaar niet.",
            ],
            [
                &format!("have it read by a second person; `sensitivity stability --without-passage {first}` shows what holds without it."),
                &format!("laat de passage door een tweede persoon lezen; `sensitivity stability --without-passage {first}` toont wat zonder die passage overeind blijft."),
            ],
        )
    }

    pub(super) fn unknown(&self, alternatives: &[Unknown]) -> Said {
        let words = self.words;
        let one = |unknown: &Unknown| {
            let name = words.inside(self.problem, unknown.alternative);
            let (least, most) = (words.percent(unknown.share.0), words.percent(unknown.share.1));
            let mut share = if least == most {
                most
            } else {
                words.pick(format!("{least} to {most}"), format!("{least} tot {most}"))
            };
            if self.problem.groups.len() > 1 {
                let (some, all) = (unknown.groups, unknown.of);
                share += &match some == all {
                    true if all == 1 => words.pick(
                        " in the one group where it competes".to_owned(),
                        " in de ene groep waarin het te rangschikken is".to_owned(),
                    ),
                    true => words
                        .pick(format!(" in all {all} groups"), format!(" in alle {all} groepen")),
                    false => words.pick(
                        format!(" in {some} of {all} groups"),
                        format!(" in {some} van {all} groepen"),
                    ),
                };
            }
            if unknown.withheld {
                share += words.pick(", so no rank", ", dus geen rang");
            }
            format!("{name} ({share})")
        };
        let (all, least) =
            (self.some(alternatives.iter().map(one), ", "), words.percent(MUCH_UNKNOWN));
        self.said(
            [
                format!("Alternatives of which much is unknown ({least} of the weight or more): {all}."),
                format!("Alternatieven waarvan veel onbekend is ({least} van het gewicht of meer): {all}."),
            ],
            [
                "unknown is not neutral: there a score stands at the middle of the scale, and its range goes over all of it.",
                "onbekend is niet neutraal: de score staat daar op het midden van de schaal, en het bereik beslaat de hele schaal.",
            ],
            [
                "look for these figures first; a range that a source supports says more than `?`.",
                "zoek deze cijfers eerst op; een bereik dat een bron onderbouwt, zegt meer dan `?`.",
            ],
        )
    }

    pub(super) fn nothing_known(&self, leaves: &[usize]) -> Said {
        let (ids, share) = (self.leaves(leaves), self.share(leaves));
        self.said(
            [
                format!("Criteria of which nothing is known for any competing alternative, with {share} of the weight: {ids}."),
                format!(
                    "Criteria waarvan voor geen enkel te rangschikken alternatief iets bekend is, met {share} van het gewicht: {ids}."
                ),
            ],
            [
                "they tell nobody apart, and widen the range of every score.",
                "ze maken geen onderscheid en verbreden het bereik van elke score.",
            ],
            [
                "find a source for some of the alternatives, or leave the criterion out and say so.",
                "zoek een bron voor enkele van de alternatieven, of laat het criterium weg en zeg dat erbij.",
            ],
        )
    }

    pub(super) fn later(&self, figures: &[Later]) -> Said {
        let words = self.words;
        let one = |later: &Later| {
            let record = |input: &usize| self.problem.inputs[*input].record.as_ref();
            let mut dates: Vec<&str> =
                later.inputs.iter().filter_map(|input| record(input)?.as_of.as_deref()).collect();
            dates.sort_unstable();
            let (first, last) = (dates.first().unwrap_or(&""), dates.last().unwrap_or(&""));
            let dates = if first == last {
                (*first).to_owned()
            } else {
                words.pick(format!("{first} to {last}"), format!("{first} tot {last}"))
            };
            format!("`{}` ({}: {dates})", self.problem.names[later.name], later.inputs.len())
        };
        let (all, as_of) = (
            self.some(figures.iter().map(one), ", "),
            self.case.as_of.as_deref().unwrap_or_default(),
        );
        self.said(
            [
                format!("Figures later than the case ({as_of}), with their number and dates: {all}."),
                format!("Cijfers van na het dossier ({as_of}), met hun aantal en data: {all}."),
            ],
            ["a judgement of that date cannot have rested on them.", "een oordeel van die datum kan er niet op gesteund hebben."],
            [
                "use the figures of then, give the case a later `as_of`, or say in it why later ones may be used; `evaluate -v` shows their places.",
                "gebruik de cijfers van toen, geef het dossier een latere `as_of`, of zeg erin waarom latere cijfers mogen; `evaluate -v` toont waar ze staan.",
            ],
        )
    }
}
