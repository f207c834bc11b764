//! Value functions that follow from statements about figures, and from a ranking of alternatives.

use crate::common::{Files, project};
use afweging::case::Case;
use afweging::problem::Language;
use afweging::report::{self, Words};
use afweging::study::{Utastar, UtastarRequest, evaluate, utastar};

const TABLE: &str = "option,cost,fit\nA,10,+\nB,20,-\nC,70,++\n";

/// A case with these value functions; keys of criteria end with the name of the next.
fn case(cost: &str, fit: &str) -> Files {
    let toml = format!(
        "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n\
         [[criteria]]\nid = \"cost\"\ndirection = \"min\"\nscale = {{ min = 0, max = 100 }}\n{cost}\n\
         [[criteria]]\nid = \"fit\"\nscale = {{ levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }}\n{fit}\n"
    );
    Files::new(&[("case.toml", &toml), ("t.csv", TABLE)])
}

fn points(case: &Case, leaf: usize) -> Vec<(f64, f64)> {
    case.problem.tree().leaves()[leaf].value.as_ref().unwrap().points().to_vec()
}

fn near(points: &[(f64, f64)], expected: &[(f64, f64)]) {
    assert_eq!(points.len(), expected.len(), "{points:?}");
    for ((x, value), (at, own)) in points.iter().zip(expected) {
        assert!(x == at && (value - own).abs() < 1e-9, "{points:?} {expected:?}");
    }
}

#[test]
fn midvalues_give_the_points_between() {
    let files = case(
        "value = { bisection = [\"100..40 = 60\", \"100..0 = 40\", \"0..40 = 15\"] }",
        "value = { bisection = [\"--..++ = 0\", \"--..0 = -\", \"0..++ = +\"] }",
    );
    let own = files.open().unwrap();
    assert!(own.warnings.is_empty());
    let cost = [(0.0, 1.0), (15.0, 0.75), (40.0, 0.5), (60.0, 0.25), (100.0, 0.0)];
    near(&points(&own, 0), &cost);
    let fit = [(0.0, 0.0), (1.0, 0.25), (2.0, 0.5), (3.0, 0.75), (4.0, 1.0)];
    near(&points(&own, 1), &fit);
    // They are value functions like any other.
    let written = case(
        "value = { points = [[0, 1], [15, 0.75], [40, 0.5], [60, 0.25], [100, 0]] }",
        "value = { levels = [0, 0.25, 0.5, 0.75, 1] }",
    );
    assert_eq!(own.problem.tree(), written.open().unwrap().problem.tree());
}

#[test]
fn words_give_the_basic_scale_from_0_to_1() {
    let files = case(
        "value = { macbeth = [\"100 -> 40 = weak\", \"40 -> 0 = strong\"] }",
        // Weak, very weak, moderate and very weak: 2, 3, 6 and 7.
        "value = { macbeth = [\"-- -> - = weak\", \"- -> 0 = very weak\", \"0 -> + = moderate\", \"+ -> ++ = very weak\"] }",
    );
    let own = files.open().unwrap();
    assert!(own.warnings.is_empty());
    near(&points(&own, 0), &[(0.0, 1.0), (40.0, 1.0 / 3.0), (100.0, 0.0)]);
    let fit = [0.0, 2.0, 3.0, 6.0, 7.0].map(|x| x / 7.0);
    let fit: Vec<(f64, f64)> = (0..5).map(|at| (at as f64, fit[at])).collect();
    near(&points(&own, 1), &fit);
}

#[test]
fn several_functions_that_fit_are_a_warning() {
    // 60 lies anywhere between the ends.
    let files =
        case("value = { macbeth = [\"100 -> 0 = strong\", \"60 -> 0 = no..extreme\"] }", "");
    let own = files.open().unwrap();
    let said: Vec<String> = own.warnings.iter().map(ToString::to_string).collect();
    assert!(
        said.len() == 1
            && said[0].contains("fit these judgements on `cost` equally well; they differ on 60"),
        "{said:?}"
    );
    let points = points(&own, 0);
    assert!(points[1].1 > 0.0 && points[1].1 < 1.0, "{points:?}");
}

// ------------------------------------------------------------------------------------- a ranking

fn transport(change: impl Fn(String) -> String) -> Files {
    let read =
        |name: &str| std::fs::read_to_string(project(&format!("docs/transport/{name}"))).unwrap();
    let toml = change(read("case.toml"));
    Files::new(&[("case.toml", &toml), ("transport.csv", &read("transport.csv"))])
}

fn explained(case: &Case) -> Utastar<'_> {
    utastar(&case.problem, &UtastarRequest::default()).unwrap()
}

#[test]
fn the_published_ranking_is_explained() {
    let golden = std::fs::read_to_string(project(
        "tests/goldens/studies/uta_transport_jacquet_lagreze_siskos.json",
    ))
    .unwrap();
    let golden: serde_json::Value = serde_json::from_str(&golden).unwrap();
    let case = transport(|text| text).open().unwrap();
    let own = explained(&case);
    assert_eq!(own.explained.error, golden["expected"]["total_error"].as_f64().unwrap());
    let tau = own.kendall.unwrap();
    assert!((tau - golden["expected"]["kendall_tau"].as_f64().unwrap()).abs() < 1e-12);
    let score = |name: &str| {
        let at = |own: &usize| case.problem.full_name(*own) == name;
        own.reference(own.alternatives.iter().position(at).unwrap()).score
    };
    // What every value function that fits the ranking agrees on must hold in this one.
    let names: Vec<String> = serde_json::from_value(golden["alternatives"].clone()).unwrap();
    for (a, row) in names.iter().zip(golden["expected"]["necessary"].as_array().unwrap()) {
        for (b, holds) in names.iter().zip(row.as_array().unwrap()) {
            assert!(!holds.as_bool().unwrap() || score(a) >= score(b) - 1e-9, "{a} {b}");
        }
    }
    assert!(!own.explained.unique && own.explained.reproduced);
}

#[test]
fn its_value_functions_and_weights_give_the_scores_in_a_case() {
    let case = transport(|text| text).open().unwrap();
    let own = explained(&case);
    let written = transport(|text| {
        let mut out = text;
        for (leaf, id) in ["price", "time", "comfort"].into_iter().enumerate() {
            let points: Vec<String> = own
                .value_function(leaf)
                .unwrap()
                .iter()
                .map(|(x, value)| format!("[{x}, {value:.12}]"))
                .collect();
            let weight = own.explained.weight(leaf);
            let id = format!("id = \"{id}\"\n");
            let lines =
                format!("{id}weight = {weight:.12}\nvalue.points = [{}]\n", points.join(", "));
            out = out.replace(&id, &lines);
        }
        out
    });
    let case = written.open().unwrap();
    assert!(case.inadmissible.is_empty() && case.contradictory.is_empty());
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let table = evaluation.ranking();
    for row in 0..table.rows() {
        let name = table.get(row, "mode").as_text().unwrap().to_owned();
        let at = own.alternatives.iter().position(|at| own.problem.full_name(*at) == name).unwrap();
        let score = table.get(row, "score").as_number().unwrap();
        assert!((score - own.reference(at).score).abs() < 1e-9, "{name}");
    }
}

#[test]
fn what_is_no_ranking_is_said() {
    let refused = |change: &dyn Fn(String) -> String, words: &str| {
        let case = transport(change).open().unwrap();
        let error = utastar(&case.problem, &UtastarRequest::default()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_ne!(error.dutch(), error.to_string());
    };
    let without = |text: String| text.split("[[preferences]]").next().unwrap().to_owned();
    refused(&without, "the case has no [[preferences]]");
    let more = |text: &str, better: &str, worse: &str| {
        format!(
            "{text}\n[[preferences]]\nbetter = {{ mode = \"{better}\" }}\nworse = {{ mode = \"{worse}\" }}\n"
        )
    };
    refused(&|text| more(&text, "TAXI", "RER"), "the preferences go round: ");
    refused(
        &|text| more(&text, "METRO1", "METRO2"),
        "METRO1 is said to be better than METRO2, and as good",
    );
    let gap = |text: String| {
        let first = text.split("[[preferences]]").next().unwrap().to_owned();
        more(&more(&first, "RER", "BUS"), "METRO1", "BUS")
    };
    refused(&gap, "nothing says which of RER and METRO1 is better");
    // The remedy.
    let mended = transport(|text| more(&gap(text), "RER", "METRO1")).open().unwrap();
    assert_eq!(explained(&mended).places.len(), 3);
    let target = |text: String| {
        text.replace("direction = \"min\"\nunit", "direction = { target = 20 }\nunit")
    };
    refused(&target, "`time` is best at a target");
}

#[test]
fn what_is_not_known_explains_nothing() {
    let files = transport(|text| text);
    let table = std::fs::read_to_string(files.path("transport.csv")).unwrap();
    std::fs::write(files.path("transport.csv"), table.replace("BUS,6,40", "BUS,6,?")).unwrap();
    let case = files.open().unwrap();
    let error = utastar(&case.problem, &UtastarRequest::default()).unwrap_err();
    assert!(error.to_string().contains("nothing is known of BUS on `time`"), "{error}");
}

#[test]
fn requests_that_do_not_fit_are_refused() {
    let case = transport(|text| text).open().unwrap();
    for (request, words) in [
        (UtastarRequest { pieces: 0, delta: None }, "1 to 100 pieces"),
        (UtastarRequest { pieces: 101, delta: None }, "1 to 100 pieces"),
        (UtastarRequest { pieces: 3, delta: Some(0.25) }, "with 4 places"),
        (UtastarRequest { pieces: 3, delta: Some(0.0) }, "with 4 places"),
        (UtastarRequest { pieces: 3, delta: Some(f64::NAN) }, "with 4 places"),
    ] {
        let error = utastar(&case.problem, &request).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// The page of a case in both languages, each on one line.
fn pages(case: &Case) -> [String; 2] {
    let own = explained(case);
    [Language::En, Language::Nl].map(|language| {
        let page = report::utastar(case, &own, Words(language));
        report::to_text(&page, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

#[test]
fn pages_say_what_is_met_and_what_is_not() {
    let holds = |text: &str, wanted: &str| assert!(text.contains(wanted), "{wanted}: {text}");
    let [en, nl] = pages(&transport(|text| text).open().unwrap());
    holds(&en, "ranks 5 alternatives in 4 places");
    holds(&en, "It is explained in full: no score needs correction.");
    holds(&en, "Other value functions and weights do as well.");
    holds(&nl, "De rangorde wordt volledig verklaard");
    assert!(!en.contains("too high by") && !en.contains("not admissible"), "{en}");
    // BUS is no better than METRO2 on anything, and is ranked above it.
    let turned = transport(|text| {
        let first = text.split("[[preferences]]").next().unwrap().to_owned();
        format!(
            "{first}[[preferences]]\nbetter = {{ mode = \"BUS\" }}\nworse = {{ mode = \"METRO2\" }}\nby_more_than = 0.2\n\
             [weights]\nconstraints = [\"price >= 0.1\"]\n"
        )
    })
    .open()
    .unwrap();
    let [en, nl] = pages(&turned);
    holds(&en, "ranks 2 alternatives in 2 places");
    holds(&en, "No value functions of this form explain it");
    holds(&en, "Not met, the worst first: ");
    holds(&en, "these weights are not admissible");
    holds(&en, "(1 preference with `by_more_than`)");
    holds(&en, "What the case says between weights ([weights]) is not looked at");
    holds(&nl, "Geen waardefuncties van deze vorm verklaren de rangorde");
    holds(&nl, "(1 voorkeur met `by_more_than`)");
    // All weight on comfort makes them equal, and then delta is all that is missing.
    let own = explained(&turned);
    assert!((own.explained.error - own.delta).abs() < 1e-9 && !own.explained.reproduced);
    assert_eq!(own.kendall, None);
}
