//! The ranges of the uncertain inputs that the alternatives of one group rest on.
//!
//! A problem may have a thousand groups and a million inputs: each group keeps only its own.

use crate::bounds::term::Term;
use crate::problem::{Inputs, Spread};

/// Ranges by input, and which of the inputs are texts that are not known.
#[derive(Debug, Clone)]
pub(crate) struct Ranges(Vec<(usize, Spread, bool)>);

impl Ranges {
    /// The ranges of the inputs that these terms rest on.
    pub(crate) fn of_terms(rows: &[Vec<Term>], inputs: &Inputs) -> Ranges {
        let mut own: Vec<usize> = rows.iter().flatten().flat_map(Term::variables).collect();
        own.sort_unstable();
        own.dedup();
        let range = |input: usize| {
            (input, inputs.spread(input), inputs.one(input).quantity.texts().is_some())
        };
        Ranges(own.into_iter().map(range).collect())
    }

    fn find(&self, input: usize) -> Option<&(usize, Spread, bool)> {
        self.0.binary_search_by_key(&input, |own| own.0).ok().map(|at| &self.0[at])
    }

    /// The range of an input that one of the terms rests on.
    pub(crate) fn of(&self, input: usize) -> Spread {
        self.find(input).map_or(Spread::crisp(0.0), |own| own.1)
    }

    /// Whether it is a text that is not known: only whole figures are texts.
    pub(crate) fn is_text(&self, input: usize) -> bool {
        self.find(input).is_some_and(|own| own.2)
    }
}
