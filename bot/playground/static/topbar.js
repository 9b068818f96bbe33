/** The bar at the top: the clock, the scenes, the people, what can be broken, and the page's own settings. */

import { ClockBar } from "./clockbar.js";
import { el, icon, set, write } from "./dom.js";
import { panel } from "./panel.js";
import { People } from "./people.js";
import { choosePageLanguage, pageLanguage, turnTheme } from "./preferences.js";
import { store } from "./store.js";
import { Trouble } from "./trouble.js";
import { LANGUAGES, say } from "./words.js";

export class TopBar {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.clock = new ClockBar(page);
    this.trouble = new Trouble(page);
    this.people = new People(page);
    this.place = el("span");
    this.couple = el("button.plain", { hidden: true, onclick: () => this.run(() => page.playScene("couple")) });
    this.reset = el("button.plain", { onclick: () => this.run(() => page.startOver()) });
    this.language = el("select", { onchange: () => choosePageLanguage(this.language.value) });
    for (const [code, label] of Object.entries(LANGUAGES)) {
      this.language.append(el("option", { value: code, lang: code }, label));
    }
    this.theme = el("button.round", { onclick: turnTheme }, icon("theme"));
    this.toggle = el("button.round.toggle", {}, icon("more"));
    const settings = el("div.settings", {}, el("span.select", {}, this.language, icon("down")), this.theme);
    const body = el("div.drop", {}, this.couple, this.reset, this.people.node, this.trouble.node, page.inspector.toggle, settings);
    this.menu = panel(this.toggle, body);
    this.menu.node.classList.add("unfolding", "menu");
    const brand = el("h1.brand", {}, icon("mark"), el("span", {}, "Attune"), this.place);
    this.node = el("header.top", {}, brand, this.clock.node, this.menu.node);
  }

  /** Runs one scene at a time; the menu closes at once. */
  async run(scene) {
    this.menu.close();
    for (const button of [this.couple, this.reset]) button.disabled = true;
    await scene();
    for (const button of [this.couple, this.reset]) button.disabled = false;
  }

  update() {
    const language = pageLanguage();
    const tell = (key) => say(language, key);
    write(this.place, tell("page.place"));
    write(this.couple, tell("scenes.couple"));
    write(this.reset, tell("scenes.reset"));
    this.couple.title = tell("scenes.coupleHint");
    this.reset.title = tell("scenes.resetHint");
    this.couple.hidden = !store.state.scenarios.some((scene) => scene.id === "couple");
    this.language.value = language;
    set(this.language, { "aria-label": tell("page.language") });
    set(this.theme, { "aria-label": tell("page.theme"), title: tell("page.theme") });
    set(this.toggle, { "aria-label": tell("page.menu") });
    this.clock.update();
    this.trouble.update();
  }
}
