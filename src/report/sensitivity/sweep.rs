//! The view of a sweep: where first place changes hands, criterion by criterion.

use super::{by_group, label, name, noted, nothing_to_compare, scope_words};
use crate::case::Case;
use crate::report::{Block, Words, head};
use crate::study::{Field, Path, Sure, Sweep, Track, bands};
use crate::write::{Align, Grid};

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
                sweep.evaluation.runs[0].method.name()
            ),
            format!(
                "Eén gewicht tegelijk gaat van 0 naar 1; de andere houden hun verhouding ({}).",
                sweep.evaluation.runs[0].method.name()
            ),
        ),
        scope_words(&sweep.paths, words)
    )));
    let mut lines = Vec::new();
    for (group, (field, tracks)) in sweep.fields.iter().zip(&sweep.tracks).enumerate() {
        if field.places.len() >= 2 {
            lines.push((group, group_view(case, sweep, field, tracks, words)));
        }
    }
    out.extend(by_group(problem, lines, words));
    out.extend(noted(sweep_notes(case, sweep, words), words));
    out
}

fn leaders(case: &Case, field: &Field, words: Words) -> String {
    let first: Vec<String> =
        (0..field.places.len()).filter(|at| field.rank(*at) == 1).map(|at| name(&case.problem, field, at)).collect();
    words.list(&first)
}

fn group_view(case: &Case, sweep: &Sweep, field: &Field, tracks: &[Track], words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut rows = Vec::new();
    let mut steady = 0;
    for (path, track) in sweep.paths.iter().zip(tracks) {
        let firsts = track.first_switches();
        if firsts.is_empty() {
            steady += 1;
            continue;
        }
        let mut said = name(problem, field, firsts[0].below);
        for switch in &firsts {
            let about = if track.is_exact() { "" } else { "~" };
            let (at, next) = (words.figure(switch.weight), name(problem, field, switch.above));
            said += &words.pick(format!("; from {about}{at} {next}"), format!("; vanaf {about}{at} {next}"));
        }
        rows.push(vec![
            label(problem, path.branch, words),
            format!("{}{}", words.figure(path.weight), if path.equal_rise { " *" } else { "" }),
            said,
        ]);
    }
    let leaders = leaders(case, field, words);
    let mut out = Vec::new();
    if rows.is_empty() {
        out.push(Block::Item(words.pick(
            format!("{leaders} stays first whatever any one of the {steady} weights is."),
            format!("{leaders} blijft eerste, wat één van de {steady} gewichten ook is."),
        )));
    } else {
        let (cut, total) = (rows.len().saturating_sub(MOST_ROWS), rows.len());
        rows.truncate(MOST_ROWS);
        let head = vec![
            (words.pick("criterion", "criterium").to_owned(), None),
            (words.pick("weight now", "gewicht nu").to_owned(), Some(Align::Right)),
            (words.pick("first place as it goes from 0 to 1", "eerste plaats van 0 naar 1").to_owned(), None),
        ];
        out.push(Block::Grid(Grid { head, rows }));
        if cut > 0 {
            out.push(Block::Text(
                words
                    .pick(format!("... and {cut} more (`--table switches`)."), format!("... en nog {cut} (`--table switches`).")),
            ));
        }
        let others = match steady {
            0 => String::new(),
            _ => words.pick(format!("; the other {steady} cannot"), format!("; de andere {steady} niet")),
        };
        out.push(Block::Item(words.pick(
            format!("{leaders} is first at the weights given; each of these {total} can change that alone{others}."),
            format!("{leaders} is eerste bij de gegeven gewichten; elk van deze {total} kan dat alleen al veranderen{others}."),
        )));
    }
    out.extend(certain(case, sweep, field, words));
    out
}

/// Where the leader's order is certain whatever the uncertain inputs turn out to be.
fn certain(case: &Case, sweep: &Sweep, field: &Field, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    // Bounds of every pair of a large group take long; the table has them when asked for.
    if field.places.len() > 8 {
        return Vec::new();
    }
    let mut rows: Vec<((usize, usize), Vec<(&Path, Sure, f64, f64)>, usize)> = Vec::new();
    for path in &sweep.paths {
        for band in bands(field, path) {
            let at = rows.iter().position(|row| row.0 == band.pair).unwrap_or_else(|| {
                rows.push((band.pair, Vec::new(), 0));
                rows.len() - 1
            });
            match band.sure {
                Sure::Open => rows[at].2 += usize::from(band.from == 0.0 && band.to == 1.0),
                sure => rows[at].1.push((path, sure, band.from, band.to)),
            }
        }
    }
    let mut out = Vec::new();
    for ((a, b), mut sure, open) in rows.into_iter().filter(|row| field.rank(row.0.0) == 1 || field.rank(row.0.1) == 1) {
        let (first, second) = (name(problem, field, a), name(problem, field, b));
        if sure.is_empty() {
            out.push(Block::Item(words.pick(
                format!("Over the inputs that are not sure, the order of {first} and {second} is open at every weight."),
                format!("Over de gegevens die niet vaststaan, is de volgorde van {first} en {second} bij elk gewicht open."),
            )));
            continue;
        }
        sure.sort_by(|x, y| (y.3 - y.2).total_cmp(&(x.3 - x.2)));
        let some: Vec<String> = sure
            .iter()
            .take(3)
            .map(|(path, sure, from, to)| {
                let criterion = label(problem, path.branch, words);
                let ahead = if *sure == Sure::Second { &second } else { &first };
                let (from, to) = (words.figure(*from), words.figure(*to));
                match sure {
                    Sure::Tie => words.pick(format!("tied on {criterion}"), format!("gelijk op {criterion}")),
                    _ => words.pick(
                        format!("{ahead} surely ahead for {criterion} from {from} to {to}"),
                        format!("{ahead} zeker voor bij {criterion} van {from} tot {to}"),
                    ),
                }
            })
            .collect();
        out.push(Block::Item(words.pick(
            format!(
                "Over the inputs that are not sure, {first} and {second}: {}; open throughout for {open} of {} weights.",
                some.join("; "),
                sweep.paths.len()
            ),
            format!(
                "Over de gegevens die niet vaststaan, {first} en {second}: {}; overal open bij {open} van {} gewichten.",
                some.join("; "),
                sweep.paths.len()
            ),
        )));
    }
    out
}

/// What a reader of the tables should know too.
pub fn sweep_notes(case: &Case, sweep: &Sweep, words: Words) -> Vec<String> {
    let problem = &case.problem;
    let mut out: Vec<String> = nothing_to_compare(problem, &sweep.fields, words).into_iter().collect();
    if sweep.paths.iter().any(|path| path.equal_rise) {
        out.push(
            words
                .pick(
                    "* has all the weight now; as it falls the others rise equally, for they have no proportion to keep.",
                    "* heeft nu al het gewicht; als het daalt, stijgen de andere evenveel, want ze hebben geen verhouding.",
                )
                .to_owned(),
        );
    }
    if !sweep.alone.is_empty() {
        let names: Vec<String> = sweep.alone.iter().map(|branch| label(problem, *branch, words)).collect();
        out.push(words.pick(
            format!("Not swept, because its weight is always 1 (no siblings): {}.", words.list(&names)),
            format!("Niet gevarieerd, omdat het gewicht altijd 1 is (geen broers of zussen): {}.", words.list(&names)),
        ));
    }
    if !problem.constraints.is_empty() {
        out.push(
            words
                .pick(
                    "A sweep goes over all weights, also those that the case's constraints rule out; `sensitivity stability` stays within them.",
                    "Een sweep loopt over alle gewichten, ook die welke de voorwaarden van het dossier uitsluiten; `sensitivity stability` blijft erbinnen.",
                )
                .to_owned(),
        );
    }
    if sweep.tracks.iter().flatten().any(|track| !track.is_exact()) {
        out.push(
            words
                .pick(
                    "Scores of this method are not linear in the weights: switches are found by scan and bisection, and two of one pair within a step of 0.005 are missed.",
                    "Scores van deze methode zijn niet lineair in de gewichten: wissels zijn gezocht met een raster en halvering, en twee van één paar binnen een stap van 0,005 worden gemist.",
                )
                .to_owned(),
        );
    }
    out
}
