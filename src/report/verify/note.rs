//! Why a claim comes out as it does, in the reader's language.

use crate::problem::Problem;
use crate::report::Words;
use crate::study::verify::note::ClaimNote;

/// A reason in words.
pub(super) fn note(note: &ClaimNote, problem: &Problem, words: Words) -> String {
    let asked = |ids: &[String]| {
        let of = |id: &String| {
            let requirement = problem.requirements.iter().find(|it| it.id == *id);
            requirement.map_or_else(|| format!("`{id}`"), |it| words.requirement(it))
        };
        words.list(&ids.iter().map(of).collect::<Vec<_>>())
    };
    let dutch = match note {
        ClaimNote::NotThere => "het alternatief is er niet".to_owned(),
        ClaimNote::OtherNotThere => "het alternatief waarmee het vergeleken wordt, is er niet".to_owned(),
        ClaimNote::Excluded(name, by) => {
            let by = asked(by);
            let name = super::in_names(problem, name, words);
            return words.pick(
                format!("{name} is excluded by {by}, so it does not compete"),
                format!("{name} is uitgesloten door {by} en wordt dus niet gerangschikt"),
            );
        }
        ClaimNote::Reference => "het staat er ter vergelijking en heeft geen rang".to_owned(),
        ClaimNote::NothingAsked => "het staat er ter vergelijking; er wordt geen eis aan gesteld".to_owned(),
        ClaimNote::NotExcluded => "geen eis sluit het uit".to_owned(),
        ClaimNote::Flagged(by) => {
            let by = asked(by);
            return words.pick(
                format!("it is flagged by {by}, but not excluded"),
                format!("het krijgt een aandachtspunt door {by}, maar is niet uitgesloten"),
            );
        }
        ClaimNote::NoScore(unscaled) if unscaled.is_empty() => "de methode geeft geen score aan wat niet wordt gerangschikt".to_owned(),
        ClaimNote::NoScore(unscaled) => {
            format!("wat niet wordt gerangschikt, heeft geen score bij gebrek aan een schaal voor {}", unscaled.join(", "))
        }
        ClaimNote::TooLittleKnown(name, known) => {
            // The figure that the other pages have, which shows that it falls short.
            let (known, _) = words.percent_short_of(*known, problem.min_known);
            return words.pick(
                format!("only {known} of the weight of {name} is known: it has no nominal score"),
                format!("van {name} is maar {known} van het gewicht bekend: het heeft geen nominale score"),
            );
        }
        ClaimNote::AlwaysWithin(never, of) => format!("het aandeel is 1: {} nooit voor", rivals(*never, *of)),
        ClaimNote::NeverWithin(always, of) => format!("het aandeel is 0: {} altijd voor", rivals(*always, *of)),
        ClaimNote::Trivial => "dat geldt voor elk aandeel".to_owned(),
        ClaimNote::NoDraws(why) => format!("geen aandeel; de melding luidt: {why}"),
        ClaimNote::NoCertificate => "het certificaat doorstond de controle niet binnen het rekenbudget".to_owned(),
        ClaimNote::BranchAndBound => {
            "bewezen met branch-and-bound over alle uitdagers samen; er is geen certificaat per paar".to_owned()
        }
        ClaimNote::RankIsBound => {
            "de uiterste rang is maar een grens: er zijn geen gewichten en gegevens gevonden waarbij die rang gehaald wordt".to_owned()
        }
        ClaimNote::OnlyAtTie => "de bewering klopt overal waar elke voorkeur met enige ruimte opgaat; waar er een zo goed als op een gelijke stand uitkomt, is ze niet bewezen".to_owned(),
        ClaimNote::TooManyInputs => {
            "het kleinste verschil is maar een grens: te veel gegevens hangen samen om ze alle te doorzoeken".to_owned()
        }
        ClaimNote::Bound => "het kleinste verschil is een grens die niet gehaald wordt".to_owned(),
        ClaimNote::NearTie => "niet te onderscheiden van een gelijke stand".to_owned(),
        ClaimNote::Tie => "een gelijke stand".to_owned(),
    };
    words.pick(note.to_string(), dutch)
}

/// So many of the rivals, with their verb.
fn rivals(some: usize, of: usize) -> String {
    match (some, of) {
        (1, 1) => "de ene uitdager ligt".to_owned(),
        (1, _) => format!("1 van de {of} uitdagers ligt"),
        _ => format!("{some} van de {of} uitdagers liggen"),
    }
}
