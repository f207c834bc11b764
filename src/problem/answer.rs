//! What an answer says of the weights: linear constraints on them.
//!
//! A step from worst to best on leaf j counts w_j r_j in the score, r_j being the rise of value (1
//! where the value function goes from 0 to 1). That of a node counts the sum over its leaves. So
//!
//! - a swing, the first: sum of r w over a  >=  sum of r w over b; a ratio k: >= k times it;
//! - ranks: the same of every two neighbours in the order;
//! - a trade-off: r_a w_a  >=  (value of b at the figure less that at its worst) w_b;
//! - a pair: the score of a exceeds that of b, as in [`Preference`].

use super::constraint::WeightConstraint;
use super::criterion::number;
use super::decision_problem::Problem;
use super::preference::Preference;
use super::question::{Answer, Question, Reply};
use super::stated::{constraint, differences};
use super::text::Text;
use crate::error::{Said, both};

/// Coefficients by branch.
type Terms = Vec<(usize, f64)>;

impl Problem {
    /// What the step on a branch from worst to best counts: coefficients by branch.
    ///
    /// # Errors
    /// Why it counts nothing, for a message.
    pub(crate) fn counts(&self, branch: usize) -> Result<Terms, Said> {
        let mut out = Terms::new();
        for leaf in self.tree.leaves_under(branch) {
            if let Some(step) = self.step(leaf) {
                out.extend(self.tree.branch_of_leaf(leaf).map(|at| (at, step.rise)));
            }
        }
        let count = self.tree.leaves_under(branch).len();
        match out.len() == count && out.iter().all(|(_, rise)| *rise == 1.0) {
            // A node's weight is the sum of its leaves'.
            true => Ok(vec![(branch, 1.0)]),
            false if out.is_empty() => {
                let id = &self.tree.branches[branch].id;
                Err(both(
                    format!(
                        "on `{id}` no figure is better than another in the same way everywhere"
                    ),
                    format!(
                        "voor `{id}` is geen cijfer overal op dezelfde manier beter dan een ander"
                    ),
                ))
            }
            false => Ok(out),
        }
    }

    /// The difference of scores of two alternatives, leaf by leaf.
    ///
    /// # Errors
    /// Why they have none, for a message.
    pub(crate) fn lead(&self, a: usize, b: usize) -> Result<Vec<f64>, Said> {
        differences(self, &[(a, 1.0), (b, -1.0)])
    }

    /// What is greater than 0 where the first of two is what a question asks for, leaf by leaf; of
    /// ranks, one for each two of them: (0, 1), (0, 2) ... (1, 2) ...
    ///
    /// # Errors
    /// Why it cannot be asked, for a message.
    pub(crate) fn planes(&self, question: &Question) -> Result<Vec<Vec<f64>>, Said> {
        let on_leaves = |terms: Terms| at_most(terms, String::new(), false).on_leaves(&self.tree);
        match question {
            Question::Swing { a, b } => {
                Ok(vec![on_leaves(less(&self.counts(*a)?, &self.counts(*b)?))])
            }
            Question::Ranks { of } => {
                let counts = of.iter().map(|at| self.counts(*at)).collect::<Result<Vec<_>, _>>()?;
                let pairs = (0..of.len()).flat_map(|a| (a + 1..of.len()).map(move |b| (a, b)));
                Ok(pairs.map(|(a, b)| on_leaves(less(&counts[a], &counts[b]))).collect())
            }
            Question::TradeOff { a, b, to } => {
                Ok(vec![on_leaves(less(&self.counts(*a)?, &self.part(*b, *to)?))])
            }
            Question::Pair { a, b } => Ok(vec![self.lead(*a, *b)?]),
        }
    }

    /// What the step on a leaf counts up to a figure.
    fn part(&self, branch: usize, to: f64) -> Result<Terms, Said> {
        let branch_of = &self.tree.branches[branch];
        let step = branch_of.leaf.and_then(|leaf| self.step(leaf));
        let rise = step.and_then(|step| step.rise_to(to)).ok_or_else(|| {
            both(
                format!(
                    "`{}` has no figures from worst to best that all groups share",
                    branch_of.id
                ),
                format!(
                    "`{}` heeft geen cijfers van slechtste naar beste die alle groepen delen",
                    branch_of.id
                ),
            )
        })?;
        match rise > 0.0 {
            true => Ok(vec![(branch, rise)]),
            false => Err(both(
                format!("on `{}` this figure is no better than the worst", branch_of.id),
                format!("voor `{}` is dit cijfer niet beter dan het slechtste", branch_of.id),
            )),
        }
    }
}

impl Answer {
    /// The constraints on the weights, none where it is not known. Each is written as
    /// `[weights] constraints` have it; what it says of a pair, as a preference.
    ///
    /// # Errors
    /// Why the question has no answer in this problem, for a message.
    pub fn constraints(&self, problem: &Problem) -> Result<Vec<WeightConstraint>, Said> {
        let line = |terms: Terms, equality| {
            let written = written(problem, &terms, equality);
            at_most(terms, written, equality)
        };
        // The first counts at least as much as the second, or just as much.
        let at_least =
            |more: &Terms, fewer: &Terms, equality: bool| line(less(fewer, more), equality);
        match (&self.question, &self.reply) {
            (_, Reply::Unknown) => {
                problem.planes(&self.question)?;
                Ok(Vec::new())
            }
            (Question::Swing { a, b }, reply) => {
                let (a, b) = (problem.counts(*a)?, problem.counts(*b)?);
                match reply {
                    Reply::First => Ok(vec![at_least(&a, &b, false)]),
                    Reply::Second => Ok(vec![at_least(&b, &a, false)]),
                    Reply::Same => Ok(vec![at_least(&a, &b, true)]),
                    Reply::Ratio(low, high) => Ok(ratio(&a, &b, *low, *high, &line)),
                    _ => Err(both(
                        "this is no answer to which of two matters more",
                        "dit is geen antwoord op de vraag welk van twee belangrijker is",
                    )),
                }
            }
            (Question::Ranks { .. }, Reply::Order(tiers)) => {
                let mut out = Vec::new();
                let mut before: Option<(Terms, usize)> = None;
                for (at, tier) in tiers.iter().enumerate() {
                    for branch in tier {
                        let now = problem.counts(*branch)?;
                        if let Some((terms, tier)) = &before {
                            out.push(at_least(terms, &now, *tier == at));
                        }
                        before = Some((now, at));
                    }
                }
                Ok(out)
            }
            (Question::TradeOff { a, b, to }, reply) => {
                let a = problem.counts(*a)?;
                let part = |to: f64| problem.part(*b, to);
                match reply {
                    Reply::First => Ok(vec![at_least(&a, &part(*to)?, false)]),
                    Reply::Second => Ok(vec![at_least(&part(*to)?, &a, false)]),
                    Reply::Same => Ok(vec![at_least(&a, &part(*to)?, true)]),
                    Reply::Figures(one, other) => {
                        let (one, other) = (part(*one)?, part(*other)?);
                        let (low, high) = match one[0].1 <= other[0].1 {
                            true => (one, other),
                            false => (other, one),
                        };
                        if low == high {
                            return Ok(vec![at_least(&a, &low, true)]);
                        }
                        Ok(vec![at_least(&a, &low, false), at_least(&high, &a, false)])
                    }
                    _ => Err(both(
                        "this is no answer to a trade-off",
                        "dit is geen antwoord op de vraag naar een verhouding",
                    )),
                }
            }
            (Question::Pair { a, b }, reply) => {
                let (better, worse, equal) = match reply {
                    Reply::First => (*a, *b, false),
                    Reply::Second => (*b, *a, false),
                    Reply::Same => (*a, *b, true),
                    _ => {
                        return Err(both(
                            "this is no answer to which of two is better",
                            "dit is geen antwoord op de vraag welk van twee beter is",
                        ));
                    }
                };
                let names = [better, worse].map(|at| problem.full_name(at));
                let written = match equal {
                    true => format!("{} and {} equally good", names[0], names[1]),
                    false => format!("{} better than {}", names[0], names[1]),
                };
                let preference = Preference {
                    terms: vec![(better, 1.0), (worse, -1.0)],
                    equal,
                    by: 0.0,
                    reason: Text::default(),
                    source: None,
                    written,
                };
                let row = problem.lead(better, worse)?;
                Ok(vec![constraint(problem, &preference, &row)])
            }
            (Question::Ranks { .. }, _) => Err(both("this is no order", "dit is geen volgorde")),
        }
    }
}

/// a counts between `low` and `high` times b.
fn ratio(
    a: &Terms,
    b: &Terms,
    low: f64,
    high: f64,
    line: &dyn Fn(Terms, bool) -> WeightConstraint,
) -> Vec<WeightConstraint> {
    if low == high {
        return vec![line(less(&scaled(b, low), a), true)];
    }
    let mut out = Vec::new();
    if low > 0.0 {
        out.push(line(less(&scaled(b, low), a), false));
    }
    if high.is_finite() {
        out.push(line(less(a, &scaled(b, high)), false));
    }
    out
}

fn scaled(terms: &Terms, by: f64) -> Terms {
    terms.iter().map(|(at, c)| (*at, c * by)).collect()
}

/// The first less the second; what cancels is left out.
fn less(first: &Terms, second: &Terms) -> Terms {
    let mut out = first.clone();
    for (at, c) in second {
        match out.iter_mut().find(|(known, _)| known == at) {
            Some((_, known)) => *known -= c,
            None => out.push((*at, 0.0 - c)),
        }
    }
    out.retain(|(_, c)| *c != 0.0);
    out
}

fn at_most(terms: Terms, written: String, equality: bool) -> WeightConstraint {
    WeightConstraint { terms, constant: 0.0, equality, written, preference: false }
}

/// sum of terms <= 0 (or = 0) in the grammar of `[weights] constraints`, without a minus:
/// `2 * cost >= travel`.
fn written(problem: &Problem, terms: &Terms, equality: bool) -> String {
    let side = |wanted: f64| {
        let of = terms.iter().filter(|(_, c)| c * wanted > 0.0).map(|(at, c)| {
            let id = &problem.tree.branches[*at].id;
            if c.abs() == 1.0 { id.clone() } else { format!("{} * {id}", number(c.abs())) }
        });
        let of: Vec<String> = of.collect();
        if of.is_empty() { "0".to_owned() } else { of.join(" + ") }
    };
    format!("{} {} {}", side(-1.0), if equality { "=" } else { ">=" }, side(1.0))
}
