//! What a criteria file means, once it is checked.

use crate::case::check::checked_portfolio::CheckedPortfolio;
use crate::case::check::pathway::checked::CheckedPathway;
pub use crate::case::check::when::When;
use crate::case::file::claim::Parsed;
use crate::case::file::figure::Figure;
use crate::case::file::shape::{At, EffectFile, Holds, PolicyFile};
use crate::problem::Claim;

use crate::error::Place;
use crate::method::Method;
use crate::problem::tree::{Outline, Tree};
use crate::problem::{Category, Key, Says, Text, WeightConstraint};
use crate::weighting::Combination;
use crate::weighting::Weighting;
use crate::weighting::judgement::Judgement;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A criteria file that means something. Where a finding was an error, the best guess stands.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The keys; open ones have no values yet.
    pub keys: Vec<Key>,
    /// Whether each key's values are a closed list.
    pub closed: Vec<bool>,
    /// Where the listed values of each key stand.
    pub value_spans: Vec<Vec<Range<usize>>>,
    /// The keys, as indices, whose values make a group: alternatives are ranked among those that
    /// share them.
    pub rank_within: Vec<usize>,
    /// The criteria.
    pub tree: Tree,
    /// Whether the file gives any of them a weight.
    pub weighted: bool,
    /// The column header of each leaf.
    pub columns: Vec<At<String>>,
    /// The least share of weight, 0 to 1, that must be known of an alternative for it to have a
    /// score: see [`crate::problem::Problem::min_known`].
    pub min_known: f64,
    /// The methods to run.
    pub methods: Vec<Method>,
    /// Facts: id, whether it holds, and its source if the file names one.
    pub facts: Vec<(String, Holds, Option<String>)>,
    /// The requirements.
    pub requirements: Vec<CheckedRequirement>,
    /// The adjustments.
    pub adjustments: Vec<CheckedAdjustment>,
    /// The attributes that requirements, adjustments and `[portfolio]` use, with where the first of
    /// them does.
    pub attributes: BTreeMap<String, At<String>>,
    /// How weights follow from judgements or from the data.
    pub weightings: Vec<CheckedWeighting>,
    /// Where the file asks that studies keep to what judgements leave open, if it does.
    pub from_weighting: Option<Range<usize>>,
    /// What holds between weights.
    pub constraints: Vec<(WeightConstraint, Range<usize>)>,
    /// What the decider says of whole alternatives.
    pub preferences: Vec<Stated>,
    /// Into what alternatives are sorted, the worst first; none where the file says nothing, or
    /// something wrong.
    pub categories: Vec<Category>,
    /// Alternatives whose category is given.
    pub examples: Vec<CheckedExample>,
    /// The actors. What they say is no part of the rest. They are shared, because the case as each of
    /// them sees it has them all.
    pub actors: Arc<Vec<CheckedActor>>,
    /// The values, by key, that name the alternative with which benefits and burdens are compared,
    /// and where they stand; `None` if the file names none.
    pub baseline: Option<(When, Range<usize>)>,
    /// What is chosen period after period; `None` if the file does not say.
    pub pathway: Option<Arc<CheckedPathway>>,
    /// What is claimed.
    pub claims: Vec<CheckedClaim>,
    /// What is chosen together; `None` where the file does not say, or what it says is wrong.
    pub portfolio: Option<Arc<CheckedPortfolio>>,
    /// Whether keys and criteria are sound enough to read the data by.
    pub sound: bool,
}

/// How the weights below a branch follow from one person's judgements, or from the data.
#[derive(Debug, Clone)]
pub struct CheckedWeighting {
    /// The branch whose children are weighed; none for those at the top.
    pub parent: Option<usize>,
    /// Its children, in the order of the file.
    pub branches: Vec<usize>,
    /// How they are weighed.
    pub method: Weighting,
    /// What was said; none where weights come from data, and before its matrix was read.
    pub judgements: Vec<CheckedJudgement>,
    /// The table of ratios that holds more of it, as the file names it.
    pub matrix: Option<At<String>>,
    /// Who said it; none where nobody is named.
    pub respondent: Option<At<String>>,
    /// Who judged and when.
    pub by: Option<String>,
    /// Leaves that weigh 0 whatever the data say: those that the actor whose weighting this is does
    /// not look at.
    pub unseen: Vec<usize>,
    /// How opinions about these children are put together, if it says so.
    pub combination: Option<Combination>,
    /// Where it stands.
    pub span: Range<usize>,
}

impl CheckedWeighting {
    /// The branches that get their weight from it: the children, or, from data, all that lie below.
    pub fn weighed(&self, tree: &Tree, outline: &Outline) -> Vec<usize> {
        match self.method {
            Weighting::Judgements(_) => self.branches.clone(),
            Weighting::Data(_) => {
                let mut out = Vec::new();
                let mut waiting = self.branches.clone();
                while let Some(branch) = waiting.pop() {
                    out.push(branch);
                    if tree.branches[branch].leaf.is_none() {
                        waiting.extend(outline.children(Some(branch)));
                    }
                }
                out.sort_unstable();
                out
            }
        }
    }
}

/// A judgement about the children of a branch, who are known by their place among them.
#[derive(Debug, Clone)]
pub struct CheckedJudgement {
    /// What it says.
    pub judgement: Judgement,
    /// As it was written.
    pub written: String,
    /// Where.
    pub place: Place,
}

/// A requirement, checked.
#[derive(Debug, Clone)]
pub struct CheckedRequirement {
    /// The id by which reports and other entries name it.
    pub id: String,
    /// Which alternatives it concerns; all, if no key is named.
    pub when: When,
    /// What it asks.
    pub needs: RequirementSubject,
    /// What an unknown figure does.
    pub unknown: PolicyFile,
    /// What becomes of an alternative that fails.
    pub effect: EffectFile,
    /// The reason the file gives, for reports; may be empty.
    pub reason: Text,
    /// Where it comes from, as the file has it; `None` if it does not say.
    pub source: Option<String>,
}

/// What a requirement asks.
#[derive(Debug, Clone)]
pub enum RequirementSubject {
    /// That a fact holds.
    Fact(String),
    /// That an attribute passes.
    Attribute(At<String>, RequirementTest),
    /// That a leaf's performance passes; figures are on its axis.
    Criterion(usize, RequirementTest),
}

/// What a figure or text is compared with.
#[derive(Debug, Clone)]
pub enum RequirementTest {
    /// The figure is at least this.
    AtLeast(f64),
    /// The figure is at most this.
    AtMost(f64),
    /// The figure or text is one of these.
    OneOf(Vec<Figure>),
}

/// An adjustment, checked.
#[derive(Debug, Clone)]
pub struct CheckedAdjustment {
    /// The leaf it shifts.
    pub leaf: usize,
    /// The attribute it shifts by.
    pub attribute: At<String>,
    /// Which alternatives it concerns; all, if no key is named.
    pub when: When,
    /// How far it shifts the figure for each value of the attribute.
    pub shift: ShiftKind,
    /// What the figure may not pass, on the leaf's axis.
    pub limits: (f64, f64),
    /// The reason the file gives, for reports; may be empty.
    pub reason: Text,
    /// Where it comes from, as the file has it; `None` if it does not say.
    pub source: Option<String>,
}

/// How an attribute shifts.
#[derive(Debug, Clone)]
pub enum ShiftKind {
    /// A numeric attribute, through a piecewise-linear function.
    Points(Vec<(f64, f64)>),
    /// A text attribute, by its value.
    Values(Vec<(String, f64)>),
}

/// An actor with all that it says, checked.
#[derive(Debug, Clone)]
pub struct CheckedActor {
    /// The id by which reports and other entries name it.
    pub id: At<String>,
    /// The name that a report shows.
    pub label: Text,
    /// What it is grouped by.
    pub kind: Option<String>,
    /// How much it counts in rules of the group, relative to the others: finite, at least 0.
    pub influence: f64,
    /// The weights that it types, by branch of the tree, relative to those of siblings.
    pub weights: Vec<(usize, f64)>,
    /// How its weights follow from its judgements or from the data.
    pub weightings: Vec<CheckedWeighting>,
    /// Where it asks that what its judgements leave open be admissible, if it does.
    pub from_weighting: Option<Range<usize>>,
    /// What holds between its weights. Whom it does not look at is not among these.
    pub constraints: Vec<(WeightConstraint, Range<usize>)>,
    /// What it says of whole alternatives.
    pub preferences: Vec<Stated>,
    /// The criteria that it looks at, where it names them.
    pub looks_at: Option<LooksAt>,
    /// The score that an alternative must reach to be acceptable to it.
    pub minimum: Option<f64>,
    /// The leaves that are benefits to it.
    pub benefit: Vec<usize>,
    /// The leaves that are burdens to it.
    pub burden: Vec<usize>,
    /// Where it comes from, as the file has it; `None` if it does not say.
    pub source: Option<String>,
}

/// The criteria that an actor looks at.
#[derive(Debug, Clone)]
pub struct LooksAt {
    /// By leaf of the tree: whether it looks at it.
    pub leaves: Vec<bool>,
    /// Them, as the file names them, in a sentence about the actor.
    pub written: String,
    /// Where it names them.
    pub span: Range<usize>,
}

impl LooksAt {
    /// Whether it looks at a branch, or at anything below it.
    pub fn sees(&self, branch: usize, tree: &Tree) -> bool {
        tree.leaves_under(branch).iter().any(|leaf| self.leaves[*leaf])
    }
}

impl CheckedActor {
    /// Whether it says which weights are its own.
    pub fn gives_weights(&self) -> bool {
        !(self.weights.is_empty() && self.weightings.is_empty())
    }

    /// Whether it says what holds of its weights, or of whole alternatives.
    pub fn makes_statements(&self) -> bool {
        let some = !(self.constraints.is_empty() && self.preferences.is_empty());
        some || self.from_weighting.is_some()
    }

    /// What it says of the weights.
    pub fn says(&self) -> Says {
        let is_judged = |it: &CheckedWeighting| matches!(it.method, Weighting::Judgements(_));
        match self.gives_weights() {
            true if self.weights.is_empty() && self.weightings.iter().any(is_judged) => {
                Says::Judgements
            }
            true => Says::Weights,
            false if self.makes_statements() => Says::Statements,
            false => Says::Nothing,
        }
    }
}

/// A claim whose words are known; its names are not looked up yet, because tables may give the
/// keys' values.
#[derive(Debug, Clone)]
pub struct CheckedClaim {
    /// The claim without its instances.
    pub(crate) claim: Claim,
    /// Whom it names.
    pub(crate) parsed: Parsed,
    /// The groups it is made of; empty = all.
    pub(crate) groups: When,
    /// The text of the claim, and where it stands.
    pub(crate) text: At<String>,
    /// Where its groups are named.
    pub(crate) groups_at: Range<usize>,
}

/// A preference whose keys are known.
#[derive(Debug, Clone)]
pub struct Stated {
    /// Alternatives and their coefficients.
    pub(crate) terms: Vec<(Alternative, f64)>,
    pub(crate) equal: bool,
    pub(crate) by: f64,
    pub(crate) written: String,
    pub(crate) reason: Text,
    pub(crate) source: Option<String>,
    pub(crate) span: Range<usize>,
}

/// An alternative whose category is given.
#[derive(Debug, Clone)]
pub struct CheckedExample {
    pub(crate) alternative: Alternative,
    /// Its category, as an index into the file's.
    pub(crate) category: usize,
    pub(crate) reason: Text,
    pub(crate) source: Option<String>,
    pub(crate) span: Range<usize>,
}

/// A value for every key, in the order of the keys.
pub(crate) type Alternative = Vec<At<String>>;

pub(crate) fn full(alternative: &[At<String>]) -> String {
    alternative.iter().map(|value| value.value.as_str()).collect::<Vec<_>>().join("/")
}
