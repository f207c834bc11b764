// @ts-check
"use strict";

/**
 * A method made ready for a group, whatever the weights. `members` are those that it scores;
 * `score` gives their scores in the same order. `values` is null where a score is no sum of
 * weight times value, `additive` where there are no bounds over the inputs. `fault` is the leaf for
 * whose figures it is not defined.
 * @typedef {{members: number[], score: (weights: number[]) => number[],
 *   values: number[][] | null, additive: Additive | null, fault: number | null}} Prepared
 */

/** What methods are made ready as: sums of weight times value, or scores of another form. */
const Preparing = (() => {
  /** Sums of weight times value. @param {number[][]} values */
  const linear = (values) => (/** @type {number[]} */ weights) =>
    values.map((row) => {
      let out = 0;
      for (let leaf = 0; leaf < row.length; leaf += 1) out += weights[leaf] * row[leaf];
      return out;
    });

  /** @param {number[]} members @param {number[][]} values @param {Additive | null} additive
   * @returns {Prepared} */
  const ofValues = (members, values, additive) => ({
    members,
    score: linear(values),
    values,
    additive,
    fault: null,
  });

  /** @param {number[]} members @param {(weights: number[]) => number[]} score
   * @returns {Prepared} */
  const ofScores = (members, score) => ({
    members,
    score,
    values: null,
    additive: null,
    fault: null,
  });

  /** @param {number} fault @returns {Prepared} */
  const refused = (fault) => ({
    members: [],
    score: () => [],
    values: null,
    additive: null,
    fault,
  });

  return { linear, ofValues, ofScores, refused };
})();
