//! The tables of a verification.

use super::Verification;
use crate::draw::share::bounds_columns;
use crate::lp::{Relation, Row};
use crate::problem::{Instance, Problem, Statement};
use crate::proof::certificate::{CertificatePiece, Proof, WeightRows, slacks};
use crate::study::verify::answer::{ClaimAnswer, Verified};
use crate::table::{Table, TableOf};

/// A claim in one group, with its answer.
#[derive(Clone, Copy)]
struct Claimed<'a> {
    verified: &'a Verified<'a>,
    instance: &'a Instance,
    answer: &'a ClaimAnswer,
}

/// A row of `needs`.
struct Needed<'a> {
    at: Claimed<'a>,
    input: String,
    value: Option<String>,
    why: &'static str,
    kind: Option<String>,
    source: Option<String>,
    passage: Option<String>,
}

/// A row of `witnesses`.
struct Witnessed<'a> {
    at: Claimed<'a>,
    kind: &'static str,
    name: String,
    value: Option<f64>,
    text: Option<String>,
}

/// A piece of a proof, with its number from 1.
#[derive(Clone, Copy)]
struct ProvedPiece<'a> {
    at: Claimed<'a>,
    proof: &'a Proof,
    number: usize,
    piece: &'a CertificatePiece,
}

/// A row of `pieces`: a coefficient.
struct Coefficient<'a> {
    of: ProvedPiece<'a>,
    leaf: usize,
}

/// A row of `certificates`: the multiplier of a row of weights, or of a weight that is at least 0.
struct Multiplier<'a> {
    of: ProvedPiece<'a>,
    row: Option<usize>,
    name: String,
    relation: Relation,
    bound: f64,
    multiplier: f64,
}

/// A row of `rows`: a coefficient of what weights meet.
struct WeightCoefficient<'a> {
    under: &'static str,
    /// The group whose weights they are, where groups have other ones.
    group: Option<usize>,
    number: usize,
    name: &'a str,
    row: &'a Row,
    leaf: usize,
}

impl Verification<'_> {
    fn problem(&self) -> &Problem {
        self.evaluation.problem
    }

    /// Every claim in every group it is made of.
    fn claimed(&self) -> impl Iterator<Item = Claimed<'_>> {
        self.claims.iter().flat_map(|verified| {
            let answers = verified.claim.instances.iter().zip(&verified.answers);
            answers.map(move |(instance, answer)| Claimed { verified, instance, answer })
        })
    }

    /// A table with the claim's id and its group.
    fn table_of<'r, R>(
        &self,
        name: &str,
        rows: &'r [R],
        at: impl Fn(&R) -> Claimed + Copy,
    ) -> TableOf<'r, R> {
        let problem = self.problem();
        let within =
            self.claims.first().map_or(&problem.rank_within, |verified| &verified.claim.within);
        let table =
            TableOf::new(name, rows).text("claim", |row| Some(at(row).verified.claim.id.clone()));
        within.iter().enumerate().fold(table, |table, (place, key)| {
            let key = &problem.keys[*key];
            let id = |row: &'r R| Some(key.values[at(row).instance.values[place]].id.clone());
            table.shared_text(&key.id, id)
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
        let rows: Vec<Claimed> = self.claimed().collect();
        let exact = |answer: &ClaimAnswer| {
            let of_ranks = answer.ranks.map(|ranks| ranks.iter().all(|rank| rank.1));
            answer.least.map(|least| least.1).or(of_ranks)
        };
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.table_of("claims", &rows, |row| *row)
            .text("statement", |row| Some(row.verified.claim.written.clone()))
            .text("under", |row| Some(under(row.verified).to_owned()))
            .text("inputs", |row| {
                Some(if row.verified.claim.nominal_inputs { "nominal" } else { "all" }.to_owned())
            })
            .text("groups", |row| {
                Some(if row.verified.claim.some { "some" } else { "every" }.to_owned())
            })
            .flag("must", |row| Some(row.verified.claim.must))
            .text("verdict", |row| Some(row.answer.outcome.name().to_owned()))
            .number("least_difference", |row| row.answer.least.map(|least| least.0))
            .count("rank_best", |row| row.answer.ranks.map(|ranks| ranks[0].0))
            .count("rank_worst", |row| row.answer.ranks.map(|ranks| ranks[1].0))
            .flag("exact", |row| exact(row.answer))
            .columns(|table, rows| {
                bounds_columns(table, rows.iter().map(|row| row.answer.share).collect())
            })
            .text("sampled", |row| row.answer.sampled.map(|sampled| sampled.name().to_owned()))
            .number("witness_difference", |row| row.answer.witness.as_ref()?.difference)
            .count("witness_rank", |row| row.answer.witness.as_ref()?.rank)
            .count("needed", |row| row.answer.needs.as_ref().map(|needs| needs.inputs.len()))
            .count("judgements", |row| row.answer.needs.as_ref().map(|needs| needs.of))
            .flag("smallest", |row| row.answer.needs.as_ref().map(|needs| needs.smallest))
            .text("note", |row| text(&row.answer.note.as_ref()?.to_string()))
            .text("source", |row| row.verified.claim.source.clone())
            .text("passage", |row| text(&row.verified.claim.passages.join(";")))
            .table()
    }

    /// `needs`: a row per claim, group and judgement that its proof needs, with what the judgement
    /// says and the passages it rests on. `why`: `needed`; `no-scale` where the input cannot become
    /// unknown, because its criterion has no scale; `preference` where a preference that is held
    /// fixed is read by it; `requirement` for one that excludes (each alone is enough).
    pub fn needs(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Needed> = Vec::new();
        for at in self.claimed() {
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
            if let Some(needs) = &at.answer.needs {
                needs.inputs.iter().for_each(|input| add(*input, "needed"));
                needs.fixed.iter().for_each(|input| add(*input, "no-scale"));
                needs.behind.iter().for_each(|input| add(*input, "preference"));
            }
            for requirement in &at.answer.excluded_by {
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
        self.table_of("needs", &rows, |row| row.at)
            .text("input", |row| Some(row.input.clone()))
            .cells("value", |row| row.value.clone())
            .text("why", |row| Some(row.why.to_owned()))
            .text("kind", |row| row.kind.clone())
            .text("source", |row| row.source.clone())
            .text("passage", |row| row.passage.clone())
            .table()
    }

    /// `witnesses`: a row per weight and per figure of an input at which a claim does not hold;
    /// other inputs stand at their nominal figures. An attribute that is a text has no `value` but
    /// a `text`.
    pub fn witnesses(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Witnessed> = Vec::new();
        for at in self.claimed() {
            let Some(witness) = &at.answer.witness else { continue };
            rows.extend(witness.weights.iter().enumerate().map(|(leaf, weight)| {
                let name = problem.tree.leaves[leaf].id.clone();
                Witnessed { at, kind: "weight", name, value: Some(*weight), text: None }
            }));
            rows.extend(witness.inputs.iter().map(|(input, x)| {
                let text =
                    problem.inputs[*input].quantity.texts().map(|_| problem.notation(*input, *x));
                Witnessed {
                    at,
                    kind: "input",
                    name: problem.input_id(*input),
                    value: text.is_none().then_some(*x),
                    text,
                }
            }));
        }
        self.table_of("witnesses", &rows, |row| row.at)
            .text("kind", |row| Some(row.kind.to_owned()))
            .text("name", |row| Some(row.name.clone()))
            .number("value", |row| row.value)
            .text("text", |row| row.text.clone())
            .table()
    }

    fn proved_pieces(&self) -> Vec<ProvedPiece<'_>> {
        let mut out = Vec::new();
        for at in self.claimed() {
            for proof in &at.answer.proofs {
                let pieces = proof.pieces.iter().zip(1..);
                out.extend(pieces.map(|(piece, number)| ProvedPiece { at, proof, number, piece }));
            }
        }
        out
    }

    /// A table with the claim, its group, and the piece of its proof.
    fn table_of_pieces<'r, R>(
        &self,
        name: &str,
        rows: &'r [R],
        of: impl for<'b> Fn(&'b R) -> ProvedPiece<'b> + Copy,
    ) -> TableOf<'r, R> {
        self.table_of(name, rows, |row| of(row).at)
            .text("ahead", |row| self.inside(of(row).proof.ahead))
            .text("behind", |row| self.inside(of(row).proof.behind))
            .count("piece", |row| Some(of(row).number))
    }

    fn rows_at(&self, at: Claimed) -> &WeightRows {
        let has = |member: usize| {
            self.problem().groups.iter().position(|group| group.place_of(member).is_some())
        };
        self.rows_of(at.verified.claim, at.instance.of.and_then(has).unwrap_or(0))
    }

    /// `pieces`: the functions that cover a lead, a row per coefficient. The claim's lead of
    /// `ahead` over `behind` is nowhere less than the least of its pieces, each being sum of
    /// coefficient * weight; no admissible weights give a piece less than `bound`, which is above
    /// `threshold` (`strict` = 1) or at least it. Where `strict` is 1 and `threshold` below 0, a
    /// piece whose bound is no more than a tie has a multiplier on a strict preference, and is as
    /// strict as that is.
    pub fn pieces(&self) -> Table {
        let leaves = &self.problem().tree.leaves;
        let pieces = self.proved_pieces().into_iter();
        let rows: Vec<Coefficient> = pieces
            .flat_map(|of| (0..leaves.len()).map(move |leaf| Coefficient { of, leaf }))
            .collect();
        self.table_of_pieces("pieces", &rows, |row| row.of)
            .text("criterion", |row| Some(leaves[row.leaf].id.clone()))
            .number("coefficient", |row| Some(row.of.piece.coefficients[row.leaf]))
            .number("bound", |row| Some(row.of.piece.bound))
            .flag("strict", |row| Some(row.of.proof.strict))
            .number("threshold", |row| Some(row.of.proof.threshold))
            .table()
    }

    /// `certificates`: the multipliers of each piece, those of 0 left out: of the rows of table
    /// `rows` and, where `row` is empty, of `criterion >= 0`. Multiplied and added up, leaf by
    /// leaf, they give the piece's coefficients; multiplied by the rows' bounds and added up, its
    /// bound.
    pub fn certificates(&self) -> Table {
        let leaves = &self.problem().tree.leaves;
        let mut rows: Vec<Multiplier> = Vec::new();
        for of in self.proved_pieces() {
            let own = self.rows_at(of.at);
            let of_rows = own.rows.iter().zip(&own.names).zip(&of.piece.multipliers).enumerate();
            rows.extend(of_rows.filter(|(_, (_, y))| **y != 0.0).map(
                |(number, ((row, name), y))| Multiplier {
                    of,
                    row: Some(number + 1),
                    name: name.clone(),
                    relation: row.relation,
                    bound: row.bound,
                    multiplier: *y,
                },
            ));
            let of_leaves = slacks(own, of.piece).into_iter().enumerate();
            rows.extend(of_leaves.filter(|(_, slack)| *slack != 0.0).map(|(leaf, slack)| {
                Multiplier {
                    of,
                    row: None,
                    name: leaves[leaf].id.clone(),
                    relation: Relation::AtLeast,
                    bound: 0.0,
                    multiplier: slack,
                }
            }));
        }
        self.table_of_pieces("certificates", &rows, |row| row.of)
            .count("row", |row| row.row)
            .text("name", |row| Some(row.name.clone()))
            .text("relation", |row| Some(relation(row.relation).to_owned()))
            .number("bound", |row| Some(row.bound))
            .number("multiplier", |row| Some(row.multiplier))
            .table()
    }

    /// `rows`: what the weights of certificates meet beside being at least 0, a row per coefficient
    /// that is not 0. Where groups have weights of their own, those given come group by group, with
    /// the columns of groups.
    pub fn rows(&self) -> Table {
        let (problem, weights) = (self.problem(), &self.evaluation.weights);
        let leaves = &problem.tree.leaves;
        let mut all = vec![("all weights", None, &self.rows.admissible)];
        match weights.differ() {
            true => all.extend((0..problem.groups.len()).map(|group| {
                ("given weights", Some(group), &self.rows.given[weights.set_of(group)])
            })),
            false => all.push(("given weights", None, &self.rows.given[0])),
        }
        let mut rows: Vec<WeightCoefficient> = Vec::new();
        for (under, group, own) in all {
            for (number, (row, name)) in own.rows.iter().zip(&own.names).enumerate() {
                let used = (0..leaves.len()).filter(|leaf| row.coefficients[*leaf] != 0.0);
                let number = number + 1;
                rows.extend(used.map(|leaf| WeightCoefficient {
                    under,
                    group,
                    number,
                    name,
                    row,
                    leaf,
                }));
            }
        }
        let keys = if weights.differ() { &problem.rank_within[..] } else { &[] };
        let table = TableOf::new("rows", &rows).text("under", |of| Some(of.under.to_owned()));
        let table = keys.iter().enumerate().fold(table, |table, (place, key)| {
            let key = &problem.keys[*key];
            table.shared_text(&key.id, move |of: &WeightCoefficient| {
                Some(key.values[problem.groups[of.group?].values[place]].id.clone())
            })
        });
        table
            .count("row", |of| Some(of.number))
            .text("name", |of| Some(of.name.to_owned()))
            .text("relation", |of| Some(relation(of.row.relation).to_owned()))
            .number("bound", |of| Some(of.row.bound))
            .text("criterion", |of| Some(leaves[of.leaf].id.clone()))
            .number("coefficient", |of| Some(of.row.coefficients[of.leaf]))
            .table()
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
