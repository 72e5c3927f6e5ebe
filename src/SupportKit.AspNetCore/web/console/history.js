// @ts-check
/** What has happened to a ticket, an event a line: what, how it went, who, when. */
import { h } from '../parts/dom.js';
import { time } from '../parts/time.js';
import { metric, say, spelled } from './words.js';

/** What of an event stands beside its name. @param {any} event @returns {string} */
function detail(event) {
  if (event.metric) return metric(event.metric);
  if (event.from !== undefined && event.to !== undefined) return `${event.from} → ${event.to}`;
  const value = event.timer ?? event.priority ?? event.queue ?? event.agent ?? event.state ?? event.to ?? event.with ?? event.person ?? event.step ?? event.environment ?? event.reference ?? event.name ?? event.category ?? event.trigger ?? '';
  return `${typeof value === 'object' ? '' : value}${event.rule ? ` (${event.rule})` : ''}`;
}

/** @param {any} recorded @param {string} at @param {string} language */
function line(recorded, at, language) {
  const event = recorded.event ?? recorded;
  const type = event.type ?? '';
  const name = say(`event-${type}`);
  return h('li', null, h('span', null, name.startsWith('event-') ? spelled(type) : name), ' ', h('span', { dir: 'auto' }, detail(event)), ' ',
    h('span', { className: 'muted' }, recorded.by?.id || say('system'), ' · ', time(recorded.at, at, language)));
}

/** @param {import('./ticket.js').Ticket} ticket */
export function history(ticket) {
  const list = h('ol', { className: 'history' });
  const details = h('details', { ontoggle: async () => {
    if (!details.open) return;
    await ticket.desk.attempt(async () => {
      const { events, atTexts } = await ticket.desk.api.get(`tickets/${ticket.id}/history`);
      list.replaceChildren(...events.map((/** @type {any} */ one, /** @type {number} */ i) => line(one, atTexts[i], ticket.desk.language)));
    });
  } }, h('summary', null, say('history')), list);
  return details;
}
