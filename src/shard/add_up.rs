//! The one loop over segments: counted here, taken from parts, or taken up where it was stopped.

use super::belonging::damaged;
use super::record::RunRecord;
use super::segments::Segments;
use super::store::{Counted, Todo, begin, due, put};
use crate::error::{Error, Result};
use crate::kernel::Saved;
use std::ops::{ControlFlow, Range};

/// What counts draws, segment by segment.
pub(crate) trait Source<T> {
    /// Count these segments, and hand each to `each` in order, with where the source stands then:
    /// what [`load`](Source::load) needs to go on with the next. `None` where an error is to be told
    /// of the draws so far. When `each` breaks, the rest is not counted.
    #[expect(clippy::type_complexity, reason = "an alias would hide what `each` is handed")]
    fn compute(
        &mut self,
        segments: Range<u64>,
        each: &mut dyn FnMut(T, Option<&[u8]>) -> ControlFlow<()>,
    ) -> Result<()>;

    /// Where it stands after the last draw it made; `None` where an error is to be told of them.
    fn state(&self) -> Option<Vec<u8>> {
        Some(Vec::new())
    }

    /// Stand there. `None` for bytes that are no state of such a source.
    fn load(&mut self, from: &mut &[u8]) -> Option<()> {
        from.is_empty().then_some(())
    }
}

/// How much of a run was added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// A shard was counted, and nothing was added up.
    Part,
}

impl Extent {
    /// Both together: whole if both are.
    pub(crate) fn and(self, other: Extent) -> Extent {
        if self == Extent::Part { self } else { other }
    }

    /// Go on if all of it was added up.
    ///
    /// # Errors
    /// [`Error::Part`] if it was not.
    pub(crate) fn whole(self) -> Result<()> {
        match self {
            Extent::Whole => Ok(()),
            Extent::Part => Err(Error::Part),
        }
    }
}

/// Add up the segments of a run into `total`, in order, until `add` breaks. `empty` makes what one
/// segment counts, with nothing counted.
///
/// # Errors
/// Those of the source; [`Error::Argument`] for more shards than segments, and for a shard of a run
/// that may stop; [`Error::Findings`] for a part or checkpoint of another run; what the writer of a
/// checkpoint says.
pub(crate) fn add_up<T: Saved, A: Saved>(
    segments: Segments,
    empty: &dyn Fn() -> T,
    source: &mut dyn Source<T>,
    total: &mut A,
    add: &mut dyn FnMut(&mut A, T) -> ControlFlow<()>,
) -> Result<Extent> {
    match begin(segments)? {
        Todo::Everything => {
            source.compute(0..segments.count(), &mut |tally, _| add(total, tally))?;
            Ok(Extent::Whole)
        }
        Todo::Take { name, tallies, state } => {
            for bytes in tallies {
                let mut tally = empty();
                whole(&mut |from| tally.load(from), &bytes).ok_or_else(|| damaged(&name))?;
                if add(total, tally).is_break() {
                    break;
                }
            }
            whole(&mut |from| source.load(from), &state).ok_or_else(|| damaged(&name))?;
            Ok(Extent::Whole)
        }
        Todo::Count(counted) => count(counted, source, total, add),
    }
}

/// Count a run or a part of it, from where it was stopped, and keep how far it has come.
fn count<T: Saved, A: Saved>(
    Counted { name, run, mut record, own, is_part }: Counted,
    source: &mut dyn Source<T>,
    total: &mut A,
    add: &mut dyn FnMut(&mut A, T) -> ControlFlow<()>,
) -> Result<Extent> {
    let extent = if is_part { Extent::Part } else { Extent::Whole };
    if record.next > own.start {
        if !is_part {
            whole(&mut |from| total.load(from), &record.total).ok_or_else(|| damaged(&name))?;
        }
        whole(&mut |from| source.load(from), &record.state).ok_or_else(|| damaged(&name))?;
        if record.next == own.end {
            return Ok(extent);
        }
    }
    let mut unwritten = None;
    source.compute(record.next..own.end, &mut |tally, state| {
        let flow = match is_part {
            true => {
                record.tallies.push(saved(&tally));
                ControlFlow::Continue(())
            }
            false => add(total, tally),
        };
        record.next += 1;
        if let Some(state) = state.filter(|_| flow.is_continue() && due()) {
            record.state = state.to_vec();
            record.total = if is_part { Vec::new() } else { saved(total) };
            unwritten = put(run, record.clone()).err();
        }
        if unwritten.is_some() { ControlFlow::Break(()) } else { flow }
    })?;
    if let Some(error) = unwritten {
        return Err(error);
    }
    if let Some(state) = source.state() {
        let total = if is_part { Vec::new() } else { saved(total) };
        // A run that has stopped early is done too.
        put(run, RunRecord { next: own.end, total, state, ..record })?;
    }
    Ok(extent)
}

fn saved(of: &impl Saved) -> Vec<u8> {
    let mut out = Vec::new();
    of.save(&mut out);
    out
}

/// Load from bytes of which nothing may be left.
fn whole(load: &mut dyn FnMut(&mut &[u8]) -> Option<()>, bytes: &[u8]) -> Option<()> {
    let mut from = bytes;
    load(&mut from)?;
    from.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Store, Tallies, within};
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::time::Duration;

    const SEGMENTS: Segments = Segments::of_ones(23);

    /// Counts a number of its own for each segment, and remembers the sum of all before, as a walk
    /// remembers where it stands.
    #[derive(Default)]
    struct Numbers {
        next: u64,
        before: f64,
        slow: bool,
        /// From this segment on there is an error to be told.
        unsound_from: Option<u64>,
    }

    impl Source<f64> for Numbers {
        fn compute(
            &mut self,
            segments: Range<u64>,
            each: &mut dyn FnMut(f64, Option<&[u8]>) -> ControlFlow<()>,
        ) -> Result<()> {
            while self.next < segments.end {
                let own = 0.1 * (self.next * self.next) as f64 + self.before / 3.0;
                self.before += own;
                self.next += 1;
                if self.next > segments.start {
                    if self.slow {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                    if each(own, self.state().as_deref()).is_break() {
                        break;
                    }
                }
            }
            Ok(())
        }

        fn state(&self) -> Option<Vec<u8>> {
            let sound = self.unsound_from.is_none_or(|from| self.next <= from);
            sound.then(|| saved(&(self.next, self.before)))
        }

        fn load(&mut self, from: &mut &[u8]) -> Option<()> {
            self.next.load(from)?;
            self.before.load(from)
        }
    }

    fn origin(share: Option<&str>) -> Origin {
        Origin {
            version: "1".into(),
            command: vec!["numbers".into()],
            files: Vec::new(),
            share: share.and_then(|share| share.parse().ok()),
        }
    }

    /// The sum of a run, and where its source stands.
    fn sum(mut source: Numbers, stop_above: f64) -> Result<(Extent, u64, Vec<u8>)> {
        let mut total = 0.0f64;
        let extent = add_up(SEGMENTS, &|| 0.0, &mut source, &mut total, &mut |total, own| {
            *total += own;
            if *total > stop_above { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok((extent, total.to_bits(), source.state().unwrap_or_default()))
    }

    fn slow() -> Numbers {
        Numbers { slow: true, ..Numbers::default() }
    }

    /// The bytes of every checkpoint of some work.
    fn checkpoints(store: Store, work: impl FnOnce()) -> (Vec<Vec<u8>>, Store) {
        let kept = Rc::new(RefCell::new(Vec::new()));
        let keep = kept.clone();
        let mut store = store.keeping(move |bytes| {
            keep.borrow_mut().push(bytes.to_vec());
            Ok(())
        });
        store.often = Duration::ZERO;
        let ((), store) = within(store, work);
        let kept = kept.borrow().clone();
        (kept, store)
    }

    fn bytes(store: &Store) -> Vec<u8> {
        store.tallies().map(Tallies::to_bytes).unwrap()
    }

    #[test]
    fn parts_are_the_whole_in_any_number_and_order() {
        let whole = sum(Numbers::default(), f64::INFINITY).unwrap();
        assert_eq!(whole.0, Extent::Whole);
        for parts in [1u64, 2, 5, 23] {
            let mut files = Vec::new();
            for part in (1..=parts).rev() {
                let share = format!("{part}/{parts}");
                let (done, store) = within(Store::new(origin(Some(&share))), || {
                    sum(Numbers::default(), f64::INFINITY)
                });
                assert_eq!(done.unwrap().0, Extent::Part);
                files.push((share, bytes(&store)));
            }
            let store = Store::of_parts(files.clone()).unwrap();
            let (merged, _) = within(store, || sum(Numbers::default(), f64::INFINITY));
            assert_eq!(merged.unwrap(), whole, "{parts}");
            if parts > 1 {
                files.pop();
                assert!(matches!(Store::of_parts(files), Err(Error::Findings(_))));
            }
        }
        let (done, _) = within(Store::new(origin(Some("1/24"))), || sum(Numbers::default(), 0.0));
        assert!(matches!(done, Err(Error::Argument { argument: "shard", .. })));
    }

    #[test]
    fn every_checkpoint_leads_to_the_same_end() {
        for stop_above in [f64::INFINITY, 40.0] {
            let whole = sum(Numbers::default(), stop_above).unwrap();
            let (kept, _) = checkpoints(Store::new(origin(None)), || {
                assert_eq!(sum(slow(), stop_above).unwrap(), whole);
            });
            assert!(kept.len() > 3, "{}", kept.len());
            for checkpoint in &kept {
                let store = Store::new(origin(None)).taking_up("kept", checkpoint).unwrap();
                let (done, _) = within(store, || sum(Numbers::default(), stop_above));
                assert_eq!(done.unwrap(), whole);
            }
        }
    }

    #[test]
    fn a_part_goes_on_from_its_checkpoints() {
        let part = || Store::new(origin(Some("2/3")));
        let run = |source| drop(sum(source, f64::INFINITY).unwrap());
        let (kept, store) = checkpoints(part(), || run(slow()));
        for checkpoint in &kept {
            let taken = part().taking_up("kept", checkpoint).unwrap();
            let ((), again) = within(taken, || run(Numbers::default()));
            assert_eq!(bytes(&again), bytes(&store));
        }
        // One that is not done is no part of the whole.
        let why = Store::of_parts(vec![("kept".into(), kept[0].clone())]).err().unwrap();
        assert!(why.to_string().contains("it is a checkpoint: 1 of"), "{why}");
        // Nor is it taken up by another.
        let other = Store::new(origin(Some("1/3"))).taking_up("kept", &kept[0]);
        assert!(matches!(other, Err(Error::Findings(_))));
    }

    #[test]
    fn draws_with_an_error_to_tell_are_not_kept() {
        let unsound = Numbers { unsound_from: Some(9), ..slow() };
        let (kept, store) = checkpoints(Store::new(origin(None)), || {
            assert!(sum(unsound, f64::INFINITY).is_ok());
        });
        for checkpoint in kept.iter().chain(store.tallies().map(Tallies::to_bytes).iter()) {
            let tallies = Tallies::from_bytes(checkpoint).unwrap();
            assert!(tallies.runs[0].next <= 9);
        }
    }

    #[test]
    fn parts_of_another_version_are_refused() {
        let part = |version: &str, share: &str| {
            let origin = Origin { version: version.into(), ..origin(Some(share)) };
            let (_, store) = within(Store::new(origin), || sum(Numbers::default(), f64::INFINITY));
            (share.to_owned(), bytes(&store))
        };
        let files = vec![part("1", "1/3"), part("1", "2/3"), part("2", "3/3")];
        let why = Store::of_parts(files).err().unwrap().to_string();
        assert!(
            why.contains("3/3: it was made by version 2 of the program, and 1/3 by 1"),
            "{why}"
        );
        assert!(why.contains("part 3 of 3 is missing"), "{why}");
        let kept = part("2", "1/3").1;
        let why = Store::new(origin(Some("1/3"))).taking_up("kept", &kept).err().unwrap();
        assert!(why.to_string().contains("made by version 2"), "{why}");
    }

    #[test]
    fn more_parts_than_a_run_can_have_are_refused() {
        let part = |share: &str| {
            let (_, store) =
                within(Store::new(origin(Some("1/23"))), || sum(Numbers::default(), f64::INFINITY));
            let mut tallies = Tallies::from_bytes(&bytes(&store)).unwrap();
            tallies.origin.share = share.parse().ok();
            tallies.runs.clear();
            tallies.to_bytes()
        };
        for share in ["1/257", "1/18446744073709551615"] {
            let files = vec![("crafted".to_owned(), part(share))];
            let why = Store::of_parts(files).err().unwrap().to_string();
            assert!(why.contains("crafted: it says that it is one of"), "{why}");
            assert!(why.contains("no run has more than 256"), "{why}");
        }
        let why = Store::of_parts(vec![("most".to_owned(), part("1/256"))]).err().unwrap();
        let why = why.to_string();
        assert!(why.contains("parts 2, 3, 4, 5, 6 and 250 others of 256 are missing"), "{why}");
        let why = Store::of_parts(vec![("seven".to_owned(), part("1/7"))]).err().unwrap();
        let why = why.to_string();
        assert!(why.contains("parts 2, 3, 4, 5, 6, 7 of 7 are missing"), "{why}");
    }

    #[test]
    fn a_file_without_the_counts_it_should_have_is_refused() {
        let (kept, store) = checkpoints(Store::new(origin(Some("2/3"))), || {
            drop(sum(slow(), f64::INFINITY).unwrap());
        });
        let crafted = |from: &[u8], change: fn(&mut Tallies)| {
            let mut tallies = Tallies::from_bytes(from).unwrap();
            change(&mut tallies);
            tallies.to_bytes()
        };
        let changes: [fn(&mut Tallies); 5] = [
            |it| drop(it.runs[0].tallies.pop()),
            |it| it.runs[0].tallies.push(vec![0; 8]),
            |it| it.runs[0].next += 1,
            |it| it.runs[0].next = 0,
            |it| it.runs[0].next = u64::MAX,
        ];
        for change in changes {
            let checkpoint = crafted(&kept[0], change);
            let again = Store::new(origin(Some("2/3"))).taking_up("kept", &checkpoint);
            let why = again.err().unwrap().to_string();
            assert!(why.contains("kept: it does not hold the counts of this run"), "{why}");
            let files = vec![("part".to_owned(), crafted(&bytes(&store), change))];
            let why = Store::of_parts(files).err().unwrap().to_string();
            assert!(why.contains("part: it does not hold the counts of this run"), "{why}");
        }
    }

    #[test]
    fn runs_are_told_apart_by_their_order() {
        let two = || {
            let first = sum(Numbers::default(), f64::INFINITY).unwrap();
            (first, sum(Numbers { before: 1.0, ..Numbers::default() }, f64::INFINITY).unwrap())
        };
        let whole = two();
        let mut files = Vec::new();
        for share in ["1/2", "2/2"] {
            let (_, store) = within(Store::new(origin(Some(share))), two);
            files.push((share.to_owned(), bytes(&store)));
        }
        let (merged, _) = within(Store::of_parts(files).unwrap(), two);
        assert_eq!(merged, whole);
    }

    #[test]
    fn what_cannot_be_kept_ends_the_run() {
        let full = |_: &[u8]| {
            let source = std::io::Error::other("no space");
            Err(Error::Io { action: "write", path: "kept".into(), source })
        };
        let mut store = Store::new(origin(None)).keeping(full);
        store.often = Duration::ZERO;
        let (done, _) = within(store, || sum(slow(), f64::INFINITY));
        assert!(matches!(done, Err(Error::Io { .. })));
    }
}
