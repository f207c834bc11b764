// What the tests share: reports, pages in a browser, and the program's own figures.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const Afweging = require("./engine.js");

const ROOT = path.resolve(__dirname, "../..");
const PROGRAM = process.env.AFWEGING || path.join(ROOT, "target/debug/afweging");
const WORK = process.env.BROWSER_WORK || path.join(ROOT, "target/browser");
const PAGES = path.join(WORK, "pages");
fs.mkdirSync(PAGES, { recursive: true });

/** What is one figure may differ by rounding alone. */
const NEAR = 1e-9;

function program(args) {
  return execFileSync(PROGRAM, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The report of a case as a file; `args` are those of the command. */
function report(name, args) {
  const file = path.join(PAGES, `${name}.html`);
  program(["report", ...args, "-q", "-o", file]);
  return file;
}

function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A page, with all that it should not do. */
async function open(browser, file, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    const to = request.url();
    if (to.split("#")[0] !== address && !to.startsWith("blob:")) faults.push(`request: ${to}`);
  });
  await page.goto(address + (options.fragment ? `#${options.fragment}` : ""));
  await page.waitForSelector("#live .live-ranking tbody tr");
  const close = () => context.close();
  return { page, faults, close };
}

/** The model in a report, with what it leaves out. */
function modelIn(html) {
  const [, json] = html.match(/<script type="application\/json" id="model">(.*?)<\/script>/s);
  return Afweging.whole(JSON.parse(json));
}

/** The model in the page. */
const modelOf = async (page) => modelIn(await page.content());

/** Waits until the page has drawn what was changed. */
const drawn = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** Goes to another fragment, as a mailed link does. */
async function go(page, fragment) {
  await page.evaluate(
    (to) =>
      new Promise((done) => {
        addEventListener("hashchange", () => done(undefined), { once: true });
        location.hash = to;
        // The address may be that already, and then the browser says nothing.
        const late = setTimeout(() => dispatchEvent(new Event("hashchange")), 300);
        addEventListener("hashchange", () => clearTimeout(late), { once: true });
      }),
    fragment,
  );
  await drawn(page);
}

/** All folded parts open and all rows shown, so that everything can be reached. */
async function unfold(page) {
  await page.evaluate(() =>
    document.querySelectorAll("#live details").forEach((it) => {
      it.open = true;
    }),
  );
  for (const button of await page.locator("#live button[aria-expanded=false]:visible").all())
    await button.click();
  await drawn(page);
}

/** The figures of the ranking in the page, by the id of the alternative. */
async function shown(page) {
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll("#live .live-ranking tr[data-alternative]")].map((row) => ({
      ...row.dataset,
    })),
  );
  const number = (text) => (text === "" ? null : Number(text));
  return new Map(
    rows.map((row) => [
      row.alternative,
      {
        score: number(row.score),
        low: number(row.low),
        high: number(row.high),
        rank: number(row.rank),
        best: number(row.rankBest),
        worst: number(row.rankWorst),
        known: number(row.known),
        excluded: row.excluded,
        flagged: row.flagged,
      },
    ]),
  );
}

/** The figures of the program for the same case, by the id of the alternative in the model. */
function evaluated(model, args, method) {
  const { ranking, contributions } = JSON.parse(
    program(["evaluate", ...args, "-q", "--format", "json"]),
  ).tables;
  const name = (row) => JSON.stringify(model.keys.map((key) => row[key.id]));
  const ids = new Map(
    model.alternatives.map((it) => [
      JSON.stringify(model.keys.map((key, at) => key.values[it.values[at]].id)),
      it.id,
    ]),
  );
  const wanted = (row) => method === undefined || row.method === method;
  const rows = new Map(
    ranking.filter(wanted).map((row) => [
      ids.get(name(row)),
      {
        score: row.score,
        low: row.score_low,
        high: row.score_high,
        rank: row.rank,
        best: row.rank_best,
        worst: row.rank_worst,
        known: row.known_share,
        excluded: row.excluded_by ?? "",
        flagged: row.flagged_by ?? "",
      },
    ]),
  );
  const parts = new Map();
  for (const row of (contributions ?? []).filter(wanted))
    parts.set(JSON.stringify([ids.get(name(row)), row.criterion]), row.contribution);
  return { rows, parts };
}

/** Both tables say the same. */
function assertSame(page, program, what) {
  assert.deepEqual([...page.keys()].sort(), [...program.keys()].sort(), `${what}: alternatives`);
  for (const [id, theirs] of program) {
    const ours = page.get(id);
    for (const key of ["score", "low", "high", "known"]) {
      const [left, right] = [ours[key], theirs[key]];
      const same =
        left === null || right === null ? left === right : Math.abs(left - right) <= NEAR;
      assert.ok(
        same,
        `${what}: ${key} of ${id} is ${left} in the page and ${right} of the program`,
      );
    }
    for (const key of ["rank", "best", "worst", "excluded", "flagged"]) {
      assert.equal(ours[key], theirs[key], `${what}: ${key} of ${id}`);
    }
  }
}

/** Numbers from 0 to 1 that are the same each time (a linear congruence of Knuth's MMIX). */
function random(seed) {
  let state = BigInt(seed);
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
    return Number(state >> 11n) / 2 ** 53;
  };
}

/** The criteria by their parents. */
function siblings(model) {
  const sets = new Map();
  model.criteria.forEach((criterion, at) => {
    if (!sets.has(criterion.parent)) sets.set(criterion.parent, []);
    sets.get(criterion.parent).push(at);
  });
  return [...sets.values()];
}

module.exports = {
  ROOT,
  PROGRAM,
  WORK,
  NEAR,
  program,
  report,
  launch,
  open,
  modelIn,
  modelOf,
  drawn,
  go,
  unfold,
  shown,
  evaluated,
  assertSame,
  random,
  siblings,
};
