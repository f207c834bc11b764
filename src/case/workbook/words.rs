//! Words that a cell of a workbook can hold, in English and Dutch, and what a criteria file calls
//! them.

use crate::problem::Language;

/// A word: what a criteria file or a data table calls it, what it is called in English and in Dutch
/// workbooks, and other words that are read as it.
pub struct Word {
    /// In a criteria file or a data table.
    pub file: &'static str,
    english: &'static str,
    dutch: &'static str,
    others: &'static [&'static str],
}

/// The words of which a cell holds one.
pub type Words = &'static [Word];

const fn word(
    file: &'static str,
    english: &'static str,
    dutch: &'static str,
    others: &'static [&'static str],
) -> Word {
    Word { file, english, dutch, others }
}

impl Word {
    /// The word in a workbook of that language.
    pub fn written(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.english,
            Language::Nl => self.dutch,
        }
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.file, self.english, self.dutch].into_iter().chain(self.others.iter().copied())
    }
}

/// The word that a text is, in either language.
pub fn find(words: Words, text: &str) -> Option<&'static Word> {
    let text = simple(text);
    words.iter().find(|word| word.names().any(|name| simple(name) == text))
}

/// All names of the words, each once.
pub fn names(words: Words) -> Vec<&'static str> {
    let mut out: Vec<&str> = Vec::new();
    for name in words.iter().flat_map(|word| [word.english, word.dutch]) {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

/// The word that a criteria file has, as a workbook of that language has it.
pub fn written(words: Words, file: &str, language: Language) -> String {
    let found = words.iter().find(|word| word.file == file);
    found.map_or(file, |word| word.written(language)).to_owned()
}

/// A name without what makes no difference: capitals, and what stands between its words.
pub fn simple(text: &str) -> String {
    let parted = text.replace(['_', '-', '\u{a0}'], " ").to_lowercase();
    // Signs alone, such as `--`, are left as they are.
    match parted.split_whitespace().collect::<Vec<_>>().join(" ") {
        empty if empty.is_empty() => text.trim().to_owned(),
        name => name,
    }
}

/// Which way is better; a target is written in full.
pub const DIRECTION: Words = &[
    word("max", "max", "meer is beter", &["more is better", "hoger is beter", "higher is better"]),
    word("min", "min", "minder is beter", &["less is better", "lager is beter", "lower is better"]),
];

/// Whether a fact holds.
pub const HOLDS: Words = &[
    word("yes", "yes", "ja", &["true", "waar"]),
    word("no", "no", "nee", &["neen", "false", "onwaar"]),
    word("unknown", "unknown", "onbekend", &["?"]),
];

/// Whether a claim must hold.
pub const MUST: Words =
    &[word("true", "yes", "ja", &["waar"]), word("false", "no", "nee", &["neen", "onwaar"])];

/// Among what the weights of scenarios are relative.
pub const SCENARIOS_ARE: Words = &[
    word("local", "local", "lokaal", &["among siblings", "binnen de knoop"]),
    word("global", "global", "globaal", &["of all", "van alles"]),
];

/// What a value of a key is for.
pub const ROLE: Words = &[word("reference", "reference", "referentie", &[])];

/// What failing a requirement does.
pub const EFFECT: Words =
    &[word("exclude", "exclude", "uitsluiten", &[]), word("flag", "flag", "aandachtspunt", &[])];

/// What a figure that is not known does to a requirement.
pub const UNKNOWN: Words = &[
    word("flag", "flag", "aandachtspunt", &[]),
    word("exclude", "exclude", "uitsluiten", &[]),
    word("pass", "pass", "doorlaten", &[]),
];

/// How far a case has come.
pub const STATUS: Words = &[
    word("illustrative", "illustrative", "illustratief", &[]),
    word("draft", "draft", "ontwerp", &[]),
    word("validated", "validated", "gevalideerd", &[]),
];

/// What a figure beyond the scale does.
pub const OUTSIDE: Words = &[
    word("error", "error", "fout", &[]),
    word("clamp", "clamp", "afkappen", &[]),
    word("extend", "extend", "doortrekken", &[]),
];

/// What becomes of a figure of which nothing is known.
pub const MISSING: Words = &[
    word("whole-scale", "whole scale", "hele schaal", &[]),
    word("drop", "drop", "weglaten", &[]),
];

/// Where it stands how sure figures are.
pub const UNCERTAINTY: Words = &[word("columns", "columns", "kolommen", &["yes", "ja"])];

/// How the answers of several people become one set of weights.
pub const COMBINE: Words = &[
    word("mean-of-weights", "mean of weights", "gemiddelde van gewichten", &[]),
    word(
        "geometric-mean-of-judgements",
        "geometric mean of judgements",
        "meetkundig gemiddelde van oordelen",
        &[],
    ),
];

/// What a criterion is to an actor who keeps benefits and burdens apart.
pub const IMPACT: Words = &[
    word("benefit", "benefit", "baat", &["benefits", "baten"]),
    word("burden", "burden", "last", &["burdens", "lasten"]),
];

/// Which weights a claim speaks of.
pub const UNDER: Words = &[
    word("all weights", "all weights", "alle gewichten", &[]),
    word("given weights", "given weights", "gegeven gewichten", &[]),
];

/// Which figures a claim speaks of.
pub const INPUTS: Words =
    &[word("all", "all", "alle", &[]), word("nominal", "nominal", "nominaal", &[])];

/// Preference functions.
pub const FUNCTION: Words = &[
    word("usual", "usual", "usual", &[]),
    word("u-shape", "u-shape", "u-shape", &[]),
    word("v-shape", "v-shape", "v-shape", &[]),
    word("level", "level", "level", &[]),
    word("v-shape-indifference", "v-shape-indifference", "v-shape-indifference", &[]),
    word("gaussian", "gaussian", "gaussian", &[]),
];

/// The mark of decimals.
pub const DECIMAL: Words = &[word(".", "point", "punt", &[]), word(",", "comma", "komma", &[])];

/// The mark of thousands. A cell that starts with an apostrophe loses it, and one with a space alone
/// is blank.
pub const THOUSANDS: Words = &[
    word(".", "point", "punt", &[]),
    word(",", "comma", "komma", &[]),
    word(" ", "space", "spatie", &[]),
    word("'", "apostrophe", "apostrof", &[]),
];

/// What an alternative is worth in a portfolio.
pub const WORTH: Words =
    &[word("score", "score", "score", &[]), word("gain", "gain", "winst", &["meerwaarde"])];

/// Whether a limit or rule is applied.
pub const ACTIVE: Words =
    &[word("true", "yes", "ja", &["waar"]), word("false", "no", "nee", &["neen", "onwaar"])];

/// Whether a move is allowed.
pub const ALLOWED: Words = ACTIVE;

/// Whether all paths have a capacity together.
pub const SHARED: Words = ACTIVE;

/// That a fact holds in no period.
pub const NEVER: Words = &[word("never", "never", "nooit", &[])];

/// Whether an answer must keep a limit or rule.
pub const LIMIT_EFFECT: Words =
    &[word("enforce", "enforce", "afdwingen", &[]), word("flag", "flag", "aandachtspunt", &[])];

/// Where a figure comes from.
pub const KIND: Words = &[
    word("stated", "stated", "vermeld", &["gesteld"]),
    word("inferred", "inferred", "afgeleid", &[]),
    word("measured", "measured", "gemeten", &[]),
    word("transcribed", "transcribed", "overgenomen", &[]),
    word("assumed", "assumed", "aangenomen", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Kind;

    #[test]
    fn words_are_found_in_both_languages_whatever_their_capitals() {
        assert_eq!(find(DIRECTION, "Meer is  beter").map(|word| word.file), Some("max"));
        assert_eq!(find(FUNCTION, "U shape").map(|word| word.file), Some("u-shape"));
        assert_eq!(find(THOUSANDS, "'").map(|word| word.file), Some("'"));
        assert_eq!(find(HOLDS, "perhaps").map(|word| word.file), None);
        assert_eq!(simple("--"), "--");
    }

    #[test]
    fn every_kind_has_its_words() {
        for kind in Kind::ALL {
            assert!(KIND.iter().any(|word| word.file == kind.name()));
        }
    }
}
