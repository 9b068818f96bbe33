/** What a bot offers while somebody types its name in any chat: a list of results, one of which is sent. */

import { el, roam, set } from "./dom.js";
import { sim } from "./sim.js";
import { allBots } from "./store.js";
import { say } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which the bot is asked
const TRIES = 30; // looks for the answer, PAUSE apart at most

export class Inline {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.node = el("div.commands.offers", { hidden: true, role: "group", onkeydown: (event) => this.key(event) });
  }

  /** Follows what is being typed: "@bot words" asks that bot. */
  typed(text) {
    clearTimeout(this.timer);
    this.asked = undefined;
    const [, name] = /^@(\w{3,32})\s/.exec(text) ?? [];
    const bot = name && allBots().find((one) => one.username.toLowerCase() === name.toLowerCase());
    if (!bot) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
    return undefined;
  }

  close() {
    this.node.hidden = true;
  }

  /** A bot without inline mode is simply not asked. */
  async ask(text) {
    const { chat } = this.composer;
    const query = await sim.post("inline", chat.at({ text })).catch(() => null);
    if (!query) return this.close();
    this.asked = query.query_id;
    return this.wait(query.query_id, 0);
  }

  async wait(query, times) {
    const answer = await sim.get(`inline/${query}`).catch(() => null);
    if (this.asked !== query || !answer) return;
    if (answer.answered) this.show(query, answer);
    else if (times < TRIES) setTimeout(() => this.wait(query, times + 1), Math.min(100 * 1.3 ** times, PAUSE));
  }

  show(query, { results, button }) {
    const { language } = this.composer;
    set(this.node, { "aria-label": say(language, "content.offers") });
    const above = button && el("button.option", { onclick: () => this.act(`inline/${query}/above`, {}) }, el("b", {}, button.text));
    this.node.replaceChildren(...[above, ...results.map((one) => this.offer(query, one))].filter(Boolean));
    if (!this.node.children.length) this.node.append(el("p.option", {}, el("span", {}, say(language, "content.noOffers"))));
    this.node.hidden = false;
  }

  offer(query, result) {
    const title = result.title ?? result.question ?? result.first_name ?? say(this.composer.language, "content.offer");
    const about = result.description ?? result.caption ?? result.address ?? "";
    const node = el("button.option", { onclick: () => this.act(`inline/${query}/choose`, { result: result.id }) });
    node.append(el("b", {}, title), el("span", {}, about));
    return node;
  }

  async act(path, body) {
    const { composer } = this;
    const replying = composer.replying ? { reply_to: composer.replying.message_id } : {};
    this.close();
    composer.takeWords();
    composer.stop();
    composer.field.focus();
    await composer.chat.phone.try(() => sim.post(path, { ...body, ...replying }));
  }

  /** From the field, the arrow leads up into the list; Escape leads back. */
  enter(event) {
    if (this.node.hidden || event.key !== "ArrowUp") return false;
    event.preventDefault();
    [...this.node.querySelectorAll("button")].at(-1)?.focus();
    return true;
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.composer.field.focus();
    } else roam(event, () => [...this.node.querySelectorAll("button")]);
  }
}
