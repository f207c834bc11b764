//! `[portfolio]`: names that must exist, choices that are clear, and what it is worth to choose none.

pub(crate) mod limit;
pub(crate) mod names;
mod rule;

use crate::case::check::checked_portfolio::{CheckedNone, CheckedPortfolio};
use crate::case::check::checker::Checker;
use crate::case::file::parse::CaseFile;
use crate::case::file::portfolio::{NoneFile, PortfolioFile, WorthFile};
use crate::case::file::shape::{At, Named, OneOrMany};
use crate::error::{Phrase, both};
use crate::problem::tree::Tree;
use crate::problem::{Key, Worth};
use std::ops::Range;

/// What the checks of portfolios look things up in.
pub(crate) struct Known<'a> {
    pub(crate) keys: &'a [Key],
    /// Whether the values of each key are a closed list.
    pub(crate) closed: &'a [bool],
    /// The keys, as indices, whose values make a group.
    pub(crate) rank_within: &'a [usize],
    pub(crate) tree: &'a Tree,
    /// The column header of each leaf.
    pub(crate) columns: &'a [At<String>],
}

/// How a remedy writes what it is worth to choose none.
const NONE: Phrase = Phrase(
    "write none = { value = 0.0 }, or an alternative of each choice, as in none = { scenario = \"S0\" }",
    "schrijf none = { value = 0.0 }, of een alternatief van elke keuze, zoals in none = { scenario = \"S0\" }",
);

/// `[portfolio]` with its limits and rules; `None` where the file has none.
pub(crate) fn check(
    file: &CaseFile,
    known: &Known,
    checker: &mut Checker,
) -> Option<CheckedPortfolio> {
    let ids = file.limits.iter().map(|at| &at.value.id);
    let ids = ids.chain(file.portfolio_rules.iter().map(|at| &at.value.id));
    checker.unique("limit or rule", ids);
    let limits = file.limits.iter().filter_map(|at| limit::check(at, known, checker)).collect();
    let rules =
        file.portfolio_rules.iter().filter_map(|at| rule::check(at, known, checker)).collect();
    let At { value: portfolio, span } = file.portfolio.as_ref()?;
    let one_per = one_per(portfolio, span, known, checker);
    let none = none(portfolio, span, one_per.len(), known, checker);
    let worth = worth(portfolio, &none, checker);
    let times = portfolio.times.as_ref().and_then(|name| names::figure(name, known, checker));
    Some(CheckedPortfolio { one_per, none, worth, times, limits, rules })
}

/// Keys as a list in a criteria file: `["a", "b"]`.
fn listed<'k>(keys: impl Iterator<Item = &'k Key>) -> String {
    let ids: Vec<String> = keys.map(|key| format!("\"{}\"", key.id)).collect();
    format!("[{}]", ids.join(", "))
}

/// The keys of which each combination of values is a choice.
fn one_per(
    file: &PortfolioFile,
    span: &Range<usize>,
    known: &Known,
    checker: &mut Checker,
) -> Vec<usize> {
    let Some(At { value: names, .. }) = &file.one_per else {
        // A case whose keys could not be read has been complained of.
        if known.rank_within.is_empty() && !known.keys.is_empty() {
            let all = listed(known.keys.iter());
            let help = both(
                format!(
                    "write one_per = [] (one alternative in all) or one_per = {all} (each is in or out by itself)"
                ),
                format!(
                    "schrijf one_per = [] (één alternatief in het geheel) of one_per = {all:#} (elk doet op zich mee of niet)"
                ),
            );
            let message = both(
                "`one_per` is missing: this case has one group, so it does not say of what one alternative is chosen",
                "`one_per` ontbreekt: dit dossier heeft één groep, en zegt dus niet waarvan er één alternatief wordt gekozen",
            );
            checker.error_help(span, message, help);
        }
        return known.rank_within.to_vec();
    };
    let mut out = Vec::new();
    for name in names {
        match known.keys.iter().position(|key| key.id == name.value) {
            Some(key) if out.contains(&key) => {
                checker.error(
                    &name.span,
                    both(
                        format!("`{}` is there twice", name.value),
                        format!("`{:#}` staat er twee keer", name.value),
                    ),
                );
            }
            Some(key) => out.push(key),
            None => checker.unknown("key", name, known.keys.iter().map(|key| key.id.as_str())),
        }
    }
    out.sort_unstable();
    out
}

/// What it is worth to choose none; 0 where that is not said as it should be.
fn none(
    file: &PortfolioFile,
    span: &Range<usize>,
    one_per: usize,
    known: &Known,
    checker: &mut Checker,
) -> CheckedNone {
    let Some(At { value, span }) = &file.none else {
        checker.error_help(
            span,
            both(
                "`none` is missing: what is it worth to choose none?",
                "`none` ontbreekt: wat is het waard om niets te kiezen?",
            ),
            NONE,
        );
        return CheckedNone::Value(0.0);
    };
    match value {
        NoneFile::Value(value) if value.value.is_finite() => CheckedNone::Value(value.value),
        NoneFile::Value(value) => {
            let message = both(
                format!("a value is a finite number, not {}", value.value),
                format!("een waarde is een eindig getal, niet {:#}", value.value),
            );
            checker.error_help(
                &value.span,
                message,
                both(
                    "write one as in none = { value = 0.0 }",
                    "schrijf er een, zoals in none = { value = 0.0 }",
                ),
            );
            CheckedNone::Value(0.0)
        }
        NoneFile::Alternative(_) if one_per == known.keys.len() && one_per > 0 => {
            let message = both(
                "each choice is a single alternative, so none of them is left to stand for none",
                "elke keuze is één alternatief, dus geen ervan blijft over om voor niets te staan",
            );
            let help = both(
                "write none = { value = 0.0 }, or take the key that tells them apart out of `one_per`",
                "schrijf none = { value = 0.0 }, of haal de sleutel die ze uit elkaar houdt uit `one_per`",
            );
            checker.error_help(span, message, help);
            CheckedNone::Value(0.0)
        }
        NoneFile::Alternative(Named(values)) => {
            let one = |(key, value): &(At<String>, At<String>)| {
                (key.clone(), OneOrMany(vec![value.clone()]))
            };
            let values = Named(values.iter().map(one).collect());
            CheckedNone::Alternative(checker.when(&values, known.keys, known.closed), span.clone())
        }
    }
}

/// What an alternative is worth.
fn worth(file: &PortfolioFile, none: &CheckedNone, checker: &mut Checker) -> Worth {
    let Some(At { value: WorthFile::Gain, span }) = &file.value else { return Worth::Score };
    if file.none.is_some() && matches!(none, CheckedNone::Value(_)) {
        let message = both(
            "a gain is more than what an alternative scores, and `none` names no alternative",
            "winst is wat een alternatief meer scoort, en `none` noemt geen alternatief",
        );
        let help = both(
            "name one as in none = { scenario = \"S0\" }, or write value = \"score\"",
            "noem er een, zoals in none = { scenario = \"S0\" }, of schrijf value = \"score\"",
        );
        checker.error_help(span, message, help);
    }
    Worth::Gain
}
