// @ts-check
/** What the policy decides about the request, and why: beside the form, as one types. */
import { h } from './parts/dom.js';

const verdicts = /** @type {Record<string, string>} */ ({ accept: 'Accepted', acceptLimited: 'Accepted within limits', redirect: 'Sent elsewhere', refuse: 'Refused', needInfo: 'Asks for more', refused: 'Refused' });

/** @param {any} story */
export function decision(story) {
  const good = story.verdict.startsWith('accept');
  return [
    h('p', { className: `verdict ${good ? 'ok' : story.verdict === 'needInfo' || story.verdict === 'redirect' ? 'warning' : 'error'}` }, h('strong', null, verdicts[story.verdict] ?? story.verdict),
      story.ticket && h('span', null, ` · ${story.ticket.priority} · ${story.ticket.queue}`), story.code && h('span', null, ' ', h('code', null, story.code))),
    story.reason && story.reason !== story.told && h('p', null, story.reason),
    story.told && h('div', { className: 'told' }, h('h3', null, 'The person is told'), h('p', { className: 'text' }, story.told)),
    h('h3', null, 'Why'),
    h('ol', { className: 'trace' }, ...story.trace.map(section)),
    h('details', null, h('summary', null, 'In full'), h('pre', { tabIndex: 0, role: 'group', 'aria-label': 'The explanation in full' }, story.explanation),
      h('dl', null, ...Object.entries(story.facts).flatMap(([name, value]) => [h('dt', null, name), h('dd', null, String(value))]))),
  ];
}

/** @param {any} one */
function section(one) {
  const winner = one.rules.find((/** @type {any} */ rule) => rule.mark === 'wins');
  const before = one.rules.filter((/** @type {any} */ rule) => rule.mark === 'no' && (!winner || one.rules.indexOf(rule) < one.rules.indexOf(winner)));
  return h('li', null, h('span', { className: 'section' }, one.section), ' ',
    winner ? h('span', null, h('strong', null, winner.id), winner.when === 'always' ? ', which always holds' : `, because ${winner.when}`) : h('span', { className: 'muted' }, 'no rule holds'),
    before.length > 0 && h('details', null, h('summary', null, `${before.length} ${before.length === 1 ? 'rule' : 'rules'} before did not`),
      h('ul', null, ...before.map((/** @type {any} */ rule) => h('li', null, h('strong', null, rule.id), ` asks ${rule.wanted}; `, rule.seen === undefined || rule.seen === null ? `${rule.fact} is not known` : `${rule.fact} is ${rule.seen}`)))));
}
