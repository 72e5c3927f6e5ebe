// @ts-check
/**
 * A list of tickets in the policy's order, searched as one types. Pages come in as one scrolls, and only the rows that are seen are in the page,
 * so that ten thousand scroll as ten do.
 */
import { button, h } from '../parts/dom.js';
import { agree, inWords, now } from '../parts/time.js';
import { say } from './words.js';

const beyond = 8; // rows above and below what is seen

export class List {
  /** @param {import('./desk.js').Console} desk */
  constructor(desk) {
    this.desk = desk;
    this.search = h('input', { type: 'search', placeholder: say('search'), 'aria-label': say('search'), oninput: () => this.#typed() });
    this.rows = h('ul', { className: 'rows', 'aria-label': say('tickets') });
    this.end = h('p', { className: 'muted end' });
    this.keep = button('plain', say('saveView'), () => desk.saveView(this.search.value.trim()), { hidden: true });
    this.scroller = h('div', { className: 'scroller', tabIndex: -1, onscroll: () => this.#seen() }, this.rows, this.end);
    this.heading = h('h2', { className: 'which' });
    this.element = h('section', { className: 'list', 'aria-label': say('tickets') }, this.heading, h('div', { className: 'tools' }, this.search, button('plain', '↻', () => this.load(), { 'aria-label': say('reload') })), this.keep, this.scroller);
    /** @type {string | null} */ this.next = null;
    /** @type {any[]} */ this.tickets = [];
    /** @type {Map<string, { row: HTMLLIElement, ticket: any }>} */ this.shown = new Map();
    this.current = '';
    this.asked = 0;
    this.height = 78;
    new ResizeObserver(() => (this.#measure(), this.#seen())).observe(this.scroller);
    setInterval(() => document.hidden || this.#draw(), 30_000);
  }

  async load() {
    this.next = null;
    this.scroller.scrollTop = 0;
    await this.#page(true);
  }

  /** The list as it is now, as long as it was, with its place kept. */
  async refresh() {
    const asked = ++this.asked;
    try {
      const page = await this.desk.api.get(this.desk.address(this.search.value.trim(), null));
      if (asked !== this.asked) return;
      const known = new Set(page.tickets.map((/** @type {any} */ one) => one.id));
      this.tickets = [...page.tickets, ...this.tickets.slice(page.tickets.length).filter((one) => !known.has(one.id))];
      this.#draw();
      void this.desk.count();
    } catch (error) {
      this.desk.tell(this.desk.words(error));
    }
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
    for (const [each, { row }] of this.shown) row.firstElementChild?.toggleAttribute('aria-current', each === id);
  }

  focus() {
    const at = Math.max(0, this.tickets.findIndex((one) => one.id === this.current));
    const [top, bottom] = [at * this.height, (at + 1) * this.height];
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (bottom > this.scroller.scrollTop + this.scroller.clientHeight) this.scroller.scrollTop = bottom - this.scroller.clientHeight;
    this.#seen();
    const found = this.shown.get(this.tickets[at]?.id);
    /** @type {HTMLElement | null | undefined} */ (found?.row.firstElementChild)?.focus({ preventScroll: true });
  }

  #typed() {
    clearTimeout(this.timer);
    this.keep.hidden = this.search.value.trim() === '';
    this.timer = setTimeout(() => this.load(), 200);
  }

  /** @param {boolean} isFirst */
  async #page(isFirst) {
    const asked = ++this.asked;
    const after = this.next;
    this.next = null;
    this.end.textContent = say('loading');
    try {
      const page = await this.desk.api.get(this.desk.address(this.search.value.trim(), after));
      if (asked !== this.asked) return; // a later question has been asked
      agree(page.readAt);
      this.tickets = isFirst ? page.tickets : [...this.tickets, ...page.tickets];
      this.next = page.next;
      this.end.textContent = page.next ? '' : this.tickets.length === 0 ? say(this.search.value ? 'noneFound' : 'noneHere') : say('noMore', { count: this.tickets.length });
      this.#draw();
    } catch (error) {
      this.end.textContent = '';
      this.desk.fail(error, () => this.load());
    }
  }

  // What was drawn may be of another time; all that is seen is made anew.
  #draw() {
    const focused = [...this.shown].find(([, { row }]) => row.contains(this.desk.root.activeElement))?.[0];
    for (const { row } of this.shown.values()) row.remove();
    this.shown.clear();
    this.#seen();
    this.#measure();
    if (focused) /** @type {HTMLElement | null | undefined} */ (this.shown.get(focused)?.row.firstElementChild)?.focus({ preventScroll: true });
  }

  // Larger letters make larger rows.
  #measure() {
    const row = this.shown.values().next().value?.row;
    const height = row?.getBoundingClientRect().height ?? 0;
    if (height < 10 || Math.abs(height - this.height) < 1) return;
    this.height = height;
    this.#draw();
  }

  #seen() {
    const first = Math.max(0, Math.floor(this.scroller.scrollTop / this.height) - beyond);
    const last = Math.min(this.tickets.length, first + Math.ceil((this.scroller.clientHeight || 800) / this.height) + 2 * beyond);
    this.rows.style.blockSize = `${this.tickets.length * this.height}px`;
    const wanted = new Set(this.tickets.slice(first, last).map((one) => one.id));
    for (const [id, { row }] of this.shown)
      if (!wanted.has(id) && !row.contains(this.desk.root.activeElement)) (row.remove(), this.shown.delete(id));
    for (let at = first; at < last; at++) {
      const ticket = this.tickets[at];
      let known = this.shown.get(ticket.id);
      if (!known) {
        known = { row: this.#row(ticket), ticket };
        this.shown.set(ticket.id, known);
        // In the order in which they are read, wherever they were put in.
        const after = this.tickets.slice(at + 1, last).find((one) => this.shown.has(one.id));
        this.rows.insertBefore(known.row, after ? this.shown.get(after.id)?.row ?? null : null);
      }
      known.row.style.transform = `translateY(${at * this.height}px)`;
      known.row.setAttribute('aria-posinset', String(at + 1));
      known.row.setAttribute('aria-setsize', String(this.next ? -1 : this.tickets.length));
    }
    if (this.next && last > this.tickets.length - 20) void this.#page(false);
  }

  /** @param {any} ticket */
  #row(ticket) {
    return h('li', { id: `t-${ticket.id}` },
      h('button', { type: 'button', className: 'row', 'aria-current': ticket.id === this.current ? 'true' : null, onclick: () => this.desk.open(ticket.id) },
        h('span', { className: `priority ${ticket.priority ?? ''}` }, ticket.priority ?? '–'),
        h('span', { className: 'title', dir: 'auto' }, ticket.title),
        h('span', { className: 'muted' }, `${ticket.number ?? ''} · ${ticket.requester} · ${say(`state-${ticket.stateCategory}`)}${ticket.assignee ? ` · ${ticket.assignee}` : ''}`),
        this.#due(ticket)));
  }

  /** @param {any} ticket */
  #due(ticket) {
    if (!ticket.nextDue) return h('span', { className: 'due' }, '\u00a0');
    const left = new Date(ticket.nextDue).getTime() - now();
    const text = say(left < 0 ? 'late' : 'due', { when: inWords(ticket.nextDue, ticket.nextDueText, this.desk.language) });
    return h('span', { className: left < 0 ? 'due late' : left < 3_600_000 ? 'due soon' : 'due', title: ticket.nextDueText }, text);
  }
}
