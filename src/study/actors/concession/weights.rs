//! The nearest weights at which an actor accepts an alternative.
//!
//! With d_r,j = v_j(alternative) - v_j(r) the alternative has caught up with rival r at weights w'
//! where d_r . w' >= 0. For rank k all rivals but k - 1 must be caught, and it is open which. So the
//! program is to minimise half the sum of |w'_j - w_j| over w' >= 0 with sum 1 that meet what the
//! actor says and its minimum, where all but k - 1 rows d_r . w' >= 0 hold.
//!
//! Leaves that the actor does not look at weigh 0 in both searches, within what it says and beyond.
//!
//! It is solved by branch and bound. A node is a set of rivals that are caught and a set that stay
//! ahead; its linear program has their rows, and those of no other rival. If its weights leave no
//! more rivals ahead than may stay there, they are the nearest of the node. Else each open rival
//! that is ahead is caught by itself, one more row each: where `need` of them must be caught, no
//! weights of the node are nearer than the `need`-th cheapest of these programs says. The node is
//! then parted by which rival, from the cheapest on, is the first that is caught. Those before it
//! stay ahead, so the parts have nothing in common but edges.
//!
//! The programs grow by a row at a time ([`Growing`]); the weights that are found in the end are put
//! on their ties by the general solver, and counted again.

use super::demand::{Demand, WeightChange};
use crate::evaluate::evaluation::GroupResult;
use crate::lp::growing::{Growing, Solved};
use crate::lp::{Program, Relation, Row, dot};
use crate::problem::ranking::difference;
use crate::proof::challenger::Conditions;
use crate::study::actors::{PanelEvaluation, PanelGroup};
use crate::tolerance::AS_NEAR;

/// Coefficients that one search may look at: some tenths of a second. Counted, so that an answer
/// does not depend on the machine.
const MOST_WORK: u64 = 50_000_000;

/// The same for all searches of a study together, shared out evenly.
const MOST_WORK_OF_ALL: u64 = 10_000_000_000;

/// A row, scaled to a largest coefficient of 1, that is missed by more than this is not met: a few
/// times what [`Growing`] leaves.
const MISSED: f64 = 1e-8;

/// A rival that is nearer to level than this at the weights found is held level by the last
/// program.
const NEARLY_LEVEL: f64 = 1e-6;

/// The last program has met a row that it misses by no more than this.
const MET: f64 = 1e-12;

/// The coefficients that each of so many searches may look at.
pub(super) fn work_of_each(searches: usize) -> u64 {
    MOST_WORK.min(MOST_WORK_OF_ALL / searches.max(1) as u64)
}

/// What must hold for an actor to accept an alternative, over its weights.
pub(super) struct Acceptance {
    /// The rivals and the actor's weights.
    conditions: Conditions,
    /// How many rivals may be ahead.
    allowed: usize,
    /// What else must hold: the minimum, that enough is known for a score, and no weight on what
    /// the actor does not look at.
    needs: Vec<Row>,
    /// By leaf: whether the actor does not look at it.
    unseen: Vec<bool>,
    /// What the actor says of its weights.
    statements: Vec<Row>,
}

/// The nearest weights of a search.
struct Nearest {
    weights: Option<Vec<f64>>,
    /// Whether the search came to its end.
    exact: bool,
}

/// What a node says of a rival.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Open,
    Caught,
    Ahead,
}

struct Node {
    program: Growing,
    weights: Vec<f64>,
    /// No weights of the node are nearer.
    bound: f64,
    said: Vec<Said>,
    /// How many more rivals may stay ahead.
    left: usize,
}

/// One search.
struct Search<'a> {
    acceptance: &'a Acceptance,
    /// The least distance so far.
    least: f64,
    /// Its weights, and who is caught there.
    best: Option<(Vec<f64>, Vec<bool>)>,
    work: u64,
    most_work: u64,
    /// Whether the work ended before the search, or a program gave no answer.
    doubtful: bool,
}

impl Acceptance {
    /// `None` where scores are not linear in the weights.
    pub(super) fn new(
        panel: &PanelEvaluation,
        group: &PanelGroup,
        actor: usize,
        at: usize,
        accept: usize,
    ) -> Option<Acceptance> {
        let result: &GroupResult = &panel.evaluations[actor].groups[group.group];
        let values = result.values.as_ref()?;
        let own = &group.actors[actor];
        let row_of = |at: usize| result.row(group.places[at]);
        let leaves = result.weights.len();
        let row = row_of(at)?;
        let with_score = |other: &usize| own.scores[*other].is_some();
        let scored: Vec<usize> =
            (0..group.places.len()).filter(with_score).map(row_of).collect::<Option<_>>()?;
        let rivals = scored.iter().filter(|rival| **rival != row).map(|rival| {
            (0..leaves)
                .map(|leaf| difference(values.at(row, leaf), values.at(*rival, leaf)))
                .collect()
        });
        let size = |leaf: usize| {
            scored.iter().fold(0.0, |size: f64, row| size.max(values.at(*row, leaf).abs()))
        };
        let sizes: Vec<f64> = (0..leaves).map(size).collect();
        let problem = panel.actors()[actor].problem();
        let conditions =
            Conditions::new(problem, &result.weights, rivals.collect(), &sizes, own.eps);
        let at_least =
            |coefficients, bound| Row { coefficients, relation: Relation::AtLeast, bound };
        let minimum = panel.minimum(actor).map(|minimum| {
            at_least((0..leaves).map(|leaf| values.at(row, leaf)).collect(), minimum)
        });
        let member = result.member(group.places[at]);
        let known: Vec<f64> =
            (0..leaves).map(|leaf| f64::from(u8::from(problem.is_known(member, leaf)))).collect();
        let enough = known.contains(&0.0).then(|| at_least(known, problem.min_known()));
        let mut unseen = vec![false; leaves];
        let mut no_weight = Vec::new();
        for leaf in panel.actors()[actor].unseen() {
            let Some(own) = unseen.get_mut(*leaf) else { continue };
            *own = true;
            let mut coefficients = vec![0.0; leaves];
            coefficients[*leaf] = -1.0;
            no_weight.push(at_least(coefficients, 0.0));
        }
        Some(Acceptance {
            allowed: accept - 1,
            needs: minimum.into_iter().chain(enough).chain(no_weight).collect(),
            unseen,
            statements: conditions.constraints().to_vec(),
            conditions,
        })
    }

    /// The nearest weights: within what the actor says and, where none of these do, over all.
    pub(super) fn nearest(&self, most_work: u64) -> Demand<WeightChange> {
        let change = |weights: Vec<f64>, exact: bool, within: Option<bool>| {
            Demand::Change(WeightChange {
                share: moved(&self.conditions.weights, &weights),
                weights,
                exact,
                within_statements: within,
            })
        };
        let states = !self.statements.is_empty();
        let mut exact = true;
        if states {
            let found = self.search(true, most_work);
            if let Some(weights) = found.weights {
                return change(weights, found.exact, Some(true));
            }
            exact = found.exact;
        }
        let found = self.search(false, most_work);
        match found.weights {
            Some(weights) => change(weights, exact && found.exact, states.then_some(false)),
            // What no weights do, no admissible ones do.
            None if found.exact => Demand::Impossible,
            None => Demand::Unknown,
        }
    }

    /// A weight that rounding leaves on what the actor does not look at is none.
    fn of_seen(&self, leaf: usize, weight: f64) -> f64 {
        if self.unseen.get(leaf) == Some(&true) { 0.0 } else { weight.max(0.0) }
    }

    /// The rows that do not depend on rivals.
    fn rows(&self, within: bool) -> impl Iterator<Item = &Row> {
        self.needs.iter().chain(self.statements.iter().filter(move |_| within))
    }

    fn search(&self, within: bool, most_work: u64) -> Nearest {
        let mut search = Search {
            acceptance: self,
            least: f64::INFINITY,
            best: None,
            work: 0,
            most_work,
            doubtful: false,
        };
        search.run(within);
        let ended = !search.doubtful;
        match search.best {
            None => Nearest { weights: None, exact: ended },
            Some((weights, caught)) => {
                let polished = self.polished(&weights, &caught, within);
                let weights = polished.or(Some(weights)).filter(|weights| self.is_met(weights));
                Nearest { exact: ended && weights.is_some(), weights }
            }
        }
    }

    /// Whether the actor accepts the alternative at these weights.
    fn is_met(&self, weights: &[f64]) -> bool {
        let missed = |row: &Row| (row.bound - row.at(weights)).max(0.0) / row.size();
        self.conditions.ahead(weights) <= self.allowed
            && self.needs.iter().all(|row| row.size() == 0.0 || missed(row) <= MISSED)
    }

    /// The nearest weights at which the rivals that are caught are level or behind, to the last
    /// digits.
    fn polished(&self, weights: &[f64], caught: &[bool], within: bool) -> Option<Vec<f64>> {
        let w = &self.conditions.weights;
        let n = w.len();
        let mut program =
            Program { bounds: w.iter().map(|w| (0.0, 1.0 - w)).collect(), rows: Vec::new() };
        program.bounds.extend(w.iter().map(|w| (0.0, *w)));
        let changed = |row: &[f64], relation: Relation, bound: f64| Row {
            coefficients: on_changes(row),
            relation,
            bound: bound - dot(row, w),
        };
        let same_sum =
            Row { coefficients: on_changes(&vec![1.0; n]), relation: Relation::Equal, bound: 0.0 };
        program.rows.push(same_sum);
        program
            .rows
            .extend(self.rows(within).map(|it| changed(&it.coefficients, it.relation, it.bound)));
        let rivals = self.conditions.rows();
        let mut has_row: Vec<bool> = rivals
            .iter()
            .zip(caught)
            .map(|(row, caught)| *caught && dot(row, weights) < NEARLY_LEVEL)
            .collect();
        let of_rival = |at: usize| changed(&rivals[at], Relation::AtLeast, 0.0);
        program.rows.extend((0..rivals.len()).filter(|at| has_row[*at]).map(of_rival));
        loop {
            let x = program.minimise(&vec![0.5; 2 * n]).ok()?;
            let weight = |j: usize| self.of_seen(j, w[j] + x[j] - x[n + j]);
            let weights: Vec<f64> = (0..n).map(weight).collect();
            let missed: Vec<usize> = (0..rivals.len())
                .filter(|at| caught[*at] && !has_row[*at] && dot(&rivals[*at], &weights) < -MET)
                .collect();
            if missed.is_empty() {
                return Some(weights);
            }
            missed.iter().for_each(|at| has_row[*at] = true);
            program.rows.extend(missed.into_iter().map(of_rival));
        }
    }
}

/// Half the sum of changes: the share of all weight that moves.
fn moved(from: &[f64], to: &[f64]) -> f64 {
    from.iter().zip(to).map(|(from, to)| (to - from).abs()).sum::<f64>() / 2.0
}

/// A row on weights as a row on what they gain and what they lose.
fn on_changes(row: &[f64]) -> Vec<f64> {
    row.iter().copied().chain(row.iter().map(|a| -a)).collect()
}

impl Search<'_> {
    /// Whether the work is done that a search may take.
    fn is_over(&mut self) -> bool {
        let is_over = self.work > self.most_work;
        self.doubtful |= is_over;
        is_over
    }

    fn weights(&self) -> &[f64] {
        &self.acceptance.conditions.weights
    }

    /// Ask for sum of coefficient * w' >= bound too.
    fn add(&self, program: &mut Growing, row: &[f64], bound: f64) {
        program.add(&on_changes(row), bound - dot(row, self.weights()));
    }

    /// The program without rivals.
    fn start(&self, within: bool) -> Growing {
        let n = self.weights().len();
        let mut program = Growing::new(vec![0.5; 2 * n]);
        let sum = on_changes(&vec![1.0; n]);
        program.add(&sum, 0.0);
        program.add(&sum.iter().map(|a| -a).collect::<Vec<f64>>(), 0.0);
        for row in self.acceptance.rows(within) {
            let size = row.size();
            if size == 0.0 {
                continue;
            }
            let scaled: Vec<f64> = row.coefficients.iter().map(|a| a / size).collect();
            let turned: Vec<f64> = scaled.iter().map(|a| -a).collect();
            if row.relation != Relation::AtMost {
                self.add(&mut program, &scaled, row.bound / size);
            }
            if row.relation != Relation::AtLeast {
                self.add(&mut program, &turned, -row.bound / size);
            }
        }
        program
    }

    /// The weights of a program's answer; none where there are none that are nearer than those
    /// found.
    fn solved(&mut self, program: &mut Growing) -> Option<Vec<f64>> {
        let n = self.weights().len();
        loop {
            match program.solve(self.least - AS_NEAR, &mut self.work) {
                Solved::Least => {}
                Solved::OutOfReach => return None,
                Solved::Unknown => {
                    self.doubtful = true;
                    return None;
                }
            }
            // No weight gives up more than it has: few of these rows are ever needed.
            let w = self.weights();
            let below: Vec<usize> =
                (0..n).filter(|j| program.value(n + j) > w[*j] + MISSED / 2.0).collect();
            if below.is_empty() {
                let weight = |j: usize| {
                    self.acceptance.of_seen(j, w[j] + program.value(j) - program.value(n + j))
                };
                return Some((0..n).map(weight).collect());
            }
            for j in below {
                let mut loses = vec![0.0; 2 * n];
                loses[n + j] = -1.0;
                program.add(&loses, -w[j]);
            }
        }
    }

    fn run(&mut self, within: bool) {
        // A row without coefficients is met by all weights, or by none.
        let is_broken = |row: &Row| {
            row.size() == 0.0
                && match row.relation {
                    Relation::AtLeast => row.bound > 0.0,
                    Relation::AtMost => row.bound < 0.0,
                    Relation::Equal => row.bound != 0.0,
                }
        };
        if self.acceptance.rows(within).any(is_broken) {
            return;
        }
        let rivals = self.acceptance.conditions.rows();
        let mut program = self.start(within);
        let Some(weights) = self.solved(&mut program) else { return };
        let bound = program.cost();
        let said = vec![Said::Open; rivals.len()];
        let mut open = vec![Node { program, weights, bound, said, left: self.acceptance.allowed }];
        while let Some(mut node) = open.pop() {
            if node.bound >= self.least - AS_NEAR || !self.keep_ahead(&mut node) {
                continue;
            }
            if self.is_over() {
                return;
            }
            let is_ahead = |at: &usize| {
                node.said[*at] == Said::Open && dot(&rivals[*at], &node.weights) < -MISSED
            };
            let ahead: Vec<usize> = (0..rivals.len()).filter(is_ahead).collect();
            if ahead.len() <= node.left {
                self.least = node.program.cost();
                let is_caught = |at: usize| node.said[at] != Said::Ahead && !ahead.contains(&at);
                let caught = (0..rivals.len()).map(is_caught).collect();
                self.best = Some((node.weights, caught));
                continue;
            }
            // The nearest come last, and so are looked at first.
            let mut parts = self.parts(&node, &ahead);
            parts.reverse();
            open.append(&mut parts);
        }
    }

    /// Hold the rivals that stay ahead there; `false` where nothing nearer is left of the node.
    fn keep_ahead(&mut self, node: &mut Node) -> bool {
        let rivals = self.acceptance.conditions.rows();
        let mut has_row = vec![false; rivals.len()];
        loop {
            let behind: Vec<usize> = (0..rivals.len())
                .filter(|at| node.said[*at] == Said::Ahead && !has_row[*at])
                .filter(|at| dot(&rivals[*at], &node.weights) > MISSED)
                .collect();
            if behind.is_empty() {
                return true;
            }
            for at in behind {
                has_row[at] = true;
                let turned: Vec<f64> = rivals[at].iter().map(|d| -d).collect();
                self.add(&mut node.program, &turned, 0.0);
            }
            match self.solved(&mut node.program) {
                Some(weights) => node.weights = weights,
                None => return false,
            }
        }
    }

    /// The parts of a node by which of the rivals that are ahead is the first that is caught, from
    /// the cheapest on.
    fn parts(&mut self, node: &Node, ahead: &[usize]) -> Vec<Node> {
        let rivals = self.acceptance.conditions.rows();
        let need = ahead.len() - node.left;
        let mut said = node.said.clone();
        let mut left = node.left;
        let mut caught: Vec<(usize, Growing, Vec<f64>)> = Vec::new();
        for at in ahead {
            if self.is_over() {
                return Vec::new();
            }
            let mut program = node.program.clone();
            self.add(&mut program, &rivals[*at], 0.0);
            match self.solved(&mut program) {
                Some(weights) => caught.push((*at, program, weights)),
                // It stays ahead at all weights that are nearer than those found.
                None if left == 0 => return Vec::new(),
                None => {
                    said[*at] = Said::Ahead;
                    left -= 1;
                }
            }
        }
        caught.sort_by(|a, b| a.1.cost().total_cmp(&b.1.cost()).then(a.0.cmp(&b.0)));
        let costs: Vec<f64> = caught.iter().map(|(_, program, _)| program.cost()).collect();
        let mut out = Vec::new();
        for (place, (at, program, weights)) in caught.into_iter().enumerate() {
            // This rival and those after it must give as many as are needed.
            let Some(bound) = costs.get(place + need - 1) else { break };
            let mut own = said.clone();
            own[at] = Said::Caught;
            out.push(Node { program, weights, bound: *bound, said: own, left });
            if left == 0 {
                break;
            }
            left -= 1;
            said[at] = Said::Ahead;
        }
        out
    }
}
