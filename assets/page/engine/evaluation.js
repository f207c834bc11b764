// @ts-check
"use strict";

/**
 * `mayMeet`: those of `excludedBy` and `flaggedBy` of which it is not known whether they are met.
 * `score` is null where too little is known (`computed` is what it would be) or where the method
 * does not score it. `low` to `high` and `rankBest` to `rankWorst` are over all that the inputs
 * can be.
 * @typedef {{eligible: boolean, excludedBy: string[], flaggedBy: string[], mayMeet: string[],
 *   computed: number | null, score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null, known: number,
 *   contributions: (number | null)[]}} Standing
 */

/**
 * `weights` are those of the leaves, which sum to 1. `order` has the ranked alternatives by rank.
 * `certain`: whoever is first is first alone, whatever the inputs turn out to be. `exact`: every
 * bound is reached; else bounds are outer bounds. `flip` is null where no single weight changes
 * who is first, or nobody has a rival. `undefined` says that the method is not defined for these
 * figures, and on which leaf (null: siblings have no weight).
 * @typedef {{weights: number[], order: number[], certain: boolean, exact: boolean,
 *   flip: Flip | null, undefined: {leaf: number | null} | null}} GroupResult
 *
 * @typedef {{method: string, moves: boolean, why: string, alternatives: Standing[],
 *   groups: GroupResult[]}} Result
 */

/**
 * What does not depend on the weights.
 * @typedef {{key: string, cells: Spread[][], gates: ReturnType<typeof Requirements.gates>,
 *   prepared: Prepared[]}} Ready
 */

/** Scores, ranks and all that follows from a state. */
const Evaluation = (() => {
  const { MAX_VALUE } = Number;
  const { ENOUGH_KNOWN, clamp, sum } = Numbers;
  const { cellSpread, inputSpreads } = Figures;
  const { gates } = Requirements;
  const { initialState } = States;
  const { globalWeights, localShares } = Weights;
  const { scoreBounds } = Bounds;
  const { prepare } = Methods;
  const { rankedByPairs, rankedBySorting, ranks, roundingOf, tolerance } = Ranks;
  const { nearestFlip } = Flips;

  /** Beyond this many alternatives ranges of ranks come from those of scores. */
  const MOST_PAIRED = 5_000;

  /** @type {WeakMap<Model, Ready>} */
  const last = new WeakMap();

  /** @param {Model} model @param {State} state @param {Method} method @returns {Ready} */
  function ready(model, state, method) {
    const key = JSON.stringify([method.name, state.facts, state.requirements, state.cells]);
    const known = last.get(model);
    if (known && known.key === key) return known;
    const spreads = inputSpreads(model, state);
    const cells = model.cells.map((row) =>
      row.map((cell, leaf) => cellSpread(model, spreads, cell, model.leaves[leaf])),
    );
    const own = gates(model, state, spreads, cells);
    const eligible = own.map((gate) => gate.eligible);
    const prepared = method.moves
      ? model.groups.map((group) => prepare(model, method, group, spreads, cells, eligible))
      : [];
    const out = { key, cells, gates: own, prepared };
    last.set(model, out);
    return out;
  }

  /**
   * Scores, ranks and all that follows. `flips: false` leaves out the nearest flips, which take
   * most of the time.
   * @param {Model} model
   * @param {State} state
   * @param {{flips?: boolean}} [options]
   * @returns {Result}
   */
  function evaluate(model, state, options) {
    const method = model.methods.find((own) => own.name === state.method) || model.methods[0];
    // What stays as the program found it stays with the facts and weights that it was found with.
    const seen = method.moves ? state : initialState(model);
    const { cells, gates, prepared } = ready(model, seen, method);
    /** @type {Standing[]} */
    const alternatives = gates.map(({ eligible, excludedBy, flaggedBy, mayMeet }) => ({
      eligible,
      excludedBy,
      flaggedBy,
      mayMeet,
      computed: null,
      score: null,
      low: null,
      high: null,
      rank: null,
      rankBest: null,
      rankWorst: null,
      known: 0,
      contributions: model.leaves.map(() => null),
    }));
    const groups = model.groups.map((group, at) => {
      const local = localShares(model, seen, at);
      const weights = globalWeights(model, local);
      for (const member of group.members)
        alternatives[member].known = knownShare(cells[member], weights);
      const flips = !options || options.flips !== false;
      return method.moves
        ? evaluateGroup(model, group, prepared[at], cells, local, weights, alternatives, flips)
        : asFound(group, method, weights, alternatives);
    });
    return { method: method.name, moves: method.moves, why: method.why, alternatives, groups };
  }

  /** The share of weight of which anything is known. @param {Spread[]} cells
   * @param {number[]} weights */
  function knownShare(cells, weights) {
    // Exactly 1 where all is known, whatever the rounding of the weights' sum.
    if (cells.every((cell) => cell.known)) return 1;
    return Math.min(1, sum(weights.filter((_, leaf) => cells[leaf].known)));
  }

  /** What the program found. @param {Group} group @param {Method} method @param {number[]} weights
   * @param {Standing[]} alternatives @returns {GroupResult} */
  function asFound(group, method, weights, alternatives) {
    for (const member of group.members) {
      if (method.found) Object.assign(alternatives[member], method.found[member]);
      alternatives[member].computed = alternatives[member].score;
    }
    return { ...summary(group, alternatives), weights, exact: true, flip: null, undefined: null };
  }

  /** @param {Group} group @param {Standing[]} alternatives */
  function summary(group, alternatives) {
    const order = group.members.filter((member) => alternatives[member].rank !== null);
    order.sort((a, b) => (alternatives[a].rank || 0) - (alternatives[b].rank || 0) || a - b);
    const canLead = group.members.filter((member) => alternatives[member].rankBest === 1);
    return { order, certain: canLead.length === 1 && canLead[0] === order[0] };
  }

  /**
   * @param {Model} model @param {Group} group @param {Prepared} prepared @param {Spread[][]} cells
   * @param {number[]} local @param {number[]} weights @param {Standing[]} alternatives
   * @param {boolean} flips @returns {GroupResult}
   */
  function evaluateGroup(model, group, prepared, cells, local, weights, alternatives, flips) {
    // Siblings that all weigh 0 have no shares, and nothing can be said.
    const weightless = weights.length > 0 && !(Math.abs(sum(weights) - 1) < 1e-6);
    if (prepared.fault !== null || weightless) {
      return {
        weights,
        order: [],
        certain: false,
        exact: true,
        flip: null,
        undefined: { leaf: prepared.fault },
      };
    }
    const { members, values, additive } = prepared;
    /** @param {Spread} cell */
    const isOne = (cell) => cell.low === cell.high;
    const rowOf = new Map(members.map((member, row) => [member, row]));
    const competing = group.members.filter((member) => alternatives[member].eligible);
    const crisp = competing.every((member) => cells[member].every(isOne));
    const scores = prepared.score(weights);
    let exact = true;
    members.forEach((member, row) => {
      const own = alternatives[member];
      const computed = clamp(scores[row], -MAX_VALUE, MAX_VALUE);
      own.computed = computed;
      own.score = own.known + ENOUGH_KNOWN >= model.minKnown ? computed : null;
      if (values) own.contributions = values[row].map((value, leaf) => value * weights[leaf]);
      if (additive && !additive.crisp) {
        const { min, max, exact: tight } = scoreBounds(additive, row, weights);
        exact = exact && tight;
        own.low = Math.min(min, computed);
        own.high = Math.max(max, computed);
      } else if (additive || (crisp && (own.eligible || cells[member].every(isOne)))) {
        own.low = computed;
        own.high = computed;
      }
    });
    const rows = competing.map((member) => rowOf.get(member)).filter((row) => row !== undefined);
    const computed = rows.map((row) => alternatives[members[row]].computed || 0);
    const eps = Math.max(tolerance(computed), roundingOf(prepared, rows, weights));
    const own = ranks(
      competing.map((member) => alternatives[member].score),
      eps,
    );
    competing.forEach((member, place) => (alternatives[member].rank = own[place]));
    /** @type {[number | null, number | null][] | null} */
    let ranges = null;
    if (crisp) {
      // Who has no rank for want of known weight still stands somewhere.
      ranges = ranks(
        competing.map((member) => alternatives[member].computed),
        eps,
      ).map((rank) => [rank, rank]);
    } else if (additive) {
      const byPairs = additive.shares && rows.length <= MOST_PAIRED;
      exact = exact && (byPairs || !additive.shares);
      const found = byPairs ? rankedByPairs(additive, rows, weights, eps) : null;
      ranges = found
        ? found.ranges
        : rankedBySorting(
            competing.map((member) => alternatives[member]),
            eps,
          );
      exact = exact && (!found || found.exact);
    }
    if (ranges) {
      competing.forEach((member, place) => {
        [alternatives[member].rankBest, alternatives[member].rankWorst] = ranges[place];
      });
    }
    const ranked = competing.filter((member) => alternatives[member].rank !== null);
    const field = {
      prepared,
      competing: rows,
      rows: ranked.map((member) => rowOf.get(member) || 0),
      ranks: ranked.map((member) => alternatives[member].rank || 0),
      members: ranked,
    };
    const flip = flips ? nearestFlip(model, field, local, weights) : null;
    return { ...summary(group, alternatives), weights, exact, flip, undefined: null };
  }

  return { evaluate };
})();
