/** The strip above a phone: whose it is. The name, the language and the time zone can be changed. */

import { alike, avatar } from "./avatar.js";
import { el, icon, set, write } from "./dom.js";
import { chooseZone } from "./preferences.js";
import { sim } from "./sim.js";
import { now, store } from "./store.js";
import { offsetOf } from "./times.js";
import { LANGUAGES, say } from "./words.js";

/** Some places around the earth, from west to east; a phone may also be where the browser is. */
const ZONES = [
  "Pacific/Honolulu", "America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London", "Europe/Berlin",
  "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata", "Asia/Bangkok", "Asia/Tokyo", "Australia/Sydney",
];

export class Person {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.text = el("span");
    this.name = el("button.name", { onclick: () => this.rename() }, this.text, icon("pencil"));
    this.title = el("h2", {}, this.name);
    this.choice = el("select", { onchange: () => this.save({ language_code: this.choice.value }) });
    for (const [code, label] of Object.entries(LANGUAGES)) this.choice.append(el("option", { value: code, lang: code }, label));
    this.zone = el("select", { onchange: () => this.move() });
    this.hide = el("button.round.small", { hidden: true, onclick: () => phone.page.hide(phone.id) }, icon("close"));
    this.node = el("header.person", {}, this.title, el("span.select.zone", {}, icon("globe"), this.zone), el("span.select", {}, this.choice, icon("down")), this.hide);
  }

  update() {
    const user = this.phone.user();
    const tell = (key) => say(this.phone.language, `person.${key}`, { name: user.first_name });
    write(this.text, user.first_name);
    set(this.name, { "aria-label": tell("rename") });
    set(this.choice, { "aria-label": tell("language") });
    set(this.hide, { "aria-label": tell("hide") });
    this.updateZones(tell);
    this.hide.hidden = store.state.users.length < 3;
    if (document.activeElement !== this.choice) this.choice.value = this.phone.language;
    const face = avatar(user);
    if (alike(this.face, face)) return;
    this.face?.remove();
    this.face = face;
    this.node.prepend(face);
  }

  /** The places, each with how far its clocks are from Greenwich. */
  updateZones(tell) {
    const { language, zone } = this.phone;
    const label = (name) => `${name ? say(language, `person.zones.${name}`) : tell("here")} · ${offsetOf(now(), language, name)}`;
    const labels = [undefined, ...ZONES].map((name) => [name ?? "", label(name)]);
    set(this.zone, { "aria-label": tell("zone"), title: labels.find(([name]) => name === (zone ?? ""))[1] });
    this.zone.parentElement.classList.toggle("away", Boolean(zone));
    const seen = JSON.stringify(labels);
    if (seen !== this.zonesSeen) this.zone.replaceChildren(...labels.map(([value, words]) => el("option", { value }, words)));
    this.zonesSeen = seen;
    this.zone.value = zone ?? "";
  }

  move() {
    chooseZone(this.phone.id, this.zone.value);
    this.phone.update();
  }

  /** The name becomes a field: Enter or leaving it saves, Escape does not. */
  rename() {
    const label = say(this.phone.language, "person.name");
    const field = el("input.name", { type: "text", maxLength: 40, value: this.text.textContent, "aria-label": label });
    let open = true;
    const end = (save) => {
      if (!open) return;
      open = false;
      const name = field.value.trim();
      field.replaceWith(this.name);
      if (save && name && name !== this.text.textContent) this.save({ first_name: name });
    };
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        end(event.key === "Enter");
        this.name.focus();
      }
    });
    field.addEventListener("blur", () => end(true));
    this.name.replaceWith(field);
    field.focus();
    field.select();
  }

  save(change) {
    return this.phone.try(() => sim.post(`users/${this.phone.id}`, change));
  }
}
