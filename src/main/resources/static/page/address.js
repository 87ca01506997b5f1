import { drawnPoints } from './request/drawing.js';
import { openExample } from './request/examples.js';
import { setRequest } from './request/requests.js';
import { openStored } from './request/tables.js';
import { store } from './state.js';
import { open } from './watch/run.js';
import { add } from './compare/compared.js';

/** A request longer than this does not go into a link; its dataset must be stored for that. */
const MOST_CHARACTERS = 12_000;

const WRITTEN = ['source', 'request', 'fit', 'at', 'following', 'tab', 'logarithmic', 'compared'];

/** Keeps the address a link that leads to what is seen. */
export function keepAddress() {
  store.watch(WRITTEN, () => {
    const hash = `#${written()}`;
    if (hash !== window.location.hash) history.replaceState(null, '', hash);
  });
}

function written() {
  const values = new URLSearchParams();
  const { kind, name } = store.get('source');
  const request = store.get('request');
  if (kind === 'example' && name) {
    const { dataset, ...settings } = request;
    values.set('example', name);
    values.set('settings', JSON.stringify(settings));
  } else if (request.dataset) {
    const text = JSON.stringify(request);
    if (text.length <= MOST_CHARACTERS) values.set('request', text);
  }
  const fit = store.get('fit');
  if (fit && fit.config?.store !== false) values.set('fit', fit.id);
  if (!store.get('following') && store.get('at') >= 0 && !store.get('playing')) values.set('record', String(store.get('at') + 1));
  if (store.get('tab') !== 'request') values.set('tab', store.get('tab'));
  if (store.get('logarithmic')) values.set('log', '1');
  const compared = store.get('compared');
  if (compared.length > 0) values.set('compare', compared.map((one) => one.fit.id).join(','));
  return values;
}

/** Shows what an address leads to; without one the example that shows most. */
export async function readAddress() {
  const values = new URLSearchParams(window.location.hash.slice(1));
  const given = parsed(values.get('request'));
  if (given?.dataset?.id) await openStored(given.dataset.id, given);
  else if (given) setRequest(given, sourceOf(given));
  else {
    await openExample(values.get('example') ?? 'logistic');
    const settings = parsed(values.get('settings'));
    if (settings) setRequest({ dataset: store.get('request').dataset, ...settings });
  }
  store.set({ logarithmic: values.get('log') === '1' });
  if (values.get('fit')) open(values.get('fit'));
  const record = Number(values.get('record'));
  if (record > 0) store.set({ at: record - 1, following: false });
  for (const id of (values.get('compare') ?? '').split(',').filter(Boolean)) await add(id).catch(() => false);
  if (values.get('tab')) store.set({ tab: values.get('tab') });
}

function sourceOf(request) {
  const points = drawnPoints(request.dataset);
  return points ? { kind: 'drawn', points } : { kind: 'json' };
}

function parsed(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
