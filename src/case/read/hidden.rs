//! Rows and columns of a sheet that its user does not see, hidden by hand or by a filter, which are
//! read as the others are, and said; and cells that are merged, of which only the first holds
//! anything.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// What a sheet hides, counted from 0.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hidden {
    /// Rows.
    pub rows: BTreeSet<usize>,
    /// Columns.
    pub columns: BTreeSet<usize>,
    /// Merged cells: the first and the last of each group, as row and column.
    pub merged: Vec<[(usize, usize); 2]>,
}

/// The row and the column, from 0, of a cell such as `C3`.
pub(crate) fn cell(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0usize, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(usize::from(letter) + 1)
    })?;
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// More columns than this a sheet does not have.
const LAST_COLUMN: usize = 1 << 14;

/// The sheets of an `.xlsx` file, by the parts of its archive that hold them.
pub(crate) struct SheetParts<'a> {
    archive: Archive<'a>,
    parts: BTreeMap<String, String>,
}

impl<'a> SheetParts<'a> {
    /// Open the file, once for all its sheets.
    ///
    /// # Errors
    /// A message where the file is damaged.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let parts = parts(&mut archive)?;
        Ok(SheetParts { archive, parts })
    }

    /// The part that holds a sheet.
    pub(crate) fn part(&self, sheet: &str) -> Option<&str> {
        self.parts.get(sheet).map(String::as_str)
    }

    /// The hidden rows and columns of a sheet.
    ///
    /// # Errors
    /// A message where the file is damaged.
    pub(super) fn hidden(&mut self, sheet: &str) -> Result<Hidden, String> {
        match self.parts.get(sheet) {
            Some(part) => hidden(&mut self.archive, part),
            None => Ok(Hidden::default()),
        }
    }
}

/// The hidden rows and columns of the sheet in that part.
fn hidden(archive: &mut Archive, part: &str) -> Result<Hidden, String> {
    let mut out = Hidden::default();
    let mut next = 0;
    tags(archive, part, &mut |tag| {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
        let is_hidden =
            || attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true");
        match tag.local_name().as_ref() {
            "row" => {
                // A row without a number follows the one before it.
                let row = number("r").map_or(next, |number| number.saturating_sub(1));
                next = row.saturating_add(1);
                if is_hidden() {
                    out.rows.insert(row);
                }
            }
            "mergeCell" => {
                let group = attribute(tag, "ref").and_then(|group| {
                    let (first, last) = group.split_once(':')?;
                    Some([cell(first)?, cell(last)?])
                });
                out.merged.extend(group);
            }
            "col" if is_hidden() => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                out.columns.extend(first.saturating_sub(1)..last.min(LAST_COLUMN));
            }
            _ => {}
        }
    })?;
    Ok(out)
}

/// The part of the archive that holds each sheet, by the sheet's name.
fn parts(archive: &mut Archive) -> Result<BTreeMap<String, String>, String> {
    let (mut ids, mut targets) = (BTreeMap::new(), BTreeMap::new());
    tags(archive, "xl/workbook.xml", &mut |tag| {
        if tag.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
        {
            ids.insert(name, id);
        }
    })?;
    tags(archive, "xl/_rels/workbook.xml.rels", &mut |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            targets.insert(id, target);
        }
    })?;
    let below = |target: &String| {
        target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
    };
    let part = |(name, id)| Some((name, targets.get(&id).map(below)?));
    Ok(ids.into_iter().filter_map(part).collect())
}

/// Look at every start tag of a part. A part that is not there has none.
fn tags(
    archive: &mut Archive,
    part: &str,
    look: &mut dyn FnMut(&BytesStart),
) -> Result<(), String> {
    let Ok(file) = archive.by_name(part) else { return Ok(()) };
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(tag) | Event::Empty(tag) => look(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without a prefix.
pub(crate) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found =
        tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
