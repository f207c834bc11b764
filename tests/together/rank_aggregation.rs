//! Rules by which many rankings become one, against all orders, all sets, integer programs and
//! figures by hand.

use crate::common::Random;
use afweging::rank_aggregation::{
    Kemeny, KemenyRequest, Majority, Pairwise, Rankings, borda, concordance, copeland, kemeny,
};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// A ranking of so many alternatives, in which ties are common where `levels` is small.
fn any_ranks(random: &mut Random, alternatives: usize, levels: usize) -> Vec<usize> {
    (0..alternatives).map(|_| 1 + random.below(levels)).collect()
}

/// Profiles with ties: few rankings, with equal weights, whole ones or any.
fn any_profile(random: &mut Random, alternatives: usize) -> Vec<(f64, Vec<usize>)> {
    let kind = random.below(3);
    (0..1 + random.below(6))
        .map(|_| {
            let weight = match kind {
                0 => 1.0,
                1 => random.below(4) as f64,
                _ => random.figure(0.0, 1.0),
            };
            let levels = 1 + random.below(2 * alternatives);
            (weight, any_ranks(random, alternatives, levels))
        })
        .collect()
}

/// All orders of the numbers below n, in lexicographic order.
fn all_orders(n: usize) -> Vec<Vec<usize>> {
    fn more(n: usize, order: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
        if order.len() == n {
            out.push(order.clone());
        }
        for next in 0..n {
            if !order.contains(&next) {
                order.push(next);
                more(n, order, out);
                order.pop();
            }
        }
    }
    let mut out = Vec::new();
    more(n, &mut Vec::new(), &mut out);
    out
}

/// By pair: what it costs to have `a` ahead of `b`, in twice the distance of the definition, so 2
/// for a ranking that has the pair the other way round and 1 for one that ties it.
fn costs(profile: &[(f64, Vec<usize>)], n: usize) -> Vec<Vec<f64>> {
    let cost = |a: usize, b: usize| -> f64 {
        let of = |(weight, ranks): &(f64, Vec<usize>)| match (ranks[a], ranks[b]) {
            (a, b) if a > b => 2.0 * weight,
            (a, b) if a == b => *weight,
            _ => 0.0,
        };
        profile.iter().map(of).sum()
    };
    (0..n).map(|a| (0..n).map(|b| cost(a, b)).collect()).collect()
}

fn cost_of(costs: &[Vec<f64>], order: &[usize]) -> f64 {
    let behind = |at: usize| order[at + 1..].iter().map(move |b| costs[order[at]][*b]);
    (0..order.len()).flat_map(behind).sum::<f64>() / 2.0
}

fn assert_near(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * (1.0 + b.abs()), "{a} is not {b}");
}

#[test]
fn kemeny_orders_are_those_of_all_orders_that_disagree_least() {
    let mut random = Random(11);
    let orders = all_orders(7);
    let request = KemenyRequest { orders: 6_000, ..KemenyRequest::default() };
    let (mut alone, mut several, mut places_known) = (0, 0, 0);
    for round in 0..1_000 {
        let profile = any_profile(&mut random, 7);
        let Some(rankings) = Rankings::new(7, profile.clone()) else { continue };
        let costs = costs(&profile, 7);
        let all: Vec<f64> = orders.iter().map(|order| cost_of(&costs, order)).collect();
        let least = all.iter().copied().fold(f64::INFINITY, f64::min);
        let total: f64 = profile.iter().map(|it| it.0).sum();
        let best: Vec<&Vec<usize>> = orders
            .iter()
            .zip(&all)
            .filter(|(_, cost)| **cost <= least + 1e-9 * total)
            .map(|(order, _)| order)
            .collect();
        let answer = kemeny(&rankings, &request);
        assert_near(answer.disagreement, least);
        assert!(answer.proved && answer.lower_bound == answer.disagreement, "{round}");
        assert!(!answer.more, "{round}: {} of {}", answer.orders.len(), best.len());
        assert_eq!(answer.orders.iter().collect::<Vec<_>>(), best, "{round}");
        let place = |order: &[usize], a: usize| 1 + order.iter().position(|b| *b == a).unwrap();
        let range = |a: usize| {
            let places = best.iter().map(|order| place(order, a));
            (places.clone().min().unwrap(), places.max().unwrap())
        };
        if let Some(places) = &answer.places {
            assert_eq!(*places, (0..7).map(range).collect::<Vec<_>>(), "{round}");
            places_known += 1;
        }
        *if best.len() == 1 { &mut alone } else { &mut several } += 1;
        // Fewer orders than there are: the first ones, and the rest is owned up to.
        let few = kemeny(&rankings, &KemenyRequest { orders: 2, ..request });
        assert_eq!(few.more, best.len() > 2, "{round}");
        assert_eq!(few.orders.len(), best.len().min(2));
        assert!(few.orders.iter().all(|order| best.contains(&order)), "{round}");
    }
    assert!(alone > 200 && several > 200, "{alone} with one order, {several} with several");
    assert!(places_known > 900, "{places_known}");
}

/// The least disagreement by an integer program of the linear ordering problem: a 0-1 variable for
/// each pair, and rows that forbid circles of three.
fn least_by_program(costs: &[Vec<f64>]) -> f64 {
    let n = costs.len();
    let mut program = Problem::new(OptimizationDirection::Minimize);
    let mut constant = 0.0;
    // x is 1 where a is ahead of b, for a before b.
    let mut variables = vec![vec![None; n]; n];
    for a in 0..n {
        for b in a + 1..n {
            constant += costs[b][a];
            variables[a][b] = Some(program.add_integer_var(costs[a][b] - costs[b][a], (0, 1)));
        }
    }
    let x = |a: usize, b: usize| -> Variable { variables[a][b].unwrap() };
    for a in 0..n {
        for b in a + 1..n {
            for c in b + 1..n {
                let row = [(x(a, b), 1.0), (x(b, c), 1.0), (x(a, c), -1.0)];
                program.add_constraint(row, ComparisonOp::Ge, 0.0);
                program.add_constraint(row, ComparisonOp::Le, 1.0);
            }
        }
    }
    let answer = program.solve().unwrap().into_solution().unwrap();
    (answer.objective() + constant) / 2.0
}

#[test]
fn kemeny_orders_agree_with_an_integer_program_on_12_alternatives() {
    let mut random = Random(12);
    for round in 0..12 {
        let count = 3 + random.below(6);
        let profile: Vec<(f64, Vec<usize>)> = (0..count)
            .map(|_| {
                let weight = if round % 2 == 0 { 1.0 } else { random.figure(0.1, 1.0) };
                (weight, any_ranks(&mut random, 12, 30))
            })
            .collect();
        let rankings = Rankings::new(12, profile.clone()).unwrap();
        let answer = kemeny(&rankings, &KemenyRequest::default());
        let costs = costs(&profile, 12);
        assert!(answer.proved);
        assert_near(answer.disagreement, least_by_program(&costs));
        assert!(!answer.orders.is_empty());
        for order in &answer.orders {
            assert_near(cost_of(&costs, order), answer.disagreement);
        }
    }
}

/// 30 alternatives in 15 rankings that say nothing, the worst that there is: proved all the same.
#[test]
fn kemeny_orders_of_thirty_alternatives_are_proved() {
    let mut random = Random(30);
    let rankings = (0..15).map(|_| (1.0, any_ranks(&mut random, 30, 1_000_000))).collect();
    let rankings = Rankings::new(30, rankings).unwrap();
    let answer = kemeny(&rankings, &KemenyRequest::default());
    assert!(answer.proved);
    // No move of one alternative, and no turn of a stretch of the order, disagrees less.
    let pairwise = Pairwise::new(&rankings);
    let order = &answer.orders[0];
    assert_near(pairwise.disagreement(order), answer.disagreement);
    for from in 0..30 {
        for to in 0..30 {
            let mut moved = order.clone();
            let a = moved.remove(from);
            moved.insert(to, a);
            assert!(pairwise.disagreement(&moved) >= answer.disagreement);
            if from < to {
                let mut turned = order.clone();
                turned[from..=to].reverse();
                assert!(pairwise.disagreement(&turned) >= answer.disagreement);
            }
        }
    }
}

#[test]
fn a_search_that_ends_early_says_so() {
    let mut random = Random(31);
    let mut unproved = 0;
    for _ in 0..8 {
        let rankings: Vec<_> = (0..7).map(|_| (1.0, any_ranks(&mut random, 20, 1_000))).collect();
        let rankings = Rankings::new(20, rankings).unwrap();
        let whole = kemeny(&rankings, &KemenyRequest::default());
        let early = kemeny(&rankings, &KemenyRequest { sets: 10, ..KemenyRequest::default() });
        assert!(whole.proved);
        assert!(early.lower_bound <= whole.disagreement + 1e-9);
        assert!(early.disagreement >= whole.disagreement - 1e-9);
        if !early.proved {
            unproved += 1;
            assert!(early.more && early.places.is_none() && !early.orders.is_empty());
        }
    }
    assert!(unproved > 0);
}

/// Nothing but opposites: every order disagrees as much, and no list of orders is needed to know
/// that each alternative may stand anywhere.
#[test]
fn two_opposite_rankings_leave_every_place_open() {
    let rankings = vec![(0.3, (1..=25).collect()), (0.3, (1..=25).rev().collect())];
    let answer: Kemeny = kemeny(&Rankings::new(25, rankings).unwrap(), &KemenyRequest::default());
    assert_eq!((answer.orders.len(), answer.more, answer.proved), (20, true, true));
    assert_near(answer.disagreement, 0.3 * 300.0);
    assert_eq!(answer.places.unwrap(), vec![(1, 25); 25]);
}

/// 0.1 and 0.2 are as much as 0.3, however they are summed.
#[test]
fn rounding_breaks_no_tie() {
    let profile: Vec<(f64, Vec<usize>)> = vec![
        (0.1, vec![1, 2, 3]),
        (0.2, vec![1, 3, 2]),
        (0.3, vec![2, 1, 3]),
        (0.0, vec![3, 2, 1]),
    ];
    // Not so in floating point: the first two are even. Both beat the third.
    let rankings = Rankings::new(3, profile).unwrap();
    assert_eq!(copeland(&rankings), [1, 1, -2]);
    let answer = kemeny(&rankings, &KemenyRequest::default());
    assert_eq!(answer.orders, [[0, 1, 2], [1, 0, 2]]);
}

#[test]
fn points_and_scores_are_what_they_are_by_definition() {
    let mut random = Random(13);
    for _ in 0..300 {
        let m = 1 + random.below(8);
        let profile = any_profile(&mut random, m);
        let Some(rankings) = Rankings::new(m, profile.clone()) else { continue };
        let pairwise = Pairwise::new(&rankings);
        let (points, scores) = (borda(&rankings), copeland(&rankings));
        for a in 0..m {
            // Points are the alternatives that are beaten, and half of those that tie.
            let beaten = |ranks: &[usize]| -> f64 {
                let half = |b: usize| match (ranks[a], ranks[b]) {
                    (a, b) if a < b => 1.0,
                    (a, b) if a == b => 0.5,
                    _ => 0.0,
                };
                (0..m).filter(|b| *b != a).map(half).sum()
            };
            let by_hand: f64 = profile.iter().map(|(weight, ranks)| weight * beaten(ranks)).sum();
            assert_near(points[a], by_hand);
            let by_pairs: f64 =
                (0..m).map(|b| pairwise.support(a, b) + pairwise.tied(a, b) / 2.0).sum();
            assert_near(points[a], by_pairs);
            let mut score = 0;
            for b in 0..m {
                let ahead = |a: usize, b: usize| -> f64 {
                    let weight =
                        |it: &(f64, Vec<usize>)| if it.1[a] < it.1[b] { it.0 } else { 0.0 };
                    profile.iter().map(weight).sum()
                };
                assert_near(pairwise.support(a, b), ahead(a, b));
                let margin = ahead(a, b) - ahead(b, a);
                score += i64::from(margin > 1e-9) - i64::from(margin < -1e-9);
            }
            assert_eq!(scores[a], score);
        }
    }
}

/// The mean of Spearman's coefficients of all pairs of rankings is (k W - 1) / (k - 1) where nothing
/// is tied (Kendall & Babington Smith 1939).
#[test]
fn concordance_is_the_mean_of_rank_correlations_without_ties() {
    let mut random = Random(14);
    for _ in 0..200 {
        let (k, m) = (2 + random.below(5), 2 + random.below(7));
        let rankings: Vec<Vec<usize>> = (0..k)
            .map(|_| {
                let keys: Vec<u64> = (0..m).map(|_| random.next()).collect();
                keys.iter().map(|a| 1 + keys.iter().filter(|b| *b < a).count()).collect()
            })
            .collect();
        let spearman = |a: &[usize], b: &[usize]| {
            let squares: f64 = a.iter().zip(b).map(|(a, b)| (*a as f64 - *b as f64).powi(2)).sum();
            1.0 - 6.0 * squares / (m * (m * m - 1)) as f64
        };
        let mut sum = 0.0;
        for a in 0..k {
            for b in 0..a {
                sum += spearman(&rankings[a], &rankings[b]);
            }
        }
        let mean = sum / (k * (k - 1) / 2) as f64;
        let w = concordance(&rankings).unwrap();
        assert_near(w, (mean * (k as f64 - 1.0) + 1.0) / k as f64);
    }
}

/// By hand: three rankings of four with the ties 1 2.5 2.5 4, 1 2 3 4 and 1.5 1.5 3 4. Sums 3.5, 6,
/// 8.5 and 12 deviate from 7.5 by -4, -1.5, 1 and 4.5: S = 39.5. Two ties of two: T = 12. So W = 474
/// / (9 * 60 - 36).
#[test]
fn concordance_corrects_for_ties() {
    let rankings = [vec![1, 2, 2, 4], vec![1, 2, 3, 4], vec![1, 1, 3, 4]];
    assert_near(concordance(&rankings).unwrap(), 474.0 / 504.0);
    assert_eq!(concordance(&rankings[..1]), None);
    assert_eq!(concordance(&[]), None);
    assert_eq!(concordance(&[vec![1], vec![1]]), None);
    assert_eq!(concordance(&[vec![1, 2], vec![1]]), None);
    assert_eq!(concordance(&[vec![7, 7, 7], vec![2, 2, 2]]), None);
    assert_eq!(concordance(&[vec![1, 2, 3], vec![2, 2, 2]]), Some(0.5));
}

/// All sets with a property such that no set with one member less has it.
fn minimal_sets(n: usize, has: &dyn Fn(u32) -> bool) -> Vec<Vec<usize>> {
    let members = |set: u32| (0..n).filter(|at| set >> at & 1 == 1).collect::<Vec<_>>();
    let is_minimal =
        |set: &u32| has(*set) && members(*set).iter().all(|at| !has(*set & !(1 << at)));
    let mut out: Vec<Vec<usize>> = (0..1_u32 << n).filter(is_minimal).map(members).collect();
    out.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    out
}

#[test]
fn minimal_coalitions_are_those_of_all_sets() {
    let mut random = Random(15);
    for round in 0..300 {
        let n = 1 + random.below(if round % 30 == 0 { 12 } else { 9 });
        // Whole numbers, so that a half is exactly a half.
        let weights: Vec<u32> = (0..n).map(|_| random.below(6) as u32).collect();
        let total: u32 = weights.iter().sum();
        let quota = (round % 3 == 0 && total > 0).then(|| 1 + random.below(total as usize) as u32);
        // The same as weights that are rounded.
        let unit = if round % 2 == 0 { 1.0 } else { 0.1 };
        let scaled: Vec<f64> = weights.iter().map(|weight| f64::from(*weight) * unit).collect();
        let Some(majority) = Majority::new(&scaled, quota.map(|quota| f64::from(quota) * unit))
        else {
            assert_eq!(total, 0);
            continue;
        };
        let weight = |set: u32| -> u32 {
            weights.iter().enumerate().filter(|it| set >> it.0 & 1 == 1).map(|it| it.1).sum()
        };
        let wins = |set: u32| match quota {
            Some(quota) => weight(set) >= quota,
            None => 2 * weight(set) > total,
        };
        let all = (1_u32 << n) - 1;
        let found = majority.minimal_winning(5_000);
        let members: Vec<_> = found.sets.iter().map(|set| set.members.clone()).collect();
        assert_eq!(members, minimal_sets(n, &wins), "{weights:?} {quota:?}");
        assert!(!found.more);
        let found = majority.minimal_blocking(5_000);
        let members: Vec<_> = found.sets.iter().map(|set| set.members.clone()).collect();
        assert_eq!(members, minimal_sets(n, &|set| !wins(all & !set)), "{weights:?} {quota:?}");
        assert!(!found.more);
        for set in &found.sets {
            let own: u32 = set.members.iter().map(|at| weights[*at]).sum();
            assert_near(set.weight, f64::from(own) * unit);
        }
        assert_eq!(majority.wins(&(0..n).collect::<Vec<_>>()), wins(all));
    }
}

#[test]
fn fifty_equal_members_have_more_coalitions_than_are_listed() {
    let majority = Majority::new(&[0.02; 50], None).unwrap();
    let winning = majority.minimal_winning(1_000);
    assert!(winning.more && winning.sets.len() == 1_000);
    assert!(winning.sets.iter().all(|set| set.members.len() == 26));
    let blocking = majority.minimal_blocking(1_000);
    assert!(blocking.more && blocking.sets.iter().all(|set| set.members.len() == 25));
}

#[test]
fn what_is_no_profile_and_no_majority_is_refused() {
    assert!(Rankings::new(2, vec![]).is_none());
    assert!(Rankings::new(2, vec![(0.0, vec![1, 2])]).is_none());
    assert!(Rankings::new(2, vec![(-1.0, vec![1, 2]), (3.0, vec![1, 2])]).is_none());
    assert!(Rankings::new(2, vec![(f64::NAN, vec![1, 2])]).is_none());
    assert!(Rankings::new(2, vec![(f64::MAX, vec![1, 2]), (f64::MAX, vec![1, 2])]).is_none());
    assert!(Majority::new(&[], None).is_none());
    assert!(Majority::new(&[1.0, -0.5], None).is_none());
    assert!(Majority::new(&[1.0, 1.0], Some(0.0)).is_none());
    assert!(Majority::new(&[1.0, 1.0], Some(2.5)).is_none());
    // Nothing to rank is ranked.
    let none = Rankings::new(0, vec![(1.0, vec![])]).unwrap();
    let answer = kemeny(&none, &KemenyRequest::default());
    assert_eq!((answer.orders, answer.proved, answer.more), (vec![vec![]], true, false));
    assert!(borda(&none).is_empty());
}
