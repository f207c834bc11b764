//! What must be ready, and which facts to watch.

use super::View;
use crate::report::Block;
use crate::study::Sign;

/// Signs in sentences.
const MOST_SIGNS: usize = 4;

impl View<'_> {
    /// What the dates of facts do to the first step, and which of them to watch.
    pub(super) fn ready(&self, choice: usize) -> Vec<Block> {
        let words = self.words;
        let mut out = Vec::new();
        for (fact, readiness) in self.model().readiness.iter().enumerate() {
            let of: Vec<_> =
                self.study.readiness[choice].iter().filter(|it| it.fact == fact).collect();
            let changing = of.iter().find(|it| it.changes == Some(true) && !it.present);
            let Some(changing) = changing else { continue };
            let from = changing.from.map(|period| self.model().periods[period].from);
            let when = match from {
                Some(year) => words.pick(format!("from {year}"), format!("vanaf {year}")),
                None => words.pick("never".to_owned(), "nooit".to_owned()),
            };
            let Some(path) = changing.best.first() else { continue };
            let step = self.place(choice, path.first_step());
            let fact = &readiness.fact;
            out.push(Block::Item(words.pick(
                format!("If `{fact}` holds {when}, the first step is {step}."),
                format!("Als het feit `{fact}` {when} geldt, is de eerste stap {step}."),
            )));
        }
        // Of each fact the first period in which it decides.
        let mut watched: Vec<&Sign> = Vec::new();
        for sign in self.study.signs[choice].iter().filter(|sign| sign.is_to_watch()) {
            if !watched.iter().any(|known| known.fact == sign.fact) {
                watched.push(sign);
            }
        }
        for sign in watched.iter().take(MOST_SIGNS) {
            let fact = &self.model().readiness[sign.fact].fact;
            let period = self.period(sign.period);
            let (with, without) =
                (self.place(choice, sign.step_if_ready()), self.place(choice, sign.step_if_not()));
            let loss = words.figure(sign.loss);
            out.push(Block::Item(words.pick(
                format!("Watch `{fact}`: if it holds by {period}, go to {with}, else {without}. Missing the sign costs {loss}."),
                format!("Volg het feit `{fact}` op: geldt het tegen {period}, kies dan {with}, en anders {without}. Wie dat teken mist, verliest {loss}."),
            )));
        }
        if watched.len() > MOST_SIGNS {
            out.push(Block::Detail(
                words
                    .pick("`--table signs` has all of them.", "`--table signs` bevat ze allemaal.")
                    .into(),
            ));
        }
        out
    }
}
