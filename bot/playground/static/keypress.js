/** Presses a key of a bot's keyboard: its words are sent, or what it asks for, once the person has agreed. */

import { askPoll, choose, chooseSeveral } from "./ask.js";
import { sim } from "./sim.js";
import { allBots, store } from "./store.js";
import { say } from "./words.js";

/**
 * @param {import("./chat.js").Chat} chat
 * @param {object} button a KeyboardButton
 * @param {[number, number]} position row and column
 */
export async function press(chat, button, position) {
  const given = await askFor(chat, button);
  if (given) await chat.phone.try(() => sim.post("key", chat.at({ button: position, ...given })));
}

/** What goes along with the press; nothing when the person does not want to give it. */
async function askFor({ phone }, button) {
  const tell = (key) => say(phone.language, `content.${key}`);
  const agree = async (question) => (await choose(phone, tell(question), [{ label: tell("allow"), value: {} }])) ?? null;
  if (button.request_contact) return agree("askContact");
  if (button.request_location) return agree("askLocation");
  if (button.request_users) return askPeople(phone, button);
  if (button.request_chat) return choose(phone, button.text, groupsOf(phone, button.request_chat));
  if (!button.request_poll) return {};
  const poll = await askPoll(phone, button.request_poll.type);
  return poll && { poll };
}

async function askPeople(phone, { text, request_users: { max_quantity: most = 1, user_is_bot: bots } }) {
  const people = store.state.users.filter((user) => user.id !== phone.id);
  const all = bots === undefined ? [...people, ...allBots()] : bots ? allBots() : people;
  const choices = all.map((one) => ({ label: one.first_name, value: one.id }));
  const one = (id) => id && [id];
  const users = most > 1 && all.length > 1 ? await chooseSeveral(phone, text, choices, most) : one(await choose(phone, text, choices));
  return users && { users };
}

/** There are no channels here. */
function groupsOf(phone, { chat_is_channel: channel }) {
  const rows = phone.rows().filter((row) => row.chat.title && !channel);
  return rows.map(({ chat }) => ({ label: chat.title, value: { group: chat.id } }));
}
