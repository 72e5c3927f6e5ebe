// @ts-check
/** What is it about? Categories as plain words; those with others below them open. */
import { h } from '../parts/dom.js';

/** @param {import('./panel.js').Desk} desk @param {string | null} [above] */
export async function categories(desk, above = null) {
  const all = desk.form.categories;
  const below = (/** @type {string | null} */ id) => all.filter((/** @type {any} */ one) => (one.parent ?? null) === id);
  const top = below(null);
  // Where there is nothing to choose from, nothing is asked.
  if (above === null && top.length === 1 && below(top[0].id).length === 0) return redirect(desk, top[0].id);
  const within = above ?? (top.length === 1 ? top[0].id : null);
  // What is none of those below is the category itself.
  const here = [...below(within), ...all.filter((/** @type {any} */ one) => one.id === within)];
  const items = here.map((/** @type {any} */ one) =>
    h('li', null, h('button', { type: 'button', className: 'row', part: 'row', onclick: () => desk.go(one.id !== within && below(one.id).length > 0 ? 'categories' : 'form', one.id) },
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
