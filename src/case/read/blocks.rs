//! A table that is spread over parts, read block after block: the parts are opened together and must
//! have the same columns; each block is fetched by one thread and taken apart by another.

use crate::case::read::column::RawColumn;
use crate::case::read::csv_blocks::{CsvPart, Lines};
#[cfg(feature = "frames")]
use crate::case::read::parquet_blocks::{ParquetPart, Rows};
use crate::case::read::parts::{Part, refused};
#[cfg(feature = "frames")]
use crate::case::read::recognise::Format;
use crate::case::read::tables::RawTable;
use crate::error::{Result, both};

/// Rows of text may be long: no block has more bytes than about so many.
const MOST_BYTES: usize = 8 << 20;

/// A table in parts, of which the columns that are wanted are read.
pub(crate) struct TableParts {
    parts: Vec<OpenPart>,
}

/// A part whose header or footer was read.
struct OpenPart {
    part: Part,
    content: Content,
    /// The columns that are read, as the file has them.
    wanted: Vec<String>,
}

enum Content {
    Lines(CsvPart),
    #[cfg(feature = "frames")]
    Parquet(ParquetPart),
}

/// Some rows of a part that were fetched and not taken apart yet.
pub(crate) struct Block {
    part: usize,
    fetched: Fetched,
}

enum Fetched {
    Lines(Lines),
    #[cfg(feature = "frames")]
    Parquet(Rows),
}

impl OpenPart {
    /// The columns, each with its type in words.
    fn columns(&self) -> Vec<(String, String)> {
        match &self.content {
            Content::Lines(csv) => {
                csv.headers.iter().map(|name| (name.clone(), "text".to_owned())).collect()
            }
            #[cfg(feature = "frames")]
            Content::Parquet(parquet) => parquet.columns.clone(),
        }
    }
}

impl TableParts {
    /// Open parts of one kind, of which the columns `wanted` are to be read; `keys` are the ids of
    /// keys, by which a header is recognised.
    ///
    /// # Errors
    /// [`crate::Error::Io`], and a finding for a part that cannot be opened, or whose columns, or
    /// their types, are not those of the first part.
    pub(crate) fn open(parts: Vec<Part>, wanted: &[String], keys: &[&str]) -> Result<TableParts> {
        let mut out: Vec<OpenPart> = Vec::with_capacity(parts.len());
        for part in parts {
            #[cfg(feature = "frames")]
            let content = match part.format {
                Format::Parquet => Content::Parquet(ParquetPart::open(&part)?),
                _ => Content::Lines(CsvPart::open(&part, keys)?),
            };
            #[cfg(not(feature = "frames"))]
            let content = Content::Lines(CsvPart::open(&part, keys)?);
            part.check()?;
            let mut open = OpenPart { part, content, wanted: Vec::new() };
            let mut columns = open.columns();
            columns.retain(|(name, _)| wanted.iter().any(|it| it == name.trim()));
            check_twice(&open.part, &columns)?;
            if let Some(first) = out.first() {
                same_folders(&first.part, &open.part)?;
                alike(first, &open, &columns)?;
            }
            open.wanted = columns.into_iter().map(|(name, _)| name).collect();
            out.push(open);
        }
        Ok(TableParts { parts: out })
    }

    /// How many parts there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// A part, by its number.
    pub(crate) fn part(&self, at: usize) -> &Part {
        &self.parts[at].part
    }

    /// Every part.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().map(|open| &open.part)
    }

    /// The names of all columns of the first part, those of folders included.
    pub(crate) fn headers(&self) -> Vec<String> {
        let Some(first) = self.parts.first() else { return Vec::new() };
        let own = first.columns().into_iter().map(|(name, _)| name.trim().to_owned());
        own.chain(first.part.keys.iter().map(|(key, _)| key.clone())).collect()
    }

    /// How many rows there are, and whether that is only about so many.
    pub(crate) fn rows(&self) -> (u64, bool) {
        let mut about = false;
        let rows = self.parts.iter().map(|open| match &open.content {
            Content::Lines(csv) => {
                about = true;
                open.part.bytes() / csv.row_bytes
            }
            #[cfg(feature = "frames")]
            Content::Parquet(parquet) => parquet.rows(),
        });
        (rows.sum(), about)
    }

    /// About how many bytes its figures take in memory, where that is known before they are read.
    pub(crate) fn unpacked(&self) -> u64 {
        self.parts
            .iter()
            .map(|open| match &open.content {
                Content::Lines(_) => 0,
                #[cfg(feature = "frames")]
                Content::Parquet(parquet) => {
                    let cells = parquet.rows().saturating_mul(parquet.columns.len() as u64);
                    cells.saturating_mul(super::parquet::BYTES_PER_CELL)
                }
            })
            .fold(0, u64::saturating_add)
    }

    /// Fetch the blocks of a part, of about so many rows each, one after the other, until `take`
    /// says that it is enough.
    ///
    /// # Errors
    /// [`crate::Error::Io`], and a finding for a part that changed, or that cannot be read.
    pub(crate) fn fetch(
        &self,
        at: usize,
        rows: usize,
        take: &mut dyn FnMut(Block) -> bool,
    ) -> Result<()> {
        let open = &self.parts[at];
        match &open.content {
            Content::Lines(csv) => {
                let bytes = rows.saturating_mul(csv.row_bytes as usize).min(MOST_BYTES);
                csv.blocks(&open.part, bytes, &mut |lines| {
                    take(Block { part: at, fetched: Fetched::Lines(lines) })
                })
            }
            #[cfg(feature = "frames")]
            Content::Parquet(parquet) => {
                parquet.blocks(&open.part, &open.wanted, rows, &mut |rows| {
                    take(Block { part: at, fetched: Fetched::Parquet(rows) })
                })
            }
        }
    }

    /// The table that a block holds, with the columns that are wanted and the keys that its folders
    /// give.
    ///
    /// # Errors
    /// Findings with every row that cannot be read, by its number in the part.
    pub(crate) fn table(&self, block: Block) -> Result<RawTable> {
        let open = &self.parts[block.part];
        let mut table = match (&open.content, block.fetched) {
            (Content::Lines(csv), Fetched::Lines(lines)) => csv.table(&open.part, lines)?,
            #[cfg(feature = "frames")]
            (Content::Parquet(parquet), Fetched::Parquet(rows)) => {
                parquet.table(&open.part, &open.wanted, rows)?
            }
            #[cfg(feature = "frames")]
            _ => unreachable!("a block is of the kind of its part"),
        };
        let is_wanted = |name: &String| open.wanted.iter().any(|it| it.trim() == name);
        let others: Vec<usize> =
            (0..table.headers.len()).filter(|column| !is_wanted(&table.headers[*column])).collect();
        others.into_iter().rev().for_each(|column| table.without_column(column));
        for (key, value) in &open.part.keys {
            if !table.headers.contains(key) {
                let texts = std::iter::repeat_n(value.as_str(), table.rows()).collect();
                table.add_column(key.clone(), RawColumn::Text(texts));
            }
        }
        Ok(table)
    }
}

/// That the folders of a part give the same keys as those of the first part.
fn same_folders(first: &Part, other: &Part) -> Result<()> {
    let names = |part: &Part| {
        let mut names: Vec<String> = part.keys.iter().map(|(key, _)| key.clone()).collect();
        names.sort();
        names
    };
    let (before, own) = (names(first), names(other));
    if before == own {
        return Ok(());
    }
    let said = |names: &[String], none: &str| match names {
        [] => none.to_owned(),
        names => names.join(", "),
    };
    Err(refused(
        other.name(),
        both(
            format!(
                "its folders give these keys: {}; those of {} give: {}",
                said(&own, "none"),
                first.name(),
                said(&before, "none")
            ),
            format!(
                "de mappen ervan geven deze sleutels: {:#}; die van {:#} geven: {:#}",
                said(&own, "geen"),
                first.name(),
                said(&before, "geen")
            ),
        ),
        both(
            "keep all parts in folders of the same kind, as in region=North/part.parquet, or name the folder of those that belong together",
            "bewaar alle delen in mappen van dezelfde soort, zoals regio=Noord/deel.parquet, of noem de map van die welke samenhoren",
        ),
    ))
}

/// A header that stands twice in a part says nothing.
fn check_twice(part: &Part, columns: &[(String, String)]) -> Result<()> {
    let twice = columns.iter().enumerate().find(|(at, (name, _))| {
        columns[..*at].iter().any(|(earlier, _)| earlier.trim() == name.trim())
    });
    match twice {
        Some((_, (name, _))) => Err(refused(
            part.name(),
            both(
                format!("two columns are called `{}`", name.trim()),
                format!("twee kolommen heten `{:#}`", name.trim()),
            ),
            both("rename one of them", "hernoem er een"),
        )),
        None => Ok(()),
    }
}

/// That the columns of a part that are read are those of the first part, with the same types.
fn alike(first: &OpenPart, other: &OpenPart, columns: &[(String, String)]) -> Result<()> {
    let of_first: Vec<(String, String)> =
        first.columns().into_iter().filter(|(name, _)| first.wanted.contains(name)).collect();
    let type_in = |list: &[(String, String)], name: &str| {
        list.iter().find(|(it, _)| it.trim() == name.trim()).map(|(_, kind)| kind.clone())
    };
    let all = of_first.iter().chain(columns).map(|(name, _)| name.trim());
    for name in all {
        let (own, before) = (type_in(columns, name), type_in(&of_first, name));
        if own == before {
            continue;
        }
        let shown = first.part.name();
        let (message, help) = match (own, before) {
            (Some(own), Some(before)) => (
                both(
                    format!("the column `{name}` is {own} here, and {before} in {shown}"),
                    format!("de kolom `{name:#}` is hier {own:#}, en {before:#} in {shown:#}"),
                ),
                both("write the parts with the same types", "schrijf de delen met dezelfde types"),
            ),
            (None, _) => (
                both(
                    format!("the column `{name}` is not here, and is in {shown}"),
                    format!("de kolom `{name:#}` ontbreekt hier, en staat wel in {shown:#}"),
                ),
                both(
                    "write the parts with the same columns",
                    "schrijf de delen met dezelfde kolommen",
                ),
            ),
            (_, None) => (
                both(
                    format!("the column `{name}` is here, and not in {shown}"),
                    format!("de kolom `{name:#}` staat hier, en niet in {shown:#}"),
                ),
                both(
                    "write the parts with the same columns",
                    "schrijf de delen met dezelfde kolommen",
                ),
            ),
        };
        return Err(refused(other.part.name(), message, help));
    }
    Ok(())
}
