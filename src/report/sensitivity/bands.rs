//! Where an order with the leader is certain whatever the figures that are not sure turn out to be,
//! and where it is open.

use super::{label, name};
use crate::evaluate::path::Path;
use crate::evaluate::ranked_group::RankedGroup;
use crate::problem::{Problem, Side};
use crate::report::{Block, Source, Words};
use crate::study::sweep::bands::{Band, Certainty, bands};

/// With more alternatives than this the bounds of every pair take long; the table has them when
/// asked for.
const MOST_ALTERNATIVES: usize = 8;
/// Weights named per pair.
const MOST_BANDS: usize = 3;

/// A sentence per pair with a leader, where figures are not sure.
pub(super) fn certain(
    problem: &Problem,
    group: usize,
    paths: &[Path],
    ranked: &RankedGroup,
    words: Words,
) -> Vec<Block> {
    let rows = || Source::of_group(problem, "bands", group);
    if ranked.places.len() > MOST_ALTERNATIVES {
        let sure = words.pick(
            "Where each order is certain whatever the figures that are not sure turn out to be: `--table bands`.",
            "Waar elke volgorde vaststaat, hoe de onzekere cijfers ook uitvallen: `--table bands`.",
        );
        let open = ranked.has_bounds() && !ranked.group.is_crisp();
        return open.then(|| Block::Item(sure.into()).from_rows(rows())).into_iter().collect();
    }
    let of_paths: Vec<(&Path, Vec<Band>)> =
        paths.iter().map(|path| (path, bands(ranked, path))).collect();
    let mut pairs: Vec<(usize, usize)> =
        of_paths.iter().flat_map(|(_, bands)| bands.iter().map(|band| band.pair)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let is_first = |at: usize| ranked.rank(at) == 1;
    let said = pairs.into_iter().filter(|pair| is_first(pair.0) || is_first(pair.1)).map(|pair| {
        let of_pair = of_paths.iter().flat_map(|(path, bands)| {
            bands.iter().filter(|band| band.pair == pair).map(|band| Stretch { path, band: *band })
        });
        let rows = rows().with("a", ranked.name(problem, pair.0));
        let rows = rows.with("b", ranked.name(problem, pair.1));
        Block::Item(View { problem, ranked, words }.pair(pair, of_pair.collect())).from_rows(rows)
    });
    said.collect()
}

/// A stretch of one weight over which the order of a pair is what it is.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    path: &'a Path,
    band: Band,
}

impl Stretch<'_> {
    fn holds_now(&self) -> bool {
        self.band.from <= self.path.weight && self.path.weight <= self.band.to
    }

    fn is_whole(&self) -> bool {
        self.band.from <= 0.0 && self.band.to >= 1.0
    }

    /// Its ends, rounded inward: so that what holds in it holds as told, and so that the weight now
    /// stays in it. Those of what is all but a point look the same.
    fn ends(&self, words: Words) -> (String, String) {
        let (from, to) = ((self.band.from, Side::Up), (self.band.to, Side::Down));
        let [_, from, to, _] = match self.holds_now() {
            false => words.in_order([(0.0, Side::Nearest), from, to, (1.0, Side::Nearest)]),
            true => {
                let now = (self.path.weight, Side::Nearest);
                let [zero, from, _, to, one] =
                    words.in_order([(0.0, Side::Nearest), from, now, to, (1.0, Side::Nearest)]);
                [zero, from, to, one]
            }
        };
        (from, to)
    }

    fn width(&self) -> f64 {
        self.band.to - self.band.from
    }
}

struct View<'a> {
    problem: &'a Problem,
    ranked: &'a RankedGroup<'a>,
    words: Words,
}

impl View<'_> {
    fn pair(&self, pair: (usize, usize), of: Vec<Stretch>) -> String {
        let words = self.words;
        let (a, b) = (
            name(self.problem, self.ranked, pair.0, words),
            name(self.problem, self.ranked, pair.1, words),
        );
        let now = of
            .iter()
            .find(|stretch| stretch.holds_now())
            .map_or(Certainty::Open, |stretch| stretch.band.sure);
        let here = match now {
            Certainty::First | Certainty::Second => {
                let (ahead, behind) = if now == Certainty::First { (&a, &b) } else { (&b, &a) };
                words.pick(
                    format!(
                        "{ahead} is surely ahead of {behind} at the weights given, however the figures that are not sure turn out"
                    ),
                    format!(
                        "{ahead} ligt bij de gegeven gewichten zeker voor op {behind}, hoe de onzekere cijfers ook uitvallen"
                    ),
                )
            }
            Certainty::Tie => words.pick(
                format!("{a} and {b} are surely level at the weights given, however the figures that are not sure turn out"),
                format!("{a} en {b} staan bij de gegeven gewichten zeker gelijk, hoe de onzekere cijfers ook uitvallen"),
            ),
            Certainty::Open => words.pick(
                format!("Which of {a} and {b} is ahead is open at the weights given: it depends on figures that are not sure"),
                format!("Of {a} dan wel {b} voorligt, staat bij de gegeven gewichten niet vast: dat hangt af van onzekere cijfers"),
            ),
        };
        let more =
            if now == Certainty::Open { self.elsewhere(&of, &a, &b) } else { self.as_long_as(&of) };
        format!("{here}{more}.")
    }

    /// Within which weights what holds now goes on holding.
    fn as_long_as(&self, of: &[Stretch]) -> String {
        let words = self.words;
        let limited: Vec<&Stretch> =
            of.iter().filter(|stretch| stretch.holds_now() && !stretch.is_whole()).collect();
        if limited.is_empty() {
            return words
                .pick(
                    "; no single weight changes that",
                    "; geen enkel gewicht verandert dat op zich",
                )
                .to_owned();
        }
        let said = words.list(&self.some(&limited));
        words
            .pick(format!("; that stays so while {said}"), format!("; dat blijft zo zolang {said}"))
    }

    /// Where else the order is certain, the widest stretches first.
    fn elsewhere(&self, of: &[Stretch], a: &str, b: &str) -> String {
        let words = self.words;
        let mut out = String::new();
        for (sure, who) in [(Certainty::First, a), (Certainty::Second, b), (Certainty::Tie, "")] {
            let mut there: Vec<&Stretch> =
                of.iter().filter(|stretch| stretch.band.sure == sure).collect();
            if there.is_empty() {
                continue;
            }
            there.sort_by(|x, y| y.width().total_cmp(&x.width()));
            let or = self.some(&there).join(words.pick(" or where ", " of waar "));
            out += &match sure {
                Certainty::Tie => words.pick(
                    format!("; they are level where {or}"),
                    format!("; ze staan gelijk waar {or}"),
                ),
                _ => words.pick(
                    format!("; {who} is surely ahead where {or}"),
                    format!("; {who} ligt zeker voor waar {or}"),
                ),
            };
        }
        match out.is_empty() {
            true => words
                .pick(
                    ", whatever any one weight is",
                    ", welke waarde één gewicht op zich ook krijgt",
                )
                .to_owned(),
            false => out,
        }
    }

    /// `Cost weighs 0.40 or more`, the first few.
    fn some(&self, of: &[&Stretch]) -> Vec<String> {
        let words = self.words;
        let one = |stretch: &&Stretch| {
            let what = label(self.problem, stretch.path.branch, words);
            let (from, to) = stretch.ends(words);
            match (stretch.band.from <= 0.0, stretch.band.to >= 1.0) {
                // All but a point.
                _ if from == to => {
                    words.pick(format!("{what} weighs {from}"), format!("{what} {from} weegt"))
                }
                (true, true) => words.pick(
                    format!("{what} has any weight"),
                    format!("{what} om het even hoeveel weegt"),
                ),
                (true, false) => words.pick(
                    format!("{what} weighs {to} or less"),
                    format!("{what} {to} of minder weegt"),
                ),
                (false, true) => words.pick(
                    format!("{what} weighs {from} or more"),
                    format!("{what} {from} of meer weegt"),
                ),
                _ => words.pick(
                    format!("{what} weighs {from} to {to}"),
                    format!("{what} {from} tot {to} weegt"),
                ),
            }
        };
        let mut out: Vec<String> = of.iter().take(MOST_BANDS).map(one).collect();
        out.extend(match of.len() - out.len() {
            0 => None,
            1 => Some(words.pick(
                "one more limit holds (`--table bands`)".to_owned(),
                "nog één grens geldt (`--table bands`)".to_owned(),
            )),
            more => Some(words.pick(
                format!("{more} more limits hold (`--table bands`)"),
                format!("nog {more} grenzen gelden (`--table bands`)"),
            )),
        });
        out
    }
}
