// @ts-check
/** Why a ticket stands as it does: the rule that won as a sentence, and those before it with the condition that failed. */
import { h } from '../parts/dom.js';
import { time } from '../parts/time.js';
import { metric, say } from './words.js';

/** @param {import('./ticket.js').Ticket} ticket */
export function why(ticket) {
  const list = h('ul', { className: 'reasons' });
  const details = h('details', { className: 'why', ontoggle: async () => {
    if (!details.open) return;
    await ticket.desk.attempt(async () => {
      const { decisions } = await ticket.desk.api.get(`tickets/${ticket.id}/why`);
      list.replaceChildren(...decisions.map((/** @type {any} */ one) => reason(one, ticket.desk.language)));
    });
  } }, h('summary', null, say('why')), list);
  return details;
}

/** @param {any} one @param {string} language */
function reason(one, language) {
  const about = one.isPromise ? metric(one.about) : say(`about-${one.about}`);
  const sentence = one.about === 'scope' ? say('whyScope', { rule: one.rule }) : one.rule ? say('whyRule', { outcome: one.outcome, rule: one.rule })
    : one.outcome ? say('whyPerson', { outcome: one.outcome, person: one.by?.id || say('system') }) : say('whyNobody', { person: one.by?.id || say('system') });
  return h('li', null,
    h('p', null, h('strong', null, about), ' ', sentence, ' ', h('span', { className: 'muted' }, time(one.at, one.atText, language))),
    one.because && h('p', { className: 'muted' }, say(`mode-${one.because}`) === `mode-${one.because}` ? h('q', { dir: 'auto' }, one.because) : say(`mode-${one.because}`)),
    one.origin && h('p', { className: 'muted' }, say('whyOrigin', { origin: one.origin })),
    one.passed.length > 0 && h('details', null, h('summary', null, say('whyPassed', { count: one.passed.length })),
      h('ul', { className: 'passed' }, ...one.passed.map((/** @type {any} */ rule) => h('li', null,
        h('code', null, rule.rule), ' ', rule.seen === null ? say('whyUnknown', { wanted: rule.wanted, fact: rule.fact }) : say('whyWanted', { wanted: rule.wanted, fact: rule.fact, seen: rule.seen }))))));
}
