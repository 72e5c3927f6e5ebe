// @ts-check
/** Messages that could not be delivered, to be sent again one by one or by what they have in common; the addresses that are not written to; and what was set aside. */
import { newKey } from '../../api.js';
import { button, h } from '../../parts/dom.js';
import { time } from '../../parts/time.js';
import { ask, choice } from '../dialog.js';
import { say } from '../words.js';
import { table } from './plots.js';

/** @param {import('../desk.js').Console} desk */
export async function draw(desk) {
  const place = h('div', { className: 'sections' });
  const load = async () => {
    const [letters, aside, suppressed] = await Promise.all([desk.api.get('dead-letters'), desk.api.get('set-aside'), desk.api.get('suppressed-addresses')]);
    place.replaceChildren(...dead(desk, letters, load), ...addresses(desk, suppressed, load), ...setAside(desk, aside, load));
  };
  await load();
  return [place];
}

/** @param {import('../desk.js').Console} desk @param {any[]} letters @param {() => Promise<void>} again */
function dead(desk, letters, again) {
  if (letters.length === 0) return [h('h2', null, say('dead')), h('p', { className: 'muted' }, say('deadNone'))];
  /** @param {any} filter */
  const requeue = async (filter) => {
    const { count } = await desk.api.post('dead-letters/requeue', filter, newKey());
    await again();
    desk.tell(say('requeued', { count }));
  };
  const values = (/** @type {string} */ member) => [{ id: '', title: say('any') }, ...[...new Set(letters.map((one) => one[member]).filter(Boolean))].sort().map((one) => ({ id: one, title: one }))];
  const filters = { code: choice(values('code')), template: choice(values('template')), destination: choice(values('destination')) };
  const list = h('div');
  const chosen = () => Object.fromEntries(Object.entries(filters).filter(([, one]) => one.value).map(([name, one]) => [name, one.value]));
  const matching = () => letters.filter((one) => Object.entries(chosen()).every(([name, value]) => one[name] === value));
  const all = button('primary', '', () => ask(desk, say('requeueAll'), [h('p', null, say('requeueSure', { count: matching().length })),
    matching().some((one) => one.perhapsDelivered) && h('p', null, say('perhaps'))], { ok: say('requeue'), act: () => requeue(chosen()) }));
  const show = () => {
    all.textContent = say('requeueThese', { count: matching().length });
    all.disabled = matching().length === 0;
    list.replaceChildren(table(say('dead'), [say('to'), say('text'), say('reason'), say('when'), say('tries'), ''], matching().map((one) => [h('bdi', null, one.to.id),
      h('span', null, one.template, one.destination ? h('span', { className: 'muted' }, ` · ${one.destination}`) : null),
      h('span', null, h('code', null, one.code || '–'), ' ', h('span', { className: 'muted', dir: 'auto' }, one.error), one.perhapsDelivered ? h('strong', null, ` ${say('perhaps')}`) : null),
      time(one.committedAt, one.committedAtText, desk.language), String(one.attempts),
      h('span', { className: 'cell-buttons' }, button('plain', say('requeue'), () => desk.attempt(() => requeue({ message: one.message }))), button('plain', say('openIt'), () => desk.open(one.ticket)))])));
  };
  for (const one of Object.values(filters)) one.addEventListener('change', show);
  show();
  return [h('h2', null, say('dead')), h('div', { className: 'filters' }, h('label', null, say('reason'), filters.code), h('label', null, say('text'), filters.template), h('label', null, say('destination'), filters.destination), all), list,
    letters.length >= 200 ? h('p', { className: 'muted' }, say('onlyFirst', { count: letters.length })) : ''];
}

/** @param {import('../desk.js').Console} desk @param {any[]} items @param {() => Promise<void>} again */
function setAside(desk, items, again) {
  const title = h('h2', null, say('aside'));
  if (items.length === 0) return [title, h('p', { className: 'muted' }, say('asideNone'))];
  const retry = (/** @type {string | null} */ ticket) => desk.attempt(async () => {
    const { count } = await desk.api.post('set-aside/retry', { ticket }, newKey());
    await again();
    desk.tell(say('retried', { count }));
  });
  return [title, h('p', null, say('asideHow'), ' ', button('plain', say('retryAll'), () => retry(null))),
    table(say('aside'), [say('reason'), say('tries'), say('triedAgain'), ''], items.map((one) => [h('span', null, h('code', null, one.code), ' ', h('span', { className: 'muted' }, one.reason)), String(one.attempts), time(one.retryAt, one.retryAtText, desk.language),
      h('span', { className: 'cell-buttons' }, button('plain', say('retry'), () => retry(one.ticket)), button('plain', say('openIt'), () => desk.open(one.ticket)))]))];
}

/** @param {import('../desk.js').Console} desk @param {any} page @param {() => Promise<void>} again */
function addresses(desk, page, again) {
  const title = h('h2', null, say('suppressed'));
  if (page.addresses.length === 0) return [title, h('p', { className: 'muted' }, say('suppressedNone'))];
  const shown = [...page.addresses];
  const list = h('div');
  const more = button('plain', say('suppressedMore'), () => desk.attempt(async () => {
    const next = await desk.api.get(`suppressed-addresses?skip=${shown.length}`);
    shown.push(...next.addresses);
    show(next.hasMore);
  }));
  const lift = (/** @type {any} */ one) => ask(desk, say('lift'), [h('p', null, say('liftSure')), h('p', null, h('bdi', null, one.address))], { ok: say('lift'), act: async () => {
    await desk.api.send('DELETE', `suppressed-addresses?address=${encodeURIComponent(one.address)}`, undefined, { 'Idempotency-Key': newKey() });
    await again();
    desk.tell(say('lifted'));
  } });
  const show = (/** @type {boolean} */ hasMore) => list.replaceChildren(table(say('suppressed'), [say('address'), say('when'), ''], shown.map((one) => [
    h('span', { className: 'text' }, h('bdi', null, one.address), h('span', { className: 'muted' }, ' · ', h('bdi', null, one.of.id), ' · ', h('code', null, one.status || '–'))),
    time(one.at, one.atText, desk.language), h('span', { className: 'cell-buttons' }, button('plain', say('lift'), () => lift(one)))])), hasMore ? more : '');
  show(page.hasMore);
  return [title, h('p', null, say('suppressedHow')), list];
}
