//! What the points and commas of numbers mean. `1.5`, `0.125`, `1234.567` and `1.200,50` can be
//! read in one way only, and so say what their marks are. `1.200` can be read in two: as one and a
//! fifth, or as twelve hundred. How such a figure is read is settled in `join/column_marks.rs`.

/// A mark that parts decimals in some countries and thousands in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `.`
    Point,
    /// `,`
    Comma,
}

impl Mark {
    pub(crate) const BOTH: [Mark; 2] = [Mark::Point, Mark::Comma];

    pub(crate) fn other(self) -> Mark {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }

    /// As it is written.
    pub fn sign(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }
}

/// What a mark parts in a figure that can be read in two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Decimals.
    Decimals,
    /// Thousands.
    Thousands,
}

/// What one mark may part, and what it parts where exactly three digits follow it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Role {
    decimals: bool,
    thousands: bool,
    three: Option<Use>,
}

impl Role {
    const DECIMAL: Role = Role { decimals: true, thousands: false, three: Some(Use::Decimals) };
    const THOUSANDS: Role = Role { decimals: false, thousands: true, three: Some(Use::Thousands) };
    const NONE: Role = Role { decimals: false, thousands: false, three: None };
}

/// How the numbers of a column are read: what its points and commas are, and whether spaces and
/// apostrophes may part thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    roles: [Role; 2],
    grouped: bool,
    /// Whether something says how a figure with two readings is to be read, or it is read as
    /// decimals for want of that.
    settled: bool,
    /// By mark: whether that is what the user says or the column itself shows, and not only what
    /// other columns do.
    sure: [bool; 2],
}

impl Marks {
    /// Outside data tables: a decimal point, and nothing that parts thousands.
    pub const POINT: Marks = Marks {
        roles: [Role::DECIMAL, Role::NONE],
        grouped: false,
        settled: true,
        sure: [false; 2],
    };

    /// The same, where a figure of one to three digits, a point and three digits is refused: its
    /// writer may part thousands by a point.
    pub const ONE_READING: Marks = Marks {
        roles: [Role { three: None, ..Role::DECIMAL }, Role::NONE],
        grouped: false,
        settled: true,
        sure: [false; 2],
    };

    /// In a table of which nothing is known: whatever has one reading, with decimal commas if
    /// `commas`. A figure with two readings is read as decimals where they are allowed.
    pub fn any(commas: bool) -> Marks {
        let three =
            [Some(Use::Decimals), Some(if commas { Use::Decimals } else { Use::Thousands })];
        Marks { settled: false, ..Marks::of(three, commas) }
    }

    /// As the user says: thousands are parted by `thousands`, decimals by `decimals` (`None`: by
    /// any other mark); what is left parts thousands if `else_thousands`, else nothing.
    pub(crate) fn given(
        decimals: Option<Mark>,
        thousands: Option<Mark>,
        else_thousands: bool,
    ) -> Marks {
        let role = |mark: Mark| {
            if thousands == Some(mark) {
                Role::THOUSANDS
            } else if decimals.is_none_or(|decimals| decimals == mark) {
                Role::DECIMAL
            } else if else_thousands {
                Role::THOUSANDS
            } else {
                Role::NONE
            }
        };
        Marks { roles: Mark::BOTH.map(role), grouped: true, settled: true, sure: [true; 2] }
    }

    pub(crate) fn of(three: [Option<Use>; 2], commas: bool) -> Marks {
        let role = |decimals: bool, three| Role { decimals, thousands: true, three };
        Marks {
            roles: [role(true, three[0]), role(commas, three[1])],
            grouped: true,
            settled: true,
            sure: [false; 2],
        }
    }

    /// The same, where the column itself shows what these marks are.
    pub(crate) fn shown(self, sure: [bool; 2]) -> Marks {
        Marks { sure, ..self }
    }

    /// Whether what a mark parts is said by the user or shown by the column itself.
    pub fn is_sure(&self, mark: Mark) -> bool {
        self.settles(mark) && self.sure[mark as usize]
    }

    /// Whether a figure that can be read in two ways has one reading with this mark.
    pub fn settles(&self, mark: Mark) -> bool {
        self.settled && self.role(mark).three.is_some()
    }

    /// Whether a mark may part decimals.
    pub fn has_decimals(&self, mark: Mark) -> bool {
        self.role(mark).decimals
    }

    fn role(&self, mark: Mark) -> Role {
        self.roles[mark as usize]
    }
}

/// How the digits of a number are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Not at all.
    Plain,
    /// One mark, which can only be that of decimals.
    Decimals(Mark),
    /// Groups of three, parted by a mark (`None`: a space or an apostrophe), then perhaps decimals.
    Groups { thousands: Option<Mark>, decimals: Option<Mark> },
    /// One to three digits, a mark and exactly three digits: decimals or thousands.
    Open(Mark),
}

/// The shape of a number: optional sign, digits with marks between them, perhaps an exponent.
/// `None` for all other text.
pub(crate) fn shape(text: &str) -> Option<Shape> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.bytes().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if exponent
        .is_some_and(|exponent| !digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
    {
        return None;
    }
    // The marks so far, the first group's length, whether the groups between are of three, and the
    // digits since the last mark.
    let (mut marks, mut first, mut threes, mut length) = (0, 0, true, 0);
    let (mut thousands, mut last): (Option<Option<Mark>>, Option<Mark>) = (None, None);
    for c in mantissa.chars() {
        let mark = match c {
            '0'..='9' => {
                length += 1;
                continue;
            }
            '.' => Some(Mark::Point),
            ',' => Some(Mark::Comma),
            // Spaces that do not break lines, narrow and thin ones, and apostrophes as word
            // processors write them.
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => None,
            _ => return None,
        };
        match marks {
            0 => first = length,
            _ if *thousands.get_or_insert(last) != last => return None,
            _ => threes &= length == 3,
        }
        if length == 0 {
            return None;
        }
        (marks, last, length) = (marks + 1, mark, 0);
    }
    let grouped =
        (1..=3).contains(&first) && !mantissa.starts_with('0') && threes && exponent.is_none();
    match (marks, thousands, last) {
        _ if length == 0 => None,
        (0, ..) => Some(Shape::Plain),
        (1, _, Some(mark)) => {
            Some(if grouped && length == 3 { Shape::Open(mark) } else { Shape::Decimals(mark) })
        }
        (1, _, None) => {
            (grouped && length == 3).then_some(Shape::Groups { thousands: None, decimals: None })
        }
        (_, Some(thousands), last) if thousands == last => {
            (grouped && length == 3).then_some(Shape::Groups { thousands, decimals: None })
        }
        (_, Some(thousands), Some(decimals)) => {
            grouped.then_some(Shape::Groups { thousands, decimals: Some(decimals) })
        }
        _ => None,
    }
}

/// The number that these digits are with this mark of decimals; all other marks part thousands.
/// Always finite.
fn value(text: &str, decimals: Option<Mark>) -> Option<f64> {
    let keep = |c: char| match c {
        '0'..='9' | '+' | '-' | 'e' | 'E' => Some(c),
        _ if decimals.is_some_and(|mark| mark.sign() == c) => Some('.'),
        _ => None,
    };
    text.chars().filter_map(keep).collect::<String>().parse().ok().filter(|x: &f64| x.is_finite())
}

/// The number that a text is, if it is one and its marks are allowed and settled.
pub fn number(text: &str, marks: &Marks) -> Option<f64> {
    let text = text.trim();
    let plain = || text.parse().ok().filter(|x: &f64| x.is_finite());
    match shape(text)? {
        Shape::Plain => plain(),
        Shape::Decimals(mark) if !marks.role(mark).decimals => None,
        Shape::Decimals(Mark::Point) => plain(),
        Shape::Decimals(mark) => value(text, Some(mark)),
        Shape::Groups { thousands, decimals } => {
            let good = thousands.map_or(marks.grouped, |mark| marks.role(mark).thousands)
                && decimals.is_none_or(|mark| marks.role(mark).decimals);
            if good { value(text, decimals) } else { None }
        }
        Shape::Open(mark) => match marks.role(mark).three? {
            Use::Decimals if marks.role(mark).decimals => value(text, Some(mark)),
            Use::Thousands if marks.role(mark).thousands => value(text, None),
            _ => None,
        },
    }
}

/// The number that a text outside data tables is: what [`number`] reads with [`Marks::POINT`].
pub(crate) use crate::problem::plain_number as plain;

/// Both readings of a figure that has two, as decimals and as thousands, with its mark.
pub fn readings(text: &str) -> Option<(Mark, f64, f64)> {
    let text = text.trim();
    match shape(text)? {
        Shape::Open(mark) => Some((mark, value(text, Some(mark))?, value(text, None)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What needs no marks is read without them.
    #[test]
    fn plain_numbers_are_those_with_a_decimal_point() {
        for text in [
            "980", "-12e3", "+1.5", "1.200", "0.125", "1.200e3", " 7 ", "1e-3", "1e999", "", "-",
            ".5", "5.", "1.2.3", "1,5", "1 200", "1'200", "1e", "1e+", "e5", "inf", "NaN", "1_000",
            "0x1f", "--1", "1.-2", "٣",
        ] {
            assert_eq!(plain(text), number(text, &Marks::POINT), "{text}");
        }
    }

    #[test]
    fn shapes_of_numbers() {
        let (point, comma) = (Mark::Point, Mark::Comma);
        let groups = |thousands, decimals| Some(Shape::Groups { thousands, decimals });
        for (text, expected) in [
            ("980", Some(Shape::Plain)),
            ("-12e3", Some(Shape::Plain)),
            ("1.5", Some(Shape::Decimals(point))),
            ("0.125", Some(Shape::Decimals(point))),
            ("1234,567", Some(Shape::Decimals(comma))),
            ("1.200e3", Some(Shape::Decimals(point))),
            ("1.200", Some(Shape::Open(point))),
            ("-999,999", Some(Shape::Open(comma))),
            ("1.200.000", groups(Some(point), None)),
            ("1.200,50", groups(Some(point), Some(comma))),
            ("1,200,000.5", groups(Some(comma), Some(point))),
            ("1.200,500", groups(Some(point), Some(comma))),
            ("1 200", groups(None, None)),
            ("12\u{202f}200\u{a0}000,5", groups(None, Some(comma))),
            ("1'200", groups(None, None)),
            ("1’200.5", groups(None, Some(point))),
            ("1 2", None),
            ("1.2.3", None),
            ("12.34,5", None),
            ("1,200.000,5", None),
            ("1.200 500", None),
            ("0 200", None),
            (".5", None),
            ("5.", None),
            ("1..2", None),
            ("1.200.000e3", None),
            ("", None),
            ("1_000", None),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}
