/** Presses a key of a bot's keyboard: its words are sent, or what it asks for, once the person has agreed. */

import { askPoll, choose } from "./ask.js";
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
  if (button.request_users) return choose(phone, button.text, peopleFor(phone, button.request_users));
  if (button.request_chat) return choose(phone, button.text, groupsOf(phone));
  if (!button.request_poll) return {};
  const poll = await askPoll(phone, button.request_poll.type);
  return poll && { poll };
}

function peopleFor(phone, { user_is_bot: bots }) {
  const people = store.state.users.filter((user) => user.id !== phone.id);
  const all = bots === undefined ? [...people, ...allBots()] : bots ? allBots() : people;
  return all.map((one) => ({ label: one.first_name, value: { users: [one.id] } }));
}

const groupsOf = (phone) =>
  phone.rows().filter((row) => row.chat.title).map((row) => ({ label: row.chat.title, value: { group: row.chat.id } }));
