import { reproducible } from '../address.js';
import { post, send, url } from '../api.js';
import { button, h, newId } from '../dom.js';
import { number, share } from '../format.js';
import { copied } from '../request/json.js';
import { store } from '../state.js';
import { section } from '../understand/result.js';
import { view } from '../watch/view.js';

const FORMATS = ['json', 'onnx', 'pmml', 'python', 'sql', 'mlflow'];
const MOST_FIELDS = 500;
const MOST_LEVELS = 100;

/** What a fitted model is for: predict a row, get a name, go elsewhere. */
export function usePanel() {
  const panel = h('div');
  let shown = null;
  store.watch(['fit', 'tab'], () => {
    const fit = store.get('fit');
    // a fit that was not stored is known to this page alone
    const key = fit?.result && fit.config.store ? fit.id : null;
    if (store.get('tab') !== 'use' || key === shown) return;
    shown = key;
    panel.replaceChildren(...(key === null
      ? [h('p', { class: 'told' }, 'A fit that has succeeded and is stored can predict here.')]
      : [predictForm(fit), nameForm(fit), exports(fit), link()]));
  });
  return panel;
}

/** The columns that the model reads: those of a table, else its features; with a value that is usual in them. */
function columnsOf(fit) {
  const columns = fit.config.encoding?.columns;
  const rows = view().sample?.training;
  const described = store.get('source').described?.columns ?? [];
  return columns
    ? Object.entries(columns).map(([name, { type, levels }]) => ({ name, type, levels, usual: described.find((column) => column.name === name)?.mean }))
    : fit.result.features.map((name, j) => ({ name, type: 'number', usual: rows?.x[0][j] }));
}

function predictForm(fit) {
  const columns = columnsOf(fit);
  const answer = h('p', { class: 'answer', role: 'status' });
  if (columns.length > MOST_FIELDS) return section('Predict a row', h('p', { class: 'told' }, `${columns.length} columns are too many to type; post a file to ${url(`v1/fits/${fit.id}/predict`)}`));
  const inputs = columns.map((column) => ({ column, input: inputFor(column) }));
  const predict = async (event) => {
    event.preventDefault();
    try {
      const told = await post(`v1/fits/${fit.id}/predict`, bodyOf(fit, inputs));
      answer.textContent = said(told);
    } catch (problem) {
      answer.textContent = refused(problem);
    }
  };
  return section('Predict a row', h('form', { onsubmit: predict, class: 'fields' },
    inputs.map(({ column, input }) => {
      const id = newId('value');
      input.id = id;
      return h('div', { class: 'field' }, h('label', { for: id }, column.name), input);
    }),
    h('button', { type: 'submit' }, 'Predict'), answer));
}

function inputFor({ type, levels, usual }) {
  if (type === 'category' && levels?.length > 0 && levels.length < MOST_LEVELS) return h('select', {}, levels.map((name) => h('option', { value: name }, name)));
  if (type === 'boolean') return h('select', {}, ['true', 'false'].map((name) => h('option', { value: name }, name)));
  return h('input', {
    type: 'text', inputmode: type === 'number' ? 'decimal' : null, placeholder: type === 'date' ? '2030-01-31' : '', required: type === 'date',
    value: type === 'number' && usual !== undefined ? String(Number(usual.toPrecision(4))) : '',
  });
}

function bodyOf(fit, inputs) {
  const read = ({ column, input }) => {
    if (column.type === 'number') return input.value.trim() === '' ? null : Number.isNaN(Number(input.value)) ? input.value : Number(input.value);
    return column.type === 'boolean' ? input.value === 'true' : input.value || null;
  };
  if (!fit.config.encoding?.columns) {
    return { x: [inputs.map(read)] };
  }
  return { records: [Object.fromEntries(inputs.map((one) => [one.column.name, read(one)]))] };
}

function said({ predictions: [prediction], classes, probabilities, scores }) {
  const value = typeof prediction === 'number' ? number(prediction, 8) : String(prediction);
  if (probabilities) return `${value}: ${probabilities[0].map((p, k) => `${classes[k]} ${share(p)}`).join(', ')}`;
  return scores ? `${value}, margin ${number(scores[0], 6)}` : value;
}

function refused({ errors, message }) {
  const first = errors?.[0];
  return first ? `${first.pointer ?? first.parameter ?? ''}: ${first.detail}` : message;
}

function nameForm(fit) {
  const answer = h('p', { class: 'answer', role: 'status' });
  const name = h('input', { type: 'text', 'aria-label': 'name of the model', placeholder: 'houses', required: true, pattern: '[A-Za-z0-9._\\-]+' });
  const submit = async (event) => {
    event.preventDefault();
    try {
      const { version } = await post(`v1/models/${encodeURIComponent(name.value)}/versions`, { fit: fit.id });
      answer.textContent = `Version ${version} of ${name.value}; it predicts at ${url(`v1/models/${encodeURIComponent(name.value)}/predict`)}`;
    } catch (problem) {
      answer.textContent = refused(problem);
    }
  };
  return section('Name the model', h('form', { class: 'row', onsubmit: submit }, name, h('button', { type: 'submit' }, 'Name'), answer));
}

/** Each format as a link; what a format cannot do is told here, not downloaded. */
function exports(fit) {
  const answer = h('p', { class: 'answer', role: 'status' });
  const download = (format) => async (event) => {
    event.preventDefault();
    const response = await send(event.currentTarget.href);
    if (!response.ok) {
      answer.textContent = (await response.json()).detail;
      return;
    }
    const name = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? `${fit.id}.${format}`;
    const file = URL.createObjectURL(await response.blob());
    h('a', { href: file, download: name }).click();
    URL.revokeObjectURL(file);
    answer.textContent = `${name} is downloaded.`;
  };
  return section('Export', h('div', { class: 'row' }, FORMATS.map((format) => h('a', {
    class: 'button', href: url(`v1/fits/${encodeURIComponent(fit.id)}/export?format=${format}`), onclick: download(format),
  }, format))), answer);
}

function link() {
  const answer = h('span', { class: 'told', role: 'status' });
  return section('Link', h('div', { class: 'row' }, button('Copy the link to this page', async () => {
    if (!reproducible()) answer.textContent = 'The rows are too many for a link: open them as a file, which is stored.';
    else answer.textContent = await copied(window.location.href) ? 'Copied.' : 'The browser does not allow copying.';
  }), answer));
}
