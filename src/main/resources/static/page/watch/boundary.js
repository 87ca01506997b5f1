import { isClassifier, margins, mean, probabilities } from './predictor.js';
import { key, range } from './plot.js';

const CELLS = 72;
const SAMPLES = 240;

/** Two features that vary: the rows, coloured by class or target, over what the model says of every place between them. */
export function boundaryScene({ sample, model, params, features, classes }, first, second) {
  const { x, y } = sample.training;
  const classifies = isClassifier(model);
  const scale = classifies ? null : range(y, 0);
  const at = (a, b) => x[0].map((other, j) => (j === first ? a : j === second ? b : other));
  return {
    x: range(x.map((row) => row[first])),
    y: range(x.map((row) => row[second])),
    xLabel: features[first],
    yLabel: features[second],
    label: `${x.length} points over ${features[first]} and ${features[second]}${params ? ', over the predictions of the model' : ''}`,
    background: (pen) => {
      if (params && params.coef.length > 0) shade(pen, (a, b) => colorAt(pen, model, params, at(a, b), scale));
    },
    draw: (pen) => {
      if (params && classifies) boundaries(pen, model, params, at);
      rows(pen, sample.training, first, second, (label) => colorOf(pen, label, classes, scale), true);
      if (classifies) key(pen, classes);
      if (sample.validation) rows(pen, sample.validation, first, second, (label) => colorOf(pen, label, classes, scale), false);
    },
  };
}

function colorOf({ colors }, label, classes, scale) {
  return scale ? rgb(heat(colors, (label - scale[0]) / (scale[1] - scale[0] || 1))) : colors.series[classes.indexOf(label) % 8];
}

function rows({ c, px, py, colors }, { x, y }, first, second, color, filled) {
  const size = x.length > 400 ? 2.4 : 3.6;
  c.lineWidth = filled ? 1 : 1.6;
  x.forEach((row, i) => {
    c.beginPath();
    c.arc(px(row[first]), py(row[second]), size, 0, 2 * Math.PI);
    c.fillStyle = color(y[i]);
    c.strokeStyle = filled ? colors.surface : color(y[i]);
    if (filled) c.fill();
    c.stroke();
  });
}

/** A coarse picture of a colour for each place, drawn large and smooth. */
function shade({ c, inner, x, y }, colorAtPlace) {
  const small = document.createElement('canvas');
  small.width = CELLS;
  small.height = CELLS;
  const context = small.getContext('2d');
  const image = context.createImageData(CELLS, CELLS);
  for (let row = 0; row < CELLS; row += 1) {
    const b = y[1] - ((row + 0.5) / CELLS) * (y[1] - y[0]);
    for (let column = 0; column < CELLS; column += 1) {
      const a = x[0] + ((column + 0.5) / CELLS) * (x[1] - x[0]);
      image.data.set(colorAtPlace(a, b), (row * CELLS + column) * 4);
    }
  }
  context.putImageData(image, 0, 0);
  c.imageSmoothingEnabled = true;
  c.imageSmoothingQuality = 'high';
  c.drawImage(small, inner.left, inner.top, inner.right - inner.left, inner.bottom - inner.top);
}

function colorAt({ colors }, model, params, row, scale) {
  const all = margins(params, row);
  if (scale) {
    const value = (mean(model, all[0]) - scale[0]) / (scale[1] - scale[0] || 1);
    return [...heat(colors, value), 90];
  }
  const shares = probabilities(model, all);
  const likely = shares.indexOf(Math.max(...shares));
  const least = 1 / shares.length;
  const sure = (shares[likely] - least) / (1 - least);
  return [...colors.inks[likely % 8], 14 + Math.round(95 * (Number.isNaN(sure) ? 0 : sure))];
}

/** Where two classes are equally likely and no third is more so. */
function boundaries({ c, px, py, x, y, colors }, model, params, at) {
  c.strokeStyle = colors.text;
  c.lineWidth = 1.6;
  const several = Array.isArray(params.coef[0]);
  const pairs = several ? params.coef.flatMap((_, i) => params.coef.slice(i + 1).map((__, j) => [i, i + 1 + j])) : [[0, 1]];
  for (const [i, j] of pairs) {
    const level = (a, b) => {
      const all = margins(params, at(a, b));
      return several ? all[i] - all[j] : all[0];
    };
    const seen = (a, b) => {
      if (!several) return true;
      const all = margins(params, at(a, b));
      return Math.max(...all) <= Math.max(all[i], all[j]) + 1e-9;
    };
    straight({ c, px, py }, x, y, level, seen);
  }
}

/** Draws where a function that is linear is 0, so far as it is seen. */
function straight({ c, px, py }, x, y, level, seen) {
  const [base, alongX, alongY] = [level(x[0], y[0]), level(x[1], y[0]), level(x[0], y[1])];
  const [slopeX, slopeY] = [(alongX - base) / (x[1] - x[0]), (alongY - base) / (y[1] - y[0])];
  if (slopeX === 0 && slopeY === 0) return;
  const steep = Math.abs(slopeX) * (x[1] - x[0]) > Math.abs(slopeY) * (y[1] - y[0]);
  c.beginPath();
  let down = false;
  for (let s = 0; s <= SAMPLES; s += 1) {
    const b = steep ? y[0] + ((y[1] - y[0]) * s) / SAMPLES : null;
    const a = steep ? x[0] - (base + slopeY * (b - y[0])) / slopeX : x[0] + ((x[1] - x[0]) * s) / SAMPLES;
    const other = steep ? b : y[0] - (base + slopeX * (a - x[0])) / slopeY;
    if (seen(a, other)) {
      if (down) c.lineTo(px(a), py(other));
      else c.moveTo(px(a), py(other));
    }
    down = seen(a, other);
  }
  c.stroke();
}

/** From the first colour over grey to the second, for a share between 0 and 1. */
function heat(colors, value) {
  const share = Math.min(Math.max(value, 0), 1);
  const [low, middle, high] = [colors.inks[0], [200, 200, 200], colors.inks[1]];
  const [from, to, part] = share < 0.5 ? [low, middle, share * 2] : [middle, high, share * 2 - 1];
  return from.map((channel, i) => Math.round(channel + (to[i] - channel) * part));
}

function rgb([r, g, b]) {
  return `rgb(${r} ${g} ${b})`;
}
