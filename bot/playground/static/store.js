/** Holds what the server last told us, and asks again when something changed: one question at a time. */

import { sim } from "./sim.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Talk} Talk */

export const store = {
  /** @type {State|null} */
  state: null,
  /** @type {Map<string, Talk>} by "user:chat" */
  talks: new Map(),
  /** Real milliseconds at which `state.now` was true, so that the clock can run between two answers. */
  heardAt: 0,
};

/** Playground time now, Unix seconds. */
export const now = () => (store.state ? store.state.now + (Date.now() - store.heardAt) / 1000 : Date.now() / 1000);

/** The clock was moved: tell the time from here. */
export function setNow(unix) {
  if (store.state) store.state.now = unix;
  store.heardAt = Date.now();
}

/** @returns {Talk|undefined} */
export const talkOf = (user, chat) => store.talks.get(`${user}:${chat}`);

/** @returns {import("./types.js").ChatRow[]} */
export const rowsOf = (user) => store.state?.chats[user] ?? [];

/** Every bot of this network; the first is the one the page is about. */
export const allBots = () => store.state?.bots ?? [store.state?.bot].filter(Boolean);

/** The bot with this id: in a private chat the id of the chat. @param {number|undefined} id */
export const botOf = (id) => allBots().find((bot) => bot.id === id);

/** The bots that are in this chat, as far as the person can see. */
export const botsIn = (user, chat) => allBots().filter((bot) => isIn(bot.id, user, chat));

/** The line of the person's private chat with the bot. */
export const privateRow = (user) => rowsOf(user).find((row) => row.chat.type === "private");

/** The lines of the person's shared chats. */
export const sharedRows = (user) => rowsOf(user).filter((row) => row.chat.type !== "private");

/** Whether the bot is in this chat, as far as the person can see. */
export const botIsIn = (user, chat) => isIn(store.state?.bot.id, user, chat);

const isIn = (bot, user, chat) => Boolean(talkOf(user, chat)?.members.some((member) => member.id === bot));

let running = null;
let again = null;
const listeners = new Set();

/** Calls `listener` after every refresh. */
export const whenChanged = (listener) => listeners.add(listener);

/**
 * Asks the server anew. Calls made while one is under way share the one after it.
 * @param {number[]} [users] whose views changed; everybody's without it
 * @returns {Promise<void>} when what is shown is at least as new as this call
 */
export function refresh(users) {
  if (!running) {
    running = load(users).finally(() => {
      running = null;
    });
    return running;
  }
  again ??= { users: new Set(), all: false, promise: running.catch(() => {}).then(next) };
  if (users) users.forEach((user) => again.users.add(user));
  else again.all = true;
  return again.promise;
}

function next() {
  const wanted = again;
  again = null;
  return refresh(wanted.all ? undefined : [...wanted.users]);
}

async function load(users) {
  const state = await sim.get("state");
  const whose = users ?? state.users.map((user) => user.id);
  const talks = whose.flatMap((user) => (state.chats[user] ?? []).map((row) => loadTalk(user, row.chat.id)));
  const loaded = await Promise.all(talks);
  store.state = state;
  store.heardAt = Date.now();
  for (const user of whose) forget(user);
  for (const [key, talk] of loaded) if (talk) store.talks.set(key, talk);
  for (const listener of listeners) listener();
}

async function loadTalk(user, chat) {
  const talk = await sim.get(`chat?user=${user}&chat=${chat}`).catch((error) => {
    if (error.status === 404 || error.status === 409) return null;
    throw error;
  });
  return [`${user}:${chat}`, talk];
}

function forget(user) {
  for (const key of store.talks.keys()) if (key.startsWith(`${user}:`)) store.talks.delete(key);
}
