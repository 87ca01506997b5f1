import { h, tabs } from '../dom.js';
import { store } from '../state.js';
import { drawingPanel, openDrawing } from './drawing.js';
import { examplesPanel } from './examples.js';
import { filePanel } from './files.js';
import { storedPanel } from './stored.js';
import { tablePanel } from './tables.js';

/** Where the data come from: four ways, one shown at a time. */
export function dataPanel() {
  const stored = storedPanel();
  const panels = { example: examplesPanel(), file: filePanel(), drawn: drawingPanel(), stored: stored.element };
  const hosts = Object.entries(panels).map(([name, panel]) => h('div', { id: `data-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` }, panel));
  const show = (name) => {
    strip.show(name);
    hosts.forEach((host) => { host.hidden = host.id !== `data-${name}`; });
    if (name === 'stored') stored.refresh();
  };
  const strip = tabs('Where the data come from', [
    ['example', 'Example', 'data-example'], ['file', 'File', 'data-file'],
    ['drawn', 'Draw', 'data-drawn'], ['stored', 'Stored', 'data-stored'],
  ], 'example', (name) => {
    store.set({ dataTab: name });
    if (name === 'drawn' && store.get('source').kind !== 'drawn') openDrawing();
  });
  store.watch(['dataTab'], () => show(store.get('dataTab')));
  store.watch(['source'], () => {
    const { kind } = store.get('source');
    if (panels[kind]) store.set({ dataTab: kind });
  });
  return h('section', { 'aria-labelledby': 'data-title', class: 'data' },
    h('h2', { id: 'data-title' }, 'Data'), strip.element, ...hosts, tablePanel());
}
