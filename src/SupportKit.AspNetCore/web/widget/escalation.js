// @ts-check
/** It is more urgent than that: one of the policy's reasons, and what the policy wants to know of it. */
import { newKey, Refusal } from '../api.js';
import { button, h } from '../parts/dom.js';
import { field } from './field.js';

/** @param {import('./panel.js').Desk} desk @param {any} read @param {any} action @param {() => void} done */
export function escalation(desk, read, action, done) {
  const { say } = desk;
  const asks = desk.form.escalation;
  if (!asks) return []; // nobody outside the desk escalates here
  if (!action.isAllowed) return [h('div', { className: 'action' }, button('plain', say('do-escalate'), null, { disabled: true }), h('span', { className: 'muted' }, action.reason))];
  const reason = h('select', { 'aria-label': say('escalateWhy') }, ...asks.reasons.map((/** @type {any} */ one) => h('option', { value: one.id }, one.title)));
  const fields = asks.fields.map((/** @type {any} */ one) => field(desk, one, undefined));
  const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
  const send = h('button', { type: 'submit', className: 'primary' }, say('send'));
  const form = h('form', { noValidate: true, onsubmit: submit }, h('label', { className: 'field' }, h('span', { className: 'label' }, say('escalateWhy')), reason),
    ...fields.map((/** @type {any} */ one) => one.element), problem, send);
  return [h('details', { className: 'action' }, h('summary', null, say('do-escalate')), form)];

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    send.disabled = true;
    const details = Object.fromEntries(fields.map((/** @type {any} */ one) => [one.name, one.value()]).filter((/** @type {any} */ [, value]) => value !== null));
    try {
      await desk.api.post(`tickets/${read.ticket.id}/actions/escalate`, { reason: reason.value, channel: asks.channel, details }, newKey(), read.ticket.version);
      done();
    } catch (error) {
      problem.textContent = error instanceof Refusal ? error.message : say('unreachable');
      problem.hidden = false;
      send.disabled = false;
      // Somebody else was quicker: what they did is shown.
      if (error instanceof Refusal && error.status === 412) done();
    }
  }
}
