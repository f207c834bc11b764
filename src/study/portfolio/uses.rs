//! What a portfolio makes of limits and rules: added up anew from the figures, whatever a search
//! said.

use super::answer::{ChosenPortfolio, InForce, LimitUse};
use super::base::{Base, in_force};
use super::best::is_together;
use super::chance::Chance;
use super::counted::{Counted, counted};
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
                } else if told.met == Some(false) && could_be_kept(limit, part, side, chosen) {
                    told.met = None;
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

/// What a portfolio adds up to in one part of a limit for one of its bounds; `None` where a figure is
/// not known, and for the share of nothing. With the size of the sum, for its rounding.
pub(super) fn used(
    limit: &Limit,
    part: usize,
    side: LimitSide,
    chosen: &ChosenPortfolio,
) -> Option<(f64, f64)> {
    let share = limit.bound.share_at_most.unwrap_or(1.0);
    let of = added_up(counted(limit, part, side, share), chosen);
    let mine: Vec<f64> =
        of.iter().filter(|of| of.inside).map(|of| of.figure).collect::<Option<_>>()?;
    let rest: Vec<f64> =
        of.iter().filter(|of| !of.inside).map(|of| of.figure).collect::<Option<_>>()?;
    let (used, size) = measured(&limit.measure, mine);
    if side != LimitSide::ShareAtMost {
        return Some((used, size));
    }
    let (rest, rest_size) = measured(&limit.measure, rest);
    let all = used + rest;
    (all > 0.0).then(|| (used / all, (size + rest_size) / all))
}

/// What is chosen of all that a bound adds up.
fn added_up(counted: Vec<Counted>, chosen: &ChosenPortfolio) -> Vec<Counted> {
    let is_chosen = |of: &Counted| chosen.alternatives.contains(&Some(of.alternative));
    counted.into_iter().filter(is_chosen).collect()
}

/// The measure of some figures, and the sum of their sizes.
fn measured(measure: &Measure, of: Vec<f64>) -> (f64, f64) {
    match measure {
        Measure::Sum { .. } | Measure::Count => of
            .into_iter()
            .fold((0.0, 0.0), |(sum, size), figure| (sum + figure, size + figure.abs())),
        Measure::JointShare { .. } => {
            let left: f64 = of.into_iter().map(|figure| 1.0 - figure).product();
            (1.0 - left, 1.0)
        }
    }
}

/// What a portfolio adds up to at nominal figures, where there is no bound: of what surely belongs
/// to the part.
fn nominal(limit: &Limit, part: usize, chosen: &ChosenPortfolio) -> Option<f64> {
    let of = &limit.parts[part].alternatives;
    let figures = chosen.alternatives.iter().flatten().filter(|at| of.contains(at)).map(|at| {
        let spread = figure(&limit.measure, *at);
        (spread.low.is_finite() && spread.high.is_finite()).then_some(spread.nominal)
    });
    Some(measured(&limit.measure, figures.collect::<Option<_>>()?).0)
}

/// Use, slack and whether the bound is kept.
fn tell(
    told: &mut LimitUse,
    limit: &Limit,
    part: usize,
    side: LimitSide,
    chosen: &ChosenPortfolio,
) {
    let Some(bound) = told.bound else {
        told.used = nominal(limit, part, chosen);
        return;
    };
    match used(limit, part, side, chosen) {
        Some((used, size)) => {
            told.used = Some(used);
            told.judge(side, size);
        }
        None if side == LimitSide::ShareAtMost => {
            told.met = share_of_nothing(limit, part, chosen, bound);
        }
        None => {}
    }
}

/// Whether a bound that is missed at the worse ends of what it adds up would be kept at the better
/// ones: then it is not known whether it is kept. Of a share the rest is as it is.
fn could_be_kept(limit: &Limit, part: usize, side: LimitSide, chosen: &ChosenPortfolio) -> bool {
    let Some(bound) = side.bound(limit) else { return false };
    // Figures at the better end are what the other bound looks at, and what only perhaps belongs
    // to the part then counts where that is better.
    let other = match side {
        LimitSide::AtMost => LimitSide::AtLeast,
        LimitSide::AtLeast => LimitSide::AtMost,
        LimitSide::ShareAtMost => return share_could_be_kept(limit, part, chosen, bound),
    };
    match used(limit, part, other, chosen) {
        Some((used, size)) => {
            let left = if side == LimitSide::AtMost { bound - used } else { used - bound };
            left >= -ROW_ROUNDING * (size + bound.abs())
        }
        None => true,
    }
}

/// The same of a share of all: the part less its share of all at its least.
fn share_could_be_kept(limit: &Limit, part: usize, chosen: &ChosenPortfolio, share: f64) -> bool {
    let own = &limit.parts[part];
    if matches!(limit.measure, Measure::JointShare { .. }) {
        return false;
    }
    let (mut sum, mut size) = (0.0, 0.0);
    for at in chosen.alternatives.iter().flatten() {
        let in_part = own.alternatives.contains(at);
        let perhaps = own.may_be.contains(at);
        let others = limit.parts.iter().enumerate().filter(|(other, _)| *other != part);
        let elsewhere = others.clone().any(|(_, of)| of.alternatives.contains(at));
        let perhaps_elsewhere = others.clone().any(|(_, of)| of.may_be.contains(at));
        if !(in_part || perhaps || elsewhere || perhaps_elsewhere) {
            continue;
        }
        let spread = figure(&limit.measure, *at);
        if !spread.low.is_finite() || !spread.high.is_finite() {
            return true;
        }
        let (inside, outside) = ((1.0 - share) * spread.low, -share * spread.high);
        let least = match (in_part, elsewhere) {
            (true, _) => inside,
            (false, true) => outside,
            // Whether it belongs to any part may be open, so it may count nowhere.
            (false, false) => {
                let inside = if perhaps { inside } else { 0.0 };
                let outside = if perhaps_elsewhere { outside } else { 0.0 };
                inside.min(outside).min(0.0)
            }
        };
        sum += least;
        size += least.abs();
    }
    sum <= ROW_ROUNDING * size
}

/// Whether a part has at most a share of a sum that is not above 0: part <= share (part + rest).
fn share_of_nothing(
    limit: &Limit,
    part: usize,
    chosen: &ChosenPortfolio,
    share: f64,
) -> Option<bool> {
    let of = added_up(counted(limit, part, LimitSide::ShareAtMost, share), chosen);
    let times = |of: &Counted| if of.inside { 1.0 - share } else { -share };
    let terms = of.iter().map(|of| of.figure.map(|figure| times(of) * figure));
    let (sum, size) = measured(&limit.measure, terms.collect::<Option<_>>()?);
    Some(sum <= ROW_ROUNDING * size)
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
