import { button, h } from '../dom.js';
import { count } from '../format.js';
import { store } from '../state.js';
import { asCurl, asPython } from './snippets.js';
import { dataOf, sameData, setRequest } from './requests.js';

/** A dataset longer than this is shown by a word, which stands for it until something else is put in its place. */
const MOST_SHOWN = 1500;

/** The request as JSON; what is typed is taken as soon as it is JSON. */
export function requestPanel() {
  const mistake = h('p', { class: 'mistake', role: 'alert', hidden: true });
  const said = h('span', { class: 'told', role: 'status' });
  const area = h('textarea', {
    class: 'json', spellcheck: 'false', 'aria-label': 'the request as JSON', oninput: () => {
      let typed;
      try {
        typed = JSON.parse(area.value);
        if (typed === null || typeof typed !== 'object' || Array.isArray(typed)) throw new SyntaxError('must be an object');
      } catch (wrong) {
        mistake.textContent = wrong.message;
        mistake.hidden = false;
        return;
      }
      mistake.hidden = true;
      const request = store.get('request');
      const word = placeholder(request.dataset);
      if (word !== undefined && typed.dataset === word) setRequest({ ...typed, dataset: request.dataset });
      else if (sameData(typed, request)) setRequest({ ...typed, ...dataOf(request) });
      else setRequest(typed, { kind: 'json' });
    },
  });
  store.watch(['request'], () => {
    if (document.activeElement === area) return;
    area.value = shown(store.get('request'));
    mistake.hidden = true;
  });
  const copy = (name, text) => button(`Copy as ${name}`, async () => {
    said.textContent = await copied(text(store.get('request'))) ? 'Copied.' : 'The browser does not allow copying.';
  });
  return h('div', { class: 'request' },
    h('div', { class: 'row' }, copy('curl', asCurl), copy('Python', asPython), said), area, mistake);
}

export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // a page without TLS has no clipboard; the older way still works there
    const area = h('textarea', { class: 'hidden-text', value: text, 'aria-hidden': 'true' });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function placeholder(dataset) {
  const text = JSON.stringify(dataset ?? null);
  return dataset === null || typeof dataset !== 'object' || text.length <= MOST_SHOWN ? undefined : `(${Object.keys(dataset).join(', ')}; ${count(text.length)} characters)`;
}

function shown(request) {
  const { dataset, ...settings } = request;
  const text = JSON.stringify({ dataset: placeholder(dataset) ?? dataset, ...settings }, null, 2);
  // lists of numbers in one line
  return text.replace(/\[\s+([^[\]{}]*?)\s+\]/g, (list, inner) => `[${inner.replace(/\s+/g, ' ')}]`);
}
