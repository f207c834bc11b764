// The page's script on models small enough to compute by hand.
"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const Afweging = require("./engine.js");

const line = (from, to) => ({
  points: [
    [from, 0],
    [to, 1],
  ],
  below: false,
  above: false,
});

/** A model of one group: `figures` by alternative and leaf, a number, a range or null (unknown),
 * each on a scale from 0 to 10, more being better. `criteria` are [id, parent, weight]. */
function model(criteria, figures, more = {}) {
  const parents = criteria.map(([, parent]) => parent);
  const ids = criteria.map(([id]) => id);
  const leaves = ids.filter((id) => !parents.includes(id));
  const inputs = [];
  const cells = figures.map((row, alternative) =>
    row.map((figure, leaf) => {
      // A figure written as a text is shared by all that write the same one.
      const id = typeof figure === "string" ? figure : `${leaves[leaf]}@name=a${alternative}`;
      const known = inputs.findIndex((input) => input.id === id);
      if (known >= 0) return { input: known };
      const [low, high] =
        figure === null
          ? [0, 10]
          : typeof figure === "string"
            ? figure.split("..").map(Number)
            : Array.isArray(figure)
              ? figure
              : [figure, figure];
      inputs.push({
        id,
        name: leaves[leaf],
        label: leaves[leaf],
        leaf,
        keys: [[0, alternative]],
        low,
        high,
        nominal: (low + high) / 2,
        known: figure !== null,
        kind: null,
        texts: null,
        text: null,
        least: 0,
        most: 10,
        fixed: null,
      });
      return { input: inputs.length - 1 };
    }),
  );
  return {
    format: 1,
    language: "en",
    title: "",
    groupKeys: [],
    keys: [
      {
        id: "name",
        label: "name",
        values: figures.map((_, at) => ({ id: `a${at}`, label: `a${at}`, reference: false })),
      },
    ],
    groups: [{ name: "", members: figures.map((_, at) => at) }],
    alternatives: figures.map((_, at) => ({
      id: `a${at}`,
      name: `a${at}`,
      fullName: `a${at}`,
      values: [at],
      group: 0,
      reference: false,
    })),
    criteria: criteria.map(([id, parent, weight]) => ({
      id,
      label: id,
      parent: parent === null ? null : ids.indexOf(parent),
      leaf: leaves.includes(id) ? leaves.indexOf(id) : null,
      weight,
    })),
    leaves: leaves.map((id) => ({
      id,
      label: id,
      criterion: ids.indexOf(id),
      direction: "max",
      target: null,
      unit: null,
      scale: { kind: "numeric", min: 0, max: 10, beyond: "error" },
      value: line(0, 10),
      limits: [0, 10],
      thresholds: { function: "usual", indifference: null, preference: null, inflection: null },
    })),
    inputs,
    curves: [],
    cells,
    facts: [],
    requirements: [],
    actors: [],
    minKnown: 0.5,
    methods: [
      {
        name: "weighted-sum",
        label: "weighted-sum",
        moves: true,
        why: "",
        linear: true,
        symbol: "",
        normalization: null,
        firstLevel: leaves.map(() => 0),
        found: null,
      },
    ],
    groupWeights: null,
    weightsFollowFigures: false,
    ...more,
  };
}

const near = (ours, theirs) =>
  assert.ok(Math.abs(ours - theirs) < 1e-12, `${ours} is not ${theirs}`);

test("a sum, its ranks and where first place changes", () => {
  // a: 3 price + 1 quality of 4: (8 * 3 + 2) / 40 = 0.65; b: (4 * 3 + 9) / 40 = 0.525.
  const own = model(
    [
      ["price", null, 3],
      ["quality", null, 1],
    ],
    [
      [8, 2],
      [4, 9],
    ],
  );
  const {
    alternatives: [a, b],
    groups: [group],
  } = Afweging.evaluate(own, Afweging.initialState(own));
  near(a.score, 0.65);
  near(b.score, 0.525);
  assert.deepEqual([a.rank, b.rank, group.order, group.certain], [1, 2, [0, 1], true]);
  near(a.contributions[0], 0.6);
  // Level where 8 x + 2 (1 - x) = 4 x + 9 (1 - x): x = 7 / 11 on price; quality rises to 4 / 11.
  assert.equal(group.flip.criterion, "price");
  near(group.flip.to, 7 / 11);
  assert.deepEqual([group.flip.from, group.flip.challenger, group.flip.exact], [0.75, 1, true]);
});

test("a judgement that is shared cancels, and what is open is a range", () => {
  // Both have 2..8 on the first leaf, the same input: the order rests on the second alone.
  const own = model(
    [
      ["a", null, 1],
      ["b", null, 1],
    ],
    [
      ["2..8", 6],
      ["2..8", 5],
    ],
  );
  const {
    alternatives: [a, b],
    groups: [group],
  } = Afweging.evaluate(own, Afweging.initialState(own));
  near(a.low, 0.4);
  near(a.high, 0.7);
  assert.deepEqual(
    [a.rankBest, a.rankWorst, b.rankBest, b.rankWorst, group.certain],
    [1, 1, 2, 2, true],
  );
  // Two inputs with the same range do not cancel.
  const other = model(
    [
      ["a", null, 1],
      ["b", null, 1],
    ],
    [
      [[2, 8], 6],
      [[2, 8], 5],
    ],
  );
  const then = Afweging.evaluate(other, Afweging.initialState(other));
  assert.deepEqual([then.alternatives[0].rankWorst, then.groups[0].certain], [2, false]);
});

test("a node passes its weight on, and what is unknown counts as known share", () => {
  const own = model(
    [
      ["n", null, 3],
      ["x", "n", 1],
      ["y", "n", 2],
      ["z", null, 1],
    ],
    [
      [null, 5, 5],
      [10, 5, 0],
    ],
  );
  const {
    alternatives: [a, b],
    groups: [group],
  } = Afweging.evaluate(own, Afweging.initialState(own));
  [0.25, 0.5, 0.25].forEach((weight, leaf) => near(group.weights[leaf], weight));
  near(a.known, 0.75);
  near(a.score, 0.5);
  near(a.low, 0.375);
  assert.equal(b.known, 1);
  // With 80 % asked for, the first has no score and no rank, and still a range.
  const strict = { ...own, minKnown: 0.8 };
  const [then] = Afweging.evaluate(strict, Afweging.initialState(strict)).alternatives;
  assert.deepEqual([then.score, then.rank, then.rankBest, then.rankWorst], [null, null, 1, 2]);
  near(then.computed, 0.5);
});

test("siblings move in proportion, and locked ones stay", () => {
  const own = model(
    [
      ["a", null, 1],
      ["b", null, 2],
      ["c", null, 1],
    ],
    [[1, 1, 1]],
  );
  const start = Afweging.initialState(own);
  const moved = Afweging.setWeight(own, start, "a", 0.4);
  [0.4, 0.4, 0.2].forEach((share, at) => near(Afweging.localShares(own, moved)[at], share));
  const locked = Afweging.setWeight(own, { ...start, locked: { b: true } }, "a", 0.4);
  [0.4, 0.5, 0.1].forEach((share, at) => near(Afweging.localShares(own, locked)[at], share));
  // No more than the locked ones leave.
  const most = Afweging.setWeight(own, { ...start, locked: { b: true } }, "a", 0.9);
  [0.5, 0.5, 0].forEach((share, at) => near(Afweging.localShares(own, most)[at], share));
  const stuck = { ...start, locked: { b: true, c: true } };
  assert.equal(Afweging.setWeight(own, stuck, "a", 0.9), stuck);
  // All to one and back: the others come back in the proportion of the case.
  const back = Afweging.setWeight(own, Afweging.setWeight(own, start, "a", 1), "a", 0.25);
  [0.25, 0.5, 0.25].forEach((share, at) => near(Afweging.localShares(own, back)[at], share));
});

test("facts and requirements decide who competes", () => {
  const own = model([["a", null, 1]], [[9], [5]], {
    facts: [{ id: "permit", label: "permit", holds: "yes", source: null }],
    requirements: [
      {
        id: "needs-permit",
        label: "",
        reason: "",
        source: null,
        fact: "permit",
        leaf: null,
        inputs: null,
        test: null,
        settled: null,
        unknown: "flag",
        excludes: true,
        concerns: [0],
      },
    ],
  });
  const at = (holds, inForce = true) => {
    const state = Afweging.initialState(own);
    state.facts.permit = holds;
    state.requirements["needs-permit"] = inForce;
    const {
      alternatives: [{ eligible, excludedBy, flaggedBy, mayMeet }],
      groups: [{ order }],
    } = Afweging.evaluate(own, state);
    return [eligible, excludedBy.length, flaggedBy.length, mayMeet.length, order.join()];
  };
  assert.deepEqual(at("yes"), [true, 0, 0, 0, "0,1"]);
  assert.deepEqual(at("no"), [false, 1, 0, 0, "1"]);
  assert.deepEqual(at("unknown"), [true, 0, 1, 1, "0,1"]);
  assert.deepEqual(at("no", false), [true, 0, 0, 0, "0,1"]);
});

test("a shift moves a cell with its attribute, exactly over what neither is known of", () => {
  // The first cell is x + shift(size): x in 2..4, size in 0..10, shift 0 to 2. The second is x too.
  const own = model([["a", null, 1]], [["2..4"], ["2..4"]]);
  own.inputs.push({
    ...own.inputs[0],
    id: "size@",
    name: "size",
    leaf: null,
    low: 0,
    nominal: 5,
    high: 10,
  });
  own.curves.push({
    points: [
      [0, 0],
      [10, 2],
    ],
    below: false,
    above: false,
  });
  own.cells[0][0].shifts = [{ input: 1, curve: 0 }];
  const {
    alternatives: [a, b],
  } = Afweging.evaluate(own, Afweging.initialState(own));
  near(a.score, 0.4);
  near(a.low, 0.2);
  near(a.high, 0.6);
  // x cancels: the first is ahead by 0 to 0.2, so never behind.
  assert.deepEqual([a.rankBest, a.rankWorst, b.rankBest, b.rankWorst], [1, 1, 1, 2]);
});

test("a method without an answer here says on which criterion", () => {
  const own = model(
    [
      ["a", null, 1],
      ["b", null, 1],
    ],
    [
      [1, 2],
      [2, 4],
    ],
  );
  own.methods = [
    { ...own.methods[0], name: "weighted-product", normalization: "linear", linear: false },
  ];
  own.leaves[1].direction = "min";
  const state = Afweging.initialState(own);
  // (1/2)^(1/2) (2/2)^(1/2) and 1^(1/2) (2/4)^(1/2): they tie.
  const even = Afweging.evaluate(own, state);
  near(even.alternatives[0].score, Math.SQRT1_2);
  assert.deepEqual(
    even.alternatives.map((own) => own.rank),
    [1, 1],
  );
  state.cells = { 1: 0 };
  const { alternatives, groups } = Afweging.evaluate(own, state);
  assert.deepEqual(groups[0].undefined, { leaf: 1 });
  assert.equal(alternatives[0].score, null);
});

test("closeness to the best and the worst", () => {
  // Vector normalization of 3, 4: 0.6, 0.8; of 4, 3: 0.8, 0.6. Each is best on one: 1/2.
  const own = model(
    [
      ["a", null, 1],
      ["b", null, 1],
    ],
    [
      [3, 4],
      [4, 3],
    ],
  );
  own.methods = [{ ...own.methods[0], name: "topsis", normalization: "vector", linear: false }];
  const state = Afweging.initialState(own);
  near(Afweging.evaluate(own, state).alternatives[0].score, 0.5);
  // Weights 3 : 1: distances 0.2 * 3 and 0.2, so 0.25 for the first.
  state.weights.a = 3;
  near(Afweging.evaluate(own, state).alternatives[0].score, 0.25);
  // They meet where the weights do.
  const { flip } = Afweging.evaluate(own, state).groups[0];
  assert.ok(Math.abs(flip.to - 0.5) < 1e-8 && !flip.exact && flip.challenger === 0);
});

test("net flows by hand", () => {
  // V-shape with p = 4 on 2, 4, 8: advantages 0.5, 1 (6 of 4) and 1, over two rivals each.
  const own = model([["a", null, 1]], [[2], [4], [8]]);
  own.leaves[0].thresholds = {
    function: "v-shape",
    indifference: null,
    preference: 4,
    inflection: null,
  };
  own.methods = [{ ...own.methods[0], name: "promethee-ii" }];
  const { alternatives } = Afweging.evaluate(own, Afweging.initialState(own));
  [-0.75, -0.25, 1].forEach((flow, at) => near(alternatives[at].score, flow));
});

test("a method that does not move shows what was found", () => {
  const own = model([["a", null, 1]], [[2], [4]]);
  const found = [2, 1].map((rank) => ({
    score: rank / 10,
    low: null,
    high: null,
    rank,
    rankBest: rank,
    rankWorst: rank,
    known: 1,
  }));
  own.methods = [{ ...own.methods[0], name: "vikor", moves: false, why: "because", found }];
  const result = Afweging.evaluate(own, Afweging.initialState(own));
  assert.deepEqual([result.moves, result.why, result.groups[0].order], [false, "because", [1, 0]]);
  assert.equal(result.alternatives[0].score, 0.2);
});

test("a method that does not move shows nothing of what is changed", () => {
  const own = model(
    [
      ["a", null, 1],
      ["b", null, 1],
    ],
    [
      [2, 3],
      [4, 5],
    ],
  );
  const found = [2, 1].map((rank) => ({
    score: rank / 10,
    low: null,
    high: null,
    rank,
    rankBest: rank,
    rankWorst: rank,
    known: 1,
  }));
  own.methods.push({ ...own.methods[0], name: "vikor", moves: false, why: "because", found });
  own.facts = [{ id: "permit", label: "permit", holds: "yes", source: null }];
  own.requirements = [
    {
      id: "needs-permit",
      label: "",
      reason: "",
      source: null,
      fact: "permit",
      leaf: null,
      inputs: null,
      test: null,
      settled: null,
      unknown: "flag",
      excludes: true,
      concerns: [0, 1],
    },
  ];
  const as = (method) => ({ ...Afweging.initialState(own), method });
  const written = Afweging.evaluate(own, as("vikor"));
  const changed = { facts: { permit: "no" }, weights: { a: 1, b: 0 } };
  assert.deepEqual(Afweging.evaluate(own, { ...as("vikor"), ...changed }), written);
  // The same changes count where the method moves: nobody is left.
  const moved = Afweging.evaluate(own, { ...as("weighted-sum"), ...changed });
  assert.deepEqual(moved.groups[0].order, []);
  assert.deepEqual(moved.groups[0].weights, [1, 0]);
});

test("a fragment keeps the view, and nonsense is told and left out", () => {
  const own = model(
    [
      ["price", null, 3],
      ["quality", null, 1],
    ],
    [
      [8, 2],
      [4, 9],
    ],
  );
  own.facts = [{ id: "permit", label: "permit", holds: "no", source: null }];
  const state = Afweging.initialState(own);
  assert.equal(Afweging.encode(own, state), "");
  state.weights.price = 0.3;
  state.facts.permit = "yes";
  state.cells[1] = 2.5;
  const text = Afweging.encode(own, state);
  assert.equal(text, "w.price=0.3&f.permit=yes&c.quality@name=a0=2.5");
  assert.deepEqual(Afweging.decode(own, `#${text}`), { state, ignored: [] });
  const nonsense = [
    "w.nothing=1",
    "w.price=-1",
    "w.price=NaN",
    "w.price=Infinity",
    "w.price=1e999",
    "w.price=0x10",
    "w.price=",
    "f.permit=maybe",
    "f.__proto__=yes",
    "r.nothing=no",
    "c.quality@name=a0=11",
    "c.quality@name=a9=1",
    "m=none",
    "constructor",
    "=",
    "%",
    "w.price=%",
    "w.%E0%A4%A=1",
    "c.=1",
    "l.price=no",
    "x.price=1",
  ];
  const read = Afweging.decode(own, nonsense.join("&"));
  assert.deepEqual(read.ignored, nonsense);
  assert.deepEqual(read.state, Afweging.initialState(own));
  // Siblings that would all weigh 0 keep what they have.
  const zero = Afweging.decode(own, "w.price=0&w.quality=0");
  assert.deepEqual(zero.state, Afweging.initialState(own));
  assert.equal(zero.ignored.length, 2);
});

test("ids that mean something elsewhere are ids", () => {
  const names = ["__proto__", "constructor", "a=b&c#d%", "</script>", "\u202eé 😀", "toString"];
  const own = model(
    names.map((name) => [name, null, 1]),
    [names.map(() => 3)],
  );
  let state = Afweging.initialState(own);
  names.forEach((name, at) => {
    state = Afweging.setWeight(own, state, name, 0.3);
    near(Afweging.localShares(own, state)[at], 0.3);
    const text = Afweging.encode(own, state);
    assert.ok(!/[<>"\s#]/.test(text), text);
    assert.deepEqual(Afweging.decode(own, text), { state, ignored: [] });
  });
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
});
