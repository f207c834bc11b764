//! Which alternative is best under these weights? Scores, ranks and exact bounds, group by group.
//!
//! One path for every method: prepare, score one draw (the case's weights), rank. The bounds of a
//! rank come from the bounds of each pairwise difference over the inputs: a rival surely beats me
//! if it is ahead whatever the inputs turn out to be, and can beat me if it is ahead for some of
//! them.

use crate::bounds::additive::Additive;
use crate::bounds::interval::Interval;
use crate::error::Result;
use crate::error::both;
use crate::kernel::Scorer;
use crate::kernel::elementwise::with_each;
use crate::method::Method;
use crate::method::outranking::plane::{GaiaPlane, gaia_plane};
use crate::method::prepared::{
    MethodNote, Native, NativeFigures, NodeFigures, NodeValues, ScoreEnds, Sorting,
};
use crate::method::remedy::no_score;
use crate::problem::ranking::{difference, ranks, tolerance};
use crate::problem::weights::Weights;
use crate::problem::{Group, Matrix, PlaceInGroup, Problem, WholeGroup};
use crate::progress::{Stage, Step, begin};
use crate::tolerance::{ENOUGH_KNOWN, SUM_ROUNDING};
use approx::abs_diff_eq;
use rayon::prelude::*;
use std::sync::Arc;

/// The result of one method on all groups, made by [`evaluate`]. Several methods side by side are
/// [`Evaluations`](crate::study::Evaluations).
#[non_exhaustive]
pub struct Evaluation<'a> {
    /// The problem that was evaluated.
    pub problem: &'a Problem,
    /// The method.
    pub method: Method,
    /// The weights of the leaves, by group.
    pub weights: Weights,
    /// The result in each group, in the problem's order.
    pub groups: Vec<GroupResult>,
}

/// Beyond this many eligible alternatives that share inputs, the bounds of ranks come from those of
/// scores: true, not tight.
const MOST_PAIRED: usize = 5_000;

/// Bounds of pairs are kept for up to this many eligible alternatives (a million of them take 24
/// MB).
const MOST_KEPT: usize = 1_000;

/// What is known of an alternative's score and rank.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// The nominal score, even where it is withheld for want of known weight.
    pub computed: Option<f64>,
    /// The nominal score as shown.
    pub score: Option<f64>,
    /// Its bounds over the inputs.
    pub bounds: Option<(f64, f64)>,
    /// The rank among the scored eligible.
    pub rank: Option<usize>,
    /// The best and the worst rank over the inputs.
    pub ranks: Option<(usize, usize)>,
}

/// The result of one method in one group.
pub struct GroupResult {
    /// The weights of the leaves here.
    pub weights: Arc<[f64]>,
    /// All alternatives of the group, in key order.
    members: Vec<usize>,
    /// What is known of each.
    standings: Vec<Standing>,
    /// The members that compete.
    eligible: Vec<PlaceInGroup>,
    /// The share of weight of each member whose input is known.
    known: Vec<f64>,
    /// Differences of scores up to this are ties.
    pub eps: f64,
    /// The value of each member on each leaf; a row per member that the method scores.
    pub values: Option<Matrix>,
    /// The row of `values` (and of the bounds) of each member.
    rows: Vec<Option<usize>>,
    native: Option<NativeFigures>,
    /// What the method says of categories, if it sorts.
    pub(crate) sorting: Option<Sorting>,
    nodes: Option<NodeFigures>,
    /// What the user should know.
    pub notes: Vec<MethodNote>,
    /// Whether every bound is reached; where not, bounds are outer bounds.
    pub exact: bool,
    pub(crate) scorer: Option<Box<dyn Scorer>>,
    pub(crate) bounds: Option<Additive>,
    pub(crate) score_ends: Option<ScoreEnds>,
    crisp: bool,
    /// What is known of the whole group, where the members are some of it only: then they have no
    /// ranks of their own.
    whole: Option<Arc<WholeGroup>>,
    /// The bounds of score(a) - score(b) for eligible a before b, if the alternatives share inputs
    /// and are not too many.
    pairs: Option<Vec<Interval>>,
}

/// How sure it is that one alternative is ahead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Ahead whatever the inputs turn out to be.
    Certain,
    /// Equal whatever the inputs turn out to be.
    Tie,
    /// Ahead at nominal figures; the other order is possible.
    Nominal,
    /// Nothing can be said: too little is known, or they tie at nominal figures only.
    Open,
}

impl Verdict {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Certain => "certain",
            Verdict::Tie => "tie",
            Verdict::Nominal => "nominal",
            Verdict::Open => "open",
        }
    }
}

/// Two alternatives of a group side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The one with the higher nominal score; on a tie the first in key order.
    pub ahead: PlaceInGroup,
    /// The other of the two.
    pub behind: PlaceInGroup,
    /// How sure that is.
    pub verdict: Verdict,
    /// The nominal score of `ahead` less that of `behind`.
    pub nominal: f64,
    /// The bounds of that difference; `None` for a method without bounds.
    pub bounds: Option<(f64, f64)>,
}

/// Score and rank every alternative with one method.
///
/// # Errors
/// [`crate::Error::Undefined`] where a method is not defined for the data of a group.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::evaluate;
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let ranking = evaluation.ranking();
/// assert_eq!(ranking.get(0, "alternative").as_text(), Some("B"));
/// // Best on quality, which has two thirds of the weight, and worst on price.
/// assert!((ranking.get(0, "score").as_number().unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn evaluate<'a>(problem: &'a Problem, method: &Method) -> Result<Evaluation<'a>> {
    evaluate_in(&begin(Stage::Evaluate, problem.groups.len() as u64), problem, method)
}

/// The same as a part of longer work, which counts the groups that are done.
pub(crate) fn evaluate_in<'a>(
    step: &Step,
    problem: &'a Problem,
    method: &Method,
) -> Result<Evaluation<'a>> {
    let weights = Weights::given(problem);
    let of_group = |at: usize| {
        let own = weights.of_group(at).clone();
        evaluate_group(problem, method, &problem.groups[at], own).inspect(|_| step.add(1))
    };
    let groups = (0..problem.groups.len()).map(of_group).collect::<Result<_>>()?;
    Ok(Evaluation { problem, method: method.clone(), weights, groups })
}

/// Score every alternative, and rank none: where the problem holds some alternatives of its groups
/// only, their ranks are found elsewhere.
pub(crate) fn evaluate_part<'a>(problem: &'a Problem, method: &Method) -> Result<Evaluation<'a>> {
    let weights = Weights::given(problem);
    let of_group =
        |at: usize| score_group(problem, method, &problem.groups[at], weights.of_group(at).clone());
    let groups = (0..problem.groups.len()).map(of_group).collect::<Result<_>>()?;
    Ok(Evaluation { problem, method: method.clone(), weights, groups })
}

fn evaluate_group(
    problem: &Problem,
    method: &Method,
    group: &Group,
    weights: Arc<[f64]>,
) -> Result<GroupResult> {
    let mut result = score_group(problem, method, group, weights)?;
    result.rank();
    Ok(result)
}

/// All that is known of the alternatives of a group but their ranks.
fn score_group(
    problem: &Problem,
    method: &Method,
    group: &Group,
    weights: Arc<[f64]>,
) -> Result<GroupResult> {
    let prepared = method.prepare(problem, group)?;
    let mut scores = vec![0.0; prepared.members.len()];
    if let Some(scorer) = prepared.scorer.as_ref().filter(|_| !scores.is_empty()) {
        scorer.score(&weights, 1, &mut scores);
    }
    let mut notes = prepared.notes;
    if prepared.scorer.as_ref().is_some_and(|scorer| scorer.all_equal(&weights)) {
        notes.push(MethodNote::AllEqual);
    }
    let members = group.members.clone();
    let scored = prepared.scorer.is_some();
    let rows: Vec<Option<usize>> = match prepared.members == members {
        true => (0..members.len()).map(Some).collect(),
        false => members.iter().map(|member| prepared.members.binary_search(member).ok()).collect(),
    };
    let mut eligible: Vec<PlaceInGroup> = Vec::with_capacity(members.len());
    for place in group.places() {
        // Of whom nothing at all is known, where that is left out: there is nothing to compete with.
        let is_scored = !scored || rows[place.index()].is_some();
        if is_scored && problem.alternatives[group.member(place)].eligible() {
            eligible.push(place);
        }
    }
    // Plain numbers are known and crisp: nothing has to be asked of a million of them one by one.
    let plain = problem.cells.is_plain();
    let known: Vec<f64> = match plain {
        true => vec![1.0; members.len()],
        false => members.iter().map(|member| problem.known_share(*member, &weights)).collect(),
    };
    let is_crisp = |member: usize| plain || problem.is_crisp(member);
    let open = prepared.score_ends.as_ref().is_some_and(|ends| ends.open);
    let mut result = GroupResult {
        weights,
        nodes: prepared.nodes,
        standings: Vec::new(),
        known,
        eps: 0.0,
        native: prepared.native,
        sorting: prepared.sorting,
        values: prepared.values,
        notes,
        exact: true,
        pairs: None,
        crisp: match &group.whole {
            Some(whole) => whole.crisp,
            None => !open && eligible.iter().all(|place| is_crisp(group.member(*place))),
        },
        whole: group.whole.clone(),
        scorer: prepared.scorer,
        bounds: prepared.bounds,
        score_ends: prepared.score_ends,
        members,
        rows,
        eligible,
    };
    let ends = result.scores_at_ends(scores.len());
    let has_ends = result.whole.as_ref().map_or(ends.is_some(), |whole| whole.has_ends);
    let all_crisp = |additive: &Additive| {
        group.whole.as_ref().map_or(additive.is_crisp(), |whole| whole.all_crisp)
    };
    let mut exact = result.exact;
    let standing = |place: PlaceInGroup| {
        let Some(row) = result.row(place).filter(|_| scored) else { return Standing::default() };
        let computed = scores[row].clamp(f64::MIN, f64::MAX);
        let enough = problem.knows_enough(result.known(place));
        let bounds = match &result.bounds {
            Some(additive) if !all_crisp(additive) => {
                let bounds = additive.score(row, &result.weights);
                exact &= bounds.exact;
                // The sums run in another order than the nominal score's: rounding may not put it
                // outside its own bounds.
                Some((bounds.min.min(computed), bounds.max.max(computed)))
            }
            Some(_) => Some((computed, computed)),
            None if !result.crisp && has_ends => Some(match &ends {
                Some((low, high)) => (low[row].min(computed), high[row].max(computed)),
                // The alternatives that are not certain are elsewhere.
                None => (computed, computed),
            }),
            // A score that looks at the whole column is one figure only where the whole column is.
            None => {
                let member = result.member(place);
                let single = is_crisp(member) || problem.alternatives[member].eligible();
                (result.crisp && single).then_some((computed, computed))
            }
        };
        Standing {
            computed: Some(computed),
            score: enough.then_some(computed),
            bounds,
            rank: None,
            ranks: None,
        }
    };
    result.standings = group.places().map(standing).collect();
    result.exact = exact;
    Ok(result)
}

impl Evaluation<'_> {
    /// Whether a study that looks at scores can look at this one.
    ///
    /// # Errors
    /// [`crate::Error::Undefined`] for a method whose answer is no score.
    pub(crate) fn require_score(&self) -> Result<()> {
        match self.method.has_score() {
            true => Ok(()),
            false => Err(no_score(
                self.method.name(),
                both(
                    "its answer is a relation, and this study looks at scores",
                    "het antwoord ervan is een relatie, en deze analyse kijkt naar scores",
                ),
                &self.problem.tree,
            )),
        }
    }
}

impl std::fmt::Debug for Evaluation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Evaluation").field("method", &self.method.name()).finish_non_exhaustive()
    }
}

impl GroupResult {
    /// All alternatives of the group, as indices into [`Problem::alternatives`], in key order.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// Their places, in the same order.
    pub fn places(&self) -> impl DoubleEndedIterator<Item = PlaceInGroup> + use<> {
        (0..self.members.len()).map(PlaceInGroup::new)
    }

    /// The alternative at a place: an index into [`Problem::alternatives`].
    pub fn member(&self, place: PlaceInGroup) -> usize {
        self.members[place.index()]
    }

    /// The place of an alternative; `None` if it is in another group.
    pub fn place_of(&self, alternative: usize) -> Option<PlaceInGroup> {
        self.members.binary_search(&alternative).ok().map(PlaceInGroup::new)
    }

    /// The places of those that compete, in key order.
    pub fn eligible(&self) -> &[PlaceInGroup] {
        &self.eligible
    }

    /// What is known of the score and rank of the alternative at a place.
    pub fn standing(&self, place: PlaceInGroup) -> &Standing {
        &self.standings[place.index()]
    }

    /// What is known of each, in key order.
    pub fn standings(&self) -> std::slice::Iter<'_, Standing> {
        self.standings.iter()
    }

    /// The share of weight of the alternative at a place whose input is known.
    pub fn known(&self, place: PlaceInGroup) -> f64 {
        self.known[place.index()]
    }

    /// The row of `values`, of the bounds and of the method's own figures for the alternative at a
    /// place; `None` if the method does not score it.
    pub fn row(&self, place: PlaceInGroup) -> Option<usize> {
        self.rows[place.index()]
    }

    /// How many compete for a rank, in the whole group.
    pub(crate) fn ranked(&self) -> usize {
        self.whole.as_ref().map_or(self.eligible.len(), |whole| whole.ranked)
    }

    /// The least and the greatest scores over the inputs, by row, where the method gives them.
    fn scores_at_ends(&mut self, rows: usize) -> Option<(Vec<f64>, Vec<f64>)> {
        let ends = self.score_ends.as_ref().filter(|_| !self.crisp && rows > 0)?;
        let (mut low, mut high) = (vec![0.0; rows], vec![0.0; rows]);
        ends.low.score(&self.weights, 1, &mut low);
        ends.high.score(&self.weights, 1, &mut high);
        self.exact &= ends.exact;
        Some((low, high))
    }

    fn rank(&mut self) {
        let weights = self.weights.clone();
        let computed = |result: &GroupResult, place: PlaceInGroup| result.standing(place).computed;
        self.eps = tolerance(self.eligible.iter().filter_map(|place| computed(self, *place)))
            .max(SUM_ROUNDING * self.magnitude(&weights));
        let shown: Vec<Option<f64>> =
            self.eligible.iter().map(|place| self.standing(*place).score).collect();
        let own = ranks(&shown, self.eps);
        for (place, rank) in self.eligible.iter().zip(&own) {
            self.standings[place.index()].rank = *rank;
        }
        let bounds: Option<Vec<(usize, usize)>> = if self.crisp {
            let all = match shown.iter().all(Option::is_some) {
                true => own,
                // Who has no rank for want of known weight still stands somewhere.
                false => ranks(
                    &self.eligible.iter().map(|place| computed(self, *place)).collect::<Vec<_>>(),
                    self.eps,
                ),
            };
            all.into_iter().map(|rank| rank.map(|rank| (rank, rank))).collect()
        } else if let Some(additive) = &self.bounds {
            let share = additive.rows_share();
            if share { self.rank_bounds_by_pairs(&weights) } else { self.rank_bounds_by_sorting() }
        } else if self.score_ends.is_some() {
            self.rank_bounds_by_sorting()
        } else {
            None
        };
        for (place, ranks) in self.eligible.iter().zip(bounds.into_iter().flatten()) {
            self.standings[place.index()].ranks = Some(ranks);
        }
    }

    /// The size of the sums behind the scores: flows or z-scores that cancel to 0 leave rounding
    /// errors, which must not be ranked.
    pub(crate) fn magnitude(&self, weights: &[f64]) -> f64 {
        let Some(values) = &self.values else { return 0.0 };
        // Column by column, as the matrix lies in memory; each row's sum still runs in leaf order.
        let mut sizes = vec![0.0; values.rows()];
        for (leaf, weight) in weights.iter().enumerate() {
            let weight = *weight;
            with_each(&mut sizes, values.column(leaf), move |size, value| {
                size + weight * value.abs()
            });
        }
        self.eligible
            .iter()
            .filter_map(|place| self.row(*place))
            .map(|row| sizes[row])
            .fold(0.0, f64::max)
    }

    /// Whether every figure of every competing alternative is one number, and so is its score.
    pub fn is_crisp(&self) -> bool {
        self.crisp
    }

    /// Where no two alternatives share an uncertain input, a difference's bounds are those of the
    /// scores.
    fn rank_bounds_by_sorting(&self) -> Option<Vec<(usize, usize)>> {
        let own: Vec<(f64, f64)> = self
            .eligible
            .iter()
            .map(|place| self.standing(*place).bounds)
            .collect::<Option<_>>()?;
        let mut lows: Vec<f64> = own.iter().map(|bounds| bounds.0).collect();
        let mut highs: Vec<f64> = own.iter().map(|bounds| bounds.1).collect();
        lows.sort_by(f64::total_cmp);
        highs.sort_by(f64::total_cmp);
        let above = |sorted: &[f64], figure: f64| {
            sorted.len() - sorted.partition_point(|other| difference(*other, figure) <= self.eps)
        };
        let rank = |(low, high): (f64, f64)| {
            let self_included = usize::from(difference(high, low) > self.eps);
            (1 + above(&lows, high), 1 + above(&highs, low) - self_included)
        };
        Some(own.into_iter().map(rank).collect())
    }

    fn rank_bounds_by_pairs(&mut self, weights: &[f64]) -> Option<Vec<(usize, usize)>> {
        let additive = self.bounds.as_ref()?;
        let rows: Vec<usize> =
            self.eligible.iter().map(|place| self.row(*place)).collect::<Option<_>>()?;
        let (n, eps) = (rows.len(), self.eps);
        if n > MOST_PAIRED {
            self.exact = false;
            return self.rank_bounds_by_sorting();
        }
        if n > MOST_KEPT {
            // Too many to keep: each alternative looks at all its rivals.
            let rank = |me: usize| {
                (0..n).filter(|rival| *rival != me).fold(
                    (1, 1, true),
                    |(best, worst, exact), rival| {
                        let score_difference = additive.difference(rows[rival], rows[me], weights);
                        (
                            best + usize::from(score_difference.min > eps),
                            worst + usize::from(score_difference.max > eps),
                            exact && score_difference.exact,
                        )
                    },
                )
            };
            let ranks: Vec<(usize, usize, bool)> = (0..n).into_par_iter().map(rank).collect();
            self.exact &= ranks.iter().all(|rank| rank.2);
            return Some(ranks.into_iter().map(|(best, worst, _)| (best, worst)).collect());
        }
        // Every pair is looked at once: the bounds of b over a are those of a over b, turned round.
        let score_differences = |a: usize| {
            (a + 1..n).map(|b| additive.difference(rows[a], rows[b], weights)).collect::<Vec<_>>()
        };
        let by_first: Vec<Vec<Interval>> = (0..n).into_par_iter().map(score_differences).collect();
        let mut ranks = vec![(1, 1); n];
        for (a, score_differences) in by_first.iter().enumerate() {
            for (b, score_difference) in (a + 1..n).zip(score_differences) {
                ranks[b].0 += usize::from(score_difference.min > eps);
                ranks[b].1 += usize::from(score_difference.max > eps);
                ranks[a].0 += usize::from(-score_difference.max > eps);
                ranks[a].1 += usize::from(-score_difference.min > eps);
                self.exact &= score_difference.exact;
            }
        }
        self.pairs = Some(by_first.into_iter().flatten().collect());
        Some(ranks)
    }

    /// The bounds of score(a) - score(b) if they were kept.
    fn kept(&self, a: PlaceInGroup, b: PlaceInGroup) -> Option<Interval> {
        let pairs = self.pairs.as_ref()?;
        let (i, j) = (self.eligible.binary_search(&a).ok()?, self.eligible.binary_search(&b).ok()?);
        let n = self.eligible.len();
        let at = |i: usize, j: usize| pairs[i * (2 * n - i - 1) / 2 + j - i - 1];
        match i.cmp(&j) {
            std::cmp::Ordering::Less => Some(at(i, j)),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => {
                let turned = at(j, i);
                Some(Interval { min: -turned.max, max: -turned.min, exact: turned.exact })
            }
        }
    }

    /// Bounds of the score of one member less that of another, over the inputs they do not share;
    /// `None` for a method without bounds on uncertain inputs.
    pub fn score_difference(&self, of: PlaceInGroup, over: PlaceInGroup) -> Option<Interval> {
        let (a, b) = (self.standing(of).computed?, self.standing(over).computed?);
        let nominal = difference(a, b);
        match &self.bounds {
            Some(additive) if !additive.is_crisp() => {
                let score_difference = match self.kept(of, over) {
                    Some(score_difference) => score_difference,
                    None => additive.difference(self.row(of)?, self.row(over)?, &self.weights),
                };
                Some(Interval {
                    min: score_difference.min.min(nominal),
                    max: score_difference.max.max(nominal),
                    exact: score_difference.exact,
                })
            }
            Some(_) => Some(Interval::point(nominal)),
            None if !self.crisp && self.score_ends.is_some() => {
                let (a, b) = (self.standing(of).bounds?, self.standing(over).bounds?);
                let (min, max) = (difference(a.0, b.1), difference(a.1, b.0));
                Some(Interval { min, max, exact: false })
            }
            None => {
                let single = |place: PlaceInGroup| self.standing(place).bounds.is_some();
                (self.crisp && single(of) && single(over)).then(|| Interval::point(nominal))
            }
        }
    }

    /// Two members side by side; `None` if one has no score. `a` comes first in key order.
    pub fn compare(&self, a: PlaceInGroup, b: PlaceInGroup, min_known: f64) -> Option<Comparison> {
        let nominal = difference(self.standing(a).computed?, self.standing(b).computed?);
        let (ahead, behind) = if nominal < -self.eps { (b, a) } else { (a, b) };
        let bounds = self
            .score_difference(ahead, behind)
            .map(|score_difference| (score_difference.min, score_difference.max));
        let known = |place: PlaceInGroup| self.known(place) + ENOUGH_KNOWN >= min_known;
        let verdict = match bounds {
            Some((min, _)) if min > self.eps => Verdict::Certain,
            Some((min, max))
                if abs_diff_eq!(min, 0.0, epsilon = self.eps)
                    && abs_diff_eq!(max, 0.0, epsilon = self.eps) =>
            {
                Verdict::Tie
            }
            _ if !known(a) || !known(b) || nominal.abs() <= self.eps => Verdict::Open,
            _ => Verdict::Nominal,
        };
        let nominal = if ahead == a { nominal } else { -nominal };
        Some(Comparison { ahead, behind, verdict, nominal, bounds })
    }

    /// Every pair of eligible alternatives, side by side.
    pub fn comparisons(&self, min_known: f64) -> impl Iterator<Item = Comparison> + '_ {
        let pairs = self
            .eligible
            .iter()
            .enumerate()
            .flat_map(|(index, a)| self.eligible[index + 1..].iter().map(move |b| (*a, *b)));
        pairs.filter_map(move |(a, b)| self.compare(a, b, min_known))
    }

    /// The method's own figures; a row per member that it looks at (see [`GroupResult::row`]).
    pub fn native(&self) -> Option<Native> {
        self.native.as_ref().map(|figures| figures.at(&self.weights))
    }

    /// What nodes are worth and leave out, by row (see [`GroupResult::row`]); `None` for a method
    /// that does not go by the nodes.
    pub fn nodes(&self) -> Option<Vec<NodeValues>> {
        self.nodes.as_ref().map(|figures| figures.at(&self.weights))
    }

    /// The plane of unicriterion net flows, a row per member as in [`GroupResult::row`], where the
    /// method is PROMETHEE II and any flow differs.
    pub(crate) fn gaia_plane(&self, method: &Method) -> Option<GaiaPlane> {
        match method {
            Method::PrometheeIi(_) => gaia_plane(self.values.as_ref()?, &self.weights),
            _ => None,
        }
    }

    /// How many pairs of eligible alternatives there are.
    pub fn pairs(&self) -> usize {
        let n = self.eligible.len();
        n * n.saturating_sub(1) / 2
    }
}
