//! The chart of drivers: how much of the doubt about first place each thing that varies explains.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{
    MOST_PANELS, MOST_ROWS, axis, group_name, in_groups, most_frequent, read_out, titled,
};
use crate::case::Case;
use crate::chart::palette::INK;
use crate::chart::{Caption, Fill, Legend, Tornado, TornadoPanel, TornadoRow};
use crate::report::sensitivity::factor_name;
use crate::report::{NamedChart, Words};
use crate::study::drivers::{Drivers, GroupDrivers, ModelOutput};

/// Alternatives drawn where there is one group.
const MOST_ALTERNATIVES: usize = 4;

/// The chart of drivers; none where who is first does not vary, or in too few draws to tell.
pub fn drivers_charts<'a>(
    case: &'a Case,
    study: &'a Drivers<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let any = study.groups.iter().any(|group| !contenders(group).is_empty());
    let draw = move || tornado(case, study, words).picture();
    any.then(|| NamedChart::new("drivers", draw)).into_iter().collect()
}

/// Alternatives that are first in some draws and not in others, those first in more draws before.
fn contenders(group: &GroupDrivers) -> Vec<usize> {
    let of = |at: usize| group.of(ModelOutput::First, at);
    let mut out: Vec<usize> = (0..group.members.len())
        .filter(|at| group.members.len() > 1 && of(*at).indices.is_some())
        .collect();
    out.sort_by(|a, b| of(*b).mean.total_cmp(&of(*a).mean).then(a.cmp(b)));
    out
}

fn tornado(case: &Case, study: &Drivers, words: Words) -> Tornado {
    let problem = &case.problem;
    let with: Vec<(&GroupDrivers, Vec<usize>)> = study
        .groups
        .iter()
        .map(|group| (group, contenders(group)))
        .filter(|(_, contenders)| !contenders.is_empty())
        .collect();
    let each = if with.len() == 1 { MOST_ALTERNATIVES } else { 1 };
    let mut panels = Vec::new();
    let mut read = Vec::new();
    let mut left = LeftOut::default();
    let mut largest = Vec::new();
    let mut told = None;
    // All groups are counted, and the first are drawn.
    for (group, contenders) in &with {
        match panels.len() < MOST_PANELS {
            // All panels of a group have the same factors.
            true => left.rows += LeftOut::over(group.factors.len(), MOST_ROWS),
            false => left.groups += 1,
        }
        for (place, at) in contenders.iter().take(each).enumerate() {
            let of = group.of(ModelOutput::First, *at);
            let Some(indices) = &of.indices else { continue };
            let name = words.inside(problem, group.members[*at]);
            let share = words.percent(of.mean);
            let said =
                words.pick(format!("{name} (first {share})"), format!("{name} (eerste {share})"));
            let title = titled(group_name(problem, group.group, words), &said);
            let mut order: Vec<usize> = (0..indices.len()).collect();
            let total = |at: &usize| indices[*at].total.value;
            order.sort_by(|a, b| total(b).total_cmp(&total(a)).then(a.cmp(b)));
            let row = |at: &usize| {
                let it = &indices[*at];
                let factor = factor_name(study, &study.factors[group.factors[*at]], words);
                let text =
                    format!("{} ± {}", words.two(it.total.value), words.size(it.total.std_error));
                let alone = it.tells_first_order.then_some(it.first_order.value);
                let mut hint = format!("{title}, {factor}: {text}");
                if let Some(alone) = alone {
                    let alone = words.two(alone.max(0.0));
                    hint += &words.pick(
                        format!(", {alone} without interactions"),
                        format!(", {alone} zonder interacties"),
                    );
                }
                // Noise may take an estimate below 0.
                let from_nothing = |figure: f64| (figure.min(0.0), figure.max(0.0));
                let error = it.total.std_error;
                TornadoRow {
                    name: factor,
                    hint,
                    text,
                    range: Some(from_nothing(it.total.value)),
                    inner: alone.map(|alone| from_nothing(alone.min(it.total.value))),
                    error: Some((it.total.value - error, it.total.value + error)),
                }
            };
            let rows: Vec<TornadoRow> = order.iter().take(MOST_ROWS).map(row).collect();
            let is_drawn = panels.len() < MOST_PANELS;
            if is_drawn {
                read.extend(rows.iter().map(|row| row.hint.clone()));
            }
            if place == 0
                && let [first, rest @ ..] = &order[..]
            {
                let (mine, next) =
                    (&indices[*first].total, rest.first().map(|at| &indices[*at].total));
                // More than chance: by two joint errors.
                let clear = next.is_none_or(|next| {
                    mine.value - next.value > 2.0 * mine.std_error.hypot(next.std_error)
                });
                if clear {
                    let factor = rows[0].name.clone();
                    told = Some((name, words.two(mine.value)));
                    largest.push(factor);
                }
            }
            if is_drawn {
                panels.push(TornadoPanel { title, now: None, rows });
            }
        }
    }
    let title = match (most_frequent(&largest), told) {
        (Some((factor, _)), Some((name, total))) if with.len() == 1 => words.pick(
            format!("Whether {name} is first depends most on {factor} (total {total} of the variance)"),
            format!("Of {name} eerste is, hangt het meest af van {factor} (totaal {total} van de variantie)"),
        ),
        (Some((factor, count)), _) => {
            let where_ = in_groups(count, with.len(), words);
            words.pick(
                format!("Whether the likeliest leader is first depends most on {factor} {where_}"),
                format!("Of de waarschijnlijkste koploper eerste is, hangt {where_} het meest af van {factor}"),
            )
        }
        _ => words
            .pick(
                "No single factor clearly matters most for who is first",
                "Geen enkele factor bepaalt duidelijk het meest wie eerste is",
            )
            .to_owned(),
    };
    let points = words.count(usize::try_from(study.request.points).unwrap_or(usize::MAX));
    let mut notes = vec![
        words
            .pick(
                "Bar: total share of the variance of being first that a factor has a part in; totals may sum to more than 1. Dark: without interactions. Line: one standard error to each side.",
                "Balk: het totale aandeel van een factor in de variantie van het al dan niet eerste zijn; totalen kunnen samen meer dan 1 zijn. Donker: zonder interacties. Lijn: één standaardfout naar elke kant.",
            )
            .to_owned(),
        words.pick(format!("{points} sampled points."), format!("{points} punten in de steekproef.")),
    ];
    if study.assumed {
        notes.push(
            words
                .pick(
                    "Ranges and unknown figures were drawn as uniform distributions: an assumption.",
                    "Bereiken en onbekende gegevens zijn getrokken uit uniforme verdelingen: een aanname.",
                )
                .to_owned(),
        );
    }
    notes.extend(left.note(RowsAre::Factors, Some("indices"), words));
    notes.extend(closing(case, Some(study.evaluations.main().method.name()), words));
    Tornado {
        caption: Caption { title, description: read_out(&read, words), notes },
        axis: axis(
            words.pick("share of the variance", "aandeel van de variantie").to_owned(),
            false,
            words,
        ),
        head: words.pick("total ± error", "totaal ± fout").to_owned(),
        legend: vec![
            Legend { fill: Tornado::INNER, text: words.pick("alone", "alleen").to_owned() },
            Legend {
                fill: Tornado::BARS,
                text: words.pick("with interactions", "met interacties").to_owned(),
            },
            Legend {
                fill: Fill::Solid(INK),
                text: words.pick("standard error", "standaardfout").to_owned(),
            },
        ],
        holds: vec![0.0],
        panels,
    }
}
