//! How four database engines write identifiers, texts and numbers, and how a query stops there.

use crate::problem::number;

/// The engine that a query is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// Spark SQL.
    Spark,
    /// Apache DataFusion.
    DataFusion,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Dialect; 4] =
        [Dialect::DuckDb, Dialect::Spark, Dialect::DataFusion, Dialect::Postgres];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::DuckDb => "duckdb",
            Dialect::Spark => "spark",
            Dialect::DataFusion => "datafusion",
            Dialect::Postgres => "postgres",
        }
    }

    /// An identifier in quotes. Whatever it holds, it ends where it should.
    ///
    /// ```
    /// use afweging::export::sql::Dialect;
    ///
    /// assert_eq!(Dialect::DuckDb.identifier(r#"price "net""#), r#""price ""net""""#);
    /// assert_eq!(Dialect::Spark.identifier("a`b"), "`a``b`");
    /// ```
    pub fn identifier(self, name: &str) -> String {
        match self {
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
            _ => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// A text in quotes. Spark reads escapes in a text; the others take a backslash for itself.
    ///
    /// ```
    /// use afweging::export::sql::Dialect;
    ///
    /// assert_eq!(Dialect::Postgres.text("it's"), "'it''s'");
    /// assert_eq!(Dialect::Spark.text(r"it's \n"), r"'it\'s \\n'");
    /// ```
    pub fn text(self, text: &str) -> String {
        match self {
            Dialect::Spark => {
                format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
            }
            _ => format!("'{}'", text.replace('\'', "''")),
        }
    }

    /// An identifier as it stands in a query that is not finished: its lines are kept from being
    /// indented with those of the query.
    pub(super) fn name_inside(self, name: &str) -> String {
        kept(&self.identifier(name))
    }

    /// A text in the same way.
    pub(super) fn text_inside(self, text: &str) -> String {
        kept(&self.text(text))
    }

    /// The type of a number with 64 bits.
    pub(super) fn double(self) -> &'static str {
        match self {
            Dialect::Spark => "DOUBLE",
            _ => "DOUBLE PRECISION",
        }
    }

    /// The type of a text.
    pub(super) fn string(self) -> &'static str {
        match self {
            Dialect::Spark => "STRING",
            _ => "VARCHAR",
        }
    }

    /// An expression as a number with 64 bits.
    pub(super) fn as_double(self, expression: &str) -> String {
        format!("CAST({expression} AS {})", self.double())
    }

    /// An expression as a text.
    pub(super) fn as_text(self, expression: &str) -> String {
        format!("CAST({expression} AS {})", self.string())
    }

    /// The condition that a column holds truth values: readers of files make them of yes and no.
    pub(super) fn is_truth(self, column: &str) -> String {
        match self {
            Dialect::DuckDb => format!("typeof({column}) = 'BOOLEAN'"),
            Dialect::Spark => format!("typeof({column}) = 'boolean'"),
            Dialect::DataFusion => format!("arrow_typeof({column}) = 'Boolean'"),
            Dialect::Postgres => format!("pg_typeof({column}) = 'boolean'::regtype"),
        }
    }

    /// An expression that stops the query, with the text that `message` gives. The message hangs
    /// on a column, so that no engine works it out before it is met. PostgreSQL and DataFusion have
    /// no function for it: a text that is no number stops them just as well, and is shown.
    pub(super) fn stop(self, message: &str) -> String {
        match self {
            Dialect::DuckDb => format!("error({message})"),
            Dialect::Spark => format!("raise_error({message})"),
            Dialect::DataFusion | Dialect::Postgres => self.as_double(&format!("({message})")),
        }
    }
}

/// What stands before a letter in the place of a character. A character of this kind in a name gets
/// a letter too, so that every name comes back as it was.
const KEPT: char = '\u{1}';

/// A quoted name or text on one line, so that no indentation reaches into it.
fn kept(quoted: &str) -> String {
    quoted.replace(KEPT, "\u{1}k").replace('\n', "\u{1}n")
}

/// A query with the lines of its names and texts as they were.
pub(super) fn put_back(query: &str) -> String {
    query.replace("\u{1}n", "\n").replace("\u{1}k", "\u{1}")
}

/// A number as the engines read it: the shortest digits, at most 17, that are read back as the same
/// number, and an exponent, without which some take it for a decimal number.
///
/// ```
/// use afweging::export::sql::literal;
///
/// assert_eq!(literal(0.1), "0.1e0");
/// assert_eq!(literal(-25.0), "-25e0");
/// assert_eq!(literal(1.0 / 3.0), "0.3333333333333333e0");
/// assert_eq!(literal(0.1 + 0.2), "0.30000000000000004e0");
/// assert_eq!(literal(1e-300), "1e-300");
/// ```
pub fn literal(x: f64) -> String {
    let text = number(x);
    if text.contains('e') { text } else { format!("{text}e0") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_and_texts_stay_inside_their_quotes() {
        let hostile = "x\" AS y; DROP TABLE z; --`'\\";
        for dialect in Dialect::ALL {
            let (quote, name) = match dialect {
                Dialect::Spark => ('`', dialect.identifier(hostile)),
                _ => ('"', dialect.identifier(hostile)),
            };
            let inside = &name[1..name.len() - 1];
            assert!(name.starts_with(quote) && name.ends_with(quote));
            // Inside there is no single quote of its kind: every one stands twice.
            assert!(!inside.replace(&format!("{quote}{quote}"), "").contains(quote));
            assert_eq!(inside.replace(&format!("{quote}{quote}"), &quote.to_string()), hostile);
        }
        assert_eq!(Dialect::DuckDb.text("a'); --\\"), "'a''); --\\'");
        assert_eq!(Dialect::Spark.text("a'); --\\"), "'a\\'); --\\\\'");
    }

    #[test]
    fn names_and_texts_are_on_one_line_until_they_are_put_back() {
        for hostile in ["a\n  b", "\u{1}n\u{1}k", "\r\n\u{1}\n"] {
            let inside = Dialect::DuckDb.name_inside(hostile);
            assert!(!inside.contains('\n'));
            assert_eq!(put_back(&inside), Dialect::DuckDb.identifier(hostile));
            let inside = Dialect::Spark.text_inside(hostile);
            assert_eq!(put_back(&inside), Dialect::Spark.text(hostile));
        }
    }

    #[test]
    fn numbers_are_read_back_as_themselves() {
        for x in [0.1, 1.0 / 3.0, 0.1 + 0.2, 5e-324, f64::MAX, -7.0, 1e16, 123_456_789.123_456_78] {
            let text = literal(x);
            assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(x.to_bits()), "{text}");
            let digits = text.split('e').next().unwrap_or_default();
            let digits = digits.replace(['-', '.'], "");
            let digits = digits.trim_start_matches('0').trim_end_matches('0');
            assert!(digits.len() <= 17, "{text}");
            assert!(text.contains('e'));
        }
    }
}
