//! The sheet *Matrix*: scores of the same alternatives side by side over groups, and what each
//! criterion at the top adds to each score. All by formulas over the other sheets.

use super::plan::{Plan, score};
use super::refs::{cell, on, range, row};
use super::style::{
    FIRST, HEADER, Head, Style, Written, blues, fit, follow, for_word, head, header, paper,
    protect, put,
};
use crate::problem::Outline;
use rust_xlsxwriter::Worksheet;
use std::collections::BTreeMap;

const GROUP_WIDTH: f64 = 18.0;
const NAME_WIDTH: f64 = 34.0;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    sheet.set_name(plan.names.matrix)?;
    sheet.set_screen_gridlines(false);
    let first = u16::from(!plan.has_groups());
    put(sheet, 0, first, words.pick("Scores side by side", "Scores naast elkaar"), &style.title)?;
    let note = match plan.scoring.follows_weights() {
        true => words.pick(
            "These figures follow what is changed on the other sheets. The darker, the better.",
            "Deze cijfers volgen wat u op de andere bladen wijzigt. Hoe donkerder, hoe beter.",
        ),
        false => words.pick("The darker, the better.", "Hoe donkerder, hoe beter."),
    };
    put(sheet, 1, first, note, &style.line)?;
    if plan.groups.iter().any(|group| group.eligible < group.order.len()) {
        let mark = words.pick(
            "* does not compete: it is there for reference, or a requirement excludes it.",
            "* wordt niet gerangschikt: het staat er ter vergelijking, of een eis sluit het uit.",
        );
        put(sheet, 2, first, mark, &style.line)?;
    }
    let labels =
        plan.groups.iter().map(|group| group.label.clone()).filter(|_| plan.groups.len() > 1);
    let tops = Outline::new(&plan.problem.tree).children(None).to_vec();
    let tops = tops.into_iter().filter(|_| plan.scoring.is_sum()).map(|branch| {
        let of = &plan.problem.tree.branches[branch];
        words.label(&of.label, &of.id)
    });
    // One width for all columns of figures: two tables stand below each other.
    let width = labels.chain(tops).map(|label| for_word(&label)).fold(13.0, f64::max);
    let mut last = (HEADER, 1);
    let mut next = HEADER;
    if plan.groups.len() > 1 {
        let end = by_group(sheet, style, plan, width)?;
        last = (end.0, last.1.max(end.1));
        next = end.0 + 3;
    }
    if plan.scoring.is_sum() {
        let end = by_criterion(sheet, style, plan, next, width)?;
        last = (end.0, last.1.max(end.1));
    }
    sheet.set_column_width(0, GROUP_WIDTH)?.set_column_width(1, NAME_WIDTH)?;
    for column in 2..=last.1 {
        sheet.set_column_width(column, width)?;
    }
    if !plan.has_groups() {
        sheet.set_column_hidden(0)?;
    }
    sheet.set_freeze_panes(0, 2)?;
    sheet.set_print_area(0, 0, last.0, last.1)?;
    sheet.set_repeat_columns(0, 1)?;
    let pages = u16::try_from(usize::from(last.1).div_ceil(24)).unwrap_or(1);
    sheet.set_print_fit_to_pages(pages, 0);
    paper(sheet);
    protect(sheet);
    Ok(())
}

/// A row for each kind of alternative, a column for each group. Gives its last cell.
fn by_group(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    width: f64,
) -> Result<(u32, u16), rust_xlsxwriter::XlsxError> {
    let inside = plan.problem.keys_inside();
    let kind = |member: usize| -> Vec<usize> {
        let values = &plan.problem.alternatives[member].values;
        inside.iter().map(|key| values[*key]).collect()
    };
    let mut kinds: BTreeMap<Vec<usize>, String> = BTreeMap::new();
    for group in 0..plan.groups.len() {
        for at in 0..plan.groups[group].order.len() {
            let member = plan.member(group, at);
            kinds.entry(kind(member)).or_insert_with(|| plan.name(member));
        }
    }
    let score = plan.words.pick("Score", "Score");
    let mut heads = vec![head("", GROUP_WIDTH, ""), head(score, NAME_WIDTH, "")];
    heads.extend(plan.groups.iter().map(|group| head(group.label.clone(), width, "")));
    header(sheet, style, HEADER, &heads)?;
    let rows: Vec<&Vec<usize>> = kinds.keys().collect();
    for (line, name) in (FIRST..).zip(kinds.values()) {
        put(sheet, line, 1, name, &style.text)?;
        fit(sheet, line, &[(name, NAME_WIDTH)])?;
    }
    for (column, group) in (2u16..).zip(0..plan.groups.len()) {
        for at in 0..plan.groups[group].order.len() {
            let place = plan.groups[group].order[at];
            let standing = plan.result(group).standing(place);
            let own = kind(plan.member(group, at));
            let (Ok(line), Some(_)) = (rows.binary_search(&&own), standing.computed) else {
                continue;
            };
            let of = on(plan.names.scores, &cell(plan.score_row(group, at), score::SCORE));
            let competes = at < plan.groups[group].eligible;
            let format = if competes { &style.score } else { &style.apart_score };
            follow(sheet, (FIRST + row(line), column), &of, standing.score, format)?;
        }
    }
    let last =
        (FIRST + row(rows.len().max(1)) - 1, 1 + u16::try_from(plan.groups.len()).unwrap_or(1));
    sheet.add_conditional_format(FIRST, 2, last.0, last.1, &blues(None, None))?;
    Ok(last)
}

/// A row for each alternative, a column for each criterion at the top: what it adds to the score.
fn by_criterion(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    at_row: u32,
    width: f64,
) -> Result<(u32, u16), rust_xlsxwriter::XlsxError> {
    let words = plan.words;
    let tree = &plan.problem.tree;
    let outline = Outline::new(tree);
    let top = outline.children(None);
    put(
        sheet,
        at_row,
        0,
        words.pick(
            "What each criterion adds to the score: weights times values",
            "Wat elk criterium aan de score toevoegt: gewichten maal waarden",
        ),
        &style.heading,
    )?;
    let mut heads: Vec<Head> = vec![
        head(words.pick("Group", "Groep"), GROUP_WIDTH, ""),
        head(words.pick("Alternative", "Alternatief"), NAME_WIDTH, ""),
    ];
    heads.extend(top.iter().map(|branch| {
        let of = &tree.branches[*branch];
        head(words.label(&of.label, &of.id), width, "")
    }));
    header(sheet, style, at_row + 1, &heads)?;
    let first = at_row + 2;
    let mut line = first;
    for group in 0..plan.groups.len() {
        let result = plan.result(group);
        let set = plan.weights().set_of(group);
        for (at, place) in plan.groups[group].order.iter().enumerate() {
            let (Some(own), Some(values)) = (result.row(*place), &result.values) else { continue };
            put(sheet, line, 0, &plan.groups[group].label, &style.text)?;
            let competes = at < plan.groups[group].eligible;
            let name = plan.name(result.member(*place));
            let (name, text, score) = match competes {
                true => (name, &style.text, &style.score),
                false => (format!("{name} *"), &style.apart_text, &style.apart_score),
            };
            put(sheet, line, 1, &name, text)?;
            let texts: [(&str, f64); 2] =
                [(plan.groups[group].label.as_str(), GROUP_WIDTH), (&name, NAME_WIDTH)];
            fit(sheet, line, &texts)?;
            for (column, branch) in (2u16..).zip(top) {
                let leaves = tree.leaves_under(*branch);
                let adds: f64 =
                    leaves.iter().map(|leaf| result.weights[*leaf] * values.at(own, *leaf)).sum();
                let terms: Vec<String> = runs(&leaves)
                    .into_iter()
                    .map(|(from, to)| {
                        let over = |row| {
                            let of =
                                range((row, plan.leaf_column(from)), (row, plan.leaf_column(to)));
                            on(plan.names.values, &of)
                        };
                        let (weights, values) =
                            (plan.values_weights(set), plan.values_row(group, at));
                        format!("SUMPRODUCT({},{})", over(weights), over(values))
                    })
                    .collect();
                follow(sheet, (line, column), &terms.join("+"), Some(adds), score)?;
            }
            line += 1;
        }
    }
    let last = (line.max(first + 1) - 1, 1 + u16::try_from(top.len()).unwrap_or(1));
    sheet.add_conditional_format(first, 2, last.0, last.1, &blues(Some(0.0), None))?;
    Ok(last)
}

/// Stretches of leaves that follow each other, first and last.
fn runs(leaves: &[usize]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for leaf in leaves {
        match out.last_mut() {
            Some((_, to)) if *to + 1 == *leaf => *to = *leaf,
            _ => out.push((*leaf, *leaf)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn leaves_that_follow_each_other_are_one_stretch() {
        assert_eq!(super::runs(&[0, 1, 2, 5, 7, 8]), [(0, 2), (5, 5), (7, 8)]);
        assert!(super::runs(&[]).is_empty());
    }
}
