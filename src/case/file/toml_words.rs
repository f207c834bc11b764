//! What the reader of TOML says of a fault, in a reader's words.

use crate::case::file::expected;
use crate::error::{Phrase, Said, both};

/// What it says first, as it has it, and in a reader's words.
const FAULTS: [(&str, Phrase); 20] = [
    ("duplicate key", Phrase("duplicate key", "deze sleutel staat er twee keer")),
    ("invalid basic string", Phrase("invalid basic string", "deze tekst heeft geen einde")),
    (
        "string values must be quoted",
        Phrase("string values must be quoted", "een tekst staat tussen aanhalingstekens"),
    ),
    (
        "wanted string or table",
        Phrase(
            "this must be a name in quotation marks",
            "dit moet een naam tussen aanhalingstekens zijn",
        ),
    ),
    ("key with no value", Phrase("key with no value", "een sleutel zonder waarde")),
    ("missing value for key", Phrase("missing value for key", "een sleutel zonder waarde")),
    ("missing value", Phrase("missing value", "hier ontbreekt een waarde")),
    ("unclosed array", Phrase("unclosed array", "deze lijst wordt nooit gesloten")),
    ("unclosed inline table", Phrase("unclosed inline table", "deze tabel wordt nooit gesloten")),
    ("unclosed table", Phrase("unclosed table", "deze kop van een tabel wordt nooit gesloten")),
    (
        "unclosed array table",
        Phrase("unclosed array table", "deze kop van een tabel wordt nooit gesloten"),
    ),
    (
        "missing comma between array elements",
        Phrase(
            "missing comma between array elements",
            "tussen twee elementen van een lijst ontbreekt een komma",
        ),
    ),
    (
        "missing comma between key-value pairs",
        Phrase("missing comma between key-value pairs", "tussen twee sleutels ontbreekt een komma"),
    ),
    (
        "missing assignment between key-value pairs",
        Phrase("missing assignment between key-value pairs", "een sleutel zonder waarde"),
    ),
    (
        "missing key for inline table element",
        Phrase("missing key for inline table element", "een waarde zonder sleutel"),
    ),
    ("extra comma in array", Phrase("extra comma in array", "een komma te veel in een lijst")),
    (
        "extra comma in inline table",
        Phrase("extra comma in inline table", "een komma te veel in een tabel"),
    ),
    ("extra `=`", Phrase("extra `=`", "een `=` te veel")),
    (
        "unexpected key or value",
        Phrase("unexpected key or value", "hier hoort geen sleutel of waarde meer"),
    ),
    ("unexpected content", Phrase("unexpected content", "dit hoort hier niet")),
];

/// The same with what it says behind them: the kind of a value, or a name.
const FAULTS_OF: [(&str, Phrase); 5] = [
    ("unknown field ", Phrase("unknown key ", "onbekende sleutel ")),
    ("unknown variant ", Phrase("unknown word ", "onbekend woord ")),
    ("invalid type: ", Phrase("this is of another kind: ", "dit is van een andere soort: ")),
    ("invalid value: ", Phrase("invalid value: ", "ongeldige waarde: ")),
    ("invalid length ", Phrase("invalid length ", "ongeldige lengte ")),
];

/// Kinds of values, which stand before a value that is shown.
const KINDS: [(&str, &str); 6] = [
    ("integer `", "het gehele getal `"),
    ("floating point `", "het getal `"),
    ("string \"", "de tekst \""),
    ("boolean `", "de waarde `"),
    ("sequence", "een lijst"),
    ("map", "een tabel"),
];

/// What would be right there, beside the forms of a criteria file.
const RIGHT: [(&str, Phrase); 20] = [
    ("f64", Phrase("a number", "een getal")),
    ("i64", Phrase("a whole number", "een geheel getal")),
    ("u64", Phrase("a whole number", "een geheel getal")),
    ("u8", Phrase("a whole number", "een geheel getal")),
    ("usize", Phrase("a whole number", "een geheel getal")),
    ("a sequence", Phrase("a list", "een lijst")),
    ("a map", Phrase("a table", "een tabel")),
    ("a string", Phrase("a string", "een tekst")),
    ("a boolean", Phrase("a boolean", "true of false")),
    (
        "a TOML datetime",
        Phrase(
            "a date without quotation marks, as in 2024-05-06",
            "een datum zonder aanhalingstekens, zoals in 2024-05-06",
        ),
    ),
    ("key", Phrase("key", "een sleutel")),
    ("value", Phrase("value", "een waarde")),
    ("digits", Phrase("digits", "cijfers")),
    ("newline", Phrase("newline", "een nieuwe regel")),
    ("nothing", Phrase("nothing", "niets")),
    ("literal string", Phrase("literal string", "een tekst tussen aanhalingstekens")),
    ("newline, `#`", Phrase("newline, `#`", "een nieuwe regel of `#`")),
    ("value, `]`", Phrase("value, `]`", "een waarde of `]`")),
    ("an array of length 2", Phrase("an array of length 2", "een lijst van 2")),
    ("a tuple of size 2", Phrase("a tuple of size 2", "een lijst van 2")),
];

/// A message of the TOML reader in a reader's words. What is not known here stays English, and is
/// quoted in a Dutch sentence.
pub(crate) fn plain(message: &str) -> Said {
    let quoted = |text: &str| Said::reported("de lezer van TOML", text);
    let (fault, right) = match message.rsplit_once(", expected ") {
        Some((fault, right)) => (fault, Some(right)),
        None => (message, None),
    };
    let said = match (told(fault), right) {
        (Some(said), None) => Some(said),
        (Some(said), Some(right)) => would_be(right).map(|right| {
            both(format!("{said}, expected {right}"), format!("{said:#}, verwacht: {right:#}"))
        }),
        (None, _) => None,
    };
    said.unwrap_or_else(|| quoted(message))
}

/// What is wrong.
fn told(fault: &str) -> Option<Said> {
    if let Some((_, said)) = FAULTS.iter().find(|(known, _)| *known == fault) {
        return Some((*said).into());
    }
    let (known, said) = FAULTS_OF.iter().find(|(known, _)| fault.starts_with(known))?;
    let of = &fault[known.len()..];
    if let Some(name) = of.strip_suffix(", there are no fields") {
        return Some(both(
            format!("{said}{name}: there are none here"),
            format!("{said:#}{name}: er zijn er hier geen"),
        ));
    }
    let kind = KINDS.iter().find(|(kind, _)| of.starts_with(kind));
    let of_dutch = match kind {
        Some((kind, dutch)) => format!("{dutch}{}", &of[kind.len()..]),
        None if of.starts_with('`') || of.parse::<u64>().is_ok() => of.to_owned(),
        None => return None,
    };
    Some(both(format!("{said}{of}"), format!("{said:#}{of_dutch}")))
}

/// What would be right.
fn would_be(right: &str) -> Option<Said> {
    if right.starts_with("struct ") {
        return Some(both("a table", "een tabel"));
    }
    let known = RIGHT.iter().find(|(known, _)| *known == right).map(|(_, said)| *said);
    let form = || expected::ALL.into_iter().find(|form| form.0 == right);
    // Signs or names, as they are typed.
    let sign = || {
        let dutch = right.replacen("one of ", "een van ", 1).replace("` or `", "` of `");
        let bare = right.strip_prefix("one of ").unwrap_or(right);
        (bare.starts_with('`') && bare.ends_with('`')).then(|| both(right, dutch))
    };
    known.or_else(form).map(Said::from).or_else(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_told_and_the_rest_is_quoted() {
        for (message, en, nl) in [
            (
                "invalid type: string \"x\", expected f64",
                "this is of another kind: string \"x\", expected a number",
                "dit is van een andere soort: de tekst \"x\", verwacht: een getal",
            ),
            (
                "invalid type: integer `3`, expected a string or a list of strings",
                "this is of another kind: integer `3`, expected a string or a list of strings",
                "dit is van een andere soort: het gehele getal `3`, verwacht: een tekst of een lijst van teksten",
            ),
            (
                "key with no value, expected `=`",
                "key with no value, expected `=`",
                "een sleutel zonder waarde, verwacht: `=`",
            ),
            (
                "cannot recurse further; `x`",
                "cannot recurse further; `x`",
                "de lezer van TOML meldt `cannot recurse further; 'x'`",
            ),
        ] {
            let said = plain(message);
            assert_eq!((said.as_str(), said.dutch()), (en, nl));
        }
    }
}
