/** A small player for voice messages and music: play or pause, how far it is, and how long it lasts. */

import { el, icon, set } from "./dom.js";
import { duration } from "./times.js";
import { say } from "./words.js";

let playing = null; // one sound at a time, on the whole page

/**
 * @param {{url?: string, duration: number}} one
 * @param {string} name
 * @param {import("./chat.js").View} view
 */
export function sound(one, name, view) {
  const bar = el("progress", { max: Math.max(one.duration, 1), value: 0, "aria-label": name });
  const time = el("small", {}, duration(one.duration));
  const button = el("button.round.play", {}, icon("play"));
  const node = el("div.sound", {}, button, el("span.about", {}, el("b", {}, name), bar, time));
  const show = (key) => {
    set(button, { "aria-label": `${say(view.language, `content.${key}`)}: ${name}` });
    button.replaceChildren(icon(key));
  };
  show("play");
  const audio = el("audio", { preload: "none" });
  const ended = () => (show("play"), (bar.value = 0), write(0));
  const write = (at) => (time.textContent = duration(at || one.duration));
  audio.addEventListener("timeupdate", () => ((bar.value = audio.currentTime), write(audio.currentTime)));
  audio.addEventListener("play", () => show("pause"));
  audio.addEventListener("pause", () => show("play"));
  audio.addEventListener("ended", ended);
  audio.addEventListener("error", () => view.tell(say(view.language, "content.cannotPlay")));
  button.addEventListener("click", () => toggle(audio, one.url, view));
  return node;
}

function toggle(audio, url, view) {
  if (!url) return view.tell(say(view.language, "content.cannotPlay"));
  if (!audio.paused) return audio.pause();
  playing?.pause();
  playing = audio;
  if (!audio.src) audio.src = url;
  return audio.play().catch(() => {}); // what cannot be played tells it by its "error"
}
