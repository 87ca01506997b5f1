import { h, newId, select } from '../dom.js';
import { words } from '../format.js';
import { typeOf, valueAt } from '../json-path.js';
import { store } from '../state.js';
import { setSetting } from './requests.js';

const OPEN = '';

const MOSTLY_WORDS = 3;

/**
 * One setting as a field: a choice, a number, a switch, or what has no simpler form as JSON. It writes itself into the request,
 * and shows what the request, the resolved configuration and the service's mistakes say of it.
 */
export function field(parameter, pointer, { options, label } = {}) {
  const id = newId('field');
  const note = h('p', { class: 'mistake', id: `${id}-note`, hidden: true });
  const input = control(parameter, pointer, options, { id, 'aria-describedby': `${id}-note`, 'data-pointer': pointer, title: parameter.description });
  const element = h('div', { class: 'field' }, h('label', { for: id, title: parameter.description }, label ?? words(parameter.name)), input, note);
  const refresh = (mistake) => {
    const given = valueAt(store.get('request'), pointer);
    const resolved = valueAt(store.get('resolved')?.config ?? {}, pointer);
    if (document.activeElement !== input || input instanceof HTMLSelectElement) input.value = written(given, input);
    hint(input, resolved, parameter);
    input.setAttribute('aria-invalid', String(mistake !== undefined));
    note.textContent = mistake ?? '';
    note.hidden = mistake === undefined;
  };
  return { element, refresh, pointer };
}

function control(parameter, pointer, options, props) {
  const kinds = parameter.values.map((value) => value.kind);
  const choices = parameter.values.flatMap((value) => (value.kind === 'choice' ? value.choices : []));
  if (options) return select([[OPEN, 'default'], ...options], OPEN, (value) => setSetting(pointer, value === OPEN ? undefined : value), props);
  // what is mostly words is chosen from them; the object that it may be instead is typed into the JSON beside
  if (kinds.every((kind) => kind === 'choice') || (choices.length >= MOSTLY_WORDS && kinds.every((kind) => kind === 'choice' || kind === 'object'))) {
    return select([[OPEN, 'default'], ...choices], OPEN, (value) => setSetting(pointer, value === OPEN ? undefined : value), props);
  }
  if (kinds.every((kind) => kind === 'boolean')) {
    return select([[OPEN, 'default'], ['true', 'yes'], ['false', 'no']], OPEN, (value) => setSetting(pointer, value === OPEN ? undefined : value === 'true'), props);
  }
  const text = kinds.every((kind) => kind === 'text');
  return h('input', {
    type: 'text', autocomplete: 'off', spellcheck: 'false',
    inputmode: kinds.includes('number') || kinds.includes('integer') ? 'decimal' : null,
    oninput: (event) => setSetting(pointer, text ? event.target.value || undefined : read(event.target.value)),
    ...props,
  });
}

/** What was typed: a number or other JSON where it is one, else a word; the service says what is wrong with it. */
function read(typed) {
  const text = typed.trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return Number.isNaN(Number(text)) ? text : Number(text);
  }
}

function written(given, input) {
  if (given === undefined || given === null) return '';
  if (input instanceof HTMLSelectElement) {
    const value = String(typeOf(given));
    return [...input.options].some((option) => option.value === value) ? value : '';
  }
  return typeof given === 'object' ? JSON.stringify(given) : String(given);
}

function hint(input, resolved, parameter) {
  const known = resolved === undefined || resolved === null ? null : typeof resolved === 'object' && typeOf(resolved) === undefined ? JSON.stringify(resolved) : String(typeOf(resolved));
  if (input instanceof HTMLSelectElement) {
    input.options[0].textContent = known === null || input.value !== OPEN ? 'default' : `${words(known)} (default)`;
  } else {
    input.placeholder = known ?? parameter.default_rule ?? (parameter.default === null ? 'none' : String(parameter.default));
  }
}
