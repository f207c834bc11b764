//! The sheet *Weights*: the tree of criteria with weights to change, what they come to, and a check.

use super::plan::{Plan, weight};
use super::refs::{cell, quoted, range};
use super::style::{
    BLUE, Head, Style, Written, finish, fit, follow, follow_text, head, protect, put, table,
};
use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, DataValidation,
    DataValidationRule, Worksheet,
};

/// Characters of the column of names; the deepest branches keep half of it.
const CRITERION_WIDTH: f64 = 60.0;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let follows = plan.scoring.follows_weights();
    let note = match follows {
        true => words.pick(
            "Change the weights in the yellow cells: scores, ranks and the charts of the answer follow. Only the proportions among siblings count.",
            "Wijzig de gewichten in de gele cellen: scores, rangen en de cijfers van het antwoord volgen. Alleen de verhoudingen tussen criteria onder hetzelfde hoofdcriterium tellen.",
        ),
        false => words.pick(
            "The scores of this method do not follow weights that are changed here: the program works them out.",
            "De scores van deze methode volgen gewichten niet die u hier wijzigt: het programma berekent ze.",
        ),
    };
    let source = crate::report::centre(plan.case, words)
        .or_else(|| crate::report::from_data(plan.case, words))
        .unwrap_or_default();
    let title = words.pick("Weights of the criteria", "Gewichten van de criteria");
    let over = (weight::CRITERION, weight::CASE);
    table(sheet, style, (plan.names.weights, title), [note, &source], over, &heads(plan))?;
    for set in 0..plan.weights().sets() {
        block(sheet, style, plan, set)?;
    }
    let last = plan.weights_sum(plan.weights().sets() - 1) + 1;
    sheet.set_column_hidden(weight::SET)?.set_column_hidden(weight::LEAF)?;
    finish(sheet, (last, weight::CASE), (super::style::FIRST, 1), false)?;
    protect(sheet);
    Ok(())
}

fn heads(plan: &Plan) -> [Head; 7] {
    let words = plan.words;
    [
        head(words.pick("Criterion", "Criterium"), CRITERION_WIDTH, ""),
        head(words.pick("Weight", "Gewicht"), 14.0, words.pick(
            "The weight among its siblings, as the case gives it. Any number of at least 0.",
            "Het gewicht tegenover de andere criteria onder hetzelfde hoofdcriterium, zoals het dossier het geeft. Elk getal van minstens 0.",
        )),
        head(words.pick("Share among siblings", "Aandeel op zijn niveau"), 14.0, words.pick(
            "The weight divided by the sum of the weights of its siblings.",
            "Het gewicht gedeeld door de som van de gewichten onder hetzelfde hoofdcriterium.",
        )),
        head(words.pick("Share of the total", "Aandeel in het totaal"), 14.0, words.pick(
            "The shares down the tree, multiplied. Those of the criteria with figures sum to 100 %.",
            "De aandelen langs de boom naar beneden, vermenigvuldigd. Die van de criteria met cijfers tellen op tot 100 %.",
        )),
        head(words.pick("Weight in the case", "Gewicht in het dossier"), 14.0, words.pick(
            "The weight that the case was evaluated with. It stays as it is.",
            "Het gewicht waarmee het dossier is berekend. Het blijft staan.",
        )),
        head(words.pick("Siblings", "Samen"), 9.0, ""),
        head(words.pick("With figures", "Met cijfers"), 9.0, ""),
    ]
}

/// The weights of the branches as they are written, for a set of weights.
fn written(plan: &Plan, set: usize) -> Vec<f64> {
    let own = (0..plan.groups.len()).find(|group| plan.weights().set_of(*group) == set);
    let own = own.and_then(|group| plan.problem.group_weights.get(group));
    let of_tree = || plan.problem.tree.branches.iter().map(|branch| branch.weight).collect();
    own.cloned().unwrap_or_else(of_tree)
}

fn block(sheet: &mut Worksheet, style: &Style, plan: &Plan, set: usize) -> Written {
    let words = plan.words;
    let heading = match plan.weights().sets() {
        1 => String::new(),
        _ => plan.groups_of_set(set),
    };
    put(sheet, plan.weights_heading(set), 0, &heading, &style.heading)?;
    let weights = written(plan, set);
    let local = plan.weights().local_of_set(set);
    let mut total = vec![0.0; local.len()];
    let (first, sum) = (plan.weights_heading(set) + 1, plan.weights_sum(set));
    let over = |column| range((first, column), (sum - 1, column));
    let input = if plan.scoring.follows_weights() { &style.input_number } else { &style.number };
    for (branch, depth) in &plan.branches {
        let of = &plan.problem.tree.branches[*branch];
        let at = plan.weights_row(set, *branch);
        let format = &style.indented[(*depth).min(style.indented.len() - 1)];
        let label = words.label(&of.label, &of.id);
        put(sheet, at, weight::CRITERION, &label, format)?;
        // Each step to the right takes the room of about two characters.
        let indent = 4.0 * (*depth).min(style.indented.len() - 1) as f64;
        fit(sheet, at, &[(&label, CRITERION_WIDTH - indent)])?;
        sheet.write_number_with_format(at, weight::WEIGHT, weights[*branch], input)?;
        sheet.write_number_with_format(at, weight::CASE, weights[*branch], &style.fixed_number)?;
        // Siblings have a number together: 0 at the top, else the row of their parent.
        let siblings = of.parent.map_or(0, |parent| plan.weights_row(set, parent) + 1);
        sheet.write_number_with_format(at, weight::SET, siblings, &style.fixed_whole)?;
        let has_figures = u8::from(of.leaf.is_some());
        sheet.write_number_with_format(at, weight::LEAF, has_figures, &style.fixed_whole)?;
        let together = format!(
            "SUMIF({},{},{})",
            over(weight::SET),
            cell(at, weight::SET),
            over(weight::WEIGHT)
        );
        let share = format!("IF({together}>0,{}/{together},0)", cell(at, weight::WEIGHT));
        follow(sheet, (at, weight::SHARE), &share, Some(local[*branch]), &style.share)?;
        let own = cell(at, weight::SHARE);
        let (formula, result) = match of.parent {
            None => (own, local[*branch]),
            Some(parent) => {
                let above = cell(plan.weights_row(set, parent), weight::TOTAL);
                (format!("{own}*{above}"), local[*branch] * total[parent])
            }
        };
        total[*branch] = result;
        follow(sheet, (at, weight::TOTAL), &formula, Some(result), &style.share)?;
    }
    let leaves = plan
        .branches
        .iter()
        .filter(|(branch, _)| plan.problem.tree.branches[*branch].leaf.is_some());
    let all: f64 = leaves.map(|(branch, _)| total[*branch]).sum();
    let name = words.pick("Sum of the criteria with figures", "Som van de criteria met cijfers");
    put(sheet, sum, weight::CRITERION, name, &style.total)?;
    put(sheet, sum, weight::WEIGHT, "", &style.total)?;
    put(sheet, sum, weight::SHARE, "", &style.total)?;
    let formula = format!("SUMIF({},1,{})", over(weight::LEAF), over(weight::TOTAL));
    follow(sheet, (sum, weight::TOTAL), &formula, Some(all), &style.total_share)?;
    put(sheet, sum, weight::CASE, "", &style.total)?;
    check(sheet, style, plan, set, &over(weight::WEIGHT))?;
    if plan.scoring.follows_weights() {
        let rule = DataValidation::new()
            .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0))
            .set_error_title(words.pick("Not a weight", "Geen gewicht"))?
            .set_error_message(words.pick(
                "A weight is a number of at least 0.",
                "Een gewicht is een getal van minstens 0.",
            ))?;
        sheet.add_data_validation(first, weight::WEIGHT, sum - 1, weight::WEIGHT, &rule)?;
    }
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(BLUE)
        .set_solid_fill(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1);
    sheet.add_conditional_format(first, weight::TOTAL, sum - 1, weight::TOTAL, &bar)?;
    Ok(())
}

/// A cell below the sum that says whether these can be weights, and is red where they cannot.
fn check(sheet: &mut Worksheet, style: &Style, plan: &Plan, set: usize, weights: &str) -> Written {
    let words = plan.words;
    let sum = plan.weights_sum(set);
    let total = cell(sum, weight::TOTAL);
    let right = words.pick("Check: in order", "Controle: in orde");
    let formula = format!(
        "IF(COUNT({weights})<{count},{missing},IF(COUNTIF({weights},\"<0\")>0,{negative},IF(ABS({total}-1)>0.000000001,{zero},{right})))",
        count = plan.branches.len(),
        missing = quoted(words.pick(
            "Check: a weight is missing, or no number",
            "Controle: een gewicht ontbreekt of is geen getal",
        )),
        negative = quoted(
            words.pick("Check: a weight is below 0", "Controle: een gewicht is kleiner dan 0",)
        ),
        zero = quoted(words.pick(
            "Check: siblings all weigh 0",
            "Controle: alle gewichten onder een hoofdcriterium zijn 0",
        )),
        right = quoted(right),
    );
    follow_text(sheet, (sum + 1, weight::CRITERION), &formula, right, &style.check)?;
    let wrong = ConditionalFormatFormula::new()
        .set_rule(format!("={}<>{}", cell(sum + 1, weight::CRITERION), quoted(right)).as_str())
        .set_format(&style.wrong);
    sheet.add_conditional_format(sum + 1, 0, sum + 1, 0, &wrong)?;
    let apart = ConditionalFormatFormula::new()
        .set_rule(format!("=ABS({total}-1)>0.000000001").as_str())
        .set_format(&style.wrong);
    sheet.add_conditional_format(sum, weight::TOTAL, sum, weight::TOTAL, &apart)?;
    Ok(())
}
