// @ts-check
/** News of one ticket, as they happen. Goes on after the last event it has, however often the connection breaks. */

/**
 * @param {import('./api.js').Api} api
 * @param {string} ticket
 * @param {number} from The version that the reader has.
 * @param {(version: number) => void} arrived
 * @param {AbortSignal} stop
 */
export async function follow(api, ticket, from, arrived, stop) {
  let last = from;
  let failures = 0;
  while (!stop.aborted) {
    try {
      const answer = await fetch(new URL(`tickets/${ticket}/events`, api.base), {
        headers: api.headers({ Accept: 'text/event-stream', 'Last-Event-ID': String(last) }),
        credentials: 'same-origin',
        signal: stop,
      });
      if (answer.status === 404 || answer.status === 401 || answer.status === 403) return;
      if (!answer.ok || !answer.body) throw new Error(String(answer.status));
      failures = 0;
      for await (const id of ids(answer.body)) {
        last = Math.max(last, id);
        arrived(last);
      }
    } catch {
      failures++;
    }
    if (!stop.aborted) await wait(Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)) * (0.5 + Math.random()), stop);
  }
}

/** @param {ReadableStream<Uint8Array>} body */
async function* ids(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const id = /^id: (\d+)$/m.exec(event);
      if (id) yield Number(id[1]);
    }
  }
}

/** @param {number} milliseconds @param {AbortSignal} stop @returns {Promise<void>} */
function wait(milliseconds, stop) {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener('abort', () => (clearTimeout(timer), done()), { once: true });
  });
}
