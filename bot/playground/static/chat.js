/** One open chat on a phone: its header, its messages, the place to write, and what a tap does. */

import { alike, avatar } from "./avatar.js";
import { messageTools } from "./bubble.js";
import { Composer } from "./composer.js";
import { el, icon, set, write } from "./dom.js";
import { isService, serviceText } from "./happened.js";
import { Log } from "./log.js";
import { sim } from "./sim.js";
import { botIsIn, now, store, talkOf } from "./store.js";
import { markRead } from "./unread.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */
/**
 * What a message needs to know of the phone it is drawn on, and what it can ask of it.
 * @typedef {ReturnType<Chat["view"]>} View
 */

const PATIENCE = 20_000; // milliseconds after which a button stops waiting by itself
const TYPING = 5_000; // milliseconds that "is typing" stays, as in Telegram

export class Chat {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.id = null;
    this.waiting = new Map();
    this.heading = el("div.who");
    this.title = el("h3");
    this.about = el("p.about", { "aria-live": "polite" });
    this.back = el("button.round.back", { onclick: () => phone.showList() }, icon("back"));
    this.log = new Log({
      view: () => this.view(),
      message: (id) => this.talk()?.messages.find((message) => message.message_id === id),
      tools: (message) => messageTools(message, this.view()),
      atEnd: () => this.read(),
    });
    this.composer = new Composer(this);
    this.heading.append(this.title, this.about);
    this.header = el("header.bar", {}, this.back, this.heading);
    this.empty = el("div.empty");
    this.log.node.append(this.empty);
    this.node = el("div.chat", {}, this.header, this.log.node, this.composer.node);
  }

  talk() {
    return talkOf(this.phone.id, this.id);
  }

  row() {
    return this.phone.rows().find((row) => row.chat.id === this.id);
  }

  isPrivate() {
    return this.row()?.chat.type === "private";
  }

  /** Shows this chat from its end. @param {number} id */
  open(id) {
    if (this.id !== id) {
      this.composer.leave();
      this.id = id;
      this.log.clear();
      this.composer.enter();
    }
    this.update();
    this.log.toEnd(false);
  }

  update() {
    const row = this.row();
    const talk = this.talk();
    if (!row || !talk) return;
    const view = this.view();
    write(this.title, view.title);
    set(this.back, { "aria-label": say(view.language, "chat.back") });
    const face = avatar(row.chat);
    if (!alike(this.face, face)) {
      this.face?.remove();
      this.face = face;
      this.heading.before(face);
    }
    if (talk.messages.at(-1)?.from?.id === view.bot.id && this.newest !== talk.messages.at(-1).message_id) this.botTypes = false;
    this.newest = talk.messages.at(-1)?.message_id;
    this.describe();
    this.log.update(talk.messages);
    this.composer.update();
    this.drawEmpty(talk.messages.length === 0, row);
    if (this.phone.isShowing(this.id) && this.log.sticks) this.read();
  }

  /** What stands on the wall before the first message. */
  drawEmpty(is, { chat }) {
    const { language } = this.phone;
    this.empty.hidden = !is;
    const seen = `${language} ${chat.id} ${chat.title}`;
    if (!is || seen === this.emptySeen) return;
    this.emptySeen = seen;
    const begin = say(language, "chat.emptyBot", { button: say(language, "chat.start") });
    const words = chat.type === "private" ? begin : say(language, "chat.empty");
    this.empty.replaceChildren(avatar(chat), el("strong", {}, chat.title ?? chat.first_name), el("p", {}, words));
  }

  describe() {
    const { language } = this.phone;
    const { bot } = store.state;
    if (this.botTypes) {
      const name = bot.first_name;
      write(this.about, this.isPrivate() ? say(language, "chat.typing") : say(language, "chat.someoneTyping", { name }));
    } else if (this.isPrivate()) write(this.about, say(language, bot.online ? "chat.bot" : "chat.botAway"));
    else write(this.about, this.talk().members.map((member) => member.first_name).join(", "));
    this.about.classList.toggle("typing", Boolean(this.botTypes));
  }

  /** The bot types here, for the next five seconds. */
  typing() {
    this.botTypes = true;
    this.describe();
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => {
      this.botTypes = false;
      if (this.talk()) this.describe();
    }, TYPING);
  }

  read() {
    if (!this.phone.isShowing(this.id)) return;
    markRead(this.phone.id, this.id);
    this.phone.countUnread();
  }

  view() {
    const row = this.row();
    const { bot } = store.state;
    return {
      language: this.phone.language,
      now: now(),
      user: this.phone.user(),
      bot,
      shared: row?.chat.type !== "private",
      title: row?.chat.title ?? row?.chat.first_name ?? bot.first_name,
      canWrite: Boolean(row?.can_write && row.started !== false && !row.blocked) || row?.chat.type !== "private",
      command: (text) => this.composer.send(this.addressed(text)),
      open: (url) => this.phone.openLink(url),
      copy: (text) => this.phone.copy(text),
      tap: (message, position, button) => this.tap(message, position, button),
      isWaiting: (id, data) => [...this.waiting.values()].some((one) => one.id === id && one.data === data),
      showMessage: (id) => this.log.showMessage(id),
      preview: (message) => previewOf(message, this.phone.language, this.row()?.chat.title ?? ""),
      replyTo: (message) => this.composer.replyTo(message),
      edit: (message) => this.composer.edit(message),
      remove: (message) => this.phone.try(() => sim.post("delete", this.at({ message_id: message.message_id }))),
    };
  }

  /** The body of an action in this chat by this person. */
  at(more) {
    return { user: this.phone.id, chat: this.id, ...more };
  }

  /** In a shared chat a command names the bot it is for, as Telegram writes it. */
  addressed(command) {
    const { username } = store.state.bot;
    return this.isPrivate() || command.includes("@") || !botIsIn(this.phone.id, this.id) ? command : `${command}@${username}`;
  }

  async tap(message, position, button) {
    const wait = { id: message.message_id, data: button.callback_data };
    const ticket = {};
    this.waiting.set(ticket, wait);
    setTimeout(() => this.settle(ticket), PATIENCE);
    const asked = await this.phone.try(() => sim.post("tap", this.at({ message_id: message.message_id, button: position })));
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
    this.log.settle(wait.id);
  }

  /** The bot answered a tap. @param {string|number} query */
  answered(query) {
    for (const [ticket, wait] of this.waiting) if (wait.query === query) this.settle(ticket);
  }
}

/** A message in one line, for the chat list and for quotes. */
export function previewOf(message, language, title) {
  if (message.text ?? message.caption) return (message.text ?? message.caption).replace(/\s+/g, " ");
  if (message.photo) return say(language, "chats.photo");
  if (message.document) return message.document.file_name ?? say(language, "chats.file");
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${say(language, "chats.sticker")}`.trim();
  if (message.voice) return say(language, "chats.voice");
  return isService(message) ? serviceText(message, { language, title }) : "";
}
