// @ts-check
"use strict";

/**
 * A continuous function of straight pieces. `below` and `above`: whether the first and the last
 * piece go on beyond the ends; else the value of the end is kept.
 * @typedef {{points: [number, number][], below: boolean, above: boolean, log?: boolean}} Curve
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
 * stand for these; `text`: it is this text. `known`: whether anything is said of it. `fixed` says
 * why it cannot be set here (`Words.fixed` in words); null where it can.
 * @typedef {{id: string, name: string, label: string, leaf: number | null,
 *   keys: [number, number][], low: number, nominal: number, high: number, known: boolean,
 *   kind: string | null, texts: string[] | null, text: string | null, least: number | null,
 *   most: number | null,
 *   fixed: "text" | "nothing" | "adjusted" | "actor" | null}} Input
 *
 * An input as the page has it, which leaves out what goes without saying: `whole` fills that in.
 * @typedef {{id: string, nominal: number} & Partial<Input>} LeanInput
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
 * `settled` has what came of it where figures are not tested again, in the same order (null: it is
 * not known whether it is met).
 * `label` is its reason, or its id where it has none. `unknown` says what not knowing does.
 * @typedef {{id: string, label: string, reason: string, source: string | null,
 *   fact: string | null, leaf: number | null, inputs: (number | null)[] | null,
 *   test: Test | null, settled: (boolean | null)[] | null,
 *   unknown: "flag" | "exclude" | "pass", excludes: boolean,
 *   concerns: number[]}} Requirement
 *
 * An actor, as a preset of weights: a weight among its siblings for every criterion. `weights` is
 * null where they differ between groups.
 * @typedef {{id: string, label: string, weights: {[criterion: string]: number} | null}} Actor
 *
 * What the program found for an alternative with a method that does not move.
 * @typedef {{score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null, known: number}} Found
 *
 * `moves`: whether this script recomputes it; `why` not, in the reader's language. `linear`:
 * whether scores are linear in the weights, so that there are contributions and flips are exact.
 * `symbol`: what the score is, in the letters of its paper; empty where it is just a score.
 * `firstLevel`: by leaf, the figure that the first level counts as. `found` is null where it
 * moves.
 * @typedef {{name: string, label: string, symbol: string, moves: boolean, why: string,
 *   linear: boolean, normalization: string | null, firstLevel: number[], found: Found[] | null}} Method
 *
 * `weightsFollowFigures`: the weights were made of the figures, or of statements that are read
 * through them; the program would move them along with a figure, and here they stay.
 * @typedef {{format: 1, language: "en" | "nl", title: string, keys: Key[], groupKeys: number[],
 *   groups: Group[], alternatives: Alternative[], criteria: Criterion[], leaves: Leaf[],
 *   inputs: Input[], curves: Curve[], cells: Cell[][], facts: Fact[],
 *   requirements: Requirement[], actors: Actor[], methods: Method[], minKnown: number,
 *   groupWeights: number[][] | null, weightsFollowFigures: boolean}} Model
 * @typedef {Omit<Model, "inputs"> & {inputs: LeanInput[]}} LeanModel
 */

/** The model of the case: what the program writes into the page. */
const Models = (() => {
  /**
   * The model with what its inputs leave out. A single figure is its own range; it is known; an input of a leaf has its name; anything else that is absent is null.
   * @template {LeanModel} Lean
   * @param {Lean} lean
   * @returns {Omit<Lean, "inputs"> & {inputs: Input[]}}
   */
  function whole(lean) {
    const inputs = lean.inputs.map((input) => {
      const leaf = input.leaf === undefined || input.leaf === null ? null : lean.leaves[input.leaf];
      const name = leaf ? leaf.id : input.name || "";
      return {
        name,
        label: leaf ? leaf.label : name,
        leaf: null,
        keys: [],
        low: input.nominal,
        high: input.nominal,
        known: true,
        kind: null,
        texts: null,
        text: null,
        least: null,
        most: null,
        fixed: null,
        ...input,
      };
    });
    return { ...lean, inputs };
  }

  return { whole };
})();
