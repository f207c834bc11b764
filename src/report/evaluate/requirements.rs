//! Who does not meet a requirement, or may not, and what follows.

use super::answer::Answer;
use super::{MOST_PAIRS, View};
use crate::problem::Requirement;
use crate::report::{Block, Source};
use std::collections::BTreeMap;

/// Alternatives whose exclusion the answer tells of, each with why.
const MOST_EXCLUDED: usize = 3;
/// Requirements named for each.
const MOST_FAILED: usize = 3;

/// One alternative that is excluded so, and the groups in which it is.
type Excluded = (usize, Vec<usize>);

impl View<'_> {
    /// Who is excluded, and which requirements it does not meet: those that fail the same ones
    /// together.
    pub(super) fn excluded(&self, answer: &Answer) -> Vec<Block> {
        let (words, problem) = (self.words, self.problem);
        let inside = problem.keys_inside();
        // By name: what excludes it, and where that does.
        let mut by: BTreeMap<(Vec<usize>, Vec<usize>, bool), Excluded> = BTreeMap::new();
        for (group, members) in problem.groups.iter().map(|group| &group.members).enumerate() {
            for member in members {
                let alternative = &problem.alternatives[*member];
                if alternative.excluded_by.is_empty() {
                    continue;
                }
                let name = inside.iter().map(|key| alternative.values[*key]).collect();
                // What surely fails is enough; else it is not known whether anything does.
                let (fails, may) = alternative.parted(&alternative.excluded_by);
                let why = if fails.is_empty() { (may, true) } else { (fails, false) };
                by.entry((name, why.0, why.1)).or_insert((*member, Vec::new())).1.push(group);
            }
        }
        // Of which further requirements it is not known whether they are met.
        let unknown_too = |member: usize| {
            let alternative = &problem.alternatives[member];
            let all = [&alternative.excluded_by[..], &alternative.flagged_by[..]].concat();
            let (_, mut may) = alternative.parted(&all);
            may.sort_unstable();
            may.dedup();
            let others = words.count(may.len());
            match may.len() {
                0 => String::new(),
                1 => words.pick(
                    "; of one other that is not known".to_owned(),
                    "; van één andere is dat niet bekend".to_owned(),
                ),
                _ => words.pick(
                    format!("; of {others} others that is not known"),
                    format!("; van {others} andere is dat niet bekend"),
                ),
            }
        };
        let mut out = Vec::new();
        for ((_, failed, may_meet), (member, groups)) in by.iter().take(MOST_EXCLUDED) {
            let name = words.inside(problem, *member);
            let cannot = match answer.places.len() {
                1 => words.pick(
                    format!("{name} cannot be chosen now"),
                    format!("{name} kan nu niet gekozen worden"),
                ),
                _ => {
                    let where_ = self.where_(answer, groups).replacen("in ", "In ", 1);
                    words.pick(
                        format!("{where_}, {name} cannot be chosen now"),
                        format!("{where_} kan {name} nu niet gekozen worden"),
                    )
                }
            };
            let asked: Vec<String> =
                failed.iter().map(|at| words.requirement(&problem.requirements[*at])).collect();
            let asked = words.some(&asked, MOST_FAILED);
            let said = match may_meet {
                false => {
                    let count = words.counted(
                        failed.len(),
                        ["requirement of the case is", "requirements of the case are"],
                        ["eis van het dossier is", "eisen van het dossier zijn"],
                    );
                    let unknown = unknown_too(*member);
                    words.pick(
                        format!("{cannot}: {count} not met ({asked}){unknown}. That says nothing of what it would be worth otherwise."),
                        format!("{cannot}: {count} niet vervuld ({asked}){unknown}. Dat zegt niets over wat het anders waard zou zijn."),
                    )
                }
                true => words.pick(
                    format!("{cannot}: whether it meets what the case asks is not known ({asked}). That says nothing of what it would be worth otherwise."),
                    format!("{cannot}: of het voldoet aan wat het dossier vraagt, is niet bekend ({asked}). Dat zegt niets over wat het anders waard zou zijn."),
                ),
            };
            let rows = Source::of_all(
                problem,
                "ranking",
                groups
                    .iter()
                    .flat_map(|group| problem.groups[*group].members.iter().copied())
                    .filter(|other| {
                        let values = |at: usize| -> Vec<usize> {
                            inside.iter().map(|key| problem.alternatives[at].values[*key]).collect()
                        };
                        values(*other) == values(*member)
                    }),
            );
            out.push(Block::Text(said).with_source(rows));
        }
        let more = by.len().saturating_sub(MOST_EXCLUDED);
        if more > 0 {
            let more = words.counted(
                more,
                ["other alternative is out too", "other alternatives are out too"],
                ["ander alternatief valt ook af", "andere alternatieven vallen ook af"],
            );
            out.push(Block::Text(words.pick(
                format!("{more}: see what to be careful with."),
                format!("{more}: zie waar u op moet letten."),
            )));
        }
        out
    }

    /// What each requirement excluded or flagged, and why. Who surely fails is kept apart from who
    /// may meet it.
    pub(super) fn requirements(&self) -> Vec<Block> {
        let mut out = Vec::new();
        for (index, requirement) in self.problem.requirements.iter().enumerate() {
            for excludes in [true, false] {
                for may_meet in [false, true] {
                    let who = self.caught(index, excludes, may_meet);
                    if !who.is_empty() {
                        let said = self.requirement(requirement, &who, excludes, may_meet);
                        let all = 0..self.problem.alternatives.len();
                        let caught =
                            all.filter(|at| self.is_caught(*at, index, excludes, may_meet));
                        let rows = Source::of_all(self.problem, "ranking", caught);
                        out.push(Block::Item(said).with_source(rows));
                    }
                }
            }
        }
        out
    }

    fn is_caught(&self, at: usize, requirement: usize, excludes: bool, may_meet: bool) -> bool {
        let alternative = &self.problem.alternatives[at];
        let by = if excludes { &alternative.excluded_by } else { &alternative.flagged_by };
        by.contains(&requirement) && alternative.may_meet.contains(&requirement) == may_meet
    }

    /// The names of those that a requirement excludes or flags, with the groups where it does.
    fn caught(&self, requirement: usize, excludes: bool, may_meet: bool) -> Vec<String> {
        let (words, problem) = (self.words, self.problem);
        let inside = problem.keys_inside();
        let mut by: BTreeMap<Vec<usize>, (usize, usize, Vec<usize>)> = BTreeMap::new();
        for (group, members) in problem.groups.iter().map(|group| &group.members).enumerate() {
            for member in members {
                let values =
                    inside.iter().map(|key| problem.alternatives[*member].values[*key]).collect();
                let entry = by.entry(values).or_insert((*member, 0, Vec::new()));
                entry.1 += 1;
                if self.is_caught(*member, requirement, excludes, may_meet) {
                    entry.2.push(group);
                }
            }
        }
        let evaluation = self.main();
        let who =
            by.values().filter(|(.., groups)| !groups.is_empty()).map(|(member, all, groups)| {
                let where_ = if groups.len() == *all && *all > 1 && evaluation.groups.len() > 1 {
                    words.pick(format!(" (in all {all})"), format!(" (in alle {all} groepen)"))
                } else {
                    self.groups(evaluation, groups, |_| true)
                };
                format!("{}{where_}", words.inside(problem, *member))
            });
        who.collect()
    }

    /// `B does not meet `quiet` and is excluded: reason [source]`
    fn requirement(
        &self,
        requirement: &Requirement,
        who: &[String],
        excludes: bool,
        may_meet: bool,
    ) -> String {
        let words = self.words;
        let reason = words.given(&requirement.reason);
        let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        let source = requirement.source.as_deref().map(|source| words.cited(source));
        let source = source.map(|source| format!(" [{source}]")).unwrap_or_default();
        let one = who.len() == 1;
        let what = match excludes {
            true => words.pick("excluded", "uitgesloten"),
            false => words.pick("flagged", "een aandachtspunt"),
        };
        // A flag is something that one is given.
        let (is, are) = if excludes { ("is", "zijn") } else { ("krijgt", "krijgen") };
        let is = words.pick(if one { "is" } else { "are" }, if one { is } else { are });
        let cut = if who.len() > MOST_PAIRS { " (`-o ranking.csv`)" } else { "" };
        let (names, id) = (format!("{}{cut}", words.some(who, MOST_PAIRS)), &requirement.id);
        let (meets, does, it) = match one {
            true => (words.pick("meets", "voldoet"), "does", words.pick("it", "het")),
            false => (words.pick("meet", "voldoen"), "do", words.pick("they", "ze")),
        };
        match may_meet {
            false => words.pick(
                format!("{names} {does} not meet `{id}` and {is} {what}{reason}{source}"),
                format!("{names} {meets} niet aan de eis `{id}` en {is} {what}{reason}{source}"),
            ),
            true => words.pick(
                format!("It is not known whether {names} {meets} `{id}`, so {it} {is} {what}{reason}{source}"),
                format!("Het is niet bekend of {names} {meets} aan de eis `{id}`, dus {is} {it} {what}{reason}{source}"),
            ),
        }
    }
}
