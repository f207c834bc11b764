//! A case as another program's file has it, before it is written as files of our own.

use crate::error::{Error, Finding, Findings, Place, Result, Said, both};
use crate::problem::constraint_text::is_id;
use crate::problem::{Direction, Scale, Thresholds};
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;

/// A case taken from files of another program.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Its id.
    pub(super) id: String,
    /// Its title; may be empty.
    pub(super) title: String,
    /// What is decided; may be empty.
    pub(super) question: String,
    /// The alternatives, in order.
    pub(super) alternatives: Vec<DraftAlternative>,
    /// Criteria and nodes, in order.
    pub(super) criteria: Vec<DraftCriterion>,
    /// Cells by alternative and criterion, as indices, in the notation of our tables. What is not
    /// there is not known.
    pub(super) cells: BTreeMap<(usize, usize), String>,
    /// What must hold between weights, in the notation of a criteria file.
    pub(super) constraints: Vec<String>,
    /// The categories, the worst first.
    pub(super) categories: Vec<DraftCategory>,
    /// Alternatives and categories, as indices.
    pub(super) examples: Vec<(usize, usize)>,
    /// What the files hold and the case does not.
    pub(super) lost: Vec<Said>,
}

/// An alternative.
#[derive(Debug, Default)]
pub(super) struct DraftAlternative {
    /// Its id.
    pub(super) id: String,
    /// What people call it; empty where they call it by its id.
    pub(super) label: String,
    /// The group in which it competes, where alternatives are grouped.
    pub(super) group: Option<String>,
    /// Whether it is only compared with.
    pub(super) is_reference: bool,
}

/// A criterion or a node.
#[derive(Debug)]
pub(super) struct DraftCriterion {
    /// Its id there, which heads its column.
    pub(super) id: String,
    /// What people call it; empty where they call it by its id.
    pub(super) label: String,
    /// The node above it, as an index.
    pub(super) parent: Option<usize>,
    /// Whether it has criteria below it, and no figures.
    pub(super) is_node: bool,
    /// Which way is better.
    pub(super) direction: Direction,
    /// Its weight among its siblings.
    pub(super) weight: Option<f64>,
    /// Its scale.
    pub(super) scale: Option<Scale>,
    /// Points of its value function; none where it is linear.
    pub(super) points: Vec<(f64, f64)>,
    /// The unit of its figures.
    pub(super) unit: Option<String>,
    /// Thresholds of outranking methods.
    pub(super) thresholds: Thresholds,
    /// Where it comes from.
    pub(super) source: Option<String>,
    /// Where it stands in the file.
    pub(super) place: Place,
}

/// A category.
#[derive(Debug)]
pub(super) struct DraftCategory {
    /// Its id.
    pub(super) id: String,
    /// What people call it; empty where they call it by its id.
    pub(super) label: String,
    /// Figures by criterion, as indices, in the notation of our tables; none where it has no
    /// profile.
    pub(super) profile: Vec<(usize, String)>,
}

impl DraftCriterion {
    /// A criterion of which only the id and the place are known; more is better.
    pub(super) fn new(id: &str, place: Place) -> DraftCriterion {
        DraftCriterion {
            id: id.to_owned(),
            label: String::new(),
            parent: None,
            is_node: false,
            direction: Direction::Max,
            weight: None,
            scale: None,
            points: Vec::new(),
            unit: None,
            thresholds: Thresholds::default(),
            source: None,
            place,
        }
    }
}

/// Which way is better on criteria of which the file does not say it: ids as the file has them.
#[derive(Debug, Clone, Default)]
pub struct Directions {
    /// More is better.
    pub max: Vec<String>,
    /// Less is better.
    pub min: Vec<String>,
}

impl Directions {
    /// What is said of a criterion. A criterion of which both is said is refused by
    /// [`Directions::check`].
    pub(super) fn of(&self, id: &str) -> Option<Direction> {
        if self.min.iter().any(|known| known == id) {
            return Some(Direction::Min);
        }
        self.max.iter().any(|known| known == id).then_some(Direction::Max)
    }

    /// Refuse names that the files do not have, and a criterion of which both is said.
    pub(super) fn check(&self, draft: &Draft) -> Result<()> {
        let known = || draft.criteria.iter().map(|criterion| criterion.id.as_str());
        let stranger = |ids: &[String]| ids.iter().find(|id| !known().any(|it| it == *id)).cloned();
        let unknown = |id: &str| Error::unknown("criterion", id, known()).said();
        if let Some(id) = stranger(&self.max) {
            return Err(Error::argument("max", &id, unknown(&id)));
        }
        if let Some(id) = stranger(&self.min) {
            return Err(Error::argument("min", &id, unknown(&id)));
        }
        match self.max.iter().find(|id| self.min.contains(id)) {
            Some(id) => Err(Error::argument(
                "max",
                id,
                both(
                    "it is named under `min` too: leave one of them out",
                    "het staat ook onder `min`: laat een van beide weg",
                ),
            )),
            None => Ok(()),
        }
    }
}

/// The finding about a criterion of which nothing says which way is better.
pub(super) fn no_direction(id: &str, place: Place) -> Finding {
    Finding::error(
        place,
        both(
            format!("nothing says whether more or less is better on `{id}`"),
            format!("nergens staat of meer dan wel minder beter is op `{id:#}`"),
        ),
    )
    .help(both(
        format!("say it: --max {id} where more is better, --min {id} where less is"),
        format!("zeg het: --max {id:#} als meer beter is, --min {id:#} als minder beter is"),
    ))
}

/// What is said of something that stands there twice.
pub(super) fn twice(what: Said, id: &str, place: Place) -> Finding {
    let message = both(
        format!("{what} `{id}` is given twice"),
        format!("{what:#} `{id:#}` is twee keer gegeven"),
    );
    Finding::error(place, message).help(both("keep one of them", "behoud er één"))
}

/// Refuse what no criteria file can hold.
pub(super) fn check(draft: &Draft, place: &Place, findings: &mut Findings) {
    let mut lacking = |there: bool, what: Said| {
        if !there {
            findings.push(Finding::error(
                place.clone(),
                both(format!("there are no {what} in it"), format!("er staan geen {what:#} in")),
            ));
        }
    };
    lacking(!draft.alternatives.is_empty(), both("alternatives", "alternatieven"));
    lacking(draft.criteria.iter().any(|it| !it.is_node), both("criteria", "criteria"));
}

/// An id for each criterion that a criteria file can hold: its own where that is one.
pub(super) fn ids(criteria: &[DraftCriterion]) -> Vec<String> {
    let own = criteria.iter().filter(|it| is_id(&it.id)).map(|it| it.id.clone());
    let mut taken: HashSet<String> = own.collect();
    // Where the next number of a name begins, so that many names alike are not tried again.
    let mut next: HashMap<String, usize> = HashMap::new();
    let mut out: Vec<String> = Vec::with_capacity(criteria.len());
    for criterion in criteria {
        if is_id(&criterion.id) {
            out.push(criterion.id.clone());
            continue;
        }
        let fits = |c: char| if c.is_alphanumeric() { c } else { '_' };
        let cleaned: String = criterion.id.chars().map(fits).collect();
        let base = if is_id(&cleaned) { cleaned } else { format!("c_{cleaned}") };
        let number = next.entry(base.clone()).or_insert(1);
        let mut id = base.clone();
        while !taken.insert(id.clone()) {
            *number += 1;
            id = format!("{base}_{number}");
        }
        out.push(id);
    }
    out
}
