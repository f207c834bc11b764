//! How weights are spread: the models of `--weights-model`, made into sibling sets for the kernel.

use crate::error::{Error, Phrase, Result, Said, both};
use crate::kernel::{BoxConstraints, LocalConstraint, Set, SetDistribution};
use crate::lp::NoAnswer;
use crate::polytope::{Polytope, Row as PolytopeRow};
use crate::problem::tree::Outline;
use crate::problem::weights::Weights;
use crate::problem::{Problem, WeightConstraint, number};
use crate::tolerance::{ADMISSIBLE, ALWAYS_MET, NO_WIDTH};

/// How weights are spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WeightsModel {
    /// Uniform on the simplex of each sibling set: the mean is equal weights within the tree.
    Nodes,
    /// Uniform on the simplex of all leaves.
    Leaves,
    /// By sibling set a Dirichlet distribution around the given local weights w, with parameters K
    /// w_i: the greater K, the nearer. A weight of 0 stays 0.
    Around(f64),
    /// By sibling set uniform on the weights within P per cent of the given local ones, sum 1.
    Box(f64),
}

impl WeightsModel {
    /// The model, if its figure is one that it takes; else what it takes.
    fn checked(self) -> std::result::Result<WeightsModel, Phrase> {
        match self {
            WeightsModel::Around(k) if !(k > 0.0 && k <= 1e12) => Err(Phrase(
                "no number above 0, up to 1e12: around:50 draws nearer to the given weights than around:10",
                "geen getal boven 0, tot 1e12: around:50 trekt dichter bij de gegeven gewichten dan around:10",
            )),
            WeightsModel::Box(p) if !(0.0..=1e6).contains(&p) => Err(Phrase(
                "no percentage from 0 to 1e6: box:20 stays within 20 % of each given weight",
                "geen percentage van 0 tot 1e6: box:20 blijft binnen 20 % van elk gegeven gewicht",
            )),
            fits => Ok(fits),
        }
    }
}

impl std::str::FromStr for WeightsModel {
    type Err = Said;

    fn from_str(text: &str) -> std::result::Result<WeightsModel, Said> {
        let figure = |text: &str| text.trim().parse::<f64>().ok().filter(|x| x.is_finite());
        match text.split_once(':') {
            None if text == "nodes" => Ok(WeightsModel::Nodes),
            None if text == "leaves" => Ok(WeightsModel::Leaves),
            Some(("around", k)) => WeightsModel::Around(figure(k).unwrap_or(f64::NAN))
                .checked()
                .map_err(|rule| both(format!("`{k}` is {rule}"), format!("`{k}` is {rule:#}"))),
            Some(("box", p)) => WeightsModel::Box(figure(p).unwrap_or(f64::NAN))
                .checked()
                .map_err(|rule| both(format!("`{p}` is {rule}"), format!("`{p}` is {rule:#}"))),
            _ => {
                let known = ["nodes", "leaves", "around:K", "box:P"];
                let name = text.split(':').next().unwrap_or(text);
                let near = crate::error::nearest(
                    name,
                    ["nodes", "leaves", "around:50", "box:20", "around", "box"],
                );
                let near = near.map(|near| match near {
                    "around" => "around:50",
                    "box" => "box:20",
                    near => near,
                });
                let [en, nl] = near.map_or_else(Default::default, |near| {
                    [format!("; did you mean `{near}`?"), format!("; bedoelt u `{near}`?")]
                });
                let known = known.join(", ");
                Err(both(format!("known are {known}{en}"), format!("wel bekend: {known}{nl}")))
            }
        }
    }
}

impl std::fmt::Display for WeightsModel {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            WeightsModel::Nodes => f.write_str("nodes"),
            WeightsModel::Leaves => f.write_str("leaves"),
            WeightsModel::Around(k) => write!(f, "around:{}", number(*k)),
            WeightsModel::Box(p) => write!(f, "box:{}", number(*p)),
        }
    }
}

impl WeightsModel {
    /// Whether it starts from the weights given; if not, they are ignored.
    pub fn uses_given(self) -> bool {
        matches!(self, WeightsModel::Around(_) | WeightsModel::Box(_))
    }
}

/// How a sibling set is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum SamplingMethod {
    /// Straight from its model.
    Direct,
    /// Proposals of the model are repeated until the constraints hold; the share that does.
    Rejection(f64),
    /// By a walk in its polytope.
    Walk(Box<Polytope>),
    /// It has no freedom: always the same weights.
    Point,
}

/// A sibling set ready to be drawn.
pub(crate) struct Plan {
    /// The branch above it; `None` at the top, and for all leaves together.
    pub(crate) parent: Option<usize>,
    /// The kernel's set; for a walk its model is put in when the walk has made its steps.
    pub(crate) set: Set,
    pub(crate) way: SamplingMethod,
}

/// The sets, and the branches on the way to each leaf.
pub(crate) struct SamplingPlan {
    pub(crate) plans: Vec<Plan>,
    pub(crate) leaves: Vec<Vec<usize>>,
}

/// Below this share of proposals accepted, a walk takes over.
const LEAST_ACCEPTED: f64 = 0.01;
const PILOT: u64 = 20_000;

/// For each set of weights that groups have: how weights are drawn around it. One plan for all where
/// the model does not start from the weights given.
///
/// All plans take the same random numbers, so that a draw is one draw in all groups.
///
/// # Errors
/// As for [`plan`].
pub(crate) fn plans(
    problem: &Problem,
    weights: &Weights,
    model: WeightsModel,
    seed: u64,
) -> Result<Vec<SamplingPlan>> {
    let sets = if model.uses_given() { weights.sets() } else { 1 };
    (0..sets).map(|set| plan(problem, weights.local_of_set(set), model, seed)).collect()
}

/// Plan how weights are drawn under a model, around those given where it asks for them (the local
/// weights `local`, by branch), and under the problem's constraints.
///
/// # Errors
/// [`Error::Argument`] for a constraint that does not lie within one sibling set, where the model
/// draws set by set; and for a model whose weights (nearly) never meet the constraints.
pub(crate) fn plan(
    problem: &Problem,
    local: &[f64],
    model: WeightsModel,
    seed: u64,
) -> Result<SamplingPlan> {
    let wrong = |rule: Phrase| {
        let message = both(format!("this is {rule}"), format!("dit is {rule:#}"));
        Error::argument("weights_model", model, message)
    };
    model.checked().map_err(wrong)?;
    let tree = &problem.tree;
    if model == WeightsModel::Leaves {
        let n = tree.leaves.len();
        let rules = problem
            .constraints
            .iter()
            .map(|it| (it.on_leaves(tree), it.constant, it.equality))
            .collect();
        let plan = make(None, (0..n).collect(), Draw::Uniform, rules, model, seed, 0)?;
        return Ok(SamplingPlan {
            plans: vec![plan],
            leaves: (0..n).map(|leaf| vec![leaf]).collect(),
        });
    }
    let parents: Vec<Option<usize>> = std::iter::once(None)
        .chain((0..tree.branches.len()).filter(|at| tree.branches[*at].leaf.is_none()).map(Some))
        .collect();
    let outline = Outline::new(tree);
    let members = |parent: Option<usize>| outline.children(parent).to_vec();
    let mut rules: Vec<Vec<Rule>> = vec![Vec::new(); parents.len()];
    // A constraint without names holds: the case is checked.
    for constraint in problem
        .constraints
        .iter()
        .filter(|constraint| constraint.terms.iter().any(|(_, a)| *a != 0.0))
    {
        let at = home(problem, constraint, &parents).ok_or_else(|| {
            Error::argument(
                "weights_model",
                model,
                both(format!(
                    "the constraint `{}` reaches beyond one set of siblings (or has a constant below the top), and this model draws set by set; use --weights-model leaves",
                    constraint.written
                ), format!("de voorwaarde `{:#}` reikt verder dan één groep criteria onder dezelfde knoop (of heeft een constante onder de top), en dit model trekt groep per groep; gebruik --weights-model leaves",
                    constraint.written
                )),
            )
        })?;
        let own = members(parents[at]);
        let coefficient = |branch: &usize| {
            constraint.terms.iter().find(|(at, _)| at == branch).map_or(0.0, |(_, a)| *a)
        };
        rules[at].push((
            own.iter().map(coefficient).collect(),
            constraint.constant,
            constraint.equality,
        ));
    }
    let mut plans = Vec::new();
    for (k, (parent, rules)) in parents.iter().zip(rules).enumerate() {
        let own = members(*parent);
        let given: Vec<f64> = own.iter().map(|branch| local[*branch]).collect();
        let draw = match model {
            WeightsModel::Around(k) => Draw::Dirichlet(given.iter().map(|w| k * w).collect()),
            WeightsModel::Box(p) => Draw::Within(
                given.iter().map(|w| (w * (1.0 - p / 100.0)).max(0.0)).collect(),
                given.iter().map(|w| (w * (1.0 + p / 100.0)).min(1.0)).collect(),
                given,
            ),
            _ => Draw::Uniform,
        };
        plans.push(make(*parent, own, draw, rules, model, seed, k as u64)?);
    }
    let path = |leaf: usize| {
        let mut path = Vec::new();
        let mut at = outline.branch_of_leaf(leaf);
        while let Some(branch) = at {
            path.push(branch);
            at = tree.branches[branch].parent;
        }
        path.reverse();
        path
    };
    Ok(SamplingPlan { plans, leaves: (0..tree.leaves.len()).map(path).collect() })
}

/// A row on the local weights of a set: coefficients, constant, whether an equality.
type Rule = (Vec<f64>, f64, bool);

/// What a set draws from before its constraints.
enum Draw {
    Uniform,
    Dirichlet(Vec<f64>),
    /// Least, greatest and given.
    Within(Vec<f64>, Vec<f64>, Vec<f64>),
}

/// The sibling set that a constraint speaks of: all its names are siblings, and either they are at
/// the top or it has no constant (then the weight of the node above cancels).
fn home(
    problem: &Problem,
    constraint: &WeightConstraint,
    parents: &[Option<usize>],
) -> Option<usize> {
    let of = |branch: usize| problem.tree.branches[branch].parent;
    let parent = of(constraint.terms.first()?.0);
    let siblings = constraint.terms.iter().all(|(branch, _)| of(*branch) == parent);
    // Above an only child all weight is one's own.
    let mut up = parent;
    let mut all = true;
    while let Some(node) = up {
        all &= problem.tree.siblings(node).len() == 1;
        up = of(node);
    }
    let fits = siblings && (all || constraint.constant == 0.0);
    fits.then(|| parents.iter().position(|known| *known == parent)).flatten()
}

fn make(
    parent: Option<usize>,
    branches: Vec<usize>,
    draw: Draw,
    rules: Vec<Rule>,
    model: WeightsModel,
    seed: u64,
    stream: u64,
) -> Result<Plan> {
    let n = branches.len();
    let plan = |model: SetDistribution,
                constraints: Vec<LocalConstraint>,
                way: SamplingMethod,
                branches: Vec<usize>| Plan {
        parent,
        set: Set { branches, model, constraints },
        way,
    };
    let point = |weights: Vec<f64>, branches: Vec<usize>| {
        plan(SetDistribution::Fixed(weights), Vec::new(), SamplingMethod::Point, branches)
    };
    let refuse = |message: Said| Error::argument("weights_model", model, message);
    if n == 1 {
        return Ok(point(vec![1.0], branches));
    }
    // What every set of weights meets is no constraint.
    let rules: Vec<Rule> = rules
        .into_iter()
        .filter(|(coefficients, constant, equality)| {
            *equality || coefficients.iter().any(|a| a + constant > ALWAYS_MET)
        })
        .collect();
    let broken = |weights: &[f64]| {
        rules.iter().any(|(coefficients, constant, equality)| {
            let sum = coefficients.iter().zip(weights).map(|(a, w)| a * w).sum::<f64>() + constant;
            if *equality { sum.abs() > ADMISSIBLE } else { sum > ADMISSIBLE }
        })
    };
    let given_alone = |given: &[f64], branches: Vec<usize>| match broken(given) {
        true => Err(refuse(both(
            "no weights of this model meet the case's constraints",
            "geen gewichten van dit model voldoen aan de voorwaarden van het dossier",
        ))),
        false => Ok(point(given.to_vec(), branches)),
    };
    let kernel_model = match &draw {
        Draw::Uniform => SetDistribution::Uniform,
        Draw::Dirichlet(parameters) => SetDistribution::Dirichlet(parameters.clone()),
        // All on the point itself.
        Draw::Within(low, high, given)
            if low.iter().zip(high).all(|(low, high)| high - low < NO_WIDTH) =>
        {
            return given_alone(given, branches);
        }
        Draw::Within(low, high, given) => match BoxConstraints::new(low, high) {
            Some(bounds) => SetDistribution::Within(bounds),
            None => return given_alone(given, branches),
        },
    };
    if rules.is_empty() {
        return Ok(plan(kernel_model, Vec::new(), SamplingMethod::Direct, branches));
    }
    if rules.iter().all(|rule| !rule.2) {
        let constraints: Vec<LocalConstraint> = rules
            .iter()
            .map(|(coefficients, constant, _)| LocalConstraint {
                coefficients: coefficients.clone(),
                constant: *constant,
            })
            .collect();
        let set = Set {
            branches: branches.clone(),
            model: kernel_model.clone(),
            constraints: constraints.clone(),
        };
        // The pilot's draws are its own: a stream apart from those of the study.
        let accepted = set.accepted(seed ^ stream.rotate_left(32), PILOT) as f64 / PILOT as f64;
        if accepted >= LEAST_ACCEPTED {
            return Ok(plan(
                kernel_model,
                constraints,
                SamplingMethod::Rejection(accepted),
                branches,
            ));
        }
    }
    let mut rows: Vec<PolytopeRow> = rules
        .into_iter()
        .map(|(coefficients, constant, equality)| PolytopeRow { coefficients, constant, equality })
        .collect();
    match draw {
        Draw::Uniform => {}
        Draw::Within(low, high, _) => {
            for (j, (low, high)) in low.iter().zip(&high).enumerate() {
                let row = |sign: f64, constant: f64| {
                    let mut coefficients = vec![0.0; n];
                    coefficients[j] = sign;
                    PolytopeRow { coefficients, constant, equality: false }
                };
                rows.push(row(1.0, -high));
                rows.push(row(-1.0, *low));
            }
        }
        Draw::Dirichlet(_) => {
            return Err(refuse(both(
                "the constraints leave less than 1 % of this distribution (or an equality none of it), too little to draw from; use nodes, leaves or box",
                "de voorwaarden laten minder dan 1 % van deze verdeling over (of een gelijkheid laat er niets van over), te weinig om uit te trekken; gebruik nodes, leaves of box",
            )));
        }
    }
    match Polytope::new(n, &rows) {
        Ok(polytope) if polytope.dimension() == 0 => {
            Ok(point(polytope.centre().to_vec(), branches))
        }
        Ok(polytope) => Ok(plan(
            SetDistribution::Uniform,
            Vec::new(),
            SamplingMethod::Walk(Box::new(polytope)),
            branches,
        )),
        Err(NoAnswer::Infeasible) => Err(refuse(both(
            "no weights of this model meet the case's constraints",
            "geen gewichten van dit model voldoen aan de voorwaarden van het dossier",
        ))),
        Err(_) => Err(refuse(both(
            "the solver could not prepare the weights that meet the case's constraints",
            "het rekenprogramma kon de gewichten die aan de voorwaarden van het dossier voldoen niet voorbereiden",
        ))),
    }
}

impl SamplingMethod {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            SamplingMethod::Direct => "direct",
            SamplingMethod::Rejection(_) => "rejection",
            SamplingMethod::Walk(_) => "hit-and-run",
            SamplingMethod::Point => "point",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_read_and_written_alike() {
        for text in ["nodes", "leaves", "around:50", "box:12.5"] {
            assert_eq!(text.parse::<WeightsModel>().unwrap().to_string(), text);
        }
        for text in ["node", "around", "around:0", "around:x", "box:-1", "box:inf", ""] {
            assert!(text.parse::<WeightsModel>().is_err(), "{text}");
        }
        assert!("node".parse::<WeightsModel>().unwrap_err().ends_with("did you mean `nodes`?"));
    }
}
