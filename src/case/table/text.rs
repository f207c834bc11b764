//! What is known of a table, as the text of a criteria file.

use crate::case::made_text::{MadeText, quoted, quoted_list};
use crate::case::table::columns::SIGNS;
use crate::case::table::criteria::{Better, TableCriterion};
use crate::error::Place;

/// What a criteria file says of a case that stands in one table.
pub(crate) struct CaseText<'a> {
    /// The id of the case.
    pub(crate) id: &'a str,
    /// The table, by its name for the criteria file.
    pub(crate) data: &'a str,
    /// The headers of the keys.
    pub(crate) keys: Vec<&'a str>,
    /// Which of them name a group.
    pub(crate) rank_within: Vec<&'a str>,
    /// The criteria.
    pub(crate) criteria: &'a [TableCriterion],
}

/// A number as TOML has it.
fn number(x: f64) -> String {
    // A whole number stays one, as people write it.
    if x.fract() == 0.0 && x.abs() < 1e15 { format!("{x:.0}") } else { format!("{x:?}") }
}

impl CaseText<'_> {
    /// The text, with the places where its user said what it says.
    pub(crate) fn made(&self) -> MadeText {
        let mut out = MadeText::default();
        out.line("format = 1");
        out.line(&format!("id = {}", quoted(self.id)));
        out.line(&format!("data = {}", quoted_list([self.data])));
        if !self.rank_within.is_empty() {
            let keys = quoted_list(self.rank_within.iter().copied());
            let place = Place::Argument { argument: "rank_within", value: None };
            out.said("rank_within", &keys, place);
        }
        for key in &self.keys {
            out.line("\n[[keys]]");
            out.line(&format!("id = {}", quoted(key)));
        }
        for criterion in self.criteria {
            criterion.add_to(&mut out);
        }
        out
    }
}

impl TableCriterion {
    /// Add the criterion to a criteria file.
    fn add_to(&self, out: &mut MadeText) {
        out.line_at("\n[[criteria]]", self.place.clone());
        out.said("id", &quoted(&self.id), self.place.clone());
        if self.header != self.id {
            out.said("column", &quoted(&self.header), self.place.clone());
            out.said("label", &quoted(self.name()), self.place.clone());
        }
        if let Some(unit) = &self.unit {
            out.said("unit", &quoted(&unit.value), unit.place.clone());
        }
        if let Some(better) = &self.better {
            let direction = match better.value {
                Better::More => quoted("max"),
                Better::Less => quoted("min"),
                Better::Near(best) => format!("{{ target = {} }}", number(best)),
            };
            out.said("direction", &direction, better.place.clone());
        }
        if let Some(weight) = &self.weight {
            out.said("weight", &number(weight.value), weight.place.clone());
        }
        if let Some((low, high)) = &self.ends {
            let (min, max) = (number(low.value), number(high.value));
            out.said("scale", &format!("{{ min = {min}, max = {max} }}"), low.place.clone());
        }
        let levels = self.levels.as_ref().map(|levels| (&levels.value, &levels.place));
        if let Some((levels, place)) = levels {
            let levels = quoted_list(levels.iter().map(String::as_str));
            out.said("scale", &format!("{{ levels = {levels} }}"), place.clone());
        } else if self.signs {
            let levels = quoted_list(SIGNS);
            out.said("scale", &format!("{{ levels = {levels} }}"), self.place.clone());
        }
    }
}
