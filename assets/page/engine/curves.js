// @ts-check
"use strict";

/** Functions of straight pieces, and the value functions that they are. */
const Curves = (() => {
  const { clamp } = Numbers;

  /** Values are cut to this, so that sums stay finite. */
  const MOST_VALUE = 1e300;

  /** @param {number} y @returns {Curve} */
  const constant = (y) => ({ points: [[0, y]], below: false, above: false });

  /**
   * (x - from) / (to - from), also where the difference overflows.
   * @param {number} x @param {number} from @param {number} to
   */
  function share(x, from, to) {
    const range = to - from;
    if (Number.isFinite(range)) return (x - from) / range;
    return (x / 2 - from / 2) / (to / 2 - from / 2);
  }

  /** The logarithm of a figure; of one that has none, that of the least above 0. @param {number} x */
  const ln = (x) => Math.log(Math.max(x, 2.2250738585072014e-308));

  /** The value of a curve. @param {Curve} curve @param {number} x */
  function at(curve, x) {
    const { points } = curve;
    const last = points.length - 1;
    if (last === 0 || (!curve.below && x <= points[0][0])) return points[0][1];
    if (!curve.above && x >= points[last][0]) return points[last][1];
    let end = 1;
    while (end < last && points[end][0] <= x) end += 1;
    const [[x0, y0], [x1, y1]] = [points[end - 1], points[end]];
    if (x === x1 || y0 === y1) return y1;
    const part = curve.log ? share(ln(x), ln(x0), ln(x1)) : share(x, x0, x1);
    return clamp(y0 + (y1 - y0) * part, -MOST_VALUE, MOST_VALUE);
  }

  /** The x where the slope can change. @param {Curve} curve */
  function bends(curve) {
    const { points, below, above } = curve;
    return points.slice(below ? 1 : 0, above ? -1 : undefined).map((point) => point[0]);
  }

  /**
   * The least and the greatest value from `low` to `high`.
   * @param {Curve} curve @param {number} low @param {number} high @returns {[number, number]}
   */
  function rangeOf(curve, low, high) {
    let [least, most] = [Infinity, -Infinity];
    for (const x of [low, high, ...bends(curve).filter((x) => low < x && x < high)]) {
      const y = at(curve, x);
      least = Math.min(least, y);
      most = Math.max(most, y);
    }
    return [least, most];
  }

  /** The sum of two curves that are flat beyond their ends. @param {Curve} a @param {Curve} b */
  function plus(a, b) {
    const xs = [...new Set([...a.points, ...b.points].map((point) => point[0]))];
    xs.sort((x, y) => x - y);
    /** @type {[number, number][]} */
    const points = xs.map((x) => [x, at(a, x) + at(b, x)]);
    return { points, below: false, above: false };
  }

  /**
   * The curve of x cut to `low` .. `high`.
   * @param {Curve} curve @param {number} low @param {number} high @returns {Curve}
   */
  function clipped(curve, low, high) {
    if (low === -Infinity && high === Infinity) return curve;
    if (low >= high) return constant(at(curve, low));
    const points = curve.points.filter(([x]) => low < x && x < high);
    if (low > -Infinity) points.unshift([low, at(curve, low)]);
    if (high < Infinity) points.push([high, at(curve, high)]);
    const out = { points, below: curve.below, above: curve.above, log: curve.log };
    // Where all its own points lie beyond a limit, a second one keeps the slope of the open end.
    if (low > -Infinity) out.below = false;
    else if (out.below && points.length === 1) {
      const x = points[0][0] - 1 - Math.abs(points[0][0]);
      points.unshift([x, at(curve, x)]);
    }
    if (high < Infinity) out.above = false;
    else if (out.above && points.length === 1) {
      const x = points[0][0] + 1 + Math.abs(points[0][0]);
      points.push([x, at(curve, x)]);
    }
    return out;
  }

  /**
   * The value function over an observed range.
   * @param {Leaf} leaf @param {number} min @param {number} max @returns {Curve}
   */
  function overRange(leaf, min, max) {
    if (!(min < max)) return constant(1);
    /** @type {[number, number][]} */
    let points;
    if (leaf.direction === "max")
      points = [
        [min, 0],
        [max, 1],
      ];
    else if (leaf.direction === "min")
      points = [
        [min, 1],
        [max, 0],
      ];
    else {
      const target = leaf.target === null ? 0 : leaf.target;
      const far = Math.max(target - min, max - target);
      const halves = Math.max(target / 2 - min / 2, max / 2 - target / 2);
      /** @param {number} x */
      const worth = (x) =>
        1 -
        (Number.isFinite(far) ? Math.abs(x - target) / far : Math.abs(x / 2 - target / 2) / halves);
      points = [
        [min, worth(min)],
        [max, worth(max)],
      ];
      if (min < target && target < max) points.splice(1, 0, [target, 1]);
    }
    return { points, below: true, above: true };
  }

  return { at, bends, rangeOf, plus, clipped, overRange };
})();
