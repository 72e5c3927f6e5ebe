// @ts-check
/** What is wrong with the text: cause, the line with a caret under the place, remedy. Each leads to its place. */
import { h } from './parts/dom.js';

const ranks = ['error', 'warning', 'advice'];
/** As much of a line as can be seen at once. */
const widest = () => (innerWidth < 520 ? 44 : 110);

/** In words, such as "1 error, 2 warnings". @param {any[]} findings */
export function count(findings) {
  if (findings.length === 0) return 'Nothing is wrong with this policy.';
  return ranks.map((word) => [word, findings.filter((one) => one.severity === word).length]).filter(([, many]) => Number(many) > 0)
    .map(([word, many]) => `${many} ${word}${many === 1 || word === 'advice' ? '' : 's'}`).join(', ');
}

/** @param {any[]} findings @param {string} text @param {(finding: any) => void} go */
export function findingList(findings, text, go) {
  const lines = text.split('\n');
  const all = findings.toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity) || a.line - b.line);
  return all.map((one) => h('li', { className: `finding ${one.severity}` },
    h('button', { type: 'button', className: 'place', onclick: () => go(one) }, h('span', { className: `tag ${one.severity}` }, one.severity), h('span', null, one.message), h('span', { className: 'muted' }, `line ${one.line}`)),
    excerpt(lines[one.line - 1] ?? '', one),
    one.example && h('p', { className: 'muted' }, 'For example: ', Object.entries(one.example).map(([name, value]) => `${name} = ${value}`).join(', ')),
    h('p', null, one.remedy, ' ', h('code', null, one.code))));
}

/** The part of a line around the place, with carets beneath. @param {string} line @param {any} one */
function excerpt(line, one) {
  const indent = line.length - line.trimStart().length;
  let [text, caret] = [line.trimEnd().slice(indent), Math.max(0, one.column - 1 - indent)];
  if (text.length > widest()) {
    const from = Math.max(0, Math.min(caret - Math.floor(widest() / 4), text.length - 1));
    [text, caret] = [text.slice(from, from + widest()), caret - from];
  }
  const isContainer = text[caret] === '{' || text[caret] === '[';
  const carets = isContainer ? 1 : Math.max(1, Math.min(one.length, text.length - caret));
  return h('pre', { className: 'excerpt', tabIndex: 0, role: 'group', 'aria-label': `Line ${one.line}` }, `${text}\n`, h('span', { className: one.severity, 'aria-hidden': 'true' }, ' '.repeat(caret) + '^'.repeat(carets)));
}
