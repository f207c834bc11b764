//! The tables of a verification.

use super::{ClaimNote, Verification};
use crate::draw::share::bounds_columns;
use crate::lp::Relation;
use crate::problem::{Instance, Problem, Statement};
use crate::proof::certificate::{CertificatePiece, Proof, WeightRows};
use crate::study::verify::answer::{ClaimAnswer, Verified};
use crate::table::Table;

/// A row of `needs`.
struct Needed<'a> {
    at: At<'a>,
    input: String,
    value: Option<String>,
    why: &'static str,
    kind: Option<String>,
    source: Option<String>,
    passage: Option<String>,
}

/// A row of `certificates`: the piece, the row's number, its name, relation and bound, and the
/// multiplier.
type Multiplied = (usize, Option<i64>, String, &'static str, f64, f64);

/// A claim in one group, with its answer.
type At<'a> = (&'a Verified<'a>, &'a Instance, &'a ClaimAnswer);

impl Verification<'_> {
    fn problem(&self) -> &Problem {
        self.evaluation.problem
    }

    /// Every claim in every group it is made of.
    pub fn all(&self) -> impl Iterator<Item = At<'_>> {
        self.claims.iter().flat_map(|it| {
            it.claim.instances.iter().zip(&it.answers).map(move |(at, answer)| (it, at, answer))
        })
    }

    /// Columns with the claim's id and its group.
    fn head<'b>(&self, name: &str, rows: impl Iterator<Item = At<'b>> + Clone) -> Table {
        let problem = self.problem();
        let within = self.claims.first().map_or(&problem.rank_within, |it| &it.claim.within);
        let table =
            Table::new(name).text("claim", rows.clone().map(|row| Some(row.0.claim.id.clone())));
        within.iter().enumerate().fold(table, |table, (at, key)| {
            let key = &problem.keys[*key];
            table.shared_text(
                &key.id,
                rows.clone().map(|row| Some(key.values[row.1.values[at]].id.clone())),
            )
        })
    }

    fn inside(&self, member: usize) -> Option<String> {
        Some(self.problem().name(member, &self.problem().keys_inside()))
    }

    /// `claims`: a row per claim and group. `least_difference` and `exact` for orders, `rank_best`
    /// and `rank_worst` for ranks (`exact` there too: whether both are reached); `share` and its
    /// bounds and error where something was drawn, or is 0 or 1 by proof; `sampled` is what draws
    /// say of a claimed share; `needed` counts the judgements of `needs`, of so many `judgements`
    /// in all, and `smallest` says whether no fewer do.
    pub fn table(&self) -> Table {
        let rows: Vec<At> = self.all().collect();
        let count = |number: usize| i64::try_from(number).ok();
        let flag = |on: bool| Some(i64::from(on));
        let pick = |row: &At| {
            row.2
                .least
                .map(|least| least.1)
                .or(row.2.ranks.map(|ranks| ranks.iter().all(|it| it.1)))
        };
        let table = self
            .head("claims", rows.iter().copied())
            .text("statement", rows.iter().map(|row| Some(row.0.claim.written.clone())))
            .text("under", rows.iter().map(|row| Some(under(row.0).to_owned())))
            .text(
                "inputs",
                rows.iter().map(|row| {
                    Some(if row.0.claim.nominal_inputs { "nominal" } else { "all" }.to_owned())
                }),
            )
            .text(
                "groups",
                rows.iter()
                    .map(|row| Some(if row.0.claim.some { "some" } else { "every" }.to_owned())),
            )
            .integer("must", rows.iter().map(|row| flag(row.0.claim.must)))
            .text("verdict", rows.iter().map(|row| Some(row.2.outcome.name().to_owned())))
            .number("least_difference", rows.iter().map(|row| row.2.least.map(|least| least.0)))
            .integer(
                "rank_best",
                rows.iter().map(|row| row.2.ranks.and_then(|ranks| count(ranks[0].0))),
            )
            .integer(
                "rank_worst",
                rows.iter().map(|row| row.2.ranks.and_then(|ranks| count(ranks[1].0))),
            )
            .integer("exact", rows.iter().map(|row| pick(row).and_then(flag)));
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        bounds_columns(table, rows.iter().map(|row| row.2.share).collect())
            .text(
                "sampled",
                rows.iter().map(|row| row.2.sampled.map(|sampled| sampled.name().to_owned())),
            )
            .number(
                "witness_difference",
                rows.iter().map(|row| row.2.witness.as_ref().and_then(|it| it.difference)),
            )
            .integer(
                "witness_rank",
                rows.iter().map(|row| row.2.witness.as_ref().and_then(|it| count(it.rank?))),
            )
            .integer(
                "needed",
                rows.iter()
                    .map(|row| row.2.needs.as_ref().and_then(|needs| count(needs.inputs.len()))),
            )
            .integer(
                "judgements",
                rows.iter().map(|row| row.2.needs.as_ref().and_then(|needs| count(needs.of))),
            )
            .integer(
                "smallest",
                rows.iter().map(|row| row.2.needs.as_ref().and_then(|needs| flag(needs.smallest))),
            )
            .text(
                "note",
                rows.iter().map(|row| {
                    text(&row.2.note.as_ref().map(ClaimNote::to_string).unwrap_or_default())
                }),
            )
            .text("source", rows.iter().map(|row| row.0.claim.source.clone()))
            .text("passage", rows.iter().map(|row| text(&row.0.claim.passages.join(";"))))
    }

    /// `needs`: a row per claim, group and judgement that its proof needs, with what the judgement
    /// says and the passages it rests on. `why`: `needed`; `no-scale` where the input cannot become
    /// unknown, because its criterion has no scale; `preference` where a preference that is held
    /// fixed is read by it; `requirement` for one that excludes (each alone is enough).
    pub fn needs(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Needed> = Vec::new();
        for at in self.all() {
            let mut add = |input: usize, why: &'static str| {
                let record = problem.inputs[input].record.as_deref();
                rows.push(Needed {
                    at,
                    input: problem.input_id(input),
                    value: Some(problem.written(input)),
                    why,
                    kind: record.and_then(|record| record.kind).map(|kind| kind.name().to_owned()),
                    source: record.and_then(|record| record.source.clone()),
                    passage: record
                        .map(|record| record.passages.join(";"))
                        .filter(|text| !text.is_empty()),
                });
            };
            if let Some(needs) = &at.2.needs {
                needs.inputs.iter().for_each(|input| add(*input, "needed"));
                needs.fixed.iter().for_each(|input| add(*input, "no-scale"));
                needs.behind.iter().for_each(|input| add(*input, "preference"));
            }
            for requirement in &at.2.excluded_by {
                let it = &problem.requirements[*requirement];
                let (input, source) = (it.id.clone(), it.source.clone());
                rows.push(Needed {
                    at,
                    input,
                    value: None,
                    why: "requirement",
                    kind: None,
                    source,
                    passage: None,
                });
            }
        }
        self.head("needs", rows.iter().map(|row| row.at))
            .text("input", rows.iter().map(|row| Some(row.input.clone())))
            .cells("value", rows.iter().map(|row| row.value.clone()))
            .text("why", rows.iter().map(|row| Some(row.why.to_owned())))
            .text("kind", rows.iter().map(|row| row.kind.clone()))
            .text("source", rows.iter().map(|row| row.source.clone()))
            .text("passage", rows.iter().map(|row| row.passage.clone()))
    }

    /// `witnesses`: a row per weight and per figure of an input at which a claim does not hold;
    /// other inputs stand at their nominal figures. An attribute that is a text has no `value` but
    /// a `text`.
    pub fn witnesses(&self) -> Table {
        struct Row<'a> {
            at: At<'a>,
            kind: &'static str,
            name: String,
            value: Option<f64>,
            text: Option<String>,
        }
        let problem = self.problem();
        let mut rows: Vec<Row> = Vec::new();
        for at in self.all() {
            let Some(witness) = &at.2.witness else { continue };
            rows.extend(witness.weights.iter().enumerate().map(|(leaf, weight)| {
                let name = problem.tree.leaves[leaf].id.clone();
                Row { at, kind: "weight", name, value: Some(*weight), text: None }
            }));
            rows.extend(witness.inputs.iter().map(|(input, x)| {
                let text =
                    problem.inputs[*input].quantity.texts().map(|_| problem.notation(*input, *x));
                Row {
                    at,
                    kind: "input",
                    name: problem.input_id(*input),
                    value: text.is_none().then_some(*x),
                    text,
                }
            }));
        }
        self.head("witnesses", rows.iter().map(|row| row.at))
            .text("kind", rows.iter().map(|row| Some(row.kind.to_owned())))
            .text("name", rows.iter().map(|row| Some(row.name.clone())))
            .number("value", rows.iter().map(|row| row.value))
            .text("text", rows.iter().map(|row| row.text.clone()))
    }

    fn pieces_of(&self) -> Vec<(At<'_>, &Proof, usize, &CertificatePiece)> {
        let mut out = Vec::new();
        for at in self.all() {
            for proof in &at.2.proofs {
                out.extend(
                    proof
                        .pieces
                        .iter()
                        .enumerate()
                        .map(|(number, piece)| (at, proof, number + 1, piece)),
                );
            }
        }
        out
    }

    fn rows_of(&self, it: &Verified) -> &WeightRows {
        &self.rows[usize::from(it.claim.given_weights)]
    }

    /// `pieces`: the functions that cover a lead, a row per coefficient. The claim's lead of
    /// `ahead` over `behind` is nowhere less than the least of its pieces, each being sum of
    /// coefficient * weight; no admissible weights give a piece less than `bound`, which is above
    /// `threshold` (`strict` = 1) or at least it. Where `strict` is 1 and `threshold` below 0, a
    /// piece whose bound is no more than a tie has a multiplier on a strict preference, and is as
    /// strict as that is.
    pub fn pieces(&self) -> Table {
        let leaves = &self.problem().tree.leaves;
        let all = self.pieces_of();
        let rows: Vec<_> =
            all.iter().flat_map(|row| (0..leaves.len()).map(move |leaf| (row, leaf))).collect();
        self.head("pieces", rows.iter().map(|row| row.0.0))
            .text("ahead", rows.iter().map(|row| self.inside(row.0.1.ahead)))
            .text("behind", rows.iter().map(|row| self.inside(row.0.1.behind)))
            .integer("piece", rows.iter().map(|row| i64::try_from(row.0.2).ok()))
            .text("criterion", rows.iter().map(|row| Some(leaves[row.1].id.clone())))
            .number("coefficient", rows.iter().map(|row| Some(row.0.3.coefficients[row.1])))
            .number("bound", rows.iter().map(|row| Some(row.0.3.bound)))
            .integer("strict", rows.iter().map(|row| Some(i64::from(row.0.1.strict))))
            .number("threshold", rows.iter().map(|row| Some(row.0.1.threshold)))
    }

    /// `certificates`: the multipliers of each piece, those of 0 left out: of the rows of table
    /// `rows` and, where `row` is empty, of `criterion >= 0`. Multiplied and added up, leaf by
    /// leaf, they give the piece's coefficients; multiplied by the rows' bounds and added up, its
    /// bound.
    pub fn certificates(&self) -> Table {
        let leaves = &self.problem().tree.leaves;
        let all = self.pieces_of();
        let mut rows: Vec<Multiplied> = Vec::new();
        for (at, (it, _, _, piece)) in all.iter().enumerate() {
            let own = self.rows_of(it.0);
            for (number, (row, y)) in
                own.rows.iter().zip(&piece.multipliers).enumerate().filter(|(_, (_, y))| **y != 0.0)
            {
                let number = i64::try_from(number + 1).ok();
                let name = own.names[number.map_or(0, |number| number as usize - 1)].clone();
                rows.push((at, number, name, relation(row.relation), row.bound, *y));
            }
            for (leaf, slack) in crate::proof::certificate::slacks(own, piece)
                .into_iter()
                .enumerate()
                .filter(|(_, slack)| *slack != 0.0)
            {
                rows.push((
                    at,
                    None,
                    leaves[leaf].id.clone(),
                    relation(Relation::AtLeast),
                    0.0,
                    slack,
                ));
            }
        }
        self.head("certificates", rows.iter().map(|row| all[row.0].0))
            .text("ahead", rows.iter().map(|row| self.inside(all[row.0].1.ahead)))
            .text("behind", rows.iter().map(|row| self.inside(all[row.0].1.behind)))
            .integer("piece", rows.iter().map(|row| i64::try_from(all[row.0].2).ok()))
            .integer("row", rows.iter().map(|row| row.1))
            .text("name", rows.iter().map(|row| Some(row.2.clone())))
            .text("relation", rows.iter().map(|row| Some(row.3.to_owned())))
            .number("bound", rows.iter().map(|row| Some(row.4)))
            .number("multiplier", rows.iter().map(|row| Some(row.5)))
    }

    /// `rows`: what the weights of certificates meet beside being at least 0, a row per coefficient
    /// that is not 0.
    pub fn rows(&self) -> Table {
        let leaves = &self.problem().tree.leaves;
        let mut rows: Vec<(&str, usize, &WeightRows, usize)> = Vec::new();
        for (under, own) in ["all weights", "given weights"].into_iter().zip(&self.rows) {
            for (number, row) in own.rows.iter().enumerate() {
                let used = (0..leaves.len()).filter(|leaf| row.coefficients[*leaf] != 0.0);
                rows.extend(used.map(|leaf| (under, number, own, leaf)));
            }
        }
        Table::new("rows")
            .text("under", rows.iter().map(|row| Some(row.0.to_owned())))
            .integer("row", rows.iter().map(|row| i64::try_from(row.1 + 1).ok()))
            .text("name", rows.iter().map(|row| Some(row.2.names[row.1].clone())))
            .text(
                "relation",
                rows.iter().map(|row| Some(relation(row.2.rows[row.1].relation).to_owned())),
            )
            .number("bound", rows.iter().map(|row| Some(row.2.rows[row.1].bound)))
            .text("criterion", rows.iter().map(|row| Some(leaves[row.3].id.clone())))
            .number(
                "coefficient",
                rows.iter().map(|row| Some(row.2.rows[row.1].coefficients[row.3])),
            )
    }
}

/// Which weights a claim speaks of.
fn under(it: &Verified) -> &'static str {
    match (it.claim.statement, it.claim.given_weights) {
        (Statement::Excluded, _) => "any weights",
        (_, true) => "given weights",
        _ => "all weights",
    }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "equal",
        Relation::AtMost => "at-most",
        Relation::AtLeast => "at-least",
    }
}
