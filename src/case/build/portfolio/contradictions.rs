//! Alternatives that rules never let in, because two of these contradict each other.

use super::never::listed;
use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::CheckedPortfolio;
use crate::error::both;
use crate::error::{Finding, Place};
use crate::problem::{PortfolioModel, RuleSays};
use std::collections::{BTreeMap, BTreeSet};

impl Builder<'_> {
    /// Warn of alternatives that can never be chosen: with one of them some rule requires what
    /// cannot be chosen beside it.
    pub(super) fn warn_of_rules(&mut self, checked: &CheckedPortfolio, model: &PortfolioModel) {
        let rules = Rules::of(model, self.joined.alternatives.len());
        // By the rules that take part, the last of them the one that cannot be kept.
        let mut never: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for choice in &model.choices {
            for at in &choice.alternatives {
                if let Some(why) = rules.never(*at) {
                    never.entry(why).or_default().push(*at);
                }
            }
        }
        for (why, mut alternatives) in never {
            let Some(last) = why.last() else { continue };
            alternatives.sort_unstable();
            let names: Vec<String> = alternatives.iter().map(|at| self.full_name(*at)).collect();
            let ids: Vec<String> =
                why.iter().map(|at| format!("`{}`", model.rules[*at].id)).collect();
            let one = &model.rules[*last].id;
            let (because, help) = match (&ids[..], &model.rules[*last].says) {
                ([id], RuleSays::Excludes(..)) => (
                    both(
                        format!("`if` and `not` of {id} both name it"),
                        format!("`if` en `not` van {id:#} noemen het beide"),
                    ),
                    both(
                        "take it out of one of them; a limit with count = { ... } and at_most = 1 lets one of several be chosen",
                        "haal het uit een van de twee; een limiet met count = { ... } en at_most = 1 laat er van verscheidene één kiezen",
                    ),
                ),
                ([id], _) => (
                    both(
                        format!("{id} requires what cannot be chosen beside it"),
                        format!("{id:#} vereist wat er niet naast gekozen kan worden"),
                    ),
                    both(
                        format!(
                            "name in `then` what can be chosen beside it, or switch the rule off: --without {one}"
                        ),
                        format!(
                            "noem in `then` wat er wel naast gekozen kan worden, of schakel de regel uit: --without {one:#}"
                        ),
                    ),
                ),
                ([before @ .., last], _) => (
                    both(
                        format!("{} and {last} contradict each other there", before.join(", ")),
                        format!("{:#} en {last:#} spreken elkaar daar tegen", before.join(", ")),
                    ),
                    both(
                        format!("change one of them, or switch it off: --without {one}"),
                        format!("wijzig er een van, of schakel die uit: --without {one:#}"),
                    ),
                ),
                ([], _) => continue,
            };
            let span = checked.rules[*last].id.span.clone();
            let place = Place::Text { source: self.source.clone(), span };
            let message = both(
                format!("{} can never be chosen: {because}", listed(&names)),
                format!("{:#} kan nooit worden gekozen: {because:#}", listed(&names)),
            );
            self.findings.push(Finding::warning(place, message).help(help));
        }
    }
}

/// A rule that names more pairs than these is not looked at: two of them would take minutes.
const MOST_PAIRS: usize = 10_000_000;

/// A rule between the alternatives of two sets: by alternative, whether it belongs to each.
struct Between {
    /// The rule: an index into those of the model.
    rule: usize,
    from: Vec<bool>,
    to: Vec<bool>,
    /// The alternatives of `to`.
    listed: Vec<usize>,
}

/// The rules that an answer must keep.
struct Rules {
    /// What requires something of what.
    requires: Vec<Between>,
    /// What excludes what.
    excludes: Vec<Between>,
    /// The choice of each alternative; `None` for one that is not chosen.
    choices: Vec<Option<usize>>,
}

impl Rules {
    fn of(model: &PortfolioModel, count: usize) -> Rules {
        let mut choices = vec![None; count];
        for (at, choice) in model.choices.iter().enumerate() {
            choice.alternatives.iter().for_each(|alternative| choices[*alternative] = Some(at));
        }
        let set = |members: &[usize]| {
            let mut out = vec![false; count];
            members.iter().for_each(|at| out[*at] = true);
            out
        };
        let between = |rule: usize, one: &[usize], other: &[usize]| Between {
            rule,
            from: set(one),
            to: set(other),
            listed: other.to_vec(),
        };
        let few = |one: &[usize], other: &[usize]| {
            one.len().checked_mul(other.len()).is_some_and(|pairs| pairs <= MOST_PAIRS)
        };
        let mut out = Rules { requires: Vec::new(), excludes: Vec::new(), choices };
        for (at, rule) in model.rules.iter().enumerate().filter(|(_, it)| it.active && it.enforced)
        {
            match &rule.says {
                RuleSays::Requires(one, other) if few(one, other) => {
                    out.requires.push(between(at, one, other));
                }
                RuleSays::Excludes(one, other) if few(one, other) => {
                    out.excludes.push(between(at, one, other));
                }
                _ => {}
            }
        }
        out
    }

    /// Whether two alternatives cannot be chosen together, and the rule by which they cannot; no
    /// rule where they are of one choice.
    fn apart(&self, one: usize, other: usize) -> Option<Option<usize>> {
        if one != other && self.choices[one].is_some() && self.choices[one] == self.choices[other] {
            return Some(None);
        }
        let parts = |Between { from, to, .. }: &&Between| {
            (from[one] && to[other]) || (from[other] && to[one])
        };
        self.excludes.iter().find(parts).map(|excludes| Some(excludes.rule))
    }

    /// The rules by which an alternative can never be chosen, the one that cannot be kept last;
    /// `None` where these do not show it. What must come along with it, because a rule leaves one
    /// possibility, is followed.
    fn never(&self, alternative: usize) -> Option<Vec<usize>> {
        if let Some(Some(rule)) = self.apart(alternative, alternative) {
            return Some(vec![rule]);
        }
        let (mut chosen, mut by) = (vec![alternative], BTreeSet::new());
        loop {
            let mut more = None;
            for Between { rule, from, to, listed } in &self.requires {
                let asks = chosen.iter().any(|at| from[*at]) && !chosen.iter().any(|at| to[*at]);
                if !asks {
                    continue;
                }
                let mut reasons = BTreeSet::new();
                let mut left = Vec::new();
                for at in listed.iter().copied() {
                    // Where two are left, nothing follows.
                    if left.len() > 1 {
                        break;
                    }
                    let own = self.apart(at, at);
                    match chosen.iter().find_map(|known| self.apart(at, *known)).or(own) {
                        Some(reason) => reasons.extend(reason),
                        None => left.push(at),
                    }
                }
                match left[..] {
                    [] => {
                        let mut out: BTreeSet<usize> = by;
                        out.extend(reasons);
                        out.remove(rule);
                        return Some(out.into_iter().chain([*rule]).collect());
                    }
                    [only] => more = more.or(Some((*rule, only))),
                    _ => {}
                }
            }
            let (rule, only) = more?;
            by.insert(rule);
            chosen.push(only);
        }
    }
}
