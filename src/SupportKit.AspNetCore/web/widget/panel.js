// @ts-check
/** The panel of the widget: one view at a time, in a dialog that keeps the focus while it is open. */
import { Api, Refusal, Unreachable } from '../api.js';
import { button, h } from '../parts/dom.js';
import { directionOf, ownWords } from '../parts/own-words.js';
import { wanted } from '../widget.js';
import { conversation } from './conversation.js';
import { drafts } from './drafts.js';
import { categories } from './categories.js';
import { form } from './form.js';
import { look } from './look.js';
import { requests } from './requests.js';
import { sent } from './sent.js';

/**
 * What each view works with.
 * @typedef {object} Desk
 * @property {Api} api
 * @property {any} form The policy's form, in the reader's language.
 * @property {string} language
 * @property {(key: string, places?: Record<string, string | number>) => string} say
 * @property {typeof drafts} drafts
 * @property {(name: string, ...given: any[]) => void} go
 * @property {(text: string) => void} tell For screen readers, politely.
 * @property {HTMLElement} host
 * @property {() => boolean} isKnown Whether the reader can have requests of their own.
 * @property {() => Promise<void>} beKnown
 * @property {AbortSignal} left Fires when the view is left.
 */

const views = { requests, categories, form, sent, conversation };
const spoken = ['en', 'fr', 'pt', 'de', 'es'];

export class Panel {
  /** @param {HTMLElement} host @param {URL} base */
  constructor(host, base) {
    this.host = host;
    this.api = new Api(base, wanted(host));
    this.api.guest = drafts.read('guest');
    this.body = h('div', { className: 'body', part: 'body' });
    this.title = h('h2', { id: 'title', tabIndex: -1 });
    this.back = button('back', '', () => this.#back());
    this.close = button('close', '', () => host.removeAttribute('open'));
    this.live = h('p', { className: 'unseen', role: 'status' });
    this.offline = h('p', { className: 'offline', part: 'offline', hidden: true, role: 'status' });
    this.root = h('section', { className: 'panel', part: 'panel', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'title', hidden: true },
      h('header', { part: 'header' }, this.back, this.title, this.close), this.offline, this.body, this.live);
    this.root.addEventListener('keydown', (pressed) => this.#key(pressed));
    host.shadowRoot?.adoptedStyleSheets.push(look);
    /** @type {[string, any[]][]} */ this.trail = [];
    this.leaving = new AbortController();
    for (const change of ['online', 'offline']) addEventListener(change, () => this.#network());
  }

  async show() {
    this.root.hidden = false;
    if (!this.desk) await this.#begin();
    else this.title.focus();
  }

  hide() {
    this.root.hidden = true;
  }

  async #begin() {
    this.#wait();
    try {
      this.form = await this.api.get('form');
      const code = spoken.includes(this.form.language) ? this.form.language : 'en';
      const [shipped, own] = await Promise.all([import(`../words/${code}.js`), ownWords(this.host)]);
      this.words = { ...shipped.default, ...own?.words };
      this.language = own?.lang ?? this.form.language;
      this.dir = own?.dir ?? directionOf(this.language);
      this.api.languages = [this.form.language, ...this.api.languages];
    } catch (error) {
      this.form = null;
      return this.#failed(error, () => this.#begin());
    }
    const say = (/** @type {string} */ key, /** @type {Record<string, any>} */ places = {}) =>
      (this.words[key] ?? key).replace(/\{(\w+)\}/g, (/** @type {string} */ whole, /** @type {string} */ name) => places[name] ?? whole);
    this.say = say;
    this.root.lang = this.language;
    // The panel stays in the corner of its button, whichever way the page is written; what is in it goes its own way.
    for (const part of /** @type {HTMLElement[]} */ ([...this.root.children])) part.dir = this.dir;
    this.back.textContent = this.dir === 'rtl' ? '→' : '←';
    this.back.setAttribute('aria-label', say('back'));
    this.close.textContent = '×';
    this.close.setAttribute('aria-label', say('close'));
    this.offline.textContent = say('offline');
    this.signedIn = true;
    this.desk = {
      api: this.api, form: this.form, language: this.language, say, drafts, host: this.host,
      go: (/** @type {string} */ name, /** @type {any[]} */ ...given) => this.#go(name, given),
      tell: (/** @type {string} */ text) => { this.live.textContent = text; },
      isKnown: () => this.signedIn || this.api.guest !== null,
      beKnown: () => this.#beKnown(),
      left: this.leaving.signal,
    };
    this.#network();
    await this.#go('requests', []);
  }

  // Somebody who is not signed in becomes a guest, where the desk takes guests, when they first send something.
  async #beKnown() {
    if (this.signedIn || this.api.guest) return;
    this.api.guest = (await this.api.send('POST', 'guests')).token;
    drafts.write('guest', this.api.guest);
  }

  /** @param {string} name @param {any[]} given @returns {Promise<void>} */
  async #go(name, given, isBack = false) {
    this.leaving.abort();
    this.leaving = new AbortController();
    if (!isBack) this.trail = name === 'requests' ? [['requests', []]] : [...this.trail, [name, given]];
    const desk = /** @type {any} */ ({ ...this.desk, left: this.leaving.signal });
    const left = this.leaving.signal;
    const waiting = setTimeout(() => this.#wait(), 150);
    try {
      const view = await /** @type {any} */ (views)[name](desk, ...given);
      if (left.aborted) return;
      this.title.textContent = view.title;
      this.body.replaceChildren(...view.parts);
      this.body.scrollTop = view.atEnd ? this.body.scrollHeight : 0;
      (view.focus ?? this.title).focus();
    } catch (error) {
      if (left.aborted) return;
      if (error instanceof Refusal && error.status === 401 && this.signedIn) {
        this.signedIn = false;
        return this.#go(name, given, true);
      }
      this.#failed(error, () => this.#go(name, given, true));
    } finally {
      clearTimeout(waiting);
      this.back.hidden = this.trail.length < 2;
      this.body.removeAttribute('aria-busy');
    }
  }

  /** @returns {void} */
  #back() {
    this.trail.pop();
    const [name, given] = this.trail.at(-1) ?? ['requests', []];
    // From what was sent one does not go back into its form.
    if (name === 'form' || name === 'sent') return this.#back();
    void this.#go(name, given, true);
  }

  #wait() {
    this.body.setAttribute('aria-busy', 'true');
    this.body.replaceChildren(...[1, 2, 3].map(() => h('div', { className: 'bone' })));
  }

  /** @param {unknown} error @param {() => void} again */
  #failed(error, again) {
    const say = this.say ?? ((/** @type {string} */ key) => ({ unreachable: 'The help desk cannot be reached.', again: 'Try again' })[key] ?? key);
    const text = error instanceof Refusal ? error.message : say(error instanceof Unreachable ? 'unreachable' : 'failed');
    this.body.replaceChildren(h('p', { className: 'problem', role: 'alert' }, text), button('plain', say('again'), again));
  }

  #network() {
    this.offline.hidden = navigator.onLine;
  }

  /** @param {KeyboardEvent} pressed */
  #key(pressed) {
    if (pressed.key === 'Escape') return this.host.removeAttribute('open');
    if (pressed.key !== 'Tab') return;
    const all = /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll('button, a[href], input, select, textarea, summary')])
      .filter((one) => one.offsetParent !== null && !(/** @type {any} */ (one).disabled));
    const at = /** @type {any} */ (this.root.getRootNode()).activeElement;
    const [first, last] = [all[0], all.at(-1)];
    const next = pressed.shiftKey ? (at === first || at === this.title) && last : at === last && first;
    if (next) (next.focus(), pressed.preventDefault());
  }
}
