//! The sheet `criteria`: a row for each criterion.

use super::cell_notation;
use super::list_sheet::{ListSheet, Texts, cell_name};
use super::names::{Named, Names};
use crate::case::made_text::{MadeText, Stated, quoted, quoted_list, toml_number};
use crate::case::table::ids::id_of;
use crate::case::workbook::notation;
use crate::case::workbook::words;
use crate::error::{Finding, Findings, Place, Said, both, shorten};
use crate::problem::Language;

/// A criterion of the sheet as far as others name it.
pub struct CriterionRow {
    row: usize,
    id: Stated<String>,
    column: Option<Stated<String>>,
    levels: Option<Stated<Vec<String>>>,
    label: Texts,
    /// Whether columns of the data say how sure its figures are.
    has_spreads: bool,
}

/// The thresholds, by their columns.
const THRESHOLDS: [&str; 4] = ["indifference", "preference", "veto", "inflection"];

/// The criteria of the sheet. A row without an id has one made of its label.
pub fn read(sheet: &ListSheet, findings: &mut Findings) -> Vec<CriterionRow> {
    let mut out = Vec::new();
    for row in 0..sheet.rows() {
        let label = sheet.texts(row, "label");
        let id = match (sheet.text(row, "id"), label.first()) {
            (Some(id), _) => Some(id),
            (None, Some(label)) => {
                let id = Stated { value: id_of(&label.value), place: label.place.clone() };
                if id.value.is_empty() {
                    let message = both(
                        format!("no id can be made of `{}`", shorten(&label.value, 60)),
                        format!("van `{:#}` kan geen id worden gemaakt", shorten(&label.value, 60)),
                    );
                    findings.push(Finding::error(label.place.clone(), message).help(both(
                        "write one in the column `id`: letters, digits, - and _",
                        "schrijf er een in de kolom `id`: letters, cijfers, - en _",
                    )));
                }
                (!id.value.is_empty()).then_some(id)
            }
            (None, None) => {
                let message = both(
                    "this criterion has neither an id nor a label",
                    "dit criterium heeft geen id en geen label",
                );
                let finding = Finding::error(sheet.row_place(row), message).help(both(
                    "write one of them, or empty the row",
                    "schrijf een van beide, of maak de rij leeg",
                ));
                findings.0.extend(sheet.missing(row, &["id", "label"], finding));
                None
            }
        };
        let Some(id) = id else { continue };
        let levels = sheet.figure_text(row, "levels").and_then(|said| levels(said, findings));
        let has_spreads = sheet.word(row, "uncertainty", words::UNCERTAINTY, findings).is_some();
        let column = sheet.text(row, "column");
        out.push(CriterionRow { row, id, column, levels, label, has_spreads });
    }
    out
}

fn levels(
    Stated { value, place }: Stated<String>,
    findings: &mut Findings,
) -> Option<Stated<Vec<String>>> {
    let levels: Vec<String> = notation::list(&value).into_iter().map(notation::bare).collect();
    if levels.len() < 2 {
        let message = both(
            format!("`{}` is not a list of levels", shorten(&value, 60)),
            format!("`{:#}` is geen lijst van niveaus", shorten(&value, 60)),
        );
        findings.push(
            Finding::error(place, message)
                .help(both("write at least two, from worst to best, parted by ; as in --;-;0;+;++", "schrijf er minstens twee, van slechtst tot best, gescheiden door ; zoals in --;-;0;+;++")),
        );
        return None;
    }
    Some(Stated { value: levels, place })
}

impl CriterionRow {
    /// Its names.
    pub fn named(&self) -> Named {
        let labels = self.label.all().map(|label| label.value.clone());
        let column = self.column.iter().map(|column| column.value.clone());
        let levels = self.levels.as_ref().map(|levels| levels.value.clone()).unwrap_or_default();
        Named { id: self.id.value.clone(), others: labels.chain(column).collect(), levels }
    }

    /// The header that its data has for the join.
    pub fn header(&self) -> &str {
        self.column.as_ref().map_or(&self.id.value, |column| &column.value)
    }

    /// Whether a header is one of its names, whatever the capitals.
    pub fn is_called(&self, header: &str) -> bool {
        let named = self.named();
        std::iter::once(&named.id)
            .chain(&named.others)
            .any(|name| name.to_lowercase() == header.to_lowercase())
    }

    /// Whether columns of the data say how sure its figures are.
    pub fn has_spreads(&self) -> bool {
        self.has_spreads
    }

    /// Write it as a table of a criteria file.
    pub fn write(
        &self,
        sheet: &ListSheet,
        names: &Names,
        made: &mut MadeText,
        findings: &mut Findings,
    ) {
        made.line_at("\n[[criteria]]", self.id.place.clone());
        made.said("id", &quoted(&self.id.value), self.id.place.clone());
        if let Some(column) = &self.column {
            made.said("column", &quoted(&column.value), column.place.clone());
        }
        self.label.write("label", made, findings);
        if let Some(parent) = sheet.text(self.row, "parent") {
            made.said("parent", &quoted(&names.criterion(&parent.value)), parent.place);
        }
        let better = self.direction(sheet, findings);
        self.write_scale(sheet, better, made, findings);
        for key in ["unit", "source"] {
            if let Some(text) = sheet.text(self.row, key) {
                made.said(key, &quoted(&text.value), text.place);
            }
        }
        if let Some(weight) = sheet.number(self.row, "weight", findings) {
            made.said("weight", &toml_number(weight.value), weight.place);
        }
        if let Some(said) = sheet.figure_text(self.row, "values") {
            self.write_values(&said, made, findings);
        }
        if let Some(said) = sheet.figure_text(self.row, "aggregate") {
            match cell_notation::aggregate(&said.value) {
                Ok(aggregate) => made.said("aggregate", &aggregate, said.place),
                Err((message, help)) => {
                    findings.push(Finding::error(said.place, message).help(help));
                }
            }
        }
        if let Some(word) = sheet.word(self.row, "missing", words::MISSING, findings) {
            made.said("missing", &quoted(word.value), word.place);
        }
        if let Some(said) = sheet.figure_text(self.row, "rules") {
            match cell_notation::rules(&said.value, names) {
                Ok(rules) => made.said("rules", &rules, said.place),
                Err((message, help)) => {
                    findings.push(Finding::error(said.place, message).help(help));
                }
            }
        }
        if let Some(text) = sheet.text(self.row, "complete") {
            made.said("complete", &quoted(&text.value), text.place);
        }
        for name in THRESHOLDS {
            if let Some(number) = sheet.number(self.row, name, findings) {
                let key = format!("thresholds.{name}");
                made.said(&key, &toml_number(number.value), number.place);
            }
        }
        if let Some(word) = sheet.word(self.row, "function", words::FUNCTION, findings) {
            made.said("thresholds.function", &quoted(word.value), word.place);
        }
        self.write_anchors(sheet, made, findings);
    }

    fn direction(&self, sheet: &ListSheet, findings: &mut Findings) -> Option<Stated<Better>> {
        let Stated { value, place } = sheet.text(self.row, "direction")?;
        if let Some(word) = words::find(words::DIRECTION, &value) {
            let better = if word.file == "min" { Better::Less } else { Better::More };
            return Some(Stated { value: better, place });
        }
        let lower = value.trim().to_lowercase();
        let target = ["target", "streefwaarde"].into_iter().find_map(|word| {
            let rest = value.trim().get(word.len()..).filter(|_| lower.starts_with(word))?;
            Some(notation::bare(rest.trim_start_matches([' ', '=', ':'])))
        });
        match target {
            Some(target) if self.level_of(&target).is_some() => {
                Some(Stated { value: Better::Near(quoted(&target)), place })
            }
            Some(target) if !target.is_empty() => match notation::figure(&target) {
                Ok(best) => Some(Stated { value: Better::Near(toml_number(best)), place }),
                Err((message, help)) => {
                    findings.push(Finding::error(place, message).help(help));
                    None
                }
            },
            _ => {
                let message = both(
                    format!("`{}` is no direction", shorten(&value, 60)),
                    format!("`{:#}` is geen richting", shorten(&value, 60)),
                );
                findings.push(Finding::error(place, message).help(
                    both("write max (more is better), min (less is better), or the figure that is best: target 21.5", "schrijf max (meer is beter), min (minder is beter), of het cijfer dat het best is: target 21.5"),
                ));
                None
            }
        }
    }

    fn level_of(&self, text: &str) -> Option<&String> {
        self.levels.as_ref()?.value.iter().find(|level| *level == text)
    }

    fn write_scale(
        &self,
        sheet: &ListSheet,
        better: Option<Stated<Better>>,
        made: &mut MadeText,
        findings: &mut Findings,
    ) {
        let mut number = |name| sheet.number(self.row, name, findings);
        let (worst, best) = (number("worst"), number("best"));
        let (lowest, highest) = (number("lowest"), number("highest"));
        let ends: Vec<&Stated<f64>> =
            [&worst, &best, &lowest, &highest].into_iter().flatten().collect();
        let mut error = |place: &Place, message: Said, help: Said| {
            findings.push(Finding::error(place.clone(), message).help(help));
        };
        if let (Some(levels), Some(end)) = (&self.levels, ends.first()) {
            let message = both(
                format!(
                    "this is the end of a scale of figures, and the criterion has levels ({})",
                    cell_name(&levels.place)
                ),
                format!(
                    "dit is het uiteinde van een schaal met cijfers, en het criterium heeft niveaus ({:#})",
                    cell_name(&levels.place)
                ),
            );
            error(
                &end.place,
                message,
                both(
                    "keep the levels, or the ends of the scale",
                    "behoud de niveaus, of de uiteinden van de schaal",
                ),
            );
            return;
        }
        let inferred = match (&worst, &best, &lowest, &highest) {
            (None, None, None, None) => None,
            (Some(worst), Some(best), None, None) if worst.value == best.value => {
                let message = both(
                    format!(
                        "the worst figure is the same as the best one ({})",
                        cell_name(&best.place)
                    ),
                    format!(
                        "het slechtste cijfer is hetzelfde als het beste ({:#})",
                        cell_name(&best.place)
                    ),
                );
                error(
                    &worst.place,
                    message,
                    both(
                        "write the two ends of the scale",
                        "schrijf de twee uiteinden van de schaal",
                    ),
                );
                return;
            }
            (Some(worst), Some(best), None, None) => {
                let is_less = worst.value > best.value;
                if let Some(Stated { value, place }) = &better {
                    let (said, meant) = match (value, is_less) {
                        (Better::More, true) => (
                            both("more", "meer"),
                            both(
                                "the best figure is below the worst one",
                                "het beste cijfer ligt onder het slechtste",
                            ),
                        ),
                        (Better::Less, false) => (
                            both("less", "minder"),
                            both(
                                "the best figure is above the worst one",
                                "het beste cijfer ligt boven het slechtste",
                            ),
                        ),
                        (Better::Near(_), _) => {
                            let message = both(
                                format!(
                                    "one figure is best here ({}), so that none of the ends is",
                                    cell_name(place)
                                ),
                                format!(
                                    "één cijfer is hier het best ({:#}), zodat geen van de uiteinden het is",
                                    cell_name(place)
                                ),
                            );
                            let help = both(
                                "write the ends in columns `lowest` and `highest`",
                                "schrijf de uiteinden in de kolommen `lowest` en `highest`",
                            );
                            error(&worst.place, message, help);
                            return;
                        }
                        _ => (Said::default(), Said::default()),
                    };
                    if !said.is_empty() {
                        let (worst, best) = (cell_name(&worst.place), cell_name(&best.place));
                        let message = both(
                            format!(
                                "{said} is better by this cell, and {meant} by {worst} and {best}"
                            ),
                            format!(
                                "{said:#} is beter volgens deze cel, en {meant:#} volgens {worst:#} en {best:#}"
                            ),
                        );
                        let help = both(
                            "correct the direction, or exchange the two ends",
                            "verbeter de richting, of verwissel de twee uiteinden",
                        );
                        error(place, message, help);
                        return;
                    }
                }
                let (low, high) = if is_less { (best, worst) } else { (worst, best) };
                made.said("scale.min", &toml_number(low.value), low.place.clone());
                made.said("scale.max", &toml_number(high.value), high.place.clone());
                is_less.then(|| worst.place.clone())
            }
            (None, None, Some(low), Some(high)) if low.value < high.value => {
                made.said("scale.min", &toml_number(low.value), low.place.clone());
                made.said("scale.max", &toml_number(high.value), high.place.clone());
                None
            }
            (None, None, Some(low), Some(high)) => {
                let message = both(
                    format!(
                        "the lowest figure is not below the highest one ({})",
                        cell_name(&high.place)
                    ),
                    format!(
                        "het laagste cijfer ligt niet onder het hoogste ({:#})",
                        cell_name(&high.place)
                    ),
                );
                error(
                    &low.place,
                    message,
                    both("exchange or correct them", "verwissel of verbeter ze"),
                );
                return;
            }
            _ => {
                let message =
                    both("this scale has no two ends", "deze schaal heeft geen twee uiteinden");
                let help = both(
                    "write both worst and best, or both lowest and highest",
                    "schrijf slechtste en beste, of laagste en hoogste",
                );
                error(&ends[0].place, message, help);
                return;
            }
        };
        match (better, inferred) {
            (Some(Stated { value, place }), _) => {
                made.said("direction", &value.toml(), place);
            }
            (None, Some(place)) => made.said("direction", &Better::Less.toml(), place),
            (None, None) => {}
        }
        if let Some(levels) = &self.levels {
            let list = quoted_list(levels.value.iter().map(String::as_str));
            made.said("scale.levels", &list, levels.place.clone());
        }
        if let Some(outside) = sheet.word(self.row, "outside", words::OUTSIDE, findings) {
            match ends_or(&self.levels, sheet, self.row) {
                None => made.said("scale.outside", &quoted(outside.value), outside.place),
                Some(message) => findings.push(Finding::error(outside.place, message).help(both(
                    "leave it empty, or write both ends of the scale",
                    "laat het leeg, of schrijf beide uiteinden van de schaal",
                ))),
            }
        }
    }

    fn write_values(&self, said: &Stated<String>, made: &mut MadeText, findings: &mut Findings) {
        let mut error = |(message, help): (Said, Said)| {
            findings.push(Finding::error(said.place.clone(), message).help(help));
        };
        let parts = notation::parts(&said.value, &[';', '\n']);
        // The shapes that have a name.
        if let [shape] = parts[..]
            && shape.chars().all(char::is_alphabetic)
            && !shape.is_empty()
        {
            made.said("value.shape", &quoted(&shape.to_lowercase()), said.place.clone());
            return;
        }
        // Neither points nor values have an equals sign.
        if parts.iter().any(|part| part.contains('=')) {
            let is_difference = parts.iter().all(|part| {
                let left = part.rsplit_once('=').map_or(*part, |(left, _)| left);
                left.contains("->") && !left.contains("..")
            });
            let key = if is_difference { "value.macbeth" } else { "value.bisection" };
            let lines: Vec<String> = parts.into_iter().map(notation::bare).collect();
            let list = quoted_list(lines.iter().map(String::as_str));
            made.said(key, &list, said.place.clone());
            return;
        }
        if parts.iter().any(|part| notation::pair(part, ":").is_some()) {
            let mut points = Vec::new();
            for part in parts {
                let point = match notation::pair(part, ":") {
                    Some((x, y)) => notation::figure(x).and_then(|x| Ok((x, notation::figure(y)?))),
                    None => Err((
                        both(
                            format!("`{}` is no point", shorten(part, 60)),
                            format!("`{:#}` is geen punt", shorten(part, 60)),
                        ),
                        both(
                            "write figure:value, as in 0:0; 40:0.8; 100:1",
                            "schrijf cijfer:waarde, zoals in 0:0; 40:0.8; 100:1",
                        ),
                    )),
                };
                match point {
                    Ok((x, y)) => points.push((x, y)),
                    Err(wrong) => return error(wrong),
                }
            }
            if points.len() < 2 || !points.is_sorted_by(|(a, _), (b, _)| a < b) {
                return error((
                    both("these points are no function", "deze punten vormen geen functie"),
                    both(
                        "write at least two, with rising figures: 0:0; 40:0.8; 100:1",
                        "schrijf er minstens twee, met stijgende cijfers: 0:0; 40:0.8; 100:1",
                    ),
                ));
            }
            let points: Vec<String> = points
                .into_iter()
                .map(|(x, y)| format!("[{}, {}]", toml_number(x), toml_number(y)))
                .collect();
            made.said("value.points", &format!("[{}]", points.join(", ")), said.place.clone());
            return;
        }
        let values: Result<Vec<f64>, _> = parts.into_iter().map(notation::figure).collect();
        match values {
            Ok(values) => {
                let values: Vec<String> = values.into_iter().map(toml_number).collect();
                let list = format!("[{}]", values.join(", "));
                made.said("value.levels", &list, said.place.clone());
            }
            Err((message, _)) => error((
                message,
                both(
                    "write figure:value with ; between them, as in 0:0; 40:0.8; 100:1, or a value for each level, as in 0;0.4;1",
                    "schrijf cijfer:waarde met ; ertussen, zoals in 0:0; 40:0.8; 100:1, of een waarde voor elk niveau, zoals in 0;0.4;1",
                ),
            )),
        }
    }

    fn write_anchors(&self, sheet: &ListSheet, made: &mut MadeText, findings: &mut Findings) {
        let mut anchors: Vec<(String, Texts)> = Vec::new();
        for language in [None, Some(Language::En), Some(Language::Nl)] {
            let Some(said) = sheet.text_in(self.row, "anchors", language) else { continue };
            for part in notation::lines_or_parts(&said.value) {
                let Some((at, text)) = notation::pair(part, "=") else {
                    let message = both(
                        format!("`{}` is no anchor", shorten(part, 60)),
                        format!("`{:#}` is geen anker", shorten(part, 60)),
                    );
                    findings.push(Finding::error(said.place.clone(), message).help(
                        both("write level = text, with ; between anchors or each on a line of its own; a text that holds ; itself stands in quotation marks", "schrijf niveau = tekst, met ; tussen ankers of elk op een eigen regel; een tekst die zelf ; bevat, staat tussen aanhalingstekens"),
                    ));
                    continue;
                };
                let (at, text) = (notation::bare(at), notation::bare(text));
                let text = Stated { value: text, place: said.place.clone() };
                let known = anchors.iter().position(|(known, _)| *known == at);
                let again = match known {
                    Some(known) => anchors[known].1.add(text, language),
                    None => {
                        anchors.push((at.clone(), Texts::one(text, language)));
                        None
                    }
                };
                if again.is_some() {
                    let message = both(
                        format!("`{}` has two anchors here", shorten(&at, 60)),
                        format!("`{:#}` heeft hier twee ankers", shorten(&at, 60)),
                    );
                    let finding = Finding::error(said.place.clone(), message);
                    findings.push(finding.help(both("keep one of them", "behoud er een van")));
                }
            }
        }
        for (at, text) in anchors {
            text.write(&format!("anchors.{}", quoted(&at)), made, findings);
        }
    }
}

/// Why a criterion has no scale that a figure can lie beyond; `None` where it has one.
fn ends_or(levels: &Option<Stated<Vec<String>>>, sheet: &ListSheet, row: usize) -> Option<Said> {
    let given = |name: &str| sheet.text(row, name).is_some();
    match (levels.is_some(), given("worst") || given("lowest")) {
        (true, _) => Some(both("nothing lies beyond levels", "buiten niveaus ligt niets")),
        (false, false) => Some(both(
            "nothing lies beyond a scale without ends",
            "buiten een schaal zonder uiteinden ligt niets",
        )),
        (false, true) => None,
    }
}

/// Which figures are better.
enum Better {
    More,
    Less,
    /// Those near this one, as TOML has it.
    Near(String),
}

impl Better {
    fn toml(&self) -> String {
        match self {
            Better::More => quoted("max"),
            Better::Less => quoted("min"),
            Better::Near(best) => format!("{{ target = {best} }}"),
        }
    }
}
