//! Where do the weights come from, and what do they leave open? The weights of a problem with what
//! they were derived from: judgements of one or several people, the data of each group, or nothing
//! but the figures that somebody typed.
//!
//! The command is `weights`.

mod tables;

use crate::error::{Error, Result, Said, both};
use crate::problem::weights::Weights;
use crate::problem::{Problem, Tree};
use crate::weighting::Derivation;
use crate::weighting::data::DataDerivation;
use crate::weighting::judgement::{Disagreement, disagreement};

/// The weights of a problem, and how they came about.
#[derive(Debug)]
pub struct WeightOrigins<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// Its weights, by group.
    pub weights: Weights,
    /// Those that follow from judgements, by set of siblings.
    pub derivations: &'a [Derivation],
    /// Those that follow from the data.
    pub from_data: &'a [DataDerivation],
    /// Whether nobody gave weights, so that they are the centre of those that meet the constraints.
    pub centre: bool,
    /// By derivation: how people differ; `None` where there is one opinion.
    pub disagreements: Vec<Option<Disagreement>>,
    /// By derivation and item: the least and the greatest weight that some opinion leaves open.
    ends: Vec<Vec<(f64, f64)>>,
    /// By branch: whether a what-if gave it another weight.
    replaced: Vec<bool>,
}

/// How a branch came by its weight among its siblings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin<'a> {
    /// Somebody typed it, or nobody did.
    Typed,
    /// It follows from judgements: the derivation, and the item there.
    Judged(&'a Derivation, usize),
    /// It follows from the data.
    Data(&'a DataDerivation),
    /// Nobody gave it: it is that of the centre of all weights that meet the constraints.
    Centre,
}

impl Origin<'_> {
    /// The names of the weightings, each once; none where weights were typed.
    pub fn methods(&self) -> Vec<&'static str> {
        match self {
            Origin::Typed => Vec::new(),
            Origin::Centre => vec!["centroid"],
            Origin::Judged(derivation, _) => {
                let mut out: Vec<&str> = Vec::new();
                for opinion in &derivation.opinions {
                    let name = opinion.weighting.sheet().name;
                    if !out.contains(&name) {
                        out.push(name);
                    }
                }
                out
            }
            Origin::Data(derivation) => vec![derivation.weighting.sheet().name],
        }
    }

    /// Who judged or chose, and when, as the file says: each once.
    pub fn by(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        let all: Vec<&Option<String>> = match self {
            Origin::Typed | Origin::Centre => Vec::new(),
            Origin::Judged(derivation, _) => {
                derivation.opinions.iter().map(|opinion| &opinion.by).collect()
            }
            Origin::Data(derivation) => vec![&derivation.by],
        };
        for by in all.into_iter().flatten() {
            if !out.contains(&by.as_str()) {
                out.push(by);
            }
        }
        out
    }
}

impl<'a> WeightOrigins<'a> {
    /// The weights of a problem with what they follow from. `centre` says that nobody gave weights,
    /// and that the problem has those of the centre of all that meet its constraints.
    pub fn new(
        problem: &'a Problem,
        derivations: &'a [Derivation],
        from_data: &'a [DataDerivation],
        centre: bool,
    ) -> WeightOrigins<'a> {
        let differ = |derivation: &Derivation| {
            let weights: Vec<&[f64]> =
                derivation.opinions.iter().map(|opinion| &opinion.derived.weights[..]).collect();
            disagreement(&weights)
        };
        WeightOrigins {
            problem,
            weights: Weights::given(problem),
            derivations,
            from_data,
            centre,
            disagreements: derivations.iter().map(differ).collect(),
            ends: derivations.iter().map(Derivation::ends).collect(),
            replaced: vec![false; problem.tree.branches.len()],
        }
    }

    /// The same, where what-ifs gave these criteria other weights than those that follow.
    pub fn with_replaced(mut self, ids: &[String]) -> WeightOrigins<'a> {
        let found = ids.iter().filter_map(|id| self.problem.tree.find(id)).collect::<Vec<_>>();
        found.into_iter().for_each(|branch| self.replaced[branch] = true);
        self
    }

    /// Whether groups have weights of their own.
    pub fn by_group(&self) -> bool {
        !self.problem.group_weights.is_empty() && self.problem.groups.len() > 1
    }

    /// The weight of every criterion and node among its siblings, with its id, for a criteria file.
    ///
    /// # Errors
    /// [`Error::Undefined`] where groups have weights of their own: a file has one set of them.
    pub fn to_write(&self) -> Result<Vec<(String, f64)>> {
        if self.weights.differ() {
            return Err(Error::Undefined {
                method: both("writing weights into a file", "gewichten in een bestand schrijven"),
                reason: Said::both(
                    "these weights differ from group to group, and a criteria file has one set of weights",
                    "deze gewichten verschillen van groep tot groep, en een criteriabestand heeft één reeks gewichten",
                ),
                remedy: Said::both(
                    "take one group (--where key=value), or write [[weighting]] with the method into the file",
                    "neem één groep (--where sleutel=waarde), of schrijf [[weighting]] met de methode in het bestand",
                ),
            });
        }
        let ids = self.problem.tree.branches.iter().map(|branch| branch.id.clone());
        let local = self.problem.groups.first().map(|_| self.local(0).to_vec());
        Ok(ids.zip(local.unwrap_or_default()).collect())
    }

    /// The local weights of a group, by branch.
    pub(crate) fn local(&self, group: usize) -> &[f64] {
        self.weights.local_of_group(group)
    }

    /// The global weights of a group, by leaf.
    pub(crate) fn global(&self, group: usize) -> &[f64] {
        self.weights.of_group(group)
    }

    /// How a branch came by its weight.
    pub fn origin(&self, branch: usize) -> Origin<'a> {
        if self.centre {
            return Origin::Centre;
        }
        if self.replaced[branch] {
            return Origin::Typed;
        }
        let tree = &self.problem.tree;
        let judged = self.derivations.iter().find_map(|derivation| {
            let item = derivation.branches.iter().position(|known| *known == branch)?;
            Some(Origin::Judged(derivation, item))
        });
        let above = |parent: Option<usize>| match parent {
            None => true,
            Some(parent) => branch != parent && is_below(tree, branch, parent),
        };
        let from_data = || self.from_data.iter().find(|it| above(it.parent)).map(Origin::Data);
        judged.or_else(from_data).unwrap_or(Origin::Typed)
    }

    /// The least and the greatest share of all weight that judgements leave open to a branch;
    /// `None` where no judgement speaks of it or of what it is a part of, or data do. Weights that
    /// were typed are points, and so is what shares them with a weight that a what-if replaced.
    pub fn ends(&self, local: &[f64], branch: usize) -> Option<(f64, f64)> {
        let tree = &self.problem.tree;
        let mut ends = (1.0, 1.0);
        let mut judged = false;
        let mut at = Some(branch);
        while let Some(own) = at {
            let point = (local[own], local[own]);
            let (low, high) = match self.origin(own) {
                Origin::Typed => point,
                Origin::Judged(derivation, _)
                    if derivation.branches.iter().any(|at| self.replaced[*at]) =>
                {
                    point
                }
                Origin::Judged(derivation, item) => {
                    judged = true;
                    let known = |it: &Derivation| std::ptr::eq(it, derivation);
                    self.derivations.iter().position(known).map_or(point, |at| self.ends[at][item])
                }
                Origin::Data(_) | Origin::Centre => return None,
            };
            ends = (ends.0 * low, ends.1 * high);
            at = tree.branches[own].parent;
        }
        judged.then_some(ends)
    }
}

fn is_below(tree: &Tree, branch: usize, node: usize) -> bool {
    let mut at = tree.branches[branch].parent;
    while let Some(own) = at {
        if own == node {
            return true;
        }
        at = tree.branches[own].parent;
    }
    false
}
