import { button, h, select } from '../dom.js';
import { store } from '../state.js';
import { setRequest, telling } from './requests.js';

const CLASSES = ['A', 'B', 'C'];
const NUMBERS = 'a line (y by x)';

let pen = 'A';

/** Whether the user draws, and a click into the picture means a point. */
export function drawing() {
  return store.get('source').kind === 'drawn';
}

/** The sheet on which points are drawn, from left to right as from below to above. */
export const SHEET = [-6, 6];

/** Returns the points that a dataset was made of; null where it was not drawn. */
export function drawnPoints(dataset) {
  const { x, y, features } = dataset ?? {};
  const width = Array.isArray(features) ? { x: 1, 'x,y': 2 }[features.join()] ?? 0 : 0;
  if (width === 0 || !Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return null;
  const points = x.map((row, i) => ({ x: row, y: y[i] }));
  return points.every((point) => onSheet(point, width)) ? points : null;
}

function onSheet({ x, y }, width) {
  const inside = (value) => typeof value === 'number' && value >= SHEET[0] && value <= SHEET[1];
  return Array.isArray(x) && x.length === width && x.every(inside) && (width === 1 ? inside(y) : CLASSES.includes(y));
}

/** Begins with an empty sheet. */
export function openDrawing() {
  setRequest({ dataset: null, model: 'logistic' }, { kind: 'drawn', points: [], before: [] });
}

/** Adds a point of the class that is drawn, or of a number y at x. */
export function addPoint(first, second) {
  const source = store.get('source');
  const point = pen === NUMBERS ? { x: [first], y: second } : { x: [first, second], y: pen };
  const alike = source.points.filter((other) => other.x.length === point.x.length);
  take([...alike, point], [...source.before, source.points]);
}

/** The drawn points as a request; one of classes needs two of them. `before` are the sheets that undoing leads back to. */
function take(points, before) {
  const request = store.get('request');
  const ys = points.map((point) => point.y);
  const kinds = new Set(ys);
  const numbers = points[0]?.x.length === 1;
  const enough = numbers ? points.length > 1 : kinds.size > 1;
  const features = numbers ? ['x'] : ['x', 'y'];
  const settings = { ...request };
  delete settings.dataset;
  setRequest(
    enough
      ? telling({ dataset: { x: points.map((point) => point.x), y: ys, features }, ...settings, model: modelFor(settings.model, numbers, kinds.size) }, 2)
      : { ...settings, dataset: null },
    { kind: 'drawn', points, before },
  );
}

function modelFor(given, numbers, classes) {
  const name = given?.type ?? given;
  if (numbers) return name === 'linear' || name === 'poisson' ? given : 'linear';
  if (classes > 2) return 'softmax';
  return ['logistic', 'svm', 'softmax'].includes(name) ? given : 'logistic';
}

function undo() {
  const { before } = store.get('source');
  if (before.length > 0) take(before.at(-1), before.slice(0, -1));
}

/** What is drawn; a point can be typed, too. */
export function drawingPanel() {
  const left = h('input', { type: 'number', step: 'any', min: SHEET[0], max: SHEET[1], required: true, 'aria-label': 'x of the point', placeholder: 'x' });
  const right = h('input', { type: 'number', step: 'any', min: SHEET[0], max: SHEET[1], required: true, 'aria-label': 'y of the point', placeholder: 'y' });
  return h('div', {},
    h('p', { class: 'told' }, 'Click into the picture to add points.'),
    h('label', { class: 'row' }, 'Draw', select([...CLASSES.map((name) => [name, `class ${name}`]), NUMBERS], pen, (value) => { pen = value; })),
    h('div', { class: 'row' }, left, right,
      button('Add', () => left.reportValidity() && right.reportValidity() && addPoint(Number(left.value), Number(right.value)))),
    h('div', { class: 'row' },
      button('Undo', undo), button('Clear', () => take([], [...store.get('source').before, store.get('source').points]))));
}
