//! A group in which some judgements have become unknown.
//!
//! What is not known ranges over its whole scale: the cell of a judgement loses its shifts, an
//! attribute takes any figure that adjustments know. A judgement that two of the alternatives share
//! keeps its shifts, for whatever it is they may tell the two apart. So the more is unknown, the
//! less is proved. What the case has no scale for cannot become unknown.

use crate::problem::{Group, PlaceInGroup, Problem, RowKeys, Spread};
use crate::proof::model::LinearScores;
use crate::proof::score_difference::ScoreDifference;
use crate::study::verify::claim_scope::ClaimScope;

/// The alternatives of a proof, with the inputs it may rest on.
pub(super) struct Loosened<'a> {
    pub(super) scene: &'a ClaimScope<'a>,
    /// The alternatives, as positions in the scene's model; pairs are of indices into these.
    pub(super) positions: Vec<usize>,
    /// What may become unknown: indices into the problem's inputs, in order.
    pub(super) inputs: Vec<usize>,
    /// What cannot, and is not unknown already.
    pub(super) fixed: Vec<usize>,
    /// The problem of these alternatives alone, or of their group where scales are the range of the
    /// data.
    base: Problem,
    /// Where each of `positions` stands in it.
    at: Vec<usize>,
    /// The same with every attribute unknown.
    no_attributes: Option<Problem>,
}

impl<'a> Loosened<'a> {
    pub(super) fn new(
        scene: &'a ClaimScope<'a>,
        positions: Vec<usize>,
        no_attributes: Option<&Problem>,
    ) -> Loosened<'a> {
        let problem = scene.problem();
        let members: Vec<usize> = positions.iter().map(|at| scene.member(*at)).collect();
        let scaled = problem.tree.leaves.iter().all(|leaf| leaf.scale.is_some());
        let mut kept = if scaled { members.clone() } else { scene.result.members().to_vec() };
        kept.sort_unstable();
        kept.dedup();
        let no_attributes = no_attributes
            .filter(|other| other.inputs.len() == problem.inputs.len())
            .map(|it| reduced(it, &kept));
        let mut base = reduced(problem, &kept);
        let at: Vec<usize> =
            members.iter().map(|member| kept.binary_search(member).unwrap_or(0)).collect();
        let leaves = problem.tree.leaves.len();
        let (mut inputs, mut fixed) = (Vec::new(), Vec::new());
        for (alternative, leaf) in
            at.iter().flat_map(|alternative| (0..leaves).map(move |leaf| (*alternative, leaf)))
        {
            let cell = base.cell(alternative, leaf);
            let scale = problem.tree.leaves[leaf].scale.is_some();
            let attributes =
                cell.shifts.iter().map(|shift| (shift.input, scale && no_attributes.is_some()));
            for (input, may) in std::iter::once((cell.input, scale)).chain(attributes) {
                if problem.inputs[input].quantity.is_unknown() {
                    continue;
                }
                if may { inputs.push(input) } else { fixed.push(input) }
            }
        }
        for list in [&mut inputs, &mut fixed] {
            list.sort_unstable();
            list.dedup();
        }
        inputs.retain(|input| !fixed.contains(input));
        if scene.nominal {
            base.inputs
                .iter_mut()
                .for_each(|input| input.spread = Spread::crisp(input.spread.nominal));
        }
        Loosened { scene, positions, inputs, fixed, base, at, no_attributes }
    }

    /// The inputs that a cell of one of the alternatives rests on, cell by cell.
    pub(super) fn cells(&self) -> Vec<Vec<usize>> {
        let leaves = self.base.tree.leaves.len();
        let cells = self.at.iter().flat_map(|at| (0..leaves).map(move |leaf| (*at, leaf)));
        let of = |(at, leaf): (usize, usize)| {
            let cell = self.base.cell(at, leaf);
            cell.inputs().collect()
        };
        cells.map(of).collect()
    }

    /// The leads of these pairs when the inputs marked in `unknown` are not known; `None` for a
    /// method without bounds.
    pub(super) fn score_differences(
        &self,
        unknown: &[bool],
        pairs: &[(usize, usize)],
    ) -> Option<Vec<ScoreDifference>> {
        let mut problem = self.base.clone();
        for (input, _) in self.inputs.iter().zip(unknown).filter(|(_, unknown)| **unknown) {
            self.forget(&mut problem, *input);
        }
        let prepared = self.scene.evaluation.method.prepare(&problem, &problem.groups[0]).ok()?;
        let (values, additive) = (prepared.values.as_ref()?, prepared.bounds.as_ref()?);
        let rows: Vec<usize> = self
            .at
            .iter()
            .map(|at| prepared.members.binary_search(at).ok())
            .collect::<Option<_>>()?;
        let places = self.at.iter().map(|at| PlaceInGroup::new(*at)).collect();
        let model = LinearScores::of(places, rows, values, Some(additive));
        Some(pairs.iter().map(|(a, b)| model.score_difference(*a, *b)).collect())
    }

    fn forget(&self, problem: &mut Problem, input: usize) {
        let leaves = problem.tree.leaves.len();
        let name = problem.inputs[input].name;
        if name < leaves {
            let Some(scale) = problem.tree.leaves[name].scale.clone() else { return };
            let (low, high) = scale.ends();
            problem.inputs[input].spread = Spread::between(low, high);
            let shared =
                self.at.iter().filter(|at| problem.cell(**at, name).input == input).count() > 1;
            for cell in problem.cells.iter_mut().filter(|cell| cell.input == input && !shared) {
                cell.shifts.clear();
                cell.limits = scale.limits();
            }
            return;
        }
        let Some(other) = &self.no_attributes else { return };
        problem.inputs[input].spread = other.inputs[input].spread;
        problem.inputs[input].quantity = other.inputs[input].quantity.clone();
        for (cell, unknown) in problem.cells.iter_mut().zip(&other.cells) {
            // A cell whose judgement is not known either has no shifts left.
            for shift in cell.shifts.iter_mut().filter(|shift| shift.input == input) {
                if let Some(unknown) =
                    unknown.shifts.iter().find(|it| it.adjustment == shift.adjustment)
                {
                    *shift = unknown.clone();
                }
            }
        }
    }
}

/// The problem of some alternatives in one group, without what only readers need.
fn reduced(problem: &Problem, kept: &[usize]) -> Problem {
    let mut tree = problem.tree.clone();
    tree.leaves.iter_mut().for_each(|leaf| leaf.anchors.clear());
    let mut inputs = problem.inputs.clone();
    inputs.iter_mut().for_each(|input| input.record = None);
    Problem {
        keys: problem.keys.clone(),
        rank_within: Vec::new(),
        tree,
        names: problem.names.clone(),
        rows: RowKeys::default(),
        inputs,
        alternatives: kept.iter().map(|member| problem.alternatives[*member].clone()).collect(),
        groups: vec![Group { values: Vec::new(), members: (0..kept.len()).collect(), whole: None }],
        cells: kept
            .iter()
            .flat_map(|member| problem.cells_of(*member).iter().cloned())
            .collect::<Vec<_>>()
            .into(),
        min_known: problem.min_known,
        levels_as_ratios: problem.levels_as_ratios,
        constraints: Vec::new(),
        preferences: Vec::new(),
        categories: Vec::new(),
        examples: Vec::new(),
        requirements: Vec::new(),
        adjustments: Vec::new(),
        claims: Vec::new(),
        // Leads are asked at weights of their own.
        group_weights: Vec::new(),
    }
}
