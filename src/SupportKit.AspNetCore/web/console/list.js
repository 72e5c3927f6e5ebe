// @ts-check
/** A list of tickets in the policy's order, searched as one types. More come in as one scrolls. */
import { button, h } from '../parts/dom.js';
import { agree, exactly, inWords, now } from '../parts/time.js';
import { address } from './views.js';
import { say } from './words.js';

export class List {
  /** @param {import('./desk.js').Console} desk */
  constructor(desk) {
    this.desk = desk;
    this.search = h('input', { type: 'search', placeholder: say('search'), 'aria-label': say('search'), oninput: () => this.#typed() });
    this.rows = h('ul', { className: 'rows', 'aria-label': say('tickets') });
    this.end = h('p', { className: 'muted end' });
    const scroller = h('div', { className: 'scroller' }, this.rows, this.end);
    this.element = h('section', { className: 'list', 'aria-label': say('tickets') }, h('div', { className: 'tools' }, this.search, button('plain', '↻', () => this.load(), { 'aria-label': say('reload') })), scroller);
    /** @type {string | null} */ this.next = null;
    /** @type {any[]} */ this.tickets = [];
    this.current = '';
    this.asked = 0;
    new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.next && this.#more(), { root: scroller, rootMargin: '600px' }).observe(this.end);
    setInterval(() => document.hidden || this.#ages(), 30_000);
  }

  async load() {
    this.next = null;
    await this.#page(true);
  }

  /** The list as it is now, as long as it was, with its place kept. */
  async refresh() {
    const asked = ++this.asked;
    const page = await this.desk.api.get(address(this.desk.view, this.search.value.trim(), null));
    if (asked !== this.asked) return;
    const known = new Set(page.tickets.map((/** @type {any} */ one) => one.id));
    this.tickets = [...page.tickets, ...this.tickets.slice(page.tickets.length).filter((one) => !known.has(one.id))];
    this.#draw();
  }

  /** @param {number} step */
  move(step) {
    const at = this.tickets.findIndex((one) => one.id === this.current);
    const next = this.tickets[Math.min(this.tickets.length - 1, Math.max(0, at + step))];
    if (!next) return;
    this.mark(next.id);
    this.focus();
  }

  /** @param {string} id */
  mark(id) {
    this.current = id;
    for (const row of this.rows.children) row.firstElementChild?.toggleAttribute('aria-current', row.id === `t-${id}`);
  }

  focus() {
    /** @type {HTMLElement | null | undefined} */ (this.rows.querySelector(`#t-${this.current || this.tickets[0]?.id} button`))?.focus();
  }

  #typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), 200);
  }

  async #more() {
    await this.#page(false);
  }

  /** @param {boolean} isFirst */
  async #page(isFirst) {
    const asked = ++this.asked;
    const after = this.next;
    this.next = null;
    this.end.textContent = say('loading');
    try {
      const page = await this.desk.api.get(address(this.desk.view, this.search.value.trim(), after));
      if (asked !== this.asked) return; // a later question has been asked
      agree(page.readAt);
      this.tickets = isFirst ? page.tickets : [...this.tickets, ...page.tickets];
      this.next = page.next;
      if (isFirst) this.#draw();
      else this.rows.append(...page.tickets.map((/** @type {any} */ one) => this.#row(one)));
      this.end.textContent = page.next ? '' : this.tickets.length === 0 ? say(this.search.value ? 'noneFound' : 'noneHere') : say('noMore', { count: this.tickets.length });
    } catch (error) {
      this.end.textContent = '';
      this.desk.fail(error, () => this.load());
    }
  }

  #draw() {
    this.rows.replaceChildren(...this.tickets.map((one) => this.#row(one)));
    this.mark(this.current);
  }

  /** @param {any} ticket */
  #row(ticket) {
    return h('li', { id: `t-${ticket.id}` },
      h('button', { type: 'button', className: 'row', onclick: () => this.desk.open(ticket.id) },
        h('span', { className: `priority ${ticket.priority ?? ''}` }, ticket.priority ?? '–'),
        h('span', { className: 'title', dir: 'auto' }, ticket.title),
        h('span', { className: 'muted' }, `${ticket.number ?? ''} · ${ticket.requester} · ${say(`state-${ticket.stateCategory}`)}${ticket.assignee ? ` · ${ticket.assignee}` : ''}`),
        this.#due(ticket)));
  }

  /** @param {any} ticket */
  #due(ticket) {
    if (!ticket.nextDue) return h('span', { className: 'muted' }, ticket.stateCategory === 'Pending' ? say('pausedShort') : '');
    const left = new Date(ticket.nextDue).getTime() - now();
    const text = say(left < 0 ? 'late' : 'due', { when: inWords(ticket.nextDue, this.desk.language) });
    return h('span', { className: left < 0 ? 'due late' : left < 3_600_000 ? 'due soon' : 'due', title: exactly(ticket.nextDue, this.desk.language), 'data-due': ticket.nextDue }, text);
  }

  // Time goes on while nothing happens.
  #ages() {
    for (const ticket of this.tickets) this.rows.querySelector(`#t-${ticket.id} [data-due]`)?.replaceWith(this.#due(ticket));
  }
}
