// @ts-check
/** The page: the file on one side, what it does on the other. All that is decided is decided by the tool; this only asks and shows. */
import { button, h } from './parts/dom.js';
import { ask, follow, Refused } from './api.js';
import { decision } from './decision.js';
import { Editor } from './editor.js';
import { count, findingList } from './findings.js';
import { Form } from './form.js';
import { ruleTables } from './rules.js';
import { Tabs } from './tabs.js';
import { Timeline } from './timeline.js';
import { workflow } from './workflow.js';

/** How long nothing is typed before the tool is asked, in milliseconds, at most: a quick answer is asked for sooner. The table of rules waits longer, since it runs all tests. */
const waits = { typed: 120, form: 60, slider: 20, rules: 600 };
const leastWait = 20;

class Studio {
  constructor() {
    this.editor = new Editor(() => this.#later('typed'));
    this.form = new Form(() => this.#later('form'));
    this.timeline = new Timeline(() => this.#later('slider'));
    /** @type {any} */ this.file = null;
    /** @type {any} */ this.model = null;
    /** @type {any} */ this.story = null;
    /** @type {any[]} */ this.findings = [];
    /** @type {any} */ this.table = null;
    this.known = '';
    /** How long the last answer took, in milliseconds. */ this.took = waits.typed;
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */ this.timers = {};
    this.status = h('p', { className: 'status', role: 'status' });
    this.bar = h('div', { className: 'bar', role: 'alert', hidden: true });
    this.save = button('primary', 'Save', () => this.#save(), { title: 'Ctrl+S', 'aria-keyshortcuts': 'Control+S' });
    this.count = h('p', { id: 'finding-count', className: 'count', 'aria-live': 'polite' });
    this.list = h('ol', { className: 'findings' });
    this.outcome = h('div', { className: 'outcome' });
    this.stale = h('p', { className: 'stale', hidden: true });
    this.name = h('input', { type: 'text', id: 'test-name', autocomplete: 'off' });
    this.recorded = h('p', { className: 'recorded', role: 'status' });
    this.rules = h('div');
    this.workflow = h('div');
    const request = this.request = h('div', { className: 'try', hidden: true }, h('section', { 'aria-label': 'Request and decision', className: 'beside' }, this.form.element, this.outcome),
      h('section', { 'aria-label': 'Over time' }, h('h2', null, 'Over time'), this.timeline.element),
      h('section', { 'aria-label': 'Record' }, h('h2', null, 'Record as a test'), h('div', { className: 'record' }, h('label', null, h('span', null, 'Name of the test'), this.name), button('primary', 'Record', () => this.#record())), this.recorded));
    const file = h('section', { className: 'file', 'aria-label': 'Policy file' }, this.editor.element, this.count, this.list);
    this.tabs = new Tabs([['file', 'File', file], ['request', 'Request', request], ['rules', 'Rules', this.rules], ['workflow', 'Workflow', this.workflow]], (name) => name === 'rules' && this.#askRules());
    this.path = h('h1');
    document.body.append(h('header', null, this.path, this.status, this.tabs.list, this.save), this.bar, h('main', null, file, h('div', { className: 'side' }, this.stale, ...this.tabs.panels)));
    document.addEventListener('keydown', (event) => this.#key(event));
    window.addEventListener('beforeunload', (event) => this.isChanged && event.preventDefault());
  }

  get isChanged() {
    return this.file !== null && this.editor.text !== this.file.text;
  }

  async start() {
    await this.#read();
    follow(() => this.#changedOutside(), (there) => this.#reachable(there));
  }

  async #read() {
    this.file = await ask('file', {});
    this.editor.put(this.file.text);
    document.title = `${this.file.path} – studio`;
    this.path.textContent = this.file.path;
    this.#say('');
    await this.#check();
  }

  /** @param {keyof typeof waits} why */
  #later(why) {
    clearTimeout(this.timers.check);
    this.timers.check = setTimeout(() => this.#check(), Math.min(waits[why], Math.max(leastWait, this.took)));
    this.#told();
  }

  /** @returns {Promise<void>} */
  async #check() {
    const [text, asked] = [this.editor.text, performance.now()];
    const test = this.model && { name: 'studio', request: this.form.request, at: this.form.values.at, expect: {}, steps: this.timeline.written };
    const answer = await this.#attempt('check', () => ask('check', { text, ...(this.known ? { known: this.known } : {}), ...(test ? { test } : {}), ...(this.timeline.now ? { now: this.timeline.now } : {}), longer: this.timeline.longer }));
    if (!answer) return;
    this.took = performance.now() - asked;
    this.findings = answer.findings;
    this.editor.mark(answer.findings);
    this.count.textContent = count(answer.findings);
    this.list.replaceChildren(...findingList(answer.findings, text, (one) => this.#go(one)));
    this.stale.hidden = answer.policy !== undefined;
    this.stale.textContent = this.model ? 'The file has errors. What stands here is of the text before.' : 'This is not a policy yet. Correct what is marked in the file, and you can try it here.';
    if (answer.policy) this.known = answer.policy;
    if (answer.model) {
      this.model = answer.model;
      this.request.hidden = false;
      this.form.show(answer.model);
      this.#drawWorkflow();
      if (!answer.story) return this.#check();
    }
    if (answer.story) this.#show(answer.story);
    if (answer.problem) this.outcome.replaceChildren(h('p', { className: 'problem' }, `${answer.problem.cause} ${answer.problem.remedy}`));
    clearTimeout(this.timers.rules);
    if (this.tabs.current === 'rules') this.timers.rules = setTimeout(() => this.#askRules(), waits.rules);
  }

  /** @param {any} story */
  #show(story) {
    this.story = story;
    this.outcome.replaceChildren(...decision(story).filter((one) => one instanceof Node));
    this.timeline.show(story, this.model);
    if (this.name !== document.activeElement && !this.name.dataset.own) this.name.value = this.form.name;
    this.#drawWorkflow();
    this.#drawRules();
  }

  async #askRules() {
    const table = await this.#attempt('rules', () => ask('rules', { text: this.editor.text }));
    if (!table) return;
    this.table = table;
    this.#drawRules();
  }

  #drawRules() {
    if (!this.table || this.tabs.current !== 'rules') return;
    // What somebody unfolded or is at stays as it is.
    const open = [...this.rules.querySelectorAll('details')].map((one) => one.open);
    this.rules.replaceChildren(.../** @type {Node[]} */ (ruleTables(this.table, this.findings, this.story, (one) => this.#go(one)).filter((one) => one)));
    this.rules.querySelectorAll('details').forEach((one, i) => { one.open = open[i] ?? false; });
  }

  #drawWorkflow() {
    if (this.model) this.workflow.replaceChildren(...workflow(this.model, this.story));
  }

  /** @param {any} one */
  #go(one) {
    this.tabs.show('file');
    this.editor.go(one.line, one.column, one.length);
  }

  async #save(over = false) {
    const text = this.editor.text;
    if (over) this.file.version = (await this.#attempt('file', () => ask('file', {})))?.version ?? this.file.version;
    const answer = await this.#attempt('save', () => ask('save', { text, known: this.file.version }));
    if (!answer) return;
    this.file = { ...this.file, text, version: answer.version };
    this.bar.hidden = true;
    this.#say('Saved.');
  }

  async #record() {
    const { steps } = { steps: this.timeline.written };
    const now = this.story?.nowWritten;
    // What the slider shows after the last step is looked at in the test, too.
    const last = steps.at(-1)?.at ?? this.form.values.at;
    if (this.story?.ticket && now > last) steps.push({ at: now, do: 'wait' });
    this.recorded.className = 'recorded';
    try {
      const answer = await ask('record', { text: this.editor.text, test: { name: this.name.value, request: this.form.request, at: this.form.values.at, expect: {}, steps } });
      if (!answer) return;
      this.recorded.textContent = `“${answer.name}” stands in ${answer.file}.${this.isChanged ? ' It expects what the text here decides, which is not saved yet.' : ''}`;
      delete this.name.dataset.own;
    } catch (problem) {
      this.recorded.className = 'recorded problem';
      this.recorded.textContent = /** @type {Error} */ (problem).message;
    }
  }

  async #changedOutside() {
    if (this.tabs.current === 'rules') this.#askRules();
    const disk = await this.#attempt('file', () => ask('file', {}));
    if (!disk || disk.version === this.file.version) return;
    if (!this.isChanged) {
      this.file = disk;
      this.editor.put(disk.text);
      this.#say('The file was changed by another program, and is read anew.');
      await this.#check();
    } else this.#conflict();
  }

  #conflict() {
    this.bar.dataset.why = 'conflict';
    this.bar.hidden = false;
    this.bar.replaceChildren(h('span', null, 'Another program has changed the file. What you wrote here is kept until you choose.'),
      button('act', 'Read theirs', () => { this.bar.hidden = true; this.#read(); }), button('act', 'Write mine over it', () => this.#save(true)));
  }

  /** What is refused stays on the page until the same succeeds: beside the word "Not saved" nobody would learn why. @param {string} what @param {Refused} problem */
  #refused(what, problem) {
    // Why rules cannot be shown stands over them already.
    if (what === 'rules' && !this.stale.hidden) return;
    this.bar.dataset.why = what;
    this.bar.hidden = false;
    this.bar.replaceChildren(h('span', null, what === 'file' ? `${problem.message} What stands here is kept, and Save writes it.` : problem.message));
  }

  /** @param {boolean} there */
  #reachable(there) {
    if (there && this.bar.dataset.why === 'gone') {
      this.bar.hidden = true;
      delete this.bar.dataset.why;
    }
    if (there) return;
    this.bar.dataset.why = 'gone';
    this.bar.hidden = false;
    this.bar.replaceChildren(h('span', null, `The tool does not answer. ${this.isChanged ? 'What you wrote is still here: copy it, or ' : ''}start "supportkit studio" again and open its new address.`));
  }

  /** @template T @param {string} what @param {() => Promise<T>} act @returns {Promise<T | null>} */
  async #attempt(what, act) {
    try {
      const answer = await act();
      if (this.bar.dataset.why === what) {
        delete this.bar.dataset.why;
        this.bar.hidden = true;
      }
      return answer;
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 409) this.#conflict();
      else if (problem instanceof Refused) this.#refused(what, problem);
      else this.#reachable(false);
      return null;
    }
  }

  /** @param {string} text */
  #say(text) {
    this.said = text;
    this.#told();
  }

  #told() {
    if (this.isChanged) this.said = '';
    this.status.textContent = this.isChanged ? 'Not saved' : this.said || 'Saved';
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      this.#save();
    } else if (event.key === 'F8' && this.findings.length > 0) {
      event.preventDefault();
      const { line, column } = this.editor.caret;
      const sorted = this.findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
      const next = sorted.find((one) => one.line > line || (one.line === line && one.column > column));
      this.#go(next ?? sorted[0]);
    }
  }
}

const studio = new Studio();
studio.name.addEventListener('input', () => { studio.name.dataset.own = 'true'; });
await studio.start();
