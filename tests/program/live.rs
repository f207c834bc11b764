//! The model that the report's page recomputes from.
//!
//! That the page's script computes what the program does is tested by
//! `tests/browser/program.test.js`, which takes its models from reports.

use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::live::model;
use afweging::method::Method;
use afweging::problem::{Language, Problem};
use afweging::study::{Evaluations, evaluate_each};
use serde_json::Value;

/// The model of a case with every method that is defined for it, its own first.
fn model_of(location: &str, what_if: &WhatIf, language: Language) -> Value {
    let case = Case::open(&Location::of(location), what_if).expect(location);
    let mut methods = case.methods.clone();
    methods.extend(Method::catalogue().iter().filter_map(|sheet| {
        let known = case.methods.iter().any(|own| own.name() == sheet.name);
        (!known).then(|| Method::named(sheet.name).expect("it is in the catalogue"))
    }));
    let (evaluations, _) = evaluate_each(&case.problem, &methods).expect(location);
    model(&case, &evaluations, language)
}

/// Everything that refers to something refers to something that is there.
#[test]
fn what_a_model_refers_to_is_there() {
    for name in builtin_names() {
        let model = model_of(name, &WhatIf::default(), Language::Nl);
        let count = |key: &str| model[key].as_array().map_or(0, Vec::len) as u64;
        let below = |value: &Value, most: u64| value.as_u64().is_some_and(|at| at < most);
        assert_eq!((count("alternatives"), model["format"].as_u64()), (count("cells"), Some(1)));
        for row in model["cells"].as_array().expect("rows") {
            assert_eq!(row.as_array().map_or(0, Vec::len) as u64, count("leaves"));
            for cell in row.as_array().into_iter().flatten() {
                assert!(below(&cell["input"], count("inputs")), "{name}: {cell}");
                for shift in cell["shifts"].as_array().into_iter().flatten() {
                    assert!(below(&shift["input"], count("inputs")), "{name}: {shift}");
                    assert!(below(&shift["curve"], count("curves")), "{name}: {shift}");
                }
            }
        }
        for group in model["groups"].as_array().expect("groups") {
            let members = group["members"].as_array().expect("members");
            assert!(members.iter().all(|at| below(at, count("alternatives"))), "{name}");
        }
        let mut ids: Vec<&str> = model["inputs"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|input| input["id"].as_str().expect("an id"))
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: an id of an input tells it from the others");
        for requirement in model["requirements"].as_array().into_iter().flatten() {
            let concerns = requirement["concerns"].as_array().map_or(0, Vec::len);
            for of_each in ["inputs", "settled"] {
                let own = requirement[of_each].as_array();
                assert!(own.is_none_or(|own| own.len() == concerns), "{name}: {requirement}");
            }
        }
    }
}

/// An entry leaves out what goes without saying, so that a page stays small.
#[test]
fn entries_say_what_does_not_go_without_saying() {
    let entry = |name: &str, id: &str| {
        let model = model_of(name, &WhatIf::default(), Language::En);
        let inputs = model["inputs"].as_array().expect("inputs");
        inputs.iter().find(|input| input["id"] == id).cloned().expect(id)
    };
    // A single figure without a scale.
    let id = "manpower@station=Italy";
    let plain = serde_json::json!({ "id": id, "leaf": 0, "keys": [[0, 0]], "nominal": 80.0 });
    assert_eq!(entry("power-stations", id), plain);
    // A range on five levels, inferred.
    let range = entry("flemish-cluster-policy", "neu-central@scenario=S1");
    let of = |key: &str| range[key].as_f64();
    let figures = ["low", "nominal", "high", "least", "most"].map(of);
    assert_eq!(figures, [Some(1.0), Some(1.5), Some(2.0), Some(0.0), Some(4.0)]);
    assert_eq!(range["kind"], "inferred");
    assert!(
        ["name", "label", "known", "fixed", "text", "texts"]
            .iter()
            .all(|key| range.get(key).is_none())
    );
    // A text that is known cannot be changed on the page.
    let text = entry("flemish-cluster-policy", "basic_grant@scenario=S1");
    assert_eq!((&text["name"], &text["text"]), (&"basic_grant".into(), &"ends".into()));
    assert_eq!((text.get("leaf"), &text["fixed"]), (None, &"text".into()));
}

/// The facts of the Flemish case, and a what-if on one of them.
#[test]
fn facts_stand_as_the_what_ifs_have_them() {
    let holds = |model: &Value, id: &str| {
        let facts = model["facts"].as_array().expect("facts");
        facts.iter().find(|fact| fact["id"] == id).map(|fact| fact["holds"].clone())
    };
    let id = "readiness-1";
    let plain = model_of("flemish-cluster-policy", &WhatIf::default(), Language::En);
    assert!(holds(&plain, id).is_some_and(|it| it != "yes"));
    let setting = format!("{id}=yes").parse().expect("a setting");
    let what_if = WhatIf { set: vec![setting], ..WhatIf::default() };
    let set = model_of("flemish-cluster-policy", &what_if, Language::En);
    assert_eq!(holds(&set, id), Some("yes".into()));
}

/// An actor's weights, which the file gives, are a preset; what is settled by the common figures is
/// not tested again through the actor's eyes.
#[test]
fn actors_are_presets_and_their_view_settles_who_competes() {
    let model = model_of("flemish-cluster-policy", &WhatIf::default(), Language::En);
    let actors = model["actors"].as_array().expect("actors");
    let first = actors.iter().find(|actor| actor["id"] == "economic-first").expect("the actor");
    let given = ["neutrality", "valorisation", "dem-business"].map(|id| &first["weights"][id]);
    assert_eq!(given.map(Value::as_f64), [Some(1.0), Some(3.0), Some(3.0)]);
    for actor in actors.iter().filter(|actor| actor["weights"].is_object()) {
        let weights = actor["weights"].as_object().expect("weights");
        let criteria = model["criteria"].as_array().expect("criteria");
        assert!(criteria.iter().all(|it| weights.contains_key(it["id"].as_str().expect("an id"))));
    }
    let what_if = WhatIf { actor: Some("economic-first".into()), ..WhatIf::default() };
    let seen = model_of("flemish-cluster-policy", &what_if, Language::En);
    assert_eq!(seen["actors"].as_array().map(Vec::len), Some(0));
    let requirements = seen["requirements"].as_array().expect("requirements");
    assert!(requirements.iter().all(|it| it["test"].is_null()));
    assert!(requirements.iter().any(|it| it["settled"].is_array()));
}

/// A case of 250 alternatives and 250 criteria is too large: the page shows what was found.
#[test]
fn a_case_that_is_too_large_says_so_and_shows_what_was_found() {
    let file = std::env::temp_dir().join(format!("afweging-live-{}.csv", std::process::id()));
    let header: Vec<String> = (0..250).map(|leaf| format!("c{leaf}")).collect();
    let rows = (0..250).map(|row| {
        let cells: Vec<String> =
            (0..250).map(|leaf| ((row * 7 + leaf * 3) % 11).to_string()).collect();
        format!("a{row},{}", cells.join(","))
    });
    let text = format!("name,{}\n{}\n", header.join(","), rows.collect::<Vec<_>>().join("\n"));
    std::fs::write(&file, text).expect("a table is written");
    let case = Case::open(&Location::of(file.to_str().expect("a path")), &WhatIf::default());
    std::fs::remove_file(&file).expect("the table is there");
    let case = case.expect("a table is a case");
    let evaluations = Evaluations::new(&case.problem, &[Method::default()]).expect("it is defined");
    let model = model(&case, &evaluations, Language::Nl);
    let method = &model["methods"][0];
    assert_eq!(method["moves"], false);
    assert!(method["why"].as_str().is_some_and(|why| why.contains("te groot")));
    let score = evaluations.main().groups[0].standings().next().and_then(|it| it.score);
    assert_eq!(method["found"][0]["score"].as_f64(), score);
}

/// Texts that mean something elsewhere stay texts: they come out of the model as they went in.
#[test]
fn hostile_names_are_data() {
    let names =
        ["</script><script>alert(1)</script>", "__proto__", "\u{202e}abc\u{0}&'\"", "a=b&c"];
    let mut builder = Problem::builder();
    for name in names {
        builder = builder.criterion(name, afweging::problem::Direction::Max, 1.0);
    }
    let problem = builder.alternative(names[0], [1.0, 2.0, 3.0, 4.0]);
    let problem = problem.alternative("B", [4.0, 3.0, 2.0, 1.0]).build().expect("a problem");
    let mut case = Case::open(&Location::of("power-stations"), &WhatIf::default()).expect("a case");
    (case.facts, case.gates) = (Vec::new(), Vec::new());
    let evaluations = Evaluations::new(&problem, &[Method::default()]).expect("it is defined");
    let text = model(&case, &evaluations, Language::En).to_string();
    let back: Value = serde_json::from_str(&text).expect("it is JSON");
    for (at, name) in names.iter().enumerate() {
        assert_eq!(back["criteria"][at]["id"], *name);
    }
    assert_eq!(back["alternatives"][0]["id"], names[0]);
}
