//! A query as a row of common table expressions, each with the comments that say what it does.

use super::dialect::put_back;

/// A column of a select.
pub(super) struct Column {
    /// What it is.
    pub expression: String,
    /// Its name.
    pub name: String,
    /// What a reader is told of it; may be empty.
    pub comment: String,
}

/// A column without a comment.
pub(super) fn column(expression: impl Into<String>, name: impl Into<String>) -> Column {
    Column { expression: expression.into(), name: name.into(), comment: String::new() }
}

impl Column {
    /// The same with a comment.
    pub fn said(self, comment: impl Into<String>) -> Column {
        Column { comment: comment.into(), ..self }
    }
}

/// `SELECT columns rest`, the columns after `first` (as `p.*`), if there is one.
pub(super) fn select(first: Option<&str>, columns: &[Column], rest: &str, indent: &str) -> String {
    let mut lines: Vec<(String, String)> = Vec::new();
    lines.extend(first.map(|all| (all.to_owned(), String::new())));
    lines.extend(columns.iter().map(|column| {
        let inner = format!("\n{indent}  ");
        let expression = column.expression.replace('\n', &inner);
        let text = match column.name.is_empty() {
            true => expression,
            false => format!("{expression} AS {}", column.name),
        };
        (text, comment(&column.comment))
    }));
    let mut out = format!("{indent}SELECT\n");
    let last = lines.len().saturating_sub(1);
    for (at, (text, comment)) in lines.iter().enumerate() {
        let comma = if at < last { "," } else { "" };
        let said = if comment.is_empty() { String::new() } else { format!(" -- {comment}") };
        out.push_str(&format!("{indent}  {text}{comma}{said}\n"));
    }
    for line in rest.lines() {
        out.push_str(&format!("{indent}{line}\n"));
    }
    out
}

/// A text that stays on one line of a comment. (Spark goes on with a comment that ends in a
/// backslash.)
pub(super) fn comment(text: &str) -> String {
    let line: String =
        put_back(text).chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.trim_end();
    if line.ends_with('\\') { format!("{line} .") } else { line.to_owned() }
}

/// The common table expressions so far.
#[derive(Default)]
pub(super) struct Query {
    parts: Vec<String>,
    names: Vec<String>,
}

impl Query {
    /// Add one: what a reader is told of it, its name and its body.
    pub fn add(&mut self, comments: &[String], name: &str, body: &str) {
        let mut out = String::new();
        for line in comments.iter().filter(|line| !line.is_empty()) {
            out.push_str(&format!("-- {}\n", comment(line)));
        }
        out.push_str(&format!("{name} AS (\n{body})"));
        self.parts.push(out);
        self.names.push(name.to_owned());
    }

    /// The names of those so far.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The whole query, with what comes last.
    pub fn finish(self, head: &[String], last: &str) -> String {
        let mut out = String::new();
        for line in head {
            let line = comment(line);
            out.push_str(if line.is_empty() { "--" } else { "-- " });
            out.push_str(&format!("{line}\n"));
        }
        out.push_str("WITH\n");
        out.push_str(&self.parts.join(",\n\n"));
        out.push_str(&format!("\n\n{last}"));
        put_back(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stays_on_its_line() {
        assert_eq!(comment("one\ntwo\r\n"), "one two");
        assert_eq!(comment("ends in \\"), "ends in \\ .");
    }

    #[test]
    fn a_select_has_commas_before_its_comments() {
        let columns = [column("1e0", "a").said("first"), column("2e0", "b").said("second")];
        let text = select(Some("t.*"), &columns, "FROM t", "");
        assert_eq!(text, "SELECT\n  t.*,\n  1e0 AS a, -- first\n  2e0 AS b -- second\nFROM t\n");
    }
}
