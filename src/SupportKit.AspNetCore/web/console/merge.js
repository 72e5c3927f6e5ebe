// @ts-check
/** Another ticket of the same requester carries this one on. Both are shown before anything is done, for it is not taken back. */
import { newKey } from '../api.js';
import { h, newId } from '../parts/dom.js';
import { time } from '../parts/time.js';
import { ask } from './dialog.js';
import { say } from './words.js';

/** @param {import('./ticket.js').Ticket} ticket */
export async function merge(ticket) {
  const { desk, read } = ticket;
  const open = ['New', 'Open', 'Pending', 'OnHold', 'Answered'].map((state) => `state=${state}`).join('&');
  await desk.attempt(async () => {
    const page = await desk.api.get(`tickets?requester=${encodeURIComponent(read.ticket.requester)}&order=Arrival&${open}&limit=50`);
    const others = page.tickets.filter((/** @type {any} */ one) => one.id !== ticket.id);
    if (others.length === 0) return ask(desk, say('do-merge-into'), [h('p', null, say('mergeNone', { person: read.ticket.requester }))]);
    const name = newId();
    const list = h('fieldset', { className: 'others' }, h('legend', null, say('mergeInto', { person: read.ticket.requester })),
      ...others.map((/** @type {any} */ one) => h('label', null, h('input', { type: 'radio', name, value: one.id, required: true }), ' ', h('strong', { dir: 'auto' }, one.title), ' ',
        h('span', { className: 'muted' }, `${one.number ?? ''} · ${say(`state-${one.stateCategory}`)} · `, time(one.openedAt, one.openedAtText, desk.language)))));
    const key = newKey();
    ask(desk, say('do-merge-into'), [h('p', { dir: 'auto' }, say('mergeHow', { title: read.ticket.title })), list], { ok: say('do-merge-into'), act: async () => {
      const into = /** @type {HTMLInputElement} */ (list.querySelector('input:checked')).value;
      await desk.api.post(`tickets/${ticket.id}/merge`, { into }, key);
      await desk.open(into);
      await desk.list.refresh();
      desk.tell(say('mergeDone'));
    } });
  });
}
