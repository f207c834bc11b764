//! The definition sheet of UTASTAR.

use crate::error::Phrase;
use crate::method::Parameter;
use crate::weighting::{Evidence, WeightingSheet};

/// What `list weightings utastar` prints.
pub const SHEET: WeightingSheet = WeightingSheet {
    name: "utastar",
    idea: Phrase(
        "Value functions, linear between breakpoints, and weights are looked for that give ranked alternatives scores in their order, each place at least delta above the next. Each alternative has an error over and an error under; a linear program makes the sum of all errors as small as can be. The answer is the mean of solutions that each give one criterion its greatest weight without more error.",
        "Gezocht worden waardefuncties, lineair tussen knikpunten, en gewichten die gerangschikte alternatieven scores in hun volgorde geven, elke plaats minstens delta boven de volgende. Elk alternatief heeft een fout naar boven en een fout naar onder; een lineair programma maakt de som van alle fouten zo klein mogelijk. Het antwoord is het gemiddelde van oplossingen die elk één criterium zijn grootste gewicht geven zonder meer fout.",
    ),
    use_when: Phrase(
        "somebody who knows a few alternatives well can rank them, and finds it hard to speak of weights and values.",
        "iemand die enkele alternatieven goed kent, ze kan rangschikken, maar moeilijk over gewichten en waarden kan spreken.",
    ),
    avoid_when: Phrase(
        "few alternatives are ranked for the number of pieces: many answers are then as good, and the mean of some of them says little.",
        "er voor het aantal stukken weinig alternatieven gerangschikt zijn: veel antwoorden zijn dan even goed, en het gemiddelde van enkele ervan zegt weinig.",
    ),
    parameters: &[
        Parameter {
            name: "pieces",
            default: Phrase::same("3"),
            meaning: Phrase(
                "how many straight pieces of equal length the value function of a criterion with figures has; one with levels bends at each of them",
                "uit hoeveel rechte stukken van gelijke lengte de waardefunctie van een criterium met cijfers bestaat; een criterium met niveaus knikt bij elk niveau",
            ),
            accepts: Phrase("a whole number from 1 to 100", "een geheel getal van 1 tot 100"),
        },
        Parameter {
            name: "delta",
            default: Phrase(
                "0.05, or half of 1 / the number of places where that is less",
                "0.05, of de helft van 1 / het aantal plaatsen waar dat minder is",
            ),
            meaning: Phrase(
                "how much the scores of neighbours in the ranking differ at least",
                "hoeveel de scores van buren in de rangschikking minstens verschillen",
            ),
            accepts: Phrase(
                "a number above 0 and below 1 / the number of places",
                "een getal boven 0 en onder 1 / het aantal plaatsen",
            ),
        },
    ],
    evidence: Evidence::Judgements(Phrase(
        "[[preferences]], in `afweging weights --method utastar` alone",
        "[[preferences]], alleen in `afweging weights --method utastar`",
    )),
    degenerate: Phrase(
        "a ranking that no value functions explain has errors above 0, by alternative. The least and the greatest weight of all answers with as little error are given. Preferences that are no ranking, figures that are not known and criteria with a target: an error.",
        "een rangschikking die geen waardefuncties verklaren, heeft fouten boven 0, per alternatief. Het kleinste en het grootste gewicht van alle antwoorden met even weinig fout staan erbij. Voorkeuren die geen rangschikking vormen, cijfers die niet bekend zijn en criteria met een streefwaarde: een fout.",
    ),
    reference: "Siskos & Yannacopoulos 1985, Investigacao Operacional 5(1), 39-53; Jacquet-Lagreze & Siskos 1982, doi:10.1016/0377-2217(82)90155-2",
    disagreements: Phrase(
        "a greatest weight can often be had in several ways, and programs then come upon others, so that means differ. The sum of errors and the ends of the weights do not.",
        "een grootste gewicht is vaak op meer dan één manier te bereiken, en programma's komen dan op verschillende uit, zodat gemiddelden verschillen. De som van de fouten en de uitersten van de gewichten verschillen niet.",
    ),
};
