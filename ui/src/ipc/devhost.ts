/**
 * The loopback host of the browser journeys: it serves this page and answers
 * `/rpc` on the same origin for whoever holds the token of the address.
 *
 * A browser has no file dialog that yields a path, so a journey puts the paths
 * into `window.__picks` before the click; a person is asked for one. Nor does a
 * file dropped on a browser: a journey sends the window a `test-drag` event.
 */
import type { Drag, Host } from './host';

declare global {
  interface Window {
    /** Paths for the next dialogs, one entry per dialog; null cancels. */
    __picks?: (string | string[] | null)[];
  }
  interface WindowEventMap {
    'test-drag': CustomEvent<Drag>;
  }
}

export function devHost(token: string): Host {
  return {
    async call(cmd, payload) {
      const response = await fetch('/rpc', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-token': token },
        body: JSON.stringify({ cmd, payload }),
      });
      const body: unknown = await response.json();
      if (!response.ok) throw body;
      return body;
    },
    async pickOpen(options) {
      const picked = nextPick(options.title);
      return picked === null ? [] : [picked].flat();
    },
    async pickSave(options) {
      return [nextPick(options.title)].flat()[0] ?? null;
    },
    async print() {
      return false;
    },
    watchDrags(handler) {
      const heard = (event: CustomEvent<Drag>) => handler(event.detail);
      addEventListener('test-drag', heard);
      return () => removeEventListener('test-drag', heard);
    },
  };
}

function nextPick(title: string): string | string[] | null {
  if (window.__picks?.length) return window.__picks.shift() ?? null;
  return window.prompt(title) || null;
}
