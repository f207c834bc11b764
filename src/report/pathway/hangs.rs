//! The weights and rates at which the best path changes.

use super::View;
use crate::report::Block;

/// Criteria in sentences.
const MOST_CRITERIA: usize = 4;

impl View<'_> {
    /// The nearest weights at which the best path changes, and the rates.
    pub(super) fn hangs(&self, choice: usize) -> Vec<Block> {
        let mut out: Vec<Block> = self.weights(choice).into_iter().map(Block::Item).collect();
        out.extend(self.rates(choice).map(Block::Item));
        out
    }

    fn weights(&self, choice: usize) -> Vec<String> {
        let words = self.words;
        let share = match self.problem().tree.has_nodes() {
            true => words.pick(
                ", as a share within its own group,",
                ", als aandeel binnen zijn eigen groep,",
            ),
            false => "",
        };
        // The nearest change on either side of the present weight, criterion by criterion.
        let mut changes: Vec<(f64, String)> = Vec::new();
        for switches in &self.study.switches[choice] {
            let Some(present) = switches.present else { continue };
            let Some(at) =
                switches.stretches.iter().position(|stretch| stretch.present == Some(true))
            else {
                continue;
            };
            let branch = &self.problem().tree.branches[switches.branch];
            let name = words.label(&branch.label, &branch.id);
            let mut say = |other: usize, limit: f64, above: bool| {
                let stretch = &switches.stretches[other];
                let path = self.path(choice, &stretch.path.positions);
                let weight = words.two(limit);
                let now = words.two(present);
                let sentence = match above {
                    true => words.pick(
                        format!("Once the weight of {name}{share} rises above {weight} (now {now}), {path} is best."),
                        format!("Zodra het gewicht van {name}{share} boven {weight} komt (nu {now}), is {path} het beste."),
                    ),
                    false => words.pick(
                        format!("Once the weight of {name}{share} falls below {weight} (now {now}), {path} is best."),
                        format!("Zodra het gewicht van {name}{share} onder {weight} zakt (nu {now}), is {path} het beste."),
                    ),
                };
                changes.push(((limit - present).abs(), sentence));
            };
            if at + 1 < switches.stretches.len() {
                say(at + 1, switches.stretches[at].to, true);
            }
            if at > 0 {
                say(at - 1, switches.stretches[at].from, false);
            }
        }
        changes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let more = changes.len() > MOST_CRITERIA;
        let mut out: Vec<String> =
            changes.into_iter().take(MOST_CRITERIA).map(|(_, sentence)| sentence).collect();
        if out.is_empty() && self.study.switches[choice].iter().any(|it| !it.stretches.is_empty()) {
            out.push(
                words
                    .pick(
                        "No weight by itself changes the best path, as a share within its own group of criteria from 0 to 1, with the others in proportion.",
                        "Geen enkel gewicht op zich wijzigt het beste pad: als aandeel binnen zijn eigen groep criteria, van 0 tot 1, terwijl de andere naar verhouding veranderen.",
                    )
                    .to_owned(),
            );
        }
        if more {
            out.push(
                words
                    .pick(
                        "`--table weight_switches` has the others.",
                        "`--table weight_switches` bevat de andere.",
                    )
                    .to_owned(),
            );
        }
        out
    }

    fn rates(&self, choice: usize) -> Option<String> {
        let words = self.words;
        let ranges = &self.study.discounting[choice];
        let present = ranges.iter().find(|range| range.present)?;
        let other = ranges.iter().find(|range| !range.present)?;
        let path = other.path.as_ref()?;
        if present.path.as_ref().map(|path| &path.positions) == Some(&path.positions) {
            return None;
        }
        let (from, to) = (words.percent_to(other.from, 1), words.percent_to(other.to, 1));
        let path = self.path(choice, &path.positions);
        Some(words.pick(
            format!("At discount rates from {from} to {to} the best path is {path}."),
            format!("Bij discontovoeten van {from} tot {to} is het beste pad {path}."),
        ))
    }
}
