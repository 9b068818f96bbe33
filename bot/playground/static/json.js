/** Writes JSON the way people read it: indented, with keys, words and numbers in colours of their own. */

import { el } from "./dom.js";

const LONGEST = 60_000; // characters; more than that nobody reads, and the page would become slow
const PARTS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** @param {any} value */
export const pretty = (value) => JSON.stringify(value, null, 2) ?? "";

/** @param {any} value @returns {DocumentFragment} */
export function drawJson(value) {
  const text = pretty(value).slice(0, LONGEST);
  const drawn = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(PARTS)) {
    const [whole, string, colon] = found;
    drawn.append(text.slice(at, found.index));
    drawn.append(el(colon ? "span.key-of" : string ? "span.string" : "span.number", {}, string ?? whole), colon ?? "");
    at = found.index + whole.length;
  }
  drawn.append(text.slice(at));
  return drawn;
}
