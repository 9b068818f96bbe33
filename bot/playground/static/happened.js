/** Says in one line what a service message is about: who came, who left, what the chat is called now. */

import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

const SERVICE = [
  "new_chat_members",
  "left_chat_member",
  "group_chat_created",
  "supergroup_chat_created",
  "new_chat_title",
  "pinned_message",
  "migrate_to_chat_id",
  "migrate_from_chat_id",
];

/** @param {Message} message */
export const isService = (message) =>
  SERVICE.some((field) => field in message) ||
  !["text", "caption", "photo", "document", "sticker", "voice", "animation", "video"].some((field) => field in message);

/** @param {Message} message @param {{language: string, title: string}} view */
export function serviceText(message, { language, title }) {
  const tell = (key, values) => say(language, `happened.${key}`, values);
  const who = message.from?.first_name ?? "";
  if (message.new_chat_members) return joined(message, who, tell);
  if (message.left_chat_member) {
    const name = message.left_chat_member.first_name;
    return message.left_chat_member.id === message.from?.id ? tell("left", { name }) : tell("kicked", { who, name });
  }
  if (message.group_chat_created || message.supergroup_chat_created) return tell("created", { who, title });
  if (message.new_chat_title) return tell("renamed", { who, title: message.new_chat_title });
  if (message.pinned_message) return tell("pinned", { who });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return tell("upgraded");
  return tell("other");
}

function joined(message, who, tell) {
  const names = message.new_chat_members.map((member) => member.first_name).join(", ");
  const alone = message.new_chat_members.length === 1 && message.new_chat_members[0].id === message.from?.id;
  return alone ? tell("joined", { names }) : tell("added", { who, names });
}
