/** What leads from one chat to another: passing a message on, and buttons that begin an inline query elsewhere. */

import { choose } from "./ask.js";
import { sim } from "./sim.js";
import { say } from "./words.js";

/** @typedef {import("./chat.js").Chat} Chat */
/** @typedef {import("./types.js").Message} Message */

/** Passes a message on to another chat of this person, and shows it there. @param {Chat} chat @param {Message} message */
export async function forward({ id, phone }, { message_id: message }) {
  const to = await chooseChat(phone, say(phone.language, "content.forwardTo"));
  if (to === undefined) return;
  const body = { user: phone.id, chat: to, from_chat: id, message_id: message };
  if (await phone.try(() => sim.post("forward", body))) phone.open(to);
}

/** Begins an inline query, here or in a chat that is chosen. @param {Chat} chat @param {Message} message */
export async function switchInline(chat, message, button) {
  const here = button.switch_inline_query_current_chat;
  const wanted = button.switch_inline_query_chosen_chat;
  const to = here === undefined ? await chooseChat(chat.phone, button.text, (kind) => fits(kind, wanted)) : chat.id;
  if (to === undefined) return;
  if (to !== chat.id) chat.phone.open(to);
  const bot = message.via_bot ?? message.from;
  chat.composer.put(`@${bot.username} ${here ?? wanted?.query ?? button.switch_inline_query ?? ""}`);
}

/** Private chats here are those with bots. */
const fits = (kind, wanted) => !wanted || Boolean(kind === "private" ? wanted.allow_bot_chats : wanted.allow_group_chats);

/** One of the chats in which this person can write; nothing when they turned away. */
function chooseChat(phone, title, suits = () => true) {
  const rows = phone.rows().filter((row) => row.can_write && suits(row.chat.type));
  return choose(phone, title, rows.map(({ chat }) => ({ label: chat.title ?? chat.first_name, value: chat.id })));
}
