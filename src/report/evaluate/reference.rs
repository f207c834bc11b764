//! How whoever is first stands against an alternative that is there for reference, such as what is
//! done today: it has no rank, but it is what a reader compares with first.

use super::View;
use super::answer::{Answer, Place};
use crate::problem::PlaceInGroup;
use crate::report::{Block, Source};

/// What is known of a lead over the reference in one group.
struct OverReference {
    nominal: f64,
    /// Whether it holds whatever the figures that are not sure turn out to be.
    certain: bool,
    /// Whether it may be turned round by these figures: known, where bounds are.
    can_turn: Option<bool>,
}

impl View<'_> {
    /// The lead of whoever is first over the only alternative for reference, over all groups in
    /// which both have a score. Nothing where there is none, or several.
    pub(super) fn against_reference(&self, answer: &Answer) -> Option<Block> {
        let words = self.words;
        let mut name: Option<String> = None;
        let mut all: Vec<OverReference> = Vec::new();
        for (group, place) in answer.places.iter().enumerate() {
            let group = answer.of(group);
            let first = match place {
                Place::Lead(lead) => *lead.first.first()?,
                Place::Only(first) => *first,
                _ => continue,
            };
            let is_reference =
                |place: &PlaceInGroup| self.problem.alternatives[group.member(*place)].reference;
            let mut references = group.places().filter(is_reference);
            let Some(reference) = references.next() else { continue };
            if references.next().is_some() {
                return None;
            }
            let own = words.inside(self.problem, group.member(reference));
            if name.as_ref().is_some_and(|known| *known != own) {
                return None;
            }
            name = Some(own);
            let of = |place| group.standing(place).computed;
            let nominal = of(first)? - of(reference)?;
            let bounds = group.score_difference(first, reference);
            all.push(OverReference {
                nominal,
                certain: bounds.as_ref().is_some_and(|it| it.min > group.eps),
                can_turn: bounds.map(|it| it.min < -group.eps),
            });
        }
        let name = name?;
        let least = all.iter().map(|it| it.nominal).fold(f64::INFINITY, f64::min);
        let most = all.iter().map(|it| it.nominal).fold(f64::NEG_INFINITY, f64::max);
        let by = match least < 0.0 || most < 0.0 {
            // Where it is behind in some groups a range of leads would mislead.
            true if most < 0.0 => {
                let (low, high) = words.ends(-most, -least);
                words.pick(
                    format!("{} below {name}", between(&low, &high, " to ")),
                    format!("{} lager dan {name}", between(&low, &high, " tot ")),
                )
            }
            true => {
                let behind = words.count(all.iter().filter(|it| it.nominal < 0.0).count());
                let of = words.count(all.len());
                words.pick(
                    format!("below {name} in {behind} of {of} groups"),
                    format!("in {behind} van de {of} groepen lager dan {name}"),
                )
            }
            false => {
                let (low, high) = (words.size(least), words.size(most));
                words.pick(
                    format!("{} above {name}", between(&low, &high, " to ")),
                    format!("{} hoger dan {name}", between(&low, &high, " tot ")),
                )
            }
        };
        let sure = if all.iter().all(|it| it.certain) {
            words.pick("That is certain.", "Dat is zeker.")
        } else if all.iter().any(|it| it.can_turn == Some(true)) {
            words.pick(
                "That is not certain: within what is not known it can be the other way round.",
                "Dat is niet zeker: het kan ook omgekeerd zijn, want een deel is nog niet bekend.",
            )
        } else {
            words.pick("That is not certain.", "Dat is niet zeker.")
        };
        let text = words.pick(
            format!("What is first scores {by}, which is there for reference and has no rank. {sure}"),
            format!("Wat op de eerste plaats staat, scoort {by}, dat ter vergelijking dient en geen rang heeft. {sure}"),
        );
        Some(Block::Text(text).from_rows(Source::table("ranking")))
    }
}

/// One figure, or two that differ.
fn between(low: &str, high: &str, to: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low}{to}{high}") }
}
