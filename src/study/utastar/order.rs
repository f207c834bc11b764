//! The ranking that pairs of alternatives make: who is better than whom, and who equally good.

use super::undefined;
use crate::error::{Error, Result};
use crate::problem::Problem;

/// The alternatives that preferences name, place by place from the best down. Those that are said
/// to be equally good share a place; of any two places it must follow from the pairs which is
/// better.
pub(super) fn places(problem: &Problem) -> Result<Vec<Vec<usize>>> {
    let mut places: Vec<Vec<usize>> = Vec::new();
    for said in &problem.preferences {
        for (alternative, _) in said.terms.iter().take(2) {
            if !places.iter().any(|members| members.contains(alternative)) {
                places.push(vec![*alternative]);
            }
        }
    }
    if places.is_empty() {
        return Err(undefined(
            "it explains a ranking of alternatives, and the case has no [[preferences]]",
            "het verklaart een rangorde van alternatieven, en het dossier heeft geen [[preferences]]",
            "say of a few alternatives that you know which is better: [[preferences]] with better and worse, or equal",
            "zeg van enkele alternatieven die u kent welk beter is: [[preferences]] met better en worse, of equal",
        ));
    }
    let place = |places: &[Vec<usize>], alternative: usize| {
        places.iter().position(|members| members.contains(&alternative)).unwrap_or_default()
    };
    for said in problem.preferences.iter().filter(|said| said.equal) {
        let [(a, _), (b, _), ..] = said.terms[..] else { continue };
        let (a, b) = (place(&places, a), place(&places, b));
        if a != b {
            let moved = places.remove(a.max(b));
            places[a.min(b)].extend(moved);
        }
    }
    let mut better: Vec<(usize, usize)> = Vec::new();
    for said in problem.preferences.iter().filter(|said| !said.equal) {
        let [(a, _), (b, _), ..] = said.terms[..] else { continue };
        let pair = (place(&places, a), place(&places, b));
        if pair.0 == pair.1 {
            let (a, b) = (problem.full_name(a), problem.full_name(b));
            return Err(undefined(
                format!("{a} is said to be better than {b}, and as good by what else is said"),
                format!("{a} heet beter dan {b}, en even goed volgens wat er verder gezegd is"),
                "change or drop one of these [[preferences]]",
                "wijzig of schrap een van deze [[preferences]]",
            ));
        }
        better.push(pair);
    }
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let beaten = |own: usize| better.iter().find(|(a, b)| *b == own && left.contains(a));
        let free: Vec<usize> = left.iter().copied().filter(|own| beaten(*own).is_none()).collect();
        let name = |at: usize| problem.full_name(places[at][0]);
        match free[..] {
            [one] => {
                order.push(one);
                left.retain(|own| *own != one);
            }
            [first, second, ..] => {
                let (a, b) = (name(first), name(second));
                return Err(undefined(
                    format!("nothing says which of {a} and {b} is better"),
                    format!("niets zegt welk van {a} en {b} beter is"),
                    "add a [[preferences]] of these two: a ranking has no gaps",
                    "voeg een [[preferences]] over die twee toe: een rangorde heeft geen gaten",
                ));
            }
            [] => return Err(circle(&left, &|own| beaten(own).map(|(a, _)| *a), &name)),
        }
    }
    Ok(order.into_iter().map(|at| std::mem::take(&mut places[at])).collect())
}

/// Places of which each is beaten by another go round somewhere.
fn circle(
    left: &[usize],
    beaten_by: &dyn Fn(usize) -> Option<usize>,
    name: &dyn Fn(usize) -> String,
) -> Error {
    let mut path: Vec<usize> = vec![left[0]];
    let round = loop {
        let Some(next) = beaten_by(path[path.len() - 1]) else { break path.clone() };
        if let Some(from) = path.iter().position(|own| *own == next) {
            break path.split_off(from);
        }
        path.push(next);
    };
    // From the better to the worse, and back to the first.
    let mut names: Vec<String> = round.iter().rev().map(|own| name(*own)).collect();
    names.extend(names.first().cloned());
    let names = names.join(" > ");
    undefined(
        format!("the preferences go round: {names}"),
        format!("de voorkeuren lopen in een kring: {names}"),
        "change or drop one of these [[preferences]]",
        "wijzig of schrap een van deze [[preferences]]",
    )
}
