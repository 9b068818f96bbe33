/** Draws one mark of a text: bold, a quote, code, a hidden part, a time, a command that can be tapped. */

import { el, icon } from "./dom.js";
import { link } from "./links.js";
import { exactTime, writtenTime } from "./times.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Entity} Entity */
/** @typedef {{node: HTMLElement, into?: HTMLElement}} Drawn the element, and where its text is still to be drawn */

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote.expandable",
  mention: "span.mention",
  custom_emoji: "span.emoji",
};

/** @param {Entity} entity @param {string} text @returns {Drawn} */
export function drawMark(entity, text, reader) {
  switch (entity.type) {
    case "url":
      return around(link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, reader));
    case "text_link":
      return around(link(entity.url, reader));
    case "email":
      return around(el("a", { href: `mailto:${text}` }));
    case "phone_number":
      return around(el("a", { href: `tel:${text.replace(/[^+\d]/g, "")}` }));
    case "bot_command":
      return around(el("button.command", { onclick: () => reader.command(text) }));
    case "hashtag":
    case "cashtag":
      return around(el("button.command", { onclick: () => reader.tag(text) }));
    case "text_mention":
      return around(el("span.mention", { title: entity.user?.first_name }));
    case "date_time":
      return { node: dateTime(entity, text, reader) };
    case "spoiler":
      return spoiler(reader.language);
    case "pre":
      return code(entity, text, reader);
    default:
      return around(el(PLAIN[entity.type] ?? "span"));
  }
}

const around = (node) => ({ node, into: node });

/** The moment as the reader's own clock shows it; pointing at it tells it to the second, with the zone. */
function dateTime(entity, text, { language, now, zone }) {
  const pattern = entity.date_time_format;
  const node = el("time", { dateTime: new Date(entity.unix_time * 1000).toISOString() });
  node.append(writtenTime(entity.unix_time, pattern, language, now, zone) ?? text);
  node.title = exactTime(entity.unix_time, language, zone);
  if (pattern === "r") node.dataset.relative = entity.unix_time;
  return node;
}

/** Brings "in 5 minutes" up to date wherever it is written. */
export function renewTimes(where, language, now) {
  for (const node of where.querySelectorAll("time[data-relative]")) {
    const words = writtenTime(Number(node.dataset.relative), "r", language, now);
    if (node.textContent !== words) node.textContent = words;
  }
}

/** Covered until somebody taps it or presses Enter; nothing in it can be reached or read aloud before. */
function spoiler(language) {
  const into = el("span.covered", { inert: true, "aria-hidden": "true" });
  const node = el("span.spoiler", { role: "button", tabIndex: 0, "aria-label": say(language, "chat.spoiler") }, into);
  const show = () => reveal(node.closest("article") ?? node.parentElement);
  node.addEventListener("click", () => node.getAttribute("role") && show());
  node.addEventListener("keydown", (event) => {
    if (!node.getAttribute("role") || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    show();
  });
  return { node, into };
}

/** Uncovers everything hidden in a message, as Telegram does. @param {HTMLElement} article */
export function reveal(article) {
  article.dataset.revealed = "yes";
  for (const node of article.querySelectorAll(".spoiler[role]")) {
    const focused = node === document.activeElement;
    for (const name of ["role", "aria-label"]) node.removeAttribute(name);
    node.tabIndex = -1;
    node.classList.add("shown");
    for (const covered of node.querySelectorAll(":scope > .covered")) {
      covered.inert = false;
      covered.removeAttribute("aria-hidden");
    }
    if (focused) node.focus({ preventScroll: true });
  }
}

function code(entity, text, { language, copy }) {
  const name = say(language, "chat.copy");
  const button = el("button.round.small", { "aria-label": name, title: name, onclick: () => copy(text) }, icon("copy"));
  const into = el("code", { translate: false });
  const head = el("div.head", { "aria-hidden": entity.language ? null : "true" }, entity.language ?? "");
  return { node: el("div.pre", {}, head, button, el("pre", { tabIndex: 0, "aria-label": say(language, "chat.code") }, into)), into };
}
