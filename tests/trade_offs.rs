//! Trade-offs in the units of the criteria, held against scores that are added up here: a step on
//! one criterion and the step that counts as much on another change the score alike.

mod common;

use afweging::case::{Case, Location, WhatIf};
use afweging::problem::{Language, Problem};
use afweging::report::{self, Words};
use afweging::study::{TradeOffs, evaluate, explain, trade_offs, trade_offs_at};
use common::{Files, Random, project, random_case, value};

const EN: Words = Words(Language::En);
const NL: Words = Words(Language::Nl);

fn case(rest: &str, table: &str) -> Case {
    let toml = format!("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n{rest}");
    Files::new(&[("case.toml", &toml), ("t.csv", table)])
        .open()
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The score of figures, one per leaf.
fn score(problem: &Problem, weights: &[f64], figures: &[f64]) -> f64 {
    (0..figures.len()).map(|leaf| weights[leaf] * value(problem, leaf, figures[leaf])).sum()
}

fn nominal(problem: &Problem, alternative: usize) -> Vec<f64> {
    (0..problem.tree().leaves().len())
        .map(|leaf| problem.spread(alternative, leaf).nominal)
        .collect()
}

/// Two figures that are changed together by a part of the steps.
fn changed(figures: &[f64], changes: &[(usize, f64)]) -> Vec<f64> {
    let mut out = figures.to_vec();
    changes.iter().for_each(|(leaf, by)| out[*leaf] += by);
    out
}

fn same(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12 * a.abs().max(1.0), "{a} {b}");
}

/// On linear value functions what is lost on one is made good by the other, whatever the figures.
fn check_linear(problem: &Problem, weights: &[f64], offs: &TradeOffs, figures: &[f64]) {
    for row in &offs.rows {
        let lost = changed(figures, &[(row.leaf, -row.step), (offs.reference, row.counts_as)]);
        same(score(problem, weights, figures), score(problem, weights, &lost));
        // And the step is one for the better.
        let better = changed(figures, &[(row.leaf, row.step)]);
        assert!(score(problem, weights, &better) > score(problem, weights, figures));
    }
}

#[test]
fn what_is_lost_on_one_is_made_good_by_the_other() {
    let pool = Case::open(&Location::Path(project("docs/pool/case.toml")), &WhatIf::default());
    let pool = pool.unwrap();
    let evaluation = evaluate(&pool.problem, &pool.methods[0]).unwrap();
    let offs = trade_offs(&evaluation).unwrap();
    let leaf = |id: &str| pool.problem.tree().leaf(id).unwrap();
    assert_eq!((offs.reference, offs.rows.len()), (leaf("cost"), 3));
    // By hand: a minute is 2/8 of the weight over 20, a million 3/8 over 10.
    let travel = offs.rows.iter().find(|row| row.leaf == leaf("travel")).unwrap();
    assert_eq!(travel.step, -1.0);
    same(travel.counts_as, -(2.0 / 20.0) / (3.0 / 10.0));
    let weights = [3.0, 2.0, 2.0, 1.0].map(|weight| weight / 8.0);
    for alternative in 0..4 {
        check_linear(&pool.problem, &weights, &offs, &nominal(&pool.problem, alternative));
    }
}

/// At the figures of an alternative, whatever the value functions: steps short enough to stay on
/// their piece change the score alike.
#[test]
fn and_so_are_steps_from_the_figures_of_an_alternative() {
    let mut random = Random(23);
    let (mut rows, mut none) = (0, 0);
    for _ in 0..100 {
        let case = random_case(&mut random).open().unwrap_or_else(|error| panic!("{error}"));
        let problem = &case.problem;
        let evaluation = evaluate(problem, &case.methods[0]).unwrap();
        let weights = evaluation.weights.base();
        if let Some(offs) = trade_offs(&evaluation) {
            let figures = vec![1.0; weights.len()];
            check_linear(problem, weights, &offs, &figures);
        }
        for alternative in 0..problem.alternatives().len() {
            let Some(offs) = trade_offs_at(&evaluation, alternative) else { continue };
            let figures = nominal(problem, alternative);
            let now = score(problem, weights, &figures);
            for row in &offs.rows {
                let part = 1e-4;
                let one = changed(&figures, &[(row.leaf, part * row.step)]);
                let other = changed(&figures, &[(offs.reference, part * row.counts_as)]);
                let (one, other) = (score(problem, weights, &one), score(problem, weights, &other));
                same(one, other);
                assert!(one > now, "{row:?}");
                rows += 1;
            }
            for leaf in &offs.nothing_gained {
                for by in [-1e-4, 1e-4] {
                    let there = changed(&figures, &[(*leaf, by)]);
                    assert!(score(problem, weights, &there) <= now + 1e-15);
                }
                none += 1;
            }
        }
    }
    assert!(rows > 100 && none > 5, "{rows} {none}");
}

const CRITERIA: &str = "[[criteria]]\nid = \"price\"\nlabel = \"Price\"\nunit = \"EUR\"\ndirection = \"min\"\nscale = { min = 0, max = 2000 }\nweight = 0.4\n[[criteria]]\nid = \"mass\"\nlabel = \"Mass\"\nunit = \"kg\"\ndirection = \"min\"\nscale = { min = 0, max = 4 }\nweight = 0.4\n[[criteria]]\nid = \"marks\"\nlabel = \"Marks\"\nscale = { min = 0, max = 10 }\nvalue = { points = [[0, 0], [6, 0.9], [8, 1], [10, 1]] }\nweight = 0.2\n";

fn page(blocks: &[report::Block]) -> String {
    report::to_text(blocks, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// By hand: 1 kg is 0.1 of the score and 1 EUR 0.0002; below 6 a mark is 0.03 and from 6 on 0.01.
#[test]
fn pages_say_them_in_the_direction_in_which_they_are_better() {
    let case = case(CRITERIA, "a,price,mass,marks\nA,900,1,3\nB,900,1,6\nC,900,1,8\n");
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let explained = |of: &str, words: Words| {
        page(&report::explain(&case, &[explain(&evaluation, of, None).unwrap()], words))
    };
    let holds = |page: String, wanted: &str| {
        assert!(page.contains(wanted), "no `{wanted}` in: {page}");
        page
    };
    let at_a = holds(
        explained("A", EN),
        "At the present figures of A: each step counts as much as the step on Price beside it.",
    );
    let at_a = holds(at_a, "Mass 1 kg less 500 EUR less");
    let at_a = holds(at_a, "Marks 1 point more 150 EUR less");
    assert!(!at_a.contains("bends") && !at_a.contains("Nothing is gained"), "{at_a}");
    let at_b = holds(explained("B", EN), "Marks 1 point more 50 EUR less");
    holds(
        at_b,
        "The value function of Marks bends at the present figure: the rate is that of a better figure, and a worse one counts otherwise.",
    );
    let at_c = holds(
        explained("C", EN),
        "Nothing is gained on Marks: a better figure than the present one adds no value.",
    );
    assert!(!at_c.contains("Marks 1 point") && !at_c.contains("present figures of C"), "{at_c}");
    holds(explained("A", NL), "Mass 1 kg minder 500 EUR minder");
    // Whatever the figures: only what is linear.
    let offs = trade_offs(&evaluation).unwrap();
    assert_eq!(offs.rows.iter().map(|row| row.leaf).collect::<Vec<_>>(), [1]);
    assert_eq!(offs.without, [2]);
}

/// Scales over the figures seen are named; other methods have no trade-offs.
#[test]
fn observed_ranges_are_named_and_other_methods_say_nothing() {
    let plain = "[[criteria]]\nid = \"x\"\n[[criteria]]\nid = \"y\"\nweight = 1\n";
    let plain = plain.replace("\"x\"\n", "\"x\"\nweight = 3\n");
    let table = "a,x,y\nA,10,0\nB,0,8\n";
    let own = case(&plain, table);
    let evaluation = evaluate(&own.problem, &own.methods[0]).unwrap();
    let offs = trade_offs(&evaluation).unwrap();
    assert_eq!((offs.reference, &offs.observed[..]), (0, &[0, 1][..]));
    // 1/4 over 8 against 3/4 over 10.
    same(offs.rows[0].counts_as / offs.rows[0].step, (0.25 / 8.0) / (0.75 / 10.0));
    let text = page(&report::explain(&own, &[explain(&evaluation, "A", None).unwrap()], EN));
    let wanted = [
        "y 1 point more 0.42 points more",
        "For x and y this holds for the scales over the figures seen.",
    ];
    for wanted in wanted {
        assert!(text.contains(wanted), "no `{wanted}` in: {text}");
    }
    for method in ["topsis", "vikor", "weighted-product", "promethee-ii"] {
        let other = case(&format!("{plain}[method.{method}]\n"), "a,x,y\nA,10,1\nB,1,8\n");
        let evaluation = evaluate(&other.problem, &other.methods[0]).unwrap();
        assert!(trade_offs(&evaluation).is_none() && trade_offs_at(&evaluation, 0).is_none());
    }
}
