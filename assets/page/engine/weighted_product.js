// @ts-check
"use strict";

/** The weighted product. */
const WeightedProduct = (() => {
  const { MAX_VALUE } = Number;
  const { columns } = Columns;
  const { linear, ofScores, refused } = Preparing;

  /** @param {Model} model @param {Method} method @param {number[]} members
   * @param {Spread[][]} cells @returns {Prepared} */
  function prepare(model, method, members, cells) {
    const own = columns(model, method, members, cells, (value) => value < 0);
    if (typeof own === "number") return refused(own);
    // The logarithm of 0 as a number that a weight of 0 still turns into 0.
    const score = linear(own.rows((fitted, x) => Math.max(fitted.ln(x), -MAX_VALUE)));
    return ofScores(members, (weights) => score(weights).map(Math.exp));
  }

  return { prepare };
})();
