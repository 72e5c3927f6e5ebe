// @ts-check
/** The console: which list is shown, which ticket is open, and the keys that lead from one to the other. */
import { Api, Refusal, Unreachable } from '../api.js';
import { drafts } from '../widget/drafts.js';
import { button, h } from '../parts/dom.js';
import { keys } from './keys.js';
import { List } from './list.js';
import { look } from './look.js';
import { Ticket } from './ticket.js';
import { views } from './views.js';
import { say } from './words.js';

export class Console {
  /** @param {HTMLElement} host @param {URL} base */
  constructor(host, base) {
    this.host = host;
    this.api = new Api(base, [...navigator.languages], 'agents/');
    this.language = navigator.language;
    this.drafts = drafts;
    this.sheets = [look];
    this.say = say;
    this.list = new List(this);
    this.ticket = new Ticket(this);
    this.rail = h('nav', { className: 'rail', 'aria-label': say('views') });
    this.status = h('p', { className: 'status', role: 'status' });
    this.element = h('div', { className: 'frame' }, this.rail, this.list.element, this.ticket.element, this.status);
    this.view = 'all';
    /** @type {any[]} */ this.queues = [];
    keys(this);
    for (const change of ['online', 'offline']) addEventListener(change, () => this.tell(navigator.onLine ? '' : say('offline')));
  }

  async begin() {
    try {
      this.queues = await this.api.get('queues');
    } catch (error) {
      return this.fail(error, () => this.begin());
    }
    this.#rail();
    await this.show(this.queues.some((queue) => queue.isOwn) ? `queue:${this.queues.find((queue) => queue.isOwn).id}` : 'all');
    const id = new URLSearchParams(location.hash.slice(1)).get('ticket');
    if (id) await this.open(id);
  }

  /** @param {string} view */
  async show(view) {
    this.view = view;
    this.#rail();
    await this.list.load();
  }

  /** @param {string} id */
  async open(id) {
    history.replaceState(null, '', `#ticket=${id}`);
    this.element.classList.add('reading');
    this.list.mark(id);
    await this.ticket.open(id);
  }

  /** Back to the list, which has kept its place. */
  back() {
    this.element.classList.remove('reading');
    this.list.focus();
  }

  async takeNext() {
    const queue = this.view.startsWith('queue:') ? this.view.slice(6) : this.queues.find((one) => one.isOwn)?.id ?? this.queues[0]?.id;
    if (!queue) return;
    await this.attempt(async () => {
      const taken = await this.api.post(`queues/${encodeURIComponent(queue)}/next`, {}, crypto.randomUUID());
      if (!taken) return this.tell(say('nothingWaits'));
      await this.open(taken.id);
      await this.list.refresh();
    });
  }

  /** Does something, and says what went wrong; what was typed stays where it is. @param {() => Promise<any>} act */
  async attempt(act) {
    try {
      await act();
      return true;
    } catch (error) {
      this.tell(this.words(error));
      return false;
    }
  }

  /** @param {unknown} error */
  words(error) {
    if (error instanceof Refusal) return error.status === 412 ? say('stale') : error.message;
    return say(error instanceof Unreachable ? 'unreachable' : 'failed');
  }

  /** @param {string} text */
  tell(text) {
    this.status.textContent = text;
  }

  /** @param {unknown} error @param {() => any} again */
  fail(error, again) {
    this.status.replaceChildren(this.words(error), ' ', button('plain', say('again'), () => (this.tell(''), again())));
  }

  #rail() {
    const all = [...views.map((view) => [view.id, say(view.id)]), ...this.queues.map((queue) => [`queue:${queue.id}`, queue.title])];
    this.rail.replaceChildren(
      button('take', say('takeNext'), () => this.takeNext(), { title: 't' }),
      ...all.map(([id, title]) => button('view', title, () => this.show(id), { 'aria-current': id === this.view ? 'page' : null })),
      button('view', say('keys'), () => this.host.dispatchEvent(new CustomEvent('supportkit-keys')), { title: '?' }));
  }
}
