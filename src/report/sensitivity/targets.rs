//! The view of the smallest changes of levels: a sentence per alternative, how far each level is,
//! and the single levels that count.

use super::{label, noted};
use crate::case::Case;
use crate::problem::{LevelSet, Problem};
use crate::report::by_group::by_group;
use crate::report::lint::rules::how;
use crate::report::{Block, Source, Words, head};
use crate::study::targets::{AlternativeTargets, LevelTarget, MOST_LISTED, Smallest, Targets};
use crate::write::grid::{Align, Grid};

/// Alternatives of a group that have a sentence.
const MOST_TOLD: usize = 12;
/// Rows of a grid.
const MOST_ROWS: usize = 40;
/// Levels beside each other in a grid.
const MOST_LEVELS: usize = 5;
/// Criteria named in a note.
const MOST_NAMED: usize = 6;

/// The view of the study.
pub fn targets(case: &Case, study: &Targets, words: Words) -> Vec<Block> {
    let problem = study.problem;
    let mut out = head(case, words);
    let node = label(problem, study.node, words);
    out.push(Block::Text(words.pick(
        format!("What is the smallest change of levels after which {node} has another level? Every change is taken into account; the steps of a change are added up over the criteria."),
        format!("Wat is de kleinste wijziging van niveaus waarna {node} een ander niveau heeft? Elke wijziging telt mee; de stappen van een wijziging worden over de criteria opgeteld."),
    )));
    let view = View { study, words };
    let groups = (0..problem.groups.len()).map(|group| (group, view.group(group)));
    out.extend(by_group(problem, groups.collect(), words));
    out.extend(noted(targets_notes(study, words), words));
    out
}

/// What a reader of the tables should know too.
pub fn targets_notes(study: &Targets, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    let problem = study.problem;
    if !study.all_free() {
        let free = study.tree.leaves().iter().zip(&study.free);
        let free: Vec<usize> = free.filter(|(_, free)| **free).map(|(leaf, _)| *leaf).collect();
        let names = words.some(&words.criteria(problem, &free), MOST_NAMED);
        out.push(words.pick(
            format!("Only {names} may change; all others stay as they are."),
            match free.len() {
                1 => format!("Alleen {names} mag veranderen; al de rest blijft zoals het is."),
                _ => format!("Alleen {names} mogen veranderen; al de rest blijft zoals het is."),
            },
        ));
    }
    for node in study.tree.nodes() {
        let Some(completion) = node.rules.completion() else { continue };
        let filled = node.rules.completed().iter().filter(|filled| **filled).count();
        let (name, how) = (label(problem, node.branch, words), how(completion, words));
        let (filled, all) = (words.count(filled), words.count(node.rules.results().len()));
        out.push(words.pick(
            format!("{name}: {filled} of {all} combinations of levels have no rule of their own; they were filled in {how}."),
            format!("{name}: {filled} van de {all} combinaties van niveaus hebben geen eigen regel; ze zijn ingevuld {how}."),
        ));
    }
    let is_open = |of: &AlternativeTargets| of.figures.iter().any(|set| !set.is_single());
    if study.alternatives.iter().any(is_open) {
        out.push(words.pick(
            "Some figures are ranges or unknown. What stays as it is may have any of its levels. A figure that gets a level takes as many steps as there are from the level of its range that is farthest away.".to_owned(),
            "Sommige cijfers zijn een bereik of onbekend. Wat blijft zoals het is, kan elk niveau ervan hebben. Een cijfer dat een niveau krijgt, vraagt zoveel stappen als er zijn vanaf het verste niveau van het bereik.".to_owned(),
        ));
    }
    let shared: Vec<String> = study
        .alternatives
        .iter()
        .filter(|of| !of.exact)
        .map(|of| words.full(problem, of.alternative))
        .collect();
    if !shared.is_empty() {
        let names = words.some(&shared, MOST_NAMED);
        out.push(words.pick(
            format!("One figure that is not known counts on several criteria ({names}). The levels are then an outer bound: some may not be possible. A change that is shown to reach a level does reach it, but a smaller one may do as well; a change after which a level can be lost may keep it."),
            format!("Eén cijfer dat niet bekend is, telt voor meerdere criteria ({names}). De niveaus zijn dan een buitengrens: sommige zijn misschien niet mogelijk. Een wijziging die een niveau bereikt, bereikt het ook echt, maar misschien volstaat een kleinere; bij een wijziging waarna een niveau verloren kan gaan, blijft het misschien toch behouden."),
        ));
    }
    let smallest = study.alternatives.iter().flat_map(|of| &of.targets);
    let is_cut = |target: &LevelTarget| {
        let listed = target.smallest.as_ref().map(|it| (it.changes.len() as u64) < it.count);
        listed == Some(true)
    };
    if smallest.into_iter().any(is_cut) {
        out.push(words.pick(
            format!("Of smallest changes that are equally small, the table `target_changes` holds the first {MOST_LISTED} for each alternative and level; `targets` says how many there are."),
            format!("Van even kleine wijzigingen bevat de tabel `target_changes` de eerste {MOST_LISTED} per alternatief en niveau; `targets` zegt hoeveel er zijn."),
        ));
    }
    out
}

#[derive(Clone, Copy)]
struct View<'v, 'a> {
    study: &'v Targets<'a>,
    words: Words,
}

impl View<'_, '_> {
    fn problem(&self) -> &Problem {
        self.study.problem
    }

    fn group(&self, group: usize) -> Vec<Block> {
        let groups = &self.problem().groups;
        let before: usize = groups[..group].iter().map(|group| group.members().len()).sum();
        let own = &self.study.alternatives[before..before + groups[group].members().len()];
        let each: Vec<&AlternativeTargets> = own.iter().collect();
        let mut out: Vec<Block> = each.iter().take(MOST_TOLD).map(|of| self.told(of)).collect();
        out.extend(self.more(each.len(), MOST_TOLD, "targets"));
        out.extend(self.levels(&each));
        out.extend(self.single_steps(&each));
        out
    }

    /// That a table holds what is not shown.
    fn more(&self, all: usize, shown: usize, table: &str) -> Option<Block> {
        let more = all.checked_sub(shown).filter(|more| *more > 0)?;
        let more = self.words.count(more);
        Some(Block::Text(self.words.pick(
            format!("... and {more} more; `--table {table}` has them all."),
            format!("... en nog {more}; `--table {table}` bevat ze allemaal."),
        )))
    }

    fn name(&self, of: &AlternativeTargets) -> String {
        self.words.inside(self.problem(), of.alternative)
    }

    /// Levels that something may have, in a sentence: `bad or good`.
    fn said(&self, levels: &[String], set: LevelSet) -> String {
        let names: Vec<String> = set
            .iter()
            .filter_map(|place| levels.get(place))
            .map(|level| self.words.cited(level))
            .collect();
        match &names[..] {
            [start @ .., last] if !start.is_empty() => {
                format!("{} {} {last}", start.join(", "), self.words.pick("or", "of"))
            }
            _ => names.concat(),
        }
    }

    /// What is told of one alternative: its level, what reaches each better one, and what costs it
    /// the level that it surely has.
    fn told(&self, of: &AlternativeTargets) -> Block {
        let (name, now) = (self.name(of), self.said(self.study.levels, of.now));
        let mut parts = vec![format!("{name} is {now}.")];
        let steps = |target: &LevelTarget| target.smallest.as_ref().map(|it| it.steps);
        let open: Vec<&LevelTarget> = of.targets.iter().filter(|target| !target.held).collect();
        for (at, target) in open.iter().enumerate() {
            // What reaches the next level too, or does not reach this one, is said of one of them.
            let same = |other: &&LevelTarget| steps(other) == steps(target);
            let is_said = match target.smallest {
                Some(_) => open.get(at + 1).is_some_and(same),
                None => at > 0 && same(&open[at - 1]),
            };
            if !is_said {
                parts.push(self.reached(of, target));
            }
        }
        // The best level that it surely has.
        if let Some(target) = of.targets.iter().rfind(|target| target.held) {
            parts.push(self.lost(of, target));
        }
        let rows = Source::of_alternative(self.problem(), "targets", of.alternative);
        Block::Item(parts.join(" ")).from_rows(rows)
    }

    /// A level and those above it: `good`, if it is the best, or `acceptable or better`.
    fn at_least(&self, level: usize) -> String {
        let own = self.said(self.study.levels, LevelSet::single(level));
        match level + 1 == self.study.levels.len() {
            true => own,
            false => self.words.pick(format!("{own} or better"), format!("{own} of beter")),
        }
    }

    fn reached(&self, of: &AlternativeTargets, target: &LevelTarget) -> String {
        let (words, level) = (self.words, self.at_least(target.level));
        let Some(smallest) = &target.smallest else {
            return words.pick(
                format!("No change of levels makes it surely {level}."),
                format!("Geen enkele wijziging van niveaus maakt het zeker {level}."),
            );
        };
        let (steps, example) = (self.steps(smallest.steps), self.example(of, smallest));
        words.pick(
            format!("It is {level} after {steps}: {example}."),
            format!("Het wordt {level} na {steps}: {example}."),
        )
    }

    fn lost(&self, of: &AlternativeTargets, target: &LevelTarget) -> String {
        let words = self.words;
        let level = self.said(self.study.levels, LevelSet::single(target.level));
        let Some(smallest) = &target.smallest else {
            return words.pick(
                format!("No change of levels takes it below {level}."),
                format!("Geen enkele wijziging van niveaus brengt het onder {level}."),
            );
        };
        let (steps, example) = (self.steps(smallest.steps), self.example(of, smallest));
        words.pick(
            format!("It can fall below {level} after {steps}: {example}."),
            format!("Het kan onder {level} zakken na {steps}: {example}."),
        )
    }

    fn steps(&self, steps: usize) -> String {
        self.words.counted(steps, ["step", "steps"], ["stap", "stappen"])
    }

    /// The first of the smallest changes, and how many there are.
    fn example(&self, of: &AlternativeTargets, smallest: &Smallest) -> String {
        let words = self.words;
        let moves = smallest.changes.first().into_iter().flatten().map(|(leaf, to)| {
            let levels = self.study.levels_of(*leaf);
            let from = self.said(levels, of.figures[*leaf]);
            let to = self.said(levels, LevelSet::single(*to));
            format!("{} {from} -> {to}", self.criterion(*leaf))
        });
        let moves = words.list(&moves.collect::<Vec<_>>());
        let count = words.count(usize::try_from(smallest.count).unwrap_or(usize::MAX));
        match smallest.count {
            1 => moves,
            _ => words.pick(
                format!("{moves} (one of {count} changes that are as small)"),
                format!("{moves} (een van {count} wijzigingen die even klein zijn)"),
            ),
        }
    }

    fn criterion(&self, leaf: usize) -> String {
        let leaf = &self.problem().tree.leaves[self.study.tree.leaves()[leaf]];
        self.words.label(&leaf.label, &leaf.id)
    }

    /// How far each level is, where there is room for it.
    fn levels(&self, each: &[&AlternativeTargets]) -> Vec<Block> {
        let words = self.words;
        let Some(first) = each.first().filter(|_| each.len() > 1) else { return Vec::new() };
        if first.targets.is_empty() || first.targets.len() > MOST_LEVELS {
            return Vec::new();
        }
        let mut head = vec![
            (String::new(), None),
            (words.pick("level now", "niveau nu").to_owned(), Some(Align::Left)),
        ];
        head.extend(
            first.targets.iter().map(|target| (self.at_least(target.level), Some(Align::Left))),
        );
        let cell = |target: &LevelTarget| match (target.held, &target.smallest) {
            (false, Some(smallest)) => {
                let steps = self.steps(smallest.steps);
                words.pick(format!("after {steps}"), format!("na {steps}"))
            }
            (false, None) => words.pick("out of reach", "onbereikbaar").to_owned(),
            (true, Some(smallest)) => {
                let steps = self.steps(smallest.steps);
                words.pick(format!("yes; lost after {steps}"), format!("ja; verloren na {steps}"))
            }
            (true, None) => words.pick("yes; never lost", "ja; nooit verloren").to_owned(),
        };
        let row = |of: &&AlternativeTargets| {
            let mut row = vec![self.name(of), self.said(self.study.levels, of.now)];
            row.extend(of.targets.iter().map(cell));
            row
        };
        let heading = words.pick("How far each level is", "Hoe ver elk niveau ligt");
        let rows = each.iter().take(MOST_ROWS).map(row).collect();
        let mut out = vec![
            Block::Heading(heading.to_owned()),
            Block::Grid(Grid { head, rows }).from_rows(Source::table("targets")),
        ];
        out.extend(self.more(each.len(), MOST_ROWS, "targets"));
        out
    }

    /// The criteria of which one level more or less changes the level of the node.
    fn single_steps(&self, each: &[&AlternativeTargets]) -> Vec<Block> {
        let words = self.words;
        let rows: Vec<Vec<String>> = each
            .iter()
            .flat_map(|of| {
                of.plus_minus.iter().filter_map(|one| {
                    let changes = |set: Option<LevelSet>| set.filter(|set| *set != of.now);
                    changes(one.worse).or(changes(one.better))?;
                    let cell = |set: Option<LevelSet>, at_end: &str| match set {
                        Some(set) if set == of.now => {
                            words.pick("the same", "hetzelfde").to_owned()
                        }
                        Some(set) => self.said(self.study.levels, set),
                        None => at_end.to_owned(),
                    };
                    let levels = self.study.levels_of(one.leaf);
                    Some(vec![
                        self.name(of),
                        self.criterion(one.leaf),
                        self.said(levels, of.figures[one.leaf]),
                        cell(one.worse, words.pick("is the worst", "is het slechtste")),
                        self.said(self.study.levels, of.now),
                        cell(one.better, words.pick("is the best", "is het beste")),
                    ])
                })
            })
            .collect();
        let node = label(self.problem(), self.study.node, words);
        let heading = Block::Heading(
            words.pick("One level on one criterion", "Eén niveau op één criterium").to_owned(),
        );
        if rows.is_empty() {
            let said = match self.study.all_free() {
                true => words.pick(
                    format!("One level on any one criterion leaves {node} as it is."),
                    format!("Eén niveau op eender welk criterium laat {node} zoals het is."),
                ),
                false => words.pick(
                    format!("One level on any one of the criteria that may change leaves {node} as it is."),
                    format!("Eén niveau op eender welk criterium dat mag veranderen, laat {node} zoals het is."),
                ),
            };
            return vec![heading, Block::Text(said).from_rows(Source::table("plus_minus_one"))];
        }
        let head = [
            "",
            words.pick("criterion", "criterium"),
            words.pick("its level", "het niveau ervan"),
            words.pick("one level worse", "één niveau slechter"),
            words.pick("as it is", "zoals het is"),
            words.pick("one level better", "één niveau beter"),
        ];
        let head = head.map(|name| (name.to_owned(), Some(Align::Left))).to_vec();
        let all = rows.len();
        let rows = rows.into_iter().take(MOST_ROWS).collect();
        let mut out = vec![
            heading,
            Block::Grid(Grid { head, rows }).from_rows(Source::table("plus_minus_one")),
        ];
        out.extend(self.more(all, MOST_ROWS, "plus_minus_one"));
        let without_row = match (self.study.all_free(), all > MOST_ROWS) {
            (_, true) => "",
            (true, false) => words.pick(
                " Where no row stands, that changes nothing.",
                " Waar geen rij staat, verandert dat niets.",
            ),
            (false, false) => words.pick(
                " Where no row stands for a criterion that may change, that changes nothing.",
                " Waar geen rij staat voor een criterium dat mag veranderen, verandert dat niets.",
            ),
        };
        out.push(Block::Text(words.pick(
            format!("What {node} is when one criterion is one level worse or better.{without_row}"),
            format!(
                "Wat {node} is wanneer één criterium één niveau slechter of beter is.{without_row}"
            ),
        )));
        out
    }
}
