//! What may stand where a value of a criteria file is read by its form, for the error where something
//! else stands there.

use crate::error::Phrase;
use crate::problem::TEXT_EXPECTED;

/// A figure, or the name of a level.
pub(crate) const FIGURE: Phrase = Phrase("a number or a string", "een getal of een tekst");
/// Where a pathway starts.
pub(crate) const START: Phrase = Phrase(
    "a table ({ scenario = \"S0\" }) or \"none\"",
    "een tabel ({ scenario = \"S0\" }) of \"none\"",
);
/// Which way is better.
pub(crate) const DIRECTION: Phrase =
    Phrase("\"max\", \"min\" or { target = 21.5 }", "\"max\", \"min\" of { target = 21.5 }");
/// The bound of a limit.
pub(crate) const BOUND: Phrase =
    Phrase("a number, or \"?\" where nobody gave it", "een getal, of \"?\" waar niemand het gaf");
/// What choosing nothing is worth.
pub(crate) const NONE: Phrase = Phrase(
    "a table, { value = 0.0 } or { scenario = \"S0\" }",
    "een tabel, { value = 0.0 } of { scenario = \"S0\" }",
);
/// Some values of a key, or figures.
pub(crate) const FIGURES: Phrase =
    Phrase("a string, a number, or a list of these", "een tekst, een getal, of een lijst daarvan");
/// A choice among alternatives.
pub(crate) const SELECTOR: Phrase =
    Phrase("a table, as in { scenario = \"S3\" }", "een tabel, als in { scenario = \"S3\" }");
/// Values by names.
pub(crate) const TABLE: Phrase = Phrase("a table", "een tabel");
/// One text or several.
pub(crate) const STRINGS: Phrase =
    Phrase("a string or a list of strings", "een tekst of een lijst van teksten");
/// A value of a key.
pub(crate) const KEY_VALUE: Phrase = Phrase(
    "a string (\"A\") or a table ({ id = \"A\" })",
    "een tekst (\"A\") of een tabel ({ id = \"A\" })",
);
/// How a node aggregates.
pub(crate) const AGGREGATE: Phrase = Phrase(
    "a name (\"geometric\") or a table ({ name = \"power\", p = 2 })",
    "een naam (\"geometric\") of een tabel ({ name = \"power\", p = 2 })",
);
/// For whom a claim is.
pub(crate) const FOR: Phrase = Phrase(
    "a string (\"every cluster\") or a table ({ cluster = \"VIL\" })",
    "een tekst (\"every cluster\") of een tabel ({ cluster = \"VIL\" })",
);
/// How large a difference is.
pub(crate) const DIFFERENCE: Phrase = Phrase(
    "points of score, or { better = {...}, worse = {...} }",
    "punten van de score, of { better = {...}, worse = {...} }",
);
/// An answer.
pub(crate) const SAID: Phrase = Phrase(
    "a text in quotation marks, or a number",
    "een tekst tussen aanhalingstekens, of een getal",
);

/// All of them.
pub(crate) const ALL: [Phrase; 15] = [
    FIGURE,
    START,
    DIRECTION,
    BOUND,
    NONE,
    FIGURES,
    SELECTOR,
    TABLE,
    STRINGS,
    KEY_VALUE,
    AGGREGATE,
    FOR,
    DIFFERENCE,
    SAID,
    TEXT_EXPECTED,
];
