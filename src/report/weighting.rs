//! The view of weights: what they are, where they come from, how well the judgements behind them
//! agree, what these leave open, and how people differ.

use super::{Block, Words, head};
use crate::case::Case;
use crate::problem::Problem;
use crate::study::WeightOrigins;
use crate::tolerance::{AS_JUDGED, SOME_LEFT};
use crate::weighting::data::{DataDerivation, DataWeighting, DataWeights, standard_deviation};
use crate::weighting::judgement::{MOST_CLUSTERED, Measure, Remark, with_names};
use crate::weighting::{Combination, Derivation, Opinion};
use crate::write::grid::{Align, Grid};
use std::collections::BTreeSet;

/// Groups whose weights are shown side by side; of more, the table is asked for.
const MOST_GROUPS: usize = 4;

/// Judgements that the weights miss most, and people, that are named.
const MOST_NAMED: usize = 6;

/// The view of weights.
pub fn weighting(case: &Case, origins: &WeightOrigins, words: Words) -> Vec<Block> {
    let mut out = head(case, words);
    out.push(Block::Text(what(case, origins, words)));
    out.push(Block::Grid(table(origins, words)));
    if origins.by_group() && origins.problem.groups.len() > MOST_GROUPS {
        let (shown, all) = (MOST_GROUPS, origins.problem.groups.len());
        out.push(Block::Text(words.pick(
            format!("The first {shown} of {all} groups: --table weights has them all."),
            format!("De eerste {shown} van {all} groepen: --table weights bevat ze allemaal."),
        )));
    }
    let said = |note: &String| out.contains(&Block::Text(note.clone()));
    let notes: Vec<String> =
        weighting_notes(origins, words).into_iter().filter(|note| !said(note)).collect();
    out.extend(notes.into_iter().map(Block::Text));
    for derivation in origins.derivations {
        out.extend(judged(origins, derivation, words));
    }
    out
}

/// What beside the tables a reader should know.
pub fn weighting_notes(origins: &WeightOrigins, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    for derivation in origins.from_data {
        out.push(spread(derivation, words));
        out.extend(columns(origins.problem, derivation, words));
        out.extend(left_alone(origins.problem, derivation, words));
    }
    out
}

/// Where weights come from data: that they measure spread. For the top of pages and for the record
/// of a run; nothing where no weight comes from data.
pub fn from_data(case: &Case, words: Words) -> Option<String> {
    let sentences: Vec<String> =
        case.from_data.iter().map(|derivation| spread(derivation, words)).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn spread(derivation: &DataDerivation, words: Words) -> String {
    let name = derivation.weighting.sheet().name;
    let by = derivation.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    if derivation.weighting == DataWeighting::Equal {
        return words.pick(
            format!("All criteria have the same weight (equal){by}: nobody's judgement and no figure stands behind it."),
            format!("Alle criteria hebben hetzelfde gewicht (equal){by}: daar staat geen oordeel en geen cijfer achter."),
        );
    }
    let units = matches!(derivation.weighting, DataWeighting::Std(of) if of == standard_deviation::Parameters::DEFAULT);
    let units = match units {
        true => words.pick(
            " They depend on the units of the figures: of euros and thousands of euros the first weigh more.",
            " Ze hangen af van de eenheden van de cijfers: in euro weegt een criterium zwaarder dan in duizenden euro.",
        ),
        false => "",
    };
    words.pick(
        format!("The weights by {name}{by} measure how much the alternatives of a group differ on a criterion. They do not say how much it matters.{units}"),
        format!("De gewichten volgens {name}{by} meten hoe sterk de alternatieven van een groep op een criterium van elkaar verschillen. Ze zeggen niet hoe belangrijk het is.{units}"),
    )
}

/// Criteria on which all alternatives have the same figure, and criteria whose best figure several
/// share where that leaves a choice.
fn columns(problem: &Problem, derivation: &DataDerivation, words: Words) -> Vec<String> {
    let named = |of: &dyn Fn(&DataWeights) -> Vec<usize>| {
        let made = derivation.groups.iter().flatten();
        let leaves: BTreeSet<usize> =
            made.flat_map(of).map(|column| derivation.leaves[column]).collect();
        let leaves: Vec<usize> = leaves.into_iter().collect();
        let names = words.some(&words.criteria(problem, &leaves), MOST_NAMED);
        (!leaves.is_empty()).then_some(names)
    };
    let weightless = named(&|made| {
        made.constant.iter().copied().filter(|column| made.weights[*column] == 0.0).collect()
    });
    let weighty = named(&|made| {
        made.constant.iter().copied().filter(|column| made.weights[*column] > 0.0).collect()
    });
    let tied = named(&|made| made.tied.clone());
    let one = problem.groups.len() == 1;
    let (all, alle) = match one {
        true => ("All alternatives have", "Alle alternatieven hebben"),
        false => (
            "In some group all alternatives have",
            "In minstens één groep hebben alle alternatieven",
        ),
    };
    let mut out = Vec::new();
    out.extend(weightless.map(|names| {
        words.pick(
            format!("{all} the same figure on {names}: that gives weight 0 there."),
            format!("{alle} hetzelfde cijfer voor {names}: dat geeft daar gewicht 0."),
        )
    }));
    out.extend(weighty.map(|names| {
        words.pick(
            format!(
                "{all} the same figure on {names}, and the method gives it weight all the same."
            ),
            format!(
                "{alle} hetzelfde cijfer voor {names}, en de methode geeft er toch gewicht aan."
            ),
        )
    }));
    out.extend(tied.map(|names| {
        words.pick(
            format!("Several alternatives share the best figure on {names}. The first in the order of the data is taken; another order can give other weights."),
            format!("Meer dan één alternatief heeft het beste cijfer voor {names}. Het eerste in de volgorde van de gegevens telt; een andere volgorde kan andere gewichten geven."),
        )
    }));
    out
}

/// Groups in which nothing can be told apart, and unknown figures that count as the middle.
fn left_alone(problem: &Problem, derivation: &DataDerivation, words: Words) -> Vec<String> {
    let alone = derivation.groups.iter().filter(|made| made.is_none()).count();
    let unknown = problem
        .alternatives
        .iter()
        .enumerate()
        .filter(|(_, alternative)| alternative.eligible())
        .flat_map(|(at, _)| derivation.leaves.iter().map(move |leaf| (at, *leaf)))
        .filter(|(at, leaf)| !problem.is_known(*at, *leaf))
        .count();
    let mut out = Vec::new();
    if alone > 0 {
        let groups = words.counted(alone, ["group", "groups"], ["groep", "groepen"]);
        out.push(words.pick(
            format!("In {groups} fewer than two alternatives compete, and nothing can be told apart: the criteria weigh the same there."),
            format!("In {groups} worden minder dan twee alternatieven gerangschikt en valt er dus niets te onderscheiden: de criteria wegen daar even zwaar."),
        ));
    }
    if unknown > 0 {
        let figures = words.counted(
            unknown,
            ["unknown figure counts", "unknown figures count"],
            ["onbekend cijfer telt", "onbekende cijfers tellen"],
        );
        out.push(words.pick(
            format!("{figures} as the middle of the scale in these weights."),
            format!("{figures} in deze gewichten als het midden van de schaal."),
        ));
    }
    out
}

/// In one sentence, where the weights come from.
fn what(case: &Case, origins: &WeightOrigins, words: Words) -> String {
    let whose = super::centre::whose(case, words, ["This case", "Dit dossier"]);
    if origins.centre {
        return words.pick(
            format!("{whose} gives no weights. These are the middle of all that meet what it asks of weights."),
            format!("{whose} geeft geen gewichten. Dit is het midden van alle gewichten die voldoen aan wat het over gewichten vraagt."),
        );
    }
    let mut methods: Vec<&str> = Vec::new();
    let mut typed = false;
    for branch in 0..origins.problem.tree.branches.len() {
        let of = origins.origin(branch).methods();
        typed |= of.is_empty();
        for name in of {
            if !methods.contains(&name) {
                methods.push(name);
            }
        }
    }
    let names = words.list(&methods.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
    match (methods.is_empty(), typed) {
        (true, _) if !case.weighted && origins.problem.constraints.is_empty() => words.pick(
            format!("{whose} gives no weights: all criteria with one parent count the same."),
            format!("{whose} geeft geen gewichten: de criteria binnen een groep criteria tellen even zwaar."),
        ),
        (true, _) => words
            .pick(
                "The weights are given as figures. No judgements stand behind them in this case.",
                "De gewichten zijn als cijfers gegeven. In dit dossier staan er geen oordelen achter.",
            )
            .to_owned(),
        (false, true) => words.pick(
            format!("Some weights are given as figures, the others follow by {names}."),
            format!("Sommige gewichten zijn als cijfers gegeven, de andere volgen uit {names}."),
        ),
        (false, false) => words.pick(
            format!("The weights follow by {names}."),
            format!("De gewichten volgen uit {names}."),
        ),
    }
}

/// A row per criterion: its weight as a share of all, among its siblings, and what is left open.
fn table(origins: &WeightOrigins, words: Words) -> Grid {
    let problem = origins.problem;
    let tree = &problem.tree;
    let right = Some(Align::Right);
    let mut heads = vec![(words.pick("criterion", "criterium").to_owned(), None)];
    let groups = if origins.by_group() { problem.groups.len().min(MOST_GROUPS) } else { 1 };
    match origins.by_group() {
        true => heads.extend((0..groups).map(|group| (problem.group_name(group), right))),
        false => heads.push((words.pick("weight", "gewicht").to_owned(), right)),
    }
    let nodes = tree.has_nodes();
    if nodes && groups == 1 {
        heads.push((words.pick("among siblings", "binnen de groep criteria").to_owned(), right));
    }
    let ends: Vec<Option<(f64, f64)>> =
        (0..tree.branches.len()).map(|at| origins.ends(origins.local(0), at)).collect();
    let open = ends.iter().any(Option::is_some);
    if open {
        heads.push((words.pick("left open", "blijft open").to_owned(), right));
    }
    heads.push((words.pick("method", "methode").to_owned(), None));
    let mut rows = Vec::new();
    for branch in in_order(problem) {
        let depth = depth(problem, branch);
        let label = words.label(&tree.branches[branch].label, &tree.branches[branch].id);
        let mut row = vec![format!("{}{label}", "· ".repeat(depth))];
        let below = tree.leaves_under(branch);
        for group in 0..groups {
            let global = origins.global(group);
            row.push(words.figure(below.iter().map(|leaf| global[*leaf]).sum()));
        }
        if nodes && groups == 1 {
            row.push(words.figure(origins.local(0)[branch]));
        }
        if open {
            row.push(ends[branch].map_or_else(String::new, |(low, high)| {
                match high - low <= SOME_LEFT {
                    true => words.pick("settled", "ligt vast").to_owned(),
                    false => {
                        let (low, high) = words.ends(low, high);
                        format!("{low}..{high}")
                    }
                }
            }));
        }
        row.push(origins.origin(branch).methods().join(", "));
        rows.push(row);
    }
    Grid { head: heads, rows }
}

/// The branches, each after its parent.
fn in_order(problem: &Problem) -> Vec<usize> {
    let outline = crate::problem::Outline::new(&problem.tree);
    let mut out = Vec::new();
    let mut waiting: Vec<usize> = outline.children(None).iter().rev().copied().collect();
    while let Some(branch) = waiting.pop() {
        out.push(branch);
        if problem.tree.branches[branch].leaf.is_none() {
            waiting.extend(outline.children(Some(branch)).iter().rev());
        }
    }
    out
}

fn depth(problem: &Problem, branch: usize) -> usize {
    let mut depth = 0;
    let mut at = problem.tree.branches[branch].parent;
    while let Some(parent) = at {
        depth += 1;
        at = problem.tree.branches[parent].parent;
    }
    depth
}

/// What stands behind the weights of one set of siblings.
fn judged(origins: &WeightOrigins, derivation: &Derivation, words: Words) -> Vec<Block> {
    let tree = &origins.problem.tree;
    let label =
        |branch: usize| words.label(&tree.branches[branch].label, &tree.branches[branch].id);
    let names: Vec<String> = derivation.branches.iter().map(|branch| label(*branch)).collect();
    let ids: Vec<&str> =
        derivation.branches.iter().map(|branch| tree.branches[*branch].id.as_str()).collect();
    let mut out = vec![Block::Heading(match derivation.parent {
        Some(parent) => words.pick(
            format!("Judgements on what {} is made of", label(parent)),
            format!("Oordelen over de delen van {}", label(parent)),
        ),
        None => words.pick("Judgements on the criteria", "Oordelen over de criteria").to_owned(),
    })];
    let several = derivation.opinions.len() > 1;
    if several {
        out.extend(people(origins, derivation, &names, words));
    }
    if let Some(combined) = &derivation.combined {
        let measures = combined.consistency.iter().filter(|measure| measure.limit.is_some());
        let said: Vec<String> = measures.map(|it| measured(it, words)).collect();
        if !said.is_empty() {
            out.push(Block::Text(words.pick(
                format!("Of the means: {}", said.join(" ")),
                format!("Van de gemiddelden: {}", said.join(" ")),
            )));
        }
    }
    for opinion in &derivation.opinions {
        let said = of_opinion(opinion, &ids, several, words);
        match (&opinion.respondent, several) {
            (Some(name), true) => {
                out.push(Block::Item(format!("{name}: {}", said.join(" "))));
            }
            _ => out.extend(said.into_iter().map(Block::Text)),
        }
    }
    out
}

/// What one person's judgements come to; in short where there are more people.
fn of_opinion(opinion: &Opinion, ids: &[&str], short: bool, words: Words) -> Vec<String> {
    let count = opinion.judgements.len();
    let sheet = opinion.weighting.sheet();
    let counted = words.counted(count, ["judgement", "judgements"], ["oordeel", "oordelen"]);
    let by = opinion.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    let mut out = vec![format!("{}, {counted}{by}.", sheet.name)];
    let doubtful = opinion.derived.consistency.iter().any(Measure::is_beyond);
    for measure in opinion.derived.consistency.iter().filter(|it| !short || it.limit.is_some()) {
        out.push(measured(measure, words));
    }
    let remark = |Remark { text, .. }: &Remark| with_names(words.pick(&text[0], &text[1]), ids);
    // Which judgement spoils consistency most matters where it is spoilt.
    let told = |it: &&Remark| !short || doubtful || it.judgement.is_none();
    out.extend(opinion.derived.notes.iter().filter(told).map(remark));
    let mut missed: Vec<(&str, f64)> = opinion
        .judgements
        .iter()
        .zip(&opinion.derived.residuals)
        .filter(|(_, residual)| residual.missed_by > AS_JUDGED)
        .map(|((_, written), residual)| (written.as_str(), residual.missed_by))
        .collect();
    missed.sort_by(|a, b| b.1.total_cmp(&a.1));
    if let Some((worst, _)) = missed.first().filter(|_| !short || doubtful) {
        let (english, dutch) = match missed.len() == count {
            true => ("none of the judgements".to_owned(), "geen enkel oordeel".to_owned()),
            false => (
                format!("{} of the {count} judgements", count - missed.len()),
                format!("{} van de {count} oordelen", count - missed.len()),
            ),
        };
        out.push(words.pick(
            format!(
                "No weights fit all judgements. These meet {english}, and miss `{worst}` most. Left open are the weights that miss none by more than twice that (ratios: by the square of that factor). The table `judgements` has what they say of each."
            ),
            format!(
                "Geen gewichten passen bij alle oordelen. Deze komen overeen met {dutch}, en wijken het meest af van `{worst}`. Open blijven de gewichten die van geen enkel oordeel meer dan dubbel zo ver afwijken (verhoudingen: meer dan het kwadraat van die factor). De tabel `judgements` zegt per oordeel wat er uit de gewichten volgt."
            ),
        ));
    }
    out
}

/// A measure of how well judgements agree, with its limit.
fn measured(measure: &Measure, words: Words) -> String {
    let value = words.size(measure.value);
    let name = words.pick(measure.name, in_dutch(measure.name));
    let source = words.pick(measure.source.to_owned(), source_in_dutch(measure.source));
    match measure.limit {
        Some(limit) if measure.is_beyond() => words.pick(
            format!(
                "The {name} is {value}, above the limit of {} ({}).",
                words.size(limit),
                source
            ),
            format!("De {name} is {value}, boven de grens van {} ({}).", words.size(limit), source),
        ),
        Some(limit) => words.pick(
            format!(
                "The {name} is {value}, within the limit of {} ({}).",
                words.size(limit),
                source
            ),
            format!(
                "De {name} is {value}, binnen de grens van {} ({}).",
                words.size(limit),
                source
            ),
        ),
        None => words.pick(
            format!("The {name} is {value} ({source})."),
            format!("De {name} is {value} ({source})."),
        ),
    }
}

/// Where a limit comes from, with the words around names in Dutch.
fn source_in_dutch(source: &str) -> String {
    let pairs = [
        ("limit:", "grens:"),
        ("random index:", "toevalsindex:"),
        ("consistent at 0", "consistent bij 0"),
    ];
    pairs.iter().fold(source.to_owned(), |text, (english, dutch)| text.replace(english, dutch))
}

/// The Dutch name of a measure.
fn in_dutch(measure: &str) -> &str {
    match measure {
        "consistency index" => "consistentie-index",
        "consistency ratio" => "consistentieratio",
        "input-based consistency ratio" => "consistentieratio van de invoer",
        "geometric consistency index" => "geometrische consistentie-index",
        "deviation from full consistency" => "afwijking van volledige consistentie",
        "largest miss" => "grootste afwijking",
        "lambda max" => "grootste eigenwaarde (lambda max)",
        other => other,
    }
}

/// How people differ.
fn people(
    origins: &WeightOrigins,
    derivation: &Derivation,
    names: &[String],
    words: Words,
) -> Vec<Block> {
    let at = origins.derivations.iter().position(|known| std::ptr::eq(known, derivation));
    let Some(disagreement) = at.and_then(|at| origins.disagreements[at].as_ref()) else {
        return Vec::new();
    };
    let count = derivation.opinions.len();
    let who = |person: usize| {
        derivation.opinions[person].respondent.clone().unwrap_or_else(|| (person + 1).to_string())
    };
    let mut out = vec![Block::Text(match derivation.combination {
        Combination::MeanOfWeights => words.pick(
            format!("{count} people judged. The weights are the mean of theirs."),
            format!("{count} personen hebben geoordeeld. De gewichten zijn het gemiddelde van hun gewichten."),
        ),
        Combination::GeometricMeanOfJudgements => words.pick(
            format!("{count} people judged. The weights follow from the geometric mean of their ratios."),
            format!("{count} personen hebben geoordeeld. De gewichten volgen uit het meetkundige gemiddelde van hun verhoudingen."),
        ),
    })];
    let mut grid = Grid {
        head: [
            words.pick("criterion", "criterium"),
            words.pick("weight", "gewicht"),
            words.pick("least", "minst"),
            words.pick("most", "meest"),
            words.pick("std. dev.", "st.afw."),
        ]
        .into_iter()
        .enumerate()
        .map(|(at, name)| (name.to_owned(), (at > 0).then_some(Align::Right)))
        .collect(),
        rows: Vec::new(),
    };
    for (item, name) in names.iter().enumerate() {
        let all = derivation.opinions.iter().map(|opinion| opinion.derived.weights[item]);
        let least = all.clone().fold(f64::INFINITY, f64::min);
        let most = all.fold(0.0, f64::max);
        grid.rows.push(vec![
            name.clone(),
            words.figure(derivation.weights[item]),
            words.figure(least),
            words.figure(most),
            words.figure(disagreement.spread[item]),
        ]);
    }
    out.push(Block::Grid(grid));
    let most = disagreement.distances.iter().copied().fold(0.0, f64::max);
    if count > 2 && most > AS_JUDGED {
        let furthest: Vec<String> = (0..count)
            .filter(|person| disagreement.distances[*person] >= most - AS_JUDGED)
            .map(who)
            .collect();
        let (share, names) = (words.percent(most), words.some(&furthest, MOST_NAMED));
        out.push(Block::Text(match furthest.len() {
            1 => words.pick(
                format!("{names} differs most from the rest: {share} of the weight divided here would have to move to meet the mean of the others."),
                format!("{names} wijkt het meest af van de rest: {share} van het gewicht dat hier verdeeld wordt, zou moeten verschuiven om op het gemiddelde van de anderen uit te komen."),
            ),
            _ => words.pick(
                format!("{names} differ most from the rest: of each, {share} of the weight divided here would have to move to meet the mean of the others."),
                format!("{names} wijken het meest af van de rest: bij elk van hen zou {share} van het gewicht dat hier verdeeld wordt, moeten verschuiven om op het gemiddelde van de anderen uit te komen."),
            ),
        }));
    }
    if let Some(clusters) = &disagreement.clusters {
        let most = clusters.iter().copied().max().unwrap_or(0);
        let groups: Vec<String> = (0..=most)
            .map(|cluster| {
                let members: Vec<String> =
                    (0..count).filter(|person| clusters[*person] == cluster).map(who).collect();
                words.some(&members, MOST_NAMED)
            })
            .collect();
        out.push(Block::Text(words.pick(
            format!(
                "They fall into {} clusters of like-minded people: {}.",
                groups.len(),
                groups.join(" | ")
            ),
            format!(
                "Ze vallen uiteen in {} clusters van gelijkgezinden: {}.",
                groups.len(),
                groups.join(" | ")
            ),
        )));
    } else if (4..=MOST_CLUSTERED).contains(&count) {
        out.push(Block::Text(
            words
                .pick(
                    "They do not fall into clusters that are clearly apart.",
                    "Ze vallen niet uiteen in duidelijk gescheiden clusters.",
                )
                .to_owned(),
        ));
    }
    out
}
