//! How values and weights become scores: an enum for what the user writes, a [`Scorer`](crate::kernel::Scorer) for what the
//! kernel runs.
//!
//! Adding a method is one new file, one variant of [`Method`] and the arms the compiler then asks for. A method is prepared
//! per group; everything that can fail or allocate happens there.

mod promethee;
pub mod promethee_i;
pub mod promethee_ii;
mod promethee_sums;
mod remedy;
pub mod topsis;
pub mod vikor;
pub mod weighted_product;
pub mod weighted_sum;

use crate::bounds::additive::Additive;
use crate::error::{Error, Result, shorten};
use crate::kernel::Scorer;
use crate::problem::{Direction, Group, Matrix, Problem, Scale};
use crate::value::{self, Fitted, Normalization};
use serde::{Deserialize, Serialize};

pub use crate::value::ScaleNeeded;

pub use promethee::Preference;

/// A method with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The weighted sum of values.
    WeightedSum(weighted_sum::Parameters),
    /// The product of figures to the power of their weights.
    WeightedProduct(weighted_product::Parameters),
    /// Closeness to the ideal.
    Topsis(topsis::Parameters),
    /// Compromise of group utility and individual regret.
    Vikor(vikor::Parameters),
    /// Partial order by preference flows.
    PrometheeI(promethee_i::Parameters),
    /// Complete order by net preference flow.
    PrometheeIi(promethee_ii::Parameters),
}

/// A parameter of a method, for its definition sheet.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its default, in words where it has none.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// The values it takes, in words.
    pub accepts: &'static str,
}

/// The definition sheet of a method: what `list methods NAME` prints.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// The idea it shares with others, so that variants of one idea are not counted as many votes: `value` (a value or figure per
    /// criterion, added or multiplied), `ideal` (distance to the best and the worst of the group), `outranking` (pairwise preference).
    pub family: &'static str,
    /// What it does, with the formula in plain text.
    pub idea: &'static str,
    /// When it is the right tool.
    pub use_when: &'static str,
    /// When it is not.
    pub avoid_when: &'static str,
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Range and direction of its score.
    pub score: &'static str,
    /// The score in the paper's own symbols where those have another orientation; else empty.
    pub symbol: &'static str,
    /// What it needs of its data.
    pub scale: ScaleNeeded,
    /// How ties come about and are shown.
    pub ties: &'static str,
    /// What it does with degenerate data.
    pub degenerate: &'static str,
    /// Where it is defined.
    pub reference: &'static str,
    /// Where packages are known to give other numbers, and why.
    pub disagreements: &'static str,
    /// Whether it takes criteria with a target.
    pub allows_target: bool,
    /// Cross-method properties it does not have; each with a counterexample in `tests/properties.rs`.
    pub lacks: &'static [&'static str],
}

/// Something a user should know about a result, told by the method.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// On this leaf all alternatives of the group have the same performance, so it tells none of them apart.
    ConstantColumn {
        /// The leaf.
        leaf: usize,
    },
    /// The method works on the figures, so the value function of this leaf was not used.
    ValueIgnored {
        /// The leaf.
        leaf: usize,
    },
    /// Thresholds without a preference function were not used on this leaf.
    ThresholdsUnused {
        /// The leaf.
        leaf: usize,
    },
    /// On this leaf ordinal levels were taken as 1 .. L, though their ratios mean nothing.
    LevelsAsRatios {
        /// The leaf.
        leaf: usize,
    },
    /// All alternatives are equal to the method, so that its formula is 0/0; the value its sheet names was given.
    AllEqual,
}

/// A method's own figures, in its paper's orientation, in the order of [`Prepared::members`].
#[derive(Debug, Clone, PartialEq)]
pub enum Native {
    /// Columns of figures.
    Columns(Vec<(&'static str, Figures)>),
    /// The relation of each member (first index) to each other.
    Relation(Vec<Vec<Option<Relation>>>),
}

/// A column of a method's own table.
#[derive(Debug, Clone, PartialEq)]
pub enum Figures {
    /// Real numbers.
    Numbers(Vec<f64>),
    /// Yes (1) or no (0).
    Flags(Vec<bool>),
}

/// How one alternative stands to another in a partial order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is preferred.
    Preferred,
    /// Neither is preferred: they are equal.
    Indifferent,
    /// Neither is preferred: they cannot be compared.
    Incomparable,
}

impl Relation {
    /// Its letter in the papers: P, I, R.
    pub fn letter(self) -> &'static str {
        match self {
            Relation::Preferred => "P",
            Relation::Indifferent => "I",
            Relation::Incomparable => "R",
        }
    }
}

type FiguresAt = dyn Fn(&[f64]) -> Native + Send + Sync;

/// Gives a method's own figures at one set of weights, when they are asked for.
pub struct NativeFigures(Box<FiguresAt>);

impl NativeFigures {
    fn new(figures: impl Fn(&[f64]) -> Native + Send + Sync + 'static) -> NativeFigures {
        NativeFigures(Box::new(figures))
    }

    /// The figures at these weights.
    pub fn at(&self, weights: &[f64]) -> Native {
        (self.0)(weights)
    }
}

impl std::fmt::Debug for NativeFigures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("NativeFigures")
    }
}

/// A method made ready for one group.
pub struct Prepared {
    /// The alternatives it scores, in key order: those that compete, and the others where their score needs no rival.
    pub members: Vec<usize>,
    /// Maps weights to scores, in the order of `members`; `None` for a method whose answer is no score.
    pub scorer: Option<Box<dyn Scorer>>,
    /// The value of each member (rows) on each leaf (columns), where contribution = weight times value.
    pub values: Option<Matrix>,
    /// Exact bounds over the inputs, for a method that has them.
    pub bounds: Option<Additive>,
    /// What the user should know.
    pub notes: Vec<Note>,
    /// The method's own figures, for a method that has more to show than a score.
    pub native: Option<NativeFigures>,
}

/// The members of a group that compete, in key order.
fn eligible(problem: &Problem, group: &Group) -> Vec<usize> {
    group.members.iter().copied().filter(|member| problem.alternatives[*member].eligible()).collect()
}

/// Nominal performances of a group, and a normalization fitted to each column of them.
struct Columns {
    members: Vec<usize>,
    figures: Matrix,
    /// One per leaf; none where nobody competes.
    fitted: Vec<Fitted>,
    notes: Vec<Note>,
}

impl Columns {
    /// The normalised figures.
    fn values(&self) -> Matrix {
        self.figures.map(|leaf, x| self.fitted[leaf].value(x))
    }

    /// By how much the normalised figures are below the best of their column, and above its worst.
    fn distances(&self) -> (Matrix, Matrix) {
        let ends: Vec<(f64, f64)> =
            self.fitted.iter().enumerate().map(|(leaf, fitted)| fitted.ends(self.figures.column(leaf))).collect();
        let to_best = self.figures.map(|leaf, x| self.fitted[leaf].difference(ends[leaf].1, x));
        let to_worst = self.figures.map(|leaf, x| self.fitted[leaf].difference(x, ends[leaf].0));
        (to_best, to_worst)
    }

    /// A preparation that still lacks its scorer.
    fn into_prepared(self) -> Prepared {
        Prepared { members: self.members, scorer: None, values: None, bounds: None, notes: self.notes, native: None }
    }
}

/// Nominal performances of `members` with a normalization for each column; `needs` is what the method itself needs of its data.
///
/// # Errors
/// [`Error::Undefined`] for a target, for ordinal data where the method or the normalization needs ratios (unless the user insists;
/// levels then count 1 .. L), and where the formula is not defined.
fn columns(
    method: &Entry,
    normalization: Normalization,
    needs: ScaleNeeded,
    problem: &Problem,
    members: Vec<usize>,
) -> Result<Columns> {
    let leaves = &problem.tree.leaves;
    let ratios = needs == ScaleNeeded::Ratio || normalization.entry().scale == ScaleNeeded::Ratio;
    let mut notes = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate() {
        if matches!(criterion.direction, Direction::Target(_)) {
            return Err(remedy::target(method, criterion));
        }
        if ratios && matches!(criterion.scale, Some(Scale::Ordinal(_))) {
            if !problem.levels_as_ratios {
                return Err(remedy::levels(method, needs, normalization, criterion));
            }
            notes.push(Note::LevelsAsRatios { leaf });
        }
    }
    let first_level: Vec<f64> =
        (0..leaves.len()).map(|leaf| if notes.contains(&Note::LevelsAsRatios { leaf }) { 1.0 } else { 0.0 }).collect();
    let figures =
        Matrix::from_fn(members.len(), leaves.len(), |row, leaf| problem.spread(members[row], leaf).nominal + first_level[leaf]);
    let mut fitted = Vec::new();
    for (leaf, criterion) in leaves.iter().enumerate().filter(|_| !members.is_empty()) {
        let ends =
            criterion.scale.as_ref().map(Scale::ends).map(|(low, high)| (low + first_level[leaf], high + first_level[leaf]));
        let fit = normalization.fit(figures.column(leaf), criterion.direction, ends);
        fitted.push(fit.map_err(|undefined| {
            let at = undefined.row.map(|row| problem.full_name(members[row]));
            remedy::undefined(method, normalization, &undefined, &criterion.id, at)
        })?);
    }
    let constant = |leaf: &usize| members.len() > 1 && figures.column(*leaf).iter().all(|x| *x == figures.at(0, *leaf));
    notes.extend((0..leaves.len()).filter(|leaf| leaves[*leaf].value.is_some()).map(|leaf| Note::ValueIgnored { leaf }));
    notes.extend((0..leaves.len()).filter(constant).map(|leaf| Note::ConstantColumn { leaf }));
    Ok(Columns { members, figures, fitted, notes })
}

impl Method {
    /// The criteria for want of whose scale only alternatives that compete get a score: values then run over their figures. Of other methods
    /// none, for they look at rivals whatever the scales.
    pub fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        let leaves = problem.tree.leaves.iter().enumerate();
        match self {
            Method::WeightedSum(own) if own.normalization.is_none() => {
                leaves.filter(|(_, criterion)| value::fixed(criterion).is_none()).map(|(leaf, _)| leaf).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The definition sheets of all methods.
    pub fn catalogue() -> Vec<&'static Entry> {
        vec![
            &weighted_sum::ENTRY,
            &weighted_product::ENTRY,
            &topsis::ENTRY,
            &vikor::ENTRY,
            &promethee_i::ENTRY,
            &promethee_ii::ENTRY,
        ]
    }

    /// The method's definition sheet.
    pub fn entry(&self) -> &'static Entry {
        match self {
            Method::WeightedSum(_) => &weighted_sum::ENTRY,
            Method::WeightedProduct(_) => &weighted_product::ENTRY,
            Method::Topsis(_) => &topsis::ENTRY,
            Method::Vikor(_) => &vikor::ENTRY,
            Method::PrometheeI(_) => &promethee_i::ENTRY,
            Method::PrometheeIi(_) => &promethee_ii::ENTRY,
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.entry().name
    }

    /// The method of that name with its default parameters.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    pub fn named(name: &str) -> Result<Method> {
        let table = toml::Table::from_iter([(name.to_owned(), toml::Value::Table(toml::Table::new()))]);
        let unknown = |_| Error::unknown("method", name, Method::catalogue().iter().map(|entry| entry.name));
        Method::deserialize(toml::Value::Table(table)).map_err(unknown)
    }

    /// Every method of the catalogue that has a score, with the parameters of `own` where they are there, else with its defaults.
    pub fn all(own: &[Method]) -> Vec<Method> {
        let scored = Method::catalogue().into_iter().filter(|entry| !entry.lacks.contains(&"score"));
        let find = |entry: &Entry| own.iter().find(|method| method.name() == entry.name).cloned();
        scored.filter_map(|entry| find(entry).or_else(|| Method::named(entry.name).ok())).collect()
    }

    /// The same method with one parameter changed; `value` is read as TOML, a bare word as text.
    ///
    /// # Errors
    /// [`Error::Option`] for an unknown parameter or a value it does not take.
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Method> {
        let known = self.entry().parameters;
        let option = || format!("--param {}.{parameter}={value}", self.name());
        let accepts = |parameter| known.iter().find(|entry| entry.name == parameter).map_or("", |entry| entry.accepts);
        if !known.iter().any(|entry| entry.name == parameter) {
            let unknown = Error::unknown("parameter", parameter, known.iter().map(|entry| entry.name));
            return Err(Error::option(option(), unknown.to_string()));
        }
        let read = format!("x = {value}").parse::<toml::Table>().ok().and_then(|mut table| table.remove("x"));
        let read = read.unwrap_or_else(|| toml::Value::String(value.to_owned()));
        let mut table = toml::Table::try_from(self).map_err(|error| Error::option(option(), error.to_string()))?;
        if let Some(toml::Value::Table(parameters)) = table.get_mut(self.name()) {
            parameters.insert(parameter.to_owned(), read);
        }
        Method::deserialize(toml::Value::Table(table)).map_err(|_| {
            let names = || Normalization::ALL.iter().map(|normalization| normalization.entry().name);
            let message = match parameter {
                "normalization" => Error::unknown("normalization", value, names()).to_string(),
                _ => format!("`{}` is not accepted; write {}", shorten(value, 80), accepts(parameter)),
            };
            Error::option(option(), message)
        })
    }

    /// Make it ready for a group.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the method is not defined for the group's data.
    pub fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        match self {
            Method::WeightedSum(parameters) => weighted_sum::prepare(parameters, problem, group),
            Method::WeightedProduct(parameters) => weighted_product::prepare(parameters, problem, group),
            Method::Topsis(parameters) => topsis::prepare(parameters, problem, group),
            Method::Vikor(parameters) => vikor::prepare(parameters, problem, group),
            Method::PrometheeI(parameters) => promethee_i::prepare(parameters, problem, group),
            Method::PrometheeIi(parameters) => promethee_ii::prepare(parameters, problem, group),
        }
    }
}
