//! Weights written into criteria files and workbooks that exist: nothing else changes by a byte, and
//! what is read back is what was given.

use crate::common::{Files, Random};
use afweging::case::{Case, Location, MaxSize, WhatIf, builtin_names, copy, with_weights};
use afweging::problem::Tree;

type Weights = Vec<(String, f64)>;

fn some(weights: &[(&str, f64)]) -> Weights {
    weights.iter().map(|(id, weight)| ((*id).to_owned(), *weight)).collect()
}

/// The case with these weights in its file; it is opened again.
fn rewritten(files: &Files, file: &str, weights: &Weights) -> (Vec<u8>, Case) {
    let path = files.path(file);
    let bytes = with_weights(&path, weights, MaxSize::default()).unwrap();
    let other = files.path(&format!("new-{file}"));
    std::fs::write(&other, &bytes).unwrap();
    let case = Case::open(&Location::of(other.to_str().unwrap()), &WhatIf::default());
    let case = case.unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&bytes)));
    (bytes, case)
}

fn weight(tree: &Tree, id: &str) -> f64 {
    tree.branches().iter().find(|branch| branch.id == id).unwrap().weight
}

fn assert_read_back(case: &Case, before: &Tree, weights: &Weights) {
    for branch in before.branches() {
        let given = weights.iter().find(|(id, _)| *id == branch.id);
        let wanted = given.map_or(branch.weight, |(_, weight)| *weight);
        let read = weight(case.problem.tree(), &branch.id);
        assert_eq!(read.to_bits(), wanted.to_bits(), "{}", branch.id);
    }
}

/// A number of at least 0 that may be hard to write.
fn number(random: &mut Random) -> f64 {
    match random.below(6) {
        0 => random.below(20) as f64 + 1.0,
        1 => random.unit() * 1e-9,
        2 => random.unit() * 1e18,
        3 => 1.0 / (random.below(50) + 3) as f64,
        4 => f64::from_bits(random.next() % (0x7FE << 52)),
        _ => random.unit(),
    }
}

/// New weights for some sets of siblings.
fn drawn(tree: &Tree, random: &mut Random) -> Weights {
    let outline = afweging::problem::Outline::new(tree);
    let mut out = Weights::new();
    for set in outline.sibling_sets() {
        if out.is_empty() || random.chance(0.6) {
            out.extend(set.iter().map(|at| (tree.branches()[*at].id.clone(), number(random))));
        }
    }
    // The order of the file is not asked for.
    for at in (1..out.len()).rev() {
        out.swap(at, random.below(at + 1));
    }
    out
}

fn is_weight(line: &str) -> bool {
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    key.trim_matches(['"', '\'']) == "weight"
}

fn without_number(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || ".e+-".contains(c))
}

/// A text without the weights that stand behind a comma.
fn without_added(text: &str) -> String {
    let mut pieces = text.split(", weight");
    let mut out = pieces.next().unwrap().to_owned();
    for piece in pieces {
        out.push_str(without_number(piece.trim_start_matches([' ', '\t', '='])));
    }
    out
}

#[test]
fn built_in_criteria_files_change_in_the_lines_of_weights_only() {
    let mut random = Random(7);
    for name in builtin_names() {
        let made = copy(name).unwrap();
        let files = Files::new(&[]);
        for (file, bytes) in &made {
            std::fs::write(files.path(file), bytes).unwrap();
        }
        let before = std::fs::read_to_string(files.path("case.toml")).unwrap();
        let tree = files.open().unwrap().problem.tree().clone();
        let weights = drawn(&tree, &mut random);
        let (bytes, case) = rewritten(&files, "case.toml", &weights);
        let after = String::from_utf8(bytes).unwrap();
        assert_read_back(&case, &tree, &weights);
        let others = |text: &str| {
            text.lines().filter(|line| !is_weight(line)).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(others(&before), others(&after), "{name}");
        let changed = after.lines().filter(|line| is_weight(line)).count();
        assert!(changed >= weights.len(), "{name}");
        // The file itself is left alone.
        assert_eq!(std::fs::read_to_string(files.path("case.toml")).unwrap(), before);
    }
}

#[test]
fn a_new_line_looks_as_those_around_it() {
    let text = |weights: [&str; 4]| {
        let [a, b, c, d] = weights;
        format!(
            "format = 1\r\nid='x'\r\ndata = ['t.csv']\r\n[[keys]]\r\nid = 'option'\r\n\
             [[criteria]] # one\r\n  id        = 'a' # its id\r\n{a}  scale.min = 0\r\n  scale.max = 9 # end\r\n\
             [[criteria]]\r\nlabel.en = 'B'\r\nlabel.nl = 'B'\r\n\"id\" = '''b'''\r\n{b}[criteria.scale]\r\nmin = 0\r\nmax = 9\r\n\
             [[criteria]]\r\nid='c'\r\n{c}[criteria.label]\r\nen = 'C'\r\nnl = 'C'\r\n\
             [[criteria]]\r\nlabel = {{ en = 'D', nl = 'D' }}\r\nid = 'd'\r\ndirection = \"min\" # less{d}"
        )
    };
    let files = Files::new(&[("t.csv", "option,a,b,c,d\nA,1,2,3,4\nB,5,4,3,2\n")]);
    std::fs::write(files.path("case.toml"), text([""; 4])).unwrap();
    let weights = some(&[("d", 4.0), ("a", 0.1), ("c", 1e-7), ("b", 2.5)]);
    let (bytes, case) = rewritten(&files, "case.toml", &weights);
    let wanted =
        text(["  weight    = 0.1\r\n", "weight = 2.5\r\n", "weight=1e-7\r\n", "\r\nweight = 4"]);
    assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
    assert_read_back(&case, files.open().unwrap().problem.tree(), &weights);
}

#[test]
fn criteria_between_braces_are_written_between_braces() {
    let text = |a: &str, b: &str, c: &str| {
        format!(
            "\u{feff}format = 1\nid = 'x'\ndata = ['t.csv']\nkeys = [{{ id = 'option' }}]\n\
             criteria = [{{id='a'{a}}}, # {{ id = 'a' }}\n  {{ weight={b}, id = \"b\" }},\n\
             {{ id = 'c', label = 'weight = 3'{c}, unit = 'm' }}]\n"
        )
    };
    let files = Files::new(&[("t.csv", "option,a,b,c\nA,1,2,3\nB,5,4,3\n")]);
    std::fs::write(files.path("case.toml"), text("", "3", "")).unwrap();
    let weights = some(&[("a", 7.0), ("b", 0.0), ("c", 0.5)]);
    let bytes = with_weights(&files.path("case.toml"), &weights, MaxSize::default()).unwrap();
    let wanted = text(", weight=7", "0", ", weight = 0.5");
    assert_eq!(String::from_utf8(bytes).unwrap(), wanted);
}

/// A criteria file in a layout of its own.
struct Layout {
    text: String,
    /// The id, and where its weight stands, if it has one.
    weights: Vec<(String, Option<std::ops::Range<usize>>)>,
    /// Whether the criteria stand between braces.
    is_inline: bool,
}

fn layout(random: &mut Random) -> Layout {
    let end = if random.chance(0.3) { "\r\n" } else { "\n" };
    let mut text = String::new();
    if random.chance(0.2) {
        text.push('\u{feff}');
    }
    let noise = |text: &mut String, random: &mut Random| {
        for _ in 0..random.below(3) {
            let line = ["", "# weight = 9 ", "\t# [[criteria]] \u{20ac} id = \"n0\"", "   "];
            text.push_str(line[random.below(4)]);
            text.push_str(end);
        }
    };
    let space = |random: &mut Random| [" ", "", "  ", "\t", "     "][random.below(5)];
    let tail = |random: &mut Random| ["", " # weight = 1", "\t#", "  "][random.below(4)];
    noise(&mut text, random);
    for line in ["format = 1", "id = 'case'", "data = ['t.csv']"] {
        text.push_str(line);
        text.push_str(tail(random));
        text.push_str(end);
    }
    let is_inline = random.chance(0.3);
    let keys = "[[keys]]\nid = 'option'\n".replace('\n', end);
    if !is_inline {
        text.push_str(&keys);
    }
    let count = random.below(5) + 2;
    let nested = count > 3 && random.chance(0.5);
    // Where one of them has a weight, all of them do.
    let has = [random.chance(0.5), random.chance(0.5)];
    let mut weights = Vec::new();
    if is_inline {
        text.push_str("criteria");
        text.push_str(space(random));
        text.push('=');
        text.push_str(space(random));
        text.push('[');
        text.push_str(end);
    }
    for at in 0..count {
        let id = format!("n{at}");
        let parent = (nested && at + 2 >= count).then_some("n0");
        let has = has[usize::from(parent.is_some())];
        let quoted =
            |text: &str, random: &mut Random| match random.below(if is_inline { 2 } else { 4 }) {
                0 => format!("\"{text}\""),
                1 => format!("'{text}'"),
                2 => format!("'''{text}'''"),
                _ => format!("\"\"\"{text}\"\"\""),
            };
        let mut keys: Vec<(String, String)> = vec![("id".into(), quoted(&id, random))];
        if let Some(parent) = parent {
            keys.push(("parent".into(), quoted(parent, random)));
        }
        if has {
            let value = ["3", "0.5", "1_000", "+2", "2e0", "0x10"][random.below(6)];
            keys.push((["weight", "\"weight\"", "'weight'"][random.below(3)].into(), value.into()));
        }
        if random.chance(0.4) {
            keys.push(("label".into(), "{ en = \"weight = 4\", nl = 'id = \"n1\"' }".into()));
        } else if random.chance(0.5) {
            keys.push(("label.en".into(), "'e'".into()));
            keys.push(("label.nl".into(), "'n'".into()));
        }
        let is_leaf = !(nested && at == 0);
        if is_leaf && random.chance(0.5) {
            keys.push(("direction".into(), ["'min'", "{target=3}"][random.below(2)].into()));
        }
        for at in (1..keys.len()).rev() {
            keys.swap(at, random.below(at + 1));
        }
        noise(&mut text, random);
        text.push_str(if is_inline { "{" } else { "[[criteria]]" });
        if !is_inline {
            text.push_str(tail(random));
            text.push_str(end);
        }
        let mut found = None;
        for (number, (key, value)) in keys.iter().enumerate() {
            text.push_str(space(random));
            text.push_str(key);
            text.push_str(space(random));
            text.push('=');
            text.push_str(space(random));
            let start = text.len();
            text.push_str(value);
            if key.contains("weight") {
                found = Some(start..text.len());
            }
            match is_inline {
                true if number + 1 < keys.len() => text.push(','),
                true => {}
                false => {
                    text.push_str(tail(random));
                    text.push_str(end);
                    noise(&mut text, random);
                }
            }
        }
        if is_inline {
            text.push_str(space(random));
            text.push('}');
            text.push_str(space(random));
            text.push(',');
            text.push_str(tail(random));
            text.push_str(end);
        } else if is_leaf && random.chance(0.4) {
            text.push_str("[criteria.scale]\nmin = 0\nmax = 99".replace('\n', end).as_str());
            text.push_str(tail(random));
            text.push_str(end);
        }
        weights.push((id, found));
    }
    if is_inline {
        text.push(']');
        text.push_str(end);
        text.push_str(&keys);
    }
    noise(&mut text, random);
    if random.chance(0.3) {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    Layout { text, weights, is_inline }
}

#[test]
fn whatever_the_layout_only_the_weights_change() {
    let header: Vec<String> = (0..7).map(|at| format!("n{at}")).collect();
    let table = format!("option,{}\nA,1,2,3,4,5,6,7\nB,7,6,5,4,3,2,1\n", header.join(","));
    let mut tried = [0; 3];
    for seed in 0..400 {
        let mut random = Random(seed);
        let Layout { text, weights: places, is_inline } = layout(&mut random);
        let files = Files::new(&[("case.toml", &text), ("t.csv", &table)]);
        let tree = files.open().unwrap_or_else(|error| panic!("{seed}: {error}\n{text}"));
        let tree = tree.problem.tree().clone();
        let weights = drawn(&tree, &mut random);
        let (bytes, case) = rewritten(&files, "case.toml", &weights);
        assert_read_back(&case, &tree, &weights);
        let after = String::from_utf8(bytes).unwrap();
        let shown = || format!("{seed}\n{text}\n---\n{after}");
        let is_given = |id: &str| weights.iter().any(|(given, _)| given == id);
        for (id, place) in &places {
            let given = is_given(id);
            tried[usize::from(given) + usize::from(given && place.is_some())] += 1;
        }
        let is_added = |(id, place): &(String, Option<_>)| is_given(id) && place.is_none();
        if !places.iter().any(is_added) {
            // Between the values that stand there nothing changes.
            let (mut new, mut from) = (after.as_str(), 0);
            for place in places.iter().filter(|(id, _)| is_given(id)) {
                let place = place.1.clone().unwrap();
                new = new
                    .strip_prefix(&text[from..place.start])
                    .unwrap_or_else(|| panic!("{}", shown()));
                new = without_number(new);
                from = place.end;
            }
            assert_eq!(new, &text[from..], "{}", shown());
        } else if is_inline {
            // Without what was added there is what was there; what was there is tried above.
            if places.iter().all(|(_, place)| place.is_none()) {
                assert_eq!(without_added(&after), text, "{}", shown());
            }
        } else {
            let others = |text: &str| {
                let lines = text.split('\n').filter(|line| !is_weight(line));
                lines.map(|line| line.trim_end_matches('\r').to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(others(&text), others(&after), "{}", shown());
        }
        let ends = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
        let ((crlf, all), (new_crlf, new_all)) = (ends(&text), ends(&after));
        assert_eq!((crlf > 0).then_some(new_all), (crlf > 0).then_some(new_crlf), "{}", shown());
        assert!(crlf == 0 || crlf == all);
        assert!(crlf > 0 || new_crlf == 0);
        assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
        assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{seed}\n{text}");
    }
    assert!(tried.iter().all(|count| *count > 80), "{tried:?}");
}

fn refusal(files: &Files, file: &str, weights: &[(&str, f64)]) -> String {
    let before = std::fs::read(files.path(file)).ok();
    let error = with_weights(&files.path(file), &some(weights), MaxSize::default());
    let folder = format!("{}{}", files.folder.path().display(), std::path::MAIN_SEPARATOR);
    assert_eq!(std::fs::read(files.path(file)).ok(), before);
    error.map(|_| ()).unwrap_err().to_string().replace(&folder, "")
}

const TWO: &str = "format = 1\nid = 'x'\ndata = ['t.csv']\n[[criteria]]\nid = 'price'\n[[criteria]]\nid = 'comfort'\n\
                   [[criteria]]\nid = 'noise'\nparent = 'comfort'\n";

#[test]
fn what_cannot_be_written_is_told_with_place_and_remedy() {
    let files = Files::new(&[
        ("two.toml", TWO),
        ("twice.toml", &format!("{TWO}[[criteria]]\nid = \"price\"\n")),
        ("torn.toml", &TWO.replace("'noise'", "'noise")),
        ("derived.toml", &format!("{TWO}[[weighting]]\nof = 'comfort'\nmethod = 'ranking'\n")),
        ("top.toml", &format!("{TWO}[[weighting]]\nmethod = 'ranking'\n")),
        ("t.csv", "a,b\n1,2\n"),
    ]);
    let both = [("price", 1.0), ("comfort", 2.0)];
    for (file, weights, wanted) in [
        (
            "two.toml",
            &[("prise", 1.0), ("comfort", 1.0)][..],
            "error: two.toml: no criterion has the id `prise`\n  help: did you mean `price`?",
        ),
        (
            "two.toml",
            &[("price", 1.0)],
            "error: two.toml:7:6: other criteria at the top are given a weight, and this one is not (missing: `comfort`)\n  help: give each of them one: weights count against those of the same parent only",
        ),
        (
            "two.toml",
            &[("price", 0.0), ("comfort", 0.0)],
            "`weights`: all weights at the top are 0",
        ),
        (
            "two.toml",
            &[("price", f64::NAN)],
            "`weights` = price=NaN: a weight is a finite number of at least 0, not NaN",
        ),
        (
            "two.toml",
            &[("price", 1.0), ("price", 1.0)],
            "`weights` = price: this criterion is given two weights",
        ),
        (
            "twice.toml",
            &both,
            "error: twice.toml:12:6: the criterion `price` is there twice\n  help: give each criterion an id of its own",
        ),
        (
            "top.toml",
            &both,
            "error: top.toml:11:1: [[weighting]] derives the weights of the criteria at the top already\n  help: remove this table to write weights in its place, or keep it and write none",
        ),
        (
            "derived.toml",
            &[("noise", 1.0)],
            "error: derived.toml:11:1: [[weighting]] derives the weights of the criteria under `comfort` already\n  help: remove this table to write weights in its place, or keep it and write none",
        ),
        (
            "t.csv",
            &both,
            "error: t.csv: this is a table, which has no place for weights\n  help: name a criteria file (.toml), or a workbook with a sheet `criteria`",
        ),
    ] {
        assert_eq!(refusal(&files, file, weights), wanted);
    }
    assert!(refusal(&files, "torn.toml", &both).starts_with("error: torn.toml:9:"));
    assert!(refusal(&files, "none.toml", &both).contains("none.toml"));
    std::fs::write(files.path("bytes.toml"), b"id = '\xff'").unwrap();
    assert!(refusal(&files, "bytes.toml", &both).contains("line 1, column 7"));
    std::fs::write(files.path("zip.toml"), b"PK\x03\x04 and more").unwrap();
    assert!(refusal(&files, "zip.toml", &both).contains("this is no text"));
}

#[cfg(feature = "xlsx")]
mod workbooks {
    use super::*;
    use afweging::case::as_workbook;
    use afweging::problem::Language;
    use afweging::write::case_workbook;
    use rust_xlsxwriter::{Format, Formula, Workbook};
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read, Write};
    use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

    /// The parts of a workbook as they are packed, in their order.
    fn packed(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        (0..archive.len())
            .map(|at| {
                let mut file = archive.by_index_raw(at).unwrap();
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                (file.name().unwrap().into_owned(), bytes)
            })
            .collect()
    }

    fn part(bytes: &[u8], name: &str) -> Option<String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).unwrap();
        Some(text)
    }

    /// What a text becomes.
    type Edit<'a> = &'a dyn Fn(&str) -> String;

    /// The workbook with other texts for its parts, new ones behind the others.
    fn with_parts(bytes: &[u8], change: &[(&str, Edit)]) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut names: Vec<String> = packed(bytes).into_iter().map(|(name, _)| name).collect();
        let new = change.iter().map(|(name, _)| (*name).to_owned());
        names.extend(new.filter(|name| part(bytes, name).is_none()));
        for name in names {
            let text = part(bytes, &name).unwrap_or_default();
            let text = match change.iter().find(|(changed, _)| *changed == name) {
                Some((_, change)) => change(&text),
                None => text,
            };
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// The cells of a column, by their names, and the sheet without them.
    fn apart(xml: &str, column: &str) -> (BTreeMap<String, String>, String) {
        let (mut cells, mut rest) = (BTreeMap::new(), String::new());
        let mut pieces = xml.split("<c ");
        rest.push_str(pieces.next().unwrap());
        for piece in pieces {
            let name = piece.split('"').nth(1).unwrap();
            if name.trim_end_matches(|c: char| c.is_ascii_digit()) != column {
                rest.push_str("<c ");
                rest.push_str(piece);
                continue;
            }
            let tag = piece.find('>').unwrap();
            let end =
                if piece[..tag].ends_with('/') { tag + 1 } else { piece.find("</c>").unwrap() + 4 };
            cells.insert(name.to_owned(), format!("<c {}", &piece[..end]));
            rest.push_str(&piece[end..]);
        }
        (cells, rest)
    }

    fn sheet_of(bytes: &[u8]) -> String {
        part(bytes, "xl/worksheets/sheet1.xml").unwrap()
    }

    #[test]
    fn built_in_cases_as_workbooks_change_in_the_cells_of_weights_only() {
        let mut random = Random(11);
        for name in builtin_names() {
            for language in [Language::En, Language::Nl] {
                let book = case_workbook(&as_workbook(&Location::of(name), language).unwrap());
                let book = book.unwrap();
                let files = Files::new(&[]);
                std::fs::write(files.path("case.xlsx"), &book).unwrap();
                let path = files.path("case.xlsx");
                let location = Location::of(path.to_str().unwrap());
                let tree = Case::open(&location, &WhatIf::default()).unwrap();
                let tree = tree.problem.tree().clone();
                let weights = drawn(&tree, &mut random);
                let (bytes, case) = rewritten(&files, "case.xlsx", &weights);
                assert_read_back(&case, &tree, &weights);
                let (before, after) = (packed(&book), packed(&bytes));
                assert_eq!(before.len(), after.len());
                for ((name, old), (other, new)) in before.iter().zip(&after) {
                    assert_eq!(name, other);
                    assert!(old == new || name == "xl/worksheets/sheet1.xml", "{name}");
                }
                // The column of weights is the fifth, behind labels in two languages the sixth.
                let column = ["E", "F"].into_iter().find(|column| {
                    apart(&sheet_of(&book), column).1 == apart(&sheet_of(&bytes), column).1
                });
                let column = column.unwrap_or_else(|| panic!("{}", sheet_of(&bytes)));
                let (old, new) = (sheet_of(&book), sheet_of(&bytes));
                let (old, new) = (apart(&old, column).0, apart(&new, column).0);
                let changed = new.iter().filter(|(name, cell)| old.get(*name) != Some(cell));
                assert_eq!(changed.count(), weights.len());
            }
        }
    }

    /// A workbook of three criteria with these cells of weights, written by `fill`.
    fn book(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Criteria").unwrap();
        for (column, header) in ["id", "label", "Gewicht", "unit"].iter().enumerate() {
            sheet.write(0, column as u16, *header).unwrap();
        }
        for (row, id) in [(1, "a"), (2, "b"), (4, "c")] {
            sheet.write(row, 0, id).unwrap();
            sheet.write(row, 3, "kg").unwrap();
        }
        fill(sheet);
        let sheet = book.add_worksheet().set_name("scores").unwrap();
        for (column, header) in ["option", "a", "b", "c"].iter().enumerate() {
            sheet.write(0, column as u16, *header).unwrap();
        }
        for row in 1..4_u16 {
            sheet.write(u32::from(row), 0, format!("o{row}")).unwrap();
            for column in 1..4 {
                sheet.write(u32::from(row), column, row * column % 4).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    fn written(bytes: &[u8]) -> Files {
        let files = Files::new(&[]);
        std::fs::write(files.path("b.xlsx"), bytes).unwrap();
        files
    }

    fn three() -> Weights {
        some(&[("c", 0.1), ("a", 1e-7), ("b", 3.0)])
    }

    fn weight_cells(bytes: &[u8]) -> Vec<String> {
        apart(&sheet_of(bytes), "C").0.into_values().collect()
    }

    #[test]
    fn cells_that_are_missing_are_made_in_their_place() {
        let plain = book(|_| {});
        let (bytes, case) = rewritten(&written(&plain), "b.xlsx", &three());
        assert_eq!(weight(case.problem.tree(), "c"), 0.1);
        let cells = weight_cells(&bytes);
        assert_eq!(
            cells[1..],
            [
                "<c r=\"C2\"><v>1e-7</v></c>",
                "<c r=\"C3\"><v>3</v></c>",
                "<c r=\"C5\"><v>0.1</v></c>"
            ]
        );
        assert_eq!(apart(&sheet_of(&plain), "C").1, apart(&sheet_of(&bytes), "C").1);
        assert!(sheet_of(&bytes).contains("<c r=\"C2\"><v>1e-7</v></c><c r=\"D2\""));
        // Twice gives the same as once.
        assert_eq!(rewritten(&written(&bytes), "b.xlsx", &three()).0, bytes);
    }

    #[test]
    fn formats_stay_and_percentages_are_read_as_they_were() {
        let percent = Format::new().set_num_format("0%");
        let bytes = book(|sheet| {
            sheet.write_with_format(1, 2, 0.5, &percent).unwrap();
            sheet.write_with_format(4, 2, 0.25, &percent).unwrap();
        });
        // A cell that is made looks as those above and below it, so that all are percentages.
        let (bytes, _) = rewritten(&written(&bytes), "b.xlsx", &three());
        assert!(weight_cells(&bytes)[1..].iter().all(|cell| cell.contains(" s=\"1\"")));
        // Where one that is there is none, nobody can tell what they say.
        let bold = Format::new().set_bold();
        let files = written(&book(|sheet| {
            sheet.write_with_format(1, 2, 0.5, &percent).unwrap();
            sheet.write_blank(2, 2, &bold).unwrap();
        }));
        let said = refusal(&files, "b.xlsx", &[("a", 0.5), ("b", 0.25), ("c", 0.25)]);
        assert!(
            said.starts_with(
                "error: b.xlsx#Criteria: cell C2 (column `Gewicht`): this cell shows 50%"
            ),
            "{said}"
        );
    }

    #[test]
    fn texts_and_formulas_make_way_and_the_list_of_formulas_goes_with_them() {
        let bytes = book(|sheet| {
            sheet.write(1, 2, "0,5").unwrap();
            sheet.write_formula(2, 2, Formula::new("=1/4").set_result("0.25")).unwrap();
            sheet.write(4, 2, 0.25).unwrap();
        });
        // As a spreadsheet program saves it, with its list of formulas.
        let relation = "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain\" Target=\"calcChain.xml\"/>";
        let kind = "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/>";
        let relations =
            |xml: &str| xml.replace("</Relationships>", &format!("{relation}</Relationships>"));
        let types = |xml: &str| xml.replace("</Types>", &format!("{kind}</Types>"));
        let bytes = with_parts(
            &bytes,
            &[
                ("xl/_rels/workbook.xml.rels", &relations),
                ("[Content_Types].xml", &types),
                ("xl/workbook.xml", &|xml| xml.replace(" fullCalcOnLoad=\"1\"", "")),
                ("xl/calcChain.xml", &|_| {
                    "<calcChain xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><c r=\"C3\" i=\"1\"/></calcChain>".into()
                }),
            ],
        );
        let (new, case) = rewritten(&written(&bytes), "b.xlsx", &three());
        assert_eq!(weight(case.problem.tree(), "a"), 1e-7);
        assert_eq!(
            weight_cells(&new)[1..],
            [
                "<c r=\"C2\"><v>1e-7</v></c>",
                "<c r=\"C3\"><v>3</v></c>",
                "<c r=\"C5\"><v>0.1</v></c>"
            ]
        );
        assert!(part(&new, "xl/calcChain.xml").is_none());
        for (name, added) in
            [("xl/_rels/workbook.xml.rels", relation), ("[Content_Types].xml", kind)]
        {
            assert_eq!(part(&new, name).unwrap(), part(&bytes, name).unwrap().replace(added, ""));
        }
        let before = part(&bytes, "xl/workbook.xml").unwrap();
        let wanted = before.replace("<calcPr", "<calcPr fullCalcOnLoad=\"1\"");
        assert_eq!(part(&new, "xl/workbook.xml").unwrap(), wanted);
        assert_ne!(before, wanted);
    }

    #[test]
    fn a_formula_that_others_share_is_not_taken_from_them() {
        let number = book(|sheet| {
            for row in [1, 2, 4] {
                sheet.write(row, 2, 0.5).unwrap();
            }
        });
        let plain = |row: usize| format!("<c r=\"C{row}\"><v>0.5</v></c>");
        let with = |row: usize, formula: &str| format!("<c r=\"C{row}\">{formula}<v>0.5</v></c>");
        let edited = |changes: &[(usize, &str)]| {
            let change = |xml: &str| {
                let mut xml = xml.to_owned();
                for (row, formula) in changes {
                    assert!(xml.contains(&plain(*row)), "{xml}");
                    xml = xml.replace(&plain(*row), &with(*row, formula));
                }
                xml
            };
            written(&with_parts(&number, &[("xl/worksheets/sheet1.xml", &change)]))
        };
        let master = "<f t=\"shared\" ref=\"C2:C5\" si=\"0\">1/2</f>";
        let follower = "<f t=\"shared\" si=\"0\"/>";
        let all = [("a", 1.0), ("b", 2.0), ("c", 3.0)];
        // All of them go.
        for files in [
            edited(&[(2, master), (3, follower), (5, follower)]),
            edited(&[(2, "<f t=\"array\" ref=\"C2:C3\">1/2</f>")]),
        ] {
            let made = with_weights(&files.path("b.xlsx"), &some(&all), MaxSize::default());
            let sheet = sheet_of(&made.unwrap());
            assert!(!sheet.contains("<f"), "{sheet}");
        }
        for files in [
            edited(&[(2, "<f t=\"array\" ref=\"C2:C4\">1/2</f>")]),
            edited(&[(2, "<f t=\"array\" ref=\"B2:C2\">1/2</f>")]),
        ] {
            let said = refusal(&files, "b.xlsx", &all);
            assert!(
                said.contains("cell C2 (column `Gewicht`): this cell shares a formula"),
                "{said}"
            );
            assert!(said.contains("replace the formulas of this column by their values"), "{said}");
        }
    }

    #[test]
    fn what_a_workbook_lacks_is_told_with_sheet_and_remedy() {
        let none = with_parts(
            &book(|_| {}),
            &[("xl/sharedStrings.xml", &|xml| xml.replace("Gewicht", "source"))],
        );
        let said = refusal(&written(&none), "b.xlsx", &[("a", 1.0), ("b", 1.0), ("c", 1.0)]);
        assert_eq!(
            said,
            "error: b.xlsx#Criteria: this sheet has no column `weight`\n  help: add it: write `weight` (or `gewicht`) in the first cell behind its headers"
        );
        let files = written(&book(|_| {}));
        let said = refusal(&files, "b.xlsx", &[("a", 1.0), ("c", 1.0)]);
        assert!(said.starts_with("error: b.xlsx#Criteria: cell A3 (column `id`): other criteria at the top are given a weight"), "{said}");
        let said = refusal(&files, "b.xlsx", &[("a", 1.0), ("bb", 1.0)]);
        assert!(said.starts_with("error: b.xlsx: no criterion has the id `bb`"), "{said}");
        let twice = book(|sheet| _ = sheet.write(5, 0, "a").unwrap());
        let said = refusal(&written(&twice), "b.xlsx", &[("a", 1.0)]);
        assert!(
            said.starts_with(
                "error: b.xlsx#Criteria: cell A6 (column `id`): the criterion `a` is there twice"
            ),
            "{said}"
        );
        let mut table = Workbook::new();
        table.add_worksheet().write(0, 0, "option").unwrap();
        let said = refusal(&written(&table.save_to_buffer().unwrap()), "b.xlsx", &[("a", 1.0)]);
        assert!(said.starts_with("error: b.xlsx: this workbook has no sheet `criteria`"), "{said}");
        let said = with_weights(&files.path("b.xlsx"), &three(), MaxSize(100)).unwrap_err();
        assert!(said.to_string().contains("at most 100 bytes are read"), "{said}");
        let small = std::fs::metadata(files.path("b.xlsx")).unwrap().len();
        let said = with_weights(&files.path("b.xlsx"), &three(), MaxSize(small)).unwrap_err();
        assert!(said.to_string().contains("unpacks to more than"), "{said}");
        let locked = written(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 with a password");
        let said = refusal(&locked, "b.xlsx", &[("a", 1.0)]);
        assert!(said.contains("one with a password"), "{said}");
    }

    #[test]
    fn a_damaged_workbook_is_refused_or_read_back() {
        let bytes = book(|sheet| _ = sheet.write(1, 2, 1).unwrap());
        let mut random = Random(5);
        let mut refused = 0;
        for _ in 0..200 {
            let mut damaged = bytes.clone();
            match random.below(3) {
                0 => damaged.truncate(random.below(bytes.len())),
                1 => damaged.extend_from_slice(&bytes[random.below(bytes.len())..]),
                _ => {
                    for _ in 0..=random.below(4) {
                        let at = random.below(bytes.len());
                        damaged[at] = random.next() as u8;
                    }
                }
            }
            let files = written(&damaged);
            match with_weights(&files.path("b.xlsx"), &three(), MaxSize::default()) {
                Ok(new) => {
                    std::fs::write(files.path("b.xlsx"), new).unwrap();
                    let again = with_weights(&files.path("b.xlsx"), &three(), MaxSize::default());
                    assert!(again.is_ok());
                }
                Err(_) => refused += 1,
            }
            assert!(files.path("b.xlsx").exists());
        }
        assert!(refused > 50, "{refused}");
    }
}
