//! What it would take for an alternative to be in the best set.

use super::View;
use crate::report::Block;
use crate::study::{WhyNot, WhyReason};

/// Of how many alternatives the page of portfolios tells what would bring them in.
pub const PORTFOLIO_WHY_NOT: usize = 8;

impl View<'_> {
    /// The least that must change for alternatives that could be chosen and are not; who needs least
    /// comes first.
    pub(super) fn why_not(&self) -> Vec<Block> {
        let words = self.words;
        let mut open: Vec<&WhyNot> = self
            .study
            .why_not
            .iter()
            .filter(|why| !matches!(why.reason, WhyReason::NotChosen(_)))
            .collect();
        if open.is_empty() {
            return Vec::new();
        }
        open.sort_by(|a, b| {
            let loss = |why: &WhyNot| why.loss.unwrap_or(f64::INFINITY);
            loss(a).total_cmp(&loss(b))
        });
        let heading = words.pick(
            "What would bring in the other options",
            "Wat nodig is om de andere opties te kiezen",
        );
        let mut out = vec![Block::Heading(heading.into())];
        out.extend(open.iter().take(PORTFOLIO_WHY_NOT).map(|why| Block::Item(self.why(why))));
        if open.len() + self.study.why_not_left_out > PORTFOLIO_WHY_NOT {
            out.push(Block::Detail(
                words
                    .pick(
                        "`--table why_not` has all of them.",
                        "`--table why_not` bevat ze allemaal.",
                    )
                    .into(),
            ));
        }
        out
    }

    fn why(&self, why: &WhyNot) -> String {
        let words = self.words;
        let name = self.option_of(why.choice, Some(why.alternative));
        if why.possible == Some(false) {
            return words.pick(
                format!("{name}: no set with it keeps all limits and rules."),
                format!("{name}: geen enkele selectie met deze optie voldoet aan alle limieten en regels."),
            );
        }
        let Some(loss) = why.loss else {
            return words.pick(
                format!("{name}: what a set with it is worth was not settled."),
                format!("{name}: wat een selectie met deze optie waard is, is niet uitgemaakt."),
            );
        };
        if loss <= 0.0 || why.reason == WhyReason::Tie {
            return words.pick(
                format!("{name}: a set with it is worth as much."),
                format!("{name}: een selectie met deze optie is evenveel waard."),
            );
        }
        let mut ways = Vec::new();
        if let Some(needed) = why.value_needed {
            let needed = words.size(needed);
            ways.push(words.pick(
                format!("its score must rise by {needed}"),
                format!("moet de score {needed} hoger zijn"),
            ));
        }
        let looser = why.looser.iter().min_by(|a, b| {
            let share = |by: &crate::study::LooserBound| by.by / self.size_of(by.source);
            share(a).total_cmp(&share(b))
        });
        if let Some(looser) = looser {
            let (limit, by) = (self.source(looser.source), words.figure(looser.by));
            ways.push(words.pick(
                format!("{limit} must be looser by {by}"),
                format!("moet {limit} {by} ruimer zijn"),
            ));
        }
        let loss = words.size(loss);
        let ways = match ways.len() {
            0 => String::new(),
            _ => {
                let ways = ways.join(words.pick(", or ", ", of "));
                words.pick(
                    format!(" To be in a best set, {ways}."),
                    format!(" Om in een beste selectie te zitten, {ways}."),
                )
            }
        };
        words.pick(
            format!("{name}: the best set with it is worth {loss} less.{ways}"),
            format!("{name}: de beste selectie met deze optie is {loss} minder waard.{ways}"),
        )
    }

    /// The size of a bound, in which loosenings of different limits are compared.
    fn size_of(&self, source: crate::study::RowSource) -> f64 {
        let crate::study::RowSource::Limit { limit, side, .. } = source else { return 1.0 };
        match side.bound(&self.model().limits[limit]) {
            Some(bound) if bound != 0.0 => bound.abs(),
            _ => 1.0,
        }
    }
}
