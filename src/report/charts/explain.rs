//! The chart of an explanation: what each criterion adds to a score, or to the lead of one
//! alternative over another.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{MOST_ROWS, axis, read_out};
use crate::case::Case;
use crate::chart::palette::{AGAINST, MAIN};
use crate::chart::{Caption, ContributionBar, ContributionPanel, Contributions, Part, Series};
use crate::evaluate::explain::Explanation;
use crate::report::explain::{finding, sentence};
use crate::report::{NamedChart, Words};

/// The chart of the first explanation that has contributions.
pub fn explain_charts<'a>(
    case: &'a Case,
    explanations: &'a [Explanation<'a>],
    words: Words,
) -> Vec<NamedChart<'a>> {
    let has = |one: &&Explanation| one.lines.iter().any(|line| line.difference.is_some());
    let chart = |one: &'a Explanation<'a>| {
        NamedChart::new("contributions", move || contributions(case, one, words).picture())
    };
    explanations.iter().find(has).map(chart).into_iter().collect()
}

fn contributions(case: &Case, one: &Explanation, words: Words) -> Contributions {
    let problem = one.problem;
    let of = words.full(problem, one.of);
    let over = one.over.map(|over| words.full(problem, over));
    let label = |leaf: usize| {
        let leaf = &problem.tree.leaves[leaf];
        words.label(&leaf.label, &leaf.id)
    };
    let mut read = Vec::new();
    let mut bars = Vec::new();
    for line in one.lines.iter().take(MOST_ROWS) {
        let name = label(line.leaf);
        let sum = line.difference.map_or_else(
            || words.pick("not known", "niet bekend").to_owned(),
            |figure| match one.over {
                Some(_) => words.signed(figure),
                None => words.figure(figure),
            },
        );
        let figures = match &line.over_performance {
            Some(other) => format!("{} | {other}", line.performance),
            None => line.performance.clone(),
        };
        let weight = words.percent(line.weight);
        let hint = words.pick(
            format!("{name}: {sum} (weight {weight}; {figures})"),
            format!("{name}: {sum} (gewicht {weight}; {figures})"),
        );
        read.push(hint.clone());
        let part =
            |figure: f64| Part { series: usize::from(figure < 0.0), figure, hint: hint.clone() };
        let parts = line.difference.filter(|figure| figure.is_finite()).map(part);
        let parts = parts.into_iter().collect();
        bars.push(ContributionBar { name, hint: hint.clone(), sum, bold: false, parts });
    }
    let series = match &over {
        Some(over) => vec![
            words.pick(format!("for {of}"), format!("voor {of}")),
            words.pick(format!("for {over}"), format!("voor {over}")),
        ],
        None => vec![
            words.pick("adds to the score", "verhoogt de score").to_owned(),
            words.pick("takes from the score", "verlaagt de score").to_owned(),
        ],
    };
    let negative = bars.iter().flat_map(|bar| &bar.parts).any(|part| part.figure < 0.0);
    let kept = if over.is_some() || negative { 2 } else { 1 };
    let series = series.into_iter().zip([MAIN, AGAINST]).take(kept);
    let series: Vec<Series> = series.map(|(name, colour)| Series { name, colour }).collect();
    let mut notes = vec![match &over {
        Some(over) => words.pick(
            format!("Each bar: weight times the value of {of} less that of {over}, at nominal figures. Together they make the difference of the scores."),
            format!("Elke balk: gewicht maal de waarde van {of} min die van {over}, bij nominale cijfers. Samen vormen ze het verschil tussen de scores."),
        ),
        None => words.pick(
            "Each bar: weight times value, at nominal figures. Together they make the score.".to_owned(),
            "Elke balk: gewicht maal waarde, bij nominale cijfers. Samen vormen ze de score.".to_owned(),
        ),
    }];
    let left = LeftOut { groups: 0, rows: LeftOut::over(one.lines.len(), MOST_ROWS) };
    notes.extend(left.note(RowsAre::Criteria, Some("explanation"), words));
    notes.extend(closing(case, Some(one.method.name()), words));
    let title = finding(one, words).unwrap_or_else(|| of.clone());
    // What the title leaves out: the range, and where most is gained and lost.
    if let Some(whole) = sentence(one, words).filter(|whole| *whole != title) {
        notes.insert(0, whole);
    }
    let what = match over.is_some() {
        true => words.pick("difference of scores", "verschil tussen de scores"),
        false => words.pick("part of the score", "deel van de score"),
    };
    Contributions {
        caption: Caption { title, description: read_out(&read, words), notes },
        axis: axis(what.to_owned(), false, words),
        head: match over.is_some() {
            true => words.pick("difference", "verschil").to_owned(),
            false => words.pick("contribution", "bijdrage").to_owned(),
        },
        series,
        panels: vec![ContributionPanel { title: String::new(), bars }],
    }
}
