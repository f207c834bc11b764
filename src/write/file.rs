//! Whole files or none: a temporary file in the same folder, then a rename.

use crate::error::{Error, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Write `bytes` to `path`. What was there before stays until the new file is complete. A link is followed; something that
/// is no regular file (a pipe, a device) is written to directly.
///
/// # Errors
/// [`Error::Io`]; nothing is left behind then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |source| Error::Io { action: "write", path: path.to_owned(), source };
    let target: PathBuf = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = std::fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    if existing.as_ref().is_some_and(|data| !data.is_file()) {
        return std::fs::write(&target, bytes).map_err(fail);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".afweging-");
    #[cfg(unix)]
    {
        // The builder's own default is private to the user; a result is as readable as any other new file.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    // The temporary file's own name would only confuse.
    let mut file = builder.tempfile_in(folder).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => fail(std::io::Error::other("its folder does not exist")),
        kind => fail(kind.into()),
    })?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_all().map_err(fail)?;
    if let Some(data) = existing {
        file.as_file().set_permissions(data.permissions()).map_err(fail)?;
    }
    file.persist(&target).map_err(|error| fail(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert!(write_whole(folder.path(), b"x").is_err());
        assert!(write_whole(&folder.path().join("none").join("a.csv"), b"x").is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
