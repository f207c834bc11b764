//! The rows that a sentence says it was made from are there: in a table of the same answer, under
//! the names that the table writes.

use afweging::case::{Case, Location, WhatIf, builtin_names};
use afweging::method::Method;
use afweging::problem::{Language, Problem};
use afweging::report::{self, Block, Source, Words};
use afweging::study::{
    AcceptabilityRequest, By, DriversRequest, Evaluations, ExactRequest, Explanation,
    InformationRequest, Keep, PassagesLeftOut, RobustRequest, StabilityRequest, SweepRequest,
    Tables, TargetsRequest, WeightsChoice, WeightsModel, acceptability, agreement, drivers,
    evaluate_each, exact, explain, information, ranked, reversal, robust, scenarios, stability,
    sweep, targets,
};
use afweging::table::Table;
use std::collections::BTreeMap;

const EN: Words = Words(Language::En);

/// How many rows of its table a source names; a column that the table does not have is a failure.
fn rows(table: &Table, source: &Source) -> usize {
    for (column, _) in &source.rows {
        let has = table.columns.iter().any(|of| *of.name == **column);
        assert!(has, "`{}` has no column `{column}`", source.table);
    }
    let named = |row: &usize| {
        source
            .rows
            .iter()
            .all(|(column, text)| table.get(*row, column).as_text() == Some(text.as_str()))
    };
    (0..table.rows()).filter(named).count()
}

/// Every source of a page names a row, and the page has at least so many of them.
fn check_with(page: &[Block], at_least: usize, make: impl Fn(&str) -> Table) {
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    let mut found = 0;
    for (block, source) in page.iter().filter_map(|block| Some((block.bare(), block.source()?))) {
        let table = tables.entry(source.table).or_insert_with(|| make(source.table));
        assert!(rows(table, source) > 0, "no row for {source:?}, of {block:?}");
        found += 1;
    }
    assert!(found >= at_least, "{found} sources, and not {at_least}");
}

fn check<T: Tables>(page: &[Block], at_least: usize, answer: &T) {
    check_with(page, at_least, |name| answer.table_named(name).expect("a table of the answer"));
}

fn open(name: &str) -> Case {
    Case::open(&Location::of(name), &WhatIf::default()).expect("a built-in case")
}

#[test]
fn evaluations_and_explanations_name_rows() {
    for name in builtin_names() {
        let case = open(name);
        let (evaluations, _) = evaluate_each(&case.problem, &case.methods).expect("defined");
        let page = report::evaluate(&case, &evaluations, EN, &report::Part::ALL, None);
        check(&page, 2, &evaluations);
        let said = |block: &&Block| matches!(block, Block::Item(_));
        let without: Vec<&Block> = page.iter().filter(said).collect();
        assert!(without.is_empty(), "{name}: {without:?}");
        let first = case.problem.groups()[0].members();
        let name = |at: usize| case.problem.full_name(first[at]);
        let other = (first.len() > 1).then(|| name(1));
        for over in [None, other] {
            let explained: Vec<Explanation> = evaluations
                .iter()
                .filter_map(|it| explain(it, &name(0), over.as_deref()).ok())
                .collect();
            check_with(&report::explain(&case, &explained, EN), 0, |table| match table {
                "comparison" => Explanation::comparison_table(&explained),
                _ => Explanation::table(&explained),
            });
        }
    }
}

/// Scenario 3 is ahead of scenario 1 at nominal figures in all six clusters: six rows of `order`.
#[test]
fn a_sentence_on_all_groups_names_a_row_in_each() {
    let case = open("flemish-cluster-policy");
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    let page = report::evaluate(&case, &evaluations, EN, &[], None);
    let order = evaluations.table_named("order").unwrap();
    let ahead = |block: &&Block| {
        let text = "Challenge-driven ahead of Own business model";
        matches!(block.bare(), Block::Item(said) if said.starts_with(text))
    };
    let source = page.iter().find(ahead).and_then(Block::source).expect("a sentence with rows");
    assert_eq!(rows(&order, source), 6);
    let wanted = [("verdict", "nominal"), ("ahead", "S3"), ("behind", "S1")];
    for (column, text) in wanted {
        assert!(source.rows.contains(&(column.to_owned(), text.to_owned())), "{source:?}");
    }
    // Who is first is said once for all: the rows of scenario 3.
    let ranking = evaluations.table_named("ranking").unwrap();
    let answer = page.iter().find_map(Block::source).expect("the answer");
    assert_eq!((answer.table, rows(&ranking, answer)), ("ranking", 6));
}

const DRAWS: u64 = 1_024;

#[test]
fn studies_name_rows() {
    for name in builtin_names() {
        let case = open(name);
        let problem: &Problem = &case.problem;
        let (evaluations, _) = evaluate_each(problem, &case.methods).expect("defined");
        // The first that has scores.
        let Some(evaluation) = evaluations.iter().find(|it| it.method.has_score()) else {
            continue;
        };
        let of = sweep(evaluation, &SweepRequest::default()).expect("a sweep");
        check(&report::sweep(&case, &of, EN), 1, &of);
        let without = |passage: &str| case.without_passage(passage);
        let passages = PassagesLeftOut { passages: &case.passages, problem_without: &without };
        let request = StabilityRequest { passages: Some(passages), ..StabilityRequest::default() };
        if let Ok(of) = stability(evaluation, &request) {
            check(&report::stability(&case, &of, EN), 1, &of);
        }
        if let Ok(of) = robust(evaluation, &RobustRequest::default()) {
            check(&report::robust(&case, &of, EN), 1, &of);
        }
        let request = AcceptabilityRequest {
            model: WeightsModel::Nodes,
            draws: DRAWS,
            precision: None,
            uniform_sets: false,
            pairwise: false,
            keep: Keep::FewRanks,
            seed: 0,
        };
        match acceptability(evaluation, &request) {
            Ok(of) => check(&report::acceptability(&case, &of, EN), 3, &of),
            // What is not known under rules has no bounds over draws.
            Err(error) => assert!(problem.tree().ruled().next().is_some(), "{name}: {error}"),
        }
        if let Ok(of) = exact(evaluation, &ExactRequest::default()) {
            check(&report::exact(&case, &of, EN), 1, &of);
        }
        if let Some(sets) = &case.scenarios {
            let of = scenarios(evaluation, sets).expect("scenarios");
            check(&report::scenarios(&case, &of, EN), 1, &of);
        }
        let all = ranked(problem, &Method::all(&case.methods)).expect("ranked");
        let of = agreement(&all);
        check(&report::agreement(&case, &of, EN), 1, &of);
        if let Ok(of) = targets(problem, &TargetsRequest::default()) {
            check(&report::targets(&case, &of, EN), 1, &of);
        }
        let own = ranked(problem, &case.methods).expect("ranked");
        let of = reversal(&own).expect("tests");
        check(&report::reversal(&case, &of, EN), 1, &of);
        let request = DriversRequest {
            methods: case.methods.clone(),
            weights: WeightsChoice::Model(WeightsModel::Nodes),
            by: By::Criterion,
            normalizations: Vec::new(),
            points: DRAWS,
            uniform_sets: true,
            seed: 0,
        };
        if let Ok(of) = drivers(problem, &request) {
            check(&report::drivers(&case, &of, EN), 1, &of);
        }
        let request = InformationRequest {
            weights: Some(WeightsModel::Nodes),
            uniform_sets: true,
            draws: DRAWS,
            seed: 0,
        };
        if let Ok(of) = information(evaluation, &request) {
            check(&report::information(&case, &of, EN), 0, &of);
        }
    }
}
