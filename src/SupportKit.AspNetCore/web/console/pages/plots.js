// @ts-check
/** Small plots: a line a series over the months, and bars. What a plot shows stands in a table beside it, which is what screen readers read. */
import { h } from '../../parts/dom.js';
import { percent, s } from '../../parts/svg.js';

// Told apart by their dashes and marks as well as by their colors.
const dashes = ['', '6 3', '2 3', '8 3 2 3', '1 4', '10 4'];
/** @type {((x: string, y: number) => SVGElement)[]} */
const marks = [
  (x, y) => s('circle', { cx: x, cy: y, r: 4 }),
  (x, y) => s('svg', { x, y, overflow: 'visible' }, s('rect', { x: -4, y: -4, width: 8, height: 8 })),
  (x, y) => s('svg', { x, y, overflow: 'visible' }, s('path', { d: 'M0-5 5 4H-5z' })),
  (x, y) => s('svg', { x, y, overflow: 'visible' }, s('path', { d: 'M0-5 5 0 0 5-5 0z' })),
];

/**
 * Series over months, each value a share of the whole height.
 * @param {string[]} months
 * @param {{ name: string, values: (number | null)[], told: string[] }[]} series
 * @param {{ label: string, max: number, ticks: [number, string][] }} axis
 */
export function lines(months, series, { label, max, ticks }) {
  const [height, top] = [180, 12];
  const y = (/** @type {number} */ value) => top + (height - top) * (1 - value / max);
  const x = (/** @type {number} */ i) => percent(0.13 + 0.84 * (months.length === 1 ? 0.5 : i / (months.length - 1)));
  const plot = s('svg', { class: 'plot', role: 'img', 'aria-label': label, width: '100%', height: height + 28 },
    ...ticks.flatMap(([value, text]) => [s('line', { class: 'grid', x1: '13%', x2: '100%', y1: y(value), y2: y(value) }), s('text', { x: '12%', y: y(value) + 4, 'text-anchor': 'end' }, text)]),
    ...months.map((month, i) => s('text', { x: x(i), y: height + 20, 'text-anchor': 'middle' }, month)),
    ...series.flatMap((one, n) => {
      const parts = [];
      for (let i = 1; i < months.length; i++) {
        const [before, value] = [one.values[i - 1], one.values[i]];
        if (before !== null && value !== null && before !== undefined && value !== undefined)
          parts.push(s('line', { class: `series s${n % 6}`, 'stroke-dasharray': dashes[n % 6], x1: x(i - 1), y1: y(before), x2: x(i), y2: y(value) }));
      }
      one.values.forEach((value, i) => {
        // Beside one another, for several are often all kept.
        if (value !== null) parts.push(s('g', { class: `points s${n % 6}`, transform: `translate(${(n - (series.length - 1) / 2) * 7} 0)` }, marks[n % 4](x(i), y(value)), s('title', {}, `${one.name}, ${months[i]}: ${one.told[i]}`)));
      });
      return parts;
    }));
  const key = h('ul', { className: 'series-key', 'aria-hidden': 'true' });
  key.append(...series.map((one, n) => {
    const sample = s('svg', { width: 40, height: 14 }, s('line', { class: `series s${n % 6}`, 'stroke-dasharray': dashes[n % 6], x1: 2, x2: 38, y1: 7, y2: 7 }), s('g', { class: `points s${n % 6}` }, marks[n % 4]('20', 7)));
    const item = h('li', null);
    item.append(sample, ` ${one.name}`);
    return item;
  }));
  const whole = h('div', { className: 'plotted' });
  whole.append(plot, key);
  return whole;
}

/** A number as a bar beside it, for a cell of a table. @param {number} value @param {number} max @param {string} kind @param {string} [text] */
export function bar(value, max, kind, text) {
  const cell = h('span', { className: 'bar-cell' }, h('span', { className: 'number' }, text ?? String(value)));
  cell.append(s('svg', { class: `bar ${kind}`, 'aria-hidden': 'true', height: 10, width: 80 }, value > 0 && s('rect', { width: Math.max(2, 80 * Math.min(1, value / (max || 1))), height: 10, rx: 2 })));
  return cell;
}

/** @param {string} caption @param {string[]} names @param {(Node | string)[][]} rows */
export const table = (caption, names, rows) => h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption }, h('table', { className: 'data' }, h('caption', null, caption),
  h('thead', null, h('tr', null, ...names.map((name) => h('th', { scope: 'col' }, name)))),
  h('tbody', null, ...rows.map((row) => h('tr', null, ...row.map((cell, i) => (i === 0 ? h('th', { scope: 'row' }, cell) : h('td', null, cell))))))));
