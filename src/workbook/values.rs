//! The sheet *Values*: what every figure is worth, 0 worst to 1 best, with the weights on top.

use super::performances::used;
use super::plan::{FIRST_LEAF, Plan, performance};
use super::refs::{figure, row};
use super::scales_sheet::value_formula;
use super::scoring::Scoring;
use super::style::{
    FIRST, HEADER, Style, Written, blues, finish, fit, follow, head, protect, put, table,
};
use crate::problem::{Direction, Scale};
use crate::value::Normalization;
use rust_xlsxwriter::Worksheet;

const GROUP: u16 = 0;
const ALTERNATIVE: u16 = 1;
const GROUP_WIDTH: f64 = 18.0;
const NAME_WIDTH: f64 = 30.0;

/// More criteria than this have labels that stand upright.
const MOST_LEVEL: usize = 12;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let narrow = if plan.leaves() > MOST_LEVEL { 9.0 } else { 12.0 };
    let mut heads = vec![
        head(words.pick("Group", "Groep"), GROUP_WIDTH, ""),
        head(words.pick("Alternative", "Alternatief"), NAME_WIDTH, ""),
    ];
    // Labels that stand upright are written below: they need no width.
    let upright = plan.leaves() > MOST_LEVEL;
    let label = |leaf| if upright { String::new() } else { plan.leaf_label(leaf) };
    heads.extend((0..plan.leaves()).map(|leaf| head(label(leaf), narrow, "")));
    let title = words.pick("What the figures are worth", "Wat de cijfers waard zijn");
    let (first, second) = match plan.scoring {
        Scoring::Values => (
            words.pick(
                "0 is the worst and 1 the best on a criterion. A score is the sum of each value times its weight.",
                "0 is het slechtste en 1 het beste op een criterium. Een score is de som van elke waarde maal haar gewicht.",
            ),
            "",
        ),
        Scoring::Linear => (
            words.pick(
                "These values are written, not formulas: they do not follow figures that are changed. A score is the sum of each value times its weight.",
                "Deze waarden zijn cijfers, geen formules: ze volgen geen gewijzigde cijfers. Een score is de som van elke waarde maal haar gewicht.",
            ),
            "",
        ),
        Scoring::Product(_) => (
            words.pick(
                "Figures made comparable. A score is the product of each value to the power of its weight.",
                "Vergelijkbaar gemaakte cijfers. Een score is het product van elke waarde tot de macht van haar gewicht.",
            ),
            "",
        ),
        _ => (
            words.pick(
                "Figures made comparable. A score is the sum of each value times its weight.",
                "Vergelijkbaar gemaakte cijfers. Een score is de som van elke waarde maal haar gewicht.",
            ),
            "",
        ),
    };
    let over = (u16::from(!plan.has_groups()), plan.leaf_column(plan.leaves().clamp(1, 12) - 1));
    table(sheet, style, (plan.names.values, title), [first, second], over, &heads)?;
    if upright {
        // Long labels stand upright above narrow columns.
        let upright = style.header.clone().set_rotation(90);
        for leaf in 0..plan.leaves() {
            put(sheet, HEADER, plan.leaf_column(leaf), &plan.leaf_label(leaf), &upright)?;
        }
        sheet.set_row_height(HEADER, 150)?;
    }
    let sets = plan.weights().sets();
    for set in 0..sets {
        let at = plan.values_weights(set);
        let of = if sets > 1 { plan.groups_of_set(set) } else { String::new() };
        put(sheet, at, GROUP, &of, &style.header)?;
        fit(sheet, at, &[(&of, GROUP_WIDTH)])?;
        put(sheet, at, ALTERNATIVE, words.pick("Weight", "Gewicht"), &style.header)?;
        for leaf in 0..plan.leaves() {
            let weight = plan.weight_of_leaf(set, leaf);
            let global = plan.weights().of_set(set)[leaf];
            follow(sheet, (at, plan.leaf_column(leaf)), &weight, Some(global), &style.total_share)?;
        }
    }
    for group in 0..plan.groups.len() {
        rows(sheet, style, plan, group)?;
    }
    let last =
        (FIRST + row(sets + plan.alternatives()) - 1, plan.leaf_column(plan.leaves().max(1) - 1));
    let bounded = matches!(plan.scoring, Scoring::Values);
    let (least, most) = if bounded { (Some(0.0), Some(1.0)) } else { (None, None) };
    if plan.alternatives() > 0 && plan.leaves() > 0 {
        let first = FIRST + row(sets);
        sheet.add_conditional_format(first, FIRST_LEAF, last.0, last.1, &blues(least, most))?;
    }
    if !plan.has_groups() {
        sheet.set_column_hidden(GROUP)?;
    }
    sheet.set_repeat_columns(GROUP, ALTERNATIVE)?;
    finish(sheet, last, (FIRST + row(sets.min(3)), FIRST_LEAF), false)?;
    if plan.leaves() > 30 {
        // Two or more pages wide, to stay readable.
        let pages = u16::try_from(plan.leaves().div_ceil(25)).unwrap_or(1);
        sheet.set_print_fit_to_pages(pages, 0);
    }
    protect(sheet);
    Ok(())
}

fn rows(sheet: &mut Worksheet, style: &Style, plan: &Plan, group: usize) -> Written {
    let result = plan.result(group);
    let normalised = normalised(plan, group);
    for (at, place) in plan.groups[group].order.iter().enumerate() {
        let line = plan.values_row(group, at);
        put(sheet, line, GROUP, &plan.groups[group].label, &style.text)?;
        let name = plan.name(result.member(*place));
        put(sheet, line, ALTERNATIVE, &name, &style.text)?;
        fit(sheet, line, &[(&plan.groups[group].label, GROUP_WIDTH), (&name, NAME_WIDTH)])?;
        let Some(own) = result.row(*place) else { continue };
        for leaf in 0..plan.leaves() {
            let column = plan.leaf_column(leaf);
            let value = match (&normalised, &result.values) {
                (Some(columns), _) => columns[leaf].get(at).copied(),
                (None, Some(values)) => Some(values.at(own, leaf)),
                (None, None) => None,
            };
            let Some(value) = value else { continue };
            match formula(plan, group, leaf, at) {
                Some(formula) => {
                    follow(sheet, (line, column), &formula, Some(value), &style.score)?
                }
                None => {
                    sheet.write_number_with_format(line, column, value, &style.fixed_score)?;
                }
            }
        }
    }
    Ok(())
}

/// The normalised columns of those that compete, where the method keeps none.
fn normalised(plan: &Plan, group: usize) -> Option<Vec<Vec<f64>>> {
    let Scoring::Product(normalization) = plan.scoring else { return None };
    let of = &plan.groups[group];
    let column = |leaf: usize| -> Vec<f64> {
        let criterion = &plan.problem.tree.leaves[leaf];
        let figures: Vec<f64> = (0..of.eligible)
            .map(|at| plan.problem.spread(plan.member(group, at), leaf).nominal)
            .collect();
        let ends = criterion.scale.as_ref().map(Scale::ends);
        // Where nobody competes there is nothing to fit; the engine has found the rest to be defined.
        if figures.is_empty() {
            return Vec::new();
        }
        normalization.column(&figures, criterion.direction, ends).unwrap_or_default()
    };
    Some((0..plan.leaves()).map(column).collect())
}

/// What an alternative's figure is worth, as a formula; `None` where it does not follow.
fn formula(plan: &Plan, group: usize, leaf: usize, at: usize) -> Option<String> {
    let x = used(plan, group, leaf, at);
    let normalization = match plan.scoring {
        Scoring::Values => return value_formula(plan, leaf, group, &x),
        Scoring::Normalised(it) | Scoring::Product(it) => it,
        Scoring::Linear | Scoring::Written | Scoring::None => return None,
    };
    let all = plan.competing(group, leaf, performance::USED);
    let criterion = &plan.problem.tree.leaves[leaf];
    let benefit = criterion.direction == Direction::Max;
    let pick = |gain: String, cost: String| if benefit { gain } else { cost };
    Some(match normalization {
        Normalization::None => x,
        Normalization::MinMax => {
            let (least, most) = (format!("MIN({all})"), format!("MAX({all})"));
            let part = pick(format!("{x}-{least}"), format!("{most}-{x}"));
            format!("IF({most}={least},1,({part})/({most}-{least}))")
        }
        Normalization::Max => pick(format!("{x}/MAX({all})"), format!("1-{x}/MAX({all})")),
        Normalization::Sum => {
            pick(format!("{x}/SUM({all})"), format!("(1/{x})/SUMPRODUCT(1/{all})"))
        }
        Normalization::Vector => {
            let norm = format!("SQRT(SUMSQ({all}))");
            pick(format!("IF({norm}=0,0,{x}/{norm})"), format!("IF({norm}=0,1,1-{x}/{norm})"))
        }
        Normalization::Linear => pick(format!("{x}/MAX({all})"), format!("MIN({all})/{x}")),
        Normalization::Goalposts => {
            let (low, high) = criterion.scale.as_ref().map(Scale::ends)?;
            let (low, high) = (figure(low), figure(high));
            let part = pick(format!("{x}-{low}"), format!("{high}-{x}"));
            format!("MAX(0,MIN(1,({part})/({high}-{low})))")
        }
        Normalization::Logarithmic
        | Normalization::Nonlinear
        | Normalization::EnhancedAccuracy
        | Normalization::ZScore
        | Normalization::Rank => return None,
    })
}
