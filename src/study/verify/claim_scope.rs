//! A group as a claim sees it: which inputs may move, which weights are admissible; with the least
//! lead of one alternative over another, the inputs at which it comes about, and scores computed
//! anew at any weights and figures.

use crate::bounds::additive::Additive;
use crate::error::Result;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::{PlaceInGroup, Problem, Spread};
use crate::proof::certificate::{Proof, WeightRows, largest_tie};
use crate::proof::least::{AdmissibleWeights, Minimum};
use crate::proof::model::LinearScores;
use crate::proof::score_difference::ScoreDifference;
use crate::study::verify::answer::{ClaimAnswer, Outcome, Witness};
use crate::study::verify::note::ClaimNote;

/// A group, the figures its inputs may have, and the weights that count.
pub(crate) struct ClaimScope<'a> {
    pub(crate) evaluation: &'a Evaluation<'a>,
    /// The group: an index into the problem's.
    pub(crate) group: usize,
    pub(crate) result: &'a GroupResult,
    /// Whether inputs stand at their nominal figures.
    pub(crate) nominal: bool,
    /// Whether the weights are those given.
    pub(crate) given: bool,
    pub(crate) admissible: &'a AdmissibleWeights,
    /// Those that meet strict preferences with some room: the same where there are none.
    pub(crate) inside: &'a AdmissibleWeights,
    pub(crate) rows: &'a WeightRows,
    /// Its alternatives: those eligible, then the others asked for.
    pub(crate) model: LinearScores<'a>,
    /// Differences up to this are ties at any weights.
    pub(crate) eps: f64,
}

/// What is asked of a lead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LeadTarget {
    /// Positions in the model.
    pub(crate) ahead: usize,
    pub(crate) behind: usize,
    pub(crate) strict: bool,
}

impl<'a> ClaimScope<'a> {
    /// The scene of a group with these further members; `None` if the method does not score one of
    /// them.
    #[allow(clippy::too_many_arguments)] // what a claim chooses, one by one
    pub(crate) fn new(
        evaluation: &'a Evaluation<'a>,
        group: usize,
        more: &[PlaceInGroup],
        nominal: bool,
        given: bool,
        [admissible, inside]: [&'a AdmissibleWeights; 2],
        rows: &'a WeightRows,
    ) -> Option<ClaimScope<'a>> {
        let result = &evaluation.groups[group];
        let mut places = result.eligible().to_vec();
        places.extend(more.iter().filter(|place| !result.eligible().contains(place)));
        let of: Vec<usize> =
            places.iter().map(|place| result.row(*place)).collect::<Option<_>>()?;
        let additive = result.bounds.as_ref().filter(|additive| !nominal && !additive.is_crisp());
        let model = LinearScores::of(places, of, result.values.as_ref()?, additive);
        let eps = largest_tie(&model.ties);
        Some(ClaimScope {
            evaluation,
            group,
            result,
            nominal,
            given,
            admissible,
            inside,
            rows,
            model,
            eps,
        })
    }

    pub(crate) fn problem(&self) -> &'a Problem {
        self.evaluation.problem
    }

    /// An alternative of the model: an index into the problem's.
    pub(crate) fn member(&self, at: usize) -> usize {
        self.result.member(self.model.places[at])
    }

    /// Whether a distribution is in play of which bounds leave out the tails.
    pub(crate) fn has_tails(&self) -> bool {
        let problem = self.evaluation.problem;
        let cells = (0..self.model.len()).flat_map(|at| problem.cells_of(self.member(at)));
        let mut inputs = cells.flat_map(|cell| cell.inputs());
        let has = |input: usize| {
            problem.inputs[input].quantity.has_tails() && !problem.inputs[input].spread.is_crisp()
        };
        self.model.additive.is_some() && inputs.any(has)
    }

    /// Its position in the model.
    pub(crate) fn position(&self, member: usize) -> Option<usize> {
        (0..self.model.len()).find(|at| self.member(*at) == member)
    }

    /// The least of a lead over the weights given or, if all count, these.
    pub(crate) fn least(
        &self,
        score_difference: &ScoreDifference,
        among: &AdmissibleWeights,
    ) -> Minimum {
        if self.given {
            let weights = &*self.result.weights;
            return Minimum::new(score_difference.at(weights), score_difference.exact, weights);
        }
        among.least(score_difference)
    }

    /// The least of a lead where strict preferences are met with room; `least` where there are
    /// none.
    fn least_inside(&self, score_difference: &ScoreDifference, least: Minimum) -> Minimum {
        if self.given || !self.admissible.is_strict() {
            least
        } else {
            self.least(score_difference, self.inside)
        }
    }

    /// Whether a lead is nowhere less than wanted, strict preferences being met strictly; and the
    /// least that tells.
    pub(crate) fn holds(
        &self,
        score_difference: &ScoreDifference,
        strict: bool,
    ) -> (bool, Minimum) {
        let mut least = self.least(score_difference, self.admissible);
        if strict && !self.passes(least.bound, strict) {
            least = self.least_inside(score_difference, least);
        }
        (self.passes(least.bound, strict), least)
    }

    /// The threshold of a lead.
    pub(crate) fn threshold(&self, strict: bool) -> f64 {
        if strict { self.eps } else { -self.eps }
    }

    /// Whether a least lead is as wanted.
    pub(crate) fn passes(&self, least: f64, strict: bool) -> bool {
        if strict { least > self.eps } else { least >= -self.eps }
    }

    /// The certificate of a lead.
    pub(crate) fn prove(
        &self,
        wanted: LeadTarget,
        score_difference: &ScoreDifference,
    ) -> Option<Proof> {
        let proof = Proof {
            ahead: self.member(wanted.ahead),
            behind: self.member(wanted.behind),
            strict: wanted.strict,
            threshold: self.threshold(wanted.strict),
            pieces: Vec::new(),
        };
        match self.given {
            true => Proof::at_point(score_difference, self.rows, &self.result.weights, proof),
            false => Proof::over_all(score_difference, self.rows, self.admissible, proof),
        }
    }

    /// Prove or refute that one alternative leads another.
    pub(crate) fn order(&self, wanted: LeadTarget) -> Result<ClaimAnswer> {
        let score_difference = self.model.score_difference(wanted.ahead, wanted.behind);
        let mut least = self.least(&score_difference, self.admissible);
        let mut out =
            ClaimAnswer { least: Some((least.bound, least.exact)), ..ClaimAnswer::default() };
        let closed = self.passes(least.bound, wanted.strict);
        if !closed {
            // A strict preference rules out the tie at its edge, and a witness may not need it to
            // be one.
            least = self.least_inside(&score_difference, least);
        }
        if self.passes(least.bound, wanted.strict) {
            match self.prove(wanted, &score_difference) {
                Some(proof) => {
                    out.outcome = Outcome::Proved;
                    out.proofs.push(proof);
                }
                None => {
                    out.note =
                        Some(if closed { ClaimNote::NoCertificate } else { ClaimNote::OnlyAtTie })
                }
            }
            return Ok(out);
        }
        let weights = least.weights();
        let Some(inputs) = self.worst_inputs(wanted, &weights) else {
            out.note = Some(ClaimNote::TooManyInputs);
            return Ok(out);
        };
        let scores = self.scores(&weights, &inputs)?;
        let (Some(a), Some(b)) =
            (self.score_of(&scores, wanted.ahead), self.score_of(&scores, wanted.behind))
        else {
            return Ok(out);
        };
        // From scratch, and by the tolerance of ties at these weights.
        let (difference, eps) = (a - b, self.model.eps(&weights));
        if if wanted.strict { difference <= eps } else { difference < -eps } {
            out.outcome = Outcome::Refuted;
            // Without a strict preference's tie, `least` is that of where its witness lies; the
            // least of all was found before.
            out.least = out.least.map(|(bound, exact)| (bound.min(difference), exact));
            let tie = difference.abs() <= eps;
            out.note = tie.then_some(ClaimNote::Tie);
            out.witness =
                Some(Witness { weights, inputs, difference: Some(difference), rank: None, tie });
        } else {
            out.note =
                Some(if score_difference.exact { ClaimNote::NearTie } else { ClaimNote::Bound });
        }
        Ok(out)
    }

    /// The figures of the inputs at which the second leads the first most; `None` where they cannot
    /// be searched.
    fn worst_inputs(&self, wanted: LeadTarget, weights: &[f64]) -> Option<Vec<(usize, f64)>> {
        let Some(additive) = self.model.additive else { return Some(Vec::new()) };
        let (a, b) = (self.model.rows[wanted.ahead], self.model.rows[wanted.behind]);
        let mut out = Vec::new();
        for cluster in additive.clusters(b, a, weights) {
            out.extend(cluster.gain(&cluster.inputs)?.1);
        }
        out.sort_by_key(|(input, _)| *input);
        Some(out)
    }

    /// The score of an alternative of the model, of those of all members.
    pub(crate) fn score_of(&self, scores: &[Option<f64>], at: usize) -> Option<f64> {
        scores[self.model.places[at].index()]
    }

    /// The score of each member at these weights when these inputs have these figures and the
    /// others their nominal ones: prepared and scored anew, as an evaluation does.
    pub(crate) fn scores(
        &self,
        weights: &[f64],
        figures: &[(usize, f64)],
    ) -> Result<Vec<Option<f64>>> {
        let moved = at_figures(self.problem(), figures);
        let group = &moved.groups[self.group];
        let prepared = self.evaluation.method.prepare(&moved, group)?;
        let mut scores = vec![0.0; prepared.members.len()];
        if let Some(scorer) = prepared.scorer.as_ref().filter(|_| !scores.is_empty()) {
            scorer.score(weights, 1, &mut scores);
        }
        let of =
            |member: &usize| prepared.members.binary_search(member).ok().map(|row| scores[row]);
        Ok(group.members.iter().map(of).collect())
    }

    /// Whether too little is known of an alternative for a nominal score; then how much is.
    pub(crate) fn withheld(&self, at: usize) -> Option<f64> {
        let known = self.result.known(self.model.places[at]);
        (self.nominal && !self.problem().knows_enough(known)).then_some(known)
    }

    /// The method's bounds, if it has any.
    pub(crate) fn additive(&self) -> Option<&'a Additive> {
        self.result.bounds.as_ref()
    }
}

/// The problem when these inputs have these figures. Ranges of cells stay, for a scale may be the
/// range of the data.
fn at_figures(problem: &Problem, figures: &[(usize, f64)]) -> Problem {
    let mut out = problem.clone();
    for (input, x) in figures {
        out.inputs[*input].spread = Spread::crisp(*x);
    }
    let moved = |input: usize| figures.iter().any(|(own, _)| *own == input);
    let inputs = &out.inputs;
    for cell in out.cells.iter_mut() {
        if !moved(cell.input) && !cell.shifts.iter().any(|shift| moved(shift.input)) {
            continue;
        }
        for shift in cell.shifts.iter_mut().filter(|shift| moved(shift.input)) {
            shift.nominal = shift.curve.at(inputs[shift.input].spread.nominal);
        }
        let shifted = inputs[cell.input].spread.nominal
            + cell.shifts.iter().map(|shift| shift.nominal).sum::<f64>();
        cell.spread.nominal = shifted.max(cell.limits.0).min(cell.limits.1);
    }
    out
}
