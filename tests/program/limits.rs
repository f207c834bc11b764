//! Limits in sentences: read back from the page, they are as true as the tables.

use crate::common::{Files, Random, random_case};
use afweging::case::Case;
use afweging::problem::Language;
use afweging::report::{self, Words};
use afweging::study::{
    Certainty, Goal, Norm, StabilityRequest, SweepRequest, Target, bands, evaluate, stability,
    sweep,
};

const EN: Words = Words(Language::En);

/// On one line, so that the width of the page does not matter.
fn line(blocks: &[report::Block]) -> String {
    report::to_text(blocks, 10_000).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn number(text: &str) -> f64 {
    text.trim_end_matches(['.', ',', ';', ')'])
        .parse()
        .unwrap_or_else(|_| panic!("no number: {text}"))
}

/// What stands between two texts, wherever the first stands.
fn between<'a>(page: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(before).skip(1).filter_map(move |rest| rest.split_once(after)).map(|(text, _)| text)
}

/// The stretches that a sentence of the sweep names: the criterion, and from where to where.
fn stretches(said: &str) -> Vec<(String, f64, f64)> {
    let mut out = Vec::new();
    let words: Vec<&str> = said.split_whitespace().collect();
    for at in 1..words.len() {
        if words[at] != "weighs" {
            continue;
        }
        let (id, x) = (words[at - 1].to_owned(), number(words[at + 1]));
        out.push(match (words[at + 2], words[at + 3].trim_end_matches(['.', ',', ';'])) {
            ("or", "more") => (id, x, 1.0),
            ("or", "less") => (id, 0.0, x),
            (_, to) => (id, x, number(to)),
        });
    }
    out
}

/// How many limits were read.
fn check_sweep(case: &Case) -> usize {
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = sweep(&evaluation, &SweepRequest::default()).unwrap();
    let page = line(&report::sweep(case, &study, EN));
    let ranked = &study.ranked_groups[0];
    let mut read = 0;
    for sentence in page.split(" - ").filter(|text| text.contains("surely ahead")) {
        // `A is surely ahead of B at the weights given`, or of two that are open `A is surely ahead
        // where`.
        for part in sentence.split("; ").filter(|part| part.contains("weighs")) {
            let ahead = [sentence, part].into_iter().find_map(|text| {
                let (name, rest) = text.split_once(" is surely ahead ")?;
                (text == part || rest.starts_with("of"))
                    .then(|| name.trim_start_matches("- ").to_owned())
            });
            let ahead = ahead.unwrap_or_else(|| panic!("{sentence}"));
            for (id, from, to) in stretches(part) {
                let path = study
                    .paths(0)
                    .iter()
                    .find(|path| case.problem.tree().branches()[path.branch].id == id)
                    .unwrap();
                let holds = bands(ranked, path).into_iter().any(|band| {
                    band.sure != Certainty::Open
                        && band
                            .ahead(&case.problem, ranked)
                            .is_some_and(|id| id.replace('/', " / ") == ahead)
                        && band.from <= from + 1e-9
                        && to <= band.to + 1e-9
                });
                assert!(from < to && holds, "{ahead} while {id} is {from} to {to}: {page}");
                read += 1;
            }
        }
    }
    read
}

fn check_stability(case: &Case) -> usize {
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = stability(&evaluation, &StabilityRequest::default()).unwrap();
    let page = line(&report::stability(case, &study, EN));
    let mut read = 0;
    for said in between(&page, "the weight of ", ")") {
        let (id, rest) = said.split_once(" is ").unwrap();
        let (range, now) = rest.split_once(" (now ").unwrap();
        let (low, high) = match range.split_once(' ').unwrap() {
            ("between", ends) => {
                ends.split_once(" and ").map(|(low, high)| (number(low), number(high))).unwrap()
            }
            ("above", low) => (number(low), 1.0),
            (_, high) => (0.0, number(high)),
        };
        let interval = study.intervals.iter().find(|it| {
            it.target == Target::First
                && case.problem.tree().branches()[study.path(it).branch].id == id
        });
        let interval = interval.unwrap_or_else(|| panic!("{page}"));
        assert!(interval.low <= low + 1e-9 && high <= interval.high + 1e-9, "{said}: {interval:?}");
        assert!(low < number(now) || (low, number(now)) == (0.0, 0.0), "{said}");
        assert!(number(now) < high || number(now) == 1.0, "{said}");
        read += 1;
    }
    let smallest = |norm: Norm| {
        let found =
            study.changes.iter().filter(move |of| of.goal == Goal::PassLeader && of.norm == norm);
        found.filter_map(|of| of.change.distance).collect::<Vec<f64>>()
    };
    for factor in between(&page, "multiplied or divided by ", " or more") {
        let factor = number(factor);
        let of = smallest(Norm::Ratio)
            .into_iter()
            .find(|of| factor <= of * (1.0 + 1e-9) && *of < factor * 1.01);
        assert!(factor > 1.0 && of.is_some(), "{factor}: {page}");
        read += 1;
    }
    for share in between(&page, "at least ", " %") {
        let share = number(share) / 100.0;
        let of = smallest(Norm::L1)
            .into_iter()
            .map(|of| of / 2.0)
            .filter(|of| share <= of + 1e-9)
            .map(|of| of - share);
        assert!(of.fold(9.9, f64::min) < 0.011, "{share}: {page}");
        read += 1;
    }
    // A change that is named is seen.
    for change in between(&page, "(e.g. ", ")") {
        for (from, to) in change.split(", ").filter_map(|one| one.split_once(" -> ")) {
            let from = from.rsplit(' ').next().unwrap_or_default();
            assert!(from != to, "{change}");
        }
    }
    read
}

#[test]
fn limits_on_the_page_are_as_true_as_the_tables() {
    let mut random = Random(20);
    let (mut of_sweeps, mut of_changes) = (0, 0);
    for _ in 0..150 {
        let Ok(case) = random_case(&mut random).open() else { continue };
        of_sweeps += check_sweep(&case);
        of_changes += check_stability(&case);
    }
    assert!(of_sweeps > 100 && of_changes > 200, "{of_sweeps} and {of_changes} limits were read");
}

/// Crisp figures with many digits: factors and shares are seldom whole.
#[test]
fn factors_and_shares_round_down() {
    let mut random = Random(7);
    let mut read = 0;
    for _ in 0..60 {
        let criterion = |at: usize, weight: usize| {
            format!(
                "[[criteria]]\nid = \"c{at}\"\nweight = {weight}\nscale = {{ min = 0, max = 100 }}\n"
            )
        };
        let criteria: String = (0..5)
            .map(|at| criterion(at, 1 + random.below(if at == 0 { 200 } else { 9 })))
            .collect();
        let row = |random: &mut Random, name: &str| {
            let figures = (0..5)
                .map(|_| format!("{}", random.figure(0.0, 100.0)))
                .collect::<Vec<_>>()
                .join(",");
            format!("{name},{figures}\n")
        };
        let table = format!(
            "a,c0,c1,c2,c3,c4\n{}{}{}",
            row(&mut random, "A"),
            row(&mut random, "B"),
            row(&mut random, "C")
        );
        let toml =
            format!("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n{criteria}");
        read += check_stability(
            &Files::new(&[("case.toml", &toml), ("t.csv", &table)]).open().unwrap(),
        );
    }
    assert!(read > 200, "{read} limits were read");
}
