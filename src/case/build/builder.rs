//! What the parts of a build share.

use crate::case::check::checked::{Checked, When};
use crate::case::file::shape::Holds;
use crate::case::file::what_if::WhatIf;
use crate::case::join::Joined;
use crate::case::join::layer::Layer;
use crate::case::read::tables::RawTable;
use crate::error::{Error, Finding, Findings, Place, Result, Said, Source, both};
use crate::problem::tree::Outline;
use crate::problem::{self, Input, Quantity, Side, Spread, number};
use crate::weighting::Derivation;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What earlier settings have settled: facts, and cells by alternative and name, each with the
/// setting as typed.
#[derive(Default)]
pub(crate) struct Settled {
    pub(crate) facts: BTreeMap<String, String>,
    pub(crate) cells: BTreeMap<(usize, usize), String>,
}

/// Of more criteria that would all weigh 0 only the first are named.
pub(crate) const MOST_NAMED: usize = 20;

pub(crate) struct Builder<'a> {
    pub(crate) checked: &'a Checked,
    pub(crate) joined: Joined,
    pub(crate) tables: &'a [RawTable],
    pub(crate) source: &'a Arc<Source>,
    pub(crate) findings: &'a mut Findings,
    pub(crate) facts: Vec<(String, Holds)>,
    /// Whether all rows are there, and not a block of them.
    pub(crate) is_whole: bool,
}

impl Builder<'_> {
    pub(crate) fn leaves(&self) -> usize {
        self.checked.tree.leaves.len()
    }

    /// Warn of weights on the command line that leave siblings as the case has them, and are of
    /// another size altogether: 0.45 beside 20 and 15 is hardly what its writer means.
    fn warn_of_another_footing(
        &mut self,
        tree: &problem::Tree,
        siblings: &[usize],
        derived: bool,
        what_if: &WhatIf,
    ) {
        let typed = |at: &usize| what_if.weights.iter().any(|(id, _)| *id == tree.branches[*at].id);
        let weight = |at: usize| tree.branches[at].weight;
        let kept: Vec<f64> =
            siblings.iter().filter(|at| !typed(at)).map(|at| weight(*at)).collect();
        if derived && !kept.is_empty() {
            for at in siblings.iter().filter(|at| typed(at)) {
                let id = &tree.branches[*at].id;
                let message = both(
                    format!(
                        "`{id}` = {} counts against derived weights of its siblings, which are shares of 1",
                        number(weight(*at))
                    ),
                    format!(
                        "`{id:#}` = {:#} telt in verhouding tot afgeleide gewichten van de criteria ernaast, en dat zijn aandelen van 1",
                        number(weight(*at))
                    ),
                );
                let place = Place::Argument { argument: "weights", value: Some(id.clone()) };
                let finding = Finding::warning(place, message);
                self.findings.push(finding.help(both(
                    "give the weights of all its siblings, on one footing",
                    "geef de gewichten van alle criteria ernaast, op dezelfde voet",
                )));
            }
            return;
        }
        let mean = kept.iter().sum::<f64>() / kept.len().max(1) as f64;
        let sum: f64 = siblings.iter().map(|at| weight(*at)).sum();
        let odd = |at: &&usize| {
            let ratio = weight(**at) / mean;
            typed(at) && (ratio > 20.0 || (ratio > 0.0 && ratio < 0.05))
        };
        for at in siblings.iter().filter(odd) {
            let (id, share) = (&tree.branches[*at].id, Side::Up.round(weight(*at) / sum, 3));
            let message = both(
                format!(
                    "`{id}` = {} counts against the weights that its siblings have in the case: its share is {}",
                    number(weight(*at)),
                    number(share)
                ),
                format!(
                    "`{id:#}` = {:#} telt in verhouding tot de gewichten die de criteria ernaast in het dossier hebben: zijn aandeel is {:#}",
                    number(weight(*at)),
                    number(share)
                ),
            );
            let place = Place::Argument { argument: "weights", value: Some(id.clone()) };
            let finding = Finding::warning(place, message);
            self.findings.push(finding.help(both(
                "give the weights of all its siblings, on one footing",
                "geef de gewichten van alle criteria ernaast, op dezelfde voet",
            )));
        }
    }

    /// The weights that follow from what people say.
    pub(crate) fn derive(&mut self, what_if: &WhatIf) -> Result<Vec<Derivation>> {
        crate::case::build::weighting::derive(self.checked, what_if, self.source, self.findings)
    }

    /// The tree with its weights: derived ones, and those of the what-ifs above all.
    pub(crate) fn weigh(
        &mut self,
        derivations: &[Derivation],
        what_if: &WhatIf,
    ) -> Result<problem::Tree> {
        let mut tree = self.checked.tree.clone();
        crate::case::build::weighting::put(derivations, &mut tree);
        for (at, (id, weight)) in what_if.weights.iter().enumerate() {
            if what_if.weights[..at].iter().any(|(known, _)| known == id) {
                return Err(Error::argument(
                    "weights",
                    id,
                    both(
                        format!("`{id}` is given more than one weight: keep one"),
                        format!("`{id:#}` krijgt meer dan één gewicht: behoud er een"),
                    ),
                ));
            }
            match tree.find(id) {
                Some(branch) => tree.branches[branch].weight = *weight,
                None => {
                    let unknown = Error::unknown(
                        "criterion",
                        id,
                        tree.branches.iter().map(|branch| branch.id.as_str()),
                    );
                    return Err(Error::argument("weights", id, unknown.said()));
                }
            }
        }
        let outline = Outline::new(&tree);
        let weightings = self.checked.weightings.iter();
        let weighed: BTreeSet<usize> =
            weightings.flat_map(|it| it.weighed(&tree, &outline)).collect();
        for siblings in outline.sibling_sets() {
            let derived = siblings.iter().any(|branch| weighed.contains(branch));
            self.warn_of_another_footing(&tree, siblings, derived, what_if);
            let siblings: Vec<&problem::Branch> =
                siblings.iter().map(|at| &tree.branches[*at]).collect();
            if siblings.iter().all(|sibling| sibling.weight == 0.0) {
                let siblings: Vec<&str> =
                    siblings.iter().take(MOST_NAMED).map(|branch| branch.id.as_str()).collect();
                return Err(Error::argument_as_a_whole(
                    "weights",
                    both(
                        format!("all of {} would weigh 0", siblings.join(", ")),
                        format!("alle criteria {:#} zouden 0 wegen", siblings.join(", ")),
                    ),
                ));
            }
        }
        tree.complete_rules();
        Ok(tree)
    }

    /// The places of a key and of a value of it, by their ids; or which of them is not known.
    pub(crate) fn key_value(&self, key: &str, value: &str) -> Result<(usize, usize), Said> {
        let keys = &self.joined.keys;
        let fail = |unknown: Error| unknown.said();
        let index = keys.iter().position(|known| known.id == key);
        let index = index.ok_or_else(|| {
            fail(Error::unknown("key", key, keys.iter().map(|key| key.id.as_str())))
        })?;
        let values = &keys[index].values;
        let place = values.iter().position(|known| *known.id == *value);
        let place = place.ok_or_else(|| {
            fail(Error::unknown("value", value, values.iter().map(|value| &*value.id)))
        })?;
        Ok((index, place))
    }

    pub(crate) fn filter(&mut self, what_if: &WhatIf) -> Result<()> {
        let mut wanted: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (key, value) in &what_if.filter {
            let (key, value) = self
                .key_value(key, value)
                .map_err(|message| Error::argument("filter", format!("{key}={value}"), message))?;
            wanted.entry(key).or_default().insert(value);
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let keep: Vec<bool> = self
            .joined
            .alternatives
            .iter()
            .map(|values| wanted.iter().all(|(key, wanted)| wanted.contains(&values[*key])))
            .collect();
        let mut flags = keep.iter();
        self.joined.alternatives.retain(|_| flags.next() == Some(&true));
        self.joined.given.retain(&keep);
        if self.joined.alternatives.is_empty() {
            return Err(Error::argument_as_a_whole(
                "filter",
                both("no alternative is left", "er blijft geen alternatief over"),
            ));
        }
        Ok(())
    }

    /// Values in `when` of keys whose domain the data gave.
    pub(crate) fn check_when(&mut self) {
        let whens = self
            .checked
            .requirements
            .iter()
            .map(|r| &r.when)
            .chain(self.checked.adjustments.iter().map(|a| &a.when))
            .chain(self.checked.pathway.iter().flat_map(|pathway| pathway.whens()));
        for (key, value) in
            whens.flatten().flat_map(|(key, values)| values.iter().map(move |value| (*key, value)))
        {
            let known = &self.joined.keys[key];
            if !self.checked.closed[key]
                && !known.values.iter().any(|known| *known.id == *value.value)
            {
                let place = Place::Text { source: self.source.clone(), span: value.span.clone() };
                let finding = Finding::error(
                    place,
                    both(
                        format!("no table has the {} `{}`", known.id, value.value),
                        format!("geen tabel heeft `{1:#}` ({0:#})", known.id, value.value),
                    ),
                );
                self.findings.push(
                    finding.suggest(&value.value, known.values.iter().map(|value| &*value.id)),
                );
            }
        }
    }

    pub(crate) fn applies(&self, when: &When, alternative: usize) -> bool {
        let values = &self.joined.alternatives[alternative];
        when.iter().all(|(key, wanted)| {
            wanted
                .iter()
                .any(|id| self.joined.keys[*key].values[values[*key]].id.as_ref() == id.value)
        })
    }

    /// What rests on a passage, alone or with others, becomes unknown without it.
    pub(crate) fn leave_out(&mut self, passages: &[String]) -> Result<()> {
        for passage in passages {
            let mut found = false;
            for input in self.joined.inputs.listed_mut() {
                if input.record.as_ref().is_some_and(|record| record.passages.contains(passage)) {
                    input.quantity = Quantity::Unknown;
                    found = true;
                }
            }
            if !found {
                let known: BTreeSet<&str> = self.joined.passages().collect();
                let message = match known.is_empty() {
                    true => both(
                        "no entry of this case's tables names a passage",
                        "geen enkele vermelding in de tabellen van dit dossier noemt een passage",
                    ),
                    false => Error::unknown("passage", passage, known).said(),
                };
                return Err(Error::argument("without_passages", passage, message));
            }
        }
        Ok(())
    }

    /// Cells that nobody gives become unknown inputs: a criterion's one per alternative, an
    /// attribute's one per value of the keys by which the others of its name are given.
    pub(crate) fn fill(&mut self) {
        for name in 0..self.joined.names.len() {
            if self.joined.given.rows(name).is_some() {
                continue;
            }
            let of_name = |(_, input): &(usize, &Input)| {
                input.name == name && !self.joined.rows[input.row].is_empty()
            };
            let given = self.joined.inputs.listed().find(of_name).filter(|_| name >= self.leaves());
            let keys: Option<Vec<usize>> = given.map(|(_, input)| {
                self.joined.rows[input.row].iter().map(|(key, _)| *key).collect()
            });
            let mut shared: BTreeMap<Vec<(usize, usize)>, usize> = BTreeMap::new();
            for alternative in 0..self.joined.alternatives.len() {
                if self.joined.given.get(name, alternative).is_some() {
                    continue;
                }
                let values = &self.joined.alternatives[alternative];
                let row: Vec<(usize, usize)> = match &keys {
                    Some(keys) => keys.iter().map(|key| (*key, values[*key])).collect(),
                    None => values.iter().copied().enumerate().collect(),
                };
                let input = *shared.entry(row.clone()).or_insert_with(|| {
                    let row = self.joined.rows.add(row);
                    let (quantity, spread) = (Quantity::Unknown, Spread::crisp(0.0));
                    self.joined.inputs.add(Input { name, row, quantity, spread, record: None })
                });
                self.joined.given.give(name, alternative, input);
            }
        }
    }

    /// Put the figures of a period in the place of those that hold for all. What an actor gives
    /// holds for it in all periods, and so does what was set on the command line.
    ///
    /// It comes after all that makes inputs, so that these have the same numbers in every period.
    pub(crate) fn lay_period(&mut self, period: usize, settled: &Settled) {
        self.joined.lay(Layer::Period(period), |name, alternative| {
            settled.cells.contains_key(&(alternative, name))
        });
    }

    pub(crate) fn place(&self, input: usize) -> Place {
        match self.joined.places.get(input) {
            Some((table, row, column)) => self.tables[table].place(row, column),
            None => {
                let input = self.joined.inputs.one(input);
                let row = &self.joined.rows[input.row];
                let ids = row.iter().map(|(key, value)| &*self.joined.keys[*key].values[*value].id);
                let who = ids.collect::<Vec<_>>().join("/");
                let name = &self.joined.names[input.name];
                let place = match self.joined.given_in_a_layer(input.name, row) {
                    Some(Layer::Actor(_)) => both(
                        format!("`{name}` of {who}, which only rows of actors give"),
                        format!("`{name:#}` van {who:#}, dat alleen rijen van actoren geven"),
                    ),
                    Some(Layer::Period(_)) => both(
                        format!("`{name}` of {who}, which only rows of periods give"),
                        format!("`{name:#}` van {who:#}, dat alleen rijen van perioden geven"),
                    ),
                    None => both(
                        format!("`{name}` of {who}, which no table gives (or --set does)"),
                        format!("`{name:#}` van {who:#}, dat geen tabel geeft (of --set wel)"),
                    ),
                };
                Place::File(place.to_string())
            }
        }
    }
}
