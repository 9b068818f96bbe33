/** Draws a text with its entities (bold, quotes, links, commands, times) as elements. */

import { drawMark } from "./marks.js";

/** @typedef {import("./types.js").Entity} Entity */

/**
 * What a drawn text may need to know and to do.
 * @typedef {{language: string, now: number, command: (text: string) => void, open: (url: string) => void,
 *            tag: (text: string) => void, copy: (text: string) => void}} Reader
 */

const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];

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
    const { node, into } = drawMark(entity, text.slice(entity.offset, stop), reader);
    into?.append(drawSpan(text, entity.offset, stop, inside, reader));
    span.append(node);
    at = stop;
    if (BLOCKS.includes(entity.type) && text[at] === "\n") at += 1;
    rest = later.filter((one) => one.offset >= at);
  }
  if (at < end) span.append(text.slice(at, end));
  return span;
}
