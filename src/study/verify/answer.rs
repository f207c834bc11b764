//! What is asked of a verification, and what it says.

use crate::draw::share::ShareBounds;
use crate::problem::{Claim, Problem};
use crate::proof::certificate::Proof;

use crate::study::verify::note::ClaimNote;

/// How a claim comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// The claim holds, and that is proved.
    Proved,
    /// The claim fails, and that is proved.
    Refuted,
    /// Neither of the two is proved.
    #[default]
    Open,
}

impl Outcome {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Proved => "proved",
            Outcome::Refuted => "refuted",
            Outcome::Open => "open",
        }
    }
}

/// What draws say of a claimed share, by its 99.9 % confidence limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampledVerdict {
    /// It is on the claimed side of the bound.
    Holds,
    /// It is on the other side.
    Fails,
    /// Too near, or left open by sets.
    Unclear,
}

impl SampledVerdict {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            SampledVerdict::Holds => "holds",
            SampledVerdict::Fails => "fails",
            SampledVerdict::Unclear => "unclear",
        }
    }
}

/// Weights and figures at which a claim does not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// The weights, by leaf.
    pub weights: Vec<f64>,
    /// Inputs (indices into the problem's) and their figures; the others stand at their nominal
    /// ones.
    pub inputs: Vec<(usize, f64)>,
    /// For an order: the difference of the scores there.
    pub difference: Option<f64>,
    /// For a rank: the rank there.
    pub rank: Option<usize>,
    /// Whether the two tie there.
    pub tie: bool,
}

/// How a claim comes out in one group.
#[derive(Debug, Clone, Default)]
pub struct ClaimAnswer {
    /// Proved, refuted or open.
    pub outcome: Outcome,
    /// Why, where there is something to say.
    pub note: Option<ClaimNote>,
    /// For an order: the least difference of the scores, and whether it is reached (else it is a
    /// bound). For equality, of either over the other.
    pub least: Option<(f64, bool)>,
    /// For a rank: the best and the worst, and whether each is reached.
    pub ranks: Option<[(usize, bool); 2]>,
    /// Certificates of the leads it rests on.
    pub proofs: Vec<Proof>,
    /// Weights and figures at which the claim fails; `None` where none were found.
    pub witness: Option<Witness>,
    /// The share of draws in which it holds (an order: ties half), or the claimed share.
    pub share: Option<ShareBounds>,
    /// What draws say of a claimed share.
    pub sampled: Option<SampledVerdict>,
    /// The judgements a proof needs.
    pub needs: Option<ProofNeeds>,
    /// Requirements that exclude the alternative: each alone is enough.
    pub excluded_by: Vec<usize>,
}

/// A claim with its answers, in the order of its instances.
#[derive(Debug)]
pub struct Verified<'a> {
    /// The claim that the answers are to.
    pub claim: &'a Claim,
    /// An answer for each instance.
    pub answers: Vec<ClaimAnswer>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct VerifyRequest<'a> {
    /// Draws for what is not proved.
    pub draws: u64,
    /// The seed of the random numbers; the same seed gives the same draws.
    pub seed: u64,
    /// The problem in which no attribute is known; without it attributes are held to be needed.
    pub no_attributes: Option<&'a Problem>,
}

/// What a proof needs.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofNeeds {
    /// The judgements: indices into the problem's inputs.
    pub inputs: Vec<usize>,
    /// Inputs that cannot become unknown, because their criterion has no scale; they are not
    /// counted.
    pub fixed: Vec<usize>,
    /// Whether no smaller set would do; else none of these can be left out, and a smaller one may
    /// exist.
    pub smallest: bool,
    /// How many judgements the alternatives of the claim have that could become unknown.
    pub of: usize,
    /// Preferences that it rests on, which are held fixed: indices into the problem's.
    pub preferences: Vec<usize>,
    /// The judgements by which these are read, but for those of `inputs`: they are not counted.
    pub behind: Vec<usize>,
}
