// @ts-check
/** Where an agent writes: an answer, a question that waits for the requester, or a note. Nobody loses what they typed. */
import { newKey } from '../api.js';
import { button, h } from '../parts/dom.js';
import { chooseMacro } from './macros.js';
import { say } from './words.js';

const kinds = /** @type {const} */ (['reply', 'ask', 'acknowledge', 'note']);

export class Composer {
  /** @param {import('./ticket.js').Ticket} ticket */
  constructor(ticket) {
    this.ticket = ticket;
    /** @type {typeof kinds[number]} */ this.kind = 'reply';
    this.key = newKey();
    this.text = h('textarea', { rows: 4, oninput: () => this.#keep(), onkeydown: (/** @type {KeyboardEvent} */ pressed) => {
      if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) (pressed.preventDefault(), this.element.requestSubmit());
      if (pressed.key === 'Escape') this.text.blur();
    } });
    this.tabs = kinds.map((kind) => button('tab', say(kind), () => this.choose(kind), { title: kind === 'acknowledge' ? '' : kind[0] }));
    this.file = h('input', { type: 'file', hidden: true, onchange: () => this.#attach() });
    this.tools = h('div', { className: 'row-end' }, this.file, button('plain', say('macros'), () => this.macro(), { title: 'm' }), button('plain', say('attach'), () => this.file.click()));
    this.send = h('button', { type: 'submit', className: 'primary' }, say('send'));
    this.why = h('p', { className: 'muted' });
    this.element = h('form', { className: 'composer', onsubmit: (/** @type {Event} */ event) => this.#submit(event) }, h('div', { className: 'tabs', role: 'group', 'aria-label': say('write') }, ...this.tabs), this.text, this.why, h('div', { className: 'under' }, this.tools, this.send));
  }

  begin() {
    this.text.value = this.ticket.desk.drafts.read(`agent:${this.ticket.id}`) ?? '';
    this.key = newKey();
    this.choose('reply', false);
  }

  /** @param {typeof kinds[number]} kind */
  choose(kind, focus = true) {
    if (kind !== this.kind) this.key = newKey();
    this.kind = kind;
    this.tabs.forEach((tab, i) => tab.setAttribute('aria-pressed', String(kinds[i] === kind)));
    this.element.classList.toggle('note', kind === 'note');
    this.text.setAttribute('aria-label', say(kind));
    this.text.placeholder = say(`${kind}How`);
    this.update();
    if (focus) this.text.focus();
  }

  update() {
    const wanted = this.kind === 'note' ? 'note' : this.kind === 'acknowledge' ? 'acknowledge-reply' : 'reply';
    const can = this.ticket.read?.actions.find((/** @type {any} */ one) => one.operation === wanted);
    this.send.disabled = !can?.isAllowed;
    this.why.textContent = can && !can.isAllowed ? can.reason : '';
  }

  /** Puts a ready answer where one writes, behind what stands there. */
  macro() {
    return chooseMacro(this.ticket, (text, acknowledges) => {
      if (acknowledges) this.choose('acknowledge');
      const before = this.text.value.trimEnd();
      this.text.value = before ? `${before}\n\n${text}` : text;
      this.#keep();
      this.text.focus();
    });
  }

  async #attach() {
    const [file] = this.file.files ?? [];
    const { desk, id } = this.ticket;
    if (!file) return;
    await desk.attempt(async () => desk.tell(say((await desk.api.upload(`tickets/${id}/attachments?name=${encodeURIComponent(file.name)}`, file, newKey())) ? 'attached' : 'failed', { name: file.name })));
    this.file.value = '';
    await this.ticket.refresh();
  }

  #keep() {
    this.ticket.presence?.writes(this.text.value !== '');
    this.key = newKey();
    this.ticket.desk.drafts.write(`agent:${this.ticket.id}`, this.text.value || null);
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const body = this.text.value.trim();
    const { ticket } = this;
    const { desk, id } = ticket;
    if (!body || this.send.disabled) return this.text.focus();
    const isNote = this.kind === 'note';
    const waiting = ticket.pending(body, isNote);
    this.send.disabled = true;
    const done = await desk.attempt(() => isNote ? desk.api.post(`tickets/${id}/notes`, { body }, this.key)
      : desk.api.post(`tickets/${id}/replies`, { body, asksBack: this.kind === 'ask', isAcknowledgement: this.kind === 'acknowledge' }, this.key, ticket.read.ticket.version));
    if (id !== ticket.id) return;
    waiting.remove();
    if (done) {
      this.text.value = '';
      this.#keep();
    }
    await ticket.refresh();
  }
}
