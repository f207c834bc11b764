//! What the page opens with: who is first, by how much, how sure that is, whose weights these are, who
//! is out and why, and the smallest move of one weight that would change it.

use super::View;
use crate::evaluate::dependence::{dependence, ends_in_ranges};
use crate::evaluate::evaluation::{Evaluation, GroupResult, Verdict};
use crate::evaluate::lead::Lead;
use crate::method::Method;
use crate::problem::{PlaceInGroup, Side};
use crate::report::{Block, Source};
use crate::study::sweep::{NearestWeight, SingleWeight, single_weights};
use std::collections::BTreeMap;

/// Names said together.
const MOST_NAMED: usize = 4;

/// What an alternative is called in its group: its values of the keys that tell alternatives there
/// apart.
type Called = Vec<usize>;

/// What there is to say of first place in a group.
pub(super) enum Place {
    /// Somebody has it.
    Lead(Lead),
    /// Nobody competes.
    Nobody,
    /// One alternative competes.
    Only(PlaceInGroup),
    /// One is certainly ahead of all others, and has no rank for want of known weight. The best of
    /// those that have one, if any has.
    CertainWithoutRank(PlaceInGroup, Option<Lead>),
    /// Several compete, and too little is known of each for a rank.
    Unranked,
}

/// First place in all groups by one method.
pub(super) struct Answer<'a> {
    evaluation: &'a Evaluation<'a>,
    pub(super) places: Vec<Place>,
}

impl Answer<'_> {
    /// The groups that somebody leads, with who does.
    fn leads(&self) -> impl Iterator<Item = (usize, &Lead)> {
        self.places.iter().enumerate().filter_map(|(group, place)| match place {
            Place::Lead(lead) => Some((group, lead)),
            _ => None,
        })
    }

    pub(super) fn of(&self, group: usize) -> &GroupResult {
        &self.evaluation.groups[group]
    }
}

impl View<'_> {
    /// The answer of the first method that gives scores, and whether the others agree; nothing
    /// where no method does.
    pub(super) fn answer(&self) -> Vec<Block> {
        let first = self.evaluations.iter().find(|it| it.method.has_score());
        if let Some(main) = first.filter(|it| it.method.sorts()) {
            let rows = Source::table("assignment").with("method", main.method.name());
            return vec![Block::Heading(self.sorted_answer(main)).from_rows(rows)];
        }
        // A category is no place among others.
        let scored =
            |evaluation: &&Evaluation| evaluation.method.has_score() && !evaluation.method.sorts();
        let mut answers = self.evaluations.iter().filter(scored).map(|it| self.answer_of(it));
        let Some(main) = answers.next() else { return Vec::new() };
        let mut first = match self.evaluations.len() {
            1 => String::new(),
            _ => format!("{}: ", main.evaluation.method.name()),
        };
        first += &self.who(&main);
        first += &self.how_sure(&main);
        first += &self.could_be_first(&main);
        first += &self.others(&main, &answers.collect::<Vec<_>>());
        let mut out = vec![Block::Heading(first).from_rows(self.rows_of(&main))];
        out.extend(self.against_reference(&main));
        out.extend(self.weights_not_given(&main));
        out.extend(self.excluded(&main));
        out.extend(self.nearest_weight(&main));
        out
    }

    /// Whether the answer says what one weight can do to first place.
    pub(super) fn knows_single_weight(&self) -> bool {
        let main = self.evaluations.iter().find(|it| it.method.has_score());
        main.is_some_and(|main| self.nearest_weight(&self.answer_of(main)).is_some())
    }

    /// That nobody gave weights, where the case states none and no centre stands for them: the page
    /// says that of a centre on top.
    fn weights_not_given(&self, answer: &Answer) -> Option<Block> {
        let (words, case) = (self.words, self.case);
        let is_given = case.weighted
            || case.centre.is_some()
            || !case.derivations.is_empty()
            || !case.from_data.is_empty()
            || !self.problem.group_weights.is_empty();
        let tree = self.problem.tree();
        let by_rules =
            answer.evaluation.method.name() == "hierarchical" && tree.is_decided_by_rules();
        if is_given || by_rules || tree.leaves().len() < 2 {
            return None;
        }
        let whose = crate::report::centre::whose(case, words, ["The case", "Het dossier"]);
        let said = match self.problem.tree.has_nodes() {
            true => words.pick(
                format!("{whose} gives no weights: every group of criteria counts equally here, and so does every criterion within its group. That follows from how the criteria are grouped; nobody gave these weights. Other weights can give another answer."),
                format!("{whose} geeft geen gewichten: elke groep criteria telt hier even zwaar, en binnen zijn groep ook elk criterium. Dat volgt uit de indeling van de criteria; niemand heeft deze gewichten opgegeven. Andere gewichten kunnen een ander antwoord geven."),
            ),
            false => words.pick(
                format!("{whose} gives no weights: all criteria count equally here. Nobody gave these weights; other weights can give another answer."),
                format!("{whose} geeft geen gewichten: alle criteria tellen hier even zwaar. Niemand heeft deze gewichten opgegeven; andere gewichten kunnen een ander antwoord geven."),
            ),
        };
        let rows = Source::table("contributions").with("method", answer.evaluation.method.name());
        Some(Block::Text(said).from_rows(rows))
    }

    /// The rows of `ranking` that say who is first.
    fn rows_of(&self, answer: &Answer) -> Source {
        let first = answer.places.iter().enumerate().flat_map(|(group, place)| {
            let group = answer.of(group);
            let of = |places: &[PlaceInGroup]| -> Vec<usize> {
                places.iter().map(|place| group.member(*place)).collect()
            };
            match place {
                Place::Lead(lead) => of(&lead.first),
                Place::Only(first) | Place::CertainWithoutRank(first, _) => of(&[*first]),
                Place::Nobody | Place::Unranked => group.members().to_vec(),
            }
        });
        let rows = Source::of_all(self.problem, "ranking", first);
        rows.unwrap_or_else(|| Source::table("ranking"))
            .with("method", answer.evaluation.method.name())
    }

    /// Who is first and how sure that is, by the first method that gives scores; `None` where no
    /// method does.
    pub(super) fn finding(&self) -> Option<String> {
        let main = self.evaluations.iter().find(|it| it.method.has_score())?;
        if main.method.sorts() {
            return Some(self.sorted_answer(main));
        }
        let answer = self.answer_of(main);
        let method = match self.evaluations.len() {
            1 => String::new(),
            _ => format!("{}: ", main.method.name()),
        };
        Some(format!("{method}{}{}", self.who(&answer), self.how_sure(&answer)))
    }

    fn answer_of<'a>(&self, evaluation: &'a Evaluation<'a>) -> Answer<'a> {
        let place = |group: &GroupResult| match group.eligible() {
            [] => Place::Nobody,
            [only] => Place::Only(*only),
            _ => {
                let lead = group.lead(self.problem.min_known);
                match group.certain_without_rank() {
                    Some(first) => Place::CertainWithoutRank(first, lead),
                    None => lead.map_or(Place::Unranked, Place::Lead),
                }
            }
        };
        Answer { evaluation, places: evaluation.groups.iter().map(place).collect() }
    }

    fn called(&self, group: &GroupResult, places: &[PlaceInGroup]) -> Vec<Called> {
        let inside = self.problem.keys_inside();
        let values = |place: &PlaceInGroup| {
            let values = &self.problem.alternatives[group.member(*place)].values;
            inside.iter().map(|key| values[*key]).collect()
        };
        places.iter().map(values).collect()
    }

    fn names(&self, group: &GroupResult, places: &[PlaceInGroup]) -> Vec<String> {
        places.iter().map(|place| self.words.inside(self.problem, group.member(*place))).collect()
    }

    /// A difference of scores without its sign: never 0 where it is not.
    fn by(&self, difference: f64) -> String {
        match self.words.size(difference) {
            none if none == "0" => {
                self.words.pick("less than 0.001", "minder dan 0,001").to_owned()
            }
            by => by,
        }
    }

    /// `in all 6 groups`, `in VIL and MEDVIA`, `in 12 of 40 groups`.
    pub(super) fn where_(&self, answer: &Answer, groups: &[usize]) -> String {
        let words = self.words;
        let all = answer.places.len();
        let (some, of) = (words.count(groups.len()), words.count(all));
        if groups.len() == all && all == 2 {
            return words.pick("in both groups", "in beide groepen").to_owned();
        }
        if groups.len() == all {
            return words.pick(format!("in all {of} groups"), format!("in alle {of} groepen"));
        }
        if groups.len() > MOST_NAMED {
            return words
                .pick(format!("in {some} of {of} groups"), format!("in {some} van {of} groepen"));
        }
        let name = |group: &usize| words.group(self.problem, *group);
        format!("in {}", words.list(&groups.iter().map(name).collect::<Vec<_>>()))
    }

    /// Who is first, and by how much.
    fn who(&self, answer: &Answer) -> String {
        match &answer.places[..] {
            [place] => self.who_of_one(answer.of(0), place),
            _ => self.who_of_several(answer),
        }
    }

    fn who_of_one(&self, group: &GroupResult, place: &Place) -> String {
        let words = self.words;
        let lead = match place {
            Place::Lead(lead) => lead,
            Place::Nobody => {
                return words
                    .pick("No alternative competes.", "Geen enkel alternatief wordt gerangschikt.")
                    .to_owned();
            }
            Place::CertainWithoutRank(first, lead) => {
                let name = words.inside(self.problem, group.member(*first));
                let among = lead.as_ref().map_or(String::new(), |lead| {
                    let best = words.some(&self.names(group, &lead.first), MOST_NAMED);
                    words.pick(
                        format!(" Of those that have a rank, {best} comes first."),
                        format!(
                            " Van de alternatieven met een rang staat {best} op de eerste plaats."
                        ),
                    )
                });
                return words.pick(
                    format!("{name} is certainly first, although too little is known of it for a score and a rank.{among}"),
                    format!("{name} staat zeker op de eerste plaats, hoewel er te weinig van bekend is voor een score en een rang.{among}"),
                );
            }
            Place::Only(only) => {
                let name = words.inside(self.problem, group.member(*only));
                return words.pick(
                    format!("{name} is the only option that competes."),
                    format!("{name} is de enige optie die wordt gerangschikt."),
                );
            }
            Place::Unranked => {
                return words
                    .pick(
                        "Nobody has a rank: too little is known of each.",
                        "Geen enkel alternatief heeft een rang: van elk is te weinig bekend.",
                    )
                    .to_owned();
            }
        };
        let first = words.some(&self.names(group, &lead.first), MOST_NAMED);
        let ahead = lead.by.map_or(String::new(), |by| {
            let (by, next) = (self.by(by), words.some(&self.names(group, &lead.next), MOST_NAMED));
            words.pick(format!(", {by} ahead of {next}"), format!(", {by} voor op {next}"))
        });
        match (lead.first.len(), lead.next.is_empty()) {
            (1, true) => words.pick(
                format!("{first} is the only one with a rank."),
                format!("{first} is het enige alternatief met een rang."),
            ),
            (1, false) => words.pick(
                format!("{first} is first{ahead}."),
                format!("{first} staat op de eerste plaats{ahead}."),
            ),
            _ => words.pick(
                format!("{first} tie for first place{ahead}."),
                format!("{first} delen de eerste plaats{ahead}."),
            ),
        }
    }

    fn who_of_several(&self, answer: &Answer) -> String {
        let words = self.words;
        // The same leaders together: an example of them, and where they lead.
        let mut by: BTreeMap<Vec<Called>, (usize, Vec<usize>)> = BTreeMap::new();
        for (group, lead) in answer.leads() {
            let called = self.called(answer.of(group), &lead.first);
            by.entry(called).or_insert((group, Vec::new())).1.push(group);
        }
        let mut leaders: Vec<(usize, Vec<usize>)> = by.into_values().collect();
        leaders.sort_by_key(|(_, groups)| std::cmp::Reverse(groups.len()));
        let rest: Vec<usize> =
            leaders.iter().skip(MOST_NAMED).flat_map(|(_, groups)| groups).copied().collect();
        let mut said: Vec<String> = leaders
            .iter()
            .take(MOST_NAMED)
            .map(|(example, groups)| self.leads_in(answer, *example, groups))
            .collect();
        if !rest.is_empty() {
            let (others, count) = (leaders.len() - MOST_NAMED, words.count(rest.len()));
            let others = words.counted(others, ["other", "others"], ["ander", "andere"]);
            said.push(words.pick(
                format!("{others} in the remaining {count}"),
                format!("{others} in de resterende {count}"),
            ));
        }
        let mut out: Vec<String> = Vec::new();
        if !said.is_empty() {
            out.push(format!("{}.", said.join("; ")));
        }
        // Who is certainly first without a rank, and in which groups.
        let mut sure: BTreeMap<Vec<Called>, (usize, PlaceInGroup, Vec<usize>)> = BTreeMap::new();
        for (group, place) in answer.places.iter().enumerate() {
            if let Place::CertainWithoutRank(first, _) = place {
                let called = self.called(answer.of(group), &[*first]);
                sure.entry(called).or_insert((group, *first, Vec::new())).2.push(group);
            }
        }
        for (group, first, groups) in sure.into_values() {
            let name = words.inside(self.problem, answer.of(group).member(first));
            let where_ = self.where_(answer, &groups).replacen("in ", "In ", 1);
            out.push(words.pick(
                format!("{where_}, {name} is certainly first, although too little is known of it for a score and a rank."),
                format!("{where_} staat {name} zeker op de eerste plaats, hoewel er te weinig van bekend is voor een score en een rang."),
            ));
        }
        let groups_with = |wanted: &dyn Fn(&Place) -> bool| -> Vec<usize> {
            (0..answer.places.len()).filter(|group| wanted(&answer.places[*group])).collect()
        };
        let rest = [
            (
                groups_with(&|place| matches!(place, Place::Unranked)),
                words.pick("nobody has a rank", "heeft geen enkel alternatief een rang"),
                words.pick(": too little is known", ": er is te weinig bekend"),
            ),
            (
                groups_with(&|place| matches!(place, Place::Only(_))),
                words.pick("only one option competes", "wordt maar één optie gerangschikt"),
                "",
            ),
            (
                groups_with(&|place| matches!(place, Place::Nobody)),
                words.pick("no alternative competes", "wordt geen enkel alternatief gerangschikt"),
                "",
            ),
        ];
        for (groups, what, why) in rest {
            if !groups.is_empty() {
                let where_ = self.where_(answer, &groups).replacen("in ", "In ", 1);
                out.push(
                    words.pick(format!("{where_}, {what}{why}."), format!("{where_} {what}{why}.")),
                );
            }
        }
        out.join(" ")
    }

    /// `X is first in VIL and MEDVIA, 0.1 to 0.2 ahead of the next`.
    fn leads_in(&self, answer: &Answer, example: usize, groups: &[usize]) -> String {
        let words = self.words;
        let Place::Lead(lead) = &answer.places[example] else { return String::new() };
        let first = words.some(&self.names(answer.of(example), &lead.first), MOST_NAMED);
        // What groups are is said once, where all are meant.
        let is_all = groups.len() == answer.places.len();
        let per = match is_all {
            true => words.one_per(self.problem, &self.problem.rank_within),
            false => String::new(),
        };
        let where_ = format!("{}{per}", self.where_(answer, groups));
        let led = |group: &usize| match &answer.places[*group] {
            Place::Lead(lead) => lead.by,
            _ => None,
        };
        let by: Option<Vec<f64>> = groups.iter().map(led).collect();
        let next = self.next_in(answer, groups);
        let scale = self.scale_of(answer);
        let ahead = by.map_or(String::new(), |by| {
            let least = self.by(by.iter().copied().fold(f64::INFINITY, f64::min));
            let most = self.by(by.iter().copied().fold(0.0, f64::max));
            match least == most {
                true => words.pick(
                    format!(", {least} ahead of {next}{scale}"),
                    format!(", {least} voor op {next}{scale}"),
                ),
                false => words.pick(
                    format!(", {least} to {most} ahead of {next}{scale}"),
                    format!(", {least} tot {most} voor op {next}{scale}"),
                ),
            }
        });
        match lead.first.len() {
            1 => words.pick(
                format!("{first} is first {where_}{ahead}"),
                format!("{first} staat {where_} op de eerste plaats{ahead}"),
            ),
            _ => words.pick(
                format!("{first} tie for first place {where_}{ahead}"),
                format!("{first} delen {where_} de eerste plaats{ahead}"),
            ),
        }
    }

    /// Who comes next in groups: by name where that is the same in all of them.
    fn next_in(&self, answer: &Answer, groups: &[usize]) -> String {
        let nobody = Vec::new();
        let next = |group: &usize| match &answer.places[*group] {
            Place::Lead(lead) => (self.called(answer.of(*group), &lead.next), *group, &lead.next),
            _ => (Vec::new(), *group, &nobody),
        };
        let mut all = groups.iter().map(next);
        match all.next() {
            Some((called, group, places))
                if !places.is_empty() && all.all(|(other, ..)| other == called) =>
            {
                self.words.some(&self.names(answer.of(group), places), MOST_NAMED)
            }
            _ => self.words.pick("the next", "het volgende alternatief").to_owned(),
        }
    }

    /// On which scale scores stand, where it is 0 to 1.
    fn scale_of(&self, answer: &Answer) -> &'static str {
        let has_scale = self.problem.tree.leaves.iter().all(|leaf| leaf.scale.is_some());
        let is_valued = match &answer.evaluation.method {
            Method::WeightedSum(own) => own.normalization.is_none(),
            _ => false,
        };
        match has_scale && is_valued {
            true => self.words.pick(" on a scale of 0 to 1", " op een schaal van 0 tot 1"),
            false => "",
        }
    }

    /// Whether that is certain.
    fn how_sure(&self, answer: &Answer) -> String {
        let words = self.words;
        let certain: Vec<usize> =
            answer.leads().filter(|(_, lead)| lead.certain).map(|(group, _)| group).collect();
        let all = answer.leads().count();
        if all == 0 {
            return String::new();
        }
        if certain.is_empty() {
            return words
                .pick(
                    " That holds at nominal figures only and is not certain.",
                    " Dat geldt alleen bij nominale cijfers en is niet zeker.",
                )
                .to_owned();
        }
        let evaluation = answer.evaluation;
        let among = dependence(evaluation).is_some();
        let moves = !ends_in_ranges(evaluation).is_empty();
        let within = self.within(evaluation, Verdict::Certain, among, moves);
        match certain.len() == all {
            true => {
                words.pick(format!(" That is certain{within}."), format!(" Dat is zeker{within}."))
            }
            false => {
                let where_ = self.where_(answer, &certain);
                words.pick(
                    format!(" That is certain {where_}{within}; elsewhere it holds at nominal figures only."),
                    format!(" Dat is {where_} zeker{within}; elders geldt het alleen bij nominale cijfers."),
                )
            }
        }
    }

    /// Who has no rank and could be first all the same.
    fn could_be_first(&self, answer: &Answer) -> String {
        let words = self.words;
        let mut who: BTreeMap<Called, String> = BTreeMap::new();
        for (group, lead) in answer.leads() {
            let group = answer.of(group);
            let could = lead.unranked.iter().filter(|(_, could)| *could).map(|(place, _)| *place);
            let could: Vec<PlaceInGroup> = could.collect();
            who.extend(self.called(group, &could).into_iter().zip(self.names(group, &could)));
        }
        let names: Vec<String> = who.into_values().collect();
        let named = words.some(&names, MOST_NAMED);
        match names.len() {
            0 => String::new(),
            1 => words.pick(
                format!(" Too little is known of {named} for a rank; it is not excluded and could be first too."),
                format!(" Van {named} is te weinig bekend voor een rang; het is niet uitgesloten en kan ook op de eerste plaats staan."),
            ),
            _ => words.pick(
                format!(
                    " Too little is known of {named} for a rank; none of them is excluded, and each could be first too."
                ),
                format!(
                    " Van {named} is te weinig bekend voor een rang; geen ervan is uitgesloten, en elk kan ook op de eerste plaats staan."
                ),
            ),
        }
    }

    /// Whether other methods have the same first.
    fn others(&self, main: &Answer, others: &[Answer]) -> String {
        let words = self.words;
        let mut same: Vec<String> = Vec::new();
        // Who comes first instead, or where someone else does; with the methods that say so.
        let mut differ: Vec<(bool, String, Vec<String>)> = Vec::new();
        let mut put = |who: bool, said: String, name: &str| match differ
            .iter_mut()
            .find(|(of, known, _)| *of == who && *known == said)
        {
            Some((_, _, names)) => names.push(name.to_owned()),
            None => differ.push((who, said, vec![name.to_owned()])),
        };
        for other in others {
            let name = other.evaluation.method.name();
            let mut compared = 0;
            let mut differs: Vec<(usize, &Lead)> = Vec::new();
            for (group, lead) in other.leads() {
                let Place::Lead(own) = &main.places[group] else { continue };
                compared += 1;
                if own.first != lead.first {
                    differs.push((group, lead));
                }
            }
            match (&differs[..], main.places.len()) {
                ([], _) if compared > 0 => same.push(name.to_owned()),
                ([], _) => {}
                ([(group, lead)], 1) => {
                    let first = words.some(&self.names(other.of(*group), &lead.first), MOST_NAMED);
                    put(true, first, name);
                }
                _ => {
                    let groups: Vec<usize> = differs.iter().map(|(group, _)| *group).collect();
                    put(false, self.where_(other, &groups), name);
                }
            }
        }
        let agree = match same.len() {
            0 => String::new(),
            1 => words.pick(
                format!(" {} agrees on who is first.", same[0]),
                format!(" {} zet hetzelfde alternatief op de eerste plaats.", same[0]),
            ),
            _ => words.pick(
                format!(" {} agree on who is first.", words.list(&same)),
                format!(" {} zetten hetzelfde alternatief op de eerste plaats.", words.list(&same)),
            ),
        };
        let out = differ.iter().map(|(who, said, names)| {
            let (all, one) = (words.list(names), names.len() == 1);
            match (who, one) {
                (true, true) => words.pick(
                    format!(" {all} puts {said} first."),
                    format!(" {all} zet {said} op de eerste plaats."),
                ),
                (true, false) => words.pick(
                    format!(" {all} put {said} first."),
                    format!(" {all} zetten {said} op de eerste plaats."),
                ),
                (false, true) => words.pick(
                    format!(" {all} has another first place {said}."),
                    format!(" {all} zet {said} een ander alternatief op de eerste plaats."),
                ),
                (false, false) => words.pick(
                    format!(" {all} have another first place {said}."),
                    format!(" {all} zetten {said} een ander alternatief op de eerste plaats."),
                ),
            }
        });
        agree + &out.collect::<String>()
    }

    /// The smallest move of one weight that gives another first place, or that none does; nothing
    /// where that is no question or not to be had at once.
    fn nearest_weight(&self, answer: &Answer) -> Option<Block> {
        let words = self.words;
        // Where several tie for first place any move may part them.
        if answer.leads().any(|(_, lead)| lead.first.len() > 1) {
            return None;
        }
        let found = single_weights(answer.evaluation);
        let contested: Vec<usize> = answer
            .leads()
            .filter(|(_, lead)| !lead.next.is_empty())
            .map(|(group, _)| group)
            .collect();
        let known: Option<Vec<(usize, &SingleWeight)>> =
            contested.iter().map(|group| Some((*group, found[*group].as_ref()?))).collect();
        let known = known.filter(|known| !known.is_empty())?;
        let moves = known.iter().filter_map(|(group, it)| Some((*group, it.nearest()?)));
        // A weight that changes how much is known can give a rank to those who have none.
        let among = match known.iter().any(|(_, it)| matches!(it, SingleWeight::AmongRanked(_))) {
            false => "",
            true => words.pick(
                " Whether enough is known of an alternative for a rank hangs on the weights too, and is left out of this.",
                " Of er van een alternatief genoeg bekend is voor een rang, hangt ook van de gewichten af. Dat blijft hier buiten beschouwing.",
            ),
        };
        let nominal = match answer.leads().all(|(_, lead)| lead.certain) && self.is_crisp(answer) {
            true => "",
            false => words.pick(" at nominal figures", " bij nominale cijfers"),
        };
        let method = answer.evaluation.method.name();
        match moves.min_by(|(_, a), (_, b)| a.distance().total_cmp(&b.distance())) {
            Some((group, nearest)) => {
                let mut rows = Source::of_group(self.problem, "contributions", group)
                    .with("method", method);
                // A node has no rows of its own.
                let branch = &self.problem.tree.branches[nearest.branch];
                if self.problem.tree.leaves.iter().any(|leaf| leaf.id == branch.id) {
                    rows = rows.with("criterion", &branch.id);
                }
                let said = self.moved(answer, group, nearest, nominal) + among;
                Some(Block::Text(said).from_rows(rows))
            }
            None => Some(Block::Text(words.pick(
                format!("No single weight, whatever it is, puts another of those with a rank first{nominal}.{among}"),
                format!("Geen enkel gewicht op zich, hoe groot of klein het ook is, zet{nominal} een ander alternatief met een rang op de eerste plaats.{among}"),
            )).from_rows(Source::table("contributions").with("method", method))),
        }
    }

    fn is_crisp(&self, answer: &Answer) -> bool {
        answer.evaluation.groups.iter().all(GroupResult::is_crisp)
    }

    fn moved(
        &self,
        answer: &Answer,
        group: usize,
        nearest: &NearestWeight,
        nominal: &str,
    ) -> String {
        let words = self.words;
        let branch = &self.problem.tree.branches[nearest.branch];
        let label = words.label(&branch.label, &branch.id);
        let names: Vec<String> =
            nearest.first.iter().map(|member| words.inside(self.problem, *member)).collect();
        let first = words.some(&names, MOST_NAMED);
        let rises = nearest.at > nearest.weight;
        // Rounded away from the weight now, short of where yet another is first.
        let side = if rises { Side::Up } else { Side::Down };
        let [now, at, _] = words.in_order([
            (nearest.weight, Side::Nearest),
            (nearest.at, side),
            (nearest.until, Side::Nearest),
        ]);
        let where_ = match answer.places.len() {
            1 => String::new(),
            _ => format!(", {}", self.where_(answer, &[group])),
        };
        let others = match nearest.equal_rise {
            true => words.pick("the others rising equally", "de andere stijgen dan evenveel"),
            false => words.pick("the others in proportion", "de andere veranderen naar verhouding"),
        };
        let then = match nearest.first.len() {
            1 => words
                .pick(format!("{first} is first"), format!("staat {first} op de eerste plaats")),
            _ => words.pick(
                format!("{first} tie for first place"),
                format!("delen {first} de eerste plaats"),
            ),
        };
        let limits = match (self.problem.constraints.is_empty(), self.case.seen_by) {
            (true, _) => "",
            (false, Some(_)) => words.pick(
                " What this actor says of the weights may rule that out.",
                " Wat deze actor over de gewichten zegt, kan dat uitsluiten.",
            ),
            (false, None) => words.pick(
                " The case's own constraints on weights may rule that out.",
                " De voorwaarden die het dossier zelf aan gewichten stelt, kunnen dat uitsluiten.",
            ),
        };
        let goes = match rises {
            true => words.pick(
                format!("rises above {at} of the total"),
                format!("boven {at} van het totaal stijgt"),
            ),
            false => words.pick(
                format!("falls below {at} of the total"),
                format!("onder {at} van het totaal daalt"),
            ),
        };
        words.pick(
            format!("The smallest move of one weight that changes who is first{nominal}{where_}: once the weight of {label} {goes} (now {now}, {others}), {then}.{limits}"),
            format!("De kleinste verschuiving van één gewicht die{nominal} verandert wie eerste is{where_}: zodra het gewicht van {label} {goes} (nu {now}, {others}), {then}.{limits}"),
        )
    }
}
