//! The remark on rules that were filled in.

use super::{Said, View};
use crate::problem::{Completion, Language, Outline};
use crate::report::Words;

/// Of more combinations only the first are written out.
const MOST_COMBINATIONS: usize = 20;

/// How rules were filled in.
pub(crate) fn how(completion: Completion, words: Words) -> &'static str {
    match completion {
        Completion::FromWeights => words.pick("from the weights", "uit de gewichten"),
        Completion::Linear => words.pick(
            "by least squares through the rules that are given",
            "met kleinste kwadraten door de gegeven regels",
        ),
    }
}

impl View<'_> {
    pub(super) fn completed(&self, nodes: &[usize]) -> Said {
        let (en, nl) = (self.filled(nodes, false), self.filled(nodes, true));
        self.said(
            [
                format!("Rules that were filled in: {en}."),
                format!("Regels die zijn ingevuld: {nl}."),
            ],
            [
                "nobody stated these levels, and they count as much as those that are stated.",
                "niemand heeft deze niveaus gegeven, en ze tellen even zwaar als de niveaus die wel gegeven zijn.",
            ],
            [
                "read them, and write those that matter as `rules` of your own.",
                "lees ze na, en schrijf die welke ertoe doen zelf als `rules`.",
            ],
        )
    }

    /// What was filled in at each node.
    fn filled(&self, nodes: &[usize], dutch: bool) -> String {
        let words = Words(if dutch { Language::Nl } else { Language::En });
        let tree = &self.problem.tree;
        let outline = Outline::new(tree);
        let of_node = |node: &usize| {
            let rules = tree.rules_of(*node)?;
            let how = how(rules.completion()?, words);
            let children = outline.children(Some(*node));
            let combination = |at: usize| {
                let parts = children.iter().zip(rules.combination(at)).map(|(child, level)| {
                    let levels = tree.levels_of(*child).unwrap_or_default();
                    let level = levels.get(level).map_or("", String::as_str);
                    format!("{} = {level}", tree.branches[*child].id)
                });
                let parts: Vec<String> = parts.collect();
                format!("{} -> {}", parts.join(", "), rules.names(rules.results()[at]))
            };
            let filled: Vec<usize> =
                (0..rules.results().len()).filter(|at| rules.completed()[*at]).collect();
            let first: Vec<String> =
                filled.iter().take(MOST_COMBINATIONS).map(|at| combination(*at)).collect();
            let more = match filled.len().saturating_sub(MOST_COMBINATIONS) {
                0 => String::new(),
                more => words.pick(format!("; and {more} more"), format!("; en nog {more}")),
            };
            let (id, count) = (&tree.branches[*node].id, filled.len());
            let (of, first) = (rules.results().len(), first.join("; "));
            Some(words.pick(
                format!("`{id}`, {count} of {of} combinations, {how} ({first}{more})"),
                format!("`{id}`, {count} van de {of} combinaties, {how} ({first}{more})"),
            ))
        };
        let all: Vec<String> = nodes.iter().filter_map(of_node).collect();
        all.join("; ")
    }
}
