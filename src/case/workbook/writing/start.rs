//! A workbook to start from: a built-in case, or a small one to fill in.

use super::workbook_of;
use crate::case::file::data_keys::requested;
use crate::case::file::parse::parse;
use crate::case::file::what_if::WhatIf;
use crate::case::read::location::{Location, TableFile};
use crate::case::read::{data_tables, source, tables};
use crate::case::scenarios;
use crate::case::table::init::case_of_table;
use crate::case::workbook::model::WorkbookSheets;
use crate::error::{Error, Findings, Result, Source};
use crate::problem::{Language, Problem};
use std::sync::Arc;

/// A criteria file with its tables, or a built-in case, as a workbook that says the same. Its sheets
/// and words are of that language.
///
/// # Errors
/// [`Error::Findings`] where it cannot be read, [`Error::UnknownName`] if there is no such built-in
/// case, and [`Error::Argument`] for a table: that is no criteria file.
///
/// ```
/// use afweging::case::{Location, as_workbook};
/// use afweging::problem::Language;
///
/// let book = as_workbook(&Location::of("power-stations"), Language::En)?;
/// let names: Vec<&str> = book.0.iter().map(|sheet| sheet.name.as_str()).collect();
/// assert_eq!(names, ["criteria", "scores", "keys", "about"]);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn as_workbook(location: &Location, language: Language) -> Result<WorkbookSheets> {
    let (path, bytes) = location.read()?;
    let source = source::text(&path, bytes)?;
    let mut findings = Findings::default();
    let Some(case) = parse(&source, &mut findings) else {
        return Err(Error::Findings(findings));
    };
    let wanted = requested(location, &case, &WhatIf::default(), &source, &mut findings)?;
    let tables = data_tables::read(&wanted, &mut Vec::new(), &mut findings);
    let names = case.criteria.iter().map(|at| at.value.id.value.as_str()).collect();
    let scenarios = scenarios::request::table(
        location,
        (&case, &source),
        names,
        &WhatIf::default(),
        wanted.marks,
        &mut Vec::new(),
        &mut findings,
    );
    if findings.has_errors() {
        return Err(Error::Findings(findings));
    }
    Ok(workbook_of(&case, &tables, scenarios.as_ref(), language))
}

/// A table that stands for a case as a workbook that says the same, with the weights of the what-ifs.
/// `problem` is the one that it poses.
///
/// # Errors
/// As [`from_table`](crate::case::from_table).
pub fn table_as_workbook(
    table: &TableFile,
    what_if: &WhatIf,
    problem: &Problem,
    language: Language,
) -> Result<WorkbookSheets> {
    let (text, table) = case_of_table(table, what_if, problem, language)?;
    let mut findings = Findings::default();
    match parse(&text.made().source("case.toml"), &mut findings) {
        Some(case) => Ok(workbook_of(&case, &[table], None, language)),
        None => Err(Error::Findings(findings)),
    }
}

/// A small case that runs as it stands and shows what to fill in, in words of that language.
///
/// # Errors
/// None: what it is made of is part of the program.
pub fn skeleton_as_workbook(language: Language) -> Result<WorkbookSheets> {
    let (case, scores, judgements) = match language {
        Language::En => (SKELETON, SCORES, JUDGEMENTS),
        Language::Nl => (SKELETON_NL, SCORES_NL, JUDGEMENTS_NL),
    };
    let mut findings = Findings::default();
    let source =
        |name: &str, text: &str| Arc::new(Source { name: name.to_owned(), text: text.to_owned() });
    let case = parse(&source("case.toml", case), &mut findings);
    let mut read =
        |name, text| tables::read_csv(&source(name, text), &["option", "optie"], &mut findings);
    let tables: Vec<_> = [read("scores.csv", scores), read("judgements.csv", judgements)]
        .into_iter()
        .flatten()
        .collect();
    match case {
        Some(case) if !findings.has_errors() => Ok(workbook_of(&case, &tables, None, language)),
        _ => Err(Error::Findings(findings)),
    }
}

const SKELETON: &str = r#"format = 1
id     = "my-case"
title  = "My decision"
question = "Which option is best?"
decider  = "The council"
status = "draft"
data   = ["scores.csv", "judgements.csv"]

[[keys]]
id     = "option"
label  = "Option"
values = [{ id = "A", label = "Option A" }, { id = "B", label = "Option B" }, { id = "C", label = "As today", role = "reference" }]

[[criteria]]
id        = "cost"
label     = "Cost"
direction = "min"
unit      = "EUR M"
scale     = { min = 0, max = 50 }
weight    = 2

[[criteria]]
id      = "support"
label   = "Support"
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = "as today"
anchors."++" = "all parties sign"

[[criteria]]
id      = "nature"
label   = "Nature"
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = "as today"
anchors."++" = "a protected area more"

[method.weighted-sum]

[[facts]]
id     = "permit"
holds  = "unknown"
source = "asked of the province"

[[requirements]]
id     = "needs-permit"
when   = { option = "B" }
needs  = { fact = "permit" }
effect = "exclude"
reason = "Without a permit option B cannot be built"

[[requirements]]
id     = "budget"
needs  = { criterion = "cost", at_most = 30 }
effect = "exclude"
reason = "The council has 30 million"
"#;

const SCORES: &str = "option,cost,support\nA,20,+\nB,12..18,-..+\nC,0,0\n";

const JUDGEMENTS: &str = "option,criterion,value,kind,source,note\n\
A,nature,-,inferred,\"environmental report, page 12\",The route crosses a meadow.\n\
B,nature,?,,,Not studied yet.\n\
C,nature,0,assumed,definition of the scale,Zero means as today.\n";

const SKELETON_NL: &str = r#"format = 1
id     = "mijn-dossier"
title  = "Mijn beslissing"
question = "Welke optie is de beste?"
decider  = "De gemeenteraad"
status = "draft"
data   = ["scores.csv", "oordelen.csv"]

[[keys]]
id     = "optie"
label  = "Optie"
values = [{ id = "A", label = "Optie A" }, { id = "B", label = "Optie B" }, { id = "C", label = "Zoals vandaag", role = "reference" }]

[[criteria]]
id        = "kostprijs"
label     = "Kostprijs"
direction = "min"
unit      = "miljoen euro"
scale     = { min = 0, max = 50 }
weight    = 2

[[criteria]]
id      = "draagvlak"
label   = "Draagvlak"
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = "zoals vandaag"
anchors."++" = "alle partijen tekenen"

[[criteria]]
id      = "natuur"
label   = "Natuur"
scale   = { levels = ["--", "-", "0", "+", "++"] }
weight  = 1
anchors."0"  = "zoals vandaag"
anchors."++" = "een beschermd gebied meer"

[method.weighted-sum]

[[facts]]
id     = "vergunning"
holds  = "unknown"
source = "gevraagd aan de provincie"

[[requirements]]
id     = "vergunning-nodig"
when   = { optie = "B" }
needs  = { fact = "vergunning" }
effect = "exclude"
reason = "Zonder vergunning kan optie B niet gebouwd worden"

[[requirements]]
id     = "budget"
needs  = { criterion = "kostprijs", at_most = 30 }
effect = "exclude"
reason = "De gemeente heeft 30 miljoen"
"#;

const SCORES_NL: &str = "optie,kostprijs,draagvlak\nA,20,+\nB,12..18,-..+\nC,0,0\n";

const JUDGEMENTS_NL: &str = "optie,criterion,value,kind,source,note\n\
A,natuur,-,inferred,\"milieurapport, bladzijde 12\",Het tracé loopt door een weide.\n\
B,natuur,?,,,Nog niet onderzocht.\n\
C,natuur,0,assumed,definitie van de schaal,Nul betekent zoals vandaag.\n";
