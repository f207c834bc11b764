//! The criteria of a builder: what is said of each, and the tree they form.

use super::faults::{BAD_ID, Faults, SECOND_ID, THE_PROBLEM};
use super::figure::place;
use crate::error::{Error, Phrase, Said, both};
use crate::problem::aggregate::{Aggregate, Missing, NodeRule};
use crate::problem::decision_rule::DecisionRule;
use crate::problem::rules::Completion;
use crate::problem::tree::{Branch, Outline, Tree, WEIGHTLESS, check_weight};
use crate::problem::value_function::{self, Stated};
use crate::problem::{
    Anchor, Beyond, Criterion, Direction, Quantity, Scale, Text, Thresholds, number,
};
use std::collections::{BTreeMap, BTreeSet};

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
/// assert_eq!(problem.tree().leaves()[0].unit.as_deref(), Some("points"));
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Details {
    label: Option<Text>,
    parent: Option<String>,
    unit: Option<String>,
    scale: Option<StatedScale>,
    value: Option<Stated>,
    thresholds: Option<Thresholds>,
    anchors: Vec<(Quantity, Text)>,
    source: Option<String>,
    aggregate: Option<Aggregate>,
    missing: Option<Missing>,
    rules: Vec<DecisionRule>,
    completion: Option<Completion>,
}

/// A scale as it is said.
#[derive(Debug, Clone)]
enum StatedScale {
    Levels(Vec<String>),
    Ends(f64, f64, Beyond),
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
        Details { scale: Some(StatedScale::Ends(min, max, beyond)), ..self }
    }

    /// Named levels, at least two: the worst first or, for [`Direction::Min`], the best. A figure is
    /// a level's name or a place on the axis 0 .. L-1. On a node with [`Details::rules`]: its own
    /// levels, the worst first.
    pub fn levels(self, levels: impl IntoIterator<Item = impl Into<String>>) -> Details {
        let levels = levels.into_iter().map(|level| level.into().trim().to_owned());
        Details { scale: Some(StatedScale::Levels(levels.collect())), ..self }
    }

    /// Its value function through points (figure, value), figures rising: what a figure is worth, 0
    /// worst to 1 best. It is linear between the points and flat beyond them, but goes on where the
    /// scale extends. Values may not fall where the figure gets better. Without this it is linear
    /// over the scale. The `value = { points = ... }` of a criteria file.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem};
    ///
    /// // The first 40 km/h are worth 0.8, the next 60 the rest.
    /// let worth = [(0.0, 0.0), (40.0, 0.8), (100.0, 1.0)];
    /// let problem = Problem::builder()
    ///     .criterion_with("speed", Direction::Max, 1.0, |c| c.scale(0.0, 100.0).value_points(worth))
    ///     .criterion_with("comfort", Direction::Max, 1.0, |c| {
    ///         c.levels(["poor", "fair", "good"]).value_levels([0.0, 0.7, 1.0])
    ///     })
    ///     .alternative("A", [70.into(), "fair".into()] as [afweging::problem::Quantity; 2])
    ///     .build()?;
    /// let value = problem.tree().leaves()[0].value.as_ref().unwrap();
    /// assert!((value.at(70.0) - 0.9).abs() < 1e-12);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn value_points(self, points: impl IntoIterator<Item = (f64, f64)>) -> Details {
        let value = Stated::Points(points.into_iter().collect());
        Details { value: Some(value), ..self }
    }

    /// The value of each of its [`Details::levels`], in their order, 0 worst to 1 best. The
    /// `value = { levels = ... }` of a criteria file; see [`Details::value_points`].
    pub fn value_levels(self, values: impl IntoIterator<Item = f64>) -> Details {
        let value = Stated::Levels(values.into_iter().collect());
        Details { value: Some(value), ..self }
    }

    /// Its value function is linear in the logarithm of the figure, between the ends of its scale,
    /// which lie above 0: twice the figure adds the same value wherever it starts. The `value = {
    /// shape = "log" }` of a criteria file.
    pub fn value_log(self) -> Details {
        Details { value: Some(Stated::Logarithm), ..self }
    }

    /// How the values of the criteria below a node become its own; the weighted mean if this is not
    /// called.
    ///
    /// ```
    /// use afweging::study::evaluate;
    /// use afweging::method::Method;
    /// use afweging::problem::{Aggregate, Direction, Problem};
    ///
    /// // Care is as good as the worse of two marks.
    /// let problem = Problem::builder()
    ///     .criterion_with("price", Direction::Max, 1.0, |c| c.scale(0.0, 10.0))
    ///     .node_with("care", 1.0, |c| c.aggregate(Aggregate::Min))
    ///     .criterion_with("staff", Direction::Max, 1.0, |c| c.scale(0.0, 10.0).parent("care"))
    ///     .criterion_with("rooms", Direction::Max, 1.0, |c| c.scale(0.0, 10.0).parent("care"))
    ///     .alternative("A", [8.0, 9.0, 2.0])
    ///     .build()?;
    /// let evaluation = evaluate(&problem, &Method::named("hierarchical")?)?;
    /// assert_eq!(evaluation.ranking().get(0, "score").as_number(), Some(0.5)); // (0.8 + 0.2) / 2
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn aggregate(self, aggregate: Aggregate) -> Details {
        Details { aggregate: Some(aggregate), ..self }
    }

    /// What becomes of figures below a node of which nothing is known; as the node above says if
    /// this is not called.
    pub fn missing(self, missing: Missing) -> Details {
        Details { missing: Some(missing), ..self }
    }

    /// The rules of a node: a table from the levels of its children to its own. Every combination of
    /// levels has a rule, or [`Details::complete`] fills in the others. Its children are criteria with
    /// named levels, the worst first, or nodes with rules themselves.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{DecisionRule, Direction, Problem, Quantity};
    /// use afweging::study::evaluate;
    ///
    /// let rule = DecisionRule::then;
    /// let problem = Problem::builder()
    ///     .node_with("care", 1.0, |c| {
    ///         c.levels(["bad", "fair", "good"]).rules([
    ///             rule("bad").when("staff", "few"),
    ///             rule("fair").when("staff", "many").when("rooms", "old"),
    ///             rule("good").when("staff", "many").when("rooms", "new"),
    ///         ])
    ///     })
    ///     .criterion_with("staff", Direction::Max, 1.0, |c| c.levels(["few", "many"]).parent("care"))
    ///     .criterion_with("rooms", Direction::Max, 1.0, |c| c.levels(["old", "new"]).parent("care"))
    ///     .alternative("A", ["many", "old"].map(Quantity::from))
    ///     .alternative("B", ["few", "new"].map(Quantity::from))
    ///     .build()?;
    /// let evaluation = evaluate(&problem, &Method::of_tree(problem.tree()))?;
    /// // Fair is half way from bad to good.
    /// assert_eq!(evaluation.ranking().get(0, "score").as_number(), Some(0.5));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn rules(self, rules: impl IntoIterator<Item = DecisionRule>) -> Details {
        Details { rules: rules.into_iter().collect(), ..self }
    }

    /// How the combinations without a rule get a level; without any rule: all of them. The
    /// `complete` of a criteria file, and its `rules = "from-weights"`.
    pub fn complete(self, completion: Completion) -> Details {
        Details { completion: Some(completion), ..self }
    }

    /// Whether it is a table of rules that decides.
    pub(super) fn has_rules(&self) -> bool {
        !self.rules.is_empty() || self.completion.is_some()
    }

    pub(super) fn stated_rules(&self) -> &[DecisionRule] {
        &self.rules
    }

    pub(super) fn completion(&self) -> Option<Completion> {
        self.completion
    }

    /// Whether anything is said of how it aggregates otherwise.
    pub(super) fn aggregates(&self) -> bool {
        self.aggregate.is_some() || self.missing.is_some()
    }

    /// Its named levels.
    pub(super) fn stated_levels(&self) -> Option<&[String]> {
        match &self.scale {
            Some(StatedScale::Levels(levels)) => Some(levels),
            _ => None,
        }
    }

    /// The preference function and thresholds that outranking methods go by, in its unit:
    /// indifference <= preference <= veto, all at least 0.
    ///
    /// ```
    /// use afweging::problem::{Direction, PreferenceFunction, Problem, Thresholds};
    ///
    /// // A lead of up to 5 is none, one of 20 or more counts in full.
    /// let thresholds = Thresholds {
    ///     indifference: Some(5.0),
    ///     preference: Some(20.0),
    ///     function: Some(PreferenceFunction::VShapeIndifference),
    ///     ..Thresholds::default()
    /// };
    /// let problem = Problem::builder()
    ///     .criterion_with("price", Direction::Min, 1.0, |c| c.thresholds(thresholds))
    ///     .alternative("A", [100.0])
    ///     .alternative("B", [120.0])
    ///     .build()?;
    /// assert_eq!(problem.tree().leaves()[0].thresholds.preference, Some(20.0));
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn thresholds(self, thresholds: Thresholds) -> Details {
        Details { thresholds: Some(thresholds), ..self }
    }

    /// What a position on its scale means, in consequences: a figure or the name of a level.
    pub fn anchor(mut self, position: impl Into<Quantity>, meaning: impl Into<Text>) -> Details {
        self.anchors.push((position.into(), meaning.into()));
        self
    }

    /// Where the criterion comes from.
    pub fn source(self, source: impl Into<String>) -> Details {
        Details { source: Some(source.into()), ..self }
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

impl Entry {
    /// As faults name it.
    fn name(&self) -> Said {
        both(format!("criterion `{}`", self.id), format!("criterium `{}`", self.id))
    }
}

/// The tree of criteria, and the leaves whose figures can be judged: those without a fault. What is
/// wrong goes to `faults`, and is left out of the tree.
pub(super) fn tree(
    entries: &[Entry],
    top: &NodeRule,
    faults: &mut Faults,
) -> (Tree, BTreeSet<usize>) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let id = entry.id.as_str();
        if id.trim().is_empty() || id.trim() != id {
            faults.add(entry.name(), BAD_ID);
        }
        match places.get(id) {
            Some(_) => faults.add(entry.name(), SECOND_ID),
            None => {
                places.insert(id, place);
            }
        }
        if let Err(reason) = check_weight(entry.weight) {
            faults.add(entry.name(), reason);
        }
    }
    let (mut tree, mut sound) = (Tree::default(), BTreeSet::new());
    for entry in entries {
        let Entry { id, direction, weight, details } = entry;
        let parent = parent(entry, entries, &places, faults);
        let label = details.label.clone().unwrap_or_else(|| Text::plain(id));
        let leaf = direction.map(|direction| {
            let before = faults.count();
            tree.leaves.push(leaf(entry, label.clone(), direction, faults));
            if faults.count() == before {
                sound.insert(tree.leaves.len() - 1);
            }
            tree.leaves.len() - 1
        });
        let has_figures = details.scale.is_some() && !details.has_rules()
            || details.unit.is_some()
            || details.value.is_some()
            || details.thresholds.is_some()
            || !details.anchors.is_empty();
        if leaf.is_none() && has_figures {
            let reason = Phrase(
                "this is a node, which has no figures: no scale (without rules), unit, value function, \
                 thresholds or anchors",
                "dit is een knoop, die geen cijfers heeft: geen schaal (zonder regels), eenheid, \
                 waardefunctie, drempels of ankers",
            );
            faults.add(entry.name(), reason);
        }
        let rule = NodeRule {
            aggregate: details.aggregate.clone().unwrap_or_default(),
            missing: details.missing,
        };
        if leaf.is_some() && (details.aggregates() || details.has_rules()) {
            let reason = Phrase(
                "this is a criterion with figures: only a node aggregates or has rules, or says what \
                 becomes of what is missing below it",
                "dit is een criterium met cijfers: alleen een groep criteria aggregeert of heeft \
                 regels, of zegt wat er gebeurt met wat eronder ontbreekt",
            );
            faults.add(entry.name(), reason);
        } else if rule != NodeRule::default() {
            tree.rules.insert(Some(tree.branches.len()), rule);
        }
        // A weight that is wrong counts as 1 from here on, so that it is reported once.
        let weight = if check_weight(*weight).is_ok() { *weight } else { 1.0 };
        tree.branches.push(Branch { id: id.clone(), label, parent, weight, leaf });
    }
    if tree.leaves.is_empty() {
        let reason = Phrase(
            "it has no criteria: give it one at least",
            "het heeft geen criteria: geef het er minstens één",
        );
        faults.add(THE_PROBLEM, reason);
    }
    if *top != NodeRule::default() {
        tree.rules.insert(None, top.clone());
    }
    check_shape(&mut tree, faults);
    check_rules(&tree, faults);
    (tree, sound)
}

/// What nodes aggregate by fits their children.
fn check_rules(tree: &Tree, faults: &mut Faults) {
    for (node, rule) in &tree.rules {
        let at = match node {
            Some(branch) => {
                let id = &tree.branches[*branch].id;
                both(format!("node `{id}`"), format!("knoop `{id}`"))
            }
            None => THE_PROBLEM.into(),
        };
        for reason in tree.faults_of(*node, &rule.aggregate) {
            faults.add(at.clone(), reason);
        }
    }
}

/// The place of the node that an entry stands under.
fn parent(
    entry: &Entry,
    entries: &[Entry],
    places: &BTreeMap<&str, usize>,
    faults: &mut Faults,
) -> Option<usize> {
    let name = entry.details.parent.as_ref()?;
    match places.get(name.as_str()) {
        Some(parent) if entries[*parent].direction.is_some() => {
            let reason = both(
                format!("its parent `{name}` is a criterion with figures; make it a node"),
                format!(
                    "het bovenliggende `{name}` is een criterium met cijfers; maak er een knoop van"
                ),
            );
            faults.add(entry.name(), reason);
            None
        }
        Some(parent) => Some(*parent),
        None => {
            let nodes = entries.iter().filter(|entry| entry.direction.is_none());
            let unknown = Error::unknown("parent", name, nodes.map(|node| node.id.as_str()));
            faults.add(entry.name(), unknown.said());
            None
        }
    }
}

/// A node as faults name it.
pub(super) fn node(id: &str) -> Said {
    both(format!("node `{id}`"), format!("knoop `{id}`"))
}

/// Every node has children, every way up ends at the top, and some sibling weighs something. A way
/// up that does not end is cut.
fn check_shape(tree: &mut Tree, faults: &mut Faults) {
    let outline = Outline::new(tree);
    for (at, branch) in tree.branches.iter().enumerate() {
        if branch.leaf.is_none() && outline.children(Some(at)).is_empty() {
            let reason =
                Phrase("no criterion names it as its parent", "geen enkel criterium staat eronder");
            faults.add(node(&branch.id), reason);
        }
    }
    for at in 0..tree.branches.len() {
        let mut up = tree.branches[at].parent;
        // A way up that does not end is longer than there are branches.
        for _ in 0..tree.branches.len() {
            let Some(parent) = up else { break };
            if parent == at {
                let reason = Phrase(
                    "it lies below itself: give it no parent, or another one",
                    "de knoop ligt onder zichzelf: zet hem nergens of ergens anders onder",
                );
                faults.add(node(&tree.branches[at].id), reason);
                tree.branches[at].parent = None;
                break;
            }
            up = tree.branches[parent].parent;
        }
    }
    for siblings in tree.weightless_siblings() {
        let ids: Vec<String> =
            siblings.iter().map(|at| format!("`{}`", tree.branches[*at].id)).collect();
        let ids = format!("criteria {}", ids.join(", "));
        faults.add(both(ids.as_str(), ids.as_str()), WEIGHTLESS);
    }
}

/// A criterion with figures; what is wrong with it is left out.
fn leaf(entry: &Entry, label: Text, direction: Direction, faults: &mut Faults) -> Criterion {
    let Details { unit, scale, value, thresholds, anchors, source, .. } = &entry.details;
    let at = entry.name();
    let before = faults.count();
    let scale = scale.as_ref().and_then(|scale| match scale {
        StatedScale::Levels(levels) => levels_of(&at, levels, faults),
        StatedScale::Ends(min, max, beyond) => ends_of(&at, (*min, *max), *beyond, faults),
    });
    let scale_is_sound = faults.count() == before;
    let mut leaf = Criterion {
        id: entry.id.clone(),
        label,
        direction,
        scale,
        value: None,
        anchors: Vec::new(),
        unit: unit.clone(),
        thresholds: thresholds.unwrap_or_default(),
        source: source.clone(),
    };
    for reason in leaf.thresholds.faults() {
        faults.add(&at, reason);
    }
    if let Direction::Target(target) = direction {
        let beyond = leaf.scale.as_ref().map(Scale::ends);
        if !target.is_finite() {
            let reason = both(
                format!("the target {target} is not a finite number"),
                format!("de streefwaarde {target} is geen eindig getal"),
            );
            faults.add(&at, reason);
        } else if let Some((min, max)) =
            beyond.filter(|(min, max)| !(*min <= target && target <= *max))
        {
            let reason = both(
                format!("the target {target} lies beyond the scale {min} .. {max}"),
                format!("de streefwaarde {target} ligt buiten de schaal {min} .. {max}"),
            );
            faults.add(&at, reason);
        }
    }
    // What stands on a scale that is wrong is not judged.
    if !scale_is_sound {
        return leaf;
    }
    match value.clone().map(|stated| value_function::stated(stated, &leaf)) {
        Some(Ok(curve)) => leaf.value = Some(curve),
        Some(Err(wrong)) => faults.add(&at, wrong.sentence()),
        None => {}
    }
    leaf.anchors = anchors_of(&at, anchors, &leaf, faults);
    leaf
}

pub(super) fn levels_of(at: &Said, levels: &[String], faults: &mut Faults) -> Option<Scale> {
    let before = faults.count();
    if levels.len() < 2 {
        faults.add(
            at,
            both("a scale has at least two levels", "een schaal heeft minstens twee niveaus"),
        );
    }
    for (place, level) in levels.iter().enumerate() {
        if level.is_empty() {
            faults.add(at, both("a level has an empty name", "een niveau heeft een lege naam"));
        } else if levels[..place].contains(level) {
            faults.add(
                at,
                both(
                    format!("the level `{level}` is there twice"),
                    format!("het niveau `{level:#}` staat er twee keer"),
                ),
            );
        }
    }
    (faults.count() == before).then(|| Scale::Ordinal(levels.to_vec()))
}

fn ends_of(
    at: &Said,
    (min, max): (f64, f64),
    beyond: Beyond,
    faults: &mut Faults,
) -> Option<Scale> {
    match Scale::numeric(min, max, beyond) {
        Ok(_) if !(max - min).is_finite() => {
            faults.add(
                at,
                both(
                    "the scale is wider than the largest number, 1.8e308",
                    "de schaal is breder dan het grootste getal, 1.8e308",
                ),
            );
            None
        }
        Ok(scale) => Some(scale),
        Err(wrong) => {
            faults.add(at, wrong.sentence());
            None
        }
    }
}

/// The anchors in the order of the axis.
fn anchors_of(
    at: &Said,
    anchors: &[(Quantity, Text)],
    leaf: &Criterion,
    faults: &mut Faults,
) -> Vec<Anchor> {
    let mut out: Vec<Anchor> = Vec::new();
    for (position, text) in anchors {
        let (position, written) = match position {
            Quantity::Text(level) => match place(level, leaf) {
                Ok(place) => (place, level.trim().to_owned()),
                Err(reason) => {
                    faults.add(
                        at,
                        both(format!("an anchor: {reason}"), format!("een anker: {reason:#}")),
                    );
                    continue;
                }
            },
            Quantity::Crisp(x) if x.is_finite() => (*x, number(*x)),
            _ => {
                faults.add(
                    at,
                    both(
                        "an anchor stands at one position: a finite figure or a level",
                        "een anker staat op één positie: een eindig cijfer of een niveau",
                    ),
                );
                continue;
            }
        };
        if out.iter().any(|known| known.position == position) {
            let reason = both(
                format!("two anchors describe one position, `{written}`: keep one"),
                format!("twee ankers beschrijven één positie, `{written}`: behoud er een"),
            );
            faults.add(at, reason);
            continue;
        }
        out.push(Anchor { position, written, text: text.clone() });
    }
    out.sort_by(|a, b| a.position.total_cmp(&b.position));
    out
}
