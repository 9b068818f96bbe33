/** The small form that makes the chat two people share. */

import { avatar } from "./avatar.js";
import { el, icon, set, write } from "./dom.js";
import { sim } from "./sim.js";
import { store } from "./store.js";
import { say } from "./words.js";

export class NewChat {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.back = el("button.round.back", { onclick: () => phone.showList() }, icon("back"));
    this.title = el("h3");
    this.name = el("input", { type: "text", maxLength: 64, required: true, autocomplete: "off" });
    this.nameLabel = el("span");
    this.membersLabel = el("h4");
    this.members = el("ul.members");
    this.withBot = el("input.switch", { type: "checkbox", checked: true });
    this.withBotLabel = el("span");
    this.create = el("button.wide", { type: "submit" });
    const form = el(
      "form",
      { onsubmit: (event) => this.make(event) },
      el("label.field", {}, this.nameLabel, this.name),
      this.membersLabel,
      this.members,
      el("label.toggle", {}, this.withBotLabel, this.withBot),
      this.create,
    );
    this.node = el("div.newchat", {}, el("header.bar", {}, this.back, this.title), form);
  }

  people() {
    return store.state.users.slice(0, 2);
  }

  /** Opened anew: the suggested name, ready to be replaced. */
  enter() {
    this.name.value = suggestedTitle(this.phone.language);
    this.update();
    this.name.focus();
    this.name.select();
  }

  update() {
    const tell = (key) => say(this.phone.language, `group.${key}`);
    set(this.back, { "aria-label": say(this.phone.language, "chat.back") });
    write(this.title, tell("title"));
    write(this.nameLabel, tell("name"));
    write(this.membersLabel, tell("members"));
    write(this.withBotLabel, tell("withBot"));
    write(this.create, tell("create"));
    const member = (user) =>
      el("li", {}, avatar(user), el("span", {}, user.first_name), user.id === this.phone.id && el("small", {}, tell("you")));
    this.members.replaceChildren(...this.people().map(member));
  }

  async make(event) {
    event.preventDefault();
    const title = this.name.value.trim();
    if (!title) return;
    const chat = await this.phone.try(() => makeSharedChat(this.phone.id, title, this.withBot.checked));
    if (chat) this.phone.open(chat.id);
  }
}

/** "Aki & Mika", as the language of the person who makes the chat would have it. */
export function suggestedTitle(language) {
  const [first, second] = store.state.users;
  return say(language, "group.suggested", { first: first.first_name, second: second.first_name });
}

/** The chat of the first two people. @returns {Promise<import("./types.js").Chat>} */
export async function makeSharedChat(creator, title, withBot) {
  const members = store.state.users.slice(0, 2).map((user) => user.id);
  const made = await sim.post("groups", { title, creator, members, with_bot: withBot });
  return typeof made.chat === "object" ? made.chat : { id: made.chat };
}
