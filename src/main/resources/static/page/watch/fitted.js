import { margins, mean, isClassifier, probabilities } from './predictor.js';
import { line, messageScene, range } from './plot.js';

/** The golden ratio spreads rows over a band evenly, and the same way each time. */
const SPREAD = 0.618033988749895;

/** Of more features than can be drawn: what the model says of each row beside what is true of it. */
export function fittedScene(seen) {
  const { features, params, model } = seen;
  if (!params) return messageScene(`${features.length} features: a fit shows its predictions here.`);
  return isClassifier(model) ? classesScene(seen) : targetsScene(seen);
}

function targetsScene({ sample, params, model }) {
  const { x, y } = sample.training;
  const predicted = x.map((row) => mean(model, margins(params, row)[0]));
  const both = range([...predicted, ...y]);
  return {
    x: both, y: both, xLabel: 'prediction', yLabel: 'target',
    label: `targets over predictions of ${x.length} rows, with the line on which both are the same`,
    draw: ({ c, px, py, colors }) => {
      c.strokeStyle = colors.quiet;
      c.setLineDash([4, 4]);
      line(c, px(both[0]), py(both[0]), px(both[1]), py(both[1]));
      c.setLineDash([]);
      c.fillStyle = colors.series[0];
      c.globalAlpha = x.length > 300 ? 0.45 : 0.8;
      predicted.forEach((value, i) => c.fillRect(px(value) - 2, py(y[i]) - 2, 4, 4));
      c.globalAlpha = 1;
    },
  };
}

/** A band for each true class; how far to the right a row stands says how probable the model holds that class. */
function classesScene({ sample, params, model, classes }) {
  const { x, y } = sample.training;
  const bands = classes.length;
  return {
    x: [-0.02, 1.02], y: [bands, 0], hideY: true, xLabel: model === 'svm' ? 'side: 1 is that of the true class' : 'probability of the true class',
    label: `the probability of the true class for ${x.length} rows, in a band for each of ${bands} classes`,
    draw: ({ c, px, py, colors, inner }) => {
      c.font = '12px system-ui, sans-serif';
      classes.forEach((label, k) => {
        c.fillStyle = colors.text;
        c.textAlign = 'left';
        c.textBaseline = 'top';
        c.fillText(String(label), inner.left + 6, py(k) + 4);
        c.strokeStyle = colors.grid;
        line(c, inner.left, py(k + 1), inner.right, py(k + 1));
      });
      c.strokeStyle = colors.quiet;
      c.setLineDash([4, 4]);
      line(c, px(1 / bands), inner.top, px(1 / bands), inner.bottom);
      c.setLineDash([]);
      c.globalAlpha = x.length > 300 ? 0.5 : 0.8;
      x.forEach((row, i) => {
        const k = classes.indexOf(y[i]);
        c.fillStyle = colors.series[k % 8];
        c.fillRect(px(probabilities(model, margins(params, row))[k]) - 2, py(k + 0.25 + 0.65 * ((i * SPREAD) % 1)) - 2, 4, 4);
      });
      c.globalAlpha = 1;
    },
  };
}
