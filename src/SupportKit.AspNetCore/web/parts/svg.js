// @ts-check
/**
 * Makes an element of a drawing. What people wrote goes in as text and never as markup.
 * @param {string} name
 * @param {Record<string, string | number | null>} [set] Attributes.
 * @param {...(Node | string | null | undefined | false)} children
 */
export function s(name, set, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(set ?? {})) if (value !== null) element.setAttribute(key, String(value));
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A share of the whole, as the place of something in a drawing that is as wide as its place. @param {number} share */
export const percent = (share) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(3)}%`;
