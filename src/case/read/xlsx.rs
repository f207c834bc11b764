//! Data tables in Excel workbooks, read by calamine. `file.xlsx#Sheet` names a sheet; without it
//! the first one is read.

use crate::case::read::column::{OwnedCell, RawColumn};
use crate::case::read::hidden::{Hidden, SheetParts};
use crate::case::read::recognise::MaxSize;
use crate::case::read::tables::{RawTable, check_headers};
use crate::error::{Finding, Findings, Place, Said, both, shorten};
use calamine::{Data, DataType, Reader, SheetType, SheetVisible, Style, Xlsx};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

/// More cells than this, blank ones between them counted, are not a decision table: a stray cell at
/// the end of a sheet.
const MOST_CELLS: usize = 50_000_000;

/// A sheet ends at column XFD and row 1,048,576: nothing beyond is a cell.
const LAST: (usize, usize) = (1 << 20, 1 << 14);

/// A header further down than this row is none.
const DEEPEST: usize = 20;

/// More groups of merged cells are not shown.
const MOST_BROKEN: usize = 20;

/// Deflate packs no more than this into a byte.
const TIGHTEST: u64 = 1032;

type Row = BTreeMap<usize, Data>;

/// What a sheet holds: its cells that are not blank, by row and column (from 0), and cells whose
/// formula has no value.
#[derive(Default)]
struct Sheet {
    name: String,
    cells: BTreeMap<usize, Row>,
    uncomputed: Vec<(usize, usize)>,
    /// Cells whose format shows a number as a percentage.
    percentages: BTreeSet<(usize, usize)>,
    /// What its user does not see.
    hidden: Hidden,
}

/// A workbook as far as it is needed: the names of its sheets, the one that is wanted, and others
/// that have a key column.
struct Book {
    sheets: Vec<String>,
    wanted: Option<Sheet>,
    others: Vec<String>,
}

/// Read a sheet. The header is its first row that is not blank and no title; wholly blank rows are
/// skipped.
pub fn read_xlsx(
    name: &str,
    bytes: Vec<u8>,
    sheet: Option<&str>,
    keys: &[&str],
    most: MaxSize,
    findings: &mut Findings,
) -> Option<RawTable> {
    let fail = |place: &str, message: Said, help: Said| {
        Finding::error(Place::File(place.to_owned()), message).help(help)
    };
    if let Some(refused) = refused(name, &bytes, most) {
        findings.push(refused);
        return None;
    }
    let read = crate::case::read::source::guarded(|| read_book(&bytes, sheet, keys))
        .unwrap_or_else(|| Err("it is damaged".to_owned()));
    let book = match read {
        Ok(book) => book,
        Err(error) => {
            findings.push(unreadable(name, told(error)));
            return None;
        }
    };
    let Some(found) = book.wanted else {
        let wanted = sheet.unwrap_or("");
        let finding = Finding::error(
            Place::File(name.to_owned()),
            both(format!("there is no sheet `{wanted}`"), format!("er is geen blad `{wanted:#}`")),
        );
        findings.push(finding.suggest(wanted, book.sheets.iter().map(String::as_str)));
        return None;
    };
    let place = format!("{name}#{}", found.name);
    if sheet.is_none() && keys.is_empty() && !book.others.is_empty() {
        let others = book.others.iter().map(|other| format!("`{name}#{other}`"));
        let others = shorten(&others.collect::<Vec<_>>().join(", "), 300);
        let message = both(
            format!(
                "this sheet, the first of its workbook, is read; {} with a table are not",
                match book.others.len() {
                    1 => both("one more", "nog een"),
                    many => both(format!("{many} more"), format!("nog {many:#}")),
                }
            ),
            format!(
                "dit blad, het eerste van zijn werkmap, wordt gelezen; niet gelezen worden: {:#}",
                match book.others.len() {
                    1 => both("one more", "nog een"),
                    many => both(format!("{many} more"), format!("nog {many:#}")),
                }
            ),
        );
        let help = both(
            format!("to read another one, name it: {others}"),
            format!("noem een ander om dat te lezen: {others:#}"),
        );
        findings.push(Finding::warning(Place::File(place.clone()), message).help(help));
    }
    if sheet.is_none() && book.sheets.len() > 1 && header(&found.cells, &is_key(keys)).is_none() {
        let message = both(
            "this sheet, the first of its workbook, has no key column",
            "dit blad, het eerste van zijn werkmap, heeft geen sleutelkolom",
        );
        let names = if book.others.is_empty() { &book.sheets } else { &book.others };
        let names =
            names.iter().map(|other| format!("`{name}#{other}`")).collect::<Vec<_>>().join(", ");
        findings.push(fail(
            &place,
            message,
            both(
                format!("name the sheet that holds the table: {}", shorten(&names, 300)),
                format!("noem het blad dat de tabel bevat: {}", shorten(&names, 300)),
            ),
        ));
        return None;
    }
    let top = header(&found.cells, &is_key(keys));
    table(&place, found, top, true, findings)
}

/// What the reader of workbooks says. Only that a workbook is damaged is in our own words.
fn told(error: String) -> Said {
    match error.as_str() {
        "it is damaged" => both(error, "ze is beschadigd"),
        _ => error.into(),
    }
}

/// That a workbook cannot be read, and what its reader says of it: where that is English only, it
/// is quoted.
pub fn unreadable(name: &str, error: impl Into<Said>) -> Finding {
    let error = error.into();
    let [en, nl] = [error.as_str(), error.dutch()].map(|text| shorten(text, 200));
    let nl = match en == nl {
        true => format!("de lezer meldt `{}`", nl.replace('`', "'")),
        false => nl,
    };
    let message =
        both(format!("not a readable workbook: {en}"), format!("geen leesbare werkmap: {nl}"));
    Finding::error(Place::File(name.to_owned()), message)
        .help(both("save it again as .xlsx", "bewaar ze opnieuw als .xlsx"))
}

/// Why a workbook is not read at all: it is none, or it unpacks to more than is read.
fn refused(name: &str, bytes: &[u8], most: MaxSize) -> Option<Finding> {
    // A damaged archive may make a reader panic deep inside; that may not end the program.
    match crate::case::read::source::guarded(|| unpacks_to_more(bytes, most)) {
        Some(Ok(false)) => None,
        Some(Ok(true)) => {
            let message = both(
                format!("this workbook unpacks to more than {most}, the most that is read"),
                format!(
                    "deze werkmap is uitgepakt groter dan {most:#}, het meeste dat wordt gelezen"
                ),
            );
            let finding = Finding::error(Place::File(name.to_owned()), message);
            Some(finding.help(most.remedy(most.0)))
        }
        Some(Err(error)) => Some(unreadable(name, &error)),
        None => Some(unreadable(name, both("it is damaged", "ze is beschadigd"))),
    }
}

/// A sheet of a workbook, as its list of sheets has it.
pub struct ListedSheet {
    /// Its name.
    pub name: String,
    /// Whether its user does not see it.
    pub is_hidden: bool,
}

/// The sheets of a workbook that have cells, in its own order; charts have none. `None` with a
/// finding where it cannot be read.
pub fn listed_sheets(
    name: &str,
    bytes: &[u8],
    most: MaxSize,
    findings: &mut Findings,
) -> Option<Vec<ListedSheet>> {
    if let Some(refused) = refused(name, bytes, most) {
        findings.push(refused);
        return None;
    }
    let list = || {
        let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let sheets = workbook.sheets_metadata().iter();
        let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
        Ok(sheets
            .map(|sheet| ListedSheet {
                name: sheet.name.clone(),
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect())
    };
    match crate::case::read::source::guarded(list) {
        Some(Ok(sheets)) => Some(sheets),
        Some(Err(error)) => {
            let error: String = error;
            findings.push(unreadable(name, told(error)));
            None
        }
        None => {
            findings.push(unreadable(name, both("it is damaged", "ze is beschadigd")));
            None
        }
    }
}

/// A sheet of a workbook as read, and the name of the workbook.
pub struct ReadSheet {
    workbook: String,
    name: String,
    found: Result<Sheet, String>,
}

/// The cells of these sheets, in this order. Of those that are not wanted nothing more is known
/// than whether they are blank.
pub fn read_sheets(
    name: &str,
    bytes: &[u8],
    sheets: &[ListedSheet],
    is_wanted: &dyn Fn(&str) -> bool,
) -> Vec<ReadSheet> {
    let names = || sheets.iter().map(|sheet| sheet.name.as_str());
    let read = || -> Result<Vec<Result<Sheet, String>>, String> {
        let mut workbook: Xlsx<_> =
            Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let mut parts = SheetParts::open(bytes).ok();
        let one = |sheet: &str| {
            if !is_wanted(sheet) {
                return read_cells(&mut workbook, sheet, Extent::FirstCell);
            }
            let mut found = read_sheet(&mut workbook, sheet, usize::MAX)?;
            let hidden = parts.as_mut().and_then(|parts| parts.hidden(sheet).ok());
            found.hidden = hidden.unwrap_or_default();
            Ok(found)
        };
        Ok(names().map(one).collect())
    };
    let damaged = |error: &str| names().map(|_| Err(error.to_owned())).collect();
    let found: Vec<Result<Sheet, String>> =
        match crate::case::read::source::guarded(std::panic::AssertUnwindSafe(read)) {
            Some(Ok(found)) => found,
            Some(Err(error)) => damaged(&error),
            None => damaged("it is damaged"),
        };
    let named = |(sheet, found): (&str, _)| ReadSheet {
        workbook: name.to_owned(),
        name: sheet.to_owned(),
        found,
    };
    names().zip(found).map(named).collect()
}

impl ReadSheet {
    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        matches!(&self.found, Ok(found) if found.cells.is_empty() && found.uncomputed.is_empty())
    }

    /// Its table, whose header is recognised by any of its names. There may be no rows below it.
    /// `None` where the sheet is blank, or with findings where it cannot be used.
    pub fn table(
        self,
        is_header: &dyn Fn(&str) -> bool,
        findings: &mut Findings,
    ) -> Option<RawTable> {
        if self.is_blank() {
            return None;
        }
        let place = format!("{}#{}", self.workbook, self.name);
        match self.found {
            Ok(found) => {
                let named = |data: &Data| is_header(&cell(data).borrowed().text());
                let top = header(&found.cells, &named);
                table(&place, found, top, false, findings)
            }
            Err(error) => {
                findings.push(unreadable(&place, &error));
                None
            }
        }
    }
}

/// The table in a sheet that is known by this name. Its header stands in row `top`, else in the
/// first that is not blank. It has rows below it where these are needed.
fn table(
    name: &str,
    sheet: Sheet,
    top: Option<usize>,
    needs_rows: bool,
    findings: &mut Findings,
) -> Option<RawTable> {
    let fail = |message: Said, help: Said| {
        Finding::error(Place::File(name.to_owned()), message).help(help)
    };
    let Sheet { mut cells, uncomputed, percentages, hidden, .. } = sheet;
    let beyond = cells.iter().rev().find_map(|(row, cells)| {
        let column = cells.keys().copied().find(|column| *column >= LAST.1 || *row >= LAST.0)?;
        Some(cell_name(*row, column))
    });
    if let Some(cell) = beyond {
        let place = Place::Sheet { sheet: name.to_owned(), cell, header: String::new() };
        findings.push(
            Finding::error(
                place,
                both(
                    "a sheet ends at column XFD and row 1048576",
                    "een blad eindigt bij kolom XFD en rij 1048576",
                ),
            )
            .help(both("remove what is beyond it", "verwijder wat daarbuiten staat")),
        );
        return None;
    }
    if let Some(top) = top {
        let below = cells.split_off(&top);
        if let Some(title) = cells.keys().next() {
            let place = Place::File(name.to_owned());
            let (first, header) = (title + 1, top + 1);
            let finding = Finding::warning(
                place,
                both(
                    format!("row {first} is taken for a title: the header is row {header}"),
                    format!("rij {first:#} wordt voor een titel genomen: de kop is rij {header:#}"),
                ),
            );
            findings.push(finding.help(both(
                "remove it if it is none of the table",
                "verwijder ze als ze niet bij de tabel hoort",
            )));
        }
        cells = below;
    }
    // Blank columns, such as those before a stray cell, are none of the table.
    let used: Vec<usize> = cells
        .values()
        .flat_map(Row::keys)
        .copied()
        .collect::<BTreeSet<usize>>()
        .into_iter()
        .collect();
    let letters: Vec<String> = used.iter().map(|column| column_name(*column)).collect();
    let mut rows = cells.into_iter();
    let Some((top, header)) = rows.next() else {
        findings.push(fail(
            both("this sheet is empty", "dit blad is leeg"),
            both(
                "a table starts with a row of column names",
                "een tabel begint met een rij met namen van kolommen",
            ),
        ));
        return None;
    };
    if rows.len().saturating_mul(used.len()) > MOST_CELLS {
        let message = both(
            format!("this sheet has {} rows and {} columns", rows.len(), used.len()),
            format!("dit blad heeft {} rijen en {} kolommen", rows.len(), used.len()),
        );
        let help = both(
            "remove stray cells far from the table",
            "verwijder losse cellen ver van de tabel",
        );
        findings.push(fail(message, help));
        return None;
    }
    let text = |column: &usize| {
        header
            .get(column)
            .map_or_else(String::new, |data| cell(data).borrowed().text().into_owned())
    };
    let headers: Vec<String> = used.iter().map(text).collect();
    let place = |row: usize, column: usize| {
        let header =
            used.binary_search(&column).map_or_else(|_| String::new(), |at| headers[at].clone());
        Place::Sheet { sheet: name.to_owned(), cell: cell_name(row, column), header }
    };
    let (mut places, mut columns) = (Vec::new(), vec![Vec::new(); used.len()]);
    let (mut broken, mut shown) = (Vec::new(), Vec::new());
    for (row, cells) in rows {
        for (column, data) in &cells {
            if matches!(data, Data::Float(_) | Data::Int(_))
                && percentages.contains(&(row, *column))
            {
                shown.extend(used.binary_search(column).map(|column| (places.len(), column)));
            }
            if let Data::Error(error) = data {
                broken.push(
                    Finding::error(place(row, *column), both(format!("this cell holds the error {error}"), format!("deze cel bevat de fout {error:#}")))
                        .help(both("mend its formula, type the value, or leave the cell empty for a figure that is not known", "herstel de formule, typ de waarde, of laat de cel leeg voor een cijfer dat niet bekend is")),
                );
            }
        }
        places.push(row + 1);
        for (column, at) in columns.iter_mut().zip(&used) {
            column.push(cells.get(at).map_or(OwnedCell::Missing, cell));
        }
    }
    // Only the first of merged cells holds anything: the others would be read as empty.
    for [(row, column), (last_row, last_column)] in &hidden.merged {
        let is_below = *last_row > top;
        let first = places.iter().position(|place| *place == row + 1);
        let holds = |row: usize| {
            used.binary_search(column).is_ok_and(|at| columns[at][row] != OwnedCell::Missing)
        };
        let is_said = *row == top && is_below || *row > top && first.is_some_and(holds);
        if is_said && broken.len() < MOST_BROKEN {
            let message = both(
                format!(
                    "these cells are merged, to {}, and only the first of them is read",
                    cell_name(*last_row, *last_column)
                ),
                format!(
                    "deze cellen zijn samengevoegd, tot {:#}, en alleen de eerste wordt gelezen",
                    cell_name(*last_row, *last_column)
                ),
            );
            let finding = Finding::error(place(*row, *column), message);
            broken.push(finding.help(both(
                "unmerge them, and write in each what it says",
                "splits ze, en schrijf in elke cel wat ze zegt",
            )));
        }
    }
    // A program that writes formulas without computing them does so in every cell: they are shown
    // by the first.
    let uncomputed: Vec<&(usize, usize)> =
        uncomputed.iter().filter(|(row, _)| *row >= top).collect();
    if let Some((row, column)) = uncomputed.first() {
        let message = match uncomputed.len() {
            1 => both("this formula has no value", "deze formule heeft geen waarde"),
            many => both(
                format!("this formula has no value, nor have {} more in this sheet", many - 1),
                format!(
                    "deze formule heeft geen waarde, en nog {:#} andere in dit blad evenmin",
                    many - 1
                ),
            ),
        };
        let finding = Finding::error(place(*row, *column), message);
        broken.push(finding.help(both("open the workbook in a spreadsheet program and save it, or replace formulas by their values", "open de werkmap in een rekenblad en bewaar ze, of vervang formules door hun waarden")));
    }
    if !broken.is_empty() {
        findings.0.extend(broken);
        return None;
    }
    if places.is_empty() && needs_rows {
        findings.push(fail(
            both("this sheet has a header and no rows", "dit blad heeft een kop en geen rijen"),
            both(
                "add a row per alternative or judgement",
                "voeg een rij toe per alternatief of beoordeling",
            ),
        ));
        return None;
    }
    let rows = places.iter().filter(|row| hidden.rows.contains(&(**row - 1)));
    let lettered = used.iter().zip(&letters).filter(|(at, _)| hidden.columns.contains(at));
    let said: [([&str; 3], Vec<String>); 2] = [
        (["row", "rij", "rijen"], rows.map(usize::to_string).collect()),
        (["column", "kolom", "kolommen"], lettered.map(|(_, letters)| letters.clone()).collect()),
    ];
    for ([what, wat, alle], which) in said.into_iter().filter(|(_, which)| !which.is_empty()) {
        let names = shorten(&which.join(", "), 100);
        let (message, help) = match which.len() {
            1 => (
                both(
                    format!(
                        "{what} {names} is hidden in this sheet, and is read as the others are"
                    ),
                    format!(
                        "{wat} {names} is verborgen in dit blad, en wordt gelezen zoals de andere"
                    ),
                ),
                both(
                    "show it to see what is read; delete it if it is no part of the decision",
                    "toon ze om te zien wat er wordt gelezen; verwijder ze als ze geen deel van de beslissing is",
                ),
            ),
            many => (
                both(
                    format!(
                        "{many} {what}s are hidden in this sheet ({names}), and are read as the others are"
                    ),
                    format!(
                        "{many} {alle} zijn verborgen in dit blad ({names}), en worden gelezen zoals de andere"
                    ),
                ),
                both(
                    "show them to see what is read; delete those that are no part of the decision",
                    "toon ze om te zien wat er wordt gelezen; verwijder wat geen deel van de beslissing is",
                ),
            ),
        };
        findings.push(Finding::warning(Place::File(name.to_owned()), message).help(help));
    }
    let columns = columns.into_iter().map(RawColumn::Mixed).collect();
    let mut table = RawTable::typed(name.to_owned(), headers, columns, top + 1, places)
        .in_sheet(letters, shown);
    check_headers(&mut table, findings).then_some(table)
}

/// Whether a cell is the header of a key. Where no key is known, any may be.
fn is_key<'a>(keys: &'a [&'a str]) -> impl Fn(&Data) -> bool + 'a {
    move |data| keys.is_empty() || keys.contains(&cell(data).borrowed().text().as_ref())
}

/// The row of the header: the first with more than one cell of which one is a header that is known,
/// where there is nothing but a cell per row above it.
fn header(cells: &BTreeMap<usize, Row>, is_known: &dyn Fn(&Data) -> bool) -> Option<usize> {
    let (top, _) =
        cells.iter().take(DEEPEST).find(|(_, row)| row.len() > 1 && row.values().any(is_known))?;
    cells.range(..top).all(|(_, row)| row.len() == 1).then_some(*top)
}

/// Whether the parts of a workbook that are read take more than that.
fn unpacks_to_more(bytes: &[u8], most: MaxSize) -> Result<bool, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut said, mut at_most) = (0u64, 0u64);
    let mut parts = Vec::new();
    for part in 0..archive.len() {
        let file = archive.by_index_raw(part).map_err(|error| error.to_string())?;
        // Pictures and the like are never unpacked.
        let name = file.name().map_err(|error| error.to_string())?;
        if name.ends_with(".xml") || name.ends_with(".rels") {
            said = said.saturating_add(file.size());
            at_most = at_most.saturating_add(file.compressed_size().saturating_mul(TIGHTEST));
            parts.push(part);
        }
    }
    if said > most.0 || at_most <= most.0 {
        return Ok(said > most.0);
    }
    // The sizes that an archive says may not be so: count.
    let mut room = most.0;
    for part in parts {
        let file = archive.by_index(part).map_err(|error| error.to_string())?;
        let count = std::io::copy(&mut file.take(room + 1), &mut std::io::sink())
            .map_err(|error| error.to_string())?;
        if count > room {
            return Ok(true);
        }
        room -= count;
    }
    Ok(false)
}

/// The wanted sheet (else the first) cell by cell: a dense range would take the memory of every
/// blank cell before a stray last one. Where it was not asked for and has no key column, others
/// that have one are looked for.
fn read_book(bytes: &[u8], sheet: Option<&str>, keys: &[&str]) -> Result<Book, String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let sheets = workbook.sheet_names();
    // A sheet that its user does not see is not the first.
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let first = workbook.sheets_metadata().iter().find(visible).map(|sheet| sheet.name.clone());
    let name = sheet
        .map(str::to_owned)
        .or(first)
        .or_else(|| sheets.first().cloned())
        .filter(|wanted| sheets.contains(wanted));
    let mut book = Book { sheets, wanted: None, others: Vec::new() };
    let Some(name) = name else { return Ok(book) };
    let mut found = read_sheet(&mut workbook, &name, usize::MAX)?;
    // Only something to warn of: what cannot be read here is no reason to refuse a sheet that can
    // be.
    found.hidden =
        SheetParts::open(bytes).and_then(|mut parts| parts.hidden(&name)).unwrap_or_default();
    if sheet.is_none() && (keys.is_empty() || header(&found.cells, &is_key(keys)).is_none()) {
        for other in book.sheets.iter().filter(|other| **other != name) {
            // A sheet of another kind (a chart) is no table.
            if read_sheet(&mut workbook, other, DEEPEST)
                .is_ok_and(|sheet| header(&sheet.cells, &is_key(keys)).is_some())
            {
                book.others.push(other.clone());
            }
        }
    }
    book.wanted = Some(found);
    Ok(book)
}

/// How much of a sheet is read.
#[derive(Clone, Copy)]
enum Extent {
    /// Down to that row.
    Rows(usize),
    /// Its first cell that is not blank: whether there is one.
    FirstCell,
}

/// A sheet's cells down to that row, and which of them show percentages.
fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    last: usize,
) -> Result<Sheet, String> {
    let mut out = read_cells(workbook, name, Extent::Rows(last))?;
    out.percentages = percentages(workbook, name, last)?;
    Ok(out)
}

/// A sheet's cells as far as that.
fn read_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    extent: Extent,
) -> Result<Sheet, String> {
    let mut out = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    while let Some(found) = reader.next_cell_with_formula().map_err(|error| error.to_string())? {
        let (row, column) = (found.pos.0 as usize, found.pos.1 as usize);
        if matches!(extent, Extent::Rows(last) if row > last) {
            break;
        }
        let data = Data::from(found.value);
        let blank = matches!(&data, Data::Empty)
            || matches!(&data, Data::String(text) if text.trim().is_empty());
        if !blank {
            out.cells.entry(row).or_default().insert(column, data);
        } else if found.formula.is_some_and(|formula| !formula.is_empty())
            && matches!(data, Data::Empty)
        {
            out.uncomputed.push((row, column));
        } else {
            continue;
        }
        if matches!(extent, Extent::FirstCell) {
            break;
        }
    }
    Ok(out)
}

/// The cells of a sheet, down to that row, whose format shows a percentage: `45%` is stored as
/// 0.45.
fn percentages(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    last: usize,
) -> Result<BTreeSet<(usize, usize)>, String> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let is_percentage = |style: &Style| {
        style.number_format.as_ref().is_some_and(|format| has_percent(&format.format_code))
    };
    let styles: Vec<bool> = reader.styles().iter().map(is_percentage).collect();
    let mut out = BTreeSet::new();
    // Most workbooks have no such format: then the sheet is not read a second time.
    if !styles.contains(&true) {
        return Ok(out);
    }
    while let Some((row, column, style)) =
        reader.next_style_id().map_err(|error| error.to_string())?
    {
        if row as usize > last {
            break;
        }
        if styles[style] {
            out.insert((row as usize, column as usize));
        }
    }
    Ok(out)
}

/// Whether a format multiplies by a hundred: its `%` is no text within quotation marks, nor behind
/// a backslash.
fn has_percent(format: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    format.chars().any(|c| {
        let plain = !quoted && !std::mem::take(&mut escaped);
        quoted ^= c == '"' && (quoted || plain);
        escaped = plain && matches!(c, '\\' | '_' | '*');
        plain && c == '%'
    })
}

/// A cell as a spreadsheet names it: B2.
fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The letters of a column: A, B ... Z, AA.
fn column_name(column: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", column_name(column / 26 - 1), letter(column))
    }
}

/// A date becomes its day in ISO form: right for `as_of`, and a clear error where a spreadsheet
/// made a date of a range.
fn cell(data: &Data) -> OwnedCell {
    match data {
        Data::Empty => OwnedCell::Missing,
        Data::Float(number) => OwnedCell::Number(*number),
        Data::Int(number) => OwnedCell::Text(number.to_string()),
        Data::String(text) => OwnedCell::Text(text.clone()),
        Data::Bool(value) => OwnedCell::Text(value.to_string()),
        // Knows both of Excel's ways to count days.
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            OwnedCell::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        other => {
            OwnedCell::Text(other.get_string().map_or_else(|| other.to_string(), str::to_owned))
        }
    }
}
