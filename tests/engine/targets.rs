//! The smallest changes of levels under rules: against all changes of 500 random trees, tried one by
//! one, and by hand.

use crate::common::{Files, Random};
use afweging::case::{Case, Location, WhatIf};
use afweging::problem::Language;
use afweging::report::{self, Words};
use afweging::study::{MOST_LISTED, Tables, Targets, TargetsRequest, targets};
use std::collections::BTreeSet;

/// A node or criterion of a random tree, told apart from the library's own.
enum Part {
    Leaf {
        levels: usize,
    },
    /// Children as places in the list of parts, and what the rules give for each combination, by
    /// the levels of the children.
    Node {
        levels: usize,
        children: Vec<usize>,
        rules: Vec<(Vec<usize>, BTreeSet<usize>)>,
    },
}

impl Part {
    fn levels(&self) -> usize {
        match self {
            Part::Leaf { levels } | Part::Node { levels, .. } => *levels,
        }
    }
}

/// All ways to pick one of each.
fn product(of: &[Vec<usize>]) -> Vec<Vec<usize>> {
    of.iter().fold(vec![Vec::new()], |all, own| {
        all.iter().flat_map(|start| own.iter().map(|x| [&start[..], &[*x]].concat())).collect()
    })
}

/// A random tree: leaves come first, in the order of the file; the last part is the top.
fn random_tree(random: &mut Random) -> Vec<Part> {
    let leaves = 2 + random.below(4);
    let mut parts: Vec<Part> =
        (0..leaves).map(|_| Part::Leaf { levels: 2 + random.below(2) }).collect();
    let mut open: Vec<usize> = (0..leaves).collect();
    loop {
        // Any of those without a node above, so that the leaves of a node lie apart in the file.
        let many = if open.len() <= 3 && random.chance(0.5) { open.len() } else { 2 };
        let mut children: Vec<usize> =
            (0..many.min(open.len())).map(|_| open.swap_remove(random.below(open.len()))).collect();
        children.sort_unstable();
        let levels = 2 + random.below(3);
        let all: Vec<Vec<usize>> =
            children.iter().map(|child| (0..parts[*child].levels()).collect()).collect();
        let mut result = |_: &Vec<usize>| {
            let mut set = BTreeSet::from([random.below(levels)]);
            if random.chance(0.15) {
                set.insert(random.below(levels));
            }
            set
        };
        let rules = product(&all).into_iter().map(|at| (at.clone(), result(&at))).collect();
        parts.push(Part::Node { levels, children, rules });
        if open.is_empty() {
            return parts;
        }
        open.push(parts.len() - 1);
    }
}

fn name(parts: &[Part], at: usize) -> String {
    match parts[at] {
        Part::Leaf { .. } => format!("c{at}"),
        Part::Node { .. } => format!("n{at}"),
    }
}

fn quoted(levels: impl IntoIterator<Item = usize>) -> String {
    let names: Vec<String> = levels.into_iter().map(|level| format!("\"l{level}\"")).collect();
    format!("[{}]", names.join(", "))
}

/// The criteria file of a tree. Nodes come first, the top before all.
fn written(parts: &[Part]) -> String {
    let mut toml =
        "format = 1\nid = \"t\"\nmin_known = 0.0\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n"
            .to_owned();
    let above = |at: usize| {
        (0..parts.len()).find(|node| match &parts[*node] {
            Part::Node { children, .. } => children.contains(&at),
            Part::Leaf { .. } => false,
        })
    };
    let nodes = (0..parts.len()).rev().filter(|at| matches!(parts[*at], Part::Node { .. }));
    let leaves = (0..parts.len()).filter(|at| matches!(parts[*at], Part::Leaf { .. }));
    for at in nodes.chain(leaves) {
        toml += &format!("[[criteria]]\nid = \"{}\"\n", name(parts, at));
        if let Some(above) = above(at) {
            toml += &format!("parent = \"{}\"\n", name(parts, above));
        }
        match &parts[at] {
            Part::Leaf { levels } => {
                toml += &format!("scale = {{ levels = {} }}\n", quoted(0..*levels));
            }
            Part::Node { levels, children, rules } => {
                toml += &format!("scale = {}\nrules = [\n", quoted(0..*levels));
                for (at, then) in rules {
                    let cells = children.iter().zip(at);
                    let cells: Vec<String> = cells
                        .map(|(child, level)| format!("{} = \"l{level}\"", name(parts, *child)))
                        .collect();
                    let then = quoted(then.iter().copied());
                    toml += &format!("  {{ {}, then = {then} }},\n", cells.join(", "));
                }
                toml += "]\n";
            }
        }
    }
    toml
}

/// The levels that a part may have where each leaf has one level.
fn possible(parts: &[Part], at: usize, leaves: &[usize]) -> BTreeSet<usize> {
    match &parts[at] {
        Part::Leaf { .. } => BTreeSet::from([leaves[at]]),
        Part::Node { children, rules, .. } => {
            let below: Vec<BTreeSet<usize>> =
                children.iter().map(|child| possible(parts, *child, leaves)).collect();
            let holds =
                |at: &[usize]| at.iter().zip(&below).all(|(level, set)| set.contains(level));
            rules.iter().filter(|(at, _)| holds(at)).flat_map(|(_, then)| then.clone()).collect()
        }
    }
}

/// The same over all that the leaves can be: every set of levels is filled in.
fn over_all(parts: &[Part], figures: &[Vec<usize>]) -> BTreeSet<usize> {
    let top = parts.len() - 1;
    product(figures).iter().flat_map(|leaves| possible(parts, top, leaves)).collect()
}

fn places(set: afweging::problem::LevelSet) -> BTreeSet<usize> {
    set.iter().collect()
}

/// Figures of one alternative: by leaf, the levels it may have, and how that is written.
fn random_figures(random: &mut Random, parts: &[Part]) -> (Vec<Vec<usize>>, Vec<String>) {
    let leaves = parts.iter().filter_map(|part| match part {
        Part::Leaf { levels } => Some(*levels),
        Part::Node { .. } => None,
    });
    leaves
        .map(|levels| match random.below(6) {
            0 => ((0..levels).collect(), "?".to_owned()),
            1 => (vec![0, 1], "l0..l1".to_owned()),
            _ => {
                let level = random.below(levels);
                (vec![level], format!("l{level}"))
            }
        })
        .unzip()
}

/// What a leaf becomes in a change that is tried: the level, or the last for one that stays.
const KEPT: usize = usize::MAX;

/// Compare a study with everything that can be tried.
fn compare(parts: &[Part], figures: &[Vec<usize>], found: &Targets, row: usize) -> [usize; 3] {
    let of = &found.alternatives[row];
    let now = over_all(parts, figures);
    assert_eq!(places(of.now), now);
    for (at, own) in figures.iter().enumerate() {
        assert_eq!(places(of.figures[at]), own.iter().copied().collect());
        // One level down and up, for every level that it may have.
        let best = parts[at].levels() - 1;
        let moved = |to: &dyn Fn(usize) -> usize| {
            let mut changed = figures.to_vec();
            changed[at] = own.iter().map(|level| to(*level)).collect();
            over_all(parts, &changed)
        };
        let (down, up) = (
            moved(&|level| level.saturating_sub(1)),
            moved(&|level| if level == best { best } else { level + 1 }),
        );
        let one = of.plus_minus[at];
        assert_eq!(one.leaf, at);
        assert_eq!(one.worse.map(places), (own[..] != [0]).then_some(down));
        assert_eq!(one.better.map(places), (own[..] != [best]).then_some(up));
    }
    // Every change: each leaf stays, or gets a level that is not all it may have now.
    let options: Vec<Vec<usize>> = figures
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let levels = (0..parts[at].levels()).filter(|level| own[..] != [*level]);
            levels.chain([KEPT]).collect()
        })
        .collect();
    let tried: Vec<(usize, Vec<usize>, BTreeSet<usize>)> = product(&options)
        .into_iter()
        .map(|change| {
            let (mut steps, mut changed) = (0, figures.to_vec());
            for (at, to) in change.iter().enumerate().filter(|(_, to)| **to != KEPT) {
                steps += figures[at].iter().map(|from| from.abs_diff(*to)).max().unwrap();
                changed[at] = vec![*to];
            }
            let after = over_all(parts, &changed);
            (steps, change, after)
        })
        .collect();
    let top = parts[parts.len() - 1].levels();
    assert_eq!(
        of.targets.iter().map(|it| it.level).collect::<Vec<_>>(),
        (1..top).collect::<Vec<_>>()
    );
    let mut seen = [0; 3];
    for target in &of.targets {
        let holds = |set: &BTreeSet<usize>| set.iter().all(|level| *level >= target.level);
        let held = holds(&now);
        assert_eq!(target.held, held);
        let turned = || tried.iter().filter(|(.., after)| holds(after) != held);
        let Some(fewest) = turned().map(|(steps, ..)| *steps).min() else {
            assert_eq!(target.smallest, None);
            seen[2] += 1;
            continue;
        };
        seen[usize::from(held)] += 1;
        // They are in the order in which the product was made: leaf by leaf, the lowest level first,
        // what stays last.
        let smallest: Vec<Vec<(usize, usize)>> = turned()
            .filter(|(steps, ..)| *steps == fewest)
            .map(|(_, change, _)| {
                change.iter().copied().enumerate().filter(|(_, to)| *to != KEPT).collect()
            })
            .collect();
        let found = target.smallest.as_ref().expect("a change");
        assert_eq!((found.steps, found.count), (fewest, smallest.len() as u64));
        assert_eq!(found.changes, smallest[..smallest.len().min(MOST_LISTED)]);
    }
    seen
}

#[test]
fn the_smallest_changes_are_those_of_all_that_can_be_tried() {
    let mut random = Random(2026);
    let mut seen = [0; 3];
    for _ in 0..500 {
        let parts = random_tree(&mut random);
        let rows: Vec<(Vec<Vec<usize>>, Vec<String>)> =
            (0..2).map(|_| random_figures(&mut random, &parts)).collect();
        let leaves: Vec<String> = (0..rows[0].0.len()).map(|at| format!("c{at}")).collect();
        let mut table = format!("plan,{}\n", leaves.join(","));
        for (at, (_, cells)) in rows.iter().enumerate() {
            table += &format!("p{at},{}\n", cells.join(","));
        }
        let toml = written(&parts);
        let case = opened(&toml, &table);
        let found = targets(&case.problem, &TargetsRequest::default()).unwrap();
        for (row, (figures, _)) in rows.iter().enumerate() {
            let own = compare(&parts, figures, &found, row);
            seen.iter_mut().zip(own).for_each(|(all, own)| *all += own);
        }
    }
    // Reached, lost, and neither.
    assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
}

fn opened(toml: &str, table: &str) -> Case {
    Files::new(&[("case.toml", toml), ("d.csv", table)])
        .open()
        .unwrap_or_else(|error| panic!("{error}\n{toml}\n{table}"))
}

/// A flat: what it costs and how it is (room and quiet together) make it bad, fair or good.
const FLAT: &str = r#"
format = 1
id = "flats"
data = ["d.csv"]
[[keys]]
id = "flat"
[[criteria]]
id = "worth"
label = { en = "Worth it", nl = "De moeite" }
scale = ["bad", "fair", "good"]
rules = [
  { price = "high", then = "bad" },
  { price = "medium", living = "poor", then = "bad" },
  { price = "medium", living = "decent", then = "fair" },
  { price = "low", living = "poor", then = "fair" },
  { price = "low", living = "decent", then = "good" },
]
[[criteria]]
id = "price"
label = { en = "Price", nl = "Prijs" }
parent = "worth"
scale = { levels = ["high", "medium", "low"] }
[[criteria]]
id = "living"
label = { en = "Living", nl = "Wonen" }
parent = "worth"
scale = ["poor", "decent"]
rules = [
  { room = "small", then = "poor" },
  { room = ">= medium", quiet = "no", then = "poor" },
  { room = ">= medium", quiet = "yes", then = "decent" },
]
[[criteria]]
id = "room"
label = { en = "Room", nl = "Ruimte" }
parent = "living"
scale = { levels = ["small", "medium", "large"] }
[[criteria]]
id = "quiet"
label = { en = "Quiet", nl = "Rust" }
parent = "living"
scale = { levels = ["no", "yes"] }
"#;

const FLATS: &str = "flat,price,room,quiet\nA,medium,small,no\nB,low,large,yes\nC,medium,?,yes\n";

fn line(case: &Case, study: &Targets, language: Language) -> String {
    let page = report::targets(case, study, Words(language));
    report::to_text(&page, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A is bad. It is fair after one step (price low: living poor then gives fair), and good after
/// three: price low, room medium, quiet yes. B is good; one step of price gives fair, and so does
/// the one of quiet. Of C the room is not known: it is bad or fair. It is fair when the room is
/// known to be medium (one step from each end), or when the price is low, whatever the room: one
/// step too.
#[test]
fn three_flats_by_hand() {
    let case = opened(FLAT, FLATS);
    let study = targets(&case.problem, &TargetsRequest::default()).unwrap();
    let steps: Vec<Vec<(bool, Option<usize>, u64)>> = study
        .alternatives
        .iter()
        .map(|of| {
            let target = |it: &afweging::study::LevelTarget| {
                let smallest = it.smallest.as_ref();
                (it.held, smallest.map(|it| it.steps), smallest.map_or(0, |it| it.count))
            };
            of.targets.iter().map(target).collect()
        })
        .collect();
    assert_eq!(steps[0], [(false, Some(1), 1), (false, Some(3), 1)]);
    // Below fair in two steps: price to high; or price to medium and quiet to no.
    assert_eq!(steps[1], [(true, Some(2), 2), (true, Some(1), 2)]);
    // Good: price low, and the room medium.
    assert_eq!(steps[2], [(false, Some(1), 2), (false, Some(2), 1)]);

    let en = line(&case, &study, Language::En);
    let nl = line(&case, &study, Language::Nl);
    for wanted in [
        "A is bad. It is fair or better after 1 step: Price medium -> low. It is good after 3 steps: Price medium -> low, Room small -> medium and Quiet no -> yes.",
        "B is good. It can fall below good after 1 step: Price low -> medium (one of 2 changes that are as small).",
        "C is bad or fair. It is fair or better after 1 step: Price medium -> low (one of 2 changes that are as small).",
        "Some figures are ranges or unknown.",
    ] {
        assert!(en.contains(wanted), "no `{wanted}` in {en}");
    }
    for wanted in [
        "A is “bad”. Het wordt “fair” of beter na 1 stap: Prijs “medium” -> “low”.",
        "B is “good”. Het kan onder “good” zakken na 1 stap: Prijs “low” -> “medium” (een van 2 wijzigingen die even klein zijn).",
    ] {
        assert!(nl.contains(wanted), "no `{wanted}` in {nl}");
    }

    let table = study.table_named("target_changes").unwrap();
    let row = |row: usize| {
        ["flat", "level", "criterion", "from", "to"]
            .map(|column| table.get(row, column).as_text().unwrap().to_owned())
    };
    assert_eq!(row(0), ["A", "fair", "price", "medium", "low"]);
    assert_eq!(row(2), ["A", "good", "room", "small", "medium"]);
    let table = study.table_named("plus_minus_one").unwrap();
    let of_c = (0..table.rows())
        .find(|row| {
            let of = |column| table.get(*row, column).as_text();
            of("flat") == Some("C") && of("criterion") == Some("price")
        })
        .unwrap();
    // With a high price it is bad; with a low one fair where the room is small, else good.
    let level = |column| table.get(of_c, column).as_text().unwrap();
    assert_eq!(
        [level("worse"), level("now"), level("better")],
        ["bad", "bad | fair", "fair | good"]
    );
    // B has the best of all: nothing is one level better.
    let of_b = (0..table.rows()).filter(|row| table.get(*row, "flat").as_text() == Some("B"));
    assert!(of_b.into_iter().all(|row| table.get(row, "better").as_text().is_none()));
}

/// The cars of DEX. The manual of DEXi prints the level of the two cars, and of Car2 under
/// plus-minus-1: a high buying price makes it unacceptable, a low one excellent; passengers and
/// luggage cannot be better. https://dex.ijs.si/documentation/DEXi/DEXiCarAnal.html
#[test]
fn the_cars_of_dex_are_as_printed() {
    let case = Case::open(&Location::of("car-evaluation"), &WhatIf::default()).unwrap();
    let study = targets(&case.problem, &TargetsRequest::default()).unwrap();
    let table = study.table_named("plus_minus_one").unwrap();
    let of = |car: &str, criterion: &str| {
        let is =
            |row: &usize, column: &str, text: &str| table.get(*row, column).as_text() == Some(text);
        let row = (0..table.rows())
            .find(|row| is(row, "car", car) && is(row, "criterion", criterion))
            .unwrap();
        ["worse", "now", "better"].map(|column| table.get(row, column).as_text().map(str::to_owned))
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(of("Car1", "safety")[1], text("excellent"));
    let [worse, now, better] = of("Car2", "buying");
    assert_eq!([worse, now, better], [text("unacceptable"), text("good"), text("excellent")]);
    assert_eq!((&of("Car2", "passengers")[2], &of("Car2", "luggage")[2]), (&None, &None));
}

/// Only what may change does: without quiet and room, A cannot become good.
#[test]
fn what_may_not_change_stays() {
    let case = opened(FLAT, FLATS);
    let request = |node: &str, reach: &str, criteria: &[&str]| TargetsRequest {
        node: Some(node.to_owned()),
        reach: (!reach.is_empty()).then(|| reach.to_owned()),
        criteria: criteria.iter().map(|id| (*id).to_owned()).collect(),
    };
    let study = targets(&case.problem, &request("worth", "good", &["price"])).unwrap();
    let of_a = &study.alternatives[0];
    assert_eq!((of_a.targets.len(), &of_a.targets[0].smallest), (1, &None));
    assert_eq!(of_a.plus_minus.len(), 1);
    let said = line(&case, &study, Language::En);
    assert!(said.contains("No change of levels makes it surely good."), "{said}");
    assert!(said.contains("Only Price may change"), "{said}");
    // A node stands for all below it.
    let study = targets(&case.problem, &request("worth", "", &["living"])).unwrap();
    assert_eq!(study.free, [false, true, true]);
    // The node below has levels of its own.
    let study = targets(&case.problem, &request("living", "", &[])).unwrap();
    assert_eq!(study.levels, ["poor", "decent"]);
    assert_eq!(study.alternatives[0].targets[0].smallest.as_ref().unwrap().steps, 2);
}

/// What cannot be asked is told with what to do, in both languages.
#[test]
fn what_cannot_be_asked_is_told() {
    let case = opened(FLAT, FLATS);
    let said = |case: &Case, node: Option<&str>, reach: Option<&str>, criteria: &[&str]| {
        let request = TargetsRequest {
            node: node.map(str::to_owned),
            reach: reach.map(str::to_owned),
            criteria: criteria.iter().map(|id| (*id).to_owned()).collect(),
        };
        match targets(&case.problem, &request) {
            Ok(_) => panic!("{node:?} {reach:?} {criteria:?}"),
            Err(error) => (error.to_string(), error.dutch()),
        }
    };
    let holds = |(en, nl): (String, String), wanted: [&str; 2]| {
        assert!(en.contains(wanted[0]) && nl.contains(wanted[1]), "{en}\n{nl}");
    };
    holds(
        said(&case, Some("livign"), None, &[]),
        ["did you mean `living`?", "bedoelt u `living`?"],
    );
    holds(
        said(&case, Some("price"), None, &[]),
        [
            "it has no rules; those that have are `worth`, `living`",
            "wel met regels: `worth`, `living`",
        ],
    );
    holds(
        said(&case, None, Some("god"), &[]),
        ["unknown level `god`; did you mean `good`?", "er is geen niveau `god`; bedoelt u `good`?"],
    );
    holds(
        said(&case, None, Some("bad"), &[]),
        ["every alternative is at the worst level or better", "noem een beter niveau"],
    );
    holds(
        said(&case, Some("living"), None, &["price"]),
        ["unknown criterion of the node `price`; known are room, quiet", "wel bekend: room, quiet"],
    );
    let plain = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"c0\"\nscale = { levels = [\"l0\", \"l1\"] }\n";
    let plain = opened(plain, "plan,c0\nA,l0\nB,l1\n");
    holds(
        said(&plain, None, None, &[]),
        ["no node has `rules`", "geen enkele groep criteria heeft `rules`"],
    );
    // Two nodes side by side.
    let two = FLAT
        .replace(
            "id = \"living\"\nlabel = { en = \"Living\", nl = \"Wonen\" }\nparent = \"worth\"",
            "id = \"living\"",
        )
        .replace(
            "{ price = \"medium\", living = \"poor\", then = \"bad\" },",
            "{ price = \"medium\", then = \"fair\" },",
        )
        .replace("{ price = \"medium\", living = \"decent\", then = \"fair\" },", "")
        .replace(
            "{ price = \"low\", living = \"poor\", then = \"fair\" },",
            "{ price = \"low\", then = \"good\" },",
        )
        .replace("{ price = \"low\", living = \"decent\", then = \"good\" },", "");
    let two = opened(&two, FLATS);
    holds(
        said(&two, None, None, &[]),
        ["choose one of `worth`, `living`", "kies er een van `worth`, `living`"],
    );
}

/// Nineteen unknown criteria of two levels each could stay or get one of two levels: 3^19
/// combinations. With one that may change there are three.
#[test]
fn too_many_combinations_are_refused_with_what_helps() {
    let mut toml = "format = 1\nid = \"t\"\nmin_known = 0.0\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"n\"\nscale = [\"no\", \"yes\"]\nrules = \"from-weights\"\n".to_owned();
    let (mut head, mut cells) = ("plan".to_owned(), "A".to_owned());
    for at in 0..19 {
        toml += &format!(
            "[[criteria]]\nid = \"c{at}\"\nparent = \"n\"\nscale = {{ levels = [\"l0\", \"l1\"] }}\n"
        );
        head += &format!(",c{at}");
        cells += ",?";
    }
    let case = opened(&toml, &format!("{head}\n{cells}\n"));
    let Err(error) = targets(&case.problem, &TargetsRequest::default()) else {
        panic!("all tried")
    };
    let (en, nl) = (error.to_string(), error.dutch());
    assert!(en.contains("right below `n`") && en.contains("`--criterion ID`"), "{en}");
    assert!(nl.contains("vlak onder `n`") && nl.contains("`--criterion ID`"), "{nl}");
    let request = TargetsRequest { criteria: vec!["c3".into()], ..TargetsRequest::default() };
    let study = targets(&case.problem, &request).unwrap();
    assert_eq!(study.alternatives[0].targets[0].smallest, None);
}

/// An unknown attribute lifts both criteria or neither: the rules never see one lifted alone, yet
/// the sets have it.
#[test]
fn levels_that_hang_on_one_figure_are_said_to_be_an_outer_bound() {
    let mut toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"n\"\nscale = [\"same\", \"apart\"]\nrules = [\n{ c0 = \"l0\", c1 = \"l0\", then = \"same\" }, { c0 = \"l1\", c1 = \"l1\", then = \"same\" },\n{ c0 = \"l0\", c1 = \"l1\", then = \"apart\" }, { c0 = \"l1\", c1 = \"l0\", then = \"apart\" }]\n".to_owned();
    for id in ["c0", "c1"] {
        toml += &format!(
            "[[criteria]]\nid = \"{id}\"\nparent = \"n\"\nscale = {{ levels = [\"l0\", \"l1\"] }}\n[[adjustments]]\ncriterion = \"{id}\"\nattribute = \"role\"\nshift = {{ values = {{ t0 = 0, t1 = 1 }} }}\n"
        );
    }
    let case = opened(&toml, "plan,c0,c1,role\nA,l0,l0,?\nB,l0,l0,t1\n");
    let study = targets(&case.problem, &TargetsRequest::default()).unwrap();
    let said: Vec<(bool, usize)> =
        study.alternatives.iter().map(|of| (of.exact, of.now.len())).collect();
    assert_eq!(said, [(false, 2), (true, 1)]);
    let said = line(&case, &study, Language::En);
    assert!(
        said.contains("One figure that is not known counts on several criteria (A)."),
        "{said}"
    );
}
