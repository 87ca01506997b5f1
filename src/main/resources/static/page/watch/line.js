import { isClassifier, margins, mean, probabilities } from './predictor.js';
import { key, range } from './plot.js';

const STEPS = 160;

/** One feature that varies: the targets over it with the fitted line; of a classifier the probability of its classes. */
export function lineScene({ sample, model, params, features, classes }, feature) {
  const { x, y } = sample.training;
  const xs = x.map((row) => row[feature]);
  const classifies = isClassifier(model);
  const ys = classifies ? y.map((label) => (classes.length > 1 ? classes.indexOf(label) / (classes.length - 1) : 0)) : y;
  const held = sample.validation;
  const domain = range(xs);
  const at = (value) => x[0].map((other, j) => (j === feature ? value : other));
  return {
    x: domain,
    y: classifies ? [-0.08, 1.08] : range(ys, 0.1),
    xLabel: features[feature],
    yLabel: !classifies ? 'target' : model === 'svm' ? 'side' : 'probability',
    label: `${xs.length} points over ${features[feature]}${params ? ` and ${classifies ? 'the probabilities' : 'the line'} of the model` : ''}`,
    draw: (pen) => {
      dots(pen, xs, ys, classifies ? y.map((label) => pen.colors.series[classes.indexOf(label) % 8]) : null);
      if (held) rings(pen, held.x.map((row) => row[feature]), classifies ? held.y.map((label) => classes.indexOf(label) / Math.max(classes.length - 1, 1)) : held.y);
      if (classifies) key(pen, classes);
      if (!params || params.coef.length === 0) return;
      if (!classifies) curve(pen, domain, (value) => mean(model, margins(params, at(value))[0]), pen.colors.series[1]);
      else {
        const shown = classes.length === 2 ? [1] : classes.map((_, k) => k);
        shown.forEach((k) => curve(pen, domain, (value) => probabilities(model, margins(params, at(value)))[k], pen.colors.series[k % 8]));
      }
    },
  };
}

function dots({ c, px, py, colors }, xs, ys, each) {
  const size = xs.length > 300 ? 2 : 3.2;
  c.globalAlpha = xs.length > 300 ? 0.5 : 0.85;
  for (let i = 0; i < xs.length; i += 1) {
    c.fillStyle = each?.[i] ?? colors.series[0];
    c.beginPath();
    c.arc(px(xs[i]), py(ys[i]), size, 0, 2 * Math.PI);
    c.fill();
  }
  c.globalAlpha = 1;
}

/** Rows that training never sees are rings. */
function rings({ c, px, py, colors }, xs, ys) {
  c.strokeStyle = colors.quiet;
  c.lineWidth = 1.2;
  for (let i = 0; i < xs.length; i += 1) {
    c.beginPath();
    c.arc(px(xs[i]), py(ys[i]), 3.2, 0, 2 * Math.PI);
    c.stroke();
  }
}

function curve({ c, px, py }, [low, high], value, color) {
  c.strokeStyle = color;
  c.lineWidth = 2.2;
  c.beginPath();
  for (let i = 0; i <= STEPS; i += 1) {
    const x = low + ((high - low) * i) / STEPS;
    c.lineTo(px(x), py(value(x)));
  }
  c.stroke();
}
