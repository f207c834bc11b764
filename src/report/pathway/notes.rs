//! What a reader of a pathway must know beside it.

use super::{MOST_NAMED, View};
use crate::problem::{Kind, Quantity, ReadyFrom, Text};
use crate::report::Words;
use crate::study::{NoPathShares, Pathway, PlaceState};

/// What a reader of a pathway must know beside it.
pub fn pathway_notes(study: &Pathway, words: Words) -> Vec<String> {
    let view = View { study, words };
    let mut out = Vec::new();
    out.extend(view.closed());
    out.extend(view.dates());
    out.extend(view.off());
    out.extend(view.assumed());
    out.extend(view.apart());
    out.extend(view.no_shares());
    out
}

impl View<'_> {
    /// Alternatives that no path can stand in, by reason.
    fn closed(&self) -> Vec<String> {
        let words = self.words;
        let periods = self.study.evaluation.periods();
        let mut of: [Vec<String>; 3] = Default::default();
        for (choice, paths) in self.study.evaluation.choices.iter().enumerate() {
            for position in 0..self.model().choices[choice].alternatives.len() {
                let name = self.place(choice, Some(position));
                let all = |wanted: &dyn Fn(&PlaceState) -> bool| {
                    (0..periods).all(|period| wanted(&paths.places[period][position]))
                };
                let reasons = [
                    all(&|state| matches!(state, PlaceState::NoScore)),
                    all(&|state| matches!(state, PlaceState::NotReady(_))),
                    all(&|state| matches!(state, PlaceState::Excluded(_))),
                ];
                for (names, _) in of.iter_mut().zip(reasons).filter(|(_, holds)| *holds) {
                    if !names.contains(&name) {
                        names.push(name.clone());
                    }
                }
            }
        }
        let [unscored, unready, excluded] = of.map(|names| words.some(&names, MOST_NAMED));
        let mut out = Vec::new();
        if !unscored.is_empty() {
            out.push(words.pick(
                format!("Without a score, because too little is known, and so in no path here, for some choice or all: {unscored}. That says nothing of what they are worth."),
                format!("Zonder score, want er is te weinig over bekend, en dus voor sommige of alle keuzes in geen enkel pad: {unscored}. Dat zegt niets over wat ze waard zijn."),
            ));
        }
        if !unready.is_empty() {
            out.push(words.pick(
                format!("Not ready in any period, at the dates that the case takes: {unready}. `--ready FACT=YEAR` tries another date."),
                format!("In geen enkele periode klaar, bij de data die het dossier aanneemt: {unready}. `--ready FEIT=JAAR` probeert een andere datum."),
            ));
        }
        if !excluded.is_empty() {
            out.push(words.pick(
                format!("Excluded by requirements in every period, for some choice or all: {excluded}."),
                format!("Voor sommige of alle keuzes in elke periode uitgesloten door eisen: {excluded}."),
            ));
        }
        out
    }

    /// What of a range of dates the answer takes.
    fn dates(&self) -> Option<String> {
        let words = self.words;
        let is_range = |from: &ReadyFrom| matches!(from, ReadyFrom::Year(Quantity::Set(..)));
        let ranges: Vec<String> = self
            .model()
            .readiness
            .iter()
            .enumerate()
            .filter(|(_, readiness)| is_range(&readiness.from))
            .map(|(at, _)| self.fact(at))
            .collect();
        (!ranges.is_empty()).then(|| {
            let names = words.some(&ranges, MOST_NAMED);
            words.pick(
                format!("The year of {names} is a range: the answer takes the last one. `--table readiness` has the others."),
                format!("Het jaar van {names} is een bereik: het antwoord neemt het laatste. `--table readiness` bevat de andere."),
            )
        })
    }

    /// What is switched off.
    fn off(&self) -> Option<String> {
        let words = self.words;
        let model = self.model();
        let transitions = model.transitions.iter().filter(|it| !it.active);
        let stays = model.stays.iter().filter(|it| !it.active);
        let capacities = model.capacities.iter().filter(|it| !it.active);
        let limits = model.limits.iter().map(|it| &it.limit).filter(|it| !it.is_applied());
        let all: Vec<(&Text, &String)> = transitions
            .map(|it| (&it.label, &it.id))
            .chain(stays.map(|it| (&it.label, &it.id)))
            .chain(capacities.map(|it| (&it.label, &it.id)))
            .chain(limits.map(|it| (&it.label, &it.id)))
            .collect();
        let (_, first) = all.first()?;
        let names: Vec<String> = all.iter().map(|(label, id)| words.named(label, id)).collect();
        let names = words.some(&names, MOST_NAMED);
        Some(words.pick(
            format!("Switched off, or without a bound: {names}. `--with {first}` switches on, `--limit ID=NUMBER` gives a bound."),
            format!("Uitgeschakeld of zonder grens: {names}. `--with {first}` schakelt het in, `--limit ID=GETAL` geeft een grens."),
        ))
    }

    /// What rests on an assumption.
    fn assumed(&self) -> Option<String> {
        let words = self.words;
        let model = self.model();
        let is_assumed = |kind: Option<Kind>| kind == Some(Kind::Assumed);
        let transitions = model
            .transitions
            .iter()
            .filter(|it| it.active && is_assumed(it.kind))
            .map(|it| words.label(&it.label, &it.id));
        let stays = model
            .stays
            .iter()
            .filter(|it| it.active && is_assumed(it.kind))
            .map(|it| words.label(&it.label, &it.id));
        let limits = model
            .limits
            .iter()
            .filter(|it| it.limit.is_applied() && is_assumed(it.limit.kind))
            .map(|it| words.label(&it.limit.label, &it.limit.id));
        let all: Vec<String> = transitions.chain(stays).chain(limits).collect();
        (!all.is_empty()).then(|| {
            let names = words.some(&all, MOST_NAMED);
            words.pick(
                format!("Assumed by the makers of the case, and in no source: {names}."),
                format!(
                    "Aangenomen door de makers van het dossier, en in geen bron te vinden: {names}."
                ),
            )
        })
    }

    /// What looks at each choice by itself, where choices share limits.
    fn apart(&self) -> Option<String> {
        self.study.shared.as_ref()?;
        Some(
            self.words
                .pick(
                    "First steps, waiting, weights, dates and rates look at each choice by itself, without the limits that choices share.",
                    "Eerste stappen, wachten, gewichten, data en discontovoeten bekijken elke keuze op zich, zonder de limieten die keuzes delen.",
                )
                .to_owned(),
        )
    }

    fn no_shares(&self) -> Option<String> {
        let words = self.words;
        let without = |wanted: NoPathShares| -> bool {
            self.study.shares.choices.iter().any(|it| it.without == Some(wanted))
        };
        if without(NoPathShares::Ranges) {
            return Some(words.pick(
                "No shares of draws for some choice or all: a value rests on a figure of which only a range is known, or nothing. `--intervals uniform` draws such figures evenly, and that is an assumption.".to_owned(),
                "Voor sommige of alle keuzes zijn er geen aandelen van trekkingen: een waarde steunt op een cijfer waarvan alleen een bereik bekend is, of niets. `--intervals uniform` trekt zulke cijfers uit een uniforme verdeling, en dat is een aanname.".to_owned(),
            ));
        }
        without(NoPathShares::Ties).then(|| {
            words
                .pick(
                    "No shares of draws for some choice or all: in some draw too many paths tie.",
                    "Voor sommige of alle keuzes zijn er geen aandelen van trekkingen: in een trekking zijn te veel paden even goed.",
                )
                .to_owned()
        })
    }
}
