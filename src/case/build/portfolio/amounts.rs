//! The figures that limits add up, and by which values are multiplied.

use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::CheckedFigure;
use crate::case::read::cell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::error::{Finding, Place, Said, both};
use crate::problem::{Amount, Beyond, Cells, Quantity, Scale, Spread, number};
use std::collections::BTreeSet;

impl Builder<'_> {
    /// The figures of an attribute or criterion, by alternative. Of a criterion they are the figures
    /// as the table has them, not cut to its scale, unless adjustments shift them: then they are
    /// what the shifts make of them. An unknown one is what `unknown` says, else anything or, of a
    /// criterion whose figures may not lie beyond its scale, anything on that.
    pub(super) fn amounts(
        &mut self,
        of: &CheckedFigure,
        unknown: Option<&Quantity>,
        cells: &Cells,
    ) -> Vec<Amount> {
        let count = self.joined.alternatives.len();
        let Some(leaf) = of.leaf else {
            let Some(place) = self.attribute_place(&of.name.value) else {
                return vec![Amount::unknown(None); count];
            };
            if self.joined.is_text[place] {
                self.text_is_no_figure(of, place);
                return vec![Amount::unknown(None); count];
            }
            let one = |at: usize| self.given(place, at, unknown);
            return (0..count).map(one).collect();
        };
        let on_scale = match &self.checked.tree.leaves[leaf].scale {
            Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => {
                Some(Quantity::Set(*min, *max))
            }
            _ => None,
        };
        let unknown = unknown.or(on_scale.as_ref());
        let one = |at: usize| match cells.listed(at, leaf, self.leaves()) {
            Some(cell) if !cell.shifts.is_empty() => {
                let Spread { low, high, .. } = cell.spread;
                let quantity = match cell.spread.is_crisp() {
                    true => Quantity::Crisp(low),
                    false => Quantity::Set(low, high),
                };
                Amount { spread: cell.spread, quantity, input: None }
            }
            _ => self.given(leaf, at, unknown),
        };
        (0..count).map(one).collect()
    }

    /// The figure that a table gives.
    fn given(&self, name: usize, alternative: usize, unknown: Option<&Quantity>) -> Amount {
        let Some(input) = self.joined.given.get(name, alternative) else {
            return Amount::unknown(None);
        };
        let quantity = self.joined.inputs.one(input).quantity.clone();
        let quantity = match unknown {
            Some(unknown) if quantity.is_unknown() => unknown.clone(),
            _ => quantity,
        };
        match quantity.spread() {
            Some(spread) => Amount { spread, quantity, input: Some(input) },
            None => Amount::unknown(Some(input)),
        }
    }

    /// A text that should be a figure: where it stands, if all others of its name are figures.
    fn text_is_no_figure(&mut self, of: &CheckedFigure, name: usize) {
        let reading = Reading { levels: None, marks: Marks::any(true) };
        let is_figure = |text: &str| cell::parse(text, reading).is_ok();
        let texts = || {
            self.joined.inputs.listed().filter_map(|(at, input)| match &input.quantity {
                Quantity::Text(text) if input.name == name => Some((at, text)),
                _ => None,
            })
        };
        let some_are = texts().any(|(_, text)| is_figure(text));
        let odd = texts().find(|(_, text)| !is_figure(text)).map(|(at, text)| (at, text.clone()));
        let id = &of.name.value;
        let finding = match odd.filter(|_| some_are) {
            Some((at, text)) => {
                let text = crate::error::shorten(&text, 60);
                let message = both(
                    format!("`{text}` is no number, and [portfolio] reckons with `{id}`"),
                    format!("`{text:#}` is geen getal, en [portfolio] rekent met `{id:#}`"),
                );
                Finding::error(self.place(at), message)
                    .help(both("write a figure, a range as in 2..5, or ? for one that is not known", "schrijf een cijfer, een bereik zoals in 2..5, of ? voor een cijfer dat niet bekend is"))
            }
            None => {
                let message = both(
                    format!("`{id}` is a text: there is nothing to reckon with"),
                    format!("`{id:#}` is een tekst: er is niets om mee te rekenen"),
                );
                let place = Place::Text { source: self.source.clone(), span: of.name.span.clone() };
                Finding::error(place, message).help(both(format!(
                    "name an attribute or criterion with figures; count = {{ attribute = \"{id}\", is = \"...\" }} counts by a text"
                ), format!("noem een kenmerk of criterium met cijfers; count = {{ attribute = \"{id:#}\", is = \"...\" }} telt volgens een tekst"
                )))
            }
        };
        self.findings.push(finding);
    }

    /// Figures that multiply as shares lie between 0 and 1, whatever they turn out to be.
    pub(super) fn check_shares(&mut self, of: &CheckedFigure, amounts: &[Amount]) {
        let wrong =
            |amount: &Amount| !amount.is_unbounded() && !amount.quantity.stays_within(0.0, 1.0);
        let help = both(
            "write a share from 0 to 1, and of what is not sure a range or uniform, triangular or beta, which stay between these",
            "schrijf een aandeel van 0 tot 1, en voor wat niet zeker is een bereik of uniform, triangular of beta, die daartussen blijven",
        );
        self.wrong_figures(
            of,
            amounts,
            wrong,
            both(
                "is no share from 0 to 1, and `joint_share` multiplies these",
                "is geen aandeel van 0 tot 1, en `joint_share` vermenigvuldigt ze",
            ),
            help,
        );
    }

    /// Figures by which values are multiplied are never below 0: what is good would become bad.
    pub(super) fn check_times(&mut self, of: &CheckedFigure, amounts: &[Amount]) {
        let wrong = |amount: &Amount| !amount.is_unbounded() && amount.spread.low < 0.0;
        let help = both(
            "write a figure of at least 0, or leave `times` out of [portfolio]",
            "schrijf een cijfer van minstens 0, of laat `times` weg uit [portfolio]",
        );
        self.wrong_figures(
            of,
            amounts,
            wrong,
            both(
                "is or may be below 0, and values are multiplied by it",
                "is of kan onder 0 liggen, en waarden worden ermee vermenigvuldigd",
            ),
            help,
        );
    }

    fn wrong_figures(
        &mut self,
        of: &CheckedFigure,
        amounts: &[Amount],
        wrong: impl Fn(&Amount) -> bool,
        why: Said,
        help: Said,
    ) {
        let mut seen = BTreeSet::new();
        for amount in amounts.iter().filter(|amount| wrong(amount)) {
            if !seen.insert(amount.input) {
                continue;
            }
            let place = match amount.input {
                Some(input) => self.place(input),
                None => Place::Text { source: self.source.clone(), span: of.name.span.clone() },
            };
            let Spread { low, high, .. } = amount.spread;
            let n = number;
            let shown = match amount.spread.is_crisp() {
                true => n(low),
                false => {
                    amount.quantity.written(0.0, n).unwrap_or(format!("{}..{}", n(low), n(high)))
                }
            };
            let message = both(
                format!("`{}` of {shown} {why}", of.name.value),
                format!("`{:#}` van {shown:#} {why:#}", of.name.value),
            );
            self.findings.push(Finding::error(place, message).help(help.clone()));
        }
    }
}
