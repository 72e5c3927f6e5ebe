// @ts-check
/** The lists that every desk has; each queue is one more. */
const open = ['New', 'Open', 'Pending', 'OnHold', 'Answered'];

/** @param {string[]} states */
const inStates = (states) => states.map((state) => `state=${state}`).join('&');

export const views = [
  { id: 'all', query: inStates(open) },
  { id: 'unassigned', query: `unassigned=true&${inStates(['New', 'Open', 'Answered'])}` },
  { id: 'escalated', query: 'escalated=true' },
  { id: 'screened', query: 'held=true' },
  { id: 'waiting', query: inStates(['Pending']) },
  { id: 'held', query: inStates(['OnHold']) },
  { id: 'finished', query: inStates(['Resolved', 'Closed']) },
];

/** The address of a page of a view. @param {string} view @param {string} text @param {string | null} after */
export function address(view, text, after) {
  const page = `limit=50${after ? `&after=${encodeURIComponent(after)}` : ''}`;
  if (view.startsWith('queue:') && !text) return `queues/${encodeURIComponent(view.slice(6))}/tickets?${page}`;
  const within = view.startsWith('queue:') ? `queue=${encodeURIComponent(view.slice(6))}` : views.find((one) => one.id === view)?.query;
  return `tickets?order=Urgency&${within}&${page}${text ? `&text=${encodeURIComponent(text)}` : ''}`;
}
