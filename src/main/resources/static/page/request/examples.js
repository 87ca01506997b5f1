import { get } from '../api.js';
import { button, h } from '../dom.js';
import { store } from '../state.js';
import { opening, setRequest, telling } from './requests.js';

const FEW = 2;

/** Loads one of the five ready requests; settings that are given take the place of its own. */
export async function openExample(name, settings = null) {
  const last = opening();
  const request = await get(`v1/examples/${encodeURIComponent(name)}`);
  if (last()) setRequest(settings ? { dataset: request.dataset, ...settings } : telling(request, FEW), { kind: 'example', name });
}

/** The examples as a list of buttons. */
export function examplesPanel() {
  const list = h('div', { class: 'choices' });
  get('v1/examples').then(({ data }) => {
    list.replaceChildren(...data.map(({ name, title }) => button(
      [h('strong', {}, name), h('span', {}, title)],
      () => openExample(name),
      { class: 'choice', 'data-example': name },
    )));
    store.watch(['source'], () => {
      const { kind, name } = store.get('source');
      for (const choice of list.children) {
        choice.setAttribute('aria-pressed', String(kind === 'example' && choice.dataset.example === name));
      }
    });
  });
  return list;
}
