//! Why no weights, or no value functions, are admissible.

use crate::error::{Error, Phrase, Result, both};
use crate::lp::{NoAnswer, conflict};
use crate::problem::Problem;
use crate::proof::least::AdmissibleWeights;

/// Which value functions are admissible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Values {
    /// Those of the case (or the columns of a method that is linear in the weights): only weights
    /// vary.
    #[default]
    Given,
    /// All that do not fall from worse to better figures (UTA-GMS): weights and value functions
    /// vary together.
    Monotone,
}

/// Whether some weights meet the constraints and preferences. Where the solver cannot tell, nothing
/// is refused here.
///
/// # Errors
/// [`Error::Contradiction`] with a smallest set of them that no weights meet.
pub(crate) fn check_admissible(problem: &Problem) -> Result<()> {
    let admissible = AdmissibleWeights::new(problem);
    match admissible.inside() {
        Err(NoAnswer::Infeasible) => {
            Err(empty(problem, &admissible, Values::Given, NoAnswer::Infeasible))
        }
        _ => Ok(()),
    }
}

/// Why nothing is admissible: a smallest set of preferences that no weights (or value functions)
/// meet within the constraints. Or, that it is not known whether anything is.
pub(crate) fn empty(
    problem: &Problem,
    admissible: &AdmissibleWeights,
    values: Values,
    why: NoAnswer,
) -> Error {
    if why != NoAnswer::Infeasible {
        return Error::Undefined {
            method: both("what holds for all weights", "wat voor alle gewichten geldt"),
            reason: both(
                "the solver cannot tell whether any weights meet the constraints and preferences",
                "het is niet uit te maken of er gewichten aan de voorwaarden en voorkeuren voldoen",
            ),
            remedy: both(
                "write the constraints in numbers of like size: weights lie between 0 and 1",
                "schrijf de voorwaarden in getallen van gelijke grootte: gewichten liggen tussen 0 en 1",
            ),
        };
    }
    let stated = admissible.stated();
    let found = conflict::find(stated.len(), &|set| {
        admissible.only(set).inside().is_err_and(|why| why == NoAnswer::Infeasible)
    });
    let who = match values {
        Values::Given => Phrase("no weights meet", "geen gewichten voldoen aan"),
        Values::Monotone => {
            Phrase("no monotone value functions meet", "geen monotone waardefuncties voldoen aan")
        }
    };
    let mut statements: Vec<String> = found
        .iter()
        .flat_map(|found| &found.members)
        .map(|at| format!("`{}`", stated[*at]))
        .collect();
    let within = if problem.constraints.iter().all(|it| it.preference) {
        Phrase::same("")
    } else {
        Phrase(" within the constraints", " binnen de voorwaarden")
    };
    let what = match statements.len() {
        0 => {
            statements.extend(problem.constraints.iter().map(|it| format!("`{}`", it.written)));
            both(format!("{who} the constraints"), format!("{who:#} de voorwaarden"))
        }
        1 => both(
            format!("{who} this preference{within}"),
            format!("{who:#} deze voorkeur{within:#}"),
        ),
        n => both(
            format!("{who} these {n} preferences together{within}"),
            format!("{who:#} deze {n} voorkeuren samen{within:#}"),
        ),
    };
    Error::Contradiction { what, statements }
}
