/** Puts the page together: the top bar, the guide and the phones, kept up to date with the playground. */

import { el, set, write } from "./dom.js";
import { Guide } from "./guide.js";
import { Inspector } from "./inspector.js";
import { Notices } from "./notices.js";
import { Phone } from "./phone.js";
import { forgetZones, pageLanguage, whenPageLanguageChanges } from "./preferences.js";
import { inOneTab, listen, sim } from "./sim.js";
import { privateRow, refresh, setNow, sharedRows, store, talkOf, whenChanged } from "./store.js";
import { Tabs } from "./tabs.js";
import { TopBar } from "./topbar.js";
import { forgetRead } from "./unread.js";
import { say } from "./words.js";

const MOST_PHONES = 3; // stand side by side; a further one takes the place of another

const PEOPLE = [
  { first_name: "Aki", language_code: "ja" },
  { first_name: "Mika", language_code: "en" },
];

export class Page {
  constructor() {
    /** @type {Phone[]} */
    this.phones = [];
    this.away = new Set();
    this.order = []; // whose phone was asked for, the newest last
    this.notices = new Notices({ get language() { return pageLanguage(); } });
    this.inspector = new Inspector(this);
    this.top = new TopBar(this);
    this.guide = new Guide(this);
    this.tabs = new Tabs((user) => this.bringForward(user), () => this.front);
    this.stage = el("main.stage", { id: "phones", tabIndex: -1 });
    this.notices.node.classList.add("page");
    this.offline = el("p.offline", { role: "status", hidden: true });
    this.skip = el("a.skip", { href: "#phones" });
    const parts = [this.skip, this.top.node, this.guide.node, this.tabs.node, this.stage, this.inspector.node];
    document.body.append(...parts, this.offline, this.notices.node);
  }

  async start() {
    whenChanged(() => this.update());
    whenPageLanguageChanges(() => this.update());
    await this.meet();
    this.listen();
    setInterval(() => this.tick(), 5000);
  }

  /** Looks who is there; an empty playground (a first visit, a restarted server) gets its two people. */
  async meet() {
    await refresh();
    if (store.state.users.length) return;
    forgetRead();
    forgetZones();
    await inOneTab("people", () => this.createPeople());
    await refresh();
  }

  async createPeople() {
    for (const person of PEOPLE) await sim.post("users", person);
  }

  listen() {
    listen({
      back: () => this.reached(),
      lost: () => this.lost(),
      change: ({ users }) => (this.inspector.look(), refresh(users?.length ? users : undefined).catch(() => {})),
      state: () => refresh().catch(() => {}),
      clock: (moved) => (setNow(moved.now), this.tick()),
      toast: (answer) => this.phoneOf(answer.user)?.answered(answer),
      typing: ({ chat, user }) => this.typing(chat, user),
      open: ({ user, url }) => inOneTab(`open ${user} ${url}`, async () => this.phoneOf(user)?.openLink(url)),
    });
  }

  reached() {
    if (!this.offline.hidden) (this.inspector.forget(), this.meet().catch(() => {}));
    else refresh().catch(() => {});
    this.offline.hidden = true;
  }

  lost() {
    write(this.offline, say(pageLanguage(), "page.offline"));
    this.offline.hidden = false;
  }

  /** Does something on the server; a refusal is told at the edge of the page. */
  async try(action) {
    try {
      const result = await action();
      await refresh();
      return result ?? {};
    } catch (error) {
      this.notices.toast(say(pageLanguage(), "page.failed", { reason: error.message }));
      return undefined;
    }
  }

  update() {
    document.documentElement.lang = pageLanguage();
    document.title = say(pageLanguage(), "page.title");
    write(this.skip, say(pageLanguage(), "page.skip"));
    this.top.update();
    this.matchPhones();
    this.top.people.update();
    this.inspector.update();
    for (const phone of this.phones) phone.update();
    for (const phone of this.phones) if (phone.isNew) this.openFirst(phone);
    this.guide.update();
    this.drawTabs();
  }

  /** One phone for each person, in the order they came, without those that were put away. */
  matchPhones() {
    const wanted = this.wanted();
    const old = new Map(this.phones.map((phone) => [phone.id, phone]));
    for (const [id, phone] of old) if (!wanted.includes(id)) phone.node.remove();
    this.phones = wanted.map((id) => old.get(id) ?? this.newPhone(id));
    this.phones.forEach((phone, at) => {
      if (this.stage.children[at] !== phone.node) this.stage.insertBefore(phone.node, this.stage.children[at] ?? null);
    });
    if (!wanted.includes(this.front)) this.front = wanted[0];
    set(document.body, { "data-phones": wanted.length });
  }

  /** Everybody who was not put away; of too many, those asked for last and then those who came first. */
  wanted() {
    const all = store.state.users.map((user) => user.id).filter((id) => !this.away.has(id));
    const rank = (id) => this.order.indexOf(id);
    const chosen = [...all].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_PHONES);
    return all.filter((id) => chosen.includes(id));
  }

  newPhone(id) {
    const phone = new Phone(id, { unreadChanged: () => this.drawTabs(), hide: (one) => this.putAway(one), share: (url, to) => this.share(id, url, to) });
    phone.isNew = true;
    return phone;
  }

  /** A phone that just appeared shows its liveliest chat. */
  openFirst(phone) {
    phone.isNew = false;
    const newest = (row) => talkOf(phone.id, row.chat.id)?.messages.at(-1)?.date ?? 0;
    const rows = [privateRow(phone.id), ...sharedRows(phone.id)].filter(Boolean);
    const [first] = rows.sort((a, b) => newest(b) - newest(a));
    if (first) phone.open(first.chat.id);
  }

  /** One person passes a link on: it arrives on that phone, else on the next one, to be opened there or not. */
  share(from, url, to = this.phones.find((phone) => phone.id !== from)?.id) {
    if (to === undefined) return;
    const { first_name: name } = this.phoneOf(from).user();
    if (!this.phoneOf(to)) this.bringBack(to);
    this.bringForward(to);
    this.phoneOf(to).offer(name, url);
  }

  /** A phone that was put away is wanted again, if need be in the place of another. */
  bringBack(id) {
    this.away.delete(id);
    this.order = [...this.order.filter((one) => one !== id), id];
    this.update();
  }

  putAway(id) {
    this.away.add(id);
    this.update();
  }

  phoneOf(id) {
    return this.phones.find((phone) => phone.id === id);
  }

  /** Brings a phone to the front and shows a chat on it. */
  show(user, chat) {
    this.bringForward(user);
    this.phoneOf(user)?.open(chat);
    this.guide.update();
  }

  drawTabs() {
    this.tabs.draw(this.phones);
    if (this.front !== this.shown) this.bringForward(this.front);
  }

  /** On a narrow screen one phone is seen at a time. @param {number} user */
  bringForward(user) {
    this.front = user;
    this.shown = user;
    this.tabs.mark(user);
    for (const phone of this.phones) {
      const came = phone.id === user && !phone.node.classList.contains("front");
      phone.node.classList.toggle("front", phone.id === user);
      if (came && phone.at === "chat" && phone.chat.talk()) phone.chat.update();
    }
  }

  /** The bot is writing in this chat; with a user, in their private one. */
  typing(chat, user) {
    const seeing = user === undefined ? this.phones : [this.phoneOf(user)].filter(Boolean);
    for (const phone of seeing) if (phone.at === "chat" && phone.chat.id === chat) phone.chat.typing();
  }

  tick() {
    this.top.clock.tick();
    for (const phone of this.phones) phone.tick();
    if (store.state.bot.online === false) refresh().catch(() => {}); // nothing tells us when the bot comes
  }

  /** The person has let time pass: the guide is not needed any more once all is set up. */
  clockMoved() {
    if (this.guide.step?.last) this.guide.finish();
  }

  /** Everything empty, then a scene that the program behind the playground knows. It opens its links itself. */
  async playScene(id) {
    this.notices.toast(say(pageLanguage(), "scenes.working"));
    const done = await this.try(() => sim.post(`scenarios/${id}`));
    if (!done) return;
    for (const phone of this.phones) this.openFirst(phone);
    this.guide.update();
  }

  async startOver() {
    forgetRead();
    forgetZones();
    this.away.clear();
    this.order = [];
    this.guide.begin();
    for (const phone of this.phones) phone.node.remove();
    this.phones = [];
    await this.try(async () => {
      await sim.post("reset");
      await this.createPeople();
    });
  }
}

new Page().start().catch(() => setTimeout(() => location.reload(), 2000));
