//! What does not fit in memory, in a file without a name. The file goes with the program, whatever
//! ends it.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Bytes in a file that is made when the first of them come.
pub(super) struct Spill {
    folder: PathBuf,
    file: Option<Mutex<File>>,
    /// Where the file ends.
    end: u64,
}

impl Spill {
    /// Nothing yet; the file will be in `folder`.
    pub(super) fn new(folder: &Path) -> Spill {
        Spill { folder: folder.to_owned(), file: None, end: 0 }
    }

    /// Add bytes at the end, and say where they begin.
    ///
    /// # Errors
    /// [`Error::Io`] where there is no room for them.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<u64> {
        let folder = &self.folder;
        let fail = |source| Error::Io { action: "write", path: folder.clone(), source };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Mutex::new(tempfile::tempfile_in(folder).map_err(fail)?)),
        };
        let file = file.get_mut().unwrap_or_else(PoisonError::into_inner);
        let written = file.seek(SeekFrom::Start(self.end)).and_then(|_| file.write_all(bytes));
        written.map_err(fail)?;
        let start = self.end;
        self.end += bytes.len() as u64;
        Ok(start)
    }

    /// So many of the bytes that were added, from a place on.
    ///
    /// # Errors
    /// [`Error::Io`] where they cannot be read.
    pub(super) fn read(&self, start: u64, count: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; count];
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut bytes));
            let folder = &self.folder;
            read.map_err(|source| Error::Io { action: "read", path: folder.clone(), source })?;
        }
        Ok(bytes)
    }
}
