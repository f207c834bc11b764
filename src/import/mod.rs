//! Cases from files of other programs: XMCDA 3, DMSY of scikit-criteria, and problem files of
//! mcda-elicitation-web. Each becomes a criteria file and a table; what these cannot hold is told.

mod categories;
mod dmsy;
mod draft;
mod effects;
mod elicitation;
mod figures;
mod files;
mod hierarchy;
mod listed;
mod scales;
mod tree;
mod weights;
mod xmcda;
mod xml;
mod yaml;

use crate::case::read::recognise::Format;
use crate::case::read::source;
use crate::case::{Case, Location, MaxSize, WhatIf};
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both};
use crate::problem::Language;
pub use draft::Directions;
use draft::Draft;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A case made of files of another program.
#[derive(Debug)]
pub struct Imported {
    /// The files of the case, each with its name: `case.toml` and the table it names.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the files of the other program say and the case does not.
    pub lost: Vec<Said>,
    /// What is worth knowing about the case.
    pub warnings: Vec<Finding>,
}

/// The files at these paths, each with the name the user knows it by.
///
/// # Errors
/// [`Error::Io`] for one that cannot be read; [`Error::Findings`] for one that is no text, or takes
/// more than `most`.
pub fn read(paths: &[PathBuf], most: MaxSize) -> Result<Vec<(String, Vec<u8>)>> {
    let one =
        |path: &PathBuf| Ok((path.display().to_string(), source::read(path, Format::Lines, most)?));
    paths.iter().map(one).collect()
}

/// Make a case of files of another program, each with the name the user knows it by. The form is
/// told by what stands in them: XML is XMCDA, and several such files make one case; JSON is a problem
/// file of mcda-elicitation-web; anything else is DMSY.
///
/// # Errors
/// [`Error::Findings`] with everything that is wrong in them; [`Error::Argument`] where `directions`
/// name a criterion that is not there.
///
/// ```
/// use afweging::import::{Directions, import};
/// use afweging::problem::Language;
///
/// let text = "dmsy: {dm_type: discrete-dm, version: 1}
/// data:
///   matrix: [[120, 7.5], [95, 6.0]]
///   objectives: [-1, 1]
///   weights: [2, 1]
///   alternatives: [Ash, Beech]
///   criteria: [price, quality]
/// ";
/// let files = vec![("offers.dmsy".to_owned(), text.as_bytes().to_vec())];
/// let imported = import(files, &Directions::default(), Language::En)?;
/// assert_eq!(imported.files[0].0, "case.toml");
/// assert!(imported.files[1].1.starts_with(b"alternative,price,quality\nAsh,120,7.5\n"));
/// assert!(imported.lost.is_empty());
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn import(
    files: Vec<(String, Vec<u8>)>,
    directions: &Directions,
    language: Language,
) -> Result<Imported> {
    let mut findings = Findings::default();
    let mut sources: Vec<Arc<Source>> = Vec::new();
    for (name, bytes) in files {
        sources.push(source::text(&name, bytes)?);
    }
    let Some(first) = sources.first().cloned() else {
        let message = both("name a file", "noem een bestand");
        return Err(Error::argument_as_a_whole("files", message));
    };
    let place = Place::File(first.name.clone());
    let draft = of_sources(&sources, directions, &mut findings);
    let draft = match draft {
        Some(mut draft) => {
            draft.id = id_of(&first.name);
            draft
        }
        None => return Err(Error::Findings(findings)),
    };
    if !findings.has_errors() {
        draft::check(&draft, &place, &mut findings);
    }
    findings.into_warnings()?;
    directions.check(&draft)?;
    let made = files::files(&draft, language)?;
    let warnings = opened(&made, &first.name)?;
    let files = vec![
        ("case.toml".to_owned(), made.made.text.into_bytes()),
        (files::TABLE.to_owned(), made.table),
    ];
    Ok(Imported { files, lost: draft.lost, warnings })
}

/// What files of one form say; `None` with findings where they cannot be taken apart.
fn of_sources(
    sources: &[Arc<Source>],
    directions: &Directions,
    findings: &mut Findings,
) -> Option<Draft> {
    let starts = |source: &Source, with: char| source.text.trim_start().starts_with(with);
    let is_xml = starts(&sources[0], '<');
    if let Some(second) = sources.get(1)
        && !is_xml
    {
        let message = both(
            "only XMCDA stands in several files, and the first of these is no XML",
            "alleen XMCDA staat in verschillende bestanden, en het eerste van deze is geen XML",
        );
        findings.push(
            Finding::error(Place::File(second.name.clone()), message)
                .help(both("name one file at a time", "noem één bestand per keer")),
        );
        return None;
    }
    if is_xml {
        let mut roots = Vec::new();
        for source in sources {
            match xml::read(source) {
                Ok(root) => roots.push(root),
                Err(finding) => findings.push(finding),
            }
        }
        return (!findings.has_errors()).then(|| xmcda::draft(&roots, directions, findings));
    }
    let is_json = starts(&sources[0], '{');
    let document = match is_json {
        true => tree::json(&sources[0]),
        false => yaml::yaml(&sources[0]),
    };
    match document {
        Ok(document) if is_json => Some(elicitation::draft(&document, directions, findings)),
        Ok(document) => Some(dmsy::draft(&document, findings)),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

/// The id of a case, from the name of a file.
fn id_of(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let fits = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let id: String = stem.chars().map(fits).collect();
    let id = id.trim_matches('-');
    if id.is_empty() { "case".to_owned() } else { id.to_owned() }
}

/// What there is to know about the case, read as any other. What is wrong with it is told where the
/// other program's file says it.
fn opened(made: &files::CaseFiles, name: &str) -> Result<Vec<Finding>> {
    let folder = tempfile::tempdir().map_err(|source| Error::Io {
        action: "write",
        path: std::env::temp_dir(),
        source,
    })?;
    let path = folder.path().join("case.toml");
    for (file, bytes) in [("case.toml", made.made.text.as_bytes()), (files::TABLE, &made.table[..])]
    {
        let path = folder.path().join(file);
        std::fs::write(&path, bytes).map_err(|source| Error::Io {
            action: "write",
            path,
            source,
        })?;
    }
    let there = |finding: Finding| {
        let place = match &finding.place {
            Place::Text { source, span } if source.text == made.made.text => {
                made.made.place_of(span, name)
            }
            _ => Place::File(name.to_owned()),
        };
        Finding { place, ..finding }
    };
    match Case::open(&Location::Path(path), &WhatIf::default()) {
        Ok(case) => Ok(case.warnings.into_iter().map(there).collect()),
        Err(Error::Findings(found)) => {
            Err(Error::Findings(Findings(found.0.into_iter().map(there).collect())))
        }
        Err(error) => Err(error),
    }
}
