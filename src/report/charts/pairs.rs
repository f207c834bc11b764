//! Pairs, central weights and the map of first places: what studies of all weights show.

use super::captions::{
    MOST_GROUPS, MOST_TOLD, at_least, closing, error, heading, nominal_note, short_percent,
};
use super::left_out::{LeftOut, RowsAre};
use super::shared::{MOST_ROWS, foremost, titled};
use crate::case::Case;
use crate::chart::Caption;
use crate::chart::{CentralWeight, CentralWeights, CentralWeightsGroup, CentralWeightsRow};
use crate::chart::{Pairwise, PairwiseCell, PairwiseGroup, PairwiseIs};
use crate::chart::{Ternary, TernaryGroup, TernaryRegion};
use crate::draw::share::ShareBounds;
use crate::evaluate::evaluation::Evaluation;
use crate::problem::{PlaceInGroup, Side};
use crate::report::{NamedChart, Words};
use crate::study::{Acceptability, FirstPlaces, Free, GroupShares, Robust, first_places};

/// More than this in rows and columns can no longer be read.
const MOST_PAIRED: usize = 24;

/// The names of alternatives of a group.
fn names(case: &Case, group: usize, places: &[PlaceInGroup], words: Words) -> Vec<String> {
    let problem = &case.problem;
    let name = |place: &PlaceInGroup| words.inside(problem, problem.groups[group].member(*place));
    places.iter().map(name).collect()
}

/// The charts of sampled shares: pairs where they were compared, central weights, and the map of
/// first places where there is one.
pub fn acceptability_pair_charts<'a>(
    case: &'a Case,
    study: &'a Acceptability<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let mut out = Vec::new();
    let compared = |group: &GroupShares| {
        group.places.len() > 1 && study.ahead(group, 0, 1).is_some_and(|share| share.bounded)
    };
    if study.groups.iter().any(compared) {
        out.push(NamedChart::new("pairwise", move || shares(case, study, words).picture()));
    }
    // Where ranges leave open who is first there are none to show.
    let has_central = |group: &GroupShares| {
        group.places.len() > 1
            && (0..group.places.len()).any(|at| study.central(group, at, 0).is_some())
    };
    if study.groups.iter().any(has_central) {
        out.push(NamedChart::new("central-weights", move || central(case, study, words).picture()));
    }
    out.extend(first_place_charts(case, study.evaluation, words));
    out
}

fn shares(case: &Case, study: &Acceptability, words: Words) -> Pairwise {
    let shown: Vec<&GroupShares> =
        study.groups.iter().filter(|group| group.places.len() > 1).collect();
    let mut largest = 0.0f64;
    let mut is_open = false;
    let mut groups = Vec::new();
    let mut left = LeftOut { groups: LeftOut::over(shown.len(), MOST_GROUPS), rows: 0 };
    for group in shown.iter().take(MOST_GROUPS) {
        let drawn = foremost(&study.evaluation.groups[group.group], &group.places, MOST_PAIRED);
        left.rows += group.places.len() - drawn.len();
        let all = names(case, group.group, &group.places, words);
        let cell = |a: usize, b: usize| {
            let share = if a == b { None } else { study.ahead(group, a, b) };
            let share = share.filter(|share| share.share.is_some() || share.bounded)?;
            largest = largest.max(share.std_error());
            is_open |= share.share.is_none();
            Some(share_cell(&share, (&all[a], &all[b]), words))
        };
        let cells = pairs_of(&drawn, cell);
        let names = drawn.iter().map(|at| all[*at].clone()).collect();
        let heading = heading(&case.problem, group.group, words);
        groups.push(PairwiseGroup { heading, names, cells });
    }
    let mut notes = vec![words.pick(
        "In each cell: the percentage of draws in which the alternative of the row is ahead of that of the column. A tie counts half.",
        "In elke cel: het percentage van de trekkingen waarin het alternatief van de rij voorstaat op dat van de kolom. Een gelijke stand telt half.",
    ).to_owned()];
    if is_open {
        notes.push(words.pick(
            "Hatched: ranges leave the share open; the cell gives the least and the most that it can be.",
            "Gearceerd: bereiken laten het aandeel open; de cel geeft het minste en het meeste dat het kan zijn.",
        ).to_owned());
    }
    let draws = crate::report::sensitivity::shares::draws(study.draws, words);
    let (method, error) = (study.evaluation.method.name(), error(largest, words));
    notes.push(words.pick(
        format!(
            "{draws}, {method}, weights drawn by model: {}. No standard error is above {error}.",
            study.request.model
        ),
        format!(
            "{draws}, {method}, gewichten getrokken volgens model: {}. Geen standaardfout is groter dan {error}.",
            study.request.model
        ),
    ));
    notes.extend(left.note(RowsAre::Alternatives, Some("pairwise"), words));
    notes.extend(closing(case, None, words));
    let title = match &shown[..] {
        [only] => {
            let leader = leader(study, only);
            let names = names(case, only.group, &only.places, words);
            leading(leader.map(|(at, share)| (names[at].as_str(), share)), words)
        }
        several => {
            let drawn = &several[..groups.len()];
            let some = drawn.iter().filter(|group| leader(study, group).is_some()).count();
            leading_in(some, drawn.len(), words)
        }
    };
    let description = told(&groups, words);
    Pairwise { caption: Caption { title, description, notes }, groups }
}

fn share_cell(share: &ShareBounds, (row, column): (&str, &str), words: Words) -> PairwiseCell {
    let ahead = words.pick(format!("{row} ahead of {column}"), format!("{row} voor op {column}"));
    match share.share {
        Some(own) => PairwiseCell {
            is: PairwiseIs::Share(own.value),
            text: short_percent(own.value, Side::Nearest, words),
            hint: format!(
                "{ahead}: {} (± {})",
                words.percent_to(own.value, 1),
                error(own.std_error, words)
            ),
        },
        None => PairwiseCell {
            is: PairwiseIs::Between(share.low.value, share.high.value),
            text: format!(
                "{} – {}",
                short_percent(share.low.value, Side::Down, words),
                short_percent(share.high.value, Side::Up, words)
            ),
            hint: format!(
                "{ahead}: {}",
                words.percent_between(share.low.value, share.high.value, 1)
            ),
        },
    }
}

/// The cells of these rows against the same columns, row by row.
fn pairs_of<T>(drawn: &[usize], mut cell: impl FnMut(usize, usize) -> T) -> Vec<T> {
    let pairs = drawn.iter().flat_map(|a| drawn.iter().map(|b| (*a, *b)));
    pairs.map(|(a, b)| cell(a, b)).collect()
}

/// Which of a group is ahead of every other in more than half of the draws, if any, and in how many
/// it is at least. All of the group count, drawn or not.
fn leader(study: &Acceptability, group: &GroupShares) -> Option<(usize, f64)> {
    let n = group.places.len();
    let ahead = |row: usize, column: usize| {
        let share = study.ahead(group, row, column)?;
        match share.share {
            Some(own) => Some(own.value),
            None => share.bounded.then_some(share.low.value),
        }
    };
    let least = |row: usize| {
        (0..n).filter(|column| *column != row).try_fold(1.0f64, |least, column| {
            Some(least.min(ahead(row, column)?)).filter(|least| *least > 0.5)
        })
    };
    (0..n).find_map(|row| Some((row, least(row)?)))
}

/// Who is ahead of every other in more than half of the draws, in a sentence.
fn leading(leader: Option<(&str, f64)>, words: Words) -> String {
    match leader {
        Some((name, share)) => {
            let share = at_least(share, words);
            words.pick(
                format!("{name} is ahead of every other alternative in at least {share} of the draws"),
                format!("{name} staat in minstens {share} van de trekkingen voor op elk ander alternatief"),
            )
        }
        None => words
            .pick(
                "No alternative is surely ahead of every other in more than half of the draws",
                "Geen enkel alternatief staat zeker in meer dan de helft van de trekkingen voor op elk ander",
            )
            .to_owned(),
    }
}

/// In how many of the groups that are drawn somebody is, in a sentence.
fn leading_in(number: usize, all: usize, words: Words) -> String {
    let (some, all) = (words.count(number), words.count(all));
    match number {
        0 => words.pick(
            format!("In none of these {all} groups is one alternative surely ahead of every other in more than half of the draws"),
            format!("In geen van deze {all} groepen staat één alternatief zeker in meer dan de helft van de trekkingen voor op elk ander"),
        ),
        _ => words.pick(
            format!("In {some} of these {all} groups one alternative is ahead of every other in more than half of the draws"),
            format!("In {some} van deze {all} groepen staat één alternatief in meer dan de helft van de trekkingen voor op elk ander"),
        ),
    }
}

/// The cells of a chart, row by row.
fn told(groups: &[PairwiseGroup], words: Words) -> String {
    let mut out = Vec::new();
    for group in groups {
        let n = group.names.len();
        out.extend(group.heading.iter().map(|heading| format!("{heading}:")));
        for row in 0..n.min(MOST_TOLD) {
            let cell = |column: usize| {
                let cell = group.cells[row * n + column].as_ref()?;
                Some(format!("{} {}", group.names[column], cell.text))
            };
            let cells: Vec<String> = (0..n).filter_map(cell).take(MOST_TOLD).collect();
            let (name, cells) = (&group.names[row], cells.join(", "));
            out.push(
                words
                    .pick(format!("{name} against {cells}."), format!("{name} tegenover {cells}.")),
            );
        }
    }
    out.join(" ")
}

fn central(case: &Case, study: &Acceptability, words: Words) -> CentralWeights {
    let problem = &case.problem;
    let leaves: Vec<usize> = (0..problem.tree.leaves.len()).collect();
    let criteria = words.criteria(problem, &leaves);
    let shown: Vec<&GroupShares> =
        study.groups.iter().filter(|group| group.places.len() > 1).collect();
    let (mut groups, mut told) = (Vec::new(), Vec::new());
    let (mut some, mut all) = (0, 0);
    let mut left = LeftOut { groups: LeftOut::over(shown.len(), MOST_GROUPS), rows: 0 };
    // All are counted, and the first are drawn.
    for group in &shown {
        let names = names(case, group.group, &group.places, words);
        let mut rows = Vec::new();
        for (at, name) in names.into_iter().enumerate() {
            let weights: Option<Vec<CentralWeight>> = leaves
                .iter()
                .map(|leaf| {
                    let own = study.central(group, at, *leaf)?;
                    let (text, error) = (words.two(own.value), words.size(own.std_error));
                    let hint = format!("{name}, {}: {text} (± {error})", criteria[*leaf]);
                    let (value, std_error) = (own.value, own.std_error);
                    Some(CentralWeight { value, std_error, text, hint })
                })
                .collect();
            all += 1;
            some += usize::from(weights.is_some());
            let weights = weights.ok_or_else(|| why_not(study, group, at, words));
            if told.len() < MOST_TOLD {
                let said = match &weights {
                    Ok(weights) => {
                        let each = weights.iter().zip(&criteria);
                        let each = each.map(|(weight, name)| format!("{name} {}", weight.text));
                        each.collect::<Vec<_>>().join(", ")
                    }
                    Err(why) => why.clone(),
                };
                told.push(format!("{name}: {said}."));
            }
            rows.push(CentralWeightsRow { name, weights });
        }
        let heading = heading(problem, group.group, words);
        if groups.len() < MOST_GROUPS {
            let drawn = foremost(&study.evaluation.groups[group.group], &group.places, MOST_ROWS);
            left.rows += rows.len() - drawn.len();
            let rows = drawn.iter().map(|at| rows[*at].clone()).collect();
            groups.push(CentralWeightsGroup { heading, rows });
        }
    }
    // Draws prove that something is possible, not that nothing else is.
    let every = some == all;
    let (some, all) = (words.count(some), words.count(all));
    let title = match every {
        true => words.pick(
            format!("Each of these {all} alternatives can be first: the weights for which that is so, on average"),
            format!("Elk van deze {all} alternatieven kan eerste zijn: de gewichten waarbij dat zo is, gemiddeld"),
        ),
        false => words.pick(
            format!("At least {some} of {all} alternatives can be first: the weights for which that is so, on average"),
            format!("Voor minstens {some} van de {all} alternatieven bestaan gewichten waarbij het eerste is: hier staan ze gemiddeld"),
        ),
    };
    let draws = crate::report::sensitivity::shares::draws(study.draws, words);
    let (method, model) = (study.evaluation.method.name(), study.request.model);
    let mut notes = vec![
        words.pick(
            "Bars: the mean of the drawn weights for which the alternative is first (its central weights), as shares of all weight; all on one scale. The line at the end of a bar is one standard error to each side.",
            "Balken: het gemiddelde van de getrokken gewichten waarbij het alternatief eerste is (de centrale gewichten), als aandeel van het totale gewicht; alle op dezelfde schaal. De lijn aan het einde van een balk is één standaardfout aan elke kant.",
        ).to_owned(),
        words.pick(
            format!("{draws}, {method}, weights drawn by model: {model}."),
            format!("{draws}, {method}, gewichten getrokken volgens model: {model}."),
        ),
    ];
    notes.extend(left.note(RowsAre::Alternatives, Some("central_weights"), words));
    notes.extend(closing(case, None, words));
    let caption = Caption { title, description: told.join(" "), notes };
    CentralWeights { caption, criteria, groups }
}

/// Why an alternative has no central weights.
fn why_not(study: &Acceptability, group: &GroupShares, at: usize, words: Words) -> String {
    let said = if group.never_first[at] {
        words.pick(
            "never first: proved, no admissible weights make it so",
            "nooit eerste: bewezen, geen toegelaten gewichten maken het eerste",
        )
    } else if study.is_open(group, at) {
        words
            .pick("ranges leave open when it is first", "bereiken laten open wanneer het eerste is")
    } else {
        words.pick(
            "first in no draw, so that it has no central weights",
            "in geen trekking eerste, en dus zonder centrale gewichten",
        )
    };
    said.to_owned()
}

/// Pairs of which one is surely, or perhaps, at least as good.
pub fn robust_pair_charts<'a>(
    case: &'a Case,
    study: &'a Robust<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let mut out = Vec::new();
    if study.groups.iter().any(|group| group.places.len() > 1) {
        out.push(NamedChart::new("pairwise", move || relations(case, study, words).picture()));
    }
    out.extend(first_place_charts(case, study.evaluation, words));
    out
}

fn relations(case: &Case, study: &Robust, words: Words) -> Pairwise {
    let shown: Vec<_> = study.groups.iter().filter(|group| group.places.len() > 1).collect();
    let (mut groups, mut surely, mut pairs) = (Vec::new(), 0, 0);
    let (mut uncertain, mut exact) = (false, true);
    // All pairs are counted, once each though they have two cells, and the first are drawn.
    for group in &shown {
        uncertain |= group.uncertain;
        let n = group.places.len();
        for (a, b) in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))) {
            let both = [group.preference(a, b), group.preference(b, a)];
            pairs += 1;
            surely += usize::from(both.iter().any(|relation| relation.necessary));
            exact &= both.iter().all(|relation| relation.exact);
        }
    }
    let mut left = LeftOut { groups: LeftOut::over(shown.len(), MOST_GROUPS), rows: 0 };
    for group in shown.iter().take(MOST_GROUPS) {
        let drawn = foremost(&study.evaluation.groups[group.group], &group.places, MOST_PAIRED);
        left.rows += group.places.len() - drawn.len();
        let all = names(case, group.group, &group.places, words);
        let cells = pairs_of(&drawn, |a, b| {
            if a == b {
                return None;
            }
            let relation = group.preference(a, b);
            let (is, text, said) = match (relation.necessary, relation.possible) {
                (true, _) => (
                    PairwiseIs::Always,
                    "A",
                    words.pick("always at least as good as", "altijd minstens even goed als"),
                ),
                (false, true) => (
                    PairwiseIs::Sometimes,
                    "S",
                    words.pick("sometimes at least as good as", "soms minstens even goed als"),
                ),
                (false, false) => {
                    (PairwiseIs::Never, "–", words.pick("never as good as", "nooit even goed als"))
                }
            };
            let hint = format!("{}: {said} {}", all[a], all[b]);
            Some(PairwiseCell { is, text: text.to_owned(), hint })
        });
        let names = drawn.iter().map(|at| all[*at].clone()).collect();
        let heading = heading(&case.problem, group.group, words);
        groups.push(PairwiseGroup { heading, names, cells });
    }
    let over = match uncertain {
        true => words.pick(
            "whatever the admissible weights and the figures",
            "bij alle toegelaten gewichten en hoe de cijfers ook uitvallen",
        ),
        false => words.pick("whatever the admissible weights", "bij alle toegelaten gewichten"),
    };
    let on = match uncertain {
        true => words.pick(
            "the admissible weights and the figures",
            "de toegelaten gewichten en de cijfers",
        ),
        false => words.pick("the admissible weights", "de toegelaten gewichten"),
    };
    let best = match &shown[..] {
        [only] => {
            let n = only.places.len();
            let always = |a: &usize| (0..n).all(|b| *a == b || only.preference(*a, b).necessary);
            let names = || names(case, only.group, &only.places, words);
            (0..n).find(always).map(|row| names()[row].clone())
        }
        _ => None,
    };
    let title = match best {
        Some(name) => words.pick(
            format!("{name} is at least as good as every other alternative, {over}"),
            format!("{name} is minstens even goed als elk ander alternatief, {over}"),
        ),
        None if surely == 0 && exact => words.pick(
            format!("For each pair, which alternative is better depends on {on}"),
            format!("Bij elk paar hangt het af van {on} welk alternatief beter is"),
        ),
        None if surely == 0 => words.pick(
            format!("For no pair is one alternative proved to be at least as good as the other, {over}"),
            format!("Voor geen enkel paar is bewezen dat het ene alternatief minstens even goed is als het andere, {over}"),
        ),
        None => {
            let (surely, pairs) = (words.count(surely), words.count(pairs));
            words.pick(
                format!("In {surely} of {pairs} pairs one alternative is proved to be at least as good as the other, {over}"),
                format!("Bij {surely} van de {pairs} paren is bewezen dat het ene alternatief minstens even goed is als het andere, {over}"),
            )
        }
    };
    let mut notes = vec![words.pick(
        format!("The alternative of the row against that of the column, {over}. A: always at least as good. S: for some at least as good, for others not (hatched). –: never as good."),
        format!("Het alternatief van de rij tegenover dat van de kolom, {over}. A: altijd minstens even goed. S: soms minstens even goed, soms niet (gearceerd). –: nooit even goed."),
    )];
    notes.push(match exact {
        true => words.pick("Proved by linear programs; nothing is sampled.", "Bewezen met lineaire programma's; niets komt uit een steekproef."),
        false => words.pick(
            "By linear programs; nothing is sampled. A and – are proved; some S may be settled, which was not found.",
            "Met lineaire programma's; niets komt uit een steekproef. A en – zijn bewezen; sommige S kunnen vastliggen zonder dat dat gevonden is.",
        ),
    }.to_owned());
    notes.extend(left.note(RowsAre::Alternatives, Some("preferences"), words));
    notes.extend(closing(case, None, words));
    let description = told(&groups, words);
    Pairwise { caption: Caption { title, description, notes }, groups }
}

/// The map of who is first over three weights, where there is one.
pub fn first_place_charts<'a>(
    case: &'a Case,
    evaluation: &'a Evaluation<'a>,
    words: Words,
) -> Option<NamedChart<'a>> {
    let map = first_places(evaluation)?;
    Some(NamedChart::new("ternary", move || ternary(case, evaluation, &map, words).picture()))
}

fn ternary(case: &Case, evaluation: &Evaluation, map: &FirstPlaces, words: Words) -> Ternary {
    let problem = &case.problem;
    let tree = &problem.tree;
    let corners: Vec<String> = match map.free {
        Free::Leaves(_) => words.criteria(problem, &[0, 1, 2]),
        Free::TopNodes => {
            let top = tree.branches.iter().filter(|branch| branch.parent.is_none());
            top.map(|branch| words.label(&branch.label, &branch.id)).collect()
        }
    };
    let corners: [String; 3] =
        std::array::from_fn(|at| corners.get(at).cloned().unwrap_or_default());
    let (mut groups, mut told) = (Vec::new(), Vec::new());
    let mut largest = None;
    let mut tie = false;
    for group in map.groups.iter().take(MOST_GROUPS) {
        let names = names(case, group.group, &group.places, words);
        let heading = heading(problem, group.group, words);
        // No heading without what stands below it.
        if told.len() + 1 < MOST_TOLD {
            told.extend(heading.iter().map(|heading| format!("{heading}:")));
        }
        let mut parts: Vec<_> = group.parts.iter().collect();
        parts.sort_by(|a, b| b.share.total_cmp(&a.share));
        let mut regions = Vec::new();
        for part in parts {
            let tied: Vec<&str> = part.alternatives.iter().map(|at| names[*at].as_str()).collect();
            let (name, share) = (tied.join(" = "), words.percent_to(part.share, 1));
            if regions.is_empty() {
                largest = Some((name.clone(), part.share));
            }
            if told.len() < MOST_TOLD {
                told.push(format!("{name}: {share}."));
            }
            tie |= tied.len() > 1;
            regions.push(TernaryRegion { name, share, corners: part.corners.clone() });
        }
        let given = group.given.map(|weight| words.two(weight)).join("; ");
        let given = words
            .pick(format!("weights given ({given})"), format!("opgegeven gewichten ({given})"));
        groups.push(TernaryGroup { heading, regions, given: Some((group.given, given)) });
    }
    let listed = words.list(&corners);
    let whole = match problem.constraints.is_empty() {
        true => words.pick("all weights of", "alle gewichten van"),
        false => words.pick("the admissible weights of", "de toegelaten gewichten van"),
    };
    let nominal = match map.groups.iter().all(|group| group.crisp) {
        true => "",
        false => words.pick(", at nominal figures", ", bij nominale cijfers"),
    };
    let title = match (&map.groups[..], largest) {
        // What holds in one group is not said of several.
        ([only], Some((name, share))) => {
            let share = words.percent_to(share, 1);
            let said = words.pick(
                format!("{name} is first over {share} of {whole} {listed}{nominal}"),
                format!("{name} is eerste bij {share} van {whole} {listed}{nominal}"),
            );
            titled(heading(problem, only.group, words).unwrap_or_default(), &said)
        }
        _ => words.pick(
            format!("Who is first where, over {whole} {listed}"),
            format!("Wie waar eerste is, over {whole} {listed}"),
        ),
    };
    let description = words.pick(
        format!("A triangle of weights: {} has all weight at the top, {} at the left, {} at the right. {}", corners[0], corners[1], corners[2], told.join(" ")),
        format!("Een driehoek van gewichten: bovenaan ligt het volledige gewicht op {}, links op {}, rechts op {}. {}", corners[0], corners[1], corners[2], told.join(" ")),
    );
    let method = evaluation.method.name();
    let mut notes = vec![words.pick(
        format!("In each corner one of the three has all the weight, on the side across from it none. Parts are exact ({method}), nothing is sampled; percentages are shares of the area, and a tie has none."),
        format!("In elke hoek heeft een van de drie het volledige gewicht, op de zijde ertegenover geen gewicht. De delen zijn exact ({method}), niets komt uit een steekproef; percentages zijn aandelen van de oppervlakte, en een gelijke stand heeft er geen."),
    )];
    if map.free == Free::TopNodes {
        notes.push(
            words
                .pick(
                    "Inside each of the three the weights given hold.",
                    "Binnen elk van de drie gelden de opgegeven gewichten.",
                )
                .to_owned(),
        );
    }
    if tie {
        notes.push(
            words
                .pick("=: level for all of these weights.", "=: gelijk bij al deze gewichten.")
                .to_owned(),
        );
    }
    notes.extend(nominal_note(map.groups.iter().all(|group| group.crisp), words));
    let without = problem.groups.len() - map.groups.len();
    if without > 0 {
        let without = words.counted(without, ["group has", "groups have"], ["groep", "groepen"]);
        notes.push(words.pick(
            format!("{without} no map: fewer than two alternatives compete there, or one has no score."),
            format!("{without} zonder kaart: daar dingen minder dan twee alternatieven mee, of heeft er een geen score."),
        ));
    }
    let left = LeftOut { groups: LeftOut::over(map.groups.len(), MOST_GROUPS), rows: 0 };
    notes.extend(left.note(RowsAre::Alternatives, None, words));
    notes.extend(closing(case, None, words));
    Ternary { caption: Caption { title, description, notes }, corners, groups }
}
