import { Store } from './store.js';

/** Everything that the page shows follows from these values. */
export const store = new Store({
  // what can be chosen, as /v1/catalog tells it
  catalog: null,
  // where the data come from: {kind: 'example' | 'file' | 'drawn' | 'stored' | 'json', …}
  source: { kind: 'example' },
  // the body of POST /v1/fits
  request: { dataset: null },
  // the answer to ?validate_only=true&sample=…; the last good one while the request is wrong
  resolved: null,
  // whether the service has not yet said what it makes of the request
  checking: true,
  // what the service says against the request
  problem: null,
  // the fit that is shown, without its history
  fit: null,
  // what there is to say where no fit is shown
  notice: null,
  // its history, a Course
  course: null,
  // the request that the fit was made of; null where it was found by its id alone
  fitted: null,
  // the epoch or update that is shown; null and following for the newest one
  at: null,
  following: true,
  // whether a request is on its way to the service
  posting: false,
  // which of the ways to data is open
  dataTab: 'example',
  // whether the records are played one after the other
  playing: false,
  // how the loss is drawn
  logarithmic: false,
  // fits whose losses are drawn beside it: [{fit, course}]
  compared: [],
  tab: 'request',
});

/** Returns how many records the shown fit has. */
export function records() {
  return store.get('course')?.size ?? 0;
}
