//! The bar on the terminal while something takes long.

use super::args::Lang;
use afweging::progress::{Now, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The bar that stands on the terminal now, and its stage.
static SHOWN: Mutex<Option<(Stage, u64, ProgressBar)>> = Mutex::new(None);

/// Take the bar away, so that something else can be written.
pub fn hide() {
    if let Some((_, _, bar)) = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

/// Put the bar where the work is.
pub fn draw(now: Now, from: Instant, lang: Lang) {
    let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if shown.as_ref().is_none_or(|(stage, all, _)| (*stage, *all) != (now.stage, now.all)) {
        if let Some((_, _, bar)) = shown.take() {
            bar.finish_and_clear();
        }
        *shown = Some((now.stage, now.all, bar(now, from, lang)));
    }
    if let Some((_, _, bar)) = shown.as_ref() {
        bar.set_position(now.done);
        bar.set_prefix(left(now, from.elapsed(), lang));
        bar.tick();
    }
}

fn bar(now: Now, from: Instant, lang: Lang) -> ProgressBar {
    // One part in all tells nothing until it is done.
    let counts = now.all > 1;
    let template = match (counts, lang) {
        (true, _) => "{msg} {bar:20} {percent:>3} %{prefix}",
        (false, Lang::En) => "{msg} {spinner} {elapsed} so far",
        (false, Lang::Nl) => "{msg} {spinner} {elapsed} bezig",
    };
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(counts.then_some(now.all), ProgressDrawTarget::stderr())
        .with_style(style)
        .with_elapsed(from.elapsed())
        .with_message(words(now.stage, lang))
}

/// The time that is left if the rest takes as long as what is done; nothing before anything is.
pub fn left(now: Now, so_far: Duration, lang: Lang) -> String {
    if now.done == 0 {
        return String::new();
    }
    let seconds = so_far.as_secs_f64() * now.all.saturating_sub(now.done) as f64 / now.done as f64;
    let time = match seconds {
        ..90.0 => format!("{:.0} s", seconds.ceil()),
        ..5400.0 => format!("{:.0} min", seconds / 60.0),
        _ => match lang {
            Lang::En => format!("{:.0} h", seconds / 3600.0),
            Lang::Nl => format!("{:.0} u", seconds / 3600.0),
        },
    };
    let rate = match now.stage {
        Stage::Rows => rate(now.done as f64 / so_far.as_secs_f64().max(0.001), lang),
        _ => String::new(),
    };
    match lang {
        Lang::En => format!("{rate}, {time} left"),
        Lang::Nl => format!("{rate}, nog {time}"),
    }
}

/// How many rows are gone through in a second.
fn rate(rows: f64, lang: Lang) -> String {
    let (number, thousands) = match rows {
        ..1e4 => (format!("{rows:.0}"), ["", ""]),
        1e4..1e6 => (format!("{:.0}", rows / 1e3), [" thousand", " duizend"]),
        _ => (format!("{:.1}", rows / 1e6), [" million", " miljoen"]),
    };
    match lang {
        Lang::En => format!(", {number}{} rows/s", thousands[0]),
        Lang::Nl => format!(", {}{} rijen/s", number.replace('.', ","), thousands[1]),
    }
}

/// What a stage is called.
pub fn words(stage: Stage, lang: Lang) -> &'static str {
    let (en, nl) = match stage {
        Stage::Read => ("reading", "inlezen"),
        Stage::Join => ("joining tables", "tabellen koppelen"),
        Stage::Evaluate => ("evaluating", "evalueren"),
        Stage::Compare => ("comparing", "vergelijken"),
        Stage::Ranks => ("best and worst ranks", "beste en slechtste rangen"),
        Stage::Sweep => ("sweeping weights", "gewichten verschuiven"),
        Stage::Switches => ("looking for switches", "omslagpunten zoeken"),
        Stage::Changes => ("smallest changes", "kleinste wijzigingen"),
        Stage::Inputs => ("fewest inputs", "minste gegevens"),
        Stage::Passages => ("leaving out passages", "passages weglaten"),
        Stage::Tests => ("testing", "proeven nemen"),
        Stage::Claims => ("verifying claims", "beweringen nagaan"),
        Stage::Portfolios => ("looking for the best portfolio", "beste portefeuille zoeken"),
        Stage::Limits => ("what limits cost", "wat grenzen kosten"),
        Stage::Draws => ("drawing", "trekken"),
        Stage::Worth => ("worth of inputs", "waarde van gegevens"),
        Stage::Remarks => ("looking over the model", "model nakijken"),
        Stage::Rows => ("going through rows", "rijen doorlopen"),
        Stage::Tables => ("making tables", "tabellen opstellen"),
        Stage::Write => ("writing", "wegschrijven"),
        _ => ("working", "bezig"),
    };
    match lang {
        Lang::En => en,
        Lang::Nl => nl,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_takes_as_long_as_what_is_done() {
        let now = |done| Now { stage: Stage::Read, done, all: 100 };
        let after = |done, seconds| left(now(done), Duration::from_secs(seconds), Lang::En);
        assert_eq!(after(0, 5), "");
        assert_eq!(after(25, 5), ", 15 s left");
        assert_eq!(after(1, 5), ", 8 min left");
        assert_eq!(after(1, 400), ", 11 h left");
        assert_eq!(left(now(50), Duration::from_secs(2), Lang::Nl), ", nog 2 s");
        let rows = |done, lang| {
            let now = Now { stage: Stage::Rows, done, all: 20_000_000 };
            left(now, Duration::from_secs(2), lang)
        };
        assert_eq!(rows(5_000, Lang::En), ", 2500 rows/s, 2 h left");
        assert_eq!(rows(100_000, Lang::En), ", 50 thousand rows/s, 7 min left");
        assert_eq!(rows(2_500_000, Lang::Nl), ", 1,2 miljoen rijen/s, nog 14 s");
    }
}
