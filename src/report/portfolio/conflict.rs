//! Where no portfolio keeps all limits: what is in the way, and what would have to give.

use super::View;
use crate::report::Block;

impl View<'_> {
    /// That no portfolio was found, and why.
    pub(super) fn no_portfolio(&self) -> Vec<Block> {
        let words = self.words;
        if self.study.best.feasible != Some(false) {
            return vec![Block::Text(
                words
                    .pick(
                        "No set within the limits was found before the search was cut short. Whether there is one is not known.",
                        "Er is geen selectie binnen de limieten gevonden voordat het zoeken werd gestopt. Of er een bestaat, is niet bekend.",
                    )
                    .into(),
            )];
        }
        let mut out = vec![Block::Text(
            words
                .pick(
                    "No set keeps all limits and rules. That is proved.",
                    "Geen enkele selectie voldoet aan alle limieten en regels. Dat is bewezen.",
                )
                .into(),
        )];
        let Some(conflict) = &self.study.conflict else { return out };
        let names: Vec<String> =
            conflict.members.iter().map(|source| self.bound(*source)).collect();
        let names = words.list(&names);
        let smallest = match conflict.smallest {
            true => String::new(),
            false => words
                .pick(
                    " A smaller set may do so too: it was not looked for to the end.",
                    " Mogelijk doen minder limieten dat ook: dat is niet tot het einde onderzocht.",
                )
                .to_owned(),
        };
        out.push(Block::Text(match conflict.members.len() {
            1 => words.pick(
                format!("This one can never be kept: {names}.{smallest}"),
                format!("Hieraan kan nooit worden voldaan: {names}.{smallest}"),
            ),
            _ => words.pick(
                format!("These cannot be kept together, and without any one of them the others can: {names}.{smallest}"),
                format!("Deze gaan niet samen, en zonder een ervan gaan de andere wel: {names}.{smallest}"),
            ),
        }));
        out.extend(self.relaxations().into_iter().map(Block::Item));
        out
    }

    /// A limit with its bound, or a rule.
    fn bound(&self, source: crate::study::RowSource) -> String {
        use crate::study::{LimitSide, RowSource};
        let (words, name) = (self.words, self.source(source));
        let RowSource::Limit { limit, side, .. } = source else { return name };
        let Some(bound) = side.bound(&self.model().limits[limit]) else { return name };
        let (side, bound) = match side {
            LimitSide::AtMost => (words.pick("at most", "hoogstens"), words.figure(bound)),
            LimitSide::AtLeast => (words.pick("at least", "minstens"), words.figure(bound)),
            LimitSide::ShareAtMost => (words.pick("at most", "hoogstens"), words.percent(bound)),
        };
        format!("{name} ({side} {bound})")
    }

    fn relaxations(&self) -> Vec<String> {
        let words = self.words;
        let Some(conflict) = &self.study.conflict else { return Vec::new() };
        let mut out = Vec::new();
        for it in &conflict.relaxations {
            let Some(alone) = it.alone else { continue };
            let name = self.bound(it.source);
            out.push(match it.source {
                crate::study::RowSource::Rule(_) => words.pick(
                    format!("Without {name} there is a set."),
                    format!("Zonder {name} is er een selectie."),
                ),
                _ => words.pick(
                    format!("{name} would have to be looser by {}.", words.figure(alone)),
                    format!("{name} zou {} ruimer moeten zijn.", words.figure(alone)),
                ),
            });
        }
        if out.is_empty() {
            let together: Vec<String> = conflict
                .relaxations
                .iter()
                .filter_map(|it| {
                    let by = it.together.filter(|by| *by > 0.0)?;
                    Some(words.pick(
                        format!("{} by {}", self.bound(it.source), words.figure(by)),
                        format!("{} met {}", self.bound(it.source), words.figure(by)),
                    ))
                })
                .collect();
            if !together.is_empty() {
                let list = words.list(&together);
                out.push(words.pick(
                    format!("No single one is enough. The least that makes room, counted in shares of the bounds: {list}."),
                    format!("Een enkele limiet volstaat niet. Het minste dat ruimte geeft, geteld in delen van de grenzen: {list}."),
                ));
            }
        }
        out
    }
}
