//! What charts of several groups draw alike: parts below each other under headings, labels that are
//! cut to their room, and heads of columns.

use super::frame::{LABEL, moved};
use super::measure::{lines, shortened, text_width};
use super::palette::{INK, PAPER, SOFT, text_on};
use super::picture::{Anchor, Fill, Mark, bar, bold_text, text};

/// How high a heading is, with the room below it.
const HEADING: f64 = 24.0;
/// The room between two parts.
const BETWEEN: f64 = 16.0;

/// A part of a chart: what is drawn below a heading.
pub(super) struct Part {
    /// What it is about; none where there is one part only.
    pub heading: Option<String>,
    /// How wide and how high it is.
    pub size: (f64, f64),
    /// What is drawn, from its own top left.
    pub marks: Vec<Mark>,
}

/// Parts below each other, with how wide and how high they are together.
pub(super) fn stacked(parts: Vec<Part>) -> (Vec<Mark>, f64, f64) {
    let (mut marks, mut y, mut width) = (Vec::new(), 0.0, 0.0f64);
    for part in parts {
        if y > 0.0 {
            y += BETWEEN;
        }
        if let Some(heading) = &part.heading {
            let room = part.size.0.max(300.0);
            let short = shortened(heading, 13.0, true, room);
            marks.push(bold_text((0.0, y + 13.0), short, 13.0, INK, Anchor::Start).hint(heading));
            y += HEADING;
        }
        marks.extend(part.marks.into_iter().map(|mark| moved(mark, 0.0, y)));
        y += part.size.1;
        width = width.max(part.size.0);
    }
    (marks, width, y)
}

/// The room between two columns of panels.
const GAP: f64 = 24.0;

/// Panels in one column, or in two where there are several, `below` apart; with how high they are
/// together. `draw` draws the panel of that number at a place in that width, and says where it ends.
pub(super) fn in_columns(
    count: usize,
    room: f64,
    below: f64,
    draw: impl Fn(&mut Vec<Mark>, usize, (f64, f64), f64) -> f64,
) -> (Vec<Mark>, f64) {
    let columns = if count > 1 { 2 } else { 1 };
    let width = (room - GAP * (columns - 1) as f64) / columns as f64;
    let (mut marks, mut y) = (Vec::new(), 0.0);
    for first in (0..count).step_by(columns) {
        let mut bottom: f64 = y;
        for column in 0..columns.min(count - first) {
            let place = (column as f64 * (width + GAP), y);
            bottom = bottom.max(draw(&mut marks, first + column, place, width));
        }
        y = bottom + below;
    }
    (marks, y)
}

/// A label that is cut to its room; in full in its hint where it is cut.
pub(super) fn label(place: (f64, f64), words: &str, size: f64, room: f64, anchor: Anchor) -> Mark {
    let short = shortened(words, size, false, room);
    let cut = short != words;
    let mark = text(place, short, size, INK, anchor);
    if cut { mark.hint(words) } else { mark }
}

/// How wide a column of names is: as the widest asks for, up to `most`.
pub(super) fn names_width<'a>(names: impl Iterator<Item = &'a str>, most: f64) -> f64 {
    names.map(|name| text_width(name, LABEL, false)).fold(0.0, f64::max).ceil().min(most) + 10.0
}

/// How high heads of columns are.
pub(super) const HEADS: f64 = 32.0;

/// So many lines a head of a column has at most.
const HEAD_LINES: usize = 3;

/// How high heads of columns are that have so much room each.
pub(super) fn heads<'a>(names: impl Iterator<Item = &'a str>, room: f64) -> f64 {
    let most = names.map(|name| lines(name, HEAD, false, room).len()).max().unwrap_or(1);
    HEADS + HEAD_LINE * most.min(HEAD_LINES).saturating_sub(2) as f64
}

/// The letters of a head, and how far its lines stand apart.
const HEAD: f64 = 11.0;
const HEAD_LINE: f64 = 13.0;

/// The head of a column about `middle`, in at most three lines that end at `bottom`; [`HEADS`] is
/// high enough for two, [`heads`] for all.
pub(super) fn head(middle: f64, bottom: f64, words: &str, room: f64) -> Vec<Mark> {
    let size = HEAD;
    let mut all = lines(words, size, false, room);
    // As many as fit above.
    let most = if bottom < HEADS + HEAD_LINE { HEAD_LINES - 1 } else { HEAD_LINES };
    if all.len() > most {
        let rest = all.split_off(most - 1).join(" ");
        all.push(shortened(&rest, size, false, room));
    }
    let count = all.len();
    let place = |at: usize| (middle, bottom - 4.0 - HEAD_LINE * (count - 1 - at) as f64);
    all.into_iter()
        .enumerate()
        .map(|(at, line)| text(place(at), line, size, SOFT, Anchor::Middle).hint(words))
        .collect()
}

/// A text in the middle of a surface with that fill; nothing where it has no room. Letters over
/// slanted lines cannot be read: they stand on a piece of paper.
pub(super) fn within(
    (x, y): (f64, f64),
    words: &str,
    size: f64,
    fill: Fill,
    room: f64,
    hint: &str,
) -> Vec<Mark> {
    let needed = text_width(words, size, false);
    if needed > room || words.is_empty() {
        return Vec::new();
    }
    let mut marks = Vec::new();
    let ink = match fill {
        Fill::Solid(colour) => text_on(colour),
        Fill::Hatched(_) | Fill::Hollow(_) => INK,
    };
    if matches!(fill, Fill::Hatched(_)) {
        let (dx, dy) = (needed / 2.0 + 2.0, 0.6 * size);
        let paper = bar((x - dx, y - dy), (x + dx, y + dy), Fill::Solid(PAPER));
        marks.push(paper.hint(hint));
    }
    marks.push(text((x, y + 0.35 * size), words, size, ink, Anchor::Middle).hint(hint));
    marks
}
