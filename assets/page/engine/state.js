// @ts-check
"use strict";

/**
 * What is changed. `weights` has a weight for each criterion; one that is absent is the group's
 * own (see `Model.groupWeights`: by group, a weight for each criterion). `cells` has figures by
 * place in `Model.inputs`. `locked` is only for `setWeight`.
 * @typedef {{method: string, weights: {[criterion: string]: number},
 *   facts: {[fact: string]: Holds}, requirements: {[requirement: string]: boolean},
 *   cells: {[input: string]: number}, locked: {[criterion: string]: boolean}}} State
 */

/** The state of the case as it is. */
const States = (() => {
  /**
   * The state of the case as it is.
   * @param {Model} model
   * @returns {State}
   */
  function initialState(model) {
    const state = emptyState(model.methods[0] ? model.methods[0].name : "");
    if (!model.groupWeights) {
      for (const criterion of model.criteria) state.weights[criterion.id] = criterion.weight;
    }
    for (const fact of model.facts) state.facts[fact.id] = fact.holds;
    for (const requirement of model.requirements) state.requirements[requirement.id] = true;
    return state;
  }

  /**
   * Objects without a prototype: an id may be any text.
   * @param {string} method
   * @returns {State}
   */
  function emptyState(method) {
    const nothing = () => Object.create(null);
    return {
      method,
      weights: nothing(),
      facts: nothing(),
      requirements: nothing(),
      cells: nothing(),
      locked: nothing(),
    };
  }

  return { initialState };
})();
