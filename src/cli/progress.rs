//! A bar on the error stream while something takes long: what is being done, how far it has come and how long it will still take.

use super::args::Lang;
use afweging::progress::{Now, Progress, Stage, give};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What takes less than this is not worth a bar.
const SHORT: Duration = Duration::from_millis(700);
/// How often the bar is drawn.
const OFTEN: Duration = Duration::from_millis(100);

/// The bar that stands on the terminal now, and its stage.
static SHOWN: Mutex<Option<(Stage, u64, ProgressBar)>> = Mutex::new(None);

/// Show long work from here on, if anybody can see it and wants to.
pub fn watch(quiet: bool, lang: Lang) {
    if quiet || !std::io::stderr().is_terminal() {
        return;
    }
    let counter = Arc::new(Progress::default());
    give(counter.clone());
    std::thread::spawn(move || {
        let mut since: Option<(Stage, Instant)> = None;
        loop {
            std::thread::sleep(OFTEN);
            let now = counter.now();
            since = match (now, since) {
                (Some(now), Some((stage, from))) if stage == now.stage => Some((stage, from)),
                (Some(now), _) => Some((now.stage, Instant::now())),
                (None, _) => None,
            };
            match (now, since) {
                (Some(now), Some((_, from))) if from.elapsed() >= SHORT => draw(now, from, lang),
                _ => hide(),
            }
        }
    });
}

/// Take the bar away, so that something else can be written.
pub fn hide() {
    if let Some((_, _, bar)) = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

fn draw(now: Now, from: Instant, lang: Lang) {
    let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if shown.as_ref().is_none_or(|(stage, all, _)| (*stage, *all) != (now.stage, now.all)) {
        if let Some((_, _, bar)) = shown.take() {
            bar.finish_and_clear();
        }
        *shown = Some((now.stage, now.all, bar(now, from, lang)));
    }
    if let Some((_, _, bar)) = shown.as_ref() {
        bar.set_position(now.done);
        bar.tick();
    }
}

fn bar(now: Now, from: Instant, lang: Lang) -> ProgressBar {
    // One part in all tells nothing until it is done.
    let counts = now.all > 1;
    let template = match (counts, lang) {
        (true, Lang::En) => "{msg} {bar:20} {percent:>3} %, {eta} left",
        (true, Lang::Nl) => "{msg} {bar:20} {percent:>3} %, nog {eta}",
        (false, Lang::En) => "{msg} {spinner} {elapsed} so far",
        (false, Lang::Nl) => "{msg} {spinner} {elapsed} bezig",
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(counts.then_some(now.all), ProgressDrawTarget::stderr())
        .with_style(style)
        .with_elapsed(from.elapsed())
        .with_message(words(now.stage, lang))
}

fn words(stage: Stage, lang: Lang) -> &'static str {
    let (en, nl) = match stage {
        Stage::Read => ("reading", "inlezen"),
        Stage::Join => ("joining tables", "tabellen koppelen"),
        Stage::Evaluate => ("evaluating", "evalueren"),
        Stage::Compare => ("comparing", "vergelijken"),
        Stage::Sweep => ("sweeping weights", "gewichten verschuiven"),
        Stage::Switches => ("looking for switches", "omslagpunten zoeken"),
        Stage::Changes => ("smallest changes", "kleinste wijzigingen"),
        Stage::Inputs => ("fewest inputs", "minste gegevens"),
        Stage::Passages => ("leaving out passages", "passages weglaten"),
        Stage::Tests => ("testing", "proeven nemen"),
        Stage::Claims => ("verifying claims", "beweringen nagaan"),
        Stage::Draws => ("drawing", "trekken"),
        Stage::Worth => ("worth of inputs", "waarde van gegevens"),
        Stage::Remarks => ("looking over the model", "model nakijken"),
        Stage::Tables => ("making tables", "tabellen opstellen"),
        Stage::Write => ("writing", "wegschrijven"),
        _ => ("working", "bezig"),
    };
    match lang {
        Lang::En => en,
        Lang::Nl => nl,
    }
}
