//! The view of a robust study: what holds for every admissible weight and whatever the inputs turn
//! out to be.

use super::stated::stated;
use crate::case::Case;
use crate::proof::contradiction::Values;
use crate::report::among::among_these;
use crate::report::by_group::by_group;
use crate::report::{Block, Source, Words, head};
use crate::study::robust::{Robust, RobustGroup, Robustness};
use crate::write::grid::{Align, Grid};

/// Alternatives shown per group.
const MOST_ROWS: usize = 20;
/// Necessary preferences named per group, and alternatives named on one line.
const MOST_NAMED: usize = 8;

/// The view of a robust study. One of all value functions also tells what rests on
/// those of the case.
pub fn robust(case: &Case, study: &Robust, words: Words) -> Vec<Block> {
    let mut out = head(case, words);
    let method = study.evaluation.method.name();
    // What narrows the weights, in words.
    let preferences = !case.problem.preferences.is_empty();
    let constraints = case.problem.constraints.iter().any(|it| !it.preference);
    let allowed: String = match (constraints, preferences) {
        (false, false) => String::new(),
        (true, false) => {
            words.pick(" that the case's constraints allow", " die de voorwaarden toelaten").into()
        }
        (false, true) => {
            words.pick(" that the preferences allow", " die de voorkeuren toelaten").into()
        }
        (true, true) => words
            .pick(
                " that the case's constraints and preferences allow",
                " die de voorwaarden en voorkeuren toelaten",
            )
            .into(),
    };
    let over = match study.values {
        Values::Given => words.pick("all weights", "alle gewichten"),
        Values::Monotone => words.pick(
            "all weights and all monotone value functions",
            "alle gewichten en alle monotone waardefuncties",
        ),
    };
    let among = format!("{over}{allowed}");
    let inputs = match study.groups.iter().any(|group| group.uncertain) {
        true => words.pick(
            ", whatever the inputs turn out to be within their ranges",
            ", hoe de gegevens binnen hun bereik ook uitvallen",
        ),
        false => "",
    };
    out.push(Block::Text(words.pick(
        format!("What holds for {among}{inputs} ({method})? Proved, not sampled; the weights given are not used."),
        format!("Wat geldt voor {among}{inputs} ({method})? Dit is bewezen en berust niet op een steekproef; de gegeven gewichten tellen niet mee."),
    )));
    out.extend(stated(study.evaluation, words));
    let view = View { study, words };
    let lines = study.groups.iter().map(|group| (group.group, view.group(group))).collect();
    out.extend(by_group(&case.problem, lines, words));
    if case.problem.constraints.is_empty() {
        out.push(Block::Text(
            words
                .pick(
                    "Any weights are admissible, also all weight on one criterion; `constraints` under `[weights]` and `[[preferences]]` narrow that.",
                    "Alle gewichten zijn toegelaten, ook het volle gewicht op één criterium; `constraints` onder `[weights]` en `[[preferences]]` beperken dat.",
                )
                .into(),
        ));
    }
    out.extend(robust_notes(study, words).into_iter().map(Block::Text));
    out
}

/// What a reader of the tables should know too.
pub fn robust_notes(study: &Robust, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    if study.groups.is_empty() {
        out.push(
            words
                .pick(
                    "Nothing to compare: no alternative competes.",
                    "Er is niets te vergelijken: geen enkel alternatief wordt gerangschikt.",
                )
                .into(),
        );
    }
    // Over all weights scales make no difference to any order: what one does to a criterion, a
    // weight does too.
    if study.values == Values::Given && !study.evaluation.problem.constraints.is_empty() {
        out.extend(among_these(study.evaluation, words));
    }
    if study.evaluation.problem.has_tails() && study.groups.iter().any(|group| group.uncertain) {
        out.push(words.tails().into());
    }
    let pairs = |group: &RobustGroup| {
        let m = group.places.len();
        (0..m * m).all(|pair| group.preference(pair / m, pair % m).exact)
    };
    if !study
        .groups
        .iter()
        .all(|group| group.standings.iter().all(Robustness::is_exact) && pairs(group))
    {
        out.push(
            words
                .pick(
                    "Where `exact` is 0 a figure is a proved bound, and the true one may be nearer (marked ~ here).",
                    "Waar `exact` 0 is, is een getal een bewezen grens en kan de echte waarde dichterbij liggen (hier aangeduid met ~).",
                )
                .into(),
        );
    }
    out
}

struct View<'a> {
    study: &'a Robust<'a>,
    words: Words,
}

impl View<'_> {
    fn name(&self, group: &RobustGroup, at: usize) -> String {
        let problem = self.study.evaluation.problem;
        self.words.inside(problem, problem.groups[group.group].member(group.places[at]))
    }

    fn names(&self, group: &RobustGroup, of: &[usize]) -> String {
        let names: Vec<String> = of.iter().map(|at| self.name(group, *at)).collect();
        let cut = if names.len() > MOST_NAMED { " (`--table alternatives`)" } else { "" };
        format!("{}{cut}", self.words.some(&names, MOST_NAMED))
    }

    fn group(&self, group: &RobustGroup) -> Vec<Block> {
        let words = self.words;
        let m = group.places.len();
        let problem = self.study.evaluation.problem;
        let of = |table: &'static str| Source::of_group(problem, table, group.group);
        if m == 1 {
            let name = self.name(group, 0);
            let said = Block::Item(words.pick(
                format!("{name} is the only option that competes: there is nothing to compare."),
                format!(
                    "{name} is de enige optie die wordt gerangschikt: er is niets te vergelijken."
                ),
            ));
            return vec![said.from_rows(of("alternatives"))];
        }
        if (0..m).all(|a| (0..m).all(|b| group.preference(a, b).necessary)) {
            let said = Block::Item(words.pick(
                "All are equally good, whatever the weights.".to_owned(),
                "Alle alternatieven zijn even goed, hoe de gewichten ook uitvallen.".to_owned(),
            ));
            return vec![said.from_rows(of("preferences"))];
        }
        let mut out = vec![Block::Grid(self.grid(group))];
        if m > MOST_ROWS {
            let more = m - MOST_ROWS;
            let said = Block::Text(words.pick(
                format!("... and {more} more (`--table alternatives`)."),
                format!("... en nog {more} (`--table alternatives`)."),
            ));
            out.push(said.from_rows(of("alternatives")));
        }
        let said = [
            (self.first(group), "alternatives"),
            (self.preferences(group), "preferences"),
            (self.regret(group), "alternatives"),
        ];
        out.extend(said.into_iter().map(|(said, table)| Block::Item(said).from_rows(of(table))));
        let on_values = self.rests_on_values(group);
        out.extend(on_values.map(|said| Block::Item(said).from_rows(of("preferences"))));
        out
    }

    /// What is certain under the value functions given, and not under all.
    fn rests_on_values(&self, group: &RobustGroup) -> Option<String> {
        let words = self.words;
        let given = self
            .study
            .given
            .as_ref()?
            .groups
            .iter()
            .find(|given| given.group == group.group && given.places == group.places)?;
        let m = group.places.len();
        let ahead = |of: &RobustGroup, a: usize, b: usize| {
            of.preference(a, b).necessary && !of.preference(b, a).necessary
        };
        let pairs: Vec<(usize, usize)> = (0..m * m)
            .map(|pair| (pair / m, pair % m))
            .filter(|(a, b)| a != b && ahead(given, *a, *b))
            .collect();
        if pairs.is_empty() {
            return None;
        }
        let lost: Vec<String> = pairs
            .iter()
            .filter(|(a, b)| !group.preference(*a, *b).necessary)
            .map(|(a, b)| format!("{} ≥ {}", self.name(group, *a), self.name(group, *b)))
            .collect();
        let (all, kept) = (pairs.len(), pairs.len() - lost.len());
        if lost.is_empty() {
            return Some(match all {
                1 => words.pick(
                    "The one certain order does not rest on the spacing of the values given.".to_owned(),
                    "De ene vaste volgorde steunt niet op de afstanden tussen de gegeven waarden.".to_owned(),
                ),
                _ => words.pick(
                    format!("None of the {all} certain orders rests on the spacing of the values given."),
                    format!("Geen van de {all} vaste volgordes steunt op de afstanden tussen de gegeven waarden."),
                ),
            });
        }
        let (shown, more) = (lost.len().min(MOST_NAMED), lost.len().saturating_sub(MOST_NAMED));
        let more = match more {
            0 => String::new(),
            n => words.pick(
                format!("; and {n} more (`--table preferences`)"),
                format!("; en nog {n} (`--table preferences`)"),
            ),
        };
        let list = lost[..shown].join("; ");
        Some(match (all, kept) {
            (1, _) => words.pick(
                format!("The one order certain under the values given rests on their spacing: {list}."),
                format!("De ene volgorde die bij de gegeven waarden vaststaat, steunt op hun afstanden: {list}."),
            ),
            (_, 0) => words.pick(
                format!("Of {all} orders certain under the values given, none holds for all values; they rest on the spacing of those given: {list}{more}."),
                format!("Van de {all} volgordes die bij de gegeven waarden vaststaan, geldt er geen voor alle waarden; ze steunen op de afstanden tussen de gegeven waarden: {list}{more}."),
            ),
            _ => {
                let (holds, geldt) = if kept == 1 { ("holds", "geldt") } else { ("hold", "gelden") };
                words.pick(
                    format!("Of {all} orders certain under the values given, {kept} {holds} for all values; these rest on the spacing of those given: {list}{more}."),
                    format!("Van de {all} volgordes die bij de gegeven waarden vaststaan, {geldt} er {kept} voor alle waarden; deze steunen op de afstanden tussen de gegeven waarden: {list}{more}."),
                )
            }
        })
    }

    fn grid(&self, group: &RobustGroup) -> Grid {
        let words = self.words;
        let head = [
            (words.pick("alternative", "alternatief"), None),
            (words.pick("best rank", "beste rang"), Some(Align::Right)),
            (words.pick("worst rank", "slechtste rang"), Some(Align::Right)),
            (words.pick("largest regret", "grootste spijt"), Some(Align::Right)),
        ];
        let mark = |text: String, exact: bool| if exact { text } else { format!("~{text}") };
        let row = |at: usize| {
            let of = &group.standings[at];
            vec![
                self.name(group, at),
                mark(of.best.rank.to_string(), of.best.exact),
                mark(of.worst.rank.to_string(), of.worst.exact),
                mark(words.up(of.regret), of.regret_exact),
            ]
        };
        let head = head.into_iter().map(|(text, align)| (text.to_owned(), align)).collect();
        Grid { head, rows: group.order().into_iter().take(MOST_ROWS).map(row).collect() }
    }

    /// Who can be first, who always is, who never.
    fn first(&self, group: &RobustGroup) -> String {
        let words = self.words;
        let order = group.order();
        let always: Vec<usize> =
            order.iter().copied().filter(|at| group.standings[*at].worst.rank == 1).collect();
        let can: Vec<usize> =
            order.iter().copied().filter(|at| group.standings[*at].potentially_first()).collect();
        let (tied, by_itself): (Vec<usize>, Vec<usize>) =
            can.iter().partition(|at| group.standings[**at].alone == Some(false));
        let tied = match tied.is_empty() {
            true => String::new(),
            false => words.pick(
                format!(" Possibly first, but only tied: {}.", self.names(group, &tied)),
                format!(" Mogelijk eerste, maar alleen gedeeld: {}.", self.names(group, &tied)),
            ),
        };
        let never: Vec<usize> =
            order.into_iter().filter(|at| !group.standings[*at].potentially_first()).collect();
        let open = can.iter().any(|at| !group.standings[*at].best.exact);
        let mut said = match always.is_empty() {
            false => words.pick(
                format!("Always first, alone or tied: {}.", self.names(group, &always)),
                format!("Altijd eerste, alleen of gelijk: {}.", self.names(group, &always)),
            ),
            true if by_itself.is_empty() => tied.trim_start().to_owned(),
            true => {
                let names = self.names(group, &by_itself);
                words.pick(
                    format!(
                        "Can be first{}: {names}.{tied}",
                        if open { " (~: not ruled out)" } else { "" }
                    ),
                    format!(
                        "Kan eerste zijn{}: {names}.{tied}",
                        if open { " (~: niet uitgesloten)" } else { "" }
                    ),
                )
            }
        };
        if !never.is_empty() {
            said += &words.pick(
                format!(" Never first: {}.", self.names(group, &never)),
                format!(" Nooit eerste: {}.", self.names(group, &never)),
            );
        }
        said
    }

    /// Strict necessary preferences, without those that follow from two others.
    fn preferences(&self, group: &RobustGroup) -> String {
        let words = self.words;
        let m = group.places.len();
        let ahead = |a: usize, b: usize| {
            group.preference(a, b).necessary && !group.preference(b, a).necessary
        };
        let strict: Vec<bool> =
            (0..m * m).map(|pair| pair / m != pair % m && ahead(pair / m, pair % m)).collect();
        // By alternative, those it is ahead of and those that are ahead of it, a bit each: there
        // are as many triples as pairs times m.
        let bits = |of: &dyn Fn(usize) -> bool| -> Vec<u64> {
            (0..m.div_ceil(64))
                .map(|word| (0..64).filter(|bit| of(64 * word + bit)).map(|bit| 1u64 << bit).sum())
                .collect()
        };
        let behind: Vec<Vec<u64>> = (0..m).map(|a| bits(&|c| c < m && strict[a * m + c])).collect();
        let before: Vec<Vec<u64>> = (0..m).map(|b| bits(&|c| c < m && strict[c * m + b])).collect();
        let follows = |a: usize, b: usize| {
            behind[a].iter().zip(&before[b]).any(|(behind, before)| behind & before != 0)
        };
        let mut said: Vec<String> = Vec::new();
        for a in group.order() {
            let over: Vec<usize> =
                (0..m).filter(|b| strict[a * m + b] && !follows(a, *b)).collect();
            if !over.is_empty() {
                said.push(format!("{} ≥ {}", self.name(group, a), self.names(group, &over)));
            }
        }
        let pairs = strict.iter().filter(|strict| **strict).count();
        let all = m * (m - 1) / 2;
        if pairs == 0 {
            return match all {
                1 => words.pick(
                    "The order of the two is not certain: it depends on the weights or the inputs.".to_owned(),
                    "De volgorde van de twee staat niet vast: ze hangt af van de gewichten of de gegevens.".to_owned(),
                ),
                _ => words.pick(
                    format!("Of none of the {all} pairs is the order certain: it depends on the weights or the inputs."),
                    format!("Van geen van de {all} paren staat de volgorde vast: ze hangt af van de gewichten of de gegevens."),
                ),
            };
        }
        let (shown, more) = (said.len().min(MOST_NAMED), said.len().saturating_sub(MOST_NAMED));
        let more = match more {
            0 => String::new(),
            n => words.pick(
                format!("; and {n} more (`--table preferences`)"),
                format!("; en nog {n} (`--table preferences`)"),
            ),
        };
        let list = said[..shown].join("; ");
        match all {
            1 => words.pick(
                format!("Always at least as good: {list}."),
                format!("Altijd minstens even goed: {list}."),
            ),
            _ => words.pick(
                format!("Always at least as good ({pairs} of {all} pairs): {list}{more}."),
                format!("Altijd minstens even goed ({pairs} van de {all} paren): {list}{more}."),
            ),
        }
    }

    fn regret(&self, group: &RobustGroup) -> String {
        let words = self.words;
        let least = group.least_regret();
        let by = words.up(group.standings[least[0]].regret);
        let whatever = match group.uncertain {
            true => words.pick(
                "whatever the weights and the inputs",
                "hoe de gewichten en de gegevens ook uitvallen",
            ),
            false => words.pick("whatever the weights", "hoe de gewichten ook uitvallen"),
        };
        if least.len() == group.places.len() {
            return words.pick(
                format!("Regret does not tell them apart: at worst each is at most {by} behind the best."),
                format!("Spijt maakt geen onderscheid: in het slechtste geval ligt elk hoogstens {by} achter op het beste alternatief."),
            );
        }
        let names = self.names(group, &least);
        if group.standings[least[0]].regret == 0.0 {
            return words.pick(
                format!("No regret: {names}, never behind the best."),
                format!("Geen spijt: {names}, nooit achter op het beste alternatief."),
            );
        }
        words.pick(
            format!("Least regret: {names}, at most {by} behind the best, {whatever}."),
            format!("Kleinste spijt: {names}, hoogstens {by} achter op het beste alternatief, {whatever}."),
        )
    }
}
