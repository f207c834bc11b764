// @ts-check
"use strict";

/** PROMETHEE II. */
const Promethee = (() => {
  const { sum } = Numbers;
  const { preference } = Preference;
  const { ofValues } = Preparing;

  /** Net flows of each criterion. @param {Model} model @param {number[]} members
   * @param {Spread[][]} cells @returns {Prepared} */
  function prepare(model, members, cells) {
    const others = Math.max(1, members.length - 1);
    const values = members.map(() => model.leaves.map(() => 0));
    model.leaves.forEach(({ direction, thresholds }, leaf) => {
      const figures = members.map((member) => {
        const { low, nominal, high } = cells[member][leaf];
        const shifted = (model.cells[member][leaf].shifts || []).length > 0;
        return { x: direction === "min" ? -nominal : nominal, computed: shifted || low !== high };
      });
      const plus = figures.map(
        (a) => sum(figures.map((b) => preference(thresholds, a, b))) / others,
      );
      const minus = figures.map(
        (a) => sum(figures.map((b) => preference(thresholds, b, a))) / others,
      );
      values.forEach((row, at) => (row[leaf] = plus[at] - minus[at]));
    });
    return ofValues(members, values, null);
  }

  return { prepare };
})();
