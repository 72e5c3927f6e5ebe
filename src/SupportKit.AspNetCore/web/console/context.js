// @ts-check
/** Beside the conversation: what is promised and why, who and what it is about, what can be done and why the rest cannot, and what happened. */
import { button, h } from '../parts/dom.js';
import { inWords } from '../parts/time.js';
import { approvals } from './approvals.js';
import { history } from './history.js';
import { operation } from './operations.js';
import { slaLane, statusOf } from './sla.js';
import { why } from './why.js';
import { metric, say, spelled } from './words.js';

/** @param {import('./ticket.js').Ticket} ticket */
export function context(ticket) {
  const { read, desk } = ticket;
  return [promises(ticket), section(null, why(ticket)), about(read, desk), grants(ticket), people(read), actions(ticket), section(null, history(ticket))].filter((one) => one !== null);
}

/** The bars come a moment later than the words, and take their place. @param {import('./ticket.js').Ticket} ticket */
function promises(ticket) {
  const { read: { promises: all }, desk } = ticket;
  if (all.length === 0) return null;
  const list = h('div', { className: 'promises' }, ...(ticket.sla ? lanes(ticket) : all.map((/** @type {any} */ promise) => h('div', { className: `promise ${statusOf(promise)}` },
    h('p', { className: 'promise-name' }, h('strong', null, metric(promise.metric)), ' ', h('span', { className: `mark ${statusOf(promise)}` }, say(`status-${statusOf(promise)}`))),
    h('p', { className: 'muted', title: promise.dueText }, inWords(promise.due, promise.dueText, desk.language))))));
  return section(say('promises'), list, h('p', { className: 'legend muted', 'aria-hidden': 'true' }, ...['open', 'closed', 'used', 'pause'].map((kind) => h('span', { className: 'pair' }, h('span', { className: `key ${kind}` }), say(`legend-${kind}`)))));
}

/** @param {import('./ticket.js').Ticket} ticket */
export const lanes = (ticket) => (ticket.sla?.lanes ?? []).map((/** @type {any} */ lane) => slaLane(lane, ticket.desk.language));

/** @param {any} read @param {import('./desk.js').Console} desk */
function about({ ticket, links, nextStep, nextMove, factTexts }, desk) {
  const facts = Object.entries(ticket.facts);
  const told = new Map(factTexts.map((/** @type {any} */ one) => [one.name, one.text]));
  const category = desk.me.categories.find((/** @type {any} */ one) => one.id === ticket.category)?.title ?? ticket.category;
  const channel = desk.me.channels.find((/** @type {any} */ one) => one.id === ticket.channel)?.title ?? ticket.channel;
  const queue = desk.queues.find((one) => one.id === ticket.queue)?.title ?? ticket.queue ?? '–';
  return section(say('about'),
    h('dl', null, ...[[say('category'), category], [say('channel'), channel], [say('queue'), queue], [say('assignee'), ticket.assignee ?? '–'],
      ...(nextStep ? [[say('nextStep'), nextStep]] : []), ...(nextMove ? [[say('nextMove'), moveOf(nextMove, ticket, desk.language)]] : []), ...links.map((/** @type {any} */ link) => [link.kind, link.reference])].flatMap(([name, value]) => [h('dt', null, name), h('dd', { dir: 'auto' }, value)]),
    ...[['mergedInto', ticket.mergedInto], ['splitFrom', ticket.splitFrom], ['continues', ticket.continues]].flatMap(([name, id]) => id ? [h('dt', null, say(name)), h('dd', null, button('plain', say('openIt'), () => desk.open(id)))] : [])),
    facts.length > 0 && h('details', null, h('summary', null, say('facts', { count: facts.length })),
      h('dl', null, ...facts.flatMap(([name, value]) => [h('dt', null, name), h('dd', { dir: 'auto' }, told.get(name) ?? String(value))]))));
}

/** What a ticket does by itself, as the policy calls it; where it does not and the meaning stays, the state's own name says what changes. @param {any} move @param {any} ticket @param {string} language */
const moveOf = (move, ticket, language) => h('span', { title: move.atText }, move.title ?? (move.stateCategory === ticket.stateCategory ? spelled(move.state) : say(`state-${move.stateCategory}`)), ', ', inWords(move.at, move.atText, language));

/** @param {import('./ticket.js').Ticket} ticket */
function grants(ticket) {
  const { grants: all, changes } = ticket.read;
  const { language } = ticket.desk;
  const files = approvals(ticket);
  if (all.length + changes.length + files.length === 0) return null;
  return section(say('access'), h('ul', null,
    ...all.map((/** @type {any} */ one) => h('li', null, h('bdi', null, one.environment), ' ', h('span', { className: 'muted' }, say('grantedBy', { person: one.by, until: inWords(one.until, one.untilText, language) })))),
    ...changes.map((/** @type {any} */ one) => h('li', null, h('bdi', null, one.environment), ' ', h('span', { className: 'muted' }, say(`change-${one.status}`)))), ...files));
}

/** @param {any} read */
function people({ participants }) {
  return section(say('people'), h('ul', { className: 'people' }, ...participants.map((/** @type {any} */ one) => h('li', null, h('bdi', null, one.id || say('system')), ' ', h('span', { className: 'muted' }, say(`role-${one.kind}`))))));
}

// What has a place of its own, what only the desk itself does, and what only the other side does.
const elsewhere = ['reply', 'ask', 'acknowledge-reply', 'note', 'attach', 'receive-merge', 'open'];

/** @param {import('./ticket.js').Ticket} ticket */
function actions(ticket) {
  const all = ticket.read.actions.filter((/** @type {any} */ action) => !elsewhere.includes(action.operation));
  const others = all.filter((/** @type {any} */ action) => !action.isAllowed);
  const buttons = all.filter((/** @type {any} */ action) => action.isAllowed).flatMap((/** @type {any} */ action) => operation(ticket, action) ?? []);
  const name = (/** @type {string} */ one) => { const text = say(`do-${one}`); return text.startsWith('do-') ? fired(one.replace('fire ', '')) : text; };
  const fired = (/** @type {string} */ trigger) => { const text = say(`fire-${trigger}`); return text.startsWith('fire-') ? spelled(trigger) : text; };
  return section(say('actions'), h('div', { className: 'actions', tabIndex: -1 }, ...buttons),
    others.length > 0 && h('details', null, h('summary', null, say('whyNot', { count: others.length })),
      h('dl', null, ...others.flatMap((/** @type {any} */ action) => [h('dt', null, name(action.operation)), h('dd', null, action.reason)]))));
}

/** @param {string | null} title @param {...any} parts */
function section(title, ...parts) {
  return h('section', null, title && h('h3', null, title), ...parts.filter(Boolean));
}
