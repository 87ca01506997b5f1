import { call, get } from '../api.js';
import { button, h, select } from '../dom.js';
import { number, shortened, time } from '../format.js';
import { typeOf } from '../json-path.js';
import { store } from '../state.js';
import { end, leave, open } from '../watch/run.js';
import { add, MOST_COMPARED } from './compared.js';

const STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];

/** The list of all fits in a dialog: found by label and status, opened, compared, deleted. */
export function fitsDialog() {
  const body = h('tbody');
  const more = button('More', () => load(cursor), { hidden: true });
  const said = h('p', { class: 'told', role: 'status' });
  let cursor = null;
  let status = '';
  let wanted = '';
  const label = h('input', { type: 'search', placeholder: 'label or id', 'aria-label': 'label or id', oninput: (event) => { wanted = event.target.value.trim().toLowerCase(); search(); } });
  const filter = () => {
    for (const row of body.rows) row.hidden = wanted !== '' && !row.dataset.text.includes(wanted);
  };

  async function load(after) {
    const query = new URLSearchParams({ limit: '100', ...(after ? { after } : {}), ...(status ? { status } : {}) });
    const page = await get(`v1/fits?${query}`);
    if (!after) body.replaceChildren();
    body.append(...page.data.map(row));
    cursor = page.next_cursor;
    more.hidden = !page.has_more;
    filter();
    said.textContent = body.rows.length === 0 ? 'No fits.' : '';
  }

  /** Those that are loaded are searched as one types; the service knows those of the whole label. */
  async function search() {
    filter();
    const typed = label.value.trim();
    if (typed === '' || more.hidden) return;
    const { data } = await get(`v1/fits?${new URLSearchParams({ limit: '100', label: typed })}`);
    if (label.value.trim() !== typed) return;
    const known = new Set([...body.rows].map((one) => one.dataset.id));
    body.append(...data.filter((fit) => !known.has(fit.id)).map(row));
    filter();
    said.textContent = 'Among the newest fits, and those of this very label; More loads older ones.';
  }

  function row(fit) {
    const element = h('tr', { 'data-id': fit.id, 'data-text': `${fit.label ?? ''} ${fit.id} ${typeOf(fit.config?.model) ?? ''}`.toLowerCase() },
      h('th', { scope: 'row', title: fit.label ?? fit.id }, shortened(fit.label ?? fit.id, 44)),
      h('td', {}, fit.stop_reason ?? fit.status), h('td', {}, typeOf(fit.config?.model) ?? ''), h('td', { class: 'number' }, number(fit.result?.loss)),
      h('td', {}, time(fit.created_at)),
      h('td', {}, h('div', { class: 'row' },
        button('Open', () => { dialog.close(); open(fit.id); }),
        button('Compare', () => compare(fit)),
        fit.done ? deleting(fit, () => element.remove()) : button('Stop', () => end('stop', fit.id).then(() => load(null))))));
    return element;
  }

  async function compare(fit) {
    said.textContent = await add(fit.id) ? `${shortened(fit.label ?? fit.id)} is drawn beside the shown fit.` : `No more than ${MOST_COMPARED} fits are compared.`;
  }

  /** A button that asks once more before it deletes. */
  function deleting(fit, gone) {
    let asked = false;
    const element = button('Delete', async () => {
      if (!asked) {
        asked = true;
        element.textContent = 'Really?';
        return;
      }
      try {
        await call('DELETE', `v1/fits/${encodeURIComponent(fit.id)}`);
        label.focus();
        gone();
        if (store.get('fit')?.id === fit.id) leave();
        said.textContent = 'Deleted.';
      } catch (problem) {
        said.textContent = problem.message;
      }
    });
    return element;
  }

  const dialog = h('dialog', { class: 'fits', 'aria-label': 'All fits' },
    h('div', { class: 'row' }, h('h2', {}, 'Fits'), label,
      select([['', 'any status'], ...STATUSES], '', (value) => { status = value; load(null); }, { 'aria-label': 'status' }),
      button('Close', () => dialog.close())),
    said,
    h('div', { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': 'fits' }, h('table', {},
      h('thead', {}, h('tr', {}, ['fit', 'ended', 'model', 'loss', 'made', 'actions'].map((name) => h('th', { scope: 'col' }, name)))), body), more));
  document.body.append(dialog);
  return () => {
    dialog.showModal();
    load(null);
  };
}
