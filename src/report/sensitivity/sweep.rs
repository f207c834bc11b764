//! The view of a sweep: where first place changes hands, criterion by criterion.

use super::{by_group, label, leaders, not_compared, noted, nothing_to_compare, scope_words};
use crate::case::Case;
use crate::report::among::among_these;
use crate::report::{Block, Words, head};
use crate::study::{Band, Field, MOST_SEARCHED, Path, Sure, Sweep, Target, Track, bands};
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

fn group_view(case: &Case, sweep: &Sweep, field: &Field, tracks: &[Track], words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut rows = Vec::new();
    let mut steady = 0;
    let (first, several) = leaders(problem, field, words);
    for (path, track) in sweep.paths.iter().zip(tracks) {
        let firsts = track.first_switches();
        if firsts.is_empty() && track.stable(field, path, Target::First) == (0.0, 1.0) {
            steady += 1;
            continue;
        }
        let about = if track.is_exact() { "" } else { "~" };
        let mut said = match firsts.first() {
            Some(switch) => field.name(problem, switch.below),
            // A tie at one end of the sweep only.
            None => {
                let scores = track.at(field, path, 0.5);
                let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a))).unwrap_or(0);
                field.name(problem, best)
            }
        };
        for switch in &firsts {
            let (at, next) = (words.figure(switch.weight), field.name(problem, switch.above));
            said += &words.pick(format!("; from {about}{at} {next}"), format!("; vanaf {about}{at} {next}"));
        }
        if several {
            let at = words.figure(path.weight);
            said += &words.pick(format!("; tied at {at}"), format!("; gelijk bij {at}"));
        }
        rows.push(vec![
            label(problem, path.branch, words),
            format!("{}{}", words.figure(path.weight), if path.equal_rise { " *" } else { "" }),
            said,
        ]);
    }
    let mut out = Vec::new();
    let is = if several { words.pick("are", "zijn") } else { words.pick("is", "is") };
    if sweep.paths.is_empty() {
        out.push(Block::Item(words.pick(
            format!("{first} {is} first; there is no weight to vary."),
            format!("{first} {is} eerste; er is geen gewicht te variëren."),
        )));
    } else if rows.is_empty() {
        let stays = if several { words.pick("stay", "blijven") } else { words.pick("stays", "blijft") };
        out.push(Block::Item(words.pick(
            format!("{first} {stays} first at nominal figures, whatever any one of the {steady} weights is."),
            format!("{first} {stays} eerste bij nominale cijfers, wat één van de {steady} gewichten ook is."),
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
            format!(
                "{first} {is} first at the weights given, at nominal figures; each of these {total} can change that alone{others}."
            ),
            format!(
                "{first} {is} eerste bij de gegeven gewichten en nominale cijfers; elk van deze {total} kan dat alleen al veranderen{others}."
            ),
        )));
    }
    out.extend(certain(case, sweep, field, words));
    out.extend(not_compared(problem, field, words).map(Block::Item));
    out
}

/// Where the leader's order over a rival is certain whatever the uncertain inputs turn out to be.
fn certain(case: &Case, sweep: &Sweep, field: &Field, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    // Bounds of every pair of a large group take long; the table has them when asked for.
    if field.places.len() > 8 {
        return Vec::new();
    }
    let of_paths: Vec<(&Path, Vec<Band>)> = sweep.paths.iter().map(|path| (path, bands(field, path))).collect();
    let mut pairs: Vec<(usize, usize)> = of_paths.iter().flat_map(|(_, bands)| bands.iter().map(|band| band.pair)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let leads = |at: usize| field.rank(at) == 1;
    let said = pairs.into_iter().filter(|pair| leads(pair.0) || leads(pair.1)).map(|pair| {
        let (a, b) = (field.name(problem, pair.0), field.name(problem, pair.1));
        let ahead = |sure: Sure| match sure {
            Sure::First => words.pick(format!("{a} surely ahead"), format!("{a} zeker voor")),
            Sure::Second => words.pick(format!("{b} surely ahead"), format!("{b} zeker voor")),
            Sure::Tie => words.pick("surely tied".to_owned(), "zeker gelijk".to_owned()),
            Sure::Open => words.pick("open".to_owned(), "open".to_owned()),
        };
        let mine = || of_paths.iter().flat_map(|(path, bands)| bands.iter().map(move |band| (*path, *band)));
        let now = mine().find(|(path, band)| band.pair == pair && band.from <= path.weight && path.weight <= band.to);
        let now = now.map_or(String::new(), |(_, band)| ahead(band.sure));
        let mut sure: Vec<(&Path, Band)> = mine().filter(|(_, band)| band.pair == pair && band.sure != Sure::Open).collect();
        sure.sort_by(|x, y| (y.1.to - y.1.from).total_cmp(&(x.1.to - x.1.from)));
        let some: Vec<String> = sure
            .iter()
            .take(3)
            .map(|(path, band)| {
                let (criterion, what) = (label(problem, path.branch, words), ahead(band.sure));
                let (from, to) = words.ends(band.from, band.to);
                words.pick(
                    format!("{what} where {criterion} weighs {from} to {to}"),
                    format!("{what} waar {criterion} {from} tot {to} weegt"),
                )
            })
            .collect();
        let elsewhere = if some.is_empty() {
            words.pick(" at every weight".to_owned(), " bij elk gewicht".to_owned())
        } else {
            format!("; {}", some.join("; "))
        };
        Block::Item(words.pick(
            format!("Over the inputs that are not sure, the order of {a} and {b} is now {now}{elsewhere}."),
            format!("Over de gegevens die niet vaststaan, is de volgorde van {a} en {b} nu {now}{elsewhere}."),
        ))
    });
    said.collect()
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
                    "A sweep goes over all weights, also those that the case's constraints rule out; the smallest changes of `sensitivity stability` stay within them.",
                    "Een sweep loopt over alle gewichten, ook die welke de voorwaarden van het dossier uitsluiten; de kleinste veranderingen van `sensitivity stability` blijven erbinnen.",
                )
                .to_owned(),
        );
    }
    if sweep.fields.iter().any(|field| !field.is_linear() && field.places.len() > MOST_SEARCHED) {
        out.push(words.pick(
            format!(
                "In groups of more than {MOST_SEARCHED} only switches with an alternative that leads somewhere are searched for."
            ),
            format!(
                "In groepen van meer dan {MOST_SEARCHED} zijn alleen wissels gezocht met een alternatief dat ergens eerste is."
            ),
        ));
    }
    out.extend(among_these(sweep.evaluation, words));
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
