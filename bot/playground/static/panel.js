/** A button that opens a small panel below it; Escape and a click elsewhere close it. */

import { el, roam, set } from "./dom.js";

let panels = 0;

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} body
 * @param {{opened?: () => void}} [then]
 * @returns {{node: HTMLElement, close: () => void, isOpen: () => boolean}}
 */
export function panel(button, body, { opened } = {}) {
  body.id = `panel-${(panels += 1)}`;
  set(button, { "aria-expanded": "false", "aria-controls": body.id });
  const node = el("div.panelled", {}, button, body);
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  const turn = (open) => {
    button.setAttribute("aria-expanded", String(open));
    node.classList.toggle("open", open);
    if (open) opened?.();
  };
  button.addEventListener("click", () => turn(!isOpen()));
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      event.stopPropagation();
      turn(false);
      button.focus();
    } else if (isOpen() && !["INPUT", "SELECT"].includes(event.target.tagName)) {
      roam(event, () => focusable(body));
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !node.contains(event.target)) turn(false);
  });
  node.addEventListener("focusout", (event) => {
    if (isOpen() && event.relatedTarget && !node.contains(event.relatedTarget)) turn(false);
  });
  return { node, close: () => turn(false), isOpen };
}

const focusable = (body) =>
  [...body.querySelectorAll("button:not(:disabled), input, select")].filter((node) => node.offsetParent !== null);
