// @ts-check
"use strict";

/**
 * A normalization fitted to a column: what a figure becomes, how two of them differ, and the
 * logarithm, all higher is better.
 * @typedef {{value: (x: number) => number, apart: (x: number, y: number) => number,
 *   ln: (x: number) => number}} Fitted
 */

/** Normalizations over the figures of a group. */
const Normalizations = (() => {
  const { EPSILON } = Number;
  const { clamp, difference, sum } = Numbers;

  /** ln(x / y) for x >= 0 and y > 0. @param {number} x @param {number} y */
  function lnRatio(x, y) {
    const ratio = x / y;
    if (ratio >= 0.5 && ratio <= 2) return Math.log1p((x - y) / y);
    return ratio > 1e-300 && ratio < Infinity ? Math.log(ratio) : Math.log(x) - Math.log(y);
  }

  /** (x - y) / unit, also where the difference overflows.
   * @param {number} x @param {number} y @param {number} unit */
  function over(x, y, unit) {
    const apart = x - y;
    return Number.isFinite(apart) ? apart / unit : (x / 2 - y / 2) / (unit / 2);
  }

  /** least / x - least / y. @param {number} least @param {number} x @param {number} y */
  function reciprocals(least, x, y) {
    return x <= y ? (least / x) * ((y - x) / y) : -((least / y) * ((x - y) / x));
  }

  /** 1 - part / whole, for one of parts of at least 0 that sum to the whole: of most of it from the
   * others, since a difference of equals has no digits left.
   * @param {number[]} parts @param {number} part @param {number} whole */
  function rest(parts, part, whole) {
    if (part <= whole / 2) return 1 - part / whole;
    const at = parts.indexOf(part);
    return sum(parts.filter((_, index) => index !== at)) / whole;
  }

  /**
   * Fit a normalization; null where its formula is not defined for the column.
   * @param {string} name @param {number[]} figures @param {boolean} benefit
   * @param {[number, number] | null} scale @returns {Fitted | null}
   */
  function fit(name, figures, benefit, scale) {
    const [least, most] = [Math.min(...figures), Math.max(...figures)];
    /** @param {number} x */
    const signed = (x) => (benefit ? x : -x);
    /** @param {(x: number) => number} value @param {(x: number, y: number) => number} apart
     * @param {(x: number) => number} [ln] @returns {Fitted} */
    const fitted = (value, apart, ln) => ({ value, apart, ln: ln || ((x) => Math.log(value(x))) });
    const flat = () => 0;
    /** Places on a range, from the worst end. @param {number} low @param {number} high */
    const range = (low, high) => {
      const scale = Number.isFinite(high - low) ? 1 : 0.5;
      /** @param {number} x @param {number} y */
      const part = (x, y) => (x * scale - y * scale) / (high * scale - low * scale);
      /** @param {number} x */
      const fromWorst = (x) => (benefit ? x * scale - low * scale : high * scale - x * scale);
      return {
        part,
        /** @param {number} x */
        place: (x) => clamp(benefit ? part(x, low) : part(high, x), 0, 1),
        /** @param {number} x */
        ln: (x) => lnRatio(fromWorst(x), high * scale - low * scale),
      };
    };
    /** Shares of the best, as `linear` has them. */
    const hasShares = least >= 0 && most > 0 && (benefit || least > 0);
    switch (name) {
      case "none":
        return benefit ? fitted((x) => x, difference) : null;
      case "min-max": {
        if (least === most) return fitted(() => 1, flat);
        const { part, place, ln } = range(least, most);
        return fitted(place, (x, y) => signed(part(x, y)), ln);
      }
      case "goalposts": {
        if (!scale || !(scale[0] < scale[1])) return null;
        const { part, place, ln } = range(...scale);
        /** @param {number} x */
        const cut = (x) => clamp(x, scale[0], scale[1]);
        return fitted(
          (x) => place(cut(x)),
          (x, y) => signed(part(cut(x), cut(y))),
          (x) => ln(cut(x)),
        );
      }
      case "max": {
        if (least < 0 || most <= 0) return null;
        /** @param {number} x */
        const own = (x) => (benefit ? x : most - x);
        return fitted(
          (x) => own(x) / most,
          (x, y) => signed(over(x, y, most)),
          (x) => lnRatio(own(x), most),
        );
      }
      case "sum": {
        if (!hasShares) return null;
        /** @param {number} x */
        const part = (x) => (benefit ? x / most : least / x);
        const all = sum(figures.map(part));
        return fitted(
          (x) => part(x) / all,
          (x, y) => (benefit ? over(x, y, most) : reciprocals(least, x, y)) / all,
          (x) => (benefit ? lnRatio(x, most) : lnRatio(least, x)) - Math.log(all),
        );
      }
      case "vector": {
        const size = Math.max(0, ...figures.map(Math.abs));
        if (size <= 0) return fitted(() => (benefit ? 0 : 1), flat);
        const squares = figures.map((x) => (x / size) * (x / size));
        const all = sum(squares);
        const norm = Math.sqrt(all);
        /** @param {number} x @param {number} y */
        const apart = (x, y) => signed(over(x, y, size) / norm);
        if (benefit)
          return fitted(
            (x) => x / size / norm,
            apart,
            (x) => lnRatio(x, size) - Math.log(norm),
          );
        return fitted((x) => {
          const part = x / size;
          if (part > norm / 2) return rest(squares, part * part, all) / (1 + part / norm);
          return 1 - part / norm;
        }, apart);
      }
      case "linear":
        if (!hasShares) return null;
        if (benefit)
          return fitted(
            (x) => x / most,
            (x, y) => over(x, y, most),
            (x) => lnRatio(x, most),
          );
        return fitted(
          (x) => least / x,
          (x, y) => reciprocals(least, x, y),
          (x) => lnRatio(least, x),
        );
      case "nonlinear":
        if (!hasShares) return null;
        if (benefit) {
          return fitted(
            (x) => (x / most) ** 2,
            (x, y) => over(x, y, most) * (x / most + y / most),
            (x) => 2 * lnRatio(x, most),
          );
        }
        return fitted(
          (x) => (least / x) ** 3,
          (x, y) => {
            const [a, b] = [least / x, least / y];
            return reciprocals(least, x, y) * (a * a + a * b + b * b);
          },
          (x) => 3 * lnRatio(least, x),
        );
      case "logarithmic": {
        if (least <= 0) return null;
        const logarithms = figures.map(Math.log);
        const all = sum(logarithms);
        const rounding = 4 * EPSILON * sum(logarithms.map((ln) => Math.abs(ln) + 1));
        if (all <= rounding || (!benefit && figures.length < 2)) return null;
        const others = benefit ? 1 : figures.length - 1;
        const parts = logarithms.every((ln) => ln >= 0);
        /** @param {number} x @param {number} y */
        const apart = (x, y) => signed(lnRatio(x, y) / all / others);
        if (benefit) return fitted((x) => Math.log(x) / all, apart);
        return fitted((x) => {
          const ln = Math.log(x);
          return (parts ? rest(logarithms, ln, all) : 1 - ln / all) / others;
        }, apart);
      }
      case "enhanced-accuracy": {
        if (least >= most) return fitted(() => 1, flat);
        const { part } = range(least, most);
        /** @param {number} x */
        const distance = (x) => (benefit ? part(most, x) : part(x, least));
        const distances = figures.map(distance);
        const all = sum(distances);
        return fitted(
          (x) => rest(distances, distance(x), all),
          (x, y) => signed(part(x, y) / all),
        );
      }
      case "z-score": {
        if (least >= most) return fitted(flat, flat);
        const { part } = range(least, most);
        const parts = figures.map((x) => part(x, least));
        const mean = sum(parts) / parts.length;
        const sd = Math.sqrt(sum(parts.map((x) => (x - mean) * (x - mean))) / parts.length);
        return fitted(
          (x) => signed((part(x, least) - mean) / sd),
          (x, y) => signed(part(x, y) / sd),
        );
      }
      case "rank": {
        /** @param {number} x */
        const value = (x) => {
          const equal = figures.filter((other) => other === x).length;
          const worse = figures.filter((other) => (benefit ? other < x : other > x)).length;
          return 1 + worse + (equal - 1) / 2;
        };
        return fitted(value, (x, y) => value(x) - value(y));
      }
      default:
        return null;
    }
  }

  return { fit };
})();
