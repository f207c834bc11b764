//! Columns of plain numbers are kept as they are. Nothing may show it: the same figures read one by
//! one give the same tables, the same inputs with the same numbers, and the same answers of a
//! study.

use crate::common::{Files, Random};
use afweging::case::{Case, Location, WhatIf};
use afweging::problem::{Input, Problem};
use afweging::study::{Evaluations, Tables};
use afweging::table::{NamedTable, Parts};
use std::fmt::Write;

/// A case with two to four criteria and an attribute, with or without groups; now and then a cell
/// is a range or unknown.
fn files(random: &mut Random) -> Files {
    let groups = random.chance(0.5);
    let n = 2 + random.below(3);
    let mut toml = String::from("format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n");
    if groups {
        toml += "rank_within = [\"region\"]\n[[keys]]\nid = \"region\"\n";
    }
    toml += "[[keys]]\nid = \"option\"\n";
    for j in 0..n {
        let scale = match random.below(4) {
            0 => "scale = { min = 0, max = 20 }",
            1 => "scale = { min = 3, max = 7, outside = \"clamp\" }",
            2 => "scale = { min = 3, max = 7, outside = \"extend\" }",
            _ => "",
        };
        let direction = ["max", "min"][random.below(2)];
        writeln!(
            toml,
            "[[criteria]]\nid = \"c{j}\"\ndirection = \"{direction}\"\nweight = {}\n{scale}",
            j + 1
        )
        .unwrap();
    }
    if random.chance(0.5) {
        toml +=
            "[[requirements]]\nid = \"large\"\nneeds = { attribute = \"size\", at_least = 4 }\n";
        toml += "[[requirements]]\nid = \"good\"\nneeds = { criterion = \"c0\", at_least = 2 }\neffect = \"flag\"\n";
    } else {
        toml += "[[adjustments]]\ncriterion = \"c1\"\nattribute = \"size\"\nshift = { points = [[0, 0], [10, 2]] }\n";
    }
    let mut rows: Vec<String> = Vec::new();
    for i in 0..3 + random.below(12) {
        let mut row = if groups { format!("R{},", random.below(3)) } else { String::new() };
        write!(row, "A{i},{}", random.figure(0.0, 10.0)).unwrap();
        for j in 0..n {
            let figure = random.figure(0.0, 10.0);
            match random.below(60) {
                0 if j > 0 => write!(row, ",{figure}..{}", figure + 1.0).unwrap(),
                1 => write!(row, ",normal({figure}; 0.1)").unwrap(),
                _ => write!(row, ",{figure}").unwrap(),
            }
        }
        rows.push(row);
    }
    let names: String = (0..n).map(|j| format!(",c{j}")).collect();
    let header = format!("{}option,size{names}", if groups { "region," } else { "" });
    // A note makes every figure an input with a record of its own, read one by one.
    let plain = rows.join("\n");
    let noted: Vec<String> = rows.iter().map(|row| format!("{row},seen")).collect();
    Files::new(&[
        ("case.toml", &toml),
        ("t.csv", &format!("{header}\n{plain}\n")),
        ("noted.csv", &format!("{header},note\n{}\n", noted.join("\n"))),
    ])
}

fn open(files: &Files, what_if: WhatIf, table: &str) -> Case {
    let what_if = WhatIf { data: vec![files.path(table)], ..what_if };
    Case::open(&Location::Path(files.path("case.toml")), &what_if)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn without_records(problem: &Problem) -> Vec<Input> {
    problem.inputs().iter().map(|input| Input { record: None, ..input.clone() }).collect()
}

#[test]
fn plain_columns_give_the_tables_of_single_inputs() {
    let mut random = Random(42);
    let mut with_ranges = 0;
    for round in 0..200 {
        let files = files(&mut random);
        let what_if = match random.below(4) {
            0 => WhatIf { set: vec!["c0=5@option=A1".parse().unwrap()], ..WhatIf::default() },
            1 => WhatIf {
                filter: vec![("option".into(), "A0".into()), ("option".into(), "A2".into())],
                ..WhatIf::default()
            },
            _ => WhatIf::default(),
        };
        let (plain, single) =
            (open(&files, what_if.clone(), "t.csv"), open(&files, what_if, "noted.csv"));
        let (a, b) = (
            Evaluations::new(&plain.problem, &plain.methods).expect("defined"),
            Evaluations::new(&single.problem, &single.methods).expect("defined"),
        );
        for name in ["ranking", "order", "contributions", "evidence", "summary"] {
            let [a, b] = [&a, &b].map(|of| of.table_named(name).unwrap());
            assert_eq!(a, b, "round {round}: {name}");
        }
        let parts: Vec<Parts> = a.named_tables().iter().filter_map(NamedTable::parts).collect();
        assert_eq!(parts.len(), 2);
        for parts in parts {
            let cut = random.below(parts.rows() + 1);
            let (whole, first, second) =
                (parts.whole(), parts.part(0..cut), parts.part(cut..parts.rows()));
            for (at, column) in whole.columns.iter().enumerate() {
                let pieces = [&first, &second].map(|part| &part.columns[at]);
                assert_eq!(pieces.map(|piece| &piece.name), [&column.name; 2]);
                let values = pieces
                    .into_iter()
                    .flat_map(|piece| (0..piece.values.len()).map(|row| piece.values.get(row)));
                assert_eq!(
                    values.collect::<Vec<_>>(),
                    (0..column.values.len()).map(|row| column.values.get(row)).collect::<Vec<_>>()
                );
            }
        }
        assert_eq!(a.main().profiles(), b.main().profiles());
        // Asked for one by one, the inputs and cells are the same too.
        assert_eq!(
            without_records(&plain.problem),
            without_records(&single.problem),
            "round {round}"
        );
        assert_eq!(*plain.problem.cells(), *single.problem.cells(), "round {round}");
        for input in 0..plain.problem.inputs().len() {
            assert_eq!(plain.problem.input_id(input), single.problem.input_id(input));
        }
        with_ranges +=
            usize::from(plain.problem.cells().iter().any(|cell| !cell.spread.is_crisp()));
    }
    assert!(with_ranges > 30, "{with_ranges} cases have a range");
}

#[test]
fn what_is_wrong_in_a_plain_column_is_said_where_it_stands() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n[[criteria]]\nid = \"a\"\nscale = { min = 0, max = 10 }\n[[criteria]]\nid = \"b\"\n";
    let refused = |table: &str| {
        let files = Files::new(&[("case.toml", toml), ("t.csv", table)]);
        Case::open(&Location::Path(files.path("case.toml")), &WhatIf::default())
            .expect_err("wrong")
            .to_string()
    };
    let beyond = refused("option,a,b\nA,1,2\nB,11,2\nC,12,3\n");
    assert!(
        beyond.contains("t.csv:3:3") && beyond.contains("11 lies beyond the scale 0 .. 10"),
        "{beyond}"
    );
    assert!(beyond.contains("t.csv:4:3"), "{beyond}");
    let text = refused("option,a,b\nA,1,x1\nB,2,2\n");
    assert!(text.contains("t.csv:2:5") && text.contains("`x1` is not a number"), "{text}");
    let twice = refused("option,a,b\nA,1,2\nA,2,2\n");
    assert!(twice.contains("t.csv:3") && twice.contains("given twice"), "{twice}");
    // Row by row, whatever the column.
    let both = refused("option,a,b\nA,1,x1\nB,y2,2\n");
    assert!(both.find("x1").unwrap() < both.find("y2").unwrap(), "{both}");
}
