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
use crate::error::both;
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
            let message = both(
                format!("this limit is split by `{}` and by `{}`", by.value, attribute.value),
                format!(
                    "deze limiet is opgesplitst volgens `{:#}` en volgens `{:#}`",
                    by.value, attribute.value
                ),
            );
            let help = both(
                "keep one of them: leave out `by`, or say what the attribute `is`",
                "behoud er een van: laat `by` weg, of zeg wat het kenmerk is met `is`",
            );
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
        let message = both(
            format!("a step is a finite number above 0, not {}", step.value),
            format!("een stap is een eindig getal boven 0, niet {:#}", step.value),
        );
        checker.error_help(
            &step.span,
            message,
            both(
                "write one as in step = 1, or leave it out",
                "schrijf er een, zoals in step = 1, of laat het weg",
            ),
        );
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
            let message = both(
                format!("the limit `{}` adds up nothing", file.id.value),
                format!("de limiet `{:#}` telt niets op", file.id.value),
            );
            let help = both(
                "give it one of sum = \"...\", count = { ... } and joint_share = \"...\"",
                "geef een van sum = \"...\", count = { ... } en joint_share = \"...\"",
            );
            checker.error_help(span, message, help);
            None
        }
        _ => {
            let message = both(
                format!("the limit `{}` adds up several things", file.id.value),
                format!("de limiet `{:#}` telt verscheidene dingen op", file.id.value),
            );
            let help = both(
                "keep one of `sum`, `count` and `joint_share`, and make a limit of each other",
                "behoud een van `sum`, `count` en `joint_share`, en maak van elk ander een eigen limiet",
            );
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
                    both(
                        format!("`{key}` is a bound of each value, and this limit is not split"),
                        format!(
                            "`{key:#}` begrenst elke waarde, en deze limiet is niet opgesplitst"
                        ),
                    ),
                    match side {
                        ShareAtMost => both(
                            "say by what, as in by = \"domain\"",
                            "zeg waarvolgens, zoals in by = \"domein\"",
                        ),
                        _ => both(
                            format!(
                                "write {} instead, or say by what, as in by = \"domain\"",
                                side.key(false)
                            ),
                            format!(
                                "schrijf in de plaats {:#}, of zeg waarvolgens, zoals in by = \"domein\"",
                                side.key(false)
                            ),
                        ),
                    },
                ),
                false => (
                    both(
                        format!("`{key}` is a bound of all together, and this limit is split"),
                        format!("`{key:#}` begrenst alles samen, en deze limiet is opgesplitst"),
                    ),
                    both(
                        format!(
                            "write {} for each value, or make a limit of its own without the split",
                            side.key(true)
                        ),
                        format!(
                            "schrijf {:#} voor elke waarde, of maak een eigen limiet zonder opsplitsing",
                            side.key(true)
                        ),
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
            let message = both(
                "what shares take away together is no sum, so no value has a part of it",
                "wat aandelen samen wegnemen is geen som, dus geen enkele waarde heeft er een deel van",
            );
            checker.error_help(
                span,
                message,
                both("write each_at_most instead", "schrijf in de plaats each_at_most"),
            );
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
        checker.error_help(
            span,
            message,
            both("raise the one or lower the other", "verhoog de ene of verlaag de andere"),
        );
    }
    if sound && out.is_empty() {
        sound = false;
        let (message, each) = (
            both(
                format!("the limit `{}` has no bound", file.id.value),
                format!("de limiet `{:#}` heeft geen getal", file.id.value),
            ),
            by.is_some(),
        );
        let help = both(
            format!(
                "give it {} or {}; \"?\" stands for one that nobody gave",
                AtMost.key(each),
                AtLeast.key(each)
            ),
            format!(
                "geef {:#} of {:#}; \"?\" staat voor een getal dat niemand gaf",
                AtMost.key(each),
                AtLeast.key(each)
            ),
        );
        checker.error_help(span, message, help);
    }
    sound.then_some(out)
}

/// A chance is a probability that is nearer to 1 than to a half, and needs figures.
fn chance(file: &LimitFile, is_count: bool, checker: &mut Checker) {
    let Some(At { value, span }) = &file.chance else { return };
    if !(*value > 0.5 && *value < 1.0) {
        let message = both(
            format!("a chance lies above 0.5 and below 1, and this one is {value}"),
            format!("een kans ligt boven 0.5 en onder 1, en deze is {value:#}"),
        );
        let help = both(
            "write one as in chance = 0.9; without it the bound is always kept",
            "schrijf er een, zoals in chance = 0.9; zonder kans wordt de grens altijd gehouden",
        );
        checker.error_help(span, message, help);
    } else if is_count {
        let message = both(
            "`chance` has no effect on a count, which is no uncertain figure",
            "`chance` heeft geen effect op een aantal, want dat is geen onzeker cijfer",
        );
        checker.warning_help(span, message, both("leave it out", "laat het weg"));
    }
}

/// What an unknown figure can be.
fn unknown(file: &LimitFile, measure: &CheckedMeasure, checker: &mut Checker) -> Option<Quantity> {
    let At { value, span } = file.unknown.as_ref()?;
    if matches!(measure, CheckedMeasure::Count(_)) {
        let message = both(
            "`unknown` has no effect on a count, which adds up no figures",
            "`unknown` heeft geen effect op een aantal, want dat telt geen cijfers op",
        );
        checker.warning_help(span, message, both("leave it out", "laat het weg"));
        return None;
    }
    let quantity = match value {
        Figure::Number(x) if x.is_finite() => Quantity::Crisp(*x),
        Figure::Number(_) => {
            checker.error_help(
                span,
                both("this must be a finite number", "dit moet een eindig getal zijn"),
                both(
                    "write a figure or a range, as in \"2..5\"",
                    "schrijf een cijfer of een bereik, zoals in \"2..5\"",
                ),
            );
            return None;
        }
        Figure::Text(text) => {
            let reading = Reading { levels: None, marks: Marks::ONE_READING };
            match cell::parse(text, reading) {
                Ok(quantity) => quantity,
                Err(unreadable) => {
                    let help = unreadable.help.unwrap_or_else(|| {
                        both(
                            "write a figure or a range, as in \"2..5\"",
                            "schrijf een cijfer of een bereik, zoals in \"2..5\"",
                        )
                    });
                    checker.error_help(span, unreadable.message, help);
                    return None;
                }
            }
        }
    };
    if quantity.is_unknown() || quantity.is_too_wide() {
        let message = both(
            "this says nothing of what an unknown figure can be",
            "dit zegt niet wat een onbekend cijfer kan zijn",
        );
        checker.error_help(
            span,
            message,
            both(
                "write a range, as in \"2..5\", or leave it out",
                "schrijf een bereik, zoals in \"2..5\", of laat het weg",
            ),
        );
        return None;
    }
    if matches!(measure, CheckedMeasure::JointShare(_)) && !quantity.stays_within(0.0, 1.0) {
        let message = both("a share lies between 0 and 1", "een aandeel ligt tussen 0 en 1");
        checker.error_help(
            span,
            message,
            both(
                "write a range between these, as in \"0.1..0.3\"",
                "schrijf een bereik daartussen, zoals in \"0.1..0.3\"",
            ),
        );
        return None;
    }
    Some(quantity)
}
