/** What the marks of a paper come to: words of care, never a verdict. */
export type Answer = 'real' | 'bluff' | 'unknown';

export interface Told {
  readonly tone: Answer | 'none';
  readonly count: number;
}

/** The strictest answer given, and how often. */
export function told(answers: readonly (Answer | '')[]): Told {
  for (const tone of ['bluff', 'unknown', 'real'] as const) {
    const count = answers.filter((one) => one === tone).length;
    if (count > 0) return { tone, count };
  }
  return { tone: 'none', count: 0 };
}
