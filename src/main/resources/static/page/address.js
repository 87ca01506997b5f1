import { add } from './compare/compared.js';
import { drawnPoints } from './request/drawing.js';
import { openExample } from './request/examples.js';
import { setRequest } from './request/requests.js';
import { openStored } from './request/tables.js';
import { TABS } from './side.js';
import { store } from './state.js';
import { open } from './watch/run.js';

/** A request longer than this does not go into a link; its dataset must be stored for that. */
const MOST_CHARACTERS = 12_000;

/** Browsers refuse an address that changes with every frame. */
const WRITE_AFTER_MILLIS = 200;

const WRITTEN = ['source', 'request', 'fit', 'at', 'following', 'tab', 'logarithmic', 'compared', 'playing'];

/** What makes another place of the history; everything else changes the place where one is. */
const PLACES = ['example', 'request', 'fit'];

/** Keeps the address a link that leads to what is seen, and goes where another one leads. */
export function keepAddress() {
  let timer = 0;
  let known = window.location.hash;
  store.watch(WRITTEN, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const hash = `#${written()}`;
      if (hash === known) return;
      // what a bare address shows is no other place
      if (known === '' || place(hash) === place(known)) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
      known = hash;
    }, WRITE_AFTER_MILLIS);
  });
  window.addEventListener('popstate', () => {
    if (window.location.hash === known) return;
    clearTimeout(timer);
    known = window.location.hash;
    readAddress();
  });
}

function place(hash) {
  const values = new URLSearchParams(hash.slice(1));
  return PLACES.map((name) => (name === 'request' ? JSON.stringify(parsed(values.get(name))?.dataset) : values.get(name))).join(' ');
}

/** Whether the address holds the data, or their name. */
export function reproducible() {
  const values = written();
  return values.has('example') || values.has('request');
}

function written() {
  const values = new URLSearchParams();
  const { kind, name } = store.get('source');
  const request = store.get('request');
  if (kind === 'example' && name) {
    const { dataset, ...settings } = request;
    values.set('example', name);
    values.set('settings', JSON.stringify(settings));
  } else if (request.dataset || request.x) {
    const text = JSON.stringify(request);
    if (text.length <= MOST_CHARACTERS) values.set('request', text);
  }
  const fit = store.get('fit');
  if (fit && fit.config?.store !== false) values.set('fit', fit.id);
  if (!store.get('following') && store.get('at') !== null && !store.get('playing')) values.set('at', String(store.get('at')));
  if (store.get('tab') !== 'request') values.set('tab', store.get('tab'));
  if (store.get('logarithmic')) values.set('log', '1');
  const compared = store.get('compared');
  if (compared.length > 0) values.set('compare', compared.map((one) => one.fit.id).join(','));
  return values;
}

/** Shows what the address leads to; without one the example that shows most. */
export async function readAddress() {
  const values = new URLSearchParams(window.location.hash.slice(1));
  const given = parsed(values.get('request'));
  try {
    if (typeof given?.dataset?.id === 'string') await openStored(given.dataset.id, given);
    else if (given) setRequest(given, sourceOf(given));
    else await openExample(values.get('example') ?? 'logistic', parsed(values.get('settings')));
  } catch (problem) {
    store.set({ notice: problem.message });
    if (store.get('request').dataset === null) await openExample('logistic');
  }
  store.set({ logarithmic: values.get('log') === '1' });
  if (values.get('fit')) open(values.get('fit'));
  const at = Number(values.get('at') ?? NaN);
  if (at > 0) store.set({ at, following: false });
  for (const id of (values.get('compare') ?? '').split(',').filter(Boolean)) await add(id).catch(() => false);
  const tab = values.get('tab');
  if (TABS.includes(tab)) store.set({ tab });
}

function sourceOf(request) {
  const points = drawnPoints(request.dataset);
  return points ? { kind: 'drawn', points, before: [] } : { kind: 'json' };
}

/** Returns an object that a text holds as JSON; null where it holds none. */
function parsed(text) {
  try {
    const value = text === null ? null : JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
