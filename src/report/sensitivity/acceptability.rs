//! The view of acceptability: bars of ranks per group, then what can be claimed and what cannot.

use super::claims::{claim, no_claim};
use super::stated::stated;
use crate::case::Case;
use crate::draw::plan::{SamplingMethod, WeightsModel};
use crate::draw::share::ShareBounds;
use crate::report::among::among_these;
use crate::report::by_group::by_group;
use crate::report::sensitivity::shares::{MOST_ROWS, draws, name, share};
use crate::report::weights::each_its_own;
use crate::report::{BAR, Block, Source, Words, head};
use crate::study::acceptability::{Acceptability, GroupShares, LARGE_GROUP};
use crate::write::grid::{Align, Grid};

/// A mark per rank; the last for all that follow.
const MARKS: [char; 4] = ['█', '▓', '▒', '░'];

/// The view of a sampled study.
pub fn acceptability(case: &Case, study: &Acceptability, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let mut out = head(case, words);
    out.push(Block::Text(introduction(study, words)).from_rows(Source::table("sampling")));
    out.extend(stated(study.evaluation, words));
    out.extend(super::classes::classes(study, words));
    let mut lines = Vec::new();
    for group in &study.groups {
        lines.push((group.group, group_view(case, study, group, words)));
    }
    if study.groups.is_empty() {
        out.push(Block::Text(words.pick(
            "Nothing competes.".into(),
            "Geen enkel alternatief wordt gerangschikt.".into(),
        )));
    }
    out.extend(by_group(problem, lines, words));
    out.push(Block::Heading(words.pick("How to read this".into(), "Hoe u dit leest".into())));
    out.push(Block::Item(legend(study, words)).from_rows(Source::table("acceptability")));
    out.extend(acceptability_notes(case, study, words).into_iter().map(Block::Item));
    out
}

fn introduction(study: &Acceptability, words: Words) -> String {
    let method = study.evaluation.method.name();
    let draws = draws(study.draws, words);
    let model = match study.request.model {
        WeightsModel::Nodes => words.pick(
            "every set of sibling weights is as likely as any other; the weights given are not used".to_owned(),
            "elke verdeling van gewichten binnen een groep criteria is even waarschijnlijk; de gegeven gewichten tellen niet mee"
                .to_owned(),
        ),
        WeightsModel::Leaves => words.pick(
            "every set of weights of the criteria is as likely as any other; the weights given are not used".to_owned(),
            "elke verdeling van gewichten over de criteria is even waarschijnlijk; de gegeven gewichten tellen niet mee"
                .to_owned(),
        ),
        WeightsModel::Around(_) => words.pick(
            "weights lie around the given ones, set of siblings by set of siblings".to_owned(),
            "gewichten liggen rond de gegeven gewichten, per groep criteria".to_owned(),
        ),
        WeightsModel::Box(p) => words.pick(
            format!("weights lie within {p} % of the given ones, all as likely"),
            format!("gewichten liggen binnen {} % van de gegeven gewichten, alle even waarschijnlijk", p.to_string().replace('.', ",")),
        ),
    };
    let unsure = match study.groups.iter().any(|group| group.has_draws) {
        true => words.pick(
            " Every distribution is drawn once per draw.",
            " Uit elke verdeling is per trekking één waarde getrokken.",
        ),
        false => "",
    };
    words.pick(
        format!(
            "For which share of weights is each alternative first, second ...? {draws} ({method}; {}: {model}).{unsure}",
            study.request.model
        ),
        format!(
            "Bij welk aandeel van de gewichten is elk alternatief eerste, tweede ...? {draws} ({method}; {}: {model}).{unsure}",
            study.request.model
        ),
    )
}

/// Shares of ranks as one bar: cells go to ranks in order, by cumulated shares.
fn bar(ranks: &[ShareBounds], every: bool) -> String {
    if ranks.iter().all(|rank| rank.share.is_some()) {
        let mut out = String::new();
        let (mut sum, mut drawn) = (0.0, 0);
        for (at, rank) in ranks.iter().enumerate() {
            sum += rank.share.map_or(0.0, |share| share.value);
            let to = ((sum * BAR as f64).round() as usize).min(BAR);
            out.extend(std::iter::repeat_n(
                MARKS[at.min(MARKS.len() - 1)],
                to.saturating_sub(drawn),
            ));
            drawn = drawn.max(to);
        }
        // Between the ranks counted and the last lie the others.
        if !every {
            out.extend(std::iter::repeat_n(MARKS[MARKS.len() - 1], BAR.saturating_sub(drawn)));
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
    let rows = || Source::of_group(&case.problem, "acceptability", group.group);
    if n == 1 {
        let only = name(case, group, 0, words);
        let said = Block::Item(words.pick(
            format!("{only} is the only option that competes: nothing to compare."),
            format!("{only} is de enige optie die wordt gerangschikt: er is niets te vergelijken."),
        ));
        return vec![said.from_rows(rows())];
    }
    let counted = study.counted_ranks(group);
    let of = |at: usize| counted.iter().map(|rank| study.rank(group, at, *rank)).collect();
    let ranks: Vec<Vec<ShareBounds>> = (0..n).map(of).collect();
    let every = study.has_every_rank(group);
    let first = |at: usize| {
        ranks[at][0]
            .share
            .map_or(ranks[at][0].low.value / 2.0 + ranks[at][0].high.value / 2.0, |it| it.value)
    };
    let mut order: Vec<usize> = (0..n).collect();
    if n > MOST_ROWS {
        order.sort_by(|a, b| first(*b).total_cmp(&first(*a)).then(a.cmp(b)));
    }
    let row = |at: &usize| {
        let ranks = &ranks[*at];
        let expected = study
            .summary_of(group, *at)
            .map_or("–".to_owned(), |figures| words.two(figures[0].value));
        let confidence =
            group.confidence[*at].map_or("–".to_owned(), |it| words.percent(it.value));
        let (first, last) = (share(&ranks[0], words), share(&ranks[ranks.len() - 1], words));
        vec![name(case, group, *at, words), bar(ranks, every), first, last, expected, confidence]
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
    let mut out =
        vec![Block::Chart(Grid { head, rows: order.iter().take(MOST_ROWS).map(row).collect() }, 1)];
    if n > MOST_ROWS {
        let more = n - MOST_ROWS;
        let said = Block::Text(words.pick(
            format!("... and {more} more, less often first (`--table acceptability`)."),
            format!("... en nog {more}, minder vaak eerste (`--table acceptability`)."),
        ));
        out.push(said.from_rows(rows()));
    }
    out.push(Block::Item(claim(case, study, group, &ranks, words)).from_rows(rows()));
    out.push(Block::Item(no_claim(case, study, group, &ranks, words)).from_rows(rows()));
    out
}

fn legend(study: &Acceptability, words: Words) -> String {
    let open =
        study.groups.iter().any(|group| (0..group.places.len()).any(|at| study.is_open(group, at)));
    let mut largest: f64 = 0.0;
    for group in &study.groups {
        for at in 0..group.places.len() {
            let first = study.rank(group, at, 1);
            if first.bounded {
                largest = largest.max(first.low.std_error).max(first.high.std_error);
            }
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
        format!("{marks}. Standard errors of first-rank shares: at most {error} percentage points. Confidence: how often it is first over the drawn inputs when the weights are its central ones, the mean of all that put it first; 100 % where only weights are drawn."),
        format!("{marks}. Standaardfouten van de aandelen van de eerste plaats: hoogstens {error} procentpunt. Betrouwbaarheid: bij welk aandeel van de getrokken gegevens een alternatief eerste is met zijn centrale gewichten, het gemiddelde van alle gewichten waarbij het eerste is; 100 % waar alleen gewichten getrokken zijn."),
    )
}

/// What a reader of the tables should know too.
pub fn acceptability_notes(case: &Case, study: &Acceptability, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(super::filled_in::stay(&case.problem, words));
    if !study.request.model.uses_given() && case.centre.is_some() {
        let model = study.request.model;
        out.push(words.pick(
            format!("The centre of the weights is not used by the model `{model}`; `around:K` and `box:P` start from it."),
            format!("Het midden van de gewichten telt niet mee in het model `{model}`; `around:K` en `box:P` gaan ervan uit."),
        ));
    }
    if !study.request.model.uses_given() && case.weighted {
        out.push(words.pick(
            format!("The weights given are not used by the model `{}`; `around:K` and `box:P` start from them.", study.request.model),
            format!(
                "De gegeven gewichten tellen niet mee in het model `{}`; `around:K` en `box:P` gaan ervan uit.",
                study.request.model
            ),
        ));
    }
    if study.draws_by_group() {
        out.extend(each_its_own(&study.evaluation.weights, words));
    }
    if study.request.uniform_sets && study.groups.iter().any(|group| group.has_sets) {
        let bounded = study.groups.iter().all(|group| study.rank(group, 0, 1).bounded);
        out.push(match bounded {
            true => words.pick(
                "Ranges and unknown figures were drawn as uniform distributions: an assumption. The bounds `share_low` and `share_high` do without it.".to_owned(),
                "Bereiken en onbekende gegevens zijn getrokken uit uniforme verdelingen: een aanname. De grenzen `share_low` en `share_high` hebben die aanname niet nodig.".to_owned(),
            ),
            false => words.pick(
                "Ranges and unknown figures were drawn as uniform distributions: an assumption, and this method has no bounds that do without it.".to_owned(),
                "Bereiken en onbekende gegevens zijn getrokken uit uniforme verdelingen: een aanname, en deze methode heeft geen grenzen zonder die aanname.".to_owned(),
            ),
        });
    }
    out.extend(among_these(study.evaluation, words));
    if study.groups.iter().any(|group| !study.has_every_rank(group)) {
        let large = words.count(LARGE_GROUP);
        out.push(words.pick(
            format!("Of groups of more than {large} only the ranks 1 to 3 and the last are counted; `--table acceptability` counts all, and refuses what takes too much memory."),
            format!("Van groepen van meer dan {large} worden alleen de rangen 1 tot 3 en de laatste geteld; `--table acceptability` telt ze allemaal, en weigert wat te veel geheugen vraagt."),
        ));
    }
    if !study.exact_bounds {
        out.push(words.pick(
            "Some bounds over ranges are outer bounds: true, but not tight.".to_owned(),
            "Sommige grenzen zijn, gelet op de bereiken, ruimer dan nodig: ze kloppen, maar zijn niet scherp.".to_owned(),
        ));
    }
    if study.reached == Some(false) {
        out.push(
            words.pick(
                "The precision asked for was not reached within `--draws`; the standard errors say how far it came.".to_owned(),
                "De gevraagde precisie is niet gehaald binnen `--draws`; de standaardfouten tonen hoe dicht ze benaderd is."
                    .to_owned(),
            ),
        );
    }
    for sampling in study.all_sampling() {
        let SamplingMethod::Walk(_) = sampling.way else { continue };
        let node = sampling.parent.map_or(words.pick("the top", "de top").to_owned(), |parent| {
            super::label(&case.problem, parent, words)
        });
        let (Some(effective), Some(mixing)) = (sampling.effective, sampling.mixing) else {
            out.push(words.pick(
                format!("Weights under {node} come from a walk within the constraints, too short to tell what its draws are worth: make more."),
                format!("Gewichten onder {node} komen uit een toevalswandeling binnen de voorwaarden. Die is te kort om te zeggen wat de trekkingen waard zijn: vraag er meer."),
            ));
            continue;
        };
        let effective = words.count(effective.min(study.draws as f64) as usize);
        let slow = if mixing > 1.05 {
            words.pick(
                " It has not mixed: make more draws.",
                " Ze is nog niet voldoende gemengd: vraag meer trekkingen.",
            )
        } else {
            ""
        };
        let mixing = format!("{mixing:.3}");
        let mixing = words.pick(mixing.clone(), mixing.replace('.', ","));
        out.push(words.pick(
            format!("Weights under {node} come from a walk within the constraints; its draws are worth {effective} independent ones (scale reduction {mixing}).{slow}"),
            format!("Gewichten onder {node} komen uit een toevalswandeling binnen de voorwaarden; de trekkingen zijn er {effective} onafhankelijke waard (schaalreductie {mixing}).{slow}"),
        ));
    }
    out
}
