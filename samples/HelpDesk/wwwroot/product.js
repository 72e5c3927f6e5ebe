// @ts-check
// The page of the product: who is signed in, what time the desk has, and which mails have left.
const ask = async (/** @type {string} */ path) => (await fetch(`demo/${path}`)).json();
const give = (/** @type {string} */ path) => fetch(`demo/${path}`, { method: 'POST' });
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} name @param {Record<string, any>} set @param {...(Node | string)} children */
function make(name, set, ...children) {
  const element = Object.assign(document.createElement(name), set);
  element.append(...children);
  return element;
}

async function people() {
  const all = await ask('people');
  at('people').replaceChildren(...all.map((/** @type {any} */ person) => {
    const button = make('button', { type: 'button', onclick: async () => (await give(`sign-in/${person.id}`), location.reload()) }, person.id, ' ', make('span', { className: 'soft' }, person.about));
    button.setAttribute('aria-pressed', String(person.isYou));
    return make('li', {}, button);
  }));
}

async function clock() {
  const { now } = await ask('clock');
  at('clock').textContent = new Date(now).toLocaleString('en', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' }) + ' UTC';
}

let seen = 0;

async function mails() {
  const all = await ask('mails');
  for (const mail of all.slice(seen))
    at('mails').prepend(make('li', {}, make('details', {}, make('summary', {}, mail.subject, ' ', make('span', { className: 'soft' }, mail.to)), make('pre', {}, mail.body))));
  seen = all.length;
}

for (const button of document.querySelectorAll('[data-hours]'))
  button.addEventListener('click', async () => (await give(`clock/${/** @type {HTMLElement} */ (button).dataset.hours}`), clock()));

const again = async () => {
  try {
    await Promise.all([clock(), mails()]);
  } catch {
    // The server is gone for now; the page goes on when it is back.
  }
  setTimeout(again, 1000);
};
void people();
void again();
