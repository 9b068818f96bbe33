/** What a bot offers while somebody types its name in any chat: a list of results, one of which is sent. */

import { el, roam, set } from "./dom.js";
import { link } from "./links.js";
import { sim } from "./sim.js";
import { allBots } from "./store.js";
import { say } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which the bot is asked
const TRIES = 30; // looks for the answer, PAUSE apart at most
const NEAR = 40; // pixels from the end of the list at which more is asked for

export class Inline {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.node = el("div.commands.offers", { hidden: true, role: "group", onkeydown: (event) => this.key(event) });
    this.node.addEventListener("scroll", () => this.reach(), { passive: true });
  }

  /** Follows what is being typed: "@bot words" asks that bot. */
  typed(text) {
    clearTimeout(this.timer);
    this.asked = undefined;
    const [, name] = /^@(\w{3,32})\s/.exec(text) ?? [];
    this.bot = name && allBots().find((one) => one.username.toLowerCase() === name.toLowerCase());
    if (!this.bot) return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
    return undefined;
  }

  close() {
    this.asked = undefined;
    this.further = undefined;
    this.node.hidden = true;
  }

  /** A bot without inline mode is simply not asked. */
  async ask(text) {
    const { chat, field } = this.composer;
    const query = await sim.post("inline", chat.at({ text })).catch(() => null);
    if (field.value !== text) return undefined; // typed on in the meantime
    if (!query) return this.close();
    return this.follow(query.query_id, (answer) => this.show(query.query_id, answer));
  }

  /** At the end of the list the bot is asked for what comes after it. */
  async reach() {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    if (this.node.hidden || !this.further || scrollHeight - scrollTop - clientHeight > NEAR) return;
    const last = this.further;
    this.further = undefined;
    const query = await sim.post(`inline/${last}/more`).catch(() => null);
    if (query && !this.node.hidden) this.follow(query.query_id, (answer) => this.add(query.query_id, answer));
  }

  follow(query, then) {
    this.asked = query;
    return this.wait(query, 0, then);
  }

  async wait(query, times, then) {
    const answer = await sim.get(`inline/${query}`).catch(() => null);
    if (this.asked !== query || !answer) return;
    if (answer.answered) then(answer);
    else if (times < TRIES) setTimeout(() => this.wait(query, times + 1, then), Math.min(100 * 1.3 ** times, PAUSE));
  }

  show(query, { button, ...answer }) {
    set(this.node, { "aria-label": say(this.composer.language, "content.offers") });
    this.node.replaceChildren(...(button ? [this.above(query, button)] : []));
    this.node.hidden = false;
    this.node.scrollTop = 0;
    this.add(query, answer);
    if (this.node.children.length) return;
    this.node.append(el("p.option", {}, el("span", {}, say(this.composer.language, "content.noOffers"))));
  }

  /** More of the list. Each result belongs to the query that brought it. */
  add(query, { results, next_offset: next }) {
    this.node.append(...results.map((one) => this.offer(query, one)));
    this.further = next && results.length ? query : undefined;
    this.reach();
  }

  /** The button above the results leads to the private chat with the bot, or to a page of its own. */
  above(query, button) {
    const words = el("b", {}, button.text);
    if (button.web_app) {
      const node = link(button.web_app.url, this.composer.chat.view(), "a.option");
      node.append(words);
      return node;
    }
    const { bot, composer } = this;
    const press = async () => {
      if (await this.act(`inline/${query}/above`, {})) composer.chat.phone.open(bot.id);
    };
    return el("button.option", { onclick: press }, words);
  }

  offer(query, result) {
    const title = result.title ?? result.question ?? result.first_name ?? say(this.composer.language, "content.offer");
    const about = result.description ?? result.caption ?? result.address ?? "";
    const node = el("button.option", { onclick: () => this.choose(query, result) });
    node.append(el("b", {}, title), el("span", {}, about));
    return node;
  }

  choose(query, { id }) {
    const { replying } = this.composer;
    return this.act(`inline/${query}/choose`, { result: id, ...(replying ? { reply_to: replying.message_id } : {}) });
  }

  act(path, body) {
    const { composer } = this;
    this.close();
    composer.takeWords();
    composer.stop();
    composer.field.focus();
    return composer.chat.phone.try(() => sim.post(path, body));
  }

  /** From the field, the arrow leads up into the list, and Escape closes it. */
  enter(event) {
    if (this.node.hidden || !["ArrowUp", "Escape"].includes(event.key)) return false;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") this.close();
    else this.spots().at(-1)?.focus();
    return true;
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.composer.field.focus();
    } else roam(event, () => this.spots());
  }

  spots() {
    return [...this.node.querySelectorAll("button, a")];
  }
}
