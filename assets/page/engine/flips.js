// @ts-check
"use strict";

/**
 * One local weight moves from `from` to `to`, siblings in proportion; there `challenger` draws
 * level with whoever is first. `exact` is false where it was searched for.
 * @typedef {{criterion: string, from: number, to: number, challenger: number,
 *   exact: boolean}} Flip
 */

/**
 * The alternatives of a group that have a rank: their rows in the method's figures, and ranks.
 * @typedef {{prepared: Prepared, competing: number[], rows: number[], ranks: number[],
 *   members: number[]}} Field
 *
 * The line of leaf weights as one local weight moves.
 * @typedef {{index: number, now: number, at: (x: number) => number[]}} Path
 *
 * An end of the interval within which first place stays: where, and who draws level.
 * @typedef {{to: number, challenger: number}} End
 */

/** The smallest move of one weight that changes who is first. */
const Flips = (() => {
  const { MAX_VALUE } = Number;
  const { AS_NEAR, clamp, difference, sum } = Numbers;
  const { siblings, treeOf, within } = Weights;
  const { ranks, roundingOf, tolerance } = Ranks;

  /** Steps of the grid for scores that are not linear in the weights. */
  const STEPS = 200;

  /** How narrow bisection makes a bracket. */
  const NARROW = 1e-9;

  /**
   * One local weight from 0 to 1, its siblings in proportion (equally, where they have no weight);
   * null where it has no siblings.
   * @param {Model} model @param {number[]} local @param {number[]} base @param {number} index
   * @returns {Path | null}
   */
  function path(model, local, base, index) {
    const tree = treeOf(model);
    const set = siblings(tree, index);
    if (set.length < 2) return null;
    let all = 1;
    for (let up = tree.parents[index]; up !== null; up = tree.parents[up]) all *= local[up];
    const others = set.filter((at) => at !== index);
    const rest = sum(others.map((at) => local[at]));
    /** Leaf weights at 1, and at 0. */
    const [inside, outside] = [base.map(() => 0), base.map(() => 0)];
    const moving = new Set();
    for (const at of set) {
      const part = at === index ? 1 : rest === 0 ? 1 / others.length : local[at] / rest;
      for (const [leaf, share] of within(model, tree, local, at)) {
        moving.add(leaf);
        (at === index ? inside : outside)[leaf] = all * part * share;
      }
    }
    return {
      index,
      now: local[index],
      at: (x) =>
        base.map((weight, leaf) =>
          moving.has(leaf) ? inside[leaf] * x + outside[leaf] * (1 - x) : weight,
        ),
    };
  }

  /** @param {Field} field @param {number[]} weights */
  function scoresOf(field, weights) {
    const all = field.prepared.score(weights);
    return field.rows.map((row) => clamp(all[row], -MAX_VALUE, MAX_VALUE));
  }

  /** The rounding of the sums of those that compete. @param {Field} field
   * @param {number[]} weights */
  const noiseOf = ({ prepared, competing }, weights) => roundingOf(prepared, competing, weights);

  /** Where straight lines cross that of the leader, on either side of the weight as it is.
   * @param {Field} field @param {Path} path @returns {End[]} */
  function lineEnds(field, path) {
    const [from, to] = [path.at(0), path.at(1)];
    const [start, end] = [scoresOf(field, from), scoresOf(field, to)];
    const [noise0, noise1] = [noiseOf(field, from), noiseOf(field, to)];
    const eps = [Math.max(tolerance(start), noise0), Math.max(tolerance(end), noise1)];
    const x = clamp(path.now, 0, 1);
    const order = field.ranks
      .map((_, at) => at)
      .sort((a, b) => field.ranks[a] - field.ranks[b] || a - b);
    const leader = order[0];
    /** @type {{to: number, blur: number, challenger: number}[]} */
    const crossings = [];
    for (const rival of order.slice(1)) {
      const d0 = difference(start[leader], start[rival]);
      const d1 = difference(end[leader], end[rival]);
      const [at0, at1] = [Math.abs(d0) > eps[0] ? d0 : 0, Math.abs(d1) > eps[1] ? d1 : 0];
      if (field.ranks[rival] === field.ranks[leader]) {
        // Who ties here and not around here leaves no room at all.
        if (at0 !== 0 || at1 !== 0) return [{ to: x, challenger: rival }];
        continue;
      }
      if (at0 * Math.sign(at1) >= 0) continue;
      const blur = Math.max(noise0, noise1) / 2 / (Math.abs(at0) / 2 + Math.abs(at1) / 2);
      crossings.push({ to: at0 / 2 / (at0 / 2 - at1 / 2), blur, challenger: rival });
    }
    /** The nearest on a side; of several at one point the steepest.
     * @param {typeof crossings} some @returns {End[]} */
    const nearest = (some) => {
      const distance = (/** @type {{to: number}} */ it) => Math.abs(it.to - x);
      const reach = Math.min(...some.map((it) => distance(it) + it.blur));
      const near = some.filter((it) => distance(it) - it.blur <= reach);
      return near.length === 0 ? [] : [near.reduce((a, b) => (b.blur < a.blur ? b : a))];
    };
    return [
      ...nearest(crossings.filter((it) => it.to <= x)),
      ...nearest(crossings.filter((it) => it.to >= x)),
    ];
  }

  /** The same by looking at steps, and narrowing by bisection. @param {Field} field
   * @param {Path} path @returns {End[]} */
  function searchedEnds(field, path) {
    const x = clamp(path.now, 0, 1);
    /** Who is first at a weight. @param {number} at */
    const first = (at) => {
      const weights = path.at(at);
      const scores = scoresOf(field, weights);
      return ranks(scores, Math.max(tolerance(scores), noiseOf(field, weights))).map(
        (rank) => rank === 1,
      );
    };
    /** @param {number} at */
    const isKept = (at) => first(at).every((leads, place) => leads === (field.ranks[place] === 1));
    /** @type {End[]} */
    const out = [];
    for (const end of [0, 1]) {
      const steps = [];
      for (let step = 0; step <= STEPS; step += 1) {
        const at = step / STEPS;
        if (x !== end && at !== x && x < at === x < end) steps.push(at);
      }
      if (end < x) steps.reverse();
      let good = x;
      for (const at of steps) {
        if (isKept(at)) {
          good = at;
          continue;
        }
        let bad = at;
        while (Math.abs(bad - good) > NARROW) {
          const middle = good + (bad - good) / 2;
          if (isKept(middle)) good = middle;
          else bad = middle;
        }
        // As with lines, who ties at the end of the way alone does not pass there.
        if (Math.abs(good - end) <= 2 * NARROW) break;
        const then = first(bad);
        const isNew = then.findIndex((leads, place) => leads && field.ranks[place] !== 1);
        const drops = then.findIndex((leads, place) => !leads && field.ranks[place] === 1);
        out.push({
          to: Math.abs(good - x) <= 2 * NARROW ? x : good,
          challenger: isNew >= 0 ? isNew : drops,
        });
        break;
      }
    }
    return out;
  }

  /**
   * The nearest change of one local weight at which who is first changes. Of criteria that move as
   * far the first is named, of a node and its criteria a criterion.
   * @param {Model} model @param {Field} field @param {number[]} local @param {number[]} base
   * @returns {Flip | null}
   */
  function nearestFlip(model, field, local, base) {
    if (field.members.length < 2) return null;
    const isLinear = field.prepared.values !== null;
    /** @type {{index: number, from: number, to: number, challenger: number, far: number}[]} */
    const found = [];
    model.criteria.forEach((_, index) => {
      const own = path(model, local, base, index);
      if (!own) return;
      for (const { to, challenger } of isLinear ? lineEnds(field, own) : searchedEnds(field, own)) {
        found.push({ index, from: own.now, to, challenger, far: Math.abs(to - own.now) });
      }
    });
    const least = Math.min(...found.map((it) => it.far));
    const near = found.filter((it) => it.far <= least + AS_NEAR);
    /** @param {{index: number}} it */
    const isNode = (it) => model.criteria[it.index].leaf === null;
    near.sort((a, b) => Number(isNode(a)) - Number(isNode(b)) || a.index - b.index);
    if (near.length === 0) return null;
    const { index, from, to, challenger } = near[0];
    const { id } = model.criteria[index];
    return { criterion: id, from, to, challenger: field.members[challenger], exact: isLinear };
  }

  return { nearestFlip };
})();
