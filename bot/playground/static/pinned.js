/** The bar under a chat's name with what is pinned; a tap shows it, the next tap the one pinned before. */

import { el, icon, set, write } from "./dom.js";
import { say } from "./words.js";

export class Pinned {
  /** @param {import("./chat.js").Chat} chat */
  constructor(chat) {
    this.chat = chat;
    this.title = el("strong");
    this.words = el("span");
    this.node = el("button.pinned", { hidden: true, onclick: () => this.jump() }, icon("pin"), el("span.line", {}, this.title, this.words));
  }

  /** @param {import("./types.js").Talk} talk */
  update(talk) {
    const ids = new Set(talk.pinned ?? []);
    const all = talk.messages.filter((message) => ids.has(message.message_id));
    const seen = `${this.chat.id} ${[...ids]}`;
    if (seen !== this.seen) this.at = all.length - 1;
    this.seen = seen;
    this.all = all;
    this.node.hidden = all.length === 0;
    if (all.length) this.draw();
  }

  draw() {
    const { language } = this.chat.phone;
    const message = this.all[Math.max(0, Math.min(this.at, this.all.length - 1))];
    const more = this.all.length > 1 ? ` ${this.at + 1}/${this.all.length}` : "";
    write(this.title, say(language, "content.pinned") + more);
    write(this.words, this.chat.view().preview(message));
    set(this.node, { "aria-label": `${this.title.textContent}: ${this.words.textContent}` });
  }

  jump() {
    this.chat.log.showMessage(this.all[this.at]?.message_id);
    this.at = (this.at - 1 + this.all.length) % this.all.length;
    this.draw();
  }
}
