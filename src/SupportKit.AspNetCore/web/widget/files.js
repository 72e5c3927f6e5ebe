// @ts-check
/** Files to attach: chosen, dropped, pasted or taken with the camera. They are sent when the request has a place for them. */
import { newKey } from '../api.js';
import { button, h } from '../parts/dom.js';
import { size } from '../parts/time.js';

/** @param {import('./panel.js').Desk} desk @param {() => void} [changed] Called when a file comes or goes. */
export function files(desk, changed) {
  const { say, language } = desk;
  const { maxFileBytes, maxFiles, mediaTypes } = desk.form.limits;
  /** @type {{ file: File, key: string }[]} */ let chosen = [];
  const list = h('ul', { className: 'files' });
  const problem = h('p', { className: 'problem', role: 'alert', hidden: true });
  const input = h('input', { type: 'file', multiple: true, accept: mediaTypes.join(','), className: 'unseen', tabIndex: -1, 'aria-hidden': 'true',
    onchange: () => (add([...(input.files ?? [])]), (input.value = '')) });
  // Where there is no camera to hold, the same would only choose a file once more.
  const camera = matchMedia('(pointer: coarse)').matches && mediaTypes.some((/** @type {string} */ type) => type.startsWith('image/'))
    ? h('input', { type: 'file', accept: 'image/*', capture: 'environment', className: 'unseen', tabIndex: -1, 'aria-hidden': 'true',
      onchange: (/** @type {Event} */ taken) => add([...(/** @type {HTMLInputElement} */ (taken.target).files ?? [])]) })
    : null;
  const element = h('div', { className: 'drop', part: 'drop',
    ondragover: (/** @type {DragEvent} */ over) => over.preventDefault(),
    ondrop: (/** @type {DragEvent} */ dropped) => (dropped.preventDefault(), add([...(dropped.dataTransfer?.files ?? [])])),
  }, button('plain', say('attach'), () => input.click()), camera && button('plain', say('camera'), () => camera.click()), camera, h('span', { className: 'muted' }, say('attachHow')), input, list, problem);
  const paste = (/** @type {ClipboardEvent} */ pasted) => add([...(pasted.clipboardData?.files ?? [])]);
  desk.host.addEventListener('paste', paste, { signal: desk.left });
  return { element, upload, isEmpty: () => chosen.length === 0, count: () => chosen.length };

  /** @param {File[]} more */
  function add(more) {
    const large = more.filter((file) => file.size > maxFileBytes);
    problem.hidden = large.length === 0;
    problem.textContent = large.map((file) => say('tooLarge', { name: file.name, most: size(maxFileBytes, language) })).join(' ');
    chosen = [...chosen, ...more.filter((file) => file.size <= maxFileBytes).map((file) => ({ file, key: newKey() }))].slice(0, maxFiles);
    draw();
    changed?.();
  }

  function draw() {
    list.replaceChildren(...chosen.map((one) => h('li', null, h('bdi', null, one.file.name), ' ', h('span', { className: 'muted' }, size(one.file.size, language)), ' ',
      button('plain', '×', () => { chosen = chosen.filter((other) => other !== one); draw(); changed?.(); }, { 'aria-label': say('remove', { name: one.file.name }) }))));
  }

  /** @param {string} ticket @returns {Promise<string[]>} What could not be sent, and why. */
  async function upload(ticket) {
    const lost = [];
    for (const { file, key } of chosen)
      try {
        await desk.api.upload(`tickets/${ticket}/attachments?name=${encodeURIComponent(file.name)}`, file, key);
      } catch (error) {
        lost.push(`${file.name}: ${error instanceof Error && error.message ? error.message : say('unreachable')}`);
      }
    chosen = [];
    draw();
    return lost;
  }
}
