//! The table of shares of ranks by actor.

use super::actor_ids;
use crate::draw::share::ShareBounds;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::study::actors::PanelShares;
use crate::table::{Table, TableOf};

/// A row of `actor_acceptability`.
struct RankShare {
    alternative: usize,
    actor: usize,
    rank: usize,
    share: ShareBounds,
    exact: bool,
}

impl PanelShares<'_> {
    /// `actor_acceptability`: a row per group, actor, competing alternative and rank that the
    /// actor gives it for some of what it admits. A rank whose share is 0, and can be nothing else,
    /// has no row. `share_low` and `share_high` are the bounds over sets; both are the share where
    /// it is one figure.
    pub fn acceptability(&self) -> Table {
        let problem = self.panel.panel.problem();
        let mut rows: Vec<RankShare> = Vec::new();
        for (at, group) in self.panel.groups.iter().enumerate() {
            for (actor, shares) in self.actors.iter().enumerate() {
                let (ranks, exact) = (shares.ranks(at), shares.is_exact(at));
                for alternative in 0..group.places.len() {
                    let row = |(rank, share): (usize, ShareBounds)| {
                        let some = share.share.is_some_and(|share| share.value > 0.0)
                            || (share.bounded && share.high.value > 0.0);
                        some.then(|| RankShare {
                            alternative: self.panel.member(group, alternative),
                            actor,
                            rank,
                            share,
                            exact,
                        })
                    };
                    let by_rank = shares.by_rank(at, alternative, &ranks);
                    rows.extend(by_rank.into_iter().filter_map(row));
                }
            }
        }
        let ids = actor_ids(self.panel);
        TableOf::new("actor_acceptability", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &RankShare| row.alternative))
            .shared_text("actor", |row| Some(ids[row.actor].clone()))
            .count("rank", |row| Some(row.rank))
            .number("share", |row| row.share.share.map(|share| share.value))
            .number("share_low", |row| row.share.bounded.then_some(row.share.low.value))
            .number("share_high", |row| row.share.bounded.then_some(row.share.high.value))
            .number("share_se", |row| Some(row.share.std_error()))
            .flag("exact", |row| Some(row.exact))
            .table()
    }
}
