//! What stands in a table and may not belong there: rows that are no alternatives, and columns that
//! nothing uses.

use crate::case::join::joiner::Joiner;
use crate::case::table::column_rows;
use crate::error::{Finding, Place, Said, both, nearest, shorten};

/// Endings that a column of spreads has behind the name of its figures.
const SPREADS: [&str; 9] =
    ["std", "sd", "se", "stdev", "stddev", "stderr", "error", "sigma", "uncertainty"];

/// Endings that a column of lower or upper ends has.
const ENDS: [&str; 10] = ["min", "max", "low", "high", "lower", "upper", "lo", "hi", "from", "to"];

/// More names than this are counted, not shown.
const MOST_NAMES: usize = 8;

impl Joiner<'_> {
    /// Warn of rows whose name says that they are no alternatives. A closed list of values has
    /// refused them, or knows them.
    pub(super) fn warn_of_strangers(&mut self) {
        for key in (0..self.keys.len()).filter(|key| !self.checked.closed[*key]) {
            let id = self.keys[key].id.clone();
            for value in self.keys[key]
                .values
                .iter()
                .filter(|value| is_stranger(&value.id) || *value.id == *id)
            {
                let place = self.first_row(key, &value.id);
                let message = both(
                    format!("`{}` competes as {}", shorten(&value.id, 60), with_article(&id)),
                    format!("`{:#}` doet mee als {:#}", shorten(&value.id, 60), with_article(&id)),
                );
                let help = both(
                    format!(
                        "if it is none, remove its row; with a list of `values` for the key `{id}` any other name is an error"
                    ),
                    format!(
                        "als het dat niet is, verwijder de rij; met een lijst van `values` voor de sleutel `{id:#}` is elke andere naam een fout"
                    ),
                );
                self.findings.push(Finding::warning(place, message).help(help));
            }
        }
    }

    /// Where a key's value stands first.
    fn first_row(&self, key: usize, value: &str) -> Place {
        let id = &self.keys[key].id;
        for table in self.tables {
            let Some(column) = table.headers.iter().position(|header| header == id) else {
                continue;
            };
            if let Some(row) =
                (0..table.rows()).find(|row| table.cell(*row, column).text() == value)
            {
                return table.place(row, column);
            }
        }
        Place::File(
            self.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", "),
        )
    }

    /// Warn of columns that nothing uses: of those that look like a typo or like the spread of
    /// another column each by itself.
    pub(super) fn warn_of_unused(&mut self, index: usize, unused: &[usize]) {
        let table = &self.tables[index];
        let names = || {
            self.checked
                .columns
                .iter()
                .map(|column| column.value.as_str())
                .chain(self.names.iter().map(String::as_str))
        };
        let layered = || self.layer_columns.iter().map(|it| it.header);
        let mut plain = Vec::new();
        for column in unused.iter().copied().filter(|column| !table.headers[*column].is_empty()) {
            let header = &table.headers[column];
            let help = if let Some((figure, ending)) = names().find_map(|name| beside(header, name))
            {
                let what = if SPREADS.contains(&ending.as_str()) {
                    both("spread: 10±2", "spreiding: 10±2")
                } else {
                    both("ends: 8..12", "uiteinden: 8..12")
                };
                both(
                    format!("a figure of `{figure}` has its own {what}, in one cell"),
                    format!("een cijfer van `{figure:#}` heeft zijn eigen {what:#}, in één cel"),
                )
            } else if let Some(near) = nearest(
                header,
                names().chain(layered()).filter(|name| {
                    name.chars().count() > 1 || name.to_lowercase() == header.to_lowercase()
                }),
            ) {
                both(
                    format!("is it meant to be `{near}`?"),
                    format!("is het bedoeld als `{near:#}`?"),
                )
            } else {
                plain.push(column);
                continue;
            };
            let finding = Finding::warning(
                table.header_place(column),
                both(
                    format!("the column `{}` is not used", shorten(header, 60)),
                    format!("de kolom `{:#}` wordt niet gebruikt", shorten(header, 60)),
                ),
            );
            self.findings.push(finding.help(help));
        }
        let Some(first) = plain.first() else { return };
        let mut names: Vec<Said> = plain
            .iter()
            .take(MOST_NAMES)
            .map(|column| format!("`{}`", shorten(&table.headers[*column], 60)).into())
            .collect();
        if plain.len() > MOST_NAMES {
            names.push(both(
                format!("and {} more", plain.len() - MOST_NAMES),
                format!("en nog {:#}", plain.len() - MOST_NAMES),
            ));
        }
        let message = match plain.len() {
            1 => both(
                format!("the column {} is not used", names[0]),
                format!("de kolom {:#} wordt niet gebruikt", names[0]),
            ),
            _ => both(
                format!("these columns are not used: {}", Said::list(&names)),
                format!("deze kolommen worden niet gebruikt: {:#}", Said::list(&names)),
            ),
        };
        let finding = Finding::warning(table.header_place(*first), message);
        self.findings.push(finding.help(both(
            "no criterion, requirement or adjustment of the case reads it",
            "geen criterium, vereiste of aanpassing van het dossier leest ze",
        )));
    }

    /// A key of which no table has a column, and whose values the case does not list: one error,
    /// and no alternatives to go on with.
    pub(super) fn missing_keys(&mut self) -> Option<()> {
        let missing = |key: &usize| self.keys[*key].values.is_empty();
        let missing: Vec<usize> = (0..self.keys.len()).filter(missing).collect();
        for key in &missing {
            let id = &self.keys[*key].id;
            if self.tables.iter().any(|table| table.headers.contains(id)) {
                continue;
            }
            let headers =
                self.tables.iter().flat_map(|table| table.headers.iter().map(String::as_str));
            let help = match nearest(id, headers) {
                Some(near) => both(
                    format!("rename the column `{near}` to `{id}`"),
                    format!("hernoem de kolom `{near:#}` tot `{id:#}`"),
                ),
                None => both(
                    format!("add a column `{id}`, or list the key's `values` in the case file"),
                    format!(
                        "voeg een kolom `{id:#}` toe, of noem de `values` van de sleutel in het dossier"
                    ),
                ),
            };
            let names =
                self.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
            self.findings.push(
                Finding::error(
                    Place::File(names),
                    both(
                        format!("no table has a column for the key `{id}`"),
                        format!("geen tabel heeft een kolom voor de sleutel `{id:#}`"),
                    ),
                )
                .help(help),
            );
        }
        missing.is_empty().then_some(())
    }
}

/// `an option`, `a vendor`
fn with_article(noun: &str) -> String {
    let vowel = noun.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// Whether a row of this name says something of columns, or sums up others.
pub(super) fn is_stranger(name: &str) -> bool {
    column_rows::named(name).is_some()
        || column_rows::is_summary(name)
        || column_rows::is_unread(name)
}

/// The name of the figures and the ending, where a header is such a name with the ending of a
/// spread or of an end.
fn beside(header: &str, name: &str) -> Option<(String, String)> {
    let (lower, stem) = (header.to_lowercase(), name.to_lowercase());
    let rest = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let ending = match lower.strip_prefix(stem.as_str()) {
        Some(ending) => rest(ending),
        None => rest(lower.strip_suffix(stem.as_str())?),
    };
    (SPREADS.contains(&ending.as_str()) || ENDS.contains(&ending.as_str()))
        .then(|| (name.to_owned(), ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_rows_that_are_no_alternatives() {
        for name in [
            "weights",
            "Weight (%)",
            "TOTAL",
            "Total score",
            "average of all",
            "Gewichten:",
            "gemiddelde score",
            "Eenheid",
        ] {
            assert!(is_stranger(name), "{name}");
        }
        for name in
            ["Berg", "Unit 4", "Total Energies", "type A", "score", "", "(weights)", "Directie"]
        {
            assert!(!is_stranger(name), "{name}");
        }
    }

    #[test]
    fn columns_beside_a_figure() {
        let found = |header, name| beside(header, name).map(|(_, ending)| ending);
        assert_eq!(found("price_std", "price"), Some("std".into()));
        assert_eq!(found("SD price", "price"), Some("sd".into()));
        assert_eq!(found("Price (max)", "price"), Some("max".into()));
        assert_eq!(found("price_note", "price"), None);
        assert_eq!(found("prices", "price"), None);
    }
}
