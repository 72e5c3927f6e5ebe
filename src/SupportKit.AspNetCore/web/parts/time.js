// @ts-check
/** Instants as people are told them: how long it is to them under a day, and the desk's own text beyond; that text is the title, too. */
import { h } from './dom.js';

const steps = /** @type {const} */ ([['hour', 3600], ['minute', 60]]);

let ahead = 0;

/** Takes over the desk's clock: what is left of a promise does not depend on how well the reader's machine keeps time. @param {string} iso */
export function agree(iso) {
  ahead = new Date(iso).getTime() - Date.now();
}

export const now = () => Date.now() + ahead;

/**
 * @param {string} iso
 * @param {string} text The instant as the desk tells it, in the reader's language and zone. The browser's own time-zone data may be others.
 * @param {string} language
 */
export function inWords(iso, text, language) {
  const seconds = Math.round((new Date(iso).getTime() - now()) / 1000);
  if (Math.abs(seconds) >= 86400) return text;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of steps)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  return relative.format(0, 'second');
}

/** @param {string} iso @param {string} text @param {string} language */
export function time(iso, text, language) {
  return h('time', { dateTime: iso, title: text }, inWords(iso, text, language));
}

/** @param {number} bytes @param {string} language */
export function size(bytes, language) {
  const [unit, divisor] = bytes >= 1e6 ? ['megabyte', 1e6] : bytes >= 1e3 ? ['kilobyte', 1e3] : ['byte', 1];
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: unit === 'byte' ? 'long' : 'short', maximumFractionDigits: 1 }).format(bytes / Number(divisor));
}
