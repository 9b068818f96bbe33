/** The list of a person's chats: who, the last words, when, and how much is unread. */

import { avatar } from "./avatar.js";
import { el, icon, roam, write } from "./dom.js";
import { previewOf } from "./preview.js";
import { allBots, now, store, talkOf } from "./store.js";
import { clockTime, dayOf, shortDay } from "./times.js";
import { unreadIn } from "./unread.js";
import { say } from "./words.js";

export class ChatList {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.title = el("h3");
    this.freshWords = el("span");
    this.fresh = el("button.fresh", { onclick: () => phone.showFresh() }, icon("plus"), this.freshWords);
    this.list = el("ul.chats", { onkeydown: (event) => roam(event, () => [...this.list.querySelectorAll("button")]) });
    this.node = el("div.list", {}, el("header.bar", {}, this.title), this.list, this.fresh);
    this.seen = new Map();
  }

  update() {
    const { language } = this.phone;
    write(this.title, say(language, "chats.title"));
    write(this.freshWords, say(language, "chats.fresh"));
    const few = store.state.users.length < 3 && allBots().length < 2;
    this.fresh.hidden = few && this.phone.rows().some((row) => row.chat.type !== "private" && row.can_write);
    const lines = this.phone.rows().map((row) => this.line(row));
    lines.sort((a, b) => b.date - a.date);
    const wanted = new Map(lines.map((line) => [line.row.chat.id, line]));
    for (const [id, old] of this.seen) if (!wanted.has(id)) (old.node.remove(), this.seen.delete(id));
    let spot = this.list.firstChild;
    for (const line of lines) {
      const node = this.draw(line);
      if (node === spot) spot = spot.nextSibling;
      else this.list.insertBefore(node, spot);
    }
  }

  line(row) {
    const { id, language } = this.phone;
    const name = row.chat.title ?? row.chat.first_name;
    const last = talkOf(id, row.chat.id)?.messages.at(-1);
    const unread = unreadIn(id, row.chat.id);
    return { row, name, unread, date: last?.date ?? 0, words: this.words(row, last), time: last && whenOf(last.date, language, this.phone.zone) };
  }

  words(row, last) {
    const { id, language } = this.phone;
    if (!last) return say(language, "chats.none");
    const text = previewOf(last, language, row.chat.title ?? "");
    const author = last.from?.id === id ? null : row.chat.type !== "private" && last.text && last.from?.first_name;
    if (last.from?.id === id && last.text) return say(language, "chats.you", { text });
    return author ? `${author}: ${text}` : text;
  }

  draw(line) {
    const key = line.row.chat.id;
    const old = this.seen.get(key);
    const seen = JSON.stringify([line.name, line.words, line.time, line.unread, this.phone.language]);
    if (old?.seen === seen) return old.node;
    const node = old?.node ?? el("li", {}, el("button", { onclick: () => this.phone.open(key) }));
    node.firstChild.replaceChildren(...this.parts(line));
    this.seen.set(key, { node, seen });
    return node;
  }

  parts({ row, name, words, time, unread }) {
    const { language } = this.phone;
    const badge = unread
      ? el("span.badge", {}, el("span", { "aria-hidden": "true" }, String(unread)), el("span.hush", {}, say(language, "person.unread", { count: unread })))
      : null;
    return [
      avatar(row.chat),
      el("span.name", {}, name),
      el("span.time", {}, time ?? ""),
      el("span.words", {}, words),
      ...(badge ? [badge] : []),
    ];
  }
}

/** The time of today, the day of anything older. */
const whenOf = (date, language, zone) =>
  dayOf(date, zone) === dayOf(now(), zone) ? clockTime(date, language, zone) : shortDay(date, language, zone);
