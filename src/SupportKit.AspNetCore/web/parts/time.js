// @ts-check
/** Instants in the reader's own words: relative under a day, day and hour beyond; the exact instant is the title. */
import { h } from './dom.js';

const steps = /** @type {const} */ ([['day', 86400], ['hour', 3600], ['minute', 60]]);

let ahead = 0;

/** Takes over the desk's clock: what is left of a promise does not depend on how well the reader's machine keeps time. @param {string} iso */
export function agree(iso) {
  ahead = new Date(iso).getTime() - Date.now();
}

export const now = () => Date.now() + ahead;

/** @param {string} iso @param {string} language */
export function exactly(iso, language) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso));
}

/** @param {string} iso @param {string} language */
export function inWords(iso, language) {
  const at = new Date(iso);
  const seconds = Math.round((at.getTime() - now()) / 1000);
  if (Math.abs(seconds) >= 86400)
    return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(at);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of steps)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  return relative.format(0, 'second');
}

/** @param {string} iso @param {string} language */
export function time(iso, language) {
  return h('time', { dateTime: iso, title: exactly(iso, language) }, inWords(iso, language));
}

/** @param {number} bytes @param {string} language */
export function size(bytes, language) {
  const [unit, divisor] = bytes >= 1e6 ? ['megabyte', 1e6] : bytes >= 1e3 ? ['kilobyte', 1e3] : ['byte', 1];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), maximumFractionDigits: 1 }).format(bytes / Number(divisor));
}
