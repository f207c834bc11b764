//! The view of a ranking that is explained: who scores what for which place, how settled the weights
//! are, and the lines that hold the answer in a criteria file.

use super::{Block, Words, head};
use crate::case::Case;
use crate::problem::{Scale, number};
use crate::study::Utastar;
use crate::write::grid::{Align, Grid};

/// References that are named as missing their place; of more the table is asked for.
const MOST_NAMED: usize = 6;

/// References in the grid; of more the table is asked for.
const MOST_ROWS: usize = 30;

/// Ends of a weight this near to each other are one.
const SETTLED: f64 = 5e-4;

/// The view of a ranking that is explained.
pub fn utastar(case: &Case, explained: &Utastar, words: Words) -> Vec<Block> {
    let mut out = head(case, words);
    out.push(Block::Text(what(explained, words)));
    out.push(Block::Heading(words.pick("The ranking", "De rangorde").to_owned()));
    out.push(Block::Text(fit(explained, words)));
    out.push(Block::Grid(references(explained, words)));
    if explained.alternatives.len() > MOST_ROWS {
        let all = explained.alternatives.len();
        out.push(Block::Text(words.pick(
            format!("The first {MOST_ROWS} of {all}: --table references has them all."),
            format!("De eerste {MOST_ROWS} van {all}: --table references bevat ze allemaal."),
        )));
    }
    out.extend(missed(explained, words).into_iter().map(Block::Text));
    out.push(Block::Heading(words.pick("The weights", "De gewichten").to_owned()));
    out.push(Block::Text(settled(explained, words)));
    out.push(Block::Grid(weights(explained, words)));
    out.push(Block::Heading(
        words.pick("For the criteria file", "Voor het criteriabestand").to_owned(),
    ));
    out.push(Block::Text(lines_text(explained, words)));
    for (id, lines) in lines(explained) {
        out.push(Block::Item(id));
        out.extend(lines.into_iter().map(Block::Detail));
    }
    out.extend(notes(explained, words).into_iter().map(Block::Text));
    out
}

/// What beside the tables a reader should know.
pub fn utastar_notes(explained: &Utastar, words: Words) -> Vec<String> {
    let mut out = vec![fit(explained, words), settled(explained, words)];
    out.extend(notes(explained, words));
    out
}

fn what(explained: &Utastar, words: Words) -> String {
    let (count, places) = (explained.alternatives.len(), explained.places.len());
    let delta = words.size(explained.delta);
    let in_places = words.counted(places, ["place", "places"], ["plaats", "plaatsen"]);
    let of =
        words.counted(count, ["alternative", "alternatives"], ["alternatief", "alternatieven"]);
    words.pick(
        format!("[[preferences]] ranks {of} in {in_places}. UTASTAR looks for value functions and weights that give them scores in that order, each place at least {delta} above the next, with as little correction of scores as can be."),
        format!("[[preferences]] rangschikt {of} op {in_places}. UTASTAR zoekt waardefuncties en gewichten waarmee hun scores in die volgorde staan, elke plaats minstens {delta} boven de volgende, met zo weinig mogelijk correctie van de scores."),
    )
}

/// Whether the ranking is explained.
fn fit(explained: &Utastar, words: Words) -> String {
    let own = &explained.explained;
    let error = words.size(own.error);
    let tau = explained.kendall.map(|tau| words.figure(tau));
    match (own.error == 0.0, own.reproduced) {
        (true, _) => words
            .pick(
                "It is explained in full: no score needs correction.",
                "De rangorde wordt volledig verklaard: geen enkele score moet gecorrigeerd worden.",
            )
            .to_owned(),
        (false, true) => words.pick(
            format!("The scores follow the ranking, but not by enough: they would have to be corrected by {error} points in all."),
            format!("De scores volgen de rangorde, maar met te weinig verschil: samen moeten ze met {error} punten gecorrigeerd worden."),
        ),
        (false, false) => {
            let alike = match tau {
                Some(tau) => words.pick(
                    format!(" Kendall's tau between the ranking and the scores is {tau}."),
                    format!(" Kendalls tau tussen de rangorde en de scores is {tau}."),
                ),
                None => String::new(),
            };
            words.pick(
                format!("No value functions of this form explain it: the scores would have to be corrected by {error} points in all.{alike}"),
                format!("Geen waardefuncties van deze vorm verklaren de rangorde: samen moeten de scores met {error} punten gecorrigeerd worden.{alike}"),
            )
        }
    }
}

fn references(explained: &Utastar, words: Words) -> Grid {
    let right = Some(Align::Right);
    let errors = explained.explained.error > 0.0;
    let mut head = vec![
        (words.pick("place", "plaats").to_owned(), right),
        (words.pick("alternative", "alternatief").to_owned(), None),
        ("score".to_owned(), right),
    ];
    if errors {
        head.push((words.pick("too high by", "te hoog met").to_owned(), right));
        head.push((words.pick("too low by", "te laag met").to_owned(), right));
    }
    let rows = (0..explained.alternatives.len().min(MOST_ROWS))
        .map(|at| {
            let own = explained.reference(at);
            let mut row = vec![
                words.count(explained.place(at)),
                words.full(explained.problem, explained.alternatives[at]),
                words.figure(own.score),
            ];
            if errors {
                let error = |x: f64| if x > 0.0 { words.size(x) } else { String::new() };
                row.extend([error(own.over), error(own.under)]);
            }
            row
        })
        .collect();
    Grid { head, rows }
}

/// Which references the scores do not meet, the worst first.
fn missed(explained: &Utastar, words: Words) -> Option<String> {
    let mut missed: Vec<(usize, f64)> = (0..explained.alternatives.len())
        .map(|at| (at, explained.reference(at).over + explained.reference(at).under))
        .filter(|(_, error)| *error > 0.0)
        .collect();
    missed.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let names: Vec<String> = missed
        .iter()
        .map(|(at, _)| words.full(explained.problem, explained.alternatives[*at]))
        .collect();
    (!names.is_empty()).then(|| {
        let names = words.some(&names, MOST_NAMED);
        words.pick(
            format!("Not met, the worst first: {names}. Where several corrections sum to as little, others could be named."),
            format!("Niet gehaald, het ergste eerst: {names}. Waar verschillende correcties samen even klein zijn, kunnen het ook andere zijn."),
        )
    })
}

/// Whether there is one answer.
fn settled(explained: &Utastar, words: Words) -> String {
    let own = &explained.explained;
    let open = own.weights.iter().any(|(low, high)| high - low > SETTLED);
    match (own.unique, open) {
        (true, _) => words
            .pick(
                "This is the only answer with as little correction.",
                "Dit is het enige antwoord met zo weinig correctie.",
            )
            .to_owned(),
        (false, true) => words
            .pick(
                "Other value functions and weights do as well. Shown is the mean of answers that each give one criterion its greatest weight, beside the least and the greatest weight that each criterion can have.",
                "Andere waardefuncties en gewichten voldoen even goed. U ziet het gemiddelde van antwoorden die telkens één criterium zijn grootste gewicht geven, naast het kleinste en het grootste gewicht dat elk criterium kan hebben.",
            )
            .to_owned(),
        (false, false) => words
            .pick(
                "The weights are settled, but other value functions do as well. Shown is the mean of several.",
                "De gewichten liggen vast, maar andere waardefuncties voldoen even goed. U ziet het gemiddelde van enkele.",
            )
            .to_owned(),
    }
}

fn weights(explained: &Utastar, words: Words) -> Grid {
    let right = Some(Align::Right);
    let head = vec![
        (words.pick("criterion", "criterium").to_owned(), None),
        (words.pick("weight", "gewicht").to_owned(), right),
        (words.pick("can be", "kan zijn").to_owned(), right),
    ];
    let problem = explained.problem;
    let rows = problem
        .tree
        .leaves
        .iter()
        .enumerate()
        .map(|(leaf, criterion)| {
            let (low, high) = explained.explained.weights[leaf];
            let range = match high - low <= SETTLED {
                true => words.pick("only this", "alleen dit").to_owned(),
                false => {
                    let (low, high) = words.ends(low, high);
                    format!("{low}..{high}")
                }
            };
            let label = words.label(&criterion.label, &criterion.id);
            vec![label, words.figure(explained.explained.weight(leaf)), range]
        })
        .collect();
    Grid { head, rows }
}

fn lines_text(explained: &Utastar, words: Words) -> String {
    let binding = match !explained.explained.reproduced {
        true => words.pick(
            " Preferences that are not met stay constraints on the weights: change or drop them, or these weights are not admissible.",
            " Voorkeuren die niet gehaald worden, blijven voorwaarden voor de gewichten: wijzig of schrap ze, anders zijn deze gewichten niet toegelaten.",
        ),
        false => "",
    };
    words.pick(
        format!("These lines, each under its own criterion in place of what stands there, give the scores above.{binding}"),
        format!("Deze regels geven de scores hierboven, elk onder het eigen criterium en in de plaats van wat daar staat.{binding}"),
    )
}

/// By branch: its id and the lines that hold its weight and its value function.
fn lines(explained: &Utastar) -> Vec<(String, Vec<String>)> {
    let tree = &explained.problem.tree;
    let weights = explained.weights();
    // Siblings that have no weight among them all count the same: their parent has none.
    let weightless: Vec<usize> = (0..tree.branches.len())
        .filter(|branch| tree.branches[*branch].parent.is_some_and(|parent| weights[parent] == 0.0))
        .collect();
    let line = |branch: usize| {
        let weight = if weightless.contains(&branch) { 1.0 } else { weights[branch] };
        let mut out = vec![format!("weight = {}", written(weight))];
        if let Some(leaf) = tree.branches[branch].leaf
            && let Some(points) = explained.value_function(leaf)
        {
            out.push(match &tree.leaves[leaf].scale {
                Some(Scale::Ordinal(_)) => {
                    let values: Vec<String> =
                        points.iter().map(|(_, value)| written(*value)).collect();
                    format!("value.levels = [{}]", values.join(", "))
                }
                _ => {
                    let points: Vec<String> = points
                        .iter()
                        .map(|(x, value)| format!("[{}, {}]", number(*x), written(*value)))
                        .collect();
                    format!("value.points = [{}]", points.join(", "))
                }
            });
        }
        out
    };
    (0..tree.branches.len())
        .map(|branch| (tree.branches[branch].id.clone(), line(branch)))
        .collect()
}

/// With twelve decimals, so that alternatives that tie still do.
fn written(x: f64) -> String {
    let text = format!("{x:.12}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn notes(explained: &Utastar, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    let problem = explained.problem;
    let idle: Vec<usize> = (0..problem.tree.leaves.len())
        .filter(|leaf| explained.explained.weight(*leaf) <= 0.0)
        .collect();
    if !idle.is_empty() {
        let names = words.some(&words.criteria(problem, &idle), MOST_NAMED);
        out.push(words.pick(
            format!("This answer gives no weight to {names}, so that nothing follows for the value function there."),
            format!("Dit antwoord geeft geen gewicht aan {names}, zodat er voor de waardefunctie daar niets uit volgt."),
        ));
    }
    if explained.intensities > 0 {
        let count = words.counted(
            explained.intensities,
            ["preference", "preferences"],
            ["voorkeur", "voorkeuren"],
        );
        out.push(words.pick(
            format!("By how much one alternative is better is not used ({count} with `by_more_than`): only the order counts here. It stays a constraint on the weights of the case."),
            format!("Hoeveel beter een alternatief is, telt hier niet mee ({count} met `by_more_than`): alleen de volgorde doet dat. Het blijft een voorwaarde voor de gewichten van het dossier."),
        ));
    }
    if problem.constraints.iter().any(|constraint| !constraint.preference) {
        out.push(
            words
                .pick(
                    "What the case says between weights ([weights]) is not looked at, and can rule these weights out.",
                    "Wat het dossier over de gewichten onderling zegt ([weights]), telt hier niet mee en kan deze gewichten uitsluiten.",
                )
                .to_owned(),
        );
    }
    out
}
