//! `[[portfolio.limits]]`: one thing that is added up, and bounds that make sense.

use super::{Known, names};
use crate::case::check::checked_portfolio::{
    BoundSide, CheckedLimit, CheckedMeasure, GivenBound, SplitBy,
};
use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::kind::KindFile;
use crate::case::file::portfolio::{BoundFile, LimitEffectFile, LimitFile};
use crate::case::file::shape::At;
use crate::case::read::cell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::problem::Quantity;

/// A limit; `None` where it cannot be made out.
pub(crate) fn check(
    At { value: file, span }: &At<LimitFile>,
    known: &Known,
    checker: &mut Checker,
) -> Option<CheckedLimit> {
    let (measure, split) = measure(file, span, known, checker)?;
    let by = match (&file.by, split) {
        (Some(by), Some(attribute)) => {
            let message =
                format!("this limit is split by `{}` and by `{}`", by.value, attribute.value);
            let help = "keep one of them: leave out `by`, or say what the attribute `is`";
            checker.error_help(&by.span, message, help);
            None
        }
        (Some(name), None) => Some(names::split(name, known, checker)?),
        (None, Some(name)) => Some(names::split(&name, known, checker)?),
        (None, None) => None,
    };
    let bounds = bounds(file, span, &measure, by.as_ref(), checker)?;
    let is_count = matches!(measure, CheckedMeasure::Count(_));
    chance(file, is_count, checker);
    let unknown = unknown(file, &measure, checker);
    if let Some(step) = file.step.as_ref().filter(|at| !(at.value.is_finite() && at.value > 0.0)) {
        let message = format!("a step is a finite number above 0, not {}", step.value);
        checker.error_help(&step.span, message, "write one as in step = 1, or leave it out");
    }
    Some(CheckedLimit {
        id: At { value: file.id.value.trim().to_owned(), span: file.id.span.clone() },
        label: file.label.clone().unwrap_or_default(),
        measure,
        by,
        bounds,
        chance: file.chance.as_ref().map(|at| at.value).filter(|_| !is_count),
        unknown,
        step: file.step.as_ref().map(|at| at.value),
        active: file.active.unwrap_or(true),
        enforced: file.effect.as_ref().is_none_or(|at| at.value == LimitEffectFile::Enforce),
        kind: file.kind.map(KindFile::kind),
        reason: file.reason.clone().unwrap_or_default(),
        source: file.source.clone(),
    })
}

/// What a limit adds up, and the attribute by which a count is split, if it names one.
fn measure(
    file: &LimitFile,
    span: &std::ops::Range<usize>,
    known: &Known,
    checker: &mut Checker,
) -> Option<(CheckedMeasure, Option<At<String>>)> {
    let figure = |name: &At<String>, checker: &mut Checker| names::figure(name, known, checker);
    match (&file.sum, &file.count, &file.joint_share) {
        (Some(name), None, None) => Some((CheckedMeasure::Sum(figure(name, checker)?), None)),
        (None, None, Some(name)) => {
            Some((CheckedMeasure::JointShare(figure(name, checker)?), None))
        }
        (None, Some(at), None) => {
            let (selector, split) = names::selector(at, true, known, checker)?;
            Some((CheckedMeasure::Count(selector), split))
        }
        (None, None, None) => {
            let message = format!("the limit `{}` adds up nothing", file.id.value);
            let help = "give it one of sum = \"...\", count = { ... } and joint_share = \"...\"";
            checker.error_help(span, message, help);
            None
        }
        _ => {
            let message = format!("the limit `{}` adds up several things", file.id.value);
            let help =
                "keep one of `sum`, `count` and `joint_share`, and make a limit of each other";
            checker.error_help(span, message, help);
            None
        }
    }
}

/// The bounds that a limit names; `None` where they make no sense.
fn bounds(
    file: &LimitFile,
    span: &std::ops::Range<usize>,
    measure: &CheckedMeasure,
    by: Option<&SplitBy>,
    checker: &mut Checker,
) -> Option<Vec<GivenBound>> {
    use BoundSide::{AtLeast, AtMost, ShareAtMost};
    let given = [
        (AtMost, false, &file.at_most),
        (AtLeast, false, &file.at_least),
        (AtMost, true, &file.each_at_most),
        (AtLeast, true, &file.each_at_least),
        (ShareAtMost, true, &file.share_at_most),
    ];
    let (mut out, mut sound) = (Vec::new(), true);
    for (side, of_each, at) in given {
        let Some(At { value, span }) = at else { continue };
        if of_each != by.is_some() {
            sound = false;
            let key = side.key(of_each);
            let (message, help) = match of_each {
                true => (
                    format!("`{key}` is a bound of each value, and this limit is not split"),
                    match side {
                        ShareAtMost => "say by what, as in by = \"domain\"".to_owned(),
                        _ => format!(
                            "write {} instead, or say by what, as in by = \"domain\"",
                            side.key(false)
                        ),
                    },
                ),
                false => (
                    format!("`{key}` is a bound of all together, and this limit is split"),
                    format!(
                        "write {} for each value, or make a limit of its own without the split",
                        side.key(true)
                    ),
                ),
            };
            checker.error_help(span, message, help);
            continue;
        }
        let bound = match value {
            BoundFile::Number(bound) => Some(*bound),
            BoundFile::Open => None,
        };
        if side == ShareAtMost && matches!(measure, CheckedMeasure::JointShare(_)) {
            sound = false;
            let message = "what shares take away together is no sum, so no value has a part of it";
            checker.error_help(span, message, "write each_at_most instead");
            continue;
        }
        if let Some((message, help)) = bound.and_then(|bound| measure.fault(side, bound)) {
            sound = false;
            checker.error_help(span, message, help);
            continue;
        }
        out.push(GivenBound { side, bound, span: span.clone() });
    }
    let of = |side| out.iter().find(|given| given.side == side);
    let bound = |side| of(side).and_then(|given| given.bound);
    if let Some(message) = CheckedLimit::contradiction(bound(AtLeast), bound(AtMost)) {
        sound = false;
        let span = of(AtLeast).map_or(span, |given| &given.span);
        checker.error_help(span, message, "raise the one or lower the other");
    }
    if sound && out.is_empty() {
        sound = false;
        let (message, each) = (format!("the limit `{}` has no bound", file.id.value), by.is_some());
        let help = format!(
            "give it {} or {}; \"?\" stands for one that nobody gave",
            AtMost.key(each),
            AtLeast.key(each)
        );
        checker.error_help(span, message, help);
    }
    sound.then_some(out)
}

/// A chance is a probability that is nearer to 1 than to a half, and needs figures.
fn chance(file: &LimitFile, is_count: bool, checker: &mut Checker) {
    let Some(At { value, span }) = &file.chance else { return };
    if !(*value > 0.5 && *value < 1.0) {
        let message = format!("a chance lies above 0.5 and below 1, and this one is {value}");
        let help = "write one as in chance = 0.9; without it the bound is always kept";
        checker.error_help(span, message, help);
    } else if is_count {
        let message = "`chance` has no effect on a count, which is no uncertain figure";
        checker.warning_help(span, message, "leave it out");
    }
}

/// What an unknown figure can be.
fn unknown(file: &LimitFile, measure: &CheckedMeasure, checker: &mut Checker) -> Option<Quantity> {
    let At { value, span } = file.unknown.as_ref()?;
    if matches!(measure, CheckedMeasure::Count(_)) {
        let message = "`unknown` has no effect on a count, which adds up no figures";
        checker.warning_help(span, message, "leave it out");
        return None;
    }
    let quantity = match value {
        Figure::Number(x) if x.is_finite() => Quantity::Crisp(*x),
        Figure::Number(_) => {
            checker.error_help(
                span,
                "this must be a finite number",
                "write a figure or a range, as in \"2..5\"",
            );
            return None;
        }
        Figure::Text(text) => {
            let reading = Reading { levels: None, marks: Marks::ONE_READING };
            match cell::parse(text, reading) {
                Ok(quantity) => quantity,
                Err(unreadable) => {
                    let help = unreadable
                        .help
                        .unwrap_or_else(|| "write a figure or a range, as in \"2..5\"".to_owned());
                    checker.error_help(span, unreadable.message, help);
                    return None;
                }
            }
        }
    };
    if quantity.is_unknown() || quantity.is_too_wide() {
        let message = "this says nothing of what an unknown figure can be";
        checker.error_help(span, message, "write a range, as in \"2..5\", or leave it out");
        return None;
    }
    if matches!(measure, CheckedMeasure::JointShare(_)) && !quantity.stays_within(0.0, 1.0) {
        let message = "a share lies between 0 and 1";
        checker.error_help(span, message, "write a range between these, as in \"0.1..0.3\"");
        return None;
    }
    Some(quantity)
}
