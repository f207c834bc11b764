//! Inputs at which several leads are as wanted at once.
//!
//! Each pair of alternatives has inputs of its own at which one leads most; a rank needs one set of inputs for all rivals. Where every
//! input moves all leads the same way these are its ends, found by moving one input after the other; where rivals pull a shared
//! input in different directions, figures in between are tried too. What is found is a witness; that nothing is found proves nothing.

use super::model::{Model, dot};
use crate::method::UncertainCell;
use crate::problem::{Matrix, Problem, Spread};

/// The uncertain cells of a group, by input.
pub(in crate::study) struct Joint<'a> {
    /// Uncertain inputs: indices into the problem's.
    pub(in crate::study) inputs: Vec<usize>,
    spreads: Vec<Spread>,
    /// Those that are texts, of which there is none between two.
    texts: Vec<bool>,
    /// Values of cells that are known; 0 elsewhere.
    known: Matrix,
    cells: Vec<Uncertain<'a>>,
    /// By input: its cells.
    uses: Vec<Vec<usize>>,
}

/// A cell of an alternative, its inputs counted among those of the group.
struct Uncertain<'a> {
    alternative: usize,
    cell: UncertainCell<'a>,
}

/// What is wanted of an alternative's leads.
pub(in crate::study) struct Wanted<'a> {
    pub(in crate::study) alternative: usize,
    /// The rivals.
    pub(in crate::study) rivals: &'a [usize],
    /// Whether the rivals are to be ahead; else not to be.
    pub(in crate::study) ahead: bool,
}

/// Rounds over all inputs.
const ROUNDS: usize = 6;

impl<'a> Joint<'a> {
    /// `None` where nothing is uncertain.
    pub(in crate::study) fn new(problem: &Problem, model: &Model<'a>) -> Option<Joint<'a>> {
        let additive = model.additive?;
        let mut cells: Vec<Uncertain> = Vec::new();
        for (alternative, row) in model.rows.iter().enumerate() {
            cells.extend(additive.uncertain(*row).map(|cell| Uncertain { alternative, cell }));
        }
        let mut inputs: Vec<usize> = cells.iter().flat_map(|it| it.cell.inputs()).collect();
        inputs.sort_unstable();
        inputs.dedup();
        let at = |input: usize| inputs.binary_search(&input).unwrap_or(0);
        for Uncertain { cell, .. } in &mut cells {
            cell.base = cell.base.map(at);
            cell.shifts.iter_mut().for_each(|shift| shift.0 = at(shift.0));
        }
        let mut uses = vec![Vec::new(); inputs.len()];
        for (index, it) in cells.iter().enumerate() {
            it.cell.inputs().for_each(|input| uses[input].push(index));
        }
        let spreads = inputs.iter().map(|input| problem.inputs[*input].spread).collect();
        let texts = inputs.iter().map(|input| problem.inputs[*input].quantity.texts().is_some()).collect();
        let known = Matrix::from_fn(model.len(), model.values.columns(), |a, leaf| additive.known(model.rows[a], leaf));
        Some(Joint { inputs, spreads, texts, known, cells, uses })
    }

    /// The figures to start from.
    pub(in crate::study) fn nominal(&self) -> Vec<f64> {
        self.spreads.iter().map(|spread| spread.nominal).collect()
    }

    /// The values of all alternatives when the inputs have these figures.
    pub(in crate::study) fn values(&self, figures: &[f64]) -> Matrix {
        let (m, n) = (self.known.rows(), self.known.columns());
        let mut all: Vec<f64> = (0..m * n).map(|at| self.known.at(at / n, at % n)).collect();
        self.cells.iter().for_each(|it| all[it.alternative * n + it.cell.leaf] += it.cell.at(|input| figures[input]));
        Matrix::from_fn(m, n, |a, leaf| all[a * n + leaf])
    }

    /// Whether figures were found at which all that is wanted holds at these weights, and the nearest to it that were, starting from `figures`.
    pub(in crate::study) fn find(
        &self,
        model: &Model,
        weights: &[f64],
        wanted: &Wanted,
        mut figures: Vec<f64>,
    ) -> (bool, Vec<f64>) {
        let values = self.values(&figures);
        let leaves: Vec<usize> = (0..values.columns()).collect();
        let score = |a: usize| leaves.iter().map(|leaf| weights[*leaf] * values.at(a, *leaf)).sum::<f64>();
        let mut scores: Vec<f64> = (0..values.rows()).map(score).collect();
        let eps = dot(&model.ties, weights);
        let margin = |scores: &[f64], rival: usize| {
            let lead = scores[wanted.alternative] - scores[rival];
            if wanted.ahead { -lead - eps } else { lead + eps }
        };
        // First the sum of all margins, which brings inputs that serve all rivals to their ends; then only what is missing.
        let worth = |scores: &[f64], missing: bool| {
            let margins = wanted.rivals.iter().map(|rival| margin(scores, *rival));
            if missing { margins.map(|margin| margin.min(0.0)).sum::<f64>() } else { margins.sum::<f64>() }
        };
        let met = |scores: &[f64]| {
            wanted.rivals.iter().all(|rival| {
                let margin = margin(scores, *rival);
                if wanted.ahead { margin > 0.0 } else { margin >= 0.0 }
            })
        };
        for round in 0..2 * ROUNDS {
            if met(&scores) {
                return (true, figures);
            }
            let missing = round >= 2;
            let mut moved = false;
            for input in 0..figures.len() {
                let before = figures[input];
                let mut best = (worth(&scores, missing), before, scores.clone());
                let mut tried: Vec<(f64, Vec<f64>)> = Vec::new();
                let attempt = |x: f64, figures: &mut Vec<f64>, best: &mut (f64, f64, Vec<f64>)| {
                    let there = self.moved(input, x, figures, &scores, weights);
                    let worth = worth(&there, missing);
                    if worth > best.0 + 1e-15 * best.0.abs() {
                        *best = (worth, x, there.clone());
                    }
                    there
                };
                for x in self.stands(input, &figures) {
                    let there = attempt(x, &mut figures, &mut best);
                    tried.push((x, there));
                }
                if missing && !self.texts[input] {
                    // Where a margin passes 0 between two figures.
                    for pair in tried.windows(2) {
                        for rival in wanted.rivals {
                            let (from, to) = (margin(&pair[0].1, *rival), margin(&pair[1].1, *rival));
                            if from.min(to) < 0.0 && from.max(to) > 0.0 {
                                let x = pair[0].0 + (pair[1].0 - pair[0].0) * from / (from - to);
                                attempt(x, &mut figures, &mut best);
                            }
                        }
                    }
                }
                moved |= best.1 != before;
                figures[input] = best.1;
                scores = best.2;
            }
            if !moved && missing {
                break;
            }
        }
        (met(&scores), figures)
    }

    /// The scores once an input has another figure.
    fn moved(&self, input: usize, x: f64, figures: &mut [f64], scores: &[f64], weights: &[f64]) -> Vec<f64> {
        let mut out = scores.to_vec();
        let before = figures[input];
        for cell in &self.uses[input] {
            let Uncertain { alternative, cell } = &self.cells[*cell];
            let from = cell.at(|input| figures[input]);
            figures[input] = x;
            out[*alternative] += weights[cell.leaf] * (cell.at(|input| figures[input]) - from);
            figures[input] = before;
        }
        out
    }

    /// Figures at which something bends as one input moves, in order: its ends, and the bends of its own curves and of the values it feeds.
    fn stands(&self, input: usize, figures: &[f64]) -> Vec<f64> {
        let Spread { low, high, nominal } = self.spreads[input];
        if self.texts[input] {
            return (low as usize..=high as usize).map(|text| text as f64).collect();
        }
        let mut out = vec![low, high, nominal];
        for cell in self.uses[input].iter().map(|cell| &self.cells[*cell].cell) {
            if cell.base == Some(input) {
                let shifted = cell.offset + cell.shifts.iter().map(|(at, curve)| curve.at(figures[*at])).sum::<f64>();
                out.extend(cell.value.bends().map(|bend| bend - shifted));
            }
            out.extend(cell.shifts.iter().filter(|(at, _)| *at == input).flat_map(|(_, curve)| curve.bends()));
        }
        out.retain(|x| low <= *x && *x <= high);
        out.sort_by(f64::total_cmp);
        out.dedup();
        out
    }
}
