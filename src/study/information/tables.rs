//! The tables of the value of information.

use super::{GroupFact, Information, InputValue};
use crate::draw::counts::Estimated;
use crate::evaluate::keys::key_columns;
use crate::problem::Place;
use crate::table::Table;

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
        let facts: &[InputValue] = &self.facts;
        let inputs: Vec<usize> = facts.iter().map(|fact| fact.input).collect();
        let of = |part: fn(&InputValue) -> Option<f64>| facts.iter().map(part);
        self.about(Table::new("information"), &inputs)
            .number("evppi", of(|fact| value(fact.evppi)))
            .number("evppi_se", of(|fact| error(fact.evppi)))
            .number("decisiveness", of(|fact| value(fact.decisiveness)))
            .number("decisiveness_se", of(|fact| error(fact.decisiveness)))
            .integer(
                "can_change_leader",
                facts.iter().map(|fact| fact.can_change_leader.map(i64::from)),
            )
            .number("largest_gain", of(|fact| fact.largest_gain))
            .number("least_lead", of(|fact| fact.least_lead))
            .integer("groups", facts.iter().map(|fact| i64::try_from(fact.groups.len()).ok()))
    }

    /// `information_groups`: a row per uncertain input and group that it feeds, inputs in the order
    /// of `information`. `leaders` are first now; `challengers` could come to be first, or tie for
    /// it, by this input alone, over a stretch of its range.
    pub fn by_group(&self) -> Table {
        let problem = self.evaluation.problem;
        let rows: Vec<(usize, &GroupFact)> = self
            .facts
            .iter()
            .flat_map(|fact| fact.groups.iter().map(|group| (fact.input, group)))
            .collect();
        let firsts: Vec<usize> =
            rows.iter().map(|row| problem.groups[row.1.group].members[0]).collect();
        let inside = problem.keys_inside();
        let names = |group: &GroupFact, places: &[Place]| -> Option<String> {
            let members = &problem.groups[group.group];
            let name = |place: &Place| problem.name(members.member(*place), &inside);
            let names: Vec<String> = places.iter().map(name).collect();
            (!names.is_empty()).then(|| names.join(";"))
        };
        let of = |part: fn(&GroupFact) -> Option<f64>| rows.iter().map(move |row| part(row.1));
        let table =
            key_columns(problem, Table::new("information_groups"), &firsts, &problem.rank_within);
        table
            .text("input", rows.iter().map(|row| Some(problem.input_id(row.0))))
            .number("evppi", of(|group| value(group.evppi)))
            .number("evppi_se", of(|group| error(group.evppi)))
            .number("decisiveness", of(|group| value(group.decisiveness)))
            .number("decisiveness_se", of(|group| error(group.decisiveness)))
            .integer(
                "can_change_leader",
                rows.iter()
                    .map(|row| row.1.first.as_ref().map(|first| i64::from(first.can_change))),
            )
            .number(
                "largest_gain",
                of(|group| group.first.as_ref().map(|first| first.largest_gain())),
            )
            .number(
                "least_lead",
                of(|group| group.first.as_ref()?.least_lead.map(|(lead, _)| lead)),
            )
            .text(
                "leaders",
                rows.iter().map(|(_, group)| names(group, &group.first.as_ref()?.leaders)),
            )
            .text("challengers", rows.iter().map(|(_, group)| names(group, &group.challengers())))
    }
}

impl GroupFact {
    /// Who is not first now and could be over a stretch of the input's range.
    pub fn challengers(&self) -> Vec<Place> {
        let Some(first) = &self.first else { return Vec::new() };
        let stretches = first.stretches.iter().flat_map(|stretch| stretch.leaders.iter().copied());
        let mut out: Vec<Place> =
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
