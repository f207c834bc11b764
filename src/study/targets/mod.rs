//! What is the smallest change of levels after which a node with rules has another level?
//!
//! Two questions about each alternative, both answered exactly.
//!
//! - *Plus-minus-one*: which levels may the node have when one criterion below it is one level
//!   worse, or one level better, and all others stay as they are? This is the analysis of that name
//!   in DEXi: Bohanec 2022, *DEX (Decision EXpert): a qualitative hierarchical multi-criteria
//!   method*, doi:10.1007/978-981-16-7414-3_3.
//! - *Targets*: for each level of the node, what are the fewest steps of levels after which it is
//!   surely at that level or better, or no longer is? The steps of a change are the sum over the
//!   criteria of the places between the old level and the new one. Where a criterion may have
//!   several levels now, the one that is farthest away counts.
//!
//! What is not known is carried through as sets of levels; see
//! [`RuleTree`](crate::method::value::rule_tree::RuleTree). Weights play no part here, but
//! in rules that are filled in from them, and neither does the method.

mod tables;
mod ways;

use crate::error::{Error, Result, both};
use crate::method::value::rule_tree::RuleTree;
use crate::problem::{LevelSet, Problem, Scale, Tree};
use crate::progress::{Stage, begin};
use rayon::prelude::*;

pub use ways::{MOST_LISTED, MOST_TRIED, Smallest};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetsRequest {
    /// The id of the node with rules whose level is looked at. Without it: the one that lies below
    /// no other node with rules, where there is one such node.
    pub node: Option<String>,
    /// The level of the node that is to be reached or kept; without it, every level but the worst.
    pub reach: Option<String>,
    /// The ids of the criteria that may change, or of nodes, for all below them; none = all.
    pub criteria: Vec<String>,
}

/// What changes of levels do to a node; made by [`targets`].
#[non_exhaustive]
pub struct Targets<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// The part of the tree at and below the node.
    pub tree: RuleTree<'a>,
    /// The node, as a place in [`Tree::branches`].
    pub node: usize,
    /// The levels of the node, the worst first.
    pub levels: &'a [String],
    /// By criterion of [`RuleTree::leaves`]: whether it may change.
    pub free: Vec<bool>,
    /// All alternatives, group by group in the order of the problem.
    pub alternatives: Vec<AlternativeTargets>,
}

/// What changes of its levels do to the node of one alternative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlternativeTargets {
    /// The alternative.
    pub alternative: usize,
    /// The levels that each criterion may have now, in the order of [`RuleTree::leaves`].
    pub figures: Vec<LevelSet>,
    /// The levels that the node may have now.
    pub now: LevelSet,
    /// Whether these are surely all, and none too many: not where one figure that is not known
    /// decides the levels of several criteria.
    pub exact: bool,
    /// By criterion that may change, in the order of [`RuleTree::leaves`].
    pub plus_minus: Vec<PlusMinus>,
    /// By level that was asked for, the worst first.
    pub targets: Vec<LevelTarget>,
}

/// What one level less or more on one criterion does to the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlusMinus {
    /// The criterion, as a place in [`RuleTree::leaves`].
    pub leaf: usize,
    /// The levels that the node may have where the criterion is one level worse; `None` where it is
    /// at its worst level. Of several levels that it may have now, each is one worse, and the worst
    /// stays.
    pub worse: Option<LevelSet>,
    /// The same where it is one level better.
    pub better: Option<LevelSet>,
}

/// How far a node is from a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelTarget {
    /// The place of the level, above 0.
    pub level: usize,
    /// Whether the node surely is at this level or better now.
    pub held: bool,
    /// The smallest change after which that is not so any more: the node surely is at this level or
    /// better where it is not now, and no longer surely is where it is. `None`: no change does.
    pub smallest: Option<Smallest>,
}

/// Find the smallest changes of levels, and what one level does.
///
/// # Errors
/// [`Error::Undefined`] where no node has rules, or a figure below the node is no level.
/// [`Error::Argument`] for a node, level or criterion that is not there, where several nodes with
/// rules could be meant, and where more than [`MOST_TRIED`] combinations would have to be tried at
/// one node.
pub fn targets<'a>(problem: &'a Problem, request: &TargetsRequest) -> Result<Targets<'a>> {
    let branches = problem.tree.branches();
    let node = node_of(&problem.tree, request.node.as_deref())?;
    let no_rules = || without_rules(&problem.tree, &branches[node].id);
    let tree = RuleTree::new(&problem.tree, node).ok_or_else(no_rules)?;
    let levels = problem.tree.rules_of(node).ok_or_else(no_rules)?.levels();
    let wanted = match &request.reach {
        Some(level) => vec![level_of(levels, level)?],
        None => (1..levels.len()).collect(),
    };
    let free = free(&problem.tree, &tree, node, &request.criteria)?;
    let members: Vec<usize> =
        problem.groups.iter().flat_map(|group| group.members().iter().copied()).collect();
    let figures = members.iter().map(|member| tree.of_alternative(problem, *member));
    let figures = figures.collect::<Result<Vec<Vec<LevelSet>>>>()?;
    let step = begin(Stage::Changes, members.len() as u64);
    let each = members.into_par_iter().zip(figures).map(|(alternative, figures)| {
        let out = of_alternative(problem, &tree, alternative, figures, &free, &wanted);
        step.add(1);
        out.map_err(|at| too_many(&branches[tree.nodes()[at].branch].id))
    });
    // Of several errors the first is told, whatever the threads.
    let each: Vec<Result<AlternativeTargets>> = each.collect();
    let alternatives = each.into_iter().collect::<Result<_>>()?;
    Ok(Targets { problem, tree, node, levels, free, alternatives })
}

impl Targets<'_> {
    /// The ids of the levels of a criterion, as a place in [`RuleTree::leaves`], the worst first.
    pub fn levels_of(&self, leaf: usize) -> &[String] {
        match &self.problem.tree.leaves[self.tree.leaves()[leaf]].scale {
            Some(Scale::Ordinal(levels)) => levels,
            _ => &[],
        }
    }

    /// Whether all criteria below the node may change.
    pub fn all_free(&self) -> bool {
        self.free.iter().all(|free| *free)
    }
}

/// The node that is looked at.
fn node_of(tree: &Tree, asked: Option<&str>) -> Result<usize> {
    let tops: Vec<usize> = tree.ruled().collect();
    if tops.is_empty() {
        return Err(Error::Undefined {
            method: both("the study of targets", "de analyse `targets`"),
            reason: both(
                "no node has `rules`, so there are no levels to reach",
                "geen enkele groep criteria heeft `rules`, dus zijn er geen niveaus om te bereiken",
            ),
            remedy: both(
                "give a node a `scale` and `rules`; what would change the scores of a case without them is told by `sensitivity stability`",
                "geef een groep criteria een `scale` en `rules`; wat de scores van een dossier zonder regels zou veranderen, zegt `sensitivity stability`",
            ),
        });
    }
    match (asked, &tops[..]) {
        (Some(id), _) => match tree.find(id) {
            Some(node) if tree.rules_of(node).is_some() => Ok(node),
            Some(_) => Err(without_rules(tree, id)),
            None => Err(Error::argument(
                "node",
                id,
                Error::unknown("node", id, with_rules(tree)).said(),
            )),
        },
        (None, [one]) => Ok(*one),
        (None, several) => {
            let ids = several.iter().map(|node| format!("`{}`", tree.branches()[*node].id));
            let ids = ids.collect::<Vec<_>>().join(", ");
            Err(Error::argument_as_a_whole(
                "node",
                both(
                    format!(
                        "several nodes have rules, and none of them lies above the others: choose one of {ids}"
                    ),
                    format!(
                        "meerdere groepen criteria hebben regels, en geen ervan ligt boven de andere: kies er een van {ids:#}"
                    ),
                ),
            ))
        }
    }
}

/// The ids of all nodes with rules, in the order of the file.
fn with_rules(tree: &Tree) -> impl Iterator<Item = &str> {
    let has_rules = |at: &usize| tree.rules_of(*at).is_some();
    (0..tree.branches().len()).filter(has_rules).map(|at| tree.branches()[at].id.as_str())
}

fn without_rules(tree: &Tree, id: &str) -> Error {
    let ids: Vec<String> = with_rules(tree).map(|id| format!("`{id}`")).collect();
    let ids = ids.join(", ");
    Error::argument(
        "node",
        id,
        both(
            format!("it has no rules; those that have are {ids}"),
            format!("die heeft geen regels; wel met regels: {ids:#}"),
        ),
    )
}

/// The place of the level that is asked for.
fn level_of(levels: &[String], asked: &str) -> Result<usize> {
    match levels.iter().position(|level| level == asked) {
        Some(0) => Err(Error::argument(
            "reach",
            asked,
            both(
                "every alternative is at the worst level or better, whatever changes: name a better one",
                "elk alternatief zit op het slechtste niveau of hoger, wat er ook verandert: noem een beter niveau",
            ),
        )),
        Some(place) => Ok(place),
        None => {
            let unknown = Error::unknown("level", asked, levels.iter().map(String::as_str));
            Err(Error::argument("reach", asked, unknown.said()))
        }
    }
}

/// By criterion of the tree: whether it may change.
fn free(whole: &Tree, tree: &RuleTree, node: usize, asked: &[String]) -> Result<Vec<bool>> {
    if asked.is_empty() {
        return Ok(vec![true; tree.leaves().len()]);
    }
    let below = |at: usize| {
        let leaves = whole.leaves_under(at);
        leaves.iter().all(|leaf| tree.leaves().contains(leaf)).then_some(leaves)
    };
    let mut out = vec![false; tree.leaves().len()];
    for id in asked {
        let Some(leaves) = whole.find(id).and_then(below) else {
            let inside =
                (0..whole.branches().len()).filter(|at| *at != node && below(*at).is_some());
            let known = inside.map(|at| whole.branches()[at].id.as_str());
            let unknown = Error::unknown("criterion of the node", id, known);
            return Err(Error::argument("criteria", id, unknown.said()));
        };
        for leaf in leaves {
            if let Some(at) = tree.leaves().iter().position(|own| *own == leaf) {
                out[at] = true;
            }
        }
    }
    Ok(out)
}

/// # Errors
/// The node at which too much would have to be tried.
fn of_alternative(
    problem: &Problem,
    tree: &RuleTree,
    alternative: usize,
    figures: Vec<LevelSet>,
    free: &[bool],
    wanted: &[usize],
) -> Result<AlternativeTargets, usize> {
    let top = |figures: &[LevelSet]| tree.levels(figures).last().copied().unwrap_or_default();
    let now = top(&figures);
    let sizes = tree.sizes();
    let with = |leaf: usize, set: LevelSet| {
        let mut changed = figures.clone();
        changed[leaf] = set;
        top(&changed)
    };
    let plus_minus = (0..figures.len()).filter(|leaf| free[*leaf]).map(|leaf| {
        let (set, best) = (figures[leaf], sizes[leaf].saturating_sub(1));
        let worse: LevelSet = set.iter().map(|level| level.saturating_sub(1)).collect();
        let better: LevelSet = set.iter().map(|level| (level + 1).min(best)).collect();
        let moved = |to: LevelSet| (to != set || !set.is_single()).then(|| with(leaf, to));
        PlusMinus { leaf, worse: moved(worse), better: moved(better) }
    });
    let plus_minus = plus_minus.collect();
    let at_least = |set: LevelSet, level: usize| set.lowest().is_some_and(|low| low >= level);
    let mut ways = ways::Ways::new(tree, &figures, free)?;
    let target = |level: &usize| {
        let held = at_least(now, *level);
        let smallest = ways.smallest(|set| at_least(set, *level) != held);
        LevelTarget { level: *level, held, smallest }
    };
    let targets = wanted.iter().map(target).collect();
    let exact = !shares_inputs(problem, tree, alternative, &figures);
    Ok(AlternativeTargets { alternative, figures, now, exact, plus_minus, targets })
}

/// Whether one input that is not known feeds several criteria that may have several levels.
fn shares_inputs(
    problem: &Problem,
    tree: &RuleTree,
    alternative: usize,
    figures: &[LevelSet],
) -> bool {
    let mut seen = Vec::new();
    for (leaf, set) in tree.leaves().iter().zip(figures) {
        if set.is_single() {
            continue;
        }
        let mut own: Vec<usize> = problem.cell(alternative, *leaf).inputs().collect();
        own.retain(|input| {
            let input = &problem.inputs[*input];
            input.quantity.is_unknown() || !input.spread.is_crisp()
        });
        own.sort_unstable();
        own.dedup();
        if own.iter().any(|input| seen.contains(input)) {
            return true;
        }
        seen.extend(own);
    }
    false
}

/// That too many combinations would have to be tried at a node.
fn too_many(id: &str) -> Error {
    let millions = MOST_TRIED / 1_000_000;
    Error::argument_as_a_whole(
        "criteria",
        both(
            format!(
                "there are more than {millions} million combinations of what can become of the criteria right below `{id}`, too many to try: let fewer criteria change with `--criterion ID` (repeatable), or look at a node below it with `--node ID`"
            ),
            format!(
                "er zijn meer dan {millions:#} miljoen combinaties van wat er van de criteria vlak onder `{id:#}` kan worden, te veel om te doorlopen: laat minder criteria veranderen met `--criterion ID` (herhaalbaar), of bekijk een groep criteria eronder met `--node ID`"
            ),
        ),
    )
}
