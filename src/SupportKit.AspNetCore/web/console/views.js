// @ts-check
/** The lists that every desk has; each queue is one more, and so is each that somebody has saved in this browser. */
const open = ['New', 'Open', 'Pending', 'OnHold', 'Answered'];

/** @param {string[]} states */
const inStates = (states) => states.map((state) => `state=${state}`).join('&');

export const views = [
  { id: 'mine', query: inStates(open), isMine: true },
  { id: 'all', query: inStates(open) },
  { id: 'unassigned', query: `unassigned=true&${inStates(['New', 'Open', 'Answered'])}` },
  { id: 'escalated', query: 'escalated=true' },
  { id: 'screened', query: 'held=true' },
  { id: 'waiting', query: inStates(['Pending']) },
  { id: 'held', query: inStates(['OnHold']) },
  { id: 'finished', query: inStates(['Resolved', 'Closed']) },
];

/** What a view asks of the desk. @param {string} view @param {string} me */
export function queryOf(view, me) {
  if (view.startsWith('queue:')) return `queue=${encodeURIComponent(view.slice(6))}&${inStates(open)}`;
  const known = views.find((one) => one.id === view);
  return `${known?.query ?? ''}${known?.isMine ? `&assignee=${encodeURIComponent(me)}` : ''}`;
}

/** The address of a page of a view. @param {string} view @param {string} text @param {string | null} after @param {string} me */
export function address(view, text, after, me) {
  const page = `limit=100${after ? `&after=${encodeURIComponent(after)}` : ''}`;
  if (view.startsWith('queue:') && !text) return `queues/${encodeURIComponent(view.slice(6))}/tickets?${page}`;
  return `tickets?order=Urgency&${queryOf(view, me)}&${page}${text ? `&text=${encodeURIComponent(text)}` : ''}`;
}
