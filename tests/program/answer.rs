//! The sentences that `evaluate` opens with say what its tables say: who is first, by how much, how
//! sure that is, and which single weight is the nearest to change it.

use crate::common::{Files, Random, project, random_case};
use afweging::case::{self, Case, Location, WhatIf};
use afweging::problem::{Language, Tree};
use afweging::report::{self, Block, Words};
use afweging::study::{Evaluations, Tables};
use afweging::table::Table;
use std::collections::BTreeMap;

const EN: Words = Words(Language::En);
const NL: Words = Words(Language::Nl);

/// An alternative as the table `ranking` has it.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    score: Option<f64>,
    rank: Option<f64>,
    best: Option<f64>,
    worst: Option<f64>,
}

fn evaluations(case: &Case) -> Evaluations<'_> {
    Evaluations::new(&case.problem, &case.methods).unwrap()
}

/// The sentences before the first table, and before the heading of the first method.
fn answer(case: &Case, evaluations: &Evaluations, words: Words) -> String {
    let page = report::evaluate(case, evaluations, words, &report::Part::ALL, None);
    let method = evaluations[0].method.name();
    let is_table = |block: &Block| match block {
        Block::Grid(_) => true,
        Block::Heading(text) => text == method,
        _ => false,
    };
    let before = page.iter().map(Block::bare).take_while(|block| !is_table(block));
    let headed = before.skip_while(|block| !matches!(block, Block::Heading(_)));
    let text = |block: &Block| match block {
        Block::Heading(text) | Block::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    headed.map(text).collect::<Vec<_>>().join(" ")
}

/// The name of a row: the labels of its keys in these columns, as sentences have it.
fn name(case: &Case, table: &Table, row: usize, keys: &[usize]) -> String {
    let of = |key: &usize| {
        let key = &case.problem.keys()[*key];
        let id = table.get(row, &key.id).as_text().unwrap().to_owned();
        let value = key.values.iter().find(|value| *value.id == *id).unwrap();
        match value.label(Language::En) {
            "" => id,
            label => label.to_owned(),
        }
    };
    keys.iter().map(of).collect::<Vec<_>>().join(" / ")
}

/// Those of each group that compete, by the first method, in key order.
fn groups(case: &Case, evaluations: &Evaluations) -> BTreeMap<String, Vec<Row>> {
    let table = evaluations.table_named("ranking").unwrap();
    let within: Vec<usize> = case.problem.rank_within().to_vec();
    let inside = case.problem.keys_inside();
    let mut out: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in 0..table.rows() {
        let text = |column: &str| table.get(row, column).as_text().map(str::to_owned);
        let number = |column: &str| table.get(row, column).as_number();
        if text("method").as_deref() != Some(evaluations[0].method.name()) {
            continue;
        }
        let group = out.entry(name(case, &table, row, &within)).or_default();
        // What is for reference has no place among those that compete.
        let competes = text("excluded_by").is_none() && number("rank_best").is_some()
            || number("rank").is_some();
        if competes {
            group.push(Row {
                name: name(case, &table, row, &inside),
                score: number("score"),
                rank: number("rank"),
                best: number("rank_best"),
                worst: number("rank_worst"),
            });
        }
    }
    out
}

fn first(rows: &[Row]) -> Vec<&Row> {
    rows.iter().filter(|row| row.rank == Some(1.0)).collect()
}

/// Whether the first is so whatever the figures are: by the ranks that each can take. (Of several
/// that tie the ranks do not tell.)
fn certain(rows: &[Row]) -> bool {
    rows.iter().all(|row| match row.rank {
        Some(1.0) => row.worst == Some(1.0),
        _ => row.best.is_some_and(|best| best > 1.0),
    })
}

/// Leaf weights where a branch has this share of all weight, and the others what they have now in
/// proportion.
fn moved(tree: &Tree, weights: &[f64], branch: usize, share: f64) -> Vec<f64> {
    let inside = tree.leaves_under(branch);
    let now: f64 = inside.iter().map(|leaf| weights[*leaf]).sum();
    let at = |(leaf, weight): (usize, &f64)| match inside.contains(&leaf) {
        true => weight / now * share,
        false => weight / (1.0 - now) * (1.0 - share),
    };
    weights.iter().enumerate().map(at).collect()
}

/// By group: the values of those with a rank, and who leads now.
type Values = BTreeMap<String, Vec<(String, Vec<f64>)>>;

/// From the table of contributions: the leaf weights, and the values of all.
fn values(case: &Case, evaluations: &Evaluations) -> (Vec<f64>, Values) {
    let table = evaluations.table_named("contributions").unwrap();
    let ranked = groups(case, evaluations);
    let within: Vec<usize> = case.problem.rank_within().to_vec();
    let inside = case.problem.keys_inside();
    let leaves = case.problem.tree().leaves();
    let (mut weights, mut out) = (vec![0.0; leaves.len()], Values::new());
    for row in 0..table.rows() {
        if table.get(row, "method").as_text() != Some(evaluations[0].method.name()) {
            continue;
        }
        let (group, own) = (name(case, &table, row, &within), name(case, &table, row, &inside));
        let leaf =
            case.problem.tree().leaf(table.get(row, "criterion").as_text().unwrap()).unwrap();
        weights[leaf] = table.get(row, "weight").as_number().unwrap();
        if !ranked[&group].iter().any(|row| row.name == own && row.rank.is_some()) {
            continue;
        }
        let Some(value) = table.get(row, "value").as_number() else { continue };
        let rows = out.entry(group).or_default();
        if rows.last().is_none_or(|last| last.0 != own) {
            rows.push((own, vec![0.0; leaves.len()]));
        }
        rows.last_mut().unwrap().1[leaf] = value;
    }
    (weights, out)
}

fn scores(rows: &[(String, Vec<f64>)], weights: &[f64]) -> Vec<f64> {
    rows.iter().map(|(_, values)| values.iter().zip(weights).map(|(v, w)| v * w).sum()).collect()
}

/// Who leads by more than rounding, if one does.
fn leaders<'a>(rows: &'a [(String, Vec<f64>)], weights: &[f64]) -> Vec<&'a str> {
    let scores = scores(rows, weights);
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near = |at: &usize| scores[*at] > most - 1e-9;
    (0..rows.len()).filter(near).map(|at| rows[at].0.as_str()).collect()
}

/// The sentence on the nearest weight: the label, the share now and then, and who is first then.
struct Said {
    group: Option<String>,
    label: String,
    rises: bool,
    at: f64,
    now: f64,
    first: String,
}

fn nearest(answer: &str) -> Option<Said> {
    let (head, rest) = answer
        .split_once("The smallest move of one weight that changes who is first")?
        .1
        .split_once(": once the weight of ")?;
    let group = head.rsplit_once(", in ").map(|(_, group)| group.to_owned());
    let (label, rest, rises) = match rest.split_once(" rises above ") {
        Some((label, rest)) => (label, rest, true),
        None => {
            let (label, rest) = rest.split_once(" falls below ")?;
            (label, rest, false)
        }
    };
    let (at, rest) = rest.split_once(" of the total (now ")?;
    let (now, rest) = rest.split_once(", the others ")?;
    let first = rest.split_once("), ")?.1;
    // What the weights do to ranks is another sentence.
    let first = first.split_once(" Whether enough ").map_or(first, |(first, _)| first);
    let first = first.strip_suffix(" is first.").or(first.strip_suffix(" tie for first place."));
    Some(Said {
        group,
        label: label.to_owned(),
        rises,
        at: at.parse().unwrap(),
        now: now.parse().unwrap(),
        first: first?.to_owned(),
    })
}

/// What the answer says of weights, held against scores that are added up here.
fn check_weights(case: &Case, evaluations: &Evaluations, answer: &str) -> usize {
    let tree = case.problem.tree();
    let (weights, all) = values(case, evaluations);
    let share = |branch: usize| -> f64 {
        tree.leaves_under(branch).iter().map(|leaf| weights[*leaf]).sum()
    };
    let movable: Vec<usize> =
        (0..tree.branches().len()).filter(|it| (1e-9..1.0 - 1e-9).contains(&share(*it))).collect();
    let steps = 400;
    // No move that is shorter than `limit` gives another first place, in any group.
    let stays = |limit: f64| {
        for (rows, branch) in
            all.values().flat_map(|rows| movable.iter().map(move |it| (rows, *it)))
        {
            let leader = leaders(rows, &weights);
            assert_eq!(leader.len(), 1, "{answer}");
            for x in (0..=steps).map(|step| f64::from(step) / f64::from(steps)) {
                if (x - share(branch)).abs() < limit {
                    let then = leaders(rows, &moved(tree, &weights, branch, x));
                    assert!(then.contains(&leader[0]), "{} at {x}: {answer}", branch);
                }
            }
        }
    };
    if answer.contains("No single weight") {
        stays(2.0);
        return 1;
    }
    let Some(said) = nearest(answer) else { return 0 };
    let of_label = |it: &usize| {
        let branch = &tree.branches()[*it];
        let label = branch.label.get(Language::En);
        (if label.is_empty() { &branch.id } else { label }) == said.label
    };
    let branch = (0..tree.branches().len()).find(of_label).unwrap();
    assert!((share(branch) - said.now).abs() <= 0.005 + 1e-12, "{answer}");
    let rows = match &said.group {
        Some(group) => &all[group],
        None => all.values().next().unwrap(),
    };
    // Just beyond the share that is named it is so, and it is named short of where it begins by no
    // more than its digits.
    let beyond = if said.rises { said.at + 1e-6 } else { said.at - 1e-6 };
    let then = leaders(rows, &moved(tree, &weights, branch, beyond));
    assert_eq!(EN.list(&then.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()), said.first);
    let digits = said.at.to_string().split_once('.').map_or(0, |(_, digits)| digits.len());
    let unit = 0.1f64.powi(digits.max(2) as i32);
    stays((said.at - share(branch)).abs() - unit);
    1
}

/// The whole answer of a case with one group, made anew from the tables.
fn check_one_group(case: &Case, evaluations: &Evaluations) -> usize {
    let answer = answer(case, evaluations, EN);
    let groups = groups(case, evaluations);
    let rows = groups.values().next().unwrap();
    let leaders = first(rows);
    let names = |rows: &[&Row]| EN.list(&rows.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
    let next: Vec<&Row> =
        rows.iter().filter(|row| row.rank == Some(1.0 + leaders.len() as f64)).collect();
    let ahead = next.first().map_or(String::new(), |other| {
        let by = leaders[0].score.unwrap() - other.score.unwrap();
        let by = if by < 0.0005 { EN.figure(by) } else { format!("{by:.3}") };
        format!(", {by} ahead of {}", names(&next))
    });
    let sentence = match leaders.len() {
        1 => format!("{} is first{ahead}.", names(&leaders)),
        _ => format!("{} tie for first place{ahead}.", names(&leaders)),
    };
    assert!(answer.contains(&sentence), "no `{sentence}` in: {answer}");
    let sure = answer.contains("That is certain");
    assert_ne!(sure, answer.contains("That holds at nominal figures only"), "{answer}");
    if leaders.len() == 1 {
        assert_eq!(sure, certain(rows), "{answer}\n{rows:#?}");
    } else {
        assert!(!answer.contains("smallest move"), "{answer}");
        assert!(!answer.contains("No single weight"), "{answer}");
    }
    check_weights(case, evaluations, &answer)
}

/// The answer of a case with several groups.
fn check_groups(case: &Case, evaluations: &Evaluations) -> usize {
    let answer = answer(case, evaluations, EN);
    let groups = groups(case, evaluations);
    let contested: Vec<&Vec<Row>> =
        groups.values().filter(|rows| rows.len() > 1 && !first(rows).is_empty()).collect();
    for rows in &contested {
        let leaders = first(rows);
        let names: Vec<String> = leaders.iter().map(|row| row.name.clone()).collect();
        let verb = if names.len() == 1 { "is first in" } else { "tie for first place in" };
        let sentence = format!("{} {verb} ", EN.list(&names));
        assert!(answer.contains(&sentence), "no `{sentence}` in: {answer}");
    }
    if contested.iter().all(|rows| first(rows).len() == 1) {
        let sure = contested.iter().filter(|rows| certain(rows)).count();
        assert_eq!(answer.contains("That is certain"), sure > 0, "{answer}");
        let nominal = answer.contains("holds at nominal figures only");
        assert_eq!(nominal, sure < contested.len(), "{answer}");
    }
    check_weights(case, evaluations, &answer)
}

fn check(case: &Case) -> usize {
    let evaluations = evaluations(case);
    let dutch = answer(case, &evaluations, NL);
    assert!(!dutch.is_empty() && !dutch.contains(" first "), "{dutch}");
    match case.problem.groups().len() == 1 {
        true => check_one_group(case, &evaluations),
        false => check_groups(case, &evaluations),
    }
}

#[test]
fn the_answer_is_that_of_the_tables_in_the_cases_of_the_project() {
    let mut weights = 0;
    for name in case::builtin_names() {
        let builtin = Location::Builtin(name.to_owned());
        weights += check(&Case::open(&builtin, &WhatIf::default()).unwrap());
    }
    let pool = Location::Path(project("docs/pool/case.toml"));
    weights += check(&Case::open(&pool, &WhatIf::default()).unwrap());
    // VIKOR's scores, a geometric mean and rules are not linear in the weights.
    assert_eq!(weights, case::builtin_names().len() + 1 - 3);
}

#[test]
fn and_in_random_cases() {
    let mut random = Random(61);
    let (mut weights, mut moved) = (0, 0);
    for _ in 0..100 {
        let files = random_case(&mut random);
        let case = files.open().unwrap_or_else(|error| panic!("{error}"));
        weights += check(&case);
        moved += usize::from(answer(&case, &evaluations(&case), EN).contains("smallest move"));
        // The same with groups.
        let path = files.path("case.toml");
        let toml = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, toml.replacen("min_known", "rank_within = [\"b\"]\nmin_known", 1))
            .unwrap();
        weights += check(&files.open().unwrap_or_else(|error| panic!("{error}")));
    }
    assert!(weights > 70 && moved > 15, "{weights} {moved}");
}

/// Alternatives of one key `a` on two criteria of scale 0 to 100.
fn small(rest: &str, table: &str) -> Case {
    let toml = format!(
        "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"x\"\nweight = 0.6\nscale = {{ min = 0, max = 100 }}\n[[criteria]]\nid = \"y\"\nweight = 0.4\nscale = {{ min = 0, max = 100 }}\n{rest}"
    );
    Files::new(&[("case.toml", &toml), ("t.csv", table)])
        .open()
        .unwrap_or_else(|error| panic!("{error}"))
}

fn said(case: &Case, words: Words) -> String {
    answer(case, &evaluations(case), words)
}

/// By hand: A and B are level where 20 x = 30 (1 - x), so at a share of 0.6 of x, and now it has
/// 0.6; with A five better they are level at 30 / 55.
#[test]
fn by_hand() {
    assert_eq!(
        said(&small("", "a,x,y\nA,75,20\nB,50,50\n"), EN),
        "A is first, 0.030 ahead of B. That is certain, as far as the figures are; all of them are single figures. The smallest move of one weight that changes who is first: once the weight of x falls below 0.54 of the total (now 0.60, the others in proportion), B is first."
    );
    assert_eq!(
        said(&small("", "a,x,y\nA,75,20\nB,50,50\n"), NL),
        "A staat op de eerste plaats, 0,030 voor op B. Dat is zeker, voor zover de cijfers zelf dat zijn: elk cijfer is één getal. De kleinste verschuiving van één gewicht die verandert wie eerste is: zodra het gewicht van x onder 0,54 van het totaal daalt (nu 0,60, de andere veranderen naar verhouding), staat B op de eerste plaats."
    );
    assert_eq!(
        said(&small("", "a,x,y\nA,70,20\nB,50,50\n"), EN),
        "A and B tie for first place. That is certain, as far as the figures are; all of them are single figures."
    );
    assert_eq!(
        said(&small("", "a,x,y\nA,70,60\nB,50,50\n"), EN),
        "A is first, 0.160 ahead of B. That is certain, as far as the figures are; all of them are single figures. No single weight, whatever it is, puts another of those with a rank first."
    );
    assert_eq!(said(&small("", "a,x,y\nA,70,60\n"), EN), "A is the only option that competes.");
}

/// Who has no rank is not passed over, and one that leads the others alone leads for certain only
/// if nobody else can be first.
#[test]
fn what_is_not_known_is_said() {
    let page = said(&small("", "a,x,y\nA,75,20\nB,50,50\nC,?,90\n"), EN);
    assert!(page.starts_with("A is first, 0.030 ahead of B. That holds at nominal figures only and is not certain. Too little is known of C for a rank; it is not excluded and could be first too. The smallest move of one weight that changes who is first at nominal figures: once the weight of x falls below 0.54"), "{page}");
    let page = said(&small("", "a,x,y\nA,75,60\nB,?,?\nC,?,0\n"), EN);
    assert_eq!(
        page,
        "A is the only one with a rank. That holds at nominal figures only and is not certain. Too little is known of B for a rank; it is not excluded and could be first too."
    );
    assert_eq!(
        said(&small("", "a,x,y\nB,?,?\nC,?,0\n"), EN),
        "Nobody has a rank: too little is known of each."
    );
    let page = said(&small("", "a,x,y\nA,75..80,60\nB,50..70,50\n"), EN);
    assert!(
        page.contains("That is certain, whatever the unknown figures turn out to be."),
        "{page}"
    );
}

/// A weight that moves can change how much is known, and with it who has a rank: the answer then
/// speaks of those that have one now, and says so.
#[test]
fn a_weight_that_gives_a_rank_is_told_of() {
    // Of C only y is known: 0.4 of the weight. With more than 0.5 on y it has a rank.
    let case = small("", "a,x,y\nA,75,60\nB,50,50\nC,?,90\n");
    let page = said(&case, EN);
    let none = "No single weight, whatever it is, puts another of those with a rank first at nominal figures. Whether enough is known of an alternative for a rank hangs on the weights too";
    assert!(page.contains(none), "{page}");
    // Nobody loses or gains a rank on the way to the first change.
    let near = said(&small("", "a,x,y\nA,75,20\nB,50,50\nC,?,90\n"), EN);
    assert!(near.contains("smallest move") && !near.contains("Whether enough"), "{near}");
}

/// That nobody gave weights, and what an alternative that is out does not meet, are a part of the
/// answer.
#[test]
fn whose_weights_and_who_is_out() {
    let equal = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 100 }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 100 }\n";
    let gate = "[[requirements]]\nid = \"quiet\"\nneeds = { criterion = \"y\", at_least = 30 }\neffect = \"exclude\"\nreason = { en = \"It must be quiet\", nl = \"Het moet er stil zijn\" }\n";
    let table = "a,x,y\nA,75,60\nB,50,50\nC,90,20\n";
    let files = Files::new(&[("case.toml", &format!("{equal}{gate}")), ("t.csv", table)]);
    let case = files.open().unwrap();
    let (en, nl) = (said(&case, EN), said(&case, NL));
    assert!(en.contains("The case gives no weights: all criteria count equally here."), "{en}");
    assert!(
        en.contains(
            "C cannot be chosen now: 1 requirement of the case is not met (“It must be quiet”)."
        ),
        "{en}"
    );
    assert!(nl.contains("Het dossier geeft geen gewichten"), "{nl}");
    assert!(nl.contains("“Het moet er stil zijn”"), "{nl}");
    // A case that states weights has no such sentence.
    let stated = said(&small(gate, table), EN);
    assert!(
        !stated.contains("gives no weights") && stated.contains("C cannot be chosen"),
        "{stated}"
    );
}

/// Several methods: the answer is the first's, and the page says whether the others agree.
#[test]
fn methods_agree_or_not() {
    let table = "a,x,y\nA,75,20\nB,50,50\nC,10,10\n";
    let page = said(&small("[method.weighted-sum]\n[method.vikor]\n", table), EN);
    assert!(page.starts_with("weighted-sum: A is first"), "{page}");
    let vikor = small("[method.vikor]\n", table);
    let ranking = groups(&vikor, &evaluations(&vikor));
    let own = first(&ranking[""])[0].name.clone();
    let wanted = match own.as_str() {
        "A" => " vikor agrees on who is first.".to_owned(),
        other => format!(" vikor puts {other} first."),
    };
    assert!(page.contains(&wanted), "no `{wanted}` in: {page}");
}

/// Constraints of the case may rule the nearest weight out.
#[test]
fn constraints_are_named() {
    let page =
        said(&small("[weights]\nconstraints = [\"x >= 0.58\"]\n", "a,x,y\nA,75,20\nB,50,50\n"), EN);
    assert!(
        page.ends_with("B is first. The case's own constraints on weights may rule that out."),
        "{page}"
    );
}

/// Who is certainly first although too little is known of it for a rank is not passed over for who
/// has one.
#[test]
fn a_certain_first_without_a_rank_is_said_first() {
    let files = Files::new(&[
        (
            "case.toml",
            "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"site\"\n\
             [[criteria]]\nid = \"cost\"\ndirection = \"min\"\nscale = { min = 0, max = 10 }\nweight = 51\n\
             [[criteria]]\nid = \"quality\"\nscale = { min = 0, max = 10 }\nweight = 49\n",
        ),
        ("t.csv", "site,cost,quality\nA,?,10\nB,6,5\n"),
    ]);
    let case = files.open().unwrap();
    let evaluations = Evaluations::new(&case.problem, &case.methods).unwrap();
    for (language, said) in [
        (Language::En, "A is certainly first"),
        (Language::Nl, "A staat zeker op de eerste plaats"),
    ] {
        let page = report::evaluate(&case, &evaluations, Words(language), &[], None);
        let text = report::to_text(&page, 80);
        assert!(text.contains(said), "{text}");
        assert!(
            !text.contains("only one with a rank") && !text.contains("enige met een rang"),
            "{text}"
        );
        // Other weights can give or take ranks, so no single one is said to change nothing.
        assert!(!text.contains("single weight") && !text.contains("Geen enkel gewicht"), "{text}");
    }
}
