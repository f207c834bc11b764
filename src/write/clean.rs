//! Text that others wrote, made fit for people to look at, by the form in which they see it. An id,
//! a title or a notice may hold anything; nothing in it may steer a terminal, pass for a line of
//! ours, turn the order of letters round, or be run by a viewer of Markdown.

use std::borrow::Cow;

/// What stands for a character that is not shown.
const HIDDEN: &str = "\u{FFFD}";

/// Whether a character has no shape of its own but does something to others: control characters,
/// line ends, what turns the direction of writing round (U+202E and its kin), what is not to be
/// seen at all.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether a character ends a line, for one program or another.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn replaced(text: &str, keep: fn(char) -> bool, space: fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(acts) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            c if keep(c) => out.push(c),
            c if space(c) => out.push(' '),
            c if acts(c) => out.push_str(HIDDEN),
            c => out.push(c),
        }
    }
    out.into()
}

/// Text of several lines for a terminal: a tab is a space, and characters that act are shown as
/// U+FFFD.
pub fn printable(text: &str) -> Cow<'_, str> {
    replaced(text, |c| c == '\n', |c| c == '\t')
}

/// Text for one line of a terminal: a line end is a space too.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, |_| false, |c| c == '\t' || ends_line(c))
}

/// Text for one line of Markdown: nothing in it is HTML, a link, a picture, code, emphasis or the
/// end of a cell.
pub fn markdown(text: &str) -> String {
    let text = line(text);
    let mut out = String::with_capacity(text.len());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Within a word it is no emphasis: most ids can stay as they are.
            '_' if word(before) && word(rest.peek().copied()) => out.push(c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

/// JSON that means the same, in which characters that act are written as escapes.
pub fn json(text: &str) -> Cow<'_, str> {
    // Line ends and spaces between tokens are all that may stand for themselves; within strings
    // they are escaped already.
    let acting = |c: char| acts(c) && c != '\n';
    if !text.contains(acting) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut units = [0; 2];
    for c in text.chars() {
        match acting(c) {
            true => c
                .encode_utf16(&mut units)
                .iter()
                .for_each(|unit| out.push_str(&format!("\\u{unit:04x}"))),
            false => out.push(c),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal_and_a_line_stays_one() {
        assert_eq!(printable("a\u{1b}[31mb\tc\r\nd\re"), "a\u{FFFD}[31mb c\nd\u{FFFD}e");
        assert_eq!(
            line("title\n[validated]\r\n\u{2028}x\u{202e}y\u{9b}2J\u{200b}"),
            "title [validated]  x\u{FFFD}y\u{FFFD}2J\u{FFFD}"
        );
        // Letters that join, and an emoji made of several, stay what they are.
        assert!(matches!(line("می\u{200c}خواهم é 👩\u{200d}🔬"), Cow::Borrowed(_)));
    }

    #[test]
    fn markdown_shows_what_was_written() {
        assert_eq!(
            markdown("<b>A&B</b> ![x](http://x) `c` *d* _e_ f_g 1|2\n# h"),
            "&lt;b&gt;A&amp;B&lt;/b&gt; !\\[x\\](http://x) \\`c\\` \\*d\\* \\_e\\_ f_g 1\\|2 # h"
        );
    }

    #[test]
    fn json_means_the_same() {
        let value = serde_json::json!({ "a": "x\u{1b}\u{9b}\u{202e}\u{e0041}\ny" });
        let text = serde_json::to_string_pretty(&value).unwrap();
        let clean = json(&text);
        assert!(!clean.contains(|c: char| acts(c) && c != '\n'), "{clean}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&clean).unwrap(), value);
    }
}
