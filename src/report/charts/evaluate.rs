//! The charts of an evaluation: scores with their ranges, the matrix of alternatives by groups, and
//! what scores are made of.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{
    MOST_PANELS, MOST_ROWS, axis, branch_label, group_name, in_groups, is_tied, most_frequent,
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
use crate::report::scores::score_decimals;
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
    fn caption(
        &self,
        title: String,
        rows: &[String],
        mut notes: Vec<String>,
        (left, table): (LeftOut, &str),
    ) -> Caption {
        let words = self.words;
        notes.extend(left.note(RowsAre::Alternatives, Some(table), words));
        notes.extend(closing(self.case, Some(self.main.method.name()), words));
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
        let decimals = score_decimals(group);
        let name = words.full(self.problem, group.member(place));
        let score = standing.score.map_or_else(
            || words.pick("no score", "geen score").to_owned(),
            |score| format!("score {}", words.score(score, decimals)),
        );
        let range = standing.bounds.filter(|(low, high)| low < high).map_or(
            String::new(),
            |(low, high)| {
                let (low, high) = words.score_ends(low, high, decimals);
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

    /// What a chart with a panel for each group leaves out.
    fn left_out(&self) -> LeftOut {
        let rows = self.groups().map(|(_, group)| LeftOut::over(group.members().len(), MOST_ROWS));
        LeftOut { groups: LeftOut::over(self.main.groups.len(), MOST_PANELS), rows: rows.sum() }
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
        let drawn = self
            .groups()
            .flat_map(|(_, group)| self.order(group).into_iter().map(move |place| (group, place)));
        notes.extend(self.marks(drawn));
        Ranking {
            caption: self.caption(self.finding(), &read, notes, (self.left_out(), "ranking")),
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

    /// What marks in the texts of those that are drawn mean, where there are any.
    fn marks<'a>(
        &self,
        mut drawn: impl Iterator<Item = (&'a GroupResult, PlaceInGroup)>,
    ) -> Option<String> {
        let words = self.words;
        let tie = drawn.any(|(group, place)| is_tied(group, group.standing(place)));
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
        let called = |member: usize| -> Vec<usize> {
            inside.iter().map(|key| problem.alternatives[member].values[*key]).collect()
        };
        // With one of its alternatives, and the best rank that any of them has.
        let mut kinds: BTreeMap<Vec<usize>, (usize, usize)> = BTreeMap::new();
        for (_, group) in self.groups() {
            for place in group.places() {
                let member = group.member(place);
                let rank = group.standing(place).rank.unwrap_or(usize::MAX);
                let best = kinds.entry(called(member)).or_insert((member, rank));
                best.1 = best.1.min(rank);
            }
        }
        let left = LeftOut {
            groups: LeftOut::over(self.main.groups.len(), MOST_PANELS),
            rows: LeftOut::over(kinds.len(), MOST_ROWS),
        };
        let mut drawn: Vec<(&Vec<usize>, &(usize, usize))> = kinds.iter().collect();
        drawn.sort_by_key(|(kind, (_, rank))| (*rank, *kind));
        drawn.truncate(MOST_ROWS);
        drawn.sort_by_key(|(kind, _)| *kind);
        let row_of: BTreeMap<&Vec<usize>, usize> =
            drawn.iter().enumerate().map(|(row, (kind, _))| (*kind, row)).collect();
        let groups = self.groups().count();
        let row = |(_, (member, _)): &(_, &(usize, usize))| MatrixRow {
            name: words.inside(problem, *member),
            cells: vec![MatrixCell::default(); groups],
        };
        let mut rows: Vec<MatrixRow> = drawn.iter().map(row).collect();
        let (mut read, mut shown) = (Vec::new(), Vec::new());
        // The least and the greatest score, with whose it is.
        let mut ends: Option<[(f64, usize); 2]> = None;
        for (column, group) in self.groups() {
            for place in group.places() {
                let member = group.member(place);
                let Some(row) = row_of.get(&called(member)) else { continue };
                let cell = self.cell(group, place);
                if let Some(figure) = cell.figure {
                    let [low, high] = ends.get_or_insert([(figure, member); 2]);
                    if figure < low.0 {
                        *low = (figure, member);
                    }
                    if figure > high.0 {
                        *high = (figure, member);
                    }
                }
                read.push(cell.hint.clone());
                shown.push((group, place));
                rows[*row].cells[column] = cell;
            }
        }
        let title = self.reach_of_scores(ends);
        let (low, high) = ends.map_or((0.0, 1.0), |[low, high]| (low.0, high.0));
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let states = |wanted: CellState| cells().any(|cell| cell.state == wanted);
        let shade = Matrix { ends: (low, high), ..Matrix::default() };
        let (least, most) = words.ends(low, high);
        let mut legend = vec![
            Legend { fill: Fill::Solid(shade.shade(low)), text: format!("score {least}") },
            Legend { fill: Fill::Solid(shade.shade(high)), text: format!("score {most}") },
        ];
        if ends.is_none() || low == high {
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
        notes.extend(self.marks(shown.into_iter()));
        let column = |at: usize| MatrixHead { name: group_name(problem, at, words) };
        let keys: Vec<String> = inside
            .iter()
            .map(|key| words.label(&problem.keys[*key].label, &problem.keys[*key].id))
            .collect();
        Matrix {
            caption: self.caption(title, &read, notes, (left, "ranking")),
            corner: keys.join(" / "),
            legend,
            ends: (low, high),
            columns: (0..groups).map(column).collect(),
            rows,
        }
    }

    /// From where to where scores go over all groups that are drawn, and whose they are. Who is
    /// first is what the ranking says.
    fn reach_of_scores(&self, ends: Option<[(f64, usize); 2]>) -> String {
        let words = self.words;
        let Some([(low, worst), (high, best)]) = ends else {
            return words
                .pick("No alternative has a score", "Geen enkel alternatief heeft een score")
                .to_owned();
        };
        let (least, most) = words.ends(low, high);
        if low == high {
            return words.pick(
                format!("All scores are {least}, at nominal figures"),
                format!("Alle scores zijn {least}, bij nominale cijfers"),
            );
        }
        let [worst, best] = [worst, best].map(|member| words.full(self.problem, member));
        words.pick(
            format!("Over these groups scores go from {least} ({worst}) to {most} ({best}), at nominal figures"),
            format!("Over deze groepen gaan scores van {least} ({worst}) tot {most} ({best}), bij nominale cijfers"),
        )
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
            text: standing.score.map_or("\u{2013}".to_owned(), |score| {
                self.words.score(score, score_decimals(group))
            }),
            below: self.rank(group, place),
            hint: self.said(group, place),
            state,
        }
    }

    fn contributions(&self) -> Contributions {
        let words = self.words;
        let parts_are = self.parts_are();
        let series = &parts_are.series;
        let mut read = Vec::new();
        let mut panels = Vec::new();
        for (at, group) in self.groups() {
            let mut bars = Vec::new();
            for place in self.order(group) {
                let parts = self.parts(group, place, &parts_are);
                let name = words.inside(self.problem, group.member(place));
                let score = group.standing(place).score;
                let score = score.map(|score| words.score(score, score_decimals(group)));
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
            panels.push(ContributionPanel { title: group_name(self.problem, at, words), bars });
        }
        let all = words.count(parts_are.of_leaf.len());
        let mut notes = vec![
            words
                .pick(
                    "Each part: weight times value of a criterion at nominal figures. Parts right of 0 less parts left of it make the score.",
                    "Elk deel: gewicht maal waarde van een criterium bij nominale cijfers. De delen rechts van 0 min die links ervan vormen de score.",
                )
                .to_owned(),
        ];
        match parts_are.kind {
            PartKind::Criteria => {}
            PartKind::Nodes => notes.push(words.pick(
                format!("The {all} criteria are too many to be told apart: those of a node are one part. `--table contributions` has each of them."),
                format!("De {all} criteria zijn te veel om van elkaar te onderscheiden: die van één groep vormen één deel. `--table contributions` heeft ze elk apart."),
            )),
            PartKind::Largest => notes.push(words.pick(
                format!("The {all} criteria are too many to be told apart: those that add the least are one part. `--table contributions` has each of them."),
                format!("De {all} criteria zijn te veel om van elkaar te onderscheiden: die het minst bijdragen, vormen één deel. `--table contributions` heeft ze elk apart."),
            )),
        }
        Contributions {
            caption: self.caption(
                self.largest(&parts_are),
                &read,
                notes,
                (self.left_out(), "contributions"),
            ),
            axis: axis(self.score_axis(), false, words),
            head: "score".to_owned(),
            series: series.clone(),
            panels,
        }
    }

    /// Of what the parts of bars are: of criteria, as long as they can be told apart; else of nodes
    /// at the top; else of the criteria that add the most, and of all others together.
    fn parts_are(&self) -> PartsAre {
        let (words, tree) = (self.words, &self.problem.tree);
        let leaves = tree.leaves.len();
        let called = |leaf: usize| words.label(&tree.leaves[leaf].label, &tree.leaves[leaf].id);
        let (nodes, node_of_leaf) = tops(self.problem);
        let mut names: Vec<String>;
        let (of_leaf, kind) = if leaves <= Series::MOST {
            // The order of the tree, which keeps the criteria of a node together.
            let mut order: Vec<usize> = (0..leaves).collect();
            order.sort_by_key(|leaf| (node_of_leaf[*leaf], *leaf));
            names = order.iter().map(|leaf| called(*leaf)).collect();
            let mut of_leaf = vec![0; leaves];
            order.iter().enumerate().for_each(|(place, leaf)| of_leaf[*leaf] = place);
            (of_leaf, PartKind::Criteria)
        } else if (3..=Series::MOST).contains(&nodes.len()) {
            names = nodes.iter().map(|branch| branch_label(self.problem, *branch, words)).collect();
            (node_of_leaf, PartKind::Nodes)
        } else {
            let mut added = vec![0.0; leaves];
            for (_, group) in self.groups() {
                for place in self.order(group) {
                    let figures = self.figures(group, place);
                    figures.for_each(|(leaf, figure)| added[leaf] += figure.abs());
                }
            }
            let mut order: Vec<usize> = (0..leaves).collect();
            order.sort_by(|a, b| added[*b].total_cmp(&added[*a]).then(a.cmp(b)));
            order.truncate(Series::MOST - 1);
            order.sort_by_key(|leaf| (node_of_leaf[*leaf], *leaf));
            names = order.iter().map(|leaf| called(*leaf)).collect();
            let others = words.count(leaves - order.len());
            names.push(
                words.pick(
                    format!("other ({others} criteria)"),
                    format!("andere ({others} criteria)"),
                ),
            );
            let place = |leaf| order.iter().position(|own| *own == leaf).unwrap_or(order.len());
            ((0..leaves).map(place).collect(), PartKind::Largest)
        };
        let colour = |at: usize| match kind {
            PartKind::Largest if at + 1 == names.len() => Series::OTHERS,
            _ => Series::colour_of(at),
        };
        let colours: Vec<_> = (0..names.len()).map(colour).collect();
        let series = names.into_iter().zip(colours);
        let series = series.map(|(name, colour)| Series { name, colour }).collect();
        PartsAre { series, of_leaf, kind }
    }

    /// What each criterion adds to a score; none where there is no score.
    fn figures<'a>(
        &self,
        group: &'a GroupResult,
        place: PlaceInGroup,
    ) -> impl Iterator<Item = (usize, f64)> + use<'a> {
        let known = group.standing(place).score.and(group.values.as_ref()).zip(group.row(place));
        known.into_iter().flat_map(move |(values, row)| {
            let figure = move |(leaf, weight): (usize, &f64)| (leaf, values.at(row, leaf) * weight);
            group.weights.iter().enumerate().map(figure).filter(|(_, figure)| figure.is_finite())
        })
    }

    /// The parts of a score, in the order of the series; none where there is no score.
    fn parts(&self, group: &GroupResult, place: PlaceInGroup, are: &PartsAre) -> Vec<Part> {
        let mut sums: Vec<Option<f64>> = vec![None; are.series.len()];
        for (leaf, figure) in self.figures(group, place) {
            *sums[are.of_leaf[leaf]].get_or_insert(0.0) += figure;
        }
        let part = |(series, figure): (usize, Option<f64>)| {
            let figure = figure?;
            let hint = format!("{} {}", are.series[series].name, self.words.figure(figure));
            Some(Part { series, figure, hint })
        };
        sums.into_iter().enumerate().filter_map(part).collect()
    }

    /// What the largest part of the scores of those that are first comes from.
    fn largest(&self, are: &PartsAre) -> String {
        let words = self.words;
        let mut names = Vec::new();
        let mut leader = String::new();
        for group in &self.main.groups {
            let mut first =
                group.places().filter(|place| self.standing(group, *place) == RowStanding::First);
            // Of several that tie no one stands for the others.
            let (Some(place), None) = (first.next(), first.next()) else { continue };
            let mut parts = self.parts(group, place, are);
            // All others together are no criterion.
            parts
                .retain(|part| are.kind != PartKind::Largest || part.series + 1 < are.series.len());
            parts.sort_by(|a, b| b.figure.total_cmp(&a.figure));
            if let [largest, rest @ ..] = &parts[..]
                && largest.figure > 0.0
                && rest.first().is_none_or(|next| next.figure < largest.figure)
            {
                names.push(are.series[largest.series].name.clone());
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

/// What the parts of bars are of.
struct PartsAre {
    series: Vec<Series>,
    /// By leaf: its place in the series.
    of_leaf: Vec<usize>,
    kind: PartKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    /// A criterion each.
    Criteria,
    /// A node at the top each.
    Nodes,
    /// A criterion each, and the last all others.
    Largest,
}

/// The branches at the top, in the order of their first leaves, and by leaf which of them it is in.
fn tops(problem: &Problem) -> (Vec<usize>, Vec<usize>) {
    let tree = &problem.tree;
    let mut tops: Vec<usize> = Vec::new();
    let mut of_leaf = Vec::new();
    for leaf in 0..tree.leaves.len() {
        let mut at = tree.branch_of_leaf(leaf).unwrap_or(leaf);
        while let Some(parent) = tree.branches.get(at).and_then(|branch| branch.parent) {
            at = parent;
        }
        of_leaf.push(tops.iter().position(|top| *top == at).unwrap_or_else(|| {
            tops.push(at);
            tops.len() - 1
        }));
    }
    (tops, of_leaf)
}
