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
        for fact in 0..self.model().readiness.len() {
            let of: Vec<_> =
                self.study.readiness[choice].iter().filter(|it| it.fact == fact).collect();
            let changing = of.iter().find(|it| it.changes == Some(true) && !it.present);
            let Some(changing) = changing else { continue };
            let from = changing.from.map(|period| self.model().periods[period].from);
            let when = match from {
                Some(year) => words.pick(
                    format!("is met only from {year}"),
                    format!("pas vanaf {year} vervuld is"),
                ),
                None => words.pick("is never met".to_owned(), "nooit vervuld wordt".to_owned()),
            };
            let Some(path) = changing.best.first() else { continue };
            let step = self.place(choice, path.first_step());
            let condition = self.fact(fact);
            out.push(Block::Item(words.pick(
                format!("If the condition {condition} {when}, the first step is {step}."),
                format!("Als de voorwaarde {condition} {when}, is de eerste stap {step}."),
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
            let condition = self.fact(sign.fact);
            let period = self.period(sign.period);
            let (with, without) =
                (self.place(choice, sign.step_if_ready()), self.place(choice, sign.step_if_not()));
            let loss = words.figure(sign.loss);
            out.push(Block::Item(words.pick(
                format!("Watch the condition {condition}: if it is met by {period}, go to {with}, else {without}. Overlooking this costs {loss} (yearly scores added up)."),
                format!("Volg de voorwaarde {condition} op: als ze tegen {period} vervuld is, kies {with}, anders {without}. Dat over het hoofd zien kost {loss} (opgetelde jaarlijkse scores)."),
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
