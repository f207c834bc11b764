//! What a score is made of: contributions of criteria, one after the other along a bar.

use super::axis::Axis;
use super::frame::{Caption, NOTE};
use super::measure::text_width;
use super::palette::{INK, PAPER, mixed, series, text_on};
use super::picture::{Anchor, Colour, Fill, Mark, Picture, bar, line, text};
use super::rows::{Lane, Legend, PanelWords, RowWords, Rows, span};

/// Bars that are made of parts. Parts above 0 stand one after the other to the right of it, parts
/// below 0 to the left, so that what is right of 0 less what is left of it is the score.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Contributions {
    /// The words around it.
    pub caption: Caption,
    /// What the contributions are.
    pub axis: Axis,
    /// What stands above the sums.
    pub head: String,
    /// What parts are of, in the order in which they stand along a bar.
    pub series: Vec<Series>,
    /// A panel per group.
    pub panels: Vec<ContributionPanel>,
}

/// What parts are of: a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its colour: see [`Series::colour_of`].
    pub colour: Colour,
}

impl Series {
    /// So many series can be told apart.
    pub const MOST: usize = 8;
    /// The colour of what is several things together.
    pub const OTHERS: Colour = Colour(0xE3, 0xE6, 0xEA);

    /// The colour of the series of that number. Dark and light ones take turns, so that two that
    /// stand beside each other are told apart on a printer without colours too.
    pub fn colour_of(number: usize) -> Colour {
        const TURNS: [usize; Series::MOST] = [0, 6, 5, 4, 7, 1, 2, 3];
        let at = number % Series::MOST;
        match at % 2 {
            0 => mixed(series(TURNS[at]), INK, 0.3),
            _ => mixed(series(TURNS[at]), PAPER, 0.4),
        }
    }
}

/// A group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContributionPanel {
    /// Its name; empty where there is one group.
    pub title: String,
    /// Its bars, from the top.
    pub bars: Vec<ContributionBar>,
}

/// An alternative, or whatever is made of parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ContributionBar {
    /// Its name.
    pub name: String,
    /// Its name and what it is made of, in words.
    pub hint: String,
    /// The sum in words; empty where it is not known.
    pub sum: String,
    /// Whether it is looked at more than the others.
    pub bold: bool,
    /// Its parts, in the order of the series; those that are not known are left out.
    pub parts: Vec<Part>,
}

/// A part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is of, as a place in [`Contributions::series`].
    pub series: usize,
    /// How much it is.
    pub figure: f64,
    /// The same in words.
    pub hint: String,
}

/// How high a bar is.
const HIGH: f64 = 14.0;

impl Contributions {
    /// The picture.
    pub fn picture(&self) -> Picture {
        let sums = self.panels.iter().flat_map(|panel| &panel.bars).flat_map(|bar| {
            let above = bar.parts.iter().map(|part| part.figure.max(0.0)).sum::<f64>();
            let below = bar.parts.iter().map(|part| part.figure.min(0.0)).sum::<f64>();
            [above, below]
        });
        let panels = self.panels.iter().map(|panel| PanelWords {
            title: &panel.title,
            rows: panel.bars.iter().map(words).collect(),
        });
        let numbered = self.numbered();
        let entry = |(at, series): (usize, &Series)| Legend {
            fill: Fill::Solid(series.colour),
            text: match numbered {
                true => format!("{} {}", at + 1, series.name),
                false => series.name.clone(),
            },
        };
        let legend: Vec<Legend> = self.series.iter().enumerate().map(entry).collect();
        let rows = Rows {
            caption: &self.caption,
            axis: &self.axis,
            ends: span(sums.chain([0.0])),
            head: &self.head,
            legend: &legend,
            panels: panels.collect(),
        };
        rows.picture(|panel, row, lane| self.drawn(&self.panels[panel].bars[row], lane))
    }

    /// Whether parts are told apart by number: not where there is one series, and not where each
    /// bar is one part, whose side and colour say all.
    fn numbered(&self) -> bool {
        let mut bars = self.panels.iter().flat_map(|panel| &panel.bars);
        self.series.len() > 1 && bars.any(|bar| bar.parts.len() > 1)
    }

    fn drawn(&self, of: &ContributionBar, lane: &Lane) -> Vec<Mark> {
        let mut out = Vec::new();
        let (mut above, mut below) = (0.0, 0.0);
        let (top, bottom) = (lane.middle - HIGH / 2.0, lane.middle + HIGH / 2.0);
        for part in of.parts.iter().filter(|part| part.figure != 0.0) {
            let Some(series) = self.series.get(part.series) else { continue };
            let side = if part.figure > 0.0 { &mut above } else { &mut below };
            let (from, to) = (lane.scale.place(*side), lane.scale.place(*side + part.figure));
            *side += part.figure;
            let fill = Fill::Solid(series.colour);
            out.push(bar((from, top), (to, bottom), fill).hint(part.hint.as_str()));
            // A white line keeps parts of like shades apart.
            out.push(line((to, top), (to, bottom), PAPER, 1.0));
            out.extend(self.label(part.series, (from + to) / 2.0, (to - from).abs(), lane.middle));
        }
        let zero = lane.scale.place(0.0);
        out.push(line((zero, top - 2.0), (zero, bottom + 2.0), INK, 1.0));
        out
    }

    /// The name of a series within a part, or its number in the legend, as far as there is room.
    fn label(&self, at: usize, middle: f64, room: f64, y: f64) -> Option<Mark> {
        if !self.numbered() {
            return None;
        }
        let series = &self.series[at];
        let number = (at + 1).to_string();
        let fits = |text: &&str| !text.is_empty() && text_width(text, SMALL, false) + 5.0 <= room;
        let said = [series.name.as_str(), &number].into_iter().find(fits)?;
        let colour = text_on(series.colour);
        let mark = text((middle, y + 0.35 * SMALL), said, SMALL, colour, Anchor::Middle);
        Some(mark.hint(series.name.as_str()))
    }
}

/// Letters within a bar.
const SMALL: f64 = NOTE - 1.0;

fn words(bar: &ContributionBar) -> RowWords<'_> {
    RowWords { name: &bar.name, hint: &bar.hint, text: &bar.sum, bold: bar.bold }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, texts};
    use super::*;

    fn part(series: usize, figure: f64, hint: &str) -> Part {
        Part { series, figure, hint: hint.to_owned() }
    }

    fn chart(names: &[String], bars: Vec<ContributionBar>) -> Contributions {
        let series = names
            .iter()
            .enumerate()
            .map(|(at, name)| Series { name: name.clone(), colour: Series::colour_of(at) });
        Contributions {
            caption: Caption {
                title: "A is first".to_owned(),
                description: "Parts".to_owned(),
                notes: Vec::new(),
            },
            head: "score".to_owned(),
            series: series.collect(),
            panels: vec![ContributionPanel { title: String::new(), bars }],
            ..Contributions::default()
        }
    }

    fn bar_of(name: &str, parts: Vec<Part>) -> ContributionBar {
        let (name, hint) = (name.to_owned(), format!("hint of {name}"));
        ContributionBar { name, hint, sum: "0.50".to_owned(), bold: false, parts }
    }

    #[test]
    fn parts_stand_one_after_the_other_on_their_side_of_nothing() {
        let names = ["price", "quality", "risk"].map(String::from);
        let bars = vec![
            bar_of("A", vec![part(0, 0.3, "a"), part(1, 0.4, "b"), part(2, -0.2, "c")]),
            bar_of("B", vec![part(0, 0.6, "d")]),
        ];
        let picture = chart(&names, bars).picture();
        assert_sound(&picture);
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|hint| bars_hinted(&picture, hint)[0]);
        let per_unit = d.2 / 0.6;
        for (bar, figure) in [(a, 0.3), (b, 0.4), (c, 0.2)] {
            assert!((bar.2 - figure * per_unit).abs() < 1e-9, "{bar:?}");
        }
        assert!((b.0 - (a.0 + a.2)).abs() < 1e-9);
        // Where 0 is, the first part starts and the negative one ends.
        assert!((c.0 + c.2 - a.0).abs() < 1e-9 && (d.0 - a.0).abs() < 1e-9);
        let texts = texts(&picture);
        // Each by its number and its name in the legend, and by its name where there is room.
        assert!(texts.contains(&"1 price") && texts.contains(&"2 quality"));
        assert!(texts.contains(&"price") && texts.contains(&"quality"));
    }

    #[test]
    fn bars_of_one_part_are_not_named_again() {
        let names = ["for A", "for B"].map(String::from);
        let bars =
            vec![bar_of("x", vec![part(0, 0.3, "a")]), bar_of("y", vec![part(1, -0.2, "b")])];
        let picture = chart(&names, bars).picture();
        assert_sound(&picture);
        let texts = texts(&picture);
        assert!(texts.contains(&"for A") && texts.contains(&"for B") && !texts.contains(&"1"));
        assert_eq!(texts.iter().filter(|text| text.starts_with("for ")).count(), 2);
    }

    #[test]
    fn nothing_touches_whatever_the_size() {
        for size in SIZES {
            let names: Vec<String> = (0..size).map(hostile).collect();
            let parts = |bar: usize| -> Vec<Part> {
                let one = |at: usize| part(at, ((at + bar) % 5) as f64 - 1.0, "part");
                (0..size).map(one).collect()
            };
            let bars = (0..size).map(|at| bar_of(&hostile(at), parts(at))).collect();
            assert_sound(&chart(&names, bars).picture());
        }
        assert_sound(&chart(&[], vec![bar_of("A", Vec::new())]).picture());
    }

    #[test]
    fn neighbours_are_told_apart_without_colours() {
        use super::super::palette::contrast;
        for at in 0..Series::MOST {
            let (one, next) = (Series::colour_of(at), Series::colour_of(at + 1));
            assert!(contrast(one, next) >= 2.5, "{at}: {}", contrast(one, next));
            // The last that is of one thing only stands before what is of several.
            assert!(at != Series::MOST - 2 || contrast(one, Series::OTHERS) >= 2.5);
        }
    }
}
