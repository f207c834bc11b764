//! A case as DMSY, the Decision Matrix Simple YAML of scikit-criteria, version 1.

use super::{Exported, alternative_by_keys, lost, refuse_same};
use crate::case::Case;
use crate::case::made_text::quoted;
use crate::error::{Error, Result, Said, both};
use crate::problem::weights::global;
use crate::problem::{Criterion, Direction, Language, Scale, Thresholds};

/// A case as DMSY: nominal figures, an objective (1 where more is better, -1 where less is) and a
/// weight among all criteria for each of them. What is not known is `.nan`.
///
/// Only alternatives that compete are written. A level counts 0, 1, 2 ... from the first.
///
/// # Errors
/// [`Error::Undefined`] where a criterion is best at a figure in between, which DMSY has no word for,
/// and where two alternatives would have the same name.
///
/// ```
/// use afweging::case::{Case, Location, WhatIf};
/// use afweging::export::dmsy::dmsy;
/// use afweging::problem::Language;
///
/// let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default())?;
/// let exported = dmsy(&case, Language::En)?;
/// assert!(exported.text.contains("dm_type: discrete-dm"));
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn dmsy(case: &Case, language: Language) -> Result<Exported> {
    let problem = &case.problem;
    let tree = problem.tree();
    let mut lost = lost::of_case(case);
    let mut objectives = Vec::new();
    for leaf in &tree.leaves {
        match leaf.direction {
            Direction::Max => objectives.push("1".to_owned()),
            Direction::Min => objectives.push("-1".to_owned()),
            Direction::Target(_) => {
                let id = &leaf.id;
                return Err(Error::Undefined {
                    method: Said::from("DMSY".to_owned()),
                    reason: both(
                        format!(
                            "`{id}` is best at a figure in between, and DMSY knows max and min only"
                        ),
                        format!(
                            "`{id:#}` is het best bij een cijfer ertussenin, en DMSY kent enkel max en min"
                        ),
                    ),
                    remedy: both(
                        "export it as xmcda, which holds value functions",
                        "exporteer het als xmcda, dat waardefuncties bevat",
                    ),
                });
            }
        }
    }
    of_criteria(&tree.leaves, &mut lost);
    let competes: Vec<usize> = (0..problem.alternatives().len())
        .filter(|at| problem.alternatives()[*at].eligible())
        .collect();
    let names: Vec<String> = competes.iter().map(|at| problem.full_name(*at)).collect();
    refuse_same("DMSY", &names, |at| alternative_by_keys(problem, competes[at]))?;
    let left = problem.alternatives().len() - competes.len();
    if left > 0 {
        lost.push(both(
            format!("alternatives that do not compete: {left}"),
            format!("alternatieven die niet gerangschikt worden: {left:#}"),
        ));
    }
    if problem.groups().len() > 1 {
        lost.push(both(
            "the groups: all alternatives stand in one matrix; --where writes those of one group",
            "de groepen: alle alternatieven staan in één matrix; --where schrijft die van één groep",
        ));
    }
    if tree.branches.iter().any(|branch| branch.leaf.is_none()) {
        lost.push(both(
            "the tree: weights are those among all criteria",
            "de boom: gewichten zijn die onder alle criteria",
        ));
    }
    let mut ranges = 0;
    let rows: Vec<String> = competes
        .iter()
        .map(|at| {
            let cell = |leaf: usize| {
                if !problem.is_known(*at, leaf) {
                    return ".nan".to_owned();
                }
                let spread = problem.spread(*at, leaf);
                ranges += usize::from(!spread.is_crisp());
                yaml_number(spread.nominal)
            };
            format!("  - [{}]\n", (0..tree.leaves.len()).map(cell).collect::<Vec<_>>().join(", "))
        })
        .collect();
    if ranges > 0 {
        lost.push(both(
            format!("ranges and distributions of {ranges} figures: nominal figures are written"),
            format!(
                "bereiken en verdelingen van {ranges:#} cijfers: nominale cijfers zijn geschreven"
            ),
        ));
    }
    // Weights as written, where they stand beside each other.
    let is_flat = tree.branches.iter().all(|branch| branch.parent.is_none());
    let weights: Vec<f64> = match is_flat {
        true => tree.branches.iter().filter(|it| it.leaf.is_some()).map(|it| it.weight).collect(),
        false => global(tree),
    };
    let list = |texts: Vec<String>| format!("[{}]", texts.join(", "));
    let text = format!(
        "dmsy:\n  dm_type: discrete-dm\n  version: 1\n  meta: {{description: {title}}}\ndata:\n  matrix:\n{rows}  objectives: {objectives}\n  weights: {weights}\n  dtypes: {dtypes}\n  alternatives: {alternatives}\n  criteria: {criteria}\n  extra: {{}}\n",
        title = quoted(case.title.get(language)),
        rows = rows.concat(),
        objectives = list(objectives),
        weights = list(weights.into_iter().map(yaml_number).collect()),
        dtypes = list(vec!["float64".to_owned(); tree.leaves.len()]),
        alternatives = list(names.iter().map(|name| quoted(name)).collect()),
        criteria = list(tree.leaves.iter().map(|leaf| quoted(&leaf.id)).collect()),
    );
    Ok(Exported { text, lost })
}

/// What DMSY lacks of criteria.
fn of_criteria(leaves: &[Criterion], lost: &mut Vec<Said>) {
    let mut add = |en: &str, nl: &str, has: &dyn Fn(&Criterion) -> bool| {
        lost.extend(lost::of_leaves(leaves, en, nl, has));
    };
    add("scales", "schalen", &|it| matches!(it.scale, Some(Scale::Numeric { .. })));
    add(
        "the names of levels, which count 0, 1, 2 ... from the first",
        "de namen van niveaus, die 0, 1, 2 ... tellen vanaf het eerste",
        &|it| matches!(it.scale, Some(Scale::Ordinal(_))),
    );
    add("value functions", "waardefuncties", &|it| it.value.is_some());
    add("thresholds", "drempels", &|it| it.thresholds != Thresholds::default());
}

/// A number as YAML 1.1 reads it too, which wants a point and a sign in an exponent.
fn yaml_number(x: f64) -> String {
    let text = format!("{x:?}");
    let Some((mantissa, exponent)) = text.split_once('e') else { return text };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}

#[cfg(test)]
mod tests {
    use super::yaml_number;

    #[test]
    fn numbers_are_such_as_every_reader_of_yaml_takes() {
        let told = [0.1, 25.0, 1e300, 2.5e-10, -0.0].map(yaml_number);
        assert_eq!(told, ["0.1", "25.0", "1.0e+300", "2.5e-10", "-0.0"]);
    }
}
