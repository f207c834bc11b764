//! The exact bounds against brute force (see `common/vertices.rs`).

use crate::common::vertices::{brute_force, variables};
use crate::common::{Random, performance, random_case, score};
use afweging::method::Method;
use afweging::problem::{PlaceInGroup, weights};
use afweging::study::evaluate;

const FIRST: PlaceInGroup = PlaceInGroup::new(0);
const SECOND: PlaceInGroup = PlaceInGroup::new(1);

#[test]
fn bounds_of_differences_equal_the_vertices_of_the_pieces() {
    let mut random = Random(20240506);
    let (mut cases, mut pairs, mut with_shift, mut shared) = (0, 0, 0, 0);
    while cases < 1000 {
        let files = random_case(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        let problem = &case.problem;
        let weights = weights::global(problem.tree());
        let evaluation = evaluate(problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let group = &evaluation.groups[0];
        assert!(group.exact);
        let n = problem.alternatives().len();
        let mut used = false;
        for a in 0..n {
            for b in a + 1..n {
                let variables = variables(problem, [a, b]);
                if variables.is_empty() || variables.len() > 4 {
                    continue;
                }
                let (least, most) = brute_force(problem, &weights, [a, b], &variables);
                let bounds = group
                    .score_difference(PlaceInGroup::new(a), PlaceInGroup::new(b))
                    .expect("the weighted sum has bounds");
                let text = || {
                    format!(
                        "{}\n{a} over {b}: brute force {least} .. {most}, bounds {bounds:?}",
                        std::fs::read_to_string(files.path("case.toml")).unwrap()
                    )
                };
                assert!((bounds.min - least).abs() < 1e-9, "{}", text());
                assert!((bounds.max - most).abs() < 1e-9, "{}", text());
                used = true;
                pairs += 1;
                with_shift += usize::from(
                    problem
                        .cells_of(a)
                        .iter()
                        .any(|cell| cell.shifts.iter().any(|s| variables.contains(&s.input))),
                );
                shared += usize::from(
                    problem
                        .cells_of(a)
                        .iter()
                        .zip(problem.cells_of(b))
                        .any(|(x, y)| x.input == y.input && variables.contains(&x.input)),
                );
            }
        }
        cases += usize::from(used);
    }
    // The generator must not drift into cases that test nothing.
    assert!(
        pairs > 1500 && with_shift > 300 && shared > 300,
        "{pairs} pairs, {with_shift} with uncertain shifts, {shared} with shared inputs"
    );
}

#[test]
fn no_assignment_of_inputs_leaves_the_bounds() {
    let mut random = Random(7);
    for _ in 0..300 {
        let files = random_case(&mut random);
        let case = files.open().unwrap();
        let problem = &case.problem;
        let weights = weights::global(problem.tree());
        let evaluation = evaluate(problem, &Method::named("weighted-sum").unwrap()).unwrap();
        let group = &evaluation.groups[0];
        for _ in 0..50 {
            let draw = |input: &afweging::problem::Input| {
                input.spread.low + (input.spread.high - input.spread.low) * random.unit()
            };
            let inputs: Vec<f64> = problem.inputs().iter().map(draw).collect();
            for a in 0..problem.alternatives().len() {
                let mine = score(problem, &weights, a, &inputs);
                let (low, high) = group.standing(PlaceInGroup::new(a)).bounds.unwrap();
                assert!(low - 1e-9 <= mine && mine <= high + 1e-9);
                for b in 0..problem.alternatives().len() {
                    if a == b {
                        continue;
                    }
                    let lead =
                        group.score_difference(PlaceInGroup::new(a), PlaceInGroup::new(b)).unwrap();
                    let difference = mine - score(problem, &weights, b, &inputs);
                    assert!(lead.min - 1e-9 <= difference && difference <= lead.max + 1e-9);
                    // Where the inputs say who is ahead, ranks must allow it.
                    let ahead = (0..problem.alternatives().len())
                        .filter(|other| score(problem, &weights, *other, &inputs) > mine + 1e-9)
                        .count();
                    let (best, worst) = group.standing(PlaceInGroup::new(a)).ranks.unwrap();
                    assert!(best <= 1 + ahead && ahead < worst);
                }
                for leaf in 0..weights.len() {
                    let x = performance(problem, a, leaf, &inputs);
                    let spread = problem.cell(a, leaf).spread;
                    assert!(spread.low - 1e-9 <= x && x <= spread.high + 1e-9);
                }
            }
        }
    }
}

const TEXTS: &str = r#"format = 1
id = "texts"
data = ["plans.csv", "places.csv"]
[[keys]]
id = "plan"
[[keys]]
id = "place"
[[criteria]]
id = "x"
scale = { min = 0, max = 10 }
[[adjustments]]
criterion = "x"
attribute = "role"
when = { plan = "A" }
shift = { values = { lead = 2, partner = 0 } }
[[adjustments]]
criterion = "x"
attribute = "role"
when = { plan = "B" }
shift = { values = { lead = 0, partner = 2 } }
"#;

/// One unknown text is one text everywhere: where it lifts A it does not lift B.
#[test]
fn an_unknown_text_is_the_same_text_in_every_adjustment() {
    let files = crate::common::Files::new(&[
        ("case.toml", TEXTS),
        ("plans.csv", "plan,x\nA,5\nB,5\n"),
        ("places.csv", "place,role\nhere,?\n"),
    ]);
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let lead = evaluation.groups[0].score_difference(FIRST, SECOND).unwrap();
    assert!((lead.min + 0.2).abs() < 1e-12 && (lead.max - 0.2).abs() < 1e-12, "{lead:?}");
    // The scores are those of one text: of two that lie as near to the middle, the first.
    let scores = [FIRST, SECOND].map(|place| evaluation.groups[0].standing(place).score.unwrap());
    assert!((scores[0] - 0.7).abs() < 1e-12 && (scores[1] - 0.5).abs() < 1e-12, "{scores:?}");
}

/// Two shifts of a cell by one attribute add up before their range is taken: +4 and -4 cancel.
#[test]
fn an_attribute_that_shifts_a_cell_twice_is_one_figure() {
    let twice = "shift = { points = [[0.0, 0.0], [10.0, 4.0]] }\n[[adjustments]]\ncriterion = \"x\"\nattribute = \"role\"\nwhen = { plan = \"A\" }\nshift = { points = [[0.0, 0.0], [10.0, -4.0]] }\n";
    let toml = TEXTS.replace("shift = { values = { lead = 2, partner = 0 } }\n", twice).replace(
        "shift = { values = { lead = 0, partner = 2 } }",
        "shift = { points = [[0.0, 0.0]] }",
    );
    let files = crate::common::Files::new(&[
        ("case.toml", &toml),
        ("plans.csv", "plan,x\nA,5\nB,6\n"),
        ("places.csv", "place,role\nhere,0..10\n"),
    ]);
    let case = files.open().unwrap();
    assert!(case.problem.cell(0, 0).spread.is_crisp());
    assert_eq!(case.problem.performance(0, 0), "5");
}

/// Many alternatives shifted by the same unknown attributes: outer bounds, and they are told apart
/// from exact ones.
#[test]
fn a_search_that_would_take_too_long_gives_true_outer_bounds() {
    let mut toml = String::from(
        "format = 1\nid = \"many\"\ndata = [\"a.csv\", \"b.csv\", \"c.csv\"]\n[[keys]]\nid = \"plan\"\n[[keys]]\nid = \"place\"\n",
    );
    let (mut head, mut row) = (String::from("place"), String::from("here"));
    for k in 0..6 {
        toml += &format!("[[criteria]]\nid = \"c{k}\"\nscale = {{ min = 0, max = 10 }}\n");
        head += &format!(",s{k}");
        row += ",?";
        for j in 0..6 {
            toml += &format!(
                "[[adjustments]]\ncriterion = \"c{k}\"\nattribute = \"s{j}\"\nshift = {{ points = [[0, 0], [1, {}], [2, {}]] }}\n",
                1 + (k + j) % 3,
                -1 - ((k * j) % 4) as i64
            );
        }
    }
    let mut plans = String::from("plan,c0,c1,c2,c3,c4,c5\n");
    for i in 0..6 {
        plans += &format!("P{i}");
        (0..6).for_each(|k| plans += &format!(",{}..{}", (i + k) % 5, 5 + (i * k) % 5));
        plans += "\n";
    }
    let files = crate::common::Files::new(&[
        ("case.toml", &toml),
        ("a.csv", &plans),
        ("b.csv", &format!("{head}\n{row}\n")),
        ("c.csv", "plan,place\nP0,here\nP1,here\nP2,here\nP3,here\nP4,here\nP5,here\n"),
    ]);
    let case = files.open().unwrap_or_else(|error| panic!("{error}"));
    let weights = weights::global(case.problem.tree());
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let group = &evaluation.groups[0];
    assert!(!group.exact);
    let mut random = Random(3);
    for _ in 0..2000 {
        let draw = |input: &afweging::problem::Input| {
            input.spread.low + (input.spread.high - input.spread.low) * random.unit()
        };
        let inputs: Vec<f64> = case.problem.inputs().iter().map(draw).collect();
        let difference =
            score(&case.problem, &weights, 0, &inputs) - score(&case.problem, &weights, 1, &inputs);
        let lead = group.score_difference(FIRST, SECOND).unwrap();
        assert!(lead.min <= difference && difference <= lead.max);
    }
}
