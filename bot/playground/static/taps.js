/** Remembers which buttons wait for the bot's answer, and lets go of them when it came or took too long. */

import { sim } from "./sim.js";

const PATIENCE = 20_000; // milliseconds after which a button stops waiting by itself

export class Taps {
  /** @param {import("./chat.js").Chat} chat */
  constructor(chat) {
    this.chat = chat;
    this.waiting = new Map();
  }

  isWaiting(id, data) {
    return [...this.waiting.values()].some((one) => one.id === id && one.data === data);
  }

  async tap(message, position, button) {
    const wait = { id: message.message_id, data: button.callback_data, name: message.from?.first_name };
    const ticket = {};
    this.waiting.set(ticket, wait);
    setTimeout(() => this.settle(ticket), PATIENCE);
    const body = this.chat.at({ message_id: message.message_id, button: position });
    const asked = await this.chat.phone.try(() => sim.post("tap", body));
    if (!asked) return this.settle(ticket);
    wait.query = asked.query_id;
    return this.ask(ticket, 0);
  }

  /** In case the answer came before its question was known here: looks it up, ever less often. */
  async ask(ticket, times) {
    const query = this.waiting.get(ticket)?.query;
    if (query === undefined) return;
    const { answered } = await sim.get(`query/${encodeURIComponent(query)}`).catch(() => ({ answered: true }));
    if (answered) this.settle(ticket);
    else setTimeout(() => this.ask(ticket, times + 1), 150 * 2 ** Math.min(times, 4));
  }

  settle(ticket) {
    const wait = this.waiting.get(ticket);
    if (!wait) return;
    this.waiting.delete(ticket);
    this.chat.log.settle(wait.id);
  }

  /** The bot answered a tap. @returns {string|undefined} the name of the bot, where it is known */
  answered(query) {
    const found = [...this.waiting].find(([, wait]) => wait.query === query);
    if (found) this.settle(found[0]);
    return found?.[1].name;
  }
}
