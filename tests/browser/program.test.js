// The page's script computes what the program computes: scores, ranks, ranges, contributions, known
// shares, who competes and where first place changes, for random weights, facts, requirements and
// figures, of the built-in cases and of random ones.
//
// The models are those of reports that the program writes, with all methods of the program.
// AFWEGING_STATES says how many states of each case are compared; more find more.
"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const Afweging = require("./engine.js");
const { draws, random, randomCases } = require("./random_cases.js");
const { NEAR, PROGRAM, WORK, modelIn } = require("./tools.js");

const STATES = Number(process.env.AFWEGING_STATES ?? 6);
const BUILT_IN = [
  "flemish-cluster-policy",
  "fighter-aircraft",
  "drina-hydropower",
  "power-stations",
  "city-centre-constructed",
  "new-clusters",
  "urban-water",
];
const METHODS = [
  "weighted-sum",
  "weighted-product",
  "topsis",
  "vikor",
  "promethee-i",
  "promethee-ii",
];

const folder = path.join(WORK, "cases");
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });

/** Runs the program and gives the file that it writes, or why it refuses. */
function output(args, name) {
  const out = path.join(folder, name);
  fs.rmSync(out, { force: true });
  try {
    execFileSync(PROGRAM, [...args, "-o", out], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
  } catch (error) {
    assert.equal(error.status, 2, `${args.join(" ")}: ${error.stderr}`);
    return { refused: String(error.stderr) };
  }
  return { text: fs.readFileSync(out, "utf8") };
}

/** All tables of a run of the program, or why it refuses. */
function run(args) {
  const { text, refused } = output(args, "out.json");
  return refused ? { refused } : { tables: JSON.parse(text).tables };
}

/** The model of a case with all methods that are defined for it, those of the case first. */
function modelOf(name) {
  const { tables, refused } = run(["evaluate", name]);
  assert.equal(refused, undefined);
  const methods = new Set([...tables.ranking.map((row) => row.method), ...METHODS]);
  // One study, which is quick: the page's script needs none.
  const args = ["report", name, "--studies", "stability", ...[...methods].flatMap(only)];
  const report = output(args, "out.html");
  assert.equal(report.refused, undefined);
  return modelIn(report.text);
}

/** The arguments for one method. */
const only = (method) => ["--method", method];

/** The tables of all methods at once; null where one of them is not defined there. */
function tablesOf(methods, args) {
  return run(["evaluate", ...args, ...methods.flatMap(only)]).tables ?? null;
}

/** The alternatives that an input feeds, and those that its keys name. */
function reach(model, at) {
  const input = model.inputs[at];
  const fed = [];
  const named = [];
  model.alternatives.forEach((alternative, index) => {
    if (input.keys.every(([key, value]) => alternative.values[key] === value)) named.push(index);
    const own =
      input.leaf === null
        ? model.cells[index].some((cell) => (cell.shifts || []).some((shift) => shift.input === at))
        : model.cells[index][input.leaf].input === at;
    if (own) fed.push(index);
  });
  for (const requirement of model.requirements) {
    (requirement.inputs || []).forEach((own, place) => {
      if (own === at) fed.push(requirement.concerns[place]);
    });
  }
  return { fed: [...new Set(fed)].sort((a, b) => a - b), named };
}

/** An input that `--set` changes for just the alternatives that it feeds. Attributes may feed some
 * that nothing here shows; of these all inputs of the name must have the same keys. */
function settable(model, at) {
  const input = model.inputs[at];
  if (input.fixed) return false;
  const { fed, named } = reach(model, at);
  const alike = model.inputs.every(
    (other) =>
      other.name !== input.name ||
      String(other.keys.map(([key]) => key)) === String(input.keys.map(([key]) => key)),
  );
  return input.leaf === null
    ? alike && fed.every((one) => named.includes(one))
    : String(fed) === String(named);
}

/** A figure as `--set` reads it. */
function written(model, input, x) {
  if (input.texts) return input.texts[x];
  const scale = input.leaf === null ? null : model.leaves[input.leaf].scale;
  return scale && scale.kind === "ordinal" ? `#${x}` : String(x);
}

/** A random state, and the arguments that say the same to the program. */
function randomState(model, draw, at) {
  const state = Afweging.initialState(model);
  const args = [];
  if (at > 0) {
    for (const { id } of model.criteria) state.weights[id] = draw.chance(0.1) ? 0 : draw.next();
    if (at === 1) for (const { id, weight } of model.criteria) state.weights[id] = weight + 1;
    // Siblings must not all weigh 0.
    for (const { parent } of model.criteria) {
      const set = model.criteria.filter((other) => other.parent === parent);
      if (set.every(({ id }) => state.weights[id] === 0)) state.weights[set[0].id] = 1;
    }
    args.push("--weights", model.criteria.map(({ id }) => `${id}=${state.weights[id]}`).join(","));
  }
  if (at > 1) {
    for (const { id } of model.facts) {
      if (!draw.chance(0.5)) continue;
      state.facts[id] = draw.pick(["yes", "no", "unknown"]);
      args.push("--set", `${id}=${state.facts[id]}`);
    }
    if (draw.chance(0.2)) {
      for (const { id } of model.requirements) state.requirements[id] = false;
      args.push("--no-gates");
    }
    const inputs = model.inputs.map((_, index) => index).filter((index) => settable(model, index));
    const uncertain = inputs.filter((index) => model.inputs[index].low < model.inputs[index].high);
    for (let many = draw.below(4); many > 0 && inputs.length > 0; many -= 1) {
      const index = draw.pick(uncertain.length > 0 && draw.chance(0.8) ? uncertain : inputs);
      const input = model.inputs[index];
      const [low, high] = [input.least ?? input.low, input.most ?? input.high];
      const inside = draw.chance(0.5) ? [input.low, input.high] : [low, high];
      const x = input.texts ? draw.below(input.texts.length) : draw.figure(...inside);
      const clipped = Math.min(Math.max(x, low), high);
      if (state.cells[index] !== undefined) continue;
      state.cells[index] = clipped;
      const keys = input.keys.map(
        ([key, value]) => `${model.keys[key].id}=${model.keys[key].values[value].id}`,
      );
      args.push("--set", `${input.name}=${written(model, input, clipped)}@${keys.join(",")}`);
    }
  }
  return { state, args };
}

/** The alternative of a row of a table. */
function alternativeOf(model, row) {
  return model.alternatives.findIndex((alternative) =>
    alternative.values.every(
      (value, key) => model.keys[key].values[value].id === row[model.keys[key].id],
    ),
  );
}

const counts = {
  states: 0,
  refused: 0,
  scores: 0,
  ranges: 0,

  flips: 0,
  searched: 0,
  exclusions: 0,
  cells: 0,
};

/** Compare all figures of a method at a state with those of the program. */
function compare(model, state, tables, where) {
  const result = Afweging.evaluate(model, state, { flips: false });
  const near = (ours, theirs, what) => {
    if (ours === null || theirs === null) return assert.equal(ours, theirs, `${where}: ${what}`);
    assert.ok(Math.abs(ours - theirs) <= NEAR, `${where}: ${what}: ${ours} instead of ${theirs}`);
  };
  const rows = tables.ranking.filter((row) => row.method === state.method);
  assert.equal(rows.length, model.alternatives.length, where);
  for (const row of rows) {
    const at = alternativeOf(model, row);
    const own = result.alternatives[at];
    const what = model.alternatives[at].id;
    near(own.score, row.score, `score of ${what}`);
    near(own.low, row.score_low, `low of ${what}`);
    near(own.high, row.score_high, `high of ${what}`);
    near(own.known, row.known_share, `known share of ${what}`);
    assert.equal(own.rank, row.rank, `${where}: rank of ${what}`);
    assert.equal(own.rankBest, row.rank_best, `${where}: best rank of ${what}`);
    assert.equal(own.rankWorst, row.rank_worst, `${where}: worst rank of ${what}`);
    assert.equal(
      own.excludedBy.join(";"),
      row.excluded_by ?? "",
      `${where}: what excludes ${what}`,
    );
    assert.equal(own.flaggedBy.join(";"), row.flagged_by ?? "", `${where}: what flags ${what}`);
    counts.scores += 1;
    if (row.score_low !== row.score_high) counts.ranges += 1;
    if (row.excluded_by) counts.exclusions += 1;
  }
  for (const row of tables.contributions.filter((row) => row.method === state.method)) {
    const leaf = model.leaves.findIndex(({ id }) => id === row.criterion);
    const own = result.alternatives[alternativeOf(model, row)];
    near(own.contributions[leaf], row.contribution, `contribution of ${row.criterion}`);
  }
}

/** Compare the nearest flips with the intervals within which first place stays. */
function compareFlips(model, state, rows, where) {
  const result = Afweging.evaluate(model, state);
  const method = model.methods.find(({ name }) => name === state.method);
  model.groups.forEach((group, at) => {
    const values = model.alternatives[group.members[0]].values;
    const own = rows.filter(
      (row) =>
        row.target === "first" &&
        model.groupKeys.every(
          (key) => model.keys[key].values[values[key]].id === row[model.keys[key].id],
        ),
    );
    // Bisection takes a tie at 0 or 1 alone for the end of an interval a hair before it.
    const edge = method.linear ? 0 : 2 * NEAR;
    const ends = own.flatMap(({ criterion, low, weight, high }) => [
      ...(low > edge ? [{ criterion, to: low, far: weight - low }] : []),
      ...(high < 1 - edge ? [{ criterion, to: high, far: high - weight }] : []),
    ]);
    const { flip } = result.groups[at];
    const least = Math.min(...ends.map(({ far }) => far));
    if (flip === null)
      return assert.equal(ends.length, 0, `${where}: a flip was missed in ${group.name}`);
    // Bisection stops within 1e-9 of where it looks for.
    const reach = flip.exact ? NEAR : 4e-9;
    const found = ends.some(
      ({ criterion, to, far }) =>
        criterion === flip.criterion && Math.abs(to - flip.to) <= reach && far <= least + 2 * reach,
    );
    assert.ok(found, `${where}: ${JSON.stringify(flip)} is none of ${JSON.stringify(ends)}`);
    counts[flip.exact ? "flips" : "searched"] += 1;
    // Just beyond it another is first, and at it the challenger has drawn level.
    const side = Math.sign(flip.to - flip.from);
    if (side === 0 || model.groupWeights) return;
    const beyond = Afweging.setWeight(
      model,
      state,
      flip.criterion,
      Math.min(1, Math.max(0, flip.to + side * 1e-6)),
    );
    const then = Afweging.evaluate(model, beyond, { flips: false });
    const first = (some) =>
      result.groups[at].order
        .filter((one) => some.alternatives[one].computed !== null)
        .sort((a, b) => some.alternatives[b].computed - some.alternatives[a].computed)[0];
    const leaders = result.groups[at].order.filter((one) => result.alternatives[one].rank === 1);
    const changed = first(then) !== first(result) || leaders.length > 1;
    const gap =
      then.alternatives[flip.challenger].computed - then.alternatives[first(then)].computed;
    assert.ok(
      changed && Math.abs(gap) < 1e-4,
      `${where}: ${JSON.stringify(flip)} leads to ${first(then)}`,
    );
  });
}

test("the program and the page agree", async (t) => {
  for (const [number, name] of [...BUILT_IN, ...randomCases(folder, 40)].entries()) {
    await t.test(name, () => {
      const model = modelOf(name);
      const draw = draws(random(1_000 + number));
      const moving = model.methods.filter(({ moves }) => moves).map((method) => method.name);
      for (let at = 0; at < STATES; at += 1) {
        const { state, args } = randomState(model, draw, at);
        // A view that is mailed is the view that was looked at.
        const again = Afweging.decode(model, Afweging.encode(model, state));
        assert.deepEqual(again, { state, ignored: [] });
        counts.states += 1;
        counts.cells += Object.keys(state.cells).length;
        const common = [name, ...args];
        const all = tablesOf(moving, common);
        const flipped = moving[at % moving.length];
        for (const method of moving) {
          state.method = method;
          const where = `${common.join(" ")} --method ${method}`;
          const { tables, refused } = all
            ? { tables: all }
            : run(["evaluate", ...common, ...only(method)]);
          // Of several methods those that are not defined are left out.
          const isThere = tables && tables.ranking.some((row) => row.method === method);
          if (!isThere) {
            counts.refused += 1;
            const result = Afweging.evaluate(model, state);
            const says = result.groups.some((group) => group.undefined);
            assert.ok(says, `${where}: ${refused ?? "it is left out"}`);
            continue;
          }
          compare(model, state, tables, where);
          if (method !== flipped) continue;
          const studied = run(["sensitivity", "stability", ...common, ...only(method)]);
          if (studied.tables) compareFlips(model, state, studied.tables.intervals, where);
        }
      }
    });
  }
});

test("the comparisons were about something", () => {
  console.log(JSON.stringify(counts));
  for (const [what, count] of Object.entries(counts)) {
    if (what !== "refused") assert.ok(count >= 20, `${what}: ${count}`);
  }
});
