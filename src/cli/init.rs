//! `afweging init`

use super::Failure;
use super::args::{InitArgs, InitFormat};
use super::output::print;
use afweging::write::write_whole;
use afweging::{Error, case};

pub fn run(args: &InitArgs) -> Result<(), Failure> {
    let workbooks = args.format == InitFormat::Xlsx;
    let mut files = if args.skeleton { case::skeleton(workbooks) } else { case::copy(&args.case, workbooks)? };
    for (_, bytes) in files.iter_mut().filter(|(name, _)| name.ends_with(".xlsx")) {
        *bytes = workbook(bytes)?;
    }
    if let Some((name, _)) = files.iter().find(|(name, _)| args.dir.join(name).exists()) {
        let source = std::io::Error::other("it is already there, and nothing is overwritten; name another folder");
        return Err(Error::Io { action: "write", path: args.dir.join(name), source }.into());
    }
    std::fs::create_dir_all(&args.dir).map_err(|source| Error::Io { action: "write", path: args.dir.clone(), source })?;
    for (name, bytes) in &files {
        write_whole(&args.dir.join(name), bytes)?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let path = args.dir.join("case.toml");
    let shown = if path.components().count() == 1 { format!("./{}", path.display()) } else { path.display().to_string() };
    print(
        format!(
            "wrote {} to {}\nnext: afweging check {shown}, then afweging evaluate {shown}\n",
            names.join(", "),
            args.dir.display()
        )
        .as_bytes(),
    )
}

#[cfg(feature = "xlsx")]
fn workbook(csv: &[u8]) -> afweging::Result<Vec<u8>> {
    afweging::write::editable(csv)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8]) -> afweging::Result<Vec<u8>> {
    Err(Error::Format { format: "xlsx", message: "this build has no Excel (feature `xlsx`)".into() })
}
