// @ts-check
"use strict";

/**
 * The tables of results. Data attributes hold figures in full, for whoever reads the page with a
 * program.
 */
const Results = (() => {
  const { make, name } = Elements;
  const { score, scoreEnds, decimalsOf, percent, fixed, localized } = Findings;

  /**
   * @param {Model} model
   * @param {ReturnType<typeof Findings.of>} findings
   */
  function of(model, { competes, groupsShown, sorted }) {
    /**
     * The axis of all bars: 0 to 1, or as far as scores go.
     * @param {Result} result
     * @returns {[number, number]}
     */
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

    /**
     * The score as a bar from 0, and over it the range as a line.
     * @param {Standing} it
     * @param {[number, number]} ends
     */
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
      if (it.low !== null && it.high !== null && it.low < it.high)
        put("live-range", it.low, it.high);
      return track;
    }

    /** @param {Standing} it @param {number} decimals */
    function rangeText(it, decimals) {
      if (it.low === null || it.high === null || it.low === it.high) return "";
      return Words.range(...scoreEnds(it.low, it.high, decimals));
    }

    /** @param {Result} result @param {number} group */
    const decimalsIn = (result, group) =>
      decimalsOf(model.groups[group].members.map((member) => result.alternatives[member]));

    /** @param {Standing} it */
    function rankText(it) {
      const { rank, rankBest: best, rankWorst: worst } = it;
      const span =
        best === null || worst === null || (best === worst && best === rank)
          ? ""
          : best === worst
            ? `(${best})`
            : `(${best}–${worst})`;
      return [rank === null ? "" : String(rank), span].filter((part) => part).join(" ");
    }

    /**
     * Why an alternative has no rank, or deserves a second look.
     * @param {Standing} it
     * @param {Alternative} alternative
     */
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

    /**
     * The figures of an alternative in full, for whoever reads the page with a program.
     * @param {number} member
     * @param {Standing} it
     */
    function data(member, it) {
      const say = (/** @type {number | null} */ number) => (number === null ? "" : String(number));
      return {
        "data-alternative": model.alternatives[member].id,
        "data-score": say(it.score),
        "data-low": say(it.low),
        "data-high": say(it.high),
        "data-rank": say(it.rank),
        "data-rank-best": say(it.rankBest),
        "data-rank-worst": say(it.rankWorst),
        "data-known": say(it.known),
        "data-excluded": it.excludedBy.join(";"),
        "data-flagged": it.flaggedBy.join(";"),
      };
    }

    /** @param {Result} result @param {number} group @param {number} most */
    function rankingTable(result, group, most) {
      const scale = axis(result);
      const decimals = decimalsIn(result, group);
      const rows = sorted(result, group)
        .slice(0, most)
        .map((member) => {
          const [it, alternative] = [result.alternatives[member], model.alternatives[member]];
          const remarks = notes(it, alternative);
          return make(
            "tr",
            { ...data(member, it), class: competes(result, member) ? null : "live-out" },
            make("td", { class: "live-rank" }, rankText(it) || "–"),
            make(
              "th",
              { scope: "row" },
              name(alternative.name),
              it.score === null && it.low === null ? null : bar(it, scale),
              remarks.length > 0
                ? make("span", { class: "live-note" }, name(remarks.join(" · ")))
                : null,
            ),
            make(
              "td",
              { class: "live-number" },
              make("strong", {}, it.score === null ? "–" : score(it.score, decimals)),
              make("span", { class: "live-note" }, rangeText(it, decimals)),
            ),
          );
        });
      const title = model.groups.length > 1 ? model.groups[group].name : Words.ranking;
      const symbol = model.methods.find((one) => one.name === result.method)?.symbol;
      return make(
        "table",
        { class: "live-ranking" },
        make("caption", { class: model.groups.length > 1 ? null : "live-hidden" }, name(title)),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, Words.rank),
            make("th", { scope: "col" }, Words.alternative),
            make(
              "th",
              { scope: "col", class: "live-number" },
              symbol ? `${Words.score} (${symbol})` : Words.score,
            ),
          ),
        ),
        make("tbody", {}, ...rows),
      );
    }

    /** Groups by what competes in them. @param {Result} result @param {number} most */
    function matrixTable(result, most) {
      const names = [...new Set(model.alternatives.map((it) => it.name))];
      const groups = groupsShown().slice(0, most);
      const scale = axis(result);
      const rows = groups.map((group) => {
        const decimals = decimalsIn(result, group);
        /** @type {Map<string, number>} */
        const byName = new Map(
          model.groups[group].members.map((member) => [model.alternatives[member].name, member]),
        );
        const cells = names.map((of) => {
          const member = byName.get(of);
          if (member === undefined) return make("td");
          const it = result.alternatives[member];
          const out = !competes(result, member);
          const why = model.alternatives[member].reference
            ? Words.reference
            : it.excludedBy.length > 0
              ? Words.excludedBy([]).replace(/: $/, "")
              : rankText(it);
          return make(
            "td",
            { ...data(member, it), class: out ? "live-out" : it.rank === 1 ? "live-first" : null },
            make("strong", {}, it.score === null ? "–" : score(it.score, decimals)),
            bar(it, scale),
            make("span", { class: "live-note" }, rangeText(it, decimals)),
            make("span", { class: "live-note" }, why),
          );
        });
        return make(
          "tr",
          {},
          make("th", { scope: "row" }, name(model.groups[group].name)),
          ...cells,
        );
      });
      return make(
        "table",
        { class: "live-matrix" },
        make("caption", { class: "live-hidden" }, Words.matrix),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            make("th", { scope: "col" }, Words.group),
            ...names.map((of) => make("th", { scope: "col" }, name(of))),
          ),
        ),
        make("tbody", {}, ...rows),
      );
    }

    /** @param {Result} result @param {number} chosen an alternative @returns {Node[]} */
    function contributionsOf(result, chosen) {
      const alternative = model.alternatives[chosen];
      const it = result.alternatives[chosen];
      if (!alternative || !it) return [];
      const method = model.methods.find((one) => one.name === result.method);
      const none = it.contributions.every((part) => part === null);
      if (none)
        return [
          make(
            "p",
            {},
            method && !method.linear && it.score !== null
              ? Words.noContributions
              : Words.nothingToAdd,
          ),
        ];
      const weights = result.groups[alternative.group].weights;
      const largest = Math.max(
        ...it.contributions.map((part) => Math.abs(part || 0)),
        Number.MIN_VALUE,
      );
      const rows = model.leaves.map((leaf, at) => {
        const part = it.contributions[at];
        const track = make("div", { class: "live-bar", "aria-hidden": "true" });
        if (part !== null) {
          const length = make("span", {
            class: part < 0 ? "live-score live-against" : "live-score",
          });
          length.style.width = `${(100 * Math.abs(part)) / largest}%`;
          track.append(length);
        }
        return make(
          "tr",
          {
            "data-criterion": leaf.id,
            "data-contribution": part === null ? "" : String(part),
            "data-weight": String(weights[at]),
          },
          make("th", { scope: "row" }, name(leaf.label), track),
          make("td", { class: "live-number" }, percent(weights[at])),
          make("td", { class: "live-number" }, part === null ? "–" : localized(fixed(part, 3))),
        );
      });
      const total = it.score === null ? it.computed : it.score;
      return [
        it.score === null && total !== null ? make("p", {}, Words.tooLittleSum) : null,
        make(
          "table",
          { class: "live-contributions" },
          make("caption", {}, name(Words.contributionsOf(alternative.fullName))),
          make(
            "thead",
            {},
            make(
              "tr",
              {},
              make("th", { scope: "col" }, Words.criterion),
              make("th", { scope: "col", class: "live-number" }, Words.weight),
              make("th", { scope: "col", class: "live-number" }, Words.contribution),
            ),
          ),
          make("tbody", {}, ...rows),
          total === null
            ? null
            : make(
                "tfoot",
                {},
                make(
                  "tr",
                  {},
                  make("th", { scope: "row" }, Words.sum),
                  make("td"),
                  make("td", { class: "live-number" }, localized(fixed(total, 3))),
                ),
              ),
        ),
      ].filter((node) => node !== null);
    }

    return { rankingTable, matrixTable, contributionsOf };
  }

  return { of };
})();
