//! Weights in the sheet `criteria` of a workbook. The parts of the archive that do not change are
//! copied as they are packed.

use super::listed::listed;
use super::sheet::{
    ColumnNumbers, EditedSheet, Refusal, computed_when_opened, with_numbers, without_elements,
};
use super::{refused, whole};
use crate::case::read::hidden::{SheetParts, attribute, cell};
use crate::case::read::recognise::{Format, MaxSize};
use crate::case::read::source::{guarded, read};
use crate::case::read::xlsx::unreadable;
use crate::case::workbook::reading::text;
use crate::error::both;
use crate::error::{Error, Finding, Findings, Place, Result};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::{ZipArchive, ZipWriter};

/// The bytes of the workbook with these weights.
///
/// # Errors
/// Those of [`with_weights`](super::with_weights).
pub fn with_weights(path: &Path, weights: &[(String, f64)], most: MaxSize) -> Result<Vec<u8>> {
    let bytes = read(path, Format::Workbook, most)?;
    let name = path.display().to_string();
    let cells = Cells::find(&name, &bytes, weights, most)?;
    let edit = || cells.edited(&bytes, most);
    let edited = match guarded(std::panic::AssertUnwindSafe(edit)) {
        Some(Ok(edited)) => edited,
        Some(Err(Refusal::Shared(row))) => {
            let message = both(
                "this cell shares a formula with cells that keep it",
                "deze cel deelt een formule met cellen die ze behouden",
            );
            let help = both(
                "in a spreadsheet program, replace the formulas of this column by their values, and save the workbook",
                "vervang in een rekenblad de formules van deze kolom door hun waarden, en bewaar de werkmap",
            );
            return Err(refused(Finding::error(cells.place(row), message).help(help)));
        }
        Some(Err(Refusal::Damaged(error))) => return Err(refused(unreadable(&name, error))),
        None => return Err(refused(unreadable(&name, both("it is damaged", "ze is beschadigd")))),
    };
    // What a reader makes of numbers depends on their formats too, as for percentages.
    let again = Cells::find(&name, &edited, weights, most)?;
    let is_given = |(id, weight): &(String, f64)| again.weights.get(id) == Some(weight);
    match weights.iter().all(is_given) {
        true => Ok(edited),
        false => {
            let message = both(
                "its cells would not be read as the weights that are written into them",
                "de cellen ervan zouden niet worden gelezen als de gewichten die erin worden geschreven",
            );
            let help = both(
                "save it again as .xlsx, or type the weights into it",
                "bewaar de werkmap opnieuw als .xlsx, of typ de gewichten erin",
            );
            Err(refused(Finding::error(whole(path), message).help(help)))
        }
    }
}

/// The cells that hold the weights of a workbook.
struct Cells {
    /// The file and the sheet.
    name: String,
    sheet: String,
    header: String,
    column: usize,
    letters: String,
    /// The numbers to be written, by row (from 0).
    numbers: BTreeMap<usize, f64>,
    /// The weights that it has, by id.
    weights: BTreeMap<String, f64>,
}

impl Cells {
    /// Where these weights go.
    fn find(name: &str, bytes: &[u8], weights: &[(String, f64)], most: MaxSize) -> Result<Cells> {
        let mut findings = Findings::default();
        let text = text(name, bytes, most, &mut findings);
        findings.0.retain(|finding| finding.severity == crate::error::Severity::Error);
        let Some(text) = text.filter(|_| !findings.has_errors()) else {
            return Err(Error::Findings(findings));
        };
        let source = text.made.source(name);
        let criteria = listed(&source, weights).map_err(|error| match error {
            Error::Findings(mut findings) => {
                text.made.locate(&mut findings, &source);
                Error::Findings(findings)
            }
            error => error,
        })?;
        let places: Vec<Place> =
            criteria.iter().map(|it| text.made.place_of(&it.id_span, name)).collect();
        let Some(column) = text.weight_column else {
            let place = match places.first() {
                Some(Place::Sheet { sheet, .. }) => Place::File(sheet.clone()),
                _ => Place::File(name.to_owned()),
            };
            let message =
                both("this sheet has no column `weight`", "dit blad heeft geen kolom `weight`");
            let help = both(
                "add it: write `weight` (or `gewicht`) in the first cell behind its headers",
                "voeg ze toe: schrijf `weight` (of `gewicht`) in de eerste cel achter de koppen",
            );
            return Err(refused(Finding::error(place, message).help(help)));
        };
        let damaged = || {
            refused(unreadable(
                name,
                both(
                    "its criteria are not where they were read",
                    "de criteria staan niet waar ze gelezen zijn",
                ),
            ))
        };
        let Place::Sheet { sheet: at, cell: found, header } = column else { return Err(damaged()) };
        let sheet = at.strip_prefix(name).and_then(|rest| rest.strip_prefix('#'));
        let (_, column) = cell(&found).ok_or_else(damaged)?;
        let row = |place: &Place| match place {
            Place::Sheet { cell: name, .. } => cell(name).map(|(row, _)| row),
            _ => None,
        };
        let mut numbers = BTreeMap::new();
        for (place, (_, weight)) in places.iter().zip(weights) {
            numbers.insert(row(place).ok_or_else(damaged)?, *weight);
        }
        let has = criteria.iter().filter_map(|criterion| {
            let weight = source.text.get(criterion.weight_span.clone()?)?.parse().ok()?;
            Some((criterion.id.clone(), weight))
        });
        Ok(Cells {
            sheet: sheet.ok_or_else(damaged)?.to_owned(),
            name: at.clone(),
            header,
            column,
            letters: found.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
            numbers,
            weights: has.collect(),
        })
    }

    fn place(&self, row: usize) -> Place {
        let cell = format!("{}{}", self.letters, row + 1);
        Place::Sheet { sheet: self.name.clone(), cell, header: self.header.clone() }
    }

    /// The workbook with the numbers in its cells.
    fn edited(&self, bytes: &[u8], most: MaxSize) -> std::result::Result<Vec<u8>, Refusal> {
        let no_part = || {
            Refusal::Damaged(both(
                "a sheet has no part",
                "een van de bladen ontbreekt in het bestand",
            ))
        };
        let parts = SheetParts::open(bytes).map_err(|error| Refusal::Damaged(error.into()))?;
        let part = parts.part(&self.sheet).ok_or_else(no_part)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let wanted =
            ColumnNumbers { column: self.column, letters: &self.letters, numbers: &self.numbers };
        let xml = unpacked(&mut archive, part, most)?.ok_or_else(no_part)?;
        let EditedSheet { xml, has_lost_formula } = with_numbers(&xml, &wanted)?;
        // The parts that are written anew; `None` for one that goes.
        let mut changed = BTreeMap::from([(part.to_owned(), Some(xml))]);
        keep_formulas_true(&mut archive, has_lost_formula, most, &mut changed)?;
        packed(&mut archive, &changed)
    }
}

const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const WORKBOOK: &str = "xl/workbook.xml";

/// The list of cells with a formula, in the order in which they are computed, may name no cell that
/// has none. A workbook need not have the list: it goes with what says that it is there, and a
/// spreadsheet program makes it anew. What formulas made of the numbers of before is computed when
/// the workbook is opened.
fn keep_formulas_true(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    has_lost_formula: bool,
    most: MaxSize,
    changed: &mut BTreeMap<String, Option<String>>,
) -> std::result::Result<(), Refusal> {
    let Some(relations) = unpacked(archive, RELATIONS, most)? else { return Ok(()) };
    let (relations, targets) = without_elements(
        &relations,
        &|tag| attribute(tag, "Type").is_some_and(|of| of.ends_with("/calcChain")),
        "Target",
    )?;
    if targets.is_empty() {
        return Ok(());
    }
    if let Some(workbook) = unpacked(archive, WORKBOOK, most)? {
        let computed = computed_when_opened(&workbook)?;
        changed.extend(computed.map(|workbook| (WORKBOOK.to_owned(), Some(workbook))));
    }
    if !has_lost_formula {
        return Ok(());
    }
    changed.insert(RELATIONS.to_owned(), Some(relations));
    let of_target = |target: &String| {
        target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
    };
    let chains: Vec<String> = targets.iter().map(of_target).collect();
    if let Some(types) = unpacked(archive, TYPES, most)? {
        let is_chain = |part: String| {
            chains.iter().any(|chain| part.trim_start_matches('/').eq_ignore_ascii_case(chain))
        };
        let (types, _) = without_elements(
            &types,
            &|tag| attribute(tag, "PartName").is_some_and(is_chain),
            "PartName",
        )?;
        changed.insert(TYPES.to_owned(), Some(types));
    }
    changed.extend(chains.into_iter().map(|chain| (chain, None)));
    Ok(())
}

/// The text of a part, if there is one.
fn unpacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    most: MaxSize,
) -> std::result::Result<Option<String>, Refusal> {
    let Ok(file) = archive.by_name(part) else { return Ok(None) };
    let mut text = String::new();
    // Parts of unusual names are not counted before they are unpacked.
    file.take(most.0.saturating_add(1)).read_to_string(&mut text)?;
    match text.len() as u64 > most.0 {
        true => Err(Refusal::Damaged(both(
            format!("a part of it unpacks to more than {most}"),
            format!("een deel ervan is uitgepakt groter dan {most:#}"),
        ))),
        false => Ok(Some(text)),
    }
}

/// The archive with other texts for these parts.
fn packed(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    changed: &BTreeMap<String, Option<String>>,
) -> std::result::Result<Vec<u8>, Refusal> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.set_raw_comment(archive.comment().into())?;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at)?;
        let name = file.name()?.into_owned();
        match changed.get(&name) {
            None => out.raw_copy_file(file)?,
            Some(None) => {}
            Some(Some(text)) => {
                out.start_file(name, file.options())?;
                out.write_all(text.as_bytes())?;
            }
        }
    }
    Ok(out.finish()?.into_inner())
}
