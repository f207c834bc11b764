//! Random portfolios, and what is true of them by looking at every one: a twin of the study that
//! shares no line with it.

use super::Random;
use afweging::problem::{
    Amount, Direction, Limit, NoneValue, PortfolioModel, PortfolioRule, Problem, Quantity, Spread,
};
use afweging::study::{LimitSide, RowSource};

/// Sums up to this apart are equal: figures have two decimals at most.
pub const NEAR: f64 = 1e-9;

/// Low and high end; `None`: nothing is known.
pub type Ends = Option<(f64, f64)>;

/// What a limit adds up.
#[derive(Debug, Clone)]
pub enum Adds {
    Sum(Vec<Ends>),
    Count,
    Joint(Vec<Ends>),
}

#[derive(Debug, Clone)]
pub struct TwinLimit {
    pub adds: Adds,
    pub parts: Vec<Vec<usize>>,
    pub split: bool,
    pub at_most: Option<f64>,
    pub at_least: Option<f64>,
    pub share: Option<f64>,
}

#[derive(Debug, Clone)]
pub enum TwinRule {
    Requires(Vec<usize>, Vec<usize>),
    Excludes(Vec<usize>, Vec<usize>),
    Together(Vec<Vec<usize>>, f64),
}

/// A problem of choices with equally many alternatives; alternative k belongs to choice k / `each`.
#[derive(Debug, Clone)]
pub struct Twin {
    pub choices: usize,
    pub each: usize,
    pub values: Vec<f64>,
    pub none: f64,
    pub limits: Vec<TwinLimit>,
    pub rules: Vec<TwinRule>,
}

/// What one portfolio makes of one bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Use {
    /// A figure is not known: no bound of that part is kept.
    Unknown,
    /// The share of nothing.
    Nothing,
    At(f64),
}

/// Every portfolio with its value and with the sources that it misses.
pub struct Enumerated<'a> {
    pub twin: &'a Twin,
    pub sources: Vec<RowSource>,
    /// By portfolio: by choice the alternative.
    pub all: Vec<Vec<Option<usize>>>,
    pub values: Vec<f64>,
    /// By portfolio: a bit for each source that it misses.
    pub missed: Vec<u64>,
}

impl Twin {
    pub fn random(random: &mut Random, choices: usize, each: usize) -> Twin {
        let count = choices * each;
        let values = (0..count).map(|_| random.figure(0.0, 10.0)).collect();
        let none = if random.chance(0.2) { random.figure(0.0, 5.0) } else { 0.0 };
        let limits = (0..4).map(|_| TwinLimit::random(random, count)).collect();
        let rules = (0..random.below(4)).map(|_| TwinRule::random(random, count)).collect();
        Twin { choices, each, values, none, limits, rules }
    }

    pub fn problem(&self) -> Problem {
        let mut builder =
            Problem::builder().criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0));
        for (at, value) in self.values.iter().enumerate() {
            let group = format!("g{}", at / self.each);
            builder = builder.alternative_in(group, format!("a{at:02}"), [value / 10.0]);
        }
        let problem = builder.build().unwrap();
        for at in 0..self.values.len() {
            assert_eq!(problem.full_name(at), format!("a{at:02}/g{}", at / self.each));
        }
        problem
    }

    pub fn model(&self, problem: &Problem) -> PortfolioModel {
        let none = NoneValue::Value(self.none / 10.0);
        let mut model = PortfolioModel::new(problem, ["group"], none).unwrap();
        for (at, limit) in self.limits.iter().enumerate() {
            model = model.limit(limit.limit(&format!("limit-{at}")));
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let id = format!("rule-{at}");
            model = model.rule(match rule.clone() {
                TwinRule::Requires(first, second) => PortfolioRule::requires(id, first, second),
                TwinRule::Excludes(first, second) => PortfolioRule::excludes(id, first, second),
                TwinRule::Together(sets, value) => PortfolioRule::together(id, sets, value / 10.0),
            });
        }
        model
    }

    pub fn value(&self, chosen: &[Option<usize>]) -> f64 {
        let own: f64 = chosen.iter().map(|at| at.map_or(self.none, |at| self.values[at])).sum();
        let added = |rule: &TwinRule| match rule {
            TwinRule::Together(sets, value) if sets.iter().all(|set| any(set, chosen)) => *value,
            _ => 0.0,
        };
        (own + self.rules.iter().map(added).sum::<f64>()) / 10.0
    }

    pub fn sources(&self) -> Vec<RowSource> {
        let mut out = Vec::new();
        for (limit, of) in self.limits.iter().enumerate() {
            for part in 0..of.parts.len() {
                for (side, bound) in of.bounds() {
                    if bound.is_some() {
                        out.push(RowSource::Limit { limit, part, side });
                    }
                }
            }
        }
        for (at, rule) in self.rules.iter().enumerate() {
            if !matches!(rule, TwinRule::Together(..)) {
                out.push(RowSource::Rule(at));
            }
        }
        out
    }

    /// Whether a portfolio keeps a bound or rule.
    pub fn keeps(&self, source: RowSource, chosen: &[Option<usize>]) -> bool {
        match source {
            RowSource::Limit { limit, part, side } => {
                let of = &self.limits[limit];
                within(side, of.uses(part, side, chosen), of.bound(side).unwrap())
            }
            RowSource::Rule(at) => match &self.rules[at] {
                TwinRule::Requires(first, second) => {
                    // What is on both sides is enough for itself.
                    let open = first.iter().copied().filter(|at| !second.contains(at));
                    !any(&open.collect::<Vec<_>>(), chosen) || any(second, chosen)
                }
                TwinRule::Excludes(first, second) => first.iter().all(|one| {
                    let others = second.iter().copied().filter(|other| other != one);
                    !any(&[*one], chosen) || !any(&others.collect::<Vec<_>>(), chosen)
                }),
                TwinRule::Together(..) => true,
            },
        }
    }

    pub fn enumerate(&self) -> Enumerated<'_> {
        let sources = self.sources();
        let mut all = vec![Vec::new()];
        for choice in 0..self.choices {
            let options = (0..self.each).map(|at| Some(choice * self.each + at));
            let options: Vec<Option<usize>> = std::iter::once(None).chain(options).collect();
            let longer = |begun: Vec<Option<usize>>| {
                options.iter().map(move |option| [&begun[..], &[*option]].concat())
            };
            all = all.into_iter().flat_map(longer).collect();
        }
        let missed = |chosen: &Vec<Option<usize>>| {
            let bit =
                |(at, source): (usize, &RowSource)| u64::from(!self.keeps(*source, chosen)) << at;
            sources.iter().enumerate().map(bit).sum()
        };
        Enumerated {
            values: all.iter().map(|chosen| self.value(chosen)).collect(),
            missed: all.iter().map(missed).collect(),
            twin: self,
            sources,
            all,
        }
    }
}

pub fn any(set: &[usize], chosen: &[Option<usize>]) -> bool {
    set.iter().any(|at| chosen.contains(&Some(*at)))
}

/// Whether a use is within a bound.
pub fn within(side: LimitSide, used: Use, bound: f64) -> bool {
    match (used, side) {
        (Use::Unknown, _) => false,
        (Use::Nothing, _) => true,
        (Use::At(used), LimitSide::AtLeast) => used >= bound - NEAR,
        (Use::At(used), _) => used <= bound + NEAR,
    }
}

impl TwinLimit {
    fn random(random: &mut Random, count: usize) -> TwinLimit {
        let all: Vec<usize> = (0..count).collect();
        let some: Vec<usize> = all.iter().copied().filter(|_| random.chance(0.5)).collect();
        let mut out = TwinLimit {
            adds: Adds::Count,
            parts: vec![all.clone()],
            split: false,
            at_most: None,
            at_least: None,
            share: None,
        };
        let cost = |random: &mut Random| {
            let low = random.below(9) as f64;
            let high = if random.chance(0.3) { low + random.below(4) as f64 } else { low };
            (!random.chance(0.05)).then_some((low, high))
        };
        let part = |random: &mut Random| {
            let low = random.below(12) as f64 / 20.0;
            let high = if random.chance(0.3) { low + 0.1 } else { low };
            let ends = if random.chance(0.05) { (1.0, 1.0) } else { (low, high) };
            (!random.chance(0.03)).then_some(ends)
        };
        match random.below(7) {
            0 | 1 => {
                out.adds = Adds::Sum(all.iter().map(|_| cost(random)).collect());
                out.at_most = Some(random.below(30) as f64);
            }
            2 => {
                out.adds = Adds::Sum(all.iter().map(|_| cost(random)).collect());
                out.at_least = Some(random.below(25) as f64);
                out.at_most = random.chance(0.3).then(|| 15.0 + random.below(25) as f64);
            }
            3 => {
                out.parts = vec![some];
                match random.chance(0.5) {
                    true => out.at_most = Some(random.below(4) as f64),
                    false => out.at_least = Some(random.below(5) as f64),
                }
            }
            4 => {
                out.adds = Adds::Joint(all.iter().map(|_| part(random)).collect());
                match random.chance(0.4) {
                    true => out.at_most = Some(random.below(11) as f64 / 10.0),
                    false => out.at_least = Some(random.below(11) as f64 / 10.0),
                }
            }
            5 => {
                out.split = true;
                out.parts = (0..3).map(|k| every(&all, 3, k)).collect();
                match random.chance(0.5) {
                    true => out.at_least = Some(random.below(3) as f64),
                    false => out.at_most = Some(1.0 + random.below(3) as f64),
                }
            }
            _ => {
                out.split = true;
                out.parts = (0..3).map(|k| every(&all, 3, k)).collect();
                if random.chance(0.7) {
                    out.adds = Adds::Sum(all.iter().map(|_| cost(random)).collect());
                }
                out.share = Some(0.35 + 0.05 * random.below(9) as f64);
            }
        }
        out
    }

    pub fn limit(&self, id: &str) -> Limit {
        let amounts = |ends: &Vec<Ends>| ends.iter().map(|ends| amount(*ends)).collect();
        let mut limit = match &self.adds {
            Adds::Sum(ends) => Limit::sum(id, "cost", amounts(ends)),
            Adds::Joint(ends) => Limit::joint_share(id, "part", amounts(ends)),
            Adds::Count => Limit::count(id, []),
        };
        limit = match self.split {
            true => {
                let parts = self.parts.iter().enumerate();
                limit.split_by(parts.map(|(at, of)| (format!("part-{at}"), of.clone())))
            }
            false => limit.among(self.parts[0].clone()),
        };
        limit.bound.at_most = self.at_most;
        limit.bound.at_least = self.at_least;
        limit.bound.share_at_most = self.share;
        limit
    }

    fn bounds(&self) -> [(LimitSide, Option<f64>); 3] {
        [
            (LimitSide::AtMost, self.at_most),
            (LimitSide::AtLeast, self.at_least),
            (LimitSide::ShareAtMost, self.share),
        ]
    }

    pub fn bound(&self, side: LimitSide) -> Option<f64> {
        self.bounds().into_iter().find(|(other, _)| *other == side).unwrap().1
    }

    fn ends(&self, at: usize) -> Ends {
        match &self.adds {
            Adds::Sum(ends) | Adds::Joint(ends) => ends[at],
            Adds::Count => Some((1.0, 1.0)),
        }
    }

    /// What a portfolio makes of a bound of a part.
    pub fn uses(&self, part: usize, side: LimitSide, chosen: &[Option<usize>]) -> Use {
        let of = |at: &&usize| chosen.contains(&Some(**at));
        let inside: Vec<Ends> =
            self.parts[part].iter().filter(of).map(|at| self.ends(*at)).collect();
        let outside: Vec<Ends> = (0..self.parts.len())
            .filter(|other| *other != part)
            .flat_map(|other| self.parts[other].iter().filter(of).map(|at| self.ends(*at)))
            .collect();
        let is_share = side == LimitSide::ShareAtMost;
        if inside.contains(&None) || is_share && outside.contains(&None) {
            return Use::Unknown;
        }
        let low = |of: &[Ends]| of.iter().map(|ends| ends.unwrap().0).collect::<Vec<f64>>();
        let high = |of: &[Ends]| of.iter().map(|ends| ends.unwrap().1).collect::<Vec<f64>>();
        let total = |figures: Vec<f64>| match self.adds {
            Adds::Joint(_) => 1.0 - figures.iter().map(|x| 1.0 - x).product::<f64>(),
            _ => figures.iter().sum(),
        };
        match side {
            LimitSide::AtMost => Use::At(total(high(&inside))),
            LimitSide::AtLeast => Use::At(total(low(&inside))),
            LimitSide::ShareAtMost => {
                let mine = total(high(&inside));
                let all = mine + total(low(&outside));
                if all > 0.0 { Use::At(mine / all) } else { Use::Nothing }
            }
        }
    }
}

fn every(all: &[usize], of: usize, at: usize) -> Vec<usize> {
    all.iter().copied().filter(|k| k % of == at).collect()
}

/// A figure of which the ends are known, or nothing.
pub fn amount(ends: Ends) -> Amount {
    match ends {
        Some((low, high)) if low == high => Amount::sure(low),
        Some((low, high)) => Amount {
            spread: Spread::between(low, high),
            quantity: Quantity::Set(low, high),
            input: None,
        },
        None => Amount {
            spread: Spread { low: f64::NEG_INFINITY, nominal: 0.0, high: f64::INFINITY },
            quantity: Quantity::Unknown,
            input: None,
        },
    }
}

impl TwinRule {
    fn random(random: &mut Random, count: usize) -> TwinRule {
        let set = |random: &mut Random| -> Vec<usize> {
            let size = 1 + random.below(4);
            let mut set: Vec<usize> = (0..size).map(|_| random.below(count)).collect();
            set.sort_unstable();
            set.dedup();
            set
        };
        match random.below(4) {
            0 => TwinRule::Requires(set(random), set(random)),
            1 => TwinRule::Excludes(set(random), set(random)),
            2 => {
                let same = set(random);
                TwinRule::Excludes(same.clone(), same)
            }
            _ => {
                let sets = (0..2 + random.below(2)).map(|_| set(random)).collect();
                TwinRule::Together(sets, random.figure(-5.0, 5.0))
            }
        }
    }
}

impl TwinRule {
    /// Whether its value is added; `None` of a rule that adds none.
    pub fn is_added(&self, chosen: &[Option<usize>]) -> Option<bool> {
        match self {
            TwinRule::Together(sets, _) => Some(sets.iter().all(|set| any(set, chosen))),
            _ => None,
        }
    }
}

impl Enumerated<'_> {
    /// The sources as bits.
    pub fn bits(&self, of: impl Fn(RowSource) -> bool) -> u64 {
        let sources = self.sources.iter().enumerate();
        sources.map(|(at, source)| u64::from(of(*source)) << at).sum()
    }

    /// The portfolios that miss none but these.
    pub fn missing_only(&self, of: u64) -> impl Iterator<Item = usize> + '_ {
        (0..self.all.len()).filter(move |at| self.missed[*at] & !of == 0)
    }

    /// The greatest value among portfolios.
    pub fn greatest(&self, of: impl Iterator<Item = usize>) -> Option<f64> {
        of.map(|at| self.values[at]).reduce(f64::max)
    }

    /// By how much the bound of a source must be looser for a portfolio to keep it; `None` if no
    /// bound is loose enough.
    pub fn excess(&self, source: RowSource, at: usize) -> Option<f64> {
        let RowSource::Limit { limit, part, side } = source else { return None };
        let of = &self.twin.limits[limit];
        let bound = of.bound(side).unwrap();
        match of.uses(part, side, &self.all[at]) {
            Use::Unknown => None,
            Use::Nothing => Some(0.0),
            Use::At(used) => Some(match side {
                LimitSide::AtLeast => (bound - used).max(0.0),
                _ => (used - bound).max(0.0),
            }),
        }
    }
}
