// @ts-check
/** The policy as people read it: what the checker says, the rules in order, the workflow, and the calendars of the year. */
import { button, h } from '../../parts/dom.js';
import { metric, say } from '../words.js';
import { months } from './calendar.js';
import { table } from './plots.js';
import { workflow } from './workflow.js';

/** @param {import('../desk.js').Console} desk */
export async function draw(desk) {
  const [policy, calendars] = await Promise.all([desk.api.get('policy'), desk.api.get('policy/calendars')]);
  return [h('p', null, h('strong', null, policy.name), ' ', h('span', { className: 'muted' }, `${policy.id} · ${policy.version.slice(0, 19)}`)),
    h('section', null, h('h2', null, say('findings')), ...findings(policy.findings)),
    ...policy.sections.map((/** @type {any} */ section) => rules(section)),
    h('section', null, h('h2', null, say('workflow')), workflow(policy), h('details', null, h('summary', null, say('mermaid')), h('pre', { tabIndex: 0 }, policy.mermaid))),
    h('section', null, h('h2', null, say('calendars')), ...calendars.map((/** @type {any} */ calendar) => year(desk, calendar)))];
}

/** What is often meant stands folded away. @param {any[]} all */
function findings(all) {
  if (all.length === 0) return [h('p', { className: 'muted' }, say('findingsNone'))];
  const [advice, others] = [all.filter((one) => one.severity === 'Advice'), all.filter((one) => one.severity !== 'Advice')];
  return [h('ul', { className: 'findings' }, ...others.map(finding)), advice.length > 0 && h('details', null, h('summary', null, `${say('severity-Advice')} ${advice.length}`), h('ul', { className: 'findings' }, ...advice.map(finding)))];
}

/** @param {any} one */
function finding(one) {
  return h('li', { className: one.severity.toLowerCase() }, h('strong', null, say(`severity-${one.severity}`)), ' ', one.message, ' ', h('span', { className: 'muted' }, one.remedy), ' ',
    h('code', null, one.path), one.example ? h('span', { className: 'muted' }, ` ${say('forExample')} ${Object.entries(one.example).map(([name, value]) => `${name} = ${value}`).join(', ')}`) : '');
}

/** @param {any} section */
function rules(section) {
  const title = section.isPromise ? say('promiseOf', { metric: metric(section.name) }) : say(`rules-${section.name}`);
  return h('details', { className: 'rules', open: section.name === 'priority' }, h('summary', null, title, ' ', h('span', { className: 'muted' }, String(section.rules.length))),
    table(title, [say('rule'), say('if'), say('then'), say('origin')], section.rules.map((/** @type {any} */ rule) => [h('code', null, rule.id), rule.when || say('always'), h('strong', null, rule.then), rule.origin ?? ''])));
}

/** @param {import('../desk.js').Console} desk @param {any} calendar */
function year(desk, calendar) {
  const place = h('div', { className: 'months' });
  const title = h('h3');
  let shown = calendar;
  const show = () => {
    title.textContent = `${shown.id} · ${shown.timeZone} · ${shown.year}`;
    place.replaceChildren(...months(shown, desk.language));
  };
  /** @param {number} step */
  const turn = (step) => desk.attempt(async () => {
    shown = (await desk.api.get(`policy/calendars?year=${shown.year + step}`)).find((/** @type {any} */ one) => one.id === calendar.id);
    show();
  });
  show();
  return h('details', { className: 'year', open: true }, h('summary', null, calendar.id), h('p', { className: 'year-tools' }, title, button('plain', '←', () => turn(-1), { 'aria-label': say('yearBefore') }), button('plain', '→', () => turn(1), { 'aria-label': say('yearAfter') })), place);
}
