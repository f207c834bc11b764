//! Which studies a report does not hold, why, and the command that gives them.

use crate::overview::{LeftOut, Overview, StudyName, Without};
use crate::report::{Block, Words};

/// What a study that was not run is about.
fn called(study: StudyName, words: Words) -> String {
    match study {
        StudyName::Sweep => words.pick("one weight at a time", "één gewicht tegelijk").to_owned(),
        StudyName::Methods => words.pick("other methods", "andere methodes").to_owned(),
        StudyName::Reversal => words
            .pick("other sets of alternatives", "andere alternatieven in de vergelijking")
            .to_owned(),
        StudyName::Drivers => {
            words.pick("where the doubt comes from", "waar de twijfel vandaan komt").to_owned()
        }
        other => format!("`{}`", other.name()),
    }
}

/// A line per study that could not run, and one for those that were left out.
pub(super) fn missing(overview: &Overview, arguments: &str, words: Words) -> Vec<Block> {
    let mut out = Vec::new();
    for undefined in &overview.undefined {
        let why = words.pick(&undefined.en, &undefined.nl);
        out.push(Block::Item(words.pick(format!("Left out: {why}"), format!("Weggelaten: {why}"))));
    }
    let mut not_asked: Vec<String> = Vec::new();
    for study in StudyName::ALL {
        let (name, command) = (study.name(), format!("afweging {}{arguments}", study.command()));
        match overview.without(study) {
            Some(Without::Refused(reason)) => {
                let why = words.pick(&reason.en, &reason.nl);
                out.push(Block::Item(words.pick(
                    format!("The study `{name}` has no answer here. {why}"),
                    format!("De analyse `{name}` heeft hier geen antwoord. {why}"),
                )));
            }
            Some(Without::LeftOut(LeftOut::TooLarge)) => out.push(Block::Item(words.pick(
                format!("The study `{name}` takes its time on a case of this size and is left out: `{command}`"),
                format!("De analyse `{name}` vraagt tijd bij een dossier van deze omvang en is weggelaten: `{command}`"),
            ))),
            Some(Without::LeftOut(LeftOut::NotAsked)) => not_asked.push(called(study, words)),
            Some(Without::LeftOut(LeftOut::NothingToLookAt)) | None => {}
        }
    }
    if !not_asked.is_empty() {
        let (names, count) = (words.list(&not_asked), not_asked.len());
        let more = words.counted(
            count,
            ["further analysis was", "further analyses were"],
            ["verdere analyse is", "verdere analyses zijn"],
        );
        out.push(Block::Text(words.pick(
            format!("{more} not run: {names}. “How this report was made” says how to add them."),
            format!("{more} niet uitgevoerd: {names}. Bij “Hoe dit rapport tot stand kwam” staat hoe u ze toevoegt."),
        )));
    }
    out
}
