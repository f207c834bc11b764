//! What it would take for those who refuse an alternative that most accept.

use super::View;
use crate::problem::Scale;
use crate::report::Block;
use crate::study::{ActorConcession, Demand, PanelGroup, Raise};
use crate::tolerance::CHANGED;

/// Alternatives of which it is said what they would take.
const MOST_ALTERNATIVES: usize = 2;
/// Actors of whom it is said for each.
const MOST_ACTORS: usize = 4;
/// Weights or criteria named for each.
const MOST_MOVED: usize = 2;

impl View<'_> {
    /// For the alternatives that the most actors accept, but not all who rank.
    pub(super) fn demands(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        let concessions = &self.study.concessions.groups[group.group];
        let is_refused = |at: &usize| concessions.actors[*at].iter().any(|own| !own.accepts);
        let mut order = self.by_acceptance(group);
        order.retain(is_refused);
        if group.ranking.len() < 2 {
            return Vec::new();
        }
        let mut out = Vec::new();
        for at in order.into_iter().take(MOST_ALTERNATIVES) {
            let name = self.alternative(group, at);
            out.push(Block::Heading(words.pick(
                format!("What it would take for all to accept {name}"),
                format!("Wat nodig is opdat iedereen {name} aanvaardt"),
            )));
            let refusing: Vec<&ActorConcession> =
                concessions.actors[at].iter().filter(|own| !own.accepts).collect();
            for own in refusing.iter().take(MOST_ACTORS) {
                out.push(Block::Item(self.demand(group, at, own)));
            }
            if refusing.len() > MOST_ACTORS {
                let more = words.count(refusing.len() - MOST_ACTORS);
                out.push(Block::Detail(words.pick(
                    format!("And {more} more: `--table concession` has all of them."),
                    format!("En nog {more}: `--table concession` bevat ze allemaal."),
                )));
            }
            if refusing.len() > 1 {
                out.extend(self.for_all(group, at).map(Block::Item));
            }
        }
        out
    }

    fn demand(&self, group: &PanelGroup, at: usize, own: &ActorConcession) -> String {
        let words = self.words;
        let name = self.actor(own.actor);
        let weights = match &own.weights {
            Demand::Change(change) => {
                let before =
                    &self.study.evaluation.evaluations[own.actor].groups[group.group].weights;
                let mut moved: Vec<usize> = (0..before.len()).collect();
                moved.retain(|leaf| (change.weights[*leaf] - before[*leaf]).abs() > CHANGED);
                moved.sort_by(|a, b| {
                    let size = |leaf: usize| (change.weights[leaf] - before[leaf]).abs();
                    size(*b).total_cmp(&size(*a)).then(a.cmp(b))
                });
                let one = |leaf: &usize| {
                    let (from, to) = (
                        words.percent_to(before[*leaf], 1),
                        words.percent_to(change.weights[*leaf], 1),
                    );
                    let criterion = self.criterion(*leaf);
                    words.pick(
                        format!("{criterion} from {from} to {to}"),
                        format!("{criterion} van {from} naar {to}"),
                    )
                };
                let all = words.some(&moved.iter().map(one).collect::<Vec<_>>(), MOST_MOVED);
                let share = words.percent_to(change.share, 1);
                let beyond = match change.within_statements {
                    Some(false) => {
                        words.pick(", beyond what it states", ", meer dan zijn uitspraken toelaten")
                    }
                    _ => "",
                };
                let about = if change.exact { "" } else { words.pick("at most ", "hoogstens ") };
                Some(words.pick(
                    format!("its weights would have to move by {about}{share} of all weight{beyond} ({all})"),
                    format!("{about}{share} van zijn totale gewicht zou moeten verschuiven{beyond} ({all})"),
                ))
            }
            Demand::Impossible => Some(words.pick(
                "no weights at all make it acceptable".to_owned(),
                "met geen enkele verdeling van de gewichten wordt het aanvaardbaar".to_owned(),
            )),
            Demand::Unknown => Some(
                words.pick(
                    "no such weights were found, which does not prove that there are none"
                        .to_owned(),
                    "zulke gewichten zijn niet gevonden, wat niet bewijst dat ze niet bestaan"
                        .to_owned(),
                ),
            ),
            Demand::Nothing | Demand::Undefined => None,
        };
        let improvement = match &own.improvement {
            Demand::Change(change) => match own.alone.iter().min_by(|a, b| {
                (a.to - a.from).total_cmp(&(b.to - b.from)).then(a.leaf.cmp(&b.leaf))
            }) {
                // One criterion is easier to speak of than several.
                Some(raise) => {
                    let raise = self.raise(raise);
                    Some(words.pick(
                        format!("or {raise} would be enough"),
                        format!("of {raise} zou volstaan"),
                    ))
                }
                None => {
                    let raises: Vec<String> =
                        change.raises.iter().map(|raise| self.raise(raise)).collect();
                    let raises = words.some(&raises, MOST_MOVED);
                    Some(words.pick(
                        format!("or it would take {raises}"),
                        format!("of deze verbeteringen zouden samen volstaan: {raises}"),
                    ))
                }
            },
            Demand::Impossible => Some(words.pick(
                "and no improvement on its criteria is enough".to_owned(),
                "en geen enkele verbetering op zijn criteria volstaat".to_owned(),
            )),
            _ => None,
        };
        let said: Vec<String> = weights.into_iter().chain(improvement).collect();
        let accepted = self.study.acceptance.accepted_rank(group.group);
        let rank = group.actors[own.actor].ranks[at];
        let now = match rank {
            Some(rank) if rank > accepted => words.pick(
                format!("{name} ranks it {rank} and accepts {accepted} or better"),
                format!("{name} geeft het rang {rank} en aanvaardt rang {accepted} of beter"),
            ),
            _ => {
                let score = group.actors[own.actor].scores[at].unwrap_or_default();
                let minimum = self.study.evaluation.minimum(own.actor).unwrap_or_default();
                let (score, minimum) = (words.two(score), words.two(minimum));
                words.pick(
                    format!("{name} scores it {score} and asks for {minimum}"),
                    format!("{name} geeft het een score van {score} en vraagt minstens {minimum}"),
                )
            }
        };
        match said.is_empty() {
            true => format!("{now}."),
            false => format!("{now}: {}.", said.join(", ")),
        }
    }

    /// A raise on a criterion, in its own unit where that is known.
    fn raise(&self, raise: &Raise) -> String {
        let words = self.words;
        let leaf = raise.leaf;
        let criterion = self.criterion(raise.leaf);
        match raise.figure_to {
            Some(to) => {
                let (from, to) = (self.figure(leaf, raise.figure_from), self.figure(leaf, to));
                words.pick(
                    format!("{criterion} from {from} to {to}"),
                    format!("{criterion} van {from} naar {to}"),
                )
            }
            None => {
                let (from, to) = (words.two(raise.from), words.two(raise.to));
                words.pick(
                    format!("{criterion} from value {from} to {to}"),
                    format!("{criterion} van waarde {from} naar {to}"),
                )
            }
        }
    }

    /// A figure of a criterion, rounded and with its unit; a level by its name.
    fn figure(&self, leaf: usize, figure: f64) -> String {
        let criterion = &self.problem().tree().leaves()[leaf];
        let rounded = crate::write::rounded(figure).parse().unwrap_or(figure);
        let text = self.words.performance(criterion, &criterion.notation(rounded));
        match (&criterion.scale, &criterion.unit) {
            (Some(Scale::Ordinal(_)), _) | (_, None) => text,
            (_, Some(unit)) => format!("{text} {unit}"),
        }
    }

    /// What would make an alternative acceptable to all who rank at once.
    fn for_all(&self, group: &PanelGroup, at: usize) -> Option<String> {
        let words = self.words;
        let common = self.study.concessions.groups[group.group].common[at].as_ref()?;
        match &common.improvement {
            Demand::Change(change) => {
                let one = |(leaf, by): &(usize, f64)| {
                    format!("{} +{}", self.criterion(*leaf), words.figure(*by))
                };
                let raises = words.some(&change.raises.iter().map(one).collect::<Vec<_>>(), 4);
                Some(words.pick(
                    format!("For all who rank at once, the least is a gain of these points of value (0 to 1): {raises}."),
                    format!("De kleinste verbetering in waarde (0 tot 1) die het tegelijk aanvaardbaar maakt voor alle actoren die rangschikken: {raises}."),
                ))
            }
            Demand::Impossible => Some(words.pick(
                "No improvement makes it acceptable to all who rank at once.".to_owned(),
                "Geen enkele verbetering maakt het tegelijk aanvaardbaar voor alle actoren die rangschikken.".to_owned(),
            )),
            _ => None,
        }
    }
}
