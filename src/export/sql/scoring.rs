//! The methods: what each makes of the figures, of the statistics of a group and of the weights.
//!
//! A method is written where the score of a row needs its own figures and statistics of its group
//! alone. One that compares all pairs of alternatives, or sorts them, is refused.

use super::curve;
use super::dialect::literal;
use super::figures::rises;
use super::normalization::{Normalised, Towards};
use super::plan::{Plan, PlannedLeaf, has_bounds};
use super::query::{Column, column};
use super::refusal::Refusals;
use crate::error::{Phrase, both};
use crate::method::Method;
use crate::problem::{Beyond, Direction, Scale};
use crate::value::{Normalization, ScaleNeeded};

/// What a method is made of, stage by stage.
#[derive(Default)]
pub(super) struct Scoring {
    /// Whether those that do not compete have a score too: it looks at nobody else.
    pub everybody: bool,
    /// Places in columns.
    pub windows: Vec<Column>,
    /// Statistics of the columns of those that compete.
    pub first: Vec<Column>,
    /// Statistics that need these.
    pub second: Vec<Column>,
    /// What each figure is worth.
    pub values: Vec<Column>,
    /// What the weights make of it, row by row.
    pub sums: Vec<Column>,
    /// Statistics of these.
    pub ends: Vec<Column>,
    /// What follows row by row.
    pub then: Vec<Column>,
    /// Statistics of that.
    pub last: Vec<Column>,
    /// The score; higher is better.
    pub score: String,
    /// Whether there is a column `size`: the sum behind the score without the signs of its terms.
    pub has_size: bool,
}

/// Why a method is not written; `None` where it is.
fn refused(method: &Method) -> Option<Phrase> {
    const PAIRS: Phrase = Phrase(
        "it compares every alternative with every other one, which takes the square of their number",
        "die vergelijkt elk alternatief met elk ander, en dat vraagt het kwadraat van hun aantal",
    );
    const SORTS: Phrase = Phrase(
        "it sorts into categories, and a query gives scores and ranks",
        "die deelt in categorieën in, en een query geeft scores en rangen",
    );
    match method {
        Method::WeightedSum(_)
        | Method::WeightedProduct(_)
        | Method::Topsis(_)
        | Method::Vikor(_)
        | Method::Waspas(_)
        | Method::MooraRatio(_)
        | Method::MooraReferencePoint(_)
        | Method::FullMultiplicative(_)
        | Method::Aras(_)
        | Method::Marcos(_)
        | Method::Copras(_)
        | Method::Ram(_)
        | Method::Ocra(_)
        | Method::Mairca(_)
        | Method::Cocoso(_)
        | Method::Edas(_)
        | Method::Mabac(_)
        | Method::Spotis(_)
        | Method::Rafsi(_)
        | Method::Rim(_)
        | Method::Ervd(_)
        | Method::Lmaw(_)
        | Method::Gra(_)
        | Method::Ahp(_) => None,
        Method::PrometheeI(_)
        | Method::PrometheeIi(_)
        | Method::PrometheeIii(_)
        | Method::Codas(_)
        | Method::Todim(_)
        | Method::ElectreI(_)
        | Method::ElectreIs(_)
        | Method::ElectreIi(_)
        | Method::ElectreIii(_) => Some(PAIRS),
        Method::Probid(_) | Method::Sprobid(_) => Some(Phrase(
            "it measures every alternative against as many ideal solutions as there are alternatives",
            "die meet elk alternatief tegen evenveel ideale oplossingen als er alternatieven zijn",
        )),
        Method::Multimoora(_) => Some(Phrase(
            "it joins three rankings by the theory of dominance, which compares alternatives pair by pair",
            "die brengt drie rangschikkingen samen met de dominantietheorie, die alternatieven paar per paar vergelijkt",
        )),
        Method::ElectreTriB(_) | Method::MrSort(_) | Method::Flowsort(_) | Method::Utadis(_) => {
            Some(SORTS)
        }
        Method::Hierarchical(_) | Method::Owa(_) | Method::Choquet(_) | Method::PowerMean(_) => {
            Some(Phrase(
                "it takes means, orders or interactions of values, and only sums, products and distances are written",
                "die neemt gemiddelden, volgordes of interacties van waarden, en alleen sommen, producten en afstanden worden geschreven",
            ))
        }
    }
}

/// The names of the methods that can be written, in the order of the catalogue.
pub fn methods() -> Vec<&'static str> {
    let known = Method::names().iter().copied();
    known
        .filter(|name| Method::named(name).is_ok_and(|method| refused(&method).is_none()))
        .collect()
}

/// Refuse a method that cannot be written, with the reason.
pub(super) fn check(method: &Method, refusals: &mut Refusals) {
    let Some(reason) = refused(method) else { return };
    let (name, known) = (method.name(), methods().join(", "));
    refusals.add(
        both(
            format!("the method `{name}`: {}", reason.0),
            format!("de methode `{name}`: {}", reason.1),
        ),
        both(
            format!("choose with --method one of {known}"),
            format!("kies met --method een van {known}"),
        ),
    );
}

/// A method under construction.
struct Maker<'a> {
    plan: &'a Plan<'a>,
    out: Scoring,
}

/// The scoring of the plan's method.
pub(super) fn scoring(plan: &Plan) -> Scoring {
    let mut maker = Maker { plan, out: Scoring::default() };
    maker.make();
    maker.out
}

/// The sum of terms, one a line.
fn sum(terms: impl IntoIterator<Item = String>) -> String {
    let terms: Vec<String> = terms.into_iter().collect();
    if terms.is_empty() { literal(0.0) } else { terms.join("\n+ ") }
}

/// A part of a fraction, or `otherwise` where the whole is 0.
fn share(part: &str, whole: &str, otherwise: f64) -> String {
    format!("CASE WHEN {whole} > 0e0 THEN {part} / ({whole}) ELSE {} END", literal(otherwise))
}

impl<'a> Maker<'a> {
    fn leaves(&self) -> impl Iterator<Item = &'a PlannedLeaf<'a>> + use<'a> {
        self.plan.leaves.iter()
    }

    /// The figures that the method works on, where it or the normalization needs ratios: levels
    /// count from 1 on then, which the case must allow.
    fn figure(&self, leaf: &PlannedLeaf, normalization: Normalization) -> String {
        let ratios = self.plan.method.sheet().scale == ScaleNeeded::Ratio
            || normalization.entry().scale == ScaleNeeded::Ratio;
        match (ratios, &leaf.criterion.scale) {
            (true, Some(Scale::Ordinal(_))) => format!("({} + 1e0)", leaf.name("x")),
            _ => leaf.name("x"),
        }
    }

    /// A normalization of every criterion, with its statistics. `fitted` is the one by which the
    /// program decides whether levels are ratios.
    fn normalised(&mut self, normalization: Normalization, towards: Towards) -> Vec<Normalised> {
        let plan = self.plan;
        let mut out = Vec::new();
        for leaf in self.leaves() {
            let x = self.figure(leaf, normalization);
            let mut own = Normalised::new(plan, leaf, &x, (normalization, towards));
            self.out.first.append(&mut own.first);
            self.out.second.append(&mut own.second);
            self.out.windows.extend(own.window(plan));
            out.push(own);
        }
        out
    }

    /// A column for each criterion.
    fn values(&mut self, letter: &str, of: impl Fn(usize) -> String) {
        let columns = self
            .leaves()
            .map(|leaf| column(of(leaf.leaf), leaf.name(letter)).said(leaf.criterion.id.clone()));
        self.out.values.extend(columns);
    }

    /// The sum of weights times columns.
    fn weighted(&self, letter: &str) -> String {
        sum(self.leaves().map(|leaf| format!("{} * {}", leaf.name("s"), leaf.name(letter))))
    }

    /// The same over some criteria.
    fn weighted_of(&self, letter: &str, gains: bool) -> String {
        let some = self.leaves().filter(|leaf| leaf.is_gain() == gains);
        sum(some.map(|leaf| format!("{} * {}", leaf.name("s"), leaf.name(letter))))
    }

    /// The sum of the squares of weights times columns.
    fn squares(&self, letter: &str) -> String {
        sum(self.leaves().map(|leaf| {
            let (weight, value) = (leaf.name("s"), leaf.name(letter));
            format!("{weight} * {weight} * {value} * {value}")
        }))
    }

    /// The sum of weights times columns without their signs, for ties where terms cancel.
    fn size(&mut self, letter: &str) {
        let size = sum(self
            .leaves()
            .map(|leaf| format!("{} * ABS({})", leaf.name("s"), leaf.name(letter))));
        self.out.sums.push(column(size, "size"));
        self.out.has_size = true;
    }

    /// The product of columns to the power of weights.
    fn product(&self, letter: &str) -> String {
        let factors: Vec<String> = self
            .leaves()
            .map(|leaf| format!("POWER({}, {})", leaf.name(letter), leaf.name("s")))
            .collect();
        factors.join("\n* ")
    }

    /// The greatest weight times column.
    fn greatest(&self, letter: &str) -> String {
        let terms: Vec<String> = self
            .leaves()
            .map(|leaf| format!("{} * {}", leaf.name("s"), leaf.name(letter)))
            .collect();
        match &terms[..] {
            [one] => one.clone(),
            _ => format!("GREATEST({})", terms.join(", ")),
        }
    }

    /// A row-level column of the weighted stage.
    fn sums(&mut self, expression: String, name: &str) {
        self.out.sums.push(column(expression, name));
    }

    fn ends(&mut self, expression: &str, name: &str) {
        self.out.ends.push(column(expression, name));
    }

    /// A score that is a sum of weights times columns.
    fn linear(&mut self, letter: &str) {
        let sum = self.weighted(letter);
        self.sums(sum, "total");
        self.out.score = "total".to_owned();
    }

    /// An expression that stops the query where a condition on a statistic holds.
    fn require(
        &self,
        leaf: &PlannedLeaf,
        wrong: &str,
        figure: &str,
        message: (&str, &str),
    ) -> String {
        let stop = self.plan.stop(leaf, figure, message);
        format!("CASE WHEN {wrong} THEN {stop} ELSE {figure} END")
    }

    fn make(&mut self) {
        let plan = self.plan;
        match plan.method {
            Method::WeightedSum(own) => match own.normalization {
                None => self.value_functions(),
                Some(normalization) => {
                    let columns = self.normalised(normalization, Towards::Best);
                    self.values("v", |leaf| columns[leaf].value());
                    self.linear("v");
                    match normalization {
                        Normalization::None | Normalization::ZScore => self.size("v"),
                        _ => {}
                    }
                    self.out.everybody =
                        matches!(normalization, Normalization::None | Normalization::Goalposts);
                    if self.out.everybody {
                        self.out.first.clear();
                    }
                }
            },
            Method::Ahp(own) => {
                let normalization = match own.synthesis {
                    crate::method::value::ahp::Synthesis::Distributive => Normalization::Sum,
                    crate::method::value::ahp::Synthesis::Ideal => Normalization::Linear,
                };
                let columns = self.normalised(normalization, Towards::Best);
                self.values("v", |leaf| columns[leaf].value());
                self.linear("v");
            }
            Method::WeightedProduct(own) => {
                let columns = self.normalised(own.normalization, Towards::Best);
                let leaves = &plan.leaves;
                let checked: Vec<String> = leaves
                    .iter()
                    .map(|leaf| {
                        let value = columns[leaf.leaf].value();
                        match own.normalization {
                            Normalization::None
                            | Normalization::ZScore
                            | Normalization::Logarithmic
                            | Normalization::Vector => {
                                let value = format!("({value})");
                                self.require(
                                    leaf,
                                    &format!("{value} < 0e0"),
                                    &value,
                                    (
                                        "a figure below 0 has no power; it is",
                                        "een cijfer onder 0 heeft geen macht; het is",
                                    ),
                                )
                            }
                            _ => value,
                        }
                    })
                    .collect();
                self.values("v", |leaf| checked[leaf].clone());
                self.sums(self.product("v"), "total");
                self.out.score = "total".to_owned();
            }
            Method::Waspas(own) => {
                let columns = self.normalised(Normalization::Linear, Towards::Best);
                self.values("v", |leaf| columns[leaf].value());
                self.sums(self.weighted("v"), "q1");
                self.sums(self.product("v"), "q2");
                let (lambda, rest) = (literal(own.lambda), literal(1.0 - own.lambda));
                self.out.score = format!("{lambda} * q1 + {rest} * q2");
            }
            Method::Topsis(own) => {
                let columns = self.normalised(own.normalization, Towards::Best);
                self.values("up", |leaf| columns[leaf].to_best());
                self.values("down", |leaf| columns[leaf].to_worst());
                self.sums(format!("SQRT({})", self.squares("up")), "d_plus");
                self.sums(format!("SQRT({})", self.squares("down")), "d_minus");
                self.out.score = share("d_minus", "d_plus + d_minus", 0.5);
            }
            Method::Vikor(own) => {
                let columns = self.normalised(Normalization::MinMax, Towards::Best);
                self.values("d", |leaf| columns[leaf].to_best());
                self.sums(self.weighted("d"), "s_i");
                self.sums(self.greatest("d"), "r_i");
                for of in ["s_i", "r_i"] {
                    self.ends(&format!("MIN({of})"), &format!("least_{of}"));
                    self.ends(&format!("MAX({of})"), &format!("most_{of}"));
                }
                let tie = literal(crate::tolerance::TIE);
                let part = |of: &str| {
                    format!(
                        "CASE WHEN most_{of} - least_{of} > {tie} * ABS(most_{of}) THEN ({of} - least_{of}) / (most_{of} - least_{of}) ELSE 0e0 END"
                    )
                };
                let (v, rest) = (literal(own.v), literal(1.0 - own.v));
                self.out.score = format!("-({v} * {}\n+ {rest} * {})", part("s_i"), part("r_i"));
            }
            Method::MooraRatio(_) => {
                let columns = self.normalised(Normalization::Vector, Towards::More);
                self.values("v", |leaf| match plan.leaves[leaf].is_gain() {
                    true => columns[leaf].value(),
                    false => format!("-({})", columns[leaf].value()),
                });
                self.linear("v");
                self.size("v");
            }
            Method::MooraReferencePoint(_) => {
                let columns = self.normalised(Normalization::Vector, Towards::Best);
                self.values("d", |leaf| columns[leaf].to_best());
                self.sums(format!("-({})", self.greatest("d")), "total");
                self.out.score = "total".to_owned();
            }
            Method::FullMultiplicative(_) => {
                let columns = self.normalised(Normalization::Vector, Towards::More);
                self.positive("len");
                self.values("v", |leaf| {
                    let x = columns[leaf].value();
                    let sign = if plan.leaves[leaf].is_gain() { "" } else { "-" };
                    format!("{sign}LN({x})")
                });
                self.linear("v");
                self.size("v");
            }
            Method::Aras(_) => {
                let columns = self.normalised(Normalization::Linear, Towards::Best);
                for leaf in self.leaves() {
                    let of = columns[leaf.leaf].value();
                    self.out.second.push(column(format!("1e0 + SUM({of})"), leaf.name("all")));
                }
                self.values("v", |leaf| {
                    format!("{} / {}", columns[leaf].value(), plan.leaves[leaf].name("all"))
                });
                self.values("ideal", |leaf| format!("1e0 / {}", plan.leaves[leaf].name("all")));
                self.sums(self.weighted("v"), "total");
                self.sums(self.weighted("ideal"), "ideal");
                self.out.score = "total / ideal".to_owned();
            }
            Method::Marcos(_) => {
                let columns = self.normalised(Normalization::Linear, Towards::Best);
                self.values("v", |leaf| columns[leaf].value());
                self.values("worst", |leaf| {
                    let leaf = &plan.leaves[leaf];
                    format!("{} / {}", leaf.name("min"), leaf.name("max"))
                });
                self.sums(self.weighted("v"), "total");
                self.sums(sum(self.leaves().map(|leaf| leaf.name("s"))), "ideal");
                self.sums(self.weighted("worst"), "worst");
                self.out.score =
                    "total * (ideal + worst) / (ideal * ideal + ideal * worst + worst * worst)"
                        .to_owned();
            }
            Method::Copras(_) => {
                self.shares_by_direction();
                self.ends("MIN(costs)", "least_costs");
                self.ends("SUM(costs)", "all_costs");
                self.ends("SUM(CASE WHEN costs > 0e0 THEN 1e0 / costs END)", "reciprocals");
                self.ends("SUM(CASE WHEN costs > 0e0 THEN 0e0 ELSE 1e0 END)", "without_costs");
                // Where somebody has no costs at all, nobody else's reciprocal counts.
                let q = "gains + all_costs * CASE WHEN least_costs > 0e0 THEN 1e0 / costs / reciprocals WHEN costs > 0e0 THEN 0e0 ELSE 1e0 / without_costs END";
                self.out.then.push(column(q, "q"));
                self.out.last.push(column("MAX(q)", "most_q"));
                self.out.score = "q / most_q".to_owned();
            }
            Method::Ram(_) => {
                self.shares_by_direction();
                self.out.score = "EXP(LN(2e0 + gains) / (2e0 + costs))".to_owned();
            }
            Method::Ocra(_) => {
                self.normalised(Normalization::MinMax, Towards::Best);
                self.positive("min");
                self.values("v", |leaf| {
                    let leaf = &plan.leaves[leaf];
                    let (x, least, most) = (self_figure(leaf), leaf.name("min"), leaf.name("max"));
                    match leaf.is_gain() {
                        true => format!("({x} - {least}) / {least}"),
                        false => format!("({most} - {x}) / {least}"),
                    }
                });
                self.sums(self.weighted("v"), "total");
                self.ends("MIN(total)", "least_total");
                self.out.score = "total - least_total".to_owned();
            }
            Method::Mairca(_) => {
                let columns = self.normalised(Normalization::MinMax, Towards::Best);
                self.out.first.push(column(plan.dialect.as_double("COUNT(*)"), "m"));
                self.values("v", |leaf| format!("-({}) / m", columns[leaf].to_best()));
                self.linear("v");
            }
            Method::Cocoso(own) => {
                let columns = self.normalised(Normalization::MinMax, Towards::Best);
                self.values("v", |leaf| columns[leaf].value());
                self.sums(self.weighted("v"), "s_i");
                let powers = sum(self
                    .leaves()
                    .map(|leaf| format!("POWER({}, {})", leaf.name("v"), leaf.name("s"))));
                self.sums(powers, "p_i");
                for of in ["s_i", "p_i"] {
                    self.ends(&format!("MIN({of})"), &format!("least_{of}"));
                    self.ends(&format!("MAX({of})"), &format!("most_{of}"));
                }
                self.ends("SUM(s_i + p_i)", "all_sp");
                self.ends(&plan.dialect.as_double("COUNT(*)"), "m");
                self.out.then.push(column(
                    "CASE WHEN least_s_i > 0e0 AND least_p_i > 0e0 THEN 0e0 ELSE 1e0 END",
                    "moved",
                ));
                let (lambda, rest) = (literal(own.lambda), literal(1.0 - own.lambda));
                let a = "(s_i + p_i + 2e0 * moved) / (all_sp + 2e0 * moved * m)";
                let b = "(s_i + moved) / (least_s_i + moved) + (p_i + moved) / (least_p_i + moved)";
                let c = format!(
                    "({lambda} * (s_i + moved) + {rest} * (p_i + moved)) / ({lambda} * (most_s_i + moved) + {rest} * (most_p_i + moved))"
                );
                self.out.score = format!(
                    "POWER(({a})\n* ({b})\n* ({c}), {})\n+ (({a})\n+ ({b})\n+ ({c})) / 3e0",
                    literal(1.0 / 3.0)
                );
            }
            Method::Edas(_) => {
                self.normalised(Normalization::MinMax, Towards::Best);
                for leaf in self.leaves() {
                    let x = self_figure(leaf);
                    let mean =
                        format!("CASE WHEN MAX({x}) > MIN({x}) THEN AVG({x}) ELSE MIN({x}) END");
                    let mean = self.require(
                        leaf,
                        &format!("AVG({x}) <= 0e0"),
                        &mean,
                        (
                            "the mean of its figures must be above 0; it is",
                            "het gemiddelde van de cijfers moet boven 0 liggen; het is",
                        ),
                    );
                    self.out.first.push(column(mean, leaf.name("avg")));
                }
                for (letter, above) in [("above", true), ("below", false)] {
                    self.values(letter, |leaf| {
                        let leaf = &plan.leaves[leaf];
                        let (x, mean) = (self_figure(leaf), leaf.name("avg"));
                        match leaf.is_gain() == above {
                            true => format!("GREATEST({x} - {mean}, 0e0) / {mean}"),
                            false => format!("GREATEST({mean} - {x}, 0e0) / {mean}"),
                        }
                    });
                    let sum = self.weighted(letter);
                    self.sums(sum, letter);
                    self.ends(&format!("MAX({letter})"), &format!("most_{letter}"));
                }
                self.out.score = format!(
                    "({}\n+ 1e0\n- {}) / 2e0",
                    share("above", "most_above", 0.0),
                    share("below", "most_below", 0.0)
                );
            }
            Method::Mabac(_) => {
                let columns = self.normalised(Normalization::MinMax, Towards::Best);
                for leaf in self.leaves() {
                    let place = columns[leaf.leaf].to_worst();
                    self.out.second.push(column(
                        format!("EXP(AVG(LN(1e0 + {place}))) - 1e0"),
                        leaf.name("border"),
                    ));
                }
                self.values("v", |leaf| {
                    format!("{} - {}", columns[leaf].to_worst(), plan.leaves[leaf].name("border"))
                });
                self.linear("v");
                self.size("v");
            }
            Method::Gra(own) => {
                let columns = self.normalised(Normalization::MinMax, Towards::Best);
                let zeta = literal(own.zeta);
                self.values("v", |leaf| format!("{zeta} / ({} + {zeta})", columns[leaf].to_best()));
                self.linear("v");
            }
            Method::Lmaw(_) => {
                let columns = self.normalised(Normalization::Linear, Towards::Best);
                for leaf in self.leaves() {
                    let of = format!("SUM(LN(1e0 + {}))", columns[leaf.leaf].value());
                    self.out.second.push(column(of, leaf.name("lns")));
                }
                self.values("phi", |leaf| {
                    format!(
                        "LN(1e0 + {}) / {}",
                        columns[leaf].value(),
                        plan.leaves[leaf].name("lns")
                    )
                });
                let term = |leaf: &PlannedLeaf| {
                    let (phi, weight) = (leaf.name("phi"), leaf.name("s"));
                    format!(
                        "2e0 * POWER({phi}, {weight}) / (POWER(2e0 - {phi}, {weight}) + POWER({phi}, {weight}))"
                    )
                };
                self.sums(sum(self.leaves().map(term)), "total");
                self.out.score = "total".to_owned();
            }
            Method::Ervd(own) => {
                self.normalised(Normalization::Sum, Towards::More);
                let (alpha, lambda) = (literal(own.alpha), literal(own.lambda));
                let value = |leaf: &PlannedLeaf| {
                    let reference = own.reference.get(&leaf.criterion.id).copied().unwrap_or(0.0);
                    let (x, all, point) = (
                        self.figure(leaf, Normalization::Sum),
                        leaf.name("sum"),
                        literal(reference),
                    );
                    let gain = match leaf.is_gain() {
                        true => format!("({x} - {point}) / {all}"),
                        false => format!("({point} - {x}) / {all}"),
                    };
                    // One of the two is 0.
                    format!(
                        "(POWER(GREATEST({gain}, 0e0), {alpha}) - {lambda} * POWER(GREATEST(-({gain}), 0e0), {alpha}))"
                    )
                };
                let values: Vec<String> = plan.leaves.iter().map(value).collect();
                for leaf in self.leaves() {
                    let own = &values[leaf.leaf];
                    self.out.second.push(column(format!("MIN({own})"), leaf.name("vmin")));
                    self.out.second.push(column(format!("MAX({own})"), leaf.name("vmax")));
                }
                self.values("up", |leaf| {
                    format!("{} - {}", plan.leaves[leaf].name("vmax"), values[leaf])
                });
                self.values("down", |leaf| {
                    format!("{} - {}", values[leaf], plan.leaves[leaf].name("vmin"))
                });
                self.sums(self.weighted("up"), "d_plus");
                self.sums(self.weighted("down"), "d_minus");
                self.out.score = share("d_minus", "d_plus + d_minus", 0.5);
            }
            Method::Spotis(own) => {
                self.out.everybody = true;
                self.values("v", |leaf| {
                    let leaf = &plan.leaves[leaf];
                    let (low, high) = leaf.scale().unwrap_or((0.0, 1.0));
                    let best = if leaf.is_gain() { high } else { low };
                    let expected = own.expected.get(&leaf.criterion.id).copied().unwrap_or(best);
                    format!(
                        "-ABS({} - ({})) / {}",
                        leaf.name("x"),
                        literal(expected),
                        literal(high - low)
                    )
                });
                self.linear("v");
            }
            Method::Rim(own) => {
                self.out.everybody = true;
                self.values("y", |leaf| {
                    let leaf = &plan.leaves[leaf];
                    let (low, high) = leaf.scale().unwrap_or((0.0, 1.0));
                    let best = if leaf.is_gain() { high } else { low };
                    let [from, to] =
                        own.ideal.get(&leaf.criterion.id).copied().unwrap_or([best, best]);
                    let x = leaf.name("x");
                    let part = |distance: String, width: f64| match width > 0.0 {
                        true => format!(
                            "LEAST(GREATEST(1e0 - {distance} / {}, 0e0), 1e0)",
                            literal(width)
                        ),
                        // Beyond an end that is the ideal itself there is no range to be in.
                        false => literal(0.0),
                    };
                    format!(
                        "CASE\n  WHEN {x} < {} THEN {}\n  WHEN {x} > {} THEN {}\n  ELSE 1e0\nEND",
                        literal(from),
                        part(format!("({} - {x})", literal(from)), from - low),
                        literal(to),
                        part(format!("({x} - ({}))", literal(to)), high - to)
                    )
                });
                let rest = sum(self.leaves().map(|leaf| {
                    let (weight, y) = (leaf.name("s"), leaf.name("y"));
                    format!("{weight} * {weight} * (1e0 - {y}) * (1e0 - {y})")
                }));
                self.sums(format!("SQRT({rest})"), "i_plus");
                self.sums(format!("SQRT({})", self.squares("y")), "i_minus");
                self.out.score = "i_minus / (i_plus + i_minus)".to_owned();
            }
            Method::Rafsi(own) => {
                self.out.everybody = true;
                let (arithmetic, harmonic) =
                    ((1.0 + own.times) / 2.0, 2.0 / (1.0 + 1.0 / own.times));
                let values: Vec<String> = plan
                    .leaves
                    .iter()
                    .map(|leaf| {
                        let (low, high) = leaf.scale().unwrap_or((0.0, 1.0));
                        let (best, worst) = if leaf.is_gain() { (high, low) } else { (low, high) };
                        let id = &leaf.criterion.id;
                        let ideal = own.ideal.get(id).copied().unwrap_or(best);
                        let anti = own.anti_ideal.get(id).copied().unwrap_or(worst);
                        let (from, to) = if leaf.is_gain() { (anti, ideal) } else { (ideal, anti) };
                        let place = format!(
                            "(1e0 + {} * (({} - ({})) / ({})))",
                            literal(own.times - 1.0),
                            leaf.name("x"),
                            literal(from),
                            literal(to - from)
                        );
                        match leaf.is_gain() {
                            true => format!("{place} / {}", literal(2.0 * arithmetic)),
                            false => {
                                let place = self.require(leaf, &format!("{place} <= 0e0"), &place, (
                                    "a cost lies so far below its ideal that its place is not above 0; the place is",
                                    "een kost ligt zo ver onder het ideaal dat de plaats niet boven 0 ligt; de plaats is",
                                ));
                                format!("{} / ({place})", literal(harmonic / 2.0))
                            }
                        }
                    })
                    .collect();
                self.values("v", |leaf| values[leaf].clone());
                self.linear("v");
            }
            // Refused before.
            _ => {}
        }
    }

    /// Let the statistic with this letter stop the query unless the figures are above 0. It must be
    /// one that every value reads: engines leave out a column that nothing reads.
    fn positive(&mut self, letter: &str) {
        let message = (
            "its figures must be above 0; the least is",
            "de cijfers moeten boven 0 liggen; het kleinste is",
        );
        for leaf in self.leaves() {
            let least = format!("MIN({})", self_figure(leaf));
            let stop = self.plan.stop(leaf, &least, message);
            let name = leaf.name(letter);
            for column in self.out.first.iter_mut().filter(|column| column.name == name) {
                column.expression =
                    format!("CASE WHEN {least} <= 0e0 THEN {stop} ELSE {} END", column.expression);
            }
        }
    }

    /// Gains and costs as shares of the sums of their columns.
    fn shares_by_direction(&mut self) {
        let columns = self.normalised(Normalization::Sum, Towards::More);
        self.values("v", |leaf| columns[leaf].value());
        self.sums(self.weighted_of("v", true), "gains");
        self.sums(self.weighted_of("v", false), "costs");
    }

    /// The weighted sum of value functions, with its bounds.
    fn value_functions(&mut self) {
        let plan = self.plan;
        self.out.everybody = plan.leaves.iter().all(|leaf| leaf.curve.is_some());
        for leaf in self.leaves().filter(|leaf| leaf.curve.is_none()) {
            let (low, high) = leaf.ends();
            self.out.first.push(column(format!("MIN({low})"), leaf.name("min")));
            self.out.first.push(column(format!("MAX({high})"), leaf.name("max")));
        }
        let values = plan.leaves.iter().map(|leaf| worth(leaf, &leaf.name("x")));
        let values: Vec<String> = values.collect();
        self.values("v", |leaf| values[leaf].clone());
        self.linear("v");
        if plan.leaves.iter().any(|leaf| {
            matches!(leaf.criterion.scale, Some(Scale::Numeric { beyond: Beyond::Extend, .. }))
        }) {
            self.size("v");
        }
        if !has_bounds(plan.method) {
            return;
        }
        for leaf in self.leaves().filter(|leaf| leaf.spread) {
            let (least, most) = worth_of_range(leaf);
            self.out.values.push(column(least, leaf.name("vl")));
            self.out.values.push(column(most, leaf.name("vh")));
        }
        let bound = |letter: &str| {
            sum(self.leaves().map(|leaf| {
                let value = if leaf.spread { leaf.name(letter) } else { leaf.name("v") };
                format!("{} * {value}", leaf.name("s"))
            }))
        };
        let (low, high) = (bound("vl"), bound("vh"));
        self.sums(low, "total_low");
        self.sums(high, "total_high");
    }
}

/// The figure of a leaf where the method needs ratios.
fn self_figure(leaf: &PlannedLeaf) -> String {
    match &leaf.criterion.scale {
        Some(Scale::Ordinal(_)) => format!("({} + 1e0)", leaf.name("x")),
        _ => leaf.name("x"),
    }
}

/// What a figure is worth.
fn worth(leaf: &PlannedLeaf, x: &str) -> String {
    if let Some(own) = &leaf.curve {
        return curve::at(own, x);
    }
    let (least, most) = (leaf.name("min"), leaf.name("max"));
    let value = match leaf.criterion.direction {
        Direction::Max => format!("({x} - {least}) / ({most} - {least})"),
        Direction::Min => format!("({most} - {x}) / ({most} - {least})"),
        Direction::Target(target) => {
            let target = format!("({})", literal(target));
            format!("1e0 - ABS({x} - {target}) / GREATEST({target} - {least}, {most} - {target})")
        }
    };
    format!("CASE WHEN {most} > {least} THEN {value} ELSE 1e0 END")
}

/// The least and the most that a range is worth.
fn worth_of_range(leaf: &PlannedLeaf) -> (String, String) {
    let (low, high) = leaf.ends();
    let (at_low, at_high) = (worth(leaf, &low), worth(leaf, &high));
    match rises(leaf) {
        Some(true) => (at_low, at_high),
        Some(false) => (at_high, at_low),
        // A value rises to the target and falls beyond it.
        None => {
            let peaks: Vec<(f64, f64)> = match (&leaf.curve, leaf.criterion.direction) {
                (Some(own), _) => own.bends().map(|x| (x, own.at(x))).collect(),
                (None, Direction::Target(target)) => vec![(target, 1.0)],
                (None, _) => Vec::new(),
            };
            let mut parts = vec![at_low.clone(), at_high.clone()];
            parts.extend(peaks.iter().map(|(x, y)| {
                let (x, y) = (literal(*x), literal(*y));
                format!("CASE WHEN {low} < {x} AND {high} > {x} THEN {y} END")
            }));
            (format!("LEAST({at_low}, {at_high})"), format!("GREATEST({})", parts.join(", ")))
        }
    }
}
