//! `constraints`: what holds between the weights of the case, or of an actor.

use crate::case::check::admissible;
use crate::case::check::checked::LooksAt;
use crate::case::check::checker::Checker;
use crate::case::check::weighting::FROM_WEIGHTING;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::At;
use crate::error::{Said, both};
use crate::problem::constraint_text as constraint;
use crate::problem::tree::Tree;
use crate::problem::{Outline, WeightConstraint};
use crate::weighting::Weighting;
use std::ops::Range;

/// Constraints, each with the place of its line.
pub(crate) type Located = Vec<(WeightConstraint, Range<usize>)>;

/// Where the lines ask for what judgements leave open, if they do, and the constraints that they
/// are. Lines that cannot hold together are findings; where an actor does not look at some criteria,
/// that counts as a line.
pub(crate) fn check(
    lines: &[At<String>],
    actor: Option<&str>,
    file: &CaseFile,
    tree: &Tree,
    looks_at: Option<&LooksAt>,
    checker: &mut Checker,
) -> (Option<Range<usize>>, Located) {
    let (asked, lines): (Vec<&At<String>>, Vec<&At<String>>) =
        lines.iter().partition(|line| line.value.trim() == FROM_WEIGHTING);
    let is_judged = |method: &str| Weighting::named(method).is_none_or(|it| it.form().is_some());
    let judged = file.weightings.iter().any(|at| {
        let whose = at.value.actor.as_ref().map(|actor| actor.value.trim());
        whose == actor && is_judged(&at.value.method.value)
    });
    let from_weighting = asked.first().map(|line| line.span.clone());
    if let Some(span) = from_weighting.as_ref().filter(|_| !judged) {
        let (of, with) = match actor {
            Some(id) => (
                both(format!(" of `{id}`"), format!(" van `{id:#}`")),
                both(format!(" with actor = \"{id}\""), format!(" met actor = \"{id:#}\"")),
            ),
            None => (Said::default(), Said::default()),
        };
        let message = both(
            format!("there is no [[weighting]]{of} whose judgements could be constraints"),
            format!("er is geen [[weighting]]{of:#} waarvan de oordelen voorwaarden kunnen zijn"),
        );
        let help = both(
            format!("leave `{FROM_WEIGHTING}` out, or add [[weighting]]{with}"),
            format!("laat `{FROM_WEIGHTING:#}` weg, of voeg [[weighting]]{with:#} toe"),
        );
        checker.error_help(span, message, help);
    }
    let mut out = Vec::new();
    let mut sound = true;
    for line in &lines {
        let inside = |span: Range<usize>| line.inside(span);
        match constraint::parse(&line.value) {
            Ok((constraints, mentions)) => {
                for (name, span) in
                    mentions.into_iter().filter(|(name, _)| tree.find(name).is_none())
                {
                    sound = false;
                    checker.unknown(
                        "criterion",
                        &At { value: name, span: inside(span) },
                        tree.branches.iter().map(|branch| branch.id.as_str()),
                    );
                }
                out.extend(
                    constraints
                        .iter()
                        .map(|one| (one.on_branches(tree, &line.value), line.span.clone())),
                );
            }
            Err(wrong) => {
                sound = false;
                let help = constraint::remedy(&line.value, &wrong);
                checker.error_help(&inside(wrong.span), wrong.message, help);
            }
        }
    }
    // Whether weights can meet them all is only asked once they can be read and the criteria are a
    // tree.
    if sound && !checker.findings.has_errors() {
        let mut all = out.clone();
        all.extend(looks_at.map(|it| unseen(it, tree)).unwrap_or_default());
        let conflicts = admissible::conflicts(&all, tree, checker.source, actor);
        checker.findings.0.extend(conflicts);
    }
    (from_weighting, out)
}

/// That the criteria weigh 0 which an actor does not look at.
pub(crate) fn unseen(looks_at: &LooksAt, tree: &Tree) -> Located {
    let outline = Outline::new(tree);
    let unseen = looks_at.leaves.iter().enumerate().filter(|(_, seen)| !**seen);
    let branches = unseen.filter_map(|(leaf, _)| outline.branch_of_leaf(leaf));
    let zero = |branch| WeightConstraint {
        terms: vec![(branch, 1.0)],
        constant: 0.0,
        equality: true,
        written: looks_at.written.clone(),
        preference: false,
    };
    branches.map(|branch| (zero(branch), looks_at.span.clone())).collect()
}
