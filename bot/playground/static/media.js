/** Draws what was sent besides words: pictures, albums, films, sounds, files and stickers. */

import { el, icon } from "./dom.js";
import { reveal } from "./marks.js";
import { sound } from "./sound.js";
import { duration } from "./times.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").Message} Message */

/** @param {Message} message @returns {HTMLElement|null} */
export function drawMedia(message, view) {
  if (message.album) return album(message, view);
  if (message.photo) return picture(message, view);
  if (message.animation) return film(message.animation, message, view, "content.animation");
  if (message.video) return film(message.video, message, view, "content.video");
  if (message.video_note) return film(message.video_note, message, view, "content.videoNote", "round-film");
  if (message.voice) return sound(message.voice, say(view.language, "chats.voice"), view);
  if (message.audio) return sound(message.audio, titleOf(message.audio, view), view);
  if (message.sticker) return sticker(message.sticker, view);
  if (message.document) return file(message.document, view);
  return null;
}

/** Pictures and films stand in a grid; sounds and files below each other. */
function album(message, view) {
  const seen = message.album.every((one) => one.photo || one.video);
  const parts = message.album.map((one) => drawMedia({ ...one, caption: undefined }, view));
  return el(seen ? "div.album" : "div.files", { role: "group", "aria-label": say(view.language, "content.album", { count: parts.length }), "data-count": String(parts.length) }, ...parts);
}

const titleOf = ({ title, performer, file_name: name }, view) =>
  [performer, title].filter(Boolean).join(" – ") || name || say(view.language, "content.audio");

/** A picture or film that its sender has covered shows itself when it is tapped. */
function cover(node, message, view) {
  if (!message.has_media_spoiler) return node;
  const into = el("span.covered", { inert: true, "aria-hidden": "true" }, node);
  const label = say(view.language, "chat.spoiler");
  const veil = el("span.spoiler.seen", { role: "button", tabIndex: 0, "aria-label": label }, into);
  const show = (event) => {
    if (!veil.getAttribute("role") || (event.key && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    reveal(veil.closest("article"));
  };
  for (const happening of ["click", "keydown"]) veil.addEventListener(happening, show);
  return veil;
}

function picture(message, view) {
  const size = message.photo.at(-1);
  const alt = message.caption ?? say(view.language, "chat.picture");
  const image = el("img.picture", { src: size.url ?? "", alt, width: size.width ?? 320, height: size.height ?? 240 });
  image.addEventListener("error", () => image.replaceWith(named("photo", alt, "", size.url)), { once: true });
  return cover(image, message, view);
}

/** A player; what this browser cannot play becomes a card with its name. */
function film(one, message, view, key, more = "") {
  const name = one.file_name ?? say(view.language, key);
  const told = [one.duration && duration(one.duration), sizeOf(one.file_size, view.language)].filter(Boolean).join(" · ");
  const card = () => named("film", name, told, one.url);
  if (!one.url) return card();
  if (one.mime_type?.startsWith("image/")) return moving(one, name, card);
  const loops = key !== "content.video";
  const node = el(`video.picture${more ? `.${more}` : ""}`, { "aria-label": name, width: one.width ?? one.length ?? 320, height: one.height ?? one.length ?? 180 });
  Object.assign(node, { controls: key !== "content.animation" || calm(), loop: loops, muted: loops, autoplay: key === "content.animation" && !calm() });
  Object.assign(node, { preload: "metadata", playsInline: true, src: one.url });
  const whole = cover(node, message, view);
  node.addEventListener("error", () => whole.replaceWith(loops ? moving(one, name, card) : card()), { once: true });
  return whole;
}

/** A GIF is a picture to the browser, whatever it was sent as. */
function moving(one, name, card) {
  const image = el("img.picture", { src: one.url, alt: name });
  image.addEventListener("error", () => image.replaceWith(card()), { once: true });
  return image;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The picture of the sticker, or where it is not one that can be shown here, its emoji. */
function sticker(one, view) {
  const name = one.emoji ?? say(view.language, "chats.sticker");
  const plain = () => el("p.sticker", {}, el("span", { role: "img", "aria-label": `${say(view.language, "chats.sticker")} ${one.emoji ?? ""}`.trim() }, name));
  if (!one.url || one.is_animated || one.is_video) return plain();
  const image = el("img.sticker", { src: one.url, alt: `${say(view.language, "chats.sticker")} ${one.emoji ?? ""}`.trim(), width: one.width ?? 128, height: one.height ?? 128 });
  image.addEventListener("error", () => image.replaceWith(plain()), { once: true });
  return image;
}

function file(one, view) {
  const name = one.file_name ?? say(view.language, "chats.file");
  const node = named("file", name, sizeOf(one.file_size, view.language), one.url);
  node.setAttribute("aria-label", say(view.language, "chat.download", { name: [name, sizeOf(one.file_size, view.language)].filter(Boolean).join(", ") }));
  return node;
}

/** A card with a name and a line below it; with an address it opens. */
function named(picture, name, line, url) {
  const node = url ? el("a.card", { href: url, target: "_blank", rel: "noopener" }) : el("div.card");
  node.append(el("span.sign", {}, icon(picture)), el("span.about", {}, el("b", {}, name), line ? el("small", {}, line) : null));
  return node;
}

/** "2.4 MB", as the reader writes numbers; nothing when the size is not known. */
export function sizeOf(bytes, language) {
  if (bytes === undefined) return "";
  const [unit, size] = [["megabyte", 1024 ** 2], ["kilobyte", 1024]].find(([, least]) => bytes >= least) ?? ["byte", 1];
  const unitDisplay = unit === "byte" ? "long" : "short"; // "4 bytes", "2 kB"
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 }).format(bytes / size);
}
