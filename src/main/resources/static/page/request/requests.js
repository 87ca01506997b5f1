import { post, Problem } from '../api.js';
import { typeOf, valueAt, withValue } from '../json-path.js';
import { store } from '../state.js';
import { leave } from '../watch/run.js';

/** How many rows the pictures show at most; of more the service takes some that are spread over all. */
export const MOST_ROWS = 1000;

/** Beyond so many features a record's parameters are left out unless the caller asks for them. */
const MOST_TOLD = 50;

const CHECK_AFTER_MILLIS = 150;

/** A large dataset takes the service a while, which is not to be asked at each key then. */
const MOST_MILLIS = 3000;

/** The fields that hold rows. */
const DATA = ['dataset', 'x', 'y', 'weight', 'features'];

/** Returns the rows of a request, as they are and not copied. */
export function dataOf(request) {
  return Object.fromEntries(DATA.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]));
}

let pause = CHECK_AFTER_MILLIS;
let opened = 0;

/** Takes a request over. One with other data begins anew: no fit is shown, and nothing is known of its rows. */
export function setRequest(request, source) {
  const before = store.get('request');
  const other = source !== undefined || DATA.some((name) => request[name] !== before[name]);
  if (other) leave();
  store.set({ request, ...(source ? { source } : {}), ...(other ? { resolved: null, problem: null, notice: null } : {}) });
}

/** Returns whether the last one who asked is still the last: of several data that are opened at once the last one counts. */
export function opening() {
  opened += 1;
  const mine = opened;
  return () => mine === opened;
}

/** Whether two requests are about the same rows. */
export function sameData(one, other) {
  return DATA.every((name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

/** Changes one setting; undefined leaves it open. */
export function setSetting(pointer, value) {
  const request = withValue(store.get('request'), pointer, value);
  if (pointer === '/model' && !lossSuits(request)) delete request.loss;
  setRequest(request);
}

function lossSuits({ model, loss }) {
  const models = store.get('catalog')?.models ?? [];
  const { losses } = models.find(({ name }) => name === (typeOf(model) ?? models[0].name)) ?? {};
  return loss === undefined || !losses || losses.includes(typeOf(loss));
}

/** Asks for what the pictures need, where the request says nothing of it itself. */
export function telling(request, features) {
  const wanted = ['params', 'gradient', 'direction'];
  const given = valueAt(request, '/history/include') ?? [];
  return features > MOST_TOLD
    ? request
    : withValue(request, '/history/include', [...new Set([...given, ...wanted])]);
}

/** Asks the service what it makes of each request, as soon as nothing has changed for a moment. */
export function checkRequests() {
  let timer = 0;
  let asked = new AbortController();
  store.watch(['request'], () => {
    clearTimeout(timer);
    asked.abort();
    const request = store.get('request');
    if (!request.dataset && !request.x) {
      store.set({ checking: false });
      return;
    }
    asked = new AbortController();
    const { signal } = asked;
    store.set({ checking: true });
    timer = setTimeout(() => check(request, signal), pause);
  });
}

async function check(request, signal) {
  const begun = performance.now();
  try {
    const resolved = await post(`v1/fits?validate_only=true&sample=${MOST_ROWS}`, request, { signal });
    pause = Math.min(Math.max(CHECK_AFTER_MILLIS, performance.now() - begun), MOST_MILLIS);
    if (!signal.aborted) store.set({ resolved, problem: null, checking: false });
  } catch (failure) {
    if (signal.aborted || failure.name === 'AbortError') return;
    if (!(failure instanceof Problem)) throw failure;
    store.set({ problem: failure, checking: false });
  }
}
