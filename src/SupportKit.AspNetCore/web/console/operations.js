// @ts-check
/** What can be done with a ticket, as buttons; what an operation asks for, it asks in a dialog. */
import { newKey, Refusal } from '../api.js';
import { button, h } from '../parts/dom.js';
import { filesOf } from './approvals.js';
import { ask, choice, field } from './dialog.js';
import { merge } from './merge.js';
import { say, spelled } from './words.js';

const kinds = ['Bug', 'ChangeRequest'];

/** @param {string} [value] */
const line = (value = '') => h('input', { required: true, value });
const text = () => h('textarea', { rows: 4, required: true });
/** @param {string[]} all */
const plain = (all) => all.map((one) => ({ id: one, title: one }));

/**
 * What each operation asks for: the fields with their members, or nothing; null where it cannot be done, though the desk would take it.
 * @type {Record<string, (ticket: import('./ticket.js').Ticket) => Record<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement> | null>}
 */
const asked = {
  acknowledge: () => ({}),
  assign: () => ({ agent: h('input') }),
  'change-priority': ({ desk, read }) => ({ priority: choice(plain(desk.me.priorities), read.ticket.priority), reason: line() }),
  'change-category': ({ desk, read }) => ({ category: choice(desk.me.categories, read.ticket.category) }),
  'set-next-step': () => ({ step: line() }),
  'de-escalate': ({ read }) => (read.ticket.isEscalated ? {} : null),
  link: () => ({ kind: choice(plain(kinds)), reference: line() }),
  'update-linked-issue': ({ read }) => (read.links.length ? { reference: choice(plain(read.links.map((/** @type {any} */ one) => one.reference))), body: text() } : null),
  'record-call': () => ({ summary: text() }),
  'propose-change': ({ read }) => ({ environment: line(read.grants[0]?.environment ?? read.ticket.facts.environment ?? ''), what: text() }),
  'request-approval': ({ read }) => {
    const files = filesOf(read);
    return files.length ? { attachment: choice(files.map((/** @type {any} */ one) => ({ id: one.id, title: one.name }))), thirdParty: line() } : null;
  },
  'make-change': ({ read }) => {
    const approved = read.changes.filter((/** @type {any} */ one) => one.status === 'Approved');
    return approved.length ? { change: choice(approved.map((/** @type {any} */ one) => ({ id: String(one.id), title: `${one.environment} · ${one.id}` }))) } : null;
  },
  'mark-spam': () => ({}),
};

// A click too many would do harm.
const confirmed = ['mark-spam'];

/** @type {Record<string, (ticket: import('./ticket.js').Ticket) => void>} */
const own = { escalate, 'merge-into': merge, 'split-off': split };

/** @param {import('./ticket.js').Ticket} ticket @param {any} action @returns {HTMLElement | null} */
export function operation(ticket, action) {
  const [name, trigger = ''] = action.operation.split(' ');
  const title = trigger ? say(`fire-${trigger}`) === `fire-${trigger}` ? spelled(trigger) : say(`fire-${trigger}`) : say(`do-${name}`);
  /** @type {(() => any) | null} */ let act = null;
  if (name === 'fire') act = () => ticket.act('fire', { trigger });
  else if (own[name]) act = () => own[name](ticket);
  else if (asked[name]) {
    const fields = asked[name](ticket);
    if (fields) act = () => (Object.keys(fields).length === 0 && !confirmed.includes(name) ? ticket.act(name, {}) : form(ticket, name, title, asked[name](ticket) ?? {}));
  }
  return act && button('act', title, act, { 'data-operation': action.operation });
}

/** @param {import('./ticket.js').Ticket} ticket @param {string} name @param {string} title @param {Record<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} fields */
function form(ticket, name, title, fields) {
  const members = () => Object.fromEntries(Object.entries(fields).map(([member, input]) => [member, member === 'change' ? Number(input.value) : input.value.trim() || null]));
  const more = name === 'record-call' ? { at: new Date().toISOString() } : {};
  ask(ticket.desk, title, [confirmed.includes(name) && h('p', null, say('sure')), name === 'assign' && h('p', null, button('plain', say('toMe'), () => { fields.agent.value = ticket.desk.me.id; })),
    ...Object.entries(fields).map(([member, input]) => field(say(`field-${member}`), input))],
  { ok: title, act: () => ticket.do(name, { ...members(), ...more }) });
}

/** @param {import('./ticket.js').Ticket} ticket */
function escalate(ticket) {
  const wanted = ticket.desk.me.escalation;
  if (!wanted) return;
  const reason = choice(wanted.reasons);
  /** @type {[string, string, HTMLInputElement | HTMLSelectElement][]} */
  const details = wanted.fields.map((/** @type {any} */ one) => [one.name, one.label, one.values?.length ? choice(plain(one.values)) : line()]);
  ask(ticket.desk, say('do-escalate'), [field(say('field-reason'), reason), ...details.map(([, label, input]) => field(label, input))],
    { ok: say('do-escalate'), act: () => ticket.do('escalate', { reason: reason.value, channel: wanted.channel, details: Object.fromEntries(details.map(([name, , input]) => [name, input.value])) }) });
}

/** A part of the ticket becomes a request of its own. @param {import('./ticket.js').Ticket} ticket */
function split(ticket) {
  const { desk, read } = ticket;
  const [title, body, category] = [line(), text(), choice(desk.me.categories, read.ticket.category)];
  const key = newKey();
  const more = h('div', { className: 'more' });
  /** @type {Map<string, HTMLInputElement>} */ const answers = new Map();
  ask(desk, say('do-split-off'), [h('p', { className: 'muted' }, say('splitHow')), field(say('field-title'), title), field(say('field-body'), body), field(say('field-category'), category), more], { ok: say('do-split-off'), act: async () => {
    try {
      const part = await desk.api.post(`tickets/${ticket.id}/split`, { requester: read.ticket.requester, category: category.value, channel: read.ticket.channel, title: title.value.trim(), body: body.value.trim(),
        answers: Object.fromEntries([...answers].map(([name, input]) => [name, input.value])) }, answers.size ? newKey() : key);
      await ticket.refresh();
      desk.tell(say('splitDone', { number: part.number ?? part.id }));
    } catch (error) {
      // What the form of the category wants is asked for here, and what was typed stays.
      if (error instanceof Refusal)
        for (const [name, [label]] of Object.entries(error.errors))
          if (!name.startsWith('$') && !answers.has(name)) {
            answers.set(name, line(String(read.ticket.facts[name] ?? '')));
            more.append(field(label, /** @type {HTMLInputElement} */ (answers.get(name))));
          }
      throw error;
    }
  } });
}
