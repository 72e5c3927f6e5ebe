// @ts-check
/** The operations as an agent gives them: a button, and where the command needs something, a field of its own. */
import { h } from '../parts/dom.js';
import { say } from './words.js';

/**
 * For each operation the members of its command that a person gives. What is not here has a place of its own, or needs more than a line.
 * @type {Record<string, { fields?: string[], members: (given: string[], trigger: string) => any }>}
 */
const known = {
  acknowledge: { members: () => ({}) },
  fire: { members: (_, trigger) => ({ trigger }) },
  assign: { fields: ['agent'], members: ([agent]) => ({ agent: agent || null }) },
  'change-priority': { fields: ['priority', 'reason'], members: ([priority, reason]) => ({ priority, reason }) },
  'change-category': { fields: ['category'], members: ([category]) => ({ category }) },
  'set-next-step': { fields: ['step'], members: ([step]) => ({ step }) },
  'de-escalate': { members: () => ({}) },
  'mark-spam': { members: () => ({}) },
  share: { fields: ['person'], members: ([person]) => ({ with: person }) },
  unshare: { fields: ['person'], members: ([person]) => ({ with: person }) },
};

/** @param {import('./ticket.js').Ticket} ticket @param {any} action */
export function operations(ticket, action) {
  const [name, trigger = ''] = action.operation.split(' ');
  const operation = known[name];
  if (!operation) return null;
  const inputs = (operation.fields ?? []).map((field) => h('input', { 'aria-label': say(`field-${field}`), placeholder: say(`field-${field}`), required: true }));
  const text = trigger || say(`do-${name}`);
  return h('form', { className: 'operation', 'data-operation': action.operation, onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (inputs.length > 0 && inputs[0].hidden) return (inputs.forEach((input) => { input.hidden = false; }), inputs[0].focus());
    await ticket.act(name, operation.members(inputs.map((input) => input.value.trim()), trigger));
  } }, h('button', { className: 'plain', noValidate: true, formNoValidate: inputs.length === 0 }, text), ...inputs.map((input) => ((input.hidden = true), (input.required = false), input)));
}
