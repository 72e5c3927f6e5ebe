// @ts-check
/** What somebody has typed survives a reload and a lost network. It stays in their browser, for this page's host alone. */
const prefix = 'supportkit:';

export const drafts = {
  /** @param {string} name */
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(prefix + name) ?? 'null');
    } catch {
      return null; // storage may be switched off, or hold what an older version wrote
    }
  },

  /** @param {string} name @param {any} value Null to forget it. */
  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(prefix + name);
      else localStorage.setItem(prefix + name, JSON.stringify(value));
    } catch {
      // Full or switched off: what is typed stays in the page.
    }
  },
};
