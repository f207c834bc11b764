//! A case as one of its actors sees it: with its weights and statements in the place of the
//! decider's, and its figures in the place of the common ones.

use crate::case::build::{self, Built, Files, preference};
use crate::case::check::admissible;
use crate::case::check::checked::{Checked, CheckedActor, LooksAt};
use crate::case::check::constraints;
use crate::case::file::what_if::WhatIf;
use crate::case::join::Joined;
use crate::case::join::layer::Layer;
use crate::error::both;
use crate::error::{Finding, Findings, Place, Result};
use crate::problem::tree::{Outline, Tree};
use crate::problem::{Actor, Problem};

/// What the actors of a case start from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Common<'a> {
    /// What the problem of the case is built from.
    pub(crate) files: Files<'a>,
    /// The figures of all tables.
    pub(crate) joined: &'a Joined,
    /// The problem of the case itself, with the weights that it has without what-ifs.
    pub(crate) own: &'a Problem,
    /// Whether anybody gives those weights, or statements of the decider do.
    pub(crate) is_weighed: bool,
}

/// A case as an actor sees it.
#[derive(Debug)]
pub(crate) struct Seen {
    /// The criteria file as if it were the actor's own.
    pub(crate) checked: Checked,
    /// Its problem, and where its weights come from.
    pub(crate) built: Built,
    /// The nodes (none: the top) whose children keep the weights of the case.
    pub(crate) kept: Vec<Option<usize>>,
}

/// The figures as an actor has them: the common ones, and its own in their place. `None`: those of
/// the case itself.
pub(crate) fn figures(joined: &Joined, actor: Option<usize>) -> Joined {
    joined.seen_by(actor.map(Layer::Actor))
}

/// Whether an actor has figures of its own.
fn has_own_figures(joined: &Joined, actor: usize) -> bool {
    !joined.layers.of(Layer::Actor(actor)).is_empty()
}

impl<'a> Common<'a> {
    fn actor(&self, at: usize) -> &'a CheckedActor {
        &self.files.checked.actors[at]
    }

    /// The problem of an actor. Who competes is settled by the common figures.
    ///
    /// # Errors
    /// Those of [`build::build`].
    pub(crate) fn seen_by(
        &self,
        at: usize,
        what_if: &WhatIf,
        no_attributes: bool,
        findings: &mut Findings,
    ) -> Result<Seen> {
        let actor = self.actor(at);
        let checked = self.checked_by(actor);
        let files = Files { checked: &checked, ..self.files };
        let settled = Some(self.own.alternatives.clone());
        let joined = figures(self.joined, Some(at));
        let mut built = build::build(files, joined, settled, what_if, no_attributes, findings)?;
        self.keep_group_weights(actor, what_if, &mut built.problem);
        let kept = self.reported_as_kept(actor, &checked.tree);
        Ok(Seen { checked, built, kept })
    }

    /// The criteria file as an actor would write it for itself.
    fn checked_by(&self, actor: &CheckedActor) -> Checked {
        let mut out = self.files.checked.clone();
        let outline = Outline::new(&out.tree);
        let kept = self.kept(actor, &outline);
        let mut weights = vec![1.0; out.tree.branches.len()];
        for siblings in outline.sibling_sets() {
            let given = |at: &usize| actor.weights.iter().find(|(known, _)| known == at);
            let is_named = siblings.iter().any(|at| given(at).is_some());
            for at in siblings {
                weights[*at] = match () {
                    _ if is_named => given(at).map_or(0.0, |(_, weight)| *weight),
                    _ if kept.contains(&out.tree.branches[*at].parent) => {
                        self.own.tree.branches[*at].weight
                    }
                    _ => 1.0,
                };
            }
        }
        leave_out_unseen(&mut weights, actor.looks_at.as_ref(), &out.tree, &outline);
        for (branch, weight) in out.tree.branches.iter_mut().zip(weights) {
            branch.weight = weight;
        }
        out.weighted = actor.gives_weights();
        out.weightings = actor.weightings.clone();
        out.from_weighting = actor.from_weighting.clone();
        out.constraints = actor.constraints.clone();
        out.preferences = actor.preferences.clone();
        // Weights that are given are 0 there already.
        let is_set = !actor.gives_weights() || actor.makes_statements();
        if let Some(looks_at) = actor.looks_at.as_ref().filter(|_| is_set) {
            out.constraints.extend(constraints::unseen(looks_at, &out.tree));
        }
        out
    }

    /// The nodes (none: the top) whose children an actor with weights leaves as they are in the
    /// case, because it names none of them.
    fn kept(&self, actor: &CheckedActor, outline: &Outline) -> Vec<Option<usize>> {
        let tree = &self.files.checked.tree;
        if !actor.gives_weights() {
            return Vec::new();
        }
        let typed = actor.weights.iter().map(|(branch, _)| *branch);
        let weighed = actor.weightings.iter().flat_map(|it| it.weighed(tree, outline));
        let named: Vec<usize> = typed.chain(weighed).collect();
        outline
            .sibling_sets()
            .filter(|siblings| !siblings.iter().any(|at| named.contains(at)))
            .filter_map(|siblings| siblings.first().map(|at| tree.branches[*at].parent))
            .collect()
    }

    /// Those among them where it makes a difference: the case has weights, and the actor gives the
    /// node some and looks at more than one of its children.
    fn reported_as_kept(&self, actor: &CheckedActor, seen: &Tree) -> Vec<Option<usize>> {
        let outline = Outline::new(seen);
        let mut out = self.kept(actor, &outline);
        let differ = |parent: &Option<usize>| {
            let is_seen =
                |at: &&usize| actor.looks_at.as_ref().is_none_or(|it| it.sees(**at, seen));
            outline.children(*parent).iter().filter(is_seen).count() > 1
        };
        out.retain(|parent| self.is_weighed && weighs(*parent, seen) && differ(parent));
        out
    }

    /// Where the case has weights of its own in each group, what an actor keeps of them.
    fn keep_group_weights(&self, actor: &CheckedActor, what_if: &WhatIf, problem: &mut Problem) {
        let outline = Outline::new(&problem.tree);
        let kept = self.kept(actor, &outline);
        if self.own.group_weights.is_empty() || kept.is_empty() {
            return;
        }
        let tree = &problem.tree;
        if problem.group_weights.is_empty() {
            let alike = tree.branches.iter().map(|branch| branch.weight).collect();
            problem.group_weights = vec![alike; self.own.group_weights.len()];
        }
        for (weights, own) in problem.group_weights.iter_mut().zip(&self.own.group_weights) {
            for at in kept.iter().flat_map(|parent| outline.children(*parent)) {
                weights[*at] = own[*at];
            }
            leave_out_unseen(weights, actor.looks_at.as_ref(), tree, &outline);
            for (id, weight) in &what_if.weights {
                if let Some(at) = tree.find(id) {
                    weights[at] = *weight;
                }
            }
        }
    }

    /// What is wrong with what an actor says, given the figures: what cannot hold together, and what
    /// does not fit its own weights.
    ///
    /// # Errors
    /// Those of [`build::build`].
    pub(crate) fn findings(&self, at: usize, what_if: &WhatIf) -> Result<Findings> {
        let actor = self.actor(at);
        let mut findings = Findings::default();
        let needs_figures = !(actor.preferences.is_empty() && actor.weightings.is_empty());
        if !(needs_figures || has_own_figures(self.joined, at)) {
            let checked = self.checked_by(actor);
            findings.0.extend(self.unmet(actor, &checked, None));
            return Ok(findings);
        }
        let seen = self.seen_by(at, what_if, false, &mut findings)?;
        if !findings.has_errors() {
            let unmet = self.unmet(actor, &seen.checked, Some(&seen.built.problem));
            findings.0.extend(unmet);
        }
        Ok(findings)
    }

    /// The constraints and preferences of an actor that no weights meet together, or that its own
    /// weights do not meet. With no problem it has neither preferences nor judgements.
    pub(crate) fn unmet(
        &self,
        actor: &CheckedActor,
        checked: &Checked,
        problem: Option<&Problem>,
    ) -> Vec<Finding> {
        let (id, source) = (Some(actor.id.value.as_str()), self.files.source);
        let tree = problem.map_or(&checked.tree, |problem| &problem.tree);
        let located = match problem {
            Some(problem) => preference::located(checked, problem),
            None => checked.constraints.clone(),
        };
        // That constraints alone agree was found before.
        if !(actor.preferences.is_empty() && actor.from_weighting.is_none()) {
            let conflicts = admissible::conflicts(&located, tree, source, id);
            if !conflicts.is_empty() {
                return conflicts;
            }
        }
        if !actor.gives_weights() {
            return Vec::new();
        }
        let mut out = self.weightless(actor, checked);
        match problem.filter(|problem| !problem.group_weights.is_empty()) {
            Some(problem) => {
                out.extend(admissible::inadmissible_in_groups(problem, &source.name, id));
            }
            None => out.extend(admissible::inadmissible(&located, tree, source, id)),
        }
        out
    }

    /// Siblings that keep the weights of the case, where these are 0 for all that the actor looks
    /// at: nobody says how it weighs them.
    fn weightless(&self, actor: &CheckedActor, checked: &Checked) -> Vec<Finding> {
        let Some(looks_at) = &actor.looks_at else { return Vec::new() };
        let tree = &checked.tree;
        let outline = Outline::new(tree);
        let of = |parent: Option<usize>| {
            let siblings = outline.children(parent).iter();
            let seen: Vec<usize> =
                siblings.copied().filter(|at| looks_at.sees(*at, tree)).collect();
            let is_nothing = seen.iter().all(|at| self.own.tree.branches[*at].weight == 0.0);
            if seen.is_empty() || !is_nothing || !weighs(parent, tree) {
                return None;
            }
            let ids: Vec<String> =
                seen.iter().map(|at| format!("`{}`", tree.branches[*at].id)).collect();
            let message = both(
                format!(
                    "`{}` looks at {} and gives no weight there, and in the case the weight is 0",
                    actor.id.value,
                    ids.join(", ")
                ),
                format!(
                    "`{:#}` kijkt naar {:#} en geeft daar geen gewicht, en in het dossier is het gewicht 0",
                    actor.id.value,
                    ids.join(", ")
                ),
            );
            let help = both(
                format!("give {} a weight in `weights` of this actor", ids[0]),
                format!("geef {:#} een gewicht in `weights` van deze actor", ids[0]),
            );
            let place =
                Place::Text { source: self.files.source.clone(), span: looks_at.span.clone() };
            Some(Finding::error(place, message).help(help))
        };
        self.kept(actor, &outline).into_iter().filter_map(of).collect()
    }

    /// The actor of a panel.
    pub(crate) fn of_panel(&self, at: usize, seen: Seen) -> Actor {
        let actor = self.actor(at).clone();
        let unseen = actor
            .looks_at
            .iter()
            .flat_map(|looks_at| (0..looks_at.leaves.len()).filter(|leaf| !looks_at.leaves[*leaf]));
        Actor {
            unseen: unseen.collect(),
            says: actor.says(),
            id: actor.id.value,
            label: actor.label,
            kind: actor.kind,
            influence: actor.influence,
            minimum: actor.minimum,
            benefit: actor.benefit,
            burden: actor.burden,
            kept: seen.kept,
            source: actor.source,
            problem: seen.built.problem,
        }
    }
}

/// Whether a node (none: the top) and all above it weigh something.
fn weighs(parent: Option<usize>, tree: &Tree) -> bool {
    let mut at = parent;
    while let Some(branch) = at {
        if tree.branches[branch].weight == 0.0 {
            return false;
        }
        at = tree.branches[branch].parent;
    }
    true
}

/// Let what an actor does not look at weigh 0. Siblings that then all weigh 0 get 1 each where it
/// looks at them: nobody says how they share what their node has. What lies below a node that it
/// does not look at keeps its weights, of nothing.
fn leave_out_unseen(
    weights: &mut [f64],
    looks_at: Option<&LooksAt>,
    tree: &Tree,
    outline: &Outline,
) {
    let Some(looks_at) = looks_at else { return };
    for siblings in outline.sibling_sets() {
        let seen: Vec<bool> = siblings.iter().map(|at| looks_at.sees(*at, tree)).collect();
        if !seen.contains(&true) {
            continue;
        }
        for (at, _) in siblings.iter().zip(&seen).filter(|(_, seen)| !**seen) {
            weights[*at] = 0.0;
        }
        if siblings.iter().all(|at| weights[*at] == 0.0) {
            for (at, _) in siblings.iter().zip(&seen).filter(|(_, seen)| **seen) {
                weights[*at] = 1.0;
            }
        }
    }
}
