//! What is certain, nominal and open of the order, in plain words.

use super::{MOST_PAIRS, View};
use crate::evaluate::evaluation::{Evaluation, GroupResult, Verdict};
use crate::problem::PlaceInGroup;
use crate::report::among::another_can_change;
use crate::report::{Block, Source};
use crate::study::lint::{another_can_turn, dependence, ends_in_ranges};
use std::collections::{BTreeMap, BTreeSet};

/// What an alternative is called in its group: its values of the keys that tell alternatives there
/// apart.
type Called = Vec<usize>;

/// Two of a group by verdict, whether another alternative can turn it, ranks and names.
type Alike = (Verdict, bool, [usize; 2], Called, Called);

/// Where two such stand in the same way to each other.
struct Found {
    /// The one of the two that is ahead, or named first, in the first group.
    ahead: usize,
    /// The other there.
    behind: usize,
    /// The groups.
    groups: Vec<usize>,
}

/// A line of the page: each of the first names stands so to each of the second.
struct OrderLine {
    names: [Vec<String>; 2],
    /// An alternative of each name, in the first of the groups.
    members: [Vec<usize>; 2],
    groups: Vec<usize>,
    /// The groups in words.
    where_: String,
}

/// Lines that follow each other in the same groups, with the same names on this side, as one line
/// with all their names on the other.
fn merged(lines: Vec<OrderLine>, side: usize) -> Vec<OrderLine> {
    let mut out: Vec<OrderLine> = Vec::new();
    for mut line in lines {
        match out.last_mut() {
            Some(last)
                if last.groups == line.groups
                    && last.where_ == line.where_
                    && last.names[side] == line.names[side] =>
            {
                last.names[1 - side].append(&mut line.names[1 - side]);
                last.members[1 - side].append(&mut line.members[1 - side]);
            }
            _ => out.push(line),
        }
    }
    out
}

/// More alternatives than this are not written in one line.
const MOST_IN_LINE: usize = 12;

/// The alternatives from first to last where these pairs, each with an example and its groups, are
/// one order of all of them, the same in every one of `contested` groups: each of the `pairs` that
/// there are is among them, everywhere.
fn whole_order(
    of_verdict: &[(&Alike, &Found)],
    pairs: usize,
    contested: usize,
) -> Option<Vec<usize>> {
    let everywhere = of_verdict.iter().all(|(_, found)| found.groups.len() == contested);
    if of_verdict.len() != pairs || !everywhere {
        return None;
    }
    // Each is ahead of as many as come after it.
    let mut wins: BTreeMap<&Called, (usize, usize)> = BTreeMap::new();
    for ((.., one, other), found) in of_verdict {
        wins.entry(one).or_insert((0, found.ahead)).0 += 1;
        wins.entry(other).or_insert((0, found.behind));
    }
    let mut order: Vec<(usize, usize)> = wins.into_values().collect();
    order.sort_by_key(|(wins, _)| std::cmp::Reverse(*wins));
    let n = order.len();
    let is_order = order.iter().enumerate().all(|(at, (wins, _))| *wins == n - 1 - at);
    (is_order && (3..=MOST_IN_LINE).contains(&n))
        .then(|| order.into_iter().map(|(_, member)| member).collect())
}

impl View<'_> {
    /// What is certain, nominal and open, in plain words.
    pub(super) fn order(&self, evaluation: &Evaluation) -> Vec<Block> {
        let words = self.words;
        let pairs: usize = evaluation.groups.iter().map(GroupResult::pairs).sum();
        if pairs == 0 || pairs > 200_000 {
            return Vec::new();
        }
        let inside = self.problem.keys_inside();
        // In one group the pairs come in the order of ranks, in several in that of names.
        let on = dependence(evaluation);
        let another = on.as_ref().map(|on| another_can_change(self.problem, on, words));
        let moves = !ends_in_ranges(evaluation).is_empty();
        let mut by: BTreeMap<Alike, Found> = BTreeMap::new();
        let single = evaluation.groups.len() == 1;
        let mut names: BTreeSet<(Called, Called)> = BTreeSet::new();
        let called = |member: usize| -> Called {
            inside.iter().map(|key| self.problem.alternatives[member].values[*key]).collect()
        };
        for (index, group) in evaluation.groups.iter().enumerate() {
            for pair in group.comparisons(self.problem.min_known) {
                let (mut ahead, mut behind) = (group.member(pair.ahead), group.member(pair.behind));
                if matches!(pair.verdict, Verdict::Open | Verdict::Tie) && ahead > behind {
                    // Neither is ahead: name them in key order.
                    std::mem::swap(&mut ahead, &mut behind);
                }
                let (one, other) = (called(ahead), called(behind));
                names.insert((one.clone().min(other.clone()), one.clone().max(other.clone())));
                let rank = |place: PlaceInGroup| {
                    if single { group.standing(place).rank.unwrap_or(usize::MAX) } else { 0 }
                };
                // What is certain whoever else comes is told apart from what is certain among
                // these.
                let sure = matches!(pair.verdict, Verdict::Certain | Verdict::Tie);
                let can_turn = |on| another_can_turn(evaluation, on, group, &pair);
                let turns = sure && on.as_ref().is_some_and(can_turn);
                let ranks = [rank(pair.ahead), rank(pair.behind)];
                let key = (pair.verdict, turns, ranks, one, other);
                by.entry(key)
                    .or_insert(Found { ahead, behind, groups: Vec::new() })
                    .groups
                    .push(index);
            }
        }
        let contested = evaluation.groups.iter().filter(|group| group.pairs() > 0).count();
        let mut out = Vec::new();
        let kinds = [
            (Verdict::Certain, false),
            (Verdict::Certain, true),
            (Verdict::Tie, false),
            (Verdict::Tie, true),
        ];
        for (verdict, turns) in
            kinds.into_iter().chain([(Verdict::Nominal, false), (Verdict::Open, false)])
        {
            let heading =
                self.heading(evaluation, verdict, another.as_deref().filter(|_| turns), moves);
            let of_verdict: Vec<_> = by
                .iter()
                .filter(|((known, can_turn, ..), _)| (*known, *can_turn) == (verdict, turns))
                .collect();
            let count: usize = of_verdict.iter().map(|(_, found)| found.groups.len()).sum();
            if count == 0 {
                continue;
            }
            let rows = |groups: &[usize]| {
                let rows = match groups {
                    [group] => Source::of_group(self.problem, "order", *group),
                    _ => Source::table("order"),
                };
                rows.with("method", evaluation.method.name()).with("verdict", verdict.name())
            };
            // One certain order of all is one line, however many pairs that are.
            let whole = match verdict {
                Verdict::Certain => whole_order(&of_verdict, names.len(), contested),
                _ => None,
            };
            if whole.is_none() && names.len() > MOST_PAIRS {
                let (count, pairs) = (words.count(count), words.count(pairs));
                out.push(
                    Block::Text(format!(
                        "{heading} {}",
                        words.pick(
                            format!("{count} of {pairs} pairs (`--table order`)."),
                            format!("{count} van {pairs} paren (`--table order`).")
                        )
                    ))
                    .from_rows(rows(&[])),
                );
                continue;
            }
            out.push(Block::Text(heading).from_rows(rows(&[])));
            let name = |member: usize| words.inside(self.problem, member);
            if let Some(order) = whole {
                let order = order.into_iter().map(name).collect::<Vec<_>>().join(", ");
                let all = &of_verdict[0].1.groups;
                let where_ = self.groups(evaluation, all, |group| group.pairs() > 0);
                out.push(
                    Block::Item(words.pick(
                        format!("{order}, in this order{where_}"),
                        format!("{order}, in deze volgorde{where_}"),
                    ))
                    .from_rows(rows(all)),
                );
                continue;
            }
            let mut lines: Vec<OrderLine> = Vec::new();
            for ((_, _, _, one, other), Found { ahead, behind, groups }) in of_verdict {
                let where_ = self.groups(evaluation, groups, |group| {
                    let has = |one: &Called| {
                        group.eligible().iter().any(|place| called(group.member(*place)) == *one)
                    };
                    has(one) && has(other)
                });
                lines.push(OrderLine {
                    names: [vec![name(*ahead)], vec![name(*behind)]],
                    members: [vec![*ahead], vec![*behind]],
                    groups: groups.clone(),
                    where_,
                });
            }
            if matches!(verdict, Verdict::Certain | Verdict::Nominal) {
                // Whoever is ahead of several is named once, and so is whoever is behind several.
                lines = merged(lines, 0);
                lines = merged(lines, 1);
            }
            for OrderLine { names, members, groups, where_ } in lines {
                let [ahead, behind] = names.map(|names| words.list(&names));
                let mut rows = rows(&groups);
                // Of two of which neither is ahead, the table names either first.
                if matches!(verdict, Verdict::Certain | Verdict::Nominal) {
                    for (column, of) in ["ahead", "behind"].into_iter().zip(&members) {
                        if let [one] = of[..] {
                            rows = rows.with(column, self.problem.name(one, &inside));
                        }
                    }
                }
                let said = Block::Item(match verdict {
                    Verdict::Certain | Verdict::Nominal => words.pick(
                        format!("{ahead} ahead of {behind}{where_}"),
                        format!("{ahead} voor op {behind}{where_}"),
                    ),
                    _ => words.pick(
                        format!("{ahead} and {behind}{where_}"),
                        format!("{ahead} en {behind}{where_}"),
                    ),
                });
                out.push(said.from_rows(rows));
            }
        }
        if !out.is_empty() {
            out.insert(
                0,
                Block::Heading(
                    words
                        .pick(
                            "What can be said of the order",
                            "Wat over de volgorde te zeggen valt",
                        )
                        .into(),
                ),
            );
        }
        out
    }

    /// What stands above the pairs of a verdict; `another` says that one more alternative can
    /// change it, and why; `moves` that scales end where ranges end.
    fn heading(
        &self,
        evaluation: &Evaluation,
        verdict: Verdict,
        another: Option<&str>,
        moves: bool,
    ) -> String {
        let words = self.words;
        let sure = match verdict {
            Verdict::Certain => words.pick("Certain", "Zeker"),
            Verdict::Tie => words.pick("Tied", "Gelijk"),
            Verdict::Nominal => {
                return words
                    .pick(
                        "At nominal figures only; not certain:",
                        "Alleen bij nominale cijfers; niet zeker:",
                    )
                    .to_owned();
            }
            Verdict::Open => {
                return words
                    .pick(
                        "Open; nothing can be said of the order:",
                        "Onbeslist; de volgorde is niet te bepalen:",
                    )
                    .to_owned();
            }
        };
        let within = self.within(evaluation, verdict, another.is_some(), moves);
        let another = another.map_or(String::new(), |another| format!(". {another}"));
        format!("{sure}{within}{another}:")
    }

    /// Within what a verdict is sure, as what follows on `certain`: among these alternatives, where
    /// `among`; on the scales as they stand, where scales end where ranges end (`moves`); and as far
    /// as figures go.
    pub(super) fn within(
        &self,
        evaluation: &Evaluation,
        verdict: Verdict,
        among: bool,
        moves: bool,
    ) -> String {
        let words = self.words;
        let scales = if moves {
            words.pick(" on the scales as they stand", " op de schalen zoals ze nu zijn")
        } else {
            ""
        };
        let among = if among {
            words.pick(" among these alternatives", " bij deze alternatieven")
        } else {
            ""
        };
        let crisp = evaluation.groups.iter().all(GroupResult::is_crisp);
        let how = match (crisp, verdict, self.problem.has_tails()) {
            (true, Verdict::Tie, _) => "",
            (true, ..) => words.pick(
                ", as far as the figures are; all of them are single figures",
                ", voor zover de cijfers zelf dat zijn: elk cijfer is één getal",
            ),
            // Bounds leave out the tails of a distribution.
            (false, _, true) => words.pick(
                ", whatever the unknown figures turn out to be (of a distribution the middle 95 %)",
                ", hoe de onbekende gegevens ook uitvallen (van een verdeling de middelste 95 %)",
            ),
            (false, _, false) => words.pick(
                ", whatever the unknown figures turn out to be",
                ", hoe de onbekende gegevens ook uitvallen",
            ),
        };
        format!("{among}{scales}{how}")
    }

    /// ` (in all 6)`, or ` (VIL, MEDVIA)`; nothing where there is one group.
    pub(super) fn groups(
        &self,
        evaluation: &Evaluation,
        groups: &[usize],
        could: impl Fn(&GroupResult) -> bool,
    ) -> String {
        if evaluation.groups.len() == 1 {
            return String::new();
        }
        let possible = evaluation.groups.iter().filter(|group| could(group)).count();
        if groups.len() == possible && possible > 1 {
            return self
                .words
                .pick(format!(" (in all {possible})"), format!(" (in alle {possible} groepen)"));
        }
        let name = |group: &usize| {
            self.words.alternative(
                self.problem,
                evaluation.groups[*group].members()[0],
                &self.problem.rank_within,
                false,
            )
        };
        if groups.len() > 8 {
            return self.words.pick(
                format!(" (in {} of {possible})", groups.len()),
                format!(" (in {} van de {possible} groepen)", groups.len()),
            );
        }
        format!(" ({})", groups.iter().map(name).collect::<Vec<_>>().join(", "))
    }
}
