//! What a case says that no file of decision data holds.

use crate::case::Case;
use crate::error::{Said, both};
use crate::method::Method;
use crate::problem::{Aggregate, Beyond, Criterion, Problem, Quantity, Scale};

/// What is lost of a case in any form for other programs. Each form adds what it lacks itself.
pub(super) fn of_case(case: &Case) -> Vec<Said> {
    let problem = &case.problem;
    let mut out: Vec<Said> = Vec::new();
    let names: Vec<&str> = case.methods.iter().map(Method::name).collect();
    // The default method with parameters of its own is another method for whoever reads the file.
    if !(names.is_empty() || case.methods == [Method::default()]) {
        let names = names.join(", ");
        out.push(both(
            format!("the methods and their parameters: {names}"),
            format!("de methodes en hun parameters: {names:#}"),
        ));
    }
    let count = |what: usize, en: &str, nl: &str, out: &mut Vec<Said>| {
        if what > 0 {
            out.push(both(format!("{en}: {what}"), format!("{nl:#}: {what:#}")));
        }
    };
    let stated = |it: &&crate::problem::WeightConstraint| !it.preference;
    let constraints = problem.constraints().iter().filter(stated).count();
    count(constraints, "constraints on weights", "voorwaarden voor gewichten", &mut out);
    count(problem.preferences().len(), "preferences", "voorkeuren", &mut out);
    count(
        case.derivations.len() + case.from_data.len(),
        "judgements or data that weights follow from; the weights are written",
        "oordelen of gegevens waaruit gewichten volgen; de gewichten zijn geschreven",
        &mut out,
    );
    count(
        problem.requirements().len(),
        "requirements; what they exclude is not active",
        "eisen; wat ze uitsluiten is niet actief",
        &mut out,
    );
    count(
        problem.adjustments().len(),
        "adjustments; figures are written as adjusted",
        "aanpassingen; cijfers zijn geschreven zoals ze aangepast zijn",
        &mut out,
    );
    count(case.actors.len(), "actors", "actoren", &mut out);
    count(problem.claims().len(), "claims", "beweringen", &mut out);
    count(
        case.scenarios.as_ref().map_or(0, |it| it.names().len()),
        "scenarios of weights",
        "scenario's van gewichten",
        &mut out,
    );
    let models = [
        (case.portfolio.is_some(), "the portfolio", "het portfolio"),
        (case.has_pathway(), "the pathway", "het pad"),
        (
            !problem.group_weights().is_empty(),
            "weights of groups by themselves: those of all groups together are written",
            "gewichten per groep: die van alle groepen samen zijn geschreven",
        ),
        (
            problem.levels_as_ratios(),
            "that levels may count as ratios",
            "dat niveaus als verhoudingen mogen gelden",
        ),
    ];
    out.extend(models.into_iter().filter(|it| it.0).map(|(_, en, nl)| both(en, nl)));
    if problem.min_known() != 0.5 {
        let least = crate::problem::number(problem.min_known());
        out.push(both(
            format!("the share of weight that must be known: {least}"),
            format!("het aandeel van het gewicht dat bekend moet zijn: {least:#}"),
        ));
    }
    nodes(problem, &mut out);
    out.extend(clamped(problem));
    figures(problem, &mut out);
    out
}

/// Nodes that do otherwise than add up.
fn nodes(problem: &Problem, out: &mut Vec<Said>) {
    let tree = problem.tree();
    for (at, id) in std::iter::once((None, "score"))
        .chain(tree.branches.iter().enumerate().map(|(at, it)| (Some(at), it.id.as_str())))
    {
        if *tree.aggregate(at) != Aggregate::Sum
            || tree.rules.get(&at).is_some_and(|it| it.missing.is_some())
        {
            out.push(both(
                format!("how `{id}` follows from what is below it: other programs take the weighted sum"),
                format!("hoe `{id:#}` volgt uit wat eronder zit: andere programma's nemen de gewogen som"),
            ));
        }
    }
}

/// Criteria with figures beyond a scale that clamps: the case keeps those, the file does not.
fn clamped(problem: &Problem) -> Option<Said> {
    let leaves = &problem.tree().leaves;
    let is_clamped = |leaf: usize| {
        let scale = leaves[leaf].scale.as_ref();
        if beyond(scale) != Some("clamp") {
            return false;
        }
        let (min, max) = scale.map_or((f64::NEG_INFINITY, f64::INFINITY), Scale::ends);
        (0..problem.alternatives().len()).any(|alternative| {
            let cell = &problem.cells()[alternative * leaves.len() + leaf];
            let input = problem.inputs().one(cell.input);
            // Of a distribution the nominal figure is written.
            let (low, high) = match input.quantity.is_distribution() {
                true => (input.spread.nominal, input.spread.nominal),
                false => (input.spread.low, input.spread.high),
            };
            // An adjustment may have brought the figure back onto the scale.
            cell.known
                && ((low < min && cell.spread.low <= min)
                    || (high > max && cell.spread.high >= max))
        })
    };
    let ids: Vec<String> = (0..leaves.len())
        .filter(|leaf| is_clamped(*leaf))
        .map(|leaf| format!("`{}`", leaves[leaf].id))
        .collect();
    let ids = ids.join(", ");
    (!ids.is_empty()).then(|| {
        both(
            format!("figures beyond the scale of {ids}: they are written as its end"),
            format!("cijfers buiten de schaal van {ids:#}: ze zijn geschreven als het uiteinde"),
        )
    })
}

/// What is said of figures beside the figures.
fn figures(problem: &Problem, out: &mut Vec<Said>) {
    let (mut shared, mut records) = (false, false);
    let mut users = vec![0usize; problem.inputs().len()];
    for alternative in 0..problem.alternatives().len() {
        for leaf in 0..problem.tree().leaves.len() {
            let Some(cell) = problem.cells().listed(alternative, leaf, problem.tree().leaves.len())
            else {
                continue;
            };
            users[cell.input] += 1;
            let input = problem.inputs().one(cell.input);
            records |= input.record.is_some();
            shared |= users[cell.input] > 1 && !matches!(input.quantity, Quantity::Crisp(_));
        }
    }
    let found = [
        (
            shared,
            "that alternatives share an unknown figure, which then cancels out between them",
            "dat alternatieven een onzeker cijfer delen, dat dan tussen hen wegvalt",
        ),
        (
            records,
            "where figures come from: kinds of evidence, sources, passages and notes",
            "waar cijfers vandaan komen: soorten onderbouwing, bronnen, passages en nota's",
        ),
    ];
    out.extend(found.into_iter().filter(|it| it.0).map(|(_, en, nl)| both(en, nl)));
    let leaves = &problem.tree().leaves;
    out.extend(of_leaves(leaves, "units", "eenheden", |it| it.unit.is_some()));
    out.extend(of_leaves(
        leaves,
        "what levels or figures mean",
        "wat niveaus of cijfers betekenen",
        |it| !it.anchors.is_empty(),
    ));
    out.extend(of_leaves(
        leaves,
        "where criteria come from",
        "waar criteria vandaan komen",
        |it| it.source.is_some(),
    ));
}

/// What is lost of those criteria that have it, with their ids.
pub(super) fn of_leaves(
    leaves: &[Criterion],
    en: &str,
    nl: &str,
    has: impl Fn(&Criterion) -> bool,
) -> Option<Said> {
    let ids: Vec<String> =
        leaves.iter().filter(|leaf| has(leaf)).map(|leaf| format!("`{}`", leaf.id)).collect();
    let ids = ids.join(", ");
    (!ids.is_empty()).then(|| both(format!("{en}: {ids}"), format!("{nl:#}: {ids:#}")))
}

/// Whether figures beyond the scale of a leaf are no error.
pub(super) fn beyond(scale: Option<&Scale>) -> Option<&'static str> {
    match scale {
        Some(Scale::Numeric { beyond: Beyond::Clamp, .. }) => Some("clamp"),
        Some(Scale::Numeric { beyond: Beyond::Extend, .. }) => Some("extend"),
        _ => None,
    }
}
