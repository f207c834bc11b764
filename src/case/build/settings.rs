//! `--set`: facts, attributes and cells changed from the command line, without breaking what inputs
//! share.

use crate::case::build::builder::{Builder, Settled};
use crate::case::file::shape::Holds;
use crate::case::file::what_if::Setting;
use crate::case::read::cell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::error::{Error, Result, Said, both};
use crate::problem::{Input, Kind, Quantity, Record, Scale, Spread, within};
use std::collections::BTreeMap;

/// That one thing is set twice: which of them would count is anybody's guess.
fn twice(what: &Said, first: &str) -> Said {
    both(
        format!("{what} is set already, by --set {first}: keep one of them"),
        format!("{what:#} is al gezet, met --set {first:#}: behoud een van beide"),
    )
}

impl Builder<'_> {
    pub(crate) fn set(&mut self, setting: &Setting, settled: &mut Settled) -> Result<()> {
        let refuse = |message: Said| Error::argument("set", &setting.typed, message);
        if let Some(fact) = self.facts.iter_mut().find(|(id, _)| *id == setting.name) {
            fact.1 = match setting.value.as_str() {
                "yes" => Holds::Yes,
                "no" => Holds::No,
                "unknown" => Holds::Unknown,
                _ => {
                    return Err(refuse(both(
                        "a fact is yes, no or unknown",
                        "een feit is yes, no of unknown",
                    )));
                }
            };
            if !setting.at.is_empty() {
                return Err(refuse(both(
                    "a fact holds for all alternatives: leave out what follows @",
                    "een feit geldt voor alle alternatieven: laat weg wat na @ komt",
                )));
            }
            if let Some(first) = settled.facts.insert(setting.name.clone(), setting.typed.clone()) {
                return Err(refuse(twice(
                    &both(
                        format!("the fact `{}`", setting.name),
                        format!("het feit `{}`", setting.name),
                    ),
                    &first,
                )));
            }
            return Ok(());
        }
        let Some(name) = self.joined.names.iter().position(|name| *name == setting.name) else {
            let known = self
                .facts
                .iter()
                .map(|(id, _)| id.as_str())
                .chain(self.joined.names.iter().map(String::as_str));
            let unknown = Error::unknown("fact, attribute or criterion", &setting.name, known);
            return Err(refuse(unknown.said()));
        };
        let at = setting
            .at
            .iter()
            .map(|(key, value)| self.key_value(key, value).map_err(refuse))
            .collect::<Result<Vec<_>>>()?;
        if let Some((place, _)) = at
            .iter()
            .enumerate()
            .find(|(place, (key, _))| at[..*place].iter().any(|(known, _)| known == key))
        {
            let key = &setting.at[place].0;
            return Err(refuse(both(
                format!("`{key}` is named twice: write one --set for each of its values"),
                format!(
                    "`{key:#}` wordt twee keer genoemd: schrijf voor elke waarde een eigen --set"
                ),
            )));
        }
        let quantity = self.setting_quantity(setting, name).map_err(refuse)?;
        if let (Some(leaf), Some(spread)) = (self.checked.tree.leaves.get(name), quantity.spread())
        {
            within(&quantity, spread, leaf.scale.as_ref()).map_err(refuse)?;
        }
        let matching: Vec<usize> = (0..self.joined.alternatives.len())
            .filter(|alternative| {
                at.iter().all(|(key, value)| self.joined.alternatives[*alternative][*key] == *value)
            })
            .collect();
        if matching.is_empty() {
            return Err(refuse(both("no alternative matches", "geen alternatief past daarbij")));
        }
        for alternative in &matching {
            if let Some(first) = settled.cells.insert((*alternative, name), setting.typed.clone()) {
                let values = &self.joined.alternatives[*alternative];
                let ids: Vec<&str> = values
                    .iter()
                    .zip(&self.joined.keys)
                    .map(|(value, key)| key.values[*value].id.as_ref())
                    .collect();
                let what = both(
                    format!("`{}` of {}", setting.name, ids.join("/")),
                    format!("`{:#}` van {:#}", setting.name, ids.join("/")),
                );
                return Err(refuse(twice(&what, &first)));
            }
        }
        let mut by_input: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for alternative in matching {
            if let Some(input) = self.joined.given.get(name, alternative) {
                by_input.entry(input).or_default().push(alternative);
            }
        }
        for (input, cells) in by_input {
            let reach = self.joined.given.reach(name, input);
            let mut row = self.joined.inputs.one(input).row;
            if reach > cells.len() {
                // Only part of what this input feeds: those cells part from the others and are
                // named more closely.
                let mut keys = self.joined.rows[row].to_vec();
                keys.extend(at.iter().copied().filter(|(key, _)| {
                    !self.joined.rows[row].iter().any(|(known, _)| known == key)
                }));
                keys.sort_unstable();
                row = self.joined.rows.add(keys);
            }
            self.replace(&cells, name, row, quantity.clone());
        }
        Ok(())
    }

    /// What a value as typed is in the notation of its cells, or why it is none.
    fn setting_quantity(&self, setting: &Setting, name: usize) -> Result<Quantity, Said> {
        if self.joined.is_text[name] {
            let unknown = setting.value.is_empty() || setting.value == "?";
            let known = self.texts(name);
            if !unknown && !known.is_empty() && !known.contains(&setting.value.as_str()) {
                return Err(Error::unknown("value", &setting.value, known).said());
            }
            return Ok(if unknown {
                Quantity::Unknown
            } else {
                Quantity::Text(setting.value.clone())
            });
        }
        let levels = match self.checked.tree.leaves.get(name).and_then(|leaf| leaf.scale.as_ref()) {
            Some(Scale::Ordinal(levels)) => Some(levels.as_slice()),
            _ => None,
        };
        let marks = if levels.is_some() { Marks::POINT } else { Marks::ONE_READING };
        cell::parse(&setting.value, Reading { levels, marks }).map_err(|unreadable| {
            let help = unreadable
                .help
                .map(|help| both(format!(": {help}"), format!(": {help:#}")))
                .unwrap_or_default();
            both(
                format!("{}{help}", unreadable.message),
                format!("{:#}{help:#}", unreadable.message),
            )
        })
    }

    fn replace(&mut self, alternatives: &[usize], name: usize, row: usize, quantity: Quantity) {
        let record = Record {
            kind: Some(Kind::Assumed),
            note: Some("set on the command line".into()),
            ..Record::default()
        };
        let spread = quantity.spread().unwrap_or(Spread::crisp(0.0));
        let input = self.joined.inputs.add(Input {
            name,
            row,
            quantity,
            spread,
            record: Some(Box::new(record)),
        });
        alternatives
            .iter()
            .for_each(|alternative| self.joined.given.give(name, *alternative, input));
    }
}
