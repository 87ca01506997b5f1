import { askForKey, authorization } from './key.js';

const RETRY_MILLIS = 2000;

/** Reads server-sent events by fetch, which can say who calls where an EventSource cannot; reconnects as that does. */
export function readEvents(address, { opened, event, lost, reconnecting }) {
  const ended = new AbortController();
  let last = '';

  /** Returns whether to connect again. */
  async function connection() {
    const sent = authorization();
    const response = await fetch(address, {
      signal: ended.signal,
      headers: { Accept: 'text/event-stream', ...sent, ...(last === '' ? {} : { 'Last-Event-ID': last }) },
    });
    if (response.status === 401 && await askForKey(sent)) return true;
    if (response.status !== 200) {
      lost();
      return false;
    }
    opened();
    await eachEvent(response.body, (name, data, id) => {
      if (id !== null) last = id;
      if (!ended.signal.aborted) event(name, data, Number(last));
    });
    return true;
  }

  (async () => {
    while (!ended.signal.aborted) {
      try {
        if (!await connection()) return;
      } catch (failure) {
        if (ended.signal.aborted) return;
        reconnecting();
      }
      await new Promise((next) => { setTimeout(next, RETRY_MILLIS); });
    }
  })();
  return () => ended.abort();
}

/** Takes a stream apart into its events, as the HTML standard says it of those with LF. */
async function eachEvent(stream, take) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const blocks = (rest + read.value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      let name = 'message';
      let id = null;
      const data = [];
      for (const line of block.split('\n')) {
        const [, field, value] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
        if (field === 'event') name = value;
        else if (field === 'id') id = value;
        else if (field === 'data') data.push(value);
      }
      if (data.length > 0) take(name, JSON.parse(data.join('\n')), id);
    }
  }
}
