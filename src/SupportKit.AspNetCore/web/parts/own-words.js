// @ts-check
/**
 * The host's own language: a file of JSON that the attribute `words` names, `{ "lang": "ar", "dir": "rtl", "words": { … } }`. Words that it lacks are
 * said in a language that is shipped.
 * @param {HTMLElement} host
 * @returns {Promise<{ lang?: string, dir?: string, words?: Record<string, string> } | null>}
 */
export async function ownWords(host) {
  const at = host.getAttribute('words');
  if (!at) return null;
  try {
    const answer = await fetch(new URL(at, document.baseURI), { credentials: 'same-origin' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // the desk is of use in a language of its own, too
  }
}

/** Which way a language is written, where its words do not say so. @param {string} language */
export const directionOf = (language) => (/^(ar|fa|he|ur)/.test(language) ? 'rtl' : 'ltr');
