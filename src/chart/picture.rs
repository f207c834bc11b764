//! A picture: marks on a sheet, in units of which there are 96 to the inch, from the top left.

/// A picture that says what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The finding, in a sentence; stands above the picture and names it for a screen reader.
    pub title: String,
    /// What a reader who cannot see the picture is told instead.
    pub description: String,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// What is drawn, the first below the others.
    pub marks: Vec<Mark>,
    /// So many marks at the start are the lines of the title.
    pub title_lines: usize,
    /// How far from the top what stands below the title begins.
    pub below_title: f64,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is.
    pub shape: Shape,
    /// What a reader who points at it is told.
    pub hint: Option<String>,
}

/// The shape of a mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A line through points.
    Line {
        /// The points, from one end to the other.
        points: Vec<(f64, f64)>,
        /// Its colour.
        colour: Colour,
        /// How thick it is.
        width: f64,
        /// Whether it is broken.
        dashed: bool,
    },
    /// A surface within points.
    Area {
        /// The corners, in order.
        points: Vec<(f64, f64)>,
        /// What it is filled with.
        fill: Fill,
    },
    /// An upright rectangle. Width and height are not negative.
    Bar {
        /// Its left side.
        x: f64,
        /// Its top.
        y: f64,
        /// How wide it is.
        width: f64,
        /// How high it is.
        height: f64,
        /// What it is filled with.
        fill: Fill,
    },
    /// A dot.
    Dot {
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Its radius.
        radius: f64,
        /// What it is filled with; a hollow one has [`Fill::Hollow`].
        fill: Fill,
    },
    /// A text on one line.
    Text {
        /// Where it starts, ends or has its middle, as `anchor` says.
        x: f64,
        /// Its base line.
        y: f64,
        /// The text, as it is written.
        text: String,
        /// How high its letters are.
        size: f64,
        /// Whether its letters are bold.
        bold: bool,
        /// Its colour.
        colour: Colour,
        /// What `x` is.
        anchor: Anchor,
    },
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It starts there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A colour, as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What a surface is filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// One colour.
    Solid(Colour),
    /// Slanted lines of a colour: what may be, but is not settled.
    Hatched(Colour),
    /// Nothing but a thin line around it, of that colour.
    Hollow(Colour),
}

impl Mark {
    /// A mark without a hint.
    pub fn new(shape: Shape) -> Mark {
        Mark { shape, hint: None }
    }

    /// The same with what a reader who points at it is told.
    pub fn hint(self, hint: impl Into<String>) -> Mark {
        Mark { hint: Some(hint.into()), ..self }
    }
}

/// A straight line.
pub fn line(from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) -> Mark {
    Mark::new(Shape::Line { points: vec![from, to], colour, width, dashed: false })
}

/// A broken straight line.
pub fn dashed(from: (f64, f64), to: (f64, f64), colour: Colour, width: f64) -> Mark {
    Mark::new(Shape::Line { points: vec![from, to], colour, width, dashed: true })
}

/// An upright rectangle between two corners, whichever they are.
pub fn bar(from: (f64, f64), to: (f64, f64), fill: Fill) -> Mark {
    Mark::new(Shape::Bar {
        x: from.0.min(to.0),
        y: from.1.min(to.1),
        width: (to.0 - from.0).abs(),
        height: (to.1 - from.1).abs(),
        fill,
    })
}

/// A dot.
pub fn dot((x, y): (f64, f64), radius: f64, fill: Fill) -> Mark {
    Mark::new(Shape::Dot { x, y, radius, fill })
}

/// A text of ordinary weight.
pub fn text(
    (x, y): (f64, f64),
    text: impl Into<String>,
    size: f64,
    colour: Colour,
    anchor: Anchor,
) -> Mark {
    Mark::new(Shape::Text { x, y, text: text.into(), size, bold: false, colour, anchor })
}

/// A bold text.
pub fn bold_text(
    (x, y): (f64, f64),
    text: impl Into<String>,
    size: f64,
    colour: Colour,
    anchor: Anchor,
) -> Mark {
    Mark::new(Shape::Text { x, y, text: text.into(), size, bold: true, colour, anchor })
}

/// The rectangle that a text takes: left, top, right, bottom.
#[cfg(test)]
pub fn extent(mark: &Mark) -> Option<(f64, f64, f64, f64)> {
    let Shape::Text { x, y, text, size, bold, anchor, .. } = &mark.shape else { return None };
    let width = super::measure::text_width(text, *size, *bold);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some((left, y - 0.8 * size, left + width, y + 0.22 * size))
}
