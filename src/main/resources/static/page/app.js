import { keepAddress, readAddress } from './address.js';
import { get, Problem, url } from './api.js';
import { fitsDialog } from './compare/fits.js';
import { button, h } from './dom.js';
import { number } from './format.js';
import { dataPanel } from './request/data.js';
import { settingsForm } from './request/form.js';
import { checkRequests } from './request/requests.js';
import { side } from './side.js';
import { store } from './state.js';
import { themeButton } from './theme.js';
import { statusText } from './understand/result.js';
import { lossPicture } from './watch/loss.js';
import { modelPicture } from './watch/model-picture.js';
import { parameterPicture } from './watch/parameter-picture.js';
import { run } from './watch/run.js';
import { sliderBar } from './watch/slider.js';

const AGAIN_MILLIS = 3000;

const element = (id) => document.getElementById(id);

const openList = fitsDialog();

element('setup').append(dataPanel(), settingsForm(), fitBar());
element('pictures').append(h('div', { class: 'pair' }, modelPicture(), parameterPicture()), lossPicture(), sliderBar());
element('side').append(...side(openList));
element('nav').append(button('Fits', openList), h('a', { class: 'button', href: url('swagger-ui.html') }, 'API'), themeButton());

store.watch(['fit', 'course', 'notice'], () => {
  const fit = store.get('fit');
  const loss = fit?.result?.loss ?? store.get('course')?.series('loss')?.at(-1);
  // told when something ends or begins, not at each record
  const text = store.get('notice') ?? (fit ? `${statusText(fit)}${fit.done && loss !== undefined ? ` Loss ${number(loss)}.` : ''}` : '');
  if (element('status').textContent !== text) element('status').textContent = text;
});

// whatever a click has led to and nobody else tells of
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof Problem) {
    event.preventDefault();
    store.set({ notice: event.reason.message });
  }
});

checkRequests();
store.watch(['checking'], () => element('setup').setAttribute('aria-busy', String(store.get('checking'))));
loadCatalog();
readAddress().finally(keepAddress);

async function loadCatalog() {
  try {
    store.set({ catalog: await get('v1/catalog') });
  } catch (problem) {
    store.set({ notice: problem.message });
    setTimeout(loadCatalog, AGAIN_MILLIS);
  }
}

function fitBar() {
  const start = button('Fit', async () => {
    await run();
    // on a narrow screen the pictures are below the form
    if (store.get('fit') && matchMedia('(max-width: 1100px)').matches) element('pictures').scrollIntoView();
  }, { class: 'primary', id: 'fit' });
  store.watch(['request', 'posting'], () => {
    start.disabled = store.get('posting') || (!store.get('request').dataset && !store.get('request').x);
  });
  return h('div', { class: 'fitbar' }, start);
}
