import { newId } from '../dom.js';
import { onTheme } from '../theme.js';

const GAPS = { left: 50, right: 12, top: 10, bottom: 32 };

/** A canvas with axes, drawn again whenever its size, the theme or its scene changes. */
export class Plot {
  #scene = null;
  #canvas;
  #frame = 0;
  #sizes;
  #forget;

  /** Puts the canvas into a host, which gives it its size; `label` says to a reader what is drawn. */
  constructor(host) {
    this.#canvas = document.createElement('canvas');
    this.#canvas.setAttribute('role', 'img');
    this.#canvas.id = newId('plot');
    host.append(this.#canvas);
    this.#sizes = new ResizeObserver(() => this.#later());
    this.#sizes.observe(host);
    this.#forget = onTheme(() => this.#later());
  }

  /** Lets go of what calls it; nothing is drawn any more. */
  close() {
    this.#sizes.disconnect();
    this.#forget();
  }

  get canvas() {
    return this.#canvas;
  }

  /**
   * Shows a scene: ranges `x` and `y`, names `xLabel` and `yLabel`, a `label` for readers, and `draw(pen)` with what stands between
   * the axes. Nothing else may call it more than once a frame.
   */
  show(scene) {
    this.#scene = scene;
    this.#canvas.setAttribute('aria-label', scene?.label ?? 'empty');
    this.#later();
  }

  /** Returns the point of the scene below a place on the screen; null outside the axes. */
  at(clientX, clientY) {
    const box = this.#canvas.getBoundingClientRect();
    const inner = this.#inner(box);
    const [px, py] = [clientX - box.left, clientY - box.top];
    if (!this.#scene || px < inner.left || px > inner.right || py < inner.top || py > inner.bottom) return null;
    const { x, y } = this.#scene;
    return [
      x[0] + ((px - inner.left) / (inner.right - inner.left)) * (x[1] - x[0]),
      y[1] - ((py - inner.top) / (inner.bottom - inner.top)) * (y[1] - y[0]),
    ];
  }

  #inner({ width, height }) {
    return { left: GAPS.left, right: width - GAPS.right, top: GAPS.top, bottom: height - GAPS.bottom };
  }

  #later() {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#paint();
      });
    }
  }

  #paint() {
    const box = this.#canvas.parentElement.getBoundingClientRect();
    if (box.width < 80 || box.height < 60) return;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const c = this.#canvas.getContext('2d');
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, box.width, box.height);
    if (this.#scene) paintScene(c, this.#scene, this.#inner(box));
  }
}

function paintScene(c, scene, inner) {
  const colors = palette();
  const pen = {
    c, inner, colors,
    px: (x) => inner.left + ((x - scene.x[0]) / (scene.x[1] - scene.x[0])) * (inner.right - inner.left),
    py: (y) => inner.bottom - ((y - scene.y[0]) / (scene.y[1] - scene.y[0])) * (inner.bottom - inner.top),
    x: scene.x, y: scene.y,
  };
  c.save();
  c.beginPath();
  c.rect(inner.left, inner.top, inner.right - inner.left, inner.bottom - inner.top);
  c.clip();
  scene.background?.(pen);
  c.restore();
  axes(pen, scene);
  c.save();
  c.beginPath();
  c.rect(inner.left, inner.top, inner.right - inner.left, inner.bottom - inner.top);
  c.clip();
  scene.draw?.(pen);
  c.restore();
}

function axes({ c, inner, colors, px, py }, { x, y, xLabel, yLabel, hideX, hideY }) {
  c.font = '11px system-ui, sans-serif';
  c.fillStyle = colors.quiet;
  c.strokeStyle = colors.grid;
  c.lineWidth = 1;
  c.textAlign = 'center';
  c.textBaseline = 'top';
  for (const tick of hideX ? [] : ticks(x, Math.max(2, Math.floor((inner.right - inner.left) / 70)))) {
    const at = Math.round(px(tick.value)) + 0.5;
    line(c, at, inner.top, at, inner.bottom);
    c.fillText(tick.text, at, inner.bottom + 5);
  }
  c.textAlign = 'right';
  c.textBaseline = 'middle';
  for (const tick of hideY ? [] : ticks(y, Math.max(2, Math.floor((inner.bottom - inner.top) / 42)))) {
    const at = Math.round(py(tick.value)) + 0.5;
    line(c, inner.left, at, inner.right, at);
    c.fillText(tick.text, inner.left - 6, at);
  }
  c.textBaseline = 'alphabetic';
  c.fillStyle = colors.text;
  if (xLabel) c.fillText(fitted(c, xLabel, inner.right - inner.left), inner.right, inner.bottom + 29);
  c.textAlign = 'left';
  if (yLabel) {
    const text = fitted(c, yLabel, (inner.right - inner.left) * 0.6);
    const width = c.measureText(text).width;
    c.fillStyle = colors.surface;
    c.globalAlpha = 0.8;
    c.fillRect(inner.left + 3, inner.top + 3, width + 8, 16);
    c.globalAlpha = 1;
    c.fillStyle = colors.text;
    c.fillText(text, inner.left + 7, inner.top + 15);
  }
}

function fitted(c, text, width) {
  let shown = text;
  while (shown.length > 2 && c.measureText(shown).width > width) shown = `${shown.slice(0, -2)}…`;
  return shown;
}

export function line(c, x0, y0, x1, y1) {
  c.beginPath();
  c.moveTo(x0, y0);
  c.lineTo(x1, y1);
  c.stroke();
}

/** Round values in a range, about so many, as texts of the same number of decimals. */
export function ticks([low, high], about) {
  const raw = (high - low) / about;
  if (!(raw > 0) || !Number.isFinite(raw)) return [];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= raw) * power;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const large = Math.max(Math.abs(low), Math.abs(high)) >= 1e6 || decimals > 5;
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i += 1) {
    const value = i * step;
    found.push({ value, text: (large ? value.toExponential(Math.min(2, significant(value, step))) : value.toFixed(decimals)).replace('-', '−').replace('e+', 'e') });
  }
  return found;
}

function significant(value, step) {
  return value === 0 ? 0 : Math.max(0, Math.round(Math.log10(Math.abs(value) / step)));
}

/** A key of class colours in the upper right corner. */
export function key({ c, inner, colors }, classes) {
  c.font = '11px system-ui, sans-serif';
  c.textAlign = 'right';
  c.textBaseline = 'middle';
  classes.slice(0, colors.series.length).forEach((label, k) => {
    const text = fitted(c, String(label), 90);
    const y = inner.top + 12 + k * 15;
    c.fillStyle = colors.surface;
    c.globalAlpha = 0.8;
    c.fillRect(inner.right - c.measureText(text).width - 24, y - 8, c.measureText(text).width + 22, 15);
    c.globalAlpha = 1;
    c.fillStyle = colors.text;
    c.fillText(text, inner.right - 18, y);
    c.fillStyle = colors.series[k];
    c.beginPath();
    c.arc(inner.right - 10, y, 4, 0, 2 * Math.PI);
    c.fill();
  });
}

/** A scene of words alone. */
export function messageScene(text) {
  return {
    x: [0, 1], y: [0, 1], hideX: true, hideY: true, label: text,
    draw: ({ c, inner, colors }) => {
      c.fillStyle = colors.quiet;
      c.textAlign = 'center';
      c.font = '13px system-ui, sans-serif';
      c.fillText(text, (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2, inner.right - inner.left - 10);
    },
  };
}

/** Returns the range of some values with a little room at both ends; null leaves a value out. */
export function range(values, room = 0.06) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const span = high - low || Math.abs(high) * 0.5 || 1;
  return [low - span * room, high + span * room];
}

/** The colours of the theme, for what is drawn. */
export function palette() {
  const theme = `${document.documentElement.dataset.theme ?? ''}${dark.matches}`;
  if (known.theme !== theme) known = { theme, colors: colorsOf(getComputedStyle(document.documentElement)) };
  return known.colors;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
let known = { theme: null };

function colorsOf(style) {
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const series = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => color(`series-${i}`));
  return {
    text: color('text'), quiet: color('quiet'), grid: color('grid'), line: color('line'), surface: color('surface'), accent: color('accent'),
    series, inks: series.map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))),
  };
}
