//! Whole files or none: temporary files in the same folders, then renames. Nothing but a kill that
//! cannot be caught leaves a temporary file.

use crate::error::{Error, Phrase, Result, Said, both};
use crate::progress::{Stage, begin};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::TempPath;

/// Temporary files and new folders that exist now, and are to go if the program is ended.
static PASSING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// Links that lead to links are followed so far.
const MOST_LINKS: usize = 40;
/// Why a file is not replaced or removed.
const READ_ONLY: Phrase = Phrase(
    "it may only be read, and was left as it is",
    "het mag alleen gelezen worden, en bleef zoals het is",
);
/// Bytes written between two looks at how far it has come.
const CHUNK: usize = 1 << 20;

fn passing() -> MutexGuard<'static, Vec<PathBuf>> {
    PASSING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fail(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    |source| Error::Io { action: "write", path: path.to_owned(), source }
}

/// Remove every temporary file there is, and let no more be made: for a program that is about to
/// end. Files whose turn to be renamed has come are renamed first, all of them. Whoever writes from
/// now on waits forever.
pub fn abandon() {
    let mut paths = passing();
    // A folder comes before what is in it.
    for path in paths.drain(..).rev() {
        if std::fs::remove_file(&path).is_err() {
            // Only an empty folder goes.
            drop(std::fs::remove_dir(&path));
        }
    }
    std::mem::forget(paths);
}

/// Write bytes to `path`, as [`write_with`] does.
///
/// # Errors
/// [`Error::Io`]; nothing is left behind then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write_with(path, |file| chunks(file, bytes).map_err(fail(path)))
}

/// Write to `path` what `write` gives, piece by piece; its folder is made if it is missing. What
/// was there before stays until the new file is complete. A link is followed, also one to a file
/// that does not exist yet; something that is no regular file (a pipe, a device) is written to
/// directly.
///
/// # Errors
/// [`Error::Io`], also for a file that may only be read, and what `write` fails with. Nothing is
/// left behind then, but for what a pipe or a device has taken already.
pub fn write_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    if std::fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        let mut file = std::fs::OpenOptions::new().write(true).open(path).map_err(fail(path))?;
        return Watched::run(&mut file, write).map_err(|error| error.at(path));
    }
    let mut pending = Pending::default();
    pending.add_with(path, write)?;
    pending.commit()
}

fn chunks(file: &mut dyn Write, bytes: &[u8]) -> std::io::Result<()> {
    let step = begin(Stage::Write, bytes.len() as u64);
    bytes
        .chunks(CHUNK)
        .try_for_each(|chunk| file.write_all(chunk).inspect(|()| step.add(chunk.len() as u64)))
}

/// A file that remembers why it could not be written to.
struct Watched<'a> {
    file: &'a mut std::fs::File,
    error: Option<std::io::Error>,
}

/// Why a file was not written: the file's fault, or that of what was to be written.
enum Unwritten {
    File(std::io::Error),
    Content(Error),
}

impl Unwritten {
    fn at(self, path: &Path) -> Error {
        match self {
            Unwritten::File(error) => fail(path)(error),
            Unwritten::Content(error) => error,
        }
    }
}

impl Watched<'_> {
    fn run(
        file: &mut std::fs::File,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> std::result::Result<(), Unwritten> {
        let mut watched = Watched { file, error: None };
        let written = write(&mut watched);
        match watched.error {
            Some(error) => Err(Unwritten::File(error)),
            None => written.map_err(Unwritten::Content),
        }
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes).map_err(|error| {
            let kind = error.kind();
            // `write_all` tries again after an interruption.
            if kind != std::io::ErrorKind::Interrupted {
                self.error = Some(error);
            }
            kind.into()
        })
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Files on their way: each is complete beside its place, and none is in its place yet. Dropped,
/// they are gone, and so are the folders that were made for them.
#[derive(Default)]
pub struct Pending {
    steps: Vec<Step>,
    folders: Vec<PathBuf>,
}

/// What is done when all is ready.
enum Step {
    Place(TempPath, PathBuf),
    Remove(PathBuf),
}

impl Pending {
    /// Write bytes to a file beside its place.
    ///
    /// # Errors
    /// [`Error::Io`] if there is no room, or the file that is to be replaced may not be written to.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.add_with(path, |file| chunks(file, bytes).map_err(fail(path)))
    }

    /// Write what `write` gives to a file beside its place.
    ///
    /// # Errors
    /// Those of [`Pending::add`], and what `write` fails with.
    pub fn add_with(
        &mut self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        let target = destination(path).map_err(fail(path))?;
        let permissions = replaceable(&target).map_err(fail(path))?;
        let folder = target.parent().unwrap_or(Path::new("/"));
        self.folder(folder)?;
        // The temporary file's own name would only confuse. It is remembered before there is a file
        // of that name.
        let file = tempfile::Builder::new().prefix(".afweging-").make_in(folder, |name| {
            passing().push(name.to_owned());
            std::fs::File::create_new(name).inspect_err(|_| forget(name))
        });
        let mut file = file.map_err(|error| fail(path)(error.kind().into()))?;
        // The file's own `write_all` would name the temporary file in its error.
        let written = Watched::run(file.as_file_mut(), write).and_then(|()| {
            let close = || {
                file.as_file().sync_all()?;
                permissions
                    .map_or(Ok(()), |permissions| file.as_file().set_permissions(permissions))
            };
            close().map_err(Unwritten::File)
        });
        // The open file is closed here: a folder may be given more files than may be open at once.
        self.steps.push(Step::Place(file.into_temp_path(), target));
        written.map_err(|error| error.at(path))
    }

    /// Remove a file when its turn comes; that it is gone by then is no failure.
    ///
    /// # Errors
    /// [`Error::Io`] if it may only be read.
    pub fn remove(&mut self, path: &Path) -> Result<()> {
        if std::fs::metadata(path).is_ok_and(|data| data.permissions().readonly()) {
            return Err(fail(path)(std::io::Error::other(Said::from(READ_ONLY))));
        }
        self.steps.push(Step::Remove(path.to_owned()));
        Ok(())
    }

    /// Make a folder and those it stands in, where they are missing.
    ///
    /// # Errors
    /// [`Error::Io`] if that cannot be.
    pub fn folder(&mut self, path: &Path) -> Result<()> {
        let missing: Vec<&Path> = path
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            let mut known = passing();
            match std::fs::create_dir(folder) {
                Ok(()) => {
                    known.push(folder.to_owned());
                    self.folders.push(folder.to_owned());
                }
                // Somebody else has just made it.
                Err(_) if folder.is_dir() => {}
                Err(source) => return Err(fail(folder)(source)),
            }
        }
        Ok(())
    }

    /// Put every file in its place and remove those to be removed, in the order in which they were
    /// given. An end of the program waits for all of it.
    ///
    /// # Errors
    /// [`Error::Io`]; what comes before the file at fault is done then.
    pub fn commit(mut self) -> Result<()> {
        let mut known = passing();
        let mut done = Ok(());
        for step in self.steps.drain(..) {
            match step {
                Step::Place(file, target) => {
                    let name = file.to_path_buf();
                    // After a failure what is left is dropped, and so removed.
                    if done.is_ok() {
                        done = file.persist(&target).map_err(|error| fail(&target)(error.error));
                    }
                    known.retain(|path| *path != name);
                }
                Step::Remove(path) if done.is_ok() => match std::fs::remove_file(&path) {
                    Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                        done = Err(fail(&path)(source))
                    }
                    _ => {}
                },
                Step::Remove(_) => {}
            }
        }
        if done.is_ok() {
            known.retain(|path| !self.folders.contains(path));
            self.folders.clear();
        }
        drop(known);
        done
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        for step in self.steps.drain(..) {
            if let Step::Place(file, _) = step {
                let name = file.to_path_buf();
                drop(file);
                forget(&name);
            }
        }
        for folder in self.folders.drain(..).rev() {
            drop(std::fs::remove_dir(&folder));
            forget(&folder);
        }
    }
}

fn forget(path: &Path) {
    passing().retain(|known| known != path);
}

/// Where a path leads, from the root: a link is followed, also if what it names does not exist.
fn destination(path: &Path) -> std::io::Result<PathBuf> {
    if let Ok(found) = std::fs::canonicalize(path) {
        return Ok(found);
    }
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match std::fs::read_link(&at) {
            Ok(to) => at = at.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return std::path::absolute(at),
        }
    }
    Err(std::io::Error::other(both("its links lead nowhere", "de koppelingen leiden nergens heen")))
}

/// The permissions of the file that is to be replaced, if there is one.
fn replaceable(target: &Path) -> std::io::Result<Option<std::fs::Permissions>> {
    let Ok(data) = std::fs::metadata(target) else { return Ok(None) };
    if data.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !data.is_file() {
        return Err(std::io::Error::other(both(
            "it is no regular file",
            "het is geen gewoon bestand",
        )));
    }
    // A rename asks leave of the folder alone. Who may do anything is still told by the mark that a
    // file is only to be read.
    if data.permissions().readonly() {
        return Err(std::io::Error::other(Said::from(READ_ONLY)));
    }
    std::fs::OpenOptions::new().write(true).open(target)?;
    Ok(Some(data.permissions()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) -> Result<()> {
        write_whole(path, text.as_bytes())
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert!(write(folder.path(), "x").is_err());
        assert!(write(&path.join("a.csv"), "x").is_err());
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn a_missing_folder_is_made_and_goes_again_if_nothing_comes_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x").join("y");
        let mut pending = Pending::default();
        pending.add(&deep.join("a.csv"), b"a").unwrap();
        assert_eq!(names(&deep).len(), 1);
        drop(pending);
        assert!(names(folder.path()).is_empty());
        write(&deep.join("a.csv"), "a").unwrap();
        assert_eq!(names(&deep), ["a.csv"]);
    }

    #[test]
    fn a_file_that_may_only_be_read_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        write(&path, "one").unwrap();
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        let error = write(&path, "two").unwrap_err().to_string();
        assert!(error.contains("may only be read"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_whether_they_lead_to_a_file_or_to_none() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("real.csv", at("second.csv")).unwrap();
        symlink("second.csv", at("first.csv")).unwrap();
        for text in ["one", "two"] {
            write(&at("first.csv"), text).unwrap();
            assert_eq!(std::fs::read_to_string(at("real.csv")).unwrap(), text);
            assert!(at("first.csv").is_symlink() && at("second.csv").is_symlink());
        }
        symlink("b.csv", at("a.csv")).unwrap();
        symlink("a.csv", at("b.csv")).unwrap();
        assert!(write(&at("a.csv"), "x").is_err());
    }
}
