//! Every answer gives its tables by the names, and with the columns, with which the command line
//! writes them.
#![cfg(feature = "cli")]

use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::method::Method;
use afweging::problem::Problem;
use afweging::study::{
    AcceptabilityRequest, By, DriversRequest, ExactRequest, InformationRequest, Keep,
    PassagesLeftOut, RobustRequest, StabilityRequest, SweepRequest, Tables, TargetsRequest,
    VerifyRequest, WeightsChoice, WeightsModel, acceptability, agreement, drivers, evaluate,
    evaluate_each, exact, information, ranked, reversal, robust, scenarios, stability, sweep,
    targets, verify,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// Few: it is names of tables and columns that are looked at.
const DRAWS: u64 = 1_024;

/// The header of each table, by its name.
type Headers = BTreeMap<String, Vec<String>>;

/// The tables of an answer, each of which can be made; `None` if there is no answer.
fn headers<T: Tables>(answer: afweging::Result<T>) -> Option<Headers> {
    let answer = answer.ok()?;
    let names = answer.tables();
    let header = |name: &&'static str| {
        let table = answer.table_named(name).expect("a table of the list");
        assert_eq!(table.name, *name);
        let columns = table.columns.iter().map(|column| column.name.to_string());
        (table.name.to_string(), columns.collect())
    };
    let headers = names.iter().map(header).collect();
    let error = answer.table_named(&format!("{}s", names[0])).expect_err("no such table");
    assert!(error.to_string().contains(&format!("did you mean `{}`?", names[0])), "{error}");
    Some(headers)
}

/// What the command line writes to a folder; `None` if it refuses.
fn written(case: &str, args: &[&str]) -> Option<Headers> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = format!("{}/out/", folder.path().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_afweging"));
    command.args(args).arg(case).args(["-q", "-o", &out]);
    let ran = command.output().expect("the program runs");
    let files = std::fs::read_dir(&out).ok()?;
    assert!(ran.status.success(), "{args:?} of {case}: {}", String::from_utf8_lossy(&ran.stderr));
    let read = |path: PathBuf| {
        let name = path.file_stem()?.to_str()?.to_owned();
        let csv = path.extension().is_some_and(|extension| extension == "csv");
        let mut reader = csv.then(|| csv::Reader::from_path(&path).expect("a table"))?;
        Some((name, reader.headers().expect("a header").iter().map(str::to_owned).collect()))
    };
    Some(files.filter_map(|file| read(file.unwrap().path())).collect())
}

#[test]
fn answers_name_the_tables_that_commands_write() {
    for name in builtin_names() {
        let case = Case::open(&Location::of(name), &WhatIf::default()).expect("a built-in case");
        let problem: &Problem = &case.problem;
        let check = |args: &[&str], headers: Option<Headers>| {
            assert_eq!(written(name, args), headers, "{args:?} of {name}");
        };
        check(&["evaluate"], headers(evaluate_each(problem, &case.methods).map(|(all, _)| all)));
        let all = Method::all(&case.methods);
        check(&["sensitivity", "methods"], headers(Ok(agreement(&ranked(problem, &all).unwrap()))));
        check(
            &["sensitivity", "reversal"],
            headers(reversal(&ranked(problem, &case.methods).unwrap())),
        );
        let levels = targets(problem, &TargetsRequest::default());
        check(&["sensitivity", "targets"], headers(levels));
        let evaluation = evaluate(problem, &case.methods[0]).expect("defined");
        if let Some(sets) = &case.scenarios {
            check(&["sensitivity", "scenarios"], headers(scenarios(&evaluation, sets)));
        }
        check(&["sensitivity", "sweep"], headers(sweep(&evaluation, &SweepRequest::default())));
        let without = |passage: &str| case.without_passage(passage);
        let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let steady = stability(
            &evaluation,
            &StabilityRequest { passages: Some(passages), ..StabilityRequest::default() },
        );
        check(&["sensitivity", "stability"], headers(steady));
        check(&["sensitivity", "robust"], headers(robust(&evaluation, &RobustRequest::default())));
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
        check(&["sensitivity", "acceptability", "--draws", &draws], headers(shares));
        let shares = exact(&evaluation, &ExactRequest::default());
        check(&["sensitivity", "acceptability", "--exact"], headers(shares));
        let request = VerifyRequest { draws: DRAWS, seed: 0, no_attributes: None };
        check(&["verify", "--draws", &draws], headers(verify(&evaluation, &request)));
        let request = DriversRequest {
            methods: case.methods.clone(),
            weights: WeightsChoice::Model(WeightsModel::Nodes),
            by: By::Criterion,
            normalizations: Vec::new(),
            points: DRAWS,
            uniform_sets: true,
            seed: 0,
        };
        let of = drivers(problem, &request);
        let known = InformationRequest {
            weights: Some(WeightsModel::Nodes),
            uniform_sets: true,
            draws: DRAWS,
            seed: 0,
        };
        let known = headers(information(&evaluation, &known));
        let both = headers(of)
            .zip(known)
            .map(|(drivers, known)| drivers.into_iter().chain(known).collect());
        let args = ["sensitivity", "drivers", "--points", &draws, "--intervals", "uniform"];
        check(&args, both);
    }
}
