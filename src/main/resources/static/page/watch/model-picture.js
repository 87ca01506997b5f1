import { number } from '../format.js';
import { addPoint, drawing, SHEET } from '../request/drawing.js';
import { store } from '../state.js';
import { boundaryScene } from './boundary.js';
import { figure } from './figure.js';
import { fittedScene } from './fitted.js';
import { messageScene, Plot } from './plot.js';
import { lineScene } from './line.js';
import { VIEWED, view } from './view.js';

const MOST_LISTED = 200;
const MOST_COLUMNS = 30;

/** The rows and what the model says: a line over one feature, a boundary or a shading over two. */
export function modelPicture() {
  const host = figure('Data and model', { rows: listed });
  const plot = new Plot(host.body);
  plot.canvas.addEventListener('pointerdown', (event) => {
    const point = drawing() ? plot.at(event.clientX, event.clientY) : null;
    if (point) addPoint(...point.map((value) => Number(value.toPrecision(4))));
  });
  store.watch(VIEWED, () => {
    plot.canvas.classList.toggle('drawing', drawing());
    plot.show(scene());
    host.refresh();
  });
  return host.element;
}

function scene() {
  const seen = view();
  if (drawing()) return drawnScene(seen);
  if (!seen.sample) return messageScene(seen.fit ? 'The rows of this fit are not here.' : 'The rows are drawn here.');
  const [first, second, ...more] = varying(seen.sample.training.x);
  if (first === undefined) return messageScene('All features are constant.');
  if (second === undefined) return lineScene(seen, first);
  return more.length === 0 ? boundaryScene(seen, first, second) : fittedScene(seen);
}

/** A sheet of fixed ranges, on which points are drawn. */
function drawnScene(seen) {
  const { points } = store.get('source');
  const flat = points.length > 0 && points[0].x.length === 1;
  const ready = seen.sample?.training.x[0]?.length === (flat ? 1 : 2);
  const scene = ready && seen.sample
    ? (flat ? lineScene(seen, 0) : boundaryScene(seen, 0, 1))
    : {
      draw: ({ c, px, py, colors }) => points.forEach(({ x, y }) => {
        c.fillStyle = colors.series['ABC'.indexOf(y)] ?? colors.series[0];
        c.beginPath();
        c.arc(px(x[0]), py(flat ? y : x[1]), 4, 0, 2 * Math.PI);
        c.fill();
      }),
      xLabel: 'x', yLabel: 'y',
    };
  return { ...scene, x: SHEET, y: SHEET, label: `a sheet with ${points.length} drawn points. ${scene.label ?? ''}` };
}

/** The numbers of the features that vary over the rows; a constant has nothing to show. */
function varying(x) {
  const found = [];
  for (let j = 0; j < (x[0]?.length ?? 0); j += 1) {
    if (x.some((row) => row[j] !== x[0][j])) found.push(j);
  }
  return found;
}

function listed() {
  const { sample } = view();
  if (!sample) return { columns: ['row'], cells: [] };
  const { features, x, y } = sample.training;
  return {
    columns: ['row', ...features.slice(0, MOST_COLUMNS), 'target'],
    cells: x.slice(0, MOST_LISTED).map((row, i) => [String(i + 1), ...row.slice(0, MOST_COLUMNS).map((value) => number(value)), number(y[i])]),
  };
}
