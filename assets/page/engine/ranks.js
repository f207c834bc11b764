// @ts-check
"use strict";

/** Ranks of scores, and the ranks that are possible. */
const Ranks = (() => {
  const { SUM_ROUNDING, TIE, difference } = Numbers;
  const { differenceBounds } = Bounds;

  /** @param {number[]} scores */
  const tolerance = (scores) =>
    TIE * scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0);

  /**
   * 1 + how many scores exceed each by more than `eps`; one that is missing has no rank.
   * @param {(number | null)[]} scores @param {number} eps @returns {(number | null)[]}
   */
  function ranks(scores, eps) {
    /** @type {[number, number][]} */
    const sorted = [];
    scores.forEach((score, at) => score !== null && sorted.push([score, at]));
    sorted.sort((a, b) => b[0] - a[0]);
    /** @type {(number | null)[]} */
    const out = scores.map(() => null);
    let ahead = 0;
    for (const [score, at] of sorted) {
      while (ahead < sorted.length && difference(sorted[ahead][0], score) > eps) ahead += 1;
      out[at] = 1 + ahead;
    }
    return out;
  }

  /** How many of the sorted figures exceed one by more than `eps`.
   * @param {number[]} sorted @param {number} figure @param {number} eps */
  function above(sorted, figure, eps) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (difference(sorted[middle], figure) <= eps) low = middle + 1;
      else high = middle;
    }
    return sorted.length - low;
  }

  /** What rounding alone can leave of the sums behind the scores of some rows: what cancels to 0 is
   * no lead. @param {Prepared} prepared @param {number[]} rows @param {number[]} weights */
  function roundingOf({ values }, rows, weights) {
    if (!values) return 0;
    let most = 0;
    for (const row of rows) {
      let size = 0;
      values[row].forEach((value, leaf) => (size += weights[leaf] * Math.abs(value)));
      most = Math.max(most, size);
    }
    return SUM_ROUNDING * most;
  }

  /** Ranges of ranks from the bounds of every difference: a rival counts for the best rank where it
   * is ahead whatever the inputs are, for the worst where it can be.
   * @param {Additive} model @param {number[]} rows @param {number[]} weights @param {number} eps */
  function rankedByPairs(model, rows, weights, eps) {
    /** @type {[number, number][]} */
    const ranges = rows.map(() => [1, 1]);
    let exact = true;
    for (let a = 0; a < rows.length; a += 1) {
      for (let b = a + 1; b < rows.length; b += 1) {
        const apart = differenceBounds(model, rows[a], rows[b], weights);
        if (apart.min > eps) ranges[b][0] += 1;
        if (apart.max > eps) ranges[b][1] += 1;
        if (-apart.max > eps) ranges[a][0] += 1;
        if (-apart.min > eps) ranges[a][1] += 1;
        exact = exact && apart.exact;
      }
    }
    return { ranges, exact };
  }

  /** Where no two alternatives share an uncertain input, bounds of differences are those of scores.
   * @param {Standing[]} own @param {number} eps @returns {[number, number][]} */
  function rankedBySorting(own, eps) {
    /** @param {number | null} x */
    const figure = (x) => (x === null ? 0 : x);
    const lows = own.map((it) => figure(it.low)).sort((a, b) => a - b);
    const highs = own.map((it) => figure(it.high)).sort((a, b) => a - b);
    return own.map((it) => {
      const [low, high] = [figure(it.low), figure(it.high)];
      return [
        1 + above(lows, high, eps),
        1 + above(highs, low, eps) - (difference(high, low) > eps ? 1 : 0),
      ];
    });
  }

  return { tolerance, ranks, roundingOf, rankedByPairs, rankedBySorting };
})();
