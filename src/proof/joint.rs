//! Inputs at which several leads are as wanted at once.
//!
//! Each pair of alternatives has inputs of its own at which one leads most; a rank needs one set of
//! inputs for all rivals. Where every input moves all leads the same way these are its ends, found
//! by moving one input after the other; where rivals pull a shared input in different directions,
//! figures in between are tried too. What is found is a witness; that nothing is found proves
//! nothing.

use crate::bounds::uncertain_cell::UncertainCell;
use crate::lp::dot;
use crate::problem::{Matrix, Problem, Spread};
use crate::proof::model::LinearScores;
use crate::proof::most::Effort;
use crate::tolerance::NO_GAIN;

/// The uncertain cells of a group, by input.
pub(crate) struct JointInputs<'a> {
    /// Uncertain inputs: indices into the problem's.
    pub(crate) inputs: Vec<usize>,
    spreads: Vec<Spread>,
    /// Those that are texts, of which there is none between two.
    texts: Vec<bool>,
    /// Values of cells that are known; 0 elsewhere.
    known: Matrix,
    cells: Vec<Uncertain<'a>>,
    /// By input: its cells.
    uses: Vec<Vec<usize>>,
    /// By input: the alternatives of these.
    touches: Vec<Vec<usize>>,
}

/// A cell of an alternative, its inputs counted among those of the group.
struct Uncertain<'a> {
    alternative: usize,
    cell: UncertainCell<'a>,
}

/// What is wanted of an alternative's leads.
pub(crate) struct RankTarget<'a> {
    pub(crate) alternative: usize,
    /// The rivals.
    pub(crate) rivals: &'a [usize],
    /// Whether the rivals are to be ahead; else not to be.
    pub(crate) ahead: bool,
}

/// What is wanted, and how it stands.
struct TargetState<'a> {
    wanted: &'a RankTarget<'a>,
    /// By alternative.
    is_wanted: Vec<bool>,
    /// How large a tie is.
    eps: f64,
    scores: Vec<f64>,
    /// Whether only what is missing counts.
    missing: bool,
}

impl TargetState<'_> {
    /// How far a rival is where it is wanted; at least 0 (above, if it is to be ahead) where it is.
    fn margin(&self, own: f64, rival: f64) -> f64 {
        let score_difference = own - rival;
        if self.wanted.ahead { -score_difference - self.eps } else { score_difference + self.eps }
    }

    fn is_met(&self) -> bool {
        let own = self.scores[self.wanted.alternative];
        self.wanted.rivals.iter().all(|rival| {
            let margin = self.margin(own, self.scores[*rival]);
            if self.wanted.ahead { margin > 0.0 } else { margin >= 0.0 }
        })
    }

    fn counted(&self, margin: f64) -> f64 {
        if self.missing { margin.min(0.0) } else { margin }
    }

    fn worth(&self) -> f64 {
        let own = self.scores[self.wanted.alternative];
        self.wanted
            .rivals
            .iter()
            .map(|rival| self.counted(self.margin(own, self.scores[*rival])))
            .sum()
    }

    /// What is gained once these have other scores.
    fn gain(&self, there: &[(usize, f64)]) -> f64 {
        let own = self.scores[self.wanted.alternative];
        let moved = |at: usize| there.iter().find(|it| it.0 == at).map(|it| it.1);
        let one = |own_then: f64, rival: usize, then: f64| {
            self.counted(self.margin(own_then, then))
                - self.counted(self.margin(own, self.scores[rival]))
        };
        match moved(self.wanted.alternative) {
            Some(own_then) => {
                let then = |rival: usize| moved(rival).unwrap_or(self.scores[rival]);
                self.wanted.rivals.iter().map(|rival| one(own_then, *rival, then(*rival))).sum()
            }
            None => there
                .iter()
                .filter(|(at, _)| self.is_wanted[*at])
                .map(|(at, then)| one(own, *at, *then))
                .sum(),
        }
    }

    /// Figures between two at which a margin passes 0.
    fn crossings(
        &self,
        from: &(f64, Vec<(usize, f64)>),
        to: &(f64, Vec<(usize, f64)>),
    ) -> Vec<f64> {
        let score = |there: &[(usize, f64)], at: usize| {
            there.iter().find(|it| it.0 == at).map_or(self.scores[at], |it| it.1)
        };
        let own = [&from.1, &to.1].map(|there| score(there, self.wanted.alternative));
        let crossing = |rival: usize| {
            let (a, b) = (
                self.margin(own[0], score(&from.1, rival)),
                self.margin(own[1], score(&to.1, rival)),
            );
            (a.min(b) < 0.0 && a.max(b) > 0.0).then(|| from.0 + (to.0 - from.0) * a / (a - b))
        };
        if from.1.iter().any(|(at, _)| *at == self.wanted.alternative) {
            return self.wanted.rivals.iter().filter_map(|rival| crossing(*rival)).collect();
        }
        from.1
            .iter()
            .filter(|(at, _)| self.is_wanted[*at])
            .filter_map(|(at, _)| crossing(*at))
            .collect()
    }
}

/// So many crossings are tried one by one.
const MOST_CROSSINGS: usize = 16;

/// Rounds over all inputs.
const ROUNDS: usize = 6;

impl<'a> JointInputs<'a> {
    /// `None` where nothing is uncertain.
    pub(crate) fn new(problem: &Problem, model: &LinearScores<'a>) -> Option<JointInputs<'a>> {
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
        let texts =
            inputs.iter().map(|input| problem.inputs[*input].quantity.texts().is_some()).collect();
        let known = Matrix::from_fn(model.len(), model.values.columns(), |a, leaf| {
            additive.known(model.rows[a], leaf)
        });
        let touched = |uses: &Vec<usize>| {
            let mut out: Vec<usize> = uses.iter().map(|cell| cells[*cell].alternative).collect();
            out.dedup();
            out
        };
        let touches = uses.iter().map(touched).collect();
        Some(JointInputs { inputs, spreads, texts, known, cells, uses, touches })
    }

    /// The figures to start from.
    pub(crate) fn nominal(&self) -> Vec<f64> {
        self.spreads.iter().map(|spread| spread.nominal).collect()
    }

    /// The values of all alternatives when the inputs have these figures.
    pub(crate) fn values(&self, figures: &[f64]) -> Matrix {
        let (m, n) = (self.known.rows(), self.known.columns());
        let mut all: Vec<f64> = (0..m * n).map(|at| self.known.at(at / n, at % n)).collect();
        self.cells.iter().for_each(|it| {
            all[it.alternative * n + it.cell.leaf] += it.cell.at(|input| figures[input])
        });
        Matrix::from_fn(m, n, |a, leaf| all[a * n + leaf])
    }

    /// Whether figures were found at which all that is wanted holds at these weights, and the
    /// nearest to it that were, starting from `figures`.
    pub(crate) fn find(
        &self,
        model: &LinearScores,
        weights: &[f64],
        wanted: &RankTarget,
        mut figures: Vec<f64>,
        effort: Effort,
    ) -> (bool, Vec<f64>) {
        let values = self.values(&figures);
        let score = |a: usize| {
            (0..values.columns()).map(|leaf| weights[leaf] * values.at(a, leaf)).sum::<f64>()
        };
        let scores: Vec<f64> = (0..values.rows()).map(score).collect();
        let mut is_wanted = vec![false; scores.len()];
        wanted.rivals.iter().for_each(|rival| is_wanted[*rival] = true);
        let mut sight = TargetState {
            wanted,
            is_wanted,
            eps: dot(&model.ties, weights),
            scores,
            missing: false,
        };
        let concerns = |input: &usize| {
            self.touches[*input].iter().any(|at| *at == wanted.alternative || sight.is_wanted[*at])
        };
        let inputs: Vec<usize> = (0..figures.len()).filter(concerns).collect();
        for round in 0..2 * ROUNDS {
            if sight.is_met() {
                return (true, figures);
            }
            // First the sum of all margins, which brings inputs that serve all rivals to their
            // ends; then only what is missing.
            sight.missing = round >= 2;
            let size = sight.worth().abs();
            let mut moved = false;
            for input in &inputs {
                if effort.is_over() {
                    return (sight.is_met(), figures);
                }
                moved |= self.better(*input, weights, &mut sight, &mut figures, size);
            }
            if !moved && sight.missing {
                break;
            }
        }
        (sight.is_met(), figures)
    }

    /// Move one input to where it is worth most; whether that is elsewhere.
    fn better(
        &self,
        input: usize,
        weights: &[f64],
        sight: &mut TargetState,
        figures: &mut [f64],
        size: f64,
    ) -> bool {
        let before = figures[input];
        let mut best = (0.0, before, Vec::new());
        let attempt = |x: f64, figures: &mut [f64], best: &mut (f64, f64, Vec<(usize, f64)>)| {
            let there = self.moved(input, x, figures, &sight.scores, weights);
            let gain = sight.gain(&there);
            if gain > best.0 + NO_GAIN * size {
                *best = (gain, x, there.clone());
            }
            (gain, there)
        };
        let stands = self.stands(input, figures);
        let tried: Vec<(f64, Vec<(usize, f64)>)> =
            stands.iter().map(|x| (*x, attempt(*x, figures, &mut best).1)).collect();
        // Between two texts there is none.
        if sight.missing && !self.texts[input] {
            for pair in tried.windows(2) {
                // Where a margin passes 0 between two figures. Between these the worth bends
                // downwards only, so of many such places the best is found by halving.
                let mut crossings = sight.crossings(&pair[0], &pair[1]);
                crossings.sort_by(f64::total_cmp);
                let (mut from, mut to) = (0, crossings.len());
                while to - from > MOST_CROSSINGS {
                    let middle = (from + to) / 2;
                    let here = attempt(crossings[middle], figures, &mut best).0;
                    let next = attempt(crossings[middle + 1], figures, &mut best).0;
                    if here < next { from = middle + 1 } else { to = middle + 1 }
                }
                for x in &crossings[from..to] {
                    attempt(*x, figures, &mut best);
                }
            }
        }
        let (_, x, there) = best;
        figures[input] = x;
        there.into_iter().for_each(|(at, score)| sight.scores[at] = score);
        x != before
    }

    /// The scores that differ once an input has another figure.
    fn moved(
        &self,
        input: usize,
        x: f64,
        figures: &mut [f64],
        scores: &[f64],
        weights: &[f64],
    ) -> Vec<(usize, f64)> {
        let mut out: Vec<(usize, f64)> =
            self.touches[input].iter().map(|at| (*at, scores[*at])).collect();
        let before = figures[input];
        for cell in &self.uses[input] {
            let Uncertain { alternative, cell } = &self.cells[*cell];
            let from = cell.at(|input| figures[input]);
            figures[input] = x;
            let by = weights[cell.leaf] * (cell.at(|input| figures[input]) - from);
            figures[input] = before;
            out.iter_mut().filter(|(at, _)| at == alternative).for_each(|(_, score)| *score += by);
        }
        out
    }

    /// Figures at which something bends as one input moves, in order: its ends, and the bends of
    /// its own curves and of the values it feeds.
    fn stands(&self, input: usize, figures: &[f64]) -> Vec<f64> {
        let Spread { low, high, nominal } = self.spreads[input];
        if self.texts[input] {
            return (low as usize..=high as usize).map(|text| text as f64).collect();
        }
        let mut out = vec![low, high, nominal];
        for cell in self.uses[input].iter().map(|cell| &self.cells[*cell].cell) {
            if cell.base == Some(input) {
                let shifted = cell.offset
                    + cell.shifts.iter().map(|(at, curve)| curve.at(figures[*at])).sum::<f64>();
                out.extend(cell.value.bends().map(|bend| bend - shifted));
            }
            out.extend(
                cell.shifts
                    .iter()
                    .filter(|(at, _)| *at == input)
                    .flat_map(|(_, curve)| curve.bends()),
            );
        }
        out.retain(|x| low <= *x && *x <= high);
        out.sort_by(f64::total_cmp);
        out.dedup();
        out
    }
}
