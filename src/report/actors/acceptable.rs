//! What all can live with, and who cannot live with what.

use super::{MOST_NAMED, View};
use crate::report::Block;
use crate::study::{AlternativeAcceptance, PanelGroup, PanelVerdict};

/// Alternatives that the most actors accept, named one by one.
const MOST_BEST: usize = 3;
/// Pairs of alternatives on which all agree.
const MOST_PAIRS: usize = 3;

impl View<'_> {
    pub(super) fn acceptable(&self, group: &PanelGroup) -> Vec<Block> {
        let words = self.words;
        let all = &self.study.acceptance.groups[group.group];
        if group.ranking.is_empty() {
            return vec![Block::Item(words.pick(
                "No actor ranks these alternatives, so it is not known what all can live with.".into(),
                "Geen enkele actor rangschikt deze alternatieven; wat iedereen kan aanvaarden, is dus niet bekend.".into(),
            ))];
        }
        let mut out = self.accepted(group, all);
        out.extend(self.never_last(group, all).map(Block::Item));
        out.extend(self.vetoes(group, all).map(Block::Item));
        out.extend(self.agreed(group).map(Block::Item));
        out
    }

    /// Who of those that rank accepts an alternative.
    fn accepting(group: &PanelGroup, of: &AlternativeAcceptance) -> usize {
        of.accepted_by.iter().filter(|actor| group.ranking.contains(actor)).count()
    }

    fn accepted(&self, group: &PanelGroup, all: &[AlternativeAcceptance]) -> Vec<Block> {
        let words = self.words;
        let count = group.ranking.len();
        let by_all: Vec<usize> =
            (0..all.len()).filter(|at| View::accepting(group, &all[*at]) == count).collect();
        let as_stated = words.pick(
            ", as the case states their weights",
            ", zoals het dossier hun gewichten weergeeft",
        );
        let ranking = match count {
            1 => words.pick(
                format!("The one actor who ranks, {},", self.actor(group.ranking[0])),
                format!("De enige actor die rangschikt, {},", self.actor(group.ranking[0])),
            ),
            2 => words.pick(
                format!("Both actors who rank{as_stated},"),
                format!("Beide actoren die rangschikken{as_stated},"),
            ),
            _ => words.pick(
                format!("All {count} actors who rank{as_stated},"),
                format!("Alle {count} actoren die rangschikken{as_stated},"),
            ),
        };
        if !by_all.is_empty() {
            let names = words.some(&self.alternatives(group, &by_all), MOST_NAMED);
            let verb = if count == 1 {
                words.pick("accepts", "aanvaardt")
            } else {
                words.pick("accept", "aanvaarden")
            };
            let mut out = vec![Block::Item(format!("{ranking} {verb} {names}."))];
            let surely: Vec<usize> =
                by_all.iter().copied().filter(|at| self.surely_accepted(group, *at)).collect();
            out.push(Block::Detail(match surely.len() {
                                0 => self.could_refuse(group, &by_all),
                n if n == by_all.len() => words.pick(
                    "That holds for all weights that they admit, whatever the inputs turn out to be.".into(),
                    "Dat geldt voor alle gewichten die ze mogelijk laten, hoe de gegevens ook uitvallen.".into(),
                ),
                _ => {
                    let names = words.some(&self.alternatives(group, &surely), MOST_NAMED);
                    words.pick(
                        format!("For all weights that they admit and whatever the inputs turn out to be, that holds for {names} only."),
                        format!("Voor alle gewichten die ze mogelijk laten en hoe de gegevens ook uitvallen, geldt dat alleen voor {names}."),
                    )
                }
            }));
            return out;
        }
        let most = all.iter().map(|of| View::accepting(group, of)).max().unwrap_or_default();
        let mut out = vec![Block::Item(match count {
            1 => words.pick(
                format!("{ranking} accepts no alternative."),
                format!("{ranking} aanvaardt geen enkel alternatief."),
            ),
            _ => words.pick(
                format!("No alternative is accepted by {}.", lower(&ranking).trim_end_matches(',')),
                format!(
                    "Geen enkel alternatief wordt aanvaard door {}.",
                    lower(&ranking).trim_end_matches(',')
                ),
            ),
        })];
        let best: Vec<usize> = (0..all.len())
            .filter(|at| most > 0 && View::accepting(group, &all[*at]) == most)
            .collect();
        if count > 1 && best.len() > MOST_BEST {
            let names = words.some(&self.alternatives(group, &best), MOST_NAMED);
            out.push(Block::Detail(words.pick(
                format!("{most} of {count} accept each of {names}."),
                format!("{most} van de {count} aanvaarden elk van {names}."),
            )));
        } else if count > 1 {
            for at in best {
                let refusing: Vec<usize> = group
                    .ranking
                    .iter()
                    .copied()
                    .filter(|actor| !all[at].accepted_by.contains(actor))
                    .collect();
                let names = words.some(&self.actors(&refusing), MOST_NAMED);
                let name = self.alternative(group, at);
                out.push(Block::Detail(words.pick(
                    format!("{name} is accepted by {most} of {count}: not by {names}."),
                    format!("{name} wordt aanvaard door {most} van de {count}: niet door {names}."),
                )));
            }
        }
        out
    }

    /// Whether all who rank accept an alternative for all that they admit.
    fn surely_accepted(&self, group: &PanelGroup, at: usize) -> bool {
        group.ranking.iter().all(|actor| self.accepts_surely(group, *actor, at))
    }

    /// Whether an actor accepts an alternative for all that it admits.
    fn accepts_surely(&self, group: &PanelGroup, actor: usize, at: usize) -> bool {
        let accepted = self.study.acceptance.accepted_rank(group.group);
        let own = &self.study.standings.actors[actor].groups[group.group].alternatives[at];
        self.study.evaluation.accepts(group, actor, accepted, own.rank_worst, own.low)
    }

    /// Who may not accept what all accept at the weights and figures given.
    fn could_refuse(&self, group: &PanelGroup, by_all: &[usize]) -> String {
        let words = self.words;
        let unsure =
            |actor: &usize| by_all.iter().any(|at| !self.accepts_surely(group, *actor, *at));
        let unsure: Vec<usize> = group.ranking.iter().copied().filter(unsure).collect();
        let names = words.some(&self.actors(&unsure), MOST_NAMED);
        words.pick(
            format!("That holds at the weights and figures given. For others that are possible too, it is not certain for {names}."),
            format!("Dat geldt bij de opgegeven gewichten en cijfers. Bij andere die ook mogelijk zijn, is het niet zeker voor {names}."),
        )
    }

    fn never_last(&self, group: &PanelGroup, all: &[AlternativeAcceptance]) -> Option<String> {
        let words = self.words;
        let is_never_last = |at: &usize| group.ranked.contains(at) && all[*at].is_never_last();
        let never: Vec<usize> = (0..all.len()).filter(is_never_last).collect();
        if all.len() < 2 || group.ranked.len() < 2 {
            return None;
        }
        if never.is_empty() {
            return Some(words.pick(
                "Each alternative that all can score is last for somebody.".into(),
                "Elk alternatief dat alle actoren een score kunnen geven, staat bij minstens één actor op de laatste plaats.".into(),
            ));
        }
        let name = |at: &usize| {
            let name = self.alternative(group, *at);
            let could = &all[*at].can_be_last_for;
            if self.study.acceptance.is_surely_never_last(group.group, *at) {
                return words.pick(format!("{name} (for sure)"), format!("{name} (zeker)"));
            }
            if could.is_empty() {
                return name;
            }
            let who = words.some(&self.actors(could), MOST_NAMED);
            words.pick(
                format!("{name} (but {who} could)"),
                format!("{name} (al kan dat wel bij {who})"),
            )
        };
        let names = words.some(&never.iter().map(name).collect::<Vec<_>>(), MOST_NAMED);
        Some(words.pick(
            format!("Nobody ranks last: {names}."),
            format!("Staat bij geen enkele actor op de laatste plaats: {names}."),
        ))
    }

    fn vetoes(&self, group: &PanelGroup, all: &[AlternativeAcceptance]) -> Option<String> {
        let words = self.words;
        let said = |(at, of): (usize, &AlternativeAcceptance)| {
            let who = words.some(&self.actors(&of.vetoed_by), MOST_NAMED);
            (!of.vetoed_by.is_empty()).then(|| format!("{} ({who})", self.alternative(group, at)))
        };
        let names: Vec<String> = all.iter().enumerate().filter_map(said).collect();
        let names = (!names.is_empty()).then(|| words.some(&names, MOST_NAMED))?;
        Some(words.pick(
            format!("Below the minimum of an actor, whatever its weights and the figures turn out to be: {names}."),
            format!("Haalt het minimum van een actor niet, welke gewichten en cijfers het ook worden: {names}."),
        ))
    }

    /// What all actors say for all that they admit.
    fn agreed(&self, group: &PanelGroup) -> Option<String> {
        let words = self.words;
        if self.study.evaluation.actors().len() < 2 {
            return None;
        }
        let pairs = &self.study.agreement.groups[group.group];
        let untold = self.untold(group);
        if !untold.is_empty() {
            let names = words.some(&self.actors(&untold), MOST_NAMED);
            return Some(words.pick(
                format!("What holds for all weights and figures that are possible, this method does not tell for {names}."),
                format!("Wat geldt voor alle mogelijke gewichten en cijfers, zegt deze methode niet voor {names}."),
            ));
        }
        let agreed: Vec<String> = pairs
            .iter()
            .filter(|pair| pair.verdict == PanelVerdict::All)
            .take(MOST_PAIRS + 1)
            .map(|pair| {
                let (ahead, behind) = match pair.for_a.is_empty() {
                    false => (pair.a, pair.b),
                    true => (pair.b, pair.a),
                };
                let (ahead, behind) =
                    (self.alternative(group, ahead), self.alternative(group, behind));
                words.pick(format!("{ahead} and not {behind}"), format!("{ahead} en niet {behind}"))
            })
            .collect();
        let disputed = pairs.iter().filter(|pair| pair.verdict == PanelVerdict::Disputed).count();
        let (count, all) = (words.count(disputed), words.count(pairs.len()));
        let disputed = match (disputed, pairs.len()) {
            (_, 0) => return None,
            (0, _) => words.pick(
                "in no comparison of two do actors surely disagree".to_owned(),
                "over geen enkel paar alternatieven zijn actoren het zeker oneens".to_owned(),
            ),
            _ => words.pick(
                format!("in {count} of the {all} comparisons of two, actors surely disagree"),
                format!(
                    "over {count} van de {all} paren alternatieven zijn actoren het zeker oneens"
                ),
            ),
        };
        Some(match agreed.is_empty() {
            true => words.pick(
                format!("No alternative is surely better than another for all actors; {disputed}."),
                format!("Geen enkel alternatief is voor alle actoren zeker beter dan een ander; {disputed}."),
            ),
            false => {
                let mut names = agreed.iter().take(MOST_PAIRS).cloned().collect::<Vec<_>>().join(", ");
                if agreed.len() > MOST_PAIRS {
                    names.push_str(words.pick(" and more", " en andere"));
                }
                words.pick(
                    format!("For all actors one is at least as good as the other, whatever their weights and the figures turn out to be: {names}; {disputed}."),
                    format!("Voor alle actoren is het ene minstens even goed als het andere, welke gewichten en cijfers het ook worden: {names}; {disputed}."),
                )
            }
        })
    }

    /// The actors of whom nothing is told but what holds at the weights and figures given.
    pub(super) fn untold(&self, group: &PanelGroup) -> Vec<usize> {
        let is_untold = |actor: &usize| {
            let own = &self.study.standings.actors[*actor].groups[group.group].alternatives;
            own.iter().any(|it| it.rank_best.is_none())
        };
        (0..self.study.evaluation.actors().len()).filter(is_untold).collect()
    }
}

/// The start of a sentence as it stands within one.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
