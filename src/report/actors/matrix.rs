//! The ranks that each actor gives, side by side.

use super::View;
use crate::report::Block;
use crate::study::PanelGroup;
use crate::write::grid::{Align, Grid};

/// Columns of alternatives or actors.
const MOST_COLUMNS: usize = 6;
/// Rows.
const MOST_ROWS: usize = 20;

impl View<'_> {
    /// Actors by alternatives where these fit side by side, else the other way round.
    pub(super) fn matrix(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        let order = self.by_acceptance(group);
        let actors: Vec<usize> = (0..self.study.evaluation.actors().len()).collect();
        let alternatives = self.alternatives(group, &order);
        let names = self.actors(&actors);
        let (what, who) = (words.pick("Alternative", "Alternatief"), words.pick("Actor", "Actor"));
        let by_actor = order.len() <= MOST_COLUMNS || actors.len() > order.len();
        let (corner, heads, rows) = match by_actor {
            true => (who, &alternatives, &names),
            false => (what, &names, &alternatives),
        };
        let cell = |row: usize, column: usize| match by_actor {
            true => self.rank(group, actors[row], order[column]),
            false => self.rank(group, actors[column], order[row]),
        };
        let shown = heads.len().min(MOST_COLUMNS);
        let mut grid =
            Grid { head: vec![(corner.to_owned(), Some(Align::Left))], rows: Vec::new() };
        grid.head.extend(heads.iter().take(shown).map(|name| (name.clone(), Some(Align::Right))));
        for (row, name) in rows.iter().enumerate().take(MOST_ROWS) {
            let cells = (0..shown).map(|column| cell(row, column));
            grid.rows.push(std::iter::once(name.clone()).chain(cells).collect());
        }
        let mut out = vec![Block::Grid(grid)];
        let is_exact = self.study.standings.actors.iter().all(|own| own.groups[group.group].exact);
        let mut said = vec![match (self.untold(group).is_empty(), is_exact) {
            (true, true) => words.pick(
                "Ranks at the weights and figures given; in brackets the best and the worst rank that is possible.".to_owned(),
                "Rangen bij de opgegeven gewichten en cijfers; tussen haakjes de beste en de slechtste mogelijke rang.".to_owned(),
            ),
            (true, false) => words.pick(
                "Ranks at the weights and figures given; in brackets ranks beyond which none is possible.".to_owned(),
                "Rangen bij de opgegeven gewichten en cijfers; tussen haakjes de rangen waarbuiten geen enkele rang mogelijk is.".to_owned(),
            ),
            (false, _) => words.pick(
                "Ranks at the weights and figures given; in brackets the ranks that are possible, or ? where that is not told.".to_owned(),
                "Rangen bij de opgegeven gewichten en cijfers; tussen haakjes de mogelijke rangen, of ? waar dat niet bekend is.".to_owned(),
            ),
        }];
        let hidden = (heads.len() - shown, rows.len().saturating_sub(MOST_ROWS));
        if hidden != (0, 0) {
            said.push(words.pick(
                "`--table actor_ranking` has all of them.".to_owned(),
                "`--table actor_ranking` bevat ze allemaal.".to_owned(),
            ));
        }
        out.push(Block::Detail(said.join(" ")));
        out
    }

    /// A rank, and which ranks are possible: `2 (1-3)`.
    fn rank(&self, group: &PanelGroup, actor: usize, at: usize) -> String {
        let own = &self.study.standings.actors[actor].groups[group.group].alternatives[at];
        let ends = own.rank_best.zip(own.rank_worst);
        match (own.rank, ends) {
            (Some(rank), Some((best, worst))) if (best, worst) != (rank, rank) => {
                format!("{rank} ({best}-{worst})")
            }
            (Some(rank), Some(_)) => rank.to_string(),
            (Some(rank), None) => format!("{rank} (?)"),
            (None, Some((best, worst))) => format!("? ({best}-{worst})"),
            (None, None) => "?".to_owned(),
        }
    }

    /// The alternatives, who is accepted by the most first; then by the least sum of ranks; then in
    /// key order.
    pub(super) fn by_acceptance(&self, group: &PanelGroup) -> Vec<usize> {
        let all = &self.study.acceptance.groups[group.group];
        let ranks = |at: usize| -> usize {
            group
                .ranking
                .iter()
                .map(|actor| group.actors[*actor].ranks[at].unwrap_or(all.len()))
                .sum()
        };
        let mut order: Vec<usize> = (0..group.places.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(all[*at].accepted_by.len()), ranks(*at)));
        order
    }
}
