//! Why no weights, or no value functions, are admissible.

use crate::error::{Error, Result};
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
            method: "what holds for all weights".into(),
            reason:
                "the solver cannot tell whether any weights meet the constraints and preferences"
                    .into(),
            remedy: "write the constraints in numbers of like size: weights lie between 0 and 1"
                .into(),
        };
    }
    let stated = admissible.stated();
    let found = conflict::find(stated.len(), &|set| {
        admissible.only(set).inside().is_err_and(|why| why == NoAnswer::Infeasible)
    });
    let who = match values {
        Values::Given => "no weights meet",
        Values::Monotone => "no monotone value functions meet",
    };
    let mut statements: Vec<String> = found
        .iter()
        .flat_map(|found| &found.members)
        .map(|at| format!("`{}`", stated[*at]))
        .collect();
    let within = if problem.constraints.iter().all(|it| it.preference) {
        ""
    } else {
        " within the constraints"
    };
    let what = match statements.len() {
        0 => {
            statements.extend(problem.constraints.iter().map(|it| format!("`{}`", it.written)));
            format!("{who} the constraints")
        }
        1 => format!("{who} this preference{within}"),
        n => format!("{who} these {n} preferences together{within}"),
    };
    Error::Contradiction { what: what.into(), statements }
}
