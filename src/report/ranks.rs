//! Ranks of a group under several methods. A few methods are a column each. Many are put together:
//! those of a family that give one order share a row, or where there are many alternatives too,
//! each family says from which rank to which its methods put an alternative.

use super::Words;
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::ranked_group::RankedGroup;
use crate::method::Family;
use crate::problem::Problem;
use crate::study::families;
use crate::write::grid::{Align, Grid};

/// What the columns of methods may take beside the names of alternatives, in a narrow terminal.
const ROOM: usize = 66;
/// What a column takes beside its name.
const SIDES: usize = 3;
/// More alternatives than this are rows.
const MOST_COLUMNS: usize = 6;

/// Methods with a score on one group.
pub(super) struct Ranks<'a> {
    problem: &'a Problem,
    names: Vec<&'static str>,
    families: Vec<(Family, Vec<usize>)>,
    groups: Vec<RankedGroup<'a>>,
}

impl<'a> Ranks<'a> {
    /// `None` where none of the evaluations has a score.
    pub(super) fn new(
        problem: &'a Problem,
        evaluations: &'a [Evaluation<'a>],
        group: usize,
    ) -> Option<Ranks<'a>> {
        let scored = |evaluation: &usize| evaluations[*evaluation].method.has_score();
        let with_scores = |(family, of): (Family, Vec<usize>)| {
            let of: Vec<usize> = of.into_iter().filter(scored).collect();
            (!of.is_empty()).then_some((family, of))
        };
        let families: Vec<_> = families(evaluations).into_iter().filter_map(with_scores).collect();
        (!families.is_empty()).then(|| Ranks {
            problem,
            names: evaluations.iter().map(|evaluation| evaluation.method.name()).collect(),
            families,
            groups: evaluations
                .iter()
                .map(|evaluation| RankedGroup::new(&evaluation.groups[group]))
                .collect(),
        })
    }

    /// The group under the first method with a score, and its alternatives by rank.
    fn main(&self) -> &RankedGroup<'a> {
        &self.groups[self.families[0].1[0]]
    }

    /// The alternatives by their rank under the first method with a score.
    pub(super) fn order(&self) -> Vec<usize> {
        self.main().order()
    }

    /// The table of the ranks of these alternatives.
    pub(super) fn grid(&self, shown: &[usize], words: Words) -> Grid {
        if !are_many(self.families.iter().flat_map(|(_, of)| of).map(|at| self.names[*at])) {
            self.by_method(shown, words)
        } else if shown.len() <= MOST_COLUMNS {
            self.by_order(shown, words)
        } else {
            self.by_family(shown, words)
        }
    }

    fn name(&self, at: usize, words: Words) -> String {
        words.inside(self.problem, self.main().member(at))
    }

    fn rank(&self, evaluation: usize, at: usize) -> usize {
        self.groups[evaluation].rank(at)
    }

    /// An alternative per row, a method per column.
    fn by_method(&self, shown: &[usize], words: Words) -> Grid {
        let of = || self.families.iter().flat_map(|(_, evaluations)| evaluations);
        let mut head = vec![alternative(words)];
        head.extend(of().map(|at| (self.names[*at].to_owned(), Some(Align::Right))));
        let row = |at: &usize| {
            let ranks = of().map(|evaluation| self.rank(*evaluation, *at).to_string());
            std::iter::once(self.name(*at, words)).chain(ranks).collect()
        };
        Grid { head, rows: shown.iter().map(row).collect() }
    }

    /// A row for the methods of a family that give one order, an alternative per column.
    fn by_order(&self, shown: &[usize], words: Words) -> Grid {
        let all = 0..self.main().places.len();
        let ranks_of = |evaluation: usize| -> Vec<usize> {
            all.clone().map(|at| self.rank(evaluation, at)).collect()
        };
        let mut head = vec![
            (words.pick("family", "familie").to_owned(), None),
            (words.pick("methods with this order", "methodes met deze volgorde").to_owned(), None),
        ];
        head.extend(shown.iter().map(|at| (self.name(*at, words), Some(Align::Right))));
        let row = |(family, evaluations): (Family, Vec<usize>)| {
            let names: Vec<String> =
                evaluations.iter().map(|at| self.names[*at].to_owned()).collect();
            let ranks = shown.iter().map(|at| self.rank(evaluations[0], *at).to_string());
            let first = [words.phrase(family.words()).to_owned(), names.join(", ")];
            first.into_iter().chain(ranks).collect()
        };
        Grid { head, rows: alike(&self.families, ranks_of).into_iter().map(row).collect() }
    }

    /// An alternative per row, and from which rank to which each family puts it.
    fn by_family(&self, shown: &[usize], words: Words) -> Grid {
        let mut head = vec![alternative(words)];
        head.extend(
            self.families
                .iter()
                .map(|(family, _)| (words.phrase(family.words()).to_owned(), Some(Align::Right))),
        );
        let row = |at: &usize| {
            let range = |(_, evaluations): &(Family, Vec<usize>)| {
                let ranks = || evaluations.iter().map(|evaluation| self.rank(*evaluation, *at));
                match (ranks().min(), ranks().max()) {
                    (Some(best), Some(worst)) if best < worst => {
                        words.pick(format!("{best} to {worst}"), format!("{best} tot {worst}"))
                    }
                    (best, _) => best.map_or_else(String::new, |rank| rank.to_string()),
                }
            };
            let ranges = self.families.iter().map(range);
            std::iter::once(self.name(*at, words)).chain(ranges).collect()
        };
        Grid { head, rows: shown.iter().map(row).collect() }
    }

    /// What the table of these alternatives says, where its head does not.
    pub(super) fn reading(&self, shown: &[usize], words: Words) -> Option<String> {
        let many = are_many(self.families.iter().flat_map(|(_, of)| of).map(|at| self.names[*at]));
        (many && shown.len() > MOST_COLUMNS).then(|| {
            words
                .pick(
                    "From the best to the worst rank that the methods of a family give.",
                    "Van de beste tot de slechtste rang die de methodes van een familie geven.",
                )
                .to_owned()
        })
    }
}

/// Whether methods of these names are too many for a column each.
pub(super) fn are_many<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    names.map(|name| name.len() + SIDES).sum::<usize>() > ROOM
}

/// The methods of each family that are alike in this, in the order given.
pub(super) fn alike<K: PartialEq>(
    families: &[(Family, Vec<usize>)],
    key: impl Fn(usize) -> K,
) -> Vec<(Family, Vec<usize>)> {
    let mut out = Vec::new();
    for (family, evaluations) in families {
        let mut sets: Vec<(K, Vec<usize>)> = Vec::new();
        for evaluation in evaluations {
            let own = key(*evaluation);
            match sets.iter_mut().find(|(known, _)| *known == own) {
                Some((_, set)) => set.push(*evaluation),
                None => sets.push((own, vec![*evaluation])),
            }
        }
        out.extend(sets.into_iter().map(|(_, set)| (*family, set)));
    }
    out
}

fn alternative(words: Words) -> (String, Option<Align>) {
    (words.pick("alternative", "alternatief").to_owned(), None)
}
