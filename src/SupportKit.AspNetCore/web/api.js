// @ts-check
/** What the desk answers over HTTP, for both faces. Each write carries an id of its own, and the same again when it is sent again. */

/** A "no" with its stable code. */
export class Refusal extends Error {
  /** @param {number} status @param {any} problem */
  constructor(status, problem) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
    /** @type {string} */ this.code = problem?.code ?? '';
    /** @type {Record<string, string[]>} */ this.errors = problem?.errors ?? {};
    /** @type {string | null} */ this.redirectTo = problem?.redirectTo ?? null;
  }
}

/** The network did not carry the request: nothing is known to be refused, and the same key may be sent again. */
export class Unreachable extends Error {}

// Where the reader is, for whom the host states no zone. What time it is there, the desk says.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export class Api {
  /** @param {URL} base @param {string[]} languages @param {string} [audience] */
  constructor(base, languages, audience = '') {
    this.base = new URL(audience, base);
    this.languages = languages;
    /** @type {string | null} */ this.guest = null;
  }

  /** @param {string} path */
  get(path) {
    return this.send('GET', path);
  }

  /** @param {string} path @param {any} body @param {string} key @param {number} [version] @param {AbortSignal} [stop] */
  post(path, body, key, version, stop) {
    return this.send('POST', path, JSON.stringify(body), { 'Content-Type': 'application/json', ...this.#write(key, version) }, stop);
  }

  /** @param {string} path @param {Blob} file @param {string} key */
  upload(path, file, key) {
    return this.send('POST', path, file, { 'Content-Type': file.type || 'application/octet-stream', ...this.#write(key) });
  }

  /** @param {string} key @param {number} [version] @returns {Record<string, string>} */
  #write(key, version) {
    return version === undefined ? { 'Idempotency-Key': key } : { 'Idempotency-Key': key, 'If-Match': `"${version}"` };
  }

  /** @param {Record<string, string>} [more] @returns {Record<string, string>} */
  headers(more) {
    const own = { Accept: 'application/json', 'Accept-Language': this.languages.join(', '), 'Support-Time-Zone': zone, ...more };
    return this.guest ? { ...own, 'Support-Guest': this.guest } : own;
  }

  /** @param {string} method @param {string} path @param {BodyInit} [body] @param {Record<string, string>} [headers] @param {AbortSignal} [signal] */
  async send(method, path, body, headers, signal) {
    let answer;
    try {
      answer = await fetch(new URL(path, this.base), { method, body, headers: this.headers(headers), credentials: 'same-origin', signal });
    } catch {
      throw new Unreachable();
    }
    const text = await answer.text();
    const json = text && answer.headers.get('Content-Type')?.includes('json') ? JSON.parse(text) : null;
    if (!answer.ok) throw new Refusal(answer.status, json);
    return json;
  }
}

export const newKey = () => crypto.randomUUID();
