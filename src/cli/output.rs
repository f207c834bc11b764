//! Where results go: standard output, a file or a folder.

use super::args::{Analysis, CsvLocale};
use super::complain::complain;
use super::failure::Failure;
use super::progress;
use super::stdout::send;
pub use super::stdout::{print, unsent};
pub use super::width::{known_width, width};
use afweging::case::Case;
use afweging::chart::Picture;
use afweging::error::both;
use afweging::kernel::rng;
use afweging::problem::Language;
use afweging::progress::{Stage, begin};
use afweging::report::{self, Block, NamedChart, Words};
use afweging::study::{self, room_for_pairs};
use afweging::table::{NamedTable, Table};
use afweging::write::{
    Earlier, Format, Options, Pending, Record, write_folder, write_whole, write_with,
};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a command has to show beside its page.
#[derive(Default)]
pub struct Results<'a> {
    /// In the order in which they are listed and written; the first is the main one, which is shown
    /// where no other is asked for.
    pub tables: Vec<NamedTable<'a>>,
    /// How many draws they rest on, if any.
    pub draws: Option<u64>,
    /// In the order in which they stand beside a page; the first is drawn where no other is asked
    /// for.
    pub charts: Vec<NamedChart<'a>>,
}

impl<'a> Results<'a> {
    /// The tables of an answer.
    pub fn of(answer: &'a impl study::Tables) -> Results<'a> {
        Results { tables: answer.named_tables(), draws: answer.draws(), charts: Vec::new() }
    }

    /// The same with charts.
    pub fn with_charts(self, charts: Vec<NamedChart<'a>>) -> Results<'a> {
        Results { charts, ..self }
    }
}

enum Target {
    Stdout(Format),
    File(PathBuf, Format),
    Folder(PathBuf, Format),
    Page(PathBuf, PageFormat),
    Chart(PathBuf),
    /// A file that only `report` writes, with its extension.
    Document(PathBuf, &'static str),
    /// Nothing: what is counted is put together with other parts first.
    Nowhere,
}

/// The extensions of files that only `report` writes.
const DOCUMENTS: [&str; 2] = ["html", "xlsx"];

/// The forms of a page on file.
#[derive(Clone, Copy, PartialEq)]
enum PageFormat {
    Text,
    Markdown,
    Typst,
}

impl PageFormat {
    /// The form of files with that extension.
    fn of_extension(extension: &str) -> Option<PageFormat> {
        match extension.to_lowercase().as_str() {
            "txt" => Some(PageFormat::Text),
            "md" => Some(PageFormat::Markdown),
            "typ" => Some(PageFormat::Typst),
            _ => None,
        }
    }
}

/// Where the output of a command goes.
pub struct Output<'a> {
    target: Target,
    args: &'a Analysis,
    start: Instant,
}

impl<'a> Output<'a> {
    /// Read the options; a conflict is a usage error, found before any work is done.
    pub fn plan(args: &'a Analysis, start: Instant) -> Result<Output<'a>, Failure> {
        prepare(args);
        let target = match &args.output {
            _ if args.is_part => return Ok(Output { target: Target::Nowhere, args, start }),
            None => {
                let format = args.format.unwrap_or(Format::Table);
                if format.is_binary() && std::io::stdout().is_terminal() {
                    return Err(Failure::Usage(both(
                        format!(
                            "{} is no text: name a file with -o, or redirect the output",
                            format.name()
                        ),
                        format!(
                            "{:#} is geen tekst: noem een bestand met -o, of leid de uitvoer om",
                            format.name()
                        ),
                    )));
                }
                Target::Stdout(format)
            }
            Some(path) if path.as_os_str().to_string_lossy().ends_with(std::path::is_separator) => {
                Target::Folder(path.clone(), args.format.unwrap_or(Format::Csv))
            }
            Some(path) if path.is_dir() => match Format::of_extension(&extension(path)) {
                None => Target::Folder(path.clone(), args.format.unwrap_or(Format::Csv)),
                Some(_) => {
                    let shown = path.display();
                    let message = both(
                        format!(
                            "-o {shown}: this is a folder; {shown}/ writes every table into it, another name one file"
                        ),
                        format!(
                            "-o {shown:#}: dit is een map; {shown:#}/ schrijft er elke tabel in, een andere naam één bestand"
                        ),
                    );
                    return Err(Failure::Usage(message));
                }
            },
            Some(path) => file_target(path, args)?,
        };
        if args.chart.is_some() && !matches!(target, Target::Chart(_)) {
            let message = both(
                "--chart: a chart is written to a file; add -o chart.svg",
                "--chart: een grafiek wordt naar een bestand geschreven; voeg -o grafiek.svg toe",
            );
            return Err(Failure::Usage(message));
        }
        Ok(Output { target, args, start })
    }

    /// The same for a workbook that recalculates, which is one file and holds what it holds.
    pub fn plan_workbook(args: &'a Analysis, start: Instant) -> Result<Output<'a>, Failure> {
        let refuse = |en: String, nl: String| Err(Failure::Usage(both(en, nl)));
        let chosen = [
            args.table.as_ref().map(|name| format!("--table {name}")),
            args.chart.as_ref().map(|name| format!("--chart {name}")),
            args.format
                .filter(|it| *it != Format::Xlsx)
                .map(|it| format!("--format {}", it.name())),
        ];
        if let Some(flag) = chosen.into_iter().flatten().next() {
            return refuse(
                format!(
                    "{flag}: --live writes a workbook, with sheets of its own; leave one of them out"
                ),
                format!(
                    "{flag}: --live schrijft een werkmap, met eigen bladen; laat een van beide weg"
                ),
            );
        }
        let Some(path) = &args.output else {
            return refuse(
                "--live: a workbook that recalculates is written to a file; add -o case.xlsx".into(),
                "--live: een werkmap die herrekent, wordt naar een bestand geschreven; voeg -o dossier.xlsx toe".into(),
            );
        };
        if extension(path).to_lowercase() != "xlsx" {
            let shown = path.display();
            return refuse(
                format!(
                    "-o {shown}: --live writes a workbook, which is a file that ends in .xlsx; without --live other results are written there"
                ),
                format!(
                    "-o {shown}: --live schrijft een werkmap, en dat is een bestand dat eindigt op .xlsx; zonder --live komen daar andere resultaten"
                ),
            );
        }
        prepare(args);
        Ok(Output { target: Target::Document(path.clone(), "xlsx"), args, start })
    }

    /// The same for `export`, which writes a text of its own, whatever its file is called.
    pub fn plan_text(
        args: &'a Analysis,
        extension: &'static str,
        start: Instant,
    ) -> Result<Output<'a>, Failure> {
        prepare(args);
        let target = match &args.output {
            Some(path) => Target::Document(path.clone(), extension),
            None => Target::Stdout(Format::Table),
        };
        Ok(Output { target, args, start })
    }

    /// The same for `report`, which writes pages and documents, and no single table or chart.
    pub fn plan_report(args: &'a Analysis, start: Instant) -> Result<Output<'a>, Failure> {
        let refuse = |flag: &str, format: &str| {
            Err(Failure::Usage(both(
                format!(
                    "{flag}{format}: a report holds all tables and charts; the commands of the studies write one of them"
                ),
                format!(
                    "{flag}{format}: een rapport bevat alle tabellen en grafieken; de opdrachten van de analyses schrijven er één weg"
                ),
            )))
        };
        match (&args.table, &args.chart, args.format) {
            (Some(name), _, _) => return refuse("--table ", name),
            (_, Some(name), _) => return refuse("--chart ", name),
            (_, _, Some(format)) if !matches!(format, Format::Table | Format::Markdown) => {
                return refuse("--format ", format.name());
            }
            _ => {}
        }
        let Some(path) = &args.output else { return Output::plan(args, start) };
        let extension = extension(path).to_lowercase();
        if let Some(known) = DOCUMENTS.into_iter().find(|known| *known == extension) {
            prepare(args);
            let target = Target::Document(path.clone(), known);
            return Ok(Output { target, args, start });
        }
        if PageFormat::of_extension(&extension).is_none() {
            return Err(Failure::Usage(both(
                format!(
                    "-o {}: which form is that? A report is written as .html, .xlsx, .md, .txt or .typ",
                    path.display()
                ),
                format!(
                    "-o {}: welke vorm is dat? Een rapport wordt geschreven als .html, .xlsx, .md, .txt of .typ",
                    path.display()
                ),
            )));
        }
        let output = Output::plan(args, start)?;
        if !matches!(output.target, Target::Page(..)) {
            // A folder of that name, or a format that contradicts the extension.
            let shown = path.display();
            return Err(Failure::Usage(both(
                format!(
                    "-o {shown}: a report is one file, whose extension says its form: leave out --format, and name a file"
                ),
                format!(
                    "-o {shown}: een rapport is één bestand, waarvan de extensie de vorm bepaalt: laat --format weg en noem een bestand"
                ),
            )));
        }
        Ok(output)
    }

    /// The file that only `report` writes, with its extension: `html` or `xlsx`.
    pub fn document(&self) -> Option<(&Path, &'static str)> {
        match &self.target {
            Target::Document(path, extension) => Some((path, extension)),
            _ => None,
        }
    }

    /// Write such a file.
    pub fn write_document(&self, case: &Case, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.spare_inputs(case, path)?;
        write_whole(path, bytes)?;
        let shown = path.display();
        self.say(&self.words().pick(format!("wrote {shown}"), format!("{shown} weggeschreven")));
        Ok(())
    }

    /// Write a document and a table of CSV beside it: both of them, or none.
    pub fn write_beside(
        &self,
        case: &Case,
        (path, bytes): (&Path, &[u8]),
        (beside, table): (&Path, &Table),
    ) -> Result<(), Failure> {
        self.spare_inputs(case, path)?;
        self.spare_inputs(case, beside)?;
        let table = Format::Csv.table(table, &Record::default(), Options::default())?;
        let mut pending = Pending::default();
        pending.add(path, bytes)?;
        pending.add(beside, &table)?;
        pending.commit()?;
        for path in [path, beside] {
            let shown = path.display();
            self.say(
                &self.words().pick(format!("wrote {shown}"), format!("{shown} weggeschreven")),
            );
        }
        Ok(())
    }

    /// Whether only a chart is written.
    pub fn is_chart(&self) -> bool {
        matches!(self.target, Target::Chart(_))
    }

    /// Whether a person reads the result, and not a table of it.
    pub fn is_view(&self) -> bool {
        match self.target {
            Target::Stdout(Format::Table | Format::Markdown) => self.args.table.is_none(),
            Target::Page(..) | Target::Document(..) => true,
            _ => false,
        }
    }

    /// The charts that are asked for or stand beside a page; none where nothing shows them, since to
    /// tell which there are takes a look at all that was found.
    pub fn charts<'c>(
        &self,
        make: impl FnOnce(Words) -> Vec<NamedChart<'c>>,
    ) -> Vec<NamedChart<'c>> {
        match self.target {
            Target::Chart(_) | Target::Page(_, PageFormat::Markdown | PageFormat::Typst) => {
                make(self.words())
            }
            _ => Vec::new(),
        }
    }

    /// Show the page as planned: on standard output, or on file with its charts beside it.
    pub fn page(&self, case: &Case, blocks: &[Block], results: &Results) -> Result<(), Failure> {
        let (path, format) = match &self.target {
            Target::Stdout(Format::Markdown) => return print(&report::to_markdown(blocks, &[])),
            Target::Page(path, format) => (path, *format),
            _ => return print(&report::to_text(blocks, width())),
        };
        self.spare_inputs(case, path)?;
        let drawn: Vec<(PathBuf, Picture)> =
            results.charts.iter().map(|chart| (beside(path, chart.name()), chart.draw())).collect();
        let pictures: Vec<(String, String)> =
            drawn.iter().map(|(path, picture)| (file_name(path), picture.title.clone())).collect();
        let text = match format {
            PageFormat::Text => report::to_text(blocks, width()),
            PageFormat::Markdown => report::to_markdown(blocks, &pictures),
            PageFormat::Typst => report::to_typst(blocks, &pictures, self.words().pick("en", "nl")),
        };
        for (path, _) in &drawn {
            self.spare_inputs(case, path)?;
        }
        // The page last: it is not there before what it shows is.
        for (path, picture) in &drawn {
            write_whole(path, picture.to_svg().as_bytes())?;
        }
        write_whole(path, text.as_bytes())?;
        let shown = path.display();
        let words = self.words();
        self.say(&match drawn.len() {
            0 => words.pick(format!("wrote {shown}"), format!("{shown} weggeschreven")),
            n => words.pick(
                format!("wrote {shown} and {} beside it", count(n, ["picture", "pictures"])),
                format!("{shown} weggeschreven, met {} ernaast", count(n, ["figuur", "figuren"])),
            ),
        });
        Ok(())
    }

    /// Write the chart that is asked for, or the first.
    fn chart(&self, case: &Case, path: &Path, charts: &[NamedChart]) -> Result<(), Failure> {
        self.spare_inputs(case, path)?;
        let shown = path.display();
        let chart = match &self.args.chart {
            None => charts.first().ok_or_else(|| {
                Failure::Usage(both(
                    format!("-o {shown}: this command has no chart of this case"),
                    format!("-o {shown:#}: deze opdracht heeft geen grafiek van dit dossier"),
                ))
            })?,
            Some(name) => charts.iter().find(|chart| chart.name() == name).ok_or_else(|| {
                let known = charts.iter().map(NamedChart::name);
                let unknown = afweging::Error::unknown("chart", name, known);
                Failure::Usage(both(
                    format!("--chart {name}: {unknown}"),
                    format!("--chart {name}: {unknown:#}"),
                ))
            })?,
        };
        write_whole(path, chart.draw().to_svg().as_bytes())?;
        let others: Vec<&str> =
            charts.iter().map(NamedChart::name).filter(|name| *name != chart.name()).collect();
        let words = self.words();
        let name = chart.name();
        let mut said = words.pick(
            format!("wrote {shown}: the chart `{name}`"),
            format!("{shown} weggeschreven: de grafiek `{name}`"),
        );
        if self.args.chart.is_none() && !others.is_empty() {
            let others = others.join(", ");
            said += &words.pick(
                format!("; --chart takes another: {others}"),
                format!("; --chart kiest een andere: {others}"),
            );
        }
        self.say(&said);
        Ok(())
    }

    /// The language of labels.
    pub fn language(&self) -> Language {
        self.args.lang.into()
    }

    /// Say something on the error stream, unless asked to be quiet.
    pub fn say(&self, message: &str) {
        if !self.args.quiet {
            complain(message);
        }
    }

    /// A result may not replace a file it was made from.
    fn spare_inputs(&self, case: &Case, path: &Path) -> Result<(), Failure> {
        let same = |file: &afweging::case::InputFile| match (
            std::fs::canonicalize(&file.name),
            std::fs::canonicalize(path),
        ) {
            (Ok(input), Ok(output)) => input == output,
            _ => false,
        };
        match case.files.iter().find(|file| same(file)) {
            Some(file) => Err(Failure::Usage(both(
                format!(
                    "-o {}: this file belongs to the case ({}) and is not overwritten",
                    path.display(),
                    file.name
                ),
                format!(
                    "-o {:#}: dit bestand hoort bij het dossier ({:#}) en wordt niet overschreven",
                    path.display(),
                    file.name
                ),
            ))),
            None => Ok(()),
        }
    }

    /// Whether a table is asked for by name.
    fn asks(&self, table: &str) -> bool {
        self.args.table.as_deref() == Some(table)
    }

    /// Whether there is room for a table that grows with pairs, if it is asked for by name.
    pub fn room(&self, case: &Case, table: &str, rows: usize) -> Result<(), Failure> {
        match self.asks(table) {
            true => Ok(room_for_pairs(&case.problem, table, rows)?),
            false => Ok(()),
        }
    }

    /// Write the tables as planned.
    pub fn write(&self, case: &Case, results: &Results) -> Result<(), Failure> {
        // What would not fit is refused before it is begun.
        let asked = results.tables.iter().find(|table| self.asks(table.name()));
        if let Some((table, rows)) = asked.and_then(|table| Some((table, table.pairs()?))) {
            room_for_pairs(&case.problem, table.name(), rows)?;
        }
        let record = self.record(case, results.draws);
        // A file has no width, and neither has what another program reads.
        let width = if self.args.output.is_none() { known_width(std::io::stdout()) } else { None };
        let options =
            Options { dutch_csv: self.args.csv_locale == CsvLocale::Nl, raw: self.args.raw, width };
        let one = || match &self.args.table {
            None => Ok(&results.tables[0]),
            Some(name) => asked.ok_or_else(|| {
                let known = results.tables.iter().map(NamedTable::name);
                let unknown = afweging::Error::unknown("table", name, known);
                Failure::Usage(both(
                    format!("--table {name}: {unknown}"),
                    format!("--table {name:#}: {unknown:#}"),
                ))
            }),
        };
        let several = || -> Result<Vec<Table>, Failure> {
            if self.args.table.is_some() {
                return Ok(vec![made(one()?)]);
            }
            Ok(results.tables.iter().filter(|table| !self.skip(table)).map(made).collect())
        };
        if let Target::Chart(path) = &self.target {
            return self.chart(case, path, &results.charts);
        }
        // CSV has no place for it.
        if let Target::Stdout(Format::Csv)
        | Target::File(_, Format::Csv)
        | Target::Folder(_, Format::Csv) = self.target
            && let Some(banner) = record.banner()
        {
            complain(&banner);
        }
        match &self.target {
            Target::Stdout(format) => {
                let bytes = match format.holds_all() {
                    true => self.all(*format, &several()?, record)?,
                    false => format.table(&made(one()?), &record, options)?,
                };
                match std::str::from_utf8(&bytes) {
                    Ok(text) if !format.is_binary() => print(text),
                    _ => send(&bytes),
                }
            }
            Target::File(path, format) if format.holds_all() => {
                self.spare_inputs(case, path)?;
                let bytes = self.all(*format, &several()?, record)?;
                write_whole(path, &bytes)?;
                let path = path.display();
                self.say(
                    &self.words().pick(format!("wrote {path}"), format!("{path} weggeschreven")),
                );
                Ok(())
            }
            Target::File(path, format) => {
                self.spare_inputs(case, path)?;
                let table = one()?;
                let name = table.name();
                let rows = match table.parts() {
                    Some(parts) => {
                        write_with(path, |file| {
                            format.write_parts(file, &parts, &record, options)
                        })?;
                        parts.rows()
                    }
                    None => {
                        let table = made(table);
                        write_with(path, |file| format.write(file, &table, &record, options))?;
                        table.rows()
                    }
                };
                self.say(&one_table(path, (name, rows), self.words()));
                Ok(())
            }
            // A page is shown by `page`, a document by `write_document`, and a chart is written above.
            Target::Page(..) | Target::Document(..) | Target::Chart(_) | Target::Nowhere => Ok(()),
            Target::Folder(path, format) => {
                let made = several()?;
                let record = self.timed(record);
                // All bytes before the first file: what cannot be written as a whole leaves nothing
                // behind.
                let files = made
                    .iter()
                    .map(|table| {
                        Ok((
                            format!("{}.{}", table.name, format.extension()),
                            format.table(table, &record, options)?,
                        ))
                    })
                    .collect::<Result<Vec<_>, Failure>>()?;
                for (name, _) in &files {
                    self.spare_inputs(case, &path.join(name))?;
                }
                let read = case
                    .files
                    .iter()
                    .filter_map(|file| std::fs::canonicalize(&file.name).ok())
                    .collect::<Vec<_>>();
                let earlier = write_folder(path, &files, &record, &read)?;
                self.tell(path, files.len(), &earlier);
                Ok(())
            }
        }
    }

    /// What was written to a folder, and what became of what was there.
    fn tell(&self, path: &Path, tables: usize, earlier: &Earlier) {
        let (words, folder) = (self.words(), path.display());
        self.say(&words.pick(
            format!("wrote {} and run.json to {folder}", count(tables, ["table", "tables"])),
            format!(
                "{} en run.json weggeschreven in {folder}",
                count(tables, ["tabel", "tabellen"])
            ),
        ));
        if !earlier.removed.is_empty() {
            let (n, names) = (earlier.removed.len(), earlier.removed.join(", "));
            self.say(&words.pick(
                format!("removed {} of an earlier run: {names}", count(n, ["file", "files"])),
                format!(
                    "{} van een vorige keer verwijderd: {names}",
                    count(n, ["bestand", "bestanden"])
                ),
            ));
        }
        if !earlier.left.is_empty() {
            let (n, names) = (earlier.left.len(), earlier.left.join(", "));
            self.say(&words.pick(
                format!(
                    "warning: left {} of an earlier run, changed since or read by this one: {names}",
                    count(n, ["file", "files"])
                ),
                format!(
                    "let op: {} van een vorige keer blijven staan, want sindsdien gewijzigd of nu ingelezen: {names}",
                    count(n, ["bestand", "bestanden"])
                ),
            ));
        }
    }

    fn words(&self) -> Words {
        Words(self.language())
    }

    fn skip(&self, table: &NamedTable) -> bool {
        let (name, skip) = (table.name(), table.is_large());
        if skip {
            self.say(&self.words().pick(
                format!("left out the table `{name}`: it has very many rows; ask for it with --table {name}"),
                format!("de tabel `{name}` is weggelaten: ze heeft zeer veel rijen; vraag ze met --table {name}"),
            ));
        }
        skip
    }

    fn all(&self, format: Format, tables: &[Table], record: Record) -> Result<Vec<u8>, Failure> {
        Ok(format.tables(&tables.iter().collect::<Vec<_>>(), &self.timed(record))?)
    }

    fn timed(&self, record: Record) -> Record {
        Record { wall_seconds: self.start.elapsed().as_secs_f64(), ..record }
    }

    /// What a result was made from and by.
    pub fn record(&self, case: &Case, draws: Option<u64>) -> Record {
        Record {
            command: self.args.recorded.clone().unwrap_or_else(command),
            case: case.id.clone(),
            status: case.status.map(|status| status.name().to_owned()),
            notice: case.notice.get(self.language()).to_owned(),
            files: case.files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect(),
            what_ifs: case.what_ifs.clone(),
            weights: report::centre(case, self.words())
                .or_else(|| report::from_data(case, self.words())),
            seed: self.args.seed,
            generator: draws.map(|_| rng::NAME.to_owned()),
            draws,
            threads: rayon::current_num_threads(),
            wall_seconds: 0.0,
            date: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            written: Vec::new(),
        }
    }
}

/// The command line without options that do not change the result.
pub fn command() -> Vec<String> {
    command_line(std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()))
}

/// Show how far work has come, and keep to the threads that are asked for.
pub fn prepare(args: &Analysis) {
    progress::watch(args.quiet, args.lang);
    let threads = args.threads.map_or(0, usize::from);
    // Fails only if a pool was built before: not in this program.
    drop(rayon::ThreadPoolBuilder::new().num_threads(threads).build_global());
}

/// A table, which may take a while to make.
fn made(table: &NamedTable) -> Table {
    let _step = begin(Stage::Tables, 0);
    table.make()
}

fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `1 table`, `2 tables`
fn count(n: usize, [one, more]: [&str; 2]) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// What a file of one table holds.
fn one_table(path: &Path, (name, rows): (&str, usize), words: Words) -> String {
    let path = path.display();
    let rows = words.pick(count(rows, ["row", "rows"]), count(rows, ["rij", "rijen"]));
    words.pick(
        format!("wrote {path}: the table `{name}` ({rows})"),
        format!("{path} weggeschreven: de tabel `{name}` ({rows})"),
    )
}

/// What a file is to hold: a page or a chart, else tables.
fn file_target(path: &Path, args: &Analysis) -> Result<Target, Failure> {
    let extension = extension(path).to_lowercase();
    let shown = path.display();
    match extension.as_str() {
        "svg" => {
            let other =
                args.table.is_some().then_some("--table").or(args.format.map(|_| "--format"));
            match other {
                None => Ok(Target::Chart(path.to_owned())),
                Some(flag) => Err(Failure::Usage(both(
                    format!(
                        "-o {shown}: a chart is written there, and {flag} is about tables: leave one of them out"
                    ),
                    format!(
                        "-o {shown:#}: daar wordt een grafiek geschreven, en {flag:#} gaat over tabellen: laat een van beide weg"
                    ),
                ))),
            }
        }
        "png" | "pdf" | "jpg" | "jpeg" => Err(Failure::Usage(both(
            format!(
                "-o {shown}: charts are written as .svg, which other programs turn into .{extension}"
            ),
            format!(
                "-o {shown:#}: grafieken worden geschreven als .svg, en andere programma's maken daar .{extension:#} van"
            ),
        ))),
        "html" | "htm" => Err(Failure::Usage(both(
            format!("-o {shown}: a page for a browser is written by `afweging report`"),
            format!(
                "-o {shown:#}: een pagina voor een browser wordt geschreven door `afweging report`"
            ),
        ))),
        _ => match PageFormat::of_extension(&extension) {
            // A format that contradicts the extension is found below.
            Some(format)
                if args.table.is_none()
                    && (args.format.is_none()
                        || args.format == Format::of_extension(&extension)) =>
            {
                Ok(Target::Page(path.to_owned(), format))
            }
            _ => Ok(Target::File(path.to_owned(), file_format(path, args.format)?)),
        },
    }
}

/// `page-ranking.svg` beside `page.md`.
fn beside(path: &Path, chart: &str) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    path.with_file_name(format!("{}-{chart}.svg", stem.unwrap_or_default()))
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn file_format(path: &Path, asked: Option<Format>) -> Result<Format, Failure> {
    match (Format::of_extension(&extension(path)), asked) {
        (Some(format), Some(asked)) if format != asked => {
            let message = both(
                format!(
                    "--format {} and the extension of {} contradict each other",
                    asked.name(),
                    path.display()
                ),
                format!(
                    "--format {:#} en de extensie van {:#} spreken elkaar tegen",
                    asked.name(),
                    path.display()
                ),
            );
            Err(Failure::Usage(message))
        }
        (Some(format), _) => Ok(format),
        (None, Some(asked)) => Ok(asked),
        (None, None) => {
            let formats = Format::ALL.iter().map(|format| format.extension());
            let known: Vec<String> =
                formats.chain(["typ", "svg"]).map(|extension| format!(".{extension}")).collect();
            let message = both(
                format!(
                    "-o {}: which format is that? Known extensions are {}; a folder ends in /",
                    path.display(),
                    known.join(", ")
                ),
                format!(
                    "-o {:#}: welk formaat is dat? Bekende extensies zijn {:#}; een map eindigt op /",
                    path.display(),
                    known.join(", ")
                ),
            );
            Err(Failure::Usage(message))
        }
    }
}

/// The command line without options that change no result: --threads, --shard, --checkpoint, -o, -q,
/// -v.
pub fn command_line(args: impl Iterator<Item = String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut args = args.peekable();
    while let Some(arg) = args.next() {
        if let Some(flags) =
            arg.strip_prefix('-').filter(|flags| !flags.is_empty() && !flags.starts_with('-'))
        {
            // Short flags, perhaps bundled: all of them change no result, and what follows an o is
            // its path.
            if flags.ends_with('o') && !flags[..flags.len() - 1].contains('o') {
                args.next();
            }
            continue;
        }
        match arg.split('=').next().unwrap_or("") {
            "--quiet" | "--verbose" => {}
            "--threads" | "--output" | "--shard" | "--checkpoint" => {
                if !arg.contains('=') {
                    args.next();
                }
            }
            _ => out.push(arg),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_no_result_is_not_recorded() {
        let args = [
            "evaluate",
            "-q",
            "--threads",
            "2",
            "-o",
            "x.csv",
            "--threads=1",
            "-ox.csv",
            "-qo",
            "y.csv",
            "-v",
            "--lang",
            "nl",
        ]
        .map(String::from);
        assert_eq!(command_line(args.into_iter()), ["evaluate", "--lang", "nl"]);
    }
}
