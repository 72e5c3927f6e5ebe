// @ts-check
/** What became of the tickets: promises kept, times to the first answer, what was reopened; as plots, with the figures beside them. */
import { h } from '../../parts/dom.js';
import { duration } from '../sla.js';
import { choice } from '../dialog.js';
import { metric, say } from '../words.js';
import { lines, table } from './plots.js';

/** @param {import('../desk.js').Console} desk */
export async function draw(desk) {
  const place = h('div', { className: 'sections' });
  const [from, before] = [h('input', { type: 'date' }), h('input', { type: 'date' })];
  const by = choice([{ id: 'metric', title: say('byMetric') }, { id: 'priority', title: say('byPriority') }, { id: 'queue', title: say('byQueue') }]);
  /** @type {any} */ let report = null;
  const links = h('p', { className: 'links' });
  const load = async () => {
    const span = new URLSearchParams([...(from.value ? [['from', from.value]] : []), ...(before.value ? [['before', before.value]] : [])]);
    report = await desk.api.get(`report?${span}`);
    const address = (/** @type {string} */ path) => new URL(path, desk.api.base).href;
    links.replaceChildren(...[[`report.csv?table=attainment&${span}`, say('csvAttainment')], [`report.csv?table=volume&${span}`, say('csvVolume')], [`report?${span}`, 'JSON']].map(([path, text]) => h('a', { href: address(path), download: '' }, text)));
    show();
  };
  const show = () => place.replaceChildren(...sections(report, by.value, desk.language));
  by.addEventListener('change', show);
  await load();
  return [h('form', { className: 'filters', onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void desk.attempt(load)) },
    h('label', null, say('from'), from), h('label', null, say('before'), before), h('button', { type: 'submit', className: 'plain' }, say('show')), h('label', null, say('apart'), by)), links, place];
}

/** @param {any} report @param {string} by @param {string} language */
function sections(report, by, language) {
  if (report.tickets === 0) return [h('p', { className: 'empty' }, say('reportEmpty'))];
  const months = [...new Set([...report.volume, ...report.attainment].map((/** @type {any} */ row) => row.month))].sort();
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const month = (/** @type {string} */ text) => new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(new Date(`${text}-15T12:00:00Z`));
  const names = months.map(month);
  const summary = h('p', null, say('reportSum', { tickets: report.tickets, spam: report.spam, zone: report.timeZone }), report.unreadable ? ` ${say('reportUnreadable', { count: report.unreadable })}` : '');
  return [summary,
    plotted(say('attainment'), say('attainmentHow'), report.attainment, by, months, (rows) => {
      const [met, broken] = [sum(rows, 'met'), sum(rows, 'breached')];
      return met + broken === 0 ? [null, '–'] : [met / (met + broken), `${share.format(met / (met + broken))} (${met} / ${met + broken})`];
    }, { max: 1, ticks: [[0, share.format(0)], [0.5, share.format(0.5)], [1, share.format(1)]] }, names),
    answers(report.volume, by === 'metric' ? 'priority' : by, months, names, language),
    plotted(say('reopened'), say('reopenedHow'), report.volume, by === 'metric' ? 'priority' : by, months, (rows) => {
      const [all, again] = [sum(rows, 'tickets'), sum(rows, 'reopened')];
      return all === 0 ? [null, '–'] : [again / all, `${share.format(again / all)} (${again} / ${all})`];
    }, { max: 1, ticks: [[0, share.format(0)], [0.5, share.format(0.5)], [1, share.format(1)]] }, names)];
}

/** @param {any[]} rows @param {string} member */
const sum = (rows, member) => rows.reduce((all, row) => all + row[member], 0);

/** A duration as a report writes it: days, hours, minutes and seconds, each behind a colon. @param {string | null} text */
const seconds = (text) => {
  if (text === null) return null;
  const [days, hours, minutes, rest] = text.split(':').map(Number);
  return ((days * 24 + hours) * 60 + minutes) * 60 + rest;
};

/**
 * The median of each month and group; of several groups of tickets the one with most of them speaks, because medians cannot be added up.
 * @param {any[]} volume @param {string} by @param {string[]} months @param {string[]} names @param {string} language
 */
function answers(volume, by, months, names, language) {
  const most = Math.max(3600, ...volume.map((row) => seconds(row.medianFirstAnswer) ?? 0));
  const max = Math.ceil(most / 3600) * 3600;
  return plotted(say('answers'), say('answersHow'), volume, by, months, (rows) => {
    const main = rows.filter((row) => row.answered > 0).sort((a, b) => b.answered - a.answered)[0];
    if (!main) return [null, '–'];
    return [seconds(main.medianFirstAnswer), `${duration(seconds(main.medianFirstAnswer), language)} · 90 %: ${duration(seconds(main.p90FirstAnswer), language)} (${main.answered})`];
  }, { max, ticks: [[0, '0'], [max / 2, duration(max / 2, language)], [max, duration(max, language)]] }, names);
}

/**
 * @param {string} title @param {string} how @param {any[]} rows @param {string} by @param {string[]} months
 * @param {(rows: any[]) => [number | null, string]} value @param {{ max: number, ticks: [number, string][] }} axis @param {string[]} names
 */
function plotted(title, how, rows, by, months, value, axis, names) {
  const groups = [...new Set(rows.map((row) => row[by]))].sort();
  const series = groups.map((group) => {
    const all = months.map((month) => value(rows.filter((row) => row.month === month && row[by] === group)));
    return { name: by === 'metric' ? metric(group) : group || '–', values: all.map(([share]) => share), told: all.map(([, text]) => text) };
  });
  return h('section', { className: 'plot-section' }, h('h2', null, title), h('p', { className: 'muted' }, how),
    h('div', { className: 'beside' }, lines(names, series, { label: title, ...axis }), table(title, ['', ...names], series.map((one) => [one.name, ...one.told]))));
}
