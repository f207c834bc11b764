//! The sheet *Performances*: what every alternative gets on every criterion, to be changed, with what
//! the case's adjustments make of it.

use super::plan::{Plan, performance as column};
use super::refs::{cell, figure, on, quoted, row};
use super::scales_sheet::levels_in;
use super::style::{FIRST, Head, Style, Written, finish, fit, follow, head, protect, put, table};
use crate::problem::{Beyond, Criterion, Scale, number};
use crate::tolerance::AT_LEVEL;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Worksheet};

/// Characters of the columns of texts.
const GROUP_WIDTH: f64 = 16.0;
const CRITERION_WIDTH: f64 = 34.0;
const NAME_WIDTH: f64 = 28.0;
const LEVEL_WIDTH: f64 = 14.0;
const UNIT_WIDTH: f64 = 12.0;
const STATED_WIDTH: f64 = 16.0;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let note = match plan.scoring.follows_figures() {
        true => words.pick(
            "Change a level or a figure in a yellow cell: values, scores and ranks follow. Nothing is known of grey cells; the middle of the scale stands for them.",
            "Wijzig een niveau of een cijfer in een gele cel: waarden, scores en rangen volgen. Van grijze cellen is niets bekend; het midden van de schaal staat er in de plaats.",
        ),
        false => words.pick(
            "The scores of this method do not follow figures that are changed here: the program works them out.",
            "De scores van deze methode volgen cijfers niet die u hier wijzigt: het programma berekent ze.",
        ),
    };
    let second = words.pick(
        "Ranges stay as the case gives them. An adjustment is what the case adds to a figure because of other facts.",
        "Bereiken blijven zoals het dossier ze geeft. Een aanpassing is wat het dossier bij een cijfer optelt wegens andere gegevens.",
    );
    let title = words.pick(
        "What every alternative gets on every criterion",
        "Wat elk alternatief op elk criterium haalt",
    );
    let first = if plan.has_groups() { column::GROUP } else { column::CRITERION };
    let over = (first, column::WEIGHT);
    table(sheet, style, (plan.names.performances, title), [note, second], over, &heads(plan))?;
    let mut last = FIRST;
    for group in 0..plan.groups.len() {
        let mut known_so_far = vec![0.0; plan.groups[group].order.len()];
        for leaf in 0..plan.leaves() {
            for (at, so_far) in known_so_far.iter_mut().enumerate() {
                let place = plan.performance_row(group, leaf, at);
                cells(sheet, style, plan, (group, leaf, at), place)?;
                known(sheet, style, plan, (group, leaf, at), so_far)?;
                last = last.max(place);
            }
            validate(sheet, plan, group, leaf)?;
        }
    }
    if !plan.has_groups() {
        sheet.set_column_hidden(column::GROUP)?;
    }
    sheet.set_column_hidden(column::KNOWN_SO_FAR)?;
    // A level such as 0 is a number in a column of texts.
    let number = rust_xlsxwriter::IgnoreError::NumberStoredAsText;
    sheet.ignore_error_range(FIRST, 0, last, column::STATED, number)?;
    finish(sheet, (last, column::WEIGHT), (FIRST, column::LEVEL), true)?;
    protect(sheet);
    Ok(())
}

fn heads(plan: &Plan) -> [Head; 14] {
    let words = plan.words;
    [
        head(words.pick("Known so far", "Tot hier bekend"), 9.0, ""),
        head(words.pick("Group", "Groep"), GROUP_WIDTH, ""),
        head(words.pick("Criterion", "Criterium"), CRITERION_WIDTH, ""),
        head(words.pick("Alternative", "Alternatief"), NAME_WIDTH, ""),
        head(words.pick("Level", "Niveau"), LEVEL_WIDTH, words.pick(
            "One of the levels of the criterion. Empty: the figure beside it is a place between two levels.",
            "Een van de niveaus van het criterium. Leeg: het cijfer ernaast is een plaats tussen twee niveaus.",
        )),
        head(words.pick("Figure", "Cijfer"), 12.0, words.pick(
            "A number in the unit of the criterion, or a place between two levels, which count from 0, the worst. ? = unknown.",
            "Een getal in de eenheid van het criterium, of een plaats tussen twee niveaus, die tellen vanaf 0, het slechtste. ? = onbekend.",
        )),
        head(words.pick("Unit", "Eenheid"), UNIT_WIDTH, ""),
        head(words.pick("As stated", "Zoals opgegeven"), STATED_WIDTH, words.pick(
            "What the tables of the case say, ranges (low..high) and distributions in full.",
            "Wat de tabellen van het dossier zeggen, met bereiken (laag..hoog) en verdelingen voluit.",
        )),
        head(words.pick("Adjustment", "Aanpassing"), 12.0, words.pick(
            "What the case adds to the figure because of other facts.",
            "Wat het dossier bij het cijfer optelt wegens andere gegevens.",
        )),
        head(words.pick("Figure used", "Gebruikt cijfer"), 12.0, words.pick(
            "The figure with its adjustment, within its limits: what the values are made of. Levels count from 0, the worst.",
            "Het cijfer met zijn aanpassing, binnen de grenzen: hiervan worden de waarden gemaakt. Niveaus tellen vanaf 0, het slechtste.",
        )),
        head(words.pick("Lowest", "Laagste"), 12.0, words.pick(
            "The lower end of the range, after adjustments.",
            "Het laagste cijfer van het bereik, na aanpassingen.",
        )),
        head(words.pick("Highest", "Hoogste"), 12.0, words.pick(
            "The upper end of the range, after adjustments.",
            "Het hoogste cijfer van het bereik, na aanpassingen.",
        )),
        head(words.pick("Known", "Bekend"), 9.0, words.pick(
            "1 where anything is known, 0 where nothing is.",
            "1 waar iets bekend is, 0 waar niets bekend is.",
        )),
        head(words.pick("Weight", "Gewicht"), 10.0, words.pick(
            "The criterion's share of all weight.",
            "Het aandeel van het criterium in het totale gewicht.",
        )),
    ]
}

fn cells(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    (group, leaf, at): (usize, usize, usize),
    place: u32,
) -> Written {
    let problem = plan.problem;
    let member = plan.member(group, at);
    let criterion = &problem.tree.leaves[leaf];
    let spread = problem.spread(member, leaf);
    let known = problem.is_known(member, leaf);
    let listed = problem.cells.listed(member, leaf, plan.leaves());
    let input = problem.cell(member, leaf).input;
    put(sheet, place, column::GROUP, &plan.groups[group].label, &style.text)?;
    let (label, name) = (plan.leaf_label(leaf), plan.name(member));
    put(sheet, place, column::CRITERION, &label, &style.text)?;
    put(sheet, place, column::ALTERNATIVE, &name, &style.text)?;
    let unit = criterion.unit.as_deref().unwrap_or_default();
    put(sheet, place, column::UNIT, unit, &style.text)?;
    let written = plan.words.written(problem, input);
    put(sheet, place, column::STATED, &written, &style.text)?;
    let level = match criterion.scale {
        Some(Scale::Ordinal(_)) => written.as_str(),
        _ => "",
    };
    let texts: [(&str, f64); 6] = [
        (plan.groups[group].label.as_str(), GROUP_WIDTH),
        (&label, CRITERION_WIDTH),
        (&name, NAME_WIDTH),
        (level, LEVEL_WIDTH),
        (unit, UNIT_WIDTH),
        (&written, STATED_WIDTH),
    ];
    fit(sheet, place, &texts)?;
    let shifts = listed.map_or(&[][..], |cell| &cell.shifts);
    let shift: f64 = shifts.iter().map(|shift| shift.nominal).sum();
    match shifts.is_empty() {
        true => put(sheet, place, column::SHIFT, "", &style.text)?,
        false => {
            sheet.write_number_with_format(place, column::SHIFT, shift, &style.number)?;
        }
    }
    let weight = plan.weight_of_leaf(plan.weights().set_of(group), leaf);
    let global = plan.weights().of_group(group)[leaf];
    follow(sheet, (place, column::WEIGHT), &weight, Some(global), &style.fixed_share)?;
    let base = match listed {
        Some(cell) => problem.inputs[cell.input].spread.nominal,
        None => spread.nominal,
    };
    stated(sheet, style, plan, (leaf, place), (base, known))?;
    if !plan.scoring.follows_figures() {
        for (at, figure) in
            [(column::USED, spread.nominal), (column::LOW, spread.low), (column::HIGH, spread.high)]
        {
            sheet.write_number_with_format(place, at, figure, &style.number)?;
        }
        let known = u8::from(known);
        sheet.write_number_with_format(place, column::KNOWN, known, &style.whole)?;
        return Ok(());
    }
    let (found, is_known) = found(plan, leaf, place, (!known).then_some(base));
    let moved =
        if shifts.is_empty() { found } else { format!("{found}+{}", cell(place, column::SHIFT)) };
    let limits = listed.map_or_else(
        || criterion.scale.as_ref().map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::limits),
        |cell| cell.limits,
    );
    let mut used = moved;
    if limits.1.is_finite() {
        used = format!("MIN({},{used})", figure(limits.1));
    }
    if limits.0.is_finite() {
        used = format!("MAX({},{used})", figure(limits.0));
    }
    follow(sheet, (place, column::USED), &used, Some(spread.nominal), &style.number)?;
    let own = cell(place, column::USED);
    let (low, high) = match spread.is_crisp() {
        true => (own.clone(), own),
        false => (
            format!("MIN({},{own})", figure(spread.low)),
            format!("MAX({},{own})", figure(spread.high)),
        ),
    };
    follow(sheet, (place, column::LOW), &low, Some(spread.low), &style.fixed_number)?;
    follow(sheet, (place, column::HIGH), &high, Some(spread.high), &style.fixed_number)?;
    let known = f64::from(u8::from(known));
    follow(sheet, (place, column::KNOWN), &is_known, Some(known), &style.fixed_whole)
}

/// The weight of the criteria down to this one of which anything is known, on top of `so_far`.
fn known(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    (group, leaf, at): (usize, usize, usize),
    so_far: &mut f64,
) -> Written {
    let place = plan.performance_row(group, leaf, at);
    let own = format!("IF({}=1,{},0)", cell(place, column::KNOWN), cell(place, column::WEIGHT));
    let formula = match leaf {
        0 => own,
        _ => {
            let before = plan.performance_row(group, leaf - 1, at);
            format!("{}+{own}", cell(before, column::KNOWN_SO_FAR))
        }
    };
    if plan.problem.is_known(plan.member(group, at), leaf) {
        *so_far += plan.weights().of_group(group)[leaf];
    }
    follow(sheet, (place, column::KNOWN_SO_FAR), &formula, Some(*so_far), &style.fixed_share)
}

/// The level that a figure is.
fn level_at(criterion: &Criterion, x: f64) -> Option<&str> {
    let Some(Scale::Ordinal(levels)) = &criterion.scale else { return None };
    let nearest = x.round();
    let is_level = (x - nearest).abs() <= AT_LEVEL && nearest >= 0.0;
    levels.get(nearest as usize).filter(|_| is_level).map(String::as_str)
}

/// The cells that can be changed.
fn stated(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    (leaf, place): (usize, u32),
    (base, known): (f64, bool),
) -> Written {
    let criterion = &plan.problem.tree.leaves[leaf];
    let is_ordinal = matches!(criterion.scale, Some(Scale::Ordinal(_)));
    let (text, figure) = match (plan.scoring.follows_figures(), known) {
        (true, true) => (&style.input_text, &style.input_number),
        (true, false) => (&style.unknown_text, &style.unknown_number),
        (false, true) => (&style.text, &style.number),
        (false, false) => (&style.fixed_text, &style.fixed_text),
    };
    let level = level_at(criterion, base).filter(|_| known);
    match (is_ordinal, known) {
        (false, true) => {
            put(sheet, place, column::LEVEL, "", &style.text)?;
            sheet.write_number_with_format(place, column::FIGURE, base, figure)?;
        }
        (false, false) => {
            put(sheet, place, column::LEVEL, "", &style.text)?;
            put(sheet, place, column::FIGURE, "?", figure)?;
        }
        (true, false) => {
            put(sheet, place, column::LEVEL, "?", text)?;
            sheet.write_blank(place, column::FIGURE, figure)?;
        }
        (true, true) => match level {
            Some(level) => {
                put(sheet, place, column::LEVEL, level, text)?;
                sheet.write_blank(place, column::FIGURE, figure)?;
            }
            None => {
                sheet.write_blank(place, column::LEVEL, text)?;
                sheet.write_number_with_format(place, column::FIGURE, base, figure)?;
            }
        },
    }
    Ok(())
}

/// Formulas of the figure that these cells say, without adjustments, and of whether it is known.
/// `middle` is what stands for it where nothing is known of it in the case.
fn found(plan: &Plan, leaf: usize, place: u32, middle: Option<f64>) -> (String, String) {
    let criterion = &plan.problem.tree.leaves[leaf];
    let (level, typed) = (cell(place, column::LEVEL), cell(place, column::FIGURE));
    let middle = middle.or_else(|| {
        let (low, high) = criterion.scale.as_ref()?.ends();
        Some(low / 2.0 + high / 2.0)
    });
    // Without a scale nothing can stand for what is unknown.
    let middle = middle.map_or_else(|| "NA()".to_owned(), figure);
    let by_figure = format!("IF(ISNUMBER({typed}),{typed},{middle})");
    let known_figure = format!("IF(ISNUMBER({typed}),1,0)");
    let Some(rows) = plan.scales.levels[leaf] else { return (by_figure, known_figure) };
    let (places, names) = levels_in(plan, rows);
    // Compared letter by letter: a level may be `*`, or differ from another in capitals only.
    let same = format!("EXACT({names},{level}&\"\")");
    let by_level = format!("IF(SUMPRODUCT(--{same})=1,SUMPRODUCT({same}*{places}),NA())");
    let unknown = format!("EXACT({level},{})", quoted("?"));
    (
        format!("IF(LEN({level})=0,{by_figure},IF({unknown},{middle},{by_level}))"),
        format!("IF(LEN({level})=0,{known_figure},IF({unknown},0,1))"),
    )
}

/// What can be typed: one of the levels, or a figure on the scale.
fn validate(sheet: &mut Worksheet, plan: &Plan, group: usize, leaf: usize) -> Written {
    let count = plan.groups[group].order.len();
    if !plan.scoring.follows_figures() || count == 0 {
        return Ok(());
    }
    let words = plan.words;
    let first = plan.performance_row(group, leaf, 0);
    let last = first + row(count) - 1;
    let criterion = &plan.problem.tree.leaves[leaf];
    if let Some(rows) = plan.scales.levels[leaf] {
        let (_, names) = levels_in(plan, rows);
        let list = DataValidation::new()
            .allow_list_formula(Formula::new(format!("={names}")))
            .set_error_title(words.pick("Not a level", "Geen niveau"))?
            .set_error_message(words.pick(
                "Choose a level of the list, or leave the cell empty and type a figure beside it.",
                "Kies een niveau uit de lijst, of laat de cel leeg en typ een cijfer ernaast.",
            ))?;
        sheet.add_data_validation(first, column::LEVEL, last, column::LEVEL, &list)?;
    }
    let ends = match &criterion.scale {
        Some(scale @ Scale::Ordinal(_)) => Some(scale.ends()),
        Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => Some((*min, *max)),
        _ => None,
    };
    if let Some((low, high)) = ends {
        let within = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(low, high))
            .set_error_title(words.pick("Beyond the scale", "Buiten de schaal"))?
            .set_error_message({
                let comma = |x: f64| words.pick(number(x), number(x).replace('.', ","));
                let (low, high) = (comma(low), comma(high));
                words.pick(
                    format!("The scale goes from {low} to {high}."),
                    format!("De schaal gaat van {low} tot {high}."),
                )
            })?;
        sheet.add_data_validation(first, column::FIGURE, last, column::FIGURE, &within)?;
    }
    Ok(())
}

/// The used figure of an alternative, in a formula of another sheet.
pub(super) fn used(plan: &Plan, group: usize, leaf: usize, at: usize) -> String {
    let place = plan.performance_row(group, leaf, at);
    on(plan.names.performances, &cell(place, column::USED))
}
