//! `matrix`: a table of ratios, with a row and a column for each criterion that is weighed. The cell
//! says how many times as much the criterion of its row weighs as that of its column. A cell may be
//! blank, a fraction (`1/3`) or a range (`2..4`). Half a matrix is enough; where both halves are
//! filled in, they must agree. A column `respondent` says whose row it is.

use crate::case::check::checked::{CheckedJudgement, CheckedWeighting};
use crate::case::file::shape::At;
use crate::case::read::data_tables::{self, RequestedTable, RequestedTables};
use crate::case::read::location::Location;
use crate::case::read::marks::{Mark, Marks, number, readings};
use crate::case::read::recognise::MaxSize;
use crate::case::read::source::InputFile;
use crate::case::read::stated_marks::StatedMarks;
use crate::case::read::tables::RawTable;
use crate::error::{Finding, Findings, Place, Said, Source, both, shorten};
use crate::problem::Tree;
use crate::tolerance::SUM_ROUNDING;
use crate::weighting::judgement::Judgement;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Headers of the column that says whose row it is.
const RESPONDENT: [&str; 2] = ["respondent", "respondents"];

/// A cell that holds a ratio.
struct Ratio {
    row: usize,
    column: usize,
    low: f64,
    high: f64,
    text: String,
    place: Place,
}

/// Read the matrices that weightings name, and put what they say into them. One matrix with several
/// respondents makes a weighting for each.
pub(crate) fn read(
    weightings: &mut Vec<CheckedWeighting>,
    tree: &Tree,
    location: &Location,
    max_size: MaxSize,
    source: &Arc<Source>,
    files: &mut Vec<InputFile>,
    findings: &mut Findings,
) {
    if weightings.iter().all(|it| it.matrix.is_none()) {
        return;
    }
    let mut out = Vec::new();
    for weighting in weightings.drain(..) {
        let Some(At { value: path, span }) = weighting.matrix.clone() else {
            out.push(weighting);
            continue;
        };
        let place = Place::Text { source: source.clone(), span };
        let path = match location {
            Location::Path(case) => case.parent().unwrap_or(Path::new("")).join(&path),
            Location::Table(file) => file.path.parent().unwrap_or(Path::new("")).join(&path),
            Location::Builtin(_) => PathBuf::from(&path),
        };
        let wanted = RequestedTables {
            tables: vec![RequestedTable { place: place.clone(), path }],
            builtin: matches!(location, Location::Builtin(_)),
            marks: StatedMarks::default(),
            keys: Vec::new(),
            max_size,
        };
        for table in data_tables::read(&wanted, files, findings) {
            out.extend(of_table(&weighting, &table, tree, &place, findings));
        }
    }
    for (at, weighting) in out.iter().enumerate() {
        let who = |it: &CheckedWeighting| it.respondent.as_ref().map(|at| at.value.clone());
        let same = |other: &&CheckedWeighting| {
            other.parent == weighting.parent
                && (who(other) == who(weighting)
                    || who(other).is_none()
                    || who(weighting).is_none())
        };
        if out[..at].iter().any(|other| same(&other)) {
            let of = super::weighting::place(weighting.parent, tree);
            let message = match who(weighting) {
                Some(name) => both(
                    format!("`{name}` weighs the criteria {of} twice"),
                    format!("`{name:#}` weegt de criteria {of:#} twee keer"),
                ),
                None => both(
                    format!("the criteria {of} are weighed twice"),
                    format!("de criteria {of:#} worden twee keer gewogen"),
                ),
            };
            let place = Place::Text { source: source.clone(), span: weighting.span.clone() };
            let help = both(
                "put all judgements of one person about the same criteria in one place, and say whose they are where several people judge",
                "zet alle oordelen van één persoon over dezelfde criteria op één plaats, en zeg van wie ze zijn waar verscheidene mensen oordelen",
            );
            findings.push(Finding::error(place, message).help(help));
        }
    }
    *weightings = out;
}

/// The weightings that a matrix makes: one, or one for each respondent.
fn of_table(
    weighting: &CheckedWeighting,
    table: &RawTable,
    tree: &Tree,
    place: &Place,
    findings: &mut Findings,
) -> Vec<CheckedWeighting> {
    let before = findings.0.len();
    let is_respondent =
        |header: &String| RESPONDENT.contains(&header.trim().to_lowercase().as_str());
    let respondents = table.headers.iter().position(is_respondent);
    let mut names: Option<usize> = None;
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (at, header) in table.headers.iter().enumerate().filter(|(at, _)| Some(*at) != respondents)
    {
        match item(header, weighting, tree) {
            Some(item) => columns.push((at, item)),
            None if names.is_none() && columns.is_empty() => names = Some(at),
            None => unknown(header, table.header_place(at), weighting, tree, findings),
        }
    }
    let Some(names) = names else {
        let message = both(
            "this matrix has no column with the names of its rows",
            "deze matrix heeft geen kolom met de namen van haar rijen",
        );
        findings.push(Finding::error(place.clone(), message).help(both(
            "put the criterion of each row in the first column",
            "zet het criterium van elke rij in de eerste kolom",
        )));
        return Vec::new();
    };
    let mut people: Vec<(Option<String>, Vec<Ratio>)> = Vec::new();
    for row in 0..table.rows() {
        let name = table.cell(row, names).text().trim().to_owned();
        let Some(own) = item(&name, weighting, tree) else {
            unknown(&name, table.place(row, names), weighting, tree, findings);
            continue;
        };
        let who = respondents.map(|column| table.cell(row, column).text().trim().to_owned());
        if let Some(column) = respondents.filter(|_| who.as_deref() == Some("")) {
            let message =
                both("this row does not say whose it is", "deze rij zegt niet van wie ze is");
            findings.push(Finding::error(table.place(row, column), message).help(both(
                "fill in the name of the respondent in every row",
                "vul in elke rij de naam van de respondent in",
            )));
            continue;
        }
        let at = people.iter().position(|(known, _)| *known == who).unwrap_or_else(|| {
            people.push((who.clone(), Vec::new()));
            people.len() - 1
        });
        for (column, other) in &columns {
            let place = || table.place(row, *column);
            let text = table.cell(row, *column).text().trim().to_owned();
            if text.is_empty() || text == "?" {
                continue;
            }
            match range(&text, table) {
                Ok((low, high)) if own == *other => {
                    if low != 1.0 || high != 1.0 {
                        let message = both(
                            format!("`{name}` weighs as much as itself, not {text} times"),
                            format!("`{name:#}` weegt even zwaar als zichzelf, niet {text:#} keer"),
                        );
                        findings.push(Finding::error(place(), message).help(both(
                            "write 1 on the diagonal, or nothing",
                            "schrijf 1 op de diagonaal, of niets",
                        )));
                    }
                }
                Ok((low, high)) => {
                    people[at].1.push(Ratio {
                        row: own,
                        column: *other,
                        low,
                        high,
                        text,
                        place: place(),
                    });
                }
                Err((message, help)) => {
                    findings.push(Finding::error(place(), message).help(help));
                }
            }
        }
    }
    if respondents.is_some() && !weighting.judgements.is_empty() {
        let message = both(
            "the matrix holds rows of several people, and `judgements` would be those of each of them",
            "de matrix bevat rijen van verscheidene mensen, en `judgements` zouden die van elk van hen zijn",
        );
        findings.push(Finding::error(place.clone(), message).help(
            both("leave `judgements` out, or give the matrix to one person without a column `respondent`", "laat `judgements` weg, of geef de matrix aan één persoon, zonder kolom `respondent`"),
        ));
    }
    if let (Some((Some(_), _)), Some(at)) = (people.first(), &weighting.respondent) {
        let message = both(
            format!(
                "the matrix says whose rows they are, and so does respondent = \"{}\"",
                at.value
            ),
            format!(
                "de matrix zegt van wie haar rijen zijn, en dat doet respondent = \"{:#}\" ook",
                at.value
            ),
        );
        findings.push(
            Finding::error(place.clone(), message)
                .help(both("keep one of the two", "behoud een van de twee")),
        );
    }
    let id = |item: usize| tree.branches[weighting.branches[item]].id.as_str();
    let mut out = Vec::new();
    if people.is_empty() {
        findings.push(
            Finding::error(
                place.clone(),
                both("this matrix has no rows", "deze matrix heeft geen rijen"),
            )
            .help(both("write a row for each criterion", "schrijf een rij voor elk criterium")),
        );
    }
    for (who, ratios) in people {
        if ratios.is_empty() && weighting.judgements.is_empty() && weighting.branches.len() > 1 {
            let of = who
                .as_ref()
                .map(|name| both(format!(" of `{name}`"), format!(" van `{name:#}`")))
                .unwrap_or_default();
            let message = both(
                format!("the cells{of} in this matrix are all blank: they give no weights"),
                format!(
                    "de cellen{of:#} in deze matrix zijn allemaal leeg: er volgen geen gewichten uit"
                ),
            );
            findings.push(Finding::error(place.clone(), message).help(both(
                "fill in how many times as much one criterion weighs as another",
                "vul in hoeveel keer zo zwaar het ene criterium weegt als het andere",
            )));
        }
        let mut own = weighting.clone();
        own.matrix = None;
        if let Some(name) = who {
            let span = weighting.matrix.as_ref().map_or(0..0, |at| at.span.clone());
            own.respondent = Some(At { value: name, span });
        }
        own.judgements.extend(judgements(&ratios, id, findings));
        out.push(own);
    }
    match findings.0.len() > before {
        true => Vec::new(),
        false => out,
    }
}

/// One judgement for each pair. Two ratios of a pair must be each other's reciprocals.
fn judgements<'t>(
    ratios: &[Ratio],
    id: impl Fn(usize) -> &'t str,
    findings: &mut Findings,
) -> Vec<CheckedJudgement> {
    let mut out: Vec<(usize, CheckedJudgement)> = Vec::new();
    for (at, ratio) in ratios.iter().enumerate() {
        let Ratio { row: a, column: b, low, high, .. } = ratio;
        let same = |known: &Ratio| {
            (known.row, known.column) == (*a, *b) || (known.row, known.column) == (*b, *a)
        };
        let checked = CheckedJudgement {
            judgement: Judgement::Ratio { a: *a, b: *b, low: *low, high: *high },
            written: format!("{} / {} = {}", id(*a), id(*b), ratio.text),
            place: ratio.place.clone(),
        };
        let Some(known) = out.iter_mut().find(|(known, _)| same(&ratios[*known])) else {
            out.push((at, checked));
            continue;
        };
        let other = &ratios[known.0];
        let agree = match (other.row, other.column) == (*a, *b) {
            true => low == &other.low && high == &other.high,
            false => is_reciprocal(*low, *high, other.low, other.high, &ratio.text, &other.text),
        };
        if !agree {
            let message = both(
                format!(
                    "{} / {} is {} here, and {} / {} is {} in another cell",
                    id(*a),
                    id(*b),
                    ratio.text,
                    id(other.row),
                    id(other.column),
                    other.text
                ),
                format!(
                    "{:#} / {:#} is hier {:#}, en {:#} / {:#} is {:#} in een andere cel",
                    id(*a),
                    id(*b),
                    ratio.text,
                    id(other.row),
                    id(other.column),
                    other.text
                ),
            );
            findings.push(Finding::error(ratio.place.clone(), message).help(both(
                "each must be 1 divided by the other: correct one of them, or empty it",
                "elk moet 1 gedeeld door het andere zijn: verbeter er een, of maak de cel leeg",
            )));
        } else if *low >= 1.0 && other.low < 1.0 {
            // Of 3 and 0.33 the first is what was meant; the other was rounded.
            *known = (at, checked);
        }
    }
    out.into_iter().map(|(_, judgement)| judgement).collect()
}

/// Whether two ranges are each other's reciprocals: exactly, or with the smaller one rounded to the
/// decimals that it is written with, as 0.17 for a sixth.
fn is_reciprocal(low: f64, high: f64, other_low: f64, other_high: f64, a: &str, b: &str) -> bool {
    let one = |x: f64, y: f64| {
        let (large, small, text) = if x >= y { (x, y, b) } else { (y, x, a) };
        let decimals = text
            .split([',', '.'])
            .next_back()
            .filter(|_| text.contains([',', '.']))
            .map_or(0, |digits| digits.chars().take_while(char::is_ascii_digit).count());
        let half = 0.5 * 10f64.powi(-i32::try_from(decimals.min(15)).unwrap_or(15));
        let exact = (large * small - 1.0).abs() <= SUM_ROUNDING;
        exact || (decimals > 0 && (1.0 / large - small).abs() <= half + SUM_ROUNDING)
    };
    one(low, other_high) && one(high, other_low)
}

/// The place among the criteria weighed of an id or a label.
fn item(name: &str, weighting: &CheckedWeighting, tree: &Tree) -> Option<usize> {
    let name = name.trim();
    let of =
        |fits: &dyn Fn(usize) -> bool| weighting.branches.iter().position(|branch| fits(*branch));
    of(&|branch| tree.branches[branch].id == name).or_else(|| {
        of(&|branch| {
            let label = &tree.branches[branch].label;
            let languages = [crate::problem::Language::En, crate::problem::Language::Nl];
            languages.into_iter().any(|language| label.get(language) == name)
        })
    })
}

fn unknown(
    name: &str,
    place: Place,
    weighting: &CheckedWeighting,
    tree: &Tree,
    findings: &mut Findings,
) {
    let known = weighting.branches.iter().map(|branch| tree.branches[*branch].id.as_str());
    let message = both(
        format!("`{}` is none of the criteria that are weighed here", shorten(name, 60)),
        format!("`{:#}` is geen van de criteria die hier worden gewogen", shorten(name, 60)),
    );
    findings.push(Finding::error(place, message).suggest(name, known));
}

/// What a cell says: the ends of a ratio; or what is wrong and what to do.
fn range(text: &str, table: &RawTable) -> Result<(f64, f64), (Said, Said)> {
    let (low, high) = match text.split_once("..") {
        Some((low, high)) => (ratio(low, table)?, ratio(high, table)?),
        None => ratio(text, table).map(|x| (x, x))?,
    };
    match low <= high {
        true => Ok((low, high)),
        false => Err((
            both(
                format!("the range `{text}` is upside down"),
                format!("het bereik `{text:#}` staat omgekeerd"),
            ),
            both("write the smaller end first", "schrijf het kleinste uiteinde eerst"),
        )),
    }
}

fn ratio(text: &str, table: &RawTable) -> Result<f64, (Said, Said)> {
    let text = text.trim();
    let figure = |text: &str| -> Result<f64, (Said, Said)> {
        let text = text.trim();
        if let Some((Mark::Comma, decimals, thousands)) =
            readings(text).filter(|_| !table.decimal_comma)
        {
            let message = both(
                format!("`{text}` can be read as {decimals} or as {thousands}"),
                format!("`{text:#}` kan worden gelezen als {decimals:#} of als {thousands:#}"),
            );
            return Err((
                message,
                both(
                    format!("write {decimals} or {thousands}"),
                    format!("schrijf {decimals:#} of {thousands:#}"),
                ),
            ));
        }
        number(text, &Marks::any(table.decimal_comma)).ok_or_else(|| {
            let message = both(
                format!("`{}` is not a ratio", shorten(text, 60)),
                format!("`{:#}` is geen verhouding", shorten(text, 60)),
            );
            (
                message,
                both(
                    "write a number, a fraction (1/3), or a range (2..4)",
                    "schrijf een getal, een breuk (1/3) of een bereik (2..4)",
                ),
            )
        })
    };
    let x = match text.split_once('/') {
        Some((above, below)) => figure(above)? / figure(below)?,
        None => figure(text)?,
    };
    match x.is_finite() && x > 0.0 {
        true => Ok(x),
        false => Err((
            both(
                format!("`{}` is not a ratio of weights", shorten(text, 60)),
                format!("`{:#}` is geen verhouding van gewichten", shorten(text, 60)),
            ),
            both(
                "a ratio is above 0; leave a cell blank that was not judged",
                "een verhouding is groter dan 0; laat een cel leeg waarover niet is geoordeeld",
            ),
        )),
    }
}
