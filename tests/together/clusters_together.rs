//! What the SERV advice asks of clusters together, J1 to J19 in the order of its lines: the built-in
//! cases obey it, and a change of one of their files breaks it, or changes what is chosen. All through
//! files and the program.
#![cfg(feature = "cli")]

use crate::common::project;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

const FLEMISH: &str = "flemish-cluster-policy";
const NEW: &str = "new-clusters";
const CLUSTERS: [&str; 6] =
    ["Catalisti", "VIL", "Flux50", "FlandersFOOD", "BlauweCluster", "MEDVIA"];
/// The periods of both pathways.
const PERIODS: [&str; 3] = ["2027-2029", "2030-2032", "2033-2035"];

/// The criteria file of a case.
const CASE: &str = "case";
/// Tables of the cases.
const JUDGEMENTS: &str = "judgements.csv";
const FIGURES: &str = "clusters.csv";
const INITIATIVES: &str = "initiatives.csv";

/// A change of a file: its name, what stands there once, and what is to stand there.
type Edit = (&'static str, &'static str, &'static str);

/// Scenario 3 waits for a structure across departments as scenario 4 does: an assumption that the
/// advice does not make, by which others come to the front.
const WITHOUT_3: Edit = (
    CASE,
    "when   = { scenario = \"S4\" }\nneeds  = { fact = \"readiness-1\" }",
    "when   = { scenario = [\"S3\", \"S4\"] }\nneeds  = { fact = \"readiness-1\" }",
);
/// Neither do scenario 1 and 3 compete.
const WITHOUT_1_AND_3: Edit = (
    CASE,
    "when   = { scenario = \"S4\" }\nneeds  = { fact = \"readiness-1\" }",
    "when   = { scenario = [\"S1\", \"S3\", \"S4\"] }\nneeds  = { fact = \"readiness-1\" }",
);
/// Little need be known of a scenario to have a score.
const LITTLE_IS_ENOUGH: Edit = (CASE, "min_known   = 0.5", "min_known   = 0.2");
/// What is needed for scenario 4, as of a year: the actor under whose weights enough is known of it.
const READY: [&str; 14] = [
    "--actor",
    "economic-first",
    "--ready",
    "readiness-1=2030",
    "--ready",
    "readiness-2=2030",
    "--ready",
    "readiness-3=2030",
    "--ready",
    "readiness-4=2030",
    "--ready",
    "readiness-5=2030",
    "--draws",
    "200",
];

/// The rows of one table: cells by their header.
type Rows = Vec<BTreeMap<String, String>>;

/// The tables of one run of the program.
struct Answer(BTreeMap<String, Rows>);

/// Run a command on a copy of a case, with these changes.
fn answer(command: &str, case: &str, edits: &[Edit], args: &[&str]) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    for place in ["criteria", &format!("datasets/{case}")] {
        std::fs::create_dir_all(folder.path().join(place)).unwrap();
    }
    let copy = |name: &str| {
        let mut text = std::fs::read_to_string(project(name)).unwrap();
        for (file, from, to) in edits {
            let file = if *file == CASE { format!("{case}.toml") } else { (*file).to_owned() };
            if name.ends_with(&format!("/{file}")) {
                assert_eq!(text.matches(from).count(), 1, "{from} stands once in {name}");
                text = text.replace(from, to);
            }
        }
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    copy(&format!("criteria/{case}.toml"));
    for entry in std::fs::read_dir(project(&format!("datasets/{case}"))).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".csv") {
            copy(&format!("datasets/{case}/{name}"));
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .args([command, &format!("./criteria/{case}.toml"), "-o", "out/"])
        .args(args)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{command} {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Answer(tables(&folder.path().join("out")))
}

/// The tables in a folder.
fn tables(folder: &Path) -> BTreeMap<String, Rows> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|it| it != "csv") {
            continue;
        }
        let mut reader = csv::Reader::from_path(&path).unwrap();
        let headers = reader.headers().unwrap().clone();
        let row = |record: csv::StringRecord| {
            headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        };
        let rows = reader.records().map(|record| row(record.unwrap())).collect();
        out.insert(path.file_stem().unwrap().to_string_lossy().into_owned(), rows);
    }
    out
}

impl Answer {
    /// What is chosen of each choice, by its name: what else the alternative is called, or `none`.
    fn chosen(&self, choice: &str, inside: &str) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for row in &self.0["portfolio"] {
            if row["chosen"] == "1" {
                let what = if row["none"] == "1" { "none" } else { &row[inside] };
                let known = out.insert(row[choice].clone(), what.to_owned());
                assert_eq!(known, None, "{} has two", row[choice]);
            }
        }
        out
    }

    /// The scenario of each cluster.
    fn scenarios(&self) -> BTreeMap<String, String> {
        self.chosen("cluster", "scenario")
    }

    /// The form of each initiative.
    fn forms(&self) -> BTreeMap<String, String> {
        self.chosen("initiative", "form")
    }

    /// How many are chosen with one of these names.
    fn count(&self, inside: &str, name: &str) -> usize {
        let rows = self.0["portfolio"].iter();
        rows.filter(|row| row["chosen"] == "1" && row[inside] == name).count()
    }

    /// What is used of a limit, and whether it is met.
    fn limit(&self, id: &str) -> (f64, String) {
        let row = self.0["limits"].iter().find(|row| row["limit"] == id).unwrap();
        (row["use"].parse().unwrap(), row["met"].clone())
    }

    /// Where the path of a choice stands, period after period.
    fn path(&self, choice: &str, name: &str, inside: &str) -> [String; 3] {
        let rows = &self.0["pathway"];
        PERIODS.map(|period| {
            let at =
                |row: &&BTreeMap<String, String>| row[choice] == name && row["period"] == period;
            rows.iter().find(at).unwrap()[inside].clone()
        })
    }

    /// The path of a cluster.
    fn cluster(&self, name: &str) -> [String; 3] {
        self.path("cluster", name, "scenario")
    }

    /// A cell of the ranking.
    fn ranked(&self, scenario: &str, cluster: &str, column: &str) -> String {
        let of = |row: &&BTreeMap<String, String>| {
            row["scenario"] == scenario && row["cluster"] == cluster
        };
        self.0["ranking"].iter().find(of).unwrap()[column].clone()
    }
}

/// Every cluster with the same.
fn all(scenario: &str) -> BTreeMap<String, String> {
    CLUSTERS.map(|cluster| (cluster.to_owned(), scenario.to_owned())).into()
}

/// These with the first, the others with the second.
fn some(clusters: &[&str], those: &str, others: &str) -> BTreeMap<String, String> {
    let which = |cluster| if clusters.contains(&cluster) { those } else { others };
    CLUSTERS.map(|cluster| (cluster.to_owned(), which(cluster).to_owned())).into()
}

fn together(edits: &[Edit], args: &[&str]) -> Answer {
    answer("portfolio", FLEMISH, edits, args)
}

fn in_time(edits: &[Edit], args: &[&str]) -> Answer {
    answer("pathway", FLEMISH, edits, args)
}

fn selection(edits: &[Edit], args: &[&str]) -> Answer {
    answer("portfolio", NEW, edits, args)
}

/// Arguments after those by which scenario 4 is ready.
fn ready(more: &[&'static str]) -> Vec<&'static str> {
    READY.iter().chain(more).copied().collect()
}

#[test]
fn j1_scenario_1_is_for_mature_clusters() {
    let shipped = answer("evaluate", FLEMISH, &[], &[]);
    for cluster in CLUSTERS {
        let young = ["BlauweCluster", "MEDVIA"].contains(&cluster);
        let flagged = shipped.ranked("S1", cluster, "flagged_by");
        assert_eq!(flagged == "maturity", young, "{cluster}: {flagged}");
    }
    let older: Edit = (FIGURES, "MEDVIA,years_spearhead,2.6..2.7", "MEDVIA,years_spearhead,6");
    assert_eq!(answer("evaluate", FLEMISH, &[older], &[]).ranked("S1", "MEDVIA", "flagged_by"), "");
    // Kept hard, the two that are too young are left without scenario 1.
    let hard: Edit =
        (CASE, "at_least = 6 }\neffect = \"flag\"", "at_least = 6 }\neffect = \"exclude\"");
    assert_eq!(together(&[WITHOUT_3], &[]).scenarios(), all("S1"));
    let young = ["BlauweCluster", "MEDVIA"];
    assert_eq!(together(&[WITHOUT_3, hard], &[]).scenarios(), some(&young, "none", "S1"));
    assert_eq!(
        together(&[WITHOUT_3, hard, older], &[]).scenarios(),
        some(&["BlauweCluster"], "none", "S1")
    );
}

#[test]
fn j2_no_certainty_about_money_can_be_promised_in_scenario_1() {
    let score = |edits: &[Edit]| -> f64 {
        answer("evaluate", FLEMISH, edits, &[]).ranked("S1", "VIL", "score").parse().unwrap()
    };
    // A cap at `-` holds however rich a cluster is, and however much riches count.
    let steep: Edit = (CASE, "[[0.0, 0.0], [3.0, 1.0]]", "[[0.0, 0.0], [3.0, 3.0]]");
    let no_cap: Edit = (CASE, "limits    = { max = \"-\" }", "limits    = { max = \"++\" }");
    let shipped = score(&[]);
    assert_eq!(score(&[steep]), shipped);
    assert!(score(&[steep, no_cap]) > shipped + 0.01);
}

#[test]
fn j3_scenario_1_has_other_income_in_place_of_the_basic_grant() {
    let paid: Edit = (JUDGEMENTS, "S1,basic_grant,ends,", "S1,basic_grant,paid,");
    assert_eq!(together(&[WITHOUT_3], &[]).scenarios(), all("S1"));
    assert_eq!(together(&[WITHOUT_3, paid], &[]).scenarios(), all("none"));
    let excluded =
        |edits: &[Edit]| answer("evaluate", FLEMISH, edits, &[]).ranked("S1", "VIL", "excluded_by");
    assert_eq!((excluded(&[]), excluded(&[paid])), (String::new(), "own-income".to_owned()));
}

#[test]
fn j4_scenario_2_needs_a_host_and_its_indicators_cure_nothing() {
    let only_2 = [WITHOUT_1_AND_3, LITTLE_IS_ENOUGH];
    let hosted = ["Catalisti", "Flux50", "MEDVIA"];
    assert_eq!(together(&only_2, &[]).scenarios(), some(&hosted, "S2", "none"));
    let seen: Edit = (FIGURES, "VIL,related_centre,not-seen", "VIL,related_centre,seen");
    let edits = [WITHOUT_1_AND_3, LITTLE_IS_ENOUGH, seen];
    let hosted = ["Catalisti", "Flux50", "MEDVIA", "VIL"];
    assert_eq!(together(&edits, &[]).scenarios(), some(&hosted, "S2", "none"));

    assert_eq!(answer("evaluate", FLEMISH, &[], &[]).ranked("S2", "VIL", "excluded_by"), "");
    let cured: Edit = (JUDGEMENTS, "S2,dem-business,--,", "S2,dem-business,+,");
    let cured = answer("evaluate", FLEMISH, &[cured], &[]);
    assert_eq!(cured.ranked("S2", "VIL", "excluded_by"), "technology-push");
}

#[test]
fn j5_scenario_3_needs_no_proof_of_readiness() {
    let shipped = together(&[], &[]);
    assert_eq!(shipped.scenarios(), all("S3"));
    for cluster in CLUSTERS {
        let evaluated = answer("evaluate", FLEMISH, &[], &[]);
        assert_eq!(evaluated.ranked("S3", cluster, "excluded_by"), "");
        assert_eq!(evaluated.ranked("S3", cluster, "flagged_by"), "");
    }
    assert_eq!(together(&[WITHOUT_3], &[]).count("scenario", "S3"), 0);
    // In time as well: it is there from the first period, though no condition of scenario 4 is met.
    assert_eq!(in_time(&[], &["--draws", "200"]).cluster("VIL"), ["S3", "S3", "S3"]);
}

#[test]
fn j6_scenario_4_needs_all_five_conditions() {
    let holds = |no: usize| -> Vec<String> {
        let fact = |n: usize| format!("readiness-{n}={}", if n == no { "no" } else { "yes" });
        (1..=5).flat_map(|n| ["--set".to_owned(), fact(n)]).collect()
    };
    let chosen = |set: &[String]| {
        let args: Vec<&str> = ["--actor", "economic-first"]
            .into_iter()
            .chain(set.iter().map(String::as_str))
            .collect();
        together(&[], &args).scenarios()
    };
    assert_eq!(chosen(&[]), all("S3"));
    assert_eq!(chosen(&holds(0)), all("S4"));
    for missing in 1..=5 {
        assert_eq!(chosen(&holds(missing)), all("S3"), "without readiness-{missing}");
    }
    // In time: from the period in which the last of the five holds.
    assert_eq!(in_time(&[], &ready(&[])).cluster("VIL"), ["S3", "S4", "S4"]);
    for late in ["readiness-1", "readiness-2", "readiness-3", "readiness-4", "readiness-5"] {
        let with = |year: &str| {
            let args: Vec<String> = READY
                .iter()
                .map(|arg| arg.replace(&format!("{late}=2030"), &format!("{late}={year}")))
                .collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            in_time(&[], &args).cluster("VIL")
        };
        assert_eq!(with("2033"), ["S3", "S3", "S4"], "{late}");
        assert_eq!(with("never"), ["S3", "S3", "S3"], "{late}");
    }
}

#[test]
fn j7_scenario_4_keeps_economic_valorisation_and_entrepreneurship() {
    let path = |edits: &[Edit]| in_time(edits, &ready(&[])).cluster("VIL");
    assert_eq!(path(&[]), ["S3", "S4", "S4"]);
    let buried: Edit = (JUDGEMENTS, "S4,val-econ,+..++,", "S4,val-econ,0,");
    assert_eq!(path(&[buried]), ["S3", "S3", "S3"]);
    let evaluated = answer("evaluate", FLEMISH, &[buried], &[]);
    assert!(evaluated.ranked("S4", "VIL", "excluded_by").contains("keeps-economy"));
    let taken_over: Edit = (JUDGEMENTS, "S4,dem-business,+..++,", "S4,dem-business,-,");
    assert_eq!(path(&[taken_over]), ["S3", "S3", "S3"]);
    let evaluated = answer("evaluate", FLEMISH, &[taken_over], &[]);
    assert!(evaluated.ranked("S4", "VIL", "excluded_by").contains("keeps-enterprise"));
}

#[test]
fn j8_scenario_3_is_the_bridge_to_scenario_4() {
    let early: Vec<String> =
        ready(&["--ready", "pact=2027"]).iter().map(|arg| arg.replace("=2030", "=2027")).collect();
    let mut early: Vec<&str> = early.iter().map(String::as_str).collect();
    assert_eq!(in_time(&[], &early).cluster("VIL"), ["S3", "S4", "S4"]);
    let longer: Edit = (
        CASE,
        "after  = { scenario = \"S3\" }",
        "after  = { scenario = \"S3\" }\nafter_periods = 2",
    );
    assert_eq!(in_time(&[longer], &early).cluster("VIL"), ["S3", "S3", "S4"]);
    let off: Edit =
        (CASE, "after  = { scenario = \"S3\" }", "after  = { scenario = \"S3\" }\nactive = false");
    assert_eq!(in_time(&[off], &early).cluster("VIL"), ["S4", "S4", "S4"]);
    early.extend(["--without", "bridge"]);
    assert_eq!(in_time(&[], &early).cluster("VIL"), ["S4", "S4", "S4"]);
}

#[test]
fn j9_one_scenario_for_each_cluster_and_not_the_same_for_all() {
    let shipped = together(&[], &[]);
    assert_eq!(shipped.scenarios().len(), 6);
    let combined: Edit = (
        CASE,
        "[portfolio]\none_per = [\"cluster\"] ",
        "[portfolio]\none_per = [\"scenario\", \"cluster\"] ",
    );
    let combined = together(&[combined], &[]);
    assert_eq!((combined.count("scenario", "S1"), combined.count("scenario", "S3")), (6, 6));
    let vil: Edit = (
        CASE,
        "[[requirements]]\nid     = \"needs-structure\"",
        "[[requirements]]\nid = \"vil\"\nwhen = { scenario = \"S3\", cluster = \"VIL\" }\n\
         needs = { fact = \"readiness-1\" }\n\n[[requirements]]\nid     = \"needs-structure\"",
    );
    assert_eq!(together(&[vil], &[]).scenarios(), some(&["VIL"], "S1", "S3"));
}

/// A limit that today's answer does not keep, and is told so; what it says once one more has been
/// seen to; and what is left if it is kept hard.
fn flags(limit: &str, hard: Edit, vil: Edit) {
    let flagged = |edits: &[Edit]| together(edits, &[]).limit(limit);
    assert_eq!(flagged(&[]), (6.0, "0".to_owned()));
    assert_eq!(flagged(&[vil]), (5.0, "0".to_owned()));
    assert_eq!(together(&[hard], &[]).scenarios(), all("none"));
    assert_eq!(together(&[hard, vil], &[]).scenarios(), some(&["VIL"], "S3", "none"));
}

#[test]
fn j10_each_cluster_is_evaluated_first() {
    let hard: Edit = (
        CASE,
        "count   = { attribute = \"evaluated\", is = \"no\" }\nat_most = 0\neffect  = \"flag\"",
        "count   = { attribute = \"evaluated\", is = \"no\" }\nat_most = 0",
    );
    flags("evaluated-first", hard, (FIGURES, "VIL,evaluated,no,", "VIL,evaluated,yes,"));
    let late = |year: &str| {
        let fact = format!("evaluated={year}");
        in_time(&[], &["--draws", "200", "--ready", &fact]).cluster("VIL")
    };
    assert_eq!(late("2027"), ["S3", "S3", "S3"]);
    assert_eq!(late("2030"), ["S0", "S3", "S3"]);
    assert_eq!(late("never"), ["S0", "S0", "S0"]);
}

#[test]
fn j11_none_is_possible_and_survival_counts_for_nothing() {
    assert_eq!(together(&[], &[]).count("none", "1"), 0);
    assert_eq!(together(&[], &["--limit", "number=0"]).scenarios(), all("none"));
    assert_eq!(together(&[], &["--limit", "number=5"]).count("none", "1"), 1);
    // Where no cluster is worth more than scenario 3 would be, none is chosen.
    let better: Edit = (
        CASE,
        "one_per = [\"cluster\"]        # another scenario for each cluster is allowed: L39a, L113b. One at most for each is our model; the advice allows combinations\nnone    = { value = 0.0 }",
        "one_per = [\"cluster\"]\nnone    = { value = 0.7 }",
    );
    assert_eq!(together(&[better], &[]).scenarios(), all("none"));
}

#[test]
fn j12_existing_clusters_pass_the_same_selection_as_newcomers() {
    let hard: Edit = (
        CASE,
        "count   = { attribute = \"plan_selected\", is = \"no\" }\nat_most = 0\neffect  = \"flag\"",
        "count   = { attribute = \"plan_selected\", is = \"no\" }\nat_most = 0",
    );
    flags("same-selection", hard, (FIGURES, "VIL,plan_selected,no,", "VIL,plan_selected,yes,"));
    let late = |year: &str| {
        let fact = format!("plan-selected={year}");
        in_time(&[], &["--draws", "200", "--ready", &fact]).cluster("VIL")
    };
    assert_eq!(late("2027"), ["S3", "S3", "S3"]);
    assert_eq!(late("2033"), ["S0", "S0", "S3"]);

    // Among eight, an existing cluster with a poor plan makes room for a newcomer.
    let shipped = selection(&[], &["--with", "number"]).forms();
    assert_eq!((&*shipped["VIL"], &*shipped["candidate-b"]), ("SPC", "none"));
    let poor: [Edit; 2] = [
        (INITIATIVES, "VIL,plan,--..++,", "VIL,plan,--,"),
        (INITIATIVES, "VIL,strategic,--..++,", "VIL,strategic,--,"),
    ];
    let poor = selection(&poor, &["--with", "number"]).forms();
    assert_eq!((&*poor["VIL"], &*poor["candidate-b"]), ("none", "IBN"));
}

#[test]
fn j13_the_mix_is_balanced_if_somebody_says_what_that_means() {
    let chosen = |edits: &[Edit], args: &[&str]| together(edits, args).count("none", "0");
    let one_domain: [Edit; 3] = [
        (FIGURES, "Catalisti,domain,chemistry,", "Catalisti,domain,logistics,"),
        (FIGURES, "Flux50,domain,energy,", "Flux50,domain,logistics,"),
        (FIGURES, "FlandersFOOD,domain,agri-food,", "FlandersFOOD,domain,logistics,"),
    ];
    // Without a bound nothing rests on the mix; with one, four of six in one domain are two too many.
    assert_eq!(chosen(&one_domain, &[]), 6);
    assert_eq!(chosen(&[], &["--limit", "balance=0.5"]), 6);
    assert_eq!(chosen(&one_domain, &["--limit", "balance=0.5"]), 4);
    let invented = |args: &[&str]| {
        let forms = selection(&[], args).forms();
        (forms["candidate-a"].clone(), forms["candidate-d"].clone())
    };
    assert_eq!(invented(&[]), ("SPC".to_owned(), "IBN".to_owned()));
    assert_eq!(invented(&["--limit", "balance=1"]), ("SPC".to_owned(), "none".to_owned()));
}

/// The candidates that are chosen, each with its form.
fn candidates(edits: &[Edit], args: &[&str]) -> Vec<(char, String)> {
    let forms = selection(edits, args).forms();
    let form = |letter: char| (letter, forms[&format!("candidate-{letter}")].clone());
    ['a', 'b', 'c', 'd'].map(form).into_iter().filter(|(_, form)| form != "none").collect()
}

/// Candidates and forms, as in "aSPC dIBN".
fn are(candidates: &[(char, String)]) -> String {
    let words = candidates.iter().map(|(letter, form)| format!("{letter}{form}"));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn j14_new_clusters_are_few_and_of_strategic_value() {
    assert_eq!(are(&candidates(&[], &[])), "aSPC bIBN dIBN");
    assert_eq!(are(&candidates(&[], &["--with", "few-new"])), "aSPC dIBN");
    assert_eq!(are(&candidates(&[], &["--limit", "few-new=1"])), "aSPC");
    let valuable: Edit = (INITIATIVES, "candidate-c,strategic,-..0,", "candidate-c,strategic,+,");
    assert_eq!(are(&candidates(&[valuable], &[])), "aSPC bIBN cSPC dIBN");
    let less: Edit = (INITIATIVES, "candidate-a,strategic,++,", "candidate-a,strategic,0,");
    assert_eq!(are(&candidates(&[less], &[])), "bIBN dIBN");
}

#[test]
fn j15_some_start_as_a_network_for_a_limited_time() {
    assert_eq!(are(&candidates(&[], &["--with", "network-first"])), "aIBN bIBN dIBN");
    assert_eq!(are(&candidates(&[], &["--limit", "networks=0"])), "aSPC bSPC dSPC");
    let networks = candidates(&[], &["--with", "networks"]);
    assert_eq!(networks.iter().filter(|(_, form)| form == "IBN").count(), 1);

    let path = |edits: &[Edit], args: &[&str], letter: char| {
        let args: Vec<&str> = args.iter().chain(&["--draws", "200"]).copied().collect();
        let name = format!("candidate-{letter}");
        answer("pathway", NEW, edits, &args).path("initiative", &name, "form")
    };
    assert_eq!(path(&[], &[], 'a'), ["SPC", "SPC", "SPC"]);
    assert_eq!(path(&[], &["--with", "network-first"], 'a'), ["IBN", "SPC", "SPC"]);
    // D is best as a network, and may be one for one period.
    assert_eq!(path(&[], &[], 'd').iter().filter(|form| *form == "IBN").count(), 1);
    let longer: Edit = (
        CASE,
        "in      = { form = \"IBN\" }\nat_most = 1",
        "in      = { form = \"IBN\" }\nat_most = 3",
    );
    assert_eq!(path(&[longer], &[], 'd'), ["IBN", "IBN", "IBN"]);
    // What is emerging is asked of newcomers, and flagged where it is missing.
    let flagged = |edits: &[Edit]| {
        let answer = answer("evaluate", NEW, edits, &[]);
        let of = |row: &&BTreeMap<String, String>| {
            row["initiative"] == "candidate-b" && row["form"] == "IBN"
        };
        answer.0["ranking"].iter().find(of).unwrap()["flagged_by"].clone()
    };
    assert_eq!(flagged(&[]), "emerging-domain");
    assert_eq!(flagged(&[(INITIATIVES, "candidate-b,emerging,0,", "candidate-b,emerging,+,")]), "");
}

#[test]
fn j16_clusters_and_money_are_not_scattered() {
    let count = |args: &[&str]| selection(&[], args).count("none", "0");
    assert_eq!(count(&[]), 9);
    assert_eq!(count(&["--with", "number"]), 8);
    assert_eq!(count(&["--limit", "number=3"]), 3);
    assert_eq!(are(&candidates(&[], &["--with", "number"])), "aSPC dIBN");
    // Money counts at its worst: 0.643 for a cluster and, where nothing is known, 0.5 for a network.
    let shipped = selection(&[], &["--limit", "budget=4.5"]);
    let cost =
        0.643 * shipped.count("form", "SPC") as f64 + 0.5 * shipped.count("form", "IBN") as f64;
    assert!(cost <= 4.5);
    assert!((shipped.limit("budget").0 - cost).abs() < 1e-9);
    assert_eq!(shipped.limit("budget").1, "1");
    assert!(count(&["--limit", "budget=4.5"]) < 9);
}

#[test]
fn j17_support_stays_within_the_state_aid_rules() {
    let limit = |edits: &[Edit]| together(edits, &[]).limit("state-aid-rules");
    // Nobody checked it, so whether it is kept is not known.
    assert_eq!(limit(&[]), (6.0, String::new()));
    let checked: Edit = (JUDGEMENTS, "S3,state_aid,?,", "S3,state_aid,inside,");
    assert_eq!(limit(&[checked]), (0.0, "1".to_owned()));
    let hard: Edit = (
        CASE,
        "count   = { attribute = \"state_aid\", is = \"outside\" }\nat_most = 0\neffect  = \"flag\"",
        "count   = { attribute = \"state_aid\", is = \"outside\" }\nat_most = 0",
    );
    assert_eq!(together(&[hard], &[]).scenarios(), all("none"));
    assert_eq!(together(&[hard, checked], &[]).scenarios(), all("S3"));
    let late = in_time(&[], &["--draws", "200", "--ready", "state-aid=2030"]);
    assert_eq!(late.cluster("VIL"), ["S0", "S3", "S3"]);
}

#[test]
fn j18_pacts_name_what_the_cluster_does_for_society() {
    let hard: Edit = (
        CASE,
        "is = \"no\" }\nat_most = 0\neffect  = \"flag\"\nkind    = \"inferred\"\nreason  = { en = \"The pact should",
        "is = \"no\" }\nat_most = 0\nkind    = \"inferred\"\nreason  = { en = \"The pact should",
    );
    let vil: Edit = (FIGURES, "VIL,pact_content,no,", "VIL,pact_content,yes,");
    let flagged = |edits: &[Edit]| together(edits, &[]).limit("pact-content");
    assert_eq!(flagged(&[]), (6.0, "0".to_owned()));
    assert_eq!(flagged(&[vil]), (5.0, "0".to_owned()));
    // Kept hard, scenario 3 is left to the one that has such a pact. Of scenario 1 it is not asked.
    assert_eq!(together(&[hard, vil], &[]).scenarios(), some(&["VIL"], "S3", "S1"));
    // Scenario 4 needs the pact in any case.
    assert_eq!(in_time(&[], &ready(&["--ready", "pact=2033"])).cluster("VIL"), ["S3", "S3", "S4"]);
    assert_eq!(in_time(&[], &ready(&["--ready", "pact=never"])).cluster("VIL"), ["S3", "S3", "S3"]);
}

#[test]
fn j19_present_support_ends_after_its_term() {
    // Were the evaluation never done, the clusters would stay where they are; the term ends that.
    let waiting = ["--draws", "200", "--ready", "evaluated=never"];
    assert_eq!(in_time(&[], &waiting).cluster("VIL"), ["S0", "S0", "S0"]);
    let ended: Vec<&str> = waiting.iter().chain(&["--with", "ten-years"]).copied().collect();
    assert_eq!(in_time(&[], &ended).cluster("VIL"), ["S0", "", ""]);
}
