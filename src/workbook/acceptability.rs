//! The sheet *Acceptability*: how often each alternative has each rank over the weights there could
//! be, with a bar for each. Written figures: they hold as the case was written.

use super::blocks::{Blocks, down};
use super::plan::Plan;
use super::refs::row;
use super::style::{Head, SERIES, Style, Written, chart, head, protect, put};
use crate::draw::share::ShareBounds;
use crate::study::{Acceptability, GroupShares};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Color, Worksheet,
};

/// Ranks that have a column.
const MOST_RANKS: usize = 8;

/// Alternatives of a group that are shown.
const MOST_SHOWN: usize = 20;

const NAME: u16 = 0;
const LOW: u16 = 1;
const HIGH: u16 = 2;
const ERROR: u16 = 3;
/// What lies between: as long as the part of a bar that is hatched.
const BETWEEN: u16 = 4;
const FIRST_RANK: u16 = 5;

pub(super) fn sheet(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    study: &Acceptability,
) -> Written {
    let words = plan.words;
    let ranks = study.groups.iter().map(|group| group.places.len()).max().unwrap_or(0);
    let ranks = ranks.min(MOST_RANKS);
    let widths: Vec<f64> = heads(plan, ranks).iter().map(Head::wide).collect();
    let title = words.pick(
        "How often each alternative is first, second ...",
        "Hoe vaak elk alternatief eerste, tweede ... is",
    );
    let mut blocks = Blocks::new(sheet, style, (plan.names.acceptability, title), &widths)?;
    let draws = words.count(usize::try_from(study.draws).unwrap_or(usize::MAX));
    let note = words.pick(
        format!("Shares of {draws} draws of weights, and of figures that have a distribution (model: {}). These figures hold for the case as written: they do not follow what is changed on other sheets.", study.request.model),
        format!("Aandelen van {draws} trekkingen van gewichten, en van cijfers die een verdeling hebben (model: {}). Deze cijfers gelden voor het dossier zoals het geschreven is: ze volgen niet wat u op andere bladen wijzigt.", study.request.model),
    );
    blocks.sentence(sheet, &note, &style.note)?;
    let open = words.pick(
        "Where ranges of figures leave a share open, the table gives the least and the most that it can be.",
        "Waar bereiken van cijfers een aandeel openlaten, geeft de tabel het minste en het meeste dat het kan zijn.",
    );
    blocks.sentence(sheet, open, &style.note)?;
    for group in &study.groups {
        block(sheet, style, plan, study, group, &mut blocks, ranks)?;
    }
    sheet.set_column_hidden(BETWEEN)?;
    blocks.finish(sheet)?;
    protect(sheet);
    Ok(())
}

fn heads(plan: &Plan, ranks: usize) -> Vec<Head> {
    let words = plan.words;
    let mut out =
        vec![
        head(words.pick("Alternative", "Alternatief"), 34.0, ""),
        head(words.pick("First: at least", "Eerste: minstens"), 10.0, ""),
        head(words.pick("First: at most", "Eerste: hoogstens"), 10.0, ""),
        head(words.pick("Standard error", "Standaardfout"), 10.0, words.pick(
            "The error of sampling in the share of first place, or in its bounds.",
            "De steekproeffout op het aandeel van de eerste plaats, of op de grenzen ervan.",
        )),
        head(words.pick("Open", "Open"), 10.0, ""),
    ];
    out.extend(
        (1..=ranks)
            .map(|rank| head(words.pick(format!("Rank {rank}"), format!("Rang {rank}")), 8.0, "")),
    );
    out
}

fn block(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    study: &Acceptability,
    group: &GroupShares,
    blocks: &mut Blocks,
    ranks: usize,
) -> Written {
    let words = plan.words;
    let result = plan.result(group.group);
    // By rank at the weights of the case, those without one last.
    let mut order: Vec<usize> = (0..group.places.len()).collect();
    order.sort_by_key(|at| result.standing(group.places[*at]).rank.unwrap_or(usize::MAX));
    order.truncate(MOST_SHOWN);
    if order.is_empty() {
        return Ok(());
    }
    let label = &plan.groups[group.group].label;
    let start = blocks.block(row(order.len()));
    let heading = match label.is_empty() {
        true => words.pick("Shares of ranks", "Aandelen van de rangen").to_owned(),
        false => label.clone(),
    };
    blocks.head(sheet, style, start, &heading, &heads(plan, ranks))?;
    let own = group.places.len().min(ranks);
    let has_all = study.has_every_rank(group);
    let mut single = has_all;
    for (line, at) in (start + 2..).zip(&order) {
        let member = result.member(group.places[*at]);
        put(sheet, line, NAME, &plan.name(member), &style.cut)?;
        let first = study.rank(group, *at, 1);
        let figures = [
            (LOW, first.low.value),
            (HIGH, first.high.value),
            (BETWEEN, first.high.value - first.low.value),
        ];
        for (column, figure) in figures {
            sheet.write_number_with_format(line, column, figure, &style.share)?;
        }
        sheet.write_number_with_format(line, ERROR, first.std_error(), &style.share)?;
        for rank in (1..=own).filter(|_| has_all) {
            let ShareBounds { share, .. } = study.rank(group, *at, rank);
            let column = FIRST_RANK + u16::try_from(rank - 1).unwrap_or(0);
            match share {
                Some(share) => {
                    sheet.write_number_with_format(line, column, share.value, &style.share)?;
                }
                None => {
                    single = false;
                    put(sheet, line, column, "", &style.cut)?;
                }
            }
        }
    }
    let rows = (start + 2, start + 1 + row(order.len()));
    let name = plan.names.acceptability;
    let mut bars = Chart::new(ChartType::BarStacked);
    let categories = down(name, NAME, rows);
    if single {
        for rank in 0..u16::try_from(own).unwrap_or(0) {
            let mut fill = ChartFormat::new();
            let colour = SERIES[usize::from(rank) % SERIES.len()];
            fill.set_solid_fill(ChartSolidFill::new().set_color(colour));
            bars.add_series()
                .set_name((name, start + 1, FIRST_RANK + rank))
                .set_categories(categories)
                .set_values(down(name, FIRST_RANK + rank, rows))
                .set_format(&mut fill)
                .set_gap(40);
        }
    } else {
        let mut sure = ChartFormat::new();
        sure.set_solid_fill(ChartSolidFill::new().set_color(SERIES[0]));
        let mut open = ChartFormat::new();
        open.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                .set_foreground_color(SERIES[0])
                .set_background_color(Color::White),
        );
        for (column, format) in [(LOW, &mut sure), (BETWEEN, &mut open)] {
            bars.add_series()
                .set_name((name, start + 1, column))
                .set_categories(categories)
                .set_values(down(name, column, rows))
                .set_format(format)
                .set_gap(40);
        }
    }
    let alt = words.pick(
        format!("Shares of ranks over weights: {heading}"),
        format!("Aandelen van de rangen over gewichten: {heading}"),
    );
    chart(&mut bars, name, (start, 0), &alt);
    // What is hidden is drawn all the same.
    bars.show_hidden_data();
    bars.legend().set_position(ChartLegendPosition::Bottom);
    bars.y_axis().set_reverse();
    bars.x_axis().set_min(0).set_max(1).set_num_format("0%").set_major_gridlines(true);
    blocks.chart(sheet, &mut bars, start, row(order.len()))
}
