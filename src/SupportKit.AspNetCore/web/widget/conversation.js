// @ts-check
/** One request: what was written, what is promised, and what can be done. News come in by themselves. */
import { newKey, Refusal, Unreachable } from '../api.js';
import { follow } from '../live.js';
import { button, h } from '../parts/dom.js';
import { agree, inWords, size, time } from '../parts/time.js';
import { actions } from './actions.js';
import { decisions } from './decisions.js';
import { files } from './files.js';
import { promised } from './promised.js';

/** @param {import('./panel.js').Desk} desk @param {string} id */
export async function conversation(desk, id) {
  const { say, language } = desk;
  const thread = h('ol', { className: 'thread', part: 'thread' });
  const promise = h('p', { className: 'promise', part: 'promise' });
  const why = promised(desk, id);
  const doing = h('div', { className: 'actions', part: 'actions' });
  const text = h('textarea', { rows: 3, 'aria-label': say('reply'), placeholder: say('reply'), value: desk.drafts.read(id) ?? '', maxLength: desk.form.limits.maxTextLength,
    oninput: () => ((key = newKey()), desk.drafts.write(id, text.value)) });
  const attached = files(desk);
  const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
  const send = h('button', { type: 'submit', className: 'primary', part: 'primary' }, say('send'));
  const composer = h('form', { className: 'composer', onsubmit: submit }, text, attached.element, problem, send);
  let key = newKey();
  let read = await desk.api.get(`tickets/${id}`);
  draw();
  void follow(desk.api, id, read.ticket.version, () => void refresh(true), desk.left);
  const parts = [promise, why.element, thread, doing, composer];
  return { title: read.ticket.title || read.ticket.number, parts, atEnd: true };

  /** @param {boolean} isNews */
  async function refresh(isNews) {
    const before = read.messages.length;
    try {
      read = await desk.api.get(`tickets/${id}`);
    } catch {
      return; // what is shown stays, and the next news bring it up to date
    }
    if (desk.left.aborted) return;
    draw();
    // What one wrote oneself is no news.
    if (isNews && read.messages.slice(before).some((/** @type {any} */ one) => !isOwn(one))) desk.tell(say('news'));
  }

  function draw() {
    agree(read.readAt);
    thread.replaceChildren(...read.messages.map((/** @type {any} */ message) => bubble(message)));
    const due = read.promises.find((/** @type {any} */ one) => ['Running', 'Paused'].includes(one.status));
    promise.replaceChildren(h('span', { className: `state ${read.ticket.stateCategory}` }, say(`state-${read.ticket.stateCategory}`)), ' ',
      due?.status === 'Paused' ? say('paused') : due ? h('span', { title: due.dueText }, dueIn(due)) : '');
    why.update(read.promises.length);
    const can = (/** @type {string} */ name) => read.actions.find((/** @type {any} */ one) => one.operation === name);
    const reply = can('reply');
    composer.hidden = !reply?.isAllowed;
    doing.replaceChildren(...decisions(desk, read, () => refresh(false)), ...actions(desk, read, () => refresh(false)));
    if (read.nextMove) doing.prepend(h('p', { className: 'hint', title: read.nextMove.atText }, say('nextMove', { state: stateOf(read.nextMove), when: inWords(read.nextMove.at, read.nextMove.atText, language) })));
    if (read.nextStep) doing.prepend(h('p', { className: 'hint' }, say('next', { step: read.nextStep })));
    if (reply && !reply.isAllowed) doing.append(h('p', { className: 'hint' }, reply.reason));
  }

  // As the policy calls it; where it does not and the meaning stays, the state's own name says what changes.
  /** @param {any} move */
  function stateOf(move) {
    return move.title ?? (move.stateCategory === read.ticket.stateCategory ? move.state : say(`state-${move.stateCategory}`));
  }

  // What the policy measures beside these is no promise of an answer, and only its end is told.
  /** @param {any} due */
  function dueIn(due) {
    const [key, when] = [`${due.kind === 'Typical' ? 'usual' : 'due'}-${due.metric}`, inWords(due.due, due.dueText, language)];
    const text = say(key, { when });
    return text === key ? when : text;
  }

  /** @param {any} message */
  function isOwn(message) {
    return message.author.kind === 'Requester' && message.author.id === (desk.form.you ?? read.ticket.requester);
  }

  /** @param {any} message */
  function bubble(message) {
    const isMine = isOwn(message);
    const who = isMine ? say('you') : message.author.kind === 'Requester' ? message.author.id : desk.form.desk;
    const file = message.attachment;
    return h('li', { className: `bubble ${isMine ? 'mine' : 'theirs'}`, part: isMine ? 'mine' : 'theirs' },
      h('span', { className: 'muted' }, h('bdi', null, who), ' · ', time(message.at, message.atText, language)),
      message.isWithheld ? h('p', { className: 'hint' }, say('withheld')) : message.body && h('p', { className: 'text', dir: 'auto' }, message.body),
      message.masked.length > 0 && h('p', { className: 'hint' }, say('wasMasked')),
      file && (file.isWithdrawn ? h('p', { className: 'hint' }, say('withdrawn'))
        : h('a', { className: 'file', href: new URL(`tickets/${id}/attachments/${file.id}`, desk.api.base).href, download: file.name, dir: 'auto' }, file.name, ' ', h('span', { className: 'muted' }, size(file.length, language)))));
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const body = text.value.trim();
    if (!body && attached.isEmpty()) return text.focus();
    send.disabled = true;
    problem.hidden = true;
    // The message stands at once, and is grey until the desk has it.
    const waiting = body ? h('li', { className: 'bubble mine waiting' }, h('span', { className: 'muted' }, say('sending')), h('p', { className: 'text', dir: 'auto' }, body)) : null;
    if (waiting) thread.append(waiting);
    try {
      const done = body ? await desk.api.post(`tickets/${id}/replies`, { body }, key) : null;
      key = newKey();
      text.value = '';
      desk.drafts.write(id, null);
      // A reply to a closed request may have opened another one, and a merged one is carried on by another.
      const goes = done?.id ?? id;
      const lost = await attached.upload(goes);
      if (goes !== id) return desk.go('conversation', goes);
      await refresh(false);
      if (lost.length > 0) fail(`${say('lost')} ${lost.join(' ')}`);
    } catch (error) {
      waiting?.remove();
      fail(error instanceof Refusal ? error.message : say(error instanceof Unreachable ? 'kept' : 'failed'));
    } finally {
      send.disabled = false;
      text.focus();
    }
  }

  /** @param {string} why */
  function fail(why) {
    problem.textContent = why;
    problem.hidden = false;
  }
}
