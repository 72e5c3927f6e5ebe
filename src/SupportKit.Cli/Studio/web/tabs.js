// @ts-check
/** Tabs as ARIA describes them: arrows move, one panel is seen. On a wide screen the file stands beside them and needs none. */
import { h } from './parts/dom.js';

export class Tabs {
  /** @param {[string, string, HTMLElement][]} all @param {(name: string) => void} shown */
  constructor(all, shown) {
    this.shown = shown;
    this.names = all.map(([name]) => name);
    this.buttons = all.map(([name, title]) => h('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, onclick: () => this.show(name) }, title));
    this.all = all.map(([name, , panel]) => {
      panel.id = `panel-${name}`;
      panel.setAttribute('aria-labelledby', `tab-${name}`);
      panel.setAttribute('role', 'tabpanel');
      return panel;
    });
    this.list = h('div', { className: 'tabs', role: 'tablist', 'aria-label': 'What is shown', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#move(event) }, ...this.buttons);
    this.wide = matchMedia('(min-width: 1000px)');
    this.current = this.wide.matches ? 'request' : 'file';
    this.wide.addEventListener('change', () => this.show(this.wide.matches && this.current === 'file' ? 'request' : this.current));
    this.show(this.current);
  }

  /** The panels beside the file. */
  get panels() {
    return this.all.slice(1);
  }

  /** @param {string} name */
  show(name) {
    if (this.wide.matches && name === 'file') name = this.current === 'file' ? 'request' : this.current;
    this.current = name;
    document.body.dataset.tab = name;
    this.buttons.forEach((button, i) => {
      const isOn = this.names[i] === name;
      button.setAttribute('aria-selected', String(isOn));
      button.tabIndex = isOn ? 0 : -1;
      this.all[i].classList.toggle('off', !isOn);
    });
    this.shown(name);
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 }[event.key];
    if (!step) return;
    event.preventDefault();
    const names = this.wide.matches ? this.names.slice(1) : this.names;
    const target = Math.abs(step) === 99 ? (step < 0 ? 0 : names.length - 1) : (names.indexOf(this.current) + step + names.length) % names.length;
    this.show(names[target]);
    this.buttons[this.names.indexOf(names[target])].focus();
  }
}
