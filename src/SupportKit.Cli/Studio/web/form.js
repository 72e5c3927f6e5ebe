// @ts-check
/** The form that a policy makes: who asks, by which channel, about what, with which facts, and when. */
import { h, newId } from './parts/dom.js';

const groups = [['requester', 'Known of the person'], ['request', 'Stated by the host'], ['desk', 'Switches']];

export class Form {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.element = h('form', { className: 'request', 'aria-label': 'Request', onsubmit: (/** @type {Event} */ event) => event.preventDefault(), oninput: () => this.#take() });
    /** @type {Record<string, any>} */ this.values = {};
    /** @type {Record<string, any>} */ this.facts = {};
    /** @type {any} */ this.model = null;
  }

  /** @param {any} model */
  show(model) {
    this.model = model;
    const ids = (/** @type {any[]} */ list) => list.map((one) => one.id);
    const keep = (/** @type {string} */ name, /** @type {string[]} */ known) => known.includes(this.values[name]) ? this.values[name] : known[0] ?? '';
    this.values = { at: '2026-03-02T10:00', requester: '', organization: '', title: '', terms: true, ...this.values, category: keep('category', ids(model.categories)), channel: keep('channel', ids(model.channels)), language: keep('language', model.languages) };
    this.draw();
  }

  draw() {
    const { model } = this;
    const had = /** @type {HTMLElement | null} */ (this.element.contains(document.activeElement) ? document.activeElement : null)?.dataset.field;
    const titled = (/** @type {any[]} */ list) => list.map((one) => [one.id, one.title === one.id ? one.id : `${one.title} (${one.id})`]);
    const parts = [
      this.#select('Category', 'category', titled(model.categories)),
      this.#select('Channel', 'channel', titled(model.channels)),
      model.languages.length > 1 && this.#select('Language', 'language', model.languages.map((/** @type {string} */ one) => [one, one])),
      this.#input(`Comes at (${model.zone})`, 'at', { type: 'datetime-local', required: true }),
      ...this.fields.map((/** @type {any} */ fact) => this.#fact(fact)),
      ...groups.map(([source, title]) => {
        const all = model.facts.filter((/** @type {any} */ fact) => fact.source === source);
        return all.length > 0 && h('fieldset', null, h('legend', null, title), ...all.map((/** @type {any} */ fact) => this.#fact(fact)));
      }),
      h('details', null, h('summary', null, 'Who asks, and what is written'), h('div', { className: 'more' },
        this.#input('Requester', 'requester', { placeholder: 'someone' }), this.#input('Organization', 'organization', {}), this.#input('In a few words', 'title', { placeholder: 'A request' }),
        model.terms && this.#check('The terms are accepted', 'terms'))),
    ];
    this.element.replaceChildren(...parts.filter((part) => part !== false));
    if (had) /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-field="${CSS.escape(had)}"]`))?.focus();
  }

  /** The facts that the form of the category asks for. */
  get fields() {
    return this.model?.categories.find((/** @type {any} */ one) => one.id === this.values.category)?.fields ?? [];
  }

  /** The request as a test writes it. */
  get request() {
    const { values } = this;
    const asked = [...this.fields, ...this.model.facts];
    const facts = Object.fromEntries(asked.map((fact) => [fact.name, valueOf(fact, this.facts[fact.name])]).filter(([, value]) => value !== undefined));
    const texts = Object.fromEntries(['category', 'channel', 'language', 'requester', 'organization', 'title'].filter((name) => values[name]).map((name) => [name, values[name]]));
    return { ...texts, ...(values.terms ? {} : { acceptsTerms: false }), ...(Object.keys(facts).length > 0 ? { facts } : {}) };
  }

  /** A name that says what the request is. */
  get name() {
    const facts = Object.entries(this.request.facts ?? {}).map(([name, value]) => `${name} ${value}`);
    return [`${this.values.category} by ${this.values.channel}`, ...facts].join(', ');
  }

  #take() {
    const category = this.values.category;
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (this.element.querySelectorAll('[data-field]'))) {
      const name = String(field.dataset.field);
      const value = field.type === 'checkbox' ? field.checked : field.value;
      if (name.startsWith('fact:')) this.facts[name.slice(5)] = value;
      else this.values[name] = value;
    }
    if (this.values.category !== category) this.draw();
    this.changed();
  }

  /** @param {string} label @param {string} name @param {string[][]} options */
  #select(label, name, options) {
    const select = h('select', { 'data-field': name }, ...options.map(([value, text]) => h('option', { value }, text)));
    select.value = this.values[name];
    return h('label', null, h('span', null, label), select);
  }

  /** @param {string} label @param {string} name @param {Record<string, any>} set */
  #input(label, name, set) {
    return h('label', null, h('span', null, label), h('input', { type: 'text', 'data-field': name, value: this.values[name], ...set }));
  }

  /** @param {string} label @param {string} name */
  #check(label, name) {
    return h('label', { className: 'tick' }, h('input', { type: 'checkbox', 'data-field': name, checked: this.values[name] }), h('span', null, label));
  }

  /** @param {any} fact */
  #fact(fact) {
    const set = { 'data-field': `fact:${fact.name}`, 'aria-describedby': fact.help ? newId() : null };
    const given = this.facts[fact.name] ?? '';
    const options = fact.type === 'choice' ? fact.values : fact.type === 'boolean' ? ['true', 'false'] : null;
    const field = options
      ? h('select', set, h('option', { value: '' }, 'not known'), ...options.map((/** @type {string} */ one) => h('option', { value: one }, fact.type === 'choice' ? one : one === 'true' ? 'yes' : 'no')))
      : h('input', { ...set, type: fact.type === 'number' || fact.type === 'date' ? fact.type : 'text', step: fact.whole ? '1' : 'any', min: fact.min, max: fact.max, placeholder: 'not known' });
    field.value = given;
    const label = fact.label && fact.label !== fact.name ? `${fact.label} (${fact.name})` : fact.name;
    return h('label', null, h('span', null, label, fact.need && h('span', { className: 'need' }, ` ${fact.need}`)), field, fact.help && h('span', { id: set['aria-describedby'], className: 'muted' }, fact.help));
  }
}

/** @param {any} fact @param {any} text */
function valueOf(fact, text) {
  if (text === undefined || text === '') return undefined;
  if (fact.type === 'boolean') return text === 'true';
  return fact.type === 'number' ? Number(text) : text;
}
