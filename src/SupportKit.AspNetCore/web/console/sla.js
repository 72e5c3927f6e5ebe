// @ts-check
/** Promises drawn over the hours in which they are counted: closed hours hatched, pauses dotted, used time filled, now a line, due a flag. */
import { h, newId } from '../parts/dom.js';
import { percent, s } from '../parts/svg.js';
import { inWords, now } from '../parts/time.js';
import { metric, say } from './words.js';

/** @param {string} iso */
const at = (iso) => new Date(iso).getTime();

/** What has become of a promise, in the words that everything here uses. @param {any} promise */
export function statusOf(promise) {
  if (promise.status === 'Breached' || (promise.status === 'Running' && at(promise.due) < now())) return 'late';
  return promise.status.toLowerCase();
}

/** @param {any} lane @param {string} language */
export function slaLane(lane, language) {
  const { promise } = lane;
  const status = statusOf(promise);
  const label = newId();
  return h('div', { className: `promise ${status}` },
    h('p', { id: label, className: 'promise-name' }, h('strong', null, metric(promise.metric)), ' ', h('span', { className: `mark ${status}` }, say(`status-${status}`))),
    drawing(lane, label),
    h('p', { className: 'muted' }, left(lane, language)),
    h('details', null, h('summary', null, say('asTable')), table(lane, language)));
}

/** @param {any} lane @param {string} label */
function drawing(lane, label) {
  const [from, to] = [at(lane.startedAt), at(lane.until)];
  const where = (/** @type {number} */ time) => (time - from) / (to - from);
  // A promise that was broken is owed until it is done.
  const end = Math.min(to, lane.completedLateAt ? at(lane.completedLateAt) : lane.stoppedAt && lane.promise.status !== 'Breached' ? at(lane.stoppedAt) : now());
  const [hatch, dots] = [newId(), newId()];
  /** @param {string} kind @param {number} a @param {number} b @param {string | null} text @param {string | null} [fill] */
  const block = (kind, a, b, text, fill = null) => b <= a ? null
    : s('rect', { class: kind, x: percent(where(a)), width: percent(where(b) - where(a)), y: 10, height: 20, fill }, text && s('title', {}, text));
  const open = lane.open.map((/** @type {any} */ one) => [at(one.from), at(one.to), one.text]);
  const pauses = lane.pauses.map((/** @type {any} */ one) => [at(one.from), at(one.to), one.text]);
  const due = at(promiseDue(lane));
  const late = isLate(lane) ? end : due;
  return s('svg', { class: 'lane', role: 'img', 'aria-labelledby': label, height: 44, width: '100%' },
    s('defs', {}, s('pattern', { id: hatch, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, s('rect', { class: 'hatch', width: 2, height: 6 })),
      s('pattern', { id: dots, width: 5, height: 5, patternUnits: 'userSpaceOnUse' }, s('circle', { class: 'dot', cx: 2.5, cy: 2.5, r: 1.2 }))),
    s('rect', { x: 0, width: '100%', y: 10, height: 20, fill: `url(#${hatch})` }, s('title', {}, say('slaClosed'))),
    s('rect', { class: 'edge', x: 0, width: '100%', y: 10, height: 20 }),
    ...open.map((/** @type {[number, number, string]} */ [a, b, text]) => block('open', Math.max(a, from), Math.min(b, to), `${say('slaOpen')}: ${text}`)),
    ...open.flatMap((/** @type {[number, number, string]} */ [a, b, text]) => [
      block('used', Math.max(a, from), Math.min(b, end, due), `${say('slaUsed')}: ${text}`),
      block('over', Math.max(a, due), Math.min(b, late), `${say('slaOver')}: ${text}`)]),
    ...pauses.map((/** @type {[number, number, string]} */ [a, b]) => block('pause', Math.max(a, from), Math.min(b, to), null)),
    ...pauses.map((/** @type {[number, number, string]} */ [a, b, text]) => block('', Math.max(a, from), Math.min(b, to), `${say('slaPause')}: ${text}`, `url(#${dots})`)),
    ...lane.warnings.map((/** @type {any} */ one) => s('line', { class: 'warning', x1: percent(where(at(one.from))), x2: percent(where(at(one.from))), y1: 26, y2: 34 }, s('title', {}, `${say('slaWarning')}: ${one.text}`))),
    s('svg', { x: percent(where(due)), y: 0, overflow: 'visible' }, s('path', { class: 'due', d: 'M0 36V2l9 4-9 4' }), s('title', {}, `${say('slaDue')}: ${lane.promise.dueText}`)),
    now() <= to && s('svg', { x: percent(where(now())), y: 0, overflow: 'visible' }, s('path', { class: 'now', d: 'M0 6v32M-4 42l4-6 4 6z' }), s('title', {}, say('slaNow'))));
}

/** @param {any} lane */
const promiseDue = (lane) => lane.promise.due;
/** @param {any} lane */
const isLate = (lane) => statusOf(lane.promise) === 'late';

/** @param {any} lane @param {string} language */
function left({ promise, withinText }, language) {
  const status = statusOf(promise);
  const text = status === 'running' ? say('slaLeft', { left: duration(promise.remainingSeconds, language), when: inWords(promise.due, promise.dueText, language) })
    : status === 'paused' ? say('slaPaused', { left: duration(promise.remainingSeconds, language) })
    : status === 'late' ? say('slaLate', { when: inWords(promise.due, promise.dueText, language) }) : say('slaBy', { when: inWords(promise.due, promise.dueText, language) });
  return `${text} · ${say('slaWithin', { within: withinText })}`;
}

/** Open time, in hours and minutes, however many days it is. @param {number | null} seconds @param {string} language */
export function duration(seconds, language) {
  if (seconds === null) return '–';
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const unit = (/** @type {number} */ count, /** @type {string} */ name) => new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  return hours === 0 ? unit(minutes, 'minute') : minutes === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes, 'minute')}`;
}

/** @param {any} lane @param {string} language */
function table(lane, language) {
  const { promise } = lane;
  const rows = [[say('slaStart'), lane.startedAtText], [say('slaDue'), promise.dueText],
    [say('slaHours'), lane.calendar ? `${lane.calendar} (${lane.timeZone})` : say('slaAlways')],
    [say('slaUsed'), duration(promise.elapsedSeconds, language)], [say('slaRemaining'), duration(promise.remainingSeconds, language)],
    ...lane.pauses.map((/** @type {any} */ one) => [say('slaPause'), one.text]),
    ...lane.warnings.map((/** @type {any} */ one) => [say('slaWarning'), one.text]),
    ...lane.open.slice(0, 12).map((/** @type {any} */ one) => [say('slaOpen'), one.text])];
  return h('table', null, h('tbody', null, ...rows.map(([name, value]) => h('tr', null, h('th', { scope: 'row' }, name), h('td', null, value)))));
}
