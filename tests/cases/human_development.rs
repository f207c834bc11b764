//! The Human Development Index, from the figures as published, against the index as printed.

use crate::common::project;
use afweging::case::{Case, Location, WhatIf};
use afweging::study::evaluate;
use std::collections::BTreeMap;

/// The rows of the published file: name, printed index, printed rank among 191.
fn printed() -> BTreeMap<String, (f64, f64)> {
    let text =
        std::fs::read_to_string(project("datasets/human-development-index/published.csv")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.rsplitn(3, ',').collect();
        let number = |at: usize| cells[at].parse::<f64>().unwrap();
        (line[..3].to_owned(), (number(1), number(0)))
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn the_printed_index_to_three_decimals_and_the_printed_order() {
    let case = Case::open(&Location::Builtin("human-development-index".into()), &WhatIf::default())
        .unwrap();
    assert_eq!(case.methods[0].name(), "hierarchical");
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let printed = printed();
    let ranking = evaluation.ranking();
    assert_eq!((ranking.rows(), printed.len()), (24, 24));
    let mut before = 0.0;
    for row in 0..ranking.rows() {
        let id = ranking.get(row, "iso3").as_text().unwrap().to_owned();
        let score = ranking.get(row, "score").as_number().unwrap();
        let (index, rank) = printed[&id];
        assert_eq!(format!("{score:.3}"), format!("{index:.3}"), "{id}: {score}");
        assert!(rank > before, "{id} stands out of the printed order");
        assert_eq!(ranking.get(row, "rank").as_number(), Some(row as f64 + 1.0), "{id}");
        before = rank;
    }
}
