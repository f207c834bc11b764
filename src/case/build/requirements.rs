//! Requirements: who is eligible, who is excluded, who is flagged.

use crate::case::build::builder::Builder;
use crate::case::check::checked::{CheckedRequirement, RequirementSubject, RequirementTest};
use crate::case::file::figure::Figure;
use crate::case::file::shape::{EffectFile, Holds, PolicyFile};
use crate::case::read::marks;
use crate::case::stated_gate::{Asks, StatedFact, StatedGate, key_condition};
use crate::error::both;
use crate::error::{Finding, Place};
use crate::problem::{self, Alternative, Cells, Input, Quantity, Spread};
use std::collections::BTreeSet;

/// Yes, no, or nobody knows.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Yes,
    No,
    Unknown,
}

impl Builder<'_> {
    /// A requirement that its attribute's kind can never meet is a mistake, not a strict one.
    pub(crate) fn check_needs(&mut self) {
        for requirement in &self.checked.requirements {
            let RequirementSubject::Attribute(attribute, test) = &requirement.needs else {
                continue;
            };
            let Some(name) = self.joined.names.iter().position(|known| *known == attribute.value)
            else {
                continue;
            };
            let place = Place::Text { source: self.source.clone(), span: attribute.span.clone() };
            let is_text = self.joined.is_text[name];
            let message = match test {
                RequirementTest::AtLeast(_) | RequirementTest::AtMost(_) if is_text => both(
                    "is a text: it is neither above nor below a limit",
                    "is een tekst: die ligt niet boven of onder een grens",
                ),
                RequirementTest::OneOf(figures)
                    if !is_text && self.has_numbers(name) && !figures.iter().any(is_number) =>
                {
                    both(
                        "is a number: it never equals a text",
                        "is een getal: dat is nooit gelijk aan een tekst",
                    )
                }
                // Another block may have the text.
                RequirementTest::OneOf(figures) if is_text && self.is_whole => {
                    let given = self
                        .joined
                        .inputs
                        .listed()
                        .map(|(_, input)| input)
                        .filter(|input| input.name == name);
                    let texts: BTreeSet<&str> = given
                        .filter_map(|input| {
                            if let Quantity::Text(text) = &input.quantity {
                                Some(text.as_str())
                            } else {
                                None
                            }
                        })
                        .collect();
                    let unmet = figures.iter().find_map(|figure| match figure {
                        Figure::Text(wanted) if !texts.contains(wanted.as_str()) => Some(wanted),
                        _ => None,
                    });
                    if let Some(wanted) = unmet {
                        let finding = Finding::warning(
                            place,
                            both(
                                format!("`{}` is `{wanted}` for no alternative", attribute.value),
                                format!(
                                    "`{:#}` is `{wanted:#}` voor geen enkel alternatief",
                                    attribute.value
                                ),
                            ),
                        );
                        self.findings.push(finding.suggest(wanted, texts));
                    }
                    continue;
                }
                _ => continue,
            };
            let finding = Finding::error(
                place,
                both(
                    format!("`{}` {message}", attribute.value),
                    format!("`{:#}` {message:#}", attribute.value),
                ),
            );
            self.findings.push(finding.help(if is_text {
                both(
                    "use `equals` or `one_of` with texts",
                    "gebruik `equals` of `one_of` bij teksten",
                )
            } else {
                both("compare it with numbers", "vergelijk het met getallen")
            }));
        }
    }

    /// Whether a number is given for an attribute that is no text, and not only what is unknown.
    fn has_numbers(&self, name: usize) -> bool {
        let mut listed = self.joined.inputs.listed().filter(|(_, input)| input.name == name);
        // Plain numbers are not listed.
        let Some(first) = listed.next() else { return true };
        let is_known = |input: &Input| !matches!(input.quantity, Quantity::Unknown);
        is_known(first.1) || listed.any(|(_, input)| is_known(input))
    }

    pub(crate) fn apply_requirements(&mut self, cells: &Cells, no_gates: bool) -> Vec<Alternative> {
        let mut out = Vec::with_capacity(self.joined.alternatives.len());
        let some_are_references =
            self.joined.keys.iter().flat_map(|key| &key.values).any(|value| value.reference);
        for (index, values) in self.joined.alternatives.iter().enumerate() {
            let reference = some_are_references && self.is_reference(index);
            let (mut excluded_by, mut flagged_by, mut may_meet) =
                (Vec::new(), Vec::new(), Vec::new());
            for (at, requirement) in self.checked.requirements.iter().enumerate() {
                if no_gates || reference || !self.applies(&requirement.when, index) {
                    continue;
                }
                let verdict = self.verdict(requirement, index, cells);
                let effect = match (verdict, requirement.effect, requirement.unknown) {
                    (Verdict::Yes, ..) | (Verdict::Unknown, _, PolicyFile::Pass) => continue,
                    // Not knowing never does more than knowing the worst.
                    (Verdict::No, effect, _) | (Verdict::Unknown, effect, PolicyFile::Exclude) => {
                        effect
                    }
                    (Verdict::Unknown, _, PolicyFile::Flag) => EffectFile::Flag,
                };
                if verdict == Verdict::Unknown {
                    may_meet.push(at);
                }
                match effect {
                    EffectFile::Exclude => excluded_by.push(at),
                    EffectFile::Flag => flagged_by.push(at),
                }
            }
            let (excluded_by, flagged_by, may_meet) =
                (excluded_by.into(), flagged_by.into(), may_meet.into());
            out.push(Alternative {
                values: values.clone(),
                reference,
                excluded_by,
                flagged_by,
                may_meet,
            });
        }
        if self.is_whole {
            self.warn_of_no_competition(&out);
        }
        out
    }

    /// Warn where requirements leave nobody to compare: sooner a mistyped limit than what the
    /// decider means.
    fn warn_of_no_competition(&mut self, alternatives: &[Alternative]) {
        let excluded: Vec<&Alternative> =
            alternatives.iter().filter(|alternative| !alternative.reference).collect();
        if excluded.is_empty()
            || excluded.iter().any(|alternative| alternative.excluded_by.is_empty())
        {
            return;
        }
        let by: BTreeSet<usize> = excluded
            .iter()
            .flat_map(|alternative| alternative.excluded_by.iter().copied())
            .collect();
        let names: Vec<String> =
            by.iter().map(|at| format!("`{}`", self.checked.requirements[*at].id)).collect();
        let message = both(
            format!("no alternative is left to compare: all are excluded by {}", names.join(", ")),
            format!(
                "er blijft geen alternatief over om te vergelijken: alle zijn uitgesloten door {:#}",
                names.join(", ")
            ),
        );
        let finding = Finding::warning(Place::File(self.source.name.clone()), message);
        self.findings.push(finding.help(both(
            "see whether the limits are those that are meant; --no-gates compares without them",
            "kijk of de grenzen zijn wat bedoeld is; --no-gates vergelijkt zonder",
        )));
    }

    /// A requirement as the problem shows it; with `no_gates` it concerns nobody.
    pub(crate) fn requirement(
        &self,
        requirement: &CheckedRequirement,
        no_gates: bool,
    ) -> problem::Requirement {
        let concerned = |index: &usize| {
            !no_gates && !self.is_reference(*index) && self.applies(&requirement.when, *index)
        };
        problem::Requirement {
            id: requirement.id.clone(),
            tests: match &requirement.needs {
                RequirementSubject::Fact(_) => None,
                RequirementSubject::Attribute(name, _) => self.attribute(&name.value),
                RequirementSubject::Criterion(leaf, _) => Some(*leaf),
            },
            concerns: (0..self.joined.alternatives.len()).filter(concerned).collect(),
            excludes: requirement.effect == EffectFile::Exclude,
            reason: requirement.reason.clone(),
            source: requirement.source.clone(),
        }
    }

    /// The facts as they stand after the what-ifs.
    pub(crate) fn stated_facts(&self) -> Vec<StatedFact> {
        let fact =
            |((id, holds), (_, _, source)): (
                &(String, Holds),
                &(String, Holds, Option<String>),
            )| { StatedFact { id: id.clone(), holds: *holds, source: source.clone() } };
        self.facts.iter().zip(&self.checked.facts).map(fact).collect()
    }

    /// What each requirement asks, so that it can be tested again.
    pub(crate) fn stated_gates(&self, no_gates: bool) -> Vec<StatedGate> {
        let gate = |requirement: &CheckedRequirement| {
            let concerns = || self.requirement(requirement, no_gates).concerns;
            let inputs = |name: &str| {
                let at = self.attribute(name);
                let input = |alternative| at.and_then(|at| self.joined.given.get(at, alternative));
                concerns().into_iter().map(input).collect()
            };
            StatedGate {
                asks: Asks::of(&requirement.needs, inputs),
                unknown: requirement.unknown,
                when: (!no_gates).then(|| key_condition(&requirement.when)),
            }
        };
        self.checked.requirements.iter().map(gate).collect()
    }

    /// The attribute of that name: a place in the names after those of the leaves.
    fn attribute(&self, name: &str) -> Option<usize> {
        self.joined.names[self.leaves()..]
            .iter()
            .position(|known| known == name)
            .map(|at| at + self.leaves())
    }

    fn is_reference(&self, alternative: usize) -> bool {
        let values = &self.joined.alternatives[alternative];
        values.iter().enumerate().any(|(key, value)| self.joined.keys[key].values[*value].reference)
    }

    fn verdict(
        &self,
        requirement: &CheckedRequirement,
        alternative: usize,
        cells: &Cells,
    ) -> Verdict {
        match &requirement.needs {
            RequirementSubject::Fact(id) => {
                match self.facts.iter().find(|(known, _)| known == id).map(|(_, holds)| holds) {
                    Some(Holds::Yes) => Verdict::Yes,
                    Some(Holds::No) => Verdict::No,
                    _ => Verdict::Unknown,
                }
            }
            RequirementSubject::Attribute(name, test) => {
                let at = self.attribute(&name.value);
                let Some(input) = at.and_then(|at| self.joined.given.get(at, alternative)) else {
                    return Verdict::Unknown;
                };
                let input = self.joined.inputs.one(input);
                match &input.quantity {
                    Quantity::Unknown | Quantity::AnyOf(_) => Verdict::Unknown,
                    Quantity::Text(text) => compare_text(test, text),
                    _ => compare(test, input.spread),
                }
            }
            RequirementSubject::Criterion(leaf, test) => {
                let known =
                    cells.listed(alternative, *leaf, self.leaves()).is_none_or(|cell| cell.known);
                if known {
                    compare(test, cells.spread(alternative, *leaf, self.leaves()))
                } else {
                    Verdict::Unknown
                }
            }
        }
    }
}

fn is_number(figure: &Figure) -> bool {
    match figure {
        Figure::Number(_) => true,
        Figure::Text(text) => marks::plain(text).is_some(),
    }
}

fn compare(test: &RequirementTest, Spread { low, high, .. }: Spread) -> Verdict {
    let verdict = |yes: bool, no: bool| {
        if yes {
            Verdict::Yes
        } else if no {
            Verdict::No
        } else {
            Verdict::Unknown
        }
    };
    match test {
        RequirementTest::AtLeast(limit) => verdict(low >= *limit, high < *limit),
        RequirementTest::AtMost(limit) => verdict(high <= *limit, low > *limit),
        RequirementTest::OneOf(figures) => {
            let numbers: Vec<f64> = figures
                .iter()
                .filter_map(|figure| match figure {
                    Figure::Number(number) => Some(*number),
                    Figure::Text(text) => marks::plain(text),
                })
                .collect();
            let hit = numbers.iter().any(|number| low <= *number && *number <= high);
            verdict(low == high && hit, !hit)
        }
    }
}

fn compare_text(test: &RequirementTest, text: &str) -> Verdict {
    let equal = |figure: &Figure| match figure {
        Figure::Text(wanted) => wanted == text,
        Figure::Number(wanted) => marks::plain(text) == Some(*wanted),
    };
    match test {
        RequirementTest::OneOf(figures) if figures.iter().any(equal) => Verdict::Yes,
        RequirementTest::OneOf(_) => Verdict::No,
        // A text is neither above nor below a limit.
        _ => Verdict::Unknown,
    }
}
