// @ts-check
/** The policy's ready answers, filled in by the desk for this ticket and put where one writes. */
import { h } from '../parts/dom.js';
import { ask } from './dialog.js';
import { say } from './words.js';

/** @param {import('./ticket.js').Ticket} ticket @param {(text: string, acknowledges: boolean) => void} put */
export async function chooseMacro(ticket, put) {
  const { desk } = ticket;
  await desk.attempt(async () => {
    const { macros } = await desk.api.get(`tickets/${ticket.id}/macros`);
    if (macros.length === 0) return desk.tell(say('noMacros'));
    const search = h('input', { type: 'search', placeholder: say('macroSearch'), 'aria-label': say('macroSearch'), oninput: () => show() });
    const list = h('ul', { className: 'macros' });
    const show = () => {
      const words = search.value.trim().toLowerCase();
      list.replaceChildren(...macros.filter((/** @type {any} */ one) => `${one.title} ${one.text}`.toLowerCase().includes(words)).map((/** @type {any} */ one) => h('li', null,
        h('button', { type: 'button', className: 'macro', onclick: () => {
          dialog.addEventListener('close', () => { // when the focus is given back, so that it stays where one writes
            put(one.text, one.acknowledges);
            if (one.missing.length > 0) desk.tell(say('macroMissing', { places: one.missing.join(', ') }));
          });
          dialog.close();
        } }, h('strong', { dir: 'auto' }, one.title), ' ', h('span', { className: 'muted', dir: 'auto' }, one.text)))));
    };
    const dialog = ask(desk, say('macros'), [search, list]);
    show();
    search.focus();
  });
}
