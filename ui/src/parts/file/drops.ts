/**
 * Who takes files that are let go over the window. The window asks the newest
 * taker; where there is none, a drop is an import.
 */
type Taker = (paths: readonly string[], imported: () => void) => void;

const takers: Taker[] = [];

/** Takes what is dropped until the returned function is called. */
export function takeDrops(taker: Taker): () => void {
  takers.push(taker);
  return () => {
    const at = takers.lastIndexOf(taker);
    if (at >= 0) takers.splice(at, 1);
  };
}

/** Whether somebody waits for files. */
export function dropsTaken(): boolean {
  return takers.length > 0;
}

/** Hands files over; `imported` is the other thing that can be done with them. False: nobody takes them. */
export function handOver(paths: readonly string[], imported: () => void): boolean {
  const taker = takers.at(-1);
  taker?.(paths, imported);
  return taker !== undefined;
}
