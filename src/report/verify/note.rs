//! Why a claim comes out as it does, in the reader's language.

use crate::report::Words;
use crate::study::verify::note::Note;

/// A reason in words.
pub(super) fn note(note: &Note, words: Words) -> String {
    let dutch = match note {
        Note::NotThere => "het alternatief is er niet".to_owned(),
        Note::OtherNotThere => "het alternatief waarmee het vergeleken wordt is er niet".to_owned(),
        Note::Excluded(name, by) => format!("{name} is uitgesloten (door {}), dus dingt het niet mee", by.join(", ")),
        Note::Reference => "het staat er ter vergelijking en heeft geen rang".to_owned(),
        Note::NothingAsked => "het staat er ter vergelijking; er wordt geen eis aan gesteld".to_owned(),
        Note::NotExcluded => "geen eis sluit het uit".to_owned(),
        Note::Flagged(by) => format!("het is gemarkeerd (door {}), niet uitgesloten", by.join(", ")),
        Note::NoScore(unscaled) if unscaled.is_empty() => "de methode geeft geen score aan wie niet meedingt".to_owned(),
        Note::NoScore(unscaled) => {
            format!("wie niet meedingt, heeft geen score bij gebrek aan een schaal voor {}", unscaled.join(", "))
        }
        Note::TooLittleKnown(name, known) => {
            format!("van {name} is maar {} van het gewicht bekend: het heeft geen nominale score", words.percent(*known))
        }
        Note::AlwaysWithin(never, of) => format!("het aandeel is 1: {never} van {of} rivalen liggen nooit voor"),
        Note::NeverWithin(always, of) => format!("het aandeel is 0: {always} van {of} rivalen liggen altijd voor"),
        Note::Trivial => "dat is elk aandeel".to_owned(),
        Note::NoDraws(why) => format!("geen aandeel: {why}"),
        Note::NoCertificate => "het certificaat doorstond zijn controle niet binnen het budget".to_owned(),
        Note::BranchAndBound => {
            "bewezen door vertakken en begrenzen over alle rivalen samen; geen certificaat per paar".to_owned()
        }
        Note::RankIsBound => {
            "de uiterste rang is maar een grens: er zijn geen gewichten en gegevens gevonden die ze halen".to_owned()
        }
        Note::OnlyAtTie => "de bewering klopt overal waar elke voorkeur met enige ruimte opgaat; waar er een zo goed als gelijk uitkomt, is ze niet bewezen".to_owned(),
        Note::TooManyInputs => {
            "het kleinste verschil is maar een grens: te veel gegevens hangen samen om ze alle te doorzoeken".to_owned()
        }
        Note::Bound => "het kleinste verschil is een grens die niet gehaald wordt".to_owned(),
        Note::NearTie => "te dicht bij gelijk om ervan te onderscheiden".to_owned(),
        Note::Tie => "gelijk".to_owned(),
    };
    words.pick(note.to_string(), dutch)
}
