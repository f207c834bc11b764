//! Ordered categories into which alternatives are sorted, and alternatives whose category somebody
//! gives.

use super::criterion::{Criterion, Direction};
use super::text::Text;
use crate::error::{Said, both};

/// A category. Categories stand in order, the worst first.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// What a person reads.
    pub label: Text,
    /// A figure for each leaf, on its axis. Where the worst category has none, these are the lower
    /// limits of the others; where it has one too, each is what is typical of its category (a
    /// central profile). Either all categories but the worst have one, or none has.
    pub profile: Option<Vec<f64>>,
}

/// An alternative whose category somebody gives, so that a method can learn from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The alternative: an index into the problem's.
    pub alternative: usize,
    /// The category: an index into the problem's.
    pub category: usize,
    /// Why; may be empty.
    pub reason: Text,
    /// Who says so, and where.
    pub source: Option<String>,
}

/// What is wrong with a list of categories, and where.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CategoryFault {
    /// The category at fault.
    pub category: usize,
    /// The leaf at fault, if it is one figure.
    pub leaf: Option<usize>,
    pub message: Said,
    pub help: Said,
}

/// Whether a figure is worse than another: the wrong way round, or further from the target.
fn is_worse(criterion: &Criterion, x: f64, than: f64) -> bool {
    match criterion.direction {
        Direction::Max => x < than,
        Direction::Min => x > than,
        Direction::Target(best) => (x - best).abs() > (than - best).abs(),
    }
}

/// What is wrong with categories whose profiles are complete: too few of them, a profile in some
/// but not in all others, and profiles that do not rise.
pub(crate) fn faults(categories: &[Category], leaves: &[Criterion]) -> Vec<CategoryFault> {
    let mut out = Vec::new();
    let mut add = |category: usize, leaf: Option<usize>, message: Said, help: Said| {
        out.push(CategoryFault { category, leaf, message, help });
    };
    if categories.len() == 1 {
        let message = both(
            "there is one category, and sorting needs two or more",
            "er is één categorie, en indelen vraagt er twee of meer",
        );
        let help = both(
            "list all categories, the worst first",
            "noem alle categorieën, de slechtste eerst",
        );
        add(0, None, message, help);
    }
    let some = categories.iter().skip(1).any(|category| category.profile.is_some());
    for (at, category) in categories.iter().enumerate() {
        let id = &category.id;
        match (at, &category.profile) {
            (0, Some(_)) if !some => {
                let message = both(
                    format!("only `{id}`, the worst category, has a profile"),
                    format!("alleen `{id:#}`, de slechtste categorie, heeft een profiel"),
                );
                let help = both(
                    "leave it out, or give the others a profile too",
                    "laat het weg, of geef de andere ook een profiel",
                );
                add(at, None, message, help);
            }
            (1.., None) if some => {
                let message = both(
                    format!("the category `{id}` has no profile, and others have one"),
                    format!("de categorie `{id:#}` heeft geen profiel, en andere wel"),
                );
                let help = both(
                    "write profile = { criterion = figure, ... }: the least that is asked of it, or what is typical of it where the worst category has a profile too",
                    "schrijf profile = { criterium = cijfer, ... }: wat er minstens voor nodig is, of wat er typisch voor is waar ook de slechtste categorie een profiel heeft",
                );
                add(at, None, message, help);
            }
            _ => {}
        }
    }
    for at in 1..categories.len() {
        let (below, own) = (&categories[at - 1], &categories[at]);
        let (Some(lower), Some(upper)) = (&below.profile, &own.profile) else { continue };
        let (id, before) = (&own.id, &below.id);
        for (leaf, criterion) in leaves.iter().enumerate() {
            if is_worse(criterion, upper[leaf], lower[leaf]) {
                let name = &criterion.id;
                let (x, y) = (criterion.notation(upper[leaf]), criterion.notation(lower[leaf]));
                let message = both(
                    format!("`{id}` asks less than `{before}` on `{name}`: {x} against {y}"),
                    format!(
                        "`{id:#}` vraagt minder dan `{before:#}` op `{name:#}`: {x:#} tegenover {y:#}"
                    ),
                );
                let help = both(
                    "categories stand in order, the worst first, and each asks at least as much as the one before",
                    "categorieën staan in volgorde, de slechtste eerst, en elk vraagt minstens zoveel als de vorige",
                );
                add(at, Some(leaf), message, help);
            }
        }
        if !leaves.is_empty() && lower == upper {
            let message = both(
                format!("`{id}` asks the same as `{before}`: nothing could be in `{before}`"),
                format!(
                    "`{id:#}` vraagt hetzelfde als `{before:#}`: niets kan in `{before:#}` zitten"
                ),
            );
            let help = both(
                "let it ask more on one criterion at least",
                "laat ze op minstens één criterium meer vragen",
            );
            add(at, None, message, help);
        }
    }
    out
}
