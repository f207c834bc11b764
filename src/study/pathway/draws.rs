//! In which share of draws is each path best, and each first step?
//!
//! A draw has one vector of weights ([`WeightsModel`](crate::study::WeightsModel)), one value of
//! every input that is a distribution, the same in all periods that share the input, and one year
//! of every fact whose year is a distribution. Each choice then has its best path, by itself. Paths
//! that tie share the draw.
//!
//! Ranges are bounded elsewhere in the program, not drawn, and nothing bounds the share of a path
//! over them here. So a choice in which a range takes part has no shares, unless ranges are drawn as
//! uniform distributions. A range of years is no such range: the last year is taken, as in the
//! answer, unless ranges are drawn.

use super::admissible::admissible;
use super::drawn::{Drawn, Facts};
use super::evaluation::PathwayEvaluation;
use super::request::PathwayRequest;
use super::tally::{ChoiceCounts, PathTally};
use crate::draw::counts::{Estimated, Totals};
use crate::draw::run::{SampledRun, Sampling, WeightDraws};
use crate::error::{Error, Result, both};
use crate::kernel::{CHUNK, Credit, Tally};
use crate::progress::{Stage, begin};
use crate::proof::contradiction::check_admissible;
use crate::shard::Segments;
use std::ops::ControlFlow;

/// Shares of draws; see [`ChoiceShares`].
#[derive(Debug, Clone, PartialEq)]
pub struct PathShares {
    /// How many draws were made; 0 where no choice has shares.
    pub draws: u64,
    /// So many independent draws each is worth: less than 1 where weights come from a walk.
    pub worth: f64,
    /// How each set of siblings was drawn, by set of weights that groups have.
    pub sampling: Vec<Vec<Sampling>>,
    /// By choice.
    pub choices: Vec<ChoiceShares>,
}

/// In which share of draws paths of a choice are best.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChoiceShares {
    /// Why there are no shares; `None`: there are.
    pub without: Option<NoPathShares>,
    /// By path, as positions by period: its share. The greatest first, then in the order of
    /// positions.
    pub paths: Vec<(Vec<Option<usize>>, Estimated)>,
    /// The share of draws in which no path is allowed.
    pub no_path: Option<Estimated>,
    /// By first step, in order, none first: the share of draws in which a best path begins with it.
    pub steps: Vec<(Option<usize>, Estimated)>,
    /// By position, and last none, then by period: the share of draws in which the best path has
    /// stood there, in that period or an earlier one.
    pub by_then: Vec<Vec<Estimated>>,
}

/// Why a choice has no shares of draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPathShares {
    /// A figure that takes part is a range or unknown, and ranges are not drawn.
    Ranges,
    /// In some draw more paths tie than are listed.
    Ties,
}

/// The stages of draws, counted.
pub(super) fn path_shares(
    evaluation: &PathwayEvaluation,
    request: &PathwayRequest,
) -> Result<PathShares> {
    let choices = evaluation.model.choices.len();
    let drawn = Drawn::new(evaluation, request)?;
    let mut out = PathShares { draws: 0, worth: 1.0, sampling: Vec::new(), choices: Vec::new() };
    if !drawn.choices.iter().any(Option::is_some) {
        let none = ChoiceShares { without: Some(NoPathShares::Ranges), ..ChoiceShares::default() };
        out.choices = vec![none; choices];
        return Ok(out);
    }
    let Some(problem) = admissible(evaluation) else { return Ok(out) };
    check_admissible(&problem)?;
    let facts = Facts::new(evaluation, &drawn);
    let empty = || PathTally::new(evaluation, &drawn, &facts);
    let plans = drawn.plans(&problem, request)?;
    let mut draw = WeightDraws::new(plans, request.seed);
    let step = begin(Stage::Draws, request.draws);
    let run = SampledRun {
        segments: Segments::of(request.draws, CHUNK),
        scorer: &*drawn.scorer,
        empty: &empty,
        sound: &|| drawn.faults.iter().all(|fault| fault.is_none()),
        tell: &|done| step.set(done),
    };
    let mut total = (empty(), 1.0);
    let extent = draw.add_up(&run, &mut total, &mut |(all, worth), segment| {
        all.merge(segment.tally);
        *worth = segment.worth;
        ControlFlow::Continue(())
    })?;
    for fault in &drawn.faults {
        if let Some((at, why)) = fault.take() {
            return Err(Error::Undefined {
                method: evaluation.evaluations[0].method.name().into(),
                reason: both(
                    format!("it is not defined for the figures of draw {at}: {why}"),
                    format!("ze is niet bepaald voor de cijfers van trekking {at}: {why:#}"),
                ),
                remedy: both(
                    "a distribution reaches figures that the method cannot take; narrow it, or give the criterion a scale",
                    "een verdeling reikt tot cijfers die de methode niet aankan; maak ze smaller, of geef het criterium een schaal",
                ),
            });
        }
    }
    extent.whole()?;
    let (all, worth) = total;
    if let Some((choice, ready)) = all.failed() {
        evaluation.graph_where(choice, ready)?;
    }
    (out.draws, out.worth) = (all.draws(), worth);
    out.sampling = draw.sampling();
    out.choices = (0..choices)
        .map(|choice| match all.of_choice(choice) {
            Some(counts) => shares(counts, all.draws(), worth),
            None => ChoiceShares { without: Some(NoPathShares::Ranges), ..ChoiceShares::default() },
        })
        .collect();
    Ok(out)
}

/// The shares of a choice, where each draw is worth so many independent ones.
fn shares(counts: &ChoiceCounts, draws: u64, worth: f64) -> ChoiceShares {
    if counts.too_many_tie {
        return ChoiceShares { without: Some(NoPathShares::Ties), ..ChoiceShares::default() };
    }
    let effective = (draws as f64 * worth).max(1.0);
    let estimate = |credit: &Credit| Estimated {
        value: (credit.sum / draws as f64).clamp(0.0, 1.0),
        std_error: Totals::error(*credit, draws, effective),
    };
    let mut paths: Vec<(Vec<Option<usize>>, Estimated)> =
        counts.paths.iter().map(|(path, credit)| (path.clone(), estimate(credit))).collect();
    paths.sort_by(|a, b| b.1.value.total_cmp(&a.1.value).then_with(|| a.0.cmp(&b.0)));
    ChoiceShares {
        without: None,
        paths,
        no_path: (counts.no_path.sum > 0.0).then(|| estimate(&counts.no_path)),
        steps: counts.steps.iter().map(|(step, credit)| (*step, estimate(credit))).collect(),
        by_then: counts.by_then.iter().map(|it| it.iter().map(estimate).collect()).collect(),
    }
}

impl PathShares {
    /// The share of what is best in no draw, with its error.
    pub fn of_none(&self) -> Estimated {
        let effective = (self.draws as f64 * self.worth).max(1.0);
        Estimated { value: 0.0, std_error: Totals::error(Credit::default(), self.draws, effective) }
    }
}
