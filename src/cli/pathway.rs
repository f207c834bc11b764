//! `afweging pathway`

use super::args::PathwayArgs;
use super::failure::Failure;
use super::new_files::write_new;
use super::open::RequiredWeights;
use super::output::{Output, Results};
use super::study::{prepare_changed, show};
use afweging::case::sequences;
use afweging::problem::PathwayModel;
use afweging::report;
use afweging::study::{GivenPaths, Pathway, Tables, given_paths, pathway};
use std::path::Path;
use std::time::Instant;

pub fn run(args: &PathwayArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    let (mut case, method) = prepare_changed(
        args.case.as_deref(),
        &args.analysis,
        &output,
        RequiredWeights::Any,
        |what_if| args.added(what_if),
    )?;
    if args.draws_sets() {
        // A claim about what is not known: it stands with the what-ifs in every output.
        case.what_ifs.push("--intervals uniform".into());
    }
    let model = case.pathway()?;
    // Files that cannot be read are told of before any work is done.
    let named = args.paths.as_deref().map(|base| sequences::read(&model, base)).transpose()?;
    let study = &pathway(&model, &method, &args.request())?;
    let given: Option<GivenPaths> = match named {
        None => None,
        Some((paths, files)) => {
            case.files.extend(files);
            Some(given_paths(&study.evaluation, paths)?)
        }
    };
    if let Some(base) = &args.write_paths {
        write_paths(base, &model, study)?;
    }
    let charts = output.charts(|words| report::pathway_charts(&case, study, words));
    let mut tables = Results::of(study).with_charts(charts);
    tables.tables.extend(given.iter().flat_map(Tables::named_tables));
    show(
        &case,
        &output,
        |words| {
            let mut page = report::pathway(&case, study, words);
            page.extend(given.iter().flat_map(|it| report::given_paths(study, it, words)));
            page
        },
        |words| report::pathway_notes(study, words),
        &tables,
    )
}

/// Write the path of each choice, and its next best ones, as a pathway map.
fn write_paths(base: &Path, model: &PathwayModel, study: &Pathway) -> Result<(), Failure> {
    let name = base.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let mut files = Vec::new();
    for choice in 0..model.choices.len() {
        let best = study.best[choice].found.iter();
        let paths: Vec<&[Option<usize>]> =
            study.path(choice).into_iter().chain(best).map(|path| &path.positions[..]).collect();
        if !paths.is_empty() {
            let texts = sequences::files(model, choice, &name, &paths);
            files.extend(texts.map(|(name, text)| (name, text.into_bytes())));
        }
    }
    let folder = base.parent().filter(|folder| !folder.as_os_str().is_empty());
    write_new(folder.unwrap_or(Path::new(".")), &files)
}
