//! Weights now and after a change, as lines from the left to the right.

use super::frame::{Caption, EDGE, LABEL, NOTE, WIDTH, framed};
use super::measure::{lines, shortened, text_width};
use super::palette::{AGAINST, BESIDE, INK, MAIN, RULE, SOFT};
use super::panels::in_columns;
use super::picture::{Anchor, Mark, Picture, Shape, bold_text, line, text};
use super::rows::span;
use super::scale::{Linear, apart};

/// A line per weight: where it is now, and where it is after the change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slope {
    /// The words around it.
    pub caption: Caption,
    /// What stands above the weights now, and above those after the change.
    pub heads: [String; 2],
    /// A panel per change.
    pub panels: Vec<SlopePanel>,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlopePanel {
    /// Where it is, and for whom.
    pub title: String,
    /// Its weights.
    pub lines: Vec<SlopeLine>,
}

/// A weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SlopeLine {
    /// Whose weight it is.
    pub name: String,
    /// Where it is now, and the same in words.
    pub now: (f64, String),
    /// Where it is after the change, and the same in words.
    pub after: (f64, String),
    /// Whether it moves by more than rounding.
    pub moves: bool,
}

/// The room of a label.
const STEP: f64 = 15.0;

impl Slope {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let draw = |body: &mut Vec<Mark>, at: usize, place, width| {
            self.panel(body, &self.panels[at], place, width)
        };
        let (body, height) = in_columns(self.panels.len(), WIDTH - 2.0 * EDGE, 16.0, draw);
        framed(&self.caption, WIDTH, height, body)
    }

    /// Draw a panel; returns where it ends.
    fn panel(&self, body: &mut Vec<Mark>, of: &SlopePanel, at: (f64, f64), width: f64) -> f64 {
        let (left, mut y) = at;
        for said in lines(&of.title, LABEL, true, width).into_iter().take(3) {
            y += LABEL + 3.0;
            body.push(bold_text((left, y), said, LABEL, INK, Anchor::Start).hint(&*of.title));
        }
        let said: Vec<String> =
            of.lines.iter().map(|line| format!("{} {} ↑", line.name, line.now.1)).collect();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max) + 10.0;
        let before = widest(&mut said.iter().map(|said| text_width(said, LABEL, true)));
        let before = before.clamp(50.0, 0.52 * width);
        let after = widest(&mut of.lines.iter().map(|line| text_width(&line.after.1, LABEL, true)));
        let after = after.clamp(50.0, 0.24 * width);
        let (from, to) = (left + before, left + width - after);
        y += NOTE + 5.0;
        let heads = [
            (&self.heads[0], from, Anchor::End, from - left),
            (&self.heads[1], to, Anchor::Start, after),
        ];
        for (head, x, anchor, room) in heads.into_iter().filter(|head| !head.0.is_empty()) {
            let short = shortened(head, NOTE, false, room);
            body.push(text((x, y), short, NOTE, SOFT, anchor).hint(head.as_str()));
        }
        let top = y + 8.0;
        let bottom = top + f64::max(120.0, STEP * of.lines.len() as f64);
        let figures = of.lines.iter().flat_map(|line| [line.now.0, line.after.0]);
        let (_, high) = span(figures);
        // From 0: lengths are weights.
        let up = Linear::new((0.0, if high > 0.0 { high } else { 1.0 }), (bottom - 6.0, top + 6.0));
        for x in [from, to] {
            body.push(line((x, top), (x, bottom), RULE, 1.0));
        }
        let ends = (top + 6.0, bottom - 6.0);
        let places = |figure: &dyn Fn(&SlopeLine) -> f64| {
            let wanted: Vec<f64> = of.lines.iter().map(|line| up.place(figure(line))).collect();
            apart(&wanted, STEP - 1.0, ends)
        };
        let (lefts, rights) = (places(&|line| line.now.0), places(&|line| line.after.0));
        for (at, one) in of.lines.iter().enumerate() {
            let (start, end) = (up.place(one.now.0), up.place(one.after.0));
            let (colour, thick) = match one.moves {
                false => (BESIDE, 1.0),
                true if one.after.0 > one.now.0 => (MAIN, 2.5),
                true => (AGAINST, 2.5),
            };
            let points = vec![(from, start), (to, end)];
            let hint = format!("{}: {} → {}", one.name, one.now.1, one.after.1);
            let shape = Shape::Line { points, colour, width: thick, dashed: false };
            body.push(Mark::new(shape).hint(hint.as_str()));
            body.push(line((from - 6.0, lefts[at]), (from, start), colour, 0.75));
            body.push(line((to + 6.0, rights[at]), (to, end), colour, 0.75));
            // The figure is kept whole, the name gives way.
            let figure = match one.moves {
                false => format!(" {}", one.now.1),
                // Not by colour alone.
                true if one.after.0 > one.now.0 => format!(" {} ↑", one.now.1),
                true => format!(" {} ↓", one.now.1),
            };
            let needed = text_width(&figure, LABEL, one.moves);
            let name = shortened(&one.name, LABEL, one.moves, before - 10.0 - needed);
            let label = format!("{name}{figure}");
            let label = shortened(&label, LABEL, one.moves, before - 8.0);
            let after_room = after - 8.0;
            let texts = [
                ((from - 8.0, lefts[at] + 0.35 * LABEL), label, Anchor::End),
                (
                    (to + 8.0, rights[at] + 0.35 * LABEL),
                    shortened(&one.after.1, LABEL, one.moves, after_room),
                    Anchor::Start,
                ),
            ];
            for (place, said, anchor) in texts.into_iter().filter(|text| !text.1.is_empty()) {
                let mark = match one.moves {
                    true => bold_text(place, said, LABEL, INK, anchor),
                    false => text(place, said, LABEL, SOFT, anchor),
                };
                body.push(mark.hint(hint.as_str()));
            }
        }
        bottom
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile, place_of};
    use super::*;

    fn line_of(name: &str, now: f64, after: f64) -> SlopeLine {
        let written = |figure: f64| (figure, format!("{figure:.2}"));
        let (now_said, after_said) = (written(now), written(after));
        SlopeLine { name: name.into(), now: now_said, after: after_said, moves: now != after }
    }

    fn chart(panels: Vec<SlopePanel>) -> Slope {
        let caption = Caption { title: "T".into(), description: "D".into(), notes: Vec::new() };
        Slope { caption, heads: ["now".into(), "after".into()], panels }
    }

    #[test]
    fn lines_rise_and_fall_with_the_weights() {
        let lines = vec![line_of("A", 0.5, 0.25), line_of("B", 0.3, 0.55), line_of("C", 0.2, 0.2)];
        let picture = chart(vec![SlopePanel { title: "G".into(), lines }]).picture();
        assert_sound(&picture);
        let points = |hint: &str| {
            let of = |mark: &Mark| match &mark.shape {
                Shape::Line { points, width, .. } if mark.hint.as_deref() == Some(hint) => {
                    Some((points.clone(), *width))
                }
                _ => None,
            };
            picture.marks.iter().find_map(of).unwrap()
        };
        let (a, b) = (points("A: 0.50 → 0.25"), points("B: 0.30 → 0.55"));
        let c = points("C: 0.20 → 0.20");
        // A falls as far as B rises, and C stays.
        let fall = a.0[1].1 - a.0[0].1;
        assert!(fall > 0.0 && (fall + b.0[1].1 - b.0[0].1).abs() < 1e-9);
        assert!((c.0[1].1 - c.0[0].1).abs() < 1e-9 && c.1 < a.1);
        // 0.55 is as far above 0.5 as 0.3 is above 0.25.
        let gap = |upper: f64, lower: f64| lower - upper;
        assert!((gap(b.0[1].1, a.0[0].1) - gap(b.0[0].1, a.0[1].1)).abs() < 1e-9);
        assert!(
            place_of(&picture, "A 0.50 ↓").2 < a.0[0].0 && place_of(&picture, "0.25").0 > a.0[1].0
        );
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let panel = |of: usize| SlopePanel {
                title: hostile(of),
                lines: (0..size).map(|at| line_of(&hostile(at), 0.1, 0.01 * at as f64)).collect(),
            };
            assert_sound(&chart(vec![panel(0)]).picture());
            assert_sound(&chart((0..6).map(panel).collect()).picture());
        }
        assert_sound(&chart(Vec::new()).picture());
    }
}
