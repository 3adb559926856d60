/**
 * Passages of a text. The core counts characters of the file (Unicode scalar
 * values); a text area counts UTF-16 units, after it has made every line end one
 * `\n`. These functions go from the one to the other.
 */
import type { Stretch } from '../../../ipc/generated/wire';

/** What stands between two places of a text area, as characters of `text`; null when it is nothing. */
export function stretchOf(text: string, from: number, to: number): Stretch | null {
  const [start, end] = [characterAt(text, from), characterAt(text, to)];
  return end > start ? { from: start, to: end } : null;
}

/** The character of `text` at a place of the text area that shows it. */
function characterAt(text: string, place: number): number {
  let units = 0;
  let characters = 0;
  const all = [...text];
  while (units < place && characters < all.length) {
    // A text area shows \r\n, and \r alone, as one \n.
    if (all[characters] === '\r' && all[characters + 1] === '\n') characters += 1;
    units += all[characters]?.length ?? 1;
    characters += 1;
  }
  return characters;
}

/** With one more; what touches or overlaps becomes one. */
export function withStretch(stretches: readonly Stretch[], more: Stretch): Stretch[] {
  const out: Stretch[] = [];
  for (const one of [...stretches, more].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else out.push({ ...one });
  }
  return out;
}

/** The words of a passage. */
export function wordsOf(text: string, stretch: Stretch): string {
  return [...text].slice(stretch.from, stretch.to).join('');
}

/** What the copy will say: ■ for each hidden character. Line ends stay. */
export function covered(
  text: string,
  stretches: readonly Stretch[],
  words: readonly string[],
): string {
  const all = [...text];
  const hidden = new Set<number>();
  for (const { from, to } of stretches) for (let at = from; at < to; at += 1) hidden.add(at);
  for (const word of words.map((one) => [...one]).filter((one) => one.length > 0)) {
    for (let at = 0; at + word.length <= all.length; at += 1) {
      if (word.every((letter, i) => all[at + i] === letter)) {
        for (let i = 0; i < word.length; i += 1) hidden.add(at + i);
      }
    }
  }
  return all
    .map((letter, at) => (hidden.has(at) && letter !== '\n' && letter !== '\r' ? '■' : letter))
    .join('');
}
