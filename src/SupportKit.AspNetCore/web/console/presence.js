// @ts-check
/** Who else has the ticket open. The desk forgets whoever no longer says that they are there. */
import { newKey } from '../api.js';
import { h } from '../parts/dom.js';
import { say } from './words.js';

export class Presence {
  /** @param {import('./ticket.js').Ticket} ticket */
  constructor(ticket) {
    this.ticket = ticket;
    this.element = h('p', { className: 'present', role: 'status' });
    this.isWriting = false;
    addEventListener('pagehide', () => this.#say(false));
  }

  /** Says it until the signal is given. @param {AbortSignal} left */
  begin(left) {
    this.element.replaceChildren();
    this.isWriting = false;
    const id = this.ticket.id;
    left.addEventListener('abort', () => void this.#send(id, false), { once: true });
    void this.#again(left);
  }

  /** @param {boolean} isWriting */
  writes(isWriting) {
    if (isWriting === this.isWriting) return;
    this.isWriting = isWriting;
    void this.#say(true);
  }

  /** @param {AbortSignal} left */
  async #again(left) {
    while (!left.aborted) {
      const seconds = document.hidden ? 10 : await this.#say(true);
      await new Promise((done) => setTimeout(done, seconds * 1000));
    }
  }

  /** @param {boolean} isHere */
  async #say(isHere) {
    const id = this.ticket.id;
    const said = await this.#send(id, isHere);
    if (said && id === this.ticket.id) this.#draw(said.others);
    return said?.againAfterSeconds ?? 10;
  }

  /** @param {string} id @param {boolean} isHere */
  async #send(id, isHere) {
    if (!id) return null;
    try {
      return await this.ticket.desk.api.post(`tickets/${id}/presence`, { isHere, isWriting: isHere && this.isWriting }, newKey());
    } catch {
      return null; // who else is there is of no use without the network, and no fault worth telling
    }
  }

  /** @param {{ id: string, isWriting: boolean }[]} others */
  #draw(others) {
    const text = others.map((one) => say(one.isWriting ? 'isWriting' : 'isHere', { person: one.id })).join(' · ');
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}
