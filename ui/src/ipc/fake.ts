/**
 * A host for component tests: answers are given by the test, typed by the
 * same list as the real ones, and every call is kept. An unanswered command
 * fails as it would if the core did not know it.
 */
import type { Command, Req, Res } from './client';
import type { ErrorCode, WireError } from './generated/wire';
import type { Drag, Host } from './host';

export type Answers = { [K in Command]?: (req: Req<K>) => Res<K> | Promise<Res<K>> };

export interface FakeHost extends Host {
  readonly calls: { cmd: string; payload: unknown }[];
  /** Paths for the next dialogs. */
  readonly picks: (string | null)[];
  /** Drags files as the system would. */
  drag(drag: Drag): void;
}

export function fakeHost(answers: Answers): FakeHost {
  const calls: FakeHost['calls'] = [];
  const picks: FakeHost['picks'] = [];
  const watching = new Set<(drag: Drag) => void>();
  return {
    calls,
    picks,
    async call(cmd, payload) {
      calls.push({ cmd, payload });
      const answer = answers[cmd as Command] as ((req: unknown) => unknown) | undefined;
      if (!answer) throw refusal('unknown_command', { cmd });
      return await answer(payload);
    },
    async pickOpen() {
      const path = picks.shift();
      return path ? [path] : [];
    },
    async pickSave() {
      return picks.shift() ?? null;
    },
    async print() {
      return false;
    },
    watchDrags(handler) {
      watching.add(handler);
      return () => watching.delete(handler);
    },
    drag(drag) {
      for (const handler of watching) handler(drag);
    },
  };
}

/** A wire error, for a test to throw. */
export function refusal(code: ErrorCode, params: Record<string, string> = {}): WireError {
  return { code, params, fields: [] };
}
