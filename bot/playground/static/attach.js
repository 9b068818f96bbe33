/** The menu beside the place to write: a photo, a sticker, a voice message, and what else a person can send. */

import { askPoll, choose } from "./ask.js";
import { el, icon, set } from "./dom.js";
import { panel } from "./panel.js";
import { sim } from "./sim.js";
import { store } from "./store.js";
import { say } from "./words.js";

/** A place to share: Tokyo Tower. */
const PLACE = { latitude: 35.6586, longitude: 139.7454 };
const LARGEST = 20 * 1024 * 1024; // bytes of a file, as bots may fetch it

/** What can be sent, by its action under /sim; `captioned` takes what was being written along. */
const KINDS = [
  { key: "photo", picture: "photo", captioned: true },
  { key: "document", picture: "file", captioned: true, ask: pickFile },
  { key: "album", picture: "photo", ask: () => ({ photos: [{}, {}, {}] }) },
  { key: "voice", picture: "voice" },
  { key: "sticker", picture: "smile" },
  { key: "poll", picture: "poll", ask: ({ chat }) => askPoll(chat.phone) },
  { key: "location", picture: "pin-place", ask: () => PLACE },
  { key: "contact", picture: "person", ask: ({ chat }) => chooseContact(chat.phone) },
  { key: "dice", picture: "dice" },
];

export class Attach {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.button = el("button.round", {}, icon("clip"));
    this.body = el("div.drop.upward", { role: "group" });
    this.panel = panel(this.button, this.body, { opened: () => this.body.querySelector("button")?.focus() });
    this.node = this.panel.node;
  }

  update() {
    const { language } = this.composer;
    const name = say(language, "content.attach");
    set(this.button, { "aria-label": name, title: name });
    set(this.body, { "aria-label": name });
    if (language === this.language) return;
    this.language = language;
    this.body.replaceChildren(...KINDS.map((kind) => this.choice(kind)));
  }

  choice(kind) {
    const words = say(this.language, `content.send.${kind.key}`);
    return el("button.choice", { onclick: () => this.send(kind) }, icon(kind.picture), el("b", {}, words));
  }

  async send({ key, captioned, ask }) {
    this.panel.close();
    this.composer.field.focus();
    const { chat } = this.composer;
    const more = ask ? await ask(this.composer) : {};
    if (!more) return undefined;
    const words = captioned ? this.composer.takeWords() : "";
    return chat.phone.try(() => sim.post(key, chat.at({ ...more, ...(words ? { caption: words } : {}) })));
  }
}

/** A file of this computer, which goes no further than to the playground. */
function pickFile() {
  const input = el("input", { type: "file" });
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve(undefined));
    input.addEventListener("change", () => resolve(read(input.files[0])));
    input.click();
  });
}

async function read(file) {
  if (!file || file.size > LARGEST) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const content = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return { file_name: file.name, mime_type: file.type || "application/octet-stream", content };
}

function chooseContact(phone) {
  const card = (user) => ({ contact: user.id, first_name: user.first_name, phone_number: `+1555010${String(user.id).slice(-4)}` });
  const choices = store.state.users.map((user) => ({ label: user.first_name, value: card(user) }));
  return choose(phone, say(phone.language, "content.send.contact"), choices);
}
