// @ts-check
"use strict";

/**
 * First place in a group, or in several that have the same. `kind` says what there is to say:
 * `lead`: somebody has it (`first`, several where they tie); `sure`: one is certainly first
 * without a rank; `only`: one option competes; `unranked`: too little is known of each;
 * `partial`: the method gives no ranks;
 * `nobody`: none competes; `undefined`: the method has no answer, and `why`.
 * `groups` has the names of the groups; `least` and `most` say how far ahead of the next, and
 * `next` who that is, in the case of one group.
 * @typedef {{kind: "lead" | "sure" | "only" | "partial" | "unranked" | "nobody" | "undefined",
 *   first: string[], groups: string[], least: string | null, most: string | null,
 *   next: string[], why: string}} Place
 *
 * All that the answer says. `certain` has the groups in which the first is certain, `led` counts
 * those that somebody leads, `ties` those of them where several do. `crisp`: every figure is a
 * single one. `couldBeFirst` has those without a rank that could be first too.
 * @typedef {{count: number, places: Place[], certain: string[], led: number, ties: number,
 *   crisp: boolean, couldBeFirst: string[]}} Answer
 *
 * A move of one weight. `parent` is empty at the top of the tree. `from` and `to` are percentages.
 * @typedef {{criterion: string, parent: string, from: string, to: string, rises: boolean,
 *   challenger: string, first: string, group: string, exact: boolean, crisp: boolean}} Move
 */

/** The sentences and labels of the live part in Dutch. They get figures that are written out. */
const Words = (() => {
  const MOST_NAMED = 4;

  /** @param {string[]} names */
  function list(names) {
    if (names.length < 2) return names.join("");
    return `${names.slice(0, -1).join(", ")} en ${names[names.length - 1]}`;
  }

  /** The first few of many names. @param {string[]} names */
  function some(names) {
    if (names.length <= MOST_NAMED) return list(names);
    const rest = names.length - MOST_NAMED;
    return `${names.slice(0, MOST_NAMED).join(", ")} en nog ${rest} ${rest === 1 ? "ander" : "andere"}`;
  }

  /** @param {string[]} groups @param {number} all */
  function where(groups, all) {
    if (groups.length === all) return all === 2 ? "in beide groepen" : `in alle ${all} groepen`;
    if (groups.length > MOST_NAMED) return `in ${groups.length} van ${all} groepen`;
    return `in ${list(groups)}`;
  }

  /** @param {string} text */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** @param {Place} place @param {number} all */
  function sentence(place, all) {
    const several = all > 1;
    const at = several ? where(place.groups, all) : "";
    const names = some(place.first);
    switch (place.kind) {
      case "lead": {
        const tie = place.first.length > 1;
        const next = several ? "het volgende alternatief" : some(place.next);
        const by = place.least === place.most ? place.least : `${place.least} tot ${place.most}`;
        const ahead = place.least !== null && next ? `, ${by} voor op ${next}` : "";
        const here = several ? ` ${at}` : "";
        if (tie) return `${names} delen de eerste plaats${here}${ahead}.`;
        if (!several && place.next.length === 0) return `${names} is het enige alternatief met een rang.`;
        return `${names} staat${here} op de eerste plaats${ahead}.`;
      }
      case "sure":
        return several
          ? `${capital(at)} staat ${names} zeker op de eerste plaats, hoewel er te weinig van bekend is voor een score en een rang.`
          : `${names} staat zeker op de eerste plaats, hoewel er te weinig van bekend is voor een score en een rang.`;
      case "only":
        return several
          ? `${capital(at)} wordt maar één optie gerangschikt.`
          : `${names} is de enige optie die wordt gerangschikt.`;
      case "partial":
        return several
          ? `${capital(at)} zegt deze methode van twee alternatieven welk de voorkeur krijgt, en geeft ze geen rangen.`
          : "Deze methode zegt van twee alternatieven welk de voorkeur krijgt, en geeft geen rangen.";
      case "unranked":
        return several
          ? `${capital(at)} heeft geen enkel alternatief een rang: er is te weinig bekend.`
          : "Geen enkel alternatief heeft een rang: van elk is te weinig bekend.";
      case "nobody":
        return several
          ? `${capital(at)} wordt geen enkel alternatief gerangschikt.`
          : "Geen enkel alternatief wordt gerangschikt.";
      default:
        return several
          ? `${capital(at)} geeft de methode geen antwoord: ${place.why}`
          : `De methode geeft geen antwoord: ${place.why}`;
    }
  }

  /** @param {Answer} answer */
  function sure(answer) {
    if (answer.led === 0) return "";
    const extent = answer.crisp
      ? ", voor zover de cijfers zelf dat zijn: elk cijfer is één getal"
      : ", hoe de onbekende gegevens ook uitvallen";
    if (answer.certain.length === 0) {
      if (!answer.crisp) return " Dat geldt alleen bij nominale cijfers en is niet zeker.";
      return answer.ties > 0 ? "" : " Of dat zeker is, is niet bekend.";
    }
    if (answer.certain.length === answer.led) return ` Dat is zeker${extent}.`;
    const at = where(answer.certain, answer.count);
    const elsewhere = answer.crisp ? "" : "; elders geldt het alleen bij nominale cijfers";
    return ` Dat is ${at} zeker${extent}${elsewhere}.`;
  }

  /** @param {string[]} names */
  function couldBeFirst(names) {
    if (names.length === 0) return "";
    const too = names.length === 1 ? "het" : "elk ervan";
    return ` Van ${some(names)} is te weinig bekend voor een rang; ${too} kan ook op de eerste plaats staan.`;
  }

  return {
    list,

    /** @param {Answer} answer */
    answer(answer) {
      const who = answer.places.map((place) => sentence(place, answer.count)).join(" ");
      return who + sure(answer) + couldBeFirst(answer.couldBeFirst);
    },

    /** @param {Move} move */
    flip(move) {
      const within = move.parent ? ` binnen ${move.parent}` : "";
      const group = move.group ? ` in ${move.group}` : "";
      const nominal = move.crisp ? "" : " bij nominale cijfers";
      const goes = `tot ${move.to} ${move.rises ? "stijgt" : "daalt"}`;
      const opening = move.exact
        ? `De kleinste verschuiving van één gewicht binnen zijn groep criteria die dat verandert${nominal}${group}`
        : `De kleinste verschuiving van één gewicht binnen zijn groep criteria die dat volgens een zoektocht verandert${nominal}${group}`;
      return `${opening}: waar het gewicht van ${move.criterion}${within} ${goes} (nu ${move.from}, de andere naar verhouding), komt ${move.challenger} gelijk met ${move.first}.`;
    },

    /** @param {boolean} exact @param {boolean} crisp @param {string} group */
    noFlip(exact, crisp, group) {
      const nominal = crisp ? "" : " bij nominale cijfers";
      const at = group ? ` in ${group}` : "";
      return exact
        ? `Geen enkel gewicht op zich, hoe groot of klein het ook is, zet${nominal}${at} een ander alternatief met een rang op de eerste plaats.`
        : `Een zoektocht vond geen enkel gewicht dat op zich${nominal}${at} een ander alternatief met een rang op de eerste plaats zet.`;
    },

    /** @param {string} what @param {string} now @param {string} before */
    instead: (what, now, before) => `${what}: ${now} in plaats van ${before}`,
    /** @param {string} criterion */
    weightOf: (criterion) => `Gewicht van ${criterion}`,
    /** @param {string} figure @param {string} of */
    figureOf: (figure, of) => `${figure} (${of})`,
    /** @param {string[]} requirements */
    neededFor: (requirements) => `Nodig voor: ${requirements.join("; ")}`,
    /** @param {string} requirement */
    notApplied: (requirement) => `Weggelaten: de eis “${requirement}”`,
    asWrittenNow: "Het dossier zoals het geschreven is.",
    /** @param {number} count */
    differsBy: (count) =>
      `Niet het dossier zoals het geschreven is: met ${count === 1 ? "1 wijziging" : `${count} wijzigingen`} van u.`,
    /** @param {string} method */
    otherMethod: (method) =>
      `Getoond met een andere methode dan de eerste van het dossier: ${method}`,
    /** @param {string} method */
    notCounted: (method) => `Gewijzigd, maar zonder gevolg voor ${method}`,
    /** @param {string} method @param {string} why */
    doesNotMove: (method, why) =>
      `${method} beweegt niet mee met wat u hier wijzigt: ${why} De resultaten hieronder zijn die van het dossier zoals het geschreven is.`,
    /** @param {string[]} parts */
    ignored: (parts) => `Niet begrepen in het adres, en weggelaten: ${parts.join(", ")}`,
    /** @param {number} count */
    changes: (count) => (count === 1 ? "1 wijziging" : `${count} wijzigingen`),
    /** @param {number} count */
    showAll: (count) => `Toon alle ${count}`,
    /** @param {string} parent @param {number} count */
    within: (parent, count) => `Binnen ${parent} (${count})`,
    /** @param {string} criterion */
    percentOf: (criterion) => `Gewicht van ${criterion}, in procent van zijn groep criteria`,
    /** @param {string} criterion */
    lockOf: (criterion) => `Zet het gewicht van ${criterion} vast`,
    /** @param {string[]} alternatives @param {number} others */
    shared: (alternatives, others) =>
      `Eén gegeven van een tabel: het telt ook voor ${others > 0 ? `${alternatives.join(", ")} en nog ${others} andere` : list(alternatives)}.`,
    /** @param {string} range */
    asWritten: (range) => `In het dossier: ${range}.`,
    /** @param {string} from @param {string} to */
    between: (from, to) => `Geef een getal van ${from} tot ${to}.`,
    /** @param {string | null} leaf */
    undefinedOn: (leaf) =>
      leaf === null
        ? "in een groep criteria heeft geen enkel criterium gewicht."
        : `ze is niet bepaald voor de cijfers van ${leaf}.`,
    /** @param {string} text */
    under: (text) => `minder dan ${text}`,
    /** @param {string} text */
    over: (text) => `meer dan ${text}`,
    /** @param {string[]} reasons */
    excludedBy: (reasons) => `uitgesloten: ${reasons.join("; ")}`,
    /** @param {string[]} reasons */
    flaggedBy: (reasons) => `aandachtspunt: ${reasons.join("; ")}`,
    /** @param {string} reason */
    maybe: (reason) => `${reason} (niet bekend of eraan voldaan is)`,
    /** @param {string} share */
    known: (share) => `${share} van het gewicht is bekend`,
    /** @param {string} alternative */
    contributionsOf: (alternative) => `Wat elk criterium bijdraagt aan de score van ${alternative}`,
    /** @param {string} low @param {string} high */
    range: (low, high) => `[${low}; ${high}]`,
    /** @param {string} low @param {string} high */
    inside: (low, high) => `${low} tot ${high}`,

    decimal: ",",
    csvDelimiter: ";",
    title: "Probeer het zelf",
    intro:
      "Wijzig gewichten, feiten, eisen of cijfers. Dit deel rekent zelf; de rest van de pagina blijft zoals ze geschreven is. Er wordt niets verstuurd.",
    asTheCase: "Zoals in het dossier",
    changed: "Gewijzigd tegenover het dossier zoals het geschreven is",
    linkToView: "Link naar deze weergave",
    restStays:
      "Alleen dit deel van de pagina volgt. Alle andere delen, met hun grafieken en met wat door steekproeven is berekend, zijn die van het dossier zoals het geschreven is.",
    command: "Hetzelfde met het programma:",
    commandWith: "Het programma met deze wijzigingen:",
    weightsInCommand:
      "De opdracht geeft ook de gewichten mee: zonder die gewichten berekent het programma andere uit de gewijzigde cijfers.",
    weightsDiffer:
      "Het programma geeft een ander resultaat: het berekent de gewichten opnieuw uit de gewijzigde cijfers.",
    noFlag:
      "Het programma heeft geen optie die één eis weglaat; `--no-gates` laat ze alle weg.",
    reset: "Terug naar het dossier zoals het geschreven is",
    resetWeights: "Herstel de gewichten",
    weights: "Gewichten",
    weightsHint:
      "De andere gewichten van dezelfde groep criteria schuiven naar verhouding mee. Een vastgezet gewicht blijft staan.",
    groupWeights:
      "Groepen hebben eigen gewichten. Een gewicht dat u hier instelt, geldt voor alle groepen. De getoonde gewichten zijn die van de gekozen groep, of anders van de eerste.",
    preset: "Gewichten van",
    yourOwn: "Uw eigen gewichten",
    differs: "verschillen tussen groepen",
    lock: "vast",
    facts: "Feiten",
    holds: { yes: "ja", no: "nee", unknown: "niet bekend" },
    requirements: "Eisen die tellen",
    figures: "Eén cijfer",
    alternative: "Alternatief",
    criterion: "Criterium",
    figure: "Gegeven",
    value: "Waarde",
    fixed: {
      text: "Het is een tekst en kan hier niet gewijzigd worden. Wijzig hem in het dossier.",
      nothing:
        "Het kan hier niet gewijzigd worden: het is niet bekend, en het dossier zegt niet wat het kan zijn.",
      adjusted:
        "Het kan hier niet gewijzigd worden. Het is niet bekend, en daarom tellen de correcties op dit criterium nog niet. Zodra het bekend is, tellen ze wel, en deze pagina bevat ze niet. Wijzig het in het dossier of gebruik --set.",
      actor:
        "Het kan hier niet gewijzigd worden: een vereiste toetst het, en bij een actor bepalen de cijfers van het dossier zelf wie meedingt.",
    },
    weightsStay:
      "De gewichten zijn berekend uit de cijfers van het dossier. Ze volgen niet als u hier een cijfer wijzigt. Het programma zou ze opnieuw berekenen.",
    restore: "Zoals in het dossier",
    outside: "buiten het bereik in het dossier",
    method: "Methode",
    matrix: "Alle groepen in één oogopslag",
    ranking: "Rangschikking",
    group: "Groep",
    allGroups: "Alle groepen",
    sort: "Sorteer op",
    byRank: "rang",
    byScore: "score",
    byName: "naam",
    byLow: "laagste mogelijke score",
    byHigh: "hoogste mogelijke score",
    rank: "Rang",
    score: "Score",
    contributions: "Waaruit de score bestaat",
    weight: "Gewicht",
    contribution: "Bijdrage",
    sum: "Som",
    noContributions: "De score van deze methode is geen som; er zijn dus geen bijdragen.",
    nothingToAdd: "Hier zijn geen bijdragen.",
    tooLittle: "te weinig bekend voor een score",
    tooLittleSum:
      "Er is te weinig bekend voor een score. De som hieronder neemt het midden van wat niet bekend is.",
    reference: "referentie",
    outerBounds:
      "Voor deze methode zijn de bereiken buitengrenzen: het echte bereik kan kleiner zijn.",
    explain:
      "Score; bereik, gelet op wat nog niet bekend is; rang, en tussen haakjes de mogelijke rangen.",
    download: "Download als CSV",
    showFewer: "Toon minder",
    unknown: "niet bekend",
  };
})();
