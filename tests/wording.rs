//! How the pages word what they say: one figure for one share, singular and plural, and a Dutch that holds no English.

mod common;

use afweging::case::Case;
use afweging::problem::Language;
use afweging::report::{self, Block, Words};
use afweging::study::evaluate;
use common::Files;

const EN: Words = Words(Language::En);

/// Alternatives of one key `a`; `rest` are the tables of the criteria file after the key.
fn case(rest: &str, table: &str) -> Case {
    let toml = format!("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n{rest}");
    Files::new(&[("case.toml", &toml), ("t.csv", table)]).open().unwrap_or_else(|error| panic!("{error}"))
}

/// On one line, so that the width of the page does not matter.
fn line(blocks: &[Block]) -> String {
    report::to_text(blocks, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn evaluated(case: &Case, words: Words) -> String {
    line(&report::evaluate(case, &evaluate(&case.problem, &case.methods).unwrap(), words, None))
}

fn holds(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "no `{wanted}` in: {text}");
}

/// Two criteria with these weights, on scales from 0 to 100.
fn scaled(x: f64, y: f64) -> String {
    let criterion =
        |id: &str, weight: f64| format!("[[criteria]]\nid = \"{id}\"\nweight = {weight}\nscale = {{ min = 0, max = 100 }}\n");
    criterion("x", x) + &criterion("y", y)
}

/// The share of weight that is known is the same figure in the sentence and in the table of evidence.
#[test]
fn a_share_is_one_figure_on_a_page() {
    let evidence = |x: f64, y: f64| {
        let long = "a,criterion,value,kind\nA,x,50,stated\nA,y,?,stated\nB,x,40,stated\nB,y,40,stated\n";
        evaluated(&case(&scaled(x, y), long), EN)
    };
    let page = evidence(0.407, 0.593);
    holds(&page, "41 % of its weight is known, and a score takes 50 %");
    holds(&page, "A 41 % 59 %");
    // Where the limit would look the same both have decimals.
    let page = evidence(0.497, 0.503);
    holds(&page, "49.7 % of its weight is known, and a score takes 50.0 %");
    holds(&page, "A 49.7 % 50.3 %");
}
