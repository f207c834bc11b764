//! `[portfolio]` in a criteria file: what each key makes of the model, worked out here by hand; what
//! makes no sense is refused, with its place and a remedy that is tried.

use crate::common::Files;
use afweging::case::{Case, LimitSetting, WhatIf};
use afweging::error::{Error, Place};
use afweging::problem::{
    Amount, Bound, Kind, Language, Limit, LimitPart, Measure, NoneValue, PortfolioModel, Quantity,
    RuleSays, Spread, Worth,
};

const HEAD: &str = r#"format = 1
id = "t"
rank_within = ["cluster"]
data = ["scores.csv", "clusters.csv"]
[[keys]]
id = "cluster"
values = ["V", "M", "F"]
[[keys]]
id = "scenario"
values = [{ id = "S0", role = "reference" }, "S1", "S2"]
[[criteria]]
id = "fit"
scale = { min = 0, max = 10 }
weight = 1
[[criteria]]
id = "effort"
direction = "min"
scale = { min = 0, max = 10, outside = "clamp" }
weight = 1
"#;

/// The alternatives in order: V/S0 is 0, V/S1 is 1 ... F/S2 is 8.
const SCORES: &str = "cluster,scenario,fit,effort,cost,share
V,S0,2,2,0,0
V,S1,6,3,4,0.1
V,S2,8,12,7,0.3
M,S0,3,2,0,0
M,S1,5,2..4,3..5,0.2
M,S2,7,6,?,0.4
F,S0,4,2,0,0
F,S1,?,3,normal(4; 1),beta(2; 3)
F,S2,9,5,8,0.5
";
const CLUSTERS: &str = "cluster,domain,age,members
V,chem,new,10
M,food,old,20
F,?,?,30
";

const NONE: &str = "[portfolio]\nnone = { value = 0.0 }\n";

fn files(more: &str) -> Files {
    Files::new(&[
        ("case.toml", &format!("{HEAD}{more}")),
        ("scores.csv", SCORES),
        ("clusters.csv", CLUSTERS),
    ])
}

fn opened(files: &Files, what_if: &WhatIf) -> Case {
    files.open_with(what_if).unwrap_or_else(|error| panic!("{error}"))
}

fn model(more: &str) -> PortfolioModel {
    let case = opened(&files(more), &WhatIf::default());
    case.portfolio_model().unwrap_or_else(|error| panic!("{error}")).clone()
}

/// The only limit of a case with this one.
fn limit(lines: &str) -> Limit {
    let model = model(&format!("{NONE}[[portfolio.limits]]\nid = \"x\"\n{lines}\n"));
    assert_eq!(model.limits.len(), 1);
    model.limits[0].clone()
}

/// What the only rule of a case with this one says.
fn says(lines: &str) -> RuleSays {
    let model = model(&format!("{NONE}[[portfolio.rules]]\nid = \"x\"\n{lines}\n"));
    model.rules[0].says.clone()
}

fn amounts(limit: &Limit) -> &[Amount] {
    match &limit.measure {
        Measure::Sum { amounts, .. } | Measure::JointShare { amounts, .. } => amounts,
        Measure::Count => panic!("a count has no amounts"),
    }
}

/// All that is wrong or worth knowing, in full.
fn findings(files: &Files, what_if: &WhatIf) -> String {
    match files.open_with(what_if) {
        Err(Error::Findings(findings)) => findings.to_string(),
        Err(error) => panic!("{error}"),
        Ok(case) => case.warnings.iter().map(|it| format!("{it}\n")).collect(),
    }
}

#[test]
fn choices_are_the_values_of_the_keys_that_one_per_names() {
    let of = |lines: &str| model(&format!("[portfolio]\n{lines}\n"));
    // One for each cluster, as alternatives are ranked; S0 is for reference, and not chosen.
    let plain = of("none = { value = -0.5 }");
    assert_eq!((&plain.one_per[..], plain.worth, &plain.times), (&[0][..], Worth::Score, &None));
    let members: Vec<&[usize]> = plain.choices.iter().map(|it| &it.alternatives[..]).collect();
    assert_eq!(members, [&[1, 2][..], &[4, 5], &[7, 8]]);
    assert!(plain.choices.iter().all(|choice| choice.none == NoneValue::Value(-0.5)));
    assert_eq!(plain.choices[2].values, [2]);
    // One alternative in all; each by itself; one for each scenario.
    let one = of("none = { value = 0 }\none_per = []");
    assert_eq!(one.choices.len(), 1);
    assert_eq!((&one.choices[0].values[..], one.choices[0].alternatives.len()), (&[][..], 6));
    let each = of("none = { value = 0 }\none_per = [\"scenario\", \"cluster\"]");
    assert_eq!(each.one_per, [0, 1]);
    let members: Vec<&[usize]> = each.choices.iter().map(|it| &it.alternatives[..]).collect();
    assert_eq!(members, [[1], [2], [4], [5], [7], [8]]);
    let scenarios = of("none = { value = 0 }\none_per = [\"scenario\"]");
    let members: Vec<&[usize]> = scenarios.choices.iter().map(|it| &it.alternatives[..]).collect();
    assert_eq!(members, [&[1, 4, 7][..], &[2, 5, 8]]);
    // What stands for none is not chosen, be it for reference or not.
    let reference = of("none = { scenario = \"S0\" }\nvalue = \"gain\"");
    let none: Vec<NoneValue> = reference.choices.iter().map(|it| it.none).collect();
    assert_eq!(none, [0, 3, 6].map(NoneValue::Alternative));
    assert_eq!(reference.worth, Worth::Gain);
    let other = of("none = { scenario = \"S1\" }");
    let members: Vec<&[usize]> = other.choices.iter().map(|it| &it.alternatives[..]).collect();
    assert_eq!(members, [[2], [5], [8]]);
}

#[test]
fn values_are_multiplied_by_an_attribute_or_a_criterion() {
    let of = |name: &str| model(&format!("{NONE}times = \"{name}\"\n"));
    let members = of("members");
    let times: Vec<f64> = members.times.unwrap().iter().map(|it| it.spread.nominal).collect();
    assert_eq!(times, [10.0, 10.0, 10.0, 20.0, 20.0, 20.0, 30.0, 30.0, 30.0]);
    assert_eq!(members.times_name.as_deref(), Some("members"));
    let fit = of("fit").times.unwrap();
    assert_eq!((fit[1].spread.nominal, fit[8].spread.nominal), (6.0, 9.0));
}

#[test]
fn a_sum_has_the_figures_of_the_table() {
    let cost = limit("sum = \"cost\"\nat_most = 12");
    assert_eq!(cost.bound, Bound { at_most: Some(12.0), ..Bound::default() });
    assert_eq!(cost.parts.len(), 1);
    // All that can be chosen.
    let all = vec![1, 2, 4, 5, 7, 8];
    let part = LimitPart { name: None, alternatives: all.clone(), may_be: Vec::new() };
    assert_eq!(cost.parts, [part]);
    let figures = amounts(&cost);
    assert_eq!(figures[1].quantity, Quantity::Crisp(4.0));
    assert_eq!(figures[4].spread, Spread { low: 3.0, nominal: 4.0, high: 5.0 });
    assert_eq!(figures[7].quantity, Quantity::Normal(4.0, 1.0));
    // Nobody knows it: it can be anything, and its figure is no number.
    assert!(figures[5].is_unbounded() && !figures[5].spread.nominal.is_finite());
    assert!(figures[5].input.is_some());
    // Unless somebody says what it can be.
    let said = limit("sum = \"cost\"\nat_most = 12\nunknown = \"2..5\"");
    assert_eq!(amounts(&said)[5].quantity, Quantity::Set(2.0, 5.0));
    assert_eq!(amounts(&said)[5].input, figures[5].input);
    let said = limit("sum = \"cost\"\nat_most = 12\nunknown = 3");
    assert_eq!(amounts(&said)[5].quantity, Quantity::Crisp(3.0));
    // What stands once in a table is one input in all that it feeds.
    let members = limit("sum = \"members\"\nat_least = 5");
    assert_eq!(amounts(&members)[1].input, amounts(&members)[2].input);
    assert_ne!(amounts(&members)[1].input, amounts(&members)[4].input);
}

#[test]
fn a_criterion_in_a_sum_is_its_figure_and_not_its_value() {
    // Beyond the scale it counts as the end for its value, and as what it is for the sum.
    let effort = limit("sum = \"effort\"\nat_most = 20");
    assert_eq!(amounts(&effort)[2].quantity, Quantity::Crisp(12.0));
    // An unknown figure lies on a scale that lets nothing beyond; `unknown` says it closer.
    let fit = limit("sum = \"fit\"\nat_least = 5");
    assert_eq!(amounts(&fit)[7].quantity, Quantity::Set(0.0, 10.0));
    let fit = limit("sum = \"fit\"\nat_least = 5\nunknown = \"4..6\"");
    assert_eq!(amounts(&fit)[7].quantity, Quantity::Set(4.0, 6.0));
    let open = SCORES.replace("V,S1,6,3", "V,S1,6,?");
    let text =
        format!("{HEAD}{NONE}[[portfolio.limits]]\nid = \"x\"\nsum = \"effort\"\nat_most = 5\n");
    let case =
        Files::new(&[("case.toml", &text), ("scores.csv", &open), ("clusters.csv", CLUSTERS)]);
    let case = opened(&case, &WhatIf::default());
    assert!(amounts(&case.portfolio.unwrap().limits[0])[1].is_unbounded());
    // A figure that an attribute shifts follows two inputs: what comes of it is what counts.
    let shifted = "[[adjustments]]\ncriterion = \"fit\"\nattribute = \"members\"\nshift = { points = [[10, 1], [30, 3]] }\n";
    let model = model(&format!(
        "{shifted}{NONE}[[portfolio.limits]]\nid = \"x\"\nsum = \"fit\"\nat_least = 5\n"
    ));
    let fit = amounts(&model.limits[0]);
    assert_eq!((fit[1].quantity.clone(), fit[1].input), (Quantity::Crisp(7.0), None));
    assert_eq!(fit[4].quantity, Quantity::Crisp(7.0));
}

#[test]
fn a_count_has_what_its_selector_names() {
    let members = |lines: &str| {
        let part = limit(&format!("count = {lines}\nat_most = 2")).parts.remove(0);
        (part.alternatives, part.may_be)
    };
    assert_eq!(members("{}"), (vec![1, 2, 4, 5, 7, 8], vec![]));
    assert_eq!(members("{ scenario = \"S2\" }"), (vec![2, 5, 8], vec![]));
    assert_eq!(members("{ scenario = [\"S1\", \"S2\"], cluster = \"M\" }"), (vec![4, 5], vec![]));
    // Of F nobody knows the age: it may be any.
    assert_eq!(members("{ attribute = \"age\", is = \"new\" }"), (vec![1, 2], vec![7, 8]));
    let both = "{ attribute = \"age\", is = [\"new\", \"old\"], scenario = \"S1\" }";
    assert_eq!(members(both), (vec![1, 4], vec![7]));
    // Numbers are compared as numbers; a range may hold the number.
    assert_eq!(members("{ attribute = \"members\", is = 20 }"), (vec![4, 5], vec![]));
    assert_eq!(members("{ attribute = \"members\", is = [\"10\", 30.0] }").0, [1, 2, 7, 8]);
    assert_eq!(members("{ attribute = \"cost\", is = 4 }"), (vec![1], vec![4, 5, 7]));
}

/// `kind` is what judgements rest on, unless the case asks for an attribute of that name.
#[test]
fn an_attribute_may_be_called_as_a_column_of_evidence_is() {
    let text = "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"kind\", is = \"new\" }\nat_most = 2\n";
    let files = Files::new(&[
        ("case.toml", &format!("{HEAD}{NONE}{text}")),
        ("scores.csv", SCORES),
        ("clusters.csv", &CLUSTERS.replace("age", "kind")),
    ]);
    let part = &opened(&files, &WhatIf::default()).portfolio.unwrap().limits[0].parts[0];
    assert_eq!((&part.alternatives[..], &part.may_be[..]), (&[1, 2][..], &[7, 8][..]));
    // In a long table it is what it was.
    let long = "cluster,criterion,value,kind\nV,kind,new,stated\nM,kind,old,\nF,kind,?,assumed\n";
    let files = Files::new(&[
        ("case.toml", &format!("{HEAD}{NONE}{text}")),
        ("scores.csv", SCORES),
        ("clusters.csv", long),
    ]);
    let case = opened(&files, &WhatIf::default());
    let part = &case.portfolio.unwrap().limits[0].parts[0];
    assert_eq!((&part.alternatives[..], &part.may_be[..]), (&[1, 2][..], &[7, 8][..]));
    let kinds = case.problem.inputs().iter().filter_map(|it| it.record.as_ref()?.kind);
    assert_eq!(kinds.collect::<Vec<_>>(), [Kind::Stated, Kind::Assumed]);
}

#[test]
fn a_limit_is_split_by_the_values_of_a_key_or_an_attribute() {
    let domain =
        limit("count = { attribute = \"domain\" }\neach_at_least = 1\nshare_at_most = 0.6");
    assert!(domain.split);
    let bound = Bound { at_most: None, at_least: Some(1.0), share_at_most: Some(0.6) };
    assert_eq!(domain.bound, bound);
    let part = |name: &str, alternatives: &[usize], may_be: &[usize]| LimitPart {
        name: Some(name.to_owned()),
        alternatives: alternatives.to_vec(),
        may_be: may_be.to_vec(),
    };
    assert_eq!(domain.parts, [part("chem", &[1, 2], &[7, 8]), part("food", &[4, 5], &[7, 8])]);
    // The same, said by `by`.
    let by = limit("count = {}\nby = \"domain\"\neach_at_least = 1\nshare_at_most = 0.6");
    assert_eq!(by, domain);
    let key = limit("sum = \"cost\"\nby = \"scenario\"\neach_at_most = 9");
    assert_eq!(key.parts, [part("S1", &[1, 4, 7], &[]), part("S2", &[2, 5, 8], &[])]);
    // Only of what the selector names; F may be neither.
    let new =
        limit("count = { attribute = \"age\", is = \"new\" }\nby = \"scenario\"\neach_at_most = 1");
    assert_eq!(new.parts, [part("S1", &[1], &[7]), part("S2", &[2], &[8])]);
    let numbers = limit("count = {}\nby = \"members\"\neach_at_most = 1");
    let names: Vec<_> = numbers.parts.iter().map(|it| it.name.clone().unwrap()).collect();
    assert_eq!(names, ["10", "20", "30"]);
}

#[test]
fn every_other_key_of_a_limit_stands_in_the_model() {
    let text = r#"joint_share = "share"
at_least = 0.2
at_most = 0.9
label = { en = "Water", nl = "Water" }
chance = 0.9
step = 0.05
active = false
effect = "flag"
kind = "assumed"
reason = "why"
source = "L1"
"#;
    let found = limit(text);
    let plain = limit("joint_share = \"share\"\nat_least = 0.2");
    assert!(matches!(&found.measure, Measure::JointShare { of, .. } if of == "share"));
    assert_eq!(amounts(&found)[7].quantity, Quantity::Beta(2.0, 3.0));
    assert_eq!((found.bound.at_least, found.bound.at_most), (Some(0.2), Some(0.9)));
    assert_eq!((found.chance, found.step), (Some(0.9), Some(0.05)));
    assert_eq!((found.active, found.enforced, found.is_applied()), (false, false, false));
    assert_eq!((found.kind, found.source.as_deref()), (Some(Kind::Assumed), Some("L1")));
    assert_eq!((found.reason.get(Language::En), found.label.get(Language::Nl)), ("why", "Water"));
    assert_eq!((plain.chance, plain.step, plain.kind), (None, None, None));
    assert!(plain.active && plain.enforced && plain.is_applied());
    // A bound that nobody gave.
    let open = limit("sum = \"cost\"\nat_most = \"?\"");
    assert!(open.active && !open.is_applied());
    assert_eq!(open.bound, Bound::default());
}

#[test]
fn rules_name_alternatives_on_the_worse_side_of_what_is_not_known() {
    let new = "{ attribute = \"age\", is = \"new\" }";
    let host = "if = { scenario = \"S2\", cluster = \"V\" }\nthen = { cluster = \"M\" }";
    assert_eq!(says(host), RuleSays::Requires(vec![2], vec![4, 5]));
    let found = says("if = { cluster = \"V\" }\nnot = { cluster = [\"M\", \"F\"] }");
    assert_eq!(found, RuleSays::Excludes(vec![1, 2], vec![4, 5, 7, 8]));
    // Of F nobody knows the age: what is required must be there for sure.
    let found = says(&format!("if = {new}\nthen = {{ cluster = \"M\" }}"));
    assert_eq!(found, RuleSays::Requires(vec![1, 2, 7, 8], vec![4, 5]));
    let found = says(&format!("if = {{ cluster = \"M\" }}\nthen = {new}"));
    assert_eq!(found, RuleSays::Requires(vec![4, 5], vec![1, 2]));
    let found = says(&format!("if = {{ cluster = \"M\" }}\nnot = {new}"));
    assert_eq!(found, RuleSays::Excludes(vec![4, 5], vec![1, 2, 7, 8]));
    // A gain is not counted on, and a loss is.
    let together =
        |value: f64| says(&format!("together = [{new}, {{ cluster = \"M\" }}]\nvalue = {value}"));
    let m = vec![4, 5];
    assert_eq!(together(0.1), RuleSays::Together(vec![vec![1, 2], m.clone()], 0.1));
    assert_eq!(together(-0.1), RuleSays::Together(vec![vec![1, 2, 7, 8], m], -0.1));
    let text = "if = { cluster = \"V\" }\nnot = { cluster = \"M\" }\nlabel = \"L\"\nactive = false\neffect = \"flag\"\nkind = \"stated\"\nreason = \"why\"\nsource = \"L2\"\n";
    let rule = &model(&format!("{NONE}[[portfolio.rules]]\nid = \"x\"\n{text}")).rules[0].clone();
    assert_eq!((rule.active, rule.enforced, rule.kind), (false, false, Some(Kind::Stated)));
    assert_eq!((rule.id.as_str(), rule.label.get(Language::En)), ("x", "L"));
    assert_eq!((rule.reason.get(Language::En), rule.source.as_deref()), ("why", Some("L2")));
}

/// Two limits, one of them off and one without its bound, and a rule.
const SOME: &str = r#"[portfolio]
none = { scenario = "S0" }
[[portfolio.limits]]
id = "budget"
sum = "cost"
at_most = 12
at_least = 2
[[portfolio.limits]]
id = "few"
count = { scenario = "S2" }
at_most = 2
active = false
[[portfolio.limits]]
id = "balance"
count = { attribute = "domain" }
each_at_most = "?"
[[portfolio.rules]]
id = "host"
if = { scenario = "S2", cluster = "V" }
then = { cluster = "M" }
"#;

fn limits(texts: &[&str]) -> WhatIf {
    let limits = texts.iter().map(|text| text.parse().unwrap()).collect();
    WhatIf { limits, ..WhatIf::default() }
}

#[test]
fn what_ifs_change_bounds_and_switch_limits_and_rules() {
    let files = files(SOME);
    let of = |what_if: &WhatIf| opened(&files, what_if).portfolio.unwrap();
    let applied = |what_if: &WhatIf| -> Vec<bool> {
        let model = of(what_if);
        let limits = model.limits.iter().map(Limit::is_applied);
        limits.chain(model.rules.iter().map(|rule| rule.active)).collect()
    };
    assert_eq!(applied(&WhatIf::default()), [true, false, false, true]);
    let with = |id: &str| WhatIf { with: vec![id.into()], ..WhatIf::default() };
    let without = |id: &str| WhatIf { without: vec![id.into()], ..WhatIf::default() };
    assert_eq!(applied(&with("few")), [true, true, false, true]);
    assert_eq!(applied(&without("budget")), [false, false, false, true]);
    assert_eq!(applied(&without("host")), [true, false, false, false]);
    assert_eq!(applied(&limits(&["balance=1"])), [true, false, true, true]);
    let budget = of(&limits(&["budget.at_most=14.5"])).limits[0].bound;
    assert_eq!(budget, Bound { at_most: Some(14.5), at_least: Some(2.0), share_at_most: None });
    // Two that pass each other on the way.
    let budget = of(&limits(&["budget.at_least=20", "budget.at_most=30"])).limits[0].bound;
    assert_eq!(budget, Bound { at_most: Some(30.0), at_least: Some(20.0), share_at_most: None });
    let what_if = WhatIf {
        with: vec!["few".into()],
        without: vec!["host".into()],
        ..limits(&["budget.at_most=14.5", "balance=1"])
    };
    let words =
        ["--limit budget.at_most=14.5", "--limit balance=1", "--with few", "--without host"];
    assert_eq!(opened(&files, &what_if).what_ifs, words);
    // Who gives a bound wants it applied, unless it is switched off in the same breath.
    assert_eq!(applied(&limits(&["few=1"])), [true, true, false, true]);
    let off = WhatIf { without: vec!["few".into()], ..limits(&["few=1"]) };
    let said = findings(&files, &off);
    assert!(said.contains("the limit `few` is switched off"), "{said}");
    let on = WhatIf { with: vec!["few".into()], ..limits(&["few=1"]) };
    assert!(!findings(&files, &on).contains("few"));
    let said = findings(&files, &with("balance"));
    assert!(said.contains("nobody gave the bound of `balance`"), "{said}");
    assert!(said.contains("--limit balance=NUMBER"), "{said}");
}

#[test]
fn what_ifs_that_do_not_fit_are_refused_with_a_remedy() {
    let files = files(SOME);
    let refused = |what_if: &WhatIf, words: &[&str]| {
        let error = files.open_with(what_if).unwrap_err();
        assert!(matches!(error, Error::Argument { .. }), "{error}");
        for word in words {
            assert!(error.to_string().contains(word), "no `{word}` in {error}");
        }
    };
    let limit = |text: &str, words: &[&str]| refused(&limits(&[text]), words);
    limit("budgt=3", &["unknown limit `budgt`", "did you mean `budget`?"]);
    limit("budget=3", &["budget.at_most=NUMBER or budget.at_least=NUMBER"]);
    limit("budget.at_mst=3", &["`budget` has no `at_mst`: it has `at_most` and `at_least`"]);
    limit("budget.at_most=1", &["at least 2 and at most 1", "--limit budget.at_least=NUMBER"]);
    limit("host=3", &["`host` is a rule", "--without host"]);
    limit("few=-1", &["a count is never below 0"]);
    refused(&limits(&["few=1", "few=2"]), &["given already, by --limit few=1"]);
    let with = WhatIf { with: vec!["fw".into()], ..WhatIf::default() };
    refused(&with, &["unknown limit or rule `fw`; did you mean `few`?"]);
    let without = WhatIf { without: vec!["hst".into()], ..WhatIf::default() };
    refused(&without, &["unknown limit or rule `hst`; did you mean `host`?"]);
    let both =
        WhatIf { with: vec!["few".into()], without: vec!["few".into()], ..WhatIf::default() };
    refused(&both, &["switched on as well, by --with few"]);
    for (text, words) in [
        ("budget", "write ID=NUMBER"),
        ("=3", "write ID=NUMBER"),
        ("budget=12,5", "write `budget=12.5`"),
        ("budget=1.250", "can be read in two ways"),
        ("budget=1/2", "write `budget=0.5`"),
        ("budget=inf", "is not a number"),
        ("budget=", "is not a number"),
    ] {
        let error = text.parse::<LimitSetting>().unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    // A case without limits.
    let plain = self::files("");
    let error = plain.open_with(&limits(&["budget=3"])).unwrap_err().to_string();
    assert!(error.contains("no [portfolio]"), "{error}");
    let error = opened(&plain, &WhatIf::default()).portfolio_model().unwrap_err().to_string();
    assert!(error.contains("add [portfolio]"), "{error}");
}

#[test]
fn other_what_ifs_change_what_is_chosen_from() {
    let files = files(SOME);
    let set = |text: &str| WhatIf { set: vec![text.parse().unwrap()], ..WhatIf::default() };
    let model = opened(&files, &set("cost=6@scenario=S2,cluster=M")).portfolio.unwrap();
    assert_eq!(amounts(&model.limits[0])[5].quantity, Quantity::Crisp(6.0));
    let model = opened(&files, &set("domain=food@cluster=F")).portfolio.unwrap();
    let food = &model.limits[2].parts[1];
    assert_eq!((&food.alternatives[..], &food.may_be[..]), (&[4, 5, 7, 8][..], &[][..]));
    // Alternatives are those of the problem that is left.
    let only = |values: &[&str]| WhatIf {
        filter: values.iter().map(|value| ("scenario".to_owned(), (*value).to_owned())).collect(),
        ..WhatIf::default()
    };
    let case = opened(&files, &only(&["S0", "S2"]));
    let model = case.portfolio.as_ref().unwrap();
    let members: Vec<&[usize]> = model.choices.iter().map(|it| &it.alternatives[..]).collect();
    assert_eq!(members, [[1], [3], [5]]);
    assert_eq!(case.problem.full_name(5), "F/S2");
    assert_eq!(amounts(&model.limits[0])[5].quantity, Quantity::Crisp(8.0));
    // Without the alternative that stands for none there is nothing to choose; the rest stands.
    let case = opened(&files, &only(&["S2"]));
    assert!(case.portfolio.is_none());
    let error = case.portfolio_model().unwrap_err().to_string();
    assert!(error.contains("without the alternative that stands for none"), "{error}");
    assert!(error.contains("help: select `S0` as well"), "{error}");
    // Whom a requirement excludes is among what is chosen from: the study says why it is not chosen.
    let gate = "[[requirements]]\nid = \"g\"\nneeds = { attribute = \"members\", at_least = 15 }\n";
    let case = opened(&self::files(&format!("{gate}{SOME}")), &WhatIf::default());
    assert_eq!(case.portfolio.unwrap().choices[0].alternatives, [1, 2]);
}

#[test]
fn an_actor_chooses_from_its_own_figures() {
    let text = format!(
        "{}{SOME}[[actors]]\nid = \"them\"\nweights = {{ fit = 1 }}\n",
        HEAD.replace("\"clusters.csv\"]", "\"clusters.csv\", \"own.csv\"]")
    )
    .replace("sum = \"cost\"", "sum = \"effort\"");
    let files = Files::new(&[
        ("case.toml", &text),
        ("scores.csv", SCORES),
        ("clusters.csv", CLUSTERS),
        ("own.csv", "cluster,scenario,actor,effort\nV,S1,them,9\n"),
    ]);
    let effort = |what_if: &WhatIf| {
        let model = opened(&files, what_if).portfolio.unwrap();
        amounts(&model.limits[0])[1].quantity.clone()
    };
    assert_eq!(effort(&WhatIf::default()), Quantity::Crisp(3.0));
    let seen = WhatIf { actor: Some("them".into()), ..WhatIf::default() };
    assert_eq!(effort(&seen), Quantity::Crisp(9.0));
    let changed = WhatIf { limits: limits(&["budget.at_most=5"]).limits, ..seen };
    assert_eq!(opened(&files, &changed).portfolio.unwrap().limits[0].bound.at_most, Some(5.0));
}

/// Criteria files with one thing wrong: the lines, what is said of them, and the same lines put
/// right as the remedy says.
const WRONG: &[(&str, &[&str], &str)] = &[
    (
        "[portfolio]\nvalue = \"score\"\n",
        &["`none` is missing", "none = { value = 0.0 }"],
        "[portfolio]\nnone = { value = 0.0 }\nvalue = \"score\"\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0, scenario = \"S0\" }\n",
        &["`none` is a value or an alternative", "none = { value = 0.0 }"],
        "[portfolio]\nnone = { value = 0.0 }\n",
    ),
    (
        "[portfolio]\nnone = {}\n",
        &["`none` is a value or an alternative", "none = { scenario = \"S0\" }"],
        "[portfolio]\nnone = { scenario = \"S0\" }\n",
    ),
    (
        "[portfolio]\nnone = { value = nan }\n",
        &["a value is a finite number"],
        "[portfolio]\nnone = { value = 0.0 }\n",
    ),
    (
        "[portfolio]\nnone = { scenario = \"S9\" }\n",
        &["unknown scenario `S9`", "did you mean `S0`?"],
        "[portfolio]\nnone = { scenario = \"S0\" }\n",
    ),
    (
        "[portfolio]\nnone = { senario = \"S0\" }\n",
        &["unknown key `senario`", "did you mean `scenario`?"],
        "[portfolio]\nnone = { scenario = \"S0\" }\n",
    ),
    (
        "[portfolio]\nnone = { cluster = \"V\" }\n",
        &["3 alternatives of V could stand for none: V/S0, V/S1, V/S2"],
        "[portfolio]\nnone = { scenario = \"S0\" }\n",
    ),
    (
        "[portfolio]\nnone = { cluster = \"V\", scenario = \"S0\" }\n",
        &["no alternative of M stands for none", "or write none = { value = 0.0 }"],
        "[portfolio]\nnone = { value = 0.0 }\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\nvalue = \"gain\"\n",
        &["`none` names no alternative", "or write value = \"score\""],
        "[portfolio]\nnone = { value = 0.0 }\nvalue = \"score\"\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\nvalue = \"scores\"\n",
        &["unknown word `scores`", "did you mean `score`?"],
        "[portfolio]\nnone = { value = 0.0 }\nvalue = \"score\"\n",
    ),
    (
        "[portfolio]\nnone = { scenario = \"S0\" }\none_per = [\"cluster\", \"scenario\"]\n",
        &["each choice is a single alternative", "none = { value = 0.0 }"],
        "[portfolio]\nnone = { value = 0.0 }\none_per = [\"cluster\", \"scenario\"]\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\none_per = [\"clster\"]\n",
        &["unknown key `clster`", "did you mean `cluster`?"],
        "[portfolio]\nnone = { value = 0.0 }\none_per = [\"cluster\"]\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\none_per = [\"cluster\", \"cluster\"]\n",
        &["`cluster` is there twice"],
        "[portfolio]\nnone = { value = 0.0 }\none_per = [\"cluster\"]\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\ntimes = \"mmbers\"\n",
        &["no table has data for the attribute `mmbers`", "did you mean the column `members`?"],
        "[portfolio]\nnone = { value = 0.0 }\ntimes = \"members\"\n",
    ),
    (
        "[portfolio]\nnone = { value = 0.0 }\nlimit = 3\n",
        &["unknown key `limit`", "did you mean `limits`?"],
        "[portfolio]\nnone = { value = 0.0 }\nlimits = []\n",
    ),
];

/// The same for limits, behind `id = "x"`.
const WRONG_LIMITS: &[(&str, &[&str], &str)] = &[
    (
        "sum = \"cst\"\nat_most = 3",
        &["no table has data for the attribute `cst`", "did you mean the column `cost`?"],
        "sum = \"cost\"\nat_most = 3",
    ),
    (
        "sum = \"efort\"\nat_most = 3",
        &["no table has data for the attribute `efort`", "did you mean the criterion `effort`?"],
        "sum = \"effort\"\nat_most = 3",
    ),
    (
        "sum = \"cluster\"\nat_most = 3",
        &["`cluster` is a key: it has no figures"],
        "sum = \"cost\"\nat_most = 3",
    ),
    (
        "sum = \"domain\"\nat_most = 3",
        &["`domain` is a text", "count = { attribute = \"domain\", is = \"...\" }"],
        "count = { attribute = \"domain\", is = \"chem\" }\nat_most = 3",
    ),
    (
        "at_most = 3",
        &["the limit `x` adds up nothing", "count = { ... }"],
        "count = {}\nat_most = 3",
    ),
    (
        "sum = \"cost\"\ncount = {}\nat_most = 3",
        &["the limit `x` adds up several things"],
        "count = {}\nat_most = 3",
    ),
    (
        "sum = \"cost\"",
        &["the limit `x` has no bound", "give it at_most or at_least"],
        "sum = \"cost\"\nat_most = \"?\"",
    ),
    (
        "count = {}\nby = \"domain\"",
        &["the limit `x` has no bound", "give it each_at_most or each_at_least"],
        "count = {}\nby = \"domain\"\neach_at_least = 0",
    ),
    (
        "sum = \"cost\"\nat_most = nan",
        &["a bound is a finite number"],
        "sum = \"cost\"\nat_most = 3",
    ),
    (
        "sum = \"cost\"\nat_most = \"12\"",
        &["`12` is no bound", "write 12 without quotation marks"],
        "sum = \"cost\"\nat_most = 12",
    ),
    (
        "sum = \"cost\"\nat_most = \"much\"",
        &["`much` is no bound", "\"?\" where nobody gave it"],
        "sum = \"cost\"\nat_most = \"?\"",
    ),
    (
        "sum = \"cost\"\nat_least = 5\nat_most = 3",
        &["at least 5 and at most 3 cannot both be"],
        "sum = \"cost\"\nat_least = 3\nat_most = 3",
    ),
    (
        "count = {}\nat_least = -1",
        &["a count is never below 0", "write a number of at least 0"],
        "count = {}\nat_least = 0",
    ),
    (
        "joint_share = \"share\"\nat_least = 1.5",
        &["a share lies between 0 and 1"],
        "joint_share = \"share\"\nat_least = 0.5",
    ),
    (
        "count = {}\nby = \"domain\"\nshare_at_most = 40",
        &["a share lies between 0 and 1"],
        "count = {}\nby = \"domain\"\nshare_at_most = 0.4",
    ),
    (
        "joint_share = \"cost\"\nat_least = 0.5",
        &["`cost` of 4 is no share from 0 to 1", "scores.csv:3:"],
        "joint_share = \"share\"\nat_least = 0.5",
    ),
    (
        "joint_share = \"share\"\nby = \"scenario\"\nshare_at_most = 0.5",
        &["no value has a part of it", "write each_at_most instead"],
        "joint_share = \"share\"\nby = \"scenario\"\neach_at_most = 0.5",
    ),
    (
        "count = {}\nby = \"domain\"\nat_most = 2",
        &["`at_most` is a bound of all together, and this limit is split", "write each_at_most"],
        "count = {}\nby = \"domain\"\neach_at_most = 2",
    ),
    (
        "count = {}\neach_at_most = 2",
        &["`each_at_most` is a bound of each value, and this limit is not split", "write at_most"],
        "count = {}\nat_most = 2",
    ),
    (
        "count = {}\nshare_at_most = 0.5",
        &["this limit is not split", "by = \"domain\""],
        "count = {}\nshare_at_most = 0.5\nby = \"domain\"",
    ),
    (
        "count = { attribute = \"domain\" }\nby = \"scenario\"\neach_at_most = 2",
        &["this limit is split by `scenario` and by `domain`", "leave out `by`"],
        "count = { attribute = \"domain\" }\neach_at_most = 2",
    ),
    (
        "count = {}\nby = \"domin\"\neach_at_most = 2",
        &["no table has data for the attribute `domin`", "did you mean the column `domain`?"],
        "count = {}\nby = \"domain\"\neach_at_most = 2",
    ),
    (
        "count = {}\nby = \"effort\"\neach_at_most = 2",
        &["`effort` is a criterion: a limit is split by an attribute or a key"],
        "count = {}\nby = \"domain\"\neach_at_most = 2",
    ),
    (
        "count = { senario = \"S1\" }\nat_most = 2",
        &["unknown key `senario`", "did you mean `scenario`?"],
        "count = { scenario = \"S1\" }\nat_most = 2",
    ),
    (
        "count = { scenario = \"S3\" }\nat_most = 2",
        &["unknown scenario `S3`", "did you mean `S0`?"],
        "count = { scenario = \"S1\" }\nat_most = 2",
    ),
    (
        "count = { atribute = \"kind\", is = \"new\" }\nat_most = 2",
        &["unknown key `atribute`", "did you mean `attribute`?"],
        "count = { attribute = \"age\", is = \"new\" }\nat_most = 2",
    ),
    (
        "count = { is = \"new\" }\nat_most = 2",
        &["`is` says of no attribute what it must be", "write attribute = \"...\" beside it"],
        "count = { attribute = \"age\", is = \"new\" }\nat_most = 2",
    ),
    (
        "count = { attribute = \"age\", is = [] }\nat_most = 2",
        &["an empty `is` names nothing"],
        "count = { attribute = \"age\", is = \"new\" }\nat_most = 2",
    ),
    (
        "count = { attribute = \"members\", is = inf }\nat_most = 2",
        &["this must be a finite number"],
        "count = { attribute = \"members\", is = 20 }\nat_most = 2",
    ),
    (
        "count = { attribute = \"scenario\", is = \"S1\" }\nat_most = 2",
        &["`scenario` is a key, and no attribute", "write { scenario = \"...\" }"],
        "count = { scenario = \"S1\" }\nat_most = 2",
    ),
    (
        "count = { attribute = \"fit\", is = 6 }\nat_most = 2",
        &["`fit` is a criterion, and no attribute"],
        "count = { attribute = \"members\", is = 20 }\nat_most = 2",
    ),
    (
        "count = { scenario = [] }\nat_most = 2",
        &["an empty list for `scenario` names nothing"],
        "count = { scenario = \"S1\" }\nat_most = 2",
    ),
    (
        "sum = \"cost\"\nat_most = 3\nchance = 0.5",
        &["a chance lies above 0.5 and below 1", "chance = 0.9"],
        "sum = \"cost\"\nat_most = 3\nchance = 0.9",
    ),
    (
        "sum = \"cost\"\nat_most = 3\nunknown = \"?\"",
        &["this says nothing of what an unknown figure can be", "\"2..5\""],
        "sum = \"cost\"\nat_most = 3\nunknown = \"2..5\"",
    ),
    (
        "sum = \"cost\"\nat_most = 3\nunknown = \"5..2\"",
        &["5..2"],
        "sum = \"cost\"\nat_most = 3\nunknown = \"2..5\"",
    ),
    (
        "joint_share = \"share\"\nat_most = 0.5\nunknown = \"2..5\"",
        &["a share lies between 0 and 1", "\"0.1..0.3\""],
        "joint_share = \"share\"\nat_most = 0.5\nunknown = \"0.1..0.3\"",
    ),
    (
        "sum = \"cost\"\nat_most = 3\nstep = 0",
        &["a step is a finite number above 0", "step = 1"],
        "sum = \"cost\"\nat_most = 3\nstep = 1",
    ),
    (
        "sum = \"cost\"\nat_most = 3\neffect = \"flg\"",
        &["unknown word `flg`", "did you mean `flag`?"],
        "sum = \"cost\"\nat_most = 3\neffect = \"flag\"",
    ),
    (
        "sum = \"cost\"\nat_mots = 3",
        &["unknown key `at_mots`", "did you mean `at_most`?"],
        "sum = \"cost\"\nat_most = 3",
    ),
];

/// The same for rules, behind `id = "x"`.
const WRONG_RULES: &[(&str, &[&str], &str)] = &[
    (
        "",
        &["the rule `x` says nothing", "together = [{ ... }, { ... }] and value = 0.1"],
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1",
    ),
    (
        "if = { cluster = \"V\" }",
        &["what the rule `x` says is not clear", "if = { ... } and then = { ... }"],
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }",
    ),
    (
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }\nnot = { cluster = \"F\" }",
        &["a rule has `then` or `not`", "make two rules of it"],
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n[[portfolio.rules]]\nid = \"y\"\nif = { cluster = \"V\" }\nnot = { cluster = \"F\" }",
    ),
    (
        "if = { clustr = \"V\" }\nthen = { cluster = \"M\" }",
        &["unknown key `clustr`", "did you mean `cluster`?"],
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }",
    ),
    (
        "if = { attribute = \"domain\" }\nthen = { cluster = \"M\" }",
        &["`domain` must be something", "write is = \"...\" beside it"],
        "if = { attribute = \"domain\", is = \"chem\" }\nthen = { cluster = \"M\" }",
    ),
    (
        "together = [{ cluster = \"V\" }]\nvalue = 0.1",
        &["`together` names fewer than two"],
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1",
    ),
    (
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]",
        &["`together` adds a value, and none is given", "write value = 0.1"],
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1",
    ),
    (
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = inf",
        &["a value is a finite number"],
        "together = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1",
    ),
    (
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        &["the limit or rule `x` is there twice", "give each its own id"],
        "if = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n[[portfolio.limits]]\nid = \"y\"\ncount = {}\nat_most = 1",
    ),
];

fn is_refused_and_mended(wrong: &str, words: &[&str], right: &str) {
    let said = match files(wrong).open() {
        Err(Error::Findings(findings)) => {
            for finding in &findings.0 {
                let is_placed = matches!(&finding.place, Place::Text { span, .. } if !span.is_empty())
                    || matches!(finding.place, Place::Cell { .. });
                assert!(is_placed, "{finding}");
            }
            findings.to_string()
        }
        Err(error) => panic!("{wrong}: {error}"),
        Ok(_) => panic!("nothing is wrong: {wrong}"),
    };
    for word in words {
        assert!(said.contains(word), "{wrong}: no `{word}` in\n{said}");
    }
    assert!(said.contains("help: "), "{said}");
    let case = files(right).open().unwrap_or_else(|error| panic!("{right}: {error}"));
    assert!(case.portfolio.is_some(), "{right}");
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place_and_a_remedy() {
    for (wrong, words, right) in WRONG {
        is_refused_and_mended(wrong, words, right);
    }
    let behind = |start: &str, lines: &str| format!("{NONE}{start}\nid = \"x\"\n{lines}\n");
    for (wrong, words, right) in WRONG_LIMITS {
        let with = |lines| behind("[[portfolio.limits]]", lines);
        is_refused_and_mended(&with(wrong), words, &with(right));
    }
    for (wrong, words, right) in WRONG_RULES {
        let with = |lines| behind("[[portfolio.rules]]", lines);
        is_refused_and_mended(&with(wrong), words, &with(right));
    }
}

#[test]
fn one_mistake_does_not_hide_another() {
    let text = "[portfolio]\nvalue = \"gain\"\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"a\"\nsum = 3\n[[portfolio.limits]]\nid = \"b\"\ncount = { scenrio = \"S1\" }\nat_most = 1\n[[portfolio.rules]]\nid = \"c\"\nif = { cluster = \"Q\" }\nthen = { cluster = \"M\" }\n";
    let said = findings(&files(text), &WhatIf::default());
    for word in ["`none` names no alternative", "unknown key `scenrio`", "unknown cluster `Q`"] {
        assert!(said.contains(word), "no `{word}` in\n{said}");
    }
    assert_eq!(said.matches("error:").count(), 4, "{said}");
}

#[test]
fn of_one_group_it_must_be_said_what_is_chosen() {
    let text = HEAD.replace("rank_within = [\"cluster\"]\n", "");
    let case = |more: &str| {
        Files::new(&[
            ("case.toml", &format!("{text}{more}")),
            ("scores.csv", SCORES),
            ("clusters.csv", CLUSTERS),
        ])
    };
    let said = findings(&case(NONE), &WhatIf::default());
    assert!(said.contains("this case has one group"), "{said}");
    assert!(said.contains("one_per = [] (one alternative in all)"), "{said}");
    let each = "one_per = [\"cluster\", \"scenario\"] (each is in or out by itself)";
    assert!(said.contains(each), "{said}");
    for (lines, choices) in [("one_per = []", 1), ("one_per = [\"cluster\", \"scenario\"]", 6)] {
        let case = opened(&case(&format!("{NONE}{lines}\n")), &WhatIf::default());
        assert_eq!(case.portfolio.unwrap().choices.len(), choices);
        assert_eq!(case.problem.groups().len(), 1);
    }
}

#[test]
fn values_of_keys_that_the_data_give_are_looked_up_there() {
    let text = HEAD.replace("values = [\"V\", \"M\", \"F\"]\n", "");
    let limit = "[[portfolio.limits]]\nid = \"x\"\ncount = { cluster = \"Vv\" }\nat_most = 1\n";
    let files = Files::new(&[
        ("case.toml", &format!("{text}{NONE}{limit}")),
        ("scores.csv", SCORES),
        ("clusters.csv", CLUSTERS),
    ]);
    let said = findings(&files, &WhatIf::default());
    assert!(said.contains("no table has the cluster `Vv`"), "{said}");
    assert!(said.contains("did you mean `V`?"), "{said}");
}

#[test]
fn figures_that_do_not_do_are_refused_where_they_stand() {
    let with = |from: &str, to: &str, more: &str| {
        assert!(SCORES.contains(from) || CLUSTERS.contains(from));
        let files = Files::new(&[
            ("case.toml", &format!("{HEAD}{NONE}{more}")),
            ("scores.csv", &SCORES.replacen(from, to, 1)),
            ("clusters.csv", &CLUSTERS.replacen(from, to, 1)),
        ]);
        findings(&files, &WhatIf::default())
    };
    let said = with("V,chem,new,10", "V,chem,new,-1", "times = \"members\"\n");
    assert!(said.contains("clusters.csv:2:"), "{said}");
    assert!(said.contains("`members` of -1 is or may be below 0"), "{said}");
    let cost = "[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 9\n";
    let said = with("V,S1,6,3,4", "V,S1,6,3,four", cost);
    assert!(said.contains("scores.csv:3:") && said.contains("`four` is no number"), "{said}");
    let share = "[[portfolio.limits]]\nid = \"x\"\njoint_share = \"share\"\nat_least = 0.5\n";
    for (cell, shown) in
        [("1.2", "1.2"), ("0.5..1.5", "0.5..1.5"), ("normal(0.5; 0.1)", "normal(0.5; 0.1)")]
    {
        let said = with("V,S1,6,3,4,0.1", &format!("V,S1,6,3,4,{cell}"), share);
        assert!(said.contains(&format!("`share` of {shown} is no share")), "{said}");
        assert!(said.contains("scores.csv:3:"), "{said}");
    }
    assert!(!with("V,S1,6,3,4,0.1", "V,S1,6,3,4,uniform(0; 1)", share).contains("error"));
    assert!(!with("V,S1,6,3,4,0.1", "V,S1,6,3,4,?", share).contains("error"));
}

/// What is warned of, behind `[portfolio]`; a line that is no warning any more once the remedy is
/// taken.
const DOUBTFUL: &[(&str, &str, &str)] = &[
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"age\", is = \"nwe\" }\nat_most = 2\n",
        "`age` is `nwe` for no alternative of which it is known",
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"age\", is = \"new\" }\nat_most = 2\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"members\", is = 40 }\nat_most = 2\n",
        "`members` is `40` for no alternative",
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"members\", is = 30 }\nat_most = 2\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = { scenario = \"S0\" }\nat_most = 2\n",
        "this names no alternative that can be chosen",
        "[[portfolio.limits]]\nid = \"x\"\ncount = { scenario = \"S1\" }\nat_most = 2\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 4\n",
        "nothing keeps `x`: the count is 3 at most, and at least 4 is asked",
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 3\n",
    ),
    (
        // V 7, M 3 at worst (S2 is unknown), F 8.
        "[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_least = 18.5\n",
        "nothing keeps `x`: the sum of `cost` is 18 at most, and at least 18.5 is asked",
        "[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_least = 18\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = -1\n",
        "nothing keeps `x`: the sum of `cost` is 0 at least, and at most -1 is asked",
        "[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 0\n",
    ),
    (
        // 1 - 0.7 * 0.6 * 0.5.
        "[[portfolio.limits]]\nid = \"x\"\njoint_share = \"share\"\nat_least = 0.8\n",
        "nothing keeps `x`: the joint share of `share` is 0.79 at most",
        "[[portfolio.limits]]\nid = \"x\"\njoint_share = \"share\"\nat_least = 0.79\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"domain\" }\neach_at_least = 2\n",
        "nothing keeps `x`: the count of chem is 1 at most, and at least 2 is asked",
        "[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"domain\" }\neach_at_least = 1\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 1\nat_most = \"?\"\n",
        "nobody gave `at_most` of `x`, so only its other bound is applied",
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 1\nat_most = 3\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nchance = 0.9\n",
        "`chance` has no effect on a count",
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\n",
    ),
    (
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nunknown = 1\n",
        "`unknown` has no effect on a count",
        "[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\n",
    ),
    (
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"V\" }\n",
        "`if` and `then` name the same, so the rule asks for nothing",
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n",
    ),
    (
        "[[portfolio.rules]]\nid = \"x\"\nif = { scenario = \"S1\" }\nnot = { scenario = \"S1\" }\n",
        "V/S1, M/S1, F/S1 can never be chosen: `if` and `not` of `x` both name it",
        "[[portfolio.limits]]\nid = \"x\"\ncount = { scenario = \"S1\" }\nat_most = 1\n",
    ),
    (
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\", scenario = \"S1\" }\nthen = { cluster = \"V\", scenario = \"S2\" }\n",
        "V/S1 can never be chosen: `x` requires what cannot be chosen beside it",
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\", scenario = \"S1\" }\nthen = { cluster = \"M\", scenario = \"S2\" }\n",
    ),
    (
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n[[portfolio.rules]]\nid = \"y\"\nif = { cluster = \"M\" }\nnot = { cluster = \"V\" }\n",
        "V/S1, V/S2 can never be chosen: `y` and `x` contradict each other there",
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n",
    ),
    (
        // V needs M/S1, which needs F/S1, which V/S2 excludes.
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\", scenario = \"S1\" }\n[[portfolio.rules]]\nid = \"y\"\nif = { cluster = \"M\" }\nthen = { cluster = \"F\", scenario = \"S1\" }\n[[portfolio.rules]]\nid = \"z\"\nif = { cluster = \"V\", scenario = \"S2\" }\nnot = { cluster = \"F\" }\n",
        "V/S2 can never be chosen: `x`, `z` and `y` contradict each other there",
        "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\", scenario = \"S1\" }\n[[portfolio.rules]]\nid = \"y\"\nif = { cluster = \"M\" }\nthen = { cluster = \"F\", scenario = \"S1\" }\n",
    ),
    (
        "[[portfolio.rules]]\nid = \"x\"\ntogether = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1\neffect = \"flag\"\n",
        "`effect` has no effect on a rule that adds a value",
        "[[portfolio.rules]]\nid = \"x\"\ntogether = [{ cluster = \"V\" }, { cluster = \"M\" }]\nvalue = 0.1\n",
    ),
];

#[test]
fn what_is_doubtful_is_told_and_the_remedy_ends_it() {
    for (doubtful, says, better) in DOUBTFUL {
        let said = findings(&files(&format!("{NONE}{doubtful}")), &WhatIf::default());
        assert!(!said.contains("error:"), "{said}");
        assert!(said.contains(says), "{doubtful}: no `{says}` in\n{said}");
        let better = findings(&files(&format!("{NONE}{better}")), &WhatIf::default());
        assert!(!better.contains("error:") && !better.contains("case.toml"), "{better}");
    }
}

#[test]
fn that_nothing_is_there_of_what_is_banned_is_as_it_should_be() {
    let ban = |text: &str| {
        let limit = format!(
            "{NONE}[[portfolio.limits]]\nid = \"x\"\ncount = {{ attribute = \"age\", is = \"{text}\" }}\nat_most = 0\n"
        );
        findings(&files(&limit), &WhatIf::default())
    };
    assert!(!ban("forbidden").contains("for no alternative"));
    assert!(ban("nwe").contains("did you mean `new`?"));
}

#[test]
fn rules_in_a_circle_do_no_harm() {
    let circle = "[[portfolio.rules]]\nid = \"x\"\nif = { cluster = \"V\" }\nthen = { cluster = \"M\" }\n[[portfolio.rules]]\nid = \"y\"\nif = { cluster = \"M\" }\nthen = { cluster = \"F\" }\n[[portfolio.rules]]\nid = \"z\"\nif = { cluster = \"F\" }\nthen = { cluster = \"V\" }\n";
    let said = findings(&files(&format!("{NONE}{circle}")), &WhatIf::default());
    assert!(!said.contains("never be chosen"), "{said}");
}
