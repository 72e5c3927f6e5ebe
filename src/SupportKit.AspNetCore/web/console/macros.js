// @ts-check
/** The policy's ready answers, filled in by the desk for this ticket and put where one writes. */
import { button, h } from '../parts/dom.js';
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
        button('macro', '', () => {
          dialog.close();
          put(one.text, one.acknowledges);
          if (one.missing.length > 0) desk.tell(say('macroMissing', { places: one.missing.join(', ') }));
        }, { 'aria-label': one.title }))));
      list.querySelectorAll('button').forEach((each, i) => {
        const shown = macros.filter((/** @type {any} */ one) => `${one.title} ${one.text}`.toLowerCase().includes(words))[i];
        each.append(h('strong', { dir: 'auto' }, shown.title), h('span', { className: 'muted', dir: 'auto' }, shown.text));
      });
    };
    const dialog = ask(desk, say('macros'), [search, list]);
    show();
    search.focus();
  });
}
