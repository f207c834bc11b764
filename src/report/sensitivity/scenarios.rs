//! The view of scenarios: who is first under how many of them, who never is, and which weight tells
//! those with another leader from the rest.

use super::{label, name, not_competing, noted, nothing_to_compare};
use crate::case::Case;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::Side;
use crate::report::among::among_these;
use crate::report::by_group::by_group;
use crate::report::{Block, Source, Words, head};
use crate::study::scenarios::{ScenarioGroup, Scenarios, Telling};
use crate::write::grid::{Align, Grid};

/// Alternatives shown per group.
const MOST_ROWS: usize = 20;
/// Names in a sentence.
const MOST_NAMED: usize = 6;
/// Scenarios named in a note.
const MOST_SCENARIOS: usize = 3;

/// The view of scenarios.
pub fn scenarios(case: &Case, study: &Scenarios, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    let (count, method) = (study.scenarios.len(), study.evaluation.method.name());
    out.push(Block::Text(match count {
        1 => words.pick(
            format!("One scenario, a set of weights with a name, at nominal figures ({method})."),
            format!("Eén scenario, een stel gewichten met een naam, bij nominale cijfers ({method})."),
        ),
        _ => words.pick(
            format!("{} scenarios, sets of weights with a name, each at nominal figures ({method}).", words.count(count)),
            format!("{} scenario's, stellen gewichten met een naam, elk bij nominale cijfers ({method}).", words.count(count)),
        ),
    }));
    let compared = (0..study.groups.len())
        .filter(|group| study.groups[*group].competing.places.len() >= 2)
        .map(|group| (group, group_view(case, study, group, words)));
    out.extend(by_group(problem, compared.collect(), words));
    out.extend(noted(scenarios_notes(case, study, words), words));
    out
}

/// What a reader of the tables should know too.
pub fn scenarios_notes(case: &Case, study: &Scenarios, words: Words) -> Vec<String> {
    let competing: Vec<RankedGroup> =
        study.evaluation.groups.iter().map(RankedGroup::competing).collect();
    let mut out: Vec<String> =
        nothing_to_compare(&case.problem, &competing, words).into_iter().collect();
    out.extend(inadmissible(study, words));
    out.extend(among_these(study.evaluation, words));
    out
}

/// That some scenarios are not among the admissible weights.
fn inadmissible(study: &Scenarios, words: Words) -> Option<String> {
    let (broken, all) = (study.inadmissible.len(), study.scenarios.len());
    let names: Vec<String> =
        study.inadmissible.iter().map(|at| study.scenarios.names()[*at].clone()).collect();
    let names = words.some(&names, MOST_SCENARIOS);
    let (count, all) = (words.count(broken), words.count(all));
    match broken {
        0 => None,
        1 => Some(words.pick(
            format!("1 of {all} scenarios breaks a constraint or a preference of the case, and counts all the same: {names}."),
            format!("1 van {all} scenario's gaat in tegen een voorwaarde of een voorkeur van het dossier, en telt toch mee: {names}."),
        )),
        _ => Some(words.pick(
            format!("{count} of {all} scenarios break a constraint or a preference of the case, and count all the same: {names}."),
            format!("{count} van {all} scenario's gaan in tegen een voorwaarde of een voorkeur van het dossier, en tellen toch mee: {names}."),
        )),
    }
}

fn group_view(case: &Case, study: &Scenarios, at: usize, words: Words) -> Vec<Block> {
    let (problem, group) = (&case.problem, &study.groups[at]);
    let of = |table: &'static str| Source::of_group(problem, table, at);
    let summary = || of("scenario_summary");
    let mut out = vec![Block::Item(firsts(case, study, group, words)).from_rows(summary())];
    let never: Vec<String> = (0..group.standings.len())
        .filter(|at| group.standings[*at].times_first == 0)
        .map(|at| name(problem, &group.competing, at, words))
        .collect();
    if !never.is_empty() {
        let names = words.some(&never, MOST_NAMED);
        let said = words.pick(format!("Never first: {names}."), format!("Nooit eerste: {names}."));
        out.push(Block::Item(said).from_rows(summary()));
    }
    let telling = telling(case, study, at, words).map(Block::Item);
    out.extend(telling.map(|said| said.from_rows(of("scenario_ranking"))));
    out.extend(grid(case, study, group, words));
    let without = without_score(case, study, group, words).map(Block::Item);
    out.extend(without.map(|said| said.from_rows(summary())));
    out.extend(not_competing(problem, &group.competing, words).map(Block::Item));
    out
}

/// In how many scenarios each is first.
fn firsts(case: &Case, study: &Scenarios, group: &ScenarioGroup, words: Words) -> String {
    let all = study.scenarios.len();
    let order: Vec<usize> =
        group.order().into_iter().filter(|at| group.standings[*at].times_first > 0).collect();
    let name = |at: usize| name(&case.problem, &group.competing, at, words);
    let leaders = || (0..all).map(|scenario| group.leaders(scenario).len());
    let (tied, nobody) =
        (leaders().filter(|count| *count > 1).count(), leaders().filter(|it| *it == 0).count());
    let shown = words.count(all);
    let mut said = match order[..] {
        [] => words.pick(
            "Nobody has a score in any of them: too little of the weight is known.".to_owned(),
            "Geen enkel alternatief heeft er een score: er is te weinig van het gewicht bekend."
                .to_owned(),
        ),
        [only] if group.standings[only].times_first == all => match all {
            1 => words
                .pick(format!("{} is first.", name(only)), format!("{} is eerste.", name(only))),
            _ => words.pick(
                format!("{} is first in all {shown} scenarios.", name(only)),
                format!("{} is eerste in alle {shown} scenario's.", name(only)),
            ),
        },
        [first, ref others @ ..] => {
            let times = |at: usize| words.count(group.standings[at].times_first);
            let mut rest: Vec<String> = others
                .iter()
                .take(MOST_NAMED)
                .map(|at| format!("{} in {}", name(*at), times(*at)))
                .collect();
            let more = others.len() - rest.len();
            if more > 0 {
                let count = words.count(more);
                rest.push(
                    words.pick(format!("{count} more in fewer"), format!("nog {count} in minder")),
                );
            }
            let rest = match rest.is_empty() {
                true => String::new(),
                false => format!(", {}", words.list(&rest)),
            };
            words.pick(
                format!("{} is first in {} of {shown} scenarios{rest}.", name(first), times(first)),
                format!(
                    "{} is eerste in {} van {shown} scenario's{rest}.",
                    name(first),
                    times(first)
                ),
            )
        }
    };
    match tied {
        0 => {}
        1 => {
            said += words.pick(
                " In one of them several tie, and each counts.",
                " In één ervan staan verschillende alternatieven gelijk; elk daarvan telt.",
            )
        }
        _ => {
            let tied = words.count(tied);
            said += &words.pick(
                format!(" In {tied} of them several tie, and each counts."),
                format!(
                    " In {tied} ervan staan verschillende alternatieven gelijk; elk daarvan telt."
                ),
            );
        }
    }
    if nobody > 0 && !order.is_empty() {
        let nobody = words.count(nobody);
        said += &words.pick(
            format!(" In {nobody} nobody has a score."),
            format!(" In {nobody} heeft geen enkel alternatief een score."),
        );
    }
    said
}

/// Which weight tells the scenarios with another leader from the rest.
fn telling(case: &Case, study: &Scenarios, at: usize, words: Words) -> Option<String> {
    let group = &study.groups[at];
    let usual = group.usual_leader()?;
    let (all, first) = (study.scenarios.len(), group.standings[usual].times_first);
    if first == all {
        return None;
    }
    let who = name(&case.problem, &group.competing, usual, words);
    let Some(telling) = study.telling(at) else {
        return Some(words.pick(
            format!("No single weight tells the scenarios in which {who} is first from the others: no threshold on one weight does better than to say the same of all scenarios."),
            format!("Geen enkel gewicht op zich onderscheidt de scenario's waarin {who} eerste is van de andere: geen grens op één gewicht doet het beter dan van alle scenario's hetzelfde te zeggen."),
        ));
    };
    let what = label(&case.problem, telling.branch, words);
    let [above, below] =
        words.in_order([(telling.least_above, Side::Down), (telling.most_below, Side::Up)]);
    Some(match telling.is_perfect() {
        true => apart(&telling, [&who, &what, &above, &below], words),
        false => nearly(&telling, [&who, &what, &above, &below], words),
    })
}

/// A weight that tells all scenarios apart.
fn apart(telling: &Telling, [who, what, above, below]: [&str; 4], words: Words) -> String {
    let (own, others) = match telling.above {
        true => (telling.first_above.1, telling.first_below.1),
        false => (telling.first_below.1, telling.first_above.1),
    };
    let own = match own {
        1 => words.pick(
            format!("In the one scenario in which {who} is first"),
            format!("In het ene scenario waarin {who} eerste is"),
        ),
        _ => words.pick(
            format!("In all {} scenarios in which {who} is first", words.count(own)),
            format!("In alle {} scenario's waarin {who} eerste is", words.count(own)),
        ),
    };
    let others = match others {
        1 => words.pick("in the other one".to_owned(), "in het andere".to_owned()),
        _ => words.pick(
            format!("in the other {}", words.count(others)),
            format!("in de andere {}", words.count(others)),
        ),
    };
    let at_least = words.pick(format!("at least {above}"), format!("minstens {above}"));
    let at_most = words.pick(format!("at most {below}"), format!("hoogstens {below}"));
    let (here, there) = if telling.above { (at_least, at_most) } else { (at_most, at_least) };
    words.pick(
        format!("{own}, {what} has {here} of all weight; {others} {there}."),
        format!("{own}, heeft {what} {here} van het totale gewicht; {others} {there}."),
    )
}

/// The weight that tells most scenarios apart, and how many.
fn nearly(telling: &Telling, [who, what, above, below]: [&str; 4], words: Words) -> String {
    let ((first_above, all_above), (first_below, all_below)) =
        (telling.first_above, telling.first_below);
    let of = |first: usize, all: usize| {
        let (none, all) = (first == 0, words.count(all));
        let first = if none { words.pick("none", "geen").to_owned() } else { words.count(first) };
        words.pick(format!("{first} of {all}"), format!("{first} van {all}"))
    };
    let (high, low) = (of(first_above, all_above), of(first_below, all_below));
    let (all, first) = (all_above + all_below, first_above + first_below);
    let (right, same) = (of(telling.right(), all), words.count(first.max(all - first)));
    words.pick(
        format!("No single weight tells all scenarios in which {who} is first from the others. The one that comes nearest is that of {what}: where it is at least {above} of all weight, {who} is first in {high} scenarios; where it is at most {below}, in {low}. That is right for {right}, and to say the same of all for {same}."),
        format!("Geen enkel gewicht op zich onderscheidt alle scenario's waarin {who} eerste is van de andere. Het dichtst erbij komt dat van {what}: waar het minstens {above} van het totale gewicht is, is {who} eerste in {high} scenario's; waar het hoogstens {below} is, in {low}. Dat klopt voor {right}; van alle hetzelfde zeggen, klopt voor {same}."),
    )
}

fn grid(case: &Case, study: &Scenarios, group: &ScenarioGroup, words: Words) -> Vec<Block> {
    let mut order = group.order();
    let cut = order.len().saturating_sub(MOST_ROWS);
    order.truncate(MOST_ROWS);
    let right = |text: &str| (text.to_owned(), Some(Align::Right));
    let head = vec![
        (words.pick("alternative", "alternatief").to_owned(), None),
        right(words.pick("times first", "keer eerste")),
        right(words.pick("ranks", "rangen")),
        right(words.pick("mean rank", "gemiddelde rang")),
        right(words.pick("largest regret", "grootste spijt")),
        (words.pick("regret in", "spijt in").to_owned(), None),
    ];
    let row = |at: &usize| {
        let of = &group.standings[*at];
        let ranks = match of.ranks {
            None => String::new(),
            Some((best, worst)) if best == worst => best.to_string(),
            Some((best, worst)) => format!("{best}-{worst}"),
        };
        let behind = of.regret.filter(|(regret, _)| *regret > 0.0);
        vec![
            name(&case.problem, &group.competing, *at, words),
            words.count(of.times_first),
            ranks,
            of.mean_rank().map(|mean| words.two(mean)).unwrap_or_default(),
            of.regret.map(|(regret, _)| words.figure(regret)).unwrap_or_default(),
            behind
                .map(|(_, scenario)| study.scenarios.names()[scenario].clone())
                .unwrap_or_default(),
        ]
    };
    let mut out = vec![Block::Grid(Grid { head, rows: order.iter().map(row).collect() })];
    if cut > 0 {
        let cut = words.count(cut);
        out.push(Block::Text(words.pick(
            format!("... and {cut} more (`--table scenario_summary`)."),
            format!("... en nog {cut} (`--table scenario_summary`)."),
        )));
    }
    out
}

/// Who has no score in some scenarios.
fn without_score(
    case: &Case,
    study: &Scenarios,
    group: &ScenarioGroup,
    words: Words,
) -> Option<String> {
    let all = study.scenarios.len();
    let named: Vec<String> = (0..group.standings.len())
        .filter(|at| group.standings[*at].times_ranked < all)
        .map(|at| {
            let lacking = words.count(all - group.standings[at].times_ranked);
            format!("{} (in {lacking})", name(&case.problem, &group.competing, at, words))
        })
        .collect();
    let names = words.some(&named, MOST_NAMED);
    (!named.is_empty()).then(|| {
        words.pick(
            format!("Without a score in some scenarios, for too little of the weight is known there: {names}."),
            format!("Zonder score in sommige scenario's, want daar is te weinig van het gewicht bekend: {names}."),
        )
    })
}
