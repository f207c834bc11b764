//! The categories of a builder, and the alternatives whose category is given.

use super::faults::Faults;
use super::figure::check;
use super::rows::{Names, NotFound};
use crate::error::{Error, Phrase};
use crate::problem::category::{Category, Example, faults};
use crate::problem::tree::Tree;
use crate::problem::{KeyValues, Problem, Quantity, Text};
use std::collections::BTreeSet;

/// What may be said of a category beside its id; see
/// [`ProblemBuilder::category_with`](super::ProblemBuilder::category_with).
#[derive(Debug, Clone, Default)]
pub struct CategoryDetails {
    label: Option<Text>,
    profile: Option<Vec<Quantity>>,
}

impl CategoryDetails {
    /// What a person reads in place of the id.
    pub fn label(self, label: impl Into<Text>) -> CategoryDetails {
        CategoryDetails { label: Some(label.into()), ..self }
    }

    /// The lower limit of the category on each criterion, in the order of the criteria: a number in
    /// its own units, or the name of a level. The worst category has none, unless all
    /// are figures typical of their category: see [`Category::profile`].
    pub fn profile(
        self,
        figures: impl IntoIterator<Item = impl Into<Quantity>>,
    ) -> CategoryDetails {
        CategoryDetails { profile: Some(figures.into_iter().map(Into::into).collect()), ..self }
    }
}

/// What is said of categories.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// Ids, the worst first.
    pub listed: Vec<(String, CategoryDetails)>,
    /// Alternatives and the ids of their categories.
    pub examples: Vec<(String, String)>,
}

impl Given {
    /// The categories, where all of them are right.
    pub(super) fn checked(
        &self,
        tree: &Tree,
        sound: &BTreeSet<usize>,
        out: &mut Faults,
    ) -> Vec<Category> {
        let before = out.count();
        let mut categories = Vec::new();
        for (at, (id, details)) in self.listed.iter().enumerate() {
            let name = format!("category `{id}`");
            if id.trim().is_empty() || self.listed[..at].iter().any(|(known, _)| known == id) {
                out.add(
                    name.as_str(),
                    Phrase(
                        "a category needs an id that no other has",
                        "een categorie heeft een id nodig dat geen andere heeft",
                    ),
                );
            }
            let mut figure = |(leaf, quantity): (usize, &Quantity)| {
                let criterion = &tree.leaves[leaf];
                let at = format!("criterion `{}` of {name}", criterion.id);
                match check(quantity, criterion, false) {
                    Ok((Quantity::Crisp(x), _)) => Some(x),
                    Ok(_) => {
                        out.add(
                            at,
                            Phrase(
                                "the lower limit of a category is one figure",
                                "de ondergrens van een categorie is één cijfer",
                            ),
                        );
                        None
                    }
                    Err(reason) => {
                        out.add(at, reason);
                        None
                    }
                }
            };
            let profile = match &details.profile {
                Some(figures) if figures.len() == tree.leaves.len() => {
                    let known = figures.iter().enumerate().filter(|(leaf, _)| sound.contains(leaf));
                    known.map(&mut figure).collect()
                }
                Some(figures) => {
                    let (given, wanted) = (figures.len(), tree.leaves.len());
                    out.add(
                        name.as_str(),
                        crate::error::both(
                            format!("its profile has {given} figures for {wanted} criteria"),
                            format!("het profiel heeft {given} cijfers voor {wanted} criteria"),
                        ),
                    );
                    None
                }
                None => None,
            };
            let label = details.label.clone().unwrap_or_else(|| Text::plain(id));
            categories.push(Category { id: id.clone(), label, profile });
        }
        if out.count() == before && sound.len() == tree.leaves.len() {
            for fault in faults(&categories, &tree.leaves) {
                let name = format!("category `{}`", categories[fault.category].id);
                out.add(
                    name,
                    crate::error::both(
                        format!("{}: {}", fault.message, fault.help),
                        format!("{:#}: {:#}", fault.message, fault.help),
                    ),
                );
            }
        }
        categories
    }

    /// The rows of the examples, and their categories.
    pub(super) fn found(&self, names: &Names, out: &mut Faults) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (alternative, category) in &self.examples {
            let at = format!("example `{alternative}`");
            let row = match names.find(alternative, None) {
                Ok(row) => Some(row),
                Err(NotFound::Unknown(reason) | NotFound::InGroup(reason)) => {
                    out.add(at.as_str(), reason);
                    None
                }
                Err(NotFound::Several(first)) => {
                    let reason = crate::error::both(
                        format!(
                            "several groups have `{alternative}`: name one in full, as in `{first}`"
                        ),
                        format!(
                            "verschillende groepen hebben `{alternative}`: noem er een voluit, zoals in `{first}`"
                        ),
                    );
                    out.add(at.as_str(), reason);
                    None
                }
            };
            let ids = || self.listed.iter().map(|(id, _)| id.as_str());
            let place = ids().position(|id| id == category);
            if place.is_none() {
                out.add(at.as_str(), Error::unknown("category", category, ids()).said());
            }
            let (Some(row), Some(place)) = (row, place) else { continue };
            if found.iter().any(|(known, _)| *known == row) {
                out.add(
                    at,
                    Phrase(
                        "it is there twice: keep one of them",
                        "het staat er twee keer: behoud er een van",
                    ),
                );
                continue;
            }
            found.push((row, place));
        }
        found
    }
}

/// The examples of a problem; `rows` are the values of every key by the rows that they name.
pub(super) fn placed(
    examples: Vec<(usize, usize)>,
    problem: &Problem,
    rows: &[KeyValues],
) -> Vec<Example> {
    let place = |row: usize| {
        // Alternatives come in the order of their values.
        problem.alternatives.binary_search_by(|it| it.values.cmp(&rows[row])).unwrap_or(0)
    };
    let one = |(row, category): (usize, usize)| Example {
        alternative: place(row),
        category,
        reason: Text::default(),
        source: None,
    };
    examples.into_iter().map(one).collect()
}
