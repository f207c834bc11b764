//! The rows of a table that speak of its columns and of no alternative: weights, directions, units
//! and the ends of scales, as spreadsheets have them, in English and in Dutch.

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
    // No such name has a digit, and most names of a large table do.
    if name.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let name = name.trim().trim_end_matches(':').trim().to_lowercase();
    NAMES.into_iter().find(|(_, names)| names.contains(&name.as_str())).map(|(row, _)| row)
}

/// Names of rows and columns that sum up others.
const SUMMARIES: [&str; 33] = [
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
    "variance",
    "standard deviation",
    "rank",
    "ranking",
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
    "grand total",
    "total score",
    "totaalscore",
];

/// Words that may stand beside them.
const FILLERS: [&str; 16] = [
    "of", "the", "all", "score", "scores", "value", "values", "column", "row", "van", "de", "het",
    "alle", "waarde", "kolom", "rij",
];

/// Whether a row or a column of this name sums up others.
pub(crate) fn is_summary(name: &str) -> bool {
    let name = name.split(['(', '[']).next().unwrap_or(name);
    if name.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let name = name.to_lowercase();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let whole = words.join(" ");
    SUMMARIES.contains(&whole.as_str())
        || words.iter().any(|word| SUMMARIES.contains(word))
            && words.iter().all(|word| SUMMARIES.contains(word) || FILLERS.contains(word))
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
