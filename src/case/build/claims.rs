//! From checked claims to those of the problem.

use crate::case::build::builder::Builder;
use crate::case::file::claim::Mention;
use crate::error::both;
use crate::error::{Finding, Place};
use crate::problem::{Claim, Instance, group};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A claim whose names are known: for each the (key, value) pairs of its alternative.
pub(crate) struct Resolved {
    of: Vec<(usize, usize)>,
    over: Option<Vec<(usize, usize)>>,
}

impl Builder<'_> {
    fn place_of(&self, span: Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span }
    }

    /// Look up every name, among all alternatives of the tables: one that an option leaves out is
    /// no mistake.
    pub(crate) fn resolve_claims(&mut self) -> Vec<Option<Resolved>> {
        let checked = self.checked;
        let count = self.joined.keys.len();
        let inside: Vec<usize> =
            (0..count).filter(|key| !checked.rank_within.contains(key)).collect();
        let all: Vec<usize> = (0..count).collect();
        let mut names: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        if !checked.claims.is_empty() {
            // A name inside a group comes before a full one.
            for keys in [&inside, &all] {
                for values in &self.joined.alternatives {
                    let id = |key: &usize| self.joined.keys[*key].values[values[*key]].id.as_ref();
                    let name = keys.iter().map(id).collect::<Vec<_>>().join("/");
                    names
                        .entry(name)
                        .or_insert_with(|| keys.iter().map(|key| (*key, values[*key])).collect());
                }
            }
        }
        let mut out = Vec::new();
        for it in &checked.claims {
            let mut look = |mention: &Mention| {
                let found = names.get(&mention.0).cloned();
                if found.is_none() {
                    let message = both(
                        format!("unknown alternative `{}`", crate::error::shorten(&mention.0, 60)),
                        format!(
                            "er is geen alternatief `{:#}`",
                            crate::error::shorten(&mention.0, 60)
                        ),
                    );
                    let finding =
                        Finding::error(self.place_of(it.text.inside(mention.1.clone())), message);
                    // Full names are many, and are only suggested to one that is near.
                    let short = names
                        .iter()
                        .filter(|(_, pairs)| pairs.len() == inside.len())
                        .map(|(name, _)| name.as_str());
                    let near = crate::error::nearest(&mention.0, names.keys().map(String::as_str));
                    let finding = match near {
                        Some(_) => finding.suggest(&mention.0, near),
                        None => finding.suggest(&mention.0, short),
                    };
                    self.findings.push(finding);
                }
                found
            };
            let of = look(&it.parsed.of);
            let over = it.parsed.over.as_ref().map(&mut look);
            out.push(match (of, over) {
                (Some(of), None) => Some(Resolved { of, over: None }),
                (Some(of), Some(Some(over))) => Some(Resolved { of, over: Some(over) }),
                _ => None,
            });
        }
        self.check_claimed_groups(&out);
        out
    }

    /// Names of two groups do not compete; a name of one group is not of another; values of open
    /// keys must be in the tables.
    fn check_claimed_groups(&mut self, resolved: &[Option<Resolved>]) {
        let checked = self.checked;
        for (it, resolved) in checked.claims.iter().zip(resolved) {
            for (key, value) in it
                .groups
                .iter()
                .flat_map(|(key, values)| values.iter().map(move |value| (*key, value)))
            {
                let known = &self.joined.keys[key];
                if !checked.closed[key]
                    && !known.values.iter().any(|known| *known.id == *value.value)
                {
                    let finding = Finding::error(
                        self.place_of(value.span.clone()),
                        both(
                            format!("no table has the {} `{}`", known.id, value.value),
                            format!("geen tabel heeft `{1:#}` ({0:#})", known.id, value.value),
                        ),
                    );
                    self.findings.push(
                        finding.suggest(&value.value, known.values.iter().map(|value| &*value.id)),
                    );
                }
            }
            let Some(resolved) = resolved else { continue };
            let of_group = |pairs: &[(usize, usize)]| -> Vec<(usize, usize)> {
                pairs.iter().copied().filter(|(key, _)| checked.rank_within.contains(key)).collect()
            };
            let (of, over) = (
                of_group(&resolved.of),
                resolved.over.as_deref().map(of_group).unwrap_or_default(),
            );
            if !of.is_empty() && !over.is_empty() && of != over {
                let message = both(
                    "the two do not compete: they are not of one group",
                    "de twee wedijveren niet met elkaar: ze zijn niet van dezelfde groep",
                );
                let finding = Finding::error(self.place_of(it.text.span.clone()), message);
                self.findings.push(finding.help(both(
                    "compare alternatives of one group, or change `rank_within`",
                    "vergelijk alternatieven van één groep, of wijzig `rank_within`",
                )));
                continue;
            }
            let named = if of.is_empty() { over } else { of };
            let allowed = |(key, value): &(usize, usize)| {
                let id = &self.joined.keys[*key].values[*value].id;
                it.groups.iter().all(|(known, values)| {
                    known != key || values.iter().any(|value| *value.value == **id)
                })
            };
            if !named.iter().all(allowed) {
                let message = both(
                    "the claim names an alternative of a group that `for` leaves out",
                    "de bewering noemt een alternatief van een groep die `for` weglaat",
                );
                self.findings.push(Finding::error(self.place_of(it.groups_at.clone()), message));
            }
        }
    }

    /// Every claim with its alternatives, group by group.
    pub(crate) fn instances(&self, resolved: Vec<Option<Resolved>>) -> Vec<Claim> {
        let checked = self.checked;
        let alternatives = &self.joined.alternatives;
        let groups = group(alternatives, &checked.rank_within);
        let mut out = Vec::new();
        for (it, resolved) in checked.claims.iter().zip(resolved) {
            let Some(resolved) = resolved else { continue };
            let named: BTreeSet<(usize, usize)> = resolved
                .of
                .iter()
                .chain(resolved.over.iter().flatten())
                .copied()
                .filter(|it| checked.rank_within.contains(&it.0))
                .collect();
            let mut instances = Vec::new();
            for group in &groups {
                let value = |key: usize| {
                    checked
                        .rank_within
                        .iter()
                        .position(|own| *own == key)
                        .map(|at| group.values[at])
                };
                let meant = it.groups.iter().all(|(key, values)| {
                    value(*key).is_none_or(|at| {
                        values
                            .iter()
                            .any(|value| *value.value == *self.joined.keys[*key].values[at].id)
                    })
                });
                if !meant || !named.iter().all(|(key, wanted)| value(*key) == Some(*wanted)) {
                    continue;
                }
                let find = |pairs: &[(usize, usize)]| {
                    let fits = |member: &&usize| {
                        pairs.iter().all(|(key, value)| alternatives[**member][*key] == *value)
                    };
                    group.members.iter().find(fits).copied()
                };
                let over = resolved.over.as_deref().and_then(find);
                instances.push(Instance {
                    values: group.values.clone(),
                    of: find(&resolved.of),
                    over,
                });
            }
            out.push(Claim { instances, ..it.claim.clone() });
        }
        out
    }
}
