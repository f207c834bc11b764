//! The definition sheet of UTASTAR.

use crate::method::Parameter;
use crate::weighting::{Evidence, WeightingSheet};

/// What `list weightings utastar` prints.
pub const SHEET: WeightingSheet = WeightingSheet {
    name: "utastar",
    idea: "Value functions, linear between breakpoints, and weights are looked for that give ranked alternatives scores in their order, each place at least delta above the next. Each alternative has an error over and an error under; a linear program makes the sum of all errors as small as can be. The answer is the mean of solutions that each give one criterion its greatest weight without more error.",
    use_when: "somebody who knows a few alternatives well can rank them, and finds it hard to speak of weights and values.",
    avoid_when: "few alternatives are ranked for the number of pieces: many answers are then as good, and the mean of some of them says little.",
    parameters: &[
        Parameter {
            name: "pieces",
            default: "3",
            meaning: "how many straight pieces of equal length the value function of a criterion with figures has; one with levels bends at each of them",
            accepts: "a whole number from 1 to 100",
        },
        Parameter {
            name: "delta",
            default: "0.05, or half of 1 / the number of places where that is less",
            meaning: "how much the scores of neighbours in the ranking differ at least",
            accepts: "a number above 0 and below 1 / the number of places",
        },
    ],
    evidence: Evidence::Judgements("[[preferences]], in `afweging weights --method utastar` alone"),
    degenerate: "a ranking that no value functions explain has errors above 0, by alternative. The least and the greatest weight of all answers with as little error are given. Preferences that are no ranking, figures that are not known and criteria with a target: an error.",
    reference: "Siskos & Yannacopoulos 1985, Investigacao Operacional 5(1), 39-53; Jacquet-Lagreze & Siskos 1982, doi:10.1016/0377-2217(82)90155-2",
    disagreements: "a greatest weight can often be had in several ways, and programs then come upon others, so that means differ. The sum of errors and the ends of the weights do not.",
};
