//! The portfolios that come next.

use super::View;
use crate::report::Block;
use crate::study::NextPortfolio;

/// Changes in a sentence.
const MOST_CHANGES: usize = 4;

impl View<'_> {
    /// The portfolios that come next, by what they change.
    pub(super) fn next_best(&self) -> Vec<Block> {
        let words = self.words;
        if self.study.next_best.is_empty() {
            return Vec::new();
        }
        let mut out = vec![Block::Heading(
            words.pick("What comes next", "De volgende beste selecties").into(),
        )];
        out.extend(self.study.next_best.iter().map(|next| Block::Item(self.next(next))));
        out
    }

    fn next(&self, next: &NextPortfolio) -> String {
        let words = self.words;
        let change = |choice: &usize| self.option_of(*choice, next.chosen.alternatives[*choice]);
        let changes: Vec<String> = next.changes.iter().map(change).collect();
        let changes = words.some(&changes, MOST_CHANGES);
        let loss = match next.loss <= 0.0 {
            true => words.pick("worth as much", "evenveel waard").to_owned(),
            false => words.pick(
                format!("worth {} less", words.size(next.loss)),
                format!("{} minder waard", words.size(next.loss)),
            ),
        };
        let place = next.place;
        words.pick(
            format!("{place}. {loss}, with {changes}."),
            format!("{place}. {loss}, met {changes}."),
        )
    }
}
