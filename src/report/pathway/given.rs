//! Paths that files name.

use super::View;
use crate::problem::GivenStands;
use crate::report::{Block, Words};
use crate::study::{GivenPaths, Pathway, ScoredPath};

/// What the paths that files name are worth.
pub fn given_paths(study: &Pathway, given: &GivenPaths, words: Words) -> Vec<Block> {
    let view = View { study, words };
    let heading = words.pick("Paths of the files", "Paden uit de bestanden");
    let mut out = vec![Block::Heading(heading.to_owned())];
    out.extend(given.paths.iter().map(|path| Block::Item(view.given(path))));
    if given.paths.is_empty() {
        let none = words.pick("The files hold no path.", "De bestanden bevatten geen pad.");
        out.push(Block::Text(none.to_owned()));
    }
    out
}

impl View<'_> {
    fn given(&self, path: &ScoredPath) -> String {
        let words = self.words;
        let choice = path.given.choice;
        let places = match (&path.found, &path.given.stands) {
            (Some(found), _) => self.path(choice, &found.positions),
            (None, GivenStands::Periods(positions)) => self.path(choice, positions),
            (None, GivenStands::Order(places)) => {
                let names: Vec<String> =
                    places.iter().map(|position| self.place(choice, *position)).collect();
                names.join(", ")
            }
        };
        let of = match self.choices() {
            1 => String::new(),
            _ => format!("{}: ", self.choice(choice)),
        };
        let line = path.given.line;
        let named = words
            .pick(format!("{of}{places} (line {line})"), format!("{of}{places} (regel {line})"));
        let Some(found) = &path.found else {
            return words.pick(
                format!("{named}. The rules of the case do not allow it."),
                format!("{named}. De regels van het dossier laten dit niet toe."),
            );
        };
        let value = words.figure(found.value);
        let own = &self.study.evaluation.choices[choice];
        let eps = self.study.best[choice].eps;
        match path.loss {
            Some(loss) if loss > eps => {
                let loss = words.figure(loss);
                words.pick(
                    format!("{named}. It is worth {value}, {loss} less than the best path."),
                    format!("{named}. Dat is {value} waard, {loss} minder dan het beste pad."),
                )
            }
            Some(_) if !own.graph.is_empty() => words.pick(
                format!("{named}. It is worth {value}: no path is better."),
                format!("{named}. Dat is {value} waard: geen enkel pad is beter."),
            ),
            _ => words.pick(
                format!("{named}. It is worth {value}."),
                format!("{named}. Dat is {value} waard."),
            ),
        }
    }
}
