//! The sheets of a workbook and their columns: what they are called in English and Dutch, and what
//! goes into them.

use super::words::{self, Words, simple};
use crate::problem::Language;

/// A sheet that lists something of a case.
pub struct SheetKind {
    english: &'static str,
    dutch: &'static str,
    others: &'static [&'static str],
    /// Its columns, in the order in which they are written.
    pub columns: &'static [ColumnKind],
}

/// A column of such a sheet.
pub struct ColumnKind {
    /// Its English header, by which it is asked for.
    pub english: &'static str,
    dutch: &'static str,
    others: &'static [&'static str],
    /// Whether it holds texts that can be in two languages: then `(en)` or `(nl)` may stand behind
    /// its name.
    pub in_languages: bool,
    /// Whether it is written only where something stands in it.
    pub is_rare: bool,
    /// The words of which a cell holds one. Empty: it holds anything.
    pub words: Words,
    /// The most characters of a line of it.
    pub widest: u16,
    notes: [&'static str; 2],
}

const fn column(
    english: &'static str,
    dutch: &'static str,
    widest: u16,
    notes: [&'static str; 2],
) -> ColumnKind {
    ColumnKind {
        english,
        dutch,
        others: &[],
        in_languages: false,
        is_rare: false,
        words: &[],
        widest,
        notes,
    }
}

impl ColumnKind {
    const fn also(self, others: &'static [&'static str]) -> ColumnKind {
        ColumnKind { others, ..self }
    }

    const fn in_languages(self) -> ColumnKind {
        ColumnKind { in_languages: true, ..self }
    }

    const fn rare(self) -> ColumnKind {
        ColumnKind { is_rare: true, ..self }
    }

    const fn of(self, words: Words) -> ColumnKind {
        ColumnKind { words, ..self }
    }

    /// Its header in a workbook of that language.
    pub fn header(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.english,
            Language::Nl => self.dutch,
        }
    }

    /// What goes into it, in that language.
    pub fn note(&self, language: Language) -> &'static str {
        self.notes[usize::from(language == Language::Nl)]
    }

    /// The words that a drop-down offers in that language.
    pub fn choices(&self, language: Language) -> Vec<String> {
        self.words.iter().map(|word| word.written(language).to_owned()).collect()
    }

    /// Whether a header without its language is that of this column.
    pub fn is_called(&self, name: &str) -> bool {
        let name = simple(name);
        self.names().any(|known| simple(known) == name)
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.english, self.dutch].into_iter().chain(self.others.iter().copied())
    }
}

impl SheetKind {
    /// Its name in a workbook of that language.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.english,
            Language::Nl => self.dutch,
        }
    }

    /// Whether a sheet of that name is one.
    pub fn is_called(&self, name: &str) -> bool {
        let name = simple(name);
        self.names().any(|known| simple(known) == name)
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.english, self.dutch].into_iter().chain(self.others.iter().copied())
    }

    /// Whether a text is the header of one of its columns.
    pub fn is_header(&self, text: &str) -> bool {
        let (name, _) = apart(text);
        self.columns.iter().any(|column| column.is_called(name))
    }

    /// The headers of its columns in both languages, each once.
    pub fn headers(&self) -> Vec<&'static str> {
        let mut out: Vec<&str> = Vec::new();
        for name in self.columns.iter().flat_map(|column| [column.english, column.dutch]) {
            if !out.contains(&name) {
                out.push(name);
            }
        }
        out
    }
}

/// A header without the language behind it, and that language.
pub fn apart(header: &str) -> (&str, Option<Language>) {
    let text = header.trim();
    let before = |ending: &str| {
        let at = text.len().checked_sub(ending.len())?;
        let (name, end) = (text.get(..at)?, text.get(at..)?);
        end.eq_ignore_ascii_case(ending).then(|| name.trim_end())
    };
    match (before("(en)"), before("(nl)")) {
        (Some(name), _) => (name, Some(Language::En)),
        (_, Some(name)) => (name, Some(Language::Nl)),
        _ => (text, None),
    }
}

/// A name with a language behind it, as a header has it.
pub fn in_language(name: &str, language: Option<Language>) -> String {
    match language {
        None => name.to_owned(),
        Some(Language::En) => format!("{name} (en)"),
        Some(Language::Nl) => format!("{name} (nl)"),
    }
}

/// Every sheet but those of data.
pub const SHEETS: [&SheetKind; 24] = [
    &CRITERIA,
    &KEYS,
    &ABOUT,
    &FACTS,
    &REQUIREMENTS,
    &ADJUSTMENTS,
    &WEIGHTING,
    &CONSTRAINTS,
    &WEIGHTS,
    &PREFERENCES,
    &CATEGORIES,
    &EXAMPLES,
    &ACTORS,
    &CLAIMS,
    &PORTFOLIO,
    &LIMITS,
    &RULES,
    &PATHWAY,
    &PERIODS,
    &TRANSITIONS,
    &STAYS,
    &READINESS,
    &CAPACITIES,
    &READ_ME,
];

/// What the sheets of data are called. Behind the name may stand a space and more: `scores 2`.
pub const DATA: [[&str; 2]; 3] =
    [["scores", "scores"], ["judgements", "oordelen"], ["attributes", "kenmerken"]];

/// Whether a sheet of that name holds data.
pub fn is_data(name: &str) -> bool {
    let name = simple(name);
    DATA.iter().flatten().any(|known| {
        name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

/// The kind of a sheet of that name, if it lists something.
pub fn kind_of(name: &str) -> Option<&'static SheetKind> {
    SHEETS.into_iter().find(|kind| kind.is_called(name))
}

/// The names of all sheets in both languages, each once.
pub fn sheet_names() -> Vec<&'static str> {
    let mut out: Vec<&str> = Vec::new();
    let listed = SHEETS.iter().flat_map(|kind| [kind.english, kind.dutch]);
    for name in listed.chain(DATA.iter().flatten().copied()) {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

const SOURCE: ColumnKind =
    column("source", "bron", 28, ["Where it comes from.", "Waar het vandaan komt."]);

const REASON: ColumnKind = column(
    "reason",
    "reden",
    44,
    [
        "Why it stands here, for those who read the result.",
        "Waarom het hier staat, voor wie het resultaat leest.",
    ],
)
.in_languages();

const WHEN: ColumnKind = column(
    "when",
    "wanneer",
    30,
    [
        "For which alternatives: scenario = S4; cluster = VIL, MEDVIA. Leave it empty for all of them.",
        "Voor welke alternatieven: scenario = S4; cluster = VIL, MEDVIA. Laat het leeg voor alle alternatieven.",
    ],
);

const ACTOR: ColumnKind = column(
    "actor",
    "actor",
    18,
    [
        "The actor who says so: its id or its label in the sheet actors. Leave it empty where the decider does.",
        "De actor die het zegt: de id of het label in het blad actoren. Laat het leeg als de beslisser het zegt.",
    ],
);

/// A sheet for remarks, which is not read.
pub const READ_ME: SheetKind = SheetKind {
    english: "read me",
    dutch: "lees mij",
    others: &["readme", "leesmij"],
    columns: &[],
};

/// The criteria.
pub const CRITERIA: SheetKind = SheetKind {
    english: "criteria",
    dutch: "criteria",
    others: &[],
    columns: &[
        column(
            "id",
            "id",
            24,
            [
                "A short name of letters, digits, - and _. Left empty, it is made from the label.",
                "Een korte naam van letters, cijfers, - en _. Laat u ze leeg, dan wordt ze uit het label gemaakt.",
            ],
        ),
        column(
            "label",
            "label",
            26,
            ["What people read.", "Wat men te lezen krijgt."],
        )
        .also(&["name", "naam"])
        .in_languages(),
        column(
            "parent",
            "bovenliggend",
            20,
            [
                "The criterion that this one is a part of: its id or its label. Leave it empty at the top.",
                "Het criterium waar dit een deel van is: de id of het label ervan. Laat het leeg voor een criterium dat bovenaan staat.",
            ],
        )
        .also(&["bovenliggend criterium"]),
        column(
            "direction",
            "richting",
            18,
            [
                "max where more is better, min where less is better, or the figure that is best: target 21.5. Left empty, more is better.",
                "Of meer beter is, of minder, of welk cijfer het beste is: streefwaarde 21,5. Laat u het leeg, dan is meer beter.",
            ],
        )
        .of(words::DIRECTION),
        column(
            "weight",
            "gewicht",
            10,
            [
                "How much the criterion counts against others with the same parent. Give all of them a weight, or none: then they count the same, unless constraints or preferences say otherwise.",
                "Hoe zwaar het criterium telt tegenover de andere onder hetzelfde bovenliggende criterium. Geef ze allemaal een gewicht, of geen enkel: dan tellen ze even zwaar, tenzij voorwaarden of voorkeuren iets anders zeggen.",
            ],
        ),
        column(
            "worst",
            "slechtste",
            10,
            [
                "The worst figure that you compare over. With worst and best both empty, the range of the data is used.",
                "Het slechtste cijfer waarover u vergelijkt. Laat u slechtste en beste allebei leeg, dan geldt het bereik van de gegevens.",
            ],
        ),
        column(
            "best",
            "beste",
            10,
            [
                "The best figure that you compare over. Where it is below the worst one, less is better.",
                "Het beste cijfer waarover u vergelijkt. Ligt het onder het slechtste, dan is minder beter.",
            ],
        ),
        column(
            "lowest",
            "laagste",
            10,
            [
                "The lower end of the scale of a criterion with a target, instead of worst and best.",
                "Het laagste punt van de schaal van een criterium met een streefwaarde, in plaats van slechtste en beste.",
            ],
        )
        .rare(),
        column(
            "highest",
            "hoogste",
            10,
            [
                "The upper end of the scale of a criterion with a target, instead of worst and best.",
                "Het hoogste punt van de schaal van een criterium met een streefwaarde, in plaats van slechtste en beste.",
            ],
        )
        .rare(),
        column(
            "levels",
            "niveaus",
            20,
            [
                "The levels of a criterion that is judged in words or signs, from worst to best, parted by ; as in --;-;0;+;++. Where less is better, from best to worst.",
                "De niveaus van een criterium dat in woorden of tekens beoordeeld wordt, van slecht naar goed, met ; ertussen: --;-;0;+;++. Is minder beter, dan van goed naar slecht.",
            ],
        ),
        column(
            "unit",
            "eenheid",
            14,
            ["The unit of the figures, as in EUR M.", "De eenheid van de cijfers, bijvoorbeeld miljoen euro."],
        ),
        column(
            "anchors",
            "ankers",
            44,
            [
                "What levels or figures mean, in consequences: 0 = as today; ++ = all parties sign. Each may stand on a line of its own.",
                "Wat niveaus of cijfers betekenen, in gevolgen: 0 = zoals vandaag; ++ = alle partijen tekenen. Elk anker mag op een eigen regel staan.",
            ],
        )
        .in_languages(),
        SOURCE,
        column(
            "column",
            "kolom",
            24,
            [
                "The header of the criterion's column in the data, where it is neither the id nor the label.",
                "Het opschrift van de kolom met gegevens, als dat niet de id of het label van het criterium is.",
            ],
        )
        .rare(),
        column(
            "outside",
            "erbuiten",
            12,
            [
                "What a figure beyond worst or best does: error (default), clamp (it counts as the end) or extend.",
                "Wat een cijfer voorbij slechtste of beste doet: fout (standaard), afkappen (het telt als het uiterste) of doortrekken.",
            ],
        )
        .of(words::OUTSIDE)
        .rare(),
        column(
            "uncertainty",
            "onzekerheid",
            14,
            [
                "Write columns if columns such as cost_low, cost_high or cost_std in the data say how sure the figures are.",
                "Schrijf kolommen als kolommen zoals kost_laag, kost_hoog of kost_std in de gegevens zeggen hoe zeker de cijfers zijn.",
            ],
        )
        .of(words::UNCERTAINTY)
        .rare(),
        column(
            "values",
            "waarden",
            30,
            [
                "What figures are worth, 0 worst to 1 best: 0:0; 40:0.8; 100:1. For levels a value each: 0;0.1;0.4;0.8;1. Or what is said of figures: 0..100 = 40; 40..100 = 65, or 0 -> 40 = strong. Or log.",
                "Wat cijfers waard zijn, van 0 (slechtst) tot 1 (best): 0:0; 40:0,8; 100:1. Voor niveaus telkens een waarde: 0;0,1;0,4;0,8;1. Of wat er over cijfers gezegd is: 0..100 = 40; 40..100 = 65, of 0 -> 40 = strong. Of log.",
            ],
        )
        .rare(),
        column(
            "aggregate",
            "aggregatie",
            20,
            [
                "On a node: how the values below it become its own: sum (default), geometric, harmonic, min, max, copeland, power; p = 2, geometric; floor = 0.01, owa; alpha = 2, owa; 0.5; 0.3; 0.2 or choquet; cost & noise = 0.2.",
                "Bij een groep criteria: hoe de waarden eronder die van de knoop worden: sum (standaard), geometric, harmonic, min, max, copeland, power; p = 2, geometric; floor = 0,01, owa; alpha = 2, owa; 0,5; 0,3; 0,2 of choquet; kost & lawaai = 0.2.",
            ],
        )
        .rare(),
        column(
            "missing",
            "ontbrekend",
            14,
            [
                "On a node: whether a figure of which nothing is known can be anything on its scale (whole scale) or is left out (drop), and the others count more.",
                "Bij een groep criteria: of een cijfer waarvan niets bekend is, alles op zijn schaal kan zijn (hele schaal), dan wel weggelaten wordt (weglaten) en de andere zwaarder tellen.",
            ],
        )
        .of(words::MISSING)
        .rare(),
        column(
            "rules",
            "regels",
            40,
            [
                "On a node with levels: its level by those of the criteria below it, a rule on each line: price = high; then = bad, or comfort >= good; price = low | medium; then = good. Or from-weights.",
                "Bij een groep criteria met niveaus: haar niveau volgens dat van de criteria eronder, een regel per lijn: prijs = hoog; then = slecht, of comfort >= goed; prijs = laag | midden; then = goed. Of from-weights.",
            ],
        )
        .rare(),
        column(
            "complete",
            "invullen",
            14,
            [
                "Beside rules: how combinations of levels without a rule get one: from-weights, or linear (by least squares through the rules).",
                "Naast regels: hoe combinaties van niveaus zonder regel er een krijgen: from-weights, of linear (met kleinste kwadraten door de regels).",
            ],
        )
        .rare(),
        column(
            "indifference",
            "onverschilligheid",
            14,
            [
                "Differences up to this do not count (outranking methods).",
                "Verschillen tot dit cijfer tellen niet mee (outrankingmethodes).",
            ],
        )
        .rare(),
        column(
            "preference",
            "voorkeur",
            12,
            [
                "Differences from this on count in full (outranking methods).",
                "Verschillen vanaf dit cijfer tellen volledig mee (outrankingmethodes).",
            ],
        )
        .rare(),
        column(
            "veto",
            "veto",
            10,
            [
                "A difference against from this on cannot be made good.",
                "Een achterstand vanaf dit cijfer valt niet goed te maken.",
            ],
        )
        .rare(),
        column(
            "inflection",
            "buigpunt",
            12,
            [
                "The inflection point of a Gaussian preference function.",
                "Het buigpunt van een gaussische voorkeursfunctie.",
            ],
        )
        .rare(),
        column(
            "function",
            "functie",
            20,
            [
                "The preference function of outranking methods.",
                "De voorkeursfunctie van outrankingmethodes.",
            ],
        )
        .of(words::FUNCTION)
        .rare(),
    ],
};

/// The keys and their values.
pub const KEYS: SheetKind = SheetKind {
    english: "keys",
    dutch: "sleutels",
    others: &[],
    columns: &[
        column(
            "key",
            "sleutel",
            20,
            [
                "The column of the data that names the alternatives.",
                "De kolom van de gegevens die de alternatieven noemt.",
            ],
        ),
        column(
            "value",
            "waarde",
            24,
            [
                "An alternative as it stands in the data. A row without one gives the label of the key itself. Once values are listed, any other name in the data is an error.",
                "Een alternatief zoals het in de gegevens staat. Een rij zonder waarde geeft het label van de sleutel zelf. Staan er waarden, dan is elke andere naam in de gegevens een fout.",
            ],
        ),
        column("label", "label", 40, ["What people read.", "Wat men te lezen krijgt."])
            .also(&["name", "naam"])
            .in_languages(),
        column(
            "role",
            "rol",
            14,
            [
                "reference: scored for comparison, never ranked. Leave it empty for what competes.",
                "referentie: krijgt ter vergelijking een score, maar nooit een rang. Laat het leeg voor wat gerangschikt wordt.",
            ],
        )
        .of(words::ROLE),
    ],
};

/// What is decided, and how.
pub const ABOUT: SheetKind = SheetKind {
    english: "about",
    dutch: "over",
    others: &[],
    columns: &[
        column(
            "name",
            "naam",
            24,
            [
                "What the row says of the case: title, question, decider, as_of, status, method and so on.",
                "Wat de rij over het dossier zegt: titel, vraag, beslisser, datum, status, methode enzovoort.",
            ],
        ),
        column("value", "waarde", 80, ["What it is.", "Wat het is."]),
    ],
};

/// Statements that requirements can use.
pub const FACTS: SheetKind = SheetKind {
    english: "facts",
    dutch: "feiten",
    others: &[],
    columns: &[
        column(
            "id",
            "id",
            32,
            [
                "A short name, by which requirements ask for the fact.",
                "Een korte naam, waarmee vereisten naar het feit vragen.",
            ],
        ),
        column("holds", "geldt", 12, ["yes, no or unknown.", "ja, nee of onbekend."])
            .of(words::HOLDS),
        SOURCE,
    ],
};

/// What an alternative must meet to compete.
pub const REQUIREMENTS: SheetKind = SheetKind {
    english: "requirements",
    dutch: "vereisten",
    others: &["eisen"],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        WHEN,
        column(
            "needs",
            "nodig",
            40,
            [
                "What must be so: fact NAME; criterion cost <= 30; attribute staff >= 5; attribute role = lead; attribute role one of lead, partner.",
                "Wat het geval moet zijn: feit NAAM; criterium kostprijs <= 30; kenmerk personeel >= 5; kenmerk rol = trekker; kenmerk rol een van trekker, partner.",
            ],
        ),
        column(
            "unknown",
            "onbekend",
            16,
            [
                "What happens where it is not known: flag (default), exclude or pass.",
                "Wat er gebeurt als het niet bekend is: aandachtspunt (standaard), uitsluiten of doorlaten.",
            ],
        )
        .of(words::UNKNOWN),
        column(
            "effect",
            "effect",
            16,
            [
                "What failing does: exclude (default) or flag.",
                "Wat er gebeurt als niet aan de vereiste voldaan is: uitsluiten (standaard) of aandachtspunt.",
            ],
        )
        .of(words::EFFECT),
        REASON,
        SOURCE,
    ],
};

/// Shifts of judgements by figures of the alternative.
pub const ADJUSTMENTS: SheetKind = SheetKind {
    english: "adjustments",
    dutch: "aanpassingen",
    others: &[],
    columns: &[
        column(
            "criterion",
            "criterium",
            24,
            [
                "The criterion whose judgements are shifted.",
                "Het criterium waarvan de oordelen verschuiven.",
            ],
        ),
        column(
            "attribute",
            "kenmerk",
            24,
            ["The attribute that they are shifted by.", "Het kenmerk dat ze doet verschuiven."],
        ),
        WHEN,
        column(
            "shift",
            "verschuiving",
            36,
            [
                "The shift at figures of the attribute, linear in between: 0:0; 200:-1. For an attribute in words: lead:1; partner:0. In levels, or in the unit of the criterion.",
                "De verschuiving bij cijfers van het kenmerk, lineair ertussen: 0:0; 200:-1. Voor een kenmerk in woorden: trekker:1; partner:0. In niveaus, of in de eenheid van het criterium.",
            ],
        ),
        column(
            "at least",
            "minstens",
            12,
            ["The shifted judgement is at least this.", "Het verschoven oordeel is minstens dit."],
        ),
        column(
            "at most",
            "hoogstens",
            12,
            ["The shifted judgement is at most this.", "Het verschoven oordeel is hoogstens dit."],
        ),
        REASON,
        SOURCE,
    ],
};

/// How weights follow from judgements or from the data.
pub const WEIGHTING: SheetKind = SheetKind {
    english: "weighting",
    dutch: "weging",
    others: &[],
    columns: &[
        column(
            "of",
            "van",
            20,
            [
                "The criterion whose parts are weighed, by its id. Leave it empty for the criteria at the top.",
                "Het criterium waarvan de delen gewogen worden: de id ervan. Laat het leeg voor de criteria die bovenaan staan.",
            ],
        ),
        column(
            "method",
            "methode",
            18,
            [
                "How: swing, roc, ahp, bwm, entropy ... `afweging list weightings` names them all.",
                "Hoe: swing, roc, ahp, bwm, entropy ... `afweging list weightings` noemt ze allemaal.",
            ],
        ),
        column(
            "judgement",
            "oordeel",
            44,
            [
                "One statement, in ids of criteria and in the form that the method takes: cost / noise = 3. A row for each of them.",
                "Een uitspraak, met de id's van criteria en in de vorm die de methode vraagt: kostprijs / lawaai = 3. Eén rij per uitspraak.",
            ],
        ),
        column(
            "matrix",
            "matrix",
            24,
            [
                "A table of ratios instead of statements: a row and a column for every criterion.",
                "Een tabel met verhoudingen in plaats van uitspraken: een rij en een kolom per criterium.",
            ],
        )
        .rare(),
        column(
            "respondent",
            "respondent",
            18,
            [
                "Whose judgement it is, where several people are asked.",
                "Van wie het oordeel is, als er meer mensen bevraagd zijn.",
            ],
        ),
        ACTOR.rare(),
        column(
            "by",
            "door",
            28,
            [
                "Who judged and when; it is printed with the weights.",
                "Wie geoordeeld heeft en wanneer; het wordt bij de gewichten vermeld.",
            ],
        ),
        column(
            "parameters",
            "parameters",
            20,
            [
                "The method's own parameters: z = 6.5.",
                "De eigen parameters van de methode: z = 6.5.",
            ],
        )
        .rare(),
        column(
            "combine",
            "samenvoegen",
            28,
            [
                "How the answers of several people become one set of weights: the mean of weights (default), or the geometric mean of judgements.",
                "Hoe de antwoorden van meer mensen één reeks gewichten worden: het gemiddelde van de gewichten (standaard) of het meetkundige gemiddelde van de oordelen.",
            ],
        )
        .of(words::COMBINE)
        .rare(),
    ],
};

/// What holds between weights.
pub const CONSTRAINTS: SheetKind = SheetKind {
    english: "constraints",
    dutch: "voorwaarden",
    others: &[],
    columns: &[
        column(
            "constraint",
            "voorwaarde",
            60,
            [
                "What holds between weights, in ids of criteria: cost >= 1.5 * quiet.",
                "Wat er tussen gewichten geldt, met de id's van criteria: kostprijs >= 1.5 * rust.",
            ],
        ),
        ACTOR.rare(),
    ],
};

/// Scenarios: named sets of weights. Beside the column of names there is one per criterion or node.
pub const WEIGHTS: SheetKind = SheetKind {
    english: "weights",
    dutch: "gewichten",
    others: &[],
    columns: &[column(
        "scenario",
        "scenario",
        24,
        [
            "The name of a set of weights. Each other column is a criterion or a node, by its id or its label, and holds weights against those of its siblings.",
            "De naam van een reeks gewichten. Elke andere kolom is een criterium of een knoop, met de id of het label ervan, en bevat gewichten tegenover die van de andere onder dezelfde knoop.",
        ],
    )
    .also(&["name", "naam"])],
};

/// What the decider says of whole alternatives.
pub const PREFERENCES: SheetKind = SheetKind {
    english: "preferences",
    dutch: "voorkeuren",
    others: &[],
    columns: &[
        column(
            "better",
            "beter",
            32,
            [
                "The better of two alternatives: scenario = S3; cluster = VIL. With one key its value is enough.",
                "Het betere van twee alternatieven: scenario = S3; cluster = VIL. Is er maar één sleutel, dan volstaat de waarde.",
            ],
        ),
        column("worse", "slechter", 32, ["The worse one.", "Het mindere."]),
        column(
            "by more than",
            "met meer dan",
            32,
            [
                "How much better at least: points of score from 0 to 1, or more than another difference: A > B.",
                "Hoeveel beter minstens: scorepunten van 0 tot 1, of meer dan een ander verschil: A > B.",
            ],
        ),
        column(
            "equal",
            "gelijk",
            40,
            [
                "Instead of better and worse: alternatives that are equally good, with | between them.",
                "In plaats van beter en slechter: alternatieven die even goed zijn, met | ertussen.",
            ],
        ),
        ACTOR.rare(),
        REASON,
        SOURCE,
    ],
};

/// Into what alternatives are sorted, the worst first.
pub const CATEGORIES: SheetKind = SheetKind {
    english: "categories",
    dutch: "categorieën",
    others: &["categorieen"],
    columns: &[
        column(
            "id",
            "id",
            24,
            [
                "A short name. The worst category comes first.",
                "Een korte naam. De slechtste categorie komt eerst.",
            ],
        ),
        column("label", "label", 32, ["What a person reads.", "Wat de lezer te zien krijgt."])
            .in_languages(),
        column(
            "profile",
            "profiel",
            48,
            [
                "The lower limit of the category, a figure for every criterion: cost = 30; comfort = fair. Empty for the worst.",
                "De ondergrens van de categorie, een cijfer voor elk criterium: kostprijs = 30; comfort = matig. Leeg voor de slechtste.",
            ],
        ),
    ],
};

/// Alternatives whose category is given.
pub const EXAMPLES: SheetKind = SheetKind {
    english: "examples",
    dutch: "voorbeelden",
    others: &[],
    columns: &[
        column(
            "alternative",
            "alternatief",
            32,
            [
                "An alternative: scenario = S3; cluster = VIL. With one key its value is enough.",
                "Een alternatief: scenario = S3; cluster = VIL. Is er maar één sleutel, dan volstaat de waarde.",
            ],
        ),
        column(
            "category",
            "categorie",
            24,
            ["The id of its category.", "De id van de categorie ervan."],
        ),
        REASON,
        SOURCE,
    ],
};

/// Groups of people who look at the decision.
pub const ACTORS: SheetKind = SheetKind {
    english: "actors",
    dutch: "actoren",
    others: &[],
    columns: &[
        column(
            "actor",
            "actor",
            24,
            [
                "A short name of a group of people. It has a row for each criterion of which it says something, or one row without a criterion.",
                "Een korte naam van een groep mensen. Ze heeft een rij per criterium waarover ze iets zegt, of één rij zonder criterium.",
            ],
        ),
        column(
            "label",
            "label",
            32,
            [
                "What people read. This and all that is no criterion, weight or effect need stand in one of its rows only.",
                "Wat men te lezen krijgt. Dit en al wat geen criterium, gewicht of effect is, hoeft maar in één van haar rijen te staan.",
            ],
        )
        .also(&["name", "naam"])
        .in_languages(),
        column(
            "kind",
            "soort",
            18,
            [
                "What groups are put together by: government, residents, industry ...",
                "Waarmee groepen samen genomen worden: overheid, bewoners, bedrijven ...",
            ],
        ),
        column(
            "influence",
            "invloed",
            10,
            [
                "How much it counts in rules for all groups together, against the others. Left empty, it is 1.",
                "Hoe zwaar ze telt in regels voor alle groepen samen, tegenover de andere. Laat u het leeg, dan is het 1.",
            ],
        ),
        column(
            "criterion",
            "criterium",
            24,
            ["A criterion: its id or its label.", "Een criterium: de id of het label ervan."],
        ),
        column(
            "weight",
            "gewicht",
            10,
            [
                "The weight of that criterion for them. Others under the same parent that get none weigh 0.",
                "Het gewicht dat ze aan dat criterium geven. Andere onder hetzelfde bovenliggende criterium die er geen krijgen, wegen 0.",
            ],
        ),
        column(
            "effect",
            "effect",
            10,
            [
                "Whether that criterion is a benefit or a burden to them, where the two are kept apart.",
                "Of dat criterium voor hen een baat of een last is, als die uit elkaar gehouden worden.",
            ],
        )
        .of(words::IMPACT),
        column(
            "looks at",
            "kijkt naar",
            30,
            [
                "The criteria that it looks at, parted by ; as in cost; noise. All others weigh 0 for it. Left empty, it looks at all.",
                "De criteria waar ze naar kijkt, met ; ertussen: kostprijs; lawaai. Alle andere wegen voor haar 0. Laat u het leeg, dan kijkt ze naar alle.",
            ],
        )
        .also(&["criteria"]),
        column(
            "minimum",
            "minimum",
            10,
            [
                "The score, as in 0.4, that an alternative must reach to be acceptable to it.",
                "De score, bijvoorbeeld 0,4, die een alternatief moet halen om voor haar aanvaardbaar te zijn.",
            ],
        ),
        SOURCE,
    ],
};

/// What the case is to show.
pub const CLAIMS: SheetKind = SheetKind {
    english: "claims",
    dutch: "beweringen",
    others: &[],
    columns: &[
        column(
            "id",
            "id",
            20,
            ["A short name; it may be empty.", "Een korte naam; ze mag leeg blijven."],
        ),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages()
            .rare(),
        column(
            "claim",
            "bewering",
            30,
            [
                "A > B, A >= B, A = B, rank(A) <= 2, share(A) >= 0.8 or excluded(A).",
                "A > B, A >= B, A = B, rank(A) <= 2, share(A) >= 0.8 of excluded(A).",
            ],
        ),
        column(
            "for",
            "voor",
            24,
            [
                "Of which groups: every cluster (default), some cluster, or cluster = VIL.",
                "Over welke groepen: elke cluster (standaard), een cluster (één volstaat), of cluster = VIL.",
            ],
        ),
        column(
            "under",
            "onder",
            18,
            [
                "all weights (default: all that are admissible) or given weights.",
                "alle gewichten (standaard: alle die toegelaten zijn) of gegeven gewichten.",
            ],
        )
        .of(words::UNDER),
        column(
            "inputs",
            "gegevens",
            12,
            [
                "all (default: whatever the figures turn out to be) or nominal.",
                "alle (standaard: wat de cijfers ook blijken) of nominaal.",
            ],
        )
        .of(words::INPUTS),
        column(
            "must",
            "moet",
            10,
            [
                "yes: verify ends with status 1 where the claim is not proved.",
                "ja: verify eindigt met status 1 als de bewering niet bewezen is.",
            ],
        )
        .of(words::MUST)
        .rare(),
        REASON,
        SOURCE,
        column(
            "passage",
            "passage",
            16,
            [
                "The passages of the source that it is read from, parted by ;.",
                "De passages van de bron waaruit ze gelezen is, met ; ertussen.",
            ],
        ),
    ],
};

const ACTIVE: ColumnKind = column(
    "active",
    "actief",
    10,
    [
        "no: it is left out until --with asks for it. Left empty, it is applied.",
        "nee: het telt pas mee als --with erom vraagt. Laat u het leeg, dan geldt het.",
    ],
)
.of(words::ACTIVE);

const LIMIT_EFFECT: ColumnKind = column(
    "effect",
    "effect",
    16,
    [
        "enforce (default): the answer must keep it. flag: it need not, and is told whether it does.",
        "afdwingen (standaard): het antwoord moet eraan voldoen. aandachtspunt: dat hoeft niet, maar er wordt gezegd of het zo is.",
    ],
)
.of(words::LIMIT_EFFECT);

const LIMIT_KIND: ColumnKind = column(
    "kind",
    "soort",
    16,
    [
        "What it rests on: stated, inferred, measured, transcribed or assumed.",
        "Waarop het steunt: vermeld, afgeleid, gemeten, overgenomen of aangenomen.",
    ],
)
.of(words::KIND);

/// What is chosen together.
pub const PORTFOLIO: SheetKind = SheetKind {
    english: "portfolio",
    dutch: "portfolio",
    others: &["portefeuille"],
    columns: &[
        column(
            "one per",
            "één per",
            24,
            [
                "The keys of which each combination of values is a choice: one alternative, or none. one in all: one alternative in all. Left empty, the keys of rank_within.",
                "De sleutels waarvan elke combinatie van waarden een keuze is: één alternatief, of geen. één in totaal: één alternatief in totaal. Laat u het leeg, dan zijn het de sleutels waarbinnen gerangschikt wordt.",
            ],
        )
        .also(&["een per"]),
        column(
            "none",
            "geen",
            24,
            [
                "What it is worth to choose none: a number, as in 0, or an alternative of each choice, as in scenario = S0.",
                "Wat het waard is om niets te kiezen: een getal, bijvoorbeeld 0, of een alternatief van elke keuze, bijvoorbeeld scenario = S0.",
            ],
        ),
        column(
            "value",
            "waarde",
            12,
            [
                "What an alternative is worth: its score (default), or the gain over what stands for none.",
                "Wat een alternatief waard is: de score ervan (standaard), of de winst tegenover wat voor geen keuze staat.",
            ],
        )
        .of(words::WORTH),
        column(
            "times",
            "maal",
            20,
            [
                "An attribute or a criterion by whose figure values are multiplied. Leave it empty where nothing is.",
                "Een kenmerk of een criterium: waarden worden met het cijfer ervan vermenigvuldigd. Laat het leeg als dat niet hoeft.",
            ],
        ),
    ],
};

/// Limits on what is chosen together.
pub const LIMITS: SheetKind = SheetKind {
    english: "limits",
    dutch: "grenzen",
    others: &[],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "sum",
            "som",
            20,
            [
                "The attribute or criterion whose figures are added up over all that is chosen. Fill in this, count or joint share.",
                "Het kenmerk of criterium waarvan de cijfers worden opgeteld over alles wat gekozen is. Vul dit in, of aantal, of gezamenlijk aandeel.",
            ],
        ),
        column(
            "count",
            "aantal",
            32,
            [
                "Which of those chosen are counted: all; scenario = S3, S4; attribute kind = new. attribute domain counts each of its values by itself.",
                "Wat er van de keuze geteld wordt: alle; scenario = S3, S4; kenmerk soort = nieuw. kenmerk domein telt elke waarde ervan apart.",
            ],
        ),
        column(
            "joint share",
            "gezamenlijk aandeel",
            20,
            [
                "The attribute or criterion, a figure from 0 to 1, of which each takes its share of what the others leave.",
                "Het kenmerk of criterium, een cijfer van 0 tot 1, waarvan elk zijn aandeel neemt van wat de andere overlaten.",
            ],
        )
        .rare(),
        column(
            "by",
            "per",
            18,
            [
                "An attribute or a key: the limit holds for each of its values. Leave it empty where it holds for all together.",
                "Een kenmerk of een sleutel: de grens geldt voor elke waarde ervan. Laat het leeg als ze voor alles samen geldt.",
            ],
        ),
        column(
            "at least",
            "minstens",
            12,
            [
                "The least it may be. ? is a bound that nobody gave.",
                "Hoeveel het minstens moet zijn. ? is een grens die niemand gaf.",
            ],
        ),
        column(
            "at most",
            "hoogstens",
            12,
            [
                "The most it may be. ? is a bound that nobody gave.",
                "Hoeveel het hoogstens mag zijn. ? is een grens die niemand gaf.",
            ],
        ),
        column(
            "each at least",
            "elk minstens",
            12,
            [
                "The least of each value of what the limit is split by.",
                "Hoeveel het minstens moet zijn voor elke waarde waarover de grens verdeeld is.",
            ],
        )
        .rare(),
        column(
            "each at most",
            "elk hoogstens",
            12,
            [
                "The most of each value of what the limit is split by.",
                "Hoeveel het hoogstens mag zijn voor elke waarde waarover de grens verdeeld is.",
            ],
        )
        .rare(),
        column(
            "share at most",
            "aandeel hoogstens",
            12,
            [
                "The most that one value may have of all, as in 0.4.",
                "Het grootste aandeel dat één waarde van het geheel mag hebben, bijvoorbeeld 0,4.",
            ],
        )
        .rare(),
        column(
            "chance",
            "kans",
            10,
            [
                "The probability, as in 0.9, with which the bound is kept. Left empty, it is always kept.",
                "De kans, bijvoorbeeld 0,9, waarmee aan de grens voldaan moet zijn. Laat u het leeg, dan is er altijd aan voldaan.",
            ],
        )
        .rare(),
        column(
            "unknown",
            "onbekend",
            12,
            [
                "What an unknown figure can be, as in 2..5. Left empty, what has one cannot be chosen.",
                "Wat een onbekend cijfer kan zijn, bijvoorbeeld 2..5. Laat u het leeg, dan kan wat zo'n cijfer heeft niet gekozen worden.",
            ],
        )
        .rare(),
        column(
            "step",
            "stap",
            10,
            [
                "By how much the table shadow loosens the limit.",
                "Met hoeveel de tabel shadow de grens verruimt.",
            ],
        )
        .rare(),
        column(
            "in periods",
            "in perioden",
            24,
            [
                "Of a limit on paths: the periods in which it holds, or all. Left empty, it is a limit on what is chosen at once.",
                "Van een grens op paden: de perioden waarin ze geldt, of alle. Laat u het leeg, dan geldt de grens voor wat in één keer gekozen wordt.",
            ],
        )
        .rare(),
        ACTIVE,
        LIMIT_EFFECT,
        LIMIT_KIND,
        REASON,
        SOURCE,
    ],
};

/// What holds between the alternatives that are chosen.
pub const RULES: SheetKind = SheetKind {
    english: "rules",
    dutch: "regels",
    others: &[],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "if",
            "als",
            32,
            [
                "If anything of this is chosen: scenario = S2; cluster = VIL, or attribute kind = new.",
                "Als iets hiervan gekozen is: scenario = S2; cluster = VIL, of kenmerk soort = nieuw.",
            ],
        ),
        column("then", "dan", 32, ["... something of this is.", "... dan ook iets hiervan."]),
        column("not", "niet", 32, ["... nothing of this is.", "... dan niets hiervan."]),
        column(
            "together",
            "samen",
            44,
            [
                "If something of each of these is chosen, the value is added once. Put | between them.",
                "Is er van elk hiervan iets gekozen, dan komt de waarde er één keer bij. Zet er | tussen.",
            ],
        ),
        column(
            "value",
            "waarde",
            10,
            [
                "What is added for together; below 0 it is taken.",
                "Wat er voor samen bijkomt; onder 0 gaat het eraf.",
            ],
        ),
        ACTIVE,
        LIMIT_EFFECT,
        LIMIT_KIND,
        REASON,
        SOURCE,
    ],
};

/// What is chosen period after period.
pub const PATHWAY: SheetKind = SheetKind {
    english: "pathway",
    dutch: "pad",
    others: &["paden"],
    columns: &[
        column(
            "one per",
            "één per",
            24,
            [
                "The keys of which each combination of values has a path. one in all: one path in all. Left empty, the keys of rank_within.",
                "De sleutels waarvan elke combinatie van waarden een pad heeft. één in totaal: één pad in totaal. Laat u het leeg, dan zijn het de sleutels waarbinnen gerangschikt wordt.",
            ],
        )
        .also(&["een per"]),
        column(
            "start",
            "start",
            24,
            [
                "Where every path stands before the first period, as scenario = S0: one alternative of each choice. none: in none.",
                "Waar elk pad staat voor de eerste periode, bijvoorbeeld scenario = S0: één alternatief van elke keuze. geen: in geen enkel.",
            ],
        ),
        column(
            "none",
            "geen",
            12,
            [
                "What a year without an alternative is worth, as in 0. Left empty, a path always stands in one.",
                "Wat een jaar zonder alternatief waard is, bijvoorbeeld 0. Laat u het leeg, dan staat een pad altijd in een alternatief.",
            ],
        ),
        column(
            "discount",
            "discontovoet",
            12,
            [
                "By how much less a year counts than the year before, as in 0.03. Left empty, all count the same.",
                "Hoeveel minder een jaar telt dan het jaar ervoor, bijvoorbeeld 0,03. Laat u het leeg, dan tellen alle jaren even zwaar.",
            ],
        ),
        column(
            "until",
            "loopt door",
            12,
            [
                "How many years the value of the last period goes on after it.",
                "Hoeveel jaar de waarde van de laatste periode erna nog doorloopt.",
            ],
        ),
    ],
};

/// The periods of a pathway.
pub const PERIODS: SheetKind = SheetKind {
    english: "periods",
    dutch: "perioden",
    others: &["periodes"],
    columns: &[
        column(
            "id",
            "id",
            24,
            [
                "A short name. Rows of data with this name in a column period hold in this period only.",
                "Een korte naam. Rijen met gegevens die deze naam in een kolom periode hebben, gelden alleen in deze periode.",
            ],
        ),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "from year",
            "vanaf jaar",
            12,
            [
                "The year in which it begins: that in which the period before it ends.",
                "Het jaar waarin ze begint: het jaar waarin de vorige periode eindigt.",
            ],
        ),
        column("years", "jaren", 10, ["How many years it lasts.", "Hoeveel jaar ze duurt."]),
    ],
};

/// What is said of moves from one alternative to another.
pub const TRANSITIONS: SheetKind = SheetKind {
    english: "transitions",
    dutch: "overgangen",
    others: &[],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "from",
            "van",
            32,
            [
                "Where the move comes from: scenario = S1, S2; attribute kind = new. Left empty, from anywhere.",
                "Waar de overgang vandaan komt: scenario = S1, S2; kenmerk soort = nieuw. Laat u het leeg, dan van overal.",
            ],
        ),
        column(
            "to",
            "naar",
            32,
            ["Where it goes: scenario = S4.", "Waar ze naartoe gaat: scenario = S4."],
        ),
        column(
            "allowed",
            "toegelaten",
            12,
            [
                "no: such a move is never made. Left empty, it is allowed.",
                "nee: zo'n overgang wordt nooit gemaakt. Laat u het leeg, dan mag ze.",
            ],
        )
        .of(words::ALLOWED),
        column(
            "after",
            "na",
            32,
            [
                "Where the path must have stood before: scenario = S3.",
                "Waar het pad eerder gestaan moet hebben: scenario = S3.",
            ],
        ),
        column(
            "after periods",
            "aantal perioden",
            12,
            [
                "In how many periods in all. Left empty, in one.",
                "In hoeveel perioden in totaal. Laat u het leeg, dan in één.",
            ],
        )
        .rare(),
        column(
            "needs",
            "vereist",
            24,
            [
                "A fact that must hold when the move is made: its id in the sheet facts.",
                "Een feit dat moet gelden als de overgang gemaakt wordt: de id ervan in het blad feiten.",
            ],
        ),
        column(
            "cost",
            "kost",
            10,
            [
                "What the move costs, once, in years of value. Below 0 it gains.",
                "Wat de overgang één keer kost, in jaren waarde. Onder 0 levert ze op.",
            ],
        ),
        column(
            "takes",
            "duurt",
            10,
            [
                "How many periods pass before the new alternative is there. Left empty, none.",
                "Hoeveel perioden het duurt voor het nieuwe alternatief er is. Laat u het leeg, dan geen.",
            ],
        ),
        ACTIVE,
        LIMIT_KIND,
        REASON,
        SOURCE,
    ],
};

/// How long a path may stay.
pub const STAYS: SheetKind = SheetKind {
    english: "stays",
    dutch: "verblijf",
    others: &["verblijven"],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "in",
            "in",
            32,
            [
                "The alternatives in which a path stays: form = IBN.",
                "De alternatieven waarin een pad blijft: vorm = IBN.",
            ],
        ),
        column(
            "at least",
            "minstens",
            12,
            ["The least number of periods in a row.", "Het kleinste aantal perioden na elkaar."],
        ),
        column(
            "at most",
            "hoogstens",
            12,
            ["The greatest number of periods in a row.", "Het grootste aantal perioden na elkaar."],
        ),
        ACTIVE,
        LIMIT_KIND,
        REASON,
        SOURCE,
    ],
};

/// Facts that hold from a year on.
pub const READINESS: SheetKind = SheetKind {
    english: "readiness",
    dutch: "gereedheid",
    others: &[],
    columns: &[
        column(
            "fact",
            "feit",
            24,
            ["The id of a fact in the sheet facts.", "De id van een feit in het blad feiten."],
        ),
        column(
            "from year",
            "vanaf jaar",
            16,
            [
                "The year from which it holds, a range as in 2029..2033, a distribution as in 2028|2030|2034, or never.",
                "Het jaar vanaf wanneer het geldt, een bereik zoals 2029..2033, een verdeling zoals 2028|2030|2034, of nooit.",
            ],
        ),
        REASON,
        SOURCE,
    ],
};

/// What some alternatives build and others need.
pub const CAPACITIES: SheetKind = SheetKind {
    english: "capacities",
    dutch: "capaciteiten",
    others: &["capaciteit"],
    columns: &[
        column("id", "id", 24, ["A short name.", "Een korte naam."]),
        column("label", "label", 32, ["What people read.", "Wat men te lezen krijgt."])
            .in_languages(),
        column(
            "built by",
            "gebouwd door",
            32,
            [
                "The alternatives that build it: scenario = S3. Left empty, none does.",
                "De alternatieven die ze opbouwen: scenario = S3. Laat u het leeg, dan geen enkel.",
            ],
        ),
        column(
            "builds",
            "bouwt op",
            10,
            [
                "What each period in one of them builds. Left empty, 1.",
                "Wat elke periode in een ervan opbouwt. Laat u het leeg, dan 1.",
            ],
        ),
        column(
            "needed by",
            "nodig voor",
            32,
            [
                "The alternatives that need it: scenario = S4.",
                "De alternatieven die ze nodig hebben: scenario = S4.",
            ],
        ),
        column(
            "needs",
            "heeft nodig",
            10,
            [
                "What each period in one of them needs. Left empty, 1.",
                "Wat elke periode in een ervan nodig heeft. Laat u het leeg, dan 1.",
            ],
        ),
        column(
            "at the start",
            "bij de start",
            10,
            [
                "What there is before the first period. Left empty, nothing.",
                "Wat er voor de eerste periode is. Laat u het leeg, dan niets.",
            ],
        ),
        column(
            "shared",
            "gedeeld",
            10,
            [
                "yes: all paths build and need it together. Left empty, each has its own.",
                "ja: alle paden bouwen ze samen op en hebben ze samen nodig. Laat u het leeg, dan heeft elk pad de zijne.",
            ],
        )
        .of(words::SHARED),
        ACTIVE,
        REASON,
        SOURCE,
    ],
};

/// The columns of a long table of data, and those that say where a figure comes from.
pub const LONG: SheetKind = SheetKind {
    english: "judgements",
    dutch: "oordelen",
    others: &[],
    columns: &[
        column(
            "criterion",
            "criterium",
            24,
            [
                "The criterion that is judged, or an attribute of the alternative: its id or its label.",
                "Het criterium dat beoordeeld wordt, of een kenmerk van het alternatief: de id of het label.",
            ],
        ),
        column(
            "value",
            "waarde",
            14,
            [
                "A figure or a level. A range is 2..4 or -..+, and ? is not known.",
                "Een cijfer of een niveau. Een bereik is 2..4 of -..+, en ? is niet bekend.",
            ],
        )
        .also(&["oordeel", "judgement"]),
        column(
            "kind",
            "soort",
            16,
            [
                "What sort of evidence it is: stated, inferred, measured, transcribed or assumed.",
                "Wat voor onderbouwing het is: vermeld, afgeleid, gemeten, overgenomen of aangenomen.",
            ],
        )
        .of(words::KIND),
        SOURCE,
        column(
            "passage",
            "passage",
            16,
            [
                "The passages of the source that it rests on, parted by ;.",
                "De passages van de bron waarop het steunt, met ; ertussen.",
            ],
        ),
        column(
            "as_of",
            "datum",
            12,
            ["Its date: 2024, 2024-05 or 2024-05-06.", "De datum ervan: 2024, 2024-05 of 2024-05-06."],
        )
        .also(&["date"]),
        column("note", "opmerking", 50, ["A remark.", "Een opmerking."]),
        column(
            "actor",
            "actor",
            18,
            [
                "Whose judgement the row is, where there is a sheet actors: its id or its label there. Leave it empty for what everybody starts from.",
                "Van wie het oordeel in de rij is, als er een blad actoren is: de id of het label daar. Laat het leeg voor wat voor iedereen het vertrekpunt is.",
            ],
        ),
        column(
            "period",
            "periode",
            18,
            [
                "The period in which the figures of the row hold, where there is a sheet periods: its id or its label there. Leave it empty for what holds in all others.",
                "De periode waarin de cijfers van de rij gelden, als er een blad perioden is: de id of het label daar. Laat het leeg voor wat in alle andere geldt.",
            ],
        ),
    ],
};

/// A name in the sheet `about`: what a criteria file calls it, its name in Dutch, and whether its
/// text can be in two languages.
pub struct AboutName {
    /// In a criteria file.
    pub english: &'static str,
    /// In a Dutch workbook.
    pub dutch: &'static str,
    /// Whether `(en)` or `(nl)` may stand behind it.
    pub in_languages: bool,
}

const fn about(english: &'static str, dutch: &'static str, in_languages: bool) -> AboutName {
    AboutName { english, dutch, in_languages }
}

/// What the sheet `about` can say, in the order in which it is written.
pub const ABOUT_NAMES: [AboutName; 16] = [
    about("id", "id", false),
    about("title", "titel", true),
    about("question", "vraag", true),
    about("decider", "beslisser", true),
    about("as_of", "datum", false),
    about("status", "status", false),
    about("notice", "mededeling", true),
    about("rank_within", "rangschik binnen", false),
    about("min_known", "minstens bekend", false),
    about("aggregate", "aggregatie", false),
    about("missing", "ontbrekend", false),
    about("baseline", "nulalternatief", false),
    about("decimal", "decimaalteken", false),
    about("thousands", "duizendtalteken", false),
    about("scenarios_are", "scenario's zijn", false),
    about("method", "methode", false),
];

impl AboutName {
    /// Its name in a workbook of that language.
    pub fn written(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.english,
            Language::Nl => self.dutch,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_and_headers_are_known_in_both_languages() {
        assert!(kind_of("Vereisten").is_some_and(|kind| kind.english == "requirements"));
        assert!(is_data("Scores") && is_data("oordelen 2") && is_data("judgements (cluster)"));
        assert!(!is_data("scoreboard") && !is_data("scoresheet"));
        assert_eq!(apart("Label (NL)"), ("Label", Some(Language::Nl)));
        assert_eq!(apart("é"), ("é", None));
        assert!(ADJUSTMENTS.is_header("At_least") && CRITERIA.is_header("ankers (en)"));
    }

    #[test]
    fn every_column_has_a_note_that_excel_shows_whole() {
        for kind in SHEETS.into_iter().chain([&LONG]) {
            for column in kind.columns {
                for language in [Language::En, Language::Nl] {
                    let note = column.note(language);
                    assert!(!note.is_empty() && note.chars().count() < 260, "{}", column.english);
                    assert!(column.choices(language).iter().all(|word| word.len() < 60));
                }
            }
        }
    }

    /// The tables of the page on workbooks.
    fn tables() -> String {
        let mut out = String::new();
        for kind in SHEETS.into_iter().chain([&LONG]).filter(|kind| !kind.columns.is_empty()) {
            let dutch = if kind.dutch == kind.english {
                String::new()
            } else {
                format!(" (`{}`)", kind.dutch)
            };
            let english = kind.english;
            out += &format!(
                "\n### `{english}`{dutch}\n\n| column | Dutch | what goes in |\n|---|---|---|\n"
            );
            for column in kind.columns {
                let note = column.note(Language::En).replace('|', "\\|");
                let more =
                    [(column.in_languages, " *In languages.*"), (column.is_rare, " *Rare.*")];
                let more: String =
                    more.iter().filter(|(is, _)| *is).map(|(_, text)| *text).collect();
                let words: Vec<String> = column
                    .words
                    .iter()
                    .map(|word| (word.written(Language::En), word.written(Language::Nl)))
                    .filter(|(english, dutch)| english != dutch)
                    .map(|(english, dutch)| format!("`{english}` is `{dutch}`"))
                    .collect();
                let words = match words.is_empty() {
                    true => String::new(),
                    false => format!(" In Dutch: {}.", words.join(", ")),
                };
                out += &format!(
                    "| `{}` | `{}` | {note}{words}{more} |\n",
                    column.english, column.dutch
                );
            }
        }
        out + "\n"
    }

    /// `AFWEGING_DOCS=overwrite` writes them.
    #[test]
    fn the_page_on_workbooks_has_every_column() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/workbooks.md");
        let page = std::fs::read_to_string(path).unwrap();
        let (start, end) = ("<!-- generated -->\n", "<!-- end -->");
        let from = page.find(start).unwrap() + start.len();
        let to = page.find(end).unwrap();
        let wanted = format!("{}{}{}", &page[..from], tables(), &page[to..]);
        if std::env::var("AFWEGING_DOCS").is_ok_and(|value| value == "overwrite") {
            std::fs::write(path, wanted).unwrap();
            return;
        }
        assert!(page == wanted, "AFWEGING_DOCS=overwrite cargo test --lib -- page_on_workbooks");
    }
}
