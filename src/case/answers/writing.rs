//! Answers as text: a file of them, and lines of a criteria file that say the same.

use super::reply::{SAME, UNKNOWN};
use crate::case::made_text::{quoted, quoted_list};
use crate::problem::{Answer, Problem, Question, QuestionKind, Reply, number};

/// The file of these answers about the case of that id.
pub fn text<'a>(
    case: &str,
    problem: &Problem,
    answers: impl IntoIterator<Item = &'a Answer>,
) -> String {
    let mut out = String::from(
        "# Answers about weights, as `afweging ask` keeps them. You may change a table, delete it or\n\
         # move it; comments are lost when the next answer is saved.\n",
    );
    out += &format!("case = {}\n", quoted(case));
    for answer in answers {
        let names = answer.question.names(problem);
        out += "\n[[answers]]\n";
        out += &format!("question = {}\n", quoted(answer.question.kind().name()));
        out += &format!("of       = {}\n", quoted_list(names.iter().map(String::as_str)));
        if let Question::TradeOff { b, to, .. } = &answer.question
            && !matches!(answer.reply, Reply::Figures(..))
        {
            out += &format!("to       = {}\n", quoted(&notation(problem, *b, *to)));
        }
        out += &format!("answer   = {}\n", quoted(&reply(problem, answer, &names)));
        if let Some(date) = &answer.date {
            out += &format!("date     = {date}\n");
        }
    }
    out
}

fn notation(problem: &Problem, branch: usize, figure: f64) -> String {
    let leaf = problem.tree.branches[branch].leaf;
    leaf.map_or_else(|| number(figure), |leaf| problem.tree.leaves[leaf].notation(figure))
}

fn reply(problem: &Problem, answer: &Answer, names: &[String]) -> String {
    let range = |low: String, high: String| {
        if low == high { low } else { format!("{low}..{high}") }
    };
    match &answer.reply {
        Reply::First => names[0].clone(),
        Reply::Second => names[1].clone(),
        Reply::Same => SAME.to_owned(),
        Reply::Unknown => UNKNOWN.to_owned(),
        Reply::Ratio(low, high) if !high.is_finite() => format!("{}..", number(*low)),
        Reply::Ratio(low, high) if *low == 0.0 => format!("..{}", number(*high)),
        Reply::Ratio(low, high) => range(number(*low), number(*high)),
        Reply::Figures(low, high) => {
            let branch = answer.question.subjects()[1];
            range(notation(problem, branch, *low), notation(problem, branch, *high))
        }
        Reply::Order(tiers) => {
            let id = |branch: &usize| problem.tree.branches[*branch].id.as_str();
            let tier = |tier: &Vec<usize>| tier.iter().map(id).collect::<Vec<_>>().join(" = ");
            tiers.iter().map(tier).collect::<Vec<_>>().join(" > ")
        }
    }
}

/// The lines of a criteria file that ask of the weights what these answers say, for every other
/// command. Empty where they say nothing.
pub fn criteria_lines<'a>(
    problem: &Problem,
    answers: impl IntoIterator<Item = &'a Answer>,
) -> String {
    let mut constraints: Vec<String> = Vec::new();
    let mut preferences = String::new();
    for answer in answers {
        match answer.question.kind() {
            QuestionKind::Pair => preferences += &preference(problem, answer),
            _ => {
                let said = answer.constraints(problem).unwrap_or_default();
                let new = said.into_iter().map(|it| it.written);
                constraints.extend(new.collect::<Vec<_>>());
            }
        }
    }
    let mut seen: Vec<String> = Vec::new();
    constraints.retain(|line| {
        !seen.contains(line) && {
            seen.push(line.clone());
            true
        }
    });
    let mut out = String::new();
    if !constraints.is_empty() {
        let lines: Vec<String> =
            constraints.iter().map(|line| format!("  {},\n", quoted(line))).collect();
        out += &format!("[weights]\nconstraints = [\n{}]\n", lines.concat());
    }
    if !out.is_empty() && !preferences.is_empty() {
        out.push('\n');
    }
    out + preferences.trim_end_matches('\n') + if preferences.is_empty() { "" } else { "\n" }
}

fn preference(problem: &Problem, answer: &Answer) -> String {
    let of = answer.question.subjects();
    let named = |alternative: usize| {
        let values = &problem.alternatives[alternative].values;
        let pair = |(key, value): (&crate::problem::Key, &usize)| {
            format!("{} = {}", key_name(&key.id), quoted(&key.values[*value].id))
        };
        let all: Vec<String> = problem.keys.iter().zip(values.iter()).map(pair).collect();
        format!("{{ {} }}", all.join(", "))
    };
    let (a, b) = (named(of[0]), named(of[1]));
    match answer.reply {
        Reply::First => format!("[[preferences]]\nbetter = {a}\nworse  = {b}\n\n"),
        Reply::Second => format!("[[preferences]]\nbetter = {b}\nworse  = {a}\n\n"),
        Reply::Same => format!("[[preferences]]\nequal = [{a}, {b}]\n\n"),
        _ => String::new(),
    }
}

/// A name as a key of TOML: bare where it may be.
fn key_name(name: &str) -> String {
    let is_bare = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if is_bare { name.to_owned() } else { quoted(name) }
}
