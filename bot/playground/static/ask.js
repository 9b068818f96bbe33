/** Asks the person on a phone: one of several things, or the parts of a new poll; Escape asks no more. */

import { el, icon, roam, set } from "./dom.js";
import { say } from "./words.js";

let asked = 0;

/**
 * @template T
 * @param {import("./phone.js").Phone} phone
 * @param {string} title
 * @param {{label: string, value: T}[]} choices
 * @returns {Promise<T|undefined>} nothing when the person turned away
 */
export function choose(phone, title, choices) {
  return show(phone, title, (answer) => {
    const option = ({ label, value }) => el("button.wide.quiet", { onclick: () => answer(value) }, label);
    return choices.length ? choices.map(option) : [el("p.none", {}, say(phone.language, "content.noChoice"))];
  });
}

/**
 * As `choose`, but several of them, up to `most`.
 * @template T
 * @returns {Promise<T[]|undefined>}
 */
export function chooseSeveral(phone, title, choices, most) {
  return show(phone, title, (answer) => {
    const picked = new Set();
    const done = el("button.wide", { disabled: true, onclick: () => answer([...picked]) }, say(phone.language, "content.allow"));
    const turn = (node, value) => {
      if (!picked.delete(value) && picked.size < most) picked.add(value);
      node.setAttribute("aria-checked", String(picked.has(value)));
      done.disabled = picked.size === 0;
    };
    const option = ({ label, value }) => {
      const node = el("button.wide.quiet.several", { role: "checkbox", "aria-checked": "false" }, el("span.box", {}, icon("check")), label);
      node.addEventListener("click", () => turn(node, value));
      return node;
    };
    return [...choices.map(option), done];
  });
}

/** @returns {Promise<{question: string, options: string[], quiz: boolean}|undefined>} */
export function askPoll(phone, type) {
  const tell = (key) => say(phone.language, `poll.${key}`);
  return show(phone, tell("fresh"), (answer) => {
    const question = el("input", { type: "text", required: true, maxLength: 300, "aria-label": tell("question"), placeholder: tell("question") });
    const answers = tell(type === "quiz" ? "quizAnswers" : "answers");
    const options = el("textarea", { rows: 3, required: true, "aria-label": answers, placeholder: answers });
    const done = (event) => {
      event.preventDefault();
      const lines = options.value.split("\n").map((line) => line.trim()).filter(Boolean);
      if (lines.length > 1) answer({ question: question.value.trim(), options: lines, quiz: type === "quiz" });
    };
    return [el("form", { onsubmit: done }, question, options, el("button.wide", { type: "submit" }, tell("create")))];
  });
}

/** A dialog over the screen of the phone; the focus stays in it, and goes back afterwards. */
function show(phone, title, parts) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    const answer = (value) => {
      veil.remove();
      before?.focus?.();
      resolve(value);
    };
    const head = el("p", { id: `asked-${(asked += 1)}` }, title);
    const body = parts(answer);
    const cancel = el("button.wide.plainly", { onclick: () => answer(undefined) }, say(phone.language, "content.cancel"));
    const box = el("div.alert", { role: "dialog", "aria-modal": "true", "aria-labelledby": head.id }, head, ...body, cancel);
    const veil = el("div.veil", {}, box);
    set(veil, { onkeydown: (event) => key(event, box, answer) });
    phone.notices.layer.replaceChildren(veil);
    box.querySelector("input, button").focus();
  });
}

function key(event, box, answer) {
  const spots = () => [...box.querySelectorAll("input, textarea, button:not(:disabled)")];
  if (event.key === "Escape") answer(undefined);
  else if (event.key === "Tab") {
    event.preventDefault();
    const at = spots().indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    spots().at(at % spots().length).focus();
  } else if (event.target.tagName === "BUTTON") roam(event, spots);
  event.stopPropagation();
}
