//! The search for the best sets.

use super::judge::{Judge, Worth};
use super::{Best, BestRequest, BinaryProgram, Chosen};

impl BinaryProgram {
    /// The best sets of options.
    pub fn best(&self, request: &BestRequest) -> Best {
        let positive: f64 = self.bonuses.iter().map(|bonus| bonus.value.max(0.0)).sum();
        let mut most = vec![positive];
        for values in self.values.iter().rev() {
            let greatest = values.iter().fold(f64::NEG_INFINITY, |a, b| a.max(*b));
            most.push(most[most.len() - 1] + greatest);
        }
        most.reverse();
        let mut search = Search {
            program: self,
            judge: Judge::new(self),
            most,
            request: *request,
            nodes: 0,
            open: f64::NEG_INFINITY,
            complete: true,
            found: Vec::new(),
        };
        search.visit(&mut Vec::new(), 0.0);
        let found: Vec<Chosen> = search.found.into_iter().map(|(_, chosen)| chosen).collect();
        let first = found.first().map_or(f64::NEG_INFINITY, |chosen| chosen.value);
        Best { found, bound: search.open.max(first), complete: search.complete }
    }
}

struct Search<'a> {
    program: &'a BinaryProgram,
    judge: Judge<'a>,
    /// By choice: the most that it and all later ones add.
    most: Vec<f64>,
    request: BestRequest,
    nodes: u64,
    open: f64,
    complete: bool,
    found: Vec<(Worth, Chosen)>,
}

impl Search<'_> {
    fn visit(&mut self, options: &mut Vec<usize>, value: f64) {
        let bound = value + self.most[options.len()];
        if self.found.len() >= self.request.best
            && self.found.last().is_some_and(|(last, _)| bound < last.value - last.tie)
        {
            return;
        }
        if self.nodes >= self.request.most_nodes {
            self.complete = false;
            self.open = self.open.max(bound);
            return;
        }
        self.nodes += 1;
        let Some(values) = self.program.values.get(options.len()) else {
            if let Some(worth) = self.judge.worth(options) {
                self.keep(worth, options);
            }
            return;
        };
        for (option, own) in values.iter().enumerate() {
            options.push(option);
            self.visit(options, value + own);
            options.pop();
        }
    }

    /// After those that are worth more or as much: sets come in the order of their options.
    fn keep(&mut self, worth: Worth, options: &[usize]) {
        let at = self.found.iter().position(|(other, _)| other.value < worth.value - worth.tie);
        let chosen = Chosen { options: options.to_vec(), value: worth.value };
        self.found.insert(at.unwrap_or(self.found.len()), (worth, chosen));
        self.found.truncate(self.request.best.max(1));
    }
}
