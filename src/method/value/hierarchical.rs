//! Hierarchical aggregation: the value of each node of the criteria tree from the values of its
//! children, up to the top, whose value is the score. This is how composite indicators are built.
//!
//! value(leaf) = its value function at the figure, 0 worst to 1 best, as in the weighted sum.
//! value(node) = A(values of its children; weights of the children among each other), A being the
//! node's `aggregate`: the weighted mean (default), the geometric, harmonic or power mean, the least
//! or the greatest, an ordered weighted average, a Choquet integral, or Copeland scores. The weight
//! of a child is the sum of the weights of its leaves; a child without weight has no influence.
//!
//! A node with rules has a level, found in its table from the levels of its children, see
//! [`super::rule_tree`]. value(level k of L) = k / (L - 1), 0 worst to 1 best, whatever the weights
//! below it. Where several levels are possible, its value lies between those of the worst and the
//! best, and the nominal value is half way between these.
//!
//! With `missing = "drop"` a figure of which nothing is known leaves its node, and the others there
//! are weighted anew. A node of which nothing is left leaves the node above.
//!
//! OECD & JRC 2008, *Handbook on Constructing Composite Indicators*, doi:10.1787/9789264043466-en,
//! step 6; the means are those of Hardy, Littlewood & Pólya 1934, *Inequalities*, ch. 2. Each other
//! aggregate has its source in [`super::aggregate`].
//!
//! ```
//! use afweging::evaluate;
//! use afweging::method::Method;
//! use afweging::problem::{Aggregate, Direction, Problem};
//!
//! // Two marks from 0 to 100, whose geometric mean is half of the score; the third is the rest.
//! let marks = |c: afweging::problem::Details| c.scale(0.0, 100.0);
//! let problem = Problem::builder()
//!     .node_with("both", 1.0, |c| c.aggregate(Aggregate::Geometric { floor: None }))
//!     .criterion_with("reading", Direction::Max, 1.0, |c| marks(c).parent("both"))
//!     .criterion_with("sums", Direction::Max, 1.0, |c| marks(c).parent("both"))
//!     .criterion_with("sport", Direction::Max, 1.0, marks)
//!     .alternative("A", [90.0, 40.0, 50.0])
//!     .alternative("B", [64.0, 64.0, 50.0])
//!     .alternative("C", [100.0, 0.0, 100.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::of_tree(problem.tree()))?;
//! let ranking = evaluation.ranking();
//! // A: (sqrt(0.9 x 0.4) + 0.5) / 2 = (0.6 + 0.5) / 2; B: (0.64 + 0.5) / 2; C: (0 + 1) / 2.
//! for (row, (name, score)) in [("B", 0.57), ("A", 0.55), ("C", 0.5)].into_iter().enumerate() {
//!     assert_eq!(ranking.get(row, "alternative").as_text(), Some(name));
//!     assert!((ranking.get(row, "score").as_number().unwrap() - score).abs() < 1e-12);
//! }
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::bounds::additive::Additive;
use crate::error::{Phrase, Result};
use crate::kernel::Scorer;
use crate::method::columns::eligible;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::prepared::{Dropped, MethodNote, NodeFigures, NodeValues, Prepared, ScoreEnds};
use crate::method::remedy;
use crate::method::sheet::Sheet;
use crate::method::value::aggregate::{Combination, choquet, copeland};
use crate::method::value::rule_tree::RuleTree;
use crate::method::value::weighted_sum;
use crate::problem::weights::Weights;
use crate::problem::{Aggregate, Group, LevelSet, Matrix, Outline, Problem, Tree};
use crate::tolerance::FACTOR_OF_ONE;
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Hierarchical aggregation has no parameters: what each node does stands with the node.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "hierarchical",
    idea: Phrase(
        "The value of each node of the criteria tree follows from the values of the criteria below it, in the way that its `aggregate` says: the weighted mean (sum), a geometric, harmonic or power mean, the least or the greatest value, an ordered weighted average, a Choquet integral or Copeland scores; or its level follows from a table of rules over their levels (DEXi). The value at the top is the score.",
        "De waarde van elke groep criteria in de boom van criteria volgt uit de waarden van de criteria eronder, op de manier die `aggregate` van de groep criteria zegt: het gewogen gemiddelde (sum), een meetkundig, harmonisch of machtsgemiddelde, de kleinste of de grootste waarde, een geordend gewogen gemiddelde, een Choquet-integraal of Copeland-scores; of haar niveau volgt uit een tabel van regels over hun niveaus (DEXi). De waarde bovenaan is de score.",
    ),
    use_when: Phrase(
        "a composite indicator is built step by step, and within some of its parts a bad figure should not be made good by a good one; or figures are missing that should leave their part (`missing = \"drop\"`); or what is good can be said in rules better than in weights (`rules`). It is the default method of such a case.",
        "een samengestelde indicator stap voor stap wordt opgebouwd, en in sommige delen ervan een slecht cijfer niet door een goed cijfer goed te maken mag zijn; of wanneer cijfers ontbreken die hun deel moeten verlaten (`missing = \"drop\"`); of wanneer wat goed is, zich beter in regels dan in gewichten laat zeggen (`rules`). Het is de standaardmethode van zo'n dossier.",
    ),
    avoid_when: Phrase(
        "all criteria compensate each other: `weighted-sum` says the same and comes with more studies. Interactions and order weights that nobody was asked for are a guess.",
        "alle criteria elkaar compenseren: `weighted-sum` zegt dan hetzelfde en kan in meer studies mee. Interacties en volgordegewichten waar niemand naar gevraagd is, zijn een gok.",
    ),
    parameters: &[],
    score: Phrase(
        "0 worst to 1 best with value functions on fixed scales. Higher is better.",
        "van 0 (slechtste) tot 1 (beste) met waardefuncties op vaste schalen. Hoger is beter.",
    ),
    symbol: "",
    own_table: Some("nodes"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest |score| share a rank. Under `min` and `max` ties are usual, and so they are under `copeland` with few alternatives.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang. Bij `min` en `max` is gelijke stand gewoon, en bij `copeland` met weinig alternatieven ook.",
    ),
    degenerate: Phrase(
        "a value of 0 makes a geometric or harmonic mean 0, unless there is a `floor`; a value below 0 there is an error. A child without weight has no influence, also under `min` and `max`. Where all the weight of a draw lies on what is missing of an alternative, its score is that at the case's weights; an alternative of which nothing is known has no score. Interactions that the weights of a draw leave no room for are made smaller, all by one factor, so that no better value makes the whole worse. One alternative under `copeland`: 0.5. A node whose rules leave several levels open counts half way between the worst and the best of them.",
        "een waarde van 0 maakt een meetkundig of harmonisch gemiddelde 0, behalve met een `floor`; een waarde onder 0 is daar een fout. Een criterium zonder gewicht heeft geen invloed, ook niet bij `min` en `max`. Ligt in een trekking al het gewicht op wat van een alternatief ontbreekt, dan is de score die bij de gewichten van het dossier; een alternatief waarvan niets bekend is, heeft geen score. Interacties waarvoor de gewichten van een trekking geen ruimte laten, worden kleiner gemaakt, alle met één factor, zodat geen betere waarde het geheel slechter maakt. Eén alternatief bij `copeland`: 0,5. Een groep criteria waarvan de regels verscheidene niveaus openlaten, telt halverwege tussen het slechtste en het beste daarvan.",
    ),
    reference: "OECD & JRC 2008, Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en, step 6; Yager 1988, doi:10.1109/21.87068 (owa); Grabisch 1997, doi:10.1016/S0165-0114(97)00168-1 (choquet); Copeland 1951, A reasonable social welfare function (copeland); Bohanec 2022, doi:10.1007/978-981-16-7414-3_3 (rules)",
    disagreements: Phrase(
        "COINr gives Copeland scores as the net number of alternatives beaten; here that is brought to 0 .. 1, in the same order. COINr refuses a geometric or harmonic mean of a 0; here it is 0. Order weights of `owa` take no account of the weights of the criteria, as in Yager's paper; `alpha` does. DEXi takes one weight per level of a criterion where rules are filled in; here a weight counts the whole way from the worst level to the best.",
        "COINr geeft als Copeland-score het netto aantal alternatieven dat verslagen wordt; hier is dat naar 0 .. 1 gebracht, in dezelfde volgorde. COINr weigert een meetkundig of harmonisch gemiddelde van een 0; hier is het 0. Volgordegewichten van `owa` houden geen rekening met de gewichten van de criteria, zoals in het artikel van Yager; `alpha` wel. DEXi neemt een gewicht per niveau van een criterium waar regels worden ingevuld; hier telt een gewicht voor de hele weg van het slechtste niveau naar het beste.",
    ),
    allows_target: true,
    value_functions: true,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, problem: &Problem, weights: &[f64]) -> Option<Dependence> {
        match looks_at_rivals(&problem.tree) {
            true => Some(Dependence::Rivals),
            false => weighted_sum::Parameters::default().dependence(problem, weights),
        }
    }

    fn is_fixed(&self, problem: &Problem) -> bool {
        !looks_at_rivals(&problem.tree) && weighted_sum::Parameters::default().is_fixed(problem)
    }

    fn reads_value_functions(&self) -> bool {
        true
    }

    fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        weighted_sum::Parameters::default().lacking_scales(problem)
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let hierarchy = Arc::new(Hierarchy::new(&problem.tree));
        let leaves = problem.tree.leaves.len();
        let mut candidates = match self.is_fixed(problem) {
            true => group.members.clone(),
            false => eligible(problem, group),
        };
        let is_left_out = |member: usize| (0..leaves).any(|leaf| problem.is_dropped(member, leaf));
        let left_out =
            problem.tree.drops_somewhere() && candidates.iter().any(|member| is_left_out(*member));
        if problem.tree.without_sum().is_empty() && !left_out {
            let mut prepared = weighted_sum::with_values(problem, group)?;
            let values = prepared.values.clone().map(Arc::new);
            prepared.nodes = values.map(|leaves| {
                let ruled = vec![None; hierarchy.nodes.len()];
                figures(hierarchy, Values { leaves, ruled }, Arc::default())
            });
            return Ok(prepared);
        }
        let given = Weights::given(problem);
        let at = problem.groups.iter().position(|other| other == group);
        let weights = at.map_or_else(
            || crate::problem::weights::global(&problem.tree),
            |at| given.of_group(at).to_vec(),
        );
        let mut notes = Vec::new();
        let competing = eligible(problem, group);
        let curves = weighted_sum::value_functions_over(problem, &competing, &mut |leaf| {
            if competing.len() > 1 {
                notes.push(MethodNote::ConstantColumn { leaf });
            }
        });
        hierarchy.notes(&problem.tree, &weights, &mut notes);
        // Alternatives of which nothing that has weight is known have no score.
        let has_score = |member: &usize| {
            (0..leaves).any(|leaf| weights[leaf] > 0.0 && !problem.is_dropped(*member, leaf))
        };
        candidates.retain(has_score);
        let members = candidates;
        let additive = Additive::new(problem, &members, &curves);
        let values = |end: &dyn Fn((usize, f64, f64)) -> (usize, f64)| {
            let mut rows: Vec<Vec<f64>> = Vec::with_capacity(members.len());
            for (row, member) in members.iter().enumerate() {
                let mut own: Vec<f64> =
                    (0..leaves).map(|leaf| additive.nominal().at(row, leaf)).collect();
                additive.ends(row).map(end).for_each(|(leaf, value)| own[leaf] = value);
                for (leaf, value) in own.iter_mut().enumerate() {
                    if problem.is_dropped(*member, leaf) {
                        *value = f64::NAN;
                    }
                }
                rows.push(own);
            }
            Matrix::from_fn(members.len(), leaves, |row, leaf| rows[row][leaf])
        };
        let nominal = values(&|(leaf, low, high)| (leaf, low / 2.0 + high / 2.0));
        let nominal = Arc::new(Matrix::from_fn(members.len(), leaves, |row, leaf| {
            // What is left out stays so; what is uncertain has its nominal value.
            match nominal.at(row, leaf).is_nan() {
                true => f64::NAN,
                false => additive.nominal().at(row, leaf),
            }
        }));
        let low = values(&|(leaf, low, _)| (leaf, low));
        let high = values(&|(leaf, _, high)| (leaf, high));
        for (row, member) in members.iter().enumerate() {
            let below = hierarchy
                .below_zero(&problem.tree, |leaf| nominal.at(row, leaf).min(low.at(row, leaf)));
            if let Some((leaf, aggregate)) = below {
                let (criterion, name) = (&problem.tree.leaves[leaf], problem.full_name(*member));
                return Err(remedy::below_zero(&SHEET, aggregate, criterion, &name));
            }
        }
        let levels = Arc::new(hierarchy.levels(problem, &members)?);
        let scorer = |leaves: &Arc<Matrix>, end: fn(&LevelSet, usize) -> f64| -> Box<dyn Scorer> {
            let values = Values { leaves: leaves.clone(), ruled: hierarchy.ruled(&levels, end) };
            Box::new(Nodes::new(hierarchy.clone(), values, &weights))
        };
        let open = levels.iter().flatten().any(|set| !set.is_single());
        let is_open = !additive.is_crisp() || open;
        let score_ends = (is_open && !looks_at_rivals(&problem.tree)).then(|| {
            let exact =
                !additive.rows_share() && (0..members.len()).all(|row| additive.ends_meet(row));
            let (low, high) = (Arc::new(low), Arc::new(high));
            ScoreEnds { low: scorer(&low, worst), high: scorer(&high, best), exact, open }
        });
        let values = Values { leaves: nominal.clone(), ruled: hierarchy.ruled(&levels, half_way) };
        Ok(Prepared {
            scorer: Some(scorer(&nominal, half_way)),
            score_ends,
            nodes: Some(figures(hierarchy.clone(), values, levels)),
            ..Prepared::new(members, notes)
        })
    }
}

/// The value of a level, the worst 0 and the best of `size` 1.
fn value_of(level: usize, size: usize) -> f64 {
    level as f64 / size.saturating_sub(1).max(1) as f64
}

/// The value of the worst level of a set.
fn worst(set: &LevelSet, size: usize) -> f64 {
    value_of(set.lowest().unwrap_or(0), size)
}

/// The value of the best level of a set.
fn best(set: &LevelSet, size: usize) -> f64 {
    value_of(set.highest().unwrap_or(0), size)
}

/// Half way between the values of the worst and the best level of a set.
fn half_way(set: &LevelSet, size: usize) -> f64 {
    worst(set, size) / 2.0 + best(set, size) / 2.0
}

/// Whether the value of some node compares alternatives.
fn looks_at_rivals(tree: &Tree) -> bool {
    tree.without_sum().iter().any(|node| *tree.aggregate(*node) == Aggregate::Copeland)
}

/// The tree as it is worked out: children before their node, the top last.
pub(crate) struct Hierarchy {
    nodes: Vec<Node>,
}

struct Node {
    /// `None` for the top.
    branch: Option<usize>,
    children: Vec<Child>,
    combination: Combination,
    /// How many levels it has; `None` without rules.
    levels: Option<usize>,
}

/// What the nodes are worked out from.
#[derive(Clone)]
struct Values {
    /// The leaves of each alternative, NaN for what is left out.
    leaves: Arc<Matrix>,
    /// By node: the value of each alternative, where it has rules.
    ruled: Vec<Option<Vec<f64>>>,
}

/// A child of a node, with its branch.
#[derive(Clone, Copy)]
struct Child {
    branch: usize,
    of: Place,
}

/// Where the value of a child stands.
#[derive(Clone, Copy)]
enum Place {
    Leaf(usize),
    /// A place in [`Hierarchy::nodes`].
    Node(usize),
}

impl Hierarchy {
    pub(crate) fn new(tree: &Tree) -> Hierarchy {
        let outline = Outline::new(tree);
        // From the top down, then turned round.
        let mut order: Vec<Option<usize>> = vec![None];
        let mut at = 0;
        while at < order.len() {
            let below = outline.children(order[at]).iter();
            order.extend(
                below.filter(|child| tree.branches[**child].leaf.is_none()).map(|c| Some(*c)),
            );
            at += 1;
        }
        order.reverse();
        let mut place_of = vec![0; tree.branches.len()];
        for (place, branch) in order.iter().enumerate() {
            if let Some(branch) = branch {
                place_of[*branch] = place;
            }
        }
        let node = |branch: &Option<usize>| {
            let below = outline.children(*branch);
            let child = |branch: &usize| Child {
                branch: *branch,
                of: match tree.branches[*branch].leaf {
                    Some(leaf) => Place::Leaf(leaf),
                    None => Place::Node(place_of[*branch]),
                },
            };
            let ids: Vec<&str> = below.iter().map(|child| &*tree.branches[*child].id).collect();
            Node {
                branch: *branch,
                children: below.iter().map(child).collect(),
                combination: Combination::new(tree.aggregate(*branch), &ids),
                levels: branch.and_then(|at| Some(tree.rules_of(at)?.levels().len())),
            }
        };
        Hierarchy { nodes: order.iter().map(node).collect() }
    }

    /// By node and member: the levels that it may have; empty for a node without rules.
    fn levels(&self, problem: &Problem, members: &[usize]) -> Result<Vec<Vec<LevelSet>>> {
        let mut out = vec![Vec::new(); self.nodes.len()];
        for tree in RuleTree::all(&problem.tree) {
            let place = |branch: usize| {
                self.nodes.iter().position(|node| node.branch == Some(branch)).unwrap_or(0)
            };
            let places: Vec<usize> = tree.nodes().iter().map(|node| place(node.branch)).collect();
            for member in members {
                let sets = tree.levels(&tree.of_alternative(problem, *member)?);
                places.iter().zip(sets).for_each(|(place, set)| out[*place].push(set));
            }
        }
        Ok(out)
    }

    /// By node: the value of each member at one end of its levels, where it has rules.
    fn ruled(
        &self,
        levels: &[Vec<LevelSet>],
        end: fn(&LevelSet, usize) -> f64,
    ) -> Vec<Option<Vec<f64>>> {
        let of = |(node, sets): (&Node, &Vec<LevelSet>)| {
            let size = node.levels?;
            Some(sets.iter().map(|set| end(set, size)).collect())
        };
        self.nodes.iter().zip(levels).map(of).collect()
    }

    /// By node and draw: the weight of its leaves together.
    fn weights(&self, weights: &[f64], block: usize) -> Vec<Vec<f64>> {
        let mut out: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let mut own = vec![0.0; block];
            for child in &node.children {
                let part = weights_of(child.of, &out, weights, block);
                own.iter_mut().zip(part).for_each(|(own, part)| *own += part);
            }
            out.push(own);
        }
        out
    }

    /// The values of all nodes: `[node][row * block + draw]`, NaN where nothing that has weight is
    /// known. A node with rules has its value whatever the weights.
    fn values(&self, values: &Values, weights: &[f64], block: usize) -> Vec<Vec<f64>> {
        let of_nodes = self.weights(weights, block);
        let Values { leaves: values, ruled } = values;
        let rows = values.rows();
        let mut out: Vec<Vec<f64>> = Vec::with_capacity(self.nodes.len());
        let most = self.nodes.iter().map(|node| node.children.len()).max().unwrap_or(0);
        let mut places = Vec::with_capacity(most);
        let (mut own, mut shares) = (Vec::with_capacity(most), Vec::with_capacity(most));
        for (node, ruled) in self.nodes.iter().zip(ruled) {
            if let Some(own) = ruled {
                out.push(own.iter().flat_map(|value| vec![*value; block]).collect());
                continue;
            }
            let value = |child: &Child, row: usize, draw: usize, done: &[Vec<f64>]| match child.of {
                Place::Leaf(leaf) => values.at(row, leaf),
                Place::Node(at) => done[at][row * block + draw],
            };
            let weight =
                |child: &Child, draw: usize| weights_of(child.of, &of_nodes, weights, block)[draw];
            let mut result = vec![f64::NAN; rows * block];
            if matches!(node.combination, Combination::Copeland) {
                for draw in 0..block {
                    let all: Vec<f64> = (0..rows)
                        .flat_map(|row| node.children.iter().map(move |child| (child, row)))
                        .map(|(child, row)| value(child, row, draw, &out))
                        .collect();
                    let weights: Vec<f64> =
                        node.children.iter().map(|child| weight(child, draw)).collect();
                    let scores = copeland::scores(&all, &weights);
                    scores.iter().enumerate().for_each(|(row, score)| {
                        result[row * block + draw] = *score;
                    });
                }
                out.push(result);
                continue;
            }
            for row in 0..rows {
                for draw in 0..block {
                    places.clear();
                    own.clear();
                    shares.clear();
                    for (place, child) in node.children.iter().enumerate() {
                        let (weight, value) = (weight(child, draw), value(child, row, draw, &out));
                        if weight > 0.0 && !value.is_nan() {
                            places.push(place);
                            own.push(value);
                            shares.push(weight);
                        }
                    }
                    if !places.is_empty() {
                        result[row * block + draw] =
                            node.combination.of(&places, &mut own, &shares);
                    }
                }
            }
            out.push(result);
        }
        out
    }

    /// What nodes do that a reader should know.
    fn notes(&self, tree: &Tree, weights: &[f64], notes: &mut Vec<MethodNote>) {
        let of_nodes = self.weights(weights, 1);
        for node in &self.nodes {
            if let Some(floor) = tree.aggregate(node.branch).floor() {
                notes.push(MethodNote::Floor { node: node.branch, floor });
            }
            let rules = node.branch.and_then(|branch| Some((branch, tree.rules_of(branch)?)));
            if let Some((node, rules)) = rules
                && let Some(completion) = rules.completion()
            {
                let filled = rules.completed().iter().filter(|filled| **filled).count();
                let of = rules.results().len();
                notes.push(MethodNote::RulesCompleted { node, completion, filled, of });
            }
            if let Combination::Choquet(pairs) = &node.combination {
                let shares: Vec<f64> = node
                    .children
                    .iter()
                    .map(|child| weights_of(child.of, &of_nodes, weights, 1)[0])
                    .collect();
                let factor = choquet::factor(&shares, pairs);
                if factor < 1.0 - FACTOR_OF_ONE {
                    notes.push(MethodNote::InteractionsScaled { node: node.branch, factor });
                }
            }
        }
    }

    /// A leaf with a value below 0 under a node that takes none, and what that node does.
    fn below_zero<'t>(
        &self,
        tree: &'t Tree,
        value: impl Fn(usize) -> f64,
    ) -> Option<(usize, &'t Aggregate)> {
        self.nodes.iter().find_map(|node| {
            let aggregate = tree.aggregate(node.branch);
            if !aggregate.needs_positive() || aggregate.floor().is_some() {
                return None;
            }
            let below = match node.branch {
                Some(branch) => tree.leaves_under(branch),
                None => (0..tree.leaves.len()).collect(),
            };
            let mut below = below.into_iter().filter(|leaf| !tree.is_ruled(*leaf));
            below.find(|leaf| value(*leaf) < 0.0).map(|leaf| (leaf, aggregate))
        })
    }
}

/// The weights of a child, draw by draw.
fn weights_of<'a>(
    place: Place,
    of_nodes: &'a [Vec<f64>],
    weights: &'a [f64],
    block: usize,
) -> &'a [f64] {
    match place {
        Place::Leaf(leaf) => &weights[leaf * block..][..block],
        Place::Node(node) => &of_nodes[node],
    }
}

/// The values at the top.
struct Nodes {
    hierarchy: Arc<Hierarchy>,
    values: Values,
    /// What stands in where all weight of a draw lies on what is missing: the score at the weights
    /// of the case.
    otherwise: Vec<f64>,
}

impl Nodes {
    fn new(hierarchy: Arc<Hierarchy>, values: Values, weights: &[f64]) -> Nodes {
        let mut all = hierarchy.values(&values, weights, 1);
        let otherwise = all.pop().unwrap_or_default();
        Nodes { hierarchy, values, otherwise }
    }
}

impl Scorer for Nodes {
    fn alternatives(&self) -> usize {
        self.values.leaves.rows()
    }

    fn score(&self, weights: &[f64], block: usize, scores: &mut [f64]) {
        let all = self.hierarchy.values(&self.values, weights, block);
        let Some(top) = all.last() else { return };
        for (at, (score, value)) in scores.iter_mut().zip(top).enumerate() {
            *score = match value.is_nan() {
                true => self.otherwise[at / block.max(1)],
                false => *value,
            };
        }
    }
}

/// The values of the nodes at any weights, and the levels of those that have rules.
fn figures(
    hierarchy: Arc<Hierarchy>,
    values: Values,
    levels: Arc<Vec<Vec<LevelSet>>>,
) -> NodeFigures {
    NodeFigures::new(move |weights| {
        let of_nodes = hierarchy.values(&values, weights, 1);
        let node_weights = hierarchy.weights(weights, 1);
        let of_row = |row: usize| {
            let mut own = NodeValues::default();
            for (at, (node, values_of_node)) in hierarchy.nodes.iter().zip(&of_nodes).enumerate() {
                if let Some(branch) = node.branch {
                    let value = values_of_node[row];
                    own.values.push((branch, (!value.is_nan()).then_some(value)));
                    let set = levels.get(at).and_then(|sets| sets.get(row));
                    own.levels.extend(set.map(|set| (branch, *set)));
                }
                // Under rules nothing is left out.
                if node.levels.is_some() {
                    continue;
                }
                for child in &node.children {
                    let is_missing = match child.of {
                        Place::Leaf(leaf) => values.leaves.at(row, leaf).is_nan(),
                        Place::Node(at) => of_nodes[at][row].is_nan(),
                    };
                    let weight = weights_of(child.of, &node_weights, weights, 1)[0];
                    // A node without weight is left out because of that.
                    if is_missing && (weight > 0.0 || matches!(child.of, Place::Leaf(_))) {
                        own.dropped.push(Dropped { branch: child.branch, weight });
                    }
                }
            }
            own.values.sort_unstable_by_key(|(branch, _)| *branch);
            own.levels.sort_unstable_by_key(|(branch, _)| *branch);
            own.dropped.sort_unstable_by_key(|dropped| dropped.branch);
            own
        };
        (0..values.leaves.rows()).map(of_row).collect()
    })
}
