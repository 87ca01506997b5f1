import { get } from '../api.js';
import { button, h } from '../dom.js';
import { store } from '../state.js';
import { setRequest, telling } from './requests.js';

const FEW = 2;

/** Loads one of the five ready requests. */
export async function openExample(name) {
  const request = await get(`v1/examples/${encodeURIComponent(name)}`);
  setRequest(telling(request, FEW), { kind: 'example', name });
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
