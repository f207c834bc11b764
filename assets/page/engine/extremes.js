// @ts-check
"use strict";

/** @typedef {{min: number, max: number, exact: boolean}} Interval */

/** The extremes of uncertain terms that share inputs. */
const Extremes = (() => {
  const { IN_BOX, clamp, sum } = Numbers;
  const { at, bends } = Curves;

  /**
   * The extremes of terms that hang together, exactly; beyond the budget term by term, which is
   * true and not tight.
   *
   * With the attributes fixed, the extremes over a base input lie at the ends of its range and
   * where it meets a bend of one of its terms. So only the attributes are searched: the corners of
   * the cells between the bends of the shift curves, and the points where as many planes meet as
   * there are attributes, a plane being where an end of a base meets a bend or two terms of one
   * base meet their bends together.
   * @param {Additive} model @param {Weighted[]} terms @returns {Interval}
   */
  function extremes(model, terms) {
    const { spreads } = model;
    const attributes = [
      ...new Set(terms.flatMap(({ term }) => term.shifts.map((shift) => shift.input))),
    ];
    attributes.sort((a, b) => a - b);
    /** @type {Map<number, Weighted[]>} */
    const bases = new Map();
    /** @type {Weighted[]} */
    const fixed = [];
    for (const weighted of terms) {
      const { base } = weighted.term;
      const own = base === null ? fixed : bases.get(base);
      if (own) own.push(weighted);
      else if (base !== null) bases.set(base, [weighted]);
    }
    const out = { min: Infinity, max: -Infinity, exact: true };
    /** @param {number[]} point */
    const visit = (point) => {
      /** @param {Term} term */
      const shifted = (term) =>
        term.offset +
        sum(term.shifts.map((shift) => at(shift.curve, point[attributes.indexOf(shift.input)])));
      /** @param {Weighted} weighted @param {number} x */
      const value = ({ weight, term }, x) => weight * at(term.curve, x);
      let [least, most] = [0, 0];
      for (const weighted of fixed) {
        const own = value(weighted, shifted(weighted.term));
        least += own;
        most += own;
      }
      for (const [base, members] of bases) {
        const { low, high } = spreads[base];
        const by = members.map(({ term }) => shifted(term));
        const stands = [low, high];
        members.forEach(({ term }, place) => {
          for (const bend of bends(term.curve)) {
            const x = bend - by[place];
            if (low < x && x < high) stands.push(x);
          }
        });
        const sums = stands.map((x) =>
          sum(members.map((weighted, place) => value(weighted, x + by[place]))),
        );
        least += Math.min(...sums);
        most += Math.max(...sums);
      }
      out.min = Math.min(out.min, least);
      out.max = Math.max(out.max, most);
    };
    if (candidates(model, terms, attributes, bases, fixed, visit)) return out;
    const outer = { min: 0, max: 0, exact: false };
    for (const { weight, term } of terms) {
      outer.min += Math.min(weight * term.low, weight * term.high);
      outer.max += Math.max(weight * term.low, weight * term.high);
    }
    return outer;
  }

  /**
   * Show every candidate point of the attributes; false if there are too many.
   * @param {Additive} model @param {Weighted[]} terms @param {number[]} attributes
   * @param {Map<number, Weighted[]>} bases @param {Weighted[]} fixed
   * @param {(point: number[]) => void} visit @returns {boolean}
   */
  function candidates(model, terms, attributes, bases, fixed, visit) {
    if (attributes.length === 0) {
      visit([]);
      return true;
    }
    const pieces = attributes.map((attribute) => {
      const { low, high } = model.spreads[attribute];
      /** @type {[number, number][]} */
      const out = [];
      if (model.texts[attribute]) {
        for (let text = low; text <= high; text += 1) out.push([text, text]);
        return out;
      }
      const shifts = terms.flatMap(({ term }) =>
        term.shifts.filter((shift) => shift.input === attribute),
      );
      const inner = shifts
        .flatMap((shift) => bends(shift.curve))
        .filter((x) => low < x && x < high);
      const xs = [...new Set([low, ...inner, high])].sort((a, b) => a - b);
      for (let place = 1; place < xs.length; place += 1) out.push([xs[place - 1], xs[place]]);
      return out;
    });
    let budget = model.budget;
    const cell = attributes.map(() => 0);
    for (;;) {
      const box = cell.map((place, k) => pieces[k][place]);
      const free = attributes.map((_, k) => k).filter((k) => box[k][0] < box[k][1]);
      const all = planes(model, terms, attributes, bases, fixed, box, free);
      budget -= choices(all.length, free.length);
      if (!(budget >= 0)) return false;
      choose(all, box, free, 0, [], visit);
      const next = cell.findIndex((place, k) => place + 1 < pieces[k].length);
      if (next < 0) return true;
      cell[next] += 1;
      cell.fill(0, 0, next);
    }
  }

  /** n choose k. @param {number} n @param {number} k */
  function choices(n, k) {
    let out = 1;
    for (let i = 0; i < k; i += 1) out = Math.floor((out * (n - i)) / (i + 1));
    return n < k ? 0 : out;
  }

  /** normal . a = offset @typedef {{normal: number[], offset: number}} Plane */

  /**
   * The planes on which extremes can lie, within one cell of attribute space.
   * @param {Additive} model @param {Weighted[]} terms @param {number[]} attributes
   * @param {Map<number, Weighted[]>} bases @param {Weighted[]} fixed
   * @param {[number, number][]} box
   * @param {number[]} free @returns {Plane[]}
   */
  function planes(model, terms, attributes, bases, fixed, box, free) {
    /** @type {Plane[]} */
    const out = [];
    for (const k of free) {
      const normal = free.map((other) => (other === k ? 1 : 0));
      out.push({ normal, offset: box[k][0] }, { normal, offset: box[k][1] });
    }
    // Each term's sum of shifts in this cell: constant + slopes . a.
    const linear = new Map(
      terms.map(({ term }) => {
        const slopes = free.map(() => 0);
        let start = term.offset;
        for (const shift of term.shifts) {
          const k = attributes.indexOf(shift.input);
          const from = at(shift.curve, box[k][0]);
          start += from;
          const place = free.indexOf(k);
          if (place < 0) continue;
          const slope = (at(shift.curve, box[k][1]) - from) / (box[k][1] - box[k][0]);
          slopes[place] += slope;
          start -= slope * box[k][0];
        }
        return [term, { slopes, start }];
      }),
    );
    /** @param {Term} term */
    const line = (term) => linear.get(term) || { slopes: free.map(() => 0), start: 0 };
    /** @param {number[]} normal @param {number} offset */
    const add = (normal, offset) => {
      let [least, most] = [0, 0];
      normal.forEach((slope, place) => {
        const [low, high] = box[free[place]];
        least += Math.min(slope * low, slope * high);
        most += Math.max(slope * low, slope * high);
      });
      const slack = IN_BOX * (most - least);
      const meets = least - slack <= offset && offset <= most + slack;
      if (normal.some((slope) => slope !== 0) && meets) out.push({ normal, offset });
    };
    /** @param {Term} term @param {number} base */
    const meet = (term, base) => {
      const { slopes, start } = line(term);
      for (const bend of bends(term.curve)) add(slopes, bend - base - start);
    };
    for (const { term } of fixed) meet(term, 0);
    for (const [base, members] of bases) {
      for (const { term } of members) {
        meet(term, model.spreads[base].low);
        meet(term, model.spreads[base].high);
      }
      members.forEach(({ term: a }, place) => {
        for (const { term: b } of members.slice(place + 1)) {
          const [own, other] = [line(a), line(b)];
          const normal = own.slopes.map((slope, k) => slope - other.slopes[k]);
          for (const bendA of bends(a.curve)) {
            for (const bendB of bends(b.curve))
              add(normal, bendA - bendB - (own.start - other.start));
          }
        }
      });
    }
    return out;
  }

  /**
   * Show the points of the cell where as many planes meet as there are free attributes.
   * @param {Plane[]} all @param {[number, number][]} box @param {number[]} free
   * @param {number} from
   * @param {Plane[]} chosen @param {(point: number[]) => void} visit
   */
  function choose(all, box, free, from, chosen, visit) {
    if (chosen.length < free.length) {
      for (let index = from; index < all.length; index += 1) {
        choose(all, box, free, index + 1, [...chosen, all[index]], visit);
      }
      return;
    }
    const found = solve(chosen);
    if (!found) return;
    const point = box.map(([low]) => low);
    for (let place = 0; place < free.length; place += 1) {
      const [low, high] = box[free[place]];
      const slack = IN_BOX * (high - low);
      if (!(found[place] >= low - slack && found[place] <= high + slack)) return;
      point[free[place]] = clamp(found[place], low, high);
    }
    visit(point);
  }

  /** Where planes meet, by elimination; null where they do not meet in a point.
   * @param {Plane[]} some @returns {number[] | null} */
  function solve(some) {
    const rows = some.map(({ normal, offset }) => [...normal, offset]);
    const n = rows.length;
    for (let k = 0; k < n; k += 1) {
      let pivot = k;
      for (let row = k + 1; row < n; row += 1) {
        if (Math.abs(rows[row][k]) > Math.abs(rows[pivot][k])) pivot = row;
      }
      if (rows[pivot][k] === 0) return null;
      [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
      for (let row = k + 1; row < n; row += 1) {
        const by = rows[row][k] / rows[k][k];
        for (let column = k; column <= n; column += 1) rows[row][column] -= by * rows[k][column];
      }
    }
    const out = new Array(n).fill(0);
    for (let k = n - 1; k >= 0; k -= 1) {
      let right = rows[k][n];
      for (let column = k + 1; column < n; column += 1) right -= rows[k][column] * out[column];
      out[k] = right / rows[k][k];
    }
    return out;
  }

  return { extremes };
})();
