/** The first-minute guide: one quiet line with the next step, read off the phones, until it is no longer needed. */

import { el, icon, set, write } from "./dom.js";
import { makeSharedChat, suggestedTitle } from "./newchat.js";
import { pageLanguage } from "./preferences.js";
import { botIsIn, privateRow, sharedRows, store, talkOf } from "./store.js";
import { nearest, say } from "./words.js";

const DONE = "guide done";
const EVENING = "20:30";

export class Guide {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.text = el("p", { "aria-live": "polite" });
    this.action = el("button.plain", { onclick: () => this.step?.run?.() });
    this.dismiss = el("button.round.small", { onclick: () => this.finish() }, icon("close"));
    this.node = el("aside.guide", { hidden: true }, this.text, this.action, this.dismiss);
  }

  /** The guide has done its work for this session. */
  finish() {
    const inside = this.node.contains(document.activeElement);
    sessionStorage.setItem(DONE, "yes");
    this.update();
    if (inside) this.page.phones[0]?.node.focus();
  }

  /** A new beginning: the guide is there again. */
  begin() {
    sessionStorage.removeItem(DONE);
  }

  update() {
    const tell = (key, values) => say(pageLanguage(), `guide.${key}`, values);
    this.step = sessionStorage.getItem(DONE) ? null : this.next(tell);
    this.node.hidden = !this.step;
    if (!this.step) return;
    write(this.text, this.step.text);
    write(this.action, this.step.label ?? "");
    this.action.hidden = !this.step.label;
    set(this.node, { "aria-label": tell("label") });
    set(this.dismiss, { "aria-label": tell("dismiss"), title: tell("dismiss") });
  }

  /** The first thing that is still to be done, as anybody looking at the phones would see it. */
  next(tell) {
    const [first, second] = store.state.users;
    if (!second) return null;
    if (!store.state.bot.online) return { text: tell("noBot") };
    const group = sharedRows(first.id).find((row) => row.can_write);
    const started = [first, second].some((user) => privateRow(user.id)?.started);
    if (!group) return started ? this.makeGroup(tell, first, second) : this.pressStart(tell, first);
    if (!botIsIn(first.id, group.chat.id)) {
      return { text: tell("addBot"), label: tell("addBotDo"), run: () => this.page.phoneOf(first.id).addBot(group.chat.id) };
    }
    return this.setUp(tell, group.chat, [first, second]) ?? this.explore(tell);
  }

  pressStart(tell, user) {
    const label = (language) => say(language, "chat.start");
    const shown = label(nearest(user.language_code));
    const meant = label(pageLanguage());
    const button = shown === meant ? tell("quote", { text: shown }) : tell("quoteBoth", { text: shown, meaning: meant });
    const ready = store.state.scenarios.some((scene) => scene.id === "couple");
    return {
      text: tell(ready ? "start" : "startAlone", { name: user.first_name, button }),
      label: ready ? say(pageLanguage(), "scenes.couple") : undefined,
      run: () => this.page.playScene("couple"),
    };
  }

  makeGroup(tell, first, second) {
    const phone = this.page.phoneOf(first.id);
    const run = async () => {
      const title = suggestedTitle(phone.language);
      const chat = await phone.try(() => makeSharedChat(first.id, title, [store.state.bot.id]));
      if (!chat) return;
      for (const one of this.page.phones.slice(0, 2)) one.open(chat.id);
      this.update();
    };
    return { text: tell("group", { first: first.first_name, second: second.first_name }), label: tell("groupDo"), run };
  }

  /** The bot's first message in the shared chat has a button for each of the two; then each has questions of their own. */
  setUp(tell, chat, people) {
    const { bot } = store.state;
    const invitation = talkOf(people[0].id, chat.id)?.messages.find(({ from, text }) => from?.id === bot.id && text);
    const button = invitation?.reply_markup?.inline_keyboard?.flat().find((one) => one.callback_data);
    if (!button) return null;
    const waits = people.find((user) => !hasFollowed(user, invitation));
    if (waits) {
      const show = () => this.page.show(waits.id, chat.id);
      const there = this.page.phoneOf(waits.id)?.isShowing(chat.id);
      const text = tell("tap", { name: waits.first_name, button: button.text });
      return { text, label: there ? undefined : tell("show"), run: show };
    }
    const asked = people.find((user) => isAsked(user));
    if (!asked) return null;
    const row = privateRow(asked.id);
    const there = this.page.phoneOf(asked.id)?.isShowing(row.chat.id);
    const run = () => this.page.show(asked.id, row.chat.id);
    return { text: tell("answer", { name: asked.first_name }), label: there ? undefined : tell("show"), run };
  }

  explore(tell) {
    const run = () => this.page.top.clock.jumpTo(EVENING);
    return { text: tell("explore"), label: tell("exploreDo", { time: EVENING }), run, last: true };
  }
}

const privateMessages = (user) => talkOf(user.id, privateRow(user.id)?.chat.id)?.messages ?? [];

/** Whether the person came to the bot through the invitation (Telegram sends "/start" with a word after it). */
const hasFollowed = (user, invitation) =>
  privateMessages(user).some(({ text, date }) => /^\/start \S/.test(text ?? "") && date >= invitation.date);

/** Whether the newest message in the person's private chat is a question with buttons. */
const isAsked = (user) => Boolean(privateMessages(user).at(-1)?.reply_markup?.inline_keyboard);
