//! The view of acceptability: bars of ranks per group, then what can be claimed and what cannot.

use super::by_group;
use crate::case::Case;
use crate::report::{Block, Words, head};
use crate::study::{Acceptability, Bounds, GroupShares, Way, WeightsModel};
use crate::write::{Align, Grid};

/// The width of a bar.
const BAR: usize = 24;
/// A mark per rank; the last for all that follow.
const MARKS: [char; 4] = ['█', '▓', '▒', '░'];
/// Alternatives shown per group.
const MOST_ROWS: usize = 20;

/// The view of a sampled study.
pub fn acceptability(case: &Case, study: &Acceptability, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    out.push(Block::Text(introduction(study, words)));
    let mut lines = Vec::new();
    for group in &study.groups {
        lines.push((group.group, group_view(case, study, group, words)));
    }
    if study.groups.is_empty() {
        out.push(Block::Text(words.pick("Nothing competes.".into(), "Niets dingt mee.".into())));
    }
    out.extend(by_group(problem, lines, words));
    out.push(Block::Heading(words.pick("How to read this".into(), "Hoe dit te lezen".into())));
    out.push(Block::Item(legend(study, words)));
    out.extend(acceptability_notes(case, study, words).into_iter().map(Block::Item));
    out
}

fn introduction(study: &Acceptability, words: Words) -> String {
    let method = study.evaluation.runs[0].method.name();
    let draws = thousands(study.draws, words);
    let model = match study.request.model {
        WeightsModel::Nodes => words.pick(
            "every set of sibling weights is as likely as any other; the weights given are not used".to_owned(),
            "elke verdeling van gewichten binnen een knoop is even waarschijnlijk; de gegeven gewichten tellen niet mee"
                .to_owned(),
        ),
        WeightsModel::Leaves => words.pick(
            "every set of weights of the criteria is as likely as any other; the weights given are not used".to_owned(),
            "elke verdeling van gewichten over de criteria is even waarschijnlijk; de gegeven gewichten tellen niet mee"
                .to_owned(),
        ),
        WeightsModel::Around(_) => words.pick(
            "weights lie around the given ones, set of siblings by set of siblings".to_owned(),
            "gewichten liggen rond de gegeven, knoop per knoop".to_owned(),
        ),
        WeightsModel::Box(p) => words.pick(
            format!("weights lie within {p} % of the given ones, all as likely"),
            format!("gewichten liggen binnen {p} % van de gegeven, alle even waarschijnlijk"),
        ),
    };
    words.pick(
        format!("For which share of weights is each alternative first, second ...? {draws} draws ({method}; {}: {model}).", study.request.model),
        format!("Bij welk aandeel van de gewichten is elk alternatief eerste, tweede ...? {draws} trekkingen ({method}; {}: {model}).", study.request.model),
    )
}

fn thousands(n: u64, words: Words) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(words.pick(',', '.'));
        }
        out.push(digit);
    }
    out
}

fn name(case: &Case, group: &GroupShares, at: usize) -> String {
    let problem = &case.problem;
    problem.name(problem.groups[group.group].members[group.places[at]], &problem.keys_inside())
}

/// `87 %`, or `22 to 98 %`; never a bare 0 or 100 where that is not certain.
fn share(bounds: &Bounds, words: Words) -> String {
    let one = |x: f64| {
        if x > 0.0 && x < 0.01 {
            words.pick("under 1".to_owned(), "onder 1".to_owned())
        } else if x < 1.0 && x > 0.99 {
            words.pick("over 99".to_owned(), "boven 99".to_owned())
        } else {
            format!("{:.0}", 100.0 * x)
        }
    };
    match bounds.share {
        Some(share) => format!("{} %", one(share.value)),
        None if one(bounds.low.value) == one(bounds.high.value) => format!("{} %", one(bounds.low.value)),
        None => words.pick(
            format!("{} to {} %", one(bounds.low.value), one(bounds.high.value)),
            format!("{} tot {} %", one(bounds.low.value), one(bounds.high.value)),
        ),
    }
}

/// Shares of ranks as one bar: cells go to ranks in order, by cumulated shares.
fn bar(ranks: &[Bounds]) -> String {
    if ranks.iter().all(|rank| rank.share.is_some()) {
        let mut out = String::new();
        let (mut sum, mut drawn) = (0.0, 0);
        for (at, rank) in ranks.iter().enumerate() {
            sum += rank.share.map_or(0.0, |share| share.value);
            let to = ((sum * BAR as f64).round() as usize).min(BAR);
            out.extend(std::iter::repeat_n(MARKS[at.min(MARKS.len() - 1)], to.saturating_sub(drawn)));
            drawn = drawn.max(to);
        }
        return out;
    }
    // First place alone: what is certain, and what may be.
    let (low, high) = ranks.first().map_or((0.0, 0.0), |first| (first.low.value, first.high.value));
    let (low, high) = ((low * BAR as f64).round() as usize, (high * BAR as f64).round() as usize);
    format!("{}{}", "█".repeat(low), "?".repeat(high.saturating_sub(low)))
}

fn group_view(case: &Case, study: &Acceptability, group: &GroupShares, words: Words) -> Vec<Block> {
    let n = group.places.len();
    if n == 1 {
        let only = name(case, group, 0);
        return vec![Block::Item(words.pick(
            format!("{only} is the only eligible option: nothing to compare."),
            format!("{only} is de enige optie die in aanmerking komt: niets te vergelijken."),
        ))];
    }
    let ranks: Vec<Vec<Bounds>> = (0..n).map(|at| (1..=n).map(|rank| study.rank(group, at, rank)).collect()).collect();
    let first =
        |at: usize| ranks[at][0].share.map_or(ranks[at][0].low.value / 2.0 + ranks[at][0].high.value / 2.0, |it| it.value);
    let mut order: Vec<usize> = (0..n).collect();
    if n > MOST_ROWS {
        order.sort_by(|a, b| first(*b).total_cmp(&first(*a)).then(a.cmp(b)));
    }
    let row = |at: &usize| {
        let ranks = &ranks[*at];
        let expected = study.summary_of(group, *at).map_or("–".to_owned(), |figures| words.two(figures[0].value));
        let confidence = group.confidence[*at].map_or("–".to_owned(), |it| words.percent(it.value));
        vec![name(case, group, *at), bar(ranks), share(&ranks[0], words), share(&ranks[n - 1], words), expected, confidence]
    };
    let head = [
        (words.pick("alternative", "alternatief"), None),
        (words.pick("ranks 1, 2, 3 ...", "rang 1, 2, 3 ..."), None),
        (words.pick("first", "eerste"), Some(Align::Right)),
        (words.pick("last", "laatste"), Some(Align::Right)),
        (words.pick("expected rank", "verwachte rang"), Some(Align::Right)),
        (words.pick("confidence", "betrouwbaarheid"), Some(Align::Right)),
    ];
    let head = head.map(|(text, align)| (text.to_owned(), align)).to_vec();
    let mut out = vec![Block::Grid(Grid { head, rows: order.iter().take(MOST_ROWS).map(row).collect() })];
    if n > MOST_ROWS {
        let more = n - MOST_ROWS;
        out.push(Block::Text(
            words.pick(format!("... and {more} more, less often first."), format!("... en nog {more}, minder vaak eerste.")),
        ));
    }
    out.push(Block::Item(claim(case, study, group, &ranks, words)));
    out.push(Block::Item(no_claim(case, study, group, &ranks, words)));
    out
}

/// What can be claimed.
fn claim(case: &Case, study: &Acceptability, group: &GroupShares, ranks: &[Vec<Bounds>], words: Words) -> String {
    let n = ranks.len();
    let low = |at: usize| ranks[at][0].share.map_or(ranks[at][0].low.value, |share| share.value);
    // What sets leave open counts against a claim, even where they were drawn.
    let high = |at: usize| ranks[at][0].high.value;
    let best = (0..n).max_by(|a, b| low(*a).total_cmp(&low(*b)).then(b.cmp(a))).unwrap_or(0);
    let drawn_sets = study.request.uniform_sets && group.has_sets;
    let assumed = match drawn_sets {
        true => words.pick(", with ranges drawn uniformly", ", met bereiken uniform getrokken"),
        false => "",
    };
    let proved: Vec<String> = (0..n).filter(|at| group.never_first[*at]).map(|at| name(case, group, at)).collect();
    let mut said = Vec::new();
    if low(best) >= 0.01 {
        let who = name(case, group, best);
        let at_least = if ranks[best][0].share.is_some() { "" } else { words.pick("at least ", "minstens ") };
        let of = format!("{at_least}{:.0} %", 100.0 * low(best));
        let sure = (0..n).all(|rival| rival == best || high(rival) < low(best));
        said.push(match sure {
            true => words.pick(
                format!("{who} is first for {of} of the weights{assumed}, more than any other can be"),
                format!("{who} is eerste bij {of} van de gewichten{assumed}, meer dan enig ander kan"),
            ),
            false => words.pick(
                format!("{who} is first for {of} of the weights{assumed}"),
                format!("{who} is eerste bij {of} van de gewichten{assumed}"),
            ),
        });
    }
    said.extend(surest_pair(case, study, group, words));
    let surely_behind = (0..n).filter(|at| !group.never_first[*at] && high(*at) == 0.0).map(|at| name(case, group, at));
    let none: Vec<String> = surely_behind.collect();
    if !proved.is_empty() {
        said.push(words.pick(
            format!("{} first for no admissible weights at all (proved)", is_are(&proved, words)),
            format!("{} bij geen enkel toegelaten gewicht eerste (bewezen)", is_are(&proved, words)),
        ));
    }
    if !none.is_empty() {
        let draws = thousands(study.draws, words);
        said.push(words.pick(
            format!("{} first in none of {draws} draws, which is not yet never", was_were(&none, words)),
            format!("{} in geen van {draws} trekkingen eerste, wat nog niet nooit is", was_were(&none, words)),
        ));
    }
    if said.is_empty() {
        return words.pick(
            "Nothing can be claimed of first place: what is not known leaves it open at all weights drawn.".into(),
            "Over de eerste plaats valt niets te beweren: wat niet bekend is, laat ze bij alle getrokken gewichten open.".into(),
        );
    }
    words.pick(format!("Can be claimed: {}.", said.join("; ")), format!("Te verdedigen: {}.", said.join("; ")))
}

/// Where sets leave first place open, the pair whose order is most often certain whatever they turn out to be.
fn surest_pair(case: &Case, study: &Acceptability, group: &GroupShares, words: Words) -> Option<String> {
    let n = group.places.len();
    if !(0..n).any(|at| study.is_open(group, at)) || n > MOST_ROWS {
        return None;
    }
    let pairs = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b);
    // A pair that sets leave alone says nothing of them.
    let open = pairs.filter_map(|(a, b)| Some((study.ahead(group, a, b).filter(|ahead| ahead.share.is_none())?, a, b)));
    let sure = open.map(|(ahead, a, b)| (ahead.low.value, a, b));
    let (share, a, b) = sure.max_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2))))?;
    let (a, b) = (name(case, group, a), name(case, group, b));
    let percent = format!("{:.0} %", 100.0 * share);
    (share >= 0.01).then(|| {
        words.pick(
            format!("{a} is surely ahead of {b} for {percent} of the weights, whatever is not known turns out to be"),
            format!("{a} ligt bij {percent} van de gewichten zeker voor op {b}, hoe wat niet bekend is ook uitvalt"),
        )
    })
}

fn is_are(names: &[String], words: Words) -> String {
    let verb = if names.len() == 1 { words.pick("is", "is") } else { words.pick("are", "zijn") };
    format!("{} {verb}", words.list(names))
}

fn was_were(names: &[String], words: Words) -> String {
    let verb = if names.len() == 1 { words.pick("was", "was") } else { words.pick("were", "waren") };
    format!("{} {verb}", words.list(names))
}

/// What cannot be claimed.
fn no_claim(case: &Case, study: &Acceptability, group: &GroupShares, ranks: &[Vec<Bounds>], words: Words) -> String {
    let result = &study.evaluation.runs[0].groups[group.group];
    // The alternative whose first place is most open, and why.
    // Not known and much at stake: that is whose share a reader should ask about.
    let doubt = |at: &usize| {
        let width = ranks[*at][0].high.value - ranks[*at][0].low.value;
        width * (1.001 - result.known[group.places[*at]])
    };
    let open = (0..ranks.len()).filter(|at| ranks[*at][0].share.is_none() && doubt(at) > 0.0);
    let widest = open.max_by(|a, b| doubt(a).total_cmp(&doubt(b)).then(b.cmp(a)));
    if let Some(at) = widest {
        let who = name(case, group, at);
        let known = result.known[group.places[at]];
        let range = share(&ranks[at][0], words);
        let why = if known < 1.0 {
            words.pick(
                format!("only {} of its weight (as given) is known", words.percent(known)),
                format!("slechts {} van het gewicht (zoals gegeven) is bekend", words.percent(known)),
            )
        } else {
            words.pick(
                "its judgements, or its rivals', are ranges".to_owned(),
                "de oordelen erover, of over rivalen, zijn bereiken".to_owned(),
            )
        };
        return words.pick(
            format!("Cannot be claimed: how often {who} is first; it may be for {range} of the weights, because {why}."),
            format!("Niet te verdedigen: hoe vaak {who} eerste is; dat kan bij {range} van de gewichten, want {why}."),
        );
    }
    words.pick(
        "Cannot be claimed: that any of these shares is a probability. They say how much of the weights an order holds for, not how likely those weights are.".to_owned(),
        "Niet te verdedigen: dat een van deze aandelen een kans is. Ze zeggen voor hoeveel van de gewichten een volgorde geldt, niet hoe waarschijnlijk die gewichten zijn.".to_owned(),
    )
}

fn legend(study: &Acceptability, words: Words) -> String {
    let open = study.groups.iter().any(|group| (0..group.places.len()).any(|at| study.is_open(group, at)));
    let mut largest: f64 = 0.0;
    for group in &study.groups {
        for at in 0..group.places.len() {
            let first = study.rank(group, at, 1);
            largest = largest.max(first.low.std_error).max(first.high.std_error);
            largest = largest.max(first.share.map_or(0.0, |share| share.std_error));
        }
    }
    let marks = match open {
        false => words.pick("Bars: █ first, ▓ second, ▒ third, ░ later", "Balken: █ eerste, ▓ tweede, ▒ derde, ░ later"),
        true => words.pick(
            "Bars: █ surely first, ? perhaps first (where all ranks are known: █ first, ▓ second, ▒ third, ░ later)",
            "Balken: █ zeker eerste, ? misschien eerste (waar alle rangen bekend zijn: █ eerste, ▓ tweede, ▒ derde, ░ later)",
        ),
    };
    let error = format!("{:.2}", 100.0 * largest);
    let error = words.pick(error.clone(), error.replace('.', ","));
    words.pick(
        format!("{marks}. Standard errors of first-rank shares: at most {error} percentage points. Confidence: how often it is first over the unsure inputs at the weights most in its favour."),
        format!("{marks}. Standaardfouten van de aandelen eerste plaats: hoogstens {error} procentpunt. Betrouwbaarheid: hoe vaak het eerste is over de onzekere gegevens, bij de gewichten die er het best voor zijn."),
    )
}

/// What a reader of the tables should know too.
pub fn acceptability_notes(case: &Case, study: &Acceptability, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    if !study.request.model.uses_given() && case.weighted {
        out.push(words.pick(
            format!("The weights given are not used by the model `{}`; around:K and box:P start from them.", study.request.model),
            format!(
                "De gegeven gewichten tellen niet mee in het model `{}`; around:K en box:P vertrekken ervan.",
                study.request.model
            ),
        ));
    }
    if study.request.uniform_sets && study.groups.iter().any(|group| group.has_sets) {
        out.push(words.pick(
            "Ranges and unknown figures were drawn as uniform distributions: an assumption. The bounds share_low and share_high do without it.".to_owned(),
            "Bereiken en onbekende gegevens zijn getrokken als uniforme verdelingen: een aanname. De grenzen share_low en share_high doen het zonder.".to_owned(),
        ));
    }
    if !study.exact_bounds {
        out.push(words.pick(
            "Some bounds over ranges are outer bounds: true, but not tight.".to_owned(),
            "Sommige grenzen over bereiken zijn buitengrenzen: waar, maar niet scherp.".to_owned(),
        ));
    }
    if study.reached == Some(false) {
        out.push(words.pick(
            "The precision asked for was not reached within --draws; the standard errors say how far it came.".to_owned(),
            "De gevraagde precisie is niet gehaald binnen --draws; de standaardfouten zeggen hoever het kwam.".to_owned(),
        ));
    }
    for sampling in &study.sampling {
        let Way::Walk(_) = sampling.way else { continue };
        let node = sampling
            .parent
            .map_or(words.pick("the top", "de top").to_owned(), |parent| super::label(&case.problem, parent, words));
        let (effective, mixing) = (sampling.effective.unwrap_or(0.0), sampling.mixing.unwrap_or(1.0));
        let effective = thousands(effective as u64, words);
        let slow = if mixing > 1.05 {
            words.pick(" It has not mixed: make more draws.", " Ze is niet gemengd: maak meer trekkingen.")
        } else {
            ""
        };
        out.push(words.pick(
            format!("Weights under {node} come from a walk within the constraints; its draws are worth {effective} independent ones (scale reduction {mixing:.3}).{slow}"),
            format!("Gewichten onder {node} komen van een wandeling binnen de voorwaarden; de trekkingen zijn {effective} onafhankelijke waard (schaalreductie {mixing:.3}).{slow}"),
        ));
    }
    out
}
