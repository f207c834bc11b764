//! What is decided: criteria, alternatives, groups and inputs. Knows no method and cannot be built
//! wrong by a case file (the `case` module checks everything first) or by a [`ProblemBuilder`].
//!
//! The heart is the difference between an *input* (one entry of a data table) and a *cell* (what an
//! alternative gets on a criterion). A cell refers to its input, and perhaps to attributes that
//! shift it; one input may feed many cells. So two alternatives that rest on the same judgement
//! rest on the same number, whatever that number turns out to be.
//!
//! The parts of a [`Problem`] refer to each other by index, so they are read by methods, and changed
//! by methods that check: [`Problem::set_weights`], [`Problem::set_constraints`] ... What can be
//! taken out, as a [`Cell`] or a [`Criterion`], is a plain record.

mod actor;
pub(crate) mod aggregate;
mod alternative;
mod answer;
mod assemble;
mod builder;
pub(crate) mod category;
mod cell;
mod cells;
mod change;
mod claim;
mod constraint;
pub(crate) mod constraint_text;
mod crisp;
mod criterion;
pub(crate) mod curve;
mod decision_problem;
mod decision_rule;
mod group;
mod index;
mod input;
mod inputs;
mod interaction_text;
mod key;
mod level_set;
mod matrix;
mod missing;
mod nominal;
mod panel;
pub(crate) mod pathway;
mod percent;
pub(crate) mod portfolio;
mod preference;
mod quantity;
mod question;
pub mod ranking;
mod record;
mod rounding;
mod rows;
mod rule;
pub(crate) mod rule_cell;
pub(crate) mod rule_completion;
pub(crate) mod rule_faults;
pub(crate) mod rule_rows;
pub(crate) mod rules;
mod scenarios;
mod shift;
pub(crate) mod stated;
mod step;
mod text;
pub(crate) mod tree;
pub(crate) mod value_function;
pub mod weights;
mod whole;
mod within;
mod written;
mod wrong;

pub use crate::problem::tree::{Branch, Outline, Tree};
pub use actor::{Actor, Says};
pub use aggregate::{Aggregate, Interaction, Missing, NodeRule, OrderWeights};
pub use alternative::{Alternative, KeyValues};
pub use builder::{CategoryDetails, Comparison, Details, ProblemBuilder};
pub use category::{Category, Example};
pub use cell::Cell;
pub use cells::{CellColumn, Cells, Numbers};
pub use claim::{Claim, Instance, Order, Statement};
pub use constraint::WeightConstraint;
pub(crate) use criterion::plain_number;
pub use criterion::{
    Anchor, Beyond, Criterion, Direction, PreferenceFunction, Scale, Thresholds, number,
};
pub use curve::{Curve, Outside, share};
pub use decision_problem::Problem;
pub use decision_rule::DecisionRule;
pub use group::Group;
pub(crate) use group::group;
pub use index::PlaceInGroup;
pub use input::Input;
pub use inputs::{InputColumn, Inputs, TableBlock};
pub use key::{Key, KeyValue};
pub use level_set::LevelSet;
pub use matrix::Matrix;
pub use panel::Panel;
pub use pathway::{
    Capacity, CapacityDetails, GivenPath, GivenStands, MOST_PERIODS, MOST_YEARS, MoveDetails,
    MoveNeeds, Need, PathChoice, PathwayBuilder, PathwayModel, Period, PeriodLimit, Readiness,
    ReadyFrom, Stay, Transition, years_weight,
};
pub use percent::{Percent, percent, percent_limit, percent_toward};
pub use portfolio::{
    Amount, Bound, Choice, Limit, LimitPart, Measure, NoneValue, PortfolioModel, PortfolioRule,
    RuleSays, Worth,
};
pub use preference::Preference;
pub use quantity::{Quantity, Spread};
pub use question::{Answer, Question, QuestionKind, Reply};
pub use record::{Kind, Record};
pub use rounding::Side;
pub use rows::RowKeys;
pub use rule::{Adjustment, Requirement};
pub use rules::{Completion, Rules};
pub use scenarios::WeightScenarios;
pub use shift::Shift;
pub use step::Step;
pub(crate) use text::TEXT_EXPECTED;
pub use text::{Language, Text};
pub(crate) use whole::{ColumnSums, WholeGroup};
pub(crate) use within::within;
pub(crate) use wrong::Wrong;
