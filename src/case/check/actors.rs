//! `[[actors]]`: groups of people who look at the decision, and what each says of weights, criteria,
//! benefits and burdens.

use crate::case::check::checked::{CheckedActor, CheckedWeighting, LooksAt, When};
use crate::case::check::checker::Checker;
use crate::case::check::{constraints, preference, weighting};
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::{ActorFile, At, Named, OneOrMany};
use crate::error::both;
use crate::problem::tree::{Outline, Tree, check_weight};
use crate::problem::{Key, Text};
use crate::weighting::Weighting;
use std::collections::BTreeSet;
use std::ops::Range;

/// What the checks of actors look things up in.
pub(crate) struct Known<'a> {
    pub(crate) keys: &'a [Key],
    /// Whether the values of each key are a closed list.
    pub(crate) closed: &'a [bool],
    /// The keys, as indices, whose values make a group.
    pub(crate) rank_within: &'a [usize],
    pub(crate) tree: &'a Tree,
    /// Whether keys and criteria are sound: only then do the criteria make a tree.
    pub(crate) sound: bool,
}

/// The actors of a file, each with its weightings and preferences.
pub(crate) fn check(file: &CaseFile, known: &Known, checker: &mut Checker) -> Vec<CheckedActor> {
    checker.unique("actor", file.actors.iter().map(|actor| &actor.value.id));
    strangers(file, checker);
    influence(file, checker);
    let checked: Vec<CheckedActor> =
        file.actors.iter().map(|at| one(at, file, known, checker)).collect();
    let keeps_apart = file.actors.iter().find_map(|at| {
        let ActorFile { benefit, burden, .. } = &at.value;
        benefit.iter().chain(burden).next()
    });
    if let (Some(first), None) = (keeps_apart, &file.head.baseline) {
        let competing =
            known.keys.iter().enumerate().filter(|(key, _)| !known.rank_within.contains(key));
        let value = |key: &Key| key.values.first().map_or("...".to_owned(), |it| it.id.to_string());
        let example: Vec<String> =
            competing.map(|(_, key)| format!("{} = \"{}\"", key.id, value(key))).collect();
        let message = both(
            "benefits and burdens are those of leaving another alternative, and none is named",
            "lusten en lasten zijn die van het verlaten van een ander alternatief, en er is er geen genoemd",
        );
        let help = both(
            format!(
                "write baseline = {{ {} }} at the top of the file: the alternative to compare with",
                example.join(", ")
            ),
            format!(
                "schrijf baseline = {{ {:#} }} bovenaan in het bestand: het alternatief waarmee wordt vergeleken",
                example.join(", ")
            ),
        );
        checker.error_help(&first.span, message, help);
    }
    checked
}

/// Weightings and preferences of actors that there are not.
fn strangers(file: &CaseFile, checker: &mut Checker) {
    let all = || file.actors.iter().map(|actor| actor.value.id.value.trim());
    let ids = || all().filter(|id| !id.is_empty());
    let named = file.weightings.iter().filter_map(|at| at.value.actor.as_ref());
    for name in named.chain(file.preferences.iter().filter_map(|at| at.value.actor.as_ref())) {
        if ids().any(|id| id == name.value.trim()) {
            continue;
        }
        if file.actors.is_empty() && !checker.lost.contains(&name.value) {
            let message = both(
                format!("unknown actor `{}`", crate::error::shorten(&name.value, 60)),
                format!("er is geen actor `{:#}`", crate::error::shorten(&name.value, 60)),
            );
            let help = both(
                "add it as a table [[actors]] with this id, or leave `actor` out",
                "voeg hem toe als tabel [[actors]] met deze id, of laat `actor` weg",
            );
            checker.error_help(&name.span, message, help);
        } else {
            checker.unknown("actor", name, ids());
        }
    }
}

/// Influences above 0 lie between these. Others are slips of the pen, and their shares would be lost
/// in rounding.
const LEAST_INFLUENCE: f64 = 1e-100;
const GREATEST_INFLUENCE: f64 = 1e100;

/// An influence is 0 or a number within reason, and somebody has some.
fn influence(file: &CaseFile, checker: &mut Checker) {
    let mut sound = true;
    let given = || file.actors.iter().filter_map(|at| at.value.influence.as_ref());
    for at in given() {
        let within_reason = LEAST_INFLUENCE..=GREATEST_INFLUENCE;
        if at.value != 0.0 && !within_reason.contains(&at.value) {
            sound = false;
            let message = both(
                format!("an influence is 0 or a number from 1e-100 to 1e100, not {}", at.value),
                format!("een invloed is 0 of een getal van 1e-100 tot 1e100, niet {:#}", at.value),
            );
            checker.error_help(
                &at.span,
                message,
                both(
                    "write influence = 1, or leave it out",
                    "schrijf influence = 1, of laat het weg",
                ),
            );
        }
    }
    let all_zero = given().count() == file.actors.len() && given().all(|at| at.value == 0.0);
    if let Some(first) = given().next().filter(|_| sound && all_zero) {
        let message = both("no actor has any influence", "geen enkele actor heeft invloed");
        checker.error_help(
            &first.span,
            message,
            both(
                "give at least one an influence above 0",
                "geef er minstens een een invloed boven 0",
            ),
        );
    }
}

fn one(at: &At<ActorFile>, file: &CaseFile, known: &Known, checker: &mut Checker) -> CheckedActor {
    let Known { keys, closed, tree, sound, .. } = known;
    let actor = &at.value;
    let id = actor.id.value.trim();
    if let Some(minimum) = actor.minimum.as_ref().filter(|at| !at.value.is_finite()) {
        let message = both(
            format!("a minimum is a finite score, not {}", minimum.value),
            format!("een minimum is een eindige score, niet {:#}", minimum.value),
        );
        checker.error_help(
            &minimum.span,
            message,
            both("write one as in minimum = 0.4", "schrijf er een, zoals in minimum = 0.4"),
        );
    }
    if let Some(minimum) = actor.minimum.as_ref().filter(|at| at.value.is_finite()) {
        // Only other normalizations give scores beyond 0 and 1.
        if !(0.0..=1.0).contains(&minimum.value) {
            let message = both(
                format!(
                    "scores of value functions lie between 0 and 1, and this minimum is {}",
                    minimum.value
                ),
                format!(
                    "scores van waardefuncties liggen tussen 0 en 1, en dit minimum is {:#}",
                    minimum.value
                ),
            );
            let help = both(
                "write it as a share, as in minimum = 0.4, unless the weighted sum has another normalization",
                "schrijf het als aandeel, zoals in minimum = 0.4, tenzij de gewogen som een andere normalisering heeft",
            );
            checker.warning_help(&minimum.span, message, help);
        }
    }
    let looks_at = looks_at(actor, known, checker);
    let weights = weights(at, looks_at.as_ref(), known, checker);
    let weightings = match sound {
        true => weightings(actor, file, &weights, looks_at.as_ref(), tree, checker),
        // Names among siblings mean something only in a tree that is one.
        false => Vec::new(),
    };
    let lines = actor.constraints.as_ref().map_or(&[][..], |lines| &lines.0);
    let (from_weighting, constraints) =
        constraints::check(lines, Some(id), file, tree, looks_at.as_ref(), checker);
    let preferences = preference::of(Some(id), file, keys, closed, checker);
    let benefit = impacts(&actor.benefit, known, checker);
    let burden = impacts(&actor.burden, known, checker);
    overlap(actor, &benefit, known, checker);
    CheckedActor {
        id: At { value: id.to_owned(), span: actor.id.span.clone() },
        label: actor.label.clone().unwrap_or_else(|| Text::plain(id)),
        kind: actor.kind.as_ref().map(|kind| kind.value.trim().to_owned()),
        influence: actor.influence.as_ref().map_or(1.0, |at| at.value),
        weights,
        weightings,
        from_weighting,
        constraints,
        preferences,
        looks_at,
        minimum: actor.minimum.as_ref().map(|at| at.value),
        benefit,
        burden,
        source: actor.source.clone(),
    }
}

/// The branches of these names; a name that is none is a finding.
fn branches<'n>(
    names: impl IntoIterator<Item = &'n At<String>>,
    tree: &Tree,
    checker: &mut Checker,
) -> Vec<(usize, &'n At<String>)> {
    let mut out = Vec::new();
    for name in names {
        match tree.find(&name.value) {
            Some(branch) => out.push((branch, name)),
            None => {
                let all = tree.branches.iter().map(|branch| branch.id.as_str());
                checker.unknown("criterion", name, all);
            }
        }
    }
    out
}

/// The criteria that an actor looks at, where it names them.
fn looks_at(actor: &ActorFile, known: &Known, checker: &mut Checker) -> Option<LooksAt> {
    let At { value: names, span } = actor.criteria.as_ref()?;
    let id = actor.id.value.trim();
    if names.is_empty() {
        let message = both(
            format!("`{id}` looks at no criterion"),
            format!("`{id:#}` kijkt naar geen enkel criterium"),
        );
        checker.error_help(
            span,
            message,
            both(
                "name some in `criteria`, or leave it out: then it looks at all",
                "noem er enkele in `criteria`, of laat het weg: dan kijkt hij naar alle",
            ),
        );
        return None;
    }
    let found = branches(names, known.tree, checker);
    if !known.sound || found.len() < names.len() {
        return None;
    }
    let mut leaves = vec![false; known.tree.leaves.len()];
    for (branch, _) in found {
        known.tree.leaves_under(branch).iter().for_each(|leaf| leaves[*leaf] = true);
    }
    let names: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
    let list = match &names[..] {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        all => all.join(", "),
    };
    Some(LooksAt { leaves, written: format!("{id} looks at {list} only"), span: span.clone() })
}

/// The weights that an actor types, by branch.
fn weights(
    at: &At<ActorFile>,
    looks_at: Option<&LooksAt>,
    known: &Known,
    checker: &mut Checker,
) -> Vec<(usize, f64)> {
    let tree = known.tree;
    let actor = &at.value;
    let id = actor.id.value.trim();
    let mut out = Vec::new();
    for (name, weight) in &actor.weights.0 {
        let right = check_weight(weight.value);
        if let Err(message) = &right {
            let help = both(
                format!("write a number of at least 0, or leave `{}` out", name.value),
                format!("schrijf een getal van minstens 0, of laat `{:#}` weg", name.value),
            );
            checker.error_help(&weight.span, message.clone(), help);
        }
        let Some((branch, _)) = branches([name], tree, checker).pop() else { continue };
        let is_seen = !known.sound || looks_at.is_none_or(|it| it.sees(branch, tree));
        if weight.value > 0.0 && !is_seen {
            let message = both(
                format!("`{id}` gives `{}` a weight, and does not look at it", name.value),
                format!("`{id:#}` geeft `{:#}` een gewicht, en kijkt er niet naar", name.value),
            );
            let help = both(
                format!("name `{}` in `criteria`, or leave its weight out", name.value),
                format!("noem `{:#}` in `criteria`, of laat het gewicht weg", name.value),
            );
            checker.error_help(&name.span, message, help);
        }
        if right.is_ok() {
            out.push((branch, weight.value));
        }
    }
    let parents: BTreeSet<Option<usize>> =
        out.iter().map(|(branch, _)| tree.branches[*branch].parent).collect();
    for parent in parents {
        let of_parent = |(branch, _): &&(usize, f64)| tree.branches[*branch].parent == parent;
        if out.iter().filter(of_parent).all(|(_, weight)| *weight == 0.0) {
            let under = parent
                .map_or("the top".to_owned(), |parent| format!("`{}`", tree.branches[parent].id));
            let first = actor.weights.0.iter().find(|(name, _)| {
                tree.find(&name.value).is_some_and(|it| tree.branches[it].parent == parent)
            });
            checker.error_help(
                first.map_or(&at.span, |(name, _)| &name.span),
                both(format!("actor `{id}`: all weights under {under} are 0"), format!("actor `{id:#}`: alle gewichten {under:#} zijn 0")),
                both("give one of them a weight above 0, or leave them out: then it has those of the case", "geef er een van een gewicht boven 0, of laat ze weg: dan heeft hij die van het dossier"),
            );
        }
    }
    out
}

/// The weightings of an actor. Those that make weights which it types as well, or weights of
/// criteria that it does not look at, are findings.
fn weightings(
    actor: &ActorFile,
    file: &CaseFile,
    typed: &[(usize, f64)],
    looks_at: Option<&LooksAt>,
    tree: &Tree,
    checker: &mut Checker,
) -> Vec<CheckedWeighting> {
    let outline = Outline::new(tree);
    let id = actor.id.value.trim();
    let mut out = weighting::of(Some(id), file, tree, checker);
    for checked in &mut out {
        let weighed = checked.weighed(tree, &outline);
        let siblings_of = |branch: usize| tree.branches[branch].parent;
        let twice = typed.iter().find(|(branch, _)| {
            weighed.iter().any(|other| siblings_of(*other) == siblings_of(*branch))
        });
        if let Some((branch, _)) = twice {
            let name = &tree.branches[*branch].id;
            let typed = actor.weights.0.iter().find(|(known, _)| known.value == *name);
            let message = both(
                format!(
                    "`{id}` weighs the criteria {} here, and in [[weighting]] as well",
                    weighting::place(siblings_of(*branch), tree)
                ),
                format!(
                    "`{id:#}` weegt de criteria {:#} hier, en ook in [[weighting]]",
                    weighting::place(siblings_of(*branch), tree)
                ),
            );
            let span = typed.map_or(&checked.span, |(name, _)| &name.span);
            checker.error_help(
                span,
                message,
                both("keep one of the two", "behoud een van de twee"),
            );
        }
        let Some(looks_at) = looks_at else { continue };
        let unseen = weighed.iter().find(|branch| !looks_at.sees(**branch, tree));
        let sees_some = checked.branches.iter().any(|branch| looks_at.sees(*branch, tree));
        match checked.method {
            Weighting::Data(_) if sees_some => {
                let below = |leaf: &usize| {
                    !looks_at.leaves[*leaf]
                        && outline.branch_of_leaf(*leaf).is_some_and(|at| weighed.contains(&at))
                };
                checked.unseen = (0..tree.leaves.len()).filter(below).collect();
            }
            _ => {
                let Some(branch) = unseen else { continue };
                let name = &tree.branches[*branch].id;
                let message = both(
                    format!("`{id}` weighs `{name}` here, and does not look at it"),
                    format!("`{id:#}` weegt `{name:#}` hier, en kijkt er niet naar"),
                );
                let help = both(
                    format!("name `{name}` in `criteria`, or leave this [[weighting]] out"),
                    format!("noem `{name:#}` in `criteria`, of laat deze [[weighting]] weg"),
                );
                checker.error_help(&checked.span, message, help);
            }
        }
    }
    out
}

/// The leaves that are these criteria or lie below them, each once.
fn impacts(names: &[At<String>], known: &Known, checker: &mut Checker) -> Vec<usize> {
    let found = branches(names, known.tree, checker);
    if !known.sound {
        return Vec::new();
    }
    let leaves: BTreeSet<usize> =
        found.iter().flat_map(|(branch, _)| known.tree.leaves_under(*branch)).collect();
    leaves.into_iter().collect()
}

/// What is a benefit is no burden.
fn overlap(actor: &ActorFile, benefit: &[usize], known: &Known, checker: &mut Checker) {
    if !known.sound {
        return;
    }
    for name in &actor.burden {
        let Some(branch) = known.tree.find(&name.value) else { continue };
        let shared =
            known.tree.leaves_under(branch).into_iter().find(|leaf| benefit.contains(leaf));
        if let Some(leaf) = shared {
            let message = both(
                format!(
                    "`{}` is a benefit and a burden to `{}`",
                    known.tree.leaves[leaf].id,
                    actor.id.value.trim()
                ),
                format!(
                    "`{:#}` is een lust en een last voor `{:#}`",
                    known.tree.leaves[leaf].id,
                    actor.id.value.trim()
                ),
            );
            checker.error_help(
                &name.span,
                message,
                both("name it in one of the two", "noem het in een van de twee"),
            );
        }
    }
}

/// The values that name the alternative to compare with, by key, and where they stand.
pub(crate) fn baseline(
    file: &CaseFile,
    known: &Known,
    checker: &mut Checker,
) -> Option<(When, Range<usize>)> {
    let At { value: Named(values), span } = file.head.baseline.as_ref()?;
    if values.is_empty() {
        let help = both(
            "name a value as in baseline = { scenario = \"S0\" }, or leave it out",
            "noem een waarde, zoals in baseline = { scenario = \"S0\" }, of laat het weg",
        );
        checker.error_help(
            span,
            both("`baseline` names no alternative", "`baseline` noemt geen alternatief"),
            help,
        );
        return None;
    }
    let one =
        |(key, value): &(At<String>, At<String>)| (key.clone(), OneOrMany(vec![value.clone()]));
    let values = Named(values.iter().map(one).collect());
    Some((checker.when(&values, known.keys, known.closed), span.clone()))
}
