//! The tables of weights and what they follow from.

use super::{Origin, WeightOrigins};
use crate::evaluate::keys::keys_of;
use crate::table::{Table, TableOf};
use crate::weighting::judgement::{Measure, Residual};
use crate::weighting::{Derivation, Opinion};

/// A row of `weights`.
struct WeightRow<'a> {
    group: usize,
    branch: usize,
    local: f64,
    global: f64,
    ends: Option<(f64, f64)>,
    origin: Origin<'a>,
}

/// What rows about an opinion begin with.
#[derive(Clone, Copy)]
struct Of<'a> {
    derivation: &'a Derivation,
    opinion: &'a Opinion,
}

impl WeightOrigins<'_> {
    fn id(&self, branch: usize) -> String {
        self.problem.tree.branches[branch].id.clone()
    }

    fn parent(&self, derivation: &Derivation) -> Option<String> {
        derivation.parent.map(|parent| self.id(parent))
    }

    /// `weights`: a row per criterion and node; where groups have weights of their own, per group.
    pub fn table(&self) -> Table {
        let problem = self.problem;
        let tree = &problem.tree;
        let groups = if self.by_group() { problem.groups.len() } else { 1 };
        let origins: Vec<Origin> = (0..tree.branches.len()).map(|at| self.origin(at)).collect();
        let below: Vec<Vec<usize>> =
            (0..tree.branches.len()).map(|branch| tree.leaves_under(branch)).collect();
        let mut rows = Vec::new();
        for group in 0..groups.min(problem.groups.len()) {
            let (local, global) = (self.local(group), self.global(group));
            for (branch, origin) in origins.iter().enumerate() {
                rows.push(WeightRow {
                    group,
                    branch,
                    local: local[branch],
                    global: below[branch].iter().map(|leaf| global[*leaf]).sum(),
                    ends: self.ends(local, branch),
                    origin: *origin,
                });
            }
        }
        let table = TableOf::new("weights", &rows);
        let table = match self.by_group() {
            true => table.columns(keys_of(problem, &problem.rank_within, |row: &WeightRow| {
                problem.groups[row.group].members[0]
            })),
            false => table,
        };
        table
            .text("criterion", |row| Some(self.id(row.branch)))
            .text("parent", |row| tree.branches[row.branch].parent.map(|parent| self.id(parent)))
            .number("local", |row| Some(row.local))
            .number("weight", |row| Some(row.global))
            .number("low", |row| row.ends.map(|(low, _)| low))
            .number("high", |row| row.ends.map(|(_, high)| high))
            .text("method", |row| Some(row.origin.methods().join("; ")).filter(|it| !it.is_empty()))
            .text("by", |row| Some(row.origin.by().join("; ")).filter(|by| !by.is_empty()))
            .table()
    }

    fn opinions(&self) -> impl Iterator<Item = Of<'_>> {
        self.derivations.iter().flat_map(|derivation| {
            derivation.opinions.iter().map(move |opinion| Of { derivation, opinion })
        })
    }

    /// `consistency`: a row per measure of how well one person's judgements agree, and of how well
    /// the means of several people's do, where these are taken.
    pub fn consistency(&self) -> Table {
        struct Row<'a> {
            derivation: &'a Derivation,
            /// None for the means of all.
            opinion: Option<&'a Opinion>,
            measure: &'a Measure,
        }
        let mut rows = Vec::new();
        for derivation in self.derivations {
            for opinion in &derivation.opinions {
                let measures = opinion.derived.consistency.iter();
                rows.extend(measures.map(|measure| Row {
                    derivation,
                    opinion: Some(opinion),
                    measure,
                }));
            }
            let combined = derivation.combined.iter().flat_map(|combined| &combined.consistency);
            rows.extend(combined.map(|measure| Row { derivation, opinion: None, measure }));
        }
        let method = |row: &Row| {
            let opinion = row.opinion.unwrap_or(&row.derivation.opinions[0]);
            opinion.weighting.sheet().name.to_owned()
        };
        TableOf::new("consistency", &rows)
            .text("of", |row| self.parent(row.derivation))
            .text("respondent", |row| row.opinion?.respondent.clone())
            .text("method", |row| Some(method(row)))
            .text("measure", |row| Some(row.measure.name.to_owned()))
            .number("value", |row| Some(row.measure.value))
            .number("limit", |row| row.measure.limit)
            .text("source", |row| Some(row.measure.source.to_owned()))
            .table()
    }

    /// `judgements`: a row per judgement, with what the weights of the person who made it say of it.
    pub fn judgements(&self) -> Table {
        let rows: Vec<(Of, &str, &Residual)> = self
            .opinions()
            .flat_map(|of| {
                let written = of.opinion.judgements.iter().map(|(_, written)| written.as_str());
                written
                    .zip(&of.opinion.derived.residuals)
                    .map(move |(written, residual)| (of, written, residual))
            })
            .collect();
        TableOf::new("judgements", &rows)
            .text("of", |(of, ..)| self.parent(of.derivation))
            .text("respondent", |(of, ..)| of.opinion.respondent.clone())
            .text("method", |(of, ..)| Some(of.opinion.weighting.sheet().name.to_owned()))
            .text("judgement", |(_, written, _)| Some((*written).to_owned()))
            .number("implied", |(.., residual)| residual.implied)
            .number("missed_by", |(.., residual)| Some(residual.missed_by))
            .table()
    }

    /// `respondents`: a row per person and criterion that they weighed, where several people did.
    pub fn respondents(&self) -> Table {
        struct Row<'a> {
            of: Of<'a>,
            item: usize,
            ends: (f64, f64),
            distance: f64,
            cluster: Option<usize>,
        }
        let mut rows = Vec::new();
        for (derivation, disagreement) in self.derivations.iter().zip(&self.disagreements) {
            let Some(disagreement) = disagreement else { continue };
            for (person, opinion) in derivation.opinions.iter().enumerate() {
                let ends = opinion.ends();
                rows.extend((0..derivation.branches.len()).map(|item| Row {
                    of: Of { derivation, opinion },
                    item,
                    ends: ends[item],
                    distance: disagreement.distances[person],
                    cluster: disagreement.clusters.as_ref().map(|of| of[person] + 1),
                }));
            }
        }
        TableOf::new("respondents", &rows)
            .text("of", |row| self.parent(row.of.derivation))
            .text("respondent", |row| row.of.opinion.respondent.clone())
            .number("distance", |row| Some(row.distance))
            .count("cluster", |row| row.cluster)
            .text("criterion", |row| Some(self.id(row.of.derivation.branches[row.item])))
            .number("local", |row| Some(row.of.opinion.derived.weights[row.item]))
            .number("low", |row| Some(row.ends.0))
            .number("high", |row| Some(row.ends.1))
            .table()
    }
}
