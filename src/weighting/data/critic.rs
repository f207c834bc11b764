//! CRITIC: contrast times conflict (Diakoulaki, Mavrotas & Papayannakis 1995).
//!
//! x_ij is scaled from the worst (0) to the ideal (1) of its column, costs turned round; sigma_j is
//! the standard deviation, r_jk the correlation of two columns; C_j = sigma_j times the sum over k
//! of (1 - r_jk); w_j = C_j / sum of C.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{constant, deviation, mean, places, shares};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::value::formula::extremes;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "critic",
    idea: Phrase(
        "A criterion has the more weight the more its figures differ and the less it says what others say. Figures are scaled from the worst (0) to the best (1) of their column. With sigma_j the standard deviation and r_jk the correlation of two columns, C_j = sigma_j times the sum over k of (1 - r_jk), and w_j = C_j / sum of C.",
        "Een criterium heeft meer gewicht naarmate zijn cijfers meer verschillen en het minder zegt wat andere al zeggen. Cijfers worden geschaald van het slechtste (0) tot het beste (1) van hun kolom. Met sigma_j de standaardafwijking en r_jk de correlatie van twee kolommen is C_j = sigma_j maal de som over k van (1 - r_jk), en w_j = C_j / som van C.",
    ),
    use_when: Phrase(
        "several criteria say nearly the same and should not count several times.",
        "enkele criteria bijna hetzelfde zeggen en niet meer dan eenmaal mogen tellen.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. A criterion gains weight by being at odds with the others, and a handful of alternatives say little about a correlation.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Een criterium wint gewicht door in te gaan tegen de andere, en een handvol alternatieven zegt weinig over een correlatie.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Interval),
    degenerate: Phrase(
        "a constant column has no correlation: it has weight 0, with a warning, and is left out of the conflict of the others. If one column alone is not constant, it has all the weight. One alternative, all columns constant, or all columns in perfect agreement: undefined. Whether the standard deviation divides by m or by m - 1 makes no difference.",
        "een constante kolom heeft geen correlatie: ze heeft gewicht 0, met een waarschuwing, en telt niet in het conflict van de andere. Is maar één kolom niet constant, dan heeft die alle gewicht. Eén alternatief, alle kolommen constant, of alle kolommen volledig in overeenstemming: niet bepaald. Of de standaardafwijking door m of door m - 1 deelt, maakt geen verschil.",
    ),
    reference: "Diakoulaki, Mavrotas & Papayannakis 1995, doi:10.1016/0305-0548(94)00059-H",
    disagreements: Phrase(
        "the paper scales towards the ideal, so a cost turns its correlations round; scikit-criteria and pyDecision do. pymcdm and pyrepo-mcda ignore directions, so their weights differ wherever some but not all criteria are costs. With a constant column pymcdm, scikit-criteria and pyrepo-mcda give NaN; pyDecision gives it weight 0 but lets it add to the conflict of the others.",
        "het artikel schaalt naar het ideaal, zodat een kost de correlaties omkeert; scikit-criteria en pyDecision doen dat ook. pymcdm en pyrepo-mcda kijken niet naar richtingen, zodat hun gewichten verschillen waar sommige maar niet alle criteria kosten zijn. Bij een constante kolom geven pymcdm, scikit-criteria en pyrepo-mcda NaN; pyDecision geeft die kolom gewicht 0, maar laat ze meetellen in het conflict van de andere.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    let constant = constant(columns);
    let varied: Vec<usize> = (0..columns.len()).filter(|j| !constant.contains(j)).collect();
    if let [alone] = varied[..] {
        let weights = (0..columns.len()).map(|j| if j == alone { 1.0 } else { 0.0 }).collect();
        return Ok(DataWeights { weights, constant, tied: Vec::new() });
    }
    let mut measures = vec![0.0; columns.len()];
    let scaled: Vec<Scaled> = varied.iter().map(|j| Scaled::new(&columns[*j])).collect();
    for (one, j) in scaled.iter().zip(&varied) {
        measures[*j] = one.contrast * scaled.iter().map(|other| one.conflict(other)).sum::<f64>();
    }
    shares(columns, &measures, NO_CONFLICT)
}

/// A column that is not constant, on its way from the worst to the ideal.
struct Scaled {
    contrast: f64,
    /// The deviations from the mean, with length 1.
    unit: Vec<f64>,
    /// By how much a place between worst and best may be off, since figures are rounded.
    rounding: f64,
}

impl Scaled {
    fn new(column: &Column) -> Scaled {
        let places = places(column);
        let middle = mean(&places);
        let contrast = deviation(&places);
        let length = contrast * (places.len() as f64).sqrt();
        let unit = places.iter().map(|place| (place - middle) / length).collect();
        let (least, most) = extremes(column.figures);
        let largest = least.abs().max(most.abs());
        let rounding = f64::EPSILON * (largest / 2.0) / (most / 2.0 - least / 2.0);
        Scaled { contrast, unit, rounding }
    }

    /// 1 - r, the half of the squared distance of the unit vectors: without the cancellation of
    /// 1 - r for columns that agree. What is no more than the rounding of the figures is 0.
    fn conflict(&self, other: &Scaled) -> f64 {
        let squares = self.unit.iter().zip(&other.unit).map(|(a, b)| (a - b).powi(2));
        let squared: f64 = squares.sum();
        let noise = ROUNDINGS * (self.rounding + other.rounding);
        if squared <= noise * noise * self.unit.len() as f64 { 0.0 } else { squared / 2.0 }
    }
}

/// How many roundings the entry of a unit vector has behind it, as the unit is at least a half of
/// the root of 2 long.
const ROUNDINGS: f64 = 4.0;

const NO_CONFLICT: [&str; 2] = [
    "all criteria order and space the alternatives alike, so there is no conflict to weigh and each weight is 0/0",
    "alle criteria ordenen en spreiden de alternatieven op dezelfde manier, dus valt er geen tegenstelling te wegen en is elk gewicht 0/0",
];
