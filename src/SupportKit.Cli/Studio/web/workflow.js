// @ts-check
/** The workflow as columns of states by what they mean: what no ticket can reach is dashed, where the ticket is stands out. */
import { h, newId } from './parts/dom.js';
import { s } from './parts/svg.js';

const order = ['New', 'Open', 'Pending', 'OnHold', 'Answered', 'Resolved', 'Closed'];
const [width, height, gapX, gapY, top] = [124, 34, 60, 26, 84];

/** @param {any} model @param {any} story */
export function workflow(model, story) {
  const here = story?.ticket?.state;
  const columns = order.map((category) => model.states.filter((/** @type {any} */ one) => one.category === category)).filter((column) => column.length > 0);
  /** @type {Map<string, { x: number, y: number }>} */ const places = new Map();
  columns.forEach((column, i) => column.forEach((/** @type {any} */ state, /** @type {number} */ row) => places.set(state.id, { x: 16 + i * (width + gapX), y: top + row * (height + gapY) + (i % 2) * 20 })));
  const place = (/** @type {string} */ id) => /** @type {{ x: number, y: number }} */ (places.get(id));
  const arrow = newId();
  const ways = model.states.flatMap((/** @type {any} */ state) => state.ways.map((/** @type {any} */ way) => ({ ...way, from: state.id, reached: state.reached })));
  const pairs = Map.groupBy(ways.filter((/** @type {any} */ way) => places.has(way.to) && places.has(way.from) && way.from !== way.to), (/** @type {any} */ way) => `${way.from}\n${way.to}`);
  const bottom = Math.max(...[...places.values()].map((one) => one.y)) + height + 96;
  const lost = model.states.filter((/** @type {any} */ one) => !one.reached);
  const drawing = s('svg', { class: 'workflow', role: 'img', 'aria-label': 'Drawing of the workflow; the table says the same', width: 32 + columns.length * (width + gapX), height: bottom },
    s('defs', {}, s('marker', { id: arrow, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' }, s('path', { class: 'arrow', d: 'M0 0 8 4 0 8z' }))),
    ...[...pairs.values()].map((same, i) => line(place(same[0].from), place(same[0].to), same, arrow, i, bottom, same[0].from === here)),
    ...model.states.filter((/** @type {any} */ one) => places.has(one.id)).map((/** @type {any} */ state) => {
      const { x, y } = place(state.id);
      const text = state.title.length > 16 ? `${state.title.slice(0, 15)}…` : state.title;
      return s('g', { class: `state-box${state.reached ? '' : ' lost'}${state.id === here ? ' here' : ''}${state.id === model.initial ? ' initial' : ''}` }, s('rect', { x, y, width, height, rx: 8 }), s('text', { x: x + width / 2, y: y + 21, 'text-anchor': 'middle' }, text), s('title', {}, `${state.title}${state.reached ? '' : ': no ticket gets there'}`));
    }));
  const scroller = h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Workflow' });
  scroller.append(drawing);
  return [
    h('p', { className: 'sum' }, lost.length === 0 ? 'A ticket can reach every state.' : h('span', { className: 'problem' }, `No ticket gets to ${lost.map((/** @type {any} */ one) => one.id).join(', ')}.`), here ? ` At the time of the slider the ticket is ${here}.` : ''),
    scroller,
    h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Workflow as a table' }, h('table', { className: 'ways' }, h('thead', null, h('tr', null, ...['State', 'By', 'To', 'If'].map((one) => h('th', { scope: 'col' }, one)))),
      h('tbody', null, ...ways.map((/** @type {any} */ way) => h('tr', { className: `${way.reached ? '' : 'lost'}${way.from === here ? ' wins' : ''}` }, h('th', { scope: 'row' }, way.from, !way.reached && h('span', { className: 'tag warning' }, 'never reached')), h('td', null, way.trigger), h('td', null, way.to), h('td', null, way.guard ?? 'always')))))),
  ];
}

/** @param {{ x: number, y: number }} a @param {{ x: number, y: number }} b @param {any[]} ways @param {string} arrow @param {number} i @param {number} bottom @param {boolean} isHere */
function line(a, b, ways, arrow, i, bottom, isHere) {
  const middle = height / 2;
  const near = b.x > a.x && b.x - a.x <= width + gapX;
  // Ways back go below, long ones forward above, so that they cross no state.
  const over = 10 + (i % 5) * 12;
  const under = bottom - 8 - (i % 6) * 13;
  const d = b.x === a.x ? `M${a.x + width} ${a.y + middle}C${a.x + width + 40} ${a.y + middle} ${b.x + width + 40} ${b.y + middle} ${b.x + width} ${b.y + middle}`
    : near ? `M${a.x + width} ${a.y + middle}C${a.x + width + 30} ${a.y + middle} ${b.x - 30} ${b.y + middle} ${b.x} ${b.y + middle}`
    : b.x > a.x ? `M${a.x + width / 2 + 10} ${a.y}C${a.x + width} ${over} ${b.x} ${over} ${b.x + width / 2 - 10} ${b.y}`
    : `M${a.x + width / 2 - 14} ${a.y + height}C${a.x + width / 2 - 14} ${under} ${b.x + width / 2 + 14} ${under} ${b.x + width / 2 + 14} ${b.y + height}`;
  const text = ways.map((way) => (way.guard ? `${way.trigger} [${way.guard}]` : way.trigger)).join(', ');
  return s('g', { class: `way${ways[0].reached ? '' : ' lost'}${isHere ? ' here' : ''}` }, s('path', { d, 'marker-end': `url(#${arrow})` }), s('path', { class: 'hit', d }), s('title', {}, text));
}
