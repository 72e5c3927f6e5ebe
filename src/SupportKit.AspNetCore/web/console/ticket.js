// @ts-check
/** The open ticket: its conversation, what is promised, who else is there, and what can be done. */
import { follow } from '../live.js';
import { button, h } from '../parts/dom.js';
import { agree, size, time } from '../parts/time.js';
import { Composer } from './composer.js';
import { context, lanes } from './context.js';
import { Presence } from './presence.js';
import { say } from './words.js';

export class Ticket {
  /** @param {import('./desk.js').Console} desk */
  constructor(desk) {
    this.desk = desk;
    this.head = h('header', { className: 'head' });
    this.thread = h('ol', { className: 'thread', 'aria-label': say('conversation') });
    this.composer = new Composer(this);
    this.presence = new Presence(this);
    this.main = h('div', { className: 'main' }, this.thread, this.presence.element, this.composer.element);
    this.side = h('aside', { className: 'context', 'aria-label': say('about') });
    this.element = h('section', { className: 'ticket', 'aria-label': say('ticket') }, h('p', { className: 'empty' }, say('choose')));
    this.leaving = new AbortController();
    /** @type {any} */ this.read = null;
    /** @type {any} */ this.sla = null;
    this.id = '';
    // Time goes on while nothing happens.
    setInterval(() => document.hidden || this.#bars(), 30_000);
  }

  /** @param {string} id */
  async open(id) {
    this.leave();
    const left = this.leaving.signal;
    this.id = id;
    this.sla = null;
    try {
      this.read = await this.desk.api.get(`tickets/${id}`);
    } catch (error) {
      return this.desk.fail(error, () => this.open(id));
    }
    if (left.aborted) return;
    this.element.replaceChildren(this.head, this.main, this.side);
    this.composer.begin();
    this.#draw();
    this.main.scrollTop = this.main.scrollHeight;
    void this.#promises();
    this.presence.begin(left);
    void follow(this.desk.api, id, this.read.ticket.version, () => void this.refresh(true), left);
  }

  /** Nobody looks at it any more. */
  leave() {
    this.leaving.abort();
    this.leaving = new AbortController();
  }

  async refresh(isNews = false) {
    const id = this.id;
    const before = this.read.messages.length;
    if (!(await this.desk.attempt(async () => { this.read = await this.desk.api.get(`tickets/${id}`); })) || id !== this.id) return;
    this.#draw();
    void this.#promises();
    // What one wrote oneself is no news.
    if (isNews && this.read.messages.slice(before).some((/** @type {any} */ one) => one.author.id !== this.desk.me.id)) this.desk.tell(say('news'));
    void this.desk.list.refresh();
  }

  /** Carries out an operation, and says what went wrong. @param {string} operation @param {any} members */
  act(operation, members) {
    return this.desk.attempt(() => this.do(operation, members));
  }

  /** Carries out an operation, on the ticket as it is shown. @param {string} operation @param {any} members */
  async do(operation, members) {
    try {
      await this.desk.api.post(`tickets/${this.id}/actions/${operation}`, members, crypto.randomUUID(), this.read.ticket.version);
    } catch (error) {
      await this.refresh();
      throw error;
    }
    await this.refresh();
    this.desk.tell(say('done'));
  }

  /** What stands in the conversation until the desk has it. @param {string} text @param {boolean} isNote */
  pending(text, isNote) {
    const waiting = h('li', { className: `bubble desk waiting ${isNote ? 'note' : ''}` }, h('span', { className: 'muted' }, say('sending')), h('p', { className: 'text', dir: 'auto' }, text));
    this.thread.append(waiting);
    waiting.scrollIntoView({ block: 'nearest' });
    return waiting;
  }

  async #promises() {
    const id = this.id;
    if (this.read.promises.length === 0) return;
    try {
      const sla = await this.desk.api.get(`tickets/${id}/sla`);
      if (id !== this.id) return;
      this.sla = sla;
      this.#bars();
    } catch {
      // The words about each promise stand there without the drawing.
    }
  }

  #bars() {
    const place = this.side.querySelector('.promises');
    if (this.sla && place && !place.contains(this.desk.root.activeElement)) {
      const open = [...place.querySelectorAll('details')].map((one) => one.open);
      place.replaceChildren(...lanes(this));
      place.querySelectorAll('details').forEach((one, i) => { one.open = open[i] ?? false; });
    }
  }

  #draw() {
    const { ticket, messages } = this.read;
    agree(this.read.readAt);
    const language = this.desk.language;
    this.head.replaceChildren(
      button('back', '←', () => this.desk.back(), { 'aria-label': say('back') }),
      h('h2', { dir: 'auto' }, ticket.title), h('span', { className: 'muted' }, ticket.number ?? ''),
      h('span', { className: `priority ${ticket.priority ?? ''}` }, ticket.priority ?? '–'), h('span', { className: 'state' }, say(`state-${ticket.stateCategory}`)),
      ticket.isEscalated ? h('span', { className: 'state loud' }, say('isEscalated')) : '', ticket.isHeld ? h('span', { className: 'state loud' }, say('isHeld')) : '');
    this.thread.replaceChildren(...messages.map((/** @type {any} */ message) => this.#bubble(message, language)));
    const open = [...this.side.querySelectorAll('details')].map((one) => one.open);
    this.side.replaceChildren(...context(this));
    if (open.some(Boolean)) this.side.querySelectorAll('details').forEach((one, i) => { one.open = open[i] ?? false; });
    this.composer.update();
  }

  /** @param {any} message @param {string} language */
  #bubble(message, language) {
    const kind = message.kind === 'InternalNote' || message.isAutomatic ? 'note' : message.author.kind === 'Requester' ? 'customer' : 'desk';
    const file = message.attachment;
    return h('li', { className: `bubble ${kind}` },
      h('span', { className: 'muted' }, h('bdi', null, message.author.id || say('system')), ' · ', say(`kind-${message.kind}`), ' · ', time(message.at, message.atText, language)),
      message.isAutomatic ? h('details', { className: 'automatic' }, h('summary', null, say(`folded-${message.kind}`)), h('p', { className: 'text', dir: 'auto' }, message.body))
        : message.body && h('p', { className: 'text', dir: 'auto' }, message.body),
      message.masked.length > 0 && h('p', { className: 'muted' }, say('masked')),
      file && (file.isWithdrawn ? h('p', { className: 'muted' }, say('withdrawn', { name: file.name }))
        : h('a', { href: new URL(`tickets/${this.id}/attachments/${file.id}`, this.desk.api.base).href, download: file.name, title: message.atText, dir: 'auto' }, file.name, ' ', h('span', { className: 'muted' }, size(file.length, language)))));
  }
}
