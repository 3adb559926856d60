/**
 * Calls to the core, typed by the generated list of commands. A write that
 * succeeded makes the reads it names stale; see query.svelte.ts.
 */
import { type Commands, commandTags, type Tag, type WireError } from './generated/wire';
import type { Drag, Host, PickOpen, PickSave } from './host';

export type Command = keyof Commands;
export type Req<K extends Command> = Commands[K]['req'];
export type Res<K extends Command> = Commands[K]['res'];

/** A refusal or a fault of the core, with its code. */
export class RpcError extends Error {
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.code);
    this.wire = wire;
  }
}

let host: Host | undefined;
const listeners = new Set<(tags: readonly Tag[]) => void>();

export function setHost(next: Host): void {
  host = next;
}

/** Hears of every tag that went stale, until the returned function is called. */
export function onChange(listener: (tags: readonly Tag[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function rpc<K extends Command>(cmd: K, req: Req<K>): Promise<Res<K>> {
  let answer: unknown;
  try {
    if (!host) throw new Error('no host');
    answer = await host.call(cmd, req);
  } catch (error) {
    throw new RpcError(isWireError(error) ? error : broken());
  }
  const { changes } = commandTags[cmd];
  if (changes?.length) for (const listener of listeners) listener(changes);
  // The router serialised exactly this type for this command.
  return answer as Res<K>;
}

/** Asks for files to read; empty when the reader thought better of it. */
export async function pickOpen(options: PickOpen): Promise<string[]> {
  return (await host?.pickOpen(options)) ?? [];
}

/** Asks for a file to write; null when the reader thought better of it. */
export async function pickSave(options: PickSave): Promise<string | null> {
  return (await host?.pickSave(options)) ?? null;
}

/** Hears of files dragged over the window, until the returned function is called. */
export function watchDrags(handler: (drag: Drag) => void): () => void {
  return host?.watchDrags(handler) ?? (() => {});
}

/** The wire error of anything caught. */
export function wireError(error: unknown): WireError {
  return error instanceof RpcError ? error.wire : broken();
}

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && 'fields' in value;
}

function broken(): WireError {
  return { code: 'bug', params: {}, fields: [] };
}
