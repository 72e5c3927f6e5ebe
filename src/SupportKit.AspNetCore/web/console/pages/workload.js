// @ts-check
/** Who has how much to do, by queue and by person. */
import { button, h } from '../../parts/dom.js';
import { time } from '../../parts/time.js';
import { say } from '../words.js';
import { bar, table } from './plots.js';

/** @param {import('../desk.js').Console} desk */
export async function draw(desk) {
  const work = await desk.api.get('workload');
  return [work.isPartial && h('p', { className: 'problem' }, say('workPartial')),
    rows(desk, say('queues'), work.queues, (one) => button('plain', one.title, () => desk.show(`queue:${one.id}`)), true),
    work.people.length ? rows(desk, say('agents'), work.people, (one) => h('bdi', null, one.title), false) : h('p', { className: 'muted' }, say('workNobody'))].filter(Boolean);
}

/** @param {import('../desk.js').Console} desk @param {string} caption @param {any[]} all @param {(one: any) => Node} name @param {boolean} isQueue */
function rows(desk, caption, all, name, isQueue) {
  const max = Math.max(1, ...all.map((one) => Math.max(one.toDo, one.waiting)));
  return table(caption, [caption, say('toDo'), say('waits'), say('lateNow'), ...(isQueue ? [say('unassigned')] : []), say('nextDue')], all.map((one) => [name(one), bar(one.toDo, max, 'todo'), bar(one.waiting, max, 'waits'),
    one.late ? h('strong', { className: 'late' }, String(one.late)) : '0', ...(isQueue ? [String(one.unassigned)] : []), one.nextDue ? time(one.nextDue, one.nextDueText, desk.language) : '–']));
}
