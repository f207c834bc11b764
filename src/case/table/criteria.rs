//! The criteria of a table, with what the table and the options say of each, and where they say it.

use crate::case::made_text::Stated;
use crate::case::read::column::RawCell;
use crate::case::read::evidence::Evidence;
use crate::case::read::long_table::ORIGIN;
use crate::case::read::marks::{Marks, Use, number, readings};
use crate::case::read::table_options::{TableOptions, shell_word};
use crate::case::read::tables::RawTable;
use crate::case::read::written::written;
use crate::case::table::column_rows::{self, ColumnRow};
use crate::case::table::columns::{Look, is_figure, look_at, suggests_a_cost, unit_in};
use crate::case::table::ids::ids;
use crate::case::table::keys::Layout;
use crate::case::table::named_column;
use crate::error::{Error, Finding, Findings, Place, Result, Said, both, shorten};
use crate::problem::{Kind, number as shown};
use hashbrown::HashMap;

/// Which figures of a criterion are better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Better {
    More,
    Less,
    /// Those near to this one.
    Near(f64),
}

/// A criterion of a table.
#[derive(Debug)]
pub(crate) struct TableCriterion {
    /// Its id, made of its header.
    pub(crate) id: String,
    /// Its header, or its name in a long table.
    pub(crate) header: String,
    /// That without the unit, where no other criterion is called so.
    pub(crate) name: String,
    /// Where that stands.
    pub(crate) place: Place,
    /// Whether its cells are signs from `--` to `++`.
    pub(crate) signs: bool,
    pub(crate) unit: Option<Stated<String>>,
    pub(crate) better: Option<Stated<Better>>,
    pub(crate) weight: Option<Stated<f64>>,
    /// Whether its weight is written, or shown, as a percentage.
    percentage: bool,
    /// The lower and the upper end of its scale.
    pub(crate) ends: Option<(Stated<f64>, Stated<f64>)>,
    pub(crate) levels: Option<Stated<Vec<String>>>,
    /// The least and the greatest of its figures, ends of ranges included; for a comment only.
    pub(crate) seen: Option<(f64, f64)>,
}

impl TableCriterion {
    /// Whether its name suggests that less is better, and nobody says which figures are.
    pub(crate) fn may_be_a_cost(&self) -> bool {
        self.better.is_none() && !self.is_ordinal() && suggests_a_cost(&self.header)
    }

    /// Whether its scale has levels.
    pub(crate) fn is_ordinal(&self) -> bool {
        self.signs || self.levels.is_some()
    }
}

/// The columns of a table, by what they are.
pub(crate) struct Columns {
    /// The criteria, in the order of the table.
    pub(crate) criteria: Vec<TableCriterion>,
    /// Columns that are no criteria, and are not read. In ascending order.
    pub(crate) attributes: Vec<usize>,
    /// Rows of a long table whose criterion is left out. In ascending order.
    pub(crate) left_out: Vec<usize>,
}

/// Where the cells of a criterion stand.
struct Source {
    column: usize,
    /// Its rows in a long table; in a wide one all of them are.
    rows: Option<Vec<usize>>,
    header: String,
    place: Place,
    /// What rows say of it, with the row.
    said: Vec<(ColumnRow, usize)>,
}

/// What each column of a table is; `None` with findings where something can be read in two ways.
///
/// # Errors
/// [`Error::Argument`] for an option that does not fit the table.
pub(crate) fn columns(
    table: &RawTable,
    layout: &Layout,
    options: &TableOptions,
    findings: &mut Findings,
) -> Result<Option<Columns>> {
    let before = findings.0.len();
    let (sources, mut attributes) = match layout.long {
        Some(long) => (long_sources(table, layout, long, findings), others(table, layout, long)),
        None => (wide_sources(table, layout), Vec::new()),
    };
    let headers: Vec<String> = sources.iter().map(|source| source.header.clone()).collect();
    let keys: Vec<String> = layout.keys.iter().map(|key| table.headers[*key].clone()).collect();
    let asked = Asked::of(&headers, &table.headers, options);
    let asked = asked.map_err(|error| named_column::of_keys(error, &keys))?;
    if layout.long.is_some() {
        refuse_spoken_columns(table, &attributes, &asked, findings);
    }
    let (mut out, mut left_out) = (Vec::new(), Vec::new());
    for (at, source) in sources.iter().enumerate() {
        let named = asked.named_by(at);
        if asked.attributes.contains(&at) {
            if let Some((argument, name)) = named {
                return Err(Error::argument(
                    argument,
                    name,
                    both(
                        "this column is named by `--attribute` too: keep one",
                        "`--attribute` noemt deze kolom ook: behoud een van beide",
                    ),
                ));
            }
            match &source.rows {
                Some(rows) => left_out.extend(rows),
                None => attributes.push(source.column),
            }
            continue;
        }
        let found = match &source.rows {
            Some(rows) => look_at(table, source.column, rows.iter().copied()),
            None => look_at(table, source.column, layout.rows.iter().copied()),
        };
        let has_levels = asked.levels.iter().any(|(of, _)| *of == at);
        let is_origin_word = ORIGIN.contains(&source.header.as_str()) && layout.long.is_none();
        if is_origin_word && named.is_some() {
            let message = both(
                format!("`{}` is a word for remarks on a row", source.header),
                format!("`{:#}` is een woord voor opmerkingen bij een rij", source.header),
            );
            let help = both(
                "rename the column to make a criterion of it",
                "hernoem de kolom om er een criterium van te maken",
            );
            findings.push(Finding::error(source.place.clone(), message).help(help));
            continue;
        }
        let header = &source.header;
        if named.is_none() && layout.long.is_none() && column_rows::is_criterion_word(header) {
            let message = both(
                format!("`{header}` is what a column of criteria is called"),
                format!("`{header:#}` is hoe een kolom van criteria heet"),
            );
            let help = both(
                "a criterion has a column of its own: if criteria stand in rows here, swap rows and columns; if this is a second table, move it to a file or sheet of its own",
                "een criterium heeft een eigen kolom: als de criteria hier in rijen staan, verwissel rijen en kolommen; als dit een tweede tabel is, zet die dan in een eigen bestand of blad",
            );
            findings.push(Finding::error(source.place.clone(), message).help(help));
            continue;
        }
        let is_criterion = match found {
            Look::Texts if named.is_some() && !has_levels => {
                let message = both(
                    format!("the cells of `{}` are texts", shorten(header, 60)),
                    format!("de cellen van `{:#}` zijn teksten", shorten(header, 60)),
                );
                let help = both(
                    format!("{} says which of them is better", name_levels(header)),
                    format!("{:#} zegt welke ervan beter is", name_levels(header)),
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
            _ if named.is_some() => true,
            Look::Texts | Look::Empty | Look::Dates => false,
            Look::Unreadable(row) => {
                findings.push(unreadable(table, source, row));
                continue;
            }
            Look::Dashes(row) => {
                let message = both(
                    format!(
                        "`-` in `{}` may be a level or stand for no figure",
                        shorten(header, 60)
                    ),
                    format!(
                        "`-` in `{:#}` kan een niveau zijn of staan voor geen cijfer",
                        shorten(header, 60)
                    ),
                );
                let help = both(
                    format!(
                        "leave the cell empty for no figure; {} says which levels there are, {} leaves the column out",
                        name_levels(header),
                        leave_out(header)
                    ),
                    format!(
                        "laat de cel leeg voor geen cijfer; {:#} zegt welke niveaus er zijn, {:#} laat de kolom weg",
                        name_levels(header),
                        leave_out(header)
                    ),
                );
                findings.push(Finding::error(table.place(row, source.column), message).help(help));
                continue;
            }
            Look::Mixed { odd, text } => {
                findings.push(mixed(table, source, odd, text));
                continue;
            }
            Look::Figures | Look::Signs => true,
        };
        if is_criterion && named.is_none() {
            if is_origin_word {
                let message = both(
                    format!("`{header}` is a word for remarks on a row, and holds figures"),
                    format!(
                        "`{header:#}` is een woord voor opmerkingen bij een rij, en bevat cijfers"
                    ),
                );
                let help = both(
                    format!(
                        "rename the column if it is a criterion; {} leaves it out",
                        leave_out(header)
                    ),
                    format!(
                        "hernoem de kolom als het een criterium is; {:#} laat ze weg",
                        leave_out(header)
                    ),
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
            if column_rows::is_result(header) || column_rows::is_label_of_row(header) {
                let what = match column_rows::is_label_of_row(header) {
                    true => both(
                        "tells rows apart or places them, by its name",
                        "houdt volgens de naam rijen uit elkaar of geeft hun plaats",
                    ),
                    false => both(
                        "is what others come to, by its name",
                        "is volgens de naam wat andere opleveren",
                    ),
                };
                let help = both(
                    format!(
                        "{} leaves it out; `--max` or `--min` makes a criterion of it",
                        leave_out(header)
                    ),
                    format!(
                        "{:#} laat ze weg; `--max` of `--min` maakt er een criterium van",
                        leave_out(header)
                    ),
                );
                let message = both(
                    format!("`{}` {what}: is it a criterion?", shorten(header, 60)),
                    format!("`{:#}` {what:#}: is het een criterium?", shorten(header, 60)),
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
        }
        if !is_criterion {
            if layout.long.is_some() {
                let message = both(
                    format!(
                        "the criterion `{}` has no figures and no levels from `--` to `++`",
                        shorten(&source.header, 60)
                    ),
                    format!(
                        "het criterium `{:#}` heeft geen cijfers en geen niveaus van `--` tot `++`",
                        shorten(&source.header, 60)
                    ),
                );
                let help = both(
                    format!("{} says which levels it has", name_levels(&source.header)),
                    format!("{:#} zegt welke niveaus het heeft", name_levels(&source.header)),
                );
                findings.push(Finding::error(source.place.clone(), message).help(help));
                continue;
            }
            // Remarks on the origin of the figures are read as such.
            if !is_origin(table, layout, source) {
                attributes.push(source.column);
            }
            if let Some((_, row)) = source.said.iter().find(|(kind, row)| {
                *kind == ColumnRow::Weight && !table.cell(*row, source.column).text().is_empty()
            }) {
                let message = both(
                    format!(
                        "`{}` has a weight, and its cells are no figures",
                        shorten(&source.header, 60)
                    ),
                    format!(
                        "`{:#}` heeft een gewicht, en de cellen zijn geen cijfers",
                        shorten(&source.header, 60)
                    ),
                );
                let help = both(
                    format!(
                        "{} makes a criterion of it; else remove its weight",
                        name_levels(&source.header)
                    ),
                    format!(
                        "{:#} maakt er een criterium van; verwijder anders het gewicht",
                        name_levels(&source.header)
                    ),
                );
                let place = table.place(*row, source.column);
                findings.push(Finding::error(place, message).help(help));
            }
            continue;
        }
        let signs = found == Look::Signs && !has_levels;
        out.push(Builder { table, source, asked: &asked, at, signs }.criterion(findings));
    }
    if out.is_empty() && findings.0.len() == before {
        let finding = Finding::error(
            Place::File(table.name.clone()),
            both(
                "no column of this table is a criterion: none holds figures",
                "geen kolom van deze tabel is een criterium: geen ervan bevat cijfers",
            ),
        );
        // Parted by another mark, all of a line is one field.
        findings.push(finding.help(match table.headers.len() {
            1 => both(
                "fields are parted by commas, semicolons or tabs",
                "velden worden gescheiden door komma's, puntkomma's of tabs",
            ),
            _ => both(
                "`--levels COLUMN=WORST,...,BEST` makes a criterion of texts",
                "`--levels KOLOM=SLECHTST,...,BEST` maakt een criterium van teksten",
            ),
        }));
    }
    refuse_mixed_percentages(table, &out, findings);
    let headers: Vec<&str> = out.iter().map(|criterion| criterion.header.as_str()).collect();
    let ids = ids(&headers);
    // Where two headers differ by their units alone, they are names only with them.
    let names: Vec<String> =
        headers.iter().map(|header| unit_in(header).0.to_lowercase()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    names.iter().for_each(|name| *counts.entry(name).or_default() += 1);
    for ((criterion, id), name) in out.iter_mut().zip(ids).zip(&names) {
        criterion.id = id;
        if counts[name.as_str()] > 1 {
            criterion.name.clone_from(&criterion.header);
        }
    }
    attributes.sort_unstable();
    left_out.sort_unstable();
    Ok((findings.0.len() == before).then_some(Columns { criteria: out, attributes, left_out }))
}

/// A column of which no cell can be read as the figure that it begins as, with both readings.
fn unreadable(table: &RawTable, source: &Source, row: usize) -> Finding {
    let cell = table.cell(row, source.column).text().into_owned();
    let header = &source.header;
    let message = both(
        format!(
            "no cell of `{}` is a figure as it stands: `{}`",
            shorten(header, 60),
            shorten(&cell, 60)
        ),
        format!(
            "geen cel van `{:#}` is zoals ze er staat een cijfer: `{:#}`",
            shorten(header, 60),
            shorten(&cell, 60)
        ),
    );
    let help = both(
        format!(
            "write the numbers alone if it is a criterion; if it is none, {} leaves it out",
            leave_out(header)
        ),
        format!(
            "schrijf alleen de getallen als het een criterium is; als het er geen is, laat {:#} het weg",
            leave_out(header)
        ),
    );
    Finding::error(table.place(row, source.column), message).help(help)
}

/// Columns of a long table that say the same in each row of a criterion are not read.
fn refuse_spoken_columns(
    table: &RawTable,
    others: &[usize],
    asked: &Asked,
    findings: &mut Findings,
) {
    for column in others.iter().filter(|column| !asked.other_attributes.contains(column)) {
        let header = &table.headers[*column];
        let Some(kind) = column_rows::named(header) else { continue };
        let message = both(
            format!("{} of a long table stand in rows, not in a column", kind.said()[0]),
            format!("{:#} van een lange tabel staan in rijen, niet in een kolom", kind.said()[0]),
        );
        let help = both(
            format!(
                "write a row named `{header}` for each criterion, or use the options; {} leaves the column out",
                leave_out(header)
            ),
            format!(
                "schrijf voor elk criterium een rij met de naam `{header:#}`, of gebruik de opties; {:#} laat de kolom weg",
                leave_out(header)
            ),
        );
        findings.push(Finding::error(table.header_place(*column), message).help(help));
    }
}

/// The columns of a wide table that may be criteria: every one that is no key.
fn wide_sources(table: &RawTable, layout: &Layout) -> Vec<Source> {
    let places = table.header_places().into_iter().enumerate();
    let source = |(column, place)| Source {
        column,
        rows: None,
        header: table.headers[column].clone(),
        place,
        said: layout.column_rows.clone(),
    };
    places.filter(|(column, _)| !layout.keys.contains(column)).map(source).collect()
}

/// The criteria of a long table: what its column `criterion` names, in that order.
fn long_sources(
    table: &RawTable,
    layout: &Layout,
    (criterion, value): (usize, usize),
    findings: &mut Findings,
) -> Vec<Source> {
    let mut out: Vec<Source> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in layout.rows.iter().copied() {
        let name = table.cell(row, criterion).text();
        let at = *places.entry_ref(name.as_ref()).or_insert_with(|| {
            out.push(Source {
                column: value,
                rows: Some(Vec::new()),
                header: name.to_string(),
                place: table.place(row, criterion),
                said: Vec::new(),
            });
            out.len() - 1
        });
        out[at].rows.get_or_insert_default().push(row);
    }
    let known: Vec<String> = out.iter().map(|source| source.header.clone()).collect();
    for (kind, row) in &layout.column_rows {
        let name = table.cell(*row, criterion).text();
        match places.get(name.as_ref()) {
            Some(at) => out[*at].said.push((*kind, *row)),
            None => {
                let message = both(
                    format!(
                        "no alternative has a figure for the criterion `{}`",
                        shorten(&name, 60)
                    ),
                    format!(
                        "geen alternatief heeft een cijfer voor het criterium `{:#}`",
                        shorten(&name, 60)
                    ),
                );
                let finding = Finding::error(table.place(*row, criterion), message);
                findings.push(finding.suggest(&name, known.iter().map(String::as_str)));
            }
        }
    }
    if let Some(nameless) = out.iter().find(|source| source.header.is_empty()) {
        let finding = Finding::error(
            nameless.place.clone(),
            both("the criterion is empty in this row", "het criterium is leeg in deze rij"),
        );
        findings.push(
            finding
                .help(both("name it, or remove the row", "geef het een naam, of verwijder de rij")),
        );
    }
    out
}

/// The columns of a long table that are read for nothing.
fn others(table: &RawTable, layout: &Layout, (criterion, value): (usize, usize)) -> Vec<usize> {
    let read = |column: &usize| {
        layout.keys.contains(column)
            || [criterion, value].contains(column)
            || ORIGIN.contains(&table.headers[*column].as_str())
    };
    (0..table.headers.len()).filter(|column| !read(column)).collect()
}

/// Whether a column of texts says where figures come from, as its name does. A column `kind` may
/// also hold kinds of other things.
fn is_origin(table: &RawTable, layout: &Layout, source: &Source) -> bool {
    let known = |row: &usize| {
        let text = table.cell(*row, source.column).text();
        text.is_empty() || Kind::ALL.into_iter().any(|kind| kind.name() == text)
    };
    match source.header.as_str() {
        "kind" => layout.rows.iter().all(known),
        name => ORIGIN.contains(&name),
    }
}

/// Weights of which some are percentages are not on one footing: 60 and 40 % are 60 and 0.4.
fn refuse_mixed_percentages(
    table: &RawTable,
    criteria: &[TableCriterion],
    findings: &mut Findings,
) {
    let weighed = || criteria.iter().filter(|criterion| criterion.weight.is_some());
    let some = weighed().any(|criterion| criterion.percentage);
    let Some(plain) = weighed().find(|criterion| some && !criterion.percentage) else { return };
    let place =
        plain.weight.as_ref().map_or(Place::File(table.name.clone()), |it| it.place.clone());
    let message = both(
        format!("the weight of `{}` is no percentage, and others are", shorten(&plain.header, 60)),
        format!(
            "het gewicht van `{:#}` is geen percentage, en andere wel",
            shorten(&plain.header, 60)
        ),
    );
    findings.push(Finding::error(place, message).help(both(
        "write all weights as percentages, or none of them",
        "schrijf alle gewichten als percentages, of geen ervan",
    )));
}

/// Whether what stands in the brackets of a header may say which figures are better.
fn may_direct(said: &str) -> bool {
    let small = said.to_lowercase();
    column_rows::more_is_better(said).is_some()
        || ["better", "beter", "besser", "best"].iter().any(|word| small.contains(word))
}

/// The option by which a column is no criterion.
fn leave_out(header: &str) -> String {
    format!("`--attribute {}`", shell_word(header))
}

/// The option by which a column of texts is a criterion.
fn name_levels(header: &str) -> String {
    format!("`--levels {}`", shell_word(&format!("{header}=WORST,...,BEST")))
}

/// A column of figures and texts, with both readings.
fn mixed(table: &RawTable, source: &Source, odd: usize, text: bool) -> Finding {
    let cell = table.cell(odd, source.column).text().into_owned();
    let header = shorten(&source.header, 60);
    let signs = cell.chars().all(|c| matches!(c, '+' | '-'));
    let cell = shorten(&cell, 60);
    let message = match text {
        true => both(
            format!("`{cell}` is no figure, and the others of `{header}` are"),
            format!("`{cell:#}` is geen cijfer, en de andere van `{header:#}` wel"),
        ),
        false => both(
            format!("`{cell}` is a figure, and the others of `{header}` are not"),
            format!("`{cell:#}` is een cijfer, en de andere van `{header:#}` niet"),
        ),
    };
    let levels = match signs {
        true => both(
            format!(" or name its levels by {}", name_levels(&source.header)),
            format!(" of noem de niveaus met {:#}", name_levels(&source.header)),
        ),
        false => Said::default(),
    };
    let help = both(
        format!(
            "if `{header}` is a criterion, correct this cell (leave it empty, or `?`, for a figure that is not known){levels}; if it is none, {} leaves it out",
            leave_out(&source.header)
        ),
        format!(
            "als `{header:#}` een criterium is, verbeter dan deze cel (laat ze leeg, of schrijf `?`, voor een cijfer dat niet bekend is){levels:#}; als het er geen is, laat {:#} het weg",
            leave_out(&source.header)
        ),
    );
    Finding::error(table.place(odd, source.column), message).help(help)
}

/// What the options say, by the place of the criterion.
struct Asked {
    better: Vec<(usize, Better, &'static str, String)>,
    scale: Vec<(usize, [f64; 2], String)>,
    levels: Vec<(usize, Vec<String>)>,
    attributes: Vec<usize>,
    /// Columns of a long table beside those of its criteria.
    other_attributes: Vec<usize>,
    headers: Vec<String>,
}

impl Asked {
    fn of(headers: &[String], columns: &[String], options: &TableOptions) -> Result<Asked> {
        let mut better: Vec<(usize, Better, &'static str, String)> = Vec::new();
        let mut say = |at: usize, of: Better, argument: &'static str, typed: String| {
            if let Some((_, _, first, _)) = better.iter().find(|(other, ..)| *other == at) {
                let message = both(
                    format!("`--{first}` names this column too: keep one"),
                    format!("`--{first:#}` noemt deze kolom ook: behoud een van beide"),
                );
                return Err(Error::argument(argument, typed, message));
            }
            better.push((at, of, argument, typed));
            Ok(())
        };
        for at in named_column::columns(headers, "min", &options.min)? {
            say(at, Better::Less, "min", headers[at].clone())?;
        }
        for at in named_column::columns(headers, "max", &options.max)? {
            say(at, Better::More, "max", headers[at].clone())?;
        }
        for (name, best) in &options.target {
            let at = named_column::one(headers, "target", name)?;
            let typed = format!("{name}={best}");
            let best = figure("target", &typed, best)?;
            say(at, Better::Near(best), "target", typed)?;
        }
        let mut scale: Vec<(usize, [f64; 2], String)> = Vec::new();
        for (name, low, high) in &options.scale {
            let typed = format!("{name}={low}..{high}");
            let at = named_column::one(headers, "scale", name)?;
            let ends = [figure("scale", &typed, low)?, figure("scale", &typed, high)?];
            if ends[0] >= ends[1] {
                let message = both(
                    "write the lower end first; `--min` says that less is better",
                    "schrijf het laagste uiteinde eerst; `--min` zegt dat minder beter is",
                );
                return Err(Error::argument("scale", typed, message));
            }
            if scale.iter().any(|(other, ..)| *other == at) {
                return Err(Error::argument(
                    "scale",
                    typed,
                    both("this column has a scale already", "deze kolom heeft al een schaal"),
                ));
            }
            scale.push((at, ends, typed));
        }
        let mut levels: Vec<(usize, Vec<String>)> = Vec::new();
        for (name, list) in &options.levels {
            let typed = || format!("{name}={}", list.join(","));
            let at = named_column::one(headers, "levels", name)?;
            if scale.iter().any(|(other, ..)| *other == at) {
                let message = both(
                    "`--scale` names this column too: levels are a scale; keep one",
                    "`--scale` noemt deze kolom ook: niveaus zijn een schaal; behoud een van beide",
                );
                return Err(Error::argument("levels", typed(), message));
            }
            if levels.iter().any(|(other, _)| *other == at) {
                return Err(Error::argument(
                    "levels",
                    typed(),
                    both("this column has levels already", "deze kolom heeft al niveaus"),
                ));
            }
            levels.push((at, list.clone()));
        }
        let named = named_column::columns(headers, "attribute", &options.attribute);
        let (attributes, other_attributes) = match named {
            Ok(attributes) => (attributes, Vec::new()),
            // The columns of a long table are other ones than its criteria.
            Err(error) => {
                let columns = named_column::columns(columns, "attribute", &options.attribute);
                (Vec::new(), columns.map_err(|_| error)?)
            }
        };
        let headers = headers.to_vec();
        Ok(Asked { better, scale, levels, attributes, other_attributes, headers })
    }

    /// The option that makes a criterion of this column by naming it, and what it names.
    fn named_by(&self, at: usize) -> Option<(&'static str, String)> {
        let better = self.better.iter().find(|(of, ..)| *of == at);
        let better = better.map(|(.., argument, typed)| (*argument, typed.clone()));
        let scale = self.scale.iter().find(|(of, ..)| *of == at);
        better.or_else(|| scale.map(|(.., typed)| ("scale", typed.clone()))).or_else(|| {
            let levels = self.levels.iter().find(|(of, _)| *of == at);
            levels.map(|_| ("levels", self.headers[at].clone()))
        })
    }
}

/// A figure of an option.
fn figure(argument: &'static str, typed: &str, text: &str) -> Result<f64> {
    if let Some(message) = crate::case::read::written::two_readings(text) {
        return Err(Error::argument(argument, typed, message));
    }
    let found = number(text, &Marks::POINT).filter(|x| x.is_finite());
    found.ok_or_else(|| {
        Error::argument(
            argument,
            typed,
            both(
                format!("`{text}` is not a number, as 21.5 is"),
                format!("`{text:#}` is geen getal zoals 21.5"),
            ),
        )
    })
}

/// What is known of one criterion, put together.
struct Builder<'a> {
    table: &'a RawTable,
    source: &'a Source,
    asked: &'a Asked,
    at: usize,
    signs: bool,
}

impl Builder<'_> {
    fn criterion(&self, findings: &mut Findings) -> TableCriterion {
        let header = &self.source.header;
        let by_header = unit_in(header)
            .1
            .map(|unit| Stated { value: unit.to_owned(), place: self.source.place.clone() });
        let by_row = self.text(ColumnRow::Unit, findings);
        if let Some(said) = by_row.as_ref().filter(|said| is_figure(&said.value)) {
            let message = both(
                format!("`{}` is a figure, in a row of units", shorten(&said.value, 60)),
                format!("`{:#}` is een cijfer, in een rij van eenheden", shorten(&said.value, 60)),
            );
            let help = both(
                "correct the cell; if the row is an alternative, give it another name",
                "verbeter de cel; als de rij een alternatief is, geef het een andere naam",
            );
            findings.push(Finding::error(said.place.clone(), message).help(help));
        }
        if let Some((by_row, by_header)) = by_row.as_ref().zip(by_header.as_ref())
            && by_row.value != by_header.value
        {
            let message = both(
                format!(
                    "the unit is `{}` here, and `{}` in the header",
                    shorten(&by_row.value, 60),
                    shorten(&by_header.value, 60)
                ),
                format!(
                    "de eenheid is hier `{:#}`, en `{:#}` in de kop",
                    shorten(&by_row.value, 60),
                    shorten(&by_header.value, 60)
                ),
            );
            let finding = Finding::error(by_row.place.clone(), message);
            findings.push(finding.help(both("correct one of the two", "verbeter een van beide")));
        }
        let unit = by_row.or(by_header);
        let (low, high) =
            (self.figure(ColumnRow::Lower, findings), self.figure(ColumnRow::Upper, findings));
        let (worst, best) =
            (self.figure(ColumnRow::Worst, findings), self.figure(ColumnRow::Best, findings));
        let mut better = self.better(findings);
        if let Some(said) = unit_in(header).1.filter(|said| better.is_none() && may_direct(said)) {
            let message = both(
                format!("`{said}` in `{}` may be a unit or a direction", shorten(header, 60)),
                format!(
                    "`{said:#}` in `{:#}` kan een eenheid of een richting zijn",
                    shorten(header, 60)
                ),
            );
            let finding = Finding::error(self.source.place.clone(), message);
            findings.push(finding.help(both(
                format!(
                    "say which figures are better: `--min {0}` or `--max {0}`",
                    shell_word(header)
                ),
                format!(
                    "zeg welke cijfers beter zijn: `--min {0:#}` of `--max {0:#}`",
                    shell_word(header)
                ),
            )));
        }
        let mut ends = self.pair((low, "min"), (high, "max"), findings);
        if let Some((worst, best)) = self.pair((worst, "worst"), (best, "best"), findings) {
            let by_ends = if worst.value > best.value { Better::Less } else { Better::More };
            match &better {
                Some(said) if said.value != by_ends => {
                    let message = both(
                        format!(
                            "best is {} and worst {} here, which contradicts the direction of `{header}`",
                            shown(best.value),
                            shown(worst.value)
                        ),
                        format!(
                            "het beste is hier {:#} en het slechtste {:#}, wat de richting van `{header:#}` tegenspreekt",
                            shown(best.value),
                            shown(worst.value)
                        ),
                    );
                    let finding = Finding::error(best.place.clone(), message);
                    findings.push(finding.help(both(
                        "correct the direction or these ends",
                        "verbeter de richting of deze uiteinden",
                    )));
                }
                Some(_) => {}
                None => better = Some(Stated { value: by_ends, place: best.place.clone() }),
            }
            if ends.is_some() {
                let message = both(
                    format!("`{header}` has the ends of its scale twice"),
                    format!("`{header:#}` heeft twee keer de uiteinden van zijn schaal"),
                );
                let finding = Finding::error(best.place.clone(), message);
                findings.push(finding.help(both(
                    "keep worst and best, or min and max",
                    "behoud slechtste en beste, of min en max",
                )));
            }
            ends = Some(if worst.value > best.value { (best, worst) } else { (worst, best) });
        }
        if let Some((_, [low, high], typed)) =
            self.asked.scale.iter().find(|(of, ..)| *of == self.at)
        {
            let place = || Place::Argument { argument: "scale", value: Some(typed.clone()) };
            if let Some((end, _)) = &ends {
                let message = both(
                    format!("`{header}` has a scale in the table and one by `--scale`"),
                    format!("`{header:#}` heeft een schaal in de tabel en een door `--scale`"),
                );
                findings.push(
                    Finding::error(end.place.clone(), message)
                        .help(both("keep one of them", "behoud een ervan")),
                );
            }
            let said = |value: &f64| Stated { value: *value, place: place() };
            ends = Some((said(low), said(high)));
        }
        let levels = self.asked.levels.iter().find(|(of, _)| *of == self.at).map(|(_, levels)| {
            let value = Some(format!("{header}={}", levels.join(",")));
            Stated { value: levels.clone(), place: Place::Argument { argument: "levels", value } }
        });
        if let Some((end, _)) = ends.as_ref().filter(|_| self.signs || levels.is_some()) {
            let message = both(
                format!("`{header}` has levels, and its scale cannot end in figures"),
                format!(
                    "`{header:#}` heeft niveaus, en de schaal ervan kan niet op cijfers eindigen"
                ),
            );
            findings.push(Finding::error(end.place.clone(), message).help(both(
                "remove the ends of its scale",
                "verwijder de uiteinden van de schaal",
            )));
            ends = None;
        }
        TableCriterion {
            id: String::new(),
            header: header.clone(),
            name: unit_in(header).0.to_owned(),
            place: self.source.place.clone(),
            signs: self.signs,
            unit,
            better,
            weight: self.weight(findings),
            percentage: self.is_percentage(),
            ends,
            levels,
            seen: None,
        }
    }

    /// What the rows of that kind say, with their places; nothing where their cells are empty. Two
    /// of them are a finding.
    fn said(&self, kind: ColumnRow, findings: &mut Findings) -> Option<(usize, String)> {
        let mut rows = self.source.said.iter().filter(|(of, _)| *of == kind);
        let (_, row) = rows.next()?;
        // Said once, of the first criterion.
        if let Some((_, again)) = rows.next().filter(|_| self.at == 0) {
            let message = both(
                format!(
                    "{} are given twice; first in {}",
                    kind.said()[0],
                    self.table.row_name(*row)
                ),
                format!(
                    "{:#} staan er twee keer; eerst in {:#}",
                    kind.said()[0],
                    self.table.row_name(*row)
                ),
            );
            let finding = Finding::error(self.table.place(*again, self.source.column), message);
            findings.push(
                finding.help(both("keep one of the two rows", "behoud een van de twee rijen")),
            );
        }
        let text = self.table.cell(*row, self.source.column).text().into_owned();
        (!text.is_empty()).then_some((*row, text))
    }

    fn text(&self, kind: ColumnRow, findings: &mut Findings) -> Option<Stated<String>> {
        let (row, text) = self.said(kind, findings)?;
        Some(Stated { value: text, place: self.table.place(row, self.source.column) })
    }

    /// The figure of a row; a text that is none, or can be read in two ways, is a finding.
    fn figure(&self, kind: ColumnRow, findings: &mut Findings) -> Option<Stated<f64>> {
        let (row, text) = self.said(kind, findings)?;
        let place = self.table.place(row, self.source.column);
        if let RawCell::Number(value) = self.table.cell(row, self.source.column)
            && value.is_finite()
        {
            return Some(Stated { value, place });
        }
        let stated = self.table.marks.marks();
        let marks = stated.unwrap_or(Marks::any(self.table.decimal_comma));
        let finding = match readings(&text).filter(|_| stated.is_none()) {
            Some((mark, decimals, thousands)) => {
                match self.evidence().says(mark).filter(|_| kind != ColumnRow::Weight) {
                    Some(Use::Decimals) => return Some(Stated { value: decimals, place }),
                    Some(Use::Thousands) => return Some(Stated { value: thousands, place }),
                    None => {}
                }
                let [one, other] = [decimals, thousands].map(|x| written(x, &Marks::ONE_READING));
                let message = both(
                    format!(
                        "`{text}` can be read as {} or as {}",
                        shown(decimals),
                        shown(thousands)
                    ),
                    format!(
                        "`{text:#}` kan worden gelezen als {:#} of als {:#}",
                        shown(decimals),
                        shown(thousands)
                    ),
                );
                Finding::error(place, message).help(both(
                    format!("write `{one}` or `{other}`"),
                    format!("schrijf `{one:#}` of `{other:#}`"),
                ))
            }
            None => match number(&text, &marks).filter(|x| x.is_finite()) {
                Some(value) => return Some(Stated { value, place }),
                None => {
                    let message = both(
                        format!(
                            "`{}` is not a number, in a row of {}",
                            shorten(&text, 60),
                            kind.said()[0]
                        ),
                        format!(
                            "`{:#}` is geen getal, in een rij van {:#}",
                            shorten(&text, 60),
                            kind.said()[0]
                        ),
                    );
                    let name = self.table.row_name(row);
                    Finding::error(place, message).help(both(format!(
                        "correct the cell; if {name} is an alternative, give it another name"
                    ), format!("verbeter de cel; als {name:#} een alternatief is, geef het een andere naam"
                    )))
                }
            },
        };
        findings.push(finding);
        None
    }

    /// What the figures of the criterion show of their points and commas.
    fn evidence(&self) -> Evidence {
        let mut out = Evidence::default();
        let all = || (0..self.table.rows()).collect::<Vec<_>>();
        for row in self.source.rows.clone().unwrap_or_else(all) {
            if let RawCell::Text(text) = self.table.cell(row, self.source.column) {
                out.see(text.trim());
            }
        }
        out
    }

    /// Whether the weight is a percentage.
    fn is_percentage(&self) -> bool {
        let rows = self.source.said.iter().filter(|(kind, _)| *kind == ColumnRow::Weight);
        rows.map(|(_, row)| *row).any(|row| {
            self.table.cell(row, self.source.column).text().ends_with('%')
                || self.table.percentages().binary_search(&(row, self.source.column)).is_ok()
        })
    }

    /// The weight; a percentage is one of a hundred.
    fn weight(&self, findings: &mut Findings) -> Option<Stated<f64>> {
        let (row, text) = self.said(ColumnRow::Weight, findings)?;
        match text.strip_suffix('%') {
            None => self.figure(ColumnRow::Weight, findings),
            Some(rest) => {
                let marks =
                    self.table.marks.marks().unwrap_or(Marks::any(self.table.decimal_comma));
                let place = self.table.place(row, self.source.column);
                let value = number(rest.trim(), &marks).filter(|x| x.is_finite());
                if value.is_none() {
                    let message = both(
                        format!("`{}` is not a percentage", shorten(&text, 60)),
                        format!("`{:#}` is geen percentage", shorten(&text, 60)),
                    );
                    findings.push(
                        Finding::error(place.clone(), message)
                            .help(both("write it as in 40%", "schrijf het zoals in 40%")),
                    );
                }
                value.map(|value| Stated { value: value / 100.0, place })
            }
        }
    }

    /// Both ends of a scale, or none: one alone is a finding.
    fn pair(
        &self,
        (one, name): (Option<Stated<f64>>, &str),
        (other, other_name): (Option<Stated<f64>>, &str),
        findings: &mut Findings,
    ) -> Option<(Stated<f64>, Stated<f64>)> {
        let (missing, there) = match (&one, &other) {
            (Some(there), None) => (other_name, there),
            (None, Some(there)) => (name, there),
            (one, other) => {
                let (one, other) = one.as_ref().zip(other.as_ref())?;
                if one.value == other.value || name == "min" && one.value > other.value {
                    let message = both(
                        format!(
                            "the ends of the scale of `{}` are {} and {}",
                            self.source.header,
                            shown(one.value),
                            shown(other.value)
                        ),
                        format!(
                            "de uiteinden van de schaal van `{:#}` zijn {:#} en {:#}",
                            self.source.header,
                            shown(one.value),
                            shown(other.value)
                        ),
                    );
                    let finding = Finding::error(other.place.clone(), message);
                    findings.push(finding.help(both(format!(
                        "a scale goes from one figure to another; if {name} and {other_name} are alternatives, give them other names"
                    ), format!("een schaal gaat van het ene cijfer naar een ander; als {name:#} en {other_name:#} alternatieven zijn, geef ze andere namen"
                    ))));
                    return None;
                }
                return Some((one.clone(), other.clone()));
            }
        };
        // A row of that name with figures may be an alternative.
        let message = both(
            format!(
                "`{}` has one end of its scale here, and no row `{missing}` for the other",
                self.source.header
            ),
            format!(
                "`{:#}` heeft hier één uiteinde van zijn schaal, en geen rij `{missing:#}` voor het andere",
                self.source.header
            ),
        );
        let finding = Finding::error(there.place.clone(), message);
        findings.push(finding.help(both(format!(
            "add a row `{missing}`; if this row is an alternative, give it another name"
        ), format!("voeg een rij `{missing:#}` toe; als deze rij een alternatief is, geef het een andere naam"
        ))));
        None
    }

    fn better(&self, findings: &mut Findings) -> Option<Stated<Better>> {
        let by_option = self.asked.better.iter().find(|(of, ..)| *of == self.at);
        let by_option = by_option.map(|(_, value, argument, typed)| Stated {
            value: *value,
            place: Place::Argument { argument, value: Some(typed.clone()) },
        });
        let Some(said) = self.text(ColumnRow::Direction, findings) else { return by_option };
        let Some(more) = column_rows::more_is_better(&said.value) else {
            let message = both(
                format!("`{}` is not a direction", shorten(&said.value, 60)),
                format!("`{:#}` is geen richting", shorten(&said.value, 60)),
            );
            let help = both(
                "write max or min (also + or -, benefit or cost); if the row is an alternative, give it another name",
                "schrijf max of min (ook + of -, benefit of cost); als de rij een alternatief is, geef het een andere naam",
            );
            findings.push(Finding::error(said.place, message).help(help));
            return by_option;
        };
        let value = if more { Better::More } else { Better::Less };
        match by_option {
            Some(other) if other.value != value => {
                let message = both(
                    format!(
                        "`{}` is the direction here, and the command line says otherwise",
                        shorten(&said.value, 60)
                    ),
                    format!(
                        "`{:#}` is hier de richting, en de opdrachtregel zegt iets anders",
                        shorten(&said.value, 60)
                    ),
                );
                findings.push(
                    Finding::error(said.place, message)
                        .help(both("correct one of the two", "verbeter een van beide")),
                );
                Some(other)
            }
            _ => Some(Stated { value, place: said.place }),
        }
    }
}
