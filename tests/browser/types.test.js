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
    const folder = path.join(t.WORK, "types", language);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    const scripts = fs
      .readdirSync(ASSETS)
      .filter(
        (name) =>
          name.endsWith(".js") && (!name.startsWith("words.") || name === `words.${language}.js`),
      );
    // In a page all scripts share their names. A line that hands one to tests in Node would make
    // it a module with names of its own.
    for (const name of scripts) {
      const lines = fs.readFileSync(path.join(ASSETS, name), "utf8").split("\n");
      fs.writeFileSync(
        path.join(folder, name),
        lines.map((line) => (line.startsWith("if (typeof module ") ? "" : line)).join("\n"),
      );
    }
    const compiler = path.join(path.dirname(require.resolve("typescript/package.json")), "bin/tsc");
    const flags =
      "--noEmit --allowJs --checkJs --strict --noUnusedLocals --target es2022 --lib es2022,dom,dom.iterable --types".split(
        " ",
      );
    const run = spawnSync(process.execPath, [compiler, ...flags, "", ...scripts], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(run.stdout + run.stderr, "");
    assert.equal(run.status, 0);
  });
}
