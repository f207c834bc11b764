//! Weights at the top of a query, for a person to change, and the shares of all weight that follow
//! from them.

use super::dialect::literal;
use super::plan::{Plan, own_name};
use super::query::{Column, Query, column, select};
use super::refusal::Refusals;
use crate::error::both;
use crate::problem::{Outline, Problem};

/// The stage with the share of all weight of every criterion.
pub(super) const SHARES: &str = "shares";

/// The weights that all groups have, by branch, as they are written; where groups differ, a refusal.
pub(super) fn common(problem: &Problem, refusals: &mut Refusals) -> Vec<f64> {
    let of_tree = || problem.tree.branches.iter().map(|branch| branch.weight).collect();
    match &problem.group_weights[..] {
        [] => of_tree(),
        [first, others @ ..] if others.iter().all(|other| other == first) => first.clone(),
        _ => {
            refusals.add(
                both(
                    "the groups have weights of their own, which were made of their data",
                    "de groepen hebben eigen gewichten, die uit hun gegevens volgen",
                ),
                both(
                    "give weights that hold for all of them with --weights",
                    "geef met --weights gewichten die voor alle gelden",
                ),
            );
            of_tree()
        }
    }
}

/// Add the stages from the weights to the shares.
pub(super) fn add(plan: &Plan, query: &mut Query, weights: &[f64]) {
    let tree = &plan.problem.tree;
    let outline = Outline::new(tree);
    let weight = |branch: usize| own_name("w", branch + 1, &tree.branches[branch].id);
    let columns: Vec<Column> = tree
        .branches
        .iter()
        .enumerate()
        .map(|(at, branch)| {
            let label = branch.label.get(plan.language);
            let said = match label.is_empty() || label == branch.id {
                true => branch.id.clone(),
                false => format!("{}: {label}", branch.id),
            };
            let of = match branch.parent {
                Some(parent) => {
                    let parent = &tree.branches[parent].id;
                    plan.say(
                        format!("{said} (within {parent})"),
                        format!("{said} (binnen {parent})"),
                    )
                }
                None => said,
            };
            column(plan.dialect.as_double(&literal(weights[at])), weight(at)).said(of)
        })
        .collect();
    let comments = [
        plan.say(
            "WEIGHTS: change a number here, and everything after follows. They count among siblings,",
            "GEWICHTEN: wijzig hier een getal, en alles erna volgt. Ze gelden binnen hun groep criteria",
        ),
        plan.say("and need not sum to 1.", "en hoeven samen niet 1 te zijn."),
    ];
    query.add(&comments.map(str::to_owned), "weights", &select(None, &columns, "", "  "));
    let total = |parent: Option<usize>| match parent {
        Some(parent) => own_name("below", parent + 1, &tree.branches[parent].id),
        None => "at_the_top".to_owned(),
    };
    let parents = std::iter::once(None)
        .chain((0..tree.branches.len()).map(Some))
        .filter(|parent| !outline.children(*parent).is_empty());
    let sums: Vec<Column> = parents
        .map(|parent| {
            let children: Vec<String> =
                outline.children(parent).iter().map(|child| weight(*child)).collect();
            column(children.join(" + "), total(parent))
        })
        .collect();
    let comment = plan.say("What siblings weigh together.", "Wat een groep criteria samen weegt.");
    query.add(
        &[comment.to_owned()],
        "weight_sums",
        &select(Some("p.*"), &sums, "FROM weights AS p", "  "),
    );
    let shares: Vec<Column> = plan
        .leaves
        .iter()
        .map(|leaf| {
            let mut parts = Vec::new();
            let mut at = outline.branch_of_leaf(leaf.leaf);
            while let Some(branch) = at {
                let parent = tree.branches[branch].parent;
                let weighs = outline.children(parent).iter().any(|child| weights[*child] > 0.0);
                let (own, all) = (weight(branch), total(parent));
                // Siblings of which none weighs anything have no share.
                parts.push(match weighs {
                    true => format!("{own} / {all}"),
                    false => format!("COALESCE({own} / NULLIF({all}, 0e0), 0e0)"),
                });
                at = parent;
            }
            column(parts.join(" * "), leaf.name("s")).said(leaf.criterion.id.clone())
        })
        .collect();
    let comment = plan.say(
        "The share of all weight of each criterion.",
        "Het aandeel van elk criterium in het totale gewicht.",
    );
    query.add(&[comment.to_owned()], SHARES, &select(None, &shares, "FROM weight_sums", "  "));
}
