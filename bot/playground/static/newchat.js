/** The small form that makes a shared chat: who is in it, and which bots. */

import { avatar } from "./avatar.js";
import { el, icon, set, write } from "./dom.js";
import { sim } from "./sim.js";
import { allBots, store } from "./store.js";
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
    this.bots = el("div");
    this.left = new Set(); // people who are not to be in it
    this.create = el("button.wide", { type: "submit" });
    const form = el(
      "form",
      { onsubmit: (event) => this.make(event) },
      el("label.field", {}, this.nameLabel, this.name),
      this.membersLabel,
      this.members,
      this.bots,
      this.create,
    );
    this.node = el("div.newchat", {}, el("header.bar", {}, this.back, this.title), form);
  }

  /** Opened anew: the suggested name, ready to be replaced. */
  enter() {
    this.name.value = suggestedTitle(this.phone.language);
    this.left = new Set(store.state.users.slice(2).map((user) => user.id).filter((id) => id !== this.phone.id));
    this.seen = undefined;
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
    write(this.create, tell("create"));
    const seen = JSON.stringify([store.state.users, allBots().map((bot) => bot.first_name), this.phone.language]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.members.replaceChildren(...store.state.users.map((user) => this.member(user, tell)));
    this.bots.replaceChildren(...allBots().map((bot, at) => this.bot(bot, at === 0, tell)));
  }

  /** The one who makes it is always in it; with two people the other is too. */
  member(user, tell) {
    const words = [avatar(user), el("span", {}, user.first_name)];
    if (user.id === this.phone.id) return el("li", {}, ...words, el("small", {}, tell("you")));
    if (store.state.users.length < 3) return el("li", {}, ...words);
    const turn = (event) => (event.target.checked ? this.left.delete(user.id) : this.left.add(user.id));
    const box = el("input.switch", { type: "checkbox", checked: !this.left.has(user.id), onchange: turn });
    return el("li", {}, el("label.chosen", {}, ...words, box));
  }

  bot(bot, checked, tell) {
    const box = el("input.switch", { type: "checkbox", checked });
    box.dataset.bot = bot.id;
    const words = allBots().length > 1 ? bot.first_name : tell("withBot");
    return el("label.toggle", {}, el("span", {}, words), box);
  }

  async make(event) {
    event.preventDefault();
    const title = this.name.value.trim();
    if (!title) return;
    const chat = await this.phone.try(() => this.ask(title));
    if (chat) this.phone.open(chat.id);
  }

  ask(title) {
    const bots = [...this.bots.querySelectorAll("input:checked")].map((box) => Number(box.dataset.bot));
    const members = store.state.users.map((user) => user.id).filter((id) => !this.left.has(id));
    return makeSharedChat(this.phone.id, title, bots, members);
  }
}

/** "Aki & Mika", as the language of the person who makes the chat would have it. */
export function suggestedTitle(language) {
  const [first, second] = store.state.users;
  return say(language, "group.suggested", { first: first.first_name, second: second.first_name });
}

/**
 * A chat of these people (of the first two without them), with these bots in it.
 * @returns {Promise<import("./types.js").Chat>}
 */
export async function makeSharedChat(creator, title, bots, members = store.state.users.slice(0, 2).map((user) => user.id)) {
  const made = await sim.post("groups", { title, creator, members: [...members, ...bots] });
  return typeof made.chat === "object" ? made.chat : { id: made.chat };
}
