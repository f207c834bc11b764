//! The view of drivers: per group, what decides who is first.

use super::label;
use crate::case::Case;
use crate::draw::plan::WeightsModel;
use crate::problem::{Problem, Side};
use crate::report::among::moving_scales;
use crate::report::by_group::by_group;
use crate::report::weights::each_its_own;
use crate::report::{Block, Source, Words, head};
use crate::study::drivers::factors::{Factor, What};
use crate::study::drivers::indices::{BLOCKS, LEAST_BLOCKS};
use crate::study::drivers::request::WeightsChoice;
use crate::study::drivers::{Drivers, GroupDrivers, ModelOutput};
use crate::write::grid::{Align, Grid};

/// Factors and alternatives shown per group.
const MOST_FACTORS: usize = 8;
const MOST_ALTERNATIVES: usize = 4;
/// With more groups than this each gets its sentences only.
const MOST_GRIDS: usize = 2;
/// Factors and weights named in a sentence.
const MOST_NAMED: usize = 3;
/// A total index below this is left out of sentences.
const SMALL: f64 = 0.01;
/// Of a first order below this nothing is said about its parts.
const WORTH_PARTING: f64 = 0.1;

/// The view of the study.
pub fn drivers(case: &Case, study: &Drivers, words: Words) -> Vec<Block> {
    let mut out = head(case, words);
    let points = words.count(study.request.points as usize);
    // Normalization by normalization of one method, then those of the next.
    let mut methods: Vec<&str> =
        study.evaluations.iter().map(|evaluation| evaluation.method.name()).collect();
    methods.dedup();
    let weights = match study.request.weights {
        WeightsChoice::Fixed => {
            words.pick("at the given weights".to_owned(), "bij de gegeven gewichten".to_owned())
        }
        WeightsChoice::Model(model) => words.pick(
            format!("weights of the model `{model}`"),
            format!("gewichten van het model `{model}`"),
        ),
    };
    let methods = methods.join(", ");
    let said = Block::Text(words.pick(
        format!("Where does the doubt about who is first come from? {points} points ({methods}; {weights})."),
        format!("Waar komt de twijfel over wie eerste is vandaan? {points} punten ({methods}; {weights})."),
    ));
    out.push(said.from_rows(Source::table("sampling")));
    let view = View { problem: &case.problem, study, words };
    let lines = study.groups.iter().map(|group| (group.group, view.group(group))).collect();
    out.extend(by_group(&case.problem, lines, words));
    if study.groups.iter().any(|group| group.members.len() > 1 && !group.factors.is_empty()) {
        out.push(Block::Heading(words.pick("How to read this", "Hoe u dit leest").into()));
        out.push(Block::Item(view.legend()));
    }
    out.extend(drivers_notes(case, study, words).into_iter().map(Block::Item));
    out
}

/// What a reader of the tables should know too.
pub fn drivers_notes(case: &Case, study: &Drivers, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(super::filled_in::stay(&case.problem, words));
    let mut say = |en: String, nl: String| out.push(words.pick(en, nl));
    if study.groups.is_empty() {
        say("No alternative competes.".into(), "Geen enkel alternatief wordt gerangschikt.".into());
    } else if study.factors.is_empty() {
        say(
            "Nothing varies: weights are fixed and every input is one figure. There is no variance to share out.".into(),
            "Niets varieert: de gewichten liggen vast en elk gegeven is één cijfer. Er is geen variantie te verdelen.".into(),
        );
    } else if let [only] = &study.factors[..] {
        let name = factor_name(study, only, words);
        say(
            format!("Only one factor varies ({name}): all variance comes from it."),
            format!("Er varieert maar één factor ({name}): alle variantie komt daaruit voort."),
        );
    }
    let ignores =
        matches!(study.request.weights, WeightsChoice::Model(model) if !model.uses_given());
    if ignores && case.centre.is_some() {
        let model = study.request.weights;
        say(
            format!(
                "The centre of the weights is not used by the model `{model}`; `around:K` and `box:P` start from it, `given` keeps it."
            ),
            format!(
                "Het midden van de gewichten telt niet mee in het model `{model}`; `around:K` en `box:P` gaan ervan uit, `given` behoudt het."
            ),
        );
    }
    if ignores && case.weighted {
        let model = study.request.weights;
        say(
            format!(
                "The weights given are not used by the model `{model}`; `around:K` and `box:P` start from them, `given` keeps them."
            ),
            format!(
                "De gegeven gewichten tellen niet mee in het model `{model}`; `around:K` en `box:P` gaan ervan uit, `given` behoudt ze."
            ),
        );
    }
    if study.assumed {
        say(
            "Ranges and unknown figures were drawn as uniform distributions: an assumption, on which every figure here rests.".into(),
            "Bereiken en onbekende gegevens zijn getrokken uit uniforme verdelingen: een aanname waarop elk cijfer hier steunt.".into(),
        );
    }
    let few = |group: &GroupDrivers| {
        let all = study
            .outputs()
            .iter()
            .flat_map(|output| (0..group.members.len()).map(|at| group.of(*output, at)));
        all.filter(|of| of.too_few).count()
    };
    let few: usize = study.groups.iter().map(few).sum();
    if few > 0 {
        say(
            format!(
                "Outputs (`score`, `rank` and `first` per alternative) that vary in fewer than {LEAST_BLOCKS} of the {BLOCKS} blocks of draws have no figures in the table: {few} (more `--points`)."
            ),
            format!(
                "Uitkomsten (`score`, `rank` en `first` per alternatief) die in minder dan {LEAST_BLOCKS} van de {BLOCKS} blokken trekkingen variëren, hebben geen cijfers in de tabel: {few} (meer `--points`)."
            ),
        );
    }
    if !study.has_score {
        say(
            "Methods or normalizations vary, and their scores have different units: ranks and first places only.".into(),
            "Methodes of normalisaties variëren, en hun scores hebben andere eenheden: er zijn alleen cijfers voor rangen en eerste plaatsen.".into(),
        );
    }
    let weights = study.factors.iter().any(|factor| matches!(factor.what, What::Weights { .. }));
    if weights
        && study.groups.iter().all(|group| group.weights.is_empty())
        && !study.groups.is_empty()
    {
        say(
            "No Shapley effects within the weights: they are known for one sibling set with a Dirichlet distribution, and not for several together, a box, constraints, or very many alternatives.".into(),
            "Geen Shapley-effecten binnen de gewichten: die zijn bekend voor één groep criteria met een Dirichletverdeling, niet voor verschillende groepen criteria samen, een begrensd gebied (`box`), voorwaarden of heel veel alternatieven.".into(),
        );
    }
    if study.request.weights.model().is_none_or(WeightsModel::uses_given) {
        out.extend(each_its_own(&study.evaluations.main().weights, words));
    }
    out.extend(moving_scales(study.evaluations.main(), words));
    out
}

/// What a factor is, in words.
pub(in crate::report) fn factor_name(study: &Drivers, factor: &Factor, words: Words) -> String {
    let problem = study.evaluations.problem();
    let below = |factor: &Factor| matches!(factor.what, What::Weights { node: Some(_), .. });
    match &factor.what {
        What::Weights { node: None, .. } if study.factors.iter().any(below) => {
            words.pick("weights at the top", "gewichten bovenaan").into()
        }
        What::Weights { node: None, .. } => words.pick("weights", "gewichten").into(),
        What::Weights { node: Some(node), .. } => {
            let node = label(problem, *node, words);
            words.pick(format!("weights within {node}"), format!("gewichten binnen {node}"))
        }
        What::Inputs { name: Some(name), .. } => {
            let leaf =
                problem.tree.branch_of_leaf(*name).map(|branch| label(problem, branch, words));
            let name = leaf.unwrap_or_else(|| problem.names[*name].clone());
            words.pick(format!("inputs on {name}"), format!("gegevens over {name}"))
        }
        What::Inputs { name: None, .. } => factor.name.clone(),
        What::Method => words.pick("choice of method", "keuze van de methode").into(),
        What::Normalization => {
            words.pick("choice of normalization", "keuze van de normalisatie").into()
        }
    }
}

struct View<'a> {
    problem: &'a Problem,
    study: &'a Drivers<'a>,
    words: Words,
}

impl View<'_> {
    fn name(&self, group: &GroupDrivers, at: usize) -> String {
        self.words.inside(self.problem, group.members[at])
    }

    fn factor(&self, group: &GroupDrivers, place: usize) -> String {
        factor_name(self.study, &self.study.factors[group.factors[place]], self.words)
    }

    /// Alternatives that are first in some draws and not in others, those first in more draws
    /// before.
    fn contenders(&self, group: &GroupDrivers) -> Vec<usize> {
        let of = |at: usize| group.of(ModelOutput::First, at);
        let mut out: Vec<usize> =
            (0..group.members.len()).filter(|at| of(*at).indices.is_some()).collect();
        out.sort_by(|a, b| of(*b).mean.total_cmp(&of(*a).mean).then(a.cmp(b)));
        out
    }

    fn group(&self, group: &GroupDrivers) -> Vec<Block> {
        let words = self.words;
        let output = |rows: Source| rows.with("output", ModelOutput::First.name());
        // Where nothing varies there are no rows.
        let varies = !group.factors.is_empty();
        let rows = || {
            let of_group = || Source::of_group(self.problem, "indices", group.group);
            varies.then(|| output(of_group()))
        };
        let rows_of =
            |at: usize| output(Source::of_alternative(self.problem, "indices", group.members[at]));
        if group.members.len() == 1 {
            let name = self.name(group, 0);
            let said = Block::Item(words.pick(
                format!("{name} is the only option that competes: nothing to compare."),
                format!(
                    "{name} is de enige optie die wordt gerangschikt: er is niets te vergelijken."
                ),
            ));
            return vec![said.with_source(rows())];
        }
        let contenders = self.contenders(group);
        if group.factors.is_empty() || contenders.is_empty() {
            let said = self.too_few(group).unwrap_or_else(|| self.settled(group));
            return vec![Block::Item(said).with_source(rows())];
        }
        let shown = &contenders[..contenders.len().min(MOST_ALTERNATIVES)];
        let mut out = Vec::new();
        if self.study.groups.len() <= MOST_GRIDS {
            out.push(Block::Grid(self.grid(group, shown)));
        }
        if group.factors.len() > 1 {
            let said = Block::Item(self.largest(group, contenders[0]));
            out.push(said.from_rows(rows_of(contenders[0])));
        }
        if self.study.groups.len() <= MOST_GRIDS && contenders.len() > MOST_ALTERNATIVES {
            let more = contenders.len() - MOST_ALTERNATIVES;
            let said = Block::Text(match more {
                1 => words.pick(
                    "One more alternative can be first (`--table indices`).".to_owned(),
                    "Nog één alternatief kan eerste zijn (`--table indices`).".to_owned(),
                ),
                _ => words.pick(
                    format!("{more} more alternatives can be first (`--table indices`)."),
                    format!("Nog {more} alternatieven kunnen eerste zijn (`--table indices`)."),
                ),
            });
            out.push(said.with_source(rows()));
        }
        let within = self.within(group, contenders[0]).map(Block::Item);
        out.extend(within.map(|said| said.from_rows(rows_of(contenders[0]))));
        out.extend(self.too_few(group).map(|said| Block::Item(said).with_source(rows())));
        out
    }

    /// Who is first in some draws, which are too few, or not first in so few.
    fn too_few(&self, group: &GroupDrivers) -> Option<String> {
        let few = (0..group.members.len()).filter(|at| group.of(ModelOutput::First, *at).too_few);
        let names: Vec<String> = few.map(|at| self.name(group, at)).collect();
        let who = self.words.some(&names, MOST_NAMED);
        (!names.is_empty()).then(|| {
            self.words.pick(
                format!("What first place of {who} depends on cannot be told: it varies in too few draws (more `--points`)."),
                format!("Waar de eerste plaats van {who} van afhangt, is niet te zeggen: ze varieert in te weinig trekkingen (meer `--points`)."),
            )
        })
    }

    /// Who is first does not vary.
    fn settled(&self, group: &GroupDrivers) -> String {
        let first: Vec<String> = (0..group.members.len())
            .filter(|at| group.of(ModelOutput::First, *at).mean > 0.0)
            .map(|at| self.name(group, at))
            .collect();
        let names = self.words.some(&first, MOST_NAMED);
        self.words.pick(
            format!("Who is first does not vary: {names} in every draw."),
            format!("Wie eerste is, varieert niet: {names} in elke trekking."),
        )
    }

    /// The largest total of a factor over the alternatives shown.
    fn most(&self, group: &GroupDrivers, shown: &[usize], place: usize) -> f64 {
        shown.iter().map(|at| self.total(group, *at, place)).fold(0.0, f64::max)
    }

    fn total(&self, group: &GroupDrivers, at: usize, place: usize) -> f64 {
        group
            .of(ModelOutput::First, at)
            .indices
            .as_ref()
            .map_or(0.0, |indices| indices[place].total.value)
    }

    fn by_size(&self, group: &GroupDrivers, shown: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..group.factors.len()).collect();
        order.sort_by(|a, b| {
            self.most(group, shown, *b).total_cmp(&self.most(group, shown, *a)).then(a.cmp(b))
        });
        order
    }

    fn grid(&self, group: &GroupDrivers, shown: &[usize]) -> Grid {
        let words = self.words;
        let share = |at: usize| words.percent(group.of(ModelOutput::First, at).mean);
        let first = words.pick("first", "eerste");
        let mut head = vec![(
            words
                .pick("whether it is first: total of", "of een alternatief eerste is: totaal van")
                .to_owned(),
            None,
        )];
        head.extend(shown.iter().map(|at| {
            (format!("{} ({first} {})", self.name(group, *at), share(*at)), Some(Align::Right))
        }));
        let order = self.by_size(group, shown);
        let row = |place: &usize| {
            let cells = shown.iter().map(|at| words.two(self.total(group, *at, *place)));
            std::iter::once(self.factor(group, *place)).chain(cells).collect()
        };
        let mut rows: Vec<Vec<String>> = order.iter().take(MOST_FACTORS).map(row).collect();
        if let Some(next) = order.get(MOST_FACTORS) {
            let (more, most) = (
                order.len() - MOST_FACTORS,
                words.two(Side::Up.round(self.most(group, shown, *next), 2)),
            );
            let text = words.pick(
                format!("{more} more, at most {most} each"),
                format!("nog {more}, elk hoogstens {most}"),
            );
            rows.push(std::iter::once(text).chain(shown.iter().map(|_| String::new())).collect());
        }
        Grid { head, rows }
    }

    /// The factors that matter most for an alternative.
    fn largest(&self, group: &GroupDrivers, at: usize) -> String {
        let words = self.words;
        let of = group.of(ModelOutput::First, at);
        let Some(indices) = &of.indices else { return String::new() };
        let (name, share) = (self.name(group, at), words.percent(of.mean));
        let order = self.by_size(group, &[at]);
        let said = |place: usize| {
            let it = &indices[place];
            let (total, alone) =
                (words.two(it.total.value), words.two(it.first_order.value.max(0.0)));
            let factor = self.factor(group, place);
            if !it.tells_first_order {
                return words.pick(
                    format!("{factor} (total {total} of the variance; too few draws tell how much of it alone)"),
                    format!("{factor} (totaal {total} van de variantie; er zijn te weinig trekkingen om te zeggen hoeveel daarvan zonder interacties)"),
                );
            }
            words.pick(
                format!("{factor} (total {total} of the variance, {alone} without interactions)"),
                format!("{factor} (totaal {total} van de variantie, {alone} zonder interacties)"),
            )
        };
        let others: Vec<String> = order
            .iter()
            .skip(1)
            .filter(|place| indices[**place].total.value >= SMALL)
            .take(MOST_NAMED - 1)
            .map(|place| {
                format!(
                    "{} ({})",
                    self.factor(group, *place),
                    words.two(indices[*place].total.value)
                )
            })
            .collect();
        let then = match others.is_empty() {
            true => String::new(),
            false => words.pick(
                format!(", then on {}", words.list(&others)),
                format!(", daarna van {}", words.list(&others)),
            ),
        };
        let first = said(order[0]);
        words.pick(
            format!("Whether {name} is first ({share} of the draws) depends most on {first}{then}."),
            format!("Of {name} eerste is ({share} van de trekkingen), hangt vooral af van {first}{then}."),
        )
    }

    /// Which weights matter most within the set that explains most.
    fn within(&self, group: &GroupDrivers, at: usize) -> Option<String> {
        let words = self.words;
        let effects = &group.of(ModelOutput::First, at).shapley;
        let sum = |place: usize| -> f64 {
            group
                .weights
                .iter()
                .zip(effects)
                .filter(|((of, _), _)| *of == place)
                .map(|(_, it)| it.value)
                .sum()
        };
        let place = group
            .weights
            .iter()
            .map(|(of, _)| *of)
            .reduce(|best, of| if sum(of) > sum(best) { of } else { best })?;
        // The sum of the effects is an estimate of the same: one figure is said.
        let indices =
            group.of(ModelOutput::First, at).indices.as_ref().map(|indices| indices[place]);
        let alone =
            indices.filter(|it| it.tells_first_order).map_or(0.0, |it| it.first_order.value);
        if alone < WORTH_PARTING {
            return None;
        }
        let mut own: Vec<(&str, f64)> = group
            .weights
            .iter()
            .zip(effects)
            .filter(|((of, _), it)| {
                *of == place && it.value >= SMALL && it.value > 2.0 * it.std_error
            })
            .map(|((_, id), it)| (id.as_str(), it.value))
            .collect();
        if own.is_empty() {
            return None;
        }
        own.sort_by(|a, b| b.1.total_cmp(&a.1));
        let of_weight = |(id, effect): &(&str, f64)| {
            let branch = self.problem.tree.find(id);
            let name = branch
                .map_or_else(|| (*id).to_owned(), |branch| label(self.problem, branch, words));
            format!("{name} ({})", words.two(*effect))
        };
        let list = words.list(&own.iter().take(MOST_NAMED).map(of_weight).collect::<Vec<_>>());
        let (factor, all, name) =
            (self.factor(group, place), words.two(alone), self.name(group, at));
        Some(words.pick(
            format!("Of what {factor} explain by themselves for {name} ({all}), most is due to {list} (Shapley effects)."),
            format!("Wat {factor} op zichzelf verklaren voor {name} ({all}), komt vooral van {list} (Shapley-effecten)."),
        ))
    }

    fn legend(&self) -> String {
        let words = self.words;
        let grids = self.study.groups.len() <= MOST_GRIDS;
        let mut largest: f64 = 0.0;
        for group in &self.study.groups {
            for at in
                self.contenders(group).into_iter().take(if grids { MOST_ALTERNATIVES } else { 1 })
            {
                let of = group.of(ModelOutput::First, at);
                largest = of
                    .indices
                    .iter()
                    .flatten()
                    .fold(largest, |most, it| most.max(it.total.std_error));
            }
        }
        let error = match largest < 0.005 {
            true => words.pick("below 0.005".to_owned(), "minder dan 0,005".to_owned()),
            false => {
                let most = words.two(Side::Up.round(largest, 2));
                words.pick(format!("at most {most}"), format!("hoogstens {most}"))
            }
        };
        let more = match grids {
            true => "",
            false => words.pick(
                " With one group (`--where`) its page is fuller.",
                " Met één groep (`--where`) toont de pagina meer.",
            ),
        };
        words.pick(
            format!("Total: the share of variance that would be left if all but this factor were known; interactions count in each of their factors, so totals may sum to more than 1. Standard errors of those shown: {error}. The table has scores and ranks too.{more}"),
            format!("Totaal: het deel van de variantie dat overblijft als alles behalve deze factor bekend is; interacties tellen mee bij elk van hun factoren, zodat totalen samen meer dan 1 kunnen zijn. Standaardfouten van wat hier staat: {error}. De tabel bevat ook scores en rangen.{more}"),
        )
    }
}
