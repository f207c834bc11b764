//! The grammar of judgements, as people write them in a criteria file.
//!
//! Each method reads one [`Form`]. Names are ids of criteria. A minus between two of them has spaces
//! around it, because ids may contain hyphens. A range is written `2..4`.

use crate::error::{Phrase, both};
use crate::problem::constraint_text::{Unparsable, is_id};
use crate::problem::plain_number;
use std::ops::Range;

/// The form of the statements that a method takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `a / b = 3`.
    Ratio,
    /// `a = 80`.
    Points,
    /// `a > b = c > d`, with blank cards as `a > 2 > b`.
    Order,
    /// `a > b by 0.2`.
    More,
    /// `a - b = strong`.
    Difference,
    /// `a = level 2, 3`.
    Level,
    /// `price 1000 -> 800 = battery 8 -> 10`.
    TradeOff,
}

/// A name in a statement, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The id.
    pub id: String,
    /// Its bytes within the statement.
    pub span: Range<usize>,
}

/// A statement as it was written, with the ids of criteria.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// a weighs between `low` and `high` times as much as b.
    Ratio {
        /// Above the stroke.
        a: Name,
        /// Below it.
        b: Name,
        /// The least and the most.
        range: (f64, f64),
    },
    /// Points of a criterion.
    Points {
        /// The criterion.
        of: Name,
        /// The least and the most.
        range: (f64, f64),
    },
    /// An order, the most important first.
    Order {
        /// The tiers; none is empty.
        tiers: Vec<Vec<Name>>,
        /// The blank cards after each tier but the last.
        cards: Vec<(f64, f64)>,
    },
    /// a is more important than b by a part of the importance of b.
    More {
        /// The more important one.
        a: Name,
        /// The less important one.
        b: Name,
        /// The least and the most.
        range: (f64, f64),
    },
    /// The swing of a is more attractive than that of b, or than none.
    Difference {
        /// The more attractive one.
        a: Name,
        /// The less attractive one; none: no swing at all.
        b: Option<Name>,
        /// The lowest and the highest category.
        range: (u8, u8),
    },
    /// The level of a criterion, and its place within it.
    Level {
        /// The criterion.
        of: Name,
        /// From 1.
        level: u32,
        /// From 0.
        place: u32,
    },
    /// Two swings that are worth the same.
    TradeOff {
        /// The one.
        a: Box<Swing>,
        /// The other.
        b: Box<Swing>,
    },
}

/// A change of the performance on one criterion, as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// The criterion.
    pub of: Name,
    /// From this figure or level.
    pub from: Place,
    /// To this figure or level, or to one between this and `or`.
    pub to: Place,
    /// The other end of what it changes to.
    pub or: Option<Place>,
}

/// A figure or a level as it was written, with its bytes.
pub type Place = (String, Range<usize>);

/// The seven categories of MACBETH, from none to the largest.
pub const CATEGORIES: [&str; 7] =
    ["no", "very weak", "weak", "moderate", "strong", "very strong", "extreme"];

impl Form {
    /// What a statement looks like.
    pub fn example(self) -> Phrase {
        match self {
            Form::Ratio => Phrase(
                "`a / b = 3`, or `a / b = 2..4` where it is not known exactly",
                "`a / b = 3`, of `a / b = 2..4` waar het niet precies bekend is",
            ),
            Form::Points => Phrase(
                "`a = 80`, or `a = 60..80` where it is not known exactly",
                "`a = 80`, of `a = 60..80` waar het niet precies bekend is",
            ),
            Form::Order => Phrase(
                "`a > b = c > d`, the most important first",
                "`a > b = c > d`, het belangrijkste eerst",
            ),
            Form::More => Phrase(
                "`a > b by 0.2`: a is 0.2 times b more important than b",
                "`a > b by 0.2`: a is 0,2 keer b belangrijker dan b",
            ),
            Form::Difference => Phrase(
                "`a - b = strong`, `a - b = weak..moderate`, or `a = strong` for the swing of a alone; \
                 the categories are no, very weak, weak, moderate, strong, very strong and extreme",
                "`a - b = strong`, `a - b = weak..moderate`, of `a = strong` voor de sprong van a alleen; \
                 de categorieën zijn `no`, `very weak`, `weak`, `moderate`, `strong`, `very strong` en `extreme`",
            ),
            Form::Level => Phrase(
                "`a = level 2, 3`: level 2, place 3 within it",
                "`a = level 2, 3`: niveau 2, daarbinnen plaats 3",
            ),
            Form::TradeOff => Phrase(
                "`price 1000 -> 800 = battery 8 -> 10`: these two changes are worth the same",
                "`price 1000 -> 800 = battery 8 -> 10`: deze twee veranderingen zijn evenveel waard",
            ),
        }
    }

    /// Read a statement.
    ///
    /// # Errors
    /// What does not fit, with its bytes.
    pub fn parse(self, text: &str) -> Result<Statement, Unparsable> {
        match self {
            Form::Ratio => ratio(text),
            Form::Points => points(text),
            Form::Order => order(text),
            Form::More => more(text),
            Form::Difference => difference(text),
            Form::Level => level(text),
            Form::TradeOff => trade_off(text),
        }
    }
}

impl Statement {
    /// The names in it, in the order written.
    pub fn names(&self) -> Vec<&Name> {
        match self {
            Statement::Ratio { a, b, .. } | Statement::More { a, b, .. } => vec![a, b],
            Statement::Points { of, .. } | Statement::Level { of, .. } => vec![of],
            Statement::Order { tiers, .. } => tiers.iter().flatten().collect(),
            Statement::Difference { a, b, .. } => std::iter::once(a).chain(b).collect(),
            Statement::TradeOff { a, b } => vec![&a.of, &b.of],
        }
    }
}

/// A piece of a text, without the spaces around it, and where it begins.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    at: usize,
}

impl<'a> Piece<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Piece<'a> {
        let inner = &text[range.clone()];
        let at = range.start + (inner.len() - inner.trim_start().len());
        Piece { text: inner.trim(), at }
    }

    pub(crate) fn span(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// Its two halves around the first occurrence of a sign.
    pub(crate) fn split(self, sign: &str) -> Option<(Piece<'a>, Piece<'a>)> {
        let at = self.text.find(sign)?;
        Some(self.cut(at, sign.len()))
    }

    pub(crate) fn cut(self, at: usize, length: usize) -> (Piece<'a>, Piece<'a>) {
        let mut left = Piece::new(self.text, 0..at);
        let mut right = Piece::new(self.text, at + length..self.text.len());
        left.at += self.at;
        right.at += self.at;
        (left, right)
    }

    /// The pieces between the occurrences of a sign.
    fn all(self, sign: &str) -> Vec<Piece<'a>> {
        let mut out = Vec::new();
        let mut rest = self;
        while let Some((left, right)) = rest.split(sign) {
            out.push(left);
            rest = right;
        }
        out.push(rest);
        out
    }

    pub(crate) fn wrong(self, message: impl Into<crate::error::Said>) -> Unparsable {
        Unparsable { span: self.span(), message: message.into() }
    }

    /// Where there is nothing, the whole text is pointed at.
    fn name(self, whole: &str) -> Result<Name, Unparsable> {
        if self.text.is_empty() {
            let message = both("a criterion's id is missing", "het id van een criterium ontbreekt");
            return Err(Unparsable { span: 0..whole.len(), message });
        }
        match is_id(self.text) {
            true => Ok(Name { id: self.text.to_owned(), span: self.span() }),
            false => Err(self.wrong(both(
                format!("expected a criterion's id, found `{}`", self.text),
                format!("hier hoort het id van een criterium, maar er staat `{}`", self.text),
            ))),
        }
    }

    /// A plain number, or a fraction as in `1/3`.
    fn number(self, whole: &str) -> Result<f64, Unparsable> {
        let plain = |piece: Piece| match plain_number(piece.text) {
            Some(x) => Ok(x),
            None if piece.text.is_empty() => Err(Unparsable {
                span: 0..whole.len(),
                message: both("a number is missing", "er ontbreekt een getal"),
            }),
            None if plain_number(&piece.text.replace(',', ".")).is_some() => {
                Err(piece.wrong(both(
                    format!("`{}` has a comma: decimals are written with a point here", piece.text),
                    format!("`{}` heeft een komma: decimalen staan hier na een punt", piece.text),
                )))
            }
            None => Err(piece.wrong(both(
                format!("expected a number, found `{}`", piece.text),
                format!("hier hoort een getal, maar er staat `{}`", piece.text),
            ))),
        };
        let x = match self.split("/") {
            Some((above, below)) => {
                let (above, divisor) = (plain(above)?, plain(below)?);
                if divisor == 0.0 {
                    return Err(self.wrong(both("this divides by 0", "dit deelt door 0")));
                }
                above / divisor
            }
            None => plain(self)?,
        };
        match x.is_finite() {
            true => Ok(x),
            false => Err(self.wrong(both("this number is too large", "dit getal is te groot"))),
        }
    }

    /// A number, or a range of them with its ends in order.
    fn range(self, whole: &str) -> Result<(f64, f64), Unparsable> {
        let Some((low, high)) = self.split("..") else {
            return self.number(whole).map(|x| (x, x));
        };
        let (low, high) = (low.number(whole)?, high.number(whole)?);
        match low <= high {
            true => Ok((low, high)),
            false => Err(self.wrong(both(
                "this range is upside down: write the smaller end first",
                "dit bereik staat omgekeerd: schrijf het kleinste uiteinde eerst",
            ))),
        }
    }

    /// A range whose ends are at least `least`, or above it.
    fn range_from(
        self,
        whole: &str,
        least: f64,
        above: bool,
        what: Phrase,
    ) -> Result<(f64, f64), Unparsable> {
        let (low, high) = self.range(whole)?;
        match if above { low > least } else { low >= least } {
            true => Ok((low, high)),
            false => {
                let side = if above {
                    Phrase("above", "meer dan")
                } else {
                    Phrase("at least", "minstens")
                };
                Err(self.wrong(both(
                    format!("{what} is {side} {least}, not {}", self.text),
                    format!("{what:#} is {side:#} {least}, niet {}", self.text),
                )))
            }
        }
    }
}

pub(crate) fn whole(text: &str) -> Piece<'_> {
    Piece::new(text, 0..text.len())
}

fn no_form(text: &str, form: Form) -> Unparsable {
    let message = crate::error::both(
        format!("this is no statement of the form {}", form.example()),
        format!("dit is geen uitspraak van de vorm {}", form.example()),
    );
    Unparsable { span: 0..text.len(), message }
}

fn ratio(text: &str) -> Result<Statement, Unparsable> {
    let fits = whole(text).split("=").and_then(|(left, right)| Some((left.split("/")?, right)));
    let ((a, b), right) = fits.ok_or_else(|| no_form(text, Form::Ratio))?;
    let (a, b) = two_names(text, a, b)?;
    let range = right.range_from(
        text,
        0.0,
        true,
        Phrase("a ratio of weights", "een verhouding van gewichten"),
    )?;
    Ok(Statement::Ratio { a, b, range })
}

fn two_names(text: &str, a: Piece, b: Piece) -> Result<(Name, Name), Unparsable> {
    let (first, second) = (a.name(text)?, b.name(text)?);
    match first.id == second.id {
        true => Err(b.wrong(both(
            format!("`{}` is compared with itself", second.id),
            format!("`{}` wordt met zichzelf vergeleken", second.id),
        ))),
        false => Ok((first, second)),
    }
}

fn points(text: &str) -> Result<Statement, Unparsable> {
    let (of, right) = whole(text).split("=").ok_or_else(|| no_form(text, Form::Points))?;
    let range =
        right.range_from(text, 0.0, false, Phrase("a number of points", "een aantal punten"))?;
    Ok(Statement::Points { of: of.name(text)?, range })
}

fn order(text: &str) -> Result<Statement, Unparsable> {
    let pieces = whole(text).all(">");
    if text.contains('<') {
        let at = text.find('<').unwrap_or(0);
        let message = both(
            "an order goes from the most important down: write `b > a` for `a < b`",
            "een volgorde gaat van het belangrijkste naar onder: schrijf `b > a` voor `a < b`",
        );
        return Err(Unparsable { span: at..at + 1, message });
    }
    let mut tiers: Vec<Vec<Name>> = Vec::new();
    let mut cards: Vec<(f64, f64)> = Vec::new();
    // Whether the last piece was a number of cards.
    let mut after_cards = false;
    for piece in pieces {
        let is_number = piece.text.starts_with(|c: char| c.is_ascii_digit()) && !is_id(piece.text);
        if is_number {
            if tiers.is_empty() || after_cards {
                return Err(piece.wrong(both(
                    "blank cards stand between two criteria: `a > 2 > b`",
                    "blanco kaarten staan tussen twee criteria: `a > 2 > b`",
                )));
            }
            cards.push(piece.range_from(
                text,
                0.0,
                false,
                Phrase("a number of blank cards", "een aantal blanco kaarten"),
            )?);
            after_cards = true;
            continue;
        }
        if !tiers.is_empty() && !after_cards {
            cards.push((0.0, 0.0));
        }
        let mut tier: Vec<Name> = Vec::new();
        for name in piece.all("=") {
            let name = name.name(text)?;
            if tiers.iter().flatten().chain(&tier).any(|known| known.id == name.id) {
                let message = both(
                    format!("`{}` is there twice", name.id),
                    format!("`{}` staat er twee keer", name.id),
                );
                return Err(Unparsable { span: name.span, message });
            }
            tier.push(name);
        }
        tiers.push(tier);
        after_cards = false;
    }
    if after_cards {
        return Err(no_form(text, Form::Order));
    }
    Ok(Statement::Order { tiers, cards })
}

fn more(text: &str) -> Result<Statement, Unparsable> {
    let fits = whole(text).split(" by ").and_then(|(left, right)| Some((left.split(">")?, right)));
    let ((a, b), right) = fits.ok_or_else(|| no_form(text, Form::More))?;
    let (a, b) = two_names(text, a, b)?;
    let range = match right.text.strip_suffix('%') {
        Some(_) => {
            let number = Piece::new(text, right.at..right.at + right.text.len() - 1);
            let (low, high) =
                number.range_from(text, 0.0, false, Phrase("a difference", "een verschil"))?;
            (low / 100.0, high / 100.0)
        }
        None => right.range_from(text, 0.0, false, Phrase("a difference", "een verschil"))?,
    };
    Ok(Statement::More { a, b, range })
}

/// The category that a piece names.
fn category(piece: Piece) -> Result<u8, Unparsable> {
    let words: Vec<&str> = piece.text.split([' ', '-', '_']).filter(|it| !it.is_empty()).collect();
    let known = words.join(" ").to_lowercase();
    match CATEGORIES.iter().position(|name| *name == known) {
        Some(at) => Ok(at as u8),
        None => Err(piece.wrong(both(
            format!("`{}` is no category; there are {}", piece.text, CATEGORIES.join(", ")),
            format!("`{}` is geen categorie; er zijn {}", piece.text, CATEGORIES.join(", ")),
        ))),
    }
}

/// A category, or a range of them with the lower one first.
pub(crate) fn categories(piece: Piece) -> Result<(u8, u8), Unparsable> {
    let range = match piece.split("..") {
        Some((low, high)) => (category(low)?, category(high)?),
        None => category(piece).map(|it| (it, it))?,
    };
    match range.0 <= range.1 {
        true => Ok(range),
        false => Err(piece.wrong(both(
            "this range is upside down: write the weaker category first",
            "dit bereik staat omgekeerd: schrijf de zwakste categorie eerst",
        ))),
    }
}

fn difference(text: &str) -> Result<Statement, Unparsable> {
    let (left, right) = whole(text).split("=").ok_or_else(|| no_form(text, Form::Difference))?;
    let (a, b) = match left.split(" - ") {
        Some((a, b)) => two_names(text, a, b).map(|(a, b)| (a, Some(b)))?,
        None => (left.name(text)?, None),
    };
    if right.text.is_empty() {
        return Err(no_form(text, Form::Difference));
    }
    Ok(Statement::Difference { a, b, range: categories(right)? })
}

fn level(text: &str) -> Result<Statement, Unparsable> {
    let fits = whole(text)
        .split("=")
        .and_then(|(of, right)| Some((of, right, right.text.strip_prefix("level ")?)));
    let (of, right, _) = fits.ok_or_else(|| no_form(text, Form::Level))?;
    let figures = Piece::new(text, right.at + "level ".len()..right.at + right.text.len());
    let (level, place) = match figures.split(",") {
        Some((level, place)) => (level, Some(place)),
        None => (figures, None),
    };
    let count = |piece: Piece, least: u32| match piece.text.parse::<u32>() {
        Ok(count) if count >= least && count <= 10_000 => Ok(count),
        _ => Err(piece.wrong(both(
            format!("expected a whole number from {least} to 10000, found `{}`", piece.text),
            format!(
                "hier hoort een geheel getal van {least} tot 10000, maar er staat `{}`",
                piece.text
            ),
        ))),
    };
    Ok(Statement::Level {
        of: of.name(text)?,
        level: count(level, 1)?,
        place: place.map_or(Ok(0), |place| count(place, 0))?,
    })
}

fn trade_off(text: &str) -> Result<Statement, Unparsable> {
    // Levels may contain signs (`=` hardly, `+` and `--` often), so the equals sign that parts the
    // two has spaces around it.
    let (left, right) = whole(text).split(" = ").ok_or_else(|| no_form(text, Form::TradeOff))?;
    let swing = |piece: Piece| -> Result<Swing, Unparsable> {
        let fits = piece.split(" ").and_then(|(of, rest)| Some((of, rest.split("->")?)));
        let (of, (from, to)) = fits.ok_or_else(|| no_form(text, Form::TradeOff))?;
        let words = |piece: Piece| match piece.text.is_empty() {
            true => Err(no_form(text, Form::TradeOff)),
            false => Ok((piece.text.to_owned(), piece.span())),
        };
        let (to, or) = match to.split("..") {
            Some((low, high)) => (words(low)?, Some(words(high)?)),
            None => (words(to)?, None),
        };
        Ok(Swing { of: of.name(text)?, from: words(from)?, to, or })
    };
    let (a, b) = (swing(left)?, swing(right)?);
    if a.of.id == b.of.id {
        let message = both(
            format!("`{}` is compared with itself", b.of.id),
            format!("`{}` wordt met zichzelf vergeleken", b.of.id),
        );
        return Err(Unparsable { span: b.of.span, message });
    }
    if let Some((_, span)) = &a.or {
        let message = both(
            "the range stands on the right of the equals sign",
            "het bereik staat rechts van het gelijkteken",
        );
        return Err(Unparsable { span: span.clone(), message });
    }
    Ok(Statement::TradeOff { a: Box::new(a), b: Box::new(b) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(statement: &Statement) -> Vec<&str> {
        statement.names().into_iter().map(|name| name.id.as_str()).collect()
    }

    #[test]
    fn every_form_is_read() {
        let read = |form: Form, text: &str| form.parse(text).unwrap();
        let ratio = read(Form::Ratio, "fin-operate / fin-project = 3");
        assert_eq!(names(&ratio), ["fin-operate", "fin-project"]);
        assert!(matches!(ratio, Statement::Ratio { range: (3.0, 3.0), .. }));
        let Statement::Ratio { range, b, .. } = read(Form::Ratio, "a/b = 1/4..1/2") else {
            panic!()
        };
        assert_eq!((range, b.span), ((0.25, 0.5), 2..3));
        let points = read(Form::Points, " a = 60..80 ");
        assert!(matches!(points, Statement::Points { range: (60.0, 80.0), .. }));
        let Statement::Order { tiers, cards } = read(Form::Order, "a > b = c > 2 > d > 0..1 > e")
        else {
            panic!()
        };
        assert_eq!(tiers.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 1, 1]);
        assert_eq!(cards, [(0.0, 0.0), (2.0, 2.0), (0.0, 1.0)]);
        let more = read(Form::More, "a > b by 20 %");
        assert!(
            matches!(more, Statement::More { range: (low, high), .. } if low == 0.2 && high == 0.2)
        );
        assert!(matches!(
            read(Form::Difference, "a - b = very weak..strong"),
            Statement::Difference { range: (1, 4), b: Some(_), .. }
        ));
        assert!(matches!(
            read(Form::Difference, "fin-project = extreme"),
            Statement::Difference { range: (6, 6), b: None, .. }
        ));
        assert!(matches!(
            read(Form::Level, "a = level 2, 3"),
            Statement::Level { level: 2, place: 3, .. }
        ));
        assert!(matches!(read(Form::Level, "a = level 1"), Statement::Level { place: 0, .. }));
        let Statement::TradeOff { a, b } =
            read(Form::TradeOff, "price 1000 -> 800 = demand - -> +..++")
        else {
            panic!()
        };
        assert_eq!((a.from.0.as_str(), a.to.0.as_str()), ("1000", "800"));
        assert_eq!((b.from.0.as_str(), b.to.0.as_str()), ("-", "+"));
        assert_eq!(b.or.unwrap().0, "++");
    }

    #[test]
    fn what_does_not_fit_is_pointed_at() {
        for (form, text, span) in [
            (Form::Ratio, "a / b 3", 0..7),
            (Form::Ratio, "a / b = 0", 8..9),
            (Form::Ratio, "a / b = -2", 8..10),
            (Form::Ratio, "a / b = 4..2", 8..12),
            (Form::Ratio, "a / b = 1,5", 8..11),
            (Form::Ratio, "a / b = x", 8..9),
            (Form::Ratio, "a / b = 1/0", 8..11),
            (Form::Ratio, "a / a = 2", 4..5),
            (Form::Ratio, " / b = 2", 0..8),
            (Form::Ratio, "a / b =", 0..7),
            (Form::Points, "a 80", 0..4),
            (Form::Points, "a = -1", 4..6),
            (Form::Order, "a > b < c", 6..7),
            (Form::Order, "a > b > a", 8..9),
            (Form::Order, "2 > a", 0..1),
            (Form::Order, "a > 1 > 2 > b", 8..9),
            (Form::Order, "a > 2", 0..5),
            (Form::Order, "a >", 0..3),
            (Form::More, "a > b", 0..5),
            (Form::Difference, "a - b = heavy", 8..13),
            (Form::Difference, "a - b = strong..weak", 8..20),
            (Form::Difference, "a - b = ", 0..8),
            (Form::Level, "a = 2", 0..5),
            (Form::Level, "a = level 0", 10..11),
            (Form::TradeOff, "a 1 -> 2", 0..8),
            (Form::TradeOff, "a 1 -> 2 = a 1 -> 3", 11..12),
            (Form::TradeOff, "a 1 -> 2..3 = b 1 -> 3", 10..11),
        ] {
            assert_eq!(form.parse(text).unwrap_err().span, span, "{text}");
        }
    }
}
