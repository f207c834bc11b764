//! A problem made by a program is the one that a criteria file with the same content gives, and
//! what is wrong with it is said of the criterion or alternative at fault.

mod common;

use afweging::method::Method;
use afweging::problem::{
    Beyond, Details, Direction, Problem, ProblemBuilder, Quantity, Scale, number,
};
use afweging::study::{RobustRequest, evaluate, robust};
use afweging::table::Table;
use common::{Files, Random};

/// A figure as a cell of a table and as a quantity.
fn figure(
    random: &mut Random,
    levels: Option<&[&str]>,
    may_be_unknown: bool,
) -> (String, Quantity) {
    if let Some(levels) = levels {
        let (x, y) = (random.below(levels.len()), random.below(levels.len()));
        let (low, high) = (x.min(y), x.max(y));
        return match random.below(6) {
            0 => ("?".into(), Quantity::Unknown),
            1 if low < high => (
                format!("{}..{}", levels[low], levels[high]),
                Quantity::Set(low as f64, high as f64),
            ),
            _ => (levels[x].into(), levels[x].into()),
        };
    }
    let (x, y) = (random.figure(0.0, 5.0), random.figure(5.0, 10.0));
    match random.below(12) {
        0 if may_be_unknown => ("?".into(), Quantity::Unknown),
        1 => (format!("{}..{}", number(x), number(y)), Quantity::Set(x, y)),
        2 => {
            let text = format!("{}|5|{}", number(x), number(y));
            (text, Quantity::Triangular(x, 5.0, y))
        }
        3 => (format!("{}±0.2", number(x)), Quantity::Normal(x, 0.2)),
        4 => (format!("uniform({};{})", number(x), number(y)), Quantity::Uniform(x, y)),
        _ => (number(y), Quantity::Crisp(y)),
    }
}

/// A small problem in both forms: a file with its table, and a builder.
fn both(random: &mut Random) -> (Files, ProblemBuilder) {
    let grouped = random.chance(0.5);
    let mut builder = Problem::builder().key("offer").group_key("region").min_known(0.25);
    let mut toml =
        String::from("format = 1\nid = \"random\"\nmin_known = 0.25\ndata = [\"table.csv\"]\n");
    if grouped {
        toml += "rank_within = [\"region\"]\n";
    }
    toml += "[[keys]]\nid = \"offer\"\n";
    if grouped {
        toml += "[[keys]]\nid = \"region\"\n";
    }
    let with_node = random.chance(0.5);
    if with_node {
        toml += "[[criteria]]\nid = \"use\"\nlabel = \"In use\"\nweight = 2\n";
        builder = builder.node_with("use", 2.0, |node| node.label("In use"));
    }
    let levels = ["low", "fair", "high"];
    let n = 2 + random.below(3);
    let mut scales = Vec::new();
    for j in 0..n {
        let (id, weight) = (format!("c{j}"), (1 + random.below(5)) as f64);
        toml += &format!("[[criteria]]\nid = \"{id}\"\nunit = \"EUR\"\nweight = {weight}\n");
        let mut details = Details::default().unit("EUR");
        if with_node && (j == 0 || random.chance(0.5)) {
            toml += "parent = \"use\"\n";
            details = details.parent("use");
        }
        let kind = random.below(4);
        match kind {
            0 => {
                toml += "scale = { levels = [\"low\", \"fair\", \"high\"] }\n";
                details = details.levels(levels);
            }
            1 => {
                toml += "scale = { min = -5, max = 15 }\n";
                details = details.scale(-5.0, 15.0);
            }
            2 => {
                toml += "scale = { min = 1, max = 9, outside = \"clamp\" }\n";
                details = details.scale_with(1.0, 9.0, Beyond::Clamp);
            }
            _ => {}
        }
        scales.push(kind);
        let direction = [Direction::Max, Direction::Min, Direction::Target(2.0)][random.below(3)];
        toml += match direction {
            Direction::Max => "direction = \"max\"\n",
            Direction::Min => "direction = \"min\"\n",
            Direction::Target(_) if kind == 0 => "direction = { target = \"high\" }\n",
            Direction::Target(_) => "direction = { target = 2 }\n",
        };
        builder = builder.criterion_with(id, direction, weight, |_| details);
    }
    let mut csv = if grouped { "offer,region".to_owned() } else { "offer".to_owned() };
    (0..n).for_each(|j| csv += &format!(",c{j}"));
    csv.push('\n');
    // Not in order, and with groups mixed.
    let mut names: Vec<(usize, usize)> = (0..3 + random.below(3))
        .flat_map(|i| (0..1 + usize::from(grouped)).map(move |g| (i, g)))
        .collect();
    for at in (1..names.len()).rev() {
        names.swap(at, random.below(at + 1));
    }
    for (i, g) in names {
        let mut row = Vec::new();
        csv += &if grouped { format!("a{i},g{g}") } else { format!("a{i}") };
        for scale in &scales {
            let (text, quantity) =
                figure(random, (*scale == 0).then_some(&levels[..]), *scale != 3);
            csv += &format!(",{text}");
            row.push(quantity);
        }
        csv.push('\n');
        // Some figures are given apart, in place of one in the row.
        let apart = random.below(n);
        let said = std::mem::replace(
            &mut row[apart],
            match scales[apart] {
                0 => "low".into(),
                _ => 4.into(),
            },
        );
        builder = match grouped {
            true => builder.alternative_in(format!("g{g}"), format!("a{i}"), row).uncertain_in(
                format!("g{g}"),
                format!("a{i}"),
                format!("c{apart}"),
                said,
            ),
            false => builder.alternative(format!("a{i}"), row).uncertain(
                format!("a{i}"),
                format!("c{apart}"),
                said,
            ),
        };
    }
    (Files::new(&[("case.toml", &toml), ("table.csv", &csv)]), builder)
}

fn tables(problem: &Problem) -> Vec<Table> {
    let evaluation =
        evaluate(problem, &Method::default()).expect("a weighted sum is defined everywhere");
    let mut out = vec![evaluation.ranking(), evaluation.order(), evaluation.contributions()];
    let study = robust(&evaluation, &RobustRequest::default()).expect("a weighted sum is linear");
    out.extend([study.preferences(), study.alternatives()]);
    out
}

#[test]
fn a_builder_and_a_file_pose_the_same_problem() {
    let mut random = Random(12);
    let (mut grouped, mut uncertain) = (0, 0);
    for round in 0..50 {
        let (files, builder) = both(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("round {round}: {error}"));
        let built = builder.build().unwrap_or_else(|error| panic!("round {round}: {error}"));
        assert_eq!(built, case.problem, "round {round}");
        let is_crisp = |alternative| built.is_crisp(alternative);
        grouped += usize::from(built.groups.len() > 1);
        uncertain += usize::from(!(0..built.alternatives.len()).all(is_crisp));
        assert_eq!(tables(&built), tables(&case.problem), "round {round}");
    }
    assert!(grouped > 10 && uncertain > 10, "{grouped} grouped, {uncertain} uncertain");
}

/// Two criteria under a node and one beside it, two alternatives.
fn sound() -> ProblemBuilder {
    Problem::builder()
        .criterion("price", Direction::Min, 1.0)
        .node("use", 1.0)
        .criterion_with("quality", Direction::Max, 1.0, |c| c.parent("use").scale(0.0, 10.0))
        .criterion_with("comfort", Direction::Max, 1.0, |c| {
            c.parent("use").levels(["poor", "good"])
        })
        .alternative("A", [100.0.into(), 7.0.into(), Quantity::from("poor")])
        .alternative("B", [120.0.into(), 9.0.into(), Quantity::from("good")])
}

#[test]
fn what_is_wrong_is_said_of_the_one_at_fault() {
    let figures = || [1.0, 2.0, 1.0];
    let max = Direction::Max;
    let cases: Vec<(ProblemBuilder, &str)> = vec![
        (Problem::builder().alternative("A", [1.0]), "the problem: it has no criteria"),
        (Problem::builder().criterion("x", max, 1.0), "the problem: it has no alternatives"),
        (sound().criterion("price", max, 1.0), "criterion `price`: there are two of this id"),
        (sound().criterion(" x", max, 1.0), "criterion ` x`: an id is not empty"),
        (sound().node("price", 1.0), "criterion `price`: there are two of this id"),
        (sound().alternative("A", figures()), "alternative `A`: there are two of this id"),
        (sound().alternative("", figures()), "alternative ``: an id is not empty"),
        (sound().alternative("C", [1.0, 2.0]), "alternative `C`: its row has 2 figures for 3"),
        (
            sound().alternative("C", [1.0, f64::NAN, 1.0]),
            "criterion `quality` of alternative `C`: NaN is not a finite number",
        ),
        (
            sound().alternative("C", [f64::INFINITY, 2.0, 1.0]),
            "criterion `price` of alternative `C`: inf is not a finite number",
        ),
        (
            sound().alternative("C", [1.0, 11.0, 1.0]),
            "criterion `quality` of alternative `C`: 11 lies beyond the scale 0 .. 10",
        ),
        (
            sound().alternative("C", [1.0, 2.0, 2.0]),
            "criterion `comfort` of alternative `C`: 2 lies beyond the scale 0 .. 1",
        ),
        (
            sound().uncertain("A", "comfort", "god".into()),
            "criterion `comfort` of alternative `A`: unknown level `god`; did you mean `good`?",
        ),
        (
            sound().uncertain("A", "price", "cheap".into()),
            "criterion `price` of alternative `A`: `cheap` is a text, and this criterion has no",
        ),
        (
            sound().uncertain("A", "price", Quantity::Unknown),
            "criterion `price` of alternative `A`: the criterion has no scale",
        ),
        (
            sound().uncertain("A", "quality", Quantity::Set(3.0, 2.0)),
            "criterion `quality` of alternative `A`: its figures do not rise",
        ),
        (
            sound().uncertain("A", "quality", Quantity::Normal(3.0, -1.0)),
            "criterion `quality` of alternative `A`: a standard deviation is at least 0, not -1",
        ),
        (
            sound().uncertain("A", "price", Quantity::Set(-1e308, 1e308)),
            "criterion `price` of alternative `A`: the range is wider than the largest number",
        ),
        (
            sound().uncertain("A", "qualty", 1.into()),
            "an uncertain figure: unknown criterion `qualty`; did you mean `quality`?",
        ),
        (
            sound().uncertain("offer1", "quality", 1.into()),
            "an uncertain figure: unknown alternative `offer1`; known are A, B",
        ),
        (
            sound().uncertain("A", "use", 1.into()),
            "criterion `use` of alternative `A`: this is a node",
        ),
        (
            sound().criterion("x", max, -1.0),
            "criterion `x`: a weight is a finite number of at least 0, not -1",
        ),
        (sound().criterion("x", max, f64::NAN), "criterion `x`: a weight is a finite number"),
        (
            Problem::builder()
                .criterion("x", max, 0.0)
                .criterion("y", max, 0.0)
                .alternative("A", [1.0, 2.0]),
            "criteria `x`, `y`: all of these siblings weigh 0",
        ),
        (sound().node("empty", 1.0), "node `empty`: no criterion names it as its parent"),
        (
            sound()
                .node_with("m", 1.0, |node| node.parent("n"))
                .node_with("n", 1.0, |node| node.parent("m")),
            "node `m`: it lies below itself",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.parent("usee")),
            "criterion `x`: unknown parent `usee`; did you mean `use`?",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.parent("price")),
            "criterion `x`: its parent `price` is a criterion with figures",
        ),
        (
            sound().node_with("n", 1.0, |node| node.scale(0.0, 1.0)),
            "criterion `n`: this is a node, which has no figures",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.scale(1.0, 1.0)),
            "criterion `x`: min 1 does not lie below max 1",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.levels(["one"])),
            "criterion `x`: a scale has at least two levels",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.levels(["a", "b", "a"])),
            "criterion `x`: the level `a` is there twice",
        ),
        (
            sound().criterion_with("x", Direction::Target(5.0), 1.0, |c| c.scale(0.0, 1.0)),
            "criterion `x`: the target 5 lies beyond the scale 0 .. 1",
        ),
        (
            sound().alternative_in("south", "C", figures()),
            "alternative `C` of `south`: it has a group, and others have none",
        ),
        (sound().key("price"), "key `price`: a key needs a name that nothing else has"),
        (sound().min_known(2.0), "the problem: min_known is a share from 0 to 1, not 2"),
    ];
    assert!(sound().build().is_ok());
    for (builder, wanted) in cases {
        let error = builder.build().expect_err(wanted).to_string();
        assert!(error.starts_with(wanted), "{error}\nis not\n{wanted}");
    }
    let twice = Problem::builder()
        .criterion("x", max, 1.0)
        .alternative_in("north", "A", [1.0])
        .alternative_in("south", "A", [2.0]);
    let error = twice.clone().uncertain("A", "x", 1.into()).build().unwrap_err().to_string();
    assert!(error.contains("several groups have this alternative"), "{error}");
    let error = twice.clone().uncertain_in("soth", "A", "x", 1.into()).build().unwrap_err();
    assert!(error.to_string().contains("did you mean `south`?"), "{error}");
    assert!(twice.uncertain_in("south", "A", "x", 1.into()).build().is_ok());
}

/// A range of one point is that point, as in a table.
#[test]
fn a_range_of_one_point_is_that_point() {
    let problem = sound()
        .uncertain("A", "quality", Quantity::Set(2.0, 2.0))
        .uncertain("B", "quality", Quantity::Normal(2.0, 0.0))
        .build()
        .unwrap();
    assert!(problem.is_crisp(0) && problem.is_crisp(1));
    assert_eq!(problem.tree.leaves[1].scale.as_ref().map(Scale::ends), Some((0.0, 10.0)));
}
