//! `[[portfolio.rules]]`: what a rule says, and of which alternatives.

use super::{Known, names};
use crate::case::check::checked_portfolio::{CheckedRule, CheckedSays, Selector};
use crate::case::check::checker::Checker;
use crate::case::file::kind::KindFile;
use crate::case::file::portfolio::{LimitEffectFile, PortfolioRuleFile};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;

/// The forms of a rule.
const FORMS: &str = "write if = { ... } and then = { ... }, if = { ... } and not = { ... }, or together = [{ ... }, { ... }] and value = 0.1";

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
                let message = "`if` and `then` name the same, so the rule asks for nothing";
                checker.warning_help(&then.span, message, "name in `then` what must come along");
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
                let message = "`together` names fewer than two";
                checker.error_help(&together.span, message, "write together = [{ ... }, { ... }]");
                return None;
            }
            if !value.value.is_finite() {
                let message = format!("a value is a finite number, not {}", value.value);
                checker.error_help(&value.span, message, "write one as in value = 0.1");
                return None;
            }
            CheckedSays::Together(all.into_iter().collect::<Option<_>>()?, value.value)
        }
        (Some(_), Some(_), Some(not), None, None) => {
            let message = "a rule has `then` or `not`, and this one has both";
            checker.error_help(&not.span, message, "make two rules of it");
            return None;
        }
        (None, None, None, Some(together), None) => {
            let message = "`together` adds a value, and none is given";
            checker.error_help(&together.span, message, "write value = 0.1 beside it");
            return None;
        }
        (None, None, None, None, None) => {
            checker.error_help(span, format!("the rule `{}` says nothing", file.id.value), FORMS);
            return None;
        }
        _ => {
            checker.error_help(
                span,
                format!("what the rule `{}` says is not clear", file.id.value),
                FORMS,
            );
            return None;
        }
    };
    let is_bonus = matches!(says, CheckedSays::Together(..));
    let flag = file.effect.as_ref().filter(|at| at.value == LimitEffectFile::Flag);
    if let Some(at) = flag.filter(|_| is_bonus) {
        let message = "`effect` has no effect on a rule that adds a value: it forbids nothing";
        checker.warning_help(&at.span, message, "leave it out; active = false switches it off");
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
