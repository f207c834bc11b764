// The sentences of the live part say what the figures say and no more, in both languages. The
// expected sentences are written by hand.
"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const vm = require("node:vm");

const ASSETS = path.resolve(__dirname, "../../assets/page");
const load = (language) =>
  vm.runInNewContext(
    `${fs.readFileSync(path.join(ASSETS, `words.${language}.js`), "utf8")}; Words`,
  );
const [EN, NL] = [load("en"), load("nl")];

const place = (kind, first, more = {}) => ({
  kind,
  first,
  groups: ["G"],
  least: null,
  most: null,
  next: [],
  why: "",
  ...more,
});
const answer = (places, more = {}) => ({
  count: 1,
  places,
  certain: [],
  led: 0,
  ties: 0,
  crisp: false,
  couldBeFirst: [],
  ...more,
});

test("both languages have the same words", () => {
  const shape = (words) =>
    Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value]));
  assert.deepEqual(shape(EN), shape(NL));
});

/** What is known, and what is said of it in both languages. */
const SAID = [
  [
    "a lead on figures that are not certain",
    answer([place("lead", ["A"], { least: "0.019", most: "0.019", next: ["B"] })], { led: 1 }),
    "A is first, 0.019 ahead of B. That holds at nominal figures only and is not certain.",
    "A staat op de eerste plaats, 0.019 voor op B. Dat geldt alleen bij nominale cijfers en is niet zeker.",
  ],
  [
    "a certain lead",
    answer([place("lead", ["A"], { least: "0.2", most: "0.2", next: ["B"] })], {
      led: 1,
      certain: ["G"],
    }),
    "A is first, 0.2 ahead of B. That is certain, whatever the unknown figures turn out to be.",
    "A staat op de eerste plaats, 0.2 voor op B. Dat is zeker, hoe de onbekende gegevens ook uitvallen.",
  ],
  [
    "single figures",
    answer([place("lead", ["A"], { least: "0.2", most: "0.2", next: ["B"] })], {
      led: 1,
      certain: ["G"],
      crisp: true,
    }),
    "A is first, 0.2 ahead of B. That is certain as far as the figures are; all of them are single figures.",
    "A staat op de eerste plaats, 0.2 voor op B. Dat is zeker, voor zover de cijfers zelf dat zijn: elk cijfer is één getal.",
  ],
  [
    "a tie is a tie, and nobody is certainly first",
    answer([place("lead", ["A", "B"], { least: "0.1", most: "0.1", next: ["C"] })], {
      led: 1,
      ties: 1,
      crisp: true,
    }),
    "A and B tie for first place, 0.1 ahead of C.",
    "A en B delen de eerste plaats, 0.1 voor op C.",
  ],
  [
    "the only option is not the best",
    answer([place("only", ["A"])]),
    "A is the only option that competes.",
    "A is de enige optie die wordt gerangschikt.",
  ],
  [
    "nobody",
    answer([place("nobody", [])]),
    "No alternative competes.",
    "Geen enkel alternatief wordt gerangschikt.",
  ],
  [
    "too little known",
    answer([place("unranked", [])]),
    "Nobody has a rank: too little is known of each.",
    "Geen enkel alternatief heeft een rang: van elk is te weinig bekend.",
  ],
  [
    "a method without ranks",
    answer([place("partial", [])]),
    "This method says of two alternatives which one is preferred, and gives no ranks.",
    "Deze methode zegt van twee alternatieven welk de voorkeur krijgt, en geeft geen rangen.",
  ],
  [
    "somebody without a rank could be first",
    answer([place("lead", ["A"], { least: null, most: null, next: [] })], {
      led: 1,
      couldBeFirst: ["C"],
    }),
    "A is the only one with a rank. That holds at nominal figures only and is not certain. Too little is known of C for a rank; it could be first too.",
    "A is het enige alternatief met een rang. Dat geldt alleen bij nominale cijfers en is niet zeker. Van C is te weinig bekend voor een rang; het kan ook op de eerste plaats staan.",
  ],
  [
    "several groups",
    answer(
      [
        place("lead", ["A"], { groups: ["G", "H"], least: "0.1", most: "0.3", next: ["B"] }),
        place("only", [], { groups: ["I"] }),
      ],
      { count: 3, led: 2, certain: ["H"] },
    ),
    "A is first in G and H, 0.1 to 0.3 ahead of the next. In I, only one option competes. That is certain in H, whatever the unknown figures turn out to be; elsewhere it holds at nominal figures only.",
    "A staat in G en H op de eerste plaats, 0.1 tot 0.3 voor op het volgende alternatief. In I wordt maar één optie gerangschikt. Dat is in H zeker, hoe de onbekende gegevens ook uitvallen; elders geldt het alleen bij nominale cijfers.",
  ],
];

for (const [what, facts, en, nl] of SAID) {
  test(what, () => {
    assert.equal(EN.answer(facts), en);
    assert.equal(NL.answer(facts), nl);
  });
}

test("a move of one weight", () => {
  const move = {
    criterion: "Cost",
    parent: "Money",
    from: "30 %",
    to: "41 %",
    rises: true,
    challenger: "B",
    first: "A",
    group: "",
    exact: true,
    crisp: true,
  };
  assert.equal(
    EN.flip(move),
    "The smallest move of one weight among its siblings that changes this: where the weight of Cost, within Money, rises to 41 % (now 30 %, its siblings in proportion), B draws level with A.",
  );
  assert.match(EN.flip({ ...move, exact: false }), /that a search found/);
  assert.match(
    NL.flip({ ...move, rises: false }),
    /het gewicht van Cost binnen Money tot 41 % daalt \(nu 30 %/,
  );
});
