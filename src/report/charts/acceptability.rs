//! The charts of rank shares, drawn or exact.

use super::captions::closing;
use super::left_out::{LeftOut, RowsAre};
use super::shared::{MOST_PANELS, MOST_ROWS, axis, group_name, in_groups, most_frequent, read_out};
use crate::case::Case;
use crate::chart::palette::{BESIDE, MAIN};
use crate::chart::{
    Acceptability as Chart, AcceptabilityPanel, AcceptabilityRow, Caption, Fill, Legend, Segment,
};
use crate::draw::counts::Estimated;
use crate::draw::share::ShareBounds;
use crate::problem::PlaceInGroup;
use crate::report::sensitivity::shares::{draws, share};
use crate::report::{NamedChart, Words};
use crate::study::acceptability::Acceptability;
use crate::study::acceptability::exact::Exact;

/// The chart of shares that were drawn.
pub fn acceptability_charts<'a>(
    case: &'a Case,
    study: &'a Acceptability<'a>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let draw = move || drawn(case, study, words).picture();
    let any = !study.groups.is_empty();
    any.then(|| NamedChart::new("acceptability", draw)).into_iter().collect()
}

/// The chart of exact shares, where ranks have them.
pub fn exact_charts<'a>(case: &'a Case, study: &'a Exact<'a>, words: Words) -> Vec<NamedChart<'a>> {
    let draw = move || exact(case, study, words).picture();
    let any = study.has_ranks() && !study.groups.is_empty();
    any.then(|| NamedChart::new("acceptability", draw)).into_iter().collect()
}

/// The shares of a group.
struct Shares {
    group: usize,
    places: Vec<PlaceInGroup>,
    /// The ranks that are counted.
    counted: Vec<usize>,
    /// By alternative, then counted rank.
    ranks: Vec<Vec<ShareBounds>>,
}

impl Shares {
    fn first(&self, at: usize) -> &ShareBounds {
        &self.ranks[at][0]
    }

    fn low(&self, at: usize) -> Estimated {
        self.first(at).share.unwrap_or(self.first(at).low)
    }

    /// Who is first more often than any other can be, by four joint errors.
    fn clear(&self) -> Option<usize> {
        let n = self.places.len();
        let all = || 0..n;
        let best = all()
            .max_by(|a, b| self.low(*a).value.total_cmp(&self.low(*b).value).then(b.cmp(a)))?;
        let ahead = |rival: usize| {
            let (mine, other) = (self.low(best), self.first(rival).high);
            mine.value - other.value > 4.0 * mine.std_error.hypot(other.std_error)
        };
        let bounded = all().all(|at| self.first(at).bounded);
        (n > 1 && bounded && all().all(|rival| rival == best || ahead(rival))).then_some(best)
    }
}

fn drawn(case: &Case, study: &Acceptability, words: Words) -> Chart {
    let shares: Vec<Shares> = study
        .groups
        .iter()
        .map(|group| {
            let counted = study.counted_ranks(group);
            let of = |at: usize| {
                counted.iter().map(|rank| study.rank(group, at, *rank)).collect::<Vec<_>>()
            };
            Shares {
                group: group.group,
                places: group.places.clone(),
                ranks: (0..group.places.len()).map(of).collect(),
                counted,
            }
        })
        .collect();
    let firsts = || shares.iter().flat_map(|of| of.ranks.iter().map(|ranks| &ranks[0]));
    let largest = firsts().map(ShareBounds::std_error).fold(0.0, f64::max);
    let error = words.two(100.0 * largest);
    let (number, model) = (draws(study.draws, words), study.request.model);
    let sampled = words.pick(
        format!("{number}; standard errors of first-rank shares at most {error} percentage points; weights drawn by model: {model}."),
        format!("{number}; standaardfouten van de aandelen van de eerste plaats hoogstens {error} procentpunt; gewichten getrokken volgens model: {model}."),
    );
    let inputs = study.groups.iter().any(|group| group.has_draws);
    let of = match inputs {
        true => words.pick(
            "share of the draws of weights and inputs",
            "aandeel van de trekkingen van gewichten en gegevens",
        ),
        false => words.pick("share of the weights", "aandeel van de gewichten"),
    };
    let mut notes = vec![sampled];
    if study.request.uniform_sets && study.groups.iter().any(|group| group.has_sets) {
        notes.push(
            words
                .pick(
                    "Ranges and unknown figures were drawn as uniform distributions: an assumption.",
                    "Bereiken en onbekende gegevens zijn getrokken uit uniforme verdelingen: een aanname.",
                )
                .to_owned(),
        );
    }
    chart(case, &shares, of, (notes, study.evaluation.method.name()), words)
}

fn exact(case: &Case, study: &Exact, words: Words) -> Chart {
    let shares: Vec<Shares> = study
        .groups
        .iter()
        .filter_map(|group| {
            let m = group.places.len();
            let areas = group.areas.as_ref()?;
            let certain = |value: f64| ShareBounds::single(Estimated { value, std_error: 0.0 });
            let of = |at: usize| (0..m).map(|rank| certain(areas.ranks[at * m + rank])).collect();
            Some(Shares {
                group: group.group,
                places: group.places.clone(),
                counted: (1..=m).collect(),
                ranks: (0..m).map(of).collect(),
            })
        })
        .collect();
    let exact = words
        .pick(
            "Exact shares: no draws, no sampling error.",
            "Exacte aandelen: geen trekkingen, geen steekproeffout.",
        )
        .to_owned();
    let of = words.pick("share of the weights", "aandeel van de gewichten");
    chart(case, &shares, of, (vec![exact], study.evaluation.method.name()), words)
}

fn chart(
    case: &Case,
    shares: &[Shares],
    of: &'static str,
    (mut notes, method): (Vec<String>, &str),
    words: Words,
) -> Chart {
    let problem = &case.problem;
    let name = |of: &Shares, at: usize| {
        words.inside(problem, problem.groups[of.group].member(of.places[at]))
    };
    let largest = shares.iter().map(|of| of.places.len()).max().unwrap_or(1);
    let mut panels = Vec::new();
    let mut read = Vec::new();
    let (mut open, mut gaps, mut stacks) = (false, false, false);
    for group in shares.iter().take(MOST_PANELS) {
        let n = group.places.len();
        let mut order: Vec<usize> = (0..n).collect();
        let middle = |at: usize| {
            let first = group.first(at);
            first.share.map_or(first.low.value / 2.0 + first.high.value / 2.0, |it| it.value)
        };
        order.sort_by(|a, b| middle(*b).total_cmp(&middle(*a)).then(a.cmp(b)));
        let clear = group.clear();
        let title = group_name(problem, group.group, words);
        let mut rows = Vec::new();
        for at in order.into_iter().take(MOST_ROWS) {
            let own = name(group, at);
            if n == 1 {
                let first = words.pick("only option", "enige optie").to_owned();
                let hint = format!("{own}: {first}");
                read.push(hint.clone());
                rows.push(AcceptabilityRow { name: own, hint, first, ..Default::default() });
                continue;
            }
            let known = group.ranks[at].iter().all(|rank| rank.share.is_some());
            let segments = match known {
                true => stacked(group, at, largest, words),
                false => bounds(group.first(at), largest, words),
            };
            open |= !known;
            stacks |= known;
            gaps |= known && group.counted.len() < n;
            let first = share(group.first(at), words);
            let hint = match title.is_empty() {
                true => format!("{own}: {} {first}", words.pick("first", "eerste")),
                false => format!("{title}, {own}: {} {first}", words.pick("first", "eerste")),
            };
            read.push(hint.clone());
            let bold = clear == Some(at);
            rows.push(AcceptabilityRow { name: own, hint, first, bold, segments });
        }
        panels.push(AcceptabilityPanel { title, rows });
    }
    let mut legend: Vec<Legend> = ranks_of_legend(largest)
        .into_iter()
        .filter(|rank| largest > 1 && (stacks || *rank == 1))
        .map(|rank| Legend {
            fill: Segment::fill(rank, largest),
            text: match stacks {
                true => words.pick(format!("rank {rank}"), format!("rang {rank}")),
                false => words.pick("surely first", "zeker eerste").to_owned(),
            },
        })
        .collect();
    if gaps {
        let text = words.pick("ranks between, not counted", "rangen ertussen, niet geteld");
        legend.push(Legend { fill: Fill::Hollow(BESIDE), text: text.to_owned() });
    }
    if open {
        let text = words.pick("perhaps first", "misschien eerste").to_owned();
        legend.push(Legend { fill: Fill::Hatched(MAIN), text });
        notes.insert(
            0,
            words
                .pick(
                    "Hatched: first or not, depending on what is not known. Such a bar shows first place only, from what is sure to what is possible.",
                    "Gearceerd: al dan niet eerste, afhankelijk van wat niet bekend is. Zo'n balk toont alleen de eerste plaats, van wat zeker is tot wat mogelijk is.",
                )
                .to_owned(),
        );
    }
    let left = LeftOut {
        groups: LeftOut::over(shares.len(), MOST_PANELS),
        rows: shares
            .iter()
            .take(MOST_PANELS)
            .map(|of| LeftOut::over(of.places.len(), MOST_ROWS))
            .sum(),
    };
    notes.extend(left.note(RowsAre::Alternatives, Some("acceptability"), words));
    notes.extend(closing(case, Some(method), words));
    let title = finding(shares, &name, of, words);
    Chart {
        caption: Caption { title, description: read_out(&read, words), notes },
        axis: axis(of.to_owned(), true, words),
        head: words.pick("first", "eerste").to_owned(),
        legend,
        panels,
    }
}

/// The ranks of which the legend shows the shade.
fn ranks_of_legend(n: usize) -> Vec<usize> {
    match n {
        0..=6 => (1..=n).collect(),
        _ => vec![1, 2, 3, n.div_ceil(2), n],
    }
}

/// The shares of all ranks that are counted, one after the other.
fn stacked(of: &Shares, at: usize, largest: usize, words: Words) -> Vec<Segment> {
    let mut out = Vec::new();
    let sum: f64 = of.ranks[at].iter().filter_map(|rank| Some(rank.share?.value)).sum();
    for (place, (rank, bounds)) in of.counted.iter().zip(&of.ranks[at]).enumerate() {
        if place > 0 && *rank > of.counted[place - 1] + 1 {
            let hint = words.pick(
                format!("ranks {} to {}", of.counted[place - 1] + 1, rank - 1),
                format!("rangen {} tot {}", of.counted[place - 1] + 1, rank - 1),
            );
            let share = (1.0 - sum).max(0.0);
            out.push(Segment { share, texts: Vec::new(), hint, fill: Fill::Hollow(BESIDE) });
        }
        let Some(share) = bounds.share else { continue };
        let said = words.percent(share.value);
        out.push(Segment {
            share: share.value,
            texts: vec![format!("{rank}: {said}"), rank.to_string()],
            hint: words.pick(format!("rank {rank}: {said}"), format!("rang {rank}: {said}")),
            fill: Segment::fill(*rank, largest),
        });
    }
    out
}

/// What bounds say of first place.
fn bounds(first: &ShareBounds, largest: usize, words: Words) -> Vec<Segment> {
    let (low, high) = (first.low.value, first.high.value);
    let surely = words.pick("surely first", "zeker eerste");
    let perhaps = words.pick("perhaps first", "misschien eerste");
    vec![
        Segment {
            share: low,
            texts: vec![surely.to_owned(), "1".to_owned()],
            hint: surely.to_owned(),
            fill: Segment::fill(1, largest),
        },
        Segment {
            share: (high - low).max(0.0),
            texts: Vec::new(),
            hint: perhaps.to_owned(),
            fill: Fill::Hatched(MAIN),
        },
    ]
}

/// Who is first clearly more often than any other, and how often.
fn finding(
    shares: &[Shares],
    name: &dyn Fn(&Shares, usize) -> String,
    of: &str,
    words: Words,
) -> String {
    let contested: Vec<&Shares> = shares.iter().filter(|group| group.places.len() > 1).collect();
    let clear: Vec<(&Shares, usize)> =
        contested.iter().filter_map(|group| Some((*group, group.clear()?))).collect();
    let nobody = match contested.len() {
        1 => words.pick(
            "It is not clear which alternative is first most often",
            "Het is niet duidelijk welk alternatief het vaakst eerste is",
        ),
        _ => words.pick(
            "In no group is it clear which alternative is first most often",
            "In geen enkele groep is duidelijk welk alternatief het vaakst eerste is",
        ),
    };
    let names: Vec<String> = clear.iter().map(|(group, at)| name(group, *at)).collect();
    let of = of.trim_start_matches("share ").trim_start_matches("aandeel ");
    let portion = |group: &Shares, at: usize| {
        let first = group.first(at);
        first.share.map_or_else(
            || words.percent_between(first.low.value, first.high.value, 0),
            |share| words.percent(share.value),
        )
    };
    match (contested.len(), most_frequent(&names)) {
        (0, _) => words
            .pick(
                "Nothing to compare: one option competes",
                "Niets te vergelijken: er wordt maar één optie gerangschikt",
            )
            .to_owned(),
        (_, None) => nobody.to_owned(),
        (1, Some((who, _))) => {
            let share = portion(clear[0].0, clear[0].1);
            words.pick(
                format!("{who} is first for {share} {of}, more often than any other"),
                format!("{who} is eerste bij {share} {of}, vaker dan elk ander"),
            )
        }
        (all, Some((who, count))) => {
            let where_ = in_groups(count, all, words);
            let mut title = words.pick(
                format!("{who} is first more often than any other {where_}"),
                format!("{who} is {where_} vaker eerste dan elk ander"),
            );
            let others = all - clear.len();
            if others > 0 {
                let others = words.count(others);
                title += &words.pick(
                    format!("; in {others} it is not clear which is"),
                    format!("; in {others} is niet duidelijk welk dat is"),
                );
            }
            title
        }
    }
}
