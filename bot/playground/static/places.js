/** Draws what stands for something else: a place on earth, a person's number, a thrown die, a list of tasks. */

import { el, icon } from "./dom.js";
import { drawText } from "./entities.js";
import { link } from "./links.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/** @param {Message} message @returns {HTMLElement|null} */
export function drawThing(message, view) {
  if (message.venue) return place(message.venue.location, view, message.venue);
  if (message.location) return place(message.location, view, {});
  if (message.contact) return contact(message.contact, view);
  if (message.dice) return die(message.dice, view);
  if (message.game) return card("star", message.game.title, message.game.description);
  if (message.invoice) return card("star", message.invoice.title, priceOf(message.invoice, view));
  if (message.checklist) return checklist(message.checklist, view);
  return null;
}

function card(picture, title, line, href, view) {
  const node = href ? link(href, view, "a.card") : el("div.card");
  node.append(el("span.sign", {}, icon(picture)), el("span.about", {}, el("b", {}, title), el("small", {}, line ?? "")));
  return node;
}

/** A drawn piece of country, not a real one: no map is fetched from anywhere. */
function place({ latitude, longitude, live_period: live }, view, { title, address }) {
  const tell = (key) => say(view.language, `content.${key}`);
  const written = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const node = link(url, view, "a.place");
  const name = title ?? tell(live ? "live" : "location");
  node.append(
    el("span.land", { "aria-hidden": "true" }, icon("pin-place")),
    el("span.about", {}, el("b", {}, name), address && el("span", {}, address), el("small", {}, written)),
  );
  return node;
}

function contact({ first_name: first, last_name: last, phone_number: number }, view) {
  return card("person", [first, last].filter(Boolean).join(" "), number, `tel:${number.replace(/[^+\d]/g, "")}`, view);
}

function die({ emoji, value }, view) {
  const label = say(view.language, "content.dice", { emoji, value });
  return el("p.die", { role: "img", "aria-label": label }, el("span.sign", {}, emoji), el("b", {}, String(value)));
}

function checklist({ title, title_entities: entities, tasks }, view) {
  const task = (one) =>
    el("li", {}, el("span.box", {}, one.completion_date ? icon("check") : null), el("span", {}, drawText(one.text, one.text_entities, view)));
  return el("div.checklist", {}, el("b", {}, drawText(title, entities, view)), el("ul", {}, ...tasks.map(task)));
}

function priceOf({ currency, total_amount: amount }, view) {
  if (currency === "XTR") return `${amount} ⭐`;
  const format = new Intl.NumberFormat(view.language, { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}
