/** What this browser remembers for the page: its language, light or dark, and where the phones are on earth. */

import { nearest } from "./words.js";

const listeners = new Set();

/** The language of the top bar and the guide: chosen here before, or the browser's. @returns {"en"|"ja"} */
export const pageLanguage = () => nearest(localStorage.getItem("language") ?? navigator.language);

/** @param {"en"|"ja"} language */
export function choosePageLanguage(language) {
  localStorage.setItem("language", language);
  for (const listener of listeners) listener();
}

export const whenPageLanguageChanges = (listener) => listeners.add(listener);

/** Light becomes dark and dark becomes light; theme.js sets it again at the next visit. */
export function turnTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
}

const zoneKey = (user) => `zone ${user}`;

/** The time zone of a person's phone; nothing means the browser's own. @param {number} user @returns {string|undefined} */
export const zoneOf = (user) => sessionStorage.getItem(zoneKey(user)) || undefined;

/** @param {number} user @param {string} zone empty for the browser's own */
export const chooseZone = (user, zone) => sessionStorage.setItem(zoneKey(user), zone);

/** All phones are where the browser is again. */
export function forgetZones() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(zoneKey(""))) sessionStorage.removeItem(key);
}
