/** Draws a poll: its question, what can be chosen, and after a vote (or the end) how many chose what. */

import { el, icon } from "./dom.js";
import { drawText } from "./entities.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/** @param {Message} message @returns {HTMLElement|null} */
export function drawPoll(message, view) {
  const { poll } = message;
  if (!poll) return null;
  const chosen = message.voted ?? [];
  const open = !poll.is_closed && chosen.length === 0 && view.canWrite;
  return el(
    "div.poll",
    {},
    el("b.question", {}, drawText(poll.question, poll.question_entities, view)),
    el("small", {}, kindOf(poll, view)),
    poll.description ? el("p", {}, drawText(poll.description, poll.description_entities, view)) : null,
    open ? choices(message, view) : results(poll, chosen, view),
    (chosen.length > 0 || poll.is_closed) && poll.explanation
      ? el("p.explained", {}, drawText(poll.explanation, poll.explanation_entities, view))
      : null,
    below(message, chosen, view),
  );
}

function kindOf(poll, view) {
  const tell = (key) => say(view.language, `poll.${key}`);
  if (poll.is_closed) return tell("closed");
  const quiz = poll.type === "quiz";
  if (poll.is_anonymous) return tell(quiz ? "quiz" : "anonymous");
  return tell(quiz ? "openQuiz" : "open");
}

/** One tap votes; where several may be chosen, a button sends them together. */
function choices(message, view) {
  const { poll } = message;
  const several = poll.allows_multiple_answers;
  const send = el("button.wide.quiet", { hidden: true }, say(view.language, "poll.vote"));
  const picked = new Set();
  const pick = (at, node) => {
    if (!several) return view.vote(message, [at]);
    if (!picked.delete(at)) picked.add(at);
    node.setAttribute("aria-checked", String(picked.has(at)));
    send.hidden = picked.size === 0;
    return undefined;
  };
  send.addEventListener("click", () => view.vote(message, [...picked].sort((a, b) => a - b)));
  const option = (one, at) => {
    const node = el("button.option-of", several ? { role: "checkbox", "aria-checked": "false" } : {});
    node.append(el(several ? "span.box" : "span.box.ring", { "aria-hidden": "true" }, several ? icon("check") : null));
    node.append(el("span", {}, drawText(one.text, one.text_entities, view)));
    node.addEventListener("click", () => pick(at, node));
    return node;
  };
  const group = el("div.options", { role: "group", "aria-label": poll.question }, ...poll.options.map(option));
  group.append(send);
  return group;
}

function results(poll, chosen, view) {
  const right = poll.correct_option_ids ?? (poll.correct_option_id === undefined ? [] : [poll.correct_option_id]);
  const row = (one, at) => {
    const share = poll.total_voter_count ? one.voter_count / poll.total_voter_count : 0;
    const percent = new Intl.NumberFormat(view.language, { style: "percent", maximumFractionDigits: 0 }).format(share);
    const sign = signOf(at, chosen, right, view);
    const bar = el("span.bar-of", { "aria-hidden": "true" });
    bar.style.setProperty("--share", String(share));
    const count = say(view.language, "poll.voters", { count: one.voter_count });
    const line = el("li", { title: count }, el("b", {}, percent), el("span", {}, drawText(one.text, one.text_entities, view)), sign, bar);
    line.append(el("span.hush", {}, count));
    line.classList.toggle("wrong", poll.type === "quiz" && chosen.includes(at) && right.length > 0 && !right.includes(at));
    return line;
  };
  return el("ul.results", {}, ...poll.options.map(row));
}

function signOf(at, chosen, right, view) {
  if (!chosen.includes(at) && !right.includes(at)) return null;
  const wrong = right.length > 0 && !right.includes(at);
  const key = right.includes(at) ? "right" : wrong ? "wrong" : "mine";
  return el("span.sign", { role: "img", "aria-label": say(view.language, `poll.${key}`) }, icon(wrong ? "close" : "check"));
}

function below({ poll, ...message }, chosen, view) {
  const total = say(view.language, "poll.total", { count: poll.total_voter_count });
  const mayTakeBack = view.canWrite && chosen.length > 0 && !poll.is_closed && (poll.allows_revoting ?? poll.type !== "quiz");
  const back = el("button.unfold", { onclick: () => view.vote(message, []) }, say(view.language, "poll.retract"));
  const mine = message.from?.id === view.user.id && !message.forward_origin && !message.via_bot;
  const stop = el("button.unfold", { onclick: () => view.stopPoll(message) }, say(view.language, "poll.stop"));
  return el("p.total", {}, el("span", {}, total), mayTakeBack ? back : null, mine && view.canWrite && !poll.is_closed ? stop : null);
}
