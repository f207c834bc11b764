//! How a table that stands for a case was read, said where its result is: which directions nobody
//! stated, what was taken for what, and how to go on from there.

use super::{Block, Words};
use crate::case::{Case, ColumnRowRead, TableReading, shell_word};
use crate::evaluate::dependence::dependence;
use crate::evaluate::evaluation::Evaluation;
use crate::method::Dependence;

/// Columns named together.
const MOST_NAMED: usize = 8;

/// What its reader must know before they believe a result: which criteria count as more is better
/// because nobody says otherwise, and which of these may be costs.
pub(super) fn directions(case: &Case, words: Words) -> Vec<String> {
    let Some(reading) = &case.reading else { return Vec::new() };
    let mut out = Vec::new();
    if !reading.maybe_costs.is_empty() {
        let names = words.some(&reading.maybe_costs, MOST_NAMED);
        let [less, more] = ["--min", "--max"].map(|flag| with_columns(flag, &reading.maybe_costs));
        out.push(words.pick(
            format!("Look at {names}: more counts as better there, and the name suggests that less is. If so, add `{less}`; else `{more}` says that it is right."),
            format!("Kijk naar {names}: meer telt daar als beter, maar de naam laat vermoeden dat minder beter is. Is dat zo, voeg dan `{less}` toe; anders bevestigt u met `{more}` dat het klopt."),
        ));
    }
    let others: Vec<String> = reading
        .unstated
        .iter()
        .filter(|name| !reading.maybe_costs.contains(name))
        .cloned()
        .collect();
    if !others.is_empty() {
        let names = words.some(&others, MOST_NAMED);
        out.push(words.pick(
            format!("More counts as better on {names}: nothing says otherwise."),
            format!("Meer telt als beter voor {names}: nergens staat iets anders."),
        ));
    }
    out
}

/// A flag with these columns. A name with a comma has a flag of its own.
fn with_columns(flag: &str, names: &[String]) -> String {
    match names.iter().any(|name| name.contains(',')) {
        false => format!("{flag} {}", shell_word(&names.join(","))),
        true => {
            let each = names.iter().map(|name| format!("{flag} {}", shell_word(name)));
            each.collect::<Vec<_>>().join(" ")
        }
    }
}

/// The same, for the head of a view; nothing where a criteria file says all.
pub(super) fn short(case: &Case, words: Words) -> Vec<Block> {
    directions(case, words).into_iter().map(Block::Text).collect()
}

/// How the table was read, for these evaluations.
pub(super) fn whole(case: &Case, evaluations: &[Evaluation], words: Words) -> Vec<Block> {
    let Some(reading) = &case.reading else { return Vec::new() };
    let table = match &reading.table {
        Some(table) => table.as_str(),
        None => words.pick("the standard input", "de standaardinvoer"),
    };
    let mut out = vec![Block::Heading(
        words.pick(format!("How {table} was read"), format!("Hoe {table} is gelezen")),
    )];
    // Other methods do not look at scales.
    let on_scales = |it: &Evaluation| matches!(dependence(it), Some(Dependence::ObservedRange(_)));
    let details = details(reading, evaluations.iter().any(on_scales), words);
    let items = directions(case, words).into_iter().chain(details);
    out.extend(items.map(Block::Item));
    out
}

fn details(reading: &TableReading, on_scales: bool, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    let some = |names: &[String]| words.some(names, MOST_NAMED);
    let keys = some(&reading.keys);
    let mut columns = words.pick(
        format!("The names of the alternatives stand in {keys}."),
        format!("De namen van de alternatieven staan in {keys}."),
    );
    if !reading.attributes.is_empty() {
        let names = some(&reading.attributes);
        columns += &words.pick(
            format!(
                " Not used, because they hold no figures or are named by `--attribute`: {names}."
            ),
            format!(
                " Niet gebruikt, omdat er geen cijfers in staan of `--attribute` ze noemt: {names}."
            ),
        );
    }
    if !reading.origin.is_empty() {
        let names = some(&reading.origin);
        columns += &words.pick(
            format!(" Read as remarks on where figures come from: {names}."),
            format!(" Gelezen als opmerkingen over de herkomst van cijfers: {names}."),
        );
    }
    out.push(columns);
    if on_scales && !reading.observed.is_empty() {
        let names = some(&reading.observed);
        let first = shell_word(&format!("{}=LOW..HIGH", reading.observed[0]));
        let first_nl = shell_word(&format!("{}=LAAG..HOOG", reading.observed[0]));
        out.push(match reading.observed.len() {
            1 => words.pick(
                format!("Nothing says where the scale of {names} ends, so it runs over the figures seen: another row can change the order of the others. `--scale {first}` sets its ends."),
                format!("Nergens staat waar de schaal van {names} eindigt. Ze loopt dus over de aanwezige cijfers: een extra rij kan de volgorde van de andere veranderen. `--scale {first_nl}` legt de uiteinden vast."),
            ),
            _ => words.pick(
                format!("Nothing says where the scales of {names} end, so they run over the figures seen: another row can change the order of the others. `--scale {first}` sets the ends of one."),
                format!("Nergens staat waar de schalen van {names} eindigen. Ze lopen dus over de aanwezige cijfers: een extra rij kan de volgorde van de andere veranderen. `--scale {first_nl}` legt de uiteinden van een schaal vast."),
            ),
        });
    }
    if !reading.signs.is_empty() {
        let names = some(&reading.signs);
        out.push(words.pick(
            format!("The cells of {names} are the levels -- - 0 + ++, from worst to best."),
            format!("De cellen van {names} zijn de niveaus -- - 0 + ++, van slechtst naar best."),
        ));
    }
    for ColumnRowRead { says: [en, nl], first, count } in &reading.column_rows {
        let first_nl = first.replace("line ", "regel ").replace("row ", "rij ");
        out.push(match count {
            1 => words.pick(
                format!("The table gives {en} in {first}; that row is no alternative."),
                format!("De tabel geeft {nl} in {first_nl}; die rij is geen alternatief."),
            ),
            _ => words.pick(
                format!("The table gives {en} in {count} rows, from {first} on; they are no alternatives."),
                format!("De tabel geeft {nl} in {count} rijen, vanaf {first_nl}; dat zijn geen alternatieven."),
            ),
        });
    }
    for (name, columns) in &reading.spreads {
        let columns = some(columns);
        out.push(words.pick(
            format!("How sure the figures of {name} are is read from {columns}."),
            format!("Hoe zeker de cijfers van {name} zijn, staat in {columns}."),
        ));
    }
    if let Some(file) = &reading.criteria_file {
        out.push(words.pick(
            format!("{file} is a criteria file that names this table, and was not read: `afweging evaluate {}` does.", shell_word(file)),
            format!("{file} is een criteriabestand dat deze tabel noemt, en is niet gelezen: `afweging evaluate {}` doet dat.", shell_word(file)),
        ));
    }
    out
}

/// What to type to make a criteria file of the table; nothing for a case that has one.
pub(super) fn to_go_on(case: &Case, words: Words) -> Option<Block> {
    let reading = case.reading.as_ref()?;
    let mut command = format!("--from {}", shell_word(reading.table.as_deref()?));
    for option in &reading.options {
        command.push(' ');
        command.push_str(option);
    }
    // What `init` does not take has to be said again.
    let rest: Vec<&str> = case
        .what_ifs
        .iter()
        .map(String::as_str)
        .filter(|what_if| !what_if.starts_with("--weights "))
        .collect();
    let again = match rest.is_empty() {
        true => String::new(),
        false => {
            let rest = rest.join(" ");
            words.pick(
                format!(" For this result evaluate it with {rest}."),
                format!(" Voor dit resultaat rekent u het dossier door met {rest}."),
            )
        }
    };
    Some(Block::Heading(words.pick(
        format!("Next: `afweging init my-case {command}` writes this as a case to edit.{again}"),
        format!("Volgende stap: `afweging init mijn-dossier {command}` maakt er een dossier van om te bewerken.{again}"),
    )))
}
