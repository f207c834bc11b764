//! The view of the tests of rank reversal: how often an order changed, the worst example in words,
//! and what to do.

use super::agreement::left_out;
use super::{noted, nothing_to_compare};
use crate::case::Case;
use crate::evaluate::ranked_group::RankedGroup;
use crate::report::{Block, Source, Words, head, notes};
use crate::study::reversal::Reversal;
use crate::study::reversal::answer::{ReversalTest, Reversed};
use crate::study::reversal::order::ScoreOrder;
use crate::study::reversal::worsen::WORSE;
use crate::write::grid::{Align, Grid};

/// The view of the tests.
pub fn reversal(case: &Case, reversal: &Reversal, words: Words) -> Vec<Block> {
    let mut out = head(case, words);
    out.push(Block::Text(
        words
            .pick(
                "Does the order of two alternatives hang on which others are there? Each in turn is dropped, cloned, made worse on one criterion (if it is not first), and set against each other one alone.",
                "Hangt de volgorde van twee alternatieven af van welke andere er zijn? Elk alternatief wordt om beurten weggelaten, verdubbeld, slechter gemaakt op één criterium (als het niet eerste is) en apart tegenover elk ander gezet.",
            )
            .into(),
    ));
    let evaluations = 0..reversal.ranked.evaluations.len();
    if !reversal.tested.is_empty() {
        let names = words.pick(
            ["drop", "clone", "worsen", "pairs"],
            ["weglaten", "verdubbelen", "verslechteren", "paren"],
        );
        let mut head = vec![(words.pick("method", "methode").to_owned(), None)];
        head.extend(names.map(|name| (name.to_owned(), Some(Align::Right))));
        let row = |evaluation: usize| {
            let cells = ReversalTest::ALL.into_iter().map(|test| {
                let of = reversal.totals(evaluation, test);
                words.pick(
                    format!("{} of {}", of.changed, of.tests),
                    format!("{} van {}", of.changed, of.tests),
                )
            });
            std::iter::once(reversal.ranked.evaluations[evaluation].method.name().to_owned())
                .chain(cells)
                .collect()
        };
        out.push(Block::Grid(Grid { head, rows: evaluations.clone().map(row).collect() }));
        out.push(Block::Text(
            words
                .pick(
                    "Tests after which an order had changed, of all tests.",
                    "Proeven waarna een volgorde veranderd was, van alle proeven.",
                )
                .into(),
        ));
        // Methods of which the same is to be said are named together.
        let mut told: Vec<(String, Vec<&str>)> = Vec::new();
        for evaluation in evaluations {
            let name = reversal.ranked.evaluations[evaluation].method.name();
            let said = said(case, reversal, evaluation, words);
            match told.iter_mut().find(|(known, _)| *known == said) {
                Some((_, names)) => names.push(name),
                None => told.push((said, vec![name])),
            }
        }
        out.extend(told.into_iter().map(|(said, names)| {
            let rows = match &names[..] {
                [one] => Source::table("tests").with("method", *one),
                _ => Source::table("tests"),
            };
            Block::Item(format!("{}: {said}", names.join(", "))).from_rows(rows)
        }));
        out.extend(
            remedy(case, reversal, words)
                .map(|said| Block::Item(said).from_rows(Source::table("reversal"))),
        );
    }
    let mut lines = reversal_notes(case, reversal, words);
    lines.extend(notes(case, &reversal.ranked.evaluations, words));
    out.extend(noted(lines, words));
    out
}

/// What the tests say of one method, after its name.
fn said(case: &Case, reversal: &Reversal, evaluation: usize, words: Words) -> String {
    let totals = ReversalTest::ALL.map(|test| reversal.totals(evaluation, test));
    let tests: usize = totals.iter().map(|of| of.tests).sum();
    let changed: usize = totals.iter().map(|of| of.changed).sum();
    let Some(worst) = reversal.worst(evaluation) else {
        let why = if reversal.is_fixed(evaluation) {
            words.pick(
                ", as must be: values stand on fixed scales, so no score depends on another alternative",
                ", zoals het hoort: waarden staan op vaste schalen, dus hangt geen enkele score af van een ander alternatief",
            )
        } else {
            words.pick(
                "; that is so for these alternatives, and no proof for others",
                "; dat geldt voor deze alternatieven, en is geen bewijs voor andere",
            )
        };
        return match tests {
            1 => words.pick(
                format!("the one test changed no order{why}."),
                format!("de ene proef veranderde geen volgorde{why}."),
            ),
            _ => words.pick(
                format!("none of {tests} tests changed an order{why}."),
                format!("geen van de {tests} proeven veranderde een volgorde{why}."),
            ),
        };
    };
    let mut example = example(case, worst, words);
    if let Some(cycle) = reversal.cycles.iter().find(|cycle| cycle.evaluation == evaluation) {
        let [a, b, c] =
            cycle.alternatives.map(|alternative| words.inside(&case.problem, alternative));
        example += &words.pick(
            format!(" Two by two the orders do not even fit together: {a} is not behind {b}, {b} not behind {c}, and yet {a} is behind {c}."),
            format!(" Per twee bekeken spreken de volgordes elkaar zelfs tegen: {a} staat niet achter {b}, {b} niet achter {c}, en toch staat {a} achter {c}."),
        );
    }
    match (changed, tests) {
        (_, 1) => words.pick(
            format!("the one test changed an order. {example}"),
            format!("de ene proef veranderde een volgorde. {example}"),
        ),
        (1, _) => words.pick(
            format!("1 of {tests} tests changed an order. {example}"),
            format!("1 van de {tests} proeven veranderde een volgorde. {example}"),
        ),
        _ => words.pick(
            format!("{changed} of {tests} tests changed an order. {example}"),
            format!("{changed} van de {tests} proeven veranderden een volgorde. {example}"),
        ),
    }
}

fn order(order: ScoreOrder, words: Words) -> &'static str {
    match order {
        ScoreOrder::Ahead => words.pick("ahead of", "voor"),
        ScoreOrder::Tie => words.pick("level with", "gelijk met"),
        ScoreOrder::Behind => words.pick("behind", "achter"),
    }
}

/// One change of order in words.
fn example(case: &Case, row: &Reversed, words: Words) -> String {
    let problem = &case.problem;
    let a = words.inside(problem, row.a);
    let b = match row.b {
        Some(b) => words.inside(problem, b),
        None => format!("{a} ({})", words.pick("clone", "kloon")),
    };
    let changed = words.inside(problem, row.changed.unwrap_or(row.a));
    let (before, after) = (order(row.before, words), order(row.after, words));
    let change = match row.test {
        ReversalTest::Drop => words.pick(format!("Without {changed}"), format!("Zonder {changed}")),
        ReversalTest::Clone => {
            words.pick(format!("With a second {changed}"), format!("Met een tweede {changed}"))
        }
        ReversalTest::Worsen => {
            let on = row.leaf.map_or("", |leaf| problem.tree.leaves[leaf].label.get(words.0));
            words.pick(
                format!("With {changed} worse on {on}"),
                format!("Met {changed} slechter op {on}"),
            )
        }
        ReversalTest::Pairs => words.pick("Alone".to_owned(), "Met alleen deze twee".to_owned()),
    };
    let place = match problem.groups.len() {
        1 => String::new(),
        _ => format!(" ({})", words.group(problem, row.group)),
    };
    words.pick(
        format!("The worst: {a} is {before} {b}. {change}, {a} is {after} {b}{place}."),
        format!("Het ergste geval: {a} staat {before} {b}. {change} staat {a} {after} {b}{place}."),
    )
}

/// What to do where an order changed.
fn remedy(case: &Case, reversal: &Reversal, words: Words) -> Option<String> {
    if reversal.reversed.is_empty() {
        return None;
    }
    let unscaled: Vec<String> = case
        .problem
        .tree
        .leaves
        .iter()
        .filter(|leaf| leaf.scale.is_none() && leaf.value.is_none())
        .map(|leaf| format!("`{}`", leaf.id))
        .collect();
    let scales = match unscaled.len() {
        0 => String::new(),
        1..=6 => {
            let list = words.list(&unscaled);
            words.pick(
                format!("give {list} a fixed `scale` (what is the worst and the best that could be?) and "),
                format!("geef {list} een vaste `scale` (wat is het slechtste en het beste dat kan?) en "),
            )
        }
        many => words.pick(
            format!(
                "give the {many} criteria without a `scale` a fixed one (what is the worst and the best that could be?) and "
            ),
            format!("geef de {many} criteria zonder `scale` er een vaste (wat is het slechtste en het beste dat kan?) en "),
        ),
    };
    Some(words.pick(
        format!("What to do: {scales}use weighted-sum without a normalization; then no alternative can change the order of two others. Or keep the method and settle beforehand which alternatives compete."),
        format!("Wat te doen: {scales}gebruik weighted-sum zonder normalisatie; dan kan geen alternatief de volgorde van twee andere veranderen. Of behoud de methode en leg vooraf vast welke alternatieven worden gerangschikt."),
    ))
}

/// What a reader of the tables should know too.
pub fn reversal_notes(case: &Case, reversal: &Reversal, words: Words) -> Vec<String> {
    let problem = &case.problem;
    let ranked_groups: Vec<RankedGroup> =
        (0..problem.groups.len()).map(|group| reversal.ranked.ranked_group(0, group)).collect();
    let mut out: Vec<String> =
        nothing_to_compare(problem, &ranked_groups, words).into_iter().collect();
    if !problem.group_weights.is_empty() {
        out.push(words.pick(
            "Weights of groups are held while alternatives are dropped, copied or made worse. Weights that are made of the figures would move with them; that is not looked at here.".into(),
            "De gewichten van een groep liggen vast terwijl alternatieven wegvallen, verdubbeld of slechter gemaakt worden. Gewichten die uit de cijfers afgeleid zijn, zouden mee verschuiven; dat wordt hier niet bekeken.".into(),
        ));
    }
    if reversal.tested.iter().any(|of| of.test == ReversalTest::Worsen && of.tests > 0) {
        let share = words.percent(WORSE);
        out.push(words.pick(
            format!("Worse: by {share} of the criterion's scale (or of the range observed), or as far as it goes."),
            format!(
                "Slechter: met {share} van de schaal van het criterium (of van het waargenomen bereik), of zo ver als die gaat."
            ),
        ));
    }
    if ranked_groups.iter().any(|ranked| ranked.places.len() == 2) {
        out.push(
            words
                .pick(
                    "Where two are ranked, dropping one leaves no order to test.",
                    "Waar maar twee alternatieven een rang hebben, blijft er na het weglaten geen volgorde over om te toetsen.",
                )
                .into(),
        );
    }
    let undefined: usize = reversal.tested.iter().map(|of| of.undefined).sum();
    if undefined > 0 {
        out.push(words.pick(
            format!("After {undefined} of the changes the method was not defined: nothing is known of the order there (`--table tests`)."),
            format!("Na {undefined} van de wijzigingen was de methode niet bepaald: over de volgorde is daar niets bekend (`--table tests`)."),
        ));
    }
    // The largest group of each method speaks for it; methods with the same limit are named
    // together.
    let mut limits: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for (evaluation, of) in reversal.ranked.evaluations.iter().enumerate() {
        let own = reversal
            .limited
            .iter()
            .filter(|limit| limit.0 == evaluation)
            .map(|limit| (limit.2, limit.3));
        let Some(limit) = own.max_by_key(|(_, ranked)| *ranked) else { continue };
        match limits.iter_mut().find(|(known, _)| *known == limit) {
            Some((_, names)) => names.push(of.method.name().to_owned()),
            None => limits.push((limit, vec![of.method.name().to_owned()])),
        }
    }
    for ((tested, ranked), names) in limits {
        let names = words.list(&names);
        out.push(words.pick(
            format!("{names}: to keep the time short, only the {tested} ranked highest of {ranked} are changed and compared; the others stay as they are."),
            format!("{names}: om de tijd kort te houden zijn alleen de {tested} hoogst gerangschikte van {ranked} gewijzigd en vergeleken; de andere blijven zoals ze zijn."),
        ));
    }
    out.extend(left_out(&reversal.ranked.skipped, words));
    out
}
