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

/** The sentences and labels of the live part in English. They get figures that are written out. */
const Words = (() => {
  const MOST_NAMED = 4;

  /** @param {string[]} names */
  function list(names) {
    if (names.length < 2) return names.join("");
    return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
  }

  /** The first few of many names. @param {string[]} names */
  function some(names) {
    if (names.length <= MOST_NAMED) return list(names);
    const rest = names.length - MOST_NAMED;
    return `${names.slice(0, MOST_NAMED).join(", ")} and ${rest} ${rest === 1 ? "other" : "others"}`;
  }

  /** @param {string[]} groups @param {number} all */
  function where(groups, all) {
    if (groups.length === all) return all === 2 ? "in both groups" : `in all ${all} groups`;
    if (groups.length > MOST_NAMED) return `in ${groups.length} of ${all} groups`;
    return `in ${list(groups)}`;
  }

  /** @param {string} text */
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** @param {Place} place @param {number} all */
  function sentence(place, all) {
    const several = all > 1;
    const at = several ? where(place.groups, all) : "";
    const opening = several ? `${capital(at)}, ` : "";
    const names = some(place.first);
    switch (place.kind) {
      case "lead": {
        const tie = place.first.length > 1;
        const next = several ? "the next" : some(place.next);
        const by = place.least === place.most ? place.least : `${place.least} to ${place.most}`;
        const ahead = place.least !== null && next ? `, ${by} ahead of ${next}` : "";
        const here = several ? ` ${at}` : "";
        if (tie) return `${names} tie for first place${here}${ahead}.`;
        if (!several && place.next.length === 0) return `${names} is the only one with a rank.`;
        return `${names} is first${here}${ahead}.`;
      }
      case "sure":
        return `${opening}${names} is certainly first, although too little is known of it for a score and a rank.`;
      case "only":
        return several
          ? `${opening}only one option competes.`
          : `${names} is the only option that competes.`;
      case "partial":
        return capital(`${opening}this method says of two alternatives which one is preferred, and gives no ranks.`);
      case "unranked":
        return capital(`${opening}nobody has a rank: too little is known of each.`);
      case "nobody":
        return capital(`${opening}no alternative competes.`);
      default:
        return capital(`${opening}the method gives no answer: ${place.why}`);
    }
  }

  /** @param {Answer} answer */
  function sure(answer) {
    if (answer.led === 0) return "";
    const extent = answer.crisp
      ? " as far as the figures are; all of them are single figures"
      : ", whatever the unknown figures turn out to be";
    if (answer.certain.length === 0) {
      if (!answer.crisp) return " That holds at nominal figures only and is not certain.";
      return answer.ties > 0 ? "" : " It is not known whether that is certain.";
    }
    if (answer.certain.length === answer.led) return ` That is certain${extent}.`;
    const at = where(answer.certain, answer.count);
    const elsewhere = answer.crisp ? "" : "; elsewhere it holds at nominal figures only";
    return ` That is certain ${at}${extent}${elsewhere}.`;
  }

  /** @param {string[]} names */
  function couldBeFirst(names) {
    if (names.length === 0) return "";
    const too = names.length === 1 ? "it" : "each of them";
    return ` Too little is known of ${some(names)} for a rank; ${too} could be first too.`;
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
      const within = move.parent ? `, within ${move.parent},` : "";
      const group = move.group ? ` in ${move.group}` : "";
      const nominal = move.crisp ? "" : " at nominal figures";
      const goes = `${move.rises ? "rises" : "falls"} to ${move.to}`;
      const opening = move.exact
        ? `The smallest move of one weight among its siblings that changes this${nominal}${group}`
        : `The smallest move of one weight among its siblings that a search found to change this${nominal}${group}`;
      return `${opening}: where the weight of ${move.criterion}${within} ${goes} (now ${move.from}, its siblings in proportion), ${move.challenger} draws level with ${move.first}.`;
    },

    /** @param {boolean} exact @param {boolean} crisp @param {string} group */
    noFlip(exact, crisp, group) {
      const nominal = crisp ? "" : " at nominal figures";
      const at = group ? ` in ${group}` : "";
      return exact
        ? `No single weight, whatever it is, puts another of those with a rank first${nominal}${at}.`
        : `A search found no single weight that puts another of those with a rank first${nominal}${at}.`;
    },

    /** @param {string} what @param {string} now @param {string} before */
    instead: (what, now, before) => `${what}: ${now} instead of ${before}`,
    /** @param {string} criterion */
    weightOf: (criterion) => `Weight of ${criterion}`,
    /** @param {string} figure @param {string} of */
    figureOf: (figure, of) => `${figure} (${of})`,
    /** @param {string[]} requirements */
    neededFor: (requirements) => `Needed for: ${requirements.join("; ")}`,
    /** @param {string} requirement */
    notApplied: (requirement) => `Left out: the requirement “${requirement}”`,
    asWrittenNow: "The case as written.",
    /** @param {number} count */
    differsBy: (count) =>
      `Not the case as written: with ${count === 1 ? "1 change" : `${count} changes`} of yours.`,
    /** @param {string} method */
    otherMethod: (method) => `Shown with another method than the first of the case: ${method}`,
    /** @param {string} method */
    notCounted: (method) => `Changed, but without effect on ${method}`,
    /** @param {string} method @param {string} why */
    doesNotMove: (method, why) =>
      `${method} does not move with what you change here: ${why} The results below are those of the case as written.`,
    /** @param {string[]} parts */
    ignored: (parts) => `Not understood in the address, and left out: ${parts.join(", ")}`,
    /** @param {number} count */
    changes: (count) => (count === 1 ? "1 change" : `${count} changes`),
    /** @param {number} count */
    showAll: (count) => `Show all ${count}`,
    /** @param {string} parent @param {number} count */
    within: (parent, count) => `Within ${parent} (${count})`,
    /** @param {string} criterion */
    percentOf: (criterion) => `Weight of ${criterion}, in per cent of its siblings`,
    /** @param {string} criterion */
    lockOf: (criterion) => `Lock the weight of ${criterion}`,
    /** @param {string[]} alternatives @param {number} others */
    shared: (alternatives, others) =>
      `One entry of a table: it also counts for ${others > 0 ? `${alternatives.join(", ")} and ${others} others` : list(alternatives)}.`,
    /** @param {string} range */
    asWritten: (range) => `In the case: ${range}.`,
    /** @param {string} from @param {string} to */
    between: (from, to) => `Give a number from ${from} to ${to}.`,
    /** @param {string | null} leaf */
    undefinedOn: (leaf) =>
      leaf === null
        ? "siblings have no weight at all."
        : `it is not defined for the figures of ${leaf}.`,
    /** @param {string} text */
    under: (text) => `under ${text}`,
    /** @param {string} text */
    over: (text) => `over ${text}`,
    /** @param {string[]} reasons */
    excludedBy: (reasons) => `excluded: ${reasons.join("; ")}`,
    /** @param {string[]} reasons */
    flaggedBy: (reasons) => `point of attention: ${reasons.join("; ")}`,
    /** @param {string} reason */
    maybe: (reason) => `${reason} (not known whether it is met)`,
    /** @param {string} share */
    known: (share) => `${share} of the weight is known`,
    /** @param {string} alternative */
    contributionsOf: (alternative) => `What each criterion adds to the score of ${alternative}`,
    /** @param {string} low @param {string} high */
    range: (low, high) => `[${low}, ${high}]`,
    /** @param {string} low @param {string} high */
    inside: (low, high) => `${low} to ${high}`,

    decimal: ".",
    csvDelimiter: ",",
    title: "Try it yourself",
    intro:
      "Change weights, facts, requirements or figures. This part recalculates by itself; the rest of the page stays as it was written. Nothing is sent anywhere.",
    asTheCase: "As in the case",
    changed: "Changed from the case as written",
    linkToView: "Link to this view",
    restStays:
      "Only this part of the page follows. All other parts, with their charts and with what was sampled, are those of the case as written.",
    command: "The same with the program:",
    commandWith: "The program with these changes:",
    weightsInCommand:
      "The command gives the weights too: without them the program computes other weights from the changed figures.",
    weightsDiffer:
      "The program gives another result: it computes the weights anew from the changed figures.",
    noFlag:
      "The program has no option that leaves out one requirement; `--no-gates` leaves out all of them.",
    reset: "Back to the case as written",
    resetWeights: "Reset weights",
    weights: "Weights",
    weightsHint: "Siblings move in proportion. A locked weight stays where it is.",
    groupWeights:
      "Groups have weights of their own. A weight that you set here counts for all groups. The weights shown are those of the chosen group, or else of the first.",
    preset: "Weights of",
    yourOwn: "Your own",
    differs: "differ between groups",
    lock: "lock",
    facts: "Facts",
    holds: { yes: "yes", no: "no", unknown: "not known" },
    requirements: "Requirements that count",
    figures: "One figure",
    alternative: "Alternative",
    criterion: "Criterion",
    figure: "Figure",
    value: "Value",
    fixed: {
      text: "It is a text, and cannot be changed here. Change it in the case.",
      nothing:
        "It cannot be changed here: it is not known, and the case does not say what it can be.",
      adjusted:
        "It cannot be changed here. It is not known, so that the adjustments of this criterion do not count yet. Once it is known they do, and this page does not hold them. Change it in the case, or use --set.",
      actor:
        "It cannot be changed here: a requirement tests it, and for an actor the figures of the case itself decide who competes.",
    },
    weightsStay:
      "The weights were computed from the figures of the case. They do not follow when you change a figure here. The program would compute them anew.",
    restore: "As in the case",
    outside: "outside its range in the case",
    method: "Method",
    matrix: "All groups at a glance",
    ranking: "Ranking",
    group: "Group",
    allGroups: "All groups",
    sort: "Sort by",
    byRank: "rank",
    byScore: "score",
    byName: "name",
    byLow: "lowest possible score",
    byHigh: "highest possible score",
    rank: "Rank",
    score: "Score",
    contributions: "What the score is made of",
    weight: "Weight",
    contribution: "Contribution",
    sum: "Sum",
    noContributions: "The score of this method is not a sum, so there are no contributions.",
    nothingToAdd: "There are no contributions here.",
    tooLittle: "too little known for a score",
    tooLittleSum:
      "Too little is known for a score. The sum below takes the middle of what is not known.",
    reference: "reference",
    outerBounds:
      "For this method the ranges are outer bounds: what can really be reached may be narrower.",
    explain: "Score; range over what is not known; rank, and the possible ranks between brackets.",
    download: "Download as CSV",
    showFewer: "Show fewer",
    unknown: "not known",
  };
})();
