//! The scores of one group as a function of its factors, and what changes when one factor is
//! swapped between two draws.
//!
//! Where scores are sums of weight times value, a swapped input is worked out cell by cell: only
//! cells that read it change, and only the alternatives these belong to. Methods that look at the
//! whole column are prepared anew.

use super::factors::{Factor, What};
use super::ranks::{extent, rank_all, rank_moved};
use super::weights::Weights;
use crate::bounds::uncertain_cell::UncertainCell;
use crate::error::{Said, both};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::kernel::{Distribution, Scorer, rng};
use crate::method::Method;
use crate::method::prepared::Prepared;
use crate::problem::{Problem, Spread};

/// The streams of the choice of method and of normalization.
const METHOD: u64 = 1 << 48;
const NORMALIZATION: u64 = METHOD + 1;

/// A group and everything that varies in it.
pub(super) struct FactorScores<'a> {
    pub(super) problem: &'a Problem,
    pub(super) group: usize,
    pub(super) weights: &'a Weights,
    /// The factors in play.
    pub(super) factors: Vec<&'a Factor>,
    /// The inputs that are drawn, with their distributions.
    pub(super) inputs: Vec<(usize, Distribution)>,
    /// By input of the problem: the place of its factor in `factors`.
    pub(super) factor_of: Vec<usize>,
    /// How many methods and normalizations there are to choose from.
    pub(super) choices: [usize; 2],
    /// The ways of scoring, method by method, in each normalization by normalization.
    pub(super) ways: Vec<Scoring<'a>>,
    /// Eligible alternatives.
    pub(super) size: usize,
    pub(super) seed: u64,
}

/// A way of scoring.
pub(super) enum Scoring<'a> {
    /// Sums of weight times value.
    Linear(Linear<'a>),
    /// A scorer of weights alone, with its rows and how many it has.
    Fixed(&'a dyn Scorer, Vec<usize>, usize),
    /// A method that is prepared anew for every set of figures.
    Anew(&'a Method, Vec<usize>),
}

/// Values of cells, some of which follow from inputs.
pub(super) struct Linear<'a> {
    /// By alternative, then leaf; 0 where a cell follows from inputs.
    known: Vec<f64>,
    cells: Vec<FactorCell<'a>>,
    /// By factor: the cells that read its inputs, alternative by alternative.
    touched: Vec<Vec<usize>>,
}

struct FactorCell<'a> {
    alternative: usize,
    cell: UncertainCell<'a>,
}

/// Everything about one draw.
pub(super) struct Side {
    pub(super) local: Vec<f64>,
    weights: Vec<f64>,
    /// By input of the problem.
    figures: Vec<f64>,
    choice: [usize; 2],
    /// By alternative, then leaf, where scores are sums.
    pub(super) values: Vec<f64>,
    /// The method prepared at these figures, where it is prepared anew, with how many rows it has.
    prepared: Option<(Box<dyn Scorer>, usize)>,
    /// Scores, ranks, firsts.
    pub(super) outputs: Vec<f64>,
    /// The largest |score| and the best score.
    extent: (f64, f64),
}

/// Working memory.
pub(super) struct Scratch {
    problem: Option<Problem>,
    local: Vec<f64>,
    weights: Vec<f64>,
    figures: Vec<f64>,
    values: Vec<f64>,
    rows: Vec<f64>,
    moved: Vec<usize>,
    order: Vec<usize>,
}

impl<'a> Scoring<'a> {
    /// How a run scores a group in which inputs are drawn or not.
    pub(super) fn new(
        evaluation: &'a Evaluation<'a>,
        result: &'a GroupResult,
        drawn: bool,
        factor_of: &[usize],
        factors: usize,
    ) -> Scoring<'a> {
        let rows: Vec<usize> =
            result.eligible().iter().filter_map(|place| result.row(*place)).collect();
        match (&result.bounds, &result.values, &result.scorer) {
            (Some(additive), Some(values), _) => {
                let leaves = values.columns();
                let known = rows
                    .iter()
                    .flat_map(|row| (0..leaves).map(|leaf| additive.known(*row, leaf)))
                    .collect();
                let cell = |(alternative, row): (usize, &usize)| {
                    let of = move |cell: UncertainCell<'a>| FactorCell { alternative, cell };
                    additive.uncertain(*row).map(of).collect::<Vec<_>>()
                };
                let cells: Vec<FactorCell> = rows.iter().enumerate().flat_map(cell).collect();
                let mut touched = vec![Vec::new(); factors];
                for (at, cell) in cells.iter().enumerate() {
                    let mut of: Vec<usize> = cell
                        .cell
                        .inputs()
                        .map(|input| factor_of[input])
                        .filter(|it| *it < factors)
                        .collect();
                    of.sort_unstable();
                    of.dedup();
                    of.into_iter().for_each(|factor| touched[factor].push(at));
                }
                Scoring::Linear(Linear { known, cells, touched })
            }
            _ if drawn => Scoring::Anew(&evaluation.method, rows),
            (_, Some(values), _) => {
                let known = rows
                    .iter()
                    .flat_map(|row| (0..values.columns()).map(|leaf| values.at(*row, leaf)))
                    .collect();
                Scoring::Linear(Linear {
                    known,
                    cells: Vec::new(),
                    touched: vec![Vec::new(); factors],
                })
            }
            (_, None, Some(scorer)) => Scoring::Fixed(&**scorer, rows, scorer.alternatives()),
            // A method without a score was refused before.
            (_, None, None) => Scoring::Linear(Linear {
                known: Vec::new(),
                cells: Vec::new(),
                touched: Vec::new(),
            }),
        }
    }
}

impl FactorScores<'_> {
    pub(super) fn outputs(&self) -> usize {
        3 * self.size
    }

    fn leaves(&self) -> usize {
        self.problem.tree.leaves.len()
    }

    pub(super) fn side(&self) -> Side {
        Side {
            local: vec![0.0; self.weights.len()],
            weights: vec![0.0; self.leaves()],
            figures: self.problem.inputs.iter().map(|input| input.spread.nominal).collect(),
            choice: [0, 0],
            values: vec![0.0; self.size * self.leaves()],
            prepared: None,
            outputs: vec![0.0; self.outputs()],
            extent: (0.0, 0.0),
        }
    }

    pub(super) fn scratch(&self) -> Scratch {
        let anew = self.ways.iter().any(|way| matches!(way, Scoring::Anew(..)));
        Scratch {
            problem: anew.then(|| self.problem.clone()),
            local: vec![0.0; self.weights.len()],
            weights: vec![0.0; self.leaves()],
            figures: self.problem.inputs.iter().map(|input| input.spread.nominal).collect(),
            values: vec![0.0; self.size * self.leaves()],
            rows: Vec::new(),
            moved: Vec::new(),
            order: Vec::new(),
        }
    }

    fn way(&self, choice: [usize; 2]) -> &Scoring<'_> {
        &self.ways[choice[0] * self.choices[1] + choice[1]]
    }

    /// Whether the only way of scoring is a sum.
    pub(super) fn is_linear(&self) -> bool {
        matches!(self.ways[..], [Scoring::Linear(_)])
    }

    /// Draw everything: local weights are given, figures and choices follow from the number of the
    /// draw.
    ///
    /// # Errors
    /// Why the method is not defined for the figures drawn.
    pub(super) fn draw(
        &self,
        number: u64,
        local: &[f64],
        side: &mut Side,
        scratch: &mut Scratch,
    ) -> Result<(), Said> {
        side.local.copy_from_slice(local);
        self.weights.global(local, &mut side.weights);
        let uniform = |stream: u64| rng::uniform(rng::value(self.seed, number, stream, 0));
        for (input, distribution) in &self.inputs {
            side.figures[*input] = distribution.quantile(uniform(rng::INPUTS + *input as u64));
        }
        for (choice, (stream, of)) in
            side.choice.iter_mut().zip([METHOD, NORMALIZATION].into_iter().zip(self.choices))
        {
            *choice = if of > 1 { (uniform(stream) * of as f64) as usize } else { 0 };
        }
        side.prepared = None;
        match self.way(side.choice) {
            Scoring::Linear(linear) => {
                linear.values(self.leaves(), &side.figures, &mut side.values)
            }
            Scoring::Fixed(..) => {}
            Scoring::Anew(method, _) => {
                side.prepared = Some(self.prepare(method, &side.figures, scratch)?)
            }
        }
        let mut outputs = std::mem::take(&mut side.outputs);
        self.score(side, &side.weights, &mut outputs, &mut scratch.rows);
        rank_all(&mut outputs, &mut scratch.order);
        side.extent = extent(&outputs);
        side.outputs = outputs;
        Ok(())
    }

    /// The scores of a draw at other weights.
    fn score(&self, side: &Side, weights: &[f64], outputs: &mut [f64], rows: &mut Vec<f64>) {
        let scores = &mut outputs[..self.size];
        match self.way(side.choice) {
            Scoring::Linear(_) => sums(&side.values, weights, scores),
            Scoring::Fixed(scorer, of, all) => pick(*scorer, of, *all, weights, scores, rows),
            Scoring::Anew(_, of) => match &side.prepared {
                Some((scorer, all)) => pick(&**scorer, of, *all, weights, scores, rows),
                None => scores.fill(0.0),
            },
        }
    }

    /// The outputs of a draw with the local weights of one set replaced.
    pub(super) fn with_weights(
        &self,
        side: &Side,
        set: usize,
        own: &[f64],
        outputs: &mut [f64],
        scratch: &mut Scratch,
    ) {
        scratch.local.copy_from_slice(&side.local);
        scratch.local[self.weights.places(set)].copy_from_slice(own);
        self.weights.global(&scratch.local, &mut scratch.weights);
        self.score(side, &scratch.weights, outputs, &mut scratch.rows);
        rank_all(outputs, &mut scratch.order);
    }

    /// The outputs of a draw with one factor taken from another draw.
    ///
    /// # Errors
    /// Why the method is not defined for the figures.
    pub(super) fn swapped(
        &self,
        factor: usize,
        side: &Side,
        other: &Side,
        outputs: &mut [f64],
        scratch: &mut Scratch,
    ) -> Result<(), Said> {
        match &self.factors[factor].what {
            What::Weights { sets, .. } => {
                scratch.local.copy_from_slice(&side.local);
                for set in sets {
                    let places = self.weights.places(*set);
                    scratch.local[places.clone()].copy_from_slice(&other.local[places]);
                }
                self.weights.global(&scratch.local, &mut scratch.weights);
                self.score(side, &scratch.weights, outputs, &mut scratch.rows);
            }
            What::Inputs { inputs, .. } => match self.way(side.choice) {
                Scoring::Linear(linear) => {
                    self.move_inputs(linear, factor, side, other, outputs, scratch);
                    return Ok(());
                }
                // It reads no inputs that are drawn.
                Scoring::Fixed(..) => {
                    outputs.copy_from_slice(&side.outputs);
                    return Ok(());
                }
                Scoring::Anew(method, of) => {
                    let mut figures = std::mem::take(&mut scratch.figures);
                    figures.copy_from_slice(&side.figures);
                    inputs.iter().for_each(|input| figures[*input] = other.figures[*input]);
                    let prepared = self.prepare(method, &figures, scratch);
                    scratch.figures = figures;
                    let (scorer, all) = prepared?;
                    pick(
                        &*scorer,
                        of,
                        all,
                        &side.weights,
                        &mut outputs[..self.size],
                        &mut scratch.rows,
                    );
                }
            },
            What::Method => {
                self.choose([other.choice[0], side.choice[1]], side, outputs, scratch)?
            }
            What::Normalization => {
                self.choose([side.choice[0], other.choice[1]], side, outputs, scratch)?
            }
        }
        rank_all(outputs, &mut scratch.order);
        Ok(())
    }

    /// Score a draw another way.
    fn choose(
        &self,
        choice: [usize; 2],
        side: &Side,
        outputs: &mut [f64],
        scratch: &mut Scratch,
    ) -> Result<(), Said> {
        if choice == side.choice {
            outputs.copy_from_slice(&side.outputs);
            return Ok(());
        }
        let scores = &mut outputs[..self.size];
        match self.way(choice) {
            Scoring::Linear(linear) => {
                linear.values(self.leaves(), &side.figures, &mut scratch.values);
                sums(&scratch.values, &side.weights, scores);
            }
            Scoring::Fixed(scorer, of, all) => {
                pick(*scorer, of, *all, &side.weights, scores, &mut scratch.rows)
            }
            Scoring::Anew(method, of) => {
                let (scorer, all) = self.prepare(method, &side.figures, scratch)?;
                pick(&*scorer, of, all, &side.weights, scores, &mut scratch.rows);
            }
        }
        Ok(())
    }

    /// Where scores are sums: what each member of a set is worth to each alternative in a draw,
    /// member by member, and the scores without the set.
    pub(super) fn worth(&self, side: &Side, set: usize) -> (Vec<f64>, Vec<f64>) {
        let (size, leaves) = (self.size, self.leaves());
        let mut worth = vec![0.0; self.weights.branches(set).len() * size];
        let mut rest = vec![0.0; size];
        for (leaf, below) in self.weights.below(set, &side.local).enumerate() {
            let (sums, weight) = match below {
                Some((member, weight)) => (&mut worth[member * size..(member + 1) * size], weight),
                None => (&mut rest[..], side.weights[leaf]),
            };
            sums.iter_mut()
                .enumerate()
                .for_each(|(at, sum)| *sum += weight * side.values[at * leaves + leaf]);
        }
        (worth, rest)
    }

    fn move_inputs(
        &self,
        linear: &Linear,
        factor: usize,
        side: &Side,
        other: &Side,
        outputs: &mut [f64],
        scratch: &mut Scratch,
    ) {
        let n = self.size;
        outputs[..n].copy_from_slice(&side.outputs[..n]);
        scratch.moved.clear();
        let at = |input: usize| {
            if self.factor_of[input] == factor { other.figures[input] } else { side.figures[input] }
        };
        for cell in linear.touched[factor].iter().map(|at| &linear.cells[*at]) {
            let change =
                cell.cell.at(at) - side.values[cell.alternative * self.leaves() + cell.cell.leaf];
            if change != 0.0 {
                outputs[cell.alternative] += side.weights[cell.cell.leaf] * change;
                // Cells lie alternative by alternative.
                if scratch.moved.last() != Some(&cell.alternative) {
                    scratch.moved.push(cell.alternative);
                }
            }
        }
        if scratch.moved.len() <= 1 + n / 16 {
            rank_moved(outputs, &side.outputs, side.extent, &scratch.moved);
        } else {
            rank_all(outputs, &mut scratch.order);
        }
    }

    /// Prepare a method for these figures.
    fn prepare(
        &self,
        method: &Method,
        figures: &[f64],
        scratch: &mut Scratch,
    ) -> Result<(Box<dyn Scorer>, usize), Said> {
        let Some(drawn) = &mut scratch.problem else {
            return Err(both("nothing is drawn", "er is niets getrokken"));
        };
        let (leaves, group) = (self.leaves(), &self.problem.groups[self.group]);
        for member in &group.members {
            for cell in &mut drawn.cells[member * leaves..(member + 1) * leaves] {
                let shift = |shift: &crate::problem::Shift| match self.factor_of[shift.input]
                    < self.factors.len()
                {
                    true => shift.curve.at(figures[shift.input]),
                    false => shift.nominal,
                };
                let figure = figures[cell.input] + cell.shifts.iter().map(shift).sum::<f64>();
                cell.spread = Spread::crisp(figure).cut(cell.limits.0, cell.limits.1);
            }
        }
        let Prepared { members, scorer, .. } =
            method.prepare(drawn, group).map_err(|error| error.said())?;
        scorer
            .map(|scorer| (scorer, members.len()))
            .ok_or_else(|| both("its answer is no score", "het antwoord ervan is geen score"))
    }
}

impl Linear<'_> {
    fn values(&self, leaves: usize, figures: &[f64], values: &mut [f64]) {
        values.copy_from_slice(&self.known);
        for cell in &self.cells {
            values[cell.alternative * leaves + cell.cell.leaf] =
                cell.cell.at(|input| figures[input]);
        }
    }
}

/// Scores as sums of weight times value.
fn sums(values: &[f64], weights: &[f64], scores: &mut [f64]) {
    for (score, values) in scores.iter_mut().zip(values.chunks_exact(weights.len().max(1))) {
        *score = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    }
}

/// The scores of some rows of a scorer.
fn pick(
    scorer: &dyn Scorer,
    of: &[usize],
    all: usize,
    weights: &[f64],
    scores: &mut [f64],
    rows: &mut Vec<f64>,
) {
    rows.resize(all, 0.0);
    scorer.score(weights, 1, rows);
    scores.iter_mut().zip(of).for_each(|(score, row)| *score = rows[*row]);
}
