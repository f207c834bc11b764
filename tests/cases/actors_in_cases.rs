//! Actors in a criteria file: what each says becomes a problem of its own, with weights that are
//! worked out here by hand; what does not hold together is refused, with its place and a remedy that
//! is tried.

use crate::common::Files;
use afweging::case::{Case, MaxSize, WhatIf, weights, with_weights};
use afweging::error::{Error, Place};
use afweging::method::Method;
use afweging::problem::{Actor, Panel, Says};
use afweging::study::evaluate;
use approx::assert_relative_eq;

const HEAD: &str = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n";
const CRITERIA: &str = r#"[[criteria]]
id = "nature"
weight = 1
[[criteria]]
id = "noise"
parent = "nature"
direction = "min"
scale = { min = 0, max = 10 }
weight = 3
[[criteria]]
id = "green"
parent = "nature"
scale = { min = 0, max = 10 }
weight = 1
[[criteria]]
id = "cost"
direction = "min"
scale = { min = 0, max = 100 }
weight = 1
"#;
const TABLE: &str = "option,noise,green,cost\nA,2,4,80\nB,5,9,40\nC,9,1,10\n";

/// A case with these lines at its end.
fn case(more: &str) -> Files {
    files(&format!("{HEAD}{CRITERIA}{more}"))
}

/// The same without weights of its own.
fn unweighted(more: &str) -> Files {
    let lines = CRITERIA.lines().filter(|line| !line.starts_with("weight"));
    let criteria: String = lines.map(|line| format!("{line}\n")).collect();
    files(&format!("{HEAD}{criteria}{more}"))
}

fn files(text: &str) -> Files {
    Files::new(&[("case.toml", text), ("t.csv", TABLE)])
}

/// An actor with these lines.
fn actor(id: &str, lines: &str) -> String {
    format!("[[actors]]\nid = \"{id}\"\n{lines}\n")
}

fn panel(files: &Files) -> Panel {
    files.open().unwrap_or_else(|error| panic!("{error}")).panel().unwrap()
}

/// The only actor of a panel.
fn only(files: &Files) -> Actor {
    let panel = panel(files);
    assert_eq!(panel.actors().len(), 1);
    panel.actors()[0].clone()
}

/// The global weights of an actor, in the order noise, green, cost.
fn global(actor: &Actor) -> Vec<f64> {
    afweging::problem::weights::global(actor.problem().tree())
}

fn near(found: &[f64], by_hand: &[f64]) {
    assert_eq!(found.len(), by_hand.len());
    for (found, by_hand) in found.iter().zip(by_hand) {
        assert_relative_eq!(*found, *by_hand, epsilon = 1e-12);
    }
}

/// All that is wrong, a line each.
fn wrong(files: &Files) -> String {
    match files.open() {
        Err(Error::Findings(findings)) => findings.to_string(),
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("nothing is wrong"),
    }
}

#[test]
fn an_absent_sibling_weighs_nothing_and_untouched_siblings_keep_theirs() {
    // Top 1 : 1, below nature 3 : 1.
    let of = |lines: &str| only(&case(&actor("a", lines)));
    let cost = of("weights = { cost = 2 }");
    near(&global(&cost), &[0.0, 0.0, 1.0]);
    // Nature weighs nothing for it: what its parts weigh is not worth telling.
    assert!(cost.kept().is_empty());
    let noise = of("weights = { noise = 5 }");
    near(&global(&noise), &[0.5, 0.0, 0.5]);
    assert_eq!(noise.kept(), [None]);
    let top = of("weights = { nature = 2, cost = 1 }");
    near(&global(&top), &[0.5, 1.0 / 6.0, 1.0 / 3.0]);
    let nature = top.problem().tree().find("nature");
    assert_eq!(top.kept(), [nature]);
    for actor in [&cost, &noise, &top] {
        assert_eq!(actor.says(), Says::Weights);
        assert!(actor.ranks() && !actor.admits_a_set());
    }
    let all = of("weights = { nature = 2, cost = 1, noise = 1, green = 1 }");
    near(&global(&all), &[1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0]);
    assert!(all.kept().is_empty());
}

#[test]
fn a_case_without_weights_has_none_to_keep() {
    let actor = only(&unweighted(&actor("a", "weights = { noise = 3, green = 1 }")));
    near(&global(&actor), &[0.375, 0.125, 0.5]);
    assert!(actor.kept().is_empty());
}

#[test]
fn the_centre_of_the_case_is_kept_where_it_stands_for_weights() {
    // Half is fixed for cost, and three leaves share the other half: cost 1/2 + 1/6.
    let more = "[weights]\nconstraints = \"cost >= 0.5\"\n".to_owned();
    let actor = only(&unweighted(&(more + &actor("a", "weights = { noise = 1 }"))));
    near(&global(&actor), &[1.0 / 3.0, 0.0, 2.0 / 3.0]);
    assert_eq!(actor.kept(), [None]);
    // The decider's constraint does not bind the actor.
    assert!(!actor.admits_a_set());
}

#[test]
fn weightings_of_an_actor_are_its_own() {
    let judged = |id: &str, points: usize| {
        actor(id, "")
            + &format!(
                "[[weighting]]\nactor = \"{id}\"\nmethod = \"swing\"\njudgements = [\"cost = 100\", \"nature = {points}\"]\n"
            )
    };
    // The case types weights of the same siblings, and two actors weigh them: none is in the way.
    let files = case(&(judged("a", 50) + &judged("b", 25)));
    let read = files.open().unwrap();
    near(&afweging::problem::weights::global(read.problem.tree()), &[0.375, 0.125, 0.5]);
    assert!(read.derivations.is_empty());
    let panel = read.panel().unwrap();
    // 100 / 150 and 100 / 125; below nature as in the case.
    near(&global(&panel.actors()[0]), &[0.25, 1.0 / 12.0, 2.0 / 3.0]);
    near(&global(&panel.actors()[1]), &[0.15, 0.05, 0.8]);
    for actor in panel.actors() {
        assert_eq!(actor.says(), Says::Judgements);
        assert!(!actor.admits_a_set());
        assert_eq!(actor.kept(), [actor.problem().tree().find("nature")]);
    }
}

#[test]
fn what_judgements_leave_open_is_admissible_where_the_actor_asks_for_it() {
    let text = |more: &str| {
        actor("a", more)
            + "[[weighting]]\nactor = \"a\"\nmethod = \"direct\"\njudgements = [\"cost = 60..75\", \"nature = 25..40\"]\n"
    };
    assert!(!only(&case(&text(""))).admits_a_set());
    let open = only(&case(&text("constraints = \"from-weighting\"")));
    assert!(open.admits_a_set());
    assert_eq!(open.says(), Says::Judgements);
    let meets = |cost: f64| {
        let weights = [1.0 - cost, 0.0, cost];
        let tree = open.problem().tree();
        open.problem().constraints().iter().all(|it| it.violation(tree, &weights) <= 1e-9)
    };
    // The least share of cost is 60 / (60 + 40), the most 75 / (75 + 25).
    assert!(meets(0.6) && meets(0.7) && meets(0.75));
    assert!(!meets(0.59) && !meets(0.76));
}

#[test]
fn statements_alone_give_their_centroid() {
    let stated = only(&case(&actor("a", "constraints = [\"cost >= 0.4\"]")));
    // 0.6 is left for three.
    near(&global(&stated), &[0.2, 0.2, 0.6]);
    assert_eq!(stated.says(), Says::Statements);
    assert!(stated.ranks() && stated.admits_a_set());
    // Of the segment from cost 0.4 to 1 the middle.
    let lines = "constraints = [\"cost >= 0.4\"]\ncriteria = [\"noise\", \"cost\"]";
    let looking = only(&case(&actor("a", lines)));
    near(&global(&looking), &[0.3, 0.0, 0.7]);
    let written: Vec<&str> =
        looking.problem().constraints().iter().map(|it| it.written.as_str()).collect();
    assert_eq!(written, ["cost >= 0.4", "a looks at noise and cost only"]);
}

#[test]
fn preferences_bind_whose_they_are() {
    let prefers = |who: &str| {
        format!(
            "[[preferences]]\n{who}better = {{ option = \"C\" }}\nworse = {{ option = \"A\" }}\n"
        )
    };
    let files = case(&(actor("a", "") + &actor("b", "") + &prefers("actor = \"a\"\n")));
    let read = files.open().unwrap();
    assert!(read.problem.preferences().is_empty() && read.problem.constraints().is_empty());
    let panel = read.panel().unwrap();
    let [a, b] = panel.actors() else { panic!() };
    assert_eq!((a.says(), b.says()), (Says::Statements, Says::Nothing));
    assert_eq!(a.problem().preferences().len(), 1);
    assert!(b.problem().preferences().is_empty() && b.problem().constraints().is_empty());
    // Values: noise A 0.8, C 0.1; green 0.4, 0.1; cost 0.2, 0.9. C leads where 0.7 cost exceeds
    // 0.7 noise + 0.3 green.
    let at = |weights: [f64; 3]| {
        let it = &a.problem().constraints()[0];
        it.violation(a.problem().tree(), &weights)
    };
    assert!(at([0.4, 0.0, 0.6]) < 1e-12 && at([0.6, 0.0, 0.4]) > 0.1 && at([0.0, 0.7, 0.3]) < 1e-9);
    // The decider's binds no actor.
    let files = case(&(actor("a", "weights = { noise = 1 }") + &prefers("")));
    let panel = files.open().unwrap().panel().unwrap();
    assert!(panel.actors()[0].problem().constraints().is_empty());
}

#[test]
fn who_says_nothing_has_no_ranking() {
    let silent = only(&case(&actor("a", "")));
    assert_eq!(silent.says(), Says::Nothing);
    assert!(!silent.ranks() && silent.admits_a_set());
    assert!(silent.problem().constraints().is_empty());
    let looking = only(&case(&actor("a", "criteria = [\"nature\"]")));
    assert_eq!(looking.says(), Says::Nothing);
    let [cost] = looking.problem().constraints() else { panic!() };
    assert!(cost.equality && cost.written == "a looks at nature only");
    let tree = looking.problem().tree();
    assert!(cost.violation(tree, &[0.5, 0.5, 0.0]) == 0.0);
    assert!(cost.violation(tree, &[0.5, 0.4, 0.1]) > 0.09);
    near(&global(&looking), &[0.5, 0.5, 0.0]);
}

#[test]
fn criteria_that_an_actor_does_not_look_at_weigh_nothing() {
    // Kept siblings are left without those: nature alone, and below it noise alone.
    let lines = "weights = { nature = 1, cost = 3 }\ncriteria = [\"noise\", \"cost\"]";
    let actor_a = only(&case(&actor("a", lines)));
    near(&global(&actor_a), &[0.25, 0.0, 0.75]);
    assert!(!actor_a.admits_a_set() && actor_a.kept().is_empty());
    let lines = "weights = { noise = 1, green = 3 }\ncriteria = [\"nature\"]";
    near(&global(&only(&case(&actor("a", lines)))), &[0.25, 0.75, 0.0]);
    // With statements the set knows it as well.
    let lines = "weights = { nature = 1, cost = 3 }\ncriteria = [\"noise\", \"cost\"]\nconstraints = \"cost >= 2 * noise\"";
    let set = only(&case(&actor("a", lines)));
    near(&global(&set), &[0.25, 0.0, 0.75]);
    assert_eq!(set.problem().constraints().len(), 2);
}

#[test]
fn weights_from_the_data_are_those_of_what_it_looks_at() {
    let weighting = "[[weighting]]\nactor = \"a\"\nmethod = \"equal\"\n";
    let all = only(&case(&(actor("a", "") + weighting)));
    assert_eq!(all.says(), Says::Weights);
    near(&of_group(&all), &[1.0 / 3.0; 3]);
    let some = only(&case(&(actor("a", "criteria = [\"green\", \"cost\"]") + weighting)));
    near(&of_group(&some), &[0.0, 0.5, 0.5]);
    // Below nature only: the top is as in the case.
    let below = weighting.replace("method", "of = \"nature\"\nmethod");
    near(&of_group(&only(&case(&(actor("a", "") + &below)))), &[0.25, 0.25, 0.5]);
}

/// The weights that an actor's only group has.
fn of_group(actor: &Actor) -> Vec<f64> {
    let evaluation = evaluate(actor.problem(), &Method::default()).unwrap();
    evaluation.weights.of_group(0).to_vec()
}

#[test]
fn weights_that_the_case_has_of_its_data_are_kept_group_by_group() {
    let text = format!(
        "{}[[criteria]]\nid = \"nature\"\n[[criteria]]\nid = \"noise\"\nparent = \"nature\"\nscale = {{ min = 0, max = 10 }}\n[[criteria]]\nid = \"green\"\nparent = \"nature\"\nscale = {{ min = 0, max = 10 }}\n[[criteria]]\nid = \"cost\"\nscale = {{ min = 0, max = 10 }}\n[[weighting]]\nmethod = \"cv\"\n{}",
        HEAD.replace("data", "rank_within = [\"town\"]\ndata") + "[[keys]]\nid = \"town\"\n",
        actor("a", "weights = { nature = 1, cost = 3 }")
    );
    let table = "town,option,noise,green,cost\nX,A,1,1,1\nX,B,5,2,9\nY,A,1,1,4\nY,B,2,9,5\n";
    let files = Files::new(&[("case.toml", &text), ("t.csv", table)]);
    let actor = only(&files);
    let evaluation = evaluate(actor.problem(), &Method::default()).unwrap();
    // Standard deviation by mean, of two figures: their difference by their sum. 4/6 to 1/3, and 1/3
    // to 8/10.
    near(evaluation.weights.of_group(0), &[1.0 / 6.0, 1.0 / 12.0, 0.75]);
    near(evaluation.weights.of_group(1), &[0.25 * 5.0 / 17.0, 0.25 * 12.0 / 17.0, 0.75]);
}

#[test]
fn what_an_actor_says_beside_its_weights_is_handed_on() {
    let lines = "label = \"The people\"\nkind = \"civil society\"\ninfluence = 2.5\nminimum = 0.4\nbenefit = [\"nature\"]\nburden = [\"cost\"]\nsource = \"hearing\"\nweights = { cost = 1 }";
    let text = format!("baseline = {{ option = \"B\" }}\n{HEAD}{CRITERIA}")
        + &actor("a", lines)
        + &actor("b", "");
    let read = files(&text).open().unwrap();
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    let panel = read.panel().unwrap();
    let [a, b] = panel.actors() else { panic!() };
    assert_eq!(a.label().get(afweging::problem::Language::En), "The people");
    assert_eq!((a.kind(), a.influence(), a.minimum()), (Some("civil society"), 2.5, Some(0.4)));
    assert_eq!((a.benefit(), a.burden(), a.source()), (&[0, 1][..], &[2][..], Some("hearing")));
    assert_eq!((b.kind(), b.influence(), b.minimum()), (None, 1.0, None));
    assert_eq!(panel.baseline(0), Some(1));
    assert_eq!(read.actors[0].id, "a");
    assert_eq!(read.actors[0].says, Says::Weights);
}

#[test]
fn who_competes_is_settled_by_the_case() {
    let more = "[[requirements]]\nid = \"cheap\"\nneeds = { criterion = \"cost\", at_most = 50 }\n";
    let read = case(&(more.to_owned() + &actor("a", "weights = { noise = 1 }"))).open().unwrap();
    let panel = read.panel().unwrap();
    assert_eq!(panel.actors()[0].problem().alternatives(), read.problem.alternatives());
    assert!(!panel.problem().alternatives()[0].eligible());
}

fn through(files: &Files, what_if: &WhatIf, id: &str) -> afweging::Result<Case> {
    files.open_with(&WhatIf { actor: Some(id.to_owned()), ..what_if.clone() })
}

#[test]
fn a_case_through_the_eyes_of_an_actor_is_its_problem() {
    let more = actor("a", "weights = { noise = 1 }")
        + &actor("b", "constraints = [\"cost >= 0.4\"]\ncriteria = [\"noise\", \"cost\"]")
        + &actor("c", "")
        + &actor("d", "")
        + "[[weighting]]\nactor = \"d\"\nmethod = \"direct\"\njudgements = [\"cost = 60..75\", \"nature = 25..40\"]\n[[preferences]]\nactor = \"d\"\nbetter = { option = \"C\" }\nworse = { option = \"A\" }\n[weights]\nconstraints = \"cost >= 0.3\"\n";
    let files = case(&more);
    let panel = panel(&files);
    for actor in panel.actors() {
        let seen = through(&files, &WhatIf::default(), actor.id()).unwrap();
        assert_eq!(seen.problem, *actor.problem(), "{}", actor.id());
        assert_eq!(seen.what_ifs, [format!("--actor {}", actor.id())]);
        assert_eq!(seen.weighted, ["a", "d"].contains(&actor.id()));
        assert_eq!(seen.centre.is_some(), actor.id() == "b");
        assert_eq!(seen.derivations.len(), usize::from(actor.id() == "d"));
        assert!(seen.inadmissible.is_empty() && seen.contradictory.is_empty());
        let silent: Vec<String> = seen.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(
            silent.iter().any(|it| it.contains("says nothing of weights")),
            actor.id() == "c"
        );
    }
    // It scores as a case that has its weights: noise 1/2, cost 1/2.
    let mine = evaluate(panel.actors()[0].problem(), &Method::default()).unwrap();
    let by_hand = [0.5 * 0.8 + 0.5 * 0.2, 0.5 * 0.5 + 0.5 * 0.6, 0.5 * 0.1 + 0.5 * 0.9];
    let scores: Vec<f64> =
        mine.groups[0].standings().map(|it| it.score.expect("a score")).collect();
    near(&scores, &by_hand);
}

#[test]
fn what_ifs_change_what_the_actor_has() {
    let files = case(&(actor("a", "weights = { noise = 1 }") + &actor("b", "")));
    let what_if = WhatIf { weights: weights("cost=3").unwrap(), ..WhatIf::default() };
    let seen = through(&files, &what_if, "a").unwrap();
    near(&afweging::problem::weights::global(seen.problem.tree()), &[0.25, 0.0, 0.75]);
    assert_eq!(seen.what_ifs, ["--actor a", "--weights cost=3"]);
    let refused = |case: Case| case.panel().unwrap_err().to_string();
    assert!(refused(seen).contains("`actor` = a: all actors are looked at together"));
    let said = refused(files.open_with(&what_if).unwrap());
    assert!(
        said.contains("`weights` = cost=3: the weights are those of the actors here"),
        "{said}"
    );
    let open = WhatIf {
        respondent: None,
        set: vec!["cost=0@option=A".parse().unwrap()],
        ..WhatIf::default()
    };
    let set = files.open_with(&open).unwrap();
    let panel = set.panel().unwrap();
    for actor in panel.actors() {
        assert_eq!(actor.problem().cell(0, 2).spread.nominal, 0.0);
    }
    let filtered = WhatIf { filter: vec![("option".into(), "B".into())], ..WhatIf::default() };
    let panel = files.open_with(&filtered).unwrap().panel().unwrap();
    assert_eq!(panel.problem().alternatives().len(), 1);
}

#[test]
fn an_actor_that_there_is_not_is_told() {
    let said =
        |files: &Files, id: &str| through(files, &WhatIf::default(), id).unwrap_err().to_string();
    let some = case(&(actor("residents", "") + &actor("shops", "")));
    assert!(said(&some, "resident").contains("did you mean `residents`?"));
    assert!(said(&some, "x").contains("known are residents, shops"));
    assert!(said(&case(""), "x").contains("this case has no actors: add [[actors]]"));
    let none = case("").open().unwrap().panel().unwrap_err().to_string();
    assert!(none.contains("this case has no actors") && none.contains("add [[actors]]"), "{none}");
}

/// Lines that are wrong: a text that the place starts with, what is said, what the remedy says, and
/// the lines when it was followed.
type Wrong = (&'static str, &'static str, &'static str, &'static str, &'static str);

const WRONG: &[Wrong] = &[
    (
        "[[actors]]\nid = \"a\"\nweights = { nois = 1 }\n",
        "nois",
        "unknown criterion `nois`",
        "did you mean `noise`?",
        "[[actors]]\nid = \"a\"\nweights = { noise = 1 }\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nweights = { noise = -1 }\n",
        "-1",
        "a weight is a finite number of at least 0, not -1",
        "write a number of at least 0, or leave `noise` out",
        "[[actors]]\nid = \"a\"\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nweights = { noise = 0, green = 0, cost = 1 }\n",
        "noise = 0, green",
        "actor `a`: all weights under `nature` are 0",
        "give one of them a weight above 0, or leave them out",
        "[[actors]]\nid = \"a\"\nweights = { cost = 1 }\n",
    ),
    (
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"a\"\n",
        "\"a\"\n",
        "the actor `a` is there twice",
        "give each its own id",
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"A\"\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ninfluence = -0.5\n",
        "-0.5",
        "an influence is 0 or a number from 1e-100 to 1e100, not -0.5",
        "write influence = 1, or leave it out",
        "[[actors]]\nid = \"a\"\ninfluence = 1\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ninfluence = 0\n",
        "0\n",
        "no actor has any influence",
        "give at least one an influence above 0",
        "[[actors]]\nid = \"a\"\ninfluence = 0.1\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nminimum = nan\n",
        "nan",
        "a minimum is a finite score, not NaN",
        "write one as in minimum = 0.4",
        "[[actors]]\nid = \"a\"\nminimum = 0.4\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ncriteria = [\"cost\"]\nweights = { cost = 1, nature = 2 }\n",
        "nature = 2",
        "`a` gives `nature` a weight, and does not look at it",
        "name `nature` in `criteria`, or leave its weight out",
        "[[actors]]\nid = \"a\"\ncriteria = [\"cost\", \"nature\"]\nweights = { cost = 1, nature = 2 }\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ncriteria = []\n",
        "[]",
        "`a` looks at no criterion",
        "name some in `criteria`, or leave it out",
        "[[actors]]\nid = \"a\"\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ncriteria = [\"cots\"]\n",
        "\"cots\"",
        "unknown criterion `cots`",
        "did you mean `cost`?",
        "[[actors]]\nid = \"a\"\ncriteria = [\"cost\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nconstraints = [\"cots >= 0.2\"]\n",
        "cots",
        "unknown criterion `cots`",
        "did you mean `cost`?",
        "[[actors]]\nid = \"a\"\nconstraints = [\"cost >= 0.2\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nconstraints = [\"cost >= 0.6\", \"nature >= 0.5\", \"noise >= green\"]\n",
        "\"cost >= 0.6\"",
        "no weights meet these 2 constraints of `a` together: `cost >= 0.6`, `nature >= 0.5`",
        "change or drop one of these",
        "[[actors]]\nid = \"a\"\nconstraints = [\"cost >= 0.6\", \"noise >= green\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nconstraints = [\"green >= 0.1\"]\ncriteria = [\"cost\", \"noise\"]\n",
        "\"green >= 0.1\"",
        "no weights meet these 2 constraints of `a` together: `green >= 0.1`, `a looks at cost and noise only`",
        "change or drop one of these",
        "[[actors]]\nid = \"a\"\nconstraints = [\"green >= 0.1\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nweights = { cost = 1, nature = 1 }\nconstraints = [\"cost >= 0.6\"]\n",
        "\"cost >= 0.6\"",
        "the weights of `a` do not meet its own constraint `cost >= 0.6`",
        "change the weights, or the constraint",
        "[[actors]]\nid = \"a\"\nweights = { cost = 2, nature = 1 }\nconstraints = [\"cost >= 0.6\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nweights = { noise = 1 }\n[[preferences]]\nactor = \"a\"\nbetter = { option = \"A\" }\nworse = { option = \"B\" }\n",
        "[[preferences]]",
        "the weights of `a` do not agree with its own preference `A better than B`",
        "change the weights, or the preference",
        "[[actors]]\nid = \"a\"\nweights = { noise = 1, nature = 1 }\n[[preferences]]\nactor = \"a\"\nbetter = { option = \"A\" }\nworse = { option = \"B\" }\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nconstraints = \"from-weighting\"\n",
        "\"from-weighting\"",
        "there is no [[weighting]] of `a` whose judgements could be constraints",
        "leave `from-weighting` out, or add [[weighting]] with actor = \"a\"",
        "[[actors]]\nid = \"a\"\nconstraints = \"from-weighting\"\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
    ),
    (
        "[[actors]]\nid = \"residents\"\n[[weighting]]\nactor = \"resident\"\nmethod = \"equal\"\n",
        "\"resident\"\n",
        "unknown actor `resident`",
        "did you mean `residents`?",
        "[[actors]]\nid = \"residents\"\n[[weighting]]\nactor = \"residents\"\nmethod = \"equal\"\n",
    ),
    (
        "[[preferences]]\nactor = \"a\"\nbetter = { option = \"A\" }\nworse = { option = \"B\" }\n",
        "\"a\"\n",
        "unknown actor `a`",
        "add it as a table [[actors]] with this id, or leave `actor` out",
        "[[actors]]\nid = \"a\"\n[[preferences]]\nactor = \"a\"\nbetter = { option = \"A\" }\nworse = { option = \"B\" }\n",
    ),
    (
        "[[actors]]\nid = \"a\"\nweights = { cost = 1 }\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
        "cost = 1",
        "`a` weighs the criteria at the top here, and in [[weighting]] as well",
        "keep one of the two",
        "[[actors]]\nid = \"a\"\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\ncriteria = [\"cost\"]\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
        "[[weighting]]",
        "`a` weighs `nature` here, and does not look at it",
        "name `nature` in `criteria`, or leave this [[weighting]] out",
        "[[actors]]\nid = \"a\"\ncriteria = [\"cost\", \"nature\"]\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"cost > nature\"]\n",
        "[[weighting]]",
        "the criteria at the top are weighed twice",
        "say of each who it is: respondent = \"...\"",
        "[[actors]]\nid = \"a\"\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\nrespondent = \"An\"\njudgements = [\"cost > nature\"]\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\nrespondent = \"Bo\"\njudgements = [\"cost > nature\"]\n",
    ),
    (
        "[[actors]]\nid = \"a\"\n[[preferences]]\nactor = \"a\"\nbetter = { option = \"Z\" }\nworse = { option = \"B\" }\n",
        "\"Z\"",
        "no table has the option `Z`",
        "known are `A`, `B`, `C`",
        "[[actors]]\nid = \"a\"\n[[preferences]]\nactor = \"a\"\nbetter = { option = \"A\" }\nworse = { option = \"B\" }\n",
    ),
];

#[test]
fn what_is_wrong_is_told_with_its_place_and_a_remedy_that_works() {
    for (lines, start, message, remedy, mended) in WRONG {
        let Err(Error::Findings(findings)) = case(lines).open() else {
            panic!("nothing is wrong with {lines}")
        };
        let found = findings.0.iter().find(|it| it.message == *message);
        let found = found.unwrap_or_else(|| panic!("{lines}\n{findings}"));
        let Place::Text { source, span } = &found.place else { panic!("{found}") };
        assert!(source.text[span.start..].starts_with(start), "{start}: {found}");
        assert!(source.name.ends_with("case.toml"));
        let help = found.help.clone().unwrap_or_default();
        assert!(help.contains(remedy), "{lines}\n{help}");
        let read = case(mended).open().unwrap_or_else(|error| panic!("{mended}\n{error}"));
        read.panel().unwrap_or_else(|error| panic!("{mended}\n{error}"));
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let files = case(
        "[[actors]]\nid = \"\"\ninfluence = inf\nminimum = inf\nweights = { nois = 1 }\n\
         [[actors]]\nid = \"b\"\nbenefit = [\"nature\"]\nburden = [\"green\", \"x\"]\ncriteria = [\"y\"]\nconstraints = [\"z >= 1\"]\n\
         [[weighting]]\nactor = \"c\"\nmethod = \"equal\"\n",
    );
    let said = wrong(&files);
    for line in [
        "case.toml:26:6: the id of an actor is empty",
        "case.toml:27:13: an influence is",
        "case.toml:28:11: a minimum is",
        "case.toml:29:13: unknown criterion `nois`",
        "case.toml:32:12: benefits and burdens are those of leaving another alternative",
        "case.toml:33:11: `green` is a benefit and a burden to `b`",
        "case.toml:33:20: unknown criterion `x`",
        "case.toml:34:13: unknown criterion `y`",
        "case.toml:35:17: unknown criterion `z`",
        "case.toml:37:9: unknown actor `c`",
    ] {
        assert!(said.contains(line), "no `{line}` in\n{said}");
    }
}

#[test]
fn the_baseline_is_one_alternative_of_each_group() {
    let text = |head: &str| {
        format!(
            "{head}{}[[keys]]\nid = \"town\"\n{CRITERIA}{}",
            HEAD.replace("data", "rank_within = [\"town\"]\ndata"),
            actor("a", "benefit = [\"green\"]\nburden = [\"cost\"]")
        )
    };
    let table =
        "town,option,noise,green,cost\nX,A,2,4,80\nX,B,5,9,40\nY,A,1,1,40\nY,B,2,9,5\nY,C,3,3,3\n";
    let of = |head: &str| Files::new(&[("case.toml", &text(head)), ("t.csv", table)]);
    let said = wrong(&of(""));
    assert!(
        said.contains("write baseline = { option = \"...\" } at the top of the file"),
        "{said}"
    );
    let panel = panel(&of("baseline = { option = \"B\" }\n"));
    // Alternatives are in the order of the keys: A/X, A/Y, B/X, B/Y, C/Y.
    assert_eq!([panel.baseline(0), panel.baseline(1)], [Some(2), Some(3)]);
    for (head, line) in [
        ("baseline = { option = \"C\" }\n", "case.toml:1:12: no alternative of X has these values"),
        (
            "baseline = { town = \"X\" }\n",
            "case.toml:1:12: 2 alternatives of X have these values: A/X, B/X",
        ),
        ("baseline = { option = \"Q\" }\n", "case.toml:1:23: no table has the option `Q`"),
    ] {
        // Only the panel needs it: the case opens.
        let case = of(head).open().unwrap_or_else(|error| panic!("{error}"));
        let Err(Error::Findings(found)) = case.panel() else { panic!("{head}") };
        for said in [found.to_string(), case.without_baseline[0].to_string()] {
            assert!(said.contains(line), "no `{line}` in\n{said}");
        }
    }
    for (head, line) in [
        ("baseline = { place = \"X\" }\n", "case.toml:1:14: unknown key `place`"),
        ("baseline = {}\n", "case.toml:1:12: `baseline` names no alternative"),
    ] {
        let said = wrong(&of(head));
        assert!(said.contains(line), "no `{line}` in\n{said}");
    }
    let files = of("baseline = { option = \"B\" }\n");
    let without = WhatIf { filter: vec![("option".into(), "A".into())], ..WhatIf::default() };
    let read = files.open_with(&without).unwrap();
    assert!(read.warnings.iter().any(|it| it.message.contains("without the baseline")));
    assert_eq!(read.panel().unwrap().baseline(0), None);
    let idle = Files::new(&[
        ("case.toml", &format!("baseline = {{ option = \"B\" }}\n{HEAD}{CRITERIA}")),
        ("t.csv", TABLE),
    ]);
    let warnings = idle.open().unwrap().warnings;
    assert!(warnings[0].message.contains("`baseline` has no effect"), "{warnings:?}");
}

#[test]
fn siblings_of_which_nobody_says_a_weight_are_refused() {
    let criteria = CRITERIA.replace("max = 10 }\nweight = 1", "max = 10 }\nweight = 0");
    let text = |lines: &str| format!("{HEAD}{criteria}{}", actor("a", lines));
    let lines = "weights = { nature = 1, cost = 1 }\ncriteria = [\"green\", \"cost\"]";
    let said = wrong(&files(&text(lines)));
    assert!(
        said.contains(
            "`a` looks at `green` and gives no weight there, and in the case the weight is 0"
        ),
        "{said}"
    );
    assert!(said.contains("give `green` a weight in `weights` of this actor"), "{said}");
    let mended = lines.replace("nature = 1,", "nature = 1, green = 1,");
    near(&global(&only(&files(&text(&mended)))), &[0.0, 0.5, 0.5]);
}

#[test]
fn figures_of_a_what_if_that_a_preference_does_not_fit_stop_the_panel_alone() {
    let lines = "weights = { cost = 1, nature = 0 }";
    let more = actor("a", lines)
        + "[[preferences]]\nactor = \"a\"\nbetter = { option = \"C\" }\nworse = { option = \"A\" }\n";
    let files = case(&more);
    assert!(files.open().unwrap().panel().is_ok());
    let set = WhatIf {
        set: ["cost=5@option=A", "green=0@option=A"].map(|set| set.parse().unwrap()).to_vec(),
        ..WhatIf::default()
    };
    let read = files.open_with(&set).unwrap();
    assert!(
        read.warnings.iter().any(|it| it.message.contains("do not agree")),
        "{:?}",
        read.warnings
    );
    let refused = read.panel().unwrap_err().to_string();
    assert!(
        refused.contains("the weights of `a` do not agree with its own preference"),
        "{refused}"
    );
}

#[test]
fn weights_of_a_what_if_are_not_those_that_actors_keep() {
    let files = case(&actor("a", "weights = { noise = 1 }\nconstraints = \"cost >= 0.4\""));
    let what_if = WhatIf { weights: weights("cost=0.1,nature=1").unwrap(), ..WhatIf::default() };
    let read = files.open_with(&what_if).unwrap();
    assert!(read.warnings.iter().all(|it| !it.message.contains("`a`")), "{:?}", read.warnings);
    // Through its eyes they are: there it does not meet its constraint any more.
    let seen = through(&files, &what_if, "a").unwrap();
    assert_eq!(seen.inadmissible.len(), 1);
    assert!(seen.inadmissible[0].message.contains("the weights of `a` do not meet"));
}

#[test]
fn weightings_of_actors_do_not_stand_in_the_way_of_written_weights() {
    let more = actor("a", "") + "[[weighting]]\nactor = \"a\"\nmethod = \"equal\"\n";
    let files = case(&more);
    let given = weights("nature=2,cost=3").unwrap();
    let written = with_weights(&files.path("case.toml"), &given, MaxSize::default()).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert!(text.contains("weight = 2") && text.ends_with(&more), "{text}");
}
