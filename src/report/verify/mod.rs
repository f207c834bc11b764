//! The view of a verification: what is proved, refuted and open, and what each proof needs.

mod note;
mod notes;

use super::sensitivity::{facts_worth_checking, input as input_name, requirements_stand};
use super::{Block, Words, head};
use crate::case::Case;
use crate::draw::share::ShareBounds;
use crate::problem::{Claim, Instance, Problem, Statement};
use crate::study::information::Information;
use crate::study::verify::Verification;
use crate::study::verify::answer::{ClaimAnswer, Outcome, ProofNeeds, SampledVerdict, Verified};
use crate::study::verify::note::ClaimNote;
use notes::no_claims;
use std::collections::BTreeSet;

pub use notes::verify_notes;

/// Judgements, and weights or figures, named on one line.
const MOST_NAMED: usize = 4;
const MOST_WEIGHTS: usize = 3;
/// Passages named.
const MOST_PASSAGES: usize = 20;

/// The view of a verification, with the facts most worth checking where they are known.
pub fn verify(
    case: &Case,
    study: &Verification,
    facts: Option<&Information>,
    words: Words,
) -> Vec<Block> {
    let mut out = head(case, words);
    if study.claims.is_empty() {
        out.push(Block::Text(no_claims(words)));
        return out;
    }
    let count = |outcome: Outcome| study.claims.iter().filter(|it| it.outcome() == outcome).count();
    let method = study.evaluation.method.name();
    let [proved, refuted, open] = [Outcome::Proved, Outcome::Refuted, Outcome::Open].map(count);
    let all = study.claims.len();
    let ask = match all {
        1 => words
            .pick("Does the claim of this case hold", "Klopt de bewering van dit dossier")
            .to_owned(),
        n => words.pick(
            format!("Do the {n} claims of this case hold"),
            format!("Kloppen de {n} beweringen van dit dossier"),
        ),
    };
    out.push(Block::Text(words.pick(
        format!("{ask} ({method})? {proved} proved, {refuted} refuted, {open} open. What is proved or refuted is not sampled."),
        format!(
            "{ask} ({method})? {proved} bewezen, {refuted} weerlegd, {open} open. Wat bewezen of weerlegd is, berust niet op een steekproef."
        ),
    )));
    let view = View { problem: &case.problem, words };
    study.claims.iter().for_each(|it| out.extend(view.claim(it)));
    out.extend(verify_notes(study, words).into_iter().map(Block::Text));
    if let Some(facts) = facts {
        out.extend(facts_worth_checking(case, facts, words));
        out.extend(requirements_stand(facts, words).map(Block::Text));
    }
    out.extend(super::between_levels(&case.problem, &out, words).map(Block::Text));
    out
}

/// Which marked claims do not pass; `None` if all do.
pub fn failed_claims(study: &Verification, words: Words) -> Option<String> {
    let failed: Vec<&Verified> = study.claims.iter().filter(|it| it.fails()).collect();
    if failed.is_empty() {
        return None;
    }
    let name = |it: &&Verified| {
        format!("`{}` ({}): {}", it.claim.id, it.claim.written, outcome(it.outcome(), words))
    };
    let list = failed.iter().map(name).collect::<Vec<_>>().join("; ");
    Some(words.pick(
        format!("claims that must hold are not proved: {list}"),
        format!("beweringen die moeten kloppen, zijn niet bewezen: {list}"),
    ))
}

fn outcome(outcome: Outcome, words: Words) -> &'static str {
    match outcome {
        Outcome::Proved => words.pick("proved", "bewezen"),
        Outcome::Refuted => words.pick("refuted", "weerlegd"),
        Outcome::Open => words.pick("open", "open"),
    }
}

/// A text of ids, as a claim is written in, with names in their place.
fn in_names(problem: &Problem, text: &str, words: Words) -> String {
    let name = |id: &str| -> String {
        let mut values = problem.keys.iter().flat_map(|key| &key.values);
        let value = values.find(|value| &*value.id == id);
        value.map_or(id, |value| value.label(words.0)).to_owned()
    };
    // Ids are runs of letters, digits, `-` and `_`; what stands between them stays.
    let is_inside = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let (mut out, mut id) = (String::new(), String::new());
    for c in text.chars() {
        if is_inside(c) {
            id.push(c);
            continue;
        }
        out += &name(&id);
        id.clear();
        out.push(c);
    }
    out + &name(&id)
}

/// In what answers for groups come out alike: the outcome, the note, and how many judgements are
/// needed.
type Kind<'a> = (Outcome, Option<&'a ClaimNote>, Option<usize>);

struct View<'a> {
    problem: &'a Problem,
    words: Words,
}

impl View<'_> {
    fn claim(&self, it: &Verified) -> Vec<Block> {
        let words = self.words;
        let claim = it.claim;
        let mut terms: Vec<&str> = Vec::new();
        if claim.statement != Statement::Excluded {
            terms.push(if claim.given_weights {
                words.pick("at the weights given", "bij de gegeven gewichten")
            } else {
                words.pick("at all weights", "bij alle gewichten")
            });
            terms.push(if claim.nominal_inputs {
                words.pick("at nominal figures", "bij nominale cijfers")
            } else {
                words.pick("whatever the figures turn out to be", "hoe de cijfers ook uitvallen")
            });
        }
        if claim.some {
            terms.push(words.pick("one group is enough", "één groep volstaat"));
        }
        if claim.must {
            terms.push(words.pick("must", "verplicht"));
        }
        let terms =
            if terms.is_empty() { String::new() } else { format!(" ({})", terms.join(", ")) };
        let label = match claim.label.get(words.0) {
            "" => in_names(self.problem, &claim.written, words),
            label => label.to_owned(),
        };
        let mut out = vec![
            Block::Heading(format!("{label}{terms}: {} [{}]", self.counts(it), claim.id))
                .from_rows(crate::report::Source::table("claims").with("claim", claim.id.clone())),
        ];
        let reason = words.given(&claim.reason);
        if !reason.is_empty() {
            out.push(Block::Text(reason));
        }
        // What groups have in common is said once; where figures differ, one group stands for those
        // that come out alike.
        let mut kinds: Vec<(Kind, Vec<usize>)> = Vec::new();
        for (at, answer) in it.answers.iter().enumerate() {
            let needed = answer.needs.as_ref().map(|needs| needs.inputs.len());
            let kind = (answer.outcome, answer.note.as_ref(), needed);
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, groups)) => groups.push(at),
                None => kinds.push((kind, vec![at])),
            }
        }
        let alone = kinds.len() == 1;
        for (_, groups) in &kinds {
            out.push(Block::Item(self.kind(it, groups, alone)));
        }
        if it.answers.is_empty() {
            out.push(Block::Item(
                words
                    .pick(
                        "no group is left to make it of",
                        "er is geen groep over waarvoor ze geldt",
                    )
                    .into(),
            ));
        }
        out
    }

    /// Groups that come out alike; the first stands for all where they differ in figures.
    fn kind(&self, it: &Verified, groups: &[usize], alone: bool) -> String {
        let words = self.words;
        let name = |at: usize| self.group(it.claim, &it.claim.instances[at]);
        let texts: Vec<String> =
            groups.iter().map(|at| self.answer(it, &it.answers[*at])).collect();
        let same = texts.iter().all(|text| *text == texts[0]);
        let all = match alone {
            true => String::new(),
            false => {
                format!("{}: ", groups.iter().map(|at| name(*at)).collect::<Vec<_>>().join(", "))
            }
        };
        if same {
            return format!("{all}{}", texts[0]);
        }
        let figures: Vec<f64> = groups
            .iter()
            .filter_map(|at| {
                it.answers[*at].witness.as_ref().and_then(|witness| witness.difference)
            })
            .collect();
        let ends = figures
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(*x), high.max(*x)));
        let (low, high) = (words.signed(ends.0), words.signed(ends.1));
        let others = match ends.0 < ends.1 && low != high {
            true => words.pick(
                format!(" Over these groups: {low} to {high}."),
                format!(" Over deze groepen: {low} tot {high}."),
            ),
            false => String::new(),
        };
        let first = name(groups[0]);
        words.pick(
            format!("{all}e.g. {first}: {}{others}", texts[0]),
            format!("{all}bv. {first}: {}{others}", texts[0]),
        )
    }

    /// The verdict, and in how many groups it is so.
    fn counts(&self, it: &Verified) -> String {
        let words = self.words;
        let all = it.answers.len();
        let count =
            |wanted: Outcome| it.answers.iter().filter(|answer| answer.outcome == wanted).count();
        let each: Vec<(Outcome, usize)> = [Outcome::Proved, Outcome::Refuted, Outcome::Open]
            .into_iter()
            .map(|it| (it, count(it)))
            .filter(|it| it.1 > 0)
            .collect();
        match &each[..] {
            [] => outcome(it.outcome(), words).to_owned(),
            [(only, 1)] if all == 1 => outcome(*only, words).to_owned(),
            [(only, _)] => {
                let only = outcome(*only, words);
                words.pick(
                    format!("{only} in all {all} groups"),
                    format!("{only} in alle {all} groepen"),
                )
            }
            several => {
                let whole = format!("{}: ", outcome(it.outcome(), words));
                let parts: Vec<String> = several
                    .iter()
                    .map(|(it, count)| format!("{} in {count}", outcome(*it, words)))
                    .collect();
                whole + &parts.join(", ")
            }
        }
    }

    fn group(&self, claim: &Claim, instance: &Instance) -> String {
        let value =
            |(key, value): (&usize, &usize)| self.words.key_value(self.problem, *key, *value);
        claim.within.iter().zip(&instance.values).map(value).collect::<Vec<_>>().join(" / ")
    }

    fn answer(&self, it: &Verified, answer: &ClaimAnswer) -> String {
        let words = self.words;
        let mut said: Vec<String> = Vec::new();
        match answer.outcome {
            Outcome::Proved => said.extend(self.proved(answer)),
            Outcome::Refuted => said.extend(self.refuted(it.claim, answer)),
            Outcome::Open => {}
        }
        if let Some(why) = answer.note.as_ref().filter(|_| answer.witness.is_none()) {
            said.push(note::note(why, self.problem, words));
        }
        if let Some(share) = &answer.share
            && answer.outcome != Outcome::Proved
        {
            said.push(self.share(it.claim, share));
        }
        if let Some(sampled) = answer.sampled {
            said.push(
                match sampled {
                    SampledVerdict::Holds => words.pick(
                        "holds in the sample, which is no proof",
                        "klopt in de steekproef, wat geen bewijs is",
                    ),
                    SampledVerdict::Fails => {
                        words.pick("does not hold in the sample", "klopt niet in de steekproef")
                    }
                    SampledVerdict::Unclear => words
                        .pick("the sample leaves it open", "de steekproef geeft geen uitsluitsel"),
                }
                .to_owned(),
            );
        }
        if said.is_empty() {
            return format!("{}.", outcome(answer.outcome, words));
        }
        format!("{}: {}.", outcome(answer.outcome, words), said.join("; "))
    }

    fn proved(&self, answer: &ClaimAnswer) -> Vec<String> {
        let words = self.words;
        let mut said = Vec::new();
        if let Some(needs) = &answer.needs {
            said.push(self.needs(needs));
        }
        if !answer.excluded_by.is_empty() {
            let names: Vec<String> = answer
                .excluded_by
                .iter()
                .map(|at| {
                    let requirement = &self.problem.requirements[*at];
                    format!("{}{}", self.words.requirement(requirement), self.source(*at))
                })
                .collect();
            let alone = if names.len() > 1 {
                words.pick("; each alone is enough", "; elke eis volstaat op zich")
            } else {
                ""
            };
            let list = words.list(&names);
            let eis = if names.len() == 1 { "de eis" } else { "de eisen" };
            said.push(words.pick(
                format!("excluded by {list}{alone}"),
                format!("uitgesloten door {eis} {list}{alone}"),
            ));
        }
        said
    }

    fn source(&self, requirement: usize) -> String {
        self.problem.requirements[requirement]
            .source
            .as_ref()
            .map_or(String::new(), |source| format!(" ({})", self.words.cited(source)))
    }

    fn needs(&self, needs: &ProofNeeds) -> String {
        let words = self.words;
        let record = |input: &usize| self.problem.inputs[*input].record.as_deref();
        let count = needs.inputs.len();
        let passages = needs
            .inputs
            .iter()
            .filter_map(record)
            .flat_map(|record| &record.passages)
            .map(String::as_str);
        let passages: Vec<&str> = passages.collect::<BTreeSet<&str>>().into_iter().collect();
        let named = |input: &usize| {
            format!(
                "{} {}",
                input_name(self.problem, *input, words),
                words.written(self.problem, *input)
            )
        };
        let mut names: Vec<String> = needs.inputs.iter().take(MOST_NAMED).map(named).collect();
        if count > MOST_NAMED {
            let more = count - MOST_NAMED;
            names.push(words.pick(
                format!("{more} more (`--table needs`)"),
                format!("nog {more} (`--table needs`)"),
            ));
        }
        let passages: Vec<String> = passages.into_iter().map(str::to_owned).collect();
        let rests = match passages.is_empty() {
            true => String::new(),
            false => {
                let list = words.some(&passages, MOST_PASSAGES);
                match count {
                    1 => words
                        .pick(format!("; it rests on {list}"), format!("; het steunt op {list}")),
                    _ => words
                        .pick(format!("; they rest on {list}"), format!("; ze steunen op {list}")),
                }
            }
        };
        let fixed = match needs.fixed.len() {
            0 => String::new(),
            1 => words.pick(
                "; and one figure on a criterion without a scale, which cannot become unknown".to_owned(),
                "; en één cijfer op een criterium zonder schaal, dat niet onbekend kan worden".to_owned(),
            ),
            fixed => words.pick(
                format!("; and {fixed} figures on criteria without a scale, which cannot become unknown"),
                format!("; en {fixed} cijfers op criteria zonder schaal, die niet onbekend kunnen worden"),
            ),
        };
        let held = match needs.preferences.is_empty() {
            true => String::new(),
            false => {
                let named = |at: &usize| format!("`{}`", self.problem.preferences[*at].written);
                let list = words.list(&needs.preferences.iter().map(named).collect::<Vec<_>>());
                let (one, more) = (needs.preferences.len() == 1, needs.behind.len());
                let rest = words.pick(
                    if one { "rests" } else { "rest" },
                    if one { "steunt" } else { "steunen" },
                );
                let judgements = match more {
                    0 => String::new(),
                    1 => words.pick(
                        format!(" and {rest} on 1 more judgement"),
                        format!(" en {rest} op nog 1 oordeel"),
                    ),
                    n => words.pick(
                        format!(" and {rest} on {n} more judgements"),
                        format!(" en {rest} op nog {n} oordelen"),
                    ),
                };
                match one {
                    true => words.pick(
                        format!("; the preference {list} is held fixed{judgements}"),
                        format!("; de voorkeur {list} ligt vast{judgements}"),
                    ),
                    false => words.pick(
                        format!("; the preferences {list} are held fixed{judgements}"),
                        format!("; de voorkeuren {list} liggen vast{judgements}"),
                    ),
                }
            }
        };
        let (at_most, of) =
            (if needs.smallest { "" } else { words.pick("at most ", "hoogstens ") }, needs.of);
        let list = if count == 0 { String::new() } else { format!(": {}", words.list(&names)) };
        let needed = match (count, of) {
            (0, 1) => words.pick("no judgement".to_owned(), "geen oordeel".to_owned()),
            (1, 1) => words.pick("the one judgement".to_owned(), "het ene oordeel".to_owned()),
            _ => words.pick(
                format!("{count} of the {of} judgements"),
                format!("{count} van de {of} oordelen"),
            ),
        };
        words.pick(
            format!("needs {at_most}{needed}{list}{rests}{fixed}{held}"),
            format!("het bewijs heeft {at_most}{needed} nodig{list}{rests}{fixed}{held}"),
        )
    }

    fn refuted(&self, claim: &Claim, answer: &ClaimAnswer) -> Vec<String> {
        let words = self.words;
        let Some(witness) = &answer.witness else { return Vec::new() };
        let mut order: Vec<usize> =
            (0..witness.weights.len()).filter(|leaf| witness.weights[*leaf] > 0.0).collect();
        order.sort_by(|a, b| witness.weights[*b].total_cmp(&witness.weights[*a]).then(a.cmp(b)));
        let id = |leaf: usize| self.problem.tree.leaves[leaf].label.get(words.0);
        let weights = if claim.given_weights {
            words.pick("at the weights given", "bij de gegeven gewichten").to_owned()
        } else if let [only] = order[..] {
            words.pick(
                format!("with all weight on {}", id(only)),
                format!("met het volledige gewicht op {}", id(only)),
            )
        } else {
            let weight =
                |leaf: &usize| format!("{} {}", id(*leaf), words.two(witness.weights[*leaf]));
            let mut named: Vec<String> = order.iter().take(MOST_WEIGHTS).map(weight).collect();
            let more = order.len() - named.len();
            if more > 0 {
                named.push(words.pick(
                    format!("{more} more (`--table witnesses`)"),
                    format!("nog {more} (`--table witnesses`)"),
                ));
            }
            let list = words.list(&named);
            words.pick(format!("with the weights {list}"), format!("met de gewichten {list}"))
        };
        let figure = |(input, x): &(usize, f64)| {
            let it = &self.problem.inputs[*input];
            let number = it.name >= self.problem.tree.leaves.len() && it.quantity.texts().is_none();
            let x =
                if number { words.figure(*x) } else { words.notation(self.problem, *input, *x) };
            let what = input_name(self.problem, *input, words);
            words.pick(format!("{what} is {x}"), format!("{what} {x} is"))
        };
        let mut figures: Vec<String> =
            witness.inputs.iter().take(MOST_WEIGHTS).map(figure).collect();
        let more = witness.inputs.len().saturating_sub(MOST_WEIGHTS);
        if more > 0 {
            figures.push(words.pick(
                format!("{more} more (`--table witnesses`)"),
                format!("nog {more} (`--table witnesses`)"),
            ));
        }
        let figures = match figures.is_empty() {
            true => String::new(),
            false => words.pick(
                format!(", if {},", words.list(&figures)),
                format!(", als {},", words.list(&figures)),
            ),
        };
        let found = match (witness.tie, witness.difference, witness.rank) {
            (true, ..) => words.pick("they tie".to_owned(), "zijn ze gelijk".to_owned()),
            (_, Some(difference), _) => {
                let by = words.signed(difference);
                words.pick(format!("the difference is {by}"), format!("is het verschil {by}"))
            }
            (.., Some(rank)) => {
                words.pick(format!("the rank is {rank}"), format!("is de rang {rank}"))
            }
            _ => String::new(),
        };
        vec![format!("{weights}{figures} {found}")]
    }

    fn share(&self, claim: &Claim, share: &ShareBounds) -> String {
        let words = self.words;
        let figure = match share.share {
            Some(one) => words.percent_to(one.value, 1),
            None => words.percent_between(share.low.value, share.high.value, 1),
        };
        match claim.statement {
            Statement::Order(_) => words.pick(
                format!("ahead in {figure} of the draws"),
                format!("ligt voor in {figure} van de trekkingen"),
            ),
            _ => words.pick(format!("share {figure}"), format!("aandeel {figure}")),
        }
    }
}
