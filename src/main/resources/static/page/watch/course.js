/** The history of a fit as the page has it: series by their names, which grow while the fit runs. */
export class Course {
  constructor(history = {}) {
    this.columns = history;
    // the number of the newest record among all that the fit has made, where events told it
    this.newest = this.size;
    // whether records are missing between those that are here
    this.gaps = false;
  }

  get size() {
    return this.columns.epoch?.length ?? 0;
  }

  /** Adds one record, as an event tells it; one that is here already is left alone. */
  add(record, number) {
    if (number <= this.newest) return;
    if (number > this.newest + 1) this.gaps = true;
    this.newest = number;
    for (const [name, value] of Object.entries(record)) {
      if (value !== null && typeof value === 'object') {
        this.columns[name] ??= { intercept: [], coef: [] };
        this.columns[name].intercept.push(value.intercept);
        this.columns[name].coef.push(value.coef);
      } else {
        (this.columns[name] ??= []).push(value);
      }
    }
  }

  /** Returns this with the records of another course of the same fit that are newer. */
  continuedBy(live) {
    // a history without records does not tell what they hold
    if (this.size === 0) return live;
    const last = this.x().at(-1) ?? 0;
    const from = live.x().findIndex((value) => value > last);
    this.newest = live.newest;
    if (from < 0) return this;
    this.gaps = true;
    this.#eachSeries(live, (values, more) => values.push(...more.slice(from)));
    return this;
  }

  /** Returns this with a record of another course of the same fit that was left out here. */
  keeping(value, other) {
    const from = other.x().indexOf(value);
    const to = this.x().findIndex((each) => each >= value);
    if (from >= 0 && to >= 0 && this.x()[to] !== value) {
      this.#eachSeries(other, (values, more) => values.splice(to, 0, more[from]));
    }
    return this;
  }

  #eachSeries(other, act) {
    for (const [name, values] of Object.entries(this.columns)) {
      const more = other.columns[name];
      if (Array.isArray(values)) act(values, more);
      else {
        act(values.intercept, more.intercept);
        act(values.coef, more.coef);
      }
    }
  }

  /** Returns a series of numbers, null where a value is no number; undefined where it was not recorded. */
  series(name) {
    return this.columns[name];
  }

  /** Returns the names of the series that are numbers, in the order of the service. */
  names() {
    return Object.keys(this.columns).filter((name) => Array.isArray(this.columns[name]));
  }

  /** Returns the parameters, the gradient or the direction of a record; null where there are none. */
  vector(name, at) {
    const vectors = this.columns[name];
    return vectors && at >= 0 && at < vectors.coef.length ? { intercept: vectors.intercept[at], coef: vectors.coef[at] } : null;
  }

  /** What the records are counted by. */
  x() {
    return this.columns.update ?? this.columns.epoch ?? [];
  }

  /** Returns the number of the record that is nearest to what the records are counted by. */
  near(value) {
    const x = this.x();
    let low = 0;
    let high = x.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low > 0 && value - x[low - 1] < x[low] - value ? low - 1 : low;
  }

  /** Returns the epochs of the records just outside of a part of what the records are counted by. */
  epochsBetween(low, high) {
    const x = this.x();
    const after = x.findIndex((value) => value > high);
    const before = x.findLastIndex((value) => value < low);
    const { epoch } = this.columns;
    return [epoch[Math.max(before, 0)], epoch[after < 0 ? x.length - 1 : after]];
  }
}
