/** The screen about a shared chat: who is in it, the link that leads into it, and what its creator decides. */

import { choose } from "./ask.js";
import { avatar } from "./avatar.js";
import { el, icon, set, write } from "./dom.js";
import { sim } from "./sim.js";
import { allBots, store } from "./store.js";
import { say } from "./words.js";

/** What can be made of a member, with the action under /sim and what goes along. */
const CHANGES = [
  { key: "promote" },
  { key: "demote" },
  { key: "restrict", more: { permissions: [] }, peopleOnly: true },
  { key: "remove" },
];

/** Who may change the others. The playground refuses what an admin has no right to. */
const RULING = ["creator", "administrator"];

export class Group {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.back = el("button.round.back", { onclick: () => this.leaveScreen() }, icon("back"));
    this.title = el("h3");
    this.members = el("ul.members");
    this.add = el("button.wide.quiet", { onclick: () => this.addSomebody() });
    this.invite = el("button.wide.quiet", { onclick: () => this.passLink() });
    this.leave = el("button.wide.plainly", { onclick: () => this.leaveChat() });
    const body = el("div.inside", {}, this.members, el("div.acts", {}, this.add, this.invite, this.leave));
    this.node = el("div.groupinfo", {}, el("header.bar", {}, this.back, this.title), body);
  }

  tell(key, values) {
    return say(this.phone.language, `group.${key}`, values);
  }

  enter() {
    this.update();
    this.back.focus({ preventScroll: true });
  }

  leaveScreen() {
    this.phone.open(this.phone.chat.id);
    this.phone.chat.info.focus();
  }

  update() {
    const { chat } = this.phone;
    const talk = chat.talk();
    if (!talk) return;
    const rules = RULING.includes(talk.members.find((member) => member.id === this.phone.id)?.status);
    set(this.back, { "aria-label": say(this.phone.language, "chat.back") });
    write(this.title, talk.chat.title);
    write(this.add, this.tell("add"));
    write(this.invite, this.tell("invite"));
    write(this.leave, this.tell("leave"));
    this.add.hidden = !rules || this.outside().length === 0;
    this.invite.hidden = !rules;
    const seen = JSON.stringify([talk.members, rules, this.phone.language]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.members.replaceChildren(...talk.members.map((member) => this.member(member, rules)));
  }

  member(member, rules) {
    const what = member.id === this.phone.id ? "you" : RULING.includes(member.status) ? member.status : member.is_bot ? "bot" : undefined;
    const words = [avatar(member), el("span", {}, member.first_name), what && el("small", {}, this.tell(what))];
    if (!rules || member.id === this.phone.id || member.status === "creator") return el("li", {}, ...words);
    const name = this.tell("change", { name: member.first_name });
    const change = el("button.round.small", { "aria-label": name, title: name, onclick: () => this.change(member) }, icon("more"));
    return el("li", {}, ...words, change);
  }

  async change(member) {
    const choices = CHANGES.filter(({ peopleOnly }) => !(peopleOnly && member.is_bot));
    const title = this.tell("change", { name: member.first_name });
    const chosen = await choose(this.phone, title, choices.map((one) => ({ label: this.tell(one.key), value: one })));
    if (!chosen) return;
    const done = await this.act(chosen.key, { by: this.phone.id, user: member.id, ...chosen.more });
    if (done) this.phone.notices.toast(this.tell("changed", { name: member.first_name, what: this.tell(chosen.key) }));
  }

  /** People and bots that are not in it. */
  outside() {
    const inside = new Set(this.phone.chat.talk().members.map((member) => member.id));
    return [...store.state.users, ...allBots()].filter((one) => !inside.has(one.id));
  }

  async addSomebody() {
    const choices = this.outside().map((one) => ({ label: one.first_name, value: one.id }));
    const user = await choose(this.phone, this.tell("add"), choices);
    if (user !== undefined) await this.act("add", { by: this.phone.id, user });
  }

  /** The link can be copied, or passed on to a phone that is not in this chat, to be opened there or not. */
  async passLink() {
    const made = await this.act("link", { by: this.phone.id });
    if (!made) return;
    const url = made.invite_link;
    const people = this.outside().filter((one) => store.state.users.includes(one));
    const pass = ({ id, first_name: name }) => ({ label: this.tell("pass", { name }), value: () => this.phone.page.share(url, id) });
    const copy = { label: this.tell("copyLink"), value: () => this.phone.copy(url) };
    (await choose(this.phone, url, [copy, ...people.map(pass)]))?.();
  }

  async leaveChat() {
    const sure = [{ label: this.tell("leave"), value: true }];
    if (!(await choose(this.phone, this.tell("leaveAsk", { title: this.title.textContent }), sure))) return;
    if (await this.act("leave", { user: this.phone.id })) this.phone.showList();
  }

  act(action, body) {
    return this.phone.try(() => sim.post(`groups/${this.phone.chat.id}/${action}`, body));
  }
}
