//! IDOCRIW: entropy and impact loss together (Zavadskas & Podvezko 2016): w_j = q_j W_j / sum of q
//! W, with W the weights of `entropy` and q those of `cilos`.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::{cilos, entropy};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "idocriw",
    idea: Phrase(
        "The product of two weights: W_j of `entropy`, high where the alternatives differ, and q_j of `cilos`, high where little is lost when another criterion is at its best. w_j = q_j W_j / sum of q W.",
        "Het product van twee gewichten: W_j van `entropy`, hoog waar de alternatieven verschillen, en q_j van `cilos`, hoog waar weinig verloren gaat als een ander criterium op zijn best is. w_j = q_j W_j / som van q W.",
    ),
    use_when: Phrase(
        "all criteria are amounts with a true zero, and one very uneven column should not take nearly all the weight, as it does under `entropy`.",
        "alle criteria hoeveelheden met een echt nulpunt zijn, en één heel ongelijke kolom niet bijna alle gewicht mag krijgen, zoals bij `entropy`.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. It has every sensitivity of `cilos`.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Deze weging is voor alles gevoelig waar `cilos` dat is.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "undefined where `entropy` or `cilos` is. With a constant column each product is 0, since `entropy` gives that column weight 0 and `cilos` all others: undefined; leave it out. Where several alternatives share a best figure, as under `cilos`.",
        "niet bepaald waar `entropy` of `cilos` dat niet is. Met een constante kolom is elk product 0, want `entropy` geeft die kolom gewicht 0 en `cilos` alle andere: niet bepaald; laat ze weg. Waar meer dan één alternatief een beste cijfer heeft: zoals bij `cilos`.",
    ),
    reference: "Zavadskas & Podvezko 2016, doi:10.1142/S0219622016500036",
    disagreements: Phrase(
        "pymcdm and pyrepo-mcda give the same, but where a column is constant they return the rounding of 0/0, also below 0. pyDecision minimises another target and divides by the logarithm of the number of criteria.",
        "pymcdm en pyrepo-mcda geven hetzelfde, maar bij een constante kolom geven ze de afronding van 0/0, ook onder 0. pyDecision zoekt het minimum van iets anders en deelt door de logaritme van het aantal criteria.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let spread = entropy::weights(columns)?;
    let loss = cilos::weights(columns)?;
    let products: Vec<f64> =
        spread.weights.iter().zip(&loss.weights).map(|(spread, loss)| spread * loss).collect();
    let sum: f64 = products.iter().sum();
    if sum == 0.0 {
        return Err(Undefined {
            column: spread.constant.first().copied(),
            row: None,
            reason: NO_PRODUCT,
        });
    }
    let weights = products.iter().map(|product| product / sum).collect();
    Ok(DataWeights { weights, ..loss })
}

const NO_PRODUCT: [&str; 2] = [
    "what has weight by its losses has none by its entropy, so each weight is 0/0; a constant column does that",
    "wat gewicht heeft door zijn verliezen heeft er geen door zijn entropie, dus is elk gewicht 0/0; een constante kolom doet dat",
];
