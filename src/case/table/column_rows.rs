//! The rows of a table that speak of its columns and of no alternative: weights, directions, units
//! and the ends of scales, as spreadsheets have them, in English and in Dutch.

use crate::case::table::columns::unit_in;

/// What a row says of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ColumnRow {
    /// How much each criterion counts.
    Weight,
    /// Whether more or less is better.
    Direction,
    /// The unit of the figures.
    Unit,
    /// The end of each scale that is worst.
    Worst,
    /// The end of each scale that is best.
    Best,
    /// The lower end of each scale.
    Lower,
    /// The upper end of each scale.
    Upper,
}

/// No name here is longer, spaces and colons about it included.
const LONGEST: usize = 40;

/// The names of these rows.
const NAMES: [(ColumnRow, &[&str]); 7] = [
    (
        ColumnRow::Weight,
        &["weight", "weights", "weighting", "gewicht", "gewichten", "weging", "wegingen"],
    ),
    (
        ColumnRow::Direction,
        &[
            "direction",
            "directions",
            "type",
            "types",
            "objective",
            "goal",
            "optimum",
            "richting",
            "richtingen",
            "doel",
            "doelstelling",
            "soort",
        ],
    ),
    (ColumnRow::Unit, &["unit", "units", "eenheid", "eenheden"]),
    (ColumnRow::Worst, &["worst", "slechtste", "slechtst"]),
    (ColumnRow::Best, &["best", "beste"]),
    (ColumnRow::Lower, &["min", "minimum", "scale min", "schaal min"]),
    (ColumnRow::Upper, &["max", "maximum", "scale max", "schaal max"]),
];

/// What a row with this name says of the columns; `None` if it may be an alternative.
pub(crate) fn named(name: &str) -> Option<ColumnRow> {
    // What stands in brackets is a remark, as in `weight (%)`.
    let name = name.split(['(', '[']).next().unwrap_or(name);
    // No such name is long or has a digit, and most names of a large table do.
    if name.len() > LONGEST || name.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let name = name.trim().trim_end_matches(':').trim().to_lowercase();
    NAMES.into_iter().find(|(_, names)| names.contains(&name.as_str())).map(|(row, _)| row)
}

/// Names of rows that sum up others.
const SUMMARIES: [&str; 42] = [
    "total",
    "totals",
    "subtotal",
    "sum",
    "average",
    "averages",
    "avg",
    "mean",
    "median",
    "std",
    "stdev",
    "sd",
    "count",
    "n",
    "variance",
    "standard deviation",
    "std dev",
    "rank",
    "ranking",
    "result",
    "results",
    "grand total",
    "totaal",
    "totalen",
    "subtotaal",
    "som",
    "gemiddelde",
    "gemiddelden",
    "gemiddeld",
    "gem",
    "mediaan",
    "standaardafwijking",
    "aantal",
    "rang",
    "rangorde",
    "totaalscore",
    "resultaat",
    "summe",
    "gesamt",
    "mittelwert",
    "moyenne",
    "somme",
];

/// Names that a column of what others come to has, beside those of rows.
const RESULTS: [&str; 17] = [
    "score",
    "scores",
    "overall",
    "final",
    "weighted",
    "points",
    "position",
    "place",
    "eindscore",
    "eindtotaal",
    "einde",
    "gewogen",
    "punten",
    "positie",
    "plaats",
    "punkte",
    "ergebnis",
];

/// Names of rows that say something of columns which no option and no row here says.
const UNREAD: [&str; 38] = [
    "kind",
    "optimisation",
    "optimization",
    "weightings",
    "scale",
    "scales",
    "threshold",
    "thresholds",
    "target",
    "ideal",
    "norm",
    "range",
    "preference",
    "source",
    "sources",
    "note",
    "notes",
    "weight factor",
    "criterion",
    "criteria",
    "w",
    "wt",
    "schaal",
    "drempel",
    "drempels",
    "doelwaarde",
    "streefwaarde",
    "ideaal",
    "bereik",
    "voorkeur",
    "bron",
    "bronnen",
    "opmerking",
    "weegfactor",
    "gewichtung",
    "einheit",
    "poids",
    "criterium",
];

/// Words that may stand beside them.
const FILLERS: [&str; 17] = [
    "of", "the", "all", "score", "scores", "value", "values", "column", "row", "van", "de", "het",
    "alle", "waarde", "kolom", "rij", "per",
];

/// The words of a name in small letters, without what stands in brackets; nothing for a name with
/// digits, which most names of a large table have, and none of these.
fn words(name: &str) -> Vec<String> {
    let name = name.split(['(', '[']).next().unwrap_or(name);
    if name.len() > LONGEST || name.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether a name is one of a list, or made of words of it and of fillers.
fn is_of(words: &[String], lists: &[&[&str]]) -> bool {
    let known = |word: &str| lists.iter().any(|list| list.contains(&word));
    !words.is_empty()
        && (known(&words.join(" "))
            || words.iter().any(|word| known(word))
                && words.iter().all(|word| known(word) || FILLERS.contains(&word.as_str())))
}

/// Whether a row of this name says something of columns that is not read.
pub(crate) fn is_unread(name: &str) -> bool {
    let words = words(name);
    // `Max score` and `Min/Max` are no alternatives either.
    is_of(&words, &[&UNREAD])
        || words.len() > 1 && is_of(&words, &[&["min", "max", "minimum", "maximum", "mean"]])
}

/// Whether a column of this name holds what others come to.
pub(crate) fn is_result(name: &str) -> bool {
    let words = words(name);
    is_of(&words, &[&SUMMARIES, &RESULTS])
}

/// Whether a name is that of a column of criteria, in rows.
pub(crate) fn is_criterion_word(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "criterion",
        "criteria",
        "criterium",
        "kriterium",
        "kriterien",
        "indicator",
        "indicators",
        "indicatoren",
        "factor",
        "factors",
        "factoren",
        "variable",
    ];
    NAMES.contains(&name.trim().to_lowercase().as_str())
}

/// Whether a row of this name sums up others.
pub(crate) fn is_summary(name: &str) -> bool {
    is_of(&words(name), &[&SUMMARIES])
}

/// Whether a column, by its name, numbers the rows or says where or when they are: its figures are
/// no quantities.
pub(crate) fn is_label_of_row(header: &str) -> bool {
    const WORDS: [&str; 33] = [
        "id",
        "ids",
        "nr",
        "no",
        "num",
        "number",
        "index",
        "idx",
        "row",
        "rowid",
        "unnamed",
        "code",
        "codes",
        "postcode",
        "zip",
        "fid",
        "gid",
        "pk",
        "oid",
        "objectid",
        "respondent",
        "year",
        "jaar",
        "lat",
        "lon",
        "latitude",
        "longitude",
        "nummer",
        "volgnummer",
        "rij",
        "nis",
        "x",
        "y",
    ];
    let name = unit_in(header).0.to_lowercase();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    name.trim() == "#"
        || match words[..] {
            [] => false,
            [word] => WORDS.contains(&word),
            // `number of jobs` is a quantity, `Site code` and `id_nr` are none.
            [first, .., last] => {
                first == "unnamed"
                    || WORDS.contains(&last) && !matches!(last, "number" | "x" | "y" | "no" | "row")
                    || matches!(words[..], ["s", "no"] | ["sl", "no"])
            }
        }
}

impl ColumnRow {
    /// What it says, in English and in Dutch, for a sentence that begins "row ... gives".
    pub(crate) fn said(self) -> [&'static str; 2] {
        match self {
            ColumnRow::Weight => ["the weights", "de gewichten"],
            ColumnRow::Direction => ["the directions", "de richtingen"],
            ColumnRow::Unit => ["the units", "de eenheden"],
            ColumnRow::Worst => {
                ["the worst ends of the scales", "de slechtste uiteinden van de schalen"]
            }
            ColumnRow::Best => ["the best ends of the scales", "de beste uiteinden van de schalen"],
            ColumnRow::Lower => {
                ["the lower ends of the scales", "de laagste uiteinden van de schalen"]
            }
            ColumnRow::Upper => {
                ["the upper ends of the scales", "de hoogste uiteinden van de schalen"]
            }
        }
    }
}

/// Whether more is better, as a row of directions says it; `None` for other text.
pub(crate) fn more_is_better(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase().replace('\u{2212}', "-");
    let more = [
        "max",
        "maximum",
        "maximize",
        "maximise",
        "maximaliseren",
        "+",
        "+1",
        "1",
        "benefit",
        "benefits",
        "gain",
        "higher",
        "more",
        "up",
        "baat",
        "baten",
        "hoger",
        "meer",
    ];
    let less = [
        "min",
        "minimum",
        "minimize",
        "minimise",
        "minimaliseren",
        "-",
        "-1",
        "cost",
        "costs",
        "loss",
        "lower",
        "less",
        "down",
        "kost",
        "kosten",
        "lager",
        "minder",
    ];
    match (more.contains(&text.as_str()), less.contains(&text.as_str())) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_known_by_name_in_both_languages() {
        for name in ["Weights", "weight:", " GEWICHT ", "weging", "Weight (%)"] {
            assert_eq!(named(name), Some(ColumnRow::Weight), "{name}");
        }
        assert_eq!(named("Min"), Some(ColumnRow::Lower));
        assert_eq!(named("Beste"), Some(ColumnRow::Best));
        assert_eq!(named("Minnie"), None);
    }

    #[test]
    fn summaries_are_known_by_name() {
        for name in ["TOTAL", "Total score", "average of all", "gemiddelde score", "Som:", "rank"] {
            assert!(is_summary(name), "{name}");
        }
        for name in ["Total Energies", "score", "", "Sumo", "mean time", "rank 3"] {
            assert!(!is_summary(name), "{name}");
        }
        for name in ["Score", "Overall score", "Final rank", "Gewogen score", "TOTAL", "Points"] {
            assert!(is_result(name), "{name}");
        }
        assert!(!is_result("credit rating") && !is_result("place of work") && !is_result("c3"));
        for name in ["Scale", "Bron", "Target value", "Min/Max", "Max score"] {
            assert!(is_unread(name), "{name}");
        }
        for name in
            ["id", "Nr.", "#", "Site code", "id_nr", "Unnamed: 0", "Sl. No.", "Year", "postcode"]
        {
            assert!(is_label_of_row(name), "{name}");
        }
        assert!(!is_label_of_row("number of jobs") && !is_label_of_row("price"));
        assert!(!is_unread("Reference") && !is_unread("Max") && !is_unread("Norma"));
    }

    #[test]
    fn directions_are_read_in_the_words_that_spreadsheets_have() {
        for text in ["max", "Benefit", "+", "1", "hoger"] {
            assert_eq!(more_is_better(text), Some(true), "{text}");
        }
        for text in ["MIN", "cost", "-", "\u{2212}1", "kosten"] {
            assert_eq!(more_is_better(text), Some(false), "{text}");
        }
        assert_eq!(more_is_better("0"), None);
    }
}
