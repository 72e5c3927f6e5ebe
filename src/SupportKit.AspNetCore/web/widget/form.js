// @ts-check
/** The form that the policy asks for. What is missing is told while one types, and before anything is sent what will be masked. */
import { newKey, Refusal, Unreachable } from '../api.js';
import { button, h } from '../parts/dom.js';
import { field } from './field.js';
import { files } from './files.js';

/** @param {import('./panel.js').Desk} desk @param {string} id */
export async function form(desk, id) {
  const { say } = desk;
  const category = desk.form.categories.find((/** @type {any} */ one) => one.id === id);
  const kept = desk.drafts.read('new');
  const draft = kept?.category === id ? kept : { category: id, title: '', body: '', answers: {}, key: newKey() };
  const title = h('input', { required: true, maxLength: desk.form.limits.maxTitleLength, value: draft.title, autocomplete: 'off' });
  const body = h('textarea', { required: true, maxLength: desk.form.limits.maxTextLength, value: draft.body, rows: 5 });
  const fields = category.fields.map((/** @type {any} */ one) => field(desk, one, draft.answers[one.name]));
  const attached = files(desk, () => void preview());
  const terms = desk.form.terms;
  const accepts = h('input', { type: 'checkbox', required: true });
  const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
  const hint = h('p', { className: 'hint', part: 'hint' });
  const alike = h('div', { className: 'alike', part: 'hint' });
  const bar = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': say('complete') });
  const send = h('button', { type: 'submit', className: 'primary', part: 'primary' }, say('send'));
  const whole = h('form', { noValidate: true, onsubmit: submit, oninput: typed },
    labelled(say('title'), title), labelled(say('body'), body), alike, ...fields.map((/** @type {any} */ one) => one.element), attached.element,
    terms && h('label', { className: 'check' }, accepts, h('span', null, terms.advice)),
    h('div', { className: 'progress' }, bar, hint), problem, send);
  let timer = 0;
  let asking = new AbortController();
  desk.left.addEventListener('abort', () => (clearTimeout(timer), asking.abort()));
  void preview();
  return { title: category.title, focus: title, parts: [whole] };

  function written() {
    const answers = Object.fromEntries(fields.map((/** @type {any} */ one) => [one.name, one.value()]).filter((/** @type {any} */ [, value]) => value !== null));
    return { category: id, title: title.value.trim(), body: body.value.trim(), answers };
  }

  function typed() {
    // What is changed is another command: a key stands for one only.
    draft.key = newKey();
    desk.drafts.write('new', { ...written(), key: draft.key });
    clearTimeout(timer);
    timer = setTimeout(preview, 400);
  }

  // What was asked before is of no use once something more was typed.
  async function preview() {
    asking.abort();
    asking = new AbortController();
    try {
      const seen = await desk.api.post('form/preview', { ...written(), attachments: attached.count() }, newKey(), undefined, asking.signal);
      bar.value = Number(seen.share);
      bar.hidden = category.fields.length === 0 || Boolean(seen.refusal);
      const names = (/** @type {string[]} */ list) => list.map((name) => category.fields.find((/** @type {any} */ one) => one.name === name)?.label ?? name).join(', ');
      const said = [
        seen.masked.length > 0 && say('masked'),
        seen.advice,
        !seen.refusal && seen.missing.length > 0 && say('missing', { fields: names(seen.missing) }),
        !seen.refusal && seen.missing.length === 0 && seen.wouldHelp.length > 0 && say('wouldHelp', { fields: names(seen.wouldHelp) }),
      ].filter(Boolean);
      const no = seen.refusal && h('span', { className: 'said elsewhere' }, seen.refusal.detail, ...elsewhere(seen.refusal.redirectTo));
      hint.replaceChildren(...said.map((text) => h('span', { className: 'said' }, String(text))));
      alike.replaceChildren(no || '', ...(seen.similar.length > 0 ? [say('similar'), ...seen.similar.map((/** @type {any} */ one) => button('plain', `${one.number ?? ''} ${one.title}`.trim(), () => desk.go('conversation', one.id)))] : []));
    } catch {
      // The preview is a help; without it the desk says the same when the request is sent.
    }
  }

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    problem.hidden = true;
    const unfit = [[title, say('title')], [body, say('body')], ...(terms ? [[accepts, terms.advice]] : [])].find(([input]) => !(/** @type {any} */ (input)).checkValidity());
    if (unfit) return fail(say('needed', { field: unfit[1] }), /** @type {any} */ (unfit[0]));
    send.disabled = true;
    try {
      await desk.beKnown();
      const opened = await desk.api.post('tickets', { ...written(), ...(terms ? { acceptsTerms: terms.version } : {}) }, draft.key);
      desk.drafts.write('new', null);
      const lost = await attached.upload(opened.ticket.id);
      desk.host.dispatchEvent(new CustomEvent('supportkit-sent', { bubbles: true, detail: { id: opened.ticket.id, number: opened.ticket.number } }));
      desk.go('sent', opened, lost);
    } catch (error) {
      if (error instanceof Refusal) {
        const named = fields.filter((/** @type {any} */ one) => one.mark(error.errors[one.name]));
        fail(error.message, named[0]?.input);
        problem.append(...elsewhere(error.redirectTo));
      } else fail(say(error instanceof Unreachable ? 'kept' : 'failed'));
    } finally {
      send.disabled = false;
    }
  }

  /** @param {string} text @param {HTMLElement} [at] */
  function fail(text, at) {
    problem.textContent = text;
    problem.hidden = false;
    (at ?? send).focus();
  }
}

// A channel of the policy that is an address is led to; the others are told of by the policy's own words.
/** @param {string | null | undefined} to */
function elsewhere(to) {
  return to && /^https:\/\//.test(to) ? [' ', h('a', { href: to, rel: 'noopener' }, to)] : [];
}

/** @param {string} text @param {HTMLElement} input */
function labelled(text, input) {
  return h('label', { className: 'field' }, h('span', { className: 'label' }, text), input);
}
