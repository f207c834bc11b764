//! The sheet *Tornado*: how far one weight alone can move the score of the first of each group, with
//! the bars of a tornado. Written figures: they hold as the case was written.

use super::blocks::{Blocks, down};
use super::plan::Plan;
use super::refs::row;
use super::style::{BLUE, Head, Style, Written, chart, head, protect, put};
use crate::study::{Extremes, Path, RankedGroup, Sweep};
use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, ChartType, Worksheet};

/// Weights of a group that are shown: those that move the score most.
const MOST_SHOWN: usize = 12;

const NAME: u16 = 0;
const NOW: u16 = 1;
const LOW: u16 = 2;
const HIGH: u16 = 3;
const BEST: u16 = 4;
const WORST: u16 = 5;
/// As long as the part of a bar that is seen.
const BETWEEN: u16 = 6;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan, study: &Sweep) -> Written {
    let words = plan.words;
    let title = words.pick(
        "How far one weight moves the score of the first",
        "Hoever één gewicht de score van de eerste verschuift",
    );
    let widths = heads(plan).map(|head| head.wide());
    let mut blocks = Blocks::new(sheet, style, (plan.names.tornado, title), &widths)?;
    let note = words.pick(
        "Each bar goes from the lowest to the highest score as one weight goes from 0 to 1 and the others keep their proportions, at nominal figures. These figures hold for the case as written: they do not follow what is changed on other sheets.",
        "Elke balk gaat van de laagste tot de hoogste score terwijl één gewicht van 0 tot 1 gaat en de andere hun onderlinge verhouding behouden, bij nominale cijfers. Deze cijfers gelden voor het dossier zoals het geschreven is: ze volgen niet wat u op andere bladen wijzigt.",
    );
    blocks.sentence(sheet, note, &style.note)?;
    for (group, ranked) in study.ranked_groups.iter().enumerate() {
        let Some(first) = ranked.order().first().copied() else { continue };
        let mut lines: Vec<(&Path, Extremes)> = study
            .paths(group)
            .iter()
            .zip(&study.tracks[group])
            .filter_map(|(path, track)| Some((path, *track.extremes().get(first)?)))
            .collect();
        let width = |of: &Extremes| of.score.1 - of.score.0;
        lines.sort_by(|a, b| width(&b.1).total_cmp(&width(&a.1)));
        lines.truncate(MOST_SHOWN);
        if !lines.is_empty() {
            block(sheet, style, plan, &mut blocks, (group, ranked, first), &lines)?;
        }
    }
    sheet.set_column_hidden(BETWEEN)?;
    blocks.finish(sheet)?;
    protect(sheet);
    Ok(())
}

fn heads(plan: &Plan) -> [Head; 7] {
    let words = plan.words;
    [
        head(words.pick("Weight that moves", "Gewicht dat verschuift"), 40.0, ""),
        head(words.pick("Weight now", "Gewicht nu"), 10.0, ""),
        head(words.pick("Lowest score", "Laagste score"), 10.0, ""),
        head(words.pick("Highest score", "Hoogste score"), 10.0, ""),
        head(words.pick("Best rank", "Beste rang"), 8.0, ""),
        head(words.pick("Worst rank", "Slechtste rang"), 8.0, ""),
        head(words.pick("Range of scores", "Bereik van scores"), 8.0, ""),
    ]
}

fn block(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    blocks: &mut Blocks,
    (group, ranked, first): (usize, &RankedGroup, usize),
    lines: &[(&Path, Extremes)],
) -> Written {
    let words = plan.words;
    let start = blocks.block(row(lines.len()));
    let name = plan.name(ranked.member(first));
    let label = &plan.groups[group].label;
    let heading = match label.is_empty() {
        true => words.pick(format!("The score of {name}"), format!("De score van {name}")),
        false => words
            .pick(format!("{label}: the score of {name}"), format!("{label}: de score van {name}")),
    };
    blocks.head(sheet, style, start, &heading, &heads(plan))?;
    for (line, (path, extremes)) in (start + 2..).zip(lines) {
        let branch = &plan.problem.tree.branches[path.branch];
        put(sheet, line, NAME, &words.label(&branch.label, &branch.id), &style.cut)?;
        sheet.write_number_with_format(line, NOW, path.weight, &style.share)?;
        let (low, high) = extremes.score;
        for (column, figure) in [(LOW, low), (HIGH, high), (BETWEEN, high - low)] {
            sheet.write_number_with_format(line, column, figure, &style.score)?;
        }
        for (column, rank) in [(BEST, extremes.rank.0), (WORST, extremes.rank.1)] {
            sheet.write_number_with_format(line, column, row(rank), &style.whole)?;
        }
    }
    let rows = (start + 2, start + 1 + row(lines.len()));
    let on = plan.names.tornado;
    // A bar stands on the lowest score: below 0 it could not.
    if lines.iter().any(|(_, extremes)| extremes.score.0 < 0.0) {
        return Ok(());
    }
    let mut bars = Chart::new(ChartType::BarStacked);
    let mut unseen = ChartFormat::new();
    unseen.set_no_fill().set_no_border();
    let mut seen = ChartFormat::new();
    seen.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    for (column, format) in [(LOW, &mut unseen), (BETWEEN, &mut seen)] {
        bars.add_series()
            .set_name((on, start + 1, column))
            .set_categories(down(on, NAME, rows))
            .set_values(down(on, column, rows))
            .set_format(format)
            .set_gap(40);
    }
    chart(&mut bars, on, (start, 0), &heading);
    bars.show_hidden_data();
    bars.legend().set_hidden();
    bars.y_axis().set_reverse();
    bars.x_axis().set_min(0).set_num_format("0.00");
    blocks.chart(sheet, &mut bars, start, row(lines.len()))
}
