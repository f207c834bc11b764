// @ts-check
"use strict";

/**
 * A figure, higher being better. `computed`: it is the result of a sum, which rounds.
 * @typedef {{x: number, computed: boolean}} Figure
 */

/** How strongly one figure is preferred to another, by the functions of PROMETHEE. */
const Preference = (() => {
  const { EPSILON, MAX_SAFE_INTEGER } = Number;
  const { difference } = Numbers;

  /** What reading and subtracting may have moved a figure by. @param {number} x */
  const rounding = (x) =>
    Number.isInteger(x) && Math.abs(x) <= MAX_SAFE_INTEGER + 1 ? 0 : EPSILON * Math.abs(x);

  /** @param {Figure} figure @param {number} at */
  const slack = (figure, at) =>
    figure.computed ? 2 * rounding(figure.x) : at === 0 ? 0 : rounding(figure.x);

  /** Whether a is more than `at` ahead of b, beyond all rounding: the sum that must be exceeded
   * keeps its rounding error. @param {Figure} a @param {Figure} b @param {number} at */
  function beyond(a, b, at) {
    const [x, y] = [b.x + slack(b, at), at + rounding(at)];
    const limit = x + y;
    const back = limit - x;
    const error = x - (limit - back) + (y - back);
    const low = a.x - slack(a, at);
    return low > limit || (low === limit && error < 0);
  }

  /**
   * How strongly a figure is preferred to another, 0 to 1.
   * @param {Thresholds} thresholds @param {Figure} a @param {Figure} b
   */
  function preference(thresholds, a, b) {
    const q = Math.max(0, thresholds.indifference || 0);
    const p = Math.max(0, thresholds.preference || 0);
    const s = Math.max(0, thresholds.inflection || 0);
    /** @param {number} first @param {number} second */
    const steps = (first, second) =>
      (beyond(a, b, first) ? 0.5 : 0) + (beyond(a, b, second) ? 0.5 : 0);
    const d = difference(a.x, b.x);
    switch (thresholds.function) {
      case "u-shape":
        return steps(q, q);
      case "level":
        return steps(q, Math.max(p, q));
      case "v-shape":
        if (p <= 0) return steps(0, 0);
        return d <= 0 ? 0 : d < p ? d / p : 1;
      case "v-shape-indifference":
        if (p <= q) return steps(q, q);
        return d <= q ? 0 : d < p ? (d - q) / (p - q) : 1;
      case "gaussian":
        if (s === 0) return steps(0, 0);
        return d <= 0 ? 0 : -Math.expm1((-(d / s) * (d / s)) / 2);
      default:
        return steps(0, 0);
    }
  }

  return { preference };
})();
