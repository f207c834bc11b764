//! The help of the commands in Dutch: a text for every command and argument, by name.

use super::args::Cli;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The program with its help in Dutch. It reads the same arguments.
pub fn command() -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("Toon de versie")
        .help_heading(OPTIONS);
    translated(Cli::command(), "afweging").disable_version_flag(true).arg(version)
}

/// The program with its help in the language that was asked for.
pub fn spoken() -> Command {
    if super::language::dutch() { command() } else { Cli::command() }
}

/// The words of the help that are not ours, in a help as it is shown.
pub fn frame(help: &str) -> String {
    [
        ("[OPTIONS]", "[OPTIES]"),
        ("[COMMAND]", "[OPDRACHT]"),
        ("<COMMAND>", "<OPDRACHT>"),
        ("[default: ", "[standaard: "),
        ("[possible values: ", "[mogelijke waarden: "),
        ("\nExamples:", "\nVoorbeelden:"),
    ]
    .iter()
    .fold(help.to_owned(), |text, (en, nl)| text.replace(en, nl))
}

const OPTIONS: &str = "Opties";

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}{after-help}";

/// A command and those below it.
fn translated(command: Command, name: &str) -> Command {
    let own = name.to_owned();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Toon deze hulp")
        .help_heading(OPTIONS);
    let mut out = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .mut_args(move |arg| one(arg, &own))
        .arg(help);
    if let Some(text) = about(name) {
        out = out.about(text).long_about(text);
    }
    let names: Vec<String> = out.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        out = out.mut_subcommand(&name, |it| translated(it, &name));
    }
    out
}

/// An argument of a command.
fn one(arg: Arg, command: &str) -> Arg {
    let heading = match (arg.get_help_heading(), arg.is_positional()) {
        (Some("What if"), _) => "Wat als",
        (Some("Output"), _) => "Uitvoer",
        (Some("Run"), _) => "Uitvoering",
        (Some("A table as the case"), _) => "Een tabel als dossier",
        (Some("Large tables"), _) => "Grote tabellen",
        (_, true) => "Argumenten",
        _ => OPTIONS,
    };
    let name = match arg.get_value_names() {
        Some([name]) => value_name(name.as_str()),
        _ => None,
    };
    let text = argument(command, arg.get_id().as_str());
    // What the values mean stands in the text.
    let mut out = arg.help_heading(heading).hide_possible_values(true);
    if let Some(name) = name {
        out = out.value_name(name);
    }
    match text {
        Some(text) => out.help(text).long_help(text),
        None => out,
    }
}

/// What stands for a value, where Dutch has another word for it.
fn value_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "COLUMN=FIGURE" => "KOLOM=CIJFER",
        "COLUMN=LEVEL,LEVEL" => "KOLOM=NIVEAU,NIVEAU",
        "COLUMN=LOW..HIGH" => "KOLOM=LAAG..HOOG",
        "COLUMN,COLUMN" => "KOLOM,KOLOM",
        "DIR" => "MAP",
        "ENGINE" => "ENGINE",
        "ERROR" => "FOUT",
        "FACT=YEAR" => "FEIT=JAAR",
        "FILE" => "BESTAND",
        "ID=NUMBER" => "ID=GETAL",
        "KEY,KEY" => "SLEUTEL,SLEUTEL",
        "KEY=VALUE" => "SLEUTEL=WAARDE",
        "KIND,KIND" => "SOORT,SOORT",
        "MARK" => "TEKEN",
        "NAME" => "NAAM",
        "NAMES" => "NAMEN",
        "PART,PART" => "DEEL,DEEL",
        "PATH" => "PAD",
        "RANK" => "RANG",
        "RATE" => "VOET",
        "SECONDS" => "SECONDEN",
        "SET" => "REEKS",
        "SETTING" => "INSTELLING",
        "SHARES" => "AANDELEN",
        "SIZE" => "GROOTTE",
        "STUDY,STUDY" => "ANALYSE,ANALYSE",
        "TABLE" => "TABEL",
        "WHERE" => "WAAR",
        _ => return None,
    })
}

/// What a command is for.
pub fn about(command: &str) -> Option<&'static str> {
    Some(match command {
        "afweging" => {
            "Multicriteria-analyse: scoren, rangschikken, en zeggen in welke mate het antwoord te vertrouwen is. Zonder opdracht wordt het ingebouwde dossier doorgerekend."
        }
        "evaluate" => "Welk alternatief is het beste bij deze gewichten?",
        "explain" => {
            "Waarom scoort een alternatief zoals het scoort, en waarom ligt het voor op een ander?"
        }
        "sensitivity" => {
            "In welke mate is het antwoord te vertrouwen? Analyses van gewichten en gegevens"
        }
        "actors" => {
            "Wie zet wat op de eerste plaats, waar zijn de actoren het eens, en waar kan iedereen mee leven?"
        }
        "portfolio" => {
            "Welke selectie van alternatieven is de beste binnen de limieten voor wat samen gekozen wordt?"
        }
        "pathway" => {
            "Welk alternatief volgt het best op welk ander, en wanneer wordt er het best overgestapt?"
        }
        "ask" => {
            "Welke vraag over de gewichten is nog de moeite waard, en wat ligt door de antwoorden vast?"
        }
        "verify" => {
            "Kloppen de beweringen in het dossier? Eindigt met status 1 als een bewering die moet kloppen dat niet doet"
        }
        "merge" => {
            "Maak één resultaat van de delen van een uitvoering die --shard geschreven heeft"
        }
        "weights" => "Waar komen de gewichten vandaan, en wat laten ze open?",
        "export" => "Het model voor andere programma's, om uit te voeren waar de gegevens staan",
        "xmcda" => "Het dossier als XMCDA 3.1.1, de standaard van Decision Deck",
        "dmsy" => "Het dossier als DMSY, de matrix van scikit-criteria",
        "import" => {
            "Maak een dossier van een bestand van een ander programma: XMCDA, DMSY of mcda-elicitation-web"
        }
        "sql" => "Het model als één query in SQL, over een tabel met een rij per alternatief",
        "check" => "Is dit dossier in orde? Zegt in één keer alles wat er fout is",
        "report" => "Een rapport over het dossier als één pagina, of als een werkmap die meerekent",
        "init" => {
            "Schrijf een kopie van een ingebouwd dossier, of een dossier om in te vullen, in een map"
        }
        "list" => {
            "Som de ingebouwde dossiers, de methodes, de normaliseringen, de wegingen of de analyses op"
        }
        "schema" => "Toon het JSON-schema van het criteriabestand, voor teksteditors",
        "completions" => "Toon een script dat opdrachten aanvult in de shell",
        "man" => "Toon de handleiding van het programma of van een opdracht, zoals `man` die leest",
        "sweep" => "Waar verandert de volgorde als één gewicht van 0 naar 1 gaat?",
        "acceptability" => {
            "Bij welk aandeel van alle gewichten, en van wat onzekere gegevens kunnen zijn, is elk alternatief eerste, tweede ...?"
        }
        "stability" => {
            "Hoeveel moet er veranderen aan gewichten, oordelen of passages voordat het antwoord verandert?"
        }
        "methods" => {
            "Geven methodes van andere families dezelfde volgorde, en waar verschillen ze?"
        }
        "scenarios" => {
            "Wie is eerste bij elk van verschillende stellen gewichten met een naam, en welke gewichten bepalen dat?"
        }
        "reversal" => "Hangt de volgorde van twee alternatieven af van welke andere er zijn?",
        "drivers" => {
            "Van welke gewichten, gegevens of keuzes komt de twijfel? Aandelen van de variantie"
        }
        "robust" => "Wat geldt voor alle toegelaten gewichten, hoe de gegevens ook uitvallen?",
        "targets" => {
            "Wat is de kleinste wijziging van niveaus waarna een groep criteria met regels een ander niveau heeft?"
        }
        _ => return None,
    })
}

/// What an argument is for. What it is for in one command only comes before the rest.
fn argument(command: &str, id: &str) -> Option<&'static str> {
    of_command(command, id).or_else(|| shared(id))
}

fn of_command(command: &str, id: &str) -> Option<&'static str> {
    Some(match (command, id) {
        ("init", "dir") => "De map om in te schrijven; niets wat er staat, wordt overschreven",
        ("init", "case") => "Het ingebouwde dossier om te kopiëren",
        ("init", "skeleton") => "Een klein dossier om in te vullen, in plaats van een kopie",
        ("init", "from") => {
            "Een tabel om het dossier van te maken, met de opties waarmee `evaluate` ze leest"
        }
        ("init", "into") => {
            "Schrijf het dossier van de tabel als werkmap met deze naam, zoals dossier.xlsx"
        }
        ("init", "weights") => "Gewichten om in het dossier van een tabel te schrijven",
        ("init", "format") => {
            "Wat er wordt geschreven: csv (een criteriabestand met tabellen) of xlsx (één werkmap die alles bevat)"
        }
        ("init", "lang") => {
            "Taal van de meldingen, van de woorden van een leeg dossier en van de bladen van een werkmap: en of nl"
        }
        ("init", "quiet") => "Zeg niets als alles goed ging",
        ("list", "what") => {
            "Wat er wordt opgesomd: cases, methods, normalizations, weightings of studies; zonder dit: wat kan worden opgesomd"
        }
        ("list", "name") => "Een ervan, volledig",
        ("list", "format") => {
            "Een tabel voor een lezer (table), of alles wat van elk bekend is als JSON (json)"
        }
        ("man", "command") => {
            "De opdracht, zoals in `sensitivity sweep`; zonder dit: het programma"
        }
        ("man", "output") => {
            "Schrijf de pagina's van het programma en van elke opdracht in deze map; niets wat er staat, wordt overschreven"
        }
        ("report", "output") => {
            "Een bestand, waarvan de extensie de vorm geeft: .html een pagina voor een browser, .xlsx een werkmap, .md .txt .typ de pagina"
        }
        ("report", "format") => "table of markdown: de vorm van de pagina op het scherm",
        ("merge", "output") => {
            "Waar het resultaat komt, zoals de opdracht zonder `--shard` het zou wegschrijven"
        }
        ("completions", "shell") => "De shell",
        ("targets", "node") => {
            "De groep criteria met regels die wordt bekeken; zonder dit: die boven alle andere met regels staat, als er zo één is"
        }
        ("targets", "reach") => {
            "Het niveau dat bereikt of behouden moet worden; zonder dit: elk niveau behalve het slechtste"
        }
        ("targets", "criterion") => {
            "Laat alleen dit criterium veranderen, of alles onder deze groep criteria (herhaalbaar)"
        }
        ("weights", "into") => {
            "Schrijf de gewichten in dit criteriabestand of in deze werkmap, en laat al het andere erin ongemoeid"
        }
        ("weights", "method") => {
            "Probeer deze weging in plaats van die van het dossier: op dezelfde oordelen, op de gegevens, of met `utastar` op de voorkeuren"
        }
        ("drivers", "weights_model") => {
            "Hoe gewichten gespreid zijn: nodes (de gewichten van elke groep criteria zijn een factor), leaves, around:K of box:P (alle gewichten zijn één factor; zie `sensitivity acceptability`), of given (ze variëren niet)"
        }
        ("drivers", "intervals") => {
            "Trek uit bereiken en onbekende cijfers alsof ze uniform verdeeld zijn: uniform. Dat is een aanname, en ze is nodig waar zulke cijfers zijn"
        }
        ("acceptability", "intervals") => {
            "Wat een bereik is: bounds (grenzen voor elk aandeel) of uniform (uniform getrokken)"
        }
        ("acceptability", "draws") => "Hoeveel trekkingen, zoals in 1000000 of 1e6",
        ("actors", "draws") => {
            "Op hoeveel trekkingen de aandelen van de gewichten van een actor berusten, waar ze niet exact zijn"
        }
        ("xmcda", "output") => {
            "Het bestand om naar te schrijven, zoals dossier.xml; zonder dit wordt het getoond"
        }
        ("dmsy", "output") => {
            "Het bestand om naar te schrijven, zoals dossier.dmsy; zonder dit wordt het getoond"
        }
        ("import", "files") => {
            "Een bestand van XMCDA, DMSY of mcda-elicitation-web; verschillende bestanden van XMCDA vormen één dossier"
        }
        ("import", "output") => {
            "De map om case.toml en zijn tabel in te schrijven; niets wat er staat, wordt overschreven"
        }
        ("import", "min") => "Criteria waarvoor minder beter is, waar het bestand dat niet zegt",
        ("import", "max") => "Criteria waarvoor meer beter is, waar het bestand dat niet zegt",
        ("import", "max_size") => "Hoe groot een bestand hoogstens mag zijn, zoals in 2G",
        ("import", "lang") => "Taal van de meldingen",
        ("import", "quiet") => "Zeg enkel wat er verloren gaat",
        ("sql", "dialect") => {
            "De engine die de query uitvoert: duckdb, spark, datafusion of postgres"
        }
        ("sql", "table_name") => "De tabel met de alternatieven, zoals in main.percelen",
        ("sql", "draws") => {
            "Tel rangen over zoveel trekkingen van gewichten, zoals in 10000 of 1e4"
        }
        ("sql", "output") => {
            "Het bestand om de query naar te schrijven, zoals model.sql; zonder dit wordt ze getoond"
        }
        ("sql", "method") => "Schrijf deze methode in plaats van die van het dossier",
        ("sql", "seed") => "Beginwaarde van de trekkingen",
        ("verify", "draws") => {
            "Hoeveel trekkingen voor de aandelen van wat niet bewezen is, zoals in 100000 of 1e5"
        }
        ("pathway", "best") => "Hoeveel van de beste paden van elke keuze worden getoond",
        ("portfolio", "best") => "Hoeveel van de beste selecties worden getoond",
        ("portfolio", "without") => "Schakel een limiet of regel uit (herhaalbaar)",
        ("portfolio", "with") => {
            "Schakel een limiet of regel in die het dossier uit laat (herhaalbaar)"
        }
        _ => return None,
    })
}

fn shared(id: &str) -> Option<&'static str> {
    Some(match id {
        "case" => {
            "Een tabel (.csv .tsv .parquet .xlsx, of - voor CSV op de standaardinvoer), een criteriabestand (.toml), of de naam van een ingebouwd dossier"
        }
        "show" => {
            "Delen om aan de pagina toe te voegen, gescheiden door komma's: weights (wat de gewichten zeggen, in gevolgen), evidence (op welke onderbouwing de scores steunen)"
        }
        "studies" => {
            "De analyses die in het rapport komen, gescheiden door komma's: stability, acceptability, robust, targets, sweep, methods, scenarios, reversal, drivers, verify, actors, portfolio, pathway"
        }
        "of" => {
            "Het alternatief om uit te leggen: zijn sleutels met schuine strepen ertussen, zoals S3/VIL; zonder dit: welke er zijn"
        }
        "over" => "Een ander alternatief van dezelfde groep om het mee te vergelijken",
        "local" => {
            "Verschuif een gewicht als aandeel binnen zijn groep criteria (dat is de standaard)"
        }
        "global" => "Verschuif een gewicht als aandeel van alle criteria",
        "criterion" => {
            "Verander alleen het gewicht van dit criterium of deze groep criteria (herhaalbaar); de kleinste veranderingen, gegevens en passages gaan over alles"
        }
        "accept" => {
            "De slechtste rang waarop een actor een alternatief aanvaardt; zonder dit: de helft van de alternatieven, naar boven afgerond"
        }
        "answers" => {
            "Het bestand dat de antwoorden bewaart en waarmee wordt hervat; standaard <dossier>.answers.toml in deze map. Waar er geen terminal is om in te vragen, geeft het de antwoorden"
        }
        "kinds" => {
            "De soorten vragen, gescheiden door komma's; standaard alle: swing (welke van twee stappen weegt zwaarder), ranks (in welke volgorde meerdere stappen wegen), trade-off (weegt een hele stap zwaarder dan een deel van een andere), pair (welk van twee alternatieven is beter)"
        }
        "weights_model" => {
            "Hoe gewichten gespreid zijn: nodes (uniform, per groep criteria), leaves (uniform, zonder de boom), around:K (rond de gegeven gewichten: hoe groter K, hoe dichter), box:P (binnen P procent van de gegeven gewichten)"
        }
        "draws" => "Op hoeveel trekkingen van gewichten en gegevens de aandelen berusten",
        "chance_draws" => "Op hoeveel trekkingen de kans berust dat een limiet gehaald wordt",
        "precision" => {
            "Stop zodra de standaardfout van elk aandeel van een eerste plaats hoogstens zo groot is; --draws is dan het maximum"
        }
        "intervals" => {
            "Wat een bereik is in trekkingen: bounds (er kan niet uit worden getrokken) of uniform (uniform getrokken)"
        }
        "exact" => "Exacte aandelen met meetkunde waar dat kan, zonder steekproef",
        "by" => {
            "Wat één factor van gegevens is: criterion (alle gegevens van een criterium), input (elk gegeven apart) of passage (alle gegevens die op dezelfde passages steunen)"
        }
        "normalizations" => {
            "Normaliseringen om uit te kiezen, zoals in vector,min-max: een factor meer, voor de methodes die er een hebben"
        }
        "points" => "Hoeveel punten (paren van trekkingen), zoals in 16384 of 1e5",
        "values" => {
            "Over welke waardefuncties: given (die van het dossier) of monotone (alle die nergens dalen van slechtere naar betere cijfers)"
        }
        "time_limit" => {
            "Hoeveel seconden de analyse mag duren; zonder dit wordt op elke machine evenveel gezocht. Wat dan niet vastligt, is een bewezen grens, en de tabellen zeggen hoe ver die ernaast kan zitten"
        }
        "ready" => {
            "Het jaar vanaf wanneer een feit geldt, zoals in een cel, of never: FEIT=JAAR (herhaalbaar)"
        }
        "discount" => "De discontovoet per jaar, zoals in 0.03",
        "limit" => {
            "Geef een limiet een andere grens: ID=GETAL, of ID.at_most=GETAL waar ze er meerdere heeft (herhaalbaar)"
        }
        "without" => "Schakel een overgang, verblijf, capaciteit of limiet uit (herhaalbaar)",
        "with" => "Schakel er een in die het dossier uit laat (herhaalbaar)",
        "paths" => {
            "Zeg wat de paden van een padenkaart waard zijn: NAAM-sequence.txt van PathwaysGenerator, en NAAM-action.txt waar dat er is"
        }
        "write_paths" => {
            "Schrijf de beste paden als padenkaart: NAAM-action.txt en NAAM-sequence.txt van PathwaysGenerator; niets wat er staat, wordt overschreven"
        }
        "data" => "Een tabel om te gebruiken in plaats van die van het dossier (herhaalbaar)",
        "key" => "De kolom die de alternatieven noemt, of meerdere kolommen die dat samen doen",
        "min" => "Criteria waarvoor minder beter is",
        "max" => "Criteria waarvoor meer beter is; dat geldt ook waar er niets over gezegd is",
        "target" => "Een criterium waarvoor één cijfer het best is (herhaalbaar)",
        "scale" => {
            "De uiteinden van de schaal van een criterium (herhaalbaar); anders gaat ze over de aanwezige cijfers"
        }
        "levels" => {
            "De niveaus van een criterium, het slechtste eerst (herhaalbaar); cellen van -- tot ++ hebben de hunne"
        }
        "attribute" => "Kolommen die geen criteria zijn",
        "rank_within" => {
            "Sleutels waarvan de waarden een groep noemen: alternatieven worden daarbinnen gerangschikt"
        }
        "uncertainty" => {
            "Waar staat hoe zeker cijfers zijn: columns (in kolommen zoals prijs_laag en prijs_hoog)"
        }
        "decimal" => "Het decimaalteken in tabellen met gegevens: . of ,",
        "thousands" => {
            "Het teken tussen duizendtallen in tabellen met gegevens: . of , of ' of een spatie"
        }
        "max_size" => {
            "De grootste omvang van een tabel met gegevens, als bestand en uitgepakt, zoals in 2G"
        }
        "weights" => {
            "Gewichten die de opgegeven gewichten binnen dezelfde groep criteria vervangen"
        }
        "actor" => {
            "Kijk door de ogen van deze actor: zijn gewichten, zijn uitspraken en zijn cijfers"
        }
        "respondent" => {
            "Neem alleen de gewichten van deze respondent, waar meerdere mensen geoordeeld hebben"
        }
        "constraints" => {
            "Beperk analyses tot de gewichten die de oordelen erachter openlaten: from-weighting"
        }
        "scenario" => {
            "De gewichten van dit scenario in plaats van die van het dossier; --weights vervangt er enkele van"
        }
        "scenarios" => {
            "Een tabel met scenario's, een rij per stel gewichten met een naam, in plaats van die van het dossier"
        }
        "scenarios_are" => {
            "Of gewichten van scenario's aandelen zijn binnen een groep criteria (local) of van het totale gewicht (global)"
        }
        "set" => {
            "Wijzig een feit, kenmerk of cel: NAAM=WAARDE of NAAM=WAARDE@sleutel=waarde,sleutel=waarde (herhaalbaar)"
        }
        "filter" => "Behoud alleen alternatieven met deze waarde van een sleutel (herhaalbaar)",
        "overall" => "Eén groep van alles",
        "no_gates" => "Eisen sluiten niets uit en geven geen aandachtspunt",
        "no_adjustments" => "Aanpassingen verschuiven niets",
        "without_passage" => "Laat een passage weg: wat erop steunt, wordt onbekend (herhaalbaar)",
        "force" => "Laat methodes die verhoudingen nodig hebben, ordinale niveaus nemen als 1 .. L",
        "method" => {
            "Reken met deze methode in plaats van met die van het dossier, of met `all` die een score hebben (herhaalbaar)"
        }
        "param" => "Wijzig een parameter: METHODE.PARAMETER=WAARDE (herhaalbaar)",
        "lang" => "Taal van labels, zinnen en meldingen: en of nl",
        "format" => "table, csv, parquet, json, markdown of xlsx",
        "output" => {
            "Een bestand, waarvan de extensie het formaat geeft (.md .txt .typ de pagina, .svg een grafiek, andere tabellen), of een map (elke tabel als bestand)"
        }
        "table" => "De tabel om te schrijven in plaats van de eerste, of in plaats van de pagina",
        "chart" => "De grafiek om naar een .svg-bestand te schrijven in plaats van de eerste",
        "csv_locale" => {
            "Hoe CSV wordt geschreven: en (komma's tussen velden, decimale punten) of nl (puntkomma's tussen velden, decimale komma's)"
        }
        "raw" => "Laat tekst in CSV ongemoeid die een rekenblad als formule zou uitvoeren",
        "stream" => {
            "Lees de tabel in blokken en schrijf de rijen weg zoals ze komen (met -o): gebeurt vanzelf als ze groot is"
        }
        "no_stream" => "Lees de hele tabel in het geheugen, tot --max-size",
        "top" => {
            "Schrijf alleen de beste K van elke groep, en wie gelijk staat met de laatste daarvan"
        }
        "stability" => "Zeg van elke rij hoe zeker ze boven --threshold of --against ligt",
        "threshold" => "Een score waarmee rijen worden vergeleken",
        "against" => {
            "Een alternatief waarmee de rijen van de groep ervan worden vergeleken, zoals S1/VIL"
        }
        "live" => "Schrijf een werkmap die meerekent",
        "tallies" => "De bestanden die `--shard` geschreven heeft, alle van één uitvoering",
        "shard" => {
            "Maak alleen deel I van N van de trekkingen, zoals in 3/64, en schrijf wat het telt in het bestand van -o; `afweging merge` maakt het resultaat van alle delen"
        }
        "checkpoint" => {
            "Bewaar hier hoever de trekkingen gekomen zijn; dezelfde opdracht gaat daar verder als ze gestopt werd"
        }
        "seed" => "Beginwaarde van alles wat toevallig is",
        "threads" => "Hoeveel threads; dat verandert nooit een resultaat",
        "quiet" => "Zeg minder op het foutkanaal",
        "verbose" => "Zeg meer: elk deel van de pagina, en meer op het foutkanaal",
        "help" => "Toon deze hulp",
        "version" => "Toon de versie",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(command: &Command, out: &mut Vec<String>) {
        let name = command.get_name();
        if about(name).is_none() {
            out.push(name.to_owned());
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            if argument(name, id).is_none() {
                out.push(format!("{name} {id}"));
            }
        }
        command.get_subcommands().for_each(|it| missing(it, out));
    }

    #[test]
    fn every_command_and_argument_has_a_dutch_text() {
        let mut out = Vec::new();
        missing(&Cli::command(), &mut out);
        assert!(out.is_empty(), "no Dutch for {out:?}");
    }

    #[test]
    fn the_dutch_command_is_sound_and_reads_the_same() {
        command().debug_assert();
        let typed = ["afweging", "evaluate", "x.toml", "--where", "a=b", "--lang", "nl"];
        assert!(command().try_get_matches_from(typed).is_ok());
    }
}
