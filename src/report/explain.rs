//! Why an alternative scores as it does, or is ahead of another: the lines side by side and one
//! sentence.

use super::among::{another_can_change, scales_that_move};
use super::trade_offs::trade_offs;
use super::unscored::unscored;
use super::{Block, Source, Words};
use crate::case::Case;
use crate::evaluate::assignment::Assigned;
use crate::evaluate::evaluation::{Standing, Verdict};
use crate::evaluate::explain::{AgainstLimit, Explanation, Line};
use crate::write::grid::{Align, Grid};

/// The view of an explanation, per method.
pub fn explain(case: &Case, explanations: &[Explanation], words: Words) -> Vec<Block> {
    view(case, explanations, true, words)
}

/// The same for a page that says what the weights mean at all figures: what steps count is there only
/// where that is so at the figures of an alternative alone.
pub(super) fn explain_beside_weights(
    case: &Case,
    explanations: &[Explanation],
    words: Words,
) -> Vec<Block> {
    view(case, explanations, false, words)
}

fn view(case: &Case, explanations: &[Explanation], all_steps: bool, words: Words) -> Vec<Block> {
    let mut out = super::head(case, words);
    for one in explanations {
        out.push(Block::Heading(format!("{} ({})", heading(one, words), one.method.name())));
        let said = |text: String| Block::Text(text).from_rows(rows(one));
        out.extend(sentence(one, words).map(said));
        out.extend(place(one, one.of, &one.standing, one.known.0, words).map(said));
        if let (Some(over), Some(standing), Some(known)) =
            (one.over, &one.over_standing, one.known.1)
        {
            out.extend(place(one, over, standing, known, words).map(said));
        }
        out.extend(against_limits(one, words));
        out.push(Block::Grid(grid(one, words)));
        if let Some(offs) = one.trade_offs.as_ref().filter(|offs| all_steps || offs.at_figures) {
            let name = name(one, one.of, words);
            out.push(Block::Heading(
                words
                    .pick(
                        "What steps count in units of their own",
                        "Wat een stap waard is, in de eenheid van elk criterium",
                    )
                    .into(),
            ));
            out.extend(trade_offs(one.problem, offs, Some(&name), words));
        }
        out.extend(adjustments(one, words));
    }
    out.extend(explanations.first().into_iter().flat_map(|one| sources(one, words)));
    out.extend(super::between_levels(&case.problem, &out, words).map(Block::Text));
    out
}

/// The rows on the two alternatives, or on the criteria of the only one.
fn rows(one: &Explanation) -> Source {
    let name = |alternative: usize| one.problem.full_name(alternative);
    let rows = match one.over {
        Some(over) => Source::table("comparison").with("of", name(one.of)).with("over", name(over)),
        None => Source::table("explanation").with("of", name(one.of)),
    };
    rows.with("method", one.method.name())
}

fn name(one: &Explanation, alternative: usize, words: Words) -> String {
    words.full(one.problem, alternative)
}

fn heading(one: &Explanation, words: Words) -> String {
    let of = name(one, one.of, words);
    match one.over {
        None => of,
        Some(over) => words.pick(
            format!("{of} over {}", name(one, over, words)),
            format!("{of} tegenover {}", name(one, over, words)),
        ),
    }
}

/// Who is ahead, by how much and how surely: the title of a picture, which shows the rest itself.
pub(super) fn finding(one: &Explanation, words: Words) -> Option<String> {
    match one.over.is_some() && one.comparison.is_some() {
        true => Some(format!("{}.", verdict(one, "", words)?)),
        false => sentence(one, words),
    }
}

/// One sentence made from the numbers.
pub(super) fn sentence(one: &Explanation, words: Words) -> Option<String> {
    let of = name(one, one.of, words);
    let Some(over) = one.over else {
        return match one.assigned {
            Some(assigned) => sorted(one, assigned, &of, words),
            None => alone(one, &of, words),
        };
    };
    let over = name(one, over, words);
    if let (Some(own), Some(other)) = (one.assigned, one.over_assigned) {
        let said = [sorted(one, own, &of, words), sorted(one, other, &over, words)];
        let said: Vec<String> = said.into_iter().flatten().collect();
        return (!said.is_empty()).then(|| said.join(" "));
    }
    let Some(pair) = one.comparison else {
        return Some(words.pick(
            format!("{of} and {over} cannot be compared: not both have a score."),
            format!("{of} en {over} zijn niet te vergelijken: ze hebben niet allebei een score."),
        ));
    };
    let range =
        pair.bounds.map_or(String::new(), |bounds| over_the_unknown(bounds, pair.verdict, words));
    let head = verdict(one, &range, words)?;
    let gains = parts(one, words, |difference| difference > 0.0);
    let losses = parts(one, words, |difference| difference < 0.0);
    let tail = match (gains.is_empty(), losses.is_empty()) {
        (true, true) => String::new(),
        (false, true) => words.pick(
            format!("; it gains on {}, and loses on nothing", words.list(&gains)),
            format!("; het is beter op {} en nergens minder goed", words.list(&gains)),
        ),
        (true, false) => words.pick(
            format!("; it loses on {}, and gains on nothing", words.list(&losses)),
            format!("; het is minder goed op {} en nergens beter", words.list(&losses)),
        ),
        (false, false) => words.pick(
            format!(
                "; it gains most on {}, and loses most on {}",
                words.list(&gains),
                words.list(&losses)
            ),
            format!(
                "; het is vooral beter op {} en vooral minder goed op {}",
                words.list(&gains),
                words.list(&losses)
            ),
        ),
    };
    let another = one
        .turned_by
        .as_ref()
        .map(|on| format!(" {}.", another_can_change(one.problem, on, words)));
    let moving = scales_that_move(one.problem, &one.moving, words).map(|text| format!(" {text}"));
    Some(format!("{head}{tail}.{}{}", another.unwrap_or_default(), moving.unwrap_or_default()))
}

/// Who of the two is ahead and how surely, without a full stop; none where they are not compared.
/// The range of the difference is written as it is given.
fn verdict(one: &Explanation, range: &str, words: Words) -> Option<String> {
    let (over, pair) = (one.over?, one.comparison?);
    let (of, over) = (name(one, one.of, words), name(one, over, words));
    let by = words.size(pair.nominal);
    let among = if one.turned_by.is_some() {
        words.pick(" among these alternatives", " bij deze alternatieven")
    } else {
        ""
    };
    let head = match (pair.verdict, pair.nominal >= 0.0) {
        (Verdict::Tie, _) => words.pick(
            format!("{of} and {over} tie{among}, whatever the inputs turn out to be"),
            format!("{of} en {over} staan{among} gelijk, hoe de gegevens ook uitvallen"),
        ),
        (Verdict::Certain, true) => words.pick(
            format!(
                "{of} is ahead of {over} by {by}{range}{among}, whatever the inputs turn out to be"
            ),
            format!("{of} ligt {by} voor op {over}{range}{among}, hoe de gegevens ook uitvallen"),
        ),
        (Verdict::Certain, false) => words.pick(
            format!(
                "{of} is behind {over} by {by}{range}{among}, whatever the inputs turn out to be"
            ),
            format!("{of} ligt {by} achter op {over}{range}{among}, hoe de gegevens ook uitvallen"),
        ),
        (Verdict::Open, _) => {
            let why = why_open(one, [&of, &over], words);
            words.pick(
                format!("Which of {of} and {over} is ahead is open{range}: {why}"),
                format!("Of {of} dan wel {over} voorligt, staat niet vast{range}: {why}"),
            )
        }
        (Verdict::Nominal, true) => words.pick(
            format!(
                "{of} is ahead of {over} by {by} at nominal figures{range}; that is not certain"
            ),
            format!("{of} ligt bij nominale cijfers {by} voor op {over}{range}; dat is niet zeker"),
        ),
        (Verdict::Nominal, false) => words.pick(
            format!("{of} is behind {over} by {by} at nominal figures{range}; that is not certain"),
            format!(
                "{of} ligt bij nominale cijfers {by} achter op {over}{range}; dat is niet zeker"
            ),
        ),
    };
    Some(head)
}

/// Of whom too little is known for an order; else the two tie.
fn why_open(one: &Explanation, names: [&str; 2], words: Words) -> String {
    let shares = [Some(one.known.0), one.known.1];
    let little = names
        .iter()
        .zip(shares)
        .filter(|(_, known)| known.is_some_and(|known| !one.problem.knows_enough(known)));
    let little: Vec<String> = little.map(|(name, _)| (*name).to_owned()).collect();
    match little.is_empty() {
        true => words.pick(
            "they tie at nominal figures".to_owned(),
            "ze staan gelijk bij nominale cijfers".to_owned(),
        ),
        false => {
            let who = words.list(&little);
            words.pick(
                format!("too little is known of {who}"),
                format!("er is te weinig bekend van {who}"),
            )
        }
    }
}

/// The range of a difference, in the words of the sentence that it stands in: how far ahead and how
/// far behind, and no range where both ends look the same.
fn over_the_unknown((min, max): (f64, f64), verdict: Verdict, words: Words) -> String {
    if words.signed(min) == words.signed(max) {
        return String::new();
    }
    let range = match verdict {
        // Ahead or behind, the sentence says which.
        Verdict::Certain => {
            let (near, far) = (min.abs().min(max.abs()), min.abs().max(max.abs()));
            words.pick(
                format!("{} to {}", words.size(near), words.size(far)),
                format!("{} tot {}", words.size(near), words.size(far)),
            )
        }
        _ => {
            let end = |x: f64| {
                let by = words.size(x);
                match x {
                    _ if by == "0" => words.pick("level".to_owned(), "gelijk".to_owned()),
                    x if x < 0.0 => words.pick(format!("{by} behind"), format!("{by} achter")),
                    _ => words.pick(format!("{by} ahead"), format!("{by} voor")),
                }
            };
            words.pick(
                format!("from {} to {}", end(min), end(max)),
                format!("van {} tot {}", end(min), end(max)),
            )
        }
    };
    words.pick(
        format!(" ({range} over what is not known)"),
        format!(" ({range}, gelet op wat nog niet bekend is)"),
    )
}

/// In which category an alternative is, and in which others it can be.
fn sorted(one: &Explanation, assigned: Assigned, name: &str, words: Words) -> Option<String> {
    let label = |at: usize| {
        let category = one.problem.categories.get(at);
        category.map_or(String::new(), |it| words.label(&it.label, &it.id))
    };
    let own = label(assigned.category?);
    let (place, count) = (assigned.category? + 1, one.problem.categories.len());
    let can = match assigned.bounds {
        Some((low, high)) if low < high => {
            let (low, high) = (label(low), label(high));
            words.pick(
                format!("; over what is not known it can be {low} to {high}"),
                format!("; gelet op wat nog niet bekend is, kan het {low} tot {high} zijn"),
            )
        }
        _ => String::new(),
    };
    Some(words.pick(
        format!("The category of {name} is {own}, {place} of {count} from the worst{can}."),
        format!("De categorie van {name} is {own}, {place} van {count} vanaf de slechtste{can}."),
    ))
}

/// How the alternative stands to the lower limits of the categories, where the method compares it
/// with them.
fn against_limits(one: &Explanation, words: Words) -> Vec<Block> {
    let Some(first) = one.limits.first() else { return Vec::new() };
    let mut head = vec![(words.pick("lower limit of", "ondergrens van").to_owned(), None)];
    let spaced = |name: &str| name.replace('_', " ");
    head.extend(first.figures.iter().map(|it| {
        let align = if it.is_flag { None } else { Some(Align::Right) };
        (words.pick(spaced(it.name), it.dutch.to_owned()), align)
    }));
    let line = |limit: &AgainstLimit| {
        let category = &one.problem.categories[limit.category];
        let mut line = vec![words.label(&category.label, &category.id)];
        line.extend(limit.figures.iter().map(|it| match (it.is_flag, it.figure > 0.0) {
            (false, _) => words.figure(it.figure),
            (true, true) => words.pick("yes", "ja").to_owned(),
            (true, false) => words.pick("no", "nee").to_owned(),
        }));
        line
    };
    let name = name(one, one.of, words);
    let heading = words.pick(
        format!("{name} against the lower limits of the categories"),
        format!("{name} tegenover de ondergrenzen van de categorieën"),
    );
    let rows = one.limits.iter().map(line).collect();
    vec![Block::Heading(heading), Block::Grid(Grid { head, rows })]
}

/// The score and where it comes from; one without a score is told of by its place.
fn alone(one: &Explanation, of: &str, words: Words) -> Option<String> {
    let most = parts(one, words, |difference| difference > 0.0);
    let symbol = match one.method.sheet().symbol {
        "" => String::new(),
        symbol => format!(" ({symbol})"),
    };
    let score = format!("{}{symbol}", words.figure(one.standing.score?));
    // A method whose score is no sum of contributions has no parts.
    Some(match most.is_empty() {
        true => words.pick(format!("{of} scores {score}."), format!("{of} scoort {score}.")),
        false => words.pick(
            format!("{of} scores {score}; most of it comes from {}.", words.list(&most)),
            format!("{of} scoort {score}; het meeste komt van {}.", words.list(&most)),
        ),
    })
}

/// What an alternative's place among those that compete is, where it is not simply ranked.
fn place(
    one: &Explanation,
    alternative: usize,
    standing: &Standing,
    known: f64,
    words: Words,
) -> Option<String> {
    let problem = one.problem;
    let name = name(one, alternative, words);
    let it = &problem.alternatives[alternative];
    let ids = |of: &[usize]| {
        let asked = of.iter().map(|at| words.requirement(&problem.requirements[*at]));
        words.list(&asked.collect::<Vec<_>>())
    };
    let eis = |of: &[usize]| if of.len() == 1 { "de eis" } else { "de eisen" };
    let mut out = Vec::new();
    if it.reference {
        out.push(words.pick(
            format!("{name} is for reference and never ranked"),
            format!("{name} dient ter vergelijking en krijgt nooit een rang"),
        ));
    }
    let effects = [
        (&it.excluded_by, words.pick(("is", "excluded"), ("is", "uitgesloten"))),
        (&it.flagged_by, words.pick(("is", "flagged"), ("krijgt", "een aandachtspunt"))),
    ];
    for (by, (is, what)) in effects {
        let (fails, may) = it.parted(by);
        if !fails.is_empty() {
            out.push(words.pick(
                format!("{name} does not meet {} and {is} {what}", ids(&fails)),
                format!("{name} voldoet niet aan {} {} en {is} {what}", eis(&fails), ids(&fails)),
            ));
        }
        if !may.is_empty() {
            out.push(words.pick(
                format!("it is not known whether {name} meets {}, so it {is} {what}", ids(&may)),
                format!(
                    "het is niet bekend of {name} voldoet aan {} {}, dus {is} het {what}",
                    eis(&may),
                    ids(&may)
                ),
            ));
        }
    }
    if standing.score.is_none() {
        out.push(match standing.bounds {
            Some((low, high)) => {
                let (known, limit) = words.percent_short_of(known, problem.min_known);
                let (low, high) = words.ends(low, high);
                words.pick(
                    format!("{name} has only a range, {low} to {high}: {known} of its weight is known, less than {limit}"),
                    format!(
                        "{name} heeft alleen een bereik, {low} tot {high}: {known} van het gewicht is bekend, minder dan {limit}"
                    ),
                )
            }
            None if !one.method.has_score() => words.pick(
                format!("{} gives no scores; who is preferred to whom stands in its own table", one.method.name()),
                format!("{} geeft geen scores; welk alternatief de voorkeur krijgt, staat in de eigen tabel", one.method.name()),
            ),
            None => {
                let why = unscored(problem, &one.method, words);
                words.pick(format!("{name} has no score: {why}"), format!("{name} heeft geen score: {why}"))
            }
        });
    }
    (!out.is_empty()).then(|| format!("{}.", capital(&out.join("; "))))
}

/// A clause as the start of a sentence. A name stays as it is written, so only what the program
/// says itself gets its capital.
fn capital(clause: &str) -> String {
    ["it is not known", "het is niet bekend"]
        .into_iter()
        .find(|own| clause.starts_with(own))
        .map_or_else(|| clause.to_owned(), |own| own[..1].to_uppercase() + &clause[1..])
}

/// The three largest parts that pass, with their labels.
fn parts(one: &Explanation, words: Words, wanted: impl Fn(f64) -> bool) -> Vec<String> {
    let pass = |line: &&Line| line.difference.is_some_and(&wanted);
    let label = |line: &Line| one.problem.tree.leaves[line.leaf].label.get(words.0).to_owned();
    let part =
        |line: &Line| format!("{} ({})", label(line), words.signed(line.difference.unwrap_or(0.0)));
    one.lines.iter().filter(pass).take(3).map(part).collect()
}

fn grid(one: &Explanation, words: Words) -> Grid {
    let two = one.over.is_some();
    let mut head = vec![
        (words.pick("criterion", "criterium").to_owned(), None),
        (words.pick("weight", "gewicht").to_owned(), Some(Align::Right)),
    ];
    head.push((name(one, one.of, words), None));
    if let Some(over) = one.over {
        head.push((name(one, over, words), None));
    }
    head.push((
        if two {
            words.pick("difference", "verschil")
        } else {
            words.pick("contribution", "bijdrage")
        }
        .to_owned(),
        Some(Align::Right),
    ));
    head.push((words.pick("rests on", "steunt op").to_owned(), None));
    let side = |line: &Line, performance: &str, value: Option<f64>| {
        let performance = words.performance(&one.problem.tree.leaves[line.leaf], performance);
        match value {
            Some(value) => format!("{performance} ({})", words.two(value)),
            None => performance,
        }
    };
    let row = |line: &Line| {
        let mut row = vec![
            one.problem.tree.leaves[line.leaf].label.get(words.0).to_owned(),
            words.two(line.weight),
            side(line, &line.performance, line.value),
        ];
        if two {
            row.push(side(line, line.over_performance.as_deref().unwrap_or(""), line.over_value));
        }
        row.push(line.difference.map(|difference| words.signed(difference)).unwrap_or_default());
        row.push(line.passages.join(" "));
        row
    };
    Grid { head, rows: one.lines.iter().map(row).collect() }
}

/// The adjustments that moved a cell of either alternative, with their reasons.
fn adjustments(one: &Explanation, words: Words) -> Vec<Block> {
    let problem = one.problem;
    let mut used: Vec<usize> = Vec::new();
    for alternative in std::iter::once(one.of).chain(one.over) {
        for shift in problem.cells_of(alternative).iter().flat_map(|cell| &cell.shifts) {
            let by = problem.inputs[shift.input].spread;
            let moves = shift.curve.range(by.low, by.high) != (0.0, 0.0);
            if moves && !used.contains(&shift.adjustment) {
                used.push(shift.adjustment);
            }
        }
    }
    used.sort_unstable();
    let mut out = Vec::new();
    if !used.is_empty() {
        out.push(Block::Text(
            words
                .pick(
                    "Adjustments at work (assumptions of the case; `--no-adjustments` switches them off):",
                    "Aanpassingen die meespelen (aannames van het dossier; `--no-adjustments` zet ze uit):",
                )
                .into(),
        ));
    }
    for index in used {
        let adjustment = &problem.adjustments[index];
        let source = adjustment.source.as_deref().map(|source| words.cited(source));
        let source = source.map(|source| format!(" [{source}]")).unwrap_or_default();
        let criterion = problem
            .tree
            .find(&adjustment.criterion)
            .map(|branch| problem.tree.branches[branch].label.get(words.0));
        let criterion =
            criterion.filter(|label| !label.is_empty()).unwrap_or(&adjustment.criterion);
        let (attribute, reason) = (&adjustment.attribute, words.given(&adjustment.reason));
        let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        let rows = Source::table("explanation")
            .with("of", problem.full_name(one.of))
            .with("method", one.method.name())
            .with("criterion", &adjustment.criterion);
        let said = Block::Item(words.pick(
            format!("{criterion}, by `{attribute}`{why}{source}"),
            format!("{criterion}, volgens `{attribute}`{why}{source}"),
        ));
        out.push(said.from_rows(rows));
    }
    out
}

/// Where the criteria come from, those with the same source together.
fn sources(one: &Explanation, words: Words) -> Vec<Block> {
    let mut by: Vec<(&str, Vec<String>)> = Vec::new();
    for leaf in &one.problem.tree.leaves {
        let Some(source) = leaf.source.as_deref() else { continue };
        let label = leaf.label.get(words.0).to_owned();
        match by.iter_mut().find(|(known, _)| *known == source) {
            Some((_, labels)) => labels.push(label),
            None => by.push((source, vec![label])),
        }
    }
    if by.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading(
        words.pick("Where the criteria come from", "Herkomst van de criteria").into(),
    );
    let items = by.into_iter().map(|(source, labels)| {
        Block::Item(format!("{}: {}", words.list(&labels), words.cited(source)))
    });
    std::iter::once(heading).chain(items).collect()
}
