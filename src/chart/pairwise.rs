//! Rows against columns: how often, or whether, the one of the row is ahead of that of the column.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::palette::{RULE, SOFT, ramp};
use super::panels::{Part, label, names_width, stacked, within};
use super::picture::{Anchor, Fill, Mark, Picture, bar, text};

/// A heat map of pairs, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairwise {
    /// The words around it.
    pub caption: Caption,
    /// The groups.
    pub groups: Vec<PairwiseGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// The alternatives, the same in rows and columns.
    pub names: Vec<String>,
    /// Row by row; none on the diagonal and where nothing is known.
    pub cells: Vec<Option<PairwiseCell>>,
}

/// One alternative against another.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseCell {
    /// What is known.
    pub is: PairwiseIs,
    /// What stands in the cell.
    pub text: String,
    /// All that is known of it, for those who point at it.
    pub hint: String,
}

/// What is known of a pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PairwiseIs {
    /// A share, 0 to 1.
    Share(f64),
    /// No more than that it lies between two shares.
    Between(f64, f64),
    /// Always.
    Always,
    /// At times.
    Sometimes,
    /// Never.
    Never,
}

/// How wide a cell is at least and at most, and how high at most.
const CELL: (f64, f64) = (18.0, 60.0);
const CELL_HEIGHT: f64 = 28.0;
/// The most that names take.
const NAMES: f64 = 240.0;

impl Pairwise {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let (marks, width, height) = stacked(self.groups.iter().map(PairwiseGroup::part).collect());
        framed(&self.caption, WIDTH.max(width + 2.0 * EDGE), height, marks)
    }
}

impl PairwiseGroup {
    fn part(&self) -> Part {
        let n = self.names.len();
        // Rows carry the numbers that head the columns: names have no room there.
        let rows: Vec<String> =
            self.names.iter().enumerate().map(|(at, name)| format!("{}  {name}", at + 1)).collect();
        let left = names_width(rows.iter().map(String::as_str), NAMES);
        let room = WIDTH - 2.0 * EDGE - left;
        let cell = (room / n.max(1) as f64).floor().clamp(CELL.0, CELL.1);
        let high = cell.min(CELL_HEIGHT);
        let top = 16.0;
        let mut marks: Vec<Mark> = Vec::new();
        for (at, name) in self.names.iter().enumerate() {
            let middle = left + (at as f64 + 0.5) * cell;
            let number = (at + 1).to_string();
            marks.push(text((middle, top - 5.0), number, 10.0, SOFT, Anchor::Middle).hint(name));
            let y = top + (at as f64 + 0.5) * high + 4.0;
            let size = LABEL.min(high - 4.0);
            marks.push(label((0.0, y), &rows[at], size, left - 8.0, Anchor::Start));
            for other in 0..n {
                let corner = (left + other as f64 * cell, top + at as f64 * high);
                marks.extend(self.cell(at, other, corner, (cell, high)));
            }
        }
        let size = (left + n as f64 * cell, top + n as f64 * high);
        Part { heading: self.heading.clone(), size, marks }
    }

    fn cell(
        &self,
        row: usize,
        column: usize,
        (x, y): (f64, f64),
        (wide, high): (f64, f64),
    ) -> Vec<Mark> {
        let to = (x + wide - 1.0, y + high - 1.0);
        let Some(cell) = self.cells.get(row * self.names.len() + column).and_then(Option::as_ref)
        else {
            // A line tells one against itself from what is not known.
            return match row == column {
                true => vec![super::picture::line((x, y), to, RULE, 1.0)],
                false => Vec::new(),
            };
        };
        let fill = match cell.is {
            PairwiseIs::Share(share) => Fill::Solid(ramp(0.9 * share)),
            PairwiseIs::Always => Fill::Solid(ramp(0.9)),
            PairwiseIs::Never => Fill::Solid(ramp(0.0)),
            PairwiseIs::Between(..) | PairwiseIs::Sometimes => Fill::Hatched(ramp(0.5)),
        };
        let size = 11.0f64.min(high - 6.0);
        let middle = (x + (wide - 1.0) / 2.0, y + (high - 1.0) / 2.0);
        let mut marks = vec![bar((x, y), to, fill).hint(&cell.hint)];
        marks.extend(within(middle, &cell.text, size, fill, wide - 5.0, &cell.hint));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile};
    use super::super::picture::Shape;
    use super::*;

    fn names(n: usize) -> Vec<String> {
        (0..n).map(hostile).collect()
    }

    fn chart(names: Vec<String>, of: impl Fn(usize, usize) -> PairwiseIs) -> Pairwise {
        let n = names.len();
        let cell = |at: usize| {
            let (row, column) = (at / n, at % n);
            (row != column).then(|| PairwiseCell {
                is: of(row, column),
                text: "97".to_owned(),
                hint: "hint".to_owned(),
            })
        };
        let cells = (0..n * n).map(cell).collect();
        let group = PairwiseGroup { heading: Some("Group".to_owned()), names, cells };
        let said = "Said".to_owned();
        let caption = Caption { title: said.clone(), description: said.clone(), notes: vec![said] };
        Pairwise { caption, groups: vec![group.clone(), group] }
    }

    #[test]
    fn cells_stand_in_their_rows_and_columns_and_get_darker() {
        let share = |row: usize, _: usize| PairwiseIs::Share(if row == 0 { 0.25 } else { 0.75 });
        let picture = chart(vec!["A".to_owned(), "B".to_owned()], share).picture();
        let bars: Vec<(f64, f64, Fill)> = picture
            .marks
            .iter()
            .filter_map(|mark| match mark.shape {
                Shape::Bar { x, y, fill, .. } => Some((x, y, fill)),
                _ => None,
            })
            .collect();
        // Row A, column B; then row B, column A: one cell (60 by 28) to the left and down.
        assert_eq!(bars.len(), 4);
        assert_eq!((bars[0].0 - bars[1].0, bars[1].1 - bars[0].1), (60.0, 28.0));
        assert_eq!(bars[0].2, Fill::Solid(ramp(0.225)));
        assert_eq!(bars[1].2, Fill::Solid(ramp(0.675)));
    }

    #[test]
    fn bounds_are_hatched_and_what_is_not_known_is_empty() {
        let mut all = chart(names(3), |_, _| PairwiseIs::Between(0.25, 0.75));
        all.groups.truncate(1);
        all.groups[0].cells[1] = None;
        let hatched =
            |mark: &&Mark| matches!(mark.shape, Shape::Bar { fill: Fill::Hatched(_), .. });
        assert_eq!(all.picture().marks.iter().filter(hatched).count(), 5);
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let mut all = chart(names(n), |_, _| PairwiseIs::Share(0.5));
            // Thousands of cells are enough once.
            if n > 7 {
                all.groups.truncate(1);
            } else {
                assert_sound(&chart(names(n), |_, _| PairwiseIs::Sometimes).picture());
            }
            assert_sound(&all.picture());
        }
    }
}
