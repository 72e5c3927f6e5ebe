// @ts-check
/** What is on for the whole desk or for a subject: who turned it on, and when; and whether those who wrote about it are told of its end. */
import { newKey } from '../../api.js';
import { button, h } from '../../parts/dom.js';
import { time } from '../../parts/time.js';
import { ask } from '../dialog.js';
import { say } from '../words.js';

/** @param {import('../desk.js').Console} desk */
export async function draw(desk) {
  const place = h('div', { className: 'sections' });
  const load = async () => {
    const all = await desk.api.get('switches');
    place.replaceChildren(...(all.length ? all.map((/** @type {any} */ one) => section(desk, one, load)) : [h('p', { className: 'empty' }, say('switchesNone'))]));
  };
  await load();
  return [place];
}

/** @param {import('../desk.js').Console} desk @param {any} one @param {() => Promise<void>} again */
function section(desk, one, again) {
  const subjects = one.subjects.length ? one.subjects : [{ id: null, title: say('wholeDesk') }];
  return h('section', { className: 'switch' }, h('h2', { dir: 'auto' }, one.title), one.during && h('p', { className: 'muted' }, say('during', { calendar: one.during })),
    h('ul', null, ...subjects.map((/** @type {any} */ subject) => {
      const on = one.on.find((/** @type {any} */ time) => time.subject === subject.id);
      return h('li', { className: on ? 'is-on' : '' }, h('strong', { dir: 'auto' }, subject.title), ' ',
        h('span', { className: 'mark' }, say(on ? 'on' : 'off')), ' ', on && h('span', { className: 'muted' }, say('startedBy', { person: on.startedBy.id }), ' ', time(on.startedAt, on.startedAtText, desk.language)), ' ',
        desk.me.isLead && button(on ? 'plain' : 'act', say(on ? 'switchEnd' : 'switchStart'), () => (on ? end(desk, one, subject, again) : start(desk, one, subject, again)), { 'aria-label': `${say(on ? 'switchEnd' : 'switchStart')}: ${subject.title}` }));
    })));
}

/** @param {import('../desk.js').Console} desk @param {any} one @param {any} subject @param {() => Promise<void>} again */
function start(desk, one, subject, again) {
  ask(desk, `${one.title}: ${subject.title}`, [h('p', null, say('switchStartHow'))], { ok: say('switchStart'), act: async () => {
    await desk.api.post(`switches/${encodeURIComponent(one.id)}/start`, { subject: subject.id }, newKey());
    await again();
  } });
}

/** @param {import('../desk.js').Console} desk @param {any} one @param {any} subject @param {() => Promise<void>} again */
function end(desk, one, subject, again) {
  const tell = h('input', { type: 'checkbox', checked: true });
  ask(desk, `${one.title}: ${subject.title}`, [h('label', null, tell, ' ', say('switchTell')), h('p', { className: 'muted' }, say('switchTellHow'))], { ok: say('switchEnd'), act: async () => {
    const { count } = await desk.api.post(`switches/${encodeURIComponent(one.id)}/end`, { subject: subject.id, tell: tell.checked }, newKey());
    await again();
    desk.tell(say('switchTold', { count }));
  } });
}
