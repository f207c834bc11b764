// @ts-check
"use strict";

/** The weights of criteria, among their siblings and of all. */
const Weights = (() => {
  const { clamp, sum } = Numbers;
  const { initialState } = States;

  /** Shares of the sum. @param {number[]} weights */
  function normalise(weights) {
    const most = Math.max(0, ...weights);
    if (!(most > 0)) return weights.map(() => 0);
    const scaled = weights.map((weight) => weight / most);
    const all = sum(scaled);
    return scaled.map((weight) => weight / all);
  }

  /** @typedef {{parents: (number | null)[], children: number[][], top: number[],
   *   leaves: [number, number][][]}} Tree */

  /** @type {WeakMap<Model, Tree>} */
  const trees = new WeakMap();

  /** The criteria by parent. @param {Model} model */
  function treeOf(model) {
    const known = trees.get(model);
    if (known) return known;
    const parents = model.criteria.map((criterion) => criterion.parent);
    /** @type {number[][]} */
    const children = parents.map(() => []);
    /** @type {number[]} */
    const top = [];
    parents.forEach((parent, index) => (parent === null ? top : children[parent]).push(index));
    const tree = { parents, children, top, leaves: [] };
    trees.set(model, tree);
    return tree;
  }

  /** The children of the same parent. @param {Tree} tree @param {number} index */
  function siblings(tree, index) {
    const parent = tree.parents[index];
    return parent === null ? tree.top : tree.children[parent];
  }

  /** The weight of each criterion, in a group. @param {Model} model @param {State} state
   * @param {number} group */
  function rawWeights(model, state, group) {
    const own = model.groupWeights ? model.groupWeights[group] : null;
    return model.criteria.map((criterion, index) => {
      const set = Object.hasOwn(state.weights, criterion.id)
        ? state.weights[criterion.id]
        : undefined;
      if (set !== undefined && Number.isFinite(set) && set >= 0) return set;
      return own ? own[index] : criterion.weight;
    });
  }

  /** @param {Tree} tree @param {number[]} raw */
  function among(tree, raw) {
    const out = raw.map(() => 0);
    for (const set of [tree.top, ...tree.children]) {
      const shares = normalise(set.map((index) => raw[index]));
      set.forEach((index, place) => (out[index] = shares[place]));
    }
    return out;
  }

  /**
   * The share of each criterion among its siblings, in the order of `model.criteria`. Where groups
   * have weights of their own, `group` says whose.
   * @param {Model} model
   * @param {State} state
   * @param {number} [group]
   * @returns {number[]}
   */
  function localShares(model, state, group) {
    return among(treeOf(model), rawWeights(model, state, group || 0));
  }

  /** The share of all weight that each leaf has. @param {Model} model @param {number[]} local */
  function globalWeights(model, local) {
    const out = model.leaves.map(() => 0);
    model.criteria.forEach((criterion, index) => {
      if (criterion.leaf === null) return;
      let weight = local[index];
      for (let up = criterion.parent; up !== null; up = model.criteria[up].parent)
        weight *= local[up];
      out[criterion.leaf] = weight;
    });
    return out;
  }

  /**
   * The leaves below a criterion, each with its share of it.
   * @param {Model} model @param {Tree} tree @param {number[]} local @param {number} index
   * @returns {[number, number][]}
   */
  function within(model, tree, local, index) {
    const { leaf } = model.criteria[index];
    if (leaf !== null) return [[leaf, 1]];
    return tree.children[index].flatMap((child) =>
      within(model, tree, local, child).map(
        ([below, part]) => /** @type {[number, number]} */ ([below, part * local[child]]),
      ),
    );
  }

  /**
   * The state with one weight at this share (0 to 1) of its siblings, the others moving in
   * proportion. Locked ones keep their share, so that the share is cut to what they leave; where
   * all others are locked nothing moves. Siblings that have no share to keep a proportion of take
   * that of the case. Where groups differ, all of them get the mean of their shares.
   * @param {Model} model
   * @param {State} state
   * @param {string} criterion
   * @param {number} share
   * @returns {State}
   */
  function setWeight(model, state, criterion, share) {
    const tree = treeOf(model);
    const index = model.criteria.findIndex((own) => own.id === criterion);
    if (index < 0 || !Number.isFinite(share)) return state;
    const set = siblings(tree, index);
    /** @param {number} at */
    const isLocked = (at) => Boolean(state.locked && state.locked[model.criteria[at].id]);
    const free = set.filter((at) => at !== index && !isLocked(at));
    if (free.length === 0 || isLocked(index)) return state;
    /** @param {State} of */
    const shares = (of) => {
      const groups = model.groupWeights ? model.groups.map((_, group) => group) : [0];
      const each = groups.map((group) => localShares(model, of, group));
      return each[0].map((_, at) => sum(each.map((own) => own[at])) / each.length);
    };
    const now = shares(state);
    const locked = sum(set.filter((at) => at !== index && isLocked(at)).map((at) => now[at]));
    const own = clamp(share, 0, Math.max(0, 1 - locked));
    const left = Math.max(0, 1 - locked - own);
    let parts = normalise(free.map((at) => now[at]));
    if (!(sum(parts) > 0)) {
      const given = shares(initialState(model));
      parts = normalise(free.map((at) => given[at]));
    }
    if (!(sum(parts) > 0)) parts = free.map(() => 1 / free.length);
    const weights = Object.assign(Object.create(null), state.weights);
    for (const at of set) weights[model.criteria[at].id] = now[at];
    weights[criterion] = own;
    free.forEach((at, place) => (weights[model.criteria[at].id] = left * parts[place]));
    return { ...state, weights };
  }

  return { treeOf, siblings, rawWeights, localShares, globalWeights, within, setWeight };
})();
