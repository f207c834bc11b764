//! What `--limit`, `--with` and `--without` change.

use crate::case::check::checked_portfolio::{BoundSide, CheckedLimit, GivenBound};
use crate::case::file::what_if::{LimitSetting, WhatIf};
use crate::error::{Error, Finding, Place, Result, Said, both};
use crate::problem::Bound;
use std::collections::BTreeMap;

/// Limits and rules as the file has them.
pub(crate) struct Switchable<'a> {
    /// The limits.
    pub(crate) limits: &'a [CheckedLimit],
    /// The rules: the id of each, and whether it is applied.
    pub(crate) rules: Vec<(&'a str, bool)>,
}

/// What is typed of limits and rules.
pub(crate) struct TypedChanges<'a> {
    /// Bounds.
    pub(crate) limits: &'a [LimitSetting],
    /// What is switched on.
    pub(crate) with: &'a [String],
    /// What is switched off.
    pub(crate) without: &'a [String],
}

/// What the what-ifs make of limits and rules.
pub(crate) struct Changed {
    /// By limit.
    pub(crate) limits: Vec<LimitNow>,
    /// By rule: whether it is applied.
    pub(crate) rules: Vec<bool>,
    /// What is worth knowing about them.
    pub(crate) warnings: Vec<Finding>,
}

/// A limit under the what-ifs.
#[derive(Clone, Copy)]
pub(crate) struct LimitNow {
    /// Whether it is applied, if it has a bound.
    pub(crate) active: bool,
    /// Its bounds.
    pub(crate) bound: Bound,
}

/// The first what-if that speaks of limits or rules: its argument, and how it was typed.
pub(super) fn first(what_if: &WhatIf) -> Option<(&'static str, String)> {
    let limit = what_if.limits.first().map(|setting| ("limit", setting.typed.clone()));
    let with = || what_if.with.first().map(|id| ("with", id.clone()));
    let without = || what_if.without.first().map(|id| ("without", id.clone()));
    limit.or_else(with).or_else(without)
}

/// Limits and rules under the what-ifs.
///
/// # Errors
/// [`Error::Argument`] for a name that no limit or rule has, for one that is named twice, and for a
/// bound that makes no sense.
pub(crate) fn apply(checked: &Switchable, what_if: &TypedChanges) -> Result<Changed> {
    let switched = switched(checked, what_if)?;
    let mut bounds: Vec<Vec<GivenBound>> =
        checked.limits.iter().map(|limit| limit.bounds.clone()).collect();
    let mut set: BTreeMap<(usize, &'static str), &str> = BTreeMap::new();
    for setting in what_if.limits {
        let (at, side) = named(checked, setting)?;
        let limit = &checked.limits[at];
        let split = limit.by.is_some();
        if let Some(before) = set.insert((at, side.key(split)), &setting.typed) {
            let message = both(
                format!("this bound is given already, by --limit {before}: keep one of them"),
                format!("deze grens is al gegeven, met --limit {before:#}: behoud een van beide"),
            );
            return Err(Error::argument("limit", &setting.typed, message));
        }
        if let Some((message, help)) = limit.measure.fault(side, setting.bound) {
            let message = both(format!("{message}: {help}"), format!("{message:#}: {help:#}"));
            return Err(Error::argument("limit", &setting.typed, message));
        }
        for given in bounds[at].iter_mut().filter(|given| given.side == side) {
            given.bound = Some(setting.bound);
        }
        let bound = of(&bounds[at]);
        if let Some(message) = CheckedLimit::contradiction(bound.at_least, bound.at_most) {
            let other =
                if side == BoundSide::AtMost { BoundSide::AtLeast } else { BoundSide::AtMost };
            let id = &limit.id.value;
            let key = other.key(split);
            let message = both(
                format!("{message}: give --limit {id}.{key}=NUMBER as well"),
                format!("{message:#}: geef ook --limit {id}.{key}=GETAL"),
            );
            // A later one may put it right.
            let is_last = !what_if
                .limits
                .iter()
                .skip_while(|it| *it != setting)
                .skip(1)
                .any(|later| named(checked, later).is_ok_and(|(limit, _)| limit == at));
            if is_last {
                return Err(Error::argument("limit", &setting.typed, message));
            }
        }
    }
    let is_active = |id: &str, own: bool| switched.get(id).copied().unwrap_or(own);
    let limits: Vec<LimitNow> = checked
        .limits
        .iter()
        .zip(&bounds)
        .enumerate()
        .map(|(at, (limit, bounds))| {
            // Who gives a bound wants it applied.
            let is_given = set.keys().any(|(given, _)| *given == at);
            let active = is_active(&limit.id.value, limit.active || is_given);
            LimitNow { active, bound: of(bounds) }
        })
        .collect();
    let rules = checked.rules.iter().map(|(id, active)| is_active(id, *active)).collect();
    let warnings = warnings(checked, what_if, &limits);
    Ok(Changed { limits, rules, warnings })
}

/// The bounds that are given.
fn of(given: &[GivenBound]) -> Bound {
    let bound = |side| given.iter().find(|it| it.side == side).and_then(|it| it.bound);
    Bound {
        at_most: bound(BoundSide::AtMost),
        at_least: bound(BoundSide::AtLeast),
        share_at_most: bound(BoundSide::ShareAtMost),
    }
}

/// By id: whether the command line switches a limit or rule on or off.
fn switched<'a>(
    checked: &Switchable,
    what_if: &TypedChanges<'a>,
) -> Result<BTreeMap<&'a str, bool>> {
    let ids = || {
        let limits = checked.limits.iter().map(|limit| limit.id.value.as_str());
        limits.chain(checked.rules.iter().map(|(id, _)| *id))
    };
    let mut out = BTreeMap::new();
    for id in what_if.with {
        if !ids().any(|known| known == id) {
            let unknown = Error::unknown("limit or rule", id, ids());
            return Err(Error::argument("with", id, unknown.said()));
        }
        out.insert(id.as_str(), true);
    }
    for id in what_if.without {
        if !ids().any(|known| known == id) {
            let unknown = Error::unknown("limit or rule", id, ids());
            return Err(Error::argument("without", id, unknown.said()));
        }
        if out.insert(id.as_str(), false) == Some(true) {
            let message = both(
                format!("`{id}` is switched on as well, by --with {id}: keep one of them"),
                format!("`{id:#}` is ook ingeschakeld, met --with {id:#}: behoud een van beide"),
            );
            return Err(Error::argument("without", id, message));
        }
    }
    Ok(out)
}

/// The limit and the bound that a setting names: `ID`, or `ID.at_most` where the limit has several.
fn named(checked: &Switchable, setting: &LimitSetting) -> Result<(usize, BoundSide)> {
    let refuse = |message: Said| Err(Error::argument("limit", &setting.typed, message));
    let find = |id: &str| checked.limits.iter().position(|limit| limit.id.value == id);
    let keys = |at: usize| {
        let limit = &checked.limits[at];
        limit.bounds.iter().map(|given| given.side.key(limit.by.is_some()))
    };
    if let Some(at) = find(&setting.name) {
        return match &checked.limits[at].bounds[..] {
            [only] => Ok((at, only.side)),
            _ => {
                let forms: Vec<String> =
                    keys(at).map(|key| format!("{}.{key}=NUMBER", setting.name)).collect();
                refuse(both(
                    format!("this limit has several bounds: write {}", forms.join(" or ")),
                    format!(
                        "deze limiet heeft verscheidene grenzen: schrijf {}",
                        forms.join(" of ")
                    ),
                ))
            }
        };
    }
    if let Some((at, key)) =
        setting.name.rsplit_once('.').and_then(|(id, key)| Some((find(id)?, key)))
    {
        let limit = &checked.limits[at];
        let given = limit.bounds.iter().find(|given| given.side.key(limit.by.is_some()) == key);
        return match given {
            Some(given) => Ok((at, given.side)),
            None => {
                let has: Vec<String> = keys(at).map(|key| format!("`{key}`")).collect();
                refuse(both(
                    format!("`{}` has no `{key}`: it has {}", limit.id.value, has.join(" and ")),
                    format!("`{}` heeft geen `{key}`, wel {}", limit.id.value, has.join(" en ")),
                ))
            }
        };
    }
    if let Some((id, _)) = checked.rules.iter().find(|(id, _)| *id == setting.name) {
        return refuse(both(
            format!("`{id}` is a rule, which has no bound: --without {id} switches it off"),
            format!(
                "`{id:#}` is een regel, en die heeft geen grens: --without {id:#} schakelt hem uit"
            ),
        ));
    }
    let known = checked.limits.iter().map(|limit| limit.id.value.as_str());
    refuse(Error::unknown("limit", &setting.name, known).said())
}

/// Bounds of limits that are not applied, and limits that are switched on without a bound.
fn warnings(checked: &Switchable, what_if: &TypedChanges, now: &[LimitNow]) -> Vec<Finding> {
    let mut out = Vec::new();
    for setting in what_if.limits {
        let Ok((at, _)) = named(checked, setting) else { continue };
        if !now[at].active {
            let id = &checked.limits[at].id.value;
            let place = Place::Argument { argument: "limit", value: Some(setting.typed.clone()) };
            let message = both(
                format!("the limit `{id}` is switched off, so its bound changes nothing"),
                format!("de limiet `{id:#}` is uitgeschakeld, dus haar getal verandert niets"),
            );
            out.push(Finding::warning(place, message).help(both(
                format!("leave out --without {id}"),
                format!("laat --without {id:#} weg"),
            )));
        }
    }
    for (limit, now) in checked.limits.iter().zip(now) {
        let id = &limit.id.value;
        if what_if.with.contains(id) && now.bound == Bound::default() {
            let place = Place::Argument { argument: "with", value: Some(id.clone()) };
            let message = both(
                format!("nobody gave the bound of `{id}`, so it is not applied"),
                format!("niemand gaf het getal van `{id:#}`, dus ze wordt niet toegepast"),
            );
            let help = both(
                format!("give it: --limit {id}=NUMBER"),
                format!("geef het: --limit {id:#}=GETAL"),
            );
            out.push(Finding::warning(place, message).help(help));
        }
    }
    out
}
