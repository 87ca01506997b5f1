import { get } from '../api.js';
import { h, select, table } from '../dom.js';
import { count, number, shortened } from '../format.js';
import { valueAt } from '../json-path.js';
import { store } from '../state.js';
import { opening, setRequest, setSetting, telling } from './requests.js';

const MODELS = { number: 'linear', date: 'linear', boolean: 'logistic' };

/** How gaps are filled unless the user says otherwise; a fit refuses them else. */
const FILLS = { number: 'median', date: 'median', boolean: 'most_frequent', category: 'most_frequent' };

/** Chooses a stored dataset; its last column is taken for the target until another is chosen. */
export function openTable(described, kind = 'stored') {
  setRequest(requestFor(described, usualTarget(described)), { kind, described });
}

export async function openStored(id, request) {
  const last = opening();
  const described = await get(`v1/datasets/${encodeURIComponent(id)}`);
  if (last()) setRequest(request ?? requestFor(described, usualTarget(described)), { kind: 'stored', described });
}

/** The last column that a model can predict; LIBSVM has the target first. */
function usualTarget({ columns, format }) {
  const suits = ({ type, missing, distinct }) => type !== 'date' && missing === 0 && distinct > 1;
  return (format === 'libsvm' ? columns[0] : columns.findLast(suits) ?? columns.at(-1)).name;
}

/** Takes another target; settings that do not depend on it stay. */
function chooseTarget(described, target) {
  const { model, loss, dataset, encoding, ...settings } = store.get('request');
  const made = requestFor(described, target);
  const types = encoding?.types ? { encoding: { ...made.encoding, types: encoding.types } } : {};
  setRequest({ ...settings, ...made, ...types, ...(settings.history ? { history: settings.history } : {}) });
}

/** The request that suits a target: the model by what it is, gaps filled, dates taken apart. */
function requestFor(described, target) {
  const { columns } = described;
  // a column without values is no feature
  const features = columns.filter((column) => column.name !== target && column.distinct > 0);
  const missing = Object.fromEntries(features.filter((column) => column.missing > 0).map((column) => [column.name, FILLS[column.type]]));
  const encoding = {
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
    ...(features.some((column) => column.type === 'date') ? { dates: 'parts' } : {}),
  };
  const wide = features.reduce((sum, column) => sum + (column.type === 'category' ? column.distinct : 1), 0);
  return telling({
    dataset: { id: described.id, target, ...(features.length < columns.length - 1 ? { features: features.map((column) => column.name) } : {}) },
    model: modelFor(columns.find((column) => column.name === target)),
    ...(Object.keys(encoding).length > 0 ? { encoding } : {}),
  }, wide);
}

function modelFor(column) {
  return MODELS[column.type] ?? (column.distinct > 2 ? 'softmax' : 'logistic');
}

/** What was read of the chosen dataset: each column with its type, which can be changed, and the target. */
export function tablePanel() {
  const panel = h('div', { class: 'columns' });
  store.watch(['source'], () => {
    const { described } = store.get('source');
    panel.hidden = !described;
    if (described) panel.replaceChildren(...content(described));
  });
  store.watch(['request', 'source'], () => {
    const { described } = store.get('source');
    const target = store.get('request').dataset?.target;
    const choice = panel.querySelector('select[name=target]');
    if (!described || !choice) return;
    if (target) choice.value = target;
    panel.querySelectorAll('select[data-column]').forEach((type) => {
      type.value = valueAt(store.get('request'), typePointer(type.dataset.column)) ?? type.dataset.read;
    });
  });
  return panel;
}

function content(described) {
  const target = store.get('request').dataset.target ?? described.columns.at(-1).name;
  return [
    h('p', { class: 'told' }, `${described.name ?? described.id}: ${count(described.rows)} rows, ${described.columns.length} columns${dialect(described)}`),
    h('label', { class: 'row' }, 'Predict',
      select(described.columns.map((column) => column.name), target, (name) => chooseTarget(described, name), { name: 'target' })),
    table('The columns of the dataset', ['column', 'type', 'values'], described.columns.map((column) => [
      h('span', { title: column.name }, shortened(column.name, 24)),
      select(
        ['number', 'boolean', 'date', 'category'],
        column.type,
        (type) => setSetting(typePointer(column.name), type === column.type ? undefined : type),
        { 'aria-label': `type of ${column.name}`, title: column.why ?? '', 'data-column': column.name, 'data-read': column.type },
      ),
      h('span', { title: column.why ?? '' }, values(column)),
    ])),
  ];
}

function typePointer(column) {
  return `/encoding/types/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** How the text was read, so far as it is one. */
function dialect({ dialect: told }) {
  if (!told) return '';
  const between = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }[told.delimiter] ?? told.delimiter;
  return `, ${[between && `${between} between`, told.encoding, told.header === false && 'no header'].filter(Boolean).join(', ')}`;
}

function values(column) {
  const gaps = column.missing > 0 ? `, ${count(column.missing)} missing` : '';
  return column.levels
    ? `${shortened(column.levels.slice(0, 3).map((level) => level.value).join(', '), 28)}${column.distinct > 3 ? ` … (${count(column.distinct)})` : ''}${gaps}`
    : `${number(column.min, 4)} to ${number(column.max, 4)}${gaps}`;
}
