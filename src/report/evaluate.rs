//! The main view: a matrix read at a glance, then what is certain, nominal and open, then what to be careful with.

use super::{Block, Words, weights};
use crate::case::Case;
use crate::method::{Native, Note};
use crate::problem::Problem;
use crate::study::{Evaluation, GroupResult, Run, Standing, Verdict};
use crate::write::{Align, Grid};
use std::collections::{BTreeMap, BTreeSet};

/// More rows than this are cut in a terminal; the tables have them all.
const MOST_ROWS: usize = 40;
/// More columns than this make a list of a matrix.
const MOST_COLUMNS: usize = 7;
/// More pairs than this are counted, not named.
const MOST_PAIRS: usize = 15;

/// The view of an evaluation. `tip` is a last line on what to type next.
pub fn evaluate(case: &Case, evaluation: &Evaluation, words: Words, tip: Option<&str>) -> Vec<Block> {
    let mut out = super::head(case, words);
    if !case.question.get(words.0).is_empty() {
        out.insert(1, Block::Text(case.question.get(words.0).to_owned()));
    }
    let view = View { case, problem: &case.problem, evaluation, words };
    for run in &evaluation.runs {
        if evaluation.runs.len() > 1 {
            out.push(Block::Heading(run.method.name().into()));
        }
        out.extend(view.scores(run));
        out.extend(view.native(run));
        out.extend(view.order(run));
    }
    out.extend(view.warnings());
    out.extend(view.evidence());
    out.extend(weights::swings_table(&case.problem, words));
    if let Some(tip) = tip {
        out.push(Block::Heading(tip.into()));
    }
    out
}

/// What a reader of the tables alone would miss: notes of the methods, and ranges that are no more than outer bounds.
pub fn notes(case: &Case, evaluation: &Evaluation, words: Words) -> Vec<String> {
    let view = View { case, problem: &case.problem, evaluation, words };
    evaluation.runs.iter().flat_map(|run| view.notes(run)).collect()
}

struct View<'a> {
    case: &'a Case,
    problem: &'a Problem,
    evaluation: &'a Evaluation<'a>,
    words: Words,
}

impl View<'_> {
    /// Keys of the matrix's columns and rows; no columns if a list reads better.
    fn layout(&self) -> (Vec<usize>, Vec<usize>) {
        let all: Vec<usize> = (0..self.problem.keys.len()).collect();
        let columns = if self.problem.rank_within.is_empty() { vec![0] } else { self.problem.keys_inside() };
        let rows: Vec<usize> = all.iter().copied().filter(|key| !columns.contains(key)).collect();
        let wide = self.distinct(&columns).len() > MOST_COLUMNS;
        if rows.is_empty() || wide { (Vec::new(), all) } else { (columns, rows) }
    }

    /// The different values of `keys` among the alternatives, in key order, each with one alternative that has it.
    fn distinct(&self, keys: &[usize]) -> BTreeMap<Vec<usize>, usize> {
        let values =
            |alternative: usize| keys.iter().map(|key| self.problem.alternatives[alternative].values[*key]).collect::<Vec<_>>();
        (0..self.problem.alternatives.len()).rev().map(|alternative| (values(alternative), alternative)).collect()
    }

    /// The method's own figures: its table, or who is preferred to whom.
    fn native(&self, run: &Run) -> Vec<Block> {
        let words = self.words;
        let mut out = Vec::new();
        for group in &run.groups {
            if let Some(Native::Relation(relation)) = group.native(&self.evaluation.weights) {
                let places: Vec<(usize, usize)> =
                    (0..group.members.len()).filter_map(|place| Some((place, group.rows[place]?))).take(MOST_ROWS).collect();
                let name = |place: usize| self.problem.name(group.members[place], &self.problem.keys_inside());
                let mut head = vec![(words.alternative(self.problem, group.members[0], &self.problem.rank_within, false), None)];
                head.extend(places.iter().map(|(place, _)| (name(*place), None)));
                let cell = |row: usize, column: usize| relation[row][column].map_or("", |relation| relation.letter()).to_owned();
                let line = |(place, row): &(usize, usize)| {
                    std::iter::once(name(*place)).chain(places.iter().map(|(_, column)| cell(*row, *column))).collect()
                };
                out.push(Block::Grid(Grid { head, rows: places.iter().map(line).collect() }));
            }
        }
        if !out.is_empty() {
            out.push(Block::Text(words.pick(
                "P: the row is preferred to the column; I: indifferent; R: incomparable; empty: the column is preferred.",
                "P: de rij krijgt voorrang op de kolom; I: gelijkwaardig; R: onvergelijkbaar; leeg: de kolom krijgt voorrang.",
            ).into()));
        } else if let Some(table) = self.evaluation.native(run).filter(|table| table.rows() <= MOST_ROWS) {
            out.push(Block::Grid(Grid::of(&table)));
        }
        out
    }

    fn scores(&self, run: &Run) -> Vec<Block> {
        if run.method.entry().lacks.contains(&"score") {
            return Vec::new();
        }
        let (columns, rows) = self.layout();
        let words = self.words;
        let mut standing: BTreeMap<usize, (&GroupResult, usize)> = BTreeMap::new();
        for group in &run.groups {
            standing.extend(group.members.iter().enumerate().map(|(place, member)| (*member, (group, place))));
        }
        let grid = if columns.is_empty() { self.list(run) } else { self.matrix(&columns, &rows, &standing) };
        let legend = words.pick(
            "Each cell: score; range over what is not known; rank, and in brackets the ranks it can take. A range without a rank: too little is known.",
            "Elke cel: score; bereik over wat niet bekend is; rang, en tussen haakjes de rangen die mogelijk zijn. Een bereik zonder rang: te weinig bekend.",
        );
        let mut out = vec![Block::Grid(grid)];
        let shown = if columns.is_empty() { self.problem.alternatives.len() } else { self.distinct(&rows).len() };
        if shown > MOST_ROWS {
            out.push(Block::Text(words.pick(
                format!("... and {} more rows; `-o ranking.csv` writes them all.", shown - MOST_ROWS),
                format!("... en nog {} rijen; `-o ranking.csv` schrijft ze allemaal.", shown - MOST_ROWS),
            )));
        }
        if !columns.is_empty() {
            out.push(Block::Text(legend.into()));
        }
        if self.problem.alternatives.iter().any(|alternative| alternative.eligible() && !alternative.flagged_by.is_empty()) {
            out.push(Block::Text(words.pick("! = flagged, see below.", "! = aandachtspunt, zie onder.").into()));
        }
        out
    }

    fn matrix(&self, columns: &[usize], rows: &[usize], standing: &BTreeMap<usize, (&GroupResult, usize)>) -> Grid {
        let words = self.words;
        let heads = self.distinct(columns);
        let label =
            |keys: &[usize]| keys.iter().map(|key| self.problem.keys[*key].label.get(words.0)).collect::<Vec<_>>().join(" / ");
        let mut head = vec![(label(rows), None)];
        head.extend(heads.values().map(|alternative| (words.alternative(self.problem, *alternative, columns, true), None)));
        let find = |row: &[usize], column: &[usize]| {
            (0..self.problem.alternatives.len()).find(|alternative| {
                let values = &self.problem.alternatives[*alternative].values;
                rows.iter().map(|key| values[*key]).eq(row.iter().copied())
                    && columns.iter().map(|key| values[*key]).eq(column.iter().copied())
            })
        };
        let line = |(values, alternative): (&Vec<usize>, &usize)| {
            let mut line = vec![words.alternative(self.problem, *alternative, rows, false)];
            line.extend(heads.keys().map(
                |column| match find(values, column).and_then(|alternative| standing.get(&alternative)) {
                    Some((group, place)) => self.cell(group, *place),
                    None => String::new(),
                },
            ));
            line
        };
        Grid { head, rows: self.distinct(rows).iter().take(MOST_ROWS).map(line).collect() }
    }

    fn cell(&self, group: &GroupResult, place: usize) -> String {
        let words = self.words;
        let standing = &group.standings[place];
        let alternative = &self.problem.alternatives[group.members[place]];
        let score = standing.score.map_or("–".to_owned(), |score| words.figure(score));
        let rank = if alternative.reference {
            words.pick("reference", "referentie").to_owned()
        } else if !alternative.excluded_by.is_empty() {
            words.pick("excluded", "uitgesloten").to_owned()
        } else {
            self.rank(standing, group, !alternative.flagged_by.is_empty())
        };
        format!("{score}\n{}\n{rank}", self.range(standing))
    }

    fn range(&self, standing: &Standing) -> String {
        match standing.bounds {
            Some((low, high)) if low < high => format!("[{}, {}]", self.words.figure(low), self.words.figure(high)),
            _ => String::new(),
        }
    }

    /// `1`, or `2 (1-3)`; `only option` where there is no rival.
    fn rank(&self, standing: &Standing, group: &GroupResult, flagged: bool) -> String {
        let flag = if flagged { " !" } else { "" };
        if group.eligible.len() == 1 {
            return format!("{}{flag}", self.words.pick("only option", "enige optie"));
        }
        let text = match (standing.rank, standing.ranks) {
            (Some(rank), Some((best, worst))) if best == worst && best == rank => rank.to_string(),
            (Some(rank), Some((best, worst))) => format!("{rank} ({best}-{worst})"),
            (Some(rank), None) => rank.to_string(),
            (None, Some((best, worst))) => format!("({best}-{worst})"),
            (None, None) => String::new(),
        };
        format!("{text}{flag}")
    }

    fn list(&self, run: &Run) -> Grid {
        let words = self.words;
        let keys: Vec<usize> = (0..self.problem.keys.len()).collect();
        let mut head: Vec<(String, Option<Align>)> =
            keys.iter().map(|key| (self.problem.keys[*key].label.get(words.0).to_owned(), None)).collect();
        head.push((words.pick("score", "score").into(), Some(Align::Right)));
        head.push((words.pick("range", "bereik").into(), None));
        head.push((words.pick("rank", "rang").into(), None));
        let mut rows = Vec::new();
        for group in &run.groups {
            let mut places: Vec<usize> = (0..group.members.len()).collect();
            places.sort_by_key(|place| (group.standings[*place].rank.unwrap_or(usize::MAX), *place));
            for place in places {
                let member = group.members[place];
                let cell = self.cell(group, place);
                let mut parts = cell.split('\n').map(str::to_owned);
                let mut row: Vec<String> =
                    keys.iter().map(|key| words.alternative(self.problem, member, &[*key], true)).collect();
                row.extend([parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default));
                rows.push(row);
                if rows.len() == MOST_ROWS {
                    return Grid { head, rows };
                }
            }
        }
        Grid { head, rows }
    }

    /// What is certain, nominal and open, in plain words.
    fn order(&self, run: &Run) -> Vec<Block> {
        let words = self.words;
        let pairs: usize = run.groups.iter().map(GroupResult::pairs).sum();
        if pairs == 0 || pairs > 200_000 {
            return Vec::new();
        }
        let inside = self.problem.keys_inside();
        // In one group the pairs come in the order of ranks, in several in that of names.
        let mut by: BTreeMap<(Verdict, [usize; 2], String, String), Vec<usize>> = BTreeMap::new();
        let single = run.groups.len() == 1;
        let mut names: BTreeMap<(String, String), ()> = BTreeMap::new();
        for (index, group) in run.groups.iter().enumerate() {
            for pair in group.comparisons(&self.evaluation.weights, self.problem.min_known) {
                let name = |place: usize| self.problem.name(group.members[place], &inside);
                let (mut ahead, mut behind) = (name(pair.ahead), name(pair.behind));
                if matches!(pair.verdict, Verdict::Open | Verdict::Tie) && group.members[pair.ahead] > group.members[pair.behind]
                {
                    // Neither is ahead: name them in key order.
                    std::mem::swap(&mut ahead, &mut behind);
                }
                names.insert((ahead.clone().min(behind.clone()), ahead.clone().max(behind.clone())), ());
                let rank = |place: usize| if single { group.standings[place].rank.unwrap_or(usize::MAX) } else { 0 };
                by.entry((pair.verdict, [rank(pair.ahead), rank(pair.behind)], ahead, behind)).or_default().push(index);
            }
        }
        let crisp = run.groups.iter().all(GroupResult::is_crisp);
        let (certain, tied) = match crisp {
            true => (
                words.pick(
                    "Certain, as far as the figures are; all of them are single figures:",
                    "Zeker voor zover de cijfers dat zijn; het zijn allemaal exacte cijfers:",
                ),
                words.pick("Tied:", "Gelijk:"),
            ),
            false => (
                words.pick(
                    "Certain, whatever the unknown figures turn out to be:",
                    "Zeker, hoe de onbekende gegevens ook uitvallen:",
                ),
                words.pick(
                    "Tied, whatever the unknown figures turn out to be:",
                    "Gelijk, hoe de onbekende gegevens ook uitvallen:",
                ),
            ),
        };
        let mut out = Vec::new();
        for (verdict, heading) in [
            (Verdict::Certain, certain),
            (Verdict::Tie, tied),
            (Verdict::Nominal, words.pick("At nominal figures only; not certain:", "Alleen bij nominale cijfers; niet zeker:")),
            (
                Verdict::Open,
                words.pick("Open; nothing can be said of the order:", "Open; over de volgorde valt niets te zeggen:"),
            ),
        ] {
            let of_verdict: Vec<_> = by.iter().filter(|((known, ..), _)| *known == verdict).collect();
            let count: usize = of_verdict.iter().map(|(_, groups)| groups.len()).sum();
            if count == 0 {
                continue;
            }
            if names.len() > MOST_PAIRS {
                out.push(Block::Text(format!(
                    "{heading} {}",
                    words.pick(
                        format!("{count} of {pairs} pairs (`--table order`)."),
                        format!("{count} van {pairs} paren (`--table order`).")
                    )
                )));
                continue;
            }
            out.push(Block::Text(heading.to_owned()));
            for ((_, _, ahead, behind), groups) in of_verdict {
                let where_ = self.groups(run, groups, |group| {
                    let has =
                        |name: &str| group.eligible.iter().any(|place| self.problem.name(group.members[*place], &inside) == name);
                    has(ahead) && has(behind)
                });
                out.push(Block::Item(match verdict {
                    Verdict::Certain | Verdict::Nominal => {
                        words.pick(format!("{ahead} ahead of {behind}{where_}"), format!("{ahead} voor op {behind}{where_}"))
                    }
                    _ => words.pick(format!("{ahead} and {behind}{where_}"), format!("{ahead} en {behind}{where_}")),
                }));
            }
        }
        if !out.is_empty() {
            out.insert(
                0,
                Block::Heading(words.pick("What can be said of the order", "Wat over de volgorde te zeggen valt").into()),
            );
        }
        out
    }

    /// ` (all 6)`, or ` (VIL, MEDVIA)`; nothing where there is one group.
    fn groups(&self, run: &Run, groups: &[usize], could: impl Fn(&GroupResult) -> bool) -> String {
        if run.groups.len() == 1 {
            return String::new();
        }
        let possible = run.groups.iter().filter(|group| could(group)).count();
        if groups.len() == possible {
            return self.words.pick(format!(" (in all {possible})"), format!(" (in alle {possible})"));
        }
        let name =
            |group: &usize| self.words.alternative(self.problem, run.groups[*group].members[0], &self.problem.rank_within, false);
        if groups.len() > 8 {
            return self
                .words
                .pick(format!(" (in {} of {possible})", groups.len()), format!(" (in {} van {possible})", groups.len()));
        }
        format!(" ({})", groups.iter().map(name).collect::<Vec<_>>().join(", "))
    }

    fn warnings(&self) -> Vec<Block> {
        let words = self.words;
        let mut out: Vec<String> = Vec::new();
        let (groups, distinct) = self.evaluation.profiles();
        if groups > 1 {
            let key = self
                .problem
                .rank_within
                .iter()
                .map(|key| self.problem.keys[*key].label.get(words.0).to_lowercase())
                .collect::<Vec<_>>()
                .join(" / ");
            let same = if distinct < groups {
                words.pick(
                    "; groups with the same profile necessarily get the same answer",
                    "; groepen met hetzelfde profiel krijgen noodzakelijk hetzelfde antwoord",
                )
            } else {
                ""
            };
            out.push(words.pick(
                format!("{groups} groups ({key}), {distinct} distinct profiles{same}."),
                format!("{groups} groepen ({key}), {distinct} verschillende profielen{same}."),
            ));
        }
        if !self.case.weighted {
            out.push(words.pick("The case gives no weights: siblings count equally, which is a choice too. `--weights` tries others.", "Het dossier geeft geen gewichten: criteria onder dezelfde knoop tellen even zwaar, en ook dat is een keuze. `--weights` probeert andere.").into());
        }
        out.extend(self.unknown());
        out.extend(self.requirements());
        for run in &self.evaluation.runs {
            out.extend(self.notes(run));
        }
        let mut blocks = vec![];
        if !out.is_empty() {
            blocks.push(Block::Heading(words.pick("To be careful with", "Om op te letten").into()));
            blocks.extend(out.into_iter().map(Block::Item));
        }
        blocks
    }

    /// Alternatives whose weight rests on unknown cells, in words: withheld ones first.
    fn unknown(&self) -> Vec<String> {
        let words = self.words;
        let inside = self.problem.keys_inside();
        let mut out = Vec::new();
        let Some(run) = self.evaluation.runs.first() else { return out };
        // By name: the known shares over the groups where it competes.
        let mut by: BTreeMap<Vec<usize>, (usize, Vec<f64>)> = BTreeMap::new();
        for group in &run.groups {
            for place in &group.eligible {
                let member = group.members[*place];
                let values = inside.iter().map(|key| self.problem.alternatives[member].values[*key]).collect();
                by.entry(values).or_insert((member, Vec::new())).1.push(group.known[*place]);
            }
        }
        if by.len() > MOST_PAIRS {
            let some = by.values().filter(|(_, shares)| shares.iter().any(|share| *share < 1.0 - 1e-9)).count();
            if some > 0 {
                out.push(words.pick(
                    format!("{some} alternatives rest partly on unknown cells (`known_share` in the ranking)."),
                    format!("{some} alternatieven steunen deels op onbekende cellen (`known_share` in de rangschikking)."),
                ));
            }
            return out;
        }
        for (member, shares) in by.values() {
            let name = self.problem.name(*member, &inside);
            let limit = words.percent(self.problem.min_known);
            let withheld = |share: &f64| share + 1e-9 < self.problem.min_known;
            let cells = self.unknown_cells(*member);
            let low: Vec<f64> = shares.iter().copied().filter(withheld).collect();
            let rest: Vec<f64> = shares.iter().copied().filter(|share| !withheld(share) && *share < 1.0 - 1e-9).collect();
            let of = |some: &[f64]| match (some.len() < shares.len(), words) {
                (false, _) => String::new(),
                (true, words) => words
                    .pick(format!(" ({} of {})", some.len(), shares.len()), format!(" ({} van {})", some.len(), shares.len())),
            };
            if !low.is_empty() {
                let (known, of) = (self.spread_of_shares(&low), of(&low));
                out.push(words.pick(
                    format!("{name}{of}: no score and no rank, only a range: {known} of its weight is known, less than {limit}. Unknown is not neutral. Not known: {cells}."),
                    format!("{name}{of}: geen score en geen rang, alleen een bereik: {known} van het gewicht is bekend, minder dan {limit}. Onbekend is niet neutraal. Niet bekend: {cells}."),
                ));
            }
            if !rest.is_empty() {
                let (known, of) = (self.spread_of_shares(&rest), of(&rest));
                out.push(words.pick(
                    format!("{name}{of}: {known} of its weight is known; the rest stands at the middle of its scale in the score, and ranges over all of it: {cells}."),
                    format!("{name}{of}: {known} van het gewicht is bekend; de rest staat in de score op het midden van de schaal en bestrijkt in het bereik de hele schaal: {cells}."),
                ));
            }
        }
        out
    }

    fn spread_of_shares(&self, shares: &[f64]) -> String {
        let (least, most) =
            shares.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), share| (least.min(*share), most.max(*share)));
        let (least, most) = (self.words.percent(least), self.words.percent(most));
        if least == most { least } else { self.words.pick(format!("{least} to {most}"), format!("{least} tot {most}")) }
    }

    /// The labels of the criteria on which nothing is known of an alternative; counted if they are many.
    fn unknown_cells(&self, member: usize) -> String {
        let cells = self.problem.cells_of(member).iter().zip(&self.problem.tree.leaves).zip(&self.evaluation.weights);
        let labels: Vec<String> = cells
            .filter(|((cell, _), weight)| !cell.known && **weight > 0.0)
            .map(|((_, leaf), _)| leaf.label.get(self.words.0).to_owned())
            .collect();
        if labels.len() <= MOST_PAIRS {
            return self.words.list(&labels);
        }
        let rest = labels.len() - 5;
        let first = labels[..5].join(", ");
        self.words.pick(format!("{first} and {rest} more"), format!("{first} en nog {rest}"))
    }

    /// What each requirement excluded or flagged, and why.
    fn requirements(&self) -> Vec<String> {
        let words = self.words;
        let problem = self.problem;
        let inside = problem.keys_inside();
        let mut out = Vec::new();
        for (index, requirement) in problem.requirements.iter().enumerate() {
            for (excludes, verb) in [
                (true, words.pick("excluded by", "uitgesloten door")),
                (false, words.pick("flagged by", "aandachtspunt volgens")),
            ] {
                let hit = |alternative: &crate::problem::Alternative| {
                    if excludes { alternative.excluded_by.contains(&index) } else { alternative.flagged_by.contains(&index) }
                };
                let mut by: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
                for (group, members) in problem.groups.iter().map(|group| &group.members).enumerate() {
                    for member in members {
                        let entry = by.entry(problem.name(*member, &inside)).or_insert((0, Vec::new()));
                        entry.0 += 1;
                        if hit(&problem.alternatives[*member]) {
                            entry.1.push(group);
                        }
                    }
                }
                let run = &self.evaluation.runs[0];
                let who = by.iter().filter(|(_, (_, groups))| !groups.is_empty()).map(|(name, (all, groups))| {
                    let where_ = if groups.len() == *all && run.groups.len() > 1 {
                        words.pick(format!(" (in all {all})"), format!(" (in alle {all})"))
                    } else {
                        self.groups(run, groups, |_| true)
                    };
                    format!("{name}{where_}")
                });
                let who: Vec<String> = who.take(MOST_ROWS).collect();
                if !who.is_empty() {
                    let reason = Some(requirement.reason.get(words.0))
                        .filter(|reason| !reason.is_empty())
                        .map(|reason| format!(": {reason}"))
                        .unwrap_or_default();
                    let source = requirement.source.as_ref().map(|source| format!(" [{source}]")).unwrap_or_default();
                    out.push(format!("{} {verb} `{}`{reason}{source}", words.list(&who), requirement.id));
                }
            }
        }
        out
    }

    fn notes(&self, run: &Run) -> Vec<String> {
        let words = self.words;
        let label = |leaf: usize| self.problem.tree.leaves[leaf].label.get(words.0).to_owned();
        let mut constant: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut ignored: Vec<String> = Vec::new();
        let (mut unused, mut levels): (BTreeSet<usize>, BTreeSet<usize>) = (BTreeSet::new(), BTreeSet::new());
        let mut equal: Vec<usize> = Vec::new();
        for (index, group) in run.groups.iter().enumerate() {
            for note in &group.notes {
                match note {
                    Note::ConstantColumn { leaf } => constant.entry(*leaf).or_default().push(index),
                    Note::ValueIgnored { leaf } if !ignored.contains(&label(*leaf)) => ignored.push(label(*leaf)),
                    Note::ValueIgnored { .. } => {}
                    Note::ThresholdsUnused { leaf } => drop(unused.insert(*leaf)),
                    Note::LevelsAsRatios { leaf } => drop(levels.insert(*leaf)),
                    Note::AllEqual => equal.push(index),
                }
            }
        }
        let mut out = Vec::new();
        for (leaf, groups) in constant {
            let where_ = self.groups(run, &groups, |_| true);
            out.push(words.pick(
                format!("{}: all alternatives are equal here, so it tells none of them apart{where_}.", label(leaf)),
                format!("{}: alle alternatieven zijn hier gelijk, dus het maakt geen onderscheid{where_}.", label(leaf)),
            ));
        }
        if !ignored.is_empty() {
            out.push(words.pick(
                format!(
                    "{} works on the figures: the value functions of {} were not used.",
                    run.method.name(),
                    words.list(&ignored)
                ),
                format!(
                    "{} werkt op de cijfers: de waardefuncties van {} zijn niet gebruikt.",
                    run.method.name(),
                    words.list(&ignored)
                ),
            ));
        }
        let name = run.method.name();
        let labels = |leaves: &BTreeSet<usize>| words.list(&leaves.iter().map(|leaf| label(*leaf)).collect::<Vec<_>>());
        if !unused.is_empty() {
            out.push(words.pick(
                format!(
                    "{name}: the thresholds of {} name no function and were not used (the function is `usual`).",
                    labels(&unused)
                ),
                format!(
                    "{name}: de drempels van {} noemen geen functie en zijn niet gebruikt (de functie is `usual`).",
                    labels(&unused)
                ),
            ));
        }
        if !levels.is_empty() {
            out.push(words.pick(
                format!(
                    "{name}: ordinal levels of {} were taken as 1 .. L, though their ratios mean nothing (--force).",
                    labels(&levels)
                ),
                format!(
                    "{name}: ordinale niveaus van {} zijn als 1 .. L genomen, al betekenen hun verhoudingen niets (--force).",
                    labels(&levels)
                ),
            ));
        }
        if !equal.is_empty() {
            let where_ = self.groups(run, &equal, |_| true);
            out.push(words.pick(
                format!("{name}: all alternatives are equal here, so its formula is 0/0; all get the middle{where_}."),
                format!("{name}: alle alternatieven zijn hier gelijk, dus de formule is 0/0; alle krijgen het midden{where_}."),
            ));
        }
        if run.groups.iter().any(|group| !group.exact) {
            out.push(
                words
                    .pick(
                        "Some ranges are outer bounds: too many adjustments hang together to search them all.",
                        "Sommige bereiken zijn buitengrenzen: te veel aanpassingen hangen samen om ze alle te doorzoeken.",
                    )
                    .into(),
            );
        }
        if run.groups.iter().any(|group| group.eligible.len() == 1) {
            out.push(
                words
                    .pick(
                        "Where one option is left, it is the only eligible option, which does not make it the best.",
                        "Waar maar één optie overblijft, is het de enige die mag meedingen; dat maakt ze nog niet de beste.",
                    )
                    .into(),
            );
        }
        out
    }

    /// How much of each alternative's weight rests on what kind of evidence.
    fn evidence(&self) -> Vec<Block> {
        let words = self.words;
        let table = self.evaluation.evidence();
        let inside = self.problem.keys_inside();
        let mut kinds: Vec<Option<&str>> = Vec::new();
        // Names in key order, by their first alternative.
        let mut order: BTreeMap<Vec<usize>, String> = BTreeMap::new();
        for (alternative, values) in self.problem.alternatives.iter().map(|alternative| &alternative.values).enumerate() {
            order
                .entry(inside.iter().map(|key| values[*key]).collect())
                .or_insert_with(|| self.problem.name(alternative, &inside));
        }
        let mut shares: BTreeMap<(String, Option<&str>), (f64, f64, usize)> = BTreeMap::new();
        let ids: Vec<&str> = inside.iter().map(|key| self.problem.keys[*key].id.as_str()).collect();
        for row in 0..table.rows() {
            let name = ids.iter().filter_map(|id| table.get(row, id).as_text()).collect::<Vec<_>>().join("/");
            let kind = table.get(row, "kind").as_text();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            let share = table.get(row, "share").as_number().unwrap_or(0.0);
            let entry = shares.entry((name, kind)).or_insert((f64::INFINITY, 0.0, 0));
            *entry = (entry.0.min(share), entry.1.max(share), entry.2 + 1);
        }
        if kinds == [None] || order.len() > MOST_ROWS {
            return Vec::new();
        }
        let place = |kind: &Option<&str>| {
            crate::problem::Kind::ALL
                .iter()
                .position(|known| Some(known.name()) == *kind)
                .unwrap_or(9 + usize::from(*kind == Some("unknown")))
        };
        kinds.sort_by_key(place);
        let mut head = vec![(
            ids.iter()
                .map(|id| self.problem.keys.iter().find(|key| key.id == *id).map_or("", |key| key.label.get(words.0)))
                .collect::<Vec<_>>()
                .join(" / "),
            None,
        )];
        head.extend(kinds.iter().map(|kind| (words.kind_named(*kind).to_owned(), Some(Align::Right))));
        let groups_with = |name: &str| {
            (0..self.problem.alternatives.len()).filter(|alternative| self.problem.name(*alternative, &inside) == name).count()
        };
        let cell = |name: &str, kind: &Option<&str>| match shares.get(&(name.to_owned(), *kind)) {
            None => String::new(),
            Some((least, most, count)) => {
                let least = if *count < groups_with(name) { 0.0 } else { *least };
                let (low, high) = (format!("{:.0}", 100.0 * least), format!("{:.0}", 100.0 * most));
                if low == high { format!("{low} %") } else { format!("{low}-{high} %") }
            }
        };
        let row = |name: &String| std::iter::once(name.clone()).chain(kinds.iter().map(|kind| cell(name, kind))).collect();
        vec![
            Block::Heading(
                words
                    .pick(
                        "What the scores rest on (share of weight by kind of evidence)",
                        "Waarop de scores steunen (aandeel van het gewicht per soort onderbouwing)",
                    )
                    .into(),
            ),
            Block::Grid(Grid { head, rows: order.values().map(row).collect() }),
        ]
    }
}
