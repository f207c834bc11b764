//! The alternative of each group with which actors' benefits and burdens are compared.

use crate::case::check::checked::Checked;
use crate::case::file::what_if::WhatIf;
use crate::error::{Finding, Findings, Place, Said, Source, both};
use crate::problem::Problem;
use std::sync::Arc;

/// More alternatives than these are not named.
const MOST_NAMED: usize = 6;

/// By group of the problem: the alternative that the file names. None where it names none, or where
/// a what-if leaves it out or puts several in one group. Else each group has exactly one, or that is
/// a finding.
pub(crate) fn find(
    checked: &Checked,
    problem: &Problem,
    what_if: &WhatIf,
    source: &Arc<Source>,
    findings: &mut Findings,
) -> Vec<Option<usize>> {
    let none = || vec![None; problem.groups.len()];
    let Some((when, span)) = &checked.baseline else { return none() };
    let place = Place::Text { source: source.clone(), span: span.clone() };
    for (key, values) in when {
        let known = &problem.keys[*key];
        for value in values {
            if !known.values.iter().any(|it| *it.id == *value.value) {
                let place = Place::Text { source: source.clone(), span: value.span.clone() };
                let message = both(
                    format!("no table has the {} `{}`", known.id, value.value),
                    format!("geen tabel heeft `{1:#}` ({0:#})", known.id, value.value),
                );
                let ids = known.values.iter().map(|it| &*it.id);
                findings.push(Finding::error(place, message).suggest(&value.value, ids));
                return none();
            }
        }
    }
    let is_named = |alternative: &usize| {
        let values = &problem.alternatives[*alternative].values;
        when.iter().all(|(key, wanted)| {
            wanted.iter().any(|id| *problem.keys[*key].values[values[*key]].id == *id.value)
        })
    };
    let one = |(at, group): (usize, &crate::problem::Group)| {
        let found: Vec<usize> = group.members.iter().copied().filter(is_named).collect();
        let of = match problem.groups.len() {
            1 => Said::default(),
            _ => both(
                format!(" of {}", problem.group_name(at)),
                format!(" van {:#}", problem.group_name(at)),
            ),
        };
        match &found[..] {
            [only] => return Some(*only),
            [] if !what_if.filter.is_empty() => {
                let message = both(
                    format!("this selection{of} is without the baseline"),
                    format!("deze selectie{of:#} bevat het nulalternatief niet"),
                );
                let help = both(
                    "select it as well: benefits and burdens are not compared without it",
                    "selecteer het ook: zonder nulalternatief zijn er geen lusten en lasten te vergelijken",
                );
                findings.push(Finding::warning(place.clone(), message).help(help));
            }
            [] => {
                let message = both(
                    format!("no alternative{of} has these values: the group has no baseline"),
                    format!(
                        "geen alternatief{of:#} heeft deze waarden: de groep heeft geen nulalternatief"
                    ),
                );
                let help = both(
                    "name values that exactly one alternative of each group has",
                    "noem waarden die precies één alternatief van elke groep heeft",
                );
                findings.push(Finding::error(place.clone(), message).help(help));
            }
            several => {
                let mut names: Vec<Said> = several
                    .iter()
                    .take(MOST_NAMED)
                    .map(|it| problem.full_name(*it).into())
                    .collect();
                if several.len() > MOST_NAMED {
                    names.push(both(
                        format!("{} more", several.len() - MOST_NAMED),
                        format!("nog {:#}", several.len() - MOST_NAMED),
                    ));
                }
                let (count, names) = (several.len(), Said::list(&names));
                let message = both(
                    format!("{count} alternatives{of} have these values: {names}"),
                    format!("{count:#} alternatieven{of:#} hebben deze waarden: {names:#}"),
                );
                let finding = match what_if.overall {
                    true => Finding::warning(place.clone(), message).help(
                        both("benefits and burdens have one baseline in each group: leave out --overall", "lusten en lasten hebben in elke groep één nulalternatief: laat --overall weg"),
                    ),
                    false => Finding::error(place.clone(), message)
                        .help(both("give a value for each key in which these differ", "geef een waarde voor elke sleutel waarin deze verschillen")),
                };
                findings.push(finding);
            }
        }
        None
    };
    problem.groups.iter().enumerate().map(one).collect()
}
