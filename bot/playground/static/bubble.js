/** Draws one message as it looks in a chat: its author, what it answers, its words or picture, its time. */

import { avatar } from "./avatar.js";
import { el, icon } from "./dom.js";
import { drawText } from "./entities.js";
import { drawKeyboard } from "./keyboard.js";
import { isService, serviceText } from "./happened.js";
import { clockTime } from "./times.js";
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
  if (isService(message)) {
    article.className = "happened";
    article.replaceChildren(el("p", {}, serviceText(message, view)));
    return;
  }
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
  focus();
}

const heading = (message, view) =>
  say(view.language, "chat.said", {
    name: message.from?.first_name ?? view.title,
    time: clockTime(message.date, view.language),
  });

function besides(message, mine, place, view) {
  if (mine || !view.shared) return null;
  if (!place.first) return el("span.gap");
  return avatar(message.from);
}

function body(message, mine, place, view) {
  const author = !mine && view.shared && place.first && message.from;
  return el(
    "div.column",
    {},
    el(
      "div.bubble",
      {},
      author && el("p.author", {}, author.first_name),
      message.reply_to_message && quoted(message.reply_to_message, view),
      picture(message, view),
      attachment(message, view),
      words(message, view),
      foot(message, view),
    ),
    drawKeyboard(message, view),
    reactions(message),
  );
}

/** What a person reads. As in Telegram, the token of a link that was opened is not shown. */
const readable = ({ text, caption }) => (/^\/start \S+$/.test(text ?? "") ? "/start" : (text ?? caption));

function words(message, view) {
  const text = readable(message);
  const other = message.sticker?.emoji ?? (message.sticker && say(view.language, "chats.sticker"));
  if (!text) return other || message.voice ? el("p.words", {}, other ?? say(view.language, "chats.voice")) : null;
  const node = el("div.words", { "data-foot": footText(message, view) }, drawText(text, message.entities ?? message.caption_entities, view));
  node.classList.toggle("block-end", /^(BLOCKQUOTE|PRE)$/.test(node.lastChild?.nodeName));
  const script = /[\u3040-\u30ff]/.test(text) ? "ja" : "en";
  if (script !== view.language) node.lang = script;
  return node;
}

/** As wide as the foot: keeps room for it at the end of the last line. */
const footText = (message, view) =>
  [message.silent && "—", message.edit_date && say(view.language, "chat.edited"), clockTime(message.date, view.language)]
    .filter(Boolean)
    .join("  ");

function foot(message, view) {
  return el(
    "p.foot",
    {},
    message.edit_date ? el("span", {}, say(view.language, "chat.edited")) : null,
    message.silent
      ? el("span", { role: "img", "aria-label": say(view.language, "chat.silent") }, icon("quiet"))
      : null,
    el("time", { dateTime: new Date(message.date * 1000).toISOString() }, clockTime(message.date, view.language)),
  );
}

function quoted(original, view) {
  const name = original.from?.first_name ?? "";
  return el(
    "button.quoted",
    { "aria-label": say(view.language, "chat.replyTo", { name }), onclick: () => view.showMessage(original.message_id) },
    el("strong", {}, name),
    el("span", {}, view.preview(original)),
  );
}

function picture(message, view) {
  const size = message.photo?.at(-1);
  if (!size) return null;
  const alt = message.caption ?? say(view.language, "chat.picture");
  return el("img.picture", { src: size.url ?? "", alt, width: size.width ?? 320, height: size.height ?? 240 });
}

function attachment(message, view) {
  if (!message.document) return null;
  const name = message.document.file_name ?? say(view.language, "chats.file");
  const node = el("a.file", {
    href: message.document.url ?? "about:blank",
    target: "_blank",
    rel: "noopener",
    "aria-label": say(view.language, "chat.download", { name }),
  });
  node.append(icon("file"), el("span", {}, name));
  return node;
}

function reactions(message) {
  const signs = (message.reactions ?? []).map((one) => one.emoji ?? one.type?.emoji ?? one).filter((s) => typeof s === "string");
  return signs.length ? el("p.reactions", {}, ...signs.map((sign) => el("span", {}, sign))) : null;
}

/**
 * The small tools beside a message: everyone may answer it, its author may change or delete it.
 * @returns {HTMLElement[]}
 */
export function messageTools(message, view) {
  if (!view.canWrite || isService(message)) return [];
  const mine = message.from?.id === view.user.id;
  const tool = (key, picture, onclick) => {
    const name = say(view.language, key);
    return el("button.round.small", { "aria-label": name, title: name, onclick }, icon(picture));
  };
  const tools = [tool("chat.reply", "reply", () => view.replyTo(message))];
  if (mine && message.text) tools.push(tool("chat.edit", "pencil", () => view.edit(message)));
  if (mine) tools.push(tool("chat.remove", "bin", () => view.remove(message)));
  return tools;
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
  const spots = () => [...article.querySelectorAll("button, a")];
  const at = spots().indexOf(document.activeElement);
  const inside = at >= 0;
  return () => {
    if (inside) (spots()[at] ?? article).focus({ preventScroll: true });
  };
}

