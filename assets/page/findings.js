// @ts-check
"use strict";

/**
 * What is looked at: the state, the group that is shown (null: all), and what the ranking is
 * sorted by.
 * @typedef {{state: State, group: number | null,
 *   sort: "rank" | "score" | "name" | "low" | "high"}} View
 */

/**
 * What there is to say of a result, with its figures written out: the answer, what would change it,
 * what is changed, the command line and the CSV. It touches no document.
 */
const Findings = (() => {
  /* Numbers in the reader's notation ------------------------------------------------------- */

  /** No line ends between a number and its mark. */
  const PER_CENT = "\u00a0%";

  /** @param {string} text */
  const localized = (text) => text.replace(".", Words.decimal);

  /**
   * A figure on an unknown scale: two decimals where that says something, else four digits.
   * @param {number} number
   */
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

  /**
   * The ends of a range, with more decimals where they would look the same.
   * @param {number} low
   * @param {number} high
   * @returns {[string, string]}
   */
  function ends(low, high) {
    if (low === high || figure(low) !== figure(high)) return [figure(low), figure(high)];
    for (let decimals = 3; decimals < 10; decimals++) {
      const [from, to] = [fixed(low, decimals), fixed(high, decimals)];
      if (from !== to) return [localized(from), localized(to)];
    }
    return [figure(low), figure(high)];
  }

  /**
   * A score: as a figure, with so many decimals where that has two.
   * @param {number} number
   * @param {number} decimals
   */
  function score(number, decimals) {
    const size = Math.abs(number);
    const hasDecimals = size === 0 || (size >= 0.005 && size < 10);
    return hasDecimals ? localized(fixed(number, decimals)) : figure(number);
  }

  /**
   * The ends of a range of scores beside a score with so many decimals.
   * @param {number} low
   * @param {number} high
   * @param {number} decimals
   * @returns {[string, string]}
   */
  function scoreEnds(low, high, decimals) {
    const [from, to] = [score(low, decimals), score(high, decimals)];
    return from === to ? ends(low, high) : [from, to];
  }

  /**
   * How many decimals the scores of a group have: two, or three where that tells alternatives apart
   * that would look the same, though one is ranked ahead of the other.
   * @param {Standing[]} group
   */
  function decimalsOf(group) {
    const scoreOf = (/** @type {Standing} */ it) => Number(it.score);
    const ranked = group.filter((it) => it.score !== null && it.rank !== null);
    ranked.sort((a, b) => scoreOf(a) - scoreOf(b));
    const needsMore = ranked.slice(1).some((it, at) => {
      const [low, high] = [scoreOf(ranked[at]), scoreOf(it)];
      return (
        ranked[at].rank !== it.rank &&
        score(low, 2) === score(high, 2) &&
        score(low, 3) !== score(high, 3)
      );
    });
    return needsMore ? 3 : 2;
  }

  /** A lead: never 0 where it is not. @param {number} difference */
  function lead(difference) {
    if (difference > 0 && difference < 0.0005) return Words.under(localized("0.001"));
    return difference < 10 ? localized(fixed(difference, 3)) : figure(difference);
  }

  /**
   * A share in per cent: 0 and 100 only where it is exactly that.
   * @param {number} share
   * @param {number} [decimals]
   */
  function percent(share, decimals = 1) {
    const text = fixed(share * 100, decimals);
    const least = Math.pow(10, -decimals);
    const mark = (/** @type {number} */ number) => `${localized(fixed(number, decimals))}${PER_CENT}`;
    if (share > 0 && Number(text) === 0) return Words.under(mark(least));
    if (share < 1 && Number(text) >= 100) return Words.over(mark(100 - least));
    return `${localized(String(Number(text)))}${PER_CENT}`;
  }

  /** What a person may type: a number with a point or a comma. @param {string} text */
  function typed(text) {
    const plain = text.trim().replace(",", ".");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null;
  }

  /** A number for a field: up to six digits. @param {number} number */
  const short = (number) => localized(String(Number(number.toPrecision(6))));

  /**
   * @param {Model} model
   * @param {View} view what is looked at when a function is called
   * @param {string} options the case and its what-ifs, as the command line has them
   */
  function of(model, view, options) {
    const written = Afweging.initialState(model);
    /** @type {Map<number | null, number[]>} */
    const children = new Map();
    model.criteria.forEach((criterion, at) => {
      const siblings = children.get(criterion.parent) || [];
      siblings.push(at);
      children.set(criterion.parent, siblings);
    });
    /** The place of the siblings' parent is the same for all of them. @param {number} at */
    const siblingsOf = (at) => children.get(model.criteria[at].parent) || [];

    const sharesShown = () =>
      Afweging.localShares(model, view.state, view.group === null ? 0 : view.group);

    /** @param {number} input */
    const figureNow = (input) => {
      const set = view.state.cells[input];
      return set === undefined ? null : set;
    };

    /** Whether every figure is a single one. */
    const crisp = () =>
      model.inputs.every((input, at) => input.low === input.high || figureNow(at) !== null);

    /* What follows: the answer ---------------------------------------------------------------- */

    /** Whether enough is known of some, and still the method ranks none of them: it says only of
     * two which one is preferred. @param {Result} result @param {number[]} members */
    const hasNoRanks = (result, members) =>
      !result.moves &&
      members.some((member) => {
        const { score, known } = result.alternatives[member];
        return score === null && known >= model.minKnown;
      });

    /** @param {Result} result @param {number} group @returns {Place & {tie: boolean}} */
    function placeOf(result, group) {
      const found = result.groups[group];
      const members = model.groups[group].members;
      /** @param {number[]} places */
      const names = (places) => places.map((place) => model.alternatives[place].name);
      /** @type {Place & {tie: boolean}} */
      const place = {
        kind: "nobody",
        first: [],
        groups: [model.groups[group].name],
        least: null,
        most: null,
        next: [],
        why: found.undefined ? Words.undefinedOn(leafLabel(found.undefined.leaf)) : "",
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
      if (ranked.length === 0)
        return { ...place, kind: hasNoRanks(result, eligible) ? "partial" : "unranked" };
      const rankOf = (/** @type {number} */ member) => Number(result.alternatives[member].rank);
      const best = Math.min(...ranked.map(rankOf));
      const first = ranked.filter((member) => rankOf(member) === best);
      const behind = ranked.filter((member) => rankOf(member) > best);
      const second = Math.min(...behind.map(rankOf));
      const next = behind.filter((member) => rankOf(member) === second);
      const [of, to] = [first[0], next[0]].map((member) =>
        member === undefined ? null : result.alternatives[member].score,
      );
      const by = of !== null && to !== null ? String(of - to) : null;
      return {
        ...place,
        kind: "lead",
        first: names(first),
        next: names(next),
        least: by,
        most: by,
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
      const order = ["lead", "sure", "partial", "unranked", "only", "nobody", "undefined"];
      const places = [...together.values()];
      places.sort(
        (a, b) =>
          order.indexOf(a.kind) - order.indexOf(b.kind) || b.groups.length - a.groups.length,
      );
      for (const place of places) {
        if (place.least !== null) place.least = lead(Number(place.least));
        if (place.most !== null) place.most = lead(Number(place.most));
      }
      const leads = each.flatMap((place, group) => (place.kind === "lead" ? [group] : []));
      const could = new Set(
        leads.flatMap((group) =>
          model.groups[group].members
            .filter((member) => {
              const { rank, rankBest } = result.alternatives[member];
              return competes(result, member) && rank === null && rankBest === 1;
            })
            .map((member) => model.alternatives[member].name),
        ),
      );
      return {
        count: each.length,
        places,
        led: leads.length,
        crisp: crisp(),
        certain: leads
          .filter((group) => result.groups[group].certain)
          .map((group) => model.groups[group].name),
        ties: leads.filter((group) => each[group].tie).length,
        couldBeFirst: [...could],
      };
    }

    /**
     * What would change the answer: in the shown group, or in the one where least is needed.
     * @param {Result} result
     */
    function flipSentence(result) {
      if (!result.moves) return "";
      const method = model.methods.find((it) => it.name === result.method);
      const exact = method !== undefined && method.linear;
      const groups = model.groups
        .map((_, group) => group)
        .filter((group) => view.group === null || group === view.group);
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
      while (decimals < 6 && percent(flip.from, decimals) === percent(flip.to, decimals))
        decimals++;
      const first = placeOf(result, group).first[0];
      return Words.flip({
        criterion: criterion.label,
        parent,
        rises: flip.to > flip.from,
        from: percent(flip.from, decimals),
        to: percent(flip.to, decimals),
        challenger: model.alternatives[flip.challenger].name,
        first,
        group: several ? model.groups[group].name : "",
        exact: flip.exact,
        crisp: crisp(),
      });
    }

    /* What follows: changes and the command line ---------------------------------------------- */

    /**
     * A figure of an input: the name of a level or a text where it has one.
     * @param {Input} input
     * @param {number} number
     */
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

    /** What an input is, and of what. @param {Input} input */
    function inputName(input) {
      const of = input.keys.map(([key, value]) => model.keys[key].values[value].label);
      return of.length > 0 ? Words.figureOf(input.label, of.join("/")) : input.label;
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
      const before = Afweging.localShares(model, written, view.group === null ? 0 : view.group);
      const now = sharesShown();
      model.criteria.forEach((criterion, at) => {
        if (Math.abs(now[at] - before[at]) > 1e-12) {
          let decimals = 1;
          while (decimals < 8 && percent(now[at], decimals) === percent(before[at], decimals))
            decimals++;
          out.push(
            Words.instead(
              Words.weightOf(criterion.label),
              percent(now[at], decimals),
              percent(before[at], decimals),
            ),
          );
        }
      });
      for (const fact of model.facts) {
        const holds = view.state.facts[fact.id];
        if (holds !== fact.holds) {
          out.push(Words.instead(fact.label, Words.holds[holds], Words.holds[fact.holds]));
        }
      }
      for (const requirement of model.requirements) {
        if (!view.state.requirements[requirement.id]) out.push(Words.notApplied(requirement.label));
      }
      model.inputs.forEach((input, at) => {
        const set = figureNow(at);
        if (set !== null)
          out.push(Words.instead(inputName(input), inputText(input, set), inputAsWritten(input)));
      });
      return out;
    }

    /** As a shell reads it. @param {string} text */
    const quoted = (text) =>
      /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

    /** Whether a figure is changed of which the program would make other weights. */
    const leavesWeights = () =>
      model.weightsFollowFigures && model.inputs.some((_, at) => figureNow(at) !== null);

    /**
     * The same as a command line; whether it keeps the requirements that count here and leaves out
     * the others, and whether it has the weights that are used here.
     */
    function command() {
      // The what-ifs may name all methods of the page; here one is looked at.
      const several = model.methods.length > 1;
      const own = several ? options.replace(/ --method ('[^']*'|\S+)/g, "") : options;
      const parts = ["afweging", "evaluate", own].filter((part) => part !== "");
      if (several) parts.push("--method", quoted(view.state.method));
      const weights = model.criteria.flatMap((criterion, at) => {
        const moved = siblingsOf(at).some((sibling) => {
          const id = model.criteria[sibling].id;
          return view.state.weights[id] !== written.weights[id];
        });
        const weight = view.state.weights[criterion.id];
        return (moved || leavesWeights()) && weight !== undefined ? [`${criterion.id}=${weight}`] : [];
      });
      if (weights.length > 0) parts.push("--weights", quoted(weights.join(",")));
      for (const fact of model.facts) {
        const holds = view.state.facts[fact.id];
        if (holds !== fact.holds) parts.push("--set", quoted(`${fact.id}=${holds}`));
      }
      model.inputs.forEach((input, at) => {
        const set = figureNow(at);
        if (set === null) return;
        const names = levelsOf(input);
        const value = names && names[set] !== undefined ? names[set] : String(set);
        parts.push("--set", quoted(`${input.name}=${value}${input.id.slice(input.name.length)}`));
      });
      const left = model.requirements.filter((it) => !view.state.requirements[it.id]).length;
      if (left > 0) parts.push("--no-gates");
      return {
        text: parts.join(" "),
        hasRequirements: left === 0 || left === model.requirements.length,
        hasWeights: !leavesWeights() || !model.groupWeights,
      };
    }

    /* What follows: CSV, as the program writes it --------------------------------------------- */

    /**
     * Text that a spreadsheet would run as a formula gets an apostrophe in front.
     * @param {string} text
     */
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
        ...model.keys.map((key) => key.id),
        "method",
        "score",
        "score_low",
        "score_high",
        "rank",
        "rank_best",
        "rank_worst",
        "eligible_count",
        "known_share",
        "excluded_by",
        "flagged_by",
      ];
      const lines = [header.map(csvText)];
      for (const group of groupsShown()) {
        const eligible = model.groups[group].members.filter((member) => competes(result, member));
        for (const member of sorted(result, group)) {
          const it = result.alternatives[member];
          const integers = [it.rank, it.rankBest, it.rankWorst, eligible.length];
          lines.push([
            ...model.keys.map((key, at) =>
              csvText(key.values[model.alternatives[member].values[at]].id),
            ),
            csvText(result.method),
            ...[it.score, it.low, it.high].map(csvNumber),
            ...integers.map((number) => (number === null ? "" : String(number))),
            csvNumber(it.known),
            csvText(it.excludedBy.join(";")),
            csvText(it.flaggedBy.join(";")),
          ]);
        }
      }
      return lines.map((line) => `${line.join(Words.csvDelimiter)}\n`).join("");
    }

    const groupsShown = () =>
      view.group === null ? model.groups.map((_, group) => group) : [view.group];

    /**
     * The members of a group in the order asked for; missing figures come last.
     * @param {Result} result
     * @param {number} group
     */
    function sorted(result, group) {
      const members = [...model.groups[group].members];
      /** @param {number} member @returns {number | null} */
      const key = (member) => {
        const it = result.alternatives[member];
        switch (view.sort) {
          case "score":
            return it.score === null ? null : -it.score;
          case "low":
            return it.low === null ? null : -it.low;
          case "high":
            return it.high === null ? null : -it.high;
          default:
            return it.rank;
        }
      };
      /** @param {number} member */
      const kind = (member) =>
        model.alternatives[member].reference ? 1 : competes(result, member) ? 0 : 2;
      return members.sort((a, b) => {
        if (view.sort === "name") {
          return model.alternatives[a].name.localeCompare(
            model.alternatives[b].name,
            model.language,
          );
        }
        const [left, right] = [key(a), key(b)];
        if (left !== null && right !== null && left !== right) return left - right;
        if ((left === null) !== (right === null)) return left === null ? 1 : -1;
        return kind(a) - kind(b) || a - b;
      });
    }

    return {
      children,
      siblingsOf,
      sharesShown,
      figureNow,
      competes,
      answerOf,
      flipSentence,
      inputText,
      levelsOf,
      inputAsWritten,
      changes,
      leavesWeights,
      command,
      csv,
      groupsShown,
      sorted,
    };
  }

  return { figure, score, scoreEnds, decimalsOf, percent, fixed, localized, short, typed, of };
})();
