//! BWM, the best-worst method: the most important item is compared with all others, and all others
//! with the least important one.
//!
//! With a_Bj = w_B / w_j and a_jW = w_j / w_W as judged, the nonlinear model minimises the largest
//! |w_B / w_j - a_Bj|, |w_j / w_W - a_jW| (Rezaei 2015, doi:10.1016/j.omega.2014.11.009), the
//! linear one the largest |w_B - a_Bj w_j|, |w_j - a_jW w_W| (Rezaei 2016,
//! doi:10.1016/j.omega.2015.12.001).

mod thresholds;

use super::ratios::{self, LeastDeviation, Ratio};
use super::sentences::{decimal, fault, in_dutch, item, remark};
use super::{DerivedWeights, Fault, Judgement, Measure, Remark};
use crate::error::{Phrase, both};
use crate::lp::{Program, Relation, Row};
use crate::method::Parameter;
use crate::tolerance::AS_JUDGED;
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// What is minimised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// The largest |w_B - a_Bj w_j|, |w_j - a_jW w_W|: one set of weights.
    #[default]
    Linear,
    /// The largest |w_B / w_j - a_Bj|, |w_j / w_W - a_jW|: an interval for each weight.
    Nonlinear,
}

/// Parameters of BWM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// What is minimised.
    pub model: Model,
}

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "bwm",
    idea: Phrase(
        "The best item B (the most important) is compared with all others, and all others with the worst W (the least important). The weights make the largest deviation xi as small as can be. Linear: |w_B - a_Bj w_j| and |w_j - a_jW w_W| at most xi. Nonlinear: |w_B / w_j - a_Bj| and |w_j / w_W - a_jW| at most xi; all weights that reach the least xi are left open, and the middle of each weight's interval, scaled to sum to 1, is shown.",
        "Het beste item B (het belangrijkste) wordt met alle andere vergeleken, en alle andere met het slechtste W (het minst belangrijke). De gewichten maken de grootste afwijking xi zo klein mogelijk. Lineair: |w_B - a_Bj w_j| en |w_j - a_jW w_W| hoogstens xi. Niet-lineair: |w_B / w_j - a_Bj| en |w_j / w_W - a_jW| hoogstens xi; alle gewichten die de kleinste xi bereiken blijven open, en het midden van het interval van elk gewicht, herschaald tot een som van 1, wordt getoond.",
    ),
    use_when: Phrase(
        "there are many pairs to judge: n items take 2 n - 3 judgements, which still check each other.",
        "er veel paren te beoordelen zijn: n items vragen 2 n - 3 oordelen, die elkaar toch controleren.",
    ),
    avoid_when: Phrase(
        "nobody can say which item is the most, and which the least important.",
        "niemand kan zeggen welk item het belangrijkste is en welk het minst belangrijke.",
    ),
    parameters: &[Parameter {
        name: "model",
        default: Phrase::same("linear"),
        meaning: Phrase(
            "what is minimised: differences of weights (one answer), or of ratios (intervals)",
            "wat zo klein mogelijk wordt: verschillen van gewichten (één antwoord) of van verhoudingen (intervallen)",
        ),
        accepts: Phrase("linear or nonlinear", "linear of nonlinear"),
    }],
    evidence: Evidence::Judgements(Phrase(
        "best / b = 3 for every other b, and a / worst = 5 for every other a",
        "best / b = 3 voor elke andere b, en a / worst = 5 voor elke andere a",
    )),
    degenerate: Phrase(
        "the best is the item that is compared with every other, the worst the one that every other is compared with; if two items could be, the judgements are refused. One item has weight 1. Of a range the geometric middle counts; if that breaks a range though some weights meet all, the nearest weights that do are taken. The input-based consistency ratio has a limit for whole a_BW from 2 to 9 and for 3 to 9 items; a_BW = 1 has no output-based ratio.",
        "het beste is het item dat met elk ander vergeleken wordt, het slechtste dat waarmee elk ander vergeleken wordt; zouden twee items het kunnen zijn, dan worden de oordelen geweigerd. Eén item heeft gewicht 1. Van een bereik telt het meetkundige midden; valt daardoor een gewicht buiten een bereik terwijl sommige gewichten aan alle voldoen, dan gelden de dichtstbijzijnde gewichten die dat doen. De consistentieverhouding van de invoer heeft een grens voor gehele a_BW van 2 tot 9 en voor 3 tot 9 items; a_BW = 1 heeft geen consistentieverhouding van de uitkomst.",
    ),
    reference: "Rezaei 2015, doi:10.1016/j.omega.2014.11.009; Rezaei 2016, doi:10.1016/j.omega.2015.12.001; limits: Liang, Brunelli & Rezaei 2020, doi:10.1016/j.omega.2020.102175",
    disagreements: Phrase(
        "programs that name no model may solve either, and the two differ unless the judgements are consistent. pyDecision minimises the linear model by a penalty from a random start, so its weights are approximate, and it compares the input-based ratio with the limits for 5 items whatever their number. The nonlinear model has many answers for more than 3 items: solvers give any of them.",
        "programma's die geen model noemen, kunnen een van beide oplossen, en de twee verschillen tenzij de oordelen consistent zijn. pyDecision lost het lineaire model op met een strafterm vanaf een toevallig begin, zodat de gewichten bij benadering zijn, en vergelijkt de verhouding van de invoer met de grenzen voor 5 items, hoeveel er ook zijn. Het niet-lineaire model heeft bij meer dan 3 items veel antwoorden: een oplosser geeft er een van.",
    ),
};

pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    if items < 2 {
        return ratios::single(items, judgements);
    }
    let judged = ratios::read(SHEET.name, items, judgements)?;
    let ends = Ends::find(items, &judged)?;
    let crisp = judged.iter().all(Ratio::is_crisp);
    let mut derived = match parameters.model {
        Model::Linear => {
            let (logs, xi) = linear(items, &judged)?;
            let mut derived = ratios::settle(items, &judged, logs);
            derived.consistency.push(Measure {
                name: "xi",
                value: xi,
                limit: None,
                source: "Rezaei 2016: consistent at 0",
            });
            derived
        }
        Model::Nonlinear => {
            let LeastDeviation { deviation, weights, open } =
                ratios::least_deviation(items, &judged);
            let mut derived = ratios::settle(items, &judged, weights.middle());
            if crisp {
                derived.open = open;
                derived.notes.extend(interval_remark(&weights.ends(), deviation));
            }
            derived.consistency.extend(ends.output_based(deviation));
            derived
        }
    };
    derived.consistency.extend(ends.input_based(items, &judged));
    derived.notes.extend(ratios::ranges_remark(&judged));
    derived.notes.extend(ends.order_remarks(&judged));
    Ok(derived)
}

/// The best and the worst item, and the judgement that compares them.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ends {
    best: usize,
    worst: usize,
    /// a_BW.
    most: f64,
}

impl Ends {
    fn find(items: usize, judged: &[Ratio]) -> Result<Ends, Fault> {
        let above = |at: usize| judged.iter().filter(|ratio| ratio.a == at).count();
        let below = |at: usize| judged.iter().filter(|ratio| ratio.b == at).count();
        let all = items - 1;
        let bests: Vec<usize> = (0..items).filter(|at| above(*at) == all).collect();
        let worsts: Vec<usize> = (0..items).filter(|at| below(*at) == all).collect();
        // No pair is judged twice, so there is at most one of each.
        let (Some(best), Some(worst)) = (bests.first().copied(), worsts.first().copied()) else {
            return Err(missing(items, judged, bests.first().copied(), worsts.first().copied()));
        };
        let belongs = |ratio: &Ratio| ratio.a == best || ratio.b == worst;
        if let Some(stray) = judged.iter().position(|ratio| !belongs(ratio)) {
            return Err(fault(
                [stray],
                both(
                    format!(
                        "{} compares neither the most important item, {}, nor the least important one, {}",
                        judged[stray].pair(),
                        item(best),
                        item(worst)
                    ),
                    format!(
                        "{} vergelijkt niet het belangrijkste item, {}, en niet het minst belangrijke, {}",
                        judged[stray].pair(),
                        item(best),
                        item(worst)
                    ),
                ),
                both(
                    "leave it out, or use `ahp`, which takes all pairs",
                    "laat het weg, of gebruik `ahp`, dat alle paren neemt",
                ),
            ));
        }
        if let Some(small) = judged.iter().position(|ratio| ratio.low < 1.0) {
            let ratio = &judged[small];
            return Err(fault(
                [small],
                both(
                    format!(
                        "{} is below 1, though {} was named as the most important item (it is compared with all others) and {} as the least important",
                        ratio.pair(),
                        item(best),
                        item(worst)
                    ),
                    format!(
                        "{} is minder dan 1, hoewel {} als het belangrijkste item genoemd is (het is met alle andere vergeleken) en {} als het minst belangrijke",
                        ratio.pair(),
                        item(best),
                        item(worst)
                    ),
                ),
                both(
                    "give a ratio of at least 1, or compare with another most or least important item",
                    "geef een verhouding van minstens 1, of vergelijk met een ander belangrijkste of minst belangrijke item",
                ),
            ));
        }
        let most = judged
            .iter()
            .find(|ratio| ratio.a == best && ratio.b == worst)
            .map_or(1.0, Ratio::middle);
        Ok(Ends { best, worst, most })
    }

    /// The other items with their a_Bj and a_jW.
    fn others<'a>(
        &'a self,
        judged: &'a [Ratio],
    ) -> impl Iterator<Item = (usize, &'a Ratio, &'a Ratio)> {
        judged.iter().enumerate().filter_map(move |(at, from_best)| {
            let to_worst =
                judged.iter().find(|ratio| ratio.a == from_best.b && ratio.b == self.worst)?;
            (from_best.a == self.best).then_some((at, from_best, to_worst))
        })
    }

    /// The largest |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW) over the other items; 0 where a_BW is 1.
    fn input_based(&self, items: usize, judged: &[Ratio]) -> Option<Measure> {
        let value = if self.most <= 1.0 {
            0.0
        } else {
            self.others(judged)
                .map(|(_, from_best, to_worst)| {
                    // In units of a_BW, so that nothing is too large.
                    let product = from_best.middle() * (to_worst.middle() / self.most);
                    (product - 1.0).abs() / (self.most - 1.0)
                })
                .fold(0.0, f64::max)
        };
        value.is_finite().then_some(Measure {
            name: "input-based consistency ratio",
            value,
            limit: thresholds::input_based(self.most, items),
            source: "Liang, Brunelli & Rezaei 2020, doi:10.1016/j.omega.2020.102175",
        })
    }

    /// xi, and in units of the largest xi that judgements with this a_BW can have: the root of
    /// (a_BW - xi)^2 = a_BW + xi (Rezaei 2015).
    fn output_based(&self, xi: f64) -> Vec<Measure> {
        let mut measures = vec![Measure {
            name: "xi",
            value: xi,
            limit: None,
            source: "Rezaei 2015: consistent at 0",
        }];
        let index = consistency_index(self.most);
        if index > 0.0 {
            measures.push(Measure {
                name: "consistency ratio",
                value: xi / index,
                limit: None,
                source: "Rezaei 2015, doi:10.1016/j.omega.2014.11.009: consistent at 0, and 1 is the worst",
            });
        }
        measures.retain(|measure| measure.value.is_finite());
        measures
    }

    /// Judgements that rank an item above the best or below the worst.
    fn order_remarks(&self, judged: &[Ratio]) -> Vec<Remark> {
        let beyond = |ratio: &&(usize, &Ratio)| ratio.1.middle().ln() > self.most.ln() + AS_JUDGED;
        let indexed: Vec<(usize, &Ratio)> = judged.iter().enumerate().collect();
        indexed
            .iter()
            .filter(beyond)
            .map(|(at, ratio)| {
                let whole = format!("{} / {}", item(self.best), item(self.worst));
                let pair = ratio.pair();
                Remark {
                    judgement: Some(*at),
                    text: [
                        format!(
                            "{pair} is larger than {whole}, though nothing lies further apart than the most and the least important item."
                        ),
                        format!(
                            "{pair} is groter dan {whole}, hoewel niets verder uit elkaar ligt dan het belangrijkste en het minst belangrijke onderdeel."
                        ),
                    ],
                }
            })
            .collect()
    }
}

/// CI of Rezaei 2015 for the judged ratio of best to worst: 0, 0.44, 1.00, 1.63, 2.30, 3.00, 3.73,
/// 4.47 and 5.23 for 1 to 9.
fn consistency_index(most: f64) -> f64 {
    // The smaller root of xi^2 - (2 a + 1) xi + a^2 - a = 0, without the cancellation.
    let half = most + 0.5;
    let root = half + (2.0 * most + 0.25).sqrt();
    (most - 1.0).max(0.0) * (most / root)
}

/// The fault of judgements from which a comparison is missing, or best and worst are not clear.
fn missing(items: usize, judged: &[Ratio], best: Option<usize>, worst: Option<usize>) -> Fault {
    let most_often = |count: &dyn Fn(usize) -> usize| {
        let most = (0..items).map(count).max().unwrap_or(0);
        let mut found = (0..items).filter(|at| count(*at) == most && most > 0);
        found.next().filter(|_| found.next().is_none())
    };
    let above = |at: usize| judged.iter().filter(|ratio| ratio.a == at).count();
    let below = |at: usize| judged.iter().filter(|ratio| ratio.b == at).count();
    let best = best.or_else(|| most_often(&above));
    let worst = worst.or_else(|| most_often(&below));
    let (Some(best), Some(worst)) = (best, worst) else {
        let unclear = match (best, worst) {
            (Some(_), None) => {
                Phrase("which item is the least important", "welk item het minst belangrijk is")
            }
            (None, Some(_)) => {
                Phrase("which item is the most important", "welk item het belangrijkst is")
            }
            _ => Phrase(
                "which item is the most and which the least important",
                "welk item het belangrijkst en welk het minst belangrijk is",
            ),
        };
        return fault(
            [],
            both(
                format!("the judgements do not show {unclear}"),
                format!("uit de oordelen blijkt niet {unclear:#}"),
            ),
            both(
                format!(
                    "compare the most important item with all others, and all others with the least important one: {} judgements for {items} items",
                    2 * items - 3
                ),
                format!(
                    "vergelijk het belangrijkste item met alle andere, en alle andere met het minst belangrijke: {} oordelen voor {items} items",
                    2 * items - 3
                ),
            ),
        );
    };
    let has = |a: usize, b: usize| judged.iter().any(|ratio| ratio.a == a && ratio.b == b);
    let lacking = (0..items)
        .filter(|at| *at != best && !has(best, *at))
        .map(|at| (best, at))
        .chain((0..items).filter(|at| *at != worst && !has(*at, worst)).map(|at| (at, worst)))
        .next();
    let (a, b) = lacking.unwrap_or((best, worst));
    if let Some(turned) = judged.iter().position(|ratio| ratio.a == b && ratio.b == a) {
        return fault(
            [turned],
            both(
                format!(
                    "{} is the wrong way round: {} seems to be the most important item and {} the least important",
                    judged[turned].pair(),
                    item(best),
                    item(worst)
                ),
                format!(
                    "{} staat omgekeerd: {} lijkt het belangrijkste item en {} het minst belangrijke",
                    judged[turned].pair(),
                    item(best),
                    item(worst)
                ),
            ),
            both(
                format!("write it as {} / {}, with a ratio of at least 1", item(a), item(b)),
                format!(
                    "schrijf het als {} / {}, met een verhouding van minstens 1",
                    item(a),
                    item(b)
                ),
            ),
        );
    }
    fault(
        [],
        both(
            format!(
                "{} / {} is not judged, though {} seems to be the most important item and {} the least important",
                item(a),
                item(b),
                item(best),
                item(worst)
            ),
            format!(
                "{} / {} is niet beoordeeld, hoewel {} het belangrijkste item lijkt en {} het minst belangrijke",
                item(a),
                item(b),
                item(best),
                item(worst)
            ),
        ),
        both(
            format!("judge it: `{} / {} = 3`", item(a), item(b)),
            format!("beoordeel het: `{} / {} = 3`", item(a), item(b)),
        ),
    )
}

/// The weights of the linear model (as logarithms) and its xi.
fn linear(items: usize, judged: &[Ratio]) -> Result<(Vec<f64>, f64), Fault> {
    let mut rows = vec![Row {
        coefficients: (0..=items).map(|at| if at < items { 1.0 } else { 0.0 }).collect(),
        relation: Relation::Equal,
        bound: 1.0,
    }];
    for ratio in judged {
        for sign in [1.0, -1.0] {
            let mut coefficients = vec![0.0; items + 1];
            coefficients[ratio.a] = sign;
            coefficients[ratio.b] = -sign * ratio.middle();
            coefficients[items] = -1.0;
            rows.push(Row { coefficients, relation: Relation::AtMost, bound: 0.0 });
        }
    }
    let mut bounds = vec![(0.0, 1.0); items];
    bounds.push((0.0, f64::INFINITY));
    let program = Program { bounds, rows };
    let mut objective = vec![0.0; items];
    objective.push(1.0);
    let too_far_apart = |_| {
        fault(
            [],
            both(
                "the ratios differ so much in size that the linear program cannot be solved",
                "de verhoudingen verschillen zo sterk in grootte dat het lineaire programma niet op te lossen is",
            ),
            both(
                "judge on a scale from 1 to 9, or use `model = \"nonlinear\"`",
                "beoordeel op een schaal van 1 tot 9, of gebruik `model = \"nonlinear\"`",
            ),
        )
    };
    let mut x = program.minimise(&objective).map_err(too_far_apart)?;
    let xi = x.pop().unwrap_or(0.0);
    let logs = x.iter().map(|weight| weight.max(f64::MIN_POSITIVE).ln()).collect();
    Ok((logs, if xi <= AS_JUDGED { 0.0 } else { xi }))
}

/// That the weights shown are the middles of intervals, where these are no points.
fn interval_remark(ends: &[(f64, f64)], xi: f64) -> Option<Remark> {
    let widest = ends.iter().map(|(least, most)| most.exp() - least.exp()).fold(0.0, f64::max);
    let xi = decimal(xi);
    (widest > crate::tolerance::CHANGED).then(|| {
        remark(
            format!(
                "More than one set of weights reaches the least deviation, xi = {xi}. The weights shown are the middles of their intervals, scaled to sum to 1 (Rezaei 2016)."
            ),
            format!(
                "Meer dan één reeks gewichten geeft de kleinste afwijking, xi = {}. De getoonde gewichten zijn het midden van hun interval, herschaald tot een som van 1 (Rezaei 2016).",
                in_dutch(&xi)
            ),
        )
    })
}

#[cfg(test)]
mod tests;
