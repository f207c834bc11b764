//! How values and weights become scores: an enum for what the user writes, a
//! [`Scorer`](crate::kernel::Scorer) for what the kernel runs.
//!
//! Adding a method is one new file with its parameters, their [`Definition`] and their sheet; a
//! `mod` line; a variant of [`Method`]; and an arm of [`Method::definition`]. Nothing else lists
//! the methods.

mod by_criterion;
mod by_draw;
mod by_row;
pub(crate) mod columns;
mod definition;
pub mod distance;
mod lack;
pub mod outranking;
pub(crate) mod parameter;
pub(crate) mod prepared;
pub(crate) mod remedy;
pub(crate) mod sheet;
pub mod sorting;
mod sums_then;
pub mod value;
mod variants;

use crate::error::{Error, Phrase, Result, Said, both, shorten};
pub use crate::method::by_row::{ByRow, FittedTo, SumOfValues};
pub use crate::method::definition::{AnswerKind, Definition, Dependence, Family};
pub use crate::method::lack::{Lack, Property};
pub use crate::method::prepared::{
    Dropped, ExampleFit, Figures, LimitTest, LimitTests, MethodNote, Native, NativeFigures,
    NodeFigures, NodeValues, OwnColumn, PairColumn, PairFigures, Prepared, Relation, ScoreEnds,
    Sorting, ValuePoint, WeightCondition,
};
pub use crate::method::sheet::{Parameter, Sheet};
use crate::problem::{Group, Problem, Tree};
use crate::value::Normalization;
use serde::{Deserialize, Serialize};

pub use crate::value::formula::ScaleNeeded;

pub use crate::method::outranking::preference::ThresholdFunction;

/// A method with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The weighted sum of values.
    WeightedSum(crate::method::value::weighted_sum::Parameters),
    /// The product of figures to the power of their weights.
    WeightedProduct(crate::method::value::weighted_product::Parameters),
    /// Closeness to the ideal.
    Topsis(crate::method::distance::topsis::Parameters),
    /// Compromise of group utility and individual regret.
    Vikor(crate::method::distance::vikor::Parameters),
    /// Partial order by preference flows.
    PrometheeI(crate::method::outranking::promethee_i::Parameters),
    /// Complete order by net preference flow.
    PrometheeIi(crate::method::outranking::promethee_ii::Parameters),
    /// A share of the weighted sum and the rest of the weighted product.
    Waspas(crate::method::value::waspas::Parameters),
    /// Normalised figures of benefits less those of costs.
    MooraRatio(crate::method::value::moora_ratio::Parameters),
    /// The largest weighted distance to the best figures.
    MooraReferencePoint(crate::method::distance::moora_reference_point::Parameters),
    /// Figures of benefits multiplied, divided by those of costs.
    FullMultiplicative(crate::method::value::full_multiplicative::Parameters),
    /// Dominance over the three orders of MOORA and the full multiplicative form.
    Multimoora(crate::method::value::multimoora::Parameters),
    /// The score as a share of an ideal alternative's.
    Aras(crate::method::value::aras::Parameters),
    /// Utility between an anti-ideal and an ideal alternative.
    Marcos(crate::method::value::marcos::Parameters),
    /// Benefits, and costs in inverse proportion.
    Copras(crate::method::value::copras::Parameters),
    /// Benefits under a root whose order grows with the costs.
    Ram(crate::method::value::ram::Parameters),
    /// Gains over the worst, in units of the least figure.
    Ocra(crate::method::value::ocra::Parameters),
    /// Gaps between theoretical and real ratings.
    Mairca(crate::method::distance::mairca::Parameters),
    /// A combined compromise of a sum and powers.
    Cocoso(crate::method::value::cocoso::Parameters),
    /// Distances from the average of the group.
    Edas(crate::method::distance::edas::Parameters),
    /// Distances from the worst of the group.
    Codas(crate::method::distance::codas::Parameters),
    /// Distances from the border between better and worse.
    Mabac(crate::method::distance::mabac::Parameters),
    /// Distance to the best point of fixed scales.
    Spotis(crate::method::distance::spotis::Parameters),
    /// Figures mapped between a fixed anti-ideal and ideal.
    Rafsi(crate::method::value::rafsi::Parameters),
    /// Closeness to a reference ideal inside each range.
    Rim(crate::method::distance::rim::Parameters),
    /// Distances of values against a reference point.
    Ervd(crate::method::distance::ervd::Parameters),
    /// Shares of logarithms with weights inside.
    Lmaw(crate::method::value::lmaw::Parameters),
    /// Distances to all ideal solutions and to the mean.
    Probid(crate::method::distance::probid::Parameters),
    /// Distances to the first and last quarter of the ideal solutions.
    Sprobid(crate::method::distance::sprobid::Parameters),
    /// Grey relational grades.
    Gra(crate::method::distance::gra::Parameters),
    /// Dominance where losses weigh more than gains.
    Todim(crate::method::outranking::todim::Parameters),
    /// Priorities joined with the weights of criteria.
    Ahp(crate::method::value::ahp::Parameters),
    /// The kernel of an outranking graph of true criteria.
    ElectreI(crate::method::outranking::electre_i::Parameters),
    /// The kernel of an outranking graph of pseudo-criteria.
    ElectreIs(crate::method::outranking::electre_is::Parameters),
    /// Orders by strong and weak outranking.
    ElectreIi(crate::method::outranking::electre_ii::Parameters),
    /// Preorders distilled from credibilities of outranking.
    ElectreIii(crate::method::outranking::electre_iii::Parameters),
    /// An interval order by preference flows.
    PrometheeIii(crate::method::outranking::promethee_iii::Parameters),
    /// Categories whose lower limits an alternative outranks.
    ElectreTriB(crate::method::sorting::electre_tri_b::Parameters),
    /// Categories whose lower limits a majority of criteria meets.
    MrSort(crate::method::sorting::mr_sort::Parameters),
    /// Categories by preference flows among their limits.
    Flowsort(crate::method::sorting::flowsort::Parameters),
    /// Categories by value functions that are learned from examples.
    Utadis(crate::method::sorting::utadis::Parameters),
    /// The value of each node from those of its children, each node in its own way.
    Hierarchical(crate::method::value::hierarchical::Parameters),
    /// The ordered weighted average of values.
    Owa(crate::method::value::owa::Parameters),
    /// The Choquet integral of values.
    Choquet(crate::method::value::choquet::Parameters),
    /// The weighted power mean of values.
    PowerMean(crate::method::value::power_mean::Parameters),
}

impl Method {
    /// What it is asked: every question to a method goes through here.
    pub fn definition(&self) -> &dyn Definition {
        match self {
            Method::WeightedSum(own) => own,
            Method::WeightedProduct(own) => own,
            Method::Topsis(own) => own,
            Method::Vikor(own) => own,
            Method::PrometheeI(own) => own,
            Method::PrometheeIi(own) => own,
            Method::Waspas(own) => own,
            Method::MooraRatio(own) => own,
            Method::MooraReferencePoint(own) => own,
            Method::FullMultiplicative(own) => own,
            Method::Multimoora(own) => own,
            Method::Aras(own) => own,
            Method::Marcos(own) => own,
            Method::Copras(own) => own,
            Method::Ram(own) => own,
            Method::Ocra(own) => own,
            Method::Mairca(own) => own,
            Method::Cocoso(own) => own,
            Method::Edas(own) => own,
            Method::Codas(own) => own,
            Method::Mabac(own) => own,
            Method::Spotis(own) => own,
            Method::Rafsi(own) => own,
            Method::Rim(own) => own,
            Method::Ervd(own) => own,
            Method::Lmaw(own) => own,
            Method::Probid(own) => own,
            Method::Sprobid(own) => own,
            Method::Gra(own) => own,
            Method::Todim(own) => own,
            Method::Ahp(own) => own,
            Method::ElectreI(own) => own,
            Method::ElectreIs(own) => own,
            Method::ElectreIi(own) => own,
            Method::ElectreIii(own) => own,
            Method::PrometheeIii(own) => own,
            Method::ElectreTriB(own) => own,
            Method::MrSort(own) => own,
            Method::Flowsort(own) => own,
            Method::Utadis(own) => own,
            Method::Hierarchical(own) => own,
            Method::Owa(own) => own,
            Method::Choquet(own) => own,
            Method::PowerMean(own) => own,
        }
    }

    /// The names of all methods.
    pub fn names() -> &'static [&'static str] {
        variants::of::<Method>()
    }

    /// The definition sheets of all methods.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// let names: Vec<&str> = Method::catalogue().iter().map(|sheet| sheet.name).collect();
    /// assert!(names.contains(&"weighted-sum") && names.contains(&"promethee-ii"));
    /// ```
    pub fn catalogue() -> Vec<&'static Sheet> {
        let methods = Method::names().iter().filter_map(|name| Method::named(name).ok());
        methods.map(|method| method.sheet()).collect()
    }

    /// The method's definition sheet.
    pub fn sheet(&self) -> &'static Sheet {
        self.definition().sheet()
    }

    /// Whether its answer is a score per alternative; of a method that sorts it is the place of the
    /// category.
    pub fn has_score(&self) -> bool {
        self.definition().answer() != AnswerKind::Relation
    }

    /// Whether its answer is an ordered category per alternative.
    pub fn sorts(&self) -> bool {
        self.definition().answer() == AnswerKind::Categories
    }

    /// The method for a case that names none: the weighted sum, or, where a node aggregates
    /// otherwise or leaves out what is missing, the one that does as its nodes say.
    pub fn of_tree(tree: &Tree) -> Method {
        match tree.is_additive() {
            true => Method::default(),
            false => Method::Hierarchical(Default::default()),
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.sheet().name
    }

    /// The method of that name with its default parameters.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// assert_eq!(Method::named("topsis")?.name(), "topsis");
    /// let error = Method::named("topsi").unwrap_err();
    /// assert_eq!(error.to_string(), "unknown method `topsi`; did you mean `topsis`?");
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn named(name: &str) -> Result<Method> {
        let table =
            toml::Table::from_iter([(name.to_owned(), toml::Value::Table(toml::Table::new()))]);
        let unknown = |_| Error::unknown("method", name, Method::names().iter().copied());
        Method::deserialize(toml::Value::Table(table)).map_err(unknown)
    }

    /// Every method of the catalogue that has a score, with the parameters of `own` where they are
    /// there, else with its defaults. Methods that sort need categories, and are there only where
    /// they are among `own`.
    pub fn all(own: &[Method]) -> Vec<Method> {
        let find = |name: &str| own.iter().find(|method| method.name() == name).cloned();
        let every = Method::names()
            .iter()
            .filter_map(|name| find(name).or_else(|| Method::named(name).ok()));
        let is_asked = |method: &Method| !method.sorts() || find(method.name()).is_some();
        every.filter(|method| method.has_score() && is_asked(method)).collect()
    }

    /// The same method with one parameter changed; `value` is read as TOML, a bare word as text.
    ///
    /// # Errors
    /// [`Error::Argument`] for an unknown parameter or a value it does not take.
    ///
    /// ```
    /// use afweging::method::Method;
    ///
    /// let vector = Method::named("weighted-sum")?.with_parameter("normalization", "vector")?;
    /// assert_ne!(vector, Method::default());
    /// assert!(Method::default().with_parameter("normalization", "vectr").is_err());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn with_parameter(&self, parameter: &str, value: &str) -> Result<Method> {
        let known = self.sheet().parameters;
        let refuse = |message: Said| {
            Error::argument("parameter", format!("{}.{parameter}={value}", self.name()), message)
        };
        let accepts = |parameter| {
            known
                .iter()
                .find(|entry| entry.name == parameter)
                .map_or(Phrase::same(""), |entry| entry.accepts)
        };
        if !known.iter().any(|entry| entry.name == parameter) {
            let unknown =
                Error::unknown("parameter", parameter, known.iter().map(|entry| entry.name));
            return Err(refuse(unknown.said()));
        }
        let read = sheet::typed(value);
        let mut table =
            toml::Table::try_from(self).map_err(|error| refuse(error.to_string().into()))?;
        if let Some(toml::Value::Table(parameters)) = table.get_mut(self.name()) {
            parameters.insert(parameter.to_owned(), read);
        }
        Method::deserialize(toml::Value::Table(table)).map_err(|_| {
            let names =
                || Normalization::ALL.iter().map(|normalization| normalization.entry().name);
            let message = match parameter {
                "normalization" => Error::unknown("normalization", value, names()).said(),
                _ => both(
                    format!(
                        "`{}` is not accepted; write {}",
                        shorten(value, 80),
                        accepts(parameter)
                    ),
                    format!(
                        "`{}` wordt niet aanvaard; schrijf {:#}",
                        shorten(value, 80),
                        accepts(parameter)
                    ),
                ),
            };
            refuse(message)
        })
    }

    /// Make it ready for a group.
    ///
    /// # Errors
    /// [`Error::Undefined`] where the method is not defined for the group's data.
    pub fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let follows_nodes = matches!(self, Method::Hierarchical(_));
        if follows_nodes || problem.tree.is_additive() {
            return self.definition().prepare(problem, group);
        }
        let left_out = columns::eligible(problem, group).into_iter().find_map(|member| {
            let mut leaves = 0..problem.tree.leaves.len();
            leaves.find(|leaf| problem.is_dropped(member, *leaf)).map(|leaf| (member, leaf))
        });
        if let Some((member, leaf)) = left_out {
            let (id, name) = (&problem.tree.leaves[leaf].id, problem.full_name(member));
            return Err(remedy::left_out(self.sheet(), id, &name));
        }
        let mut prepared = self.definition().prepare(problem, group)?;
        if !problem.tree.without_sum().is_empty() {
            prepared.notes.push(MethodNote::NodesIgnored);
        }
        Ok(prepared)
    }
}

impl Default for Method {
    /// The weighted sum of values, which is defined for every problem.
    fn default() -> Method {
        Method::WeightedSum(Default::default())
    }
}
