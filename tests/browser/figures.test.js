// The figures in the page are those of the program: under other weights, facts, requirements and
// figures, put in by the address and by the controls.
"use strict";

const assert = require("node:assert/strict");
const { test, before, after } = require("node:test");
const t = require("./tools.js");

const CASES = [
  // A flat case of single figures, ranges and an unknown; a tree with facts, requirements and
  // shared entries; several methods, of which one does not move.
  { name: "pool", args: ["docs/pool/case.toml"], byAddress: 40, byControl: 40 },
  { name: "clusters", args: ["flemish-cluster-policy"], byAddress: 40, byControl: 30 },
  {
    name: "fighter",
    args: [
      "fighter-aircraft",
      "--method",
      "weighted-sum",
      "--method",
      "weighted-product",
      "--method",
      "topsis",
      "--method",
      "promethee-ii",
      "--method",
      "vikor",
    ],
    byAddress: 30,
    byControl: 30,
  },
];

let browser;
before(async () => {
  browser = await t.launch();
});
after(() => browser.close());

/** Random weights of all criteria, as the address and as the command line give them. */
function randomWeights(model, next) {
  const weights = model.criteria.map((criterion) => [criterion.id, next() + 0.01]);
  return {
    fragment: weights.map(([id, weight]) => `w.${encodeURIComponent(id)}=${weight}`).join("&"),
    flag: weights.map(([id, weight]) => `${id}=${weight}`).join(","),
  };
}

/** The shares after one of them is moved and its siblings follow in proportion: arithmetic of the test's own. */
function moved(shares, at, share) {
  const rest = shares.reduce((sum, it, place) => (place === at ? sum : sum + it), 0);
  return shares.map((it, place) => (place === at ? share : (it / rest) * (1 - share)));
}

for (const it of CASES) {
  test(`${it.name}: weights`, async () => {
    const file = t.report(it.name, it.args);
    const { page, faults, close } = await t.open(browser, file);
    const model = await t.modelOf(page);
    await t.unfold(page);
    const next = t.random(17);
    const moving = model.methods.filter((method) => method.moves);
    assert.ok(moving.length > 0);
    const methodPart = (method) =>
      method.name === model.methods[0].name ? "" : `&m=${method.name}`;

    t.assertSame(
      await t.shown(page),
      t.evaluated(model, it.args, model.methods[0].name).rows,
      "as written",
    );
    for (let draw = 0; draw < it.byAddress; draw++) {
      const method = moving[draw % moving.length];
      const weights = randomWeights(model, next);
      await t.go(page, weights.fragment + methodPart(method));
      const program = t.evaluated(model, [...it.args, "--weights", weights.flag], method.name);
      t.assertSame(await t.shown(page), program.rows, `${method.name} by address ${draw}`);
      if (method.linear) await contributions(page, model, program.parts, draw);
    }

    const sets = t.siblings(model).filter((set) => set.length > 1);
    for (let draw = 0; draw < it.byControl; draw++) {
      const method = moving[draw % moving.length];
      // By way of another address, so that what the controls changed before is gone.
      await t.go(page, "none");
      await t.go(page, methodPart(method).slice(1));
      const shares = new Map(
        sets.map((set) => {
          const sum = set.reduce((all, at) => all + model.criteria[at].weight, 0);
          return [set, set.map((at) => model.criteria[at].weight / sum)];
        }),
      );
      // Each draw moves two weights: one with its slider, which has steps, one with its field.
      for (const control of ["slider", "number"]) {
        const set = sets[Math.floor(next() * sets.length)];
        const place = Math.floor(next() * set.length);
        const id = model.criteria[set[place]].id;
        const per = control === "slider" ? 1 + Math.floor(next() * 190) / 2 : 1 + next() * 95;
        const name = control === "slider" ? "data-weight-of" : "data-number-of";
        const input = page.locator(`#live [${name}=${JSON.stringify(id)}]`);
        const text =
          model.language === "nl" && control === "number"
            ? String(per).replace(".", ",")
            : String(per);
        await input.fill(text);
        if (control === "number") await input.press("Enter");
        shares.set(set, moved(shares.get(set), place, per / 100));
        await t.drawn(page);
      }
      const flag = [...shares].flatMap(([set, all]) =>
        set.map((at, place) => `${model.criteria[at].id}=${all[place]}`),
      );
      const program = t.evaluated(model, [...it.args, "--weights", flag.join(",")], method.name);
      t.assertSame(await t.shown(page), program.rows, `${method.name} by control ${draw}`);
    }
    assert.deepEqual(faults, []);
    await close();
  });
}

/** What the criteria add to the score of one alternative. */
async function contributions(page, model, parts, draw) {
  const alternative = draw % model.alternatives.length;
  await page.evaluate((value) => {
    const selects = [...document.querySelectorAll("#live .live-results select")];
    const select = selects[selects.length - 1];
    select.value = String(value);
    select.dispatchEvent(new Event("change"));
  }, alternative);
  await t.drawn(page);
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll("#live .live-contributions tr[data-criterion]")].map((row) => [
      row.dataset.criterion,
      row.dataset.contribution,
    ]),
  );
  for (const [criterion, text] of rows) {
    const theirs =
      parts.get(JSON.stringify([model.alternatives[alternative].id, criterion])) ?? null;
    if (text === "" || theirs === null) assert.equal(text === "" ? null : Number(text), theirs);
    else
      assert.ok(Math.abs(Number(text) - theirs) <= t.NEAR, `${criterion}: ${text} and ${theirs}`);
  }
}

test("a method that does not move shows what the program found, and says why", async () => {
  const args = CASES[2].args;
  const { page, faults, close } = await t.open(browser, t.report("fighter", args), {
    fragment: "m=vikor",
  });
  const model = await t.modelOf(page);
  await t.unfold(page);
  t.assertSame(await t.shown(page), t.evaluated(model, args, "vikor").rows, "vikor");
  const why = model.methods.find((method) => method.name === "vikor").why;
  assert.ok(why.length > 0);
  assert.ok((await page.locator("#live .live-still").first().innerText()).includes(why));
  assert.ok(await page.locator("#live [data-weight-of]").first().isDisabled());
  assert.deepEqual(faults, []);
  await close();
});

test("facts, requirements and figures", async () => {
  const args = ["flemish-cluster-policy"];
  const { page, faults, close } = await t.open(browser, t.report("clusters", args));
  const model = await t.modelOf(page);
  await t.unfold(page);
  const next = t.random(5);
  const pick = (some) => some[Math.floor(next() * some.length)];
  assert.ok(model.facts.length > 0 && model.requirements.length > 0);

  for (let draw = 0; draw < 12; draw++) {
    const facts = model.facts.map((fact) => [fact.id, pick(["yes", "no", "unknown"])]);
    await t.go(page, facts.map(([id, holds]) => `f.${encodeURIComponent(id)}=${holds}`).join("&"));
    const flags = facts.flatMap(([id, holds]) => ["--set", `${id}=${holds}`]);
    t.assertSame(
      await t.shown(page),
      t.evaluated(model, [...args, ...flags]).rows,
      `facts ${draw}`,
    );
  }
  await t.go(page, model.requirements.map(({ id }) => `r.${encodeURIComponent(id)}=no`).join("&"));
  t.assertSame(
    await t.shown(page),
    t.evaluated(model, [...args, "--no-gates"]).rows,
    "no requirements",
  );

  const inputs = model.inputs
    .map((input, at) => ({ ...input, at }))
    .filter((input) => !input.fixed && input.leaf !== null && input.low < input.high);
  assert.ok(inputs.length > 0);
  for (let draw = 0; draw < 20; draw++) {
    const input = pick(inputs);
    const scale = model.leaves[input.leaf].scale;
    const levels = scale && scale.kind === "ordinal" ? scale.levels : null;
    const low = levels ? Math.ceil(input.low) : input.low;
    const figure = levels
      ? low + Math.floor(next() * (Math.floor(input.high) - low + 1))
      : low + next() * (input.high - low);
    await t.go(page, `c.${encodeURIComponent(input.id)}=${figure}`);
    const setting = `${input.name}=${levels ? levels[figure] : figure}${input.id.slice(input.name.length)}`;
    t.assertSame(
      await t.shown(page),
      t.evaluated(model, [...args, "--set", setting]).rows,
      setting,
    );
  }

  // The same by the controls: the first fact, then the first figure that can be changed.
  await t.go(page, "none");
  const fact = model.facts[0];
  const other = fact.holds === "yes" ? "no" : "yes";
  await page.locator(`#live select[data-fact=${JSON.stringify(fact.id)}]`).selectOption(other);
  await t.drawn(page);
  t.assertSame(
    await t.shown(page),
    t.evaluated(model, [...args, "--set", `${fact.id}=${other}`]).rows,
    "a fact by its control",
  );
  assert.ok(
    (await page.locator("#live .live-changed").innerText()).includes(`--set ${fact.id}=${other}`),
  );
  await page.locator("#live .live-changed button").click();
  await t.drawn(page);
  t.assertSame(await t.shown(page), t.evaluated(model, args).rows, "back to the case");
  assert.ok(await page.locator("#live .live-changed").isHidden());
  assert.deepEqual(faults, []);
  await close();
});

test("the command line that the page gives finds what the page shows", async () => {
  const args = ["docs/pool/case.toml"];
  const { page, close } = await t.open(browser, t.report("pool", args));
  const model = await t.modelOf(page);
  await page.locator('#live [data-number-of="cost"]').fill("61.7");
  await page.locator('#live [data-number-of="cost"]').press("Enter");
  await page
    .locator('#live select:has(option:text-is("Harbour"))')
    .first()
    .selectOption({ label: "Station" });
  await page.locator("#live [data-figure]").fill("15.5");
  await page.locator("#live [data-figure]").press("Enter");
  await t.drawn(page);
  const code = await page.locator("#live .live-changed code").innerText();
  const words = code.match(/'[^']*'|\S+/g).map((word) => word.replaceAll("'", ""));
  assert.deepEqual(words.slice(0, 2), ["afweging", "evaluate"]);
  const program = t.evaluated(model, [...args, ...words.slice(3)]);
  t.assertSame(await t.shown(page), program.rows, code);
  assert.ok(words.includes("cost=15.5@site=Station"), code);
  await close();
});
