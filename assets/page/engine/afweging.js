// @ts-check
"use strict";

/**
 * The recalculation of the report: scores, ranks, ranges, contributions and the nearest flip for
 * other weights, facts, requirements and figures than those of the case.
 *
 * It does what the program does, on the same numbers, and gives `null` where it cannot: never
 * another number. It touches no document and no network, so that it runs in a page and in a test.
 * Each file of this folder holds one concept; `src/report/render/html/page.rs` says their order.
 */
const Afweging = {
  whole: Models.whole,
  initialState: States.initialState,
  evaluate: Evaluation.evaluate,
  localShares: Weights.localShares,
  setWeight: Weights.setWeight,
  encode: Address.encode,
  decode: Address.decode,
};
