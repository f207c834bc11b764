//! MACBETH: weights from qualitative differences between swings.
//!
//! A person says of two swings from worst to best, or of one swing and none at all, how much more
//! attractive the first is: no, very weak, weak, moderate, strong, very strong or extreme, or a range
//! of these. The basic scale ([`basic_scale`](super::basic_scale)) gives each swing a score x, none
//! at all having 0, and w_i = x_i / sum of x. Bana e Costa & Vansnick 1994,
//! doi:10.1016/0969-6016(94)90010-8; Bana e Costa, De Corte & Vansnick 2012,
//! doi:10.1142/S0219622012400068.
//!
//! What stays open is what the categories say without the units of the scale: a difference of a
//! higher category is no smaller than one of a lower category.

#[cfg(test)]
mod tests;

use super::basic_scale::{Comparison, NoScale, Repair, Scale, basic_scale};
use super::linked::unreached;
use super::rows::{row, shares};
use super::sentences::item;
use super::statement::CATEGORIES;
use super::written::{bad_figures, list, misplaced, some_items, statement, unknown};
use super::{DerivedWeights, Fault, Judgement, Remark, Residual};
use crate::error::{Phrase, both};
use crate::lp::{Relation, Row};
use crate::weighting::{Evidence, WeightingSheet};
use std::collections::BTreeSet;

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "macbeth",
    idea: Phrase(
        "Swings from worst to best are compared in words: no, very weak, weak, moderate, strong, very strong or extreme difference, or a range of these. A linear program finds the scale with the least highest score on which differences of a higher category are larger, by 1 for each category at least; the weight is a swing's share of all scores.",
        "Stappen van slechtste naar beste worden in woorden vergeleken: geen, een zeer zwak, zwak, matig, sterk, zeer sterk of extreem verschil, of een bereik daarvan. Een lineair programma zoekt de schaal met de kleinste hoogste score waarop verschillen van een hogere categorie groter zijn, met minstens 1 per categorie; het gewicht is het aandeel van een stap in alle scores.",
    ),
    use_when: Phrase(
        "people can say which swing is worth more and by how much in words, but give no figures.",
        "mensen kunnen zeggen welke stap meer waard is en in woorden hoeveel, maar geen cijfers geven.",
    ),
    avoid_when: Phrase(
        "figures are at hand, or few pairs are judged: the scale then rests on its units more than on what was said.",
        "er cijfers zijn, of weinig paren beoordeeld zijn: de schaal berust dan meer op haar eenheden dan op wat gezegd is.",
    ),
    parameters: &[],
    evidence: Evidence::Judgements(Phrase::same("price - range = weak, range = moderate..strong")),
    degenerate: Phrase(
        "where several scales are best the middle of each score is taken, from the highest on, and that is said. Judgements that cannot hold together: an error with a set of them from which none can be left out (a smallest one where few are judged) and the smallest change of one judgement that mends it. A swing that no judgements link to `no swing at all`, or swings that are all worth nothing: an error.",
        "waar meer dan één schaal de beste is, telt het midden van elke score, vanaf de hoogste, en dat wordt gezegd. Oordelen die niet samen kunnen gelden: een fout met een stel waaruit er geen weg kan (een kleinste stel waar er weinig zijn) en de kleinste wijziging van één oordeel die het verhelpt. Een stap die geen oordelen verbinden met `no swing at all`, of stappen die allemaal niets waard zijn: een fout.",
    ),
    reference: "Bana e Costa & Vansnick 1994, doi:10.1016/0969-6016(94)90010-8; Bana e Costa, De Corte & Vansnick 2012, doi:10.1142/S0219622012400068",
    disagreements: Phrase(
        "what RMCDA calls MACBETH is another method: it scores figures, and asks for no judgements.",
        "wat RMCDA MACBETH noemt, is een andere methode: ze geeft cijfers een score en vraagt geen oordelen.",
    ),
};

/// Weights of qualitative judgements; see the module.
///
/// # Errors
/// Where judgements cannot hold together, or do not link every swing to no swing at all.
pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
) -> Result<DerivedWeights, Fault> {
    some_items(items)?;
    let comparisons = comparisons(items, judgements)?;
    linked(items, &comparisons)?;
    let scale = basic_scale(items + 1, Some(items), &[], &comparisons)
        .map_err(|why| fault(judgements, why))?;
    let Some(weights) = shares(&scale.scores[..items]) else {
        return Err(Fault {
            judgements: (0..judgements.len()).collect(),
            message: both(
                "no swing is worth more than none",
                "geen enkele stap is meer waard dan geen stap",
            ),
            remedy: both(
                "judge the swing of what matters `very weak` or more",
                "beoordeel de stap van wat belangrijk is met `very weak` of meer",
            ),
        });
    };
    let residuals = comparisons
        .iter()
        .map(|own| Residual { implied: Some(category(&scale, own)), missed_by: 0.0 })
        .collect();
    let mut notes = Vec::new();
    let unsettled: Vec<String> =
        scale.unsettled.iter().filter(|at| **at < items).map(|at| item(*at)).collect();
    if !unsettled.is_empty() {
        let names = list(&unsettled);
        notes.push(Remark {
            judgement: None,
            text: [
                format!(
                    "Several scales fit the judgements equally well; they differ on {names}. The middle is taken."
                ),
                format!(
                    "Meerdere schalen passen even goed bij de oordelen; ze verschillen voor {names:#}. Het midden is genomen."
                ),
            ],
        });
    }
    Ok(DerivedWeights {
        weights,
        open: open(items, &comparisons),
        consistency: Vec::new(),
        residuals,
        notes,
    })
}

/// Judgements as comparisons of elements, the last of which is no swing at all.
fn comparisons(items: usize, judgements: &[Judgement]) -> Result<Vec<Comparison>, Fault> {
    let mut out: Vec<Comparison> = Vec::new();
    for (at, judgement) in judgements.iter().enumerate() {
        let Judgement::Difference { a, b, low, high } = judgement else {
            return Err(misplaced(at, judgement, SHEET.name, "a - b = weak..moderate"));
        };
        let other = b.unwrap_or(items);
        if *a >= items || b.is_some_and(|b| b >= items) {
            return Err(unknown(at, items));
        }
        if *a == other {
            return Err(Fault {
                judgements: vec![at],
                message: both(
                    format!("`{}` compares {} with itself", statement(judgement), item(*a)),
                    format!("`{}` vergelijkt {} met zichzelf", statement(judgement), item(*a)),
                ),
                remedy: both("compare two swings", "vergelijk twee stappen"),
            });
        }
        if low > high || usize::from(*high) >= CATEGORIES.len() {
            return Err(bad_figures(
                at,
                judgement,
                Phrase(
                    "categories run from `no` to `extreme`; in a range the lower one comes first",
                    "categorieën lopen van `no` tot `extreme`; in een bereik komt de laagste eerst",
                ),
            ));
        }
        let own = Comparison { a: *a, b: other, low: *low, high: *high };
        let earlier = out.iter().position(|known| {
            (known.a, known.b) == (own.a, own.b) || (known.a, known.b) == (own.b, own.a)
        });
        if let Some(earlier) = earlier.filter(|earlier| out[*earlier] != own) {
            return Err(Fault {
                judgements: vec![earlier, at],
                message: both(
                    format!(
                        "`{}` and `{}` are about the same two swings",
                        statement(&judgements[earlier]),
                        statement(judgement)
                    ),
                    format!(
                        "`{}` en `{}` gaan over dezelfde twee stappen",
                        statement(&judgements[earlier]),
                        statement(judgement)
                    ),
                ),
                remedy: both(
                    "keep one of the two, or write a range of categories",
                    "behoud een van de twee, of schrijf een bereik van categorieën",
                ),
            });
        }
        out.push(own);
    }
    Ok(out)
}

/// Every swing must hang together with no swing at all; else its score is known but for a constant.
fn linked(items: usize, comparisons: &[Comparison]) -> Result<(), Fault> {
    let pairs = comparisons.iter().map(|it| (it.a, it.b));
    let Some(at) = unreached(items + 1, items, pairs) else { return Ok(()) };
    let name = item(at);
    let none = comparisons.iter().all(|own| own.b != items);
    let message = if none {
        both(
            "no swing is compared with no swing at all, so that scores have no zero and give no weights",
            "geen stap is vergeleken met helemaal geen stap, zodat scores geen nulpunt hebben en geen gewichten geven",
        )
    } else {
        both(
            format!("no judgements link {name} to no swing at all"),
            format!("geen oordelen verbinden {name} met helemaal geen stap"),
        )
    };
    let remedy = if none {
        both(
            "judge at least one swing by itself, best the least attractive one: `a = weak`",
            "beoordeel minstens één stap op zich, het best de minst aantrekkelijke: `a = weak`",
        )
    } else {
        both(
            format!("compare {name} with another swing, or judge it by itself: `{name} = weak`"),
            format!(
                "vergelijk {name} met een andere stap, of beoordeel die op zich: `{name} = weak`"
            ),
        )
    };
    Err(Fault { judgements: Vec::new(), message, remedy })
}

fn fault(judgements: &[Judgement], why: NoScale) -> Fault {
    let NoScale::Conflict { members, repair, .. } = why else {
        return Fault {
            judgements: Vec::new(),
            message: both(
                "the linear program of the scale was not solved",
                "het lineaire programma van de schaal is niet opgelost",
            ),
            remedy: both("judge fewer pairs", "beoordeel minder paren"),
        };
    };
    let texts: Vec<String> =
        members.iter().map(|at| format!("`{}`", statement(&judgements[*at]))).collect();
    let remedy = match repair.map(|repair| (repair, &judgements[repair.comparison])) {
        Some((repair, own)) => both(
            format!(
                "`{}` instead of `{}` is a smallest change that mends it",
                mended(own, repair),
                statement(own)
            ),
            format!(
                "`{}` in plaats van `{}` is een kleinste wijziging die het verhelpt",
                mended(own, repair),
                statement(own)
            ),
        ),
        None => both(
            "no change of one judgement mends it: change more than one of them",
            "geen wijziging van één oordeel verhelpt het: wijzig er meer dan één",
        ),
    };
    let message = if let [one] = texts.as_slice() {
        both(format!("{one} cannot hold"), format!("{one} kan niet gelden"))
    } else {
        let texts = list(&texts);
        both(format!("{texts} cannot hold together"), format!("{texts:#} kunnen niet samen gelden"))
    };
    Fault { judgements: members, message, remedy }
}

fn mended(judgement: &Judgement, repair: Repair) -> String {
    let level = repair.category.unsigned_abs();
    let changed = match judgement {
        Judgement::Difference { a, b: Some(b), .. } if repair.category < 0 => {
            Judgement::Difference { a: *b, b: Some(*a), low: level, high: level }
        }
        Judgement::Difference { a, b, .. } => {
            Judgement::Difference { a: *a, b: *b, low: level, high: level }
        }
        other => other.clone(),
    };
    statement(&changed)
}

/// The category of a difference on the scale: the lowest of those judged whose limit it keeps to.
fn category(scale: &Scale, own: &Comparison) -> f64 {
    let apart = scale.scores[own.a] - scale.scores[own.b];
    let within = |category: &u8| {
        scale.limits.get(usize::from(*category)).is_none_or(|limit| apart <= *limit)
    };
    f64::from((own.low..own.high).find(within).unwrap_or(own.high))
}

/// A difference of a higher category is no smaller than one of a lower category. Rows that follow
/// from two others are left out, as are those that all weights meet.
fn open(items: usize, comparisons: &[Comparison]) -> Vec<Row> {
    let form = |own: &Comparison| {
        let mut out = vec![0.0; items + 1];
        out[own.a] += 1.0;
        out[own.b] -= 1.0;
        out.truncate(items);
        out
    };
    let nothing = (0u8, 0u8, vec![0.0; items]);
    let mut forms: Vec<(u8, u8, Vec<f64>)> = vec![nothing];
    let mut out = Vec::new();
    for own in comparisons {
        if own.high == 0 {
            out.push(row(form(own), Relation::Equal));
            continue;
        }
        if own.low == 0 {
            out.push(row(form(own).iter().map(|c| 0.0 - c).collect(), Relation::AtMost));
        }
        forms.push((own.low, own.high, form(own)));
    }
    for (low, _, more) in &forms {
        for (_, high, less) in forms.iter().filter(|own| *low > own.1) {
            if forms.iter().any(|between| *low > between.1 && between.0 > *high) {
                continue;
            }
            let coefficients = less.iter().zip(more).map(|(less, more)| less - more).collect();
            out.push(row(coefficients, Relation::AtMost));
        }
    }
    // Coefficients are whole numbers.
    let mut seen = BTreeSet::new();
    out.retain(|own| {
        let says = own.relation == Relation::Equal || own.coefficients.iter().any(|own| *own > 0.0);
        says && seen.insert(own.coefficients.iter().map(|own| *own as i8).collect::<Vec<i8>>())
    });
    out
}
