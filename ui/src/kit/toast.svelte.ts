/** Short news that needs no answer: "Saved." It leaves by itself, or when newer news comes. */
const STAY_MS = 5000;

let text = $state('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** The news of the moment; empty when there is none. */
export function news(): string {
  return text;
}

export function say(next: string): void {
  clearTimeout(timer);
  text = next;
  timer = setTimeout(hush, STAY_MS);
}

/** Takes the news away: nothing said about a case outlives the lock. */
export function hush(): void {
  clearTimeout(timer);
  text = '';
}
