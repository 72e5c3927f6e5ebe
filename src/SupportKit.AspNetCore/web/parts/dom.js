// @ts-check
/**
 * Makes an element. Whatever people wrote goes in as text and never as markup.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, any> | null} [set] Properties; those with a dash, `role`, `part` and `for` become attributes, `on…` listeners.
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(name, set, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(set ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key.includes('-') || key === 'role' || key === 'part' || key === 'for' || key === 'list') element.setAttribute(key, String(value));
    else /** @type {any} */ (element)[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false).map((child) => /** @type {Node | string} */ (child)));
  return element;
}

/** @param {string} kind @param {string} text @param {(() => void) | null} act @param {Record<string, any>} [set] */
export function button(kind, text, act, set) {
  return h('button', { type: 'button', className: kind, part: kind, onclick: act, ...set }, text);
}

let last = 0;

/** An id of its own within a shadow root. */
export const newId = () => `f${++last}`;
