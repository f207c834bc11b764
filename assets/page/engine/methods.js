// @ts-check
"use strict";

/** The methods that are recomputed here. */
const Methods = (() => {
  /**
   * @param {Model} model @param {Method} method @param {Group} group @param {Spread[]} spreads
   * @param {Spread[][]} cells @param {boolean[]} eligible @returns {Prepared}
   */
  function prepare(model, method, group, spreads, cells, eligible) {
    const competing = group.members.filter((member) => eligible[member]);
    switch (method.name) {
      case "weighted-sum":
        return WeightedSum.prepare(model, method, group, spreads, cells, competing);
      case "weighted-product":
        return WeightedProduct.prepare(model, method, competing, cells);
      case "promethee-ii":
        return Promethee.prepare(model, competing, cells);
      default:
        return Topsis.prepare(model, method, competing, cells);
    }
  }

  return { prepare };
})();
