// @ts-check
/** What the reader alone decides: terms, who takes part, what the desk may change, where it may work, and to whom a file may go. */
import { newKey, Refusal } from '../api.js';
import { button, h } from '../parts/dom.js';
import { inWords, now } from '../parts/time.js';

/**
 * Carries out an operation of the ticket, and says why when it is not done.
 * @param {import('./panel.js').Desk} desk @param {any} read @param {string} name @param {any} body
 * @param {HTMLButtonElement} act @param {HTMLElement} problem @param {() => void} done
 */
export async function carryOut(desk, read, name, body, act, problem, done) {
  act.disabled = true;
  problem.hidden = true;
  try {
    await desk.api.post(`tickets/${read.ticket.id}/actions/${name}`, body, newKey(), read.ticket.version);
    done();
  } catch (error) {
    problem.textContent = error instanceof Refusal ? error.message : desk.say('unreachable');
    problem.hidden = false;
    act.disabled = false;
    // Somebody else was quicker: what they did is shown, and what was typed stays.
    if (error instanceof Refusal && error.status === 412) done();
  }
}

/** @param {import('./panel.js').Desk} desk @param {any} read @param {() => void} done */
export function decisions(desk, read, done) {
  const { say, language } = desk;
  const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
  const find = (/** @type {string} */ name) => read.actions.find((/** @type {any} */ one) => one.operation === name);
  const may = (/** @type {string} */ name) => find(name)?.isAllowed;
  const all = [...terms(), ...changes(), ...grants(), ...approvals(), ...people(), ...granting(), ...passingOn()];
  return all.length > 0 ? [...all, problem] : [];

  /** @param {string} text @param {...[string, string, any]} ways Each a label, the operation and its members. */
  function row(text, ...ways) {
    const words = h('span', { dir: 'auto' }, text);
    const acts = ways.map(([label, name, body]) => {
      const act = button('plain', label, () => carryOut(desk, read, name, body, act, problem, done));
      return act;
    });
    return { element: h('div', { className: 'decision', part: 'decision' }, words, h('span', { className: 'acts' }, ...acts)), words };
  }

  function terms() {
    const owed = desk.form.terms && find('reply')?.code === 'terms.acceptance_missing';
    return owed ? [row(desk.form.terms.advice, [say('do-accept-terms'), 'accept-terms', { version: desk.form.terms.version }]).element] : [];
  }

  function changes() {
    const asked = may('approve-change') ? read.changes.filter((/** @type {any} */ one) => one.status === 'Proposed') : [];
    return asked.map((/** @type {any} */ one) => {
      const { element, words } = row(say('changeAsked', { environment: one.environment, what: '…' }), [say('approve'), 'approve-change', { change: one.id }]);
      void tell(one, words);
      return element;
    });
  }

  // What is to be changed stands in the history, which is asked for when there is something to decide.
  /** @param {any} change @param {HTMLElement} words */
  async function tell(change, words) {
    try {
      const { events } = await desk.api.get(`tickets/${read.ticket.id}/history`);
      const asked = events.find((/** @type {any} */ one) => one.sequence === change.id)?.event;
      words.textContent = say('changeAsked', { environment: change.environment, what: asked?.what ?? '' });
    } catch {
      // The environment is told, and the agent has said more in the conversation.
    }
  }

  function grants() {
    return read.grants.filter((/** @type {any} */ one) => new Date(one.until).getTime() > now()).map((/** @type {any} */ one) => row(say('accessUntil', { environment: one.environment, when: inWords(one.until, one.untilText, language) }), [say('revoke'), 'revoke-access', { grant: one.id }]).element);
  }

  // Files that the desk asks to pass on, and those that may go somewhere.
  function approvals() {
    if (desk.form.you !== null && desk.form.you !== read.ticket.requester) return [];
    const files = read.messages.map((/** @type {any} */ one) => one.attachment).filter(Boolean);
    return files.flatMap((/** @type {any} */ file) => [
      ...file.approvalRequests.map((/** @type {any} */ asked) => {
        const body = { attachment: file.id, thirdParty: asked.thirdParty };
        return row(say('passAsked', { person: asked.by, file: file.name, party: asked.thirdParty }), [say('approve'), 'approve-attachment', body], [say('refuse'), 'withdraw-approval', body]).element;
      }),
      ...file.approvedFor.map((/** @type {string} */ party) =>
        row(say('mayHave', { file: file.name, party }), [say('noLonger'), 'withdraw-approval', { attachment: file.id, thirdParty: party }]).element)]);
  }

  function people() {
    if (read.sharedWith.length === 0) return [];
    const isOwn = desk.form.you === read.ticket.requester;
    return [h('div', { className: 'decision', part: 'decision' }, h('span', null, say('withWhom')), ' ', ...read.sharedWith.map((/** @type {string} */ id) => {
      const can = may('unshare') && (isOwn || id === desk.form.you);
      const act = can ? button('plain', '×', () => carryOut(desk, read, 'unshare', { with: id }, /** @type {any} */ (act), problem, done), { 'aria-label': say('unshare', { person: id }) }) : null;
      return h('span', { className: 'person' }, h('bdi', null, id), act);
    }))];
  }

  function granting() {
    if (!may('grant-access')) return [];
    const environment = h('input', { value: read.ticket.facts.environment ?? '', required: true });
    const hours = h('select', null, ...[1, 8, 24, 72].map((count) => h('option', { value: String(count) }, new Intl.NumberFormat(language, { style: 'unit', unit: count < 24 ? 'hour' : 'day', unitDisplay: 'long' }).format(count < 24 ? count : count / 24))));
    return [form(say('grant'), 'grant-access', [[say('environment'), environment], [say('howLong'), hours]],
      () => ({ environment: environment.value.trim(), until: new Date(now() + Number(hours.value) * 3_600_000).toISOString() }))];
  }

  function passingOn() {
    const files = read.messages.map((/** @type {any} */ one) => one.attachment).filter((/** @type {any} */ one) => one && !one.isWithdrawn);
    if (!may('approve-attachment') || files.length === 0) return [];
    const file = h('select', null, ...files.map((/** @type {any} */ one) => h('option', { value: one.id }, one.name)));
    const party = h('input', { required: true });
    return [form(say('passOn'), 'approve-attachment', [[say('whichFile'), file], [say('toWhom'), party]], () => ({ attachment: file.value, thirdParty: party.value.trim() }))];
  }

  /** @param {string} title @param {string} name @param {[string, HTMLInputElement | HTMLSelectElement][]} fields @param {() => any} body */
  function form(title, name, fields, body) {
    const act = h('button', { type: 'submit', className: 'primary' }, title);
    const why = h('p', { className: 'problem', role: 'alert', hidden: true });
    return h('details', { className: 'action' }, h('summary', null, title), h('form', { noValidate: true, onsubmit: (/** @type {SubmitEvent} */ sent) => {
      sent.preventDefault();
      const unfit = fields.find(([, input]) => !input.checkValidity());
      if (unfit) unfit[1].focus();
      else void carryOut(desk, read, name, body(), act, why, done);
    } }, ...fields.map(([label, input]) => h('label', { className: 'field' }, h('span', { className: 'label' }, label), input)), why, act));
  }
}
