// @ts-check
/** To whom the files of a ticket may go: what the desk has asked, and what the requester has said. */
import { h } from '../parts/dom.js';
import { say } from './words.js';

/** The files that are still there. @param {any} read @returns {any[]} */
export const filesOf = (read) => read.messages.map((/** @type {any} */ one) => one.attachment).filter((/** @type {any} */ one) => one && !one.isWithdrawn);

/** A line for each file and third party. @param {any} read @returns {HTMLElement[]} */
export function approvals(read) {
  return filesOf(read).flatMap((file) => [
    ...file.approvalRequests.map((/** @type {any} */ asked) => line(file, say('approvalAsked', { party: asked.thirdParty, person: asked.by }))),
    ...file.approvedFor.map((/** @type {string} */ party) => line(file, say('approvalGiven', { party })))]);
}

/** @param {any} file @param {string} text */
function line(file, text) {
  return h('li', null, h('bdi', null, file.name), ' ', h('span', { className: 'muted' }, text));
}
