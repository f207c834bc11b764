// @ts-check
"use strict";

/** The weighted sum. */
const WeightedSum = (() => {
  const { overRange } = Curves;
  const { additive } = Terms;
  const { columns } = Columns;
  const { ofValues, refused } = Preparing;

  /** Values from value functions, with bounds. @param {Model} model @param {Group} group
   * @param {Spread[]} spreads @param {Spread[][]} cells @param {number[]} competing */
  function ofValueFunctions(model, group, spreads, cells, competing) {
    const curves = model.leaves.map((leaf, at) => {
      if (leaf.value) return leaf.value;
      let [min, max] = [Infinity, -Infinity];
      for (const member of competing) {
        min = Math.min(min, cells[member][at].low);
        max = Math.max(max, cells[member][at].high);
      }
      return overRange(leaf, min, max);
    });
    const members = model.leaves.every((leaf) => leaf.value) ? group.members : competing;
    const own = additive(model, spreads, cells, members, curves);
    return ofValues(members, own.values, own);
  }

  /**
   * @param {Model} model @param {Method} method @param {Group} group @param {Spread[]} spreads
   * @param {Spread[][]} cells @param {number[]} competing @returns {Prepared}
   */
  function prepare(model, method, group, spreads, cells, competing) {
    const { normalization } = method;
    if (normalization === null) return ofValueFunctions(model, group, spreads, cells, competing);
    // These look at no other alternative, so that who is excluded has a score too.
    const alone = normalization === "none" || normalization === "goalposts";
    const members = alone ? group.members : competing;
    const own = columns(model, method, members, cells);
    if (typeof own === "number") return refused(own);
    return ofValues(
      members,
      own.rows((fitted, x) => fitted.value(x)),
      null,
    );
  }

  return { prepare };
})();
