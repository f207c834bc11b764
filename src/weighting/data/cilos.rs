//! CILOS: the impact loss of criteria (Zavadskas & Podvezko 2016, after Mirkin 1974).
//!
//! Costs are turned into min_j / x_ij. For each criterion i take the alternative that is best on
//! it; p_ij = (the best on j - that alternative's figure on j) / the best on j is what criterion j
//! then loses. The weights solve F w = 0, where F is P with minus the sum of each column on its
//! diagonal.
//!
//! No entry of P is below 0 and the columns of F sum to 0, so F w = 0 is the balance of a Markov
//! chain that moves from j to i at rate p_ij, and w is its stationary distribution. It is unique
//! exactly if one set of criteria alone is closed: no loss leads out of it. State reduction
//! (Grassmann, Taksar & Heyman 1985, doi:10.1287/opre.33.5.1107) finds it without a subtraction, so
//! no tolerance decides what is 0 and no weight comes out below 0.

use super::column::Column;
use super::outcome::{DataWeights, Undefined};
use super::spread::{constant, reject};
use crate::error::Phrase;
use crate::value::ScaleNeeded;
use crate::value::formula::extremes;
use crate::weighting::{Evidence, WeightingSheet};

pub(super) const SHEET: WeightingSheet = WeightingSheet {
    name: "cilos",
    idea: Phrase(
        "A criterion has the more weight the less it loses when another criterion is at its best. Costs become min / x. p_ij is the share of its best that criterion j lacks in the alternative that is best on criterion i, and the weights balance what all lose: for each i, w_i times the sum over k of p_ki = the sum over j of w_j p_ij.",
        "Een criterium heeft meer gewicht naarmate het minder verliest als een ander criterium op zijn best is. Kosten worden min / x. p_ij is het aandeel van zijn beste cijfer dat criterium j mist in het alternatief dat het beste is op criterium i, en de gewichten houden in evenwicht wat alle verliezen: voor elke i is w_i maal de som over k van p_ki = de som over j van w_j p_ij.",
    ),
    use_when: Phrase(
        "a counterweight to `entropy` is wanted, as in `idocriw`: it favours criteria on which the alternatives are close.",
        "een tegengewicht voor `entropy` gewenst is, zoals in `idocriw`: deze weging bevoordeelt criteria waarop de alternatieven dicht bij elkaar liggen.",
    ),
    avoid_when: Phrase(
        "the weights must say what matters: they measure how much the data differ, not what anybody values. They look at the best alternative of each criterion alone, so that dropping one alternative can change everything.",
        "de gewichten moeten zeggen wat belangrijk is: ze meten hoe sterk de gegevens verschillen, niet waaraan iemand waarde hecht. Ze kijken alleen naar het beste alternatief op elk criterium, zodat één alternatief dat wegvalt alles kan veranderen.",
    ),
    parameters: &[],
    evidence: Evidence::Data(ScaleNeeded::Ratio),
    degenerate: Phrase(
        "a constant column never loses: by the definition it has all the weight, although it tells no alternatives apart (with a warning; leave it out). Where the losses fit more than one set of weights, as where one alternative is best on two criteria that lose nothing to the others, or with two constant columns: undefined. A figure below 0, a cost of 0, a column of zeros or one alternative: undefined. Where several alternatives share the best figure, the paper does not say which counts: the first does, and if it makes a difference there is a warning.",
        "een constante kolom verliest nooit: volgens de definitie krijgt ze alle gewicht, hoewel ze geen alternatieven onderscheidt (met een waarschuwing; laat ze weg). Waar meer dan één stel gewichten bij de verliezen past, zoals wanneer één alternatief het beste is op twee criteria die niets aan de andere verliezen, of bij twee constante kolommen: niet bepaald. Een cijfer onder 0, een kost van 0, een kolom met nullen of één alternatief: niet bepaald. Waar meer dan één alternatief het beste cijfer heeft, zegt het artikel niet welk telt: het eerste telt, en als dat verschil maakt, staat er een waarschuwing.",
    ),
    reference: "Zavadskas & Podvezko 2016, doi:10.1142/S0219622016500036, after Mirkin 1974",
    disagreements: Phrase(
        "pymcdm and pyrepo-mcda give the same, but where the weights are not unique they return n times n figures. pyDecision does not turn costs round.",
        "pymcdm en pyrepo-mcda geven hetzelfde, maar waar er meer dan één stel gewichten is, geven ze n keer n cijfers. pyDecision keert kosten niet om.",
    ),
};

pub(super) fn weights(columns: &[Column]) -> Result<DataWeights, Undefined> {
    reject(
        columns,
        |_, x| x < 0.0,
        [
            "a figure below 0 has no loss in shares of the best",
            "een cijfer onder 0 heeft geen verlies in aandelen van het beste",
        ],
    )?;
    reject(
        columns,
        |column, x| !column.benefit && x == 0.0,
        ["a cost of 0 has no reciprocal", "een kost van 0 heeft geen omgekeerde"],
    )?;
    if let Some(zeros) = columns.iter().position(|column| extremes(column.figures).1 == 0.0) {
        return Err(Undefined {
            column: Some(zeros),
            row: None,
            reason: [
                "all figures are 0, so a loss in shares of the best is 0/0",
                "alle cijfers zijn 0, dus is een verlies in aandelen van het beste 0/0",
            ],
        });
    }
    let best: Vec<Vec<usize>> = columns.iter().map(best_rows).collect();
    let losses_in = |row: usize| columns.iter().map(|column| loss(column, row)).collect();
    let losses: Vec<Vec<f64>> = best.iter().map(|rows| losses_in(rows[0])).collect();
    let differ = |j: &usize| best[*j].iter().any(|row| losses_in(*row) != losses[*j]);
    let tied = (0..columns.len()).filter(differ).collect();
    let weights = balance(losses).ok_or(Undefined::of_all(NOT_UNIQUE))?;
    Ok(DataWeights { weights, constant: constant(columns), tied })
}

/// The alternatives with the best figure of a column, in order.
fn best_rows(column: &Column) -> Vec<usize> {
    let (least, most) = extremes(column.figures);
    let best = if column.benefit { most } else { least };
    (0..column.figures.len()).filter(|row| column.figures[*row] == best).collect()
}

/// What an alternative lacks of a column's best, in shares of that: (max - x) / max, or
/// 1 - min / x = (x - min) / x where less is better.
fn loss(column: &Column, row: usize) -> f64 {
    let (least, most) = extremes(column.figures);
    let x = column.figures[row];
    if column.benefit { (most - x) / most } else { (x - least) / x }
}

/// The w of sum 1 with w_i times the sum over k of p_ki = the sum over j of p_ij w_j, if there is
/// one alone. `losses[i][j]` is p_ij, at least 0.
fn balance(losses: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let closed = closed_set(&losses)?;
    let mut rates: Vec<Vec<f64>> =
        closed.iter().map(|i| closed.iter().map(|j| losses[*i][*j]).collect()).collect();
    // What flows through the last state goes straight between the others; then it is left out.
    let n = closed.len();
    for last in (1..n).rev() {
        let (others, from) = rates.split_at_mut(last);
        let into_last = &mut from[0];
        let out: f64 = others.iter().map(|row| row[last]).sum();
        for (i, row) in others.iter_mut().enumerate() {
            row[last] /= out;
            let share = row[last];
            let through = into_last.iter().enumerate().take(last).filter(|(j, _)| *j != i);
            through.for_each(|(j, rate)| row[j] += rate * share);
        }
        into_last[last] = out;
    }
    let mut inside = vec![1.0; n];
    for state in 1..n {
        let inflow: f64 = (0..state).map(|j| rates[state][j] * inside[j]).sum();
        inside[state] = inflow / rates[state][state];
        // Kept within 0..1, since chains of very unlike losses overflow.
        let most = inside[..=state].iter().copied().fold(0.0, f64::max);
        inside[..=state].iter_mut().for_each(|weight| *weight /= most);
    }
    let sum: f64 = inside.iter().sum();
    let mut weights = vec![0.0; losses.len()];
    closed.iter().zip(inside).for_each(|(j, weight)| weights[*j] = weight / sum);
    weights.iter().all(|weight| weight.is_finite()).then_some(weights)
}

/// The criteria that every criterion's losses lead to, if there are any.
fn closed_set(losses: &[Vec<f64>]) -> Option<Vec<usize>> {
    let n = losses.len();
    let reach = |from: usize| {
        let mut seen = vec![false; n];
        seen[from] = true;
        let mut open = vec![from];
        while let Some(j) = open.pop() {
            for i in 0..n {
                if losses[i][j] > 0.0 && !seen[i] {
                    seen[i] = true;
                    open.push(i);
                }
            }
        }
        seen
    };
    let reached: Vec<Vec<bool>> = (0..n).map(reach).collect();
    let closed: Vec<usize> = (0..n).filter(|i| reached.iter().all(|seen| seen[*i])).collect();
    (!closed.is_empty()).then_some(closed)
}

const NOT_UNIQUE: [&str; 2] = [
    "the losses fit more than one set of weights, as where one alternative is best on several criteria",
    "de verliezen passen bij meer dan één stel gewichten, zoals wanneer één alternatief op verscheidene criteria het beste is",
];
