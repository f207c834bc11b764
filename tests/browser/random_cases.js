// Small random cases, the same each time, as files.
// They have what the page's script must know: trees, groups, ranges, levels, targets, value points,
// figures that alternatives share, requirements, adjustments, references, and methods.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** Numbers from 0 to 1 that are the same everywhere (SplitMix64). */
function random(seed) {
  let state = BigInt(seed);
  const mask = (1n << 64n) - 1n;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return Number((z ^ (z >> 31n)) >> 11n) / 2 ** 53;
  };
}

/** Ways to draw from `next`. */
function draws(next) {
  const below = (n) => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick: (some) => some[below(some.length)],
    figure: (low, high) => Number((low + (high - low) * next()).toFixed(2)),
  };
}

const LEVELS = ["--", "-", "0", "+", "++"];

/** A criterion with data: its lines of TOML and what a cell of it can say. */
function leaf(draw, plain) {
  if (!plain && draw.chance(0.3)) {
    const value = draw.pick(["", "value = { levels = [0, 0.1, 0.4, 0.8, 1] }\n"]);
    const cell = () => {
      const [x, y] = [draw.below(5), draw.below(5)];
      if (draw.chance(0.12)) return "?";
      if (x !== y && draw.chance(0.4))
        return `${LEVELS[Math.min(x, y)]}..${LEVELS[Math.max(x, y)]}`;
      return LEVELS[x];
    };
    return {
      toml: `scale = { levels = ${JSON.stringify(LEVELS)} }\n${value}`,
      cell,
      ordinal: true,
    };
  }
  const kind = plain ? draw.pick(["max", "min"]) : draw.pick(["max", "min", "target"]);
  const direction = kind === "target" ? "{ target = 4.5 }" : `"${kind}"`;
  const scales = [
    "scale = { min = 0, max = 10 }\n",
    'scale = { min = 2, max = 8, outside = "clamp" }\n',
    'scale = { min = 2, max = 8, outside = "extend" }\n',
    "",
  ];
  let scale = plain && draw.chance(0.5) ? "" : draw.pick(scales);
  if (kind === "max" && !plain && draw.chance(0.3)) {
    scale = `${scales[0]}value = { points = [[0, 0.0], [3, 0.2], [7, 0.9], [10, 1.0]] }\n`;
  }
  const cell = () => {
    const [low, middle, high] = [
      draw.figure(0.5, 3.5),
      draw.figure(3.6, 5.5),
      draw.figure(5.6, 9.5),
    ];
    switch (draw.below(plain ? 4 : 12)) {
      case 0:
        return plain ? String(middle) : scale === "" ? String(low) : "?";
      case 1:
        return plain ? String(high) : `${low}..${high}`;
      case 4:
        return `${low}|${middle}|${high}`;
      case 5:
        return `${middle}±0.5`;
      case 6:
        return `"uniform(${low}; ${middle})"`;
      // Few figures, so that some tie.
      default:
        return String(1 + draw.below(9));
    }
  };
  return { toml: `direction = ${direction}\n${scale}`, cell, ordinal: false };
}

/** A case: its files by name. */
function randomCase(seed) {
  const draw = draws(random(seed));
  // Methods that know no targets, and need ratios, get cases of plain figures.
  const plain = seed % 3 === 0;
  const [options, places] = [2 + draw.below(4), 1 + draw.below(2)];
  const files = {};
  const leaves = [];
  let criteria = "";
  const add = (id, parent, isLeaf) => {
    criteria += `[[criteria]]\nid = "${id}"\nweight = ${1 + draw.below(5)}\n`;
    if (parent) criteria += `parent = "${parent}"\n`;
    if (!isLeaf) return;
    const own = leaf(draw, plain);
    criteria += own.toml;
    if (plain && draw.chance(0.6)) {
      criteria += draw.pick([
        'thresholds = { function = "u-shape", indifference = 1 }\n',
        'thresholds = { function = "v-shape", preference = 3 }\n',
        'thresholds = { function = "level", indifference = 1, preference = 3 }\n',
        'thresholds = { function = "v-shape-indifference", indifference = 0.5, preference = 2.5 }\n',
        'thresholds = { function = "gaussian", inflection = 2 }\n',
      ]);
    }
    leaves.push({ id, ...own });
  };
  for (let branch = 0; branch < 2 + draw.below(2); branch += 1) {
    const children = draw.pick([0, 2, 3]);
    add(`b${branch}`, null, children === 0);
    for (let child = 0; child < children; child += 1) {
      const deeper = child === 0 && draw.chance(0.3);
      add(`b${branch}-${child}`, `b${branch}`, !deeper);
      if (deeper)
        for (const at of [0, 1]) add(`b${branch}-${child}-${at}`, `b${branch}-${child}`, true);
    }
  }
  const pairs = [];
  for (let o = 0; o < options; o += 1) for (let p = 0; p < places; p += 1) pairs.push([o, p]);
  for (const { id, cell } of leaves) {
    // By option, by place or by both: what is not by both is shared.
    const by = plain ? 2 : draw.below(3);
    const rows =
      by === 0
        ? [...Array(options).keys()].map((o) => [`o${o}`])
        : by === 1
          ? [...Array(places).keys()].map((p) => [`p${p}`])
          : pairs.map(([o, p]) => [`o${o}`, `p${p}`]);
    const header = [["option"], ["place"], ["option", "place"]][by];
    files[`${id}.csv`] = [[...header, id], ...rows.map((row) => [...row, cell()])]
      .map((row) => row.join(","))
      .join("\n");
  }
  const attributes = new Set();
  let rules = "";
  for (const { id, ordinal, toml } of leaves) {
    if (plain || !draw.chance(0.35)) continue;
    const attribute = draw.pick(["size", "age", "role"]);
    attributes.add(attribute);
    const [a, b] = [draw.figure(-1.5, 1.5), draw.figure(-1.5, 1.5)];
    const shift =
      attribute === "role"
        ? `{ values = { lead = ${a}, partner = ${b}, none = 0.0 } }`
        : `{ points = [[0.0, 0.0], [${1 + draw.below(2)}.0, ${a}], [3.0, ${b}]] }`;
    rules += `[[adjustments]]\ncriterion = "${id}"\nattribute = "${attribute}"\nshift = ${shift}\n`;
    if (draw.chance(0.4)) rules += `when = { option = "o${draw.below(2)}" }\n`;
    if (draw.chance(0.3)) {
      rules += ordinal
        ? 'limits = { max = "+" }\n'
        : toml.includes("scale")
          ? "limits = { min = 2.5, max = 7.5 }\n"
          : "";
    }
  }
  if (draw.chance(0.5)) {
    const needs = draw.pick([
      'attribute = "size", at_least = 1',
      'attribute = "role", one_of = ["lead", "partner"]',
    ]);
    attributes.add(needs.includes("size") ? "size" : "role");
    const unknown = draw.pick(["", 'unknown = "exclude"\n', 'unknown = "pass"\n']);
    rules += `[[requirements]]\nid = "attribute"\nneeds = { ${needs} }\n${unknown}`;
  }
  if (draw.chance(0.5)) {
    const { id, ordinal } = draw.pick(leaves);
    const end = ordinal ? 'at_least = "-"' : draw.pick(["at_least = 2", "at_most = 7"]);
    const effect = draw.pick(["", 'effect = "flag"\n']);
    rules += `[[requirements]]\nid = "figure"\nneeds = { criterion = "${id}", ${end} }\n${effect}`;
  }
  rules += `[[facts]]\nid = "permit"\nholds = "${draw.pick(["yes", "no", "unknown"])}"\n`;
  rules +=
    '[[requirements]]\nid = "permit"\nwhen = { option = "o0" }\nneeds = { fact = "permit" }\n';
  rules += draw.pick(["", 'unknown = "exclude"\n']);
  for (const attribute of attributes) {
    const [key, count] = draw.pick([
      ["option", options],
      ["place", places],
    ]);
    const text = attribute === "role";
    const cell = () =>
      text
        ? draw.pick(["lead", "partner", "none", "?"])
        : draw.pick([
            "?",
            `${draw.figure(0, 1.4)}..${draw.figure(1.5, 3)}`,
            String(draw.figure(0, 3)),
            "1",
          ]);
    const rows = [...Array(count).keys()].map((at) => `${key[0]}${at},${cell()}`);
    // One that is known, so that the column is seen to hold texts.
    if (text) rows[0] = `${key[0]}0,lead`;
    files[`${attribute}.csv`] = [`${key},${attribute}`, ...rows].join("\n");
  }
  const reference = draw.chance(0.25) && options > 2 ? ', role = "reference"' : "";
  const list = (key, count, last) => {
    const values = [...Array(count).keys()].map(
      (at) => `{ id = "${key[0]}${at}"${at + 1 === count ? last : ""} }`,
    );
    return `[[keys]]\nid = "${key}"\nvalues = [${values.join(", ")}]\n`;
  };
  const names = Object.keys(files)
    .map((name) => `"${name}"`)
    .join(", ");
  const known = draw.pick(["", "min_known = 0\n", "min_known = 0.7\n"]);
  files["case.toml"] =
    `format = 1\nid = "random"\nrank_within = ["place"]\n${known}data = [${names}]\n` +
    list("option", options, reference) +
    list("place", places, "") +
    criteria +
    rules;
  return files;
}

/** Writes cases into a folder and gives their paths from there. */
function randomCases(folder, count) {
  const names = [];
  for (let seed = 1; seed <= count; seed += 1) {
    const name = `random-${seed}`;
    fs.mkdirSync(path.join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(randomCase(seed))) {
      fs.writeFileSync(path.join(folder, name, file), `${text}\n`);
    }
    names.push(`${name}/case.toml`);
  }
  return names;
}

module.exports = { draws, random, randomCases };
