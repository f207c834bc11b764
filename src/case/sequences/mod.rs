//! Files of PathwaysGenerator (Deltares): the actions and the sequences of a pathway map, as its
//! package `adaptation_pathways` reads and writes them in text.
//!
//! `NAME-action.txt` has an action a line: a name of letters, digits and underscores, perhaps two
//! other actions in brackets that it combines, perhaps a colour. `NAME-sequence.txt` has a line for
//! each step from one action to the next: the one, the other, and the year in which the other one
//! no longer does (its tipping point). An action that stands in several places has editions, as in
//! `S3[2]`. The first line leads from an action to itself: it is where all sequences start, with the
//! year in which that one ends. A comment starts with `#` and a space.
//!
//! Here an action is an alternative of a choice, and it no longer does from the year on in which a
//! path moves on.

mod lines;
mod names;
mod reading;
mod writing;

use crate::case::InputFile;
use crate::case::read::source::text;
use crate::error::both;
use crate::error::{Error, Findings, Result};
use crate::problem::{GivenPath, PathwayModel};
use names::ActionNames;
use std::path::{Path, PathBuf};

/// What follows the name of the actions of a pathway map, and of its sequences.
const ACTIONS: &str = "-action.txt";
const SEQUENCES: &str = "-sequence.txt";

/// The two files of the paths of a choice, each a name and its text: the actions, and the sequences.
/// `paths` say by period where each stands, as positions in the choice's alternatives.
pub fn files(
    model: &PathwayModel,
    choice: usize,
    name: &str,
    paths: &[&[Option<usize>]],
) -> [(String, String); 2] {
    let (names, name) = (ActionNames::of(model, choice), of_choice(model, choice, name));
    [
        (format!("{name}{ACTIONS}"), writing::actions(&names)),
        (format!("{name}{SEQUENCES}"), writing::sequences(model, choice, &names, paths)),
    ]
}

/// The paths that files of this name hold, for each choice that has such files; and the files that
/// were read.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read; [`Error::Findings`] with all that is wrong in them;
/// [`Error::Argument`] where no choice has a file.
pub fn read(model: &PathwayModel, base: &Path) -> Result<(Vec<GivenPath>, Vec<InputFile>)> {
    let (mut out, mut files, mut findings) = (Vec::new(), Vec::new(), Findings::default());
    let mut missing = Vec::new();
    for choice in 0..model.choices.len() {
        let at = |ending: &str| -> PathBuf {
            let name = base.file_name().map(|it| it.to_string_lossy().into_owned());
            let name = of_choice(model, choice, &name.unwrap_or_default());
            base.with_file_name(format!("{name}{ending}"))
        };
        let path = at(SEQUENCES);
        if !path.is_file() {
            missing.push(path);
            continue;
        }
        let names = ActionNames::of(model, choice);
        let mut source = |path: &Path| {
            let (name, bytes) = (path.display().to_string(), read_bytes(path)?);
            files.push(InputFile::new(&name, &bytes));
            text(&name, bytes)
        };
        let actions = at(ACTIONS);
        let actions = match actions.is_file() {
            true => Some(source(&actions)?),
            false => None,
        };
        let sequences = source(&path)?;
        let defined = actions.map(|source| lines::actions(&source, &names, &mut findings));
        let read = reading::Reading { model, choice, names: &names, defined: defined.as_ref() };
        out.extend(read.paths(&sequences, &mut findings));
    }
    if findings.has_errors() {
        return Err(Error::Findings(findings));
    }
    if out.is_empty() && files.is_empty() {
        let first = missing.first().map(|path| path.display().to_string()).unwrap_or_default();
        let message = match missing.len() {
            1 => both(format!("there is no file {first}"), format!("er is geen bestand {first:#}")),
            _ => both(
                format!("there is no file {first}, nor one of another choice"),
                format!("er is geen bestand {first:#}, en ook geen van een andere keuze"),
            ),
        };
        return Err(Error::argument("paths", base.display(), message));
    }
    Ok((out, files))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_path_buf(),
        source,
    })
}

/// The name of the files of a choice: with its values behind it, where there are several choices.
fn of_choice(model: &PathwayModel, choice: usize, name: &str) -> String {
    if model.choices.len() < 2 {
        return name.to_owned();
    }
    let keys = model.problem(0).keys();
    let values = model.one_per.iter().zip(&model.choices[choice].values);
    let values = values.map(|(key, value)| keys[*key].values[*value].id.to_string());
    let fits = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let values = values.map(|id| id.chars().map(fits).collect::<String>());
    [name.to_owned()].into_iter().chain(values).collect::<Vec<_>>().join("-")
}
