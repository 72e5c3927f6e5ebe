// @ts-check
/** A slider over the time of one request, buttons for what happens then, and the steps that were made with them. */
import { button, h } from './parts/dom.js';
import { lanes } from './lanes.js';
import { at, local, written } from './time.js';

const positions = 1000;
const names = /** @type {Record<string, string>} */ ({ 'reply true': 'Customer replies', 'reply false': 'Agent answers', 'ask false': 'Agent asks back', 'acknowledge false': 'Agent acknowledges', 'acknowledgeReply false': 'Agent acknowledges in words', wait: 'Look here' });

/** @param {{ do: string, byRequester: boolean }} one */
export const nameOf = (one) => names[`${one.do} ${one.byRequester}`] ?? names[one.do] ?? `${one.byRequester ? 'Customer' : 'Agent'}: ${one.do}`;

export class Timeline {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {{ at: string, do: string, by?: string, to?: string }[]} */ this.steps = [];
    /** The instant that is looked at; null for the last step. @type {string | null} */ this.now = null;
    this.longer = 0;
    /** @type {any} */ this.story = null;
    /** @type {any} */ this.model = null;
    this.label = h('output', { id: 'now-label', className: 'now-label' });
    this.slider = h('input', { type: 'range', id: 'now', min: '0', max: String(positions), 'aria-label': 'Time', oninput: () => this.#slide() });
    this.before = button('small', '← Change before', () => this.#jump(-1));
    this.after = button('small', 'Next change →', () => this.#jump(1));
    this.more = button('small', 'More time', () => { this.longer++; this.changed(); });
    this.less = button('small', 'Less time', () => { this.longer--; this.changed(); });
    this.state = h('p', { className: 'state', 'aria-live': 'polite' });
    this.drawing = h('div', { className: 'lanes' });
    this.actions = h('div', { className: 'actions', role: 'group', 'aria-label': 'What happens now' });
    this.list = h('ol', { className: 'steps' });
    this.element = h('div', { className: 'timeline' }, h('div', { className: 'slide' }, h('label', { for: 'now' }, 'Time ', this.label), this.slider,
      h('div', { className: 'buttons' }, this.before, this.after, this.less, this.more)), this.state, this.drawing, this.happens = h('h3', null, 'What happens now'), this.actions, h('h3', null, 'Steps'), this.list);
  }

  /** The steps as a test writes them. */
  get written() {
    return this.steps.map(({ at, do: what, by, to }) => ({ at, do: what, ...(by ? { by } : {}), ...(to ? { to } : {}) }));
  }

  /** Forgets what no longer fits, when another time is begun with. */
  reset() {
    [this.steps, this.now, this.longer] = [[], null, 0];
  }

  /** @param {any} story @param {any} model */
  show(story, model) {
    [this.story, this.model] = [story, model];
    const [from, to, now] = [at(story.start), at(story.end), at(story.now)];
    if (document.activeElement !== this.slider) this.slider.value = String(Math.round((now - from) / (to - from) * positions));
    this.#say(written(story.now));
    const { ticket } = story;
    this.state.replaceChildren(...(ticket ? [h('span', null, 'The ticket is ', h('strong', null, ticket.state), ticket.closesAt ? `, and closes by itself ${written(ticket.closesAt)}` : '')] : []));
    this.drawing.replaceChildren(...lanes(story));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : null;
    this.actions.replaceChildren(...story.actions.map((/** @type {any} */ one) => h('span', { className: 'action' }, button('act', nameOf(one), () => this.#add(one), { 'data-key': `${one.do} ${one.byRequester}`, 'aria-disabled': one.refused ? 'true' : null, title: one.refused ?? '' }))));
    // Until the tool has answered, a click would happen at the instant that was looked at before.
    this.actions.inert = false;
    this.happens.hidden = story.actions.length === 0;
    if (focused) /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
    this.less.disabled = this.longer === 0;
    this.#list();
  }

  #list() {
    const outcome = (/** @type {number} */ i) => this.story.steps[i] ?? {};
    this.list.replaceChildren(...(this.steps.length === 0 ? [h('li', { className: 'muted' }, 'Nothing yet. Move the slider, then say what happens.')] : this.steps.map((step, i) => h('li', { className: outcome(i).refused ? 'refused' : '' },
      h('label', null, h('span', { className: 'unseen' }, `When step ${i + 1} happens`), h('input', { type: 'datetime-local', value: step.at.slice(0, 16), onchange: (/** @type {Event} */ event) => this.#move(i, /** @type {HTMLInputElement} */ (event.target).value) })),
      h('span', null, nameOf({ do: step.do, byRequester: step.by === 'requester' }), outcome(i).refused ? h('span', { className: 'problem' }, ` ${outcome(i).refused}`) : outcome(i).state ? h('span', { className: 'muted' }, ` → ${outcome(i).state}`) : ''),
      button('small', 'Remove', () => { this.steps.splice(i, 1); this.changed(); }, { 'aria-label': `Remove step ${i + 1}` })))));
  }

  #slide() {
    const [from, to] = [at(this.story.start), at(this.story.end)];
    const instant = Math.round((from + Number(this.slider.value) / positions * (to - from)) / 60e3) * 60e3;
    this.actions.inert = true;
    this.now = new Date(instant).toISOString().replace('.000', '');
    this.#say(local(instant, this.model.zone));
    this.changed();
  }

  /** To where something changes. @param {number} way */
  #jump(way) {
    const now = at(this.story.now);
    const all = /** @type {any[]} */ (this.story.moments).map((one) => one.at).filter((one) => (way < 0 ? at(one) < now : at(one) > now));
    const target = way < 0 ? all.at(-1) : all[0];
    if (!target) return;
    this.actions.inert = true;
    this.now = target;
    this.changed();
  }

  /** @param {any} one */
  #add(one) {
    if (one.refused) {
      this.state.textContent = `${nameOf(one)}: ${one.refused}`;
      return;
    }
    const step = { at: this.story.nowWritten, do: one.do, ...(one.byRequester ? { by: 'requester' } : {}) };
    this.steps.push(step);
    this.now = this.story.now;
    this.#order();
  }

  /** @param {number} i @param {string} when */
  #move(i, when) {
    if (!when) return;
    this.steps[i].at = when;
    this.#order();
  }

  // Local times order as the instants do, but for the hour that the clocks repeat.
  #order() {
    this.steps.sort((a, b) => (a.at.slice(0, 16) < b.at.slice(0, 16) ? -1 : a.at.slice(0, 16) > b.at.slice(0, 16) ? 1 : 0));
    this.changed();
  }

  /** @param {string} text */
  #say(text) {
    const here = this.story.moments.filter((/** @type {any} */ one) => one.at === this.story.now).map((/** @type {any} */ one) => (one.metric ? `${one.metric} ${one.what}` : one.what));
    this.label.textContent = text;
    this.slider.setAttribute('aria-valuetext', [text, ...here].join(', '));
  }
}
