//! What the pages say beside the tables: no more than is so, in both languages.

use crate::common::Files;
use afweging::case::Case;
use afweging::problem::{Language, Percent, PlaceInGroup, percent};
use afweging::report::{self, Words};
use afweging::study::{
    AcceptabilityRequest, Evaluations, Keep, StabilityRequest, VerifyRequest, WeightsModel,
    acceptability, evaluate, explain, reversal, stability, verify,
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
fn line(blocks: &[report::Block]) -> String {
    report::to_text(blocks, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn evaluated(case: &Case, words: Words) -> String {
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    line(&report::evaluate(case, &evaluations, words, &report::Part::ALL, None))
}

fn explained(case: &Case, of: &str, over: &str, words: Words) -> String {
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    line(&report::explain(case, &[explain(&evaluation, of, Some(over)).unwrap()], words))
}

fn accepted(case: &Case, uniform_sets: bool, words: Words) -> String {
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let request = AcceptabilityRequest {
        model: WeightsModel::Nodes,
        draws: 2_000,
        precision: None,
        uniform_sets,
        pairwise: false,
        keep: Keep::FewRanks,
        seed: 1,
    };
    line(&report::acceptability(case, &acceptability(&evaluation, &request).unwrap(), words))
}

fn holds(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "no `{wanted}` in: {text}");
}

fn lacks(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "`{unwanted}` in: {text}");
}

const SCALED: &str = "[[criteria]]\nid = \"x\"\nweight = 0.6\nscale = { min = 0, max = 100 }\n[[criteria]]\nid = \"y\"\nweight = 0.4\nscale = { min = 0, max = 100 }\n";

fn observed() -> String {
    SCALED.replace("scale = { min = 0, max = 100 }\n", "")
}

/// A leads B by its lead on x; with C the range of x is ten times as wide, and B leads. D is behind
/// A on both, whoever comes.
#[test]
fn what_another_alternative_can_change_is_certain_among_these() {
    let table = "a,x,y\nA,10,0\nB,0,8\nD,5,0\n";
    let score = |case: &Case, at: usize| {
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        evaluation.groups[0].standing(PlaceInGroup::new(at)).score.unwrap()
    };
    let with = case(&observed(), "a,x,y\nA,10,0\nB,0,8\nC,100,0\nD,5,0\n");
    let own = case(&observed(), table);
    assert!(
        score(&own, 0) > score(&own, 1) && score(&with, 0) < score(&with, 1),
        "C turns A and B"
    );
    let page = evaluated(&own, EN);
    let among = "Certain among these alternatives, as far as the figures are; all of them are single figures. Another alternative can change that, for the scales of x and y run over the figures seen:";
    let (sure, turned) = page.split_once(among).unwrap_or_else(|| panic!("{page}"));
    holds(
        sure,
        "Certain, as far as the figures are; all of them are single figures: - A ahead of D",
    );
    holds(turned, "A ahead of B");
    holds(
        &evaluated(&own, NL),
        "Zeker bij deze alternatieven, voor zover de cijfers zelf dat zijn: elk cijfer is één getal. Een ander alternatief kan dat veranderen, want de schalen van x en y lopen over de aanwezige cijfers:",
    );
    holds(
        &explained(&own, "A", "B", EN),
        "among these alternatives, whatever the inputs turn out to be",
    );
    holds(
        &explained(&own, "A", "B", EN),
        "Another alternative can change that, for the scales of x and y",
    );
    lacks(&explained(&own, "A", "D", EN), "among these alternatives");
    holds(
        &accepted(&own, false, EN),
        "All of this holds among these alternatives: the scales of x and y run over the figures seen",
    );
    // On scales of their own nothing that comes can change it.
    for page in [evaluated(&case(SCALED, table), EN), accepted(&case(SCALED, table), false, EN)] {
        lacks(&page, "among these alternatives");
    }
}

/// The same over ranges, and for a tie that the sizes of ranges make.
#[test]
fn ties_and_ranges_are_among_these_too() {
    let page = evaluated(&case(&observed(), "a,x,y\nA,9..10,0\nB,0,1\nC,0,8\n"), EN);
    holds(
        &page,
        "Certain among these alternatives on the scales as they stand, whatever the unknown figures turn out to be. Another alternative can change that",
    );
    let equal = observed().replace("0.6", "0.5").replace("0.4", "0.5");
    holds(
        &evaluated(&case(&equal, "a,x,y\nA,10,0\nB,0,8\n"), EN),
        "Tied among these alternatives. Another alternative can change that",
    );
    let page = evaluated(&case(&equal, "a,x,y\nA,10,0\nB,10,0\nC,0,1\n"), EN);
    holds(&page, "Tied: - A and B");
}

/// TOPSIS measures from the figures present; who is behind on nothing stays ahead.
#[test]
fn other_methods_say_so_as_well() {
    let topsis = format!("{SCALED}[method.topsis]\n");
    let page = evaluated(&case(&topsis, "a,x,y\nA,10,1\nB,2,8\nD,5,1\n"), EN);
    holds(
        &page,
        "can change that, for the method measures from the best and the worst figures seen:",
    );
    holds(&page, "single figures: - A ahead of D");
}

/// A range of no width is none, and far and near are told in the words of the sentence.
#[test]
fn a_range_is_told_in_the_words_of_its_sentence() {
    let crisp = case(SCALED, "a,x,y\nA,60,50\nB,?,50\nC,40,50\n");
    lacks(&explained(&crisp, "C", "A", EN), "over what is not known");
    holds(&explained(&crisp, "C", "A", EN), "C is behind A by 0.120, whatever");
    let ranged = case(SCALED, "a,x,y\nA,60,50\nB,20..40,50\nC,40..90,50\n");
    holds(
        &explained(&ranged, "B", "A", EN),
        "B is behind A by 0.180 (0.120 to 0.240 over what is not known), whatever",
    );
    holds(
        &explained(&ranged, "B", "A", NL),
        "B ligt 0,180 achter op A (0,120 tot 0,240, gelet op wat nog niet bekend is), hoe",
    );
    holds(
        &explained(&ranged, "A", "C", EN),
        "A is behind C by 0.030 at nominal figures (from 0.180 behind to 0.120 ahead over what is not known)",
    );
    // Narrower than it would be written.
    let narrow = case(SCALED, "a,x,y\nA,60,50\nB,20.00001..20.00002,50\n");
    lacks(&explained(&narrow, "B", "A", EN), "over what is not known");
    holds(&evaluated(&narrow, EN), "[0.32000006, 0.32000012]");
}

/// The ends of a range that look alike get more decimals.
#[test]
fn ends_that_look_alike_are_told_apart() {
    assert_eq!(EN.ends(0.302, 0.304), ("0.302".into(), "0.304".into()));
    assert_eq!(NL.ends(0.3, 0.5), ("0,30".into(), "0,50".into()));
    assert_eq!(EN.ends(0.25, 0.25), ("0.25".into(), "0.25".into()));
}

#[test]
fn percentages_say_no_more_than_is_so() {
    assert_eq!(percent(0.99689, 0), Percent::Over("99".into()));
    let said = |low, high| EN.percent_between(low, high, 1);
    assert_eq!(said(0.997, 0.9996), "at least 99.7 % and less than 100 %");
    assert_eq!(said(0.0, 0.25), "at most 25.0 %");
    assert_eq!(said(1e-5, 1.0), "more than 0 %");
    assert_eq!(said(0.0, 1.0), "anything from 0 to 100 %");
    assert_eq!(said(0.9995, 0.9999), "over 99.9 %");
    assert_eq!(NL.percent_between(0.997, 0.9996, 1), "minstens 99,7 % en minder dan 100 %");
    assert_eq!([10_000, 999, 1_234_567].map(|n| EN.count(n)), ["10,000", "999", "1,234,567"]);
}

/// A is ahead of B unless nearly all weight is on y, which no draw of 2,000 need find; C never is,
/// by its own ranges, drawn or not.
#[test]
fn nearly_always_is_not_always_and_what_is_proved_stays_said() {
    let rest = SCALED.replace("weight = 0.6", "weight = 1").replace("weight = 0.4", "weight = 1");
    let table = "a,x,y\nA,60..65,50\nB,10..12,50.05\nC,0..5,40..45\n";
    let sets = accepted(&case(&rest, table), false, EN);
    let drawn = accepted(&case(&rest, table), true, EN);
    for page in [&sets, &drawn] {
        lacks(page, "for 100 %");
        holds(page, "C is first for no admissible weights at all (proved)");
        lacks(page, "C was first in none");
    }
}

/// Who leads on everything is first by proof where its rivals are never, not by having been so in
/// every draw.
#[test]
fn always_is_proved_or_not_said() {
    let page = accepted(&case(SCALED, "a,x,y\nA,60,60\nB,50,50\nC,40,40\n"), false, EN);
    holds(&page, "A is first for all admissible weights (proved)");
    lacks(&page, "for 100 %");
    // Drawn from distributions nothing is proved.
    let page = accepted(&case(SCALED, "a,x,y\nA,60±0.1,60\nB,50±0.1,50\n"), false, EN);
    holds(&page, "A is first in all 2,000 draws, which is not yet always");
}

#[test]
fn a_place_between_levels_is_explained() {
    let levels = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"--\", \"-\", \"0\", \"+\", \"++\"] }\n[[adjustments]]\ncriterion = \"x\"\nattribute = \"size\"\nshift = { points = [[0, 0], [100, 1]] }\n";
    let page = explained(&case(levels, "a,x,size\nA,0,73\nB,0,0\n"), "A", "B", EN);
    holds(
        &page,
        "#2.73 is a place between two levels of a scale: so many levels above the worst, which is #0.",
    );
    let page = explained(&case(levels, "a,x,size\nA,0,100\nB,0,0\n"), "A", "B", EN);
    lacks(&page, "between two levels");
}

/// The heaviest criterion has no anchors: it is named as compared with nothing, and one step alone
/// makes no table.
#[test]
fn swings_name_who_they_leave_out() {
    let anchored = SCALED.to_owned() + "anchors = { 0 = \"none\", 100 = \"all\" }\n";
    let page = evaluated(&case(&anchored, "a,x,y\nA,60,60\nB,50,50\n"), EN);
    holds(
        &page,
        "Compared with nothing, for want of a scale with a unit, or with two anchors that tell its steps: x (0.60).",
    );
    lacks(&page, "Each step counts so many times");
    let third = format!(
        "{anchored}[[criteria]]\nid = \"z\"\nweight = 0.5\nscale = {{ min = 0, max = 100 }}\nanchors = {{ 0 = \"few\", 100 = \"many\" }}\n"
    );
    let page = evaluated(&case(&third, "a,x,y,z\nA,60,60,1\nB,50,50,2\n"), EN);
    holds(&page, "Each step counts so many times as much as the one on z");
    holds(
        &page,
        "Compared with nothing, for want of a scale with a unit, or with two anchors that tell its steps: x (0.40).",
    );
}

/// Pairs are named together only where each stands so to each: by hand, A 0.6, B 0.5, C and D from
/// 0.1 to 0.3 and from 0.2 to 0.4, E 0.05.
#[test]
fn pairs_named_together_are_the_pairs_of_the_table() {
    let x = SCALED.replace("weight = 0.6", "weight = 1").replace("weight = 0.4", "weight = 0");
    let case = case(&x, "a,x,y\nA,60,0\nB,50,0\nC,10..30,0\nD,20..40,0\nE,5,0\n");
    let page = evaluated(&case, EN);
    holds(
        &page,
        "turn out to be: - A ahead of B, D, C and E - B ahead of D, C and E - D and C ahead of E At nominal figures only; not certain: - D ahead of C",
    );
    let all = self::case(&x, "a,x,y\nA,60,0\nB,50,0\nC,10,0\n");
    holds(&evaluated(&all, EN), "single figures: - A, B, C, in this order");
    holds(&evaluated(&all, NL), "elk cijfer is één getal: - A, B, C, in deze volgorde");
    // A tie leaves no order of all.
    let tie = self::case(&x, "a,x,y\nA,60,0\nB,50,0\nC,50,0\n");
    holds(&evaluated(&tie, EN), "single figures: - A ahead of B and C Tied: - B and C");
}

/// What is long is left out until it is asked for, and the page says so.
#[test]
fn parts_that_are_left_out_are_named() {
    let unit = SCALED.replace("weight", "unit = \"m\"\nweight");
    let case = case(&unit, "a,x,y\nA,60,?\nB,50,50\n");
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    let page = |parts: &[report::Part], words: Words| {
        line(&report::evaluate(&case, &evaluations, words, parts, None))
    };
    let short = page(&[], EN);
    assert!(
        short.ends_with("More: `--show weights,evidence`, or `-v` for all there is."),
        "{short}"
    );
    lacks(&short, "What the weights say");
    let some = page(&[report::Part::Weights], NL);
    holds(&some, "Wat de gewichten zeggen");
    assert!(some.ends_with("Meer: `--show evidence`, of `-v` voor alles wat er is."), "{some}");
    lacks(&page(&report::Part::ALL, EN), "--show");
}

/// Who surely fails is flagged, so who might fail is not excluded.
#[test]
fn not_knowing_never_does_more_than_failing() {
    let gate = format!(
        "{SCALED}[[requirements]]\nid = \"fit\"\nneeds = {{ criterion = \"x\", at_least = 50 }}\nunknown = \"exclude\"\n"
    );
    let table = "a,x,y\nfails,40,50\nmight,40..60,50\nunknown,?,50\npasses,60,50\n";
    for (effect, excluded, flagged) in [("flag", 0, 3), ("exclude", 3, 0)] {
        let case = case(&format!("{gate}effect = \"{effect}\"\n"), table);
        let count = |of: fn(&afweging::problem::Alternative) -> bool| {
            case.problem.alternatives().iter().filter(|it| of(it)).count()
        };
        let found =
            (count(|it| !it.excluded_by().is_empty()), count(|it| !it.flagged_by().is_empty()));
        assert_eq!(found, (excluded, flagged), "{effect}");
    }
}

/// A text that is not known: the page says which one the score takes.
#[test]
fn the_page_says_which_text_the_score_takes() {
    let rest = format!(
        "{SCALED}[[adjustments]]\ncriterion = \"x\"\nattribute = \"role\"\nshift = {{ values = {{ lead = 20, partner = 10, guest = 0 }} }}\n"
    );
    let case = case(&rest, "a,x,y,role\nA,60,60,?\nB,50,50,lead\n");
    holds(
        &evaluated(&case, EN),
        "role@a=A is not known: the score takes `partner` for it, and ranges go over `lead`, `partner` and `guest`.",
    );
    holds(
        &evaluated(&case, NL),
        "role@a=A is niet bekend: de score rekent met `partner`, en bereiken lopen over `lead`, `partner` en `guest`.",
    );
}

/// Who surely fails is told apart from who may pass, on both pages and in both languages.
#[test]
fn failing_is_not_the_same_as_not_knowing() {
    let gate = format!(
        "{SCALED}[[requirements]]\nid = \"quiet\"\nneeds = {{ criterion = \"x\", at_least = 50 }}\nunknown = \"exclude\"\n"
    );
    let table = "a,x,y\nF,40,50\nM,40..60,50\nU,?,50\nP,60,50\n";
    let effects = [
        ("exclude", "excluded", ["is", "zijn"], "uitgesloten"),
        ("flag", "flagged", ["krijgt", "krijgen"], "een aandachtspunt"),
    ];
    for (effect, en, [is, are], nl) in effects {
        let case = case(&format!("{gate}effect = \"{effect}\"\n"), table);
        let page = evaluated(&case, EN);
        holds(&page, &format!("F does not meet `quiet` and is {en}"));
        holds(&page, &format!("It is not known whether M and U meet `quiet`, so they are {en}"));
        let page = evaluated(&case, NL);
        holds(&page, &format!("F voldoet niet aan de eis `quiet` en {is} {nl}"));
        holds(
            &page,
            &format!("Het is niet bekend of M en U voldoen aan de eis `quiet`, dus {are} ze {nl}"),
        );
        holds(&explained(&case, "F", "P", EN), &format!("F does not meet `quiet` and is {en}"));
        holds(
            &explained(&case, "M", "P", EN),
            &format!("It is not known whether M meets `quiet`, so it is {en}"),
        );
        holds(
            &explained(&case, "M", "P", NL),
            &format!("Het is niet bekend of M voldoet aan de eis `quiet`, dus {is} het {nl}"),
        );
        lacks(&explained(&case, "P", "F", EN), "P does not meet");
    }
}

/// For want of a scale an alternative that does not compete has no score; with one it has.
#[test]
fn what_lacks_a_score_is_told_which_scale_gives_one() {
    let gate = "[[requirements]]\nid = \"fit\"\nneeds = { criterion = \"y\", at_least = 20 }\n[[claims]]\nid = \"c\"\nclaim = \"A > R\"\nunder = \"given weights\"\n";
    let keys = "values = [{ id = \"A\" }, { id = \"B\" }, { id = \"R\", role = \"reference\" }]\n";
    let without = SCALED.replacen("scale = { min = 0, max = 100 }\n", "", 1);
    let table = "a,x,y\nA,10,40\nB,20,30\nR,5,50\n";
    let lacking = case(&format!("{keys}{without}{gate}"), table);
    let page = evaluated(&lacking, EN);
    holds(&page, "–: what is for reference or excluded has no score here: x has no `scale`");
    holds(&evaluated(&lacking, NL), "heeft hier geen score: x heeft geen `scale`");
    holds(&explained(&lacking, "R", "A", EN), "R has no score: x has no `scale`");
    lacks(&explained(&lacking, "R", "A", EN), "rivals");
    let verified = |case: &Case, words: Words| {
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let request = VerifyRequest { draws: 10, seed: 1, no_attributes: None };
        line(&report::verify(case, &verify(&evaluation, &request).unwrap(), None, words))
    };
    holds(
        &verified(&lacking, EN),
        "one that does not compete has no score, for want of a scale for x",
    );
    holds(
        &verified(&lacking, NL),
        "wat niet wordt gerangschikt, heeft geen score bij gebrek aan een schaal voor x",
    );
    // The remedy.
    let scaled = case(&format!("{keys}{SCALED}{gate}"), table);
    lacks(&evaluated(&scaled, EN), "no score");
    lacks(&explained(&scaled, "R", "A", EN), "no score");
    lacks(&verified(&scaled, EN), "no score");
    // A method that looks at rivals needs them whatever the scales.
    let topsis = case(&format!("{keys}{SCALED}{gate}[method.topsis]\n"), table);
    holds(&evaluated(&topsis, EN), "has no score here: topsis gives none to what does not compete");
}

/// A number with a unit and a scale describes its step, for `check` as for the page.
#[test]
fn a_unit_describes_the_step() {
    let units =
        SCALED.replacen("max = 100 }\n", "max = 100 }\nunit = \"EUR M\"\ndirection = \"min\"\n", 1)
            + "anchors = { 0 = \"none\", 100 = \"all\" }\n";
    let case = case(&units, "a,x,y\nA,60,60\nB,50,50\n");
    let page = evaluated(&case, EN);
    holds(&page, "100 EUR M 0 EUR M");
    lacks(&page, "Compared with nothing");
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    let remarks = format!("{:?}", afweging::study::lint::lint(&evaluations, None).unwrap().remarks);
    assert!(!remarks.contains("Unanchored"), "{remarks}");
}

/// The example of a reversal names alternatives as the reader knows them.
#[test]
fn reversals_are_told_in_labels() {
    let keys = "values = [{ id = \"a\", label = \"Alpha\" }, { id = \"b\", label = \"Beta\" }, { id = \"c\", label = \"Gamma\" }]\n";
    let case = case(&format!("{keys}{}", observed()), "a,x,y\na,10,0\nb,0,8\nc,100,0\n");
    let ranked = afweging::study::ranked(&case.problem, &case.methods).unwrap();
    let study = reversal(&ranked).unwrap();
    for words in [EN, NL] {
        let page = line(&report::reversal(&case, &study, words));
        let worst = words.pick("The worst: ", "Het ergste geval: ");
        let said = page.split_once(worst).unwrap_or_else(|| panic!("{page}")).1;
        assert!(["Alpha", "Beta", "Gamma"].iter().any(|label| said.starts_with(label)), "{said}");
    }
}

/// One weight, one challenger, and a second sentence that stands against the first.
#[test]
fn small_numbers_and_contrasts_read_well() {
    let stable = |case: &Case, words: Words| {
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        line(&report::stability(
            case,
            &stability(&evaluation, &StabilityRequest::default()).unwrap(),
            words,
        ))
    };
    let rows = "a,x,y\nA,60,60\nB,50,50\nC,40,40\nD,30,30\nE,20,20\n";
    let page = stable(&case(SCALED, rows), EN);
    holds(&page, "And one more challenger: ");
    let one = "[[criteria]]\nid = \"x\"\nscale = { levels = [\"-\", \"0\", \"+\"] }\nweight = 1\n[[criteria]]\nid = \"y\"\nscale = { levels = [\"-\", \"0\", \"+\"] }\nweight = 3\n";
    // By ranges B cannot catch A; one level off each it can.
    let page = stable(&case(one, "a,x,y\nA,-..0,+\nB,-..0,0\n"), EN);
    holds(
        &page,
        "B does not catch A, however the figures turn out within their ranges. B does catch A if",
    );
    lacks(&page, "also catches");
    holds(&stable(&case(one, "a,x,y\nA,-..0,+\nB,-..0,0\n"), NL), "B haalt A wel in als");
}

/// A range that ends the scale: knowing C's cost better moves it, and B, said to be surely ahead of
/// A, falls behind.
#[test]
fn bounds_on_a_scale_that_ends_in_a_range_say_so() {
    let observed = "[[criteria]]\nid = \"x\"\ndirection = \"min\"\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 4 }\n";
    let table = "a,x,y\nA,10000,1\nB,11000,2\nC,1000..12000,0\n";
    let moves = "The scale of x ends where a range of a figure ends.";
    let page = evaluated(&case(observed, table), EN);
    holds(&page, moves);
    holds(
        &page,
        "Certain on the scales as they stand, whatever the unknown figures turn out to be",
    );
    holds(&explained(&case(observed, table), "B", "A", EN), moves);
    holds(&accepted(&case(observed, table), false, EN), moves);
    let known = table.replace("1000..12000", "9500");
    let page = evaluated(&case(observed, &known), EN);
    holds(&page, "C, A, B, in this order");
    // A scale of its own, or ends that are single figures, stay where they are.
    let scaled = observed.replace(
        "direction = \"min\"\n",
        "direction = \"min\"\nscale = { min = 0, max = 20000 }\n",
    );
    lacks(&evaluated(&case(&scaled, table), EN), moves);
    let inner = "a,x,y\nA,1000,1\nB,12000,2\nC,2000..3000,0\n";
    lacks(&evaluated(&case(observed, inner), EN), moves);
}
