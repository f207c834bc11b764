//! `[pathway]` in a criteria file: what it says becomes a model whose figures are worked out here by
//! hand; what does not hold together is refused, with its place and a remedy that is tried.

use crate::common::Files;
use afweging::case::{PathwayWhatIf, WhatIf};
use afweging::error::{Error, Place};
use afweging::problem::{MoveNeeds, PathwayModel, Problem, Quantity, ReadyFrom};

const HEAD: &str = r#"format = 1
id = "t"
rank_within = ["town"]
data = ["t.csv"]
[[keys]]
id = "town"
[[keys]]
id = "plan"
values = [{ id = "S0", role = "reference" }, "S1", "S3", "S4"]
[[criteria]]
id = "gain"
scale = { min = 0, max = 10 }
[[criteria]]
id = "fit"
scale = { min = 0, max = 10 }
[[facts]]
id = "money"
holds = "no"
[[facts]]
id = "law"
holds = "unknown"
"#;
const PATHWAY: &str = r#"[pathway]
start = { plan = "S0" }
discount = 0.03
until = 5
[[pathway.periods]]
id = "early"
from = 2027
years = 3
[[pathway.periods]]
id = "late"
label = { en = "Late", nl = "Laat" }
from = 2030
years = 2
"#;
const TABLE: &str =
    "town,plan,gain,fit\nA,S0,1,2\nA,S1,2,3\nA,S3,3,4\nA,S4,9,5\nB,S0,1,2\nB,S1,4,3\n";

fn files(more: &str) -> Files {
    with_table(more, TABLE)
}

fn with_table(more: &str, table: &str) -> Files {
    Files::new(&[("case.toml", &format!("{HEAD}{PATHWAY}{more}")), ("t.csv", table)])
}

fn model(files: &Files) -> PathwayModel {
    let case = files.open().unwrap_or_else(|error| panic!("{error}"));
    case.pathway().unwrap_or_else(|error| panic!("{error}"))
}

/// All that is wrong, a line each.
fn wrong(files: &Files) -> String {
    match files.open() {
        Err(Error::Findings(findings)) => findings.to_string(),
        Err(error) => panic!("{error}"),
        Ok(case) => panic!("nothing is wrong: {:?}", case.pathway()),
    }
}

/// The alternative of this full name.
fn at(problem: &Problem, name: &str) -> usize {
    (0..problem.alternatives().len()).find(|it| problem.full_name(*it) == name).expect(name)
}

/// The nominal figures of a criterion in a problem, by alternative.
fn figures(problem: &Problem, criterion: usize) -> Vec<f64> {
    let all = 0..problem.alternatives().len();
    all.map(|it| problem.cell(it, criterion).spread.nominal).collect()
}

/// The alternatives by their full names.
fn names(model: &PathwayModel, alternatives: &[usize]) -> Vec<String> {
    alternatives.iter().map(|it| model.problems[0].full_name(*it)).collect()
}

#[test]
fn a_case_without_a_pathway_says_what_to_add() {
    let files = Files::new(&[("case.toml", HEAD), ("t.csv", TABLE)]);
    let error = files.open().unwrap().pathway().unwrap_err().to_string();
    assert!(error.contains("add [pathway] to the criteria file"), "{error}");
    assert!(error.contains("with `start` and [[pathway.periods]]"), "{error}");
    let told = "[pathway]\nstart = { plan = \"S0\" }\n[[pathway.periods]]\nid = \"p\"\nfrom = 2027\nyears = 3\n";
    let files = Files::new(&[("case.toml", &format!("{HEAD}{told}")), ("t.csv", TABLE)]);
    assert_eq!(model(&files).periods.len(), 1);
}

#[test]
fn what_is_not_said_has_the_defaults_of_the_page() {
    let model = model(&files(""));
    assert_eq!(model.one_per, [0]);
    assert_eq!((model.discount, model.until, model.none), (0.03, 5, None));
    let periods: Vec<(&str, i32, u32)> =
        model.periods.iter().map(|it| (it.id.as_str(), it.from, it.years)).collect();
    assert_eq!(periods, [("early", 2027, 3), ("late", 2030, 2)]);
    // No row names a period: one problem holds for both.
    assert_eq!(model.problems.len(), 1);
    assert_eq!(model.choices.len(), 2);
    let [a, b] = &model.choices[..] else { panic!() };
    // The start is for reference, and a path can go on in it.
    assert_eq!(names(&model, &a.alternatives), ["A/S0", "A/S1", "A/S3", "A/S4"]);
    assert_eq!(names(&model, &b.alternatives), ["B/S0", "B/S1"]);
    assert_eq!(names(&model, &[a.start.unwrap(), b.start.unwrap()]), ["A/S0", "B/S0"]);
    // By hand: 2027, 2028, 2029 and, with the years after, 2030 to 2036.
    let year = |y: i32| 1.03_f64.powi(-y);
    let sums = [(0..3).map(year).sum::<f64>(), (3..10).map(year).sum::<f64>()];
    for (found, by_hand) in model.weights(model.discount).iter().zip(sums) {
        approx::assert_relative_eq!(*found, by_hand, epsilon = 1e-12);
    }
}

#[test]
fn rules_name_alternatives() {
    let more = r#"none = { value = 0.25 }
"#;
    let pathway = PATHWAY.replace("discount = 0.03\n", &format!("discount = 0.03\n{more}"));
    let rules = r#"[[pathway.transitions]]
id = "bridge"
to = { plan = "S4" }
after = { plan = "S3", town = "A" }
after_periods = 2
needs = "money"
cost = -0.5
takes = 1
kind = "assumed"
source = "page 3"
[[pathway.transitions]]
id = "not-back"
from = { plan = ["S1", "S3"] }
to = { plan = "S0" }
allowed = false
active = false
[[pathway.transitions]]
id = "lawful"
to = { plan = "S3" }
needs = "law"
[[pathway.stays]]
id = "short"
in = { plan = "S1" }
at_most = 1
[[pathway.readiness]]
fact = "money"
from = "2028|2029|2032"
[[pathway.capacities]]
id = "people"
built_by = { plan = "S3" }
builds = 2
needed_by = { plan = "S4" }
start = 0.5
shared = true
"#;
    let files = Files::new(&[("case.toml", &format!("{HEAD}{pathway}{rules}")), ("t.csv", TABLE)]);
    let case = files.open().unwrap();
    let warnings: Vec<String> = case.warnings.iter().map(ToString::to_string).collect();
    assert!(
        warnings.iter().any(|it| it.contains("nobody knows whether `law` holds")),
        "{warnings:?}"
    );
    let model = case.pathway().unwrap();
    assert_eq!(model.none, Some(0.25));
    let [bridge, back, lawful] = &model.transitions[..] else { panic!() };
    assert_eq!(bridge.from, None);
    assert_eq!(names(&model, &bridge.to), ["A/S4"]);
    let (after, periods) = bridge.after.as_ref().unwrap();
    assert_eq!((names(&model, after), *periods), (vec!["A/S3".to_owned()], 2));
    assert_eq!(bridge.needs, Some(MoveNeeds::Ready(0)));
    assert_eq!((bridge.cost, bridge.takes, bridge.allowed, bridge.active), (-0.5, 1, true, true));
    assert_eq!(bridge.source.as_deref(), Some("page 3"));
    assert_eq!(names(&model, back.from.as_ref().unwrap()), ["A/S1", "A/S3", "B/S1"]);
    assert!(!back.allowed && !back.active);
    // Nobody knows whether it holds, so nobody can say that the move may be made.
    assert_eq!(lawful.needs, Some(MoveNeeds::Holds(false)));
    let stay = &model.stays[0];
    assert_eq!((stay.at_least, stay.at_most), (1, Some(1)));
    assert_eq!(names(&model, &stay.alternatives), ["A/S1", "B/S1"]);
    let people = &model.capacities[0];
    assert_eq!(people.builds, [0.0, 0.0, 2.0, 0.0, 0.0, 0.0]);
    assert_eq!(people.needs, [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    assert!(people.start == 0.5 && people.shared);
    let ready = &model.readiness[0];
    assert_eq!(ready.from, ReadyFrom::Year(Quantity::Triangular(2028.0, 2029.0, 2032.0)));
}

#[test]
fn facts_with_a_year_hold_in_the_problems_and_gate_by_need() {
    let rules = r#"[[requirements]]
id = "paid"
when = { plan = "S4" }
needs = { fact = "money" }
[[requirements]]
id = "known"
when = { plan = "S3" }
needs = { fact = "money" }
effect = "flag"
[[pathway.readiness]]
fact = "money"
from = 2030
"#;
    let files = files(rules);
    let case = files.open().unwrap();
    // The case itself goes by what [[facts]] says.
    assert_eq!(case.problem.alternatives()[at(&case.problem, "A/S4")].excluded_by(), [0]);
    let model = case.pathway().unwrap();
    let problem = model.problem(1);
    assert!(problem.alternatives()[at(problem, "A/S4")].eligible());
    assert_eq!(model.needs.len(), 1);
    let need = &model.needs[0];
    assert_eq!((need.requirement, need.fact), (0, 0));
    assert_eq!(names(&model, &need.alternatives), ["A/S4"]);
}

const WIDE: &str = "town,plan,period,gain,fit\n\
    A,S0,,1,2\nA,S1,,2,3\nA,S3,,3,4\nA,S4,,9,5\nB,S0,,1,2\nB,S1,,4,3\n\
    A,S1,late,7,\nA,S3,late,,8\nB,S1,early,6,\n";

#[test]
fn a_row_of_a_period_replaces_what_holds_for_all_in_that_period_alone() {
    let common = "town,plan,gain,fit\nA,S0,1,2\nA,S1,2,3\nA,S3,3,4\nA,S4,9,5\nB,S0,1,2\nB,S1,4,3\n";
    let long = "town,plan,period,criterion,value\n\
        A,S1,late,gain,7\nA,S3,late,fit,8\nB,S1,early,gain,6\nA,S4,late,gain,\n";
    let apart = Files::new(&[
        ("case.toml", &format!("{HEAD}{PATHWAY}").replace("[\"t.csv\"]", "[\"t.csv\", \"l.csv\"]")),
        ("t.csv", common),
        ("l.csv", long),
    ]);
    for files in [with_table("", WIDE), apart] {
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        // Outside the pathway the rows of periods say nothing.
        assert_eq!(figures(&case.problem, 0), [1.0, 2.0, 3.0, 9.0, 1.0, 4.0]);
        let model = case.pathway().unwrap();
        assert_eq!(model.problems.len(), 2);
        assert_eq!(figures(&model.problems[0], 0), [1.0, 2.0, 3.0, 9.0, 1.0, 6.0]);
        assert_eq!(figures(&model.problems[1], 0), [1.0, 7.0, 3.0, 9.0, 1.0, 4.0]);
        assert_eq!(figures(&model.problems[0], 1), [2.0, 3.0, 4.0, 5.0, 2.0, 3.0]);
        assert_eq!(figures(&model.problems[1], 1), [2.0, 3.0, 8.0, 5.0, 2.0, 3.0]);
        // What holds for all is one input, with one number in all problems.
        let [early, late] = &model.problems[..] else { panic!() };
        for (alternative, criterion, is_same) in
            [("A/S4", 0, true), ("A/S1", 0, false), ("A/S1", 1, true), ("B/S1", 0, false)]
        {
            let input = |problem: &Problem| problem.cell(at(problem, alternative), criterion).input;
            assert_eq!(input(early) == input(late), is_same, "{alternative} {criterion}");
        }
        assert_eq!(early.inputs().len(), late.inputs().len());
    }
}

#[test]
fn what_ifs_hold_in_all_periods() {
    let files = with_table("", WIDE);
    let set = |typed: &str| WhatIf { set: vec![typed.parse().unwrap()], ..WhatIf::default() };
    let case = files.open_with(&set("gain=5±1@plan=S1,town=A")).unwrap();
    let model = case.pathway().unwrap();
    let [early, late] = &model.problems[..] else { panic!() };
    assert_eq!(figures(early, 0)[1], 5.0);
    assert_eq!(figures(late, 0)[1], 5.0);
    let input = |problem: &Problem| problem.cell(at(problem, "A/S1"), 0).input;
    assert_eq!(input(early), input(late));
    // The weights are those of the case.
    let weights = WhatIf { weights: vec![("fit".into(), 3.0)], ..WhatIf::default() };
    let model = files.open_with(&weights).unwrap().pathway().unwrap();
    for problem in &model.problems {
        assert_eq!(afweging::problem::weights::global(problem.tree()), [0.25, 0.75]);
    }
    // A selection leaves towns out.
    let one = WhatIf { filter: vec![("town".into(), "B".into())], ..WhatIf::default() };
    let model = files.open_with(&one).unwrap().pathway().unwrap();
    assert_eq!(model.choices.len(), 1);
    assert_eq!(figures(&model.problems[0], 0), [1.0, 6.0]);
    // One that leaves the start out is no pathway.
    let one = WhatIf { filter: vec![("plan".into(), "S1".into())], ..WhatIf::default() };
    let error = files.open_with(&one).unwrap().pathway().unwrap_err().to_string();
    assert!(error.contains("alternatives are left out with --where"), "{error}");
}

#[test]
fn a_cell_that_only_periods_give_is_unknown_elsewhere() {
    let table = "town,plan,period,gain,fit\n\
        A,S0,,1,2\nA,S1,,,3\nB,S0,,1,2\nB,S1,,4,3\nA,S1,early,5,\nA,S1,late,7,\n";
    let head = HEAD.replace(", \"S3\", \"S4\"]", "]");
    let files = Files::new(&[("case.toml", &format!("{head}{PATHWAY}")), ("t.csv", table)]);
    let case = files.open().unwrap();
    let said = format!("{:?}", case.warnings);
    assert!(said.contains("one cell has figures of periods only"), "{said}");
    assert!(case.problem.cell(at(&case.problem, "A/S1"), 0).spread.low == 0.0);
    let model = case.pathway().unwrap();
    assert_eq!(figures(&model.problems[0], 0), [1.0, 5.0, 1.0, 4.0]);
    assert_eq!(figures(&model.problems[1], 0), [1.0, 7.0, 1.0, 4.0]);
}

#[test]
fn an_actor_sees_its_own_figures_in_all_periods_and_those_of_the_period_elsewhere() {
    let actors = "[[actors]]\nid = \"farmers\"\nweights = { gain = 1 }\n";
    let table = "town,plan,period,actor,gain,fit\n\
        A,S0,,,1,2\nA,S1,,,2,3\nA,S3,,,3,4\nA,S4,,,9,5\nB,S0,,,1,2\nB,S1,,,4,3\n\
        A,S1,late,,7,\nA,S3,late,,6,\nA,S1,,farmers,10,\n";
    let files = with_table(actors, table);
    let own = WhatIf { actor: Some("farmers".into()), ..WhatIf::default() };
    let model = files.open_with(&own).unwrap().pathway().unwrap();
    assert_eq!(figures(&model.problems[0], 0)[1..3], [10.0, 3.0]);
    assert_eq!(figures(&model.problems[1], 0)[1..3], [10.0, 6.0]);
    assert_eq!(afweging::problem::weights::global(model.problems[1].tree()), [1.0, 0.0]);
    let model = files.open().unwrap().pathway().unwrap();
    assert_eq!(figures(&model.problems[1], 0)[1..3], [7.0, 6.0]);
    // The panel is as it was.
    let panel = files.open().unwrap().panel().unwrap();
    assert_eq!(figures(panel.actors()[0].problem(), 0)[1..3], [10.0, 3.0]);
    // A row cannot be both.
    let both = table.replace("A,S1,late,,7,", "A,S1,late,farmers,7,");
    let said = wrong(&with_table(actors, &both));
    assert!(said.contains("a row is of an actor or of a period, not of both"), "{said}");
    assert!(said.contains("t.csv:8"), "{said}");
}

#[test]
fn rows_of_periods_are_checked() {
    let with = |row: &str| with_table("", &format!("{WIDE}{row}\n"));
    for (row, says) in [
        ("A,S4,lat,7,", "unknown period `lat`"),
        ("A,S4,late,11,", "11"),
        ("A,S1,late,7,", "`gain` is given twice for A/S1 in the period `late`"),
    ] {
        let said = wrong(&with(row));
        assert!(said.contains(says) && said.contains("t.csv:11"), "{row}: {said}");
    }
    let said = wrong(&with("A,S4,lat,7,"));
    assert!(said.contains("did you mean `late`?"), "{said}");
    // Attributes are facts about the alternatives.
    let rule = "[[requirements]]\nid = \"size\"\nneeds = { attribute = \"size\", at_least = 1 }\n";
    let lines: Vec<String> = WIDE
        .lines()
        .enumerate()
        .map(|(row, line)| format!("{line},{}\n", if row == 0 { "size" } else { "2" }))
        .collect();
    let said = wrong(&with_table(rule, &lines.concat()));
    assert!(said.contains("the period `late` gives `size`, which is no criterion"), "{said}");
    assert!(said.contains("2 more such cells below"), "{said}");
    // Without a pathway it is a column as any other.
    let plain = Files::new(&[
        (
            "case.toml",
            &HEAD.replace(
                "[[keys]]\nid = \"plan\"",
                "[[keys]]\nid = \"period\"\n[[keys]]\nid = \"plan\"",
            ),
        ),
        ("t.csv", "town,period,plan,gain,fit\nA,late,S1,1,2\nA,early,S1,1,3\n"),
    ]);
    assert_eq!(plain.open().unwrap().problem.alternatives().len(), 2);
}

#[test]
fn figures_by_period_need_a_scale_to_mean_the_same() {
    let head = HEAD.replacen("scale = { min = 0, max = 10 }\n", "", 1);
    let files = Files::new(&[("case.toml", &format!("{head}{PATHWAY}")), ("t.csv", WIDE)]);
    let case = files.open().unwrap();
    let said = format!("{:?}", case.warnings);
    assert!(said.contains("`gain` has no scale and figures by period"), "{said}");
}

const READY: &str = r#"[[pathway.transitions]]
id = "bridge"
to = { plan = "S4" }
needs = "money"
[[pathway.readiness]]
fact = "money"
from = "2029..2033"
"#;

#[test]
fn what_ifs_change_when_facts_hold_and_what_a_later_year_counts() {
    let files = files(READY);
    let changed = |pathway: PathwayWhatIf| WhatIf { pathway, ..WhatIf::default() };
    let ready = |all: &[(&str, &str)]| {
        let ready = all.iter().map(|(fact, from)| ((*fact).into(), (*from).into())).collect();
        changed(PathwayWhatIf { ready, ..PathwayWhatIf::default() })
    };
    let from = |what_if: WhatIf| {
        let case = files.open_with(&what_if).unwrap();
        (case.pathway().unwrap().readiness, case.what_ifs)
    };
    let year = |year: f64| ReadyFrom::Year(Quantity::Crisp(year));
    assert_eq!(from(WhatIf::default()).0[0].from, ReadyFrom::Year(Quantity::Set(2029.0, 2033.0)));
    let (readiness, words) = from(ready(&[("money", "2031")]));
    assert_eq!(readiness[0].from, year(2031.0));
    assert_eq!(words, ["--ready money=2031"]);
    assert_eq!(from(ready(&[("money", "never")])).0[0].from, ReadyFrom::Never);
    // A fact without an entry gets one.
    let both = from(ready(&[("law", "2028|2029|2032")])).0;
    assert_eq!(both.len(), 2);
    assert_eq!(both[1].from, ReadyFrom::Year(Quantity::Triangular(2028.0, 2029.0, 2032.0)));
    let set = |typed: &str| WhatIf { set: vec![typed.parse().unwrap()], ..WhatIf::default() };
    assert_eq!(from(set("money=yes")).0[0].from, year(2027.0));
    assert_eq!(from(set("money=no")).0[0].from, ReadyFrom::Never);
    let discount =
        |rate: f64| changed(PathwayWhatIf { discount: Some(rate), ..PathwayWhatIf::default() });
    let case = files.open_with(&discount(0.05)).unwrap();
    assert_eq!(case.what_ifs, ["--discount 0.05"]);
    assert_eq!(case.pathway().unwrap().discount, 0.05);
    for (what_if, says) in [
        (ready(&[("mony", "2031")]), "mony=2031: unknown fact `mony`; did you mean `money`?"),
        (ready(&[("money", "soon")]), "`soon`"),
        (ready(&[("money", "?")]), "nothing is said of the year"),
        (ready(&[("money", "2031.5")]), "a year is a whole number"),
        (
            ready(&[("money", "1"), ("money", "2")]),
            "`money` is given already, by --ready money=1: keep one of them",
        ),
        (set("money=unknown"), "write `--ready money=YEAR`"),
        (discount(3.0), "for 3 per cent a year, write 0.03"),
        (discount(-1.0), "a share above -1 and below 1, not -1"),
        (discount(f64::NAN), "a share above -1 and below 1"),
    ] {
        let model = files.open_with(&what_if).and_then(|case| case.pathway());
        let error = model.unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

/// The pathway of the head with some lines replaced, and more behind it.
fn replaced(pairs: &[(&str, &str)], more: &str) -> Files {
    let mut text = format!("{HEAD}{PATHWAY}{more}");
    for (from, to) in pairs {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    Files::new(&[("case.toml", &text), ("t.csv", TABLE)])
}

/// What is wrong in the only finding that is an error, its help, and what it points at.
fn only_error(files: &Files) -> (String, String, String) {
    let Err(Error::Findings(findings)) = files.open() else { panic!("nothing is wrong") };
    let errors: Vec<_> =
        findings.0.iter().filter(|it| it.severity == afweging::error::Severity::Error).collect();
    let [error] = &errors[..] else { panic!("{findings}") };
    let Place::Text { source, span } = &error.place else { panic!("{findings}") };
    let text = source.text[span.clone()].lines().next().unwrap_or_default().to_owned();
    (error.message.to_string(), error.help.clone().unwrap_or_default().to_string(), text)
}

#[test]
fn what_is_wrong_with_periods_and_rates_is_pointed_at() {
    let late = "from = 2030\nyears = 2";
    for (from, to, message, help, at) in [
        (
            late,
            "from = 2031\nyears = 2",
            "the period `late` begins in 2031, and the one before it, `early`, ends in 2030: the years between are in none",
            "write from = 2030",
            "2031",
        ),
        (
            late,
            "from = 2029\nyears = 2",
            "the period `late` begins in 2029, and the one before it, `early`, lasts until 2030",
            "write from = 2030",
            "2029",
        ),
        (
            late,
            "from = 2020\nyears = 2",
            "begins in 2020, no later than the one before it, `early`, in 2027",
            "put the periods in order",
            "2020",
        ),
        (
            late,
            "from = 2030\nyears = 0",
            "a period lasts from 1 to 1000 years, not 0",
            "write years = 3",
            "0",
        ),
        (
            late,
            "from = 20300\nyears = 2",
            "a year from 0 to 9999, not in 20300",
            "from = 2027",
            "20300",
        ),
        (
            "id = \"late\"",
            "id = \"early\"",
            "the period `early` is there twice",
            "its own id",
            "\"early\"",
        ),
        (
            "discount = 0.03",
            "discount = 3",
            "a share above -1 and below 1, not 3",
            "for 3 per cent a year, write 0.03",
            "3",
        ),
        (
            "discount = 0.03",
            "discount = -1.0",
            "not -1",
            "for 3 per cent a year, write 0.03",
            "-1.0",
        ),
        ("discount = 0.03", "discount = nan", "not NaN", "write 0.03", "nan"),
        ("until = 5", "until = -1", "a number of years from 0 to 1000, not -1", "until = 5", "-1"),
        (
            "until = 5",
            "until = 999",
            "a pathway lasts at most 1000 years, and this one 1004",
            "let it end earlier",
            "2",
        ),
    ] {
        // Both complaints of a year far off are about the same place.
        let files = replaced(&[(from, to)], "");
        if to.contains("20300") {
            let said = wrong(&files);
            assert!(said.contains(message) && said.contains(help), "{said}");
            continue;
        }
        let found = only_error(&files);
        assert!(found.0.contains(message), "{found:?}");
        assert!(found.1.contains(help), "{found:?}");
        assert_eq!(found.2, at, "{found:?}");
    }
    // A gap is mended as it is told.
    replaced(&[(late, "from = 2030\nyears = 3")], "").open().unwrap();
    let none = Files::new(&[
        ("case.toml", &format!("{HEAD}[pathway]\nstart = \"none\"\n")),
        ("t.csv", TABLE),
    ]);
    let (message, help, at) = only_error(&none);
    assert!(message.contains("needs at least one period") && help.contains("[[pathway.periods]]"));
    assert_eq!(at, "[pathway]");
    // A rate so near to -1 that a late year counts more than any number.
    let far = [("discount = 0.03", "discount = -0.9"), ("until = 5", "until = 900")];
    let (message, ..) = only_error(&replaced(&far, ""));
    assert!(message.contains("counts more than the largest number"), "{message}");
}

#[test]
fn names_that_mean_nothing_are_pointed_at() {
    let transition = |lines: &str| format!("[[pathway.transitions]]\nid = \"t\"\n{lines}\n");
    for (more, message, help, at) in [
        (transition("to = { plna = \"S4\" }"), "unknown key `plna`", "`plan`", "plna"),
        (transition("to = { plan = \"S5\" }"), "unknown plan `S5`", "S", "\"S5\""),
        (transition("to = { town = \"C\" }"), "no table has the town `C`", "", "\"C\""),
        (transition("to = { town = \"B\", plan = \"S4\" }"), "no alternative has these values", "name values", "{ town = \"B\", plan = \"S4\" }"),
        (transition("to = { plan = \"S4\" }\nneeds = \"mony\""), "unknown fact `mony`", "`money`", "\"mony\""),
        (transition("to = { plan = \"S4\" }\nafter_periods = 0\nafter = { plan = \"S3\" }"), "`after_periods` is a number of periods of at least 1, not 0", "after_periods = 1", "0"),
        (transition("to = { plan = \"S4\" }\nafter_periods = 3\nafter = { plan = \"S3\" }"), "no path has stood anywhere for 3 periods before a move: there are 2", "allowed = false", "3"),
        (transition("to = { plan = \"S4\" }\ntakes = 2"), "what takes 2 periods is never there", "allowed = false", "2"),
        (transition("to = { plan = \"S4\" }\ntakes = -1"), "`takes` is a number of periods of at least 0, not -1", "takes = 0", "-1"),
        (transition("to = { plan = \"S4\" }\ncost = inf"), "`cost` is a finite number", "cost = 0.2", "inf"),
        (transition("to = { plan = \"S4\" }").repeat(2), "the transition `t` is there twice", "its own id", "\"t\""),
        ("[[pathway.stays]]\nid = \"s\"\nin = { plan = \"S3\" }\nat_least = 2\nat_most = 1\n".into(), "a stay of at least 2 periods is longer than one of at most 1", "at_most be no less", "1"),
        ("[[pathway.stays]]\nid = \"s\"\nin = { plan = \"S3\" }\nat_least = 0\n".into(), "`at_least` is a number of periods of at least 1, not 0", "at_least = 1", "0"),
        ("[[pathway.stays]]\nid = \"s\"\nin = { plan = \"S3\" }\n".into(), "the stay `s` asks for nothing", "at_most, at_least", "[[pathway.stays]]"),
        ("[[pathway.stays]]\nid = \"s\"\nin = { plan = \"S3\" }\nat_least = 2\n[[pathway.stays]]\nid = \"u\"\nin = { plan = [\"S3\", \"S4\"] }\nat_most = 1\n".into(), "`s` asks for a stay of at least 2 periods, and `u` allows at most 1 there", "change one of the two", "{ plan = \"S3\" }"),
        ("[[pathway.readiness]]\nfact = \"mony\"\nfrom = 2030\n".into(), "unknown fact `mony`", "`money`", "\"mony\""),
        (format!("{READY}[[pathway.readiness]]\nfact = \"money\"\nfrom = 2030\n"), "the fact `money` is there twice", "its own id", "\"money\""),
        (READY.replace("\"2029..2033\"", "\"2033..2029\""), "2033..2029", "write the lower figure first", "\"2033..2029\""),
        (READY.replace("\"2029..2033\"", "\"nevr\""), "nevr", "", "\"nevr\""),
        (READY.replace("\"2029..2033\"", "\"?\""), "nothing is said of the year", "\"never\"", "\"?\""),
        (READY.replace("\"2029..2033\"", "20290"), "a year from 0 to 9999 on", "from = \"2029\"", "20290"),
        (READY.replace("\"2029..2033\"", "2029.5"), "a year is a whole number", "from the next one on", "2029.5"),
        ("[[pathway.capacities]]\nid = \"c\"\nneeded_by = { plan = \"S4\" }\nneeds = -1\n".into(), "`needs` is a finite number of at least 0, not -1", "needs = 0", "-1"),
        ("[[pathway.capacities]]\nid = \"c\"\nneeded_by = { plan = \"S4\" }\nstart = -1\n".into(), "`start` is a finite number of at least 0, not -1", "start = 0", "-1"),
        ("[[pathway.capacities]]\nid = \"c\"\nneeded_by = { plan = \"S4\" }\nbuilt_by = { plan = \"S3\" }\nbuilds = -0.5\n".into(), "`builds` is a finite number of at least 0, not -0.5", "builds = 0", "-0.5"),
    ] {
        let found = only_error(&replaced(&[], &more));
        assert!(found.0.contains(message), "{message}: {found:?}");
        assert!(found.1.contains(help), "{message}: {found:?}");
        assert_eq!(found.2, at, "{message}: {found:?}");
    }
}

#[test]
fn where_a_path_starts_and_of_what_there_is_one_is_checked() {
    let start = "start = { plan = \"S0\" }";
    for (to, message, help, at) in [
        (
            "start = { plan = \"S4\" }",
            "no alternative of B has these values: its path starts nowhere",
            "a list gives several",
            "{ plan = \"S4\" }",
        ),
        (
            "start = { plan = [\"S0\", \"S1\"] }",
            "2 alternatives of A have these values: A/S0, A/S1 (and so with one more choice)",
            "give a value for each key",
            "{ plan = [\"S0\", \"S1\"] }",
        ),
        ("start = { plan = \"S9\" }", "unknown plan `S9`", "", "\"S9\""),
        ("start = \"nothing\"", "`nothing` is no start", "write \"none\"", "\"nothing\""),
        ("start = {}", "`start` names no alternative", "write \"none\"", "{}"),
        (
            "start = { plan = \"S0\" }\none_per = [\"twon\"]",
            "unknown key `twon`",
            "`town`",
            "\"twon\"",
        ),
        (
            "start = { plan = \"S0\" }\none_per = [\"town\", \"town\"]",
            "`town` is there twice",
            "",
            "\"town\"",
        ),
        (
            "start = { plan = \"S0\" }\none_per = [\"town\", \"plan\"]",
            "all keys are in `one_per`",
            "leave out the key",
            "\"town\"",
        ),
        (
            "start = { plan = \"S0\" }\none_per = []",
            "2 alternatives have these values: A/S0, B/S0",
            "name more keys in `one_per`",
            "{ plan = \"S0\" }",
        ),
        (
            "start = { plan = \"S0\" }\nnone = { value = nan }",
            "what none is worth is a finite number",
            "none = { value = 0.0 }",
            "nan",
        ),
    ] {
        let found = only_error(&replaced(&[(start, to)], ""));
        assert!(found.0.contains(message), "{message}: {found:?}");
        assert!(found.1.contains(help), "{message}: {found:?}");
        assert_eq!(found.2, at, "{message}: {found:?}");
    }
    let missing = wrong(&replaced(&[(start, "")], ""));
    assert!(missing.contains("`start` is missing"), "{missing}");
    // One path in all, and one that starts in none.
    let one = replaced(&[(start, "one_per = []\nstart = { plan = \"S0\", town = \"A\" }")], "");
    let one = model(&one);
    assert_eq!((one.choices.len(), one.choices[0].alternatives.len()), (1, 5));
    let none = model(&replaced(&[(start, "start = \"none\"")], ""));
    assert_eq!(none.choices[0].start, None);
    assert_eq!(names(&none, &none.choices[0].alternatives), ["A/S1", "A/S3", "A/S4"]);
}

/// A transition to one plan after others.
fn after(id: &str, to: &str, after: &str) -> String {
    format!(
        "[[pathway.transitions]]\nid = \"{id}\"\nto = {{ plan = \"{to}\" }}\nafter = {{ plan = {after} }}\n"
    )
}

#[test]
fn transitions_that_wait_for_each_other_are_refused() {
    let two = after("a", "S3", "\"S4\"") + &after("b", "S4", "\"S3\"");
    let (message, help, at) = only_error(&replaced(&[], &two));
    assert_eq!(
        message,
        "A/S3 only after A/S4 (`a`), A/S4 only after A/S3 (`b`): neither can ever be reached"
    );
    assert!(help.contains("take out its `after`"));
    assert_eq!(at, "{ plan = \"S4\" }");
    let itself = only_error(&replaced(&[], &after("a", "S3", "\"S3\"")));
    assert_eq!(itself.0, "no path can reach A/S3: `a` allows it only after itself");
    let three =
        after("a", "S1", "\"S3\"") + &after("b", "S3", "\"S4\"") + &after("c", "S4", "\"S1\"");
    let (message, ..) = only_error(&replaced(&[], &three));
    assert!(message.contains("none of them can ever be reached"), "{message}");
    for way in
        ["A/S1 only after A/S3 (`a`)", "A/S3 only after A/S4 (`b`)", "A/S4 only after A/S1 (`c`)"]
    {
        assert!(message.contains(way), "{message}");
    }
    // What waits for one of several is no circle if another of them can be reached, nor is what is
    // asked from one place only, nor what is switched off.
    let open = after("a", "S3", "[\"S4\", \"S1\"]") + &after("b", "S4", "\"S3\"");
    model(&replaced(&[], &open));
    let from = two.replace("id = \"a\"\n", "id = \"a\"\nfrom = { plan = \"S1\" }\n");
    model(&replaced(&[], &from));
    let off = two.replace("id = \"a\"\n", "id = \"a\"\nactive = false\n");
    model(&replaced(&[], &off));
    // Where the only other way is forbidden it is one again.
    let shut = format!(
        "{from}[[pathway.transitions]]\nid = \"d\"\nfrom = {{ plan = \"S0\" }}\nto = {{ plan = \"S3\" }}\nallowed = false\n"
    );
    let (message, ..) = only_error(&replaced(&[], &shut));
    assert!(message.contains("neither can ever be reached"), "{message}");
}

#[test]
fn what_has_no_effect_is_told() {
    let warned = |more: &str| -> Vec<String> {
        let case = replaced(&[], more).open().unwrap_or_else(|error| panic!("{error}"));
        case.warnings.iter().map(ToString::to_string).collect()
    };
    for (more, says) in [
        (
            "[[pathway.readiness]]\nfact = \"money\"\nfrom = 2030\n",
            "from when `money` holds has no effect: no requirement and no transition asks for it",
        ),
        (
            "[[pathway.transitions]]\nid = \"t\"\nto = { plan = \"S4\" }\nallowed = false\ncost = 1\n",
            "`cost` has no effect: this move is not allowed",
        ),
        (
            "[[pathway.transitions]]\nid = \"t\"\nfrom = { plan = \"S4\" }\nto = { plan = \"S4\" }\ncost = 1\n",
            "`t` speaks of no move: it goes where it comes from",
        ),
        (
            "[[pathway.transitions]]\nid = \"t\"\nto = { plan = \"S4\" }\nafter_periods = 1\n",
            "`after_periods` has no effect",
        ),
        (
            "[[pathway.capacities]]\nid = \"c\"\nneeded_by = { plan = \"S4\" }\nbuilds = 1\n",
            "`builds` has no effect: nobody is named who builds",
        ),
    ] {
        let warnings = warned(more);
        assert!(warnings.iter().any(|it| it.contains(says)), "{says}: {warnings:?}");
    }
    // A fact that a transition needs has an effect.
    let warnings = warned(READY);
    assert!(
        !warnings.iter().any(|it| it.contains("the fact `money` has no effect")),
        "{warnings:?}"
    );
}

#[test]
fn shape_errors_of_all_tables_are_told_at_once() {
    let said = wrong(&replaced(
        &[("discount = 0.03", "discuont = 0.03")],
        "[[pathway.transitions]]\nid = \"t\"\nto = { plan = \"S4\" }\ncst = 1\n[[pathway.stays]]\nid = \"s\"\n[[pathway.transitions]]\nid = \"u\"\nto = { plan = \"S4\" }\nallowed = \"no\"\n",
    ));
    for part in [
        "unknown key `discuont`",
        "did you mean `discount`?",
        "unknown key `cst`",
        "did you mean `cost`?",
        "`in` is missing",
        "write allowed = false",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = wrong(&Files::new(&[
        ("case.toml", &format!("{HEAD}[[pathway]]\nstart = \"none\"\n")),
        ("t.csv", TABLE),
    ]));
    assert!(said.contains("`pathway` must be a table") && said.contains("write it as [pathway]"));
}

const KINDS: &str = "town,plan,gain,fit,kind,cost\n\
    A,S0,1,2,old,0\nA,S1,2,3,new,1\nA,S3,3,4,?,2\nA,S4,9,5,old,?\nB,S0,1,2,old,0\nB,S1,4,3,new,4..6\n";

#[test]
fn alternatives_are_named_by_attributes_too() {
    let rules = r#"[[pathway.transitions]]
id = "none-new"
to = { attribute = "kind", is = "new" }
after = { plan = ["S3", "S4"], attribute = "kind", is = ["old", "older"] }
allowed = true
[[pathway.capacities]]
id = "people"
built_by = { attribute = "kind", is = "new" }
needed_by = { attribute = "kind", is = "new", town = "A" }
"#;
    let model = model(&with_table(rules, KINDS));
    let rule = &model.transitions[0];
    // Of A/S3 nobody knows the kind: what is asked is asked of it too, and what is given is not.
    assert_eq!(names(&model, &rule.to), ["A/S1", "A/S3", "B/S1"]);
    assert_eq!(names(&model, &rule.after.as_ref().unwrap().0), ["A/S4"]);
    let people = &model.capacities[0];
    assert_eq!(people.builds, [0.0, 1.0, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(people.needs, [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    // A gain must not rest on what is not known.
    let gain = "[[pathway.transitions]]\nid = \"t\"\nto = { attribute = \"kind\", is = \"new\" }\ncost = -1\n";
    let said = wrong(&with_table(gain, KINDS));
    assert!(said.contains("`t` gains, and it is not known whether it speaks of A/S3"), "{said}");
    let known = KINDS.replace("A,S3,3,4,?,2", "A,S3,3,4,old,2");
    assert!(with_table(gain, &known).open().is_ok());
}

const LIMITS: &str = r#"[[pathway.limits]]
id = "budget"
sum = "cost"
at_most = 5
unknown = "1..9"
[[pathway.limits]]
id = "new"
count = { attribute = "kind", is = "new" }
at_most = 1
periods = ["late"]
active = false
"#;

#[test]
fn limits_hold_in_periods() {
    use afweging::problem::Measure;
    let files = with_table(LIMITS, KINDS);
    let model = model(&files);
    let [budget, new] = &model.limits[..] else { panic!("{:?}", model.limits) };
    assert_eq!((&budget.periods[..], &new.periods[..]), (&[0, 1][..], &[1][..]));
    assert_eq!(budget.limit.bound.at_most, Some(5.0));
    assert!(budget.limit.active && !new.limit.active);
    let Measure::Sum { amounts, .. } = &budget.limit.measure else { panic!() };
    let ends: Vec<(f64, f64)> = amounts.iter().map(|it| (it.spread.low, it.spread.high)).collect();
    assert_eq!(ends, [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (1.0, 9.0), (0.0, 0.0), (4.0, 6.0)]);
    // What is for reference counts in no limit.
    assert_eq!(
        names(&model, &budget.limit.parts[0].alternatives),
        ["A/S1", "A/S3", "A/S4", "B/S1"]
    );
    assert_eq!(names(&model, &new.limit.parts[0].alternatives), ["A/S1", "B/S1"]);
    assert_eq!(names(&model, &new.limit.parts[0].may_be), ["A/S3"]);
    // What-ifs.
    let changed = PathwayWhatIf {
        limits: vec!["budget=7".parse().unwrap()],
        with: vec!["new".into()],
        ..PathwayWhatIf::default()
    };
    let case = files.open_with(&WhatIf { pathway: changed, ..WhatIf::default() }).unwrap();
    assert_eq!(case.what_ifs, ["--limit budget=7", "--with new"]);
    let model = case.pathway().unwrap();
    assert_eq!(model.limits[0].limit.bound.at_most, Some(7.0));
    assert!(model.limits[1].limit.active);
}

#[test]
fn a_limit_adds_up_the_figures_of_its_period() {
    use afweging::problem::Measure;
    let limit = "[[pathway.limits]]\nid = \"gains\"\nsum = \"gain\"\nat_least = 3\n";
    let sums = |files: &Files| -> Vec<(Vec<f64>, Vec<usize>)> {
        let figures = |it: &afweging::problem::PeriodLimit| {
            let Measure::Sum { amounts, .. } = &it.limit.measure else { panic!() };
            (amounts.iter().map(|it| it.spread.nominal).collect(), it.periods.clone())
        };
        model(files).limits.iter().map(figures).collect()
    };
    let common = vec![1.0, 2.0, 3.0, 9.0, 1.0, 4.0];
    assert_eq!(sums(&files(limit)), [(common.clone(), vec![0, 1])]);
    let (early, late) = (vec![1.0, 2.0, 3.0, 9.0, 1.0, 6.0], vec![1.0, 7.0, 3.0, 9.0, 1.0, 4.0]);
    assert_eq!(sums(&with_table(limit, WIDE)), [(early, vec![0]), (late, vec![1])]);
}

#[test]
fn what_is_switched_and_limited_is_known() {
    let files = with_table(&format!("{LIMITS}{READY}"), KINDS);
    let changed = |change: fn(&mut PathwayWhatIf)| {
        let mut pathway = PathwayWhatIf::default();
        change(&mut pathway);
        files.open_with(&WhatIf { pathway, ..WhatIf::default() }).and_then(|case| case.pathway())
    };
    let off = changed(|it| it.without.push("bridge".into())).unwrap();
    assert!(!off.transitions[0].active);
    for (change, says) in [
        (
            (|it| it.without.push("brigde".into())) as fn(&mut PathwayWhatIf),
            "did you mean `bridge`?",
        ),
        (|it| it.with.push("nothing".into()), "unknown limit or rule `nothing`"),
        (|it| it.limits.push("bridge=1".parse().unwrap()), "which has no bound"),
    ] {
        let error = changed(change).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
    for (from, to, message, at) in [
        ("[\"late\"]", "[\"lat\"]", "unknown period `lat`", "\"lat\""),
        ("[\"late\"]", "[]", "this limit holds in no period", "[]"),
        ("[\"late\"]", "[\"late\", \"late\"]", "`late` is there twice", "\"late\""),
        ("at_most = 5", "at_most = inf", "a bound is a finite number", "inf"),
        ("id = \"new\"", "id = \"budget\"", "the limit `budget` is there twice", "\"budget\""),
        ("sum = \"cost\"", "sum = \"plan\"", "`plan` is a key: it has no figures", "\"plan\""),
    ] {
        let text = format!("{HEAD}{PATHWAY}{}", LIMITS.replace(from, to));
        let found = only_error(&Files::new(&[("case.toml", &text), ("t.csv", KINDS)]));
        assert!(found.0.contains(message), "{found:?}");
        assert_eq!(found.2, at, "{found:?}");
    }
    let text = format!("{HEAD}{PATHWAY}{}", LIMITS.replace("periods", "period"));
    let said = wrong(&Files::new(&[("case.toml", &text), ("t.csv", KINDS)]));
    assert!(said.contains("unknown key `period`") && said.contains("`periods`"), "{said}");
}
