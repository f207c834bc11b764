//! A 0/1 program whose rows know where they come from, so that it can be asked again without a limit
//! or with an alternative forced in.

use super::chance::Chance;
use super::rows::{RowSource, SourcedRow};
use crate::binary_program::{BestRequest, BinaryProgram, Bonus, Chosen, ProgramRow};

/// A 0/1 program whose rows know where they come from.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// By choice: the value of each of its options.
    pub values: Vec<Vec<f64>>,
    pub rows: Vec<SourcedRow>,
    pub bonuses: Vec<Bonus>,
    /// Bounds that are kept with a probability.
    pub chances: Vec<Chance>,
    /// An option that must be chosen.
    pub forced: Option<(usize, usize)>,
    /// The most branches of one search.
    pub most_nodes: u64,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Solved {
    /// The best sets of options, best first.
    pub found: Vec<Chosen>,
    /// No set is worth more; -infinity if there is none.
    pub bound: f64,
    /// Whether these are the best there are, and if there are none, no set meets the rows.
    pub complete: bool,
    /// Whether the attempts to keep bounds with their probability came to an end.
    pub chance_complete: bool,
}

/// After so many attempts to keep bounds with their probability the search is given up. Each attempt
/// rules out one set of figures and all that are worse.
const MOST_ATTEMPTS: usize = 300;

/// A program without the options that cannot be chosen, and where each of its options stood.
struct Compact {
    program: BinaryProgram,
    options: Vec<Vec<usize>>,
}

impl Task {
    /// The same without the rows of these sources.
    pub fn without(&self, left_out: impl Fn(RowSource) -> bool) -> Task {
        let mut out = self.clone();
        out.rows.retain(|row| !left_out(row.source));
        out.chances.retain(|chance| !left_out(chance.source));
        out
    }

    /// The same with an option that must be chosen.
    pub fn forcing(&self, place: (usize, usize)) -> Task {
        Task { forced: Some(place), ..self.clone() }
    }

    /// The same if nothing is worth anything: whether any set meets the rows.
    pub fn of_no_value(&self) -> Task {
        let values = self.values.iter().map(|of| vec![0.0; of.len()]).collect();
        Task { values, bonuses: Vec::new(), ..self.clone() }
    }

    /// The best sets of options. What is chosen is looked at again with the draws of bounds that are
    /// kept with a probability, and ruled out if it does not keep them, until all does.
    pub fn solve(&self, best: usize) -> Solved {
        self.solve_worth(best, f64::NEG_INFINITY)
    }

    /// The same among sets that are worth so much: if there are none, which takes less to find out
    /// than the best of them, nothing is found, and the search is complete.
    pub fn solve_worth(&self, best: usize, at_least: f64) -> Solved {
        let mut cuts: Vec<ProgramRow> = self.chances.iter().flat_map(Chance::start).collect();
        let mut attempt = 0;
        loop {
            let Some(compact) = self.compact(&cuts) else {
                let bound = f64::NEG_INFINITY;
                return Solved { found: Vec::new(), bound, complete: true, chance_complete: true };
            };
            let request =
                BestRequest { best, at_least, and_ties: false, most_nodes: self.most_nodes };
            let answer = compact.program.best(&request);
            let mut found = answer.found;
            for chosen in &mut found {
                let at = |(option, kept): (&usize, &Vec<usize>)| kept[*option];
                chosen.options = chosen.options.iter().zip(&compact.options).map(at).collect();
            }
            let mut more: Vec<ProgramRow> = Vec::new();
            for chosen in &found {
                for chance in self.chances.iter().filter(|it| !it.is_kept(&chosen.options)) {
                    let cut = chance.cut(&chosen.options);
                    if !more.contains(&cut) {
                        more.push(cut);
                    }
                }
            }
            attempt += 1;
            let chance_complete = more.is_empty();
            if chance_complete || attempt == MOST_ATTEMPTS {
                found.retain(|it| self.chances.iter().all(|chance| chance.is_kept(&it.options)));
                let complete = answer.complete && chance_complete;
                return Solved { found, bound: answer.bound, complete, chance_complete };
            }
            cuts.extend(more);
        }
    }

    /// The program without options that a row forbids or that stand beside one that is forced;
    /// `None` if that one is forbidden.
    fn compact(&self, cuts: &[ProgramRow]) -> Option<Compact> {
        let mut allowed: Vec<Vec<bool>> =
            self.values.iter().map(|of| vec![true; of.len()]).collect();
        for row in self.rows.iter().filter(|row| row.forbids) {
            for (choice, option, _) in &row.row.terms {
                allowed[*choice][*option] = false;
            }
        }
        if let Some((choice, option)) = self.forced {
            if !allowed[choice][option] {
                return None;
            }
            allowed[choice].iter_mut().enumerate().for_each(|(at, may)| *may = at == option);
        }
        let kept = |of: &Vec<bool>| (0..of.len()).filter(|at| of[*at]).collect();
        let options: Vec<Vec<usize>> = allowed.iter().map(kept).collect();
        if options.iter().any(Vec::is_empty) {
            return None;
        }
        let place = |choice: usize, option: usize| {
            options[choice].binary_search(&option).ok().map(|at| (choice, at))
        };
        let row = |row: &ProgramRow| ProgramRow {
            terms: row
                .terms
                .iter()
                .filter_map(|(choice, option, a)| {
                    place(*choice, *option).map(|(choice, at)| (choice, at, *a))
                })
                .collect(),
            ..*row
        };
        let rows = self.rows.iter().filter(|row| !row.forbids).map(|row| &row.row);
        let bonus = |bonus: &Bonus| {
            let set = |set: &Vec<(usize, usize)>| -> Vec<(usize, usize)> {
                set.iter().filter_map(|(choice, option)| place(*choice, *option)).collect()
            };
            let sets: Vec<_> = bonus.sets.iter().map(set).collect();
            let possible = sets.iter().all(|set| !set.is_empty());
            possible.then_some(Bonus { sets, value: bonus.value })
        };
        let values = self.values.iter().zip(&options);
        let program = BinaryProgram {
            values: values.map(|(of, kept)| kept.iter().map(|at| of[*at]).collect()).collect(),
            rows: rows.chain(cuts).map(row).collect(),
            bonuses: self.bonuses.iter().filter_map(bonus).collect(),
        };
        Some(Compact { program, options })
    }
}

impl Solved {
    /// The best set.
    pub fn best(&self) -> Option<&Chosen> {
        self.found.first()
    }

    /// Whether no set meets the rows: proved.
    pub fn is_infeasible(&self) -> bool {
        self.complete && self.found.is_empty()
    }
}
