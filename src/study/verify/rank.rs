//! Claims of ranks: by the best and the worst rank over the weights and inputs that count, exact or
//! an outer bound.

use super::ClaimNote;
use crate::error::Result;
use crate::problem::ranking::tolerance;
use crate::proof::joint::{JointInputs, RankTarget};
use crate::proof::least::{AdmissibleWeights, Minimum};
use crate::proof::most::Effort;
use crate::proof::ranks::{self, ExtremeRank, Ranks};
use crate::proof::score_difference::ScoreDifference;
use crate::study::verify::answer::{ClaimAnswer, Outcome, Witness};
use crate::study::verify::claim_scope::{ClaimScope, LeadTarget};
use rayon::prelude::*;
use std::borrow::Cow;

/// Entries to look at for one rank, and programs for the general solver to solve where there are
/// many criteria: so many over the cube of the number of alternatives (a program grows with the
/// square), within these ends.
const ENTRIES: u64 = 1_000_000_000;
const PROGRAMS: usize = 700_000_000;
const PROGRAMS_OF_ONE: (usize, usize) = (16, 2_000);

/// The leads of an alternative over each rival and of each rival over it, with their least.
pub(super) struct Rivals {
    pub(super) over: Vec<(ScoreDifference, Minimum)>,
    pub(super) under: Vec<(ScoreDifference, Minimum)>,
}

impl ClaimScope<'_> {
    /// The leads between an alternative and all of the model; its own at its own position.
    pub(super) fn rivals(&self, a: usize, among: &AdmissibleWeights) -> Rivals {
        let both = |ahead: usize, behind: usize| {
            let score_difference = self.model.score_difference(ahead, behind);
            let least = self.least(&score_difference, among);
            (score_difference, least)
        };
        let all: Vec<_> =
            (0..self.model.len()).into_par_iter().map(|b| (both(a, b), both(b, a))).collect();
        let (over, under) = all.into_iter().unzip();
        Rivals { over, under }
    }

    /// Prove or refute that the rank is between these.
    pub(super) fn rank(&self, a: usize, best: usize, worst: Option<usize>) -> Result<ClaimAnswer> {
        let m = self.model.len();
        // What a strict preference rules out is possible at its edge only.
        let rivals = self.rivals(a, self.inside);
        let extremes =
            if self.given { self.at_point(a, &rivals) } else { self.over_all(a, &rivals) };
        let mut out = ClaimAnswer {
            ranks: Some([&extremes[0], &extremes[1]].map(|it| (it.rank, it.exact))),
            ..ClaimAnswer::default()
        };
        let above = extremes[0].rank < best;
        let below = worst.is_some_and(|worst| extremes[1].rank > worst);
        let broken: Vec<&ExtremeRank> = extremes
            .iter()
            .zip([above, below])
            .filter(|(_, broken)| *broken)
            .map(|it| it.0)
            .collect();
        if broken.is_empty() {
            out.outcome = Outcome::Proved;
            let enough =
                self.certify(a, best - 1, m - worst.unwrap_or(m).min(m), &rivals, &mut out);
            if !enough {
                out.note = Some(ClaimNote::BranchAndBound);
                out.proofs.clear();
            }
            return Ok(out);
        }
        // From scratch; also where the bound is not reached, for what was found may do.
        for extreme in broken {
            let scores = self.scores(&extreme.weights, &extreme.inputs)?;
            let own = self.score_of(&scores, a);
            let all: Vec<f64> =
                self.result.eligible().iter().filter_map(|place| scores[place.index()]).collect();
            let eps = tolerance(all.iter().copied()).max(self.model.eps(&extreme.weights));
            let Some(own) = own else { continue };
            let rank = 1 + all.iter().filter(|score| **score - own > eps).count();
            if rank < best || worst.is_some_and(|worst| rank > worst) {
                out.outcome = Outcome::Refuted;
                let (weights, inputs) = (extreme.weights.clone(), extreme.inputs.clone());
                out.witness = Some(Witness {
                    weights,
                    inputs,
                    difference: None,
                    rank: Some(rank),
                    tie: false,
                });
                return Ok(out);
            }
        }
        out.note = Some(ClaimNote::RankIsBound);
        Ok(out)
    }

    /// Add the certificates of so many rivals always strictly ahead, and so many never ahead;
    /// whether there are enough.
    fn certify(
        &self,
        a: usize,
        ahead: usize,
        behind: usize,
        rivals: &Rivals,
        out: &mut ClaimAnswer,
    ) -> bool {
        let mut enough = true;
        for (strict, count, score_differences) in
            [(true, ahead, &rivals.under), (false, behind, &rivals.over)]
        {
            let mut fit: Vec<usize> = (0..self.model.len())
                .filter(|b| *b != a && self.passes(score_differences[*b].1.bound, strict))
                .collect();
            fit.sort_by(|x, y| {
                score_differences[*y]
                    .1
                    .bound
                    .total_cmp(&score_differences[*x].1.bound)
                    .then(x.cmp(y))
            });
            let wanted = |b: usize| if strict { (b, a) } else { (a, b) };
            let mut found = 0;
            for b in fit {
                if found == count {
                    break;
                }
                let (ahead, behind) = wanted(b);
                if let Some(proof) =
                    self.prove(LeadTarget { ahead, behind, strict }, &score_differences[b].0)
                {
                    out.proofs.push(proof);
                    found += 1;
                }
            }
            enough &= found == count;
        }
        enough
    }

    fn over_all(&self, a: usize, rivals: &Rivals) -> [ExtremeRank; 2] {
        let m = self.model.len();
        let joint = JointInputs::new(self.problem(), &self.model);
        let ranks = Ranks { model: &self.model, admissible: self.inside, joint: joint.as_ref() };
        fn borrowed(
            score_differences: &[(ScoreDifference, Minimum)],
        ) -> Vec<(Cow<'_, ScoreDifference>, &Minimum)> {
            score_differences
                .iter()
                .map(|(score_difference, least)| (Cow::Borrowed(score_difference), least))
                .collect()
        }
        let among = ranks::Rivals { over: borrowed(&rivals.over), under: borrowed(&rivals.under) };
        let programs = (PROGRAMS / (m * m * m)).clamp(PROGRAMS_OF_ONE.0, PROGRAMS_OF_ONE.1);
        let effort = Effort::Counted { entries: ENTRIES, programs };
        [ranks.extreme(a, true, &among, effort), ranks.extreme(a, false, &among, effort)]
    }

    /// At one point: each rival with the inputs that suit it best is an outer bound; inputs that
    /// suit all of them at once reach it.
    fn at_point(&self, a: usize, rivals: &Rivals) -> [ExtremeRank; 2] {
        let others: Vec<usize> = (0..self.model.len()).filter(|b| *b != a).collect();
        let joint = JointInputs::new(self.problem(), &self.model);
        let weights = &*self.result.weights;
        let eps = self.model.eps(weights);
        let extreme = |best: bool| {
            // Rivals that can be ahead; or that need not be.
            let able = |b: &&usize| match best {
                true => rivals.under[**b].1.bound <= eps,
                false => rivals.over[**b].1.bound < -eps,
            };
            let able: Vec<usize> = others.iter().filter(able).copied().collect();
            let rank = if best { 1 + others.len() - able.len() } else { 1 + able.len() };
            let sought = RankTarget { alternative: a, rivals: &able, ahead: !best };
            let found = joint.as_ref().map(|joint| {
                (joint, joint.find(&self.model, weights, &sought, joint.nominal(), Effort::ALL))
            });
            let (exact, inputs) = match found {
                None => (true, Vec::new()),
                Some((joint, (true, figures))) => {
                    (true, joint.inputs.iter().copied().zip(figures).collect())
                }
                Some(_) => (false, Vec::new()),
            };
            ExtremeRank { rank, exact, weights: weights.to_vec(), inputs, reached: rank }
        };
        [extreme(true), extreme(false)]
    }
}
