//! The page of many actors: what all can live with, how each ranks, who stands apart and why, what
//! it would take. Rules that make one ranking of many come last, and each beside the others.

mod acceptable;
mod demands;
mod divides;
mod ground;
mod impacts;
mod matrix;
mod notes;
mod rules;

use super::by_group::by_group;
use super::sensitivity::noted;
use super::{Block, Words, head};
use crate::case::Case;
use crate::problem::Problem;
use crate::study::{Actors, PanelGroup};

pub use notes::actors_notes;

/// Names in a sentence.
const MOST_NAMED: usize = 6;

/// What the parts of the page look at.
#[derive(Clone, Copy)]
struct View<'a> {
    study: &'a Actors<'a>,
    words: Words,
}

/// The view of many actors.
pub fn actors(case: &Case, study: &Actors, words: Words) -> Vec<Block> {
    let view = View { study, words };
    let mut out = head(case, words);
    out.push(Block::Text(view.who()).from_rows(crate::report::Source::table("actor_ranking")));
    let of_group = |group: &PanelGroup| (group.group, view.group(group));
    let shown = study.evaluation.groups.iter().filter(|group| !group.places.is_empty());
    out.extend(by_group(view.problem(), shown.map(of_group).collect(), words));
    out.extend(view.ground());
    out.extend(view.majorities());
    out.extend(noted(actors_notes(study, words), words));
    out
}

impl<'a> View<'a> {
    fn problem(&self) -> &'a Problem {
        self.study.evaluation.panel.problem()
    }

    /// An actor by what people read.
    fn actor(&self, at: usize) -> String {
        let actor = &self.study.evaluation.actors()[at];
        self.words.label(actor.label(), actor.id())
    }

    fn actors(&self, all: &[usize]) -> Vec<String> {
        all.iter().map(|at| self.actor(*at)).collect()
    }

    /// An alternative of a group by what people read.
    fn alternative(&self, group: &PanelGroup, at: usize) -> String {
        self.words.inside(self.problem(), self.study.evaluation.member(group, at))
    }

    fn alternatives(&self, group: &PanelGroup, all: &[usize]) -> Vec<String> {
        all.iter().map(|at| self.alternative(group, *at)).collect()
    }

    fn criterion(&self, leaf: usize) -> String {
        self.words.criteria(self.problem(), &[leaf]).concat()
    }

    /// Who looks, and what it is to accept.
    fn who(&self) -> String {
        let (words, evaluation) = (self.words, self.study.evaluation);
        let actors = evaluation.actors();
        let count = words.counted(
            actors.len(),
            ["actor looks", "actors look"],
            ["actor beoordeelt", "actoren beoordelen"],
        );
        let method = evaluation.evaluations.first().map_or("", |it| it.method.name());
        let influence = match evaluation.panel.is_equal() {
            true => words
                .pick("All have the same influence.", "Alle actoren wegen even zwaar door.")
                .to_owned(),
            false => {
                let shares = evaluation.panel.shares();
                let share = |at: usize| format!("{} {}", self.actor(at), words.percent(shares[at]));
                let all: Vec<String> = (0..actors.len()).map(share).collect();
                let all = words.some(&all, MOST_NAMED);
                words.pick(format!("Influence: {all}."), format!("Invloed: {all}."))
            }
        };
        let accept = self.accept();
        words.pick(
            format!("{count} at the alternatives ({method}). {accept} {influence}"),
            format!("{count} de alternatieven ({method}). {accept} {influence}"),
        )
    }

    /// What it is to accept: a rank that is asked for, or the best half.
    fn accept(&self) -> String {
        let words = self.words;
        let mut ranks: Vec<(usize, usize)> = self
            .study
            .evaluation
            .groups
            .iter()
            .filter(|group| !group.ranked.is_empty())
            .map(|group| (group.accepted_rank(&self.study.request), group.ranked.len()))
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        let what =
            match (self.study.request.accept, &ranks[..]) {
                (_, [(1, _)]) | (Some(1), _) => {
                    words.pick("ranks first".to_owned(), "op de eerste plaats zet".to_owned())
                }
                (Some(rank), _) => words
                    .pick(format!("ranks {rank} or better"), format!("rang {rank} of beter geeft")),
                (None, [(rank, of)]) => words.pick(
                    format!("ranks {rank} or better of {of} (the best half)"),
                    format!("rang {rank} of beter geeft (de beste helft van {of})"),
                ),
                (None, _) => words
                    .pick("ranks in the best half".to_owned(), "in de beste helft zet".to_owned()),
            };
        let minimum = match (0..self.study.evaluation.actors().len())
            .any(|at| self.study.evaluation.minimum(at).is_some())
        {
            true => words.pick(
                " and scores at its minimum or higher, if it states one",
                " en minstens zijn minimumscore geeft, als hij er een noemt",
            ),
            false => "",
        };
        let change = match self.study.request.accept {
            None => words.pick(" (--accept changes that)", " (`--accept` wijzigt dat)"),
            Some(_) => "",
        };
        words.pick(
            format!("An actor accepts what it {what}{minimum}{change}."),
            format!("Een actor aanvaardt wat hij {what}{minimum}{change}."),
        )
    }

    fn group(&self, group: &PanelGroup) -> Vec<Block> {
        let mut out = self.acceptable(group);
        out.extend(self.matrix(group));
        out.extend(self.divides(group));
        out.extend(self.demands(group));
        out.extend(self.impacts(group));
        out.extend(self.rules(group));
        out
    }
}
