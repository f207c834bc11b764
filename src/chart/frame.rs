//! What stands around every chart: the finding above, units and sample sizes below.

use super::measure::lines;
use super::palette::{INK, SOFT};
use super::picture::{Anchor, Mark, Picture, Shape, bold_text, text};

/// How wide a picture is where nothing asks for more.
pub const WIDTH: f64 = 720.0;
/// The empty edge.
pub const EDGE: f64 = 16.0;
/// The height of letters of a title, of labels and of notes.
pub const TITLE: f64 = 16.0;
/// See [`TITLE`].
pub const LABEL: f64 = 12.0;
/// See [`TITLE`].
pub const NOTE: f64 = 11.0;

/// How much of its room a line of a title or a note takes: the font of a reader may be a little wider
/// than the one that is measured, and browsers and programs round widths.
const SNUG: f64 = 0.97;

/// The words around a chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Caption {
    /// The finding, in a sentence.
    pub title: String,
    /// What a reader who cannot see the picture is told instead.
    pub description: String,
    /// Units, sample sizes, what a hatch means: a line each, below the chart.
    pub notes: Vec<String>,
}

/// A picture of these words around what is drawn in a body that is `width` minus twice [`EDGE`]
/// wide and `height` high, whose marks count from its own top left.
pub fn framed(caption: &Caption, width: f64, height: f64, body: Vec<Mark>) -> Picture {
    let room = width - 2.0 * EDGE;
    let mut marks = Vec::new();
    let mut y = EDGE;
    for line in lines(&caption.title, TITLE, true, SNUG * room) {
        y += TITLE;
        marks.push(bold_text((EDGE, y), line, TITLE, INK, Anchor::Start));
        y += 4.0;
    }
    let title_lines = marks.len();
    y += 10.0;
    let below_title = y - EDGE;
    marks.extend(body.into_iter().map(|mark| moved(mark, EDGE, y)));
    y += height + 6.0;
    for note in &caption.notes {
        for line in lines(note, NOTE, false, SNUG * room) {
            y += NOTE + 4.0;
            marks.push(text((EDGE, y), line, NOTE, SOFT, Anchor::Start));
        }
    }
    Picture {
        title: caption.title.clone(),
        description: caption.description.clone(),
        width,
        height: (y + EDGE).ceil(),
        marks,
        title_lines,
        below_title,
    }
}

/// The mark at another place.
pub fn moved(mark: Mark, dx: f64, dy: f64) -> Mark {
    let all = |points: Vec<(f64, f64)>| points.into_iter().map(|(x, y)| (x + dx, y + dy)).collect();
    let shape = match mark.shape {
        Shape::Line { points, colour, width, dashed } => {
            Shape::Line { points: all(points), colour, width, dashed }
        }
        Shape::Area { points, fill } => Shape::Area { points: all(points), fill },
        Shape::Bar { x, y, width, height, fill } => {
            Shape::Bar { x: x + dx, y: y + dy, width, height, fill }
        }
        Shape::Dot { x, y, radius, fill } => Shape::Dot { x: x + dx, y: y + dy, radius, fill },
        Shape::Text { x, y, text, size, bold, colour, anchor } => {
            Shape::Text { x: x + dx, y: y + dy, text, size, bold, colour, anchor }
        }
    };
    Mark { shape, ..mark }
}
