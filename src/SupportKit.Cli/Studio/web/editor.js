// @ts-check
/** The text of the policy: a plain field with line numbers, and marks behind it where something is wrong. */
import { h } from './parts/dom.js';

export class Editor {
  /** @param {() => void} typed */
  constructor(typed) {
    this.numbers = h('div', { className: 'numbers', 'aria-hidden': 'true' });
    this.marks = h('div', { className: 'marks', 'aria-hidden': 'true' });
    this.field = h('textarea', { className: 'code', id: 'policy-text', spellcheck: false, autocapitalize: 'off', autocomplete: 'off', wrap: 'off', 'aria-label': 'Text of the policy', 'aria-describedby': 'finding-count', oninput: () => { this.#number(); typed(); }, onscroll: () => this.#scroll() });
    this.element = h('div', { className: 'editor' }, this.numbers, h('div', { className: 'sheet' }, this.marks, this.field));
    /** @type {any[]} */ this.findings = [];
  }

  get text() {
    return this.field.value;
  }

  /** Takes another text, and keeps the place where somebody was. @param {string} text */
  put(text) {
    const { selectionStart, scrollTop, scrollLeft } = this.field;
    this.field.value = text;
    this.field.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionStart, text.length));
    this.field.scrollTo(scrollLeft, scrollTop);
    this.#number();
  }

  /** @param {any[]} findings */
  mark(findings) {
    this.findings = findings;
    const lines = this.text.split('\n');
    const byLine = Map.groupBy(findings, (/** @type {any} */ one) => one.line);
    // Only lines with a mark are drawn; the rest is room.
    this.marks.replaceChildren(...[...byLine].map(([line, found]) => {
      const text = lines[line - 1] ?? '';
      const parts = [];
      let at = 0;
      for (const one of found.toSorted((/** @type {any} */ a, /** @type {any} */ b) => a.column - b.column)) {
        const [from, to] = [one.column - 1, Math.min(text.length, one.column - 1 + one.length)];
        if (from < at) continue;
        parts.push(text.slice(at, from), h('mark', { className: one.severity }, text.slice(from, Math.max(to, from + 1)) || ' '));
        at = to;
      }
      const row = h('div', { className: 'row' }, ...parts);
      row.style.insetBlockStart = `calc(${line - 1} * var(--line-height) + 8px)`;
      return row;
    }));
    this.#number();
    this.#scroll();
  }

  /** Goes to a place of the text. @param {number} line @param {number} column @param {number} length */
  go(line, column, length) {
    const start = this.text.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    this.field.focus();
    this.field.setSelectionRange(start, start + length);
    const height = parseFloat(getComputedStyle(this.field).lineHeight);
    this.field.scrollTop = Math.max(0, (line - 1) * height - this.field.clientHeight / 3);
  }

  /** The line and column of the caret, counted from 1. */
  get caret() {
    const before = this.text.slice(0, this.field.selectionStart).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  }

  #number() {
    const count = this.text.split('\n').length;
    const worst = new Map();
    for (const { line, severity } of this.findings) if (worst.get(line) !== 'error') worst.set(line, severity === 'warning' || !worst.has(line) ? severity : severity === 'error' ? severity : worst.get(line));
    const key = `${count} ${[...worst].join(' ')}`;
    if (this.numbers.dataset.key === key) return;
    this.numbers.dataset.key = key;
    this.numbers.replaceChildren(...Array.from({ length: count }, (_, i) => h('div', { className: worst.get(i + 1) ?? '' }, String(i + 1))));
  }

  #scroll() {
    this.numbers.style.transform = `translateY(${-this.field.scrollTop}px)`;
    this.marks.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
  }
}
