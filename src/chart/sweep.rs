//! Scores as lines while one weight goes from 0 to 1.

use super::axis::{Axis, FIGURES};
use super::frame::{Caption, EDGE, LABEL, NOTE, WIDTH, framed};
use super::measure::{lines, shortened, text_width};
use super::palette::{AGAINST, INK, MAIN, PAPER, SOFT, UNKNOWN, contrast, mixed, series};
use super::panels::in_columns;
use super::picture::{Anchor, Colour, Mark, Picture, Shape, bold_text, dashed, line, text};
use super::rows::span;
use super::scale::{Linear, apart};

/// A line per alternative; every weight at which two change places is marked by a rule.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sweep {
    /// The words around it.
    pub caption: Caption,
    /// What the weights are shares of.
    pub across: Axis,
    /// What the scores are.
    pub up: Axis,
    /// A panel per weight, or per group.
    pub panels: Vec<SweepPanel>,
}

/// The scores along one weight.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SweepPanel {
    /// Whose weight it is, and in which group.
    pub title: String,
    /// The weight now, and the same in words.
    pub now: (f64, String),
    /// The alternatives, in an order that stays the same from panel to panel.
    pub lines: Vec<SweepLine>,
    /// Where two change places: the first [`Sweep::MOST_NAMED`] are numbered and named.
    pub switches: Vec<SweepSwitch>,
    /// How many more there are, in words; empty where all are named.
    pub more: String,
}

/// An alternative.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SweepLine {
    /// Its name.
    pub name: String,
    /// Its place among all alternatives of the picture, which has a colour.
    pub series: usize,
    /// Whether it is looked at more than the others.
    pub bold: bool,
    /// Weights and scores, by rising weight.
    pub points: Vec<(f64, f64)>,
}

/// A weight at which two alternatives change places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SweepSwitch {
    /// The weight.
    pub at: f64,
    /// Who passes whom there, in words.
    pub text: String,
    /// Whether first place changes hands.
    pub first: bool,
}

/// What is left of the plot and what is above it: the figures of scores, the weight now and the
/// numbers of switches.
const LEFT: f64 = 48.0;
const LANE: f64 = 14.0;

impl Sweep {
    /// So many switches of a panel are named.
    pub const MOST_NAMED: usize = 8;

    /// The picture.
    pub fn picture(&self) -> Picture {
        let draw = |body: &mut Vec<Mark>, at: usize, place, width| {
            self.panel(body, &self.panels[at], place, width)
        };
        let (body, height) = in_columns(self.panels.len(), WIDTH - 2.0 * EDGE, 14.0, draw);
        framed(&self.caption, WIDTH, height, body)
    }

    /// Draw a panel; returns where it ends.
    fn panel(&self, body: &mut Vec<Mark>, of: &SweepPanel, at: (f64, f64), width: f64) -> f64 {
        let (left, mut y) = at;
        for said in lines(&of.title, LABEL, true, width).into_iter().take(2) {
            y += LABEL + 3.0;
            body.push(bold_text((left, y), said, LABEL, INK, Anchor::Start).hint(&*of.title));
        }
        y += 6.0;
        let names = of.lines.iter().map(|line| text_width(&line.name, LABEL, line.bold));
        let names = (names.fold(0.0, f64::max) + 18.0).clamp(40.0, 0.36 * width);
        let (from, to) = (left + LEFT, left + width - names);
        let across = Linear::new((0.0, 1.0), (from, to));
        let top = y + 2.0 * LANE;
        // Names at the ends of lines need their room.
        let least = if width > 400.0 { 260.0 } else { 170.0 };
        let bottom = top + f64::max(least, 14.0 * of.lines.len() as f64);
        let scores = of.lines.iter().flat_map(|line| line.points.iter().map(|point| point.1));
        let up = Linear::new(span(scores), (bottom - 4.0, top + 4.0));
        body.extend(self.across.across(&across, (top, bottom)));
        body.extend(self.up.up(&up, (from, to)));
        self.switches(body, of, &across, (y + LANE, top, bottom));
        self.now(body, of, &across, (y, bottom));
        for of in &of.lines {
            let place = |(weight, score): &(f64, f64)| (across.place(*weight), up.place(*score));
            let (points, colour) = (of.points.iter().map(place).collect(), colour(of.series));
            let width = if of.bold { 3.0 } else { 1.75 };
            let shape = Shape::Line { points, colour, width, dashed: false };
            body.push(Mark::new(shape).hint(of.name.as_str()));
        }
        self.names(body, of, &up, (to, names), (top, bottom));
        let mut y = bottom + FIGURES;
        if !self.across.title.is_empty() {
            y += NOTE + 3.0;
            let said = shortened(&self.across.title, NOTE, false, left + width - from);
            let mark = text((from, y - 2.0), said, NOTE, SOFT, Anchor::Start);
            body.push(mark.hint(self.across.title.as_str()));
        }
        self.key(body, of, (left, y), width)
    }

    /// The weight now: a rule, and its text above the plot.
    fn now(&self, body: &mut Vec<Mark>, of: &SweepPanel, across: &Linear, (y, bottom): (f64, f64)) {
        let x = across.place(of.now.0);
        body.push(line((x, y + LANE), (x, bottom), MAIN, 1.5).hint(of.now.1.as_str()));
        if of.now.1.is_empty() {
            return;
        }
        let said = shortened(&of.now.1, NOTE, false, across.places.1 - across.places.0);
        let half = text_width(&said, NOTE, false) / 2.0;
        let middle = x.max(across.places.0 + half).min(across.places.1 - half);
        let mark = text((middle, y + NOTE - 1.0), said, NOTE, MAIN, Anchor::Middle);
        body.push(mark.hint(of.now.1.as_str()));
    }

    /// A rule for each switch, and a number above those that are named.
    fn switches(
        &self,
        body: &mut Vec<Mark>,
        of: &SweepPanel,
        across: &Linear,
        (lane, top, bottom): (f64, f64, f64),
    ) {
        for switch in of.switches.iter().skip(Sweep::MOST_NAMED) {
            let x = across.place(switch.at);
            body.push(dashed((x, top), (x, bottom), UNKNOWN, 0.5).hint(switch.text.as_str()));
        }
        let named: Vec<&SweepSwitch> = of.switches.iter().take(Sweep::MOST_NAMED).collect();
        let wanted: Vec<f64> = named.iter().map(|switch| across.place(switch.at)).collect();
        let places = apart(&wanted, 15.0, across.places);
        for ((number, switch), (x, label)) in
            named.iter().enumerate().zip(wanted.iter().zip(places))
        {
            let mark = match switch.first {
                true => line((*x, top), (*x, bottom), AGAINST, 1.75),
                false => dashed((*x, top), (*x, bottom), SOFT, 1.0),
            };
            body.push(mark.hint(switch.text.as_str()));
            body.push(line((label, lane + LANE - 3.0), (*x, top), SOFT, 0.75));
            let (at, said) = ((label, lane + NOTE - 1.0), (number + 1).to_string());
            let mark = match switch.first {
                true => bold_text(at, said, NOTE, INK, Anchor::Middle),
                false => text(at, said, NOTE, INK, Anchor::Middle),
            };
            body.push(mark.hint(switch.text.as_str()));
        }
    }

    /// The names of alternatives where their lines end.
    fn names(
        &self,
        body: &mut Vec<Mark>,
        of: &SweepPanel,
        up: &Linear,
        (to, room): (f64, f64),
        (top, bottom): (f64, f64),
    ) {
        let ends = |line: &SweepLine| line.points.last().map_or(top, |point| up.place(point.1));
        let wanted: Vec<f64> = of.lines.iter().map(ends).collect();
        let places = apart(&wanted, 14.0, (top + 5.0, bottom - 5.0));
        for (line_of, (end, place)) in of.lines.iter().zip(wanted.iter().zip(places)) {
            body.push(line((to, *end), (to + 12.0, place), colour(line_of.series), 0.75));
            let said = shortened(&line_of.name, LABEL, line_of.bold, room - 16.0);
            let at = (to + 15.0, place + 0.35 * LABEL);
            let mark = match line_of.bold {
                true => bold_text(at, said, LABEL, INK, Anchor::Start),
                false => text(at, said, LABEL, INK, Anchor::Start),
            };
            body.extend((!line_of.name.is_empty()).then(|| mark.hint(line_of.name.as_str())));
        }
    }

    /// What the numbers of switches stand for.
    fn key(&self, body: &mut Vec<Mark>, of: &SweepPanel, at: (f64, f64), width: f64) -> f64 {
        let (left, mut y) = at;
        y += 4.0;
        let named = of.switches.iter().take(Sweep::MOST_NAMED).enumerate();
        let named =
            named.map(|(number, switch)| (format!("{} {}", number + 1, switch.text), switch.first));
        for (said, bold) in named.chain([(of.more.clone(), false)]) {
            if said.is_empty() {
                continue;
            }
            for (row, short) in in_two(&said, bold, width).into_iter().enumerate() {
                y += NOTE + 3.0;
                let x = if row == 0 { left } else { left + INDENT };
                let mark = match bold {
                    true => bold_text((x, y), short, NOTE, INK, Anchor::Start),
                    false => text((x, y), short, NOTE, INK, Anchor::Start),
                };
                body.push(mark.hint(said.as_str()));
            }
        }
        y
    }
}

/// How far the second line of a text stands from the first.
const INDENT: f64 = 10.0;

/// A text in one or two lines, the second of which is cut where it has no room.
fn in_two(said: &str, bold: bool, width: f64) -> Vec<String> {
    let mut all = lines(said, NOTE, bold, width - INDENT);
    if all.len() > 2 {
        let rest = all.split_off(1).join(" ");
        all.push(shortened(&rest, NOTE, bold, width - INDENT));
    }
    all
}

/// The colour of the line of that number, dark enough for a line on white.
fn colour(number: usize) -> Colour {
    let colour = series(number);
    if contrast(colour, PAPER) < 2.5 { mixed(colour, INK, 0.35) } else { colour }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile, place_of, texts};
    use super::*;

    fn line_of(at: usize, name: &str, start: f64, end: f64) -> SweepLine {
        let points = vec![(0.0, start), (1.0, end)];
        SweepLine { name: name.into(), series: at, bold: at == 0, points }
    }

    fn chart(panels: Vec<SweepPanel>) -> Sweep {
        let caption = Caption { title: "T".into(), description: "D".into(), notes: Vec::new() };
        let across = Axis { title: "weight".into(), ..Axis::default() };
        Sweep { caption, across, panels, ..Sweep::default() }
    }

    fn line_hinted(picture: &Picture, hint: &str) -> Vec<(f64, f64)> {
        let of = |mark: &Mark| match &mark.shape {
            Shape::Line { points, .. } if mark.hint.as_deref() == Some(hint) => {
                Some(points.clone())
            }
            _ => None,
        };
        picture.marks.iter().find_map(of).unwrap_or_else(|| panic!("no line of {hint}"))
    }

    #[test]
    fn lines_cross_where_the_rule_stands() {
        // 0.2 + 0.6 w and 0.8 - 0.2 w cross where 0.8 w = 0.6: at 0.75.
        let panel = SweepPanel {
            title: "price".into(),
            now: (0.25, "now 0.25".into()),
            lines: vec![line_of(0, "A", 0.2, 0.8), line_of(1, "B", 0.8, 0.6)],
            switches: vec![SweepSwitch { at: 0.75, text: "from 0.75 A".into(), first: true }],
            more: String::new(),
        };
        let picture = chart(vec![panel]).picture();
        assert_sound(&picture);
        let (a, b) = (line_hinted(&picture, "A"), line_hinted(&picture, "B"));
        let rule = line_hinted(&picture, "from 0.75 A");
        let at = |line: &[(f64, f64)], x: f64| {
            line[0].1 + (x - line[0].0) / (line[1].0 - line[0].0) * (line[1].1 - line[0].1)
        };
        assert!((at(&a, rule[0].0) - at(&b, rule[0].0)).abs() < 1e-6);
        let now = line_hinted(&picture, "now 0.25");
        assert!((now[0].0 - a[0].0 - 0.25 * (a[1].0 - a[0].0)).abs() < 1e-9);
        // Higher scores stand higher, and each name beside the end of its line.
        assert!(a[1].1 < a[0].1);
        let name = place_of(&picture, "A");
        assert!(((name.1 + name.3) / 2.0 - a[1].1).abs() < 3.0 && name.0 > a[1].0);
        assert!(texts(&picture).contains(&"1 from 0.75 A"));
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let panel = |of: usize| SweepPanel {
                title: hostile(of),
                now: (1.0, "now 1.00".into()),
                lines: (0..size).map(|at| line_of(at, &hostile(at), at as f64, 0.5)).collect(),
                switches: (0..size)
                    .map(|at| SweepSwitch { at: 0.5, text: hostile(at), first: at % 2 == 0 })
                    .collect(),
                more: "and more".into(),
            };
            assert_sound(&chart(vec![panel(0)]).picture());
            assert_sound(&chart((0..6).map(panel).collect()).picture());
        }
    }
}
