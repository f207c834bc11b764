//! The criteria of a builder: what is said of each, and the tree they form.

use crate::error::{Error, Result};
use crate::problem::tree::{Branch, Outline, Tree};
use crate::problem::{Beyond, Criterion, Direction, Scale, Text, Thresholds};
use std::collections::BTreeMap;

/// What may be said of a criterion or node beside its id and weight; see
/// [`ProblemBuilder::criterion_with`](super::ProblemBuilder::criterion_with).
///
/// ```
/// use afweging::problem::{Details, Direction, Problem};
///
/// let details = |c: Details| c.scale(0.0, 10.0).unit("points").label("Quality of the work");
/// let problem = Problem::builder()
///     .criterion_with("quality", Direction::Max, 1.0, details)
///     .alternative("A", [7.0])
///     .build()?;
/// assert_eq!(problem.tree.leaves[0].unit.as_deref(), Some("points"));
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Details {
    label: Option<Text>,
    parent: Option<String>,
    unit: Option<String>,
    scale: Option<Scale>,
}

impl Details {
    /// What a person reads in place of the id.
    pub fn label(self, label: impl Into<Text>) -> Details {
        Details { label: Some(label.into()), ..self }
    }

    /// The id of the node it stands under. Weights count among those under the same node.
    pub fn parent(self, node: impl Into<String>) -> Details {
        Details { parent: Some(node.into()), ..self }
    }

    /// The unit of its figures.
    pub fn unit(self, unit: impl Into<String>) -> Details {
        Details { unit: Some(unit.into()), ..self }
    }

    /// The ends of its scale, in its unit: the value of a figure is 0 at the worse end and 1 at the
    /// better one, whatever the alternatives have. A figure beyond is an error. Without a scale the
    /// ends are the least and the greatest figure of each group.
    pub fn scale(self, min: f64, max: f64) -> Details {
        self.scale_with(min, max, Beyond::Error)
    }

    /// The ends of its scale, and what becomes of a figure beyond them.
    pub fn scale_with(self, min: f64, max: f64, beyond: Beyond) -> Details {
        Details { scale: Some(Scale::Numeric { min, max, beyond }), ..self }
    }

    /// Named levels, at least two: the worst first or, for [`Direction::Min`], the best. A figure is
    /// a level's name or a place on the axis 0 .. L-1.
    pub fn levels(self, levels: impl IntoIterator<Item = impl Into<String>>) -> Details {
        let levels = levels.into_iter().map(|level| level.into().trim().to_owned());
        Details { scale: Some(Scale::Ordinal(levels.collect())), ..self }
    }
}

/// A criterion or, without a direction, a node.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub id: String,
    pub direction: Option<Direction>,
    pub weight: f64,
    pub details: Details,
}

pub(super) fn wrong<T>(at: impl Into<String>, reason: impl Into<String>) -> Result<T> {
    Err(Error::Problem { at: at.into(), reason: reason.into() })
}

/// The tree of criteria.
///
/// # Errors
/// [`Error::Problem`] with the criterion at fault.
pub(super) fn tree(entries: &[Entry]) -> Result<Tree> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut tree = Tree::default();
    for (place, Entry { id, weight, .. }) in entries.iter().enumerate() {
        let at = format!("criterion `{id}`");
        if id.trim().is_empty() || id.trim() != id {
            return wrong(at, "an id is not empty, and has no space at either end");
        }
        if places.insert(id, place).is_some() {
            return wrong(at, "there are two of this id");
        }
        if !(weight.is_finite() && *weight >= 0.0) {
            return wrong(at, format!("a weight is a finite number of at least 0, not {weight}"));
        }
    }
    for Entry { id, direction, weight, details } in entries {
        let at = format!("criterion `{id}`");
        let parent = match &details.parent {
            None => None,
            Some(name) => match places.get(name.as_str()) {
                Some(parent) if entries[*parent].direction.is_some() => {
                    let reason =
                        format!("its parent `{name}` is a criterion with figures; make it a node");
                    return wrong(at, reason);
                }
                Some(parent) => Some(*parent),
                None => {
                    let nodes = entries.iter().filter(|entry| entry.direction.is_none());
                    let unknown =
                        Error::unknown("parent", name, nodes.map(|node| node.id.as_str()));
                    return wrong(at, unknown.to_string());
                }
            },
        };
        let label = details.label.clone().unwrap_or_else(|| Text::plain(id));
        let leaf = direction.map(|direction| {
            tree.leaves.push(Criterion {
                id: id.clone(),
                label: label.clone(),
                direction,
                scale: details.scale.clone(),
                value: None,
                anchors: Vec::new(),
                unit: details.unit.clone(),
                thresholds: Thresholds::default(),
                source: None,
            });
            tree.leaves.len() - 1
        });
        match leaf {
            Some(leaf) => check_leaf(&at, &tree.leaves[leaf])?,
            None if details.scale.is_some() || details.unit.is_some() => {
                return wrong(at, "this is a node, which has no figures: no scale and no unit");
            }
            None => {}
        }
        tree.branches.push(Branch { id: id.clone(), label, parent, weight: *weight, leaf });
    }
    if tree.leaves.is_empty() {
        return wrong("the problem", "it has no criteria");
    }
    check_shape(&tree)?;
    Ok(tree)
}

/// Every node has children, every way up ends at the top, and some sibling weighs something.
fn check_shape(tree: &Tree) -> Result<()> {
    let outline = Outline::new(tree);
    for (at, branch) in tree.branches.iter().enumerate() {
        let id = &branch.id;
        if branch.leaf.is_none() && outline.children(Some(at)).is_empty() {
            return wrong(format!("node `{id}`"), "no criterion names it as its parent");
        }
        let mut up = branch.parent;
        // A way up that does not end is longer than there are branches.
        for _ in 0..tree.branches.len() {
            up = match up {
                Some(parent) if parent == at => {
                    return wrong(format!("node `{id}`"), "it lies below itself");
                }
                Some(parent) => tree.branches[parent].parent,
                None => break,
            };
        }
    }
    for siblings in outline.sibling_sets() {
        if siblings.iter().all(|at| tree.branches[*at].weight == 0.0) {
            let ids: Vec<String> =
                siblings.iter().map(|at| format!("`{}`", tree.branches[*at].id)).collect();
            return wrong(
                format!("criteria {}", ids.join(", ")),
                "all of these siblings weigh 0: give at least one a weight above 0",
            );
        }
    }
    Ok(())
}

fn check_leaf(at: &str, leaf: &Criterion) -> Result<()> {
    match &leaf.scale {
        Some(Scale::Ordinal(levels)) => {
            if levels.len() < 2 {
                return wrong(at, "a scale has at least two levels");
            }
            for (place, level) in levels.iter().enumerate() {
                if level.is_empty() {
                    return wrong(at, "a level has an empty name");
                }
                if levels[..place].contains(level) {
                    return wrong(at, format!("the level `{level}` is there twice"));
                }
            }
        }
        Some(Scale::Numeric { min, max, .. }) => {
            if !(min.is_finite() && max.is_finite()) {
                return wrong(at, "the ends of a scale are finite numbers");
            }
            if min >= max {
                let reason = format!(
                    "min {min} does not lie below max {max}; the direction says which is better"
                );
                return wrong(at, reason);
            }
            if !(max - min).is_finite() {
                return wrong(at, "the scale is wider than the largest number, 1.8e308");
            }
        }
        None => {}
    }
    if let Direction::Target(target) = leaf.direction {
        let beyond = leaf.scale.as_ref().map(Scale::ends);
        if let Some((min, max)) = beyond.filter(|(min, max)| !(*min <= target && target <= *max)) {
            return wrong(at, format!("the target {target} lies beyond the scale {min} .. {max}"));
        }
        if !target.is_finite() {
            return wrong(at, format!("the target {target} is not a finite number"));
        }
    }
    Ok(())
}
