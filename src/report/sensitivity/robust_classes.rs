//! The view of the categories that alternatives can be in over all admissible weights.

use crate::case::Case;
use crate::report::by_group::by_group;
use crate::report::{Block, Source, Words, head};
use crate::study::robust::classes::{ClassGroup, RobustClasses};
use crate::write::grid::Grid;

/// Alternatives shown per group.
const MOST_ROWS: usize = 40;

/// The view of the study.
pub fn robust_classes(case: &Case, study: &RobustClasses, words: Words) -> Vec<Block> {
    let problem = study.evaluation.problem;
    let mut out = head(case, words);
    let method = study.evaluation.method.name();
    out.push(Block::Text(words.pick(
        format!("In which categories can each alternative be, over all admissible weights ({method})? Proved, not sampled; the weights given are not used."),
        format!("In welke categorieën kan elk alternatief zitten, over alle toegelaten gewichten ({method})? Dit is bewezen en berust niet op een steekproef; de gegeven gewichten tellen niet mee."),
    )));
    if study.groups.is_empty() {
        out.push(Block::Text(
            words.pick("Nothing competes.".into(), "Geen enkel alternatief dingt mee.".into()),
        ));
    }
    let label = |category: usize| {
        let category = &problem.categories[category];
        words.label(&category.label, &category.id)
    };
    let view = |group: &ClassGroup| -> Vec<Block> {
        let head = vec![
            (String::new(), None),
            (words.pick("for all weights", "voor alle gewichten").to_owned(), None),
            (words.pick("for some weights", "voor sommige gewichten").to_owned(), None),
        ];
        let row = |at: usize| {
            let all = (0..problem.categories.len()).rev();
            let possible: Vec<usize> =
                all.filter(|category| group.is_possible(at, *category)).collect();
            let name = words.inside(problem, study.member(group, at));
            match possible[..] {
                [only] => vec![name, label(only), String::new()],
                _ => {
                    let names = possible.iter().map(|category| label(*category));
                    vec![name, String::new(), names.collect::<Vec<_>>().join(", ")]
                }
            }
        };
        let shown = group.places.len().min(MOST_ROWS);
        let grid = Grid { head, rows: (0..shown).map(row).collect() };
        let mut out = vec![Block::Grid(grid)];
        if group.places.len() > shown {
            let more = words.counted(
                group.places.len() - shown,
                ["more row", "more rows"],
                ["rij", "rijen"],
            );
            out.push(Block::Text(words.pick(
                format!("... and {more}; `--table classes` has them all."),
                format!("... en nog {more}; `--table classes` heeft ze allemaal."),
            )));
        }
        out
    };
    let lines = study.groups.iter().map(|group| (group.group, view(group))).collect();
    out.extend(by_group(problem, lines, words));
    for note in robust_classes_notes(study, words) {
        out.push(Block::Text(note).from_rows(Source::table("classes")));
    }
    out
}

/// What a reader of the table should know too.
pub fn robust_classes_notes(study: &RobustClasses, words: Words) -> Vec<String> {
    let mut out = Vec::new();
    if study.groups.iter().any(|group| group.uncertain) {
        out.push(words.pick(
            "Some figures are ranges or unknown. What is said of all weights holds whatever they turn out to be; some of the categories that are said to be possible may not be.".to_owned(),
            "Sommige cijfers zijn een bereik of onbekend. Wat voor alle gewichten geldt, geldt hoe ze ook uitvallen; sommige categorieën die mogelijk heten, zijn dat misschien niet.".to_owned(),
        ));
    }
    let open = |group: &ClassGroup| group.possible.iter().flatten().any(Option::is_none);
    if study.groups.iter().any(open) {
        out.push(words.pick(
            "Of some categories the solver cannot tell whether they are possible; they count as possible.".to_owned(),
            "Van sommige categorieën kan de oplosser niet zeggen of ze mogelijk zijn; ze tellen als mogelijk.".to_owned(),
        ));
    }
    out
}
