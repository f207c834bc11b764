//! A problem made by a program is the one that a criteria file with the same content gives, and
//! what is wrong with it is said of the criterion or alternative at fault.

use crate::common::{Files, Random};
use afweging::error::{Error, Fault};
use afweging::method::Method;
use afweging::problem::{
    Beyond, Details, Direction, PreferenceFunction, Problem, ProblemBuilder, Quantity, Scale,
    Thresholds, number,
};
use afweging::study::{RobustRequest, evaluate, robust};
use afweging::table::Table;

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
    // Not in order, and with groups mixed.
    let mut names: Vec<(usize, usize)> = (0..3 + random.below(3))
        .flat_map(|i| (0..1 + usize::from(grouped)).map(move |g| (i, g)))
        .collect();
    for at in (1..names.len()).rev() {
        names.swap(at, random.below(at + 1));
    }
    toml += "[[keys]]\nid = \"offer\"\n";
    if random.chance(0.4) {
        // The second is for reference. Values stand in the order of the table.
        toml += "values = [";
        let mut seen = Vec::new();
        for (i, _) in &names {
            if !seen.contains(i) {
                let role = if *i == 1 { ", role = \"reference\"" } else { "" };
                toml += &format!("{{ id = \"a{i}\"{role} }}, ");
                seen.push(*i);
            }
        }
        toml += "]\n";
        builder = builder.reference("a1");
    }
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
        let of = (kind == 0, kind < 3);
        let details = said_of(random, &mut toml, details, of, direction);
        builder = builder.criterion_with(id, direction, weight, |_| details);
    }
    let mut csv = if grouped { "offer,region".to_owned() } else { "offer".to_owned() };
    // One criterion may be judged by region or by offer, for all or for some.
    let judged = (grouped && random.chance(0.6)).then(|| random.below(n));
    let (by_region, all) = (random.chance(0.5), random.chance(0.5));
    let mut shared_csv = String::new();
    if let Some(leaf) = judged {
        let (key, of) = if by_region { ("region", "g") } else { ("offer", "a") };
        shared_csv = format!("{key},c{leaf}\n");
        let mut values: Vec<usize> =
            names.iter().map(|(i, g)| if by_region { *g } else { *i }).collect();
        values.sort_unstable();
        values.dedup();
        values.truncate(if all { values.len() } else { 1 });
        for value in &values {
            let (text, quantity) =
                figure(random, (scales[leaf] == 0).then_some(&levels[..]), scales[leaf] != 3);
            shared_csv += &format!("{of}{value},{text}\n");
            builder = builder.shared([(key, format!("{of}{value}"))], format!("c{leaf}"), quantity);
        }
        let data = if all { "" } else { "\"own.csv\", " };
        let data = format!("data = [\"table.csv\", {data}\"shared.csv\"]");
        toml = toml.replace("data = [\"table.csv\"]", &data);
    }
    // A criterion that is shared has no column in the table: a blank there would be a figure that
    // is not known. What it has of its own stands in another table.
    (0..n).filter(|leaf| judged != Some(*leaf)).for_each(|j| csv += &format!(",c{j}"));
    let mut own_csv = judged.map_or(String::new(), |leaf| format!("offer,region,c{leaf}\n"));
    csv.push('\n');
    let is_shared = |leaf: usize, i: usize, g: usize| {
        let own = if by_region { g } else { i };
        judged == Some(leaf) && (all || own == 0)
    };
    for (i, g) in names {
        let mut row = Vec::new();
        csv += &if grouped { format!("a{i},g{g}") } else { format!("a{i}") };
        for (leaf, scale) in scales.iter().enumerate() {
            if is_shared(leaf, i, g) {
                row.push(Quantity::Unknown);
                continue;
            }
            let (text, quantity) =
                figure(random, (*scale == 0).then_some(&levels[..]), *scale != 3);
            match judged == Some(leaf) {
                true => own_csv += &format!("a{i},g{g},{text}\n"),
                false => csv += &format!(",{text}"),
            }
            row.push(quantity);
        }
        csv.push('\n');
        // Some figures are given apart, in place of one in the row.
        let apart = random.below(n);
        if is_shared(apart, i, g) {
            builder = builder.alternative_in(format!("g{g}"), format!("a{i}"), row);
            continue;
        }
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
    let built = builder.clone().build().unwrap_or_else(|error| panic!("{error}\n{toml}"));
    let (said, builder) = statements(random, &built, builder);
    toml += &said;
    let mut files = vec![("case.toml", toml.as_str()), ("table.csv", csv.as_str())];
    if judged.is_some() {
        files.push(("shared.csv", shared_csv.as_str()));
        if !all {
            files.push(("own.csv", own_csv.as_str()));
        }
    }
    (Files::new(&files), builder)
}

/// What is said of a criterion beside its scale: source, thresholds, value function and anchors, as
/// lines of a file and in the builder. Levels are three; numeric scales hold 1 to 9.
fn said_of(
    random: &mut Random,
    toml: &mut String,
    details: Details,
    (is_ordinal, has_scale): (bool, bool),
    direction: Direction,
) -> Details {
    let mut details = details;
    if random.chance(0.3) {
        *toml += "source = \"the council\"\n";
        details = details.source("the council");
    }
    if random.chance(0.4) {
        let indifference = random.figure(0.0, 1.0);
        let preference = random.figure(1.0, 3.0);
        *toml += &format!(
            "thresholds = {{ indifference = {indifference:?}, preference = {preference:?}, \
             veto = 4, function = \"v-shape-indifference\" }}\n"
        );
        details = details.thresholds(Thresholds {
            indifference: Some(indifference),
            preference: Some(preference),
            veto: Some(4.0),
            inflection: None,
            function: Some(PreferenceFunction::VShapeIndifference),
        });
    }
    // Rising or falling with the direction; up to the target and down again.
    let middle = random.figure(0.2, 0.8);
    let values = match direction {
        Direction::Max => [0.0, middle, 1.0],
        Direction::Min => [1.0, middle, 0.0],
        Direction::Target(_) if is_ordinal => [0.0, middle, 1.0],
        Direction::Target(_) => [middle, 1.0, 0.0],
    };
    if is_ordinal && random.chance(0.4) {
        *toml += &format!("value = {{ levels = {values:?} }}\n");
        details = details.value_levels(values);
    } else if has_scale && !is_ordinal && random.chance(0.5) {
        let points = [(1.0, values[0]), (2.0, values[1]), (9.0, values[2])];
        let written: Vec<String> = points.iter().map(|(x, y)| format!("[{x:?}, {y:?}]")).collect();
        *toml += &format!("value = {{ points = [{}] }}\n", written.join(", "));
        details = details.value_points(points);
    }
    if random.chance(0.3) {
        details = match is_ordinal {
            true => {
                *toml += "anchors = { high = \"as good as new\", low = \"worn\" }\n";
                details.anchor("high", "as good as new").anchor("low", "worn")
            }
            false => {
                *toml += "anchors = { \"4.5\" = \"as today\" }\n";
                details.anchor(4.5, "as today")
            }
        };
    }
    details
}

/// Constraints and preferences that the problem's own weights meet, as lines of a file and in the
/// builder. `built` is the problem without them.
fn statements(
    random: &mut Random,
    built: &Problem,
    mut builder: ProblemBuilder,
) -> (String, ProblemBuilder) {
    let mut toml = String::new();
    let w = afweging::problem::weights::global(built.tree());
    let (a, b) = (random.below(w.len()), random.below(w.len()));
    if random.chance(0.7) && a != b {
        let ratio = w[a] / w[b] * 0.9;
        let lines =
            [format!("c{a} >= {ratio:?} * c{b}"), format!("0.001 <= c{a} <= {:?}", w[a] + 0.01)];
        toml += &format!("[weights]\nconstraints = [\"{}\", \"{}\"]\n", lines[0], lines[1]);
        builder = lines.into_iter().fold(builder, ProblemBuilder::constraint);
    }
    let evaluation = evaluate(built, &Method::default()).unwrap();
    let ranking = evaluation.ranking();
    let keys: Vec<&str> = built.keys().iter().map(|key| key.id.as_str()).collect();
    let of = |row: usize| -> Option<(Vec<String>, f64)> {
        let values =
            keys.iter().map(|key| ranking.get(row, key).as_text().unwrap().to_owned()).collect();
        Some((values, ranking.get(row, "score").as_number()?))
    };
    let scored: Vec<(Vec<String>, f64)> = (0..ranking.rows()).filter_map(of).collect();
    let written = |values: &[String]| {
        let pairs: Vec<String> =
            keys.iter().zip(values).map(|(key, value)| format!("{key} = \"{value}\"")).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    // A score of a reference on an observed range is none that a preference can be read by.
    let by_scale = built.tree().leaves().iter().all(|leaf| leaf.scale.is_some());
    let competes = |values: &[String]| by_scale || !values.iter().any(|value| value == "a1");
    let pair = scored.iter().flat_map(|x| scored.iter().map(move |y| (x, y))).find(|(x, y)| {
        let one_group = x.0.get(1) == y.0.get(1);
        x.1 > y.1 + 0.05 && one_group && competes(&x.0) && competes(&y.0)
    });
    if let Some(((better, x), (worse, y))) = pair {
        let (by, reason) = (((x - y) * 500.0).floor() / 1000.0, "as said");
        toml +=
            &format!("[[preferences]]\nbetter = {}\nworse = {}\n", written(better), written(worse));
        toml += &format!(
            "[[preferences]]\nbetter = {}\nworse = {}\nby_more_than = {by:?}\nreason = \
             \"{reason}\"\nsource = \"a letter\"\n",
            written(better),
            written(worse)
        );
        let full = |values: &[String]| values.join("/");
        builder = builder.better(full(better), full(worse)).better_with(
            full(better),
            full(worse),
            |said| said.by_more_than(by).reason(reason).source("a letter"),
        );
    }
    (toml, builder)
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
    let (mut grouped, mut uncertain, mut references, mut shared) = (0, 0, 0, 0);
    let (mut valued, mut constrained, mut preferred) = (0, 0, 0);
    for round in 0..150 {
        let (files, builder) = both(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("round {round}: {error}"));
        let built = builder.build().unwrap_or_else(|error| panic!("round {round}: {error}"));
        assert_eq!(built, case.problem, "round {round}");
        let is_crisp = |alternative| built.is_crisp(alternative);
        let (m, n) = (built.alternatives().len(), built.tree().leaves().len());
        grouped += usize::from(built.groups().len() > 1);
        uncertain += usize::from(!(0..m).all(is_crisp));
        references += usize::from(built.alternatives().iter().any(|it| it.reference()));
        shared += usize::from(built.inputs().len() < m * n);
        valued += usize::from(built.tree().leaves().iter().any(|leaf| leaf.value.is_some()));
        constrained += usize::from(built.constraints().iter().any(|it| !it.preference));
        preferred += usize::from(!built.preferences().is_empty());
        assert_eq!(tables(&built), tables(&case.problem), "round {round}");
    }
    let seen = [grouped, uncertain, references, shared, valued, constrained, preferred];
    assert!(seen.iter().all(|count| *count > 20), "{seen:?}");
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
        (
            sound().criterion_with("x", max, 1.0, |c| c.scale(0.0, 1.0).value_points([(0.0, 0.0)])),
            "criterion `x`: these points are no function: give at least two finite points",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.value_points([(0.0, 0.0), (1.0, 2.0)])),
            "criterion `x`: values lie between 0 (worst) and 1 (best)",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.value_points([(0.0, 1.0), (1.0, 0.0)])),
            "criterion `x`: these values contradict the direction",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.scale(0.0, 1.0).value_levels([0.0, 1.0])),
            "criterion `x`: values per level need an ordinal scale",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.levels(["a", "b"]).value_levels([0.0])),
            "criterion `x`: 1 values for 2 levels",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| {
                c.thresholds(Thresholds { veto: Some(-1.0), ..Thresholds::default() })
            }),
            "criterion `x`: thresholds are finite numbers of at least 0",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| {
                c.thresholds(Thresholds {
                    indifference: Some(2.0),
                    preference: Some(1.0),
                    ..Thresholds::default()
                })
            }),
            "criterion `x`: thresholds must rise: indifference <= preference <= veto",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.anchor(1.0, "one").anchor(1.0, "two")),
            "criterion `x`: two anchors describe one position, `1`",
        ),
        (
            sound().criterion_with("x", max, 1.0, |c| c.levels(["a", "b"]).anchor("c", "none")),
            "criterion `x`: an anchor: unknown level `c`",
        ),
        (
            sound().node_with("n", 1.0, |n| n.value_points([(0.0, 0.0), (1.0, 1.0)])),
            "criterion `n`: this is a node, which has no figures",
        ),
        (sound().reference("C"), "reference `C`: unknown alternative `C`; known are A, B"),
        (sound().reference_at("offer", "A"), "reference `A`: unknown key `offer`"),
        (
            sound().shared([("alternative", "C")], "price", 1.0),
            "the judgement on `price` shared by alternative=C: unknown value `C`; known are A, B",
        ),
        (
            sound().shared([("supplier", "A")], "price", 1.0),
            "the judgement on `price` shared by supplier=A: unknown key `supplier`",
        ),
        (
            sound().shared([("alternative", "A")], "prce", 1.0),
            "the judgement on `prce` shared by alternative=A: unknown criterion `prce`; did you",
        ),
        (
            sound().shared([("alternative", "A")], "use", 1.0),
            "the judgement on `use` shared by alternative=A: this is a node",
        ),
        (
            sound().shared([("alternative", "A")], "quality", 11.0),
            "the judgement on `quality` shared by alternative=A: 11 lies beyond the scale 0 .. 10",
        ),
        (
            sound().shared([("alternative", "A")], "price", 1.0).shared(
                [("alternative", "A")],
                "price",
                2.0,
            ),
            "the judgement on `price` shared by alternative=A: alternative `A` has another shared",
        ),
        (
            sound().shared([("alternative", "A")], "price", 1.0).uncertain("A", "price", 2.into()),
            "the judgement on `price` shared by alternative=A: alternative `A` has an uncertain",
        ),
        (sound().constraint("price > quality"), "constraint `price > quality`: `>` is no sign"),
        (
            sound().constraint("prce >= quality"),
            "constraint `prce >= quality`: unknown criterion `prce`; did you mean `price`?",
        ),
        (
            sound().constraint("price >= 0.6"),
            "constraint `price >= 0.6`: the problem's own weights do not meet it (price = 0.5000)",
        ),
        (sound().better("A", "C"), "preference `A` over `C`: unknown alternative `C`"),
        (sound().better("A", "A"), "preference `A` over `A`: A is compared with itself"),
        (
            sound().better_with("B", "A", |said| said.by_more_than(1.0)),
            "preference `B` over `A`: two scores cannot be told to differ by more than 1",
        ),
        (
            sound().better_with("B", "A", |said| said.by_more_than_between("B", "C")),
            "preference `B` over `A`: unknown alternative `C`",
        ),
        (sound().equal(["A"]), "preference `A` equally good: it needs two alternatives or more"),
        (
            sound().equal_with(["A", "B"], |said| said.by_more_than(0.1)),
            "preference `A`, `B` equally good: alternatives that are equally good do not differ",
        ),
        (
            sound().better_with("B", "A", |said| said.by_more_than(0.9)),
            "preference `B better than A by more than 0.9`: the problem's own weights do not meet",
        ),
        (
            sound()
                .alternative("C", [120.into(), 9.into(), Quantity::from("good")])
                .better("B", "C"),
            "preference `B better than C`: no weights make it so",
        ),
        (
            sound().alternative("C", [1.0, 2.0, 1.0]).reference("C").better("B", "C"),
            "preference `B better than C`: C does not compete, so an observed range gives it no",
        ),
        (sound().rank_within(["alternative"]), "rank_within: all keys are in it"),
        (sound().rank_within(["region"]), "rank_within: unknown key `region`"),
        (sound().keys(["a", "b"]), "alternative `A`: it has 1 values for 2 keys"),
        (sound().keys(["a", "a"]), "key `a`: a key needs a name that nothing else has"),
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

#[test]
fn all_faults_are_given() {
    let error = Problem::builder()
        .criterion("price", Direction::Min, -1.0)
        .criterion_with("quality", Direction::Max, 1.0, |c| c.scale(0.0, 10.0).parent("usee"))
        .criterion_with("comfort", Direction::Max, 1.0, |c| c.levels(["one"]))
        .alternative("A", [f64::NAN, 11.0, 0.0])
        .alternative("A", [1.0, 2.0])
        .uncertain("B", "price", 1.into())
        .shared([("alternative", "A")], "noise", 1.0)
        .constraint("price >= noise")
        .better("A", "C")
        .min_known(2.0)
        .build()
        .unwrap_err();
    let Error::Problem(faults) = &error else { panic!("{error}") };
    let at: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(
        at,
        [
            "criterion `price`",
            "criterion `quality`",
            "criterion `comfort`",
            "the problem",
            "alternative `A`",
            "alternative `A`",
            "an uncertain figure",
            "the judgement on `noise` shared by alternative=A",
            "criterion `price` of alternative `A`",
            "criterion `quality` of alternative `A`",
            "constraint `price >= noise`",
            "preference `A` over `C`",
        ],
        "{error}"
    );
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert_eq!(error.to_string(), lines.join("\n"));
}

/// Of a thousand faults the text gives the first, and the error all.
#[test]
fn many_faults_are_counted() {
    let mut builder = Problem::builder().criterion("price", Direction::Min, 1.0);
    for i in 0..1000 {
        builder = builder.alternative(format!("a{i}"), [f64::NAN]);
    }
    let error = builder.build().unwrap_err();
    assert!(error.to_string().ends_with("\n... and 950 more"), "{error}");
    let Error::Problem(faults) = error else { panic!() };
    assert_eq!(faults.len(), 1000);
}

/// A problem that stands changes only in ways that keep it whole.
#[test]
fn a_change_that_breaks_a_problem_is_refused() {
    use afweging::problem::{Claim, Order, Preference, Statement, WeightConstraint};
    let mut problem = sound().build().unwrap();
    let before = problem.clone();
    let constraint = |branch, coefficient| WeightConstraint {
        terms: vec![(branch, coefficient)],
        constant: 0.0,
        equality: false,
        written: "x".into(),
        preference: false,
    };
    let preference = Preference {
        terms: vec![(2, 1.0)],
        equal: false,
        by: 0.0,
        reason: Default::default(),
        source: None,
        written: "x".into(),
    };
    let claim = Claim::new("x", Statement::Order(Order::Above), 0, Some(2));
    let errors = [
        problem.set_weights(&[1.0]).unwrap_err(),
        problem.set_weights(&[1.0, 1.0, f64::NAN, 1.0]).unwrap_err(),
        problem.set_weights(&[1.0, 1.0, 0.0, 0.0]).unwrap_err(),
        problem.set_constraints(vec![constraint(4, 1.0)]).unwrap_err(),
        problem.set_constraints(vec![constraint(0, f64::INFINITY)]).unwrap_err(),
        problem.set_preferences(vec![preference]).unwrap_err(),
        problem.set_claims(vec![claim]).unwrap_err(),
    ]
    .map(|error| error.to_string());
    let wanted = [
        "the weights: 1 weights for 4 criteria",
        "criterion `quality`: a weight is a finite number of at least 0, not NaN",
        "criteria `quality`, `comfort`: all of these siblings weigh 0",
        "constraint `x`: there is no criterion 4",
        "constraint `x`: inf is not a finite number",
        "preference `x`: there is no alternative 2",
        "claim `x`: there is no alternative 2",
    ];
    for (error, wanted) in errors.iter().zip(wanted) {
        assert!(error.starts_with(wanted), "{error}\nis not\n{wanted}");
    }
    assert_eq!(problem, before);
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
    assert_eq!(problem.tree().leaves()[1].scale.as_ref().map(Scale::ends), Some((0.0, 10.0)));
}
