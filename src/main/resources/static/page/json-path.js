/** Places in a request, as JSON pointers name them. */

export function parts(pointer) {
  return pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function valueAt(root, pointer) {
  return parts(pointer).reduce((value, part) => (value !== null && typeof value === 'object' && Object.hasOwn(value, part) ? value[part] : undefined), root);
}

/** Returns a copy with a value at a place; undefined takes it away, and with it the objects that it leaves empty. */
export function withValue(root, pointer, value) {
  return withParts(root, parts(pointer), value) ?? {};
}

function withParts(node, [part, ...rest], value) {
  const copy = node !== null && typeof node === 'object' ? { ...node } : typeof node === 'string' ? { type: node } : {};
  const next = rest.length === 0 ? value : withParts(Object.hasOwn(copy, part) ? copy[part] : undefined, rest, value);
  if (next === undefined) delete copy[part];
  // a column may be called __proto__
  else Object.defineProperty(copy, part, { value: next, enumerable: true, configurable: true, writable: true });
  const names = Object.keys(copy);
  if (names.length === 0) return undefined;
  // a variant without settings of its own is written as its name
  return names.length === 1 && names[0] === 'type' && typeof copy.type === 'string' ? copy.type : copy;
}

/** Returns the name of a variant, which may be given alone or as `type`. */
export function typeOf(value) {
  return value !== null && typeof value === 'object' ? value.type : value;
}
