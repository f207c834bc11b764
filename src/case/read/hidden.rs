//! Rows and columns of a sheet that its user does not see, hidden by hand or by a filter. They are
//! read as the others are, and said.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// What a sheet hides, counted from 0.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hidden {
    /// Rows.
    pub rows: BTreeSet<usize>,
    /// Columns.
    pub columns: BTreeSet<usize>,
}

/// More columns than this a sheet does not have.
const LAST_COLUMN: usize = 1 << 14;

/// The hidden rows and columns of a sheet of an `.xlsx` file.
///
/// # Errors
/// A message where the file is damaged.
pub(super) fn hidden(bytes: &[u8], sheet: &str) -> Result<Hidden, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut out = Hidden::default();
    let Some(part) = part(&mut archive, sheet)? else { return Ok(out) };
    let mut next = 0;
    tags(&mut archive, &part, &mut |tag| {
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
            "col" if is_hidden() => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                out.columns.extend(first.saturating_sub(1)..last.min(LAST_COLUMN));
            }
            _ => {}
        }
    })?;
    Ok(out)
}

/// The part of the archive that holds a sheet.
fn part(archive: &mut Archive, sheet: &str) -> Result<Option<String>, String> {
    let (mut id, mut target) = (None, None);
    tags(archive, "xl/workbook.xml", &mut |tag| {
        if tag.local_name().as_ref() == "sheet" && attribute(tag, "name").as_deref() == Some(sheet)
        {
            id = attribute(tag, "id");
        }
    })?;
    let Some(id) = id else { return Ok(None) };
    tags(archive, "xl/_rels/workbook.xml.rels", &mut |tag| {
        if attribute(tag, "Id").as_ref() == Some(&id) {
            target = attribute(tag, "Target");
        }
    })?;
    let below = |target: String| {
        target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
    };
    Ok(target.map(below))
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
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found =
        tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
