// @ts-check
/** The list of one's own requests, and the way to a new one. */
import { button, h } from '../parts/dom.js';
import { agree, inWords, now, time } from '../parts/time.js';

/** @param {import('./panel.js').Desk} desk */
export async function requests(desk) {
  const { say } = desk;
  const page = desk.isKnown() ? await desk.api.get('tickets?limit=20') : { tickets: [], next: null };
  const list = h('ul', { className: 'list', part: 'list' });
  const others = h('ul', { className: 'list', part: 'list' });
  const yours = h('h3', { hidden: true }, say('yours'));
  const ofOthers = h('h3', { hidden: true }, say('others'));
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
    parts: [ask, page.tickets.length === 0 ? h('p', { className: 'empty' }, say('none')) : yours, list, ofOthers, others, more],
  };

  /** @param {any} got */
  function add(got) {
    for (const ticket of got.tickets) (isOthers(ticket) ? others : list).append(row(desk, ticket, isOthers(ticket)));
    yours.hidden = list.childElementCount === 0;
    ofOthers.hidden = others.childElementCount === 0;
    more.hidden = !got.next;
    return got.next;
  }

  // Of one's organization, or shared by whoever asked.
  /** @param {any} ticket */
  function isOthers(ticket) {
    return Boolean(desk.form.you) && ticket.requester !== desk.form.you;
  }
}

/** @param {import('./panel.js').Desk} desk @param {any} ticket @param {boolean} isOthers */
function row(desk, ticket, isOthers) {
  const { say, language } = desk;
  const isOver = ['Resolved', 'Closed'].includes(ticket.stateCategory);
  const due = ticket.nextDue && !isOver && new Date(ticket.nextDue).getTime() > now() ? say('answerBy', { when: inWords(ticket.nextDue, ticket.nextDueText, language) }) : null;
  return h('li', null,
    h('button', { type: 'button', className: 'row', part: 'row', onclick: () => desk.go('conversation', ticket.id) },
      h('span', { className: 'title' }, ticket.title || ticket.number),
      h('span', { className: `state ${ticket.stateCategory}` }, say(`state-${ticket.stateCategory}`)),
      h('span', { className: 'muted' }, ticket.number, ' · ', isOthers && h('bdi', null, say('by', { person: ticket.requester })), isOthers && ' · ', time(ticket.updatedAt, ticket.updatedAtText, language), due && ` · ${due}`)));
}
