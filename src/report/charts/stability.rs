//! The charts of a stability study: how far single weights may move, and the smallest change of all
//! together.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{MOST_PANELS, MOST_ROWS, axis, branch_label, group_name, read_out, titled};
use crate::case::Case;
use crate::chart::palette::INK;
use crate::chart::{
    Caption, Fill, IntervalPanel, IntervalRow, Intervals, Legend, Slope, SlopeLine, SlopePanel,
};
use crate::evaluate::path::Scope;
use crate::problem::Side;
use crate::report::{NamedChart, Words};
use crate::study::stability::change::Goal;
use crate::study::stability::norm::Norm;
use crate::study::stability::{ChangeOf, Stability, StabilityInterval};
use crate::study::sweep::track::Target;
use crate::tolerance::CHANGED;

/// Changes that are drawn.
const MOST_CHANGES: usize = 6;
/// With more weights than this those that stay are not drawn.
const MOST_LINES: usize = 16;

/// The charts of a stability study, as far as it has intervals and changes.
pub fn stability_charts<'a>(
    case: &'a Case,
    study: &'a Stability<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let view = View { case, study, words };
    let mut out = Vec::new();
    // Where no weight changes who is first there is nothing to see.
    let first = |it: &&StabilityInterval| it.target == Target::First;
    if study.intervals.iter().filter(first).any(|it| view.room(it).is_some()) {
        out.push(NamedChart::new("intervals", move || view.intervals().picture()));
    }
    if !view.smallest().is_empty() {
        out.push(NamedChart::new("smallest-change", move || view.slope().picture()));
    }
    out
}

#[derive(Clone, Copy)]
struct View<'a> {
    case: &'a Case,
    study: &'a Stability<'a>,
    words: Words,
}

impl View<'_> {
    fn name(&self, group: usize, at: usize) -> String {
        let ranked = &self.study.sweep.ranked_groups[group];
        self.words.inside(&self.case.problem, ranked.member(at))
    }

    /// Who is first, and whether they are several.
    fn leaders(&self, group: usize) -> (String, bool) {
        let leaders = self.study.sweep.ranked_groups[group].leaders();
        let names: Vec<String> = leaders.iter().map(|at| self.name(group, *at)).collect();
        (self.words.some(&names, 3), names.len() > 1)
    }

    fn group(&self, group: usize) -> String {
        group_name(&self.case.problem, group, self.words)
    }

    /// Where an interval holds, rounded inward, and the weight now.
    fn ends(&self, it: &StabilityInterval) -> [String; 3] {
        let now = self.study.path(it).weight;
        let limits = [
            (0.0, Side::Nearest),
            (it.low, Side::Up),
            (now, Side::Nearest),
            (it.high, Side::Down),
            (1.0, Side::Nearest),
        ];
        let [_, low, now, high, _] = self.words.in_order(limits);
        [low, now, high]
    }

    /// The least that the weight can move before first place changes; `None` where it never does.
    fn room(&self, it: &StabilityInterval) -> Option<f64> {
        let weight = self.study.path(it).weight;
        let below = (it.low > 0.0).then_some(weight - it.low);
        let above = (it.high < 1.0).then_some(it.high - weight);
        match (below, above) {
            (Some(below), Some(above)) => Some(below.min(above)),
            (one, other) => one.or(other),
        }
    }

    fn intervals(&self) -> Intervals {
        let (words, problem) = (self.words, &self.case.problem);
        let groups = &self.study.sweep.ranked_groups;
        let mut panels = Vec::new();
        let mut read = Vec::new();
        let mut free = Vec::new();
        // Of what has a limit: groups and weights that have none are told apart from these.
        let mut left = LeftOut::default();
        let mut tightest: Option<(f64, &StabilityInterval)> = None;
        let mut unlimited = 0;
        // Where no weight changes anything, all are drawn: an empty picture would not show that.
        let first = |it: &&StabilityInterval| it.target == Target::First;
        let limits = self.study.intervals.iter().filter(first).any(|it| self.room(it).is_some());
        let free_room = (!limits).then_some(f64::INFINITY);
        for group in (0..groups.len()).filter(|group| groups[*group].places.len() > 1) {
            let of = |it: &&StabilityInterval| it.group == group && it.target == Target::First;
            let own = self.study.intervals.iter().filter(of);
            let mut limited: Vec<(f64, &StabilityInterval)> =
                own.clone().filter_map(|it| Some((self.room(it).or(free_room)?, it))).collect();
            let all = own.count();
            unlimited += all - limited.len();
            limited.sort_by(|a, b| a.0.total_cmp(&b.0));
            if let Some(first) = limited.first().copied()
                && first.0.is_finite()
                && tightest.is_none_or(|known| first.0 < known.0)
            {
                tightest = Some(first);
            }
            let (leaders, _) = self.leaders(group);
            if limited.is_empty() {
                free.push(titled(self.group(group), &leaders));
                continue;
            }
            if panels.len() >= MOST_PANELS {
                left.groups += 1;
                continue;
            }
            left.rows += LeftOut::over(limited.len(), MOST_ROWS);
            let title = titled(self.group(group), &leaders);
            let row = |(_, it): &(f64, &StabilityInterval)| {
                let name = branch_label(problem, self.study.path(it).branch, words);
                let [low, now, high] = self.ends(it);
                let text = words
                    .pick(format!("{low} to {high}; {now}"), format!("{low} tot {high}; {now}"));
                let hint = words.pick(
                    format!("{title} first: {name} from {low} to {high}, now {now}"),
                    format!("{title} eerste: {name} van {low} tot {high}, nu {now}"),
                );
                let holds = (it.low, it.high);
                IntervalRow { name, hint, text, holds, now: self.study.path(it).weight }
            };
            let rows: Vec<IntervalRow> = limited.iter().take(MOST_ROWS).map(row).collect();
            read.extend(rows.iter().map(|row| row.hint.clone()));
            panels.push(IntervalPanel { title, rows });
        }
        let title = match tightest {
            None => words
                .pick(
                    "No weight alone changes who is first, at nominal figures",
                    "Geen enkel gewicht verandert op zich wie eerste is, bij nominale cijfers",
                )
                .to_owned(),
            Some((_, it)) => self.tightest(it),
        };
        let mut notes = vec![
            words
                .pick(
                    "Bar: where the same stay first at nominal figures while this weight alone moves, the others keeping their proportions. Dot: the weight now. Orange end: beyond it first place changes.",
                    "Balk: waar dezelfde alternatieven eerste blijven, bij nominale cijfers, als alleen dit gewicht verandert en de andere hun onderlinge verhouding behouden. Stip: het gewicht nu. Oranje einde: daarbuiten verandert de eerste plaats.",
                )
                .to_owned(),
        ];
        if !free.is_empty() && tightest.is_some() {
            let free = words.some(&free, 6);
            notes.push(words.pick(
                format!("No single weight changes first place of {free}."),
                format!("Geen enkel gewicht verandert op zich de eerste plaats van {free}."),
            ));
        }
        if unlimited > 0 && tightest.is_some() {
            notes.push(
                words
                    .pick(
                        "Weights that never change it by themselves are not drawn.",
                        "Gewichten die daar op zich nooit iets aan veranderen, zijn niet getekend.",
                    )
                    .to_owned(),
            );
        }
        notes.extend(left.note(RowsAre::Weights, Some("intervals"), words));
        notes.extend(closing(self.case, Some(self.study.sweep.evaluation.method.name()), words));
        if read.is_empty() {
            read.push(title.clone());
        }
        let of = match self.study.sweep.all_paths().next().map(|path| path.scope) {
            Some(Scope::Local) => words.pick(
                "weight, as a share among siblings",
                "gewicht, als aandeel binnen zijn groep criteria",
            ),
            _ => words.pick(
                "weight, as a share of all weight",
                "gewicht, als aandeel van het totale gewicht",
            ),
        };
        Intervals {
            caption: Caption { title, description: read_out(&read, words), notes },
            axis: axis(of.to_owned(), false, words),
            head: words.pick("holds; now", "geldt; nu").to_owned(),
            legend: vec![
                Legend {
                    fill: Intervals::HOLDS,
                    text: words.pick("first place holds", "eerste plaats blijft").to_owned(),
                },
                Legend {
                    fill: Fill::Solid(INK),
                    text: words.pick("weight now", "gewicht nu").to_owned(),
                },
            ],
            panels,
        }
    }

    /// The nearest limit of all, in a sentence.
    fn tightest(&self, it: &StabilityInterval) -> String {
        let words = self.words;
        let (leaders, several) = self.leaders(it.group);
        let name = branch_label(&self.case.problem, self.study.path(it).branch, words);
        let [low, now, high] = self.ends(it);
        let where_ = match self.group(it.group) {
            group if group.is_empty() => String::new(),
            group => words.pick(
                format!("The nearest limit is in {group}: "),
                format!("De dichtste grens ligt in {group}: "),
            ),
        };
        let stays = match several {
            true => words.pick("stay", "blijven"),
            false => words.pick("stays", "blijft"),
        };
        let holds = match (it.low > 0.0, it.high < 1.0) {
            _ if it.low == it.high => words.pick(
                format!("only at this weight of {name} ({now})"),
                format!("alleen bij dit gewicht van {name} ({now})"),
            ),
            (true, true) => words.pick(
                format!("while the weight of {name} is between {low} and {high} (now {now})"),
                format!("zolang het gewicht van {name} tussen {low} en {high} ligt (nu {now})"),
            ),
            (true, false) => words.pick(
                format!("while the weight of {name} is above {low} (now {now})"),
                format!("zolang het gewicht van {name} boven {low} ligt (nu {now})"),
            ),
            _ => words.pick(
                format!("while the weight of {name} is below {high} (now {now})"),
                format!("zolang het gewicht van {name} onder {high} ligt (nu {now})"),
            ),
        };
        words.pick(
            format!("{where_}{leaders} {stays} first at nominal figures {holds}"),
            format!("{where_}{leaders} {stays} eerste bij nominale cijfers {holds}"),
        )
    }

    /// By group the smallest change that lets another draw level, the smallest of all first.
    fn smallest(&self) -> Vec<(f64, &ChangeOf)> {
        let mut best: Vec<(f64, &ChangeOf)> = Vec::new();
        for of in &self.study.changes {
            let Some(distance) = of.change.distance.filter(|_| of.change.weights.is_some()) else {
                continue;
            };
            if (of.goal, of.norm) != (Goal::PassLeader, Norm::L1) {
                continue;
            }
            match best.iter_mut().find(|(_, known)| known.group == of.group) {
                None => best.push((distance, of)),
                Some(known) if distance < known.0 => *known = (distance, of),
                Some(_) => {}
            }
        }
        best.sort_by(|a, b| a.0.total_cmp(&b.0));
        best
    }

    fn slope(&self) -> Slope {
        let (words, problem) = (self.words, &self.case.problem);
        let smallest = self.smallest();
        let mut read = Vec::new();
        let mut panels = Vec::new();
        let mut still = false;
        for (distance, of) in smallest.iter().take(MOST_CHANGES) {
            let said = self.change(*distance, of);
            let now = &self.study.sweep.ranked_groups[of.group].group.weights;
            let after = of.change.weights.as_deref().unwrap_or_default();
            let pairs: Vec<(f64, f64)> = now.iter().copied().zip(after.iter().copied()).collect();
            let moves = |pair: &(f64, f64)| (pair.1 - pair.0).abs() > CHANGED;
            let kept: Vec<usize> = (0..pairs.len())
                .filter(|leaf| moves(&pairs[*leaf]) || pairs.len() <= MOST_LINES)
                .collect();
            still |= kept.len() < pairs.len();
            let shown: Vec<(f64, f64)> = kept.iter().map(|leaf| pairs[*leaf]).collect();
            let texts = words.changes(&shown);
            let mut lines = Vec::new();
            for ((leaf, pair), (from, to)) in kept.iter().zip(&shown).zip(texts) {
                let leaf = &problem.tree.leaves[*leaf];
                let name = words.label(&leaf.label, &leaf.id);
                if moves(pair) {
                    read.push(words.pick(
                        format!("{}: {name} from {from} to {to}", self.group(of.group)),
                        format!("{}: {name} van {from} naar {to}", self.group(of.group)),
                    ));
                }
                lines.push(SlopeLine {
                    name,
                    now: (pair.0, from),
                    after: (pair.1, to),
                    moves: moves(pair),
                });
            }
            let title = if smallest.len() == 1 { String::new() } else { said };
            panels.push(SlopePanel { title, lines });
        }
        let read: Vec<String> =
            read.into_iter().map(|row| row.trim_start_matches(": ").to_owned()).collect();
        let title = smallest.first().map_or_else(String::new, |(distance, of)| {
            let said = self.change(*distance, of);
            match smallest.len() {
                1 => said,
                _ => words.pick(
                    format!("The smallest change is in {said}"),
                    format!("De kleinste verandering is die in {said}"),
                ),
            }
        });
        let mut notes = vec![
            words
                .pick(
                    "Lines: shares of all weight now, and after the smallest change (in sum) that draws level, at nominal figures. Thick with ↑: rises; thick with ↓: falls; thin: stays.",
                    "Lijnen: aandelen van het totale gewicht nu, en na de kleinste verandering (alle verschuivingen samen) waarbij het alternatief gelijkkomt, bij nominale cijfers. Dik met ↑: stijgt; dik met ↓: daalt; dun: blijft.",
                )
                .to_owned(),
        ];
        if still {
            notes.push(
                words
                    .pick(
                        "Weights that stay are not drawn.",
                        "Gewichten die blijven, zijn niet getekend.",
                    )
                    .to_owned(),
            );
        }
        let left = LeftOut { groups: LeftOut::over(smallest.len(), MOST_CHANGES), rows: 0 };
        notes.extend(left.note(RowsAre::Weights, Some("smallest_change"), words));
        notes.extend(closing(self.case, Some(self.study.sweep.evaluation.method.name()), words));
        let read = if read.is_empty() { vec![title.clone()] } else { read };
        Slope {
            caption: Caption { title, description: read_out(&read, words), notes },
            heads: [words.pick("now", "nu").to_owned(), words.pick("after", "na").to_owned()],
            panels,
        }
    }

    /// `VIL: B draws level with A only once at least 12 % of all weight moves`
    fn change(&self, distance: f64, of: &ChangeOf) -> String {
        let words = self.words;
        let (leader, name) = (self.name(of.group, of.leader), self.name(of.group, of.challenger));
        let said = match distance == 0.0 {
            true => words.pick(
                format!("{name} is level with {leader} at the weights given"),
                format!("{name} staat gelijk met {leader} bij de gegeven gewichten"),
            ),
            false => {
                let share = words.percent_down(distance / 2.0);
                words.pick(
                    format!("{name} draws level with {leader} only once at least {share} of all weight moves"),
                    format!("{name} komt pas gelijk met {leader} zodra minstens {share} van het totale gewicht verschuift"),
                )
            }
        };
        titled(self.group(of.group), &said)
    }
}
