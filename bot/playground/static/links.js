/** Draws links: the ones to Telegram open on the phone itself, others in a new tab, and none runs a script. */

import { el } from "./dom.js";

/** Whether Telegram itself opens this link (a person, a bot, a group) instead of a browser. */
export const isTelegramLink = (url) => /^(https?:\/\/)?(t\.me|telegram\.me)\/|^tg:/i.test(url ?? "");

/** A link; the ones to Telegram are opened on this phone, others in a new tab, and no scripts ever. */
export function link(url, reader, spec = "a") {
  if (isTelegramLink(url)) return el(spec, { href: url, onclick: (event) => (event.preventDefault(), reader.open(url)) });
  const safe = /^(https?|mailto|tel):/i.test(url) ? url : "about:blank";
  return el(spec, { href: safe, target: "_blank", rel: "noopener noreferrer" });
}
