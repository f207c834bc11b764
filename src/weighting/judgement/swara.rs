//! SWARA, step-wise weight assessment ratio analysis: in order of importance, each item is so much
//! more important than the next (Kersuliene, Zavadskas & Turskis 2010,
//! doi:10.3846/jbem.2010.12).

use super::ratios::{self, Ratio};
use super::sentences::{fault, item, remark};
use super::{DerivedWeights, Fault, Judgement, Residual};
use crate::error::{Phrase, both};
use crate::weighting::{Evidence, WeightingSheet};

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "swara",
    idea: Phrase(
        "Items are ranked, and for each it is said by what part s of the next one's importance it exceeds that one. With k = 1 + s, the first has q = 1, each next one q divided by its k, and the weights are q / sum of q.",
        "Items worden gerangschikt, en van elk wordt gezegd met welk deel s van het belang van het volgende het dat overtreft. Met k = 1 + s heeft het eerste q = 1, elk volgende de q daarvoor gedeeld door zijn k, en de gewichten zijn q / som van q.",
    ),
    use_when: Phrase(
        "an order of importance is clear and people think in percentages: n items take n - 1 judgements.",
        "de volgorde van belang duidelijk is en mensen in percentages denken: n items vragen n - 1 oordelen.",
    ),
    avoid_when: Phrase(
        "answers should be checked: a chain of n - 1 judgements never contradicts itself.",
        "antwoorden gecontroleerd moeten worden: een keten van n - 1 oordelen spreekt zichzelf nooit tegen.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("a > b by 0.2, b > c by 0.35")),
    degenerate: Phrase(
        "s = 0 makes two items equally important. Of a range the arithmetic middle counts. One item has weight 1. Judgements that do not form one chain through all items are errors.",
        "s = 0 maakt twee items even belangrijk. Van een bereik telt het rekenkundige midden. Eén item heeft gewicht 1. Oordelen die niet één keten door alle items vormen, zijn fouten.",
    ),
    reference: "Kersuliene, Zavadskas & Turskis 2010, doi:10.3846/jbem.2010.12",
    disagreements: Phrase(
        "some descriptions compare each item with the first instead of with the one before it; the paper steps from one to the next.",
        "sommige beschrijvingen vergelijken elk item met het eerste in plaats van met het vorige; het artikel gaat van het ene naar het volgende.",
    ),
};

pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    if items < 2 {
        return ratios::single(items, judgements);
    }
    let steps = read(items, judgements)?;
    let chain = chain(items, &steps)?;
    let mut logs = vec![0.0; items];
    for step in chain {
        // k = 1 + s, with s in the middle of its range.
        let s = steps[step].low + (steps[step].high - steps[step].low) / 2.0;
        logs[steps[step].b] = logs[steps[step].a] - s.ln_1p();
    }
    let judged: Vec<Ratio> = steps
        .iter()
        .map(|step| Ratio { low: 1.0 + step.low, high: 1.0 + step.high, ..*step })
        .collect();
    let mut derived = ratios::settle(items, &judged, logs.clone());
    derived.residuals = steps
        .iter()
        .map(|step| Residual {
            implied: Some((logs[step.a] - logs[step.b]).exp_m1().min(f64::MAX)),
            missed_by: 0.0,
        })
        .collect();
    if steps.iter().any(|step| step.low != step.high) {
        derived.notes.push(remark(
            "The weights shown are those of the middle of each range.".into(),
            "De getoonde gewichten zijn die van het midden van elk bereik.".into(),
        ));
    }
    Ok(derived)
}

/// The judgements as steps from a to b: `low` and `high` are the part that a exceeds b by.
fn read(items: usize, judgements: &[Judgement]) -> Result<Vec<Ratio>, Fault> {
    let mut steps = Vec::with_capacity(judgements.len());
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::More { a, b, low, high } = *judgement else {
            return Err(fault(
                [at],
                both(
                    "`swara` is made from steps, and this is none",
                    "`swara` wordt gemaakt van stappen, en dit is er geen",
                ),
                both(
                    "write by what part one item exceeds the next: `a > b by 0.2`",
                    "schrijf met welk deel het ene item het volgende overtreft: `a > b by 0.2`",
                ),
            ));
        };
        if a >= items || b >= items || a == b {
            return Err(fault(
                [at],
                both(
                    "a step is about two items that stand beside each other",
                    "een stap gaat over twee items die naast elkaar staan",
                ),
                both("name two different items", "noem twee verschillende items"),
            ));
        }
        if !(low >= 0.0 && low <= high && high.is_finite()) {
            return Err(fault(
                [at],
                both(
                    format!(
                        "{} exceeds {} by a number of at least 0, or a range",
                        item(a),
                        item(b)
                    ),
                    format!(
                        "{} overtreft {} met een getal van minstens 0, of een bereik",
                        item(a),
                        item(b)
                    ),
                ),
                both(
                    "write `a > b by 0.2`, or `a > b by 0.1..0.3`",
                    "schrijf `a > b by 0.2`, of `a > b by 0.1..0.3`",
                ),
            ));
        }
        steps.push(Ratio { a, b, low, high });
    }
    Ok(steps)
}

/// The steps from the most important item to the least important one.
fn chain(items: usize, steps: &[Ratio]) -> Result<Vec<usize>, Fault> {
    let mut below: Vec<Option<usize>> = vec![None; items];
    let mut above: Vec<Option<usize>> = vec![None; items];
    for (at, step) in steps.iter().enumerate() {
        if let Some(other) = below[step.a].replace(at) {
            return Err(fault(
                [other, at],
                both(
                    format!(
                        "{} is compared with two items below it, {} and {}",
                        item(step.a),
                        item(steps[other].b),
                        item(step.b)
                    ),
                    format!(
                        "{} is vergeleken met twee items eronder, {} en {}",
                        item(step.a),
                        item(steps[other].b),
                        item(step.b)
                    ),
                ),
                both(
                    "compare each item with the next in the order of importance only",
                    "vergelijk elk item alleen met het volgende in de volgorde van belang",
                ),
            ));
        }
        if let Some(other) = above[step.b].replace(at) {
            return Err(fault(
                [other, at],
                both(
                    format!(
                        "{} is compared with two items above it, {} and {}",
                        item(step.b),
                        item(steps[other].a),
                        item(step.a)
                    ),
                    format!(
                        "{} is vergeleken met twee items erboven, {} en {}",
                        item(step.b),
                        item(steps[other].a),
                        item(step.a)
                    ),
                ),
                both(
                    "compare each item with the next in the order of importance only",
                    "vergelijk elk item alleen met het volgende in de volgorde van belang",
                ),
            ));
        }
    }
    let firsts: Vec<usize> = (0..items).filter(|at| above[*at].is_none()).collect();
    let Some(first) = firsts.first().copied() else {
        return Err(fault(
            (0..steps.len()).collect::<Vec<_>>(),
            both(
                "the steps run in a circle: every item is below another",
                "de stappen lopen in een kring: elk item ligt onder een ander",
            ),
            both(
                "leave out the step that leads back to the most important item",
                "laat de stap weg die terugvoert naar het belangrijkste item",
            ),
        ));
    };
    let mut chain = Vec::with_capacity(steps.len());
    let mut at = first;
    while let Some(step) = below[at] {
        chain.push(step);
        at = steps[step].b;
    }
    if let Some(other) = firsts.get(1) {
        return Err(fault(
            [],
            both(
                format!(
                    "no step leads from {} to {}: the chain is broken there",
                    item(at),
                    item(*other)
                ),
                format!(
                    "geen stap voert van {} naar {}: daar is de keten gebroken",
                    item(at),
                    item(*other)
                ),
            ),
            both(
                format!(
                    "say by what part one exceeds the other: `{} > {} by 0.2`",
                    item(at),
                    item(*other)
                ),
                format!(
                    "zeg met welk deel het ene het andere overtreft: `{} > {} by 0.2`",
                    item(at),
                    item(*other)
                ),
            ),
        ));
    }
    if chain.len() < steps.len() {
        let circle: Vec<usize> = (0..steps.len()).filter(|step| !chain.contains(step)).collect();
        return Err(fault(
            circle,
            both("these steps run in a circle", "deze stappen lopen in een kring"),
            both(
                format!(
                    "leave one of them out, and say what comes after {} in the order of importance",
                    item(at)
                ),
                format!(
                    "laat er een weg, en zeg wat er na {} komt in de volgorde van belang",
                    item(at)
                ),
            ),
        ));
    }
    Ok(chain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn more(a: usize, b: usize, by: f64) -> Judgement {
        Judgement::More { a, b, low: by, high: by }
    }

    /// The steps of the paper, done by hand: s 0.20, 0.35, 0.10; k 1.20, 1.35, 1.10; q 1, 0.8333,
    /// 0.6173, 0.5612; sum 3.0118.
    #[test]
    fn the_steps_of_the_paper_by_hand() {
        let judgements = [more(2, 0, 0.35), more(3, 2, 0.20), more(0, 1, 0.10)];
        let found = derive(4, &judgements).unwrap();
        let q = [1.0 / 1.2 / 1.35, 1.0 / 1.2 / 1.35 / 1.1, 1.0 / 1.2, 1.0];
        let sum: f64 = q.iter().sum();
        assert!((sum - 3.0118).abs() < 5e-5);
        for (found, q) in found.weights.iter().zip(q) {
            assert!((found - q / sum).abs() < 1e-15);
        }
        let implied: Vec<f64> = found.residuals.iter().map(|own| own.implied.unwrap()).collect();
        assert!(implied.iter().zip([0.35, 0.2, 0.1]).all(|(a, b)| (a - b).abs() < 1e-14));
        assert_eq!(found.open.len(), 3);
        assert!(found.open.iter().all(|row| row.at(&found.weights).abs() < 1e-15));
    }

    #[test]
    fn ranges_stay_open_and_hold_the_weights() {
        let judgements = [Judgement::More { a: 1, b: 0, low: 0.1, high: 0.5 }];
        let found = derive(2, &judgements).unwrap();
        assert!((found.weights[1] / found.weights[0] - 1.3).abs() < 1e-15);
        let vertices = crate::lp::vertices::vertices(2, &found.open, 10).unwrap();
        let mut shares: Vec<f64> = vertices.iter().map(|w| w[1] / w[0]).collect();
        shares.sort_by(f64::total_cmp);
        assert!((shares[0] - 1.1).abs() < 1e-12 && (shares[1] - 1.5).abs() < 1e-12);
        assert_eq!(found.notes.len(), 1);
    }

    #[test]
    fn what_is_no_chain_is_refused_with_a_way_out() {
        let fails = |items: usize, judgements: &[Judgement], message: &str, at: &[usize]| {
            let fault = derive(items, judgements).unwrap_err();
            assert!(fault.message.contains(message), "{fault:?}");
            assert_eq!(fault.judgements, at);
        };
        fails(0, &[], "nothing to weigh", &[]);
        fails(2, &[], "no step leads from {0} to {1}", &[]);
        fails(3, &[more(0, 1, 0.2), more(0, 2, 0.2)], "two items below it, {1} and {2}", &[0, 1]);
        fails(3, &[more(0, 2, 0.2), more(1, 2, 0.2)], "two items above it, {0} and {1}", &[0, 1]);
        fails(3, &[more(0, 1, 0.2), more(0, 1, 0.2)], "two items below it", &[0, 1]);
        fails(2, &[more(0, 1, 0.2), more(1, 0, 0.2)], "circle", &[0, 1]);
        fails(3, &[more(1, 2, 0.2), more(2, 1, 0.2)], "circle", &[0, 1]);
        fails(4, &[more(0, 1, 0.2), more(3, 2, 0.1)], "no step leads from {1} to {3}", &[]);
        fails(2, &[more(0, 0, 0.2)], "two items", &[0]);
        fails(2, &[more(0, 1, -0.2)], "at least 0", &[0]);
        fails(2, &[Judgement::Level { of: 0, level: 1, place: 0 }], "steps", &[0]);
        assert_eq!(derive(1, &[]).unwrap().weights, [1.0]);
    }

    #[test]
    fn huge_and_tiny_steps_give_no_nan() {
        for by in [1e300, 1e-300, 0.0] {
            let found = derive(3, &[more(0, 1, by), more(1, 2, by)]).unwrap();
            assert!(found.weights.iter().all(|weight| weight.is_finite()), "{found:?}");
            assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(found.residuals.iter().all(|own| own.implied.unwrap().is_finite()));
        }
    }
}
