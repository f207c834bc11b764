//! Whether an input alone can change who is first: at the given weights, all other inputs at their
//! nominal figures. Exact: scores are straight between stops, so who is first changes only at stops
//! and where lines cross, and all of these are looked at.

use super::envelope::{Fan, best_other, ordered};
use super::model::{InputScores, bends, members, own, tidy};
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::PlaceInGroup;

/// What an input alone can do to first place in a group.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstPlace {
    /// Who is first at nominal figures, as places in the group.
    pub leaders: Vec<PlaceInGroup>,
    /// Whether at any figure within its range others are first, or some no longer are; a tie
    /// counts.
    pub can_change: bool,
    /// Who is first as it runs through its range, in order; at a single figure `from` = `to`.
    pub stretches: Vec<Stretch>,
    /// The least lead that who is first now keeps over the best other as the input runs through its
    /// range (of several that are first, the one that keeps most), and the figure at which; below 0
    /// others come ahead. `None` where there is no other.
    pub least_lead: Option<(f64, f64)>,
    /// Its lead at nominal figures.
    pub score_difference: f64,
}

impl FirstPlace {
    /// By how much others can come ahead of who is first now.
    pub fn largest_gain(&self) -> f64 {
        self.least_lead.map_or(0.0, |(score_difference, _)| (-score_difference).max(0.0))
    }
}

/// Figures of an input over which the same alternatives are first.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The least of these figures.
    pub from: f64,
    /// The greatest of these figures.
    pub to: f64,
    /// Who is first, as places in the group.
    pub leaders: Vec<PlaceInGroup>,
}

/// What an input can do among the ranked alternatives of a group; `model` is theirs.
pub(super) fn first_place(
    model: &InputScores,
    ranked: &RankedGroup,
    input: usize,
    weights: &[f64],
) -> FirstPlace {
    let scores = ranked.scores(weights);
    let leaders: Vec<usize> = ranked.leaders();
    let places =
        |of: &[usize]| of.iter().map(|at| ranked.places[*at]).collect::<Vec<PlaceInGroup>>();
    let mut out = FirstPlace {
        leaders: places(&leaders),
        can_change: false,
        stretches: Vec::new(),
        least_lead: None,
        score_difference: 0.0,
    };
    let order = ordered(&scores);
    let [best, second, ..] = order[..] else { return out };
    let of = &model.problem.inputs[input];
    let (spread, eps) = (of.spread, ranked.eps(&scores, weights));
    out.score_difference = scores[best as usize] - scores[second as usize];
    out.least_lead = Some((out.score_difference, spread.nominal));
    let cells = model.fed(input);
    if cells.is_empty() {
        return out;
    }
    let texts = of.quantity.texts();
    let discrete = texts.is_some();
    let fed = members(&cells);
    let rests: Vec<f64> = cells.iter().map(|cell| model.nominal_rest(cell, input)).collect();
    let mut stops = vec![spread.low, spread.high];
    if let Some(texts) = texts {
        stops = (0..texts.len()).map(|k| k as f64).collect();
    } else {
        cells.iter().zip(&rests).for_each(|(cell, rest)| {
            bends(&cell.cell, input, *rest, (spread.low, spread.high), &mut stops);
        });
        tidy(&mut stops);
    }
    let mut others = Vec::new();
    let other = best_other(&order, &scores, &fed, eps, &mut others);
    let lines = fed.len() + usize::from(other.is_some());
    let mut base: Vec<f64> = fed.iter().map(|member| scores[*member]).chain(other).collect();
    let line_of = |member: usize| fed.binary_search(&member).unwrap_or(fed.len());
    for cell in &cells {
        base[line_of(cell.member)] -=
            weights[cell.cell.leaf] * ranked.value(cell.member, cell.cell.leaf);
    }
    let mut values: Vec<f64> = stops.iter().flat_map(|_| base.iter().copied()).collect();
    for (cell, rest) in cells.iter().zip(&rests) {
        for (k, x) in stops.iter().enumerate() {
            let value = cell.cell.value.at(own(&cell.cell, input, *x) + rest);
            values[k * lines + line_of(cell.member)] += weights[cell.cell.leaf] * value;
        }
    }
    let fan = Fan { stops: &stops, discrete, values: &values, lines, eps };
    let expand = |tied: &[usize]| -> Vec<usize> {
        let of = |line: &usize| if *line < fed.len() { vec![fed[*line]] } else { others.clone() };
        let mut all: Vec<usize> = tied.iter().flat_map(of).collect();
        all.sort_unstable();
        all
    };
    // Who is first at one figure, ties included.
    let first_at = |stop: usize, x: f64| {
        let ys: Vec<f64> = (0..lines).map(|line| fan.at(line, stop, x)).collect();
        let most = ys.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        expand(&(0..lines).filter(|line| most - ys[*line] <= eps).collect::<Vec<_>>())
    };
    fan.walk(&mut Vec::new(), |piece| {
        let now = expand(piece.tied);
        out.can_change |=
            [&now, &first_at(piece.stop, piece.from), &first_at(piece.stop, piece.to)]
                .iter()
                .any(|it| **it != leaders);
        let now = places(&now);
        match out.stretches.last_mut() {
            Some(last) if last.leaders == now => last.to = piece.to,
            _ => out.stretches.push(Stretch { from: piece.from, to: piece.to, leaders: now }),
        }
    });
    // The lead of a line over all others is concave between stops, so it is least at one of them.
    // Of those that no input moves the best two are enough.
    let second = others.get(1).map(|member| scores[*member]);
    let second = second.or_else(|| {
        let beside =
            |member: &usize| fed.binary_search(member).is_err() && !others.contains(member);
        order.iter().map(|member| *member as usize).find(beside).map(|member| scores[member])
    });
    let least = |leader: &usize| {
        let line = line_of(*leader);
        let at = |k: usize| {
            let row = &values[k * lines..][..lines];
            let rivals = (0..lines).filter(|other| *other != line).map(|other| row[other]);
            let rivals = rivals.chain(second.filter(|_| line == fed.len()));
            (row[line] - rivals.fold(f64::NEG_INFINITY, f64::max), stops[k])
        };
        (0..stops.len()).map(at).min_by(|a, b| a.0.total_cmp(&b.0))
    };
    let most = leaders.iter().filter_map(least).max_by(|a, b| a.0.total_cmp(&b.0));
    out.least_lead = most.map(|(score_difference, at)| {
        (if score_difference.abs() <= eps { 0.0 } else { score_difference }, at)
    });
    out
}
