import { get } from '../api.js';
import { h, select, table } from '../dom.js';
import { count, number, shortened } from '../format.js';
import { store } from '../state.js';
import { setRequest, setSetting, telling } from './requests.js';

const MODELS = { number: 'linear', date: 'linear', boolean: 'logistic' };

/** How gaps are filled unless the user says otherwise; a fit refuses them else. */
const FILLS = { number: 'median', date: 'median', boolean: 'most_frequent', category: 'most_frequent' };

/** Chooses a stored dataset; its last column is taken for the target until another is chosen. */
export function openTable(described, kind = 'stored') {
  setRequest(requestFor(described, described.columns.at(-1).name), { kind, described });
}

export async function openStored(id, request) {
  const described = await get(`v1/datasets/${encodeURIComponent(id)}`);
  setRequest(request ?? requestFor(described, described.columns.at(-1).name), { kind: 'stored', described });
}

/** The request that suits a target: the model by what it is, gaps filled, dates taken apart. */
function requestFor(described, target) {
  const { columns } = described;
  const features = columns.filter((column) => column.name !== target);
  const missing = Object.fromEntries(features.filter((column) => column.missing > 0).map((column) => [column.name, FILLS[column.type]]));
  const encoding = {
    ...(Object.keys(missing).length > 0 ? { missing } : {}),
    ...(features.some((column) => column.type === 'date') ? { dates: 'parts' } : {}),
  };
  const wide = features.reduce((sum, column) => sum + (column.type === 'category' ? column.distinct : 1), 0);
  return telling({
    dataset: { id: described.id, target },
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
    if (described && choice && target) choice.value = target;
  });
  return panel;
}

function content(described) {
  const target = store.get('request').dataset.target ?? described.columns.at(-1).name;
  return [
    h('p', { class: 'told' }, `${described.name ?? described.id}: ${count(described.rows)} rows, ${described.columns.length} columns${dialect(described)}`),
    h('label', { class: 'row' }, 'Predict',
      select(described.columns.map((column) => column.name), target, (name) => setRequest(requestFor(described, name)), { name: 'target' })),
    table('The columns of the dataset', ['column', 'type', 'values'], described.columns.map((column) => [
      h('span', { title: column.name }, shortened(column.name, 24)),
      select(
        ['number', 'boolean', 'date', 'category'],
        column.type,
        (type) => setSetting(`/encoding/types/${column.name.replaceAll('~', '~0').replaceAll('/', '~1')}`, type === column.type ? undefined : type),
        { 'aria-label': `type of ${column.name}`, title: column.why ?? '' },
      ),
      h('span', { title: column.why ?? '' }, values(column)),
    ])),
  ];
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
