//! `afweging sensitivity robust`

use super::super::args::{RobustArgs, ValuesArg};
use super::super::complain::complain;
use super::super::failure::Failure;
use super::super::open::Admissible;
use super::super::output::{Output, Tables};
use super::super::study::{evaluated, prepare, show};
use afweging::report::{self, Words};
use afweging::study::{MOST_ORDER_ROWS, RobustRequest, Stage, Values, robust_watched};
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
    let time = args
        .time_limit
        .map(|seconds| Duration::from_secs_f64(if both { seconds / 2.0 } else { seconds }));
    let request = RobustRequest { values, time };
    let (lines, words) = (Lines::new(args.analysis.quiet), Words(output.language()));
    let watch = |stage: Stage, done: usize, of: usize| lines.tell(stage, done, of, words);
    let study = robust_watched(&evaluation, &request, &watch);
    let given = match both && study.is_ok() {
        true => {
            robust_watched(&evaluation, &RobustRequest { values: Values::Given, ..request }, &watch)
                .ok()
        }
        false => None,
    };
    let study = study?;
    let study = &study;
    let skipped = if study.pairs() > MOST_ORDER_ROWS { vec!["preferences"] } else { Vec::new() };
    let tables =
        Tables { pairs: vec![("preferences", study.pairs())], ..Tables::of(study, skipped) };
    show(
        &case,
        &output,
        |words| report::robust(&case, study, given.as_ref(), words),
        |words| report::robust_notes(study, words),
        &tables,
    )
}

/// Where there is no bar, a line now and then on the error stream, once the study takes long.
struct Lines(Option<Mutex<Told>>);

/// Since when a stage runs, and when it was last told of.
struct Told {
    stage: Option<Stage>,
    since: Instant,
    last: Instant,
}

/// How long nothing is said, at first and between two lines.
const SILENCE: Duration = Duration::from_secs(10);

impl Lines {
    fn new(quiet: bool) -> Lines {
        let now = Instant::now();
        let told = Told { stage: None, since: now, last: now };
        Lines((!quiet && !std::io::stderr().is_terminal()).then(|| Mutex::new(told)))
    }

    fn tell(&self, stage: Stage, done: usize, of: usize, words: Words) {
        // Who finds it taken is told of by the next.
        let Some(Ok(mut told)) = self.0.as_ref().map(Mutex::try_lock) else { return };
        let now = Instant::now();
        if told.stage != Some(stage) {
            (told.stage, told.since) = (Some(stage), now);
        }
        if now.duration_since(told.last) < SILENCE {
            return;
        }
        told.last = now;
        let so_far = now.duration_since(told.since).as_secs_f64();
        let left = so_far * of.saturating_sub(done) as f64 / done.max(1) as f64;
        let what = match stage {
            Stage::Pairs => words.pick("differences of pairs", "verschillen van paren"),
            Stage::Ranks => words.pick("best and worst ranks", "beste en slechtste rangen"),
        };
        complain(&words.pick(
            format!("robust: {what}: {done} of {of} alternatives, about {left:.0} s left"),
            format!("robust: {what}: {done} van {of} alternatieven, nog ongeveer {left:.0} s"),
        ));
    }
}
