//! What a chart has no room for: counted while it is made, and told below it in one form.

use crate::report::Words;

/// How many are not drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Groups, with all that is in them.
    pub groups: usize,
    /// Rows of the groups that are drawn.
    pub rows: usize,
}

/// What the rows of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowsAre {
    Alternatives,
    Criteria,
    Weights,
    Factors,
}

impl RowsAre {
    fn counted(self, count: usize, words: Words) -> String {
        match self {
            RowsAre::Alternatives => words.counted(
                count,
                ["alternative", "alternatives"],
                ["alternatief", "alternatieven"],
            ),
            RowsAre::Criteria => {
                words.counted(count, ["criterion", "criteria"], ["criterium", "criteria"])
            }
            RowsAre::Weights => {
                words.counted(count, ["weight", "weights"], ["gewicht", "gewichten"])
            }
            RowsAre::Factors => words.counted(count, ["factor", "factors"], ["factor", "factoren"]),
        }
    }
}

impl LeftOut {
    /// Of so many things the first `most` are drawn: how many are not.
    pub fn over(all: usize, most: usize) -> usize {
        all.saturating_sub(most)
    }

    /// That groups, or rows of those that are drawn, are not drawn, and how to see them: in that
    /// table, or where there is none with `--where`. `None` where all is drawn.
    pub fn note(self, are: RowsAre, table: Option<&str>, words: Words) -> Option<String> {
        let groups = words.counted(self.groups, ["group", "groups"], ["groep", "groepen"]);
        let rows = are.counted(self.rows, words);
        let count = self.groups + self.rows;
        let is = if count == 1 { "is" } else { words.pick("are", "zijn") };
        let said = match (self.groups, self.rows) {
            (0, 0) => return None,
            (_, 0) => words
                .pick(format!("{groups} {is} not drawn"), format!("{groups} {is} niet getekend")),
            (0, _) => {
                words.pick(format!("{rows} {is} not drawn"), format!("{rows} {is} niet getekend"))
            }
            _ => words.pick(
                format!("{groups}, and {rows} of the other groups, are not drawn"),
                format!("{groups}, en {rows} van de andere groepen, zijn niet getekend"),
            ),
        };
        let all = match table {
            Some(table) => words.pick(
                format!("`--table {table}` has all of them."),
                format!("`--table {table}` heeft ze allemaal."),
            ),
            None => words.pick(
                "`--where` chooses which are drawn.".to_owned(),
                "`--where` kiest welke getekend worden.".to_owned(),
            ),
        };
        Some(format!("{said}: {all}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Language;

    #[test]
    fn what_is_not_drawn_is_counted_in_both_languages() {
        let note = |groups, rows, language| {
            let left = LeftOut { groups, rows };
            left.note(RowsAre::Alternatives, Some("ranking"), Words(language)).unwrap_or_default()
        };
        assert_eq!(note(0, 0, Language::En), "");
        assert_eq!(
            note(1, 0, Language::En),
            "1 group is not drawn: `--table ranking` has all of them."
        );
        assert_eq!(
            note(0, 140, Language::Nl),
            "140 alternatieven zijn niet getekend: `--table ranking` heeft ze allemaal."
        );
        assert_eq!(
            note(2, 1, Language::En),
            "2 groups, and 1 alternative of the other groups, are not drawn: `--table ranking` has all of them."
        );
    }
}
