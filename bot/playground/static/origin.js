/** Says where a message comes from: whom it is forwarded from, through which bot, and what it answers. */

import { el } from "./dom.js";
import { drawText } from "./entities.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/** The name in a MessageOrigin, whichever of its four kinds it is. */
export const nameOfOrigin = (origin) =>
  origin?.sender_user?.first_name ?? origin?.sender_user_name ?? (origin?.sender_chat ?? origin?.chat)?.title ?? "";

/** @param {Message} message */
export function drawForwarded({ forward_origin: origin }, view) {
  if (!origin) return null;
  return el("p.forwarded", {}, say(view.language, "content.forwarded"), " ", el("b", {}, nameOfOrigin(origin)));
}

/** @param {Message} message */
export function drawVia({ via_bot: bot }, view) {
  return bot ? el("p.forwarded", {}, say(view.language, "content.via", { bot: `@${bot.username}` })) : null;
}

/** The message this one answers, or the part of it that was quoted; a tap shows the whole. @param {Message} message */
export function drawAnswered(message, view) {
  const original = message.reply_to_message ?? message.external_reply;
  if (!original) return null;
  const name = original.from?.first_name ?? nameOfOrigin(original.origin);
  const { quote } = message;
  const words = quote ? quietText(quote) : view.preview(original);
  const here = Boolean(message.reply_to_message);
  const node = el(here ? "button.quoted" : "div.quoted", {}, el("strong", {}, name), el(quote ? "span.part" : "span", {}, words));
  if (!here) return node;
  node.setAttribute("aria-label", `${say(view.language, "chat.replyTo", { name })}: ${node.lastChild.textContent}`);
  node.addEventListener("click", () => view.showMessage(original.message_id));
  return node;
}

const LOOKS = ["bold", "italic", "underline", "strikethrough", "custom_emoji"]; // what a quote may show inside a button

const quietText = ({ text, entities }) => drawText(text, (entities ?? []).filter((one) => LOOKS.includes(one.type)), {});
