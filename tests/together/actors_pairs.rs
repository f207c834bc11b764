//! What divides actors, who stands apart, who thinks alike, how far all agree, and benefits and
//! burdens: against hand calculations and naive twins.

use crate::common::Random;
use afweging::method::Method;
use afweging::problem::{Actor, Direction, Panel, Problem, Quantity, Says};
use afweging::study::{
    ActorPair, CampsBy, NoImpacts, PanelEvaluation, actor_pairs, actor_pairs_table, apart,
    apart_table, camps, camps_table, concordance, concordance_table, impacts, impacts_table,
};
use approx::assert_relative_eq;

const LEAVES: [&str; 3] = ["cost", "noise", "access"];

/// Alternatives A, B ... on three criteria from 0 to 10, of which more is better.
fn problem(weights: &[f64], figures: &[[f64; 3]]) -> Problem {
    let mut builder = Problem::builder();
    for (id, weight) in LEAVES.iter().zip(weights) {
        builder = builder.criterion_with(*id, Direction::Max, *weight, |c| c.scale(0.0, 10.0));
    }
    for (at, row) in figures.iter().enumerate() {
        builder = builder.alternative(((b'A' + at as u8) as char).to_string(), *row);
    }
    builder.build().unwrap()
}

/// Figures and weights, an actor each.
type Seen = Vec<([f64; 3], Vec<[f64; 3]>)>;

fn panel(seen: &Seen) -> Panel {
    let actor = |(at, (weights, figures)): (usize, &([f64; 3], Vec<[f64; 3]>))| {
        Actor::new(&format!("actor {at}"), problem(weights, figures))
    };
    Panel::new(seen.iter().enumerate().map(actor).collect()).unwrap()
}

fn weighted_sum() -> Method {
    Method::named("weighted-sum").unwrap()
}

/// Actors whose weights and figures are few whole numbers, so that ties are common.
fn random_actors(random: &mut Random, actors: usize, alternatives: usize) -> Seen {
    let common: Vec<[f64; 3]> =
        (0..alternatives).map(|_| [(); 3].map(|()| random.below(4) as f64)).collect();
    let actor = |_| {
        let mut weights = [(); 3].map(|()| random.below(3) as f64);
        weights[random.below(3)] += 1.0;
        let mut figures = common.clone();
        for row in &mut figures {
            for figure in row {
                if random.chance(0.15) {
                    *figure = random.below(4) as f64;
                }
            }
        }
        (weights, figures)
    };
    (0..actors).map(actor).collect()
}

/// Weights that sum to 1, and values from 0 to 1.
fn by_hand(seen: &([f64; 3], Vec<[f64; 3]>)) -> ([f64; 3], Vec<[f64; 3]>) {
    let sum: f64 = seen.0.iter().sum();
    (seen.0.map(|w| w / sum), seen.1.iter().map(|row| row.map(|figure| figure / 10.0)).collect())
}

fn scores(weights: &[f64; 3], values: &[[f64; 3]]) -> Vec<f64> {
    values.iter().map(|row| (0..3).map(|j| weights[j] * row[j]).sum()).collect()
}

/// 1 if the first is greater, -1 if the second is; 0 if they are equal but for rounding.
fn sign(a: f64, b: f64) -> f64 {
    if (a - b).abs() < 1e-9 { 0.0 } else { (a - b).signum() }
}

/// Tau-b of two lists of scores as the correlation of the signs of all pairs, the pairs that are
/// opposed, and all pairs.
fn tau_by_signs(x: &[f64], y: &[f64]) -> (Option<f64>, usize, usize) {
    let (mut both, mut of_x, mut of_y, mut opposed, mut all) = (0.0, 0.0, 0.0, 0, 0);
    for i in 0..x.len() {
        for j in 0..i {
            let (s, t) = (sign(x[i], x[j]), sign(y[i], y[j]));
            both += s * t;
            of_x += s * s;
            of_y += t * t;
            opposed += usize::from(s * t < 0.0);
            all += 1;
        }
    }
    let defined = of_x * of_y > 0.0;
    (defined.then(|| both / f64::sqrt(of_x * of_y)), opposed, all)
}

fn greatest(sizes: impl IntoIterator<Item = f64>) -> f64 {
    sizes.into_iter().fold(0.0, f64::max)
}

#[test]
fn pairs_are_those_of_a_naive_twin() {
    let mut random = Random(11);
    let (mut undefined, mut tied, mut without_cell) = (0, 0, 0);
    for _ in 0..200 {
        let (actors, alternatives) = (2 + random.below(3), 1 + random.below(6));
        let seen = random_actors(&mut random, actors, alternatives);
        let panel = panel(&seen);
        let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
        let pairs = actor_pairs(&evaluation);
        assert_eq!(pairs.len(), actors * (actors - 1) / 2);
        for pair in &pairs {
            assert!(pair.a < pair.b);
            let ((wa, va), (wb, vb)) = (by_hand(&seen[pair.a]), by_hand(&seen[pair.b]));
            let (sa, sb) = (scores(&wa, &va), scores(&wb, &vb));
            let (tau, opposed, compared) = tau_by_signs(&sa, &sb);
            assert_eq!(pair.kendall.is_some(), tau.is_some());
            if let (Some(found), Some(tau)) = (pair.kendall, tau) {
                assert_relative_eq!(found, tau, epsilon = 1e-12);
            }
            undefined += usize::from(tau.is_none());
            tied += usize::from(tau.is_some_and(|tau| tau.abs() < 1.0));
            assert_eq!((pair.opposed_pairs, pair.compared_pairs), (opposed, compared));
            // What one must take away is what the other has more.
            let more: f64 = (0..3).map(|j| (wa[j] - wb[j]).max(0.0)).sum();
            assert_relative_eq!(pair.weight_distance, more, epsilon = 1e-12);

            // Both parts of the difference, alternative by alternative.
            let n = alternatives as f64;
            let weight_part = |i: usize, j: usize| (wa[j] - wb[j]) * (va[i][j] + vb[i][j]) / 2.0;
            let cell_part = |i: usize, j: usize| (wa[j] + wb[j]) / 2.0 * (va[i][j] - vb[i][j]);
            for i in 0..alternatives {
                let sum: f64 = (0..3).map(|j| weight_part(i, j) + cell_part(i, j)).sum();
                assert_relative_eq!(sum, sa[i] - sb[i], epsilon = 1e-12);
            }
            let centred = |part: &dyn Fn(usize, usize) -> f64, i: usize, j: usize| {
                part(i, j) - (0..alternatives).map(|k| part(k, j)).sum::<f64>() / n
            };
            let of_criterion = |j: usize| {
                (0..alternatives).map(|i| centred(&weight_part, i, j).abs()).sum::<f64>() / n
            };
            let mut sizes: Vec<f64> = (0..3).map(of_criterion).filter(|x| *x > 1e-9).collect();
            sizes.sort_by(|a, b| b.total_cmp(a));
            sizes.truncate(2);
            assert_eq!(pair.criteria.len(), sizes.len());
            for (found, size) in pair.criteria.iter().zip(&sizes) {
                assert_relative_eq!(found.effect, *size, epsilon = 1e-9);
                assert_relative_eq!(found.effect, of_criterion(found.leaf), epsilon = 1e-12);
                assert_relative_eq!(found.weight_a, wa[found.leaf], epsilon = 1e-12);
                assert_relative_eq!(found.weight_b, wb[found.leaf], epsilon = 1e-12);
            }
            let differ = |i: usize, j: usize| va[i][j] != vb[i][j];
            let mut sizes: Vec<f64> = (0..alternatives)
                .flat_map(|i| (0..3).map(move |j| (i, j)))
                .filter(|(i, j)| differ(*i, *j))
                .map(|(i, j)| centred(&cell_part, i, j).abs())
                .filter(|x| *x > 1e-9)
                .collect();
            sizes.sort_by(|a, b| b.total_cmp(a));
            sizes.truncate(2);
            without_cell += usize::from(sizes.is_empty());
            assert_eq!(pair.cells.len(), sizes.len());
            for (found, size) in pair.cells.iter().zip(&sizes) {
                let (i, j) = (found.alternative, found.leaf);
                assert!(differ(i, j));
                assert_relative_eq!(found.effect.abs(), *size, epsilon = 1e-9);
                assert_relative_eq!(found.effect, centred(&cell_part, i, j), epsilon = 1e-12);
            }
            if let [first, second] = &pair.cells[..] {
                assert!((first.alternative, first.leaf) != (second.alternative, second.leaf));
            }
        }
    }
    assert!(undefined > 10 && tied > 100 && without_cell > 10);
}

/// A buyer and a neighbour who agree on all figures but the noise of B.
fn buyer_and_neighbour() -> Seen {
    vec![
        ([3.0, 1.0, 0.0], vec![[8.0, 2.0, 5.0], [4.0, 6.0, 5.0], [0.0, 4.0, 5.0]]),
        ([1.0, 3.0, 0.0], vec![[8.0, 2.0, 5.0], [4.0, 9.0, 5.0], [0.0, 4.0, 5.0]]),
    ]
}

#[test]
fn two_actors_by_hand() {
    let panel = panel(&buyer_and_neighbour());
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let pairs = actor_pairs(&evaluation);
    let table = actor_pairs_table(&evaluation, &pairs);
    assert_eq!(table.rows(), 1);
    let text = |name: &str| table.get(0, name).as_text().map(str::to_owned);
    let number = |name: &str| table.get(0, name).as_number().unwrap();
    assert_eq!(text("actor_a").as_deref(), Some("actor 0"));
    assert_eq!(text("actor_b").as_deref(), Some("actor 1"));
    // The buyer: A 0.65, B 0.45, C 0.1. The neighbour: A 0.35, B 0.775, C 0.3. So A and B are
    // opposed: tau = (2 - 1) / 3.
    assert_relative_eq!(number("kendall"), 1.0 / 3.0, epsilon = 1e-12);
    assert_eq!((number("opposed_pairs"), number("compared_pairs")), (1.0, 3.0));
    assert_relative_eq!(number("weight_distance"), 0.5, epsilon = 1e-12);
    // Cost: half of 0.8, 0.4 and 0 less the mean: 0.2, 0 and -0.2.
    assert_eq!(text("criterion").as_deref(), Some("cost"));
    assert_relative_eq!(number("criterion_effect"), 0.4 / 3.0, epsilon = 1e-12);
    // Noise: minus half of 0.2, 0.75 and 0.4 less the mean 0.45: 0.125, -0.15 and 0.025.
    assert_eq!(text("second_criterion").as_deref(), Some("noise"));
    assert_relative_eq!(number("second_criterion_effect"), 0.1, epsilon = 1e-12);
    // The one cell: half the weight times -0.3, less a third of that.
    assert_eq!(text("cell").as_deref(), Some("B / noise"));
    assert_relative_eq!(number("cell_effect"), -0.1, epsilon = 1e-12);
    assert_eq!(text("second_cell"), None);
    assert_eq!(table.get(0, "second_cell_effect").as_number(), None);

    // A method that is no such sum names neither.
    let topsis = Method::named("topsis").unwrap();
    let evaluation = PanelEvaluation::new(&panel, &topsis).unwrap();
    let pairs = actor_pairs(&evaluation);
    assert!(pairs[0].criteria.is_empty() && pairs[0].cells.is_empty());
    assert_relative_eq!(pairs[0].weight_distance, 0.5, epsilon = 1e-12);
    let table = actor_pairs_table(&evaluation, &pairs);
    assert_eq!(table.get(0, "criterion").as_text(), None);
    assert_eq!(table.get(0, "cell").as_text(), None);
}

#[test]
fn a_missing_score_is_left_out_and_a_silent_actor_has_no_pair() {
    let unknown = |weights: [f64; 3]| {
        let mut builder = Problem::builder();
        for (id, weight) in LEAVES.iter().zip(weights) {
            builder = builder.criterion_with(*id, Direction::Max, weight, |c| c.scale(0.0, 10.0));
        }
        builder
            .alternative("A", [8.0, 2.0, 5.0])
            .alternative("B", [4.0, 6.0, 5.0])
            .alternative("C", [0.0, 9.0, 5.0])
            .uncertain("B", "noise", Quantity::Unknown)
            .build()
            .unwrap()
    };
    let actors = vec![
        Actor::new("cost", unknown([3.0, 1.0, 0.0])),
        Actor::new("noise", unknown([1.0, 3.0, 0.0])),
        Actor::new("silent", unknown([1.0, 1.0, 1.0])).saying(Says::Nothing),
    ];
    let panel = Panel::new(actors).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let pairs = actor_pairs(&evaluation);
    // Of B three quarters of what the second looks at is unknown: they are compared on A and C.
    assert_eq!(pairs.len(), 1);
    let ActorPair { a, b, compared_pairs, opposed_pairs, kendall, .. } = pairs[0];
    assert_eq!((a, b, compared_pairs, opposed_pairs, kendall), (0, 1, 1, 1, Some(-1.0)));
    let rows = apart(&evaluation, &pairs);
    assert_eq!(rows.iter().map(|row| row.actor).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(concordance(&evaluation)[0].alternatives, 2);
}

#[test]
fn who_stands_apart_is_that_of_a_naive_twin() {
    let mut random = Random(5);
    let mut marked = 0;
    for _ in 0..100 {
        let actors = 2 + random.below(4);
        let seen = random_actors(&mut random, actors, 5);
        let panel = panel(&seen);
        let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
        let rows = apart(&evaluation, &actor_pairs(&evaluation));
        assert_eq!(rows.len(), seen.len());
        let all: Vec<([f64; 3], Vec<f64>)> = seen
            .iter()
            .map(by_hand)
            .map(|(weights, values)| (weights, scores(&weights, &values)))
            .collect();
        let ranks = |at: usize| -> Vec<f64> {
            let own = &all[at].1;
            let ahead = |x: &f64| own.iter().filter(|y| sign(**y, *x) > 0.0).count();
            own.iter().map(|x| 1.0 + ahead(x) as f64).collect()
        };
        let others = |at: usize| (0..all.len()).filter(move |other| *other != at);
        let count = (all.len() - 1) as f64;
        let mean_tau = |at: usize| {
            let taus: Vec<f64> =
                others(at).filter_map(|other| tau_by_signs(&all[at].1, &all[other].1).0).collect();
            (!taus.is_empty()).then(|| taus.iter().sum::<f64>() / taus.len() as f64)
        };
        let means: Vec<f64> = (0..all.len()).filter_map(mean_tau).collect();
        let (low, high) = means.iter().fold((2.0f64, -2.0f64), |(l, h), x| (l.min(*x), h.max(*x)));
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.actor, at);
            assert_eq!(row.mean_kendall.is_some(), mean_tau(at).is_some());
            if let (Some(found), Some(mean)) = (row.mean_kendall, mean_tau(at)) {
                assert_relative_eq!(found, mean, epsilon = 1e-12);
            }
            let is_low = mean_tau(at).is_some_and(|mean| mean < low + 1e-9);
            assert_eq!(row.furthest, is_low && high > low + 1e-9);
            marked += usize::from(row.furthest);
            let weight = |j: usize| {
                let mean = others(at).map(|other| all[other].0[j]).sum::<f64>() / count;
                (all[at].0[j], mean)
            };
            let most = greatest((0..3).map(|j| (weight(j).0 - weight(j).1).abs()));
            match row.criterion {
                None => assert!(most < 1e-8),
                Some(found) => {
                    let (own, mean) = weight(found.leaf);
                    assert_relative_eq!(found.own_weight, own, epsilon = 1e-12);
                    assert_relative_eq!(found.others_weight, mean, epsilon = 1e-12);
                    assert_relative_eq!((own - mean).abs(), most, epsilon = 1e-9);
                }
            }
            let rank = |i: usize| {
                (ranks(at)[i], others(at).map(|other| ranks(other)[i]).sum::<f64>() / count)
            };
            let most = greatest((0..5).map(|i| (rank(i).0 - rank(i).1).abs()));
            match row.alternative {
                None => assert!(most < 1e-9),
                Some(found) => {
                    let (own, mean) = rank(found.alternative);
                    assert_eq!(found.own_rank as f64, own);
                    assert_relative_eq!(found.others_rank, mean, epsilon = 1e-12);
                    assert_relative_eq!((own - mean).abs(), most, epsilon = 1e-9);
                }
            }
        }
        assert_eq!(apart_table(&evaluation, &rows).rows(), rows.len());
    }
    assert!(marked > 50);
    // Of two nobody is further from the rest than the other.
    let panel = panel(&buyer_and_neighbour());
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let rows = apart(&evaluation, &actor_pairs(&evaluation));
    assert!(rows.iter().all(|row| !row.furthest));
    let table = apart_table(&evaluation, &rows);
    assert_eq!(table.get(1, "criterion").as_text(), Some("cost"));
    assert_eq!(table.get(1, "own_weight").as_number(), Some(0.25));
    assert_eq!(table.get(1, "others_weight").as_number(), Some(0.75));
    // A is second to the neighbour and first to the buyer; B the other way round.
    assert_eq!(table.get(1, "alternative").as_text(), Some("A"));
    assert_eq!(table.get(1, "own_rank").as_number(), Some(2.0));
    assert_eq!(table.get(1, "others_rank").as_number(), Some(1.0));
}

/// Three who look at cost, in two orders of weights, and three who look at noise. Where the figures
/// say the same, they disagree on weights alone.
fn two_camps(opposed: bool) -> Seen {
    let noise = |x: f64| if opposed { 10.0 - x } else { x };
    let figures: Vec<[f64; 3]> = [9.0, 6.0, 4.0, 1.0].map(|x| [x, noise(x), 5.0]).to_vec();
    [
        [8.0, 1.0, 1.0],
        [1.0, 8.0, 1.0],
        [9.0, 1.0, 0.0],
        [7.0, 1.0, 2.0],
        [1.0, 9.0, 0.0],
        [1.0, 7.0, 2.0],
    ]
    .map(|weights| (weights, figures.clone()))
    .to_vec()
}

#[test]
fn camps_by_rankings_and_by_weights() {
    let opposed = panel(&two_camps(true));
    let evaluation = PanelEvaluation::new(&opposed, &weighted_sum()).unwrap();
    let found = camps(&evaluation);
    assert_eq!(
        found.iter().map(|camps| camps.by).collect::<Vec<_>>(),
        [CampsBy::Rankings, CampsBy::Weights]
    );
    for camps in &found {
        assert_eq!(
            (camps.actors.clone(), camps.camps.clone()),
            ((0..6).collect(), vec![0, 1, 0, 0, 1, 1])
        );
    }
    // Within a camp the order is the same, between camps the reverse.
    assert_relative_eq!(found[0].silhouette, 1.0, epsilon = 1e-12);
    // Own and other mean distance of each, by the definition.
    let weights: Vec<[f64; 3]> = two_camps(true).iter().map(|seen| by_hand(seen).0).collect();
    let far = |a: usize, b: usize| -> f64 {
        (0..3).map(|j| (weights[a][j] - weights[b][j]).abs() / 2.0).sum()
    };
    let silhouette = |a: usize| {
        let mean =
            |camp: [usize; 3], count: f64| camp.iter().map(|b| far(a, *b)).sum::<f64>() / count;
        let (first, second) = ([0, 2, 3], [1, 4, 5]);
        let (own, other) = if first.contains(&a) { (first, second) } else { (second, first) };
        let (own, other) = (mean(own, 2.0), mean(other, 3.0));
        (other - own) / own.max(other)
    };
    let mean = (0..6).map(silhouette).sum::<f64>() / 6.0;
    assert_relative_eq!(found[1].silhouette, mean, epsilon = 1e-12);
    let table = camps_table(&evaluation, &found);
    assert_eq!(table.rows(), 12);
    assert_eq!(table.get(1, "by").as_text(), Some("rankings"));
    assert_eq!(table.get(1, "actor").as_text(), Some("actor 1"));
    assert_eq!(table.get(1, "camp").as_number(), Some(2.0));
    assert_eq!(table.get(6, "by").as_text(), Some("weights"));

    // All rank alike: there are camps by weights alone.
    let alike = panel(&two_camps(false));
    let evaluation = PanelEvaluation::new(&alike, &weighted_sum()).unwrap();
    let found = camps(&evaluation);
    assert_eq!(found.iter().map(|camps| camps.by).collect::<Vec<_>>(), [CampsBy::Weights]);

    // Three are too few.
    let few = panel(&two_camps(true)[..3].to_vec());
    assert!(camps(&PanelEvaluation::new(&few, &weighted_sum()).unwrap()).is_empty());

    // One who finds all equal is in no camp by rankings; the others are.
    let mut seen = two_camps(true);
    seen.push(([0.0, 0.0, 1.0], seen[0].1.clone()));
    let with_idle = panel(&seen);
    let found = camps(&PanelEvaluation::new(&with_idle, &weighted_sum()).unwrap());
    assert_eq!(found[0].by, CampsBy::Rankings);
    assert_eq!(found[0].actors, (0..6).collect::<Vec<_>>());
}

#[test]
fn concordance_of_all_and_of_kinds() {
    // Spread of the sums of ranks as a share of the most it can be, from scores.
    let w = |scores: &[Vec<f64>]| {
        let n = scores[0].len();
        let middle = |own: &[f64], x: f64| -> f64 {
            own.iter().map(|y| (sign(*y, x) + 1.0) / 2.0).sum::<f64>() + 0.5
        };
        let ranks: Vec<Vec<f64>> =
            scores.iter().map(|own| own.iter().map(|x| middle(own, *x)).collect()).collect();
        let mean = (n as f64 + 1.0) / 2.0;
        let within: f64 = ranks.iter().flatten().map(|rank| (rank - mean).powi(2)).sum();
        let sum = |i: usize| ranks.iter().map(|own| own[i] - mean).sum::<f64>();
        let spread: f64 = (0..n).map(|i| sum(i).powi(2)).sum();
        (within > 0.0).then(|| spread / (ranks.len() as f64 * within))
    };
    let mut random = Random(3);
    for _ in 0..50 {
        let seen = random_actors(&mut random, 6, 5);
        let kinds = ["public", "private", "public", "alone", "private", "public"];
        let actor = |(at, (weights, figures)): (usize, &([f64; 3], Vec<[f64; 3]>))| {
            Actor::new(&format!("actor {at}"), problem(weights, figures)).of_kind(kinds[at])
        };
        let panel = Panel::new(seen.iter().enumerate().map(actor).collect()).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
        let rows = concordance(&evaluation);
        let found: Vec<(Option<&str>, Vec<usize>)> =
            rows.iter().map(|row| (row.kind.as_deref(), row.actors.clone())).collect();
        assert_eq!(
            found,
            [
                (None, (0..6).collect()),
                (Some("public"), vec![0, 2, 5]),
                (Some("private"), vec![1, 4])
            ]
        );
        for row in &rows {
            let all: Vec<Vec<f64>> = row
                .actors
                .iter()
                .map(|at| by_hand(&seen[*at]))
                .map(|(weights, values)| scores(&weights, &values))
                .collect();
            assert_eq!(row.alternatives, 5);
            assert_eq!(row.kendall_w.is_some(), w(&all).is_some());
            if let (Some(found), Some(wanted)) = (row.kendall_w, w(&all)) {
                assert_relative_eq!(found, wanted, epsilon = 1e-12);
            }
        }
        let table = concordance_table(&evaluation, &rows);
        assert_eq!(table.get(0, "kind").as_text(), None);
        assert_eq!(table.get(1, "kind").as_text(), Some("public"));
        assert_eq!(table.get(1, "actors").as_number(), Some(3.0));
    }
}

/// Today and three plans. Access is a benefit, cost and noise are burdens (all written so that more
/// is better).
fn with_today(weights: [f64; 3], plans: &[[f64; 3]]) -> Problem {
    let mut builder = Problem::builder();
    for (id, weight) in LEAVES.iter().zip(weights) {
        builder = builder.criterion_with(*id, Direction::Max, weight, |c| c.scale(0.0, 10.0));
    }
    for (at, row) in plans.iter().enumerate() {
        builder = builder.alternative(format!("plan {at}"), *row);
    }
    builder
        .alternative("today", [9.0, 6.0, 2.0])
        .uncertain("plan 1", "noise", Quantity::Set(2.0, 8.0))
        .reference("today")
        .build()
        .unwrap()
}

const PLANS: [[f64; 3]; 4] = [[5.0, 6.0, 8.0], [4.0, 5.0, 9.0], [4.0, 6.0, 7.0], [9.0, 6.0, 2.0]];

#[test]
fn benefits_and_burdens_by_hand() {
    let weights = [2.0, 1.0, 1.0];
    let actor = |id: &str| Actor::new(id, with_today(weights, &PLANS));
    let actors = vec![
        actor("both").with_impacts(vec![2], vec![0, 1]),
        actor("burdens").with_impacts(vec![], vec![1]),
        actor("none"),
        actor("silent").with_impacts(vec![2], vec![0]).saying(Says::Nothing),
    ];
    let panel = Panel::new(actors).unwrap().with_baseline(vec![Some(4)]).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let found = impacts(&evaluation);
    assert_eq!(found.iter().map(|of| of.actor).collect::<Vec<_>>(), [0, 1, 3]);
    assert_eq!(found[2].impacts, Err(NoImpacts::NoWeights));
    assert!(found.iter().all(|of| of.observed.is_empty()));
    let table = impacts_table(&evaluation, &found);
    assert_eq!(table.rows(), 8);
    // Benefit: 0.25 (access - 2) / 10. Burden: 0.5 (9 - cost) / 10 + 0.25 (6 - noise) / 10. Plan 0
    // dominates plan 2, which brings less for more.
    let wanted = [
        [0.15, 0.15, 0.15, 0.2, 0.2, 0.2, 1.0],
        [0.175, 0.175, 0.175, 0.275, 0.2, 0.35, 1.0],
        [0.125, 0.125, 0.125, 0.25, 0.25, 0.25, 0.0],
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
    ];
    let columns = [
        "benefit",
        "benefit_low",
        "benefit_high",
        "burden",
        "burden_low",
        "burden_high",
        "undominated",
    ];
    for (row, wanted) in wanted.iter().enumerate() {
        assert_eq!(table.get(row, "actor").as_text(), Some("both"));
        assert_eq!(table.get(row, "alternative").as_text(), Some(&*format!("plan {row}")));
        for (column, wanted) in columns.iter().zip(wanted) {
            let found = table.get(row, column).as_number().unwrap();
            assert_relative_eq!(found, *wanted, epsilon = 1e-12);
        }
    }
    // The second names no benefits: it has none, not 0. Noise in the middle of 2 .. 8 is 5.
    for (row, burden) in (4..8).zip([0.0, 0.025, 0.0, 0.0]) {
        assert_eq!(table.get(row, "benefit").as_number(), None);
        assert_eq!(table.get(row, "benefit_low").as_number(), None);
        assert_relative_eq!(table.get(row, "burden").as_number().unwrap(), burden, epsilon = 1e-12);
    }
    let undominated = |row: usize| table.get(row, "undominated").as_number().unwrap();
    assert_eq!([4, 5, 6, 7].map(undominated), [1.0, 0.0, 1.0, 1.0]);
}

#[test]
fn impacts_do_not_depend_on_other_alternatives() {
    let both = |plans: &[[f64; 3]]| {
        let problem = with_today([2.0, 1.0, 1.0], plans);
        let today = plans.len();
        let actor = Actor::new("both", problem).with_impacts(vec![2], vec![0, 1]);
        let panel = Panel::new(vec![actor]).unwrap().with_baseline(vec![Some(today)]).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
        impacts(&evaluation)[0].impacts.clone().unwrap()
    };
    let (all, two) = (both(&PLANS), both(&PLANS[..2]));
    for (a, b) in all.iter().zip(&two) {
        assert_eq!((a.benefit, a.burden), (b.benefit, b.burden));
    }
}

#[test]
fn what_is_unknown_has_bounds_and_no_figure() {
    let problem = Problem::builder()
        .criterion_with("cost", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
        .criterion_with("noise", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
        .alternative("plan", [5.0, 5.0])
        .alternative("today", [4.0, 5.0])
        .uncertain("plan", "noise", Quantity::Unknown)
        .build()
        .unwrap();
    let actor = Actor::new("who", problem).with_impacts(vec![0], vec![1]);
    let panel = Panel::new(vec![actor]).unwrap().with_baseline(vec![Some(1)]).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let found = impacts(&evaluation)[0].impacts.clone().unwrap();
    let burden = found[0].burden.unwrap();
    assert_eq!((burden.nominal, found[0].undominated), (None, None));
    assert_relative_eq!(burden.low, -0.25, epsilon = 1e-12);
    assert_relative_eq!(burden.high, 0.25, epsilon = 1e-12);
    assert!(burden.exact);
    assert_relative_eq!(found[0].benefit.unwrap().nominal.unwrap(), 0.05, epsilon = 1e-12);
    // Today beside itself: nothing, surely.
    let today = found[1];
    assert_eq!(today.undominated, Some(true));
    assert_eq!(today.burden.unwrap().nominal, Some(0.0));
    assert_eq!((today.burden.unwrap().low, today.burden.unwrap().high), (0.0, 0.0));
}

#[test]
fn why_there_are_no_impacts() {
    let reason = |problem: Problem, baseline: Option<usize>, method: &str| {
        let actor = Actor::new("who", problem).with_impacts(vec![0], vec![1]);
        let panel = Panel::new(vec![actor]).unwrap().with_baseline(vec![baseline]).unwrap();
        let method = Method::named(method).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &method).unwrap();
        let found = impacts(&evaluation);
        assert_eq!(found.len(), 1);
        assert_eq!(impacts_table(&evaluation, &found).rows() > 0, found[0].impacts.is_ok());
        (found[0].impacts.as_ref().err().copied(), found[0].observed.clone())
    };
    let fixed = || problem(&[1.0, 1.0, 1.0], &PLANS);
    assert_eq!(reason(fixed(), None, "weighted-sum"), (Some(NoImpacts::NoBaseline), vec![]));
    assert_eq!(reason(fixed(), Some(0), "topsis"), (Some(NoImpacts::NoValues), vec![]));
    assert_eq!(reason(fixed(), Some(0), "promethee-ii"), (Some(NoImpacts::NoValues), vec![]));
    assert_eq!(reason(fixed(), Some(0), "weighted-sum"), (None, vec![]));
    let observed = |reference: bool| {
        let builder = Problem::builder()
            .criterion_with("cost", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
            .criterion("noise", Direction::Max, 1.0)
            .alternative("plan", [5.0, 5.0])
            .alternative("other", [6.0, 7.0])
            .alternative("today", [4.0, 9.0]);
        match reference {
            true => builder.reference("today").build().unwrap(),
            false => builder.build().unwrap(),
        }
    };
    // On an observed range a baseline that does not compete has no value; one that does has, and
    // the criterion is named.
    assert_eq!(
        reason(observed(true), Some(2), "weighted-sum"),
        (Some(NoImpacts::BaselineWithoutValues), vec![])
    );
    assert_eq!(reason(observed(false), Some(2), "weighted-sum"), (None, vec![1]));
}

#[test]
fn undominated_is_that_of_a_naive_twin() {
    let mut random = Random(23);
    let mut dominated = 0;
    for _ in 0..60 {
        let seen = random_actors(&mut random, 1, 7);
        let actor =
            Actor::new("who", problem(&seen[0].0, &seen[0].1)).with_impacts(vec![2], vec![0, 1]);
        let panel = Panel::new(vec![actor]).unwrap().with_baseline(vec![Some(3)]).unwrap();
        let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
        let found = impacts(&evaluation)[0].impacts.clone().unwrap();
        let (weights, values) = by_hand(&seen[0]);
        let figures = |i: usize| {
            let gain = |j: usize| weights[j] * (values[i][j] - values[3][j]);
            (gain(2), -gain(0) - gain(1))
        };
        for (i, impact) in found.iter().enumerate() {
            let (benefit, burden) = figures(i);
            assert_relative_eq!(impact.benefit.unwrap().nominal.unwrap(), benefit, epsilon = 1e-12);
            assert_relative_eq!(impact.burden.unwrap().nominal.unwrap(), burden, epsilon = 1e-12);
            let beaten = (0..7).map(figures).any(|(more, less)| {
                let (s, t) = (sign(more, benefit), sign(burden, less));
                s >= 0.0 && t >= 0.0 && s + t > 0.0
            });
            assert_eq!(impact.undominated, Some(!beaten));
            dominated += usize::from(beaten);
        }
    }
    assert!(dominated > 50);
}

#[test]
fn groups_stand_on_their_own() {
    let two_groups = |cost: f64, noise: f64| {
        Problem::builder()
            .criterion_with("cost", Direction::Max, cost, |c| c.scale(0.0, 10.0))
            .criterion_with("noise", Direction::Max, noise, |c| c.scale(0.0, 10.0))
            .alternative_in("north", "A", [9.0, 1.0])
            .alternative_in("north", "B", [1.0, 9.0])
            .alternative_in("south", "A", [9.0, 9.0])
            .alternative_in("south", "B", [5.0, 5.0])
            .alternative_in("south", "C", [1.0, 4.0])
            .build()
            .unwrap()
    };
    let actors = vec![
        Actor::new("cost", two_groups(3.0, 1.0)).with_impacts(vec![0], vec![1]),
        Actor::new("noise", two_groups(1.0, 3.0)),
    ];
    let baseline = |group: usize| actors[0].problem().groups()[group].members()[1];
    let baselines = vec![None, Some(baseline(1))];
    let panel = Panel::new(actors.clone()).unwrap().with_baseline(baselines).unwrap();
    for method in ["weighted-sum", "promethee-ii"] {
        let evaluation = PanelEvaluation::new(&panel, &Method::named(method).unwrap()).unwrap();
        let pairs = actor_pairs(&evaluation);
        let table = actor_pairs_table(&evaluation, &pairs);
        for (row, group, kendall, opposed) in [(0, "north", -1.0, 1.0), (1, "south", 1.0, 0.0)] {
            assert_eq!(table.get(row, "group").as_text(), Some(group));
            assert_eq!(table.get(row, "kendall").as_number(), Some(kendall));
            assert_eq!(table.get(row, "opposed_pairs").as_number(), Some(opposed));
            // Net flows are values to be summed, too.
            assert!(table.get(row, "criterion").as_text().is_some());
            assert_eq!(table.get(row, "cell").as_text(), None);
        }
        let rows = concordance(&evaluation);
        assert_eq!(
            rows.iter().map(|row| row.kendall_w).collect::<Vec<_>>(),
            [Some(0.0), Some(1.0)]
        );
        // Where all rank alike no alternative sets anybody apart, but weights do.
        let rows = apart(&evaluation, &pairs);
        assert_eq!(rows.len(), 4);
        assert!(rows[2].alternative.is_none() && rows[2].criterion.is_some());
    }
    let evaluation = PanelEvaluation::new(&panel, &weighted_sum()).unwrap();
    let found = impacts(&evaluation);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].impacts, Err(NoImpacts::NoBaseline));
    let table = impacts_table(&evaluation, &found);
    assert_eq!(table.rows(), 3);
    assert_eq!(table.get(0, "group").as_text(), Some("south"));
    // 0.75 (9 - 5) / 10 of benefit, and 0.25 (5 - 9) / 10 of burden.
    assert_relative_eq!(table.get(0, "benefit").as_number().unwrap(), 0.3, epsilon = 1e-12);
    assert_relative_eq!(table.get(0, "burden").as_number().unwrap(), -0.1, epsilon = 1e-12);
}
