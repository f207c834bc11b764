//! The view of a sweep: where first place changes hands, criterion by criterion.

use super::{label, leaders, name, not_compared, noted, nothing_to_compare, scope_words};
use crate::case::Case;
use crate::evaluate::path::{Path, Scope};
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::{Problem, Side, number};
use crate::report::among::among_these;
use crate::report::by_group::by_group;
use crate::report::limits::Limit;
use crate::report::weights::each_its_own;
use crate::report::{Block, Source, Words, head};
use crate::study::sweep::Sweep;
use crate::study::sweep::grid::MOST_SEARCHED;
use crate::study::sweep::track::{Target, Track};
use crate::write::grid::{Align, Grid};

/// More rows than this are cut; the tables have them all.
const MOST_ROWS: usize = 25;

/// The view of a sweep.
pub fn sweep(case: &Case, sweep: &Sweep, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    out.push(Block::Text(format!(
        "{} {}",
        words.pick(
            format!(
                "One weight at a time goes from 0 to 1, the others keeping their proportions ({}).",
                sweep.evaluation.method.name()
            ),
            format!(
                "Telkens gaat één gewicht van 0 naar 1; de andere behouden hun onderlinge verhouding ({}).",
                sweep.evaluation.method.name()
            ),
        ),
        scope_words(sweep, words)
    )));
    let mut lines = Vec::new();
    for (group, (ranked, tracks)) in sweep.ranked_groups.iter().zip(&sweep.tracks).enumerate() {
        if ranked.places.len() >= 2 {
            lines.push((group, group_view(case, sweep, (group, ranked), tracks, words)));
        }
    }
    out.extend(by_group(problem, lines, words));
    out.extend(noted(sweep_notes(case, sweep, words), words));
    out
}

fn group_view(
    case: &Case,
    sweep: &Sweep,
    (group, ranked): (usize, &RankedGroup),
    tracks: &[Track],
    words: Words,
) -> Vec<Block> {
    let problem = &case.problem;
    let of_group = || Source::of_group(problem, "sweep", group);
    let mut rows = Vec::new();
    let mut steady = 0;
    let (first, several) = leaders(problem, ranked, words);
    for (path, track) in sweep.paths(group).iter().zip(tracks) {
        let firsts = track.first_switches();
        if firsts.is_empty() && track.stable(ranked, path, Target::First) == (0.0, 1.0) {
            steady += 1;
            continue;
        }
        let about = if track.is_exact() { "" } else { "~" };
        let mut said = match firsts.first() {
            Some(switch) => name(problem, ranked, switch.below, words),
            // A tie at one end of the sweep only.
            None => {
                let scores = track.at(ranked, path, 0.5);
                let best = (0..scores.len())
                    .max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)))
                    .unwrap_or(0);
                name(problem, ranked, best, words)
            }
        };
        // Switches round up, but not past the weight now where they lie below it, nor past each
        // other.
        let mut limits: Vec<Limit> =
            firsts.iter().map(|switch| (switch.weight, Side::Up)).collect();
        limits.extend([(path.weight, Side::Nearest), (1.0, Side::Nearest)]);
        let shown = words.many_in_order(&limits);
        let now = &shown[firsts.len()];
        for (switch, at) in firsts.iter().zip(&shown) {
            let next = name(problem, ranked, switch.above, words);
            said += &words
                .pick(format!("; from {about}{at} {next}"), format!("; vanaf {about}{at} {next}"));
        }
        if several {
            said += &words.pick(format!("; tied at {now}"), format!("; gelijk bij {now}"));
        }
        rows.push(vec![
            label(problem, path.branch, words),
            format!("{now}{}", if path.equal_rise { " *" } else { "" }),
            said,
        ]);
    }
    let mut out = Vec::new();
    let is = if several { words.pick("are", "zijn") } else { words.pick("is", "is") };
    if sweep.swept() == 0 {
        out.push(Block::Item(words.pick(
            format!("{first} {is} first; there is no weight to vary."),
            format!("{first} {is} eerste; er is geen gewicht dat kan variëren."),
        )));
    } else if rows.is_empty() {
        let stays =
            if several { words.pick("stay", "blijven") } else { words.pick("stays", "blijft") };
        let said = Block::Item(match steady {
            1 => words.pick(
                format!("{first} {stays} first at nominal figures, whatever the one weight is."),
                format!("{first} {stays} eerste bij nominale cijfers, welke waarde het ene gewicht ook krijgt."),
            ),
            _ => words.pick(
                format!("{first} {stays} first at nominal figures, whatever any one of the {steady} weights is."),
                format!("{first} {stays} eerste bij nominale cijfers, welke waarde één van de {steady} gewichten op zich ook krijgt."),
            ),
        });
        out.push(said.from_rows(of_group()));
    } else {
        let (cut, total) = (rows.len().saturating_sub(MOST_ROWS), rows.len());
        rows.truncate(MOST_ROWS);
        let head = vec![
            (words.pick("criterion", "criterium").to_owned(), None),
            (words.pick("weight now", "gewicht nu").to_owned(), Some(Align::Right)),
            (
                words
                    .pick("first place as it goes from 0 to 1", "eerste plaats van 0 naar 1")
                    .to_owned(),
                None,
            ),
        ];
        out.push(Block::Grid(Grid { head, rows }));
        if cut > 0 {
            let said = Block::Text(words.pick(
                format!("... and {cut} more (`--table switches`)."),
                format!("... en nog {cut} (`--table switches`)."),
            ));
            out.push(said.from_rows(of_group()));
        }
        let others = match steady {
            0 => String::new(),
            1 => words.pick(
                "; the one other weight cannot".to_owned(),
                "; het ene andere gewicht kan dat niet".to_owned(),
            ),
            _ => words.pick(
                format!("; the {steady} other weights cannot"),
                format!("; de {steady} andere gewichten kunnen dat niet"),
            ),
        };
        let each = match total {
            1 => words.pick(
                "this weight alone can change that".to_owned(),
                "dit gewicht kan dat op zich al veranderen".to_owned(),
            ),
            _ => words.pick(
                format!("each of these {total} weights alone can change that"),
                format!("elk van deze {total} gewichten kan dat op zich al veranderen"),
            ),
        };
        let said = Block::Item(words.pick(
            format!("{first} {is} first at the weights given, at nominal figures; {each}{others}."),
            format!(
                "{first} {is} eerste bij de gegeven gewichten en nominale cijfers; {each}{others}."
            ),
        ));
        out.push(said.from_rows(of_group()));
    }
    out.extend(super::bands::certain(problem, group, sweep.paths(group), ranked, words));
    out.extend(not_compared(problem, ranked, words).map(Block::Item));
    out
}

/// What a reader of the tables should know too.
pub fn sweep_notes(case: &Case, sweep: &Sweep, words: Words) -> Vec<String> {
    let problem = &case.problem;
    let mut out: Vec<String> =
        nothing_to_compare(problem, &sweep.ranked_groups, words).into_iter().collect();
    out.extend(each_its_own(&sweep.evaluation.weights, words));
    out.extend(super::filled_in::stay(problem, words));
    if sweep.all_paths().any(|path| path.equal_rise) {
        out.push(
            words
                .pick(
                    "* has all the weight now; as it falls the others rise equally, for they have no proportion to keep.",
                    "* heeft nu het volledige gewicht; als het daalt, stijgen de andere evenveel, want ze hebben geen onderlinge verhouding.",
                )
                .to_owned(),
        );
    }
    out.extend(how_to_set(problem, sweep, words));
    if !sweep.alone.is_empty() {
        let names: Vec<String> =
            sweep.alone.iter().map(|branch| label(problem, *branch, words)).collect();
        out.push(words.pick(
            format!("Not swept, because its weight is always 1 (no siblings): {}.", words.list(&names)),
            format!(
                "Niet gevarieerd, omdat het gewicht altijd 1 is (er zijn geen andere criteria in dezelfde groep criteria): {}.",
                words.list(&names)
            ),
        ));
    }
    if !problem.constraints.is_empty() {
        out.push(
            words
                .pick(
                    "A sweep goes over all weights, also those that the case's constraints rule out; the smallest changes of `sensitivity stability` stay within them.",
                    "Deze analyse doorloopt alle gewichten, ook gewichten die de voorwaarden van het dossier uitsluiten; de kleinste veranderingen van `sensitivity stability` blijven erbinnen.",
                )
                .to_owned(),
        );
    }
    if sweep
        .ranked_groups
        .iter()
        .any(|ranked| !ranked.is_linear() && ranked.places.len() > MOST_SEARCHED)
    {
        out.push(words.pick(
            format!(
                "In groups of more than {MOST_SEARCHED} only switches with an alternative that leads somewhere are searched for."
            ),
            format!(
                "In groepen van meer dan {MOST_SEARCHED} zijn alleen omslagpunten gezocht met een alternatief dat ergens eerste is."
            ),
        ));
    }
    out.extend(among_these(sweep.evaluation, words));
    if sweep.tracks.iter().flatten().any(|track| !track.is_exact()) {
        out.push(
            words
                .pick(
                    "Scores of this method are not linear in the weights: switches are found by scan and bisection, and two of one pair within a step of 0.005 are missed.",
                    "Scores van deze methode zijn niet lineair in de gewichten: omslagpunten zijn gezocht met een raster en halvering, en twee omslagpunten van één paar binnen een stap van 0,005 worden gemist.",
                )
                .to_owned(),
        );
        out.extend(super::by_nodes(sweep.evaluation, words));
    }
    out
}

/// How to give a criterion the share at which first place changes hands, by the first criterion of
/// which that can be said.
fn how_to_set(problem: &Problem, sweep: &Sweep, words: Words) -> Option<String> {
    // A weight that is typed is one of the tree, which counts nowhere where groups have their own.
    if !problem.group_weights.is_empty() {
        return None;
    }
    let switches = sweep.each().map(|(_, path, track)| (path, track));
    // In one flat list, shares among siblings are shares of all.
    let is_flat = problem.tree.branches.iter().all(|branch| branch.parent.is_none());
    let is_local = |path: &Path| (path.scope == Scope::Local || is_flat) && !path.equal_rise;
    // To the side of the limit where another is first than now.
    let side = |switch: f64, now: f64| if switch < now { Side::Down } else { Side::Up };
    let share = |switch: f64, side: Side| {
        let rounded = (2..=10).map(|decimals| side.round(switch, decimals));
        rounded.into_iter().find(|share| *share > 0.0 && *share < 1.0)
    };
    let mut weights = switches.filter(|(path, _)| is_local(path)).filter_map(|(path, track)| {
        let switches = track.first_switches();
        let switch = switches.iter().map(|switch| switch.weight).find(|at| *at != path.weight)?;
        let side = side(switch, path.weight);
        let weight = problem.tree.weight_for(path.branch, share(switch, side)?)?;
        // Six digits, whatever the size.
        let decimals = (5.0 - weight.log10().floor()).clamp(0.0, 15.0) as usize;
        Some((path.branch, side.round(weight, decimals)))
    });
    let (branch, weight) = weights.next()?;
    let (id, name) = (&problem.tree.branches[branch].id, label(problem, branch, words));
    let share = problem.tree.share_of(branch, weight);
    let (share, weight) = (words.figure(share), number(weight));
    Some(words.pick(
        format!("To see the order beyond such a limit, write the weight that gives it beside the weights the siblings have: `--weights {id}={weight}` gives {name} a share of {share}."),
        format!("Wie de rangschikking voorbij zo'n grens wil zien, geeft het gewicht dat daartoe leidt naast de gewichten van de andere criteria in dezelfde groep criteria: met `--weights {id}={weight}` krijgt {name} een aandeel van {share}."),
    ))
}
