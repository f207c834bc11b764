//! The facts most worth checking, and what each could change: a part of a page.

use super::group_name;
use crate::case::Case;
use crate::problem::{Problem, Scale};
use crate::report::{Block, Words};
use crate::study::{Estimated, Fact, GroupFact, Information};

/// Facts told of.
const MOST_FACTS: usize = 3;
/// Clauses on groups per fact.
const MOST_CLAUSES: usize = 3;

/// The part of a page: a heading, the facts, and what is to know about them.
pub fn information(case: &Case, study: &Information, words: Words) -> Vec<Block> {
    let heading = words.pick("The facts most worth checking", "De gegevens die het meest waard zijn om na te gaan");
    let mut out = vec![Block::Heading(heading.into())];
    let told: Vec<&Fact> = study.facts.iter().filter(|fact| matters(fact)).take(MOST_FACTS).collect();
    if let Some(nothing) = nothing(case, study, told.is_empty(), words) {
        out.push(Block::Text(nothing));
    }
    out.extend(told.into_iter().map(|fact| Block::Item(line(&case.problem, fact, words))));
    out.extend(information_notes(study, words).into_iter().map(Block::Text));
    out
}

/// Whether there is anything to gain from knowing it.
fn matters(fact: &Fact) -> bool {
    let more_than_noise = |of: Option<Estimated>| of.is_some_and(|of| of.value > 2.0 * of.std_error);
    more_than_noise(fact.evppi) || more_than_noise(fact.decisiveness) || fact.can_change_leader == Some(true)
}

fn nothing(case: &Case, study: &Information, none_told: bool, words: Words) -> Option<String> {
    let said = if study.decisions.is_empty() {
        words.pick(
            "Nothing to choose: in no group are two alternatives eligible, so no fact can change anything.",
            "Niets te kiezen: in geen groep komen twee alternatieven in aanmerking, dus geen gegeven kan iets veranderen.",
        )
    } else if study.facts.is_empty() {
        words.pick(
            "No figure is uncertain, so there is no fact to check.",
            "Geen cijfer is onzeker, dus er is geen gegeven om na te gaan.",
        )
    } else if none_told {
        match (case.problem.groups.len(), study.additive) {
            (_, false) => words.pick(
                "Knowing any single figure would not help to choose better, as far as the draws tell.",
                "Eén enkel cijfer kennen zou niet beter doen kiezen, voor zover de trekkingen dat tonen.",
            ),
            (1, true) => words.pick(
                "No single figure changes who is first, and knowing one would not help to choose better.",
                "Geen enkel cijfer verandert wie eerste is, en er een kennen zou niet beter doen kiezen.",
            ),
            _ => words.pick(
                "In no group does a single figure change who is first, and knowing one would not help to choose better.",
                "In geen groep verandert één enkel cijfer wie eerste is, en er een kennen zou niet beter doen kiezen.",
            ),
        }
    } else {
        return None;
    };
    Some(said.into())
}

/// `Independence, S1 (now --..-; L67h): worth 0.012 value points ...; VIL: S1 first from 0 on, now S3.`
fn line(problem: &Problem, fact: &Fact, words: Words) -> String {
    let input = &problem.inputs[fact.input];
    let label = problem.tree.branch_of_leaf(input.name).filter(|_| input.name < problem.tree.leaves.len());
    let name = label.map_or_else(|| problem.names[input.name].clone(), |branch| super::label(problem, branch, words));
    let keys = problem.rows[input.row].iter().map(|(key, value)| problem.keys[*key].values[*value].id.clone());
    let about: Vec<String> = std::iter::once(name).chain(keys).collect();
    let passages = input.record.as_ref().map(|record| record.passages.join(" ")).filter(|text| !text.is_empty());
    let now = words.pick("now", "nu");
    let written = problem.written(fact.input);
    let now = passages.map_or_else(|| format!("{now} {written}"), |passages| format!("{now} {written}; {passages}"));
    let mut said = vec![worth(fact, words)];
    said.extend(changes(problem, fact, words));
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
    format!("{} ({now}): {}.", about.join(", "), said.join("; "))
}

fn worth(fact: &Fact, words: Words) -> String {
    let decisions = match fact.groups.len() {
        0 | 1 => String::new(),
        n => words.pick(format!(" over {n} decisions together"), format!(" over {n} beslissingen samen")),
    };
    if let (Some(evppi), Some(decisive)) = (fact.evppi, fact.decisiveness) {
        let points = small(evppi.value, words);
        let percent = format!("{:.0}", 100.0 * decisive.value);
        return match fact.groups.len() {
            0 | 1 => words.pick(
                format!("worth {points} value points in the mean, and {percent} points of chance in 100 to name the best"),
                format!("gemiddeld {points} waardepunten waard, en {percent} op 100 kans meer om de beste te noemen"),
            ),
            _ => words.pick(
                format!(
                    "worth {points} value points in the mean{decisions}, and names the best in {} more of them",
                    words.figure(decisive.value)
                ),
                format!(
                    "gemiddeld {points} waardepunten waard{decisions}, en noemt de beste in {} meer ervan",
                    words.figure(decisive.value)
                ),
            ),
        };
    }
    match fact.largest_gain.filter(|gain| *gain > 0.0) {
        Some(gain) => words.pick(
            format!("by itself it can bring others {} value points ahead of who is first now{decisions}", small(gain, words)),
            format!("alleen al dit kan andere {} waardepunten vóór de huidige eerste brengen{decisions}", small(gain, words)),
        ),
        None if fact.can_change_leader == Some(true) => words.pick(
            "by itself it can make or break a tie".to_owned(),
            "alleen al dit kan een gelijkstand maken of breken".to_owned(),
        ),
        None => String::new(),
    }
}

/// Three decimals, or that it is less.
fn small(figure: f64, words: Words) -> String {
    if figure < 0.0005 {
        return words.pick("under 0.001", "minder dan 0,001").to_owned();
    }
    let text = format!("{figure:.3}");
    words.pick(text.clone(), text.replace('.', ","))
}

/// Where it changes first place, groups with the same words together.
fn changes(problem: &Problem, fact: &Fact, words: Words) -> Vec<String> {
    let mut clauses: Vec<(String, Vec<usize>)> = Vec::new();
    for group in &fact.groups {
        let Some(clause) = clause(problem, fact.input, group, words) else { continue };
        match clauses.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, groups)) => groups.push(group.group),
            None => clauses.push((clause, vec![group.group])),
        }
    }
    let more: usize = clauses.iter().skip(MOST_CLAUSES).map(|(_, groups)| groups.len()).sum();
    let told = clauses.into_iter().take(MOST_CLAUSES).map(|(clause, groups)| match problem.groups.len() {
        1 => clause,
        _ => {
            let names: Vec<String> = groups.into_iter().map(|group| group_name(problem, group, words)).collect();
            format!("{}: {clause}", words.list(&names))
        }
    });
    let mut out: Vec<String> = told.collect();
    if more > 0 {
        out.push(words.pick(format!("and in {more} more groups"), format!("en in nog {more} groepen")));
    }
    out
}

/// `S1 first from + on, now S3`
fn clause(problem: &Problem, input: usize, of: &GroupFact, words: Words) -> Option<String> {
    let first = of.first.as_ref().filter(|first| first.can_change)?;
    let inside = problem.keys_inside();
    let names = |places: &[usize]| {
        let member = |place: &usize| problem.name(problem.groups[of.group].members[*place], &inside);
        words.list(&places.iter().map(member).collect::<Vec<_>>())
    };
    let spread = problem.inputs[input].spread;
    let at = |x: f64| position(problem, input, x, words);
    let text = of_texts(problem, input);
    let others = first.stretches.iter().filter(|stretch| stretch.leaders != first.leaders);
    let mut said: Vec<String> = others
        .map(|stretch| {
            let who = names(&stretch.leaders);
            let over = match (stretch.from <= spread.low, stretch.to >= spread.high) {
                _ if text => words.pick("for some texts".to_owned(), "bij sommige teksten".to_owned()),
                (true, true) => words.pick("whatever it is".to_owned(), "wat het ook is".to_owned()),
                (true, false) => words.pick(format!("below {}", at(stretch.to)), format!("onder {}", at(stretch.to))),
                (false, true) => words.pick(format!("above {}", at(stretch.from)), format!("boven {}", at(stretch.from))),
                (false, false) => words.pick(
                    format!("between {} and {}", at(stretch.from), at(stretch.to)),
                    format!("tussen {} en {}", at(stretch.from), at(stretch.to)),
                ),
            };
            words.pick(format!("{who} first {over}"), format!("{who} eerste {over}"))
        })
        .collect();
    said.dedup();
    if said.is_empty() {
        said.push(
            words.pick("a tie for first place at one figure".into(), "een gelijkstand op de eerste plaats bij één cijfer".into()),
        );
    }
    let now = words.pick("now", "nu");
    Some(format!("{}, {now} {}", said.join(", "), names(&first.leaders)))
}

/// Whether an input stands on an axis of texts.
fn of_texts(problem: &Problem, input: usize) -> bool {
    let name = problem.inputs[input].name;
    let text = |other: &crate::problem::Input| matches!(other.quantity, crate::problem::Quantity::Text(_));
    name >= problem.tree.leaves.len() && problem.inputs.iter().any(|other| other.name == name && text(other))
}

/// A figure of an input for a reader: a level, a place between levels as `#2.5`, or a number.
fn position(problem: &Problem, input: usize, x: f64, words: Words) -> String {
    match problem.tree.leaves.get(problem.inputs[input].name) {
        Some(leaf) if matches!(leaf.scale, Some(Scale::Ordinal(_))) => {
            let level = leaf.notation(x);
            if level.starts_with('#') { format!("#{}", words.two(x)) } else { level }
        }
        _ => words.figure(x),
    }
}

/// What a reader of the tables should know too.
pub fn information_notes(study: &Information, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    let problem = study.evaluation.problem;
    if study.decisions.is_empty() || study.facts.is_empty() {
        return out;
    }
    if !study.open.is_empty() {
        out.push(words.pick(
            "A range or an unknown figure has no distribution, so where one is in play no mean worth is given (evppi and decisiveness are empty); whether a fact alone can change who is first needs none. With ranges taken as uniform the means are defined.".to_owned(),
            "Een bereik of onbekend cijfer heeft geen verdeling, dus waar er een meespeelt staat er geen gemiddelde waarde (evppi en decisiveness zijn leeg); of een gegeven alleen de eerste plaats kan veranderen, heeft er geen nodig. Met bereiken als uniforme verdelingen zijn de gemiddelden bepaald.".to_owned(),
        ));
    }
    let sets = study.facts.iter().any(|fact| !problem.inputs[fact.input].quantity.is_distribution());
    if study.request.uniform_sets && sets {
        out.push(words.pick(
            "Ranges and unknown figures were taken as uniform distributions: an assumption. Whether a fact alone can change who is first does without it.".to_owned(),
            "Bereiken en onbekende cijfers zijn als uniforme verdelingen genomen: een aanname. Of een gegeven alleen de eerste plaats kan veranderen, doet het zonder.".to_owned(),
        ));
    }
    match study.request.weights {
        Some(model) => out.push(words.pick(
            format!("Mean worth is over weights of the model `{model}`; changes of first place are at the given weights."),
            format!("De gemiddelde waarde is over gewichten van het model `{model}`; veranderingen van de eerste plaats zijn bij de gegeven gewichten."),
        )),
        None => out.push(words.pick("All at the given weights.".to_owned(), "Alles bij de gegeven gewichten.".to_owned())),
    }
    if !study.additive {
        out.push(words.pick(
            "This method's scores are no sums of values: worth is estimated by regression on draws, in its own score, and whether a fact alone can change who is first is not looked at.".to_owned(),
            "De scores van deze methode zijn geen sommen van waarden: de waarde is geschat door regressie op trekkingen, in de eigen score, en of een gegeven alleen de eerste plaats kan veranderen, is niet nagegaan.".to_owned(),
        ));
    }
    if !problem.requirements.is_empty() {
        out.push(words.pick(
            "Requirements are taken as they came out: a fact that decides who is eligible is not valued for that.".to_owned(),
            "Eisen zijn genomen zoals ze uitvielen: een gegeven dat bepaalt wie in aanmerking komt, krijgt daar geen waarde voor.".to_owned(),
        ));
    }
    let unranked = study.decisions.iter().any(|group| {
        let result = &study.evaluation.runs[0].groups[*group];
        result.eligible.iter().any(|place| result.standings[*place].rank.is_none())
    });
    if unranked && study.additive {
        out.push(words.pick(
            "Alternatives without a rank, of which too little is known, cannot come first here; their means count.".to_owned(),
            "Alternatieven zonder rang, waarvan te weinig bekend is, kunnen hier niet eerste worden; hun gemiddelden tellen mee.".to_owned(),
        ));
    }
    out
}
