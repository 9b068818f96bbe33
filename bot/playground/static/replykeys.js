/** The keyboard that a bot puts under the place to write: its keys, and the button that shows or hides it. */

import { el, icon, set } from "./dom.js";
import { press } from "./keypress.js";
import { link } from "./links.js";
import { sim } from "./sim.js";
import { say } from "./words.js";

/**
 * @typedef {{message_id: number, hidden: boolean, keyboard: {text: string}[][], resize_keyboard?: boolean,
 *            is_persistent?: boolean, input_field_placeholder?: string}} Keyboard
 */

export class ReplyKeys {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.node = el("div.keyboard.own", { hidden: true, role: "group" });
    this.toggle = el("button.round", { hidden: true, onclick: () => this.turn(!this.open) }, icon("keys"));
  }

  /** Another chat has another keyboard. */
  forget() {
    this.seen = undefined;
  }

  /** @param {import("./types.js").Talk} talk */
  update(talk) {
    this.keyboard = talk.reply_keyboard ?? undefined;
    const { language } = this.composer;
    const seen = JSON.stringify([this.keyboard, language]);
    if (seen !== this.seen) {
      this.open = Boolean(this.keyboard) && !this.keyboard.hidden;
      this.draw();
    }
    this.seen = seen;
    set(this.node, { "aria-label": say(language, "content.keys") });
    this.show();
  }

  /** What the empty field says while this keyboard is there. @returns {string|undefined} */
  get placeholder() {
    return this.keyboard?.input_field_placeholder;
  }

  draw() {
    const rows = this.keyboard?.keyboard ?? [];
    this.node.classList.toggle("tall", Boolean(this.keyboard) && !this.keyboard.resize_keyboard);
    this.node.replaceChildren(...rows.map((row, r) => el("div.row", {}, ...row.map((key, c) => this.key(key, [r, c])))));
  }

  key(button, position) {
    const look = `.key${button.style ? `.${button.style}` : ""}`;
    const inside = [el("span", {}, button.text), picture(button)].filter(Boolean);
    if (!button.web_app) return el(`button${look}`, { onclick: () => this.press(button, position) }, ...inside);
    const node = link(button.web_app.url, this.composer.chat.view(), `a${look}`);
    node.append(...inside);
    return node;
  }

  async press(button, position) {
    await press(this.composer.chat, button, position);
    this.composer.field.focus();
  }

  /** The server remembers a keyboard that was hidden; to show it again is this phone's own matter. */
  turn(open) {
    this.open = open;
    this.show();
    this.composer.field.focus();
    if (!open && !this.keyboard.hidden) this.composer.chat.phone.try(() => sim.post("key/away", this.composer.chat.at({})));
  }

  show() {
    const here = Boolean(this.keyboard);
    const key = this.open ? "content.hideKeys" : "content.showKeys";
    const name = say(this.composer.language, key);
    this.toggle.hidden = !here || Boolean(this.keyboard.is_persistent && this.open);
    set(this.toggle, { "aria-label": name, title: name, "aria-expanded": String(Boolean(this.open)) });
    this.node.hidden = !here || !this.open;
  }
}

function picture(button) {
  if (button.request_contact) return icon("person");
  if (button.request_location) return icon("pin-place");
  if (button.request_poll) return icon("poll");
  if (button.request_users || button.request_chat) return icon("pair");
  return button.web_app ? icon("link") : null;
}
