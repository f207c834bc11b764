//! What is said of a table that stands for a whole case.

use crate::error::both;
use crate::error::{Error, Phrase, Result};

/// What the columns of a table are, where the table itself does not say it. The default says
/// nothing. A column is named by its header or by its id.
///
/// ```
/// use afweging::case::TableOptions;
///
/// let options = TableOptions { min: vec!["price".into()], ..TableOptions::default() };
/// assert_ne!(options, TableOptions::default());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableOptions {
    /// The columns that name an alternative, together. Empty: the first one that can.
    pub key: Vec<String>,
    /// Criteria on which less is better.
    pub min: Vec<String>,
    /// Criteria on which more is better, as it is where nothing is said.
    pub max: Vec<String>,
    /// Criteria on which a figure is best, with that figure as typed.
    pub target: Vec<(String, String)>,
    /// Criteria with the ends of their scales, lower and upper, as typed.
    pub scale: Vec<(String, String, String)>,
    /// Criteria with the levels of their scales, worst first.
    pub levels: Vec<(String, Vec<String>)>,
    /// Columns that are no criteria, though their cells may look like figures.
    pub attribute: Vec<String>,
    /// Keys whose values name a group of alternatives that compete with each other.
    pub rank_within: Vec<String>,
    /// Whether columns such as `price_low`, `price_high` and `price_std` say how sure the figures
    /// of `price` are. Else a table that has such columns is refused: they could be criteria too.
    pub uncertainty_columns: bool,
}

impl TableOptions {
    /// Every option that is given: the argument, and its value as it is typed.
    pub fn given(&self) -> Vec<(&'static str, String)> {
        let lists = [
            ("key", &self.key),
            ("min", &self.min),
            ("max", &self.max),
            ("attribute", &self.attribute),
            ("rank_within", &self.rank_within),
        ];
        let columns = |(argument, columns): (&'static str, &Vec<String>)| {
            columns.iter().map(move |column| (argument, column.clone())).collect::<Vec<_>>()
        };
        let mut out: Vec<(&'static str, String)> = lists.into_iter().flat_map(columns).collect();
        let targets = self.target.iter();
        out.extend(targets.map(|(column, best)| ("target", format!("{column}={best}"))));
        let scales = self.scale.iter();
        out.extend(scales.map(|(column, low, high)| ("scale", format!("{column}={low}..{high}"))));
        let levels = self.levels.iter();
        out.extend(
            levels.map(|(column, levels)| ("levels", format!("{column}={}", levels.join(",")))),
        );
        out.extend(self.uncertainty_columns.then(|| ("uncertainty", "columns".to_owned())));
        out
    }

    /// The options in the words of the command line, for the record.
    pub fn words(&self) -> Vec<String> {
        let given = self.given().into_iter();
        given
            .map(|(argument, value)| {
                format!("--{} {}", argument.replace('_', "-"), shell_word(&value))
            })
            .collect()
    }
}

/// A word as a shell reads it: in quotation marks where it has more than letters, digits and signs
/// that stand for themselves.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-+=.,:/@%#".contains(c);
    match text.chars().all(is_plain) && !text.is_empty() && !text.starts_with('#') {
        true => text.to_owned(),
        false if !text.contains(['"', '$', '`', '\\', '!']) => format!("\"{text}\""),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// `col=21.5` as a column and what is said of it. A header may hold `=` itself, a figure does not.
fn split<'a>(argument: &'static str, typed: &'a str, form: Phrase) -> Result<(&'a str, &'a str)> {
    let parts = typed.rsplit_once('=').map(|(column, said)| (column.trim(), said.trim()));
    match parts {
        Some((column, said)) if !column.is_empty() && !said.is_empty() => Ok((column, said)),
        _ => Err(Error::argument(
            argument,
            typed,
            both(format!("write {form}"), format!("schrijf {form:#}")),
        )),
    }
}

/// `col=21.5`
///
/// # Errors
/// [`Error::Argument`] for another form.
pub fn target(typed: &str) -> Result<(String, String)> {
    let (column, best) = split(
        "target",
        typed,
        Phrase("COLUMN=FIGURE, as in temperature=21.5", "KOLOM=CIJFER, zoals temperature=21.5"),
    )?;
    Ok((column.to_owned(), best.to_owned()))
}

/// `col=0..100`
///
/// # Errors
/// [`Error::Argument`] for another form.
pub fn scale(typed: &str) -> Result<(String, String, String)> {
    let form = Phrase(
        "COLUMN=LOW..HIGH, as in quality=0..10",
        "KOLOM=LAAGSTE..HOOGSTE, zoals quality=0..10",
    );
    let (column, ends) = split("scale", typed, form)?;
    match ends.split_once("..") {
        Some((low, high)) if !low.trim().is_empty() && !high.trim().is_empty() => {
            Ok((column.to_owned(), low.trim().to_owned(), high.trim().to_owned()))
        }
        _ => Err(Error::argument(
            "scale",
            typed,
            both(format!("write {form}"), format!("schrijf {form:#}")),
        )),
    }
}

/// `col=--,-,0,+,++`
///
/// # Errors
/// [`Error::Argument`] for another form.
pub fn levels(typed: &str) -> Result<(String, Vec<String>)> {
    let form = Phrase(
        "COLUMN=WORST,...,BEST, as in service=poor,fair,good",
        "KOLOM=SLECHTSTE,...,BESTE, zoals service=poor,fair,good",
    );
    // A level may hold `=`, as in `>=3`; a header rarely does.
    let Some((column, list)) = typed.split_once('=') else {
        return Err(Error::argument(
            "levels",
            typed,
            both(format!("write {form}"), format!("schrijf {form:#}")),
        ));
    };
    let levels: Vec<String> = list.split(',').map(|level| level.trim().to_owned()).collect();
    if column.trim().is_empty() || levels.len() < 2 || levels.iter().any(String::is_empty) {
        return Err(Error::argument(
            "levels",
            typed,
            both(format!("write {form}"), format!("schrijf {form:#}")),
        ));
    }
    Ok((column.trim().to_owned(), levels))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_taken_apart() {
        assert_eq!(target("a b = 21.5").unwrap(), ("a b".into(), "21.5".into()));
        assert_eq!(target("a=b=3").unwrap(), ("a=b".into(), "3".into()));
        assert_eq!(scale("q=0..10").unwrap(), ("q".into(), "0".into(), "10".into()));
        assert_eq!(scale("q=-1.5 .. 2").unwrap(), ("q".into(), "-1.5".into(), "2".into()));
        let list = ["--", "-", "0", "+", "++"].map(String::from).to_vec();
        assert_eq!(levels("s=--,-,0,+,++").unwrap(), ("s".into(), list));
        for wrong in ["a", "=3", "a="] {
            assert!(target(wrong).is_err(), "{wrong}");
        }
        for wrong in ["q", "q=3", "q=..3", "q=3..", "=0..1"] {
            assert!(scale(wrong).is_err(), "{wrong}");
        }
        for wrong in ["s", "s=low", "s=low,", "=low,high"] {
            assert!(levels(wrong).is_err(), "{wrong}");
        }
    }
}
