/** Finds the page's own words: in the page's language for the top bar, in each person's language for their phone. */

import en from "./words/en.js";
import ja from "./words/ja.js";

const BOOKS = { en, ja };

/** The languages the page and its phones can speak, each under its own name. */
export const LANGUAGES = { en: "English", ja: "日本語" };

/**
 * The nearest language we have: "ja-JP" is ja, anything unknown is en.
 * @param {string|undefined} code
 * @returns {"en"|"ja"}
 */
export function nearest(code) {
  return (code ?? "").toLowerCase().startsWith("ja") ? "ja" : "en";
}

/**
 * One sentence. `values.count` chooses the plural form where a sentence has several.
 * @param {string} language
 * @param {string} key dotted, as in the words files
 * @param {Record<string, string|number>} [values]
 * @returns {string}
 */
export function say(language, key, values = {}) {
  const book = BOOKS[nearest(language)];
  let found = key.split(".").reduce((part, name) => part?.[name], book);
  if (found && typeof found === "object") {
    found = found[new Intl.PluralRules(book.locale).select(Number(values.count))] ?? found.other;
  }
  if (typeof found !== "string") throw new Error(`No words for ${key}`);
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
