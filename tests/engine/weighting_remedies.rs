//! Every remedy that a weighting prints is taken at its word, as in `remedies.rs`: the case is
//! changed as the remedy says, and must then have weights.

use crate::common::Files;
use afweging::case::{Case, WhatIf};
use afweging::error::Error;
use afweging::study::{Utastar, UtastarRequest, WeightOrigins, utastar};
use afweging::weighting::Weighting;
use afweging::weighting::judgement::Judgement;

/// A weighting with its own parameters as they are by default.
fn named(name: &str) -> Weighting {
    Weighting::all().find(|own| own.sheet().name == name).expect("a weighting")
}

/// Criteria, each with its keys, and a table of figures.
fn files(criteria: &[(&str, &str)], table: &str, rest: &str) -> Files {
    let criteria: String = criteria
        .iter()
        .map(|(id, keys)| format!("[[criteria]]\nid = \"{id}\"\n{keys}\n"))
        .collect();
    let head = "format = 1\nid = \"sites\"\ndata = [\"t.csv\"]\n";
    let keys = match table.starts_with("region,") {
        true => "rank_within = [\"region\"]\n[[keys]]\nid = \"region\"\n[[keys]]\nid = \"site\"\n",
        false => "[[keys]]\nid = \"site\"\n",
    };
    Files::new(&[("case.toml", &format!("{head}{keys}{criteria}{rest}")), ("t.csv", table)])
}

/// Three criteria of which more is better, weighed as the text says.
fn site(weightings: &str) -> Files {
    let scale = "scale = { min = 0, max = 10 }";
    files(
        &[("cost", scale), ("quiet", scale), ("view", scale)],
        "site,cost,quiet,view\nA,9,1,5\nB,2,7,5\nC,5,5,6\n",
        weightings,
    )
}

fn weighted(method: &str, judgements: &[&str]) -> String {
    format!("[[weighting]]\nmethod = \"{method}\"\njudgements = {judgements:?}\n")
}

/// What a file that does not open says first, and what it advises.
fn refused(files: &Files, what_if: &WhatIf) -> (String, String) {
    match files.open_with(what_if) {
        Err(Error::Findings(findings)) => {
            let first = findings.0.first().expect("a finding");
            (first.message.to_string(), first.help.clone().unwrap_or_default().to_string())
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it opens: {}", std::fs::read_to_string(files.path("case.toml")).unwrap()),
    }
}

/// A text without the marks around names and statements.
fn plain(text: &str) -> String {
    text.replace('`', "")
}

/// A case that opens has weights, of which some are above 0.
fn opens(files: &Files, what_if: &WhatIf) -> Case {
    let text = || std::fs::read_to_string(files.path("case.toml")).unwrap();
    let case = files.open_with(what_if).unwrap_or_else(|error| panic!("{error}\n{}", text()));
    assert!(!case.derivations.is_empty() || !case.from_data.is_empty(), "{}", text());
    case
}

/// What is refused, a part of what is advised, and what the advice makes of it: each way.
struct Row {
    said: String,
    advice: &'static str,
    ways: Vec<String>,
}

fn row(said: String, advice: &'static str, ways: &[String]) -> Row {
    Row { said, advice, ways: ways.to_vec() }
}

/// By method: the judgements that are refused, the advice, and the judgements after each way out.
type Judged =
    (&'static str, &'static [&'static str], &'static str, &'static [&'static [&'static str]]);

const JUDGED: &[Judged] = &[
    // macbeth.rs
    (
        "macbeth",
        &["cost - quiet = weak", "quiet - view = weak"],
        "judge at least one swing by itself, best the least attractive one: `a = weak`",
        &[&["cost - quiet = weak", "quiet - view = weak", "view = weak"]],
    ),
    (
        "macbeth",
        &["cost - quiet = weak", "quiet = weak"],
        "compare view with another swing, or judge it by itself: `view = weak`",
        &[
            &["cost - quiet = weak", "quiet = weak", "view - quiet = weak"],
            &["cost - quiet = weak", "quiet = weak", "view = weak"],
        ],
    ),
    (
        "macbeth",
        &["cost - quiet = weak", "cost - quiet = strong", "quiet = weak", "view = weak"],
        "keep one of the two, or write a range of categories",
        &[
            &["cost - quiet = weak", "quiet = weak", "view = weak"],
            &["cost - quiet = strong", "quiet = weak", "view = weak"],
            &["cost - quiet = weak..strong", "quiet = weak", "view = weak"],
        ],
    ),
    (
        "macbeth",
        &["cost = no", "quiet = no", "view = no"],
        "judge the swing of what matters `very weak` or more",
        &[&["cost = very weak", "quiet = no", "view = no"]],
    ),
    // order.rs
    (
        "rank-sum",
        &["cost > 2 > quiet > view"],
        "leave the cards out, or use `srf`",
        &[&["cost > quiet > view"]],
    ),
    (
        "rank-reciprocal",
        &["cost > quiet > view", "view > cost"],
        "change or leave out one of them",
        &[&["cost > quiet > view"], &["cost > quiet > view", "cost > view"]],
    ),
    (
        "roc",
        &["cost > quiet", "cost > view"],
        "add `quiet > view`, `view > quiet` or `quiet = view`",
        &[
            &["cost > quiet", "cost > view", "quiet > view"],
            &["cost > quiet", "cost > view", "view > quiet"],
            &["cost > quiet", "cost > view", "quiet = view"],
        ],
    ),
    // points.rs
    (
        "direct",
        &["cost = 60", "cost = 50", "quiet = 30", "view = 10"],
        "keep one of `cost = 60` and `cost = 50`, or write a range",
        &[
            &["cost = 60", "quiet = 30", "view = 10"],
            &["cost = 50", "quiet = 30", "view = 10"],
            &["cost = 50..60", "quiet = 30", "view = 10"],
        ],
    ),
    (
        "direct",
        &["cost = 60", "quiet = 30"],
        "add `view = ...`; 0 if it does not matter",
        &[&["cost = 60", "quiet = 30", "view = 0"], &["cost = 60", "quiet = 30", "view = 5"]],
    ),
    (
        "direct",
        &["cost = 0", "quiet = 0", "view = 0"],
        "give points above 0 to what matters",
        &[&["cost = 1", "quiet = 0", "view = 0"]],
    ),
    // rancom.rs
    (
        "rancom",
        &["cost > quiet > view", "quiet > cost"],
        "keep one of the two",
        &[&["cost > quiet > view"], &["quiet > cost", "quiet > view", "cost > view"]],
    ),
    (
        "rancom",
        &["cost > quiet", "cost > view"],
        "add `quiet > view`, `view > quiet` or `quiet = view`",
        &[
            &["cost > quiet", "cost > view", "quiet > view"],
            &["cost > quiet", "cost > view", "view > quiet"],
            &["cost > quiet", "cost > view", "quiet = view"],
        ],
    ),
    // sentences.rs, of which bwm and fucom make their faults
    (
        "bwm",
        &["cost / quiet = 2", "cost / view = 4", "quiet / view = 0.5"],
        "give a ratio of at least 1",
        &[&["cost / quiet = 2", "cost / view = 4", "quiet / view = 1"]],
    ),
    (
        "fucom",
        &["cost / quiet = 2", "cost / view = 0.5"],
        "judge view / cost instead",
        &[&["cost / quiet = 2", "view / cost = 2"]],
    ),
    // smart.rs
    (
        "smart",
        &["cost = 50", "quiet = 5", "view = 20"],
        "give the least important criterion 10 points, and the others more",
        &[&["cost = 50", "quiet = 10", "view = 20"]],
    ),
    (
        "smart",
        &["cost = 50", "quiet = 30", "view = 20"],
        "write `view = 10`, and the others against it",
        &[&["cost = 50", "quiet = 30", "view = 10"]],
    ),
    // swing.rs
    (
        "swing",
        &["cost = 120", "quiet = 60", "view = 40"],
        "give the largest swing 100 points, and the others points against it",
        &[&["cost = 100", "quiet = 50", "view = 30"]],
    ),
    (
        "swing",
        &["cost = 80", "quiet = 60", "view = 40"],
        "write `cost = 100`, and the others against it",
        &[&["cost = 100", "quiet = 60", "view = 40"]],
    ),
    // trade_off.rs
    (
        "trade-off",
        &["cost 2 -> 4 = quiet 0 -> 5"],
        "add a trade-off between view and cost, or with one that is linked to it",
        &[
            &["cost 2 -> 4 = quiet 0 -> 5", "view 0 -> 5 = cost 2 -> 4"],
            &["cost 2 -> 4 = quiet 0 -> 5", "view 0 -> 5 = quiet 2 -> 4"],
        ],
    ),
];

#[test]
fn every_remedy_for_judgements_works() {
    let mut rows: Vec<Row> = JUDGED
        .iter()
        .map(|(method, judgements, advice, ways)| {
            let ways: Vec<String> = ways.iter().map(|way| weighted(method, way)).collect();
            row(weighted(method, judgements), advice, &ways)
        })
        .collect();
    let with = |parameters: &str, method: &str, judgements: &[&str]| {
        format!("{}parameters = {parameters}\n", weighted(method, judgements))
    };
    let order = ["cost > quiet > view"];
    // order.rs: another method is a way out as well.
    let cards = ["cost > 2 > quiet > view"];
    rows.push(row(
        weighted("roc", &cards),
        "or use `srf`, which reads them",
        &[with("{ z = 3 }", "srf", &cards)],
    ));
    // sentences.rs
    let pairs = ["cost / quiet = 2", "quiet / view = 2", "view / cost = 1"];
    rows.push(row(
        weighted("fucom", &pairs),
        "compare each with the one before it",
        &[weighted("fucom", &pairs[..2])],
    ));
    // rank_exponent.rs and smart.rs
    rows.push(row(
        with("{ exponent = -1 }", "rank-exponent", &order),
        "give an exponent of at least 0; 1 is the same as `rank-sum`",
        &["{ exponent = 0 }", "{ exponent = 1 }"].map(|own| with(own, "rank-exponent", &order)),
    ));
    let points = ["cost = 50", "quiet = 30", "view = 10"];
    rows.push(row(
        with("{ least = 0 }", "smart", &points),
        "a number of points above 0; 10 is usual",
        &[with("{ least = 10 }", "smart", &points)],
    ));
    // srf.rs
    rows.push(row(
        with("{ z = 3, decimals = 10 }", "srf", &order),
        "give 0 to 9 decimals, or none for no rounding",
        &["{ z = 3, decimals = 0 }", "{ z = 3, decimals = 9 }", "{ z = 3 }"]
            .map(|own| with(own, "srf", &order)),
    ));
    rows.push(row(
        weighted("srf", &order),
        "give `z`, how many times the most important criterion weighs as much as the least",
        &["{ z = 1.5 }", "{ z = \"5..8\" }"].map(|own| with(own, "srf", &order)),
    ));
    rows.push(row(
        with("{ z = 3 }", "srf", &["cost > quiet > view", "cost > quiet"]),
        "write one order of all criteria",
        &[with("{ z = 3 }", "srf", &order)],
    ));
    rows.push(row(
        with("{ z = 3 }", "srf", &["cost > quiet"]),
        "put view into the order",
        &[with("{ z = 3 }", "srf", &order)],
    ));
    // opinions.rs
    let people = |combine: &str, first: String, second: String| {
        format!(
            "{first}respondent = \"An\"\ncombine = \"{combine}\"\n{second}respondent = \"Bo\"\n"
        )
    };
    let ratios = || weighted("ahp", &["cost / quiet = 2", "cost / view = 4"]);
    for (first, second) in [
        (ratios(), weighted("direct", &points)),
        (weighted("direct", &points), weighted("direct", &points)),
        (ratios(), ratios() + "parameters = { priority = \"geometric-mean\" }\n"),
    ] {
        let both = |combine| people(combine, first.clone(), second.clone());
        rows.push(row(
            both("geometric-mean-of-judgements"),
            "take the mean of everyone's weights: combine = \"mean-of-weights\"",
            &[both("mean-of-weights")],
        ));
    }
    let mut wrong = Vec::new();
    for Row { said, advice, ways } in rows {
        let (message, help) = refused(&site(&said), &WhatIf::default());
        if !plain(&help).contains(&plain(advice)) {
            wrong.push(format!("no `{advice}` in `{help}` ({message}) of {said}"));
        }
        assert!(!ways.is_empty() && !ways.contains(&said), "no way out of {said}");
        for way in ways {
            if let Err(error) = site(&way).open() {
                wrong.push(format!("`{advice}` does not work: {error} in {way}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Judgements that no file can hold, as they are refused where they are read, are told of to those
/// who call the methods.
#[test]
fn every_remedy_for_judgements_of_a_caller_works() {
    use Judgement::{Difference, Order, Points, TradeOff};
    let points = |of, low, high| Points { of, low, high };
    let order = |tiers: &[&[usize]]| Order {
        tiers: tiers.iter().map(|tier| tier.to_vec()).collect(),
        cards: Vec::new(),
    };
    let word = |a, b, low, high| Difference { a, b, low, high };
    let trade = |a, b, a_swing, b_swing| TradeOff { a, a_swing, b, b_swing };
    let (one, two) = (points(0, 80.0, 80.0), points(1, 20.0, 20.0));
    let weak = word(1, None, 2, 2);
    let in_order = order(&[&[0], &[1]]);
    // Of two items: what is refused, the advice, and what it makes of it.
    let rows: [(&str, Vec<Judgement>, &str, Vec<Judgement>); 12] = [
        // written.rs
        (
            "direct",
            vec![in_order.clone()],
            "write judgements as `a = 80`",
            vec![one.clone(), two.clone()],
        ),
        ("roc", vec![one.clone()], "write judgements as `a > b = c`", vec![in_order.clone()]),
        (
            "direct",
            vec![one.clone(), points(2, 1.0, 1.0)],
            "there are 2 items: judge these",
            vec![one.clone(), points(1, 1.0, 1.0)],
        ),
        (
            "direct",
            vec![points(0, -1.0, 5.0), two.clone()],
            "points are figures of at least 0",
            vec![points(0, 0.0, 5.0), two.clone()],
        ),
        (
            "direct",
            vec![points(0, 5.0, 1.0), two.clone()],
            "in a range the lower one comes first",
            vec![points(0, 1.0, 5.0), two],
        ),
        // order.rs
        (
            "roc",
            vec![order(&[&[0], &[], &[1]])],
            "name a criterion on either side of every `>`",
            vec![in_order.clone()],
        ),
        (
            "rank-sum",
            vec![order(&[&[0], &[1], &[0]])],
            "name every criterion once in an order",
            vec![in_order],
        ),
        // macbeth.rs
        (
            "macbeth",
            vec![word(0, Some(0), 2, 2), weak.clone()],
            "compare two swings",
            vec![word(0, Some(1), 2, 2), weak.clone()],
        ),
        (
            "macbeth",
            vec![word(0, Some(1), 1, 7), weak.clone()],
            "categories run from `no` to `extreme`",
            vec![word(0, Some(1), 1, 6), weak],
        ),
        // trade_off.rs
        (
            "trade-off",
            vec![trade(0, 0, 0.2, (0.4, 0.4))],
            "trade one criterion for another",
            vec![trade(0, 1, 0.2, (0.4, 0.4))],
        ),
        (
            "trade-off",
            vec![trade(0, 1, 0.0, (0.4, 0.4))],
            "both swings must change the value",
            vec![trade(0, 1, 0.1, (0.4, 0.4))],
        ),
        (
            "trade-off",
            vec![trade(0, 1, 0.2, (0.4, 0.2))],
            "in a range the smaller one comes first",
            vec![trade(0, 1, 0.2, (0.2, 0.4))],
        ),
    ];
    let derive = |method: &str, items, judgements: &[Judgement]| {
        let Weighting::Judgements(weighting) = named(method) else { panic!("{method}") };
        weighting.derive(items, judgements)
    };
    for (method, judgements, advice, mended) in rows {
        let fault = derive(method, 2, &judgements).unwrap_err();
        assert!(fault.remedy.contains(advice), "no `{advice}` in `{}`", fault.remedy);
        let derived =
            derive(method, 2, &mended).unwrap_or_else(|fault| panic!("{advice}: {fault:?}"));
        assert_eq!(derived.weights.len(), 2);
    }
    let nothing = derive("direct", 0, &[]).unwrap_err();
    assert_eq!(nothing.remedy, "name at least one criterion");
    assert_eq!(derive("direct", 1, &[one]).unwrap().weights, [1.0]);
}

/// MACBETH names the change of one judgement that makes the others possible: it does.
#[test]
fn the_smallest_change_that_macbeth_names_mends_it() {
    for judgements in [
        ["cost - quiet = strong", "quiet - view = strong", "cost - view = weak", "view = weak"],
        ["cost - quiet = weak", "quiet - view = weak", "view - cost = weak", "view = weak"],
    ] {
        let (message, help) = refused(&site(&weighted("macbeth", &judgements)), &WhatIf::default());
        let help = plain(&help);
        let (right, rest) = help.split_once(" instead of ").unwrap_or_else(|| panic!("{message}"));
        let (wrong, rest) = rest.split_once(" is ").unwrap_or_else(|| panic!("{help}"));
        assert!(rest.ends_with(" smallest change that mends it"), "{help}");
        assert!(judgements.contains(&wrong), "{help}");
        let mended = judgements.map(|own| if own == wrong { right } else { own });
        opens(&site(&weighted("macbeth", &mended)), &WhatIf::default());
    }
}

/// A statement of every form, with the criteria and the weighting that it is for, and what has to
/// be said beside it.
const FORMS: &[(&str, &[&str], &str, &[&str])] = &[
    ("ahp", &["a", "b"], "a / b = 3", &[]),
    ("direct", &["a", "b"], "a = 80", &["b = 20"]),
    ("roc", &["a", "b", "c", "d"], "a > b = c > d", &[]),
    ("swara", &["a", "b"], "a > b by 0.2", &[]),
    ("macbeth", &["a", "b"], "a - b = strong", &["b = weak"]),
    ("lbwa", &["a", "b"], "a = level 2, 3", &["b = level 1, 0"]),
    ("trade-off", &["price", "battery"], "price 1000 -> 800 = battery 8 -> 10", &[]),
];

#[test]
fn judgements_of_the_form_that_is_asked_for_work() {
    let case = |ids: &[&str], weightings: &str| {
        let criteria: Vec<(&str, &str)> = ids
            .iter()
            .map(|id| match *id {
                "price" => (*id, "direction = \"min\"\nscale = { min = 0, max = 2000 }"),
                _ => (*id, "scale = { min = 0, max = 20 }"),
            })
            .collect();
        let row = |site: &str| format!("{site},{}\n", vec!["1"; ids.len()].join(","));
        let table = format!("site,{}\n{}{}", ids.join(","), row("A"), row("B"));
        files(&criteria, &table, weightings).open().unwrap()
    };
    let remedy = |case: &Case, name: &str| match case.reweighed(&named(name)) {
        Err(Error::Undefined { remedy, .. }) => remedy.to_string(),
        other => panic!("{other:?}"),
    };
    for (method, ids, statement, beside) in FORMS {
        let said: Vec<&str> = std::iter::once(*statement).chain(beside.iter().copied()).collect();
        let judged = case(ids, &weighted(method, &said));
        judged.reweighed(&named(method)).unwrap();
        let none = remedy(&case(ids, ""), method);
        assert!(none.starts_with("add [[weighting]] with statements of the form"), "{none}");
        assert!(none.contains(&format!("`{statement}`")), "no `{statement}` in {none}");
        // A case that has judgements of another form.
        for (other, ids, statement, beside) in FORMS.iter().filter(|form| form.0 != *method) {
            let said: Vec<&str> =
                std::iter::once(*statement).chain(beside.iter().copied()).collect();
            let takes = remedy(&case(ids, &weighted(other, &said)), method);
            assert_eq!(
                takes,
                none.replace("add [[weighting]] with statements of the form", "it takes")
            );
        }
    }
}

const RATIO: &str = "[[weighting]]\nmethod = \"entropy\"\n";

#[test]
fn every_remedy_for_weights_from_data_works() {
    let by_judgements = weighted("ahp", &["cost / fit = 3"]);
    // A target: weighed by judgements, or measured from it.
    let scale = "scale = { min = 0, max = 10 }";
    let data = "site,cost,fit\nA,3,2\nB,4,7\nC,8,5\n";
    let away = "site,cost,fit\nA,2,2\nB,1,7\nC,3,5\n";
    let target =
        [("cost", "direction = { target = 5 }\nscale = { min = 0, max = 10 }"), ("fit", scale)];
    let (message, help) = refused(&files(&target, data, RATIO), &WhatIf::default());
    assert!(message.contains("`entropy` cannot weigh `cost`: it has a target"), "{message}");
    assert_eq!(help, "weigh by judgements, or replace the figure by its distance to the target");
    opens(&files(&target, data, &by_judgements), &WhatIf::default());
    let distance = [("cost", "direction = \"min\"\nscale = { min = 0, max = 10 }"), ("fit", scale)];
    opens(&files(&distance, away, RATIO), &WhatIf::default());

    // Levels: weighed by judgements, or with --force.
    let levels = [("cost", scale), ("fit", "scale = { levels = [\"low\", \"middle\", \"high\"] }")];
    let data = "site,cost,fit\nA,3,low\nB,4,high\nC,8,middle\n";
    let (message, help) = refused(&files(&levels, data, RATIO), &WhatIf::default());
    assert!(message.contains("`entropy` cannot weigh `fit`: it is ordinal"), "{message}");
    assert_eq!(help, "weigh by judgements, or go on with --force: levels then count 1 .. L");
    opens(&files(&levels, data, &by_judgements), &WhatIf::default());
    let force = WhatIf { force: true, ..WhatIf::default() };
    let forced = opens(&files(&levels, data, RATIO), &force);
    let counted = [("cost", scale), ("fit", "scale = { min = 1, max = 3 }")];
    let same = opens(&files(&counted, "site,cost,fit\nA,3,1\nB,4,3\nC,8,2\n", RATIO), &force);
    assert_eq!(forced.problem.group_weights(), same.problem.group_weights());

    // A formula that is not defined: another one is, for these figures.
    for (method, says, data) in [
        ("merec", "no logarithm", "site,cost,fit\nA,0,2\nB,4,7\nC,8,5\n"),
        ("entropy", "", "site,cost,fit\nA,-1,2\nB,4,7\nC,8,5\n"),
        ("critic", "", "site,cost,fit\nA,4,7\nB,4,7\nC,4,7\n"),
    ] {
        let criteria = [("cost", "scale = { min = -10, max = 10 }"), ("fit", scale)];
        let by =
            |name: &str| files(&criteria, data, &format!("[[weighting]]\nmethod = \"{name}\"\n"));
        let (message, help) = refused(&by(method), &WhatIf::default());
        assert!(
            message.contains("makes no weights of the data") && message.contains(says),
            "{message}"
        );
        assert!(help.starts_with("choose another weighting: `afweging list weightings`"), "{help}");
        let all: Vec<Weighting> = Weighting::all().collect();
        let others: Vec<&Weighting> = all
            .iter()
            .filter(|own| own.form().is_none() && by(own.sheet().name).open().is_ok())
            .collect();
        let other = *others.first().expect("a weighting that is defined here");
        // And where it is asked for on the command line.
        let own = all.iter().find(|own| own.sheet().name == method).unwrap();
        let case = by(other.sheet().name).open().unwrap();
        let Err(Error::Undefined { remedy, .. }) = case.reweighed(own) else { panic!("{method}") };
        assert_eq!(remedy.to_string(), help);
        case.reweighed(other).unwrap();
    }
}

/// Weights that differ from group to group cannot be written into a file: those of one group can,
/// and the way in which they are made can.
#[test]
fn weights_of_groups_can_be_written_as_the_remedy_says() {
    let scale = "scale = { min = 0, max = 10 }";
    let data = "region,site,cost,fit\nN,A,1,5\nN,B,9,6\nS,C,4,1\nS,D,5,9\n";
    let typed = files(&[("cost", scale), ("fit", scale)], data, "");
    let entropy = named("entropy");
    let written = |case: &Case| {
        let other = case.reweighed(&entropy).unwrap();
        WeightOrigins::new(&other.problem, &other.derivations, &other.from_data, false).to_write()
    };
    let Err(Error::Undefined { remedy, .. }) = written(&typed.open().unwrap()) else {
        panic!("groups have the same weights")
    };
    assert_eq!(
        remedy.to_string(),
        "take one group (--where key=value), or write [[weighting]] with the method into the file"
    );
    let stated = files(&[("cost", scale), ("fit", scale)], data, RATIO);
    let by_group = opens(&stated, &WhatIf::default()).problem.group_weights().to_vec();
    assert_ne!(by_group[0], by_group[1]);
    for (group, region) in ["N", "S"].iter().enumerate() {
        let filter = vec![("region".to_owned(), (*region).to_owned())];
        let one = typed.open_with(&WhatIf { filter, ..WhatIf::default() }).unwrap();
        let weights: Vec<f64> = written(&one).unwrap().iter().map(|(_, own)| *own).collect();
        assert_eq!(weights, by_group[group]);
    }
}

/// What UTASTAR asks for lets it explain the ranking.
#[test]
fn every_remedy_of_utastar_works() {
    let prefer = |pairs: &[(&str, &str)]| -> String {
        let one = |(better, worse): &(&str, &str)| {
            format!(
                "[[preferences]]\nbetter = {{ site = \"{better}\" }}\nworse = {{ site = \"{worse}\" }}\n"
            )
        };
        pairs.iter().map(one).collect()
    };
    let equal = "[[preferences]]\nequal = [{ site = \"A\" }, { site = \"B\" }]\n";
    let scale = "scale = { min = 0, max = 10 }";
    let plain = [("cost", scale), ("fit", scale)];
    let bare = [("cost", scale), ("fit", "")];
    let target =
        [("cost", "direction = { target = 5 }\nscale = { min = 0, max = 10 }"), ("fit", scale)];
    let distance = [("cost", "direction = \"min\"\nscale = { min = 0, max = 10 }"), ("fit", scale)];
    let data = "site,cost,fit\nA,3,9\nB,4,7\nC,8,5\n";
    let unknown = "site,cost,fit\nA,3,9\nB,?,7\nC,8,5\n";
    let same = "site,cost,fit\nA,3,5\nB,4,5\nC,8,5\n";
    let ab = || prefer(&[("A", "B")]);
    let abc = || prefer(&[("A", "B"), ("B", "C")]);
    type Way<'a> = (&'a [(&'a str, &'a str)], &'a str, String);
    let cases: [(Way, &str, Vec<Way>); 7] = [
        (
            (&plain, data, String::new()),
            "say of a few alternatives",
            vec![(&plain, data, ab()), (&plain, data, ab() + &prefer(&[("B", "C")]))],
        ),
        (
            (&plain, data, ab() + equal),
            "change or drop one of these",
            vec![(&plain, data, ab()), (&plain, data, equal.to_owned() + &prefer(&[("A", "C")]))],
        ),
        (
            (&plain, data, abc() + &prefer(&[("C", "A")])),
            "change or drop one of these",
            vec![(&plain, data, abc()), (&plain, data, abc() + &prefer(&[("A", "C")]))],
        ),
        (
            (&plain, data, prefer(&[("A", "B"), ("A", "C")])),
            "add a [[preferences]] of these two",
            vec![(&plain, data, prefer(&[("A", "B"), ("A", "C"), ("C", "B")]))],
        ),
        (
            (&plain, unknown, abc()),
            "give it a figure, or leave it out",
            vec![(&plain, data, abc()), (&plain, unknown, prefer(&[("A", "C")]))],
        ),
        ((&bare, same, abc()), "give `fit` a scale", vec![(&plain, same, abc())]),
        (
            (&target, data, abc()),
            "replace the figure by its distance",
            vec![(&distance, "site,cost,fit\nA,2,9\nB,1,7\nC,3,5\n", abc())],
        ),
    ];
    let explain = |(criteria, data, preferences): &Way,
                   then: &mut dyn FnMut(Result<Utastar, Error>)| {
        let case = files(criteria, data, preferences).open().unwrap();
        then(utastar(&case.problem, &UtastarRequest::default()));
    };
    for (wrong, advice, ways) in cases {
        explain(&wrong, &mut |outcome| match outcome {
            Err(Error::Undefined { remedy, .. }) => {
                let remedy = remedy.to_string();
                assert!(remedy.contains(advice), "no `{advice}` in {remedy}");
            }
            other => panic!("{advice}: {other:?}"),
        });
        for way in ways {
            explain(&way, &mut |outcome| {
                outcome.unwrap_or_else(|error| panic!("{advice}: {error}"));
            });
        }
    }
}
