//! What a person reads who is asked about the weights: the question, what the answers settle, and
//! answers that cannot hold together.

use super::{Block, Words, title};
use crate::case::Case;
use crate::problem::{Answer, Problem, Question, Reply, Scale, number};
use crate::study::question::{
    CanBeFirst, Contradiction, GroupSettled, Interview, Mend, ShareLeft, Weighed,
};
use crate::tolerance::AS_NEAR;
use crate::write::grid::{Align, Grid};

/// Alternatives, criteria or groups named together.
const MOST_NAMED: usize = 8;

/// The page of answers that were given: what they settle, and what would be asked next.
pub fn ask(case: &Case, interview: &Interview, words: Words) -> Vec<Block> {
    let mut out = title(case, words);
    let count = interview.answers().len();
    out.push(Block::Text(match count {
        0 => words
            .pick("No answers have been given yet.", "Er zijn nog geen antwoorden gegeven.")
            .into(),
        _ => {
            let count = words.counted(count, ["answer", "answers"], ["antwoord", "antwoorden"]);
            words.pick(format!("What {count} settle:"), format!("Wat {count} vastleggen:"))
        }
    }));
    for (at, answer) in interview.answers().enumerate() {
        out.push(Block::Detail(format!("{}. {}", at + 1, said(&case.problem, answer, words))));
    }
    out.extend(settled(case, interview, words));
    out.extend(settled_notes(interview, words));
    if let Some(next) = interview.next() {
        out.push(Block::Heading(words.pick("The next question", "De volgende vraag").to_owned()));
        out.extend(question(case, &next.question, words));
        out.extend(expected(interview, &next, words).map(Block::Text));
    } else if !interview.is_settled() {
        out.push(Block::Text(nothing_left(words)));
    }
    out
}

/// What stands beside tables of an interview.
pub fn ask_notes(interview: &Interview, words: Words) -> Vec<String> {
    let mut out: Vec<String> = counted(interview, words).into_iter().collect();
    out.extend(nominal(interview, words));
    out
}

/// That nothing is left to ask.
pub fn nothing_left(words: Words) -> String {
    words
        .pick(
            "No question is left whose answer could settle who is first: all have been answered, or are not known.",
            "Er is geen vraag meer die kan uitmaken wie eerste is: alle zijn beantwoord, of het antwoord is niet bekend.",
        )
        .into()
}

/// A question with what it is about, each thing behind its letter.
pub fn question(case: &Case, question: &Question, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let ask = match question {
        Question::Swing { .. } | Question::TradeOff { .. } => {
            words.pick("Which step matters more?", "Welke stap weegt zwaarder?")
        }
        Question::Ranks { .. } => words.pick(
            "In which order do these steps matter, the one that matters most first?",
            "In welke volgorde wegen deze stappen, de zwaarste eerst?",
        ),
        Question::Pair { .. } => words.pick(
            "Which of the two is better, all things considered?",
            "Welke van de twee is beter, alles samen genomen?",
        ),
    };
    let mut out = vec![Block::Text(ask.to_owned())];
    if let Question::Pair { a, b } = question {
        out.push(pair(problem, *a, *b, words));
        return out;
    }
    for (letter, at) in ('a'..='z').zip(question.subjects()) {
        let to = match question {
            Question::TradeOff { b, to, .. } if *b == at => Some(*to),
            _ => None,
        };
        out.push(Block::Detail(format!("{letter}: {}", step(problem, at, to, words))));
    }
    out
}

/// How a question is answered, in one line.
pub fn how_to_answer(problem: &Problem, question: &Question, words: Words) -> String {
    let or = words.pick("d (don't know)", "d (weet ik niet)");
    let same = words.pick("= (the same)", "= (even zwaar)");
    match question {
        Question::Swing { .. } => words.pick(
            format!("a, b, {same}, {or}, or how many times a counts as b, as in 2 or 2..4"),
            format!("a, b, {same}, {or}, of hoeveel keer a telt als b, als in 2 of 2..4"),
        ),
        Question::TradeOff { b, .. } => {
            let name = branch(problem, *b, words);
            words.pick(
                format!("a, b, {same}, {or}, or how far {name} would have to go to matter just as much as a, as one figure or as a range (..)"),
                format!("a, b, {same}, {or}, of hoever {name} moet gaan om even zwaar te wegen als a, als één cijfer of als bereik (..)"),
            )
        }
        Question::Ranks { .. } => words.pick(
            format!("the letters in order, as in b a c, with = between those that matter alike, as in b a=c; or {or}"),
            format!("de letters op volgorde, als in b a c, met = tussen wat even zwaar weegt, als in b a=c; of {or}"),
        ),
        Question::Pair { .. } => {
            let same = words.pick("= (equally good)", "= (even goed)");
            format!("a, b, {same}, {or}")
        }
    }
}

/// What the commands of the dialogue are, and why this is asked.
pub fn help(problem: &Problem, interview: &Interview, next: &Weighed, words: Words) -> Vec<Block> {
    let mut out = vec![
        Block::Text(how_to_answer(problem, &next.question, words)),
        Block::Text(
            words
                .pick(
                    "Each step goes from the worst to the best figure of a criterion, or as far as the question says, and all else stays as it is. Of two steps choose the one that you would rather have.",
                    "Elke stap gaat van het slechtste naar het beste cijfer van een criterium, of zo ver als de vraag zegt, en al de rest blijft gelijk. Kies van twee stappen degene die u het liefst zou hebben.",
                )
                .into(),
        ),
    ];
    out.extend(expected(interview, next, words).map(Block::Text));
    out.extend(settled_notes(interview, words));
    out.push(Block::Text(commands(words)));
    out
}

/// The commands of the dialogue.
pub fn commands(words: Words) -> String {
    words
        .pick(
            "? explains, u undoes the last answer, q leaves; every answer is saved at once.",
            "? geeft uitleg, u maakt het laatste antwoord ongedaan, q stopt; elk antwoord wordt meteen bewaard.",
        )
        .into()
}

/// What its answer is expected to leave.
fn expected(interview: &Interview, next: &Weighed, words: Words) -> Option<String> {
    let (now, then) = (interview.doubt()?, next.doubt?);
    let error = match then.error {
        None => String::new(),
        Some(error) => {
            let error = words.two(error);
            words.pick(format!(" (standard error {error})"), format!(" (standaardfout {error})"))
        }
    };
    let (now, then) = (words.two(now.bits), words.two(then.bits));
    Some(words.pick(
        format!("Of all questions this one is asked because its answer is expected to leave little doubt about who is first: {then} bits of {now}{error}."),
        format!("Deze vraag komt eerst omdat haar antwoord naar verwachting weinig twijfel laat over wie eerste is: {then} van {now} bits{error}."),
    ))
}

/// What the answers settle.
pub fn settled(case: &Case, interview: &Interview, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let groups = interview.settled();
    let mut out = Vec::new();
    if groups.is_empty() {
        let nobody =
            words.pick("No alternative competes.", "Geen enkel alternatief wordt gerangschikt.");
        return vec![Block::Text(nobody.to_owned())];
    }
    let done = groups.iter().filter(|group| group.leaders.is_some()).count();
    if groups.len() > 1 {
        let (done, all) = (words.count(done), words.count(groups.len()));
        out.push(Block::Text(words.pick(
            format!("In {done} of {all} groups it is settled who is first."),
            format!("In {done} van {all} groepen staat vast wie eerste is."),
        )));
        for group in groups.iter().take(MOST_NAMED) {
            let member =
                group.alternatives.first().map(|it| problem.groups[group.group].member(it.place));
            let name = member.map(|it| words.name(problem, it, &problem.rank_within));
            let says = of_group(problem, group, words);
            out.push(Block::Item(format!("{}: {says}", name.unwrap_or_default())));
        }
        if groups.len() > MOST_NAMED {
            let more = words.count(groups.len() - MOST_NAMED);
            out.push(Block::Text(
                words.pick(format!("And {more} groups more."), format!("En nog {more} groepen.")),
            ));
        }
    } else if let Some(group) = groups.first() {
        out.push(Block::Text(of_group(problem, group, words)));
    }
    out.push(Block::Text(left(interview, &groups, words)));
    if interview.is_settled() {
        let asked = match interview.answers().len() {
            0 => words.pick("It takes no questions", "Daar zijn geen vragen voor nodig").to_owned(),
            asked => {
                let asked = words.counted(asked, ["question", "questions"], ["vraag", "vragen"]);
                words.pick(format!("It took {asked}"), format!("Dat kostte {asked}"))
            }
        };
        out.push(Block::Text(words.pick(
            format!("{asked}. Linear programs prove that no weights which agree with the answers put another ahead."),
            format!("{asked}. Lineaire programma's bewijzen dat geen gewichten die met de antwoorden stroken een ander voorop zetten."),
        )));
        out.extend(nominal(interview, words).map(Block::Text));
    }
    out
}

/// What the figures of [`settled`] are, and what they are not.
pub fn settled_notes(interview: &Interview, words: Words) -> Vec<Block> {
    let mut out: Vec<Block> = counted(interview, words).map(Block::Text).into_iter().collect();
    if !interview.is_settled() {
        out.extend(nominal(interview, words).map(Block::Text));
    }
    out
}

fn of_group(problem: &Problem, group: &GroupSettled, words: Words) -> String {
    let member = |place| problem.groups[group.group].member(place);
    if let Some(leaders) = &group.leaders {
        let names: Vec<String> =
            leaders.iter().map(|place| words.inside(problem, member(*place))).collect();
        return match names.len() {
            1 if group.alternatives.len() == 1 => words.pick(
                format!("{} is the only one that competes.", names[0]),
                format!("{} is de enige optie die wordt gerangschikt.", names[0]),
            ),
            1 => words.pick(format!("{} is first.", names[0]), format!("{} is eerste.", names[0])),
            _ => {
                let names = words.some(&names, MOST_NAMED);
                words.pick(
                    format!("{names} are first, level with each other."),
                    format!("{names} zijn eerste, op gelijke hoogte."),
                )
            }
        };
    }
    let mut able: Vec<_> =
        group.alternatives.iter().filter(|it| it.first != CanBeFirst::Impossible).collect();
    able.sort_by(|a, b| b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0)));
    let name = |it: &&crate::study::question::AlternativeSettled| {
        let name = words.inside(problem, member(it.place));
        match (it.share, it.error) {
            // Points need not show what a program found.
            (Some(share), Some(_)) if share <= 0.0 => {
                format!("{name} ({})", words.pick("no point", "geen punt"))
            }
            (Some(share), _) => format!("{name} ({})", words.percent(share)),
            (None, _) => name,
        }
    };
    let names: Vec<String> = able.iter().map(name).collect();
    let (count, all) = (words.count(able.len()), words.count(group.alternatives.len()));
    let names = words.some(&names, MOST_NAMED);
    words.pick(
        format!("{count} of {all} can still be first: {names}."),
        format!("{count} van {all} kunnen nog eerste zijn: {names}."),
    )
}

/// How many orders are open, and how much of the weights is left.
fn left(interview: &Interview, groups: &[GroupSettled], words: Words) -> String {
    let open: Option<usize> = groups.iter().map(|group| group.open_pairs).sum();
    let all: usize = groups.iter().map(|group| group.pairs).sum();
    let orders = open.filter(|_| all > 0).map(|open| {
        let pairs = words.counted(all, ["pair", "pairs"], ["paar", "paren"]);
        let shown = words.count(open);
        match open {
            0 => words.pick(
                format!("The order of every two is settled ({pairs}). "),
                format!("De volgorde van elke twee staat vast ({pairs}). "),
            ),
            1 => words.pick(
                format!("Of {pairs} the order of one is open. "),
                format!("Van {pairs} ligt de volgorde van één nog open. "),
            ),
            _ => words.pick(
                format!("Of {pairs} the order of {shown} is open. "),
                format!("Van {pairs} ligt de volgorde van {shown} nog open. "),
            ),
        }
    });
    let share = match interview.share_left() {
        ShareLeft::Exact(share) if share <= 0.0 => words
            .pick(
                "An answer with an equal sign leaves a slice of the weights, which has no share.",
                "Een antwoord met een gelijkteken laat een doorsnede van de gewichten over, die geen aandeel heeft.",
            )
            .to_owned(),
        ShareLeft::Exact(share) => {
            let share = words.percent(share);
            words.pick(format!("Of the weights {share} is left."), format!("Van de gewichten blijft {share} over."))
        }
        ShareLeft::Sampled { value, error } => {
            let (value, error) = (words.percent_to(value, 1), words.percent_to(error, 1));
            words.pick(
                format!("Of the weights about {value} is left (standard error {error})."),
                format!("Van de gewichten blijft ongeveer {value} over (standaardfout {error})."),
            )
        }
        ShareLeft::Under(most) => {
            let most = words.percent_to(most, 2);
            words.pick(
                format!("Of the weights less than {most} is left."),
                format!("Van de gewichten blijft minder dan {most} over."),
            )
        }
        ShareLeft::Unknown => String::new(),
    };
    orders.unwrap_or_default() + &share
}

/// What shares behind names are, and how precise.
fn counted(interview: &Interview, words: Words) -> Option<String> {
    if interview.is_settled() {
        return None;
    }
    let groups = interview.settled();
    let alternatives = || groups.iter().flat_map(|group| &group.alternatives);
    let errors = alternatives().filter_map(|it| it.error);
    let most = errors.fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        return alternatives().any(|it| it.share.is_some()).then(|| {
            words
                .pick(
                    "Behind each name stands the share of the weights left at which it is first.",
                    "Achter elke naam staat bij welk aandeel van de overblijvende gewichten die eerste is.",
                )
                .into()
        });
    }
    let points = words.count(usize::try_from(interview.points()?).ok()?);
    if most <= 0.0 {
        // Where all points agree they show no error, which is not to say that there is none.
        return Some(words.pick(
            format!("All {points} points drawn from the weights left have the same first; others are so rare that no point shows them."),
            format!("Alle {points} punten uit de overblijvende gewichten hebben dezelfde eerste; andere zijn zo zeldzaam dat geen punt ze toont."),
        ));
    }
    let most = words.percent_to(most, 1);
    Some(words.pick(
        format!("Behind each name stands the share of the weights left at which it is first, counted over {points} points (standard error at most {most})."),
        format!("Achter elke naam staat bij welk aandeel van de overblijvende gewichten die eerste is, geteld over {points} punten (standaardfout hoogstens {most})."),
    ))
}

/// That figures which are not sure stand at their nominal ones.
fn nominal(interview: &Interview, words: Words) -> Option<String> {
    let evaluation = interview.evaluation;
    let unsure = evaluation.groups.iter().any(|group| !group.is_crisp());
    unsure.then(|| {
        words
            .pick(
                "All this is at nominal figures: questions about weights do not settle figures that are not sure. `sensitivity robust` tells what holds whatever they turn out to be.",
                "Dit alles geldt bij de nominale cijfers: vragen over gewichten maken onzekere cijfers niet zeker. `sensitivity robust` zegt wat geldt hoe die ook uitvallen.",
            )
            .into()
    })
}

/// An answer in a sentence without its full stop.
pub fn said(problem: &Problem, answer: &Answer, words: Words) -> String {
    let subjects = answer.question.subjects();
    let name = |at: &usize| match &answer.question {
        Question::Pair { .. } => words.full(problem, *at),
        Question::TradeOff { b, to, .. }
            if b == at && !matches!(answer.reply, Reply::Figures(..)) =>
        {
            step(problem, *at, Some(*to), words)
        }
        _ => branch(problem, *at, words),
    };
    let names: Vec<String> = subjects.iter().map(name).collect();
    let is_pair = matches!(answer.question, Question::Pair { .. });
    let more = |a: &str, b: &str| match is_pair {
        true => words.pick(format!("{a} is better than {b}"), format!("{a} is beter dan {b}")),
        false => {
            words.pick(format!("{a} matters more than {b}"), format!("{a} weegt zwaarder dan {b}"))
        }
    };
    let range = |low: String, high: String| match low == high {
        true => low,
        false => words.pick(format!("{low} to {high}"), format!("{low} tot {high}")),
    };
    let decimal = |x: f64| words.pick(number(x), number(x).replace('.', ","));
    match &answer.reply {
        Reply::First => more(&names[0], &names[1]),
        Reply::Second => more(&names[1], &names[0]),
        Reply::Same if is_pair => words.pick(
            format!("{} and {} are equally good", names[0], names[1]),
            format!("{} en {} zijn even goed", names[0], names[1]),
        ),
        Reply::Same => words.pick(
            format!("{} matters just as much as {}", names[0], names[1]),
            format!("{} weegt even zwaar als {}", names[0], names[1]),
        ),
        Reply::Unknown => {
            let names = words.list(&names);
            words.pick(format!("not known: {names}"), format!("niet bekend: {names}"))
        }
        Reply::Ratio(low, high) => {
            let times = match (*low, *high) {
                (low, high) if !high.is_finite() => {
                    let low = decimal(low);
                    words.pick(format!("at least {low}"), format!("minstens {low}"))
                }
                (0.0, high) => {
                    let high = decimal(high);
                    words.pick(format!("at most {high}"), format!("hoogstens {high}"))
                }
                (low, high) => range(decimal(low), decimal(high)),
            };
            words.pick(
                format!("{} counts {times} times as much as {}", names[0], names[1]),
                format!("{} telt {times} keer zo zwaar als {}", names[0], names[1]),
            )
        }
        Reply::Figures(low, high) => {
            let to = range(
                figure(problem, subjects[1], *low, words),
                figure(problem, subjects[1], *high, words),
            );
            words.pick(
                format!("{} matters just as much as {} up to {to}", names[0], names[1]),
                format!("{} weegt even zwaar als {} tot {to}", names[0], names[1]),
            )
        }
        Reply::Order(tiers) => {
            let name = |at: &usize| branch(problem, *at, words);
            let tier = |tier: &Vec<usize>| tier.iter().map(name).collect::<Vec<_>>().join(" = ");
            let order = tiers.iter().map(tier).collect::<Vec<_>>().join(" > ");
            words.pick(format!("in order {order}"), format!("in volgorde {order}"))
        }
    }
}

/// What cannot hold together, and each way to mend it behind a number.
pub fn contradiction(
    problem: &Problem,
    before: &[Answer],
    found: &Contradiction,
    words: Words,
) -> Vec<Block> {
    let mut out = vec![Block::Text(match found.with.len() {
        0 => words
            .pick(
                "No weights that the case allows agree with this answer.",
                "Geen gewichten die het dossier toelaat, stroken met dit antwoord.",
            )
            .into(),
        _ => words
            .pick(
                "This answer cannot hold together with what was answered before:",
                "Dit antwoord is niet te verenigen met wat eerder geantwoord is:",
            )
            .into(),
    })];
    for at in &found.with {
        out.push(Block::Detail(format!("{}. {}", at + 1, said(problem, &before[*at], words))));
    }
    if found.smallest && !found.with.is_empty() {
        out.push(Block::Text(
            words
                .pick(
                    "No smaller set of answers contradicts each other. Any of these mends it:",
                    "Geen kleiner stel antwoorden spreekt elkaar tegen. Elk hiervan lost het op:",
                )
                .into(),
        ));
    } else {
        out.push(Block::Text(
            words.pick("Any of these mends it:", "Elk hiervan lost het op:").into(),
        ));
    }
    for (at, says) in mends(problem, before.len(), found, words).into_iter().enumerate() {
        out.push(Block::Detail(format!("{}: {says}", at + 1)));
    }
    out
}

/// What would mend a contradiction, where so many answers were taken before it.
pub fn mends(problem: &Problem, before: usize, found: &Contradiction, words: Words) -> Vec<String> {
    let says = |mend: &Mend| match mend {
        Mend::LeaveOut(which) if *which == before => {
            words.pick("leave the new answer out", "laat het nieuwe antwoord weg").to_owned()
        }
        Mend::LeaveOut(which) => {
            let which = which + 1;
            words.pick(format!("leave answer {which} out"), format!("laat antwoord {which} weg"))
        }
        Mend::Change { at, to, .. } => {
            let (to, which) = (said(problem, to, words), at + 1);
            match *at == before {
                true => words.pick(
                    format!("change the new answer: {to}"),
                    format!("wijzig het nieuwe antwoord: {to}"),
                ),
                false => words.pick(
                    format!("change answer {which}: {to}"),
                    format!("wijzig antwoord {which}: {to}"),
                ),
            }
        }
    };
    found.mends.iter().map(says).collect()
}

/// A criterion by what a person reads.
fn branch(problem: &Problem, at: usize, words: Words) -> String {
    let branch = &problem.tree.branches[at];
    words.label(&branch.label, &branch.id)
}

/// A step from the worst to the best figure, or to this one.
fn step(problem: &Problem, at: usize, to: Option<f64>, words: Words) -> String {
    let name = branch(problem, at, words);
    let Some(leaf) = problem.tree.branches[at].leaf else {
        let below = words.criteria(problem, &problem.tree.leaves_under(at));
        let below = words.some(&below, MOST_NAMED);
        return words.pick(
            format!("{name}, all of it from worst to best: {below}"),
            format!("{name}, in zijn geheel van slechtst naar best: {below}"),
        );
    };
    let ends = problem.step(leaf).and_then(|step| step.ends);
    let Some((worst, best)) = ends else {
        return words.pick(
            format!("{name} from the worst to the best figure of a group"),
            format!("{name} van het slechtste naar het beste cijfer van een groep"),
        );
    };
    let unit = match (&problem.tree.leaves[leaf].scale, &problem.tree.leaves[leaf].unit) {
        (Some(Scale::Ordinal(_)), _) | (_, None) => String::new(),
        (_, Some(unit)) => format!(" {unit}"),
    };
    let from = end(problem, leaf, worst, words);
    let to = end(problem, leaf, to.unwrap_or(best), words);
    words.pick(
        format!("{name} from {from} to {to}{unit}"),
        format!("{name} van {from} naar {to}{unit}"),
    )
}

/// A figure with what it means, where an anchor says so.
fn end(problem: &Problem, leaf: usize, x: f64, words: Words) -> String {
    let criterion = &problem.tree.leaves[leaf];
    let text = plain(problem, leaf, x, words);
    let anchor = criterion.anchors.iter().find(|it| (it.position - x).abs() <= AS_NEAR);
    match anchor.map(|it| it.text.get(words.0)).filter(|text| !text.is_empty()) {
        Some(means) => format!("{text} ({means})"),
        None => text,
    }
}

/// A figure as a person reads it, without its unit.
fn plain(problem: &Problem, leaf: usize, x: f64, words: Words) -> String {
    match &problem.tree.leaves[leaf].scale {
        Some(Scale::Ordinal(_)) => problem.tree.leaves[leaf].notation(x),
        // Large sums are read by their thousands.
        _ if x.fract() == 0.0 && (1e4..1e15).contains(&x) => words.count(x as usize),
        _ => words.pick(number(x), number(x).replace('.', ",")),
    }
}

/// A figure of a criterion with its unit.
fn figure(problem: &Problem, at: usize, x: f64, words: Words) -> String {
    let Some(leaf) = problem.tree.branches[at].leaf else { return number(x) };
    let text = plain(problem, leaf, x, words);
    match (&problem.tree.leaves[leaf].scale, &problem.tree.leaves[leaf].unit) {
        (Some(Scale::Ordinal(_)), _) | (_, None) => text,
        (_, Some(unit)) => format!("{text} {unit}"),
    }
}

/// Two alternatives side by side, on the criteria on which they differ.
fn pair(problem: &Problem, a: usize, b: usize, words: Words) -> Block {
    let head = |name: String| (name, Some(Align::Right));
    let name = |letter: char, at: usize| format!("{letter}: {}", words.full(problem, at));
    let cell = |at: usize, leaf: usize| {
        let text = problem.performance(at, leaf);
        match (&problem.tree.leaves[leaf].scale, &problem.tree.leaves[leaf].unit) {
            (Some(Scale::Ordinal(_)), _) | (_, None) => text,
            (_, Some(unit)) => format!("{text} {unit}"),
        }
    };
    let rows = (0..problem.tree.leaves.len()).filter_map(|leaf| {
        let (one, other) = (cell(a, leaf), cell(b, leaf));
        let criterion = &problem.tree.leaves[leaf];
        let label = words.label(&criterion.label, &criterion.id);
        (one != other).then(|| vec![label, one, other])
    });
    Block::Grid(Grid {
        head: vec![
            (words.pick("criterion", "criterium").to_owned(), None),
            head(name('a', a)),
            head(name('b', b)),
        ],
        rows: rows.collect(),
    })
}
