/** The service, over HTTP. */

import { readEvents } from './events.js';
import { askForKey, authorization, hasKey } from './key.js';

/** What the service refused, as RFC 9457 tells it. */
export class Problem extends Error {
  constructor(status, told) {
    super(told.detail ?? told.title ?? `The service answered ${status}.`);
    this.status = status;
    this.title = told.title ?? 'Problem';
    this.errors = told.errors ?? [];
  }
}

export function url(path) {
  return new URL(path, document.baseURI).href;
}

/** Sends a request as fetch does; where the service asks for a key, its user is asked for one. */
export async function send(address, { headers, ...options } = {}) {
  const sent = authorization();
  const response = await fetch(address, { ...options, headers: { ...headers, ...sent } });
  return response.status === 401 && await askForKey(sent) ? send(address, { headers, ...options }) : response;
}

/** Sends a request and returns what was answered; throws a Problem where that is none of what was hoped for. */
export async function call(method, path, { body, headers = {}, signal } = {}) {
  const json = body !== undefined && !(body instanceof Blob) && !(body instanceof FormData);
  let response;
  try {
    response = await send(url(path), {
      method,
      signal,
      headers: { Accept: 'application/json', ...(json ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: json ? JSON.stringify(body) : body,
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { title: 'No answer', detail: 'The service cannot be reached.' });
  }
  const text = await response.text();
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  const told = isJson && text !== '' ? JSON.parse(text) : text;
  if (!response.ok) throw new Problem(response.status, isJson ? told : {});
  return { status: response.status, headers: response.headers, json: told };
}

export async function get(path, options) {
  return (await call('GET', path, options)).json;
}

export async function post(path, body, options = {}) {
  return (await call('POST', path, { body, ...options })).json;
}

/** Follows the events of a fit until it has ended or the returned function is called. */
export function follow(id, { epoch, status, warning, done, lost, reconnecting, heard }) {
  const address = url(`v1/fits/${encodeURIComponent(id)}/events`);
  const listeners = { epoch, status, warning };
  if (hasKey()) {
    const close = readEvents(address, { opened: heard, lost, reconnecting, event: (name, told, number) => {
      if (name === 'done') close();
      (name === 'done' ? done : listeners[name])?.(told, number);
    } });
    return close;
  }
  const source = new EventSource(address);
  const hears = (name, listener) => source.addEventListener(name, (event) => listener(JSON.parse(event.data), Number(event.lastEventId)));
  source.addEventListener('open', heard);
  Object.entries(listeners).forEach(([name, listener]) => hears(name, listener));
  hears('done', (fit) => {
    source.close();
    done(fit);
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) lost();
    else reconnecting();
  });
  return () => source.close();
}
