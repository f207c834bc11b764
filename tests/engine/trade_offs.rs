//! Trade-offs in the units of the criteria, held against scores that are added up here: a step on
//! one criterion and the step that counts as much on another change the score alike.

use crate::common::{Files, Random, interpolate, project, random_case};
use afweging::case::{Case, Location, WhatIf};
use afweging::problem::{Beyond, Direction, Language, Problem, Scale};
use afweging::report::{self, Words};
use afweging::study::{Evaluations, TradeOffs, evaluate, explain, trade_offs, trade_offs_at};

const EN: Words = Words(Language::En);
const NL: Words = Words(Language::Nl);

fn case(rest: &str, table: &str) -> Case {
    let toml = format!(
        "format = 1\nid = \"t\"\nmin_known = 0.0\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n{rest}"
    );
    Files::new(&[("case.toml", &toml), ("t.csv", table)])
        .open()
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The value of a figure: that of the end where the scale does not go on.
fn value(problem: &Problem, leaf: usize, x: f64) -> f64 {
    let criterion = &problem.tree().leaves()[leaf];
    let (ends, goes_on) = match criterion.scale.as_ref().expect("a scale") {
        Scale::Ordinal(levels) => ((0.0, (levels.len() - 1) as f64), false),
        Scale::Numeric { min, max, beyond } => ((*min, *max), *beyond == Beyond::Extend),
    };
    let (min, max) = ends;
    let linear = || match criterion.direction {
        Direction::Max => vec![(min, 0.0), (max, 1.0)],
        Direction::Min => vec![(min, 1.0), (max, 0.0)],
        Direction::Target(target) => {
            let far = (target - min).max(max - target);
            let at = |x: f64| (x, 1.0 - (x - target).abs() / far);
            vec![at(min), at(target), at(max)]
        }
    };
    let points = criterion.value.as_ref().map_or_else(linear, |curve| curve.points().to_vec());
    let last = points.len() - 1;
    let along = |(x0, y0): (f64, f64), (x1, y1): (f64, f64)| y0 + (y1 - y0) * (x - x0) / (x1 - x0);
    match goes_on {
        true if x < points[0].0 => along(points[0], points[1]),
        true if x > points[last].0 => along(points[last - 1], points[last]),
        _ => interpolate(&points, x),
    }
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

/// The figures after these changes.
fn changed(figures: &[f64], changes: &[(usize, f64)]) -> Vec<f64> {
    let mut out = figures.to_vec();
    changes.iter().for_each(|(leaf, by)| out[*leaf] += by);
    out
}

fn same(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-12 * a.abs().max(1.0), "{a} {b}");
}

/// What is lost on one is made good by the other, from the worst end of the one and the best of the
/// other on as far as the steps go.
fn check_linear(problem: &Problem, weights: &[f64], offs: &TradeOffs) {
    let ends = |leaf: usize, better: f64| {
        let (min, max) = problem.tree().leaves()[leaf].scale.as_ref().unwrap().ends();
        if better > 0.0 { (min, max) } else { (max, min) }
    };
    for row in &offs.rows {
        let mut figures = vec![1.0; weights.len()];
        figures[row.leaf] = ends(row.leaf, row.step).0;
        figures[offs.reference] = ends(offs.reference, row.counts_as).0;
        let now = score(problem, weights, &figures);
        let better = score(problem, weights, &changed(&figures, &[(row.leaf, row.step)]));
        assert!(better > now, "{row:?}");
        same(
            better,
            score(problem, weights, &changed(&figures, &[(offs.reference, row.counts_as)])),
        );
        // And the other way.
        figures[row.leaf] = ends(row.leaf, row.step).1;
        let now = score(problem, weights, &figures);
        let lost = changed(&figures, &[(row.leaf, -row.step), (offs.reference, row.counts_as)]);
        same(score(problem, weights, &lost), now);
    }
}

#[test]
fn what_is_lost_on_one_is_made_good_by_the_other() {
    let pool = Case::open(&Location::Path(project("docs/pool/case.toml")), &WhatIf::default());
    let pool = pool.unwrap();
    let evaluation = evaluate(&pool.problem, &pool.methods[0]).unwrap();
    let offs = trade_offs(&evaluation, 0).unwrap();
    let leaf = |id: &str| pool.problem.tree().leaf(id).unwrap();
    assert_eq!((offs.reference, offs.rows.len()), (leaf("cost"), 3));
    // By hand: a minute is 2/8 of the weight over 20, a million 3/8 over 10.
    let travel = offs.rows.iter().find(|row| row.leaf == leaf("travel")).unwrap();
    assert_eq!(travel.step, -1.0);
    same(travel.counts_as, -(2.0 / 20.0) / (3.0 / 10.0));
    let weights = [3.0, 2.0, 2.0, 1.0].map(|weight| weight / 8.0);
    check_linear(&pool.problem, &weights, &offs);
}

/// A case of some criteria of all kinds, with figures in the scale, at bends and ends, close to them
/// and beyond where that is no error.
fn varied_case(random: &mut Random) -> Case {
    let leaves = 2 + random.below(4);
    let names = ["A", "B", "C", "D"];
    let mut columns: Vec<Vec<String>> = Vec::new();
    let mut criteria = String::new();
    for leaf in 0..leaves {
        let size = [0.04, 1.0, 100.0, 20_000.0][random.below(4)];
        let unit = ["", "unit = \"EUR\"\n", "unit = \"kg\"\n"][random.below(3)];
        criteria +=
            &format!("[[criteria]]\nid = \"c{leaf}\"\n{unit}weight = {}\n", 1 + random.below(9));
        if random.chance(0.25) {
            criteria += "scale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }\n";
            if random.chance(0.5) {
                criteria += "value = { levels = [0, 0.1, 0.1, 0.8, 1] }\n";
            }
            let level = |random: &mut Random| ["--", "-", "0", "0..+", "+", "++"][random.below(6)];
            columns.push(names.iter().map(|_| level(random).to_owned()).collect());
            continue;
        }
        let outside = ["error", "clamp", "extend"][random.below(3)];
        criteria += &format!("scale = {{ min = 0, max = {size:?}, outside = \"{outside}\" }}\n");
        let (low, middle) = (0.3 * size, 0.7 * size);
        let (direction, values) = match random.below(3) {
            0 => ("\"max\"".to_owned(), [0.0, 0.6, 0.6 + 0.1 * random.below(4) as f64, 1.0]),
            1 => ("\"min\"".to_owned(), [1.0, 0.4 + 0.1 * random.below(4) as f64, 0.4, 0.0]),
            _ => (format!("{{ target = {low:?} }}"), [0.2, 1.0, 0.5, 0.1]),
        };
        criteria += &format!("direction = {direction}\n");
        if random.chance(0.5) {
            let xs = [0.0, low, middle, size];
            let points: Vec<String> =
                xs.iter().zip(values).map(|(x, y)| format!("[{x:?}, {y:?}]")).collect();
            criteria += &format!("value = {{ points = [{}] }}\n", points.join(", "));
        }
        let figure = |random: &mut Random| {
            let at = [0.0, low, middle, size][random.below(4)];
            let near = [0.0, 1e-6, -1e-6, 0.01, -0.01, 0.2, -0.2][random.below(7)] * size;
            let x: f64 = at + near;
            if outside == "error" { x.clamp(0.0, size) } else { x }
        };
        let figures = names.iter().map(|_| match random.chance(0.1) {
            true => "?".to_owned(),
            false => format!("{:?}", figure(random)),
        });
        columns.push(figures.collect());
    }
    let mut table = String::from("a");
    (0..leaves).for_each(|leaf| table += &format!(",c{leaf}"));
    for (at, name) in names.iter().enumerate() {
        table += &format!("\n{name}");
        columns.iter().for_each(|column| table += &format!(",{}", column[at]));
    }
    case(&criteria, &(table + "\n"))
}

/// At the figures of an alternative, whatever the value functions: the whole steps as they are told
/// change the score alike, and what is said to gain nothing gains nothing.
#[test]
fn and_so_are_steps_from_the_figures_of_an_alternative() {
    let mut random = Random(23);
    let [mut rows, mut none, mut yet, mut untold] = [0; 4];
    for at in 0..600 {
        let case = match at % 3 {
            0 => random_case(&mut random).open().unwrap_or_else(|error| panic!("{error}")),
            _ => varied_case(&mut random),
        };
        let problem = &case.problem;
        let evaluation = evaluate(problem, &case.methods[0]).unwrap();
        let weights = evaluation.weights.common().unwrap();
        if let Some(offs) = trade_offs(&evaluation, 0) {
            check_linear(problem, weights, &offs);
        }
        for alternative in 0..problem.alternatives().len() {
            let Some(offs) = trade_offs_at(&evaluation, alternative) else { continue };
            let figures = nominal(problem, alternative);
            let after =
                |leaf: usize, by: f64| score(problem, weights, &changed(&figures, &[(leaf, by)]));
            let now = score(problem, weights, &figures);
            for row in &offs.rows {
                let (one, other) =
                    (after(row.leaf, row.step), after(offs.reference, row.counts_as));
                same(one, other);
                assert!(one > now, "{row:?}");
                rows += 1;
            }
            let size = |leaf: usize| {
                let (min, max) = problem.tree().leaves()[leaf].scale.as_ref().unwrap().ends();
                max - min
            };
            for leaf in &offs.nothing_gained {
                for part in [-1.0, -0.1, -1e-4, 1e-4, 0.1, 1.0] {
                    assert!(after(*leaf, part * size(*leaf)) <= now + 1e-12, "{leaf} {part}");
                }
                none += 1;
            }
            for leaf in &offs.nothing_yet {
                let gains = |part: f64| {
                    [-part, part].iter().any(|by| after(*leaf, by * size(*leaf)) > now + 1e-12)
                };
                assert!(!gains(1e-8) && (1..20).any(|part| gains(f64::from(part) / 10.0)));
                yet += 1;
            }
            untold += offs.no_step.len();
            // Each criterion is told of once.
            let lists = [&offs.nothing_gained, &offs.nothing_yet, &offs.no_step, &offs.without];
            let mut told: Vec<usize> = lists.into_iter().flatten().copied().collect();
            told.extend(offs.rows.iter().map(|row| row.leaf).chain([offs.reference]));
            told.sort_unstable();
            assert_eq!(told, (0..weights.len()).collect::<Vec<_>>());
        }
    }
    assert!(rows > 1000 && none > 200 && yet > 20 && untold > 50, "{rows} {none} {yet} {untold}");
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
        "Nothing is gained on Marks: no figure better than the present one adds value.",
    );
    assert!(!at_c.contains("Marks 1 point") && !at_c.contains("present figures of C"), "{at_c}");
    holds(explained("A", NL), "Mass 1 kg minder 500 EUR minder");
    // Whatever the figures: only what is linear.
    let offs = trade_offs(&evaluation, 0).unwrap();
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
    let offs = trade_offs(&evaluation, 0).unwrap();
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
        assert!(trade_offs(&evaluation, 0).is_none() && trade_offs_at(&evaluation, 0).is_none());
    }
}

/// What `explain` says of one alternative, or the part on weights where none is named.
fn said(case: &Case, of: Option<&str>, words: Words) -> String {
    let Some(of) = of else {
        let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
        return page(&report::evaluate(case, &evaluations, words, &[report::Part::Weights], None));
    };
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    page(&report::explain(case, &[explain(&evaluation, of, None).unwrap()], words))
}

fn holds(page: &str, wanted: &str) {
    assert!(page.contains(wanted), "no `{wanted}` in: {page}");
}

fn lacks(page: &str, unwanted: &str) {
    assert!(!page.contains(unwanted), "`{unwanted}` in: {page}");
}

/// A point from 39.9999 on is worth 0.33 EUR, and not the 2 EUR of the piece that ends at 40.
#[test]
fn no_step_goes_past_a_bend() {
    let criteria = "[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 100 }\nvalue = { points = [[0, 0], [40, 0.8], [100, 1]] }\nweight = 1\n[[criteria]]\nid = \"b\"\nunit = \"EUR\"\nscale = { min = 0, max = 100 }\nweight = 1\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 100 }\nweight = 1\n";
    let table = "a,x,b,y\nA,39.9999,50,50\nB,39.8,50,50\nC,40,50,50\nD,39.99999999999999,50,50\n";
    let case = case(criteria, table);
    let a = said(&case, Some("A"), EN);
    lacks(&a, "x 1 point more");
    holds(&a, "y 1 point more 1 EUR more");
    holds(
        &a,
        "Not in this table, because a value function bends or ends too close to the present figures for a round step: x.",
    );
    holds(
        &said(&case, Some("A"), NL),
        "Niet in deze tabel, omdat een waardefunctie te dicht bij de huidige cijfers knikt of eindigt voor een ronde stap: x.",
    );
    holds(&said(&case, Some("B"), EN), "x 0.1 points more 0.20 EUR more");
    // A figure that is the bend but for rounding stands on it.
    for of in ["C", "D"] {
        let page = said(&case, Some(of), EN);
        holds(&page, "x 1 point more 0.33 EUR more");
        holds(&page, "The value function of x bends at the present figure");
    }
}

/// Money at the end of its scale has no room for steps; the heaviest of the others then is the
/// reference.
#[test]
fn a_reference_has_room_for_the_steps() {
    let criteria =
        CRITERIA.replace("{ min = 0, max = 4 }", "{ min = 0, max = 4, outside = \"clamp\" }");
    let case =
        case(&criteria, "a,price,mass,marks\nA,0.0001,1,3\nB,0,1,3\nC,900,-1,9\nD,900,5,9\n");
    for (of, wanted) in [
        (
            "A",
            "a value function bends or ends too close to the present figures for a round step: Price.",
        ),
        ("B", "Nothing is gained on Price: no figure better than the present one adds value."),
    ] {
        let page = said(&case, Some(of), EN);
        holds(&page, "Marks 1 point more 0.30 kg less");
        holds(&page, wanted);
    }
    // Price alone is left where mass is beyond the best end and marks are at it.
    lacks(&said(&case, Some("C"), EN), "a step of");
}

/// Where a value function is flat and rises later, a step adds nothing yet.
#[test]
fn what_gains_only_later_is_not_what_gains_nothing() {
    let flat = CRITERIA
        .replace("[[0, 0], [6, 0.9], [8, 1], [10, 1]]", "[[0, 0], [6, 0], [8, 1], [10, 1]]");
    let case = case(&flat, "a,price,mass,marks\nA,900,1,3\nB,900,1,6\nC,900,1,8\n");
    let a = said(&case, Some("A"), EN);
    holds(
        &a,
        "Not in this table, because a slightly better figure than the present one adds no value and only a much better one does: Marks.",
    );
    lacks(&a, "Nothing is gained");
    holds(
        &said(&case, Some("A"), NL),
        "Niet in deze tabel, omdat een iets beter cijfer dan het huidige nog geen waarde toevoegt, en pas een veel beter cijfer wel: Marks.",
    );
    holds(&said(&case, Some("B"), EN), "Marks 1 point more 500 EUR less");
    holds(&said(&case, Some("C"), EN), "Nothing is gained on Marks");
}

/// The end of a scale that clamps or refuses is the end; one that is extended goes on.
#[test]
fn nothing_is_gained_beyond_the_end_of_a_scale() {
    for (outside, best, beyond) in
        [("error", "100", None), ("clamp", "100", Some("120")), ("extend", "100", Some("120"))]
    {
        let scale =
            format!("scale = {{ min = 0, max = 100, outside = \"{outside}\" }}\nweight = 1\n");
        let criteria: String =
            ["x", "y", "z"].map(|id| format!("[[criteria]]\nid = \"{id}\"\n{scale}")).concat();
        let below = if outside == "error" { "0" } else { "-20" };
        let table = format!(
            "a,x,y,z\nA,50,{best},50\nB,50,{},50\nC,50,{below},50\n",
            beyond.unwrap_or(best)
        );
        let case = case(&criteria, &table);
        for of in ["A", "B"] {
            let page = said(&case, Some(of), EN);
            if outside == "extend" {
                holds(&page, "y and z 1 point more 1 point more");
                lacks(&page, "Nothing is gained");
            } else {
                holds(&page, "z 1 point more 1 point more");
                holds(&page, "Nothing is gained on y: no figure better");
            }
        }
        let page = said(&case, Some("C"), EN);
        holds(&page, "y and z 1 point more 1 point more");
        // A figure that clamps may get worse at no loss; one that is refused cannot get worse.
        match outside {
            "clamp" => holds(&page, "The value function of y bends at the present figure"),
            _ => lacks(&page, "bends"),
        }
        holds(&said(&case, None, EN), "These rates hold within the scales.");
        holds(&said(&case, None, NL), "Deze verhoudingen gelden binnen de schalen.");
    }
}

/// With groups, a criterion without a scale has no rate that holds in all of them, and is named.
#[test]
fn criteria_with_scales_of_their_own_per_group_are_named() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\nrank_within = [\"g\"]\n[[keys]]\nid = \"g\"\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 10 }\nweight = 1\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 10 }\nweight = 1\n[[criteria]]\nid = \"z\"\nweight = 1\n";
    let table = "g,a,x,y,z\n1,A,1,2,3\n1,B,2,1,4\n2,A,1,2,3\n2,B,2,1,9\n";
    let case = Files::new(&[("case.toml", toml), ("t.csv", table)]).open();
    let case = case.unwrap_or_else(|error| panic!("{error}"));
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    assert_eq!(trade_offs(&evaluation, 0).unwrap().without, [2]);
    holds(
        &said(&case, None, EN),
        "Not in this table, for want of one rate at all figures of all groups: z. `explain` has it at those of one alternative.",
    );
    holds(
        &said(&case, None, NL),
        "Niet in deze tabel, want er is geen verhouding die bij alle cijfers van alle groepen geldt: z.",
    );
}
