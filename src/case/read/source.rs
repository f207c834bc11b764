//! Reading files as a careful reader would: whole, in UTF-8, and with a word on what is wrong when
//! they are not.

use crate::case::read::recognise::{Format, MaxSize};
use crate::error::both;
use crate::error::{Error, Finding, Place, Result, Source};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// A line longer than this is no line a person wrote; reading stops there instead of filling the
/// memory.
const LONGEST_LINE: usize = 16 << 20;

/// A file that took part in an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The name the user knows it by.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl InputFile {
    /// The record of a file with these bytes.
    pub fn new(name: &str, bytes: &[u8]) -> InputFile {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        InputFile { name: name.to_owned(), sha256 }
    }
}

/// The bytes of a file, once its name, kind, size and ends say that it may be what it should be.
///
/// # Errors
/// [`Error::Io`] if it cannot be read; a finding if it is no such file, takes more than `most`, or
/// should have lines and holds one of more than 16 MiB.
pub fn read(path: &Path, format: Format, most: MaxSize) -> Result<Vec<u8>> {
    let fail = |source| Error::Io { action: "read", path: path.to_owned(), source };
    let mut file = crate::case::read::recognise::open(path, format, most)?;
    let place = || Place::File(path.display().to_string());
    let lines = matches!(format, Format::Criteria | Format::Lines);
    let mut bytes = Vec::new();
    let mut chunk = vec![0; 1 << 20];
    let mut line = 0;
    loop {
        let read = file.read(&mut chunk).map_err(fail)?;
        if read == 0 {
            return Ok(bytes);
        }
        line = match chunk[..read].iter().rposition(|byte| *byte == b'\n') {
            Some(at) => read - at - 1,
            None => line + read,
        };
        if lines && line > LONGEST_LINE {
            let number = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            let message = both(
                format!(
                    "line {number} is longer than 16 MiB: this does not look like a text table or a criteria file"
                ),
                format!(
                    "regel {number:#} is langer dan 16 MiB: dit lijkt geen teksttabel of criteriabestand"
                ),
            );
            return Err(one(Finding::error(place(), message).help(both(
                "check which program wrote it, and that it ends its lines",
                "kijk welk programma het schreef, en of dat zijn regels afsluit",
            ))));
        }
        bytes.extend_from_slice(&chunk[..read]);
        // A pipe does not say its size beforehand.
        if bytes.len() as u64 > most.0 {
            let message = both(
                format!("this gives more than {most}, the most that is read"),
                format!("dit geeft meer dan {most:#}, het meeste dat wordt gelezen"),
            );
            return Err(one(Finding::error(place(), message).help(most.remedy(most.0))));
        }
    }
}

/// The bytes that the standard input gives.
///
/// # Errors
/// [`Error::Io`] if it cannot be read; a finding if it gives more than `most`.
pub fn standard_input(most: MaxSize) -> Result<Vec<u8>> {
    let fail = |source| Error::Io { action: "read", path: "the standard input".into(), source };
    let mut bytes = Vec::new();
    let room = most.0.saturating_add(1);
    std::io::stdin().lock().take(room).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > most.0 {
        let place = Place::File("standard input".to_owned());
        let message = both(
            format!("this gives more than {most}, the most that is read"),
            format!("dit geeft meer dan {most:#}, het meeste dat wordt gelezen"),
        );
        return Err(one(Finding::error(place, message).help(most.remedy(most.0))));
    }
    Ok(bytes)
}

/// The text of a file's bytes, without a byte order mark. The bytes become the text: a large table
/// is not kept twice.
///
/// # Errors
/// A finding with line and column where the bytes are not UTF-8 or hold a NUL.
pub fn text(name: &str, mut bytes: Vec<u8>) -> Result<Arc<Source>> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let finding = Finding::error(
            Place::File(name.to_owned()),
            both("this file is in UTF-16, not UTF-8", "dit bestand is in UTF-16, niet in UTF-8"),
        );
        return Err(one(finding.help(both(
            "save it again as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
            "bewaar het opnieuw als UTF-8 (in een rekenblad: \"CSV UTF-8\")",
        ))));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (body, valid) = (error.as_bytes(), error.utf8_error().valid_up_to());
            let (good, byte) = (&body[..valid], body[valid]);
            let source =
                Source { name: name.to_owned(), text: String::from_utf8_lossy(good).into_owned() };
            let (line, column) = source.line_column(good.len());
            let message = both(
                format!("line {line}, column {column}: byte 0x{byte:02X} is not UTF-8"),
                format!("regel {line:#}, kolom {column:#}: byte 0x{byte:02X} is geen UTF-8"),
            );
            let finding = Finding::error(Place::File(name.to_owned()), message);
            return Err(one(finding.help(both(
                "save the file again as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
                "bewaar het bestand opnieuw als UTF-8 (in een rekenblad: \"CSV UTF-8\")",
            ))));
        }
    };
    let source = Arc::new(Source { name: name.to_owned(), text });
    if let Some(at) = source.text.find('\0') {
        let (line, column) = source.line_column(at);
        let message = both(
            format!(
                "line {line}, column {column}: a NUL byte: this is not a text file, or it is damaged"
            ),
            format!(
                "regel {line:#}, kolom {column:#}: een NUL-byte: dit is geen tekstbestand, of het is beschadigd"
            ),
        );
        return Err(one(Finding::error(Place::File(name.to_owned()), message)));
    }
    Ok(source)
}

/// What a reader of a binary format gives, or `None` if it panics: a damaged file may take a
/// foreign parser by surprise, which may neither end the program nor be heard of. Several readers
/// may be at work at once.
#[cfg(any(feature = "frames", feature = "xlsx"))]
pub fn guarded<T>(read: impl FnOnce() -> T + std::panic::UnwindSafe) -> Option<T> {
    let _silence = Silence::begin();
    std::panic::catch_unwind(read).ok()
}

/// While any of these is there, panics are not heard of. The hook is the whole program's: the first
/// takes it away, and the last puts it back.
#[cfg(any(feature = "frames", feature = "xlsx"))]
struct Silence;

#[cfg(any(feature = "frames", feature = "xlsx"))]
type Hook = Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Sync + Send + 'static>;

/// How many of them there are, and the hook that was there before the first.
#[cfg(any(feature = "frames", feature = "xlsx"))]
static SILENT: std::sync::Mutex<(usize, Option<Hook>)> = std::sync::Mutex::new((0, None));

#[cfg(any(feature = "frames", feature = "xlsx"))]
impl Silence {
    fn begin() -> Silence {
        let mut silent = SILENT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if silent.0 == 0 {
            silent.1 = Some(std::panic::take_hook());
            std::panic::set_hook(Box::new(|_| {}));
        }
        silent.0 += 1;
        Silence
    }
}

#[cfg(any(feature = "frames", feature = "xlsx"))]
impl Drop for Silence {
    fn drop(&mut self) {
        let mut silent = SILENT.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        silent.0 -= 1;
        if silent.0 == 0
            && let Some(hook) = silent.1.take()
        {
            std::panic::set_hook(hook);
        }
    }
}

fn one(finding: Finding) -> Error {
    Error::Findings(crate::error::Findings(vec![finding]))
}
