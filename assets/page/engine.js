// @ts-check
"use strict";

/**
 * The recalculation of the report: scores, ranks, ranges, contributions and the nearest flip for
 * other weights, facts, requirements and figures than those of the case.
 *
 * It does what the program does, on the same numbers, and gives `null` where it cannot: never
 * another number. It touches no document and no network, so that it runs in a page and in a test.
 */

/**
 * A continuous function of straight pieces. `below` and `above`: whether the first and the last
 * piece go on beyond the ends; else the value of the end is kept.
 * @typedef {{points: [number, number][], below: boolean, above: boolean, log?: boolean}} Curve
 *
 * The lower and the upper end; `null` where there is none.
 * @typedef {[number | null, number | null]} Limits
 *
 * @typedef {{id: string, label: string, reference: boolean}} KeyValue
 * @typedef {{id: string, label: string, values: KeyValue[]}} Key
 *
 * Alternatives that compete. `name` is empty where there is one group only.
 * @typedef {{name: string, members: number[]}} Group
 *
 * `name` tells it apart inside its group, `fullName` in the case; `values` has the place of its
 * value of every key; `group` is a place in `Model.groups`. A reference is scored, never ranked.
 * @typedef {{id: string, name: string, fullName: string, values: number[], group: number,
 *   reference: boolean}} Alternative
 *
 * A node (`leaf` is null) or a criterion with data, in the order of the outline: parents before
 * their children. `weight` is relative to its siblings, as the case gives it.
 * @typedef {{id: string, label: string, parent: number | null, leaf: number | null,
 *   weight: number}} Criterion
 *
 * Levels stand at 0, 1, 2 ..., the worst first.
 * @typedef {{kind: "ordinal", levels: string[]}} OrdinalScale
 * @typedef {{kind: "numeric", min: number, max: number,
 *   beyond: "error" | "clamp" | "extend"}} NumericScale
 *
 * @typedef {{function: string, indifference: number | null, preference: number | null,
 *   inflection: number | null}} Thresholds
 *
 * A criterion with data. `value` is its value function; null where it runs over the figures of
 * the group. `limits` is what figures are cut to.
 * @typedef {{id: string, label: string, criterion: number, direction: "max" | "min" | "target",
 *   target: number | null, unit: string | null, scale: OrdinalScale | NumericScale | null,
 *   value: Curve | null, limits: Limits, thresholds: Thresholds}} Leaf
 *
 * One entry of a table, which may feed many cells. `id` is as `--set` names it
 * (`quality@site=Harbour`); `leaf` is null for an attribute. `least` and `most` are the ends of
 * what it may be set to (null: no end). `texts`: it is a text that is not known, and 0, 1, 2 ...
 * stand for these; `text`: it is this text. `known`: whether anything is said of it. Where
 * `changes` is false it cannot be set here.
 * @typedef {{id: string, name: string, label: string, leaf: number | null,
 *   keys: [number, number][], low: number, nominal: number, high: number, known: boolean,
 *   kind: string | null, texts: string[] | null, text: string | null, least: number | null,
 *   most: number | null, changes: boolean}} Input
 *
 * An input as the page has it, which leaves out what goes without saying: `whole` fills that in.
 * @typedef {{id: string, nominal: number} & Partial<Input>} LeanInput
 *
 * What an alternative gets on a leaf: its input plus shifts (`curve` is a place in
 * `Model.curves`), cut to the limits (absent: those of the leaf).
 * @typedef {{input: number, shifts?: {input: number, curve: number}[], limits?: Limits}} Cell
 *
 * @typedef {"yes" | "no" | "unknown"} Holds
 * @typedef {{id: string, label: string, holds: Holds, source: string | null}} Fact
 *
 * @typedef {{is: "at_least" | "at_most", limit: number}
 *   | {is: "one_of", numbers: number[], texts: string[]}} Test
 *
 * What alternatives must meet. It tests a fact, a leaf, or an attribute (`inputs`: the input of
 * each alternative that it concerns, in the order of `concerns`; null where there is none).
 * `settled` has what came of it where figures are not tested again, in the same order (null: it is
 * not known whether it is met).
 * `label` is its reason, or its id where it has none. `unknown` says what not knowing does.
 * @typedef {{id: string, label: string, reason: string, source: string | null,
 *   fact: string | null, leaf: number | null, inputs: (number | null)[] | null,
 *   test: Test | null, settled: (boolean | null)[] | null,
 *   unknown: "flag" | "exclude" | "pass", excludes: boolean,
 *   concerns: number[]}} Requirement
 *
 * An actor, as a preset of weights: a weight among its siblings for every criterion. `weights` is
 * null where they differ between groups.
 * @typedef {{id: string, label: string, weights: {[criterion: string]: number} | null}} Actor
 *
 * What the program found for an alternative with a method that does not move.
 * @typedef {{score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null, known: number}} Found
 *
 * `moves`: whether this script recomputes it; `why` not, in the reader's language. `linear`:
 * whether scores are linear in the weights, so that there are contributions and flips are exact.
 * `firstLevel`: by leaf, the figure that the first level counts as. `found` is null where it
 * moves.
 * @typedef {{name: string, label: string, moves: boolean, why: string, linear: boolean,
 *   normalization: string | null, firstLevel: number[], found: Found[] | null}} Method
 *
 * `weightsFollowFigures`: the weights were made of the figures, or of statements that are read
 * through them; the program would move them along with a figure, and here they stay.
 * @typedef {{format: 1, language: "en" | "nl", title: string, keys: Key[], groupKeys: number[],
 *   groups: Group[], alternatives: Alternative[], criteria: Criterion[], leaves: Leaf[],
 *   inputs: Input[], curves: Curve[], cells: Cell[][], facts: Fact[],
 *   requirements: Requirement[], actors: Actor[], methods: Method[], minKnown: number,
 *   groupWeights: number[][] | null, weightsFollowFigures: boolean}} Model
 * @typedef {Omit<Model, "inputs"> & {inputs: LeanInput[]}} LeanModel
 *
 * What is changed. `weights` has a weight for each criterion; one that is absent is the group's
 * own (see `Model.groupWeights`: by group, a weight for each criterion). `cells` has figures by
 * place in `Model.inputs`. `locked` is only for `setWeight`.
 * @typedef {{method: string, weights: {[criterion: string]: number},
 *   facts: {[fact: string]: Holds}, requirements: {[requirement: string]: boolean},
 *   cells: {[input: string]: number}, locked: {[criterion: string]: boolean}}} State
 *
 * `mayMeet`: those of `excludedBy` and `flaggedBy` of which it is not known whether they are met.
 * `score` is null where too little is known (`computed` is what it would be) or where the method
 * does not score it. `low` to `high` and `rankBest` to `rankWorst` are over all that the inputs
 * can be.
 * @typedef {{eligible: boolean, excludedBy: string[], flaggedBy: string[], mayMeet: string[],
 *   computed: number | null, score: number | null, low: number | null, high: number | null,
 *   rank: number | null, rankBest: number | null, rankWorst: number | null, known: number,
 *   contributions: (number | null)[]}} Standing
 *
 * One local weight moves from `from` to `to`, siblings in proportion; there `challenger` draws
 * level with whoever is first. `exact` is false where it was searched for.
 * @typedef {{criterion: string, from: number, to: number, challenger: number,
 *   exact: boolean}} Flip
 *
 * `weights` are those of the leaves, which sum to 1. `order` has the ranked alternatives by rank.
 * `certain`: whoever is first is first alone, whatever the inputs turn out to be. `exact`: every
 * bound is reached; else bounds are outer bounds. `flip` is null where no single weight changes
 * who is first, or nobody has a rival. `undefined` says that the method is not defined for these
 * figures, and on which leaf (null: siblings have no weight).
 * @typedef {{weights: number[], order: number[], certain: boolean, exact: boolean,
 *   flip: Flip | null, undefined: {leaf: number | null} | null}} GroupResult
 *
 * @typedef {{method: string, moves: boolean, why: string, alternatives: Standing[],
 *   groups: GroupResult[]}} Result
 */

const Afweging = (() => {
  // The tolerances of the program; their reasons stand in `src/tolerance.rs`.
  const TIE = 1e-10;
  const SUM_ROUNDING = 1e-14;
  const ENOUGH_KNOWN = 1e-9;
  const AS_NEAR = 1e-9;
  const IN_BOX = 1e-9;
  /** Values are cut to this, so that sums stay finite. */
  const MOST_VALUE = 1e300;
  /** How many points may be searched for all pairs of a group together. */
  const MOST_CANDIDATES = 20_000_000;
  /** Beyond this many alternatives ranges of ranks come from those of scores. */
  const MOST_PAIRED = 5_000;
  /** Of so many pairs times leaves the differences are kept. */
  const MOST_KEPT = 2_000_000;
  /** Steps of the grid for scores that are not linear in the weights. */
  const STEPS = 200;
  /** How narrow bisection makes a bracket. */
  const NARROW = 1e-9;
  const { MAX_VALUE, EPSILON, MAX_SAFE_INTEGER } = Number;

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

  // ---------------------------------------------------------------- curves

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

  /** The logarithm of a figure; of one that has none, of the least above 0. @param {number} x */
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

  // ---------------------------------------------------------------- figures

  /** @typedef {{low: number, nominal: number, high: number, known: boolean}} Spread */

  /**
   * The model with what its inputs leave out. A single figure is its own range; it is known and can
   * be changed; an input of a leaf has its name; anything else that is absent is null.
   * @template {LeanModel} Lean
   * @param {Lean} lean
   * @returns {Omit<Lean, "inputs"> & {inputs: Input[]}}
   */
  function whole(lean) {
    const inputs = lean.inputs.map((input) => {
      const leaf = input.leaf === undefined || input.leaf === null ? null : lean.leaves[input.leaf];
      const name = leaf ? leaf.id : input.name || "";
      return {
        name,
        label: leaf ? leaf.label : name,
        leaf: null,
        keys: [],
        low: input.nominal,
        high: input.nominal,
        known: true,
        kind: null,
        texts: null,
        text: null,
        least: null,
        most: null,
        changes: true,
        ...input,
      };
    });
    return { ...lean, inputs };
  }

  /** The ranges of the inputs: those of the case, or the figure that was set.
   * @param {Model} model @param {State} state @returns {Spread[]} */
  function inputSpreads(model, state) {
    return model.inputs.map((input, index) => {
      const set = Object.hasOwn(state.cells, index) ? state.cells[index] : undefined;
      if (set === undefined || !input.changes || !allowed(input, set)) return input;
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

  /** Whether all that a spread holds passes a test; null: some of it. @param {Test} test
   * @param {{low: number, high: number}} spread @returns {boolean | null} */
  function passes(test, { low, high }) {
    if (test.is === "one_of") {
      const hit = test.numbers.some((x) => low <= x && x <= high);
      return low === high && hit ? true : hit ? null : false;
    }
    const [least, most] = test.is === "at_least" ? [low, high] : [-high, -low];
    const limit = test.is === "at_least" ? test.limit : -test.limit;
    return least >= limit ? true : most < limit ? false : null;
  }

  /**
   * Who is excluded and flagged by what.
   * @param {Model} model @param {State} state @param {Spread[]} spreads @param {Spread[][]} cells
   */
  function gates(model, state, spreads, cells) {
    const out = model.alternatives.map((alternative) => ({
      eligible: !alternative.reference,
      /** @type {string[]} */ excludedBy: [],
      /** @type {string[]} */ flaggedBy: [],
      /** @type {string[]} */ mayMeet: [],
    }));
    /** @param {Requirement} requirement @param {number} place @returns {boolean | null} */
    const verdict = ({ fact, leaf, inputs, test, settled, concerns }, place) => {
      if (settled) return settled[place];
      if (fact !== null) {
        const holds = state.facts[fact];
        return holds === "yes" ? true : holds === "no" ? false : null;
      }
      if (!test) return null;
      if (leaf !== null) {
        const spread = cells[concerns[place]][leaf];
        return spread.known ? passes(test, spread) : null;
      }
      const at = inputs ? inputs[place] : null;
      if (at === null) return null;
      const input = model.inputs[at];
      const text =
        input.texts && spreads[at] !== input ? input.texts[spreads[at].nominal] : input.text;
      if (text !== null) return test.is === "one_of" ? test.texts.includes(text) : null;
      return spreads[at].known ? passes(test, spreads[at]) : null;
    };
    for (const requirement of model.requirements) {
      if (state.requirements[requirement.id] === false) continue;
      requirement.concerns.forEach((alternative, place) => {
        const met = verdict(requirement, place);
        if (met === true || (met === null && requirement.unknown === "pass")) return;
        const own = out[alternative];
        if (met === null) own.mayMeet.push(requirement.id);
        // Not knowing never does more than knowing the worst.
        const excludes =
          requirement.excludes && (met === false || requirement.unknown === "exclude");
        (excludes ? own.excludedBy : own.flaggedBy).push(requirement.id);
        if (excludes) own.eligible = false;
      });
    }
    return out;
  }

  // ---------------------------------------------------------------- weights

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

  // ---------------------------------------------------------------- bounds

  /**
   * One uncertain cell: curve(base + offset + shifts), its least and its greatest value alone.
   * @typedef {{leaf: number, base: number | null, offset: number,
   *   shifts: {input: number, curve: Curve}[], curve: Curve, low: number, high: number}} Term
   *
   * A term with its signed weight.
   * @typedef {{weight: number, term: Term}} Weighted
   *
   * @typedef {{min: number, max: number, exact: boolean}} Interval
   *
   * @typedef {{values: number[][], known: number[][], terms: Term[][], shares: boolean,
   *   crisp: boolean, spreads: Spread[], texts: boolean[], budget: number,
   *   pairs: Map<number, Pair>}} Additive
   */

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

  /**
   * What score(a) - score(b) can be, whatever the weights: the least and the greatest of what is
   * independent, by leaf, and the terms that hang together, each with its sign.
   * @typedef {{min: Float64Array, max: Float64Array, parts: Weighted[][]}} Pair
   */

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

  // ---------------------------------------------------------------- normalizations

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
   * A normalization fitted to a column: what a figure becomes, how two of them differ, and the
   * logarithm, all higher is better.
   * @typedef {{value: (x: number) => number, apart: (x: number, y: number) => number,
   *   ln: (x: number) => number}} Fitted
   */

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

  // ---------------------------------------------------------------- preference functions

  /** A figure, higher being better. `computed`: it is the result of a sum, which rounds.
   * @typedef {{x: number, computed: boolean}} Figure */

  /** What reading and subtracting may have moved a figure by. @param {number} x */
  const rounding = (x) =>
    Number.isInteger(x) && Math.abs(x) <= MAX_SAFE_INTEGER + 1 ? 0 : EPSILON * Math.abs(x);

  /** @param {Figure} figure @param {number} at */
  const slack = (figure, at) =>
    figure.computed ? 2 * rounding(figure.x) : at === 0 ? 0 : rounding(figure.x);

  /** Whether a is more than `at` ahead of b, beyond all rounding: the sum that must be exceeded
   * keeps its rounding error. @param {Figure} a @param {Figure} b @param {number} at */
  function beyond(a, b, at) {
    const [x, y] = [b.x + slack(b, at), at + rounding(at)];
    const limit = x + y;
    const back = limit - x;
    const error = x - (limit - back) + (y - back);
    const low = a.x - slack(a, at);
    return low > limit || (low === limit && error < 0);
  }

  /**
   * How strongly a figure is preferred to another, 0 to 1.
   * @param {Thresholds} thresholds @param {Figure} a @param {Figure} b
   */
  function preference(thresholds, a, b) {
    const q = Math.max(0, thresholds.indifference || 0);
    const p = Math.max(0, thresholds.preference || 0);
    const s = Math.max(0, thresholds.inflection || 0);
    /** @param {number} first @param {number} second */
    const steps = (first, second) =>
      (beyond(a, b, first) ? 0.5 : 0) + (beyond(a, b, second) ? 0.5 : 0);
    const d = difference(a.x, b.x);
    switch (thresholds.function) {
      case "u-shape":
        return steps(q, q);
      case "level":
        return steps(q, Math.max(p, q));
      case "v-shape":
        if (p <= 0) return steps(0, 0);
        return d <= 0 ? 0 : d < p ? d / p : 1;
      case "v-shape-indifference":
        if (p <= q) return steps(q, q);
        return d <= q ? 0 : d < p ? (d - q) / (p - q) : 1;
      case "gaussian":
        if (s === 0) return steps(0, 0);
        return d <= 0 ? 0 : -Math.expm1((-(d / s) * (d / s)) / 2);
      default:
        return steps(0, 0);
    }
  }

  // ---------------------------------------------------------------- methods

  /**
   * A method made ready for a group, whatever the weights. `members` are those that it scores;
   * `score` gives their scores in the same order. `values` is null where a score is no sum of
   * weight times value, `additive` where there are no bounds over the inputs.
   * @typedef {{members: number[], score: (weights: number[]) => number[],
   *   values: number[][] | null, additive: Additive | null, fault: number | null}} Prepared
   */

  /** Sums of weight times value. @param {number[][]} values */
  const linear = (values) => (/** @type {number[]} */ weights) =>
    values.map((row) => {
      let out = 0;
      for (let leaf = 0; leaf < row.length; leaf += 1) out += weights[leaf] * row[leaf];
      return out;
    });

  /**
   * @param {Model} model @param {Method} method @param {Group} group @param {Spread[]} spreads
   * @param {Spread[][]} cells @param {boolean[]} eligible @returns {Prepared}
   */
  function prepare(model, method, group, spreads, cells, eligible) {
    const competing = group.members.filter((member) => eligible[member]);
    const { name, normalization } = method;
    if (name === "promethee-ii") return withFlows(model, competing, cells);
    if (name === "weighted-sum" && normalization === null) {
      const curves = model.leaves.map((leaf, at) => {
        if (leaf.value) return leaf.value;
        let [min, max] = [Infinity, -Infinity];
        for (const member of competing) {
          min = Math.min(min, cells[member][at].low);
          max = Math.max(max, cells[member][at].high);
        }
        return overRange(leaf, min, max);
      });
      const members = model.leaves.every((leaf) => leaf.value) ? group.members : competing;
      const own = additive(model, spreads, cells, members, curves);
      return { members, score: linear(own.values), values: own.values, additive: own, fault: null };
    }
    const alone =
      name === "weighted-sum" && (normalization === "none" || normalization === "goalposts");
    const members = alone ? group.members : competing;
    return withColumns(model, method, members, cells);
  }

  /** @param {Model} model @param {Method} method @param {number[]} members
   * @param {Spread[][]} cells
   * @returns {Prepared} */
  function withColumns(model, method, members, cells) {
    /** @param {number} fault @returns {Prepared} */
    const refuse = (fault) => ({
      members: [],
      score: () => [],
      values: null,
      additive: null,
      fault,
    });
    /** @type {number[][]} */
    const columns = [];
    /** @type {Fitted[]} */
    const fitted = [];
    for (let leaf = 0; leaf < model.leaves.length && members.length > 0; leaf += 1) {
      const { direction, scale } = model.leaves[leaf];
      const first = method.firstLevel[leaf];
      const column = members.map((member) => cells[member][leaf].nominal + first);
      /** @type {[number, number] | null} */
      const ends = !scale
        ? null
        : scale.kind === "numeric"
          ? [scale.min, scale.max]
          : [first, scale.levels.length - 1 + first];
      const own =
        direction === "target"
          ? null
          : fit(method.normalization || "", column, direction === "max", ends);
      if (!own) return refuse(leaf);
      if (method.name === "weighted-product" && column.some((x) => own.value(x) < 0))
        return refuse(leaf);
      columns.push(column);
      fitted.push(own);
    }
    /** @param {(own: Fitted, x: number, leaf: number) => number} of */
    const rows = (of) =>
      members.map((_, row) => fitted.map((own, leaf) => of(own, columns[leaf][row], leaf)));
    if (method.name === "weighted-sum") {
      const values = rows((own, x) => own.value(x));
      return { members, score: linear(values), values, additive: null, fault: null };
    }
    if (method.name === "weighted-product") {
      // The logarithm of 0 as a number that a weight of 0 still turns into 0.
      const score = linear(rows((own, x) => Math.max(own.ln(x), -MAX_VALUE)));
      return {
        members,
        score: (weights) => score(weights).map(Math.exp),
        values: null,
        additive: null,
        fault: null,
      };
    }
    const best = fitted.map((_, leaf) => {
      const gains = model.leaves[leaf].direction === "max";
      const [least, most] = [Math.min(...columns[leaf]), Math.max(...columns[leaf])];
      return gains ? [most, least] : [least, most];
    });
    const toBest = rows((own, x, leaf) => own.apart(best[leaf][0], x));
    const toWorst = rows((own, x, leaf) => own.apart(x, best[leaf][1]));
    return {
      members,
      score: (weights) => closeness(toBest, toWorst, weights),
      values: null,
      additive: null,
      fault: null,
    };
  }

  /** Distances below this would vanish when squared. */
  const LEAST = 1e-140;

  /**
   * Distance from the worst as a share of both distances.
   * @param {number[][]} toBest @param {number[][]} toWorst @param {number[]} weights
   */
  function closeness(toBest, toWorst, weights) {
    let unit = 0;
    for (const row of toBest) for (const distance of row) unit = Math.max(unit, distance);
    if (!(unit > 0)) unit = 1;
    let largest = 0;
    weights.forEach((weight, leaf) => {
      for (const row of toBest) largest = Math.max(largest, (weight * row[leaf]) / unit);
    });
    const by = largest > 0 && largest < LEAST ? largest : 1;
    const scaled = weights.map((weight) => Math.min(weight / by, 1 / LEAST));
    /** @param {number[]} row */
    const size = (row) => {
      let out = 0;
      for (let leaf = 0; leaf < row.length; leaf += 1) {
        const distance = row[leaf] / unit;
        out += scaled[leaf] * scaled[leaf] * (distance * distance);
      }
      return Math.sqrt(out);
    };
    return toBest.map((row, at) => {
      const [plus, minus] = [size(row), size(toWorst[at])];
      return plus + minus > 0 ? minus / (plus + minus) : 0.5;
    });
  }

  /** PROMETHEE II: net flows of each criterion. @param {Model} model @param {number[]} members
   * @param {Spread[][]} cells @returns {Prepared} */
  function withFlows(model, members, cells) {
    const others = Math.max(1, members.length - 1);
    const values = members.map(() => model.leaves.map(() => 0));
    model.leaves.forEach(({ direction, thresholds }, leaf) => {
      const figures = members.map((member) => {
        const { low, nominal, high } = cells[member][leaf];
        const shifted = (model.cells[member][leaf].shifts || []).length > 0;
        return { x: direction === "min" ? -nominal : nominal, computed: shifted || low !== high };
      });
      const plus = figures.map(
        (a) => sum(figures.map((b) => preference(thresholds, a, b))) / others,
      );
      const minus = figures.map(
        (a) => sum(figures.map((b) => preference(thresholds, b, a))) / others,
      );
      values.forEach((row, at) => (row[leaf] = plus[at] - minus[at]));
    });
    return { members, score: linear(values), values, additive: null, fault: null };
  }

  // ---------------------------------------------------------------- ranks

  /** @param {number[]} scores */
  const tolerance = (scores) =>
    TIE * scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0);

  /**
   * 1 + how many scores exceed each by more than `eps`; one that is missing has no rank.
   * @param {(number | null)[]} scores @param {number} eps @returns {(number | null)[]}
   */
  function ranks(scores, eps) {
    /** @type {[number, number][]} */
    const sorted = [];
    scores.forEach((score, at) => score !== null && sorted.push([score, at]));
    sorted.sort((a, b) => b[0] - a[0]);
    /** @type {(number | null)[]} */
    const out = scores.map(() => null);
    let ahead = 0;
    for (const [score, at] of sorted) {
      while (ahead < sorted.length && difference(sorted[ahead][0], score) > eps) ahead += 1;
      out[at] = 1 + ahead;
    }
    return out;
  }

  /** How many of the sorted figures exceed one by more than `eps`.
   * @param {number[]} sorted @param {number} figure @param {number} eps */
  function above(sorted, figure, eps) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (difference(sorted[middle], figure) <= eps) low = middle + 1;
      else high = middle;
    }
    return sorted.length - low;
  }

  /** The size of the sums behind the scores: what cancels to 0 leaves rounding, which is no rank.
   * @param {number[][]} values @param {number[]} weights */
  function magnitude(values, weights) {
    let out = 0;
    for (const row of values) {
      let size = 0;
      for (let leaf = 0; leaf < row.length; leaf += 1) size += weights[leaf] * Math.abs(row[leaf]);
      out = Math.max(out, size);
    }
    return out;
  }

  // ---------------------------------------------------------------- flips

  /**
   * The alternatives of a group that have a rank: their rows in the method's figures, and ranks.
   * @typedef {{prepared: Prepared, competing: number[], rows: number[], ranks: number[],
   *   members: number[]}} Field
   */

  /** The line of leaf weights as one local weight moves.
   * @typedef {{index: number, now: number, at: (x: number) => number[]}} Path */

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
  function noiseOf(field, weights) {
    const { values } = field.prepared;
    return values
      ? SUM_ROUNDING *
          magnitude(
            field.competing.map((row) => values[row]),
            weights,
          )
      : 0;
  }

  /** An end of the interval within which first place stays: where, and who draws level.
   * @typedef {{to: number, challenger: number}} End */

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

  // ---------------------------------------------------------------- evaluation

  /** What does not depend on the weights.
   * @typedef {{key: string, cells: Spread[][], gates: ReturnType<typeof gates>,
   *   prepared: Prepared[]}} Ready */

  /** @type {WeakMap<Model, Ready>} */
  const last = new WeakMap();

  /** @param {Model} model @param {State} state @param {Method} method @returns {Ready} */
  function ready(model, state, method) {
    const key = JSON.stringify([method.name, state.facts, state.requirements, state.cells]);
    const known = last.get(model);
    if (known && known.key === key) return known;
    const spreads = inputSpreads(model, state);
    const cells = model.cells.map((row) =>
      row.map((cell, leaf) => cellSpread(model, spreads, cell, model.leaves[leaf])),
    );
    const own = gates(model, state, spreads, cells);
    const eligible = own.map((gate) => gate.eligible);
    const prepared = method.moves
      ? model.groups.map((group) => prepare(model, method, group, spreads, cells, eligible))
      : [];
    const out = { key, cells, gates: own, prepared };
    last.set(model, out);
    return out;
  }

  /**
   * Scores, ranks and all that follows. `flips: false` leaves out the nearest flips, which take
   * most of the time.
   * @param {Model} model
   * @param {State} state
   * @param {{flips?: boolean}} [options]
   * @returns {Result}
   */
  function evaluate(model, state, options) {
    const method = model.methods.find((own) => own.name === state.method) || model.methods[0];
    const { cells, gates, prepared } = ready(model, state, method);
    /** @type {Standing[]} */
    const alternatives = gates.map(({ eligible, excludedBy, flaggedBy, mayMeet }) => ({
      eligible,
      excludedBy,
      flaggedBy,
      mayMeet,
      computed: null,
      score: null,
      low: null,
      high: null,
      rank: null,
      rankBest: null,
      rankWorst: null,
      known: 0,
      contributions: model.leaves.map(() => null),
    }));
    const groups = model.groups.map((group, at) => {
      const local = localShares(model, state, at);
      const weights = globalWeights(model, local);
      for (const member of group.members)
        alternatives[member].known = knownShare(cells[member], weights);
      const flips = !options || options.flips !== false;
      return method.moves
        ? evaluateGroup(model, group, prepared[at], cells, local, weights, alternatives, flips)
        : asFound(group, method, weights, alternatives);
    });
    return { method: method.name, moves: method.moves, why: method.why, alternatives, groups };
  }

  /** The share of weight of which anything is known. @param {Spread[]} cells
   * @param {number[]} weights */
  function knownShare(cells, weights) {
    // Exactly 1 where all is known, whatever the rounding of the weights' sum.
    if (cells.every((cell) => cell.known)) return 1;
    return Math.min(1, sum(weights.filter((_, leaf) => cells[leaf].known)));
  }

  /** What the program found. @param {Group} group @param {Method} method @param {number[]} weights
   * @param {Standing[]} alternatives @returns {GroupResult} */
  function asFound(group, method, weights, alternatives) {
    for (const member of group.members) {
      if (method.found) Object.assign(alternatives[member], method.found[member]);
      alternatives[member].computed = alternatives[member].score;
    }
    return { ...summary(group, alternatives), weights, exact: true, flip: null, undefined: null };
  }

  /** @param {Group} group @param {Standing[]} alternatives */
  function summary(group, alternatives) {
    const order = group.members.filter((member) => alternatives[member].rank !== null);
    order.sort((a, b) => (alternatives[a].rank || 0) - (alternatives[b].rank || 0) || a - b);
    const canLead = group.members.filter((member) => alternatives[member].rankBest === 1);
    return { order, certain: canLead.length === 1 && canLead[0] === order[0] };
  }

  /**
   * @param {Model} model @param {Group} group @param {Prepared} prepared @param {Spread[][]} cells
   * @param {number[]} local @param {number[]} weights @param {Standing[]} alternatives
   * @param {boolean} flips @returns {GroupResult}
   */
  function evaluateGroup(model, group, prepared, cells, local, weights, alternatives, flips) {
    // Siblings that all weigh 0 have no shares, and nothing can be said.
    const weightless = weights.length > 0 && !(Math.abs(sum(weights) - 1) < 1e-6);
    if (prepared.fault !== null || weightless) {
      return {
        weights,
        order: [],
        certain: false,
        exact: true,
        flip: null,
        undefined: { leaf: prepared.fault },
      };
    }
    const { members, values, additive } = prepared;
    /** @param {Spread} cell */
    const isOne = (cell) => cell.low === cell.high;
    const rowOf = new Map(members.map((member, row) => [member, row]));
    const competing = group.members.filter((member) => alternatives[member].eligible);
    const crisp = competing.every((member) => cells[member].every(isOne));
    const scores = prepared.score(weights);
    let exact = true;
    members.forEach((member, row) => {
      const own = alternatives[member];
      const computed = clamp(scores[row], -MAX_VALUE, MAX_VALUE);
      own.computed = computed;
      own.score = own.known + ENOUGH_KNOWN >= model.minKnown ? computed : null;
      if (values) own.contributions = values[row].map((value, leaf) => value * weights[leaf]);
      if (additive && !additive.crisp) {
        const { min, max, exact: tight } = scoreBounds(additive, row, weights);
        exact = exact && tight;
        own.low = Math.min(min, computed);
        own.high = Math.max(max, computed);
      } else if (additive || (crisp && (own.eligible || cells[member].every(isOne)))) {
        own.low = computed;
        own.high = computed;
      }
    });
    const rows = competing.map((member) => rowOf.get(member)).filter((row) => row !== undefined);
    const computed = rows.map((row) => alternatives[members[row]].computed || 0);
    const noise = values
      ? SUM_ROUNDING *
        magnitude(
          rows.map((row) => values[row]),
          weights,
        )
      : 0;
    const eps = Math.max(tolerance(computed), noise);
    const own = ranks(
      competing.map((member) => alternatives[member].score),
      eps,
    );
    competing.forEach((member, place) => (alternatives[member].rank = own[place]));
    /** @type {[number | null, number | null][] | null} */
    let ranges = null;
    if (crisp) {
      // Who has no rank for want of known weight still stands somewhere.
      ranges = ranks(
        competing.map((member) => alternatives[member].computed),
        eps,
      ).map((rank) => [rank, rank]);
    } else if (additive) {
      const byPairs = additive.shares && rows.length <= MOST_PAIRED;
      exact = exact && (byPairs || !additive.shares);
      const found = byPairs ? rankedByPairs(additive, rows, weights, eps) : null;
      ranges = found
        ? found.ranges
        : rankedBySorting(
            competing.map((member) => alternatives[member]),
            eps,
          );
      exact = exact && (!found || found.exact);
    }
    if (ranges) {
      competing.forEach((member, place) => {
        [alternatives[member].rankBest, alternatives[member].rankWorst] = ranges[place];
      });
    }
    const ranked = competing.filter((member) => alternatives[member].rank !== null);
    const field = {
      prepared,
      competing: rows,
      rows: ranked.map((member) => rowOf.get(member) || 0),
      ranks: ranked.map((member) => alternatives[member].rank || 0),
      members: ranked,
    };
    const flip = flips ? nearestFlip(model, field, local, weights) : null;
    return { ...summary(group, alternatives), weights, exact, flip, undefined: null };
  }

  /** Ranges of ranks from the bounds of every difference: a rival counts for the best rank where it
   * is ahead whatever the inputs are, for the worst where it can be.
   * @param {Additive} model @param {number[]} rows @param {number[]} weights @param {number} eps */
  function rankedByPairs(model, rows, weights, eps) {
    /** @type {[number, number][]} */
    const ranges = rows.map(() => [1, 1]);
    let exact = true;
    for (let a = 0; a < rows.length; a += 1) {
      for (let b = a + 1; b < rows.length; b += 1) {
        const apart = differenceBounds(model, rows[a], rows[b], weights);
        if (apart.min > eps) ranges[b][0] += 1;
        if (apart.max > eps) ranges[b][1] += 1;
        if (-apart.max > eps) ranges[a][0] += 1;
        if (-apart.min > eps) ranges[a][1] += 1;
        exact = exact && apart.exact;
      }
    }
    return { ranges, exact };
  }

  /** Where no two alternatives share an uncertain input, bounds of differences are those of scores.
   * @param {Standing[]} own @param {number} eps @returns {[number, number][]} */
  function rankedBySorting(own, eps) {
    /** @param {number | null} x */
    const figure = (x) => (x === null ? 0 : x);
    const lows = own.map((it) => figure(it.low)).sort((a, b) => a - b);
    const highs = own.map((it) => figure(it.high)).sort((a, b) => a - b);
    return own.map((it) => {
      const [low, high] = [figure(it.low), figure(it.high)];
      return [
        1 + above(lows, high, eps),
        1 + above(highs, low, eps) - (difference(high, low) > eps ? 1 : 0),
      ];
    });
  }

  // ---------------------------------------------------------------- the state as text

  /**
   * The state of the case as it is.
   * @param {Model} model
   * @returns {State}
   */
  function initialState(model) {
    const state = emptyState(model.methods[0] ? model.methods[0].name : "");
    if (!model.groupWeights) {
      for (const criterion of model.criteria) state.weights[criterion.id] = criterion.weight;
    }
    for (const fact of model.facts) state.facts[fact.id] = fact.holds;
    for (const requirement of model.requirements) state.requirements[requirement.id] = true;
    return state;
  }

  /**
   * Objects without a prototype: an id may be any text.
   * @param {string} method
   * @returns {State}
   */
  function emptyState(method) {
    const nothing = () => Object.create(null);
    return {
      method,
      weights: nothing(),
      facts: nothing(),
      requirements: nothing(),
      cells: nothing(),
      locked: nothing(),
    };
  }

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
      if (at < 0 || !model.inputs[at].changes || !allowed(model.inputs[at], figure)) return false;
      state.cells[at] = figure;
    } else {
      return false;
    }
    return true;
  }

  return { whole, initialState, evaluate, localShares, setWeight, encode, decode };
})();

if (typeof module !== "undefined") module.exports = Afweging;
