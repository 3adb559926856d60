/** Which of the recovery words are asked back. */

/** Three different places, from 0, in order; `random` yields numbers from 0 up to 1. */
export function placesToAsk(count: number, random: () => number = Math.random): number[] {
  const places = new Set<number>();
  while (places.size < Math.min(3, count)) places.add(Math.floor(random() * count));
  return [...places].sort((a, b) => a - b);
}
