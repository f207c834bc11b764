// @ts-check
"use strict";

/** The state as the fragment of an address. */
const Address = (() => {
  const { allowed } = Figures;
  const { initialState } = States;
  const { rawWeights, treeOf } = Weights;

  /** A part of a fragment, with as little escaped as it can bear. @param {string} text */
  const escaped = (text) =>
    encodeURIComponent(text).replace(/%(?:40|3A|2C|3D|2F|3B|24)/g, (code) =>
      decodeURIComponent(code),
    );

  /**
   * The state as an address fragment without `#`: what differs from the initial state, as
   * `w.quality=0.3&f.permit=yes`. `m` is the method, `w.` a weight, `f.` a fact, `r.` a
   * requirement, `c.` a figure, `l.` a lock.
   * @param {Model} model
   * @param {State} state
   * @returns {string}
   */
  function encode(model, state) {
    const initial = initialState(model);
    const out = state.method === initial.method ? [] : [`m=${escaped(state.method)}`];
    /** @param {string} kind @param {string} id @param {string | number} value */
    const put = (kind, id, value) => out.push(`${kind}.${escaped(id)}=${value}`);
    for (const { id } of model.criteria) {
      const weight = state.weights[id];
      if (weight !== undefined && weight !== initial.weights[id]) put("w", id, weight);
    }
    for (const { id, holds } of model.facts) {
      if (state.facts[id] !== undefined && state.facts[id] !== holds) put("f", id, state.facts[id]);
    }
    for (const { id } of model.requirements) {
      if (state.requirements[id] === false) put("r", id, "no");
    }
    model.inputs.forEach(({ id }, at) => {
      if (state.cells[at] !== undefined) put("c", id, state.cells[at]);
    });
    for (const { id } of model.criteria) if (state.locked && state.locked[id]) put("l", id, "yes");
    return out.join("&");
  }

  /**
   * The state that a fragment says, and the parts of it that mean nothing here: unknown ids,
   * figures that are none or lie beyond their scale, weights that leave siblings without any.
   * @param {Model} model
   * @param {string} text
   * @returns {{state: State, ignored: string[]}}
   */
  function decode(model, text) {
    const state = initialState(model);
    /** @type {string[]} */
    const ignored = [];
    for (const part of text
      .replace(/^#/, "")
      .split("&")
      .filter((part) => part !== "")) {
      if (!take(model, state, part)) ignored.push(part);
    }
    const tree = treeOf(model);
    model.groups.forEach((_, group) => {
      const raw = rawWeights(model, state, group);
      for (const set of [tree.top, ...tree.children]) {
        if (set.length === 0 || set.some((at) => raw[at] > 0)) continue;
        const initial = initialState(model);
        for (const { id } of set.map((at) => model.criteria[at])) {
          ignored.push(`w.${escaped(id)}=${state.weights[id]}`);
          if (initial.weights[id] === undefined) delete state.weights[id];
          else state.weights[id] = initial.weights[id];
        }
      }
    });
    return { state, ignored };
  }

  /** Take over one part of a fragment, if it means anything. @param {Model} model
   * @param {State} state @param {string} part @returns {boolean} */
  function take(model, state, part) {
    const split = part.lastIndexOf("=");
    let [key, value] = ["", ""];
    try {
      key = decodeURIComponent(part.slice(0, Math.max(0, split)));
      value = decodeURIComponent(part.slice(split + 1));
    } catch {
      return false;
    }
    const [kind, id] = [key.slice(0, 2), key.slice(2)];
    /** @param {{id: string}[]} some */
    const knows = (some) => some.some((own) => own.id === id);
    const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value);
    const figure = isNumber ? Number(value) : NaN;
    if (key === "m" && model.methods.some((method) => method.name === value)) {
      state.method = value;
    } else if (kind === "w." && knows(model.criteria) && figure >= 0 && figure < Infinity) {
      state.weights[id] = figure;
    } else if (
      kind === "f." &&
      knows(model.facts) &&
      (value === "yes" || value === "no" || value === "unknown")
    ) {
      state.facts[id] = value;
    } else if (kind === "r." && knows(model.requirements) && (value === "yes" || value === "no")) {
      state.requirements[id] = value === "yes";
    } else if (kind === "l." && knows(model.criteria) && value === "yes") {
      state.locked[id] = true;
    } else if (kind === "c.") {
      const at = model.inputs.findIndex((input) => input.id === id);
      if (at < 0 || model.inputs[at].fixed || !allowed(model.inputs[at], figure)) return false;
      state.cells[at] = figure;
    } else {
      return false;
    }
    return true;
  }

  return { encode, decode };
})();
