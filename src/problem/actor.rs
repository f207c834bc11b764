//! One of several groups of people who look at a decision, each with a problem of its own.

use super::{Problem, Text};

/// What an actor says of the weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Weights.
    Weights,
    /// Judgements, of which weights follow.
    Judgements,
    /// Constraints or preferences, and no weights: its weights are the centroid of those that meet
    /// them.
    Statements,
    /// Nothing: all weights of the criteria it looks at are admissible, and it has no ranking.
    Nothing,
}

impl Says {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Says::Weights => "weights",
            Says::Judgements => "judgements",
            Says::Statements => "statements",
            Says::Nothing => "nothing",
        }
    }
}

/// An actor: a group of people, and the decision as it sees it.
///
/// Its problem has the alternatives and groups of the case, with the actor's weights, constraints,
/// preferences and scores. Where it says nothing of weights, those of the problem have no meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The id by which reports and tables name it.
    pub(crate) id: String,
    /// What people read.
    pub(crate) label: Text,
    /// What it is grouped by, as in `government`; none if it does not say.
    pub(crate) kind: Option<String>,
    /// How much it counts in rules of the group, relative to the others: finite, at least 0.
    pub(crate) influence: f64,
    /// What it says of the weights.
    pub(crate) says: Says,
    /// The score that an alternative must reach to be acceptable to it.
    pub(crate) minimum: Option<f64>,
    /// The leaves that are benefits to it, where it keeps benefits and burdens apart.
    pub(crate) benefit: Vec<usize>,
    /// The leaves that are burdens to it.
    pub(crate) burden: Vec<usize>,
    /// The leaves that it does not look at, whose weights are 0 to it; empty where it looks at all.
    pub(crate) unseen: Vec<usize>,
    /// Nodes (none: the top) whose children keep the weights of the case, because it names none of
    /// them.
    pub(crate) kept: Vec<Option<usize>>,
    /// Where it comes from, as the file has it; `None` if it does not say.
    pub(crate) source: Option<String>,
    /// The decision as it sees it.
    pub(crate) problem: Problem,
}

impl Actor {
    /// An actor with influence 1 who gives the weights of a problem. Where the problem has
    /// constraints or preferences, the actor's admissible weights are all that meet them.
    pub fn new(id: &str, problem: Problem) -> Actor {
        Actor {
            id: id.to_owned(),
            label: Text::plain(id),
            kind: None,
            influence: 1.0,
            says: Says::Weights,
            minimum: None,
            benefit: Vec::new(),
            burden: Vec::new(),
            unseen: Vec::new(),
            kept: Vec::new(),
            source: None,
            problem,
        }
    }

    /// The actor with another label.
    pub fn with_label(self, label: Text) -> Actor {
        Actor { label, ..self }
    }

    /// The actor as one of a kind, as in `government`.
    pub fn of_kind(self, kind: &str) -> Actor {
        Actor { kind: Some(kind.to_owned()), ..self }
    }

    /// The actor with another influence, relative to that of others; [`super::Panel::new`] checks
    /// it.
    pub fn with_influence(self, influence: f64) -> Actor {
        Actor { influence, ..self }
    }

    /// The actor with what it says of the weights.
    pub fn saying(self, says: Says) -> Actor {
        Actor { says, ..self }
    }

    /// The actor with the score that an alternative must reach to be acceptable to it.
    pub fn with_minimum(self, minimum: f64) -> Actor {
        Actor { minimum: Some(minimum), ..self }
    }

    /// The actor with benefits and burdens kept apart: leaves of the tree of criteria.
    pub fn with_impacts(self, benefit: Vec<usize>, burden: Vec<usize>) -> Actor {
        Actor { benefit, burden, ..self }
    }

    /// The actor as one who does not look at some leaves of the tree of criteria.
    pub fn not_looking_at(self, leaves: Vec<usize>) -> Actor {
        Actor { unseen: leaves, ..self }
    }

    /// The id by which reports and tables name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What people read.
    pub fn label(&self) -> &Text {
        &self.label
    }

    /// What it is grouped by; none if it does not say.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// How much it counts in rules of the group, relative to the others.
    pub fn influence(&self) -> f64 {
        self.influence
    }

    /// What it says of the weights.
    pub fn says(&self) -> Says {
        self.says
    }

    /// The score that an alternative must reach to be acceptable to it.
    pub fn minimum(&self) -> Option<f64> {
        self.minimum
    }

    /// The leaves that are benefits to it, where it keeps benefits and burdens apart.
    pub fn benefit(&self) -> &[usize] {
        &self.benefit
    }

    /// The leaves that are burdens to it.
    pub fn burden(&self) -> &[usize] {
        &self.burden
    }

    /// The leaves that it does not look at; empty where it looks at all.
    pub fn unseen(&self) -> &[usize] {
        &self.unseen
    }

    /// Nodes (none: the top) whose children keep the weights of the case.
    pub fn kept(&self) -> &[Option<usize>] {
        &self.kept
    }

    /// Where it comes from; `None` if that is not said.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The decision as it sees it.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Whether it has weights at which it ranks, and so a ranking.
    pub fn ranks(&self) -> bool {
        self.says != Says::Nothing
    }

    /// Whether its admissible weights are a set, and not just the weights at which it ranks.
    pub fn admits_a_set(&self) -> bool {
        !self.ranks() || !self.problem.constraints.is_empty()
    }
}
