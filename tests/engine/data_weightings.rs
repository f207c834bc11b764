//! Weights from data: published examples, answers of other packages, second implementations, and
//! what must hold for every method.

use crate::common::{Random, project};
use afweging::value::Normalization;
use afweging::weighting::data::{Column, DataWeighting, DataWeights, Undefined};
use afweging::weighting::data::{lopcow, standard_deviation, variance};
use approx::assert_abs_diff_eq;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct Table {
    matrix: Vec<Vec<f64>>,
    directions: Vec<String>,
}

impl Table {
    fn new(rows: &[&[f64]], directions: &[&str]) -> Table {
        Table {
            matrix: rows.iter().map(|row| row.to_vec()).collect(),
            directions: directions.iter().map(|direction| (*direction).to_owned()).collect(),
        }
    }

    /// Figures from 1 to 100 with one decimal, of three to eight alternatives on two to six
    /// criteria.
    fn random(random: &mut Random) -> Table {
        let (m, n) = (3 + random.below(6), 2 + random.below(5));
        let row = |random: &mut Random| (0..n).map(|_| random.figure(1.0, 100.0)).collect();
        let matrix = (0..m).map(|_| row(random)).collect();
        let direction = |random: &mut Random| if random.chance(0.4) { "min" } else { "max" };
        let directions = (0..n).map(|_| direction(random).to_owned()).collect();
        Table { matrix, directions }
    }

    fn columns(&self) -> Vec<Vec<f64>> {
        let column = |j: usize| self.matrix.iter().map(|row| row[j]).collect();
        (0..self.directions.len()).map(column).collect()
    }

    fn benefit(&self, j: usize) -> bool {
        self.directions[j] != "min"
    }

    fn weights(&self, weighting: DataWeighting) -> Result<DataWeights, Undefined> {
        let figures = self.columns();
        let columns: Vec<Column> = figures
            .iter()
            .enumerate()
            .map(|(j, figures)| Column { figures, benefit: self.benefit(j) })
            .collect();
        let found = weighting.weights(&columns);
        if let Ok(found) = &found {
            assert_eq!(found.weights.len(), columns.len());
            assert!(found.weights.iter().all(|w| w.is_finite() && *w >= 0.0), "{found:?}");
            assert_abs_diff_eq!(found.weights.iter().sum::<f64>(), 1.0, epsilon = 1e-12);
            for j in &found.constant {
                assert!(figures[*j].iter().all(|x| *x == figures[*j][0]));
                assert!(found.weights[*j] == 0.0 || weighting == DataWeighting::Cilos);
            }
        }
        found
    }
}

fn named(name: &str) -> DataWeighting {
    DataWeighting::named(name).expect("a weighting from data")
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> Vec<T> {
    let text = std::fs::read_to_string(project("tests/goldens/weightings").join(path)).unwrap();
    let parse =
        |text: &str| serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    if path.ends_with(".jsonl") { text.lines().map(parse).collect() } else { vec![parse(&text)] }
}

fn files(folder: &str) -> Vec<String> {
    let at = project("tests/goldens/weightings").join(folder);
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy())
    };
    let mut names: Vec<String> = std::fs::read_dir(at).unwrap().map(name).collect();
    names.sort();
    names
}

// Published examples.

#[derive(Deserialize)]
struct Published {
    id: String,
    weighting: String,
    #[serde(flatten)]
    table: Table,
    weights: Vec<f64>,
    tolerance: f64,
    recomputed: Option<Vec<f64>>,
}

fn far(ours: &[f64], theirs: &[f64], allowed: impl Fn(f64) -> f64) -> Option<String> {
    let near = ours.len() == theirs.len()
        && ours.iter().zip(theirs).all(|(x, y)| (x - y).abs() <= allowed(*y));
    (!near).then(|| format!("{ours:?} against {theirs:?}"))
}

#[test]
fn published_examples_hold() {
    let mut weightings = BTreeSet::new();
    for file in files("published") {
        let golden: Published = read(&file).pop().unwrap();
        let ours = golden.table.weights(named(&golden.weighting)).unwrap().weights;
        let id = &golden.id;
        assert_eq!(far(&ours, &golden.weights, |_| golden.tolerance), None, "{id}");
        if let Some(recomputed) = &golden.recomputed {
            assert_eq!(far(&ours, recomputed, |_| 1e-12), None, "{id}, in full precision");
        }
        weightings.insert(golden.weighting);
    }
    let expected = ["angle", "cilos", "critic", "cv", "entropy", "idocriw", "lopcow", "std"];
    assert_eq!(weightings.iter().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
}

// Answers of other packages.

#[derive(Deserialize)]
struct Problem {
    id: String,
    #[serde(flatten)]
    table: Table,
}

#[derive(Deserialize)]
struct Peers {
    id: String,
    weighting: String,
    problem: String,
    /// The paper's formula, computed independently; none where it is 0/0 or not unique.
    weights: Option<Vec<f64>>,
    peers: BTreeMap<String, Peer>,
}

#[derive(Deserialize)]
struct Peer {
    weights: Option<Vec<f64>>,
    agrees: Option<bool>,
}

/// References that we do not give, each with its cause.
const DEVIATIONS: &[(&str, &str)] = &[
    (
        "weights_idocriw-b040",
        "a constant column: entropy gives it weight 0 and CILOS gives it all, so each product is 0; the reference is the rounding of 0/0",
    ),
    ("weights_idocriw-b042", "the same; the reference has weights of -0.39 and 1.77"),
];

/// Packages that do not follow the paper, with the number of their answers that differ.
const OTHER_DEFINITIONS: &[(&str, &str, usize, &str)] = &[
    ("cilos", "pyDecision", 27, "does not turn costs round"),
    ("critic", "pymcdm", 31, "ignores directions"),
    ("critic", "pyrepo-mcda", 31, "ignores directions"),
    ("entropy", "pyDecision", 34, "takes reciprocals of costs and adds 1e-9"),
    ("idocriw", "pyDecision", 28, "minimises another target"),
    ("merec", "pyDecision", 3, "adds 1e-9 to divisors, which shows in columns of small figures"),
];

fn as_given(figure: f64) -> f64 {
    1e-9f64.max(1e-7 * figure.abs())
}

#[test]
fn answers_of_other_packages_agree_or_differ_for_a_known_cause() {
    let problems: BTreeMap<String, Table> =
        read::<Problem>("problems.jsonl").into_iter().map(|p| (p.id, p.table)).collect();
    let (mut failures, mut count) = (Vec::new(), 0);
    let mut differing: BTreeMap<(String, String), usize> = BTreeMap::new();
    for golden in files("peer").iter().flat_map(|file| read::<Peers>(file)) {
        count += 1;
        let id = &golden.id;
        let ours = problems[&golden.problem].weights(named(&golden.weighting));
        let deviation = DEVIATIONS.iter().find(|(known, _)| known == id);
        let Some(reference) = &golden.weights else {
            let documented = without_a_reference(&golden, &problems[&golden.problem]);
            match (ours, documented) {
                (Ok(ours), Some(documented)) => failures.extend(
                    far(&ours.weights, &documented, as_given).map(|why| format!("{id}: {why}")),
                ),
                (Err(_), None) => {}
                (ours, documented) => failures.push(format!("{id}: {ours:?}, {documented:?}")),
            }
            continue;
        };
        let difference = match &ours {
            Ok(ours) => far(&ours.weights, reference, as_given),
            Err(why) => Some(why.reason[0].to_owned()),
        };
        match (difference, deviation) {
            (Some(why), None) => failures.push(format!("{id}: {why}")),
            (None, Some(_)) => failures.push(format!("{id}: passes, but is listed as a deviation")),
            (Some(_), Some(_)) => continue,
            (None, None) => {}
        }
        let Ok(ours) = ours else { continue };
        for (name, peer) in &golden.peers {
            let Some(theirs) = &peer.weights else { continue };
            let difference = far(&ours.weights, theirs, as_given);
            if difference.is_none() != peer.agrees.unwrap() {
                failures.push(format!("{id}, {name}: {difference:?}"));
            }
            if difference.is_some() {
                *differing.entry((golden.weighting.clone(), name.clone())).or_default() += 1;
            }
        }
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(count, 331);
    let listed: BTreeMap<(String, String), usize> = OTHER_DEFINITIONS
        .iter()
        .map(|(weighting, peer, times, cause)| {
            assert!(!cause.is_empty());
            (((*weighting).to_owned(), (*peer).to_owned()), *times)
        })
        .collect();
    assert_eq!(differing, listed);
}

/// What the sheets document where the reference is 0/0: a constant column has weight 0 under
/// variance and CRITIC, which goes on without it; CILOS and IDOCRIW are undefined.
fn without_a_reference(golden: &Peers, table: &Table) -> Option<Vec<f64>> {
    match golden.weighting.as_str() {
        "variance" => {
            let theirs = golden.peers["pymcdm"].weights.clone();
            assert_eq!(theirs.as_ref().unwrap().len(), table.directions.len());
            theirs
        }
        "critic" => Some(naive_critic(table)),
        "cilos" | "idocriw" => None,
        other => panic!("{other} has a reference for every problem"),
    }
}

// Second implementations: the formulas as they are printed.

fn mean(x: &[f64]) -> f64 {
    x.iter().sum::<f64>() / x.len() as f64
}

fn std_dev(x: &[f64], ddof: f64) -> f64 {
    let squares: f64 = x.iter().map(|x_i| (x_i - mean(x)).powi(2)).sum();
    (squares / (x.len() as f64 - ddof)).sqrt()
}

fn varied(x: &[f64]) -> bool {
    x.iter().any(|other| *other != x[0])
}

fn min_max(x: &[f64], benefit: bool) -> Vec<f64> {
    let least = x.iter().copied().fold(f64::INFINITY, f64::min);
    let most = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    x.iter().map(|x| (if benefit { x - least } else { most - x }) / (most - least)).collect()
}

fn shares(measures: Vec<f64>) -> Vec<f64> {
    let sum: f64 = measures.iter().sum();
    measures.iter().map(|measure| measure / sum).collect()
}

fn naive_critic(table: &Table) -> Vec<f64> {
    let columns = table.columns();
    let scaled: Vec<Option<Vec<f64>>> = (0..columns.len())
        .map(|j| varied(&columns[j]).then(|| min_max(&columns[j], table.benefit(j))))
        .collect();
    let correlation = |x: &[f64], y: &[f64]| {
        let products = x.iter().zip(y).map(|(a, b)| (a - mean(x)) * (b - mean(y)));
        products.sum::<f64>() / x.len() as f64 / (std_dev(x, 0.0) * std_dev(y, 0.0))
    };
    let measure = |own: &Option<Vec<f64>>| {
        let Some(own) = own else { return 0.0 };
        let others = scaled.iter().flatten();
        std_dev(own, 1.0) * others.map(|other| 1.0 - correlation(own, other)).sum::<f64>()
    };
    if scaled.iter().flatten().count() == 1 {
        return scaled.iter().map(|own| f64::from(u8::from(own.is_some()))).collect();
    }
    shares(scaled.iter().map(measure).collect())
}

fn naive_cv(table: &Table) -> Vec<f64> {
    shares(table.columns().iter().map(|x| std_dev(x, 1.0) / mean(x)).collect())
}

fn naive_angle(table: &Table) -> Vec<f64> {
    let angle = |x: &Vec<f64>| {
        let b: Vec<f64> = x.iter().map(|x_i| x_i / x.iter().sum::<f64>()).collect();
        let e = vec![1.0 / x.len() as f64; x.len()];
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        (dot(&b, &e) / (dot(&b, &b).sqrt() * dot(&e, &e).sqrt())).clamp(-1.0, 1.0).acos()
    };
    shares(table.columns().iter().map(angle).collect())
}

fn naive_lopcow(table: &Table, ddof: f64) -> Vec<f64> {
    let value = |(j, x): (usize, &Vec<f64>)| {
        if !varied(x) {
            return 0.0;
        }
        let r = min_max(x, table.benefit(j));
        let root = mean(&r.iter().map(|r| r * r).collect::<Vec<f64>>()).sqrt();
        ((root / std_dev(&r, ddof)).ln() * 100.0).abs()
    };
    shares(table.columns().iter().enumerate().map(value).collect())
}

#[test]
fn methods_without_other_packages_agree_with_a_second_implementation() {
    let tables = read::<Problem>("problems.jsonl").into_iter().map(|problem| problem.table);
    let mut random = Random(11);
    let more: Vec<Table> = (0..300).map(|_| Table::random(&mut random)).collect();
    let mut compared = 0;
    for table in tables.chain(more) {
        let columns = table.columns();
        let negative = columns.iter().flatten().any(|x| *x < 0.0);
        // The arccosine of nearly 1 has half of the digits.
        for (weighting, naive, allowed) in [
            (DataWeighting::Cv, naive_cv(&table), 1e-12),
            (DataWeighting::Angle, naive_angle(&table), 1e-6),
        ] {
            match table.weights(weighting) {
                Ok(ours) => assert_eq!(far(&ours.weights, &naive, |_| allowed), None),
                Err(_) => assert!(negative, "{weighting:?}: {:?}", table.matrix),
            }
        }
        for ddof in [0, 1] {
            let weighting = DataWeighting::Lopcow(lopcow::Parameters { ddof });
            let naive = naive_lopcow(&table, f64::from(ddof));
            // The naive formula keeps the rounding of 0.
            let ours = table.weights(weighting).unwrap().weights;
            assert_eq!(far(&ours, &naive, |_| 1e-9), None);
        }
        if columns.iter().filter(|x| varied(x)).count() > 1 {
            let ours = table.weights(DataWeighting::Critic).unwrap().weights;
            assert_eq!(far(&ours, &naive_critic(&table), |_| 1e-10), None);
        }
        compared += 1;
    }
    assert_eq!(compared, 340);
}

// CILOS against its own equations.

/// F of the paper, with the first of the alternatives that share a best figure.
fn loss_matrix(table: &Table) -> nalgebra::DMatrix<f64> {
    let turned: Vec<Vec<f64>> = table
        .columns()
        .into_iter()
        .enumerate()
        .map(|(j, x)| {
            let least = x.iter().copied().fold(f64::INFINITY, f64::min);
            if table.benefit(j) { x } else { x.iter().map(|x| least / x).collect() }
        })
        .collect();
    let best =
        |x: &Vec<f64>| (0..x.len()).fold(0, |best, row| if x[row] > x[best] { row } else { best });
    let n = turned.len();
    let p = nalgebra::DMatrix::from_fn(n, n, |i, j| {
        let own = turned[j][best(&turned[j])];
        (own - turned[j][best(&turned[i])]) / own
    });
    let sums = nalgebra::DMatrix::from_diagonal(&p.row_sum().transpose());
    p - sums
}

#[test]
fn cilos_balances_the_losses_and_is_undefined_exactly_where_they_have_several_balances() {
    let mut random = Random(5);
    let (mut defined, mut undefined) = (0, 0);
    for _ in 0..2_000 {
        let mut table = Table::random(&mut random);
        if random.chance(0.5) {
            // Few alternatives with few levels: often one is best on several criteria.
            table.matrix.truncate(3);
            table.matrix.iter_mut().flatten().for_each(|x| *x = 1.0 + (*x / 34.0).floor());
        }
        let losses = loss_matrix(&table);
        let singular = losses.clone().svd(false, false).singular_values;
        let balances = singular.iter().filter(|value| **value < 1e-10).count();
        match table.weights(DataWeighting::Cilos) {
            Ok(found) => {
                defined += 1;
                assert_eq!(balances, 1, "{:?}", table.matrix);
                let rest = losses * nalgebra::DVector::from_vec(found.weights);
                assert!(rest.amax() < 1e-13, "{rest}");
            }
            Err(_) => {
                undefined += 1;
                assert!(balances > 1, "{:?} {singular}", table.matrix);
            }
        }
    }
    assert!(defined > 500 && undefined > 100, "{defined} {undefined}");
}

// What must hold for every method.

/// Every method with its defaults, and those that take parameters with others.
fn variants() -> Vec<DataWeighting> {
    let mut all = DataWeighting::ALL.to_vec();
    all.push(DataWeighting::Lopcow(lopcow::Parameters { ddof: 0 }));
    for normalization in Normalization::ALL {
        all.push(DataWeighting::Std(standard_deviation::Parameters { normalization }));
        all.push(DataWeighting::Variance(variance::Parameters { normalization }));
    }
    all
}

/// Whether the unit of a column leaves the weights alone.
fn has_no_unit(weighting: DataWeighting) -> bool {
    let raw = [Normalization::None, Normalization::Logarithmic];
    match weighting {
        DataWeighting::Std(own) => !raw.contains(&own.normalization),
        DataWeighting::Variance(own) => !raw.contains(&own.normalization),
        _ => true,
    }
}

fn same(ours: &Result<DataWeights, Undefined>, expected: Option<Vec<f64>>, context: &str) {
    match (ours, expected) {
        (Ok(ours), Some(expected)) => {
            assert_eq!(far(&ours.weights, &expected, |_| 1e-9), None, "{context}");
        }
        (Err(_), None) => {}
        (ours, expected) => panic!("{context}: {ours:?} against {expected:?}"),
    }
}

#[test]
fn order_units_and_copies_make_no_difference() {
    let mut random = Random(3);
    for _ in 0..100 {
        let table = Table::random(&mut random);
        let n = table.directions.len();
        for weighting in variants() {
            let found = table.weights(weighting);
            let weights = found.as_ref().ok().map(|found| found.weights.clone());
            let tied = found.as_ref().is_ok_and(|found| !found.tied.is_empty());
            let context = format!("{weighting:?} {:?} {:?}", table.matrix, table.directions);

            let mut rows = table.matrix.clone();
            rows.reverse();
            rows.rotate_left(1);
            let turned = Table { matrix: rows, directions: table.directions.clone() };
            if !tied {
                same(&turned.weights(weighting), weights.clone(), &context);
            }

            let back = |row: &Vec<f64>| row.iter().rev().copied().collect();
            let turned = Table {
                matrix: table.matrix.iter().map(back).collect(),
                directions: table.directions.iter().rev().cloned().collect(),
            };
            let reversed = weights.clone().map(|w| w.into_iter().rev().collect());
            same(&turned.weights(weighting), reversed, &context);

            if has_no_unit(weighting) {
                let unit = |(j, x): (usize, &f64)| x * [1000.0, 0.001, 7.0][j % 3];
                let scale = |row: &Vec<f64>| row.iter().enumerate().map(unit).collect();
                let scaled = Table {
                    matrix: table.matrix.iter().map(scale).collect(),
                    directions: table.directions.clone(),
                };
                same(&scaled.weights(weighting), weights.clone(), &context);
            }

            // Every alternative twice. What divides by m - 1 sees that.
            let counts_alternatives = match weighting {
                DataWeighting::Lopcow(own) => own.ddof == 1,
                DataWeighting::Std(standard_deviation::Parameters { normalization })
                | DataWeighting::Variance(variance::Parameters { normalization }) => {
                    normalization == Normalization::Logarithmic
                }
                _ => false,
            };
            if !counts_alternatives {
                let mut rows = table.matrix.clone();
                rows.extend(table.matrix.clone());
                let doubled = Table { matrix: rows, directions: table.directions.clone() };
                same(&doubled.weights(weighting), weights.clone(), &context);
            }

            // A criterion twice: both have the same weight.
            let copy = |row: &Vec<f64>| row.iter().copied().chain([row[0]]).collect();
            let mut directions = table.directions.clone();
            directions.push(directions[0].clone());
            let copied = Table { matrix: table.matrix.iter().map(copy).collect(), directions };
            if let Ok(found) = copied.weights(weighting) {
                assert_abs_diff_eq!(found.weights[0], found.weights[n], epsilon = 1e-12);
            }
        }
    }
}

/// Interval methods do not look at where 0 is.
#[test]
fn another_zero_changes_ratio_methods_alone() {
    let table = Table::new(&[&[1.0, 9.0], &[2.0, 4.0], &[4.0, 5.0]], &["max", "min"]);
    let more = |row: &Vec<f64>| vec![row[0] + 20.0, row[1]];
    let moved = Table {
        matrix: table.matrix.iter().map(more).collect(),
        directions: table.directions.clone(),
    };
    for weighting in DataWeighting::ALL {
        let (before, after) = (table.weights(weighting), moved.weights(weighting));
        let (before, after) = (before.unwrap().weights, after.unwrap().weights);
        let moves = far(&before, &after, |_| 1e-12).is_some();
        let evidence = weighting.sheet().evidence;
        let ratio = format!("{evidence:?}").contains("Ratio");
        assert_eq!(moves, ratio, "{weighting:?} {before:?} {after:?}");
    }
}

#[test]
fn extreme_figures_give_weights_or_a_reason() {
    let figures: [f64; 14] = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        5e-324,
        1e-308,
        1e-300,
        1e300,
        1e308,
        f64::MAX,
        f64::MIN,
        -1e308,
        1.000_000_000_000_000_2,
        3.0,
    ];
    let mut random = Random(8);
    let (mut given, mut refused) = (0, 0);
    for _ in 0..4_000 {
        let (m, n) = (random.below(5), 1 + random.below(4));
        let positive = random.chance(0.5);
        let figure = |random: &mut Random| loop {
            let x = figures[random.below(figures.len())];
            if !positive || x > 0.0 {
                return x;
            }
        };
        let matrix: Vec<Vec<f64>> =
            (0..m).map(|_| (0..n).map(|_| figure(&mut random)).collect()).collect();
        let directions =
            (0..n).map(|_| if random.chance(0.5) { "min" } else { "max" }.to_owned()).collect();
        let table = Table { matrix, directions };
        for weighting in variants() {
            match table.weights(weighting) {
                Ok(_) => given += 1,
                Err(why) => {
                    assert!(!why.reason[0].is_empty() && !why.reason[1].is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(given > 10_000 && refused > 10_000, "{given} {refused}");
}

#[test]
fn figures_as_large_as_there_are_weigh_as_their_small_copies() {
    let table = Table::new(&[&[1.0, 0.75], &[0.5, 1.0], &[0.25, 0.25]], &["max", "min"]);
    for factor in [f64::MAX, f64::MIN_POSITIVE] {
        let scale = |row: &Vec<f64>| row.iter().map(|x| x * factor).collect();
        let scaled = Table {
            matrix: table.matrix.iter().map(scale).collect(),
            directions: table.directions.clone(),
        };
        for weighting in DataWeighting::ALL {
            let small = table.weights(weighting).unwrap().weights;
            same(&scaled.weights(weighting), Some(small), weighting.sheet().name);
        }
    }
}

/// A spread of a billionth of the mean still has all its digits: the deviations of the second
/// column are those of the first, 1e9 times smaller in proportion, and the third's as in the first.
#[test]
fn narrow_columns_keep_their_digits() {
    let base = 1024f64.powi(3);
    let rows: Vec<Vec<f64>> =
        [1.0, 2.0, 4.0, 9.0].iter().map(|x| vec![base + x, base + 2.0 * x]).collect();
    let table = Table { matrix: rows, directions: vec!["max".into(), "max".into()] };
    // To first order a divergence is the square of the coefficient of variation: 1 to 4.
    let entropy = table.weights(DataWeighting::Entropy).unwrap().weights;
    assert_abs_diff_eq!(entropy[0], 0.2, epsilon = 1e-8);
    for weighting in [DataWeighting::Cv, DataWeighting::Gini, DataWeighting::Angle] {
        let found = table.weights(weighting).unwrap().weights;
        assert_abs_diff_eq!(found[0], 1.0 / 3.0, epsilon = 1e-8);
    }
}

// Degenerate figures, method by method.

#[test]
fn constant_columns_have_no_weight_where_the_definition_allows_it() {
    let rows: [&[f64]; 3] = [&[1.0, 5.0, 2.0], &[2.0, 5.0, 1.0], &[4.0, 5.0, 7.0]];
    let table = Table::new(&rows, &["max", "max", "min"]);
    let without: Vec<&[f64]> = vec![&[1.0, 2.0], &[2.0, 1.0], &[4.0, 7.0]];
    let without = Table::new(&without, &["max", "min"]);
    for weighting in variants() {
        let found = table.weights(weighting);
        match weighting {
            DataWeighting::Equal => assert_eq!(found.unwrap().weights, [1.0 / 3.0; 3]),
            DataWeighting::Cilos => {
                let found = found.unwrap();
                assert_eq!(found.weights, [0.0, 1.0, 0.0]);
                assert_eq!(found.constant, [1]);
            }
            DataWeighting::Idocriw => assert_eq!(found.unwrap_err().column, Some(1)),
            // MEREC divides by the number of criteria within the logarithm.
            DataWeighting::Merec => assert_eq!(found.unwrap().weights[1], 0.0),
            // These normalizations are not defined for the column.
            _ if found.is_err() => assert!(without.weights(weighting).is_err()),
            _ => {
                let found = found.unwrap();
                assert_eq!(found.constant, [1], "{weighting:?}");
                let fewer = without.weights(weighting).unwrap().weights;
                let expected = [fewer[0], 0.0, fewer[1]];
                // In the widest range of all, or in the others' own.
                assert_eq!(far(&found.weights, &expected, |_| 1e-12), None, "{weighting:?}");
            }
        }
    }
}

#[test]
fn what_is_not_defined_is_refused_with_its_place() {
    let refused = |weighting: &str, rows: &[&[f64]], directions: &[&str]| {
        let why = Table::new(rows, directions).weights(named(weighting)).unwrap_err();
        (why.column, why.row)
    };
    let negative: [&[f64]; 2] = [&[1.0, 3.0], &[2.0, -1.0]];
    for weighting in ["entropy", "cv", "gini", "merec", "cilos", "idocriw", "angle"] {
        assert_eq!(refused(weighting, &negative, &["max", "max"]), (Some(1), Some(1)));
    }
    let zero: [&[f64]; 3] = [&[1.0, 3.0], &[2.0, 0.0], &[4.0, 1.0]];
    assert_eq!(refused("merec", &zero, &["max", "max"]), (Some(1), Some(1)));
    assert_eq!(refused("cilos", &zero, &["max", "min"]), (Some(1), Some(1)));
    let zeros: [&[f64]; 2] = [&[1.0, 0.0], &[2.0, 0.0]];
    assert_eq!(refused("cilos", &zeros, &["max", "max"]), (Some(1), None));
    let constants: [&[f64]; 3] = [&[1.0, 3.0], &[1.0, 3.0], &[1.0, 3.0]];
    let single: [&[f64]; 1] = [&[1.0, 3.0]];
    for weighting in DataWeighting::ALL {
        let name = weighting.sheet().name;
        if weighting == DataWeighting::Equal {
            continue;
        }
        assert_eq!(refused(name, &constants, &["max", "min"]), (None, None), "{name}");
        assert_eq!(refused(name, &single, &["max", "min"]), (None, None), "{name}");
        assert_eq!(refused(name, &[], &["max", "min"]), (None, None), "{name}");
        assert_eq!(refused(name, &[], &[]), (None, None), "{name}");
        // A column that stands alone has all the weight.
        let alone = Table::new(&[&[1.0], &[2.0]], &["max"]).weights(weighting).unwrap();
        assert_eq!(alone.weights, [1.0], "{name}");
    }
    // One alternative is best on both; two columns say the same; two alternatives under LOPCOW.
    let best: [&[f64]; 3] = [&[9.0, 9.0], &[2.0, 1.0], &[4.0, 7.0]];
    assert_eq!(refused("cilos", &best, &["max", "max"]), (None, None));
    let alike: [&[f64]; 3] = [&[0.1, 10.0], &[0.2, 20.0], &[0.3, 30.0]];
    assert_eq!(refused("critic", &alike, &["max", "max"]), (None, None));
    assert!(Table::new(&alike, &["max", "min"]).weights(DataWeighting::Critic).is_ok());
    let two: [&[f64]; 2] = [&[1.0, 5.0], &[2.0, 3.0]];
    assert_eq!(refused("lopcow", &two, &["max", "max"]), (None, None));
    let population = DataWeighting::Lopcow(lopcow::Parameters { ddof: 0 });
    assert_eq!(Table::new(&two, &["max", "max"]).weights(population).unwrap().weights, [0.5; 2]);
}

/// Zeros have no share and no entropy of their own: 0 ln 0 = 0. By hand: shares (1, 0) have entropy
/// 0, shares (3/4, 1/4) have (2 ln 2 - 3/4 ln 3) / ln 2.
#[test]
fn zeros_count_as_nothing_in_entropy() {
    let table = Table::new(&[&[1.0, 3.0], &[0.0, 1.0]], &["max", "min"]);
    let second = 1.0 - (2.0 - 0.75 * 3f64.log2());
    let found = table.weights(DataWeighting::Entropy).unwrap().weights;
    assert_abs_diff_eq!(found[0], 1.0 / (1.0 + second), epsilon = 1e-14);
}

/// Two alternatives share the best figure on the first criterion, and lose unlike on the second.
#[test]
fn alternatives_that_share_the_best_are_told() {
    let rows: [&[f64]; 3] = [&[9.0, 1.0], &[9.0, 4.0], &[3.0, 5.0]];
    let table = Table::new(&rows, &["max", "max"]);
    for weighting in [DataWeighting::Cilos, DataWeighting::Idocriw] {
        assert_eq!(table.weights(weighting).unwrap().tied, [0]);
    }
    let rows: [&[f64]; 3] = [&[9.0, 1.0], &[9.0, 1.0], &[3.0, 5.0]];
    let alike = Table::new(&rows, &["max", "max"]).weights(DataWeighting::Cilos).unwrap();
    assert!(alike.tied.is_empty());
    // By hand: p_12 = 4/5, p_21 = 2/3, and w_1 2/3 = w_2 4/5.
    assert_abs_diff_eq!(alike.weights[0], 6.0 / 11.0, epsilon = 1e-15);
}

// Names and parameters.

#[test]
fn names_and_parameters_are_read_and_written() {
    let names: Vec<&str> =
        DataWeighting::ALL.iter().map(|weighting| weighting.sheet().name).collect();
    assert_eq!(
        names,
        [
            "equal", "entropy", "critic", "std", "variance", "cv", "gini", "merec", "cilos",
            "idocriw", "lopcow", "angle"
        ]
    );
    for weighting in variants() {
        let text = serde_json::to_string(&weighting).unwrap();
        assert_eq!(serde_json::from_str::<DataWeighting>(&text).unwrap(), weighting, "{text}");
        assert!(text.contains(&format!("\"{}\"", weighting.sheet().name)), "{text}");
        let sheet = weighting.sheet();
        let avoid = sheet.avoid_when.text(false);
        assert!(avoid.contains("anybody") || avoid.contains("nobody"));
        for text in [sheet.degenerate, sheet.disagreements] {
            assert!(!text.text(false).is_empty() && !text.text(true).is_empty());
        }
    }
    let read = |text: &str| serde_json::from_str::<DataWeighting>(text);
    assert_eq!(read(r#"{"lopcow": {}}"#).unwrap(), named("lopcow"));
    let sum = read(r#"{"std": {"normalization": "sum"}}"#).unwrap();
    let parameters = standard_deviation::Parameters { normalization: Normalization::Sum };
    assert_eq!(sum, DataWeighting::Std(parameters));
    for wrong in [
        r#"{"lopcow": {"ddof": 2}}"#,
        r#"{"lopcow": {"ddof": 0.5}}"#,
        r#"{"lopcow": {"dof": 1}}"#,
        r#"{"entropy": {"ddof": 1}}"#,
        r#"{"std": {"normalization": "max-min"}}"#,
        r#""entropie""#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

/// `docs/validation.md` counts the golden cases of each weighting; the count must be true.
#[test]
fn the_documents_count_the_golden_cases() {
    let page = std::fs::read_to_string(project("docs/validation.md")).unwrap();
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for file in files("published") {
        let golden: Published = read(&file).pop().unwrap();
        counts.entry(golden.weighting).or_default()[0] += 1;
    }
    for golden in files("peer").iter().flat_map(|file| read::<Peers>(file)) {
        counts.entry(golden.weighting).or_default()[1] += 1;
    }
    for (weighting, counts) in counts {
        let [published, peer] =
            counts.map(|count| if count == 0 { String::new() } else { format!(" {count}") });
        let row = page.lines().find(|line| line.starts_with(&format!("| `{weighting}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/validation.md has no row for {weighting}"));
        assert!(
            row.ends_with(&format!("|{published} |{peer} |")),
            "{weighting}: {published} published, {peer} peer; docs/validation.md says {row}"
        );
    }
}
