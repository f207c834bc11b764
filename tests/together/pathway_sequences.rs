//! Files of PathwaysGenerator: what is read of them, what is written, and that the one is the other
//! again. The first file is the example of its manual (documentation/use/import_export.md, with
//! one step more for its second edition); values are worked out by hand.

use crate::common::{Files, Random};
use afweging::case::sequences::{files, read};
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::{GivenPath, GivenStands, PathwayModel};
use afweging::study::{PathwayEvaluation, ScoredPath, given_paths};
use approx::assert_relative_eq;
use std::collections::BTreeMap;

const CASE: &str = r#"format = 1
id = "t"
data = ["t.csv"]
[[keys]]
id = "measure"
values = ["current", "a", "b", "c", "d-e"]
[[criteria]]
id = "x"
scale = { min = 0, max = 10 }
[pathway]
start = { measure = "current" }
[[pathway.periods]]
id = "p1"
from = 2020
years = 10
[[pathway.periods]]
id = "p2"
from = 2030
years = 10
[[pathway.periods]]
id = "p3"
from = 2040
years = 10
[[pathway.periods]]
id = "p4"
from = 2050
years = 10
"#;
const TABLE: &str = "measure,x\ncurrent,1\na,2\nb,2.5\nc,4\nd-e,0\n";

/// The example of the manual.
const ACTIONS: &str = "current #ff4c566a\na #ffbf616a\nb #ffd08770\nc #ffebcb8b\n";
const SEQUENCES: &str = "current     current 2030\ncurrent     a       2040\n\
    current     b       2050\na           c       2060\nb           c[2]    2070\n";

const NAMES: [&str; 5] = ["current", "a", "b", "c", "d-e"];

fn case(more: &str, others: &[(&str, &str)]) -> Files {
    let text = format!("{CASE}{more}");
    let mut all = vec![("case.toml", text.as_str()), ("t.csv", TABLE)];
    all.extend(others);
    Files::new(&all)
}

fn model(files: &Files) -> PathwayModel {
    files.open().unwrap_or_else(|error| panic!("{error}")).pathway().unwrap()
}

/// The paths of the files `map-*.txt`, with what they are worth.
fn scored(files: &Files) -> Vec<ScoredPath> {
    let model = model(files);
    let (paths, _) = read(&model, &files.path("map")).unwrap_or_else(|error| panic!("{error}"));
    let evaluation = PathwayEvaluation::new(&model, &Method::default()).unwrap();
    given_paths(&evaluation, paths).unwrap().paths
}

fn positions(names: &[&str]) -> Vec<Option<usize>> {
    names.iter().map(|name| NAMES.iter().position(|known| known == name)).collect()
}

#[test]
fn the_example_of_the_manual_is_read() {
    let files = case("", &[("map-action.txt", ACTIONS), ("map-sequence.txt", SEQUENCES)]);
    let model = model(&files);
    let (paths, read) = read(&model, &files.path("map")).unwrap();
    assert_eq!(read.len(), 2);
    let given = |line: usize, names: &[&str]| GivenPath {
        choice: 0,
        line,
        stands: GivenStands::Periods(positions(names)),
    };
    assert_eq!(
        paths,
        [given(4, &["current", "a", "c", "c"]), given(5, &["current", "b", "b", "c"])]
    );
    // Ten years of each: 1 + 2 + 4 + 4 and 1 + 2.5 + 2.5 + 4 tenths. The best is c at once.
    let scored = scored(&files);
    let values: Vec<f64> = scored.iter().map(|it| it.found.as_ref().unwrap().value).collect();
    assert_relative_eq!(values[0], 11.0, epsilon = 1e-12);
    assert_relative_eq!(values[1], 10.0, epsilon = 1e-12);
    assert_relative_eq!(scored[0].loss.unwrap(), 5.0, epsilon = 1e-12);
    assert_relative_eq!(scored[1].loss.unwrap(), 6.0, epsilon = 1e-12);
}

#[test]
fn comments_and_blank_lines_say_nothing() {
    let sequences =
        "# Where all start\n\n  current current 2030  # until then\n#\ncurrent a 2060\n";
    let actions = "current # now\n  \na #00112233  # blue\nb\nc\nd_e(a & b) #ff000000\n";
    let scored = scored(&case("", &[("map-action.txt", actions), ("map-sequence.txt", sequences)]));
    assert_eq!(scored.len(), 1);
    assert_eq!(scored[0].given.line, 5);
    assert_eq!(
        scored[0].given.stands,
        GivenStands::Periods(positions(&["current", "a", "a", "a"]))
    );
}

#[test]
fn without_years_any_time_will_do() {
    let scored = scored(&case("", &[("map-sequence.txt", "current current\ncurrent a\na c 0\n")]));
    let [only] = &scored[..] else { panic!("{scored:?}") };
    assert_eq!(only.given.stands, GivenStands::Order(positions(&["current", "a", "c"])));
    // a at once, and c as soon as it can be: 2 + 4 + 4 + 4 tenths of ten years.
    let found = only.found.as_ref().unwrap();
    assert_eq!(found.positions, positions(&["a", "c", "c", "c"]));
    assert_relative_eq!(found.value, 14.0, epsilon = 1e-12);
    // The path that never moves, and one that comes back.
    let stay = scored_one("current current\n", "");
    assert_relative_eq!(stay.found.unwrap().value, 4.0, epsilon = 1e-12);
    let back = scored_one("current current\ncurrent a\na current[1]\ncurrent[1] c\n", "");
    assert_eq!(back.found.unwrap().positions, positions(&["a", "current", "c", "c"]));
}

fn scored_one(sequences: &str, more: &str) -> ScoredPath {
    let mut all = scored(&case(more, &[("map-sequence.txt", sequences)]));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn what_the_rules_forbid_is_told() {
    let forbid = "[[pathway.transitions]]\nid = \"f\"\nfrom = { measure = \"a\" }\nto = { measure = \"c\" }\nallowed = false\n";
    let timed = "current current 2030\ncurrent a 2040\na c 2060\n";
    assert!(scored_one(timed, "").found.is_some());
    let not = scored_one(timed, forbid);
    assert_eq!((not.found, not.loss), (None, None));
    assert_eq!(scored_one("current current\ncurrent a\na c\n", forbid).found, None);
    // A path that costs something and takes its time.
    let slow =
        "[[pathway.transitions]]\nid = \"s\"\nto = { measure = \"c\" }\ntakes = 1\ncost = 2\n";
    let late = scored_one("current current 2030\ncurrent c 2060\n", slow).found.unwrap();
    // 1 + 4 + 4 + 4 tenths of ten years, less 2: the move is made in the first period.
    assert_relative_eq!(late.value, 11.0, epsilon = 1e-12);
    assert_eq!((late.moves[0].made, late.moves[0].there), (0, 1));
    assert_eq!(scored_one("current current 2020\ncurrent c 2060\n", slow).found, None);
}

/// A reader of sequences that knows the rules of their manual and nothing else: by action and
/// edition, what it follows and when it ends.
fn naive(text: &str) -> BTreeMap<String, (String, i32)> {
    let mut out = BTreeMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [from, to, year] = words[..] else { panic!("{line}") };
        let fits = |word: &str| {
            let (name, edition) = match word.split_once('[') {
                Some((name, rest)) => (name, rest.strip_suffix(']')),
                None => (word, Some("0")),
            };
            let digits = edition.is_some_and(|it| it.chars().all(|c| c.is_ascii_digit()));
            name.chars().all(|c| c.is_alphanumeric() || c == '_') && digits
        };
        assert!(fits(from) && fits(to), "{line}");
        let year: i32 = year.parse().unwrap();
        let before = out.insert(to.to_owned(), (from.to_owned(), year));
        assert_eq!(before, None, "an action has one tipping point: {line}");
        let (_, earlier) = &out[from];
        assert!(*earlier <= year, "tipping points do not fall: {line}");
    }
    out
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let text = CASE.replace("[pathway]\n", "[pathway]\nnone = { value = 0 }\n");
    let files_of_case = Files::new(&[("case.toml", &text), ("t.csv", TABLE)]);
    let model = model(&files_of_case);
    let mut random = Random(20_27);
    for round in 0..300 {
        let count = 1 + random.below(6);
        let mut paths: Vec<Vec<Option<usize>>> = Vec::new();
        for _ in 0..count {
            let path: Vec<Option<usize>> =
                (0..4).map(|_| Some(random.below(6)).filter(|at| *at < 5)).collect();
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        let borrowed: Vec<&[Option<usize>]> = paths.iter().map(Vec::as_slice).collect();
        let [(action, actions), (sequence, sequences)] = files(&model, 0, "map", &borrowed);
        assert_eq!((&action[..], &sequence[..]), ("map-action.txt", "map-sequence.txt"));
        assert_eq!(actions, "current\na\nb\nc\nd_e\nnone\n");
        assert!(sequences.starts_with("current current 2020\n"), "{sequences}");
        naive(&sequences);
        std::fs::write(files_of_case.path(&action), &actions).unwrap();
        std::fs::write(files_of_case.path(&sequence), &sequences).unwrap();
        let (found, _) = read(&model, &files_of_case.path("map")).unwrap_or_else(|error| {
            panic!("round {round}: {error}\n{sequences}");
        });
        let mut found: Vec<Vec<Option<usize>>> = found
            .into_iter()
            .map(|path| match path.stands {
                GivenStands::Periods(positions) => positions,
                GivenStands::Order(_) => panic!("{sequences}"),
            })
            .collect();
        found.sort();
        paths.sort();
        assert_eq!(found, paths, "{sequences}");
    }
}

#[test]
fn each_of_several_choices_has_files_of_its_own() {
    let head = CASE.replacen("id = \"t\"\n", "id = \"t\"\nrank_within = [\"town\"]\n", 1).replacen(
        "[[keys]]\n",
        "[[keys]]\nid = \"town\"\n[[keys]]\n",
        1,
    );
    let table = "town,measure,x\nZ/1,current,1\nZ/1,a,2\nB,current,1\nB,c,2\n";
    let files_of_case = Files::new(&[("case.toml", &head), ("t.csv", table)]);
    let model = model(&files_of_case);
    assert_eq!(model.choices.len(), 2);
    let [(name, _), _] = files(&model, 0, "map", &[]);
    assert_eq!(name, "map-Z-1-action.txt");
    std::fs::write(files_of_case.path("map-B-sequence.txt"), "current current\ncurrent c\n")
        .unwrap();
    let (found, _) = read(&model, &files_of_case.path("map")).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].choice, 1);
    let error = read(&model, &files_of_case.path("none")).unwrap_err().to_string();
    assert!(error.contains("none-Z-1-sequence.txt, nor one of another choice"), "{error}");
}

#[test]
fn what_is_wrong_in_a_file_is_pointed_at() {
    let start = "current current 2030\n";
    for (sequences, at, says, help) in [
        (format!("{start}current a 2040 x"), "2:1", "a step has two actions", "S0 S3 2030"),
        (format!("{start}current"), "2:1", "a step has two actions", "S0 S3 2030"),
        (format!("{start}current A 2060"), "2:9", "unknown action `A`", "did you mean `a`?"),
        (format!("{start}current a-b 2060"), "2:9", "`a-b` is no action", "letters, digits"),
        (format!("{start}current a[x] 2060"), "2:9", "`a[x]` is no action", "S3[2]"),
        (format!("{start}current a 20x0"), "2:11", "`20x0` is no year", "as in 2030"),
        (format!("{start}current a -5"), "2:11", "`-5` is no year", "at least 0"),
        (
            format!("{start}current a 2040\ncurrent a 2060"),
            "3:9",
            "`a` is led to by line 2 already",
            "a[3]",
        ),
        (format!("{start}b a 2060"), "2:1", "no line leads to `b`", "a line that leads to it"),
        (
            format!("{start}a b 2050\nb a 2060"),
            "2:5",
            "these steps lead in a circle",
            "leads from the first",
        ),
        (
            "current a 2060".into(),
            "1:1",
            "nothing says where sequences start",
            "current current 2020",
        ),
        (
            "a a 2030\na b 2060".into(),
            "1:3",
            "paths start in `current`, not in `a`",
            "write current",
        ),
        (
            format!("{start}current a"),
            "2:1",
            "this line has no year, and others have",
            "leave out all years",
        ),
        (
            format!("{start}current a 2030\na b 2060"),
            "2:11",
            "this ends in 2030, and it only begins in 2030",
            "later",
        ),
        (
            format!("{start}current a 2045\na b 2060"),
            "2:11",
            "none begins in 2045",
            "2020, 2030, 2040, 2050",
        ),
        (
            format!("{start}current a 2050"),
            "2:11",
            "the path ends in 2050, and the last period begins in 2050",
            "go on until 2060",
        ),
    ] {
        let files = case("", &[("map-sequence.txt", &sequences)]);
        let Err(Error::Findings(findings)) = read(&model(&files), &files.path("map")) else {
            panic!("nothing is wrong: {sequences}")
        };
        let said = findings.to_string();
        assert!(said.contains(&format!("map-sequence.txt:{at}: ")), "{sequences}: {said}");
        assert!(said.contains(says) && said.contains(help), "{sequences}: {said}");
        assert_eq!(findings.0.len(), 1, "{said}");
    }
    for (actions, at, says) in [
        ("current\ncurrent\na", "2:1", "the action `current` is there twice"),
        ("current\nx\na", "2:1", "unknown action `x`"),
        ("current\na #ff00", "2:1", "`a #ff00` is no action"),
        ("current\na(b & c)", "2:1", "`a` combines two actions that are defined before it"),
    ] {
        let sequences = "current current 2030\ncurrent a 2060\n";
        let files = case("", &[("map-action.txt", actions), ("map-sequence.txt", sequences)]);
        let said = read(&model(&files), &files.path("map")).unwrap_err().to_string();
        assert!(said.contains(&format!("map-action.txt:{at}: ")) && said.contains(says), "{said}");
    }
    let files = case("", &[("map-action.txt", "current\n"), ("map-sequence.txt", SEQUENCES)]);
    let said = read(&model(&files), &files.path("map")).unwrap_err().to_string();
    assert!(said.contains("`a` is not among the actions of the other file"), "{said}");
    // What is wrong is mended as it is told.
    let missing = read(&model(&files), &files.path("nothing")).unwrap_err().to_string();
    assert!(missing.contains("there is no file") && missing.contains("nothing-sequence.txt"));
}

#[test]
fn a_path_without_years_that_can_be_made_in_too_many_ways_needs_them() {
    let first = CASE.split("[[pathway.periods]]").next().unwrap();
    let periods: String = (0..60)
        .map(|at| format!("[[pathway.periods]]\nid = \"p{at}\"\nfrom = {}\nyears = 1\n", 2020 + at))
        .collect();
    let text = format!("{first}{periods}");
    let values = |sequences: &str| {
        let files =
            Files::new(&[("case.toml", &text), ("t.csv", TABLE), ("map-sequence.txt", sequences)]);
        let model = model(&files);
        let (paths, _) = read(&model, &files.path("map")).unwrap();
        let evaluation = PathwayEvaluation::new(&model, &Method::default()).unwrap();
        given_paths(&evaluation, paths).map(|it| it.paths[0].found.as_ref().unwrap().value)
    };
    let order = "current current\ncurrent a\na b\nb c\nc d_e\n";
    let error = values(order).unwrap_err().to_string();
    assert!(error.contains("write the year in which each of its actions ends"), "{error}");
    let timed = "current current 2030\ncurrent a 2040\na b 2050\nb c 2060\nc d_e 2080\n";
    // Ten years of each: 1, 2, 2.5 and 4 tenths, and of the last 20 years of nothing.
    assert_relative_eq!(values(timed).unwrap(), 9.5, epsilon = 1e-12);
}
