/** Elements, made of data. Whatever a text holds, it is shown as text. */

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'selected', 'indeterminate', 'textContent']);

/** Makes an element: `on…` are listeners, null and false leave an attribute or a child out. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let ids = 0;

/** Returns an id that no other element of the page has. */
export function newId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

export function button(text, onclick, props = {}) {
  return h('button', { type: 'button', onclick, ...props }, text);
}

/** A select over names, or over pairs of value and text. */
export function select(options, value, onchange, props = {}) {
  const element = h(
    'select',
    { onchange: () => onchange(element.value), ...props },
    options.map((option) => {
      const [key, text] = Array.isArray(option) ? option : [option, option];
      return h('option', { value: key }, text);
    }),
  );
  element.value = value;
  return element;
}

/** A table of texts; columns whose cells are numbers are aligned as such. */
export function table(caption, columns, rows, props = {}) {
  return h(
    'table',
    props,
    h('caption', { class: 'hidden-text' }, caption),
    h('thead', {}, h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, column)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, i) => (i === 0
      ? h('th', { scope: 'row' }, cell)
      : h('td', {}, cell)))))),
  );
}

/** Tabs by the pattern of ARIA: arrows move between them, only the chosen one is in the order of tabs. */
export function tabs(label, entries, chosen, onchoose) {
  const list = h('div', { role: 'tablist', 'aria-label': label, class: 'tabs' });
  const show = (name) => {
    for (const tab of list.children) {
      const on = tab.dataset.name === name;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
    }
  };
  for (const [name, text, controls] of entries) {
    list.append(h('button', {
      type: 'button', role: 'tab', id: `tab-${name}`, 'data-name': name, 'aria-controls': controls,
      onclick: () => onchoose(name),
      onkeydown: (event) => {
        const all = [...list.children];
        const at = all.indexOf(event.currentTarget);
        const next = { ArrowRight: all[(at + 1) % all.length], ArrowLeft: all.at(at - 1), Home: all[0], End: all.at(-1) }[event.key];
        if (!next) return;
        next.focus();
        onchoose(next.dataset.name);
      },
    }, text));
  }
  show(chosen);
  return { element: list, show };
}
