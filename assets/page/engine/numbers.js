// @ts-check
"use strict";

/** Tolerances, and sums that stay finite. */
const Numbers = (() => {
  const { MAX_VALUE } = Number;

  // The tolerances of the program; their reasons stand in `src/tolerance.rs`.
  const TIE = 1e-10;
  const SUM_ROUNDING = 1e-14;
  const ENOUGH_KNOWN = 1e-9;
  const AS_NEAR = 1e-9;
  const IN_BOX = 1e-9;

  /** @param {number} x @param {number} low @param {number} high */
  const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

  /** a - b, kept finite. @param {number} a @param {number} b */
  const difference = (a, b) => clamp(a - b, -MAX_VALUE, MAX_VALUE);

  /** @param {Iterable<number>} some */
  const sum = (some) => {
    let out = 0;
    for (const x of some) out += x;
    return out;
  };

  return { TIE, SUM_ROUNDING, ENOUGH_KNOWN, AS_NEAR, IN_BOX, clamp, difference, sum };
})();
