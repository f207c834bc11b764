//! Blocks on their way: one thread fetches them, some work on them, and the thread that asked takes
//! what came of them in the order in which they were fetched.
//!
//! ```text
//! fetch -> [block] -> work, work -> {done} -> take, in order
//!   ^                                          |
//!   +------------- leave to fetch -------------+
//! ```
//!
//! No more blocks are under way than there is leave for, so the memory they take does not grow with
//! their number, however slow one of them is. The first error in the order of blocks ends it all, and
//! so does a panic.

use crate::error::Result;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

/// How many blocks are under way for each thread that works, beside one that is taken.
const AHEAD: usize = 2;

/// Fetch blocks, work on them with `workers` threads, and take what comes of them, in order. `fetch`
/// gives blocks until it has no more, or is told that it is enough.
///
/// # Errors
/// The first that fetching, working or taking fails with, in the order of blocks.
pub(super) fn in_order<B: Send, T: Send>(
    workers: usize,
    fetch: impl FnOnce(&mut dyn FnMut(B) -> bool) -> Result<()> + Send,
    work: impl Fn(B) -> Result<T> + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let workers = workers.max(1);
    let ahead = AHEAD * workers + 1;
    let (leave, granted) = sync_channel::<()>(ahead);
    for _ in 0..ahead {
        let _ = leave.send(());
    }
    let (to_work, fetched) = sync_channel::<(usize, Result<B>)>(workers);
    let fetched = Mutex::new(fetched);
    let (to_take, done) = sync_channel::<(usize, std::thread::Result<Result<T>>)>(workers);
    let (fetched, work) = (&fetched, &work);
    // Moved, so that the ends of the channels that are here are gone before threads are waited for.
    std::thread::scope(move |scope| {
        scope.spawn(move || {
            let mut number = 0;
            let mut give = |block: Result<B>| {
                if granted.recv().is_err() {
                    return false;
                }
                number += 1;
                to_work.send((number - 1, block)).is_ok()
            };
            if let Err(error) = fetch(&mut |block| give(Ok(block))) {
                give(Err(error));
            }
        });
        for _ in 0..workers {
            let to_take = to_take.clone();
            scope.spawn(move || {
                let mut is_over = false;
                loop {
                    let next = fetched.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, block)) = next else { return };
                    // When nobody takes results any more, blocks are received all the same: whoever
                    // fetches must not wait for ever.
                    if is_over {
                        continue;
                    }
                    // A block of which nothing comes would be waited for.
                    let done = catch_unwind(AssertUnwindSafe(|| block.and_then(work)));
                    is_over = to_take.send((number, done)).is_err();
                }
            });
        }
        drop(to_take);
        let (mut waiting, mut next) = (BTreeMap::new(), 0);
        for (number, result) in done {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                // Who fetches and who works find nobody to give to any more, and end.
                take(result.unwrap_or_else(|panic| resume_unwind(panic))?)?;
                let _ = leave.send(());
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order_and_few_blocks_are_under_way() {
        for workers in [1, 2, 5] {
            let under_way = AtomicUsize::new(0);
            let most = AtomicUsize::new(0);
            let mut taken = Vec::new();
            in_order(
                workers,
                |give| {
                    for block in 0..200_usize {
                        let now = under_way.fetch_add(1, Ordering::SeqCst) + 1;
                        most.fetch_max(now, Ordering::SeqCst);
                        assert!(give(block));
                    }
                    Ok(())
                },
                |block| {
                    // Those of an even number take longer.
                    if block % 2 == 0 {
                        std::thread::sleep(std::time::Duration::from_micros(200));
                    }
                    Ok(block * 3)
                },
                |result| {
                    under_way.fetch_sub(1, Ordering::SeqCst);
                    taken.push(result);
                    Ok(())
                },
            )
            .unwrap();
            assert_eq!(taken, (0..200).map(|block| block * 3).collect::<Vec<_>>());
            assert!(most.load(Ordering::SeqCst) <= AHEAD * workers + 2, "{most:?}");
        }
    }

    #[test]
    fn the_first_error_in_order_ends_it() {
        let fail = |block: usize| Error::argument("draws", block, "no");
        let run = |at_fetch: usize, at_work: usize, at_take: usize| {
            let mut taken = 0;
            let ended = in_order(
                3,
                |give| {
                    for block in 0..1000 {
                        if block == at_fetch {
                            return Err(fail(block));
                        }
                        if !give(block) {
                            return Ok(());
                        }
                    }
                    Ok(())
                },
                |block| if block >= at_work { Err(fail(block)) } else { Ok(block) },
                |block| {
                    taken += 1;
                    if block == at_take { Err(fail(block)) } else { Ok(()) }
                },
            );
            (ended.unwrap_err().to_string(), taken)
        };
        assert_eq!(run(7, 2000, 2000), ("`draws` = 7: no".to_owned(), 7));
        assert_eq!(run(2000, 11, 2000), ("`draws` = 11: no".to_owned(), 11));
        assert_eq!(run(2000, 2000, 13), ("`draws` = 13: no".to_owned(), 14));
    }

    #[test]
    fn a_panic_of_who_fetches_works_or_takes_ends_it() {
        let run = |at: [usize; 3]| {
            let panics = |who: usize, block: usize| assert!(block != at[who], "no");
            in_order(
                2,
                |give| {
                    (0..2000).for_each(|block| {
                        panics(0, block);
                        give(block);
                    });
                    Ok(())
                },
                |block| {
                    panics(1, block);
                    Ok(block)
                },
                |block| {
                    panics(2, block);
                    Ok(())
                },
            )
        };
        run([usize::MAX; 3]).unwrap();
        for who in 0..3 {
            for block in [0, 11] {
                let mut at = [usize::MAX; 3];
                at[who] = block;
                assert!(catch_unwind(AssertUnwindSafe(|| run(at))).is_err(), "{who} {block}");
            }
        }
    }
}
