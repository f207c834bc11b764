//! The dates that the best paths rest on: from when what moves and alternatives need is taken to hold.

use super::View;
use crate::case::{Holds, StatedFact};
use crate::problem::number;
use crate::report::{Block, Source};

/// Conditions named for one year.
const MOST_CONDITIONS: usize = 4;

impl View<'_> {
    /// From which year each condition is taken to be met, and how many of them are today, as far as
    /// the case says. Nothing where the case has no dates.
    pub(super) fn dates_taken(&self, facts: &[StatedFact]) -> Option<Block> {
        let (words, readiness) = (self.words, &self.model().readiness);
        if readiness.is_empty() {
            return None;
        }
        let mut by: Vec<(Option<f64>, Vec<String>)> = Vec::new();
        for (fact, it) in readiness.iter().enumerate() {
            let (year, name) = (it.from.year(), self.fact(fact));
            match by.iter_mut().find(|(known, _)| *known == year) {
                Some((_, names)) => names.push(name),
                None => by.push((year, vec![name])),
            }
        }
        by.sort_by(|a, b| a.0.unwrap_or(f64::INFINITY).total_cmp(&b.0.unwrap_or(f64::INFINITY)));
        let part = |(year, names): &(Option<f64>, Vec<String>)| {
            let names = words.some(names, MOST_CONDITIONS);
            match year {
                Some(year) => {
                    let year = number(*year);
                    words.pick(format!("{names} from {year}"), format!("{names} vanaf {year}"))
                }
                None => words.pick(format!("{names} never"), format!("{names} nooit")),
            }
        };
        let parts = by.iter().map(part).collect::<Vec<_>>().join("; ");
        let today = |wanted: Holds| {
            let of = readiness
                .iter()
                .filter(|it| facts.iter().any(|fact| fact.id == it.fact && fact.holds == wanted));
            of.count()
        };
        let (unmet, unknown) = (today(Holds::No), today(Holds::Unknown));
        let all = words.counted(
            readiness.len(),
            ["condition", "conditions"],
            ["voorwaarde", "voorwaarden"],
        );
        let now = match (unmet, unknown) {
            (0, 0) => String::new(),
            _ => words.pick(
                format!(" Of these {all}, {unmet} are not met today and of {unknown} that is not known."),
                format!(" Van deze {all} zijn er vandaag {unmet} niet vervuld, en van {unknown} is dat niet bekend."),
            ),
        };
        let said = words.pick(
            format!("This rests on dates that the case assumes: {parts}.{now}"),
            format!("Dat steunt op jaren die het dossier aanneemt: {parts}.{now}"),
        );
        Some(Block::Text(said).from_rows(Source::table("readiness")))
    }
}
