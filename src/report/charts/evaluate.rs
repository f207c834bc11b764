//! The charts of an evaluation: scores with their ranges, the matrix of alternatives by groups, and
//! what scores are made of.

use super::shared::{
    MOST_PANELS, MOST_ROWS, axis, group_name, in_groups, left_out, most_frequent, origin,
    rank_words, read_out,
};
use crate::case::Case;
use crate::chart::palette::UNKNOWN;
use crate::chart::{
    Caption, CellState, ContributionBar, ContributionPanel, Contributions, Fill, Legend, Matrix,
    MatrixCell, MatrixHead, MatrixRow, Part, Ranking, RankingPanel, RankingRow, RowStanding,
    Series,
};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::evaluate::evaluations::Evaluations;
use crate::problem::{PlaceInGroup, Problem};
use crate::report::evaluate::finding;
use crate::report::{NamedChart, Words};
use std::collections::BTreeMap;

/// The charts of the first method that gives scores; none where no method does.
pub fn evaluate_charts<'a>(
    case: &'a Case,
    evaluations: &'a Evaluations<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let Some(main) = evaluations.iter().find(|it| it.method.has_score()) else {
        return Vec::new();
    };
    let chart = Charts { case, evaluations, main, problem: &case.problem, words };
    let mut out = vec![NamedChart::new("ranking", move || chart.ranking().picture())];
    if main.groups.len() > 1 {
        out.push(NamedChart::new("matrix", move || chart.matrix().picture()));
    }
    if main.groups.iter().any(|group| group.values.is_some()) {
        out.push(NamedChart::new("contributions", move || chart.contributions().picture()));
    }
    out
}

#[derive(Clone, Copy)]
struct Charts<'a> {
    case: &'a Case,
    evaluations: &'a Evaluations<'a>,
    main: &'a Evaluation<'a>,
    problem: &'a Problem,
    words: Words,
}

impl Charts<'_> {
    fn caption(&self, title: String, rows: &[String], notes: Vec<String>, table: &str) -> Caption {
        let words = self.words;
        let groups = self.main.groups.len();
        let largest = self.main.groups.iter().map(|group| group.members().len()).max();
        let mut notes = notes;
        notes.extend(left_out(groups, largest.unwrap_or(0), table, words));
        notes.push(origin(self.case, self.main.method.name(), words));
        Caption { title, description: read_out(rows, words), notes }
    }

    fn finding(&self) -> String {
        finding(self.case, self.evaluations, self.words).unwrap_or_default()
    }

    fn standing(&self, group: &GroupResult, place: PlaceInGroup) -> RowStanding {
        let alternative = &self.problem.alternatives[group.member(place)];
        match group.standing(place).rank {
            _ if alternative.reference => RowStanding::Reference,
            _ if !alternative.excluded_by.is_empty() => RowStanding::Excluded,
            None => RowStanding::Unranked,
            // Who has no rival is not better than anybody.
            Some(1) if group.eligible().len() > 1 => RowStanding::First,
            Some(_) => RowStanding::Ranked,
        }
    }

    /// The rank in words, or why there is none.
    fn rank(&self, group: &GroupResult, place: PlaceInGroup) -> String {
        let words = self.words;
        let standing = group.standing(place);
        match self.standing(group, place) {
            RowStanding::Reference => words.pick("reference", "referentie").to_owned(),
            RowStanding::Excluded => words.pick("excluded", "uitgesloten").to_owned(),
            _ if group.eligible().len() == 1 => words.pick("only option", "enige optie").to_owned(),
            RowStanding::Unranked => match standing.ranks {
                Some((best, worst)) if best != worst => words.pick(
                    format!("no rank ({best}\u{2013}{worst})"),
                    format!("geen rang ({best}\u{2013}{worst})"),
                ),
                _ => words.pick("no rank", "geen rang").to_owned(),
            },
            _ => rank_words(group, standing),
        }
    }

    /// All that is known of an alternative in its group.
    fn said(&self, group: &GroupResult, place: PlaceInGroup) -> String {
        let words = self.words;
        let standing = group.standing(place);
        let name = words.full(self.problem, group.member(place));
        let score = standing.score.map_or_else(
            || words.pick("no score", "geen score").to_owned(),
            |score| format!("score {}", words.figure(score)),
        );
        let range = standing.bounds.filter(|(low, high)| low < high).map_or(
            String::new(),
            |(low, high)| {
                let (low, high) = words.ends(low, high);
                words.pick(format!(" ({low} to {high})"), format!(" ({low} tot {high})"))
            },
        );
        let rank = self.rank(group, place);
        let rank = match standing.rank {
            Some(_) if group.eligible().len() > 1 => {
                words.pick(format!("rank {rank}"), format!("rang {rank}"))
            }
            _ => rank,
        };
        format!("{name}: {score}{range}, {rank}")
    }

    /// Those of a group in the order in which they are read: by rank, then those without.
    fn order(&self, group: &GroupResult) -> Vec<PlaceInGroup> {
        let mut places: Vec<PlaceInGroup> = group.places().collect();
        places.sort_by_key(|place| {
            let apart = match self.standing(group, *place) {
                RowStanding::First | RowStanding::Ranked => 0,
                RowStanding::Unranked => 1,
                RowStanding::Reference => 2,
                RowStanding::Excluded => 3,
            };
            (apart, group.standing(*place).rank.unwrap_or(usize::MAX), *place)
        });
        places.truncate(MOST_ROWS);
        places
    }

    fn groups(&self) -> impl Iterator<Item = (usize, &GroupResult)> {
        self.main.groups.iter().enumerate().take(MOST_PANELS)
    }

    fn ranking(&self) -> Ranking {
        let words = self.words;
        let row = |group: &GroupResult, place: PlaceInGroup| RankingRow {
            name: words.inside(self.problem, group.member(place)),
            hint: self.said(group, place),
            score: group.standing(place).score,
            range: group.standing(place).bounds,
            rank: self.rank(group, place),
            standing: self.standing(group, place),
        };
        let panels: Vec<RankingPanel> = self
            .groups()
            .map(|(at, group)| RankingPanel {
                title: group_name(self.problem, at, words),
                rows: self.order(group).into_iter().map(|place| row(group, place)).collect(),
            })
            .collect();
        let rows = || panels.iter().flat_map(|panel| &panel.rows);
        let read: Vec<String> = rows().map(|row| row.hint.clone()).collect();
        let any = |wanted: &[RowStanding]| rows().any(|row| wanted.contains(&row.standing));
        let ranges = rows().any(|row| row.range.is_some_and(|(low, high)| low < high));
        let mut legend = Vec::new();
        let apart = [RowStanding::Unranked, RowStanding::Reference, RowStanding::Excluded];
        let entries = [
            (&[RowStanding::First][..], words.pick("rank 1", "rang 1")),
            (&[RowStanding::Ranked][..], words.pick("other ranks", "andere rangen")),
            (&apart[..], words.pick("without a rank", "zonder rang")),
        ];
        for (standings, text) in entries {
            if any(standings) && any(&apart) {
                let fill = if ranges { standings[0].range() } else { standings[0].dot() };
                legend.push(Legend { fill, text: text.to_owned() });
            }
        }
        let mut notes = vec![match ranges {
            true => words.pick(
                "Dot: score at nominal figures. Bar: all it can be over what is not known; in brackets the ranks it can take.",
                "Stip: score bij nominale cijfers. Balk: alle mogelijke scores, gezien wat nog niet bekend is; tussen haakjes de mogelijke rangen.",
            ),
            false => words.pick("Dot: score.", "Stip: score."),
        }
        .to_owned()];
        notes.extend(self.marks(&read));
        Ranking {
            caption: self.caption(self.finding(), &read, notes, "ranking"),
            axis: axis(self.score_axis(), false, words),
            head: words.pick("rank", "rang").to_owned(),
            legend,
            panels,
        }
    }

    fn score_axis(&self) -> String {
        let method = self.main.method.name();
        self.words.pick(format!("score ({method})"), format!("score ({method})"))
    }

    /// What marks in the texts of rows mean, where there are any.
    fn marks(&self, read: &[String]) -> Option<String> {
        let words = self.words;
        let tie = read.iter().any(|row| row.contains(", rank = ") || row.contains(", rang = "));
        let open = self.main.groups.iter().any(|group| {
            group.eligible().len() > 1
                && group.eligible().iter().any(|place| group.standing(*place).rank.is_none())
        });
        let mut out = Vec::new();
        if tie {
            out.push(words.pick("=: tie.", "=: gedeelde plaats."));
        }
        if open {
            out.push(words.pick(
                "No rank: too little is known for one.",
                "Geen rang: er is te weinig bekend voor een rang.",
            ));
        }
        (!out.is_empty()).then(|| out.join(" "))
    }

    fn matrix(&self) -> Matrix {
        let (words, problem) = (self.words, self.problem);
        let inside = problem.keys_inside();
        // The rows: what tells alternatives apart within a group, in key order.
        let mut kinds: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let called = |member: usize| -> Vec<usize> {
            inside.iter().map(|key| problem.alternatives[member].values[*key]).collect()
        };
        for member in self.main.groups.iter().flat_map(GroupResult::members) {
            kinds.entry(called(*member)).or_insert(*member);
        }
        let mut cells: BTreeMap<(Vec<usize>, usize), MatrixCell> = BTreeMap::new();
        let mut read = Vec::new();
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for (at, group) in self.main.groups.iter().enumerate().take(MOST_ROWS) {
            for place in group.places() {
                let cell = self.cell(group, place);
                if let Some(figure) = cell.figure {
                    (low, high) = (low.min(figure), high.max(figure));
                }
                read.push(cell.hint.clone());
                cells.insert((called(group.member(place)), at), cell);
            }
        }
        let groups = self.main.groups.len().min(MOST_ROWS);
        let name = |member: usize| words.inside(problem, member);
        let row = |(kind, member): (&Vec<usize>, &usize)| MatrixRow {
            name: name(*member),
            cells: (0..groups)
                .map(|at| cells.get(&(kind.clone(), at)).cloned().unwrap_or_default())
                .collect(),
        };
        let rows: Vec<MatrixRow> = kinds.iter().take(MOST_ROWS).map(row).collect();
        let states = |wanted: CellState| cells.values().any(|cell| cell.state == wanted);
        let ends = if low <= high { (low, high) } else { (0.0, 1.0) };
        let shade = Matrix { ends, ..Matrix::default() };
        let (least, most) = words.ends(ends.0, ends.1);
        let mut legend = vec![
            Legend { fill: Fill::Solid(shade.shade(ends.0)), text: format!("score {least}") },
            Legend { fill: Fill::Solid(shade.shade(ends.1)), text: format!("score {most}") },
        ];
        if low > high || ends.0 == ends.1 {
            legend.clear();
        }
        if states(CellState::Excluded) {
            let text = words.pick("excluded", "uitgesloten").to_owned();
            legend.push(Legend { fill: Fill::Hatched(UNKNOWN), text });
        }
        let mut notes = vec![
            words
                .pick(
                    "Each cell: score at nominal figures; below it the rank, and in brackets the ranks it can take. Frame: rank 1.",
                    "Elke cel: score bij nominale cijfers; eronder de rang, en tussen haakjes de mogelijke rangen. Kader: rang 1.",
                )
                .to_owned(),
        ];
        notes.extend(self.marks(&read));
        let column = |at: usize| MatrixHead { name: group_name(problem, at, words) };
        let keys: Vec<String> = inside
            .iter()
            .map(|key| words.label(&problem.keys[*key].label, &problem.keys[*key].id))
            .collect();
        Matrix {
            caption: self.caption(self.finding(), &read, notes, "ranking"),
            corner: keys.join(" / "),
            legend,
            ends,
            columns: (0..groups).map(column).collect(),
            rows,
        }
    }

    fn cell(&self, group: &GroupResult, place: PlaceInGroup) -> MatrixCell {
        let standing = group.standing(place);
        let state = match self.standing(group, place) {
            RowStanding::First => CellState::First,
            RowStanding::Ranked => CellState::Plain,
            RowStanding::Excluded => CellState::Excluded,
            RowStanding::Unranked | RowStanding::Reference => CellState::Apart,
        };
        MatrixCell {
            figure: standing.score,
            text: standing.score.map_or("\u{2013}".to_owned(), |score| self.words.figure(score)),
            below: self.rank(group, place),
            hint: self.said(group, place),
            state,
        }
    }

    fn contributions(&self) -> Contributions {
        let (words, problem) = (self.words, self.problem);
        let colours = colours(problem);
        let series: Vec<Series> = (0..problem.tree.leaves.len())
            .map(|leaf| Series {
                name: words.label(&problem.tree.leaves[leaf].label, &problem.tree.leaves[leaf].id),
                colour: Series::colour_of(colours[leaf].0, colours[leaf].1, colours[leaf].2),
            })
            .collect();
        // The order of the tree, which keeps the shades of a node together.
        let mut order: Vec<usize> = (0..series.len()).collect();
        order.sort_by_key(|leaf| (colours[*leaf].0, colours[*leaf].1, *leaf));
        let mut read = Vec::new();
        let mut panels = Vec::new();
        for (at, group) in self.groups() {
            let mut bars = Vec::new();
            for place in self.order(group) {
                let parts = self.parts(group, place, &order, &series);
                let name = words.inside(problem, group.member(place));
                let score = group.standing(place).score.map(|score| words.figure(score));
                let mut hint = self.said(group, place);
                if !parts.is_empty() {
                    let said: Vec<String> = parts.iter().map(|part| part.hint.clone()).collect();
                    hint += &format!(": {}", said.join("; "));
                }
                read.push(hint.clone());
                let sum = score.unwrap_or_else(|| words.pick("no score", "geen score").to_owned());
                let bold = self.standing(group, place) == RowStanding::First;
                bars.push(ContributionBar { name, hint, sum, bold, parts });
            }
            panels.push(ContributionPanel { title: group_name(problem, at, words), bars });
        }
        let notes = vec![
            words
                .pick(
                    "Each part: weight times value of a criterion at nominal figures. Parts right of 0 less parts left of it make the score.",
                    "Elk deel: gewicht maal waarde van een criterium bij nominale cijfers. De delen rechts van 0 min die links ervan vormen de score.",
                )
                .to_owned(),
        ];
        let ordered = order.iter().map(|leaf| series[*leaf].clone()).collect();
        Contributions {
            caption: self.caption(self.largest(&series), &read, notes, "contributions"),
            axis: axis(self.score_axis(), false, words),
            head: "score".to_owned(),
            series: ordered,
            panels,
        }
    }

    /// The parts of a score, in the order of the series; none where there is no score.
    fn parts(
        &self,
        group: &GroupResult,
        place: PlaceInGroup,
        order: &[usize],
        series: &[Series],
    ) -> Vec<Part> {
        let (Some(values), Some(row), Some(_)) =
            (&group.values, group.row(place), group.standing(place).score)
        else {
            return Vec::new();
        };
        let part = |(at, leaf): (usize, &usize)| {
            let figure = values.at(row, *leaf) * group.weights[*leaf];
            let hint = format!("{} {}", series[*leaf].name, self.words.figure(figure));
            Part { series: at, figure, hint }
        };
        order.iter().enumerate().map(part).filter(|part| part.figure.is_finite()).collect()
    }

    /// What the largest part of the scores of those that are first comes from.
    fn largest(&self, series: &[Series]) -> String {
        let words = self.words;
        let mut names = Vec::new();
        let mut leader = String::new();
        let order: Vec<usize> = (0..series.len()).collect();
        for group in &self.main.groups {
            let mut first = self
                .order(group)
                .into_iter()
                .filter(|place| self.standing(group, *place) == RowStanding::First);
            // Of several that tie no one stands for the others.
            let (Some(place), None) = (first.next(), first.next()) else { continue };
            let mut parts = self.parts(group, place, &order, series);
            parts.sort_by(|a, b| b.figure.total_cmp(&a.figure));
            if let [largest, rest @ ..] = &parts[..]
                && largest.figure > 0.0
                && rest.first().is_none_or(|next| next.figure < largest.figure)
            {
                names.push(series[largest.series].name.clone());
                leader = words.inside(self.problem, group.member(place));
            }
        }
        let all = self.main.groups.len();
        match most_frequent(&names) {
            None => {
                words.pick("What the scores are made of", "Waaruit de scores bestaan").to_owned()
            }
            Some((name, _)) if all == 1 => words.pick(
                format!("{name} adds the most to the score of {leader}, which is first"),
                format!("{name} draagt het meest bij tot de score van {leader}, dat eerste is"),
            ),
            Some((name, count)) => {
                let where_ = in_groups(count, all, words);
                words.pick(
                    format!("{name} adds the most to the score of the first {where_}"),
                    format!("{name} draagt {where_} het meest bij tot de score van de eerste"),
                )
            }
        }
    }
}

/// By leaf: its node at the top, its place among the leaves below that, and how many there are.
/// Where no criteria are grouped each leaf is a node of its own.
fn colours(problem: &Problem) -> Vec<(usize, usize, usize)> {
    let tree = &problem.tree;
    let mut tops: Vec<usize> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for leaf in 0..tree.leaves.len() {
        let mut at = tree.branch_of_leaf(leaf).unwrap_or(leaf);
        while let Some(parent) = tree.branches.get(at).and_then(|branch| branch.parent) {
            at = parent;
        }
        let top = tops.iter().position(|top| *top == at).unwrap_or_else(|| {
            tops.push(at);
            counts.push(0);
            tops.len() - 1
        });
        out.push((top, counts[top], 0));
        counts[top] += 1;
    }
    out.into_iter().map(|(top, place, _)| (top, place, counts[top])).collect()
}
