//! An axis: round figures along a scale, in the reader's notation, and what they count.

use super::frame::NOTE;
use super::measure::{shortened, text_width};
use super::palette::{RULE, SOFT};
use super::picture::{Anchor, Mark, line, text};
use super::scale::{Linear, decimals};

/// What an axis says of its figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// What the figures are, with their unit.
    pub title: String,
    /// The decimal mark of the reader's language.
    pub decimal_mark: DecimalMark,
    /// Whether figures are shares that are written as percentages.
    pub percent: bool,
}

/// What stands between a whole number and its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// As in 0.5.
    #[default]
    Point,
    /// As in 0,5.
    Comma,
}

/// How high the figures along an axis are.
pub(super) const FIGURES: f64 = 16.0;

impl Axis {
    /// The round figures along a scale that have room, each with its text: `wanted` at most.
    fn figures(&self, scale: &Linear, wanted: usize) -> Vec<(f64, String)> {
        let ticks = scale.ticks(wanted);
        let step = match &ticks[..] {
            [first, second, ..] => second - first,
            _ => 1.0,
        };
        let written = |figure: &f64| {
            let (figure, step, unit) = match self.percent {
                true => (100.0 * figure, 100.0 * step, " %"),
                false => (*figure, step, ""),
            };
            let size = figure.abs().max(step.abs());
            let text = match (1e-4..1e7).contains(&size) || figure == 0.0 {
                true => format!("{figure:.*}", decimals(step)),
                false => format!("{figure:e}"),
            };
            let text = match self.decimal_mark {
                DecimalMark::Point => text,
                DecimalMark::Comma => text.replace('.', ","),
            };
            // A minus as wide as a plus.
            format!("{}{unit}", text.replace('-', "\u{2212}"))
        };
        let texts: Vec<String> = ticks.iter().map(written).collect();
        ticks.into_iter().zip(texts).collect()
    }

    /// Lines of a grid from `top` to `bottom` at round figures, and the figures below.
    pub(super) fn across(&self, scale: &Linear, (top, bottom): (f64, f64)) -> Vec<Mark> {
        let room = (scale.places.1 - scale.places.0).abs();
        let all = (1..=(room / 45.0).clamp(1.0, 8.0) as usize).rev();
        let fits = |figures: &Vec<(f64, String)>| {
            figures.windows(2).all(|pair| {
                let width = |text: &str| text_width(text, NOTE, false);
                let apart = scale.place(pair[1].0) - scale.place(pair[0].0);
                (width(&pair[0].1) + width(&pair[1].1)) / 2.0 + 6.0 <= apart
            })
        };
        let figures = all.map(|wanted| self.figures(scale, wanted)).find(fits).unwrap_or_default();
        let mut out = Vec::new();
        for (figure, written) in figures {
            let x = scale.place(figure);
            out.push(line((x, top), (x, bottom), RULE, 1.0));
            out.push(text((x, bottom + NOTE + 1.0), written, NOTE, SOFT, Anchor::Middle));
        }
        out
    }

    /// Lines of a grid from `left` to `right` at round figures, and the figures at the left.
    pub(super) fn up(&self, scale: &Linear, (left, right): (f64, f64)) -> Vec<Mark> {
        let room = (scale.places.1 - scale.places.0).abs();
        let wanted = (room / 36.0).clamp(1.0, 8.0) as usize;
        let mut out = Vec::new();
        for (figure, written) in self.figures(scale, wanted) {
            let y = scale.place(figure);
            out.push(line((left, y), (right, y), RULE, 1.0));
            let written = shortened(&written, NOTE, false, 44.0);
            out.push(text((left - 4.0, y + 0.35 * NOTE), written, NOTE, SOFT, Anchor::End));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::Shape;
    use super::*;

    fn texts(marks: &[Mark]) -> Vec<(f64, String)> {
        let text = |mark: &Mark| match &mark.shape {
            Shape::Text { x, text, .. } => Some((*x, text.clone())),
            _ => None,
        };
        marks.iter().filter_map(text).collect()
    }

    #[test]
    fn figures_stand_at_their_places_in_the_notation_of_the_reader() {
        let scale = Linear::new((0.0, 1.0), (100.0, 300.0));
        let axis = Axis { decimal_mark: DecimalMark::Comma, ..Axis::default() };
        let marks = texts(&axis.across(&scale, (0.0, 10.0)));
        // 200 units have room for steps of 0.25: 50 units apart.
        let wanted = [(100.0, "0,00"), (150.0, "0,25"), (200.0, "0,50")];
        assert_eq!(marks[..3], wanted.map(|(x, text)| (x, text.to_owned())));
        let axis = Axis { percent: true, ..Axis::default() };
        let marks = texts(&axis.across(&scale, (0.0, 10.0)));
        assert_eq!(marks[1], (150.0, "25 %".to_owned()));
        let scale = Linear::new((-2.0, 2.0), (0.0, 200.0));
        assert_eq!(texts(&axis.across(&scale, (0.0, 1.0)))[0].1, "\u{2212}200 %");
    }
}
