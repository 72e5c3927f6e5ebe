// @ts-check
/** A calendar month by month: open days, closed ones hatched, holidays with a mark and their names beneath. */
import { h } from '../../parts/dom.js';
import { say } from '../words.js';

/** @param {any} calendar @param {string} language */
export function months(calendar, language) {
  const monday = new Date(Date.UTC(2024, 0, 1));
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'narrow', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const days = Array.from({ length: 7 }, (_, i) => new Date(monday.getTime() + i * 86400e3));
  return Array.from({ length: 12 }, (_, month) => {
    const own = calendar.days.filter((/** @type {any} */ day) => Number(day.date.slice(5, 7)) === month + 1);
    const first = (new Date(`${own[0].date}T00:00:00Z`).getUTCDay() + 6) % 7;
    const cells = [...Array.from({ length: first }, () => h('td')), ...own.map((/** @type {any} */ day) => cell(day, language))];
    const weeks = [];
    for (let i = 0; i < cells.length; i += 7) weeks.push(h('tr', null, ...cells.slice(i, i + 7)));
    const holidays = own.filter((/** @type {any} */ day) => day.isHoliday);
    return h('div', { className: 'month' }, h('table', null, h('caption', null, name.format(new Date(`${own[0].date}T00:00:00Z`))),
      h('thead', null, h('tr', null, ...days.map((day) => h('th', { scope: 'col', abbr: long.format(day) }, weekday.format(day))))), h('tbody', null, ...weeks)),
    holidays.length > 0 && h('ul', { className: 'holidays' }, ...holidays.map((/** @type {any} */ day) => h('li', null, `${Number(day.date.slice(8))} `, h('span', { dir: 'auto' }, day.holiday ?? say('holiday'))))));
  });
}

/** @param {any} day @param {string} language */
function cell(day, language) {
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(`${day.date}T00:00:00Z`));
  const hours = day.open.length ? day.open.join(', ') : say('legend-closed');
  const text = `${exact}: ${hours}${day.isHoliday ? ` · ${day.holiday ?? say('holiday')}` : ''}`;
  return h('td', { className: `${day.open.length ? 'is-open' : 'is-closed'}${day.isHoliday ? ' is-holiday' : ''}`, title: text }, h('span', { 'aria-hidden': 'true' }, String(Number(day.date.slice(8)))), h('span', { className: 'unseen' }, text));
}
