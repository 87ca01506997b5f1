/** The state of the page: values by name, and who watches them. Watchers are called once a frame, however often values change. */
export class Store {
  #values;
  #watchers = [];
  #changed = new Set();
  #frame = 0;

  constructor(values) {
    this.#values = { ...values };
  }

  get(name) {
    return this.#values[name];
  }

  set(values) {
    for (const [name, value] of Object.entries(values)) {
      if (!Object.is(this.#values[name], value)) {
        this.#values[name] = value;
        this.touch(name);
      }
    }
  }

  /** Tells that a value has changed in itself, as a course does that grows. */
  touch(name) {
    this.#changed.add(name);
    this.#schedule();
  }

  /** Calls back in the next frame, and then in each frame after one of the values has changed. */
  watch(names, callback) {
    this.#watchers.push({ names, callback });
    names.forEach((name) => this.#changed.add(name));
    this.#schedule();
  }

  #schedule() {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#tell());
  }

  #tell() {
    this.#frame = 0;
    const changed = this.#changed;
    this.#changed = new Set();
    for (const { names, callback } of this.#watchers) {
      if (names.some((name) => changed.has(name))) {
        try {
          callback();
        } catch (failure) {
          // one part that fails must not keep the others from what has changed
          reportError(failure);
        }
      }
    }
  }
}
