/** One phone: whose it is, which screen it shows (chats, one chat, a new chat), and what happens on it. */

import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { ChatList } from "./chatlist.js";
import { el, set, write } from "./dom.js";
import { Group } from "./group.js";
import { isTelegramLink } from "./links.js";
import { NewChat } from "./newchat.js";
import { Notices } from "./notices.js";
import { Person } from "./person.js";
import { zoneOf } from "./preferences.js";
import { sim } from "./sim.js";
import { now, refresh, rowsOf, sharedRows, store, talkOf } from "./store.js";
import { clockTime } from "./times.js";
import { unreadIn } from "./unread.js";
import { nearest, say } from "./words.js";

export class Phone {
  /**
   * @param {number} id whose phone
   * @param {{unreadChanged: () => void, hide: (id: number) => void,
   *         share: (url: string, to?: number) => void}} page
   */
  constructor(id, page) {
    this.id = id;
    this.page = page;
    this.notices = new Notices(this);
    this.person = new Person(this);
    this.list = new ChatList(this);
    this.chat = new Chat(this);
    this.fresh = new NewChat(this);
    this.group = new Group(this);
    this.clock = el("span.clock");
    this.screen = el("div.screen");
    const device = el("div.device", {}, el("div.status", { "aria-hidden": "true" }, this.clock), this.screen, this.notices.node);
    this.node = el("section.phone", { id: `phone-${id}`, tabIndex: -1 }, this.person.node, device);
    this.turnTo("list");
  }

  user() {
    return store.state.users.find((user) => user.id === this.id);
  }

  get language() {
    return nearest(this.user()?.language_code);
  }

  /** Where the person's clock is; nothing where it is the browser's own. @returns {string|undefined} */
  get zone() {
    return zoneOf(this.id);
  }

  rows() {
    return rowsOf(this.id);
  }

  /** Draws whatever changed. */
  update() {
    const user = this.user();
    if (!user) return;
    this.node.lang = this.language;
    set(this.node, { "aria-label": say(this.language, "person.phone", { name: user.first_name }) });
    this.person.update();
    this.followMoved();
    this.list.update();
    if (this.at === "chat") this.chat.update();
    if (this.at === "new") this.fresh.update();
    if (this.at === "group") this.group.update();
    this.tick();
    this.countUnread();
  }

  tick() {
    write(this.clock, clockTime(now(), this.language, this.zone));
    if (this.at === "chat") this.chat.tick();
  }

  /** A chat that is gone: the one it moved to, or the list. */
  followMoved() {
    if (!["chat", "group"].includes(this.at) || this.chat.row()) return;
    const cameFrom = ({ migrate_from_chat_id: id }) => id === this.chat.id;
    const heir = sharedRows(this.id).find((row) => talkOf(this.id, row.chat.id)?.messages.some(cameFrom));
    if (heir) this.open(heir.chat.id);
    else this.turnTo("list");
  }

  turnTo(screen) {
    const node = { list: this.list, chat: this.chat, new: this.fresh, group: this.group }[screen].node;
    const direction = screen === "list" ? "back" : "forth";
    this.at = screen;
    set(this.screen, { "data-turn": direction });
    if (this.screen.firstChild !== node) this.screen.replaceChildren(node);
  }

  showList() {
    const { id } = this.chat;
    this.turnTo("list");
    this.list.update();
    (this.list.seen.get(id)?.node.firstChild ?? this.list.list.querySelector("button"))?.focus();
  }

  /** Who is in the chat that is open, and what can be decided about it. */
  showGroup() {
    this.turnTo("group");
    this.group.enter();
  }

  showFresh() {
    this.turnTo("new");
    this.fresh.enter();
  }

  /** Shows a chat. @param {number} chat */
  open(chat) {
    const wasHere = this.node.contains(document.activeElement);
    this.turnTo("chat");
    this.chat.open(chat);
    if (wasHere && !this.chat.node.contains(document.activeElement)) this.chat.back.focus({ preventScroll: true });
  }

  isShowing(chat) {
    const visible = this.node.checkVisibility?.() ?? true;
    return this.at === "chat" && this.chat.id === chat && visible && document.visibilityState === "visible";
  }

  /** Whether this person was the last to touch the page, or nobody was. */
  isInUse() {
    return document.activeElement === document.body || this.node.contains(document.activeElement);
  }

  /** A link to Telegram opens on this phone: a bot's private chat, or the shared chat it is to be added to. */
  async openLink(url) {
    if (!isTelegramLink(url)) return;
    const shared = sharedLink(url);
    if (shared) return this.page.share(shared);
    const toGroup = /[?&]startgroup/.test(url);
    const group = sharedRows(this.id).find((row) => row.can_write);
    if (toGroup && !group) return this.showFresh();
    const body = { user: this.id, url, ...(toGroup ? { chat: group.chat.id } : {}) };
    const opened = await this.try(() => sim.post("open", body));
    if (!opened || opened.external) return;
    const to = toGroup ? group.chat.id : opened.chat;
    if (this.rows().some((row) => row.chat.id === to)) this.open(to);
    else this.notices.toast(say(this.language, "group.asked"));
  }

  /** Somebody passed a link on to this person. */
  offer(name, url) {
    const open = { label: say(this.language, "chat.open"), run: () => this.openLink(url) };
    this.notices.alert(name, say(this.language, "chat.shared", { name }), open);
  }

  addBot(chat) {
    return this.try(() => sim.post(`groups/${chat}/add`, { by: this.id, bot: true }));
  }

  /** @param {{text?: string, alert?: boolean, query_id?: string}} answer to a tap on this phone */
  answered({ text, alert, query_id: query }) {
    const name = this.chat.taps.answered(query) ?? store.state.bot.first_name;
    if (text && alert) this.notices.alert(name, text);
    else if (text) this.notices.toast(text);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.notices.toast(say(this.language, "page.copied"));
  }

  /**
   * Does something on the server, then shows what came of it; a refusal is told on this phone.
   * @template T
   * @param {() => Promise<T>} action
   * @returns {Promise<T|undefined>}
   */
  async try(action) {
    try {
      const result = await action();
      await refresh();
      return result ?? {};
    } catch (error) {
      this.notices.toast(say(this.language, "page.failed", { reason: error.message }));
      return undefined;
    }
  }

  unread() {
    return this.rows().reduce((sum, row) => sum + unreadIn(this.id, row.chat.id), 0);
  }

  /** Brings the numbers in the list, on the back button and on the tab up to date. */
  countUnread() {
    const here = this.at === "chat" ? unreadIn(this.id, this.chat.id) : 0;
    const elsewhere = this.unread() - here;
    set(this.chat.back, { "data-unread": String(elsewhere || "") });
    this.page.unreadChanged();
  }

  face() {
    return avatar(this.user());
  }
}

/** The link inside a "share with …" link of Telegram, else null. */
function sharedLink(url) {
  const [, query] = /^https:\/\/t\.me\/share\/url\?(.*)$/i.exec(url) ?? [];
  return query ? new URLSearchParams(query).get("url") : null;
}
