//! Why does an alternative score as it does, and why is it ahead of another? Contributions side by
//! side.

use crate::error::{Error, Result, Said, both};
use crate::evaluate::assignment::Assigned;
use crate::evaluate::dependence::{another_can_turn, dependence_in, ends_in_ranges};
use crate::evaluate::evaluation::{Comparison, Evaluation, GroupResult, Standing, Verdict};
use crate::evaluate::trade_off::{TradeOffs, trade_offs_at};
use crate::method::{Dependence, Method, PairFigures};
use crate::problem::{PlaceInGroup, Problem};
use crate::table::Table;

/// An alternative explained, alone or over another of its group, by one method.
#[derive(Debug)]
pub struct Explanation<'a> {
    /// The problem whose answer is explained.
    pub problem: &'a Problem,
    /// The method whose scores are explained.
    pub method: Method,
    /// The alternative that is explained, as an index into the problem's.
    pub of: usize,
    /// The alternative it is held against, as an index into the problem's; `None` if it is
    /// explained alone.
    pub over: Option<usize>,
    /// What is known of the score and rank of `of`.
    pub standing: Standing,
    /// The same of `over`.
    pub over_standing: Option<Standing>,
    /// The share of weight of `of`, and of `over`, whose input is known.
    pub known: (f64, Option<f64>),
    /// The category of `of`, where the method sorts.
    pub assigned: Option<Assigned>,
    /// The category of `over`.
    pub over_assigned: Option<Assigned>,
    /// How `of` stands to the lower limits of the categories, the best first.
    pub limits: Vec<AgainstLimit>,
    /// The two side by side, `of` first whoever is ahead; bounds are those of score(of) -
    /// score(over).
    pub comparison: Option<Comparison>,
    /// Where the two are sure to be in this order, or to tie: what lets another alternative change
    /// that, if one can.
    pub turned_by: Option<Dependence>,
    /// The leaves whose scale moves with what is known: see [`ends_in_ranges`].
    pub moving: Vec<usize>,
    /// A line per leaf, largest difference (alone: contribution) first.
    pub lines: Vec<Line>,
    /// What steps count at the figures of `of`, in the units of the criteria; `None` where the
    /// method is no sum of values.
    pub trade_offs: Option<TradeOffs>,
}

/// How an alternative stands to the lower limit of a category.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstLimit {
    /// The category, as an index into the problem's.
    pub category: usize,
    /// What the method says of it.
    pub figures: Vec<LimitFigure>,
}

/// What a method says of an alternative and the lower limit of a category.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitFigure {
    /// What it is called in tables, and on an English page.
    pub name: &'static str,
    /// What it is called on a Dutch page.
    pub dutch: &'static str,
    /// A number, or a flag (1 or 0).
    pub figure: f64,
    /// Whether it is a flag.
    pub is_flag: bool,
}

/// A criterion's part in a score or in the difference of two.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The criterion, as an index into the leaves of the tree.
    pub leaf: usize,
    /// Its global weight: those of all leaves sum to 1.
    pub weight: f64,
    /// The figure of `of` on it, in cell notation.
    pub performance: String,
    /// The value of `of`, where the method has values.
    pub value: Option<f64>,
    /// What `over` gets on it; `None` if `of` is explained alone.
    pub over_performance: Option<String>,
    /// The value of `over`.
    pub over_value: Option<f64>,
    /// Weight times value of `of`, less that of `over` if there is one.
    pub difference: Option<f64>,
    /// The passages that `of` and `over` rest on here, each once.
    pub passages: Vec<String>,
}

/// Explain the alternative named `of` (its key values joined by `/`), alone or over another of its
/// group.
///
/// # Errors
/// [`Error::Argument`] for a name that is not there, or two alternatives of different groups.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{evaluate, explain};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .criterion("quality", Direction::Max, 2.0)
///     .alternative("A", [100.0, 7.0])
///     .alternative("B", [120.0, 9.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &Method::default())?;
/// let why = explain(&evaluation, "B", Some("A"))?;
/// // What B has over A comes from quality; price speaks against it.
/// let quality = &why.lines[0];
/// assert_eq!(problem.tree().leaves()[quality.leaf].id, "quality");
/// assert!((quality.difference.unwrap() - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn explain<'a>(
    evaluation: &Evaluation<'a>,
    of: &str,
    over: Option<&str>,
) -> Result<Explanation<'a>> {
    let problem = evaluation.problem;
    let of_at = find(problem, of).map_err(|message| Error::argument("of", of, message))?;
    let wrong_over = |message: Said| Error::argument("over", over.unwrap_or_default(), message);
    let over_at = over.map(|over| find(problem, over)).transpose().map_err(wrong_over)?;
    if over_at == Some(of_at) {
        return Err(wrong_over(both(
            "this is the alternative itself",
            "dit is het alternatief zelf",
        )));
    }
    let mut groups = evaluation.groups.iter().enumerate();
    let Some((group_at, group, of_place)) =
        groups.find_map(|(at, group)| Some((at, group, group.place_of(of_at)?)))
    else {
        return Err(Error::argument(
            "of",
            of,
            both("no group has this alternative", "geen groep heeft dit alternatief"),
        ));
    };
    let over_place = match over_at {
        None => None,
        Some(alternative) => Some(group.place_of(alternative).ok_or_else(|| {
            wrong_over(both(format!("{of} is in another group; alternatives are compared within a group (add --overall for one group of everything)"), format!("{of:#} zit in een andere groep; alternatieven worden binnen een groep vergeleken (voeg --overall toe voor één groep van alles)")))
        })?),
    };
    let comparison = over_place.and_then(|over| compare(evaluation, group, of_place, over));
    let sure = comparison.filter(|pair| matches!(pair.verdict, Verdict::Certain | Verdict::Tie));
    let turned =
        |on: &Dependence| sure.is_some_and(|pair| another_can_turn(evaluation, on, group, &pair));
    Ok(Explanation {
        problem,
        method: evaluation.method.clone(),
        of: of_at,
        over: over_at,
        standing: *group.standing(of_place),
        over_standing: over_place.map(|place| *group.standing(place)),
        known: (group.known(of_place), over_place.map(|place| group.known(place))),
        assigned: group.assigned(of_place),
        over_assigned: over_place.and_then(|place| group.assigned(place)),
        limits: limits(evaluation, group, of_place),
        comparison,
        turned_by: dependence_in(evaluation, group_at).filter(turned),
        moving: ends_in_ranges(evaluation),
        lines: lines(evaluation, group, of_place, over_place),
        trade_offs: trade_offs_at(evaluation, of_at),
    })
}

/// The alternative with this name, or why there is no one such.
fn find(problem: &Problem, name: &str) -> Result<usize, Said> {
    let names: Vec<String> =
        (0..problem.alternatives.len()).map(|alternative| problem.full_name(alternative)).collect();
    let mut hits = names.iter().enumerate().filter(|(_, known)| *known == name).map(|(at, _)| at);
    match (hits.next(), hits.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => Err(both(
            "more than one alternative has this name, because ids contain `/`",
            "meer dan één alternatief heeft deze naam, want id's bevatten `/`",
        )),
        _ => {
            let unknown = Error::unknown("alternative", name, names.iter().map(String::as_str));
            let keys: Vec<&str> = problem.keys.iter().map(|key| key.id.as_str()).collect();
            Err(both(
                format!(
                    "{unknown}\n  help: an alternative is named by its keys: {}",
                    keys.join("/")
                ),
                format!(
                    "{unknown:#}\n  wat te doen: noem een alternatief met zijn sleutels: {}",
                    keys.join("/")
                ),
            ))
        }
    }
}

fn compare(
    evaluation: &Evaluation,
    group: &GroupResult,
    of: PlaceInGroup,
    over: PlaceInGroup,
) -> Option<Comparison> {
    let pair = group.compare(of.min(over), of.max(over), evaluation.problem.min_known)?;
    let (sign, bounds) = if pair.ahead == of {
        (1.0, pair.bounds)
    } else {
        (-1.0, pair.bounds.map(|(min, max)| (-max, -min)))
    };
    Some(Comparison { nominal: sign * pair.nominal, bounds, ..pair })
}

/// How an alternative stands to the limits, the best first.
fn limits(evaluation: &Evaluation, group: &GroupResult, of: PlaceInGroup) -> Vec<AgainstLimit> {
    let standing = group.sorting.as_ref().and_then(|sorting| sorting.standing.as_ref());
    let (Some(standing), Some(row)) = (standing, group.row(of)) else { return Vec::new() };
    let columns = standing.at(&group.weights).pairs;
    let against = |at: usize| {
        let figure = |column: &crate::method::PairColumn| {
            let (figure, is_flag) = match &column.figures {
                PairFigures::Numbers(own) => (own.at(row, at), false),
                PairFigures::Flags(own) => (f64::from(u8::from(own[row][at])), true),
                PairFigures::Relation(_) => return None,
            };
            Some(LimitFigure { name: column.name, dutch: column.dutch, figure, is_flag })
        };
        AgainstLimit { category: at + 1, figures: columns.iter().filter_map(figure).collect() }
    };
    (0..evaluation.problem.categories.len().saturating_sub(1)).rev().map(against).collect()
}

fn lines(
    evaluation: &Evaluation,
    group: &GroupResult,
    of: PlaceInGroup,
    over: Option<PlaceInGroup>,
) -> Vec<Line> {
    let problem = evaluation.problem;
    let value =
        |place: PlaceInGroup, leaf: usize| Some(group.values.as_ref()?.at(group.row(place)?, leaf));
    let line = |leaf: usize| {
        let weight = group.weights[leaf];
        let (mine, other) = (value(of, leaf), over.and_then(|over| value(over, leaf)));
        let difference = match (mine, over, other) {
            (Some(mine), None, _) => Some(weight * mine),
            (Some(mine), Some(_), Some(other)) => Some(weight * (mine - other)),
            _ => None,
        };
        let mut passages: Vec<String> = Vec::new();
        for place in std::iter::once(of).chain(over) {
            let record = &problem.inputs[problem.cell(group.member(place), leaf).input].record;
            for passage in record.iter().flat_map(|record| &record.passages) {
                if !passages.contains(passage) {
                    passages.push(passage.clone());
                }
            }
        }
        Line {
            leaf,
            weight,
            performance: problem.performance(group.member(of), leaf),
            value: mine,
            over_performance: over.map(|over| problem.performance(group.member(over), leaf)),
            over_value: other,
            difference,
            passages,
        }
    };
    let mut lines: Vec<Line> = (0..problem.tree.leaves.len()).map(line).collect();
    let size = |line: &Line| line.difference.map_or(-1.0, f64::abs);
    lines.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.leaf.cmp(&b.leaf)));
    lines
}

impl Explanation<'_> {
    /// `explanation`: a row per criterion, largest difference (alone: contribution) first.
    pub fn table(explanations: &[Explanation]) -> Table {
        let rows: Vec<(&Explanation, &Line)> = explanations
            .iter()
            .flat_map(|one| one.lines.iter().map(move |line| (one, line)))
            .collect();
        let name = |one: &Explanation, at: usize| Some(one.problem.full_name(at));
        let mut table =
            Table::new("explanation").text("of", rows.iter().map(|(one, _)| name(one, one.of)));
        let two = explanations.iter().any(|one| one.over.is_some());
        if two {
            table = table.text(
                "over",
                rows.iter().map(|(one, _)| one.over.and_then(|over| name(one, over))),
            );
        }
        table = table
            .text("method", rows.iter().map(|(one, _)| Some(one.method.name().to_owned())))
            .text(
                "criterion",
                rows.iter().map(|(one, line)| Some(one.problem.tree.leaves[line.leaf].id.clone())),
            )
            .number("weight", rows.iter().map(|(_, line)| Some(line.weight)))
            .cells("performance", rows.iter().map(|(_, line)| Some(line.performance.clone())))
            .number("value", rows.iter().map(|(_, line)| line.value));
        if two {
            table = table
                .cells(
                    "over_performance",
                    rows.iter().map(|(_, line)| line.over_performance.clone()),
                )
                .number("over_value", rows.iter().map(|(_, line)| line.over_value));
        }
        let last = if two { "difference" } else { "contribution" };
        table.number(last, rows.iter().map(|(_, line)| line.difference)).text(
            "passages",
            rows.iter()
                .map(|(_, line)| (!line.passages.is_empty()).then(|| line.passages.join(";"))),
        )
    }

    /// `comparison`: a row per method, if there is another alternative to compare with.
    pub fn comparison_table(explanations: &[Explanation]) -> Table {
        let pairs: Vec<(&Explanation, usize)> =
            explanations.iter().filter_map(|one| Some((one, one.over?))).collect();
        let name = |one: &Explanation, at: usize| Some(one.problem.full_name(at));
        let bounds = |one: &Explanation| one.comparison.and_then(|pair| pair.bounds);
        Table::new("comparison")
            .text("of", pairs.iter().map(|(one, _)| name(one, one.of)))
            .text("over", pairs.iter().map(|(one, over)| name(one, *over)))
            .text("method", pairs.iter().map(|(one, _)| Some(one.method.name().to_owned())))
            .number("score", pairs.iter().map(|(one, _)| one.standing.score))
            .number(
                "over_score",
                pairs.iter().map(|(one, _)| one.over_standing.and_then(|standing| standing.score)),
            )
            .number(
                "difference",
                pairs.iter().map(|(one, _)| one.comparison.map(|pair| pair.nominal)),
            )
            .number(
                "min_difference",
                pairs.iter().map(|(one, _)| bounds(one).map(|bounds| bounds.0)),
            )
            .number(
                "max_difference",
                pairs.iter().map(|(one, _)| bounds(one).map(|bounds| bounds.1)),
            )
            .text(
                "verdict",
                pairs
                    .iter()
                    .map(|(one, _)| one.comparison.map(|pair| pair.verdict.name().to_owned())),
            )
    }
}
