// @ts-check
/** One key for each act that is done all day; every one has a button as well. They rest while one types, and can be switched off. */
import { button, h } from '../parts/dom.js';
import { say } from './words.js';

/** @param {import('./desk.js').Console} desk */
export function keys(desk) {
  const press = (/** @type {string} */ operation) => /** @type {HTMLButtonElement | null} */ (desk.ticket.side.querySelector(`[data-operation="${operation}"]`))?.click();
  const list = /** @type {[string, string, () => any][]} */ ([
    ['j', 'key-next', () => desk.list.move(1)],
    ['k', 'key-previous', () => desk.list.move(-1)],
    ['u', 'key-back', () => desk.back()],
    ['/', 'key-search', () => desk.list.search.focus()],
    ['r', 'reply', () => desk.ticket.read && desk.ticket.composer.choose('reply')],
    ['a', 'ask', () => desk.ticket.read && desk.ticket.composer.choose('ask')],
    ['n', 'note', () => desk.ticket.read && desk.ticket.composer.choose('note')],
    ['m', 'macros', () => desk.ticket.read && desk.ticket.composer.macro()],
    ['t', 'takeNext', () => desk.takeNext()],
    ['e', 'key-resolve', () => press('fire resolve')],
    ['p', 'key-priority', () => press('change-priority')],
    ['.', 'actions', () => /** @type {HTMLElement | null} */ (desk.ticket.side.querySelector('.actions button'))?.focus()],
    ['?', 'keys', () => help.showModal()],
  ]);
  const on = h('input', { type: 'checkbox', checked: desk.drafts.read('keys') !== false, onchange: () => desk.drafts.write('keys', on.checked) });
  const help = h('dialog', { 'aria-label': say('keys') }, h('h2', null, say('keys')),
    h('dl', { className: 'keys' }, ...list.flatMap(([key, text]) => [h('dt', null, h('kbd', null, key)), h('dd', null, say(text))])),
    h('label', null, on, ' ', say('keysOn')), button('primary', say('close'), () => help.close()));
  desk.element.append(help);
  desk.host.addEventListener('supportkit-keys', () => help.showModal());
  desk.host.addEventListener('keydown', (pressed) => {
    const at = /** @type {HTMLElement} */ (pressed.composedPath()[0]);
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || !on.checked || desk.root.querySelector('dialog[open]') || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    const hit = list.find(([key]) => key === pressed.key);
    if (hit) (pressed.preventDefault(), hit[2]());
  });
  document.addEventListener('keydown', (pressed) => {
    if (pressed.target === document.body) desk.host.dispatchEvent(new KeyboardEvent('keydown', { key: pressed.key, ctrlKey: pressed.ctrlKey, metaKey: pressed.metaKey, altKey: pressed.altKey }));
  });
}
