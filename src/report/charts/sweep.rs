//! The charts of a sweep: scores along single weights, and how far each weight moves the score of
//! what is first.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{
    MOST_PANELS, MOST_ROWS, axis, branch_label, group_name, in_groups, most_frequent, read_out,
    titled,
};
use crate::case::Case;
use crate::chart::{
    Caption, Sweep as Chart, SweepLine, SweepPanel, SweepSwitch, Tornado, TornadoPanel, TornadoRow,
};
use crate::evaluate::path::Scope;
use crate::problem::Side;
use crate::report::limits::Limit;
use crate::report::{NamedChart, Words};
use crate::study::sweep::switch::Switch;
use crate::study::sweep::track::Target;
use crate::study::sweep::{Sweep, Track};
use crate::tolerance::TIE;
use std::collections::{BTreeMap, BTreeSet};

/// Panels of single weights.
const MOST_WEIGHTS: usize = 6;
/// Steps of a line that is not straight.
const STEPS: usize = 100;

/// The charts of a sweep; none where nothing is compared or no weight can move.
pub fn sweep_charts<'a>(case: &'a Case, sweep: &'a Sweep<'a>, words: Words) -> Vec<NamedChart<'a>> {
    let compared = sweep.ranked_groups.iter().any(|ranked| ranked.places.len() > 1);
    if !compared || sweep.swept() == 0 {
        return Vec::new();
    }
    vec![
        NamedChart::new("sweep", move || lines(case, sweep, words).picture()),
        NamedChart::new("tornado", move || tornado(case, sweep, words).picture()),
    ]
}

/// What the swept weights are shares of.
fn weight_axis(sweep: &Sweep, words: Words) -> String {
    match sweep.all_paths().next().map(|path| path.scope) {
        Some(Scope::Local) => words.pick(
            "weight, as a share among siblings",
            "gewicht, als aandeel binnen zijn groep criteria",
        ),
        _ => words.pick(
            "weight, as a share of all weight",
            "gewicht, als aandeel van het totale gewicht",
        ),
    }
    .to_owned()
}

/// One weight in one group.
struct Swept {
    group: usize,
    path: usize,
    /// The switches of first place.
    firsts: Vec<Switch>,
    /// How far the nearest of them is from the weight now.
    near: f64,
    /// Whether who is first is the same all along, ties included.
    steady: bool,
}

fn swept(sweep: &Sweep) -> Vec<Swept> {
    let mut out = Vec::new();
    for (group, (ranked, tracks)) in sweep.ranked_groups.iter().zip(&sweep.tracks).enumerate() {
        if ranked.places.len() < 2 {
            continue;
        }
        for (at, (path, track)) in sweep.paths(group).iter().zip(tracks).enumerate() {
            let firsts = track.first_switches();
            let near = firsts
                .iter()
                .map(|switch| (switch.weight - path.weight).abs())
                .fold(f64::INFINITY, f64::min);
            let steady =
                firsts.is_empty() && track.stable(ranked, path, Target::First) == (0.0, 1.0);
            out.push(Swept { group, path: at, firsts, near, steady });
        }
    }
    out
}

fn lines(case: &Case, sweep: &Sweep, words: Words) -> Chart {
    let problem = &case.problem;
    let all = swept(sweep);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| all[*a].near.total_cmp(&all[*b].near).then(a.cmp(b)));
    // Where no weight gives first place away, the first few show that.
    let moving = all.iter().filter(|of| !of.firsts.is_empty()).count();
    let shown = if moving == 0 { order.len().min(2) } else { moving.min(MOST_WEIGHTS) };
    let mut series: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let inside = problem.keys_inside();
    for member in sweep.ranked_groups.iter().flat_map(|ranked| ranked.group.members()) {
        let kind = inside.iter().map(|key| problem.alternatives[*member].values[*key]).collect();
        let next = series.len();
        series.entry(kind).or_insert(next);
    }
    let mut read = Vec::new();
    let drawn = &order[..shown];
    let panels: Vec<SweepPanel> =
        drawn.iter().map(|at| panel(case, sweep, &all[*at], &series, &mut read, words)).collect();
    let groups: BTreeSet<usize> = drawn.iter().map(|at| all[*at].group).collect();
    let size = |group: &usize| sweep.ranked_groups[*group].places.len();
    let rows = groups.iter().map(|group| LeftOut::over(size(group), MOST_ROWS)).sum();
    let mut notes = vec![
        words
            .pick(
                "Lines: scores at nominal figures, the other weights keeping their proportions. Upright line: first place changes there; broken upright line: two others change places.",
                "Lijnen: scores bij nominale cijfers; de andere gewichten behouden hun onderlinge verhouding. Verticale volle lijn: de eerste plaats verandert; verticale streepjeslijn: twee andere alternatieven wisselen van plaats.",
            )
            .to_owned(),
    ];
    if let Some(points) = grid(sweep) {
        let points = words.count(points);
        notes.push(words.pick(
            format!("Switches of this method are searched for at {points} points of each weight, and narrowed by bisection: two that lie between neighbouring points can be missed."),
            format!("Omslagpunten van deze methode zijn gezocht op {points} punten van elk gewicht en verfijnd door halvering: twee die tussen buurpunten liggen, kunnen gemist zijn."),
        ));
    }
    let hidden = moving.saturating_sub(shown);
    if hidden > 0 {
        let hidden = words.count(hidden);
        notes.push(words.pick(
            format!("{hidden} more such sweeps are not drawn; --criterion chooses the weights."),
            format!(
                "Nog {hidden} zulke reeksen zijn niet getekend; --criterion kiest de gewichten."
            ),
        ));
    }
    notes.extend(LeftOut { groups: 0, rows }.note(RowsAre::Alternatives, Some("sweep"), words));
    notes.extend(closing(case, Some(sweep.evaluation.method.name()), words));
    Chart {
        caption: Caption {
            title: finding(case, sweep, &all, words),
            description: read_out(&read, words),
            notes,
        },
        across: axis(weight_axis(sweep, words), false, words),
        up: axis(String::new(), false, words),
        panels,
    }
}

/// At how many weights the scores of each path were looked at, where they are not straight lines:
/// what was not found there is not proved to be nowhere.
fn grid(sweep: &Sweep) -> Option<usize> {
    sweep.tracks.iter().flatten().find_map(Track::points)
}

/// Whether single weights change who is first.
fn finding(case: &Case, sweep: &Sweep, all: &[Swept], words: Words) -> String {
    let problem = &case.problem;
    let mut weights: Vec<usize> = all.iter().filter(|of| !of.steady).map(|of| of.path).collect();
    weights.sort_unstable();
    weights.dedup();
    let moving = weights.len();
    let several = all.iter().map(|of| of.group).collect::<BTreeSet<_>>().len() > 1;
    let points = grid(sweep).map(|points| words.count(points));
    if let ([only], [path]) = (&weights[..], sweep.paths(0))
        && *only == 0
        && !several
    {
        let name = branch_label(problem, path.branch, words);
        return words.pick(
            format!("The weight of {name} alone can change who is first, at nominal figures"),
            format!(
                "Het gewicht van {name} alleen kan veranderen wie eerste is, bij nominale cijfers"
            ),
        );
    }
    let somewhere = match several {
        true => words.pick(" in some group", " in een of andere groep"),
        false => "",
    };
    let swept = words.count(sweep.swept());
    if let (0, Some(points)) = (moving, &points) {
        return words.pick(
            format!("No weight alone changes who is first at any of {points} points looked at, at nominal figures ({swept} tried)"),
            format!("Geen enkel gewicht verandert op zich wie eerste is op een van de {points} onderzochte punten, bij nominale cijfers ({swept} onderzocht)"),
        );
    }
    // What a grid finds is there; there may be more.
    let at_least = if points.is_some() { words.pick("At least ", "Minstens ") } else { "" };
    match moving {
        0 => words.pick(
            format!("No weight alone changes who is first, at nominal figures ({swept} tried)"),
            format!("Geen enkel gewicht verandert op zich wie eerste is, bij nominale cijfers ({swept} onderzocht)"),
        ),
        1 => words.pick(
            format!("{at_least}1 of the {swept} weights alone can change who is first{somewhere}, at nominal figures"),
            format!("{at_least}1 van de {swept} gewichten kan op zich veranderen wie{somewhere} eerste is, bij nominale cijfers"),
        ),
        all if all == sweep.swept() => words.pick(
            format!("Each of the {swept} weights alone can change who is first{somewhere}, at nominal figures"),
            format!("Elk van de {swept} gewichten kan op zich veranderen wie{somewhere} eerste is, bij nominale cijfers"),
        ),
        _ => {
            let moving = words.count(moving);
            words.pick(
                format!("{at_least}{moving} of the {swept} weights can each alone change who is first{somewhere}, at nominal figures"),
                format!("{at_least}{moving} van de {swept} gewichten kunnen elk op zich veranderen wie{somewhere} eerste is, bij nominale cijfers"),
            )
        }
    }
}

fn panel(
    case: &Case,
    sweep: &Sweep,
    of: &Swept,
    series: &BTreeMap<Vec<usize>, usize>,
    read: &mut Vec<String>,
    words: Words,
) -> SweepPanel {
    let problem = &case.problem;
    let ranked = &sweep.ranked_groups[of.group];
    let (path, track) = (&sweep.paths(of.group)[of.path], &sweep.tracks[of.group][of.path]);
    let name = |at: usize| words.inside(problem, ranked.member(at));
    let inside = problem.keys_inside();
    let at_weights: Vec<f64> = match track {
        Track::Lines { .. } => vec![0.0, 1.0],
        Track::Grid { .. } => (0..=STEPS).map(|step| step as f64 / STEPS as f64).collect(),
    };
    let scores: Vec<Vec<f64>> = at_weights.iter().map(|x| track.at(ranked, path, *x)).collect();
    let drawn: Vec<usize> = ranked.order().into_iter().take(MOST_ROWS).collect();
    let line = |at: &usize| {
        let values = &problem.alternatives[ranked.member(*at)].values;
        let kind: Vec<usize> = inside.iter().map(|key| values[*key]).collect();
        SweepLine {
            name: name(*at),
            series: series.get(&kind).copied().unwrap_or(0),
            bold: ranked.rank(*at) == 1,
            points: at_weights.iter().zip(&scores).map(|(x, scores)| (*x, scores[*at])).collect(),
        }
    };
    // Those of first place are named before the others, the nearest before the farther.
    let mut switches = track.switches();
    let is_drawn = |at: usize| drawn.contains(&at);
    let found = switches.len();
    switches.retain(|it| it.first || is_drawn(it.below) && is_drawn(it.above));
    let hidden = found - switches.len();
    let far = |it: &Switch| (it.weight - path.weight).abs();
    switches.sort_by(|a, b| {
        b.first.cmp(&a.first).then(far(a).total_cmp(&far(b))).then(a.weight.total_cmp(&b.weight))
    });
    let named = switches.len().min(Chart::MOST_NAMED);
    switches[..named].sort_by(|a, b| a.weight.total_cmp(&b.weight).then(b.first.cmp(&a.first)));
    let mut limits: Vec<Limit> = switches[..named].iter().map(|it| (it.weight, Side::Up)).collect();
    limits.push((path.weight, Side::Nearest));
    limits.push((1.0, Side::Nearest));
    let shown = words.many_in_order(&limits);
    let about = if track.is_exact() { "" } else { "~" };
    let said = |(place, it): (usize, &Switch)| {
        let at = shown[..named].get(place).cloned().unwrap_or_else(|| words.figure(it.weight));
        let (above, below) = (name(it.above), name(it.below));
        let text = match it.first {
            true => words.pick(
                format!("from {about}{at} {above} is first, before that {below}"),
                format!("vanaf {about}{at} is {above} eerste, daarvoor {below}"),
            ),
            false => words.pick(
                format!("from {about}{at} {above} is ahead of {below}"),
                format!("vanaf {about}{at} ligt {above} voor op {below}"),
            ),
        };
        SweepSwitch { at: it.weight, text, first: it.first }
    };
    let switches: Vec<SweepSwitch> = switches.iter().enumerate().map(said).collect();
    let more = match switches.len() - named + hidden {
        0 => String::new(),
        n => {
            let n = words.count(n);
            words.pick(
                format!("and {n} more (`--table switches`)"),
                format!("en nog {n} (`--table switches`)"),
            )
        }
    };
    let title =
        titled(group_name(problem, of.group, words), &branch_label(problem, path.branch, words));
    let now = &shown[named];
    let now = words.pick(format!("now {now}"), format!("nu {now}"));
    let told: Vec<&str> = switches[..named].iter().map(|it| it.text.as_str()).collect();
    let said = match (&told[..], hidden, track.points()) {
        ([], 0, None) => {
            words.pick("no two change places", "geen twee wisselen van plaats").to_owned()
        }
        ([], 0, Some(points)) => {
            let points = words.count(points);
            words.pick(
                format!("at {points} points no two were seen to change places"),
                format!("op {points} punten bleken geen twee van plaats te wisselen"),
            )
        }
        ([], ..) => words
            .pick("no two that are drawn change places", "geen twee getekende wisselen van plaats")
            .to_owned(),
        (told, ..) => told.join("; "),
    };
    let said = match more.is_empty() {
        true => said,
        false => format!("{said}; {more}"),
    };
    read.push(format!("{title}, {now}: {said}"));
    SweepPanel {
        title,
        now: (path.weight, now),
        lines: drawn.iter().map(line).collect(),
        switches,
        more,
    }
}

fn tornado(case: &Case, sweep: &Sweep, words: Words) -> Tornado {
    let problem = &case.problem;
    let mut left = LeftOut::default();
    let mut read = Vec::new();
    let mut panels = Vec::new();
    // What moves the score of the first most, group by group, and from where to where.
    let mut widest: Vec<String> = Vec::new();
    let mut told: Option<(String, String)> = None;
    let groups = sweep.ranked_groups.iter().zip(&sweep.tracks).enumerate();
    let compared = groups.filter(|(_, (ranked, _))| ranked.places.len() > 1);
    let all = compared.clone().count();
    // All groups are counted, and the first are drawn.
    for (group, (ranked, tracks)) in compared {
        // One of them stands for those that tie.
        let Some(leader) = ranked.order().first().copied() else { continue };
        let name = words.inside(problem, ranked.member(leader));
        let title = titled(group_name(problem, group, words), &name);
        let mut rows: Vec<((f64, f64), TornadoRow, String)> = Vec::new();
        for (path, track) in sweep.paths(group).iter().zip(tracks) {
            let extremes = &track.extremes()[leader];
            let label = branch_label(problem, path.branch, words);
            let (low, high) = words.ends(extremes.score.0, extremes.score.1);
            let scores = words.pick(format!("{low} to {high}"), format!("{low} tot {high}"));
            let ranks = match extremes.rank {
                (best, worst) if best == worst => format!("{best}"),
                (best, worst) => format!("{best}\u{2013}{worst}"),
            };
            let text = format!("{scores}; {ranks}");
            let hint = words.pick(
                format!("{title}, {label}: {scores}, rank {ranks}"),
                format!("{title}, {label}: {scores}, rang {ranks}"),
            );
            let range = Some(extremes.score);
            let row = TornadoRow { name: label, hint, text, range, ..TornadoRow::default() };
            rows.push((extremes.score, row, scores));
        }
        let width = |ends: &(f64, f64)| ends.1 - ends.0;
        rows.sort_by(|a, b| width(&b.0).total_cmp(&width(&a.0)));
        if let [most, rest @ ..] = &rows[..]
            && width(&most.0) > 0.0
            && rest.first().is_none_or(|next| width(&next.0) < width(&most.0) - TIE)
        {
            widest.push(most.1.name.clone());
            told = Some((name.clone(), most.2.clone()));
        }
        if panels.len() >= MOST_PANELS {
            left.groups += 1;
            continue;
        }
        left.rows += LeftOut::over(rows.len(), MOST_ROWS);
        read.extend(rows.iter().take(MOST_ROWS).map(|row| row.1.hint.clone()));
        let score = ranked.group.standing(ranked.places[leader]).score;
        let now = score.map(|score| {
            let said = words.figure(score);
            (score, words.pick(format!("now {said}"), format!("nu {said}")))
        });
        let rows = rows.into_iter().take(MOST_ROWS).map(|(_, row, _)| row).collect();
        panels.push(TornadoPanel { title, now, rows });
    }
    let title = match (most_frequent(&widest), &told) {
        (Some((criterion, _)), Some((name, scores))) if all == 1 => words.pick(
            format!("The weight of {criterion} moves the score of {name} most: from {scores}"),
            format!(
                "Het gewicht van {criterion} verplaatst de score van {name} het meest: van {scores}"
            ),
        ),
        (Some((criterion, count)), _) => {
            let where_ = in_groups(count, all, words);
            words.pick(
                format!("Of all weights that of {criterion} moves the score of the first most {where_}"),
                format!("Van alle gewichten verplaatst dat van {criterion} {where_} de score van de eerste het meest"),
            )
        }
        _ => words
            .pick(
                "How far each weight alone moves the score of the first",
                "Hoe ver elk gewicht op zich de score van de eerste verplaatst",
            )
            .to_owned(),
    };
    let mut notes = vec![
        words
            .pick(
                "Bar: the score at nominal figures while that weight goes from 0 to 1, the others keeping their proportions; the ranks it has on the way. Broken line: the score now.",
                "Balk: de score bij nominale cijfers terwijl dat gewicht van 0 naar 1 gaat en de andere hun onderlinge verhouding behouden, met de rangen onderweg. Streepjeslijn: de score nu.",
            )
            .to_owned(),
    ];
    notes.extend(left.note(RowsAre::Weights, Some("tornado"), words));
    notes.extend(closing(case, Some(sweep.evaluation.method.name()), words));
    Tornado {
        caption: Caption { title, description: read_out(&read, words), notes },
        axis: axis("score".to_owned(), false, words),
        head: words.pick("score; rank", "score; rang").to_owned(),
        legend: Vec::new(),
        holds: Vec::new(),
        panels,
    }
}
