/** One open chat on a phone: its header, its messages, the place to write, and what a tap does. */

import { alike, avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { el, icon, set, write } from "./dom.js";
import { Log } from "./log.js";
import { renewTimes } from "./marks.js";
import { forward, switchInline } from "./passing.js";
import { Pinned } from "./pinned.js";
import { previewOf } from "./preview.js";
import { sim } from "./sim.js";
import { botOf, botsIn, now, store, talkOf } from "./store.js";
import { Taps } from "./taps.js";
import { messageTools } from "./tools.js";
import { lastRead, markRead, unreadIn } from "./unread.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */
/**
 * What a message needs to know of the phone it is drawn on, and what it can ask of it.
 * @typedef {ReturnType<Chat["view"]>} View
 */

const TYPING = 5_000; // milliseconds that "is typing" stays, as in Telegram

export class Chat {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.id = null;
    this.taps = new Taps(this);
    this.pinned = new Pinned(this);
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
    this.info = el("button.round", { hidden: true, onclick: () => phone.showGroup() }, icon("pair"));
    this.header = el("header.bar", {}, this.back, this.heading, this.info);
    this.empty = el("div.empty");
    this.log.node.append(this.empty);
    this.node = el("div.chat", {}, this.header, this.pinned.node, this.log.node, this.composer.node);
  }

  talk() {
    return talkOf(this.phone.id, this.id);
  }

  row() {
    return this.phone.rows().find((row) => row.chat.id === this.id);
  }

  /** The bot this chat is with, or the first one that is in it. */
  bot() {
    return botOf(this.id) ?? botsIn(this.phone.id, this.id)[0] ?? store.state.bot;
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
      this.unreadAfter = undefined;
      this.composer.enter();
    }
    this.markUnread();
    this.update();
    this.log.toEnd(false);
  }

  /** From here on the person has not read: a line will say so until they write something. */
  markUnread() {
    if (this.unreadAfter === undefined && unreadIn(this.phone.id, this.id)) this.unreadAfter = lastRead(this.phone.id, this.id);
  }

  update() {
    const row = this.row();
    const talk = this.talk();
    if (!row || !talk) return;
    const view = this.view();
    write(this.title, view.title);
    set(this.back, { "aria-label": say(view.language, "chat.back") });
    set(this.info, { "aria-label": say(view.language, "group.about"), title: say(view.language, "group.about"), hidden: this.isPrivate() });
    const face = avatar(row.chat);
    if (!alike(this.face, face)) {
      this.face?.remove();
      this.face = face;
      this.heading.before(face);
    }
    if (botOf(talk.messages.at(-1)?.from?.id) && this.newest !== talk.messages.at(-1).message_id) this.botTypes = false;
    this.newest = talk.messages.at(-1)?.message_id;
    this.describe();
    this.pinned.update(talk);
    if (!this.phone.isShowing(this.id) || !this.log.sticks) this.markUnread();
    if (talk.messages.at(-1)?.from?.id === this.phone.id) this.unreadAfter = undefined;
    this.log.update(talk.messages, this.unreadAfter);
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
    const bot = this.bot();
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
    const bot = this.bot();
    return {
      language: this.phone.language,
      zone: this.phone.zone,
      now: now(),
      user: this.phone.user(),
      bot,
      shared: row?.chat.type !== "private",
      title: row?.chat.title ?? row?.chat.first_name ?? bot.first_name,
      canWrite: Boolean(row?.can_write && row.started !== false && !row.blocked) || row?.chat.type !== "private",
      command: (text, message) => this.composer.send(this.addressed(text, botOf(message?.from?.id))),
      findTag: (tag, message) => this.log.showMessage(this.before(tag, message)),
      tell: (text) => this.phone.notices.toast(text),
      open: (url) => this.phone.openLink(url),
      copy: (text) => this.phone.copy(text),
      tap: (message, position, button) => this.taps.tap(message, position, button),
      isWaiting: (id, data) => this.taps.isWaiting(id, data),
      switchInline: (message, button) => switchInline(this, message, button),
      showMessage: (id) => this.log.showMessage(id),
      preview: (message) => previewOf(message, this.phone.language, this.row()?.chat.title ?? ""),
      replyTo: (message) => this.composer.replyTo(message),
      react: (message, emoji) => this.change("react", message, emoji ? { emoji } : {}),
      forward: (message) => forward(this, message),
      isPinned: ({ message_id: id }) => this.talk()?.pinned.includes(id),
      mayPin: () => this.talk()?.may_pin,
      pin: ({ message_id: id }) => this.pin(id, "pin"),
      unpin: ({ message_id: id }) => this.pin(id, "unpin"),
      stopPoll: (message) => this.change("poll/stop", message, {}),
      vote: (message, options) => this.change("vote", message, { options }),
      edit: (message) => this.composer.edit(message),
      remove: (message) => this.change("delete", message, {}),
    };
  }

  pin(id, action) {
    return this.phone.try(() => sim.post(`groups/${this.id}/${action}`, { user: this.phone.id, message_id: id }));
  }

  /** Does something to a message in this chat. */
  change(action, message, more) {
    return this.phone.try(() => sim.post(action, this.at({ message_id: message.message_id, ...more })));
  }

  /** The body of an action in this chat by this person. */
  at(more) {
    return { user: this.phone.id, chat: this.id, ...more };
  }

  /** In a shared chat a command names the bot it is for, as Telegram writes it. */
  addressed(command, bot) {
    const meant = bot ?? botsIn(this.phone.id, this.id)[0];
    return this.isPrivate() || command.includes("@") || !meant ? command : `${command}@${meant.username}`;
  }

  /** The message before this one that carries the same tag; after the first one, the newest. */
  before(tag, { message_id: from }) {
    const carries = ({ text, caption }) => (text ?? caption ?? "").toLowerCase().includes(tag.toLowerCase());
    const all = this.talk().messages.filter(carries);
    return (all.findLast((message) => message.message_id < from) ?? all.at(-1))?.message_id;
  }

  tick() {
    if (this.talk()) renewTimes(this.log.node, this.phone.language, now());
  }
}
