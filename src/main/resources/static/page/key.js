import { button, h } from './dom.js';

/** The key that the service asks for. It is kept in memory alone: closing the page forgets it. */
let key = null;

/** The question that is open, and what it came to; those who wait for a key wait for the same one. */
let asking = null;

/** Who has not given one is not asked again by every request; loading the page again asks once more. */
let refused = false;

export function hasKey() {
  return key !== null;
}

/** The header that says who calls; nothing where nobody has asked. */
export function authorization() {
  return key === null ? {} : { Authorization: `Bearer ${key}` };
}

/** Asks for a key in the place of the one that was sent; false where none was given. */
export function askForKey(sent) {
  // another request has asked meanwhile
  if (sent.Authorization !== authorization().Authorization) return Promise.resolve(true);
  if (refused) return Promise.resolve(false);
  asking ??= ask(key !== null).then((given) => {
    refused = !given;
    return given;
  }).finally(() => { asking = null; });
  return asking;
}

function ask(again) {
  return new Promise((answered) => {
    const input = h('input', { type: 'password', id: 'key', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'key-told' });
    const dialog = h('dialog', { class: 'key', 'aria-labelledby': 'key-title', onclose: () => {
      dialog.remove();
      answered(dialog.returnValue === 'given');
    } },
    h('h2', { id: 'key-title' }, 'Key'),
    h('p', { class: 'told', id: 'key-told' }, again
      ? 'The service does not take this key: it is not known, or has expired.'
      : 'The service asks for a key. This page keeps it until it is closed, and sends it to this service alone.'),
    h('form', { class: 'row', onsubmit: (event) => {
      event.preventDefault();
      key = input.value.trim();
      dialog.close('given');
    } },
    h('label', { for: 'key' }, 'Key'), input,
    h('button', { type: 'submit' }, 'Use'), button('Cancel', () => dialog.close(''))));
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
