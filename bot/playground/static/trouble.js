/** The menu that breaks things on purpose: Telegram's bad days, and people who change their minds. */

import { el, icon, write } from "./dom.js";
import { panel } from "./panel.js";
import { pageLanguage } from "./preferences.js";
import { sim } from "./sim.js";
import { allBots, botOf, botsIn, refresh, rowsOf, sharedRows, store } from "./store.js";
import { say } from "./words.js";

const FAULTS = {
  tooMany: { kind: "429", method: "sendMessage", times: 1, seconds: 5 },
  down: { kind: "502", method: "sendMessage", times: 3 },
  slow: { kind: "slow", method: "sendMessage", times: 5, seconds: 3 },
  lost: { kind: "lost_answer", method: "sendMessage", times: 1 },
};
const THIRD = { first_name: "Noa", language_code: "en" };

export class Trouble {
  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.page = page;
    this.dot = el("span.dot", { hidden: true });
    this.text = el("span");
    this.toggle = el("button.plain", {}, this.text, this.dot);
    this.bot = el("select", { onchange: () => this.update() });
    this.botWords = el("span");
    this.which = el("label.which", {}, this.botWords, el("span.select", {}, this.bot, icon("down")));
    this.intro = el("p.intro");
    this.choices = el("div.choices");
    this.body = el("div.drop.trouble", {}, this.intro, this.which, this.choices);
    this.panel = panel(this.toggle, this.body, { opened: () => this.body.querySelector("button:not(:disabled)")?.focus() });
    this.node = this.panel.node;
  }

  update() {
    const tell = (key, values) => say(pageLanguage(), `trouble.${key}`, values);
    const count = store.state.faults.length;
    write(this.text, tell("open"));
    write(this.intro, tell("intro"));
    write(this.botWords, tell("bot"));
    this.dot.hidden = count === 0;
    this.updateBots();
    const [network, people] = [this.network(tell), this.people(tell)];
    const told = [...network, ...people].map(({ title, hint, off }) => [title, hint, off]);
    const seen = JSON.stringify([told, this.chosen().id, count, pageLanguage()]);
    if (seen === this.seen) return;
    this.seen = seen;
    this.choices.replaceChildren(
      el("h2", {}, tell("network")),
      ...network.map((choice) => this.draw(choice)),
      ...(count ? [this.healing(tell, count)] : []),
      el("h2", {}, tell("people")),
      ...people.map((choice) => this.draw(choice)),
    );
  }

  /** Of several bots one is chosen, which all of it is about. */
  updateBots() {
    this.which.hidden = allBots().length < 2;
    const seen = JSON.stringify(allBots().map((bot) => [bot.id, bot.first_name]));
    if (seen === this.botsSeen) return;
    this.botsSeen = seen;
    const before = this.bot.value;
    this.bot.replaceChildren(...allBots().map((bot) => el("option", { value: String(bot.id) }, bot.first_name)));
    if (botOf(Number(before))) this.bot.value = before;
  }

  chosen() {
    return botOf(Number(this.bot.value)) ?? store.state.bot;
  }

  network(tell) {
    return Object.entries(FAULTS).map(([key, fault]) => ({
      title: tell(key),
      hint: tell(`${key}Hint`),
      run: () => sim.post("faults", { ...fault, bot: this.chosen().id }),
    }));
  }

  people(tell) {
    const [first, second, third] = store.state.users;
    const { id: bot } = this.chosen();
    const isIn = ({ chat: { id } }) => botsIn(first.id, id).some((one) => one.id === bot);
    const chat = first && sharedRows(first.id).find(isIn)?.chat;
    const open = chat ?? sharedRows(first?.id)[0]?.chat;
    const group = (key, values, run) => ({
      title: tell(key, values),
      hint: chat ? tell(`${key}Hint`, { chat: chat.title, ...values }) : tell("needsChat"),
      off: !chat,
      run,
    });
    const by = first?.id;
    return [
      ...[first, second].filter(Boolean).map((user) => this.blocking(user, tell)),
      group("kick", { name: first?.first_name }, () => sim.post(`groups/${chat.id}/remove`, { by, user: bot })),
      chat?.type === "supergroup" ? null : group("migrate", {}, () => sim.post(`groups/${chat.id}/migrate`)),
      this.isIn(third, open)
        ? group("leave", { name: third.first_name }, () => sim.post(`groups/${open.id}/leave`, { user: third.id }))
        : group("third", { name: third?.first_name ?? THIRD.first_name }, () => this.join(chat, by, third)),
    ].filter(Boolean);
  }

  isIn(user, chat) {
    return Boolean(user && chat && sharedRows(user.id).some((row) => row.chat.id === chat.id && row.can_write));
  }

  blocking(user, tell) {
    const { id: bot } = this.chosen();
    const blocked = rowsOf(user.id).find((row) => row.chat.id === bot)?.blocked;
    const key = blocked ? "unblock" : "block";
    return {
      title: tell(key, { name: user.first_name }),
      hint: tell(`${key}Hint`, { name: user.first_name }),
      run: () => sim.post(key, { user: user.id, bot }),
    };
  }

  async join(chat, by, known) {
    const third = known ?? (await sim.post("users", THIRD));
    await sim.post(`groups/${chat.id}/add`, { by, user: third.id });
    this.page.bringBack(third.id);
    await refresh();
    this.page.phoneOf(third.id)?.open(chat.id);
  }

  /** Closes the menu, and the one around it on a narrow screen; the focus goes to what is still there. */
  leave() {
    const { menu, toggle } = this.page.top;
    this.panel.close();
    menu.close();
    (this.toggle.offsetParent ? this.toggle : toggle).focus();
  }

  draw({ title, hint, off, run }) {
    const act = async () => {
      this.leave();
      if (await this.page.try(run)) this.page.notices.toast(say(pageLanguage(), "trouble.done", { what: title }));
    };
    return el("button.choice", { disabled: Boolean(off), onclick: act }, el("b", {}, title), el("span", {}, hint));
  }

  healing(tell, count) {
    const heal = async () => {
      this.leave();
      await this.page.try(() => sim.remove("faults"));
    };
    return el("p.active", {}, tell("active", { count }), el("button.plain", { onclick: heal }, tell("heal")));
  }
}
