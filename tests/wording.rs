//! How the pages word what they say: one figure for one share, singular and plural, and a Dutch that holds no English.

mod common;

use afweging::case::Case;
use afweging::problem::Language;
use afweging::report::{self, Block, Words};
use afweging::study::{evaluate, explain};
use common::Files;

const EN: Words = Words(Language::En);
const NL: Words = Words(Language::Nl);

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

fn explained(case: &Case, of: &str, over: Option<&str>, words: Words) -> String {
    let evaluation = evaluate(&case.problem, &case.methods).unwrap();
    line(&report::explain(case, &explain(&evaluation, of, over).unwrap(), words))
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

/// An open order is open for want of knowledge, or because the two tie: the program knows which.
#[test]
fn why_an_order_is_open() {
    let open = |table: &str, words: Words| explained(&case(&scaled(0.4, 0.6), table), "A", Some("B"), words);
    let tie = "a,x,y\nA,20..40,50\nB,30,50\n";
    holds(&open(tie, EN), "over what is not known): they tie at nominal figures.");
    holds(&open(tie, NL), "over wat niet bekend is): ze staan nominaal gelijk.");
    let one = "a,x,y\nA,30,?\nB,30,50\n";
    holds(&open(one, EN), "over what is not known): too little is known of A.");
    holds(&open(one, NL), "over wat niet bekend is): er is te weinig bekend van A.");
    holds(&open("a,x,y\nA,30,?\nB,40,?\n", EN), "too little is known of A and B;");
}

/// What starts a sentence has a capital.
#[test]
fn sentences_start_with_a_capital() {
    let gate = "[[requirements]]\nid = \"fit\"\nneeds = { criterion = \"y\", at_least = 20 }\n";
    let case = case(&format!("{}{gate}", scaled(0.6, 0.4)), "a,x,y\nA,30,?\nB,30,50\n");
    let said = |words: Words| explained(&case, "A", None, words);
    holds(&said(EN), ". It is not known whether A meets `fit`");
    holds(&said(NL), ". Het is niet bekend of A voldoet aan `fit`");
}
