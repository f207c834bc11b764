//! Rows of a sheet that its user does not see, hidden by hand or by a filter. They are read as the
//! others are, and said.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// The hidden rows of a sheet (from 0), down to the last row of an `.xlsx` file.
///
/// # Errors
/// A message where the file is damaged.
pub(crate) fn hidden_rows(bytes: &[u8], sheet: &str) -> Result<BTreeSet<usize>, String> {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut out = BTreeSet::new();
    let Some(part) = part(&mut archive, sheet)? else { return Ok(out) };
    let mut next = 0;
    tags(&mut archive, &part, &mut |tag| {
        if tag.local_name().as_ref() != "row" {
            return;
        }
        // A row without a number follows the one before it.
        let row = attribute(tag, "r")
            .and_then(|number| number.parse::<usize>().ok())
            .map_or(next, |number| number.saturating_sub(1));
        next = row.saturating_add(1);
        if attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true") {
            out.insert(row);
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
