//! What a file is, told before it is read: by its name, what kind of file it is, its size, and its
//! first and last bytes.

use crate::error::{Error, Finding, Findings, Place, Result};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

/// More bytes than this are no criteria file.
pub const LARGEST_CRITERIA: MaxSize = MaxSize(100_000_000);

/// The most bytes that a data table may take: as a file, and unpacked (a workbook's parts; 16 bytes
/// for each cell of a Parquet table). Written `500M` or `2G`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxSize(pub u64);

impl Default for MaxSize {
    fn default() -> MaxSize {
        MaxSize(500_000_000)
    }
}

/// The letters for thousands, millions ... of bytes.
const UNITS: [(char, u64); 4] =
    [('K', 1_000), ('M', 1_000_000), ('G', 1_000_000_000), ('T', 1_000_000_000_000)];

impl std::str::FromStr for MaxSize {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<MaxSize, String> {
        let text = text.trim().trim_end_matches(['B', 'b']);
        let unit =
            UNITS.iter().find(|(letter, _)| text.ends_with([*letter, letter.to_ascii_lowercase()]));
        let (number, factor) =
            unit.map_or((text, 1), |(_, factor)| (&text[..text.len() - 1], *factor));
        if let Some(message) = crate::case::read::written::two_readings(number) {
            return Err(message);
        }
        let size = crate::case::read::marks::plain(number)
            .map(|number| number * factor as f64)
            .filter(|size| (1.0..=1e18).contains(size));
        size.map(|size| MaxSize(size as u64))
            .ok_or_else(|| "a size in bytes, as in 500M or 2G".to_owned())
    }
}

impl std::fmt::Display for MaxSize {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match UNITS.iter().rev().find(|(_, factor)| self.0 >= *factor) {
            Some((letter, factor)) => {
                let name = if *letter == 'K' { "kB".to_owned() } else { format!("{letter}B") };
                write!(
                    f,
                    "{} {name}",
                    crate::problem::number((self.0 as f64 / *factor as f64 * 10.0).round() / 10.0)
                )
            }
            None => write!(f, "{} bytes", self.0),
        }
    }
}

impl MaxSize {
    /// What to do about a table that takes `size` bytes, or more than that.
    pub fn remedy(self, size: u64) -> String {
        let room = size.max(self.0).saturating_mul(2);
        let (letter, factor) =
            UNITS.iter().rev().find(|(_, factor)| room >= *factor).unwrap_or(&UNITS[0]);
        format!(
            "`--max-size {}{letter}` allows that; a larger table takes more memory",
            room.div_ceil(*factor)
        )
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A criteria file.
    Criteria,
    /// A table in lines of text.
    Lines,
    /// Parquet.
    Parquet,
    /// An Excel workbook.
    Workbook,
}

/// The format that a table's name stands for.
///
/// # Errors
/// A message and a remedy where it is none that this build reads.
pub fn format(file: &Path) -> std::result::Result<Format, (String, String)> {
    let extension = file
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    match extension.as_str() {
        "csv" | "tsv" | "txt" => return Ok(Format::Lines),
        "parquet" if cfg!(feature = "frames") => return Ok(Format::Parquet),
        "xlsx" if cfg!(feature = "xlsx") => return Ok(Format::Workbook),
        _ => {}
    }
    let known = match (cfg!(feature = "frames"), cfg!(feature = "xlsx")) {
        (true, true) => ".csv, .tsv, .parquet and .xlsx",
        (true, false) => ".csv, .tsv and .parquet (this build has no Excel)",
        (false, true) => ".csv, .tsv and .xlsx (this build has no Parquet)",
        (false, false) => ".csv and .tsv (this build has neither Parquet nor Excel)",
    };
    let message = match extension.is_empty() {
        true => "a table whose name has no extension cannot be read".to_owned(),
        false => format!("a table of kind `.{extension}` cannot be read"),
    };
    let help = match extension.as_str() {
        "xls" | "xlsm" | "xlsb" | "ods" | "numbers" => {
            format!("save it as .xlsx; known are {known}")
        }
        _ => format!("known are {known}"),
    };
    Err((message, help))
}

/// Open a file that may well be what its name says, without reading more than its ends.
///
/// # Errors
/// [`Error::Io`] if it cannot be opened; a finding if it is no file, is larger than `most`, or
/// starts or ends as something else.
pub fn open(path: &Path, format: Format, most: MaxSize) -> Result<File> {
    let fail = |source| crate::case::read::beside::unread(path, source);
    let refuse = |message: String, help: String| {
        let finding = Finding::error(Place::File(path.display().to_string()), message);
        let finding = if help.is_empty() { finding } else { finding.help(help) };
        Error::Findings(Findings(vec![finding]))
    };
    // A pipe must not be opened twice, and a device may never end.
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(refuse("this is a folder, not a file".into(), String::new()));
    }
    if is_device(&metadata) {
        return Err(refuse(
            "this is a device, not a file".into(),
            "copy what it gives to a file first".into(),
        ));
    }
    if metadata.len() > most.0 {
        let size = MaxSize(metadata.len());
        return Err(match format {
            Format::Criteria => {
                refuse(format!("this file takes {size}: that is no criteria file"), String::new())
            }
            _ => refuse(
                format!("this file takes {size}; at most {most} are read"),
                most.remedy(size.0),
            ),
        });
    }
    let mut file = File::open(path).map_err(fail)?;
    if !metadata.is_file() {
        return Ok(file);
    }
    let (mut start, mut end) = (Vec::new(), Vec::new());
    (&file).take(8).read_to_end(&mut start).map_err(fail)?;
    file.seek(SeekFrom::Start(metadata.len().saturating_sub(4))).map_err(fail)?;
    (&file).take(4).read_to_end(&mut end).map_err(fail)?;
    file.seek(SeekFrom::Start(0)).map_err(fail)?;
    match mistaken(format, &start, &end) {
        Some((message, help)) => Err(refuse(message, help)),
        None => Ok(file),
    }
}

/// Why bytes that start and end like this are not of that format; an empty file is for the reader
/// to name.
fn mistaken(format: Format, start: &[u8], end: &[u8]) -> Option<(String, String)> {
    const KINDS: [(&[u8], &str, &str); 7] = [
        (b"PAR1", "a Parquet file", "give it the extension .parquet"),
        (
            b"PK\x03\x04",
            "a workbook or another zip archive",
            "give a workbook the extension .xlsx; unpack an archive first",
        ),
        (
            b"\xD0\xCF\x11\xE0",
            "an old workbook (.xls), or one with a password",
            "open it in a spreadsheet program and save it as .xlsx, without a password",
        ),
        (b"\x1F\x8B", "packed with gzip", "unpack it first"),
        (b"\x28\xB5\x2F\xFD", "packed with zstd", "unpack it first"),
        (b"%PDF", "a PDF", "type its table into a file of its own"),
        (b"SQLite f", "a database", "export the table as .csv first"),
    ];
    let found = KINDS
        .iter()
        .find(|(sign, ..)| start.starts_with(sign))
        .map(|(_, kind, help)| (*kind, *help));
    let (name, extension) = match format {
        Format::Criteria | Format::Lines => {
            return found.map(|(kind, help)| {
                let help = if format == Format::Criteria {
                    "a criteria file is a text in TOML, as `afweging init` writes it"
                } else {
                    help
                };
                (format!("this is no text: it is {kind}"), help.to_owned())
            });
        }
        Format::Parquet => ("a readable Parquet file", "PAR1"),
        Format::Workbook => ("a readable workbook", "PK\x03\x04"),
    };
    if !start.starts_with(extension.as_bytes()) {
        let (kind, help) = found.unwrap_or((
            "something else",
            "a text table has the extension .csv; else write the table again",
        ));
        return Some((
            format!("not {name}: its first bytes say that it is {kind}"),
            help.to_owned(),
        ));
    }
    (format == Format::Parquet && end != b"PAR1").then(|| {
        (
            format!("not {name}: its last bytes are not those of one"),
            "it may have been cut short: copy or write it again".to_owned(),
        )
    })
}

#[cfg(unix)]
fn is_device(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_block_device() || kind.is_socket()
}

#[cfg(not(unix))]
fn is_device(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_written() {
        for (text, size) in [
            ("500M", 500_000_000),
            ("2G", 2_000_000_000),
            ("1.5GB", 1_500_000_000),
            ("10k", 10_000),
            ("7", 7),
        ] {
            assert_eq!(text.parse(), Ok(MaxSize(size)), "{text}");
        }
        assert!("1.500G".parse::<MaxSize>().unwrap_err().contains("1.5 or as 1500"));
        assert!(
            "0".parse::<MaxSize>().is_err()
                && "much".parse::<MaxSize>().is_err()
                && "-1G".parse::<MaxSize>().is_err()
        );
        assert_eq!(MaxSize(20_000_000_000).to_string(), "20 GB");
        assert_eq!(MaxSize(1_536_000).to_string(), "1.5 MB");
        assert!(MaxSize::default().remedy(600_000_000).contains("`--max-size 2G`"));
    }
}
