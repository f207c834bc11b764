//! The sheet *Answer*: what the case says, then the ranking of each group with a bar chart, both
//! following the other sheets.

use super::blocks::{Blocks, down};
use super::plan::{Plan, score};
use super::refs::{on, quoted, range, row};
use super::style::{BLUE, Style, Written, chart, follow, follow_text, head, protect};
use crate::error::Said;
use crate::report::{self, Block};
use crate::write::banner;
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFormat, ChartSolidFill, ChartType, Formula, Worksheet,
};

/// Alternatives of a group that are shown; *Scores and ranks* has all.
const MOST_SHOWN: usize = 15;

/// Groups that have a chart.
const MOST_CHARTS: usize = 24;

const RANK: u16 = 0;
const NAME: u16 = 1;
const SCORE: u16 = 2;

pub(super) fn sheet(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    left_out: &[Said],
) -> Written {
    let words = plan.words;
    let case = plan.case;
    let title = case.title.get(words.0);
    let mut blocks = Blocks::new(sheet, style, (plan.names.answer, title), &[8.0, 42.0, 11.0])?;
    blocks.sentence(sheet, case.question.get(words.0), &style.sentence)?;
    let status = case.status.map(|status| words.status(status));
    if let Some(banner) = banner(status, case.notice.get(words.0)) {
        blocks.sentence(sheet, &banner, &style.note)?;
    }
    if !case.what_ifs.is_empty() {
        let changes = case.what_ifs.join(" ");
        let text = words.pick(format!("What if: {changes}"), format!("Wat als: {changes}"));
        blocks.sentence(sheet, &text, &style.note)?;
    }
    let answer = report::answer(case, std::slice::from_ref(plan.evaluation), words);
    for block in &answer {
        if let Some((text, is_heading)) = said(block) {
            let format = if is_heading { &style.answer } else { &style.sentence };
            blocks.sentence(sheet, text, format)?;
        }
    }
    for said in left_out {
        let text = words.pick(format!("Left out: {said}."), format!("Weggelaten: {said:#}."));
        blocks.sentence(sheet, &text, &style.note)?;
    }
    if plan.scoring.follows_weights() {
        alert(sheet, style, plan, &mut blocks)?;
    }
    if plan.scoring != super::scoring::Scoring::None {
        for group in 0..plan.groups.len() {
            ranking(sheet, style, plan, &mut blocks, group)?;
        }
    }
    blocks.finish(sheet)?;
    protect(sheet);
    Ok(())
}

/// The text of a piece, and whether it is a heading.
fn said(block: &Block) -> Option<(&str, bool)> {
    match block {
        Block::From(block, _) => said(block),
        Block::Title(text) | Block::Heading(text) => Some((text, true)),
        Block::Text(text) | Block::Item(text) | Block::Detail(text) => Some((text, false)),
        Block::Grid(_) | Block::Chart(..) => None,
    }
}

/// A line that appears once something was changed: the sentences above it do not follow.
fn alert(sheet: &mut Worksheet, style: &Style, plan: &Plan, blocks: &mut Blocks) -> Written {
    let text = plan.words.pick(
        "Weights or figures were changed: the sentences above hold as the case was written. The rankings and charts below follow.",
        "Gewichten of cijfers zijn gewijzigd: de zinnen hierboven gelden voor het dossier zoals het geschreven is. De rangschikkingen en figuren hieronder volgen.",
    );
    let place = blocks.open(sheet, text.chars().count())?;
    let last = plan.score_row(0, 0) + row(plan.alternatives().max(1)) - 1;
    let moved =
        on(plan.names.scores, &range((plan.score_row(0, 0), score::MOVED), (last, score::MOVED)));
    let formula = format!("IF(SUM({moved})>0,{},\"\")", quoted(text));
    sheet.merge_range(place, 0, place, blocks.last_column(), "", &style.alert)?;
    let formula = Formula::new(formula).set_result("");
    sheet.write_formula_with_format(place, 0, formula, &style.alert)?;
    Ok(())
}

fn ranking(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    blocks: &mut Blocks,
    group: usize,
) -> Written {
    let words = plan.words;
    let of = &plan.groups[group];
    let shown = of.eligible.min(MOST_SHOWN);
    if shown == 0 {
        return Ok(());
    }
    let start = blocks.block(row(shown));
    let heading = match (of.label.is_empty(), shown < of.eligible) {
        (true, false) => words.pick("Ranking".to_owned(), "Rangschikking".to_owned()),
        (true, true) => words.pick(
            format!("Ranking: the first {shown}"),
            format!("Rangschikking: de eerste {shown}"),
        ),
        (false, false) => of.label.clone(),
        (false, true) => words.pick(
            format!("{}: the first {shown}", of.label),
            format!("{}: de eerste {shown}", of.label),
        ),
    };
    let heads = [
        head(words.pick("Rank", "Rang"), 8.0, ""),
        head(words.pick("Alternative", "Alternatief"), 42.0, ""),
        head(words.pick("Score", "Score"), 11.0, ""),
    ];
    blocks.head(sheet, style, start, &heading, &heads)?;
    let orders = plan.orders(group);
    let over = |column| on(plan.names.scores, &plan.scores_over(group, column));
    let (first, last) = (start + 2, start + 1 + row(shown));
    for place in 1..=shown {
        let here = start + 1 + row(place);
        let at = orders.iter().position(|order| *order == Some(place));
        let standing = at.map(|at| plan.result(group).standing(of.order[at]));
        let name = at.map(|at| plan.name(plan.member(group, at))).unwrap_or_default();
        let find = |column| {
            format!("IFERROR(INDEX({},MATCH({place},{},0)),\"\")", over(column), over(score::ORDER))
        };
        let rank = standing.and_then(|it| it.rank).map(|rank| rank as f64);
        follow(sheet, (here, RANK), &find(score::RANK), rank, &style.whole)?;
        follow_text(sheet, (here, NAME), &find(score::ALTERNATIVE), &name, &style.cut)?;
        let figure = standing.and_then(|it| it.score);
        follow(sheet, (here, SCORE), &find(score::SCORE), figure, &style.score)?;
    }
    if group >= MOST_CHARTS {
        return Ok(());
    }
    let mut bars = Chart::new(ChartType::Bar);
    let sheet_name = plan.names.answer;
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    let mut label = ChartDataLabel::new();
    label.show_value().set_num_format("0.000");
    bars.add_series()
        .set_name((sheet_name, start + 1, SCORE))
        .set_categories(down(sheet_name, NAME, (first, last)))
        .set_values(down(sheet_name, SCORE, (first, last)))
        .set_format(&mut format)
        .set_data_label(&label)
        .set_gap(40);
    let title = words.pick(
        format!("Scores, {heading}: bars follow the weights"),
        format!("Scores, {heading}: de balken volgen de gewichten"),
    );
    chart(&mut bars, sheet_name, (start, 0), &title);
    bars.legend().set_hidden();
    bars.y_axis().set_reverse();
    bars.x_axis().set_major_gridlines(false).set_num_format("0.0");
    let below_0 = plan.result(group).standings().any(|it| it.computed.is_some_and(|x| x < 0.0));
    if !below_0 {
        bars.x_axis().set_min(0);
    }
    blocks.chart(sheet, &mut bars, start, row(shown))?;
    Ok(())
}
