//! What figures that can be read in one way only say of those that can be read in two.

use crate::case::read::marks::{Mark, Marks, Shape, Use, shape};

/// What the figures of a column, or of a table, say of their marks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    decimals: [bool; 2],
    thousands: [bool; 2],
    /// Whether a figure shows by itself what its mark of thousands is: `1.250,00`, `1.200.000`.
    grouped: bool,
    /// Whether decimals stand here that are not three: figures all printed with three are no sign
    /// of thousands.
    other_places: bool,
}

/// How far a cell can be read without knowing what its marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readability<'a> {
    /// It is a number without marks, or with a point that can only be that of decimals.
    Number,
    /// It has a figure that can be read in two ways, the first of which is this.
    Ambiguous(&'a str),
    /// It is anything else: a number with other marks, a range, a text, nothing.
    Other,
}

/// The parts of a cell that are figures, in any notation of cells: the ends of a range, the
/// parameters of a distribution.
pub(crate) fn figures(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell
        .split(['|', '±', ';', '(', ')'])
        .flat_map(|part| part.split(".."))
        .flat_map(|part| part.split("+-"));
    parts.map(str::trim)
}

impl Evidence {
    /// Take in the text of a cell, in any notation of cells.
    pub fn see<'a>(&mut self, cell: &'a str) -> Readability<'a> {
        match shape(cell) {
            Some(Shape::Plain) => return Readability::Number,
            Some(shape) if self.shaped(shape, cell) => return Readability::Ambiguous(cell),
            Some(Shape::Decimals(Mark::Point)) => return Readability::Number,
            Some(_) => return Readability::Other,
            // Cheap where there is neither point nor comma.
            None if !cell.bytes().any(|byte| matches!(byte, b'.' | b',')) => {
                return Readability::Other;
            }
            None => {}
        }
        let mut open = None;
        for part in figures(cell) {
            if shape(part).is_some_and(|shape| self.shaped(shape, part)) {
                open = open.or(Some(part));
            }
        }
        open.map_or(Readability::Other, Readability::Ambiguous)
    }

    /// Whether the shape leaves its mark open.
    fn shaped(&mut self, shape: Shape, figure: &str) -> bool {
        match shape {
            Shape::Plain => {}
            Shape::Decimals(mark) => {
                self.decimals[mark as usize] = true;
                self.other_places |=
                    figure.bytes().nth_back(3).is_none_or(|byte| char::from(byte) != mark.sign());
            }
            Shape::Groups { thousands, decimals } => {
                if let Some(mark) = thousands {
                    self.thousands[mark as usize] = true;
                    self.grouped = true;
                }
                if let Some(mark) = decimals {
                    self.decimals[mark as usize] = true;
                }
            }
            Shape::Open(_) => return true,
        }
        false
    }

    /// What says that a mark has this use, and nothing else.
    pub fn of(mark: Mark, used: Use) -> Evidence {
        let mut out = Evidence::default();
        match used {
            Use::Decimals => out.decimals[mark as usize] = true,
            Use::Thousands => out.thousands[mark as usize] = true,
        }
        out
    }

    /// Take in what another column says.
    pub fn add(&mut self, other: &Evidence) {
        for at in 0..2 {
            self.decimals[at] |= other.decimals[at];
            self.thousands[at] |= other.thousands[at];
        }
        self.grouped |= other.grouped;
        self.other_places |= other.other_places;
    }

    /// Whether a figure stands here that shows by itself what its mark of thousands is: `1.250,00`,
    /// `1.200.000`.
    pub fn has_groups(&self) -> bool {
        self.grouped
    }

    /// Whether decimals stand here that are not three.
    pub fn has_other_places(&self) -> bool {
        self.other_places
    }

    /// What a mark is: that of decimals where it parts some, or where the other mark parts
    /// thousands; and the other way round. `None` where nothing says so, or where figures
    /// contradict each other.
    pub fn says(&self, mark: Mark) -> Option<Use> {
        let (own, other) = (mark as usize, mark.other() as usize);
        match (
            self.decimals[own] || self.thousands[other],
            self.thousands[own] || self.decimals[other],
        ) {
            (true, false) => Some(Use::Decimals),
            (false, true) => Some(Use::Thousands),
            _ => None,
        }
    }

    /// Whether nothing is said of a mark, not even two things that contradict each other.
    pub fn is_silent(&self) -> bool {
        !self.decimals.contains(&true) && !self.thousands.contains(&true)
    }

    /// The marks of a column that says this, in a table whose columns together say that; `commas`
    /// where decimal commas are read.
    pub fn marks(&self, table: &Evidence, commas: bool) -> Marks {
        let of_table = |mark: Mark| table.says(mark).filter(|_| self.is_silent());
        let three = Mark::BOTH.map(|mark| self.says(mark).or_else(|| of_table(mark)));
        Marks::of(three, commas).shown(Mark::BOTH.map(|mark| self.says(mark).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::read::marks::number;

    #[test]
    fn a_column_is_read_as_its_figures_say_then_as_its_table_does() {
        let evidence = |cells: &[&str]| {
            let mut out = Evidence::default();
            cells.iter().for_each(|cell| _ = out.see(cell));
            out
        };
        let none = evidence(&["980", "1.200"]);
        let table = |cells: &[&str]| none.marks(&evidence(cells), true);
        assert_eq!(number("1.200", &table(&[])), None);
        assert_eq!(number("1.200", &table(&["8,5"])), Some(1200.0));
        assert_eq!(number("1.200", &table(&["8.5..9"])), Some(1.2));
        assert_eq!(number("1.200", &table(&["8.5", "8,5"])), None);
        assert_eq!(number("1.200", &table(&["1.200.000"])), Some(1200.0));
        assert_eq!(number("1,200", &table(&["normal(1.200.000; 5)"])), Some(1.2));
        // What the column says comes before what the table does, and a column that contradicts
        // itself says nothing.
        let own = evidence(&["0.125"]);
        assert_eq!(number("1.200", &own.marks(&evidence(&["8,5"]), true)), Some(1.2));
        let both = evidence(&["1.5", "1,5"]);
        assert_eq!(number("1.200", &both.marks(&evidence(&["8,5"]), true)), None);
        assert_eq!(number("1,5", &both.marks(&both, true)), Some(1.5));
        assert_eq!(Evidence::default().see("5..1.200"), Readability::Ambiguous("1.200"));
        assert_eq!(
            [".5", "1.5", "-1e3", "1,5"].map(|cell| Evidence::default().see(cell)),
            [Readability::Other, Readability::Number, Readability::Number, Readability::Other]
        );
    }
}
