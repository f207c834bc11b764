//! Damaged data files: a byte or a few changed, cut short, or doubled. Whatever comes of it, the
//! program says so or goes on with what it read: no panic, no abort, no hang.
//! `AFWEGING_DAMAGED=3000` tries as many of each format, `AFWEGING_SEED=2` others, and
//! `AFWEGING_BINARY=PATH` another binary, such as a release.
#![cfg(all(feature = "cli", feature = "frames", feature = "xlsx"))]

use crate::common::{Files, Random};
use afweging::case::WhatIf;
use polars::prelude::{
    DataFrame, IntoColumn, NamedFrom, ParquetCompression, ParquetWriter, Series,
};
use std::process::Command;

const CASE: &str = r#"format = 1
id = "damaged"
data = ["t.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "cost"
[[criteria]]
id = "fit"
scale = { levels = ["-", "0", "+"] }
[[criteria]]
id = "jobs"
"#;

/// How many files of each format are tried, unless more are asked for.
const TRIES: usize = 300;

fn parquet(compression: ParquetCompression, dictionary: bool) -> Vec<u8> {
    let rows = 40;
    let text =
        |at: usize| if dictionary { ["-", "0", "+"][at % 3].to_owned() } else { "+".to_owned() };
    let columns = vec![
        Series::new(
            "option".into(),
            (0..rows).map(|at| format!("option {at}")).collect::<Vec<_>>(),
        )
        .into_column(),
        Series::new(
            "cost".into(),
            (0..rows)
                .map(|at| (at % 7 != 0).then_some(at as f64 * 1.5))
                .map(|x| x.unwrap_or(0.25))
                .collect::<Vec<_>>(),
        )
        .into_column(),
        Series::new("fit".into(), (0..rows).map(text).collect::<Vec<_>>()).into_column(),
        Series::new("jobs".into(), (0..rows as i64).map(|at| Some(at / 3)).collect::<Vec<_>>())
            .into_column(),
    ];
    let mut bytes = Vec::new();
    let mut frame = DataFrame::new(rows, columns).unwrap();
    ParquetWriter::new(&mut bytes)
        .with_compression(compression)
        .with_row_group_size(Some(16))
        .finish(&mut frame)
        .unwrap();
    bytes
}

fn workbook() -> Vec<u8> {
    let rows: String = (0..40)
        .map(|at| format!("option {at},{},{},{}\n", at * 3, ["-", "0", "+"][at % 3], at / 3))
        .collect();
    crate::common::workbook(&format!("option,cost,fit,jobs\n{rows}"))
}

/// Change a few bytes, a run of bytes, or the length.
fn damage(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    // Half of all changes go to the last part, where both formats keep what says how to read the
    // rest.
    let place = |random: &mut Random, length: usize| match random.chance(0.5) {
        true => length - 1 - random.below(length.min(700)),
        false => random.below(length),
    };
    match random.below(6) {
        0 | 1 => {
            let at = place(random, out.len());
            out[at] = random.below(256) as u8;
        }
        2 | 3 => {
            for _ in 0..4 {
                let at = place(random, out.len());
                out[at] ^= 1 << random.below(8);
            }
        }
        4 => {
            let at = place(random, out.len());
            let end = (at + 1 + random.below(16)).min(out.len());
            out[at..end].fill([0x00, 0x7F, 0xFF][random.below(3)]);
        }
        _ => {
            let (at, length) = (random.below(out.len()), 1 + random.below(40));
            let end = (at + length).min(out.len());
            if random.chance(0.5) {
                out.drain(at..end);
            } else {
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
        }
    }
    out
}

/// Try damaged files by this seed; the number that could still be read.
fn tried(name: &str, whole: &[u8], seed: u64, tries: usize) -> usize {
    let binary = std::env::var("AFWEGING_BINARY").ok();
    let files = Files::new(&[("case.toml", &CASE.replace("t.csv", name))]);
    let mut random = Random(seed);
    let mut read = 0;
    for attempt in 0..tries {
        let bytes = damage(whole, &mut random);
        std::fs::write(files.path(name), &bytes).unwrap();
        match &binary {
            Some(binary) => {
                let output = Command::new(binary)
                    .current_dir(files.folder.path())
                    .args(["evaluate", "./case.toml"])
                    .output()
                    .unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                let good =
                    matches!(output.status.code(), Some(0 | 1)) && !said.contains("panicked");
                if !good {
                    let kept =
                        std::env::temp_dir().join(format!("damaged-{seed}-{attempt}-{name}"));
                    std::fs::write(&kept, &bytes).unwrap();
                    panic!(
                        "{name}, seed {seed}, attempt {attempt}: {:?} {said} (kept as {})",
                        output.status,
                        kept.display()
                    );
                }
                read += usize::from(output.status.success());
            }
            // Without a process for each file: a panic fails the test by itself.
            None => {
                if let Ok(case) = files.open()
                    && afweging::study::Evaluations::new(&case.problem, &case.methods).is_ok()
                {
                    read += 1;
                }
            }
        }
    }
    read
}

fn asked(name: &str, default: usize) -> usize {
    std::env::var(name)
        .ok()
        .map_or(default, |number| number.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn tries() -> usize {
    asked("AFWEGING_DAMAGED", TRIES)
}

fn seed() -> u64 {
    asked("AFWEGING_SEED", 1) as u64
}

#[test]
fn damaged_parquet_is_refused_or_read() {
    let kinds = [
        parquet(ParquetCompression::Uncompressed, true),
        parquet(ParquetCompression::Uncompressed, false),
        parquet(ParquetCompression::Snappy, true),
    ];
    let each = tries().div_ceil(kinds.len());
    let read: usize = kinds
        .iter()
        .enumerate()
        .map(|(at, whole)| tried("t.parquet", whole, 1000 * seed() + at as u64, each))
        .sum();
    // Some changes hit nothing that matters, most do.
    let all = each * kinds.len();
    assert!(0 < read && read < all, "{read} of {all} damaged files were read");
}

#[test]
fn damaged_workbooks_are_refused_or_read() {
    let read = tried("t.xlsx", &workbook(), seed(), tries());
    assert!(0 < read && read < tries(), "{read} of {} damaged files were read", tries());
}

/// One byte of a footer that says how many rows a column has, and four bytes of another: a column
/// came out shorter than the others.
#[test]
fn columns_of_another_length_are_an_error() {
    let whole = parquet(ParquetCompression::Uncompressed, true);
    let files = Files::new(&[("case.toml", &CASE.replace("t.csv", "t.parquet"))]);
    let footer = whole.len()
        - 8
        - u32::from_le_bytes(whole[whole.len() - 8..whole.len() - 4].try_into().unwrap()) as usize;
    for at in footer..whole.len() - 8 {
        for flip in [0x01, 0x02, 0x10] {
            let mut bytes = whole.clone();
            bytes[at] ^= flip;
            std::fs::write(files.path("t.parquet"), &bytes).unwrap();
            if let Ok(case) = files.open() {
                let _ = afweging::study::Evaluations::new(&case.problem, &case.methods);
            }
        }
    }
}

#[test]
fn a_small_file_of_many_rows_is_refused_by_its_footer() {
    let rows = 2_000_000;
    let columns = vec![
        Series::new("option".into(), vec!["A"; rows]).into_column(),
        Series::new("cost".into(), vec![1.0; rows]).into_column(),
    ];
    let files = Files::new(&[("case.toml", &CASE.replace("t.csv", "t.parquet"))]);
    let mut frame = DataFrame::new(rows, columns).unwrap();
    ParquetWriter::new(std::fs::File::create(files.path("t.parquet")).unwrap())
        .finish(&mut frame)
        .unwrap();
    drop(frame);
    assert!(std::fs::metadata(files.path("t.parquet")).unwrap().len() < 1_000_000);
    let most = WhatIf { max_size: "10M".parse().unwrap(), ..WhatIf::default() };
    let error = files.open_with(&most).unwrap_err().to_string();
    assert!(
        error.contains("2000000 rows and 2 columns") && error.contains("--max-size"),
        "{error}"
    );
}
