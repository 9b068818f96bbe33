/** Says in one line what a service message is about: who came, who left, what the chat is called now. */

import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

const CONTENT = [
  "text", "caption", "photo", "document", "sticker", "voice", "animation", "video", "video_note", "audio", "location",
  "venue", "contact", "dice", "poll", "game", "invoice", "checklist", "album", "paid_media", "story", "rich_message",
];

/** The kinds that are told by their own name alone; the others need names or numbers. */
const PLAIN = {
  new_chat_photo: "photo",
  delete_chat_photo: "photoGone",
  pinned_message: "pinned",
  migrate_to_chat_id: "upgraded",
  migrate_from_chat_id: "upgraded",
  chat_background_set: "background",
  users_shared: "usersShared",
  user_shared: "usersShared",
  chat_shared: "chatShared",
  successful_payment: "paid",
  refunded_payment: "refunded",
  write_access_allowed: "writeAllowed",
  forum_topic_closed: "topicClosed",
  forum_topic_reopened: "topicReopened",
  general_forum_topic_hidden: "topicClosed",
  general_forum_topic_unhidden: "topicReopened",
  video_chat_scheduled: "callPlanned",
  video_chat_started: "callStarted",
  video_chat_ended: "callEnded",
  video_chat_participants_invited: "callInvited",
  checklist_tasks_done: "tasksDone",
  checklist_tasks_added: "tasksAdded",
  poll_option_added: "optionAdded",
  poll_option_deleted: "optionGone",
  boost_added: "boosted",
  gift: "gift",
  unique_gift: "gift",
  giveaway_created: "giveaway",
  giveaway_completed: "giveaway",
};

/** @param {Message} message */
export const isService = (message) => !CONTENT.some((field) => field in message);

/** @param {Message} message @param {{language: string, title: string}} view */
export function serviceText(message, { language, title }) {
  const tell = (key, values) => say(language, `happened.${key}`, values);
  const who = message.from?.first_name ?? "";
  if (message.new_chat_members) return joined(message, who, tell);
  if (message.left_chat_member) {
    const name = message.left_chat_member.first_name;
    return message.left_chat_member.id === message.from?.id ? tell("left", { name }) : tell("kicked", { who, name });
  }
  if (message.group_chat_created || message.supergroup_chat_created || message.channel_chat_created) {
    return tell("created", { who, title });
  }
  return named(message, who, tell) ?? plain(message, who, tell);
}

function named(message, who, tell) {
  const { forum_topic_created: topic, forum_topic_edited: edited, web_app_data: app } = message;
  if (message.new_chat_title) return tell("renamed", { who, title: message.new_chat_title });
  if (topic) return tell("topic", { who, title: topic.name });
  if (edited?.name) return tell("topic", { who, title: edited.name });
  if (app) return tell("appData", { text: app.button_text });
  const timer = message.message_auto_delete_timer_changed;
  if (!timer) return undefined;
  const days = Math.max(1, Math.round(timer.message_auto_delete_time / 86_400));
  return timer.message_auto_delete_time ? tell("timer", { who, count: days }) : tell("timerOff", { who });
}

function plain(message, who, tell) {
  const kind = Object.keys(PLAIN).find((field) => field in message);
  return tell(kind ? PLAIN[kind] : "other", { who });
}

function joined(message, who, tell) {
  const names = message.new_chat_members.map((member) => member.first_name).join(", ");
  const alone = message.new_chat_members.length === 1 && message.new_chat_members[0].id === message.from?.id;
  return alone ? tell("joined", { names }) : tell("added", { who, names });
}
