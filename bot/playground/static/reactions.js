/** The reactions under a message, counted, and the small menu that adds one or takes it back. */

import { el, icon, roam, set } from "./dom.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

const OFFERED = ["👍", "❤", "🔥", "🎉", "😁", "🙏", "🤔", "😢"];

/** @returns {{emoji: string, count: number, mine: boolean}[]} in the order in which they came */
function counted(message, user) {
  const found = new Map();
  for (const { emoji, from } of message.reactions ?? []) {
    const one = found.get(emoji) ?? { emoji, count: 0, mine: false };
    found.set(emoji, { emoji, count: one.count + 1, mine: one.mine || from === user || from?.id === user });
  }
  return [...found.values()];
}

/** @param {Message} message @returns {HTMLElement|null} */
export function drawReactions(message, view) {
  const all = counted(message, view.user.id);
  if (!all.length) return null;
  const draw = ({ emoji, count, mine }) => {
    const label = say(view.language, "content.reacted", { emoji, count });
    const words = [el("span", {}, emoji), count > 1 && el("small", {}, String(count))];
    if (!view.react) return el("span.reaction", { role: "img", "aria-label": label }, ...words);
    const onclick = () => view.react(message, mine ? null : emoji);
    return el("button.reaction", { "aria-pressed": String(mine), "aria-label": label, onclick }, ...words);
  };
  return el("div.reactions", {}, ...all.map(draw));
}

/** The tool that opens the menu, or nothing where this person cannot react. @param {Message} message */
export function reactionTool(message, view) {
  if (!view.react) return null;
  const name = say(view.language, "content.react");
  const button = el("button.round.small", { "aria-label": name, title: name, "aria-haspopup": "true", "aria-expanded": "false" }, icon("smile"));
  button.addEventListener("click", () => openMenu(button, message, view));
  return button;
}

function openMenu(button, message, view) {
  const tools = button.parentElement;
  const old = tools.querySelector(".emojis");
  const close = () => (tools.querySelector(".emojis")?.remove(), set(button, { "aria-expanded": "false" }));
  if (old) return close();
  const pick = (emoji) => el("button", { "aria-label": emoji, onclick: () => (close(), button.focus(), view.react(message, emoji)) }, emoji);
  const menu = el("div.emojis", { role: "group", "aria-label": button.title }, ...OFFERED.map(pick));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") (event.stopPropagation(), close(), button.focus());
    else roam(event, () => [...menu.children], { forward: "ArrowRight", back: "ArrowLeft" });
  });
  const { top, bottom } = tools.closest(".log").getBoundingClientRect();
  menu.classList.toggle("above", tools.getBoundingClientRect().top > (top + bottom) / 2);
  tools.append(menu);
  set(button, { "aria-expanded": "true" });
  return menu.firstChild.focus();
}
