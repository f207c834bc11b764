//! `afweging sensitivity robust`

use super::super::args::{RobustArgs, ValuesArg};
use super::super::output::{Make, Output, Tables};
use super::super::{Admissible, Failure, complain, interrupt};
use super::{evaluated, prepare, show};
use afweging::report;
use afweging::study::{MOST_ORDER_ROWS, RobustRequest, Stage, Values, robust_watched};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

pub fn run(args: &RobustArgs, start: Instant) -> Result<(), Failure> {
    let output = Output::plan(&args.analysis, start)?;
    // Preferences that no weights meet under the given value functions may be met under others.
    let (values, asks) = match args.values {
        ValuesArg::Given => (Values::Given, Admissible::Exists),
        ValuesArg::Monotone => (Values::Monotone, Admissible::Free),
    };
    let (case, method) = prepare(args.case.as_deref(), &args.analysis, &output, asks)?;
    let evaluation = evaluated(&case, &method, &output)?;
    output.room(&case, "preferences", 2 * evaluation.pairs())?;
    // What rests on the value functions given is a second study, which shares the time.
    let both = values == Values::Monotone && output.is_view() && case.contradictory.is_empty();
    let time = args.time_limit.map(|seconds| Duration::from_secs_f64(if both { seconds / 2.0 } else { seconds }));
    let request = RobustRequest { values, time };
    interrupt::expect();
    let progress = Progress::new(args.analysis.quiet);
    let watch = |stage: Stage, done: usize, of: usize| progress.tell(stage, done, of);
    let study = robust_watched(&evaluation, &request, &watch);
    let given = match both && study.is_ok() {
        true => robust_watched(&evaluation, &RobustRequest { values: Values::Given, ..request }, &watch).ok(),
        false => None,
    };
    progress.bar.finish_and_clear();
    let study = study?;
    let study = &study;
    let skipped = if study.pairs() > MOST_ORDER_ROWS { vec!["preferences"] } else { Vec::new() };
    let list: Vec<(&'static str, Make)> =
        vec![("preferences", Box::new(|| study.preferences())), ("alternatives", Box::new(|| study.alternatives()))];
    let tables = Tables { pairs: vec![("preferences", study.pairs())], ..Tables::plain(list, skipped) };
    show(
        &case,
        &output,
        |words| report::robust(&case, study, given.as_ref(), words),
        |words| report::robust_notes(study, words),
        &tables,
    )
}

/// A bar with what is being done, on a terminal; elsewhere a line now and then, once it takes long.
struct Progress {
    bar: ProgressBar,
    /// Since when a stage runs, and when it was last told of, where lines are written.
    lines: Option<Mutex<Told>>,
}

struct Told {
    stage: Option<Stage>,
    since: Instant,
    last: Instant,
}

/// How long nothing is said where there is no bar, at first and between two lines.
const SILENCE: Duration = Duration::from_secs(10);

impl Progress {
    fn new(quiet: bool) -> Progress {
        if quiet {
            return Progress { bar: ProgressBar::hidden(), lines: None };
        }
        let style = ProgressStyle::with_template("{msg}: {bar:30} {human_pos} of {human_len} alternatives, {eta} left");
        let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
        let now = Instant::now();
        let lines = (!std::io::stderr().is_terminal()).then(|| Mutex::new(Told { stage: None, since: now, last: now }));
        Progress { bar: ProgressBar::new(0).with_style(style), lines }
    }

    fn tell(&self, stage: Stage, done: usize, of: usize) {
        let words = match stage {
            Stage::Pairs => "differences of pairs",
            Stage::Ranks => "best and worst ranks",
        };
        let Some(lines) = &self.lines else {
            self.bar.set_length(of as u64);
            self.bar.set_message(words);
            self.bar.set_position(done as u64);
            return;
        };
        // Who finds it taken is told of by the next.
        let Ok(mut told) = lines.try_lock() else { return };
        let now = Instant::now();
        if told.stage != Some(stage) {
            (told.stage, told.since) = (Some(stage), now);
        }
        if now.duration_since(told.last) >= SILENCE {
            told.last = now;
            let so_far = now.duration_since(told.since).as_secs_f64();
            let left = so_far * of.saturating_sub(done) as f64 / done.max(1) as f64;
            complain(&format!("robust: {words}: {done} of {of} alternatives, about {left:.0} s left"));
        }
    }
}
