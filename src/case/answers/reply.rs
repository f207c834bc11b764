//! An answer as somebody writes it, in a file or at a prompt.

use crate::error::{Phrase, Said, both};
use crate::problem::{Problem, Question, Reply, Scale, plain_number};

/// Where an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// In a file: criteria and alternatives by their names.
    InFile,
    /// At a prompt that lists them as a, b, c ...; these letters come before names, and a decimal
    /// comma is one.
    AtPrompt,
}

/// The words for an answer that is none.
pub(super) const UNKNOWN: &str = "don't know";
/// The word for both alike.
pub(super) const SAME: &str = "same";

/// What is answered to a question.
///
/// # Errors
/// What is wrong with it, and what would be right.
pub fn reply(
    problem: &Problem,
    question: &Question,
    text: &str,
    typed: Typed,
) -> Result<Reply, Said> {
    let text = text.trim();
    let names = question.names(problem);
    let letters = ["d", "w"];
    if text == UNKNOWN || typed == Typed::AtPrompt && letters.contains(&text) {
        return Ok(Reply::Unknown);
    }
    if let Question::Ranks { of } = question {
        return order(of, &names, text, typed);
    }
    match which(&names, text, typed) {
        Some(0) => return Ok(Reply::First),
        Some(_) => return Ok(Reply::Second),
        None if text == SAME || text == "=" => return Ok(Reply::Same),
        None => {}
    }
    let plain = match typed {
        // The two points of a range are no decimal point.
        Typed::AtPrompt if !text.replace("..", "").contains('.') => text.replace(',', "."),
        _ => text.to_owned(),
    };
    match question {
        Question::Swing { .. } => ratio(&names, &plain, typed),
        Question::TradeOff { b, .. } => figures(problem, *b, &names, &plain, typed),
        _ => {
            let [one, same, unknown] = choices(&names, typed, Phrase("equally good", "even goed"));
            Err(both(
                format!("write {one}, {same} or {unknown}"),
                format!("schrijf {one:#}, {same:#} of {unknown:#}"),
            ))
        }
    }
}

/// What can be written of two things: one of them, that they are alike, and that it is not known.
fn choices(names: &[String], typed: Typed, alike: Phrase) -> [Said; 3] {
    let (a, b, same, unknown) = match typed {
        Typed::AtPrompt => ("a", "b", "=", "d"),
        Typed::InFile => (names[0].as_str(), names[1].as_str(), SAME, UNKNOWN),
    };
    let one = format!("`{a}`, `{b}`");
    [
        both(one.clone(), one),
        both(format!("`{same}` ({alike})"), format!("`{same}` ({alike:#})")),
        both(format!("`{unknown}` (not known)"), format!("`{unknown}` (niet bekend)")),
    ]
}

const MATTERS_AS_MUCH: Phrase = Phrase("matters as much", "weegt even zwaar");

/// Which of these names a text is.
fn which(names: &[String], text: &str, typed: Typed) -> Option<usize> {
    let letter = || {
        let place = text.bytes().next().filter(|_| text.len() == 1)?.checked_sub(b'a')?;
        (usize::from(place) < names.len()).then_some(usize::from(place))
    };
    let name = || names.iter().position(|name| name == text);
    match typed {
        Typed::AtPrompt => letter().or_else(name),
        Typed::InFile => name(),
    }
}

/// `b > a = c`; at a prompt also `b a=c`.
fn order(of: &[usize], names: &[String], text: &str, typed: Typed) -> Result<Reply, Said> {
    let form = || {
        both(
            format!("write all of {}, the most important first, as in a > b = c", names.join(", ")),
            format!(
                "schrijf ze alle, {}, het belangrijkste eerst, als in a > b = c",
                names.join(", ")
            ),
        )
    };
    let spaced = text.replace('>', " > ").replace('=', " = ");
    let words: Vec<&str> = match typed {
        // What is not told apart by a sign is by its place.
        Typed::AtPrompt => spaced.split_whitespace().collect(),
        Typed::InFile => spaced.split(' ').filter(|word| !word.is_empty()).collect(),
    };
    let mut tiers: Vec<Vec<usize>> = Vec::new();
    let mut seen = vec![false; of.len()];
    let mut joins = false;
    let mut expects = true;
    for word in words {
        match word {
            ">" | "=" if expects => return Err(form()),
            ">" | "=" => (joins, expects) = (word == "=", true),
            name => {
                if !expects && typed == Typed::InFile {
                    return Err(form());
                }
                let at = which(names, name, typed).ok_or_else(form)?;
                if std::mem::replace(&mut seen[at], true) {
                    return Err(both(
                        format!("`{name}` is there twice"),
                        format!("`{name}` staat er twee keer"),
                    ));
                }
                match tiers.last_mut().filter(|_| joins) {
                    Some(tier) => tier.push(of[at]),
                    None => tiers.push(vec![of[at]]),
                }
                (joins, expects) = (false, false);
            }
        }
    }
    match seen.iter().all(|seen| *seen) && !expects {
        true => Ok(Reply::Order(tiers)),
        false => Err(form()),
    }
}

/// The ends of `2..4`, `2..` or `..4`, or twice the one that `2` is.
fn ends(text: &str) -> (Option<&str>, Option<&str>) {
    let some = |text| Some(text).filter(|text: &&str| !text.is_empty());
    match text.split_once("..") {
        Some((low, high)) => (some(low.trim()), some(high.trim())),
        None => (some(text), some(text)),
    }
}

fn ratio(names: &[String], text: &str, typed: Typed) -> Result<Reply, Said> {
    let form = || {
        let [one, same, unknown] = choices(names, typed, MATTERS_AS_MUCH);
        let (a, b) = (&names[0], &names[1]);
        both(
            format!(
                "write {one}, {same}, {unknown}, or how many times {a} counts as {b}: `2`, `2..4`, or `2..` for at least twice"
            ),
            format!(
                "schrijf {one:#}, {same:#}, {unknown:#}, of hoeveel keer zo zwaar {a} telt als {b}: `2`, `2..4`, of `2..` voor minstens twee keer"
            ),
        )
    };
    let (low, high) = ends(text);
    let figure = |text: &str| plain_number(text).ok_or_else(form);
    let (low, high) = match (low, high) {
        (None, None) => return Err(form()),
        (low, high) => (low.map_or(Ok(0.0), figure)?, high.map_or(Ok(f64::INFINITY), figure)?),
    };
    if low < 0.0 || high <= 0.0 || text.trim() == "0.." {
        return Err(both(
            "a step counts more than 0 times as much as another: write a figure above 0",
            "een stap telt meer dan 0 keer zo zwaar als een andere: schrijf een getal boven 0",
        ));
    }
    if low > high {
        return Err(reversed());
    }
    Ok(Reply::Ratio(low, high))
}

fn reversed() -> Said {
    both(
        "a range starts with its lower end, as in 2..4",
        "een bereik begint met het laagste getal, als in 2..4",
    )
}

fn figures(
    problem: &Problem,
    branch: usize,
    names: &[String],
    text: &str,
    typed: Typed,
) -> Result<Reply, Said> {
    let form = || {
        let [one, same, unknown] = choices(names, typed, MATTERS_AS_MUCH);
        let b = &names[1];
        both(
            format!(
                "write {one}, {same}, {unknown}, or the figure of {b} that would count just as much, as in `12` or `10..14`"
            ),
            format!(
                "schrijf {one:#}, {same:#}, {unknown:#}, of het cijfer van {b} dat even zwaar zou tellen, als in `12` of `10..14`"
            ),
        )
    };
    let Some(leaf) = problem.tree.branches[branch].leaf else { return Err(form()) };
    let figure = |text: &str| on_scale(problem, leaf, text).map_err(|it| it.unwrap_or_else(form));
    if let Ok(one) = figure(text) {
        return Ok(Reply::Figures(one, one));
    }
    match text.split_once("..") {
        Some((one, other)) => Ok(Reply::Figures(figure(one.trim())?, figure(other.trim())?)),
        None => figure(text).map(|one| Reply::Figures(one, one)),
    }
}

/// A figure on the way from the worst to the best of a leaf, as a position on its axis.
///
/// # Errors
/// What is wrong with it; `None` where it is no figure.
pub(super) fn on_scale(problem: &Problem, leaf: usize, text: &str) -> Result<f64, Option<Said>> {
    let criterion = &problem.tree.leaves[leaf];
    let level = match &criterion.scale {
        Some(Scale::Ordinal(levels)) => {
            levels.iter().position(|level| level == text).map(|at| at as f64)
        }
        _ => plain_number(text),
    };
    let between = || text.strip_prefix('#').and_then(plain_number);
    let position = level.or_else(between).ok_or(None)?;
    let step = problem.step(leaf);
    let (worst, best) = step.as_ref().and_then(|step| step.ends).ok_or(None)?;
    let inside = worst.min(best) <= position && position <= worst.max(best);
    let is_better = step.and_then(|step| step.rise_to(position)).is_some_and(|rise| rise > 0.0);
    if inside && is_better {
        return Ok(position);
    }
    let [worst, best] = [worst, best].map(|end| criterion.notation(end));
    Err(Some(both(
        format!("{text} does not lie on the way from {worst} (worst) to {best} (best)"),
        format!("{text} ligt niet op de weg van {worst} (slechtst) naar {best} (best)"),
    )))
}
