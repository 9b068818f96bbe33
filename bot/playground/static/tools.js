/** The small tools beside a message: to answer it, react, pass it on or pin it; its author may change or delete it. */

import { el, icon } from "./dom.js";
import { isService } from "./happened.js";
import { reactionTool } from "./reactions.js";
import { say } from "./words.js";

/** @param {import("./types.js").Message} message @returns {HTMLElement[]} */
export function messageTools(message, view) {
  if (!view.canWrite || isService(message)) return [];
  const mine = message.from?.id === view.user.id;
  const tool = (key, picture, onclick) => {
    const name = say(view.language, key);
    return el("button.round.small", { "aria-label": name, title: name, onclick }, icon(picture));
  };
  const tools = [tool("chat.reply", "reply", () => view.replyTo(message)), reactionTool(message, view)].filter(Boolean);
  if (!message.has_protected_content) tools.push(tool("content.forward", "forward", () => view.forward(message)));
  if (view.mayPin()) {
    const pinned = view.isPinned(message);
    tools.push(pinned ? tool("content.unpin", "unpin", () => view.unpin(message)) : tool("content.pin", "pin", () => view.pin(message)));
  }
  if (mine && message.text && !message.via_bot) tools.push(tool("chat.edit", "pencil", () => view.edit(message)));
  if (mine) tools.push(tool("chat.remove", "bin", () => view.remove(message)));
  return tools;
}
