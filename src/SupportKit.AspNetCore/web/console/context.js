// @ts-check
/** Beside the conversation: what is promised, who and what it is about, what can be done and why the rest cannot, and what happened. */
import { h } from '../parts/dom.js';
import { exactly, inWords, now, time } from '../parts/time.js';
import { operations } from './operations.js';
import { say } from './words.js';

/** @param {import('./ticket.js').Ticket} ticket */
export function context(ticket) {
  const { read, desk } = ticket;
  return [promises(read.promises, desk.language), about(read), people(read), actions(ticket), happened(ticket)].filter((one) => one !== null);
}

/** @param {any[]} all @param {string} language */
function promises(all, language) {
  if (all.length === 0) return null;
  return section(say('promises'), ...all.map((promise) => {
    const whole = (promise.elapsedSeconds ?? 0) + Math.max(0, promise.remainingSeconds ?? 0);
    const status = promise.status === 'Breached' || (promise.status === 'Running' && new Date(promise.due).getTime() < now()) ? 'late' : promise.status.toLowerCase();
    return h('div', { className: `promise ${status}` },
      h('span', { className: 'metric' }, named(promise.metric)), h('span', { className: 'muted' }, say(`status-${status}`)),
      promise.elapsedSeconds === null || whole === 0 ? null : h('meter', { min: 0, max: 1, value: Math.min(1, promise.elapsedSeconds / whole), high: 0.8, optimum: 0, 'aria-label': say('used') }),
      h('time', { className: 'muted', dateTime: promise.due, title: exactly(promise.due, language) }, inWords(promise.due, language)));
  }));
}

/** @param {any} read */
function about({ ticket, links, nextStep }) {
  const facts = Object.entries(ticket.facts);
  return section(say('about'),
    h('dl', null, ...[[say('category'), ticket.category], [say('channel'), ticket.channel], [say('queue'), ticket.queue ?? '–'], [say('assignee'), ticket.assignee ?? '–'],
      ...(nextStep ? [[say('nextStep'), nextStep]] : []), ...links.map((/** @type {any} */ link) => [link.kind, link.reference])].flatMap(([name, value]) => [h('dt', null, name), h('dd', { dir: 'auto' }, value)])),
    facts.length > 0 && h('details', null, h('summary', null, say('facts', { count: facts.length })),
      h('dl', null, ...facts.flatMap(([name, value]) => [h('dt', null, name), h('dd', { dir: 'auto' }, String(value))]))));
}

/** @param {any} read */
function people({ participants }) {
  return section(say('people'), h('ul', { className: 'people' }, ...participants.map((/** @type {any} */ one) => h('li', null, h('bdi', null, one.id || say('system')), ' ', h('span', { className: 'muted' }, say(`role-${one.kind}`))))));
}

/** @param {import('./ticket.js').Ticket} ticket */
function actions(ticket) {
  const all = ticket.read.actions.filter((/** @type {any} */ action) => !['reply', 'note'].includes(action.operation));
  const allowed = all.filter((/** @type {any} */ action) => action.isAllowed);
  const others = all.filter((/** @type {any} */ action) => !action.isAllowed);
  return section(say('actions'), ...allowed.flatMap((/** @type {any} */ action) => operations(ticket, action) ?? []),
    others.length > 0 && h('details', null, h('summary', null, say('whyNot', { count: others.length })),
      h('dl', null, ...others.flatMap((/** @type {any} */ action) => [h('dt', null, action.operation), h('dd', null, action.reason)]))));
}

/** @param {import('./ticket.js').Ticket} ticket */
function happened(ticket) {
  const list = h('ol', { className: 'history' });
  const details = h('details', { ontoggle: async () => {
    if (!details.open) return;
    await ticket.desk.attempt(async () => {
      const { events } = await ticket.desk.api.get(`tickets/${ticket.id}/history`);
      list.replaceChildren(...events.map((/** @type {any} */ one) => h('li', null, h('span', null, one.event?.type ?? one.type ?? ''), ' ', h('span', { className: 'muted' }, one.by?.id ?? '', ' ', time(one.at, ticket.desk.language)))));
    });
  } }, h('summary', null, say('history')), list);
  return section(null, details);
}

/** @param {string | null} title @param {...any} parts */
function section(title, ...parts) {
  return h('section', null, title && h('h3', null, title), ...parts.filter(Boolean));
}

// A metric of the policy's own has no words here; its name says what it is.
/** @param {string} metric */
function named(metric) {
  const text = say(`metric-${metric}`);
  return text.startsWith('metric-') ? metric[0].toUpperCase() + metric.slice(1).replaceAll('-', ' ') : text;
}
