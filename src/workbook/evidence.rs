//! The sheet *Evidence*: where the figure of each cell comes from.

use super::plan::Plan;
use super::style::{FIRST, Style, Written, finish, fit, head, protect, put, table};
use rust_xlsxwriter::{IgnoreError, Worksheet};

/// Characters of the columns.
const WIDTHS: [f64; 10] = [16.0, 26.0, 32.0, 14.0, 14.0, 16.0, 34.0, 11.0, 40.0, 40.0];

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let heads = [
        head(words.pick("Group", "Groep"), WIDTHS[0], ""),
        head(words.pick("Alternative", "Alternatief"), WIDTHS[1], ""),
        head(words.pick("Criterion", "Criterium"), WIDTHS[2], ""),
        head(words.pick("As stated", "Zoals opgegeven"), WIDTHS[3], words.pick(
            "What the tables of the case say.",
            "Wat de tabellen van het dossier zeggen.",
        )),
        head(words.pick("Kind", "Soort"), WIDTHS[4], words.pick(
            "Whether the source states the figure, whether it was inferred from it, or whether it was assumed. An adjusted figure is assumed.",
            "Of de bron het cijfer vermeldt, of het eruit is afgeleid, of het is aangenomen. Een aangepast cijfer is aangenomen.",
        )),
        head(words.pick("Passage", "Passage"), WIDTHS[5], ""),
        head(words.pick("Source", "Bron"), WIDTHS[6], ""),
        head(words.pick("As of", "Van"), WIDTHS[7], ""),
        head(words.pick("Remark", "Opmerking"), WIDTHS[8], ""),
        head(words.pick("Why adjusted", "Waarom aangepast"), WIDTHS[9], ""),
    ];
    let title = words.pick("What the figures rest on", "Waarop de cijfers steunen");
    let over = (u16::from(!plan.has_groups()), 9);
    table(sheet, style, (plan.names.evidence, title), ["", ""], over, &heads)?;
    let mut at = FIRST;
    for group in 0..plan.groups.len() {
        for position in 0..plan.groups[group].order.len() {
            let member = plan.member(group, position);
            for leaf in 0..plan.leaves() {
                line(sheet, style, plan, (group, member, leaf), at)?;
                at += 1;
            }
        }
    }
    let last = at.max(FIRST + 1) - 1;
    if !plan.has_groups() {
        sheet.set_column_hidden(0)?;
    }
    sheet.ignore_error_range(FIRST, 0, last, 9, IgnoreError::NumberStoredAsText)?;
    finish(sheet, (last, 9), (FIRST, 3), true)?;
    protect(sheet);
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    (group, member, leaf): (usize, usize, usize),
    at: u32,
) -> Written {
    let (problem, words) = (plan.problem, plan.words);
    let cell = problem.cell(member, leaf);
    let record = problem.inputs[cell.input].record.as_deref();
    let kind = match problem.is_known(member, leaf) {
        true => words.kind(problem.kind(member, leaf)),
        false => words.kind_named(Some("unknown")),
    };
    let of = |part: fn(&crate::problem::Record) -> Option<&String>| {
        record.and_then(part).map_or("", String::as_str)
    };
    let mut adjustments: Vec<usize> = cell.shifts.iter().map(|shift| shift.adjustment).collect();
    adjustments.dedup();
    let reasons: Vec<&str> = adjustments
        .iter()
        .filter_map(|index| problem.adjustments.get(*index))
        .map(|adjustment| adjustment.reason.get(words.0))
        .filter(|reason| !reason.is_empty())
        .collect();
    let passages = record.map_or(String::new(), |record| record.passages.join(", "));
    let (name, label) = (plan.name(member), plan.leaf_label(leaf));
    let (stated, reasons) = (words.written(problem, cell.input), reasons.join("; "));
    let texts = [
        plan.groups[group].label.as_str(),
        &name,
        &label,
        &stated,
        kind,
        &passages,
        of(|record| record.source.as_ref()),
        of(|record| record.as_of.as_ref()),
        of(|record| record.note.as_ref()),
        &reasons,
    ];
    let each: Vec<(&str, f64)> = texts.into_iter().zip(WIDTHS).collect();
    fit(sheet, at, &each)?;
    for (column, text) in (0u16..).zip(texts) {
        put(sheet, at, column, text, &style.text)?;
    }
    Ok(())
}
