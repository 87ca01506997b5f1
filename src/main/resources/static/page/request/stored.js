import { get } from '../api.js';
import { button, h } from '../dom.js';
import { count } from '../format.js';
import { openStored } from './tables.js';

/** The datasets that are stored, newest first. */
export function storedPanel() {
  const list = h('div', { class: 'choices' });
  const refresh = async () => {
    const { data } = await get('v1/datasets?limit=100');
    list.replaceChildren(...(data.length === 0
      ? [h('p', { class: 'told' }, 'None yet. A file that you open here is stored.')]
      : data.map((dataset) => button(
        [h('strong', {}, dataset.name ?? dataset.id), h('span', {}, `${count(dataset.rows)} rows, ${dataset.format}`)],
        () => openStored(dataset.id),
        { class: 'choice' },
      ))));
  };
  return { element: list, refresh };
}
