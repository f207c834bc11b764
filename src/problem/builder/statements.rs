//! What a builder is told of weights and of whole alternatives.

use super::comparison::{Compared, Comparison, Difference};
use super::faults::Faults;
use super::rows::{Names, NotFound, Row};
use crate::error::{Error, Phrase, Said, both};
use crate::problem::constraint_text::{parse, remedy};
use crate::problem::stated::{constraint, differences};
use crate::problem::tree::Tree;
use crate::problem::{KeyValues, Preference, Problem, WeightConstraint, weights};

/// The constraints that these lines stand for.
pub(super) fn constraints(
    lines: &[String],
    tree: &Tree,
    faults: &mut Faults,
) -> Vec<WeightConstraint> {
    let mut out = Vec::new();
    for line in lines {
        let at = both(format!("constraint `{line}`"), format!("voorwaarde `{line}`"));
        match parse(line) {
            Ok((constraints, mentions)) => {
                for (name, _) in mentions.iter().filter(|(name, _)| tree.find(name).is_none()) {
                    let known = tree.branches.iter().map(|branch| branch.id.as_str());
                    let unknown = Error::unknown("criterion", name, known);
                    faults.add(&at, unknown.said());
                }
                out.extend(constraints.iter().map(|one| one.on_branches(tree, line)));
            }
            Err(wrong) => {
                let help = remedy(line, &wrong);
                faults.add(
                    at,
                    both(
                        format!("{}: {help}", wrong.message),
                        format!("{:#}: {help:#}", wrong.message),
                    ),
                );
            }
        }
    }
    out
}

/// The preferences, with rows for alternatives; several that are equally good make several.
pub(super) fn preferences(
    said: &[(Compared, Comparison)],
    rows: &[Row],
    names: &Names,
    faults: &mut Faults,
) -> Vec<Preference> {
    said.iter()
        .flat_map(|(said, details)| {
            let statement = Statement { details, rows, names, at: name(said) };
            match said {
                Compared::Better(better, worse) => {
                    statement.better(better, worse, faults).into_iter().collect()
                }
                Compared::Equal(all) => statement.equal(all, faults),
            }
        })
        .collect()
}

/// As faults name it.
fn name(said: &Compared) -> Said {
    match said {
        Compared::Better(better, worse) => both(
            format!("preference `{better}` over `{worse}`"),
            format!("voorkeur voor `{better}` boven `{worse}`"),
        ),
        Compared::Equal(all) => {
            let all = all.join("`, `");
            both(format!("preference `{all}` equally good"), format!("voorkeur `{all}` even goed"))
        }
    }
}

struct Statement<'a> {
    details: &'a Comparison,
    rows: &'a [Row],
    names: &'a Names<'a>,
    at: Said,
}

impl Statement<'_> {
    fn find(&self, name: &str, faults: &mut Faults) -> Option<usize> {
        let reason = match self.names.find(name, None) {
            Ok(row) => return Some(row),
            Err(NotFound::Unknown(reason) | NotFound::InGroup(reason)) => reason,
            Err(NotFound::Several(first)) => both(
                format!("several groups have `{name}`: name one in full, as in `{first}`"),
                format!("meer dan één groep heeft `{name}`: noem er een voluit, zoals `{first}`"),
            ),
        };
        faults.add(&self.at, reason);
        None
    }

    fn stated(&self, terms: Vec<(usize, f64)>, equal: bool, written: String) -> Preference {
        let (reason, source) = (self.details.reason.clone(), self.details.source.clone());
        Preference { terms, equal, by: 0.0, reason, source, written }
    }

    fn better(&self, better: &str, worse: &str, faults: &mut Faults) -> Option<Preference> {
        let full = |row: usize| self.rows[row].full_name();
        let found = (self.find(better, faults), self.find(worse, faults));
        let by = match &self.details.by {
            None => None,
            Some(Difference::Points(points)) if (0.0..1.0).contains(points) => {
                Some((*points, Vec::new(), points.to_string()))
            }
            Some(Difference::Points(points)) => {
                let reason = both(
                    format!(
                        "two scores cannot be told to differ by more than {points}: scores lie \
                         between 0 and 1, so give a number from 0 to below 1"
                    ),
                    format!(
                        "twee scores kunnen niet meer dan {points} verschillen: scores liggen \
                         tussen 0 en 1, dus geef een getal vanaf 0 en onder 1"
                    ),
                );
                faults.add(&self.at, reason);
                return None;
            }
            Some(Difference::Between(better, worse)) => {
                let (better, worse) = (self.find(better, faults), self.find(worse, faults));
                let (better, worse) = (better?, worse?);
                let written = format!("{} over {}", full(better), full(worse));
                Some((0.0, vec![(better, -1.0), (worse, 1.0)], written))
            }
        };
        let (better, worse) = (found.0?, found.1?);
        if better == worse {
            let own = full(better);
            let reason = both(
                format!("{own} is compared with itself"),
                format!("{own} wordt met zichzelf vergeleken"),
            );
            faults.add(&self.at, reason);
            return None;
        }
        let written = format!("{} better than {}", full(better), full(worse));
        let mut said = self.stated(vec![(better, 1.0), (worse, -1.0)], false, written);
        if let Some((points, terms, difference)) = by {
            said.written = format!("{} by more than {difference}", said.written);
            said.by = points;
            said.terms.extend(terms);
        }
        Some(said)
    }

    fn equal(&self, all: &[String], faults: &mut Faults) -> Vec<Preference> {
        if all.len() < 2 {
            let reason = Phrase(
                "it needs two alternatives or more",
                "er zijn minstens twee alternatieven nodig",
            );
            faults.add(&self.at, reason);
        }
        if self.details.by.is_some() {
            let reason = Phrase(
                "alternatives that are equally good do not differ: leave out `by_more_than`",
                "alternatieven die even goed zijn, verschillen niet: laat `by_more_than` weg",
            );
            faults.add(&self.at, reason);
        }
        let found: Vec<Option<usize>> = all.iter().map(|one| self.find(one, faults)).collect();
        let Some(all) = found.into_iter().collect::<Option<Vec<usize>>>() else {
            return Vec::new();
        };
        let full = |row: usize| self.rows[row].full_name();
        // One after the other: a = b and b = c.
        let pair = |pair: &[usize]| {
            let written = format!("{} and {} equally good", full(pair[0]), full(pair[1]));
            self.stated(vec![(pair[0], 1.0), (pair[1], -1.0)], true, written)
        };
        all.windows(2).map(pair).collect()
    }
}

/// Put preferences and what they ask of the weights into a problem; `rows` are the values of every
/// key by the rows that the preferences name.
pub(super) fn prefer(
    problem: &mut Problem,
    preferences: Vec<Preference>,
    rows: &[KeyValues],
    faults: &mut Faults,
) {
    for mut said in preferences {
        for (at, _) in &mut said.terms {
            // Alternatives come in the order of their values.
            let place = problem.alternatives.binary_search_by(|it| it.values.cmp(&rows[*at]));
            *at = place.unwrap_or(0);
        }
        match differences(problem, &said.terms) {
            Ok(row) => {
                let asked = constraint(problem, &said, &row);
                if asked.terms.is_empty() && !(said.equal && asked.constant == 0.0) {
                    let reason = Phrase(
                        "no weights make it so: the values of these alternatives do not differ on \
                         any criterion",
                        "geen gewichten maken dat waar: de waarden van deze alternatieven \
                         verschillen op geen enkel criterium",
                    );
                    faults.add(stated_as("preference", &said.written), reason);
                }
                problem.constraints.push(asked);
                problem.preferences.push(said);
            }
            Err(reason) => {
                let help = Phrase(
                    "give every criterion a scale, or compare alternatives that compete in one \
                     group",
                    "geef elk criterium een schaal, of vergelijk alternatieven die in één groep \
                     meedingen",
                );
                let reason = both(format!("{reason}: {help}"), format!("{reason:#}: {help:#}"));
                faults.add(stated_as("preference", &said.written), reason);
            }
        }
    }
}

/// A statement as faults name it.
fn stated_as(what: &str, written: &str) -> Said {
    both(format!("{what} `{written}`"), format!("{} `{written}`", dutch_of(what)))
}

fn dutch_of(what: &str) -> &'static str {
    if what == "preference" { "voorkeur" } else { "voorwaarde" }
}

/// The problem's own weights meet what must hold between weights; so some weights do.
pub(super) fn check_weights(problem: &Problem, faults: &mut Faults) {
    let tree = &problem.tree;
    let global = weights::global(tree);
    for constraint in problem.constraints.iter().filter(|it| !it.is_met(tree, &global)) {
        let weight = |(branch, _): &(usize, f64)| {
            let sum: f64 = tree.leaves_under(*branch).iter().map(|leaf| global[*leaf]).sum();
            format!("{} = {sum:.4}", tree.branches[*branch].id)
        };
        let now: Vec<String> = constraint.terms.iter().map(weight).collect();
        let what = if constraint.preference { "preference" } else { "constraint" };
        let (now, dutch) = (now.join(", "), dutch_of(what));
        let reason = both(
            format!(
                "the problem's own weights do not meet it ({now}): change the weights, or the \
                 {what}"
            ),
            format!(
                "de gewichten van het probleem zelf voldoen er niet aan ({now}): wijzig de \
                 gewichten, of de {dutch}"
            ),
        );
        faults.add(stated_as(what, &constraint.written), reason);
    }
}
