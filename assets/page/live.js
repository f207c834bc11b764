// @ts-check
"use strict";

/**
 * The live part of the report: controls and what follows from them, built inside `#live`.
 *
 * All figures come from `Afweging`, what is said of them from `Findings` and `Words`.
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

  /* The model and the state ---------------------------------------------------------------- */

  const root = /** @type {HTMLElement} */ (document.getElementById("live"));
  const source = document.getElementById("model");
  if (!root || !source) return;
  /**
   * With the case and its what-ifs, as the command line has them.
   * @type {LeanModel & {arguments?: string}}
   */
  const lean = JSON.parse(source.textContent || "");
  const model = Afweging.whole(lean);
  const initial = () => Afweging.initialState(model);
  const written = initial();

  /** @type {View} */
  const view = { state: initial(), group: null, sort: "rank" };
  const { make, newId, name, field, button, select, say } = Elements;
  const { percent, localized, short, typed } = Findings;
  const findings = Findings.of(model, view, (model.arguments ?? "CASE").trim());
  const { children, siblingsOf, sharesShown, figureNow, answerOf, flipSentence } = findings;
  const { levelsOf, inputAsWritten, changes, leavesWeights, command } = findings;
  const { csv, groupsShown } = findings;
  const { rankingTable, matrixTable, contributionsOf } = Results.of(model, findings);
  /** @type {string[]} */
  let ignored = [];
  let chosen = model.alternatives.length > 0 ? 0 : -1;
  const expanded = { ranking: false, matrix: false };

  /* Controls ------------------------------------------------------------------------------- */

  /** What each control does when the state changes. @type {(() => void)[]} */
  const followers = [];

  /** The slider, the field and the lock of a criterion. @param {number} at */
  function weightRow(at) {
    const criterion = model.criteria[at];
    const id = newId();
    const slider = make("input", {
      type: "range",
      id,
      min: 0,
      max: 100,
      step: 0.5,
      "data-weight-of": criterion.id,
    });
    const number = make("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      size: 5,
      "aria-label": Words.percentOf(criterion.label),
      "data-number-of": criterion.id,
    });
    const lock = make("input", {
      type: "checkbox",
      "aria-label": Words.lockOf(criterion.label),
      "data-lock-of": criterion.id,
    });
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
      view.state.locked[criterion.id] = lock.checked;
      schedule();
    });
    /** @param {number} share */
    function move(share) {
      change(Afweging.setWeight(model, view.state, criterion.id, share));
    }
    followers.push(() => {
      const share = currentShares[at];
      const free = siblingsOf(at).filter(
        (sibling) => !view.state.locked[model.criteria[sibling].id],
      );
      const locked = view.state.locked[criterion.id] === true;
      const fixed = locked || free.length < 2;
      slider.value = String(100 * share);
      slider.setAttribute("aria-valuetext", percent(share));
      if (number.dataset.typing === undefined)
        number.value = localized(String(Number((100 * share).toFixed(2))));
      slider.disabled = number.disabled = fixed;
      lock.checked = locked;
      lock.disabled = siblingsOf(at).length < 2;
    });
    return make(
      "div",
      { class: "live-weight" },
      make("label", { for: id }, name(criterion.label)),
      slider,
      make("span", { class: "live-percent" }, number, " %"),
      make("label", { class: "live-lock" }, lock, " ", Words.lock),
    );
  }

  /**
   * The criteria under a parent, and folded below each what is under it.
   * @param {number | null} parent
   * @returns {HTMLElement}
   */
  function weightTree(parent) {
    const rows = (children.get(parent) || []).map((at) => {
      const below = children.get(at);
      if (!below) return make("li", {}, weightRow(at));
      const inner = make(
        "details",
        {},
        make("summary", {}, name(Words.within(model.criteria[at].label, below.length))),
        weightTree(at),
      );
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
      ...model.actors.map(
        (actor, at) =>
          /** @type {[string, string, boolean]} */ ([
            String(at),
            actor.weights ? actor.label : `${actor.label} (${Words.differs})`,
            !actor.weights,
          ]),
      ),
      ["own", Words.yourOwn],
    ]);
    const shares = [written.weights, ...model.actors.map(weightsOf)].map((weights) =>
      Afweging.localShares(model, { ...written, weights }, 0),
    );
    choice.addEventListener("change", () => {
      const actor = model.actors[Number(choice.value)];
      if (choice.value === "case") change({ ...view.state, weights: initial().weights });
      else if (actor) change({ ...view.state, weights: weightsOf(actor) });
      else followers.forEach((follow) => follow());
    });
    followers.push(() => {
      const same = shares.findIndex(
        (preset, at) =>
          (at === 0 || model.actors[at - 1].weights !== null) &&
          preset.every((share, criterion) => Math.abs(share - currentShares[criterion]) < 1e-12),
      );
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
        const facts = Object.assign(Object.create(null), view.state.facts);
        facts[fact.id] = all[choice.selectedIndex];
        change({ ...view.state, facts });
      });
      followers.push(() => {
        choice.value = view.state.facts[fact.id];
      });
      // A fact has an id and no label: what needs it says more.
      const needing = model.requirements.filter((requirement) => requirement.fact === fact.id);
      const out = field(fact.label, choice);
      if (needing.length > 0) {
        const labels = needing.map((requirement) => requirement.label);
        const hint = make("p", { class: "live-hint", id: newId() }, name(Words.neededFor(labels)));
        choice.setAttribute("aria-describedby", hint.id);
        out.append(hint);
      }
      return out;
    });
    return make("fieldset", {}, make("legend", {}, Words.facts), ...controls);
  }

  function requirementControls() {
    const controls = model.requirements.map((requirement) => {
      const box = make("input", { type: "checkbox", "data-requirement": requirement.id });
      box.addEventListener("change", () => {
        const requirements = Object.assign(Object.create(null), view.state.requirements);
        requirements[requirement.id] = box.checked;
        change({ ...view.state, requirements });
      });
      followers.push(() => {
        box.checked = view.state.requirements[requirement.id];
      });
      return make("label", { class: "live-check" }, box, " ", name(requirement.label));
    });
    return make("fieldset", {}, make("legend", {}, Words.requirements), ...controls);
  }

  /**
   * The inputs that an alternative rests on: by criterion, then what shifts them and what
   * requirements test.
   * @param {number} member
   */
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
      const cells = Object.assign(Object.create(null), view.state.cells);
      const input = inputs[what.selectedIndex];
      if (number === null) delete cells[input];
      else cells[input] = number;
      change({ ...view.state, cells });
    }
    function listInputs() {
      inputs = inputsOf(Number(who.value));
      what.replaceChildren(
        ...inputs.map((at) => {
          const input = model.inputs[at];
          const leaf = input.leaf === null ? null : model.leaves[input.leaf];
          return make("option", { value: String(at) }, leaf ? leaf.label : input.name);
        }),
      );
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
        member !== Number(who.value) && inputsOf(member).includes(at) ? [alternative.fullName] : [],
      );
      const hints = [Words.asWritten(inputAsWritten(input))];
      if (users.length > 0)
        hints.push(Words.shared(users.slice(0, 4), Math.max(users.length - 4, 0)));
      if (input.fixed) hints.push(Words.fixed[input.fixed]);
      else if (model.weightsFollowFigures) hints.push(Words.weightsStay);
      note.textContent = hints.join(" ");
      restore.disabled = now === null;
      if (input.fixed) return;
      if (names) {
        const inRange = names
          .map((_, level) => level)
          .filter(
            (level) => (least === null || level >= least) && (most === null || level <= most),
          );
        const levels = select([
          ["", Words.asTheCase],
          ...inRange.map(
            (level) =>
              /** @type {[string, string]} */ ([
                String(level),
                level < input.low || level > input.high
                  ? `${names[level]} (${Words.outside})`
                  : names[level],
              ]),
          ),
        ]);
        levels.value = now === null ? "" : String(now);
        levels.addEventListener("change", () =>
          set(levels.value === "" ? null : Number(levels.value)),
        );
        levels.dataset.figure = input.id;
        value.append(field(Words.value, levels));
        return;
      }
      const number = make("input", {
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        size: 8,
        "data-figure": input.id,
      });
      number.value = short(now === null ? input.nominal : now);
      number.addEventListener("input", () => number.setCustomValidity(""));
      number.addEventListener("change", () => {
        const figure = typed(number.value);
        if (
          figure === null ||
          (least !== null && figure < least) ||
          (most !== null && figure > most)
        ) {
          number.setCustomValidity(
            Words.between(least === null ? "−∞" : short(least), most === null ? "∞" : short(most)),
          );
          number.reportValidity();
          return;
        }
        set(figure);
      });
      value.append(field(Words.value, number));
      const [from, to] = input.low < input.high ? [input.low, input.high] : [least, most];
      if (from === null || to === null || !(from < to)) return;
      const slider = make("input", {
        type: "range",
        min: from,
        max: to,
        step: (to - from) / 200,
        "aria-label": Words.value,
      });
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
    let before = view.state.cells;
    followers.push(() => {
      if (view.state.cells === before) return;
      before = view.state.cells;
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
    return make(
      "fieldset",
      {},
      make("legend", {}, Words.figures),
      field(Words.alternative, who),
      field(Words.figure, what),
      value,
      note,
      restore,
    );
  }

  /** All alternatives, by group where there are several. */
  function alternativeSelect() {
    const choice = make("select");
    for (const group of model.groups) {
      const options = group.members.map((member) =>
        make("option", { value: String(member) }, model.alternatives[member].name),
      );
      if (model.groups.length > 1)
        choice.append(make("optgroup", { label: group.name }, ...options));
      else choice.append(...options);
    }
    return choice;
  }

  /* The page ------------------------------------------------------------------------------- */

  const differs = make("p", { class: "live-differs" });
  const answer = make("p", { class: "live-sentence", "aria-live": "polite" });
  const flip = make("p", { class: "live-flip" });
  const still = make("p", { class: "live-still", hidden: true });
  const unread = make("p", { class: "live-still", hidden: true });
  const mark = make("div", { class: "live-changed", hidden: true });
  const matrix = make("div", {
    class: "live-scroll",
    tabindex: "0",
    role: "region",
    "aria-label": Words.matrix,
  });
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

  /**
   * @param {HTMLButtonElement} control
   * @param {number} all
   * @param {number} most
   * @param {boolean} open
   */
  function offerMore(control, all, most, open) {
    control.hidden = all <= most;
    say(control, open ? Words.showFewer : Words.showAll(all));
    control.setAttribute("aria-expanded", String(open));
  }

  const movingControls = make("fieldset", { class: "live-moving" });
  const resetWeights = button(Words.resetWeights, () => {
    change({ ...view.state, weights: initial().weights, locked: initial().locked });
  });
  const resultSelect = alternativeSelect();

  function build() {
    const weights = make(
      "fieldset",
      { class: "live-weights" },
      make("legend", {}, Words.weights),
      make("p", { class: "live-hint" }, Words.weightsHint),
      model.groupWeights ? make("p", { class: "live-hint" }, Words.groupWeights) : null,
      model.weightsFollowFigures ? make("p", { class: "live-hint" }, Words.weightsStay) : null,
      model.actors.length > 0 ? presets() : null,
      weightTree(null),
      resetWeights,
    );
    movingControls.append(make("legend", { class: "live-hidden" }, Words.title), weights);
    if (model.facts.length > 0) movingControls.append(factControls());
    if (model.requirements.length > 0) movingControls.append(requirementControls());
    if (model.alternatives.length > 0) movingControls.append(figureControls());

    const controls = make("div", { class: "live-controls" });
    if (model.methods.length > 1) {
      const methods = select(model.methods.map((method) => [method.name, method.label]));
      methods.addEventListener("change", () => change({ ...view.state, method: methods.value }));
      followers.push(() => {
        methods.value = view.state.method;
      });
      controls.append(field(Words.method, methods));
    }
    controls.append(movingControls);

    const filter = select([
      ["", Words.allGroups],
      ...model.groups.map(
        (group, at) => /** @type {[string, string]} */ ([String(at), group.name]),
      ),
    ]);
    filter.addEventListener("change", () => {
      view.group = filter.value === "" ? null : Number(filter.value);
      schedule();
    });
    /** @type {[View["sort"], string][]} */
    const orders = [
      ["rank", Words.byRank],
      ["score", Words.byScore],
      ["name", Words.byName],
      ["low", Words.byLow],
      ["high", Words.byHigh],
    ];
    const sorting = select(orders);
    sorting.addEventListener("change", () => {
      view.sort = orders[sorting.selectedIndex][0];
      schedule();
    });
    resultSelect.addEventListener("change", () => {
      chosen = Number(resultSelect.value);
      schedule();
    });
    const several = model.groups.length > 1;
    root.append(
      make("p", { class: "live-intro" }, Words.intro),
      make("div", { class: "live-answer" }, differs, answer, flip, still, unread),
      make(
        "div",
        { class: "live-columns" },
        controls,
        make(
          "div",
          { class: "live-results" },
          mark,
          several ? make("h3", {}, Words.matrix) : null,
          several ? matrix : null,
          several ? moreGroups : null,
          make("h3", {}, Words.ranking),
          make("p", { class: "live-hint" }, Words.explain),
          outer,
          make(
            "div",
            { class: "live-tools" },
            several ? field(Words.group, filter) : null,
            field(Words.sort, sorting),
            button(Words.download, download),
          ),
          ranking,
          moreRows,
          make("h3", {}, Words.contributions),
          make("div", { class: "live-tools" }, field(Words.alternative, resultSelect)),
          contributions,
        ),
      ),
    );
  }

  /** @type {number[]} */
  let currentShares = [];
  /** @type {Result | null} */
  let latest = null;
  let took = 0;

  /** @param {boolean} complete with the flips, which take longest */
  function render(complete) {
    const start = performance.now();
    const result = Afweging.evaluate(model, view.state, { flips: complete });
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
    flip.hidden = !result.moves;
    outer.hidden = result.groups.every((group) => group.exact);

    if (model.groups.length > 1) {
      matrix.replaceChildren(matrixTable(result, expanded.matrix ? Infinity : ROWS_AT_FIRST));
      offerMore(moreGroups, groupsShown().length, ROWS_AT_FIRST, expanded.matrix);
    }
    const groups = groupsShown();
    const most = expanded.ranking ? Infinity : ROWS_AT_FIRST;
    const shown = expanded.ranking ? groups : groups.slice(0, GROUPS_AT_FIRST);
    ranking.replaceChildren(...shown.map((group) => rankingTable(result, group, most)));
    const rows = groups.reduce((sum, group) => sum + model.groups[group].members.length, 0);
    const visible = groups
      .slice(0, GROUPS_AT_FIRST)
      .reduce((sum, group) => sum + Math.min(model.groups[group].members.length, ROWS_AT_FIRST), 0);
    offerMore(moreRows, rows, visible, expanded.ranking);
    contributions.replaceChildren(...contributionsOf(result, chosen));
    renderChanges(label, result.moves);
  }

  /** What differs from the report, of which nothing else moves. @param {string} method
   * @param {boolean} moves */
  function renderChanges(method, moves) {
    const all = changes();
    const isOther = view.state.method !== written.method;
    mark.hidden = all.length === 0 && !isOther;
    const counted = moves ? all.length : 0;
    say(differs, counted === 0 ? Words.asWrittenNow : Words.differsBy(counted));
    differs.classList.toggle("live-mark", counted > 0);
    root.classList.toggle("live-touched", !mark.hidden);
    if (mark.hidden) return mark.replaceChildren();
    const items = make("ul", {}, ...all.map((text) => make("li", {}, name(text))));
    const open = mark.querySelector("details[open]") !== null;
    const { text, hasRequirements, hasWeights } = command();
    mark.replaceChildren(
      ...[
        all.length > 0
          ? make("p", {}, make("strong", {}, moves ? Words.changed : Words.notCounted(method)))
          : make("p", {}, make("strong", {}, Words.otherMethod(method))),
        moves ? make("p", {}, Words.restStays) : null,
        all.length > MANY_CHANGES
          ? make("details", { open }, make("summary", {}, Words.changes(all.length)), items)
          : items,
        make("p", {}, moves ? Words.command : Words.commandWith, " ", make("code", {}, text)),
        hasRequirements ? null : make("p", { class: "live-hint" }, Words.noFlag),
        leavesWeights()
          ? make("p", { class: "live-hint" }, hasWeights ? Words.weightsInCommand : Words.weightsDiffer)
          : null,
        make(
          "p",
          { class: "live-tools" },
          make("a", { href: `#${Afweging.encode(model, view.state)}` }, Words.linkToView),
          button(Words.reset, () => change({ ...initial(), method: view.state.method })),
        ),
      ].filter((node) => node !== null),
    );
  }

  function download() {
    if (!latest) return;
    const address = URL.createObjectURL(
      new Blob([csv(latest)], { type: "text/csv;charset=utf-8" }),
    );
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
    view.state = next;
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
    const fragment = Afweging.encode(model, view.state);
    history.replaceState(null, "", fragment ? `#${fragment}` : "#");
    if (took > SLOW) schedule();
  }

  /** The state in the address; nothing where the fragment names a place on the page. */
  function follow() {
    const fragment = location.hash.slice(1);
    if (fragment && document.getElementById(decoded(fragment))) return;
    const read = Afweging.decode(model, fragment);
    view.state = read.state;
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
  // What is first as the case has it is what most people ask about.
  const first = Afweging.evaluate(model, written, { flips: false }).groups[0]?.order[0];
  if (first !== undefined) chosen = first;
  resultSelect.value = String(chosen);
  printing();
  addEventListener("hashchange", follow);
  follow();
})();
