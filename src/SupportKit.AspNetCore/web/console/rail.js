// @ts-check
/** The way to everything: the lists with how much is in each, the pages, and the keys. */
import { button, h } from '../parts/dom.js';
import { queryOf, views } from './views.js';
import { say } from './words.js';

const pages = [['workload', true], ['reports', false], ['letters', true], ['switches', false], ['policy', false]];

export class Rail {
  /** @param {import('./desk.js').Console} desk */
  constructor(desk) {
    this.desk = desk;
    /** @type {Record<string, { tickets: number, isExact: boolean }>} */ this.counts = {};
    this.element = h('nav', { className: 'rail', 'aria-label': say('views') });
    setInterval(() => document.hidden || void this.count(), 60_000);
  }

  draw() {
    const { desk } = this;
    const here = desk.page ?? desk.view;
    /** @param {string} id @param {string} title @param {() => any} act */
    const item = (id, title, act) => h('button', { type: 'button', className: 'view', 'aria-current': id === here ? 'page' : null, onclick: act }, h('span', null, title),
      this.counts[id]?.tickets ? this.counted(this.counts[id]) : null);
    this.element.replaceChildren(
      button('take', say('takeNext'), () => desk.takeNext(), { title: 't' }),
      ...views.map((view) => item(view.id, say(view.id), () => desk.show(view.id))),
      h('h3', null, say('queues')), ...desk.queues.map((queue) => item(`queue:${queue.id}`, queue.title, () => desk.show(`queue:${queue.id}`))),
      ...(desk.saved.length ? [h('h3', null, say('saved'))] : []),
      ...desk.saved.map((saved) => h('span', { className: 'saved' }, item(`saved:${saved.name}`, saved.name, () => desk.showSaved(saved)), button('plain', '×', () => desk.forgetView(saved.name), { 'aria-label': say('forget', { name: saved.name }) }))),
      h('h3', null, say('desk')), ...pages.filter(([, isLeads]) => !isLeads || desk.me.isLead).map(([page]) => item(`${page}`, say(`page-${page}`), () => desk.go(`${page}`))),
      item('', say('keys'), () => desk.host.dispatchEvent(new CustomEvent('supportkit-keys'))));
  }

  /** The desk counts large lists only so far. @param {{ tickets: number, isExact: boolean }} count */
  counted({ tickets, isExact }) {
    const count = new Intl.NumberFormat(this.desk.language).format(tickets);
    return isExact ? h('span', { className: 'count' }, count)
      : h('span', { className: 'count', title: say('countMoreThan', { count }) }, h('span', { 'aria-hidden': 'true' }, say('countOrMore', { count })), h('span', { className: 'unseen' }, say('countMoreThan', { count })));
  }

  /** How much is in each list; of what is finished nobody needs to know. */
  async count() {
    const { desk } = this;
    const all = [...views.filter((view) => view.id !== 'finished').map((view) => view.id), ...desk.queues.map((queue) => `queue:${queue.id}`)];
    const before = JSON.stringify(this.counts);
    await Promise.all(all.map(async (id) => {
      try {
        const { tickets, isExact } = await desk.api.get(`tickets/counts?${queryOf(id, desk.me.id)}`);
        this.counts[id] = { tickets, isExact };
      } catch {
        delete this.counts[id];
      }
    }));
    const focused = /** @type {HTMLElement | null} */ (this.element.contains(desk.root.activeElement) ? desk.root.activeElement : null);
    if (before !== JSON.stringify(this.counts) && !focused) this.draw();
  }
}
