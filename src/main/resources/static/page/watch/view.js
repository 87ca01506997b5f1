import { store } from '../state.js';
import { typeOf } from '../json-path.js';

/** What the pictures draw: the rows, the model, and its parameters in the record that is shown. */
export function view() {
  const fit = store.get('fit');
  const resolved = store.get('resolved');
  // a fit that was opened by its id may be of other rows than the request beside it
  const same = !fit || fit.dataset?.sha256 === resolved?.dataset.sha256;
  const sample = store.get('fitted')?.sample ?? (same ? resolved?.sample : null) ?? null;
  const config = fit?.config ?? resolved?.config ?? null;
  const course = store.get('course');
  const at = shownRecord();
  const last = fit?.result?.params;
  const end = !course || at >= course.size - 1;
  return {
    fit, sample, config, course, at,
    model: typeOf(config?.model),
    features: fit?.result?.features ?? sample?.training.features ?? [],
    classes: fit?.result?.classes ?? classesOf(sample),
    // of a record whose parameters were not kept nothing is drawn; those of the end would be a lie
    params: (end ? last : null) ?? course?.vector('params', at) ?? null,
  };
}

/** Returns the number of the record that is shown: the newest while the pictures follow. */
export function shownRecord() {
  const course = store.get('course');
  if (!course || course.size === 0) return -1;
  return store.get('following') || store.get('at') === null ? course.size - 1 : course.near(store.get('at'));
}

/** The classes in the service's order: numbers by value, false before true, texts by their characters. */
function classesOf(sample) {
  if (!sample) return null;
  return [...new Set(sample.training.y)].sort((a, b) => (typeof a === 'string' ? (a < b ? -1 : 1) : a - b));
}

export const VIEWED = ['fit', 'course', 'at', 'following', 'resolved', 'fitted', 'source'];
