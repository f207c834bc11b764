//! `afweging init`

use super::args::{InitArgs, InitFormat};
use super::failure::Failure;
use super::output::print;
use afweging::report::Words;
use afweging::write::Pending;
use afweging::{Error, case};

pub fn run(args: &InitArgs) -> Result<(), Failure> {
    let words = Words(args.lang.into());
    let files = match (args.format, args.skeleton) {
        (InitFormat::Csv, true) => case::skeleton(words.0),
        (InitFormat::Csv, false) => case::copy(&args.case)?,
        (InitFormat::Xlsx, is_skeleton) => {
            let book = match is_skeleton {
                true => case::skeleton_as_workbook(words.0)?,
                false => case::copy_as_workbook(&args.case, words.0)?,
            };
            vec![("case.xlsx".to_owned(), workbook(&book)?)]
        }
    };
    // A link that leads nowhere is there too.
    let there = |name: &str| std::fs::symlink_metadata(args.dir.join(name)).is_ok();
    if let Some((name, _)) = files.iter().find(|(name, _)| there(name)) {
        let source = std::io::Error::other(
            "it is already there, and nothing is overwritten; name another folder",
        );
        return Err(Error::Io { action: "write", path: args.dir.join(name), source }.into());
    }
    let mut pending = Pending::default();
    pending.folder(&args.dir)?;
    for (name, bytes) in &files {
        pending.add(&args.dir.join(name), bytes)?;
    }
    pending.commit()?;
    if args.quiet {
        return Ok(());
    }
    let names = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let case = match args.format {
        InitFormat::Csv => "case.toml",
        InitFormat::Xlsx => "case.xlsx",
    };
    let (folder, path) = (args.dir.display(), args.dir.join(case));
    let shown = if path.components().count() == 1 {
        format!("./{}", path.display())
    } else {
        path.display().to_string()
    };
    print(&words.pick(
        format!("wrote {names} to {folder}\nnext: afweging check {shown}, then afweging evaluate {shown}\n"),
        format!(
            "{names} weggeschreven in {folder}\n\
             verder: afweging check {shown} --lang nl, daarna afweging evaluate {shown} --lang nl\n"
        ),
    ))
}

#[cfg(feature = "xlsx")]
fn workbook(sheets: &case::WorkbookSheets) -> afweging::Result<Vec<u8>> {
    afweging::write::case_workbook(sheets)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &case::WorkbookSheets) -> afweging::Result<Vec<u8>> {
    Err(Error::Format {
        format: "xlsx",
        message: "this build has no Excel (feature `xlsx`)".into(),
    })
}
