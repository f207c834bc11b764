//! Of a method that sorts: which alternative is in which category, and how sure that is.

use super::{MOST_ROWS, View};
use crate::evaluate::assignment::Assigned;
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::problem::PlaceInGroup;
use crate::report::Block;
use crate::write::grid::Grid;

/// Names said together.
const MOST_NAMED: usize = 4;

/// An alternative that competes, and its categories.
struct Sorted<'a> {
    group: &'a GroupResult,
    place: PlaceInGroup,
    assigned: Assigned,
}

impl View<'_> {
    /// What a category is called.
    pub(super) fn category(&self, at: usize) -> String {
        let category = self.problem.categories.get(at);
        category.map_or(String::new(), |it| self.words.label(&it.label, &it.id))
    }

    fn sorted<'a>(&self, evaluation: &'a Evaluation) -> Vec<Sorted<'a>> {
        let mut out = Vec::new();
        for group in &evaluation.groups {
            out.extend(group.eligible().iter().filter_map(|place| {
                Some(Sorted { group, place: *place, assigned: group.assigned(*place)? })
            }));
        }
        out
    }

    /// Who is in which category, the best first, and how sure that is.
    pub(super) fn sorted_answer(&self, evaluation: &Evaluation) -> String {
        let words = self.words;
        let all = self.sorted(evaluation);
        let names = |of: &[&Sorted]| {
            let full = |it: &&Sorted| words.full(self.problem, it.group.member(it.place));
            words.some(&of.iter().map(full).collect::<Vec<_>>(), MOST_NAMED)
        };
        let mut parts = Vec::new();
        for at in (0..self.problem.categories.len()).rev() {
            let own: Vec<&Sorted> =
                all.iter().filter(|it| it.assigned.category == Some(at)).collect();
            let who = match own.is_empty() {
                true => words.pick("none".to_owned(), "geen".to_owned()),
                false => names(&own),
            };
            parts.push(format!("{}: {who}", self.category(at)));
        }
        let mut text = format!("{}.", parts.join("; "));
        let unknown: Vec<&Sorted> =
            all.iter().filter(|it| it.assigned.category.is_none()).collect();
        if !unknown.is_empty() {
            text += &words.pick(
                format!(" Too little is known of {} for a category.", names(&unknown)),
                format!(" Van {} is te weinig bekend voor een categorie.", names(&unknown)),
            );
        }
        let open: Vec<&Sorted> = all
            .iter()
            .filter(|it| it.assigned.bounds.is_none_or(|(low, high)| low != high))
            .collect();
        text += &match (open.is_empty(), open.len() == all.len()) {
            (true, _) if evaluation.groups.iter().all(GroupResult::is_crisp) => words.pick(
                " All figures are single figures.".to_owned(),
                " Alle cijfers zijn enkelvoudig.".to_owned(),
            ),
            (true, _) => words.pick(
                " That holds whatever the inputs turn out to be.".to_owned(),
                " Dat geldt hoe de gegevens ook uitvallen.".to_owned(),
            ),
            (false, true) => words.pick(
                " That holds at nominal figures only.".to_owned(),
                " Dat geldt alleen bij nominale cijfers.".to_owned(),
            ),
            (false, false) => words.pick(
                format!(" For {} that holds at nominal figures only.", names(&open)),
                format!(" Voor {} geldt dat alleen bij nominale cijfers.", names(&open)),
            ),
        };
        text
    }

    /// The category of every alternative, with those that it can be in.
    pub(super) fn categories(&self, evaluation: &Evaluation) -> Vec<Block> {
        let words = self.words;
        let keys: Vec<usize> = (0..self.problem.keys.len()).collect();
        let mut head: Vec<(String, _)> = keys
            .iter()
            .map(|key| (self.problem.keys[*key].label.get(words.0).to_owned(), None))
            .collect();
        head.push((words.pick("category", "categorie").to_owned(), None));
        head.push((words.pick("can be", "kan zijn").to_owned(), None));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut all = 0;
        for group in &evaluation.groups {
            let mut places: Vec<PlaceInGroup> = group.places().collect();
            let rank = |place: &PlaceInGroup| group.standing(*place).rank.unwrap_or(usize::MAX);
            places.sort_by_key(|place| (rank(place), *place));
            all += places.len();
            for place in places.into_iter().take(MOST_ROWS.saturating_sub(rows.len())) {
                let Some(assigned) = group.assigned(place) else { continue };
                let member = group.member(place);
                let alternative = &self.problem.alternatives[member];
                let mut own = assigned.category.map_or("–".to_owned(), |at| self.category(at));
                if alternative.reference {
                    own += words.pick(" (reference)", " (referentie)");
                } else if !alternative.excluded_by.is_empty() {
                    own += words.pick(" (excluded)", " (uitgesloten)");
                } else if !alternative.flagged_by.is_empty() {
                    own += " !";
                }
                let range = match assigned.bounds {
                    Some((low, high)) if low < high => words.pick(
                        format!("{} to {}", self.category(low), self.category(high)),
                        format!("{} tot {}", self.category(low), self.category(high)),
                    ),
                    _ => String::new(),
                };
                let mut row: Vec<String> = keys
                    .iter()
                    .map(|key| words.alternative(self.problem, member, &[*key], true))
                    .collect();
                row.extend([own, range]);
                rows.push(row);
            }
        }
        // Where nothing is open there is no column of what can be.
        let range = keys.len() + 1;
        if rows.iter().all(|row| row[range].is_empty()) {
            head.remove(range);
            rows.iter_mut().for_each(|row| drop(row.remove(range)));
        }
        let shown = rows.len();
        let mut out = vec![Block::Grid(Grid { head, rows })];
        if all > shown {
            let more = words.counted(all - shown, ["more row", "more rows"], ["rij", "rijen"]);
            out.push(Block::Text(words.pick(
                format!("... and {more}; `--table assignment` has them all."),
                format!("... en nog {more}; `--table assignment` heeft ze allemaal."),
            )));
        }
        let flagged = |it: &crate::problem::Alternative| it.eligible() && !it.flagged_by.is_empty();
        if self.problem.alternatives.iter().any(flagged) {
            let text = words.pick("! = flagged, see below.", "! = aandachtspunt, zie verder.");
            out.push(Block::Text(text.into()));
        }
        if let Some(name) = evaluation.method.definition().own_profiles() {
            out.push(Block::Text(words.pick(
                format!("How each stands to the limits: `--table {name}`, or `explain --of NAME`."),
                format!("Hoe elk alternatief tegenover de grenzen staat: `--table {name}`, of `explain --of NAAM`."),
            )));
        }
        out
    }
}
