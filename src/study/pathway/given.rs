//! What paths that somebody names are worth, and whether they are allowed at all.

use super::evaluation::PathwayEvaluation;
use super::found::FoundPath;
use super::graph::PathGraph;
use super::places::PlaceState;
use super::tables;
use crate::error::both;
use crate::error::{Error, Result};
use crate::problem::{GivenPath, GivenStands};
use crate::study::Tables;
use crate::table::NamedTable;

/// Of a path that is named without years more ways to make it in time than these are refused: each of
/// them takes a few hundred bytes.
const MOST_WAYS: usize = 200_000;

/// About how many bytes such a way takes, and each of its periods.
const WAY_BYTES: usize = 100;
const PERIOD_BYTES: usize = 16;

/// What paths that somebody names are worth; made by [`given_paths`].
#[derive(Debug)]
#[non_exhaustive]
pub struct GivenPaths<'a> {
    /// The scores of each period and the allowed paths.
    pub evaluation: &'a PathwayEvaluation<'a>,
    /// The paths, in the order in which they are named.
    pub paths: Vec<ScoredPath>,
}

/// A path that is named, with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredPath {
    /// As it is named.
    pub given: GivenPath,
    /// The path, with its value; of one without years the best that stands in these places one after
    /// the other. `None`: it is not allowed.
    pub found: Option<FoundPath>,
    /// How much less it is worth than the best path of its choice, looked at by itself: at least 0
    /// but for rounding.
    pub loss: Option<f64>,
}

/// What paths are worth, each looked at by itself.
///
/// # Errors
/// [`Error::Size`] where a path without years can be made in too many ways.
pub fn given_paths<'a>(
    evaluation: &'a PathwayEvaluation<'a>,
    paths: Vec<GivenPath>,
) -> Result<GivenPaths<'a>> {
    let paths = paths
        .into_iter()
        .map(|given| {
            let own = &evaluation.choices[given.choice];
            let found = match &given.stands {
                GivenStands::Periods(positions) => exactly(evaluation, given.choice, positions)?,
                GivenStands::Order(places) => in_order(evaluation, given.choice, places)?,
            };
            let loss = found
                .as_ref()
                .and_then(|path| Some(own.graph.best_value(&own.worth)? - path.value));
            Ok(ScoredPath { given, found, loss })
        })
        .collect::<Result<_>>()?;
    Ok(GivenPaths { evaluation, paths })
}

/// The allowed paths of a choice that stand only where `wanted(period, position)` says, or in none.
fn within(
    evaluation: &PathwayEvaluation,
    choice: usize,
    wanted: &dyn Fn(usize, usize) -> bool,
) -> Result<PathGraph> {
    let places = &evaluation.choices[choice].places;
    // Facts are looked at by the graph: what waits for one is open as far as it goes.
    let usable = |period: usize, position: usize| {
        let state = &places[period][position];
        wanted(period, position) && matches!(state, PlaceState::Open | PlaceState::NotReady(_))
    };
    PathGraph::new(evaluation.model, choice, &evaluation.ready, &usable)
}

/// The path that stands in these places, period by period; `None` if it is not allowed.
fn exactly(
    evaluation: &PathwayEvaluation,
    choice: usize,
    positions: &[Option<usize>],
) -> Result<Option<FoundPath>> {
    let wanted = |period: usize, position: usize| positions.get(period) == Some(&Some(position));
    let graph = within(evaluation, choice, &wanted)?;
    let all = ways(evaluation, &graph, choice)?;
    Ok(all.into_iter().find(|path| path.positions == positions))
}

/// The best path that stands in these places one after the other, from where it starts on; `None` if
/// none is allowed.
fn in_order(
    evaluation: &PathwayEvaluation,
    choice: usize,
    places: &[Option<usize>],
) -> Result<Option<FoundPath>> {
    let wanted = |_: usize, position: usize| places.contains(&Some(position));
    let graph = within(evaluation, choice, &wanted)?;
    let start = places.first().copied().flatten();
    let stands = |path: &FoundPath| {
        let mut out: Vec<Option<usize>> =
            std::iter::once(start).chain(path.positions.iter().copied()).collect();
        out.dedup();
        out == places
    };
    let all = ways(evaluation, &graph, choice)?;
    // Of several that are worth as much the first in the order of their positions.
    let better = |best: Option<FoundPath>, path: FoundPath| match best {
        Some(best) if best.value >= path.value => Some(best),
        _ => Some(path),
    };
    Ok(all.into_iter().filter(stands).fold(None, better))
}

/// All paths of a graph.
fn ways(
    evaluation: &PathwayEvaluation,
    graph: &PathGraph,
    choice: usize,
) -> Result<Vec<FoundPath>> {
    let count = graph.count();
    graph.all(&evaluation.choices[choice].worth, MOST_WAYS).ok_or_else(|| Error::Size {
        what: both(
            format!("a path that can be made in {count:.0} ways"),
            format!("een pad dat op {count:.0} manieren kan worden gemaakt"),
        ),
        bytes: (count * (WAY_BYTES + PERIOD_BYTES * evaluation.periods()) as f64) as usize,
        remedy: both(
            "write the year in which each of its actions ends",
            "schrijf het jaar waarin elk van de acties eindigt",
        ),
    })
}

impl Tables for GivenPaths<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![NamedTable::new("given_paths", || tables::given_paths(self))]
    }
}
