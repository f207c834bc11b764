//! Weights written into a case that exists already. Only the values themselves change: comments,
//! order and layout are the user's own. The new bytes are given back, and no file is touched.

mod criteria_file;
mod listed;
#[cfg(feature = "xlsx")]
mod sheet;
#[cfg(feature = "xlsx")]
mod workbook;

use crate::case::read::beside::is_table;
#[cfg(feature = "xlsx")]
use crate::case::read::recognise::Format;
use crate::case::read::recognise::{self, MaxSize};
use crate::error::both;
use crate::error::{Error, Finding, Findings, Place, Result};
use crate::problem::tree::check_weight;
use std::collections::BTreeSet;
use std::path::Path;

/// The bytes of a criteria file (`.toml`) or of a workbook with a sheet `criteria` (`.xlsx`), with
/// these weights in it. A weight belongs to the criterion with its id and counts among the criteria
/// with the same parent: a finite number of at least 0 that need not sum to 1 with the others. All
/// criteria with the same parent are given one, or none of them is.
///
/// In a criteria file the value behind `weight =` is replaced; where a criterion has none, such a
/// line is added behind its other short ones. In a workbook the cells of the column `weight` are
/// written, and what they held before goes, formulas too; their formats stay. Formulas elsewhere
/// show the figures of before until a spreadsheet program computes them. The numbers are the
/// shortest texts that are read back as the same doubles.
///
/// `most` is the most that a workbook may take, as for one that is read. To replace the file as a
/// whole or not at all, give the bytes to [`write_whole`](crate::write::write_whole).
///
/// # Errors
/// [`Error::Findings`] for a file that cannot be read or is wrong in its form, an id that it does
/// not have or has twice, a criterion with the same parent that is given no weight, weights that
/// `[[weighting]]` derives already, and a workbook without a column `weight` or with a formula that
/// cells share with others; [`Error::Argument`] for an id that is given twice, for what is no
/// weight and for weights that are all 0; [`Error::Io`] where the file cannot be read.
///
/// ```
/// use afweging::case::{MaxSize, with_weights};
///
/// let folder = tempfile::tempdir().unwrap();
/// let path = folder.path().join("case.toml");
/// let text = "format = 1\nid = 'x'\ndata = ['x.csv']\n\
///     [[criteria]]\nid = 'a' # the first\nweight = 3 # for now\n";
/// std::fs::write(&path, text).unwrap();
/// let bytes = with_weights(&path, &[("a".to_owned(), 0.25)], MaxSize::default())?;
/// assert_eq!(bytes, text.replace("weight = 3", "weight = 0.25").into_bytes());
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn with_weights(path: &Path, weights: &[(String, f64)], most: MaxSize) -> Result<Vec<u8>> {
    // Only a workbook has a size that its user may raise.
    #[cfg(not(feature = "xlsx"))]
    let _ = most;
    let mut ids = BTreeSet::new();
    for (id, weight) in weights {
        if !ids.insert(id) {
            return Err(Error::argument(
                "weights",
                id,
                both("this criterion is given two weights", "dit criterium krijgt twee gewichten"),
            ));
        }
        check_weight(*weight)
            .map_err(|message| Error::argument("weights", format!("{id}={weight}"), message))?;
    }
    if !is_table(path) || path.is_dir() {
        return criteria_file::with_weights(path, weights);
    }
    match recognise::format(path) {
        #[cfg(feature = "xlsx")]
        Ok(Format::Workbook) => workbook::with_weights(path, weights, most),
        Ok(_) => {
            let message = both(
                "this is a table, which has no place for weights",
                "dit is een tabel, en daarin is geen plaats voor gewichten",
            );
            let help = both(
                "name a criteria file (.toml), or a workbook with a sheet `criteria`",
                "noem een criteriabestand (.toml), of een werkmap met een blad `criteria`",
            );
            Err(refused(Finding::error(whole(path), message).help(help)))
        }
        Err((message, help)) => Err(refused(Finding::error(whole(path), message).help(help))),
    }
}

/// A file as a whole.
fn whole(path: &Path) -> Place {
    Place::File(path.display().to_string())
}

/// The error that holds one finding.
fn refused(finding: Finding) -> Error {
    Error::Findings(Findings(vec![finding]))
}
