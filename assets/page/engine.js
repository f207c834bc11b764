// @ts-check
"use strict";

/**
 * The recalculation of the report: scores, ranks, ranges, contributions and the nearest flip for
 * other weights, facts, requirements and figures than those of the case.
 *
 * It does what the program does, on the same numbers, and gives `null` where it cannot: never
 * another number. It touches no document and no network, so that it runs in a page and in a test.
 */

/**
 * A continuous function of straight pieces. `below` and `above`: whether the first and the last
 * piece go on beyond the ends; else the value of the end is kept.
 * @typedef {{points: [number, number][], below: boolean, above: boolean}} Curve
 *
 * The lower and the upper end; `null` where there is none.
 * @typedef {[number | null, number | null]} Limits
 *
 * @typedef {{id: string, label: string, reference: boolean}} KeyValue
 * @typedef {{id: string, label: string, values: KeyValue[]}} Key
 *
 * Alternatives that compete. `name` is empty where there is one group only.
 * @typedef {{name: string, members: number[]}} Group
 *
 * `name` tells it apart inside its group, `fullName` in the case; `values` has the place of its
 * value of every key; `group` is a place in `Model.groups`. A reference is scored, never ranked.
 * @typedef {{id: string, name: string, fullName: string, values: number[], group: number,
 *   reference: boolean}} Alternative
 *
 * A node (`leaf` is null) or a criterion with data, in the order of the outline: parents before
 * their children. `weight` is relative to its siblings, as the case gives it.
 * @typedef {{id: string, label: string, parent: number | null, leaf: number | null,
 *   weight: number}} Criterion
 *
 * Levels stand at 0, 1, 2 ..., the worst first.
 * @typedef {{kind: "ordinal", levels: string[]}} OrdinalScale
 * @typedef {{kind: "numeric", min: number, max: number,
 *   beyond: "error" | "clamp" | "extend"}} NumericScale
 *
 * @typedef {{function: string, indifference: number | null, preference: number | null,
 *   inflection: number | null}} Thresholds
 *
 * A criterion with data. `value` is its value function; null where it runs over the figures of
 * the group. `limits` is what figures are cut to.
 * @typedef {{id: string, label: string, criterion: number, direction: "max" | "min" | "target",
 *   target: number | null, unit: string | null, scale: OrdinalScale | NumericScale | null,
 *   value: Curve | null, limits: Limits, thresholds: Thresholds}} Leaf
 *
 * One entry of a table, which may feed many cells. `id` is as `--set` names it
 * (`quality@site=Harbour`); `leaf` is null for an attribute. `least` and `most` are the ends of
 * what it may be set to (null: no end). `texts`: it is a text that is not known, and 0, 1, 2 ...
 * stand for these; `text`: it is this text. `known`: whether anything is said of it. Where
 * `changes` is false it cannot be set here.
 * @typedef {{id: string, name: string, label: string, leaf: number | null,
 *   keys: [number, number][], low: number, nominal: number, high: number, known: boolean,
 *   kind: string | null, texts: string[] | null, text: string | null, least: number | null,
 *   most: number | null, changes: boolean}} Input
 *
 * What an alternative gets on a leaf: its input plus shifts (`curve` is a place in
 * `Model.curves`), cut to the limits (absent: those of the leaf).
 * @typedef {{input: number, shifts?: {input: number, curve: number}[], limits?: Limits}} Cell
 *
 * @typedef {"yes" | "no" | "unknown"} Holds
 * @typedef {{id: string, label: string, holds: Holds, source: string | null}} Fact
 *
 * @typedef {{is: "at_least" | "at_most", limit: number}
 *   | {is: "one_of", numbers: number[], texts: string[]}} Test
 *
 * What alternatives must meet. It tests a fact, a leaf, or an attribute (`inputs`: the input of
 * each alternative that it concerns, in the order of `concerns`; null where there is none).
 * `label` is its reason, or its id where it has none. `unknown` says what not knowing does.
 * @typedef {{id: string, label: string, reason: string, source: string | null,
 *   fact: string | null, leaf: number | null, inputs: (number | null)[] | null,
 *   test: Test | null, unknown: "flag" | "exclude" | "pass", excludes: boolean,
 *   concerns: number[]}} Requirement
 *
 * An actor, as a preset of weights: a weight among its siblings for every criterion. `weights` is
 * null where they differ between groups.
 * @typedef {{id: string, label: string, weights: {[criterion: string]: number} | null}} Actor
 *
 * What the program found for an alternative with a method that does not move.
 * @typedef {{score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null}} Found
 *
 * `moves`: whether this script recomputes it; `why` not, in the reader's language. `linear`:
 * whether scores are linear in the weights, so that there are contributions and flips are exact.
 * `firstLevel`: by leaf, the figure that the first level counts as. `found` is null where it
 * moves.
 * @typedef {{name: string, label: string, moves: boolean, why: string, linear: boolean,
 *   normalization: string | null, firstLevel: number[], found: Found[] | null}} Method
 *
 * @typedef {{format: 1, language: "en" | "nl", title: string, keys: Key[], groupKeys: number[],
 *   groups: Group[], alternatives: Alternative[], criteria: Criterion[], leaves: Leaf[],
 *   inputs: Input[], curves: Curve[], cells: Cell[][], facts: Fact[],
 *   requirements: Requirement[], actors: Actor[], methods: Method[], minKnown: number,
 *   groupWeights: number[][] | null}} Model
 *
 * What is changed. `weights` has a weight for each criterion; one that is absent is the group's
 * own (see `Model.groupWeights`: by group, a weight for each criterion). `cells` has figures by
 * place in `Model.inputs`. `locked` is only for `setWeight`.
 * @typedef {{method: string, weights: {[criterion: string]: number},
 *   facts: {[fact: string]: Holds}, requirements: {[requirement: string]: boolean},
 *   cells: {[input: string]: number}, locked: {[criterion: string]: boolean}}} State
 *
 * `mayMeet`: those of `excludedBy` and `flaggedBy` of which it is not known whether they are met.
 * `score` is null where too little is known (`computed` is what it would be) or where the method
 * does not score it. `low` to `high` and `rankBest` to `rankWorst` are over all that the inputs
 * can be.
 * @typedef {{eligible: boolean, excludedBy: string[], flaggedBy: string[], mayMeet: string[],
 *   computed: number | null, score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null, known: number,
 *   contributions: (number | null)[]}} Standing
 *
 * One local weight moves from `from` to `to`, siblings in proportion; there `challenger` draws
 * level with whoever is first. `exact` is false where it was searched for.
 * @typedef {{criterion: string, from: number, to: number, challenger: number,
 *   exact: boolean}} Flip
 *
 * `weights` are those of the leaves, which sum to 1. `order` has the ranked alternatives by rank.
 * `certain`: whoever is first is first alone, whatever the inputs turn out to be. `exact`: every
 * bound is reached; else bounds are outer bounds. `flip` is null where no single weight changes
 * who is first, or nobody has a rival. `undefined` says why the method is not defined here.
 * @typedef {{weights: number[], order: number[], certain: boolean, exact: boolean,
 *   flip: Flip | null, undefined: string | null}} GroupResult
 *
 * @typedef {{method: string, moves: boolean, why: string, alternatives: Standing[],
 *   groups: GroupResult[]}} Result
 */

const Afweging = (() => {
  /**
   * The state of the case as it is.
   * @param {Model} model
   * @returns {State}
   */
  function initialState(model) {
    const state = emptyState(model.methods[0] ? model.methods[0].name : "");
    if (!model.groupWeights) {
      for (const criterion of model.criteria) state.weights[criterion.id] = criterion.weight;
    }
    for (const fact of model.facts) state.facts[fact.id] = fact.holds;
    for (const requirement of model.requirements) state.requirements[requirement.id] = true;
    return state;
  }

  /**
   * Objects without a prototype: an id may be any text.
   * @param {string} method
   * @returns {State}
   */
  function emptyState(method) {
    const nothing = () => Object.create(null);
    return {
      method,
      weights: nothing(),
      facts: nothing(),
      requirements: nothing(),
      cells: nothing(),
      locked: nothing(),
    };
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
    throw new Error("not yet");
  }

  /**
   * The share of each criterion among its siblings, in the order of `model.criteria`. Where groups
   * have weights of their own, `group` says whose.
   * @param {Model} model
   * @param {State} state
   * @param {number} [group]
   * @returns {number[]}
   */
  function localShares(model, state, group) {
    throw new Error("not yet");
  }

  /**
   * The state with one weight at this share (0 to 1) of its siblings, the others moving in
   * proportion. Locked ones keep their share, so that the share is cut to what they leave; where
   * all others are locked nothing moves.
   * @param {Model} model
   * @param {State} state
   * @param {string} criterion
   * @param {number} share
   * @returns {State}
   */
  function setWeight(model, state, criterion, share) {
    throw new Error("not yet");
  }

  /**
   * The state as an address fragment without `#`: what differs from the initial state.
   * @param {Model} model
   * @param {State} state
   * @returns {string}
   */
  function encode(model, state) {
    throw new Error("not yet");
  }

  /**
   * The state that a fragment says, and the parts of it that mean nothing here.
   * @param {Model} model
   * @param {string} text
   * @returns {{state: State, ignored: string[]}}
   */
  function decode(model, text) {
    throw new Error("not yet");
  }

  return { initialState, evaluate, localShares, setWeight, encode, decode };
})();

if (typeof module !== "undefined") module.exports = Afweging;
