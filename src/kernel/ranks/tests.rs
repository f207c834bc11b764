//! The tally against its definition, draw by draw.

use super::*;
use crate::kernel::rng::{uniform, value};
use std::ops::Range;

/// Everything from the definition, for one group.
struct Naive {
    rank: Vec<Vec<f64>>,
    squares: Vec<Vec<f64>>,
    within_ties: Vec<f64>,
    tied: Vec<u64>,
    tied_draws: u64,
    ahead: Vec<Vec<f64>>,
    level: Vec<Vec<f64>>,
    central: Vec<Vec<(f64, f64)>>,
    /// The credit of each for the first place, in each draw.
    first: Vec<Vec<f64>>,
}

fn naive(rows: Range<usize>, n: usize, weights: &[f64], scores: &[f64], block: usize) -> Naive {
    let m = rows.len();
    let mut naive = Naive {
        rank: vec![vec![0.0; m]; m],
        squares: vec![vec![0.0; m]; m],
        within_ties: vec![0.0; m],
        tied: vec![0; m],
        tied_draws: 0,
        ahead: vec![vec![0.0; m]; m],
        level: vec![vec![0.0; m]; m],
        central: vec![vec![(0.0, 0.0); n]; m],
        first: Vec::new(),
    };
    for d in 0..block {
        let score: Vec<f64> = rows.clone().map(|i| scores[i * block + d]).collect();
        let eps = 1e-10 * score.iter().fold(0.0, |largest: f64, s| largest.max(s.abs()));
        let mut order: Vec<usize> = (0..m).collect();
        order.sort_by(|a, b| score[*b].partial_cmp(&score[*a]).unwrap());
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for i in order {
            match parts.last_mut() {
                Some(part) if score[*part.last().unwrap()] - score[i] <= eps => part.push(i),
                _ => parts.push(vec![i]),
            }
        }
        let mut rank = 0;
        for part in &parts {
            let credit = 1.0 / part.len() as f64;
            for i in part {
                let ranks = rank..rank + part.len();
                ranks.clone().for_each(|r| naive.rank[*i][r] += credit);
                ranks.clone().for_each(|r| naive.squares[*i][r] += credit * credit);
                let mean = ranks.clone().map(|r| r as f64).sum::<f64>() * credit;
                naive.within_ties[*i] +=
                    ranks.map(|r| (r as f64 - mean).powi(2) * credit).sum::<f64>();
                naive.tied[*i] += u64::from(part.len() > 1);
            }
            rank += part.len();
        }
        naive.tied_draws += u64::from(parts.len() < m);
        let credit = |i: usize| {
            parts
                .first()
                .filter(|part| part.contains(&i))
                .map_or(0.0, |part| 1.0 / part.len() as f64)
        };
        naive.first.push((0..m).map(credit).collect());
        for i in parts.first().into_iter().flatten() {
            let credit = 1.0 / parts[0].len() as f64;
            for (j, (sum, square)) in naive.central[*i].iter_mut().enumerate() {
                *sum += credit * weights[j * block + d];
                *square += credit * weights[j * block + d].powi(2);
            }
        }
        for a in 0..m {
            for b in (0..m).filter(|b| *b != a) {
                let gap = score[a] - score[b];
                naive.level[a][b] += f64::from(u8::from(gap.abs() <= eps));
                naive.ahead[a][b] +=
                    if gap > eps { 1.0 } else { f64::from(u8::from(gap >= -eps)) / 2.0 };
            }
        }
    }
    naive
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}

/// Scores of every kind: plain, negative, with planted ties (exact, near, chains), zero, huge,
/// tiny, all equal. In every other 64 draws most are plain, so that what is done where ties are
/// rare is done too.
fn scores(alternatives: usize, block: usize, seed: u64) -> Vec<f64> {
    let mut scores = vec![0.0; alternatives * block];
    for d in 0..block {
        let u = |i: usize, counter: u64| uniform(value(seed, d as u64, i as u64, counter));
        let kind = value(seed, d as u64, u64::MAX, 0) % 16;
        let plain = d / 64 % 2 == 1 && !value(seed, d as u64, u64::MAX, 1).is_multiple_of(20);
        for i in 0..alternatives {
            let x = u(i, 0);
            scores[i * block + d] = match if plain { kind % 9 } else { kind } {
                0..7 => x,
                7 => x - 0.5,
                8 => -x,
                9 => (x * 20.0).round() / 20.0 - 0.5,
                10 => 0.5 + (x * 30.0).round() * 0.7e-10,
                11 => x * 1e308 * if u(i, 1) < 0.5 { -1.0 } else { 1.0 },
                12 => x * 1e-308 * (x * 3.0).round(),
                13 => x * 2e-322,
                14 => [0.0, -0.0, 1.0, 1.0 + 2e-10, 1.0 + 0.5e-10, 1e-11][(x * 6.0) as usize],
                _ => 0.3,
            };
        }
    }
    scores
}

fn check(sizes: &[usize], n: usize, block: usize, kinds: usize) {
    let alternatives: usize = sizes.iter().sum();
    let starts = sizes.iter().scan(0, |end, size| Some(std::mem::replace(end, *end + size)));
    let groups: Vec<Range<usize>> =
        starts.zip(sizes).map(|(start, size)| start..start + size).collect();
    let kinds: Vec<usize> =
        groups.iter().flat_map(|group| group.clone().map(|i| (i - group.start) % kinds)).collect();
    let weights: Vec<f64> = (0..n * block).map(|k| uniform(value(5, k as u64, 0, 0))).collect();
    let scores = scores(alternatives, block, sizes.iter().sum::<usize>() as u64 + 77);
    let naive: Vec<Naive> =
        groups.iter().map(|rows| naive(rows.clone(), n, &weights, &scores, block)).collect();
    let layout =
        Arc::new(Layout::new(&groups, &kinds, n, Options { pairwise: true, central: true }));
    let mut reference: Option<Ranks> = None;
    for level in Level::ALL {
        let mut ranks = Ranks::new(&layout);
        ranks.add_at(level, &weights, &scores, block);
        let what = format!("{sizes:?} {level:?}");
        assert_eq!(ranks.draws(), block as u64);
        for (g, (rows, naive)) in groups.iter().zip(&naive).enumerate() {
            assert_eq!(ranks.draws_with_ties(g), naive.tied_draws, "{what}");
            for (i, alternative) in rows.clone().enumerate() {
                assert!(
                    (0..rows.len()).all(|r| near(ranks.rank(alternative, r), naive.rank[i][r])),
                    "{what}"
                );
                assert!(
                    (0..rows.len())
                        .all(|r| near(ranks.credit(alternative, r).squares, naive.squares[i][r])),
                    "{what}"
                );
                assert!(near(ranks.within_ties(alternative), naive.within_ties[i]), "{what}");
                assert_eq!(ranks.tied(alternative), naive.tied[i], "{what}");
                assert!(
                    (0..rows.len())
                        .all(|b| b == i || ranks.ahead(g, i, b).sum == naive.ahead[i][b]),
                    "{what}"
                );
                let level =
                    |b: usize| 4.0 * (ranks.ahead(g, i, b).sum - ranks.ahead(g, i, b).squares);
                assert!((0..rows.len()).all(|b| b == i || level(b) == naive.level[i][b]), "{what}");
                for j in 0..n {
                    let ((sum, square), naive) =
                        (ranks.central(alternative, j), naive.central[i][j]);
                    assert!(
                        near(sum, naive.0) && near(square, naive.1),
                        "{what} {sum} {square} {naive:?}"
                    );
                }
            }
        }
        for kind in 0..layout.kind_groups.len() {
            let has = |rows: &Range<usize>| kinds[rows.clone()].contains(&kind);
            let mut histogram = vec![0.0; groups.iter().filter(|rows| has(rows)).count() + 1];
            for d in 0..block {
                // All ways in which lots can fall, each with its chance.
                let mut ways = vec![(0, 1.0)];
                for (rows, naive) in groups.iter().zip(&naive).filter(|(rows, _)| has(rows)) {
                    let own = rows
                        .clone()
                        .zip(&naive.first[d])
                        .filter(|(alternative, _)| kinds[*alternative] == kind);
                    let chance: f64 = own.map(|(_, credit)| credit).sum();
                    let both = |(won, of): (usize, f64)| {
                        [(won + 1, of * chance), (won, of * (1.0 - chance))]
                    };
                    ways = ways.into_iter().flat_map(both).filter(|way| way.1 > 1e-12).collect();
                }
                ways.into_iter().for_each(|(won, chance)| histogram[won] += chance);
            }
            assert_eq!(ranks.kind_groups(kind) + 1, histogram.len());
            assert!(
                histogram
                    .iter()
                    .enumerate()
                    .all(|(won, count)| near(ranks.kind(kind, won).sum, *count)),
                "{what}"
            );
        }
        // The same bits on every instruction set, and without what was not asked for.
        if let Some(reference) = &reference {
            assert_eq!(ranks.counts.sums, reference.counts.sums);
            assert_eq!(ranks.counts.shared, reference.counts.shared);
            assert_eq!(ranks.counts.histogram_shares, reference.counts.histogram_shares);
        }
        reference = Some(ranks);
    }
    let bare = Arc::new(Layout::new(&groups, &kinds, n, Options::default()));
    let mut ranks = Ranks::new(&bare);
    ranks.add(&weights, &scores, block);
    let (own, reference) = (ranks.counts, reference.unwrap().counts);
    assert_eq!(
        (own.alone, own.shared, own.tied),
        (reference.alone, reference.shared, reference.tied)
    );
}

#[test]
fn small_groups_are_counted_by_the_definition() {
    check(&[4; 7], 8, 1000, 4);
    check(&[1, 2, 3, 4, 5, 6, 7, 8], 3, 700, 3);
    check(&[3], 1, 64, 3);
    check(&[2, 2], 9, 5, 1);
}

#[test]
fn larger_groups_are_counted_by_the_definition() {
    check(&[9, 28], 10, 640, 5);
    check(&[100, 3, 130], 17, 200, 130);
    check(&[1024], 2, 66, 7);
    check(&[1030], 2, 20, 7);
}

#[test]
fn merging_is_adding() {
    let layout = Arc::new(Layout::new(
        &[0..4, 4..24],
        &[0; 24],
        3,
        Options { pairwise: true, central: true },
    ));
    let weights = vec![0.25; 3 * 256];
    let scores = scores(24, 256, 3);
    let mut both = Ranks::new(&layout);
    both.add(&weights, &scores, 256);
    let part = |from: &[f64], start: usize| -> Vec<f64> {
        from.chunks_exact(256).flat_map(|row| row[start..start + 128].to_vec()).collect()
    };
    let [mut first, second] = [0, 128].map(|start| {
        let mut ranks = Ranks::new(&layout);
        ranks.add(&part(&weights, start), &part(&scores, start), 128);
        ranks
    });
    first.merge(second);
    let (first, both) = ((first.draws, first.counts), (both.draws, both.counts));
    assert_eq!((first.0, first.1.alone, first.1.ahead), (both.0, both.1.alone, both.1.ahead));
    assert_eq!(
        (first.1.tied, first.1.tied_draws, first.1.histogram),
        (both.1.tied, both.1.tied_draws, both.1.histogram)
    );
}

/// Of a large group the first three ranks and the last are those of all, and the sums of ranks are
/// those of the counts.
#[test]
fn few_ranks_are_some_of_all() {
    let (m, block) = (1_100, 40);
    let groups = [0..3, 3..3 + m];
    let kinds: Vec<usize> = (0..3 + m).collect();
    let [every, few] = [true, false].map(|every| {
        let layout = Arc::new(Layout::of(
            &groups,
            &kinds,
            2,
            Options { pairwise: false, central: true },
            every,
        ));
        let mut ranks = Ranks::new(&layout);
        ranks.add(&vec![0.5; 2 * block], &scores(3 + m, block, 9), block);
        let mut twice = ranks.clone();
        twice.merge(ranks);
        twice
    });
    assert!(few.layout().squares() < 5 * m && few.bytes() < every.bytes() / 20);
    for alternative in 0..3 + m {
        let last = if alternative < 3 { 2 } else { m - 1 };
        for rank in [0, 1, 2, last] {
            assert_eq!(few.credit(alternative, rank), every.credit(alternative, rank));
        }
        assert_eq!(few.central(alternative, 1), every.central(alternative, 1));
        assert_eq!(few.kind(alternative, 1), every.kind(alternative, 1));
        assert_eq!(few.rank_sums(alternative).is_none(), alternative < 3);
        if let Some((sum, square)) = few.rank_sums(alternative) {
            let of = |power: i32| {
                (0..m)
                    .map(|rank| ((rank + 1) as f64).powi(power) * every.rank(alternative, rank))
                    .sum::<f64>()
            };
            assert!(
                (sum - of(1)).abs() < 1e-6 * sum
                    && (square + every.within_ties(alternative) - of(2)).abs() < 1e-6 * square
            );
        }
    }
}
