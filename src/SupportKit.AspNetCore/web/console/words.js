// @ts-check
/** What the console says. Words of the policy, such as queues and reasons, come from the desk in the agent's language. */
const words = /** @type {Record<string, string>} */ ({
  views: 'Lists', tickets: 'Tickets', ticket: 'Ticket', conversation: 'Conversation', search: 'Search words, numbers', reload: 'Load again', loading: 'Loading …', choose: 'Choose a ticket, or take the next one.',
  all: 'All open', escalated: 'Escalated', screened: 'Held for a look', unassigned: 'Nobody’s', waiting: 'Waiting for the requester', held: 'On hold', finished: 'Done', takeNext: 'Take next', nothingWaits: 'Nothing waits in this queue.',
  noneFound: 'Nothing was found.', noneHere: 'Nothing is here.', noMore: '{count} tickets, and no more.', late: 'was due {when}', due: 'due {when}', pausedShort: 'paused',
  offline: 'Offline. What you write is kept.', unreachable: 'The desk cannot be reached. Nothing was lost; try again.', failed: 'This did not work. Nothing was lost.', stale: 'Somebody else was quicker. The ticket is shown as it is now; what you typed is kept.', again: 'Try again',
  back: 'Back to the list', close: 'Close', send: 'Send', sending: 'Sending …', write: 'What to write', reply: 'Reply', ask: 'Ask', note: 'Note', replyHow: 'Answer the requester. Ctrl+Enter sends.', askHow: 'Ask the requester; the clocks pause as the policy says.', noteHow: 'For the desk alone.',
  news: 'Something new was written.', done: 'Done.', masked: 'Something that looked secret was masked.', withdrawn: '{name} was taken back.', system: 'the desk itself',
  promises: 'Promises', used: 'Share of the time that is used', about: 'About', category: 'Category', channel: 'Channel', queue: 'Queue', assignee: 'Assignee', nextStep: 'Next step', facts: '{count} facts', people: 'People', actions: 'Actions', whyNot: 'Why not {count} others', history: 'What happened', keys: 'Keys', keysOn: 'Keys are on',
  'metric-first-response': 'First response', 'metric-next-response': 'Next response', 'metric-resolution': 'Resolution',
  'status-running': 'running', 'status-paused': 'paused', 'status-met': 'kept', 'status-late': 'broken', 'status-canceled': 'withdrawn', 'status-completedlate': 'kept late',
  'state-New': 'new', 'state-Open': 'open', 'state-Pending': 'waiting for the requester', 'state-OnHold': 'on hold', 'state-Answered': 'answered', 'state-Resolved': 'solved', 'state-Closed': 'closed',
  'kind-Request': 'request', 'kind-AgentReply': 'answer', 'kind-RequesterReply': 'reply', 'kind-FurtherHelpRequest': 'asks for more', 'kind-Call': 'call', 'kind-InternalNote': 'note', 'kind-LinkedIssueNews': 'news', 'kind-Attachment': 'file',
  'role-Requester': 'requester', 'role-Agent': 'agent', 'role-Lead': 'lead', 'role-Integration': 'system', 'role-System': '',
  'do-acknowledge': 'Acknowledge', 'do-assign': 'Assign', 'do-change-priority': 'Change priority', 'do-change-category': 'Change category', 'do-set-next-step': 'Set next step', 'do-de-escalate': 'End escalation', 'do-mark-spam': 'Spam', 'do-share': 'Share', 'do-unshare': 'Stop sharing',
  'field-agent': 'Agent, empty for nobody', 'field-priority': 'Priority', 'field-reason': 'Reason', 'field-category': 'Category', 'field-step': 'What happens next', 'field-person': 'Person',
  'key-next': 'Next ticket', 'key-previous': 'Previous ticket', 'key-back': 'Back to the list', 'key-search': 'Search', 'key-resolve': 'Resolve',
});

/** @param {string} key @param {Record<string, string | number>} [places] */
export const say = (key, places = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));
