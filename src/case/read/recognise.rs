//! What a file is, told before it is read: by its name, what kind of file it is, its size, and its
//! first and last bytes.

use crate::error::{Error, Finding, Findings, Phrase, Place, Result, Said, both};
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
    type Err = Said;

    fn from_str(text: &str) -> std::result::Result<MaxSize, Said> {
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
        size.map(|size| MaxSize(size as u64)).ok_or_else(|| {
            both("a size in bytes, as in 500M or 2G", "een grootte in bytes, zoals 500M of 2G")
        })
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
    pub fn remedy(self, size: u64) -> Said {
        let room = size.max(self.0).saturating_mul(2);
        let (letter, factor) =
            UNITS.iter().rev().find(|(_, factor)| room >= *factor).unwrap_or(&UNITS[0]);
        both(
            format!(
                "`--max-size {}{letter}` allows that; a larger table takes more memory",
                room.div_ceil(*factor)
            ),
            format!(
                "`--max-size {:#}{letter:#}` laat dat toe; een grotere tabel vraagt meer geheugen",
                room.div_ceil(*factor)
            ),
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
pub fn format(file: &Path) -> std::result::Result<Format, (Said, Said)> {
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
        (true, true) => both(".csv, .tsv, .parquet and .xlsx", ".csv, .tsv, .parquet en .xlsx"),
        (true, false) => both(
            ".csv, .tsv and .parquet (this build has no Excel)",
            ".csv, .tsv en .parquet (in deze versie geen Excel)",
        ),
        (false, true) => both(
            ".csv, .tsv and .xlsx (this build has no Parquet)",
            ".csv, .tsv en .xlsx (in deze versie geen Parquet)",
        ),
        (false, false) => both(
            ".csv and .tsv (this build has neither Parquet nor Excel)",
            ".csv en .tsv (in deze versie geen Parquet en geen Excel)",
        ),
    };
    let message = match extension.is_empty() {
        true => both(
            "a table whose name has no extension cannot be read",
            "een tabel waarvan de naam geen extensie heeft, kan niet worden gelezen",
        ),
        false => both(
            format!("a table of kind `.{extension}` cannot be read"),
            format!("een tabel van de soort `.{extension:#}` kan niet worden gelezen"),
        ),
    };
    let help = match extension.as_str() {
        "xls" | "xlsm" | "xlsb" | "ods" | "numbers" => both(
            format!("save it as .xlsx; known are {known}"),
            format!("bewaar ze als .xlsx; bekend zijn {known:#}"),
        ),
        _ => both(format!("known are {known}"), format!("bekend zijn {known:#}")),
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
    let refuse = |message: Said, help: Said| {
        let finding = Finding::error(Place::File(path.display().to_string()), message);
        let finding = if help.is_empty() { finding } else { finding.help(help) };
        Error::Findings(Findings(vec![finding]))
    };
    // A pipe must not be opened twice, and a device may never end.
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(refuse(
            both("this is a folder, not a file", "dit is een map, geen bestand"),
            Said::default(),
        ));
    }
    if is_device(&metadata) {
        return Err(refuse(
            both("this is a device, not a file", "dit is een apparaat, geen bestand"),
            both(
                "copy what it gives to a file first",
                "kopieer eerst naar een bestand wat het geeft",
            ),
        ));
    }
    if metadata.len() > most.0 {
        let size = MaxSize(metadata.len());
        return Err(match format {
            Format::Criteria => refuse(
                both(
                    format!("this file takes {size}: that is no criteria file"),
                    format!("dit bestand is {size:#} groot: dat is geen criteriabestand"),
                ),
                Said::default(),
            ),
            _ => refuse(
                both(
                    format!("this file takes {size}; at most {most} are read"),
                    format!("dit bestand is {size:#} groot; er wordt hoogstens {most:#} gelezen"),
                ),
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
fn mistaken(format: Format, start: &[u8], end: &[u8]) -> Option<(Said, Said)> {
    const KINDS: [(&[u8], Phrase, Phrase); 7] = [
        (
            b"PAR1",
            Phrase("a Parquet file", "een Parquet-bestand"),
            Phrase("give it the extension .parquet", "geef het de extensie .parquet"),
        ),
        (
            b"PK\x03\x04",
            Phrase("a workbook or another zip archive", "een werkmap of een ander zip-archief"),
            Phrase(
                "give a workbook the extension .xlsx; unpack an archive first",
                "geef een werkmap de extensie .xlsx; pak een archief eerst uit",
            ),
        ),
        (
            b"\xD0\xCF\x11\xE0",
            Phrase(
                "an old workbook (.xls), or one with a password",
                "een oude werkmap (.xls), of een met een wachtwoord",
            ),
            Phrase(
                "open it in a spreadsheet program and save it as .xlsx, without a password",
                "open het in een rekenblad en bewaar het als .xlsx, zonder wachtwoord",
            ),
        ),
        (
            b"\x1F\x8B",
            Phrase("packed with gzip", "ingepakt met gzip"),
            Phrase("unpack it first", "pak het eerst uit"),
        ),
        (
            b"\x28\xB5\x2F\xFD",
            Phrase("packed with zstd", "ingepakt met zstd"),
            Phrase("unpack it first", "pak het eerst uit"),
        ),
        (
            b"%PDF",
            Phrase("a PDF", "een PDF"),
            Phrase(
                "type its table into a file of its own",
                "typ de tabel over in een eigen bestand",
            ),
        ),
        (
            b"SQLite f",
            Phrase("a database", "een databank"),
            Phrase("export the table as .csv first", "voer de tabel eerst uit als .csv"),
        ),
    ];
    let found = KINDS
        .iter()
        .find(|(sign, ..)| start.starts_with(sign))
        .map(|(_, kind, help)| (*kind, *help));
    let (name, extension) = match format {
        Format::Criteria | Format::Lines => {
            return found.map(|(kind, help)| {
                let help = if format == Format::Criteria {
                    both("a criteria file is a text in TOML, as `afweging init` writes it", "een criteriabestand is een tekst in TOML, zoals `afweging init` die schrijft")
                } else {
                    help.into()
                };
                (both(format!("this is no text: it is {kind}"), format!("dit is geen tekst: het is {kind:#}")), help)
            });
        }
        Format::Parquet => {
            (both("a readable Parquet file", "een leesbaar Parquet-bestand"), "PAR1")
        }
        Format::Workbook => (both("a readable workbook", "een leesbare werkmap"), "PK\x03\x04"),
    };
    if !start.starts_with(extension.as_bytes()) {
        let (kind, help) = found.unwrap_or((
            Phrase("something else", "iets anders"),
            Phrase(
                "a text table has the extension .csv; else write the table again",
                "een teksttabel heeft de extensie .csv; schrijf de tabel anders opnieuw",
            ),
        ));
        return Some((
            both(
                format!("not {name}: its first bytes say that it is {kind}"),
                format!("dit is niet {name:#}: de eerste bytes zeggen dat het {kind:#} is"),
            ),
            help.into(),
        ));
    }
    (format == Format::Parquet && end != b"PAR1").then(|| {
        (
            both(
                format!("not {name}: its last bytes are not those of one"),
                format!("dit is niet {name:#}: de laatste bytes zijn niet die ervan"),
            ),
            both(
                "it may have been cut short: copy or write it again",
                "het kan afgebroken zijn: kopieer of schrijf het opnieuw",
            ),
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
