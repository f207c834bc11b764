//! Portfolios against every portfolio that there is, on random problems; and small ones that can be
//! checked by hand.

use crate::common::Random;
use crate::common::portfolios::{Enumerated, NEAR, Twin, Use, within};
use afweging::method::Method;
use afweging::problem::{PortfolioModel, Problem};
use afweging::study::{
    Evaluation, LimitChange, LimitSide, Portfolio, PortfolioRequest, RowSource, WhyReason,
    evaluate, portfolio,
};

/// A conflict is known to be the smallest if no more than so many sets must be asked about.
const MOST_ASKED: f64 = 1_000.0;

/// What is shown of the best portfolios.
const BEST: usize = 6;

fn request() -> PortfolioRequest {
    PortfolioRequest { best: BEST, most_nodes: 1_000_000, ..PortfolioRequest::default() }
}

fn ask<T>(
    problem: &Problem,
    model: &PortfolioModel,
    request: &PortfolioRequest,
    look: impl FnOnce(&Portfolio) -> T,
) -> T {
    let evaluation: Evaluation = evaluate(problem, &Method::default()).unwrap();
    look(&portfolio(&evaluation, model, request).unwrap())
}

/// Random problems of 6 choices of 4 alternatives or none, so 15 625 portfolios each. All of what is
/// asked about portfolios is compared with what is true of them one by one.
fn compare(seeds: std::ops::Range<u64>) -> [usize; 2] {
    let (mut feasible, mut infeasible) = (0, 0);
    for seed in seeds {
        let twin = Twin::random(&mut Random(seed), 6, 4);
        let problem = twin.problem();
        let model = twin.model(&problem);
        let truth = twin.enumerate();
        ask(&problem, &model, &request(), |study| {
            let any = truth.missing_only(0).next().is_some();
            assert_eq!(study.best.feasible, Some(any), "seed {seed}");
            if any {
                feasible += 1;
                best_portfolios(study, &truth, seed);
                uses(study, &truth, seed);
                shadows(study, &truth, seed);
                why_not(study, &truth, seed);
            } else {
                infeasible += 1;
                conflicts(study, &truth, seed);
            }
        });
    }
    [feasible, infeasible]
}

#[test]
fn random_portfolios_are_as_every_portfolio_says() {
    let [feasible, infeasible] = compare(0..60);
    assert!(feasible > 20 && infeasible > 5, "{feasible} and {infeasible}");
}

/// A thousand take a minute or two: `cargo test --test together -- --ignored`.
#[test]
#[ignore = "a minute or two"]
fn a_thousand_random_portfolios() {
    let [feasible, infeasible] = compare(1_000..2_000);
    assert!(feasible > 300 && infeasible > 100, "{feasible} and {infeasible}");
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR
}

/// The best, the ones after it, ties and bound.
fn best_portfolios(study: &Portfolio, truth: &Enumerated, seed: u64) {
    let mut values: Vec<f64> = truth.missing_only(0).map(|at| truth.values[at]).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let best = study.best.chosen.as_ref().unwrap();
    assert!(study.best.optimal && near(study.best.bound.unwrap(), best.value), "seed {seed}");
    let is_tied = values.get(1).is_some_and(|second| near(*second, values[0]));
    assert_eq!(study.best.tied, Some(is_tied), "seed {seed}");
    let found = || std::iter::once(best).chain(study.next_best.iter().map(|next| &next.chosen));
    assert_eq!(found().count(), BEST.min(values.len()), "seed {seed}");
    let mut seen = Vec::new();
    for (own, value) in found().zip(&values) {
        assert!(near(own.value, *value), "seed {seed}: {} is {value}", own.value);
        // It is one of those that may be, it is worth so much, and no other is the same.
        let at = truth.all.iter().position(|other| *other == own.alternatives).unwrap();
        assert!(truth.missed[at] == 0 && near(truth.values[at], own.value), "seed {seed}");
        assert!(!seen.contains(&at), "seed {seed}");
        seen.push(at);
    }
    for next in &study.next_best {
        let differ =
            |choice: &usize| next.chosen.alternatives[*choice] != best.alternatives[*choice];
        let changes: Vec<usize> = (0..truth.twin.choices).filter(differ).collect();
        assert_eq!(next.changes, changes, "seed {seed}");
        assert!(near(next.loss, best.value - next.chosen.value), "seed {seed}");
    }
}

/// What the best portfolio makes of each bound and rule.
fn uses(study: &Portfolio, truth: &Enumerated, seed: u64) {
    let best = &study.best.chosen.as_ref().unwrap().alternatives;
    for row in &study.limits {
        match row.source {
            RowSource::Limit { limit, part, side } => {
                let of = &truth.twin.limits[limit];
                let bound = of.bound(side).unwrap();
                assert_eq!((row.bound, row.met), (Some(bound), Some(true)), "seed {seed}");
                let Use::At(used) = of.uses(part, side, best) else {
                    assert_eq!(row.used, None, "seed {seed}");
                    continue;
                };
                assert!(near(row.used.unwrap(), used), "seed {seed}: {row:?}");
                let sign = if side == LimitSide::AtLeast { 1.0 } else { -1.0 };
                assert!(near(row.slack.unwrap(), sign * (used - bound)), "seed {seed}: {row:?}");
                assert_eq!(row.binding, Some(near(used, bound)), "seed {seed}: {row:?}");
            }
            RowSource::Rule(at) => {
                let kept = truth.twin.keeps(row.source, best);
                let added = truth.twin.rules[at].is_added(best);
                assert_eq!(row.met, Some(added.unwrap_or(kept)), "seed {seed}");
            }
        }
    }
}

/// What each limit costs.
fn shadows(study: &Portfolio, truth: &Enumerated, seed: u64) {
    let best = study.best.chosen.as_ref().unwrap().value;
    for row in &study.shadow {
        let limit = &truth.twin.limits[row.limit];
        let of_limit = truth
            .bits(|source| matches!(source, RowSource::Limit { limit, .. } if limit == row.limit));
        let may = |at: &usize| match row.change {
            LimitChange::Without => true,
            LimitChange::Looser(looser) => {
                let looser_bound = |side: LimitSide| {
                    let bound = limit.bound(side)?;
                    let step = row.step.unwrap();
                    Some(match side {
                        _ if side != looser => bound,
                        LimitSide::AtLeast => bound - step,
                        _ => bound + step,
                    })
                };
                let part = |part| {
                    LimitSide::ALL.into_iter().all(|side| {
                        looser_bound(side).is_none_or(|bound| {
                            within(side, limit.uses(part, side, &truth.all[*at]), bound)
                        })
                    })
                };
                (0..limit.parts.len()).all(part)
            }
        };
        let value = truth.greatest(truth.missing_only(of_limit).filter(may)).unwrap();
        assert!(row.optimal && near(row.value.unwrap(), value), "seed {seed}: {row:?}, {value}");
        assert!(near(row.gain.unwrap(), value - best), "seed {seed}: {row:?}");
    }
    let rows = truth.twin.limits.iter().map(|limit| {
        // A tenth of 0 is no step.
        let steps =
            LimitSide::ALL.into_iter().filter_map(|side| limit.bound(side).map(|b| (side, b)));
        let counts = matches!(limit.adds, crate::common::portfolios::Adds::Count);
        1 + steps.filter(|(side, b)| *b != 0.0 || counts && *side != LimitSide::ShareAtMost).count()
    });
    assert_eq!(study.shadow.len(), rows.sum::<usize>(), "seed {seed}");
}

/// Why each alternative is not in the best portfolio.
fn why_not(study: &Portfolio, truth: &Enumerated, seed: u64) {
    let best = study.best.chosen.as_ref().unwrap();
    let asked = (0..truth.twin.values.len()).filter(|at| !best.alternatives.contains(&Some(*at)));
    assert_eq!(
        study.why_not.iter().map(|why| why.alternative).collect::<Vec<_>>(),
        asked.collect::<Vec<_>>()
    );
    let is_limit = |source| matches!(source, RowSource::Limit { .. });
    let (limits, rules) = (truth.bits(is_limit), truth.bits(|source| !is_limit(source)));
    for why in &study.why_not {
        let place = |at: &usize| truth.all[*at].contains(&Some(why.alternative));
        let with = |missing: u64| truth.greatest(truth.missing_only(missing).filter(place));
        if matches!(why.reason, WhyReason::NotChosen(_)) {
            // Every limit that sums a figure which is not known has to go.
            assert_eq!(with(0), None, "seed {seed}: {why:?}");
            continue;
        }
        assert_eq!(why.possible, Some(with(0).is_some()), "seed {seed}: {why:?}");
        let loss = with(0).map(|value| best.value - value);
        assert_eq!(why.loss.is_some(), loss.is_some(), "seed {seed}");
        if let (Some(own), Some(loss)) = (why.loss, loss) {
            assert!(near(own, loss), "seed {seed}: {why:?}, {loss}");
            assert!(near(why.value_needed.unwrap(), loss), "seed {seed}: {why:?}");
        }
        let would_be = |missing: u64| {
            let all = truth.greatest(truth.missing_only(missing)).unwrap();
            with(missing).is_some_and(|value| near(value, all))
        };
        let reason = if loss.is_some_and(|loss| near(loss, 0.0)) {
            WhyReason::Tie
        } else if would_be(limits) {
            WhyReason::Limits
        } else if would_be(rules) {
            WhyReason::Rules
        } else if would_be(limits | rules) {
            WhyReason::LimitsAndRules
        } else {
            WhyReason::Value
        };
        assert_eq!(why.reason, reason, "seed {seed}: {why:?}");
        for (bit, source) in truth.sources.iter().enumerate() {
            if why.reason == WhyReason::Tie || !is_limit(*source) {
                continue;
            }
            let as_good = truth
                .missing_only(1 << bit)
                .filter(place)
                .filter(|at| truth.values[*at] >= best.value - NEAR);
            let least = as_good.filter_map(|at| truth.excess(*source, at)).reduce(f64::min);
            let own = why.looser.iter().find(|looser| looser.source == *source);
            match (own, least) {
                (Some(own), Some(least)) => {
                    assert!(near(own.by, least), "seed {seed}: {own:?}, {least}")
                }
                (None, None) => {}
                _ => panic!("seed {seed}: {source:?} of {why:?} is {least:?}"),
            }
        }
    }
}

/// What is in the way where no portfolio meets all.
fn conflicts(study: &Portfolio, truth: &Enumerated, seed: u64) {
    assert!(study.best.chosen.is_none() && study.why_not.is_empty() && study.shadow.is_empty());
    let conflict = study.conflict.as_ref().unwrap();
    let bit = |source: &RowSource| truth.sources.iter().position(|other| other == source).unwrap();
    let members: u64 = conflict.members.iter().map(|source| 1u64 << bit(source)).sum();
    let meets = |set: u64| truth.missed.iter().any(|missed| missed & set == 0);
    assert!(!meets(members), "seed {seed}: {conflict:?}");
    for source in &conflict.members {
        assert!(meets(members & !(1 << bit(source))), "seed {seed}: {source:?} can be left out");
    }
    // No set with fewer members conflicts, unless too many sets would have to be asked about.
    let choose = |k: usize| {
        (0..k).fold(1.0, |sets, at| sets * (truth.sources.len() - at) as f64 / (at + 1) as f64)
    };
    let asked: f64 = (1..=conflict.members.len()).map(choose).sum();
    assert!(conflict.smallest || asked > MOST_ASKED, "seed {seed}: {asked}");
    for set in 0u64..1 << truth.sources.len().min(20) {
        if conflict.smallest && set.count_ones() < members.count_ones() {
            assert!(meets(set), "seed {seed}: {set:b} conflicts");
        }
    }
    assert_eq!(conflict.relaxations.len(), truth.sources.len());
    for row in &conflict.relaxations {
        let open = || truth.missing_only(1 << bit(&row.source));
        let alone = match row.source {
            RowSource::Rule(_) => open().next().map(|_| 1.0),
            _ => open().filter_map(|at| truth.excess(row.source, at)).reduce(f64::min),
        };
        assert_eq!(row.alone.is_some(), alone.is_some(), "seed {seed}: {row:?}, {alone:?}");
        if let (Some(own), Some(alone)) = (row.alone, alone) {
            assert!(near(own, alone), "seed {seed}: {row:?}, {alone}");
        }
    }
    together(study, truth, seed);
}

/// The smallest sum of what bounds give way, where each can be counted in its bound.
fn together(study: &Portfolio, truth: &Enumerated, seed: u64) {
    let conflict = study.conflict.as_ref().unwrap();
    let counted = |source: &RowSource| match source {
        RowSource::Limit { limit, side, .. } => {
            let of = &truth.twin.limits[*limit];
            let joint = matches!(of.adds, crate::common::portfolios::Adds::Joint(_));
            of.bound(*side)
                .filter(|bound| *bound != 0.0 && !joint && *side != LimitSide::ShareAtMost)
        }
        RowSource::Rule(_) => Some(1.0),
    };
    let Some(units) = truth.sources.iter().map(counted).collect::<Option<Vec<f64>>>() else {
        return;
    };
    let rules = truth.bits(|source| matches!(source, RowSource::Rule(_)));
    let total = |at: usize| {
        let limits = truth
            .sources
            .iter()
            .zip(&units)
            .filter(|(source, _)| matches!(source, RowSource::Limit { .. }));
        limits.map(|(source, unit)| Some(truth.excess(*source, at)? / unit)).sum::<Option<f64>>()
    };
    let least = (0..truth.all.len())
        .filter(|at| truth.missed[*at] & rules == 0)
        .filter_map(total)
        .reduce(f64::min)
        .unwrap();
    let own = conflict.relaxations.iter().zip(&units);
    let own: f64 = own.filter_map(|(row, unit)| row.together.map(|by| by / unit)).sum();
    assert!(near(own, least), "seed {seed}: {own} is {least}");
}
