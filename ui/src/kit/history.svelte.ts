/** Steps of a form: what it held before, to be undone and done again. */
export class History<T> {
  #past = $state.raw<T[]>([]);
  #next = $state.raw<T[]>([]);
  #now: string | undefined;

  get canUndo(): boolean {
    return this.#past.length > 1;
  }

  get canRedo(): boolean {
    return this.#next.length > 0;
  }

  /** Notes a state that was reached by working, not by undoing. */
  note(state: T): void {
    const text = JSON.stringify(state);
    if (text === this.#now) return;
    this.#now = text;
    this.#past = [...this.#past, state].slice(-100);
    this.#next = [];
  }

  /** The state before; undefined: there is none. */
  undo(): T | undefined {
    const now = this.#past.at(-1);
    const before = this.#past.at(-2);
    if (now === undefined || before === undefined) return undefined;
    this.#past = this.#past.slice(0, -1);
    this.#next = [now, ...this.#next];
    this.#now = JSON.stringify(before);
    return structuredClone(before);
  }

  /** The state that was undone last; undefined: there is none. */
  redo(): T | undefined {
    const [again, ...rest] = this.#next;
    if (again === undefined) return undefined;
    this.#past = [...this.#past, again];
    this.#next = rest;
    this.#now = JSON.stringify(again);
    return structuredClone(again);
  }
}
