/** Tells a message in one line, for the chat list, for quotes and for the bar of pinned messages. */

import { isService, serviceText } from "./happened.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/** @param {Message} message @param {string} language @param {string} title of the chat, for what happened in it */
export function previewOf(message, language, title) {
  const words = message.text ?? message.caption;
  if (words) return uncovered(words, message.entities ?? message.caption_entities).replace(/\s+/g, " ");
  const tell = (key) => say(language, key);
  if (message.photo) return tell("chats.photo");
  if (message.animation) return tell("content.animation");
  if (message.video) return tell("content.video");
  if (message.video_note) return tell("content.videoNote");
  if (message.document) return message.document.file_name ?? tell("chats.file");
  if (message.audio) return message.audio.title ?? tell("content.audio");
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${tell("chats.sticker")}`.trim();
  if (message.voice) return tell("chats.voice");
  return thing(message, tell) ?? (isService(message) ? serviceText(message, { language, title }) : "");
}

function thing(message, tell) {
  if (message.poll) return message.poll.question;
  if (message.venue) return message.venue.title;
  if (message.location) return tell("content.location");
  if (message.contact) return message.contact.first_name;
  if (message.dice) return message.dice.emoji;
  return message.checklist?.title ?? message.game?.title ?? message.invoice?.title;
}

/** What is hidden in the chat is hidden here too. */
function uncovered(text, entities) {
  const hidden = (entities ?? []).filter((one) => one.type === "spoiler");
  return hidden.reduce((words, { offset, length }) => words.slice(0, offset) + "▒".repeat(length) + words.slice(offset + length), text);
}
