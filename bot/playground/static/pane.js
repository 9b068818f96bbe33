/** One half of the inspector: an update or a call as JSON, the way back to older ones, and copy buttons. */

import { el, icon, set, write } from "./dom.js";
import { drawJson, pretty } from "./json.js";
import { pageLanguage } from "./preferences.js";
import { clockTime } from "./times.js";
import { say } from "./words.js";

/** @typedef {{key: number, name: string, at: number, failed?: boolean, parts: Record<string, any>}} Entry */

export class Pane {
  /** @param {"update"|"call"} kind @param {(text: string) => void} copy */
  constructor(kind, copy) {
    this.kind = kind;
    this.copy = copy;
    this.entries = [];
    this.title = el("h3");
    this.name = el("p.named");
    this.older = el("button.round.small", { onclick: () => this.step(-1) }, icon("back"));
    this.newer = el("button.round.small.turned", { onclick: () => this.step(1) }, icon("back"));
    this.live = el("button.plain.live", { onclick: () => this.follow() });
    this.body = el("div.parts");
    const steps = el("span.steps", {}, this.older, this.live, this.newer);
    this.node = el("section.pane", {}, el("header", {}, this.title, steps), this.name, this.body);
  }

  /** @param {Entry[]} entries oldest first */
  show(entries) {
    this.entries = entries;
    this.draw();
  }

  /** Where the reader is: an older entry they went back to, or the newest. */
  at() {
    const held = this.held === undefined ? -1 : this.entries.findIndex(({ key }) => key === this.held);
    return held >= 0 ? held : this.entries.length - 1;
  }

  step(by) {
    const to = Math.max(0, Math.min(this.entries.length - 1, this.at() + by));
    this.held = to === this.entries.length - 1 ? undefined : this.entries[to]?.key;
    this.draw();
  }

  follow() {
    this.held = undefined;
    this.draw();
  }

  draw() {
    const tell = (key) => say(pageLanguage(), `inspector.${key}`);
    const at = this.at();
    const entry = this.entries[at];
    write(this.title, tell(this.kind));
    write(this.live, tell("live"));
    set(this.live, { "aria-pressed": String(this.held === undefined) });
    for (const [button, key] of [[this.older, "older"], [this.newer, "newer"]]) set(button, { "aria-label": tell(key), title: tell(key) });
    this.older.disabled = at <= 0;
    this.newer.disabled = at >= this.entries.length - 1;
    const seen = `${pageLanguage()} ${entry?.key}`;
    if (seen === this.seen) return;
    this.seen = seen;
    this.fill(entry, tell);
  }

  fill(entry, tell) {
    this.name.replaceChildren(...(entry ? [el("b", {}, entry.name), " ", el("span", {}, clockTime(entry.at, pageLanguage()))] : [tell("none")]));
    this.name.classList.toggle("failed", Boolean(entry?.failed));
    this.body.replaceChildren(...Object.entries(entry?.parts ?? {}).map(([key, value]) => this.part(key, value, tell)));
  }

  part(key, value, tell) {
    const label = `${tell("copy")}: ${tell(`parts.${key}`)}`;
    const button = el("button.round.small", { "aria-label": label, title: label, onclick: () => this.copy(pretty(value)) }, icon("copy"));
    const code = el("pre", { tabIndex: 0, role: "region", "aria-label": `${tell(this.kind)}: ${tell(`parts.${key}`)}` }, drawJson(value));
    return el("div.part", {}, el("div.head", {}, el("span", {}, tell(`parts.${key}`)), button), code);
  }
}
