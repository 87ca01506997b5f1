import { h, tabs } from './dom.js';
import { store } from './state.js';
import { comparePanel } from './compare/compared.js';
import { requestPanel } from './request/json.js';
import { resultPanel } from './understand/result.js';
import { usePanel } from './use/use.js';
import { recordsPanel } from './watch/records.js';

/** The names of the panels, from left to right. */
export const TABS = ['request', 'result', 'records', 'compare', 'use'];

/** What stands beside the pictures, one panel at a time. */
export function side(openList) {
  const panels = {
    request: ['Request', requestPanel()],
    result: ['Result', resultPanel()],
    records: ['Records', recordsPanel()],
    compare: ['Compare', comparePanel(openList)],
    use: ['Use', usePanel()],
  };
  const hosts = Object.entries(panels).map(([name, [, panel]]) => h('div', { id: `side-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}`, class: 'panel' }, panel));
  const strip = tabs('Request and result', Object.entries(panels).map(([name, [text]]) => [name, text, `side-${name}`]), 'request', (tab) => store.set({ tab }));
  store.watch(['tab'], () => {
    strip.show(store.get('tab'));
    hosts.forEach((host) => { host.hidden = host.id !== `side-${store.get('tab')}`; });
  });
  return [strip.element, ...hosts];
}
