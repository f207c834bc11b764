//! The tables of the value of information.

use super::{GroupFact, Information};
use crate::draw::counts::Estimated;
use crate::evaluate::keys::keys_of;
use crate::problem::PlaceInGroup;
use crate::table::{Table, TableOf};

/// A row of `information_groups`: an input in a group that it feeds.
struct InGroup<'a> {
    input: usize,
    fact: &'a GroupFact,
}

impl Information<'_> {
    /// The key values an input's row has, as a column per key, after its id and criterion.
    fn about(&self, table: Table, inputs: &[usize]) -> Table {
        let problem = self.evaluation.problem;
        let mut table =
            table.text("input", inputs.iter().map(|input| Some(problem.input_id(*input)))).text(
                "criterion",
                inputs.iter().map(|input| Some(problem.names[problem.inputs[*input].name].clone())),
            );
        for (key, of) in problem.keys.iter().enumerate() {
            let value = |input: &usize| {
                let row = &problem.rows[problem.inputs[*input].row];
                row.iter()
                    .find(|(known, _)| *known == key)
                    .map(|(_, value)| of.values[*value].id.clone())
            };
            table = table.shared_text(&of.id, inputs.iter().map(value));
        }
        table
    }

    /// `information`: a row per uncertain input, those most worth checking first. Figures are sums
    /// over the `groups` it feeds; an error of 0 is exact. `largest_gain`: by how much others come
    /// ahead of who is first now, at the figure of the input that suits them best; `least_lead`:
    /// what lead is left at that figure, in the group where it is least (below 0 where others come
    /// ahead).
    pub fn table(&self) -> Table {
        let inputs: Vec<usize> = self.facts.iter().map(|fact| fact.input).collect();
        TableOf::new("information", &self.facts)
            .columns(|table, _| self.about(table, &inputs))
            .number("evppi", |fact| value(fact.evppi))
            .number("evppi_se", |fact| error(fact.evppi))
            .number("decisiveness", |fact| value(fact.decisiveness))
            .number("decisiveness_se", |fact| error(fact.decisiveness))
            .flag("can_change_leader", |fact| fact.can_change_leader)
            .number("largest_gain", |fact| fact.largest_gain)
            .number("least_lead", |fact| fact.least_lead)
            .count("groups", |fact| Some(fact.groups.len()))
            .table()
    }

    /// `information_groups`: a row per uncertain input and group that it feeds, inputs in the order
    /// of `information`. `leaders` are first now; `challengers` could come to be first, or tie for
    /// it, by this input alone, over a stretch of its range.
    pub fn by_group(&self) -> Table {
        let problem = self.evaluation.problem;
        let mut rows: Vec<InGroup> = Vec::new();
        for of in &self.facts {
            rows.extend(of.groups.iter().map(|fact| InGroup { input: of.input, fact }));
        }
        let inside = problem.keys_inside();
        let names = |fact: &GroupFact, places: &[PlaceInGroup]| -> Option<String> {
            let members = &problem.groups[fact.group];
            let name = |place: &PlaceInGroup| problem.name(members.member(*place), &inside);
            let names: Vec<String> = places.iter().map(name).collect();
            (!names.is_empty()).then(|| names.join(";"))
        };
        let first = |row: &InGroup| problem.groups[row.fact.group].members[0];
        TableOf::new("information_groups", &rows)
            .columns(keys_of(problem, &problem.rank_within, first))
            .text("input", |row| Some(problem.input_id(row.input)))
            .number("evppi", |row| value(row.fact.evppi))
            .number("evppi_se", |row| error(row.fact.evppi))
            .number("decisiveness", |row| value(row.fact.decisiveness))
            .number("decisiveness_se", |row| error(row.fact.decisiveness))
            .flag("can_change_leader", |row| Some(row.fact.first.as_ref()?.can_change))
            .number("largest_gain", |row| Some(row.fact.first.as_ref()?.largest_gain()))
            .number("least_lead", |row| Some(row.fact.first.as_ref()?.least_lead?.0))
            .text("leaders", |row| names(row.fact, &row.fact.first.as_ref()?.leaders))
            .text("challengers", |row| names(row.fact, &row.fact.challengers()))
            .table()
    }
}

impl GroupFact {
    /// Who is not first now and could be over a stretch of the input's range.
    pub fn challengers(&self) -> Vec<PlaceInGroup> {
        let Some(first) = &self.first else { return Vec::new() };
        let stretches = first.stretches.iter().flat_map(|stretch| stretch.leaders.iter().copied());
        let mut out: Vec<PlaceInGroup> =
            stretches.filter(|place| !first.leaders.contains(place)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn value(of: Option<Estimated>) -> Option<f64> {
    of.map(|it| it.value)
}

fn error(of: Option<Estimated>) -> Option<f64> {
    of.map(|it| it.std_error)
}
