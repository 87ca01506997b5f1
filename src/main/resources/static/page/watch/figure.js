import { button, h, newId, table } from '../dom.js';

/** A picture with a title, tools, and a table of what it shows for those who cannot see it or want the numbers. */
export function figure(title, { tools = [], rows, tall = false }) {
  const id = newId('figure');
  const body = h('div', { class: 'canvas' });
  const behind = h('div', { class: 'behind', hidden: true, tabindex: 0, role: 'region', 'aria-label': `${title}: numbers` });
  const heading = h('h3', { id }, title);
  const show = () => {
    const { columns, cells } = rows();
    behind.replaceChildren(table(title, columns, cells));
  };
  const toggle = button('Table', () => {
    behind.hidden = !behind.hidden;
    body.hidden = !behind.hidden;
    toggle.setAttribute('aria-pressed', String(!behind.hidden));
    if (!behind.hidden) show();
  }, { 'aria-pressed': 'false', class: 'quiet' });
  const element = h('figure', { 'aria-labelledby': id, class: tall ? 'tall' : null },
    h('figcaption', {}, heading, h('div', { class: 'tools' }, ...tools, toggle)), body, behind);
  return {
    element, body,
    rename: (text) => { heading.textContent = text; },
    /** Makes the table anew if it is what is seen. */
    refresh: () => { if (!behind.hidden) show(); },
  };
}
