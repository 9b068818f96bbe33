/** Draws a text with its entities (bold, quotes, links, commands, times) as elements. */

import { el } from "./dom.js";
import { say } from "./words.js";
import { writtenTime } from "./times.js";

/** @typedef {import("./types.js").Entity} Entity */

/**
 * What a drawn text may need to know and to do.
 * @typedef {{language: string, now: number, command: (text: string) => void, open: (url: string) => void}} Reader
 */

/**
 * @param {string} text
 * @param {Entity[]} entities
 * @param {Reader} reader
 * @returns {DocumentFragment}
 */
export function drawText(text, entities, reader) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return drawSpan(text, 0, text.length, sorted, reader);
}

/** Draws [start, end); an entity that begins inside another is drawn inside it, cut at its end. */
function drawSpan(text, start, end, entities, reader) {
  const span = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...later] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    const inside = later.filter((one) => one.offset < stop);
    if (at < entity.offset) span.append(text.slice(at, entity.offset));
    const node = drawEntity(entity, text.slice(entity.offset, stop), reader);
    if (!node.hasChildNodes()) node.append(drawSpan(text, entity.offset, stop, inside, reader));
    span.append(node);
    at = stop;
    if (isBlock(entity) && text[at] === "\n") at += 1;
    rest = later.filter((one) => one.offset >= at);
  }
  if (at < end) span.append(text.slice(at, end));
  return span;
}

const isBlock = (entity) => ["blockquote", "expandable_blockquote", "pre"].includes(entity.type);

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  mention: "span.mention",
  text_mention: "span.mention",
  hashtag: "span.mention",
};

/** One entity; empty where its text is still to be drawn inside. */
function drawEntity(entity, text, reader) {
  switch (entity.type) {
    case "url":
      return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`, reader);
    case "text_link":
      return link(entity.url, reader);
    case "email":
      return el("a", { href: `mailto:${text}` });
    case "bot_command":
      return el("button.command", { onclick: () => reader.command(text) });
    case "date_time":
      return dateTime(entity, text, reader);
    case "spoiler":
      return spoiler(reader);
    case "expandable_blockquote":
      return el("blockquote.expandable");
    default:
      return el(PLAIN[entity.type] ?? "span");
  }
}

function dateTime(entity, text, { language, now }) {
  const written = writtenTime(entity.unix_time, entity.date_time_format, language, now);
  const node = el("time", { dateTime: new Date(entity.unix_time * 1000).toISOString() });
  if (written) node.append(written);
  node.title = text;
  return node;
}

function spoiler({ language }) {
  const node = el("button.spoiler", { "aria-label": say(language, "chat.spoiler") });
  node.addEventListener("click", () => {
    node.replaceWith(...node.childNodes);
  });
  return node;
}

/** Whether Telegram itself opens this link (a person, a bot, a group) instead of a browser. */
export const isTelegramLink = (url) => /^(https?:\/\/)?(t\.me|telegram\.me)\/|^tg:/i.test(url ?? "");

/** A link; the ones to Telegram are opened on this phone, others in a new tab, and no scripts ever. */
export function link(url, reader, spec = "a") {
  if (isTelegramLink(url)) return el(spec, { href: url, onclick: (event) => (event.preventDefault(), reader.open(url)) });
  const safe = /^(https?|mailto|tel):/i.test(url) ? url : "about:blank";
  return el(spec, { href: safe, target: "_blank", rel: "noopener noreferrer" });
}
