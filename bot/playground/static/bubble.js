/** Draws one message as it looks in a chat: its author, what it answers, its words or picture, its time. */

import { avatar } from "./avatar.js";
import { el, icon } from "./dom.js";
import { drawText } from "./entities.js";
import { isService, serviceText } from "./happened.js";
import { drawKeyboard } from "./keyboard.js";
import { reveal } from "./marks.js";
import { drawMedia } from "./media.js";
import { drawAnswered, drawForwarded, drawVia } from "./origin.js";
import { drawThing } from "./places.js";
import { drawPoll } from "./poll.js";
import { drawReactions } from "./reactions.js";
import { clockTime, exactTime } from "./times.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * Fills the article of a message anew, in place.
 * @param {HTMLElement} article
 * @param {Message} message
 * @param {{first: boolean, last: boolean}} place in a run of messages of one author
 * @param {import("./chat.js").View} view
 */
export function fill(article, message, place, view) {
  const focus = rememberFocus(article);
  if (isService(message)) fillHappened(article, message, view);
  else fillSaid(article, message, place, view);
  focus();
}

/** A line about the chat itself; the one about a pinned message leads to it. */
function fillHappened(article, message, view) {
  article.className = "happened";
  const words = serviceText(message, view);
  const pinned = message.pinned_message;
  const jump = pinned && el("button", { onclick: () => view.showMessage(pinned.message_id) }, words);
  article.replaceChildren(el("p", {}, jump ?? words));
}

function fillSaid(article, message, place, view) {
  const mine = message.from?.id === view.user.id;
  article.className = ["message", mine ? "mine" : "theirs", place.first && "first", place.last && "last"]
    .filter(Boolean)
    .join(" ");
  article.setAttribute("aria-label", heading(message, view));
  const open = article.querySelector("blockquote.expandable.open") !== null;
  article.replaceChildren(
    ...[besides(message, mine, place, view), body(message, mine, place, view)].filter(Boolean),
  );
  for (const quote of article.querySelectorAll("blockquote.expandable")) expandable(quote, open, view.language);
  if (article.dataset.revealed) reveal(article);
}

const heading = (message, view) =>
  say(view.language, "chat.said", {
    name: message.from?.first_name ?? view.title,
    time: clockTime(message.date, view.language, view.zone),
  });

function besides(message, mine, place, view) {
  if (mine || !view.shared) return null;
  if (!place.first) return el("span.gap");
  return avatar(message.from);
}

function body(message, mine, place, view) {
  const author = !mine && view.shared && place.first && message.from;
  const shown = [drawMedia(message, view) ?? drawThing(message, view) ?? drawPoll(message, view), words(message, view)];
  if (message.show_caption_above_media) shown.reverse();
  const bubble = el(
    "div.bubble",
    {},
    author && el("p.author", {}, author.first_name),
    drawForwarded(message, view),
    drawVia(message, view),
    drawAnswered(message, view),
    ...shown,
    foot(message, view),
  );
  bubble.classList.toggle("bare", Boolean(message.sticker || message.dice || message.video_note));
  bubble.classList.toggle("caption-first", Boolean(message.show_caption_above_media));
  return el("div.column", {}, bubble, drawKeyboard(message, view), drawReactions(message, view));
}

/** What a person reads. As in Telegram, the token of a link that was opened is not shown. */
const readable = ({ text, caption }) => (/^\/start \S+$/.test(text ?? "") ? "/start" : (text ?? caption));

function words(message, view) {
  const text = readable(message);
  if (!text) return null;
  const reader = { ...view, command: (command) => view.command(command, message), tag: (tag) => view.findTag(tag, message) };
  const drawn = drawText(text, message.entities ?? message.caption_entities, reader);
  const node = el("div.words", { "data-foot": footText(message, view) }, drawn);
  node.classList.toggle("block-end", Boolean(node.lastChild?.matches?.("blockquote, .pre")));
  const script = /[\u3040-\u30ff]/.test(text) ? "ja" : "en";
  if (script !== view.language) node.lang = script;
  return node;
}

/** As wide as the foot: keeps room for it at the end of the last line. */
const footText = (message, view) =>
  [
    message.silent && "—",
    message.has_protected_content && "—",
    message.edit_date && say(view.language, "chat.edited"),
    clockTime(message.date, view.language, view.zone),
  ]
    .filter(Boolean)
    .join("  ");

function foot(message, view) {
  const sign = (key, picture) => {
    const name = say(view.language, key);
    return el("span", { role: "img", "aria-label": name, title: name }, icon(picture));
  };
  return el(
    "p.foot",
    {},
    message.edit_date ? el("span", {}, say(view.language, "chat.edited")) : null,
    message.silent ? sign("chat.silent", "quiet") : null,
    message.has_protected_content ? sign("content.protected", "lock") : null,
    el("time", { dateTime: new Date(message.date * 1000).toISOString(), title: exactTime(message.date, view.language, view.zone) }, clockTime(message.date, view.language, view.zone)),
  );
}

/** Shows three lines of a long quote, and a way to the rest. */
function expandable(quote, open, language) {
  const toggle = el("button.unfold", { "aria-expanded": String(open) }, say(language, open ? "chat.less" : "chat.more"));
  quote.classList.toggle("open", open);
  toggle.addEventListener("click", () => {
    const now = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(now));
    toggle.textContent = say(language, now ? "chat.less" : "chat.more");
  });
  quote.after(toggle);
}

/** Keeps the focus on the same button when a message under the finger changes. */
function rememberFocus(article) {
  const spots = () => [...article.querySelectorAll("button, a, [role=button]")];
  const at = spots().indexOf(document.activeElement);
  const inside = at >= 0;
  return () => {
    if (inside) (spots()[at] ?? article).focus({ preventScroll: true });
  };
}
