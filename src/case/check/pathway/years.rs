//! The years of a pathway: its periods, what a later year counts, and from when facts hold.

use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::pathway::{PathwayFile, PeriodFile};
use crate::case::file::shape::At;
use crate::case::read::cell;
use crate::case::read::marks::Marks;
use crate::case::read::reading::Reading;
use crate::case::read::unreadable::Unreadable;
use crate::error::{Said, both};
use crate::problem::{MOST_PERIODS, Period, Quantity, ReadyFrom, Text, years_weight};

/// The years that a file can name.
const YEARS: std::ops::RangeInclusive<i64> = 0..=9999;

/// More years than these in all are no plan but a mistake.
const MOST_YEARS: i64 = 1000;

/// The periods of a file, as far as they make sense.
pub(super) fn periods(file: &At<PathwayFile>, checker: &mut Checker) -> Vec<Period> {
    let periods = &file.value.periods;
    if periods.is_empty() {
        let message =
            both("a pathway needs at least one period", "een pad heeft minstens één periode nodig");
        let help = both(
            "add [[pathway.periods]] with an id, the year `from` which it runs, and its `years`",
            "voeg [[pathway.periods]] toe met een id, het jaar `from` waarin ze begint, en haar `years`",
        );
        checker.error_help(&file.span, message, help);
    }
    if let Some(first) = periods.get(MOST_PERIODS) {
        let message = both(
            format!("a pathway has at most {MOST_PERIODS} periods"),
            format!("een pad heeft hoogstens {MOST_PERIODS:#} perioden"),
        );
        checker.error_help(
            &first.value.id.span,
            message,
            both("let each period last longer", "laat elke periode langer duren"),
        );
    }
    checker.unique("period", periods.iter().map(|at| &at.value.id));
    let mut out: Vec<Period> = Vec::new();
    for At { value: PeriodFile { id, label, from, years }, .. } in periods {
        if !YEARS.contains(&from.value) {
            let message = both(
                format!("a period begins in a year from 0 to 9999, not in {}", from.value),
                format!("een periode begint in een jaar van 0 tot 9999, niet in {:#}", from.value),
            );
            checker.error_help(
                &from.span,
                message,
                both("write a year as in from = 2027", "schrijf een jaar, zoals in from = 2027"),
            );
        }
        if !(1..=MOST_YEARS).contains(&years.value) {
            let message = both(
                format!("a period lasts from 1 to {MOST_YEARS} years, not {}", years.value),
                format!("een periode duurt 1 tot {MOST_YEARS:#} jaar, niet {:#}", years.value),
            );
            checker.error_help(
                &years.span,
                message,
                both(
                    "write years = 3, or how many there are",
                    "schrijf years = 3, of hoeveel het er zijn",
                ),
            );
        }
        let begins = i32::try_from(from.value.clamp(*YEARS.start(), *YEARS.end())).unwrap_or(0);
        let lasts = u32::try_from(years.value.clamp(1, MOST_YEARS)).unwrap_or(1);
        if let Some(before) = out.last() {
            let next = before.from + before.years as i32;
            if begins != next {
                let (earlier, id) = (&before.id, id.value.trim());
                let message = match () {
                    _ if begins <= before.from => both(
                        format!(
                            "the period `{id}` begins in {begins}, no later than the one before it, `{earlier}`, in {}",
                            before.from
                        ),
                        format!(
                            "de periode `{id:#}` begint in {begins:#}, niet later dan de vorige, `{earlier:#}`, in {:#}",
                            before.from
                        ),
                    ),
                    _ if begins < next => both(
                        format!(
                            "the period `{id}` begins in {begins}, and the one before it, `{earlier}`, lasts until {next}"
                        ),
                        format!(
                            "de periode `{id:#}` begint in {begins:#}, en de vorige, `{earlier:#}`, duurt tot {next:#}"
                        ),
                    ),
                    _ => both(
                        format!(
                            "the period `{id}` begins in {begins}, and the one before it, `{earlier}`, ends in {next}: the years between are in none"
                        ),
                        format!(
                            "de periode `{id:#}` begint in {begins:#}, en de vorige, `{earlier:#}`, eindigt in {next:#}: de jaren daartussen vallen in geen enkele periode"
                        ),
                    ),
                };
                let help = both(
                    format!(
                        "write from = {next}, or put the periods in order and let `from` and `years` of each lead to the next"
                    ),
                    format!(
                        "schrijf from = {next:#}, of zet de perioden op volgorde en laat `from` en `years` van elk naar de volgende leiden"
                    ),
                );
                checker.error_help(&from.span, message, help);
            }
        }
        out.push(Period {
            id: id.value.trim().to_owned(),
            label: label.clone().unwrap_or_default(),
            from: begins,
            years: lasts,
        });
    }
    out
}

/// The discount rate, and the years that the last value goes on.
pub(super) fn horizon(file: &PathwayFile, periods: &[Period], checker: &mut Checker) -> (f64, u32) {
    let mut years: i64 = periods.iter().map(|it| i64::from(it.years)).sum();
    let mut until = 0;
    if let Some(at) = &file.head.until {
        match u32::try_from(at.value).ok().filter(|it| i64::from(*it) <= MOST_YEARS) {
            Some(given) => until = given,
            None => {
                let message = both(
                    format!(
                        "`until` is a number of years from 0 to {MOST_YEARS}, not {}",
                        at.value
                    ),
                    format!(
                        "`until` is een aantal jaren van 0 tot {MOST_YEARS:#}, niet {:#}",
                        at.value
                    ),
                );
                let help = both(
                    "write how many years the last value goes on, as in until = 5",
                    "schrijf hoeveel jaar de laatste waarde doorloopt, zoals in until = 5",
                );
                checker.error_help(&at.span, message, help);
            }
        }
        years += i64::from(until);
    }
    if let (true, Some(last)) = (years > MOST_YEARS, file.periods.last()) {
        let message = both(
            format!("a pathway lasts at most {MOST_YEARS} years, and this one {years}"),
            format!("een pad duurt hoogstens {MOST_YEARS:#} jaar, en dit {years:#}"),
        );
        checker.error_help(
            &last.value.years.span,
            message,
            both("let it end earlier", "laat het vroeger eindigen"),
        );
        years = MOST_YEARS;
    }
    let Some(at) = &file.head.discount else { return (0.0, until) };
    match discount(at.value, years) {
        Ok(rate) => (rate, until),
        Err((message, help)) => {
            checker.error_help(&at.span, message, help);
            (0.0, until)
        }
    }
}

/// A discount rate for so many years, or what is wrong with it and what would be right.
pub(crate) fn discount(rate: f64, years: i64) -> Result<f64, (Said, Said)> {
    let shown = crate::problem::number(rate);
    if !(rate > -1.0 && rate < 1.0) {
        let message = both(
            format!("a discount rate is a share above -1 and below 1, not {shown}"),
            format!("een discontovoet is een aandeel boven -1 en onder 1, niet {shown:#}"),
        );
        let percent = crate::problem::number(rate / 100.0);
        let help = match (1.0..100.0).contains(&rate) {
            true => both(
                format!("for {shown} per cent a year, write {percent}"),
                format!("schrijf {percent:#} voor {shown:#} procent per jaar"),
            ),
            false => {
                both("for 3 per cent a year, write 0.03", "schrijf 0.03 voor 3 procent per jaar")
            }
        };
        return Err((message, help));
    }
    let sum = years_weight(0, u32::try_from(years).unwrap_or(0), rate);
    if !sum.is_finite() {
        let message = both(
            format!(
                "with a discount rate of {shown} the last year counts more than the largest number, 1.8e308"
            ),
            format!(
                "met een discontovoet van {shown:#} telt het laatste jaar voor meer dan het grootste getal, 1.8e308"
            ),
        );
        return Err((message, both("write a rate nearer to 0", "schrijf een voet dichter bij 0")));
    }
    Ok(rate)
}

/// From when a fact holds, by what was written.
pub(super) fn ready_from(at: &At<Figure>, checker: &mut Checker) -> ReadyFrom {
    let read = match &at.value {
        Figure::Number(year) => from_quantity(Quantity::Crisp(*year)),
        Figure::Text(text) => ready(text),
    };
    read.unwrap_or_else(|wrong| {
        match wrong.help {
            Some(help) => checker.error_help(&at.span, wrong.message, help),
            None => checker.error(&at.span, wrong.message),
        }
        ReadyFrom::Never
    })
}

/// From when a fact holds: `never`, or a year in the notation of cells.
pub(crate) fn ready(text: &str) -> Result<ReadyFrom, Unreadable> {
    if text.trim() == "never" {
        return Ok(ReadyFrom::Never);
    }
    from_quantity(cell::parse(text, Reading { levels: None, marks: Marks::POINT })?)
}

fn from_quantity(quantity: Quantity) -> Result<ReadyFrom, Unreadable> {
    let wrong = |message: Said, help: Said| Unreadable { message, help: Some(help) };
    let Some(spread) = quantity.spread() else {
        let message = both(
            "nothing is said of the year from which this fact holds",
            "er is niet gezegd vanaf welk jaar dit feit geldt",
        );
        return Err(wrong(
            message,
            both(
                "write a year, a range as in \"2029..2033\" for what is not known, or \"never\"",
                "schrijf een jaar, een bereik zoals in \"2029..2033\" voor wat niet bekend is, of \"never\"",
            ),
        ));
    };
    let (first, last) = (*YEARS.start() as f64, *YEARS.end() as f64);
    let within = |year: f64| (first..=last).contains(&year);
    if !(within(spread.low) && within(spread.high)) {
        let message = both(
            "a fact holds from a year from 0 to 9999 on",
            "een feit geldt vanaf een jaar van 0 tot 9999",
        );
        return Err(wrong(
            message,
            both(
                "write a year as in from = \"2029\", or \"never\"",
                "schrijf een jaar, zoals in from = \"2029\", of \"never\"",
            ),
        ));
    }
    let whole = match quantity {
        Quantity::Crisp(year) => year.fract() == 0.0,
        Quantity::Set(low, high) => low.fract() == 0.0 && high.fract() == 0.0,
        _ => true,
    };
    if !whole {
        let message = both("a year is a whole number", "een jaar is een geheel getal");
        return Err(wrong(
            message,
            both(
                "a fact that holds during a year holds from the next one on",
                "een feit dat in de loop van een jaar begint te gelden, geldt vanaf het volgende jaar",
            ),
        ));
    }
    Ok(ReadyFrom::Year(quantity))
}

/// A text that may be absent.
pub(super) fn text(text: &Option<Text>) -> Text {
    text.clone().unwrap_or_default()
}
