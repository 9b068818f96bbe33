/** Draws the rows of buttons under a message and waits with the reader for the answer to a tap. */

import { el, icon, set } from "./dom.js";
import { isTelegramLink, link } from "./links.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Button} Button */

const SWITCHES = ["switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"];

/**
 * @param {import("./types.js").Message} message
 * @param {import("./chat.js").View} view
 * @returns {HTMLElement|null}
 */
export function drawKeyboard(message, view) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div.keyboard",
    {},
    ...rows.map((row, r) => el("div.row", {}, ...row.map((button, c) => drawButton(button, message, [r, c], view)))),
  );
}

function drawButton(button, message, position, view) {
  const look = `.key${button.style ? `.${button.style}` : ""}`;
  if (button.url && !isTelegramLink(button.url)) {
    const node = link(button.url, view, `a${look}`);
    node.append(el("span", {}, button.text), icon("link"));
    return node;
  }
  const outside = button.login_url ?? button.web_app;
  if (outside) {
    const node = link(outside.url, view, `a${look}`);
    node.append(el("span", {}, button.text), icon("link"));
    return node;
  }
  const node = el(`button${look}`, {}, el("span", {}, button.text));
  node.addEventListener("click", () => press(button, message, position, view, node));
  if (view.isWaiting(message.message_id, button.callback_data)) wait(node, button, view);
  return node;
}

/** Says on the button itself that an answer is awaited. */
function wait(node, button, view) {
  set(node, { "aria-busy": "true", "aria-label": say(view.language, "chat.waiting", { button: button.text }) });
}

function press(button, message, position, view, node) {
  if (button.url) view.open(button.url);
  else if (button.copy_text) view.copy(button.copy_text.text);
  else if (SWITCHES.some((name) => name in button)) {
    view.switchInline(message, button);
  } else if (button.callback_data && !node.hasAttribute("aria-busy")) {
    wait(node, button, view);
    view.tap(message, position, button);
  }
}
