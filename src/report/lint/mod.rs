//! Remarks on the model in words: what, why it matters and what to do. One remark of a kind, a few
//! names in each, so that a large case stays readable.

mod criteria;
mod evidence;
pub(super) mod rules;

use super::{Block, Words};
use crate::case::Case;
use crate::problem::Problem;
use crate::problem::weights::Weights;
use crate::study::lint::examined::Unexamined;
use crate::study::lint::{FEWEST_ALIKE, Lint, Remark};

/// More than this of one kind are counted, not named.
const MOST: usize = 6;

/// The remarks as a list, and what could not be looked at.
pub(super) fn lint(case: &Case, lint: &Lint, words: Words) -> Vec<Block> {
    let view = View { case, problem: &case.problem, weights: &lint.weights, words };
    let mut out: Vec<Block> = Vec::new();
    if !lint.remarks.is_empty() {
        let heading = words.pick(
            "Remarks on the model (none is an error)",
            "Opmerkingen bij het model (geen ervan is een fout)",
        );
        out.push(Block::Heading(heading.into()));
        out.extend(lint.remarks.iter().flat_map(|remark| view.remark(remark)));
    }
    if !lint.unexamined.is_empty() {
        if lint.remarks.is_empty() {
            out.push(Block::Heading(
                words.pick("Remarks on the model: none", "Opmerkingen bij het model: geen").into(),
            ));
        }
        let all: Vec<String> =
            lint.unexamined.iter().map(|unexamined| view.unexamined(unexamined)).collect();
        let all = all.join("; ");
        out.push(Block::Text(
            words.pick(format!("Not looked at: {all}."), format!("Niet bekeken: {all}.")),
        ));
    }
    out
}

struct View<'a> {
    case: &'a Case,
    problem: &'a Problem,
    weights: &'a Weights,
    words: Words,
}

/// What, why it matters and what to do.
type Said = [String; 3];

impl View<'_> {
    fn remark(&self, remark: &Remark) -> [Block; 3] {
        let [what, why, todo] = match remark {
            Remark::Constant(leaves) => self.constant(leaves),
            Remark::Duplicates(pairs) => self.duplicates(pairs),
            Remark::Idle { all: true, .. } => self.dominance(),
            Remark::Idle { leaves, method, .. } => self.idle(leaves, method),
            Remark::Zeros(zeros) => self.zeros(zeros),
            Remark::Dependent(methods) => self.dependent(methods),
            Remark::Influence(influences) => self.influence(influences),
            Remark::Unanchored(unanchored) => self.unanchored(unanchored),
            Remark::RequirementAndScore(figures) => self.requirements_and_scores(figures),
            Remark::Passages(passages) => self.passages(passages),
            Remark::Unknown(alternatives) => self.unknown(alternatives),
            Remark::NothingKnown(leaves) => self.nothing_known(leaves),
            Remark::Later(figures) => self.later(figures),
            Remark::Completed(nodes) => self.completed(nodes),
        };
        let (matters, to_do) = self.words.pick(
            ("Why it matters", "What to do"),
            ("Waarom dat van belang is", "Wat u kunt doen"),
        );
        [
            Block::Item(what),
            Block::Detail(format!("{matters}: {why}")),
            Block::Detail(format!("{to_do}: {todo}")),
        ]
    }

    fn unexamined(&self, unexamined: &Unexamined) -> String {
        let words = self.words;
        match unexamined {
            Unexamined::Duplicates { pairs, of } => {
                let some = if pairs < of {
                    words.pick(format!(", in {pairs} of {of} pairs"), format!(", in {pairs} van {of} paren"))
                } else {
                    String::new()
                };
                words.pick(
                    format!("near-duplicate criteria{some} (that takes {FEWEST_ALIKE} competing alternatives for which both figures are known)"),
                    format!("bijna dubbele criteria{some} (dat vergt {FEWEST_ALIKE} te rangschikken alternatieven waarvan beide cijfers bekend zijn)"),
                )
            }
            Unexamined::TooManyPairs => words
                .pick(
                    "near-duplicate criteria (too many pairs of criteria)",
                    "bijna dubbele criteria (te veel paren van criteria)",
                )
                .into(),
            Unexamined::Influence { different, needed } => {
                let (are, zijn) = if *different == 1 { ("is", "is") } else { ("are", "zijn") };
                words.pick(
                format!("weight against effective influence (that takes {needed} different competing alternatives of which all is known, and here {are} {different})"),
                format!("gewicht tegenover werkelijke invloed (dat vergt {needed} verschillende te rangschikken alternatieven waarvan alles bekend is, en hier {zijn} er {different})"),
            )
            }
            Unexamined::InfluenceOfGroups => words
                .pick(
                    "weight against effective influence (groups have weights of their own: take one with `--where`)",
                    "gewicht tegenover werkelijke invloed (groepen hebben elk eigen gewichten: neem er één met `--where`)",
                )
                .into(),
            Unexamined::Idle { method } => words.pick(
                format!("whether a weight decides a place (`{method}` has no exact switches for these figures)"),
                format!("of een gewicht een plaats bepaalt (`{method}` heeft voor deze cijfers geen exacte omslagpunten)"),
            ),
            Unexamined::IdleUnfinished { leaves } => {
                let ids = self.leaves(leaves);
                words.pick(
                    format!("whether the weight of {ids} decides a place (too many pairs of alternatives)"),
                    format!("of het gewicht van {ids} een plaats bepaalt (te veel paren van alternatieven)"),
                )
            }
        }
    }

    /// Each in English and Dutch.
    fn said(&self, what: [String; 2], why: [&str; 2], todo: [&str; 2]) -> Said {
        let pick = |[en, nl]: [&str; 2]| self.words.pick(en, nl).to_owned();
        let [en, nl] = what;
        [self.words.pick(en, nl), pick(why), pick(todo)]
    }

    /// A leaf by its label, with the id that the criteria file has for it.
    fn leaf(&self, leaf: usize) -> String {
        let leaf = &self.problem.tree.leaves[leaf];
        match leaf.label.get(self.words.0) {
            label if label.is_empty() || label == leaf.id => format!("`{}`", leaf.id),
            label => format!("{label} (`{}`)", leaf.id),
        }
    }

    /// The names of leaves; counted if they are many, or all.
    fn leaves(&self, leaves: &[usize]) -> String {
        let all = self.problem.tree.leaves.len();
        if leaves.len() == all && all > MOST {
            return self.words.pick(format!("all {all} criteria"), format!("alle {all} criteria"));
        }
        self.some(leaves.iter().map(|leaf| self.leaf(*leaf)), ", ")
    }

    /// The first few, and how many more there are.
    fn some(&self, all: impl ExactSizeIterator<Item = String>, between: &str) -> String {
        let n = all.len();
        let named: Vec<String> = all.take(MOST).collect();
        if n > MOST {
            let rest = n - MOST;
            let rest = self.words.pick(format!("and {rest} more"), format!("en nog {rest}"));
            return format!("{} {rest}", named.join(between));
        }
        if between == ", " { self.words.list(&named) } else { named.join(between) }
    }

    /// The share of weight of some leaves: the least and the most of it, where groups have weights
    /// of their own.
    fn share(&self, leaves: &[usize]) -> String {
        let of_set = |set: usize| {
            let weights = self.weights.of_set(set);
            leaves.iter().map(|leaf| weights[*leaf]).sum::<f64>()
        };
        let shares = (0..self.weights.sets()).map(of_set);
        let (least, most) = shares.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), of| {
            (least.min(of), most.max(of))
        });
        let [least, most] = [least, most].map(|share| self.words.percent(share));
        match least == most {
            true => least,
            false => self.words.pick(format!("{least} to {most}"), format!("{least} tot {most}")),
        }
    }
}
