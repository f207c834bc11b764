// The scripts that recompute, in the order in which the page has them.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ROOT = path.resolve(__dirname, "../..");
const PAGE = fs.readFileSync(path.join(ROOT, "src/report/render/html/page.rs"), "utf8");
const FILES = [...PAGE.matchAll(/include_str!\("[./]*(assets\/page\/engine\/\w+\.js)"\)/g)];
const scripts = FILES.map(([, file]) => fs.readFileSync(path.join(ROOT, file), "utf8"));

module.exports = vm.runInThisContext(`(() => {${scripts.join("\n")}; return Afweging; })()`);
