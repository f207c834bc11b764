// @ts-check
"use strict";

/**
 * One uncertain cell: curve(base + offset + shifts), its least and its greatest value alone.
 * @typedef {{leaf: number, base: number | null, offset: number,
 *   shifts: {input: number, curve: Curve}[], curve: Curve, low: number, high: number}} Term
 *
 * A term with its signed weight.
 * @typedef {{weight: number, term: Term}} Weighted
 *
 * The scores of some alternatives as sums of weight times value: by row and leaf `values` at
 * nominal figures, and apart from each other what is `known` and the uncertain `terms`. `shares`:
 * two rows share an uncertain input. `texts`: by input, whether it is a text that is not known.
 * `budget`: how many points may be searched for one interval. `pairs` keeps what was found.
 * @typedef {{values: number[][], known: number[][], terms: Term[][], shares: boolean,
 *   crisp: boolean, spreads: Spread[], texts: boolean[], budget: number,
 *   pairs: Map<number, Pair>}} Additive
 */

/** The scores of alternatives as sums over what is known and what is not. */
const Terms = (() => {
  const { clamp } = Numbers;
  const { at, clipped, plus, rangeOf } = Curves;
  const { ends } = Figures;

  /** How many points may be searched for all pairs of a group together. */
  const MOST_CANDIDATES = 20_000_000;

  /** The uncertain inputs of a term. @param {Term} term */
  function variables(term) {
    const out = term.shifts.map((shift) => shift.input);
    if (term.base !== null) out.unshift(term.base);
    return out;
  }

  /** Whether two terms are the same function of the same inputs. @param {Term} a @param {Term} b */
  function same(a, b) {
    return (
      a.base === b.base &&
      a.offset === b.offset &&
      a.curve === b.curve &&
      a.shifts.length === b.shifts.length &&
      a.shifts.every(
        (own, at) => own.input === b.shifts[at].input && own.curve === b.shifts[at].curve,
      )
    );
  }

  /**
   * The additive model of some alternatives with a value function per leaf.
   * @param {Model} model @param {Spread[]} spreads @param {Spread[][]} cells
   * @param {number[]} members @param {Curve[]} curves @returns {Additive}
   */
  function additive(model, spreads, cells, members, curves) {
    // Equal curves are one object, so that two terms are compared by what they refer to.
    /** @type {Map<string, Curve>} */
    const interned = new Map();
    /** @param {Curve} curve */
    const intern = (curve) => {
      const key = JSON.stringify(curve);
      const known = interned.get(key);
      if (known) return known;
      interned.set(key, curve);
      return curve;
    };
    const own = model.leaves.map((leaf, at) => intern(clipped(curves[at], ...ends(leaf.limits))));
    /** @param {Spread} spread */
    const isCrisp = (spread) => spread.low === spread.high;
    /** @param {number} member @param {number} leaf @returns {Term | null} */
    const term = (member, leaf) => {
      const cell = model.cells[member][leaf];
      let offset = 0;
      /** @type {{input: number, curve: Curve}[]} */
      const shifts = [];
      for (const shift of cell.shifts || []) {
        const curve = model.curves[shift.curve];
        const known = shifts.find((other) => other.input === shift.input);
        if (isCrisp(spreads[shift.input])) offset += at(curve, spreads[shift.input].nominal);
        else if (known) known.curve = intern(plus(known.curve, curve));
        else shifts.push({ input: shift.input, curve });
      }
      const base = spreads[cell.input];
      const crisp = isCrisp(base);
      if (crisp) offset += base.nominal;
      if (crisp && shifts.length === 0) return null;
      const curve =
        cell.shifts || cell.limits
          ? intern(clipped(curves[leaf], ...ends(cell.limits || model.leaves[leaf].limits)))
          : own[leaf];
      let [least, most] = crisp ? [offset, offset] : [base.low + offset, base.high + offset];
      for (const shift of shifts) {
        const range = rangeOf(shift.curve, spreads[shift.input].low, spreads[shift.input].high);
        least += range[0];
        most += range[1];
      }
      const [low, high] = rangeOf(curve, least, most);
      return { leaf, base: crisp ? null : cell.input, offset, shifts, curve, low, high };
    };
    const terms = members.map((member) =>
      model.leaves.flatMap((_, leaf) => {
        const own = term(member, leaf);
        return own ? [own] : [];
      }),
    );
    const values = members.map((member) =>
      model.leaves.map((_, leaf) => at(curves[leaf], cells[member][leaf].nominal)),
    );
    const known = values.map((row, at) => {
      const out = row.slice();
      for (const term of terms[at]) out[term.leaf] = 0;
      return out;
    });
    /** @type {Map<number, number>} */
    const rowOf = new Map();
    let shares = false;
    terms.forEach((row, at) =>
      row.flatMap(variables).forEach((input) => {
        const other = rowOf.get(input);
        if (other !== undefined && other !== at) shares = true;
        rowOf.set(input, at);
      }),
    );
    return {
      values,
      known,
      terms,
      shares,
      spreads,
      crisp: terms.every((row) => row.length === 0),
      pairs: new Map(),
      texts: model.inputs.map((input, at) => input.texts !== null && !isCrisp(spreads[at])),
      budget: clamp(Math.floor(MOST_CANDIDATES / Math.max(1, members.length ** 2)), 200, 200_000),
    };
  }

  /** The terms by connected component: two hang together if they share an uncertain input.
   * @param {Weighted[]} terms @returns {Weighted[][]} */
  function components(terms) {
    const parent = terms.map((_, index) => index);
    /** @param {number} index @returns {number} */
    const root = (index) =>
      parent[index] === index ? index : (parent[index] = root(parent[index]));
    /** @type {Map<number, number>} */
    const first = new Map();
    terms.forEach(({ term }, index) => {
      for (const input of variables(term)) {
        const other = first.get(input);
        if (other === undefined) first.set(input, index);
        else {
          const [a, b] = [root(other), root(index)];
          parent[Math.max(a, b)] = Math.min(a, b);
        }
      }
    });
    /** @type {Map<number, Weighted[]>} */
    const out = new Map();
    terms.forEach((term, index) => {
      const own = out.get(root(index));
      if (own) own.push(term);
      else out.set(root(index), [term]);
    });
    return [...out.values()];
  }

  return { same, additive, components };
})();
