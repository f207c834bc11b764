// @ts-check
"use strict";

/**
 * The live part of the report: controls and what follows from them, built inside `#live`.
 *
 * All figures come from `Afweging` and all sentences from `Words`. User text goes into the page as
 * text nodes only. Data attributes hold figures in full, so that a test can read them.
 */
(() => {
  const ROWS_AT_FIRST = 25;
  const GROUPS_AT_FIRST = 12;
  /** From this many changes on, their list is folded. */
  const MANY_CHANGES = 8;
  /** Milliseconds of quiet before the address and the slow parts follow. */
  const QUIET = 200;
  /** A recalculation above this many milliseconds leaves out flips while a slider moves. */
  const SLOW = 25;

  /* Numbers in the reader's notation ------------------------------------------------------- */

  /** @param {string} text */
  const localized = (text) => text.replace(".", Words.decimal);

  /** A figure on an unknown scale: two decimals where that says something, else four digits. @param {number} number */
  function figure(number) {
    const size = Math.abs(number);
    if (size === 0 || (size >= 0.005 && size < 10)) return localized(fixed(number, 2));
    return localized(String(Number(number.toPrecision(4))));
  }

  /** No negative zero. @param {number} number @param {number} decimals */
  function fixed(number, decimals) {
    const text = number.toFixed(decimals);
    return Number(text) === 0 ? (0).toFixed(decimals) : text;
  }

  /** The ends of a range, with more decimals where they would look the same. @param {number} low @param {number} high @returns {[string, string]} */
  function ends(low, high) {
    if (low === high || figure(low) !== figure(high)) return [figure(low), figure(high)];
    for (let decimals = 3; decimals < 10; decimals++) {
      const [from, to] = [fixed(low, decimals), fixed(high, decimals)];
      if (from !== to) return [localized(from), localized(to)];
    }
    return [figure(low), figure(high)];
  }

  /** A lead: never 0 where it is not. @param {number} difference */
  function lead(difference) {
    if (difference > 0 && difference < 0.0005) return Words.under(localized("0.001"));
    return difference < 10 ? localized(fixed(difference, 3)) : figure(difference);
  }

  /** A share in per cent: 0 and 100 only where it is exactly that. @param {number} share @param {number} [decimals] */
  function percent(share, decimals = 1) {
    const text = fixed(share * 100, decimals);
    const least = Math.pow(10, -decimals);
    const mark = (/** @type {number} */ number) => `${localized(fixed(number, decimals))} %`;
    if (share > 0 && Number(text) === 0) return Words.under(mark(least));
    if (share < 1 && Number(text) >= 100) return Words.over(mark(100 - least));
    return `${localized(String(Number(text)))} %`;
  }

  /** What a person may type: a number with a point or a comma. @param {string} text */
  function typed(text) {
    const plain = text.trim().replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
  }

  /** A number for a field: up to six digits. @param {number} number */
  const short = (number) => localized(String(Number(number.toPrecision(6))));

  /* Elements ------------------------------------------------------------------------------- */

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag
   * @param {{[name: string]: string | number | boolean | null}} [attributes] null and false: none
   * @param {...(Node | string | null)} children
   * @returns {HTMLElementTagNameMap[T]}
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child !== null) element.append(child);
    return element;
  }

  let made = 0;
  const newId = () => `live-${++made}`;

  /** A name of the user's: its direction is its own. @param {string} text */
  const name = (text) => make("bdi", {}, text);

  /** A control under its label. @param {string} label @param {HTMLElement} control */
  function field(label, control) {
    control.id = control.id || newId();
    return make("div", { class: "live-field" }, make("label", { for: control.id }, label), control);
  }

  /** @param {string} label @param {() => void} action */
  function button(label, action) {
    const element = make("button", { type: "button" }, label);
    element.addEventListener("click", action);
    return element;
  }

  /** @param {[value: string, label: string, disabled?: boolean][]} options */
  function select(options) {
    const element = make("select");
    for (const [value, label, disabled] of options) {
      element.append(make("option", { value, disabled: disabled === true }, label));
    }
    return element;
  }

  /** Changes a text only where it differs, so that nothing is read out twice. @param {Node} node @param {string} text */
  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  /* The model and the state ---------------------------------------------------------------- */

  const root = /** @type {HTMLElement} */ (document.getElementById("live"));
  const source = document.getElementById("model");
  if (!root || !source) return;
  /** @type {Model} */
  const model = JSON.parse(source.textContent || "");
  const initial = () => Afweging.initialState(model);
  const written = initial();
  const caseName = root.dataset.case || "CASE";

  let state = initial();
  /** @type {string[]} */
  let ignored = [];
  /** The group that is shown; null: all. @type {number | null} */
  let shownGroup = null;
  let sortBy = "rank";
  let chosen = model.alternatives.length > 0 ? 0 : -1;
  const expanded = { ranking: false, matrix: false };

  /** @type {Map<number | null, number[]>} */
  const children = new Map();
  model.criteria.forEach((criterion, at) => {
    const siblings = children.get(criterion.parent) || [];
    siblings.push(at);
    children.set(criterion.parent, siblings);
  });
  /** The place of the siblings' parent is the same for all of them. @param {number} at */
  const siblingsOf = (at) => children.get(model.criteria[at].parent) || [];

  const sharesShown = () => Afweging.localShares(model, state, shownGroup === null ? 0 : shownGroup);

  /** @param {number} input */
  const figureNow = (input) => {
    const set = state.cells[input];
    return set === undefined ? null : set;
  };

  /** Whether every figure is a single one. */
  const crisp = () =>
    model.inputs.every((input, at) => input.low === input.high || figureNow(at) !== null);

  /* What follows: the answer ---------------------------------------------------------------- */

  /** @param {Result} result @param {number} group @returns {Place & {tie: boolean}} */
  function placeOf(result, group) {
    const found = result.groups[group];
    const members = model.groups[group].members;
    /** @param {number[]} places */
    const names = (places) => places.map((place) => model.alternatives[place].name);
    /** @type {Place & {tie: boolean}} */
    const place = {
      kind: "nobody", first: [], groups: [model.groups[group].name], least: null, most: null,
      next: [], why: found.undefined ? Words.undefinedOn(leafLabel(found.undefined.leaf)) : "",
      tie: false,
    };
    if (found.undefined) return { ...place, kind: "undefined" };
    const eligible = members.filter((member) => competes(result, member));
    if (eligible.length === 0) return place;
    if (eligible.length === 1) return { ...place, kind: "only", first: names(eligible) };
    const sure = eligible.filter((member) => {
      const { rank, rankWorst } = result.alternatives[member];
      return rank === null && rankWorst === 1;
    });
    if (sure.length > 0) return { ...place, kind: "sure", first: names(sure) };
    const ranked = eligible.filter((member) => result.alternatives[member].rank !== null);
    if (ranked.length === 0) return { ...place, kind: "unranked" };
    const rankOf = (/** @type {number} */ member) => Number(result.alternatives[member].rank);
    const best = Math.min(...ranked.map(rankOf));
    const first = ranked.filter((member) => rankOf(member) === best);
    const behind = ranked.filter((member) => rankOf(member) > best);
    const second = Math.min(...behind.map(rankOf));
    const next = behind.filter((member) => rankOf(member) === second);
    const [of, to] = [first[0], next[0]].map((member) =>
      member === undefined ? null : result.alternatives[member].score);
    const by = of !== null && to !== null ? String(of - to) : null;
    return {
      ...place, kind: "lead", first: names(first), next: names(next), least: by, most: by,
      tie: first.length > 1,
    };
  }

  /** @param {number | null} leaf */
  const leafLabel = (leaf) => (leaf === null ? null : model.leaves[leaf].label);

  /** @param {Result} result @param {number} member */
  const competes = (result, member) =>
    result.alternatives[member].eligible && !model.alternatives[member].reference;

  /** Groups that say the same are said together. @param {Result} result @returns {Answer} */
  function answerOf(result) {
    const each = model.groups.map((_, group) => placeOf(result, group));
    const several = each.length > 1;
    /** @type {Map<string, Place>} */
    const together = new Map();
    each.forEach((place) => {
      const who = several && place.kind === "only" ? [] : place.first;
      const key = JSON.stringify([place.kind, who, place.why, place.least === null]);
      const same = together.get(key);
      if (!same) {
        together.set(key, { ...place, groups: [...place.groups] });
        return;
      }
      same.groups.push(...place.groups);
      if (same.least !== null) {
        same.least = String(Math.min(Number(same.least), Number(place.least)));
        same.most = String(Math.max(Number(same.most), Number(place.most)));
      }
    });
    const order = ["lead", "sure", "unranked", "only", "nobody", "undefined"];
    const places = [...together.values()];
    places.sort((a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || b.groups.length - a.groups.length);
    for (const place of places) {
      if (place.least !== null) place.least = lead(Number(place.least));
      if (place.most !== null) place.most = lead(Number(place.most));
    }
    const leads = each.flatMap((place, group) => (place.kind === "lead" ? [group] : []));
    const could = new Set(leads.flatMap((group) => model.groups[group].members.filter((member) => {
      const { rank, rankBest } = result.alternatives[member];
      return competes(result, member) && rank === null && rankBest === 1;
    }).map((member) => model.alternatives[member].name)));
    return {
      count: each.length, places, led: leads.length, crisp: crisp(),
      certain: leads.filter((group) => result.groups[group].certain)
        .map((group) => model.groups[group].name),
      ties: leads.filter((group) => each[group].tie).length,
      couldBeFirst: [...could],
    };
  }

  /** What would change the answer: in the shown group, or in the one where least is needed. @param {Result} result */
  function flipSentence(result) {
    if (!result.moves) return "";
    const method = model.methods.find((it) => it.name === result.method);
    const exact = method !== undefined && method.linear;
    const groups = model.groups.map((_, group) => group)
      .filter((group) => shownGroup === null || group === shownGroup);
    const contested = groups.filter((group) => {
      const place = placeOf(result, group);
      return place.kind === "lead" && !place.tie && place.next.length > 0;
    });
    if (contested.length === 0) return "";
    const several = model.groups.length > 1;
    const flips = contested.flatMap((group) => {
      const { flip } = result.groups[group];
      return flip ? [{ flip, group }] : [];
    });
    flips.sort((a, b) => Math.abs(a.flip.to - a.flip.from) - Math.abs(b.flip.to - b.flip.from));
    const nearest = flips[0];
    if (!nearest) {
      const only = several && contested.length === 1 ? model.groups[contested[0]].name : "";
      return Words.noFlip(exact, crisp(), only);
    }
    const { flip, group } = nearest;
    const criterion = model.criteria.find((it) => it.id === flip.criterion);
    if (!criterion) return "";
    const parent = criterion.parent === null ? "" : model.criteria[criterion.parent].label;
    let decimals = 1;
    while (decimals < 6 && percent(flip.from, decimals) === percent(flip.to, decimals)) decimals++;
    const first = placeOf(result, group).first[0];
    return Words.flip({
      criterion: criterion.label, parent, rises: flip.to > flip.from,
      from: percent(flip.from, decimals), to: percent(flip.to, decimals),
      challenger: model.alternatives[flip.challenger].name, first,
      group: several ? model.groups[group].name : "", exact: flip.exact, crisp: crisp(),
    });
  }

  /* What follows: changes and the command line ---------------------------------------------- */

  /** A figure of an input: the name of a level or a text where it has one. @param {Input} input @param {number} number */
  function inputText(input, number) {
    const names = levelsOf(input);
    if (names && names[number] !== undefined) return names[number];
    const leaf = input.leaf === null ? null : model.leaves[input.leaf];
    return leaf && leaf.unit ? `${short(number)} ${leaf.unit}` : short(number);
  }

  /** The names of 0, 1, 2 ..., where figures have names. @param {Input} input */
  function levelsOf(input) {
    if (input.texts) return input.texts;
    const scale = input.leaf === null ? null : model.leaves[input.leaf].scale;
    return scale && scale.kind === "ordinal" ? scale.levels : null;
  }

  /** An input as the case has it. @param {Input} input */
  function inputAsWritten(input) {
    if (input.text !== null) return input.text;
    if (!input.known) return Words.unknown;
    if (input.low === input.high) return inputText(input, input.nominal);
    return Words.inside(inputText(input, input.low), inputText(input, input.high));
  }

  /** What differs from the case as written, a sentence each. */
  function changes() {
    /** @type {string[]} */
    const out = [];
    const before = Afweging.localShares(model, written, shownGroup === null ? 0 : shownGroup);
    const now = sharesShown();
    model.criteria.forEach((criterion, at) => {
      if (Math.abs(now[at] - before[at]) > 1e-12) {
        let decimals = 1;
        while (decimals < 8 && percent(now[at], decimals) === percent(before[at], decimals)) decimals++;
        out.push(Words.instead(Words.weightOf(criterion.label), percent(now[at], decimals), percent(before[at], decimals)));
      }
    });
    for (const fact of model.facts) {
      const holds = state.facts[fact.id];
      if (holds !== fact.holds) {
        out.push(Words.instead(fact.label, Words.holds[holds], Words.holds[fact.holds]));
      }
    }
    for (const requirement of model.requirements) {
      if (!state.requirements[requirement.id]) out.push(Words.notApplied(requirement.label));
    }
    model.inputs.forEach((input, at) => {
      const set = figureNow(at);
      if (set !== null) out.push(Words.instead(input.label, inputText(input, set), inputAsWritten(input)));
    });
    return out;
  }

  /** As a shell reads it. @param {string} text */
  const quoted = (text) =>
    /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

  /** The same as a command line, and whether it leaves out requirements that count here. */
  function command() {
    const parts = ["afweging", "evaluate", quoted(caseName)];
    if (model.methods.length > 1) parts.push("--method", quoted(state.method));
    const weights = model.criteria.flatMap((criterion, at) => {
      const moved = siblingsOf(at).some((sibling) => {
        const id = model.criteria[sibling].id;
        return state.weights[id] !== written.weights[id];
      });
      const weight = state.weights[criterion.id];
      return moved && weight !== undefined ? [`${criterion.id}=${weight}`] : [];
    });
    if (weights.length > 0) parts.push("--weights", quoted(weights.join(",")));
    for (const fact of model.facts) {
      const holds = state.facts[fact.id];
      if (holds !== fact.holds) parts.push("--set", quoted(`${fact.id}=${holds}`));
    }
    model.inputs.forEach((input, at) => {
      const set = figureNow(at);
      if (set === null) return;
      const names = levelsOf(input);
      const value = names && names[set] !== undefined ? names[set] : String(set);
      parts.push("--set", quoted(`${input.name}=${value}${input.id.slice(input.name.length)}`));
    });
    const left = model.requirements.filter((it) => !state.requirements[it.id]).length;
    if (left > 0) parts.push("--no-gates");
    return { text: parts.join(" "), exact: left === 0 || left === model.requirements.length };
  }

  /* What follows: CSV, as the program writes it --------------------------------------------- */

  /** Text that a spreadsheet would run as a formula gets an apostrophe in front. @param {string} text */
  function csvText(text) {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    const special = ['"', "\n", "\r", Words.csvDelimiter].some((mark) => safe.includes(mark));
    return special ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** @param {number | null} number */
  function csvNumber(number) {
    if (number === null) return "";
    const text = String(number).replace("e+", "e");
    return localized(/^-?\d+$/.test(text) ? `${text}.0` : text);
  }

  /** The ranking as a table, in the order shown. @param {Result} result */
  function csv(result) {
    const header = [
      ...model.keys.map((key) => key.id), "method", "score", "score_low", "score_high", "rank",
      "rank_best", "rank_worst", "eligible_count", "known_share", "excluded_by", "flagged_by",
    ];
    const lines = [header.map(csvText)];
    for (const group of groupsShown()) {
      const eligible = model.groups[group].members.filter((member) => competes(result, member));
      for (const member of sorted(result, group)) {
        const it = result.alternatives[member];
        const integers = [it.rank, it.rankBest, it.rankWorst, eligible.length];
        lines.push([
          ...model.keys.map((key, at) => csvText(key.values[model.alternatives[member].values[at]].id)),
          csvText(result.method),
          ...[it.score, it.low, it.high].map(csvNumber),
          ...integers.map((number) => (number === null ? "" : String(number))),
          csvNumber(it.known), csvText(it.excludedBy.join(";")), csvText(it.flaggedBy.join(";")),
        ]);
      }
    }
    return lines.map((line) => `${line.join(Words.csvDelimiter)}\n`).join("");
  }

  const groupsShown = () =>
    shownGroup === null ? model.groups.map((_, group) => group) : [shownGroup];

  /** The members of a group in the order asked for; missing figures come last. @param {Result} result @param {number} group */
  function sorted(result, group) {
    const members = [...model.groups[group].members];
    /** @param {number} member @returns {number | null} */
    const key = (member) => {
      const it = result.alternatives[member];
      switch (sortBy) {
        case "score": return it.score === null ? null : -it.score;
        case "low": return it.low === null ? null : -it.low;
        case "high": return it.high === null ? null : -it.high;
        default: return it.rank;
      }
    };
    /** @param {number} member */
    const kind = (member) =>
      model.alternatives[member].reference ? 1 : competes(result, member) ? 0 : 2;
    return members.sort((a, b) => {
      if (sortBy === "name") {
        return model.alternatives[a].name.localeCompare(model.alternatives[b].name, model.language);
      }
      const [left, right] = [key(a), key(b)];
      if (left !== null && right !== null && left !== right) return left - right;
      if ((left === null) !== (right === null)) return left === null ? 1 : -1;
      return kind(a) - kind(b) || a - b;
    });
  }

  /* Results -------------------------------------------------------------------------------- */

  /** The axis of all bars: 0 to 1, or as far as scores go. @param {Result} result @returns {[number, number]} */
  function axis(result) {
    let [from, to] = [0, 0];
    for (const it of result.alternatives) {
      for (const number of [it.score, it.low, it.high]) {
        if (number !== null) [from, to] = [Math.min(from, number), Math.max(to, number)];
      }
    }
    if (to <= 1 && from >= -1) return [from < 0 ? -1 : 0, 1];
    return [from, to];
  }

  /** The score as a bar from 0, and over it the range as a line. @param {Standing} it @param {[number, number]} ends */
  function bar(it, [from, to]) {
    const track = make("div", { class: "live-bar", "aria-hidden": "true" });
    const at = (/** @type {number} */ number) => (100 * (number - from)) / (to - from);
    /** @param {string} part @param {number} low @param {number} high */
    const put = (part, low, high) => {
      const element = make("span", { class: part });
      element.style.left = `${at(low)}%`;
      element.style.width = `${Math.max(at(high) - at(low), 0)}%`;
      track.append(element);
    };
    if (it.score !== null) put("live-score", Math.min(0, it.score), Math.max(0, it.score));
    if (it.low !== null && it.high !== null && it.low < it.high) put("live-range", it.low, it.high);
    return track;
  }

  /** @param {Standing} it */
  function rangeText(it) {
    if (it.low === null || it.high === null || it.low === it.high) return "";
    return Words.range(...ends(it.low, it.high));
  }

  /** @param {Standing} it */
  function rankText(it) {
    const { rank, rankBest: best, rankWorst: worst } = it;
    const span = best === null || worst === null || (best === worst && best === rank)
      ? "" : best === worst ? `(${best})` : `(${best}–${worst})`;
    return [rank === null ? "" : String(rank), span].filter((part) => part).join(" ");
  }

  /** Why an alternative has no rank, or deserves a second look. @param {Standing} it @param {Alternative} alternative */
  function notes(it, alternative) {
    /** @param {string} id */
    const reason = (id) => {
      const requirement = model.requirements.find((one) => one.id === id);
      const label = requirement ? requirement.label : id;
      return it.mayMeet.includes(id) ? Words.maybe(label) : label;
    };
    /** @type {string[]} */
    const out = [];
    if (alternative.reference) out.push(Words.reference);
    if (it.excludedBy.length > 0) out.push(Words.excludedBy(it.excludedBy.map(reason)));
    if (it.flaggedBy.length > 0) out.push(Words.flaggedBy(it.flaggedBy.map(reason)));
    if (it.score === null && it.computed !== null) out.push(Words.tooLittle);
    if (it.known < 1) out.push(Words.known(percent(it.known, 0)));
    return out;
  }

  /** The figures of an alternative in full, for whoever reads the page with a program. @param {number} member @param {Standing} it */
  function data(member, it) {
    const say = (/** @type {number | null} */ number) => (number === null ? "" : String(number));
    return {
      "data-alternative": model.alternatives[member].id,
      "data-score": say(it.score), "data-low": say(it.low), "data-high": say(it.high),
      "data-rank": say(it.rank), "data-rank-best": say(it.rankBest),
      "data-rank-worst": say(it.rankWorst), "data-known": say(it.known),
      "data-excluded": it.excludedBy.join(";"), "data-flagged": it.flaggedBy.join(";"),
    };
  }

  /** @param {Result} result @param {number} group @param {number} most */
  function rankingTable(result, group, most) {
    const scale = axis(result);
    const rows = sorted(result, group).slice(0, most).map((member) => {
      const [it, alternative] = [result.alternatives[member], model.alternatives[member]];
      const remarks = notes(it, alternative);
      return make("tr", { ...data(member, it), class: competes(result, member) ? null : "live-out" },
        make("td", { class: "live-rank" }, rankText(it) || "–"),
        make("th", { scope: "row" }, name(alternative.name), bar(it, scale),
          remarks.length > 0 ? make("span", { class: "live-note" }, name(remarks.join(" · "))) : null),
        make("td", { class: "live-number" }, make("strong", {}, it.score === null ? "–" : figure(it.score)),
          make("span", { class: "live-note" }, rangeText(it))));
    });
    const title = model.groups.length > 1 ? model.groups[group].name : Words.ranking;
    return make("table", { class: "live-ranking" },
      make("caption", { class: model.groups.length > 1 ? null : "live-hidden" }, name(title)),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, Words.rank),
        make("th", { scope: "col" }, Words.alternative), make("th", { scope: "col", class: "live-number" }, Words.score))),
      make("tbody", {}, ...rows));
  }

  /** Groups by what competes in them. @param {Result} result */
  function matrixTable(result) {
    const names = [...new Set(model.alternatives.map((it) => it.name))];
    const groups = groupsShown().slice(0, expanded.matrix ? Infinity : ROWS_AT_FIRST);
    const scale = axis(result);
    const rows = groups.map((group) => {
      /** @type {Map<string, number>} */
      const byName = new Map(model.groups[group].members.map((member) => [model.alternatives[member].name, member]));
      const cells = names.map((of) => {
        const member = byName.get(of);
        if (member === undefined) return make("td");
        const it = result.alternatives[member];
        const out = !competes(result, member);
        const why = model.alternatives[member].reference ? Words.reference
          : it.excludedBy.length > 0 ? Words.excludedBy([]).replace(/: $/, "") : rankText(it);
        return make("td", { ...data(member, it), class: out ? "live-out" : it.rank === 1 ? "live-first" : null },
          make("strong", {}, it.score === null ? "–" : figure(it.score)), bar(it, scale),
          make("span", { class: "live-note" }, rangeText(it)), make("span", { class: "live-note" }, why));
      });
      return make("tr", {}, make("th", { scope: "row" }, name(model.groups[group].name)), ...cells);
    });
    return make("table", { class: "live-matrix" },
      make("caption", { class: "live-hidden" }, Words.matrix),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, Words.group),
        ...names.map((of) => make("th", { scope: "col" }, name(of))))),
      make("tbody", {}, ...rows));
  }

  /** @param {Result} result @returns {Node[]} */
  function contributionsOf(result) {
    const alternative = model.alternatives[chosen];
    const it = result.alternatives[chosen];
    if (!alternative || !it) return [];
    const method = model.methods.find((one) => one.name === result.method);
    const none = it.contributions.every((part) => part === null);
    if (none) return [make("p", {}, method && !method.linear ? Words.noContributions : Words.nothingToAdd)];
    const weights = result.groups[alternative.group].weights;
    const largest = Math.max(...it.contributions.map((part) => Math.abs(part || 0)), Number.MIN_VALUE);
    const rows = model.leaves.map((leaf, at) => {
      const part = it.contributions[at];
      const track = make("div", { class: "live-bar", "aria-hidden": "true" });
      if (part !== null) {
        const length = make("span", { class: part < 0 ? "live-score live-against" : "live-score" });
        length.style.width = `${(100 * Math.abs(part)) / largest}%`;
        track.append(length);
      }
      return make("tr", { "data-criterion": leaf.id, "data-contribution": part === null ? "" : String(part), "data-weight": String(weights[at]) },
        make("th", { scope: "row" }, name(leaf.label), track),
        make("td", { class: "live-number" }, percent(weights[at])),
        make("td", { class: "live-number" }, part === null ? "–" : localized(fixed(part, 3))));
    });
    const total = it.score === null ? it.computed : it.score;
    return [
      it.score === null && total !== null ? make("p", {}, Words.tooLittleSum) : null,
      make("table", { class: "live-contributions" },
        make("caption", {}, name(Words.contributionsOf(alternative.fullName))),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, Words.criterion),
          make("th", { scope: "col", class: "live-number" }, Words.weight),
          make("th", { scope: "col", class: "live-number" }, Words.contribution))),
        make("tbody", {}, ...rows),
        total === null ? null : make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, Words.sum), make("td"),
          make("td", { class: "live-number" }, localized(fixed(total, 3)))))),
    ].filter((node) => node !== null);
  }

  /* Controls ------------------------------------------------------------------------------- */

  /** What each control does when the state changes. @type {(() => void)[]} */
  const followers = [];

  /** The slider, the field and the lock of a criterion. @param {number} at */
  function weightRow(at) {
    const criterion = model.criteria[at];
    const id = newId();
    const slider = make("input", { type: "range", id, min: 0, max: 100, step: 0.5, "data-weight-of": criterion.id });
    const number = make("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", size: 5,
      "aria-label": Words.percentOf(criterion.label), "data-number-of": criterion.id,
    });
    const lock = make("input", { type: "checkbox", "aria-label": Words.lockOf(criterion.label), "data-lock-of": criterion.id });
    slider.addEventListener("input", () => move(Number(slider.value) / 100));
    number.addEventListener("input", () => {
      number.dataset.typing = "";
      number.setCustomValidity("");
    });
    number.addEventListener("change", () => {
      const value = typed(number.value);
      if (value === null || value < 0 || value > 100) {
        number.setCustomValidity(Words.between("0", "100"));
        number.reportValidity();
        return;
      }
      delete number.dataset.typing;
      move(value / 100);
    });
    lock.addEventListener("change", () => {
      state.locked[criterion.id] = lock.checked;
      schedule();
    });
    /** @param {number} share */
    function move(share) {
      change(Afweging.setWeight(model, state, criterion.id, share));
    }
    followers.push(() => {
      const share = currentShares[at];
      const free = siblingsOf(at).filter((sibling) => !state.locked[model.criteria[sibling].id]);
      const locked = state.locked[criterion.id] === true;
      const fixed = locked || free.length < 2;
      slider.value = String(100 * share);
      slider.setAttribute("aria-valuetext", percent(share));
      if (number.dataset.typing === undefined) number.value = localized(String(Number((100 * share).toFixed(2))));
      slider.disabled = number.disabled = fixed;
      lock.checked = locked;
      lock.disabled = siblingsOf(at).length < 2;
    });
    return make("div", { class: "live-weight" },
      make("label", { for: id }, name(criterion.label)), slider,
      make("span", { class: "live-percent" }, number, " %"),
      make("label", { class: "live-lock" }, lock, " ", Words.lock));
  }

  /** The criteria under a parent, and folded below each what is under it. @param {number | null} parent @returns {HTMLElement} */
  function weightTree(parent) {
    const rows = (children.get(parent) || []).map((at) => {
      const below = children.get(at);
      if (!below) return make("li", {}, weightRow(at));
      const inner = make("details", {}, make("summary", {}, name(Words.within(model.criteria[at].label, below.length))), weightTree(at));
      return make("li", {}, weightRow(at), inner);
    });
    return make("ul", {}, ...rows);
  }

  /** The weights of an actor, with those of the case where it says nothing. @param {Actor} actor */
  const weightsOf = (actor) => {
    const weights = initial().weights;
    for (const [id, weight] of Object.entries(actor.weights || {})) weights[id] = weight;
    return weights;
  };

  function presets() {
    const choice = select([
      ["case", Words.asTheCase],
      ...model.actors.map((actor, at) => /** @type {[string, string, boolean]} */ ([
        String(at), actor.weights ? actor.label : `${actor.label} (${Words.differs})`, !actor.weights,
      ])),
      ["own", Words.yourOwn],
    ]);
    const shares = [written.weights, ...model.actors.map(weightsOf)]
      .map((weights) => Afweging.localShares(model, { ...written, weights }, 0));
    choice.addEventListener("change", () => {
      const actor = model.actors[Number(choice.value)];
      if (choice.value === "case") change({ ...state, weights: initial().weights });
      else if (actor) change({ ...state, weights: weightsOf(actor) });
      else followers.forEach((follow) => follow());
    });
    followers.push(() => {
      const same = shares.findIndex((preset, at) =>
        (at === 0 || model.actors[at - 1].weights !== null)
        && preset.every((share, criterion) => Math.abs(share - currentShares[criterion]) < 1e-12));
      choice.value = same < 0 ? "own" : same === 0 ? "case" : String(same - 1);
    });
    return field(Words.preset, choice);
  }

  function factControls() {
    const controls = model.facts.map((fact) => {
      /** @type {Holds[]} */
      const all = ["yes", "no", "unknown"];
      const choice = select(all.map((holds) => [holds, Words.holds[holds]]));
      choice.dataset.fact = fact.id;
      choice.addEventListener("change", () => {
        const facts = Object.assign(Object.create(null), state.facts);
        facts[fact.id] = all[choice.selectedIndex];
        change({ ...state, facts });
      });
      followers.push(() => { choice.value = state.facts[fact.id]; });
      return field(fact.label, choice);
    });
    return make("fieldset", {}, make("legend", {}, Words.facts), ...controls);
  }

  function requirementControls() {
    const controls = model.requirements.map((requirement) => {
      const box = make("input", { type: "checkbox", "data-requirement": requirement.id });
      box.addEventListener("change", () => {
        const requirements = Object.assign(Object.create(null), state.requirements);
        requirements[requirement.id] = box.checked;
        change({ ...state, requirements });
      });
      followers.push(() => { box.checked = state.requirements[requirement.id]; });
      return make("label", { class: "live-check" }, box, " ", name(requirement.label));
    });
    return make("fieldset", {}, make("legend", {}, Words.requirements), ...controls);
  }

  /** The inputs that an alternative rests on: by criterion, then what shifts them and what requirements test. @param {number} member */
  function inputsOf(member) {
    const cells = model.cells[member] || [];
    const out = cells.map((cell) => cell.input);
    for (const cell of cells) for (const shift of cell.shifts || []) out.push(shift.input);
    for (const requirement of model.requirements) {
      const at = requirement.concerns.indexOf(member);
      const input = requirement.inputs && at >= 0 ? requirement.inputs[at] : null;
      if (input !== null) out.push(input);
    }
    return [...new Set(out)];
  }

  /** One figure of one alternative. */
  function figureControls() {
    const who = alternativeSelect();
    const what = select([]);
    const value = make("div", { class: "live-value" });
    const note = make("p", { class: "live-hint" });
    const restore = button(Words.restore, () => set(null));
    /** The inputs in the order of `what`. @type {number[]} */
    let inputs = [];
    let shown = "";

    /** @param {number | null} number */
    function set(number) {
      const cells = Object.assign(Object.create(null), state.cells);
      const input = inputs[what.selectedIndex];
      if (number === null) delete cells[input];
      else cells[input] = number;
      change({ ...state, cells });
    }
    function listInputs() {
      inputs = inputsOf(Number(who.value));
      what.replaceChildren(...inputs.map((at) => {
        const input = model.inputs[at];
        const leaf = input.leaf === null ? null : model.leaves[input.leaf];
        return make("option", { value: String(at) }, leaf ? leaf.label : input.name);
      }));
      listValue();
    }
    /** The control of the value anew. */
    function listValue() {
      const at = inputs[what.selectedIndex];
      shown = "";
      value.replaceChildren();
      if (at === undefined) return;
      const input = model.inputs[at];
      const names = levelsOf(input);
      const now = figureNow(at);
      const [least, most] = [input.least, input.most];
      const users = model.alternatives.flatMap((alternative, member) =>
        member !== Number(who.value) && inputsOf(member).includes(at) ? [alternative.fullName] : []);
      const hints = [Words.asWritten(inputAsWritten(input))];
      if (users.length > 0) hints.push(Words.shared(users.slice(0, 4), Math.max(users.length - 4, 0)));
      if (!input.changes) hints.push(Words.cannotChange);
      else if (model.weightsFollowFigures) hints.push(Words.weightsStay);
      note.textContent = hints.join(" ");
      restore.disabled = now === null;
      if (!input.changes) return;
      if (names) {
        const inRange = names.map((_, level) => level).filter((level) =>
          (least === null || level >= least) && (most === null || level <= most));
        const levels = select([
          ["", Words.asTheCase],
          ...inRange.map((level) => /** @type {[string, string]} */ ([
            String(level),
            level < input.low || level > input.high ? `${names[level]} (${Words.outside})` : names[level],
          ])),
        ]);
        levels.value = now === null ? "" : String(now);
        levels.addEventListener("change", () => set(levels.value === "" ? null : Number(levels.value)));
        levels.dataset.figure = input.id;
        value.append(field(Words.value, levels));
        return;
      }
      const number = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", size: 8, "data-figure": input.id });
      number.value = short(now === null ? input.nominal : now);
      number.addEventListener("input", () => number.setCustomValidity(""));
      number.addEventListener("change", () => {
        const figure = typed(number.value);
        if (figure === null || (least !== null && figure < least) || (most !== null && figure > most)) {
          number.setCustomValidity(Words.between(least === null ? "−∞" : short(least), most === null ? "∞" : short(most)));
          number.reportValidity();
          return;
        }
        set(figure);
      });
      value.append(field(Words.value, number));
      const [from, to] = input.low < input.high ? [input.low, input.high] : [least, most];
      if (from === null || to === null || !(from < to)) return;
      const slider = make("input", { type: "range", min: from, max: to, step: (to - from) / 200, "aria-label": Words.value });
      slider.value = number.value;
      slider.value = String(now === null ? input.nominal : now);
      slider.addEventListener("input", () => {
        // The ends of a slider are those of the range, whatever its steps come to.
        const figure = Math.min(Math.max(Number(slider.value), from), to);
        number.value = short(figure);
        shown = "slider";
        set(figure);
      });
      value.append(slider);
    }
    who.addEventListener("change", listInputs);
    what.addEventListener("change", listValue);
    listInputs();
    let before = state.cells;
    followers.push(() => {
      if (state.cells === before) return;
      before = state.cells;
      // A slider that is held would lose its grip if it were made anew.
      if (shown === "slider") {
        restore.disabled = figureNow(inputs[what.selectedIndex]) === null;
        shown = "";
      } else {
        const focused = value.contains(document.activeElement);
        listValue();
        const control = value.querySelector("input, select");
        if (focused && control instanceof HTMLElement) control.focus();
      }
    });
    return make("fieldset", {}, make("legend", {}, Words.figures),
      field(Words.alternative, who), field(Words.criterion, what), value, note, restore);
  }

  /** All alternatives, by group where there are several. */
  function alternativeSelect() {
    const choice = make("select");
    for (const group of model.groups) {
      const options = group.members.map((member) =>
        make("option", { value: String(member) }, model.alternatives[member].name));
      if (model.groups.length > 1) choice.append(make("optgroup", { label: group.name }, ...options));
      else choice.append(...options);
    }
    return choice;
  }

  /* The page ------------------------------------------------------------------------------- */

  const answer = make("p", { class: "live-sentence", "aria-live": "polite" });
  const flip = make("p", { class: "live-flip" });
  const still = make("p", { class: "live-still", hidden: true });
  const unread = make("p", { class: "live-still", hidden: true });
  const mark = make("div", { class: "live-changed", hidden: true });
  const matrix = make("div", { class: "live-scroll", tabindex: "0", role: "region", "aria-label": Words.matrix });
  const moreGroups = button("", () => toggle("matrix"));
  const ranking = make("div", { class: "live-groups" });
  const moreRows = button("", () => toggle("ranking"));
  const outer = make("p", { class: "live-hint", hidden: true }, Words.outerBounds);
  const contributions = make("div");

  /** @param {"ranking" | "matrix"} part */
  function toggle(part) {
    expanded[part] = !expanded[part];
    schedule();
  }

  /** @param {HTMLButtonElement} control @param {number} all @param {number} most @param {boolean} open */
  function offerMore(control, all, most, open) {
    control.hidden = all <= most;
    say(control, open ? Words.showFewer : Words.showAll(all));
    control.setAttribute("aria-expanded", String(open));
  }

  const movingControls = make("fieldset", { class: "live-moving" });
  const resetWeights = button(Words.resetWeights, () => {
    change({ ...state, weights: initial().weights, locked: initial().locked });
  });
  const resultSelect = alternativeSelect();

  function build() {
    const weights = make("fieldset", { class: "live-weights" }, make("legend", {}, Words.weights),
      make("p", { class: "live-hint" }, Words.weightsHint),
      model.groupWeights ? make("p", { class: "live-hint" }, Words.groupWeights) : null,
      model.actors.length > 0 ? presets() : null, weightTree(null), resetWeights);
    movingControls.append(make("legend", { class: "live-hidden" }, Words.title), weights);
    if (model.facts.length > 0) movingControls.append(factControls());
    if (model.requirements.length > 0) movingControls.append(requirementControls());
    if (model.alternatives.length > 0) movingControls.append(figureControls());

    const controls = make("div", { class: "live-controls" });
    if (model.methods.length > 1) {
      const methods = select(model.methods.map((method) => [method.name, method.label]));
      methods.addEventListener("change", () => change({ ...state, method: methods.value }));
      followers.push(() => { methods.value = state.method; });
      controls.append(field(Words.method, methods));
    }
    controls.append(movingControls);

    const filter = select([["", Words.allGroups], ...model.groups.map((group, at) =>
      /** @type {[string, string]} */ ([String(at), group.name]))]);
    filter.addEventListener("change", () => {
      shownGroup = filter.value === "" ? null : Number(filter.value);
      schedule();
    });
    const sorting = select([
      ["rank", Words.byRank], ["score", Words.byScore], ["name", Words.byName],
      ["low", Words.byLow], ["high", Words.byHigh],
    ]);
    sorting.addEventListener("change", () => {
      sortBy = sorting.value;
      schedule();
    });
    resultSelect.addEventListener("change", () => {
      chosen = Number(resultSelect.value);
      schedule();
    });
    const several = model.groups.length > 1;
    root.append(
      make("p", { class: "live-intro" }, Words.intro),
      make("div", { class: "live-answer", role: "region", "aria-label": Words.answerTitle }, answer, flip, still, unread),
      mark,
      make("div", { class: "live-columns" }, controls,
        make("div", { class: "live-results" },
          several ? make("h3", {}, Words.matrix) : null, several ? matrix : null, several ? moreGroups : null,
          make("h3", {}, Words.ranking),
          make("p", { class: "live-hint" }, Words.explain), outer,
          make("div", { class: "live-tools" }, several ? field(Words.group, filter) : null,
            field(Words.sort, sorting), button(Words.download, download)),
          ranking, moreRows,
          make("h3", {}, Words.contributions),
          make("div", { class: "live-tools" }, field(Words.alternative, resultSelect)), contributions)));
  }

  /** @type {number[]} */
  let currentShares = [];
  /** @type {Result | null} */
  let latest = null;
  let took = 0;

  /** @param {boolean} complete with the flips, which take longest */
  function render(complete) {
    const start = performance.now();
    const result = Afweging.evaluate(model, state, { flips: complete });
    if (complete) took = performance.now() - start;
    latest = result;
    currentShares = sharesShown();
    followers.forEach((follow) => follow());

    const method = model.methods.find((it) => it.name === result.method);
    const label = method ? method.label : result.method;
    movingControls.disabled = !result.moves;
    still.hidden = result.moves;
    say(still, result.moves ? "" : Words.doesNotMove(label, result.why));
    unread.hidden = ignored.length === 0;
    say(unread, ignored.length === 0 ? "" : Words.ignored(ignored));
    const prefix = model.methods.length > 1 ? `${label}: ` : "";
    say(answer, prefix + Words.answer(answerOf(result)));
    if (complete) say(flip, flipSentence(result));
    outer.hidden = result.groups.every((group) => group.exact);

    if (model.groups.length > 1) {
      matrix.replaceChildren(matrixTable(result));
      offerMore(moreGroups, groupsShown().length, ROWS_AT_FIRST, expanded.matrix);
    }
    const groups = groupsShown();
    const most = expanded.ranking ? Infinity : ROWS_AT_FIRST;
    const shown = expanded.ranking ? groups : groups.slice(0, GROUPS_AT_FIRST);
    ranking.replaceChildren(...shown.map((group) => rankingTable(result, group, most)));
    const rows = groups.reduce((sum, group) => sum + model.groups[group].members.length, 0);
    const visible = groups.slice(0, GROUPS_AT_FIRST)
      .reduce((sum, group) => sum + Math.min(model.groups[group].members.length, ROWS_AT_FIRST), 0);
    offerMore(moreRows, rows, visible, expanded.ranking);
    contributions.replaceChildren(...contributionsOf(result));
    renderChanges();
  }

  function renderChanges() {
    const all = changes();
    mark.hidden = all.length === 0 && state.method === written.method;
    root.classList.toggle("live-touched", !mark.hidden);
    if (mark.hidden) return mark.replaceChildren();
    const items = make("ul", {}, ...all.map((text) => make("li", {}, name(text))));
    const open = mark.querySelector("details[open]") !== null;
    const { text, exact } = command();
    mark.replaceChildren(...[
      all.length > 0 ? make("p", {}, make("strong", {}, Words.changed)) : null,
      all.length > MANY_CHANGES
        ? make("details", { open }, make("summary", {}, Words.changes(all.length)), items) : items,
      make("p", {}, Words.command, " ", make("code", {}, text)),
      exact ? null : make("p", { class: "live-hint" }, Words.noFlag),
      make("p", { class: "live-tools" }, make("a", { href: `#${Afweging.encode(model, state)}` }, Words.linkToView),
        button(Words.reset, () => change({ ...initial(), method: state.method }))),
    ].filter((node) => node !== null));
  }

  function download() {
    if (!latest) return;
    const address = URL.createObjectURL(new Blob([csv(latest)], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: "ranking.csv" });
    root.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  /* How changes come in -------------------------------------------------------------------- */

  let waiting = 0;
  let quiet = 0;

  /** @param {State} next */
  function change(next) {
    state = next;
    ignored = [];
    schedule();
    clearTimeout(quiet);
    quiet = setTimeout(settle, QUIET);
  }

  /** Once a frame at most. */
  function schedule() {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      const moving = took > SLOW && quiet !== 0;
      if (moving) say(flip, "");
      render(!moving);
    });
  }

  /** The address and the slow parts follow when nothing has moved for a while. */
  function settle() {
    quiet = 0;
    const fragment = Afweging.encode(model, state);
    history.replaceState(null, "", fragment ? `#${fragment}` : "#");
    if (took > SLOW) schedule();
  }

  /** The state in the address; nothing where the fragment names a place on the page. */
  function follow() {
    const fragment = location.hash.slice(1);
    if (fragment && document.getElementById(decoded(fragment))) return;
    const read = Afweging.decode(model, fragment);
    state = read.state;
    ignored = read.ignored;
    schedule();
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Paper shows what is folded on the screen. */
  function printing() {
    /** @type {HTMLDetailsElement[]} */
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details")].filter((it) => !it.open);
      for (const it of opened) it.open = true;
    });
    addEventListener("afterprint", () => {
      for (const it of opened) it.open = false;
      opened = [];
    });
  }

  build();
  printing();
  addEventListener("hashchange", follow);
  follow();
})();
