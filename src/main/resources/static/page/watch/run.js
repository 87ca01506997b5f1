import { call, follow, get, post, Problem } from '../api.js';
import { store } from '../state.js';
import { Course } from './course.js';

/** How many records are drawn at most; of more the service takes those that hold the extremes. */
export const POINTS = 4000;

const REFRESH_MILLIS = 2500;

/** Of a long history each refresh takes the service a while; it may take this part of its time at most. */
const REFRESH_SHARE = 0.1;

/** A fit that has ended by then was too fast to be watched: it is played from its first record on. */
const TOO_FAST_MILLIS = 1500;

let stopFollowing = () => {};

/** Posts a request and follows the fit that it makes. */
export async function run(request = store.get('request')) {
  stopFollowing();
  const begun = performance.now();
  const sample = store.get('resolved')?.sample ?? null;
  try {
    const headers = request.store === false ? {} : { Prefer: 'respond-async' };
    const { json: { history, ...fit } } = await call('POST', 'v1/fits', { body: request, headers });
    store.set({ problem: null, notice: null, fitted: { request, sample }, playing: false });
    if (history) ended(fit, new Course(history), true);
    else watch(fit, () => performance.now() - begun < TOO_FAST_MILLIS);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    store.set({ problem: failure });
  }
}

/** Shows a fit that is known by its id. */
export function open(id) {
  stopFollowing();
  store.set({ fitted: null, playing: false });
  watch({ id, status: 'running', done: false }, () => false);
}

function watch(fit, tooFast) {
  const course = new Course();
  store.set({ fit, course, at: -1, following: true, tab: 'result' });
  let open = true;
  const shown = () => store.get('fit');
  refreshWhile(fit.id, () => open);
  const end = follow(fit.id, {
    epoch: (record, number) => {
      store.get('course').add(record, number);
      store.touch('course');
    },
    status: async ({ status, progress }) => {
      store.set({ fit: { ...shown(), status, progress } });
      if (!shown().config) {
        const whole = await get(`v1/fits/${encodeURIComponent(fit.id)}`);
        if (open && !whole.done) store.set({ fit: whole });
      }
    },
    warning: (warning) => store.set({ fit: { ...shown(), warnings: [...(shown().warnings ?? []).filter(({ code }) => code !== warning.code), warning] } }),
    done: async (last) => {
      stopFollowing();
      ended(last, new Course(await get(`v1/fits/${fit.id}/history?points=${POINTS}`)), tooFast());
    },
    lost: async () => {
      stopFollowing();
      try {
        const { history, ...last } = await get(`v1/fits/${encodeURIComponent(fit.id)}`);
        ended(last, new Course(history ?? {}), false);
      } catch (problem) {
        store.set({ fit: null, course: null, notice: problem.message });
      }
    },
  });
  stopFollowing = () => {
    open = false;
    end();
  };
}

/** Events leave records out where they come too fast; the service keeps them, so they are asked for now and then. */
async function refreshWhile(id, open) {
  let pause = REFRESH_MILLIS;
  while (open()) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    if (!open() || !store.get('course').gaps) continue;
    const begun = performance.now();
    const history = await get(`v1/fits/${id}/history?points=${POINTS}`).catch(() => null);
    pause = Math.max(REFRESH_MILLIS, (performance.now() - begun) / REFRESH_SHARE);
    if (history && open()) store.set({ course: new Course(history).continuedBy(store.get('course')) });
  }
}

function ended(fit, course, replayed) {
  const plays = replayed && course.size > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  store.set({ fit, course, tab: store.get('tab') === 'request' ? 'result' : store.get('tab') });
  if (plays) store.set({ following: false, at: 0, playing: true });
}

/** Ends the fit early: `stop` keeps what it has learned, `cancel` does not. */
export async function end(how) {
  const fit = store.get('fit');
  if (fit && !fit.done) await post(`v1/fits/${fit.id}/${how}`);
}
