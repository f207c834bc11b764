//! What other packages answer on the golden cases, beside ours: the tables of `docs/packages.md`.
//!
//! `AFWEGING_DOCS=overwrite` writes the page. Each kind of difference is named with what shows it: a
//! formula, or parameters of ours, that gives the answers of the package.

use super::golden::{Answer, Answered, Golden, in_toml, numbers, read};
use super::package_formulas as formula;
use crate::common::project;
use afweging::method::{Method, PairFigures};
use afweging::study::evaluate;
use std::collections::{BTreeMap, BTreeSet};

/// The packages, with the version that was run.
const VERSIONS: &[(&str, &str)] = &[
    ("OutrankingTools", "1.0"),
    ("pyDecision", "5.1.8"),
    ("pymcdm", "1.4.0"),
    ("pyrepo-mcda", "0.1.15"),
    ("scikit-criteria", "0.10"),
];

/// An answer: figures in the order of the golden file, or a row of signs for each alternative.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Numbers(Vec<f64>),
    Signs(Vec<String>),
}

impl Given {
    /// Numbers within the tolerance of the golden case; signs exactly.
    fn agrees(&self, with: &Given, golden: &Golden) -> bool {
        match (self, with) {
            (Given::Numbers(ours), Given::Numbers(theirs)) => {
                ours.len() == theirs.len()
                    && ours.iter().zip(theirs).all(|(x, y)| golden.close(*x, *y))
            }
            (ours, theirs) => ours == theirs,
        }
    }
}

/// What a package answers; `None` where it gives an error, or a figure that is no number.
fn theirs(answer: &Answer, what: &str) -> Option<Given> {
    match answer.figures.get(what)? {
        Answered::Numbers(figures) => {
            Some(Given::Numbers(figures.iter().copied().collect::<Option<_>>()?))
        }
        Answered::Signs(rows) => Some(Given::Signs(rows.clone())),
        Answered::Matrix(rows) => {
            let figures = rows.iter().flatten().copied().collect::<Option<_>>()?;
            Some(Given::Numbers(figures))
        }
        Answered::Error(words) => panic!("{words} is no answer"),
    }
}

/// What we answer under a method; `None` where it is not defined.
pub fn ours(golden: &Golden, method: &Method, what: &str) -> Option<Given> {
    let problem = golden.problem();
    let evaluation = evaluate(&problem, method).ok()?;
    let group = &evaluation.groups[0];
    if what == "score" {
        let papers = evaluation.method.sheet().symbol.starts_with('-') || golden.method == "vikor";
        let sign = if papers { -1.0 } else { 1.0 };
        let scores = group.standings().map(|standing| standing.score.map(|score| sign * score));
        return Some(Given::Numbers(scores.collect::<Option<_>>()?));
    }
    let native = group.native()?;
    if what == "relation" {
        let relation = native.relation().expect("a relation");
        let sign = |a: usize, b: usize| match relation[a][b] {
            Some(relation) if a != b => relation.letter(),
            _ => "-",
        };
        let all = 0..relation.len();
        let row = |a: usize| all.clone().map(|b| sign(a, b)).collect();
        return Some(Given::Signs(all.clone().map(row).collect()));
    }
    match native.pair_column(what) {
        Some(PairFigures::Flags(flags)) => {
            let sign = |flag: &bool| if *flag { '1' } else { '0' };
            Some(Given::Signs(flags.iter().map(|row| row.iter().map(sign).collect()).collect()))
        }
        Some(_) => panic!("{what} of {} is not compared", golden.id),
        None => {
            let figures = numbers(&native, what);
            assert!(!figures.is_empty(), "{} has no {what}", golden.id);
            Some(Given::Numbers(figures))
        }
    }
}

/// What we answer to a golden case.
fn answer_of_ours(golden: &Golden, what: &str) -> Option<Given> {
    match (golden.method.as_str(), what) {
        ("normalization", _) => formula::normalised(golden),
        ("promethee-ii", "relation") => {
            ours(golden, &Method::named("promethee-i").expect("a method"), what)
        }
        _ => ours(golden, &golden.method(), what),
    }
}

/// What shows the cause of a difference.
enum Shown {
    /// Another formula, which gives the package's answer.
    Formula(fn(&Golden) -> Option<Given>),
    /// Parameters of ours, as a user writes them, which give the package's answer.
    Variant(&'static [(&'static str, &'static str)]),
    /// What is so of every case that differs, and not of every case.
    Where(fn(&Golden) -> bool),
    /// The signs that differ are those of pairs whose flows differ by less than 1e-9.
    Rounding,
}

/// Why a package differs on the cases of a file.
struct Cause {
    file: &'static str,
    package: &'static str,
    what: &'static str,
    words: &'static str,
    shown: Shown,
}

impl Cause {
    /// Whether it is of a package's answers on a file. A name that ends in `_` stands for all files
    /// that begin with it.
    fn is_of(&self, file: &str, package: &str, what: &str) -> bool {
        let named = self.file == file || self.file.ends_with('_') && file.starts_with(self.file);
        named && self.package == package && self.what == what
    }
}

const fn by_formula(
    file: &'static str,
    package: &'static str,
    words: &'static str,
    formula: fn(&Golden) -> Option<Given>,
) -> Cause {
    Cause { file, package, what: "score", words, shown: Shown::Formula(formula) }
}

/// The causes that are known. A case counts for the first cause that it shows.
const CAUSES: &[Cause] = &[
    by_formula(
        "waspas",
        "pyDecision",
        "figures are 1 + min-max instead of x/max and min/x",
        formula::one_plus_min_max,
    ),
    by_formula(
        "codas",
        "pyDecision",
        "`tau` multiplies the product of both differences of distances; in the paper the second difference counts only where the first is below `tau`",
        formula::codas_product,
    ),
    by_formula(
        "copras",
        "pymcdm",
        "the score is (S+ + S-) over the largest such sum: costs are rewarded",
        formula::costs_rewarded,
    ),
    by_formula(
        "mabac",
        "pyDecision",
        "no weights: each criterion has 1 / m for m alternatives; a constant column is 0",
        formula::unweighted_mabac,
    ),
    by_formula(
        "moora_refpoint",
        "pyDecision",
        "no weights, and the distance over the largest",
        formula::unweighted_distance,
    ),
    by_formula(
        "full_multiplicative",
        "scikit-criteria",
        "weights multiply shares instead of being exponents, so they never change the order",
        formula::weights_multiply,
    ),
    by_formula(
        "full_multiplicative",
        "pyrepo-mcda",
        "weights multiply shares instead of being exponents, so they never change the order",
        formula::weights_multiply,
    ),
    by_formula(
        "full_multiplicative",
        "pyDecision",
        "no weights, and the product over the largest",
        formula::unweighted_product,
    ),
    by_formula(
        "gra",
        "pyDecision",
        "the grade is divided by the number of alternatives; a constant column is at distance 1 from the best",
        formula::grade_over_alternatives,
    ),
    by_formula(
        "cocoso",
        "pyDecision",
        "a constant column is 0, where ours is 1; 1 is added to S and P where a sum is 0",
        formula::cocoso_constant_zero,
    ),
    by_formula(
        "cocoso",
        "scikit-criteria",
        "a constant column is 0, where ours is 1; 1 is added to S and P where a sum is 0",
        formula::cocoso_constant_zero,
    ),
    by_formula(
        "wsm_minmax",
        "scikit-criteria",
        "a constant column is 0, where ours is 1",
        formula::constant_adds_nothing,
    ),
    by_formula(
        "wsm_minmax",
        "pyDecision",
        "a constant column is 0, where ours is 1",
        formula::constant_adds_nothing,
    ),
    by_formula(
        "mairca",
        "pyDecision",
        "a constant column has the whole gap, where ours has none",
        formula::constant_gap,
    ),
    by_formula(
        "vikor",
        "pyrepo-mcda",
        "where all R are equal, Q takes R itself",
        formula::raw_regret,
    ),
    by_formula(
        "vikor",
        "pyDecision",
        "where all R are equal, rounding of R counts as a difference",
        formula::rounded_regret,
    ),
    Cause {
        file: "vikor",
        package: "pyDecision",
        what: "compromise",
        words: "the whole ranking where both conditions hold or neither does; C1 and C2 are tested on the first of the order alone",
        shown: Shown::Formula(formula::whole_ranking),
    },
    Cause {
        file: "norm_max",
        package: "scikit-criteria",
        what: "normalised",
        words: "a cost is -x/max, which is ours less 1",
        shown: Shown::Formula(formula::negated_max),
    },
    Cause {
        file: "norm_vector",
        package: "scikit-criteria",
        what: "normalised",
        words: "a cost is turned into 1/x before the lengths are taken",
        shown: Shown::Formula(formula::reciprocal_vector),
    },
    Cause {
        file: "norm_minmax",
        package: "scikit-criteria",
        what: "normalised",
        words: "a constant column is 0, where ours is 1",
        shown: Shown::Formula(formula::min_max_constant_zero),
    },
    Cause {
        file: "electre_i",
        package: "scikit-criteria",
        what: "kernel",
        words: "only alternatives that nobody outranks: one is missing that is outranked from outside the kernel alone",
        shown: Shown::Formula(formula::not_outranked),
    },
    Cause {
        file: "electre_i",
        package: "pyDecision",
        what: "kernel",
        words: "circuits are not reduced to one class",
        shown: Shown::Where(formula::outranks_in_circuits),
    },
    Cause {
        file: "electre_is",
        package: "pyDecision",
        what: "kernel",
        words: "arcs of circuits are taken out instead of reduced to one class",
        shown: Shown::Where(formula::outranks_in_circuits),
    },
    Cause {
        file: "electre_is",
        package: "pyDecision",
        what: "kernel",
        words: "found in one pass: alternatives that nobody outranks, and all that these do not outrank",
        shown: Shown::Formula(formula::kernel_in_one_pass),
    },
    Cause {
        file: "electre_is",
        package: "pyDecision",
        what: "outranks",
        words: "one criterion has more than 1 - c of the weight, and then it is a veto even where the alternative is ahead",
        shown: Shown::Formula(formula::veto_ahead),
    },
    Cause {
        file: "electre_ii",
        package: "scikit-criteria",
        what: "direct",
        words: "an alternative waits while any other that is left outranks it, weakly or strongly; `majority` is strict, and a circuit ends the order",
        shown: Shown::Formula(formula::direct_by_any),
    },
    Cause {
        file: "electre_ii",
        package: "scikit-criteria",
        what: "inverse",
        words: "an alternative waits while any other that is left outranks it, weakly or strongly; `majority` is strict, and a circuit ends the order",
        shown: Shown::Formula(formula::inverse_by_any),
    },
    Cause {
        file: "electre_ii",
        package: "pyDecision",
        what: "direct",
        words: "arcs of circuits are taken out instead of reduced to one class",
        shown: Shown::Where(formula::outranks_in_circuits),
    },
    Cause {
        file: "electre_ii",
        package: "pyDecision",
        what: "inverse",
        words: "arcs of circuits are taken out instead of reduced to one class",
        shown: Shown::Where(formula::outranks_in_circuits),
    },
    Cause {
        file: "electre_iii",
        package: "pyDecision",
        what: "descending",
        words: "a lead must exceed s of the largest credibility instead of s of its own, and every distillation of a tie starts at the top again",
        shown: Shown::Formula(formula::descending_from_the_top),
    },
    Cause {
        file: "electre_iii",
        package: "pyDecision",
        what: "ascending",
        words: "a lead must exceed s of the largest credibility instead of s of its own, and every distillation of a tie starts at the top again",
        shown: Shown::Formula(formula::ascending_from_the_top),
    },
    Cause {
        file: "electre_tri",
        package: "pyDecision",
        what: "pessimistic",
        words: "an alternative must be preferred to a limit, and not only at least as good: one that is indifferent comes lower",
        shown: Shown::Formula(formula::preferred_to_limits),
    },
    Cause {
        file: "flowsort",
        package: "pyDecision",
        what: "score",
        words: "a flow equal to that of a limit comes above it by negative flow, and so does one halfway between two central profiles: `at_limit` = above",
        shown: Shown::Variant(&[("at_limit", "above")]),
    },
    Cause {
        file: "promethee_",
        package: "pyDecision",
        what: "relation",
        words: "flows are compared without a tolerance: pairs whose flows differ by less than 1e-9 flip",
        shown: Shown::Rounding,
    },
];

/// One package against us, on the cases of one file.
#[derive(Default)]
struct Compared {
    agree: Vec<String>,
    /// With the words of the cause, or none where it is not known.
    differ: Vec<(String, Option<&'static str>)>,
    /// The package gives no number, and we do.
    they_refuse: usize,
    /// We give no number, and the package does.
    we_refuse: usize,
}

/// The files of golden cases that hold answers of packages.
fn files() -> Vec<(String, Vec<Golden>)> {
    let folder = project("tests/goldens/peer");
    let entries = std::fs::read_dir(folder).expect("the goldens are there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let read = |name: String| {
        let goldens = read(&format!("peer/{name}"));
        (name.trim_end_matches(".jsonl").replace("fmf", "full_multiplicative"), goldens)
    };
    names
        .into_iter()
        .map(read)
        .filter(|(_, goldens)| goldens.iter().any(|g| !g.answers.is_empty()))
        .collect()
}

/// The cause that a difference shows.
fn cause(
    file: &str,
    package: &str,
    what: &str,
    golden: &Golden,
    ours: &Given,
    theirs: &Given,
) -> Option<&'static str> {
    let fits = |cause: &&Cause| cause.is_of(file, package, what);
    let shows = |cause: &&Cause| match cause.shown {
        Shown::Formula(formula) => formula(golden).is_some_and(|it| it.agrees(theirs, golden)),
        Shown::Variant(parameters) => {
            let with = |method: Method, (name, value): &(&str, &str)| {
                method.with_parameter(name, value).expect("a parameter")
            };
            let method = parameters.iter().fold(golden.method(), with);
            self::ours(golden, &method, what).is_some_and(|it| it.agrees(theirs, golden))
        }
        Shown::Where(is_so) => is_so(golden),
        Shown::Rounding => only_near_pairs_differ(golden, ours, theirs),
    };
    CAUSES.iter().filter(fits).find(shows).map(|cause| cause.words)
}

/// Whether all pairs whose sign differs have flows within 1e-9 of each other, of one kind or both.
fn only_near_pairs_differ(golden: &Golden, ours: &Given, theirs: &Given) -> bool {
    let (Given::Signs(ours), Given::Signs(theirs)) = (ours, theirs) else { return false };
    let near = |flow: &[f64], a: usize, b: usize| (flow[a] - flow[b]).abs() < 1e-9;
    ours.iter().zip(theirs).enumerate().all(|(a, (ours, theirs))| {
        ours.chars().zip(theirs.chars()).enumerate().all(|(b, (one, other))| {
            one == other || near(&golden.phi_plus, a, b) || near(&golden.phi_minus, a, b)
        })
    })
}

type Rows = BTreeMap<(String, String, String), Compared>;

fn compare(file: &str, goldens: &[Golden], rows: &mut Rows) {
    let mut asked: BTreeSet<(String, String)> = BTreeSet::new();
    for answer in goldens.iter().flat_map(|golden| &golden.answers) {
        for package in &answer.packages {
            let given = answer.figures.keys().filter(|what| *what != "none");
            asked.extend(given.map(|what| (package.clone(), what.clone())));
        }
    }
    for golden in goldens {
        let mut own: BTreeMap<&str, Option<Given>> = BTreeMap::new();
        for (package, what) in &asked {
            // ELECTRE TRI-B is asked for both rules; a file may leave a package out of a case.
            let Some(answer) = golden.answers.iter().find(|it| it.packages.contains(package))
            else {
                continue;
            };
            let ours = own.entry(what).or_insert_with(|| answer_of_ours(golden, what));
            let theirs = theirs(answer, what);
            let key = (file.to_owned(), package.clone(), what.clone());
            let row = rows.entry(key).or_default();
            match (ours, theirs) {
                (None, None) => {}
                (Some(_), None) => row.they_refuse += 1,
                (None, Some(_)) => row.we_refuse += 1,
                (Some(ours), Some(theirs)) if ours.agrees(&theirs, golden) => {
                    row.agree.push(golden.id.clone());
                }
                (Some(ours), Some(theirs)) => {
                    let cause = cause(file, package, what, golden, ours, &theirs);
                    row.differ.push((golden.id.clone(), cause));
                }
            }
        }
    }
}

/// The parameters that all cases of a file share, as a user writes them.
fn with(goldens: &[Golden]) -> String {
    let first = &goldens[0];
    let mut all: Vec<(&str, String)> = Vec::new();
    if let Some(name) = first.normalization.as_deref().filter(|_| first.method != "normalization") {
        all.push(("normalization", name.to_owned()));
    }
    let shared = first.parameters.iter().filter(|(name, value)| {
        !value.is_object()
            && goldens.iter().all(|golden| golden.parameters.get(*name) == Some(*value))
    });
    all.extend(shared.map(|(name, value)| (name.as_str(), in_toml(value))));
    let said: Vec<String> = all.iter().map(|(name, value)| format!("`{name}` = {value}")).collect();
    said.join(", ")
}

fn method_cell(file: &str, golden: &Golden) -> String {
    let functions = file.strip_prefix("promethee_").map(|name| name.replace('_', " "));
    match (golden.method.as_str(), functions) {
        ("normalization", _) => format!("normalization `{}`", golden.normalization_name()),
        (method, Some(functions)) => format!("`{method}`, {functions}"),
        (method, None) => format!("`{method}`"),
    }
}

fn version(package: &str) -> String {
    let (_, version) = VERSIONS.iter().find(|(name, _)| *name == package).expect("a version");
    format!("{package} {version}")
}

fn count(n: usize) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn page(files: &[(String, Vec<Golden>)], rows: &Rows) -> String {
    let mut out = String::new();
    let total: usize = rows.values().map(|row| row.agree.len() + row.differ.len()).sum();
    let agree: usize = rows.values().map(|row| row.agree.len()).sum();
    let unknown =
        rows.values().flat_map(|row| &row.differ).filter(|(_, cause)| cause.is_none()).count();
    let known = total - agree - unknown;
    out += &format!(
        "{total} answers were compared. {agree} agree, {known} differ for a cause that is shown, and {unknown} differ for a cause that is not known.\n\n"
    );
    out += "## Agreement\n\n| method | with | package | answer | compared | agree | differ | package gives none | we give none |\n|---|---|---|---|---:|---:|---:|---:|---:|\n";
    for (file, goldens) in files {
        let (method, with) = (method_cell(file, &goldens[0]), with(goldens));
        for ((_, package, what), row) in rows.iter().filter(|((of, ..), _)| of == file) {
            let [agree, differ] = [row.agree.len(), row.differ.len()];
            out += &format!(
                "| {method} | {with} | {} | {what} | {} | {agree} | {} | {} | {} |\n",
                version(package),
                agree + differ,
                count(differ),
                count(row.they_refuse),
                count(row.we_refuse)
            );
        }
    }
    out += "\n## Causes\n\n| method | package | answer | cause | shown on | for instance |\n|---|---|---|---|---:|---|\n";
    for (file, goldens) in files {
        for ((_, package, what), row) in rows.iter().filter(|((of, ..), _)| of == file) {
            let mut causes: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
            for (id, cause) in &row.differ {
                match causes.iter_mut().find(|(known, _)| known == cause) {
                    Some((_, ids)) => ids.push(id.as_str()),
                    None => causes.push((*cause, vec![id.as_str()])),
                }
            }
            for (cause, ids) in causes {
                out += &format!(
                    "| {} | {} | {what} | {} | {} of {} | `{}` |\n",
                    method_cell(file, &goldens[0]),
                    version(package),
                    cause.unwrap_or("not explained"),
                    ids.len(),
                    row.differ.len(),
                    ids[0]
                );
            }
        }
    }
    out
}

fn all() -> (Vec<(String, Vec<Golden>)>, Rows) {
    let files = files();
    let mut rows = Rows::new();
    for (file, goldens) in &files {
        compare(file, goldens, &mut rows);
    }
    (files, rows)
}

#[test]
fn the_page_on_packages_is_what_the_golden_cases_show() {
    let (files, rows) = all();
    let text = page(&files, &rows);
    let path = project("docs/packages.md");
    let whole = std::fs::read_to_string(&path).expect("the page is there");
    let (start, end) = ("<!-- generated -->\n", "<!-- end -->");
    let from = whole.find(start).expect("a start") + start.len();
    let to = whole.find(end).expect("an end");
    let wanted = format!("{}\n{text}\n{}", &whole[..from], &whole[to..]);
    if std::env::var("AFWEGING_DOCS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    let differs = whole.lines().zip(wanted.lines()).find(|(old, new)| old != new);
    assert!(whole == wanted, "AFWEGING_DOCS=overwrite writes docs/packages.md: {differs:?}");
}

/// A cause that nothing shows is not one, nor is one that is so of every case.
#[test]
fn every_cause_shows_in_some_case() {
    let (files, rows) = all();
    for cause in CAUSES {
        let name = (cause.file, cause.package, cause.what);
        let mut of =
            rows.iter().filter(|((file, package, what), _)| cause.is_of(file, package, what));
        let shows = |row: &Compared| row.differ.iter().any(|(_, it)| *it == Some(cause.words));
        assert!(of.any(|(_, row)| shows(row)), "{name:?}: no case shows it");
        if let Shown::Where(is_so) = cause.shown {
            let (_, goldens) = files.iter().find(|(file, _)| file == cause.file).expect("a file");
            assert!(!goldens.iter().all(is_so), "{name:?} is so of every case");
        }
    }
}

/// The sheet of a method names every package that was compared, and how to get its numbers where
/// that takes a normalization.
#[test]
fn sheets_name_the_packages_and_the_variants_that_give_their_numbers() {
    let (files, rows) = all();
    let mut missing = Vec::new();
    for (file, goldens) in files.iter().filter(|(_, goldens)| goldens[0].method != "normalization")
    {
        let golden = &goldens[0];
        let method = Method::named(&golden.method).expect("a method");
        let said = method.sheet().disagreements;
        for ((_, package, what), row) in rows.iter().filter(|((of, ..), _)| of == file) {
            let mut asked = vec![package.clone()];
            let default = method.with_parameter("normalization", golden.normalization_name());
            let varies = golden.normalization.is_some() && default.is_ok_and(|own| own != method);
            if varies && what == "score" && !row.agree.is_empty() {
                asked.push(format!("`normalization` = {}", golden.normalization_name()));
            }
            let variants = CAUSES.iter().filter(|cause| cause.is_of(file, package, what));
            for cause in variants {
                if let Shown::Variant(parameters) = cause.shown {
                    let typed =
                        parameters.iter().map(|(name, value)| format!("`{name}` = {value}"));
                    asked.extend(typed);
                }
            }
            for text in [said.0, said.1] {
                let lacking = asked.iter().filter(|asked| !text.contains(asked.as_str()));
                missing.extend(lacking.map(|asked| format!("{}: {asked}", golden.method)));
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "sheets lack\n{}", missing.join("\n"));
}
