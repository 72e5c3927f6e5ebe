// @ts-check
/** A dialog that asks for a few things. It traps the focus and gives it back; what was typed stays when the desk says no. */
import { Refusal } from '../api.js';
import { button, h } from '../parts/dom.js';
import { say } from './words.js';

/**
 * @param {import('./desk.js').Console} desk
 * @param {string} title
 * @param {(Node | string | null | false)[]} parts
 * @param {{ ok: string, act: () => Promise<any> } | null} [doing] Rejecting keeps the dialog open with the reason in it.
 */
export function ask(desk, title, parts, doing = null) {
  const problem = h('p', { className: 'problem', role: 'alert' });
  const form = h('form', { className: 'asked', onsubmit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!doing) return dialog.close();
    const submit = /** @type {HTMLButtonElement} */ (form.querySelector('button[type=submit]'));
    submit.disabled = true;
    try {
      await doing.act();
      dialog.close();
    } catch (error) {
      problem.textContent = error instanceof Refusal && Object.keys(error.errors).length > 0
        ? `${error.message} ${Object.entries(error.errors).map(([name, all]) => `${name}: ${all.join(' ')}`).join(' ')}` : desk.words(error);
    } finally {
      submit.disabled = false;
    }
  } }, ...parts.filter(Boolean).map((part) => /** @type {Node} */ (part)), problem,
    h('p', { className: 'buttons' }, button('plain', say(doing ? 'cancel' : 'close'), () => dialog.close()), doing && h('button', { type: 'submit', className: 'primary' }, named(doing.ok))));
  const dialog = h('dialog', { 'aria-label': named(title), onclose: () => (dialog.remove(), before?.focus()) }, h('h2', null, named(title)), form);
  const before = /** @type {HTMLElement | null} */ (desk.root.activeElement);
  desk.element.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {string} label @param {HTMLElement} input */
export const field = (label, input) => h('label', { className: 'field' }, h('span', null, label), input);

/** @param {{ id: string, title: string }[]} options @param {string} [chosen] */
export const choice = (options, chosen) => h('select', null, ...options.map((one) => h('option', { value: one.id, selected: one.id === chosen }, one.title)));

// The dots of a button say that it asks first; here it has asked.
/** @param {string} text */
const named = (text) => text.replace(/ …$/, '');
