//! What is told on the error stream while something takes long: what is being done, how far it has
//! come and how long it will still take. A terminal has a bar; a file or a pipe gets a line now and
//! then.

use super::args::Lang;
use super::bar::{draw, hide, left, words};
use super::complain::complain;
use afweging::progress::{Now, Progress, Stage, give};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What takes less than this is not worth a bar.
const SHORT: Duration = Duration::from_millis(700);
/// How often the bar is drawn.
const OFTEN: Duration = Duration::from_millis(100);

/// How long nothing is said where there is no bar, at first and between two lines.
const SILENCE: Duration = Duration::from_secs(30);

/// Show long work from here on, if anybody can see it and wants to.
pub fn watch(quiet: bool, lang: Lang) {
    if quiet {
        return;
    }
    let counter = Arc::new(Progress::default());
    give(counter.clone());
    let has_bar = std::io::stderr().is_terminal();
    std::thread::spawn(move || {
        let mut since: Option<(Stage, Instant)> = None;
        let (mut told, mut said) = (Instant::now(), String::new());
        loop {
            std::thread::sleep(OFTEN);
            let now = counter.now();
            since = match (now, since) {
                (Some(now), Some((stage, from))) if stage == now.stage => Some((stage, from)),
                (Some(now), _) => Some((now.stage, Instant::now())),
                (None, _) => None,
            };
            match (now, since) {
                (Some(now), Some((_, from))) if !has_bar => {
                    if told.elapsed() >= SILENCE {
                        let line = line(now, from.elapsed(), lang);
                        // The same again tells nothing.
                        if line != said {
                            complain(&line);
                            said = line;
                        }
                        told = Instant::now();
                    }
                }
                (Some(now), Some((_, from))) if from.elapsed() >= SHORT => draw(now, from, lang),
                _ => hide(),
            }
        }
    });
}

/// What stands for the bar where there is none.
fn line(now: Now, so_far: Duration, lang: Lang) -> String {
    let what = words(now.stage, lang);
    // Until something is done, how many parts there are tells nothing.
    if now.all <= 1 || now.done == 0 {
        let seconds = so_far.as_secs();
        return match lang {
            Lang::En => format!("{what}: {seconds} s so far"),
            Lang::Nl => format!("{what}: {seconds} s bezig"),
        };
    }
    let done = match lang {
        Lang::En => format!("{what}: {} of {} done", now.done, now.all),
        Lang::Nl => format!("{what}: {} van {} klaar", now.done, now.all),
    };
    done + &left(now, so_far, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_no_bar_a_line_tells_the_same() {
        let told = |done, all, lang| {
            let now = Now { stage: Stage::Compare, done, all };
            line(now, Duration::from_secs(5), lang)
        };
        assert_eq!(told(25, 100, Lang::En), "comparing: 25 of 100 done, 15 s left");
        assert_eq!(told(25, 100, Lang::Nl), "vergelijken: 25 van 100 klaar, nog 15 s");
        assert_eq!(told(0, 100, Lang::En), "comparing: 5 s so far");
        assert_eq!(told(0, 100, Lang::Nl), "vergelijken: 5 s bezig");
        assert_eq!(told(0, 0, Lang::En), "comparing: 5 s so far");
    }
}
