//! `[[portfolio.rules]]`: what a rule says, and of which alternatives.

use super::{Known, names};
use crate::case::check::checked_portfolio::{CheckedRule, CheckedSays, Selector};
use crate::case::check::checker::Checker;
use crate::case::file::kind::KindFile;
use crate::case::file::portfolio::{LimitEffectFile, PortfolioRuleFile};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;
use crate::error::{Phrase, both};

/// The forms of a rule.
const FORMS: Phrase = Phrase(
    "write if = { ... } and then = { ... }, if = { ... } and not = { ... }, or together = [{ ... }, { ... }] and value = 0.1",
    "schrijf if = { ... } en then = { ... }, if = { ... } en not = { ... }, of together = [{ ... }, { ... }] en value = 0.1",
);

/// A rule; `None` where it cannot be made out.
pub(super) fn check(
    At { value: file, span }: &At<PortfolioRuleFile>,
    known: &Known,
    checker: &mut Checker,
) -> Option<CheckedRule> {
    let named = |at: &At<SelectorFile>, checker: &mut Checker| {
        names::selector(at, false, known, checker).map(|(selector, _)| selector)
    };
    let says = match (&file.condition, &file.then, &file.not, &file.together, &file.value) {
        (Some(condition), Some(then), None, None, None) => {
            let (one, other) = (named(condition, checker), named(then, checker));
            let (one, other) = (one?, other?);
            if same(&one, &other) {
                let message = both(
                    "`if` and `then` name the same, so the rule asks for nothing",
                    "`if` en `then` noemen hetzelfde, dus de regel vraagt niets",
                );
                checker.warning_help(
                    &then.span,
                    message,
                    both("name in `then` what must come along", "noem in `then` wat mee moet"),
                );
            }
            CheckedSays::Requires(one, other)
        }
        (Some(condition), None, Some(not), None, None) => {
            let (one, other) = (named(condition, checker), named(not, checker));
            CheckedSays::Excludes(one?, other?)
        }
        (None, None, None, Some(together), Some(value)) => {
            let all: Vec<Option<Selector>> =
                together.value.iter().map(|at| named(at, checker)).collect();
            if together.value.len() < 2 {
                let message =
                    both("`together` names fewer than two", "`together` noemt er minder dan twee");
                checker.error_help(
                    &together.span,
                    message,
                    both(
                        "write together = [{ ... }, { ... }]",
                        "schrijf together = [{ ... }, { ... }]",
                    ),
                );
                return None;
            }
            if !value.value.is_finite() {
                let message = both(
                    format!("a value is a finite number, not {}", value.value),
                    format!("een waarde is een eindig getal, niet {:#}", value.value),
                );
                checker.error_help(
                    &value.span,
                    message,
                    both("write one as in value = 0.1", "schrijf er een, zoals in value = 0.1"),
                );
                return None;
            }
            CheckedSays::Together(all.into_iter().collect::<Option<_>>()?, value.value)
        }
        (Some(_), Some(_), Some(not), None, None) => {
            let message = both(
                "a rule has `then` or `not`, and this one has both",
                "een regel heeft `then` of `not`, en deze heeft beide",
            );
            checker.error_help(
                &not.span,
                message,
                both("make two rules of it", "maak er twee regels van"),
            );
            return None;
        }
        (None, None, None, Some(together), None) => {
            let message = both(
                "`together` adds a value, and none is given",
                "`together` telt een waarde bij, en er is er geen gegeven",
            );
            checker.error_help(
                &together.span,
                message,
                both("write value = 0.1 beside it", "schrijf er value = 0.1 naast"),
            );
            return None;
        }
        (None, None, None, None, None) => {
            checker.error_help(
                span,
                both(
                    format!("the rule `{}` says nothing", file.id.value),
                    format!("de regel `{:#}` zegt niets", file.id.value),
                ),
                FORMS,
            );
            return None;
        }
        _ => {
            checker.error_help(
                span,
                both(
                    format!("what the rule `{}` says is not clear", file.id.value),
                    format!("wat de regel `{:#}` zegt, is niet duidelijk", file.id.value),
                ),
                FORMS,
            );
            return None;
        }
    };
    let is_bonus = matches!(says, CheckedSays::Together(..));
    let flag = file.effect.as_ref().filter(|at| at.value == LimitEffectFile::Flag);
    if let Some(at) = flag.filter(|_| is_bonus) {
        let message = both(
            "`effect` has no effect on a rule that adds a value: it forbids nothing",
            "`effect` heeft geen effect op een regel die een waarde bijtelt: die verbiedt niets",
        );
        checker.warning_help(
            &at.span,
            message,
            both(
                "leave it out; active = false switches it off",
                "laat het weg; active = false schakelt de regel uit",
            ),
        );
    }
    Some(CheckedRule {
        id: At { value: file.id.value.trim().to_owned(), span: file.id.span.clone() },
        label: file.label.clone().unwrap_or_default(),
        says,
        active: file.active.unwrap_or(true),
        enforced: is_bonus || flag.is_none(),
        kind: file.kind.map(KindFile::kind),
        reason: file.reason.clone().unwrap_or_default(),
        source: file.source.clone(),
    })
}

/// Whether two selectors are written alike.
fn same(one: &Selector, other: &Selector) -> bool {
    let when = |it: &Selector| -> Vec<(usize, Vec<String>)> {
        let values = |values: &Vec<At<String>>| values.iter().map(|at| at.value.clone()).collect();
        let mut out: Vec<_> = it.when.iter().map(|(key, all)| (*key, values(all))).collect();
        out.sort();
        out
    };
    let attribute = |it: &Selector| {
        let (name, values) = it.attribute.as_ref()?;
        Some((name.value.clone(), values.iter().map(|at| at.value.clone()).collect::<Vec<_>>()))
    };
    when(one) == when(other) && attribute(one) == attribute(other)
}
