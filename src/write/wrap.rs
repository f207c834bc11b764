//! Lines of text for a given width. Text breaks at spaces; a word that is longer than a line breaks
//! after a hyphen between letters, else after a mark that parts the pieces of an id or a path, else
//! anywhere.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns of a terminal a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// The lines of a text, none wider than `width` where that can be. The first line starts with
/// `first`, the others with `rest`; runs of spaces within a line stay as they are.
pub fn wrap(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut row = first.to_owned();
    let mut empty = true;
    for (gap, piece) in pieces(text) {
        let mut piece = piece.as_str();
        if !empty && columns(&row) + gap + columns(piece) > width {
            out.push(std::mem::replace(&mut row, rest.to_owned()));
            empty = true;
        }
        if !empty {
            row.push_str(&" ".repeat(gap));
        }
        loop {
            let room = width.saturating_sub(columns(&row)).max(1);
            let Some(at) = broken(piece, room) else { break };
            row.push_str(&piece[..at]);
            piece = &piece[at..];
            out.push(std::mem::replace(&mut row, rest.to_owned()));
        }
        row.push_str(piece);
        empty = false;
    }
    out.push(row);
    out
}

/// The widest piece of a text that is not broken: of words, or of words broken at their hyphens.
pub(super) fn least(text: &str, hyphens: bool) -> usize {
    let width = |piece: &str| match hyphens {
        false => columns(piece),
        true => {
            let mut from = 0;
            let mut widest = 0;
            for at in after_hyphens(piece).chain([piece.len()]) {
                widest = widest.max(columns(&piece[from..at]));
                from = at;
            }
            widest
        }
    };
    pieces(text).iter().map(|(_, piece)| width(piece)).max().unwrap_or(0)
}

/// What is not parted at spaces, each with the number of spaces before it.
fn pieces(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut gap = 0;
    for word in text.split(' ') {
        if word.is_empty() {
            gap += 1;
            continue;
        }
        match out.last_mut() {
            Some((_, last)) if belongs(last, word) => {
                last.push_str(&" ".repeat(gap.max(1)));
                last.push_str(word);
            }
            _ => out.push((gap.max(1), word.to_owned())),
        }
        gap = 1;
    }
    out
}

/// Whether a word stays on the line of what stands before it: a sign behind its figure, the second
/// figure of a range in brackets.
fn belongs(before: &str, word: &str) -> bool {
    let sign = word.starts_with('%') || word == "!";
    let opened =
        before.rfind(['[', '(']).map(|at| &before[at..]).filter(|tail| !tail.contains([']', ')']));
    let figures = |text: &str| !text.contains(char::is_alphabetic);
    sign || opened.is_some_and(|tail| figures(tail) && figures(word) && word.contains([']', ')']))
}

/// The places behind hyphens between letters.
fn after_hyphens(word: &str) -> impl Iterator<Item = usize> + '_ {
    let letters = |at: usize| {
        word[..at].chars().next_back().is_some_and(char::is_alphabetic)
            && word[at + 1..].chars().next().is_some_and(char::is_alphabetic)
    };
    word.match_indices('-').map(|(at, _)| at).filter(move |at| letters(*at)).map(|at| at + 1)
}

/// Where a word of more than `room` columns is broken; `None` if it fits.
fn broken(word: &str, room: usize) -> Option<usize> {
    if columns(word) <= room {
        return None;
    }
    let fits = |at: &usize| columns(&word[..*at]) <= room;
    // The point of a figure parts nothing.
    let digit = |at: usize| word[at..].starts_with(|c: char| c.is_ascii_digit());
    let marks = word
        .match_indices(['/', '@', ',', ';', ':', '=', '_', '.', '|'])
        .map(|(at, _)| at + 1)
        .filter(|at| !digit(*at));
    let anywhere = || {
        let mut used = 0;
        let over = word.char_indices().find(|(_, c)| {
            used += c.width().unwrap_or(0);
            used > room
        });
        // At least one character goes on every line.
        over.map_or(word.len(), |(at, _)| at).max(word.chars().next().map_or(1, char::len_utf8))
    };
    Some(after_hyphens(word).chain(marks).filter(fits).max().unwrap_or_else(anywhere))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_ranges_stay_whole_where_they_can() {
        assert_eq!(
            wrap("0.59 [0.41, 0.76] 1 (1-3) !", "", "", 12),
            ["0.59", "[0.41, 0.76]", "1 (1-3) !"]
        );
        assert_eq!(wrap("S3 Challenge-driven", "", "", 14), ["S3", "Challenge-", "driven"]);
        assert_eq!(
            wrap("known is 83 % of it", "- ", "  ", 11),
            ["- known is", "  83 % of", "  it"]
        );
        assert_eq!(wrap("7  (0.78)", "", "", 20), ["7  (0.78)"]);
        assert_eq!(
            wrap("tra-will@scenario=S1,cluster=VIL", "", "", 12),
            ["tra-will@", "scenario=S1,", "cluster=VIL"]
        );
        assert_eq!(wrap("abcdefgh", "", "", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", "", "", 3), [""]);
        assert_eq!(wrap("日本語", "", "", 4), ["日本", "語"]);
        assert_eq!(
            (least("S3 Challenge-driven", false), least("S3 Challenge-driven", true)),
            (16, 10)
        );
        assert_eq!(least("--..- 2024-05-06", true), 10);
    }
}
