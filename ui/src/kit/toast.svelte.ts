/** Short news that needs no answer: "Saved." It leaves by itself. */
const STAY_MS = 5000;

let items = $state<{ id: number; text: string }[]>([]);
let last = 0;

export function toasts(): readonly { id: number; text: string }[] {
  return items;
}

export function say(text: string): void {
  last += 1;
  const id = last;
  items.push({ id, text });
  setTimeout(() => {
    items = items.filter((item) => item.id !== id);
  }, STAY_MS);
}
