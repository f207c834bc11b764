//! What is known of a table, as the text of a criteria file.

use crate::case::made_text::{MadeText, Stated, quoted, quoted_list, toml_number};
use crate::case::read::stated_marks::{Decimal, StatedMarks, Thousands};
use crate::case::table::columns::SIGNS;
use crate::case::table::criteria::{Better, TableCriterion};
use crate::error::Place;
use crate::problem::Language;

/// What a criteria file says of a case that stands in one table.
pub(crate) struct CaseText {
    /// The id of the case.
    pub(crate) id: String,
    /// The table, by its name for the criteria file.
    pub(crate) data: String,
    /// The headers of the keys.
    pub(crate) keys: Vec<String>,
    /// Which of them name a group.
    pub(crate) rank_within: Vec<String>,
    /// The criteria.
    pub(crate) criteria: Vec<TableCriterion>,
    /// What is said of the marks of its numbers.
    pub(crate) marks: StatedMarks,
    /// The language of its comments.
    pub(crate) language: Language,
}

impl CaseText {
    /// The text, with the places where its user said what it says.
    pub(crate) fn made(&self) -> MadeText {
        let mut out = MadeText::default();
        out.line(self.pick(
            "# A decision case, made from a table. `afweging check ./case.toml` says what is wrong with it,\n# `afweging evaluate ./case.toml` runs it. Whatever is left out has a default.",
            "# Een beslissingsdossier, gemaakt van een tabel. `afweging check ./case.toml --lang nl` kijkt het na,\n# `afweging evaluate ./case.toml --lang nl` rekent het door. Wat er niet staat, heeft een standaardwaarde.",
        ));
        out.line("format = 1");
        out.line(&format!("id = {}", quoted(&self.id)));
        out.line(&format!("data = {}", quoted_list([self.data.as_str()])));
        let marks = [
            ("decimal", self.marks.decimal.map(Decimal::sign)),
            ("thousands", self.marks.thousands.map(Thousands::sign)),
        ];
        for (key, mark) in marks {
            if let Some(mark) = mark {
                out.line(&format!("{key} = {}", quoted(&mark.to_string())));
            }
        }
        if !self.rank_within.is_empty() {
            let keys = quoted_list(self.rank_within.iter().map(String::as_str));
            let place = Place::Argument { argument: "rank_within", value: None };
            out.said("rank_within", &keys, place);
        }
        for key in &self.keys {
            out.line("\n[[keys]]");
            out.line(&format!("id = {}", quoted(key)));
        }
        for criterion in &self.criteria {
            self.criterion(criterion, &mut out);
        }
        out
    }

    /// A text in the language of the comments.
    fn pick(&self, en: &'static str, nl: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::Nl => nl,
        }
    }

    /// Add a criterion.
    fn criterion(&self, of: &TableCriterion, out: &mut MadeText) {
        out.line_at("\n[[criteria]]", of.place.clone());
        out.said("id", &quoted(&of.id), of.place.clone());
        if of.header != of.id || of.name != of.id {
            out.said("column", &quoted(&of.header), of.place.clone());
            out.said("label", &quoted(&of.name), of.place.clone());
        }
        if let Some(unit) = &of.unit {
            out.said("unit", &quoted(&unit.value), unit.place.clone());
        }
        if let Some(better) = &of.better {
            let direction = match better.value {
                Better::More => quoted("max"),
                Better::Less => quoted("min"),
                Better::Near(best) => format!("{{ target = {} }}", toml_number(best)),
            };
            out.said("direction", &direction, better.place.clone());
        } else if !of.is_ordinal() {
            out.line(self.pick(
                "# direction = \"min\"   # as it stands, more is better, for nothing said otherwise",
                "# direction = \"min\"   # zoals het er staat is meer beter: niets zei iets anders",
            ));
        }
        if let Some(weight) = &of.weight {
            out.said("weight", &toml_number(weight.value), weight.place.clone());
        }
        if let Some((low, high)) = &of.ends {
            let (min, max) = (toml_number(low.value), toml_number(high.value));
            out.said("scale", &format!("{{ min = {min}, max = {max} }}"), low.place.clone());
        } else if let Some((low, high)) = of.seen {
            let comment = self.pick(
                "the figures seen; give it the ends of what you compare over",
                "de aanwezige cijfers; geef de uiteinden waartussen u vergelijkt",
            );
            let (min, max) = (toml_number(low), toml_number(high));
            out.line(&format!("# scale = {{ min = {min}, max = {max} }}   # {comment}"));
        }
        if let Some(Stated { value, place }) = &of.levels {
            let levels = quoted_list(value.iter().map(String::as_str));
            out.said("scale", &format!("{{ levels = {levels} }}"), place.clone());
        } else if of.signs {
            let levels = quoted_list(SIGNS);
            out.said("scale", &format!("{{ levels = {levels} }}"), of.place.clone());
        }
    }
}
