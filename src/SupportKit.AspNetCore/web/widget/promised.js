// @ts-check
/** What was promised, how it stands and why, as the desk words it for whoever asked. It is asked for when somebody wants to know. */
import { h } from '../parts/dom.js';

/** @param {import('./panel.js').Desk} desk @param {string} id */
export function promised(desk, id) {
  const list = h('ul', { className: 'promised' });
  const details = h('details', { part: 'promised', hidden: true, ontoggle: () => { if (details.open) void load(); } }, h('summary', null, desk.say('promised')), list);
  return { element: details, update };

  /** @param {number} count How many promises there are. */
  function update(count) {
    details.hidden = count === 0;
    if (details.open) void load();
  }

  async function load() {
    try {
      const { promises } = await desk.api.get(`tickets/${id}/why`);
      list.replaceChildren(...promises.map((/** @type {any} */ one) =>
        h('li', null, h('strong', null, one.text), ...one.reasons.map((/** @type {string} */ reason) => h('p', { className: 'muted', dir: 'auto' }, reason)))));
    } catch {
      list.replaceChildren(h('li', { className: 'problem' }, desk.say('unreachable')));
    }
  }
}
