//! Limits on what is chosen together: what each adds up, and among which alternatives.

use super::what_ifs::LimitNow;
use crate::case::build::builder::Builder;
use crate::case::check::checked_portfolio::{CheckedLimit, CheckedMeasure};
use crate::problem::{Cells, Limit, LimitPart, Measure};
use hashbrown::HashMap;

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
        let own: Vec<Option<String>> = all.iter().map(|at| self.value_of(by, *at)).collect();
        // In the order in which the alternatives have them.
        let mut parts: Vec<LimitPart> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for value in own.iter().flatten() {
            known.entry(value).or_insert_with(|| {
                let name = Some(value.clone());
                parts.push(LimitPart { name, alternatives: Vec::new(), may_be: Vec::new() });
                parts.len() - 1
            });
        }
        for (at, value) in all.iter().zip(&own) {
            if let Some(part) = value.as_ref().and_then(|value| known.get(value.as_str())) {
                match sure.binary_search(at) {
                    Ok(_) => parts[*part].alternatives.push(*at),
                    Err(_) => parts[*part].may_be.push(*at),
                }
                continue;
            }
            for part in &mut parts {
                let value = part.name.as_deref().unwrap_or_default();
                if self.may_have_value(by, value, *at) {
                    part.may_be.push(*at);
                }
            }
        }
        parts
    }
}
