//! Ranks over methods, and the plane of PROMETHEE II.

use super::captions::{MOST_GROUPS, MOST_TOLD, closing, heading, nominal_note};
use super::left_out::{LeftOut, RowsAre};
use super::shared::foremost;
use crate::case::Case;
use crate::chart::Caption;
use crate::chart::{Parallel, ParallelGroup, ParallelLine};
use crate::chart::{Plane, PlaneGroup, PlanePoint};
use crate::method::Method;
use crate::problem::PlaceInGroup;
use crate::report::ranks::alike;
use crate::report::{NamedChart, Words};
use crate::study::{Agreement, Evaluation, Evaluations};

/// Lines, or points, of a group that can be told apart.
const MOST_NAMED: usize = 40;

/// More methods than this have no column each.
const MOST_METHODS: usize = 8;

/// Ranks side by side, where there are several methods.
pub fn methods_charts<'a>(
    case: &'a Case,
    study: &'a Agreement<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let several = study.ranked.evaluations.len() > 1;
    let compared = (0..case.problem.groups.len())
        .any(|group| study.ranked.ranked_group(0, group).places.len() > 1);
    match several && compared {
        true => vec![NamedChart::new("methods", move || parallel(case, study, words).picture())],
        false => Vec::new(),
    }
}

/// The columns of the picture, each with the methods that it stands for. Many methods stand family
/// by family, and those of a family that give one order in every group share a column.
fn columns(case: &Case, study: &Agreement) -> Vec<Vec<usize>> {
    let count = study.ranked.evaluations.len();
    if count <= MOST_METHODS {
        return (0..count).map(|method| vec![method]).collect();
    }
    let groups = 0..case.problem.groups.len();
    let ranks = |method: usize| -> Vec<Vec<usize>> {
        let of = |group: usize| {
            let ranked = study.ranked.ranked_group(method, group);
            (0..ranked.places.len()).map(|at| ranked.rank(at)).collect()
        };
        groups.clone().map(of).collect()
    };
    alike(&study.families(), ranks).into_iter().map(|(_, methods)| methods).collect()
}

fn parallel(case: &Case, study: &Agreement, words: Words) -> Parallel {
    let problem = &case.problem;
    let columns = columns(case, study);
    let count = columns.len();
    let head = |of: &Vec<usize>| match &of[..] {
        [first, others @ ..] if !others.is_empty() => {
            format!("{} (+{})", study.name(*first), others.len())
        }
        _ => of.iter().map(|at| study.name(*at)).collect(),
    };
    let methods: Vec<String> = columns.iter().map(head).collect();
    let shown: Vec<usize> = (0..problem.groups.len())
        .filter(|group| study.ranked.ranked_group(0, *group).places.len() > 1)
        .collect();
    let (mut groups, mut told, mut crisp) = (Vec::new(), Vec::new(), true);
    // By group: those that every method puts first.
    let mut always = Vec::new();
    // Whether some method gives no rank at all in a group.
    let mut silent = false;
    let mut left = LeftOut { groups: LeftOut::over(shown.len(), MOST_GROUPS), rows: 0 };
    // All are counted, and the first are drawn.
    for group in &shown {
        let result = &study.ranked.evaluations[0].groups[*group];
        crisp &= result.is_crisp();
        let ranks = |place: &PlaceInGroup| -> Vec<Option<usize>> {
            let of = |method: &Evaluation| method.groups[*group].standing(*place).rank;
            columns.iter().map(|methods| of(&study.ranked.evaluations[methods[0]])).collect()
        };
        let mut lines: Vec<ParallelLine> = result
            .eligible()
            .iter()
            .map(|place| ParallelLine {
                name: words.inside(problem, result.member(*place)),
                ranks: ranks(place),
            })
            .filter(|line| line.ranks.iter().any(Option::is_some))
            .collect();
        lines.sort_by_key(|line| line.ranks[0].unwrap_or(usize::MAX));
        silent |= (0..count).any(|method| lines.iter().all(|line| line.ranks[method].is_none()));
        let heading = heading(problem, *group, words);
        told.extend(heading.iter().map(|heading| format!("{heading}:")));
        for line in lines.iter().take(MOST_TOLD) {
            let rank = |(method, rank): (&String, &Option<usize>)| {
                let rank = rank.map_or_else(|| "?".to_owned(), |rank| rank.to_string());
                format!("{method} {rank}")
            };
            let ranks: Vec<String> = methods.iter().zip(&line.ranks).map(rank).collect();
            told.push(format!("{}: {}.", line.name, ranks.join(", ")));
        }
        let first: Vec<String> = lines
            .iter()
            .filter(|line| line.ranks.iter().all(|rank| *rank == Some(1)))
            .map(|line| line.name.clone())
            .collect();
        always.push(first);
        if groups.len() < MOST_GROUPS {
            left.rows += LeftOut::over(lines.len(), MOST_NAMED);
            // Who is first by some method is drawn before all others.
            let best = |line: &ParallelLine| line.ranks.iter().flatten().min().copied();
            lines.sort_by_key(|line| best(line).unwrap_or(usize::MAX));
            lines.truncate(MOST_NAMED);
            lines.sort_by_key(|line| line.ranks[0].unwrap_or(usize::MAX));
            groups.push(ParallelGroup { heading, lines });
        }
    }
    let title = match &always[..] {
        [first] if !first.is_empty() => {
            let names = words.list(first);
            words.pick(
                format!("Each of these methods puts {names} first"),
                format!("Elk van deze methodes zet {names} op de eerste plaats"),
            )
        }
        _ if silent => words
            .pick("Not every method says who is first", "Niet elke methode zegt wie eerste is")
            .to_owned(),
        [_] => words
            .pick(
                "These methods do not agree on who is first",
                "Deze methodes zijn het niet eens over wie eerste is",
            )
            .to_owned(),
        several if several.iter().all(|first| !first.is_empty()) => words
            .pick(
                "In each group these methods agree on who is first",
                "In elke groep zijn deze methodes het eens over wie eerste is",
            )
            .to_owned(),
        _ => words
            .pick(
                "Not in every group do these methods agree on who is first",
                "Niet in elke groep zijn deze methodes het eens over wie eerste is",
            )
            .to_owned(),
    };
    let mut notes = vec![
        words.pick(
            "Ranks at the weights given, 1 on top; alternatives that tie share a place. Coloured lines are first under some method; a line breaks where a method gives no rank.",
            "Rangen bij de opgegeven gewichten, 1 bovenaan; alternatieven met gelijke stand delen een plaats. Gekleurde lijnen zijn bij een van de methodes eerste; een lijn breekt waar een methode geen rang geeft.",
        ).to_owned(),
        words.pick(
            "Methods share weights and data: that many agree is no proof.",
            "De methodes delen gewichten en gegevens: dat er veel overeenstemmen, is geen bewijs.",
        ).to_owned(),
    ];
    let shared = columns.iter().zip(&methods).filter(|(of, _)| of.len() > 1).map(|(of, head)| {
        let names: Vec<&str> = of.iter().map(|at| study.name(*at)).collect();
        format!("{head}: {}", names.join(", "))
    });
    let shared: Vec<String> = shared.collect();
    if !shared.is_empty() {
        let all = shared.join("; ");
        notes.push(words.pick(
            format!("Methods of a family that give one order share a column. {all}."),
            format!("Methodes van een familie die één volgorde geven, delen een kolom. {all}."),
        ));
    }
    notes.extend(nominal_note(crisp, words));
    notes.extend(left.note(RowsAre::Alternatives, Some("method_ranks"), words));
    notes.extend(closing(case, None, words));
    Parallel { caption: Caption { title, description: told.join(" "), notes }, methods, groups }
}

/// The GAIA plane, where PROMETHEE II is among the methods.
pub fn gaia_charts<'a>(
    case: &'a Case,
    evaluations: &'a Evaluations<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let of = |evaluation: &&Evaluation| {
        matches!(evaluation.method, Method::PrometheeIi(_))
            && evaluation.groups.iter().any(|group| group.gaia_plane(&evaluation.method).is_some())
    };
    let evaluation = evaluations.iter().find(of);
    let chart = |evaluation: &'a Evaluation<'a>| {
        NamedChart::new("gaia", move || gaia(case, evaluation, words).picture())
    };
    evaluation.map(chart).into_iter().collect()
}

fn gaia(case: &Case, evaluation: &Evaluation, words: Words) -> Plane {
    let problem = &case.problem;
    let leaves: Vec<usize> = (0..problem.tree.leaves.len()).collect();
    let criteria = words.criteria(problem, &leaves);
    let point = |name: &str, [right, up]: [f64; 2]| PlanePoint { name: name.to_owned(), right, up };
    let stick = words.pick("weights (decision stick)", "gewichten (beslissingsas)");
    let (mut groups, mut told, mut crisp, mut unique) = (Vec::new(), Vec::new(), true, true);
    let mut kept = Vec::new();
    let mut left = LeftOut::default();
    for (at, group) in evaluation.groups.iter().enumerate() {
        let Some(plane) = group.gaia_plane(&evaluation.method) else { continue };
        if groups.len() == MOST_GROUPS {
            left.groups += 1;
            continue;
        }
        crisp &= group.is_crisp();
        unique &= plane.unique;
        let share = words.percent(plane.kept);
        kept.push(share.clone());
        let mut points = Vec::new();
        let drawn = foremost(group, group.eligible(), MOST_NAMED);
        left.rows += group.eligible().len() - drawn.len();
        for place in drawn.iter().map(|at| &group.eligible()[*at]) {
            let name = words.inside(problem, group.member(*place));
            let Some(own) = group.row(*place).and_then(|row| plane.alternatives.get(row)) else {
                continue;
            };
            if points.len() < MOST_TOLD {
                let (right, up) = (words.two(own[0]), words.two(own[1]));
                told.push(format!("{name}: {right}; {up}."));
            }
            points.push(point(&name, *own));
        }
        let axes = criteria.iter().zip(&plane.criteria).map(|(name, end)| point(name, *end));
        let heading = heading(problem, at, words).map(|heading| {
            words.pick(
                format!("{heading} ({share} of the variance kept)"),
                format!("{heading} ({share} van de variantie behouden)"),
            )
        });
        groups.push(PlaneGroup {
            heading,
            points,
            axes: axes.collect(),
            stick: Some(point(stick, plane.stick)),
        });
    }
    let title = match &kept[..] {
        [share] => words.pick(
            format!("This plane shows {share} of the differences between the alternatives"),
            format!("Dit vlak toont {share} van de verschillen tussen de alternatieven"),
        ),
        _ => words
            .pick(
                "How alternatives and criteria lie to each other, group by group",
                "Hoe alternatieven en criteria zich tot elkaar verhouden, groep per groep",
            )
            .to_owned(),
    };
    let shares = words.list(&kept);
    let mut notes = vec![
        words.pick(
            format!("GAIA plane of PROMETHEE II (Mareschal & Brans 1988): unicriterion net flows, projected on the two directions in which they vary the most. Share of the variance kept: {shares}; what is left out may tell near points apart."),
            format!("GAIA-vlak van PROMETHEE II (Mareschal & Brans 1988): nettostromen per criterium, geprojecteerd op de twee richtingen waarin ze het meest variëren. Behouden aandeel van de variantie: {shares}; wat wegvalt, kan punten die dicht bij elkaar liggen toch onderscheiden."),
        ),
        words.pick(
            "Full dots: alternatives. Open dots: where the axes of criteria end; who is good on a criterion lies in its direction. Hatched dot on a thick line: the direction that the weights point to. Alternatives and axes have a scale each.",
            "Volle punten: alternatieven. Open punten: het einde van de assen van criteria; wie goed is op een criterium, ligt in die richting. Gearceerd punt op een dikke lijn: de richting waarin de gewichten wijzen. Alternatieven en assen hebben elk een eigen schaal.",
        ).to_owned(),
    ];
    if !unique {
        notes.push(
            words
                .pick(
                    "Another plane keeps as much: this one is one of several.",
                    "Een ander vlak behoudt evenveel: dit is er een van meerdere.",
                )
                .to_owned(),
        );
    }
    notes.extend(nominal_note(crisp, words));
    notes.extend(left.note(RowsAre::Alternatives, None, words));
    notes.extend(closing(case, None, words));
    let told = words.pick(
        format!("Places of alternatives, to the right and up: {}", told.join(" ")),
        format!("Plaatsen van alternatieven, naar rechts en naar boven: {}", told.join(" ")),
    );
    Plane { caption: Caption { title, description: told, notes }, groups }
}
