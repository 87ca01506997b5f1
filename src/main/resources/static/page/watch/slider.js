import { button, h } from '../dom.js';
import { count } from '../format.js';
import { store } from '../state.js';
import { end } from './run.js';
import { shownRecord } from './view.js';

const PLAY_MILLIS = 4000;
const FEWEST_MILLIS_A_RECORD = 30;

/** Takes all pictures to any record of the course, plays it, follows the newest; ends a fit that runs. */
export function sliderBar() {
  const range = h('input', {
    type: 'range', min: '0', max: '0', step: '1', 'aria-label': 'record that is shown',
    oninput: () => show(Number(range.value)),
  });
  const told = h('output', { class: 'epoch' });
  const play = button('▶', toggle, { class: 'play', title: 'play the course from its first record, or pause' });
  const follow = button('Follow', () => store.set({ following: true, playing: false }), { 'aria-pressed': 'true', title: 'show the newest record' });
  const stop = button('Stop', () => end('stop'), { title: 'end the fit and keep what it has learned', class: 'live' });
  const cancel = button('Cancel', () => end('cancel'), { title: 'end the fit and drop what it has learned', class: 'live' });
  store.watch(['course', 'at', 'following', 'playing', 'fit'], () => {
    const course = store.get('course');
    const at = shownRecord();
    const fit = store.get('fit');
    range.max = String(Math.max((course?.size ?? 0) - 1, 0));
    range.value = String(Math.max(at, 0));
    range.disabled = !course || course.size < 2;
    const epoch = course?.columns.epoch?.[at];
    const update = course?.columns.update?.[at];
    told.textContent = position(epoch, update, fit?.done ? null : fit?.progress?.epochs);
    range.setAttribute('aria-valuetext', told.textContent);
    const moving = store.get('playing') || (store.get('following') && fit && !fit.done);
    play.textContent = moving ? '❚❚' : '▶';
    play.setAttribute('aria-label', moving ? 'pause the pictures' : 'play the course');
    play.disabled = !course || course.size < 2;
    follow.setAttribute('aria-pressed', String(store.get('following')));
    stop.disabled = !fit || fit.done;
    cancel.disabled = !fit || fit.done;
  });
  store.watch(['playing'], () => store.get('playing') && advance());
  return h('div', { class: 'slider', role: 'group', 'aria-label': 'time' }, play, range, told, follow, stop, cancel);
}

function position(epoch, update, epochs) {
  if (epoch === undefined) return '–';
  const place = `epoch ${count(epoch)}${epochs ? ` of ${count(epochs)}` : ''}`;
  return update === undefined ? place : `update ${count(update)}, ${place}`;
}

function toggle() {
  const fit = store.get('fit');
  if (store.get('playing')) store.set({ playing: false });
  else if (store.get('following') && fit && !fit.done) show(shownRecord());
  else {
    const last = store.get('course').size - 1;
    show(shownRecord() >= last ? 0 : shownRecord(), true);
  }
}

/** Shows a record by what records are counted by, so that it stays the same while others come between. */
function show(record, playing = false) {
  store.set({ at: store.get('course').x()[record], following: false, playing });
}

/** Moves on in time, not in frames, so that every course takes as long. */
function advance() {
  const from = shownRecord();
  const begun = performance.now();
  const size = store.get('course')?.size ?? 0;
  const each = Math.max(PLAY_MILLIS / Math.max(size, 1), size < PLAY_MILLIS / FEWEST_MILLIS_A_RECORD ? FEWEST_MILLIS_A_RECORD : 0);
  const step = (now) => {
    if (!store.get('playing')) return;
    const at = from + Math.floor((now - begun) / each);
    const last = (store.get('course')?.size ?? 0) - 1;
    if (at >= last) store.set({ playing: false, following: true });
    else {
      show(Math.max(at, 0), true);
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
}
