/** The round pictures: a letter for a person, the mark for the bot, two heads for a shared chat. */

import { el, icon } from "./dom.js";
import { allBots, store } from "./store.js";

const TONES = 4;

/** @param {import("./types.js").User|import("./types.js").Chat} who */
export function avatar(who) {
  if (who.id === store.state?.bot?.id) return round("bot", icon("mark"));
  if (allBots().some((bot) => bot.id === who.id)) return round("bot", letterOf(who));
  if (who.title) return round("pair", icon("pair"));
  const place = store.state?.users.findIndex((user) => user.id === who.id) ?? 0;
  return round(String(Math.max(0, place) % TONES), letterOf(who));
}

const letterOf = (who) => [...(who.first_name ?? "?").trim()][0]?.toUpperCase() ?? "?";

/** Whether two avatars look the same, so that the old one can stay. */
export const alike = (one, other) => one?.outerHTML === other.outerHTML;

const round = (tone, inside) => el("span.avatar", { "aria-hidden": "true", "data-tone": tone }, inside);
