//! What to do where a method is not defined for the data. Every remedy is tried by a test that
//! applies it (`tests/engine/remedies.rs`).

use crate::error::{Error, Said};
use crate::method::sheet::Sheet;
use crate::problem::{
    Aggregate, Criterion, Direction, PreferenceFunction, Spread, Thresholds, Tree,
};
use crate::value::Normalization;
use crate::value::formula::{ScaleNeeded, Undefined};

impl Sheet {
    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == name)
    }

    /// How to get from this method to weighted sum with value functions, which takes every
    /// criterion and has bounds over what is not known.
    pub fn to_value_functions(&self) -> Said {
        if self.name == "hierarchical" {
            return Said::both(
                "let all nodes add up (leave `aggregate`, `rules` and `missing` out of the file) and take weighted-sum with value functions",
                "laat alle groepen criteria optellen (laat `aggregate`, `rules` en `missing` weg uit het bestand) en neem weighted-sum met waardefuncties",
            );
        }
        match self.value_functions && self.has_parameter("normalization") {
            true => Said::both(
                "leave `normalization` out of [method.weighted-sum], so that value functions make the criteria comparable",
                "laat `normalization` weg uit [method.weighted-sum], zodat waardefuncties de criteria vergelijkbaar maken",
            ),
            false => Said::both(
                "take weighted-sum with value functions (--method weighted-sum)",
                "neem weighted-sum met waardefuncties (--method weighted-sum)",
            ),
        }
    }
}

/// A study of scores meets a method that gives none; `reason` says what the study would need. The
/// remedy names methods that a case with this tree can have.
pub(crate) fn no_score(method: impl Into<Said>, reason: impl Into<Said>, tree: &Tree) -> Error {
    let has_target = tree.leaves.iter().any(|it| matches!(it.direction, Direction::Target(_)));
    let names = match (tree.is_additive(), has_target) {
        (false, _) => "--method hierarchical",
        (true, true) => "--method weighted-sum",
        (true, false) => "--method promethee-ii, --method weighted-sum ...",
    };
    Error::Undefined {
        method: method.into(),
        reason: reason.into(),
        remedy: Said::both(
            format!("choose a method with a score: {names}"),
            format!("kies een methode met een score: {names}"),
        ),
    }
}

/// How to get scores that are sums of weights times values: in a case whose nodes do otherwise, what
/// each of them must leave out; else as [`Sheet::to_value_functions`].
pub(crate) fn to_sums(method: &Sheet, tree: &Tree) -> Said {
    let Some(nodes) = to_additive(tree) else { return method.to_value_functions() };
    match method.name {
        "hierarchical" => nodes,
        _ => Said::both(
            format!("{nodes}, and then take weighted-sum with value functions"),
            format!("{nodes:#}, en neem dan weighted-sum met waardefuncties"),
        ),
    }
}

/// What the nodes must leave out, so that they add up; `None` where they do.
pub(crate) fn to_additive(tree: &Tree) -> Option<Said> {
    if tree.is_additive() {
        return None;
    }
    let (ruled, others): (Vec<_>, Vec<_>) = tree
        .without_sum()
        .into_iter()
        .partition(|node| matches!(tree.aggregate(*node), Aggregate::Rules(_)));
    let named = |nodes: &[Option<usize>], dutch: bool| {
        let name = |node: &Option<usize>| {
            let name = node_name(tree, *node).text(dutch).to_owned();
            match tree.aggregate(*node) {
                Aggregate::Rules(_) => name,
                aggregate => format!("{name} ({})", aggregate.name()),
            }
        };
        nodes.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    // What each kind of node must leave out.
    let (mut en, mut nl) = (Vec::new(), Vec::new());
    if !others.is_empty() {
        en.push(format!("the `aggregate` of {}", named(&others, false)));
        nl.push(format!("`aggregate` weg bij {}", named(&others, true)));
    }
    if !ruled.is_empty() {
        en.push(format!("the `rules` and `scale` of {}", named(&ruled, false)));
        nl.push(format!("`rules` en `scale` weg bij {}", named(&ruled, true)));
    }
    let (en, nl) = (en.join(" and "), nl.join(" en "));
    Some(match (en.is_empty(), tree.drops_somewhere()) {
        (false, false) => Said::both(
            format!("let every node add up: leave out {en}"),
            format!("laat elke groep criteria optellen: laat {nl}"),
        ),
        (false, true) => Said::both(
            format!("let every node add up: leave out {en}, and `missing`"),
            format!("laat elke groep criteria optellen: laat {nl}, en ook `missing`"),
        ),
        _ => Said::both(
            "leave out `missing`, so that every figure counts with its own weight",
            "laat `missing` weg, zodat elk cijfer met het eigen gewicht telt",
        ),
    })
}

/// How to get to value functions, which take every criterion: in a case whose nodes do otherwise than
/// add up, by the method that follows them; else as [`Sheet::to_value_functions`].
fn to_values(method: &Sheet, tree: &Tree) -> Said {
    if tree.is_additive() || method.name == "hierarchical" {
        return method.to_value_functions();
    }
    Said::both(
        "take the method that goes by the nodes, with value functions (--method hierarchical)",
        "neem de methode die de groepen criteria volgt, met waardefuncties (--method hierarchical)",
    )
}

/// The node in a message: its id, or the top of the file.
pub(crate) fn node_name(tree: &Tree, node: Option<usize>) -> Said {
    match node {
        Some(branch) => {
            let id = &tree.branches()[branch].id;
            Said::both(format!("the node `{id}`"), format!("de groep criteria `{id}`"))
        }
        None => Said::both("the top of the tree", "de top van de boom"),
    }
}

/// A sum over all criteria is asked for in a case whose nodes do otherwise.
pub(super) fn no_sum(method: &Sheet, tree: &Tree) -> Error {
    let reason = match tree.without_sum().first() {
        Some(node) => {
            let (at, name) = (node_name(tree, *node), tree.aggregate(*node).name());
            Said::both(
                format!("{at} aggregates by `{name}`, which is no sum"),
                format!("{} aggregeert met `{name}`, en dat is geen som", at.dutch()),
            )
        }
        None => Said::both(
            "`missing = \"drop\"` leaves out what is not known, which a sum over all criteria cannot",
            "`missing = \"drop\"` laat weg wat niet bekend is, en dat kan een som over alle criteria niet",
        ),
    };
    let remedy = match tree.ruled().next() {
        None => by_nodes(),
        Some(_) => Said::both(
            "take the method that goes by the nodes (--method hierarchical), or leave `rules` (with the `scale` of the node), `aggregate` and `missing` out of the file",
            "neem de methode die de groepen criteria volgt (--method hierarchical), of laat `rules` (met de `scale` van de groep criteria), `aggregate` en `missing` weg uit het bestand",
        ),
    };
    Error::Undefined { method: method.name.into(), reason, remedy }
}

/// A figure is left out, and the method cannot do without it.
pub(super) fn left_out(method: &Sheet, criterion: &str, at: &str) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "nothing is known of criterion `{criterion}` at {at}, and `missing = \"drop\"` would leave it out, which this method cannot"
            ),
            format!(
                "van criterium `{criterion}` is bij {at} niets bekend, en `missing = \"drop\"` zou het weglaten, wat deze methode niet kan"
            ),
        ),
        remedy: by_nodes(),
    }
}

fn by_nodes() -> Said {
    Said::both(
        "take the method that goes by the nodes (--method hierarchical), or leave `aggregate` and `missing` out of the file",
        "neem de methode die de groepen criteria volgt (--method hierarchical), of laat `aggregate` en `missing` weg uit het bestand",
    )
}

/// A value below 0 under a node that multiplies, divides or takes powers.
pub(super) fn below_zero(
    method: &Sheet,
    aggregate: &Aggregate,
    criterion: &Criterion,
    at: &str,
) -> Error {
    let (id, name) = (&criterion.id, aggregate.name());
    let reason = Said::both(
        format!("criterion `{id}` has a value below 0 at {at}"),
        format!("criterium `{id}` heeft bij {at} een waarde onder 0"),
    );
    let (scale, schaal) = (
        format!("let the scale of `{id}` end there (outside = \"clamp\")"),
        format!("laat de schaal van `{id}` daar eindigen (outside = \"clamp\")"),
    );
    if method.has_parameter("floor") {
        let floor = format!("--param {}.floor=0.01", method.name);
        return Error::Undefined {
            method: method.name.into(),
            reason,
            remedy: Said::both(
                format!("{scale}, or give the values a floor ({floor})"),
                format!("{schaal}, of geef de waarden een ondergrens ({floor})"),
            ),
        };
    }
    let power = match aggregate {
        Aggregate::Power { p, .. } => format!(" p = {p},"),
        _ => String::new(),
    };
    let floor = format!("aggregate = {{ name = \"{name}\",{power} floor = 0.01 }}");
    Error::Undefined {
        method: Said::both(
            format!("{} with aggregate `{name}`", method.name),
            format!("{} met aggregatie `{name}`", method.name),
        ),
        reason,
        remedy: Said::both(
            format!("{scale}, or give the node a floor ({floor})"),
            format!("{schaal}, of geef de groep criteria een ondergrens ({floor})"),
        ),
    }
}

/// A parameter that nobody can guess is not given; `remedy` says how to give it.
pub(super) fn no_default(method: &Sheet, remedy: Said) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "a parameter that has no default is not given",
            "een parameter die geen standaardwaarde heeft, is niet opgegeven",
        ),
        remedy,
    }
}

/// What parameters say does not fit the criteria.
pub(super) fn unfit(method: &Sheet, reason: Said) -> Error {
    let name = method.name;
    Error::Undefined {
        method: name.into(),
        reason,
        remedy: Said::both(
            format!("correct this in [method.{name}], or after --param"),
            format!("verbeter dit in [method.{name}], of achter --param"),
        ),
    }
}

/// How to give interactions of criteria: with two of the case, where there are two.
pub(super) fn interactions(tree: &Tree) -> Said {
    let [a, b, ..] = tree.leaves() else {
        return Said::both(
            "one criterion alone has none to interact with: take weighted-sum (--method weighted-sum)",
            "één criterium heeft er geen om mee samen te werken: neem weighted-sum (--method weighted-sum)",
        );
    };
    let (a, b) = (&a.id, &b.id);
    let example = format!("--param 'choquet.interactions=[\"{a} & {b} = 0.1\"]'");
    Said::both(
        format!(
            "say which criteria act together, as in {example}: above 0 both must be good, below 0 one of them is enough"
        ),
        format!(
            "zeg welke criteria samenwerken, zoals in {example}: boven 0 moeten beide goed zijn, onder 0 is een ervan genoeg"
        ),
    )
}

/// Two parameters of which one is enough are both given.
pub(super) fn one_of(method: &Sheet, a: &str, b: &str) -> Error {
    let name = method.name;
    Error::Undefined {
        method: name.into(),
        reason: Said::both(
            format!("both `{a}` and `{b}` are given, and one of them alone can count"),
            format!("zowel `{a}` als `{b}` is gegeven, en maar een van beide kan tellen"),
        ),
        remedy: Said::both(
            format!("leave `{a}` or `{b}` out of [method.{name}]"),
            format!("laat `{a}` of `{b}` weg uit [method.{name}]"),
        ),
    }
}

/// A method is a weighted sum under another name, and one is among those that run.
pub(crate) fn weighted_sum_itself(method: &Sheet) -> Error {
    let name = method.name;
    Error::Undefined {
        method: name.into(),
        reason: Said::both(
            "it would be a weighted sum once more, because nothing in this case aggregates otherwise than by a sum",
            "dat zou nog eens een gewogen som zijn, want niets in dit dossier aggregeert anders dan met een som",
        ),
        remedy: Said::both(
            format!("run it alone (--method {name}), or give a node an `aggregate` of its own"),
            format!(
                "laat ze alleen lopen (--method {name}), of geef een groep criteria een eigen `aggregate`"
            ),
        ),
    }
}

/// A figure of a criterion under a node with rules is no level.
pub(super) fn between_levels(criterion: &Criterion, figure: Spread, at: &str) -> Error {
    let id = &criterion.id;
    let place = match figure.is_crisp() {
        true => criterion.notation(figure.nominal),
        false => {
            format!("{}..{}", criterion.notation(figure.low), criterion.notation(figure.high))
        }
    };
    Error::Undefined {
        method: Said::both("a node with rules", "een groep criteria met regels"),
        reason: Said::both(
            format!(
                "the figure {place} of criterion `{id}` at {at} is no level, but lies between two"
            ),
            format!(
                "het cijfer {place} van criterium `{id}` bij {at} is geen niveau, maar ligt tussen twee niveaus"
            ),
        ),
        remedy: Said::both(
            format!(
                "give `{id}` a level there, or a range from level to level; an adjustment of `{id}` moves by whole levels"
            ),
            format!(
                "geef `{id}` daar een niveau, of een bereik van niveau tot niveau; een aanpassing van `{id}` verschuift met hele niveaus"
            ),
        ),
    }
}

/// The normalization that needs no ratios; `None` for a method that has its own.
fn min_max(method: &Sheet) -> Option<Said> {
    let name = method.name;
    method.has_parameter("normalization").then(|| {
        Said::both(
            format!("choose `min-max` (--param {name}.normalization=min-max)"),
            format!("kies `min-max` (--param {name}.normalization=min-max)"),
        )
    })
}

/// A method that knows only `max` and `min` meets a target.
pub(super) fn target(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!("criterion `{id}` has a target, and only `max` and `min` are known here"),
            format!(
                "criterium `{id}` heeft een streefwaarde, en hier zijn alleen `max` en `min` bekend"
            ),
        ),
        remedy: Said::both(
            format!(
                "{values}: they know targets. Or replace the figure by its distance to the target"
            ),
            format!(
                "{}: die kennen streefwaarden. Of vervang het cijfer door de afstand tot de streefwaarde",
                values.dutch()
            ),
        ),
    }
}

/// Ratios are needed where there are ordinal levels.
pub(super) fn levels(
    method: &Sheet,
    tree: &Tree,
    needs: ScaleNeeded,
    normalization: Normalization,
    criterion: &Criterion,
) -> Error {
    let (force, toch) = (
        "go on with --force: levels then count 1 .. L",
        "ga door met --force: niveaus tellen dan als 1 .. L",
    );
    let values = to_values(method, tree);
    let waarden = values.dutch();
    Error::Undefined {
        method: with(method, normalization),
        reason: Said::both(
            format!("criterion `{}` is ordinal, and ratios of levels mean nothing", criterion.id),
            format!(
                "criterium `{}` is ordinaal, en verhoudingen van niveaus betekenen niets",
                criterion.id
            ),
        ),
        // A method may take ratios itself, whatever the normalization.
        remedy: match min_max(method).filter(|_| needs != ScaleNeeded::Ratio) {
            None => Said::both(format!("{values}, or {force}"), format!("{waarden}, of {toch}")),
            Some(min_max) => Said::both(
                format!("{min_max}, which needs no ratios; or {values}; or {force}"),
                format!(
                    "{}, die geen verhoudingen nodig heeft; of {waarden}; of {toch}",
                    min_max.dutch()
                ),
            ),
        },
    }
}

/// A column that cannot be normalised; `at` is the alternative at fault, if one is.
pub(super) fn undefined(
    method: &Sheet,
    tree: &Tree,
    normalization: Normalization,
    undefined: &Undefined,
    criterion: &str,
    at: Option<String>,
) -> Error {
    let [en, nl] = undefined.reason;
    let (at, bij) = at
        .map_or_else(Default::default, |name| (format!(" (at {name})"), format!(" (bij {name})")));
    let (scale, schaal) = match normalization == Normalization::Goalposts {
        true => ("give the criterion a scale, or ", "geef het criterium een schaal, of "),
        false => ("", ""),
    };
    let values = to_values(method, tree);
    let (min_max, min_max_nl) = min_max(method).map_or_else(Default::default, |min_max| {
        (format!("{min_max}, or "), format!("{}, of ", min_max.dutch()))
    });
    Error::Undefined {
        method: with(method, normalization),
        reason: Said::both(
            format!("criterion `{criterion}`{at}: {en}"),
            format!("criterium `{criterion}`{bij}: {nl}"),
        ),
        remedy: Said::both(
            format!("{scale}{min_max}{values}"),
            format!("{schaal}{min_max_nl}{}", values.dutch()),
        ),
    }
}

/// A figure below 0 in a product.
pub(super) fn no_power(
    method: &Sheet,
    tree: &Tree,
    normalization: Normalization,
    criterion: &Criterion,
    at: &str,
) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    let (min_max, min_max_nl) = min_max(method).map_or_else(Default::default, |min_max| {
        let nl = min_max.dutch();
        (
            format!(
                ", or {min_max}, under which the worst figure of a criterion makes the product 0"
            ),
            format!(
                ", of {nl}, waarbij het slechtste cijfer van een criterium het product 0 maakt"
            ),
        )
    });
    Error::Undefined {
        method: with(method, normalization),
        reason: Said::both(
            format!("criterion `{id}` (at {at}): a normalised figure below 0 has no power"),
            format!(
                "criterium `{id}` (bij {at}): een genormaliseerd cijfer onder 0 kan niet tot een macht verheven worden"
            ),
        ),
        remedy: Said::both(format!("{values}{min_max}"), format!("{}{min_max_nl}", values.dutch())),
    }
}

/// A parameter lacks the figure of a criterion, and the criterion has no scale to take it from.
pub(super) fn no_figure(
    method: &Sheet,
    tree: &Tree,
    parameter: &str,
    criterion: &Criterion,
) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    let scale = method
        .parameters
        .iter()
        .any(|known| known.name == parameter && known.default.text(false).contains("scale"));
    let (scale_en, scale_nl) = match scale {
        true => ("give the criterion a scale, or ", "geef het criterium een schaal, of "),
        false => ("", ""),
    };
    let name = method.name;
    Error::Undefined {
        method: name.into(),
        reason: Said::both(
            format!("criterion `{id}` has no figure in the parameter `{parameter}`"),
            format!("criterium `{id}` heeft geen cijfer in de parameter `{parameter}`"),
        ),
        remedy: Said::both(
            format!(
                "{scale_en}write {parameter} = {{ {id} = ... }} in [method.{name}], or {values}"
            ),
            format!(
                "{scale_nl}schrijf {parameter} = {{ {id} = ... }} in [method.{name}], of {}",
                values.dutch()
            ),
        ),
    }
}

/// A criterion has no scale, and the method measures along it.
pub(super) fn no_scale(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!("criterion `{id}` has no scale, and the method measures along it"),
            format!("criterium `{id}` heeft geen schaal, en de methode meet daarlangs"),
        ),
        remedy: Said::both(
            format!("give the criterion a scale, or {values}"),
            format!("geef het criterium een schaal, of {}", values.dutch()),
        ),
    }
}

/// An ideal that lies outside the scale, or whose ends stand the wrong way round.
pub(super) fn ideal_outside(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!("the ideal of criterion `{id}` must lie on its scale, the lower end first"),
            format!(
                "het ideaal van criterium `{id}` moet op de schaal ervan liggen, met het laagste cijfer eerst"
            ),
        ),
        remedy: Said::both(
            format!("write another `ideal` in [method.{}], or {values}", method.name),
            format!("schrijf een ander `ideal` in [method.{}], of {}", method.name, values.dutch()),
        ),
    }
}

/// An ideal that is the anti-ideal.
pub(super) fn no_range(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!("criterion `{id}`: the ideal and the anti-ideal are the same figure"),
            format!("criterium `{id}`: het ideaal en het anti-ideaal zijn hetzelfde cijfer"),
        ),
        remedy: Said::both(
            format!("write another `ideal` in [method.{}], or {values}", method.name),
            format!("schrijf een ander `ideal` in [method.{}], of {}", method.name, values.dutch()),
        ),
    }
}

/// A cost below the range that its ideal and anti-ideal span, so far that it has no place there.
pub(super) fn below_range(method: &Sheet, tree: &Tree, criterion: &Criterion, at: &str) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "criterion `{id}` (at {at}): the figure is too far below the ideal and the anti-ideal"
            ),
            format!(
                "criterium `{id}` (bij {at}): het cijfer ligt te ver onder het ideaal en het anti-ideaal"
            ),
        ),
        remedy: Said::both(
            format!(
                "write an `ideal` in [method.{}] that reaches the figure, or {values}",
                method.name
            ),
            format!(
                "schrijf een `ideal` in [method.{}] dat tot het cijfer reikt, of {}",
                method.name,
                values.dutch()
            ),
        ),
    }
}

/// A column whose least figure is no unit to count in.
pub(super) fn no_unit(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let id = &criterion.id;
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "criterion `{id}`: the method divides by the least figure, which is not above 0"
            ),
            format!(
                "criterium `{id}`: de methode deelt door het kleinste cijfer, en dat is niet groter dan 0"
            ),
        ),
        remedy: to_values(method, tree),
    }
}

/// A column whose mean is no unit to count in.
pub(super) fn no_mean(method: &Sheet, tree: &Tree, criterion: &Criterion) -> Error {
    let id = &criterion.id;
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "criterion `{id}`: the method divides by the mean figure, which is not above 0"
            ),
            format!(
                "criterium `{id}`: de methode deelt door het gemiddelde cijfer, en dat is niet groter dan 0"
            ),
        ),
        remedy: to_values(method, tree),
    }
}

/// A figure that is not above 0, where logarithms are taken.
pub(super) fn no_logarithm(method: &Sheet, tree: &Tree, criterion: &Criterion, at: &str) -> Error {
    let (id, values) = (&criterion.id, to_values(method, tree));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "criterion `{id}` (at {at}): the method takes logarithms, so every figure must be above 0"
            ),
            format!(
                "criterium `{id}` (bij {at}): de methode neemt logaritmen, dus moet elk cijfer groter zijn dan 0"
            ),
        ),
        remedy: values,
    }
}

/// A group with more pairs of alternatives than a method keeps figures of.
pub(super) fn too_many_pairs(method: &Sheet, alternatives: usize, criteria: usize) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "the method compares every two alternatives on every criterion, and {alternatives} alternatives on {criteria} criteria are too many for that: at most 1,000 alternatives, and at most 40 million pairs times criteria"
            ),
            format!(
                "de methode vergelijkt elke twee alternatieven op elk criterium, en {alternatives} alternatieven op {criteria} criteria zijn daarvoor te veel: hoogstens 1.000 alternatieven, en hoogstens 40 miljoen paren maal criteria"
            ),
        ),
        remedy: Said::both(
            "leave out alternatives (requirements, --where), or take promethee-ii, which keeps no pairs (--method promethee-ii)",
            "laat alternatieven weg (eisen, --where), of neem promethee-ii, die geen paren bijhoudt (--method promethee-ii)",
        ),
    }
}

/// A preference function lacks a threshold.
pub(super) fn thresholds(
    method: &Sheet,
    criterion: &Criterion,
    function: PreferenceFunction,
    missing: &str,
) -> Error {
    let Thresholds { indifference, preference, inflection, .. } = criterion.thresholds;
    let named =
        [("indifference", indifference), ("preference", preference), ("inflection", inflection)];
    let all: Vec<String> = function
        .needs()
        .iter()
        .map(|name| {
            let known = named.iter().find(|(other, _)| other == name).and_then(|(_, value)| *value);
            format!("{name} = {}", known.map_or("...".into(), |value| value.to_string()))
        })
        .collect();
    let (name, all) = (function.name(), all.join(", "));
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!(
                "criterion `{}`: the preference function `{name}` needs the threshold `{missing}`",
                criterion.id
            ),
            format!(
                "criterium `{}`: de voorkeursfunctie `{name}` heeft de drempel `{missing}` nodig",
                criterion.id
            ),
        ),
        remedy: Said::both(
            format!(
                "give it thresholds = {{ function = \"{name}\", {all} }}, each `...` a number of at least 0 in the criterion's own units"
            ),
            format!(
                "geef het thresholds = {{ function = \"{name}\", {all} }}, met voor elke `...` een getal van minstens 0 in de eenheid van het criterium"
            ),
        ),
    }
}

/// A method that sorts meets a problem without categories.
pub(super) fn no_categories(method: &Sheet, tree: &Tree) -> Error {
    let ranks = if tree.is_additive() { "weighted-sum" } else { "hierarchical" };
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "it sorts alternatives into categories, and the case lists none",
            "ze deelt alternatieven in categorieën in, en het dossier noemt er geen",
        ),
        remedy: Said::both(
            format!(
                "write [[categories]] in the criteria file, the worst first: each with an id and, but for the worst, a profile. Or take a method that ranks: --method {ranks} ..."
            ),
            format!(
                "schrijf [[categories]] in het criteriabestand, de slechtste eerst: elk met een id en, behalve voor de slechtste, een profiel. Of neem een methode die rangschikt: --method {ranks} ..."
            ),
        ),
    }
}

/// A method with limits meets categories without.
pub(super) fn no_profiles(method: &Sheet) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "the categories have no profiles, and it compares alternatives with their lower limits",
            "de categorieën hebben geen profielen, en ze vergelijkt alternatieven met hun ondergrenzen",
        ),
        remedy: Said::both(
            "give every category but the worst its lower limits: profile = { criterion = figure, ... }. Or name examples in [[examples]] and take --method utadis",
            "geef elke categorie behalve de slechtste haar ondergrenzen: profile = { criterium = cijfer, ... }. Of noem voorbeelden in [[examples]] en neem --method utadis",
        ),
    }
}

/// A method with limits meets a worst category that has a profile too, so that profiles are central.
pub(super) fn central_profiles(method: &Sheet) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "the worst category has a profile, so profiles are typical figures, and it compares alternatives with lower limits",
            "de slechtste categorie heeft een profiel, dus profielen zijn typische cijfers, en ze vergelijkt alternatieven met ondergrenzen",
        ),
        remedy: Said::both(
            "take --method flowsort --param flowsort.profiles=central. Or leave out the profile of the worst category, if the others are lower limits",
            "neem --method flowsort --param flowsort.profiles=central. Of laat het profiel van de slechtste categorie weg, als de andere ondergrenzen zijn",
        ),
    }
}

/// FlowSort with central profiles meets a worst category without one.
pub(super) fn no_central_profile(method: &Sheet) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "with central profiles every category has one, and the worst has none",
            "bij centrale profielen heeft elke categorie er een, en de slechtste heeft er geen",
        ),
        remedy: Said::both(
            "give the worst category a profile too: what is typical of it. Or take --param flowsort.profiles=limiting, if the profiles are lower limits",
            "geef de slechtste categorie ook een profiel: wat er typisch voor is. Of neem --param flowsort.profiles=limiting, als de profielen ondergrenzen zijn",
        ),
    }
}

/// A method that learns meets a problem without examples.
pub(super) fn no_examples(method: &Sheet) -> Error {
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            "it learns from examples, and the case gives none",
            "ze leert uit voorbeelden, en het dossier geeft er geen",
        ),
        remedy: Said::both(
            "write [[examples]] in the criteria file, each with an alternative and its category. Or give the categories profiles and take --method mr-sort",
            "schrijf [[examples]] in het criteriabestand, elk met een alternatief en de categorie ervan. Of geef de categorieën profielen en neem --method mr-sort",
        ),
    }
}

/// An example has no figure on a criterion.
pub(super) fn unknown_example(method: &Sheet, criterion: &Criterion, name: &str) -> Error {
    let id = &criterion.id;
    Error::Undefined {
        method: method.name.into(),
        reason: Said::both(
            format!("nothing is known of the example {name} on `{id}`"),
            format!("over het voorbeeld {name} is niets bekend voor `{id}`"),
        ),
        remedy: Said::both(
            "give it a figure, or leave it out of [[examples]]",
            "geef er een cijfer voor, of laat het weg uit [[examples]]",
        ),
    }
}

/// No value functions and limits can be found.
pub(super) fn no_solution(method: &Sheet) -> Error {
    let name = method.name;
    Error::Undefined {
        method: name.into(),
        reason: Said::both(
            "no criterion tells alternatives apart, or the limits find no room between 0 and 1",
            "geen enkel criterium maakt een onderscheid, of de grenzen passen niet tussen 0 en 1",
        ),
        remedy: Said::both(
            format!("give the criteria a scale, or let limits lie closer (--param {name}.gap=0)"),
            format!(
                "geef de criteria een schaal, of laat grenzen dichter bij elkaar liggen (--param {name}.gap=0)"
            ),
        ),
    }
}

/// FlowSort lacks the limits of the best and the worst category.
pub(super) fn no_ends(method: &Sheet, criterion: &Criterion) -> Error {
    let (id, name) = (&criterion.id, method.name);
    Error::Undefined {
        method: name.into(),
        reason: Said::both(
            format!(
                "criterion `{id}` has no scale, whose ends are the limits of the best and the worst category"
            ),
            format!(
                "criterium `{id}` heeft geen schaal, waarvan de uiteinden de grenzen van de beste en de slechtste categorie zijn"
            ),
        ),
        remedy: Said::both(
            format!(
                "give the criterion a scale, or leave these limits out (--param {name}.ends=none)"
            ),
            format!(
                "geef het criterium een schaal, of laat die grenzen weg (--param {name}.ends=none)"
            ),
        ),
    }
}

fn with(method: &Sheet, normalization: Normalization) -> Said {
    let name = method.name;
    if min_max(method).is_none() {
        return name.into();
    }
    let of = normalization.entry().name;
    Said::both(
        format!("{name} with normalization `{of}`"),
        format!("{name} met normalisatie `{of}`"),
    )
}
