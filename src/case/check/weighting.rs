//! `[[weighting]]`: which criteria are weighed, how, and what the judgements say.

use crate::case::check::checked::{CheckedJudgement, CheckedWeighting};
use crate::case::check::checker::Checker;
use crate::case::file::figure::Figure;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::{At, CombineFile, WeightingFile};
use crate::case::file::toml_words::plain;
use crate::error::{Said, both, of_serde};
use crate::problem::tree::{Outline, Tree};
use crate::problem::{Scale, number, value_function};
use crate::weighting::Combination;
use crate::weighting::judgement::statement::{Name, Statement, Swing};
use crate::weighting::judgement::{Form, Judgement};
use crate::weighting::{Weighting, utastar};
use std::ops::Range;

/// What stands among constraints for the judgements of `[[weighting]]`.
pub(crate) const FROM_WEIGHTING: &str = "from-weighting";

/// The weightings of a file that are the case's own. Weights that are typed beside them, and sets of
/// siblings that are weighed twice, are findings.
pub(crate) fn check(file: &CaseFile, tree: &Tree, checker: &mut Checker) -> Vec<CheckedWeighting> {
    let outline = Outline::new(tree);
    let out = of(None, file, tree, checker);
    for checked in &out {
        for at in &checked.weighed(tree, &outline) {
            let weight = file.criteria.get(*at).and_then(|at| at.value.weight.as_ref());
            if let Some(weight) = weight {
                let message = both(
                    format!(
                        "`{}` has a weight here, and [[weighting]] makes one as well",
                        tree.branches[*at].id
                    ),
                    format!(
                        "`{:#}` heeft hier een gewicht, en [[weighting]] maakt er ook een",
                        tree.branches[*at].id
                    ),
                );
                checker.error_help(
                    &weight.span,
                    message,
                    both("keep one of them", "behoud een van de twee"),
                );
            }
        }
    }
    out
}

/// The weightings of an actor (`None`: those of the case), in the order of the file. Sets of siblings
/// that it weighs twice are findings.
pub(crate) fn of(
    actor: Option<&str>,
    file: &CaseFile,
    tree: &Tree,
    checker: &mut Checker,
) -> Vec<CheckedWeighting> {
    let outline = Outline::new(tree);
    let mut out: Vec<CheckedWeighting> = Vec::new();
    let is_theirs =
        |at: &&At<WeightingFile>| at.value.actor.as_ref().map(|actor| actor.value.trim()) == actor;
    for At { value, span } in file.weightings.iter().filter(is_theirs) {
        let Some(checked) = one(value, span, tree, &outline, checker) else { continue };
        if fits_beside(&checked, &out, tree, checker) {
            out.push(checked);
        }
    }
    out
}

/// Whether a weighting can stand beside those before it.
fn fits_beside(
    checked: &CheckedWeighting,
    before: &[CheckedWeighting],
    tree: &Tree,
    checker: &mut Checker,
) -> bool {
    let below = |node: Option<usize>, of: Option<usize>| {
        let mut at = node;
        loop {
            if at == of {
                return true;
            }
            match at {
                Some(branch) => at = tree.branches[branch].parent,
                None => return false,
            }
        }
    };
    for other in before {
        let place = place(other.parent, tree);
        let from_data = matches!(checked.method, Weighting::Data(_))
            || matches!(other.method, Weighting::Data(_));
        if other.parent != checked.parent {
            // Weights from data are those of all criteria below.
            let within = (matches!(other.method, Weighting::Data(_))
                && below(checked.parent, other.parent))
                || (matches!(checked.method, Weighting::Data(_))
                    && below(other.parent, checked.parent));
            if within {
                let message = both(
                    format!(
                        "weights from data are those of all criteria below, and some of them are weighed {place} as well"
                    ),
                    format!(
                        "gewichten uit gegevens zijn die van alle criteria eronder, en sommige daarvan worden ook {place:#} gewogen"
                    ),
                );
                checker.error_help(
                    &checked.span,
                    message,
                    both("keep one of the two", "behoud een van de twee"),
                );
                return false;
            }
            continue;
        }
        if let (Some(first), Some(second)) = (other.combination, checked.combination)
            && first != second
        {
            let message = both(
                format!(
                    "`combine` is `{}` here, and was `{}` for the same criteria",
                    second.name(),
                    first.name()
                ),
                format!(
                    "`combine` is hier `{:#}`, en was `{:#}` voor dezelfde criteria",
                    second.name(),
                    first.name()
                ),
            );
            checker.error_help(
                &checked.span,
                message,
                both("keep one of the two", "behoud een van de twee"),
            );
            return false;
        }
        // A matrix can say whose rows they are: that is asked once it was read.
        if !from_data && (other.matrix.is_some() || checked.matrix.is_some()) {
            continue;
        }
        let who = |it: &CheckedWeighting| it.respondent.as_ref().map(|at| at.value.clone());
        let (message, help) = match (who(other), who(checked)) {
            _ if from_data => (
                both(
                    format!("the criteria {place} are weighed twice"),
                    format!("de criteria {place:#} worden twee keer gewogen"),
                ),
                both(
                    "weights from data stand alone: keep one of the two",
                    "gewichten uit gegevens staan alleen: behoud een van de twee",
                ),
            ),
            (Some(first), Some(second)) if first != second => continue,
            (Some(name), Some(_)) => (
                both(
                    format!("`{name}` weighs the criteria {place} twice"),
                    format!("`{name:#}` weegt de criteria {place:#} twee keer"),
                ),
                both(
                    "put all judgements of one person about the same criteria in one [[weighting]]",
                    "zet alle oordelen van één persoon over dezelfde criteria in één [[weighting]]",
                ),
            ),
            _ => (
                both(
                    format!("the criteria {place} are weighed twice"),
                    format!("de criteria {place:#} worden twee keer gewogen"),
                ),
                both(
                    "where several people judge, say of each who it is: respondent = \"...\"",
                    "zeg waar verscheidene mensen oordelen van elk wie het is: respondent = \"...\"",
                ),
            ),
        };
        checker.error_help(&checked.span, message, help);
        return false;
    }
    true
}

pub(crate) fn place(parent: Option<usize>, tree: &Tree) -> Said {
    match parent {
        Some(parent) => both(
            format!("below `{}`", tree.branches[parent].id),
            format!("onder `{:#}`", tree.branches[parent].id),
        ),
        None => both("at the top", "bovenaan"),
    }
}

fn one(
    file: &WeightingFile,
    span: &Range<usize>,
    tree: &Tree,
    outline: &Outline,
    checker: &mut Checker,
) -> Option<CheckedWeighting> {
    let parent = match &file.of {
        None => None,
        Some(of) => match tree.find(&of.value) {
            Some(branch) if tree.branches[branch].leaf.is_none() => Some(branch),
            Some(_) => {
                let message = both(
                    format!("`{}` has no parts to weigh", of.value),
                    format!("`{:#}` heeft geen delen om te wegen", of.value),
                );
                checker.error_help(
                    &of.span,
                    message,
                    both(
                        "name a criterion that others have as their parent, or leave `of` out",
                        "noem een criterium dat andere als `parent` hebben, of laat `of` weg",
                    ),
                );
                return None;
            }
            None => {
                let nodes = tree.branches.iter().filter(|branch| branch.leaf.is_none());
                checker.unknown("criterion", of, nodes.map(|branch| branch.id.as_str()));
                return None;
            }
        },
    };
    let method = method(file, checker)?;
    let branches = outline.children(parent).to_vec();
    let mut checked = CheckedWeighting {
        parent,
        branches,
        method,
        judgements: Vec::new(),
        matrix: file.matrix.clone(),
        respondent: file
            .respondent
            .as_ref()
            .map(|at| At { value: at.value.trim().to_owned(), span: at.span.clone() }),
        by: file.by.clone(),
        unseen: Vec::new(),
        combination: file.combine.as_ref().map(|at| match at.value {
            CombineFile::MeanOfWeights => Combination::MeanOfWeights,
            CombineFile::GeometricMeanOfJudgements => Combination::GeometricMeanOfJudgements,
        }),
        span: span.clone(),
    };
    if let Some(name) = file.respondent.as_ref().filter(|name| name.value.trim().is_empty()) {
        checker.error(
            &name.span,
            both("the name of a respondent is empty", "de naam van een respondent is leeg"),
        );
        return None;
    }
    let name = checked.method.sheet().name;
    let Some(form) = checked.method.form() else {
        if let Some(combine) = &file.combine {
            let message = both(
                format!("`{name}` makes weights of the data, and nobody's are combined"),
                format!(
                    "`{name:#}` maakt gewichten uit de gegevens, en er zijn geen gewichten van mensen om samen te nemen"
                ),
            );
            checker.error_help(
                &combine.span,
                message,
                both("leave `combine` out", "laat `combine` weg"),
            );
            return None;
        }
        let mut stated = file.judgements.iter().chain(&file.matrix).chain(&file.respondent);
        if let Some(at) = stated.next() {
            let message = both(
                format!("`{name}` makes weights of the data and takes no judgements"),
                format!("`{name:#}` maakt gewichten uit de gegevens en neemt geen oordelen"),
            );
            checker.error_help(
                &at.span,
                message,
                both(
                    "leave this out, or choose another method",
                    "laat dit weg, of kies een andere methode",
                ),
            );
            return None;
        }
        return Some(checked);
    };
    if let Some(matrix) = file.matrix.as_ref().filter(|_| form != Form::Ratio) {
        let message = both(
            format!("a matrix holds ratios, and `{name}` takes judgements of another form"),
            format!(
                "een matrix bevat verhoudingen, en `{name:#}` neemt oordelen van een andere vorm"
            ),
        );
        checker.error_help(
            &matrix.span,
            message,
            both(
                format!("write judgements, each as {}", form.example()),
                format!("schrijf oordelen, elk als {:#}", form.example()),
            ),
        );
        return None;
    }
    if file.judgements.is_empty() && file.matrix.is_none() && checked.branches.len() > 1 {
        let message =
            both(format!("`{name}` needs judgements"), format!("`{name:#}` heeft oordelen nodig"));
        let help = both(
            format!("write judgements = [...], each of the form {}", form.example()),
            format!("schrijf judgements = [...], elk van de vorm {:#}", form.example()),
        );
        checker.error_help(&file.method.span, message, help);
        return None;
    }
    let mut sound = true;
    for line in &file.judgements {
        match judgement(line, form, &checked.branches, tree, checker) {
            Some(judgement) => checked.judgements.push(CheckedJudgement {
                judgement,
                written: line.value.trim().to_owned(),
                place: checker.place(&line.span),
            }),
            None => sound = false,
        }
    }
    sound.then_some(checked)
}

fn method(file: &WeightingFile, checker: &mut Checker) -> Option<Weighting> {
    if file.method.value == utastar::SHEET.name {
        let message = both(
            "`utastar` makes value functions as well as weights, of a ranking",
            "`utastar` maakt uit een rangorde zowel waardefuncties als gewichten",
        );
        let help = both(
            "put the ranking in [[preferences]], and see `afweging weights --method utastar`",
            "zet de rangorde in [[preferences]], en kijk met `afweging weights --method utastar`",
        );
        checker.error_help(&file.method.span, message, help);
        return None;
    }
    let Some(default) = Weighting::named(&file.method.value) else {
        checker.unknown("weighting", &file.method, Weighting::names());
        return None;
    };
    let Some(parameters) = file.parameters.as_ref().filter(|at| !at.value.is_empty()) else {
        return Some(default);
    };
    let name = file.method.value.clone();
    let tagged = toml::Table::from_iter([(name, toml::Value::Table(parameters.value.clone()))]);
    match default.with_parameters(toml::Value::Table(tagged)) {
        Ok(weighting) => Some(weighting),
        Err(error) => {
            let known = default.sheet().parameters.iter().map(|it| {
                both(
                    format!("`{}` ({})", it.name, it.accepts),
                    format!("`{}` ({:#})", it.name, it.accepts),
                )
            });
            let known: Vec<Said> = known.collect();
            let help = match known.is_empty() {
                true => both(
                    format!("`{}` has no parameters", file.method.value),
                    format!("`{:#}` heeft geen parameters", file.method.value),
                ),
                false => both(
                    format!("`{}` takes {}", file.method.value, Said::list(&known)),
                    format!("`{:#}` neemt {:#}", file.method.value, Said::list(&known)),
                ),
            };
            let message = of_serde(error.message())
                .map_or_else(|| plain(error.message()), |(message, _)| message);
            checker.error_help(&parameters.span, message, help);
            None
        }
    }
}

/// A judgement about siblings, each of which is known by its place among them.
fn judgement(
    line: &At<String>,
    form: Form,
    branches: &[usize],
    tree: &Tree,
    checker: &mut Checker,
) -> Option<Judgement> {
    let statement = match form.parse(&line.value) {
        Ok(statement) => statement,
        Err(wrong) => {
            let help = both(
                format!("the form is {}", form.example()),
                format!("de vorm is {:#}", form.example()),
            );
            checker.error_help(&line.inside(wrong.span), wrong.message, help);
            return None;
        }
    };
    let mut items = Vec::new();
    for name in statement.names() {
        items.push(item(name, line, branches, tree, checker));
    }
    let items: Vec<usize> = items.into_iter().collect::<Option<_>>()?;
    let mut items = items.into_iter();
    let mut next = || items.next().unwrap_or_default();
    Some(match statement {
        Statement::Ratio { range: (low, high), .. } => {
            Judgement::Ratio { a: next(), b: next(), low, high }
        }
        Statement::Points { range: (low, high), .. } => Judgement::Points { of: next(), low, high },
        Statement::Order { tiers, cards } => {
            let tier = |tier: Vec<Name>| tier.iter().map(|_| next()).collect();
            Judgement::Order { tiers: tiers.into_iter().map(tier).collect(), cards }
        }
        Statement::More { range: (low, high), .. } => {
            Judgement::More { a: next(), b: next(), low, high }
        }
        Statement::Difference { b, range: (low, high), .. } => {
            Judgement::Difference { a: next(), b: b.map(|_| next()), low, high }
        }
        Statement::Level { level, place, .. } => Judgement::Level { of: next(), level, place },
        Statement::TradeOff { a, b } => {
            let (first, second) = (next(), next());
            let (a_swing, _) = swing(&a, line, tree, checker)?;
            let (low, high) = swing(&b, line, tree, checker)?;
            let b_swing = (low.min(high), low.max(high));
            Judgement::TradeOff { a: first, a_swing, b: second, b_swing }
        }
    })
}

/// The place of a name among the siblings.
fn item(
    name: &Name,
    line: &At<String>,
    branches: &[usize],
    tree: &Tree,
    checker: &mut Checker,
) -> Option<usize> {
    let span = line.inside(name.span.clone());
    let branch = tree.find(&name.id);
    let found = branch.and_then(|branch| branches.iter().position(|sibling| *sibling == branch));
    if found.is_none() {
        let known = || branches.iter().map(|branch| tree.branches[*branch].id.as_str());
        match branch {
            Some(_) => {
                let message = both(
                    format!("`{}` is not among the criteria that are weighed here", name.id),
                    format!("`{:#}` is geen van de criteria die hier worden gewogen", name.id),
                );
                let known: Vec<String> = known().map(|id| format!("`{id}`")).collect();
                checker.error_help(
                    &span,
                    message,
                    both(
                        format!("they are {}", known.join(", ")),
                        format!("het zijn {:#}", known.join(", ")),
                    ),
                );
            }
            None => {
                checker.unknown("criterion", &At { value: name.id.clone(), span }, known());
            }
        }
    }
    found
}

/// The least and the most by which a change improves the value on its criterion.
fn swing(
    swing: &Swing,
    line: &At<String>,
    tree: &Tree,
    checker: &mut Checker,
) -> Option<(f64, f64)> {
    let name = line.inside(swing.of.span.clone());
    let id = &swing.of.id;
    let Some(leaf) = tree.leaf(id) else {
        let message = both(
            format!("`{id}` is a node: it has no figures to trade off"),
            format!("`{id:#}` is een knoop: die heeft geen cijfers om af te ruilen"),
        );
        checker.error_help(
            &name,
            message,
            both("trade off criteria that have data", "ruil criteria af die gegevens hebben"),
        );
        return None;
    };
    let criterion = &tree.leaves[leaf];
    let Some(curve) = value_function::fixed(criterion) else {
        let message = both(
            format!("`{id}` has no scale, so what a change is worth depends on the alternatives"),
            format!(
                "`{id:#}` heeft geen schaal, dus wat een verandering waard is, hangt af van de alternatieven"
            ),
        );
        checker.error_help(
            &name,
            message,
            both(
                "give the criterion a scale: { min = ..., max = ... }",
                "geef het criterium een schaal: { min = ..., max = ... }",
            ),
        );
        return None;
    };
    let mut value = |(text, span): &(String, Range<usize>)| {
        let figure = At { value: Figure::Text(text.clone()), span: line.inside(span.clone()) };
        let x = checker.position(&figure, criterion)?;
        if let Some((low, high)) = criterion.scale.as_ref().map(Scale::ends)
            && !(low..=high).contains(&x)
        {
            let message = both(
                format!("`{text}` lies beyond the scale of `{id}`"),
                format!("`{text:#}` ligt buiten de schaal van `{id:#}`"),
            );
            let help = both(
                format!("the scale goes from {} to {}", number(low), number(high)),
                format!("de schaal gaat van {:#} tot {:#}", number(low), number(high)),
            );
            checker.error_help(&figure.span, message, help);
            return None;
        }
        Some(curve.at(x))
    };
    let from = value(&swing.from)?;
    let low = value(&swing.to)?;
    let high = match &swing.or {
        Some(end) => value(end)?,
        None => low,
    };
    let differences = (low - from, high - from);
    if differences.0 <= 0.0 || differences.1 <= 0.0 {
        let (_, start) = &swing.from;
        let end = &swing.or.as_ref().unwrap_or(&swing.to).1;
        let message = both(
            format!("this change on `{id}` is no improvement"),
            format!("deze verandering van `{id:#}` is geen verbetering"),
        );
        let help = both(
            "both changes are improvements: write the worse figure first",
            "beide veranderingen zijn verbeteringen: schrijf het slechtste cijfer eerst",
        );
        checker.error_help(&line.inside(start.start..end.end), message, help);
        return None;
    }
    Some(differences)
}
