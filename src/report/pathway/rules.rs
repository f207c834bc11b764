//! What holds of paths: moves, stays, dates, capacities and limits, with their grounds.

use super::View;
use crate::problem::{Quantity, ReadyFrom, number};
use crate::report::Block;

/// A year, or what is known of it, as a cell has it.
fn words_of(year: &Quantity) -> String {
    match year {
        Quantity::Crisp(year) => number(*year),
        Quantity::Set(low, high) => format!("{}..{}", number(*low), number(*high)),
        other => other.written(0.0, number).unwrap_or_else(|| "?".to_owned()),
    }
}

/// Items of the list.
const MOST_ITEMS: usize = 20;

impl View<'_> {
    /// What holds of paths, an item each.
    pub(super) fn holds(&self) -> Vec<Block> {
        let (words, model) = (self.words, self.model());
        let mut items = Vec::new();
        for of in model.transitions.iter().filter(|of| of.active) {
            let name = words.label(&of.label, &of.id);
            items.push(
                format!("{name}.") + &words.grounds(&of.reason, of.source.as_deref(), of.kind),
            );
        }
        for of in model.stays.iter().filter(|of| of.active) {
            let name = words.label(&of.label, &of.id);
            items.push(
                format!("{name}.") + &words.grounds(&of.reason, of.source.as_deref(), of.kind),
            );
        }
        for of in model.capacities.iter().filter(|of| of.active) {
            let name = words.label(&of.label, &of.id);
            items.push(format!("{name}.") + &words.grounds(&of.reason, of.source.as_deref(), None));
        }
        for of in model.limits.iter().map(|of| &of.limit).filter(|of| of.is_applied()) {
            let name = words.label(&of.label, &of.id);
            items.push(
                format!("{name}.") + &words.grounds(&of.reason, of.source.as_deref(), of.kind),
            );
        }
        for (at, of) in model.readiness.iter().enumerate() {
            // The id is what `--ready` takes.
            let (id, name) = (format!("`{}`", of.fact), self.fact(at));
            let fact = if id == name { id } else { format!("{name} ({id})") };
            let said = match &of.from {
                ReadyFrom::Never => words.pick(
                    format!("{fact}: met in no period."),
                    format!("{fact}: in geen enkele periode vervuld."),
                ),
                ReadyFrom::Year(year) => {
                    let year = words_of(year);
                    words.pick(
                        format!("{fact}: met from {year} on."),
                        format!("{fact}: vervuld vanaf {year}."),
                    )
                }
            };
            items.push(said + &words.grounds(&of.reason, of.source.as_deref(), None));
        }
        if items.is_empty() {
            return Vec::new();
        }
        let heading = words.pick("What holds of paths", "Wat voor paden geldt");
        let more = items.len().saturating_sub(MOST_ITEMS);
        let mut out = vec![Block::Heading(heading.into())];
        out.extend(items.into_iter().take(MOST_ITEMS).map(Block::Item));
        if more > 0 {
            let more = words.count(more);
            out.push(Block::Detail(words.pick(
                format!("And {more} more in the criteria file."),
                format!("En nog {more} in het criteriabestand."),
            )));
        }
        out
    }
}
