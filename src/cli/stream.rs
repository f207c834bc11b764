//! `afweging evaluate` of a table that is read block by block.

use super::args::{Analysis, CsvLocale, StreamArgs, location};
use super::complain::complain;
use super::failure::Failure;
use super::{advice, diagnostics, output};
use afweging::case::{BlockCase, Location};
use afweging::error::both;
use afweging::report::Words;
use afweging::stream::sure::{Against, SURE_DRAWS, SureRequest};
use afweging::stream::{Destination, Limits, StreamRequest, Streamed, stream};
use afweging::write::{Format, Options, Record};
use std::path::Path;
use std::time::Instant;

/// The case, if its table is to be read block by block: where that is asked for, or where the table
/// is too large to be read as a whole.
pub fn open(
    case: Option<&str>,
    wanted: &StreamArgs,
    args: &Analysis,
) -> Result<Option<BlockCase>, Failure> {
    if wanted.no_stream {
        return Ok(None);
    }
    if wanted.is_asked() {
        let location = args.columns.case(location(case))?;
        let what_if = args.what_if().map_err(|error| advice::with_ids(error, &location))?;
        return Ok(Some(BlockCase::open(&location, &what_if)?));
    }
    let location = location(case);
    let (Location::Path(_), Ok(what_if)) = (&location, args.what_if()) else { return Ok(None) };
    let found = BlockCase::open_if_needed(&location, &what_if, args.reading.max_size)?;
    if found.is_some() && !args.quiet {
        complain(Words(args.lang.into()).pick(
            "this table is read block by block, because it is large or has several parts",
            "deze tabel wordt in blokken gelezen, omdat ze groot is of meerdere delen heeft",
        ));
    }
    Ok(found)
}

/// Evaluate it.
pub fn run(
    case: &BlockCase,
    wanted: &StreamArgs,
    args: &Analysis,
    start: Instant,
) -> Result<(), Failure> {
    let (destination, format) = destination(args)?;
    let methods = args.methods(&case.methods)?;
    let [method] = &methods[..] else {
        return Err(Failure::Usage(both(
            "--stream: one method is run on a table that is read block by block; name it with --method",
            "--stream: op een tabel die in blokken wordt gelezen, loopt één methode; noem ze met --method",
        )));
    };
    output::prepare(args);
    if !args.quiet {
        diagnostics::show(&case.warnings);
    }
    let record = record(case, args, start);
    if let (Format::Csv, Some(banner)) = (format, record.banner()) {
        complain(&banner);
    }
    let request = StreamRequest {
        method: method.clone(),
        destination,
        format,
        options: Options {
            dutch_csv: args.csv_locale == CsvLocale::Nl,
            raw: args.raw,
            width: None,
        },
        record,
        top: wanted.top.map(|top| usize::try_from(top).unwrap_or(usize::MAX)),
        sure: sure(wanted)?,
        seed: args.seed,
        limits: Limits { threads: rayon::current_num_threads(), ..Limits::default() },
    };
    let done = stream(case, &request)?;
    if !args.quiet {
        diagnostics::show(&done.warnings);
        complain(&said(&done, Words(args.lang.into())));
    }
    Ok(())
}

/// What was written.
fn said(done: &Streamed, words: Words) -> String {
    let Streamed { rows, written, passes, .. } = done;
    let where_to = match &done.files[..] {
        [file] => file.display().to_string(),
        files => words.pick(format!("{} files", files.len()), format!("{} bestanden", files.len())),
    };
    words.pick(
        format!(
            "wrote {where_to}: the table `ranking` ({written} of {rows} rows; the table was read {passes} times)"
        ),
        format!(
            "{where_to} weggeschreven: de tabel `ranking` ({written} van {rows} rijen; de tabel werd {passes} keer gelezen)"
        ),
    )
}

/// Where the rows go, and how they are written.
fn destination(args: &Analysis) -> Result<(Destination, Format), Failure> {
    let refuse = |en: String, nl: String| Err(Failure::Usage(both(en, nl)));
    for (flag, given) in [("--table", args.table.is_some()), ("--chart", args.chart.is_some())] {
        if given {
            return refuse(
                format!(
                    "{flag}: a table that is read block by block gives the table `ranking` alone"
                ),
                format!(
                    "{flag}: een tabel die in blokken wordt gelezen, geeft alleen de tabel `ranking`"
                ),
            );
        }
    }
    let Some(path) = &args.output else {
        return refuse(
            "--stream: the rows go to a file; add -o result.parquet, or -o folder/ for a file per part".into(),
            "--stream: de rijen gaan naar een bestand; voeg -o resultaat.parquet toe, of -o map/ voor een bestand per deel".into(),
        );
    };
    let is_folder =
        path.as_os_str().to_string_lossy().ends_with(std::path::is_separator) || path.is_dir();
    let extension = |path: &Path| path.extension().map(|it| it.to_string_lossy().into_owned());
    let of_name = extension(path).and_then(|it| Format::of_extension(&it));
    let usual = if cfg!(feature = "frames") { Format::Parquet } else { Format::Csv };
    let format = match (is_folder, args.format, of_name) {
        (true, asked, _) => asked.unwrap_or(usual),
        (false, Some(asked), Some(named)) if asked != named => {
            let (path, name) = (path.display(), asked.name());
            return refuse(
                format!("-o {path}: the name says another format than --format {name}"),
                format!("-o {path:#}: de naam zegt een andere indeling dan --format {name:#}"),
            );
        }
        (false, asked, named) => match asked.or(named) {
            Some(format) => format,
            None => {
                let path = path.display();
                return refuse(
                    format!("-o {path}: end the name in .parquet or .csv, or in / for a folder"),
                    format!(
                        "-o {path:#}: laat de naam eindigen op .parquet of .csv, of op / voor een map"
                    ),
                );
            }
        },
    };
    if !matches!(format, Format::Csv | Format::Parquet) {
        let name = format.name();
        return refuse(
            format!(
                "--format {name}: a table that is read block by block is written as csv or parquet"
            ),
            format!(
                "--format {name:#}: een tabel die in blokken wordt gelezen, wordt weggeschreven als csv of parquet"
            ),
        );
    }
    let destination = match is_folder {
        true => Destination::Folder(path.clone()),
        false => Destination::File(path.clone()),
    };
    Ok((destination, format))
}

/// What rows are compared with.
fn sure(wanted: &StreamArgs) -> Result<Option<SureRequest>, Failure> {
    let against = match (wanted.stability, wanted.threshold, &wanted.against) {
        (false, ..) => return Ok(None),
        (true, Some(threshold), _) => Against::Threshold(threshold),
        (true, None, Some(name)) => Against::Reference(name.clone()),
        (true, None, None) => {
            return Err(Failure::Usage(both(
                "--stability: say what rows are compared with: --threshold 0.6, or --against and the name of an alternative",
                "--stability: zeg waarmee rijen worden vergeleken: --threshold 0.6, of --against en de naam van een alternatief",
            )));
        }
    };
    Ok(Some(SureRequest { against, draws: SURE_DRAWS }))
}

/// What the result was made from and by.
fn record(case: &BlockCase, args: &Analysis, start: Instant) -> Record {
    Record {
        command: output::command(),
        case: case.id.clone(),
        status: case.status.map(|status| status.name().to_owned()),
        notice: case.notice.get(args.lang.into()).to_owned(),
        files: case.files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect(),
        what_ifs: case.what_ifs.iter().cloned().chain(args.method_words()).collect(),
        seed: args.seed,
        threads: rayon::current_num_threads(),
        wall_seconds: start.elapsed().as_secs_f64(),
        ..Record::default()
    }
}
