//! Which alternatives a selector names, and to which values of an attribute they belong.

use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::{Selector, SplitBy};
use crate::case::file::figure::Figure;
use crate::case::read::marks;
use crate::problem::{Quantity, number};

/// Yes, no, or nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    Yes,
    No,
    Perhaps,
}

impl Builder<'_> {
    /// The attribute of that name: a place in the names after those of the leaves.
    pub(super) fn attribute_place(&self, name: &str) -> Option<usize> {
        let at = self.joined.names[self.leaves()..].iter().position(|known| known == name)?;
        Some(at + self.leaves())
    }

    /// Whether a selector names an alternative.
    pub(super) fn names(&self, selector: &Selector, alternative: usize) -> Belongs {
        if !self.applies(&selector.when, alternative) {
            return Belongs::No;
        }
        let Some((name, values)) = &selector.attribute else { return Belongs::Yes };
        let wanted: Vec<&Figure> = values.iter().map(|at| &at.value).collect();
        self.is_one_of(&name.value, &wanted, alternative)
    }

    /// Whether an attribute of an alternative is one of some texts or numbers.
    pub(super) fn is_one_of(&self, name: &str, wanted: &[&Figure], alternative: usize) -> Belongs {
        match self.attribute_of(name, alternative) {
            Some(quantity) => is_one_of(&quantity, wanted),
            None => Belongs::Perhaps,
        }
    }

    /// What a table says of an attribute of an alternative.
    pub(super) fn attribute_of(&self, name: &str, alternative: usize) -> Option<Quantity> {
        let input = self.joined.given.get(self.attribute_place(name)?, alternative)?;
        Some(self.joined.inputs.one(input).quantity.clone())
    }

    /// The alternatives among these that a selector names, and those that it may name.
    pub(crate) fn selected(&self, selector: &Selector, among: &[usize]) -> [Vec<usize>; 2] {
        let of = |wanted| {
            let found = among.iter().copied().filter(move |at| self.names(selector, *at) == wanted);
            found.collect()
        };
        [of(Belongs::Yes), of(Belongs::Perhaps)]
    }

    /// What an alternative has of what a limit is split by, if that is known.
    pub(super) fn value_of(&self, by: &SplitBy, alternative: usize) -> Option<String> {
        match by {
            SplitBy::Key(key) => {
                let value = self.joined.alternatives[alternative][*key];
                Some(self.joined.keys[*key].values[value].id.to_string())
            }
            SplitBy::Attribute(name) => match self.attribute_of(&name.value, alternative)? {
                Quantity::Text(text) => Some(text),
                Quantity::Crisp(x) => Some(number(x)),
                _ => None,
            },
        }
    }

    /// Whether an alternative whose value is not known may have this one.
    pub(super) fn may_have_value(&self, by: &SplitBy, value: &str, alternative: usize) -> bool {
        let SplitBy::Attribute(name) = by else { return false };
        let value = Figure::Text(value.to_owned());
        self.is_one_of(&name.value, &[&value], alternative) != Belongs::No
    }
}

/// Whether what a table says is one of some texts or numbers.
fn is_one_of(quantity: &Quantity, wanted: &[&Figure]) -> Belongs {
    let is_text = |text: &str| {
        wanted.iter().any(|figure| match figure {
            Figure::Text(wanted) => wanted.trim() == text.trim(),
            Figure::Number(wanted) => marks::plain(text) == Some(*wanted),
        })
    };
    let certain = |yes: bool| if yes { Belongs::Yes } else { Belongs::No };
    match quantity {
        Quantity::Unknown => Belongs::Perhaps,
        Quantity::Text(text) => certain(is_text(text)),
        Quantity::AnyOf(texts) => match texts.iter().filter(|text| is_text(text)).count() {
            0 => Belongs::No,
            all if all == texts.len() => Belongs::Yes,
            _ => Belongs::Perhaps,
        },
        figure => {
            let Some(spread) = figure.spread() else { return Belongs::Perhaps };
            let numbers = wanted.iter().filter_map(|figure| match figure {
                Figure::Number(number) => Some(*number),
                Figure::Text(text) => marks::plain(text),
            });
            let hit = numbers.into_iter().any(|x| spread.low <= x && x <= spread.high);
            match (hit, spread.is_crisp()) {
                (false, _) if !figure.has_tails() => Belongs::No,
                (true, true) => Belongs::Yes,
                _ => Belongs::Perhaps,
            }
        }
    }
}
