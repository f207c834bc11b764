//! The best paths, in a sentence and as a line of periods for each choice.

use super::{MOST_NAMED, View};
use crate::report::Block;
use crate::write::grid::{Align, Grid};

/// Rows of the lines.
const MOST_ROWS: usize = 40;
/// Periods side by side.
const MOST_PERIODS: usize = 6;

impl View<'_> {
    /// The best path of each choice in a sentence, and how good it is known to be.
    pub(super) fn answer(&self) -> Vec<Block> {
        let words = self.words;
        let mut by_path: Vec<(String, Vec<String>)> = Vec::new();
        let mut without = Vec::new();
        for choice in 0..self.choices() {
            let Some(path) = self.study.path(choice) else {
                without.push(self.choice(choice));
                continue;
            };
            let text = self.path(choice, &path.positions);
            match by_path.iter_mut().find(|(known, _)| *known == text) {
                Some((_, names)) => names.push(self.choice(choice)),
                None => by_path.push((text, vec![self.choice(choice)])),
            }
        }
        let mut said = Vec::new();
        for (path, names) in &by_path {
            let names = match names.len() == self.choices() && names.len() > 1 {
                true => {
                    let all = words.count(names.len());
                    words.pick(format!("all {all}"), format!("alle {all}"))
                }
                false => words.some(names, MOST_NAMED),
            };
            said.push(match names.is_empty() {
                true => words
                    .pick(format!("The best path is {path}."), format!("Het beste pad is {path}.")),
                false => words.pick(
                    format!("The best path for {names} is {path}."),
                    format!("Het beste pad voor {names} is {path}."),
                ),
            });
        }
        if !without.is_empty() {
            let names = words.some(&without, MOST_NAMED);
            said.push(words.pick(
                format!("No path is allowed at nominal figures for {names}."),
                format!("Voor {names} is bij de opgegeven cijfers geen enkel pad toegelaten."),
            ));
        }
        said.extend(self.ties());
        said.extend(self.shared());
        vec![Block::Text(said.join(" ")).from_rows(crate::report::Source::table("path_totals"))]
    }

    /// That other paths are as good.
    fn ties(&self) -> Option<String> {
        if self.study.shared.is_some() {
            return None;
        }
        let words = self.words;
        let tied: Vec<String> = (0..self.choices())
            .filter(|choice| self.study.best[*choice].tied().len() > 1)
            .map(|choice| self.choice(choice))
            .collect();
        (!tied.is_empty()).then(|| {
            let names = words.some(&tied, MOST_NAMED);
            match names.is_empty() {
                true => {
                    words.pick("Another path is as good.", "Een ander pad is even goed.").to_owned()
                }
                false => words.pick(
                    format!("Another path is as good for {names}."),
                    format!("Een ander pad is even goed voor {names}."),
                ),
            }
        })
    }

    /// What shared limits do to the answer.
    fn shared(&self) -> Option<String> {
        let words = self.words;
        let shared = self.study.shared.as_ref()?;
        Some(match (&shared.paths, shared.optimal) {
            (Some(_), true) => words.pick(
                "Limits are shared: these paths are proved to be the best together.",
                "De keuzes delen limieten: bewezen is dat deze paden samen de beste zijn.",
            ),
            (Some(_), false) => words.pick(
                "Limits are shared: these paths are the best that were found together, and not proved to be the best.",
                "De keuzes delen limieten: deze paden zijn samen de beste die gevonden zijn, maar dat ze de beste zijn, is niet bewezen.",
            ),
            (None, true) => words.pick(
                "Proved: no paths keep all shared limits together.",
                "Bewezen: geen paden voldoen samen aan alle gedeelde limieten.",
            ),
            (None, false) => words.pick(
                "No paths that keep all shared limits together were found.",
                "Er zijn geen paden gevonden die samen aan alle gedeelde limieten voldoen.",
            ),
        }
        .to_owned())
    }

    /// Choices by periods: where each path stands, and what it is worth a year.
    pub(super) fn lines(&self) -> Vec<Block> {
        let words = self.words;
        let periods = self.study.evaluation.periods();
        let shown = periods.min(MOST_PERIODS);
        let mut head = vec![(words.pick("Choice", "Keuze").to_owned(), Some(Align::Left))];
        head.extend((0..shown).map(|period| (self.period(period), Some(Align::Left))));
        head.push((words.pick("Worth a year", "Waarde per jaar").to_owned(), Some(Align::Right)));
        let years: f64 = self.study.evaluation.weights.years.iter().sum();
        let mut rows = Vec::new();
        for choice in 0..self.choices().min(MOST_ROWS) {
            let mut row = vec![self.choice(choice)];
            match self.study.path(choice) {
                None => {
                    row.extend((0..shown).map(|_| "?".to_owned()));
                    row.push("?".to_owned());
                }
                Some(path) => {
                    for period in 0..shown {
                        let here = self.place(choice, path.positions[period]);
                        let moves = path.move_made_in(period).is_some();
                        row.push(if moves { format!("> {here}") } else { here });
                    }
                    row.push(words.two(path.value / years));
                }
            }
            rows.push(row);
        }
        let mut said = words
            .pick(
                "> marks a move in that period. Worth a year: all value, discounted, by the years it is earned in.",
                "> duidt een overgang in die periode aan. Waarde per jaar: alle waarde, verdisconteerd, gedeeld door de jaren waarin ze ontstaat.",
            )
            .to_owned();
        if periods > shown || self.choices() > MOST_ROWS {
            said +=
                words.pick(" `--table pathway` has all of it.", " `--table pathway` bevat alles.");
        }
        vec![Block::Grid(Grid { head, rows }), Block::Detail(said)]
    }
}
