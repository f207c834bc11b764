//! The grammar of `[weights] constraints`: `sum (<=|>=|=) sum [(<=|>=) sum]`, where a sum is made
//! of `2 * a`, `a` and `0.1`.
//!
//! A minus between terms has spaces around it, because ids may contain hyphens; a leading minus is
//! allowed.

use super::constraint::WeightConstraint;
use super::criterion::plain_number as plain;
use super::tree::Tree;
use crate::error::{Said, both};
use std::ops::Range;

/// `sum of coefficient * weight + constant  (<= or =)  0`, where a weight is a share of all weight,
/// between 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// Ids of criteria and their coefficients, in the order written, each id once. The ids need not
    /// be those of criteria.
    pub terms: Vec<(String, f64)>,
    /// The constant, as a share of all weight.
    pub constant: f64,
    /// Whether the sum is 0; else it is at most 0.
    pub equality: bool,
}

impl Constraint {
    /// The constraint on the branches of a tree, with the text that it was written as. Names that
    /// the tree does not know are left out.
    pub fn on_branches(&self, tree: &Tree, written: &str) -> WeightConstraint {
        let terms = self
            .terms
            .iter()
            .filter_map(|(id, coefficient)| Some((tree.find(id)?, *coefficient)))
            .collect();
        WeightConstraint {
            terms,
            constant: self.constant,
            equality: self.equality,
            written: written.to_owned(),
            preference: false,
        }
    }
}

/// What is wrong with a constraint or a claim, and which bytes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unparsable {
    /// The bytes, within its text. Where something is missing at its end, the whole text.
    pub span: Range<usize>,
    /// What is wrong, without the remedy.
    pub message: Said,
}

type Sum = (Vec<(String, f64)>, f64);

/// What parts words without spaces: the grammar's own signs, and those that are written for them
/// (the longer ones first).
const OPERATORS: [&str; 14] =
    ["<=", ">=", "==", "=<", "=>", "<", ">", "=", "*", "+", "≤", "≥", "×", "·"];

/// The sign that the grammar has for one of another notation.
fn meant(sign: &str) -> Option<&'static str> {
    Some(match sign {
        ">" | "≥" | "=>" => ">=",
        "<" | "≤" | "=<" => "<=",
        "==" => "=",
        "×" | "·" => "*",
        _ => return None,
    })
}

/// The id that is used in a constraint, with its bytes within the constraint's text.
pub type Mention = (String, Range<usize>);

/// What would be right: the sign that was meant, or the form of a constraint.
pub fn remedy(text: &str, wrong: &Unparsable) -> Said {
    let word = text.get(wrong.span.clone()).unwrap_or("");
    match meant(word) {
        Some(meant) if word == ">" || word == "<" => both(
            format!("write `{meant}`: weights that just reach a limit meet it"),
            format!("schrijf `{meant:#}`: gewichten die een grens net bereiken, voldoen eraan"),
        ),
        Some(meant) => both(format!("write `{meant}`"), format!("schrijf `{meant:#}`")),
        None => both(
            "the form is: a + 2 * b <= 0.4, or 0.1 <= a <= 0.3, or a = b",
            "de vorm is: a + 2 * b <= 0.4, of 0.1 <= a <= 0.3, of a = b",
        ),
    }
}

/// The constraints a line stands for (a chain gives two), and the names it mentions.
///
/// # Errors
/// [`Unparsable`] with the first word that does not fit.
pub fn parse(text: &str) -> Result<(Vec<Constraint>, Vec<Mention>), Unparsable> {
    let mut mentions = Vec::new();
    let mut sums: Vec<Sum> = vec![(Vec::new(), 0.0)];
    let mut relations: Vec<&str> = Vec::new();
    let mut state = Expect::Term { sign: 1.0, first: true };
    for (word, span) in words(text) {
        let fail = |message: Said| Unparsable {
            span: span.clone(),
            message: both(
                format!("{message}, found `{word}`"),
                format!("{message:#}, gevonden: `{word:#}`"),
            ),
        };
        if meant(word).is_some() {
            return Err(Unparsable {
                span,
                message: both(
                    format!("`{word}` is no sign of a constraint"),
                    format!("`{word:#}` is geen teken van een voorwaarde"),
                ),
            });
        }
        // A leading minus may touch its id; no id starts with one.
        let (state_now, word, span) = match (state, word.strip_prefix('-')) {
            (Expect::Term { sign, first: true }, Some(rest)) if is_id(rest) => {
                (Expect::Term { sign: -sign, first: false }, rest, span.start + 1..span.end)
            }
            (state, _) => (state, word, span.clone()),
        };
        state = match (state_now, word) {
            (Expect::Term { sign, first: true }, "-") => Expect::Term { sign: -sign, first: false },
            (Expect::Term { sign, .. }, word) => match plain(word) {
                Some(coefficient) => Expect::AfterNumber(sign * coefficient),
                None if is_id(word) => {
                    mentions.push((word.to_owned(), span));
                    add(&mut sums, word, sign);
                    Expect::Operator
                }
                None => {
                    return Err(fail(both(
                        "expected a criterion's id or a number",
                        "verwacht: de id van een criterium of een getal",
                    )));
                }
            },
            (Expect::AfterNumber(coefficient), "*") => Expect::Factor(coefficient),
            (Expect::Factor(coefficient), word) if is_id(word) => {
                mentions.push((word.to_owned(), span));
                add(&mut sums, word, coefficient);
                Expect::Operator
            }
            (Expect::Factor(_), _) => {
                return Err(fail(both(
                    "expected a criterion's id after `*`",
                    "verwacht: de id van een criterium na `*`",
                )));
            }
            (state @ (Expect::AfterNumber(_) | Expect::Operator), word) => {
                if let (Expect::AfterNumber(constant), Some(sum)) = (&state, sums.last_mut()) {
                    sum.1 += constant;
                }
                match word {
                    "+" => Expect::Term { sign: 1.0, first: false },
                    "-" => Expect::Term { sign: -1.0, first: false },
                    "<=" | ">=" | "=" => {
                        if relations.len() == 2
                            || relations.contains(&"=")
                            || (word == "=" && !relations.is_empty())
                        {
                            return Err(fail(both(
                                "a constraint has one relation, or two of <= and >=",
                                "een voorwaarde heeft één relatie, of twee van <= en >=",
                            )));
                        }
                        relations.push(word);
                        sums.push((Vec::new(), 0.0));
                        Expect::Term { sign: 1.0, first: true }
                    }
                    _ => {
                        return Err(fail(both(
                            "expected `+`, `-` or a relation (<=, >=, =); a minus between terms has spaces around it",
                            "verwacht: `+`, `-` of een relatie (<=, >=, =); rond een min tussen termen staan spaties",
                        )));
                    }
                }
            }
        };
    }
    match state {
        Expect::AfterNumber(constant) => {
            if let Some(sum) = sums.last_mut() {
                sum.1 += constant;
            }
        }
        Expect::Operator => {}
        _ => {
            return Err(Unparsable {
                span: 0..text.len(),
                message: both("the constraint ends too early", "de voorwaarde eindigt te vroeg"),
            });
        }
    }
    if relations.is_empty() {
        let message = both(
            "a constraint needs a relation: <=, >= or =",
            "een voorwaarde heeft een relatie nodig: <=, >= of =",
        );
        return Err(Unparsable { span: 0..text.len(), message });
    }
    let constraints = relations.iter().enumerate().map(|(index, relation)| match *relation {
        ">=" => minus(&sums[index + 1], &sums[index], false),
        relation => minus(&sums[index], &sums[index + 1], relation == "="),
    });
    let constraints: Vec<Constraint> = constraints.collect();
    if constraints.iter().any(|it| {
        !it.terms.iter().map(|(_, a)| a.abs()).fold(it.constant.abs(), |sum, a| sum + a).is_finite()
    }) {
        return Err(Unparsable {
            span: 0..text.len(),
            message: both(
                "these numbers add up to more than the largest number",
                "deze getallen zijn samen meer dan het grootste getal, 1.8e308",
            ),
        });
    }
    Ok((constraints, mentions))
}

enum Expect {
    Term { sign: f64, first: bool },
    AfterNumber(f64),
    Factor(f64),
    Operator,
}

fn add(sums: &mut [Sum], id: &str, coefficient: f64) {
    if let Some((terms, _)) = sums.last_mut() {
        match terms.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => *known += coefficient,
            None => terms.push((id.to_owned(), coefficient)),
        }
    }
}

fn minus(left: &Sum, right: &Sum, equality: bool) -> Constraint {
    let mut sums = vec![left.clone()];
    for (id, coefficient) in &right.0 {
        add(&mut sums, id, -coefficient);
    }
    let (terms, constant) = sums.remove(0);
    Constraint { terms, constant: constant - right.1, equality }
}

/// Whether a text can be a criterion's id: letters, digits, - and _, not starting with a hyphen.
pub fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && !text.starts_with('-') && text.chars().all(fits) && plain(text).is_none()
}

/// Words with their bytes. Relations and `*` and `+` need no spaces around them.
fn words(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut out = Vec::new();
    let mut start = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        let rest = &text[at..];
        // A sign inside a number such as 1e-3 or 1e+3 belongs to it.
        let exponent = start.is_some_and(|start: usize| {
            text[start..at].ends_with(['e', 'E'])
                && text[start..].starts_with(|c: char| c.is_ascii_digit())
        });
        let operator =
            OPERATORS.into_iter().find(|operator| rest.starts_with(operator)).filter(|_| !exponent);
        if c.is_whitespace() || operator.is_some() {
            if let Some(start) = start.take() {
                out.push((&text[start..at], start..at));
            }
        } else if start.is_none() {
            start = Some(at);
        }
        if let Some(operator) = operator {
            skip = at + operator.len();
            out.push((&text[at..skip], at..skip));
        }
    }
    if let Some(start) = start {
        out.push((&text[start..], start..text.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_the_contract() {
        let (constraints, mentions) = parse("neutrality >= 1.5 * overlap").unwrap();
        assert_eq!(constraints[0].terms, [("overlap".into(), 1.5), ("neutrality".into(), -1.0)]);
        assert_eq!(mentions[1], ("overlap".into(), 20..27));
        let (chain, _) = parse("0.05 <= fin-operate <= 0.40").unwrap();
        assert_eq!(chain.len(), 2);
        assert_eq!((chain[0].constant, chain[1].constant), (0.05, -0.40));
        let (sum, _) = parse("a + b - 2 * c <= 0.1").unwrap();
        assert_eq!(sum[0].terms, [("a".into(), 1.0), ("b".into(), 1.0), ("c".into(), -2.0)]);
        assert!(parse("a = b").unwrap().0[0].equality);
        assert_eq!(parse("-a >= -1e-1").unwrap().0[0].terms, [("a".into(), 1.0)]);
        assert!(parse("- a >= 0 - 0.1").is_ok());
    }

    #[test]
    fn signs_of_other_notations_get_the_right_one() {
        let signs = [
            ("a > b", 2, ">="),
            ("a<0.3", 1, "<="),
            ("a == b", 2, "="),
            ("a ≥ b", 2, ">="),
            ("2 × a <= 1", 2, "*"),
        ];
        for (text, at, right) in signs {
            let wrong = parse(text).unwrap_err();
            assert_eq!(wrong.span.start, at, "{text}");
            assert!(remedy(text, &wrong).starts_with(&format!("write `{right}`")), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_pointed_at() {
        for (text, span) in [
            ("a >== b", 4..5),
            ("a b", 2..3),
            ("a", 0..1),
            ("a <= b = c", 7..8),
            ("2 a <= 1", 2..3),
            ("a <=", 0..4),
            ("a * 2 <= 1", 2..3),
            ("1e308 + 1e308 <= a", 0..18),
        ] {
            assert_eq!(parse(text).unwrap_err().span, span, "{text}");
        }
    }
}
