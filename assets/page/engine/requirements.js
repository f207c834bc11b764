// @ts-check
"use strict";

/** Who is excluded and flagged by what. */
const Requirements = (() => {
  /** Whether all that a spread holds passes a test; null: some of it. @param {Test} test
   * @param {{low: number, high: number}} spread @returns {boolean | null} */
  function passes(test, { low, high }) {
    if (test.is === "one_of") {
      const hit = test.numbers.some((x) => low <= x && x <= high);
      return low === high && hit ? true : hit ? null : false;
    }
    const [least, most] = test.is === "at_least" ? [low, high] : [-high, -low];
    const limit = test.is === "at_least" ? test.limit : -test.limit;
    return least >= limit ? true : most < limit ? false : null;
  }

  /**
   * Who is excluded and flagged by what.
   * @param {Model} model @param {State} state @param {Spread[]} spreads @param {Spread[][]} cells
   */
  function gates(model, state, spreads, cells) {
    const out = model.alternatives.map((alternative) => ({
      eligible: !alternative.reference,
      /** @type {string[]} */ excludedBy: [],
      /** @type {string[]} */ flaggedBy: [],
      /** @type {string[]} */ mayMeet: [],
    }));
    /** @param {Requirement} requirement @param {number} place @returns {boolean | null} */
    const verdict = ({ fact, leaf, inputs, test, settled, concerns }, place) => {
      if (settled) return settled[place];
      if (fact !== null) {
        const holds = state.facts[fact];
        return holds === "yes" ? true : holds === "no" ? false : null;
      }
      if (!test) return null;
      if (leaf !== null) {
        const spread = cells[concerns[place]][leaf];
        return spread.known ? passes(test, spread) : null;
      }
      const at = inputs ? inputs[place] : null;
      if (at === null) return null;
      const input = model.inputs[at];
      const text =
        input.texts && spreads[at] !== input ? input.texts[spreads[at].nominal] : input.text;
      if (text !== null) return test.is === "one_of" ? test.texts.includes(text) : null;
      return spreads[at].known ? passes(test, spreads[at]) : null;
    };
    for (const requirement of model.requirements) {
      if (state.requirements[requirement.id] === false) continue;
      requirement.concerns.forEach((alternative, place) => {
        const met = verdict(requirement, place);
        if (met === true || (met === null && requirement.unknown === "pass")) return;
        const own = out[alternative];
        if (met === null) own.mayMeet.push(requirement.id);
        // Not knowing never does more than knowing the worst.
        const excludes =
          requirement.excludes && (met === false || requirement.unknown === "exclude");
        (excludes ? own.excludedBy : own.flaggedBy).push(requirement.id);
        if (excludes) own.eligible = false;
      });
    }
    return out;
  }

  return { gates };
})();
