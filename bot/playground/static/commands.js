/** The list of commands above the place to write: opened by its button or by typing "/". */

import { el, set } from "./dom.js";
import { say } from "./words.js";

let lists = 0;

export class Commands {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.active = -1;
    this.id = `commands-${(lists += 1)}`;
    this.node = el("div.commands", { role: "listbox", id: this.id, hidden: true });
    set(composer.field, { "aria-autocomplete": "list", "aria-controls": this.id });
    composer.field.addEventListener("blur", () => setTimeout(() => this.close(), 120));
  }

  all() {
    return this.composer.chat.talk()?.commands ?? [];
  }

  update() {
    this.node.setAttribute("aria-label", say(this.composer.language, "composer.commands"));
    if (!this.node.hidden) this.show(this.shown());
  }

  shown() {
    const typed = this.composer.field.value.toLowerCase();
    return typed.startsWith("/") ? this.all().filter(({ command }) => `/${command}`.startsWith(typed)) : this.all();
  }

  /** Follows what is being typed: "/ne" leaves the commands that begin so. */
  filter(text) {
    if (/^\/[a-z0-9_]*$/i.test(text)) this.show(this.shown());
    else this.close();
  }

  toggle() {
    if (this.node.hidden) this.show(this.all());
    else this.close();
    this.composer.field.focus();
  }

  show(commands) {
    this.active = -1;
    this.node.replaceChildren(...commands.map((command, at) => this.option(command, at)));
    this.node.hidden = commands.length === 0;
    this.mark();
  }

  option({ command, description }, at) {
    const node = el("div.option", { role: "option", id: `${this.id}-${at}`, "aria-selected": "false" });
    node.append(el("b", {}, `/${command}`), el("span", {}, description));
    node.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    node.addEventListener("click", () => this.choose(command));
    return node;
  }

  close() {
    this.node.hidden = true;
    this.active = -1;
    this.mark();
  }

  /** @returns {boolean} whether the key was for the list */
  key(event) {
    const options = [...this.node.children];
    if (this.node.hidden || !options.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && this.active >= 0) this.composer.put(`${this.commandAt(this.active)} `);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.commandAt(this.active).slice(1));
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this.mark();
    return true;
  }

  commandAt(at) {
    return this.node.children[at].querySelector("b").textContent;
  }

  mark() {
    [...this.node.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.active)));
    const chosen = this.node.children[this.active];
    set(this.composer.field, { "aria-activedescendant": this.node.hidden || !chosen ? null : chosen.id });
    chosen?.scrollIntoView({ block: "nearest" });
  }

  choose(command) {
    this.close();
    const { composer } = this;
    composer.field.value = "";
    composer.typed();
    composer.send(composer.chat.addressed(`/${command}`));
  }
}
