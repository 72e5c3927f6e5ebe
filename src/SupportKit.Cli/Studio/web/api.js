// @ts-check
/** What the page asks of the tool. Each question cancels the one of its kind before, which nobody waits for any more. */

/** @type {Map<string, AbortController>} */ const open = new Map();

/** A "no" of the tool: what is the matter, and what to do. */
export class Refused extends Error {
  /** @param {number} status @param {{ code: string, place: string, cause: string, remedy: string }} problem */
  constructor(status, problem) {
    super(`${problem.cause} ${problem.remedy}`);
    this.status = status;
    this.problem = problem;
  }
}

/** The tool does not answer: it has ended, most often. */
export class Unreachable extends Error {}

/**
 * @param {string} question
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>} Null when a later question took its place.
 */
export async function ask(question, body) {
  open.get(question)?.abort();
  const own = new AbortController();
  open.set(question, own);
  try {
    const answer = await fetch(question, { method: 'POST', body: JSON.stringify(body), signal: own.signal, headers: { 'Content-Type': 'application/json' } });
    if (answer.status === 409 || answer.status === 422) throw new Refused(answer.status, await answer.json());
    if (!answer.ok) throw new Unreachable(`The tool answered ${answer.status}.`);
    return await answer.json();
  } catch (problem) {
    if (own.signal.aborted) return null;
    if (problem instanceof Refused || problem instanceof Unreachable) throw problem;
    throw new Unreachable('The tool does not answer.');
  }
}

/** Calls back whenever the policy or its tests are written, or may have been, before this listened; and when the tool ends. @param {() => void} changed @param {(there: boolean) => void} reachable */
export function follow(changed, reachable) {
  const events = new EventSource('changes');
  events.onmessage = () => {
    reachable(true);
    changed();
  };
  events.onerror = () => reachable(false);
}
