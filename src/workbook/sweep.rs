//! The sheet *One weight moves*: for each group the scores as that weight goes from 0 to 1 with which
//! another is first soonest. Written figures: they hold as the case was written.

use super::blocks::{Blocks, down};
use super::plan::Plan;
use super::refs::row;
use super::style::{SERIES, Style, Written, chart, for_word, head, protect};
use crate::study::{Path, RankedGroup, Sweep, Target, Track};
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartType, Worksheet,
};

/// Alternatives of a group that have a line.
const MOST_LINES: usize = 6;

/// Characters of the column of an alternative.
const LINE_WIDTH: f64 = 13.0;

/// Steps between 0 and 1 of scores that are straight lines, and of others.
const STEPS: [u32; 2] = [10, 20];

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan, study: &Sweep) -> Written {
    let words = plan.words;
    let title = words.pick("Scores as one weight moves", "Scores terwijl één gewicht verschuift");
    let widest = study.ranked_groups.iter().map(|ranked| ranked.places.len()).max().unwrap_or(0);
    let lines = widest.clamp(1, MOST_LINES);
    let mut widths = vec![14.0];
    widths.extend((0..lines).map(|column| {
        let named = |ranked: &RankedGroup| {
            let at = ranked.order().get(column).copied();
            at.map_or(0.0, |at| for_word(&plan.name(ranked.member(at))))
        };
        study.ranked_groups.iter().map(named).fold(LINE_WIDTH, f64::max)
    }));
    let mut blocks = Blocks::new(sheet, style, (plan.names.sweep, title), &widths)?;
    let note = words.pick(
        "One weight per group: the one whose smallest move puts another alternative first. Where no weight does that, it is the weight that is largest now. The other weights keep their proportions. Figures are nominal. These figures hold for the case as written: they do not follow what is changed on other sheets.",
        "Eén gewicht per groep: dat waarvan de kleinste verschuiving een ander alternatief eerst zet. Waar geen enkel gewicht dat doet, is het het gewicht dat nu het grootst is. De andere gewichten houden hun verhoudingen. De cijfers zijn nominaal. Deze cijfers gelden voor het dossier zoals het geschreven is: ze volgen niet wat u op andere bladen wijzigt.",
    );
    blocks.sentence(sheet, note, &style.note)?;
    for (group, ranked) in study.ranked_groups.iter().enumerate() {
        if let Some((path, track)) = nearest(study, group, ranked) {
            block(sheet, style, plan, &mut blocks, (group, ranked), (path, track))?;
        }
    }
    blocks.finish(sheet)?;
    protect(sheet);
    Ok(())
}

/// The weight whose smallest move changes first place or, where none does, the largest.
fn nearest<'s>(
    study: &'s Sweep,
    group: usize,
    ranked: &RankedGroup,
) -> Option<(&'s Path, &'s Track)> {
    if ranked.places.is_empty() {
        return None;
    }
    let distance = |path: &Path, track: &Track| {
        let (low, high) = track.stable(ranked, path, Target::First);
        let down = if low > 0.0 { path.weight - low } else { f64::INFINITY };
        let up = if high < 1.0 { high - path.weight } else { f64::INFINITY };
        down.min(up)
    };
    let each = || study.paths(group).iter().zip(&study.tracks[group]);
    let known: Vec<(f64, (&Path, &Track))> =
        each().map(|(path, track)| (distance(path, track), (path, track))).collect();
    let moves = known.iter().filter(|(distance, _)| distance.is_finite());
    match moves.min_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, found)) => Some(*found),
        None => each().reduce(|a, b| if b.0.weight > a.0.weight { b } else { a }),
    }
}

fn block(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    blocks: &mut Blocks,
    (group, ranked): (usize, &RankedGroup),
    (path, track): (&Path, &Track),
) -> Written {
    let words = plan.words;
    let mut shown = ranked.order();
    shown.truncate(MOST_LINES);
    let steps = STEPS[usize::from(!track.is_exact())];
    let mut weights: Vec<f64> =
        (0..=steps).map(|step| f64::from(step) / f64::from(steps)).collect();
    weights.extend(track.first_switches().iter().map(|switch| switch.weight));
    weights.push(path.weight);
    weights.sort_by(f64::total_cmp);
    weights.dedup();
    let start = blocks.block(row(weights.len()));
    let branch = &plan.problem.tree.branches[path.branch];
    let moving = words.label(&branch.label, &branch.id);
    let label = &plan.groups[group].label;
    let now = words.percent_to(path.weight, 1);
    let of = match (path.scope, branch.parent) {
        (crate::study::Scope::Local, Some(_)) => {
            words.pick("share among its siblings", "aandeel op zijn niveau")
        }
        _ => words.pick("share of the total", "aandeel in het totaal"),
    };
    let heading = words.pick(
        format!("The weight of {moving} moves ({of}, now {now})"),
        format!("Het gewicht van {moving} verschuift ({of}, nu {now})"),
    );
    let heading = if label.is_empty() { heading } else { format!("{label}: {heading}") };
    let mut heads = vec![head(words.pick("Weight", "Gewicht"), 14.0, "")];
    heads.extend(shown.iter().map(|at| head(plan.name(ranked.member(*at)), LINE_WIDTH, "")));
    blocks.head(sheet, style, start, &heading, &heads)?;
    for (line, weight) in (start + 2..).zip(&weights) {
        sheet.write_number_with_format(line, 0, *weight, &style.share)?;
        let scores = track.at(ranked, path, *weight);
        for (column, at) in (1u16..).zip(&shown) {
            sheet.write_number_with_format(line, column, scores[*at], &style.score)?;
        }
    }
    let rows = (start + 2, start + 1 + row(weights.len()));
    let name = plan.names.sweep;
    let mut lines = Chart::new(ChartType::ScatterStraight);
    let dashes = [
        ChartLineDashType::Solid,
        ChartLineDashType::Dash,
        ChartLineDashType::SquareDot,
        ChartLineDashType::LongDash,
        ChartLineDashType::DashDot,
        ChartLineDashType::LongDashDot,
    ];
    for (column, _) in (1u16..).zip(&shown) {
        let at = usize::from(column - 1);
        let mut format = ChartFormat::new();
        format.set_line(
            ChartLine::new()
                .set_color(SERIES[at % SERIES.len()])
                .set_width(2.0)
                .set_dash_type(dashes[at % dashes.len()]),
        );
        lines
            .add_series()
            .set_name((name, start + 1, column))
            .set_categories(down(name, 0, rows))
            .set_values(down(name, column, rows))
            .set_format(&mut format);
    }
    chart(&mut lines, name, (start, 0), &heading);
    lines.legend().set_position(ChartLegendPosition::Bottom);
    lines.x_axis().set_min(0).set_max(1).set_num_format("0%");
    lines.y_axis().set_num_format("0.00");
    blocks.chart(sheet, &mut lines, start, row(weights.len()))
}
