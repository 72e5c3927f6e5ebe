// @ts-check
/** What the console says, in the agent's language. Words of the policy, such as queues and reasons, come from the desk. */
import { directionOf, ownWords } from '../parts/own-words.js';

const known = ['en', 'fr', 'pt', 'de', 'es'];

/** @type {Record<string, string>} */
let words = {};

/** The language that is spoken: one of those that the console has, or the host's own. */
export let language = 'en';

/**
 * Loads the first of the languages that there is, or else English, and the host's own words over it.
 * @param {readonly string[]} wanted @param {HTMLElement} host
 * @returns {Promise<{ language: string, direction: string }>}
 */
export async function speak(wanted, host) {
  const shipped = wanted.map((one) => one.slice(0, 2).toLowerCase()).find((one) => known.includes(one)) ?? 'en';
  const [all, own] = await Promise.all([import(`./words/${shipped}.js`), ownWords(host)]);
  words = { ...all.default, ...own?.words };
  language = own?.lang ?? shipped;
  return { language, direction: own?.dir ?? directionOf(language) };
}

/** @param {string} key @param {Record<string, string | number>} [places] */
export const say = (key, places = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));

/** A metric of the policy's own has no words here; its name says what it is. @param {string} name */
export function metric(name) {
  const text = say(`metric-${name}`);
  return text.startsWith('metric-') ? spelled(name) : text;
}

/** A name of the policy's own, as one would write it. @param {string} name */
export const spelled = (name) => name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll('-', ' ');
