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

let watched = null;

/** Posts a request and follows the fit that it makes. One is posted at a time. */
export async function run(request = store.get('request')) {
  if (store.get('posting')) return;
  const begun = performance.now();
  const sample = store.get('resolved')?.sample ?? null;
  store.set({ posting: true });
  try {
    const headers = request.store === false ? {} : { Prefer: 'respond-async' };
    const { json: { history, ...fit } } = await call('POST', 'v1/fits', { body: request, headers });
    // whoever has turned to other data meanwhile finds the fit in the list
    if (request.dataset !== store.get('request').dataset) return;
    leave();
    store.set({ problem: null, notice: null, fitted: { request, sample }, playing: false });
    if (history) ended(fit, new Course(history), true);
    else new Watch(fit, begun).begin();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    store.set({ problem: failure });
  } finally {
    store.set({ posting: false });
  }
}

/** Shows a fit that is known by its id. */
export function open(id) {
  leave();
  store.set({ fitted: null, notice: null, playing: false });
  new Watch({ id, status: 'running', done: false }, -TOO_FAST_MILLIS).begin();
}

/** Shows no fit any more; one that runs goes on. */
export function leave() {
  watched?.end();
  watched = null;
  store.set({ fit: null, fitted: null, course: null, at: null, following: true, playing: false });
}

/** One fit as it is watched. What comes in after another one is watched changes nothing. */
class Watch {
  #fit;
  #course = new Course();
  #begun;
  #close = () => {};

  constructor(fit, begun) {
    this.#fit = fit;
    this.#begun = begun;
  }

  begin() {
    watched = this;
    this.#show();
    store.set({ at: null, following: true, tab: 'result' });
    this.#close = follow(this.#fit.id, {
      epoch: (record, number) => {
        this.#course.add(record, number);
        if (this.#open()) store.touch('course');
      },
      status: (status) => this.#status(status),
      warning: (warning) => this.#change({ warnings: [...(this.#fit.warnings ?? []).filter(({ code }) => code !== warning.code), warning] }),
      done: (last) => this.#done(last),
      lost: () => this.#lost(),
      reconnecting: () => store.set({ notice: 'The service does not answer; reconnecting …' }),
      heard: () => store.set({ notice: null }),
    });
    this.#refresh();
  }

  end() {
    this.#close();
    if (watched === this) watched = null;
  }

  #open() {
    return watched === this;
  }

  #show() {
    if (this.#open()) store.set({ fit: this.#fit, course: this.#course });
  }

  #change(values) {
    this.#fit = { ...this.#fit, ...values };
    this.#show();
  }

  async #status({ status, progress }) {
    this.#change({ status, progress });
    if (this.#fit.config) return;
    const { history, ...whole } = await get(`v1/fits/${encodeURIComponent(this.#fit.id)}`);
    if (this.#open() && !whole.done) this.#change(whole);
  }

  /** Events leave records out where they come too fast; the service keeps them, so they are asked for now and then. */
  async #refresh() {
    let pause = REFRESH_MILLIS;
    while (this.#open()) {
      await new Promise((resolve) => { setTimeout(resolve, pause); });
      if (!this.#open() || !this.#course.gaps) continue;
      const begun = performance.now();
      const history = await this.#history();
      pause = Math.max(REFRESH_MILLIS, (performance.now() - begun) / REFRESH_SHARE);
      if (history && this.#open()) {
        this.#course = this.#paused(new Course(history)).continuedBy(this.#course);
        this.#show();
      }
    }
  }

  /** A record that is looked at stays, even where the service leaves it out among so many. */
  #paused(course) {
    return store.get('following') ? course : course.keeping(store.get('at'), this.#course);
  }

  #history() {
    return get(`v1/fits/${encodeURIComponent(this.#fit.id)}/history?points=${POINTS}`).catch(() => null);
  }

  async #done(last) {
    const history = await this.#history();
    if (!this.#open()) return;
    this.end();
    ended(last, history ? this.#paused(new Course(history)) : this.#course, performance.now() - this.#begun < TOO_FAST_MILLIS);
  }

  /** The stream of a fit that ended a while ago has nothing more to tell; that of a deleted one is not there. */
  async #lost() {
    try {
      const { history, ...last } = await get(`v1/fits/${encodeURIComponent(this.#fit.id)}`);
      if (!this.#open()) return;
      this.end();
      ended(last, new Course(history ?? {}), false);
    } catch (problem) {
      if (!this.#open()) return;
      leave();
      store.set({ notice: problem.message });
    }
  }
}

function ended(fit, course, replayed) {
  const plays = replayed && course.size > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  store.set({ fit, course, tab: store.get('tab') === 'request' ? 'result' : store.get('tab') });
  if (fit.stop_reason === 'diverged' && course.size > 1) store.set({ logarithmic: true });
  if (plays) store.set({ following: false, at: course.x()[0], playing: true });
}

/** Ends a fit early: `stop` keeps what it has learned, `cancel` does not. */
export async function end(how, id = store.get('fit')?.id) {
  if (id) await post(`v1/fits/${encodeURIComponent(id)}/${how}`);
}
