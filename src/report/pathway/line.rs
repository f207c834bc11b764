//! The best paths, in a sentence and as a line of periods for each choice.

use super::{MOST_NAMED, View};
use crate::report::Block;
use crate::write::grid::{Align, Grid};

/// Rows of the lines.
const MOST_ROWS: usize = 40;
/// Periods side by side.
const MOST_PERIODS: usize = 6;

impl View<'_> {
    /// The best path of each choice in a few words, and what comes first where a condition that it
    /// waits for is met later: for a page that tells of much else.
    pub(super) fn in_short(&self) -> Block {
        let words = self.words;
        let (by_path, without) = self.by_path();
        let part = |(path, names): &(String, Vec<String>)| match names.len() == self.choices() {
            true if names.len() > 1 => {
                let all = words.count(names.len());
                let per = words.one_per(self.problem(), &self.model().one_per);
                words.pick(
                    format!("{path}, for all {all} choices{per}"),
                    format!("{path}, voor alle {all} keuzes{per}"),
                )
            }
            true => path.clone(),
            false => {
                let names = words.some(names, MOST_NAMED);
                words.pick(format!("{path}, for {names}"), format!("{path}, voor {names}"))
            }
        };
        let mut said = match by_path.is_empty() {
            true => String::new(),
            false => {
                let paths = by_path.iter().map(part).collect::<Vec<_>>().join("; ");
                words.pick(format!("Best path: {paths}."), format!("Beste pad: {paths}."))
            }
        };
        if !without.is_empty() {
            let names = words.some(&without, MOST_NAMED);
            said += &words.pick(
                format!(" No path is allowed at nominal figures for {names}."),
                format!(" Voor {names} is bij nominale cijfers geen enkel pad toegelaten."),
            );
        }
        if let Some((conditions, step)) = self.waits_for() {
            let names = words.some(&conditions, MOST_NAMED);
            said += &match conditions.len() {
                1 => words.pick(
                    format!(" That takes {names} to be met by then; if it is met later, {step} comes first."),
                    format!(" Daarvoor moet {names} dan vervuld zijn; als dat later komt, geldt tot dan {step}."),
                ),
                _ => words.pick(
                    format!(" That takes {names} to be met by then; if one of these is met later, {step} comes first."),
                    format!(" Daarvoor moeten {names} dan vervuld zijn; als een ervan later komt, geldt tot dan {step}."),
                ),
            };
        }
        Block::Text(said.trim_start().to_owned())
            .from_rows(crate::report::Source::table("path_totals"))
    }

    /// The conditions that the first step waits for, and what comes first where one of them is met
    /// later than is taken: where that is the same for every choice.
    fn waits_for(&self) -> Option<(Vec<String>, String)> {
        let mut step: Option<String> = None;
        let mut conditions = Vec::new();
        for fact in 0..self.model().readiness.len() {
            let mut steps: Vec<Option<String>> = Vec::new();
            for (choice, all) in self.study.readiness.iter().enumerate() {
                let of = || all.iter().filter(move |it| it.fact == fact);
                let Some(present) = of().find(|it| it.present) else { continue };
                let later = of().filter(|it| match (it.from, present.from) {
                    (None, Some(_)) => true,
                    (Some(from), Some(now)) => from > now,
                    (_, None) => false,
                });
                let later: Vec<_> = later.collect();
                let changed = |it: &&crate::study::IfReady| {
                    let path = it.best.first().filter(|_| it.changes == Some(true))?;
                    Some(self.place(choice, path.first_step()))
                };
                let other: Vec<Option<String>> = later.iter().map(changed).collect();
                let first = other.first().cloned().flatten();
                steps.push(first.filter(|_| other.iter().all(|it| *it == other[0])));
            }
            let Some(Some(first)) = steps.first() else { continue };
            let same = steps.len() == self.choices() && steps.iter().all(|it| *it == steps[0]);
            if same && step.as_ref().is_none_or(|known| known == first) {
                step = Some(first.clone());
                conditions.push(self.fact(fact));
            }
        }
        Some((conditions, step?))
    }

    /// The best paths with the choices that take them, and the choices without one.
    fn by_path(&self) -> (Vec<(String, Vec<String>)>, Vec<String>) {
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
        (by_path, without)
    }

    /// The best path of each choice in a sentence, and how good it is known to be.
    pub(super) fn answer(&self) -> Vec<Block> {
        let words = self.words;
        let (by_path, without) = self.by_path();
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
        head.push((words.pick("Value per year", "Waarde per jaar").to_owned(), Some(Align::Right)));
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
                "> marks a move in that period. Value per year: all value, discounted, by the years it is earned in.",
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
