//! The same loop compiled for three instruction sets, chosen at run time.
//!
//! A program that is handed out must run on any processor, and the loops of the kernel are several
//! times faster with the wide registers of newer ones. So each hot loop is a [`Task`] whose body is
//! inlined into three functions: one for AVX-512, one for AVX2 and one for whatever the build
//! targets. The body holds additions, multiplications, divisions, square roots, comparisons and
//! integer operations only, each rounded by itself as IEEE 754 says, and the compiler never
//! reorders them; a fused multiply-add, which rounds once where two operations round twice, is
//! never asked for, although the newer processors have it. So the three give the same bits, and a
//! result does not depend on the machine that computed it. Tests compare them.
//!
//! This is the only module with unsafe code: calling a function compiled for an instruction set is
//! sound where the processor has it, which is checked in the line before.
#![allow(unsafe_code)]

/// A loop to compile for several instruction sets.
///
/// `run`, and what it calls, should be `#[inline(always)]`, or it is compiled once for the oldest
/// instruction set. Closures cannot be marked so: one with a long body, given to an iterator, stays
/// behind; a plain loop does not.
pub trait Task {
    /// What the loop returns.
    type Output;

    /// Run the loop.
    fn run(self) -> Self::Output;
}

/// An instruction set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// What the build targets.
    Baseline,
    /// AVX2 and the bit operations that came with it.
    Avx2,
    /// AVX-512: foundation, double and quad words, bytes and words, vector lengths.
    Avx512,
}

impl Level {
    /// Every instruction set, the least first.
    pub const ALL: [Level; 3] = [Level::Baseline, Level::Avx2, Level::Avx512];

    /// Whether this processor has it.
    pub fn available(self) -> bool {
        match self {
            Level::Baseline => true,
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => avx2(),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512 => avx2() && avx512(),
            #[cfg(not(target_arch = "x86_64"))]
            Level::Avx2 | Level::Avx512 => false,
        }
    }

    /// The widest that this processor has.
    pub fn best() -> Level {
        match () {
            () if Level::Avx512.available() => Level::Avx512,
            () if Level::Avx2.available() => Level::Avx2,
            () => Level::Baseline,
        }
    }

    /// Run a task compiled for this instruction set, or for the baseline where the processor lacks
    /// it.
    #[inline]
    pub fn run<T: Task>(self, task: T) -> T::Output {
        match self {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the processor has the features the function is compiled for.
            Level::Avx512 if self.available() => unsafe { run_avx512(task) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Level::Avx2 if self.available() => unsafe { run_avx2(task) },
            _ => task.run(),
        }
    }
}

/// Run a task with the widest instruction set of this processor.
#[inline]
pub fn dispatch<T: Task>(task: T) -> T::Output {
    Level::best().run(task)
}

#[cfg(target_arch = "x86_64")]
#[inline]
fn avx2() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("popcnt")
}

#[cfg(target_arch = "x86_64")]
#[inline]
fn avx512() -> bool {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,popcnt")]
fn run_avx2<T: Task>(task: T) -> T::Output {
    task.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1,popcnt,avx512f,avx512dq,avx512bw,avx512vl")]
fn run_avx512<T: Task>(task: T) -> T::Output {
    task.run()
}
