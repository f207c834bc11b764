//! From groups to the rows that the kernel scores.
//!
//! The first rows are *ranked*: the eligible alternatives of groups whose every input is one figure
//! or drawn. Where a group has sets, rows of *known* scores follow: what is known of each score in
//! a draw, without the cells that only sets feed; these come in through the pairs of a [`PairwiseBounds`].
//! Where a drawn input and a set meet in one cell, the set's least and greatest shift make a low
//! and a high row.

use crate::bounds::additive::Additive;
use crate::bounds::uncertain_cell::UncertainCell;
use crate::draw::distribution::{Class, distribution};
use crate::draw::redraw::{Redraw, UndefinedDraw};
use crate::draw::sampled_group::SampledGroup;
use crate::error::{Error, Phrase, Result, both};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::kernel::pairwise_bounds::{Pair, PairwiseBounds, Part};
use crate::kernel::{AtSet, Curve, Distribution, DrawnCell, Inputs, Linear, Scorer};
use crate::method::remedy::{no_score, to_sums};
use crate::problem::{self, Matrix, PlaceInGroup, Problem};
use crate::tolerance::TIE;
use std::sync::Arc;

const NO_SCORE: Phrase = Phrase("its answer is no score", "het antwoord ervan is geen score");

/// Everything that is scored.
pub(crate) struct ScoredRows {
    pub(crate) sampled_groups: Vec<SampledGroup>,
    pub(crate) scorer: Box<dyn Scorer>,
    /// Of a method that sorts: groups in which one alternative alone competes, each a row behind all
    /// others. It has no rival, and a category all the same.
    pub(crate) alone: Vec<SampledGroup>,
    /// How many rows are ranked.
    pub(crate) ranked: usize,
    /// A group per sampled group, if any has sets.
    pub(crate) bounds_by_group: Arc<Vec<PairwiseBounds>>,
    /// Whether every bound is reached.
    pub(crate) exact: bool,
    /// Where methods that are prepared in every draw tell that they could not be.
    pub(crate) fault: Arc<UndefinedDraw>,
}

/// The kinds of alternatives: the values of the keys inside a group.
pub(crate) fn kinds(problem: &Problem) -> (Vec<Vec<usize>>, Vec<usize>) {
    let inside = problem.keys_inside();
    let values = |alternative: usize| -> Vec<usize> {
        inside.iter().map(|key| problem.alternatives[alternative].values[*key]).collect()
    };
    let mut kinds: Vec<Vec<usize>> = (0..problem.alternatives.len()).map(values).collect();
    kinds.sort();
    kinds.dedup();
    let of = (0..problem.alternatives.len())
        .map(|at| kinds.binary_search(&values(at)).unwrap_or(0))
        .collect();
    (kinds, of)
}

/// The inputs that the cells of alternatives rest on.
pub(crate) fn inputs_of<'a>(
    problem: &'a Problem,
    group: &'a GroupResult,
    places: &'a [PlaceInGroup],
) -> impl Iterator<Item = usize> + 'a {
    let cells = places.iter().flat_map(|place| problem.cells_of(group.member(*place)));
    cells.flat_map(|cell| cell.inputs())
}

/// Build the rows of a run. `set_of` says which set of weights of a draw each group is scored with;
/// `None` where a draw has one.
///
/// # Errors
/// [`Error::Undefined`] for sets under a method that has no bounds over them; [`Error::Argument`]
/// where they would take too much memory.
pub(crate) fn rows(
    problem: &Problem,
    evaluation: &Evaluation,
    (classes, set_classes): (&[Class], &[Class]),
    set_of: Option<&[usize]>,
    seed: u64,
) -> Result<ScoredRows> {
    let (mut sampled_groups, mut alone) = (Vec::new(), Vec::new());
    let mut ranked = 0;
    for (group, result) in evaluation.groups.iter().enumerate() {
        let places = result.eligible().to_vec();
        // One alternative alone is the only eligible option, never first.
        let is_alone = places.len() < 2;
        if places.is_empty() || is_alone && !evaluation.method.sorts() {
            continue;
        }
        let any = |of: &[Class], class: Class| {
            inputs_of(problem, result, &places).any(|input| of[input] == class)
        };
        let (has_sets, has_draws) = (any(set_classes, Class::Set), any(classes, Class::Drawn));
        let open = any(classes, Class::Set);
        if open && result.bounds.is_none() {
            return Err(Error::Undefined {
                method: evaluation.method.name().into(),
                reason: both(
                    "some inputs are sets or unknown, and this method has no bounds over them",
                    "sommige gegevens zijn bereiken of onbekend, en deze methode heeft daarover geen grenzen",
                ),
                remedy: both(
                    format!(
                        "--intervals uniform draws them as uniform distributions (and says so); or {}",
                        to_sums(evaluation.method.sheet(), &evaluation.problem.tree)
                    ),
                    format!(
                        "--intervals uniform trekt ze als uniforme verdelingen (en vermeldt dat); of {:#}",
                        to_sums(evaluation.method.sheet(), &evaluation.problem.tree)
                    ),
                ),
            });
        }
        if is_alone {
            alone.push(SampledGroup { group, places, ranked: None, has_sets, has_draws });
            continue;
        }
        let range = (!open).then(|| ranked..ranked + places.len());
        ranked = range.as_ref().map_or(ranked, |range| range.end);
        sampled_groups.push(SampledGroup { group, places, ranked: range, has_sets, has_draws });
    }
    let mut bounded = sampled_groups.iter().any(|sampled| sampled.has_sets)
        && evaluation.groups.iter().all(|group| group.bounds.is_some());
    if bounded
        && let Err(error) =
            crate::draw::size::check_bounds(&sampled_groups, problem.tree.leaves.len())
    {
        // Where sets are drawn shares can do without their bounds.
        if sampled_groups.iter().any(|sampled| sampled.ranked.is_none()) {
            return Err(error);
        }
        bounded = false;
    }
    let additive = evaluation.groups.iter().all(|group| group.bounds.is_some());
    if !additive {
        return plain(problem, evaluation, (sampled_groups, alone), ranked, (set_of, seed));
    }
    let mut builder = Builder::new(problem, classes);
    for sampled in sampled_groups.iter().filter(|sampled| sampled.ranked.is_some()) {
        let result = &evaluation.groups[sampled.group];
        builder.set = set_of.map_or(0, |set_of| set_of[sampled.group]);
        for place in &sampled.places {
            builder.row(result, *place, Sets::Drawn, &[])?;
        }
    }
    let (mut bounds_by_group, mut exact) = (Vec::new(), true);
    if bounded {
        builder.classes = set_classes.to_vec();
        let kind_of = kinds(problem).1;
        for sampled in &sampled_groups {
            let result = &evaluation.groups[sampled.group];
            builder.set = set_of.map_or(0, |set_of| set_of[sampled.group]);
            let (pair_bounds, reached) = builder.pair_bounds(result, &sampled.places, &kind_of)?;
            bounds_by_group.push(pair_bounds);
            exact &= reached;
        }
    }
    let scorer = match set_of {
        Some(_) => builder.finish_by_set(seed),
        None => builder.finish(seed),
    };
    Ok(ScoredRows {
        sampled_groups,
        alone,
        scorer,
        ranked,
        bounds_by_group: Arc::new(bounds_by_group),
        exact,
        fault: Arc::default(),
    })
}

/// The ranked rows of one group alone, and where a method that is prepared in every draw tells that
/// it could not be.
///
/// # Errors
/// As for [`rows`].
pub(crate) fn of_group(
    problem: &Problem,
    evaluation: &Evaluation,
    sampled: &SampledGroup,
    classes: &[Class],
    seed: u64,
) -> Result<(Box<dyn Scorer>, Arc<UndefinedDraw>)> {
    let result = &evaluation.groups[sampled.group];
    if result.bounds.is_none() {
        let by_itself = SampledGroup {
            places: sampled.places.clone(),
            ranked: Some(0..sampled.places.len()),
            ..*sampled
        };
        let groups = (vec![by_itself], Vec::new());
        let rows = plain(problem, evaluation, groups, sampled.places.len(), (None, seed))?;
        return Ok((rows.scorer, rows.fault));
    }
    let mut builder = Builder::new(problem, classes);
    for place in &sampled.places {
        builder.row(result, *place, Sets::Drawn, &[])?;
    }
    Ok((builder.finish(seed), Arc::default()))
}

/// Rows of methods without bounds: the prepared scorer where nothing is drawn, else the method
/// prepared anew in every draw.
fn plain(
    problem: &Problem,
    evaluation: &Evaluation,
    (sampled_groups, alone): (Vec<SampledGroup>, Vec<SampledGroup>),
    ranked: usize,
    (set_of, seed): (Option<&[usize]>, u64),
) -> Result<ScoredRows> {
    let criteria = problem.tree.leaves.len();
    let at_set = |group: usize, scorer: Box<dyn Scorer>| -> Box<dyn Scorer> {
        match set_of {
            Some(set_of) => Box::new(AtSet::new(scorer, set_of[group], criteria)),
            None => scorer,
        }
    };
    let mut parts: Vec<Box<dyn Scorer>> = Vec::new();
    let fault: Arc<UndefinedDraw> = Arc::default();
    for sampled in sampled_groups.iter().chain(&alone) {
        let result = &evaluation.groups[sampled.group];
        let rows: Vec<usize> =
            sampled.places.iter().filter_map(|place| result.row(*place)).collect();
        if sampled.has_draws {
            let redraw = Redraw::new(problem, evaluation, sampled.group, rows, seed, fault.clone());
            parts.push(at_set(sampled.group, Box::new(redraw)));
            continue;
        }
        match &result.values {
            Some(values) => {
                let own = Matrix::from_fn(rows.len(), values.columns(), |row, leaf| {
                    values.at(rows[row], leaf)
                });
                let linear = Linear::new(own.as_slice().to_vec(), rows.len());
                parts.push(at_set(sampled.group, Box::new(linear)));
            }
            // A method that is not a sum looks at the eligible alone, in their order, or at all.
            None => {
                let prepared =
                    evaluation.method.prepare(problem, &problem.groups[sampled.group])?;
                let scorer = prepared.scorer.ok_or_else(|| {
                    no_score(both("this method", "deze methode"), NO_SCORE, &problem.tree)
                })?;
                // A method that looks at no rival scores those that do not compete too.
                let scorer: Box<dyn Scorer> = match rows.len() == scorer.alternatives() {
                    true => scorer,
                    false => Box::new(Picked { scorer, rows }),
                };
                parts.push(at_set(sampled.group, scorer));
            }
        }
    }
    Ok(ScoredRows {
        sampled_groups,
        alone,
        scorer: Box::new(Joined(parts)),
        ranked,
        bounds_by_group: Arc::default(),
        exact: true,
        fault,
    })
}

/// Some rows of a scorer.
pub(crate) struct Picked {
    pub(crate) scorer: Box<dyn Scorer>,
    pub(crate) rows: Vec<usize>,
}

impl Scorer for Picked {
    fn alternatives(&self) -> usize {
        self.rows.len()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut all = vec![0.0; self.scorer.alternatives() * block];
        self.scorer.score(weights, block, &mut all);
        for (row, own) in self.rows.iter().zip(scores.chunks_exact_mut(block.max(1))) {
            own.copy_from_slice(&all[row * block..][..block]);
        }
    }
}

/// Scorers side by side: their rows one after the other.
pub(crate) struct Joined(pub(crate) Vec<Box<dyn Scorer>>);

impl Scorer for Joined {
    fn alternatives(&self) -> usize {
        self.0.iter().map(|part| part.alternatives()).sum()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut rest = scores;
        for part in &self.0 {
            let (own, others) = rest.split_at_mut(part.alternatives() * block);
            part.score(weights, block, own);
            rest = others;
        }
    }

    fn score_draws(&self, first: u64, weights: &[f64], block: usize, scores: &mut [f64]) {
        let mut rest = scores;
        for part in &self.0 {
            let (own, others) = rest.split_at_mut(part.alternatives() * block);
            part.score_draws(first, weights, block, own);
            rest = others;
        }
    }
}

/// What a row does with cells that rest on sets.
#[derive(Clone, Copy, PartialEq)]
enum Sets {
    /// There are none, or they are drawn.
    Drawn,
    /// Cells of sets alone are left out; where a drawn input meets sets, these shift as low as they
    /// can.
    Low,
    /// The same, as high as they can.
    High,
}

struct Builder<'a> {
    problem: &'a Problem,
    classes: Vec<Class>,
    /// Row by row, leaf by leaf.
    rows: Vec<Vec<DrawnCell>>,
    /// The set of weights of the rows that come next, and of each row.
    set: usize,
    sets: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn new(problem: &'a Problem, classes: &[Class]) -> Builder<'a> {
        Builder { problem, classes: classes.to_vec(), rows: Vec::new(), set: 0, sets: Vec::new() }
    }

    /// A row of an alternative; the leaves `without` count 0.
    fn row(
        &mut self,
        result: &GroupResult,
        place: PlaceInGroup,
        sets: Sets,
        without: &[usize],
    ) -> Result<usize> {
        let (Some(additive), Some(row)) = (&result.bounds, result.row(place)) else {
            return Err(no_score(
                both("this method", "deze methode"),
                NO_SCORE,
                &self.problem.tree,
            ));
        };
        let leaves = self.problem.tree.leaves.len();
        let mut cells: Vec<DrawnCell> =
            (0..leaves).map(|leaf| DrawnCell::Crisp(additive.known(row, leaf))).collect();
        for cell in additive.uncertain(row).filter(|cell| !without.contains(&cell.leaf)) {
            cells[cell.leaf] = self.cell(&cell, sets)?;
        }
        self.rows.push(cells);
        self.sets.push(self.set);
        Ok(self.rows.len() - 1)
    }

    fn cell(&self, cell: &UncertainCell, sets: Sets) -> Result<DrawnCell> {
        let is_set = |input: usize| self.classes[input] == Class::Set;
        let inputs: Vec<usize> = cell.inputs().collect();
        if inputs.iter().all(|input| is_set(*input)) && sets != Sets::Drawn {
            return Ok(DrawnCell::Crisp(0.0));
        }
        let value = curve(cell.value);
        let (mut offset, mut low, mut high) = (cell.offset, 0.0, 0.0);
        let mut shifts = Vec::new();
        for (input, shift) in &cell.shifts {
            if is_set(*input) {
                let of = self.problem.inputs[*input].spread;
                let (least, most) = shift.range(of.low, of.high);
                (low, high) = (low + least, high + most);
            } else {
                shifts.push((*input, curve(shift)));
            }
        }
        let base = cell.base.filter(|base| !is_set(*base));
        if let Some(base) = cell.base.filter(|base| is_set(*base)) {
            let of = self.problem.inputs[base].spread;
            (low, high) = (low + of.low, high + of.high);
        }
        if (low, high) != (0.0, 0.0) {
            let rises = cell.value.points().windows(2).all(|pair| pair[0].1 <= pair[1].1);
            let falls = cell.value.points().windows(2).all(|pair| pair[0].1 >= pair[1].1);
            offset += match (rises, falls, sets) {
                (true, _, Sets::Low) | (false, true, Sets::High) => low,
                (true, _, _) | (false, true, _) => high,
                (false, false, _) => {
                    return Err(Error::Undefined {
                        method: "weighted-sum".into(),
                        reason: both(
                            format!(
                                "criterion `{}` has a target, and a distribution meets a set in one of its cells",
                                self.problem.tree.leaves[cell.leaf].id
                            ),
                            format!(
                                "criterium `{}` heeft een streefwaarde, en in een van de cellen komen een verdeling en een bereik samen",
                                self.problem.tree.leaves[cell.leaf].id
                            ),
                        ),
                        remedy: both(
                            "--intervals uniform draws the set as a uniform distribution",
                            "--intervals uniform trekt het bereik als een uniforme verdeling",
                        ),
                    });
                }
            };
        }
        // An input that is always 0 stands for a base that is known, or a set.
        let input = base.unwrap_or(self.problem.inputs.len());
        Ok(DrawnCell::Drawn { input, offset, shifts, value })
    }

    fn pair_bounds(
        &mut self,
        result: &GroupResult,
        places: &[PlaceInGroup],
        kind_of: &[usize],
    ) -> Result<(PairwiseBounds, bool)> {
        let Some(additive) = &result.bounds else {
            return Err(no_score(
                both("this method", "deze methode"),
                NO_SCORE,
                &self.problem.tree,
            ));
        };
        let row_of = |place: PlaceInGroup| result.row(place).unwrap_or(0);
        let classes = self.classes.clone();
        let is_set = |input: usize| classes[input] == Class::Set;
        // The leaves of a row on which a drawn input meets a set, and the sets of each uncertain
        // cell.
        let sets_of = |place: PlaceInGroup| -> Vec<(usize, Vec<usize>, bool)> {
            additive
                .uncertain(row_of(place))
                .map(|cell| {
                    let inputs: Vec<usize> = cell.inputs().collect();
                    let sets: Vec<usize> =
                        inputs.iter().copied().filter(|input| is_set(*input)).collect();
                    let met = !sets.is_empty() && sets.len() < inputs.len();
                    (cell.leaf, sets, met)
                })
                .collect()
        };
        let sets: Vec<Vec<(usize, Vec<usize>, bool)>> =
            places.iter().map(|place| sets_of(*place)).collect();
        let meets = |at: usize, without: &[usize]| {
            sets[at].iter().any(|(leaf, _, met)| *met && !without.contains(leaf))
        };
        let mut whole = Vec::new();
        for (at, place) in places.iter().enumerate() {
            let low = self.row(result, *place, Sets::Low, &[])?;
            let high =
                if meets(at, &[]) { self.row(result, *place, Sets::High, &[])? } else { low };
            whole.push((low, high));
        }
        let mut exact = true;
        let mut pairs = Vec::new();
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let mut part = |of: usize, over: usize| -> Part {
                    let least = least(additive, row_of(places[of]), row_of(places[over]), &is_set);
                    exact &= least.1;
                    least.0
                };
                let (a_over_b, b_over_a) = (part(a, b), part(b, a));
                let common = additive.common(row_of(places[a]), row_of(places[b]));
                // A cell that cancels is left out of both rows where it would else stand at both
                // its ends.
                let cancels = [a, b]
                    .iter()
                    .any(|at| sets[*at].iter().any(|(leaf, _, met)| *met && common.contains(leaf)));
                let mut rows = |at: usize| -> Result<(usize, usize)> {
                    if !cancels {
                        return Ok(whole[at]);
                    }
                    let low = self.row(result, places[at], Sets::Low, &common)?;
                    let high = if meets(at, &common) {
                        self.row(result, places[at], Sets::High, &common)?
                    } else {
                        low
                    };
                    Ok((low, high))
                };
                let (a_rows, b_rows) = (rows(a)?, rows(b)?);
                // A set that meets a drawn input in one cell and stands in another too is taken at
                // different figures in the two.
                let uses = |set: usize| {
                    let differing = [a, b]
                        .into_iter()
                        .flat_map(|at| &sets[at])
                        .filter(|(leaf, ..)| !common.contains(leaf));
                    differing.filter(|(_, sets, _)| sets.contains(&set)).count()
                };
                let met = [a, b]
                    .into_iter()
                    .flat_map(|at| &sets[at])
                    .filter(|(leaf, _, met)| *met && !common.contains(leaf));
                exact &= met.flat_map(|(_, sets, _)| sets).all(|set| uses(*set) == 1);
                pairs.push(Pair { a, b, a_rows, b_rows, a_over_b, b_over_a });
            }
        }
        let kinds = places.iter().map(|place| kind_of[result.member(*place)]).collect();
        let eps =
            result.eps.max(TIE * largest(additive, places.iter().map(|place| row_of(*place))));
        Ok((PairwiseBounds { kinds, pairs, eps, set: self.set }, exact))
    }

    /// A scorer for each stretch of rows with the same set of weights, side by side.
    fn finish_by_set(mut self, seed: u64) -> Box<dyn Scorer> {
        let (sets, criteria) = (std::mem::take(&mut self.sets), self.problem.tree.leaves.len());
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let parts = sets.chunk_by(|a, b| a == b).map(|stretch| -> Box<dyn Scorer> {
            let rows = rows.by_ref().take(stretch.len()).collect();
            let part = Builder { rows, ..Builder::new(self.problem, &self.classes) };
            Box::new(AtSet::new(part.finish(seed), stretch[0], criteria))
        });
        Box::new(Joined(parts.collect()))
    }

    fn finish(self, seed: u64) -> Box<dyn Scorer> {
        let (m, leaves) = (self.rows.len(), self.problem.tree.leaves.len());
        let mut by_leaf: Vec<Vec<DrawnCell>> = (0..leaves).map(|_| Vec::with_capacity(m)).collect();
        for row in self.rows {
            row.into_iter().zip(&mut by_leaf).for_each(|(cell, column)| column.push(cell));
        }
        let cells: Vec<DrawnCell> = by_leaf.into_iter().flatten().collect();
        let crisp: Option<Vec<f64>> = cells
            .iter()
            .map(|cell| if let DrawnCell::Crisp(value) = cell { Some(*value) } else { None })
            .collect();
        if let Some(values) = crisp {
            return Box::new(Linear::new(values, m));
        }
        let inputs = 0..self.problem.inputs.len();
        let mut distributions: Vec<Distribution> =
            inputs.map(|input| distribution(self.problem, input)).collect();
        distributions.push(Distribution::Uniform { low: 0.0, high: 0.0 });
        Box::new(Inputs::new(seed, distributions, cells, m))
    }
}

fn least(additive: &Additive, a: usize, b: usize, is_set: &dyn Fn(usize) -> bool) -> (Part, bool) {
    let least = additive.least(a, b, is_set);
    (Part { linear: least.linear, least: least.least }, least.exact)
}

/// The largest value of some rows, for the tolerance of ties.
fn largest(additive: &Additive, rows: impl Iterator<Item = usize>) -> f64 {
    let nominal = additive.nominal();
    rows.flat_map(|row| (0..nominal.columns()).map(move |leaf| nominal.at(row, leaf).abs()))
        .fold(0.0, f64::max)
}

fn curve(curve: &problem::Curve) -> Curve {
    let logarithmic = curve.is_logarithmic();
    Curve { points: curve.points().to_vec(), extended: curve.extends(), logarithmic }
}
