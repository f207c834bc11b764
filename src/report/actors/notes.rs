//! What a reader of the tables of actors should know too.

use super::{MOST_NAMED, View};
use crate::problem::Says;
use crate::report::Words;
use crate::study::Actors;

/// What a reader of the tables should know too.
pub fn actors_notes(study: &Actors, words: Words) -> Vec<String> {
    let view = View { study, words };
    let mut out: Vec<String> = Vec::new();
    out.extend(view.silent());
    out.extend(view.alone());
    out.extend(view.without_influence());
    out.extend(view.without_minimum());
    out.extend(view.kept());
    out.extend(view.unscored());
    out.extend(view.cut());
    out.extend(view.refused());
    out.extend(view.observed());
    out.extend(view.drawn());
    out
}

impl View<'_> {
    /// Who says nothing of weights.
    fn silent(&self) -> Option<String> {
        let words = self.words;
        let actors = self.study.evaluation.actors();
        let silent: Vec<usize> =
            (0..actors.len()).filter(|at| actors[*at].says() == Says::Nothing).collect();
        let names = words.some(&self.actors(&silent), MOST_NAMED);
        match silent.len() {
            0 => None,
            1 => Some(words.pick(
                format!("{names} says nothing of the weights: any weights of the criteria it looks at are possible. It has no ranking and counts in no rule that needs one."),
                format!("{names} zegt niets over de gewichten: alle gewichten van de criteria waarnaar hij kijkt, zijn mogelijk. Er is dus geen rangschikking, en regels die er een vragen, laten deze actor buiten beschouwing."),
            )),
            _ => Some(words.pick(
                format!("{names} say nothing of the weights: any weights of the criteria they look at are possible. They have no ranking and count in no rule that needs one."),
                format!("{names} zeggen niets over de gewichten: alle gewichten van de criteria waarnaar ze kijken, zijn mogelijk. Ze hebben dus geen rangschikking, en regels die er een vragen, laten hen buiten beschouwing."),
            )),
        }
    }

    /// That there is nothing to compare with.
    fn alone(&self) -> Option<String> {
        (self.study.evaluation.actors().len() == 1).then(|| {
            self.words.pick(
                "There is one actor only, so there is nobody to agree or disagree with.".to_owned(),
                "Er is maar één actor, en dus niemand om het mee eens of oneens te zijn."
                    .to_owned(),
            )
        })
    }

    /// That rules of the group have nobody to count.
    fn without_influence(&self) -> Option<String> {
        let words = self.words;
        let actors = self.study.evaluation.actors();
        let has_none = |group: &crate::study::PanelGroup| {
            !group.ranking.is_empty()
                && group.ranking.iter().all(|at| actors[*at].influence() == 0.0)
        };
        self.study.evaluation.groups.iter().any(has_none).then(|| {
            words.pick(
                "Nobody who ranks has any influence, so rules that weigh by influence have no answer.".to_owned(),
                "Niemand die rangschikt, heeft enige invloed: regels die invloed wegen, geven dus geen antwoord.".to_owned(),
            )
        })
    }

    /// That minima ask nothing of this method.
    fn without_minimum(&self) -> Option<String> {
        let words = self.words;
        let evaluation = self.study.evaluation;
        let is_idle = |at: usize| {
            evaluation.actors()[at].minimum().is_some() && evaluation.minimum(at).is_none()
        };
        (0..evaluation.actors().len()).any(is_idle).then(|| {
            words.pick(
                "The minimum of an actor is a score of the weighted sum. Scores of this method mean something else, so minima are not looked at.".to_owned(),
                "Het minimum van een actor is een score van de gewogen som. Scores van deze methode betekenen iets anders: de minima tellen hier niet mee.".to_owned(),
            )
        })
    }

    /// Whose weights are partly those of the case.
    fn kept(&self) -> Option<String> {
        let words = self.words;
        let tree = self.problem().tree();
        let of = |(at, actor): (usize, &crate::problem::Actor)| {
            let node = |parent: &Option<usize>| match parent {
                Some(parent) => {
                    let branch = &tree.branches()[*parent];
                    let name = words.label(&branch.label, &branch.id);
                    words.pick(format!("below {name}"), format!("onder {name}"))
                }
                None => words.pick("at the top".to_owned(), "bovenaan".to_owned()),
            };
            let nodes: Vec<String> = actor.kept().iter().map(node).collect();
            (!nodes.is_empty()).then(|| format!("{} ({})", self.actor(at), words.list(&nodes)))
        };
        let all: Vec<String> =
            self.study.evaluation.actors().iter().enumerate().filter_map(of).collect();
        let names = (!all.is_empty()).then(|| words.some(&all, MOST_NAMED))?;
        Some(words.pick(
            format!("Where these name no criterion, the weights of the case stand in: {names}."),
            format!(
                "Waar deze geen criterium noemen, gelden de gewichten van het dossier: {names}."
            ),
        ))
    }

    /// Alternatives that rules of the group leave out.
    fn unscored(&self) -> Option<String> {
        let words = self.words;
        let problem = self.problem();
        let mut names: Vec<String> = Vec::new();
        for group in &self.study.evaluation.groups {
            if group.ranking.is_empty() {
                continue;
            }
            for at in (0..group.places.len()).filter(|at| !group.ranked.contains(at)) {
                let member = self.study.evaluation.member(group, at);
                let name = match problem.groups().len() {
                    1 => words.inside(problem, member),
                    _ => problem.full_name(member),
                };
                names.push(name);
            }
        }
        let all = (!names.is_empty()).then(|| words.some(&names, MOST_NAMED))?;
        Some(words.pick(
            format!("Too little is known for some actor to score {all}: rules that make one order of many leave this out."),
            format!("Voor minstens één actor is te weinig bekend om {all} een score te geven: regels die de volgordes tot één volgorde samenvoegen, laten dat weg."),
        ))
    }

    /// Tables that do not list all that there is.
    fn cut(&self) -> Option<String> {
        let rankings = self.study.group_rankings.groups.iter().flatten();
        let orders = rankings.filter_map(|it| it.kemeny.as_ref()).any(|it| it.proved && it.more);
        let sets =
            self.study.coalitions.as_ref().is_some_and(|it| it.winning.more || it.blocking.more);
        let tables: Vec<String> = [("kemeny_orders", orders), ("coalitions", sets)]
            .iter()
            .filter(|(_, is_cut)| *is_cut)
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let names = self.words.list(&tables);
        (!tables.is_empty()).then(|| {
            self.words.pick(
                format!("There may be more than the tables list: {names}."),
                format!("Er kunnen er meer zijn dan de tabellen opsommen: {names}."),
            )
        })
    }

    /// Of whom the method tells nothing over a set of weights.
    fn refused(&self) -> Option<String> {
        let words = self.words;
        let refused: Vec<usize> = (0..self.study.standings.actors.len())
            .filter(|at| self.study.standings.actors[*at].refused.is_some())
            .collect();
        let names =
            (!refused.is_empty()).then(|| words.some(&self.actors(&refused), MOST_NAMED))?;
        Some(words.pick(
            format!("This method does not tell what holds for all weights that an actor admits: no ranges for {names}."),
            format!("Deze methode zegt niet wat geldt voor alle gewichten die een actor toelaat: geen bereik voor {names}."),
        ))
    }

    /// Benefits and burdens that depend on which alternatives there are.
    fn observed(&self) -> Option<String> {
        let words = self.words;
        let mut leaves: Vec<usize> =
            self.study.impacts.iter().flat_map(|it| it.observed.iter().copied()).collect();
        leaves.sort_unstable();
        leaves.dedup();
        let names = words.criteria(self.problem(), &leaves);
        let names = (!names.is_empty()).then(|| words.some(&names, MOST_NAMED))?;
        Some(words.pick(
            format!("Benefits and burdens depend on which alternatives there are where a criterion has no scale of its own: {names}."),
            format!("Baten en lasten hangen af van welke alternatieven er zijn waar een criterium geen eigen schaal heeft: {names}."),
        ))
    }

    /// That shares are sampled.
    fn drawn(&self) -> Option<String> {
        let words = self.words;
        let is_sampled = |it: &crate::study::Compromise| {
            it.standings.iter().any(|standing| standing.value_se.is_some())
        };
        if !self.study.compromises.groups.iter().flatten().any(is_sampled) {
            return None;
        }
        let draws = words.count(usize::try_from(self.study.request.draws).unwrap_or(usize::MAX));
        Some(words.pick(
            format!("What is acceptable to the least satisfied is estimated from {draws} draws of weights for each actor; `--table compromise` has its standard errors."),
            format!("Wat voor de minst tevredene aanvaardbaar is, is geschat op {draws} trekkingen van gewichten per actor; `--table compromise` geeft de standaardfouten."),
        ))
    }
}
