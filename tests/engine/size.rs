//! Many criteria and deep trees: the answers are right, and the tests are over in seconds. A step
//! that is quadratic or cubic in the criteria or the levels would take minutes here.

use crate::common::{Files, Random};
use afweging::Error;
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::{
    By, Evaluations, SweepRequest, WeightsChoice, WeightsModel, evaluate, sweep,
};

const HEAD: &str = "format = 1\nid = \"x\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"k\"\n";
const SCALE: &str = "scale = { min = 0, max = 10 }\n";

fn findings(files: &Files) -> Vec<String> {
    match files.open() {
        Err(Error::Findings(findings)) => {
            findings.0.iter().map(|finding| finding.message.to_string()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_long_cycle_of_parents_has_a_short_message() {
    let n = 10_000;
    let criteria: String = (0..n)
        .map(|j| format!("[[criteria]]\nid = \"c{j}\"\nparent = \"c{}\"\n", (j + 1) % n))
        .collect();
    let files = Files::new(&[
        ("case.toml", &format!("{HEAD}{criteria}[[criteria]]\nid = \"z\"\n")),
        ("d.csv", "k,z\na,1\n"),
    ]);
    let messages = findings(&files);
    assert_eq!(messages.len(), 1);
    assert_eq!(
        messages[0],
        "the tree of criteria has a cycle: c0 -> c1 -> c2 -> c3 -> c4 -> c5 -> c6 -> (9992 more) -> c9999 -> c0"
    );
}

/// Each level has half of what is left: the last leaf of 2,000 levels has next to nothing, and the
/// weights still sum to 1.
#[test]
fn deep_trees_are_read_in_no_time() {
    let levels = 5_000;
    let mut toml = format!("{HEAD}[[criteria]]\nid = \"n0\"\n");
    for j in 1..levels {
        toml += &format!("[[criteria]]\nid = \"n{j}\"\nparent = \"n{}\"\n", j - 1);
    }
    toml += &format!("[[criteria]]\nid = \"z\"\nparent = \"n{}\"\n{SCALE}", levels - 1);
    let files = Files::new(&[("case.toml", &toml), ("d.csv", "k,z\na,1\nb,0\n")]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    assert_eq!(evaluation.weights.common().unwrap(), [1.0]);
    assert_eq!(sweep(&evaluation, &SweepRequest::default()).unwrap().alone.len(), levels + 1);

    let levels = 2_000;
    let mut toml = format!("{HEAD}[[criteria]]\nid = \"n0\"\n");
    for j in 1..levels {
        toml += &format!(
            "[[criteria]]\nid = \"n{j}\"\nparent = \"n{}\"\n[[criteria]]\nid = \"l{j}\"\nparent = \"n{}\"\n{SCALE}",
            j - 1,
            j - 1
        );
    }
    toml += &format!("[[criteria]]\nid = \"z\"\nparent = \"n{}\"\n{SCALE}", levels - 1);
    let header: String = (1..levels).map(|j| format!(",l{j}")).collect();
    let row = |figure: &str| format!(",{figure}").repeat(levels - 1);
    let csv = format!("k{header},z\na{},1\nb{},2\n", row("1"), row("2"));
    let files = Files::new(&[("case.toml", &toml), ("d.csv", &csv)]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    assert!((evaluation.weights.common().unwrap().iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert!((evaluation.weights.common().unwrap()[2] - 0.125).abs() < 1e-15);
    assert_eq!(sweep(&evaluation, &SweepRequest::default()).unwrap().swept(), 2 * (levels - 1));
}

#[test]
fn many_criteria_without_data_are_told_in_no_time() {
    let n = 20_000;
    let criteria: String =
        (0..n).map(|j| format!("[[criteria]]\nid = \"c{j}\"\n{SCALE}")).collect();
    let files =
        Files::new(&[("case.toml", &format!("{HEAD}{criteria}")), ("d.csv", "k,c0\na,1\nb,2\n")]);
    assert_eq!(findings(&files).len(), n - 1);
}

fn wide(n: usize, whole: bool) -> Problem {
    let mut random = Random(5);
    let figures =
        Matrix::from_fn(3, n, |_, _| if whole { random.below(10) as f64 } else { random.unit() });
    Problem::crisp(&figures, &vec![Direction::Max; n], &vec![1.0; n]).unwrap()
}

#[test]
fn sweeps_among_many_criteria() {
    for (n, whole) in [(5_000, false), (2_000, true)] {
        let problem = wide(n, whole);
        let evaluation = evaluate(&problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let evaluations = Evaluations::new(&problem, &[Method::default()]).unwrap();
        let lint = afweging::study::lint::lint(&evaluations, None).unwrap();
        assert!(!lint.unexamined.is_empty());
        let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
        let table = study.switches();
        let ranked = &study.ranked_groups[0];
        // A switch by its formula: the criterion's own lead against that of all others.
        let at = |row: usize, column: &str| {
            table.get(row, column).as_text().unwrap()[1..].parse::<usize>().unwrap() - 1
        };
        for row in (0..table.rows()).step_by(97) {
            let (j, below, above) =
                (at(row, "criterion"), at(row, "ahead_below"), at(row, "ahead_above"));
            let lead = |leaf: usize| ranked.value(below, leaf) - ranked.value(above, leaf);
            let others = (0..n).filter(|leaf| *leaf != j).map(lead).sum::<f64>() / (n - 1) as f64;
            let by_hand = others / (others - lead(j));
            assert!(
                (table.get(row, "weight").as_number().unwrap() - by_hand).abs()
                    < 1e-11 + 1e-14 / (others - lead(j)).abs()
            );
        }
    }
}

/// The effects of many weights, by walks that add up from step to step: those of the score have a
/// closed form, and all sum to 1.
#[test]
fn drivers_among_many_criteria() {
    let n = 2_000;
    let problem = wide(n, false);
    let request = afweging::study::DriversRequest {
        methods: vec![Method::default()],
        weights: WeightsChoice::Model(WeightsModel::Nodes),
        by: By::Criterion,
        normalizations: Vec::new(),
        points: 256,
        uniform_sets: false,
        seed: 1,
    };
    let study = afweging::study::drivers(&problem, &request).unwrap();
    let group = &study.groups[0];
    for at in 0..3 {
        // Nothing but the weights varies, so that their effects share out all of the score's
        // variance, but for the error of 512 draws.
        let of = group.of(afweging::study::ModelOutput::Score, at);
        let sum: f64 = of.shapley.iter().map(|it| it.value).sum();
        assert!(of.shapley.len() == n && (sum - 1.0).abs() < 0.5, "{sum}");
        assert!((0..n).all(|j| of.shapley[j].value.is_finite()));
    }
}
