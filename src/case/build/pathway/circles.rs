//! Conditions of transitions that wait for each other.

use crate::case::build::builder::Builder;
use crate::case::check::pathway::checked::CheckedPathway;
use crate::error::{Finding, Said, both};
use crate::problem::{PathChoice, Transition};
use std::collections::BTreeSet;

impl Builder<'_> {
    /// Complain of alternatives that no path can ever reach, because each may only follow on another
    /// of them: S3 only after S4, and S4 only after S3. Each circle of transitions is one error.
    pub(super) fn circles(
        &mut self,
        checked: &CheckedPathway,
        choices: &[PathChoice],
        transitions: &[Transition],
    ) {
        let mut said: BTreeSet<Vec<usize>> = BTreeSet::new();
        for choice in choices {
            let reach = Reach::of(choice, checked.none.is_some(), transitions);
            let Some(circle) = reach.circle() else { continue };
            let mut by: Vec<usize> = circle.iter().map(|(_, transition)| *transition).collect();
            by.sort_unstable();
            by.dedup();
            let Some(first) = by.first().copied() else { continue };
            if !said.insert(by) {
                continue;
            }
            let span = checked.transitions[first].after.as_ref().map(|(after, _)| &after.span);
            let span = span.unwrap_or(&checked.transitions[first].to.span);
            let help = both(
                "let one of these moves wait for something else, or take out its `after`",
                "laat een van deze overgangen op iets anders wachten, of haal er `after` uit",
            );
            let finding =
                Finding::error(self.at(span), self.waits(&circle, transitions)).help(help);
            self.findings.push(finding);
        }
    }

    /// A circle in words.
    fn waits(&self, circle: &[(usize, usize)], transitions: &[Transition]) -> Said {
        if let [(only, by)] = circle {
            let (name, id) = (self.full_name(*only), &transitions[*by].id);
            return both(
                format!("no path can reach {name}: `{id}` allows it only after itself"),
                format!(
                    "geen enkel pad kan {name:#} bereiken: `{id:#}` laat het alleen toe na zichzelf"
                ),
            );
        }
        let one = |at: usize| {
            let (alternative, transition) = circle[at];
            let (before, _) = circle[(at + 1) % circle.len()];
            let (name, before) = (self.full_name(alternative), self.full_name(before));
            both(
                format!("{name} only after {before} (`{}`)", transitions[transition].id),
                format!("{name:#} alleen na {before:#} (`{:#}`)", transitions[transition].id),
            )
        };
        let all: Vec<Said> = (0..circle.len()).map(one).collect();
        let which = if circle.len() == 2 {
            both("neither", "geen van beide")
        } else {
            both("none of them", "geen ervan")
        };
        both(
            format!("{}: {which} can ever be reached", Said::list(&all)),
            format!("{:#}: {which:#} kan ooit worden bereikt", Said::list(&all)),
        )
    }
}

/// Where the path of a choice can ever stand, whatever the periods, facts and capacities.
struct Reach<'a> {
    choice: &'a PathChoice,
    transitions: &'a [Transition],
    /// Whether a path can stand in none.
    in_none: bool,
    reached: BTreeSet<usize>,
}

impl<'a> Reach<'a> {
    fn of(choice: &'a PathChoice, none: bool, transitions: &'a [Transition]) -> Reach<'a> {
        let in_none = none || choice.start.is_none();
        let reached = choice.start.into_iter().collect();
        let mut out = Reach { choice, transitions, in_none, reached };
        loop {
            let is_new = |to: &&usize| {
                !out.reached.contains(to)
                    && out
                        .origins()
                        .any(|from| out.open(from, **to).is_some_and(|it| it.is_empty()))
            };
            let new: Vec<usize> = choice.alternatives.iter().filter(is_new).copied().collect();
            if new.is_empty() {
                return out;
            }
            out.reached.extend(new);
        }
    }

    /// Where a path can move from: what is reached, and none.
    fn origins(&self) -> impl Iterator<Item = Option<usize>> {
        let none = self.in_none.then_some(None);
        self.reached.iter().copied().map(Some).chain(none)
    }

    /// The transitions for which a move waits: they ask for something earlier that no path reaches.
    /// `None` where the move is never allowed.
    fn open(&self, from: Option<usize>, to: usize) -> Option<Vec<usize>> {
        let mut waits = Vec::new();
        for (at, it) in self.transitions.iter().enumerate().filter(|(_, it)| it.active) {
            let comes =
                it.from.as_ref().is_none_or(|all| from.is_some_and(|from| all.contains(&from)));
            if !(comes && it.to.contains(&to)) {
                continue;
            }
            if !it.allowed {
                return None;
            }
            let meets = |(after, _): &(Vec<usize>, u32)| {
                after.iter().any(|before| self.reached.contains(before))
            };
            if !it.after.as_ref().is_none_or(meets) {
                waits.push(at);
            }
        }
        Some(waits)
    }

    /// For what an alternative that is not reached waits: transitions, each with what it asks for.
    fn waits(&self, to: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for from in self.origins() {
            for at in self.open(from, to).into_iter().flatten() {
                let after = self.transitions[at].after.iter().flat_map(|(after, _)| after);
                out.extend(
                    after.filter(|it| self.choice.alternatives.contains(it)).map(|it| (at, *it)),
                );
            }
        }
        out
    }

    /// Alternatives of which each waits for the next, and the last for the first, with the
    /// transitions by which they do.
    fn circle(&self) -> Option<Vec<(usize, usize)>> {
        for start in self.choice.alternatives.iter().filter(|it| !self.reached.contains(it)) {
            // Who waits, and by which transition; each is looked at once.
            let mut way: Vec<(usize, Vec<(usize, usize)>)> = vec![(*start, self.waits(*start))];
            let mut taken: Vec<usize> = Vec::new();
            let mut seen: BTreeSet<usize> = [*start].into();
            while let Some((_, open)) = way.last_mut() {
                let Some((by, next)) = open.pop() else {
                    way.pop();
                    taken.pop();
                    continue;
                };
                if let Some(first) = way.iter().position(|(it, _)| *it == next) {
                    taken.push(by);
                    let names = way[first..].iter().map(|(it, _)| *it);
                    return Some(names.zip(taken[first..].iter().copied()).collect());
                }
                if seen.insert(next) && !self.reached.contains(&next) {
                    taken.push(by);
                    way.push((next, self.waits(next)));
                }
            }
        }
        None
    }
}
