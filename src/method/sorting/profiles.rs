//! What methods with profiles look at: the figures of the alternatives and those of the profiles of
//! the categories, turned so that more is better.

use crate::error::Result;
use crate::kernel::Scorer;
use crate::method::outranking::preference::Figure;
use crate::method::prepared::{
    LimitTest, LimitTests, MethodNote, NativeFigures, Prepared, ScoreEnds, Sorting,
};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::problem::{Direction, Group, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which figures of the alternatives are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The nominal ones.
    Nominal,
    /// The worst that each can be.
    Worst,
    /// The best that each can be.
    Best,
}

/// What the profiles of the categories are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Profiles {
    /// Lower limits, of all categories but the worst.
    #[default]
    Limiting,
    /// Figures that are typical of their category, the worst among them.
    Central,
}

/// The alternatives of a group and the profiles of the categories.
pub(super) struct Profiled<'a> {
    problem: &'a Problem,
    pub(super) members: Vec<usize>,
    /// By profile, the worst first: a figure for each leaf.
    pub(super) profiles: Vec<Vec<Figure>>,
    notes: Vec<MethodNote>,
}

/// Whether a leaf is better the more.
fn sign(direction: Direction) -> f64 {
    if direction == Direction::Min { -1.0 } else { 1.0 }
}

/// Whether all figures of an alternative can be at their worst together, and at their best: where
/// none that is not sure is shifted by another, and no two rest on the same input.
pub(super) fn ends_are_reached(problem: &Problem, members: &[usize]) -> bool {
    members.iter().all(|member| {
        let mut seen = BTreeSet::new();
        let open = |leaf: &usize| !problem.spread(*member, *leaf).is_crisp();
        (0..problem.tree.leaves.len()).filter(open).all(|leaf| {
            let cell = problem.cell(*member, leaf);
            cell.shifts.is_empty() && seen.insert(cell.input)
        })
    })
}

impl<'a> Profiled<'a> {
    /// A category hangs on no rival, so all alternatives of the group are looked at, also those
    /// that do not compete.
    ///
    /// # Errors
    /// [`crate::Error::Undefined`] for a target, and where the problem has no categories or these
    /// have no profiles of the kind that is asked for.
    pub(super) fn new(
        problem: &'a Problem,
        group: &Group,
        method: &Sheet,
        kind: Profiles,
    ) -> Result<Profiled<'a>> {
        let leaves = &problem.tree.leaves;
        let target =
            |leaf: &&crate::problem::Criterion| matches!(leaf.direction, Direction::Target(_));
        if let Some(criterion) = leaves.iter().find(target) {
            return Err(remedy::target(method, &problem.tree, criterion));
        }
        if problem.categories.len() < 2 {
            return Err(remedy::no_categories(method, &problem.tree));
        }
        let profile = |figures: &Vec<f64>| {
            let figures = leaves.iter().zip(figures);
            let one = |(leaf, x): (&crate::problem::Criterion, &f64)| Figure {
                x: sign(leaf.direction) * x,
                computed: false,
            };
            figures.map(one).collect()
        };
        let all: Vec<Option<Vec<Figure>>> = problem
            .categories
            .iter()
            .map(|category| category.profile.as_ref().map(profile))
            .collect();
        if all[1..].iter().any(Option::is_none) {
            return Err(remedy::no_profiles(method));
        }
        match (kind, all[0].is_some()) {
            (Profiles::Limiting, true) => return Err(remedy::central_profiles(method)),
            (Profiles::Central, false) => return Err(remedy::no_central_profile(method)),
            _ => {}
        }
        let profiles = all.into_iter().flatten().collect();
        let ignored = (0..leaves.len()).filter(|leaf| leaves[*leaf].value.is_some());
        Ok(Profiled {
            problem,
            members: group.members.clone(),
            profiles,
            notes: ignored.map(|leaf| MethodNote::ValueIgnored { leaf }).collect(),
        })
    }

    /// Leaf by leaf within an alternative, alternative by alternative.
    pub(super) fn figures(&self, at: At) -> Vec<Vec<Figure>> {
        let leaves = &self.problem.tree.leaves;
        let figure = |member: usize, leaf: usize| {
            let spread = self.problem.spread(member, leaf);
            let listed = self.problem.cells.listed(member, leaf, leaves.len());
            let shifted = listed.is_some_and(|cell| !cell.shifts.is_empty());
            let direction = leaves[leaf].direction;
            let x = match (at, direction) {
                (At::Nominal, _) => spread.nominal,
                (At::Worst, Direction::Min) | (At::Best, Direction::Max) => spread.high,
                (At::Worst, _) | (At::Best, _) => spread.low,
            };
            let computed = shifted || at == At::Nominal && !spread.is_crisp();
            Figure { x: sign(direction) * x, computed }
        };
        let row = |member: &usize| (0..leaves.len()).map(|leaf| figure(*member, leaf)).collect();
        self.members.iter().map(row).collect()
    }

    /// Whether every figure is one number.
    fn is_crisp(&self) -> bool {
        self.problem.cells.is_plain()
            || self.members.iter().all(|member| self.problem.is_crisp(*member))
    }

    fn ends_are_reached(&self) -> bool {
        ends_are_reached(self.problem, &self.members)
    }

    /// How categories hang on weights: `test` says it of an alternative and a profile.
    pub(super) fn limit_tests(
        &self,
        test: impl Fn(&[Figure], &[Figure]) -> LimitTest,
    ) -> LimitTests {
        let of = |at: At| {
            let rows = self.figures(at);
            let limit = |profile: &Vec<Figure>| rows.iter().map(|row| test(row, profile)).collect();
            self.profiles.iter().map(limit).collect()
        };
        LimitTests { worst: of(At::Worst), best: of(At::Best) }
    }

    /// The preparation: `scorer` makes a scorer of the figures; no category falls where a figure
    /// gets better.
    pub(super) fn into_prepared(
        self,
        scorer: impl Fn(Vec<Vec<Figure>>, &[Vec<Figure>]) -> Box<dyn Scorer>,
        standing: NativeFigures,
    ) -> Prepared {
        let of = |at| scorer(self.figures(at), &self.profiles);
        let score_ends = (!self.is_crisp()).then(|| ScoreEnds {
            low: of(At::Worst),
            high: of(At::Best),
            exact: self.ends_are_reached(),
            open: false,
        });
        Prepared {
            scorer: Some(of(At::Nominal)),
            score_ends,
            sorting: Some(Sorting {
                categories: self.problem.categories.len(),
                standing: Some(standing),
                ..Sorting::default()
            }),
            ..Prepared::new(self.members, self.notes)
        }
    }
}
