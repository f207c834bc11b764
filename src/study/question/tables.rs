//! The tables of an interview.

use super::choose::Weighed;
use super::interview::{AlternativeSettled, GroupSettled, Interview};
use super::settled::CanBeFirst;
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::{Question, number};
use crate::table::{Table, TableOf};

impl CanBeFirst {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            CanBeFirst::Possible => "possible",
            CanBeFirst::Impossible => "impossible",
            CanBeFirst::Unknown => "unknown",
        }
    }
}

impl Interview<'_> {
    /// `first_places`: a row per eligible alternative.
    pub fn first_places(&self) -> Table {
        let settled = self.settled();
        let rows: Vec<(&GroupSettled, &AlternativeSettled)> = settled
            .iter()
            .flat_map(|group| group.alternatives.iter().map(move |it| (group, it)))
            .collect();
        let problem = self.evaluation.problem;
        let member = |row: &(&GroupSettled, &AlternativeSettled)| {
            problem.groups[row.0.group].member(row.1.place)
        };
        let proved = |row: &(&GroupSettled, &AlternativeSettled)| {
            row.0.leaders.as_ref().is_some_and(|leaders| leaders.contains(&row.1.place))
        };
        TableOf::new("first_places", &rows)
            .columns(keys_of(problem, &all_keys(problem), member))
            .text("first", |row| Some(row.1.first.name().to_owned()))
            .flag("proved", |row| Some(proved(row)))
            .number("share", |row| row.1.share)
            // 0 is exact.
            .number("std_error", |row| row.1.share.map(|_| row.1.error.unwrap_or(0.0)))
            .table()
    }

    /// `questions`: a row per question that is worth asking.
    pub fn questions(&self) -> Table {
        let rows = self.open();
        let next = self.next().map(|next| next.question);
        let problem = self.evaluation.problem;
        let to = |row: &Weighed| match &row.question {
            Question::TradeOff { b, to, .. } => {
                problem.tree.branches[*b].leaf.map(|leaf| problem.tree.leaves[leaf].notation(*to))
            }
            _ => None,
        };
        TableOf::new("questions", &rows)
            .text("question", |row| Some(row.question.kind().name().to_owned()))
            .text("of", |row| Some(row.question.names(problem).join("; ")))
            .cells("to", to)
            .number("expected_doubt", |row| row.doubt.map(|doubt| doubt.bits))
            .text("answers", |row| {
                let all: Vec<String> = row.answers.iter().map(|p| number(*p)).collect();
                (!all.is_empty()).then(|| all.join("; "))
            })
            .flag("next", |row| Some(next.as_ref() == Some(&row.question)))
            .table()
    }
}
