/** The tabs by which one phone after the other comes to the front where only one fits. */

import { el, roam, set } from "./dom.js";
import { pageLanguage } from "./preferences.js";
import { say } from "./words.js";

export class Tabs {
  /** @param {(user: number) => void} choose @param {() => number} front whose phone is in front */
  constructor(choose, front) {
    this.choose = choose;
    this.front = front;
    this.list = el("div.tabs", { role: "tablist", onkeydown: (event) => this.roam(event) });
    this.node = el("nav.tabbed", {}, this.list);
  }

  /** Draws them anew where a name or a number has changed. @param {import("./phone.js").Phone[]} phones */
  draw(phones) {
    set(this.list, { "aria-label": say(pageLanguage(), "page.phones") });
    const seen = JSON.stringify(phones.map((phone) => [phone.id, phone.user()?.first_name, phone.unread(), phone.language]));
    if (seen === this.seen) return;
    this.seen = seen;
    const focused = this.list.contains(document.activeElement) && document.activeElement.dataset.user;
    this.list.replaceChildren(...phones.map((phone) => this.tab(phone)));
    this.mark(this.front());
    if (focused) this.list.querySelector(`[data-user="${focused}"]`)?.focus();
  }

  tab(phone) {
    const name = phone.user()?.first_name ?? "";
    const unread = phone.unread();
    const hush = unread ? el("span.hush", {}, say(pageLanguage(), "person.unread", { count: unread })) : null;
    const node = el("button", { role: "tab", "aria-controls": phone.node.id, onclick: () => this.choose(phone.id) });
    node.append(phone.face(), el("span", {}, name));
    if (hush) node.append(el("span.badge", { "aria-hidden": "true" }, String(unread)), hush);
    node.dataset.user = phone.id;
    return node;
  }

  /** Shows which phone is in front. @param {number} user */
  mark(user) {
    for (const tab of this.list.children) {
      const is = tab.dataset.user === String(user);
      set(tab, { "aria-selected": String(is) });
      tab.tabIndex = is ? 0 : -1;
    }
  }

  roam(event) {
    roam(event, () => [...this.list.children], { forward: "ArrowRight", back: "ArrowLeft" });
    const to = document.activeElement?.dataset.user;
    if (to && this.list.contains(document.activeElement)) this.choose(Number(to));
  }
}
