//! What weights say in the units of the criteria: so much of one counts as so much of another.

use super::{Block, Words};
use crate::evaluate::trade_off::TradeOffs;
use crate::problem::{Criterion, Problem, Scale, number};
use crate::tolerance::WRITTEN_WHOLE;
use crate::write::grid::{Align, Grid};

/// Criteria named together.
const MOST_NAMED: usize = 6;

/// A row per criterion, and what the rates hold for; `of` is the alternative whose figures they
/// hold at, where they do.
pub(super) fn trade_offs(
    problem: &Problem,
    offs: &TradeOffs,
    of: Option<&str>,
    words: Words,
) -> Vec<Block> {
    let leaf = |leaf: usize| &problem.tree.leaves[leaf];
    let label = |at: usize| words.label(&leaf(at).label, &leaf(at).id);
    let names = |leaves: &[usize]| words.some(&words.criteria(problem, leaves), MOST_NAMED);
    let reference = label(offs.reference);
    let at = of.filter(|_| offs.at_figures);
    let at = at.map_or([String::new(), String::new()], |of| {
        [format!("At the present figures of {of}: "), format!("Bij de huidige cijfers van {of}: ")]
    });
    let [at_en, at_nl] = at;
    let intro = words.pick(
        format!("{at_en}each step counts as much as the step on {reference} beside it."),
        format!("{at_nl}elke stap is evenveel waard als de stap bij {reference} in dezelfde rij."),
    );
    // Criteria of which the same is said are one row.
    let mut rows: Vec<(Vec<String>, [String; 2])> = Vec::new();
    for row in &offs.rows {
        let said = [
            amount(leaf(row.leaf), row.step, words),
            amount(leaf(offs.reference), row.counts_as, words),
        ];
        match rows.iter_mut().find(|(_, known)| *known == said) {
            Some((labels, _)) => labels.push(label(row.leaf)),
            None => rows.push((vec![label(row.leaf)], said)),
        }
    }
    let head = |name: String, align| (name, align);
    let counts = words.pick(
        format!("counts as, on {reference}"),
        format!("is evenveel waard als, bij {reference}"),
    );
    let grid = Grid {
        head: vec![
            head(words.pick("criterion", "criterium").to_owned(), None),
            head(words.pick("a step of", "een stap van").to_owned(), Some(Align::Right)),
            head(counts, Some(Align::Right)),
        ],
        rows: rows
            .into_iter()
            .map(|(labels, [step, counts])| vec![words.list(&labels), step, counts])
            .collect(),
    };
    let mut out = vec![Block::Text(capital(&intro)), Block::Grid(grid)];
    let mut bends: Vec<usize> =
        offs.rows.iter().filter(|row| row.bends).map(|row| row.leaf).collect();
    if offs.reference_bends {
        bends.push(offs.reference);
    }
    if !bends.is_empty() {
        let bends = names(&bends);
        out.push(Block::Text(words.pick(
            format!("The value function of {bends} bends at the present figure: the rate is that of a better figure, and a worse one counts otherwise."),
            format!("De waardefunctie van {bends} knikt bij het huidige cijfer: dit geldt voor een beter cijfer; een slechter cijfer telt anders."),
        )));
    }
    if !offs.nothing_gained.is_empty() {
        let none = names(&offs.nothing_gained);
        out.push(Block::Text(match of {
            None => words.pick(
                format!("Nothing is gained on {none}: all figures have the same value."),
                format!("Op {none} valt niets te winnen: alle cijfers hebben dezelfde waarde."),
            ),
            Some(_) => words.pick(
                format!("Nothing is gained on {none}: no figure better than the present one adds value."),
                format!("Op {none} valt niets te winnen: geen beter cijfer dan het huidige voegt waarde toe."),
            ),
        }));
    }
    if !offs.nothing_yet.is_empty() {
        let none = names(&offs.nothing_yet);
        out.push(Block::Text(words.pick(
            format!("Not in this table, because a slightly better figure than the present one adds no value and only a much better one does: {none}."),
            format!("Niet in deze tabel, omdat een iets beter cijfer dan het huidige nog geen waarde toevoegt, en pas een veel beter cijfer wel: {none}."),
        )));
    }
    if !offs.no_step.is_empty() {
        let none = names(&offs.no_step);
        out.push(Block::Text(match of {
            None => words.pick(
                format!("Not in this table, because no round step fits on the scales: {none}."),
                format!("Niet in deze tabel, omdat geen ronde stap op de schalen past: {none}."),
            ),
            Some(_) => words.pick(
                format!("Not in this table, because a value function bends or ends too close to the present figures for a round step: {none}."),
                format!("Niet in deze tabel, omdat een waardefunctie te dicht bij de huidige cijfers knikt of eindigt voor een ronde stap: {none}."),
            ),
        }));
    }
    if !offs.without.is_empty() {
        let without = names(&offs.without);
        // Each group has its own scale over the figures seen.
        let grouped = problem.groups.len() > 1;
        let groups = |of: &'static str| if grouped { of } else { "" };
        out.push(Block::Text(match of {
            None => words.pick(
                format!("Not in this table, for want of one rate at all figures{}: {without}. `explain` has it at those of one alternative.", groups(" of all groups")),
                format!("Niet in deze tabel, want er is geen verhouding die bij alle cijfers{} geldt: {without}. `explain` geeft de verhouding bij de cijfers van één alternatief.", groups(" van alle groepen")),
            ),
            Some(_) => words.pick(
                format!("Not in this table, for want of a known figure: {without}."),
                format!("Niet in deze tabel, bij gebrek aan een bekend cijfer: {without}."),
            ),
        }));
    }
    if of.is_none() {
        out.push(Block::Text(words.pick(
            "These rates hold within the scales.".to_owned(),
            "Deze verhoudingen gelden binnen de schalen.".to_owned(),
        )));
    }
    if !offs.observed.is_empty() {
        let observed = names(&offs.observed);
        out.push(Block::Text(words.pick(
            format!("For {observed} this holds for the scales over the figures seen."),
            format!("Voor {observed} geldt dit voor de schalen over de aanwezige cijfers."),
        )));
    }
    out
}

/// The size of a change: whole numbers as such.
fn size(change: f64, words: Words) -> String {
    let size = change.abs();
    let whole = size.round();
    match (1.0..1e15).contains(&whole) && (size - whole).abs() <= WRITTEN_WHOLE {
        true => words.count(whole as usize),
        // A part of one, of which steps are powers of ten.
        false if size.log10().fract() == 0.0 => {
            words.pick(number(size), number(size).replace('.', ","))
        }
        false => words.figure(size),
    }
}

/// `20 EUR less`, `1 level higher`, `1 point more`.
fn amount(criterion: &Criterion, change: f64, words: Words) -> String {
    let size = size(change, words);
    let one = size == "1";
    if matches!(criterion.scale, Some(Scale::Ordinal(_))) {
        let level = match one {
            true => words.pick("level", "niveau"),
            false => words.pick("levels", "niveaus"),
        };
        let way = match change > 0.0 {
            true => words.pick("higher", "hoger"),
            false => words.pick("lower", "lager"),
        };
        return format!("{size} {level} {way}");
    }
    let unit = match criterion.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => unit,
        None if one => words.pick("point", "punt"),
        None => words.pick("points", "punten"),
    };
    let way = match change > 0.0 {
        true => words.pick("more", "meer"),
        false => words.pick("less", "minder"),
    };
    format!("{size} {unit} {way}")
}

/// The text with a capital: it starts with a word of the program's own.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_uppercase().collect::<String>() + chars.as_str())
}
