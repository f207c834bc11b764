//! How far the choice hangs on weights and on figures that are not sure.

use super::{MOST_NAMED, View};
use crate::report::Block;
use crate::study::CoreClass;
use crate::write::grid::{Align, Grid};

/// Rows of the table.
const MOST_ROWS: usize = 40;

impl View<'_> {
    /// What is chosen whatever the weights and figures, what hangs on them, and what never is.
    pub(super) fn sureness(&self) -> Vec<Block> {
        let words = self.words;
        let Ok(core) = &self.robust.core else { return Vec::new() };
        let sets = core.portfolios.len();
        let count = words.counted(sets, ["set is", "sets are"], ["selectie", "selecties"]);
        let is = if sets == 1 { "wordt" } else { "worden" };
        let mut said = vec![words.pick(
            format!("Over all admissible weights and all that the figures can be, {count} beaten by no other."),
            format!("Gelet op alle toegelaten gewichten en mogelijke cijfers {is} {count} door geen enkele andere overtroffen."),
        )];
        let of = |wanted: CoreClass| -> Vec<String> {
            let all = self.robust.options.choices.iter().enumerate();
            all.flat_map(|(choice, options)| {
                options.iter().enumerate().map(move |(option, at)| (choice, option, *at))
            })
            .filter(|(choice, option, _)| core.class(*choice, *option) == wanted)
            .map(|(choice, _, at)| self.option_of(choice, at))
            .collect()
        };
        let always = of(CoreClass::Core);
        said.push(match always.is_empty() {
            true => words
                .pick("Nothing is in all of them.", "Geen enkele optie zit in al die selecties.")
                .to_owned(),
            false => {
                let names = words.some(&always, MOST_NAMED);
                words.pick(
                    format!("In all of them: {names}."),
                    format!("In al die selecties: {names}."),
                )
            }
        });
        let open = self.open_choices();
        if !open.is_empty() {
            let names = words.some(&open, MOST_NAMED);
            said.push(words.pick(
                format!("What is chosen hangs on weights and figures for {names}."),
                format!("Wat gekozen wordt, hangt af van gewichten en cijfers voor {names}."),
            ));
        }
        vec![Block::Text(said.join(" "))]
    }

    /// The choices of which no option is in all sets.
    fn open_choices(&self) -> Vec<String> {
        let Ok(core) = &self.robust.core else { return Vec::new() };
        let settled = |choice: usize| {
            let options = 0..self.robust.options.choices[choice].len();
            options.into_iter().any(|option| core.class(choice, option) == CoreClass::Core)
        };
        (0..self.model().choices.len())
            .filter(|choice| !settled(*choice))
            .map(|choice| self.choice(choice))
            .collect()
    }

    /// The core index of every option, and its share of draws.
    pub(super) fn core(&self) -> Vec<Block> {
        let words = self.words;
        let core = self.robust.core.as_ref().ok();
        let shares = self.robust.shares.as_ref().ok();
        if core.is_none() && shares.is_none() {
            return Vec::new();
        }
        let mut head = vec![(words.pick("Option", "Optie").to_owned(), Some(Align::Left))];
        if core.is_some() {
            head.push((words.pick("Core index", "Kernindex").into(), Some(Align::Right)));
            head.push((String::new(), Some(Align::Left)));
        }
        if shares.is_some() {
            head.push((
                words.pick("Share of draws", "Aandeel trekkingen").into(),
                Some(Align::Right),
            ));
        }
        let mut rows = Vec::new();
        for (choice, options) in self.robust.options.choices.iter().enumerate() {
            for (option, at) in options.iter().enumerate() {
                // Where each alternative is in or out by itself, one row says both.
                if self.one_by_one() && at.is_none() {
                    continue;
                }
                let mut row = vec![self.option_of(choice, *at)];
                if let Some(core) = core {
                    row.push(words.percent(core.indices[choice][option]));
                    row.push(self.class(core.class(choice, option)).to_owned());
                }
                if let Some(shares) = shares {
                    let share = &shares.shares[choice][option];
                    let error = words.per_cent(share.std_error, 1);
                    row.push(format!("{} ± {error}", words.percent_to(share.value, 1)));
                }
                rows.push(row);
            }
        }
        let more = rows.len() > MOST_ROWS;
        rows.truncate(MOST_ROWS);
        let heading =
            words.pick("What hangs on weights and figures", "Wat van gewichten en cijfers afhangt");
        let mut said = Vec::new();
        if core.is_some() {
            said.push(words.pick(
                "The core index is the share of the sets that no other beats in which an option is. It counts sets and is no probability.",
                "De kernindex is het aandeel van de niet-overtroffen selecties waarin een optie zit. Hij telt selecties en is geen kans.",
            ));
        }
        if shares.is_some() {
            said.push(words.pick(
                "The share of draws is how often an option is in the best set over weights and inputs drawn at random, with its standard error.",
                "Het aandeel trekkingen is hoe vaak een optie in de beste selectie zit over willekeurig getrokken gewichten en cijfers, met de standaardfout.",
            ));
        }
        if more {
            said.push(
                words.pick("`--table core` has all of them.", "`--table core` bevat ze allemaal."),
            );
        }
        vec![
            Block::Heading(heading.into()),
            Block::Grid(Grid { head, rows }),
            Block::Detail(said.join(" ")),
        ]
    }

    fn class(&self, class: CoreClass) -> &'static str {
        match class {
            CoreClass::Core => self.words.pick("core", "kern"),
            CoreClass::Borderline => self.words.pick("borderline", "grensgeval"),
            CoreClass::Exterior => self.words.pick("never chosen", "nooit gekozen"),
        }
    }
}
