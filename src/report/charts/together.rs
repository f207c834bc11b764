//! Charts of many actors, of portfolios and of pathways.

use super::captions::{MOST_GROUPS, MOST_TOLD, closing, heading};
use super::left_out::{LeftOut, RowsAre};
use super::shared::MOST_ROWS;
use crate::case::Case;
use crate::chart::Caption;
use crate::chart::{Accepts, Actors as ActorsChart, ActorsCell, ActorsGroup, ActorsRow};
use crate::chart::{LimitsUsed, LimitsUsedRow};
use crate::chart::{Stretch, Timeline, TimelineRow};
use crate::problem::Problem;
use crate::report::{NamedChart, Words};
use crate::study::{
    ActorStanding, Actors, FoundPath, InForce, LimitSide, LimitUse, PanelGroup, Pathway, Portfolio,
    RowSource,
};

/// Actors by alternatives.
pub fn actors_charts<'a>(
    case: &'a Case,
    study: &'a Actors<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    match study.evaluation.groups.iter().any(|group| !group.places.is_empty()) {
        true => vec![NamedChart::new("actors", move || actors(case, study, words).picture())],
        false => Vec::new(),
    }
}

/// A rank, and which ranks are possible: `2 (1–3)`.
fn rank(own: &ActorStanding) -> String {
    let range = own.rank_best.zip(own.rank_worst).map(|(best, worst)| match best == worst {
        true => best.to_string(),
        false => format!("{best}–{worst}"),
    });
    match (own.rank, range) {
        (Some(rank), Some(range)) if range == rank.to_string() => range,
        (Some(rank), Some(range)) => format!("{rank} ({range})"),
        (Some(rank), None) => format!("{rank} (?)"),
        (None, Some(range)) => range,
        (None, None) => "?".to_owned(),
    }
}

fn accepts(study: &Actors, group: &PanelGroup, at: usize, actor: usize) -> Accepts {
    let of = &study.acceptance.groups[group.group][at];
    if of.accepted_by.contains(&actor) {
        Accepts::Yes
    } else if of.vetoed_by.contains(&actor) {
        Accepts::Never
    } else if of.can_be_accepted_by.contains(&actor) {
        Accepts::MayBe
    } else {
        Accepts::No
    }
}

fn actors(case: &Case, study: &Actors, words: Words) -> ActorsChart {
    let evaluation = study.evaluation;
    let problem = evaluation.panel.problem();
    let names: Vec<String> =
        evaluation.actors().iter().map(|actor| words.label(actor.label(), actor.id())).collect();
    let shown: Vec<&PanelGroup> =
        evaluation.groups.iter().filter(|group| !group.places.is_empty()).collect();
    let (mut groups, mut told) = (Vec::new(), Vec::new());
    let mut seen = Vec::new();
    // By group: what all accept.
    let mut by_all = Vec::new();
    let mut left = LeftOut { groups: LeftOut::over(shown.len(), MOST_GROUPS), rows: 0 };
    // All are counted, and the first are drawn.
    for group in &shown {
        let acceptance = &study.acceptance.groups[group.group];
        let mut order: Vec<usize> = (0..group.places.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(acceptance[*at].accepted_by.len()));
        let group_heading = heading(problem, group.group, words);
        // No heading without what stands below it.
        if told.len() + 1 < MOST_TOLD {
            told.extend(group_heading.iter().map(|heading| format!("{heading}:")));
        }
        let mut all = Vec::new();
        let mut rows = Vec::new();
        for at in order {
            let name = words.inside(problem, evaluation.member(group, at));
            if acceptance[at].accepted_by.len() == names.len() {
                all.push(name.clone());
            }
            let cell = |(actor, who): (usize, &String)| {
                let own = &study.standings.actors[actor].groups[group.group].alternatives[at];
                let (text, accepts) = (rank(own), accepts(study, group, at, actor));
                let said = said(accepts, words);
                let hint = words.pick(
                    format!("{who} ranks {name} {text}: {said}"),
                    format!("{who} geeft {name} rang {text}: {said}"),
                );
                ActorsCell { text, accepts, hint }
            };
            let cells: Vec<ActorsCell> = names.iter().enumerate().map(cell).collect();
            seen.extend(cells.iter().map(|cell| cell.accepts));
            if told.len() < MOST_TOLD {
                let each = names.iter().zip(&cells).map(|(who, cell)| {
                    format!("{who} {} ({})", cell.text, said(cell.accepts, words))
                });
                told.push(format!("{name}: {}.", each.collect::<Vec<_>>().join(", ")));
            }
            rows.push(ActorsRow { name, cells });
        }
        by_all.push(all);
        if groups.len() < MOST_GROUPS {
            left.rows += LeftOut::over(rows.len(), MOST_ROWS);
            // What most accept stands on top.
            rows.truncate(MOST_ROWS);
            groups.push(ActorsGroup { heading: group_heading, rows });
        }
    }
    let count = words.count(names.len());
    let title = match &by_all[..] {
        [all] if !all.is_empty() => {
            let list = words.some(all, 4);
            match all.len() {
                1 => words.pick(
                    format!("{list} is acceptable to all {count} actors"),
                    format!("{list} is aanvaardbaar voor alle {count} actoren"),
                ),
                _ => words.pick(
                    format!("{list} are acceptable to all {count} actors"),
                    format!("{list} zijn aanvaardbaar voor alle {count} actoren"),
                ),
            }
        }
        [_] => words.pick(
            format!("No alternative is acceptable to all {count} actors"),
            format!("Geen enkel alternatief is aanvaardbaar voor alle {count} actoren"),
        ),
        several if several.iter().all(|all| !all.is_empty()) => {
            let of = words.count(several.len());
            words.pick(
                format!(
                    "In each of these {of} groups something is acceptable to all {count} actors"
                ),
                format!(
                    "In elk van deze {of} groepen is iets aanvaardbaar voor alle {count} actoren"
                ),
            )
        }
        several => {
            let some = words.count(several.iter().filter(|all| !all.is_empty()).count());
            let of = words.count(several.len());
            words.pick(
                format!("In {some} of {of} groups something is acceptable to all {count} actors"),
                format!(
                    "In {some} van de {of} groepen is iets aanvaardbaar voor alle {count} actoren"
                ),
            )
        }
    };
    let mut notes = vec![
        words.pick(
            "In each cell: the rank that the actor gives at its own weights and figures; in brackets the best and the worst rank that is possible for all that it admits, alone where it gives no single weights.",
            "In elke cel: de rang die de actor geeft bij zijn eigen gewichten en cijfers; tussen haakjes de beste en de slechtste rang die mogelijk is bij alles wat hij toelaat, zonder haakjes waar hij geen vaste gewichten geeft.",
        ).to_owned(),
        fills(&seen, words),
    ];
    notes.extend(left.note(RowsAre::Alternatives, Some("actor_ranking"), words));
    notes.extend(closing(case, None, words));
    let caption = Caption { title, description: told.join(" "), notes };
    ActorsChart { caption, actors: names, groups }
}

fn said(accepts: Accepts, words: Words) -> &'static str {
    match accepts {
        Accepts::Yes => words.pick("accepts", "aanvaardt"),
        Accepts::MayBe => words.pick("may accept", "kan aanvaarden"),
        Accepts::No => words.pick("does not accept", "aanvaardt niet"),
        Accepts::Never => words.pick("cannot accept", "kan niet aanvaarden"),
    }
}

/// What the fills that are there mean.
fn fills(seen: &[Accepts], words: Words) -> String {
    let all = [
        (Accepts::Yes, words.pick("filled: the actor accepts", "gevuld: de actor aanvaardt")),
        (
            Accepts::MayBe,
            words.pick(
                "hatched: it does not at its own weights and figures, and may within what it admits",
                "gearceerd: bij de eigen gewichten en cijfers niet, maar het kan binnen wat de actor toelaat",
            ),
        ),
        (
            Accepts::No,
            words.pick(
                "empty: it does not accept, or that is not known",
                "leeg: de actor aanvaardt niet, of dat is niet bekend",
            ),
        ),
        (
            Accepts::Never,
            words.pick(
                "with two lines: its minimum cannot be reached",
                "met twee lijnen: het minimum van de actor is onhaalbaar",
            ),
        ),
    ];
    let there: Vec<&str> =
        all.iter().filter(|(accepts, _)| seen.contains(accepts)).map(|(_, said)| *said).collect();
    let text = there.join("; ");
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// What a portfolio uses of its limits; none without a portfolio or without limits.
pub fn limits_charts<'a>(
    case: &'a Case,
    study: &'a Portfolio<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    match study.best.chosen.is_some() && study.limits.iter().any(is_bound) {
        true => vec![NamedChart::new("limits", move || limits(case, study, words).picture())],
        false => Vec::new(),
    }
}

/// Whether it is a bound of a limit that is applied.
fn is_bound(of: &LimitUse) -> bool {
    matches!(of.in_force, InForce::Enforced | InForce::Flagged)
        && matches!(of.source, RowSource::Limit { .. })
        && of.bound.is_some()
}

fn limits(case: &Case, study: &Portfolio, words: Words) -> LimitsUsed {
    let (mut rows, mut told, mut binding) = (Vec::new(), Vec::new(), Vec::new());
    let (mut chances, mut broken, mut unknown) = (false, 0, 0);
    for of in study.limits.iter().filter(|of| is_bound(of)) {
        let (RowSource::Limit { limit, part, side }, Some(bound)) = (of.source, of.bound) else {
            continue;
        };
        let own = &study.model.limits[limit];
        let label = words.label(&own.label, &own.id);
        let name = match &own.parts[part].name {
            Some(part) => format!("{label} ({part})"),
            None => label,
        };
        let written = |figure: f64| match side {
            LimitSide::ShareAtMost => words.percent(figure),
            _ => words.figure(figure),
        };
        let used = of.used.map_or_else(|| "?".to_owned(), written);
        let asked = match side {
            LimitSide::AtLeast => words.pick("at least", "minstens"),
            _ => words.pick("at most", "hoogstens"),
        };
        let chance = own.chance.map(|chance| {
            chances = true;
            let chance = words.percent(chance);
            words.pick(format!(" with {chance}"), format!(" met {chance}"))
        });
        let left = match (of.met, of.slack) {
            (Some(false), _) => {
                broken += 1;
                words.pick("not kept", "niet voldaan").to_owned()
            }
            (None, Some(_)) => {
                unknown += 1;
                words.pick("not known", "niet bekend").to_owned()
            }
            (_, Some(_)) if of.binding == Some(true) => {
                binding.push(name.clone());
                words.pick("binds: nothing left", "bindend: niets over").to_owned()
            }
            (_, Some(slack)) => {
                let slack = written(slack);
                words.pick(format!("{slack} left"), format!("{slack} over"))
            }
            (_, None) => {
                unknown += 1;
                words.pick("not known", "niet bekend").to_owned()
            }
        };
        let (bound_text, chance) = (written(bound), chance.unwrap_or_default());
        let text = words.pick(
            format!("{used} of {asked} {bound_text}{chance}; {left}"),
            format!("{used} van {asked} {bound_text}{chance}; {left}"),
        );
        // The share of a bound below 0 says nothing; whatever is above a bound of 0 is beyond all
        // multiples of it, and its bar is as long as bars are.
        let share = of
            .used
            .filter(|used| bound > 0.0 && *used >= 0.0 || bound == 0.0 && *used > 0.0)
            .map(|used| used / bound);
        let hint = format!("{name}: {text}");
        if told.len() < MOST_TOLD {
            told.push(format!("{hint}."));
        }
        rows.push(LimitsUsedRow { name, share, kept: of.met, text, hint });
    }
    let title = match (broken, &binding[..]) {
        (0, []) if unknown > 0 => {
            let n = words.count(unknown);
            words.pick(
                format!("No limit is known to bind this choice; of {n} that is not known"),
                format!("Van geen enkele limiet is bekend dat ze bindend is voor deze selectie; van {n} is het niet bekend"),
            )
        }
        (0, []) => words
            .pick(
                "This choice reaches none of the limits",
                "Deze selectie bereikt geen enkele limiet",
            )
            .to_owned(),
        (0, names) => {
            let list = words.some(names, 3);
            match names.len() {
                1 => words.pick(
                    format!("One limit binds this choice: {list}"),
                    format!("Eén limiet is bindend voor deze selectie: {list}"),
                ),
                n => {
                    let n = words.count(n);
                    words.pick(
                        format!("{n} bounds bind this choice: {list}"),
                        format!("{n} grenzen zijn bindend voor deze selectie: {list}"),
                    )
                }
            }
        }
        (1, _) => words
            .pick(
                "This choice does not keep 1 bound, which is reported and not enforced",
                "Deze selectie haalt 1 grens niet: die wordt gemeld, niet afgedwongen",
            )
            .to_owned(),
        (n, _) => {
            let n = words.count(n);
            words.pick(
                format!(
                    "This choice does not keep {n} bounds, which are reported and not enforced"
                ),
                format!(
                    "Deze selectie haalt {n} grenzen niet: die worden gemeld, niet afgedwongen"
                ),
            )
        }
    };
    let mut notes = vec![words.pick(
        "Bars: what the choice uses as a share of each bound, on a scale of its own; longer ones stop at twice the bound. What binds has no room left; a bar that is hatched does not keep its bound. Ranges count at the end that the bound is about: high for at most, low for at least.",
        "Balken: wat de selectie gebruikt, als aandeel van elke grens en elk op een eigen schaal; langere balken stoppen bij tweemaal de grens. Een grens die bindend is, laat geen ruimte over. Bij een gearceerde balk is de grens niet gehaald. Van een bereik telt het uiteinde waarover de grens gaat: het hoogste bij hoogstens, het laagste bij minstens.",
    ).to_owned()];
    if chances {
        let draws = words.count(study.chance_draws.unwrap_or(0) as usize);
        notes.push(words.pick(
            format!(
                "Bounds with a probability: what is used with that probability, from {draws} draws."
            ),
            format!(
                "Grenzen met een kans: wat met die kans gebruikt wordt, uit {draws} trekkingen."
            ),
        ));
    }
    notes.extend(closing(case, None, words));
    let caption = Caption { title, description: told.join(" "), notes };
    LimitsUsed { caption, bound: words.pick("bound", "grens").to_owned(), rows }
}

/// The path of each choice over the years.
pub fn pathway_charts<'a>(
    case: &'a Case,
    study: &'a Pathway<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    match (0..study.best.len()).any(|choice| study.path(choice).is_some()) {
        true => vec![NamedChart::new("pathway", move || pathway(case, study, words).picture())],
        false => Vec::new(),
    }
}

fn pathway(case: &Case, study: &Pathway, words: Words) -> Timeline {
    let model = study.evaluation.model;
    let problem = model.problem(0);
    let periods: Vec<(String, i32, i32)> = model
        .periods
        .iter()
        .map(|of| (words.label(&of.label, &of.id), of.from, of.from + of.years as i32))
        .collect();
    let (mut rows, mut told, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut switching, mut found) = (0, 0);
    let mut paths: Vec<String> = Vec::new();
    for choice in 0..model.choices.len() {
        let values = model.one_per.iter().zip(&model.choices[choice].values);
        let name: Vec<String> =
            values.map(|(key, value)| words.key_value(problem, *key, *value)).collect();
        let name = name.join(" / ");
        let stretches = match study.path(choice) {
            None => Err(words
                .pick(
                    "no path is allowed at nominal figures",
                    "geen enkel pad is toegelaten bij de nominale cijfers",
                )
                .to_owned()),
            Some(path) => {
                let own = stretches(study, problem, choice, path, &mut numbers, words);
                found += 1;
                switching += usize::from(own.iter().any(|stretch| stretch.switch));
                Ok(own)
            }
        };
        let said = match &stretches {
            Ok(all) => {
                let each = all.iter().map(|of| {
                    let from = of.years.0;
                    words.pick(
                        format!("{} from {from}", of.name),
                        format!("{} vanaf {from}", of.name),
                    )
                });
                each.collect::<Vec<_>>().join(", ")
            }
            Err(why) => why.clone(),
        };
        if told.len() < MOST_TOLD {
            told.push(if name.is_empty() {
                format!("{said}.")
            } else {
                format!("{name}: {said}.")
            });
        }
        paths.push(said);
        rows.push(TimelineRow { name, stretches });
    }
    let tied = match &study.shared {
        Some(shared) => shared.tied == Some(true),
        None => (0..study.best.len()).any(|choice| study.best[choice].tied().len() > 1),
    };
    let proved = study.shared.as_ref().is_none_or(|shared| shared.optimal);
    let title = match (&rows[..], found) {
        ([_], _) => {
            let path = told.first().map_or("", |said| said.trim_end_matches('.'));
            match tied {
                false if !proved => words.pick(
                    format!("The best path found: {path}"),
                    format!("Het beste gevonden pad: {path}"),
                ),
                false => {
                    words.pick(format!("The best path: {path}"), format!("Het beste pad: {path}"))
                }
                true => words.pick(
                    format!("One of the best paths: {path}"),
                    format!("Een van de beste paden: {path}"),
                ),
            }
        }
        // The same path everywhere is worth saying, unless another one is as good somewhere.
        (all, found)
            if found == all.len() && !tied && paths.windows(2).all(|two| two[0] == two[1]) =>
        {
            let (found, path) = (words.count(found), paths.first().map_or("", String::as_str));
            words.pick(
                format!("For all {found} choices the path is the same: {path}"),
                format!("Voor alle {found} keuzes is het pad hetzelfde: {path}"),
            )
        }
        (_, found) => {
            let (switching, found) = (words.count(switching), words.count(found));
            words.pick(
                format!("{switching} of the {found} paths switch, at once or later"),
                format!("{switching} van de {found} paden stappen over, meteen of later"),
            )
        }
    };
    let until = words.count(model.until as usize);
    let mut notes = vec![words.pick(
        "Years to scale; a triangle on a thick line marks a switch, in the year in which the path stands in what follows.",
        "Jaren op schaal; een driehoek op een dikke lijn duidt een overstap aan, in het jaar waarin het pad in het volgende staat.",
    ).to_owned()];
    if model.until > 0 {
        notes.push(words.pick(
            format!("The value of the last period goes on for {until} years, which are not drawn."),
            format!("De waarde van de laatste periode loopt nog {until} jaar door; die jaren zijn niet getekend."),
        ));
    }
    if tied && study.shared.is_none() && rows.len() > 1 {
        notes.push(
            words
                .pick(
                    "For some choices another path is as good.",
                    "Voor sommige keuzes is een ander pad even goed.",
                )
                .to_owned(),
        );
    }
    match &study.shared {
        Some(shared) if shared.optimal => notes.push(words.pick(
            "Limits are shared: these paths are proved to be the best together.",
            "De keuzes delen limieten: bewezen is dat deze paden samen de beste zijn.",
        ).to_owned()),
        Some(_) => notes.push(words.pick(
            "Limits are shared: these paths are the best found together, not proved to be the best.",
            "De keuzes delen limieten: deze paden zijn samen de beste die gevonden zijn, maar dat ze de beste zijn, is niet bewezen.",
        ).to_owned()),
        None => {}
    }
    notes.push(words.pick("At nominal figures.", "Bij de nominale cijfers.").to_owned());
    notes.extend(closing(case, None, words));
    Timeline { caption: Caption { title, description: told.join(" "), notes }, periods, rows }
}

/// A path as what it stands in, one after the other.
fn stretches(
    study: &Pathway,
    problem: &Problem,
    choice: usize,
    path: &FoundPath,
    numbers: &mut Vec<String>,
    words: Words,
) -> Vec<Stretch> {
    let model = study.evaluation.model;
    let all = 0..problem.keys.len();
    let inside: Vec<usize> = all.clone().filter(|key| !model.one_per.contains(key)).collect();
    let keys = if inside.is_empty() { all.collect() } else { inside };
    let start = model.choices[choice].start_position();
    let mut out: Vec<Stretch> = Vec::new();
    let mut before = start;
    for (period, position) in path.positions.iter().enumerate() {
        let of = &model.periods[period];
        let to = of.from + of.years as i32;
        match out.last_mut().filter(|_| period > 0 && before == *position) {
            Some(last) => last.years.1 = to,
            None => {
                let (name, number) = match position {
                    None => (words.pick("none", "geen").to_owned(), None),
                    Some(position) => {
                        let at = study.evaluation.alternative(choice, *position);
                        let name = words.name(problem, at, &keys);
                        let known = numbers.iter().position(|known| *known == name);
                        let number = known.unwrap_or_else(|| {
                            numbers.push(name.clone());
                            numbers.len() - 1
                        });
                        (name, Some(number))
                    }
                };
                // A path that begins where it stood does not switch.
                let switch = before != *position;
                out.push(Stretch { name, number, years: (of.from, to), switch });
            }
        }
        before = *position;
    }
    out
}
