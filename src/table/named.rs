//! A table of an answer under its name, made when it is asked for.

use crate::table::columns::Table;
use crate::table::parts::Parts;

/// A result table that is made when it is asked for.
pub struct NamedTable<'a> {
    name: &'static str,
    make: Make<'a>,
    rows: Option<Rows<'a>>,
}

enum Make<'a> {
    Whole(Box<dyn Fn() -> Table + 'a>),
    InParts(Box<dyn Fn() -> Parts<'a> + 'a>),
}

/// How many rows a table that may be very large has, how many are made unasked, and whether it
/// grows with pairs of alternatives.
struct Rows<'a> {
    count: Box<dyn Fn() -> usize + 'a>,
    most: usize,
    pairs: bool,
}

impl<'a> NamedTable<'a> {
    /// A table that is made as a whole.
    pub fn new(name: &'static str, make: impl Fn() -> Table + 'a) -> NamedTable<'a> {
        NamedTable { name, make: Make::Whole(Box::new(make)), rows: None }
    }

    /// A table that can be made part by part.
    pub fn in_parts(name: &'static str, make: impl Fn() -> Parts<'a> + 'a) -> NamedTable<'a> {
        NamedTable { name, make: Make::InParts(Box::new(make)), rows: None }
    }

    /// The same for a table that grows faster than the number of alternatives. `count` says how
    /// many rows it has. With more than `most` it is only made when it is asked for by name.
    pub fn at_most(self, most: usize, count: impl Fn() -> usize + 'a) -> NamedTable<'a> {
        NamedTable { rows: Some(Rows { count: Box::new(count), most, pairs: false }), ..self }
    }

    /// The same for a table that grows with pairs of alternatives, of which there may be more than
    /// there is memory for.
    pub fn pairs_at_most(self, most: usize, count: impl Fn() -> usize + 'a) -> NamedTable<'a> {
        NamedTable { rows: Some(Rows { count: Box::new(count), most, pairs: true }), ..self }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The table, however large it is.
    pub fn make(&self) -> Table {
        match &self.make {
            Make::Whole(make) => make(),
            Make::InParts(make) => make().whole(),
        }
    }

    /// The same part by part; `None` where it is made as a whole only.
    pub fn parts(&self) -> Option<Parts<'a>> {
        match &self.make {
            Make::Whole(_) => None,
            Make::InParts(make) => Some(make()),
        }
    }

    /// How many rows it has, if it grows with pairs of alternatives. Counting may take a while.
    pub fn pairs(&self) -> Option<usize> {
        self.rows.as_ref().filter(|rows| rows.pairs).map(|rows| (rows.count)())
    }

    /// Whether it has so many rows that it is only made when it is asked for by name.
    pub fn is_large(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| (rows.count)() > rows.most)
    }
}

impl std::fmt::Debug for NamedTable<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("NamedTable").field("name", &self.name).finish_non_exhaustive()
    }
}
