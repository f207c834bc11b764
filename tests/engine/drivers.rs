//! Sobol indices and Shapley effects against closed forms, brute force and simulations of another
//! kind.

use crate::common::{Files, Random, project, random_case};
use afweging::Error;
use afweging::case::{Case, Location, WhatIf};
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::{
    By, Drivers, DriversRequest, Estimated, Indices, ModelOutput, WeightsChoice, WeightsModel,
    What, drivers, linear_effects, simplex_effects, sobol,
};
use afweging::table::Table;
use serde_json::Value;
use std::f64::consts::PI;

fn request() -> DriversRequest {
    DriversRequest {
        methods: vec![Method::named("weighted-sum").unwrap()],
        weights: WeightsChoice::Model(WeightsModel::Nodes),
        by: By::Criterion,
        normalizations: Vec::new(),
        points: 1 << 14,
        uniform_sets: false,
        seed: 1,
    }
}

fn methods(names: &[&str]) -> Vec<Method> {
    names.iter().map(|name| Method::named(name).unwrap()).collect()
}

fn weighted_sum() -> Vec<Method> {
    methods(&["weighted-sum"])
}

fn ask<'a>(problem: &'a Problem, request: &DriversRequest) -> Drivers<'a> {
    drivers(problem, &DriversRequest { methods: weighted_sum(), ..(request).clone() }).unwrap()
}

fn place(study: &Drivers, name: &str) -> usize {
    let group = &study.groups[0];
    let at = group.factors.iter().position(|factor| study.factors[*factor].name == name);
    at.unwrap_or_else(|| panic!("no factor {name}"))
}

fn indices(study: &Drivers, output: ModelOutput, at: usize, name: &str) -> Indices {
    study.groups[0].of(output, at).indices.as_ref().expect("it varies")[place(study, name)]
}

fn near(found: Estimated, expected: f64, what: &str) {
    let allowed = 4.5 * found.std_error + 1e-12;
    assert!((found.value - expected).abs() <= allowed, "{what}: {found:?}, not {expected}");
}

// Plain functions
// --------------------------------------------------------------------------------------------------------------------

fn golden(name: &str) -> (Vec<f64>, Vec<f64>) {
    let text =
        std::fs::read_to_string(project(&format!("tests/goldens/studies/{name}.json"))).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    // The printed figures have four digits; where the closed form is recomputed, that.
    let expected =
        if value["recomputed"].is_null() { &value["expected"] } else { &value["recomputed"] };
    let row =
        |key: &str| expected[key].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    (row("S1"), row("ST"))
}

/// A test function of independent uniform numbers, with its first orders and totals.
struct Known {
    name: &'static str,
    model: fn(&[f64], &mut [f64]),
    first: Vec<f64>,
    total: Vec<f64>,
}

fn ishigami(u: &[f64], y: &mut [f64]) {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    y[0] = x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin();
}

const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

fn g_function(u: &[f64], y: &mut [f64]) {
    y[0] = u.iter().zip(G).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product();
}

fn additive(u: &[f64], y: &mut [f64]) {
    y[0] = u.iter().zip(1..).map(|(u, c)| f64::from(c) * u).sum();
}

fn known() -> [Known; 3] {
    let (first, total) = golden("sobol_ishigami");
    let ishigami = Known { name: "Ishigami", model: ishigami, first, total };
    // V_i = 1 / (3 (1 + a_i)^2), the variance of the product is prod (1 + V_j) - 1 (Saltelli &
    // Sobol 1995, doi:10.1016/0951-8320(95)00099-2).
    let parts: Vec<f64> = G.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
    let product: f64 = parts.iter().map(|v| 1.0 + v).product();
    let first = parts.iter().map(|v| v / (product - 1.0)).collect();
    let total = parts.iter().map(|v| v * product / (1.0 + v) / (product - 1.0)).collect();
    let g = Known { name: "G", model: g_function, first, total };
    let (first, total) = golden("sobol_additive_linear");
    [ishigami, g, Known { name: "additive", model: additive, first, total }]
}

fn run(known: &Known, points: u64, seed: u64) -> Vec<Indices> {
    sobol(known.first.len(), 1, points, seed, known.model).remove(0).expect("it varies")
}

/// Over 40 seeds: how many intervals of 1.96 standard errors hold the true index, and none is
/// beyond 5.
#[test]
fn bootstrap_intervals_cover_the_known_indices() {
    for known in known() {
        let (mut within, mut all) = (0.0, 0.0);
        for seed in 1..=40 {
            for (at, found) in run(&known, 1 << 14, seed).iter().enumerate() {
                for (found, expected) in
                    [(found.first_order, known.first[at]), (found.total, known.total[at])]
                {
                    let miss = (found.value - expected).abs();
                    assert!(
                        miss <= 5.0 * found.std_error,
                        "{} {at}, seed {seed}: {found:?}, not {expected}",
                        known.name
                    );
                    within += f64::from(u8::from(miss <= 1.96 * found.std_error));
                    all += 1.0;
                }
                // As the estimators are, whatever the seed.
                assert!(found.first_order.value <= found.total.value + 1e-12);
            }
        }
        let share: f64 = within / all;
        assert!((0.90..=0.985).contains(&share), "{}: {share} of {all} intervals", known.name);
    }
}

/// Sixteen times the points, a quarter of the error: the true one and the one told.
#[test]
fn errors_fall_with_the_root_of_the_points() {
    for known in known() {
        let error = |points: u64| {
            let (mut told, mut missed) = (0.0, 0.0);
            for seed in 100..130 {
                for (found, expected) in run(&known, points, seed).iter().zip(&known.total) {
                    told += found.total.std_error.powi(2);
                    missed += (found.total.value - expected).powi(2);
                }
            }
            (told.sqrt(), missed.sqrt())
        };
        let ((told, missed), (told_more, missed_more)) = (error(1 << 10), error(1 << 14));
        assert!((3.2..4.8).contains(&(told / told_more)), "{}: {}", known.name, told / told_more);
        assert!(
            (2.8..5.6).contains(&(missed / missed_more)),
            "{}: {}",
            known.name,
            missed / missed_more
        );
    }
}

#[test]
fn a_thread_more_changes_no_bit() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            (
                run(&known()[0], 3000, 5),
                simplex_effects(4, 1, 1000, 5, |w, y| y[0] = w[0] * w[1] + w[2]),
            )
        })
    };
    let one = with(1);
    assert!([2, 5].into_iter().all(|threads| with(threads) == one));
}

// Shapley effects
// --------------------------------------------------------------------------------------------------------------------

#[test]
fn sampled_effects_of_a_linear_score_are_those_of_the_closed_form() {
    let values = [0.9, 0.1, 0.4, 0.75, 0.2];
    let exact = linear_effects(&values);
    let variance: f64 = exact.iter().sum();
    for seed in 1..=5 {
        let found = simplex_effects(5, 1, 1 << 14, seed, |w, y| {
            y[0] = w.iter().zip(values).map(|(w, v)| w * v).sum()
        });
        let found = found[0].as_ref().unwrap();
        for (at, (found, exact)) in found.iter().zip(&exact).enumerate() {
            near(*found, exact / variance, &format!("seed {seed}, weight {at}"));
        }
        assert!((found.iter().map(|it| it.value).sum::<f64>() - 1.0).abs() < 1e-10);
    }
}

fn exponentials(random: &mut Random, n: usize) -> Vec<f64> {
    let e: Vec<f64> = (0..n).map(|_| -(1.0 - random.unit()).ln()).collect();
    let sum: f64 = e.iter().sum();
    e.into_iter().map(|e| e / sum).collect()
}

/// Var(E[Y | w_S]) by two nested loops: the variance of inner means, less what their own noise
/// adds.
fn nested(random: &mut Random, n: usize, subset: usize, y: &dyn Fn(&[f64]) -> f64) -> f64 {
    let (outer, inner) = (6000, 60);
    let (mut means, mut noise) = (Vec::new(), 0.0);
    for _ in 0..outer {
        let mut w = exponentials(random, n);
        let rest: Vec<usize> = (0..n).filter(|j| subset >> j & 1 == 0).collect();
        let left: f64 = rest.iter().map(|j| w[*j]).sum();
        let found: Vec<f64> = (0..inner)
            .map(|_| {
                let shares = exponentials(random, rest.len());
                rest.iter().zip(&shares).for_each(|(j, share)| w[*j] = left * share);
                y(&w)
            })
            .collect();
        let mean = found.iter().sum::<f64>() / f64::from(inner);
        noise += found.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>()
            / f64::from(inner - 1)
            / f64::from(inner);
        means.push(mean);
    }
    let mean = means.iter().sum::<f64>() / f64::from(outer);
    means.iter().map(|m| (m - mean) * (m - mean)).sum::<f64>() / f64::from(outer - 1)
        - noise / f64::from(outer)
}

#[test]
fn sampled_effects_of_being_first_are_those_of_a_nested_simulation() {
    let (a, b) = ([0.9, 0.2, 0.3, 0.1], [0.3, 0.6, 0.2, 0.7]);
    let first = |w: &[f64]| {
        let lead: f64 = w.iter().zip(a.iter().zip(b)).map(|(w, (a, b))| w * (a - b)).sum();
        f64::from(u8::from(lead > 0.0))
    };
    let found = simplex_effects(4, 1, 1 << 15, 7, |w, y| y[0] = first(w)).remove(0).unwrap();
    let mut random = Random(11);
    let explained: Vec<f64> = (0..16)
        .map(|subset| if subset == 0 { 0.0 } else { nested(&mut random, 4, subset, &first) })
        .collect();
    for (j, found) in found.iter().enumerate() {
        let factorial = [1.0, 1.0, 2.0, 6.0, 24.0];
        let without = (0..16usize).filter(|subset| subset >> j & 1 == 0);
        let effect: f64 = without
            .map(|subset| {
                let s = subset.count_ones() as usize;
                factorial[s] * factorial[3 - s] / 24.0
                    * (explained[subset | 1 << j] - explained[subset])
            })
            .sum();
        let (effect, error) = (effect / explained[15], found.std_error.hypot(0.012));
        assert!((found.value - effect).abs() < 3.5 * error, "weight {j}: {found:?}, not {effect}");
    }
}

// A case with closed forms
// -----------------------------------------------------------------------------------------------------------

/// Two criteria, weights w and 1 - w. A has x uniform from 1/2 to 1 on the one and 1/4 on the
/// other; B has 1/2 on both.
fn two() -> Files {
    let toml = "format = 1\nid = \"two\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n\
        [[criteria]]\nid = \"c1\"\nscale = { min = 0, max = 1 }\n[[criteria]]\nid = \"c2\"\nscale = { min = 0, max = 1 }\n";
    Files::new(&[
        ("case.toml", toml),
        ("d.csv", "option,c1,c2\nA,uniform(0.5; 1),0.25\nB,0.5,0.5\n"),
    ])
}

#[test]
fn weights_and_inputs_of_two_criteria_have_their_closed_form() {
    let files = two();
    let case = files.open().unwrap();
    for (seed, by, inputs) in [
        (1, By::Criterion, "inputs:c1"),
        (2, By::Input, "c1@option=A"),
        (3, By::Passage, "inputs:c1"),
    ] {
        let study = ask(&case.problem, &DriversRequest { seed, by, ..request() });
        assert_eq!(study.factors.len(), 2);
        // Y = 1/4 + w (x - 1/4): parts 12, 3 and 1 of 16.
        let (w, x) = (
            indices(&study, ModelOutput::Score, 0, "weights"),
            indices(&study, ModelOutput::Score, 0, inputs),
        );
        near(w.first_order, 12.0 / 16.0, "score, weights");
        near(w.total, 13.0 / 16.0, "score, weights, total");
        near(x.first_order, 3.0 / 16.0, "score, inputs");
        near(x.total, 4.0 / 16.0, "score, inputs, total");
        // The two weights are one: each has half of what they explain.
        let shapley = &study.groups[0].of(ModelOutput::Score, 0).shapley;
        assert_eq!(
            study.groups[0].weights,
            [(place(&study, "weights"), "c1".into()), (place(&study, "weights"), "c2".into())]
        );
        shapley.iter().for_each(|effect| near(*effect, 6.0 / 16.0, "score, Shapley"));
        // A is first where w (x - 1/4) > 1/4. With z = x - 1/4 uniform from 1/4 to 3/4: given x
        // with chance 1 - 1 / 4z, given w > 1/3 with 3/2 - 1 / 2w.
        let p = 1.0 - 3f64.ln() / 2.0;
        let of_x = (16.0 / 3.0 - 4.0 * 3f64.ln().powi(2)) / 16.0 / (p * (1.0 - p));
        let of_w = (2.0 - 1.5 * 3f64.ln() - p * p) / (p * (1.0 - p));
        for (output, at) in [
            (ModelOutput::First, 0),
            (ModelOutput::First, 1),
            (ModelOutput::Rank, 0),
            (ModelOutput::Rank, 1),
        ] {
            let (w, x) =
                (indices(&study, output, at, "weights"), indices(&study, output, at, inputs));
            near(w.first_order, of_w, "first, weights");
            near(w.total, 1.0 - of_x, "first, weights, total");
            near(x.first_order, of_x, "first, inputs");
            near(x.total, 1.0 - of_w, "first, inputs, total");
            study.groups[0]
                .of(output, at)
                .shapley
                .iter()
                .for_each(|effect| near(*effect, of_w / 2.0, "first, Shapley"));
        }
        assert!((study.groups[0].of(ModelOutput::First, 0).mean - p).abs() < 0.015);
        // B's score is 1/2 whatever the weights: it does not vary, and has no indices.
        let score = study.groups[0].of(ModelOutput::Score, 1);
        assert!(score.indices.is_none() && score.shapley.is_empty());
    }
}

#[test]
fn a_choice_of_method_is_a_factor() {
    let case =
        Case::open(&Location::Builtin("fighter-aircraft".into()), &WhatIf::default()).unwrap();
    // At the given weights A3 is first by weighted-sum and A1 by topsis and vikor: nothing else
    // varies.
    let fixed = DriversRequest { weights: WeightsChoice::Fixed, ..request() };
    let study = drivers(
        &case.problem,
        &DriversRequest { methods: methods(&["weighted-sum", "topsis", "vikor"]), ..fixed.clone() },
    )
    .unwrap();
    assert!(!study.has_score);
    assert_eq!(
        study.factors.iter().map(|factor| &factor.what).collect::<Vec<_>>(),
        [&What::Method]
    );
    let table = study.indices();
    for row in 0..table.rows() {
        let output = table.get(row, "output").as_text().unwrap();
        assert_ne!(output, "score");
        if let Some(total) = table.get(row, "total").as_number() {
            assert!(
                (total - 1.0).abs() < 1e-12
                    && (table.get(row, "first_order").as_number().unwrap() - 1.0).abs() < 1e-12
            );
        }
    }
    let mean = |at: usize| study.groups[0].of(ModelOutput::First, at).mean;
    assert!((mean(0) - 2.0 / 3.0).abs() < 0.02 && (mean(2) - 1.0 / 3.0).abs() < 0.02);
    // With weights and normalizations too.
    let wide = DriversRequest {
        normalizations: vec!["vector".into(), "min-max".into()],
        points: 2048,
        ..request()
    };
    let study = drivers(
        &case.problem,
        &DriversRequest { methods: methods(&["weighted-sum", "topsis", "vikor"]), ..wide.clone() },
    )
    .unwrap();
    let names: Vec<&str> = study.factors.iter().map(|factor| factor.name.as_str()).collect();
    assert_eq!(names, ["weights", "method", "normalization"]);
    let of = |name: &str| indices(&study, ModelOutput::Rank, 0, name);
    assert!(
        of("weights").total.value > 0.5
            && of("method").total.value > 0.0
            && of("normalization").total.value > 0.0
    );
    // All variance is somewhere: the first orders do not exceed 1, the totals are not below it.
    let sum = |part: fn(Indices) -> f64| names.iter().map(|name| part(of(name))).sum::<f64>();
    assert!(sum(|it| it.first_order.value) < 1.02 && sum(|it| it.total.value) > 0.98);
}

// The case's model against its definition
// --------------------------------------------------------------------------------------------

/// Scores, ranks and firsts of all alternatives from the values of the inputs: an independent
/// reading.
fn outputs(problem: &Problem, weights: &[f64], inputs: &[f64], y: &mut [f64]) {
    let n = problem.alternatives().len();
    let scores: Vec<f64> =
        (0..n).map(|at| crate::common::score(problem, weights, at, inputs)).collect();
    let eps = 1e-10 * scores.iter().fold(0.0, |most: f64, score| most.max(score.abs()));
    for at in 0..n {
        let ahead = scores.iter().filter(|score| **score - scores[at] > eps).count();
        let level = scores.iter().filter(|score| (**score - scores[at]).abs() <= eps).count();
        y[at] = scores[at];
        y[n + at] = 1.0 + ahead as f64 + (level - 1) as f64 / 2.0;
        y[2 * n + at] = if ahead == 0 { 1.0 / level as f64 } else { 0.0 };
    }
}

/// With the weights fixed and each input a factor, the study swaps the very numbers that `sobol`
/// does: cell by cell where that swaps and scores all. Shared inputs, adjustments, ties and unknown
/// figures are among the random cases.
#[test]
fn swaps_cell_by_cell_are_swaps_of_everything() {
    let mut random = Random(2026);
    let (mut cases, mut shared) = (0, 0);
    while cases < 60 {
        let files = random_case(&mut random);
        let case = files.open().unwrap();
        let problem = &case.problem;
        let own = DriversRequest {
            weights: WeightsChoice::Fixed,
            by: By::Input,
            points: 256,
            uniform_sets: true,
            seed: 7,
            ..request()
        };
        let study = ask(problem, &own);
        if study.factors.is_empty() {
            continue;
        }
        cases += 1;
        let n = problem.alternatives().len();
        let model = |u: &[f64], y: &mut [f64]| {
            let value = |(input, u): (&afweging::problem::Input, &f64)| {
                input.spread.low + (input.spread.high - input.spread.low) * u
            };
            let inputs: Vec<f64> = problem.inputs().iter().zip(u).map(value).collect();
            outputs(problem, study.evaluations.main().weights.common().unwrap(), &inputs, y);
        };
        let plain = sobol(problem.inputs().len(), 3 * n, 256, 7, model);
        let group = &study.groups[0];
        for (o, output) in ModelOutput::ALL.into_iter().enumerate() {
            for at in 0..n {
                let (found, expected) =
                    (group.of(output, at).indices.as_ref(), plain[o * n + at].as_ref());
                assert_eq!(found.is_some(), expected.is_some(), "case {cases}, {output:?} of {at}");
                let (Some(found), Some(expected)) = (found, expected) else { continue };
                for (place, factor) in group.factors.iter().enumerate() {
                    let What::Inputs { inputs, .. } = &study.factors[*factor].what else {
                        panic!("inputs only")
                    };
                    let (found, expected) = (&found[place], &expected[inputs[0]]);
                    for (found, expected) in
                        [(found.first_order, expected.first_order), (found.total, expected.total)]
                    {
                        assert!(
                            (found.value - expected.value).abs() < 1e-8,
                            "case {cases}: {found:?} {expected:?}"
                        );
                        assert!(
                            (found.std_error - expected.std_error).abs() < 1e-8,
                            "case {cases}: {found:?} {expected:?}"
                        );
                    }
                }
            }
        }
        let mut bases: Vec<usize> = problem.cells().iter().map(|cell| cell.input).collect();
        bases.sort_unstable();
        bases.dedup();
        shared += usize::from(bases.len() < problem.cells().len());
    }
    assert!(shared > 20);
}

fn builtin(name: &str) -> Case {
    Case::open(&Location::Builtin(name.into()), &WhatIf::default()).unwrap()
}

/// The effects within a set and the first order of the set are estimated apart; they share one
/// variance.
#[test]
fn effects_within_a_set_sum_to_its_first_order() {
    let flemish = builtin("flemish-cluster-policy");
    let drina = builtin("drina-hydropower");
    let asked = [
        (&flemish, "weighted-sum"),
        (&flemish, "weighted-sum"),
        (&drina, "vikor"),
        (&drina, "topsis"),
    ];
    for (case, method) in asked {
        let own = DriversRequest { uniform_sets: true, points: 1 << 12, ..request() };
        let study =
            drivers(&case.problem, &DriversRequest { methods: methods(&[method]), ..own.clone() })
                .unwrap();
        let mut looked = 0;
        for group in &study.groups {
            assert!(!group.weights.is_empty());
            for (at, output) in
                (0..group.members.len()).flat_map(|at| ModelOutput::ALL.map(|output| (at, output)))
            {
                let of = group.of(output, at);
                let Some(found) = &of.indices else { continue };
                for (place, own) in found
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| group.weights.iter().any(|it| it.0 == *place))
                {
                    let effects = group
                        .weights
                        .iter()
                        .zip(&of.shapley)
                        .filter(|((factor, _), _)| *factor == place);
                    let (sum, error) = effects.fold((0.0, 0.0), |(sum, error), (_, it)| {
                        (sum + it.value, error + it.std_error)
                    });
                    let error = error.max(own.first_order.std_error);
                    assert!(
                        (sum - own.first_order.value).abs() < 5.0 * error + 1e-9,
                        "{output:?}: {sum} {own:?}"
                    );
                    looked += 1;
                }
            }
        }
        assert!(looked > 10);
    }
}

/// With crisp figures under `leaves` the score is linear in uniform weights: the closed form, over
/// a sampled variance.
#[test]
fn effects_of_a_crisp_case_are_its_values() {
    let rows = [[0.9, 0.1, 0.4, 0.2], [0.3, 0.8, 0.5, 0.7], [0.0, 1.0, 1.0, 0.0]];
    let figures = Matrix::from_fn(3, 4, |i, j| rows[i][j]);
    let problem = Problem::crisp(&figures, &[Direction::Max; 4], &[1.0; 4]).unwrap();
    let leaves =
        DriversRequest { weights: WeightsChoice::Model(WeightsModel::Leaves), ..request() };
    for (wanted, study) in
        [(request(), ask(&problem, &request())), (leaves.clone(), ask(&problem, &leaves))]
    {
        for at in 0..3 {
            let column = |j: usize| rows.map(|row| row[j]);
            let value = |j: usize| {
                let (least, most) = column(j)
                    .iter()
                    .fold((1.0, 0.0), |(a, b): (f64, f64), x| (a.min(*x), b.max(*x)));
                (rows[at][j] - least) / (most - least)
            };
            let exact = linear_effects(&[value(0), value(1), value(2), value(3)]);
            let variance: f64 = exact.iter().sum();
            for (effect, exact) in
                study.groups[0].of(ModelOutput::Score, at).shapley.iter().zip(&exact)
            {
                near(*effect, exact / variance, &format!("{wanted:?}"));
            }
        }
    }
}

/// Around given weights: a linear score of Dirichlet weights with any parameters, over all subsets.
/// Given w_S the others share what is left as their parameters do; Cov(w_i, w_j) = (d_ij a_i / a -
/// a_i a_j / a^2) / (a + 1), a the sum of the parameters a_i.
#[test]
fn effects_around_given_weights_are_those_of_all_subsets() {
    let case = builtin("fighter-aircraft");
    let around = DriversRequest { weights: "around:20".parse().unwrap(), ..request() };
    let study = ask(&case.problem, &around);
    let given = study.evaluations.main().weights.common().unwrap();
    let n = given.len();
    let values = study.evaluations.main().groups[0].values.as_ref().unwrap();
    let explained = |at: usize, subset: usize| {
        let within = |j: &usize| subset >> j & 1 == 1;
        let left: f64 = (0..n).filter(|j| !within(j)).map(|j| given[j]).sum();
        let rest: f64 = (0..n).filter(|j| !within(j)).map(|j| given[j] * values.at(at, j)).sum();
        let rest = if left > 1e-12 { rest / left } else { 0.0 };
        let of = |j: usize| if within(&j) { values.at(at, j) - rest } else { 0.0 };
        let covariance =
            |i: usize, j: usize| (if i == j { given[i] } else { 0.0 } - given[i] * given[j]) / 21.0;
        (0..n)
            .flat_map(|i| (0..n).map(move |j| (i, j)))
            .map(|(i, j)| of(i) * of(j) * covariance(i, j))
            .sum::<f64>()
    };
    let factorial = |n: usize| (1..=n).map(|k| k as f64).product::<f64>();
    for at in 0..4 {
        let effects = &study.groups[0].of(ModelOutput::Score, at).shapley;
        assert_eq!(effects.len(), n);
        for (j, found) in effects.iter().enumerate() {
            let without = (0..1usize << n).filter(|subset| subset >> j & 1 == 0);
            let effect: f64 = without
                .map(|subset| {
                    let s = subset.count_ones() as usize;
                    let share = factorial(s) * factorial(n - s - 1) / factorial(n);
                    share * (explained(at, subset | 1 << j) - explained(at, subset))
                })
                .sum();
            near(*found, effect / explained(at, (1 << n) - 1), &format!("A{} {j}", at + 1));
        }
    }
}

/// Weights (t, t, 1 - 2t) come from a walk along a line; what is left of them is uniform, so the
/// closed form is that of two criteria.
#[test]
fn weights_within_constraints_are_one_factor() {
    let criterion =
        |id: &str| format!("[[criteria]]\nid = \"{id}\"\nscale = {{ min = 0, max = 1 }}\n");
    let toml = format!(
        "format = 1\nid = \"line\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n{}{}{}[weights]\nconstraints = [\"c1 = c2\"]\n",
        criterion("c1"),
        criterion("c2"),
        criterion("c3")
    );
    let csv = "option,c1,c2,c3\nA,0.25,0.25,uniform(0.5; 1)\nB,0.5,0.5,0.5\n";
    let files = Files::new(&[("case.toml", &toml), ("d.csv", csv)]);
    let case = files.open().unwrap();
    let study = ask(&case.problem, &request());
    let (w, x) = (
        indices(&study, ModelOutput::Score, 0, "weights"),
        indices(&study, ModelOutput::Score, 0, "inputs:c3"),
    );
    for (found, sixteenths) in
        [(w.first_order, 12.0), (w.total, 13.0), (x.first_order, 3.0), (x.total, 4.0)]
    {
        near(found, sixteenths / 16.0, "within a line");
    }
    assert!(study.groups[0].weights.is_empty());
    let text =
        refused(&case.problem, &["weighted-sum"], &DriversRequest { points: 1 << 24, ..request() })
            .to_string();
    assert!(text.contains("at most 5592405 points"), "{text}");
}

// Order and threads
// ------------------------------------------------------------------------------------------------------------------

fn number(table: &Table, row: usize, column: &str) -> Option<f64> {
    table.get(row, column).as_number()
}

#[test]
fn the_order_of_criteria_only_changes_the_order_of_rows() {
    let columns = ["uniform(0; 1)", "0.4..0.9", "0.3|0.5|0.6"];
    let rival = ["0.5", "uniform(0.2; 0.7)", "0.6"];
    let open = |order: [usize; 3]| {
        let mut toml = String::from(
            "format = 1\nid = \"turned\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n",
        );
        let mut csv = [String::from("option"), String::from("A"), String::from("B")];
        for j in order {
            toml += &format!("[[criteria]]\nid = \"c{j}\"\nscale = {{ min = 0, max = 1 }}\n");
            csv[0] += &format!(",c{j}");
            csv[1] += &format!(",{}", columns[j]);
            csv[2] += &format!(",{}", rival[j]);
        }
        Files::new(&[("case.toml", &toml), ("d.csv", &csv.join("\n"))])
    };
    let own = DriversRequest { uniform_sets: true, ..request() };
    let tables: Vec<Table> = [[0, 1, 2], [2, 0, 1]]
        .into_iter()
        .map(|order| {
            let files = open(order);
            let case = files.open().unwrap();
            ask(&case.problem, &own).indices()
        })
        .collect();
    let key = |table: &Table, row: usize| {
        ["option", "output", "factor"]
            .map(|column| table.get(row, column).as_text().unwrap().to_owned())
    };
    assert_eq!(tables[0].rows(), tables[1].rows());
    for row in 0..tables[0].rows() {
        let other = (0..tables[1].rows())
            .find(|other| key(&tables[1], *other) == key(&tables[0], row))
            .expect("the same rows");
        for column in ["first_order", "total", "shapley"] {
            let of = |table: &Table, row: usize| {
                Some((number(table, row, column)?, number(table, row, &format!("{column}_se"))?))
            };
            match (of(&tables[0], row), of(&tables[1], other)) {
                (Some((x, e)), Some((y, f))) => {
                    assert!((x - y).abs() <= 5.0 * e.hypot(f) + 1e-9, "{:?}", key(&tables[0], row))
                }
                (x, y) => assert_eq!(x, y),
            }
        }
    }
}

#[test]
fn threads_do_not_show_in_any_table() {
    let flemish = builtin("flemish-cluster-policy");
    let fighter = builtin("fighter-aircraft");
    let own = DriversRequest { uniform_sets: true, points: 640, by: By::Passage, ..request() };
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let study = drivers(
                &fighter.problem,
                &DriversRequest { methods: methods(&["topsis", "vikor"]), ..own.clone() },
            )
            .unwrap();
            [ask(&flemish.problem, &own).indices(), study.indices()]
        })
    };
    let one = with(1);
    assert!([2, 5].into_iter().all(|threads| with(threads) == one));
}

// Factors
// ----------------------------------------------------------------------------------------------------------------------------

fn factors(study: &Drivers) -> Vec<(String, usize)> {
    let size = |what: &What| if let What::Inputs { inputs, .. } = what { inputs.len() } else { 0 };
    study.factors.iter().map(|factor| (factor.name.clone(), size(&factor.what))).collect()
}

#[test]
fn every_input_is_in_one_factor() {
    let case = builtin("flemish-cluster-policy");
    for by in [By::Criterion, By::Input, By::Passage] {
        let study = ask(
            &case.problem,
            &DriversRequest { uniform_sets: true, points: 128, by, ..request() },
        );
        let table = study.factors_table();
        let mut inputs: Vec<&str> =
            (0..table.rows()).filter_map(|row| table.get(row, "input").as_text()).collect();
        let count = inputs.len();
        inputs.sort_unstable();
        inputs.dedup();
        assert_eq!(inputs.len(), count);
        assert_eq!(count, 51);
    }
}

#[test]
fn passages_make_factors_and_the_rest_goes_by_criterion() {
    let toml = "format = 1\nid = \"said\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n\
        [[criteria]]\nid = \"c1\"\nscale = { min = 0, max = 1 }\n[[criteria]]\nid = \"c2\"\nscale = { min = 0, max = 1 }\n";
    let csv = "option,criterion,value,passage\nA,c1,uniform(0; 1),p1\nA,c2,uniform(0; 1),p1\nB,c1,uniform(0; 1),p2;p1\n\
        B,c2,uniform(0; 1),p1;p2\nC,c1,uniform(0; 1),\nC,c2,0.5,p1\n";
    let files = Files::new(&[("case.toml", toml), ("d.csv", csv)]);
    let case = files.open().unwrap();
    let study = ask(&case.problem, &DriversRequest { by: By::Passage, points: 128, ..request() });
    let expected = [("weights", 0), ("passage:p1", 2), ("passage:p1+p2", 2), ("inputs:c1", 1)];
    assert_eq!(factors(&study), expected.map(|(name, size)| (name.to_owned(), size)));
}

#[test]
fn sibling_sets_are_factors_only_where_they_are_drawn_apart() {
    let toml = |constraint: &str| {
        format!(
            "format = 1\nid = \"tree\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"n\"\n\
            [[criteria]]\nid = \"c1\"\nparent = \"n\"\nscale = {{ min = 0, max = 1 }}\n\
            [[criteria]]\nid = \"c2\"\nparent = \"n\"\nscale = {{ min = 0, max = 1 }}\n\
            [[criteria]]\nid = \"c3\"\nscale = {{ min = 0, max = 1 }}\n[weights]\nconstraints = [{constraint}]\n"
        )
    };
    let names = |constraint: &str, model: &str| -> (Vec<String>, Vec<String>) {
        let files = Files::new(&[
            ("case.toml", &toml(constraint)),
            ("d.csv", "option,c1,c2,c3\nA,0.2,0.9,0.4\nB,0.7,0.1,0.5\n"),
        ]);
        let case = files.open().unwrap();
        let study = ask(
            &case.problem,
            &DriversRequest { weights: model.parse().unwrap(), points: 256, ..request() },
        );
        let weights = study.groups[0].weights.iter().map(|(_, id)| id.clone()).collect();
        (study.factors.iter().map(|factor| factor.name.clone()).collect(), weights)
    };
    let of = |factors: &[&str], weights: &[&str]| {
        (
            factors.iter().map(|s| (*s).to_owned()).collect(),
            weights.iter().map(|s| (*s).to_owned()).collect(),
        )
    };
    assert_eq!(names("", "nodes"), of(&["weights", "weights:n"], &["n", "c3", "c1", "c2"]));
    assert_eq!(names("", "leaves"), of(&["weights"], &["c1", "c2", "c3"]));
    // Several sets in one factor have no effects within; nor has a box, or what constraints leave.
    assert_eq!(names("", "around:20"), of(&["weights"], &[]));
    assert_eq!(names("", "box:20"), of(&["weights"], &[]));
    assert_eq!(names("\"c1 >= c2\"", "nodes"), of(&["weights"], &[]));
    // The top has no choice left: one set is.
    assert_eq!(names("\"n = 0.5\"", "nodes"), of(&["weights"], &["c1", "c2"]));
    assert_eq!(names("\"c1 = c2\"", "leaves"), of(&["weights"], &[]));
    assert_eq!(names("", "given"), of(&[], &[]));
    assert_eq!(names("\"n = 0.5\", \"c1 = c2\"", "nodes"), of(&[], &[]));
}

// Bad input
// --------------------------------------------------------------------------------------------------------------------------

fn refused(problem: &Problem, names: &[&str], request: &DriversRequest) -> Error {
    match drivers(problem, &DriversRequest { methods: methods(names), ..(request).clone() }) {
        Err(error) => error,
        Ok(_) => panic!("refused"),
    }
}

#[test]
fn sets_need_a_claim() {
    let case = builtin("flemish-cluster-policy");
    let error = refused(&case.problem, &["weighted-sum"], &request());
    assert!(matches!(error, Error::Undefined { .. }));
    let text = error.to_string();
    assert!(
        text.contains("neu-central@scenario=S1")
            && text.contains("50 more")
            && text.contains("--intervals uniform"),
        "{text}"
    );
    assert!(
        ask(&case.problem, &DriversRequest { uniform_sets: true, points: 128, ..request() })
            .assumed
    );
    let files = two();
    let case = files.open().unwrap();
    assert!(
        !ask(&case.problem, &DriversRequest { uniform_sets: true, points: 128, ..request() })
            .assumed
    );
}

#[test]
fn what_does_not_fit_is_said() {
    let figures = Matrix::from_fn(3, 2, |i, j| [[1.0, 2.0], [2.0, 1.0], [1.5, 1.5]][i][j]);
    let problem = Problem::crisp(&figures, &[Direction::Max; 2], &[1.0; 2]).unwrap();
    let with = |points: u64, normalizations: &[&str]| DriversRequest {
        points,
        normalizations: normalizations.iter().map(|name| (*name).to_owned()).collect(),
        ..request()
    };
    for (names, request, said) in [
        (vec!["weighted-sum"], with(0, &[]), "`points` = 0: a number from 128"),
        (vec!["weighted-sum"], with(u64::MAX, &[]), "a number from 128"),
        (vec!["topsis"], with(128, &["vectr"]), "did you mean `vector`?"),
        (vec!["vikor"], with(128, &["vector"]), "no normalization to choose"),
        (vec!["promethee-i"], with(128, &[]), "no score"),
        (vec!["weighted-sum", "promethee-i"], with(128, &[]), "no score"),
    ] {
        let text = refused(&problem, &names, &request).to_string();
        assert!(text.contains(said), "{text}");
    }
    assert!("gives".parse::<WeightsChoice>().unwrap_err().starts_with("known are given, nodes"));
}

/// A method that is not defined for some figures of a distribution says at which point, the same
/// for any number of threads.
#[test]
fn an_undefined_draw_is_an_error() {
    let toml = "format = 1\nid = \"zero\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"c1\"\n\
        [[criteria]]\nid = \"c2\"\n";
    let files =
        Files::new(&[("case.toml", toml), ("d.csv", "option,c1,c2\nA,uniform(-1; 9),2\nB,3,4\n")]);
    let case = files.open().unwrap();
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| refused(&case.problem, &["weighted-product"], &request()).to_string())
    };
    assert!(with(1).contains("not defined for the figures of point"), "{}", with(1));
    assert_eq!(with(1), with(3));
}

/// B is first where c weighs more than 1000/1001: in about one draw of a thousand.
#[test]
fn a_place_that_a_few_draws_alone_change_is_not_shared_out() {
    let toml = r#"
format = 1
id = "t"
data = ["own.csv"]
[[keys]]
id = "a"
values = [{ id = "A" }, { id = "B" }]
[[criteria]]
id = "c"
scale = { min = 0, max = 10 }
[[criteria]]
id = "d"
scale = { min = 0, max = 10 }
"#;
    let case = Files::new(&[("case.toml", toml), ("own.csv", "a,c,d\nA,0,10\nB,0.01,0\n")])
        .open()
        .unwrap();
    let study = ask(&case.problem, &DriversRequest { points: 1 << 10, ..request() });
    let first = study.groups[0].of(ModelOutput::First, 1);
    assert!(first.mean > 0.0 && first.mean < 0.01, "{first:?}");
    assert!(first.too_few && first.indices.is_none() && first.shapley.is_empty(), "{first:?}");
    assert!(study.groups[0].of(ModelOutput::Score, 0).indices.is_some());
    let table = study.indices();
    assert!((0..table.rows()).any(|row| number(&table, row, "total").is_none()));
    let said = |language| {
        let page = afweging::report::drivers(&case, &study, afweging::report::Words(language));
        afweging::report::to_text(&page, 500)
    };
    let (en, nl) = (said(afweging::problem::Language::En), said(afweging::problem::Language::Nl));
    assert!(
        en.contains("What first place of A and B depends on cannot be told: it varies in too few draws (more `--points`)"),
        "{en}"
    );
    assert!(
        nl.contains("is niet te zeggen: ze varieert in te weinig trekkingen (meer `--points`)"),
        "{nl}"
    );
}

/// y = 1 where both factors are above 0.9: each explains 0.0009 / 0.0099 = 1/11 by itself. In two
/// pairs of a thousand does a swap change both draws, too few to tell that; the totals, of 10/11
/// ... each, rest on ten times as many.
#[test]
fn a_first_order_that_few_pairs_tell_is_no_figure() {
    let both = |u: &[f64], y: &mut [f64]| y[0] = f64::from(u8::from(u[0] > 0.9 && u[1] > 0.9));
    for seed in 1..=10 {
        let few = sobol(2, 1, 1 << 10, seed, both)[0].as_ref().expect("it varies")[0];
        assert!(!few.tells_first_order && few.total.value > 0.5, "{few:?}");
        let many = sobol(2, 1, 1 << 17, seed, both)[0].as_ref().expect("it varies")[0];
        let (found, error) = (many.first_order.value, many.first_order.std_error);
        assert!(
            many.tells_first_order && (found - 1.0 / 11.0).abs() < 5.0 * error && error < 0.03,
            "{many:?}"
        );
    }
    // In the table it is empty, beside its total: B is first where c has nearly all weight and x is
    // near its greatest.
    let toml = "format = 1\nid = \"t\"\ndata = [\"own.csv\"]\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"c\"\nscale = { min = 0, max = 10 }\n[[criteria]]\nid = \"d\"\nscale = { min = 0, max = 10 }\n";
    let case =
        Files::new(&[("case.toml", toml), ("own.csv", "a,c,d\nA,9,10\nB,uniform(0; 10),0\n")])
            .open()
            .unwrap();
    let table = ask(&case.problem, &DriversRequest { points: 1 << 11, ..request() }).indices();
    let of_first = |row: &usize| table.get(*row, "output").as_text() == Some("first");
    let rows: Vec<usize> = (0..table.rows())
        .filter(of_first)
        .filter(|row| number(&table, *row, "total").is_some())
        .collect();
    assert!(
        !rows.is_empty() && rows.iter().all(|row| number(&table, *row, "first_order").is_none())
    );
}

#[test]
fn little_is_no_hang() {
    let one =
        Problem::crisp(&Matrix::from_fn(1, 2, |_, j| j as f64), &[Direction::Max; 2], &[1.0; 2])
            .unwrap();
    let study = ask(&one, &request());
    assert!(
        study.groups[0].of(ModelOutput::Rank, 0).indices.is_none()
            && study.groups[0].of(ModelOutput::First, 0).indices.is_none()
    );
    // One criterion, and given weights: nothing varies.
    let figures = Matrix::from_fn(2, 1, |i, _| i as f64);
    let single = Problem::crisp(&figures, &[Direction::Max], &[1.0]).unwrap();
    let study = ask(&single, &request());
    assert!(study.factors.is_empty() && study.indices().rows() == 0);
    // Identical alternatives tie in every draw.
    let same =
        Problem::crisp(&Matrix::from_fn(2, 3, |_, j| j as f64), &[Direction::Max; 3], &[1.0; 3])
            .unwrap();
    let study = ask(&same, &request());
    let first = study.groups[0].of(ModelOutput::First, 0);
    assert!(first.indices.is_none() && (first.mean - 0.5).abs() < 1e-15);
    // Every figure that leaves is a figure.
    let table = study.indices();
    assert!((0..table.rows()).all(|row| number(&table, row, "total").is_none_or(f64::is_finite)));
}
