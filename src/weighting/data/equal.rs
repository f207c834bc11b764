//! Equal weights: w_j = 1 / n. They look at no figures at all.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "equal",
    idea: Phrase(
        "Every criterion has the same weight: w_j = 1 / n, for n criteria.",
        "Elk criterium heeft hetzelfde gewicht: w_j = 1 / n, bij n criteria.",
    ),
    use_when: Phrase(
        "a reader wants to see what the criteria say before anybody has weighed them.",
        "een lezer wil zien wat de criteria zeggen voordat iemand ze gewogen heeft.",
    ),
    avoid_when: Phrase(
        "a decision hangs on it: equal weights are a judgement too, that the worst-to-best swing of each criterion is worth the same. It is nobody's, and it changes when a criterion is split in two.",
        "een beslissing ervan afhangt: gelijke gewichten zijn ook een oordeel, namelijk dat de stap van slechtste naar beste op elk criterium evenveel waard is. Dat oordeel is van niemand, en het verandert als een criterium in twee wordt gesplitst.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ordinal),
    degenerate: Phrase(
        "never undefined. A constant column has the same weight as the others.",
        "nooit onbepaald. Een constante kolom heeft hetzelfde gewicht als de andere.",
    ),
    reference: "Dawes & Corrigan 1974, Linear models in decision making, doi:10.1037/h0037613",
    disagreements: Phrase(
        "none: pymcdm, scikit-criteria and pyrepo-mcda give the same.",
        "geen: pymcdm, scikit-criteria en pyrepo-mcda geven hetzelfde.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let weights = vec![1.0 / columns.len() as f64; columns.len()];
    Ok(DataWeights { weights, constant: Vec::new(), tied: Vec::new() })
}
