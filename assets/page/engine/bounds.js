// @ts-check
"use strict";

/**
 * What score(a) - score(b) can be, whatever the weights: the least and the greatest of what is
 * independent, by leaf, and the terms that hang together, each with its sign.
 * @typedef {{min: Float64Array, max: Float64Array, parts: Weighted[][]}} Pair
 */

/** What scores, and differences of scores, can be over all that the inputs can be. */
const Bounds = (() => {
  const { difference, sum } = Numbers;
  const { components, same } = Terms;
  const { extremes } = Extremes;

  /** Of so many pairs times leaves the differences are kept. */
  const MOST_KEPT = 2_000_000;

  /** Whether a text that is not known shifts a term: what it can be then has gaps.
   * @param {Additive} model @param {Term} term */
  const chooses = (model, term) => term.shifts.some((shift) => model.texts[shift.input]);

  /** The bounds of a known sum and uncertain terms. @param {Additive} model @param {number} known
   * @param {Weighted[]} terms @returns {Interval} */
  function bounds(model, known, terms) {
    const out = { min: known, max: known, exact: true };
    for (const part of components(terms)) {
      const [{ weight, term }] = part;
      // What a term can be alone is known, but for texts.
      if (part.length === 1 && !chooses(model, term)) {
        out.min += Math.min(weight * term.low, weight * term.high);
        out.max += Math.max(weight * term.low, weight * term.high);
        continue;
      }
      const own = extremes(model, part);
      out.min += own.min;
      out.max += own.max;
      out.exact = out.exact && own.exact;
    }
    return out;
  }

  /** The bounds of a score. @param {Additive} model @param {number} row
   * @param {number[]} weights */
  function scoreBounds(model, row, weights) {
    const terms = model.terms[row]
      .map((term) => ({ weight: weights[term.leaf], term }))
      .filter(({ weight }) => weight !== 0);
    return bounds(
      model,
      sum(weights.map((weight, leaf) => weight * model.known[row][leaf])),
      terms,
    );
  }

  /** The difference of two rows. What both have in common to the last detail cancels.
   * @param {Additive} model @param {number} a @param {number} b @returns {Pair} */
  function pairOf(model, a, b) {
    const apart = model.known[a].map((value, leaf) => difference(value, model.known[b][leaf]));
    const out = { min: Float64Array.from(apart), max: Float64Array.from(apart), parts: [] };
    /** @param {number} row @param {number} other @param {number} sign @returns {Weighted[]} */
    const own = (row, other, sign) =>
      model.terms[row]
        .filter((term) => !model.terms[other].some((it) => it.leaf === term.leaf && same(term, it)))
        .map((term) => ({ weight: sign, term }));
    /** @type {Weighted[][]} */
    const parts = [];
    for (const part of components([...own(a, b, 1), ...own(b, a, -1)])) {
      const [{ weight, term }] = part;
      if (part.length > 1 || chooses(model, term)) parts.push(part);
      else {
        out.min[term.leaf] += weight > 0 ? term.low : -term.high;
        out.max[term.leaf] += weight > 0 ? term.high : -term.low;
      }
    }
    return { ...out, parts };
  }

  /** The bounds of score(a) - score(b). @param {Additive} model @param {number} a
   * @param {number} b @param {number[]} weights @returns {Interval} */
  function differenceBounds(model, a, b, weights) {
    const key = a * model.values.length + b;
    let pair = model.pairs.get(key);
    if (!pair) {
      pair = pairOf(model, a, b);
      if (model.pairs.size * weights.length < MOST_KEPT) model.pairs.set(key, pair);
    }
    const out = { min: 0, max: 0, exact: true };
    for (let leaf = 0; leaf < weights.length; leaf += 1) {
      out.min += weights[leaf] * pair.min[leaf];
      out.max += weights[leaf] * pair.max[leaf];
    }
    for (const part of pair.parts) {
      const terms = part.map(({ weight, term }) => ({ weight: weight * weights[term.leaf], term }));
      // Without what has no weight the others may hang together no more.
      const own = bounds(
        model,
        0,
        terms.filter(({ weight }) => weight !== 0),
      );
      out.min += own.min;
      out.max += own.max;
      out.exact = out.exact && own.exact;
    }
    return out;
  }

  return { scoreBounds, differenceBounds };
})();
