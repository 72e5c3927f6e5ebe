// @ts-check
/** A field of the form: its label, what explains it, and the control that fits its type. */
import { h, newId } from '../parts/dom.js';

const types = /** @type {Record<string, string>} */ ({ Number: 'number', Email: 'email', Url: 'url', Instant: 'datetime-local', DateTime: 'datetime-local', Date: 'date' });

/** @param {import('./panel.js').Desk} desk @param {any} declared @param {any} value */
export function field(desk, declared, value) {
  const { say } = desk;
  const [id, helpId] = [newId(), newId()];
  const isRequired = declared.need === 'Required';
  const input = control();
  input.id = id;
  if (declared.help) input.setAttribute('aria-describedby', helpId);
  if (isRequired) input.setAttribute('aria-required', 'true');
  const problem = h('span', { className: 'problem', hidden: true });
  const element = h('div', { className: 'field' },
    h('label', { className: 'label', for: id }, declared.label, ' ', h('span', { className: 'muted' }, isRequired ? say('required') : declared.need === 'Recommended' ? say('helps') : say('optional'))),
    declared.help && h('span', { id: helpId, className: 'help' }, declared.help), input, problem);
  return { name: declared.name, element, input, value: read, mark };

  /** @returns {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
  function control() {
    if (declared.type === 'Boolean' || declared.values.length > 0) {
      const options = declared.type === 'Boolean' ? [['true', say('yes')], ['false', say('no')]] : declared.values.map((/** @type {string} */ one) => [one, one]);
      const select = h('select', null, h('option', { value: '' }, '–'), ...options.map((/** @type {any} */ [key, text]) => h('option', { value: key }, text)));
      select.value = value === undefined ? '' : String(value);
      return select;
    }
    if (types[declared.type]) return h('input', { type: types[declared.type], value: value ?? '', step: 'any' });
    return h('textarea', { rows: 1, value: value ?? '' });
  }

  function read() {
    const text = input.value.trim();
    if (text === '') return null;
    if (declared.type === 'Boolean') return text === 'true';
    if (declared.type === 'Number') return Number(text);
    if (declared.type === 'Instant') return new Date(text).toISOString();
    return text;
  }

  /** @param {string[] | undefined} errors */
  function mark(errors) {
    problem.hidden = !errors;
    problem.textContent = errors ? say('check') : '';
    input.setAttribute('aria-invalid', String(Boolean(errors)));
    return Boolean(errors);
  }
}
