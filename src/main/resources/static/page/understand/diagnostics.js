import { post, Problem } from '../api.js';
import { h } from '../dom.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { figure } from '../watch/figure.js';
import { Plot, range } from '../watch/plot.js';
import { view } from '../watch/view.js';

const MOST_LISTED = 500;

/** Residuals of a regression; ROC and calibration of a classifier. The service measures them on the rows that are shown. */
export function diagnosticPictures() {
  const host = h('div', { class: 'diagnostics' });
  let shown = null;
  let plots = [];
  store.watch(['fit', 'fitted', 'resolved', 'tab'], async () => {
    const { fit, sample } = view();
    const wanted = fit?.result && fit.config.store && sample ? fit.id : null;
    if (store.get('tab') !== 'result' || wanted === shown) return;
    shown = wanted;
    plots.forEach((plot) => plot.close());
    plots = [];
    host.replaceChildren();
    if (wanted === null) return;
    const { of, ...rows } = sample.training;
    const told = await post(`v1/fits/${encodeURIComponent(fit.id)}/evaluate?include=roc,calibration,residuals`, rows).catch((failure) => {
      if (failure instanceof Problem) return null;
      throw failure;
    });
    if (told === null || shown !== wanted) return;
    const some = rows.x.length < of ? ` (${rows.x.length} of ${of} rows)` : '';
    // a picture must stand in the page before it knows its size
    const put = (title, scene, rowsOf) => {
      const one = figure(title + some, { rows: rowsOf });
      host.append(one.element);
      const plot = new Plot(one.body);
      plot.show(scene);
      plots.push(plot);
    };
    if (told.residuals) put('Residuals over predictions', residuals(told.residuals), () => pairs('prediction', told.residuals.prediction, 'residual', told.residuals.residual));
    if (told.roc) put('ROC', curves(told.roc, 'fpr', 'tpr', 'false positive rate', 'true positive rate'), () => byClass(told.roc, 'fpr', 'tpr', 'false positive rate', 'true positive rate'));
    if (told.calibration) put('Calibration', curves(told.calibration, 'predicted', 'observed', 'predicted probability', 'observed share'), () => byClass(told.calibration, 'predicted', 'observed', 'predicted probability', 'observed share'));
  });
  return host;
}

function residuals({ prediction: predicted, residual }) {
  const x = range(predicted);
  return {
    x, y: range([0, ...residual], 0.1), xLabel: 'prediction', yLabel: 'residual',
    label: `${predicted.length} residuals over predictions`,
    draw: ({ c, px, py, colors }) => {
      rule({ c, px, py, colors }, x[0], 0, x[1], 0);
      c.fillStyle = colors.series[0];
      c.globalAlpha = predicted.length > 300 ? 0.4 : 0.8;
      predicted.forEach((value, i) => c.fillRect(px(value) - 1.5, py(residual[i]) - 1.5, 3, 3));
      c.globalAlpha = 1;
    },
  };
}

/** Curves in the unit square, one for each class, with the diagonal. */
function curves(all, first, second, xLabel, yLabel) {
  return {
    x: [-0.02, 1.02], y: [-0.02, 1.02], xLabel, yLabel,
    label: `${yLabel} over ${xLabel} for ${all.map(({ label }) => label).join(', ')}`,
    draw: ({ c, px, py, colors }) => {
      rule({ c, px, py, colors }, 0, 0, 1, 1);
      all.forEach((one, k) => {
        c.strokeStyle = colors.series[k % 8];
        c.fillStyle = colors.series[k % 8];
        c.lineWidth = 1.8;
        c.beginPath();
        one[first].forEach((value, i) => c.lineTo(px(value), py(one[second][i])));
        c.stroke();
        if (one[first].length < 20) one[first].forEach((value, i) => c.fillRect(px(value) - 2, py(one[second][i]) - 2, 4, 4));
      });
    },
  };
}

function rule({ c, px, py, colors }, x0, y0, x1, y1) {
  c.strokeStyle = colors.quiet;
  c.setLineDash([4, 4]);
  c.beginPath();
  c.moveTo(px(x0), py(y0));
  c.lineTo(px(x1), py(y1));
  c.stroke();
  c.setLineDash([]);
}

/** The numbers of all curves, class by class. */
function byClass(all, first, second, xLabel, yLabel) {
  return { columns: ['class', xLabel, yLabel], cells: all.flatMap((one) => one[first].map((value, i) => [String(one.label), number(value), number(one[second][i])])).slice(0, MOST_LISTED) };
}

function pairs(first, xs, second, ys) {
  return { columns: [first, second], cells: xs.slice(0, MOST_LISTED).map((value, i) => [number(value), number(ys[i])]) };
}
