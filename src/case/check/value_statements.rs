//! `value = { bisection = [...] }` and `value = { macbeth = [...] }`: what is said of the figures of
//! a criterion, and the points of its value function that follow.

use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::shape::At;
use crate::error::both;
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
                let help =
                    both(format!("the form is {MIDVALUE}"), format!("de vorm is {MIDVALUE:#}"));
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
                let help =
                    both(format!("the form is {DIFFERENCE}"), format!("de vorm is {DIFFERENCE:#}"));
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
        let message = both(
            format!(
                "several value functions fit these judgements on `{}` equally well; they differ on {}",
                leaf.id,
                listed(&names)
            ),
            format!(
                "verscheidene waardefuncties passen even goed bij deze oordelen over `{:#}`; ze verschillen over {:#}",
                leaf.id,
                listed(&names)
            ),
        );
        let help = both(
            "the middle is taken; compare these figures with more others to settle it",
            "het midden wordt genomen; vergelijk deze cijfers met meer andere om het vast te leggen",
        );
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
        checker.error(
            span,
            both(format!("`{key}` has no statements"), format!("`{key:#}` bevat geen uitspraken")),
        );
        return None;
    }
    let Some((min, max)) = leaf.scale.as_ref().map(Scale::ends) else {
        let message = both(
            format!("`{key}` values the ends of the scale, and `{}` has none", leaf.id),
            format!(
                "`{key:#}` waardeert de uiteinden van de schaal, en `{:#}` heeft er geen",
                leaf.id
            ),
        );
        let help = both(
            "give scale = { min = ..., max = ... } or { levels = [...] }",
            "geef scale = { min = ..., max = ... } of { levels = [...] }",
        );
        checker.error_help(span, message, help);
        return None;
    };
    match leaf.direction {
        Direction::Max => Some(Ends { worst: min, best: max }),
        Direction::Min => Some(Ends { worst: max, best: min }),
        Direction::Target(_) => {
            let message = both(
                format!(
                    "`{key}` goes from the worst end of the scale to the best, and `{}` is best at a target",
                    leaf.id
                ),
                format!(
                    "`{key:#}` gaat van het slechtste uiteinde van de schaal naar het beste, en `{:#}` is het best bij een streefwaarde",
                    leaf.id
                ),
            );
            checker.error_help(
                span,
                message,
                both("write points = [[x, value], ...]", "schrijf points = [[x, waarde], ...]"),
            );
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
        checker.error(
            &at.span,
            both(
                format!("{text} lies beyond the scale {min} .. {max}"),
                format!("{text:#} ligt buiten de schaal {min:#} .. {max:#}"),
            ),
        );
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
        let message = both(
            format!("nothing says what {} {verb} worth", listed(&missing)),
            format!("niets zegt wat {:#} waard {verb:#}", listed(&missing)),
        );
        checker.error_help(
            span,
            message,
            both(
                "every level must be reached by a statement",
                "elk niveau moet door een uitspraak worden bereikt",
            ),
        );
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
            Some(at) => {
                both(format!("by {}", self.written(*at)), format!("door {:#}", self.written(*at)))
            }
            None => both("as an end of the scale", "als uiteinde van de schaal"),
        };
        match fault {
            bisection::Fault::NotBetween { at } => {
                let Midvalue { between: (x, y), middle } = statements[*at];
                let [x, y, middle] = [x, y, middle].map(|figure| self.name(figure));
                let message = both(
                    format!("{middle} does not lie between {x} and {y}"),
                    format!("{middle:#} ligt niet tussen {x:#} en {y:#}"),
                );
                checker.error_help(
                    &self.lines[*at].span,
                    message,
                    both(format!("the form is {MIDVALUE}"), format!("de vorm is {MIDVALUE:#}")),
                );
            }
            bisection::Fault::Unvalued { at, figure } => {
                let message = both(
                    format!(
                        "{} goes by {}, and nothing says what that is worth",
                        self.written(*at),
                        self.name(*figure)
                    ),
                    format!(
                        "{:#} gaat uit van {:#}, en niets zegt wat dat waard is",
                        self.written(*at),
                        self.name(*figure)
                    ),
                );
                let help = both(
                    "begin with the ends of the scale, and go on from figures that statements have valued",
                    "begin met de uiteinden van de schaal, en ga verder met cijfers waarvan uitspraken de waarde geven",
                );
                checker.error_help(&self.lines[*at].span, message, help);
            }
            bisection::Fault::Disagree { earlier, at, values: (first, second) } => {
                let figure = self.name(statements[*at].middle);
                let message = both(
                    format!(
                        "{figure} is worth {} {}, and {} by {}",
                        shown(*first),
                        by(earlier),
                        shown(*second),
                        self.written(*at)
                    ),
                    format!(
                        "{figure:#} is {:#} waard {:#}, en {:#} {:#}",
                        shown(*first),
                        by(earlier),
                        shown(*second),
                        self.written(*at)
                    ),
                );
                checker.error_help(
                    &self.lines[*at].span,
                    message,
                    both("change or drop one of the two", "wijzig of schrap een van de twee"),
                );
            }
            bisection::Fault::Falls { better, worse } => {
                let message = both(
                    format!(
                        "{} is better than {}, and is worth less: {} {}, and {} {}",
                        self.name(better.0),
                        self.name(worse.0),
                        shown(better.1),
                        by(&better.2),
                        shown(worse.1),
                        by(&worse.2)
                    ),
                    format!(
                        "{:#} is beter dan {:#}, en is minder waard: {:#} {:#}, en {:#} {:#}",
                        self.name(better.0),
                        self.name(worse.0),
                        shown(better.1),
                        by(&better.2),
                        shown(worse.1),
                        by(&worse.2)
                    ),
                );
                let at = better.2.max(worse.2).unwrap_or_default();
                checker.error_help(
                    &self.lines[at].span,
                    message,
                    both("change or drop one of the two", "wijzig of schrap een van de twee"),
                );
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
                let message = both(
                    format!("{} is no better than {}", self.name(own.better), self.name(own.worse)),
                    format!(
                        "{:#} is niet beter dan {:#}",
                        self.name(own.better),
                        self.name(own.worse)
                    ),
                );
                checker.error_help(
                    &self.lines[*at].span,
                    message,
                    both("write the worse figure first", "schrijf het slechtste cijfer eerst"),
                );
            }
            differences::Fault::Twice { earlier, at } => {
                let message = both(
                    format!(
                        "{} and {} are about the same two figures",
                        self.written(*earlier),
                        self.written(*at)
                    ),
                    format!(
                        "{:#} en {:#} gaan over dezelfde twee cijfers",
                        self.written(*earlier),
                        self.written(*at)
                    ),
                );
                let help = both(
                    "keep one of the two, or write a range of categories",
                    "behoud een van de twee, of schrijf een bereik van categorieën",
                );
                checker.error_help(&self.lines[*at].span, message, help);
            }
            differences::Fault::Unlinked { figure } => {
                let (figure, worst) = (self.name(*figure), self.name(self.ends.worst));
                let message = both(
                    format!("no judgements link {figure} to the worst end, {worst}"),
                    format!(
                        "geen oordelen verbinden {figure:#} met het slechtste uiteinde, {worst:#}"
                    ),
                );
                let help = both(
                    "both ends of the scale must be judged, and every figure be compared with another that leads to the worst end",
                    "over beide uiteinden van de schaal moet worden geoordeeld, en elk cijfer moet worden vergeleken met een ander dat naar het slechtste uiteinde leidt",
                );
                checker.error_help(span, message, help);
            }
            differences::Fault::Conflict { members, repair } => {
                let texts: Vec<String> = members.iter().map(|at| self.written(*at)).collect();
                let message = match texts.as_slice() {
                    [one] => {
                        both(format!("{one} cannot hold"), format!("{one:#} kan niet kloppen"))
                    }
                    _ => both(
                        format!("{} cannot hold together", listed(&texts)),
                        format!("{:#} kunnen niet samen kloppen", listed(&texts)),
                    ),
                };
                let help = match repair {
                    Some((at, category)) => both(
                        format!(
                            "`{} -> {} = {}` instead of {} is the smallest change that mends it",
                            self.name(judgements[*at].worse),
                            self.name(judgements[*at].better),
                            differences::category(*category),
                            self.written(*at)
                        ),
                        format!(
                            "`{:#} -> {:#} = {:#}` in plaats van {:#} is de kleinste wijziging die het oplost",
                            self.name(judgements[*at].worse),
                            self.name(judgements[*at].better),
                            differences::category(*category),
                            self.written(*at)
                        ),
                    ),
                    None => both(
                        "no change of one judgement mends it: change more than one of them",
                        "geen wijziging van één oordeel lost het op: wijzig er meer dan een",
                    ),
                };
                let last = members.last().copied().unwrap_or_default();
                checker.error_help(&self.lines[last].span, message, help);
            }
            differences::Fault::NoDifference => {
                let (worst, best) = (self.name(self.ends.worst), self.name(self.ends.best));
                let message = both(
                    format!("by these judgements {best} is worth no more than {worst}"),
                    format!("volgens deze oordelen is {best:#} niet meer waard dan {worst:#}"),
                );
                checker.error_help(
                    span,
                    message,
                    both(
                        "judge a change that matters `very weak` or more",
                        "beoordeel een verandering die `very weak` of meer uitmaakt",
                    ),
                );
            }
            differences::Fault::Unsolved => {
                let message = both(
                    "the linear program of this value function was not solved",
                    "het lineaire programma van deze waardefunctie is niet opgelost",
                );
                checker.error_help(
                    span,
                    message,
                    both("judge fewer pairs of figures", "beoordeel minder paren van cijfers"),
                );
            }
        }
    }
}

/// A value with the decimals that a reader needs.
fn shown(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn listed(names: &[String]) -> crate::error::Said {
    match names {
        [] => crate::error::Said::default(),
        [one] => one.into(),
        [start @ .., last] => both(
            format!("{} and {last}", start.join(", ")),
            format!("{:#} en {last:#}", start.join(", ")),
        ),
    }
}
