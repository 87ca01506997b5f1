import { call, get } from '../api.js';
import { button, h, newId } from '../dom.js';
import { store } from '../state.js';
import { opening } from './requests.js';
import { openTable } from './tables.js';

const AGAIN_MILLIS = 400;

/** Sends a file to the service, which reads and keeps it, and opens what was read. */
export async function openFile(file, told) {
  const last = opening();
  told(`Reading ${file.name} …`);
  try {
    const form = new FormData();
    form.append('file', file);
    const { json } = await call('POST', `v1/datasets?name=${encodeURIComponent(file.name.slice(0, 200))}`, { body: form });
    const described = await ready(json, told);
    told('');
    if (last()) openTable(described, 'file');
  } catch (problem) {
    told(problem.errors?.[0]?.detail ?? problem.message);
  }
}

async function ready(described, told) {
  let now = described;
  while (now.status === 'reading') {
    told(`Reading: ${now.rows} rows so far …`);
    await new Promise((resolve) => { setTimeout(resolve, AGAIN_MILLIS); });
    now = await get(`v1/datasets/${now.id}`);
  }
  if (now.status === 'failed') throw new Error(now.failure?.detail ?? 'The file cannot be read.');
  return now;
}

/** Where a file is chosen, dropped or pasted. */
export function filePanel() {
  const message = h('p', { class: 'told', role: 'status' });
  const told = (text) => { message.textContent = text; };
  const id = newId('file');
  const pasted = h('textarea', { rows: 4, placeholder: 'age,city,income\n39,Paris,12.5\n…', 'aria-label': 'rows as CSV', spellcheck: 'false' });
  listenForDrops(told);
  return h('div', {},
    h('label', { class: 'drop', for: id }, h('strong', {}, 'Choose a file'), ' or drop one anywhere: CSV, TSV, NDJSON, Parquet'),
    h('input', {
      id, type: 'file', class: 'hidden-text', accept: '.csv,.tsv,.txt,.ndjson,.jsonl,.parquet,.libsvm,.svmlight,.json,.gz',
      onchange: ({ target }) => {
        if (target.files[0]) openFile(target.files[0], told);
        // the same file may be chosen again after it was changed
        target.value = '';
      },
    }),
    h('details', {}, h('summary', {}, 'or paste rows'), pasted,
      button('Read the pasted rows', () => pasted.value.trim() && openFile(new File([pasted.value], 'pasted.csv', { type: 'text/csv' }), told))),
    message);
}

function listenForDrops(told) {
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    store.set({ dataTab: 'file' });
    openFile(file, told);
  });
}
