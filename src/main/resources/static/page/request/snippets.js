import { url } from '../api.js';

/** The request as a command; the body is quoted for a shell as it is. */
export function asCurl(request) {
  const body = JSON.stringify(request).replaceAll("'", "'\\''");
  return `curl -s ${url('v1/fits')} -H 'Content-Type: application/json' -d '${body}'`;
}

/** The request as a program of Python's standard library; the body is read from JSON, so that every value stays what it is. */
export function asPython(request) {
  return [
    'import json',
    'import urllib.request',
    '',
    `request = json.loads(${JSON.stringify(JSON.stringify(request))})`,
    `post = urllib.request.Request(${JSON.stringify(url('v1/fits'))}, json.dumps(request).encode(), {"Content-Type": "application/json"})`,
    'fit = json.load(urllib.request.urlopen(post))',
    'print(fit["status"], fit["stop_reason"], fit["result"])',
    '',
  ].join('\n');
}
