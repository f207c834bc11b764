//! Words and numbers in the reader's language.

use crate::case::Status;
use crate::error::Phrase;
use crate::problem::{
    Kind, Language, Percent, Problem, Requirement, Side, Text, percent, percent_toward,
};

/// The reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub Language);

impl Words {
    /// What a person reads of something that has an id: its label, or the id where that is empty.
    pub(crate) fn label(self, label: &Text, id: &str) -> String {
        let label = label.get(self.0);
        if label.is_empty() { id.to_owned() } else { label.to_owned() }
    }

    /// A value of a key, by what a person reads.
    pub(super) fn key_value(self, problem: &Problem, key: usize, value: usize) -> String {
        let value = &problem.keys[key].values[value];
        match &value.label {
            Some(label) => self.label(label, &value.id),
            None => value.id.to_string(),
        }
    }

    /// The criteria of these leaves, by what a person reads.
    pub(super) fn criteria(self, problem: &Problem, leaves: &[usize]) -> Vec<String> {
        let leaves = leaves.iter().map(|leaf| &problem.tree.leaves[*leaf]);
        leaves.map(|leaf| self.label(&leaf.label, &leaf.id)).collect()
    }

    /// The text in the reader's language.
    pub fn pick<T>(self, en: T, nl: T) -> T {
        match self.0 {
            Language::En => en,
            Language::Nl => nl,
        }
    }

    /// One of the program's own texts, in the reader's language.
    pub fn phrase(self, phrase: Phrase) -> &'static str {
        self.pick(phrase.0, phrase.1)
    }

    /// A number with two decimals, in the reader's notation.
    pub fn two(self, number: f64) -> String {
        // -0.00 reads as a mistake.
        let text = format!("{number:.2}");
        let text = if text == "-0.00" { "0.00".to_owned() } else { text };
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// A figure on an unknown scale: two decimals where that says something, else four digits.
    pub fn figure(self, number: f64) -> String {
        if (0.1..10.0).contains(&number.abs())
            || number == 0.0
            || number.abs() < 0.1 && number.abs() >= 0.005
        {
            return self.two(number);
        }
        let text = crate::write::rounded(number);
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// A difference with its sign: three decimals where that says something, else four digits.
    pub fn signed(self, number: f64) -> String {
        let text = if number.abs() < 10.0 {
            format!("{number:+.3}")
        } else {
            format!("{}{}", if number > 0.0 { "+" } else { "" }, crate::write::rounded(number))
        };
        let text =
            if ["+0.000", "-0.000"].contains(&text.as_str()) { "0".to_owned() } else { text };
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// The status of a case.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::Illustrative => self.pick("illustrative", "illustratief"),
            Status::Draft => self.pick("draft", "ontwerp"),
            Status::Validated => self.pick("validated", "gevalideerd"),
        }
    }

    /// A difference without its sign, as precise as [`Words::signed`].
    pub fn size(self, number: f64) -> String {
        self.signed(number.abs()).trim_start_matches('+').to_owned()
    }

    /// The ends of a range as [`Words::figure`] writes them, with more decimals where they would
    /// look the same.
    pub fn ends(self, low: f64, high: f64) -> (String, String) {
        let rough = (self.figure(low), self.figure(high));
        if rough.0 != rough.1 || low == high {
            return rough;
        }
        let written = |number: f64, decimals: usize| {
            let text = format!("{number:.decimals$}");
            self.pick(text.clone(), text.replace('.', ","))
        };
        let apart = (3..=9)
            .map(|decimals| (written(low, decimals), written(high, decimals)))
            .find(|ends| ends.0 != ends.1);
        apart.unwrap_or(rough)
    }

    /// A count, with a mark between thousands.
    pub fn count(self, count: usize) -> String {
        let digits = count.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(self.pick(',', '.'));
            }
            out.push(digit);
        }
        out
    }

    /// A count of something, in the singular or the plural: `1 figure`, `1,234 figures`.
    pub fn counted(self, count: usize, [one, more]: [&str; 2], [een, meer]: [&str; 2]) -> String {
        let what = if count == 1 { self.pick(one, een) } else { self.pick(more, meer) };
        format!("{} {what}", self.count(count))
    }

    /// A share as a percentage without decimals, but never a bare 0 or 100 where it is not.
    pub fn percent(self, share: f64) -> String {
        self.percent_to(share, 0)
    }

    /// The same with so many decimals.
    pub fn percent_to(self, share: f64, decimals: usize) -> String {
        self.with_sign(percent(share, decimals))
    }

    /// The same without its sign.
    pub fn per_cent(self, share: f64, decimals: usize) -> String {
        self.in_words(percent(share, decimals))
    }

    /// A percentage with its sign.
    pub(super) fn with_sign(self, percent: Percent) -> String {
        format!("{} %", self.in_words(percent))
    }

    /// The same without its sign.
    pub(super) fn in_words(self, percent: Percent) -> String {
        let text = match percent {
            Percent::Is(text) => text,
            Percent::Under(text) => {
                self.pick(format!("under {text}"), format!("minder dan {text}"))
            }
            Percent::Over(text) => self.pick(format!("over {text}"), format!("meer dan {text}")),
        };
        self.pick(text.clone(), text.replace('.', ","))
    }

    /// What is known of a share of which only bounds are: `at least 12.0 % and at most 34.5 %`.
    pub fn percent_between(self, low: f64, high: f64, decimals: usize) -> String {
        let (at_least, at_most) = (self.percent_to(low, decimals), self.percent_to(high, decimals));
        if at_least == at_most {
            return at_least;
        }
        // What bounds it is rounded to the side on which it still does.
        let sided = |share: f64, side: Side| percent_toward(share, decimals, side);
        let low = match sided(low, Side::Down) {
            _ if low <= 0.0 => None,
            Percent::Under(_) => Some(self.pick("more than 0 %", "meer dan 0 %").to_owned()),
            Percent::Over(_) => Some(at_least),
            Percent::Is(text) => {
                let least = self.with_sign(Percent::Is(text));
                Some(self.pick(format!("at least {least}"), format!("minstens {least}")))
            }
        };
        let high = match sided(high, Side::Up) {
            _ if high >= 1.0 => None,
            Percent::Over(_) => Some(self.pick("less than 100 %", "minder dan 100 %").to_owned()),
            Percent::Under(_) => Some(at_most),
            Percent::Is(text) => {
                let most = self.with_sign(Percent::Is(text));
                Some(self.pick(format!("at most {most}"), format!("hoogstens {most}")))
            }
        };
        match (low, high) {
            (Some(low), Some(high)) => format!("{low}{}{high}", self.pick(" and ", " en ")),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => {
                self.pick("anything from 0 to 100 %", "om het even wat van 0 tot 100 %").to_owned()
            }
        }
    }

    /// `a`, `a and b`, `a, b and c`
    pub fn list(self, items: &[String]) -> String {
        let and = self.pick(" and ", " en ");
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => format!("{}{and}{last}", start.join(", ")),
        }
    }

    /// The first of them, and how many more: `a, b and 3 more`.
    pub fn some(self, items: &[String], most: usize) -> String {
        let mut shown: Vec<String> = items.iter().take(most).cloned().collect();
        let more = items.len() - shown.len();
        if more > 0 {
            let more = self.count(more);
            shown.push(self.pick(format!("{more} more"), format!("nog {more}")));
        }
        self.list(&shown)
    }

    /// What bounds say of distributions.
    pub fn tails(self) -> &'static str {
        self.pick(
            "Of normal, lognormal and beta distributions the middle 95 % counts: beyond it nothing is proved.",
            "Van normale, lognormale en bètaverdelingen telt de middelste 95 %: daarbuiten is niets bewezen.",
        )
    }

    /// A kind of evidence.
    pub fn kind(self, kind: Option<Kind>) -> &'static str {
        match kind {
            Some(Kind::Stated) => self.pick("stated", "vermeld"),
            Some(Kind::Inferred) => self.pick("inferred", "afgeleid"),
            Some(Kind::Assumed) => self.pick("assumed", "aangenomen"),
            Some(Kind::Measured) => self.pick("measured", "gemeten"),
            Some(Kind::Transcribed) => self.pick("transcribed", "overgenomen"),
            None => self.pick("kind not stated", "soort niet vermeld"),
        }
    }

    /// A text of the case: in quotes where it is not in the reader's language, so that nobody takes
    /// it for the program's own words.
    pub(super) fn given(self, text: &Text) -> String {
        match text.given(self.0) {
            Some(own) => own.to_owned(),
            None if text.get(self.0).is_empty() => String::new(),
            None => format!("“{}”", text.get(self.0)),
        }
    }

    /// The label of something that a command can name, with its id; the id alone without a label.
    pub(super) fn named(self, label: &Text, id: &str) -> String {
        match label.get(self.0) {
            "" => format!("`{id}`"),
            label => format!("{label} (`{id}`)"),
        }
    }

    /// A requirement by what it asks: its reason, or its id where it gives none.
    pub(super) fn requirement(self, requirement: &Requirement) -> String {
        match requirement.reason.get(self.0).trim_end_matches('.') {
            "" => format!("`{}`", requirement.id),
            reason => format!("“{reason}”"),
        }
    }

    /// A source as the case has it. It is in no language, so a Dutch page has it in quotes.
    pub(super) fn cited(self, source: &str) -> String {
        self.pick(source.to_owned(), format!("“{source}”"))
    }

    /// Why something stands in a case, where that comes from and what it rests on, to be put behind a
    /// sentence; empty where the case says none of it.
    pub(super) fn grounds(self, reason: &Text, source: Option<&str>, kind: Option<Kind>) -> String {
        let mut out = String::new();
        let reason = self.given(reason);
        if !reason.is_empty() {
            out += &format!(" {}: {reason}.", self.pick("Why", "Waarom")).replace("..", ".");
        }
        let kind = kind.map(|kind| self.kind(Some(kind)).to_owned());
        let parts: Vec<String> = source.map(|it| self.cited(it)).into_iter().chain(kind).collect();
        if !parts.is_empty() {
            out += &format!(" {}: {}.", self.pick("Source", "Bron"), parts.join("; "));
        }
        out
    }

    /// A name of a kind as it stands in a table.
    pub fn kind_named(self, name: Option<&str>) -> &'static str {
        match name {
            Some("unknown") => self.pick("unknown", "onbekend"),
            name => self.kind(Kind::ALL.into_iter().find(|kind| Some(kind.name()) == name)),
        }
    }

    /// The name of an alternative in a sentence: the labels of its values of `keys`, each with its
    /// id where two values share a label.
    pub fn name(self, problem: &Problem, alternative: usize, keys: &[usize]) -> String {
        let name = |key: &usize| {
            let values = &problem.keys[*key].values;
            let value = &values[problem.alternatives[alternative].values[*key]];
            let label = value.label(self.0);
            if label.is_empty() || label == &*value.id {
                return value.id.to_string();
            }
            match values.iter().filter(|other| other.label(self.0) == label).count() {
                1 => label.to_owned(),
                _ => format!("{label} ({})", value.id),
            }
        };
        keys.iter().map(name).collect::<Vec<_>>().join(" / ")
    }

    /// What there is one of for each value of some keys: ` (one per cluster)`; empty without keys.
    pub(super) fn one_per(self, problem: &Problem, keys: &[usize]) -> String {
        let name = |key: &usize| {
            let key = &problem.keys[*key];
            let label = self.label(&key.label, &key.id);
            // A word in the middle of a sentence, unless it is written in capitals.
            let mut chars = label.chars();
            match (chars.next(), chars.next()) {
                (Some(first), Some(second)) if second.is_lowercase() => {
                    first.to_lowercase().chain(label.chars().skip(1)).collect()
                }
                _ => label,
            }
        };
        if keys.is_empty() {
            return String::new();
        }
        let names = self.list(&keys.iter().map(name).collect::<Vec<_>>());
        self.pick(format!(" (one per {names})"), format!(" (één per {names})"))
    }

    /// The name of a group: its values of the keys that groups are made by.
    pub(super) fn group(self, problem: &Problem, group: usize) -> String {
        self.alternative(problem, problem.groups[group].members[0], &problem.rank_within, false)
    }

    /// The name of an alternative inside its group.
    pub fn inside(self, problem: &Problem, alternative: usize) -> String {
        self.name(problem, alternative, &problem.keys_inside())
    }

    /// The name of an alternative over all keys.
    pub fn full(self, problem: &Problem, alternative: usize) -> String {
        self.name(problem, alternative, &(0..problem.keys.len()).collect::<Vec<_>>())
    }

    /// The labels of an alternative's values of `keys`, with ids where `with_id`.
    pub fn alternative(
        self,
        problem: &Problem,
        alternative: usize,
        keys: &[usize],
        with_id: bool,
    ) -> String {
        let value = |key: &usize| {
            let value = &problem.keys[*key].values[problem.alternatives[alternative].values[*key]];
            let label = value.label(self.0);
            if with_id && label != &*value.id && !label.is_empty() {
                format!("{} {label}", value.id)
            } else if label.is_empty() {
                value.id.to_string()
            } else {
                label.to_owned()
            }
        };
        keys.iter().map(value).collect::<Vec<_>>().join(" / ")
    }
}
