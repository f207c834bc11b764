//! How much of each alternative's weight rests on what kind of evidence.

use super::{MOST_ROWS, View};
use crate::report::Block;
use crate::write::grid::{Align, Grid};
use std::collections::BTreeMap;

impl View<'_> {
    /// How much of each alternative's weight rests on what kind of evidence.
    pub(super) fn evidence(&self) -> Vec<Block> {
        let words = self.words;
        let table = self.main().evidence();
        let inside = self.problem.keys_inside();
        let mut kinds: Vec<Option<&str>> = Vec::new();
        // Names in key order, by their first alternative.
        let mut order: BTreeMap<Vec<usize>, String> = BTreeMap::new();
        let mut labels: BTreeMap<Vec<usize>, String> = BTreeMap::new();
        for (alternative, values) in
            self.problem.alternatives.iter().map(|alternative| &alternative.values).enumerate()
        {
            order
                .entry(inside.iter().map(|key| values[*key]).collect())
                .or_insert_with(|| self.problem.name(alternative, &inside));
            labels
                .entry(inside.iter().map(|key| values[*key]).collect())
                .or_insert_with(|| words.inside(self.problem, alternative));
        }
        let mut shares: BTreeMap<(String, Option<&str>), (f64, f64, usize)> = BTreeMap::new();
        let ids: Vec<&str> = inside.iter().map(|key| self.problem.keys[*key].id.as_str()).collect();
        for row in 0..table.rows() {
            // A share that is missing is not 0 %.
            let Some(share) = table.get(row, "share").as_number() else { continue };
            let name = ids
                .iter()
                .filter_map(|id| table.get(row, id).as_text())
                .collect::<Vec<_>>()
                .join("/");
            let kind = table.get(row, "kind").as_text();
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
            let entry = shares.entry((name, kind)).or_insert((f64::INFINITY, 0.0, 0));
            *entry = (entry.0.min(share), entry.1.max(share), entry.2 + 1);
        }
        if kinds == [None] || order.len() > MOST_ROWS {
            return Vec::new();
        }
        let place = |kind: &Option<&str>| {
            crate::problem::Kind::ALL
                .iter()
                .position(|known| Some(known.name()) == *kind)
                .unwrap_or(9 + usize::from(*kind == Some("unknown")))
        };
        kinds.sort_by_key(place);
        let mut head = vec![(
            ids.iter()
                .map(|id| {
                    self.problem
                        .keys
                        .iter()
                        .find(|key| key.id == *id)
                        .map_or("", |key| key.label.get(words.0))
                })
                .collect::<Vec<_>>()
                .join(" / "),
            None,
        )];
        head.extend(
            kinds.iter().map(|kind| (words.kind_named(*kind).to_owned(), Some(Align::Right))),
        );
        let groups_with = |name: &str| {
            (0..self.problem.alternatives.len())
                .filter(|alternative| self.problem.name(*alternative, &inside) == name)
                .count()
        };
        // Those of the sentences above.
        let decimals = self.decimals();
        let cell = |name: &str, kind: &Option<&str>| match shares.get(&(name.to_owned(), *kind)) {
            None => String::new(),
            Some((least, most, count)) => {
                let least = if *count < groups_with(name) { 0.0 } else { *least };
                let (low, high) =
                    (words.per_cent(least, decimals), words.per_cent(*most, decimals));
                // A minus sign does not stand between words.
                let to = if low.contains(' ') { words.pick(" to ", " tot ") } else { "-" };
                if low == high { format!("{low} %") } else { format!("{low}{to}{high} %") }
            }
        };
        let row = |values: &Vec<usize>, name: &String| {
            let label = labels.get(values).cloned().unwrap_or_else(|| name.clone());
            std::iter::once(label).chain(kinds.iter().map(|kind| cell(name, kind))).collect()
        };
        let rows = order.iter().map(|(values, name)| row(values, name)).collect();
        vec![
            Block::Heading(
                words
                    .pick(
                        "What the scores rest on (share of weight by kind of evidence)",
                        "Waarop de scores steunen (aandeel van het gewicht per soort onderbouwing)",
                    )
                    .into(),
            ),
            Block::Grid(Grid { head, rows }),
        ]
    }
}
