import { number, shortened } from '../format.js';
import { store } from '../state.js';
import { figure } from './figure.js';
import { pathScene } from './path.js';
import { intercepted, names, values } from './parameters.js';
import { line, messageScene, Plot, range } from './plot.js';
import { VIEWED, view } from './view.js';

const MOST_BARS = 24;

/** The parameters: two as a path over the contours of the objective, more as bars. */
export function parameterPicture() {
  const host = figure('Parameters', { rows: listed });
  const plot = new Plot(host.body);
  store.watch(VIEWED, () => {
    const seen = view();
    const two = seen.params !== null && !Array.isArray(seen.params.coef[0]) && seen.sample !== null && seen.course?.vector('params', 0) && names(seen).length === 2;
    host.rename(two ? 'Path of the parameters' : 'Parameters');
    plot.show(two ? pathScene(seen) : barsScene(seen));
    host.refresh();
  });
  return host.element;
}

function barsScene(seen) {
  if (!seen.params) return messageScene(seen.course?.size > 0 ? 'The parameters of this record were not kept.' : 'The parameters of a fit are drawn here.');
  const weights = bars(seen);
  const all = values(seen, seen.params).map((value, i) => ({ value, name: names(seen)[i], bar: weights[i] }));
  const shown = all.length <= MOST_BARS ? all : [...all].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, MOST_BARS);
  const widest = widestOf(seen, weights);
  return {
    x: range([0, ...widest], 0.12),
    y: [shown.length, 0],
    label: `bars of ${shown.length} parameters: ${shown.slice(0, 6).map(({ name, value }) => `${name} ${number(value)}`).join(', ')}`,
    xLabel: all.length > shown.length ? `the largest ${shown.length} of ${all.length}` : 'value',
    hideY: true,
    draw: ({ c, px, py, colors, inner }) => {
      c.strokeStyle = colors.line;
      line(c, px(0), inner.top, px(0), inner.bottom);
      const height = Math.min((inner.bottom - inner.top) / shown.length, 44);
      const text = Math.min(12, Math.max(8, height * 0.6));
      c.font = `${text}px system-ui, sans-serif`;
      c.textBaseline = 'top';
      shown.forEach(({ name, value, bar }, i) => {
        const y = inner.top + i * height;
        c.fillStyle = colors.text;
        c.textAlign = 'left';
        c.fillText(shortened(String(name), 30), inner.left + 4, y);
        c.textAlign = 'right';
        c.fillText(number(value, 4), inner.right - 4, y);
        if (!bar) return;
        c.fillStyle = colors.series[value < 0 ? 1 : 0];
        c.fillRect(Math.min(px(0), px(value)), y + text + 2, Math.abs(px(value) - px(0)), Math.max(2, height - text - 6));
      });
    },
  };
}

/** The range of the bars over the whole course, so that it does not jump while they move. */
function widestOf(seen, weights) {
  const { course } = seen;
  const all = values(seen, seen.params).filter((_, i) => weights[i]);
  const step = Math.max(1, Math.floor((course?.size ?? 0) / 50));
  for (let i = 0; course?.columns.params && i < course.size; i += step) all.push(...values(seen, course.vector('params', i)).filter((_, k) => weights[k]));
  return all;
}

/** Which of the parameters are weights: an intercept is of another size, and has no bar. */
function bars(seen) {
  const each = intercepted(seen) ? seen.features.length + 1 : seen.features.length;
  return names(seen).map((_, i) => !intercepted(seen) || i % each !== 0);
}

function listed() {
  const seen = view();
  if (!seen.params) return { columns: ['parameter', 'value'], cells: [] };
  const all = values(seen, seen.params);
  return { columns: ['parameter', 'value'], cells: names(seen).map((name, i) => [String(name), number(all[i], 10)]) };
}
