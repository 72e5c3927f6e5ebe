// @ts-check
/** The rules in order: which tests each decides, which rules before it take requests that it names, and what the checker says of it. */
import { h } from './parts/dom.js';

/** @param {any} table @param {any[]} findings @param {any} story @param {(finding: any) => void} go */
export function ruleTables(table, findings, story, go) {
  const failed = table.tests.filter((/** @type {any} */ one) => one.failures.length > 0);
  const marks = new Map((story?.trace ?? []).map((/** @type {any} */ one) => [one.section, new Map(one.rules.map((/** @type {any} */ rule) => [rule.id, rule.mark]))]));
  return [
    table.tests.length === 0
      ? h('p', { className: 'sum' }, h('strong', null, 'There are no tests yet.'), ' Record one under Request, or begin with "supportkit test --generate".')
      : h('p', { className: 'sum' }, h('strong', null, `${table.tests.length - failed.length} of ${table.tests.length} tests pass`), `, and reach ${table.reached} of ${table.rules} rules.`),
    ...table.problems.map((/** @type {string} */ one) => h('p', { className: 'problem' }, one)),
    failed.length > 0 && h('ul', { className: 'failed' }, ...failed.map((/** @type {any} */ one) => h('li', null, h('strong', null, one.name), h('span', { className: 'muted' }, ` ${one.file}:${one.line}`), h('ul', null, ...one.failures.map((/** @type {string} */ failure) => h('li', null, failure)))))),
    !table.compared && h('p', { className: 'muted' }, 'The rules depend on each other in so many ways that it cannot be told which take requests of which.'),
    ...table.sections.map((/** @type {any} */ section) => sectionTable(section, findings, marks.get(section.name), go)),
  ];
}

/** @param {any} section @param {any[]} findings @param {Map<string, string> | undefined} marks @param {(finding: any) => void} go */
function sectionTable(section, findings, marks, go) {
  const title = h('h3', null, section.decides === 'promise' ? `Promise: ${section.name}` : section.name);
  const rows = section.rules.map((/** @type {any} */ rule) => {
    const own = findings.filter((one) => rule.path && (one.path === rule.path || one.path.startsWith(`${rule.path}.`) || one.path.startsWith(`${rule.path}[`)));
    const mark = marks?.get(rule.id);
    return h('tr', { className: mark === 'wins' ? 'wins' : '' },
      h('th', { scope: 'row' }, rule.id, mark === 'wins' && h('span', { className: 'tag ok' }, 'takes this request')),
      h('td', null, rule.when), h('td', null, h('strong', null, rule.then)),
      h('td', null, !rule.reachable ? h('span', { className: 'tag warning' }, 'never wins') : rule.tests.length > 0 ? h('details', null, h('summary', null, `${rule.tests.length} ${rule.tests.length === 1 ? 'test' : 'tests'}`), h('ul', null, ...rule.tests.map((/** @type {string} */ one) => h('li', null, one)))) : rule.reached ? 'in a step' : h('span', { className: 'tag warning' }, 'no test')),
      h('td', null, !rule.after ? '' : rule.after.length === 0 ? h('span', { className: 'muted' }, 'none') : rule.after.length > 6 ? h('details', null, h('summary', null, `${rule.after.length} rules`), rule.after.join(', ')) : rule.after.join(', ')),
      h('td', null, ...own.map((one) => h('button', { type: 'button', className: 'small', onclick: () => go(one) }, h('span', { className: `tag ${one.severity}` }, one.severity), ' ', one.message))));
  });
  return h('section', null, title, h('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `Rules of ${section.name}` }, h('table', { className: 'rules' },
    h('thead', null, h('tr', null, ...['Rule', 'If', 'Then', 'Tests', 'Earlier rules that take some', 'Findings'].map((one) => h('th', { scope: 'col' }, one)))), h('tbody', null, ...rows))));
}
