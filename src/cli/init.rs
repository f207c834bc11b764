//! `afweging init`

use super::args::{InitArgs, InitFormat};
use super::failure::Failure;
use super::new_files::write_new;
use super::output::print;
use afweging::case;
use afweging::report::Words;

pub fn run(args: &InitArgs) -> Result<(), Failure> {
    let words = Words(args.lang.into());
    let workbooks = args.format == InitFormat::Xlsx;
    let mut files = if args.skeleton {
        case::skeleton(words.0, workbooks)
    } else {
        case::copy(&args.case, workbooks)?
    };
    for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".xlsx")) {
        *bytes = workbook(bytes)?;
    }
    write_new(&args.dir, &files)?;
    if args.quiet {
        return Ok(());
    }
    let names = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let (folder, path) = (args.dir.display(), args.dir.join("case.toml"));
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
fn workbook(csv: &[u8]) -> afweging::Result<Vec<u8>> {
    afweging::write::editable(csv)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8]) -> afweging::Result<Vec<u8>> {
    Err(afweging::Error::Format {
        format: "xlsx",
        message: "this build has no Excel (feature `xlsx`)".into(),
    })
}
