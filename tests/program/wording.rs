//! How the pages word what they say: one figure for one share, singular and plural, and a Dutch
//! that holds no English.

use crate::common::Files;
use afweging::case::Case;
use afweging::method::Method;
use afweging::problem::Language;
use afweging::report::{self, Block, Words};
use afweging::study::{
    Evaluations, InformationRequest, StabilityRequest, VerifyRequest, agreement, evaluate, explain,
    information, reversal, robust, stability, verify,
};

const EN: Words = Words(Language::En);
const NL: Words = Words(Language::Nl);

/// Alternatives of one key `a`; `rest` are the tables of the criteria file after the key.
fn case(rest: &str, table: &str) -> Case {
    let toml = format!("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n{rest}");
    Files::new(&[("case.toml", &toml), ("t.csv", table)])
        .open()
        .unwrap_or_else(|error| panic!("{error}"))
}

/// On one line, so that the width of the page does not matter.
fn line(blocks: &[Block]) -> String {
    report::to_text(blocks, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn evaluated(case: &Case, words: Words) -> String {
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    line(&report::evaluate(case, &evaluations, words, &report::Part::ALL, None))
}

fn explained(case: &Case, of: &str, over: Option<&str>, words: Words) -> String {
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    line(&report::explain(case, &[explain(&evaluation, of, over).unwrap()], words))
}

fn holds(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "no `{wanted}` in: {text}");
}

fn lacks(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "`{unwanted}` in: {text}");
}

/// Two criteria with these weights, on scales from 0 to 100.
fn scaled(x: f64, y: f64) -> String {
    let criterion = |id: &str, weight: f64| {
        format!(
            "[[criteria]]\nid = \"{id}\"\nweight = {weight}\nscale = {{ min = 0, max = 100 }}\n"
        )
    };
    criterion("x", x) + &criterion("y", y)
}

/// The share of weight that is known is the same figure in the sentence and in the table of
/// evidence.
#[test]
fn a_share_is_one_figure_on_a_page() {
    let evidence = |x: f64, y: f64| {
        let long =
            "a,criterion,value,kind\nA,x,50,stated\nA,y,?,stated\nB,x,40,stated\nB,y,40,stated\n";
        evaluated(&case(&scaled(x, y), long), EN)
    };
    let page = evidence(0.407, 0.593);
    holds(&page, "41 % of its weight is known, and a score takes 50 %");
    holds(&page, "A 41 % 59 %");
    // Where the limit would look the same both have decimals, and so has the page of verify.
    let claim = "[[claims]]\nid = \"c\"\nclaim = \"A > B\"\nunder = \"given weights\"\ninputs = \"nominal\"\n";
    let claimed = case(&format!("{}{claim}", scaled(0.497, 0.503)), "a,x,y\nA,50,?\nB,40,40\n");
    let evaluation = evaluate(&claimed.problem, &claimed.methods[0]).unwrap();
    let study =
        verify(&evaluation, &VerifyRequest { draws: 10, seed: 1, no_attributes: None }).unwrap();
    holds(
        &line(&report::verify(&claimed, &study, None, EN)),
        "only 49.7 % of the weight of A is known",
    );
    let page = evidence(0.497, 0.503);
    holds(&page, "49.7 % of its weight is known, and a score takes 50.0 %");
    holds(&page, "A 49.7 % 50.3 %");
}

/// The order of two hangs on a judgement: B is first where it lies above a place between two
/// levels.
fn between_levels() -> Case {
    let criteria = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"-\", \"0\", \"+\"] }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 100 }\n";
    let claim = "[[claims]]\nid = \"c\"\nclaim = \"A > B\"\nunder = \"given weights\"\n";
    case(&format!("{criteria}{claim}"), "a,x,y\nA,0,60\nB,-..+,50\n")
}

/// Every page with a place between two levels says what that is, and says it once.
#[test]
fn a_place_between_levels_is_explained() {
    let case = between_levels();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let request = InformationRequest { weights: None, uniform_sets: false, draws: 0, seed: 1 };
    let facts = information(&evaluation, &request).unwrap();
    let study =
        verify(&evaluation, &VerifyRequest { draws: 10, seed: 1, no_attributes: None }).unwrap();
    // One level off what may be a or b.
    let off = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"a\", \"b\", \"c\", \"d\"] }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 100 }\n";
    let off = self::case(off, "a,x,y\nA,b,50\nB,a..b,50\n");
    let off_by_one = evaluate(&off.problem, &off.methods[0]).unwrap();
    let stable = stability(&off_by_one, &StabilityRequest::default()).unwrap();
    for words in [EN, NL] {
        let what = words.pick(
            "is a place between two levels of a scale",
            "is een plaats tussen twee niveaus van een schaal",
        );
        let pages = [
            report::verify(&case, &study, Some(&facts), words),
            report::facts(&case, &facts, words),
            report::stability(&off, &stable, words),
        ];
        for page in pages.map(|page| line(&page)) {
            assert_eq!(page.matches(what).count(), 1, "{page}");
            holds(&page, words.pick("#1.", "#1,"));
            lacks(&page, words.pick("#1,", "#1."));
        }
    }
}

/// An open order is open for want of knowledge, or because the two tie: the program knows which.
#[test]
fn why_an_order_is_open() {
    let open = |table: &str, words: Words| {
        explained(&case(&scaled(0.4, 0.6), table), "A", Some("B"), words)
    };
    let tie = "a,x,y\nA,20..40,50\nB,30,50\n";
    holds(&open(tie, EN), "over what is not known): they tie at nominal figures.");
    holds(
        &open(tie, NL),
        "gelet op wat nog niet bekend is): ze staan gelijk bij nominale cijfers.",
    );
    let one = "a,x,y\nA,30,?\nB,30,50\n";
    holds(&open(one, EN), "over what is not known): too little is known of A.");
    holds(&open(one, NL), "gelet op wat nog niet bekend is): er is te weinig bekend van A.");
    holds(&open("a,x,y\nA,30,?\nB,40,?\n", EN), "too little is known of A and B;");
}

/// What starts a sentence has a capital.
#[test]
fn sentences_start_with_a_capital() {
    let gate = "[[requirements]]\nid = \"fit\"\nneeds = { criterion = \"y\", at_least = 20 }\n";
    let case = case(&format!("{}{gate}", scaled(0.6, 0.4)), "a,x,y\nA,30,?\nB,30,50\n");
    let said = |words: Words| explained(&case, "A", None, words);
    holds(&said(EN), ". It is not known whether A meets `fit`");
    holds(&said(NL), ". Het is niet bekend of A voldoet aan de eis `fit`");
}

/// One is singular, wherever figures, judgements, orders and tests are counted.
#[test]
fn one_is_singular() {
    let claims = "[[claims]]\nid = \"c\"\nclaim = \"A > B\"\nunder = \"given weights\"\ninputs = \"nominal\"\n[[claims]]\nid = \"r\"\nclaim = \"share(A) >= 0.9\"\ninputs = \"nominal\"\n";
    let case = case(&format!("{}{claims}", scaled(0.6, 0.4)), "a,x,y\nA,60,60\nB,50,?\n");
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let request = InformationRequest { weights: None, uniform_sets: false, draws: 0, seed: 1 };
    let facts = information(&evaluation, &request).unwrap();
    holds(
        &line(&report::facts(&case, &facts, EN)),
        "1 figure is a range or unknown. Only its ends are known, so it has",
    );
    holds(&line(&report::facts(&case, &facts, NL)), "1 cijfer is een bereik of onbekend");
    let study =
        verify(&evaluation, &VerifyRequest { draws: 10, seed: 1, no_attributes: None }).unwrap();
    let page = line(&report::verify(&case, &study, None, EN));
    holds(&page, "in the middle of its scale: 1 figure of those that compete");
    holds(
        &line(&report::verify(&case, &study, None, NL)),
        "op het midden van de schaal: 1 cijfer van wat wordt gerangschikt",
    );
    // Every count of one is followed by a singular.
    let ranked = afweging::study::ranked(&case.problem, &case.methods).unwrap();
    let reversed = line(&report::reversal(&case, &reversal(&ranked).unwrap(), EN));
    for page in [page, reversed, evaluated(&case, EN)] {
        for plural in [
            "1 figures",
            "1 tests",
            "1 judgements",
            "1 rivals",
            "1 draws",
            "1 pairs",
            "1 rows",
            "1 groups",
        ] {
            lacks(
                &page.replace(|c: char| c.is_ascii_digit() && c != '1', "x"),
                &format!(" {plural}"),
            );
        }
    }
    assert_eq!(
        [1, 2, 1234].map(|n| EN.counted(n, ["row", "rows"], ["rij", "rijen"])),
        ["1 row", "2 rows", "1,234 rows"]
    );
    assert_eq!(NL.counted(1, ["row", "rows"], ["rij", "rijen"]), "1 rij");
    let certain = self::case(&scaled(0.5, 0.5), "a,x,y\nA,60,60\nB,50,50\n");
    let evaluation = evaluate(&certain.problem, &certain.methods[0]).unwrap();
    let page =
        line(&report::robust(&certain, &robust(&evaluation, &Default::default()).unwrap(), EN));
    holds(&page, "Always at least as good: A ≥ B.");
}

/// A Dutch page has Dutch sentences, columns and marks of decimals, also where a method says why it
/// is left out.
#[test]
fn dutch_pages_are_dutch() {
    let topsis =
        case(&format!("{}[method.topsis]\n", scaled(0.6, 0.4)), "a,x,y\nA,60.5,30\nB,50,40.25\n");
    let page = evaluated(&topsis, NL);
    holds(&page, "afstand tot beste afstand tot slechtste");
    holds(&evaluated(&topsis, EN), "d_plus d_minus");
    for page in [page, explained(&topsis, "A", Some("B"), NL)] {
        let point = page.char_indices().any(|(at, c)| {
            let next_to = |of: Option<char>| of.is_some_and(|c| c.is_ascii_digit());
            c == '.'
                && next_to(page[..at].chars().next_back())
                && next_to(page[at + 1..].chars().next())
        });
        assert!(!point, "{page}");
    }
    let levels = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"-\", \"0\", \"+\"] }\n";
    let ordinal = case(levels, "a,x\nA,+\nB,-\n");
    let methods = Method::all(&[]);
    let ranked = afweging::study::ranked(&ordinal.problem, &methods).unwrap();
    let study = agreement(&ranked);
    let page = line(&report::agreement(&ordinal, &study, NL));
    holds(&page, "topsis, waspas, moora-ratio,");
    holds(
        &page,
        "blijven buiten beschouwing, want deze methodes zijn hier niet bepaald: criterium `x` is ordinaal, en verhoudingen van niveaus betekenen niets.",
    );
    holds(
        &line(&report::agreement(&ordinal, &study, EN)),
        "criterion `x` is ordinal, and ratios of levels mean nothing.",
    );
    let error = evaluate(&ordinal.problem, &Method::named("topsis").unwrap()).unwrap_err();
    holds(&error.dutch(), "wat te doen: kies `min-max`");
    let gate = "[[requirements]]\nid = \"fit\"\nneeds = { criterion = \"y\", at_least = 35 }\neffect = \"flag\"\n";
    let flagged = case(&format!("{}{gate}", scaled(0.6, 0.4)), "a,x,y\nA,60,30\nB,50,40\n");
    holds(&evaluated(&flagged, NL), "A voldoet niet aan de eis `fit` en krijgt een aandachtspunt");
    holds(
        &explained(&flagged, "A", None, NL),
        "A voldoet niet aan de eis `fit` en krijgt een aandachtspunt",
    );
}
