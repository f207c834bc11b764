//! The first step: whether it is right whatever the weights, and what waiting costs.

use super::View;
use crate::report::Block;

impl View<'_> {
    /// The first step of a choice, and what waiting costs.
    pub(super) fn step(&self, choice: usize) -> Vec<Block> {
        let mut out: Vec<Block> = self.first(choice).map(Block::Item).into_iter().collect();
        out.extend(self.second(choice).map(Block::Item));
        out.extend(self.waiting(choice).map(Block::Item));
        out
    }

    fn first(&self, choice: usize) -> Option<String> {
        let words = self.words;
        let moves = &self.study.first_moves[choice];
        let best: Vec<_> = moves.iter().filter(|it| it.best).collect();
        let first = best.first()?;
        let name = self.place(choice, first.step);
        if best.len() > 1 {
            let names: Vec<String> = best.iter().map(|it| self.place(choice, it.step)).collect();
            let names = words.list(&names);
            return Some(words.pick(
                format!("First step: {names} are as good at these weights."),
                format!("Eerste stap: {names} zijn bij deze gewichten even goed."),
            ));
        }
        let share = self.study.shares.choices[choice]
            .steps
            .iter()
            .find(|(step, _)| *step == first.step)
            .map(|(_, share)| {
                let (value, error) =
                    (words.percent_to(share.value, 1), words.per_cent(share.std_error, 1));
                words.pick(
                    format!(" It is best in {value} of draws (standard error {error})."),
                    format!(
                        " Die is de beste in {value} van de trekkingen (standaardfout {error})."
                    ),
                )
            })
            .unwrap_or_default();
        Some(match first.always_best {
            Some(true) => words.pick(
                format!("First step: {name}. That is right whatever the weights, at nominal figures.{share}"),
                format!("Eerste stap: {name}. Die is juist bij alle gewichten, bij de opgegeven cijfers.{share}"),
            ),
            Some(false) => words.pick(
                format!("First step: {name}. It hangs on the weights: at some another one is better.{share}"),
                format!("Eerste stap: {name}. Die hangt af van de gewichten: bij sommige is een andere beter.{share}"),
            ),
            None => words.pick(
                format!("First step: {name}. Whether it is right whatever the weights is not known.{share}"),
                format!("Eerste stap: {name}. Of die bij alle gewichten juist is, is niet bekend.{share}"),
            ),
        })
    }

    /// The best path that is not as good.
    fn second(&self, choice: usize) -> Option<String> {
        let words = self.words;
        let best = &self.study.best[choice];
        let first = best.first()?;
        let next = best.found.get(best.tied().len())?;
        let loss = words.figure(first.value - next.value);
        let path = self.path(choice, &next.positions);
        Some(words.pick(
            format!("Next best: {path}. It is worth {loss} less (yearly scores added up)."),
            format!(
                "Op één na beste: {path}. Dat is {loss} minder waard (opgetelde jaarlijkse scores)."
            ),
        ))
    }

    fn waiting(&self, choice: usize) -> Option<String> {
        let words = self.words;
        let waiting = &self.study.waiting[choice];
        let one = waiting.loss(1);
        let periods = self.study.evaluation.periods();
        if periods < 2 {
            return None;
        }
        let until = self.period(1);
        Some(match one {
            None => words.pick(
                "Waiting is not possible: the path cannot stay where it starts.".to_owned(),
                "Wachten kan niet: het pad kan niet blijven waar het begint.".to_owned(),
            ),
            Some(loss) if loss > 0.0 => words.pick(
                format!("Deciding in {until} instead costs {}.", words.figure(loss)),
                format!("Pas in {until} beslissen kost {}.", words.figure(loss)),
            ),
            Some(_) => words.pick(
                format!("Deciding in {until} instead costs nothing."),
                format!("Pas in {until} beslissen kost niets."),
            ),
        })
    }
}
