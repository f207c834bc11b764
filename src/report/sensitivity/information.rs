//! The facts most worth checking, and what each could change: a part of a page.

use super::worth::{small, worth};
use crate::case::Case;
use crate::draw::counts::Estimated;
use crate::problem::{PlaceInGroup, Problem, Scale, Side};
use crate::report::weights::each_its_own;
use crate::report::{Block, Source, Words, between_levels, head};
use crate::study::information::{GroupFact, Information, InputValue};
use crate::tolerance::{NARROWED, WRITTEN_WHOLE};

/// Facts told of.
const MOST_FACTS: usize = 3;
/// Alternatives named together.
const MOST_NAMED: usize = 4;
/// Clauses on groups per fact.
const MOST_CLAUSES: usize = 3;

/// The part of a page: a heading, the facts, and what is to know about them.
pub fn information(case: &Case, study: &Information, words: Words) -> Vec<Block> {
    let mut out = facts_with_rows(case, study, words);
    let shows_errors =
        |block: &Block| matches!(block.bare(), Block::Item(text) if text.contains('±'));
    if out.iter().any(shows_errors) {
        out.push(Block::Text(words.pick("±: one standard error.", "±: één standaardfout.").into()));
    }
    out.extend(information_notes(study, words).into_iter().map(Block::Text));
    out.extend(between_levels(study.evaluation.problem, &out, words).map(Block::Text));
    out
}

/// The heading and the facts alone. Where nothing was drawn they have no worth, and are told by
/// what they can change.
pub fn facts_worth_checking(case: &Case, study: &Information, words: Words) -> Vec<Block> {
    // Another page has other tables.
    facts_with_rows(case, study, words).iter().map(|block| block.bare().clone()).collect()
}

/// The figures that come nearest to changing who is first, in a sentence or two; nothing where no
/// figure is uncertain, or where nobody has a rival.
pub fn facts_in_short(study: &Information, words: Words) -> Option<String> {
    let problem = study.evaluation.problem;
    if study.decisions.is_empty() || study.facts.is_empty() || !study.additive {
        return None;
    }
    let changing: Vec<&InputValue> =
        study.facts.iter().filter(|fact| fact.can_change_leader == Some(true)).collect();
    if let Some(first) = changing.first() {
        let line = line(problem, first, words);
        return Some(match changing.len() {
            1 => words.pick(
                format!("At these weights one figure can change first place by itself, within its range. {line}"),
                format!("Bij deze gewichten kan één cijfer op zich, binnen zijn bereik, de eerste plaats veranderen. {line}"),
            ),
            more => {
                let more = words.count(more);
                words.pick(
                    format!("At these weights {more} figures can each change first place by themselves, within their ranges; first of all this one. {line}"),
                    format!("Bij deze gewichten kunnen {more} cijfers elk op zich, binnen hun bereik, de eerste plaats veranderen; in de eerste plaats dit. {line}"),
                )
            }
        });
    }
    let none = match problem.groups.len() {
        1 => words.pick(
            "At these weights no single figure, within its range, gives first place to another of those with a rank.",
            "Bij deze gewichten geeft geen enkel cijfer op zich, binnen zijn bereik, de eerste plaats aan een ander alternatief met een rang.",
        ),
        _ => words.pick(
            "At these weights no single figure, within its range, gives first place to another of those with a rank, in any group.",
            "Bij deze gewichten geeft geen enkel cijfer op zich, binnen zijn bereik, in een groep de eerste plaats aan een ander alternatief met een rang.",
        ),
    };
    let mut near: Vec<&InputValue> =
        study.facts.iter().filter(|fact| fact.groups.iter().any(narrows)).collect();
    near.sort_by(|a, b| {
        a.least_lead.unwrap_or(f64::INFINITY).total_cmp(&b.least_lead.unwrap_or(f64::INFINITY))
    });
    let nearest = near.first().and_then(|fact| nearest(problem, fact, words));
    let nearest = nearest.map_or(String::new(), |said| {
        words.pick(format!(" The closest is {said}"), format!(" Het dichtst erbij komt {said}"))
    });
    Some(format!("{none}{nearest}"))
}

/// The same with the rows of `information` that each was made from.
fn facts_with_rows(case: &Case, study: &Information, words: Words) -> Vec<Block> {
    let of = |fact: &InputValue| {
        Source::table("information").with("input", case.problem.input_id(fact.input))
    };
    let heading =
        words.pick("The facts most worth checking", "De gegevens die u het best eerst nagaat");
    let mut out = vec![Block::Heading(heading.into())];
    let told: Vec<&InputValue> =
        study.facts.iter().filter(|fact| matters(fact)).take(MOST_FACTS).collect();
    // What comes nearest to changing anything.
    let mut near: Vec<&InputValue> = study
        .facts
        .iter()
        .filter(|fact| told.is_empty() && fact.groups.iter().any(narrows))
        .collect();
    near.sort_by(|a, b| {
        a.least_lead.unwrap_or(f64::INFINITY).total_cmp(&b.least_lead.unwrap_or(f64::INFINITY))
    });
    out.extend(nothing(case, study, (told.is_empty(), near.is_empty()), words).map(Block::Text));
    if !told.is_empty() && study.additive {
        let said = words.pick(
            "Who is first, and by how much, is at the weights given, all other figures as they are now.",
            "Wie eerste is en met welke voorsprong, geldt bij de gegeven gewichten en met alle andere cijfers zoals ze nu zijn.",
        );
        out.push(Block::Text(said.into()));
    }
    out.extend(
        near.into_iter()
            .take(MOST_FACTS)
            .filter_map(|fact| Some((of(fact), nearest(&case.problem, fact, words)?)))
            .map(|(rows, said)| Block::Item(said).from_rows(rows)),
    );
    let all = study.facts.iter().filter(|fact| matters(fact)).count();
    let shown = told.len();
    out.extend(
        told.into_iter()
            .map(|fact| Block::Item(line(&case.problem, fact, words)).from_rows(of(fact))),
    );
    if all > shown {
        let more = all - shown;
        let said = Block::Text(words.pick(
            format!("And {more} more (`sensitivity drivers --table information`)."),
            format!("En nog {more} (`sensitivity drivers --table information`)."),
        ));
        out.push(said.from_rows(Source::table("information")));
    }
    out
}

/// A page of the facts alone, for a case whose ranges have no variance to share out.
pub fn facts(case: &Case, study: &Information, words: Words) -> Vec<Block> {
    let sets = study
        .facts
        .iter()
        .filter(|fact| !case.problem.inputs[fact.input].quantity.is_distribution())
        .count();
    let mut out = head(case, words);
    let figures = words.counted(
        sets,
        ["figure is a range or unknown", "figures are ranges or unknown"],
        ["cijfer is een bereik of onbekend", "cijfers zijn een bereik of onbekend"],
    );
    out.push(Block::Text(match sets {
        1 => words.pick(
            format!("Where the doubt comes from is not computed: {figures}. Only its ends are known, so it has no variance. `--intervals uniform` draws it as a uniform distribution. Every output then says that this is an assumption."),
            format!("Waar de twijfel vandaan komt, is niet berekend: {figures}. Alleen de uiteinden zijn bekend, dus heeft het geen variantie. Met `--intervals uniform` wordt het getrokken uit een uniforme verdeling. Elke uitvoer zegt dan dat dat een aanname is."),
        ),
        _ => words.pick(
            format!("Where the doubt comes from is not computed: {figures}. Only their ends are known, so they have no variance. `--intervals uniform` draws them as uniform distributions. Every output then says that this is an assumption."),
            format!("Waar de twijfel vandaan komt, is niet berekend: {figures}. Alleen de uiteinden zijn bekend, dus hebben ze geen variantie. Met `--intervals uniform` worden ze getrokken uit uniforme verdelingen. Elke uitvoer zegt dan dat dat een aanname is."),
        ),
    }));
    out.extend(information(case, study, words));
    out
}

/// Whether there is anything to gain from knowing it.
fn matters(fact: &InputValue) -> bool {
    let more_than_noise =
        |of: Option<Estimated>| of.is_some_and(|of| of.value > 2.0 * of.std_error);
    more_than_noise(fact.evppi)
        || more_than_noise(fact.decisiveness)
        || fact.can_change_leader == Some(true)
}

fn nothing(
    case: &Case,
    study: &Information,
    (none_told, none_near): (bool, bool),
    words: Words,
) -> Option<String> {
    let said = if study.decisions.is_empty() {
        words.pick(
            "Nothing to choose: in no group do two alternatives compete, so no fact can change anything.",
            "Er is niets te kiezen: in geen enkele groep worden twee alternatieven gerangschikt, dus kan geen enkel gegeven iets veranderen.",
        )
    } else if study.facts.is_empty() {
        words.pick(
            "No figure is uncertain, so there is no fact to check.",
            "Geen enkel cijfer is onzeker, dus is er geen gegeven om na te gaan.",
        )
    } else if none_told {
        match (case.problem.groups.len(), study.additive) {
            (_, false) => words.pick(
                "Knowing any single figure would not help to choose better, as far as the draws tell.",
                "Eén cijfer beter kennen zou niet tot een betere keuze leiden, voor zover de trekkingen dat tonen.",
            ),
            (1, true) => words.pick(
                "At the weights given, no single figure, within its range, changes who is first.",
                "Bij de gegeven gewichten verandert geen enkel cijfer op zich, binnen zijn bereik, wie eerste is.",
            ),
            _ => words.pick(
                "At the weights given, in no group does a single figure, within its range, change who is first.",
                "Bij de gegeven gewichten is er in geen enkele groep een cijfer dat op zich, binnen zijn bereik, verandert wie eerste is.",
            ),
        }
    } else {
        return None;
    };
    let nearest = match none_told && !none_near {
        true => words.pick(" The closest are:", " Het dichtst erbij komen:"),
        false => "",
    };
    Some(format!("{said}{nearest}"))
}

/// Whether an input narrows the lead in a group.
fn narrows(group: &GroupFact) -> bool {
    group.first.as_ref().is_some_and(|first| {
        first.least_lead.is_some_and(|(score_difference, _)| {
            score_difference < first.score_difference - NARROWED
        })
    })
}

/// `Independence (S1), now --..- [L67h]: if it is --, the lead of S3 falls from 0.21 to 0.12
/// (VIL).`
fn nearest(problem: &Problem, fact: &InputValue, words: Words) -> Option<String> {
    let narrowed = fact.groups.iter().filter(|group| narrows(group));
    let of = narrowed.filter_map(|group| {
        Some((group, group.first.as_ref()?, group.first.as_ref()?.least_lead?))
    });
    let (group, first, (score_difference, at)) = of.min_by(|a, b| a.2.0.total_cmp(&b.2.0))?;
    let who = names(problem, group.group, &first.leaders, words);
    let (score_difference, now) =
        match (small(score_difference, words), small(first.score_difference, words)) {
            // A fall that three decimals do not show.
            (to, from) if to == from => {
                let [to, from] = words.in_order([
                    (score_difference, Side::Nearest),
                    (first.score_difference, Side::Nearest),
                ]);
                (to, from)
            }
            shown => shown,
        };
    let at = in_words(problem, fact.input, position(problem, fact.input, at, words), words);
    let place = match problem.groups.len() {
        1 => String::new(),
        _ => format!(" ({})", words.group(problem, group.group)),
    };
    // A scale that runs over the figures seen would move with the figure.
    let scale = match problem.tree.leaves.iter().any(|leaf| leaf.scale.is_none()) {
        true => words.pick(", on the scales as they are", ", op de schalen zoals ze zijn"),
        false => "",
    };
    Some(words.pick(
        format!(
            "{}: if it is {at}, the lead of {who} falls from {now} to {score_difference}{place}{scale}.",
            about(problem, fact, words)
        ),
        format!(
            "{}: is het {at}, dan zakt de voorsprong van {who} van {now} naar {score_difference}{place}{scale}.",
            about(problem, fact, words)
        ),
    ))
}

/// A level in quotes, with the case's own words for it where it has any; other figures as they are.
fn in_words(problem: &Problem, input: usize, at: String, words: Words) -> String {
    let Some(leaf) = problem.tree.leaves.get(problem.inputs[input].name) else { return at };
    let anchor = leaf.anchors.iter().find(|anchor| anchor.written == at);
    match anchor.map(|anchor| words.given(&anchor.text)) {
        Some(text) if !text.is_empty() => format!("“{at}” ({text})"),
        _ => at,
    }
}

/// `Independence (Own business model), now --..- [L67h]`
fn about(problem: &Problem, fact: &InputValue, words: Words) -> String {
    let input = &problem.inputs[fact.input];
    let passages = input
        .record
        .as_ref()
        .map(|record| record.passages.join(" "))
        .filter(|text| !text.is_empty());
    let passages = passages.map_or(String::new(), |passages| format!(" [{passages}]"));
    let (name, now) =
        (super::input(problem, fact.input, words), words.written(problem, fact.input));
    let now = match input.quantity.is_unknown() {
        true => words.pick("unknown", "onbekend").to_owned(),
        false => now,
    };
    words.pick(format!("{name}, now {now}{passages}"), format!("{name}, nu {now}{passages}"))
}

/// `Independence (S1), now --..- [L67h]: worth 0.012 value points ...; VIL: S1 first above 0, now
/// S3.`
fn line(problem: &Problem, fact: &InputValue, words: Words) -> String {
    let mut said = vec![worth(fact, words)];
    said.extend(changes(problem, fact, words));
    said.retain(|text| !text.is_empty());
    format!("{}: {}.", about(problem, fact, words), said.join("; "))
}

/// Alternatives inside a group.
fn names(problem: &Problem, group: usize, places: &[PlaceInGroup], words: Words) -> String {
    let name = |place: &PlaceInGroup| words.inside(problem, problem.groups[group].member(*place));
    words.some(&places.iter().map(name).collect::<Vec<_>>(), MOST_NAMED)
}

/// Where it changes first place, groups with the same words together.
fn changes(problem: &Problem, fact: &InputValue, words: Words) -> Vec<String> {
    let mut clauses: Vec<(String, Vec<usize>)> = Vec::new();
    for group in &fact.groups {
        let Some(clause) = clause(problem, fact.input, group, words) else { continue };
        match clauses.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, groups)) => groups.push(group.group),
            None => clauses.push((clause, vec![group.group])),
        }
    }
    let more: usize = clauses.iter().skip(MOST_CLAUSES).map(|(_, groups)| groups.len()).sum();
    let told =
        clauses.into_iter().take(MOST_CLAUSES).map(|(clause, groups)| match problem.groups.len() {
            1 => clause,
            _ => {
                let names: Vec<String> =
                    groups.into_iter().map(|group| words.group(problem, group)).collect();
                format!("{}: {clause}", words.list(&names))
            }
        });
    let mut out: Vec<String> = told.collect();
    out.extend(match more {
        0 => None,
        1 => Some(words.pick("and in one more group".to_owned(), "en in nog één groep".to_owned())),
        more => Some(
            words.pick(format!("and in {more} more groups"), format!("en in nog {more} groepen")),
        ),
    });
    out
}

/// `S1 first from + on, now S3`
fn clause(problem: &Problem, input: usize, of: &GroupFact, words: Words) -> Option<String> {
    let first = of.first.as_ref().filter(|first| first.can_change)?;
    let names = |places: &[PlaceInGroup]| names(problem, of.group, places, words);
    let spread = problem.inputs[input].spread;
    let (low, high) = ((spread.low, Side::Nearest), (spread.high, Side::Nearest));
    let texts = problem.inputs[input].quantity.texts().is_some();
    let others = first.stretches.iter().filter(|stretch| stretch.leaders != first.leaders);
    let mut said: Vec<String> = others
        .map(|stretch| {
            let who = names(&stretch.leaders);
            // Rounded inward, so that it is so all over what is named.
            let [_, from, to, _] =
                words.in_order([low, (stretch.from, Side::Up), (stretch.to, Side::Down), high]);
            let (from, to) =
                (place(problem, input, stretch.from, from), place(problem, input, stretch.to, to));
            let over = match (stretch.from <= spread.low, stretch.to >= spread.high) {
                _ if texts => {
                    let all = (stretch.from as usize..=stretch.to as usize)
                        .map(|text| position(problem, input, text as f64, words))
                        .collect::<Vec<_>>();
                    words.pick(
                        format!("if it is {}", all.join(" or ")),
                        format!("als het {} is", all.join(" of ")),
                    )
                }
                (true, true) => {
                    words.pick("whatever it is".to_owned(), "wat het ook is".to_owned())
                }
                (true, false) => words.pick(format!("below {to}"), format!("onder {to}")),
                (false, true) => words.pick(format!("above {from}"), format!("boven {from}")),
                (false, false) => {
                    words.pick(format!("between {from} and {to}"), format!("tussen {from} en {to}"))
                }
            };
            words.pick(format!("{who} first {over}"), format!("{who} eerste {over}"))
        })
        .collect();
    said.dedup();
    if said.is_empty() {
        said.push(words.pick(
            "a tie for first place at one figure".into(),
            "een gelijke stand op de eerste plaats bij één cijfer".into(),
        ));
    }
    let now = words.pick("now", "nu");
    Some(format!("{}, {now} {}", said.join(", "), names(&first.leaders)))
}

/// A figure of an input for a reader: a level, a place between levels as `#2.5`, a text in quotes,
/// or a number.
fn position(problem: &Problem, input: usize, x: f64, words: Words) -> String {
    place(problem, input, x, words.figure(x))
}

/// The same, where `number` is how it is written if it takes one.
fn place(problem: &Problem, input: usize, x: f64, number: String) -> String {
    if problem.inputs[input].quantity.texts().is_some() {
        return format!("`{}`", problem.notation(input, x));
    }
    match problem.tree.leaves.get(problem.inputs[input].name) {
        Some(leaf) if matches!(leaf.scale, Some(Scale::Ordinal(_))) => {
            let level = leaf.notation(x);
            if level.starts_with('#') { format!("#{number}") } else { level }
        }
        _ if (x - x.round()).abs() < WRITTEN_WHOLE && x.abs() < 1e9 => {
            format!("{}", x.round() + 0.0)
        }
        _ => number,
    }
}

/// That fewer draws were kept than asked for.
pub fn information_draws(study: &Information, asked: u64, words: Words) -> Option<String> {
    let draws = study.request.draws;
    let (used, all) = (words.count(draws as usize), words.count(asked as usize));
    (draws < asked && !study.facts.is_empty()).then(|| {
        words.pick(
            format!("What a fact is worth rests on {used} draws, not {all}: they are kept in memory."),
            format!("Wat een gegeven waard is, steunt op {used} trekkingen, niet op {all}: ze worden in het geheugen bewaard."),
        )
    })
}

/// What a reader of the tables should know too.
pub fn information_notes(study: &Information, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    let problem = study.evaluation.problem;
    if study.decisions.is_empty() || study.facts.is_empty() {
        return out;
    }
    // Whether a fact alone can change who is first is asked at the weights given in any case.
    out.extend(each_its_own(&study.evaluation.weights, words));
    if !study.open.is_empty() {
        out.push(words.pick(
            "What a fact is worth on average takes a distribution of every figure in play. Ranges and unknown figures have none, so `evppi` and `decisiveness` are empty there, unless they are drawn as uniform. Whether a fact alone can change who is first needs no distribution.".to_owned(),
            "Wat een gegeven gemiddeld waard is, vergt een verdeling van elk cijfer dat meespeelt. Bereiken en onbekende cijfers hebben er geen, dus zijn `evppi` en `decisiveness` daar leeg, tenzij ze uit een uniforme verdeling getrokken worden. Of een gegeven op zich de eerste plaats kan veranderen, vergt geen verdeling.".to_owned(),
        ));
    }
    let sets =
        study.facts.iter().any(|fact| !problem.inputs[fact.input].quantity.is_distribution());
    if study.request.uniform_sets && sets {
        out.push(words.pick(
            "Ranges and unknown figures were taken as uniform distributions: an assumption. Whether a fact alone can change who is first does without it.".to_owned(),
            "Bereiken en onbekende cijfers zijn als uniforme verdelingen genomen: een aanname. Of een gegeven op zich de eerste plaats kan veranderen, hangt daar niet van af.".to_owned(),
        ));
    }
    match study.request.weights {
        Some(model) => out.push(words.pick(
            format!("What a fact is worth on average is over weights of the model `{model}`; whether it changes who is first is at the weights given."),
            format!("Wat een gegeven gemiddeld waard is, geldt voor gewichten van het model `{model}`; of het de eerste plaats verandert, is bekeken bij de gegeven gewichten."),
        )),
        None => out.push(words.pick("All at the given weights.".to_owned(), "Alles bij de gegeven gewichten.".to_owned())),
    }
    if !study.additive {
        out.push(words.pick(
            "This method's scores are no sums of values: worth is estimated by regression on draws, in its own score, and whether a fact alone can change who is first is not looked at.".to_owned(),
            "De scores van deze methode zijn geen sommen van waarden: de waarde is geschat door regressie op trekkingen, in de eigen score, en of een gegeven op zich de eerste plaats kan veranderen, is niet nagegaan.".to_owned(),
        ));
    }
    out.extend(requirements_stand(study, words));
    let unranked = study.decisions.iter().any(|group| {
        let result = &study.evaluation.groups[*group];
        result.eligible().iter().any(|place| result.standing(*place).rank.is_none())
    });
    if unranked && study.additive {
        out.push(words.pick(
            "Alternatives of which too little is known for a rank cannot come first here, but count in what a fact is worth on average.".to_owned(),
            "Alternatieven waarvan te weinig bekend is voor een rang, kunnen hier niet eerste worden, maar tellen mee in wat een gegeven gemiddeld waard is.".to_owned(),
        ));
    }
    out
}

/// That who is eligible stands as it is, where there is something to check.
pub fn requirements_stand(study: &Information, words: Words) -> Option<String> {
    let asked = !study.facts.is_empty()
        && !study.decisions.is_empty()
        && !study.evaluation.problem.requirements.is_empty();
    let said = words.pick(
        "Which alternatives compete is taken as it is: what a fact could change about that is not counted.",
        "Welke alternatieven worden gerangschikt, ligt hier vast: wat een gegeven daaraan kan veranderen, telt niet mee.",
    );
    asked.then(|| said.to_owned())
}
