import { button } from './dom.js';

const KEY = 'descent-theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

const listeners = new Set();

const told = () => listeners.forEach((listener) => listener());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', told);
new MutationObserver(told).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });

/** Calls back whenever the colours are others, until the returned function is called. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Light, dark, or as the system has it. */
export function themeButton() {
  let theme = stored();
  const element = button('', () => {
    theme = NEXT[theme];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // a browser that keeps nothing shows the theme until the page is left
    }
    show();
  });
  const show = () => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    element.textContent = { auto: 'Auto', light: 'Light', dark: 'Dark' }[theme];
    element.title = 'light or dark, or as the system has it';
  };
  show();
  return element;
}

function stored() {
  try {
    return NEXT[localStorage.getItem(KEY)] ? localStorage.getItem(KEY) : 'auto';
  } catch {
    return 'auto';
  }
}
