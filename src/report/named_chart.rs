//! A chart of an answer under its name, drawn when it is asked for.

use crate::chart::Picture;

/// A chart that is drawn when it is asked for.
pub struct NamedChart<'a> {
    name: &'static str,
    draw: Box<dyn Fn() -> Picture + 'a>,
}

impl<'a> NamedChart<'a> {
    /// A chart of that name: what `--chart` takes, lower case with hyphens.
    pub fn new(name: &'static str, draw: impl Fn() -> Picture + 'a) -> NamedChart<'a> {
        NamedChart { name, draw: Box::new(draw) }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The chart, drawn.
    pub fn draw(&self) -> Picture {
        (self.draw)()
    }
}

impl std::fmt::Debug for NamedChart<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("NamedChart").field("name", &self.name).finish_non_exhaustive()
    }
}
