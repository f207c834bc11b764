//! Moves, stays and capacities of paths, by the places of alternatives.
//!
//! Where nothing is known of an attribute by which alternatives are named, a rule counts for those
//! that it may name where it asks something of a path, and not where it gives something.

use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::Selector;
use crate::case::check::pathway::checked::{CheckedPathway, CheckedTransition};
use crate::case::file::shape::Holds;
use crate::error::Finding;
use crate::error::both;
use crate::problem::{Capacity, MoveNeeds, Readiness, Stay, Transition};

impl Builder<'_> {
    pub(super) fn transitions(
        &mut self,
        checked: &CheckedPathway,
        readiness: &[Readiness],
        filtered: bool,
    ) -> Vec<Transition> {
        let mut out = Vec::new();
        for it in &checked.transitions {
            let from = it.from.as_ref().map(|from| self.path_named(from, filtered));
            let to = self.path_named(&it.to, filtered);
            if !filtered {
                self.check_move(it, from.as_deref(), &to);
            }
            let after = it.after.as_ref().map(|(after, count)| {
                let [sure, _] = self.path_selected(after, filtered);
                (sure, *count)
            });
            let needs = it.needs.as_ref().map(|(fact, _)| {
                match readiness.iter().position(|ready| ready.fact == *fact) {
                    Some(at) => MoveNeeds::Ready(at),
                    None => MoveNeeds::Holds(self.holds(fact) == Holds::Yes),
                }
            });
            out.push(Transition {
                id: it.id.clone(),
                label: it.label.clone(),
                from,
                to,
                allowed: it.allowed,
                after,
                needs,
                cost: it.cost,
                takes: it.takes,
                active: it.active,
                kind: it.kind,
                reason: it.reason.clone(),
                source: it.source.clone(),
            });
        }
        out
    }

    /// A transition that speaks of no move is a slip, and of one that gains it must be known which
    /// moves it speaks of.
    fn check_move(&mut self, it: &CheckedTransition, from: Option<&[usize]>, to: &[usize]) {
        if let (Some([from]), [only]) = (from, to)
            && from == only
        {
            let message = both(
                format!("`{}` speaks of no move: it goes where it comes from", it.id),
                format!(
                    "`{:#}` spreekt van geen overgang: die gaat naar waar ze vandaan komt",
                    it.id
                ),
            );
            let help = both(
                "name another alternative in `to`; [[pathway.stays]] says how long a path may stay",
                "noem in `to` een ander alternatief; [[pathway.stays]] zegt hoelang een pad mag blijven",
            );
            let finding = Finding::warning(self.at(&it.to.span), message).help(help);
            self.findings.push(finding);
        }
        if it.cost >= 0.0 {
            return;
        }
        let all: Vec<usize> = (0..self.joined.alternatives.len()).collect();
        for selector in it.from.iter().chain([&it.to]) {
            let [_, perhaps] = self.selected(selector, &all);
            if let Some(first) = perhaps.first() {
                let message = both(
                    format!(
                        "`{}` gains, and it is not known whether it speaks of {}",
                        it.id,
                        self.full_name(*first)
                    ),
                    format!(
                        "`{:#}` wint, en het is niet bekend of het gaat over {:#}",
                        it.id,
                        self.full_name(*first)
                    ),
                );
                let help = both(
                    "fill in the attribute, or name the alternatives by their keys",
                    "vul het kenmerk in, of noem de alternatieven met hun sleutels",
                );
                let finding = Finding::error(self.at(&selector.span), message).help(help);
                self.findings.push(finding);
            }
        }
    }

    /// Whether a fact holds, with the settings.
    fn holds(&self, fact: &str) -> Holds {
        let found = self.facts.iter().find(|(id, _)| id == fact);
        found.map_or(Holds::Unknown, |(_, holds)| *holds)
    }

    /// Warn of moves that wait for a fact of which nothing is known: nobody can say that they may be
    /// made.
    pub(super) fn warn_of_unknown_facts(
        &mut self,
        checked: &CheckedPathway,
        transitions: &[Transition],
    ) {
        for (it, made) in checked.transitions.iter().zip(transitions).filter(|(_, it)| it.active) {
            let (Some((fact, span)), Some(MoveNeeds::Holds(false))) = (&it.needs, made.needs)
            else {
                continue;
            };
            if self.holds(fact) != Holds::Unknown {
                continue;
            }
            let message = both(
                format!("nobody knows whether `{fact}` holds: this move is not made"),
                format!("niemand weet of `{fact:#}` geldt: deze overgang wordt niet gemaakt"),
            );
            let help = both(
                format!(
                    "say in [[pathway.readiness]] from when it holds, or try `--set {fact}=yes`"
                ),
                format!(
                    "zeg in [[pathway.readiness]] vanaf wanneer het geldt, of probeer `--set {fact:#}=yes`"
                ),
            );
            let finding = Finding::warning(self.at(span), message).help(help);
            self.findings.push(finding);
        }
    }

    pub(super) fn stays(&mut self, checked: &CheckedPathway, filtered: bool) -> Vec<Stay> {
        let mut out: Vec<Stay> = Vec::new();
        for it in &checked.stays {
            out.push(Stay {
                id: it.id.clone(),
                label: it.label.clone(),
                alternatives: self.path_named(&it.alternatives, filtered),
                at_least: it.at_least,
                at_most: it.at_most,
                active: it.active,
                kind: it.kind,
                reason: it.reason.clone(),
                source: it.source.clone(),
            });
        }
        out
    }

    /// Complain of stays that contradict each other: whoever stays long enough for one has stayed too
    /// long for another that holds there too.
    pub(super) fn contradicting_stays(&mut self, checked: &CheckedPathway, stays: &[Stay]) {
        for (long, said) in stays.iter().zip(&checked.stays).filter(|(it, _)| it.active) {
            let too_long = |short: &&Stay| {
                short.active
                    && short.id != long.id
                    && short.at_most.is_some_and(|most| most < long.at_least)
                    && !long.alternatives.is_empty()
                    && long.alternatives.iter().all(|it| short.alternatives.contains(it))
            };
            if let Some(short) = stays.iter().find(too_long) {
                let message = both(
                    format!(
                        "`{}` asks for a stay of at least {} periods, and `{}` allows at most {} there",
                        long.id,
                        long.at_least,
                        short.id,
                        short.at_most.unwrap_or_default()
                    ),
                    format!(
                        "`{:#}` vraagt een verblijf van minstens {:#} perioden, en `{:#}` laat er daar hoogstens {:#} toe",
                        long.id,
                        long.at_least,
                        short.id,
                        short.at_most.unwrap_or_default()
                    ),
                );
                let help = both(
                    "change one of the two, let them name other alternatives, or switch one off: active = false",
                    "wijzig een van de twee, laat ze andere alternatieven noemen, of schakel er een uit: active = false",
                );
                let finding = Finding::error(self.at(&said.alternatives.span), message).help(help);
                self.findings.push(finding);
            }
        }
    }

    pub(super) fn capacities(&mut self, checked: &CheckedPathway, filtered: bool) -> Vec<Capacity> {
        let count = self.joined.alternatives.len();
        let amounts = |named: Vec<usize>, amount: f64| {
            let mut of = vec![0.0; count];
            named.into_iter().for_each(|at| of[at] = amount);
            of
        };
        let mut out = Vec::new();
        for it in &checked.capacities {
            let built = it.built.as_ref().map(|(selector, amount): &(Selector, f64)| {
                let [sure, _] = self.path_selected(selector, filtered);
                amounts(sure, *amount)
            });
            let (selector, amount) = &it.needed;
            out.push(Capacity {
                id: it.id.clone(),
                label: it.label.clone(),
                builds: built.unwrap_or_else(|| vec![0.0; count]),
                needs: amounts(self.path_named(selector, filtered), *amount),
                start: it.start,
                shared: it.shared,
                active: it.active,
                reason: it.reason.clone(),
                source: it.source.clone(),
            });
        }
        out
    }
}
