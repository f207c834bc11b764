//! What a weight says of two criteria in their own units: how much of one makes good a step on the
//! other (Keeney & Raiffa 1976, *Decisions with Multiple Objectives*, ch. 3, on value trade-offs).
//!
//! The score is the sum of w_i v_i(x_i), so a small step dx_i counts w_i v_i'(x_i) dx_i, in score
//! per unit of criterion i. The rate between criteria i and j is (w_i v_i') / (w_j v_j'): so many
//! units of j count as much as one unit of i. On a linear value function v' is 1 / (range of the
//! scale) on all of the scale. Elsewhere it is the slope of the piece on which the figure of one
//! alternative stands, in the direction in which that figure gets better. A rate holds as far as the
//! piece goes, and no step is told that is longer: it would count otherwise. Levels of an ordinal
//! scale are units of 1.

use super::evaluation::{Evaluation, GroupResult};
use crate::method::value::weighted_sum::value_functions;
use crate::problem::{Beyond, Criterion, Curve, Direction, PlaceInGroup, Scale};
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
    /// heaviest, of those with which there is a row. An index into the leaves of the tree.
    pub reference: usize,
    /// A row per other criterion with weight that has a rate, in the order of the file; at least
    /// one.
    pub rows: Vec<TradeOff>,
    /// Whether the reference's value function bends at this figure.
    pub reference_bends: bool,
    /// The criteria with weight on which no better figure adds value: from the figures of one
    /// alternative on, or anywhere.
    pub nothing_gained: Vec<usize>,
    /// The criteria with weight on which a figure that is slightly better adds no value, and one
    /// that is much better does.
    pub nothing_yet: Vec<usize>,
    /// The criteria with weight that have a rate, and on which no readable step is short enough for
    /// it: a value function bends or ends close to the figure, theirs or the reference's.
    pub no_step: Vec<usize>,
    /// The criteria with weight that have no rate here: for all figures, because their value function
    /// is not linear or their scale not that of all groups; at the figures of one alternative,
    /// because the figure on which it hangs is not known.
    pub without: Vec<usize>,
    /// Whether some rate is that at the figures of one alternative only.
    pub at_figures: bool,
    /// The reference and the criteria with a row whose scale runs over the figures seen.
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
    /// The shortest way to go of which a rate is told.
    least_room: f64,
    bends: bool,
    /// Whether this is so at one figure only.
    at_figure: bool,
}

/// What a better figure adds on a criterion.
enum Gain {
    Rising(Piece),
    /// Nothing at first.
    NotYet,
    Nothing,
}

/// The part of a scale that a piece must go on for at least, for its rate to say something.
const LEAST_PART: f64 = 0.001;

/// The trade-offs at the weights of a group that hold whatever the figures are, within the scales:
/// between criteria with linear value functions. `None` for a method that is no sum of values, or
/// where fewer than two criteria have them. Where groups have observed ranges of their own, criteria
/// without a scale are left out; so those of groups with the same weights are the same.
pub fn trade_offs(evaluation: &Evaluation, group: usize) -> Option<TradeOffs> {
    between(evaluation, group, evaluation.groups.get(group)?, None)
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
    let mut pieces = Vec::new();
    let (mut nothing_gained, mut nothing_yet, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for (leaf, curve) in curves.iter().enumerate().filter(|(leaf, _)| group.weights[*leaf] > 0.0) {
        let gain = match place.map(|place| group.member(place)) {
            // Other groups have another scale.
            None if evaluation.groups.len() > 1 && is_observed(leaf) => None,
            // Where all figures seen are the same there is no scale to say anything of.
            _ if curve.points().len() == 1 && is_observed(leaf) => continue,
            None => everywhere(leaf, curve),
            Some(member) if problem.is_known(member, leaf) => {
                let figure = problem.spread(member, leaf).nominal;
                Some(from(leaf, leaf_of(leaf), curve, figure))
            }
            Some(_) => None,
        };
        match gain {
            Some(Gain::Rising(piece)) => {
                pieces.push(Piece { worth: piece.worth * group.weights[leaf], ..piece })
            }
            Some(Gain::NotYet) => nothing_yet.push(leaf),
            Some(Gain::Nothing) => nothing_gained.push(leaf),
            None => without.push(leaf),
        }
    }
    // Money first, and then the heaviest.
    let has_currency = |piece: &Piece| leaf_of(piece.leaf).unit.as_deref().is_some_and(is_currency);
    let weight = |piece: &Piece| group.weights[piece.leaf];
    let mut references: Vec<usize> = (0..pieces.len()).collect();
    references.sort_by(|a, b| {
        let (a, b) = (&pieces[*a], &pieces[*b]);
        has_currency(b).cmp(&has_currency(a)).then(weight(b).total_cmp(&weight(a)))
    });
    let row = |piece: &Piece, reference: &Piece| {
        let rate = piece.worth / reference.worth;
        let ordinal = matches!(leaf_of(piece.leaf).scale, Some(Scale::Ordinal(_)));
        let goes_far = |piece: &Piece| piece.room >= piece.least_room;
        let step = readable_step(rate, piece.room, reference.room, ordinal)
            .filter(|_| goes_far(piece) && goes_far(reference))?;
        let counts_as = reference.sign * step * rate;
        let row =
            TradeOff { leaf: piece.leaf, step: piece.sign * step, counts_as, bends: piece.bends };
        (counts_as != 0.0 && counts_as.is_finite()).then_some(row)
    };
    // Close to a bend or an end the reference has no room for steps: then another is.
    let against = |at: usize| {
        let others = pieces.iter().enumerate().filter(|(other, _)| *other != at);
        let rows = others.map(|(_, piece)| (piece.leaf, row(piece, &pieces[at])));
        let (told, untold): (Vec<_>, Vec<_>) = rows.partition(|(_, row)| row.is_some());
        let rows: Vec<TradeOff> = told.into_iter().filter_map(|(_, row)| row).collect();
        let no_step: Vec<usize> = untold.into_iter().map(|(leaf, _)| leaf).collect();
        (!rows.is_empty()).then_some((&pieces[at], rows, no_step))
    };
    let (reference, rows, no_step) = references.into_iter().find_map(against)?;
    let said = || pieces.iter().filter(|piece| !no_step.contains(&piece.leaf));
    Some(TradeOffs {
        reference: reference.leaf,
        reference_bends: reference.bends,
        nothing_gained,
        nothing_yet,
        without,
        at_figures: said().any(|piece| piece.at_figure),
        observed: said().map(|piece| piece.leaf).filter(|leaf| is_observed(*leaf)).collect(),
        no_step,
        rows,
    })
}

/// What a better figure adds everywhere on the scale, without the criterion's weight; `None` where
/// that depends on the figure.
fn everywhere(leaf: usize, curve: &Curve) -> Option<Gain> {
    let points = curve.points();
    if points.len() == 1 {
        return Some(Gain::Nothing);
    }
    let slope = curve.single_slope()?;
    if slope == 0.0 {
        return Some(Gain::Nothing);
    }
    Some(Gain::Rising(Piece {
        leaf,
        worth: slope.abs(),
        sign: slope.signum(),
        room: points[points.len() - 1].0 - points[0].0,
        least_room: 0.0,
        bends: false,
        at_figure: false,
    }))
}

/// What a better figure than this one adds, without the criterion's weight.
fn from(leaf: usize, criterion: &Criterion, curve: &Curve, figure: f64) -> Gain {
    let up_first = match criterion.direction {
        Direction::Max => true,
        Direction::Min => false,
        Direction::Target(target) => figure < target,
    };
    let ways = match criterion.direction {
        // The stated best may lie beside the target.
        Direction::Target(_) => &[up_first, !up_first][..],
        _ => &[up_first][..],
    };
    let rising = ways.iter().find_map(|up| rising(leaf, criterion, curve, figure, *up));
    let now = curve.at(figure);
    let is_ahead = |x: f64| ways.iter().any(|up| if *up { x > figure } else { x < figure });
    match rising {
        Some(piece) => Gain::Rising(piece),
        None if curve.points().iter().any(|(x, y)| is_ahead(*x) && *y > now) => Gain::NotYet,
        None => Gain::Nothing,
    }
}

/// The piece on which value rises from a figure on, upwards or downwards.
fn rising(
    leaf: usize,
    criterion: &Criterion,
    curve: &Curve,
    figure: f64,
    up: bool,
) -> Option<Piece> {
    let sign = if up { 1.0 } else { -1.0 };
    let points = curve.points();
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    // A figure that was computed may come out just before the bend it stands on.
    let near = SAME_FIGURE * figure.abs().max(first.abs()).max(last.abs());
    let piece = |up: bool, sign: f64| match curve.piece(figure, up) {
        (_, room) if room <= near => curve.piece(figure + sign * 2.0 * near, up),
        piece => piece,
    };
    let (slope, room) = piece(up, sign);
    let worth = sign * slope;
    let room = match criterion.direction {
        // Beyond the target it would get worse, also where the figures seen end before it.
        Direction::Target(target) if sign * (target - figure) > near => {
            room.min((target - figure).abs())
        }
        _ => room,
    };
    let (back, _) = piece(!up, -sign);
    // A figure beyond the end of the scale that is an error does not count otherwise: there is none.
    let has_worse = match &criterion.scale {
        Some(Scale::Numeric { min, max, beyond: Beyond::Error }) => {
            if up {
                figure > *min
            } else {
                figure < *max
            }
        }
        Some(Scale::Ordinal(levels)) => {
            if up {
                figure > 0.0
            } else {
                figure < (levels.len() - 1) as f64
            }
        }
        _ => true,
    };
    (worth > 0.0).then(|| Piece {
        leaf,
        worth,
        sign,
        room,
        // Either part may be as large as a number goes.
        least_room: LEAST_PART * last - LEAST_PART * first,
        bends: has_worse && !relative_eq!(slope, back, max_relative = SAME_FIGURE),
        at_figure: curve.single_slope().is_none(),
    })
}

/// A step of a power of ten that is no longer than there is room for, and counts as what there is
/// room for on the reference: 1 if that reads well, else the nearest to 1 that does, else the
/// nearest to 1. `None` where none has room.
fn readable_step(rate: f64, room: f64, reference_room: f64, ordinal: bool) -> Option<f64> {
    // Levels are not counted by the ten.
    let exponents: &[i32] = match ordinal {
        true => &[0, -1, -2],
        false => &[0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9],
    };
    let steps = || exponents.iter().map(|exponent| 10f64.powi(*exponent));
    // What is left of a piece is a difference, which rounds.
    let within = |step: f64, room: f64| step <= room * (1.0 + SAME_FIGURE);
    let fits = |step: &f64| within(*step, room) && within(step * rate, reference_room);
    let reads_well = |step: &f64| (0.05..10_000.0).contains(&(step * rate));
    steps().find(|step| fits(step) && reads_well(step)).or_else(|| steps().find(fits))
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
        assert_eq!(readable_step(0.25, 8.0, 1.0, false), Some(1.0));
        // 1 would count as a hundredth; a hundred has no room.
        assert_eq!(readable_step(0.01, 50.0, 1.0, false), Some(10.0));
        // 1 is more than the scale.
        assert_eq!(readable_step(2.0, 0.5, 100.0, false), Some(0.1));
        assert_eq!(readable_step(2.0, 4.0, 1.0, true), Some(0.1));
        assert_eq!(readable_step(3.0, f64::INFINITY, f64::INFINITY, false), Some(1.0));
        // A step that is too long is never told.
        assert_eq!(readable_step(2.0, 1e-10, 100.0, false), None);
        assert_eq!(readable_step(2.0, 4.0, 1e-3, true), None);
    }
}
