//! The questions that can be asked, what each is expected to leave, and the next one.
//!
//! All questions are weighed on the same points (or the same simplices), so that they are compared
//! like with like. Of questions that leave equally little, up to the standard error of the best, the
//! easiest kind is asked first, and of one kind the first in the order of the file.
//!
//! A ranking of k criteria takes the place of k - 1 questions, so what it gains counts per question.
//! A pair of alternatives that can both still be first is asked of only when nothing else says
//! much: it would ask the person for the answer.

use super::contest::Contest;
use super::doubt::{Doubt, Expected, answers_at, counted, error, exactly};
use super::draws::Draws;
use super::interview::Interview;
use crate::problem::{Outline, Problem, Question, QuestionKind, Reply, Scale};
use crate::tolerance::AS_NEAR;
use rayon::prelude::*;

/// A question, and what is expected of its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The question.
    pub question: Question,
    /// The doubt that its answer is expected to leave; `None` where no points could be drawn. It has
    /// a standard error for the question that is asked next.
    pub doubt: Option<Doubt>,
    /// The probability of each answer; of two things, of the first and of the second.
    pub answers: Vec<f64>,
    /// Whether it asks which of two that can both be first is better.
    pub asks_for_the_answer: bool,
}

impl Weighed {
    /// How many questions it takes the place of.
    fn effort(&self) -> f64 {
        match &self.question {
            Question::Ranks { of } => (of.len() - 1) as f64,
            _ => 1.0,
        }
    }
}

/// So many criteria are ranked at once, where the program chooses.
const RANKED: usize = 3;

/// More questions of one kind are not weighed: the first of them in the order of the file are.
const MOST_OF_KIND: usize = 3_000;

/// Who can be first is asked for when all else gains less than this part of the doubt.
const LITTLE: f64 = 0.1;

/// Steps into which a scale is parted for a figure that is asked of, at least.
const LEAST_STEPS: f64 = 20.0;

impl Interview<'_> {
    /// Every question that is worth asking, in the order of kinds and of the file, each with what it
    /// is expected to leave. Left out are those that have been asked, and those of which at all
    /// points the answer is the same.
    pub fn open(&self) -> Vec<Weighed> {
        if self.is_settled() {
            return Vec::new();
        }
        let state = self.state();
        match (&state.cells, state.draws.count) {
            (None, 0) => {
                let unknown = |question| Weighed {
                    asks_for_the_answer: self.asks_for_the_answer(&question),
                    question,
                    doubt: None,
                    answers: Vec::new(),
                };
                self.askable().into_iter().map(unknown).collect()
            }
            _ => self.weighed(&state.draws, true),
        }
    }

    /// The question to ask next; `None` once all is settled, or where nothing is left to ask.
    pub fn next(&self) -> Option<Weighed> {
        let open = self.open();
        let now = self.doubt().map_or(0.0, |doubt| doubt.bits);
        self.best(open, now, &self.state().draws).or_else(|| self.to_the_proof())
    }

    fn best(&self, open: Vec<Weighed>, now: f64, draws: &Draws) -> Option<Weighed> {
        let (contenders, rest): (Vec<Weighed>, Vec<Weighed>) =
            open.into_iter().partition(|it| it.asks_for_the_answer);
        let gain =
            |it: &Weighed| it.doubt.map_or(0.0, |doubt| (now - doubt.bits).max(0.0) / it.effort());
        let most = |of: &[Weighed]| of.iter().map(gain).fold(0.0, f64::max);
        let all = match most(&rest) < LITTLE * now && most(&contenders) > 0.0 || rest.is_empty() {
            true => contenders,
            false => rest,
        };
        let most = most(&all);
        if all.iter().all(|it| it.doubt.is_none()) {
            return all.into_iter().next();
        }
        if most <= 0.0 {
            return None;
        }
        let best = all.iter().find(|it| gain(it) >= most)?;
        let slack = self.error_of(best, draws).map_or(0.0, |error| error / best.effort());
        let chosen = all.iter().find(|it| gain(it) >= most - slack - AS_NEAR * now)?;
        let error = self.error_of(chosen, draws);
        let doubt = chosen.doubt.map(|doubt| Doubt { error, ..doubt });
        Some(Weighed { doubt, ..chosen.clone() })
    }

    fn error_of(&self, of: &Weighed, draws: &Draws) -> Option<f64> {
        if self.state().cells.is_some() {
            return None;
        }
        let planes = self.evaluation.problem.planes(&of.question).ok()?;
        let answers = answers_at(draws, &planes);
        error(draws, &self.setting.contests, &answers, 1 << planes.len())
    }

    /// Where all points have the same leader, and some weights that no point shows do not: the
    /// question that parts most of these from the middle, each counting as much as it.
    fn to_the_proof(&self) -> Option<Weighed> {
        let state = self.state();
        if self.is_settled() {
            return None;
        }
        let mut points: Vec<Vec<f64>> = state.draws.mean().into_iter().collect();
        let mut last = None;
        for (at, contest) in self.setting.contests.iter().enumerate() {
            let standing = &state.standings[at];
            if standing.leader.is_some() {
                continue;
            }
            let seen = |class: &usize| state.draws.alone[at][*class];
            let leader = (0..contest.len()).find(seen).unwrap_or(0);
            for rival in (0..contest.len()).filter(|rival| *rival != leader) {
                let least = state.admissible.least(&contest.lead(leader, rival));
                if least.bound < -contest.tie(&least.weights()) {
                    points.push(least.weights());
                    let pair = pair(self.evaluation.problem, contest, leader, rival);
                    last = last.or(pair.filter(|pair| !self.was_asked(pair)));
                }
            }
        }
        let draws = Draws::of_points(&points, &self.setting.contests);
        let now = counted(&draws, &self.setting.contests, &vec![0; draws.count], 1).bits;
        let few = |it: Weighed| Weighed { doubt: None, answers: Vec::new(), ..it };
        let weighed = match draws.count {
            0 => Vec::new(),
            _ => self.weighed(&draws, false),
        };
        self.best(weighed, now, &draws).map(few).or_else(|| {
            let question = last?;
            self.setting.request.kinds.contains(&QuestionKind::Pair).then_some(Weighed {
                question,
                doubt: None,
                answers: Vec::new(),
                asks_for_the_answer: true,
            })
        })
    }

    /// All askable questions whose answer is not the same at all points.
    fn weighed(&self, draws: &Draws, with_cells: bool) -> Vec<Weighed> {
        let problem = self.evaluation.problem;
        let contests = &self.setting.contests;
        let cells = self.state().cells.as_ref().filter(|_| with_cells);
        let weigh = |question: Question| -> Option<Weighed> {
            let planes = problem.planes(&question).ok()?;
            let Expected { bits, answers } = match cells {
                Some(cells) => exactly(cells, contests, &planes),
                None => counted(draws, contests, &answers_at(draws, &planes), 1 << planes.len()),
            };
            let answers: Vec<f64> = match planes.len() {
                // Above the plane is the first.
                1 if cells.is_none() => answers.into_iter().rev().collect(),
                _ => answers.into_iter().filter(|p| *p > 0.0).collect(),
            };
            (answers.iter().filter(|p| **p > AS_NEAR).count() > 1).then(|| Weighed {
                asks_for_the_answer: self.asks_for_the_answer(&question),
                question,
                doubt: Some(Doubt { bits, error: None }),
                answers,
            })
        };
        self.askable().into_par_iter().filter_map(weigh).collect()
    }

    /// Whether something was asked, or cannot be answered. Of a trade-off another figure may be asked
    /// of.
    fn was_asked(&self, question: &Question) -> bool {
        self.answers().any(|answer| {
            answer.question.is_about_the_same(question)
                && (question.kind() != QuestionKind::TradeOff
                    || answer.reply == Reply::Unknown
                    || answer.question == *question)
        })
    }

    fn asks_for_the_answer(&self, question: &Question) -> bool {
        let Question::Pair { a, b } = question else { return false };
        let problem = self.evaluation.problem;
        self.setting.contests.iter().zip(&self.state().standings).any(|(contest, standing)| {
            let can = |alternative: &usize| {
                let place = problem.groups[contest.group].place_of(*alternative);
                let class =
                    contest.classes.iter().position(|of| of.iter().any(|p| Some(*p) == place));
                class.is_some_and(|class| standing.in_doubt().contains(&class))
            };
            can(a) && can(b)
        })
    }

    /// The questions that can be asked, in the order of kinds and of the file.
    fn askable(&self) -> Vec<Question> {
        let problem = self.evaluation.problem;
        let mut out = Vec::new();
        let mut kinds = self.setting.request.kinds.clone();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let mut of_kind = match kind {
                QuestionKind::Swing => swings(problem),
                QuestionKind::Ranks => ranks(problem),
                QuestionKind::TradeOff => self.trade_offs(),
                QuestionKind::Pair => self.pairs(),
            };
            of_kind.retain(|question| !self.was_asked(question));
            of_kind.truncate(MOST_OF_KIND);
            out.extend(of_kind);
        }
        out
    }

    /// For every two leaves with figures: the heavier one goes to where it would count about as much
    /// as the other going all the way, as the weights left have it in the middle.
    fn trade_offs(&self) -> Vec<Question> {
        let problem = self.evaluation.problem;
        let draws = &self.state().draws;
        let leaves = problem.tree.leaves.len();
        let steps: Vec<_> = (0..leaves).map(|leaf| problem.step(leaf)).collect();
        let branch = |leaf| problem.tree.branch_of_leaf(leaf);
        let pairs: Vec<(usize, usize)> =
            (0..leaves).flat_map(|a| (a + 1..leaves).map(move |b| (a, b))).collect();
        let question = |(a, b): (usize, usize)| {
            let (Some(of_a), Some(of_b)) = (&steps[a], &steps[b]) else { return None };
            if of_a.ends.is_none() || of_b.ends.is_none() || draws.count == 0 {
                return None;
            }
            let unit = |leaf: usize, by: f64| {
                let mut row = vec![0.0; leaves];
                row[leaf] = by;
                draws.sums(&row)
            };
            // How much of b's step counts as much as a's.
            let (mine, other) = (unit(a, of_a.rise), unit(b, of_b.rise));
            let mut parts: Vec<f64> = mine.iter().zip(&other).map(|(a, b)| a / (a + b)).collect();
            parts.sort_by(f64::total_cmp);
            let middle = parts[parts.len() / 2];
            let ratio = middle / (1.0 - middle);
            let (whole, part, ratio) =
                if ratio <= 1.0 { (a, b, ratio) } else { (b, a, 1.0 / ratio) };
            let step = steps[part].as_ref()?;
            let to = readable(problem, part, step.figure_at(ratio * step.rise)?, step.ends?)?;
            Some(Question::TradeOff { a: branch(whole)?, b: branch(part)?, to })
        };
        pairs.into_par_iter().filter_map(question).collect()
    }

    /// Every two alternatives of a group of which it is not settled who is first. Of figures that
    /// nobody knows only those are compared that can both be first.
    fn pairs(&self) -> Vec<Question> {
        let problem = self.evaluation.problem;
        let open = self.setting.contests.iter().zip(&self.state().standings);
        open.filter(|(_, standing)| standing.leader.is_none())
            .flat_map(|(contest, _)| {
                let all = 0..contest.len();
                let pairs = all.clone().flat_map(|a| (a + 1..contest.len()).map(move |b| (a, b)));
                pairs.filter_map(|(a, b)| pair(problem, contest, a, b)).take(MOST_OF_KIND)
            })
            .filter(|pair| {
                let leaves = problem.tree.leaves.len();
                let known = |at: &usize| (0..leaves).all(|leaf| problem.is_known(*at, leaf));
                pair.subjects().iter().all(known) || self.asks_for_the_answer(pair)
            })
            .collect()
    }
}

/// The question which of two classes is better, by the first alternative of each.
fn pair(problem: &Problem, contest: &Contest, a: usize, b: usize) -> Option<Question> {
    let of = |class: usize| {
        let place = *contest.classes[class].first()?;
        Some(problem.groups[contest.group].member(place))
    };
    Some(Question::Pair { a: of(a)?, b: of(b)? })
}

/// Every two siblings, and every two leaves.
fn swings(problem: &Problem) -> Vec<Question> {
    let tree = &problem.tree;
    let outline = Outline::new(tree);
    let has_step = |branch: &usize| problem.counts(*branch).is_ok();
    let mut out: Vec<Question> = Vec::new();
    let leaves: Vec<usize> =
        (0..tree.leaves.len()).filter_map(|leaf| outline.branch_of_leaf(leaf)).collect();
    let sets = outline.sibling_sets().map(<[usize]>::to_vec).chain([leaves]);
    for set in sets {
        let set: Vec<usize> = set.into_iter().filter(has_step).collect();
        for (at, a) in set.iter().enumerate() {
            for b in &set[at + 1..] {
                let question = Question::Swing { a: *a, b: *b };
                let is_sibling = tree.branches[*a].parent == tree.branches[*b].parent;
                // Leaves that are siblings are there already.
                if !(is_sibling && out.contains(&question)) {
                    out.push(question);
                }
                if out.len() >= MOST_OF_KIND {
                    return out;
                }
            }
        }
    }
    out
}

/// Every three siblings.
fn ranks(problem: &Problem) -> Vec<Question> {
    let mut out = Vec::new();
    for set in Outline::new(&problem.tree).sibling_sets() {
        let set: Vec<usize> =
            set.iter().copied().filter(|branch| problem.counts(*branch).is_ok()).collect();
        let mut chosen: Vec<usize> = (0..RANKED).collect();
        while set.len() >= RANKED && out.len() < MOST_OF_KIND {
            out.push(Question::Ranks { of: chosen.iter().map(|at| set[*at]).collect() });
            // The next combination in lexicographic order.
            let can_move = |at: &usize| chosen[*at] < set.len() - RANKED + at;
            let Some(at) = (0..RANKED).rev().find(can_move) else { break };
            chosen[at] += 1;
            for next in at + 1..RANKED {
                chosen[next] = chosen[next - 1] + 1;
            }
        }
    }
    out
}

/// A figure near to this one that reads well, strictly between the ends of the scale: a level, or a
/// multiple of a power of ten, or of 2 or 5 times it.
fn readable(problem: &Problem, leaf: usize, figure: f64, ends: (f64, f64)) -> Option<f64> {
    let (low, high) = (ends.0.min(ends.1), ends.0.max(ends.1));
    let step = match problem.tree.leaves[leaf].scale {
        Some(Scale::Ordinal(_)) => 1.0,
        _ => {
            let most = (high - low) / LEAST_STEPS;
            let power = 10f64.powf(most.log10().floor());
            [5.0, 2.0, 1.0].map(|by| by * power).into_iter().find(|step| *step <= most)?
        }
    };
    // Multiplied up or divided down, so that 0.1 is the number that is written so.
    let multiple =
        |count: f64| if step < 1.0 { count / (1.0 / step).round() } else { count * step };
    let nearest = (figure / step).round();
    let between = |x: &f64| low < *x && *x < high;
    [nearest, nearest - 1.0, nearest + 1.0].map(multiple).into_iter().find(between)
}
