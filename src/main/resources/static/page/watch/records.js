import { h, table } from '../dom.js';
import { number, words } from '../format.js';
import { store } from '../state.js';
import { names, values } from './parameters.js';
import { VIEWED, shownRecord, view } from './view.js';

const AROUND = 40;
const VECTORS = ['params', 'gradient', 'direction'];
const MOST_PARAMETERS = 12;

/** The records around the shown one, number by number: losses, parameters, gradient, direction. */
export function recordsPanel() {
  const panel = h('div', { class: 'records', tabindex: 0, role: 'region', 'aria-label': 'records' });
  store.watch([...VIEWED, 'tab'], () => {
    if (store.get('tab') !== 'records') return;
    const seen = view();
    if (!seen.course || seen.course.size === 0) {
      panel.replaceChildren(h('p', { class: 'told' }, 'No fit yet.'));
      return;
    }
    const from = Math.max(0, Math.min(shownRecord() - AROUND / 2, seen.course.size - AROUND));
    const until = Math.min(seen.course.size, from + AROUND);
    panel.replaceChildren(recordsTable(seen, from, until));
    panel.querySelector('.now')?.scrollIntoView({ block: 'nearest' });
  });
  return panel;
}

function recordsTable(seen, from, until) {
  const { course } = seen;
  const series = course.names();
  const few = seen.params && names(seen).length <= MOST_PARAMETERS;
  const vectors = few ? VECTORS.filter((name) => course.columns[name]) : [];
  const columns = [...series.map(words), ...vectors.flatMap((vector) => names(seen).map((name) => (vector === 'params' ? name : `${vector}: ${name}`)))];
  const rows = [];
  for (let i = from; i < until; i += 1) {
    rows.push([
      ...series.map((name) => number(course.series(name)[i], 8)),
      ...vectors.flatMap((vector) => values(seen, course.vector(vector, i)).map((value) => number(value, 8))),
    ]);
  }
  const element = table('Records', columns, rows);
  element.querySelectorAll('tbody tr')[shownRecord() - from]?.classList.add('now');
  return element;
}
