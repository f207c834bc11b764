//! What the program asks of a method. Each method's parameters answer for it; no other place lists
//! methods or knows one by its name.

use crate::error::{Phrase, Result};
use crate::method::by_row::ByRow;
use crate::method::lack::Lack;
use crate::method::prepared::{LimitTests, Prepared};
use crate::method::sheet::Sheet;
use crate::problem::{Group, Problem};
use crate::value::Normalization;

/// The idea that methods share, so that variants of one idea are not counted as many votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A value or figure per criterion, added or multiplied.
    Value,
    /// Distance to the best and the worst of the group.
    Ideal,
    /// Pairwise preference.
    Outranking,
    /// Ordered categories.
    Sorting,
}

impl Family {
    /// All families, in the order of lists.
    pub const ALL: [Family; 4] =
        [Family::Value, Family::Ideal, Family::Outranking, Family::Sorting];

    /// Its name for a reader.
    pub fn words(self) -> Phrase {
        match self {
            Family::Value => Phrase("value", "waarde"),
            Family::Ideal => Phrase("ideal", "ideaal"),
            Family::Outranking => Phrase::same("outranking"),
            Family::Sorting => Phrase("sorting", "indeling"),
        }
    }

    /// The idea that its methods share.
    pub fn idea(self) -> Phrase {
        match self {
            Family::Value => Phrase(
                "a value or figure per criterion, added or multiplied",
                "een waarde of cijfer per criterium, opgeteld of vermenigvuldigd",
            ),
            Family::Ideal => Phrase(
                "distance to the best, the worst or the middle",
                "afstand tot het beste, het slechtste of het midden",
            ),
            Family::Outranking => Phrase(
                "comparison of every alternative with every other",
                "vergelijking van elk alternatief met elk ander",
            ),
            Family::Sorting => Phrase(
                "ordered categories with limits of their own",
                "geordende categorieën met eigen grenzen",
            ),
        }
    }

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Family::Value => "value",
            Family::Ideal => "ideal",
            Family::Outranking => "outranking",
            Family::Sorting => "sorting",
        }
    }
}

/// What kind of answer a method gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// A score per alternative, and the order it makes.
    Score,
    /// A relation between every two alternatives, under which some may be incomparable.
    Relation,
    /// An ordered category per alternative. Its score is the place of the category, 1 for the worst.
    Categories,
}

/// How values depend on the set of alternatives.
#[derive(Debug, Clone, PartialEq)]
pub enum Dependence {
    /// These leaves run from the worst to the best figure present.
    ObservedRange(Vec<usize>),
    /// Columns are normalised by a formula of the figures present.
    Normalization(&'static str),
    /// The method measures from the best and the worst figures present.
    Ideals,
    /// The method counts wins over the others.
    Rivals,
}

impl Dependence {
    /// On the figures that a normalization puts together; `None` for raw figures and for goalposts,
    /// which look at no rival.
    pub(super) fn on(normalization: Normalization) -> Option<Dependence> {
        match normalization {
            Normalization::None | Normalization::Goalposts => None,
            other => Some(Dependence::Normalization(other.entry().name)),
        }
    }
}

/// A method, as its parameters define it.
pub trait Definition {
    /// Its definition sheet.
    fn sheet(&self) -> &'static Sheet;

    /// The idea it shares with others.
    fn family(&self) -> Family;

    /// What kind of answer it gives.
    fn answer(&self) -> AnswerKind {
        AnswerKind::Score
    }

    /// How its values depend on which alternatives are there, given the scales of the case and its
    /// leaf weights; `None` if adding or dropping one leaves the order of the others as it is.
    fn dependence(&self, problem: &Problem, weights: &[f64]) -> Option<Dependence>;

    /// The properties that it lacks, of those that one may expect of every method, where criteria
    /// have no scales that it could go by.
    fn lacks(&self) -> &'static [Lack] {
        &[]
    }

    /// Whether no score can look at another alternative, whatever the weights.
    fn is_fixed(&self, _problem: &Problem) -> bool {
        false
    }

    /// Whether, in this problem, its score is the sum of weights times values of value functions.
    fn is_weighted_sum(&self, _problem: &Problem) -> bool {
        false
    }

    /// What the score of an alternative rests on beside its own figures, where that is no more than
    /// ends and sums of columns; `None` where it is, as where alternatives are compared in pairs.
    fn by_row(&self, _problem: &Problem) -> Option<ByRow> {
        None
    }

    /// Whether it scores alternatives by the value functions of the criteria.
    fn reads_value_functions(&self) -> bool {
        false
    }

    /// The criteria for want of whose scale only alternatives that compete get a score: values then
    /// run over their figures. None for methods that look at rivals whatever the scales.
    fn lacking_scales(&self, _problem: &Problem) -> Vec<usize> {
        Vec::new()
    }

    /// How columns are normalised, where a figure that is 0 after it makes the whole score 0,
    /// whatever the other figures are.
    fn vetoed_by_zero(&self) -> Option<Normalization> {
        None
    }

    /// The thresholds of criteria that it reads whatever the preference function.
    fn reads_thresholds(&self) -> &'static [&'static str] {
        &[]
    }

    /// The name of the table of how alternatives stand to the limits of categories, for a method
    /// that compares them.
    fn own_profiles(&self) -> Option<&'static str> {
        None
    }

    /// Whether it learns from alternatives whose category is given.
    fn reads_examples(&self) -> bool {
        false
    }

    /// The name of the table of value functions, for a method that learns them.
    fn own_values(&self) -> Option<&'static str> {
        None
    }

    /// The name of the table of how it agrees with the examples, for a method that learns from them.
    fn own_examples(&self) -> Option<&'static str> {
        None
    }

    /// How the categories of a group hang on the weights, for a method that sorts by sums of weights.
    ///
    /// # Errors
    /// As for [`Definition::prepare`].
    fn limit_tests(&self, _problem: &Problem, _group: &Group) -> Result<Option<LimitTests>> {
        Ok(None)
    }

    /// Make it ready for a group. Everything that can fail or allocate happens here.
    ///
    /// # Errors
    /// [`crate::Error::Undefined`] where the method is not defined for the group's data.
    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared>;
}
