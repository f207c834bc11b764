//! The smallest set of judgements that a proof needs: those that can become unknown together
//! without losing it are left out.
//!
//! The more is unknown the less is proved, so this is a smallest set that "hits" every set of
//! judgements which may not all be unknown: an implicit hitting set (Moreno-Centeno & Karp 2013,
//! doi:10.1287/opre.1120.1139; for smallest unsatisfiable sets Ignatiev, Previti, Liffiton &
//! Marques-Silva 2015, doi:10.1007/978-3-319-23219-5_13). A master program ([`super::master`])
//! proposes what to leave out, the proof is tried, and where it fails the master learns why: a
//! smallest part of the proposal that already breaks the proof, and, at the weights where it
//! breaks, what each judgement costs (losses of judgements that meet in no cell add up).

use super::loosened::Loosened;
use super::master::{Master, of_set};
use crate::problem::{Problem, Quantity};
use crate::proof::score_difference::ScoreDifference;
use crate::study::verify::answer::ProofNeeds;
use crate::study::verify::claim_scope::{ClaimScope, LeadTarget};

/// What must be proved. Indices are into `positions` of the loosened group.
pub(super) enum Aim {
    /// Every one of these leads; the flag says whether strictly.
    Every(Vec<(usize, usize, bool)>),
    /// Of the first alternative: so many strictly ahead of it, and so many not ahead.
    Count {
        /// Rivals that are always ahead.
        ahead: usize,
        /// Rivals that never are.
        behind: usize,
    },
}

/// Proofs to try for one claim, and leads to look at.
const TRIES: usize = 1_500;
const LEADS: usize = 30_000;
/// The losses of more judgements that hang together than this are not tabulated.
const MOST_TOGETHER: usize = 6;

/// Why a proof fails.
struct Broken {
    /// The pair and weights at which it does, where there is one such pair.
    at: Option<(usize, Vec<f64>)>,
}

/// Judgements that meet in cells, and the leads for each set of them unknown (bit by bit).
struct LinkedInputs {
    members: Vec<usize>,
    /// By set, by pair; empty where there are too many.
    score_differences: Vec<Vec<ScoreDifference>>,
}

pub(super) struct Search<'a> {
    group: Loosened<'a>,
    aim: Aim,
    pairs: Vec<(usize, usize)>,
    strict: Vec<bool>,
    together: Vec<LinkedInputs>,
    known: Vec<ScoreDifference>,
    tries: usize,
    looked_at: usize,
}

/// The smallest set that a proof about these positions of the scene's model needs; `None` for a
/// method without bounds, or where the proof does not stand in this form.
pub(super) fn needs(
    scene: &ClaimScope,
    positions: Vec<usize>,
    aim: Aim,
    no_attributes: Option<&Problem>,
) -> Option<ProofNeeds> {
    scene.additive()?;
    let group = Loosened::new(scene, positions, no_attributes);
    let (pairs, strict): (Vec<(usize, usize)>, Vec<bool>) = match &aim {
        Aim::Every(orders) => orders.iter().map(|(a, b, strict)| ((*a, *b), *strict)).unzip(),
        Aim::Count { .. } => {
            let rivals = 1..group.positions.len();
            rivals.clone().map(|b| ((b, 0), true)).chain(rivals.map(|b| ((0, b), false))).unzip()
        }
    };
    let known = group.score_differences(&vec![false; group.inputs.len()], &pairs)?;
    let mut search =
        Search { group, aim, pairs, strict, together: Vec::new(), known, tries: 0, looked_at: 0 };
    search.smallest()
}

impl Search<'_> {
    fn smallest(&mut self) -> Option<ProofNeeds> {
        let n = self.group.inputs.len();
        if self.broken(&vec![false; n])?.is_some() {
            return None;
        }
        self.tabulate()?;
        let tables: Vec<&[usize]> = self
            .together
            .iter()
            .filter(|it| it.members.len() > 1 && !it.score_differences.is_empty())
            .map(|it| &it.members[..])
            .collect();
        let mut master = Master::new(n, &tables);
        let mut best = vec![false; n];
        self.extend(&mut best, &mut master)?;
        let mut smallest = false;
        loop {
            let goal = best.iter().filter(|unknown| **unknown).count() + 1;
            if goal > n {
                smallest = true;
                break;
            }
            if self.is_spent() {
                break;
            }
            match master.propose(goal) {
                Err(()) => break,
                Ok(None) => {
                    smallest = true;
                    break;
                }
                Ok(Some(mut proposal)) => match self.broken(&proposal)? {
                    None => {
                        self.extend(&mut proposal, &mut master)?;
                        best = proposal;
                    }
                    Some(broken) => self.learn(&proposal, &broken, &mut master)?,
                },
            }
        }
        let inputs: Vec<usize> = self
            .group
            .inputs
            .iter()
            .zip(&best)
            .filter(|(_, unknown)| !**unknown)
            .map(|(input, _)| *input)
            .collect();
        let preferences = self.preferences(&best)?;
        let problem = self.group.scene.problem();
        let terms = preferences.iter().flat_map(|at| &problem.preferences[*at].terms);
        let cells = terms.flat_map(|(alternative, _)| problem.cells_of(*alternative));
        let mut behind: Vec<usize> = cells.flat_map(|cell| cell.inputs()).collect();
        behind.sort_unstable();
        behind.dedup();
        behind.retain(|input| {
            !inputs.contains(input) && problem.inputs[*input].quantity != Quantity::Unknown
        });
        Some(ProofNeeds {
            inputs,
            fixed: self.group.fixed.clone(),
            smallest,
            of: n,
            preferences,
            behind,
        })
    }

    /// The preferences on which the proof rests when these are unknown: those whose rows its
    /// certificates use or, where it has none, all.
    fn preferences(&self, unknown: &[bool]) -> Option<Vec<usize>> {
        let scene = self.group.scene;
        let problem = scene.problem();
        if scene.given || problem.preferences.is_empty() {
            return Some(Vec::new());
        }
        let all: Vec<usize> = (0..problem.preferences.len()).collect();
        let Aim::Every(wanted) = &self.aim else { return Some(all) };
        let mut used = Vec::new();
        for (score_difference, (a, b, strict)) in
            self.group.score_differences(unknown, &self.pairs)?.iter().zip(wanted)
        {
            let (ahead, behind) = (self.group.positions[*a], self.group.positions[*b]);
            match scene.prove(LeadTarget { ahead, behind, strict: *strict }, score_difference) {
                Some(proof) => used.extend(scene.rows.preferences_used(problem, &proof.pieces)),
                None => return Some(all),
            }
        }
        used.sort_unstable();
        used.dedup();
        Some(used)
    }

    fn is_spent(&self) -> bool {
        self.tries > TRIES || self.looked_at > LEADS
    }

    /// Leave out one after the other, those that cost least first.
    fn extend(&mut self, unknown: &mut [bool], master: &mut Master) -> Option<()> {
        let cost = |at: usize| -> f64 {
            let it = self.together.iter().find(|it| it.members.contains(&at));
            let score_difference = it.and_then(|it| {
                let place = it.members.iter().position(|member| *member == at)?;
                it.score_differences.get(1 << place)
            });
            let drop = |(before, after): (&ScoreDifference, &ScoreDifference)| {
                let linear =
                    before.linear.iter().zip(&after.linear).map(|(before, after)| before - after);
                linear.fold(0.0, f64::max)
            };
            score_difference.map_or(f64::INFINITY, |after| {
                self.known.iter().zip(after).map(drop).fold(0.0, f64::max)
            })
        };
        let mut order: Vec<(f64, usize)> =
            (0..unknown.len()).filter(|at| !unknown[*at]).map(|at| (cost(at), at)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for (_, at) in order {
            if self.is_spent() {
                break;
            }
            unknown[at] = true;
            if let Some(broken) = self.broken(unknown)? {
                self.learn(unknown, &broken, master)?;
                unknown[at] = false;
            }
        }
        Some(())
    }

    /// Why the proof fails when these are unknown; `None` inside where it stands.
    fn broken(&mut self, unknown: &[bool]) -> Option<Option<Broken>> {
        self.tries += 1;
        self.looked_at += self.pairs.len();
        let score_differences = self.group.score_differences(unknown, &self.pairs)?;
        let scene = self.group.scene;
        match self.aim {
            Aim::Every(_) => {
                for (pair, score_difference) in score_differences.iter().enumerate() {
                    let (holds, least) = scene.holds(score_difference, self.strict[pair]);
                    if !holds {
                        return Some(Some(Broken { at: Some((pair, least.weights())) }));
                    }
                }
                Some(None)
            }
            Aim::Count { ahead, behind } => {
                let rivals = self.group.positions.len() - 1;
                let passes =
                    |pair: usize| scene.holds(&score_differences[pair], self.strict[pair]).0;
                let enough = |from: usize, count: usize| {
                    count == 0
                        || (from..from + rivals).filter(|pair| passes(*pair)).count() >= count
                };
                let stands = enough(0, ahead) && enough(rivals, behind);
                Some((!stands).then_some(Broken { at: None }))
            }
        }
    }

    /// The leads with each set of judgements unknown that hang together.
    fn tabulate(&mut self) -> Option<()> {
        let inputs = self.group.inputs.clone();
        // Cells with an input in common are one part, whether that input may become unknown or not.
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for cell in self.group.cells() {
            let (joined, rest): (Vec<_>, Vec<_>) =
                parts.into_iter().partition(|part| part.iter().any(|it| cell.contains(it)));
            parts = rest;
            let mut part: Vec<usize> = joined.into_iter().flatten().chain(cell).collect();
            part.sort_unstable();
            part.dedup();
            parts.push(part);
        }
        parts.sort();
        for part in parts {
            let members: Vec<usize> =
                (0..inputs.len()).filter(|at| part.contains(&inputs[*at])).collect();
            if members.is_empty() {
                continue;
            }
            let mut score_differences = Vec::new();
            if members.len() <= MOST_TOGETHER && matches!(self.aim, Aim::Every(_)) {
                for set in 0..1usize << members.len() {
                    let mut unknown = vec![false; inputs.len()];
                    members
                        .iter()
                        .enumerate()
                        .for_each(|(bit, at)| unknown[*at] = set >> bit & 1 == 1);
                    score_differences.push(self.group.score_differences(&unknown, &self.pairs)?);
                }
            }
            self.together.push(LinkedInputs { members, score_differences });
        }
        Some(())
    }

    /// Tell the master why a proposal fails.
    fn learn(&mut self, unknown: &[bool], broken: &Broken, master: &mut Master) -> Option<()> {
        let mut part: Vec<usize> = (0..unknown.len()).filter(|at| unknown[*at]).collect();
        if let Some((pair, weights)) = &broken.at {
            let known = self.known[*pair].at(weights);
            let cost = |column: &[usize]| {
                let part = self
                    .together
                    .iter()
                    .find(|it| it.members.contains(&column[0]) && !it.score_differences.is_empty());
                part.map_or(0.0, |it| known - it.score_difference(column, *pair).at(weights))
            };
            let passes = |cost: f64| self.group.scene.passes(known - cost, self.strict[*pair]);
            master.add_costs(
                &cost,
                known - self.group.scene.threshold(self.strict[*pair]),
                &passes,
            );
            let costs: Vec<f64> = (0..unknown.len()).map(|at| cost(&[at])).collect();
            // What costs least at these weights is the first that the broken part can do without.
            part.sort_by(|a, b| costs[*a].total_cmp(&costs[*b]).then(a.cmp(b)));
        }
        let mut kept = part.clone();
        for at in part {
            if self.is_spent() {
                break;
            }
            let tried: Vec<usize> = kept.iter().copied().filter(|own| *own != at).collect();
            let mut unknown = vec![false; unknown.len()];
            tried.iter().for_each(|at| unknown[*at] = true);
            if self.still_broken(&unknown, broken)? {
                kept = tried;
            }
        }
        master.add_broken(&kept);
        Some(())
    }

    fn still_broken(&mut self, unknown: &[bool], broken: &Broken) -> Option<bool> {
        match &broken.at {
            Some((pair, weights)) => {
                self.looked_at += 1;
                let score_differences =
                    self.group.score_differences(unknown, &self.pairs[*pair..=*pair])?;
                Some(!self.group.scene.passes(score_differences[0].at(weights), self.strict[*pair]))
            }
            None => Some(self.broken(unknown)?.is_some()),
        }
    }
}

impl LinkedInputs {
    /// The lead of a pair when these of its members are unknown.
    fn score_difference(&self, column: &[usize], pair: usize) -> &ScoreDifference {
        let set = (0..self.score_differences.len())
            .find(|set| of_set(&self.members, *set) == column)
            .unwrap_or(0);
        &self.score_differences[set][pair]
    }
}
