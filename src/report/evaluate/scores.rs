//! The scores: a matrix read at a glance, or a list; and a method's own figures.

use super::{MOST_COLUMNS, MOST_RELATED, MOST_ROWS, View};
use crate::evaluate::evaluation::{Evaluation, GroupResult, Standing};
use crate::method::Native;
use crate::problem::PlaceInGroup;
use crate::report::Block;
use crate::report::scores::score_decimals;
use crate::report::unscored::unscored;
use crate::table::{Table, Values};
use crate::write::grid::{Align, BREAK, Grid};
use std::collections::BTreeMap;

impl View<'_> {
    /// Keys of the matrix's columns and rows; no columns if a list reads better.
    fn layout(&self) -> (Vec<usize>, Vec<usize>) {
        let all: Vec<usize> = (0..self.problem.keys.len()).collect();
        let columns =
            if self.problem.rank_within.is_empty() { vec![0] } else { self.problem.keys_inside() };
        let rows: Vec<usize> = all.iter().copied().filter(|key| !columns.contains(key)).collect();
        let wide = self.distinct(&columns).len() > MOST_COLUMNS;
        if rows.is_empty() || wide { (Vec::new(), all) } else { (columns, rows) }
    }

    /// The different values of `keys` among the alternatives, in key order, each with one
    /// alternative that has it.
    fn distinct(&self, keys: &[usize]) -> BTreeMap<Vec<usize>, usize> {
        let values = |alternative: usize| {
            keys.iter()
                .map(|key| self.problem.alternatives[alternative].values[*key])
                .collect::<Vec<_>>()
        };
        (0..self.problem.alternatives.len())
            .rev()
            .map(|alternative| (values(alternative), alternative))
            .collect()
    }

    /// The method's own figures: its table, or who is preferred to whom.
    pub(super) fn native(&self, evaluation: &Evaluation) -> Vec<Block> {
        let words = self.words;
        let mut out = Vec::new();
        let large = evaluation.groups.iter().any(|group| group.eligible().len() > MOST_RELATED)
            || evaluation.groups.iter().map(|group| group.members().len()).sum::<usize>()
                > 2 * MOST_ROWS;
        if large {
            // Too large to read at a glance; the table has it all.
            let sheet = evaluation.method.sheet();
            for name in [sheet.own_table, sheet.own_pairs].into_iter().flatten() {
                out.push(Block::Text(words.pick(
                    format!("The method's own figures: `--table {name}`."),
                    format!("De eigen cijfers van de methode: `--table {name}`."),
                )));
            }
            return out;
        }
        for group in &evaluation.groups {
            let native = group.native();
            if let Some(relation) = native.as_ref().and_then(Native::relation) {
                let places: Vec<(PlaceInGroup, usize)> = group
                    .places()
                    .filter_map(|place| Some((place, group.row(place)?)))
                    .take(MOST_ROWS)
                    .collect();
                let name = |place: PlaceInGroup| words.inside(self.problem, group.member(place));
                let mut head = vec![(
                    words.alternative(
                        self.problem,
                        group.members()[0],
                        &self.problem.rank_within,
                        false,
                    ),
                    None,
                )];
                head.extend(places.iter().map(|(place, _)| (name(*place), None)));
                let cell = |row: usize, column: usize| {
                    if row == column {
                        "–".to_owned()
                    } else {
                        relation[row][column].map_or("", |relation| relation.letter()).to_owned()
                    }
                };
                let line = |(place, row): &(PlaceInGroup, usize)| {
                    std::iter::once(name(*place))
                        .chain(places.iter().map(|(_, column)| cell(*row, *column)))
                        .collect()
                };
                out.push(Block::Grid(Grid { head, rows: places.iter().map(line).collect() }));
            }
        }
        if !out.is_empty() {
            out.push(Block::Text(words.pick(
                "P: the row is preferred to the column; I: indifferent; R: incomparable; empty: the column is preferred.",
                "P: de rij krijgt de voorkeur boven de kolom; I: gelijkwaardig; R: onvergelijkbaar; leeg: de kolom krijgt de voorkeur.",
            ).into()));
        }
        if let Some(table) = evaluation.native().filter(|table| table.rows() <= MOST_ROWS) {
            out.push(Block::Grid(self.own_figures(evaluation, &table)));
        }
        out
    }

    /// A method's own table with the reader's mark of decimals and, in Dutch, columns that say what
    /// they hold.
    fn own_figures(&self, evaluation: &Evaluation, table: &Table) -> Grid {
        let words = self.words;
        let native = evaluation.groups.first().and_then(GroupResult::native).unwrap_or_default();
        let mut grid = Grid::of(table);
        for (name, _) in &mut grid.head {
            let key = self
                .problem
                .keys
                .iter()
                .find(|key| key.id == *name)
                .map(|key| key.label.get(words.0));
            let dutch = match (key, name.as_str()) {
                (Some(label), _) if !label.is_empty() => label,
                (_, other) => {
                    let own = native.columns.iter().find(|column| column.name == other);
                    own.map_or(other, |column| column.dutch)
                }
            };
            *name = words.pick(name.as_str(), dutch).to_owned();
        }
        let numbers: Vec<bool> =
            table.columns.iter().map(|column| matches!(column.values, Values::Number(_))).collect();
        for row in &mut grid.rows {
            for (cell, _) in row.iter_mut().zip(&numbers).filter(|(_, number)| **number) {
                *cell = words.pick(cell.clone(), cell.replace('.', ","));
            }
        }
        grid
    }

    pub(super) fn scores(&self, evaluation: &Evaluation) -> Vec<Block> {
        if !evaluation.method.has_score() {
            return Vec::new();
        }
        if evaluation.method.sorts() {
            return self.categories(evaluation);
        }
        let (columns, rows) = self.layout();
        let words = self.words;
        let mut standing: BTreeMap<usize, (&GroupResult, PlaceInGroup)> = BTreeMap::new();
        for group in &evaluation.groups {
            standing.extend(group.places().map(|place| (group.member(place), (group, place))));
        }
        let grid = if columns.is_empty() {
            self.list(evaluation)
        } else {
            self.matrix(&columns, &rows, &standing)
        };
        let legend = words.pick(
            "Each cell: score; range over what is not known; rank, and in brackets the ranks it can take. A range without a rank: too little is known.",
            "Elke cel: score; bereik, gelet op wat nog niet bekend is; rang, en tussen haakjes de mogelijke rangen. Een bereik zonder rang: er is te weinig bekend.",
        );
        let mut out = vec![Block::Grid(grid)];
        let shown = if columns.is_empty() {
            self.problem.alternatives.len()
        } else {
            self.distinct(&rows).len()
        };
        if shown > MOST_ROWS {
            let more =
                words.counted(shown - MOST_ROWS, ["more row", "more rows"], ["rij", "rijen"]);
            out.push(Block::Text(words.pick(
                format!("... and {more}; `-o ranking.csv` writes them all."),
                format!("... en nog {more}; `-o ranking.csv` schrijft ze allemaal."),
            )));
        }
        if !columns.is_empty() {
            out.push(Block::Text(legend.into()));
            let (name, symbol) = (evaluation.method.name(), evaluation.method.sheet().symbol);
            if !symbol.is_empty() {
                out.push(Block::Text(words.pick(
                    format!("The score of {name} is {symbol}, so that higher is better."),
                    format!("De score van {name} is {symbol}, zodat hoger beter is."),
                )));
            }
        }
        let unscored_one = |group: &GroupResult| {
            group.places().any(|place| {
                group.row(place).is_none()
                    && !self.problem.alternatives[group.member(place)].eligible()
            })
        };
        if evaluation.groups.iter().any(unscored_one) {
            let why = unscored(self.problem, &evaluation.method, words);
            out.push(Block::Text(words.pick(
                format!("–: what is for reference or excluded has no score here: {why}."),
                format!(
                    "–: wat ter vergelijking staat of uitgesloten is, heeft hier geen score: {why}."
                ),
            )));
        }
        if self
            .problem
            .alternatives
            .iter()
            .any(|alternative| alternative.eligible() && !alternative.flagged_by.is_empty())
        {
            out.push(Block::Text(
                words.pick("! = flagged, see below.", "! = aandachtspunt, zie verder.").into(),
            ));
        }
        out
    }

    fn matrix(
        &self,
        columns: &[usize],
        rows: &[usize],
        standing: &BTreeMap<usize, (&GroupResult, PlaceInGroup)>,
    ) -> Grid {
        let words = self.words;
        let heads = self.distinct(columns);
        let label = |keys: &[usize]| {
            keys.iter()
                .map(|key| self.problem.keys[*key].label.get(words.0))
                .collect::<Vec<_>>()
                .join(" / ")
        };
        let mut head = vec![(label(rows), None)];
        head.extend(heads.values().map(|alternative| {
            (words.alternative(self.problem, *alternative, columns, true), None)
        }));
        let find = |row: &[usize], column: &[usize]| {
            (0..self.problem.alternatives.len()).find(|alternative| {
                let values = &self.problem.alternatives[*alternative].values;
                rows.iter().map(|key| values[*key]).eq(row.iter().copied())
                    && columns.iter().map(|key| values[*key]).eq(column.iter().copied())
            })
        };
        let line = |(values, alternative): (&Vec<usize>, &usize)| {
            let mut line = vec![words.alternative(self.problem, *alternative, rows, false)];
            line.extend(heads.keys().map(|column| {
                match find(values, column).and_then(|alternative| standing.get(&alternative)) {
                    Some((group, place)) => self.cell(group, *place),
                    None => String::new(),
                }
            }));
            line
        };
        Grid { head, rows: self.distinct(rows).iter().take(MOST_ROWS).map(line).collect() }
    }

    fn cell(&self, group: &GroupResult, place: PlaceInGroup) -> String {
        let words = self.words;
        let standing = group.standing(place);
        let alternative = &self.problem.alternatives[group.member(place)];
        let decimals = score_decimals(group);
        let score = standing.score.map_or("–".to_owned(), |score| words.score(score, decimals));
        let rank = if alternative.reference {
            words.pick("reference", "referentie").to_owned()
        } else if !alternative.excluded_by.is_empty() {
            words.pick("excluded", "uitgesloten").to_owned()
        } else {
            self.rank(standing, group, !alternative.flagged_by.is_empty())
        };
        format!("{score}{BREAK}{}{BREAK}{rank}", self.range(standing, decimals))
    }

    fn range(&self, standing: &Standing, decimals: usize) -> String {
        match standing.bounds {
            Some((low, high)) if low < high => {
                let (low, high) = self.words.score_ends(low, high, decimals);
                // Apart by less than anyone can read.
                if low == high {
                    String::new()
                } else {
                    format!("[{low}{} {high}]", self.words.pick(",", ";"))
                }
            }
            _ => String::new(),
        }
    }

    /// `1`, or `2 (1-3)`; `only option` where there is no rival.
    fn rank(&self, standing: &Standing, group: &GroupResult, flagged: bool) -> String {
        let flag = if flagged { " !" } else { "" };
        if group.eligible().len() == 1 {
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

    fn list(&self, evaluation: &Evaluation) -> Grid {
        let words = self.words;
        let keys: Vec<usize> = (0..self.problem.keys.len()).collect();
        let mut head: Vec<(String, Option<Align>)> = keys
            .iter()
            .map(|key| (self.problem.keys[*key].label.get(words.0).to_owned(), None))
            .collect();
        let score = match evaluation.method.sheet().symbol {
            "" => "score".to_owned(),
            symbol => format!("score ({symbol})"),
        };
        head.push((score, Some(Align::Right)));
        head.push((words.pick("range", "bereik").into(), None));
        head.push((words.pick("rank", "rang").into(), None));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for group in &evaluation.groups {
            if rows.len() == MOST_ROWS {
                break;
            }
            let mut places: Vec<PlaceInGroup> = group.places().collect();
            places.sort_by_key(|place| (group.standing(*place).rank.unwrap_or(usize::MAX), *place));
            for place in places.into_iter().take(MOST_ROWS - rows.len()) {
                let member = group.member(place);
                let cell = self.cell(group, place);
                let mut parts = cell.split(BREAK).map(str::to_owned);
                let mut row: Vec<String> = keys
                    .iter()
                    .map(|key| words.alternative(self.problem, member, &[*key], true))
                    .collect();
                row.extend(
                    [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default),
                );
                rows.push(row);
            }
        }
        // Where nothing has a range there is no column of them.
        let range = keys.len() + 1;
        if rows.iter().all(|row| row[range].is_empty()) {
            head.remove(range);
            rows.iter_mut().for_each(|row| drop(row.remove(range)));
        }
        Grid { head, rows }
    }
}
