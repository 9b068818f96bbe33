/** The panel with everybody who has a phone here: whose are shown, and a form for one more person. */

import { avatar } from "./avatar.js";
import { el, icon, set, write } from "./dom.js";
import { panel } from "./panel.js";
import { pageLanguage } from "./preferences.js";
import { sim } from "./sim.js";
import { store } from "./store.js";
import { LANGUAGES, say } from "./words.js";

export class People {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.text = el("span");
    this.toggle = el("button.round.named-here", {}, icon("pair"), this.text);
    this.list = el("ul.members");
    this.intro = el("p.intro");
    this.name = el("input", { type: "text", maxLength: 40, required: true, autocomplete: "off" });
    this.language = el("select");
    for (const [code, label] of Object.entries(LANGUAGES)) this.language.append(el("option", { value: code, lang: code }, label));
    this.add = el("button.plain.filled", { type: "submit" });
    const choice = el("span.select", {}, this.language, icon("down"));
    this.form = el("form.newperson", { onsubmit: (event) => this.create(event) }, this.name, choice, this.add);
    this.body = el("div.drop.people", {}, this.intro, this.list, this.form);
    this.panel = panel(this.toggle, this.body);
    this.node = this.panel.node;
  }

  update() {
    const tell = (key) => say(pageLanguage(), `people.${key}`);
    write(this.text, tell("open"));
    set(this.toggle, { "aria-label": tell("open"), title: tell("open") });
    write(this.intro, tell("intro"));
    write(this.add, tell("add"));
    set(this.name, { "aria-label": tell("name"), placeholder: tell("name") });
    set(this.language, { "aria-label": tell("language") });
    const shown = this.page.phones.map((phone) => phone.id);
    const seen = JSON.stringify([store.state.users, shown, pageLanguage()]);
    if (seen === this.seen) return;
    this.seen = seen;
    const focused = document.activeElement?.dataset?.person;
    this.list.replaceChildren(...store.state.users.map((user) => this.row(user, shown)));
    if (focused) this.list.querySelector(`[data-person="${focused}"]`)?.focus();
  }

  row(user, shown) {
    const here = shown.includes(user.id);
    const turn = (event) => (event.target.checked ? this.page.bringBack(user.id) : this.page.putAway(user.id));
    const box = el("input.switch", { type: "checkbox", checked: here, disabled: here && shown.length === 1, onchange: turn });
    box.dataset.person = user.id;
    return el("li", {}, el("label.toggle", {}, avatar(user), el("span", {}, user.first_name), box));
  }

  async create(event) {
    event.preventDefault();
    const first_name = this.name.value.trim();
    if (!first_name) return;
    this.name.value = ""; // at once: the next name may be typed while this one is on its way
    this.name.focus();
    const made = await this.page.try(() => sim.post("users", { first_name, language_code: this.language.value }));
    if (!made) return;
    this.page.bringBack(made.id);
    this.page.bringForward(made.id);
  }
}
