//! Rules between the alternatives that are chosen.

use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::{CheckedRule, CheckedSays, Selector};
use crate::problem::{PortfolioRule, RuleSays};

impl Builder<'_> {
    /// A rule of the alternatives that can be chosen. One of which nobody knows whether a selector
    /// names it is taken on the worse side: a rule is kept whatever the text turns out to be, and a
    /// value is not added on the strength of it.
    pub(super) fn rule(
        &self,
        checked: &CheckedRule,
        active: bool,
        choosable: &[usize],
    ) -> PortfolioRule {
        let surely = |selector: &Selector| {
            let [sure, _] = self.selected(selector, choosable);
            sure
        };
        let perhaps = |selector: &Selector| {
            let mut all = self.selected(selector, choosable).concat();
            all.sort_unstable();
            all
        };
        let says = match &checked.says {
            CheckedSays::Requires(one, other) => RuleSays::Requires(perhaps(one), surely(other)),
            CheckedSays::Excludes(one, other) => RuleSays::Excludes(perhaps(one), perhaps(other)),
            CheckedSays::Together(all, value) if *value < 0.0 => {
                RuleSays::Together(all.iter().map(perhaps).collect(), *value)
            }
            CheckedSays::Together(all, value) => {
                RuleSays::Together(all.iter().map(surely).collect(), *value)
            }
        };
        PortfolioRule {
            id: checked.id.value.clone(),
            label: checked.label.clone(),
            says,
            active,
            enforced: checked.enforced,
            kind: checked.kind,
            reason: checked.reason.clone(),
            source: checked.source.clone(),
        }
    }
}
