// @ts-check
/** The workflow drawn as columns of states by what they mean, with the ways between them; and the same as a list. */
import { h, newId } from '../../parts/dom.js';
import { s } from '../../parts/svg.js';
import { say } from '../words.js';
import { table } from './plots.js';

const order = ['New', 'Open', 'Pending', 'OnHold', 'Answered', 'Resolved', 'Closed'];
const [width, height, gapX, gapY] = [132, 34, 64, 26];

/** @param {any} policy */
export function workflow(policy) {
  const columns = order.map((category) => policy.states.filter((/** @type {any} */ one) => one.category === category)).filter((column) => column.length > 0);
  /** @type {Map<string, { x: number, y: number }>} */ const at = new Map();
  columns.forEach((column, i) => column.forEach((/** @type {any} */ state, /** @type {number} */ row) => at.set(state.id, { x: 20 + i * (width + gapX), y: 70 + row * (height + gapY) + (i % 2) * 20 })));
  const arrow = newId();
  const all = policy.states.flatMap((/** @type {any} */ state) => state.ways.map((/** @type {any} */ way) => ({ ...way, from: state.id })));
  // Ways between the same two states are one line, with all their names.
  const pairs = Map.groupBy(all.filter((/** @type {any} */ way) => at.has(way.to) && at.has(way.from) && way.from !== way.to), (/** @type {any} */ way) => `${way.from}\n${way.to}`);
  const bottom = Math.max(...[...at.values()].map((one) => one.y)) + height + 90;
  const drawing = s('svg', { class: 'workflow', role: 'img', 'aria-label': say('workflow'), width: 40 + columns.length * (width + gapX), height: bottom },
    s('defs', {}, s('marker', { id: arrow, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' }, s('path', { class: 'arrow', d: 'M0 0 8 4 0 8z' }))),
    ...[...pairs].map(([key, ways], i) => line(/** @type {any} */ (at.get(key.split('\n')[0])), /** @type {any} */ (at.get(key.split('\n')[1])), ways, arrow, i, bottom)),
    ...policy.states.filter((/** @type {any} */ one) => at.has(one.id)).map((/** @type {any} */ state) => {
      const place = /** @type {{ x: number, y: number }} */ (at.get(state.id));
      return s('g', { class: `state-box ${state.category}${state.id === policy.initialState ? ' initial' : ''}` }, s('rect', { x: place.x, y: place.y, width, height, rx: 8 }),
        s('text', { x: place.x + width / 2, y: place.y + 21, 'text-anchor': 'middle' }, state.title.length > 18 ? `${state.title.slice(0, 17)}…` : state.title), s('title', {}, `${state.title} (${say(`state-${state.category}`)})`));
    }));
  const scroller = h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': say('workflow') });
  scroller.append(drawing);
  const named = (/** @type {string} */ id) => policy.states.find((/** @type {any} */ one) => one.id === id)?.title ?? id;
  return h('div', null, scroller, h('details', null, h('summary', null, say('asTable')), table(say('workflow'), [say('state'), say('way'), say('to'), say('if')],
    all.map((/** @type {any} */ way) => [named(way.from), way.trigger, named(way.to), way.guard ?? say('always')]))));
}

/** @param {{ x: number, y: number }} a @param {{ x: number, y: number }} b @param {any[]} ways @param {string} arrow @param {number} i @param {number} bottom */
function line(a, b, ways, arrow, i, bottom) {
  const forward = b.x > a.x;
  const same = b.x === a.x;
  const [x1, x2] = same ? [a.x + width, b.x + width] : forward ? [a.x + width, b.x] : [a.x + width / 2 - 14, b.x + width / 2 + 14];
  const [y1, y2] = same || forward ? [a.y + height / 2, b.y + height / 2] : [a.y + height, b.y + height];
  const near = forward && b.x - a.x <= width + gapX;
  // Backward ways go below, long forward ones above, so that they cross no state.
  const d = same ? `M${x1} ${y1}C${x1 + 40} ${y1} ${x2 + 40} ${y2} ${x2} ${y2}`
    : near ? `M${x1} ${y1}C${x1 + 30} ${y1} ${x2 - 30} ${y2} ${x2} ${y2}`
    : forward ? `M${a.x + width / 2 + 10} ${a.y}C${a.x + width} ${-10 + (i % 4) * 8} ${b.x} ${-10 + (i % 4) * 8} ${b.x + width / 2 - 10} ${b.y}`
    : `M${x1} ${y1}C${x1} ${bottom - (i % 5) * 12} ${x2} ${bottom - (i % 5) * 12} ${x2} ${y2}`;
  const text = ways.map((way) => (way.guard ? `${way.trigger} [${way.guard}]` : way.trigger)).join(', ');
  return s('g', { class: 'way' }, s('path', { d, 'marker-end': `url(#${arrow})` }), s('path', { class: 'hit', d }), s('title', {}, text));
}
