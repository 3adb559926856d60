import { expect, test } from 'vitest';
import { History } from './history.svelte';

test('what was done is undone step by step, and done again', () => {
  const history = new History<{ n: number }>();
  expect(history.undo()).toBeUndefined();
  for (const n of [1, 2, 2, 3]) history.note({ n });
  expect(history.undo()).toEqual({ n: 2 });
  expect(history.undo()).toEqual({ n: 1 });
  expect(history.canUndo).toBe(false);
  expect(history.undo()).toBeUndefined();
  expect(history.redo()).toEqual({ n: 2 });
  // A state that was reached by undoing is not a new step.
  history.note({ n: 2 });
  expect(history.redo()).toEqual({ n: 3 });
  expect(history.redo()).toBeUndefined();
});

test('working on after undoing forgets what was undone', () => {
  const history = new History<number>();
  for (const n of [1, 2, 3]) history.note(n);
  history.undo();
  history.note(9);
  expect(history.canRedo).toBe(false);
  expect(history.undo()).toBe(2);
});
