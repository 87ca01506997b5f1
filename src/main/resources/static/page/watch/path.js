import { number } from '../format.js';
import { contours } from './contours.js';
import { objective } from './losses.js';
import { names, values } from './parameters.js';
import { isClassifier } from './predictor.js';
import { range } from './plot.js';

const GRID = 90;
const LEVELS = 14;
const MOST_ROWS = 200;

let made = { key: null };

/** The way of two parameters over the contours of the objective, up to the record that is shown. */
export function pathScene(seen) {
  const { course, at, fit } = seen;
  const [first, second] = names(seen);
  const points = course.columns.params.coef.map((_, i) => values(seen, course.vector('params', i)));
  const start = startOf(seen);
  const way = start ? [start, ...points] : points;
  const frame = framed(way);
  const rate = fit?.diagnosis?.largest_stable_learning_rate;
  return {
    ...frame, xLabel: first, yLabel: second,
    label: `the path of ${first} and ${second} over the contours of the objective, now at ${points[at]?.map((value) => number(value)).join(' and ')}`,
    background: (pen) => lines(pen, seen, frame),
    draw: ({ c, px, py, colors, inner }) => {
      c.strokeStyle = colors.series[1];
      c.fillStyle = colors.series[1];
      c.lineWidth = 1.6;
      c.beginPath();
      const seenWay = way.slice(0, at + 1 + (start ? 1 : 0));
      seenWay.forEach(([a, b]) => c.lineTo(px(a), py(b)));
      c.stroke();
      if (seenWay.length < 120) seenWay.forEach(([a, b]) => dot(c, px(a), py(b), 1.8));
      const now = seenWay.at(-1);
      if (now) dot(c, px(now[0]), py(now[1]), 4.5);
      if (rate) {
        c.fillStyle = colors.quiet;
        c.font = '11px system-ui, sans-serif';
        c.textAlign = 'right';
        c.fillText(`largest stable learning rate ${number(rate, 4)}`, inner.right - 6, inner.top + 14);
      }
    },
  };
}

function dot(c, x, y, size) {
  c.beginPath();
  c.arc(x, y, size, 0, 2 * Math.PI);
  c.fill();
}

/** Where the fit started, so far as the configuration tells it in numbers. */
function startOf(seen) {
  const init = seen.config.init;
  if (init === 'zeros') return [0, 0];
  return Array.isArray(init?.coef) ? values(seen, { intercept: init.intercept ?? 0, coef: init.coef }) : null;
}

/** The range of the path with room around it; a valley is not seen from inside. */
function framed(points) {
  const wide = (k) => {
    const [low, high] = range(points.map((point) => point[k]), 0);
    const room = (high - low) * 0.35 || 1;
    return [low - room, high + room];
  };
  return { x: wide(0), y: wide(1) };
}

function lines(pen, seen, frame) {
  const key = JSON.stringify([frame, seen.fit?.id, seen.config.loss, seen.config.penalty]);
  if (made.key !== key) made = { key, found: found(seen, frame) };
  const { c, px, py, colors } = pen;
  c.lineWidth = 1;
  made.found.forEach(({ segments }, i) => {
    c.strokeStyle = colors.series[0];
    c.globalAlpha = 0.75 - (0.55 * i) / LEVELS;
    c.beginPath();
    for (const [x0, y0, x1, y1] of segments) {
      c.moveTo(px(x0), py(y0));
      c.lineTo(px(x1), py(y1));
    }
    c.stroke();
  });
  c.globalAlpha = 1;
}

function found(seen, { x, y }) {
  const rows = thinned(seen.sample.training);
  const value = objective(rows, seen.config, isClassifier(seen.model) ? seen.classes : null);
  const grid = [];
  for (let j = 0; j <= GRID; j += 1) {
    for (let i = 0; i <= GRID; i += 1) grid.push(value(x[0] + ((x[1] - x[0]) * i) / GRID, y[0] + ((y[1] - y[0]) * j) / GRID));
  }
  const finite = grid.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  // close together at the bottom, where a fit spends its time
  const levels = Array.from({ length: LEVELS }, (_, k) => low + (high - low) * ((k + 1) / (LEVELS + 1)) ** 3);
  return levels.map((level) => ({ level, segments: contours(grid, GRID, level, x, y) }));
}

/** Some of the rows, which give the same contours for the eye. */
function thinned({ x, y, weight }) {
  const step = Math.max(1, Math.ceil(x.length / MOST_ROWS));
  const some = (values) => values?.filter((_, i) => i % step === 0);
  return { x: some(x), y: some(y), weight: some(weight) };
}
