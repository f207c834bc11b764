//! The answers of a person, one after the other, and what they settle.

use super::contest::Contest;
use super::contradiction::Contradiction;
use super::doubt::Doubt;
use super::request::InterviewRequest;
use super::settled::CanBeFirst;
use super::state::{Setting, ShareLeft, State};
use super::statement::Statement;
use crate::error::{Error, Result, Said, both};
use crate::evaluate::evaluation::Evaluation;
use crate::method::remedy::to_sums;
use crate::problem::{Answer, PlaceInGroup};
use crate::proof::contradiction::check_admissible;

/// Alternatives of one group beyond this are refused: too many for a person, and for a second.
pub const MOST_ASKED_ABOUT: usize = 1_000;

/// The answers of a person, and what they settle.
pub struct Interview<'a> {
    /// The evaluation whose leaders are in question.
    pub evaluation: &'a Evaluation<'a>,
    pub(super) setting: Setting,
    start: State,
    pub(super) taken: Vec<Taken>,
}

pub(super) struct Taken {
    pub(super) answer: Answer,
    pub(super) statements: Vec<Statement>,
    state: State,
}

/// What is settled in one group. Alternatives are places in the group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSettled {
    /// The group: an index into the problem's.
    pub group: usize,
    /// Its eligible alternatives in key order, each with whether it can be first and the share of
    /// the weights left at which it is. Those with the same values on all criteria share one place,
    /// and each has the share of all.
    pub alternatives: Vec<AlternativeSettled>,
    /// Those that no weights put another ahead of, once that is proved; several if they are level
    /// at all weights.
    pub leaders: Option<Vec<PlaceInGroup>>,
    /// Pairs of alternatives whose order is open: some weights put one ahead, and some the other.
    /// `None` where there are too many to look at.
    pub open_pairs: Option<usize>,
    /// Pairs of alternatives.
    pub pairs: usize,
}

/// Whether an alternative can be first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AlternativeSettled {
    /// The alternative.
    pub place: PlaceInGroup,
    /// Whether some weights put it first.
    pub first: CanBeFirst,
    /// The share of the weights left at which it is; `None` where no points could be drawn.
    pub share: Option<f64>,
    /// The standard error of the share; `None` where it is exact.
    pub error: Option<f64>,
}

impl<'a> Interview<'a> {
    /// Before the first answer.
    ///
    /// # Errors
    /// [`Error::Undefined`] for a method that is no weighted sum with value functions, and for a
    /// group of more than [`MOST_ASKED_ABOUT`] alternatives; [`Error::Contradiction`] where no
    /// weights meet the constraints and preferences of the case.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Answer, Direction, Problem, Question, Reply};
    /// use afweging::study::{Interview, InterviewRequest, evaluate};
    ///
    /// let problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 1.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .alternative("B", [120.0, 9.0])
    ///     .build()?;
    /// let evaluation = evaluate(&problem, &Method::default())?;
    /// let mut interview = Interview::new(&evaluation, InterviewRequest::default())?;
    /// // Each is best on one of two criteria: which of them matters more settles it.
    /// let question = interview.next().unwrap().question;
    /// assert_eq!(question, Question::Swing { a: 0, b: 1 });
    /// let reply = Reply::Second;
    /// interview.take(Answer { question, reply, date: None })?.unwrap();
    /// assert!(interview.is_settled() && interview.next().is_none());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn new(evaluation: &'a Evaluation<'a>, request: InterviewRequest) -> Result<Interview<'a>> {
        let problem = evaluation.problem;
        let refuse = |reason: Said, remedy: Said| Error::Undefined {
            method: evaluation.method.name().into(),
            reason,
            remedy,
        };
        if !evaluation.method.definition().reads_value_functions() {
            let remedy = to_sums(evaluation.method.sheet(), &evaluation.problem.tree);
            return Err(refuse(
                both(
                    "its weights do not count steps from worst to best, so nobody can be asked what they say",
                    "haar gewichten tellen geen stappen van slechtste naar beste, zodat niemand gevraagd kan worden wat ze zeggen",
                ),
                remedy,
            ));
        }
        if !problem.tree.is_additive() {
            let remedy = to_sums(evaluation.method.sheet(), &problem.tree);
            return Err(refuse(
                both(
                    "its nodes do not all add up, and questions about weights are read as if they did",
                    "niet alle groepen criteria tellen op, en vragen over gewichten worden gelezen alsof dat zo is",
                ),
                remedy,
            ));
        }
        if !evaluation.method.definition().is_weighted_sum(problem) {
            let remedy = to_sums(evaluation.method.sheet(), &problem.tree);
            return Err(refuse(
                both(
                    "its score is no sum of values, and questions about weights are read as if it were",
                    "de score ervan is geen som van waarden, en vragen over gewichten worden gelezen alsof dat zo is",
                ),
                remedy,
            ));
        }
        if evaluation.groups.iter().any(|group| group.eligible().len() > MOST_ASKED_ABOUT) {
            return Err(refuse(
                both(
                    "a group has more than 1,000 alternatives, too many to ask about",
                    "een groep heeft meer dan 1.000 alternatieven, te veel om over te vragen",
                ),
                both("choose some of them (--where)", "kies er enkele (--where)"),
            ));
        }
        check_admissible(problem)?;
        let contests =
            (0..evaluation.groups.len()).filter_map(|group| Contest::new(evaluation, group));
        let setting = Setting {
            leaves: problem.tree.leaves.len(),
            contests: contests.collect(),
            base: problem.constraints.iter().map(|it| Statement::of_case(problem, it)).collect(),
            request,
        };
        let start = State::new(&setting, &[], None);
        Ok(Interview { evaluation, setting, start, taken: Vec::new() })
    }

    pub(super) fn state(&self) -> &State {
        self.taken.last().map_or(&self.start, |taken| &taken.state)
    }

    /// The answers so far.
    pub fn answers(&self) -> impl ExactSizeIterator<Item = &Answer> {
        self.taken.iter().map(|taken| &taken.answer)
    }

    /// Take an answer, if it can hold together with those before it; else the contradiction, and
    /// nothing is taken.
    ///
    /// # Errors
    /// [`Error::Argument`] where the question has no answer in this problem.
    pub fn take(&mut self, answer: Answer) -> Result<std::result::Result<(), Contradiction>> {
        let problem = self.evaluation.problem;
        let statements = Statement::of_answer(problem, &answer)
            .map_err(|reason| Error::argument_as_a_whole("answers", reason))?;
        if let Some(found) = self.contradiction(&answer, &statements) {
            return Ok(Err(found));
        }
        let before: Vec<&Statement> = self.taken.iter().flat_map(|it| &it.statements).collect();
        let state = match statements.is_empty() {
            true => self.state().clone(),
            false => {
                let all: Vec<&Statement> = before.into_iter().chain(&statements).collect();
                State::new(&self.setting, &all, Some((self.state(), &statements)))
            }
        };
        self.taken.push(Taken { answer, statements, state });
        Ok(Ok(()))
    }

    /// Take back the last answer; everything is as it was before it.
    pub fn undo(&mut self) -> Option<Answer> {
        self.taken.pop().map(|taken| taken.answer)
    }

    /// Begin again with these answers. At the first that contradicts those before it, the
    /// contradiction with its number; the answers before it are taken.
    ///
    /// # Errors
    /// As [`Interview::take`].
    pub fn take_all(
        &mut self,
        answers: impl IntoIterator<Item = Answer>,
    ) -> Result<std::result::Result<(), Contradiction>> {
        self.taken.clear();
        for answer in answers {
            if let Err(found) = self.take(answer)? {
                return Ok(Err(found));
            }
        }
        Ok(Ok(()))
    }

    /// Whether it is proved of every group who is first.
    pub fn is_settled(&self) -> bool {
        self.state().is_settled()
    }

    /// What is settled, by group.
    pub fn settled(&self) -> Vec<GroupSettled> {
        let state = self.state();
        let of = |(at, contest): (usize, &Contest)| {
            let standing = &state.standings[at];
            let mut alternatives = Vec::new();
            for (class, places) in contest.classes.iter().enumerate() {
                let (share, error) = match state.share_first(at, class, contest.len()) {
                    Some((share, error)) => (Some(share), error),
                    None => (None, None),
                };
                let first = standing.first[class];
                alternatives.extend(places.iter().map(|place| AlternativeSettled {
                    place: *place,
                    first,
                    share,
                    error,
                }));
            }
            alternatives.sort_by_key(|it| it.place);
            let leaders = standing.leader.map(|leader| {
                let classes = std::iter::once(&leader).chain(&standing.level);
                let mut out: Vec<PlaceInGroup> =
                    classes.flat_map(|class| contest.classes[*class].clone()).collect();
                out.sort();
                out
            });
            GroupSettled {
                group: contest.group,
                alternatives,
                leaders,
                open_pairs: standing.open_pairs,
                pairs: standing.pairs,
            }
        };
        self.setting.contests.iter().enumerate().map(of).collect()
    }

    /// The share of the weights that is left, of those that the case allows.
    pub fn share_left(&self) -> ShareLeft {
        self.state().share
    }

    /// How many points stand for the weights; `None` where none could be drawn.
    pub fn points(&self) -> Option<u64> {
        Some(self.state().draws.count as u64).filter(|count| *count > 0)
    }

    /// The doubt about who is first, in bits; `None` where no points could be drawn.
    pub fn doubt(&self) -> Option<Doubt> {
        self.state().doubt(&self.setting)
    }
}
