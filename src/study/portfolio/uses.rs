//! What a portfolio makes of limits and rules: added up anew from the figures, whatever a search
//! said.

use super::answer::{ChosenPortfolio, InForce, LimitUse};
use super::base::{Base, in_force};
use super::best::is_together;
use super::chance::Chance;
use super::options::amounts;
use super::rows::{LimitSide, RowSource, figure};
use crate::problem::{Limit, Measure, RuleSays};
use crate::tolerance::ROW_ROUNDING;

/// What a portfolio makes of every bound of every part of every limit, and of every rule. Without a
/// portfolio only what is asked is told.
pub(super) fn uses(base: &Base, chosen: Option<&ChosenPortfolio>) -> Vec<LimitUse> {
    let mut out = Vec::new();
    let told = chosen.map(|chosen| (chosen, base.options_of(chosen)));
    let told = told.as_ref().map(|(chosen, options)| (*chosen, &options[..]));
    for (at, limit) in base.model.limits.iter().enumerate() {
        out.extend(limit_uses(at, limit, &base.chances(at, limit), told));
    }
    for (at, rule) in base.model.rules.iter().enumerate() {
        let adds = matches!(rule.says, RuleSays::Together(..));
        let in_force = match (rule.active, rule.enforced || adds) {
            (false, _) => InForce::Off,
            (true, true) => InForce::Enforced,
            (true, false) => InForce::Flagged,
        };
        out.push(LimitUse {
            source: RowSource::Rule(at),
            in_force,
            used: None,
            bound: None,
            slack: None,
            binding: None,
            met: chosen.map(|chosen| is_met(&rule.says, chosen)),
            chance: None,
        });
    }
    out
}

/// What is chosen makes of every bound of every part of a limit; `chances` are those of the limit's
/// bounds that are kept with a probability, and beside what is chosen stand its options.
pub(crate) fn limit_uses(
    at: usize,
    limit: &Limit,
    chances: &[Chance],
    chosen: Option<(&ChosenPortfolio, &[usize])>,
) -> Vec<LimitUse> {
    let mut out = Vec::new();
    for part in 0..limit.parts.len() {
        let mut sides: Vec<LimitSide> =
            LimitSide::ALL.into_iter().filter(|side| side.bound(limit).is_some()).collect();
        if sides.is_empty() {
            sides.push(LimitSide::AtMost);
        }
        for side in sides {
            let source = RowSource::Limit { limit: at, part, side };
            let mut told = LimitUse {
                source,
                in_force: in_force(limit),
                used: None,
                bound: side.bound(limit),
                slack: None,
                binding: None,
                met: None,
                chance: None,
            };
            if let Some((chosen, options)) = chosen {
                tell(&mut told, limit, part, side, chosen);
                let chance = chances.iter().find(|chance| chance.source == source);
                if let Some(chance) = chance.filter(|_| told.met.is_some()) {
                    told.used = chance.used(options);
                    told.chance = Some(chance.probability(options));
                    let size = told.used.unwrap_or(0.0).abs();
                    told.judge(side, size);
                    told.met = Some(chance.is_kept(options));
                }
            }
            out.push(told);
        }
    }
    out
}

/// Whether a portfolio does what a rule says.
fn is_met(says: &RuleSays, chosen: &ChosenPortfolio) -> bool {
    let is_chosen = |at: &usize| chosen.alternatives.contains(&Some(*at));
    match says {
        RuleSays::Requires(first, second) => {
            !first.iter().any(is_chosen) || {
                // What is on both sides is enough for itself only.
                let open = first.iter().filter(|at| !second.contains(at));
                !open.into_iter().any(is_chosen) || second.iter().any(is_chosen)
            }
        }
        RuleSays::Excludes(first, second) => !first.iter().any(|one| {
            is_chosen(one) && second.iter().any(|other| other != one && is_chosen(other))
        }),
        RuleSays::Together(sets, _) => is_together(sets, chosen),
    }
}

/// What is chosen of a part of a limit.
fn members(limit: &Limit, part: usize, chosen: &ChosenPortfolio) -> Vec<usize> {
    let of = &limit.parts[part].alternatives;
    chosen.alternatives.iter().flatten().copied().filter(|at| of.contains(at)).collect()
}

/// What a portfolio adds up to in one part of a limit for one of its bounds; `None` where a figure is
/// not known, and for the share of nothing. With the size of the sum, for its rounding.
pub(super) fn used(
    limit: &Limit,
    part: usize,
    side: LimitSide,
    chosen: &ChosenPortfolio,
) -> Option<(f64, f64)> {
    let of_part = members(limit, part, chosen);
    let high = |at: &usize| figure(&limit.measure, *at).high;
    let low = |at: &usize| figure(&limit.measure, *at).low;
    match side {
        LimitSide::AtMost => sum(limit, &of_part, high),
        LimitSide::AtLeast => sum(limit, &of_part, low),
        LimitSide::ShareAtMost => {
            let (mine, size) = sum(limit, &of_part, high)?;
            let others = others(limit, part, chosen);
            let (rest, rest_size) = sum(limit, &others, low)?;
            let all = mine + rest;
            (all > 0.0).then(|| (mine / all, (size + rest_size) / all))
        }
    }
}

/// What is chosen of the other parts of a limit.
fn others(limit: &Limit, part: usize, chosen: &ChosenPortfolio) -> Vec<usize> {
    let other = (0..limit.parts.len()).filter(|other| *other != part);
    other.flat_map(|other| members(limit, other, chosen)).collect()
}

/// Whether nothing is known of a figure that a limit adds up for one of these.
fn is_unknown(limit: &Limit, of: &[usize]) -> bool {
    let amounts = amounts(&limit.measure);
    amounts.is_some_and(|amounts| of.iter().any(|at| amounts[*at].is_unbounded()))
}

/// The measure of some figures, and the sum of their sizes.
fn sum(limit: &Limit, of: &[usize], end: impl Fn(&usize) -> f64) -> Option<(f64, f64)> {
    if is_unknown(limit, of) {
        return None;
    }
    Some(match limit.measure {
        Measure::Sum { .. } | Measure::Count => of
            .iter()
            .map(end)
            .fold((0.0, 0.0), |(sum, size), figure| (sum + figure, size + figure.abs())),
        Measure::JointShare { .. } => {
            let left: f64 = of.iter().map(|at| 1.0 - end(at)).product();
            (1.0 - left, 1.0)
        }
    })
}

/// Use, slack and whether the bound is kept.
fn tell(
    told: &mut LimitUse,
    limit: &Limit,
    part: usize,
    side: LimitSide,
    chosen: &ChosenPortfolio,
) {
    if told.bound.is_none() {
        let nominal = |at: &usize| figure(&limit.measure, *at).nominal;
        told.used = sum(limit, &members(limit, part, chosen), nominal).map(|(sum, _)| sum);
        return;
    }
    match used(limit, part, side, chosen) {
        Some((used, size)) => {
            told.used = Some(used);
            told.judge(side, size);
        }
        None if side == LimitSide::ShareAtMost => {
            told.met = share_of_nothing(limit, part, chosen, told.bound.unwrap_or(1.0));
        }
        None => {}
    }
}

/// Whether a part has at most a share of a sum that is not above 0: part <= share (part + others).
fn share_of_nothing(
    limit: &Limit,
    part: usize,
    chosen: &ChosenPortfolio,
    share: f64,
) -> Option<bool> {
    let high = |at: &usize| (1.0 - share) * figure(&limit.measure, *at).high;
    let low = |at: &usize| -share * figure(&limit.measure, *at).low;
    let (mine, size) = sum(limit, &members(limit, part, chosen), high)?;
    let (rest, rest_size) = sum(limit, &others(limit, part, chosen), low)?;
    Some(mine + rest <= ROW_ROUNDING * (size + rest_size))
}

impl LimitUse {
    /// Slack and what follows, of a use whose terms have this size.
    fn judge(&mut self, side: LimitSide, size: f64) {
        let (Some(used), Some(bound)) = (self.used, self.bound) else { return };
        let left = match side {
            LimitSide::AtMost | LimitSide::ShareAtMost => bound - used,
            LimitSide::AtLeast => used - bound,
        };
        let rounding = ROW_ROUNDING * (size + bound.abs());
        let slack = if left.abs() <= rounding { 0.0 } else { left };
        self.slack = Some(slack);
        self.binding = Some(slack == 0.0);
        self.met = Some(slack >= 0.0);
    }
}
