//! How levels are written in a rule: one level, or several that it may be.

use super::level_set::LevelSet;
use crate::error::{Error, both};
use crate::problem::wrong::Wrong;

/// The levels that a text stands for: a level, `*` (any), `>= level` (it or a better one), `<=
/// level` (it or a worse one), `level..level` (from the worse to the better one), or several of these
/// with `|` in between. What is the name of a level stands for that, whatever signs are in it.
pub(crate) fn levels(text: &str, levels: &[String]) -> Result<LevelSet, Wrong> {
    let text = text.trim();
    let place = |name: &str| levels.iter().position(|level| level == name.trim());
    let known = |name: &str| {
        place(name).ok_or_else(|| {
            let known = levels.iter().map(String::as_str);
            Wrong::new(Error::unknown("level", name.trim(), known).said())
        })
    };
    if let Some(place) = place(text) {
        return Ok(LevelSet::single(place));
    }
    if text == "*" {
        return Ok(LevelSet::all(levels.len()));
    }
    if text.contains('|') {
        let mut parts = text.split('|').map(|part| self::levels(part, levels));
        return parts.try_fold(LevelSet::EMPTY, |all, part| Ok(all.union(part?)));
    }
    let last = levels.len().saturating_sub(1);
    if let Some(name) = text.strip_prefix(">=").or_else(|| text.strip_prefix('≥')) {
        return Ok(LevelSet::between(known(name)?, last));
    }
    if let Some(name) = text.strip_prefix("<=").or_else(|| text.strip_prefix('≤')) {
        return Ok(LevelSet::between(0, known(name)?));
    }
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (known(from)?, known(to)?);
        if from > to {
            let (worse, better) = (&levels[to], &levels[from]);
            let message = both(
                format!("`{text}` starts at the better level"),
                format!("`{text:#}` begint bij het betere niveau"),
            );
            return Err(Wrong::new(message).help(both(
                format!("write the worse one first: {worse}..{better}"),
                format!("schrijf het slechtste eerst: {worse:#}..{better:#}"),
            )));
        }
        return Ok(LevelSet::between(from, to));
    }
    Ok(LevelSet::single(known(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_as_the_levels_it_stands_for() {
        let names = ["low", "mid", "high", ">= mid"].map(str::to_owned);
        let read = |text| levels(text, &names).map(|set| set.iter().collect::<Vec<_>>()).ok();
        assert_eq!(read(" mid "), Some(vec![1]));
        assert_eq!(read("*"), Some(vec![0, 1, 2, 3]));
        assert_eq!(read(">= high"), Some(vec![2, 3]));
        assert_eq!(read("<=mid"), Some(vec![0, 1]));
        assert_eq!(read("low..high"), Some(vec![0, 1, 2]));
        assert_eq!(read("low | high"), Some(vec![0, 2]));
        assert_eq!(read(">= mid"), Some(vec![3]), "a level of that name comes first");
        for wrong in ["", "hi", "high..low", "low |", ">= "] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let near = levels("hgih", &names).unwrap_err().message;
        assert!(near.contains("did you mean `high`"), "{near}");
    }
}
