//! The files of a case: its criteria file and its table.

use super::draft::{Draft, DraftCriterion, ids};
use crate::case::made_text::{MadeText, quoted, quoted_list, toml_number};
use crate::error::{Error, Result};
use crate::problem::{Beyond, Direction, Language, Scale};

/// The name of the table.
pub(super) const TABLE: &str = "alternatives.csv";

/// A criteria file, with where each line of it was said, and its table.
pub(super) struct CaseFiles {
    /// The criteria file.
    pub(super) made: MadeText,
    /// The table, in CSV.
    pub(super) table: Vec<u8>,
}

/// The files of a draft.
///
/// # Errors
/// [`Error::Format`] where the table cannot be written.
pub(super) fn files(draft: &Draft, language: Language) -> Result<CaseFiles> {
    let ids = ids(&draft.criteria);
    let grouped = draft.alternatives.iter().any(|it| it.group.is_some());
    let key = key_name("alternative", draft);
    let group = key_name("group", draft);
    let mut out = MadeText::default();
    out.line(match language {
        Language::En => "# A decision case, taken from a file of another program.",
        Language::Nl => {
            "# Een beslissingsdossier, overgenomen uit een bestand van een ander programma."
        }
    });
    out.line("format = 1");
    out.line(&format!("id = {}", quoted(&draft.id)));
    for (name, text) in [("title", &draft.title), ("question", &draft.question)] {
        if !text.is_empty() {
            out.line(&format!("{name} = {}", quoted(text)));
        }
    }
    out.line(&format!("data = {}", quoted_list([TABLE])));
    out.line("decimal = \".\"");
    if grouped {
        out.line(&format!("rank_within = {}", quoted_list([group.as_str()])));
    }
    out.line("\n[[keys]]");
    out.line(&format!("id = {}", quoted(&key)));
    let values: Vec<String> = draft.alternatives.iter().map(value).collect();
    out.line(&format!("values = [{}]", values.join(", ")));
    if grouped {
        out.line("\n[[keys]]");
        out.line(&format!("id = {}", quoted(&group)));
    }
    for (at, criterion) in draft.criteria.iter().enumerate() {
        add(criterion, &ids, &ids[at], &mut out);
    }
    if !draft.constraints.is_empty() {
        out.line("\n[weights]");
        let texts = draft.constraints.iter().map(String::as_str);
        out.line(&format!("constraints = {}", quoted_list(texts)));
    }
    for category in &draft.categories {
        out.line("\n[[categories]]");
        out.line(&format!("id = {}", quoted(&category.id)));
        if !category.label.is_empty() {
            out.line(&format!("label = {}", quoted(&category.label)));
        }
        if !category.profile.is_empty() {
            let figure = |(at, text): &(usize, String)| {
                let shown = match draft.criteria[*at].scale {
                    Some(Scale::Ordinal(_)) => quoted(text),
                    _ => text.clone(),
                };
                format!("{} = {shown}", quoted(&ids[*at]))
            };
            let figures: Vec<String> = category.profile.iter().map(figure).collect();
            out.line(&format!("profile = {{ {} }}", figures.join(", ")));
        }
    }
    for (alternative, category) in &draft.examples {
        let own = &draft.alternatives[*alternative];
        let mut keys = vec![format!("{} = {}", quoted(&key), quoted(&own.id))];
        keys.extend(own.group.iter().map(|it| format!("{} = {}", quoted(&group), quoted(it))));
        out.line("\n[[examples]]");
        out.line(&format!("alternative = {{ {} }}", keys.join(", ")));
        out.line(&format!("category = {}", quoted(&draft.categories[*category].id)));
    }
    Ok(CaseFiles { made: out, table: table(draft, &key, grouped.then_some(group.as_str()))? })
}

/// The name of a key that no criterion has.
fn key_name(wanted: &str, draft: &Draft) -> String {
    let mut name = wanted.to_owned();
    while draft.criteria.iter().any(|it| it.id == name) {
        name.push('_');
    }
    name
}

/// An alternative as a value of its key.
fn value(alternative: &super::draft::DraftAlternative) -> String {
    let id = quoted(&alternative.id);
    if alternative.label.is_empty() && !alternative.is_reference {
        return id;
    }
    let label = match alternative.label.is_empty() {
        true => String::new(),
        false => format!(", label = {}", quoted(&alternative.label)),
    };
    let role = if alternative.is_reference { ", role = \"reference\"" } else { "" };
    format!("{{ id = {id}{label}{role} }}")
}

/// Add a criterion.
fn add(of: &DraftCriterion, ids: &[String], id: &str, out: &mut MadeText) {
    let place = || of.place.clone();
    out.line_at("\n[[criteria]]", place());
    out.said("id", &quoted(id), place());
    if of.id != id && !of.is_node {
        out.said("column", &quoted(&of.id), place());
    }
    let label = if of.label.is_empty() && of.id != id { &of.id } else { &of.label };
    if !label.is_empty() {
        out.said("label", &quoted(label), place());
    }
    if let Some(parent) = of.parent {
        out.said("parent", &quoted(&ids[parent]), place());
    }
    match of.direction {
        _ if of.is_node => {}
        Direction::Max => out.said("direction", "\"max\"", place()),
        Direction::Min => out.said("direction", "\"min\"", place()),
        Direction::Target(at) => {
            out.said("direction", &format!("{{ target = {} }}", toml_number(at)), place());
        }
    }
    if let Some(unit) = &of.unit {
        out.said("unit", &quoted(unit), place());
    }
    if let Some(scale) = &of.scale {
        out.said("scale", &scale_text(scale), place());
    }
    if !of.points.is_empty() {
        let points: Vec<String> = of
            .points
            .iter()
            .map(|(x, y)| format!("[{}, {}]", toml_number(*x), toml_number(*y)))
            .collect();
        out.said("value", &format!("{{ points = [{}] }}", points.join(", ")), place());
    }
    if let Some(weight) = of.weight {
        out.said("weight", &toml_number(weight), place());
    }
    let own = &of.thresholds;
    let thresholds = [
        ("indifference", own.indifference),
        ("preference", own.preference),
        ("veto", own.veto),
        ("inflection", own.inflection),
    ];
    let given: Vec<String> = thresholds
        .iter()
        .filter_map(|(name, x)| Some(format!("{name} = {}", toml_number((*x)?))))
        .collect();
    if !given.is_empty() {
        out.said("thresholds", &format!("{{ {} }}", given.join(", ")), place());
    }
    if let Some(source) = &of.source {
        out.said("source", &quoted(source), place());
    }
}

fn scale_text(scale: &Scale) -> String {
    match scale {
        Scale::Ordinal(levels) => {
            format!("{{ levels = {} }}", quoted_list(levels.iter().map(String::as_str)))
        }
        Scale::Numeric { min, max, beyond } => {
            let outside = match beyond {
                Beyond::Error => "",
                Beyond::Clamp => ", outside = \"clamp\"",
                Beyond::Extend => ", outside = \"extend\"",
            };
            format!("{{ min = {}, max = {}{outside} }}", toml_number(*min), toml_number(*max))
        }
    }
}

/// The table of the alternatives.
fn table(draft: &Draft, key: &str, group: Option<&str>) -> Result<Vec<u8>> {
    let leaves: Vec<usize> =
        (0..draft.criteria.len()).filter(|at| !draft.criteria[*at].is_node).collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    let header = std::iter::once(key)
        .chain(group)
        .chain(leaves.iter().map(|at| draft.criteria[*at].id.as_str()));
    let failed =
        |error: csv::Error| Error::Format { format: "csv", message: error.to_string().into() };
    out.write_record(header).map_err(failed)?;
    for (at, alternative) in draft.alternatives.iter().enumerate() {
        let cells = leaves.iter().map(|leaf| draft.cells.get(&(at, *leaf)).map_or("", |it| it));
        let row = std::iter::once(alternative.id.as_str())
            .chain(group.map(|_| alternative.group.as_deref().unwrap_or("")))
            .chain(cells);
        out.write_record(row).map_err(failed)?;
    }
    out.into_inner()
        .map_err(|error| Error::Format { format: "csv", message: error.to_string().into() })
}
