//! What the captions of several charts say: the group, the method, what-ifs and the status of the
//! case.

use crate::case::Case;
use crate::problem::{Percent, Problem, Side, percent, percent_toward};
use crate::report::{Words, what_if};
use crate::write::line;

/// So many groups are drawn in one chart.
pub(super) const MOST_GROUPS: usize = 6;
/// So many things are told one by one to those who do not see a chart.
pub(super) const MOST_TOLD: usize = 20;

/// The name of a group above its part; none where there is a single group.
pub(super) fn heading(problem: &Problem, group: usize, words: Words) -> Option<String> {
    (problem.groups.len() > 1).then(|| words.group(problem, group))
}

/// The notes that come last of every caption: what-ifs, and then the method, where the rest of the
/// caption does not name it, with the status of the case.
pub(super) fn closing(case: &Case, method: Option<&str>, words: Words) -> Vec<String> {
    let method = method.map(|it| words.pick(format!("Method: {it}."), format!("Methode: {it}.")));
    let last: Vec<String> = method.into_iter().chain(status(case, words)).collect();
    let last = Some(last.join(" ")).filter(|last| !last.is_empty());
    what_if(case, words).into_iter().chain(last).collect()
}

/// The status of the case and its notice, in one line; none where it has neither. A picture that is
/// taken out of its page still says how far it may be trusted.
fn status(case: &Case, words: Words) -> Option<String> {
    let status = case.status.map(|status| {
        let status = words.status(status);
        words.pick(
            format!("Status of the case: {status}."),
            format!("Status van het dossier: {status}."),
        )
    });
    let notice = line(case.notice.get(words.0)).into_owned();
    let parts: Vec<String> =
        status.into_iter().chain((!notice.is_empty()).then_some(notice)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A percentage without its sign where there is little room: `<1`, `63`, `>99`.
pub(super) fn short_percent(share: f64, side: Side, words: Words) -> String {
    let text = match percent_toward(share, 0, side) {
        Percent::Is(text) => text,
        Percent::Under(text) => format!("<{text}"),
        Percent::Over(text) => format!(">{text}"),
    };
    words.pick(text.clone(), text.replace('.', ","))
}

/// A share with its sign, rounded down: what is said to be at least so much is.
pub(super) fn at_least(share: f64, words: Words) -> String {
    words.with_sign(percent_toward(share, 0, Side::Down))
}

/// A share with its sign, rounded up: what is said to be at most so much is.
pub(super) fn at_most(share: f64, words: Words) -> String {
    words.with_sign(percent_toward(share, 0, Side::Up))
}

/// A standard error of a share, in points of a percentage.
pub(super) fn error(std_error: f64, words: Words) -> String {
    words.with_sign(percent(std_error, 2))
}

/// Whether any figure of who competes is not a single one.
pub(super) fn nominal_note(crisp: bool, words: Words) -> Option<String> {
    (!crisp).then(|| {
        words
            .pick(
                "Ranges and distributions count at their nominal figures.",
                "Bereiken en verdelingen tellen met hun nominale waarde.",
            )
            .to_owned()
    })
}
