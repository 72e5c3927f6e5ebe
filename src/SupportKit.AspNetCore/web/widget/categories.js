// @ts-check
/** What is it about? Categories as plain words; those with others below them open. */
import { h } from '../parts/dom.js';

/** @param {import('./panel.js').Desk} desk @param {string | null} [above] */
export async function categories(desk, above = null) {
  const all = desk.form.categories;
  const here = all.filter((/** @type {any} */ one) => (one.parent ?? null) === above);
  if (here.length === 1 && above === null) return redirect(desk, here[0].id);
  const below = (/** @type {string} */ id) => all.some((/** @type {any} */ one) => one.parent === id);
  const items = here.map((/** @type {any} */ one) =>
    h('li', null, h('button', { type: 'button', className: 'row', part: 'row', onclick: () => (below(one.id) ? desk.go('categories', one.id) : desk.go('form', one.id)) },
      h('span', { className: 'title' }, one.title))));
  const draft = desk.drafts.read('new');
  const begun = draft && all.find((/** @type {any} */ one) => one.id === draft.category);
  return {
    title: desk.say('about'),
    parts: [
      begun && above === null ? h('button', { type: 'button', className: 'row draft', onclick: () => desk.go('form', begun.id) },
        h('span', { className: 'title' }, desk.say('draft')), h('span', { className: 'muted' }, draft.title || begun.title)) : h('span', null),
      h('ul', { className: 'list', part: 'list' }, ...items),
    ],
  };
}

/** @param {import('./panel.js').Desk} desk @param {string} category */
function redirect(desk, category) {
  queueMicrotask(() => desk.go('form', category));
  return { title: '', parts: [] };
}
