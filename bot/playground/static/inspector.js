/** The panel for those who build bots: the newest update and the newest call of each bot, as JSON, live. */

import { el, icon, set, write } from "./dom.js";
import { Pane } from "./pane.js";
import { pageLanguage } from "./preferences.js";
import { sim } from "./sim.js";
import { allBots } from "./store.js";
import { say } from "./words.js";

const OFTEN = 1_000; // milliseconds between two looks at the log while the panel is open
const MOST = 200; // entries kept on each side

export class Inspector {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.since = 0;
    this.entries = [];
    this.toggleWords = el("span");
    this.toggle = el("button.round.named-here", { "aria-expanded": "false", "aria-controls": "inspector", onclick: () => this.turn(!this.open) });
    this.toggle.append(icon("braces"), this.toggleWords);
    this.title = el("h2");
    this.bot = el("select", { onchange: () => this.show() });
    this.choice = el("span.select", { hidden: true }, this.bot, icon("down"));
    this.close = el("button.round.small", { onclick: () => (this.turn(false), this.toggle.focus()) }, icon("close"));
    this.updates = new Pane("update", (text) => this.copy(text));
    this.call = new Pane("call", (text) => this.copy(text));
    this.node = el("aside.inspector", { id: "inspector", hidden: true });
    this.node.append(el("header", {}, this.title, this.choice, this.close), this.updates.node, this.call.node);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.close.click());
  }

  turn(open) {
    this.open = open;
    this.node.hidden = !open;
    document.body.classList.toggle("inspecting", open);
    set(this.toggle, { "aria-expanded": String(open) });
    clearInterval(this.timer);
    if (!open) return;
    this.page.top.menu.close();
    this.timer = setInterval(() => this.look(), OFTEN);
    this.look();
  }

  update() {
    const tell = (key) => say(pageLanguage(), `inspector.${key}`);
    write(this.toggleWords, tell("open"));
    set(this.toggle, { "aria-label": tell("open"), title: tell("open") });
    write(this.title, tell("title"));
    set(this.node, { "aria-label": tell("title") });
    set(this.close, { "aria-label": tell("close"), title: tell("close") });
    set(this.bot, { "aria-label": tell("bot") });
    this.choice.hidden = allBots().length < 2;
    const seen = JSON.stringify(allBots().map((bot) => [bot.id, bot.first_name]));
    if (seen !== this.botsSeen) this.bot.replaceChildren(...allBots().map((bot) => el("option", { value: String(bot.id) }, bot.first_name)));
    this.botsSeen = seen;
    if (this.open) this.show();
  }

  /** The server may be another one, which counts its lines from the beginning. */
  forget() {
    this.since = 0;
    this.entries = [];
  }

  /** Asks for what was logged since the last time; one question at a time. */
  async look() {
    if (!this.open || this.asking) return;
    this.asking = true;
    const fresh = await sim.get(`log?since=${this.since}`).catch(() => []);
    this.asking = false;
    if (!fresh.length) return;
    this.since = fresh.at(-1).n;
    this.entries = [...this.entries, ...fresh].slice(-MOST * 4);
    this.show();
  }

  /** The log of the chosen bot; an entry that names no bot is the first one's. */
  mine() {
    const bots = allBots();
    const chosen = Number(this.bot.value) || bots[0]?.id;
    return this.entries.filter((entry) => (entry.bot ?? bots[0]?.id) === chosen);
  }

  show() {
    const mine = this.mine();
    this.updates.show(mine.filter((line) => line.kind === "update").slice(-MOST).map(updateOf));
    this.call.show(mine.filter((line) => line.kind !== "update" && !isQuietPoll(line)).slice(-MOST).map(callOf));
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.page.notices.toast(say(pageLanguage(), "page.copied"));
  }
}

/** An update as it was put in the bot's queue, whichever way it goes from there: by polling or to a webhook. */
const updateOf = ({ n, at, update }) => ({ key: n, name: kindOf(update), at, parts: { update } });

const callOf = ({ n, method, at, params, error, result, fault }) => ({
  key: n,
  name: method,
  at,
  failed: Boolean(error),
  parts: { params, ...(fault ? { fault } : {}), ...(error ? { error } : { result }) },
});

/** A bot that polls does little else; what it was told stands among the updates. */
const isQuietPoll = ({ method, error }) => method.toLowerCase() === "getupdates" && !error;

const kindOf = (update) => Object.keys(update).find((name) => name !== "update_id") ?? "";
