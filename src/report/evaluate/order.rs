//! What is certain, nominal and open of the order, in plain words.

use super::{MOST_PAIRS, View};
use crate::report::Block;
use crate::study::{GroupResult, Run, Verdict};
use std::collections::BTreeMap;

impl View<'_> {
    /// What is certain, nominal and open, in plain words.
    pub(super) fn order(&self, run: &Run) -> Vec<Block> {
        let words = self.words;
        let pairs: usize = run.groups.iter().map(GroupResult::pairs).sum();
        if pairs == 0 || pairs > 200_000 {
            return Vec::new();
        }
        let inside = self.problem.keys_inside();
        // In one group the pairs come in the order of ranks, in several in that of names.
        let mut by: BTreeMap<(Verdict, [usize; 2], String, String), Vec<usize>> = BTreeMap::new();
        let single = run.groups.len() == 1;
        let mut names: BTreeMap<(String, String), ()> = BTreeMap::new();
        for (index, group) in run.groups.iter().enumerate() {
            for pair in group.comparisons(&self.evaluation.weights, self.problem.min_known) {
                let name = |place: usize| self.problem.name(group.members[place], &inside);
                let (mut ahead, mut behind) = (name(pair.ahead), name(pair.behind));
                if matches!(pair.verdict, Verdict::Open | Verdict::Tie) && group.members[pair.ahead] > group.members[pair.behind]
                {
                    // Neither is ahead: name them in key order.
                    std::mem::swap(&mut ahead, &mut behind);
                }
                names.insert((ahead.clone().min(behind.clone()), ahead.clone().max(behind.clone())), ());
                let rank = |place: usize| if single { group.standings[place].rank.unwrap_or(usize::MAX) } else { 0 };
                by.entry((pair.verdict, [rank(pair.ahead), rank(pair.behind)], ahead, behind)).or_default().push(index);
            }
        }
        let crisp = run.groups.iter().all(GroupResult::is_crisp);
        let (certain, tied) = match (crisp, self.problem.has_tails()) {
            (true, _) => (
                words.pick(
                    "Certain, as far as the figures are; all of them are single figures:",
                    "Zeker voor zover de cijfers dat zijn; het zijn allemaal exacte cijfers:",
                ),
                words.pick("Tied:", "Gelijk:"),
            ),
            // Bounds leave out the tails of a distribution.
            (false, true) => (
                words.pick(
                    "Certain, whatever the unknown figures turn out to be (of a distribution the middle 95 %):",
                    "Zeker, hoe de onbekende gegevens ook uitvallen (van een verdeling de middelste 95 %):",
                ),
                words.pick(
                    "Tied, whatever the unknown figures turn out to be (of a distribution the middle 95 %):",
                    "Gelijk, hoe de onbekende gegevens ook uitvallen (van een verdeling de middelste 95 %):",
                ),
            ),
            (false, false) => (
                words.pick(
                    "Certain, whatever the unknown figures turn out to be:",
                    "Zeker, hoe de onbekende gegevens ook uitvallen:",
                ),
                words.pick(
                    "Tied, whatever the unknown figures turn out to be:",
                    "Gelijk, hoe de onbekende gegevens ook uitvallen:",
                ),
            ),
        };
        let mut out = Vec::new();
        for (verdict, heading) in [
            (Verdict::Certain, certain),
            (Verdict::Tie, tied),
            (Verdict::Nominal, words.pick("At nominal figures only; not certain:", "Alleen bij nominale cijfers; niet zeker:")),
            (
                Verdict::Open,
                words.pick("Open; nothing can be said of the order:", "Open; over de volgorde valt niets te zeggen:"),
            ),
        ] {
            let of_verdict: Vec<_> = by.iter().filter(|((known, ..), _)| *known == verdict).collect();
            let count: usize = of_verdict.iter().map(|(_, groups)| groups.len()).sum();
            if count == 0 {
                continue;
            }
            if names.len() > MOST_PAIRS {
                out.push(Block::Text(format!(
                    "{heading} {}",
                    words.pick(
                        format!("{count} of {pairs} pairs (`--table order`)."),
                        format!("{count} van {pairs} paren (`--table order`).")
                    )
                )));
                continue;
            }
            out.push(Block::Text(heading.to_owned()));
            for ((_, _, ahead, behind), groups) in of_verdict {
                let where_ = self.groups(run, groups, |group| {
                    let has =
                        |name: &str| group.eligible.iter().any(|place| self.problem.name(group.members[*place], &inside) == name);
                    has(ahead) && has(behind)
                });
                out.push(Block::Item(match verdict {
                    Verdict::Certain | Verdict::Nominal => {
                        words.pick(format!("{ahead} ahead of {behind}{where_}"), format!("{ahead} voor op {behind}{where_}"))
                    }
                    _ => words.pick(format!("{ahead} and {behind}{where_}"), format!("{ahead} en {behind}{where_}")),
                }));
            }
        }
        if !out.is_empty() {
            out.insert(
                0,
                Block::Heading(words.pick("What can be said of the order", "Wat over de volgorde te zeggen valt").into()),
            );
        }
        out
    }

    /// ` (all 6)`, or ` (VIL, MEDVIA)`; nothing where there is one group.
    pub(super) fn groups(&self, run: &Run, groups: &[usize], could: impl Fn(&GroupResult) -> bool) -> String {
        if run.groups.len() == 1 {
            return String::new();
        }
        let possible = run.groups.iter().filter(|group| could(group)).count();
        if groups.len() == possible {
            return self.words.pick(format!(" (in all {possible})"), format!(" (in alle {possible})"));
        }
        let name =
            |group: &usize| self.words.alternative(self.problem, run.groups[*group].members[0], &self.problem.rank_within, false);
        if groups.len() > 8 {
            return self
                .words
                .pick(format!(" (in {} of {possible})", groups.len()), format!(" (in {} van {possible})", groups.len()));
        }
        format!(" ({})", groups.iter().map(name).collect::<Vec<_>>().join(", "))
    }
}
