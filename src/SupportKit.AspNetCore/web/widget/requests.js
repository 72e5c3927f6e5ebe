// @ts-check
/** The list of one's own requests, and the way to a new one. */
import { button, h } from '../parts/dom.js';
import { agree, inWords, now, time } from '../parts/time.js';

/** @param {import('./panel.js').Desk} desk */
export async function requests(desk) {
  const { say } = desk;
  const page = desk.isKnown() ? await desk.api.get('tickets?limit=20') : { tickets: [], next: null };
  const list = h('ul', { className: 'list', part: 'list' });
  const more = button('plain', say('more'), async () => {
    more.disabled = true;
    page.next = add(await desk.api.get(`tickets?limit=20&after=${encodeURIComponent(page.next)}`));
    more.disabled = false;
  });
  agree(page.readAt ?? new Date().toISOString());
  page.next = add(page);
  const ask = button('primary', say('ask'), () => desk.go('categories'));
  return {
    title: desk.form.desk,
    focus: page.tickets.length === 0 ? ask : undefined,
    parts: [ask, page.tickets.length === 0 ? h('p', { className: 'empty' }, say('none')) : h('h3', null, say('yours')), list, more],
  };

  /** @param {any} got */
  function add(got) {
    list.append(...got.tickets.map((/** @type {any} */ ticket) => row(desk, ticket)));
    more.hidden = !got.next;
    return got.next;
  }
}

/** @param {import('./panel.js').Desk} desk @param {any} ticket */
function row(desk, ticket) {
  const { say, language } = desk;
  const isOver = ['Resolved', 'Closed'].includes(ticket.stateCategory);
  const due = ticket.nextDue && !isOver && new Date(ticket.nextDue).getTime() > now() ? say('answerBy', { when: inWords(ticket.nextDue, language) }) : null;
  return h('li', null,
    h('button', { type: 'button', className: 'row', part: 'row', onclick: () => desk.go('conversation', ticket.id) },
      h('span', { className: 'title' }, ticket.title || ticket.number),
      h('span', { className: `state ${ticket.stateCategory}` }, say(`state-${ticket.stateCategory}`)),
      h('span', { className: 'muted' }, ticket.number, ' · ', time(ticket.updatedAt, language), due && ` · ${due}`)));
}
