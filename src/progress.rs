//! How far long work has come. The library shows nothing: whoever wants to show it gives a counter
//! once, as one gives a logger, and looks at it from another thread.
//!
//! ```
//! use afweging::progress::{self, Progress};
//! use std::sync::Arc;
//!
//! let counter = Arc::new(Progress::default());
//! progress::give(counter.clone());
//! // ... work in one thread, and now and then in another:
//! assert_eq!(counter.now(), None);
//! ```

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Tables are read.
    Read,
    /// Rows become alternatives and inputs.
    Join,
    /// Scores are computed.
    Evaluate,
    /// Each alternative is compared with each other one.
    Compare,
    /// The best and the worst rank of each alternative are searched.
    Ranks,
    /// Weights go from 0 to 1.
    Sweep,
    /// Switches are looked for.
    Switches,
    /// The smallest changes of weights, or of levels, are looked for.
    Changes,
    /// The fewest inputs are looked for.
    Inputs,
    /// Passages are left out.
    Passages,
    /// Alternatives are dropped, cloned, made worse.
    Tests,
    /// Claims are verified.
    Claims,
    /// The best portfolios are looked for.
    Portfolios,
    /// Limits are made looser and left out, to see what they cost.
    Limits,
    /// Weights and inputs are drawn.
    Draws,
    /// The worth of each input is computed.
    Worth,
    /// The model is looked over.
    Remarks,
    /// The rows of a table that is read block by block are gone through.
    Rows,
    /// Tables are made.
    Tables,
    /// Tables are written.
    Write,
}

/// How far a stage has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The stage.
    pub stage: Stage,
    /// How many of its parts are done.
    pub done: u64,
    /// How many there are; 0 where that is not known.
    pub all: u64,
}

/// A counter of long work.
#[derive(Debug, Default)]
pub struct Progress {
    /// The stage and the number of its parts.
    stage: Mutex<Option<(Stage, u64)>>,
    done: AtomicU64,
}

impl Progress {
    /// What is being done now; `None` between stages.
    pub fn now(&self) -> Option<Now> {
        let stage = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        stage.map(|(stage, all)| Now { stage, done: self.done.load(Ordering::Relaxed), all })
    }
}

static GIVEN: RwLock<Option<Arc<Progress>>> = RwLock::new(None);

/// Count long work here from now on, whoever does it in this process.
pub fn give(counter: Arc<Progress>) {
    *GIVEN.write().unwrap_or_else(PoisonError::into_inner) = Some(counter);
}

/// A stage that lasts until this is dropped.
#[derive(Debug)]
pub struct Step {
    counter: Option<Arc<Progress>>,
    /// The stage around it, with the parts it had done.
    outer: Option<(Stage, u64, u64)>,
}

/// Begin a stage of so many parts (0: not known). Within a stage that counts its own parts it
/// counts nothing: those of the outer one tell more.
pub fn begin(stage: Stage, all: u64) -> Step {
    let Some(counter) = GIVEN.read().unwrap_or_else(PoisonError::into_inner).clone() else {
        return Step { counter: None, outer: None };
    };
    let mut now = counter.stage.lock().unwrap_or_else(PoisonError::into_inner);
    if now.is_some_and(|(_, all)| all > 1) {
        drop(now);
        return Step { counter: None, outer: None };
    }
    let outer = now.map(|(stage, all)| (stage, all, counter.done.load(Ordering::Relaxed)));
    *now = Some((stage, all));
    counter.done.store(0, Ordering::Relaxed);
    drop(now);
    Step { counter: Some(counter), outer }
}

impl Step {
    /// So many more parts are done.
    pub fn add(&self, parts: u64) {
        if let Some(counter) = &self.counter {
            counter.done.fetch_add(parts, Ordering::Relaxed);
        }
    }

    /// So many parts are done in all.
    pub fn set(&self, done: u64) {
        if let Some(counter) = &self.counter {
            counter.done.store(done, Ordering::Relaxed);
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        if let Some(counter) = &self.counter {
            let mut now = counter.stage.lock().unwrap_or_else(PoisonError::into_inner);
            *now = self.outer.map(|(stage, all, _)| (stage, all));
            counter.done.store(self.outer.map_or(0, |(_, _, done)| done), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_nest_and_the_one_that_counts_is_seen() {
        // Other tests may do work meanwhile: this counter is looked at without being given.
        let counter = Arc::new(Progress::default());
        let step = |stage, all| {
            *counter.stage.lock().unwrap() = Some((stage, all));
            Step { counter: Some(counter.clone()), outer: None }
        };
        assert_eq!(counter.now(), None);
        let read = step(Stage::Read, 10);
        read.add(3);
        assert_eq!(counter.now(), Some(Now { stage: Stage::Read, done: 3, all: 10 }));
        read.set(9);
        assert_eq!(counter.now().unwrap().done, 9);
        drop(read);
        assert_eq!(counter.now(), None);
    }
}
