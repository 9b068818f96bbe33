/** What this browser remembers for the page itself: its language, and light or dark. */

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
