// @ts-check
"use strict";

/** TOPSIS: how near to the best of all and how far from the worst of all. */
const Topsis = (() => {
  const { columns } = Columns;
  const { ofScores, refused } = Preparing;

  /** Distances below this would vanish when squared. */
  const LEAST = 1e-140;

  /**
   * Distance from the worst as a share of both distances.
   * @param {number[][]} toBest @param {number[][]} toWorst @param {number[]} weights
   */
  function closeness(toBest, toWorst, weights) {
    let unit = 0;
    for (const row of toBest) for (const distance of row) unit = Math.max(unit, distance);
    if (!(unit > 0)) unit = 1;
    let largest = 0;
    weights.forEach((weight, leaf) => {
      for (const row of toBest) largest = Math.max(largest, (weight * row[leaf]) / unit);
    });
    const by = largest > 0 && largest < LEAST ? largest : 1;
    const scaled = weights.map((weight) => Math.min(weight / by, 1 / LEAST));
    /** @param {number[]} row */
    const size = (row) => {
      let out = 0;
      for (let leaf = 0; leaf < row.length; leaf += 1) {
        const distance = row[leaf] / unit;
        out += scaled[leaf] * scaled[leaf] * (distance * distance);
      }
      return Math.sqrt(out);
    };
    return toBest.map((row, at) => {
      const [plus, minus] = [size(row), size(toWorst[at])];
      return plus + minus > 0 ? minus / (plus + minus) : 0.5;
    });
  }

  /** @param {Model} model @param {Method} method @param {number[]} members
   * @param {Spread[][]} cells @returns {Prepared} */
  function prepare(model, method, members, cells) {
    const own = columns(model, method, members, cells);
    if (typeof own === "number") return refused(own);
    const best = own.figures.map((column, leaf) => {
      const [least, most] = [Math.min(...column), Math.max(...column)];
      return model.leaves[leaf].direction === "max" ? [most, least] : [least, most];
    });
    const toBest = own.rows((fitted, x, leaf) => fitted.apart(best[leaf][0], x));
    const toWorst = own.rows((fitted, x, leaf) => fitted.apart(x, best[leaf][1]));
    return ofScores(members, (weights) => closeness(toBest, toWorst, weights));
  }

  return { prepare };
})();
