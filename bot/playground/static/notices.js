/** Short messages that a phone shows over its screen: toasts that pass, and alerts that wait for OK. */

import { el, set } from "./dom.js";
import { say } from "./words.js";

const SHORTEST = 3500; // milliseconds a toast stays; longer texts stay longer
const PER_LETTER = 70;

let alerts = 0;

export class Notices {
  /** @param {{language: string}} reader whose language the buttons speak */
  constructor(reader) {
    this.reader = reader;
    this.toasts = el("div.toasts", { role: "status", "aria-live": "polite" });
    this.layer = el("div.layer");
    this.node = el("div.notices", {}, this.toasts, this.layer);
  }

  toast(text) {
    const node = el("p.toast", {}, text);
    this.toasts.replaceChildren(node);
    clearTimeout(this.ends);
    this.ends = setTimeout(() => node.remove(), SHORTEST + PER_LETTER * text.length);
  }

  /**
   * Waits for its button or Escape, then gives the focus back. Without `then` the button says OK.
   * @param {string} name who says it
   * @param {string} text
   * @param {{label: string, run: () => void}} [then]
   */
  alert(name, text, then) {
    const before = document.activeElement;
    const close = () => {
      veil.remove();
      before?.focus?.();
    };
    const ok = el("button.wide", { onclick: () => (close(), then?.run()) }, then?.label ?? say(this.reader.language, "chat.ok"));
    const box = el("div.alert", { role: "alertdialog", "aria-modal": "true", "aria-label": say(this.reader.language, "chat.alert", { name }) });
    set(box, { "aria-describedby": `alert-${(alerts += 1)}` });
    box.append(el("p", { id: `alert-${alerts}` }, text), ok);
    const veil = el("div.veil", {}, box);
    veil.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault(); // one button only: the focus stays on it
    });
    this.layer.replaceChildren(veil);
    ok.focus();
  }
}
