/** The list of messages in a chat: adds, changes and removes single messages, and keeps the reader's place. */

import { fill } from "./bubble.js";
import { el, icon, roam, set, write } from "./dom.js";
import { isService } from "./happened.js";
import { dayBefore, dayOf, longDay } from "./times.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

const RUN = 10 * 60; // seconds within which messages of one author stand together
const NEAR = 48; // pixels from the end that still count as "at the end"

export class Log {
  /** @param {{language: () => string, view: () => object, atEnd: () => void}} owner */
  constructor(owner) {
    this.owner = owner;
    this.drawn = new Map();
    this.holders = new Map(); // messages of an album stand in the article of its first one
    this.scroller = el("div.log", { role: "log", tabIndex: 0, "aria-live": "polite" });
    this.pill = el("button.newer", { hidden: true, onclick: () => this.toEnd(true) });
    this.node = el("div.wall", {}, this.scroller, this.pill);
    this.tools = el("div.tools", { "aria-live": "off" });
    this.sticks = true;
    this.lastTop = 0;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.scroller.addEventListener("load", () => this.stick(), true); // pictures, which get their height late
    new ResizeObserver(() => this.stick()).observe(this.scroller);
    this.scroller.addEventListener("keydown", (event) => this.roam(event));
    this.scroller.addEventListener("pointerover", (event) => this.offer(event.target));
    this.scroller.addEventListener("focusin", (event) => this.offer(event.target));
  }

  /** Another chat: nothing of the last one stays. */
  clear() {
    this.drawn.clear();
    this.holders = new Map();
    this.scroller.replaceChildren();
    this.pill.hidden = true;
    this.fresh = true;
  }

  /**
   * Brings what is shown in line with these messages.
   * @param {Message[]} messages
   * @param {number} [unreadAfter] the last message that was read, where a line is to stand below it
   */
  update(messages, unreadAfter) {
    const view = this.owner.view();
    const stay = this.fresh || this.sticks;
    const items = this.items(messages, view, unreadAfter);
    set(this.scroller, { "aria-label": say(view.language, "chat.log", { name: view.title }) });
    if (this.fresh) set(this.scroller, { "aria-busy": "true" });
    const came = this.patch(items, view);
    this.scroller.removeAttribute("aria-busy");
    if (stay || came.some((message) => message.from?.id === view.user.id)) this.toEnd(false);
    else if (came.length) this.announceNewer(view);
    this.fresh = false;
  }

  /** The lines to show, each with a key and with what it is drawn from. */
  items(messages, view, unreadAfter) {
    const lines = [];
    const bundles = albums(messages);
    this.holders = new Map(bundles.flatMap((one) => (one.album ?? []).map((part) => [part.message_id, one.message_id])));
    bundles.forEach((message, at) => {
      const before = bundles[at - 1];
      const after = bundles[at + 1];
      const day = dayOf(message.date, view.zone);
      if (!before || dayOf(before.date, view.zone) !== day) {
        lines.push({ key: `day ${day}`, seen: this.dayName(message.date, view), line: "p.day" });
      }
      const unread = unreadAfter !== undefined && before && before.message_id <= unreadAfter && message.message_id > unreadAfter;
      if (unread) lines.push({ key: "unread", seen: say(view.language, "content.unread"), line: "p.unread" });
      const place = { first: unread || !together(before, message, view), last: !together(message, after, view) };
      const seen = JSON.stringify([message, place, view.language, view.zone, view.user.id, view.canWrite, view.title, view.isPinned(message)]);
      lines.push({ key: message.message_id, seen, message, place });
    });
    return lines;
  }

  dayName(date, view) {
    const day = dayOf(date, view.zone);
    if (day === dayOf(view.now, view.zone)) return say(view.language, "chat.today");
    if (day === dayBefore(view.now, view.zone)) return say(view.language, "chat.yesterday");
    return longDay(date, view.language, view.zone);
  }

  /** One small change per difference. @returns {Message[]} the messages that are new */
  patch(items, view) {
    const came = [];
    const keys = new Set(items.map((item) => item.key));
    for (const [key, old] of this.drawn) {
      if (keys.has(key)) continue;
      old.node.remove();
      this.drawn.delete(key);
    }
    let spot = this.scroller.firstChild;
    for (const item of items) {
      let line = this.drawn.get(item.key);
      if (!line) {
        line = { node: this.blank(item), seen: null };
        this.drawn.set(item.key, line);
        if (item.message) came.push(item.message);
      }
      if (line.seen !== item.seen) this.draw(line, item, view);
      if (line.node === spot) spot = spot.nextSibling;
      else this.scroller.insertBefore(line.node, spot);
    }
    return came;
  }

  blank(item) {
    if (item.line) return el(item.line);
    const node = el("article", { tabIndex: -1 });
    node.dataset.id = item.key;
    if (!this.fresh) node.addEventListener("animationend", () => node.classList.remove("arriving"), { once: true });
    return node;
  }

  draw(line, item, view) {
    if (item.line) write(line.node, item.seen);
    else fill(line.node, item.message, item.place, view);
    if (item.message && line.seen === null && !this.fresh) line.node.classList.add("arriving");
    line.seen = item.seen;
  }

  /** An answer came: the buttons that waited under this message wait no more. */
  settle(messageId) {
    const article = this.drawn.get(messageId)?.node;
    for (const key of article?.querySelectorAll(".key[aria-busy]") ?? []) {
      key.removeAttribute("aria-busy");
      key.removeAttribute("aria-label");
    }
  }

  /** Puts the small tools (reply, edit, delete) beside the message under the pointer or the focus. */
  offer(target) {
    const article = target.closest?.("article.message");
    if (!article || this.tools.parentElement?.parentElement === article) return;
    const message = this.owner.message(Number(article.dataset.id));
    const buttons = message ? this.owner.tools(message) : [];
    this.tools.replaceChildren(...buttons);
    if (buttons.length) article.querySelector(".column")?.append(this.tools);
  }

  roam(event) {
    if (event.target !== this.scroller && event.target.tagName !== "ARTICLE") return;
    roam(event, () => [...this.scroller.querySelectorAll("article")]);
  }

  /** Shows one message and marks it for a moment. */
  showMessage(id) {
    const article = (this.drawn.get(id) ?? this.drawn.get(this.holders.get(id)))?.node;
    if (!article) return;
    article.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    article.classList.add("found");
    setTimeout(() => article.classList.remove("found"), 1400);
  }

  /** Only moving up lets go of the end: a wall that grew shorter around the messages does not. */
  scrolled() {
    const top = this.scroller.scrollTop;
    if (this.isAtEnd()) {
      this.sticks = true;
      this.reachedEnd();
    } else if (top < this.lastTop - 1) this.sticks = false;
    this.lastTop = top;
  }

  /** Something else grew or shrank: who was at the end stays there. */
  stick() {
    if (this.sticks) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  isAtEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
  }

  toEnd(gently) {
    const behavior = gently && !calm() ? "smooth" : "auto";
    this.sticks = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
    this.reachedEnd();
  }

  reachedEnd() {
    this.pill.hidden = true;
    this.owner.atEnd();
  }

  announceNewer(view) {
    this.pill.replaceChildren(say(view.language, "chat.newer"), icon("down"));
    this.pill.hidden = false;
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function together(one, other, { zone }) {
  if (!one || !other) return false;
  const sameHand = one.from?.id === other.from?.id && !isService(one) && !isService(other);
  return sameHand && other.date - one.date < RUN && dayOf(one.date, zone) === dayOf(other.date, zone);
}

/** Messages that were sent as one album become one, with the words of whichever has some. @returns {Message[]} */
function albums(messages) {
  const bundles = [];
  for (const message of messages) {
    const group = message.media_group_id;
    const last = bundles.at(-1);
    if (!group || last?.media_group_id !== group) bundles.push(group ? { ...message, album: [message] } : message);
    else bundles.splice(-1, 1, joined(last, message));
  }
  return bundles;
}

function joined(first, { caption, caption_entities: entities, ...message }) {
  const album = [...first.album, message];
  return caption && !first.caption ? { ...first, album, caption, caption_entities: entities } : { ...first, album };
}
