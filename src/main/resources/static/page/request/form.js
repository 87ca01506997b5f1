import { h } from '../dom.js';
import { parts, typeOf } from '../json-path.js';
import { store } from '../state.js';
import { run } from '../watch/run.js';
import { field } from './field.js';

const SIMPLE = ['model', 'loss', 'penalty', 'optimizer', 'batch_size', 'epochs'];

const MOST_ELSEWHERE = 4;

/** The settings as a form, made of the catalog: those most people need first, all others on demand. */
export function settingsForm() {
  const simple = h('div', { class: 'fields' });
  const others = h('div', { class: 'fields' });
  const rest = h('p', { class: 'mistake', hidden: true, role: 'alert' });
  const demand = h('details', {}, h('summary', {}, 'More settings'), others);
  let shape = null;
  let fields = [];
  store.watch(['catalog', 'request', 'resolved', 'problem'], () => {
    const catalog = store.get('catalog');
    if (!catalog) return;
    const now = JSON.stringify(variants(catalog).map(({ name }) => chosen(name)));
    if (now !== shape) {
      shape = now;
      fields = rebuilt(catalog, simple, others);
    }
    const problem = store.get('problem');
    const { placed, others: elsewhere } = assigned(problem?.errors ?? [], fields);
    fields.forEach((one) => one.refresh(placed.get(one)));
    // a mistake must not hide
    if ([...placed.keys()].some(({ element }) => others.contains(element))) demand.open = true;
    rest.hidden = problem === null || (elsewhere.length === 0 && problem.errors.length > 0);
    rest.textContent = elsewhere.slice(0, MOST_ELSEWHERE).map((error) => `${parts(error.pointer ?? '').join(' › ')}: ${error.detail}`).join('\n') || (problem?.message ?? '');
  });
  return h('section', { 'aria-labelledby': 'settings-title', class: 'settings', onkeydown: (event) => event.key === 'Enter' && event.target.matches('input') && run() },
    h('h2', { id: 'settings-title' }, 'Settings'), rest, simple,
    demand);
}

/** Gives each mistake to the field that is nearest to it; those of the dataset and the like have none. */
function assigned(errors, fields) {
  const placed = new Map();
  const others = [];
  for (const error of errors) {
    const nearest = fields.filter(({ pointer }) => error.pointer === pointer || error.pointer?.startsWith(`${pointer}/`))
      .sort((a, b) => b.pointer.length - a.pointer.length)[0];
    if (nearest) placed.set(nearest, placed.get(nearest) ?? error.detail);
    else others.push(error);
  }
  return { placed, others };
}

/** The settings that are one of several variants, each with settings of its own. */
function variants(catalog) {
  return catalog.settings.filter((setting) => setting.values.some((value) => value.kind === 'entry'));
}

function chosen(name) {
  return typeOf(store.get('request')[name]) ?? typeOf(store.get('resolved')?.config[name]) ?? null;
}

function rebuilt(catalog, simple, others) {
  const focused = document.activeElement?.dataset?.pointer;
  const all = [];
  const place = (host, setting) => {
    const made = fieldsOf(catalog, setting);
    all.push(...made);
    host.append(...made.map((one) => one.element));
  };
  simple.replaceChildren();
  others.replaceChildren();
  SIMPLE.forEach((name) => place(simple, catalog.settings.find((setting) => setting.name === name)));
  catalog.settings.filter(({ name }) => !SIMPLE.includes(name)).forEach((setting) => place(others, setting));
  if (focused) document.querySelector(`[data-pointer="${CSS.escape(focused)}"]`)?.focus();
  return all;
}

/** A setting, and below it the settings of the variant that is chosen or of its only object. */
function fieldsOf(catalog, setting) {
  const pointer = `/${setting.name}`;
  const entries = setting.values.find((value) => value.kind === 'entry')?.entries;
  if (entries) {
    const known = catalog[entries];
    const entry = known.find(({ name }) => name === chosen(setting.name));
    const first = field(setting, pointer, { options: namesFor(catalog, setting.name, known) });
    return [first, ...(entry?.parameters ?? []).map((parameter) => nested(parameter, pointer))];
  }
  const objects = setting.values.filter((value) => value.kind === 'object');
  const simple = setting.values.length === objects.length && objects.length > 0
    ? objects.flatMap((value) => value.parameters).filter((parameter) => parameter.values.some((value) => value.kind !== 'object'))
    : [];
  return simple.length > 0
    ? simple.map((parameter) => nested(parameter, pointer, `${setting.name.replaceAll('_', ' ')}: ${parameter.name.replaceAll('_', ' ')}`))
    : [field(setting, pointer)];
}

function nested(parameter, pointer, label) {
  const one = field(parameter, `${pointer}/${parameter.name}`, { label });
  if (!label) one.element.classList.add('nested');
  return one;
}

/** A model's own losses alone, else all names. */
function namesFor(catalog, setting, known) {
  const names = known.map(({ name }) => name);
  if (setting !== 'loss') return names;
  const model = catalog.models.find(({ name }) => name === (chosen('model') ?? catalog.models[0].name));
  return model?.losses ?? names;
}
