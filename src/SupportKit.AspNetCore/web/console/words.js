// @ts-check
/** What the console says, in the agent's language. Words of the policy, such as queues and reasons, come from the desk. */
const known = ['en', 'fr', 'pt', 'de', 'es'];

/** @type {Record<string, string>} */
let words = {};

/** The language that is spoken: one of those that the console has. */
export let language = 'en';

/** Loads the first of the languages that there is, or else English. @param {readonly string[]} wanted */
export async function speak(wanted) {
  language = wanted.map((one) => one.slice(0, 2).toLowerCase()).find((one) => known.includes(one)) ?? 'en';
  words = (await import(`./words/${language}.js`)).default;
  return language;
}

/** @param {string} key @param {Record<string, string | number>} [places] */
export const say = (key, places = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));

/** A metric of the policy's own has no words here; its name says what it is. @param {string} name */
export function metric(name) {
  const text = say(`metric-${name}`);
  return text.startsWith('metric-') ? name[0].toUpperCase() + name.slice(1).replaceAll('-', ' ') : text;
}
