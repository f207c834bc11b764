//! How the weights of several people differ: who stands furthest from the rest, and whether they
//! fall into groups of like-minded ones. Nobody is dropped.
//!
//! The distance between two sets of weights is half the sum of the absolute differences: the share
//! of all weight that one person would have to move to agree with the other, from 0 to 1 (total
//! variation).

use kodama::{Method, linkage};

/// How the weights of several people differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// By person: the distance from the mean of the others' weights, 0 to 1.
    pub distances: Vec<f64>,
    /// By person: the cluster, from 0, in the order of their first members. `None` where the people
    /// do not fall into clusters that are clearly apart.
    pub clusters: Option<Vec<usize>>,
    /// The mean silhouette of the clusters, where there are some; see [`disagreement`].
    pub silhouette: Option<f64>,
    /// By item: the standard deviation of its weight over people (n - 1 in the denominator).
    pub spread: Vec<f64>,
}

/// Clusters with a mean silhouette below this are not told apart. Kaufman & Rousseeuw 1990, Finding
/// Groups in Data (Wiley), doi:10.1002/9780470316801, call 0.51 and more a reasonable structure, and
/// less a weak one that may be artificial.
const REASONABLE: f64 = 0.51;

/// Fewer people than this are not put into clusters.
const FEWEST: usize = 4;

/// More people than this are not put into clusters: every two of them are compared.
pub const MOST_CLUSTERED: usize = 2_000;

/// More clusters than this are not looked for.
const MOST_CLUSTERS: usize = 6;

/// How the weights of people (a list each, in the same order of items) differ; `None` for fewer than
/// two people.
///
/// Clusters: agglomerative with average linkage (UPGMA; Sokal & Michener 1958), cut into as many as
/// give the greatest mean silhouette (Rousseeuw 1987, J Comput Appl Math 20, 53-65,
/// doi:10.1016/0377-0427(87)90125-7). A person alone in a cluster has silhouette 0.
pub fn disagreement(weights: &[&[f64]]) -> Option<Disagreement> {
    let (people, items) = (weights.len(), weights.first()?.len());
    if people < 2 {
        return None;
    }
    let sums: Vec<f64> = (0..items).map(|item| weights.iter().map(|own| own[item]).sum()).collect();
    let others = (people - 1) as f64;
    let from_others = |own: &&[f64]| {
        let mean = |item: usize| (sums[item] - own[item]) / others;
        (0..items).map(|item| (own[item] - mean(item)).abs()).sum::<f64>() / 2.0
    };
    let deviation = |item: usize| {
        let mean = sums[item] / people as f64;
        let squares: f64 = weights.iter().map(|own| (own[item] - mean).powi(2)).sum();
        (squares / others).sqrt()
    };
    let (clusters, silhouette) = clusters(weights).unzip();
    Some(Disagreement {
        distances: weights.iter().map(from_others).collect(),
        clusters,
        silhouette,
        spread: (0..items).map(deviation).collect(),
    })
}

/// The distance between two sets of weights.
pub fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0
}

fn clusters(weights: &[&[f64]]) -> Option<(Vec<usize>, f64)> {
    clusters_by(weights.len(), &|a, b| distance(weights[a], weights[b]))
}

/// The clusters of like-minded people by any distance between two of them, and their mean
/// silhouette, as in [`disagreement`]: the cluster of each person, from 0, in the order of their
/// first members. `None` where the people do not fall into clusters that are clearly apart, and for
/// fewer than 4 or more than [`MOST_CLUSTERED`] people.
///
/// `distance` is asked for two different people, as numbers below `people`. It is finite, at least
/// 0 and the same both ways.
pub fn clusters_by(
    people: usize,
    distance: &dyn Fn(usize, usize) -> f64,
) -> Option<(Vec<usize>, f64)> {
    if !(FEWEST..=MOST_CLUSTERED).contains(&people) {
        return None;
    }
    let mut condensed = Vec::with_capacity(people * (people - 1) / 2);
    for a in 0..people {
        condensed.extend((a + 1..people).map(|b| distance(a, b)));
    }
    let between = |a: usize, b: usize| match a == b {
        true => 0.0,
        false => distance(a, b),
    };
    let tree = linkage(&mut condensed, people, Method::Average);
    let mut best: Option<(Vec<usize>, f64)> = None;
    for count in 2..=MOST_CLUSTERS.min(people - 1) {
        // The first people - count steps join what stands together; a joined cluster has the number
        // people + step.
        let mut of: Vec<usize> = (0..people).collect();
        for (step, joined) in tree.steps().iter().take(people - count).enumerate() {
            for own in &mut of {
                if *own == joined.cluster1 || *own == joined.cluster2 {
                    *own = people + step;
                }
            }
        }
        let of = numbered(&of);
        let mean = mean_silhouette(&of, count, &between);
        if best.as_ref().is_none_or(|(_, known)| mean > *known) {
            best = Some((of, mean));
        }
    }
    best.filter(|(_, mean)| *mean >= REASONABLE)
}

/// Clusters numbered from 0 in the order of their first members.
fn numbered(of: &[usize]) -> Vec<usize> {
    let mut seen: Vec<usize> = Vec::new();
    of.iter()
        .map(|cluster| match seen.iter().position(|known| known == cluster) {
            Some(at) => at,
            None => {
                seen.push(*cluster);
                seen.len() - 1
            }
        })
        .collect()
}

fn mean_silhouette(of: &[usize], count: usize, between: &dyn Fn(usize, usize) -> f64) -> f64 {
    let people = of.len();
    let sizes: Vec<usize> =
        (0..count).map(|cluster| of.iter().filter(|own| **own == cluster).count()).collect();
    let silhouette = |person: usize| {
        if sizes[of[person]] < 2 {
            return 0.0;
        }
        let mut sums = vec![0.0; count];
        (0..people).for_each(|other| sums[of[other]] += between(person, other));
        let own = sums[of[person]] / (sizes[of[person]] - 1) as f64;
        let nearest = (0..count)
            .filter(|cluster| *cluster != of[person])
            .map(|cluster| sums[cluster] / sizes[cluster] as f64)
            .fold(f64::INFINITY, f64::min);
        let most = own.max(nearest);
        if most > 0.0 { (nearest - own) / most } else { 0.0 }
    };
    (0..people).map(silhouette).sum::<f64>() / people as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use approx::assert_relative_eq;

    #[test]
    fn two_camps_and_one_person_apart() {
        let camps: [&[f64]; 5] = [
            &[0.7, 0.2, 0.1],
            &[0.68, 0.22, 0.1],
            &[0.1, 0.2, 0.7],
            &[0.12, 0.2, 0.68],
            &[0.7, 0.21, 0.09],
        ];
        let found = disagreement(&camps).unwrap();
        assert_eq!(found.clusters, Some(vec![0, 0, 1, 1, 0]));
        // Silhouettes by hand for the first: own = (0.02 + 0.01) / 2, other = (0.6 + 0.58) / 2.
        assert!(found.silhouette.unwrap() > 0.9);
        assert_relative_eq!(distance(camps[0], camps[1]), 0.02, epsilon = 1e-15);
        // The distance of the third from the mean of the others: (0.55, 0.2075, 0.2425).
        assert_relative_eq!(found.distances[2], 0.4575, epsilon = 1e-12);
        let mean: f64 = (0.7 + 0.68 + 0.1 + 0.12 + 0.7) / 5.0;
        let squares = [0.7, 0.68, 0.1, 0.12, 0.7].map(|w| (w - mean) * (w - mean));
        assert_relative_eq!(
            found.spread[0],
            (squares.iter().sum::<f64>() / 4.0).sqrt(),
            epsilon = 1e-12
        );
    }

    #[test]
    fn clusters_by_another_distance() {
        // Places on a line: 0, 1 and 2 apart from 10, 11 and 12.
        let places = [0.0, 10.0, 1.0, 11.0, 2.0, 12.0f64];
        let far = |a: usize, b: usize| (places[a] - places[b]).abs();
        let (clusters, silhouette) = clusters_by(6, &far).unwrap();
        assert_eq!(clusters, [0, 1, 0, 1, 0, 1]);
        // Own and other means by hand: (1.5, 11), (1, 10) and (1.5, 9), and the same mirrored.
        let by_hand = (9.5 / 11.0 + 9.0 / 10.0 + 7.5 / 9.0) / 3.0;
        assert_relative_eq!(silhouette, by_hand, epsilon = 1e-12);
        assert_eq!(clusters_by(3, &far), None);
    }

    #[test]
    fn people_without_camps_are_not_put_into_any() {
        // Spread evenly along a line.
        let line: Vec<[f64; 2]> =
            (0..9).map(|at| [at as f64 / 8.0, 1.0 - at as f64 / 8.0]).collect();
        let line: Vec<&[f64]> = line.iter().map(|own| &own[..]).collect();
        let found = disagreement(&line).unwrap();
        assert_eq!(
            found.clusters.is_some(),
            found.silhouette.is_some_and(|mean| mean >= REASONABLE)
        );
        let same: [&[f64]; 4] = [&[0.5, 0.5]; 4];
        let found = disagreement(&same).unwrap();
        assert_eq!((found.clusters, found.distances), (None, vec![0.0; 4]));
        assert_eq!(disagreement(&[&[1.0][..]]), None);
    }
}
