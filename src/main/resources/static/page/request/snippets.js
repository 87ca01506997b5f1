import { url } from '../api.js';
import { hasKey } from '../key.js';

/** The request as a command; the body is quoted for a shell as it is, and a key is left to its environment. */
export function asCurl(request) {
  const body = JSON.stringify(request).replaceAll("'", "'\\''");
  const key = hasKey() ? ' -H "Authorization: Bearer $DESCENT_KEY"' : '';
  return `curl -s ${url('v1/fits')}${key} -H 'Content-Type: application/json' -d '${body}'`;
}

/** The request as a program of Python's standard library; the body is read from JSON, so that every value stays what it is. */
export function asPython(request) {
  const [imported, key] = hasKey() ? [['import os'], ', "Authorization": "Bearer " + os.environ["DESCENT_KEY"]'] : [[], ''];
  return [
    'import json',
    ...imported,
    'import urllib.request',
    '',
    `request = json.loads(${JSON.stringify(JSON.stringify(request))})`,
    `post = urllib.request.Request(${JSON.stringify(url('v1/fits'))}, json.dumps(request).encode(), {"Content-Type": "application/json"${key}})`,
    'fit = json.load(urllib.request.urlopen(post))',
    'print(fit["status"], fit["stop_reason"], fit["result"])',
    '',
  ].join('\n');
}
