//! `value = { bisection = [...] }` and `value = { macbeth = [...] }`: what is said of the figures of
//! a criterion, and the points of its value function that follow.

use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::shape::At;
use crate::problem::{Criterion, Direction, Scale};
use crate::weighting::value_function::Ends;
use crate::weighting::value_function::bisection::{self, Midvalue};
use crate::weighting::value_function::differences::{self, Difference};
use crate::weighting::value_function::statement::{
    DIFFERENCE, MIDVALUE, Written, difference, midvalue,
};
use std::ops::Range;

/// The points (figure, value) that statements of bisection give.
pub(crate) fn bisection(
    lines: &[At<String>],
    span: &Range<usize>,
    leaf: &Criterion,
    checker: &mut Checker,
) -> Option<Vec<(f64, f64)>> {
    let said = Said { lines, leaf, ends: ends(lines, "bisection", span, leaf, checker)? };
    let mut statements = Vec::new();
    let mut sound = true;
    for line in lines {
        let statement = match midvalue(&line.value) {
            Ok(written) => {
                let ((x, y), middle) = (written.between, written.middle);
                let [x, y, middle] = [&x, &y, &middle].map(|it| said.figure(it, line, checker));
                x.zip(y).zip(middle).map(|(between, middle)| Midvalue { between, middle })
            }
            Err(wrong) => {
                let help = format!("the form is {MIDVALUE}");
                checker.error_help(&line.inside(wrong.span), wrong.message, help);
                None
            }
        };
        sound &= statement.is_some();
        statements.extend(statement);
    }
    if !sound {
        return None;
    }
    let points = match bisection::points(said.ends, &statements) {
        Ok(points) => points,
        Err(faults) => {
            faults.iter().for_each(|fault| said.bisection_fault(fault, &statements, checker));
            return None;
        }
    };
    said.every_level(points.iter().map(|(figure, _)| *figure), span, checker).then_some(points)
}

/// The points (figure, value) that differences in words give.
pub(crate) fn macbeth(
    lines: &[At<String>],
    span: &Range<usize>,
    leaf: &Criterion,
    checker: &mut Checker,
) -> Option<Vec<(f64, f64)>> {
    let said = Said { lines, leaf, ends: ends(lines, "macbeth", span, leaf, checker)? };
    let mut judgements = Vec::new();
    let mut sound = true;
    for line in lines {
        let judgement = match difference(&line.value) {
            Ok(written) => {
                let [worse, better] =
                    [&written.worse, &written.better].map(|it| said.figure(it, line, checker));
                let (low, high) = written.range;
                worse.zip(better).map(|(worse, better)| Difference { worse, better, low, high })
            }
            Err(wrong) => {
                let help = format!("the form is {DIFFERENCE}");
                checker.error_help(&line.inside(wrong.span), wrong.message, help);
                None
            }
        };
        sound &= judgement.is_some();
        judgements.extend(judgement);
    }
    if !sound {
        return None;
    }
    let judged = judgements.iter().flat_map(|own| [own.worse, own.better]);
    if !said.every_level(judged, span, checker) {
        return None;
    }
    let valued = match differences::valued(said.ends, &judgements) {
        Ok(valued) => valued,
        Err(fault) => {
            said.macbeth_fault(&fault, &judgements, span, checker);
            return None;
        }
    };
    if !valued.unsettled.is_empty() {
        let names: Vec<String> = valued.unsettled.iter().map(|x| said.name(*x)).collect();
        let message = format!(
            "several value functions fit these judgements on `{}` equally well; they differ on {}",
            leaf.id,
            listed(&names)
        );
        let help = "the middle is taken; compare these figures with more others to settle it";
        checker.warning_help(span, message, help);
    }
    Some(valued.points)
}

/// The ends of a scale on which values can be told from statements.
fn ends(
    lines: &[At<String>],
    key: &str,
    span: &Range<usize>,
    leaf: &Criterion,
    checker: &mut Checker,
) -> Option<Ends> {
    if lines.is_empty() {
        checker.error(span, format!("`{key}` has no statements"));
        return None;
    }
    let Some((min, max)) = leaf.scale.as_ref().map(Scale::ends) else {
        let message = format!("`{key}` values the ends of the scale, and `{}` has none", leaf.id);
        let help = "give scale = { min = ..., max = ... } or { levels = [...] }";
        checker.error_help(span, message, help);
        return None;
    };
    match leaf.direction {
        Direction::Max => Some(Ends { worst: min, best: max }),
        Direction::Min => Some(Ends { worst: max, best: min }),
        Direction::Target(_) => {
            let message = format!(
                "`{key}` goes from the worst end of the scale to the best, and `{}` is best at a target",
                leaf.id
            );
            checker.error_help(span, message, "write points = [[x, value], ...]");
            None
        }
    }
}

struct Said<'a> {
    lines: &'a [At<String>],
    leaf: &'a Criterion,
    ends: Ends,
}

impl Said<'_> {
    /// A figure that lies on the scale.
    fn figure(
        &self,
        (text, span): &Written,
        line: &At<String>,
        checker: &mut Checker,
    ) -> Option<f64> {
        let span = line.inside(span.clone());
        let at = At { value: Figure::Text(text.clone()), span };
        let figure = checker.position(&at, self.leaf)?;
        let Ends { worst, best } = self.ends;
        let (min, max) = (worst.min(best), worst.max(best));
        if min <= figure && figure <= max {
            return Some(figure);
        }
        checker.error(&at.span, format!("{text} lies beyond the scale {min} .. {max}"));
        None
    }

    /// Whether each level of an ordinal scale is among these.
    fn every_level(
        &self,
        valued: impl Iterator<Item = f64>,
        span: &Range<usize>,
        checker: &mut Checker,
    ) -> bool {
        let Some(Scale::Ordinal(levels)) = &self.leaf.scale else { return true };
        let valued: Vec<f64> = valued.collect();
        let missing: Vec<String> = levels
            .iter()
            .zip(0u32..)
            .filter(|(_, place)| !valued.contains(&f64::from(*place)))
            .map(|(level, _)| format!("`{level}`"))
            .collect();
        if missing.is_empty() {
            return true;
        }
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let message = format!("nothing says what {} {verb} worth", listed(&missing));
        checker.error_help(span, message, "every level must be reached by a statement");
        false
    }

    fn name(&self, figure: f64) -> String {
        self.leaf.notation(figure)
    }

    fn written(&self, at: usize) -> String {
        format!("`{}`", self.lines[at].value.trim())
    }

    fn bisection_fault(
        &self,
        fault: &bisection::Fault,
        statements: &[Midvalue],
        checker: &mut Checker,
    ) {
        let by = |at: &Option<usize>| match at {
            Some(at) => format!("by {}", self.written(*at)),
            None => "as an end of the scale".to_owned(),
        };
        match fault {
            bisection::Fault::NotBetween { at } => {
                let Midvalue { between: (x, y), middle } = statements[*at];
                let [x, y, middle] = [x, y, middle].map(|figure| self.name(figure));
                let message = format!("{middle} does not lie between {x} and {y}");
                checker.error_help(
                    &self.lines[*at].span,
                    message,
                    format!("the form is {MIDVALUE}"),
                );
            }
            bisection::Fault::Unvalued { at, figure } => {
                let message = format!(
                    "{} goes by {}, and nothing says what that is worth",
                    self.written(*at),
                    self.name(*figure)
                );
                let help = "begin with the ends of the scale, and go on from figures that statements have valued";
                checker.error_help(&self.lines[*at].span, message, help);
            }
            bisection::Fault::Disagree { earlier, at, values: (first, second) } => {
                let figure = self.name(statements[*at].middle);
                let message = format!(
                    "{figure} is worth {} {}, and {} by {}",
                    shown(*first),
                    by(earlier),
                    shown(*second),
                    self.written(*at)
                );
                checker.error_help(&self.lines[*at].span, message, "change or drop one of the two");
            }
            bisection::Fault::Falls { better, worse } => {
                let message = format!(
                    "{} is better than {}, and is worth less: {} {}, and {} {}",
                    self.name(better.0),
                    self.name(worse.0),
                    shown(better.1),
                    by(&better.2),
                    shown(worse.1),
                    by(&worse.2)
                );
                let at = better.2.max(worse.2).unwrap_or_default();
                checker.error_help(&self.lines[at].span, message, "change or drop one of the two");
            }
        }
    }

    fn macbeth_fault(
        &self,
        fault: &differences::Fault,
        judgements: &[Difference],
        span: &Range<usize>,
        checker: &mut Checker,
    ) {
        match fault {
            differences::Fault::NotBetter { at } => {
                let own = judgements[*at];
                let message =
                    format!("{} is no better than {}", self.name(own.better), self.name(own.worse));
                checker.error_help(&self.lines[*at].span, message, "write the worse figure first");
            }
            differences::Fault::Twice { earlier, at } => {
                let message = format!(
                    "{} and {} are about the same two figures",
                    self.written(*earlier),
                    self.written(*at)
                );
                let help = "keep one of the two, or write a range of categories";
                checker.error_help(&self.lines[*at].span, message, help);
            }
            differences::Fault::Unlinked { figure } => {
                let (figure, worst) = (self.name(*figure), self.name(self.ends.worst));
                let message = format!("no judgements link {figure} to the worst end, {worst}");
                let help = "both ends of the scale must be judged, and every figure be compared with another that leads to the worst end";
                checker.error_help(span, message, help);
            }
            differences::Fault::Conflict { members, repair } => {
                let texts: Vec<String> = members.iter().map(|at| self.written(*at)).collect();
                let message = match texts.as_slice() {
                    [one] => format!("{one} cannot hold"),
                    _ => format!("{} cannot hold together", listed(&texts)),
                };
                let help = match repair {
                    Some((at, category)) => format!(
                        "`{} -> {} = {}` instead of {} is the smallest change that mends it",
                        self.name(judgements[*at].worse),
                        self.name(judgements[*at].better),
                        differences::category(*category),
                        self.written(*at)
                    ),
                    None => {
                        "no change of one judgement mends it: change more than one of them".into()
                    }
                };
                let last = members.last().copied().unwrap_or_default();
                checker.error_help(&self.lines[last].span, message, help);
            }
            differences::Fault::NoDifference => {
                let (worst, best) = (self.name(self.ends.worst), self.name(self.ends.best));
                let message = format!("by these judgements {best} is worth no more than {worst}");
                checker.error_help(
                    span,
                    message,
                    "judge a change that matters `very weak` or more",
                );
            }
            differences::Fault::Unsolved => {
                let message = "the linear program of this value function was not solved";
                checker.error_help(span, message, "judge fewer pairs of figures");
            }
        }
    }
}

/// A value with the decimals that a reader needs.
fn shown(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}
