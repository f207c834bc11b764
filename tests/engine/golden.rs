//! Published worked examples and answers of other packages. See `goldens/README.md`.

use crate::common::project;
use afweging::Error;
use afweging::method::{Figures, Method, Native, PairFigures};
use afweging::problem::{Direction, Matrix, PreferenceFunction, Problem, Thresholds};
use afweging::study::evaluate;
use afweging::value::Normalization;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Cases whose reference we do not reproduce, each with its cause.
const DEVIATIONS: &[(&str, &str)] = &[(
    "waspas_chakraborty_2015",
    "printed for weights that sum to 1.0195; they are normalised here, and a product of powers is not proportional to them",
)];

#[derive(Deserialize)]
pub struct Golden {
    #[serde(alias = "name")]
    pub id: String,
    pub method: String,
    pub matrix: Vec<Vec<f64>>,
    pub directions: Vec<String>,
    pub weights: Vec<f64>,
    pub normalization: Option<String>,
    #[serde(default)]
    scores: Vec<f64>,
    #[serde(default)]
    ranks: Vec<usize>,
    #[serde(default)]
    normalised: Vec<Vec<f64>>,
    #[serde(default)]
    undefined: bool,
    tolerance: Option<f64>,
    relative: Option<f64>,
    // VIKOR
    #[serde(default)]
    s: Vec<f64>,
    #[serde(default)]
    r: Vec<f64>,
    #[serde(default)]
    q: Vec<f64>,
    #[serde(default)]
    compromise: Vec<usize>,
    // PROMETHEE
    #[serde(default)]
    functions: Vec<PreferenceFunction>,
    #[serde(default)]
    pub indifference: Vec<f64>,
    #[serde(default)]
    pub preference: Vec<f64>,
    #[serde(default)]
    inflection: Vec<f64>,
    #[serde(default)]
    pub phi_plus: Vec<f64>,
    #[serde(default)]
    pub phi_minus: Vec<f64>,
    #[serde(default)]
    relation: Vec<Vec<String>>,
    /// Parameters of the method, as they stand in a criteria file; criteria are C1, C2 ...
    #[serde(default)]
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// The least and the greatest figure of each criterion's scale.
    #[serde(default)]
    scales: Vec<[f64; 2]>,
    #[serde(default)]
    pub veto: Vec<f64>,
    /// What is given where the formula has no answer, in the paper's orientation.
    #[serde(default)]
    documented: Vec<f64>,
    /// The method's own figures of alternatives, by the name of their column.
    #[serde(default)]
    columns: BTreeMap<String, Vec<f64>>,
    /// The method's own figures of ordered pairs, by the name of their column; a row per first
    /// alternative. The diagonal is not compared.
    #[serde(default)]
    pairs: BTreeMap<String, Vec<Vec<f64>>>,
    /// The lower limits of the categories but the worst, from the second worst up.
    #[serde(default)]
    profiles: Vec<Vec<f64>>,
    /// The number of categories, where they have no limits.
    categories: Option<usize>,
    /// Alternatives and their categories, from 0 for the worst.
    #[serde(default)]
    examples: Vec<[usize; 2]>,
    /// What the method says of each alternative and limit, by the name of its column; a row per
    /// alternative.
    #[serde(default)]
    pub limits: BTreeMap<String, Vec<Vec<f64>>>,
    /// What other packages answer. Those whose answers are the same to nine digits stand together.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// The answer of some packages to a golden case.
#[derive(Deserialize)]
pub struct Answer {
    pub packages: Vec<String>,
    /// Figures by what they are: `score`, in the paper's orientation, `normalised`, and the columns
    /// that the method has of its own.
    #[serde(flatten)]
    pub figures: BTreeMap<String, Answered>,
}

/// Figures of an answer; none where the package gives NaN or infinity.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Answered {
    /// One for each alternative.
    Numbers(Vec<Option<f64>>),
    /// A sign for each pair of alternatives: a row for each first one.
    Signs(Vec<String>),
    /// A row for each alternative.
    Matrix(Vec<Vec<Option<f64>>>),
    /// The words of an error, given instead of an answer.
    Error(String),
}

impl Golden {
    pub fn directions(&self) -> Vec<Direction> {
        self.directions
            .iter()
            .map(|direction| if direction == "min" { Direction::Min } else { Direction::Max })
            .collect()
    }

    pub fn problem(&self) -> Problem {
        let matrix =
            Matrix::from_fn(self.matrix.len(), self.weights.len(), |i, j| self.matrix[i][j]);
        let plain = self.indifference.is_empty() && self.veto.is_empty() && self.scales.is_empty();
        let sorts = self.categories.is_some() || !self.profiles.is_empty();
        if self.functions.is_empty() && plain && !sorts {
            return Problem::crisp(&matrix, &self.directions(), &self.weights)
                .expect("a golden case is a problem");
        }
        let mut builder = Problem::builder();
        for (j, (direction, weight)) in self.directions().into_iter().zip(&self.weights).enumerate()
        {
            let function = self.functions.get(j).copied();
            // A golden case fills in the thresholds that its function does not read.
            let needs = |name, figures: &[f64]| {
                let figure = figures.get(j).copied();
                figure.filter(|_| function.is_none_or(|function| function.needs().contains(&name)))
            };
            let thresholds = Thresholds {
                indifference: needs("indifference", &self.indifference),
                preference: needs("preference", &self.preference),
                inflection: needs("inflection", &self.inflection),
                veto: self.veto.get(j).copied(),
                function,
            };
            builder = builder.criterion_with(format!("C{}", j + 1), direction, *weight, |c| {
                match self.scales.get(j) {
                    Some([min, max]) => c.thresholds(thresholds).scale(*min, *max),
                    None => c.thresholds(thresholds),
                }
            });
        }
        for (i, row) in self.matrix.iter().enumerate() {
            builder = builder.alternative(format!("A{}", i + 1), row.iter().copied());
        }
        // Central profiles are those of all categories, limits those of all but the worst.
        let central = self.parameters.get("profiles").is_some_and(|it| it == "central");
        let without = usize::from(!central);
        let count = self.categories.unwrap_or(self.profiles.len() + without);
        for at in (0..count).filter(|_| sorts) {
            builder = builder.category_with(format!("K{}", at + 1), |c| {
                let profile = at.checked_sub(without).and_then(|at| self.profiles.get(at));
                profile.map_or(c.clone(), |profile| c.profile(profile.iter().copied()))
            });
        }
        for [alternative, category] in &self.examples {
            builder =
                builder.example(format!("A{}", alternative + 1), format!("K{}", category + 1));
        }
        builder.build().expect("a golden case is a problem")
    }

    pub fn method(&self) -> Method {
        let normalization = self.normalization.iter().map(|name| ("normalization", name.clone()));
        let parameters = self.parameters.iter();
        let own = parameters.map(|(name, value)| (name.as_str(), in_toml(value)));
        let method = Method::named(&self.method).expect("a method of the catalogue");
        normalization.chain(own).fold(method, |method, (name, value)| {
            let with = method.with_parameter(name, &value);
            with.unwrap_or_else(|error| panic!("{}: {error}", self.id))
        })
    }

    pub fn column(&self, j: usize) -> Vec<f64> {
        self.matrix.iter().map(|row| row[j]).collect()
    }

    pub fn normalization_name(&self) -> &str {
        self.normalization.as_deref().unwrap_or("")
    }

    pub fn close(&self, ours: f64, reference: f64) -> bool {
        let allowed = match (self.tolerance, self.relative) {
            (None, None) => 1e-9f64.max(1e-7 * reference.abs()),
            (tolerance, relative) => {
                tolerance.unwrap_or(0.0).max(relative.unwrap_or(0.0) * reference.abs())
            }
        };
        (ours - reference).abs() <= allowed
    }

    fn compare(&self, name: &str, ours: &[f64], reference: &[f64]) -> Result<(), String> {
        if ours.len() != reference.len() || reference.is_empty() {
            return Err(format!(
                "{name}: {} figures against {} in the golden file",
                ours.len(),
                reference.len()
            ));
        }
        match ours.iter().zip(reference).all(|(ours, reference)| self.close(*ours, *reference)) {
            true => Ok(()),
            false => Err(format!("{name}: {ours:?} against {reference:?}")),
        }
    }
}

/// A parameter as TOML has it.
pub fn in_toml(value: &serde_json::Value) -> String {
    let table: toml::Table =
        serde_json::from_value(serde_json::json!({ "x": value })).expect("a parameter");
    match &table["x"] {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub fn read(path: &str) -> Vec<Golden> {
    let text = std::fs::read_to_string(project("tests/goldens").join(path)).expect("a golden file");
    if path.ends_with(".jsonl") {
        text.lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}: {error}"))
            })
            .collect()
    } else {
        vec![serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))]
    }
}

/// A listed deviation must deviate, all others must not.
fn settle(
    id: &str,
    outcome: Result<(), String>,
    deviations: &[(&str, &str)],
) -> Result<(), String> {
    let listed = deviations.iter().find(|(known, _)| *known == id);
    match (outcome, listed) {
        (Ok(()), None) => Ok(()),
        (Err(_), Some((_, cause))) if !cause.is_empty() => Ok(()),
        (Err(_), Some(_)) => Err(format!("{id}: a listed deviation needs a cause")),
        (Ok(()), Some(_)) => Err(format!("{id}: passes, but is listed as a deviation")),
        (Err(error), None) => Err(format!("{id}: {error}")),
    }
}

fn run(golden: &Golden) -> Result<(), String> {
    let problem = golden.problem();
    let evaluation = match evaluate(&problem, &golden.method()) {
        Ok(evaluation) => evaluation,
        // The documented answer where min/x is 0/0: an error that says so.
        Err(Error::Undefined { .. })
            if golden.undefined && golden.normalization_name() == "linear" =>
        {
            return Ok(());
        }
        Err(error) => return Err(error.to_string()),
    };
    let group = &evaluation.groups[0];
    let scores: Vec<f64> = group.standings().filter_map(|standing| standing.score).collect();
    let reference = if golden.undefined { &golden.documented } else { &golden.scores };
    let expected = match (golden.undefined && reference.is_empty(), golden.method.as_str()) {
        (false, "vikor") => golden.q.iter().map(|q| -q).collect(),
        // The paper's score is the better the lower it is.
        (false, _) if evaluation.method.sheet().symbol.starts_with('-') => {
            reference.iter().map(|score| -score).collect()
        }
        (false, _) => reference.clone(),
        (true, "weighted-sum") if golden.normalization_name() == "min-max" => {
            documented_min_max(golden)
        }
        (true, "topsis") if golden.normalization_name() == "min-max" => documented_topsis(golden),
        (true, _) => {
            return Err(
                "the reference is undefined; we gave a score where we document an error".into()
            );
        }
    };
    let no_scores = golden.scores.is_empty() && golden.q.is_empty() && !golden.undefined;
    if !evaluation.method.has_score() || no_scores {
        return own_figures(golden, &group.native().unwrap_or_default());
    }
    golden.compare("score", &scores, &expected)?;
    let ranks: Vec<usize> =
        group.standings().map(|standing| standing.rank.expect("ranked")).collect();
    if !golden.ranks.is_empty() && ranks != golden.ranks {
        return Err(format!("ranks {ranks:?} against {:?}", golden.ranks));
    }
    limits(golden, &evaluation)?;
    let native = group.native().unwrap_or_default();
    match golden.method.as_str() {
        "vikor" => vikor(golden, &native),
        "promethee-ii" => {
            golden.compare("phi_plus", &numbers(&native, "phi_plus"), &golden.phi_plus)?;
            golden.compare("phi_minus", &numbers(&native, "phi_minus"), &golden.phi_minus)?;
            promethee_i(golden, &problem)
        }
        _ => own_figures(golden, &native),
    }
}

/// The method's own figures against those of the golden case.
fn own_figures(golden: &Golden, native: &Native) -> Result<(), String> {
    for (name, reference) in &golden.columns {
        golden.compare(name, &numbers(native, name), reference)?;
    }
    for (name, reference) in &golden.pairs {
        let ours = native.pair_column(name).ok_or(format!("no figures of pairs `{name}`"))?;
        let figure = |a: usize, b: usize| match ours {
            PairFigures::Numbers(figures) => figures.at(a, b),
            PairFigures::Flags(flags) => f64::from(u8::from(flags[a][b])),
            PairFigures::Relation(_) => f64::NAN,
        };
        for (a, row) in reference.iter().enumerate() {
            for (b, expected) in row.iter().enumerate().filter(|(b, _)| *b != a) {
                let own = figure(a, b);
                if !golden.close(own, *expected) {
                    return Err(format!("{name} of {a} to {b}: {own} against {expected}"));
                }
            }
        }
    }
    if !golden.relation.is_empty() {
        relation(golden, native)?;
    }
    let compared = !golden.columns.is_empty() || !golden.pairs.is_empty();
    if !compared && golden.scores.is_empty() && !golden.undefined {
        return Err("nothing to compare".into());
    }
    Ok(())
}

/// How alternatives stand to the limits of categories, against the golden case.
fn limits(golden: &Golden, evaluation: &afweging::study::Evaluation) -> Result<(), String> {
    if golden.limits.is_empty() {
        return Ok(());
    }
    let table = evaluation.profiles_table().ok_or("no figures of limits")?;
    for (name, reference) in &golden.limits {
        for row in 0..table.rows() {
            let text = |column| table.get(row, column).as_text().expect("a text").to_owned();
            let place = |text: String| text[1..].parse::<usize>().expect("a number") - 1;
            let (alternative, category) = (place(text("alternative")), place(text("limit_of")));
            let ours = table.get(row, name).as_number().expect("a number");
            let expected = reference[alternative][category - 1];
            if !golden.close(ours, expected) {
                return Err(format!(
                    "{name} of {alternative} to limit {category}: {ours} against {expected}"
                ));
            }
        }
    }
    Ok(())
}

pub fn numbers(native: &Native, name: &str) -> Vec<f64> {
    match native.column(name) {
        Some(Figures::Numbers(numbers)) => numbers.clone(),
        Some(Figures::Flags(flags)) => {
            flags.iter().map(|flag| f64::from(u8::from(*flag))).collect()
        }
        Some(Figures::Ranks(ranks) | Figures::Categories(ranks)) => {
            ranks.iter().map(|rank| *rank as f64).collect()
        }
        None => Vec::new(),
    }
}

fn vikor(golden: &Golden, native: &Native) -> Result<(), String> {
    golden.compare("S", &numbers(native, "s"), &golden.s)?;
    golden.compare("R", &numbers(native, "r"), &golden.r)?;
    golden.compare("Q", &numbers(native, "q"), &golden.q)?;
    let Some(Figures::Flags(flags)) = native.column("compromise") else {
        return Err("no compromise set".into());
    };
    let ours: Vec<usize> = (0..flags.len()).filter(|i| flags[*i]).collect();
    let mut reference = golden.compromise.clone();
    reference.sort_unstable();
    if ours == reference {
        Ok(())
    } else {
        Err(format!("compromise set {ours:?} against {reference:?}"))
    }
}

/// The golden PROMETHEE cases hold the relation of PROMETHEE I too.
fn promethee_i(golden: &Golden, problem: &Problem) -> Result<(), String> {
    let evaluation = evaluate(problem, &Method::named("promethee-i").unwrap())
        .map_err(|error| error.to_string())?;
    let group = &evaluation.groups[0];
    assert!(
        group.standings().all(|standing| standing.score.is_none() && standing.rank.is_none()),
        "no score, no rank"
    );
    let native = group.native().unwrap_or_default();
    relation(golden, &native)
}

fn relation(golden: &Golden, native: &Native) -> Result<(), String> {
    let Some(relation) = native.relation() else {
        return Err("no relation".into());
    };
    for (a, row) in golden.relation.iter().enumerate() {
        for (b, letter) in row.iter().enumerate().filter(|(b, _)| *b != a) {
            let ours = relation[a][b].map_or("-", |relation| relation.letter());
            if ours != letter {
                return Err(format!("relation of {a} to {b}: {ours} against {letter}"));
            }
        }
    }
    Ok(())
}

/// What we document for TOPSIS with min-max: a constant column adds nothing; elsewhere the formula.
fn documented_topsis(golden: &Golden) -> Vec<f64> {
    let sum: f64 = golden.weights.iter().sum();
    let mut squares = vec![(0.0, 0.0); golden.matrix.len()];
    for (j, direction) in golden.directions.iter().enumerate() {
        let column = golden.column(j);
        let (min, max) = column
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        for (square, x) in squares.iter_mut().zip(&column).filter(|_| min < max) {
            let share =
                if direction == "min" { (max - x) / (max - min) } else { (x - min) / (max - min) };
            let weight = golden.weights[j] / sum;
            square.0 += (weight * (1.0 - share)).powi(2);
            square.1 += (weight * share).powi(2);
        }
    }
    squares
        .iter()
        .map(|(plus, minus): &(f64, f64)| minus.sqrt() / (plus.sqrt() + minus.sqrt()))
        .collect()
}

/// What we document for min-max: a constant column is 1 for all; elsewhere the formula.
fn documented_min_max(golden: &Golden) -> Vec<f64> {
    let sum: f64 = golden.weights.iter().sum();
    let mut scores = vec![0.0; golden.matrix.len()];
    for (j, direction) in golden.directions.iter().enumerate() {
        let column = golden.column(j);
        let (min, max) = column
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(*x), b.max(*x)));
        for (score, x) in scores.iter_mut().zip(&column) {
            let value = match (min == max, direction.as_str()) {
                (true, _) => 1.0,
                (false, "min") => (max - x) / (max - min),
                (false, _) => (x - min) / (max - min),
            };
            *score += golden.weights[j] / sum * value;
        }
    }
    scores
}

fn normalization(golden: &Golden) -> Result<(), String> {
    let normalization = Normalization::ALL
        .into_iter()
        .find(|known| known.entry().name == golden.normalization_name())
        .expect("known");
    for (j, direction) in golden.directions().into_iter().enumerate() {
        let ours = normalization.column(&golden.column(j), direction, None);
        match (ours, golden.undefined) {
            (Ok(ours), false) => {
                for (i, value) in ours.iter().enumerate() {
                    if !golden.close(*value, golden.normalised[i][j]) {
                        return Err(format!(
                            "row {i}, column {j}: {value} against {}",
                            golden.normalised[i][j]
                        ));
                    }
                }
            }
            (Ok(ours), true) if ours.iter().any(|value| !value.is_finite()) => {
                return Err("NaN or infinity".into());
            }
            (Err(error), false) => return Err(error.reason[0].into()),
            // Documented: a constant column is 1 for all under min-max; the others refuse what they
            // cannot do.
            (Ok(ours), true) => {
                let column = golden.column(j);
                let constant = column.iter().all(|x| *x == column[0]);
                if golden.normalization_name() == "min-max"
                    && constant
                    && ours.iter().any(|value| *value != 1.0)
                {
                    return Err(format!(
                        "column {j}: a constant column is 1 for all, not {ours:?}"
                    ));
                }
            }
            (Err(_), true)
                if golden.normalization_name() == "linear" && golden.column(j).contains(&0.0) => {}
            (Err(error), true) => return Err(error.reason[0].into()),
        }
    }
    Ok(())
}

#[test]
fn every_golden_case_holds() {
    let mut counts = std::collections::BTreeMap::new();
    let mut failures = Vec::new();
    for folder in ["published", "peer", "exact"] {
        let mut names: Vec<String> = std::fs::read_dir(project("tests/goldens").join(folder))
            .expect("the goldens are there")
            .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
            .collect();
        names.sort();
        for name in names {
            for golden in read(&name) {
                let outcome = if golden.method == "normalization" {
                    normalization(&golden)
                } else {
                    run(&golden)
                };
                *counts.entry(name.clone()).or_insert(0) += 1;
                failures.extend(settle(&golden.id, outcome, DEVIATIONS).err());
            }
        }
    }
    assert!(
        counts.len() >= 33 && counts.values().sum::<usize>() >= 1_300,
        "too few golden cases were run: {counts:?}"
    );
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn a_deviation_needs_a_cause_and_must_deviate() {
    let fails = || Err("differs".to_owned());
    assert!(settle("x", Ok(()), &[]).is_ok());
    assert!(settle("x", fails(), &[]).is_err());
    assert!(settle("x", fails(), &[("x", "rounded entries in print")]).is_ok());
    assert!(settle("x", fails(), &[("x", "")]).is_err());
    assert!(settle("x", Ok(()), &[("x", "rounded entries in print")]).is_err());
}

/// The built-in textbook case prints three digits; the book rounds its normalised entries to two,
/// hence 0.003.
#[test]
fn the_built_in_textbook_case_gives_the_printed_table() {
    let location = afweging::case::Location::Builtin("fighter-aircraft".into());
    let case = afweging::case::Case::open(&location, &Default::default()).unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let standings = evaluation.groups[0].standings();
    for (standing, (printed, rank)) in
        standings.zip([(0.835, 2), (0.709, 4), (0.852, 1), (0.738, 3)])
    {
        approx::assert_abs_diff_eq!(standing.score.unwrap(), printed, epsilon = 0.003);
        assert_eq!(standing.rank, Some(rank));
    }
}

/// The built-in cases with all six preference functions and with a tree of criteria give their
/// papers' tables.
#[test]
fn the_other_built_in_textbook_cases_give_the_printed_tables() {
    let open = |name: &str| {
        afweging::case::Case::open(
            &afweging::case::Location::Builtin(name.into()),
            &Default::default(),
        )
        .unwrap()
    };
    let stations = open("power-stations");
    let evaluation = evaluate(&stations.problem, &stations.methods[0]).unwrap();
    let printed = &read("published/promethee_brans_1986_power_stations.json")[0];
    let scores: Vec<f64> =
        evaluation.groups[0].standings().map(|standing| standing.score.unwrap()).collect();
    printed.compare("phi", &scores, &printed.scores).unwrap();
    promethee_i(printed, &stations.problem).unwrap();
    let drina = open("drina-hydropower");
    let evaluation = evaluate(&drina.problem, &drina.methods[0]).unwrap();
    let printed = &read("published/vikor_opricovic_tzeng_2007_drina_W1.json")[0];
    vikor(printed, &evaluation.groups[0].native().expect("S, R and Q")).unwrap();
    assert!(
        evaluation.weights.common().unwrap().iter().all(|weight| (weight - 0.125).abs() < 1e-15),
        "{:?}",
        evaluation.weights
    );
}

/// `docs/validation.md` counts the golden cases per method; the count must be true.
#[test]
fn the_documents_count_the_golden_cases() {
    let page = std::fs::read_to_string(project("docs/validation.md")).unwrap();
    let mut counts: std::collections::BTreeMap<String, [usize; 2]> =
        std::collections::BTreeMap::new();
    for (at, folder) in ["published", "peer"].into_iter().enumerate() {
        for entry in std::fs::read_dir(project("tests/goldens").join(folder)).unwrap() {
            for golden in
                read(&format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
            {
                counts.entry(golden.method).or_default()[at] += 1;
            }
        }
    }
    for (method, [published, peer]) in counts {
        let row = page.lines().find(|line| {
            line.starts_with(&format!("| `{method}` |"))
                || line.starts_with(&format!("| {method}s |"))
        });
        let row = row.unwrap_or_else(|| panic!("docs/validation.md has no row for {method}"));
        let published = if published == 0 { String::new() } else { format!(" {published}") };
        assert!(
            row.ends_with(&format!("|{published} | {peer} |")),
            "{method}: {published} published, {peer} peer; docs/validation.md says {row}"
        );
    }
}
