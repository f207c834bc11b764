// @ts-check
"use strict";

/**
 * By leaf the figures and their normalization; `rows` makes of them a table by alternative.
 * @typedef {{figures: number[][], fitted: Fitted[],
 *   rows: (of: (own: Fitted, x: number, leaf: number) => number) => number[][]}} Columns
 */

/** The figures of a group by leaf, each with its normalization fitted to them. */
const Columns = (() => {
  const { fit } = Normalizations;

  /**
   * The columns of some alternatives, or the first leaf for whose figures the method is not defined:
   * there is no normalization, or it gives what the method `refuses`.
   * @param {Model} model @param {Method} method @param {number[]} members
   * @param {Spread[][]} cells @param {(value: number) => boolean} [refuses]
   * @returns {Columns | number}
   */
  function columns(model, method, members, cells, refuses) {
    /** @type {number[][]} */
    const figures = [];
    /** @type {Fitted[]} */
    const fitted = [];
    for (let leaf = 0; leaf < model.leaves.length && members.length > 0; leaf += 1) {
      const { direction, scale } = model.leaves[leaf];
      const first = method.firstLevel[leaf];
      const column = members.map((member) => cells[member][leaf].nominal + first);
      /** @type {[number, number] | null} */
      const ends = !scale
        ? null
        : scale.kind === "numeric"
          ? [scale.min, scale.max]
          : [first, scale.levels.length - 1 + first];
      const own =
        direction === "target"
          ? null
          : fit(method.normalization || "", column, direction === "max", ends);
      if (!own || (refuses && column.some((x) => refuses(own.value(x))))) return leaf;
      figures.push(column);
      fitted.push(own);
    }
    return {
      figures,
      fitted,
      rows: (of) =>
        members.map((_, row) => fitted.map((own, leaf) => of(own, figures[leaf][row], leaf))),
    };
  }

  return { columns };
})();
