/** Remembers, for this browser session, how far each person has read in each chat. */

import { talkOf } from "./store.js";

const key = (user, chat) => `read ${user} ${chat}`;

/** The number of the last message this person has seen in this chat, 0 before the first. */
export const lastRead = (user, chat) => Number(sessionStorage.getItem(key(user, chat)) ?? 0);

/** How many messages of others came after the last one this person has seen. */
export function unreadIn(user, chat) {
  const messages = talkOf(user, chat)?.messages ?? [];
  const read = lastRead(user, chat);
  return messages.filter((message) => message.message_id > read && message.from?.id !== user).length;
}

/** The person has this chat open and looks at its end. */
export function markRead(user, chat) {
  const newest = talkOf(user, chat)?.messages.at(-1)?.message_id ?? 0;
  if (newest > lastRead(user, chat)) sessionStorage.setItem(key(user, chat), String(newest));
}

/** Everything is empty again: message numbers begin anew. */
export function forgetRead() {
  const keys = Object.keys(sessionStorage).filter((name) => name.startsWith("read "));
  for (const name of keys) sessionStorage.removeItem(name);
}
