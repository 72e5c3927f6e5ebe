// @ts-check
/** To whom the files of a ticket may go: what the desk has asked, and what the requester has said. */
import { newKey } from '../api.js';
import { button, h } from '../parts/dom.js';
import { ask } from './dialog.js';
import { say } from './words.js';

/** The files that are still there. @param {any} read @returns {any[]} */
export const filesOf = (read) => read.messages.map((/** @type {any} */ one) => one.attachment).filter((/** @type {any} */ one) => one && !one.isWithdrawn);

/** A line for each file and third party. @param {import('./ticket.js').Ticket} ticket @returns {HTMLElement[]} */
export function approvals(ticket) {
  const { read } = ticket;
  const may = read.actions.some((/** @type {any} */ one) => one.operation === 'disclose' && one.isAllowed);
  return filesOf(read).flatMap((file) => [
    ...file.approvalRequests.map((/** @type {any} */ asked) => line(file, say('approvalAsked', { party: asked.thirdParty, person: asked.by }))),
    ...file.approvedFor.map((/** @type {string} */ party) => line(file, say('approvalGiven', { party }), may && button('plain', say('disclose'), () => passOn(ticket, file, party))))]);
}

/** @param {any} file @param {string} text @param {HTMLElement | false} [act] */
function line(file, text, act) {
  return h('li', null, h('bdi', null, file.name), ' ', h('span', { className: 'muted' }, text), ' ', act);
}

/** Records that the file is given to somebody, and then hands it to the agent. @param {import('./ticket.js').Ticket} ticket @param {any} file @param {string} party */
function passOn(ticket, file, party) {
  const { desk, id } = ticket;
  const [address, key] = [`tickets/${id}/attachments/${file.id}`, newKey()];
  ask(desk, say('disclose'), [h('p', { dir: 'auto' }, say('discloseHow', { file: file.name, party }))], { ok: say('disclose'), act: async () => {
    await desk.api.post(`${address}/disclosures`, { thirdParty: party }, key, ticket.read.ticket.version);
    h('a', { href: new URL(address, desk.api.base).href, download: file.name }).click();
    await ticket.refresh();
    desk.tell(say('done'));
  } });
}
