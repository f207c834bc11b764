// @ts-check
"use strict";

/** Elements of the page. A text goes into it as a text, whatever it holds. */
const Elements = (() => {
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
      if (value !== null && value !== false)
        element.setAttribute(name, value === true ? "" : String(value));
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

  /**
   * Changes a text only where it differs, so that nothing is read out twice.
   * @param {Node} node
   * @param {string} text
   */
  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  return { make, newId, name, field, button, select, say };
})();
