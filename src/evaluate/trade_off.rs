//! What a weight says of two criteria in their own units: how much of one makes good a step on the
//! other (Keeney & Raiffa 1976, *Decisions with Multiple Objectives*, ch. 3, on value trade-offs).
//!
//! The score is the sum of w_i v_i(x_i), so a small step dx_i counts w_i v_i'(x_i) dx_i, in score
//! per unit of criterion i. The rate between criteria i and j is (w_i v_i') / (w_j v_j'): so many
//! units of j count as much as one unit of i. On a linear value function v' is 1 / (range of the
//! scale) everywhere. Elsewhere it is the slope of the piece on which the figure of one alternative
//! stands, in the direction in which that figure gets better; a rate then holds as far as the piece
//! goes. Levels of an ordinal scale are units of 1.

use super::evaluation::{Evaluation, GroupResult};
use crate::method::value::weighted_sum::value_functions;
use crate::problem::{Criterion, Curve, Direction, PlaceInGroup, Scale};
use crate::tolerance::SAME_FIGURE;
use crate::value;
use approx::relative_eq;

/// A step on a criterion, and the step on the reference that counts as much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TradeOff {
    /// The criterion, as an index into the leaves of the tree.
    pub leaf: usize,
    /// By how much its figure gets better, in its own unit: a power of ten, below 0 where less is
    /// better.
    pub step: f64,
    /// By how much the figure of the reference must get better to count as much, in the unit of the
    /// reference; below 0 where less is better.
    pub counts_as: f64,
    /// Whether a step in the other direction counts otherwise, because the value function bends at
    /// this figure.
    pub bends: bool,
}

/// Trade-offs of criteria against one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeOffs {
    /// The criterion they are held against: the heaviest whose unit is a currency, else the
    /// heaviest. An index into the leaves of the tree.
    pub reference: usize,
    /// A row per other criterion with weight, in the order of the file; at least one.
    pub rows: Vec<TradeOff>,
    /// Whether the reference's value function bends at this figure.
    pub reference_bends: bool,
    /// The criteria with weight on which a better figure adds no value here.
    pub nothing_gained: Vec<usize>,
    /// The criteria with weight that have no rate here: for all figures, because their value function
    /// is not linear or their scale not that of all groups; at the figures of one alternative,
    /// because the figure on which it hangs is not known.
    pub without: Vec<usize>,
    /// Whether some rate is that at the figures of one alternative only.
    pub at_figures: bool,
    /// Those of them whose scale runs over the figures seen.
    pub observed: Vec<usize>,
}

/// How value rises from a figure on, as it gets better.
struct Piece {
    leaf: usize,
    /// Score per unit of the figure, above 0.
    worth: f64,
    /// 1 where more is better, -1 where less is.
    sign: f64,
    /// How far the figure can go at this rate.
    room: f64,
    bends: bool,
    /// Whether this is so at one figure only.
    at_figure: bool,
}

/// The trade-offs that hold whatever the figures are: between criteria with linear value functions.
/// `None` for a method that is no sum of values, or where fewer than two criteria have them. Where
/// groups have observed ranges of their own, criteria without a scale are left out.
pub fn trade_offs(evaluation: &Evaluation) -> Option<TradeOffs> {
    let group = evaluation.groups.first()?;
    between(evaluation, 0, group, None)
}

/// The trade-offs at the nominal figures of an alternative, an index into the problem's: also those
/// on value functions that are not linear. `None` as in [`trade_offs`], and where the method does
/// not score the alternative.
pub fn trade_offs_at(evaluation: &Evaluation, alternative: usize) -> Option<TradeOffs> {
    let mut groups = evaluation.groups.iter().enumerate();
    let (at, group, place) =
        groups.find_map(|(at, group)| Some((at, group, group.place_of(alternative)?)))?;
    group.row(place)?;
    between(evaluation, at, group, Some(place))
}

fn between(
    evaluation: &Evaluation,
    at: usize,
    group: &GroupResult,
    place: Option<PlaceInGroup>,
) -> Option<TradeOffs> {
    // Only a sum of values has bounds.
    group.bounds.as_ref()?;
    let problem = evaluation.problem;
    let curves = value_functions(problem, &problem.groups[at]);
    let leaf_of = |leaf: usize| &problem.tree.leaves[leaf];
    let is_observed = |leaf: usize| value::fixed(leaf_of(leaf)).is_none();
    let (mut pieces, mut nothing_gained, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for (leaf, curve) in curves.iter().enumerate().filter(|(leaf, _)| group.weights[*leaf] > 0.0) {
        if place.is_none() && evaluation.groups.len() > 1 && is_observed(leaf) {
            continue;
        }
        let figure =
            place.map(|place| group.member(place)).filter(|it| problem.is_known(*it, leaf));
        let figure = figure.map(|member| problem.spread(member, leaf).nominal);
        match piece(leaf, leaf_of(leaf), curve, figure) {
            Some(piece) if piece.worth > 0.0 => {
                pieces.push(Piece { worth: piece.worth * group.weights[leaf], ..piece })
            }
            Some(_) => nothing_gained.push(leaf),
            // A column that is constant gains nothing, whatever its weight.
            None if curve.single_slope() == Some(0.0) || curve.points().len() == 1 => {}
            None => without.push(leaf),
        }
    }
    let heaviest = |some: &mut dyn Iterator<Item = usize>| {
        some.reduce(|a, b| {
            let (first, second) = (pieces[a].leaf, pieces[b].leaf);
            if group.weights[second] > group.weights[first] { b } else { a }
        })
    };
    let has_currency =
        |at: &usize| leaf_of(pieces[*at].leaf).unit.as_deref().is_some_and(is_currency);
    let reference = heaviest(&mut (0..pieces.len()).filter(has_currency))
        .or_else(|| heaviest(&mut (0..pieces.len())))?;
    let reference = pieces.remove(reference);
    let row = |piece: &Piece| {
        let rate = piece.worth / reference.worth;
        let ordinal = matches!(leaf_of(piece.leaf).scale, Some(Scale::Ordinal(_)));
        let step = readable_step(rate, piece.room, reference.room, ordinal);
        let counts_as = reference.sign * step * rate;
        let row =
            TradeOff { leaf: piece.leaf, step: piece.sign * step, counts_as, bends: piece.bends };
        (counts_as != 0.0 && counts_as.is_finite()).then_some(row)
    };
    let rows: Vec<TradeOff> = pieces.iter().filter_map(row).collect();
    let said = || std::iter::once(&reference).chain(&pieces);
    (!rows.is_empty()).then(|| TradeOffs {
        reference: reference.leaf,
        reference_bends: reference.bends,
        nothing_gained,
        without,
        at_figures: said().any(|piece| piece.at_figure),
        observed: said().map(|piece| piece.leaf).filter(|leaf| is_observed(*leaf)).collect(),
        rows,
    })
}

/// How value rises on a criterion, without its weight: everywhere alike, or from this figure on.
/// `worth` is 0 where nothing is gained; `None` where neither is known.
fn piece(leaf: usize, criterion: &Criterion, curve: &Curve, figure: Option<f64>) -> Option<Piece> {
    if let Some(slope) = curve.single_slope().filter(|slope| *slope != 0.0) {
        let points = curve.points();
        let room = match curve.extends() {
            (false, false) => points[points.len() - 1].0 - points[0].0,
            _ => f64::INFINITY,
        };
        let (worth, sign) = (slope.abs(), slope.signum());
        return Some(Piece { leaf, worth, sign, room, bends: false, at_figure: false });
    }
    let x = figure?;
    let up = match criterion.direction {
        Direction::Max => true,
        Direction::Min => false,
        Direction::Target(target) => x < target,
    };
    let sign = if up { 1.0 } else { -1.0 };
    let (slope, room) = curve.piece(x, up);
    let (back, _) = curve.piece(x, !up);
    Some(Piece {
        leaf,
        worth: (sign * slope).max(0.0),
        sign,
        room,
        bends: !relative_eq!(slope, back, max_relative = SAME_FIGURE),
        at_figure: true,
    })
}

/// A step of a power of ten that is no longer than there is room for, and counts as what there is
/// room for on the reference: 1 if that reads well, else the nearest to 1 that does.
fn readable_step(rate: f64, room: f64, reference_room: f64, ordinal: bool) -> f64 {
    // Levels are not counted by the ten.
    let exponents: &[i32] = match ordinal {
        true => &[0, -1, -2],
        false => &[0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 7, 8, 9],
    };
    let steps = || exponents.iter().map(|exponent| 10f64.powi(*exponent));
    let fits = |step: &f64| *step <= room && step * rate <= reference_room;
    let reads_well = |step: &f64| (0.05..10_000.0).contains(&(step * rate));
    let first = steps().find(|step| fits(step) && reads_well(step));
    first.or_else(|| steps().find(fits)).or_else(|| steps().find(reads_well)).unwrap_or(1.0)
}

/// Whether a unit counts money.
fn is_currency(unit: &str) -> bool {
    const CODES: [&str; 16] = [
        "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD",
        "INR", "euro", "dollar",
    ];
    let codes = |word: &str| {
        // As in kEUR and MEUR; a name may stand in the plural.
        let bare = word.strip_prefix(['k', 'M']).unwrap_or(word);
        let is = |code: &&str| {
            [word, bare, word.trim_end_matches('s')].iter().any(|it| it.eq_ignore_ascii_case(code))
        };
        CODES.iter().any(is)
    };
    unit.contains(['€', '$', '£', '¥']) || unit.split(|c: char| !c.is_alphanumeric()).any(codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_told_by_its_unit() {
        for unit in ["EUR", "EUR M", "kEUR", "USD 1e9", "€/month", "million euros", "€"] {
            assert!(is_currency(unit), "{unit}");
        }
        for unit in ["kg", "minutes", "neurons", "Europe", "km", ""] {
            assert!(!is_currency(unit), "{unit}");
        }
    }

    #[test]
    fn steps_read_well_and_fit() {
        assert_eq!(readable_step(0.25, 8.0, 1.0, false), 1.0);
        // 1 would count as a hundredth; a hundred has no room.
        assert_eq!(readable_step(0.01, 50.0, 1.0, false), 10.0);
        // 1 is more than the scale.
        assert_eq!(readable_step(2.0, 0.5, 100.0, false), 0.1);
        assert_eq!(readable_step(2.0, 4.0, 1.0, true), 0.1);
        assert_eq!(readable_step(3.0, f64::INFINITY, f64::INFINITY, false), 1.0);
    }
}
