// @ts-check
"use strict";

/** @typedef {{low: number, nominal: number, high: number, known: boolean}} Spread */

/** What inputs and cells can be. */
const Figures = (() => {
  const { MAX_VALUE } = Number;
  const { clamp } = Numbers;
  const { at, plus, rangeOf } = Curves;

  /** The ranges of the inputs: those of the case, or the figure that was set.
   * @param {Model} model @param {State} state @returns {Spread[]} */
  function inputSpreads(model, state) {
    return model.inputs.map((input, index) => {
      const set = Object.hasOwn(state.cells, index) ? state.cells[index] : undefined;
      if (set === undefined || input.fixed || !allowed(input, set)) return input;
      return { low: set, nominal: set, high: set, known: true };
    });
  }

  /** Whether an input may be set to a figure. @param {Input} input @param {number} x */
  function allowed(input, x) {
    if (!Number.isFinite(x) || (input.texts && !Number.isInteger(x))) return false;
    return (input.least === null || x >= input.least) && (input.most === null || x <= input.most);
  }

  /** @param {Limits} limits @returns {[number, number]} */
  const ends = ([low, high]) => [low === null ? -Infinity : low, high === null ? Infinity : high];

  /**
   * What a cell can be: its input, shifted, then cut to its limits.
   * @param {Model} model @param {Spread[]} spreads @param {Cell} cell @param {Leaf} leaf
   * @returns {Spread}
   */
  function cellSpread(model, spreads, cell, leaf) {
    const base = spreads[cell.input];
    let { low, nominal, high } = base;
    /** @type {Map<number, Curve>} */
    const byInput = new Map();
    for (const shift of cell.shifts || []) {
      const curve = model.curves[shift.curve];
      nominal += at(curve, spreads[shift.input].nominal);
      const other = byInput.get(shift.input);
      byInput.set(shift.input, other ? plus(other, curve) : curve);
    }
    for (const [input, curve] of byInput) {
      const [least, most] = rangeOf(curve, spreads[input].low, spreads[input].high);
      low += least;
      high += most;
    }
    [low, nominal, high] = [low, nominal, high].map((x) => clamp(x, -MAX_VALUE, MAX_VALUE));
    nominal = Math.min(Math.max(nominal, low), high);
    const [from, to] = ends(cell.limits || leaf.limits);
    /** @param {number} x */
    const cut = (x) => Math.min(Math.max(x, from), to);
    return { low: cut(low), nominal: cut(nominal), high: cut(high), known: base.known };
  }

  return { inputSpreads, allowed, ends, cellSpread };
})();
