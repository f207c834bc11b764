//! What is chosen: in a sentence, what of the case it does not keep, and as a matrix with marks.

use super::{MOST_NAMED, View};
use crate::evaluate::evaluation::GroupResult;
use crate::report::Block;
use crate::study::{ChosenPortfolio, InForce, LimitUse, NotChosen, RowSource};
use crate::write::grid::{Align, Grid};

/// Columns of the matrix, beside the one with the names of choices.
const MOST_COLUMNS: usize = 6;
/// Its rows.
const MOST_ROWS: usize = 40;
/// What marks a cell that is chosen.
const CHOSEN: &str = "*";

impl View<'_> {
    /// The best portfolio in a sentence, and whether it is proved to be that.
    pub(super) fn answer(&self, best: &ChosenPortfolio) -> Vec<Block> {
        let words = self.words;
        let chosen = match self.one_by_one() {
            true => self.chosen_one_by_one(best),
            false => self.chosen_by_option(best),
        };
        let value = words.figure(best.value);
        let best_of = &self.study.best;
        // What is proved is so among sets that keep what must be kept, and no more than that.
        let none_better = self.none_better();
        let proof = match (best_of.optimal, best_of.bound) {
            (true, _) if best_of.tied == Some(true) => words.pick(
                format!("The set is worth {value}. Proved: {none_better}, and another one is worth as much."),
                format!("De selectie is {value} waard. Bewezen: {none_better}, en een andere is evenveel waard."),
            ),
            (true, _) => words.pick(
                format!("The set is worth {value}. Proved: {none_better}."),
                format!("De selectie is {value} waard. Bewezen: {none_better}."),
            ),
            (false, Some(bound)) => {
                let (value, bound) = words.ends(best.value, bound);
                words.pick(
                    format!("The set is worth {value}. It is the best that was found, and not proved to be the best there is: none can be worth more than {bound}."),
                    format!("De selectie is {value} waard. Het is de beste die gevonden is, maar niet bewezen de beste die er is: geen enkele kan meer waard zijn dan {bound}."),
                )
            }
            (false, None) => words.pick(
                format!("The set is worth {value}. It is the best that was found, and not proved to be the best there is."),
                format!("De selectie is {value} waard. Het is de beste die gevonden is, maar niet bewezen de beste die er is."),
            ),
        };
        let mut out = vec![
            Block::Text(format!("{chosen} {proof}"))
                .from_rows(crate::report::Source::table("portfolio")),
        ];
        out.extend(self.not_kept());
        out
    }

    /// The best portfolio in a few words, for a page that tells of much else.
    pub(super) fn in_short(&self, best: &ChosenPortfolio) -> Block {
        let words = self.words;
        let chosen = match self.one_by_one() {
            false => self.parts_by_option(best).join("; "),
            true => {
                let of = |wanted: bool| -> Vec<String> {
                    let choices = best.alternatives.iter().enumerate();
                    let those = choices.filter(|(_, at)| at.is_some() == wanted);
                    those.map(|(choice, _)| self.choice(choice)).collect()
                };
                match &of(true)[..] {
                    [] => words.pick("nothing", "niets").to_owned(),
                    names => words.some(names, 2 * MOST_NAMED),
                }
            }
        };
        let said = match self.study.best.optimal {
            true if self.study.evaluation.groups.iter().all(GroupResult::is_crisp) => {
                words.pick(format!("Best set: {chosen}."), format!("Beste selectie: {chosen}."))
            }
            true => words.pick(
                format!("Best set at nominal figures: {chosen}."),
                format!("Beste selectie bij nominale cijfers: {chosen}."),
            ),
            false => words.pick(
                format!("Best set that was found, not proved to be the best: {chosen}."),
                format!("Beste selectie die gevonden is, niet bewezen de beste: {chosen}."),
            ),
        };
        Block::Text(said).from_rows(crate::report::Source::table("portfolio"))
    }

    /// That no set is worth more: among all within the limits, or among those that keep what must be
    /// kept where the best set does not keep what the case only flags.
    fn none_better(&self) -> String {
        let words = self.words;
        if self.flagged_and_not_kept().is_empty() {
            return words
                .pick(
                    "none within the limits is worth more",
                    "binnen de limieten is er geen die meer waard is",
                )
                .to_owned();
        }
        let must = self.quoted(self.sources(InForce::Enforced));
        match must.is_empty() {
            true => words
                .pick("no other set is worth more", "geen andere selectie is meer waard")
                .to_owned(),
            false => {
                let must = words.some(&must, MOST_NAMED);
                words.pick(
                    format!("no set that keeps what must be kept ({must}) is worth more"),
                    format!("geen selectie die voldoet aan wat moet ({must}), is meer waard"),
                )
            }
        }
    }

    /// What the case only flags and the best set does not keep.
    pub(super) fn not_kept(&self) -> Option<Block> {
        let words = self.words;
        let broken = self.quoted(self.flagged_and_not_kept());
        if broken.is_empty() {
            return None;
        }
        let all = self.sources(InForce::Enforced).len() + self.sources(InForce::Flagged).len();
        let (count, all, names) =
            (words.count(broken.len()), words.count(all), words.some(&broken, MOST_NAMED));
        let is = if broken.len() == 1 { "is" } else { "are" };
        let unknown =
            self.quoted(self.distinct(|of| of.in_force == InForce::Flagged && of.met.is_none()));
        let known: Vec<String> =
            broken.iter().filter(|name| !unknown.contains(name)).cloned().collect();
        let open = match (unknown.is_empty(), known.is_empty()) {
            (true, _) => String::new(),
            (false, true) => words.pick(
                " Of none of these is it known that it is not kept.".to_owned(),
                " Van geen daarvan is bekend dat er niet aan voldaan is.".to_owned(),
            ),
            (false, false) => {
                let names = words.some(&unknown, MOST_NAMED);
                words.pick(
                    format!(" Of {names} it is not known."),
                    format!(" Van {names} is dat niet bekend."),
                )
            }
        };
        let (what, wat) = match (unknown.is_empty(), known.is_empty()) {
            (true, _) => ("not kept by this set", "waaraan deze selectie niet voldoet"),
            _ => (
                "not kept by this set, or not known to be",
                "waaraan deze selectie niet voldoet, of waarvan dat niet bekend is",
            ),
        };
        let said = words.pick(
            format!("Of {all} limits and rules of the case, {count} {is} {what}: {names}.{open} The case only flags these: the model does not enforce them."),
            format!("Van de {all} limieten en regels van het dossier zijn er {count} {wat}: {names}.{open} Het dossier vermeldt ze alleen: de berekening legt ze niet op."),
        );
        Some(Block::Text(said).from_rows(crate::report::Source::table("limits")))
    }

    fn quoted(&self, sources: Vec<RowSource>) -> Vec<String> {
        sources.into_iter().map(|source| format!("“{}”", self.whole(source))).collect()
    }

    /// The limits and rules that are in force so, each once whatever its parts.
    fn sources(&self, wanted: InForce) -> Vec<RowSource> {
        self.distinct(|of| of.in_force == wanted)
    }

    fn flagged_and_not_kept(&self) -> Vec<RowSource> {
        self.distinct(|of| of.in_force == InForce::Flagged && of.met != Some(true))
    }

    fn distinct(&self, wanted: impl Fn(&LimitUse) -> bool) -> Vec<RowSource> {
        let mut out: Vec<RowSource> = Vec::new();
        for of in self.study.limits.iter().filter(|of| wanted(of)) {
            if !out.iter().any(|known| self.whole(*known) == self.whole(of.source)) {
                out.push(of.source);
            }
        }
        out
    }

    fn chosen_one_by_one(&self, best: &ChosenPortfolio) -> String {
        let words = self.words;
        let of = |wanted: bool| -> Vec<String> {
            let choices = best.alternatives.iter().enumerate();
            choices
                .filter(|(_, at)| at.is_some() == wanted)
                .map(|(choice, _)| self.choice(choice))
                .collect()
        };
        let (in_it, out) = (of(true), of(false));
        if in_it.is_empty() {
            return words
                .pick("Best is to choose nothing.", "Het beste is niets te kiezen.")
                .into();
        }
        let many = in_it.len() > 1;
        let names = words.some(&in_it, 2 * MOST_NAMED);
        let rest = match out.is_empty() {
            true => String::new(),
            false => {
                let out = words.some(&out, MOST_NAMED);
                words.pick(format!("; not {out}"), format!("; niet {out}"))
            }
        };
        words.pick(
            format!("Best is to choose {names}{rest}."),
            match many {
                true => format!("De beste selectie is {names}{rest}."),
                false => format!("De beste selectie is alleen {names}{rest}."),
            },
        )
    }

    /// `S3 for Catalisti, VIL and Flux50; none for MEDVIA`, in the order in which they come.
    fn chosen_by_option(&self, best: &ChosenPortfolio) -> String {
        let parts = self.parts_by_option(best).join("; ");
        self.words.pick(format!("Best is {parts}."), format!("Het beste is {parts}."))
    }

    fn parts_by_option(&self, best: &ChosenPortfolio) -> Vec<String> {
        let words = self.words;
        let mut by_option: Vec<(String, Vec<String>)> = Vec::new();
        for (choice, at) in best.alternatives.iter().enumerate() {
            let (option, name) = (self.option(*at), self.choice(choice));
            match by_option.iter_mut().find(|(known, _)| *known == option) {
                Some((_, names)) => names.push(name),
                None => by_option.push((option, vec![name])),
            }
        }
        let all = self.model().choices.len();
        let part = |(option, names): &(String, Vec<String>)| {
            if names.len() == all && all > 1 {
                let per = words.one_per(self.problem(), &self.model().one_per);
                return words.pick(
                    format!("{option} for all {} choices{per}", words.count(all)),
                    format!("{option} voor alle {} keuzes{per}", words.count(all)),
                );
            }
            let names = words.some(names, MOST_NAMED);
            match names.is_empty() {
                true => option.clone(),
                false => {
                    words.pick(format!("{option} for {names}"), format!("{option} voor {names}"))
                }
            }
        };
        by_option.iter().map(part).collect()
    }

    /// Choices by alternatives, with what each is worth and a mark on what is chosen.
    pub(super) fn matrix(&self, best: &ChosenPortfolio) -> Vec<Block> {
        let words = self.words;
        let columns = self.columns();
        let mut grid = match columns.is_empty() {
            true => self.list_head(),
            false => {
                let corner = words.pick("Choice", "Keuze").to_owned();
                let mut head = vec![(corner, Some(Align::Left))];
                head.extend(columns.iter().map(|name| (name.clone(), Some(Align::Right))));
                Grid { head, rows: Vec::new() }
            }
        };
        let choices = self.model().choices.len();
        for choice in 0..choices.min(MOST_ROWS) {
            match columns.is_empty() {
                true => grid.rows.push(self.list_row(best, choice)),
                false => grid.rows.push(self.matrix_row(best, choice, &columns)),
            }
        }
        let mut said = words
            .pick(
                format!("{CHOSEN} marks what is chosen, with what each is worth; - is excluded, ? has no value."),
                format!("De cijfers zeggen wat elke optie waard is. {CHOSEN} duidt aan wat gekozen is; - is uitgesloten, ? heeft geen waarde."),
            );
        if choices > MOST_ROWS {
            said += words.pick(
                " `--table portfolio` has all of them.",
                " `--table portfolio` bevat ze allemaal.",
            );
        }
        vec![Block::Grid(grid), Block::Detail(said)]
    }

    /// The names of the columns: the alternatives inside choices, and none; nothing where they do
    /// not fit side by side, or are others in each choice.
    fn columns(&self) -> Vec<String> {
        if self.one_by_one() {
            return Vec::new();
        }
        let mut out: Vec<String> = Vec::new();
        for at in self.model().choices.iter().flat_map(|choice| &choice.alternatives) {
            let name = self.option(Some(*at));
            if !out.contains(&name) {
                out.push(name);
            }
            if out.len() >= MOST_COLUMNS {
                return Vec::new();
            }
        }
        out.push(self.option(None));
        out
    }

    fn matrix_row(&self, best: &ChosenPortfolio, choice: usize, columns: &[String]) -> Vec<String> {
        let of = &self.model().choices[choice];
        let chosen = best.alternatives[choice];
        let cell = |column: &String| {
            if *column == self.option(None) {
                return self.marked(chosen.is_none(), Some(self.study.values.none[choice]));
            }
            let at = of.alternatives.iter().find(|at| self.option(Some(**at)) == *column);
            at.map_or_else(String::new, |at| self.cell(*at, chosen == Some(*at)))
        };
        std::iter::once(self.choice(choice)).chain(columns.iter().map(cell)).collect()
    }

    fn list_head(&self) -> Grid {
        let words = self.words;
        let heads = [
            (words.pick("Choice", "Keuze"), Align::Left),
            (words.pick("Chosen", "Gekozen"), Align::Left),
            (words.pick("Worth", "Waarde"), Align::Right),
        ];
        let head = heads.into_iter().map(|(name, align)| (name.to_owned(), Some(align))).collect();
        Grid { head, rows: Vec::new() }
    }

    fn list_row(&self, best: &ChosenPortfolio, choice: usize) -> Vec<String> {
        let words = self.words;
        let of = &self.model().choices[choice];
        let chosen = best.alternatives[choice];
        if self.one_by_one() {
            let at = of.alternatives.first().copied();
            let mark = words.pick(["yes", "no"], ["ja", "nee"])[usize::from(chosen.is_none())];
            let worth = at.map_or_else(String::new, |at| self.cell(at, false));
            return vec![self.choice(choice), mark.to_owned(), worth];
        }
        let worth = match chosen {
            Some(at) => self.cell(at, false),
            None => words.figure(self.study.values.none[choice]),
        };
        vec![self.choice(choice), self.option(chosen), worth]
    }

    /// What an alternative is worth, `-` if a requirement excludes it and `?` if that is not known.
    fn cell(&self, alternative: usize, chosen: bool) -> String {
        match &self.study.options.not_chosen[alternative] {
            Some(NotChosen::Requirements(_)) => "-".to_owned(),
            _ => self.marked(chosen, self.study.values.of[alternative].ok()),
        }
    }

    fn marked(&self, chosen: bool, value: Option<f64>) -> String {
        let value = value.map_or_else(|| "?".to_owned(), |value| self.words.figure(value));
        if chosen { format!("{CHOSEN} {value}") } else { value }
    }
}
