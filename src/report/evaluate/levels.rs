//! Which level each alternative has at the nodes with rules that stand below no other.

use super::{MOST_PAIRS, View};
use crate::problem::LevelSet;
use crate::report::{Block, Source};
use std::collections::BTreeMap;

impl View<'_> {
    /// A line for each of these nodes: its levels, the best first, each with the alternatives that
    /// have it.
    pub(super) fn levels(&self) -> Vec<Block> {
        let tree = &self.problem.tree;
        tree.ruled().filter_map(|branch| self.levels_at(branch)).collect()
    }

    fn levels_at(&self, branch: usize) -> Option<Block> {
        let (words, tree) = (self.words, &self.problem.tree);
        let rules = tree.rules_of(branch)?;
        // By the best level and the worst, so that what is better for sure stands first.
        let mut having: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let evaluation = self
            .evaluations
            .iter()
            .find(|it| it.groups.iter().any(|group| group.nodes().is_some()))?;
        for group in &evaluation.groups {
            let nodes = group.nodes()?;
            for place in group.places() {
                let Some(row) = group.row(place) else { continue };
                let set = nodes[row].levels.iter().find(|(of, _)| *of == branch).map(|it| it.1)?;
                let order = std::cmp::Reverse((set.lowest(), set.highest(), set));
                having.entry(order).or_default().push(group.member(place));
            }
        }
        let or = words.pick(" or ", " of ");
        let level = |set: LevelSet| {
            let names: Vec<&str> = set.iter().map(|level| rules.levels()[level].as_str()).collect();
            match &names[..] {
                [start @ .., last] if !start.is_empty() => {
                    format!("{}{or}{last}", start.join(", "))
                }
                _ => names.concat(),
            }
        };
        let parts: Vec<String> = having
            .into_iter()
            .map(|(std::cmp::Reverse((.., set)), members)| {
                let names: Vec<String> =
                    members.iter().map(|member| words.full(self.problem, *member)).collect();
                format!("{}: {}", level(set), words.some(&names, MOST_PAIRS))
            })
            .collect();
        let label = words.label(&tree.branches[branch].label, &tree.branches[branch].id);
        let said = words.pick(
            format!("{label} by its rules: {}.", parts.join("; ")),
            format!("{label} volgens de regels: {}.", parts.join("; ")),
        );
        (!parts.is_empty()).then(|| Block::Text(said).from_rows(Source::table("nodes")))
    }
}
