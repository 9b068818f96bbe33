/** The place to write: a field that grows, replies and changes, photos, commands, and the Start button. */

import { Commands } from "./commands.js";
import { el, icon, set } from "./dom.js";
import { sim } from "./sim.js";
import { botIsIn } from "./store.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

export class Composer {
  /** @param {import("./chat.js").Chat} chat */
  constructor(chat) {
    this.chat = chat;
    this.drafts = new Map();
    this.field = el("textarea", { rows: 1, enterKeyHint: "send", autocomplete: "off", maxLength: 4096 });
    this.commands = new Commands(this);
    this.slash = el("button.round", { onclick: () => this.commands.toggle() }, icon("slash"));
    this.photo = el("button.round", { onclick: () => this.sendPhoto() }, icon("photo"));
    this.submit = el("button.round.send", { onclick: () => this.sendField() }, icon("send"));
    this.context = el("div.context", { hidden: true });
    this.keys = el("div.keyboard.own", { hidden: true });
    this.line = el("div.write", {}, this.slash, this.field, this.photo, this.submit);
    this.gate = el("div.gate", { hidden: true });
    this.node = el("footer.composer", {}, this.commands.node, this.context, this.line, this.keys, this.gate);
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.typed());
  }

  get language() {
    return this.chat.phone.language;
  }

  /** Leaves a chat; what was being written stays there as a draft. */
  leave() {
    if (this.chat.id === null) return;
    this.drafts.set(this.chat.id, this.editing ? "" : this.field.value);
    this.stop();
  }

  enter() {
    this.field.value = this.drafts.get(this.chat.id) ?? "";
    this.forced = undefined;
    this.typed();
  }

  update() {
    const tell = (key) => say(this.language, `composer.${key}`);
    set(this.field, { "aria-label": tell("label") });
    for (const [button, key] of [[this.photo, "photo"], [this.slash, "commandsOpen"]]) {
      set(button, { "aria-label": tell(key), title: tell(key) });
    }
    set(this.submit, { "aria-label": tell(this.editing ? "save" : "send") });
    this.slash.hidden = !this.chat.talk().commands?.length;
    this.drawGate();
    this.followBot();
    this.field.placeholder = this.replying?.reply_markup?.input_field_placeholder ?? tell("placeholder");
    this.commands.update();
  }

  /** Start, restart, add the bot, or nothing to do: whatever stands between the person and writing. */
  drawGate() {
    const row = this.chat.row();
    const { phone } = this.chat;
    const tell = (key) => say(this.language, `chat.${key}`);
    const start = () => phone.try(() => sim.post("start", { user: phone.id }));
    const gate = row.blocked
      ? [el("p", {}, tell("blocked")), el("button.wide", { onclick: start }, tell("restart"))]
      : this.chat.isPrivate() && !row.started
        ? [el("button.wide", { onclick: start }, tell("start"))]
        : !row.can_write
          ? [el("p", {}, tell("cannotWrite"))]
          : !this.chat.isPrivate() && !botIsIn(phone.id, row.chat.id)
            ? [el("p", {}, tell("noBot")), el("button.wide.quiet", { onclick: () => phone.addBot(row.chat.id) }, tell("addBot"))]
            : [];
    const seen = gate.map((node) => node.textContent).join("|");
    const closed = row.blocked || !row.can_write || (this.chat.isPrivate() && !row.started);
    this.line.hidden = Boolean(closed);
    this.gate.hidden = gate.length === 0;
    if (this.gateSeen !== seen) this.gate.replaceChildren(...gate);
    this.gateSeen = seen;
  }

  /** The bot's newest message may ask for a reply, or bring keys of its own. */
  followBot() {
    const messages = this.chat.talk().messages;
    const newest = messages.findLast((message) => message.from?.id !== this.chat.phone.id);
    const markup = newest?.reply_markup;
    const answered = messages.at(-1)?.from?.id === this.chat.phone.id;
    if (markup?.force_reply && this.forced !== newest.message_id && !answered) {
      this.forced = newest.message_id;
      this.replyTo(newest, this.chat.phone.isInUse());
    }
    this.drawKeys(messages.findLast((message) => message.reply_markup?.keyboard || message.reply_markup?.remove_keyboard));
  }

  drawKeys(message) {
    const rows = message?.reply_markup.keyboard ?? [];
    const seen = JSON.stringify(rows);
    this.keys.hidden = rows.length === 0;
    if (this.keysSeen === seen) return;
    this.keysSeen = seen;
    const key = (button) => el("button.key", { onclick: () => this.send(button.text ?? button) }, button.text ?? button);
    this.keys.replaceChildren(...rows.map((row) => el("div.row", {}, ...row.map(key))));
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work: Enter is its own
    if (this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.sendField();
    } else if (event.key === "Escape" && (this.replying || this.editing)) {
      event.stopPropagation();
      this.stop();
    }
  }

  typed() {
    this.grow();
    this.submit.disabled = this.field.value.trim() === "";
    this.commands.filter(this.field.value);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  put(text) {
    this.field.value = text;
    this.typed();
    this.field.focus();
  }

  /** Answers a message; the next one sent quotes it. @param {Message} message */
  replyTo(message, focus = true) {
    this.editing = null;
    this.replying = message;
    this.drawContext("reply", say(this.language, "composer.replying", { name: message.from?.first_name ?? "" }), message);
    this.field.placeholder = message.reply_markup?.input_field_placeholder ?? say(this.language, "composer.placeholder");
    if (focus) this.field.focus();
  }

  /** Changes an own message. @param {Message} message */
  edit(message) {
    this.replying = null;
    this.editing = message;
    this.drawContext("pencil", say(this.language, "composer.editing"), message);
    this.submit.replaceChildren(icon("check"));
    this.put(message.text);
  }

  drawContext(picture, title, message) {
    const name = say(this.language, "composer.stop");
    this.context.replaceChildren(
      icon(picture),
      el("p", {}, el("strong", {}, title), el("span", {}, this.chat.view().preview(message))),
      el("button.round.small", { "aria-label": name, title: name, onclick: () => (this.stop(), this.field.focus()) }, icon("close")),
    );
    this.context.hidden = false;
  }

  /** Neither replying nor changing any more. */
  stop() {
    if (this.editing) this.field.value = "";
    this.replying = null;
    this.editing = null;
    this.context.hidden = true;
    this.field.placeholder = say(this.language, "composer.placeholder");
    this.submit.replaceChildren(icon("send"));
    this.typed();
  }

  async sendField() {
    const text = this.field.value.trim();
    if (!text) return;
    const { editing, replying } = this;
    this.field.value = "";
    this.stop();
    const sent = editing
      ? await this.chat.phone.try(() => sim.post("edit", this.chat.at({ message_id: editing.message_id, text })))
      : await this.send(text, replying);
    if (!sent && !this.field.value) this.put(text);
  }

  /** @param {string} text @param {Message} [replying] @returns {Promise<object|undefined>} nothing when it failed */
  send(text, replying) {
    const reply = replying ? { reply_to: replying.message_id } : {};
    return this.chat.phone.try(() => sim.post("say", this.chat.at({ text, ...reply })));
  }

  sendPhoto() {
    const caption = this.field.value.trim();
    this.field.value = "";
    this.typed();
    return this.chat.phone.try(() => sim.post("photo", this.chat.at(caption ? { caption } : {})));
  }
}

