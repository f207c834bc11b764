//! The view of several methods side by side: whom each family puts first, and where they part.
//! Never a count of methods.

use super::{not_compared, noted, nothing_to_compare};
use crate::case::Case;
use crate::error::Said;
use crate::evaluate::evaluations::Skipped;
use crate::evaluate::ranked_group::RankedGroup;
use crate::method::Family;
use crate::report::by_group::by_group;
use crate::report::ranks::{Ranks, alike as alike_in, are_many};
use crate::report::{Block, Source, Words, head, notes};
use crate::study::agreement::coefficients::Coefficients;
use crate::study::agreement::{Agreed, Agreement};
use crate::write::grid::{Align, Grid};

/// Alternatives shown, and compared in words, per group.
const MOST_ROWS: usize = 20;
/// Methods named for each alternative that they put first.
const MOST_METHODS: usize = 4;
/// Partings named per group.
const MOST_PARTINGS: usize = 3;

/// The view of several methods.
pub fn agreement(case: &Case, agreement: &Agreement, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    let names: Vec<String> = agreement
        .families()
        .iter()
        .map(|(family, evaluations)| family_name(agreement, *family, evaluations, words))
        .collect();
    out.push(Block::Text(words.pick(
        format!("The ranks of every method at the weights given, by family of methods: {}.", names.join("; ")),
        format!("De rangen volgens elke methode bij de gegeven gewichten, per familie van methodes: {}.", names.join("; ")),
    )));
    let compared = (0..problem.groups.len())
        .filter(|group| agreement.ranked.ranked_group(0, *group).places.len() >= 2);
    out.extend(by_group(
        problem,
        compared.map(|group| (group, group_view(case, agreement, group, words))).collect(),
        words,
    ));
    out.extend(alike(agreement, words));
    let mut said = agreement_notes(case, agreement, words);
    said.extend(notes(case, &agreement.ranked.evaluations, words));
    out.extend(noted(said, words));
    out
}

fn family_name(
    agreement: &Agreement,
    family: Family,
    evaluations: &[usize],
    words: Words,
) -> String {
    let methods: Vec<&str> =
        evaluations.iter().map(|evaluation| agreement.name(*evaluation)).collect();
    format!("{} ({})", words_of(family, words), methods.join(", "))
}

/// A family in the reader's language.
fn words_of(family: Family, words: Words) -> &'static str {
    words.phrase(family.words())
}

/// Families before the word for methods; in Dutch that word belongs to each: `waarde- en
/// ideaalmethodes`.
fn all_of(families: &[String], words: Words) -> String {
    let last = families.len().saturating_sub(1);
    let part = |(at, family): (usize, &String)| {
        if at < last { words.pick(family.clone(), format!("{family}-")) } else { family.clone() }
    };
    words.list(&families.iter().enumerate().map(part).collect::<Vec<_>>())
}

fn names_of(case: &Case, ranked: &RankedGroup, of: &[usize], words: Words) -> String {
    let names: Vec<String> =
        of.iter().map(|at| super::name(&case.problem, ranked, *at, words)).collect();
    words.list(&names)
}

fn group_view(case: &Case, agreement: &Agreement, group: usize, words: Words) -> Vec<Block> {
    let ranked_groups: Vec<RankedGroup> = (0..agreement.ranked.evaluations.len())
        .map(|evaluation| agreement.ranked.ranked_group(evaluation, group))
        .collect();
    let mut shown = ranked_groups[0].order();
    let cut = shown.len().saturating_sub(MOST_ROWS);
    shown.truncate(MOST_ROWS);
    let families = agreement.families();
    let mut out = Vec::new();
    if let Some(ranks) = Ranks::new(&case.problem, &agreement.ranked.evaluations, group) {
        out.extend(ranks.reading(&shown, words).map(Block::Text));
        out.push(Block::Grid(ranks.grid(&shown, words)));
    }
    if cut > 0 {
        out.push(Block::Text(words.pick(
            format!(
                "... and {cut} more (`--table method_ranks`); what follows is about those shown."
            ),
            format!("... en nog {cut} (`--table method_ranks`); wat volgt, gaat over de getoonde alternatieven."),
        )));
    }
    let rows = || Source::of_group(&case.problem, "method_ranks", group);
    let first = firsts(case, agreement, &ranked_groups, &families, words);
    out.push(Block::Item(first).from_rows(rows()));
    let partings = partings(case, &ranked_groups, &shown, &families, words);
    out.extend(partings.map(|said| Block::Item(said).from_rows(rows())));
    out.extend(not_compared(&case.problem, &ranked_groups[0], words).map(Block::Item));
    out
}

/// Whom each family puts first.
fn firsts(
    case: &Case,
    agreement: &Agreement,
    ranked_groups: &[RankedGroup],
    families: &[(Family, Vec<usize>)],
    words: Words,
) -> String {
    let of = |evaluation: usize| ranked_groups[evaluation].leaders();
    let is = |count: usize| {
        words.pick(if count > 1 { "are" } else { "is" }, if count > 1 { "zijn" } else { "is" })
    };
    let all = of(0);
    if (1..ranked_groups.len()).all(|evaluation| of(evaluation) == all) {
        let (who, is) = (names_of(case, &ranked_groups[0], &all, words), is(all.len()));
        let by = match families {
            [(family, evaluations)] if evaluations.len() == 1 => {
                agreement.name(evaluations[0]).to_owned()
                    + &format!(" ({})", words_of(*family, words))
            }
            [(family, _)] => words.pick(
                format!("all {} methods", family.name()),
                format!("alle {}methodes", words_of(*family, words)),
            ),
            _ => words.pick("every family".to_owned(), "elke familie".to_owned()),
        };
        return words.pick(
            format!("{who} {is} first by {by}."),
            format!("{who} {is} eerste volgens {by}."),
        );
    }
    let lines: Vec<String> = families
        .iter()
        .map(|(of_methods, evaluations)| {
            let family = words_of(*of_methods, words);
            let first = of(evaluations[0]);
            if evaluations.iter().all(|evaluation| of(*evaluation) == first) {
                let who = names_of(case, &ranked_groups[0], &first, words);
                return words.pick(
                    format!("{family} methods put {who} first"),
                    format!("{family}methodes zetten {who} op de eerste plaats"),
                );
            }
            let same = alike_in(&[(*of_methods, evaluations.clone())], of);
            let each: Vec<String> = same
                .iter()
                .map(|(_, methods)| {
                    let names: Vec<String> =
                        methods.iter().map(|at| agreement.name(*at).to_owned()).collect();
                    let first = of(methods[0]);
                    let who = names_of(case, &ranked_groups[0], &first, words);
                    format!("{}: {who}", words.some(&names, MOST_METHODS))
                })
                .collect();
            words.pick(
                format!("{family} methods disagree ({})", each.join("; ")),
                format!("{family}methodes zijn het oneens ({})", each.join("; ")),
            )
        })
        .collect();
    words.pick(
        format!("Who is first depends on the method: {}.", lines.join("; ")),
        format!("Wie eerste is, hangt van de methode af: {}.", lines.join("; ")),
    )
}

/// Where whole families put two alternatives in opposite order, and where one family does so within
/// itself.
fn partings(
    case: &Case,
    ranked_groups: &[RankedGroup],
    shown: &[usize],
    families: &[(Family, Vec<usize>)],
    words: Words,
) -> Option<String> {
    if ranked_groups.len() < 2 {
        return None;
    }
    let (mut between, mut within) = (Vec::new(), Vec::new());
    for (at, a) in shown.iter().enumerate() {
        for b in &shown[at + 1..] {
            let ahead = |evaluation: &usize, x: usize, y: usize| {
                ranked_groups[*evaluation].rank(x) < ranked_groups[*evaluation].rank(y)
            };
            let name = |x: usize| super::name(&case.problem, &ranked_groups[0], x, words);
            let whole = |x: usize, y: usize| -> Vec<String> {
                let of = families.iter().filter(|(_, evaluations)| {
                    evaluations.iter().all(|evaluation| ahead(evaluation, x, y))
                });
                of.map(|(family, _)| words_of(*family, words).to_owned()).collect()
            };
            let (one, other) = (whole(*a, *b), whole(*b, *a));
            if !one.is_empty() && !other.is_empty() {
                let (one, other, a, b) =
                    (all_of(&one, words), all_of(&other, words), name(*a), name(*b));
                between.push(words.pick(
                    format!("{one} methods put {a} ahead of {b}, {other} methods {b} ahead of {a}"),
                    format!("{one}methodes zetten {a} voor {b}, {other}methodes {b} voor {a}"),
                ));
            }
            for (family, evaluations) in families {
                if evaluations.iter().any(|evaluation| ahead(evaluation, *a, *b))
                    && evaluations.iter().any(|evaluation| ahead(evaluation, *b, *a))
                {
                    let (family, a, b) = (words_of(*family, words), name(*a), name(*b));
                    within.push(words.pick(
                        format!("{family} methods disagree on {a} and {b}"),
                        format!("{family}methodes zijn het oneens over {a} en {b}"),
                    ));
                }
            }
        }
    }
    let count = between.len() + within.len();
    if count == 0 {
        return Some(
            words.pick(
                "No two methods put two of these in opposite order.".to_owned(),
                "Geen twee methodes zetten twee van deze alternatieven in omgekeerde volgorde."
                    .to_owned(),
            ),
        );
    }
    let some: Vec<String> = between.into_iter().chain(within).take(MOST_PARTINGS).collect();
    let more = match count - some.len() {
        0 => String::new(),
        1 => words.pick(
            "; and on one more pair (`--table method_ranks`)".to_owned(),
            "; en over nog één paar (`--table method_ranks`)".to_owned(),
        ),
        more => words.pick(
            format!("; and on {more} more pairs (`--table method_ranks`)"),
            format!("; en over nog {more} paren (`--table method_ranks`)"),
        ),
    };
    Some(words.pick(
        format!("Where they disagree: {}{more}.", some.join("; ")),
        format!("Waar ze verschillen: {}{more}.", some.join("; ")),
    ))
}

/// The coefficients, from least to most, over the pairs of methods of two families and over the
/// groups.
fn alike(agreement: &Agreement, words: Words) -> Vec<Block> {
    type Of = fn(&Coefficients) -> Option<f64>;
    let columns: [(&str, Of); 4] = [
        ("Kendall", |c| c.kendall),
        ("Spearman", |c| c.spearman),
        (words.pick("weighted Spearman", "gewogen Spearman"), |c| c.weighted_spearman),
        ("WS", |c| c.ws),
    ];
    let order: Vec<Family> = agreement.families().iter().map(|(family, _)| *family).collect();
    // Two families are one pair, whichever method of the two was given first.
    let both = |pair: &Agreed| {
        let (a, b) = agreement.families_of(pair);
        let place = |of: Family| order.iter().position(|family| *family == of);
        if place(a) <= place(b) { (a, b) } else { (b, a) }
    };
    let mut families: Vec<(Family, Family)> = Vec::new();
    for pair in agreement.pairs.iter().map(both) {
        if !families.contains(&pair) {
            families.push(pair);
        }
    }
    let row = |(a, b): &(Family, Family)| -> Option<Vec<String>> {
        let pairs = || agreement.pairs.iter().filter(|pair| both(pair) == (*a, *b));
        let cell = |of: Of| {
            let figures = || pairs().filter_map(|pair| of(&pair.coefficients));
            let least = figures().fold(f64::INFINITY, f64::min);
            let most = figures().fold(f64::NEG_INFINITY, f64::max);
            (least <= most).then(|| {
                let (least, most) = (words.two(least), words.two(most));
                if least == most {
                    least
                } else {
                    words.pick(format!("{least} to {most}"), format!("{least} tot {most}"))
                }
            })
        };
        let cells: Vec<Option<String>> = columns.iter().map(|(_, of)| cell(*of)).collect();
        let (own, other) = (words_of(*a, words), words_of(*b, words));
        let within = words.pick("within", "binnen");
        let named = if a == b { format!("{within} {own}") } else { format!("{own} - {other}") };
        cells[0].is_some().then(|| {
            std::iter::once(named).chain(cells.into_iter().map(Option::unwrap_or_default)).collect()
        })
    };
    let rows: Vec<Vec<String>> = families.iter().filter_map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut head = vec![(words.pick("families", "families").to_owned(), None)];
    head.extend(columns.iter().map(|(name, _)| ((*name).to_owned(), Some(Align::Right))));
    let mut out = vec![
        Block::Heading(words.pick("How alike the orders are", "Hoe sterk de volgordes op elkaar lijken").into()),
        Block::Grid(Grid { head, rows }),
        Block::Text(
            words
                .pick(
                    "1: the same order; -1: the reverse (WS: near 0). Weighted Spearman and WS count the top more; WS is not symmetric, the method run first is its reference. From least to most over pairs of methods and groups.",
                    "1: dezelfde volgorde; -1: de omgekeerde (WS: bijna 0). Gewogen Spearman en WS tellen de top zwaarder; WS is niet symmetrisch, de eerst genoemde methode is de maatstaf. Telkens van de laagste tot de hoogste waarde over paren van methodes en groepen.",
                )
                .into(),
        ),
        Block::Text(
            words
                .pick(
                    "Agreement means that the order does not hang on the choice of method; it says nothing for the weights, the scales and the data, which all methods share.",
                    "Overeenstemming betekent dat de volgorde niet afhangt van de keuze van de methode; ze zegt niets over de kwaliteit van de gewichten, schalen en gegevens, die alle methodes delen.",
                )
                .into(),
        ),
    ];
    let names = (0..agreement.ranked.evaluations.len()).map(|at| agreement.name(at));
    if are_many(names) {
        out.push(Block::Text(
            words
                .pick(
                    "Methods of one family share an idea, and some are one sum in another form. That many of them agree says little more than that one of them does.",
                    "Methodes van één familie delen een idee, en sommige zijn dezelfde som in een andere vorm. Dat er veel overeenstemmen, zegt weinig meer dan dat één het doet.",
                )
                .into(),
        ));
    }
    out
}

/// Which methods were left out, and why: those with the same reason together.
pub(super) fn left_out(skipped: &[Skipped], words: Words) -> Vec<String> {
    let mut reasons: Vec<(&Option<Said>, Vec<String>)> = Vec::new();
    for skipped in skipped {
        let name = skipped.method.to_owned();
        match reasons.iter_mut().find(|(known, _)| **known == skipped.reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((&skipped.reason, vec![name])),
        }
    }
    let line = |(reason, names): &(&Option<Said>, Vec<String>)| {
        let (all, one) = (words.list(names), names.len() == 1);
        match (reason, one) {
            (None, true) => words.pick(
                format!("{all} is left out: its answer is a relation and no score."),
                format!(
                    "{all} blijft buiten beschouwing: het antwoord is een relatie en geen score."
                ),
            ),
            (None, false) => words.pick(
                format!("{all} are left out: their answer is a relation and no score."),
                format!(
                    "{all} blijven buiten beschouwing: hun antwoord is een relatie en geen score."
                ),
            ),
            (Some(reason), true) => words.pick(
                format!("{all} is left out, because it is not defined here: {reason}."),
                format!(
                    "{all} blijft buiten beschouwing, want de methode is hier niet bepaald: {reason:#}."
                ),
            ),
            (Some(reason), false) => words.pick(
                format!("{all} are left out, because they are not defined here: {reason}."),
                format!(
                    "{all} blijven buiten beschouwing, want deze methodes zijn hier niet bepaald: {reason:#}."
                ),
            ),
        }
    };
    reasons.iter().map(line).collect()
}

/// What a reader of the tables should know too.
pub fn agreement_notes(case: &Case, agreement: &Agreement, words: Words) -> Vec<String> {
    let problem = &case.problem;
    let ranked_groups: Vec<RankedGroup> =
        (0..problem.groups.len()).map(|group| agreement.ranked.ranked_group(0, group)).collect();
    let mut out: Vec<String> =
        nothing_to_compare(problem, &ranked_groups, words).into_iter().collect();
    let evaluations = &agreement.ranked.evaluations;
    out.extend(crate::report::weights::each_its_own(&evaluations.main().weights, words));
    if evaluations.len() == 1 {
        let name = evaluations[0].method.name();
        out.push(words.pick(
            format!("Only one method is compared, {name}: there is nothing for it to agree with."),
            format!("Er is maar één methode, {name}: er valt niets te vergelijken."),
        ));
    } else if let [(family, _)] = agreement.families().as_slice() {
        let name = words_of(*family, words);
        out.push(words.pick(
            format!("All methods compared are of one family, {name}: that variants of one idea agree is little evidence."),
            format!("Alle methodes zijn van één familie, {name}: dat varianten van één idee overeenstemmen, zegt weinig."),
        ));
    }
    let tied = |ranked: &RankedGroup| {
        ranked.places.len() >= 2 && ranked.leaders().len() == ranked.places.len()
    };
    let all_tied = |evaluation: usize| {
        let ranked_groups =
            (0..problem.groups.len()).map(|group| agreement.ranked.ranked_group(evaluation, group));
        ranked_groups.into_iter().any(|ranked| tied(&ranked))
    };
    let names: Vec<String> = (0..evaluations.len())
        .filter(|evaluation| all_tied(*evaluation))
        .map(|evaluation| evaluations[evaluation].method.name().to_owned())
        .collect();
    if !names.is_empty() && evaluations.len() > 1 {
        let names = words.list(&names);
        out.push(words.pick(
            format!("Where all alternatives tie ({names}) there is no order to compare: those coefficients are empty."),
            format!(
                "Waar alle alternatieven gelijkstaan ({names}), is er geen volgorde te vergelijken: die coëfficiënten zijn leeg."
            ),
        ));
    }
    out.extend(left_out(&agreement.ranked.skipped, words));
    out
}
