//! Every answer gives its tables by the names under which the command line writes them.
#![cfg(feature = "cli")]

use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::method::Method;
use afweging::problem::Problem;
use afweging::study::{
    AcceptabilityRequest, By, DriversRequest, Evaluations, ExactRequest, InformationRequest, Keep,
    PassagesLeftOut, RobustRequest, StabilityRequest, SweepRequest, Tables, VerifyRequest,
    WeightsChoice, WeightsModel, acceptability, agreement, drivers, evaluate, evaluate_each, exact,
    information, ranked, reversal, robust, stability, sweep, verify,
};
use std::collections::BTreeSet;
use std::process::Command;

/// Few: it is names that are looked at.
const DRAWS: u64 = 1_024;

/// The names of an answer's tables, each of which can be made; `None` if there is no answer.
fn names<T: Tables>(answer: afweging::Result<T>) -> Option<Vec<&'static str>> {
    let answer = answer.ok()?;
    let names = answer.tables();
    for name in &names {
        let table = answer.table_named(name).expect("a table of the list");
        assert_eq!(table.name, *name);
    }
    let error = answer.table_named(&format!("{}s", names[0])).expect_err("no such table");
    assert!(error.to_string().contains(&format!("did you mean `{}`?", names[0])), "{error}");
    Some(names)
}

/// What the command line writes to a folder; `None` if it refuses.
fn written(case: &str, args: &[&str]) -> Option<BTreeSet<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = format!("{}/out/", folder.path().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_afweging"));
    command.args(args).arg(case).args(["-q", "-o", &out]);
    let ran = command.output().expect("the program runs");
    let files = std::fs::read_dir(&out).ok()?;
    assert!(ran.status.success(), "{args:?} of {case}: {}", String::from_utf8_lossy(&ran.stderr));
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    Some(names.filter_map(|name| name.strip_suffix(".csv").map(str::to_owned)).collect())
}

#[test]
fn answers_name_the_tables_that_commands_write() {
    for name in builtin_names() {
        let case = Case::open(&Location::of(name), &WhatIf::default()).expect("a built-in case");
        let problem: &Problem = &case.problem;
        let check = |args: &[&str], names: Option<Vec<&'static str>>| {
            let names = names.map(|names| names.into_iter().map(str::to_owned).collect());
            assert_eq!(written(name, args), names, "{args:?} of {name}");
        };
        check(&["evaluate"], names(evaluate_each(problem, &case.methods).map(|(all, _)| all)));
        let all = Method::all(&case.methods);
        check(&["sensitivity", "methods"], names(Ok(agreement(&ranked(problem, &all).unwrap()))));
        check(
            &["sensitivity", "reversal"],
            names(reversal(&ranked(problem, &case.methods).unwrap())),
        );
        let evaluation = evaluate(problem, &case.methods[0]).expect("defined");
        check(&["sensitivity", "sweep"], names(sweep(&evaluation, &SweepRequest::default())));
        let without = |passage: &str| case.without_passage(passage);
        let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let steady = stability(
            &evaluation,
            &StabilityRequest { passages: Some(passages), ..StabilityRequest::default() },
        );
        check(&["sensitivity", "stability"], names(steady));
        check(&["sensitivity", "robust"], names(robust(&evaluation, &RobustRequest::default())));
        let draws = DRAWS.to_string();
        let request = AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: DRAWS,
            precision: None,
            uniform_sets: false,
            pairwise: false,
            keep: Keep::FewRanks,
            seed: 0,
        };
        let shares = acceptability(&evaluation, &request);
        check(&["sensitivity", "acceptability", "--draws", &draws], names(shares));
        let shares = exact(&evaluation, &ExactRequest::default());
        check(&["sensitivity", "acceptability", "--exact"], names(shares));
        let request = VerifyRequest { draws: DRAWS, seed: 0, no_attributes: None };
        check(&["verify", "--draws", &draws], names(verify(&evaluation, &request)));
        let request = DriversRequest {
            weights: WeightsChoice::Model(WeightsModel::Nodes),
            by: By::Criterion,
            normalizations: Vec::new(),
            points: DRAWS,
            uniform_sets: true,
            seed: 0,
        };
        let of = drivers(&Evaluations::new(problem, &case.methods).unwrap(), &request);
        let known = InformationRequest {
            weights: Some(WeightsModel::Nodes),
            uniform_sets: true,
            draws: DRAWS,
            seed: 0,
        };
        let known = names(information(&evaluation, &known));
        let both = names(of).zip(known).map(|(drivers, known)| [drivers, known].concat());
        let args = ["sensitivity", "drivers", "--points", &draws, "--intervals", "uniform"];
        check(&args, both);
    }
}
