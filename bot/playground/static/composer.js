/** The place to write: a field that grows, replies and changes, commands, the keyboard, and the Start button. */

import { Attach } from "./attach.js";
import { Commands } from "./commands.js";
import { el, icon, set } from "./dom.js";
import { Inline } from "./inline.js";
import { ReplyKeys } from "./replykeys.js";
import { sim } from "./sim.js";
import { botsIn } from "./store.js";
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
    this.inline = new Inline(this);
    this.attach = new Attach(this);
    this.keys = new ReplyKeys(this);
    this.submit = el("button.round.send", { onclick: () => this.sendField() }, icon("send"));
    this.context = el("div.context", { hidden: true });
    this.line = el("div.write", {}, this.slash, this.field, this.keys.toggle, this.attach.node, this.submit);
    this.gate = el("div.gate", { hidden: true });
    this.node = el("footer.composer", {}, this.commands.node, this.inline.node, this.context, this.line, this.keys.node, this.gate);
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
    this.keys.forget();
    this.typed();
  }

  update() {
    const tell = (key) => say(this.language, `composer.${key}`);
    set(this.field, { "aria-label": tell("label") });
    set(this.slash, { "aria-label": tell("commandsOpen"), title: tell("commandsOpen") });
    set(this.submit, { "aria-label": tell(this.editing ? "save" : "send") });
    this.slash.hidden = !this.chat.talk().commands?.length;
    this.drawGate();
    this.attach.update();
    this.keys.update(this.chat.talk());
    if (this.line.hidden) this.keys.node.hidden = true;
    this.followBot();
    this.field.placeholder = this.placeholder();
    this.commands.update();
  }

  placeholder() {
    const asked = this.replying?.reply_markup?.input_field_placeholder;
    return asked ?? this.keys.placeholder ?? say(this.language, "composer.placeholder");
  }

  /** Start, restart, add the bot, or nothing to do: whatever stands between the person and writing. */
  drawGate() {
    const row = this.chat.row();
    const { phone } = this.chat;
    const tell = (key) => say(this.language, `chat.${key}`);
    const start = () => phone.try(() => sim.post("start", { user: phone.id, bot: row.chat.id }));
    const gate = row.blocked
      ? [el("p", {}, tell("blocked")), el("button.wide", { onclick: start }, tell("restart"))]
      : this.chat.isPrivate() && !row.started
        ? [el("button.wide", { onclick: start }, tell("start"))]
        : !row.can_write
          ? [el("p", {}, tell("cannotWrite"))]
          : !this.chat.isPrivate() && botsIn(phone.id, row.chat.id).length === 0
            ? [el("p", {}, tell("noBot")), el("button.wide.quiet", { onclick: () => phone.addBot(row.chat.id) }, tell("addBot"))]
            : [];
    const seen = `${row.chat.id} ${gate.map((node) => node.textContent).join("|")}`;
    const closed = row.blocked || !row.can_write || (this.chat.isPrivate() && !row.started);
    this.line.hidden = Boolean(closed);
    this.gate.hidden = gate.length === 0;
    if (this.gateSeen !== seen) this.gate.replaceChildren(...gate);
    this.gateSeen = seen;
  }

  /** The bot may ask for a reply: it is prepared here, once. */
  followBot() {
    const { forced_reply: asked, messages } = this.chat.talk();
    const message = asked && messages.find((one) => one.message_id === asked.message_id);
    if (!message || this.forced === message.message_id) return;
    this.forced = message.message_id;
    this.replyTo(message, this.chat.phone.isInUse());
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work: Enter is its own
    if (this.commands.key(event) || this.inline.enter(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.sendField();
    } else if (event.key === "Escape" && (this.replying || this.editing)) {
      event.stopPropagation();
      this.turnAway();
    }
  }

  typed() {
    this.grow();
    this.submit.disabled = this.field.value.trim() === "";
    this.commands.filter(this.field.value);
    this.inline.typed(this.editing ? "" : this.field.value);
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
    this.field.placeholder = this.placeholder();
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
      el("button.round.small", { "aria-label": name, title: name, onclick: () => (this.turnAway(), this.field.focus()) }, icon("close")),
    );
    this.context.hidden = false;
  }

  /** The person leaves it; a reply that a bot asked for is not prepared again. */
  turnAway() {
    const asked = this.replying !== null && this.replying.message_id === this.chat.talk()?.forced_reply?.message_id;
    this.stop();
    if (asked) this.chat.phone.try(() => sim.post("key/away", this.chat.at({})));
  }

  /** Neither replying nor changing any more. */
  stop() {
    if (this.editing) this.field.value = "";
    this.replying = null;
    this.editing = null;
    this.context.hidden = true;
    this.field.placeholder = this.placeholder();
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

  /** What was being written, for a caption; the field is empty then. */
  takeWords() {
    const words = this.field.value.trim();
    this.field.value = "";
    this.typed();
    return words;
  }
}
