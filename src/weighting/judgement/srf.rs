//! SRF: the procedure of Simos as revised by Figueira and Roy, with cards.
//!
//! Criteria are put in order on cards, with blank cards between them where the difference is larger,
//! and z says how many times the most important weighs as much as the least. Tier r, counted from the
//! least important (r = 1), has the figure
//!
//! ```text
//! k_r = 1 + u * (e_1 + ... + e_(r-1)),   u = (z - 1) / (e_1 + ... + e_(R-1))
//! ```
//!
//! with e_r one more than the blank cards between tiers r and r + 1, and R tiers; weights are the
//! shares of the sum of k over all criteria. Figueira & Roy 2002, doi:10.1016/S0377-2217(01)00370-8.
//!
//! **Rounding.** With `decimals`, weights out of 100 are rounded so that they still sum to 100, by
//! the paper's own rule. All are cut off, and v is the number of units that are missing then. An
//! item has a relative error of rounding up and one of rounding down; M are the items for which
//! rounding up is worse. If |M| + v <= n, M is rounded down, and so are the last of the others in the
//! decreasing order of the error of rounding down, until n - v are. Else the items outside M are
//! rounded up, and so are the first of M in the increasing order of the error of rounding up, until v
//! are. All figures before that keep all their digits.
//!
//! **What stays open.** Let w_1 be the weight of the least tier, w_R that of the most important, and
//! y_r = w_(r+1) - w_r. Weights come from some z and cards in their ranges if and only if
//! z_low * w_1 <= w_R <= z_high * w_1, and some t > 0 puts all t * y_r within the ends of e_r: given
//! such t, take e_r = t * y_r and z = w_R / w_1. Cards between whole numbers count here too. Rounded
//! weights miss some of these rows by their rounding: then no row may be missed by more than the one
//! that they miss most.

use super::order::{ordered, read};
use super::rows::{between_ends, difference, most_missed, relaxed, scaled, shares, weight};
use super::sentences::item;
use super::written::{bad_figures, list, some_items};
use super::{DerivedWeights, Fault, Judgement, Remark, Residual};
use crate::error::{Phrase, both};
use crate::lp::{Relation, Row};
use crate::method::Parameter;
use crate::tolerance::{SAME_FIGURE, WRITTEN_WHOLE};
use crate::weighting::{Evidence, WeightingSheet};
use serde::{Deserialize, Serialize};

/// Beyond these decimals a weight out of 100 has no digits to round.
const MOST_DECIMALS: u32 = 9;

/// Parameters of SRF.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How many times the most important item weighs as much as the least: above 1. Needed where
    /// there is more than one tier.
    pub z: Option<Times>,
    /// The decimals to which weights out of 100 are rounded, at most 9; none: no rounding.
    pub decimals: Option<u32>,
}

/// A ratio, or a text with the ends of a range as in `5..8`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Times {
    /// One ratio.
    Once(f64),
    /// The ends of a range: `5..8`.
    Between(String),
}

impl Times {
    /// The ends; `None` where they are no numbers above 1 in this order.
    fn ends(&self) -> Option<(f64, f64)> {
        let (low, high) = match self {
            Times::Once(z) => (*z, *z),
            Times::Between(text) => match text.split_once("..") {
                Some((low, high)) => (low.trim().parse().ok()?, high.trim().parse().ok()?),
                None => {
                    let z = text.trim().parse().ok()?;
                    (z, z)
                }
            },
        };
        (low > 1.0 && low <= high && high < f64::INFINITY).then_some((low, high))
    }
}

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "srf",
    idea: Phrase(
        "Criteria are laid out as cards in order of importance, with blank cards between them where the difference is larger, and it is said how many times the first weighs as much as the last (z). Weights rise by equal steps from card to card: k = 1 + u * cards passed, u = (z - 1) / all cards. Of ranges the middle counts, and the ranges stay open.",
        "Criteria worden als kaarten in volgorde van belang gelegd, met blanco kaarten ertussen waar het verschil groter is, en er wordt gezegd hoeveel keer het eerste zoveel weegt als het laatste (z). Gewichten stijgen in gelijke stappen van kaart tot kaart: k = 1 + u * gepasseerde kaarten, u = (z - 1) / alle kaarten. Van een bereik telt het midden, en het bereik blijft open.",
    ),
    use_when: Phrase(
        "people like to lay out cards rather than give figures; common with ELECTRE.",
        "mensen liever kaarten leggen dan cijfers geven; gebruikelijk bij ELECTRE.",
    ),
    avoid_when: Phrase(
        "nobody can say what z should be: `roc` needs the order only.",
        "niemand kan zeggen wat z moet zijn: `roc` vraagt alleen de volgorde.",
    ),
    parameters: &[
        Parameter {
            name: "z",
            default: Phrase("none: it must be given", "geen: hij moet opgegeven worden"),
            meaning: Phrase(
                "how many times the most important criterion weighs as much as the least",
                "hoeveel keer het belangrijkste criterium zoveel weegt als het minst belangrijke",
            ),
            accepts: Phrase(
                "a number above 1, or a range as in \"5..8\"",
                "een getal boven 1, of een bereik zoals \"5..8\"",
            ),
        },
        Parameter {
            name: "decimals",
            default: Phrase("none: no rounding", "geen: er wordt niet afgerond"),
            meaning: Phrase(
                "the decimals of weights out of 100, rounded by the paper's rule so that they still sum to 100",
                "de decimalen van gewichten op 100, afgerond met de regel van het artikel zodat ze samen 100 blijven",
            ),
            accepts: Phrase("a whole number from 0 to 9", "een geheel getal van 0 tot 9"),
        },
    ],
    evidence: Evidence::Judgements(Phrase::same("price > 2 > range = comfort > colour")),
    degenerate: Phrase(
        "one tier gives equal weights and needs no z. Rounding can part criteria of one tier, which is then said. A criterion that is not on a card: an error that names it.",
        "één laag geeft gelijke gewichten en vraagt geen z. Afronden kan criteria van één laag uit elkaar halen; dat wordt dan gezegd. Een criterium dat op geen kaart staat: een fout die zegt welk.",
    ),
    reference: "Figueira & Roy 2002, doi:10.1016/S0377-2217(01)00370-8",
    disagreements: Phrase(
        "the program of Papathanasiou & Ploskas 2018 divides z - 1 by the number of tiers and not by the steps between them, so that the first need not weigh z times the last. Some packages round k to two decimals before weights are shares of its sum.",
        "het programma van Papathanasiou & Ploskas 2018 deelt z - 1 door het aantal lagen en niet door het aantal stappen ertussen, zodat het eerste niet z keer het laatste hoeft te wegen. Sommige pakketten ronden k af op twee decimalen voordat gewichten aandelen in de som worden.",
    ),
};

/// Weights of cards; see the module.
///
/// # Errors
/// Where there is no single order of all items, cards are no whole numbers, or z is missing.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    some_items(items)?;
    read(SHEET.name, items, judgements)?;
    if parameters.decimals.is_some_and(|decimals| decimals > MOST_DECIMALS) {
        return Err(Fault {
            judgements: Vec::new(),
            message: both("`decimals` is more than 9", "`decimals` is meer dan 9"),
            remedy: both(
                "give 0 to 9 decimals, or none for no rounding",
                "geef 0 tot 9 decimalen, of geen om niet af te ronden",
            ),
        });
    }
    let (tiers, steps) = laid_out(items, judgements)?;
    let z = if tiers.len() > 1 { ratio(parameters)? } else { (1.0, 1.0) };

    // From the least important tier on, counted in the most important one, so that no z is too
    // large.
    let z_middle = z.0.midpoint(z.1);
    let middles: Vec<f64> = steps.iter().map(|(low, high)| low.midpoint(*high)).collect();
    let all: f64 = middles.iter().sum();
    let mut figures = vec![0.0; items];
    let mut passed = 0.0;
    for (at, tier) in tiers.iter().enumerate() {
        let share = if all > 0.0 { passed / all } else { 0.0 };
        let figure = 1.0 / z_middle + (1.0 - 1.0 / z_middle) * share;
        tier.iter().for_each(|own| figures[*own] = figure);
        passed += middles.get(at).copied().unwrap_or(0.0);
    }
    let exact = shares(&figures).unwrap_or(figures);

    let mut open = open_rows(items, &tiers, &steps, z);
    let mut notes = Vec::new();
    let mut missed_by = 0.0;
    let weights = match parameters.decimals {
        None => exact,
        Some(decimals) => {
            let weights = rounded(&exact, decimals);
            let mut from_most = tiers.clone();
            from_most.reverse();
            missed_by = most_missed(&ordered(items, &from_most), &weights);
            let by = most_missed(&open, &weights);
            if by > 0.0 {
                open = relaxed(&open, by);
            }
            notes.extend(parted(&tiers, &weights));
            weights
        }
    };
    Ok(DerivedWeights {
        weights,
        open,
        consistency: Vec::new(),
        residuals: vec![Residual { implied: None, missed_by }; judgements.len()],
        notes,
    })
}

/// The tiers from the least important on, and the ends of the steps between them.
type LaidOut = (Vec<Vec<usize>>, Vec<(f64, f64)>);

fn laid_out(items: usize, judgements: &[Judgement]) -> Result<LaidOut, Fault> {
    let (tiers, cards) = match judgements {
        [Judgement::Order { tiers, cards }] => (tiers.clone(), cards.clone()),
        [] if items == 1 => (vec![vec![0]], Vec::new()),
        _ => {
            return Err(Fault {
                judgements: (0..judgements.len()).collect(),
                message: both(
                    format!("cards are laid out {} times", judgements.len()),
                    format!("kaarten zijn {} keer gelegd", judgements.len()),
                ),
                remedy: both(
                    "write one order of all criteria, as in `a > 2 > b = c > d`",
                    "schrijf één volgorde van alle criteria, zoals `a > 2 > b = c > d`",
                ),
            });
        }
    };
    let mut missing = vec![true; items];
    tiers.iter().flatten().for_each(|own| missing[*own] = false);
    if let Some(at) = missing.iter().position(|own| *own) {
        return Err(Fault {
            judgements: vec![0],
            message: both(
                format!("{} is on no card", item(at)),
                format!("{} staat op geen kaart", item(at)),
            ),
            remedy: both(
                format!("put {} into the order", item(at)),
                format!("zet {} in de volgorde", item(at)),
            ),
        });
    }
    let tiers: Vec<Vec<usize>> = tiers.into_iter().rev().collect();
    let mut steps = Vec::new();
    for at in 0..tiers.len().saturating_sub(1) {
        let (low, high) = cards.get(tiers.len() - 2 - at).copied().unwrap_or((0.0, 0.0));
        // Not above what a count keeps exactly.
        let is_count = |own: f64| own >= 0.0 && own.fract() == 0.0 && own <= f64::from(u32::MAX);
        if !(is_count(low) && is_count(high) && low <= high) {
            return Err(bad_figures(
                0,
                &judgements[0],
                Phrase(
                    "blank cards are counted in whole numbers; in a range the lower one comes first",
                    "blanco kaarten worden in gehele getallen geteld; in een bereik komt het laagste eerst",
                ),
            ));
        }
        steps.push((low + 1.0, high + 1.0));
    }
    Ok((tiers, steps))
}

fn ratio(parameters: &Parameters) -> Result<(f64, f64), Fault> {
    let fault = |message: Phrase| Fault {
        judgements: Vec::new(),
        message: message.into(),
        remedy: both(
            "give `z`, how many times the most important criterion weighs as much as the least: a \
             number above 1, or a range as in \"5..8\"",
            "geef `z`, hoeveel keer het belangrijkste criterium zoveel weegt als het minst \
             belangrijke: een getal boven 1, of een bereik zoals \"5..8\"",
        ),
    };
    let missing = || fault(Phrase("`z` is missing", "`z` ontbreekt"));
    let z = parameters.z.as_ref().ok_or_else(missing)?;
    z.ends().ok_or_else(|| {
        fault(Phrase(
            "`z` is no number above 1, and no range of such",
            "`z` is geen getal boven 1, en geen bereik van zulke getallen",
        ))
    })
}

fn open_rows(items: usize, tiers: &[Vec<usize>], steps: &[(f64, f64)], z: (f64, f64)) -> Vec<Row> {
    let mut from_most = tiers.to_vec();
    from_most.reverse();
    let mut out = ordered(items, &from_most);
    let (Some(least), Some(most)) = (tiers.first(), from_most.first()) else { return out };
    if tiers.len() > 1 {
        let (least, most) = (weight(items, least[0]), weight(items, most[0]));
        if z.0 == z.1 {
            out.push(scaled(1.0, &most, z.0, &least, Relation::Equal));
        } else {
            out.push(scaled(z.0, &least, 1.0, &most, Relation::AtMost));
            out.push(scaled(1.0, &most, z.1, &least, Relation::AtMost));
        }
        let gaps: Vec<Vec<f64>> =
            tiers.windows(2).map(|pair| difference(items, pair[1][0], pair[0][0])).collect();
        out.extend(between_ends(&gaps, steps));
    }
    out
}

/// Weights whose figures out of 100 have so many decimals and sum to 100; see the module.
fn rounded(weights: &[f64], decimals: u32) -> Vec<f64> {
    let items = weights.len();
    let whole = 10f64.powi(2 + decimals as i32);
    let exact: Vec<f64> = weights
        .iter()
        .map(|own| {
            let units = own * whole;
            // A whole number but for rounding.
            if (units - units.round()).abs() <= WRITTEN_WHOLE { units.round() } else { units }
        })
        .collect();
    let cut: Vec<f64> = exact.iter().map(|own| own.floor()).collect();
    let missing = (whole - cut.iter().sum::<f64>()).round().max(0.0) as usize;
    // A weight of 0, as a huge z gives, has no error when it is cut off.
    let size = |at: usize| exact[at].max(f64::MIN_POSITIVE);
    // Counted so that errors which are equal but for rounding are equal: the first item comes first
    // then.
    let counted = |error: f64| (error / SAME_FIGURE).round();
    let error_up = |at: usize| counted((1.0 - (exact[at] - cut[at])) / size(at));
    let error_down = |at: usize| counted((exact[at] - cut[at]) / size(at));
    let (worse_up, mut others): (Vec<usize>, Vec<usize>) =
        (0..items).partition(|at| error_up(*at) > error_down(*at));
    let up: Vec<usize> = if worse_up.len() + missing <= items {
        others.sort_by(|a, b| error_down(*b).total_cmp(&error_down(*a)));
        others.into_iter().take(missing).collect()
    } else {
        let mut worse_up = worse_up;
        worse_up.sort_by(|a, b| error_up(*a).total_cmp(&error_up(*b)));
        let more = missing - others.len();
        others.into_iter().chain(worse_up.into_iter().take(more)).collect()
    };
    let mut units = cut;
    up.into_iter().for_each(|at| units[at] += 1.0);
    units.iter().map(|own| own / whole).collect()
}

/// Items of a tier that rounding gave different weights.
fn parted(tiers: &[Vec<usize>], weights: &[f64]) -> Vec<Remark> {
    tiers
        .iter()
        .filter(|tier| tier.iter().any(|own| weights[*own] != weights[tier[0]]))
        .map(|tier| {
            let mut tier = tier.clone();
            tier.sort_unstable();
            let names: Vec<String> = tier.iter().map(|own| item(*own)).collect();
            let dutch = list(&names).replace(" and ", " en ");
            Remark {
                judgement: None,
                text: [
                    format!(
                        "{} stand in one tier, but their weights differ: rounded to so few decimals they could not sum to 100 otherwise.",
                        list(&names)
                    ),
                    format!(
                        "{dutch} zijn even belangrijk, maar hun gewichten verschillen: met zo weinig decimalen is de som anders geen 100."
                    ),
                ],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lp::vertices::vertices;

    const CLOSE: f64 = 1e-12;

    fn laid(tiers: &[&[usize]], cards: &[(f64, f64)]) -> Judgement {
        Judgement::Order {
            tiers: tiers.iter().map(|own| own.to_vec()).collect(),
            cards: cards.to_vec(),
        }
    }

    fn with(z: f64, decimals: Option<u32>) -> Parameters {
        Parameters { z: Some(Times::Once(z)), decimals }
    }

    /// The example of the paper: twelve criteria a .. l, one blank card, z = 6.5.
    fn paper() -> Judgement {
        laid(
            &[&[10], &[0, 7], &[4], &[1, 5, 8, 9], &[3], &[2, 6, 11]],
            &[(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (1.0, 1.0), (0.0, 0.0)],
        )
    }

    #[test]
    fn the_example_of_the_paper_is_reproduced() {
        let found = derive(12, &[paper()], &with(6.5, None)).unwrap();
        // u = 5.5 / 6; k = 1, 1.92, 3.75, 4.67, 5.58, 6.5 with sum 42.25.
        let printed = |at: usize| (found.weights[at] * 1e4).round() / 1e2;
        let wanted = [13.21, 8.88, 2.37, 4.54, 11.05, 8.88, 2.37, 13.21, 8.88, 8.88, 15.38, 2.37];
        for (at, wanted) in wanted.iter().enumerate() {
            assert!((printed(at) - wanted).abs() < 0.011, "{at}: {}", printed(at));
        }
        assert!((found.weights[10] / found.weights[2] - 6.5).abs() < CLOSE);
        assert!(found.open.iter().all(|row| row.relation == Relation::Equal
            || most_missed(std::slice::from_ref(row), &found.weights) == 0.0));

        let found = derive(12, &[paper()], &with(6.5, Some(1))).unwrap();
        let wanted = [13.2, 8.9, 2.4, 4.5, 11.0, 8.9, 2.4, 13.2, 8.9, 8.9, 15.3, 2.4];
        for (ours, wanted) in found.weights.iter().zip(wanted) {
            assert!((ours - wanted / 1e2).abs() < CLOSE, "{:?}", found.weights);
        }
        assert!(found.notes.is_empty());
        assert!(most_missed(&found.open, &found.weights) < CLOSE);
    }

    /// The paper's steps in fractions of whole numbers: z = p / q.
    fn steps_of_the_paper(
        tiers: &[Vec<usize>],
        cards: &[i128],
        (p, q): (i128, i128),
        decimals: u32,
    ) -> Vec<i128> {
        let n: usize = tiers.iter().map(Vec::len).sum();
        let e: i128 = cards.iter().map(|own| own + 1).sum::<i128>().max(1);
        // k * q * e, from the least important (last) tier on.
        let mut k = vec![0i128; n];
        let mut passed = 0;
        for (at, tier) in tiers.iter().enumerate().rev() {
            tier.iter().for_each(|own| k[*own] = q * e + (p - q) * passed);
            if at > 0 {
                passed += cards[at - 1] + 1;
            }
        }
        let sum: i128 = k.iter().sum();
        let whole = 10i128.pow(2 + decimals);
        // k* = whole * k / sum: its whole part, and what is over in parts of 1 / sum.
        let cut: Vec<i128> = k.iter().map(|own| whole * own / sum).collect();
        let over: Vec<i128> = k.iter().map(|own| whole * own % sum).collect();
        let v = (whole - cut.iter().sum::<i128>()) as usize;
        // Errors over k*: numerators over k, compared across.
        let up: Vec<i128> = over.iter().map(|own| sum - own).collect();
        let m: Vec<usize> = (0..n).filter(|i| up[*i] > over[*i]).collect();
        let mut list: Vec<usize> = (0..n).collect();
        list.sort_by(|a, b| (up[*a] * k[*b]).cmp(&(up[*b] * k[*a])));
        let mut barred: Vec<usize> = (0..n).collect();
        barred.sort_by(|a, b| (over[*b] * k[*a]).cmp(&(over[*a] * k[*b])));
        let f_plus: Vec<usize> = if m.len() + v <= n {
            let rest: Vec<usize> = barred.into_iter().filter(|i| !m.contains(i)).collect();
            let f_minus = &rest[v..];
            assert_eq!(f_minus.len(), n - v - m.len());
            rest[..v].to_vec()
        } else {
            let own: Vec<usize> = list.into_iter().filter(|i| m.contains(i)).collect();
            let f_minus = &own[v + m.len() - n..];
            assert_eq!(f_minus.len(), n - v);
            (0..n).filter(|i| !f_minus.contains(i)).collect()
        };
        let mut out = cut;
        f_plus.into_iter().for_each(|i| out[i] += 1);
        assert_eq!(out.iter().sum::<i128>(), whole);
        out
    }

    fn random(state: &mut u64) -> f64 {
        *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (*state >> 11) as f64 / (1u64 << 53) as f64
    }

    fn random_tiers(state: &mut u64, n: usize) -> Vec<Vec<usize>> {
        let mut tiers: Vec<Vec<usize>> = vec![Vec::new()];
        for at in 0..n {
            if random(state) < 0.6 && !tiers[tiers.len() - 1].is_empty() {
                tiers.push(Vec::new());
            }
            tiers.last_mut().unwrap().push(at);
        }
        tiers
    }

    #[test]
    fn rounding_is_that_of_the_steps_written_anew() {
        let mut state = 5u64;
        let (mut first, mut second) = (0, 0);
        for _ in 0..600 {
            let n = 1 + (random(&mut state) * 12.0) as usize;
            let tiers = random_tiers(&mut state, n);
            let cards: Vec<i128> =
                (1..tiers.len()).map(|_| (random(&mut state) * 4.0) as i128).collect();
            let (p, q) = (5 + (random(&mut state) * 40.0) as i128, 4);
            let decimals = (random(&mut state) * 4.0) as u32;
            let judgement = Judgement::Order {
                tiers: tiers.clone(),
                cards: cards.iter().map(|own| (*own as f64, *own as f64)).collect(),
            };
            let z = p as f64 / q as f64;
            let found = derive(n, &[judgement], &with(z, Some(decimals))).unwrap();
            // One tier has no ratio.
            let ratio = if tiers.len() == 1 { (1, 1) } else { (p, q) };
            let wanted = steps_of_the_paper(&tiers, &cards, ratio, decimals);
            let whole = 10f64.powi(2 + decimals as i32);
            let ours: Vec<i128> =
                found.weights.iter().map(|own| (own * whole).round() as i128).collect();
            assert_eq!(ours, wanted, "{tiers:?} {cards:?} {p}/{q} {decimals}");
            let parted = tiers
                .iter()
                .filter(|tier| tier.iter().any(|own| wanted[*own] != wanted[tier[0]]))
                .count();
            assert_eq!(found.notes.len(), parted);
            assert!(most_missed(&found.open, &found.weights) < CLOSE);
            if parted > 0 { first += 1 } else { second += 1 }
        }
        assert!(first > 20 && second > 20, "{first} {second}");
    }

    #[test]
    fn ranges_leave_open_what_some_cards_and_z_give() {
        let mut state = 9u64;
        for _ in 0..150 {
            let n = 2 + (random(&mut state) * 4.0) as usize;
            let tiers = random_tiers(&mut state, n);
            if tiers.len() == 1 {
                continue;
            }
            let cards: Vec<(f64, f64)> = (1..tiers.len())
                .map(|_| {
                    let low = (random(&mut state) * 3.0).floor();
                    (low, low + (random(&mut state) * 3.0).floor())
                })
                .collect();
            let z = (1.5 + random(&mut state), 3.0 + random(&mut state) * 4.0);
            let parameters =
                Parameters { z: Some(Times::Between(format!("{}..{}", z.0, z.1))), decimals: None };
            let judgement = Judgement::Order { tiers: tiers.clone(), cards: cards.clone() };
            let found = derive(n, &[judgement], &parameters).unwrap();
            assert!(most_missed(&found.open, &found.weights) < CLOSE);
            for _ in 0..30 {
                let drawn: Vec<(f64, f64)> = cards
                    .iter()
                    .map(|(low, high)| {
                        let own = (low + (high - low + 1.0) * random(&mut state)).floor();
                        (own.min(*high), own.min(*high))
                    })
                    .collect();
                let judgement = Judgement::Order { tiers: tiers.clone(), cards: drawn };
                let z = z.0 + (z.1 - z.0) * random(&mut state);
                let weights = derive(n, &[judgement], &with(z, None)).unwrap().weights;
                assert!(most_missed(&found.open, &weights) < CLOSE);
            }
            for vertex in vertices(n, &found.open, 10_000).unwrap() {
                let of = |tier: usize| vertex[tiers[tier][0]];
                let ratio = of(0) / of(tiers.len() - 1);
                assert!(z.0 - 1e-9 <= ratio && ratio <= z.1 + 1e-9, "{vertex:?}");
                // Some unit puts all steps within their ends.
                let (mut least, mut most) = (0.0f64, f64::INFINITY);
                for (at, (low, high)) in cards.iter().enumerate() {
                    let step = of(at) - of(at + 1);
                    least = least.max((low + 1.0) / step);
                    most = most.min((high + 1.0) / step);
                }
                assert!(least <= most * (1.0 + 1e-9) && most > 0.0, "{vertex:?}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let two = || laid(&[&[0], &[1]], &[(0.0, 0.0)]);
        let message = |found: Result<DerivedWeights, Fault>| found.unwrap_err().message;
        assert_eq!(message(derive(2, &[two()], &Parameters::default())), "`z` is missing");
        for z in [1.0, 0.0, -2.0, f64::NAN, f64::INFINITY] {
            assert!(derive(2, &[two()], &with(z, None)).is_err(), "{z}");
        }
        for text in ["8..5", "", "..", "a..b", "1..3", "2...3", "5..inf", "NaN"] {
            let z = Some(Times::Between(text.to_owned()));
            assert!(derive(2, &[two()], &Parameters { z, decimals: None }).is_err(), "{text}");
        }
        assert_eq!(message(derive(3, &[two()], &with(2.0, None))), "{2} is on no card");
        assert_eq!(
            message(derive(2, &[two(), two()], &with(2.0, None))),
            "cards are laid out 2 times"
        );
        for cards in [(-1.0, 0.0), (0.5, 1.0), (2.0, 1.0), (0.0, f64::INFINITY), (f64::NAN, 1.0)] {
            assert!(derive(2, &[laid(&[&[0], &[1]], &[cards])], &with(2.0, None)).is_err());
        }
        assert!(derive(2, &[two()], &with(2.0, Some(10))).is_err());
        assert!(derive(0, &[], &with(2.0, None)).is_err());
        assert_eq!(derive(1, &[], &Parameters::default()).unwrap().weights, [1.0]);
        // One tier needs no z, and a huge one gives figures all the same.
        let tied = derive(2, &[laid(&[&[0, 1]], &[])], &Parameters::default()).unwrap();
        assert_eq!(tied.weights, [0.5, 0.5]);
        for decimals in [None, Some(9)] {
            let found = derive(2, &[two()], &with(f64::MAX, decimals)).unwrap();
            assert!(found.weights[0] == 1.0 && found.weights[1] < f64::MIN_POSITIVE);
        }
    }

    #[test]
    fn parameters_are_read() {
        let read = |text: &str| serde_json::from_str::<Parameters>(text);
        assert_eq!(read("{\"z\": 6.5}").unwrap(), with(6.5, None));
        assert_eq!(read("{\"z\": 6, \"decimals\": 1}").unwrap(), with(6.0, Some(1)));
        let range = read("{\"z\": \"5..8\"}").unwrap();
        assert_eq!(range.z.and_then(|z| z.ends()), Some((5.0, 8.0)));
        assert!(read("{\"zz\": 1}").is_err());
    }
}
