/** The playground's clock: what time it is there, and ways to let it pass. */

import { el, icon, set, write } from "./dom.js";
import { panel } from "./panel.js";
import { pageLanguage } from "./preferences.js";
import { sim } from "./sim.js";
import { now, refresh, setNow } from "./store.js";
import { fullTime, nextAt, weekTime } from "./times.js";
import { say } from "./words.js";

const STEPS = [
  ["minutes", 20 * 60],
  ["hour", 60 * 60],
  ["day", 24 * 60 * 60],
];

export class ClockBar {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.short = el("span");
    this.long = el("time.now");
    this.toggle = el("button.plain.toggle", {}, icon("clock"), this.short);
    this.time = el("input", { type: "time", value: "20:30", required: true });
    this.jump = el("button.plain", { type: "submit" });
    const form = el("form.jump", { onsubmit: (event) => (event.preventDefault(), this.jumpTo(this.time.value)) }, this.jump, this.time);
    this.steps = STEPS.map(([key, seconds]) => [key, el("button.plain", { onclick: () => this.move({ advance: seconds }) })]);
    const body = el("div.drop", {}, this.long, form, el("div.steps", {}, ...this.steps.map(([, button]) => button)));
    this.panel = panel(this.toggle, body);
    this.node = this.panel.node;
    this.node.classList.add("unfolding", "time");
    set(body, { role: "group" });
    this.body = body;
  }

  /** The next moment at which clocks here show this time. @param {string} time "HH:MM" */
  jumpTo(time) {
    return time ? this.move({ set: nextAt(now(), time) }) : undefined;
  }

  /** @param {{advance: number}|{set: string}} step */
  async move(step) {
    const moved = await this.page.try(() => sim.post("clock", step));
    if (!moved) return;
    setNow(moved.now);
    this.page.clockMoved();
    await refresh();
  }

  update() {
    const tell = (key) => say(pageLanguage(), `clock.${key}`);
    set(this.body, { "aria-label": tell("label") });
    set(this.time, { "aria-label": tell("jumpTime") });
    write(this.jump, tell("jump"));
    for (const [key, button] of this.steps) write(button, tell(key));
    this.tick();
  }

  tick() {
    const text = fullTime(now(), pageLanguage());
    write(this.short, weekTime(now(), pageLanguage()));
    write(this.long, text);
    set(this.toggle, { "aria-label": `${say(pageLanguage(), "clock.label")}: ${text}` });
  }
}
