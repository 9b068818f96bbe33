/** Writes times and dates the way the reader of a phone is used to, in their time zone: without one, the browser's. */

import { nearest } from "./words.js";

const formats = new Map();

/** The reader's locale: the browser's own variant of the language if it has one ("en-GB"), else the language. */
function localeOf(language) {
  const wanted = nearest(language);
  return navigator.languages.find((one) => one.toLowerCase().startsWith(wanted)) ?? wanted;
}

function format(language, options) {
  const key = `${language} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(localeOf(language), options));
  return formats.get(key);
}

const at = (unix) => new Date(unix * 1000);

/** "20:30" or "8:30 PM". @param {number} unix seconds @param {string} language @param {string} [timeZone] */
export const clockTime = (unix, language, timeZone) =>
  format(language, { hour: "numeric", minute: "2-digit", timeZone }).format(at(unix));

/** "Sun 22 Nov" with the time, for the top bar. */
export const fullTime = (unix, language) =>
  format(language, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(
    at(unix),
  );

/** "Sun 20:30", where there is little room. */
export const weekTime = (unix, language) =>
  format(language, { weekday: "short", hour: "numeric", minute: "2-digit" }).format(at(unix));

/** "Sunday 22 November", for the line between two days. */
export const longDay = (unix, language, timeZone) =>
  format(language, { weekday: "long", day: "numeric", month: "long", timeZone }).format(at(unix));

/** "22 Nov", for the chat list. */
export const shortDay = (unix, language, timeZone) =>
  format(language, { day: "numeric", month: "short", timeZone }).format(at(unix));

/** The moment to the second, with the zone, for a tooltip. */
export const exactTime = (unix, language, timeZone) =>
  format(language, { dateStyle: "full", timeStyle: "long", timeZone }).format(at(unix));

/** "GMT+9", as it is at that moment. */
export const offsetOf = (unix, language, timeZone) =>
  format(language, { timeZone, timeZoneName: "shortOffset" }).formatToParts(at(unix)).find(({ type }) => type === "timeZoneName").value;

/** "0:07", "3:20" or "1:02:03": how long something plays. */
export function duration(seconds) {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = String(Math.floor(seconds % 60)).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** "2026-11-22": the same for all moments of one day in this zone. */
export function dayOf(unix, timeZone) {
  const parts = format("en", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).formatToParts(at(unix));
  return ["year", "month", "day"].map((name) => parts.find(({ type }) => type === name).value).join("-");
}

/** The calendar day before the one of `unix` in this zone, as dayOf() writes it. */
export function dayBefore(unix, timeZone) {
  const noon = new Date(`${dayOf(unix, timeZone)}T12:00:00Z`);
  return dayOf(noon.setUTCDate(noon.getUTCDate() - 1) / 1000, "UTC");
}

/**
 * The next moment after `now` at which a clock in the browser's zone shows `time`.
 * @param {number} now Unix seconds
 * @param {string} time "HH:MM"
 * @returns {string} ISO 8601, UTC
 */
export function nextAt(now, time) {
  const [hours, minutes] = time.split(":").map(Number);
  const moment = at(now);
  moment.setHours(hours, minutes, 0, 0);
  if (moment.getTime() <= now * 1000) moment.setDate(moment.getDate() + 1);
  return moment.toISOString();
}

/**
 * The text of a `date_time` entity: by Telegram's format string ("wDT", "t", "r"), or null to keep the text as given.
 * @param {number} unix
 * @param {string} pattern
 * @param {string} language
 * @param {number} now
 * @param {string} [timeZone]
 */
export function writtenTime(unix, pattern, language, now, timeZone) {
  if (!pattern) return null;
  if (pattern === "r") return relative(unix - now, language);
  const options = { timeZone };
  if (pattern.includes("w")) options.weekday = "long";
  if (pattern.includes("d")) Object.assign(options, { year: "2-digit", month: "2-digit", day: "2-digit" });
  if (pattern.includes("D")) Object.assign(options, { year: "numeric", month: "long", day: "numeric" });
  if (/t/i.test(pattern)) Object.assign(options, { hour: "numeric", minute: "2-digit" });
  if (pattern.includes("T")) options.second = "2-digit";
  return Object.keys(options).length > 1 ? format(language, options).format(at(unix)) : null;
}

function relative(seconds, language) {
  const words = new Intl.RelativeTimeFormat(nearest(language), { numeric: "auto" });
  const [unit, size] = [["day", 86400], ["hour", 3600], ["minute", 60]].find(([, s]) => Math.abs(seconds) >= s) ?? [
    "second",
    1,
  ];
  return words.format(Math.round(seconds / size), unit);
}
