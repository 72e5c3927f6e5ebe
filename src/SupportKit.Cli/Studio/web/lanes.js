// @ts-check
/** Promises over the hours in which they are counted, up to the instant of the slider: used time filled, pauses dotted, closed hours hatched. */
import { h, newId } from './parts/dom.js';
import { percent, s } from './parts/svg.js';
import { at, duration, written } from './time.js';

const says = /** @type {Record<string, string>} */ ({ running: 'runs', paused: 'paused', met: 'kept', breached: 'broken', canceled: 'canceled' });

/** @param {any} story */
export function lanes(story) {
  if (!story.ticket) return [h('p', { className: 'muted' }, 'There is no ticket, so nothing is promised.')];
  if (story.ticket.lanes.length === 0) return [h('p', { className: 'muted' }, 'Nothing is promised to this request.')];
  return [axis(story), ...story.ticket.lanes.map((/** @type {any} */ lane) => one(lane, story))];
}

/** @param {any} lane @param {any} story */
function one(lane, story) {
  const label = newId();
  const left = lane.status === 'running' ? `${duration(lane.leftSeconds)} left, due ${written(lane.due)}`
    : lane.status === 'paused' ? `${duration(lane.leftSeconds)} left when it goes on`
    : lane.status === 'breached' ? `was due ${written(lane.due)}${lane.completedLateAt ? `, done ${written(lane.completedLateAt)}` : ''}`
    : `was due ${written(lane.due)}`;
  return h('div', { className: `lane ${lane.status}` },
    h('p', { id: label, className: 'lane-name' }, h('strong', null, lane.metric), h('span', { className: `tag ${lane.status}` }, says[lane.status] ?? lane.status)),
    drawing(lane, story, label),
    h('p', { className: 'muted' }, `${left} · ${duration(lane.usedSeconds)} used of ${lane.within}, by rule ${lane.rule}`));
}

/** @param {any} lane @param {any} story @param {string} label */
function drawing(lane, story, label) {
  const [from, to, now, start, due] = [at(story.start), at(story.end), at(story.now), at(lane.startedAt), at(lane.due)];
  const share = (/** @type {number} */ time) => (time - from) / (to - from);
  const stop = lane.status === 'breached' ? (lane.completedLateAt ? at(lane.completedLateAt) : now) : lane.stoppedAt ? at(lane.stoppedAt) : now;
  const [hatch, dots] = [newId(), newId()];
  /** @param {string} kind @param {number} a @param {number} b @param {string} [fill] */
  const block = (kind, a, b, fill) => b <= a ? null : s('rect', { class: kind, x: percent(share(a)), width: percent(share(b) - share(a)), y: 8, height: 22, fill: fill ?? null });
  /** @type {(spans: string[][]) => number[][]} */ const spans = (all) => all.map(([a, b]) => [at(a), at(b)]);
  const [open, pauses] = [spans(lane.open), spans(lane.pauses)];
  return s('svg', { class: 'lane-drawing', role: 'img', 'aria-labelledby': label, width: '100%', height: 40 },
    s('defs', {}, s('pattern', { id: hatch, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, s('rect', { class: 'hatch', width: 2, height: 6 })),
      s('pattern', { id: dots, width: 5, height: 5, patternUnits: 'userSpaceOnUse' }, s('circle', { class: 'dot', cx: 2.5, cy: 2.5, r: 1.2 }))),
    s('rect', { x: 0, width: '100%', y: 8, height: 22, fill: `url(#${hatch})` }),
    ...open.map(([a, b]) => block('open', Math.max(a, from), Math.min(b, to))),
    ...open.map(([a, b]) => block('used', Math.max(a, start), Math.min(b, stop, due, now))),
    ...open.map(([a, b]) => block('over', Math.max(a, due, start), Math.min(b, stop, now))),
    ...pauses.map(([a, b]) => block('pause', Math.max(a, from), Math.min(b, to))),
    ...pauses.map(([a, b]) => block('', Math.max(a, from), Math.min(b, to), `url(#${dots})`)),
    s('rect', { class: 'edge', x: 0, width: '100%', y: 8, height: 22 }),
    ...lane.warnings.map((/** @type {string} */ one) => s('line', { class: 'warning', x1: percent(share(at(one))), x2: percent(share(at(one))), y1: 24, y2: 36 }, s('title', {}, `warned ${written(one)}`))),
    s('svg', { x: percent(share(due)), y: 0, overflow: 'visible' }, s('path', { class: 'due', d: 'M0 34V2l9 4-9 4' }), s('title', {}, `due ${written(lane.due)}`)),
    s('line', { class: 'now', x1: percent(share(now)), x2: percent(share(now)), y1: 2, y2: 38 }));
}

/** Days beneath one another would lie too close where there are many; then only some are named. @param {any} story */
function axis(story) {
  const [from, to] = [at(story.start), at(story.end)];
  const day = 86400e3;
  const step = Math.max(1, Math.ceil((to - from) / day / 6));
  const offset = (/([+-])(\d\d):(\d\d)$/.exec(story.start) ?? []).slice(1);
  const shift = (offset[0] === '-' ? -1 : 1) * (Number(offset[1] ?? 0) * 3600e3 + Number(offset[2] ?? 0) * 60e3);
  const ticks = [];
  for (let midnight = Math.ceil((from + shift) / day) * day - shift; midnight < to; midnight += step * day) ticks.push(midnight);
  return s('svg', { class: 'axis', 'aria-hidden': 'true', width: '100%', height: 18 }, ...ticks.map((tick) => {
    const text = written(`${new Date(tick + shift).toISOString().slice(0, 19)}+00:00`).split(' ').slice(0, 3).join(' ');
    const where = (tick - from) / (to - from);
    return s('svg', { x: percent(where), overflow: 'visible' }, s('line', { class: 'tick', x1: 0, x2: 0, y1: 0, y2: 18 }), where < 0.9 && s('text', { x: 4, y: 12 }, text));
  }));
}
