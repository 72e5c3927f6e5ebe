// @ts-check
/** The console: which list or page is shown, which ticket is open, and the keys that lead from one to the other. */
import { Api, newKey, Refusal, Unreachable } from '../api.js';
import { drafts } from '../widget/drafts.js';
import { button, h } from '../parts/dom.js';
import { keys } from './keys.js';
import { List } from './list.js';
import { look } from './look.js';
import { pageLook } from './pages/look.js';
import { Rail } from './rail.js';
import { Ticket } from './ticket.js';
import { address, views } from './views.js';
import { language, say } from './words.js';

/** Each page comes when it is first asked for. @type {Record<string, () => Promise<{ draw: (desk: Console) => Promise<Node[]> }>>} */
const pages = {
  workload: () => import('./pages/workload.js'),
  reports: () => import('./pages/reports.js'),
  letters: () => import('./pages/letters.js'),
  switches: () => import('./pages/switches.js'),
  policy: () => import('./pages/policy.js'),
};

export class Console {
  /** @param {HTMLElement} host @param {URL} base @param {ShadowRoot} root */
  constructor(host, base, root) {
    this.host = host;
    this.root = root;
    this.api = new Api(base, [language, ...navigator.languages], 'agents/');
    this.language = navigator.languages.find((one) => one.startsWith(language)) ?? language;
    this.drafts = drafts;
    this.sheets = [look, pageLook];
    /** @type {{ name: string, view: string, text: string }[]} */ this.saved = drafts.read('views') ?? [];
    this.view = 'all';
    /** @type {string | undefined} */ this.taking = undefined;
    /** @type {string | null} */ this.page = null;
    /** @type {any[]} */ this.queues = [];
    /** @type {any} */ this.me = { id: '', isLead: false, priorities: [], categories: [], channels: [], escalation: null };
    this.list = new List(this);
    this.ticket = new Ticket(this);
    this.rail = new Rail(this);
    this.sheet = h('section', { className: 'page', hidden: true, tabIndex: -1 });
    this.status = h('p', { className: 'status', role: 'status' });
    this.element = h('div', { className: 'frame' }, this.rail.element, this.list.element, this.ticket.element, this.sheet, this.status);
    keys(this);
    for (const change of ['online', 'offline']) addEventListener(change, () => this.tell(navigator.onLine ? '' : say('offline')));
  }

  async begin() {
    try {
      [this.me, this.queues] = await Promise.all([this.api.get('me'), this.api.get('queues')]);
    } catch (error) {
      return this.fail(error, () => this.begin());
    }
    const asked = new URLSearchParams(location.hash.slice(1));
    const [id, page] = [asked.get('ticket'), asked.get('page')];
    await this.show(this.queues.some((queue) => queue.isOwn) ? `queue:${this.queues.find((queue) => queue.isOwn).id}` : 'all');
    if (page && pages[page]) await this.go(page);
    else if (id) await this.open(id);
    void this.count();
  }

  count() {
    return this.rail.count();
  }

  /** @param {string} view */
  async show(view, text = '') {
    this.view = view;
    this.#leave();
    this.list.search.value = text;
    this.list.keep.hidden = true;
    this.list.heading.textContent = views.some((one) => one.id === view) ? say(view) : this.queues.find((one) => `queue:${one.id}` === view)?.title ?? view;
    this.rail.draw();
    await this.list.load();
  }

  /** @param {{ name: string, view: string, text: string }} saved */
  async showSaved(saved) {
    await this.show(saved.view, saved.text);
    this.list.heading.textContent = saved.name;
  }

  /** Keeps what is searched for in this browser. @param {string} text */
  saveView(text) {
    if (!text) return;
    this.saved = [...this.saved.filter((one) => one.name !== text), { name: text, view: this.view, text }];
    this.drafts.write('views', this.saved);
    this.rail.draw();
    this.tell(say('viewSaved', { name: text }));
  }

  /** @param {string} name */
  forgetView(name) {
    this.saved = this.saved.filter((one) => one.name !== name);
    this.drafts.write('views', this.saved.length ? this.saved : null);
    this.rail.draw();
  }

  /** @param {string} text @param {string | null} after */
  address(text, after) {
    return address(this.view, text, after, this.me.id);
  }

  /** Shows a page in place of the list and the ticket. @param {string} page */
  async go(page) {
    this.page = page;
    history.replaceState(null, '', `#page=${page}`);
    this.element.classList.add('paging');
    this.sheet.hidden = false;
    this.sheet.setAttribute('aria-label', say(`page-${page}`));
    this.sheet.replaceChildren(button('back', '←', () => this.show(this.view), { 'aria-label': say('back') }), h('h1', null, say(`page-${page}`)), h('p', { className: 'muted' }, say('loading')));
    this.rail.draw();
    try {
      const { draw } = await pages[page]();
      const parts = await draw(this);
      if (this.page !== page) return;
      this.sheet.lastChild?.remove();
      this.sheet.append(...parts);
    } catch (error) {
      this.sheet.lastChild?.remove();
      this.fail(error, () => this.go(page));
    }
  }

  /** @param {string} id */
  async open(id) {
    this.#leave();
    history.replaceState(null, '', `#ticket=${id}`);
    this.element.classList.add('reading');
    this.rail.draw();
    this.list.mark(id);
    await this.ticket.open(id);
  }

  /** Back to the list, which has kept its place. */
  back() {
    this.#leave();
    this.element.classList.remove('reading');
    this.list.focus();
  }

  #leave() {
    this.page = null;
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
    this.element.classList.remove('paging');
  }

  async takeNext() {
    const queue = this.view.startsWith('queue:') ? this.view.slice(6) : this.queues.find((one) => one.isOwn)?.id ?? this.queues[0]?.id;
    if (!queue) return;
    // The same key until the desk has answered: what got lost on the way is not taken twice.
    this.taking ??= newKey();
    await this.attempt(async () => {
      const taken = await this.api.post(`queues/${encodeURIComponent(queue)}/next`, {}, this.taking ?? newKey());
      this.taking = undefined;
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
}
