//! A case to start from: a flat, editable copy of a built-in one, or a skeleton.

use crate::case::file::{parse, shape as file};
use crate::case::read::location::Location;
use crate::case::read::{builtin, source};
use crate::error::{Error, Findings, Result};
use crate::problem::Language;

/// A file to write: its name within the folder of the case, and its bytes. All names stand in that
/// folder itself.
pub type NewFile = (String, Vec<u8>);

/// The files of a built-in case with all tables beside `case.toml`. Comments and layout of the
/// criteria file are kept; only the paths of its tables change.
///
/// # Errors
/// [`Error::UnknownName`] if there is no such case.
pub fn copy(name: &str) -> Result<Vec<NewFile>> {
    let location = Location::Builtin(name.to_owned());
    let (path, bytes) = location.read()?;
    let source = source::text(&path, bytes)?;
    let mut findings = Findings::default();
    let Some(case) = parse::parse(&source, &mut findings) else {
        return Err(Error::Findings(findings));
    };
    let mut text = source.text.clone();
    let mut files = Vec::new();
    let mut data: Vec<&file::At<String>> = case.head.data.iter().collect();
    data.extend(&case.weights.weights);
    // From the back, so that earlier places stay true.
    data.sort_by_key(|at| std::cmp::Reverse(at.span.start));
    for at in data {
        let base = at.value.rsplit('/').next().unwrap_or(&at.value);
        let (_, bytes) = builtin::file(&format!("criteria/{}", at.value))
            .ok_or_else(|| Error::unknown("table", &at.value, []))?;
        text.replace_range(at.span.clone(), &format!("\"{base}\""));
        files.push((base.to_owned(), bytes.to_vec()));
    }
    files.push(("case.toml".into(), text.into_bytes()));
    files.reverse();
    Ok(files)
}

/// The files of a small case that runs as it stands and shows what to fill in: `case.toml` and one
/// table, in words of that language.
pub fn skeleton(language: Language) -> Vec<NewFile> {
    let (case, cells) = match language {
        Language::En => (SKELETON, "option,cost,support\nA,20,+\nB,12..18,-..+\nC,35,?\n"),
        Language::Nl => (SKELETON_NL, "optie,kostprijs,draagvlak\nA,20,+\nB,12..18,-..+\nC,35,?\n"),
    };
    [("case.toml", case), ("scores.csv", cells)]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into()
}

const SKELETON: &str = r#"# A decision case. `afweging check ./case.toml` says what is wrong with it, `afweging evaluate ./case.toml` runs it.
format = 1
id     = "my-case"
title  = { en = "My decision", nl = "Mijn beslissing" }
status = "draft"
data   = ["scores.csv"]

[[keys]]
id    = "option"
label = { en = "Option", nl = "Optie" }

[[criteria]]
id        = "cost"
label     = { en = "Cost", nl = "Kostprijs" }
direction = "min"
unit      = "EUR M"
scale     = { min = 0, max = 50 }       # the range you compare over; leave it out to use the range of the data
weight    = 2                           # relative to its siblings: a step over the whole scale counts twice as much

[[criteria]]
id      = "support"
label   = { en = "Support", nl = "Draagvlak" }
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = { en = "as today", nl = "zoals vandaag" }
anchors."++" = { en = "all parties sign", nl = "alle partijen tekenen" }
"#;

const SKELETON_NL: &str = r#"# Een beslissingsdossier. `afweging check ./case.toml --lang nl` kijkt het na, `afweging evaluate ./case.toml --lang nl` rekent het door.
format = 1
id     = "mijn-dossier"
title  = { en = "My decision", nl = "Mijn beslissing" }
status = "draft"
data   = ["scores.csv"]

[[keys]]
id    = "optie"
label = { en = "Option", nl = "Optie" }

[[criteria]]
id        = "kostprijs"
label     = { en = "Cost", nl = "Kostprijs" }
direction = "min"
unit      = "miljoen euro"
scale     = { min = 0, max = 50 }       # het bereik waarover u vergelijkt; laat het weg om het bereik van de gegevens te nemen
weight    = 2                           # in verhouding tot de andere criteria: de hele schaal van dit criterium telt dubbel

[[criteria]]
id      = "draagvlak"
label   = { en = "Support", nl = "Draagvlak" }
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = { en = "as today", nl = "zoals vandaag" }
anchors."++" = { en = "all parties sign", nl = "alle partijen tekenen" }
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_flat_and_keep_their_comments() {
        for name in builtin::names() {
            let files = copy(name).unwrap();
            assert_eq!(files[0].0, "case.toml");
            let text = String::from_utf8(files[0].1.clone()).unwrap();
            assert!(!text.contains("../datasets"), "{name}");
            for (file, _) in &files[1..] {
                assert!(text.contains(&format!("\"{file}\"")), "{name}: {file}");
            }
        }
    }
}
