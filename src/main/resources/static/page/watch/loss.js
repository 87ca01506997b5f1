import uPlot from '../../webjars/uplot/dist/uPlot.esm.js';
import { get } from '../api.js';
import { button, h, select } from '../dom.js';
import { nameOf } from '../compare/compared.js';
import { exact, number, shortened, words } from '../format.js';
import { store } from '../state.js';
import { onTheme } from '../theme.js';
import { Course } from './course.js';
import { figure } from './figure.js';
import { palette } from './plot.js';
import { POINTS } from './run.js';
import { shownRecord } from './view.js';

const LOSSES = ['loss', 'val_loss', 'objective', 'excess_loss'];
const COUNTS = ['epoch', 'update'];
const MOST_LISTED = 500;

/** A history of fewer records is here as it is. */
const FEW = 200;

const ZOOM = 0.5;

/** Beyond eight colours, fits are told apart by their dashes. */
const DASHES = [[6, 3], [2, 3], [10, 3, 2, 3]];

/** The series of the history over the epochs, drawn by uPlot: exact under the cursor, zoomed by dragging. */
export function lossPicture() {
  let chart = null;
  let shape = null;
  let zoomed = null;
  let detail = null;
  let group = 'loss';
  let drawn;

  const log = button('Log', () => store.set({ logarithmic: !store.get('logarithmic') }), { 'aria-pressed': 'false', title: 'logarithmic axis', class: 'quiet' });
  const groups = select([['loss', 'loss']], 'loss', (value) => { group = value; shape = null; draw(); }, { 'aria-label': 'series', class: 'quiet' });
  const tools = [
    groups, log,
    button('+', () => zoomBy(ZOOM), { 'aria-label': 'zoom in', class: 'quiet' }),
    button('−', () => zoomBy(1 / ZOOM), { 'aria-label': 'zoom out', class: 'quiet' }),
    button('All', () => { zoomed = null; detail = null; draw(); }, { title: 'show all records', class: 'quiet' }),
  ];
  const host = figure('Loss', { tools, rows: () => listed(course(), shownNames()) });

  const nothing = h('p', { class: 'told nothing' }, 'The loss of a fit is drawn here, record by record.');
  host.body.append(nothing);

  const course = () => detail ?? store.get('course');
  const shownNames = () => seriesOf(course(), group);

  function zoomBy(factor) {
    const x = store.get('course')?.x() ?? [];
    if (x.length < 2) return;
    const [low, high] = zoomed ?? [x[0], x.at(-1)];
    const centre = Math.min(Math.max(x[shownRecord()] ?? high, low), high);
    const half = ((high - low) * factor) / 2;
    zoomTo(Math.max(x[0], centre - half), Math.min(x.at(-1), centre + half));
  }

  function zoomTo(low, high) {
    const x = store.get('course').x();
    zoomed = low <= x[0] && high >= x.at(-1) ? null : [low, high];
    const told = detail?.x() ?? [];
    if (zoomed === null || low < told[0] || high > told.at(-1)) detail = null;
    draw();
    if (zoomed) refine();
  }

  /** A long history is here by its extremes alone; of the part that is looked at the service tells more. */
  async function refine() {
    const fit = store.get('fit');
    const whole = store.get('course');
    if (!fit?.done || whole.size < FEW) return;
    const [low, high] = zoomed;
    const [first, last] = whole.epochsBetween(low, high);
    const part = await get(`v1/fits/${fit.id}/history?from_epoch=${first}&to_epoch=${last}&points=${POINTS}`).catch(() => null);
    if (part && zoomed?.[0] === low && zoomed?.[1] === high) {
      detail = new Course(part);
      draw();
    }
  }

  /** A logarithmic axis needs a value above 0 to begin with. */
  function hasLogarithm() {
    return store.get('logarithmic') && shownNames().some((name) => course().series(name).some((value) => value > 0 && Number.isFinite(value)));
  }

  function data() {
    const logarithmic = hasLogarithm();
    const drawable = (values) => (logarithmic ? values.map((value) => (value > 0 ? value : null)) : values);
    const own = [course()?.x() ?? [], ...shownNames().map((name) => drawable(course().series(name)))];
    const others = comparable().map(({ course: other }) => [other.x(), drawable(other.series(group) ?? other.x().map(() => null))]);
    return others.length === 0 ? own : uPlot.join([own, ...others]);
  }

  function draw() {
    const { clientWidth: width, clientHeight: height } = host.body;
    if (width < 80 || height < 80) return;
    const empty = (course()?.size ?? 0) === 0 && store.get('compared').length === 0;
    nothing.hidden = !empty;
    if (empty) {
      chart?.destroy();
      chart = null;
      return;
    }
    log.setAttribute('aria-pressed', String(store.get('logarithmic')));
    offer(groups, course(), group);
    const now = JSON.stringify([shownNames(), hasLogarithm(), comparable().map(({ fit }) => fit.id), group]);
    if (chart === null || now !== shape) {
      chart?.destroy();
      shape = now;
      chart = new uPlot(options(width, height - LEGEND, shownNames(), hasLogarithm(), zoomTo), data(), host.body);
      if (zoomed) chart.setScale('x', { min: zoomed[0], max: zoomed[1] });
    } else {
      chart.setData(data(), zoomed === null);
      if (zoomed) chart.setScale('x', { min: zoomed[0], max: zoomed[1] });
    }
    host.refresh();
  }

  store.watch(['fit'], () => {
    const id = store.get('fit')?.id;
    if (id !== drawn) { zoomed = null; detail = null; }
    drawn = id;
  });
  store.watch(['course', 'logarithmic', 'compared'], draw);
  store.watch(['at', 'following', 'course'], () => {
    chart?.redraw(false);
    // without a cursor the legend tells the shown record
    if (chart && chart.cursor.idx === null && !detail && store.get('compared').length === 0) chart.setLegend({ idx: shownRecord() });
  });
  new ResizeObserver(() => {
    if (chart && host.body.clientWidth > 80) chart.setSize({ width: host.body.clientWidth, height: host.body.clientHeight - LEGEND });
    else draw();
  }).observe(host.body);
  onTheme(() => { shape = null; draw(); });
  return host.element;
}

/** Those of the compared fits whose records are counted as those of the shown fit are; others have no place on its axis. */
function comparable() {
  const course = store.get('course');
  return store.get('compared').map((one, i) => ({ ...one, number: i }))
    .filter((one) => !course?.size || (one.course.columns.update === undefined) === (course.columns.update === undefined));
}

/** What uPlot's legend takes of the height. */
const LEGEND = 30;

function seriesOf(course, group) {
  const names = course?.names() ?? [];
  return (group === 'loss' ? LOSSES : [group, `val_${group}`]).filter((name) => names.includes(name));
}

/** Offers what there is beside the loss: the learning rate, metrics. */
function offer(groups, course, group) {
  const others = (course?.names() ?? []).filter((name) => !LOSSES.includes(name) && !COUNTS.includes(name) && !name.startsWith('val_'));
  const wanted = ['loss', ...others];
  if ([...groups.options].map((option) => option.value).join() === wanted.join()) return;
  groups.replaceChildren(...wanted.map((name) => new Option(words(name), name)));
  groups.value = wanted.includes(group) ? group : 'loss';
}

function options(width, height, names, logarithmic, zoomTo) {
  const axis = { stroke: () => palette().quiet, grid: { stroke: () => palette().grid, width: 1 }, ticks: { show: false }, font: '11px system-ui, sans-serif' };
  const curve = (label, color, dash) => ({ label, stroke: () => color(palette()), width: 1.6, dash, points: { show: (u) => u.data[0].length < 40, size: 4 }, value: (u, value) => exact(value), spanGaps: true });
  return {
    width, height,
    scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
    axes: [{ ...axis, size: 28, values: (u, ticks) => ticks.map((tick) => number(tick, 12)) }, { ...axis, size: 58, values: (u, ticks) => ticks.map((tick) => (tick === null ? '' : number(tick, 4))) }],
    series: [
      { label: store.get('course')?.columns.update ? 'update' : 'epoch', value: (u, value) => number(value) },
      ...names.map((name, i) => curve(words(name), (colors) => colors.series[i])),
      ...comparable().map(({ fit, number: i }) => curve(shortened(nameOf(fit), 24), (colors) => colors.series[(i + 2) % 8], DASHES[Math.floor(i / 8)])),
    ],
    cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    select: { show: true },
    hooks: {
      setSelect: [(u) => {
        if (u.select.width < 4) return;
        const [low, high] = [u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')];
        u.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
        zoomTo(low, high);
      }],
      ready: [(u) => {
        u.over.addEventListener('dblclick', () => zoomTo(-Infinity, Infinity));
        u.over.addEventListener('click', () => chooseRecord(u));
      }],
      drawAxes: [mark],
    },
  };
}

/** A click takes all pictures to the record under it. */
function chooseRecord(u) {
  const course = store.get('course');
  if (!course || course.size === 0 || u.cursor.left < 0) return;
  store.set({ at: course.x()[course.near(u.posToVal(u.cursor.left, 'x'))], following: false, playing: false });
}

/** A line where the shown record is, below the curves. */
function mark(u) {
  const x = store.get('course')?.x()[shownRecord()];
  if (x === undefined || x < u.scales.x.min || x > u.scales.x.max) return;
  const at = Math.round(u.valToPos(x, 'x', true));
  u.ctx.save();
  u.ctx.strokeStyle = palette().quiet;
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.beginPath();
  u.ctx.moveTo(at, u.bbox.top);
  u.ctx.lineTo(at, u.bbox.top + u.bbox.height);
  u.ctx.stroke();
  u.ctx.restore();
}

/** The drawn numbers; of many records those with the extremes of stretches, so that the table shows every spike, too. */
function listed(course, names) {
  const x = course?.x() ?? [];
  const shown = names.flatMap((name) => extremes(course.series(name), Math.floor(MOST_LISTED / 2 / names.length)));
  const cells = [...new Set([...shown, x.length - 1])].filter((i) => i >= 0).sort((a, b) => a - b)
    .map((i) => [number(x[i]), ...names.map((name) => number(course.series(name)[i], 10))]);
  return { columns: [course?.columns.update ? 'update' : 'epoch', ...names.map(words)], cells };
}

function extremes(values, stretches) {
  if (values.length <= 2 * stretches) return values.map((_, i) => i);
  const found = [];
  for (let k = 0; k < stretches; k += 1) {
    const [from, to] = [Math.floor((values.length * k) / stretches), Math.floor((values.length * (k + 1)) / stretches)];
    let [least, largest] = [from, from];
    for (let i = from; i < to; i += 1) {
      if (values[i] < values[least]) least = i;
      if (values[i] > values[largest]) largest = i;
    }
    found.push(least, largest);
  }
  return found;
}
