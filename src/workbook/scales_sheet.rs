//! The sheet *Scales*: levels, and the points of value functions, which the formulas of values look
//! up.

use super::plan::{Plan, performance};
use super::refs::{cell, figure as written, on, range, row};
use super::scales::{Place, Points, Rows};
use super::style::{FIRST, Style, Written, finish, fit, follow, head, protect, put, table};
use crate::problem::Direction;
use rust_xlsxwriter::Worksheet;

const CRITERION: u16 = 0;
const GROUP: u16 = 1;
const LEVEL: u16 = 2;
const PLACE: u16 = 3;
const VALUE: u16 = 4;
const MEANS: u16 = 5;

/// The places of the levels of a leaf, and their names, in formulas of another sheet.
pub(super) fn levels_in(plan: &Plan, (first, last): Rows) -> (String, String) {
    let of = |column| on(plan.names.scales, &range((first, column), (last, column)));
    (of(PLACE), of(LEVEL))
}

/// What a figure, given as a cell, is worth on a leaf in a group.
pub(super) fn value_formula(
    plan: &Plan,
    leaf: usize,
    group: usize,
    figure: &str,
) -> Option<String> {
    let at = |row, column| on(plan.names.scales, &cell(row, column));
    Some(match plan.scales.points(leaf, group)? {
        Points::Observed((least, most)) => {
            let (least, most) = (at(least, PLACE), at(most, PLACE));
            let worth = match plan.problem.tree.leaves[leaf].direction {
                Direction::Max => format!("({figure}-{least})/({most}-{least})"),
                Direction::Min => format!("({most}-{figure})/({most}-{least})"),
                Direction::Target(target) => {
                    let target = written(target);
                    format!("1-ABS({figure}-{target})/MAX({target}-{least},{most}-{target})")
                }
            };
            format!("IF({most}={least},1,{worth})")
        }
        Points::Fixed((first, last), _) if first == last => at(first, VALUE),
        Points::Fixed((first, last), (below, above)) => {
            let (x0, x1) = (at(first, PLACE), at(last, PLACE));
            let (y0, y1) = (at(first, VALUE), at(last, VALUE));
            let within = match (below, above) {
                (false, false) => format!("MAX({x0},MIN({x1},{figure}))"),
                (true, false) => format!("MIN({x1},{figure})"),
                (false, true) => format!("MAX({x0},{figure})"),
                (true, true) => figure.to_owned(),
            };
            if last == first + 1 {
                format!("{y0}+({y1}-{y0})*({within}-{x0})/({x1}-{x0})")
            } else {
                let xs = on(plan.names.scales, &range((first, PLACE), (last, PLACE)));
                let ys = on(plan.names.scales, &range((first, VALUE), (last, VALUE)));
                // The segment that starts at the last point that is not beyond the figure.
                let k = format!("MAX(1,MIN({},SUMPRODUCT(--({xs}<={within}))))", last - first);
                let point = |of: &str, next: &str| format!("INDEX({of},{k}{next})");
                format!(
                    "{y}+({y_next}-{y})*({within}-{x})/({x_next}-{x})",
                    y = point(&ys, ""),
                    y_next = point(&ys, "+1"),
                    x = point(&xs, ""),
                    x_next = point(&xs, "+1"),
                )
            }
        }
    })
}

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let heads = [
        head(words.pick("Criterion", "Criterium"), 36.0, ""),
        head(words.pick("Group", "Groep"), 18.0, words.pick(
            "Only where the scale is the range of the figures of a group.",
            "Alleen waar de schaal het bereik van de cijfers van een groep is.",
        )),
        head(words.pick("Level", "Niveau"), 22.0, words.pick("Worst first.", "Het slechtste eerst.")),
        head(words.pick("Figure", "Cijfer"), 12.0, words.pick(
            "A figure on the criterion. Levels count from 0, the worst.",
            "Een cijfer op het criterium. Niveaus tellen vanaf 0, het slechtste.",
        )),
        head(words.pick("Value", "Waarde"), 10.0, words.pick(
            "What the figure is worth: 0 worst, 1 best. In between, values lie on straight lines.",
            "Wat het cijfer waard is: 0 het slechtst, 1 het best. Daartussen liggen waarden op rechte lijnen.",
        )),
        head(words.pick("What it means", "Wat dat betekent"), 70.0, ""),
    ];
    let title = words.pick("Scales and value functions", "Schalen en waardefuncties");
    let note = words.pick(
        "What figures are worth. The formulas of the values look it up here.",
        "Wat cijfers waard zijn. De formules van de waarden zoeken het hier op.",
    );
    table(sheet, style, (plan.names.scales, title), [note, ""], (CRITERION, MEANS), &heads)?;
    for (at, scale) in (FIRST..).zip(&plan.scales.rows) {
        let criterion = &plan.problem.tree.leaves[scale.leaf];
        let label = plan.leaf_label(scale.leaf);
        put(sheet, at, CRITERION, &label, &style.text)?;
        let group = scale.group.map_or("", |group| plan.groups[group].label.as_str());
        put(sheet, at, GROUP, group, &style.text)?;
        put(sheet, at, LEVEL, scale.level.as_deref().unwrap_or_default(), &style.text)?;
        let x = match (&scale.place, scale.group) {
            (Place::Least(x), Some(group)) => {
                let low = plan.competing(group, scale.leaf, performance::LOW);
                follow(sheet, (at, PLACE), &format!("MIN({low})"), Some(*x), &style.number)?;
                None
            }
            (Place::Most(x), Some(group)) => {
                let high = plan.competing(group, scale.leaf, performance::HIGH);
                follow(sheet, (at, PLACE), &format!("MAX({high})"), Some(*x), &style.number)?;
                None
            }
            (Place::At(x) | Place::Least(x) | Place::Most(x), _) => {
                sheet.write_number_with_format(at, PLACE, *x, &style.number)?;
                Some(*x)
            }
        };
        match scale.value {
            Some(value) => {
                sheet.write_number_with_format(at, VALUE, value, &style.number)?;
            }
            None => put(sheet, at, VALUE, "", &style.text)?,
        }
        let anchor = criterion.anchors.iter().find(|anchor| Some(anchor.position) == x);
        let means = anchor.map_or("", |anchor| anchor.text.get(words.0));
        put(sheet, at, MEANS, means, &style.text)?;
        let level = scale.level.as_deref().unwrap_or_default();
        let texts: [(&str, f64); 4] =
            [(label.as_str(), 36.0), (group, 18.0), (level, 22.0), (means, 70.0)];
        fit(sheet, at, &texts)?;
    }
    let last = FIRST + row(plan.scales.rows.len()) - 1;
    if !plan.has_groups() {
        sheet.set_column_hidden(GROUP)?;
    }
    finish(sheet, (last, MEANS), (FIRST, 1), true)?;
    protect(sheet);
    Ok(())
}
