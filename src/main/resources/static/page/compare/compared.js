import { get } from '../api.js';
import { button, h, table } from '../dom.js';
import { number, shortened } from '../format.js';
import { store } from '../state.js';
import { Course } from '../watch/course.js';
import { POINTS } from '../watch/run.js';

export const MOST_COMPARED = 20;

/** Parts of a configuration that do not tell fits apart. */
const ALIKE = ['explanation', 'label'];

/** Draws a fit beside the shown one; tells whether there was room for it. */
export async function add(id) {
  const compared = store.get('compared');
  if (compared.some(({ fit }) => fit.id === id)) return true;
  if (compared.length >= MOST_COMPARED) return false;
  const path = `v1/fits/${encodeURIComponent(id)}`;
  const [{ history: ignored, ...fit }, history] = await Promise.all([get(path), get(`${path}/history?points=${POINTS}`)]);
  const others = store.get('compared').filter((one) => one.fit.id !== id);
  if (others.length >= MOST_COMPARED) return false;
  store.set({ compared: [...others, { fit, course: new Course(history) }], tab: 'compare' });
  return true;
}

/** The compared fits beside the shown one: their losses and what their settings differ in. */
export function comparePanel(openList) {
  const panel = h('div');
  store.watch(['compared', 'fit', 'tab'], () => {
    if (store.get('tab') === 'compare') panel.replaceChildren(...content(openList));
  });
  return panel;
}

function content(openList) {
  const fit = store.get('fit');
  const compared = store.get('compared');
  const all = [...(fit?.config ? [{ fit }] : []), ...compared];
  const buttons = h('div', { class: 'row' },
    button('Choose fits …', openList),
    fit?.done ? button('Keep the shown fit', () => add(fit.id), { title: 'draw it beside the next ones' }) : null,
    compared.length > 0 ? button('Clear', () => store.set({ compared: [] })) : null);
  if (all.length === 0) return [buttons, h('p', { class: 'told' }, 'Keep the shown fit, change a setting and fit again: both losses are drawn.')];
  return [
    buttons,
    h('ul', { class: 'keys' }, compared.map(({ fit: other }, i) => h('li', { class: `key-${((i + 2) % 8) + 1}` }, `${shortened(nameOf(other))}${alike(other) ? '' : ' (counted in another unit: not drawn)'}`,
      button('×', () => store.set({ compared: store.get('compared').filter((one) => one.fit.id !== other.id) }), { 'aria-label': `leave out ${nameOf(other)}`, class: 'quiet' })))),
    differences(all.map((one) => one.fit)),
  ];
}

/** Whether a fit has a record for the same as the shown one, an epoch or an update. */
function alike(fit) {
  const shown = store.get('fit')?.config?.history?.unit;
  return shown === undefined || fit.config.history.unit === shown;
}

/** What a fit is called: by its label, else by the end of its id. */
export function nameOf(fit) {
  return fit.label ?? fit.id.slice(-8);
}

function differences(fits) {
  const flat = fits.map((fit) => flattened(fit.config));
  const settings = [...new Set(flat.flatMap((one) => Object.keys(one)))].filter((key) => new Set(flat.map((one) => one[key])).size > 1);
  const rows = [
    ['loss', ...fits.map((fit) => number(fit.result?.loss))],
    ['ended', ...fits.map((fit) => fit.stop_reason ?? fit.status)],
    ['epochs', ...fits.map((fit) => number(fit.progress?.epoch))],
    ...settings.map((key) => [key, ...flat.map((one) => shortened(one[key] ?? '–', 24))]),
  ];
  return h('div', { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': 'differences' },
    table('What the settings differ in', ['setting', ...fits.map((fit) => shortened(nameOf(fit), 18))], rows));
}

function flattened(value, prefix = '') {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ALIKE.includes(key)).flatMap(([key, part]) => (
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.entries(flattened(part, `${prefix}${key}.`))
      : [[prefix + key, typeof part === 'string' ? part : JSON.stringify(part)]])));
}
