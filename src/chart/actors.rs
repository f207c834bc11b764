//! Actors by alternatives: which rank each gives, and whether it accepts.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::palette::{AGAINST, BESIDE, MAIN, PAPER, mixed};
use super::panels::{Part, head, heads, label, names_width, stacked, within};
use super::picture::{Anchor, Fill, Mark, Picture, bar};

/// Actors by alternatives, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Actors {
    /// The words around them.
    pub caption: Caption,
    /// The actors: the columns.
    pub actors: Vec<String>,
    /// The groups.
    pub groups: Vec<ActorsGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorsGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// Its alternatives.
    pub rows: Vec<ActorsRow>,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorsRow {
    /// Its name.
    pub name: String,
    /// By actor.
    pub cells: Vec<ActorsCell>,
}

/// One alternative in the eyes of an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorsCell {
    /// Its rank, or the ranks that are possible.
    pub text: String,
    /// Whether the actor accepts it.
    pub accepts: Accepts,
    /// All that is known, for those who point at it.
    pub hint: String,
}

/// Whether an actor accepts an alternative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepts {
    /// Yes.
    Yes,
    /// Not as it is, but it may.
    MayBe,
    /// No.
    No,
    /// It cannot, whatever it admits.
    Never,
}

/// How narrow and how wide a column may be.
const COLUMN: (f64, f64) = (72.0, 150.0);
/// How high a row is.
const ROW: f64 = 28.0;
/// The most that names take.
const NAMES: f64 = 230.0;

impl Accepts {
    /// How a cell is filled: in full, hatched, empty, and empty with a line through it.
    pub fn fill(self) -> Fill {
        match self {
            Accepts::Yes => Fill::Solid(mixed(PAPER, MAIN, 0.4)),
            Accepts::MayBe => Fill::Hatched(mixed(PAPER, MAIN, 0.6)),
            Accepts::No => Fill::Hollow(BESIDE),
            Accepts::Never => Fill::Hollow(AGAINST),
        }
    }
}

impl Actors {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let names =
            self.groups.iter().flat_map(|group| group.rows.iter().map(|row| row.name.as_str()));
        let left = names_width(names, NAMES);
        let room = WIDTH - 2.0 * EDGE - left;
        let column = (room / self.actors.len().max(1) as f64).floor().clamp(COLUMN.0, COLUMN.1);
        let parts = self.groups.iter().map(|group| self.part(group, left, column)).collect();
        let (marks, width, height) = stacked(parts);
        framed(&self.caption, WIDTH.max(width + 2.0 * EDGE), height, marks)
    }

    fn part(&self, group: &ActorsGroup, left: f64, column: f64) -> Part {
        let mut marks: Vec<Mark> = Vec::new();
        let top = heads(self.actors.iter().map(String::as_str), column - 6.0);
        for (at, actor) in self.actors.iter().enumerate() {
            let middle = left + (at as f64 + 0.5) * column;
            marks.extend(head(middle, top, actor, column - 6.0));
        }
        for (at, row) in group.rows.iter().enumerate() {
            let y = top + at as f64 * ROW;
            marks.push(label((0.0, y + 18.0), &row.name, LABEL, left - 8.0, Anchor::Start));
            for (actor, cell) in row.cells.iter().enumerate() {
                let x = left + actor as f64 * column;
                let (from, to) = ((x + 1.0, y + 1.0), (x + column - 2.0, y + ROW - 2.0));
                let fill = cell.accepts.fill();
                marks.push(bar(from, to, fill).hint(&cell.hint));
                if cell.accepts == Accepts::Never {
                    for y in [from.1 + 3.0, to.1 - 3.0] {
                        let ends = ((from.0 + 3.0, y), (to.0 - 3.0, y));
                        marks.push(super::picture::line(ends.0, ends.1, AGAINST, 1.0));
                    }
                }
                let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
                marks.extend(within(middle, &cell.text, 12.0, fill, column - 8.0, &cell.hint));
            }
        }
        let size = (left + column * self.actors.len() as f64, top + ROW * group.rows.len() as f64);
        Part { heading: group.heading.clone(), size, marks }
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, bars_hinted, hostile, place_of};
    use super::*;

    fn chart(alternatives: usize, actors: usize) -> Actors {
        let said = "Said".to_owned();
        let cell = |row: usize, actor: usize| ActorsCell {
            text: format!("{row} (1-{actor})"),
            accepts: [Accepts::Yes, Accepts::MayBe, Accepts::No, Accepts::Never][(row + actor) % 4],
            hint: format!("{row} {actor}"),
        };
        let row = |at: usize| ActorsRow {
            name: hostile(at),
            cells: (0..actors).map(|actor| cell(at, actor)).collect(),
        };
        let group =
            ActorsGroup { heading: Some(hostile(2)), rows: (0..alternatives).map(row).collect() };
        Actors {
            caption: Caption { title: said.clone(), description: said.clone(), notes: vec![said] },
            actors: (0..actors).map(hostile).collect(),
            groups: vec![group],
        }
    }

    #[test]
    fn a_cell_stands_in_the_row_of_its_alternative_and_the_column_of_its_actor() {
        let picture = chart(2, 2).picture();
        let [a, b, c] = ["0 0", "0 1", "1 0"].map(|hint| bars_hinted(&picture, hint)[0]);
        // Columns are 150 wide where there is room for more, and rows 28 high.
        assert_eq!((b.0 - a.0, b.1 - a.1), (150.0, 0.0));
        assert_eq!((c.0 - a.0, c.1 - a.1), (0.0, 28.0));
        let text = place_of(&picture, "0 (1-0)");
        assert!(text.0 > a.0 && text.2 < a.0 + a.2 && text.1 > a.1 && text.3 < a.1 + a.3);
        let fills = [Accepts::Yes, Accepts::MayBe, Accepts::No].map(Accepts::fill);
        assert!(matches!(fills, [Fill::Solid(_), Fill::Hatched(_), Fill::Hollow(_)]));
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            assert_sound(&chart(n, 3).picture());
            assert_sound(&chart(3, n).picture());
        }
    }
}
