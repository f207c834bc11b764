//! Limits on what is chosen together: what each adds up, and among which alternatives.

use super::selected::Belongs;
use super::what_ifs::LimitNow;
use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::{CheckedLimit, CheckedMeasure};
use crate::problem::{Cells, Limit, LimitPart, Measure};

impl Builder<'_> {
    /// A limit of the alternatives that can be chosen.
    pub(crate) fn limit(
        &mut self,
        checked: &CheckedLimit,
        now: LimitNow,
        choosable: &[usize],
        cells: &Cells,
    ) -> Limit {
        let unknown = checked.unknown.as_ref();
        let measure = match &checked.measure {
            CheckedMeasure::Count(_) => Measure::Count,
            CheckedMeasure::Sum(of) => {
                let amounts = self.amounts(of, unknown, cells);
                Measure::Sum { of: of.name.value.clone(), amounts }
            }
            CheckedMeasure::JointShare(of) => {
                let amounts = self.amounts(of, unknown, cells);
                self.check_shares(of, &amounts);
                Measure::JointShare { of: of.name.value.clone(), amounts }
            }
        };
        Limit {
            id: checked.id.value.clone(),
            label: checked.label.clone(),
            measure,
            parts: self.parts(checked, choosable),
            split: checked.by.is_some(),
            bound: now.bound,
            chance: checked.chance,
            step: checked.step,
            active: now.active,
            enforced: checked.enforced,
            kind: checked.kind,
            reason: checked.reason.clone(),
            source: checked.source.clone(),
        }
    }

    fn parts(&self, checked: &CheckedLimit, choosable: &[usize]) -> Vec<LimitPart> {
        let [sure, perhaps] = match &checked.measure {
            CheckedMeasure::Count(selector) => self.selected(selector, choosable),
            CheckedMeasure::Sum(_) | CheckedMeasure::JointShare(_) => {
                [choosable.to_vec(), Vec::new()]
            }
        };
        let Some(by) = &checked.by else {
            return vec![LimitPart { name: None, alternatives: sure, may_be: perhaps }];
        };
        let mut all = [&sure[..], &perhaps[..]].concat();
        all.sort_unstable();
        let part = |value: String| {
            let of = |at: &usize| self.has_value(by, &value, *at);
            let alternatives: Vec<usize> =
                sure.iter().copied().filter(|at| of(at) == Belongs::Yes).collect();
            let may = |at: &usize| of(at) != Belongs::No && !alternatives.contains(at);
            let may_be = all.iter().copied().filter(may).collect();
            LimitPart { name: Some(value), alternatives, may_be }
        };
        self.values_of(by, &all).into_iter().map(part).collect()
    }
}
