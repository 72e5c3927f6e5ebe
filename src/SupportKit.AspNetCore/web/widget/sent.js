// @ts-check
/** The request is there: its number, what is promised in the reader's own time, and what happens next. */
import { button, h } from '../parts/dom.js';
import { inWords } from '../parts/time.js';

/** @param {import('./panel.js').Desk} desk @param {any} opened @param {string[]} lost */
export async function sent(desk, opened, lost) {
  const { say, language } = desk;
  const first = opened.promises.find((/** @type {any} */ promise) => promise.metric === 'first-response' && promise.status === 'Running');
  // How long it is to the reader, and when that is; far away, the two are the same.
  const near = first && inWords(first.due, first.dueText, language);
  const when = first && { when: near === first.dueText ? near : `${near} (${first.dueText})` };
  return {
    title: say('thanks'),
    parts: [
      h('p', { className: 'number' }, opened.ticket.number),
      h('p', null, when ? say(first.kind === 'Typical' ? 'usuallyBy' : 'promisedBy', when) : say('noPromise')),
      opened.ticket.masked.length > 0 && h('p', { className: 'hint' }, say('wasMasked')),
      lost.length > 0 && h('p', { className: 'problem', role: 'alert' }, say('lost'), ' ', lost.join(' ')),
      button('primary', say('see'), () => desk.go('conversation', opened.ticket.id)),
      button('plain', say('toList'), () => desk.go('requests')),
    ].filter(Boolean),
  };
}
