//! Facts and requirements as their case has them, for whoever tests them again.

use crate::case::check::checked::{RequirementSubject, RequirementTest};
use crate::case::check::when::When;
use crate::case::file::figure::Figure;
use crate::case::file::shape::{Holds, PolicyFile};
use crate::case::read::marks;

/// A fact as its case has it, with what-ifs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedFact {
    /// The id by which requirements name it.
    pub id: String,
    /// Whether it holds.
    pub holds: Holds,
    /// Where that stands; `None` if the case does not say.
    pub source: Option<String>,
}

/// What a requirement asks; the rest of it stands in
/// [`Problem::requirements`](crate::problem::Problem::requirements), in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedGate {
    /// What it looks at.
    pub asks: Asks,
    /// What not knowing does.
    pub unknown: PolicyFile,
    /// Which alternatives it concerns, by the values of their keys, whoever is there; `None` where
    /// a what-if leaves requirements out.
    pub when: Option<KeyCondition>,
}

/// Which alternatives something applies to: for each key named (an index into
/// [`Problem::keys`](crate::problem::Problem::keys)), the values it may have. All, if none is named.
pub type KeyCondition = Vec<(usize, Vec<String>)>;

/// The condition as it was checked.
pub(crate) fn key_condition(when: &When) -> KeyCondition {
    let values = |values: &Vec<crate::case::file::shape::At<String>>| {
        values.iter().map(|value| value.value.clone()).collect()
    };
    when.iter().map(|(key, wanted)| (*key, values(wanted))).collect()
}

/// What a requirement looks at.
#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    /// Whether the fact of this id holds.
    Fact(String),
    /// The performance on a leaf.
    Leaf(usize, GateTest),
    /// An attribute: the input of each alternative that the requirement concerns, in their order;
    /// `None` where there is none.
    Attribute(Vec<Option<usize>>, GateTest),
}

/// What a figure or a text is compared with. Figures are on the axis of their scale.
#[derive(Debug, Clone, PartialEq)]
pub enum GateTest {
    /// The figure is at least this.
    AtLeast(f64),
    /// The figure is at most this.
    AtMost(f64),
    /// The figure or text is one of these.
    OneOf(Vec<Figure>),
}

impl GateTest {
    /// The numbers that pass, where it names what passes.
    pub fn numbers(&self) -> Vec<f64> {
        let GateTest::OneOf(figures) = self else { return Vec::new() };
        let number = |figure: &Figure| match figure {
            Figure::Number(number) => Some(*number),
            Figure::Text(text) => marks::plain(text),
        };
        figures.iter().filter_map(number).collect()
    }

    /// Whether a text passes. None is above or below a limit.
    pub fn takes(&self, text: &str) -> bool {
        let GateTest::OneOf(figures) = self else { return false };
        figures.iter().any(|figure| match figure {
            Figure::Text(wanted) => wanted == text,
            Figure::Number(wanted) => marks::plain(text) == Some(*wanted),
        })
    }
}

impl From<&RequirementTest> for GateTest {
    fn from(test: &RequirementTest) -> GateTest {
        match test {
            RequirementTest::AtLeast(limit) => GateTest::AtLeast(*limit),
            RequirementTest::AtMost(limit) => GateTest::AtMost(*limit),
            RequirementTest::OneOf(figures) => GateTest::OneOf(figures.clone()),
        }
    }
}

impl Asks {
    /// What a requirement asks; `inputs` gives those of an attribute.
    pub(crate) fn of(
        needs: &RequirementSubject,
        inputs: impl FnOnce(&str) -> Vec<Option<usize>>,
    ) -> Asks {
        match needs {
            RequirementSubject::Fact(id) => Asks::Fact(id.clone()),
            RequirementSubject::Criterion(leaf, test) => Asks::Leaf(*leaf, test.into()),
            RequirementSubject::Attribute(name, test) => {
                Asks::Attribute(inputs(&name.value), test.into())
            }
        }
    }
}
