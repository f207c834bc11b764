// The scripts of the page are typed: the compiler of TypeScript finds nothing in either language.
"use strict";

const assert = require("node:assert/strict");
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const t = require("./tools.js");

const ASSETS = path.join(t.ROOT, "assets/page");

for (const language of ["en", "nl"]) {
  test(`the scripts of a page in ${language}`, () => {
    // In a page all scripts share their names.
    const scripts = fs
      .readdirSync(ASSETS, { recursive: true })
      .filter(
        (name) =>
          name.endsWith(".js") && (!name.startsWith("words.") || name === `words.${language}.js`),
      );
    const compiler = path.join(path.dirname(require.resolve("typescript/package.json")), "bin/tsc");
    const flags =
      "--noEmit --allowJs --checkJs --strict --noUnusedLocals --target es2022 --lib es2022,dom,dom.iterable --types".split(
        " ",
      );
    const run = spawnSync(process.execPath, [compiler, ...flags, "", ...scripts], {
      cwd: ASSETS,
      encoding: "utf8",
    });
    assert.equal(run.stdout + run.stderr, "");
    assert.equal(run.status, 0);
  });
}
