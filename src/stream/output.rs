//! Files that are written as their rows come: each beside its place, and all put in their places
//! together at the end.

use super::request::StreamRequest;
use crate::error::Result;
use crate::table::Table;
use crate::write::stream::TableStream;
use crate::write::{Pending, Record};
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;

/// Write files, of each of which `rows` gives the tables one after the other, and put them all in
/// their places.
///
/// # Errors
/// Those of writing, and what `rows` fails with; nothing is left behind then.
pub(super) fn write(
    request: &StreamRequest,
    files: Vec<(PathBuf, Range<usize>)>,
    header: &Table,
    mut rows: impl FnMut(Range<usize>, &mut dyn FnMut(&Table) -> Result<()>) -> Result<()>,
) -> Result<Vec<PathBuf>> {
    let mut pending = Pending::default();
    let mut written = Vec::with_capacity(files.len());
    let record: &Record = &request.record;
    for (path, parts) in files {
        let one = |file: &mut dyn Write| {
            let mut out =
                TableStream::begin(file, request.format, header, record, request.options)?;
            rows(parts, &mut |table| out.write(table))?;
            out.finish()
        };
        pending.add_with(&path, one)?;
        written.push(path);
    }
    pending.commit()?;
    Ok(written)
}
