/** Numbers and times as texts. */

/** A number in few digits, as a person reads it; exact where that is short. */
export function number(value, digits = 5) {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return count(value);
  if (size >= 1e7 || size < 1e-4) return value.toExponential(digits - 1).replace(/\.?0+e/, 'e').replace('e+', 'e').replace('-', '−');
  return Number(value.toPrecision(digits)).toString().replace('-', '−');
}

/** A number with all of its digits. */
export function exact(value) {
  return typeof value === 'number' && !Number.isInteger(value) ? String(value).replace('-', '−') : number(value);
}

/** A whole number with thin spaces between its thousands. */
export function count(value) {
  return String(value).replace('-', '−').replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

export function share(value) {
  return value === null || value === undefined ? '–' : `${number(value * 100, 3)} %`;
}

/** The name of a setting or metric as words. */
export function words(name) {
  return name.replaceAll('_', ' ');
}

export function time(iso) {
  return iso ? new Date(iso).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' }) : '–';
}

export function shortened(text, most = 40) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
