//! Every remedy that a method or a study prints is taken at its word: each way out that it names is
//! tried on the case that it was printed for, and must lead out.

use crate::common::{Files, project};
use afweging::case::{Case, WhatIf};
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::{Direction, Matrix, Problem};
use afweging::study::{
    AcceptabilityRequest, Evaluation, InformationRequest, Keep, RobustRequest, SweepRequest,
    Values, VerifyRequest, WeightsModel, acceptability, evaluate, evaluate_each, information,
    ranked, robust, sweep, verify,
};

/// What a remedy tells to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    Method(String),
    Parameter {
        method: String,
        parameter: String,
        value: String,
    },
    Force,
    UniformIntervals,
    /// Leave a parameter out of the method's table.
    Without(String),
    Scale,
    Thresholds(String),
}

/// The ways out that a text names, in its words.
pub fn ways(text: &str) -> Vec<Way> {
    let word = |rest: &str| {
        rest.split([' ', ')', ',', ';', '\n'])
            .next()
            .unwrap_or_default()
            .trim_end_matches(['.', ':'])
            .to_owned()
    };
    let mut out: Vec<Way> =
        text.split("--method ").skip(1).map(|rest| Way::Method(word(rest))).collect();
    out.extend(text.split("--param ").skip(1).map(|rest| {
        let setting = match rest.strip_prefix('\'') {
            Some(quoted) => quoted.split('\'').next().unwrap_or_default().to_owned(),
            None => word(rest),
        };
        let (name, value) = setting.split_once('=').expect("a value");
        let (method, parameter) = name.split_once('.').expect("a method's parameter");
        Way::Parameter { method: method.into(), parameter: parameter.into(), value: value.into() }
    }));
    out.extend(text.contains("--force").then_some(Way::Force));
    out.extend(text.contains("--intervals uniform").then_some(Way::UniformIntervals));
    out.extend(text.split("leave `").skip(1).flat_map(|rest| {
        // `a` or `b`
        let names = rest.split_once(" out of [method.").map_or("", |(names, _)| names);
        let names: Vec<&str> = names.split(" or ").collect();
        let is_name = |name: &&str| !name.is_empty() && !name.contains(' ');
        let all = names.iter().all(is_name);
        let bare = names.into_iter().filter(move |_| all).map(|name| name.trim_matches('`'));
        bare.map(|name| Way::Without(name.to_owned())).collect::<Vec<_>>()
    }));
    out.extend(text.contains("give the criterion a scale").then_some(Way::Scale));
    out.extend(text.split("give it thresholds = ").skip(1).map(|rest| {
        let end = rest.find('}').expect("a table") + 1;
        Way::Thresholds(rest[..end].replace("...", "0.5"))
    }));
    out
}

struct Trial {
    criterion: &'static str,
    rows: &'static str,
    /// The tables of the methods, as in a criteria file.
    method: &'static str,
    says: &'static str,
}

impl Trial {
    fn open(&self, way: Option<&Way>) -> (Case, Vec<Method>) {
        let mut method = self.method.to_owned();
        let mut criterion = self.criterion.to_owned();
        match way {
            Some(Way::Without(name)) => {
                method = method
                    .lines()
                    .filter(|line| !line.starts_with(name.as_str()))
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            Some(Way::Scale) => criterion += "\nscale = { min = 0, max = 100 }",
            Some(Way::Thresholds(table)) => {
                criterion = criterion
                    .lines()
                    .filter(|line| !line.starts_with("thresholds"))
                    .collect::<Vec<_>>()
                    .join("\n")
                    + &format!("\nthresholds = {table}")
            }
            _ => {}
        }
        let toml = format!(
            "format = 1\nid = \"r\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\n[[criteria]]\nid = \"x\"\n{criterion}\n[[criteria]]\nid = \"y\"\n{method}\n"
        );
        let table = format!(
            "o,x,y\n{}\n",
            self.rows
                .split(';')
                .enumerate()
                .map(|(i, row)| format!("A{i},{row}"))
                .collect::<Vec<_>>()
                .join("\n")
        );
        let files = Files::new(&[("case.toml", &toml), ("t.csv", &table)]);
        let what_if = WhatIf { force: way == Some(&Way::Force), ..WhatIf::default() };
        let case =
            files.open_with(&what_if).unwrap_or_else(|error| panic!("{error}\n{toml}\n{table}"));
        let mut methods = case.methods.clone();
        match way {
            // As the command line does it: the case's own, else with its defaults.
            Some(Way::Method(name)) => {
                let own = methods.iter().find(|method| method.name() == name).cloned();
                methods = vec![own.unwrap_or_else(|| Method::named(name).expect("a method"))];
            }
            Some(Way::Parameter { method, parameter, value }) => {
                let own = methods
                    .iter_mut()
                    .find(|own| own.name() == method)
                    .expect("a method of this run");
                *own = own.with_parameter(parameter, value).expect("accepted");
            }
            _ => {}
        }
        (case, methods)
    }

    /// The error without a remedy, and the outcome of each way that it names.
    fn run(&self, ask: impl Fn(&Evaluation, Option<&Way>) -> Result<(), Error>) {
        let attempt = |way: Option<&Way>| {
            let (case, methods) = self.open(way);
            evaluate(&case.problem, &methods[0]).and_then(|evaluation| ask(&evaluation, way))
        };
        let Err(Error::Undefined { method, reason, remedy }) = attempt(None) else {
            panic!("{}: no error", self.says)
        };
        assert!(reason.contains(self.says), "{method}: {reason}");
        let ways = ways(&remedy);
        assert!(!ways.is_empty(), "no way out: {remedy}");
        for way in ways {
            if let Err(error) = attempt(Some(&way)) {
                panic!("{}: `{remedy}` does not work: {way:?} gives {error}", self.method);
            }
        }
    }
}

#[test]
fn every_remedy_of_a_method_works() {
    let levels = "scale = { levels = [\"low\", \"middle\", \"high\"] }";
    let trials = [
        ("", "0,5;0,2;0,3", "[method.weighted-product]", "all figures are 0"),
        (
            "",
            "0,5;0,2;0,3",
            "[method.weighted-product]\nnormalization = \"max\"",
            "all figures are 0",
        ),
        ("", "0,5;0,2;0,3", "[method.weighted-sum]\nnormalization = \"sum\"", "all figures are 0"),
        ("", "0,5;0,2;0,3", "[method.topsis]\nnormalization = \"nonlinear\"", "all figures are 0"),
        (
            "direction = \"min\"",
            "0,5;1,2;4,3",
            "[method.weighted-product]",
            "undefined for a cost of 0",
        ),
        (
            "direction = \"min\"",
            "0,5;1,2;4,3",
            "[method.weighted-sum]\nnormalization = \"sum\"",
            "no reciprocal",
        ),
        (
            "direction = \"min\"",
            "3,5;1,2;4,3",
            "[method.weighted-sum]\nnormalization = \"none\"",
            "would count as gains",
        ),
        (
            "direction = \"min\"",
            "3,5",
            "[method.topsis]\nnormalization = \"logarithmic\"",
            "a single cost",
        ),
        ("", "-3,5;1,2;4,3", "[method.weighted-product]", "below 0 has no share of the best"),
        (
            "",
            "-3,5;1,2;4,3",
            "[method.weighted-product]\nnormalization = \"z-score\"",
            "has no power",
        ),
        ("", "-3,5;1,2;4,3", "[method.full-multiplicative]", "takes logarithms"),
        ("", "-3,5;1,2;4,3", "[method.ocra]", "divides by the least figure"),
        ("", "-3,5;1,2;4,3", "[method.copras]", "below 0 has no share of the sum"),
        ("", "-3,5;1,2;4,3", "[method.waspas]", "below 0 has no share of the best"),
        (
            "",
            "-3,5;1,2;4,3",
            "[method.weighted-sum]\nnormalization = \"max\"",
            "below 0 has no share of the largest",
        ),
        ("", "0,5;1,2;4,3", "[method.topsis]\nnormalization = \"logarithmic\"", "has no logarithm"),
        (
            "",
            "2.5,5;0.4,2;1,3",
            "[method.topsis]\nnormalization = \"logarithmic\"",
            "does not exceed 1",
        ),
        ("direction = { target = 2 }", "2,5;1,2;4,3", "[method.topsis]", "has a target"),
        ("direction = { target = 2 }", "2,5;1,2;4,3", "[method.vikor]", "has a target"),
        ("direction = { target = 2 }", "2,5;1,2;4,3", "[method.promethee-ii]", "has a target"),
        ("direction = { target = 2 }", "2,5;1,2;4,3", "[method.promethee-i]", "has a target"),
        (
            "direction = { target = 2 }",
            "2,5;1,2;4,3",
            "[method.weighted-sum]\nnormalization = \"rank\"",
            "has a target",
        ),
        (levels, "low,5;high,2;middle,3", "[method.weighted-product]", "is ordinal"),
        (levels, "low,5;high,2;middle,3", "[method.topsis]", "is ordinal"),
        (
            levels,
            "low,5;high,2;middle,3",
            "[method.weighted-sum]\nnormalization = \"linear\"",
            "is ordinal",
        ),
        (
            "thresholds = { function = \"u-shape\" }",
            "2,5;1,2;4,3",
            "[method.promethee-ii]",
            "needs the threshold `indifference`",
        ),
        (
            "thresholds = { function = \"v-shape\" }",
            "2,5;1,2;4,3",
            "[method.promethee-i]",
            "needs the threshold `preference`",
        ),
        (
            "thresholds = { function = \"level\", preference = 2 }",
            "2,5;1,2;4,3",
            "[method.promethee-ii]",
            "needs the threshold `indifference`",
        ),
        (
            "thresholds = { function = \"v-shape-indifference\" }",
            "2,5;1,2;4,3",
            "[method.promethee-ii]",
            "needs the threshold `indifference`",
        ),
        (
            "thresholds = { function = \"gaussian\" }",
            "2,5;1,2;4,3",
            "[method.promethee-ii]",
            "needs the threshold `inflection`",
        ),
    ];
    let under = |aggregate: &str, method: &str| -> &'static str {
        let text = format!("[[criteria]]\nid = \"n\"\n{aggregate}\n[method.{method}]");
        Box::leak(text.into_boxed_str())
    };
    let trials = trials.into_iter().chain([
        ("parent = \"n\"", "2,5;1,2;4,3", under("aggregate = \"min\"", "weighted-sum"), "no sum"),
        (
            "parent = \"n\"",
            "2,5;1,2;4,3",
            under("missing = \"drop\"", "weighted-sum"),
            "leaves out what is not known",
        ),
        (
            "parent = \"n\"",
            "2,5;?,2;4,3",
            under("missing = \"drop\"", "topsis"),
            "which this method cannot",
        ),
        ("", "2,5;1,2;4,3", "[method.owa]", "has no default"),
        ("", "2,5;1,2;4,3", "[method.owa]\nalpha = 2\norder_weights = [1, 2]", "one of them alone"),
        ("", "2,5;1,2;4,3", "[method.choquet]", "has no default"),
        ("", "2,5;1,2;4,3", "[method.power-mean]", "has no default"),
        (
            "scale = { min = 0, max = 9, outside = \"extend\" }",
            "-3,5;1,2;4,3",
            "[method.power-mean]\npower = 0.5",
            "a value below 0",
        ),
    ]);
    for (criterion, rows, method, says) in trials {
        Trial { criterion, rows, method, says }.run(|_, _| Ok(()));
    }
    let many: Vec<String> = (0..1_001).map(|i| format!("{},{}", i % 7, i % 11)).collect();
    let many: &'static str = many.join(";").leak();
    let target = "direction = { target = 2 }";
    for method in [
        "[method.electre-i]",
        "[method.electre-is]",
        "[method.electre-ii]",
        "[method.electre-iii]",
        "[method.promethee-iii]",
    ] {
        let trial = |criterion, rows, says| Trial { criterion, rows, method, says };
        trial(target, "2,5;1,2;4,3", "has a target").run(|_, _| Ok(()));
        trial("", many, "every two alternatives").run(|_, _| Ok(()));
    }
    let function = "thresholds = { function = \"v-shape\" }";
    let says = "needs the threshold `preference`";
    Trial { criterion: function, rows: "2,5;1,2;4,3", method: "[method.promethee-iii]", says }
        .run(|_, _| Ok(()));
}

/// One criterion has no other to interact with: what is left is the weighted sum.
#[test]
fn interactions_need_two_criteria() {
    let problem =
        Problem::crisp(&Matrix::from_fn(2, 1, |row, _| row as f64), &[Direction::Max], &[1.0]);
    let problem = problem.unwrap();
    let named = |name: &str| evaluate(&problem, &Method::named(name).unwrap());
    let error = named("choquet").map(drop).unwrap_err();
    let Error::Undefined { remedy, .. } = error else { panic!("{error}") };
    assert_eq!(ways(&remedy), [Way::Method("weighted-sum".into())]);
    assert!(named("weighted-sum").is_ok());
}

/// What an uncertain figure is worth is not worked out where its value follows a logarithm; by points
/// it is, and with as many as one needs it comes near to the same scores.
#[test]
fn points_in_place_of_a_logarithm() {
    let open = |value: &str| {
        let criterion: &'static str =
            format!("scale = {{ min = 1, max = 100 }}\nvalue = {{ {value} }}").leak();
        let trial = Trial {
            criterion,
            rows: "2..50,1;10,1;30,1",
            method: "[method.weighted-sum]",
            says: "",
        };
        trial.open(None)
    };
    let informed = |value: &str| {
        let (case, methods) = open(value);
        let evaluation = evaluate(&case.problem, &methods[0]).unwrap();
        let request = InformationRequest { draws: 4_096, uniform_sets: true, ..Default::default() };
        let scores: Vec<f64> =
            evaluation.groups[0].standings().map(|standing| standing.score.unwrap()).collect();
        information(&evaluation, &request).map(|study| (scores, study.facts.len()))
    };
    let Err(Error::Undefined { reason, remedy, .. }) = informed("shape = \"log\"") else {
        panic!("no error")
    };
    assert!(reason.contains("the logarithm of an uncertain figure"), "{reason}");
    let written = remedy.split("value = { ").nth(1).and_then(|rest| rest.split(" }").next());
    let points: Vec<String> = (0..=64)
        .map(|at| f64::from(at) / 64.0)
        .map(|value| format!("[{:?}, {value:?}]", 100.0_f64.powf(value)))
        .collect();
    let points = written.expect("a value").replace("...", &points.join(", "));
    let (scores, facts) = informed(&points).unwrap();
    assert_eq!(facts, 1);
    // ln x / ln 100 at the nominal figures, with half of the weight; the other criterion has no width.
    for (score, figure) in scores.iter().zip([26.0_f64, 10.0, 30.0]) {
        let wanted = 0.5 * figure.ln() / 100.0_f64.ln() + 0.5;
        assert!((score - wanted).abs() < 1e-3, "{score} is not {wanted}");
    }
}

/// Parameters that contradict each other are refused with what they must keep.
#[test]
fn parameters_of_electre_must_agree() {
    let refused = |criterion, method, says: &str| {
        let trial = Trial { criterion, rows: "2,5;1,2;4,3", method, says: "" };
        let (case, methods) = trial.open(None);
        let error = evaluate(&case.problem, &methods[0]).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    };
    refused("", "[method.electre-ii]\nc_zero = 0.9", "c_plus >= c_zero >= c_minus");
    refused("", "[method.electre-ii]\nd_minus = 0.9", "d_plus >= d_minus");
    refused(
        "",
        "[method.electre-iii]\naffine_thresholds = { z = { veto = [0, 1] } }",
        "unknown criterion `z`",
    );
    let steep =
        "[method.electre-iii]\naffine_thresholds = { x = { veto = [1, 1], of = \"better\" } }";
    refused("", steep, "below 1");
    let trial =
        Trial { criterion: "direction = \"min\"", rows: "2,5;1,2;4,3", method: steep, says: "" };
    let (case, methods) = trial.open(None);
    assert!(evaluate(&case.problem, &methods[0]).is_ok());
}

/// Goalposts stand on scales: one for every criterion.
#[test]
fn goalposts_need_a_scale_and_work_with_one() {
    let y = "[method.weighted-sum]\nnormalization = \"goalposts\"";
    let trial = || Trial { criterion: "", rows: "2,5;1,2;4,3", method: y, says: "" };
    let says = |way: Option<&Way>| {
        let (case, methods) = trial().open(way);
        match evaluate(&case.problem, &methods[0]) {
            Err(Error::Undefined { reason, remedy, .. }) => Err((reason, remedy)),
            other => {
                other.unwrap();
                Ok(())
            }
        }
    };
    let (reason, remedy) = says(None).unwrap_err();
    assert!(reason.contains("criterion `x`: goalposts"), "{reason}");
    for way in ways(&remedy) {
        match (says(Some(&way)), way) {
            // The other criterion has none either.
            (Err((reason, _)), Way::Scale) => {
                assert!(reason.contains("criterion `y`: goalposts"), "{reason}")
            }
            (outcome, way) => assert_eq!(outcome, Ok(()), "{way:?}"),
        }
    }
}

#[test]
fn every_remedy_of_a_study_works() {
    let crisp = "2,5;1,2;4,3";
    let open = "2..3,5;1,2;?,3";
    let relation = "its answer is a relation";
    let scale = "scale = { min = 0, max = 9 }";
    Trial { criterion: scale, rows: crisp, method: "[method.promethee-i]", says: relation }
        .run(|evaluation, _| sweep(evaluation, &SweepRequest::default()).map(drop));
    Trial { criterion: scale, rows: crisp, method: "[method.promethee-i]", says: relation }.run(
        |evaluation, _| {
            ranked(evaluation.problem, std::slice::from_ref(&evaluation.method)).map(drop)
        },
    );
    let all = |evaluation: &Evaluation, _: Option<&Way>| {
        robust(evaluation, &RobustRequest::default()).map(drop)
    };
    Trial { criterion: scale, rows: crisp, method: "[method.topsis]", says: "" }.run(all);
    Trial {
        criterion: scale,
        rows: open,
        method: "[method.weighted-sum]\nnormalization = \"max\"",
        says: "",
    }
    .run(all);
    Trial {
        criterion: scale,
        rows: crisp,
        method: "[method.weighted-sum]\nnormalization = \"max\"",
        says: "value functions",
    }
    .run(|evaluation, _| {
        robust(evaluation, &RobustRequest { values: Values::Monotone, ..RobustRequest::default() })
            .map(drop)
    });
    let claims = "[[claims]]\nid = \"c\"\nclaim = \"rank(A0) <= 3\"\n";
    for method in ["[method.vikor]", "[method.weighted-sum]\nnormalization = \"max\""] {
        let method: &'static str = Box::leak(format!("{claims}{method}").into_boxed_str());
        Trial { criterion: scale, rows: open, method, says: "" }.run(|evaluation, _| {
            verify(evaluation, &VerifyRequest { draws: 100, seed: 1, no_attributes: None })
                .map(drop)
        });
    }
    for method in ["[method.topsis]", "[method.weighted-sum]\nnormalization = \"max\""] {
        Trial { criterion: scale, rows: open, method, says: "some inputs are sets" }.run(
            |evaluation, way| {
                let uniform_sets = way == Some(&Way::UniformIntervals);
                let request = AcceptabilityRequest {
                    model: WeightsModel::Nodes,
                    draws: 100,
                    precision: None,
                    uniform_sets,
                    pairwise: false,
                    keep: Keep::FewRanks,
                    seed: 1,
                };
                acceptability(evaluation, &request).map(drop)
            },
        );
    }
}

/// One method that is not defined does not stop the others, and is named.
#[test]
fn the_methods_that_are_defined_go_on() {
    let trial = Trial {
        criterion: "",
        rows: "0,5;0,2;0,3",
        method: "[method.weighted-product]\n[method.weighted-sum]\n[method.vikor]",
        says: "",
    };
    let (case, methods) = trial.open(None);
    let (evaluations, left_out) = evaluate_each(&case.problem, &methods).unwrap();
    let names: Vec<&str> = evaluations.iter().map(|of| of.method.name()).collect();
    assert_eq!(names, ["weighted-sum", "vikor"]);
    assert_eq!(left_out.len(), 1);
    assert!(
        left_out[0]
            .to_string()
            .starts_with("weighted-product with normalization `linear` is not defined here"),
        "{}",
        left_out[0]
    );
    let alone = Trial { method: "[method.weighted-product]", ..trial };
    let (case, methods) = alone.open(None);
    assert!(evaluate_each(&case.problem, &methods).is_err());
}

/// A value that a parameter does not take is answered with those that it takes.
#[test]
fn a_wrong_parameter_is_told_what_is_accepted() {
    let say = |method: &str, parameter: &str, value: &str| {
        Method::named(method).unwrap().with_parameter(parameter, value).unwrap_err().to_string()
    };
    let number = "write a number from 0 to 1, with a point: 0.5";
    for wrong in ["2", "-0.1", "0,3", "half", "nan", "true", "[0.5]"] {
        let text = say("vikor", "v", wrong);
        assert_eq!(
            text,
            format!("`parameter` = vikor.v={wrong}: `{wrong}` is not accepted; {number}")
        );
    }
    assert!(Method::named("vikor").unwrap().with_parameter("v", "1").is_ok());
    assert!(
        say("topsis", "normalization", "vectr")
            .contains("unknown normalization `vectr`; did you mean `vector`?")
    );
    let text = say("weighted-sum", "normalization", "3");
    assert!(text.contains("known are none, min-max, max"), "{text}");
    for entry in Method::catalogue() {
        assert!(
            entry.parameters.iter().all(|parameter| !parameter.accepts.text(false).is_empty()),
            "{}",
            entry.name
        );
    }
}

/// A file that gives remedies is one whose remedies are tried.
#[test]
fn no_file_with_remedies_is_left_out() {
    let mut found = Vec::new();
    let mut folders = vec![project("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                let gives =
                    |line: &str| line.starts_with("remedy:") || line.ends_with("remedy });");
                let has = text.lines().any(|line| gives(line.trim()));
                let name =
                    path.strip_prefix(project("src")).unwrap().to_string_lossy().replace('\\', "/");
                found.extend(has.then_some(name));
            }
        }
    }
    found.sort();
    let tried: Vec<String> = TRIED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(found, tried);
}

/// Where remedies are written. Those for draws that reach figures a method cannot take (in
/// `drivers`, `information` and `acceptability`) ask for another distribution, those of `drivers`
/// for `--intervals uniform`, those of `evaluate/size.rs`, `robust` and the standings of `actors` for
/// fewer alternatives, and those of `proof` and of the common ground for constraints of like size;
/// the tests of these studies hold what each leads to. Those in `error.rs` are fields. Those of weightings and of UTASTAR are tried in
/// `weighting_remedies.rs`, those of methods that sort and of their categories over all weights in `sorting.rs`, that of a case without actors in `actors_in_cases.rs`, that of one without
/// rules in `targets.rs`, that of one without
/// a pathway in `pathway_in_cases.rs`, those of a table that is read in blocks in `streaming.rs`, those
/// of exports in `exchange.rs`, and that of a path without years in `pathway_sequences.rs`. Those
/// of draws of paths and portfolios ask for `--intervals uniform` or for fewer states.
const TRIED: &[&str] = &[
    "case/parts.rs",
    "case/pathway.rs",
    "draw/rows.rs",
    "error.rs",
    "evaluate/size.rs",
    "export/dmsy.rs",
    "export/mod.rs",
    "export/xmcda.rs",
    "method/remedy.rs",
    "proof/contradiction.rs",
    "stream/run.rs",
    "stream/sure.rs",
    "study/acceptability/mod.rs",
    "study/actors/standing.rs",
    "study/drivers/mod.rs",
    "study/information/kept.rs",
    "study/information/mod.rs",
    "study/pathway/draws.rs",
    "study/pathway/given.rs",
    "study/pathway/graph.rs",
    "study/portfolio/draws.rs",
    "study/robust/classes.rs",
    "study/robust/mod.rs",
    "study/targets/mod.rs",
    "study/utastar/mod.rs",
    "study/verify/mod.rs",
    "study/weights/mod.rs",
    "weighting/data/derivation.rs",
    "weighting/judgement/macbeth.rs",
    "weighting/judgement/order.rs",
    "weighting/judgement/points.rs",
    "weighting/judgement/rancom.rs",
    "weighting/judgement/rank_exponent.rs",
    "weighting/judgement/sentences.rs",
    "weighting/judgement/smart.rs",
    "weighting/judgement/srf.rs",
    "weighting/judgement/swing.rs",
    "weighting/judgement/trade_off.rs",
    "weighting/judgement/written.rs",
    "weighting/opinions.rs",
];
