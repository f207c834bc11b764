//! The figures of a builder, criterion by criterion: those of the rows, those given apart, and
//! those that several alternatives share.

use super::faults::Faults;
use super::figure;
use super::rows::{Names, NotFound, Row};
use crate::error::{Error, Phrase, Said, both};
use crate::problem::assemble::{Figure, LeafColumn, Shared};
use crate::problem::tree::Tree;
use crate::problem::{Input, InputColumn, Key, Quantity, Scale};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How faults name a figure whose criterion or alternative is not known.
const APART: Phrase = Phrase("an uncertain figure", "een onzeker cijfer");

const NO_FIGURES: Phrase =
    Phrase("this is a node: it has no figures", "dit is een knoop: die heeft geen cijfers");

/// A figure given apart from its row.
#[derive(Debug, Clone)]
pub(super) struct Uncertain {
    pub group: Option<String>,
    pub alternative: String,
    pub criterion: String,
    pub quantity: Quantity,
}

/// A figure that all alternatives with these values of keys share.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    /// (key, value)
    pub keys: Vec<(String, String)>,
    pub criterion: String,
    pub quantity: Quantity,
}

impl Judgement {
    /// As faults name it.
    fn name(&self) -> Said {
        let keys: Vec<String> =
            self.keys.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let keys = keys.join(", ");
        both(
            format!("the judgement on `{}` shared by {keys}", self.criterion),
            format!("het gedeelde oordeel over `{}` van {keys}", self.criterion),
        )
    }
}

/// What the columns are made of.
pub(super) struct Given<'a> {
    pub rows: &'a [Row],
    pub uncertain: &'a [Uncertain],
    pub judgements: &'a [Judgement],
    pub keys: &'a [Key],
    pub names: &'a Names<'a>,
    pub tree: &'a Tree,
    /// The leaves whose figures can be judged.
    pub sound: &'a BTreeSet<usize>,
}

impl Given<'_> {
    /// The columns by leaf, and the shared judgements.
    pub(super) fn columns(&self, faults: &mut Faults) -> (Vec<LeafColumn>, Vec<Shared>) {
        self.check_lengths(faults);
        let mut apart = self.apart(faults);
        let (shared, reached) = self.shared(&apart, faults);
        let columns = (0..self.tree.leaves.len())
            .map(|leaf| self.column(leaf, &mut apart, &reached, faults))
            .collect();
        (columns, shared)
    }

    fn check_lengths(&self, faults: &mut Faults) {
        let wanted = self.tree.leaves.len();
        for row in self.rows.iter().filter(|row| wanted > 0 && row.figures.len() != wanted) {
            let given = row.figures.len();
            let reason = both(
                format!("its row has {given} figures for {wanted} criteria"),
                format!("de rij heeft {given} cijfers voor {wanted} criteria"),
            );
            faults.add(row.name(), reason);
        }
    }

    /// The leaf of an id, or what is wrong with it.
    fn leaf(&self, id: &str) -> Result<usize, Option<Error>> {
        match self.tree.leaf(id) {
            Some(leaf) => Ok(leaf),
            None if self.tree.find(id).is_some() => Err(None),
            None => {
                let known = self.tree.leaves.iter().map(|leaf| leaf.id.as_str());
                Err(Some(Error::unknown("criterion", id, known)))
            }
        }
    }

    /// The figures given apart from their rows: by leaf and row.
    fn apart(&self, faults: &mut Faults) -> BTreeMap<(usize, usize), &Quantity> {
        let mut out = BTreeMap::new();
        for Uncertain { group, alternative, criterion, quantity } in self.uncertain {
            let at = both(
                format!("criterion `{criterion}` of alternative `{alternative}`"),
                format!("criterium `{criterion}` van alternatief `{alternative}`"),
            );
            let leaf = match self.leaf(criterion) {
                Ok(leaf) => Some(leaf),
                Err(None) => {
                    faults.add(&at, NO_FIGURES);
                    None
                }
                Err(Some(unknown)) => {
                    faults.add(APART, unknown.said());
                    None
                }
            };
            let row = match self.names.find(alternative, group.as_deref()) {
                Ok(row) => Some(row),
                Err(NotFound::Unknown(reason)) => {
                    faults.add(APART, reason);
                    None
                }
                Err(NotFound::InGroup(reason)) => {
                    faults.add(at, reason);
                    None
                }
                Err(NotFound::Several(_)) => {
                    let reason = Phrase(
                        "several groups have this alternative: say which, by `uncertain_in`",
                        "meer dan één groep heeft dit alternatief: zeg met `uncertain_in` welke",
                    );
                    faults.add(at, reason);
                    None
                }
            };
            if let (Some(leaf), Some(row)) = (leaf, row) {
                out.insert((leaf, row), quantity);
            }
        }
        out
    }

    /// The shared judgements, and which of them a cell gets: by leaf and row.
    fn shared(
        &self,
        apart: &BTreeMap<(usize, usize), &Quantity>,
        faults: &mut Faults,
    ) -> (Vec<Shared>, BTreeMap<(usize, usize), usize>) {
        let (mut out, mut reached) = (Vec::new(), BTreeMap::new());
        for judgement in self.judgements {
            let before = faults.count();
            let leaf = match self.leaf(&judgement.criterion) {
                Ok(leaf) => Some(leaf),
                Err(None) => {
                    faults.add(judgement.name(), NO_FIGURES);
                    None
                }
                Err(Some(unknown)) => {
                    faults.add(judgement.name(), unknown.said());
                    None
                }
            };
            let keys = self.key_values(judgement, faults);
            let Some(leaf) = leaf.filter(|leaf| self.sound.contains(leaf)) else { continue };
            let checked = figure::check(
                &judgement.quantity,
                &self.tree.leaves[leaf],
                self.tree.drops_leaf(leaf),
            );
            if let Err(reason) = &checked {
                faults.add(judgement.name(), reason);
            }
            if faults.count() > before {
                continue;
            }
            let Ok((quantity, spread)) = checked else { continue };
            let fits = |row: &Row| {
                keys.iter().all(|(key, value)| {
                    let wanted = &*self.keys[*key].values[*value].id;
                    row.values.get(*key).is_some_and(|own| own == wanted)
                })
            };
            let fed: Vec<usize> =
                (0..self.rows.len()).filter(|row| fits(&self.rows[*row])).collect();
            if fed.is_empty() {
                let reason = Phrase(
                    "no alternative has these values together",
                    "geen alternatief heeft deze waarden samen",
                );
                faults.add(judgement.name(), reason);
                continue;
            }
            for row in fed {
                if apart.contains_key(&(leaf, row)) {
                    let of = self.rows[row].name();
                    let reason = both(
                        format!("{of} has an uncertain figure of its own: keep one of them"),
                        format!("{of:#} heeft zelf al een onzeker cijfer: behoud er een van"),
                    );
                    faults.add(judgement.name(), reason);
                }
                if reached.insert((leaf, row), out.len()).is_some() {
                    let of = self.rows[row].name();
                    let reason = both(
                        format!("{of} has another shared figure already: keep one of them"),
                        format!("{of:#} heeft al een ander gedeeld cijfer: behoud er een van"),
                    );
                    faults.add(judgement.name(), reason);
                }
            }
            out.push(Shared { leaf, keys, quantity, spread });
        }
        (out, reached)
    }

    /// The (key, value) pairs of a judgement, in key order.
    fn key_values(&self, judgement: &Judgement, faults: &mut Faults) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        if judgement.keys.is_empty() {
            let reason = Phrase(
                "it names no key: say by whom it is shared",
                "het noemt geen sleutel: zeg wie het deelt",
            );
            faults.add(judgement.name(), reason);
        }
        for (id, value) in &judgement.keys {
            let Some(at) = self.keys.iter().position(|key| key.id == *id) else {
                let known = self.keys.iter().map(|key| key.id.as_str());
                faults.add(judgement.name(), Error::unknown("key", id, known).said());
                continue;
            };
            if out.iter().any(|(key, _)| *key == at) {
                faults.add(
                    judgement.name(),
                    both(
                        format!("it names the key `{id}` twice"),
                        format!("het noemt de sleutel `{id}` twee keer"),
                    ),
                );
                continue;
            }
            let values = &self.keys[at].values;
            match values.iter().position(|known| *known.id == **value) {
                Some(place) => out.push((at, place)),
                None => {
                    let known = values.iter().map(|value| &*value.id);
                    faults.add(judgement.name(), Error::unknown("value", value, known).said());
                }
            }
        }
        out.sort_unstable();
        out
    }

    /// The figures of a leaf, row by row. As of a file, they are kept as plain numbers where all
    /// are, but for levels.
    fn column(
        &self,
        leaf: usize,
        apart: &mut BTreeMap<(usize, usize), &Quantity>,
        reached: &BTreeMap<(usize, usize), usize>,
        faults: &mut Faults,
    ) -> LeafColumn {
        let criterion = &self.tree.leaves[leaf];
        let is_dropped = self.tree.drops_leaf(leaf);
        let is_shared = reached.range((leaf, 0)..(leaf + 1, 0)).next().is_some();
        let mut inputs = Vec::with_capacity(self.rows.len());
        let mut mixed = Vec::new();
        let judged = self.rows.iter().enumerate().filter(|_| self.sound.contains(&leaf));
        for (row, given) in judged {
            if let Some(at) = reached.get(&(leaf, row)) {
                mixed.push(Figure::Shared(*at));
                continue;
            }
            let Some(quantity) = apart.remove(&(leaf, row)).or(given.figures.get(leaf)) else {
                continue;
            };
            match figure::check(quantity, criterion, is_dropped) {
                Ok((quantity, spread)) => {
                    let input = Input { name: leaf, row, quantity, spread, record: None };
                    match is_shared {
                        true => mixed.push(Figure::Own(input)),
                        false => inputs.push(input),
                    }
                }
                Err(reason) => {
                    faults.add(format!("criterion `{}` of {}", criterion.id, given.name()), reason)
                }
            }
        }
        if is_shared {
            return LeafColumn::Mixed(mixed);
        }
        let plain = |input: &Input| match input.quantity {
            Quantity::Crisp(figure) => Some(figure),
            _ => None,
        };
        let ordinal = matches!(criterion.scale, Some(Scale::Ordinal(_)));
        let figures = inputs.iter().map(plain).collect::<Option<Vec<f64>>>();
        LeafColumn::Whole(match figures.filter(|_| !ordinal) {
            Some(figures) => InputColumn::Plain(Arc::new(figures)),
            None => InputColumn::Listed(inputs),
        })
    }
}
