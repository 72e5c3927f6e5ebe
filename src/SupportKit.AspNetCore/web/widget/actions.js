// @ts-check
/** What the reader can do beside writing. What a person could expect and cannot do is shown with the reason. */
import { button, h } from '../parts/dom.js';
import { carryOut } from './decisions.js';
import { escalation } from './escalation.js';

/**
 * The operations that the widget offers, each with the members of its command that a person gives.
 * @type {Record<string, { ask?: string, body: (text: string, trigger: string) => any, isExpected?: boolean }>}
 */
const offered = {
  'request-further-help': { ask: 'moreHelp', body: (text) => ({ body: text }) },
  fire: { body: (_, trigger) => ({ trigger }) },
  share: { ask: 'shareWith', body: (text) => ({ with: text }), isExpected: true },
  'accept-invitation': { body: () => ({}) },
  'decline-invitation': { body: () => ({}) },
};

/** @param {import('./panel.js').Desk} desk @param {any} read @param {() => void} done */
export function actions(desk, read, done) {
  const { say } = desk;
  const all = read.actions.flatMap((/** @type {any} */ action) => {
    const [name, trigger = ''] = action.operation.split(' ');
    if (name === 'escalate') return escalation(desk, read, action, done);
    const offer = offered[name];
    const text = say(`do-${action.operation.replace(' ', '-')}`);
    // A trigger of the policy's own has no words here, and its place is on the desk's side.
    if (!offer || text === `do-${action.operation.replace(' ', '-')}`) return [];
    if (!action.isAllowed && !offer.isExpected) return [];
    return [one(name, trigger, offer, action, text)];
  });
  return all.length > 0 ? [h('details', null, h('summary', null, say('actions')), ...all)] : [];

  /** @param {string} name @param {string} trigger @param {any} offer @param {any} action @param {string} text */
  function one(name, trigger, offer, action, text) {
    const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
    const input = offer.ask ? h('input', { 'aria-label': say(offer.ask), placeholder: say(offer.ask) }) : null;
    const act = button('plain', text, async () => {
      if (input && input.hidden) return ((input.hidden = false), input.focus());
      if (input && !input.value.trim()) return input.focus();
      await carryOut(desk, read, name, offer.body(input?.value.trim() ?? '', trigger), act, problem, done);
    }, { disabled: !action.isAllowed });
    if (input) input.hidden = true;
    return h('div', { className: 'action' }, act, input, !action.isAllowed && h('span', { className: 'muted' }, action.reason), problem);
  }
}
